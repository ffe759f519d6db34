#include "modules/goals/goals/publication.hpp"

#include "modules/tenants/api.hpp"
#include "platform/base/text.hpp"
#include "platform/identity/unsaved_entries.hpp"
#include "platform/records/typed.hpp"

namespace kommin::goals {

namespace {

constexpr std::size_t longest_slug = 60; // bytes, before a number behind it

std::vector<content::Language> languages_of(Work& work)
{
    return tenants::target_languages(tenants::find_tenant(work.db(), work.tenant()).value());
}

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
    auto const languages = languages_of(work);
    for (auto const id : ids)
        records::keep_progress(work, kind, id, languages);
}

void forget_texts(Work& work, records::TranslatedKind const& kind, std::int64_t id)
{
    records::forget_translations(work, kind, id);
    for (auto const language : languages_of(work))
        identity::forget_unsaved_entries_of_page(work, records::page_of_translators(language, kind.kind, id));
}

} // namespace kommin::goals
