#include "modules/meetings/attendance/attendance_pages.hpp"

#include "modules/meetings/meetings/meeting_pages.hpp"
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
    return person.name.empty() ? std::string(texts("invitation.unseen"_msg)) : person.name;
}

// The arrivals are sent again by themselves while the network is away (assets/islands/arrivals.ts).
void write_press(
    Writer& w, web::Call const& call, Texts const& texts, MeetingId meeting, ExpectedPerson const& person)
{
    bool const came = person.expected.came.has_value();
    w(R"(<form method="post" action="{}" data-arrival="{}">{}<input type="hidden" name="person" value="{}"><input type="hidden" name="da" value="{}"><button class="kern-btn kern-btn--{}" type="submit"><span class="kern-label">{}<span class="vh">: {}</span></span></button></form>)",
      attendance_url(meeting), texts("attendance.kept"_msg), web::FormToken{call},
      person.expected.person.value, came ? "nein" : "ja", came ? "tertiary" : "secondary",
      texts(came ? "attendance.take_back"_msg : "attendance.press"_msg), shown_name(person, texts));
}

void write_person(
    Writer& w, web::Call const& call, Texts const& texts, AttendancePage const& page,
    ExpectedPerson const& person)
{
    auto const& expected = person.expected;
    auto const& zone = *call.site.zone;
    w(R"(<tr><th scope="row">{}<br><span class="mute small">{}</span></th><td data-l="{}"><span class="{}">{}</span>{}{}</td>{}</tr>)",
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
          }),
      when(
          !expected.note.empty(),
          [&](Writer& inner) { inner(R"(<br><span class="small">{}</span>)", expected.note); }),
      when(page.can_note, [&](Writer& inner) {
          inner(R"(<td data-l="{}">{}</td>)", texts("item.column.steps"_msg), [&](Writer& press) {
              write_press(press, call, texts, page.seen.meeting.id, person);
          });
      }));
}

std::int64_t count_there(std::vector<ExpectedPerson> const& people)
{
    return std::ranges::count_if(
        people, [](ExpectedPerson const& one) { return one.expected.came.has_value(); });
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
    frame.actions = [&](Writer& w) {
        w(R"(<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a>)",
          attendance_url(meeting.id, "drucken"), texts("attendance.print"_msg));
    };
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack"><h2 id="liste" class="vh">{}</h2>{}<p class="mute" role="status" data-arrivals="{}"></p>{}{}</div>)",
            texts("attendance.list"_msg),
            when(
                !page.can_note,
                [&](Writer& inner) { inner(R"(<p class="mute">{}</p>)", texts("attendance.early"_msg)); }),
            texts("attendance.waiting"_msg), [&](Writer& inner) { write_table(inner, call, texts, page); },
            web::ExportLinks{texts, [&](std::string_view file) { return attendance_url(meeting.id, file); }});
    });
}

http::Response attendance_print_page(web::Call const& call, AttendancePage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& meeting = page.seen.meeting;
    auto frame = frame_below_meeting(call, meeting, std::string(texts("attendance.print.title"_msg)));
    frame.crumbs.push_back({attendance_url(meeting.id), std::string(texts("attendance.title"_msg))});
    frame.state_line = page.seen.panel.name + " · " + when_of(meeting, texts);
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<table class="tbl"><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table>)",
          texts("invitation.column.person"_msg), texts("invitation.column.as"_msg),
          texts("attendance.column.signature"_msg),
          each(page.people, [&](Writer& rows, ExpectedPerson const& person) {
              rows(
                  R"(<tr><th scope="row">{}</th><td>{}</td><td></td></tr>)", shown_name(person, texts),
                  texts(label_of(person.expected.as)));
          }));
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
            when(
                !page.invitation.answer_note.empty(),
                [&](Writer& inner) { inner("<p>{}</p>", page.invitation.answer_note); }),
            [&](Writer& inner) {
                if (page.came) {
                    auto const since = call.site.zone->to_local(page.came->arrived_at).time;
                    inner(
                        R"(<p><span class="st st--ok">{}</span> {}</p>)", texts("attendance.there"_msg),
                        texts("attendance.since"_msg, {{"time", texts.time(since)}}));
                } else if (page.can_note) {
                    inner(
                        R"(<form method="post" action="{}" data-arrival="{}">{}{}</form>)",
                        door_url(page.code), texts("attendance.kept"_msg), web::FormToken{call},
                        web::SubmitButton{texts("attendance.press"_msg)});
                } else {
                    inner(R"(<p class="mute">{}</p>)", texts("attendance.early"_msg));
                }
            },
            attendance_url(meeting.id), texts("attendance.all"_msg));
    });
}

void write_attendance_summary(
    Writer& w, web::Call const& call, MeetingId id, std::optional<std::int64_t> count, bool may_note)
{
    auto const& texts = web::staff_texts(call);
    w(R"(<section class="stack" aria-labelledby="anwesenheit"><h2 id="anwesenheit">{}</h2><p>{}</p>{}</section>)",
      texts("attendance.title"_msg),
      count ? texts("attendance.summary"_msg, {{"count", *count}})
            : std::string(texts("attendance.summary.none"_msg)),
      when(may_note, [&](Writer& inner) {
          inner(
              R"(<p><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p>)",
              attendance_url(id), texts("attendance.manage"_msg));
      }));
}

} // namespace kommin::meetings
