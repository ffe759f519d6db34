#include "modules/steering/closing/year_demo.hpp"

#include "modules/goals/goals/api.hpp"
#include "modules/goals/measures/api.hpp"
#include "modules/steering/closing/closing.hpp"
#include "modules/steering/cycle/year_editing.hpp"
#include "modules/steering/evaluations/evaluation_asking.hpp"
#include "modules/steering/evaluations/evaluation_editing.hpp"
#include "modules/steering/evaluations/evaluation_link.hpp"
#include "modules/steering/priorities/priority_editing.hpp"
#include "platform/demo/parts.hpp"
#include "platform/demo/shape.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::steering {

using demo::list_at;
using demo::loaded;
using demo::text_at;
using records::Fields;

namespace {

constexpr std::string_view years_file = "years.json";

demo::Shape shape_of_years()
{
    return {
        .texts = {"key", "municipality", year_field::year, "panel", year_field::source},
        .lists = {year_field::remark, "steps", "priorities", "evaluations", "requests"},
        .objects = {"closed"}};
}
demo::Shape shape_of_steps()
{
    return {
        .texts = {"kind", step_field::owner, step_field::due, step_field::state},
        .lists = {step_field::outcome, step_field::lines, step_field::documents, step_field::decisions}};
}
// A decision in the words of the minutes, and what it is about.
demo::Shape shape_of_decisions()
{
    return {.texts = {"wording"}, .lists = {"goals", "measures"}};
}
demo::Shape shape_of_priorities()
{
    demo::Shape shape{.texts = {"goal", "measure", priority_field::rank, priority_field::rank_reason}};
    shape.texts.insert(shape.texts.end(), row_fields.begin(), row_fields.end());
    return shape;
}
demo::Shape shape_of_evaluations()
{
    return {
        .texts
        = {"measure", "view", evaluation_field::evaluator, evaluation_field::day, evaluation_field::effect,
           evaluation_field::effort, evaluation_field::verdict, evaluation_field::verdict_why},
        .lists = {evaluation_field::lessons}};
}

constexpr std::array answer_fields{
    evaluation_field::effect, evaluation_field::effort, evaluation_field::verdict,
    evaluation_field::verdict_why};
demo::Shape shape_of_requests()
{
    return {
        .texts
        = {"measure", "view", asking_field::evaluator, asking_field::mail, asking_field::language,
           asking_field::until},
        .objects = {"answer"}};
}
demo::Shape shape_of_answers()
{
    return {.texts = {answer_fields.begin(), answer_fields.end()}, .lists = {evaluation_field::lessons}};
}

// One year while it is loaded.
class LoadedYear {
public:
    LoadedYear(demo::Demo& demo, json::Value const& object)
        : demo_(demo)
        , object_(object)
        , key_(text_at(object, "key"))
        , body_(body_called(text_at(object, "municipality")))
        , measures_(goals::list_measures_of_owner(demo.work.db(), demo.work.tenant(), body_))
        , goals_(goals::list_goals_of_owner(demo.work.db(), demo.work.tenant(), body_))
    {
        demo::check_shape(object, shape_of_years(), years_file, key_);
    }

    void load(MoneyOfYear const& money)
    {
        Fields fields;
        auto const year = text_at(object_, year_field::year);
        auto const* story = demo_.story_of_district();
        fields.set(year_field::year, story != nullptr ? story->year(year) : year);
        fields.set(year_field::body, text_at(object_, "municipality"));
        fields.set(year_field::panel, panel_called(text_at(object_, "panel")));
        fields.set(year_field::remark, lines(object_, year_field::remark));
        fields.set(year_field::source, text_at(object_, year_field::source));
        id_ = made(open_year(demo_.work, fields));
        load_steps();
        for (auto const& priority : list_at(object_, "priorities"))
            load_priority(priority);
        for (auto const& evaluation : list_at(object_, "evaluations"))
            load_evaluation(evaluation);
        for (auto const& request : list_at(object_, "requests"))
            load_request(request);
        if (auto const* closed = object_.find("closed"); closed != nullptr)
            close(*closed, money);
        ++demo_.counts["years"];
    }

private:
    [[noreturn]] void refuse(std::string const& what) const
    {
        throw std::runtime_error("demonstration: " + std::string(years_file) + ", " + key_ + ": no " + what);
    }
    template<class Value>
    Value made(Result<Value> result) const
    {
        return loaded(std::move(result), years_file, key_);
    }
    [[nodiscard]] std::string lines(json::Value const& object, std::string_view name) const
    {
        return demo::lines_in(object, name, years_file, key_);
    }
    [[nodiscard]] std::string told(std::string const& day) const
    {
        auto const* story = demo_.story_of_district();
        return story != nullptr ? story->last_day(day) : day;
    }
    // Whose it is; the Kreis without a name.
    [[nodiscard]] std::optional<tenants::BodyId> body_called(std::string const& slug) const
    {
        if (slug.empty())
            return std::nullopt;
        auto const bodies = tenants::list_bodies(demo_.work.db(), demo_.work.tenant());
        auto const found = std::ranges::find(bodies, slug, &tenants::Body::slug);
        if (found == bodies.end())
            refuse("municipality " + slug);
        return found->id;
    }
    [[nodiscard]] std::string panel_called(std::string const& name) const
    {
        auto& work = demo_.work;
        auto const panels = meetings::list_named_panels(work.db(), work.tenant(), work.today());
        auto const found = std::ranges::find_if(panels, [&](meetings::NamedPanel const& panel) {
            return panel.body == body_ && panel.name == name;
        });
        if (found == panels.end())
            refuse("panel " + name);
        return std::to_string(found->id.value);
    }
    [[nodiscard]] goals::MeasureId measure_called(std::string const& title) const
    {
        auto const found = std::ranges::find(measures_, title, &goals::Measure::title);
        if (found == measures_.end())
            refuse("measure " + title);
        return found->id;
    }
    [[nodiscard]] goals::GoalId goal_called(std::string const& title) const
    {
        auto const found = std::ranges::find(goals_, title, &goals::Goal::title);
        if (found == goals_.end())
            refuse("goal " + title);
        return found->id;
    }

    // "[2026-03-12] Fragebogen verschickt" once it is done.
    [[nodiscard]] std::string checklist(json::Value const& step) const
    {
        std::string all;
        for (auto const& line : list_at(step, step_field::lines)) {
            demo::check_shape(line, {.texts = {"title", "done_on"}}, years_file, key_);
            StepLine const read{
                .title = text_at(line, "title"), .done_on = parse_date(told(text_at(line, "done_on")))};
            all += (all.empty() ? "" : "\n") + spelled_line(read);
        }
        return all;
    }

    // "Bericht | https://…", one on each line.
    [[nodiscard]] std::string documents(json::Value const& step) const
    {
        std::string all;
        for (auto const& document : list_at(step, step_field::documents)) {
            demo::check_shape(document, {.texts = {"title", "link"}}, years_file, key_);
            all += (all.empty() ? "" : "\n") + text_at(document, "title") + " | " + text_at(document, "link");
        }
        return all;
    }

    // Those that the file names by their wording, of what its panel has decided in that year, and the goals
    // and measures that each is about.
    void set_decisions(json::Value const& step, Fields& fields) const
    {
        auto& work = demo_.work;
        auto const named = list_at(step, step_field::decisions);
        if (named.empty())
            return;
        auto const year = load_year(work.db(), work.tenant(), id_).value();
        auto const all = list_decisions_of_year(work.db(), work.tenant(), work.actor(), year);
        Fields::Values decisions;
        Fields::Values subjects;
        for (auto const& entry : named) {
            demo::check_shape(entry, shape_of_decisions(), years_file, key_);
            auto const wording = text_at(entry, "wording");
            auto const found = std::ranges::find(all, wording, &meetings::NamedDecision::wording);
            if (found == all.end())
                refuse("decision " + wording);
            StepDecision const decision{found->meeting, found->motion};
            decisions.push_back(decision_value(decision));
            for (auto const& title : demo::texts_in(entry, "goals", years_file, key_))
                subjects.push_back(subject_value({decision, goal_called(title), {}}));
            for (auto const& title : demo::texts_in(entry, "measures", years_file, key_))
                subjects.push_back(subject_value({decision, {}, measure_called(title)}));
        }
        fields.set(step_field::decisions, std::move(decisions));
        fields.set(step_field::subjects, std::move(subjects));
    }

    void load_steps()
    {
        auto& work = demo_.work;
        auto const steps = list_steps(work.db(), work.tenant(), id_);
        for (auto const& entry : list_at(object_, "steps")) {
            demo::check_shape(entry, shape_of_steps(), years_file, key_);
            auto const kind = enum_from<StepKind>(text_at(entry, "kind"));
            auto const found = std::ranges::find_if(
                steps, [&](WholeStep const& whole) { return kind && whole.step.kind == *kind; });
            if (found == steps.end())
                refuse("step " + text_at(entry, "kind"));
            auto fields = form_of(*found);
            fields.set(step_field::owner, text_at(entry, step_field::owner));
            fields.set(step_field::due, told(text_at(entry, step_field::due)));
            fields.set(step_field::outcome, lines(entry, step_field::outcome));
            fields.set(step_field::lines, checklist(entry));
            fields.set(step_field::documents, documents(entry));
            set_decisions(entry, fields);
            if (auto state = text_at(entry, step_field::state); !state.empty())
                fields.set(step_field::state, std::move(state));
            loaded(save_step(work, {found->step.id, found->step.version}, fields), years_file, key_);
        }
    }

    // As the form for many answers the criteria, and then as the group puts it elsewhere.
    void load_priority(json::Value const& entry)
    {
        auto& work = demo_.work;
        demo::check_shape(entry, shape_of_priorities(), years_file, key_);
        Weighed of;
        if (auto const goal = text_at(entry, "goal"); !goal.empty())
            of.goal = goal_called(goal);
        else
            of.measure = measure_called(text_at(entry, "measure"));
        Fields row;
        for (auto const name : row_fields)
            row.set(row_field(name, of.key()), text_at(entry, name));
        std::array const rows{RowAsSeen{.key = of.key(), .version = 0}};
        made(score_rows(work, id_, rows, row));
        ++demo_.counts["priorities"];
        if (text_at(entry, priority_field::rank).empty())
            return;
        auto const all = list_priorities(work.db(), work.tenant(), id_);
        auto const stored = std::ranges::find_if(
            all, [&](Priority const& one) { return one.goal == of.goal && one.measure == of.measure; });
        if (stored == all.end())
            refuse("mark of " + of.key());
        auto fields = form_of(*stored);
        for (auto const name : {priority_field::rank, priority_field::rank_reason})
            fields.set(name, text_at(entry, name));
        loaded(save_priority(work, {stored->id, stored->version}, fields), years_file, key_);
    }

    void load_evaluation(json::Value const& entry)
    {
        demo::check_shape(entry, shape_of_evaluations(), years_file, key_);
        auto const view = view_of(entry);
        Fields fields;
        for (auto const name :
             {evaluation_field::evaluator, evaluation_field::effect, evaluation_field::effort,
              evaluation_field::verdict, evaluation_field::verdict_why})
            fields.set(name, text_at(entry, name));
        fields.set(evaluation_field::day, told(text_at(entry, evaluation_field::day)));
        fields.set(evaluation_field::lessons, lines(entry, evaluation_field::lessons));
        auto const measure = measure_called(text_at(entry, "measure"));
        made(add_evaluation(demo_.work, {.year = id_, .measure = measure, .view = view}, fields, key_));
        ++demo_.counts["evaluations of measures"];
    }

    [[nodiscard]] EvaluationView view_of(json::Value const& entry) const
    {
        auto const view = enum_from<EvaluationView>(text_at(entry, "view"));
        if (!view)
            refuse("view " + text_at(entry, "view"));
        return *view;
    }

    // Somebody who is asked; no letter leaves, hence none has asked yet.
    void load_request(json::Value const& entry)
    {
        auto& work = demo_.work;
        demo::check_shape(entry, shape_of_requests(), years_file, key_);
        Fields fields;
        for (auto const name : {asking_field::evaluator, asking_field::mail, asking_field::language})
            fields.set(name, text_at(entry, name));
        fields.set(asking_field::until, told(text_at(entry, asking_field::until)));
        auto const year = load_year(work.db(), work.tenant(), id_).value();
        for (auto const& problem : problems_of_asking(fields, year, work.today()))
            loaded(Result<void>(problem), years_file, key_);
        EvaluationRequest const request{
            .id = {},
            .year = id_,
            .measure = measure_called(text_at(entry, "measure")),
            .view = view_of(entry),
            .evaluator = text_at(entry, asking_field::evaluator),
            .mail = text_at(entry, asking_field::mail),
            .language = text_at(entry, asking_field::language),
            .until = parse_typed_date(fields.value(asking_field::until)).value(),
            .evaluation = {},
            .asked_at = {},
            .soon_for = {},
            .late_for = {}};
        auto const mark = key_ + ' ' + text_at(entry, "measure") + ' ' + text_at(entry, "view");
        auto const id = insert_evaluation_request(work.db(), work.tenant(), request, mark);
        ++demo_.counts["requests for evaluations"];
        if (auto const* answer = entry.find("answer"); answer != nullptr)
            answer_request(id, request.mail, *answer);
    }

    // As whoever is asked does it, by a link of their own.
    void answer_request(EvaluationRequestId id, std::string const& mail, json::Value const& answer)
    {
        demo::check_shape(answer, shape_of_answers(), years_file, key_);
        Fields fields;
        for (auto const name : answer_fields)
            fields.set(name, text_at(answer, name));
        fields.set(evaluation_field::lessons, lines(answer, evaluation_field::lessons));
        auto const token = add_evaluation_link(demo_.work, id, mail);
        made(answer_by_link(demo_.work, token, {.seen = 0, .form_key = key_, .fields = fields}));
        ++demo_.counts["evaluations of measures"];
    }

    void close(json::Value const& closed, MoneyOfYear const& money)
    {
        auto& work = demo_.work;
        demo::check_shape(closed, {.texts = {"reason"}}, years_file, key_);
        auto const shown
            = find_year_to_close(work.db(), work.tenant(), id_, work.actor(), work.today(), money);
        if (!shown)
            refuse("year to close");
        made(close_year(work, {.id = id_, .seen = shown->seen}, text_at(closed, "reason"), money));
        ++demo_.counts["closed years"];
    }

    demo::Demo& demo_;
    json::Value const& object_;
    std::string key_;
    std::optional<tenants::BodyId> body_; // whose it is; nothing: the Kreis
    std::vector<goals::Measure> measures_; // of the same owner, as those that follow
    std::vector<goals::Goal> goals_;
    YearId id_;
};

}

void load_years(demo::Demo& demo, MoneyOfYear const& money)
{
    auto const file = demo.files.json(std::string(years_file));
    demo::check_shape(file, {.lists = {"years"}}, years_file, {});
    for (auto const& object : list_at(file, "years"))
        LoadedYear(demo, object).load(money);
}

} // namespace kommin::steering
