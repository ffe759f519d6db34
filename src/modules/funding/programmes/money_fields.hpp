#pragma once
// Amounts, shares and kinds of cost in forms.

#include "modules/funding/programmes/programme.hpp"
#include "platform/records/fields.hpp"
#include "platform/web/field_check.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

// Nothing where nothing or something wrong was typed; check_money() tells which.
std::optional<Money> money_in(records::Fields const& fields, std::string_view name);
std::optional<Part> part_in(records::Fields const& fields, std::string_view name);
std::string spelled(std::optional<Money> amount); // "1234,50"
std::string spelled(std::optional<Part> part); // "66,67"
void check_money(web::FieldCheck& check, std::string_view name);
void check_part(web::FieldCheck& check, std::string_view name);
void check_date(web::FieldCheck& check, std::string_view name); // that may be partial
// Refuses a year that nobody means: "2.6.0210".
inline constexpr int first_year_of_money = 1900;
inline constexpr int last_year_of_money = 2200;
void check_year_of(web::FieldCheck& check, std::string_view name, PartialDate const& date);
// Refuses a day that is surely before one of the others of its form; what is not known stands in no way.
void check_not_before(
    web::FieldCheck& check, std::string_view name, std::initializer_list<std::string_view> others,
    MessageKey message);

} // namespace kommin::funding
