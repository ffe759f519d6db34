// The log of advice where staff pages speak of any kind of record: the search over everything, the audit
// trail, what somebody worked on last; and what goes every night.

#include "modules/meetings/advice/advice_desk.hpp"
#include "modules/meetings/advice/advice_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/web/write.hpp"

#include <iterator>
#include <optional>
#include <string>
#include <utility>

namespace kommin::meetings {

namespace {

std::optional<web::RecentRecord> recent_entry(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const one = find_seen_advice(call.db(), call.site.tenant, AdviceId{id}, call.actor(), edit_advice);
    if (!one)
        return std::nullopt;
    auto const bodies = tenants::list_bodies(call.db(), call.site.tenant);
    return web::RecentRecord{title_of(*one, bodies, web::staff_texts(call)), advice_url(one->id)};
}

}

web::StaffHits find_advice_at_desk(web::Call const& call, std::string_view words, int most_hits)
{
    auto const& texts = web::staff_texts(call);
    AdviceFilter filter;
    filter.words = words;
    if (!may_see_advice(call.actor()))
        return {{}, 0, advice_list_url(filter)};
    struct Found {
        std::vector<tenants::Body> bodies;
        AdviceList list;
        StepsByAdvice steps;
    };
    auto found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        Found all{tenants::list_bodies(db, tenant), {}, {}};
        all.list = list_advice_for_staff(db, tenant, all.bodies, filter);
        if (std::ssize(all.list.lines) > most_hits)
            all.list.lines.resize(static_cast<std::size_t>(most_hits));
        all.steps = steps_of(db, tenant, all.list.lines);
        return all;
    });
    web::StaffHits hits{{}, found.list.count, advice_list_url(filter)};
    for (auto const& one : found.list.lines)
        hits.hits.push_back(
            {.title = title_of(one, found.bodies, texts),
             .url = advice_url(one.id),
             .detail = one.day ? texts.partial_date(*one.day) : std::string{},
             .place = topics_text(one, texts),
             .state = mark_of_steps(found.steps[one.id], call.local_now().date, texts)});
    if (!hits.hits.empty())
        web::note_reading(
            call, "meetings.advice.found", "tenant", call.site.tenant,
            {{"shown", std::int64_t{std::ssize(hits.hits)}}});
    return hits;
}

std::vector<web::StaffForm> noted_advice()
{
    return {
        {.kind = advice_subject.word(),
         .open =
             [](web::Call const& call) {
                 auto const tenant = call.site.tenant;
                 return advice_record_form(
                     web::staff_texts(call), tenants::list_bodies(call.db(), tenant),
                     web::list_authors(call.db(), tenant));
             },
         .versions = advice_subject,
         // Names stand there, and whoever reads the trail need not read them.
         .withheld
         = {advice_field::organisation, advice_field::attendees, advice_field::adviser,
            advice_field::advisers, advice_field::topic, advice_field::said, advice_field::outcome,
            advice_field::remark}}};
}

std::vector<web::StaffRecent> recent_advice()
{
    return {{advice_subject.word(), "advice.title"_msg, &recent_entry}};
}

html::Url advice_form_url(std::int64_t id)
{
    return advice_url(AdviceId{id}, "aendern");
}

RecurringRule advice_erasure()
{
    return {
        "meetings.advice_names_erased", i18n::TimeOfDay::at(3, 57),
        [](Work& work) -> Result<void> {
            erase_names_of_advice(work);
            return {};
        },
        "job.meetings.advice_names_erased"_msg};
}

} // namespace kommin::meetings
