#include "platform/web/field_check.hpp"

#include "platform/base/text.hpp"
#include "platform/html/url.hpp"
#include "platform/records/typed.hpp"

namespace kommin::web {

using records::one_line;
using records::read_typed_date;

namespace {

constexpr std::size_t longest_remark = 1000; // code points
constexpr std::size_t longest_link = 2000; // bytes

}

void FieldCheck::refuse(std::string_view field, MessageKey message, MessageArguments arguments)
{
    problems_.push_back(Problem::invalid(std::string(field), message, std::move(arguments)));
}

void FieldCheck::check_length(std::string_view field, std::size_t limit)
{
    if (count_code_points(value(field)) > limit)
        refuse(field, "import.problem.too_long"_msg, {{"limit", std::to_string(limit)}});
}

void FieldCheck::check_public_page(std::string_view field)
{
    auto const link = one_line(value(field));
    if (!link.empty()
        && (!link.starts_with("https://") || link.size() > longest_link || !html::Url::public_page(link)))
        refuse(field, "form.problem.link"_msg);
}

void FieldCheck::check_span(std::string_view from, std::string_view to)
{
    for (auto const field : {from, to}) {
        auto const typed = one_line(value(field));
        if (!typed.empty() && !read_typed_date(typed))
            refuse(field, "form.problem.date"_msg, {{"value", typed}});
    }
    if (records::ends_too_early(read_typed_date(one_line(value(from))), read_typed_date(one_line(value(to)))))
        refuse(to, "form.problem.order"_msg);
}

void FieldCheck::check_doubt()
{
    check_length(common_field::remark, longest_remark);
    if (value(common_field::uncertain) == uncertain_value && one_line(value(common_field::remark)).empty())
        refuse(common_field::remark, "form.problem.remark"_msg);
}

} // namespace kommin::web
