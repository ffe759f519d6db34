// What visitors open, whom nobody has given an account: what everybody reads, and what hangs on a link of a
// letter.

#include "modules/meetings/module_visitor_routes.hpp"
#include "modules/meetings/attendance/attendance_desk.hpp"
#include "modules/meetings/evaluation/evaluation_site.hpp"
#include "modules/meetings/invitations/invitation_site.hpp"
#include "modules/meetings/minutes/minutes_site.hpp"
#include "modules/meetings/recommendations/comment_site.hpp"
#include "modules/meetings/registration/registration_site.hpp"
#include "modules/meetings/site/conference_site.hpp"
#include "modules/meetings/statistics/migration_question_site.hpp"
#include "platform/http/form.hpp"
#include "platform/web/visitor_gate.hpp"
#include "platform/web/visitor_routes.hpp"

#include <chrono>
#include <cstddef>
#include <memory>

namespace kommin::meetings {

using web::for_visitors;

namespace {

// What somebody writes with an answer, likewise.
constexpr std::size_t largest_answer_form = std::size_t{32} << 10U;

// Eight people with all their needs, of whose letters a form makes nine bytes each.
constexpr std::size_t largest_registration_form = http::form_limit;

// Two texts of a thousand letters, of each of which a form makes up to twelve bytes; longer ones come back.
constexpr std::size_t largest_evaluation_form = http::form_limit;

std::vector<web::Route> conference_routes(PaperCare const& papers)
{
    using enum http::Method;
    using web::public_cached;
    using web::public_page;
    return {
        {get, "/{lang:lang}/konferenz", public_page, for_visitors(&show_conference)},
        {get, "/{lang:lang}/konferenz/archiv", public_cached, &show_conference_archive},
        {get, "/{lang:lang}/konferenz/veroeffentlichungen", public_cached, &show_public_publications},
        {get, "/{lang:lang}/konferenz/termine.ics", public_cached, &send_conference_calendar},
        {get, "/{lang:lang}/konferenz/gremien/{gremium}/termine.ics", public_cached, &send_panel_calendar},
        {get, "/{lang:lang}/konferenz/{slug}", public_page, for_visitors(&show_public_meeting)},
        {get, "/{lang:lang}/konferenz/{slug}/termin.ics", public_cached, &send_meeting_date},
        {get, "/{lang:lang}/konferenz/{slug}/unterlagen/{unterlage}", public_page,
         for_visitors(&send_public_paper, papers)},
    };
}

// Whoever was there has no account; everybody reads what was published.
std::vector<web::Route> minutes_site_routes()
{
    using enum http::Method;
    using web::public_page;
    // Whoever has no link is refused before. A town hall reads its drafts within the hour.
    auto const gate = std::make_shared<web::VisitorGate>(
        web::TokenBuckets::Rate{.burst = 200, .one_per = std::chrono::seconds(5)},
        web::TokenBuckets::Rate{.burst = 2000, .one_per = std::chrono::seconds(1)});
    return {
        {get, "/{lang:lang}/protokolle/{sitzung}", public_page, for_visitors(&show_published_minutes)},
        {get, "/{lang:lang}/protokoll/{token}", public_page, for_visitors(&show_draft)},
        {post, "/{lang:lang}/protokoll/{token}", public_page, for_visitors(&send_amendment, gate),
         largest_answer_form},
    };
}

// Whoever was invited has no account.
std::vector<web::Route> answer_routes(PaperCare const& papers)
{
    using enum http::Method;
    using web::public_page;
    // Whoever has no link is refused before. A town hall answers within the hour after the letters have come.
    auto const gate = std::make_shared<web::VisitorGate>(
        web::TokenBuckets::Rate{.burst = 200, .one_per = std::chrono::seconds(5)},
        web::TokenBuckets::Rate{.burst = 2000, .one_per = std::chrono::seconds(1)});
    return {
        {get, "/{lang:lang}/einladung/{token}", public_page, for_visitors(&show_invitation)},
        {post, "/{lang:lang}/einladung/{token}", public_page, for_visitors(&send_answer, gate),
         largest_answer_form},
        {get, "/{lang:lang}/einladung/{token}/termin.ics", public_page, for_visitors(&send_invitation_date)},
        {get, "/{lang:lang}/einladung/{token}/code.svg", public_page, for_visitors(&send_door_code)},
        {get, "/{lang:lang}/einladung/{token}/unterlagen/{unterlage}", public_page,
         for_visitors(&send_invitation_paper, papers)},
    };
}

// Whoever sits in a group and was asked has no account.
std::vector<web::Route> comment_routes()
{
    using enum http::Method;
    using web::public_page;
    // Whoever has no link is refused before. A town hall comments within the hour after the letters have
    // come.
    auto const gate = std::make_shared<web::VisitorGate>(
        web::TokenBuckets::Rate{.burst = 200, .one_per = std::chrono::seconds(5)},
        web::TokenBuckets::Rate{.burst = 2000, .one_per = std::chrono::seconds(1)});
    return {
        {get, "/{lang:lang}/konferenz/kommentar/{token}", public_page, for_visitors(&show_comment_call)},
        {post, "/{lang:lang}/konferenz/kommentar/{token}", public_page,
         for_visitors(&send_member_comment, gate), largest_answer_form},
    };
}

// Whoever comes has no account.
std::vector<web::Route> registration_routes(RegistrationCare const& care)
{
    using enum http::Method;
    using web::public_page;
    // Counted in people. An office in which many come registers a table of them at once; a session has some
    // 130 seats.
    auto const gate = std::make_shared<web::VisitorGate>(
        web::TokenBuckets::Rate{.burst = 40, .one_per = std::chrono::seconds(30)},
        web::TokenBuckets::Rate{.burst = 400, .one_per = std::chrono::seconds(2)});
    return {
        {get, "/{lang:lang}/konferenz/{tagung}/anmeldung", public_page,
         for_visitors(&show_registration_form)},
        {post, "/{lang:lang}/konferenz/{tagung}/anmeldung", public_page,
         for_visitors(&send_registration, care, gate), largest_registration_form},
        {get, "/{lang:lang}/konferenz/anmeldung/{token}", public_page, for_visitors(&show_registration)},
        {get, "/{lang:lang}/konferenz/anmeldung/{token}/aendern", public_page,
         for_visitors(&show_registration_change)},
        {post, "/{lang:lang}/konferenz/anmeldung/{token}/aendern", public_page,
         for_visitors(&send_registration_change, gate), largest_registration_form},
        {post, "/{lang:lang}/konferenz/anmeldung/{token}/adresse", public_page,
         for_visitors(&send_registration_contact, gate), largest_press},
        {post, "/{lang:lang}/konferenz/anmeldung/{token}/absagen", public_page,
         for_visitors(&send_registration_cancelling, gate), largest_press},
        {post, "/{lang:lang}/konferenz/anmeldung/{token}/annehmen", public_page,
         for_visitors(&send_registration_acceptance, gate), largest_press},
        {get, "/{lang:lang}/konferenz/anmeldung/{token}/termin.ics", public_page,
         for_visitors(&send_registration_date)},
        {get, "/{lang:lang}/konferenz/anmeldung/{token}/code.svg", public_page,
         for_visitors(&send_registration_code)},
    };
}

// Whoever was there has no account.
std::vector<web::Route> evaluation_site_routes()
{
    using enum http::Method;
    using web::public_page;
    // A whole session answers in its last minutes, through the network of the building.
    auto const gate = std::make_shared<web::VisitorGate>(
        web::TokenBuckets::Rate{.burst = 150, .one_per = std::chrono::seconds(30)},
        web::TokenBuckets::Rate{.burst = 400, .one_per = std::chrono::seconds(5)});
    return {
        {get, "/{lang:lang}/konferenz/{slug}/rueckmeldung", public_page, for_visitors(&show_evaluation_form)},
        {post, "/{lang:lang}/konferenz/{slug}/rueckmeldung", public_page,
         for_visitors(&send_evaluation, gate), largest_evaluation_form},
        {get, "/{lang:lang}/konferenz/{slug}/rueckmeldung/danke", public_page,
         for_visitors(&thank_for_evaluation)},
    };
}

// Whoever has registered, from a page that they leave without a trace.
std::vector<web::Route> question_routes()
{
    using enum http::Method;
    using web::public_page;
    // A whole hall may answer within minutes, from one network.
    auto const gate = std::make_shared<web::VisitorGate>(
        web::TokenBuckets::Rate{.burst = 200, .one_per = std::chrono::seconds(5)},
        web::TokenBuckets::Rate{.burst = 2000, .one_per = std::chrono::seconds(1)});
    return {
        {get, "/{lang:lang}/konferenz/{tagung}/frage", public_page, for_visitors(&show_migration_question)},
        {post, "/{lang:lang}/konferenz/{tagung}/frage", public_page,
         for_visitors(&send_migration_answer, gate), largest_press},
    };
}

}

std::vector<web::Route> visitor_routes(MeetingsCare const& care)
{
    auto all = conference_routes(care.papers);
    for (auto& routes :
         {minutes_site_routes(), answer_routes(care.papers), comment_routes(),
          registration_routes(care.registrations), evaluation_site_routes(), question_routes()})
        all.insert(all.end(), routes.begin(), routes.end());
    return all;
}

} // namespace kommin::meetings
