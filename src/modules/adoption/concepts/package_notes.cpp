// Packages where staff pages speak of any kind of record: the search over everything, the audit trail, what
// somebody worked on last, "Heute".

#include "modules/adoption/concepts/package_pages.hpp"
#include "modules/adoption/concepts/permissions.hpp"
#include "platform/access/owners.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::adoption {

namespace {

// Whoever looks after more municipalities sees the others when they have decided on these.
constexpr int most_behind_on_today = 10;

std::optional<html::Url> url_of_package(web::Call const& call, std::int64_t id)
{
    auto const package = load_package(call.db(), call.site.tenant, PackageId{id});
    return package ? std::optional(package_url(package->id)) : std::nullopt;
}

std::optional<web::RecentRecord> recent_package(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const package = call.actor().may_somewhere(see_packages)
        ? load_package(call.db(), call.site.tenant, PackageId{id})
        : std::nullopt;
    return package ? std::optional(web::RecentRecord{package->name, package_url(package->id)}) : std::nullopt;
}

}

std::vector<StoredPackage> packages_with(std::vector<StoredPackage> packages, std::string_view words)
{
    auto const wanted = search::folded_text(words);
    auto const is_wanted = [&](StoredPackage const& one) {
        return search::folded_text(one.name + '\n' + one.issuer).find(wanted) != std::string::npos;
    };
    std::erase_if(packages, [&](StoredPackage const& one) { return !is_wanted(one); });
    std::ranges::stable_partition(
        packages, [&](StoredPackage const& one) { return search::folded_text(one.name) == wanted; });
    return packages;
}

web::StaffHits find_packages_at_desk(web::Call const& call, std::string_view words, int most_hits)
{
    auto const& texts = web::staff_texts(call);
    auto const found = web::read(call, [&](db::Connection& db) {
        return packages_with(list_packages(db, call.site.tenant, most_packages), words);
    });
    web::StaffHits hits{{}, std::ssize(found), packages_url().with_query({{"t", words}})};
    for (auto const& one : found) {
        if (std::ssize(hits.hits) == most_hits)
            break;
        hits.hits.push_back(
            {.title = one.name,
             .url = package_url(one.id),
             .detail = version_text(texts, one),
             .place = one.issuer});
    }
    return hits;
}

std::vector<web::StaffRecord> recorded_packages()
{
    return {{.kind = package_subject.word(), .permission = see_packages, .url = &url_of_package}};
}

std::vector<web::StaffForm> noted_packages()
{
    return {{.kind = package_subject.word(), .open = [](web::Call const& call) {
                 return package_record_form(web::staff_texts(call));
             }}};
}

std::vector<web::StaffRecent> recent_packages()
{
    return {{package_subject.word(), "package.title"_msg, &recent_package}};
}

void add_newer_versions_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    // Municipalities look after themselves: whoever may take over for all of them sees on the page of a
    // package how far each has come.
    auto const scopes = call.actor().where(adopt_packages);
    auto const owners = owners_of(scopes);
    if (!owners || owners->empty())
        return;
    auto const& texts = web::staff_texts(call);
    auto const tenant = call.site.tenant;
    auto& db = call.db();
    auto const all_behind = list_adoptions_behind(db, tenant, *owners, most_behind_on_today);
    if (all_behind.empty())
        return;
    auto const bodies = tenants::list_bodies(db, tenant);
    for (auto const& behind : all_behind) {
        auto const body = std::ranges::find(bodies, behind.body, &tenants::Body::id);
        if (body == bodies.end())
            continue;
        auto const view
            = find_adoption_view(db, tenant, call.actor(), behind.newest, body->slug, call.local_now().date);
        auto const open = !view
            ? 0
            : std::ranges::count_if(view->lines, [](PartLine const& line) { return is_open(line.standing); });
        if (open == 0)
            continue;
        items.push_back(
            {.area = "package.title"_msg,
             .title = view->stored.name,
             .url = adopting_url(behind.newest, body->slug),
             .reason = texts(
                 "package.today.reason"_msg,
                 {{"number", std::to_string(view->stored.number)},
                  {"municipality", view->body.name},
                  {"count", open}}),
             .due = std::nullopt,
             .action = "package.today.action"_msg,
             .is_content = true});
    }
}

} // namespace kommin::adoption
