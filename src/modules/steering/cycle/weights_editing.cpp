// By what the priorities of a year are weighed.

#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/cycle/year_editing.hpp"
#include "platform/base/number.hpp"
#include "platform/records/typed.hpp"

#include <utility>

namespace kommin::steering {

using records::Fields;
using records::one_line;

namespace {

std::optional<int> weight_in(std::string_view typed)
{
    auto const weight = parse_number<int>(one_line(typed));
    return weight && *weight >= 0 && *weight <= most_weight ? weight : std::nullopt;
}

YearWeights weights_from(Fields const& fields)
{
    YearWeights wanted;
    wanted.need = weight_in(fields.value(weights_field::need)).value_or(wanted.need);
    wanted.influence = weight_in(fields.value(weights_field::influence)).value_or(wanted.influence);
    wanted.cost = weight_in(fields.value(weights_field::cost)).value_or(wanted.cost);
    wanted.resolution = weight_in(fields.value(weights_field::resolution)).value_or(wanted.resolution);
    return wanted;
}

}

Fields form_of(YearWeights const& weights)
{
    Fields fields;
    fields.set(weights_field::need, std::to_string(weights.need));
    fields.set(weights_field::influence, std::to_string(weights.influence));
    fields.set(weights_field::cost, std::to_string(weights.cost));
    fields.set(weights_field::resolution, std::to_string(weights.resolution));
    return fields;
}

Fields spelled_weights(Fields const& typed)
{
    return form_of(weights_from(typed));
}

std::vector<Problem> problems_of_weights(Fields const& fields)
{
    std::vector<Problem> problems;
    int sum = 0;
    for (auto const& field : all_weights_fields) {
        auto const weight = weight_in(fields.value(field.name));
        if (!weight)
            problems.push_back(Problem::invalid(
                std::string(field.name), "weights.problem.weight"_msg,
                {{"most", std::to_string(most_weight)}}));
        sum += weight.value_or(0);
    }
    if (problems.empty() && sum == 0)
        problems.push_back(Problem::invalid(std::string(weights_field::need), "weights.problem.none"_msg));
    return problems;
}

Result<void> save_weights(Work& work, WeightsVersion const& seen, Fields const& typed)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_weights, seen.id.value, seen.version, set_priorities, "year.problem.unknown"_msg));
    auto const stored = load_weights(work.db(), work.tenant(), seen.id).value();
    if (load_year(work.db(), work.tenant(), stored.year).value().is_closed)
        return Problem::invalid({}, "year.problem.closed"_msg);
    if (is_step_over(work.db(), work.tenant(), stored.year, StepKind::priorities))
        return Problem::invalid({}, "weights.problem.decided"_msg);
    if (auto problems = problems_of_weights(typed); !problems.empty())
        return std::move(problems.front());
    auto wanted = weights_from(typed);
    auto const before = form_of(stored);
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    wanted.id = seen.id;
    editing.keep_baseline(before); // of a year that was there before there were weights of its own
    update_weights(work.db(), work.tenant(), wanted, work.now());
    editing.keep_changed(before, after, "changed");
    return {};
}

} // namespace kommin::steering
