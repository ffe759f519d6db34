#include "modules/steering/closing/free_texts.hpp"

#include "modules/steering/closing/year_report.hpp"
#include "modules/steering/cycle/steering_year.hpp"
#include "platform/web/form_parts.hpp"

#include <set>

namespace kommin::steering {

std::vector<FreeText> list_free_texts(YearState const& state, i18n::Texts const& texts)
{
    std::vector<FreeText> all;
    auto const add = [&](std::string const& of, MessageKey label, std::string const& text) {
        if (!text.empty())
            all.push_back({of, label, text});
    };
    for (auto const& step : state.steps) {
        auto const of = web::word_of_value<StepKind>(step.kind, texts);
        add(of, "step.field.owner"_msg, step.owner);
        add(of, "step.field.outcome"_msg, step.outcome);
        for (auto const& line : step.lines)
            add(of, "step.field.lines"_msg, line.title);
        for (auto const& document : step.documents)
            add(of, "step.field.documents"_msg, document.title);
    }
    for (auto const& one : state.evaluations) {
        add(one.title, "year.evaluations"_msg, one.evaluator);
        add(one.title, "year.evaluations"_msg, one.lessons);
        add(one.title, "year.evaluations"_msg, one.verdict_why);
    }
    for (auto const& one : state.priorities) {
        add(one.title, "year.priorities"_msg, one.reason);
        add(one.title, "year.priorities"_msg, one.rank_reason);
        add(one.title, "year.priorities"_msg, one.source);
    }
    for (auto const& goal : state.goals) {
        add(full_title_of(goal), "goal.field.influence_reason"_msg, goal.influence_reason);
        if (goal.resolution) {
            add(full_title_of(goal), "year.column.resolution"_msg, goal.resolution->by);
            add(full_title_of(goal), "resolution.field.paper"_msg, goal.resolution->paper);
        }
    }
    for (auto const& inventory : state.inventories)
        add(std::string(texts("inventory.title"_msg)), "inventory.field.title"_msg, inventory.title);
    for (auto const& measure : state.measures) {
        auto const of = full_title_of(measure);
        add(of, "measure.field.state_reason"_msg, measure.state_reason);
        add(of, "measure.field.light_reason"_msg, measure.hand_reason);
        for (auto const& figure : measure.figures) {
            std::set<std::string> sources;
            for (auto const& report : figure.reports)
                sources.insert(report.source);
            for (auto const& source : sources)
                add(of + ": " + figure.name, "report.field.source"_msg, source);
        }
        for (auto const& milestone : measure.milestones)
            add(of, "milestone.field.title"_msg, milestone.title);
        for (auto const& risk : measure.risks) {
            add(of, "risk.field.title"_msg, risk.title);
            add(of, "risk.field.response"_msg, risk.response);
        }
    }
    return all;
}

} // namespace kommin::steering
