#pragma once
// Amounts, shares and kinds of cost in forms.

#include "modules/funding/programmes/programme.hpp"
#include "platform/records/fields.hpp"
#include "platform/web/field_check.hpp"

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

} // namespace kommin::funding
