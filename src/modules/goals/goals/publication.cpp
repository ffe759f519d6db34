#include "modules/goals/goals/publication.hpp"

#include "modules/tenants/api.hpp"
#include "platform/base/text.hpp"
#include "platform/records/typed.hpp"

namespace kommin::goals {

namespace {

constexpr std::size_t longest_slug = 60; // bytes, before a number behind it

}

std::string cleaned_plain_text(std::string_view typed)
{
    return records::several_lines(typed);
}

std::vector<Problem> problems_of_plain_text(std::string_view typed)
{
    if (count_code_points(cleaned_plain_text(typed)) <= longest_plain_text)
        return {};
    return {Problem::invalid(
        "plain_text", "import.problem.too_long"_msg, {{"limit", std::to_string(longest_plain_text)}})};
}

std::string free_slug(
    std::string_view title, std::string_view fallback, std::function<bool(std::string_view)> const& is_taken)
{
    auto slug = slugify(title).substr(0, longest_slug);
    while (slug.ends_with('-'))
        slug.pop_back();
    if (slug.empty())
        slug = fallback;
    auto const first = slug;
    for (int number = 2; is_taken(slug); ++number)
        slug = first + '-' + std::to_string(number);
    return slug;
}

void keep_open_texts(Work& work, records::TranslatedKind const& kind, std::vector<std::int64_t> const& ids)
{
    if (ids.empty())
        return;
    auto const languages = tenants::target_languages(tenants::find_tenant(work.db(), work.tenant()).value());
    for (auto const id : ids)
        records::keep_progress(work, kind, id, languages);
}

} // namespace kommin::goals
