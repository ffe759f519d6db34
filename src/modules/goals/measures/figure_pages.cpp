#include "modules/goals/measures/figure_pages.hpp"

#include "modules/goals/measures/figure_words.hpp"
#include "modules/goals/measures/measure_pages.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"

#include <array>
#include <utility>

namespace kommin::goals {

using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::FieldWidth;
using web::staff_url;

namespace {

constexpr std::string_view path_of_measures = "massnahmen";
constexpr std::string_view path_of_figures = "kennzahlen";
constexpr std::string_view path_of_reports = "berichte";
constexpr int rows_of_steps = 4;

Url url_below_measure(MeasureId measure, std::string_view part, std::int64_t id, std::string_view page)
{
    auto const of = std::to_string(measure.value);
    auto const number = std::to_string(id);
    return page.empty() ? staff_url({path_of_measures, of, part, number})
                        : staff_url({path_of_measures, of, part, number, page});
}

void write_figure_fields(Writer& w, Texts const& texts, FigureFormPage const& page)
{
    web::FormFields const form(texts, page.fields, page.problems);
    auto const label = [](std::string_view name) { return web::label_in(all_figure_fields, name); };
    auto const kinds = web::choices_among<TargetKind>(all_target_kinds, texts);
    auto const aims = web::choices_among<Aim>(all_aims, texts);
    auto const rules = web::choices_among<ExpectationRule>(all_expectation_rules, texts);
    auto const narrow = [&](std::string_view name, MessageKey hint, bool is_required = false) {
        return form.text(name, label(name), FieldWidth::narrow, hint, is_required);
    };
    w(
        R"({}<div class="sec">{}{}</div><div class="sec">{}{}{}{}{}{}{}</div><div class="sec">{}{}{}</div>)",
        web::RequiredNote{texts},
        form.text(
            figure_field::name, label(figure_field::name), FieldWidth::whole, "figure.hint.name"_msg, true),
        form.text(
            figure_field::unit, label(figure_field::unit), FieldWidth::medium,
            page.has_reports ? "figure.hint.unit_kept"_msg : "figure.hint.unit"_msg, true),
        [&](Writer& inner) {
            form.write_choices(
                inner, figure_field::target_kind, label(figure_field::target_kind), kinds, false,
                "figure.hint.target_kind"_msg);
        },
        [&](Writer& inner) { form.write_choices(inner, figure_field::aim, label(figure_field::aim), aims); },
        narrow(figure_field::baseline, "figure.hint.baseline"_msg),
        form.text(
            figure_field::baseline_unit, label(figure_field::baseline_unit), FieldWidth::medium,
            "figure.hint.baseline_unit"_msg),
        form.day(
            figure_field::baseline_day, label(figure_field::baseline_day), "figure.hint.baseline_day"_msg),
        narrow(figure_field::target, "figure.hint.target"_msg, true),
        form.day(figure_field::deadline, label(figure_field::deadline), "figure.hint.deadline"_msg),
        [&](Writer& inner) {
            form.write_choices(
                inner, figure_field::rule, label(figure_field::rule), rules, false, "figure.hint.rule"_msg);
        },
        form.area(figure_field::steps, label(figure_field::steps), "figure.hint.steps"_msg, rows_of_steps),
        narrow(figure_field::weight, "figure.hint.weight"_msg));
}

// Beside the form: what follows from what is stored.
void write_figure_consequence(Writer& w, Texts const& texts, FigureFormPage const& page)
{
    web::write_effect(w, texts, "figure.effect"_msg);
    if (page.figure == nullptr)
        return;
    auto const& one = *page.figure;
    w(R"(<section class="card" aria-labelledby="regel"><h2 id="regel">{}</h2><p class="small">{}</p></section>)",
      texts("figure.way"_msg),
      texts("figure.way.rule"_msg, {{"rule", rule_of(texts, one, way_of(one, page.measure))}}));
    web::write_history_card(w, texts, figure_url(page.measure.id, one.id, "verlauf"));
    if (!page.has_reports)
        w(R"(<p><a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></p>)",
          figure_url(page.measure.id, one.id, "loeschen"), texts("figure.erase"_msg));
}

}

Url new_figure_url(MeasureId measure)
{
    return staff_url({path_of_measures, std::to_string(measure.value), path_of_figures, "neu"});
}

Url figure_url(MeasureId measure, FigureId id, std::string_view page)
{
    return url_below_measure(measure, path_of_figures, id.value, page);
}

Url report_url(MeasureId measure, ReportId id)
{
    return report_url(measure, id, {});
}

Url report_url(MeasureId measure, ReportId id, std::string_view page)
{
    return url_below_measure(measure, path_of_reports, id.value, page);
}

Url erase_photo_url(MeasureId measure, ReportId id)
{
    return staff_url(
        {path_of_measures, std::to_string(measure.value), path_of_reports, std::to_string(id.value), "foto",
         "loeschen"});
}

web::RecordForm figure_record_form(Texts const& texts)
{
    auto form = web::record_form(all_figure_fields, texts);
    form.shown = [&texts](Fields const& fields, std::string_view name) {
        std::string value(fields.value(name));
        if (name == figure_field::target_kind)
            return web::word_of_value<TargetKind>(value, texts);
        if (name == figure_field::aim)
            return web::word_of_value<Aim>(value, texts);
        if (name == figure_field::rule)
            return web::word_of_value<ExpectationRule>(value, texts);
        return value;
    };
    return form;
}

http::Response figure_form_page(web::Call const& call, FigureFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* one = page.figure;
    auto const& measure = page.measure;
    auto frame = frame_below_measure(
        call, measure, one == nullptr ? std::string(texts("figure.new"_msg)) : one->name);
    frame.problems = page.problems;
    web::FormShell const shell{
        .call = call,
        .texts = texts,
        .url = one == nullptr ? new_figure_url(measure.id) : figure_url(measure.id, one->id),
        .version = one == nullptr ? std::nullopt : std::optional(one->version),
        .form_key = page.form_key,
        .back = measure_url(measure.id),
        .shown_version = page.shown_version};
    return shell.page(
        frame, [&](Writer& w) { write_figure_fields(w, texts, page); },
        [&](Writer& w) { write_figure_consequence(w, texts, page); });
}

http::Response figure_erasing_question(
    web::Call const& call, SeenFigure const& seen, std::vector<Problem> const& problems)
{
    auto const& texts = web::staff_texts(call);
    auto const& one = seen.figure;
    auto frame
        = frame_below_measure(call, seen.measure, texts("figure.erase.title"_msg, {{"name", one.name}}));
    frame.problems = problems;
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack measure"><p>{}</p><div class="row"><form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}">{}</form><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div></div>)",
          texts("figure.erase.question"_msg), figure_url(seen.measure.id, one.id, "loeschen"),
          web::FormToken{call}, one.version,
          web::SubmitButton{texts("figure.erase.yes"_msg), "primary grave"},
          figure_url(seen.measure.id, one.id), texts("form.back"_msg));
    });
}

} // namespace kommin::goals
