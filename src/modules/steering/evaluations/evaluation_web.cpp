// Routes of the desk for evaluations of measures.

#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/evaluations/evaluation_pages.hpp"
#include "modules/steering/evaluations/measures_of_year.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace kommin::steering {

using records::Fields;

namespace {

std::optional<std::int64_t> number_in_path(web::Call const& call, std::string_view name)
{
    auto const number = parse_number(call.path[name]);
    return number && *number > 0 ? number : std::nullopt;
}

Fields posted_evaluation(http::Form const& posted)
{
    Fields fields;
    for (auto const& field : all_evaluation_fields) {
        std::string text(trim(posted.value(field.name)));
        std::erase(text, '\r');
        fields.set(field.name, std::move(text));
    }
    return fields;
}

std::vector<std::string> typed_words_of(Fields const& fields)
{
    std::vector<std::string> words;
    for (auto const name :
         {evaluation_field::evaluator, evaluation_field::lessons, evaluation_field::verdict_why}) {
        if (std::string value(fields.value(name)); !value.empty())
            words.push_back(std::move(value));
    }
    return words;
}

struct FoundEvaluations {
    SteeringYear year;
    YearNames names;
    std::vector<goals::Measure> measures;
    std::vector<MeasureEvaluation> evaluations;
};
std::optional<FoundEvaluations> find_evaluations(web::Call const& call)
{
    auto const id = number_in_path(call, "jahr");
    if (!id)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) -> std::optional<FoundEvaluations> {
        auto const tenant = call.site.tenant;
        auto const today = call.local_now().date;
        auto year = find_seen_year(db, tenant, YearId{*id}, call.actor(), see_years);
        if (!year)
            return std::nullopt;
        auto evaluations = list_evaluations(db, tenant, year->id);
        auto measures = goals::list_measures_of_owner(db, tenant, year->body);
        // One that was dropped after it had been evaluated keeps its place.
        std::erase_if(measures, [&](goals::Measure const& one) {
            return !goals::is_of_year(one, year->year, today)
                && std::ranges::find(evaluations, one.id, &MeasureEvaluation::measure) == evaluations.end();
        });
        return FoundEvaluations{
            std::move(*year), load_year_names(db, tenant, today), std::move(measures),
            std::move(evaluations)};
    });
}

http::Response evaluations_page_of(
    web::Call const& call, FoundEvaluations const& found, std::vector<Problem> problems = {},
    std::vector<std::string> not_stored = {})
{
    return evaluation_list_page(
        call,
        {.year = found.year,
         .names = found.names,
         .measures = found.measures,
         .evaluations = found.evaluations,
         .today = call.local_now().date,
         .may_evaluate = !found.year.is_closed && call.actor().may(evaluate_measures, found.year.owner()),
         .may_ask = !found.year.is_closed && call.actor().may(edit_years, found.year.owner()),
         .problems = std::move(problems),
         .not_stored = std::move(not_stored)});
}

// Nothing of what was typed can be stored any more: the list says why, and shows it to be copied.
http::Response refused_evaluation(web::Call const& call, Problem problem, Fields const& fields)
{
    auto const found = find_evaluations(call);
    return found ? evaluations_page_of(call, *found, {std::move(problem)}, typed_words_of(fields))
                 : web::staff_not_found(call);
}

// What the address of a new one names.
struct NewInPath {
    MeasureInYear of;
    EvaluationView view;
    YearNames names;
    std::string in_charge; // of the measure
    std::optional<EvaluationId> self; // that is there already
};
std::optional<NewInPath> new_in_path(web::Call const& call)
{
    auto const year = number_in_path(call, "jahr");
    auto const measure = number_in_path(call, "massnahme");
    auto const view = view_at(call.path["sicht"]);
    if (!year || !measure || !view)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) -> std::optional<NewInPath> {
        auto const tenant = call.site.tenant;
        auto const today = call.local_now().date;
        auto of = find_measure_to_evaluate(
            db, tenant, YearId{*year}, goals::MeasureId{*measure}, call.actor(), today);
        if (!of)
            return std::nullopt;
        std::optional<EvaluationId> self;
        for (auto const& one : list_evaluations(db, tenant, of->year.id)) {
            if (one.measure == of->measure.id && one.view == EvaluationView::self)
                self = one.id;
        }
        auto in_charge = goals::load_measure_names(db, tenant, today).in_charge(of->measure);
        return NewInPath{
            std::move(*of), *view, load_year_names(db, tenant, today), std::move(in_charge), self};
    });
}

http::Response new_evaluation_page(
    web::Call const& call, NewInPath const& found, Fields const& fields, std::string const& key,
    std::vector<Problem> problems = {})
{
    return evaluation_form_page(
        call,
        {.year = found.of.year,
         .measure = found.of.measure,
         .view = found.view,
         .edited = nullptr,
         .names = found.names,
         .fields = fields,
         .form_key = key,
         .problems = std::move(problems)});
}

// One evaluation at the desk.
class EvaluationDesk : public web::RecordDesk {
public:
    explicit EvaluationDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        auto const year = number_in_path(call(), "jahr");
        auto const id = number_in_path(call(), "bewertung");
        found_.reset();
        if (!year || !id)
            return false;
        found_ = web::read(call(), [&](db::Connection& db) -> std::optional<Found> {
            auto const tenant = call().site.tenant;
            auto seen
                = find_seen_evaluation(db, tenant, EvaluationId{*id}, call().actor(), evaluate_measures);
            if (!seen || seen->year.id.value != *year)
                return std::nullopt;
            auto state = records::undrafted(seen->evaluation.version, seen->evaluation.changed_at);
            state.owner = seen->year.owner();
            return Found{
                std::move(*seen), load_year_names(db, tenant, call().local_now().date), std::move(state)};
        });
        return found_.has_value();
    }
    [[nodiscard]] SeenEvaluation const& seen() const { return found_->seen; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(seen().evaluation); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return evaluation_record_form(web::staff_texts(call()));
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override { return posted_evaluation(posted); }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_evaluation(fields, seen().year, call().local_now().date);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_evaluation(fields), problems_of(fields));
    }
    [[nodiscard]] Fields compared_fields(Fields const& fields) const override { return fields; }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{evaluation_subject, seen().evaluation.id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->names.accounts; }
    [[nodiscard]] html::Url url() const override
    {
        return evaluation_url(seen().year.id, seen().evaluation.id, "bearbeiten");
    }
    [[nodiscard]] html::Url history_url() const override
    {
        return evaluation_url(seen().year.id, seen().evaluation.id, "verlauf");
    }
    [[nodiscard]] bool has_form() const override { return !seen().year.is_closed; }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return frame_below_evaluations(call(), seen().year, found_->names, std::move(title));
    }
    [[nodiscard]] std::string title_of(Fields const& /*fields*/) const override
    {
        return goals::full_title_of(seen().measure);
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return evaluation_form_page(
            call(),
            {.year = seen().year,
             .measure = seen().measure,
             .view = seen().evaluation.view,
             .edited = &seen().evaluation,
             .names = found_->names,
             .fields = form.fields,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    struct Found {
        SeenEvaluation seen;
        YearNames names;
        records::EditState state;
    };
    std::optional<Found> found_;
};

http::Response to_evaluations(YearId year)
{
    return http::Response::redirect(http::Status::see_other, evaluations_url(year).text());
}

}

http::Response list_evaluations_at_desk(web::Call& call)
{
    auto const found = find_evaluations(call);
    return found ? evaluations_page_of(call, *found) : web::staff_not_found(call);
}

http::Response export_evaluations(web::Call& call)
{
    using table::Cell;
    struct Line {
        goals::Measure const* measure;
        MeasureEvaluation const* evaluation; // null: nobody has written one
    };
    auto const found = find_evaluations(call);
    if (!found)
        return web::staff_not_found(call);
    auto const& texts = web::staff_texts(call);
    auto const said = [](auto what) {
        return [what](Line const& line) {
            return line.evaluation == nullptr ? Cell() : Cell(what(*line.evaluation));
        };
    };
    web::ListExport<Line> file(
        call, web::export_format(call.request), "bewertungen-" + std::to_string(found->year.year),
        "measure_evaluation.title"_msg,
        {{"measure.one"_msg, 50, [](Line const& line) { return Cell(goals::full_title_of(*line.measure)); }},
         {"measure_evaluation.field.view"_msg, 16,
          said([&](MeasureEvaluation const& one) { return std::string(texts(label_of(one.view))); })},
         {"measure_evaluation.field.evaluator"_msg, 30,
          said([](MeasureEvaluation const& one) { return one.evaluator; })},
         {"measure_evaluation.field.day"_msg, 12, said([](MeasureEvaluation const& one) { return one.day; })},
         {"measure_evaluation.field.effect"_msg, 10,
          said([](MeasureEvaluation const& one) { return std::int64_t{one.effect}; })},
         {"measure_evaluation.field.effort"_msg, 10,
          said([](MeasureEvaluation const& one) { return std::int64_t{one.effort}; })},
         {"measure_evaluation.field.lessons"_msg, 60,
          said([](MeasureEvaluation const& one) { return one.lessons; })},
         {"measure_evaluation.field.verdict"_msg, 16,
          said([&](MeasureEvaluation const& one) { return std::string(texts(label_of(one.verdict))); })},
         {"measure_evaluation.field.verdict_why"_msg, 60,
          said([](MeasureEvaluation const& one) { return one.verdict_why; })}});
    for (auto const& measure : found->measures) {
        bool has_any = false;
        for (auto const& one : found->evaluations) {
            if (one.measure != measure.id)
                continue;
            has_any = true;
            if (!file.add({&measure, &one}))
                return file.answer();
        }
        if (!has_any && !file.add({&measure, nullptr}))
            return file.answer();
    }
    return file.answer();
}

http::Response show_new_evaluation(web::Call& call)
{
    auto const found = new_in_path(call);
    if (!found)
        return web::staff_not_found(call);
    if (found->of.year.is_closed)
        return to_evaluations(found->of.year.id);
    if (found->view == EvaluationView::self && found->self)
        return http::Response::redirect(
            http::Status::see_other, evaluation_url(found->of.year.id, *found->self, "bearbeiten").text());
    Fields fields;
    if (found->view == EvaluationView::self)
        fields.set(evaluation_field::evaluator, found->in_charge);
    fields.set(evaluation_field::day, typed_spelling(call.local_now().date));
    return new_evaluation_page(call, *found, fields, crypto::random_token());
}

http::Response add_evaluation_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const found = new_in_path(call);
    if (!form || !found)
        return web::staff_not_found(call);
    auto const fields = posted_evaluation(*form);
    auto const key = web::key_of_form(*form);
    NewEvaluation const of{found->of.year.id, found->of.measure.id, found->view};
    return web::add_record(
        call,
        {.problems = {}, // the use case finds the one of the same form first
         .add = [&](Work& work) -> Result<html::Url> {
             TRY(add_evaluation(work, of, fields, key));
             return evaluations_url(of.year);
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 if (!problems.empty() && problems.front().kind == ProblemKind::conflict)
                     return refused_evaluation(call, problems.front(), fields);
                 for (auto& problem : problems_of_evaluation(fields, found->of.year, call.local_now().date)) {
                     if (std::ranges::find(problems, problem.field, &Problem::field) == problems.end())
                         problems.push_back(std::move(problem));
                 }
                 return new_evaluation_page(call, *found, fields, key, std::move(problems));
             }});
}

http::Response show_evaluation_form(web::Call& call)
{
    EvaluationDesk desk(call);
    if (desk.load() && !desk.has_form())
        return to_evaluations(desk.seen().year.id);
    return web::show_record(call, desk);
}

http::Response save_evaluation_form(web::Call& call)
{
    EvaluationDesk desk(call);
    auto const form = call.request.form();
    if (form && desk.load() && desk.seen().year.is_closed)
        return refused_evaluation(
            call, Problem::conflict({}, "year.problem.closed"_msg), posted_evaluation(*form));
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_evaluation(work, {desk.seen().evaluation.id, seen.version}, fields);
        });
}

http::Response show_evaluation_history(web::Call& call)
{
    EvaluationDesk desk(call);
    return web::show_history(call, desk);
}

} // namespace kommin::steering
