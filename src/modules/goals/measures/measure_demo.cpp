#include "modules/goals/measures/measure_demo.hpp"

#include "modules/goals/goals/goal_store.hpp"
#include "modules/goals/measures/measure_editing.hpp"
#include "modules/goals/measures/measure_publication.hpp"
#include "platform/demo/parts.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::goals {

using demo::is_true;
using demo::list_at;
using demo::loaded;
using demo::text_at;
using records::Fields;

namespace {

constexpr std::string_view measures_file = "measures.json";
constexpr std::array fields_in_file{
    measure_field::title,
    measure_field::number,
    measure_field::text,
    measure_field::audience,
    measure_field::office,
    measure_field::state,
    measure_field::state_reason,
    measure_field::from,
    measure_field::to,
    measure_field::deadline,
    measure_field::deadline_remark,
    measure_field::reservation,
    measure_field::grant,
    measure_field::remark,
    measure_field::source};

[[noreturn]] void refuse(std::string const& key, std::string const& why)
{
    throw std::runtime_error("demonstration: " + std::string(measures_file) + ", " + key + ": " + why);
}

// One line each.
std::string lines_at(json::Value const& object, std::string_view name)
{
    std::string lines;
    for (auto const& entry : list_at(object, name)) {
        if (entry.as_string() != nullptr)
            lines += (lines.empty() ? "" : "\n") + *entry.as_string();
    }
    return lines;
}

// What the district has by now, which the file names by words.
struct Known {
    std::vector<meetings::NamedPanel> panels;
    std::vector<tenants::OrganisationalUnit> units;
    std::vector<Goal> goals;

    [[nodiscard]] meetings::PanelId field_called(std::string const& name, std::string const& key) const
    {
        auto const found = std::ranges::find_if(panels, [&](meetings::NamedPanel const& panel) {
            return panel.kind == meetings::PanelKind::field_of_action && !panel.body && panel.name == name;
        });
        if (found == panels.end())
            refuse(key, "no field " + name);
        return found->id;
    }
    [[nodiscard]] std::string unit_with(std::string const& unit_key, std::string const& key) const
    {
        if (unit_key.empty())
            return {};
        auto const found = std::ranges::find(units, unit_key, &tenants::OrganisationalUnit::key);
        if (found == units.end())
            refuse(key, "no unit " + unit_key);
        return std::to_string(found->id.value);
    }
    [[nodiscard]] Fields::Values guiding_goals_of(meetings::PanelId panel) const
    {
        Fields::Values values;
        for (auto const& goal : goals) {
            if (goal.kind == GoalKind::guiding && !goal.body && goal.panel == panel)
                values.push_back(goal_value({.goal = goal.id, .weight = "1"}));
        }
        return values;
    }
};

Fields fields_of(json::Value const& object, std::string const& key, Known const& known)
{
    auto fields = form_of(WholeMeasure{});
    for (auto const name : fields_in_file)
        fields.set(name, text_at(object, name));
    auto const panel = known.field_called(text_at(object, "field"), key);
    fields.set(measure_field::panel, std::to_string(panel.value));
    fields.set(measure_field::unit, known.unit_with(text_at(object, "unit"), key));
    fields.set(measure_field::goals, known.guiding_goals_of(panel));
    fields.set(measure_field::reach, lines_at(object, "reach"));
    if (is_true(object, "recurring"))
        fields.set(measure_field::recurring, std::string(recurring_value));
    if (is_true(object, "uncertain"))
        fields.set(measure_field::uncertain, std::string(web::uncertain_value));
    return fields;
}

}

std::map<std::string, MeasureId> load_measures(demo::Demo& demo)
{
    auto& work = demo.work;
    Known const known{
        .panels = meetings::list_named_panels(work.db(), work.tenant(), work.today()),
        .units = tenants::list_units(work.db(), work.tenant()),
        .goals = list_goals(work.db(), work.tenant())};
    std::map<std::string, MeasureId> measures;
    for (auto const& object : list_at(demo.files.json(std::string(measures_file)), "measures")) {
        auto const key = text_at(object, "key");
        measures[key] = loaded(add_measure(work, fields_of(object, key, known), key), measures_file, key);
        if (is_true(object, "public"))
            loaded(change_public_measure(work, {measures[key], 1}, PublicStep::show, {}), measures_file, key);
        ++demo.counts["measures"];
    }
    return measures;
}

} // namespace kommin::goals
