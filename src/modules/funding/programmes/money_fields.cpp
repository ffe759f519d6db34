#include "modules/funding/programmes/money_fields.hpp"

#include "platform/records/typed.hpp"

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
    if (!typed.empty() && !records::read_typed_date(typed))
        check.refuse(name, "form.problem.date"_msg, {{"value", typed}});
}

} // namespace kommin::funding
