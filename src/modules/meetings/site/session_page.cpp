// The page of one public meeting: before it what helps to come, after it what came of it.

#include "modules/meetings/agenda/agenda_store.hpp"
#include "modules/meetings/agenda/paper_store.hpp"
#include "modules/meetings/agenda/public_agenda.hpp"
#include "modules/meetings/evaluation/evaluation_site.hpp"
#include "modules/meetings/invitations/fact_lines.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/meetings/meeting_texts.hpp"
#include "modules/meetings/minutes/minutes_store.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/recommendations/public_recommendations.hpp"
#include "modules/meetings/registration/part_panels.hpp"
#include "modules/meetings/registration/programme.hpp"
#include "modules/meetings/site/conference_parts.hpp"
#include "modules/meetings/site/conference_site.hpp"
#include "modules/meetings/site/public_conference.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::each;
using html::when;
using html::Writer;
using web::GermanName;
using web::Visit;

namespace {

struct ShownMeeting {
    Meeting meeting;
    Panel panel;
    PublicAgenda agenda; // what is not internal
    std::vector<Paper> papers; // for everybody
    bool has_minutes; // that everybody may read
    std::optional<Programme> programme; // that the office has opened
    std::vector<ProgrammePart> parts; // of it
    RegistrationPhase phase = RegistrationPhase::closed;
    bool is_awaited = false; // lies ahead, and everybody knows that people register for it
    std::optional<PublicEvaluation> evaluation;
};

// Whether everybody reads which parts there are: once the office has opened the registration, also when it
// has closed it again, and of every session that has taken place. What is being prepared is for the office
// alone.
bool tells_parts(Programme const& programme, Meeting const& meeting, Visit const& visit)
{
    if (meeting.state == MeetingState::cancelled)
        return false;
    bool const was_open = programme.taken > 0 && visit.call.clock.now() >= programme.opens_at;
    return programme.state == ProgrammeState::open || was_open || meeting.state == MeetingState::held
        || meeting.is_past(visit.now.date);
}

// As it is at this moment: what is taken back is gone at once.
std::optional<ShownMeeting> load_shown(Visit const& visit)
{
    return web::read(visit.call, [&](db::Connection& db) -> std::optional<ShownMeeting> {
        auto const tenant = visit.call.site.tenant;
        auto stored = find_public_meeting(db, tenant, visit.call.path["slug"]);
        if (!stored)
            return std::nullopt;
        auto meeting = as_public(std::move(*stored));
        auto panel = load_panel(db, tenant, meeting.panel).value();
        auto const all
            = meeting.shows_agenda ? list_agenda(db, tenant, meeting.id) : std::vector<AgendaItem>{};
        auto agenda = public_agenda(meeting, all, ReaderOfAgenda::anybody);
        auto papers = list_papers(db, tenant, agenda.items);
        std::erase_if(papers, [](Paper const& paper) { return !paper.is_for_everybody(); });
        auto programme = find_programme(db, tenant, meeting.id);
        auto const phase = programme
            ? phase_of(*programme, meeting, *visit.call.site.zone, visit.call.clock.now())
            : RegistrationPhase::closed;
        bool const is_told = programme && tells_parts(*programme, meeting, visit);
        auto parts = is_told ? list_parts(db, tenant, programme->id) : std::vector<ProgrammePart>{};
        auto const begin = begin_of(meeting, *visit.call.site.zone);
        bool const is_awaited
            = is_told && meeting.state == MeetingState::planned && begin && visit.call.clock.now() < *begin;
        auto const minutes = find_minutes(db, tenant, meeting.id);
        auto evaluation = find_public_evaluation(db, visit, meeting);
        return ShownMeeting{
            .meeting = std::move(meeting),
            .panel = std::move(panel),
            .agenda = std::move(agenda),
            .papers = std::move(papers),
            .has_minutes = minutes && minutes->published_edition != 0,
            .programme = std::move(programme),
            .parts = std::move(parts),
            .phase = phase,
            .is_awaited = is_awaited,
            .evaluation = std::move(evaluation)};
    });
}

void write_facts(Writer& w, Visit const& visit, ShownMeeting const& shown)
{
    auto const& texts = visit.texts;
    auto lines = told_facts(visit, shown.meeting);
    std::erase_if(lines, [&](MeetingFactLine const& line) {
        return line.label == texts("invitation.fact.when"_msg); // stands above
    });
    auto const participants = participants_in(texts, shown.meeting);
    w(R"(<dl class="km-facts"><div><dt>{}</dt><dd>{}</dd></div>{}{}{}</dl>)",
      texts("invitation.fact.panel"_msg), told_text(visit, name_text(shown.panel)),
      each(lines, [&](Writer& row, MeetingFactLine const& line) { write_fact_line(row, visit, line); }),
      when(
          !participants.empty(),
          [&](Writer& row) {
              row("<div><dt>{}</dt><dd>{}</dd></div>", texts("conference.participants"_msg), participants);
          }),
      when(shown.meeting.reported_share.has_value(), [&](Writer& row) {
          auto const percent = texts.percent(static_cast<double>(*shown.meeting.reported_share), 0);
          row(R"(<div><dt>{}</dt><dd>{}<br><span class="km-small km-muted">{}</span></dd></div>)",
              texts("conference.share"_msg),
              shown.meeting.is_share_approximate
                  ? texts("conference.share.about"_msg, {{"percent", percent}})
                  : texts("conference.share.reported"_msg, {{"percent", percent}}),
              GermanName{shown.meeting.share_source, visit.language()});
      }));
}

void write_section(Writer& w, Visit const& visit, std::string_view id, MessageKey title, TextOf const& text)
{
    if (!text.source.empty())
        w(R"(<section class="km-stack km-prose" aria-labelledby="{}"><h2 id="{}">{}</h2>{}</section>)", id,
          id, visit.texts(title), told_paragraphs(visit, text));
}

void write_agenda(Writer& w, Visit const& visit, ShownMeeting const& shown)
{
    if (shown.agenda.items.empty())
        return;
    auto const paper_url = [&](Paper const& paper) {
        return visit.url({"konferenz", shown.meeting.slug, "unterlagen", std::to_string(paper.id.value)});
    };
    w(R"(<section class="km-stack km-prose" aria-labelledby="programm"><h2 id="programm">{}</h2>{}</section>)",
      visit.texts("invitation.agenda"_msg), PublicItems{visit, shown.agenda, shown.papers, paper_url});
}

// What the conference asked there.
void write_recommendations(Writer& w, Visit const& visit, Meeting const& meeting)
{
    std::vector<PublicRecommendation const*> adopted;
    for (auto const& one : visit.call.published.of<PublicRecommendations>().all()) {
        auto const step = std::ranges::find(one.steps, RecommendationState::adopted, &Step::state);
        if (step != one.steps.end() && step->meeting == meeting.id)
            adopted.push_back(&one);
    }
    if (adopted.empty())
        return;
    w(R"(<section class="km-stack km-prose" aria-labelledby="empfehlungen"><h2 id="empfehlungen">{}</h2><ul>{}</ul></section>)",
      visit.texts("conference.meeting.recommendations"_msg),
      each(adopted, [&](Writer& item, PublicRecommendation const* one) {
          item(
              R"(<li><a href="{}">{}</a></li>)",
              visit.url({"konferenz", "empfehlungen", std::to_string(one->id.value)}),
              NumberedTitle{visit, *one});
      }));
}

// What was written about it.
void write_publications(Writer& w, Visit const& visit, Meeting const& meeting)
{
    std::vector<Publication const*> about;
    for (auto const& one : visit.call.published.of<PublicConference>().publications()) {
        if (one.meeting == meeting.id)
            about.push_back(&one);
    }
    if (about.empty())
        return;
    w(R"(<section class="km-stack km-prose" aria-labelledby="veroeffentlicht"><h2 id="veroeffentlicht">{}</h2><ul>{}</ul></section>)",
      visit.texts("conference.publications"_msg), each(about, [&](Writer& item, Publication const* one) {
          GermanName const title{one->title, visit.language()};
          if (auto const link = html::Url::public_page(one->link))
              item(R"(<li><a href="{}">{}</a></li>)", *link, title);
          else
              item("<li>{}</li>", title);
      }));
}

void write_minutes_link(Writer& w, Visit const& visit, ShownMeeting const& shown)
{
    if (shown.has_minutes)
        w(R"(<p><a href="{}">{}</a></p>)", visit.url({"protokolle", std::to_string(shown.meeting.id.value)}),
          visit.texts("conference.meeting.minutes"_msg));
}

void write_registration_link(Writer& w, Visit const& visit, ShownMeeting const& shown)
{
    if (shown.phase == RegistrationPhase::open)
        w(R"(<p><a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a></p>)",
          visit.url({"konferenz", shown.programme->slug, "anmeldung"}),
          visit.texts("conference.meeting.register"_msg));
    else if (shown.phase == RegistrationPhase::early)
        w("<p>{}</p>",
          visit.texts(
              "registration.early.text"_msg,
              {{"when", visit.texts.date_time(visit.call.site.zone->to_local(shown.programme->opens_at))}}));
    else if (shown.is_awaited)
        w("<p>{}</p>",
          visit.texts(
              shown.phase == RegistrationPhase::over ? "registration.over.text"_msg
                                                     : "registration.closed.text"_msg));
}

// What one can choose between when registering, with what is left of it; afterwards what there was.
void write_parts(Writer& w, Visit const& visit, ShownMeeting const& shown)
{
    if (shown.parts.empty())
        return;
    auto const& texts = visit.texts;
    bool const is_ahead = shown.phase == RegistrationPhase::open || shown.phase == RegistrationPhase::early;
    auto const write_line = [&](Writer& line, ProgrammePart const& part) {
        if (!is_ahead) {
            line("{}", told_text(visit, name_text(part)));
            return;
        }
        auto const name = told_in_sentence(visit, name_text(part));
        auto const left = std::min(part.left(), shown.programme->left());
        line(
            "{}",
            left > 0 ? texts("registration.part.option"_msg, {{"part", name}, {"count", left}})
                     : texts("registration.part.option_full"_msg, {{"part", name}}));
    };
    w(R"(<section class="km-stack km-prose" aria-labelledby="teile"><h2 id="teile">{}</h2><ul>{}</ul></section>)",
      texts(is_ahead ? "conference.meeting.parts"_msg : "conference.meeting.parts_of_it"_msg),
      each(with_groups(shown.parts), [&](Writer& item, PartWithGroups const& one) {
          item(
              "<li>{}{}</li>", [&](Writer& line) { write_line(line, *one.part); },
              when(!one.below.empty(), [&](Writer& inner) {
                  inner("<ul>{}</ul>", each(one.below, [&](Writer& group, ProgrammePart const* part) {
                            group("<li>{}</li>", [&](Writer& line) { write_line(line, *part); });
                        }));
              }));
      }));
}

void write_date_link(Writer& w, Visit const& visit, Meeting const& meeting)
{
    if (lies_ahead(meeting, visit.now.date) && has_calendar_date(visit, meeting))
        w(R"(<p><a href="{}">{}</a></p>)", visit.url({"konferenz", meeting.slug, "termin.ics"}),
          visit.texts("invitation.calendar"_msg));
}

// The reason is told to whoever was invited: it may be somebody's illness.
void write_cancellation(Writer& w, Visit const& visit, Meeting const& meeting)
{
    if (meeting.state == MeetingState::cancelled)
        w(R"(<div class="km-note km-note--warn"><p>{}</p></div>)",
          visit.texts("conference.meeting.called_off"_msg));
}

// What follows its title.
void write_content(Writer& w, Visit const& visit, ShownMeeting const& shown)
{
    auto const& meeting = shown.meeting;
    write_cancellation(w, visit, meeting);
    w("{}", Doubt{visit, meeting.is_uncertain ? std::string_view(meeting.remark) : std::string_view{}});
    write_section(w, visit, "zweck", "conference.meeting.purpose"_msg, purpose_text(meeting));
    write_facts(w, visit, shown);
    write_registration_link(w, visit, shown);
    if (shown.evaluation)
        write_evaluation_link(w, visit, *shown.evaluation);
    write_date_link(w, visit, meeting);
    write_parts(w, visit, shown);
    write_agenda(w, visit, shown);
    write_section(w, visit, "ergebnisse", "conference.meeting.results"_msg, results_text(meeting));
    write_recommendations(w, visit, meeting);
    write_minutes_link(w, visit, shown);
    write_publications(w, visit, meeting);
    if (shown.evaluation)
        write_evaluation_results(w, visit, *shown.evaluation);
}

}

http::Response show_public_meeting(Visit& visit)
{
    auto const shown = load_shown(visit);
    auto const& published = visit.call.published.of<PublicConference>();
    if (!shown || published.conference() == nullptr)
        return web::not_found(visit);
    auto const& meeting = shown->meeting;
    auto const title = told(visit, title_text(meeting));
    auto frame = visit.frame(std::string(title.text), "konferenz/" + meeting.slug, "mitgestalten");
    frame.description = when_of(meeting, visit.texts);
    if (!meeting.place.empty())
        frame.description += " · " + meeting.place;
    frame.crumbs.push_back(conference_crumb(visit, *published.conference()));
    auto page = visit.page(frame, [&](Writer& w) {
        auto const content = web::written([&](Writer& inner) { write_content(inner, visit, *shown); });
        w(R"(<article class="km-wrap km-main km-stack km-stack--l"><div class="km-stack km-stack--s"><h1>{}</h1><p class="km-lead">{}</p>{}{}</div>{}</article>)",
          web::ShownText{visit, title}, when_of(meeting, visit.texts),
          when(
              meeting.state == MeetingState::cancelled || lies_ahead(meeting, visit.now.date),
              [&](Writer& inner) { inner("<p>{}</p>", MeetingMark{visit, meeting}); }),
          web::NoteOfPage{visit}, content);
    });
    page.keep_out_of_page_cache();
    return std::move(page).momentary();
}

http::Response send_public_paper(Visit& visit, PaperCare const& care)
{
    auto const shown = load_shown(visit);
    auto const id = paper_numbered(visit.call.path["unterlage"]);
    if (!shown || !id)
        return web::not_found(visit);
    auto const paper = std::ranges::find(shown->papers, *id, &Paper::id);
    auto file
        = paper == shown->papers.end() ? std::nullopt : send_paper(care, visit.call.site.tenant, *paper);
    return file ? *std::move(file) : web::not_found(visit);
}

} // namespace kommin::meetings
