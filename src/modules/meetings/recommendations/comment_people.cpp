#include "modules/meetings/recommendations/comment_people.hpp"

#include "modules/meetings/recommendations/comment_call_store.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace {

// They are asked what they think, and may have a link by which they say it.
void report_calls(web::Call const& call, contacts::PersonId person, std::vector<contacts::ReportPart>& parts)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    contacts::ReportPart part{std::string(texts("recommendation.calls.of_person"_msg)), {}};
    auto const asked = web::read(
        call, [&](db::Connection& db) { return list_asked_of_person(db, call.site.tenant, person); });
    for (auto const& one : asked) {
        bool const is_open = one.has_link && one.until >= today;
        part.lines.push_back(
            {std::string(texts("recommendation.one"_msg)), numbered(one.number, one.title), true});
        part.lines.push_back(
            {std::string(texts("recommendation.call.asked_on"_msg)),
             texts.date_time(call.site.zone->to_local(one.asked_at))});
        part.lines.push_back(
            {std::string(texts("recommendation.call.until"_msg)),
             texts.date(one.until, i18n::DateStyle::long_)});
        part.lines.push_back(
            {std::string(texts("recommendation.call.link"_msg)),
             std::string(texts(
                 is_open ? "recommendation.call.link.open"_msg : "recommendation.call.link.none"_msg))});
    }
    if (!part.lines.empty())
        parts.push_back(std::move(part));
}

void report_comments(
    web::Call const& call, contacts::PersonId person, std::vector<contacts::ReportPart>& parts)
{
    report_calls(call, person, parts);
    auto const& texts = web::staff_texts(call);
    contacts::ReportPart part{std::string(texts("recommendation.comments.sent"_msg)), {}};
    auto const comments = web::read(
        call, [&](db::Connection& db) { return list_comments_of_person(db, call.site.tenant, person); });
    for (auto const& one : comments) {
        part.lines.push_back(
            {std::string(texts("recommendation.one"_msg)), numbered(one.number, one.title), true});
        part.lines.push_back({std::string(texts("recommendation.comment.sent"_msg)), one.text});
        part.lines.push_back(
            {std::string(texts("recommendation.comment.when"_msg)),
             texts.date_time(call.site.zone->to_local(one.written_at))});
    }
    if (!part.lines.empty())
        parts.push_back(std::move(part));
}

// What somebody has said of a recommendation stays without their name.
db::Query no_ground_by_comments(TenantId tenant, Date /*today*/)
{
    return db::Query("SELECT person_id FROM recommendation_comments WHERE tenant_id = ? AND FALSE", tenant);
}

}

contacts::OfPeople comments_of_people()
{
    return {
        .ground = &no_ground_by_comments,
        .report = &report_comments,
        .show = [](web::Call const&, contacts::PersonId) { return contacts::OnPersonPage{}; },
        .merge
        = [](Work& work, contacts::PersonId from,
             contacts::PersonId into) { move_comments_of_person(work.db(), work.tenant(), from, into); },
        .erase
        = [](Work& work,
             contacts::PersonId person) { forget_person_in_comments(work.db(), work.tenant(), person); },
        .lost_by_erasing =
            [](web::Call const& call, contacts::PersonId person) {
                auto const count = web::read(call, [&](db::Connection& db) {
                    return count_comments_of_person(db, call.site.tenant, person);
                });
                return count == 0 ? std::vector<std::string>{}
                                  : std::vector{web::staff_texts(call)(
                                        "recommendation.comments.erased"_msg, {{"count", count}})};
            },
        .left_by_erasing = &contacts::nothing_left};
}

} // namespace kommin::meetings
