// The page of the conference, and the archive of what was held.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/meetings/meeting_texts.hpp"
#include "modules/meetings/members/membership.hpp"
#include "modules/meetings/members/membership_store.hpp"
#include "modules/meetings/recommendations/public_recommendations.hpp"
#include "modules/meetings/registration/programme.hpp"
#include "modules/meetings/site/conference_parts.hpp"
#include "modules/meetings/site/conference_site.hpp"
#include "modules/meetings/site/public_conference.hpp"
#include "platform/base/number.hpp"
#include "platform/web/components.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using web::GermanName;
using web::Visit;

namespace {

constexpr std::size_t sessions_on_page = 10;
constexpr std::size_t dates_on_page = 10;
constexpr std::size_t per_archive_page = 50;
constexpr std::string_view section = "mitgestalten";

using Moderators = std::map<PanelId, std::vector<std::string>>;

// Who moderates each field: by name where somebody allows it, else whoever sends somebody. Asked for at the
// moment of the request: who no longer allows to be named stands nowhere from then on.
Moderators load_moderators(
    db::Connection& db, TenantId tenant, std::span<Panel const* const> fields, Date today)
{
    std::vector<PanelId> panels;
    for (auto const* field : fields)
        panels.push_back(field->id);
    auto const holders = list_memberships(
        db, tenant,
        {.panels = panels, .standing = StandingOn{Standing::present, today}, .capacity = Capacity::holder});
    std::vector<contacts::PersonId> people;
    for (auto const& holder : holders)
        people.push_back(holder.person);
    auto const named = contacts::list_publicly_named_people(db, tenant, people);
    Moderators moderators;
    for (auto const& seat : list_seats_of(db, tenant, panels)) {
        if (seat.role != SeatRole::moderator || !is_there_on(seat.valid_from, seat.valid_to, today))
            continue;
        auto& of_field = moderators[seat.panel];
        auto const before = of_field.size();
        for (auto const& holder : holders) {
            auto const person = named.find(holder.person);
            if (holder.seat == seat.id && person != named.end())
                of_field.push_back(
                    seat.sender().empty() ? person->second.name
                                          : person->second.name + " (" + seat.sender() + ')');
        }
        if (of_field.size() == before && !seat.sender().empty())
            of_field.push_back(seat.sender());
    }
    return moderators;
}

// The one that comes first; of "2027" the last day that it may be. Null where none is planned.
Meeting const* next_of(std::vector<Meeting const*> const& sessions, Date today)
{
    Meeting const* next = nullptr;
    for (auto const* session : sessions) {
        if (lies_ahead(*session, today)
            && (next == nullptr
                || last_possible_day(session->day.value()) < last_possible_day(next->day.value())))
            next = session;
    }
    return next;
}

void write_fact(Writer& w, std::string_view label, std::string_view value)
{
    w("<div><dt>{}</dt><dd>{}</dd></div>", label, value);
}

// How many fields of action it has; one whose sources disagree is no certain one.
void write_count_of_fields(Writer& w, Visit const& visit, std::vector<Panel const*> const& fields)
{
    auto const& texts = visit.texts;
    auto const uncertain = std::ranges::count_if(fields, &Panel::is_uncertain);
    w("<div><dt>{}</dt><dd>{}{}</dd></div>", texts("conference.fields"_msg),
      texts.number(std::ssize(fields) - uncertain), when(uncertain > 0, [&](Writer& inner) {
          inner(
              R"(<br><span class="km-small km-muted">{}</span>)",
              texts("conference.fields.uncertain"_msg, {{"count", uncertain}}));
      }));
}

// How often it has met and how many came: a sum only where each session says how many, and "about" where one
// of them does.
void write_figures(
    Writer& w, Visit const& visit, std::vector<Meeting const*> const& sessions,
    std::vector<Panel const*> const& fields)
{
    auto const& texts = visit.texts;
    std::int64_t held = 0;
    Meeting sum; // of all
    sum.participants = 0;
    for (auto const* session : sessions) {
        if (session->state != MeetingState::held)
            continue;
        ++held;
        if (sum.participants)
            sum.participants = session->participants
                ? std::optional(*sum.participants + *session->participants)
                : std::nullopt;
        sum.is_approximate = sum.is_approximate || session->is_approximate;
    }
    if (held == 0 && fields.empty())
        return;
    w(R"(<dl class="km-facts">{}{}{}</dl>)",
      when(
          held > 0,
          [&](Writer& row) { write_fact(row, texts("conference.sessions"_msg), texts.number(held)); }),
      when(
          held > 0 && sum.participants,
          [&](Writer& row) {
              write_fact(row, texts("conference.attended"_msg), participants_in(texts, sum));
          }),
      when(!fields.empty(), [&](Writer& row) { write_count_of_fields(row, visit, fields); }));
}

// Where one can register for it now.
std::optional<Url> registration_for(Visit const& visit, Meeting const* next)
{
    if (next == nullptr)
        return std::nullopt;
    auto const programme = web::read(
        visit.call, [&](db::Connection& db) { return find_programme(db, visit.call.site.tenant, next->id); });
    if (!programme
        || phase_of(*programme, *next, *visit.call.site.zone, visit.call.clock.now())
            != RegistrationPhase::open)
        return std::nullopt;
    return visit.url({"konferenz", programme->slug, "anmeldung"});
}

void write_next(Writer& w, Visit const& visit, Meeting const* next, std::optional<Url> const& registration)
{
    auto const& texts = visit.texts;
    w(R"(<section class="km-box km-stack km-stack--s" aria-labelledby="naechste"><h2 id="naechste" class="km-h3">{}</h2>{}</section>)",
      texts("conference.next"_msg), [&](Writer& inner) {
          if (next == nullptr) {
              inner("<p>{}</p>", texts("conference.next.none"_msg));
              return;
          }
          inner(
              R"(<p><strong>{}</strong>{}</p><p><a href="{}">{}</a></p>{}{})", when_of(*next, texts),
              when(
                  !next->place.empty(),
                  [&](Writer& place) { place("<br>{}", GermanName{next->place, visit.language()}); }),
              public_meeting_url(visit, *next), told_text(visit, title_text(*next)),
              when(
                  registration.has_value(),
                  [&](Writer& link) {
                      link(
                          R"(<p><a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a></p>)",
                          *registration, texts("conference.meeting.register"_msg));
                  }),
              when(has_calendar_date(visit, *next), [&](Writer& date) {
                  date(
                      R"(<p class="km-small"><a href="{}">{}</a></p>)",
                      visit.url({"konferenz", next->slug, "termin.ics"}), texts("invitation.calendar"_msg));
              }));
      });
}

void write_group(Writer& w, Visit const& visit, Panel const& group)
{
    w("<li><strong>{}</strong>{}</li>", told_text(visit, name_text(group)),
      told_paragraphs(visit, mandate_text(group)));
}

void write_groups(Writer& w, Visit const& visit, std::vector<Panel const*> const& groups)
{
    if (!groups.empty())
        w("<ul>{}</ul>",
          each(groups, [&](Writer& item, Panel const* group) { write_group(item, visit, *group); }));
}

void write_field(
    Writer& w, Visit const& visit, PublicConference const& published, Panel const& field,
    Moderators const& all_moderators)
{
    auto const found = all_moderators.find(field.id);
    auto const moderators = found == all_moderators.end() ? std::vector<std::string>{} : found->second;
    auto const& texts = visit.texts;
    w(R"(<li class="km-card"><div class="km-stack km-stack--s"><h3>{}</h3>{}{}{}{}</div></li>)",
      told_text(visit, name_text(field)), told_paragraphs(visit, mandate_text(field)),
      Doubt{visit, field.is_uncertain ? std::string_view(field.remark) : std::string_view{}},
      when(
          !moderators.empty(),
          [&](Writer& inner) {
              std::vector<std::string> names;
              for (auto const& name : moderators)
                  names.push_back(texts.foreign(name));
              inner("<p>{}: {}</p>", texts("conference.moderators"_msg), texts.list(names));
          }),
      [&](Writer& inner) { write_groups(inner, visit, published.groups_of(field.id, visit.now.date)); });
}

void write_fields(
    Writer& w, Visit const& visit, PublicConference const& published, std::vector<Panel const*> const& fields)
{
    if (fields.empty())
        return;
    auto const moderators = web::read(visit.call, [&](db::Connection& db) {
        return load_moderators(db, visit.call.site.tenant, fields, visit.now.date);
    });
    w(R"(<section class="km-stack" aria-labelledby="felder"><h2 id="felder">{}</h2><ul class="km-cards" role="list">{}</ul></section>)",
      visit.texts("conference.fields"_msg), each(fields, [&](Writer& item, Panel const* field) {
          write_field(item, visit, published, *field, moderators);
      }));
}

// The newest sessions; the others stand in the archive.
void write_sessions(Writer& w, Visit const& visit, std::vector<Meeting const*> const& sessions)
{
    if (sessions.empty())
        return;
    auto const shown = std::span(sessions).first(std::min(sessions.size(), sessions_on_page));
    w(R"(<section class="km-stack" aria-labelledby="tagungen"><h2 id="tagungen">{}</h2><ul class="km-cards" role="list">{}</ul><p><a href="{}">{}</a></p></section>)",
      visit.texts("conference.sessions.title"_msg),
      each(shown, [&](Writer& item, Meeting const* session) { item("{}", MeetingCard{visit, *session}); }),
      visit.url({"konferenz", "archiv"}), visit.texts("conference.archive.title"_msg));
}

// What other panels make public and lies ahead, the next first.
void write_further_dates(Writer& w, Visit const& visit, PublicConference const& published)
{
    std::vector<Meeting const*> ahead;
    for (auto const& meeting : std::ranges::reverse_view(published.meetings())) {
        if (meeting.panel != published.conference()->id && lies_ahead(meeting, visit.now.date)
            && ahead.size() < dates_on_page)
            ahead.push_back(&meeting);
    }
    if (ahead.empty())
        return;
    w(R"(<section class="km-stack" aria-labelledby="termine"><h2 id="termine">{}</h2><ul class="km-cards" role="list">{}</ul></section>)",
      visit.texts("conference.dates"_msg), each(ahead, [&](Writer& item, Meeting const* meeting) {
          item("{}", MeetingCard{visit, *meeting, published.panel(meeting->panel)});
      }));
}

void write_contact(Writer& w, Visit const& visit)
{
    auto const& site = visit.call.site;
    w("{}{}",
      when(
          !site.help_phone.empty(),
          [&](Writer& item) {
              item(
                  R"(<li><a href="{}">{}</a></li>)", Url::phone(site.help_phone),
                  web::LeftToRight{site.help_phone});
          }),
      when(!site.help_email.empty(), [&](Writer& item) {
          item(
              R"(<li><a href="{}">{}</a></li>)", Url::mail(site.help_email),
              web::LeftToRight{site.help_email});
      }));
}

// Whom to ask; what came of what was asked; what was written about it.
void write_ways(Writer& w, Visit const& visit, std::optional<Url> const& registration)
{
    auto const& texts = visit.texts;
    w(
        R"(<section class="km-stack km-prose" aria-labelledby="mitmachen"><h2 id="mitmachen">{}</h2><p>{}</p><ul>{}{}<li><a href="{}">{}</a></li></ul></section>)",
        texts("conference.join.title"_msg), texts("conference.join.text"_msg),
        when(
            registration.has_value(),
            [&](Writer& item) {
                item(
                    R"(<li><a href="{}">{}</a></li>)", *registration,
                    texts("conference.meeting.register"_msg));
            }),
        [&](Writer& list) { write_contact(list, visit); },
        visit.url({"rueckmeldung"}).with_query({{"seite", "konferenz"}}), texts("conference.join.ask"_msg));
    bool const has_recommendations = !visit.call.published.of<PublicRecommendations>().all().empty();
    bool const has_publications = !visit.call.published.of<PublicConference>().publications().empty();
    if (!has_recommendations && !has_publications)
        return;
    w(R"(<section class="km-stack km-prose" aria-labelledby="weiter"><h2 id="weiter">{}</h2><ul>{}{}</ul></section>)",
      texts("conference.more"_msg),
      when(
          has_recommendations,
          [&](Writer& list) {
              list(
                  R"(<li><a href="{}">{}</a></li>)", visit.url({"konferenz", "empfehlungen"}),
                  texts("recommendation.public.title"_msg));
          }),
      when(has_publications, [&](Writer& list) {
          list(
              R"(<li><a href="{}">{}</a></li>)", visit.url({"konferenz", "veroeffentlichungen"}),
              texts("conference.publications"_msg));
      }));
}

// Addresses that calendars look at by themselves. They must be whole, so there are none where the site does
// not know its own.
void write_calendars(Writer& w, Visit const& visit, PublicConference const& published)
{
    auto const& texts = visit.texts;
    auto const& base = visit.call.site.base_url;
    if (base.empty() || published.meetings().empty())
        return;
    // The address may break anywhere: on a telephone it is wider than the page.
    auto const write_address = [&](Writer& item, Url const& url, auto const& label) {
        item(
            R"(<li><a href="{}" type="text/calendar">{}</a><br><bdi dir="ltr">{}</bdi></li>)", url, label,
            base + std::string(url.text()));
    };
    w(
        R"(<section class="km-stack km-prose" aria-labelledby="kalender"><h2 id="kalender">{}</h2><p>{}</p><ul>{}{}</ul></section>)",
        texts("conference.calendar.title"_msg), texts("conference.calendar.text"_msg),
        [&](Writer& all) {
            write_address(all, visit.url({"konferenz", "termine.ics"}), texts("conference.calendar.all"_msg));
        },
        each(published.panels_with_meetings(), [&](Writer& item, Panel const* panel) {
            write_address(
                item, visit.url({"konferenz", "gremien", std::to_string(panel->id.value), "termine.ics"}),
                told_text(visit, name_text(*panel)));
        }));
}

// What somebody asks of the archive, as it stands in its address.
struct AskedArchive {
    std::optional<PanelId> panel;
    std::size_t page = 1;

    static AskedArchive read(http::Form const& query)
    {
        AskedArchive asked;
        asked.panel = panel_numbered(query.value("gremium"));
        asked.page = std::max<std::size_t>(parse_number<std::size_t>(query.value("seite")).value_or(1), 1);
        return asked;
    }
    [[nodiscard]] std::string query() const
    {
        std::string text;
        if (panel)
            text = "gremium=" + std::to_string(panel->value);
        if (page > 1)
            text += (text.empty() ? "seite=" : "&seite=") + std::to_string(page);
        return text.empty() ? text : '?' + text;
    }
    [[nodiscard]] Url url(Visit const& visit) const
    {
        return *Url::local(std::string(visit.url({"konferenz", "archiv"}).text()) + query());
    }
    [[nodiscard]] Url url_of_page(Visit const& visit, std::size_t wanted) const
    {
        auto other = *this;
        other.page = wanted;
        return other.url(visit);
    }
};

void write_panel_links(
    Writer& w, Visit const& visit, PublicConference const& published, AskedArchive const& asked)
{
    auto const panels = published.panels_with_meetings();
    if (panels.size() < 2)
        return;
    auto const write_link = [&](Writer& item, std::optional<PanelId> panel, auto const& label) {
        item(
            R"(<li><a href="{}" {}>{}</a></li>)", AskedArchive{.panel = panel}.url(visit),
            html::Attributes{html::attribute("aria-current", "true", panel == asked.panel)}, label);
    };
    w(
        R"(<nav class="km-noprint" aria-label="{}"><ul class="km-chips" role="list">{}{}</ul></nav>)",
        visit.texts("conference.archive.panels"_msg),
        [&](Writer& all) { write_link(all, std::nullopt, visit.texts("conference.archive.all"_msg)); },
        each(panels, [&](Writer& item, Panel const* panel) {
            write_link(item, panel->id, told_text(visit, name_text(*panel)));
        }));
}

void write_purpose(Writer& w, Visit const& visit, Panel const& conference)
{
    if (!conference.mandate.empty())
        w(R"(<section class="km-stack km-prose" aria-labelledby="wozu"><h2 id="wozu">{}</h2>{}</section>)",
          visit.texts("conference.purpose"_msg), told_paragraphs(visit, mandate_text(conference)));
}

void write_groups_of_conference(Writer& w, Visit const& visit, PublicConference const& published)
{
    auto const groups = published.groups_of(published.conference()->id, visit.now.date);
    if (!groups.empty())
        w(R"(<section class="km-stack km-prose" aria-labelledby="gruppen"><h2 id="gruppen">{}</h2>{}</section>)",
          visit.texts("conference.groups"_msg), [&](Writer& list) { write_groups(list, visit, groups); });
}

std::string year_of(Meeting const& meeting)
{
    return meeting.day.value().to_iso().substr(0, 4);
}

}

http::Response show_conference(Visit& visit)
{
    auto const& texts = visit.texts;
    auto const& published = visit.call.published.of<PublicConference>();
    auto const* conference = published.conference();
    if (conference == nullptr)
        return web::not_found(visit);
    auto const sessions = published.sessions();
    auto const fields = published.fields(visit.now.date);
    auto const* const next = next_of(sessions, visit.now.date);
    auto const registration = registration_for(visit, next);
    auto const name = told(visit, name_text(*conference));
    auto frame = visit.frame(std::string(name.text), "konferenz", std::string(section));
    frame.description = texts("conference.lead"_msg);
    auto page = visit.page(frame, [&](Writer& w) {
        auto const beside
            = web::written([&](Writer& inner) { write_next(inner, visit, next, registration); });
        auto const below = web::written([&](Writer& inner) {
            write_purpose(inner, visit, *conference);
            write_sessions(inner, visit, sessions);
            write_fields(inner, visit, published, fields);
            write_groups_of_conference(inner, visit, published);
            write_further_dates(inner, visit, published);
            write_ways(inner, visit, registration);
            write_calendars(inner, visit, published);
        });
        w(
            R"(<div class="km-wrap km-main km-stack km-stack--l"><div class="km-sidebar"><div class="km-stack"><h1>{}</h1><p class="km-lead">{}</p>{}{}</div>{}</div>{}</div>)",
            web::ShownText{visit, name}, texts("conference.lead"_msg), web::NoteOfPage{visit},
            [&](Writer& inner) { write_figures(inner, visit, sessions, fields); }, beside, below);
    });
    // Names may be in it.
    page.keep_out_of_page_cache();
    return std::move(page).momentary();
}

http::Response show_conference_archive(web::Call& call)
{
    Visit const visit(call);
    auto const& texts = visit.texts;
    auto const& published = call.published.of<PublicConference>();
    auto const asked = AskedArchive::read(call.request.query());
    std::vector<Meeting const*> found;
    for (auto const& meeting : published.meetings()) {
        if (!asked.panel || meeting.panel == *asked.panel)
            found.push_back(&meeting);
    }
    auto const pages = (found.size() + per_archive_page - 1) / per_archive_page;
    // A panel without any, or a page behind the last one, is no page of its own.
    if (published.conference() == nullptr || (asked.panel && found.empty())
        || (asked.page > 1 && asked.page > pages))
        return web::not_found(visit);
    auto const begin = (asked.page - 1) * per_archive_page;
    auto const shown = std::span<Meeting const* const>(found).subspan(
        begin, std::min(per_archive_page, found.size() - begin));
    auto frame = visit.frame(
        std::string(texts("conference.archive.title"_msg)), "konferenz/archiv", std::string(section));
    frame.description = texts("conference.archive.lead"_msg);
    frame.query = asked.query();
    frame.crumbs.push_back(conference_crumb(visit, *published.conference()));
    return visit.page(frame, [&](Writer& w) {
        auto const list = web::written([&](Writer& inner) {
            write_panel_links(inner, visit, published, asked);
            if (shown.empty())
                inner("<p>{}</p>", texts("conference.archive.none"_msg));
            write_years(
                inner, shown, [](Meeting const* one) { return year_of(*one); },
                [](std::string const& year) { return year; },
                [&](Writer& item, Meeting const* one) {
                    item("{}", MeetingCard{visit, *one, asked.panel ? nullptr : published.panel(one->panel)});
                });
        });
        w(R"(<div class="km-wrap km-main km-stack km-stack--l"><div class="km-stack km-stack--s"><h1>{}</h1><p class="km-lead">{}</p>{}</div>{}{}</div>)",
          texts("conference.archive.title"_msg), texts("conference.archive.lead"_msg), web::NoteOfPage{visit},
          list,
          web::PreviousNext{
              .texts = texts,
              .previous
              = asked.page > 1 ? std::optional(asked.url_of_page(visit, asked.page - 1)) : std::nullopt,
              .next
              = asked.page < pages ? std::optional(asked.url_of_page(visit, asked.page + 1)) : std::nullopt});
    });
}

} // namespace kommin::meetings
