// The pages for tasks of a measure.

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/piece_pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/staff_form.hpp"

#include <utility>

namespace kommin::goals {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;
using web::FieldWidth;

namespace {

MessageKey task_label(std::string_view name)
{
    return web::label_in(all_measure_task_fields, name);
}

void write_task_fields(Writer& w, Texts const& texts, MeasureTaskPage const& page)
{
    web::FormFields const form(texts, page.fields, page.problems);
    w(R"({}<div class="sec">{}{}{}{}{}{}</div>)", web::RequiredNote{texts},
      form.text(
          measure_task_field::title, task_label(measure_task_field::title), FieldWidth::whole, {}, true),
      form.choice(
          measure_task_field::account, task_label(measure_task_field::account), page.takers,
          "measure_task.hint.account"_msg),
      form.text(
          measure_task_field::who, task_label(measure_task_field::who), FieldWidth::whole,
          "measure_task.hint.who"_msg),
      form.day(measure_task_field::due, task_label(measure_task_field::due), {}, false),
      form.day(
          measure_task_field::done_on, task_label(measure_task_field::done_on), "milestone.hint.done_on"_msg,
          false),
      form.text(
          measure_task_field::remark, task_label(measure_task_field::remark), FieldWidth::whole,
          "measure_task.hint.remark"_msg));
}

web::StaffMark mark_of_task(MeasureTask const& one, Date today, Texts const& texts)
{
    if (one.done_on)
        return {"st st--done", std::string(texts("milestone.state.done"_msg))};
    if (one.is_overdue(today))
        return {"st st--warn", std::string(texts("milestone.state.late"_msg))};
    return {"st st--info", std::string(texts("milestone.state.open"_msg))};
}

void write_task_tick(Writer& w, web::Call const& call, Measure const& measure, MeasureTask const& one)
{
    w(R"(<form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}"><button class="kern-btn kern-btn--secondary kern-btn--sm" type="submit"><span class="kern-label">{}<span class="vh">: {}</span></span></button></form>)",
      piece_url(measure.id, tasks_page_name, one.id.value, "erledigt"), web::FormToken{call}, measure.version,
      web::staff_texts(call)("milestone.action.done"_msg), one.title);
}

void write_measure_task(
    Writer& w, web::Call const& call, Measure const& measure, MeasureTask const& one,
    web::Authors const& authors, bool is_page)
{
    auto const& texts = web::staff_texts(call);
    auto const mark = mark_of_task(one, call.local_now().date, texts);
    auto const taker = taker_of(one, authors);
    html::Attributes const content{web::content_lang(texts)};
    bool const may_tick = !one.done_on && (is_page || one.is_of(call.actor()));
    w(
        R"(<tr><th scope="row" {}>{}{}</th><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span>{}{}</td></tr>)",
        content,
        [&](Writer& inner) {
            if (is_page)
                inner(
                    R"(<a href="{}">{}</a>)", piece_url(measure.id, tasks_page_name, one.id.value),
                    one.title);
            else
                inner("{}", one.title);
        },
        when(
            !one.remark.empty(),
            [&](Writer& inner) { inner(R"(<br><span class="small mute">{}</span>)", one.remark); }),
        texts("measure_task.taker"_msg),
        taker.empty() ? std::string(texts("measure_task.nobody"_msg)) : taker,
        texts("measure_task.field.due"_msg),
        one.due ? texts.date(*one.due, i18n::DateStyle::long_) : std::string("–"), texts("staff.state"_msg),
        mark.shape, mark.text,
        when(
            one.done_on.has_value(),
            [&](Writer& inner) {
                inner(
                    R"(<br><span class="small mute">{}</span>)",
                    texts.date(*one.done_on, i18n::DateStyle::long_));
            }),
        when(may_tick, [&](Writer& inner) { write_task_tick(inner, call, measure, one); }));
}

}

std::string taker_of(MeasureTask const& task, web::Authors const& authors)
{
    return task.account ? web::name_of(authors, code_of_account(task.account)) : task.who;
}

void write_measure_tasks(
    Writer& w, web::Call const& call, Measure const& measure, std::vector<MeasureTask> const& tasks,
    web::Authors const& authors, bool is_page)
{
    auto const& texts = web::staff_texts(call);
    if (tasks.empty()) {
        w(R"(<p class="mute">{}</p>)", texts("measure_task.none"_msg));
        return;
    }
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("measure_task.title"_msg), texts("measure_task.title"_msg), texts("measure_task.field.title"_msg),
      texts("measure_task.taker"_msg), texts("measure_task.field.due"_msg), texts("staff.state"_msg),
      each(tasks, [&](Writer& row, MeasureTask const& one) {
          write_measure_task(row, call, measure, one, authors, is_page);
      }));
}

http::Response measure_tasks_page(
    web::Call const& call, MeasureTaskPage const& page, std::vector<MeasureTask> const& tasks)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_measure(
        call, page.measure, texts("measure_task.page"_msg, {{"title", full_title_of(page.measure)}}));
    frame.problems = page.problems;
    auto const url = measure_url(page.measure.id, tasks_page_name);
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack">{}<section aria-labelledby="neu"><h2 id="neu">{}</h2>{}</section></div>)",
            [&](Writer& inner) { write_measure_tasks(inner, call, page.measure, tasks, page.authors, true); },
            texts("measure_task.new"_msg),
            [&](Writer& inner) {
                write_course_form(
                    inner, call, page.measure, url, url, "measure_task.action.add"_msg,
                    [&](Writer& fields) { write_task_fields(fields, texts, page); },
                    measure_url(page.measure.id));
            });
    });
}

http::Response measure_task_page(web::Call const& call, MeasureTaskPage const& page, MeasureTaskId id)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_measure(call, page.measure, std::string(texts("measure_task.change"_msg)));
    auto const all = measure_url(page.measure.id, tasks_page_name);
    frame.crumbs.push_back({all, std::string(texts("measure_task.title"_msg))});
    frame.problems = page.problems;
    auto const url = piece_url(page.measure.id, tasks_page_name, id.value);
    return web::staff_page(frame, [&](Writer& w) {
        write_course_form(
            w, call, page.measure, url, url, "words.action.save"_msg,
            [&](Writer& fields) { write_task_fields(fields, texts, page); }, all);
        w(R"(<form class="stack-top" method="post" action="{}">{}<input type="hidden" name="fassung" value="{}">{}<p class="small mute">{}</p></form>)",
          piece_url(page.measure.id, tasks_page_name, id.value, "loeschen"), web::FormToken{call},
          page.measure.version, web::SubmitButton{texts("measure_task.action.erase"_msg), "tertiary"},
          texts("milestone.erase.kept"_msg));
    });
}

} // namespace kommin::goals
