#include "modules/portal/directory/search_words.hpp"

#include "platform/base/text.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <cstddef>

namespace kommin::portal {

namespace {

constexpr std::size_t most_words = 6;
constexpr std::size_t most_letters = 60;
constexpr std::size_t fewest_letters = 2;

bool has_digit(std::string_view folded)
{
    return std::ranges::any_of(folded, [](char c) { return c >= '0' && c <= '9'; });
}

}

std::optional<std::string> countable_words(std::string_view query, i18n::Language language)
{
    if (query.find('@') != std::string_view::npos)
        return std::nullopt;
    std::string words;
    std::size_t count = 0;
    bool has_long_word = false;
    search::FoldedWords all(query);
    while (auto const word = all.next()) {
        if (has_digit(word->folded) || ++count > most_words)
            return std::nullopt;
        auto const small = search::lower_case(
            query.substr(word->span.begin, word->span.end - word->span.begin), language.tag());
        has_long_word = has_long_word || count_code_points(small) >= fewest_letters;
        words += (words.empty() ? "" : " ") + small;
    }
    if (!has_long_word || count_code_points(words) > most_letters)
        return std::nullopt;
    return words;
}

} // namespace kommin::portal
