#include "modules/meetings/attendance/attendance_pages.hpp"

#include "modules/meetings/meetings/meeting_pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>

namespace kommin::meetings {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

std::string_view shape_of(Expected const& expected)
{
    if (expected.came)
        return "st st--ok";
    return expected.answer == InvitationAnswer::declined ? "st st--none" : "st st--info";
}

std::string shown_name(ExpectedPerson const& person, Texts const& texts)
{
    return person.is_seen() ? person.named.list_name : std::string(texts("invitation.unseen"_msg));
}

// Arrivals are kept and sent again while the network is away (assets/islands/arrivals.ts). What is taken back
// is not: by the time it arrives, the person may have come.
void write_press(
    Writer& w, web::Call const& call, MeetingId meeting, contacts::PersonId person, std::string_view name,
    bool came)
{
    auto const& texts = web::staff_texts(call);
    w(R"(<form method="post" action="{}" {}>{}<input type="hidden" name="person" value="{}"><input type="hidden" name="da" value="{}"><button class="kern-btn kern-btn--{}" type="submit"><span class="kern-label">{}<span class="vh">: {}</span></span></button></form>)",
      attendance_url(meeting),
      html::Attributes{html::attribute("data-arrival", texts("attendance.kept"_msg), !came)},
      web::FormToken{call}, person.value, came ? "nein" : "ja", came ? "tertiary" : "secondary",
      texts(came ? "attendance.take_back"_msg : "attendance.press"_msg), name);
}

// Whoever comes and stands on no list.
void write_others(Writer& w, web::Call const& call, Texts const& texts, AttendancePage const& page)
{
    auto const id = page.seen.meeting.id;
    web::TextField const search{
        .texts = texts,
        .name = "worte",
        .label = "membership.field.name"_msg,
        .value = page.words,
        .hint = "membership.hint.name"_msg,
        .autocomplete = "off"};
    w(R"(<section class="card stack" aria-labelledby="andere"><h2 id="andere">{}</h2><form class="form" method="post" action="{}" novalidate>{}{}<p>{}</p></form>{}</section>)",
      texts("attendance.other"_msg), attendance_url(id, "suchen"), web::FormToken{call}, search,
      web::SubmitButton{texts("membership.action.search"_msg), "secondary"},
      when(!page.words.empty(), [&](Writer& inner) {
          if (page.found.people.empty()) {
              inner(R"(<p role="status">{}</p>)", texts("membership.person.none"_msg));
              return;
          }
          inner(
              R"(<ul class="plain">{}</ul>{})",
              each(
                  page.found.people,
                  [&](Writer& item, contacts::NamedPerson const& person) {
                      item(
                          R"(<li class="row"><span>{}<br><span class="mute small">{}</span></span>{}</li>)",
                          person.name, person.detail, [&](Writer& press) {
                              write_press(press, call, id, person.id, person.name, false);
                          });
                  }),
              when(page.found.has_more, [&](Writer& more) {
                  more(
                      R"(<p class="mute small">{}</p>)",
                      texts("membership.person.more"_msg, {{"count", page.found.people.size()}}));
              }));
      }));
}

void write_person(
    Writer& w, web::Call const& call, Texts const& texts, AttendancePage const& page,
    ExpectedPerson const& person)
{
    auto const& expected = person.expected;
    auto const& zone = *call.site.zone;
    w(R"(<tr><th scope="row">{}<br><span class="mute small">{}</span></th><td data-l="{}"><span class="{}">{}</span>{}</td>{}</tr>)",
      shown_name(person, texts), texts(label_of(expected.as)), texts("attendance.column.state"_msg),
      shape_of(expected), texts(state_of(expected)),
      when(
          expected.came.has_value(),
          [&](Writer& inner) {
              inner(
                  R"( <span class="mute small">{}</span>)",
                  texts(
                      "attendance.since"_msg,
                      {{"time", texts.time(zone.to_local(expected.came->arrived_at).time)}}));
              if (expected.came->as_participant)
                  inner(R"(<br><span class="mute small">{}</span>)", texts("attendance.as_participant"_msg));
          }),
      when(page.can_note, [&](Writer& inner) {
          inner(R"(<td data-l="{}">{}</td>)", texts("item.column.steps"_msg), [&](Writer& press) {
              write_press(
                  press, call, page.seen.meeting.id, expected.person, shown_name(person, texts),
                  expected.came.has_value());
          });
      }));
}

std::int64_t count_there(std::vector<ExpectedPerson> const& people)
{
    return std::ranges::count_if(
        people, [](ExpectedPerson const& one) { return one.expected.came.has_value(); });
}

// Nobody is certified to have been at what lies ahead.
void write_print_links(Writer& w, Texts const& texts, MeetingId meeting, bool can_note)
{
    auto const link = [&](std::string_view what, MessageKey label) {
        w(R"(<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a>)",
          attendance_url(meeting, what), texts(label));
    };
    link(sign_path, "attendance.print"_msg);
    link(badges_path, "participant.badges"_msg);
    if (can_note)
        link(certificates_path, "participant.certificates"_msg);
}

void write_table(Writer& w, web::Call const& call, Texts const& texts, AttendancePage const& page)
{
    if (page.people.empty()) {
        w(R"(<p class="mute">{}</p>)", texts("attendance.none"_msg));
        return;
    }
    w(R"(<div class="scroll" role="region" aria-labelledby="liste" tabindex="0"><table class="tbl tbl--stack tbl--lead"><thead><tr><th scope="col">{}</th><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
      texts("invitation.column.person"_msg), texts("attendance.column.state"_msg),
      when(
          page.can_note,
          [&](Writer& head) { head(R"(<th scope="col">{}</th>)", texts("item.column.steps"_msg)); }),
      each(page.people, [&](Writer& rows, ExpectedPerson const& person) {
          write_person(rows, call, texts, page, person);
      }));
}

}

Url attendance_url(MeetingId id)
{
    return meeting_url(id, attendance_path);
}

Url attendance_url(MeetingId id, std::string_view page)
{
    return staff_url({meetings_path, std::to_string(id.value), attendance_path, page});
}

Url door_url(std::string_view code)
{
    return staff_url({"einlass", code});
}

void write_kept_arrivals(Writer& w, web::Call const& call)
{
    auto const& texts = web::staff_texts(call);
    w(R"(<p class="mute" role="status" {}></p>)",
      html::Attributes{
          html::attribute("data-arrivals", texts("attendance.waiting"_msg)),
          html::attribute("data-arrived", texts("attendance.there"_msg)),
          html::attribute("data-refused", texts("attendance.not_taken"_msg)),
          html::attribute("data-login", texts("attendance.login"_msg)),
          html::attribute("data-owner", call.actor().code())});
}

MessageKey state_of(Expected const& expected)
{
    if (expected.came)
        return "attendance.there"_msg;
    switch (expected.answer) {
    case InvitationAnswer::declined:
        return "attendance.excused"_msg;
    case InvitationAnswer::accepted:
        return "attendance.expected"_msg;
    case InvitationAnswer::none:
        break;
    }
    return "attendance.open"_msg;
}

http::Response attendance_page(web::Call const& call, AttendancePage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& meeting = page.seen.meeting;
    auto frame = frame_below_meeting(call, meeting, std::string(texts("attendance.title"_msg)));
    frame.state_line = page.seen.panel.name + " · " + when_of(meeting, texts) + " · "
        + texts("attendance.count"_msg,
                {{"there", count_there(page.people)},
                 {"all", static_cast<std::int64_t>(page.people.size())}});
    frame.problems = page.problems;
    frame.actions = [&](Writer& w) { write_print_links(w, texts, meeting.id, page.can_note); };
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack"><h2 id="liste" class="vh">{}</h2>{}{}{}{}{}</div>)",
            texts("attendance.list"_msg),
            when(
                !page.can_note,
                [&](Writer& inner) { inner(R"(<p class="mute">{}</p>)", texts("attendance.early"_msg)); }),
            [&](Writer& inner) { write_kept_arrivals(inner, call); },
            [&](Writer& inner) { write_table(inner, call, texts, page); },
            web::ExportLinks{texts, [&](std::string_view file) { return attendance_url(meeting.id, file); }},
            when(page.can_note, [&](Writer& inner) { write_others(inner, call, texts, page); }));
    });
}

http::Response door_page(web::Call const& call, DoorPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& meeting = page.seen.meeting;
    auto const name = page.name.empty() ? std::string(texts("invitation.unseen"_msg)) : page.name;
    auto frame = frame_below_meeting(call, meeting, std::string(texts("attendance.door"_msg)));
    frame.state_line = when_of(meeting, texts);
    frame.problems = page.problems;
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<section class="card stack" aria-labelledby="wer"><h2 id="wer">{}</h2><p>{}</p>{}{}</section><p><a href="{}">{}</a></p>)",
            name, texts(label_of(page.invitation.as)),
            [&](Writer& inner) { write_kept_arrivals(inner, call); },
            [&](Writer& inner) {
                if (page.came) {
                    auto const since = call.site.zone->to_local(page.came->arrived_at).time;
                    inner(
                        R"(<p><span class="st st--ok">{}</span> {}</p>)", texts("attendance.there"_msg),
                        texts("attendance.since"_msg, {{"time", texts.time(since)}}));
                } else if (page.can_note) {
                    inner(
                        R"(<form method="post" action="{}" {}>{}{}</form>)", door_url(page.code),
                        html::Attributes{html::attribute("data-arrival", texts("attendance.kept"_msg))},
                        web::FormToken{call}, web::SubmitButton{texts("attendance.press"_msg)});
                } else {
                    inner(R"(<p class="mute">{}</p>)", texts("attendance.early"_msg));
                }
            },
            attendance_url(meeting.id), texts("attendance.all"_msg));
    });
}

void write_attendance_summary(
    Writer& w, web::Call const& call, MeetingId id, std::optional<std::int64_t> count, ListAccess access)
{
    auto const& texts = web::staff_texts(call);
    w(R"(<section class="stack" aria-labelledby="anwesenheit"><h2 id="anwesenheit">{}</h2><p>{}</p>{}</section>)",
      texts("attendance.title"_msg),
      count ? texts("attendance.summary"_msg, {{"count", *count}})
            : std::string(texts(
                  access == ListAccess::print ? "attendance.early"_msg : "attendance.summary.none"_msg)),
      when(access != ListAccess::none, [&](Writer& inner) {
          inner(
              R"(<p><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p>)",
              attendance_url(id),
              texts(access == ListAccess::note ? "attendance.manage"_msg : "attendance.prepare"_msg));
      }));
}

} // namespace kommin::meetings
