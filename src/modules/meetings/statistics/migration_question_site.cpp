// The voluntary question on a page of its own. Nothing of a registration comes here: the address is that of
// the session.

#include "modules/meetings/statistics/migration_question_site.hpp"

#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/meetings/meeting_texts.hpp"
#include "modules/meetings/registration/registration_letters.hpp"
#include "modules/meetings/statistics/migration_question.hpp"
#include "modules/meetings/statistics/small_counts.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/public_form.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::attribute;
using html::Attributes;
using html::each;
using html::flag;
using html::when;
using html::Writer;
using i18n::Texts;
using web::Visit;

namespace {

constexpr std::string_view answer_field = "answer";

struct AskedSession {
    Programme programme;
    Meeting meeting;
    std::vector<tenants::Body> bodies;
    bool is_closed = false;
};
// Nothing while it is being prepared, as of its form.
std::optional<AskedSession> load_session(Visit const& visit)
{
    return web::read(visit.call, [&](db::Connection& db) -> std::optional<AskedSession> {
        auto const tenant = visit.call.site.tenant;
        auto programme = find_programme(db, tenant, visit.call.path["tagung"]);
        auto meeting = programme ? load_meeting(db, tenant, programme->meeting) : std::nullopt;
        if (!meeting || (programme->state == ProgrammeState::closed && !meeting->is_public))
            return std::nullopt;
        bool const is_closed = is_question_closed(db, tenant, programme->id);
        return AskedSession{
            std::move(*programme), std::move(*meeting), tenants::list_bodies(db, tenant), is_closed};
    });
}

html::Url question_url(Visit const& visit, AskedSession const& session)
{
    return visit.url({conference_path, session.programme.slug, question_path});
}

MessageKey label_of(MigrationAnswer answer)
{
    switch (answer) {
    case MigrationAnswer::self:
        return "migration_question.self"_msg;
    case MigrationAnswer::parent:
        return "migration_question.parent"_msg;
    case MigrationAnswer::neither:
    case MigrationAnswer::either: // nobody is asked that
        break;
    }
    return "migration_question.neither"_msg;
}

struct Option {
    std::string value;
    std::string label;
};

void write_choice(
    Writer& w, Texts const& texts, std::string_view name, MessageKey label, std::string_view value,
    std::vector<Option> const& options)
{
    auto const id = "f-" + std::string(name);
    w(R"(<div class="kern-form-input"><label class="kern-label" for="{}">{}</label><div class="kern-form-input__select-wrapper"><select class="kern-form-input__select" id="{}" name="{}">{}</select></div></div>)",
      id, texts(label), id, name, each(options, [&](Writer& inner, Option const& option) {
          inner(
              R"(<option value="{}" {}>{}</option>)", option.value,
              Attributes{flag("selected", option.value == value)}, option.label);
      }));
}

// Chosen first, then sent.
void write_answers(
    Writer& w, Texts const& texts, std::string_view chosen, std::vector<Problem> const& problems)
{
    auto const problem = std::ranges::find(problems, answer_field, &Problem::field);
    bool const is_missing = problem != problems.end();
    w(R"(<fieldset class="{}" {}><legend>{}</legend>{}{}</fieldset>)",
      is_missing ? "km-fieldset km-field--error" : "km-fieldset",
      Attributes{attribute("aria-describedby", "f-answer-fehler", is_missing)},
      texts("migration_question.question"_msg),
      when(
          is_missing,
          [&](Writer& inner) {
              inner(R"(<p class="km-error" id="f-answer-fehler">{}</p>)", i18n::text_of(*problem, texts));
          }),
      each(all_migration_answers, [&](Writer& inner, MigrationAnswer answer, std::size_t index) {
          auto const id = index == 0 ? std::string("f-answer") : "f-answer-" + std::to_string(index);
          inner(
              R"(<div class="km-check"><input type="radio" id="{}" name="{}" value="{}" required {}><label for="{}">{}</label></div>)",
              id, answer_field, to_text(answer), Attributes{flag("checked", chosen == to_text(answer))}, id,
              texts(label_of(answer)));
      }));
}

void write_form(
    Writer& w, Visit const& visit, AskedSession const& session, MigrationEntry const& entry,
    std::string const& key, std::vector<Problem> const& problems)
{
    auto const& texts = visit.texts;
    std::vector<Option> roles{{"", std::string(texts("migration_question.unsaid"_msg))}};
    for (auto const role : all_participant_roles)
        roles.push_back({std::string(to_text(role)), std::string(texts(label_of(role)))});
    std::vector<Option> places{{"", std::string(texts("registration.municipality.none"_msg))}};
    for (auto const& body : session.bodies) {
        if (body.kind == tenants::BodyKind::municipality)
            places.push_back({body.slug, texts.foreign(body.name)});
    }
    w(
        R"(<form class="km-form km-stack" method="post" action="{}" novalidate>{}{}{}<div class="km-actions"><button class="kern-btn kern-btn--primary" type="submit"><span class="kern-label">{}</span></button></div></form>)",
        question_url(visit, session), web::PublicFormFields{key},
        [&](Writer& inner) { write_answers(inner, texts, entry.answer, problems); },
        [&](Writer& inner) {
            write_choice(inner, texts, "role", "migration_question.role"_msg, entry.role, roles);
            write_choice(
                inner, texts, "municipality", "migration_question.municipality"_msg, entry.municipality,
                places);
        },
        texts("migration_question.send"_msg));
}

http::Response page_of(
    Visit const& visit, http::Status status, AskedSession const& session, web::Body const& body)
{
    auto const& texts = visit.texts;
    auto path = std::string(conference_path) + '/' + session.programme.slug + '/';
    path += question_path;
    auto const title = std::string(texts("migration_question.title"_msg));
    auto frame = visit.frame(title, std::move(path), "");
    frame.is_indexable = false;
    frame.foot = {};
    auto page = visit.page(frame, [&](Writer& w) {
        w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p>{}{}</div>)",
          title, told_text(visit, title_text(session.meeting)), web::NoteOfPage{visit}, body);
    });
    page.set_status(status);
    return std::move(page).no_store();
}

http::Response question_page(
    Visit const& visit, http::Status status, AskedSession const& session, MigrationEntry const& entry,
    std::string const& key, std::vector<Problem> const& problems = {})
{
    auto const& texts = visit.texts;
    return page_of(visit, status, session, [&](Writer& w) {
        w(R"({}<p>{}</p><p>{}</p><p>{}</p>{})", web::FormTrouble{texts, problems},
          texts("migration_question.why"_msg), texts("migration_question.apart"_msg),
          texts("migration_question.shown"_msg, {{"count", smallest_count}}),
          [&](Writer& inner) { write_form(inner, visit, session, entry, key, problems); });
    });
}

http::Response thanks_page(Visit const& visit, AskedSession const& session)
{
    auto const& texts = visit.texts;
    return page_of(visit, http::Status::ok, session, [&](Writer& w) {
        w(R"(<p class="km-note km-note--ok" role="status" tabindex="-1" autofocus>{}</p><p><a href="{}">{}</a></p>)",
          texts("migration_question.thanks"_msg), question_url(visit, session),
          texts("migration_question.another"_msg));
    });
}

http::Response over_page(Visit const& visit, AskedSession const& session)
{
    return page_of(visit, http::Status::gone, session, [&](Writer& w) {
        w("<p>{}</p>", visit.texts("migration_question.problem.over"_msg));
    });
}

bool is_asked(Visit const& visit, AskedSession const& session)
{
    return !session.is_closed
        && is_question_asked(
            session.programme, session.meeting, visit.call.local_now().date, visit.call.clock.now());
}

}

http::Response show_migration_question(Visit& visit)
{
    auto const session = load_session(visit);
    if (!session)
        return web::not_found(visit);
    if (!is_asked(visit, *session))
        return over_page(visit, *session);
    if (visit.call.request.query().has("danke"))
        return thanks_page(visit, *session);
    return question_page(visit, http::Status::ok, *session, {}, web::new_form_key(visit));
}

http::Response send_migration_answer(Visit& visit, web::VisitorGate& gate)
{
    auto const session = load_session(visit);
    if (!session)
        return web::not_found(visit);
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& key) {
        MigrationEntry const entry{
            std::string(posted.value(answer_field)), std::string(posted.value("role")),
            std::string(posted.value("municipality"))};
        auto const thanks = question_url(visit, *session).with_query({{"danke", "1"}});
        return web::PublicForm{
            .check = [&session, entry] { return problems_of(entry, session->bodies); },
            .receive = [&session, entry, key, thanks](Work& work) -> Result<html::Url> {
                TRY(answer_migration_question(work, session->programme.id, entry, key));
                return thanks;
            },
            .show =
                [&visit, &session, entry, key](http::Status status, std::vector<Problem> const& problems) {
                    return status == http::Status::gone
                        ? over_page(visit, *session)
                        : question_page(visit, status, *session, entry, key, problems);
                },
            .thanks = thanks};
    });
}

} // namespace kommin::meetings
