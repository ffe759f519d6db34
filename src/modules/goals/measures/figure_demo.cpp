#include "modules/goals/measures/figure_demo.hpp"

#include "modules/goals/measures/figure_editing.hpp"
#include "platform/demo/parts.hpp"

#include <string>
#include <string_view>

namespace kommin::goals {

using demo::text_at;

namespace {

constexpr std::string_view figures_file = "measures.json";

// Values may stand there as numbers.
std::string typed_value_at(json::Value const& object, std::string_view name)
{
    auto const* value = object.find(name);
    auto const number = value != nullptr ? value->as_integer() : std::nullopt;
    return number ? std::to_string(*number) : text_at(object, name);
}

records::Fields fields_of_figure(json::Value const& object)
{
    auto fields = form_of_new_figure();
    for (auto const field : {figure_field::name, figure_field::unit, figure_field::baseline_unit})
        fields.set(field, text_at(object, field));
    for (auto const field :
         {figure_field::baseline, figure_field::baseline_day, figure_field::target, figure_field::deadline})
        fields.set(field, typed_value_at(object, field));
    if (auto const kind = text_at(object, figure_field::target_kind); !kind.empty())
        fields.set(figure_field::target_kind, kind);
    return fields;
}

}

void load_figures(demo::Demo& demo, std::map<std::string, MeasureId> const& measures)
{
    for (auto const& entry : demo::list_at(demo.files.json(std::string(figures_file)), "measures")) {
        auto const measure = text_at(entry, "key");
        for (auto const& object : demo::list_at(entry, "figures")) {
            auto const fields = fields_of_figure(object);
            auto const key = measure + ' ' + text_at(object, figure_field::name);
            demo::loaded(add_figure(demo.work, measures.at(measure), fields, key), figures_file, key);
            ++demo.counts["figures"];
        }
    }
}

} // namespace kommin::goals
