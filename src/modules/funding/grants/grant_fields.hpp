#pragma once
// Days, and amounts by kind of cost, in the forms of this part.

#include "modules/funding/programmes/money_fields.hpp"
#include "modules/funding/reckoning/proof.hpp"
#include "platform/base/date.hpp"
#include "platform/http/form.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

inline constexpr std::size_t longest_grant_line = 200; // code points
inline constexpr std::size_t longest_grant_text = 5000;

// A whole day; nothing where nothing or something wrong was typed, which check_day() tells.
std::optional<Date> day_in(records::Fields const& fields, std::string_view name);
std::string spelled(std::optional<Date> day); // "31.03.2010"
void check_day(web::FieldCheck& check, std::string_view name);
void check_needed_day(web::FieldCheck& check, std::string_view name);
void check_needed_money(web::FieldCheck& check, std::string_view name);

// One field for each kind of cost: "cost_fees".
std::string kind_cost_field(CostKind kind);
std::vector<KindSum> kind_costs_in(records::Fields const& fields); // those above nothing
void set_kind_costs(records::Fields& fields, std::vector<KindSum> const& costs);
void check_kind_costs(web::FieldCheck& check);

// These fields as they were posted, without blanks around them and with one sign for the end of a line.
records::Fields posted_fields(http::Form const& posted, std::span<web::FormField const> fields);
void add_posted_field(records::Fields& fields, http::Form const& posted, std::string_view name);

} // namespace kommin::funding
