#include "modules/meetings/invitations/invitation_site.hpp"

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/agenda/agenda_store.hpp"
#include "modules/meetings/agenda/paper_store.hpp"
#include "modules/meetings/agenda/public_agenda.hpp"
#include "modules/meetings/invitations/answering.hpp"
#include "modules/meetings/invitations/invitation_letters.hpp"
#include "modules/meetings/meetings/meeting_texts.hpp"
#include "modules/meetings/members/membership_store.hpp"
#include "modules/meetings/recommendations/open_answers.hpp"
#include "modules/meetings/recommendations/public_recommendations.hpp"
#include "platform/base/text.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/public_form.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::each;
using html::when;
using html::Writer;
using web::Visit;

namespace {

// What the page shows: the link, and what is talked about, as far as guests may know, or members. Without a
// day the link works until its month or its year is over, whoever has the letter by then: nothing but the
// meeting.
struct ShownInvitation {
    OpenInvitation open;
    Convocation convocation;
    PublicAgenda agenda;
    std::vector<Paper> papers; // of its items
    OpenAnswers answers; // below the item that speaks of them
};

std::optional<ShownInvitation> load_shown(Visit const& visit)
{
    return web::read(visit.call, [&](db::Connection& db) -> std::optional<ShownInvitation> {
        auto const tenant = visit.call.site.tenant;
        auto open = find_open_invitation(db, tenant, visit.call.path["token"], visit.now.date);
        if (!open)
            return std::nullopt;
        if (!has_whole_day(open->meeting))
            return ShownInvitation{std::move(*open), {}, {}, {}, {}};
        auto const members = list_members_on(db, tenant, open->panel.id, open->meeting.day->full().value());
        bool const is_member
            = std::ranges::find(members, open->invitation.person, &MemberOn::person) != members.end();
        auto agenda = public_agenda(
            open->meeting, list_agenda(db, tenant, open->meeting.id),
            is_member ? ReaderOfAgenda::member : ReaderOfAgenda::anybody);
        auto papers = list_papers(db, tenant, agenda.items);
        if (!is_member)
            std::erase_if(papers, &Paper::is_internal);
        auto convocation = find_convocation(db, tenant, open->meeting.id).value_or(Convocation{});
        auto answers = list_open_answers(db, tenant, open->panel.id, visit.now.date);
        return ShownInvitation{
            std::move(*open), std::move(convocation), std::move(agenda), std::move(papers),
            std::move(answers)};
    });
}

// Not for search engines, and without the question whether the page helped.
web::PublicFrame invitation_frame(Visit const& visit, std::string title)
{
    auto frame = visit.frame(std::move(title), "einladung/" + std::string(visit.call.path["token"]), "");
    frame.is_indexable = false;
    frame.foot = {};
    return frame;
}

// For every link that does not work, whatever the reason.
http::Response ended_page(Visit const& visit)
{
    auto const& texts = visit.texts;
    auto frame = visit.frame(std::string(texts("invitation.gone.title"_msg)), "", "");
    frame.is_indexable = false;
    frame.foot = {};
    auto page = visit.page(frame, [&](Writer& w) {
        w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p></div>)",
          texts("invitation.gone.title"_msg), texts("invitation.gone.text"_msg));
    });
    page.set_status(http::Status::gone);
    return std::move(page).no_store();
}

void write_facts(Writer& w, Visit const& visit, ShownInvitation const& shown)
{
    auto const& texts = visit.texts;
    auto const& open = shown.open;
    auto const link = html::Url::public_page(open.meeting.online_link);
    w(R"(<dl class="km-facts"><div><dt>{}</dt><dd>{}</dd></div>{}</dl>)", texts("invitation.fact.panel"_msg),
      told_text(visit, name_text(open.panel)),
      each(told_facts(visit, open.meeting), [&](Writer& inner, MeetingFactLine const& line) {
          if (link && line.value == open.meeting.online_link)
              inner(R"(<div><dt>{}</dt><dd><a href="{}">{}</a></dd></div>)", line.label, *link, line.value);
          else
              write_fact_line(inner, visit, line);
      }));
}

// What is owed an answer; all of it is public.
void write_answers(Writer& w, Visit const& visit, OpenAnswers const& open)
{
    auto const& texts = visit.texts;
    if (open.count == 0) {
        w("<p>{}</p>", texts("answers.none"_msg));
        return;
    }
    w(R"(<p><a href="{}">{}</a></p><ul>{}</ul>)", visit.url({"konferenz", "empfehlungen"}),
      texts("invitation.agenda.open_answers"_msg, {{"count", open.count}}),
      each(open.first, [&](Writer& item, OpenAnswer const& one) {
          auto const title = told(visit, recommendation_title_text(one.id, one.title));
          item(
              R"(<li><a href="{}">{}</a><br>{}{}</li>)",
              visit.url({"konferenz", "empfehlungen", std::to_string(one.id.value)}),
              web::InLanguage{numbered(one.number, title.text), title.language, visit.language()},
              details_of(one, texts), when(!lateness_of(one, texts).empty(), [&](Writer& late) {
                  late(" <strong>{}</strong>", lateness_of(one, texts));
              }));
      }));
}

void write_agenda(Writer& w, Visit const& visit, ShownInvitation const& shown)
{
    if (shown.agenda.items.empty())
        return;
    auto const paper_url = [&](Paper const& paper) {
        return visit.url(
            {"einladung", visit.call.path["token"], "unterlagen", std::to_string(paper.id.value)});
    };
    auto const answers = [&](Writer& inner, AgendaItem const& item) {
        if (item.kind == ItemKind::open_answers)
            write_answers(inner, visit, shown.answers);
    };
    w(R"(<section class="km-stack km-stack--s" aria-labelledby="tagesordnung"><h2 id="tagesordnung" class="km-h3">{}</h2>{}</section>)",
      visit.texts("invitation.agenda"_msg),
      PublicItems{visit, shown.agenda, shown.papers, paper_url, answers});
}

void write_words(Writer& w, Visit const& visit, ShownInvitation const& shown)
{
    if (shown.convocation.words.empty())
        return;
    w(R"(<section class="km-box km-stack km-stack--s" aria-labelledby="worte"><h2 id="worte" class="km-h3">{}</h2>{}</section>)",
      visit.texts("invitation.mail.words"_msg),
      each(split(shown.convocation.words, '\n'), [&](Writer& inner, std::string_view line) {
          if (!trim(line).empty())
              inner("<p>{}</p>", web::GermanName{line, visit.language()});
      }));
}

void write_state(Writer& w, Visit const& visit, Invitation const& invitation)
{
    if (invitation.answer == InvitationAnswer::none)
        return;
    w(R"(<p class="km-note km-note--ok" role="status">{} {}</p>)",
      visit.texts(
          invitation.answer == InvitationAnswer::accepted ? "invitation.state.accepted"_msg
                                                          : "invitation.state.declined"_msg),
      visit.texts("invitation.state.may_change"_msg));
}

// Whoever comes shows it at the door.
void write_code(Writer& w, Visit const& visit, Invitation const& invitation)
{
    if (invitation.answer != InvitationAnswer::accepted)
        return;
    auto const& texts = visit.texts;
    w(R"(<section class="km-box km-stack km-stack--s" aria-labelledby="code"><h2 id="code" class="km-h3">{}</h2><p>{}</p><p><img class="km-qr" src="{}" alt="{}" width="200" height="200"></p></section>)",
      texts("invitation.code"_msg), texts("invitation.code.hint"_msg),
      visit.url({"einladung", visit.call.path["token"], "code.svg"}), texts("invitation.code"_msg));
}

void write_button(Writer& w, std::string_view value, std::string_view kind, std::string_view label)
{
    w(R"(<button class="{}" type="submit" name="antwort" value="{}"><span class="kern-label">{}</span></button>)",
      "kern-btn kern-btn--" + std::string(kind), value, label);
}

void write_answer_form(
    Writer& w, Visit const& visit, ShownInvitation const& shown, AnswerForm const& form, std::string_view key,
    std::vector<Problem> const& problems)
{
    auto const& texts = visit.texts;
    auto const token = visit.call.path["token"];
    auto const problem_at = [&](std::string_view field) {
        return each(problems, [&visit, field](Writer& inner, Problem const& problem) {
            if (problem.field == field)
                inner(
                    R"(<p class="km-error" id="f-{}-fehler">{}</p>)", field,
                    i18n::text_of(problem, visit.texts));
        });
    };
    auto const has_problem = [&](std::string_view field) {
        return std::ranges::find(problems, field, &Problem::field) != problems.end();
    };
    w(
        R"(<form class="km-form km-stack" method="post" action="{}" novalidate>{}<input type="hidden" name="stand" value="{}">{}<div class="kern-form-input"><label class="kern-label" for="f-hinweis">{}</label><p class="km-hint" id="f-hinweis-hint">{}</p>{}<textarea class="kern-form-input__input" id="f-hinweis" name="hinweis" rows="4" {}>{}</textarea></div><fieldset class="km-stack km-stack--s" id="f-antwort" tabindex="-1" {}><legend class="km-h3">{}</legend>{}<div class="km-actions">{}{}</div></fieldset></form>)",
        visit.url({"einladung", token}), web::PublicFormFields{key}, mark_of_facts(shown.open.meeting),
        [&](Writer& inner) { write_state(inner, visit, shown.open.invitation); },
        texts("invitation.note"_msg), texts("invitation.note.hint"_msg), problem_at("hinweis"),
        html::Attributes{
            html::attribute(
                "aria-describedby",
                has_problem("hinweis") ? "f-hinweis-hint f-hinweis-fehler" : "f-hinweis-hint"),
            html::attribute("aria-invalid", "true", has_problem("hinweis"))},
        form.note,
        html::Attributes{html::attribute("aria-describedby", "f-antwort-fehler", has_problem("antwort"))},
        texts("invitation.question"_msg), problem_at("antwort"),
        [&](Writer& inner) { write_button(inner, "accepted", "primary", texts("invitation.accept"_msg)); },
        [&](Writer& inner) {
            write_button(inner, "declined", "secondary", texts("invitation.decline"_msg));
        });
}

http::Response answer_page(
    Visit const& visit, http::Status status, ShownInvitation const& shown, AnswerForm const& form,
    std::string_view key, std::vector<Problem> const& problems)
{
    auto const& texts = visit.texts;
    auto const& meeting = shown.open.meeting;
    bool const is_cancelled = meeting.state == MeetingState::cancelled;
    bool const has_day = has_whole_day(meeting);
    bool const asks = !is_cancelled && has_day;
    auto const title
        = texts("invitation.title"_msg, {{"title", told_in_sentence(visit, title_text(meeting))}});
    auto page = visit.page(invitation_frame(visit, title), [&](Writer& w) {
        auto const about = web::written([&](Writer& inner) {
            if (!has_day)
                return;
            write_facts(inner, visit, shown);
            write_words(inner, visit, shown);
            write_agenda(inner, visit, shown);
        });
        w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1>{}{}{}{}{}{}</div>)", title,
          web::FormTrouble{texts, problems}, web::NoteOfPage{visit},
          when(
              is_cancelled,
              [&](Writer& inner) {
                  inner(
                      R"(<p class="km-note km-note--warn">{} {}</p>)", texts("invitation.cancelled"_msg),
                      web::GermanName{meeting.cancelled_for, visit.language()});
              }),
          when(
              waits_for_day(meeting),
              [&](Writer& inner) {
                  inner(R"(<p class="km-note km-note--warn">{}</p>)", texts("invitation.postponed"_msg));
              }),
          about, when(asks, [&](Writer& inner) {
              write_code(inner, visit, shown.open.invitation);
              write_answer_form(inner, visit, shown, form, key, problems);
              inner(
                  R"(<p><a href="{}">{}</a></p>)",
                  visit.url({"einladung", visit.call.path["token"], "termin.ics"}),
                  texts("invitation.calendar"_msg));
          }));
    });
    page.set_status(status);
    return std::move(page).no_store();
}

}

http::Response show_invitation(Visit& visit)
{
    auto const shown = load_shown(visit);
    if (!shown)
        return ended_page(visit);
    return answer_page(
        visit, http::Status::ok, *shown,
        {.answer = std::nullopt, .note = shown->open.invitation.answer_note, .shown = {}},
        web::new_form_key(visit), {});
}

http::Response send_answer(Visit& visit, web::VisitorGate& gate)
{
    auto const shown = load_shown(visit);
    if (!shown)
        return ended_page(visit);
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& key) {
        AnswerForm const form{
            .answer = enum_from<InvitationAnswer>(posted.value("antwort")),
            .note = std::string(posted.value("hinweis")),
            .shown = std::string(posted.value("stand"))};
        auto const here = visit.url({"einladung", visit.call.path["token"]});
        return web::PublicForm{
            .check = [form] { return problems_of(form); },
            .receive = [&visit, form, here](Work& work) -> Result<html::Url> {
                TRY(answer_invitation(work, visit.call.path["token"], form));
                return here;
            },
            .show =
                [&visit, &shown, form, key](http::Status status, std::vector<Problem> const& problems) {
                    // Changed while this was being answered; while the database is away nothing is asked.
                    auto const newest = status == http::Status::conflict ? load_shown(visit) : shown;
                    if (!newest || status == http::Status::gone)
                        return ended_page(visit);
                    return answer_page(visit, status, *newest, form, key, problems);
                },
            .thanks = here};
    });
}

http::Response send_invitation_paper(Visit& visit, PaperCare const& care)
{
    auto const shown = load_shown(visit);
    if (!shown)
        return ended_page(visit);
    auto const id = paper_numbered(visit.call.path["unterlage"]);
    auto const paper = id ? std::ranges::find(shown->papers, *id, &Paper::id) : shown->papers.end();
    auto file
        = paper == shown->papers.end() ? std::nullopt : send_paper(care, visit.call.site.tenant, *paper);
    return file ? *std::move(file) : web::not_found(visit);
}

http::Response send_invitation_date(Visit& visit)
{
    auto const shown = load_shown(visit);
    if (!shown)
        return ended_page(visit);
    if (!has_whole_day(shown->open.meeting)) // the letter takes the old date out
        return web::not_found(visit);
    auto const& invitation = shown->open.invitation;
    auto const meeting = in_words_of(TextsWithoutNote(visit), shown->open.meeting);
    auto const& zone = *visit.call.site.zone;
    calendar::Event event{
        .uid = invitation.uid,
        .sequence = static_cast<int>(std::max<std::int64_t>(invitation.letters - 1, 0)), // as its last letter
        .written = visit.call.clock.now(),
        .when = calendar_time(meeting, zone),
        .title = meeting.title,
        .location = place_of(meeting),
        .url = page_for_calendars(meeting, visit.call.site.base_url, visit.language()),
        .is_cancelled = meeting.state == MeetingState::cancelled};
    for (auto const& line : fact_lines(meeting, visit.texts))
        event.description += line.label + ": " + line.value + '\n';
    return http::Response(http::Status::ok)
        .body(calendar::print(calendar::Method::publish, event), "text/calendar; charset=utf-8")
        .attachment("termin.ics")
        .no_store();
}

} // namespace kommin::meetings
