// The forms of the state of a measure, of its light and of its milestones.

#include "modules/goals/measures/measure_pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <array>
#include <utility>

namespace kommin::goals {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::FieldWidth;

namespace {

MessageKey label_in_course(std::string_view name)
{
    return web::label_in(course_measure_fields, name);
}

MessageKey milestone_label(std::string_view name)
{
    return web::label_in(all_milestone_fields, name);
}

void write_milestone_fields(Writer& w, Texts const& texts, CoursePage const& page)
{
    web::FormFields const form(texts, page.fields, page.problems);
    w(R"({}<div class="sec">{}{}{}{}</div>)", web::RequiredNote{texts},
      form.text(
          milestone_field::title, milestone_label(milestone_field::title), FieldWidth::whole,
          "milestone.hint.title"_msg, true),
      form.day(milestone_field::due, milestone_label(milestone_field::due), "milestone.hint.due"_msg),
      form.day(
          milestone_field::done_on, milestone_label(milestone_field::done_on), "milestone.hint.done_on"_msg,
          false),
      form.text(milestone_field::remark, milestone_label(milestone_field::remark), FieldWidth::whole));
}

web::StaffMark mark_of(Milestone const& one, Date today, Texts const& texts)
{
    if (one.done_on)
        return {"st st--done", std::string(texts("milestone.state.done"_msg))};
    if (one.due && today > one.due->last_possible_day())
        return {"st st--warn", std::string(texts("milestone.state.late"_msg))};
    return {"st st--info", std::string(texts("milestone.state.open"_msg))};
}

void write_milestone(
    Writer& w, web::Call const& call, Measure const& measure, Milestone const& one, bool may_edit)
{
    auto const& texts = web::staff_texts(call);
    auto const mark = mark_of(one, call.local_now().date, texts);
    html::Attributes const content{web::content_lang(texts)};
    w(
        R"(<tr><th scope="row" {}>{}{}</th><td data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span>{}</td>{}</tr>)",
        content,
        [&](Writer& inner) {
            if (may_edit)
                inner(R"(<a href="{}">{}</a>)", milestone_url(measure.id, one.id), one.title);
            else
                inner("{}", one.title);
        },
        when(
            !one.remark.empty(),
            [&](Writer& inner) { inner(R"(<br><span class="small mute">{}</span>)", one.remark); }),
        texts("milestone.field.due"_msg), one.due ? texts.partial_date(*one.due) : std::string("–"),
        texts("staff.state"_msg), mark.shape, mark.text,
        when(
            one.done_on.has_value(),
            [&](Writer& inner) {
                inner(
                    R"(<br><span class="small mute">{}</span>)",
                    texts.date(*one.done_on, i18n::DateStyle::long_));
            }),
        when(may_edit, [&](Writer& inner) {
            inner(
                "<td>{}</td>", when(!one.done_on, [&](Writer& button) {
                    button(
                        R"(<form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}"><button class="kern-btn kern-btn--secondary kern-btn--sm" type="submit"><span class="kern-label">{}<span class="vh">: {}</span></span></button></form>)",
                        milestone_url(measure.id, one.id, "erledigt"), web::FormToken{call}, measure.version,
                        texts("milestone.action.done"_msg), one.title);
                }));
        }));
}

}

void write_course_form(
    Writer& w, web::Call const& call, Measure const& measure, Url const& url, Url const& page,
    MessageKey button, web::Body const& fields, std::optional<Url> const& back)
{
    auto const& texts = web::staff_texts(call);
    w(R"(<form class="form stack-top" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}">{}<div class="save">{}{}</div></form>)",
      url, web::KeptWhileTyping{call, page}, measure.version, fields, web::SubmitButton{texts(button)},
      when(back.has_value(), [&](Writer& inner) {
          inner(
              R"(<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a>)",
              *back, texts("form.back"_msg));
      }));
}

http::Response state_page(web::Call const& call, CoursePage const& page, std::string const& back)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_measure(
        call, page.measure, texts("measure.state.title"_msg, {{"title", full_title_of(page.measure)}}));
    frame.problems = page.problems;
    auto const states = choices_of<MeasureState>(all_measure_states, texts);
    auto const url = measure_url(page.measure.id, "stand");
    return web::staff_page(frame, [&](Writer& w) {
        web::FormFields const form(texts, page.fields, page.problems);
        write_course_form(
            w, call, page.measure, url, url, "measure.action.state_save"_msg,
            [&](Writer& inner) {
                inner(
                    R"(<input type="hidden" name="abfrage" value="{}"><div class="sec">{}{}{}</div>)", back,
                    [&](Writer& choices) {
                        form.write_choices(choices, measure_field::state, "measure.field.state"_msg, states);
                    },
                    form.area(
                        measure_field::state_reason, "measure.field.state_reason"_msg,
                        "measure.hint.state_reason"_msg, 3),
                    form.text(
                        measure_field::state_since, "measure.field.state_since"_msg, FieldWidth::narrow,
                        "measure.hint.state_since"_msg));
            },
            measure_url(page.measure.id));
    });
}

http::Response light_page(
    web::Call const& call, CoursePage const& page, std::optional<Light> reckoned, std::string const& set_by)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_measure(
        call, page.measure, texts("measure.light.title"_msg, {{"title", full_title_of(page.measure)}}));
    frame.problems = page.problems;
    auto const lights = choices_of<Light>(all_lights, texts);
    auto const url = measure_url(page.measure.id, "licht");
    auto const& by_hand = page.measure.by_hand;
    return web::staff_page(frame, [&](Writer& w) {
        web::FormFields const form(texts, page.fields, page.problems);
        w(R"(<p class="measure">{}</p><p>{}</p>)", texts("measure.light.lead"_msg),
          reckoned ? texts("measure.light.reckoned"_msg, {{"light", mark_of(*reckoned, texts).text}})
                   : std::string(texts("measure.light.nothing_reckoned"_msg)));
        if (by_hand)
            w(R"(<div class="note"><p>{}</p><form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}">{}</form></div>)",
              texts(
                  "measure.light.by"_msg,
                  {{"name", set_by}, {"day", texts.date(by_hand->until, i18n::DateStyle::long_)}}),
              measure_url(page.measure.id, "licht-entfernen"), web::FormToken{call}, page.measure.version,
              web::SubmitButton{texts("measure.action.light_remove"_msg), "secondary"});
        write_course_form(
            w, call, page.measure, url, url, "measure.action.light_save"_msg,
            [&](Writer& inner) {
                inner(
                    R"(<div class="sec">{}{}{}</div>)",
                    [&](Writer& choices) {
                        form.write_choices(
                            choices, measure_field::light, label_in_course(measure_field::light), lights);
                    },
                    form.area(
                        measure_field::light_reason, label_in_course(measure_field::light_reason),
                        "measure.hint.light_reason"_msg, 3),
                    form.day(
                        measure_field::light_until, label_in_course(measure_field::light_until),
                        "measure.hint.light_until"_msg, false));
            },
            measure_url(page.measure.id));
    });
}

void write_milestones(
    Writer& w, web::Call const& call, Measure const& measure, std::vector<Milestone> const& milestones,
    bool may_edit)
{
    auto const& texts = web::staff_texts(call);
    if (milestones.empty()) {
        w(R"(<p class="mute">{}</p>)", texts("milestone.none"_msg));
        return;
    }
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
      texts("milestone.title"_msg), texts("milestone.title"_msg), texts("milestone.field.title"_msg),
      texts("milestone.field.due"_msg), texts("staff.state"_msg),
      when(
          may_edit,
          [&](Writer& inner) {
              inner(R"(<th scope="col"><span class="vh">{}</span></th>)", texts("milestone.action"_msg));
          }),
      each(milestones, [&](Writer& row, Milestone const& one) {
          write_milestone(row, call, measure, one, may_edit);
      }));
}

http::Response milestones_page(
    web::Call const& call, CoursePage const& page, std::vector<Milestone> const& milestones)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_measure(
        call, page.measure, texts("milestone.page"_msg, {{"title", full_title_of(page.measure)}}));
    frame.problems = page.problems;
    auto const url = measure_url(page.measure.id, "meilensteine");
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack">{}<section aria-labelledby="neu"><h2 id="neu">{}</h2>{}</section></div>)",
            [&](Writer& inner) { write_milestones(inner, call, page.measure, milestones, true); },
            texts("milestone.new"_msg),
            [&](Writer& inner) {
                write_course_form(
                    inner, call, page.measure, url, url, "milestone.action.add"_msg,
                    [&](Writer& fields) { write_milestone_fields(fields, texts, page); },
                    measure_url(page.measure.id));
            });
    });
}

http::Response milestone_page(web::Call const& call, CoursePage const& page, MilestoneId id)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_measure(call, page.measure, std::string(texts("milestone.change"_msg)));
    auto const all = measure_url(page.measure.id, "meilensteine");
    frame.crumbs.push_back({all, std::string(texts("milestone.title"_msg))});
    frame.problems = page.problems;
    auto const url = milestone_url(page.measure.id, id);
    return web::staff_page(frame, [&](Writer& w) {
        write_course_form(
            w, call, page.measure, url, url, "words.action.save"_msg,
            [&](Writer& fields) { write_milestone_fields(fields, texts, page); }, all);
        w(R"(<form class="stack-top" method="post" action="{}">{}<input type="hidden" name="fassung" value="{}">{}<p class="small mute">{}</p></form>)",
          milestone_url(page.measure.id, id, "loeschen"), web::FormToken{call}, page.measure.version,
          web::SubmitButton{texts("milestone.action.erase"_msg), "tertiary"},
          texts("milestone.erase.kept"_msg));
    });
}

} // namespace kommin::goals
