#include "modules/meetings/registration/participants_pages.hpp"

#include "modules/meetings/agenda/agenda_shown.hpp"
#include "modules/meetings/attendance/attendance_pages.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/registration/party_pages.hpp"
#include "modules/meetings/registration/registration_desk.hpp"
#include "platform/base/number.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <ranges>
#include <string>
#include <utility>

namespace kommin::meetings {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

void write_counts(Writer& w, Texts const& texts, ParticipantsPage const& page)
{
    auto const& listed = page.listed;
    auto const counted = [&](ProgrammePart const& part, auto what) {
        std::int64_t all = 0;
        for (auto const& count : listed.counts)
            all += count.part == part.id ? what(count) : 0;
        return all;
    };
    w(R"(<div class="scroll" role="region" aria-labelledby="zahlen" tabindex="0"><table class="tbl"><caption id="zahlen">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th>{}{}</tr></thead><tbody>{}</tbody></table></div>)",
      texts("participant.counts"_msg), texts("programme.field.part"_msg), texts("participant.taken"_msg),
      each(
          all_participant_roles,
          [&](Writer& head, ParticipantRole role) {
              head(R"(<th scope="col">{}</th>)", texts(staff_label_of(role)));
          }),
      when(
          page.can_note,
          [&](Writer& head) { head(R"(<th scope="col">{}</th>)", texts("attendance.there"_msg)); }),
      each(listed.parts, [&](Writer& row, ProgrammePart const& part) {
          row(R"(<tr><th scope="row">{}</th><td>{}</td>{}{}</tr>)", part.name,
              texts("programme.taken"_msg, {{"taken", part.taken}, {"seats", part.regular_seats()}}),
              each(
                  all_participant_roles,
                  [&](Writer& cell, ParticipantRole role) {
                      cell("<td>{}</td>", counted(part, [&](ParticipantCount const& one) {
                               return one.role == role ? one.people : 0;
                           }));
                  }),
              when(page.can_note, [&](Writer& cell) {
                  cell("<td>{}</td>", counted(part, [](ParticipantCount const& one) { return one.arrived; }));
              }));
      }));
}

void write_filter(Writer& w, Texts const& texts, ParticipantsPage const& page)
{
    auto const& filter = page.filter;
    std::vector<web::Choice> parts{{"", std::string(texts("participant.all_parts"_msg))}};
    for (auto const& part : page.listed.parts)
        parts.push_back({std::to_string(part.id.value), part.name});
    std::vector<web::Choice> panels{{"", std::string(texts("participant.all_panels"_msg))}};
    for (auto const& panel : page.listed.panels)
        panels.push_back({std::to_string(panel.id.value), panel.name});
    std::vector<web::Choice> roles{{"", std::string(texts("participant.all_roles"_msg))}};
    for (auto const role : all_participant_roles)
        roles.push_back({std::string(to_text(role)), std::string(texts(staff_label_of(role)))});
    std::vector<web::Choice> places{{"", std::string(texts("participant.all_places"_msg))}};
    std::string place;
    for (auto const& body : page.listed.bodies) {
        if (body.kind != tenants::BodyKind::municipality)
            continue;
        places.push_back({body.slug, body.name});
        if (filter.municipality == body.id)
            place = body.slug;
    }
    std::vector<web::Choice> needs{{"", std::string(texts("participant.all_needs"_msg))}};
    for (auto const need : all_needs)
        needs.push_back({std::string(to_text(need)), std::string(texts(label_of(need)))});
    std::array const came{
        web::Choice{"", std::string(texts("participant.all_people"_msg))},
        web::Choice{"ja", std::string(texts("attendance.there"_msg))},
        web::Choice{"nein", std::string(texts("participant.not_there"_msg))}};
    bool const is_used = filter.part || filter.panel || filter.role || filter.municipality || filter.need
        || filter.arrived.has_value();
    w(R"(<details class="more" {}><summary>{}</summary><form class="form" method="get" action="{}">{}<div class="two">{}{}</div><div class="two">{}{}</div>{}<p>{}</p></form></details>)",
      html::Attributes{html::flag("open", is_used)}, texts("participant.filter.title"_msg),
      meeting_url(page.seen.meeting.id, participants_path),
      when(
          !page.listed.panels.empty(),
          [&](Writer& inner) {
              auto const value = filter.panel ? std::to_string(filter.panel->value) : std::string{};
              inner("{}", web::SelectField{texts, "gremium", "programme.field.panel"_msg, panels, value});
          }),
      web::SelectField{
          texts, "teil", "programme.field.part"_msg, parts,
          filter.part ? std::to_string(filter.part->value) : std::string{}},
      web::SelectField{
          texts, "rolle", "participant.role"_msg, roles,
          filter.role ? to_text(*filter.role) : std::string_view{}},
      web::SelectField{texts, "ort", "participant.municipality"_msg, places, place},
      web::SelectField{
          texts, "bedarf", "participant.needs"_msg, needs,
          filter.need ? to_text(*filter.need) : std::string_view{}},
      when(
          page.can_note,
          [&](Writer& inner) {
              auto const value = !filter.arrived ? "" : *filter.arrived ? "ja" : "nein";
              inner("{}", web::SelectField{texts, "da", "participant.arrival"_msg, came, value});
          }),
      web::SubmitButton{texts("participant.filter"_msg), "secondary"});
}

// A name stands in no address, so this is a form of its own.
void write_search(Writer& w, web::Call const& call, ParticipantsPage const& page)
{
    auto const& texts = web::staff_texts(call);
    web::TextField const search{
        .texts = texts,
        .name = "worte",
        .label = "participant.search"_msg,
        .value = page.filter.words,
        .autocomplete = "off"};
    w(R"(<form class="form" method="post" action="{}" novalidate>{}{}<p>{}</p></form>)",
      participants_url(page.seen.meeting.id, "suchen", page.filter, page.listed.bodies), web::FormToken{call},
      search, web::SubmitButton{texts("membership.action.search"_msg), "secondary"});
}

// Arrivals are kept and sent again while the network is away; what is taken back is not. Who has no seat is
// told so.
void write_arrival(
    Writer& w, web::Call const& call, ParticipantsPage const& page, ListedParticipant const& person)
{
    auto const& texts = web::staff_texts(call);
    if (person.state != RegistrationState::registered)
        return;
    if (person.arrived) {
        w(R"(<span class="st st--ok">{}</span>)", texts("attendance.there"_msg));
        if (person.arrived_at)
            w(R"( <span class="mute small">{}</span>)",
              texts(
                  "attendance.since"_msg,
                  {{"time", texts.time(call.site.zone->to_local(*person.arrived_at).time)}}));
    }
    w(R"(<form method="post" action="{}" {}>{}<input type="hidden" name="anmeldung" value="{}"><input type="hidden" name="teilnehmer" value="{}"><input type="hidden" name="da" value="{}"><button class="kern-btn kern-btn--{}" type="submit"><span class="kern-label">{}<span class="vh">: {}</span></span></button></form>)",
      participants_url(page.seen.meeting.id, "da", page.filter, page.listed.bodies),
      html::Attributes{html::attribute("data-arrival", texts("attendance.kept"_msg), !person.arrived)},
      web::FormToken{call}, person.registration.value, person.id.value, person.arrived ? "nein" : "ja",
      person.arrived ? "tertiary" : "secondary",
      texts(person.arrived ? "attendance.take_back"_msg : "attendance.press"_msg),
      shown_participant(person, texts));
}

// "Arabisch 3, Türkisch 2". What children are like is read in the list: here, of how many people there are
// some.
std::string told_count(NeedCount const& count, Texts const& texts)
{
    constexpr std::size_t most = 12; // the list has all of them
    if (count.need == Need::children)
        return texts("participant.needs.of_people"_msg, {{"count", count.people}});
    if (count.wishes.empty())
        return std::to_string(count.people);
    std::string told;
    for (auto const& wish : count.wishes | std::views::take(most)) {
        told += told.empty() ? "" : ", ";
        told += wish.text + ' ' + std::to_string(wish.people);
    }
    if (count.wishes.size() > most)
        told += ", " + texts("participant.needs.more"_msg, {{"count", count.wishes.size() - most}});
    return told;
}

// What there has to be, of those whom the filter shows.
void write_needs_of_all(Writer& w, Texts const& texts, ParticipantsPage const& page)
{
    std::string line;
    for (auto const& count : count_needs(page.listed.people)) {
        line += line.empty() ? "" : "; ";
        line += std::string(texts(label_of(count.need))) + ": " + told_count(count, texts);
    }
    if (!line.empty())
        w(R"(<p><strong>{}</strong> – {}</p>)", texts("participant.needs"_msg), line);
}

void write_people(Writer& w, web::Call const& call, ParticipantsPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& listed = page.listed;
    if (listed.people.empty()) {
        w(R"(<p class="mute">{}</p>)", texts("participant.none"_msg));
        return;
    }
    w(R"(<div class="scroll" role="region" aria-labelledby="liste" tabindex="0"><table class="tbl tbl--stack tbl--lead"><caption class="vh" id="liste">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
      texts("participant.title"_msg), texts("participant.name"_msg), texts("programme.field.part"_msg),
      texts("participant.needs"_msg), texts("participant.contact"_msg),
      when(
          page.can_note,
          [&](Writer& head) { head(R"(<th scope="col">{}</th>)", texts("participant.arrival"_msg)); }),
      each(listed.people, [&](Writer& row, ListedParticipant const& person) {
          auto contact = person.mail;
          if (!person.telephone.empty())
              contact += (contact.empty() ? "" : ", ") + person.telephone;
          row(R"(<tr><th scope="row"><a href="{}">{}</a><br><span class="mute small">{}</span>{}</th><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td>{}</tr>)",
              party_url(page.seen.meeting.id, person.registration), shown_participant(person, texts),
              about_participant(person, listed, texts),
              when(
                  listed.invited.contains(person.id),
                  [&](Writer& inner) {
                      inner(
                          R"(<br><span class="mute small">{}</span>)", texts("participant.invited_too"_msg));
                  }),
              texts("programme.field.part"_msg),
              person.state == RegistrationState::registered
                  ? listed.part_of(person)
                  : listed.part_of(person) + " – " + std::string(texts(staff_label_of(person.state))),
              texts("participant.needs"_msg), needs_of(person, texts), texts("participant.contact"_msg),
              contact, when(page.can_note, [&](Writer& cell) {
                  cell(R"(<td data-l="{}">{}</td>)", texts("participant.arrival"_msg), [&](Writer& inner) {
                      write_arrival(inner, call, page, person);
                  });
              }));
      }));
}

// Whom the words found although nobody of them comes any more.
void write_ended(Writer& w, Texts const& texts, ParticipantsPage const& page)
{
    w(R"(<section class="stack" aria-labelledby="beendet"><h2 id="beendet">{}</h2><ul class="plain">{}</ul></section>)",
      texts("participant.ended"_msg), each(page.listed.ended, [&](Writer& item, Registration const& party) {
          item(
              R"(<li><a href="{}">{}</a> <span class="mute small">{}</span></li>)",
              party_url(page.seen.meeting.id, party.id), party.mail.empty() ? party.telephone : party.mail,
              texts(staff_label_of(party.state)));
      }));
}

// What is made of those whom the filter shows; not of those whom words have found, which stand in no address.
void write_ways(Writer& w, Texts const& texts, ParticipantsPage const& page)
{
    auto const link = [&](Writer& inner, Url const& url, MessageKey label) {
        inner(
            R"(<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a>)", url,
            texts(label));
    };
    auto const print = [&](Writer& inner, std::string_view what, MessageKey label) {
        auto const url
            = attendance_url(page.seen.meeting.id, what).with_query({{attendee_list_field, registered_only}});
        link(inner, with_participant_filter(url, page.filter, page.listed.bodies), label);
    };
    w(
        R"(<p class="row">{}{}{}{}</p>)",
        [&](Writer& inner) {
            link(
                inner, participants_url(page.seen.meeting.id, "schreiben", page.filter, page.listed.bodies),
                "participant.write"_msg);
        },
        [&](Writer& inner) { print(inner, sign_path, "attendance.print"_msg); },
        [&](Writer& inner) { print(inner, badges_path, "participant.badges"_msg); },
        when(page.can_note, [&](Writer& inner) {
            print(inner, certificates_path, "participant.certificates"_msg);
        }));
}

}

std::string ListedParticipants::part_of(ListedParticipant const& person) const
{
    auto const part = std::ranges::find(parts, person.part, &ProgrammePart::id);
    return part == parts.end() ? std::string{} : part->name;
}

std::string ListedParticipants::municipality_of(ListedParticipant const& person) const
{
    auto const body = std::ranges::find_if(
        bodies, [&](tenants::Body const& one) { return person.municipality == one.id; });
    return body == bodies.end() ? std::string{} : body->name;
}

ParticipantFilter participant_filter(http::Form const& query, std::vector<tenants::Body> const& bodies)
{
    ParticipantFilter filter;
    if (auto const value = query.value("teil"); !value.empty())
        filter.part = PartId{parse_number(value).value_or(0)};
    if (auto const value = query.value("gremium"); !value.empty())
        filter.panel = panel_numbered(value).value_or(PanelId{});
    filter.role = enum_from<ParticipantRole>(query.value("rolle"));
    auto const body = std::ranges::find(bodies, query.value("ort"), &tenants::Body::slug);
    if (body != bodies.end())
        filter.municipality = body->id;
    filter.need = enum_from<Need>(query.value("bedarf"));
    if (query.value("da") == "ja" || query.value("da") == "nein")
        filter.arrived = query.value("da") == "ja";
    auto const is_unknown
        = [&](std::string_view field, bool is_known) { return !query.value(field).empty() && !is_known; };
    filter.matches_nobody = is_unknown("rolle", filter.role.has_value())
        || is_unknown("ort", filter.municipality.has_value()) || is_unknown("bedarf", filter.need.has_value())
        || is_unknown("da", filter.arrived.has_value());
    return filter;
}

Url participants_url(
    MeetingId meeting, std::string_view page, ParticipantFilter const& filter,
    std::vector<tenants::Body> const& bodies)
{
    return with_participant_filter(
        page.empty() ? meeting_url(meeting, participants_path) : party_url(meeting, page), filter, bodies);
}

Url with_participant_filter(
    Url url, ParticipantFilter const& filter, std::vector<tenants::Body> const& bodies)
{
    std::vector<std::pair<std::string_view, std::string>> fields;
    if (filter.part)
        fields.emplace_back("teil", std::to_string(filter.part->value));
    if (filter.panel)
        fields.emplace_back("gremium", std::to_string(filter.panel->value));
    if (filter.role)
        fields.emplace_back("rolle", to_text(*filter.role));
    if (filter.municipality) {
        auto const body = std::ranges::find(bodies, *filter.municipality, &tenants::Body::id);
        if (body != bodies.end())
            fields.emplace_back("ort", body->slug);
    }
    if (filter.need)
        fields.emplace_back("bedarf", to_text(*filter.need));
    if (filter.arrived)
        fields.emplace_back("da", *filter.arrived ? "ja" : "nein");
    for (auto const& [name, value] : fields)
        url = url.with_query({{name, value}});
    return url;
}

std::string needs_of(ListedParticipant const& person, Texts const& texts)
{
    std::string needs;
    auto const add = [&](MessageKey label, std::string_view value) {
        needs += needs.empty() ? "" : "; ";
        needs += texts(label);
        if (!value.empty()) {
            needs += ": ";
            needs += value;
        }
    };
    if (!person.interpreter.empty())
        add("participant.interpreter"_msg, person.interpreter);
    if (!person.children.empty())
        add("participant.children"_msg, person.children);
    if (!person.food.empty())
        add("participant.food"_msg, person.food);
    if (person.wheelchair)
        add("participant.wheelchair"_msg, {});
    if (person.sign_language)
        add("participant.sign_language"_msg, {});
    if (!person.remark.empty())
        add("participant.remark"_msg, person.remark);
    return needs;
}

std::string shown_participant(ListedParticipant const& person, Texts const& texts)
{
    return person.name.empty() ? std::string(texts("participant.erased"_msg)) : person.name;
}

std::string about_participant(
    ListedParticipant const& person, ListedParticipants const& listed, Texts const& texts)
{
    auto about = std::string(texts(staff_label_of(person.role)));
    for (auto const& more : {listed.municipality_of(person), person.organisation}) {
        if (!more.empty())
            about += ", " + more;
    }
    return about;
}

http::Response participants_page(web::Call const& call, ParticipantsPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& listed = page.listed;
    auto const id = page.seen.meeting.id;
    auto frame = frame_below_meeting(call, page.seen.meeting, std::string(texts("participant.title"_msg)));
    frame.is_wide = true;
    frame.problems = page.problems;
    frame.state_line = page.seen.panel.name + " · " + when_of(page.seen.meeting, texts) + " · "
        + texts("programme.taken"_msg,
                {{"taken", listed.programme.taken}, {"seats", listed.programme.regular_seats()}});
    if (page.takes_parties)
        frame.actions = [&](Writer& w) {
            w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
              party_url(id, "neu"), texts("party.new"_msg));
        };
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack"><p><a href="{}">{}</a> · <a href="{}">{}</a></p>{}{}{}{}{}{}{}{}{}</div>)",
            meeting_url(id, waiting_path), texts("waiting.link"_msg, {{"count", listed.waiting}}),
            meeting_url(id, statistics_path), texts("statistics.title"_msg),
            when(
                listed.erased_on.has_value(),
                [&](Writer& inner) {
                    inner(
                        R"(<p class="mute">{}</p>)",
                        texts(
                            "participant.names_erased"_msg,
                            {{"day", texts.date(*listed.erased_on, i18n::DateStyle::long_)}}));
                }),
            [&](Writer& inner) { write_counts(inner, texts, page); },
            [&](Writer& inner) { write_filter(inner, texts, page); },
            [&](Writer& inner) { write_search(inner, call, page); },
            [&](Writer& inner) { write_kept_arrivals(inner, call); },
            [&](Writer& inner) { write_needs_of_all(inner, texts, page); },
            [&](Writer& inner) { write_people(inner, call, page); },
            when(!listed.ended.empty(), [&](Writer& inner) { write_ended(inner, texts, page); }),
            when(page.filter.words.empty(), [&](Writer& inner) {
                if (!listed.people.empty())
                    write_ways(inner, texts, page);
                inner("{}", web::ExportLinks{texts, [&](std::string_view file) {
                                                 return participants_url(
                                                     id, file, page.filter, listed.bodies);
                                             }});
            }));
    });
}

} // namespace kommin::meetings
