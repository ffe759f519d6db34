#include "modules/steering/cycle/year_demo.hpp"

#include "modules/steering/cycle/year_editing.hpp"
#include "platform/demo/parts.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::steering {

using demo::list_at;
using demo::loaded;
using demo::text_at;
using records::Fields;

namespace {

constexpr std::string_view years_file = "years.json";

[[noreturn]] void refuse_year(std::string const& key, std::string const& why)
{
    throw std::runtime_error("demonstration: " + std::string(years_file) + ", " + key + ": " + why);
}

// One line each.
std::string lines_of(json::Value const& object, std::string_view name)
{
    std::string lines;
    for (auto const& entry : list_at(object, name)) {
        if (entry.as_string() != nullptr)
            lines += (lines.empty() ? "" : "\n") + *entry.as_string();
    }
    return lines;
}

std::string panel_called(
    std::vector<meetings::NamedPanel> const& panels, std::string const& name, std::string const& key)
{
    auto const found = std::ranges::find_if(
        panels, [&](meetings::NamedPanel const& panel) { return !panel.body && panel.name == name; });
    if (found == panels.end())
        refuse_year(key, "no panel " + name);
    return std::to_string(found->id.value);
}

void load_steps(Work& work, YearId year, json::Value const& object, std::string const& key)
{
    auto const steps = list_steps(work.db(), work.tenant(), year);
    for (auto const& entry : list_at(object, "steps")) {
        auto const kind = enum_from<StepKind>(text_at(entry, "kind"));
        auto const found = std::ranges::find_if(
            steps, [&](WholeStep const& whole) { return kind && whole.step.kind == *kind; });
        if (found == steps.end())
            refuse_year(key, "no step " + text_at(entry, "kind"));
        auto fields = form_of(*found);
        fields.set(step_field::owner, text_at(entry, "owner"));
        fields.set(step_field::outcome, lines_of(entry, "outcome"));
        if (auto state = text_at(entry, "state"); !state.empty())
            fields.set(step_field::state, std::move(state));
        loaded(save_step(work, {found->step.id, found->step.version}, fields), years_file, key);
    }
}

}

void load_years(demo::Demo& demo)
{
    auto& work = demo.work;
    auto const panels = meetings::list_named_panels(work.db(), work.tenant(), work.today());
    for (auto const& object : list_at(demo.files.json(std::string(years_file)), "years")) {
        auto const key = text_at(object, "key");
        Fields fields;
        fields.set(year_field::year, text_at(object, "year"));
        fields.set(year_field::panel, panel_called(panels, text_at(object, "panel"), key));
        fields.set(year_field::remark, lines_of(object, "remark"));
        fields.set(year_field::source, text_at(object, "source"));
        auto const year = loaded(open_year(work, fields), years_file, key);
        load_steps(work, year, object, key);
        ++demo.counts["years"];
    }
}

} // namespace kommin::steering
