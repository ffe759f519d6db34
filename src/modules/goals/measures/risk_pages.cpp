// The pages for risks of a measure.

#include "modules/goals/measures/piece_pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/staff_form.hpp"

#include <span>
#include <utility>

namespace kommin::goals {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::FieldWidth;

namespace {

MessageKey risk_label(std::string_view name)
{
    return web::label_in(all_risk_fields, name);
}

void write_risk_fields(Writer& w, Texts const& texts, RiskPage const& page)
{
    web::FormFields const form(texts, page.fields, page.problems);
    auto const grades = choices_of<Grade>(all_grades, texts);
    auto const states = choices_of<RiskState>(all_risk_states, texts);
    w(
        R"({}<div class="sec">{}{}{}{}</div><div class="sec">{}{}{}{}</div>)", web::RequiredNote{texts},
        form.text(
            risk_field::title, risk_label(risk_field::title), FieldWidth::whole, "risk.hint.title"_msg, true),
        [&](Writer& inner) {
            form.write_choices(inner, risk_field::probability, risk_label(risk_field::probability), grades);
        },
        [&](Writer& inner) {
            form.write_choices(inner, risk_field::damage, risk_label(risk_field::damage), grades);
        },
        form.area(risk_field::response, risk_label(risk_field::response), "risk.hint.response"_msg, 3),
        form.choice(risk_field::unit, risk_label(risk_field::unit), page.units),
        form.text(
            risk_field::office, risk_label(risk_field::office), FieldWidth::whole, "risk.hint.office"_msg),
        [&](Writer& inner) {
            form.write_choices(inner, risk_field::state, risk_label(risk_field::state), states);
        },
        form.day(
            risk_field::checked_on, risk_label(risk_field::checked_on), "risk.hint.checked_on"_msg, false));
}

void write_checked(Writer& w, Texts const& texts, Risk const& one, Date today)
{
    w("{}{}", texts.date(one.checked_on, i18n::DateStyle::long_),
      when(one.is_unchecked(today), [&](Writer& inner) {
          inner(
              R"(<br><span class="st st--warn">{}</span>)",
              texts("risk.unchecked"_msg, {{"months", risks_checked_every.count()}}));
      }));
}

void write_risk(
    Writer& w, web::Call const& call, Measure const& measure, Risk const& one, MeasureNames const& names,
    bool is_page)
{
    auto const& texts = web::staff_texts(call);
    auto const grade = mark_of(one.grade(), texts);
    auto const state = mark_of(one.state, texts);
    auto const carer = carer_of(one, names);
    html::Attributes const content{web::content_lang(texts)};
    w(
        R"(<tr><th scope="row" {}>{}{}</th><td data-l="{}"><span class="{}">{}</span><br><span class="small mute">{}</span></td><td data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span></td><td data-l="{}">{}</td>{}</tr>)",
        content,
        [&](Writer& inner) {
            if (is_page)
                inner(
                    R"(<a href="{}">{}</a>)", piece_url(measure.id, risks_page_name, one.id.value),
                    one.title);
            else
                inner("{}", one.title);
        },
        when(
            !one.response.empty(),
            [&](Writer& inner) { inner(R"(<br><span class="small mute pre">{}</span>)", one.response); }),
        texts("risk.weight"_msg), grade.shape, grade.text, weight_of(one, texts), texts("risk.carer"_msg),
        carer.empty() ? std::string(texts("measure.nobody_in_charge"_msg)) : carer, texts("staff.state"_msg),
        state.shape, state.text, texts("risk.field.checked_on"_msg),
        [&](Writer& inner) { write_checked(inner, texts, one, call.local_now().date); },
        when(is_page, [&](Writer& inner) {
            inner(
                R"(<td><form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}"><button class="kern-btn kern-btn--secondary kern-btn--sm" type="submit"><span class="kern-label">{}<span class="vh">: {}</span></span></button></form></td>)",
                piece_url(measure.id, risks_page_name, one.id.value, "angesehen"), web::FormToken{call},
                measure.version, texts("risk.action.check"_msg), one.title);
        }));
}

}

Url piece_url(MeasureId measure, std::string_view page, std::int64_t id)
{
    return web::staff_url({measures_path, std::to_string(measure.value), page, std::to_string(id)});
}

Url piece_url(MeasureId measure, std::string_view page, std::int64_t id, std::string_view press)
{
    return web::staff_url({measures_path, std::to_string(measure.value), page, std::to_string(id), press});
}

std::string weight_of(Risk const& risk, Texts const& texts)
{
    return texts(
        "risk.weight.of"_msg,
        {{"probability", texts(label_of(risk.probability))}, {"damage", texts(label_of(risk.damage))}});
}

web::StaffMark mark_of(Grade grade, Texts const& texts)
{
    std::string word(texts(label_of(grade)));
    switch (grade) {
    case Grade::high:
        return {"st st--bad", std::move(word)};
    case Grade::medium:
        return {"st st--warn", std::move(word)};
    case Grade::low:
        break;
    }
    return {"st st--info", std::move(word)};
}

web::StaffMark mark_of(RiskState state, Texts const& texts)
{
    std::string word(texts(label_of(state)));
    switch (state) {
    case RiskState::handled:
        return {"st st--done", std::move(word)};
    case RiskState::occurred:
        return {"st st--bad", std::move(word)};
    case RiskState::open:
        break;
    }
    return {"st st--info", std::move(word)};
}

std::string carer_of(Risk const& risk, MeasureNames const& names)
{
    return risk.unit ? names.unit(*risk.unit) : risk.office;
}

void write_risks(
    Writer& w, web::Call const& call, Measure const& measure, std::vector<Risk> const& risks,
    MeasureNames const& names, bool is_page)
{
    auto const& texts = web::staff_texts(call);
    if (risks.empty()) {
        w(R"(<p class="mute">{}</p>)", texts("risk.none"_msg));
        return;
    }
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
      texts("risk.title"_msg), texts("risk.title"_msg), texts("risk.field.title"_msg),
      texts("risk.weight"_msg), texts("risk.carer"_msg), texts("staff.state"_msg),
      texts("risk.field.checked_on"_msg),
      when(
          is_page,
          [&](Writer& inner) {
              inner(R"(<th scope="col"><span class="vh">{}</span></th>)", texts("milestone.action"_msg));
          }),
      each(
          risks, [&](Writer& row, Risk const& one) { write_risk(row, call, measure, one, names, is_page); }));
}

http::Response risks_page(web::Call const& call, RiskPage const& page, std::vector<Risk> const& risks)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_measure(
        call, page.measure, texts("risk.page"_msg, {{"title", full_title_of(page.measure)}}));
    frame.problems = page.problems;
    auto const url = measure_url(page.measure.id, risks_page_name);
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack">{}<section aria-labelledby="neu"><h2 id="neu">{}</h2>{}</section></div>)",
            [&](Writer& inner) { write_risks(inner, call, page.measure, risks, page.names, true); },
            texts("risk.new"_msg),
            [&](Writer& inner) {
                write_course_form(
                    inner, call, page.measure, url, url, "risk.action.add"_msg,
                    [&](Writer& fields) { write_risk_fields(fields, texts, page); },
                    measure_url(page.measure.id));
            });
    });
}

http::Response risk_page(web::Call const& call, RiskPage const& page, RiskId id)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_measure(call, page.measure, std::string(texts("risk.change"_msg)));
    auto const all = measure_url(page.measure.id, risks_page_name);
    frame.crumbs.push_back({all, std::string(texts("risk.title"_msg))});
    frame.problems = page.problems;
    auto const url = piece_url(page.measure.id, risks_page_name, id.value);
    return web::staff_page(frame, [&](Writer& w) {
        write_course_form(
            w, call, page.measure, url, url, "words.action.save"_msg,
            [&](Writer& fields) { write_risk_fields(fields, texts, page); }, all);
        w(R"(<form class="stack-top" method="post" action="{}">{}<input type="hidden" name="fassung" value="{}">{}<p class="small mute">{}</p></form>)",
          piece_url(page.measure.id, risks_page_name, id.value, "loeschen"), web::FormToken{call},
          page.measure.version, web::SubmitButton{texts("risk.action.erase"_msg), "tertiary"},
          texts("milestone.erase.kept"_msg));
    });
}

} // namespace kommin::goals
