// Which address leads where, with the right that each asks for and the largest form it takes.

#include "modules/meetings/module_routes.hpp"

#include "modules/contacts/api.hpp"
#include "modules/meetings/advice/advice_desk.hpp"
#include "modules/meetings/advice/advice_list.hpp"
#include "modules/meetings/agenda/agenda_demo.hpp"
#include "modules/meetings/agenda/agenda_desk.hpp"
#include "modules/meetings/agenda/agenda_pages.hpp"
#include "modules/meetings/agenda/answers_item.hpp"
#include "modules/meetings/agenda/paper_desk.hpp"
#include "modules/meetings/agenda/translated_items.hpp"
#include "modules/meetings/attendance/attendance_desk.hpp"
#include "modules/meetings/attendees/attendees_desk.hpp"
#include "modules/meetings/ballots/ballots_desk.hpp"
#include "modules/meetings/checklists/checklist_desk.hpp"
#include "modules/meetings/checklists/checklist_editing.hpp"
#include "modules/meetings/evaluation/evaluation_desk.hpp"
#include "modules/meetings/evaluation/evaluation_editing.hpp"
#include "modules/meetings/invitations/invitation_desk.hpp"
#include "modules/meetings/invitations/invitation_people.hpp"
#include "modules/meetings/meetings/meeting_demo.hpp"
#include "modules/meetings/meetings/meeting_desk.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/members/member_list.hpp"
#include "modules/meetings/members/membership_demo.hpp"
#include "modules/meetings/members/membership_desk.hpp"
#include "modules/meetings/members/membership_pages.hpp"
#include "modules/meetings/minutes/minutes_demo.hpp"
#include "modules/meetings/minutes/minutes_desk.hpp"
#include "modules/meetings/minutes/minutes_letters.hpp"
#include "modules/meetings/minutes/minutes_store.hpp"
#include "modules/meetings/minutes/translated_minutes.hpp"
#include "modules/meetings/module_recommendation_routes.hpp"
#include "modules/meetings/module_session_routes.hpp"
#include "modules/meetings/module_visitor_routes.hpp"
#include "modules/meetings/panels/panel_demo.hpp"
#include "modules/meetings/panels/panel_desk.hpp"
#include "modules/meetings/panels/panel_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/panels/publication.hpp"
#include "modules/meetings/publications/publication_desk.hpp"
#include "modules/meetings/registration/part_panels.hpp"
#include "modules/meetings/registration/registration_desk.hpp"
#include "modules/meetings/registration/translated_parts.hpp"
#include "modules/meetings/tasks/task_desk.hpp"
#include "modules/meetings/tasks/task_pages.hpp"
#include "platform/web/life_line.hpp"
#include "platform/web/staff_list.hpp"
#include "platform/web/visitor_gate.hpp"
#include "platform/web/visitor_routes.hpp"

#include <chrono>
#include <cstddef>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace {

// The longest mandate in a script of which a form makes nine bytes of each letter, twice: whoever compares
// two versions sends both.
constexpr std::size_t largest_panel_form = std::size_t{128} << 10U;
constexpr std::size_t largest_view_form = std::size_t{16} << 10U;

// What the parts above the panels show on the page of one.
ShownOfPanel shown_of_panel(web::Call const& call, Panel const& panel)
{
    return {
        .members = members_of_panel(call, panel),
        .further = [links = links_of_panel(call, panel), meetings = meetings_of_panel(call, panel),
                    items = open_items_of_panel(call, panel)](html::Writer& w) {
            for (auto const& part : {links, meetings, items}) {
                if (part)
                    part(w);
            }
        }};
}

std::vector<web::Route> panel_routes()
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/gremien", needs(see_panels), &list_panels_at_desk},
        {get, "/verwaltung/gremien/liste.csv", needs(see_panels), &export_panels},
        {get, "/verwaltung/gremien/liste.xlsx", needs(see_panels), &export_panels},
        {get, "/verwaltung/gremien/ansichten", needs(see_panels),
         web::of_list(panel_list, &web::show_saved_views)},
        {post, "/verwaltung/gremien/ansichten", needs(see_panels),
         web::of_list(panel_list, &web::save_list_view), largest_view_form},
        {post, "/verwaltung/gremien/ansichten/loeschen", needs(see_panels),
         web::of_list(panel_list, &web::erase_list_view), largest_view_form},
        {get, "/verwaltung/gremien/neu", needs(edit_panels), &show_new_panel},
        {post, "/verwaltung/gremien/neu", needs(edit_panels), &add_panel_at_desk, largest_panel_form},
        {get, "/verwaltung/gremien/{gremium}", needs(see_panels),
         [](web::Call& call) { return show_panel(call, &shown_of_panel); }},
        {get, "/verwaltung/gremien/{gremium}/aendern", needs(edit_panels), &show_panel_form},
        {post, "/verwaltung/gremien/{gremium}/aendern", needs(edit_panels),
         [](web::Call& call) { return save_panel_form(call, &rename_parts); }, largest_panel_form},
        {get, "/verwaltung/gremien/{gremium}/aendern/verlauf", needs(edit_panels), &show_panel_history},
        {get, "/verwaltung/gremien/{gremium}/neuer-sitz", needs(edit_panels), &show_new_seat},
        {post, "/verwaltung/gremien/{gremium}/neuer-sitz", needs(edit_panels), &add_seat_at_desk,
         largest_panel_form},
        {post, "/verwaltung/gremien/{gremium}/neuer-sitz/suchen", needs(edit_panels),
         &search_organisation_for_new_seat, largest_panel_form},
        {get, "/verwaltung/sitze/{sitz}", needs(edit_panels), &show_seat_form},
        {post, "/verwaltung/sitze/{sitz}", needs(edit_panels), &save_seat_form, largest_panel_form},
        {post, "/verwaltung/sitze/{sitz}/suchen", needs(edit_panels), &search_organisation_for_seat,
         largest_panel_form},
        {get, "/verwaltung/sitze/{sitz}/verlauf", needs(edit_panels), &show_seat_history},
    };
}

constexpr std::size_t largest_membership_form = std::size_t{16} << 10U;

std::vector<web::Route> member_routes()
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/sitze/{sitz}/besetzen", needs(edit_panels), &show_fill_seat},
        {post, "/verwaltung/sitze/{sitz}/besetzen/suchen", needs(edit_panels), &search_for_seat,
         largest_membership_form},
        {post, "/verwaltung/sitze/{sitz}/besetzen", needs(edit_panels), &fill_seat_at_desk,
         largest_membership_form},
        {get, "/verwaltung/mitgliedschaften/{mitgliedschaft}", needs(edit_panels), &show_membership_form},
        {post, "/verwaltung/mitgliedschaften/{mitgliedschaft}", needs(edit_panels), &save_membership_form,
         largest_membership_form},
        {get, "/verwaltung/mitgliedschaften/{mitgliedschaft}/verlauf", needs(edit_panels),
         &show_membership_history},
        {get, "/verwaltung/mitglieder", needs(see_panels), &list_members_at_desk},
        {get, "/verwaltung/mitglieder/liste.csv", needs(see_panels), &export_members},
        {get, "/verwaltung/mitglieder/liste.xlsx", needs(see_panels), &export_members},
        {get, "/verwaltung/mitglieder/drucken", needs(see_panels), &print_members},
        {get, "/verwaltung/mitglieder/ansichten", needs(see_panels),
         web::of_list(member_list, &web::show_saved_views)},
        {post, "/verwaltung/mitglieder/ansichten", needs(see_panels),
         web::of_list(member_list, &web::save_list_view), largest_view_form},
        {post, "/verwaltung/mitglieder/ansichten/loeschen", needs(see_panels),
         web::of_list(member_list, &web::erase_list_view), largest_view_form},
        {get, "/verwaltung/ausgewogenheit", needs(see_balance), &show_balance},
        {get, "/verwaltung/ausgewogenheit/liste.csv", needs(see_balance), &export_balance},
        {get, "/verwaltung/ausgewogenheit/liste.xlsx", needs(see_balance), &export_balance},
    };
}

// What the parts above the meetings show on the page of one.
web::Body further_of_meeting(web::Call const& call, SeenMeeting const& seen)
{
    return [agenda = agenda_of_meeting(call, seen, &has_minutes),
            invitations = invitations_of_meeting(call, seen), attendance = attendance_of_meeting(call, seen),
            minutes = minutes_of_meeting(call, seen), tasks = tasks_of_meeting(call, seen),
            checklist = checklist_of_meeting(call, seen), programme = programme_of_meeting(call, seen),
            evaluation = evaluation_of_meeting(call, seen),
            life = web::life_line(call, {meeting_subject, seen.meeting.id.value})](html::Writer& w) {
        for (auto const& part :
             {agenda, checklist, tasks, minutes, invitations, programme, attendance, evaluation, life}) {
            if (part)
                part(w);
        }
    };
}

// A meeting's longest texts are its purpose and its results.
constexpr std::size_t largest_meeting_form = std::size_t{256} << 10U;

Result<void> follow_change(Work& work, Meeting const& before, Meeting const& after)
{
    TRY(checklist_followers().changed(work, before, after));
    keep_open_texts_of_agenda(work, after.id);
    keep_open_texts_of_parts(work, after.id);
    keep_open_texts_of_minutes(work, after.id);
    TRY(move_evaluation(work, before, after));
    place_open_answers(work, &has_minutes);
    return tell_registered(work, before, after);
}

Result<void> follow_planning(Work& work, MeetingId id, records::Fields const& typed)
{
    TRY(checklist_followers().added(work, id, typed));
    place_open_answers(work, &has_minutes);
    return {};
}

Result<void> follow_series(Work& work)
{
    place_open_answers(work, &has_minutes);
    return {};
}

// What the parts above a meeting do when it is saved.
MeetingFollowers all_followers()
{
    auto followers = checklist_followers();
    followers.added = &follow_planning;
    followers.changed = &follow_change;
    return followers;
}

std::vector<web::Route> meeting_routes()
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/sitzungen", needs(see_meetings), &list_meetings_at_desk},
        {get, "/verwaltung/sitzungen/liste.csv", needs(see_meetings), &export_meetings},
        {get, "/verwaltung/sitzungen/liste.xlsx", needs(see_meetings), &export_meetings},
        {get, "/verwaltung/sitzungen/ansichten", needs(see_meetings),
         web::of_list(meeting_list, &web::show_saved_views)},
        {post, "/verwaltung/sitzungen/ansichten", needs(see_meetings),
         web::of_list(meeting_list, &web::save_list_view), largest_view_form},
        {post, "/verwaltung/sitzungen/ansichten/loeschen", needs(see_meetings),
         web::of_list(meeting_list, &web::erase_list_view), largest_view_form},
        {get, "/verwaltung/sitzungen/neu", needs(edit_meetings), &show_new_meeting},
        {post, "/verwaltung/sitzungen/neu", needs(edit_meetings),
         [](web::Call& call) { return add_meeting_at_desk(call, all_followers()); }, largest_meeting_form},
        {get, "/verwaltung/sitzungen/reihe", needs(edit_meetings), &show_new_series},
        {post, "/verwaltung/sitzungen/reihe", needs(edit_meetings), &preview_series, largest_meeting_form},
        {post, "/verwaltung/sitzungen/reihe/aendern", needs(edit_meetings), &change_series,
         largest_meeting_form},
        {post, "/verwaltung/sitzungen/reihe/anlegen", needs(edit_meetings),
         [](web::Call& call) { return plan_series_at_desk(call, &follow_series); }, largest_meeting_form},
        {get, "/verwaltung/sitzungen/{sitzung}", needs(see_meetings),
         [](web::Call& call) { return show_meeting(call, &further_of_meeting); }},
        {get, "/verwaltung/sitzungen/{sitzung}/aendern", needs(edit_meetings), &show_meeting_form},
        {post, "/verwaltung/sitzungen/{sitzung}/aendern", needs(edit_meetings),
         [](web::Call& call) { return save_meeting_form(call, all_followers()); }, largest_meeting_form},
        {get, "/verwaltung/sitzungen/{sitzung}/aendern/verlauf", needs(edit_meetings), &show_meeting_history},
    };
}

std::vector<web::Route> agenda_routes()
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/sitzungen/{sitzung}/neuer-punkt", needs(edit_meetings), &show_new_item},
        {post, "/verwaltung/sitzungen/{sitzung}/neuer-punkt", needs(edit_meetings), &add_item_at_desk,
         largest_panel_form},
        {post, "/verwaltung/sitzungen/{sitzung}/uebertragen", needs(edit_meetings), &carry_over_at_desk,
         largest_view_form},
        {post, "/verwaltung/sitzungen/{sitzung}/aufnehmen", needs(edit_meetings), &take_waiting_at_desk,
         largest_view_form},
        {post, "/verwaltung/sitzungen/{sitzung}/offene-antworten", needs(edit_meetings),
         [](web::Call& call) { return put_answers_back_at_desk(call, &has_minutes); }, largest_press},
        {get, "/verwaltung/gremien/{gremium}/neuer-punkt", needs(edit_meetings), &show_new_item},
        {post, "/verwaltung/gremien/{gremium}/neuer-punkt", needs(edit_meetings), &add_item_at_desk,
         largest_panel_form},
        {get, "/verwaltung/punkte/{punkt}", needs(see_meetings), &show_item},
        {get, "/verwaltung/punkte/{punkt}/aendern", needs(edit_meetings), &show_item_form},
        {post, "/verwaltung/punkte/{punkt}/aendern", needs(edit_meetings), &save_item_form,
         largest_panel_form},
        {get, "/verwaltung/punkte/{punkt}/aendern/verlauf", needs(edit_meetings), &show_item_history},
        {post, "/verwaltung/punkte/{punkt}/nach-oben", needs(edit_meetings), &move_item_up,
         largest_view_form},
        {post, "/verwaltung/punkte/{punkt}/nach-unten", needs(edit_meetings), &move_item_down,
         largest_view_form},
        {get, "/verwaltung/punkte/{punkt}/entfernen", needs(edit_meetings), &ask_before_removing_item},
        {post, "/verwaltung/punkte/{punkt}/entfernen", needs(edit_meetings), &remove_item_at_desk,
         largest_view_form},
        {post, "/verwaltung/punkte/{punkt}/stand", needs(edit_meetings), &mark_item_at_desk,
         largest_view_form},
        {post, "/verwaltung/punkte/{punkt}/weiterleiten", needs(edit_meetings), &forward_item_at_desk,
         largest_view_form},
        {post, "/verwaltung/punkte/{punkt}/antworten", needs(edit_meetings), &answer_item_at_desk,
         largest_panel_form},
    };
}

std::vector<web::Route> paper_routes(PaperCare const& care)
{
    using enum http::Method;
    using web::needs;
    auto const with_care = [&care](http::Response (*handler)(web::Call&, PaperCare const&)) -> web::Handler {
        return [handler, care](web::Call& call) { return handler(call, care); };
    };
    return {
        {get, "/verwaltung/punkte/{punkt}/neue-unterlage", needs(edit_meetings), &show_new_paper},
        {post, "/verwaltung/punkte/{punkt}/neue-unterlage", needs(edit_meetings),
         with_care(&add_paper_at_desk), largest_paper_form, http::Effort::lengthy},
        {get, "/verwaltung/unterlagen/{unterlage}", needs(edit_meetings), &show_paper},
        {post, "/verwaltung/unterlagen/{unterlage}", needs(edit_meetings), &save_paper_at_desk,
         largest_panel_form},
        {get, "/verwaltung/unterlagen/{unterlage}/datei", needs(see_meetings),
         with_care(&send_paper_at_desk)},
        {get, "/verwaltung/unterlagen/{unterlage}/entfernen", needs(edit_meetings),
         &ask_before_removing_paper},
        {post, "/verwaltung/unterlagen/{unterlage}/entfernen", needs(edit_meetings), &remove_paper_at_desk,
         largest_press},
    };
}

// What the office adds to a letter, in a script of which a form makes nine bytes of each letter.
constexpr std::size_t largest_convocation_form = std::size_t{64} << 10U;
std::vector<web::Route> invitation_routes()
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/sitzungen/{sitzung}/einladung", needs(invite), &show_invitations},
        {get, "/verwaltung/sitzungen/{sitzung}/einladung/liste.csv", needs(invite), &export_invitations},
        {get, "/verwaltung/sitzungen/{sitzung}/einladung/liste.xlsx", needs(invite), &export_invitations},
        {post, "/verwaltung/sitzungen/{sitzung}/einladung/mitglieder", needs(invite), &list_invited_members,
         largest_press},
        {get, "/verwaltung/sitzungen/{sitzung}/einladung/gast", needs(invite), &show_guest_search},
        {post, "/verwaltung/sitzungen/{sitzung}/einladung/gast-suchen", needs(invite), &find_guests,
         largest_press},
        {post, "/verwaltung/sitzungen/{sitzung}/einladung/gast", needs(invite), &list_guest_at_desk,
         largest_press},
        {get, "/verwaltung/sitzungen/{sitzung}/einladung/kontakte", needs(invite), &show_contacts},
        {post, "/verwaltung/sitzungen/{sitzung}/einladung/kontakte-suchen", needs(invite), &choose_contacts,
         largest_press},
        {post, "/verwaltung/sitzungen/{sitzung}/einladung/kontakte", needs(invite), &list_contacts_at_desk,
         largest_press},
        {get, "/verwaltung/sitzungen/{sitzung}/einladung/verschicken", needs(invite), &show_sending},
        {post, "/verwaltung/sitzungen/{sitzung}/einladung/verschicken", needs(invite), &send_at_desk,
         largest_convocation_form},
        {post, "/verwaltung/einladungen/{einladung}/ausladen", needs(invite), &withdraw_at_desk,
         largest_press},
        {post, "/verwaltung/einladungen/{einladung}/antwort-notieren", needs(invite), &note_answer_at_desk,
         largest_press},
    };
}

std::vector<web::Route> attendance_routes()
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/sitzungen/{sitzung}/anwesenheit", needs(invite), &show_attendance},
        {post, "/verwaltung/sitzungen/{sitzung}/anwesenheit", needs(invite), &note_attendance, largest_press},
        {post, "/verwaltung/sitzungen/{sitzung}/anwesenheit/suchen", needs(invite), &find_arrivals,
         largest_press},
        {get, "/verwaltung/sitzungen/{sitzung}/anwesenheit/liste.csv", needs(invite), &export_attendance},
        {get, "/verwaltung/sitzungen/{sitzung}/anwesenheit/liste.xlsx", needs(invite), &export_attendance},
        {get, "/verwaltung/sitzungen/{sitzung}/anwesenheit/unterschriften", needs(invite), &print_sign_list},
        {get, "/verwaltung/sitzungen/{sitzung}/anwesenheit/namensschilder", needs(invite), &print_badges},
        {get, "/verwaltung/sitzungen/{sitzung}/anwesenheit/bescheinigungen", needs(invite),
         &print_certificates},
        {get, "/verwaltung/einlass/{code}", needs(invite), &show_door},
        {post, "/verwaltung/einlass/{code}", needs(invite), &note_at_door, largest_press},
    };
}

// Notes, motions and decisions of a long agenda, in the longest script; whoever compares sends them twice.
constexpr std::size_t largest_minutes_form = std::size_t{2} << 20U;

std::vector<web::Route> minutes_routes()
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/sitzungen/{sitzung}/protokoll", needs(see_minutes), &show_minutes},
        {get, "/verwaltung/sitzungen/{sitzung}/protokoll/drucken", needs(see_minutes), &print_minutes},
        {post, "/verwaltung/sitzungen/{sitzung}/protokoll/beginnen", needs(write_minutes),
         &begin_minutes_at_desk, largest_press},
        {get, "/verwaltung/sitzungen/{sitzung}/protokoll/aendern", needs(write_minutes), &show_minutes_form},
        {post, "/verwaltung/sitzungen/{sitzung}/protokoll/aendern", needs(write_minutes), &save_minutes_form,
         largest_minutes_form},
        {get, "/verwaltung/sitzungen/{sitzung}/protokoll/aendern/verlauf", needs(write_minutes),
         &show_minutes_history},
        {post, "/verwaltung/sitzungen/{sitzung}/protokoll/verschicken", needs(write_minutes),
         &send_draft_at_desk, largest_press},
        {post, "/verwaltung/sitzungen/{sitzung}/protokoll/hinweise", needs(write_minutes),
         &settle_amendment_at_desk, largest_view_form},
        {post, "/verwaltung/sitzungen/{sitzung}/protokoll/genehmigen", needs(approve_minutes_of),
         &approve_minutes_at_desk, largest_press},
        {post, "/verwaltung/sitzungen/{sitzung}/protokoll/oeffnen", needs(approve_minutes_of),
         &correct_minutes_at_desk, largest_view_form},
        {post, "/verwaltung/sitzungen/{sitzung}/protokoll/veroeffentlichen", needs(publish_minutes_of),
         &publish_minutes_at_desk, largest_press},
        {post, "/verwaltung/sitzungen/{sitzung}/protokoll/zuruecknehmen", needs(publish_minutes_of),
         &unpublish_minutes_at_desk, largest_press},
    };
}

std::vector<web::Route> task_routes()
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/protokolle", needs(see_minutes), &list_minutes_at_desk},
        {get, "/verwaltung/aufgaben", needs(see_minutes), &list_tasks_at_desk},
        {get, "/verwaltung/sitzungen/{sitzung}/neue-aufgabe", needs(write_minutes), &show_new_task},
        {post, "/verwaltung/sitzungen/{sitzung}/neue-aufgabe", needs(write_minutes), &add_task_at_desk,
         largest_view_form},
        {get, "/verwaltung/aufgaben/{aufgabe}", needs(see_minutes), &show_task_form},
        {post, "/verwaltung/aufgaben/{aufgabe}", needs(see_minutes), &save_task_form, largest_view_form},
        {get, "/verwaltung/aufgaben/{aufgabe}/verlauf", needs(see_minutes), &show_task_history},
    };
}

std::vector<web::Route> publication_routes()
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/veroeffentlichungen", needs(edit_publications), &list_publications_at_desk},
        {get, "/verwaltung/veroeffentlichungen/neu", needs(edit_publications), &show_new_publication},
        {post, "/verwaltung/veroeffentlichungen/neu", needs(edit_publications), &add_publication_at_desk,
         largest_panel_form},
        {get, "/verwaltung/veroeffentlichungen/{veroeffentlichung}", needs(edit_publications),
         &show_publication_form},
        {post, "/verwaltung/veroeffentlichungen/{veroeffentlichung}", needs(edit_publications),
         &save_publication_form, largest_panel_form},
        {get, "/verwaltung/veroeffentlichungen/{veroeffentlichung}/verlauf", needs(edit_publications),
         &show_publication_history},
    };
}

// Two long texts, in a script of which a form makes nine bytes of each letter; whoever compares two versions
// sends both.
constexpr std::size_t largest_advice_form = std::size_t{512} << 10U;

std::vector<web::Route> advice_routes(BelowAdvice const& below)
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/beratungen", needs(see_advice), &list_advice_at_desk},
        {get, "/verwaltung/beratungen/liste.csv", needs(see_advice), &export_advice},
        {get, "/verwaltung/beratungen/liste.xlsx", needs(see_advice), &export_advice},
        {get, "/verwaltung/beratungen/ansichten", needs(see_advice),
         web::of_list(advice_list, &web::show_saved_views)},
        {post, "/verwaltung/beratungen/ansichten", needs(see_advice),
         web::of_list(advice_list, &web::save_list_view), largest_view_form},
        {post, "/verwaltung/beratungen/ansichten/loeschen", needs(see_advice),
         web::of_list(advice_list, &web::erase_list_view), largest_view_form},
        {get, "/verwaltung/beratungen/summen", needs(see_advice), &show_advice_totals},
        {get, "/verwaltung/beratungen/neu", needs(edit_advice), &show_new_advice},
        {post, "/verwaltung/beratungen/neu", needs(edit_advice), &add_advice_at_desk, largest_advice_form},
        {get, "/verwaltung/beratungen/{beratung}", needs(see_advice),
         [below](web::Call& call) { return show_advice(call, below); }},
        {get, "/verwaltung/beratungen/{beratung}/aendern", needs(edit_advice), &show_advice_form},
        {post, "/verwaltung/beratungen/{beratung}/aendern", needs(edit_advice), &save_advice_form,
         largest_advice_form},
        {get, "/verwaltung/beratungen/{beratung}/aendern/verlauf", needs(edit_advice), &show_advice_history},
        {get, "/verwaltung/beratungen/{beratung}/schritt", needs(edit_advice), &show_step_form},
        {post, "/verwaltung/beratungen/{beratung}/schritt", needs(edit_advice), &add_step_at_desk,
         largest_panel_form},
        // Also whoever has no more to do there than a step of their own.
        {post, "/verwaltung/beratungen/{beratung}/abhaken", needs(see_advice),
         [below](web::Call& call) { return tick_step_at_desk(call, below); }, largest_press},
    };
}

// 200 lines of the longest words, in a script of which a form makes nine bytes of each letter; whoever
// compares two versions of a template sends both.
constexpr std::size_t largest_checklist_form = std::size_t{2} << 20U;

std::vector<web::Route> checklist_routes()
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/checklisten", needs(edit_checklists), &list_templates_at_desk},
        {post, "/verwaltung/checklisten/vorschlaege", needs(edit_checklists), &adopt_proposals_at_desk,
         largest_press},
        {get, "/verwaltung/checklisten/neu", needs(edit_checklists), &show_new_template},
        {post, "/verwaltung/checklisten/neu", needs(edit_checklists), &add_template_at_desk,
         largest_checklist_form},
        {get, "/verwaltung/checklisten/{vorlage}", needs(edit_checklists), &show_template_form},
        {post, "/verwaltung/checklisten/{vorlage}", needs(edit_checklists), &save_template_form,
         largest_checklist_form},
        {get, "/verwaltung/checklisten/{vorlage}/verlauf", needs(edit_checklists), &show_template_history},
        {get, "/verwaltung/sitzungen/{sitzung}/checkliste", needs(see_minutes), &show_checklist},
        {get, "/verwaltung/sitzungen/{sitzung}/checkliste/drucken", needs(see_minutes), &print_checklist},
        {post, "/verwaltung/sitzungen/{sitzung}/checkliste/anlegen", needs(write_minutes),
         &make_checklist_at_desk, largest_press},
        {get, "/verwaltung/sitzungen/{sitzung}/checkliste/zeilen", needs(write_minutes), &show_lines_form},
        {post, "/verwaltung/sitzungen/{sitzung}/checkliste/zeilen", needs(write_minutes), &add_lines_at_desk,
         largest_checklist_form},
        // Also whoever has no more to do there than a line of their own.
        {post, "/verwaltung/sitzungen/{sitzung}/checkliste/abhaken", needs(see_minutes), &tick_line_at_desk,
         largest_press},
    };
}

// For whoever writes the minutes, and for whoever has drawn a slip.
std::vector<web::Route> ballot_routes(VoteKeys const& keys)
{
    using enum http::Method;
    using web::for_visitors;
    using web::needs;
    using web::public_page;
    auto const at_desk = [keys](http::Response (*handler)(web::Call&, VoteKeys const&)) -> web::Handler {
        return [keys, handler](web::Call& call) { return handler(call, keys); };
    };
    // A whole council presses within a minute, most of them from the network of one hall. The gates are for
    // the load; nobody guesses a code of 80 bits.
    web::TokenBuckets::Rate const of_hall{.burst = 200, .one_per = std::chrono::seconds(5)};
    web::TokenBuckets::Rate const of_all{.burst = 2000, .one_per = std::chrono::seconds(1)};
    auto const gate = std::make_shared<web::VisitorGate>(of_hall, of_all);
    auto const search_gate = std::make_shared<web::VisitorGate>(of_hall, of_all);
    return {
        {get, "/verwaltung/sitzungen/{sitzung}/protokoll/geheim", needs(write_minutes),
         at_desk(&show_secret_votes)},
        {post, "/verwaltung/sitzungen/{sitzung}/protokoll/geheim", needs(write_minutes),
         at_desk(&open_vote_at_desk), largest_press},
        {post, "/verwaltung/sitzungen/{sitzung}/protokoll/stimmzettel", needs(write_minutes),
         at_desk(&renew_slips_at_desk), largest_press},
        {post, "/verwaltung/sitzungen/{sitzung}/protokoll/auszaehlen", needs(write_minutes),
         at_desk(&count_vote_at_desk), largest_press},
        {post, "/verwaltung/sitzungen/{sitzung}/protokoll/abbrechen", needs(write_minutes),
         at_desk(&cancel_vote_at_desk), largest_press},
        {get, "/{lang:lang}/abstimmung", public_page, for_visitors(&show_slip_search)},
        {post, "/{lang:lang}/abstimmung", public_page, for_visitors(&find_slip, search_gate), largest_press},
        {get, "/{lang:lang}/abstimmung/{token}", public_page, for_visitors(&show_ballot, keys)},
        {post, "/{lang:lang}/abstimmung/{token}", public_page, for_visitors(&send_ballot, keys, gate),
         largest_press},
    };
}

template<class... Lists>
std::vector<web::Route> all_of(Lists... lists)
{
    std::vector<web::Route> all;
    for (auto* list : {&lists...})
        all.insert(all.end(), std::make_move_iterator(list->begin()), std::make_move_iterator(list->end()));
    return all;
}

}

std::vector<web::Route> module_routes(MeetingsCare const& care)
{
    return all_of(
        panel_routes(), member_routes(), meeting_routes(), agenda_routes(), invitation_routes(),
        attendance_routes(), recommendation_routes(care.taken_up, care.below_recommendation),
        minutes_routes(), task_routes(), checklist_routes(), ballot_routes(care.votes), publication_routes(),
        advice_routes(care.below_advice), session_routes(), paper_routes(care.papers), visitor_routes(care));
}

} // namespace kommin::meetings
