// What the link of a registration shows: that they are registered or wait, who comes, how to change it.

#include "modules/meetings/invitations/fact_lines.hpp"
#include "modules/meetings/meetings/meeting_texts.hpp"
#include "modules/meetings/registration/registration_pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/public_form.hpp"

#include <algorithm>
#include <utility>

namespace kommin::meetings {

using html::attribute;
using html::Attributes;
using html::each;
using html::when;
using html::Writer;
using web::Visit;

namespace {

web::PublicFrame link_frame(Visit const& visit, std::string title, std::string_view token)
{
    auto path = std::string(conference_path) + '/' + std::string(registration_path) + '/';
    path += token;
    auto frame = visit.frame(std::move(title), token.empty() ? std::string{} : std::move(path), "");
    frame.is_indexable = false;
    frame.foot = {};
    return frame;
}

void write_people(Writer& w, Visit const& visit, OpenRegistration const& open)
{
    w(R"(<section class="km-stack km-stack--s" aria-labelledby="personen"><h2 id="personen" class="km-h3">{}</h2><ul>{}</ul></section>)",
      visit.texts("registration.people"_msg), each(open.people, [&](Writer& item, Participant const& person) {
          auto const part = std::ranges::find(open.parts, person.part, &ProgrammePart::id);
          item(
              R"(<li>{}<br><span class="km-muted">{}</span></li>)", i18n::isolated(person.name),
              when(part != open.parts.end(), [&](Writer& name) {
                  name("{}", told_text(visit, name_text(*part)));
              }));
      }));
}

void write_line(
    Writer& w, Visit const& visit, RegistrationPage const& page, std::string_view name, MessageKey label,
    MessageKey hint, std::string_view value, std::string_view autocomplete)
{
    auto const found = std::ranges::find(page.problems, name, &Problem::field);
    bool const has_problem = found != page.problems.end();
    auto const id = "f-" + std::string(name);
    w(R"(<div class="{}"><label class="kern-label" for="{}">{}</label><p class="km-hint" id="{}">{}</p>{}<input class="kern-form-input__input" id="{}" name="{}" type="text" dir="ltr" autocomplete="{}" value="{}" {}></div>)",
      has_problem ? "kern-form-input km-field--error" : "kern-form-input", id, visit.texts(label),
      id + "-hinweis", visit.texts(hint),
      when(
          has_problem,
          [&](Writer& inner) {
              inner(
                  R"(<p class="km-error" id="{}">{}</p>)", id + "-fehler",
                  i18n::text_of(*found, visit.texts));
          }),
      id, name, autocomplete, value,
      Attributes{
          attribute("aria-describedby", has_problem ? id + "-fehler " + id + "-hinweis" : id + "-hinweis"),
          attribute("aria-invalid", "true", has_problem)});
}

// A mistyped address is seen here, by whoever typed it.
void write_contact(Writer& w, Visit const& visit, RegistrationPage const& page)
{
    auto const& texts = visit.texts;
    w(
        R"(<section class="km-stack km-stack--s" aria-labelledby="adresse"><h2 id="adresse" class="km-h3">{}</h2><form class="km-form km-stack" method="post" action="{}" novalidate>{}<input type="hidden" name="{}" value="{}">{}<div class="km-actions"><button class="kern-btn kern-btn--secondary" type="submit"><span class="kern-label">{}</span></button></div></form></section>)",
        texts("registration.contact"_msg), registration_url(visit, page.token, "adresse"),
        web::PublicFormFields{page.key}, seen_version_field, page.open.registration.version,
        [&](Writer& inner) {
            write_line(
                inner, visit, page, "mail", "registration.mail"_msg, "registration.mail.check"_msg,
                page.contact.mail, "email");
            write_line(
                inner, visit, page, "telephone", "registration.telephone"_msg,
                "registration.telephone.hint"_msg, page.contact.telephone, "tel");
        },
        texts("registration.save"_msg));
}

// One button with what it does.
void write_press(
    Writer& w, Visit const& visit, html::Url const& url, std::string_view id, MessageKey title,
    MessageKey about, MessageKey button, std::string_view look = "secondary")
{
    auto const& texts = visit.texts;
    w(R"(<section class="km-stack km-stack--s" aria-labelledby="{}"><h2 id="{}" class="km-h3">{}</h2><p>{}</p><form class="km-form" method="post" action="{}"><button class="{}" type="submit"><span class="kern-label">{}</span></button></form></section>)",
      id, id, texts(title), texts(about), url, "kern-btn kern-btn--" + std::string(look), texts(button));
}

// What can be done with a registration, by what it is.
void write_ways(Writer& w, Visit const& visit, RegistrationPage const& page)
{
    auto const& registration = page.open.registration;
    bool const is_offered = registration.state == RegistrationState::offered;
    if (is_offered && !registration.has_open_offer(visit.call.clock.now()))
        return;
    auto const leaving = registration_url(visit, page.token, "absagen");
    if (is_offered) {
        write_press(
            w, visit, registration_url(visit, page.token, "annehmen"), "annehmen", "registration.accept"_msg,
            "registration.accept.text"_msg, "registration.accept.button"_msg, "primary");
        write_press(
            w, visit, leaving, "ablehnen", "registration.decline"_msg, "registration.decline.text"_msg,
            "registration.decline.button"_msg);
    } else
        w(R"(<div class="km-actions"><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div>)",
          registration_url(visit, page.token, "aendern"), visit.texts("registration.change"_msg));
    write_contact(w, visit, page);
    if (registration.state == RegistrationState::waiting)
        write_press(
            w, visit, leaving, "absagen", "registration.leave"_msg, "registration.leave.text"_msg,
            "registration.leave.button"_msg);
    else if (!is_offered && !has_arrived(page.open))
        write_press(
            w, visit, leaving, "absagen", "registration.cancel"_msg, "registration.cancel.text"_msg,
            "registration.cancel.button"_msg);
}

void write_code(Writer& w, Visit const& visit, RegistrationPage const& page)
{
    auto const& texts = visit.texts;
    w(R"(<section class="km-box km-stack km-stack--s" aria-labelledby="code"><h2 id="code" class="km-h3">{}</h2><p>{}</p><p><img class="km-qr" src="{}" alt="{}" width="200" height="200"></p>{}</section>)",
      texts("registration.code"_msg), texts("registration.code.hint"_msg),
      registration_url(visit, page.token, "code.svg"), texts("registration.code"_msg),
      when(has_date(page.open.registration), [&](Writer& inner) {
          inner(
              R"(<p><a href="{}">{}</a></p>)", registration_url(visit, page.token, "termin.ics"),
              texts("registration.calendar"_msg));
      }));
}

// It says nothing of who comes from here, also to whoever keeps a log in front of the server.
void write_question(Writer& w, Visit const& visit, OpenRegistration const& open)
{
    auto const& call = visit.call;
    if (open.registration.state != RegistrationState::registered
        || !is_question_asked(open.programme, open.meeting, call.local_now().date, call.clock.now()))
        return;
    w(R"(<p><a href="{}" rel="noreferrer">{}</a></p>)",
      visit.url({conference_path, open.programme.slug, question_path}),
      visit.texts("migration_question.link"_msg));
}

// Why nobody has given them a seat yet.
void write_shortage(Writer& w, Visit const& visit, OpenRegistration const& open)
{
    auto const& texts = visit.texts;
    auto const& shortage = open.waiting->shortage;
    if (!shortage) {
        w("<p>{}</p>", texts("registration.waiting.enough"_msg));
        return;
    }
    auto const part = shortage->part ? std::ranges::find(open.parts, *shortage->part, &ProgrammePart::id)
                                     : open.parts.end();
    if (part == open.parts.end())
        w("<p>{}</p>",
          texts("registration.waiting.all"_msg, {{"needed", shortage->needed}, {"free", shortage->free}}));
    else
        w("<p>{}</p>",
          texts(
              "registration.waiting.part"_msg,
              {{"part", told_in_sentence(visit, name_text(*part))},
               {"needed", shortage->needed},
               {"free", shortage->free}}));
}

// What is so: on a page of its link, whatever was pressed before.
void write_state(Writer& w, Visit const& visit, OpenRegistration const& open)
{
    using enum RegistrationState;
    auto const& texts = visit.texts;
    auto const& registration = open.registration;
    auto const until = registration.offered_until
        ? texts.date_time(visit.call.site.zone->to_local(*registration.offered_until))
        : std::string{};
    auto const note = [&](std::string_view look, std::string const& text) {
        w(R"(<p class="{}" role="status">{}</p>)", look, text);
    };
    if (registration.state == registered)
        return note("km-note km-note--ok", std::string(texts("registration.confirmed.text"_msg)));
    if (registration.state == waiting) {
        note(
            "km-note",
            texts(
                "registration.waiting.text"_msg, {{"place", open.waiting->place}, {"of", open.waiting->of}}));
        if (open.waiting->was_missed) {
            w("<p>{}</p>", texts("registration.waiting.missed"_msg));
            return;
        }
        write_shortage(w, visit, open);
        w("<p>{}</p>", texts("registration.waiting.how"_msg));
        return;
    }
    if (registration.has_open_offer(visit.call.clock.now()))
        return note("km-note km-note--ok", texts("registration.offered.text"_msg, {{"until", until}}));
    if (registration.state == cancelled)
        note("km-note", std::string(texts("registration.cancelled.text"_msg)));
    else if (registration.state == left)
        note("km-note", std::string(texts("registration.left.text"_msg)));
    else
        note("km-note", texts("registration.lapsed.text"_msg, {{"until", until}}));
    w(R"(<p><a href="{}">{}</a></p>)", registration_form_url(visit, open.programme.slug),
      texts("registration.again"_msg));
}

// What follows what is so.
void write_content(Writer& w, Visit const& visit, RegistrationPage const& page)
{
    auto const& open = page.open;
    if (open.meeting.state == MeetingState::cancelled)
        w(R"(<p class="km-note km-note--warn">{} {}</p>)", visit.texts("invitation.cancelled"_msg),
          web::GermanName{open.meeting.cancelled_for, visit.language()});
    w(R"(<dl class="km-facts">{}</dl>)",
      each(told_facts(visit, told_meeting(open)), [&](Writer& inner, MeetingFactLine const& line) {
          write_fact_line(inner, visit, line);
      }));
    if (!has_ended(open.registration.state)) {
        write_people(w, visit, open);
        write_code(w, visit, page);
        write_question(w, visit, open);
    }
    if (page.goes_on)
        write_ways(w, visit, page);
}

}

html::Url registration_url(Visit const& visit, std::string_view token)
{
    return visit.url({conference_path, registration_path, token});
}

html::Url registration_url(Visit const& visit, std::string_view token, std::string_view page)
{
    return visit.url({conference_path, registration_path, token, page});
}

http::Response registration_page(Visit const& visit, http::Status status, RegistrationPage const& page)
{
    auto const& texts = visit.texts;
    auto const& open = page.open;
    auto const title = texts(
        "registration.confirmed.title"_msg, {{"title", told_in_sentence(visit, title_text(open.meeting))}});
    auto answer = visit.page(link_frame(visit, title, page.token), [&](Writer& w) {
        auto const state = web::written([&](Writer& inner) { write_state(inner, visit, open); });
        auto const content = web::written([&](Writer& inner) { write_content(inner, visit, page); });
        w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1>{}{}{}{}</div>)", title,
          web::FormTrouble{texts, page.problems}, state, web::NoteOfPage{visit}, content);
    });
    answer.set_status(status);
    return std::move(answer).no_store();
}

http::Response ended_registration_page(Visit const& visit)
{
    auto const& texts = visit.texts;
    auto const title = std::string(texts("registration.gone.title"_msg));
    auto answer = visit.page(link_frame(visit, title, {}), [&](Writer& w) {
        w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p></div>)",
          title, texts("registration.gone.text"_msg));
    });
    answer.set_status(http::Status::gone);
    return std::move(answer).no_store();
}

} // namespace kommin::meetings
