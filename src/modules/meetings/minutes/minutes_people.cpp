#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/minutes/minutes_desk.hpp"
#include "modules/meetings/minutes/minutes_store.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace {

void report_amendments(
    web::Call const& call, contacts::PersonId person, std::vector<contacts::ReportPart>& parts)
{
    auto const& texts = web::staff_texts(call);
    contacts::ReportPart part{std::string(texts("amendment.many"_msg)), {}};
    web::read(call, [&](db::Connection& db) {
        for (auto const& one : list_amendments_of_person(db, call.site.tenant, person)) {
            auto const minutes = load_minutes(db, call.site.tenant, one.minutes).value();
            auto const meeting = load_meeting(db, call.site.tenant, minutes.meeting).value();
            part.lines.push_back(
                {std::string(texts("meeting.one"_msg)), meeting.title + ", " + when_of(meeting, texts),
                 true});
            part.lines.push_back({std::string(texts("amendment.one"_msg)), one.text});
            part.lines.push_back(
                {std::string(texts("staff.state"_msg)), std::string(texts(label_of(one.state)))});
            if (!one.word.empty())
                part.lines.push_back({std::string(texts("amendment.field.word"_msg)), one.word});
        }
        return 0;
    });
    if (!part.lines.empty())
        parts.push_back(std::move(part));
}

}

// What somebody has said about a draft stays without their name: it keeps nobody.
contacts::OfPeople minutes_of_people()
{
    return {
        .ground = &contacts::no_ground,
        .report = &report_amendments,
        .show = &contacts::nothing_shown,
        .merge
        = [](Work& work, contacts::PersonId from,
             contacts::PersonId into) { move_minutes_of_person(work.db(), work.tenant(), from, into); },
        .erase
        = [](Work& work,
             contacts::PersonId person) { forget_person_in_minutes(work.db(), work.tenant(), person); },
        .lost_by_erasing =
            [](web::Call const& call, contacts::PersonId person) {
                auto const count = web::read(call, [&](db::Connection& db) {
                    return std::ssize(list_amendments_of_person(db, call.site.tenant, person));
                });
                return count == 0
                    ? std::vector<std::string>{}
                    : std::vector{web::staff_texts(call)("amendment.erased"_msg, {{"count", count}})};
            },
        .left_by_erasing = &contacts::nothing_left};
}

} // namespace kommin::meetings
