#include "modules/meetings/checklists/checklist_pages.hpp"

#include "modules/meetings/checklists/checklist_editing.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/panels/form_parts.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kommin::meetings {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

// On which day a line is due: "vor 42 Tagen" is not said where the day is.
std::string day_of(Task const& line, Texts const& texts)
{
    if (line.due)
        return texts.date(*line.due, i18n::DateStyle::full);
    if (!line.days_from_meeting)
        return "–";
    auto const days = *line.days_from_meeting;
    return days < 0 ? texts("checklist.days_before"_msg, {{"count", -days}})
                    : texts("checklist.days_after"_msg, {{"count", days}});
}

void write_row(
    Writer& w, web::Call const& call, Texts const& texts, ChecklistPage const& page, Task const& line)
{
    auto const mark = mark_of(line, call.local_now().date, texts);
    bool const may_tick = (page.may_write || is_task_of(line, call.actor()))
        && line.state != TaskState::dropped && page.seen.meeting.state != MeetingState::cancelled;
    w(R"(<tr><th scope="row"><a href="{}" {}>{}</a></th><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span>{}</td><td>{}</td></tr>)",
      task_url(line.id), html::Attributes{web::content_lang(texts)}, line.text,
      texts("checklist.column.day"_msg), day_of(line, texts), texts("task.field.owner"_msg),
      who_of(line, page.owners, texts), texts("staff.state"_msg), mark.shape, mark.text,
      when(
          !line.word.empty(),
          [&](Writer& inner) { inner(R"(<br><span class="mute small">{}</span>)", line.word); }),
      when(may_tick, [&](Writer& inner) {
          write_tick(inner, call, line, checklist_url(page.seen.meeting.id, "abhaken"));
      }));
}

// As somebody ticks it by hand.
std::string_view box_of(TaskState state)
{
    switch (state) {
    case TaskState::open:
        return "☐";
    case TaskState::done:
        return "☑";
    case TaskState::dropped:
        return "☒";
    }
    return {};
}

void write_cut(Writer& w, Texts const& texts, ChecklistPage const& page)
{
    if (page.is_cut)
        w(R"(<p>{}</p>)", texts("checklist.cut"_msg, {{"count", std::ssize(page.lines)}}));
}

void write_table(Writer& w, web::Call const& call, Texts const& texts, ChecklistPage const& page)
{
    write_cut(w, texts, page);
    w(R"(<div class="scroll" role="region" aria-labelledby="zeilen" tabindex="0"><table class="tbl tbl--stack tbl--lead"><caption class="vh" id="zeilen">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col"><span class="vh">{}</span></th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("checklist.title"_msg), texts("task.field.text"_msg), texts("checklist.column.day"_msg),
      texts("task.field.owner"_msg), texts("staff.state"_msg), texts("task.tick"_msg),
      each(page.lines, [&](Writer& row, Task const& line) { write_row(row, call, texts, page, line); }));
}

// Makes a checklist of a template, or adds what it has and the checklist has not had.
void write_making(Writer& w, web::Call const& call, Texts const& texts, ChecklistPage const& page)
{
    auto const& meeting = page.seen.meeting;
    bool const is_new = page.lines.empty();
    w(R"(<section class="card stack" aria-labelledby="aus-vorlage"><h2 id="aus-vorlage">{}</h2>{}</section>)",
      texts(is_new ? "checklist.make"_msg : "checklist.complete"_msg), [&](Writer& inner) {
          if (page.fitting.empty()) {
              inner(R"(<p class="measure">{}</p>)", texts("checklist.no_template"_msg));
              if (page.may_edit_templates)
                  inner(R"(<p><a href="{}">{}</a></p>)", templates_url(), texts("checklist.templates"_msg));
              return;
          }
          std::vector<web::Choice> choices;
          for (auto const& one : page.fitting)
              choices.push_back({std::to_string(one.id.value), one.name});
          inner(
              R"(<p class="measure">{}</p><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}">{}{}</form>)",
              texts(is_new ? "checklist.make.lead"_msg : "checklist.complete.lead"_msg),
              checklist_url(meeting.id, "anlegen"), web::FormToken{call}, meeting.version,
              web::SelectField{
                  .texts = texts,
                  .name = template_of_form,
                  .label = "checklist.field.template"_msg,
                  .choices = choices,
                  .value = choices.front().value,
                  .problems = page.problems},
              web::SubmitButton{
                  texts(is_new ? "checklist.make.press"_msg : "checklist.complete.press"_msg),
                  is_new ? "primary" : "secondary"});
      });
}

}

Url checklist_url(MeetingId id)
{
    return meeting_url(id, checklist_page);
}

Url checklist_url(MeetingId id, std::string_view page)
{
    return web::staff_url({meetings_path, std::to_string(id.value), checklist_page, page});
}

http::Response checklist_page_of(web::Call const& call, ChecklistPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& meeting = page.seen.meeting;
    auto const open = std::ranges::count_if(page.lines, &Task::is_open);
    bool const may_add = page.may_write && meeting.state != MeetingState::cancelled;
    auto frame = frame_below_meeting(call, meeting, std::string(texts("checklist.title"_msg)));
    frame.state_line = page.seen.panel.name + " · " + when_of(meeting, texts);
    if (!page.lines.empty())
        frame.state_line += " · " + texts("checklist.open"_msg, {{"count", open}});
    frame.problems = page.problems;
    frame.is_wide = true;
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack">{}{}{}{}</div>)",
            when(
                meeting.state == MeetingState::cancelled,
                [&](Writer& inner) { inner(R"(<p class="measure">{}</p>)", texts("checklist.fell"_msg)); }),
            [&](Writer& inner) {
                if (page.lines.empty())
                    inner(R"(<p class="mute">{}</p>)", texts("checklist.none"_msg));
                else
                    write_table(inner, call, texts, page);
            },
            [&](Writer& inner) {
                if (may_add)
                    inner(
                        R"(<p><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p>)",
                        checklist_url(meeting.id, "zeilen"), texts("checklist.add"_msg));
                if (!page.lines.empty())
                    inner(
                        R"(<p><a href="{}">{}</a></p>)", checklist_url(meeting.id, "drucken"),
                        texts("checklist.print"_msg));
            },
            when(may_add, [&](Writer& inner) { write_making(inner, call, texts, page); }));
    });
}

http::Response checklist_print_page(web::Call const& call, ChecklistPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& meeting = page.seen.meeting;
    auto frame = frame_below_meeting(call, meeting, std::string(texts("checklist.print.title"_msg)));
    frame.crumbs.push_back({checklist_url(meeting.id), std::string(texts("checklist.title"_msg))});
    frame.state_line = page.seen.panel.name + " · " + when_of(meeting, texts);
    return web::staff_page(frame, [&](Writer& w) {
        write_cut(w, texts, page);
        w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl"><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
          texts("checklist.title"_msg), texts("checklist.column.day"_msg), texts("task.field.text"_msg),
          texts("task.field.owner"_msg), texts("staff.state"_msg),
          each(page.lines, [&](Writer& rows, Task const& line) {
              rows(
                  R"(<tr><td>{}</td><th scope="row">{}</th><td>{}</td><td>{} {}</td></tr>)",
                  day_of(line, texts), line.text, who_of(line, page.owners, texts), box_of(line.state),
                  mark_of(line, call.local_now().date, texts).text);
          }));
    });
}

http::Response lines_form_page(web::Call const& call, LinesFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& meeting = page.seen.meeting;
    auto frame = frame_below_meeting(call, meeting, std::string(texts("checklist.add"_msg)));
    frame.crumbs.push_back({checklist_url(meeting.id), std::string(texts("checklist.title"_msg))});
    frame.state_line = page.seen.panel.name + " · " + when_of(meeting, texts);
    frame.problems = page.problems;
    FormShell const shell{
        .call = call,
        .texts = texts,
        .url = checklist_url(meeting.id, "zeilen"),
        .version = std::nullopt,
        .form_key = page.form_key,
        .back = checklist_url(meeting.id),
        .shown_version = std::nullopt};
    return shell.page(
        frame,
        [&](Writer& w) {
            w(R"({}<input type="hidden" name="sitzungsfassung" value="{}"><div class="sec">{}</div>)",
              web::RequiredNote{texts}, meeting.version,
              web::TextArea{
                  .texts = texts,
                  .name = lines_of_form,
                  .label = "checklist.field.lines"_msg,
                  .value = page.typed,
                  .problems = page.problems,
                  .hint = "checklist.hint.lines"_msg,
                  .rows = 8,
                  .is_required = true});
        },
        [&](Writer& w) {
            w(R"(<section class="card" aria-labelledby="wirkung"><h2 id="wirkung">{}</h2><ul class="plain small"><li>{}</li></ul></section>)",
              texts("form.effect"_msg), texts("checklist.add.effect"_msg));
        });
}

} // namespace kommin::meetings
