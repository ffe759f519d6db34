#include "modules/meetings/invitations/invitation_people.hpp"

#include "modules/meetings/invitations/invitation_store.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace {

void report(web::Call const& call, contacts::PersonId person, std::vector<contacts::ReportPart>& parts)
{
    auto const& texts = web::staff_texts(call);
    auto const& zone = *call.site.zone;
    contacts::ReportPart part{std::string(texts("invitation.many"_msg)), {}};
    web::read(call, [&](db::Connection& db) {
        for (auto const& one : list_invitations_of_person(db, call.site.tenant, person)) {
            auto const meeting = load_meeting(db, call.site.tenant, one.meeting).value();
            auto const line = [&](MessageKey label, std::string value, bool begins = false) {
                if (!value.empty())
                    part.lines.push_back({std::string(texts(label)), std::move(value), begins});
            };
            line("meeting.one"_msg, meeting.title + ", " + when_of(meeting, texts), true);
            line("invitation.column.as"_msg, std::string(texts(label_of(one.as))));
            if (one.told_at)
                line("invitation.told_at"_msg, texts.date_time(zone.to_local(*one.told_at)));
            line("invitation.column.answer"_msg, std::string(texts(label_of(one.answer))));
            if (one.answered_at)
                line("invitation.answered_at"_msg, texts.date_time(zone.to_local(*one.answered_at)));
            line("invitation.column.note"_msg, one.answer_note);
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
        for (auto const& one : list_invitations_of_person(db, call.site.tenant, person)) {
            auto const meeting = load_meeting(db, call.site.tenant, one.meeting).value();
            if (!one.is_withdrawn && !meeting.is_past(today))
                shown.grounds.push_back(texts(
                    "invitation.ground"_msg,
                    {{"title", meeting.title}, {"day", texts.partial_date(meeting.day.value())}}));
        }
        return 0;
    });
    return shown;
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
        bool const is_better = (other->is_withdrawn && !one.is_withdrawn)
            || (other->answer == InvitationAnswer::none && one.answer != InvitationAnswer::none);
        erase_invitation(work.db(), work.tenant(), is_better ? other->id : one.id);
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
        .lost_by_erasing = &lost_by_erasing};
}

} // namespace kommin::meetings
