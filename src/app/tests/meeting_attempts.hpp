#pragma once
// The use cases of invitations, attendance, minutes, secret votes, tasks and recommendations, each with the
// right that it asks for.

#include "app/tests/use_case_attempt.hpp"
#include "modules/contacts/testing.hpp"
#include "modules/meetings/testing.hpp"
#include "platform/records/fields.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::app {

// Somebody of a town of whom little more than the name is known.
inline Result<contacts::PersonId> somebody_of(Work& work, std::string const& town, std::string const& name)
{
    records::Fields fields;
    fields.set("body", town);
    fields.set("family", name);
    fields.set("field_of_work", "unknown");
    fields.set("gender", "unknown");
    fields.set("letters_language", "de");
    return contacts::add_person(work, fields, name);
}

inline Result<meetings::PanelId> council_of(
    Work& work, std::string body, std::string name, std::string_view key)
{
    records::Fields fields;
    fields.set("kind", "council");
    fields.set("body", std::move(body));
    fields.set("name", std::move(name));
    return meetings::add_panel(work, fields, key);
}

// What a form about a meeting of that panel says.
inline records::Fields planned_for(
    meetings::PanelId panel, std::string title = "Sitzung", std::string day = "12.01.2027")
{
    records::Fields fields;
    fields.set("panel", std::to_string(panel.value));
    fields.set("title", std::move(title));
    fields.set("day", std::move(day));
    fields.set("state", "planned");
    fields.set("childcare", "unknown");
    return fields;
}

// Somebody on the list of a meeting.
inline Result<meetings::InvitationId> invited(
    Work& work, meetings::MeetingId meeting, contacts::PersonId person)
{
    TRY(meetings::invite_guest(work, meeting, person));
    return meetings::find_invitation(work.db(), work.tenant(), meeting, person)->id;
}

// The code that opens the door to them.
inline Result<std::string> door_of(Work& work, meetings::InvitationId invitation)
{
    return meetings::add_invitation_link(work, invitation);
}

// Minutes of a meeting, being written, with one task.
inline Result<meetings::TaskId> minutes_with_task(
    Work& work, meetings::MeetingId meeting, std::string const& name)
{
    auto const minutes = TRY(meetings::begin_minutes(work, meeting));
    records::Fields written;
    written.set("general", "Gesagt " + name);
    TRY(meetings::save_minutes(work, {minutes, 1}, written));
    records::Fields fields;
    fields.set("text", "Aufgabe " + name);
    return meetings::add_task(work, meeting, fields, name);
}

// A template of checklists for the meetings of all panels.
inline Result<meetings::ChecklistTemplateId> checklist_called(Work& work, std::string name)
{
    records::Fields fields;
    fields.set("name", name);
    fields.set("kind", "every");
    fields.set("lines", "-7 Raum richten");
    return meetings::add_template(work, fields, name);
}

// The checklist of `meeting` with its templates.
template<class DoWork>
void add_checklist_attempts(std::vector<Attempt>& all, DoWork const& do_work, meetings::MeetingId meeting)
{
    using namespace meetings;
    auto const add = [&](std::string_view name, Permission right, std::function<Result<void>(Work&)> call) {
        all.push_back({name, right, std::move(call)});
    };
    auto const one = *do_work([](Work& work) { return checklist_called(work, "Ablauf"); });
    auto const version = [meeting](Work& work) {
        return MeetingVersion{meeting, load_meeting(work.db(), work.tenant(), meeting)->version};
    };
    EXPECT_TRUE(do_work([&](Work& work) -> Result<void> {
        TRY(make_checklist(work, version(work), one));
        return {};
    }));
    add("save_template", edit_checklists, [one](Work& work) -> Result<void> {
        auto fields = form_of(*load_checklist_template(work.db(), work.tenant(), one));
        fields.set("name", "Anders");
        return save_template(work, {one, 1}, fields);
    });
    add("add_template", edit_checklists,
        [](Work& work) { return without_value(checklist_called(work, "Noch einer")); });
    add("adopt_proposed_templates", edit_checklists, [](Work& work) {
        return without_value(adopt_proposed_templates(work, i18n::Texts::of(i18n::Language::german())));
    });
    add("make_checklist", write_minutes,
        [version, one](Work& work) { return without_value(make_checklist(work, version(work), one)); });
    add("add_checklist_lines", write_minutes, [version](Work& work) {
        return without_value(add_checklist_lines(work, version(work), "-3 Kuchen bestellen", "eins"));
    });
    add("tick_line", write_minutes, [meeting](Work& work) {
        auto const line = list_checklist(work.db(), work.tenant(), meeting, 1).front();
        return tick_line(work, {line.id, line.version}, true);
    });
}

// What the office types to make a meeting a session: one part, closed before the day.
inline meetings::ProgrammeForm programme_called(std::string const& slug, std::int64_t version = 0)
{
    return {
        .version = version,
        .slug = slug,
        .opens_day = "1.11.2026",
        .opens_time = "8",
        .closes_day = "22.11.2026",
        .closes_time = "18",
        .seats = "9",
        .state = "open",
        .parts = {{0, "group", "Teil " + slug, "9", "1"}}};
}

// Somebody who comes to a session, of which one can say afterwards how it was: the number and the code that
// opens the door to them.
struct RegisteredParty {
    std::string id, code;
};
inline Result<RegisteredParty> registered_for(
    Work& work, meetings::MeetingId meeting, std::string const& slug, std::string const& name)
{
    auto programme = programme_called(slug);
    programme.closes_day = "11.1.2027";
    TRY(meetings::save_programme(work, meeting, programme));
    auto const id = meetings::find_programme(work.db(), work.tenant(), meeting)->id;
    auto const part = meetings::list_parts(work.db(), work.tenant(), id).front().id;
    meetings::RegistrationForm form;
    form.people.push_back({.name = name, .part = std::to_string(part.value), .role = "private"});
    form.contact.telephone = "02303 270";
    form.consent = meetings::consent_version;
    TRY(meetings::save_evaluation(work, meeting, {.version = 0, .last_day = "26.1.2027"}));
    auto code = TRY(meetings::register_party(
        work, crypto::Key::random(), id, form, i18n::Language::german(), "key of " + slug));
    auto const party = meetings::find_registration_by_link(work.db(), work.tenant(), code);
    return RegisteredParty{std::to_string(party->registration.id.value), std::move(code)};
}

// `meeting` is today and has no minutes yet.
template<class DoWork>
void add_minutes_attempts(
    std::vector<Attempt>& all, DoWork const& do_work, meetings::MeetingId meeting,
    contacts::PersonId somebody)
{
    using namespace meetings;
    auto const add = [&](std::string_view name, Permission right, std::function<Result<void>(Work&)> call) {
        all.push_back({name, right, std::move(call)});
    };
    auto const minutes = *do_work([&](Work& work) { return begin_minutes(work, meeting); });
    auto const task = *do_work([&](Work& work) { return minutes_with_task(work, meeting, "eins"); });
    auto const newest = [minutes](Work& work) {
        return MinutesVersion{minutes, load_minutes(work.db(), work.tenant(), minutes)->version};
    };
    auto const amendment = *do_work([&](Work& work) -> Result<AmendmentId> {
        insert_amendment(
            work.db(), work.tenant(),
            {.id = {},
             .minutes = minutes,
             .person = somebody,
             .item = {},
             .text = "So war es nicht.",
             .received_at = work.now(),
             .word = {}},
            "eins");
        return list_amendments(work.db(), work.tenant(), minutes).front().id;
    });
    records::Fields chair;
    chair.set("chair", "Vorsitz");
    records::Fields task_fields;
    task_fields.set("text", "Anders");
    add("begin_minutes", write_minutes,
        [meeting](Work& work) { return without_value(begin_minutes(work, meeting)); });
    add("save_minutes", write_minutes,
        [newest, chair](Work& work) { return save_minutes(work, newest(work), chair); });
    add("send_draft", write_minutes,
        [newest](Work& work) { return without_value(send_draft(work, newest(work), "31.12.2026")); });
    add("send_earlier_draft", write_minutes, [newest](Work& work) {
        return without_value(send_earlier_draft(work, newest(work), work.today() + time_to_amend));
    });
    add("settle_amendment", write_minutes,
        [amendment](Work& work) { return settle_amendment(work, amendment, AmendmentState::accepted, ""); });
    // Whoever has the right comes as far as being told that it is too early.
    add("approve_minutes", approve_minutes_of, [newest](Work& work) {
        auto const result = approve_minutes(work, newest(work), ApprovalWay::meeting);
        return !result && result.problem().kind == ProblemKind::conflict ? Result<void>{} : result;
    });
    add("correct_minutes", approve_minutes_of, [newest](Work& work) {
        auto const result = correct_minutes(work, newest(work), "Zahl");
        return !result && result.problem().kind == ProblemKind::conflict ? Result<void>{} : result;
    });
    add("publish_minutes", publish_minutes_of,
        [newest](Work& work) { return publish_minutes(work, newest(work), false); });
    // Likewise: there is no such motion, and no key here.
    VoteKeys const keys{std::filesystem::temp_directory_path() / "kommin-no-votes"};
    EXPECT_TRUE(do_work([&](Work& work) -> Result<void> {
        TRY(save_programme(work, meeting, programme_called("2026")));
        work.db().execute(
            "INSERT INTO registrations (tenant_id, programme_id, form_mark, content_mark, state, language,"
            " mail, telephone, consent, registered_at)"
            " VALUES (?, ?, 'x', 'x', 'registered', 'de', '', '', '2026-11', ?)",
            work.tenant(), find_programme(work.db(), work.tenant(), meeting)->id, work.now());
        work.db().execute(
            "INSERT INTO evaluations (meeting_id, tenant_id, slug, state, closes_on, filled, shows_results)"
            " VALUES (?, ?, '2026', 'closed', '2026-11-22', 9, ?)",
            meeting, work.tenant(), false);
        return {};
    }));
    auto const vote = *do_work([&](Work& work) -> Result<SecretVoteId> {
        return work.db().load<SecretVoteId>(
            "INSERT INTO secret_votes (tenant_id, minutes_id, motion, question, state, slips)"
            " VALUES (?, ?, '1_1', 'Frage', 'open', 3) RETURNING id",
            work.tenant(), minutes);
    });
    add("open_secret_vote", write_minutes, [newest, keys](Work& work) -> Result<void> {
        auto const result = open_secret_vote(work, keys, newest(work), "1_1", 3);
        return !result && result.problem().kind == ProblemKind::conflict ? Result<void>{}
                                                                         : without_value(result);
    });
    add("renew_slips", write_minutes, [vote, keys](Work& work) -> Result<void> {
        auto const result = renew_slips(work, keys, vote);
        return !result && result.problem().kind == ProblemKind::conflict ? Result<void>{}
                                                                         : without_value(result);
    });
    add("count_secret_vote", write_minutes, [vote, keys](Work& work) {
        auto const result = count_secret_vote(work, keys, vote, true);
        return !result && result.problem().kind == ProblemKind::conflict ? Result<void>{} : result;
    });
    add("cancel_secret_vote", write_minutes, [vote](Work& work) { return cancel_secret_vote(work, vote); });
    add("save_programme", edit_meetings, [meeting](Work& work) {
        auto const before = find_programme(work.db(), work.tenant(), meeting);
        return save_programme(work, meeting, programme_called("2026", before ? before->version : 0));
    });
    add("cancel_at_desk", invite, [meeting](Work& work) {
        auto const party = work.db().load<RegistrationId>(
            "SELECT MAX(id) FROM registrations WHERE tenant_id = ?", work.tenant());
        return cancel_at_desk(work, meeting, party);
    });
    // Whoever has the right comes as far as being told that nobody waits.
    auto const any_party = [](Work& work) {
        return work.db().load<RegistrationId>(
            "SELECT MAX(id) FROM registrations WHERE tenant_id = ?", work.tenant());
    };
    auto const but_conflict = [](Result<void> result) {
        return !result && result.problem().kind == ProblemKind::conflict ? Result<void>{} : result;
    };
    add("move_up_at_desk", invite,
        [meeting, but_conflict](Work& work) { return but_conflict(move_up_at_desk(work, meeting)); });
    add("give_seats_at_desk", invite, [meeting, any_party, but_conflict](Work& work) {
        return but_conflict(give_seats_at_desk(work, meeting, any_party(work)));
    });
    add("take_off_at_desk", invite, [meeting, any_party, but_conflict](Work& work) {
        return but_conflict(take_off_at_desk(work, meeting, any_party(work)));
    });
    add("erase_at_desk", invite, [meeting, any_party, but_conflict](Work& work) {
        return but_conflict(erase_at_desk(work, meeting, any_party(work)));
    });
    add("accept_at_desk", invite, [meeting, any_party, but_conflict](Work& work) {
        return but_conflict(accept_at_desk(work, meeting, any_party(work)));
    });
    auto const one_more = [meeting](Work& work) {
        auto const programme = find_programme(work.db(), work.tenant(), meeting);
        auto const parts = list_parts(work.db(), work.tenant(), programme->id);
        DeskForm form{.party = {}, .language = "de", .beyond = "Vortrag"};
        form.party.people.push_back(
            {.name = "Gast", .part = std::to_string(parts.front().id.value), .role = "private"});
        form.party.consent = desk_consent;
        return form;
    };
    add("register_at_desk", invite, [meeting, one_more](Work& work) {
        return without_value(register_at_desk(work, meeting, one_more(work), "eins"));
    });
    add("correct_at_desk", invite, [meeting, any_party, one_more, but_conflict](Work& work) {
        return but_conflict(correct_at_desk(work, meeting, any_party(work), 1, one_more(work)));
    });
    add("note_participants", invite, [meeting, any_party, but_conflict](Work& work) {
        return but_conflict(
            without_value(note_participants(work, meeting, any_party(work), {}, ArrivalWay::list)));
    });
    add("take_back_participant", invite, [meeting, any_party, but_conflict](Work& work) {
        return but_conflict(
            without_value(take_back_participant(work, meeting, any_party(work), ParticipantId{1})));
    });
    add("write_to_selection", invite, [meeting, but_conflict](Work& work) {
        return but_conflict(
            without_value(write_to_selection(work, meeting, {}, {{"de", "Betreff", "Text"}}, "eins")));
    });
    add("programme_at_desk", invite,
        [meeting](Work& work) { return without_value(programme_at_desk(work, meeting)); });
    add("registration_at_desk", invite, [meeting, any_party](Work& work) {
        return without_value(registration_at_desk(work, meeting, any_party(work)));
    });
    add("save_evaluation", invite, [meeting](Work& work) {
        return save_evaluation(work, meeting, {.version = 1, .last_day = "", .shows_results = true});
    });
    // Whoever has the right comes as far as being told that it is closed already.
    add("close_evaluation", invite, [meeting](Work& work) { return close_evaluation(work, meeting); });
    add("strike_text", invite,
        [meeting](Work& work) { return without_value(strike_text(work, meeting, 1)); });
    add("add_task", write_minutes, [meeting, task_fields](Work& work) {
        return without_value(add_task(work, meeting, task_fields, "zwei"));
    });
    add("save_task", write_minutes,
        [task, task_fields](Work& work) { return save_task(work, {task, 1}, task_fields); });
    add("tick_task", write_minutes, [task](Work& work) {
        auto const one = load_task(work.db(), work.tenant(), task).value();
        return tick_task(work, {one, load_panel(work.db(), work.tenant(), one.panel.value())}, 1, true);
    });
}

// What a form about a publication says.
inline records::Fields published_as_brochure(std::string title)
{
    records::Fields fields;
    fields.set("kind", "brochure");
    fields.set("title", std::move(title));
    return fields;
}
inline Result<meetings::PublicationId> brochure(Work& work, std::string const& title)
{
    return meetings::add_publication(work, published_as_brochure(title), title);
}
template<class DoWork>
void add_publication_attempts(std::vector<Attempt>& all, DoWork const& do_work)
{
    using namespace meetings;
    auto const one = *do_work([](Work& work) { return brochure(work, "eins"); });
    all.push_back({"add_publication", edit_publications, [](Work& work) {
                       return without_value(brochure(work, "zwei"));
                   }});
    all.push_back({"save_publication", edit_publications, [one](Work& work) {
                       return save_publication(work, {one, 1}, published_as_brochure("anders"));
                   }});
}

// What a form about advice for that organisation says, with a next step.
inline records::Fields advised_with_step(std::string const& organisation)
{
    records::Fields fields;
    fields.set("organisation", "Verein " + organisation);
    fields.set("topics", "funding");
    fields.set("said", "Beraten " + organisation);
    fields.set("step", "Schritt " + organisation);
    return fields;
}
inline Result<meetings::AdviceId> advice_of(Work& work, std::string const& organisation)
{
    return meetings::add_advice(work, advised_with_step(organisation), organisation);
}
template<class DoWork>
void add_advice_attempts(std::vector<Attempt>& all, DoWork const& do_work)
{
    using namespace meetings;
    auto const one = *do_work([](Work& work) { return advice_of(work, "eins"); });
    auto const step = *do_work([&](Work& work) -> Result<TaskId> {
        return list_steps_of(work.db(), work.tenant(), {one}).front().id;
    });
    auto const add = [&](std::string_view name, std::function<Result<void>(Work&)> call) {
        all.push_back({name, edit_advice, std::move(call)});
    };
    add("add_advice", [](Work& work) { return without_value(advice_of(work, "zwei")); });
    add("save_advice",
        [one](Work& work) { return save_advice(work, {one, 1}, advised_with_step("anders")); });
    add("add_step_of_advice", [one](Work& work) {
        return without_value(add_step_of_advice(work, one, advised_with_step("drei"), "drei"));
    });
    add("add_next_step", [one](Work& work) {
        records::Fields fields;
        fields.set("text", "Schritt");
        return without_value(add_next_step(work, one, "Verein", fields, "vier"));
    });
    add("tick_step", [one, step](Work& work) { return tick_step(work, one, {step, 1}, true); });
}

// What a form about a recommendation of that panel says.
inline records::Fields asked_of(meetings::PanelId panel, std::string title = "Empfehlung")
{
    records::Fields fields;
    fields.set("panel", std::to_string(panel.value));
    fields.set("title", std::move(title));
    fields.set("addressees", "practice");
    return fields;
}

inline records::Fields step_to_discussed()
{
    records::Fields fields;
    fields.set("stand", "discussed");
    return fields;
}

// A recommendation that has come one step far.
inline Result<meetings::RecommendationId> discussed_recommendation(
    Work& work, meetings::PanelId panel, std::string_view key, std::string title = "Empfehlung")
{
    auto const id = TRY(meetings::add_recommendation(work, asked_of(panel, std::move(title)), key));
    TRY(meetings::take_step(work, {id, 1}, step_to_discussed()));
    return id;
}

// `do_work`: does something as whoever may everything. `panel`: of Aalfeld; the meeting is today.
template<class DoWork>
void add_invitation_attempts(std::vector<Attempt>& all, DoWork const& do_work, meetings::PanelId panel)
{
    using namespace meetings;
    auto const meeting = *do_work(
        [&](Work& work) { return add_meeting(work, planned_for(panel, "Heute", "23.11.2026"), "heute"); });
    auto const guest = [&](std::string const& name) {
        return *do_work([&](Work& work) { return somebody_of(work, "aalfeld", name); });
    };
    auto const somebody = guest("Gast");
    auto const other = guest("Andere");
    auto const invitation = *do_work([&](Work& work) { return invited(work, meeting, somebody); });
    auto const add = [&](std::string_view name, std::function<Result<void>(Work&)> call) {
        all.push_back({name, invite, std::move(call)});
    };
    add("invite_members", [meeting](Work& work) {
        return without_value(invite_members(work, meeting, WhoOfPanel::with_substitutes));
    });
    add("invite_guest",
        [meeting, other](Work& work) { return without_value(invite_guest(work, meeting, other)); });
    add("invite_contacts",
        [meeting](Work& work) { return without_value(invite_contacts(work, meeting, {})); });
    add("withdraw_invitation",
        [invitation](Work& work) { return withdraw_invitation(work, {invitation, 1}); });
    add("note_answer",
        [invitation](Work& work) { return note_answer(work, {invitation, 1}, InvitationAnswer::accepted); });
    add("send_invitations", [meeting](Work& work) {
        return without_value(send_invitations(work, meeting, form_of(Convocation{})));
    });
    add("note_arrival", [meeting, somebody](Work& work) {
        return without_value(note_arrival(work, meeting, somebody, ArrivalWay::list));
    });
    add("take_back_arrival", [meeting, somebody](Work& work) {
        return without_value(take_back_arrival(work, meeting, somebody));
    });
    add_minutes_attempts(all, do_work, meeting, somebody);
    add_checklist_attempts(all, do_work, meeting);
}

// Likewise.
template<class DoWork>
void add_recommendation_attempts(std::vector<Attempt>& all, DoWork const& do_work, meetings::PanelId panel)
{
    using namespace meetings;
    auto const fresh
        = *do_work([&](Work& work) { return add_recommendation(work, asked_of(panel), "eins"); });
    auto const begun = *do_work([&](Work& work) { return discussed_recommendation(work, panel, "zwei"); });
    auto const comment = *do_work([&](Work& work) -> Result<CommentId> {
        TRY(add_comment(work, begun, {"Wer antwortet?"}, "eins"));
        return list_comments(work.db(), work.tenant(), begun, 1).front().id;
    });
    auto const add = [&](std::string_view name, std::function<Result<void>(Work&)> call,
                         Permission permission = edit_recommendations, std::string_view refused_at = {}) {
        all.push_back({name, permission, std::move(call), refused_at});
    };
    add(
        "add_recommendation",
        [panel](Work& work) { return without_value(add_recommendation(work, asked_of(panel), "neu")); },
        edit_recommendations, "panel");
    add("save_recommendation", [fresh, panel](Work& work) {
        return save_recommendation(work, {fresh, 1}, asked_of(panel, "Anders"));
    });
    add("take_step",
        [fresh](Work& work) { return without_value(take_step(work, {fresh, 1}, step_to_discussed())); });
    add("take_step_back", [begun](Work& work) { return take_step_back(work, {begun, 2}); });
    add(
        "add_comment",
        [begun](Work& work) { return without_value(add_comment(work, begun, {"Ich."}, "zwei")); },
        comment_recommendations, "kommentar");
    add("ask_for_comments",
        [begun](Work& work) { return without_value(ask_for_comments(work, {begun, 2}, {})); });
    add("erase_comment",
        [begun, comment](Work& work) { return without_value(erase_comment(work, begun, comment)); });
}

} // namespace kommin::app
