#include "modules/meetings/registration/registration_site.hpp"

#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/meetings/meeting_texts.hpp"
#include "modules/meetings/registration/moving_up.hpp"
#include "modules/meetings/registration/party_pages.hpp"
#include "modules/meetings/registration/party_posted.hpp"
#include "modules/meetings/registration/registration_pages.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/qr/qr.hpp"
#include "platform/web/origin.hpp"
#include "platform/web/public_form.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace kommin::meetings {

using web::Visit;

namespace {

// A session by the address of its form.
struct Session {
    Programme programme;
    Meeting meeting;
    std::vector<ProgrammePart> parts;
    std::vector<tenants::Body> bodies;
};

std::optional<Session> load_session(Visit const& visit)
{
    return web::read(visit.call, [&](db::Connection& db) -> std::optional<Session> {
        auto const tenant = visit.call.site.tenant;
        auto programme = find_programme(db, tenant, visit.call.path["tagung"]);
        auto meeting = programme ? load_meeting(db, tenant, programme->meeting) : std::nullopt;
        if (!meeting)
            return std::nullopt;
        auto parts = list_parts(db, tenant, programme->id);
        return Session{
            std::move(*programme), std::move(*meeting), std::move(parts), tenants::list_bodies(db, tenant)};
    });
}

struct Linked {
    OpenRegistration open;
    std::vector<tenants::Body> bodies;
};
std::optional<Linked> load_linked(Visit const& visit)
{
    return web::read(visit.call, [&](db::Connection& db) -> std::optional<Linked> {
        auto const tenant = visit.call.site.tenant;
        auto open = find_registration_by_link(db, tenant, visit.call.path["token"]);
        return open ? std::optional(Linked{std::move(*open), tenants::list_bodies(db, tenant)})
                    : std::nullopt;
    });
}

bool goes_on(Visit const& visit, OpenRegistration const& open)
{
    return goes_on(open, *visit.call.site.zone, visit.call.clock.now());
}

bool can_be_changed(Visit const& visit, OpenRegistration const& open)
{
    return can_be_changed(open, *visit.call.site.zone, visit.call.clock.now());
}

int count_people(std::vector<ParticipantEntry> const& people)
{
    auto const count
        = std::ranges::count_if(people, [](ParticipantEntry const& one) { return !one.is_empty(); });
    return std::max(1, static_cast<int>(count));
}

// Of the form that is shown again with another line. Where another site made the visitor send it, not the one
// that it came with: whoever knows the key and guesses the entries has the link.
std::string key_of_further_line(Visit const& visit, http::Form const& posted)
{
    return web::is_sent_from_elsewhere(visit.call.request, visit.call.site.base_url)
        ? web::new_form_key(visit)
        : web::form_key_of(visit, posted);
}

std::int64_t posted_version(http::Form const& posted)
{
    return parse_number(posted.value(seen_version_field)).value_or(0);
}

http::Response form_page(
    Visit const& visit, http::Status status, Session const& session, RegistrationForm const& form,
    std::string key, std::vector<Problem> problems = {}, bool has_new_line = false)
{
    return registration_form_page(
        visit, status,
        {.meeting = session.meeting,
         .programme = session.programme,
         .parts = session.parts,
         .bodies = session.bodies,
         .form = form,
         .key = std::move(key),
         .problems = std::move(problems),
         .has_new_line = has_new_line});
}

http::Response change_page(
    Visit const& visit, http::Status status, Linked const& linked, RegistrationForm const& form,
    std::string key, std::int64_t seen_version, std::vector<Problem> problems = {}, bool has_new_line = false)
{
    return registration_form_page(
        visit, status,
        {.meeting = linked.open.meeting,
         .programme = linked.open.programme,
         .parts = linked.open.parts,
         .bodies = linked.bodies,
         .form = form,
         .key = std::move(key),
         .token = std::string(visit.call.path["token"]),
         .seen_version = seen_version,
         .problems = std::move(problems),
         .has_new_line = has_new_line,
         .waits = linked.open.registration.state == RegistrationState::waiting});
}

http::Response confirmation(
    Visit const& visit, http::Status status, OpenRegistration const& open, std::string key,
    ContactEntry const& contact, std::vector<Problem> problems = {})
{
    return registration_page(
        visit, status,
        {.open = open,
         .token = std::string(visit.call.path["token"]),
         .key = std::move(key),
         .contact = contact,
         .goes_on = goes_on(visit, open),
         .problems = std::move(problems)});
}

ContactEntry contact_of(Registration const& registration)
{
    return {registration.mail, registration.telephone};
}

// Seats and versions as they are by now; while the database is away nothing is asked.
template<class Load, class Shown>
Shown newest(http::Status status, Load load, Shown const& shown)
{
    return status == http::Status::conflict ? load().value_or(shown) : shown;
}

}

http::Response show_registration_form(Visit& visit)
{
    auto const session = load_session(visit);
    if (!session)
        return web::not_found(visit);
    auto const phase
        = phase_of(session->programme, session->meeting, *visit.call.site.zone, visit.call.clock.now());
    // Being prepared: nobody reads of it before the office says so, here or on the page of the meeting.
    if (session->programme.state == ProgrammeState::closed && !session->meeting.is_public)
        return web::not_found(visit);
    if (phase != RegistrationPhase::open)
        return no_registration_page(visit, session->meeting, session->programme, phase);
    RegistrationForm const empty{.people = {ParticipantEntry{}}, .contact = {}, .consent = {}};
    return form_page(visit, http::Status::ok, *session, empty, web::new_form_key(visit));
}

http::Response send_registration(Visit& visit, RegistrationCare const& care, web::VisitorGate& gate)
{
    auto const session = load_session(visit);
    if (!session)
        return web::not_found(visit);
    if (auto const posted = visit.call.request.form()) {
        auto form = posted_party(*posted);
        if (added_line(*posted, form.people))
            return form_page(
                visit, http::Status::ok, *session, form, key_of_further_line(visit, *posted), {}, true);
    }
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& key) {
        auto const form = posted_party(posted);
        return web::PublicForm{
            .check = [&session, form] { return problems_of(form, session->parts, session->bodies); },
            .receive = [&visit, &care, &session, form, key](Work& work) -> Result<html::Url> {
                auto const token = TRY(
                    register_party(work, care.key(), session->programme.id, form, visit.language(), key));
                return registration_url(visit, token);
            },
            .show =
                [&visit, &session, form, key](http::Status status, std::vector<Problem> const& problems) {
                    auto const now = newest(status, [&] { return load_session(visit); }, *session);
                    return form_page(
                        visit, status, now, form,
                        was_sent_with_other_entries(problems) ? web::new_form_key(visit) : key, problems);
                },
            .thanks = registration_form_url(visit, session->programme.slug),
            .weight = count_people(form.people)};
    });
}

http::Response show_registration(Visit& visit)
{
    auto const linked = load_linked(visit);
    return linked ? confirmation(
                        visit, http::Status::ok, linked->open, web::new_form_key(visit),
                        contact_of(linked->open.registration))
                  : ended_registration_page(visit);
}

http::Response show_registration_change(Visit& visit)
{
    auto const linked = load_linked(visit);
    if (!linked || !can_be_changed(visit, linked->open))
        return ended_registration_page(visit);
    RegistrationForm form;
    for (auto const& person : linked->open.people)
        form.people.push_back(person.as_entry(linked->bodies));
    return change_page(
        visit, http::Status::ok, *linked, form, web::new_form_key(visit), linked->open.registration.version);
}

http::Response send_registration_change(Visit& visit, web::VisitorGate& gate)
{
    auto const linked = load_linked(visit);
    if (!linked || !can_be_changed(visit, linked->open))
        return ended_registration_page(visit);
    if (auto const posted = visit.call.request.form()) {
        auto form = posted_party(*posted);
        if (added_line(*posted, form.people))
            return change_page(
                visit, http::Status::ok, *linked, form, key_of_further_line(visit, *posted),
                posted_version(*posted), {}, true);
    }
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& key) {
        auto const form = posted_party(posted);
        auto const seen = posted_version(posted);
        auto const token = std::string(visit.call.path["token"]);
        auto const here = registration_url(visit, token);
        return web::PublicForm{
            .check = [&linked, form] { return problems_of(form.people, linked->open.parts, linked->bodies); },
            .receive = [form, seen, token, here](Work& work) -> Result<html::Url> {
                TRY(change_party(
                    work, token, seen, form.people,
                    form.may_wait ? PlaceWish::may_go_to_the_end : PlaceWish::keep));
                return here;
            },
            .show =
                [&visit, &linked, form, key,
                 seen](http::Status status, std::vector<Problem> const& problems) {
                    if (status == http::Status::gone)
                        return ended_registration_page(visit);
                    auto const now = newest(status, [&] { return load_linked(visit); }, *linked);
                    return change_page(visit, status, now, form, key, seen, problems);
                },
            .thanks = here,
            .weight = count_people(form.people)};
    });
}

http::Response send_registration_contact(Visit& visit, web::VisitorGate& gate)
{
    auto const linked = load_linked(visit);
    if (!linked || !goes_on(visit, linked->open))
        return ended_registration_page(visit);
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& key) {
        ContactEntry const contact{
            .mail = std::string(posted.value("mail")), .telephone = std::string(posted.value("telephone"))};
        auto const seen = posted_version(posted);
        auto const token = std::string(visit.call.path["token"]);
        auto const here = registration_url(visit, token);
        return web::PublicForm{
            .check = [contact] { return problems_of(contact); },
            .receive = [&visit, contact, seen, token](Work& work) -> Result<html::Url> {
                auto const further = TRY(change_contact(work, token, seen, contact));
                return registration_url(visit, further);
            },
            .show =
                [&visit, &linked, contact, key](http::Status status, std::vector<Problem> const& problems) {
                    if (status == http::Status::gone)
                        return ended_registration_page(visit);
                    auto const now = newest(status, [&] { return load_linked(visit); }, *linked);
                    return confirmation(visit, status, now.open, key, contact, problems);
                },
            .thanks = here};
    });
}

namespace {

// One button without fields: what it does, and the page of the link again, as it is by then.
http::Response receive_press(
    Visit& visit, web::VisitorGate& gate, Result<void> (*press)(Work&, std::string_view))
{
    auto const linked = load_linked(visit);
    if (!linked)
        return ended_registration_page(visit);
    return web::receive_form(visit, gate, [&](http::Form const&, std::string const& key) {
        auto const token = std::string(visit.call.path["token"]);
        auto const here = registration_url(visit, token);
        return web::PublicForm{
            .check = [] { return std::vector<Problem>{}; },
            .receive = [token, here, press](Work& work) -> Result<html::Url> {
                TRY(press(work, token));
                return here;
            },
            .show =
                [&visit, &linked, key](http::Status status, std::vector<Problem> const& problems) {
                    if (status == http::Status::gone)
                        return ended_registration_page(visit);
                    auto const now = newest(status, [&] { return load_linked(visit); }, *linked);
                    return confirmation(
                        visit, status, now.open, key, contact_of(now.open.registration), problems);
                },
            .thanks = here};
    });
}

}

http::Response send_registration_cancelling(Visit& visit, web::VisitorGate& gate)
{
    return receive_press(visit, gate, &cancel_registration);
}

http::Response send_registration_acceptance(Visit& visit, web::VisitorGate& gate)
{
    return receive_press(visit, gate, &accept_offer);
}

http::Response send_registration_date(Visit& visit)
{
    auto const linked = load_linked(visit);
    if (!linked || !has_whole_day(linked->open.meeting) || !has_date(linked->open.registration))
        return ended_registration_page(visit);
    auto open = linked->open;
    open.meeting = in_words_of(TextsWithoutNote(visit), std::move(open.meeting));
    auto const event = event_of(open, visit.texts, *visit.call.site.zone, visit.call.clock.now());
    return http::Response(http::Status::ok)
        .body(calendar::print(calendar::Method::publish, event), "text/calendar; charset=utf-8")
        .attachment("termin.ics")
        .no_store();
}

http::Response send_registration_code(Visit& visit)
{
    if (!load_linked(visit))
        return ended_registration_page(visit);
    auto const token = visit.call.path["token"];
    auto const address = visit.call.site.base_url + std::string(party_door_url(token).text());
    return http::Response(http::Status::ok).body(qr::encode(address).svg(), "image/svg+xml").no_store();
}

} // namespace kommin::meetings
