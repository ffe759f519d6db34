#include "modules/meetings/invitations/invitation_people.hpp"

#include "modules/meetings/invitations/invitation_store.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace {

MeetingsById list_meetings_of(db::Connection& db, TenantId tenant, std::vector<Invitation> const& invitations)
{
    std::vector<MeetingId> ids;
    std::ranges::transform(invitations, std::back_inserter(ids), &Invitation::meeting);
    return list_chosen_meetings(db, tenant, std::move(ids));
}

void report(web::Call const& call, contacts::PersonId person, std::vector<contacts::ReportPart>& parts)
{
    auto const& texts = web::staff_texts(call);
    auto const& zone = *call.site.zone;
    contacts::ReportPart part{std::string(texts("invitation.many"_msg)), {}};
    web::read(call, [&](db::Connection& db) {
        auto const all = list_invitations_of_person(db, call.site.tenant, person);
        auto const meetings = list_meetings_of(db, call.site.tenant, all);
        for (auto const& one : all) {
            auto const& meeting = meetings.at(one.meeting);
            auto const line = [&](MessageKey label, std::string value, bool begins = false) {
                if (!value.empty())
                    part.lines.push_back({std::string(texts(label)), std::move(value), begins});
            };
            line("meeting.one"_msg, meeting.title + ", " + when_of(meeting, texts), true);
            line("invitation.column.as"_msg, std::string(texts(label_of(one.as))));
            if (one.told_at)
                line("invitation.told_at"_msg, texts.date_time(zone.to_local(*one.told_at)));
            if (auto const told = meeting_as_told(one, meeting))
                line("invitation.told_date"_msg, when_of(*told, texts));
            line("invitation.column.answer"_msg, std::string(texts(label_of(one.answer))));
            if (one.answered_at)
                line("invitation.answered_at"_msg, texts.date_time(zone.to_local(*one.answered_at)));
            line("invitation.column.note"_msg, one.answer_note);
            if (one.reminded_at)
                line("invitation.reminded_at"_msg, texts.date_time(zone.to_local(*one.reminded_at)));
            if (one.is_withdrawn)
                line("invitation.column.letter"_msg, std::string(texts("invitation.withdrawn"_msg)));
        }
        return 0;
    });
    if (!part.lines.empty())
        parts.push_back(std::move(part));
}

contacts::OnPersonPage show(web::Call const& call, contacts::PersonId person)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    contacts::OnPersonPage shown;
    web::read(call, [&](db::Connection& db) {
        auto const all = list_invitations_of_person(db, call.site.tenant, person);
        auto const meetings = list_meetings_of(db, call.site.tenant, all);
        for (auto const& one : all) {
            auto const& meeting = meetings.at(one.meeting);
            if (one.is_withdrawn || meeting.is_past(today))
                continue;
            auto const panel = load_panel(db, call.site.tenant, meeting.panel).value();
            shown.grounds.push_back(
                call.actor().may(see_meetings, panel.owner())
                    ? texts(
                          "invitation.ground"_msg,
                          {{"title", meeting.title}, {"day", texts.partial_date(meeting.day.value())}})
                    : std::string(texts("invitation.ground.unseen"_msg)));
        }
        return 0;
    });
    return shown;
}

// Which of two to keep: one that holds, then one that somebody knows of, then one with an answer.
std::tuple<bool, bool, bool> weight_of(Invitation const& one)
{
    return {!one.is_withdrawn, one.may_know(), one.answer != InvitationAnswer::none};
}

// Where both were invited to the same meeting, one invitation is left: with the answer that was given.
void merge(Work& work, contacts::PersonId from, contacts::PersonId into)
{
    for (auto& one : list_invitations_of_person(work.db(), work.tenant(), from)) {
        auto other = find_invitation(work.db(), work.tenant(), one.meeting, into);
        if (!other) {
            move_invitation(work.db(), work.tenant(), one.id, into);
            continue;
        }
        bool const is_better = weight_of(one) > weight_of(*other);
        auto const& kept = is_better ? one : *other;
        auto const& gone = is_better ? *other : one;
        move_invitation_links(work.db(), work.tenant(), gone.id, kept.id);
        erase_invitation(work.db(), work.tenant(), gone.id);
        if (is_better)
            move_invitation(work.db(), work.tenant(), one.id, into);
    }
}

void erase(Work& work, contacts::PersonId person)
{
    for (auto const& one : list_invitations_of_person(work.db(), work.tenant(), person))
        erase_invitation(work.db(), work.tenant(), one.id);
}

std::vector<std::string> lost_by_erasing(web::Call const& call, contacts::PersonId person)
{
    auto const count = web::read(call, [&](db::Connection& db) {
        return std::ssize(list_invitations_of_person(db, call.site.tenant, person));
    });
    if (count == 0)
        return {};
    return {web::staff_texts(call)("invitation.erased"_msg, {{"count", count}})};
}

}

contacts::OfPeople invitations_of_people()
{
    return {
        .ground = &people_with_invitations,
        .report = &report,
        .show = &show,
        .merge = &merge,
        .erase = &erase,
        .lost_by_erasing = &lost_by_erasing,
        .left_by_erasing = &contacts::nothing_left};
}

} // namespace kommin::meetings
