// Routes of what municipalities say in the stead of a page of the Kreis.

#include "modules/portal/desk/local_page_desk.hpp"
#include "modules/portal/desk/page_desk_pages.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace kommin::portal {

namespace {

PageId general_of(web::Call const& call)
{
    return PageId{parse_number(call.path["kreisseite"]).value_or(0)};
}

std::optional<PageId> local_page_of(web::Call const& call)
{
    auto const number = parse_number(call.path["seite"]);
    return number && *number > 0 ? std::optional(PageId{*number}) : std::nullopt;
}

// What the public reads of the text of the Kreis, as it was in that version.
records::Fields general_fields(db::Connection& db, TenantId tenant, PageId general, std::int64_t number)
{
    auto const version
        = records::find_version(db, tenant, {page_subject, general.value}, number, records::unrestricted);
    return version ? version->fields : records::Fields{};
}

http::Response answer_general_changes(web::Call const& call, std::vector<Problem> const& problems)
{
    struct Found {
        EditedPage local;
        std::vector<MovedGeneral> moved;
        records::Fields before, after;
    };
    auto const id = local_page_of(call);
    auto const found = !id ? std::nullopt : web::read(call, [&](db::Connection& db) -> std::optional<Found> {
        auto const tenant = call.site.tenant;
        auto local = find_edited_page(db, tenant, *id, call.actor());
        if (!local || !call.actor().may(edit_pages, local->state.owner))
            return std::nullopt;
        Found all{std::move(*local), list_moved_generals(db, tenant, id), {}, {}};
        for (auto const& one : all.moved) {
            all.before = general_fields(db, tenant, one.general, one.compared);
            all.after = general_fields(db, tenant, one.general, one.now);
        }
        return all;
    });
    if (!found)
        return web::staff_not_found(call);
    auto const now = found->moved.empty() ? std::nullopt : std::optional(found->moved.front().now);
    return general_changes_page(call, {found->local, now, found->before, found->after}, problems);
}

http::Response answer_local_pages(web::Call const& call, std::vector<Problem> const& problems)
{
    auto const general = web::read(call, [&](db::Connection& db) {
        return find_general_page(db, call.site.tenant, general_of(call), call.actor());
    });
    return general ? local_pages_page(call, *general, problems) : web::staff_not_found(call);
}

}

http::Response show_local_pages(web::Call& call)
{
    return answer_local_pages(call, {});
}

http::Response add_local_page(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    // Two who press at once make one: the second finds it on the page.
    auto const taken = Problem::conflict("gemeinde", "page.problem.local_taken"_msg);
    auto const created = web::write(
        call, [&](Work& work) { return create_local_page(work, general_of(call), form->value("gemeinde")); },
        {{"pages_local_once", taken}, {"pages_slug", taken}});
    if (!created)
        return answer_local_pages(call, {created.problem()});
    return http::Response::redirect(http::Status::see_other, page_desk_url(created.value()).text());
}

http::Response show_general_changes(web::Call& call)
{
    return answer_general_changes(call, {});
}

http::Response note_compared_page(web::Call& call)
{
    auto const form = call.request.form();
    auto const id = local_page_of(call);
    if (!form || !id)
        return web::staff_not_found(call);
    auto const seen = parse_number(form->value("stand")).value_or(0);
    auto const noted = web::write(call, [&](Work& work) { return note_compared(work, *id, seen); });
    if (noted)
        return http::Response::redirect(http::Status::see_other, page_desk_url(*id).text());
    if (noted.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    return answer_general_changes(call, {noted.problem()});
}

void add_pages_to_compare_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const& texts = web::staff_texts(call);
    for (auto const& one : list_pages_to_compare(call.db(), call.site.tenant, call.actor()))
        items.push_back(
            {.area = "page.title"_msg,
             .title = one.local_title,
             .url = general_changes_url(one.local),
             .reason = std::string(texts("page.compare.reason"_msg)),
             .due = std::nullopt,
             .action = "page.compare.action"_msg,
             .is_content = true});
}

} // namespace kommin::portal
