#pragma once
// Products of a programme as its form names them: a line for each, with its parts.

#include "modules/funding/programmes/programme.hpp"
#include "platform/base/result.hpp"
#include "platform/records/fields.hpp"
#include "platform/web/field_check.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

// A product, each part as it was typed.
struct TypedProduct {
    std::string name, task, unit, responsible;
    [[nodiscard]] bool is_empty() const;
};
// The number of its line in three digits – fields keep their values in ascending order –, then one part below
// the other, none of which is longer than a line.
std::string product_value(std::size_t line, TypedProduct const& typed);
TypedProduct read_product_value(std::string_view value);
// The form asks for each part of a line in a field of its own: "products_2_task".
inline constexpr std::string_view product_fields = "products_";
inline constexpr std::string_view product_name = "name";
inline constexpr std::string_view product_task = "task";
inline constexpr std::string_view product_unit = "unit";
inline constexpr std::string_view product_responsible = "responsible";
std::string product_field_of(std::size_t line, std::string_view part);
inline constexpr std::size_t most_products = 40;

// `values`: of the field with all of them; lines without any entry are none.
std::vector<Product> products_in(records::Fields::Values const& values);
records::Fields::Values values_of(std::vector<Product> const& products);
// Everything that stands in the way of saving and can be said without a look at other records. `field`: that
// of all of them.
void check_products(web::FieldCheck& check, records::Fields const& fields, std::string_view field);
// Problems: the unit of a line that the district does not have, unless it was there before.
Result<void> check_units_of(
    Work& work, std::vector<Product> const& products, std::vector<Product> const& before);

} // namespace kommin::funding
