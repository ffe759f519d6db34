#include "modules/goals/measures/figure_demo.hpp"

#include "modules/goals/measures/figure_editing.hpp"
#include "platform/i18n/texts.hpp"

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

using demo::text_at;

namespace {

constexpr std::string_view figures_file = "measures.json";

std::vector<json::Value> entries_at(json::Value const& object, std::string_view name)
{
    auto const* list = object.find(name);
    auto const* entries = list != nullptr ? list->as_array() : nullptr;
    return entries != nullptr ? *entries : std::vector<json::Value>{};
}

[[noreturn]] void fail_at(std::string const& title, std::string const& why)
{
    throw std::runtime_error("demonstration: " + std::string(figures_file) + ", " + title + ": " + why);
}

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

void load_figures(demo::Demo& demo)
{
    for (auto const& entry : entries_at(demo.files.json(std::string(figures_file)), "measures")) {
        auto const figures = entries_at(entry, "figures");
        if (figures.empty())
            continue;
        auto const title = text_at(entry, "title");
        auto const measure = find_measure_by_title(demo.work.db(), demo.work.tenant(), title);
        if (!measure)
            fail_at(title, "no such measure");
        for (auto const& object : figures) {
            auto const fields = fields_of_figure(object);
            auto const added = add_figure(demo.work, *measure, fields, text_at(object, figure_field::name));
            if (!added)
                fail_at(title, i18n::text_of(added.problem(), i18n::Texts::of(i18n::Language::german())));
            ++demo.counts["figures"];
        }
    }
}

} // namespace kommin::goals
