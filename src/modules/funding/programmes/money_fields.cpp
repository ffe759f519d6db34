#include "modules/funding/programmes/money_fields.hpp"

#include "platform/records/typed.hpp"

#include <algorithm>

namespace kommin::funding {

using records::one_line;

std::optional<Money> money_in(records::Fields const& fields, std::string_view name)
{
    return read_typed_money(one_line(fields.value(name)));
}

std::optional<Part> part_in(records::Fields const& fields, std::string_view name)
{
    return read_typed_part(one_line(fields.value(name)));
}

std::string spelled(std::optional<Money> amount)
{
    return amount ? spelled_money(*amount) : std::string{};
}

std::string spelled(std::optional<Part> part)
{
    return part ? spelled_part(*part) : std::string{};
}

void check_money(web::FieldCheck& check, std::string_view name)
{
    auto const typed = one_line(check.value(name));
    if (!typed.empty() && !read_typed_money(typed))
        check.refuse(name, "funding.problem.money"_msg, {{"value", typed}});
}

void check_part(web::FieldCheck& check, std::string_view name)
{
    auto const typed = one_line(check.value(name));
    if (!typed.empty() && !read_typed_part(typed))
        check.refuse(name, "funding.problem.part"_msg, {{"value", typed}});
}

void check_date(web::FieldCheck& check, std::string_view name)
{
    auto const typed = one_line(check.value(name));
    auto const date = records::read_typed_date(typed);
    if (date)
        check_year_of(check, name, *date);
    else if (!typed.empty())
        check.refuse(name, "form.problem.date"_msg, {{"value", typed}});
}

void check_year_of(web::FieldCheck& check, std::string_view name, PartialDate const& date)
{
    auto const year = static_cast<int>(date.year());
    if (year < first_year_of_money || year > last_year_of_money)
        check.refuse(name, "funding.problem.year"_msg, {{"value", std::to_string(year)}});
}

void check_not_before(
    web::FieldCheck& check, std::string_view name, std::initializer_list<std::string_view> others,
    MessageKey message)
{
    auto const date_in
        = [&](std::string_view field) { return records::read_typed_date(one_line(check.value(field))); };
    auto const date = date_in(name);
    bool const is_too_early = date && std::ranges::any_of(others, [&](std::string_view other) {
                                  auto const before = date_in(other);
                                  return before && date->last_possible_day() < before->first_possible_day();
                              });
    if (is_too_early)
        check.refuse(name, message);
}

} // namespace kommin::funding
