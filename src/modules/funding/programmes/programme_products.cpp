#include "modules/funding/programmes/programme_products.hpp"

#include "platform/base/text.hpp"
#include "platform/records/typed.hpp"
#include "platform/records/typed_ids.hpp"

#include <algorithm>
#include <utility>

namespace kommin::funding {

using records::Fields;
using records::one_line;
using records::typed_id;

namespace {

constexpr std::size_t longest_product_line = 200; // code points
constexpr std::size_t digits_of_line = 3; // as many as most_products ever asks for

Product product_from(TypedProduct const& typed)
{
    return {
        .name = one_line(typed.name),
        .task = one_line(typed.task),
        .unit = typed_id<tenants::UnitId>(typed.unit),
        .responsible = one_line(typed.responsible)};
}

void check_product(web::FieldCheck& check, TypedProduct const& typed, std::size_t line)
{
    auto const refuse = [&](std::string_view part, MessageKey message, MessageArguments arguments = {}) {
        check.refuse(product_field_of(line, part), message, std::move(arguments));
    };
    if (typed.name.empty())
        refuse(product_name, "funding_product.problem.name"_msg);
    if (!typed.unit.empty() && !typed_id<tenants::UnitId>(typed.unit))
        refuse(product_unit, "funding_product.problem.unit"_msg);
    for (auto const& [part, text] :
         {std::pair(product_name, &typed.name), std::pair(product_task, &typed.task),
          std::pair(product_responsible, &typed.responsible)}) {
        if (count_code_points(*text) > longest_product_line)
            refuse(part, "import.problem.too_long"_msg, {{"limit", std::to_string(longest_product_line)}});
    }
}

}

bool TypedProduct::is_empty() const
{
    return name.empty() && task.empty() && unit.empty() && responsible.empty();
}

std::string product_value(std::size_t line, TypedProduct const& typed)
{
    auto number = std::to_string(line);
    number.insert(0, digits_of_line - std::min(number.size(), digits_of_line), '0');
    return number + '\n' + one_line(typed.name) + '\n' + one_line(typed.task) + '\n' + one_line(typed.unit)
        + '\n' + one_line(typed.responsible);
}

TypedProduct read_product_value(std::string_view value)
{
    TypedProduct typed;
    auto const number = value.find('\n');
    value.remove_prefix(number == std::string_view::npos ? value.size() : number + 1);
    for (auto* const part : {&typed.name, &typed.task, &typed.unit, &typed.responsible}) {
        auto const end = std::min(value.find('\n'), value.size());
        *part = trim(value.substr(0, end));
        value.remove_prefix(std::min(end + 1, value.size()));
    }
    return typed;
}

std::string product_field_of(std::size_t line, std::string_view part)
{
    return std::string(product_fields) + std::to_string(line) + '_' + std::string(part);
}

std::vector<Product> products_in(Fields::Values const& values)
{
    std::vector<Product> products;
    for (auto const& value : values) {
        if (auto const typed = read_product_value(value); !typed.is_empty())
            products.push_back(product_from(typed));
    }
    return products;
}

Fields::Values values_of(std::vector<Product> const& products)
{
    Fields::Values values;
    for (auto const& one : products)
        values.push_back(product_value(
            values.size(),
            {.name = one.name,
             .task = one.task,
             .unit = one.unit ? std::to_string(one.unit->value) : std::string{},
             .responsible = one.responsible}));
    return values;
}

void check_products(web::FieldCheck& check, Fields const& fields, std::string_view field)
{
    auto const& values = fields.values(field);
    if (values.size() > most_products)
        check.refuse(field, "funding_product.problem.most"_msg, {{"most", std::to_string(most_products)}});
    for (std::size_t line = 0; line < std::min(values.size(), most_products); ++line) {
        if (auto const typed = read_product_value(values[line]); !typed.is_empty())
            check_product(check, typed, line);
    }
}

Result<void> check_units_of(
    Work& work, std::vector<Product> const& products, std::vector<Product> const& before)
{
    auto const units = tenants::list_units(work.db(), work.tenant());
    for (std::size_t line = 0; line < products.size(); ++line) {
        auto const& unit = products[line].unit;
        if (!unit || std::ranges::find(before, unit, &Product::unit) != before.end())
            continue;
        if (std::ranges::find(units, *unit, &tenants::OrganisationalUnit::id) == units.end())
            return Problem::invalid(product_field_of(line, product_unit), "funding_product.problem.unit"_msg);
    }
    return {};
}

} // namespace kommin::funding
