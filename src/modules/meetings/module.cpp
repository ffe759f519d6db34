// The module's only registration point.

#include "modules/meetings/module.hpp"

#include "modules/contacts/api.hpp"
#include "modules/meetings/agenda/agenda_demo.hpp"
#include "modules/meetings/agenda/agenda_desk.hpp"
#include "modules/meetings/agenda/agenda_pages.hpp"
#include "modules/meetings/attendance/attendance_desk.hpp"
#include "modules/meetings/invitations/invitation_desk.hpp"
#include "modules/meetings/invitations/invitation_people.hpp"
#include "modules/meetings/invitations/invitation_site.hpp"
#include "modules/meetings/meetings/meeting_demo.hpp"
#include "modules/meetings/meetings/meeting_desk.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/members/member_list.hpp"
#include "modules/meetings/members/membership_demo.hpp"
#include "modules/meetings/members/membership_desk.hpp"
#include "modules/meetings/members/membership_pages.hpp"
#include "modules/meetings/panels/panel_demo.hpp"
#include "modules/meetings/panels/panel_desk.hpp"
#include "modules/meetings/panels/panel_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/panels/publication.hpp"
#include "modules/meetings/recommendations/public_recommendations.hpp"
#include "modules/meetings/recommendations/recommendation_demo.hpp"
#include "modules/meetings/recommendations/recommendation_desk.hpp"
#include "modules/meetings/recommendations/recommendation_pages.hpp"
#include "platform/web/staff_list.hpp"
#include "platform/web/visitor_gate.hpp"

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
        {post, "/verwaltung/gremien/{gremium}/aendern", needs(edit_panels), &save_panel_form,
         largest_panel_form},
        {get, "/verwaltung/gremien/{gremium}/aendern/verlauf", needs(edit_panels), &show_panel_history},
        {get, "/verwaltung/gremien/{gremium}/neuer-sitz", needs(edit_panels), &show_new_seat},
        {post, "/verwaltung/gremien/{gremium}/neuer-sitz", needs(edit_panels), &add_seat_at_desk,
         largest_panel_form},
        {get, "/verwaltung/sitze/{sitz}", needs(edit_panels), &show_seat_form},
        {post, "/verwaltung/sitze/{sitz}", needs(edit_panels), &save_seat_form, largest_panel_form},
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
    return [agenda = agenda_of_meeting(call, seen), invitations = invitations_of_meeting(call, seen),
            attendance = attendance_of_meeting(call, seen),
            answers = open_answers_of_meeting(call, seen)](html::Writer& w) {
        for (auto const& part : {agenda, answers, invitations, attendance}) {
            if (part)
                part(w);
        }
    };
}

// A meeting's longest texts are its purpose and its results.
constexpr std::size_t largest_meeting_form = std::size_t{256} << 10U;

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
        {post, "/verwaltung/sitzungen/neu", needs(edit_meetings), &add_meeting_at_desk, largest_meeting_form},
        {get, "/verwaltung/sitzungen/reihe", needs(edit_meetings), &show_new_series},
        {post, "/verwaltung/sitzungen/reihe", needs(edit_meetings), &preview_series, largest_meeting_form},
        {post, "/verwaltung/sitzungen/reihe/aendern", needs(edit_meetings), &change_series,
         largest_meeting_form},
        {post, "/verwaltung/sitzungen/reihe/anlegen", needs(edit_meetings), &plan_series_at_desk,
         largest_meeting_form},
        {get, "/verwaltung/sitzungen/{sitzung}", needs(see_meetings),
         [](web::Call& call) { return show_meeting(call, &further_of_meeting); }},
        {get, "/verwaltung/sitzungen/{sitzung}/aendern", needs(edit_meetings), &show_meeting_form},
        {post, "/verwaltung/sitzungen/{sitzung}/aendern", needs(edit_meetings), &save_meeting_form,
         largest_meeting_form},
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

// What the office adds to a letter, in a script of which a form makes nine bytes of each letter.
constexpr std::size_t largest_convocation_form = std::size_t{64} << 10U;
constexpr std::size_t largest_press = 4096;
// What somebody writes with an answer, likewise.
constexpr std::size_t largest_answer_form = std::size_t{32} << 10U;

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
        {get, "/verwaltung/sitzungen/{sitzung}/anwesenheit/drucken", needs(invite), &print_attendance},
        {get, "/verwaltung/einlass/{code}", needs(invite), &show_door},
        {post, "/verwaltung/einlass/{code}", needs(invite), &note_at_door, largest_press},
    };
}

// Whoever was invited has no account.
std::vector<web::Route> answer_routes()
{
    using enum http::Method;
    using web::public_page;
    auto const at = [](http::Response (*handler)(web::Visit&)) -> web::Handler {
        return [handler](web::Call& call) {
            web::Visit visit(call);
            return handler(visit);
        };
    };
    // Whoever has no link is refused before. A town hall answers within the hour after the letters have come.
    auto const gate = std::make_shared<web::VisitorGate>(
        web::TokenBuckets::Rate{.burst = 200, .one_per = std::chrono::seconds(5)},
        web::TokenBuckets::Rate{.burst = 2000, .one_per = std::chrono::seconds(1)});
    return {
        {get, "/{lang:lang}/einladung/{token}", public_page, at(&show_invitation)},
        {post, "/{lang:lang}/einladung/{token}", public_page,
         [gate](web::Call& call) {
             web::Visit visit(call);
             return send_answer(visit, *gate);
         },
         largest_answer_form},
        {get, "/{lang:lang}/einladung/{token}/termin.ics", public_page, at(&send_invitation_date)},
        {get, "/{lang:lang}/einladung/{token}/code.svg", public_page, at(&send_door_code)},
    };
}

// The longest comment in a script of which a form makes nine bytes of each letter.
constexpr std::size_t largest_comment_form = std::size_t{32} << 10U;

std::vector<web::Route> recommendation_routes()
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/empfehlungen", needs(see_recommendations), &list_recommendations_at_desk},
        {get, "/verwaltung/empfehlungen/liste.csv", needs(see_recommendations), &export_recommendations},
        {get, "/verwaltung/empfehlungen/liste.xlsx", needs(see_recommendations), &export_recommendations},
        {get, "/verwaltung/empfehlungen/ansichten", needs(see_recommendations),
         web::of_list(recommendation_list, &web::show_saved_views)},
        {post, "/verwaltung/empfehlungen/ansichten", needs(see_recommendations),
         web::of_list(recommendation_list, &web::save_list_view), largest_view_form},
        {post, "/verwaltung/empfehlungen/ansichten/loeschen", needs(see_recommendations),
         web::of_list(recommendation_list, &web::erase_list_view), largest_view_form},
        {get, "/verwaltung/empfehlungen/neu", needs(edit_recommendations), &show_new_recommendation},
        {post, "/verwaltung/empfehlungen/neu", needs(edit_recommendations), &add_recommendation_at_desk,
         largest_meeting_form},
        {get, "/verwaltung/empfehlungen/{empfehlung}", needs(see_recommendations), &show_recommendation},
        {get, "/verwaltung/empfehlungen/{empfehlung}/aendern", needs(edit_recommendations),
         &show_recommendation_form},
        {post, "/verwaltung/empfehlungen/{empfehlung}/aendern", needs(edit_recommendations),
         &save_recommendation_form, largest_meeting_form},
        {get, "/verwaltung/empfehlungen/{empfehlung}/aendern/verlauf", needs(edit_recommendations),
         &show_recommendation_history},
        {get, "/verwaltung/empfehlungen/{empfehlung}/schritt", needs(edit_recommendations), &show_step},
        {post, "/verwaltung/empfehlungen/{empfehlung}/schritt", needs(edit_recommendations),
         &take_step_at_desk, largest_panel_form},
        {get, "/verwaltung/empfehlungen/{empfehlung}/zuruecknehmen", needs(edit_recommendations),
         &ask_before_taking_back},
        {post, "/verwaltung/empfehlungen/{empfehlung}/zuruecknehmen", needs(edit_recommendations),
         &take_step_back_at_desk, largest_view_form},
        // Also whoever has no other right than that of their seat.
        {post, "/verwaltung/empfehlungen/{empfehlung}/kommentieren", needs(see_recommendations),
         &add_comment_at_desk, largest_comment_form},
        {post, "/verwaltung/empfehlungen/{empfehlung}/kommentar-loeschen", needs(see_recommendations),
         &erase_comment_at_desk, largest_view_form},
        {get, "/{lang:lang}/konferenz/empfehlungen", web::public_cached, &list_public_recommendations_page},
        {get, "/{lang:lang}/konferenz/empfehlungen.atom", web::public_cached, &show_recommendation_feed},
        {get, "/{lang:lang}/konferenz/empfehlungen/{empfehlung}", web::public_cached,
         &show_public_recommendation},
    };
}

void add_what_waits(web::Call const& call, std::vector<web::TodayItem>& items)
{
    add_meetings_of_today(call, items);
    add_memberships_of_today(call, items);
    add_invitations_of_today(call, items);
    add_recommendations_of_today(call, items);
}

template<class Entry>
std::vector<Entry> joined(std::vector<Entry> first, std::vector<Entry> second)
{
    first.insert(first.end(), std::make_move_iterator(second.begin()), std::make_move_iterator(second.end()));
    return first;
}

// Where an entry of the audit trail leads.
web::StaffRecord record(content::SubjectKind kind, Permission permission, html::Url (*url)(std::int64_t id))
{
    return {
        .kind = kind.word(),
        .permission = permission,
        .url = [url](web::Call const&, std::int64_t id) { return std::optional(url(id)); },
        .version_url
        = [url,
           kind](web::Call const& call, std::int64_t id, std::int64_t version) -> std::optional<html::Url> {
            if (!records::find_version(
                    call.db(), call.site.tenant, {kind, id}, version, records::unrestricted))
                return std::nullopt;
            auto const form = std::string(url(id).text());
            auto const history = html::Url::local(form + "/verlauf");
            return history->with_query({{"fassung", std::to_string(version)}});
        }};
}

std::vector<web::StaffWords> help_words()
{
    return {
        {"panel.title"_msg,
         see_panels,
         {{"st st--ok", "panel.current"_msg, "help.word.panel.current"_msg},
          {"st st--warn", "panel.uncertain"_msg, "help.word.panel.uncertain"_msg},
          {"st st--none", "panel.ended"_msg, "help.word.panel.ended"_msg}}},
        {"member.title"_msg,
         see_panels,
         {{"st st--ok", "membership.standing.present"_msg, "help.word.membership.present"_msg},
          {"st st--info", "membership.standing.coming"_msg, "help.word.membership.coming"_msg},
          {"st st--none", "membership.standing.past"_msg, "help.word.membership.past"_msg},
          {"st st--warn", "membership.vacant"_msg, "help.word.membership.vacant"_msg}}},
        {"meeting.title"_msg,
         see_meetings,
         {{"st st--info", "meeting.state.planned"_msg, "help.word.meeting.planned"_msg},
          {"st st--warn", "meeting.state.overdue"_msg, "help.word.meeting.overdue"_msg},
          {"st st--done", "meeting.state.held"_msg, "help.word.meeting.held"_msg},
          {"st st--none", "meeting.state.cancelled"_msg, "help.word.meeting.cancelled"_msg}}},
        {"item.agenda"_msg,
         see_meetings,
         {{"st st--info", "item.state.open"_msg, "help.word.item.open"_msg},
          {"st st--warn", "item.state.unfinished"_msg, "help.word.item.unfinished"_msg},
          {"st st--done", "item.state.done"_msg, "help.word.item.done"_msg},
          {"st st--done", "item.state.answered"_msg, "help.word.item.answered"_msg},
          {"st st--none", "item.state.carried_over"_msg, "help.word.item.carried_over"_msg},
          {"st st--none", "item.state.forwarded"_msg, "help.word.item.forwarded"_msg},
          {"st st--none", "item.state.dropped"_msg, "help.word.item.dropped"_msg}}},
        {"recommendation.title"_msg,
         see_recommendations,
         {{"st st--none", "recommendation.state.drafted"_msg, "help.word.recommendation.drafted"_msg},
          {"st st--none", "recommendation.state.discussed"_msg, "help.word.recommendation.discussed"_msg},
          {"st st--info", "recommendation.state.adopted"_msg, "help.word.recommendation.adopted"_msg},
          {"st st--info", "recommendation.state.submitted"_msg, "help.word.recommendation.submitted"_msg},
          {"st st--info", "recommendation.state.taken_up"_msg, "help.word.recommendation.taken_up"_msg},
          {"st st--info", "recommendation.state.deferred"_msg, "help.word.recommendation.deferred"_msg},
          {"st st--info", "recommendation.state.declined"_msg, "help.word.recommendation.declined"_msg},
          {"st st--done", "recommendation.state.answered"_msg, "help.word.recommendation.answered"_msg},
          {"st st--warn", "recommendation.overdue"_msg, "help.word.recommendation.overdue"_msg},
          {"st st--warn", "recommendation.due_again"_msg, "help.word.recommendation.due_again"_msg},
          {"st st--none", "recommendation.state.withdrawn"_msg, "help.word.recommendation.withdrawn"_msg}}},
    };
}

}

web::Module meetings_module(InvitationCare const& invitations)
{
    return {
        .name = published_as,
        .routes = joined(
            joined(
                joined(joined(panel_routes(), member_routes()), joined(meeting_routes(), agenda_routes())),
                joined(joined(invitation_routes(), attendance_routes()), answer_routes())),
            recommendation_routes()),
        .jobs = {invitation_mail(invitations)},
        .recurring = {invitation_reminders(), invitation_erasure(), attendance_erasure()},
        .publish = &publish_recommendations,
        .published_from = {contacts::published_as, tenants::published_as},
        .subjects
        = {panel_subject, seat_subject, membership_subject, meeting_subject, item_subject,
           recommendation_subject},
        .load_demo =
            [](demo::Demo& demo) {
                auto const panels = load_panels(demo);
                load_memberships(demo, panels);
                auto const meetings = load_meetings(demo, panels);
                load_agendas(demo, panels, meetings);
                load_recommendations(demo, panels, meetings);
            },
        .demo_files = {"panels.json", "meetings.json", "recommendations.json"},
        .permissions = permission_rules(),
        .staff_links
        = {{.area = web::StaffArea::participation,
            .rank = 30,
            .label = "panel.title"_msg,
            .path = std::string(panels_path),
            .permission = see_panels,
            .purpose = "panel.purpose"_msg},
           {.area = web::StaffArea::participation,
            .rank = 32,
            .label = "member.title"_msg,
            .path = std::string(members_path),
            .permission = see_panels,
            .purpose = "member.purpose"_msg},
           {.area = web::StaffArea::participation,
            .rank = 33,
            .label = "balance.title"_msg,
            .path = std::string(balance_path),
            .permission = see_balance,
            .purpose = "balance.purpose"_msg},
           {.area = web::StaffArea::participation,
            .rank = 31,
            .label = "meeting.title"_msg,
            .path = std::string(meetings_path),
            .permission = see_meetings,
            .purpose = "meeting.menu"_msg},
           {.area = web::StaffArea::participation,
            .rank = 32,
            .label = "recommendation.title"_msg,
            .path = std::string(recommendations_path),
            .permission = see_recommendations,
            .purpose = "recommendation.menu"_msg}},
        .news
        = {{"panel.new.short"_msg, std::string(panels_path), edit_panels},
           {"meeting.one"_msg, std::string(meetings_path), edit_meetings},
           {"recommendation.one"_msg, std::string(recommendations_path), edit_recommendations}},
        .searchers
        = {{"panel.title"_msg, "panel.search"_msg, see_panels, &find_panels_at_desk},
           {"panel.seats"_msg, "panel.seats.search"_msg, see_panels, &find_seats_at_desk},
           {"meeting.title"_msg, "meeting.search"_msg, see_meetings, &find_meetings_at_desk},
           {"item.agenda"_msg, "item.search"_msg, see_meetings, &find_items_at_desk},
           {"recommendation.title"_msg, "recommendation.search"_msg, see_recommendations,
            &find_recommendations_at_desk}},
        .records
        = {record(
               panel_subject, edit_panels, [](std::int64_t id) { return panel_url(PanelId{id}, "aendern"); }),
           record(seat_subject, edit_panels, [](std::int64_t id) { return seat_url(SeatId{id}); }),
           record(
               membership_subject, edit_panels,
               [](std::int64_t id) { return membership_url(MembershipId{id}); }),
           record(
               meeting_subject, edit_meetings,
               [](std::int64_t id) { return meeting_url(MeetingId{id}, "aendern"); }),
           record(
               item_subject, edit_meetings, [](std::int64_t id) { return item_url(ItemId{id}, "aendern"); }),
           record(
               recommendation_subject, edit_recommendations,
               [](std::int64_t id) { return recommendation_url(RecommendationId{id}, "aendern"); })},
        .forms = joined(
            joined(joined(noted_panels(), noted_memberships()), joined(noted_meetings(), noted_items())),
            noted_recommendations()),
        .recents = joined(
            joined(joined(recent_panels(), recent_memberships()), joined(recent_meetings(), recent_items())),
            recent_recommendations()),
        .words = help_words(),
        .topics
        = {{"help.panels"_msg, "help.panels.text"_msg, see_panels},
           {"member.title"_msg, "help.members.text"_msg, see_panels},
           {"help.meetings"_msg, "help.meetings.text"_msg, see_meetings},
           {"help.agenda"_msg, "help.agenda.text"_msg, see_meetings},
           {"help.invitations"_msg, "help.invitations.text"_msg, invite},
           {"help.attendance"_msg, "help.attendance.text"_msg, invite},
           {"help.recommendations"_msg, "help.recommendations.text"_msg, see_recommendations}},
        .today = &add_what_waits};
}

contacts::OtherModules of_people()
{
    return {memberships_of_people(), invitations_of_people(), attendances_of_people()};
}

} // namespace kommin::meetings
