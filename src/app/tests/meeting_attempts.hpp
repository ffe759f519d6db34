#pragma once
// The use cases of invitations and attendance, each with the right that it asks for.

#include "app/tests/use_case_attempt.hpp"
#include "modules/contacts/testing.hpp"
#include "modules/meetings/testing.hpp"
#include "platform/records/fields.hpp"

#include <string>
#include <vector>

namespace kommin::app {

// `do_work`: does something as whoever may everything. `panel`: of Aalfeld; the meeting is today.
template<class DoWork>
void add_invitation_attempts(std::vector<Attempt>& all, DoWork const& do_work, meetings::PanelId panel)
{
    using namespace meetings;
    records::Fields planned;
    planned.set("panel", std::to_string(panel.value));
    planned.set("title", "Heute");
    planned.set("day", "23.11.2026");
    planned.set("state", "planned");
    planned.set("childcare", "unknown");
    auto const meeting = *do_work([&](Work& work) { return add_meeting(work, planned, "heute"); });
    auto const guest = [&](std::string const& name) {
        records::Fields somebody;
        somebody.set("body", "aalfeld");
        somebody.set("family", name);
        somebody.set("field_of_work", "unknown");
        somebody.set("gender", "unknown");
        somebody.set("letters_language", "de");
        return *do_work([&](Work& work) { return contacts::add_person(work, somebody, name); });
    };
    auto const invited = guest("Gast");
    auto const other = guest("Andere");
    auto const invitation = *do_work([&](Work& work) -> Result<InvitationId> {
        TRY(invite_guest(work, meeting, invited));
        return find_invitation(work.db(), work.tenant(), meeting, invited)->id;
    });
    auto const add = [&](std::string_view name, std::function<Result<void>(Work&)> call) {
        all.push_back({name, invite, std::move(call)});
    };
    add("invite_members", [meeting](Work& work) {
        return without_value(invite_members(work, meeting, WhoOfPanel::with_substitutes));
    });
    add("invite_guest",
        [meeting, other](Work& work) { return without_value(invite_guest(work, meeting, other)); });
    add("withdraw_invitation",
        [invitation](Work& work) { return withdraw_invitation(work, {invitation, 1}); });
    add("note_answer",
        [invitation](Work& work) { return note_answer(work, {invitation, 1}, InvitationAnswer::accepted); });
    add("send_invitations", [meeting](Work& work) {
        return without_value(send_invitations(work, meeting, form_of(Convocation{})));
    });
    add("note_arrival", [meeting, invited](Work& work) {
        return without_value(note_arrival(work, meeting, invited, ArrivalWay::list));
    });
    add("take_back_arrival",
        [meeting, invited](Work& work) { return without_value(take_back_arrival(work, meeting, invited)); });
}

} // namespace kommin::app
