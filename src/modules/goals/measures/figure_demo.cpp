#include "modules/goals/measures/figure_demo.hpp"

#include "modules/goals/measures/figure_editing.hpp"
#include "platform/demo/parts.hpp"
#include "platform/demo/shape.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::goals {

using demo::text_at;

namespace {

constexpr std::string_view figures_file = "measures.json";

demo::Shape shape_of_figures()
{
    return {
        .texts
        = {figure_field::name, figure_field::unit, figure_field::baseline_unit, figure_field::target_kind,
           figure_field::aim, figure_field::rule, figure_field::weight},
        .values
        = {figure_field::baseline, figure_field::baseline_day, figure_field::target, figure_field::deadline},
        .lists = {figure_field::steps}};
}
demo::Shape shape_of_figure_steps()
{
    return {.texts = {"day"}, .values = {"value"}};
}
// Values may stand there as numbers.
std::string typed_value_at(json::Value const& object, std::string_view name)
{
    auto const* value = object.find(name);
    auto const number = value != nullptr ? value->as_integer() : std::nullopt;
    return number ? std::to_string(*number) : text_at(object, name);
}

// "30.06.2026: 11", one on each line.
std::string steps_at(json::Value const& object, std::optional<demo::Story> const& story)
{
    std::string lines;
    for (auto const& step : demo::list_at(object, figure_field::steps)) {
        auto const day = text_at(step, "day");
        lines += (lines.empty() ? "" : "\n") + (story ? story->last_day(day) : day) + ": "
            + typed_value_at(step, "value");
    }
    return lines;
}

records::Fields fields_of_figure(json::Value const& object, std::optional<demo::Story> const& story)
{
    auto fields = form_of_new_figure();
    for (auto const field : {figure_field::name, figure_field::unit, figure_field::baseline_unit})
        fields.set(field, text_at(object, field));
    for (auto const field :
         {figure_field::baseline, figure_field::baseline_day, figure_field::target, figure_field::deadline})
        fields.set(field, typed_value_at(object, field));
    for (auto const field :
         {figure_field::target_kind, figure_field::aim, figure_field::rule, figure_field::weight}) {
        if (auto chosen = text_at(object, field); !chosen.empty())
            fields.set(field, std::move(chosen));
    }
    fields.set(figure_field::steps, steps_at(object, story));
    if (story) {
        for (auto const field : {figure_field::baseline_day, figure_field::deadline})
            fields.set(field, story->last_day(fields.value(field)));
    }
    return fields;
}

}

LoadedFigures load_figures(demo::Demo& demo, std::map<std::string, MeasureId> const& measures)
{
    LoadedFigures figures;
    for (auto const& entry : demo::list_at(demo.files.json(std::string(figures_file)), "measures")) {
        auto const measure = text_at(entry, "key");
        for (auto const& object : demo::list_at(entry, "figures")) {
            auto const key = measure + ' ' + text_at(object, figure_field::name);
            demo::check_shape(object, shape_of_figures(), figures_file, key);
            for (auto const& step : demo::list_at(object, figure_field::steps))
                demo::check_shape(step, shape_of_figure_steps(), figures_file, key);
            auto const fields = fields_of_figure(object, demo.story);
            figures[key]
                = demo::loaded(add_figure(demo.work, measures.at(measure), fields, key), figures_file, key);
            ++demo.counts["figures"];
        }
    }
    return figures;
}

} // namespace kommin::goals
