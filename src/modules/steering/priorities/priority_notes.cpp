// Priorities where other pages speak of them: the page of a year, the audit trail, what somebody worked on
// last.

#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/priorities/priority_pages.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kommin::steering {

using html::each;
using html::Writer;

namespace {

std::optional<html::Url> url_of_priority(
    web::Call const& call, std::int64_t id, std::string_view page = "bearbeiten")
{
    auto const one = load_priority(call.db(), call.site.tenant, PriorityId{id});
    return one ? std::optional(priority_url(one->year, one->id, page)) : std::nullopt;
}

std::optional<html::Url> url_of_priority_version(web::Call const& call, std::int64_t id, std::int64_t version)
{
    auto const page = url_of_priority(call, id, "verlauf");
    if (!page
        || !records::find_version(
            call.db(), call.site.tenant, {priority_subject, id}, version, records::unrestricted))
        return std::nullopt;
    return page->with_query({{"fassung", std::to_string(version)}});
}

std::optional<web::RecentRecord> recent_priority(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const seen = find_seen_priority(
        call.db(), call.site.tenant, PriorityId{id}, call.actor(), set_priorities, call.local_now().date);
    if (!seen)
        return std::nullopt;
    auto const& texts = web::staff_texts(call);
    return web::RecentRecord{
        texts(
            "priority.recent"_msg, {{"title", seen->of().title}, {"year", std::to_string(seen->year.year)}}),
        priority_url(seen->year.id, seen->priority.id, "bearbeiten"), false};
}

}

web::Body priorities_of_year(web::Call const& call, SteeringYear const& year)
{
    auto const weighed = web::read(call, [&](db::Connection& db) {
        return list_weighed(db, call.site.tenant, year, call.local_now().date);
    });
    struct Count {
        WeighedKind kind;
        std::ptrdiff_t done;
        std::ptrdiff_t all;
    };
    std::vector<Count> counts;
    for (auto const kind : all_weighed_kinds) {
        auto const rows = ranked_rows(weighed, kind, year.weights());
        counts.push_back(
            {kind,
             std::ranges::count_if(rows, [](RankedRow const& row) { return row.rank.score.has_value(); }),
             std::ssize(rows)});
    }
    return [&texts = web::staff_texts(call), id = year.id, counts = std::move(counts)](Writer& w) {
        w(R"(<section class="stack" aria-labelledby="prioritaeten"><h2 id="prioritaeten">{}</h2><ul class="plain">{}</ul><p><a href="{}">{}</a></p></section>)",
          texts("priority.title"_msg),
          each(
              counts,
              [&](Writer& item, Count const& one) {
                  item(
                      "<li>{}: {}</li>", texts(label_of(one.kind)),
                      texts("priority.count"_msg, {{"done", one.done}, {"all", one.all}}));
              }),
          priorities_url(id), texts("priority.action.show"_msg));
    };
}

std::vector<web::StaffForm> noted_priorities()
{
    return {
        {.kind = priority_subject.word(),
         .open = [](web::Call const& call) { return priority_record_form(web::staff_texts(call)); },
         .versions = priority_subject}};
}

std::vector<web::StaffRecord> recorded_priorities()
{
    return {
        {.kind = priority_subject.word(),
         .permission = set_priorities,
         .url = [](web::Call const& call, std::int64_t id) { return url_of_priority(call, id); },
         .version_url = &url_of_priority_version}};
}

std::vector<web::StaffRecent> recent_priorities()
{
    return {{priority_subject.word(), "priority.title"_msg, &recent_priority}};
}

} // namespace kommin::steering
