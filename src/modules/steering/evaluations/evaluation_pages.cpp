#include "modules/steering/evaluations/evaluation_pages.hpp"

#include "modules/steering/evaluations/evaluation_request_pages.hpp"
#include "modules/steering/evaluations/measures_of_year.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/staff_export.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace kommin::steering {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::Choice;
using web::FieldWidth;
using web::staff_url;

namespace {

constexpr std::string_view evaluations_page = "bewertungen";
constexpr std::array<std::string_view, 2> addresses_of_views{"selbst", "fremd"}; // as all_evaluation_views

std::string degree_word(Texts const& texts, std::string_view of, int degree)
{
    return texts(
        "measure_evaluation.degree"_msg,
        {{"degree", degree},
         {"word", texts(i18n::key("measure_evaluation." + std::string(of) + '.' + std::to_string(degree)))}});
}

std::vector<Choice> degrees_of(Texts const& texts, std::string_view of)
{
    std::vector<Choice> choices;
    for (int degree = 1; degree <= 5; ++degree)
        choices.push_back({std::to_string(degree), degree_word(texts, of, degree)});
    return choices;
}

std::vector<MeasureEvaluation> evaluations_with(
    std::vector<MeasureEvaluation> const& all, goals::MeasureId measure, EvaluationView view)
{
    std::vector<MeasureEvaluation> found;
    std::ranges::copy_if(all, std::back_inserter(found), [&](MeasureEvaluation const& one) {
        return one.measure == measure && one.view == view;
    });
    return found;
}

void write_view(
    Writer& w, Texts const& texts, EvaluationListPage const& page, goals::Measure const& measure,
    EvaluationView view)
{
    auto const found = evaluations_with(page.evaluations, measure.id, view);
    bool const may_add = page.may_evaluate && (view == EvaluationView::external || found.empty())
        && goals::is_of_year(measure, page.year.year, page.today);
    w(
        R"(<div class="stack"><h3>{}</h3>{}{}{}</div>)", texts(label_of(view)),
        [&](Writer& inner) {
            if (found.empty())
                inner(
                    R"(<p class="mute">{}</p>)",
                    texts(
                        view == EvaluationView::self ? "measure_evaluation.none.self"_msg
                                                     : "measure_evaluation.none.external"_msg));
            for (auto const& one : found)
                write_evaluation(inner, texts, one, page.may_evaluate);
        },
        when(
            may_add,
            [&](Writer& inner) {
                inner(
                    R"(<p><a class="kern-btn kern-btn--secondary kern-btn--sm" href="{}"><span class="kern-label">{}<span class="vh">: {}</span></span></a></p>)",
                    new_evaluation_url(page.year.id, measure.id, view),
                    texts(
                        view == EvaluationView::self ? "measure_evaluation.action.self"_msg
                                                     : "measure_evaluation.action.external"_msg),
                    goals::full_title_of(measure));
            }),
        when(page.may_ask && may_add, [&](Writer& inner) {
            inner(
                R"(<p class="small"><a href="{}">{}<span class="vh">: {}</span></a></p>)",
                ask_evaluation_url(page.year.id, measure.id, view),
                texts("evaluation_request.action.ask"_msg), goals::full_title_of(measure));
        }));
}

}

Url evaluations_url(YearId year)
{
    return year_url(year, evaluations_page);
}

Url new_evaluation_url(YearId year, goals::MeasureId measure, EvaluationView view)
{
    return staff_url(
        {"steuerung", "jahre", std::to_string(year.value), evaluations_page, "neu",
         std::to_string(measure.value), address_of(view)});
}

Url evaluation_url(YearId year, EvaluationId id, std::string_view page)
{
    return staff_url(
        {"steuerung", "jahre", std::to_string(year.value), evaluations_page, std::to_string(id.value), page});
}

std::string_view address_of(EvaluationView view)
{
    return addresses_of_views.at(static_cast<std::size_t>(view));
}

std::optional<EvaluationView> view_at(std::string_view address)
{
    for (auto const view : all_evaluation_views) {
        if (address_of(view) == address)
            return view;
    }
    return std::nullopt;
}

std::string effect_word(Texts const& texts, int effect)
{
    return degree_word(texts, evaluation_field::effect, effect);
}

std::string effort_word(Texts const& texts, int effort)
{
    return degree_word(texts, evaluation_field::effort, effort);
}

web::StaffFrame frame_below_evaluations(
    web::Call const& call, SteeringYear const& year, YearNames const& names, std::string title)
{
    auto frame = frame_below_year(call, year, names, std::move(title));
    frame.crumbs.push_back(
        {evaluations_url(year.id), std::string(web::staff_texts(call)("measure_evaluation.title"_msg))});
    return frame;
}

void write_evaluation(Writer& w, Texts const& texts, MeasureEvaluation const& one, bool may_edit)
{
    html::Attributes const content{web::content_lang(texts)};
    w(
        R"(<div class="card"><dl class="dl">{}{}{}{}{}</dl>{}{}{}</div>)",
        [&](Writer& inner) {
            inner(
                R"(<dt>{}</dt><dd {}>{}</dd>)", texts("measure_evaluation.field.evaluator"_msg), content,
                one.evaluator);
        },
        [&](Writer& inner) {
            web::write_fact(
                inner, texts("measure_evaluation.field.day"_msg),
                texts.date(one.day, i18n::DateStyle::long_));
        },
        [&](Writer& inner) {
            web::write_fact(
                inner, texts("measure_evaluation.field.effect"_msg), effect_word(texts, one.effect));
        },
        [&](Writer& inner) {
            web::write_fact(
                inner, texts("measure_evaluation.field.effort"_msg), effort_word(texts, one.effort));
        },
        [&](Writer& inner) {
            web::write_fact(
                inner, texts("measure_evaluation.field.verdict"_msg), texts(label_of(one.verdict)));
        },
        when(
            !one.lessons.empty(),
            [&](Writer& inner) {
                inner("<div {}>{}</div>", content, [&](Writer& lines) {
                    web::write_lines(lines, one.lessons);
                });
            }),
        when(
            !one.verdict_why.empty(),
            [&](Writer& inner) {
                inner(
                    R"(<p class="small">{}</p><div class="small" {}>{}</div>)",
                    texts("measure_evaluation.because"_msg, {{"verdict", texts(label_of(one.verdict))}}),
                    content, [&](Writer& lines) { web::write_lines(lines, one.verdict_why); });
            }),
        when(may_edit, [&](Writer& inner) {
            inner(
                R"(<p class="small"><a href="{}">{}<span class="vh">: {}</span></a></p>)",
                evaluation_url(one.year, one.id, "bearbeiten"), texts("panel.change"_msg), one.evaluator);
        }));
}

http::Response evaluation_list_page(web::Call const& call, EvaluationListPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_year(
        call, page.year, page.names,
        texts("measure_evaluation.page"_msg, {{"year", std::to_string(page.year.year)}}));
    auto const evaluated = std::ranges::count_if(page.measures, [&](goals::Measure const& one) {
        return !evaluations_with(page.evaluations, one.id, EvaluationView::self).empty();
    });
    frame.state_line
        = texts("measure_evaluation.count"_msg, {{"done", evaluated}, {"all", std::ssize(page.measures)}});
    frame.is_wide = true;
    frame.problems = page.problems;
    return web::staff_page(frame, [&](Writer& w) {
        web::write_not_stored(w, texts, page.not_stored);
        if (page.year.is_closed)
            w(R"(<div class="note"><p>{}</p></div>)", texts("year.closed.note"_msg));
        w(R"(<p class="measure">{}</p>{})", texts("measure_evaluation.purpose"_msg),
          when(page.may_ask, [&](Writer& inner) {
              inner(
                  R"(<p><a href="{}">{}</a></p>)", evaluation_requests_url(page.year.id),
                  texts("evaluation_request.action.show"_msg));
          }));
        if (page.measures.empty()) {
            w(R"(<p class="mute">{}</p>)", texts("measure_evaluation.no_measures"_msg));
            return;
        }
        w(R"(<div class="stack">{}</div>{})",
          each(
              page.measures,
              [&](Writer& section, goals::Measure const& one) {
                  auto const id = "massnahme-" + std::to_string(one.id.value);
                  section(
                      R"(<section class="stack" aria-labelledby="{}"><h2 id="{}"><a href="{}" {}>{}</a></h2><div class="two">{}{}</div></section>)",
                      id, id, goals::measure_url(one.id), html::Attributes{web::content_lang(texts)},
                      goals::full_title_of(one),
                      [&](Writer& inner) { write_view(inner, texts, page, one, EvaluationView::self); },
                      [&](Writer& inner) { write_view(inner, texts, page, one, EvaluationView::external); });
              }),
          web::ExportLinks{texts, [&](std::string_view file) {
                               return year_url(
                                   page.year.id,
                                   std::string(evaluations_page) + std::string(file.substr(file.find('.'))));
                           }});
    });
}

http::Response evaluation_form_page(web::Call const& call, EvaluationFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* edited = page.edited;
    auto frame = frame_below_evaluations(
        call, page.year, page.names,
        texts(
            "measure_evaluation.form"_msg,
            {{"view", texts(label_of(page.view))}, {"measure", goals::full_title_of(page.measure)}}));
    frame.problems = page.problems;
    web::FormShell const shell{
        .call = call,
        .texts = texts,
        .url = edited == nullptr ? new_evaluation_url(page.year.id, page.measure.id, page.view)
                                 : evaluation_url(page.year.id, edited->id, "bearbeiten"),
        .version = edited == nullptr ? std::nullopt : std::optional(edited->version),
        .form_key = page.form_key,
        .back = evaluations_url(page.year.id),
        .shown_version = page.shown_version};
    return shell.page(
        frame,
        [&](Writer& w) {
            web::FormFields const form(texts, page.fields, page.problems);
            auto const effects = degrees_of(texts, evaluation_field::effect);
            auto const efforts = degrees_of(texts, evaluation_field::effort);
            auto const verdicts = web::choices_among<Verdict>(all_verdicts, texts);
            w(
                R"({}<div class="sec">{}{}</div><div class="sec">{}{}{}</div><div class="sec">{}{}</div>)",
                web::RequiredNote{texts},
                form.text(
                    evaluation_field::evaluator, "measure_evaluation.field.evaluator"_msg, FieldWidth::whole,
                    "measure_evaluation.hint.evaluator"_msg, true),
                form.day(evaluation_field::day, "measure_evaluation.field.day"_msg, {}, false),
                [&](Writer& inner) {
                    form.write_choices(
                        inner, evaluation_field::effect, "measure_evaluation.field.effect"_msg, effects);
                },
                [&](Writer& inner) {
                    form.write_choices(
                        inner, evaluation_field::effort, "measure_evaluation.field.effort"_msg, efforts);
                },
                form.area(
                    evaluation_field::lessons, "measure_evaluation.field.lessons"_msg,
                    "measure_evaluation.hint.lessons"_msg, 5),
                [&](Writer& inner) {
                    form.write_choices(
                        inner, evaluation_field::verdict, "measure_evaluation.field.verdict"_msg, verdicts);
                },
                form.area(
                    evaluation_field::verdict_why, "measure_evaluation.field.verdict_why"_msg,
                    "measure_evaluation.hint.verdict_why"_msg, 3));
        },
        [&](Writer& w) {
            web::write_effect(w, texts, "measure_evaluation.effect_of_saving"_msg);
            if (edited != nullptr)
                web::write_history_card(w, texts, evaluation_url(page.year.id, edited->id, "verlauf"));
        });
}

web::RecordForm evaluation_record_form(Texts const& texts)
{
    auto form = web::record_form(all_evaluation_fields, texts);
    form.shown = [&texts](Fields const& fields, std::string_view name) {
        auto const value = fields.value(name);
        bool const is_degree = value.size() == 1 && value.front() >= '1' && value.front() <= '5';
        if ((name == evaluation_field::effect || name == evaluation_field::effort) && is_degree)
            return degree_word(texts, name, value.front() - '0');
        if (name == evaluation_field::verdict)
            return web::word_of_value<Verdict>(value, texts);
        return std::string(value);
    };
    return form;
}

} // namespace kommin::steering
