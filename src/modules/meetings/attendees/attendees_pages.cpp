#include "modules/meetings/attendees/attendees_pages.hpp"

#include "modules/meetings/attendance/attendance_pages.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/registration/participants_pages.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

constexpr std::string_view unanswered_field = "offen";

std::string_view path_of(DoorPrint print)
{
    switch (print) {
    case DoorPrint::badges:
        return badges_path;
    case DoorPrint::certificates:
        return certificates_path;
    case DoorPrint::sign_list:
        break;
    }
    return sign_path;
}

MessageKey label_of(DoorPrint print)
{
    switch (print) {
    case DoorPrint::badges:
        return "participant.badges"_msg;
    case DoorPrint::certificates:
        return "participant.certificates"_msg;
    case DoorPrint::sign_list:
        break;
    }
    return "attendance.print"_msg;
}

Url attendees_url(AttendeesPage const& page, DoorPrint print)
{
    auto const filter = filter_for(print, page.filter);
    auto url = with_participant_filter(
        attendance_url(page.seen.meeting.id, path_of(print)), filter.participants, page.bodies);
    if (page.filter.list)
        url = url.with_query({{attendee_list_field, to_text(*page.filter.list)}});
    if (page.filter.has_unanswered)
        url = url.with_query({{unanswered_field, "ja"}});
    return url;
}

// One of the things that somebody is asked to choose from.
struct Select {
    std::string_view name;
    MessageKey label;
    std::vector<web::Choice> choices;
    std::string chosen;
};

std::vector<Select> list_selects(Texts const& texts, AttendeesPage const& page)
{
    auto const& asked = page.filter.participants;
    auto const word = [&](MessageKey key) { return std::string(texts(key)); };
    std::vector<Select> selects;
    if (!page.attendees.parts.empty()) {
        Select lists{
            attendee_list_field,
            "attendee.list"_msg,
            {{"", word("participant.all_people"_msg)}},
            page.filter.list ? std::string(to_text(*page.filter.list)) : std::string{}};
        for (auto const list : all_attendee_lists)
            lists.choices.push_back({std::string(to_text(list)), word(label_of(list))});
        selects.push_back(std::move(lists));
        Select parts{
            "teil",
            "programme.field.part"_msg,
            {{"", word("participant.all_parts"_msg)}},
            asked.part ? std::to_string(asked.part->value) : std::string{}};
        for (auto const& part : page.attendees.parts)
            parts.choices.push_back({std::to_string(part.id.value), part.name});
        selects.push_back(std::move(parts));
    }
    if (!page.attendees.panels.empty()) {
        Select panels{
            "gremium",
            "programme.field.panel"_msg,
            {{"", word("participant.all_panels"_msg)}},
            asked.panel ? std::to_string(asked.panel->value) : std::string{}};
        for (auto const& panel : page.attendees.panels)
            panels.choices.push_back({std::to_string(panel.id.value), panel.name});
        selects.push_back(std::move(panels));
    }
    if (page.can_have_come && page.print != DoorPrint::certificates)
        selects.push_back(
            {"da",
             "participant.arrival"_msg,
             {{"", word("participant.all_people"_msg)},
              {"ja", word("attendance.there"_msg)},
              {"nein", word("participant.not_there"_msg)}},
             !asked.arrived       ? ""
                 : *asked.arrived ? "ja"
                                  : "nein"});
    if (page.print == DoorPrint::badges)
        selects.push_back(
            {unanswered_field,
             "attendee.unanswered"_msg,
             {{"", word("attendee.unanswered.no"_msg)}, {"ja", word("attendee.unanswered.yes"_msg)}},
             page.filter.has_unanswered ? "ja" : ""});
    return selects;
}

// What the list of participants was filtered by and is not asked here: it goes along.
std::vector<std::pair<std::string_view, std::string>> list_kept_fields(AttendeesPage const& page)
{
    auto const& asked = page.filter.participants;
    std::vector<std::pair<std::string_view, std::string>> fields;
    if (asked.role)
        fields.emplace_back("rolle", to_text(*asked.role));
    auto const body = std::ranges::find_if(
        page.bodies, [&](tenants::Body const& one) { return asked.municipality == one.id; });
    if (body != page.bodies.end())
        fields.emplace_back("ort", body->slug);
    if (asked.need)
        fields.emplace_back("bedarf", to_text(*asked.need));
    return fields;
}

void write_choice(Writer& w, Texts const& texts, AttendeesPage const& page)
{
    auto const selects = list_selects(texts, page);
    auto const kept = list_kept_fields(page);
    auto const here = attendance_url(page.seen.meeting.id, path_of(page.print));
    if (!kept.empty())
        w(R"(<p class="mute no-print">{} <a href="{}">{}</a></p>)", texts("attendee.narrowed"_msg), here,
          texts("attendee.all"_msg));
    if (selects.empty())
        return;
    w(R"(<form class="tools" method="get" action="{}" aria-label="{}">{}{}<button class="kern-btn kern-btn--secondary kern-btn--sm" type="submit"><span class="kern-label">{}</span></button></form>)",
      here, texts("list.filter.label"_msg),
      each(
          kept,
          [](Writer& inner, std::pair<std::string_view, std::string> const& field) {
              inner(R"(<input type="hidden" name="{}" value="{}">)", field.first, field.second);
          }),
      each(
          selects,
          [&](Writer& inner, Select const& select) {
              inner(
                  R"(<p class="f"><label for="{}">{}</label><select id="{}" name="{}">{}</select></p>)",
                  select.name, texts(select.label), select.name, select.name,
                  each(select.choices, [&](Writer& option, web::Choice const& choice) {
                      web::write_option(option, choice.value, choice.label, choice.value == select.chosen);
                  }));
          }),
      texts("list.filter.apply"_msg));
}

// Who is missing on the page, or why it is empty.
void write_missing(Writer& w, Texts const& texts, AttendeesPage const& page, MessageKey nobody)
{
    if (page.attendees.erased_on)
        w(R"(<p class="mute">{}</p>)",
          texts(
              "participant.names_erased"_msg,
              {{"day", texts.date(*page.attendees.erased_on, i18n::DateStyle::long_)}}));
    if (page.attendees.nameless > 0)
        w(R"(<p class="mute no-print">{}</p>)",
          texts("attendee.nameless"_msg, {{"count", page.attendees.nameless}}));
    else if (page.attendees.people.empty() && !page.attendees.erased_on)
        w(R"(<p>{}</p>)", texts(nobody));
}

web::StaffFrame print_frame(web::Call const& call, AttendeesPage const& page, MessageKey title)
{
    auto const& texts = web::staff_texts(call);
    auto const& meeting = page.seen.meeting;
    auto frame = frame_below_meeting(call, meeting, std::string(texts(title)));
    frame.crumbs.push_back({attendance_url(meeting.id), std::string(texts("attendance.title"_msg))});
    frame.state_line = page.seen.panel.name + " · " + when_of(meeting, texts);
    frame.actions = [&](Writer& w) {
        for (auto const print : {DoorPrint::sign_list, DoorPrint::badges, DoorPrint::certificates}) {
            if (print != page.print && (print != DoorPrint::certificates || page.can_have_come))
                w(R"(<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a>)",
                  attendees_url(page, print), texts(label_of(print)));
        }
    };
    return frame;
}

void add(std::string& line, std::string_view more)
{
    if (more.empty() || line == more)
        return;
    line += line.empty() ? "" : ", ";
    line += more;
}

// "Vorsitz, Leitung des Sozialamtes, Stadt Selm": what is known. The function of a seat is not that of a
// substitute.
std::string function_of(Attendee const& person, Texts const& texts)
{
    std::string line;
    if (auto const& seat = person.seat) {
        if (seat->capacity == Capacity::substitute) {
            add(line, texts(label_of(seat->capacity)));
        } else {
            if (seat->role != SeatRole::member)
                add(line, texts(label_of(seat->role)));
            add(line, seat->function);
        }
        add(line, seat->sender);
        if (seat->sender == person.organisation)
            return line;
    }
    add(line, person.organisation);
    return line;
}

std::string shown_name(Attendee const& person, Texts const& texts)
{
    if (!person.list_name.empty())
        return person.list_name;
    return std::string(texts(person.part ? "participant.erased"_msg : "invitation.unseen"_msg));
}

void write_row(Writer& w, Texts const& texts, Attendee const& person)
{
    bool const has_declined = person.answer == InvitationAnswer::declined && !person.came && !person.part;
    w(R"(<tr><th scope="row"><span dir="auto">{}</span>{}</th><td>{}</td><td></td></tr>)",
      shown_name(person, texts),
      when(
          person.invited.has_value(),
          [&](Writer& inner) {
              std::string about(texts(label_of(*person.invited)));
              if (has_declined)
                  add(about, texts("attendance.excused"_msg));
              inner(R"(<br><span class="mute small">{}</span>)", about);
          }),
      function_of(person, texts));
}

// One room or one kind of people, on a page of its own on paper.
void write_part(
    Writer& w, Texts const& texts, std::string_view title, std::vector<Attendee> const& people,
    std::optional<PartId> part)
{
    if (std::ranges::find(people, part, &Attendee::part) == people.end())
        return;
    auto const id = part ? "teil-" + std::to_string(part->value) : std::string("eingeladen");
    // No cells below each other on a narrow page, as in other lists: it may be a sheet with wide margins.
    w(R"(<section class="stack paper"><h2 id="{}">{}</h2><div class="scroll" role="region" aria-labelledby="{}" tabindex="0"><table class="tbl"><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div></section>)",
      id, title, id, texts("participant.name"_msg), texts("attendee.function"_msg),
      texts("attendance.column.signature"_msg), each(people, [&](Writer& row, Attendee const& person) {
          if (person.part == part)
              write_row(row, texts, person);
      }));
}

// On a page of its own on paper.
void write_certificate(Writer& w, web::Call const& call, AttendeesPage const& page, Attendee const& person)
{
    auto const& german = Texts::of(i18n::Language::german()); // for whoever gets it, not for the clerk
    auto const& meeting = page.seen.meeting;
    auto const part = page.attendees.part_of(person);
    w(R"(<section class="card stack paper" lang="de"><h2>{}</h2><p>{}</p><p class="lead"><strong dir="auto">{}</strong></p><p>{}</p><p>{}</p><p class="sign">{}</p></section>)",
      german("certificate.title"_msg), german("certificate.of"_msg), person.name,
      german("certificate.text"_msg, {{"meeting", meeting.title}, {"when", when_of(meeting, german)}}),
      part.empty() ? std::string{} : german("certificate.part"_msg, {{"part", part}}),
      german("certificate.sign"_msg, {{"district", call.site.name}}));
}

// Below the function: the part, or as what they come who are in none.
std::string place_of(Attendee const& person, Attendees const& attendees, Texts const& texts)
{
    if (person.part)
        return attendees.part_of(person);
    return person.invited ? std::string(texts(label_of(*person.invited))) : std::string{};
}

}

AttendeeFilter attendee_filter(http::Form const& query, std::vector<tenants::Body> const& bodies)
{
    AttendeeFilter filter{.participants = participant_filter(query, bodies)};
    filter.list = enum_from<AttendeeList>(query.value(attendee_list_field));
    filter.has_unanswered = query.value(unanswered_field) == "ja";
    if (!query.value(attendee_list_field).empty() && !filter.list)
        filter.participants.matches_nobody = true;
    return filter;
}

http::Response sign_list_page(web::Call const& call, AttendeesPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& people = page.attendees.people;
    return web::staff_page(print_frame(call, page, "attendance.print.title"_msg), [&](Writer& w) {
        write_choice(w, texts, page);
        write_missing(w, texts, page, "attendee.none"_msg);
        for (auto const& part : page.attendees.parts)
            write_part(w, texts, part.name, people, part.id);
        write_part(w, texts, texts(label_of(AttendeeList::invited)), people, std::nullopt);
    });
}

http::Response badges_page(web::Call const& call, AttendeesPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& german = Texts::of(i18n::Language::german());
    auto const& people = page.attendees.people;
    return web::staff_page(print_frame(call, page, "participant.badges"_msg), [&](Writer& w) {
        w(R"(<p class="mute no-print">{}</p>)", texts("participant.badges.hint"_msg));
        write_choice(w, texts, page);
        write_missing(w, texts, page, "attendee.badges.none"_msg);
        if (people.empty())
            return;
        w(R"(<ul class="badges">{}</ul>)", each(people, [&](Writer& inner, Attendee const& person) {
              inner(
                  R"(<li lang="de"><span class="small">{}</span><strong dir="auto">{}</strong><span>{}</span><span class="small">{}</span></li>)",
                  page.seen.meeting.title, person.name, function_of(person, german),
                  place_of(person, page.attendees, german));
          }));
    });
}

http::Response certificates_page(web::Call const& call, AttendeesPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& people = page.attendees.people;
    return web::staff_page(print_frame(call, page, "participant.certificates"_msg), [&](Writer& w) {
        w(R"(<p class="mute no-print">{}</p>)", texts("participant.certificates.hint"_msg));
        write_choice(w, texts, page);
        write_missing(w, texts, page, "participant.certificates.none"_msg);
        for (auto const& person : people)
            write_certificate(w, call, page, person);
    });
}

} // namespace kommin::meetings
