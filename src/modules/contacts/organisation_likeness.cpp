#include "modules/contacts/organisation_likeness.hpp"

#include "modules/contacts/people/likeness.hpp"
#include "platform/search/fold.hpp"
#include "platform/search/latin.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <iterator>
#include <span>
#include <utility>
#include <vector>

namespace kommin::contacts {

namespace {

// All lists: in small Latin letters, umlauts as one.
constexpr auto of_the_law = std::to_array<std::string_view>(
    {"ev",
     "eingetragener",
     "verein",
     "stiftung",
     "gmbh",
     "ggmbh",
     "mbh",
     "gemeinnutzig",
     "gemeinnutzige",
     "gemeinnutziger",
     "gemeinnutziges",
     "gug",
     "ug",
     "ag",
     "haftungsbeschrankt",
     "eg",
     "geg",
     "gbr",
     "kg",
     "ohg"});
// In the languages of the pages and in Greek; those of other scripts as they are transliterated.
constexpr auto joining = std::to_array<std::string_view>({
    "der", "die", "das",  "den", "dem",    "des",  "ein",  "eine", "und", "u",   "fur", "in",
    "im",  "am",  "an",   "auf", "zu",     "zum",  "zur",  "von",  "vom", "bei", "mit", // de
    "the", "of",  "and",  "for", "at", // en
    "ve",  "ile", "icin", // tr
    "si",  "de",  "din",  "la",  "pentru", // ro
    "ta",  "i",   "y",    "na",  "dlya",   "dlia", "dlja", "z",    "iz", // uk, ru
    "kai", "ke",  "tis",  "tou", "ton",    "gia",  "stin", // el
    "wa",  "wal", "fi", // ar
});
constexpr auto against = std::to_array<std::string_view>(
    {"gegen", "against", "karsi", "contra", "impotriva", "proty", "proti", "protiv", "kata"});
// What German compounds end with that some write with a blank or a hyphen in front of it.
constexpr auto heads = std::to_array<std::string_view>(
    {"gemeinschaft", "gesellschaft", "vereinigung", "verband", "zentrum", "gemeinde", "gruppe", "schule",
     "kirche",       "garten",       "dienst",      "stelle",  "verein",  "treff",    "forum",  "kreis",
     "hilfe",        "haus",         "heim",        "werk",    "bund",    "klub",     "club",   "buro"});
constexpr std::size_t shortest_in_front_of_head = 3;
// Fewer letters than these say too little without their vowels: "Kita Sonne", "Kita Sina".
constexpr std::size_t least_without_vowels = 5;

bool is_one_of(std::span<std::string_view const> words, std::string_view word)
{
    return std::ranges::find(words, word) != words.end();
}

bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

bool is_number(std::string_view word)
{
    return std::ranges::any_of(word, is_digit);
}

std::string with_umlauts_as_one(std::string_view latin)
{
    constexpr std::string_view may_have_one = "aou";
    std::string word;
    for (char const letter : latin) {
        if (letter != 'e' || word.empty() || may_have_one.find(word.back()) == std::string_view::npos)
            word += letter;
    }
    return word;
}

// Arabic writes its "and" in one word with what follows, article and all.
std::string_view without_arabic_and(std::string_view word)
{
    constexpr std::string_view letter = "و";
    constexpr std::string_view with_article = "وال";
    constexpr std::size_t shortest = 7; // letters of two bytes: "الياس" is a name of its own
    if (word.starts_with(with_article) && word.size() >= shortest * letter.size())
        word.remove_prefix(letter.size());
    return word;
}

// In small Latin letters; what has a digit begins with its digits.
std::vector<std::string> spelled_words(std::string_view name)
{
    std::vector<std::string> words;
    for (auto const span : search::words_of(name)) {
        auto const written = without_arabic_and(name.substr(span.begin, span.end - span.begin));
        auto word = search::fold(written);
        std::erase_if(word, [](char letter) { return !is_digit(letter); });
        for (auto const& latin : search::latin_words(written))
            word += latin;
        if (!word.empty())
            words.push_back(std::move(word));
    }
    return words;
}

// "e. V." is "ev", "A. W. O. e. V." is "awo" and "ev", "g. GmbH" is "ggmbh".
std::vector<std::string> with_initials_together(std::vector<std::string> const& words)
{
    std::vector<std::string> joined;
    bool is_open = false;
    for (std::size_t at = 0; at < words.size(); ++at) {
        auto const& word = words[at];
        bool const is_initial = word.size() == 1 && !is_digit(word.front());
        bool const begins_anew = word == "e" && at + 1 < words.size() && words[at + 1] == "v";
        bool const goes_on = is_initial || (word == "gmbh" && is_open && joined.back() == "g");
        if (goes_on && is_open && !begins_anew)
            joined.back() += word;
        else
            joined.push_back(word);
        is_open = is_initial;
    }
    return joined;
}

// Its parts, where it is a compound with one of the heads.
void add_parts(std::vector<std::string>& parts, std::string_view word)
{
    auto const head = std::ranges::find_if(heads, [&](std::string_view one) {
        return word.size() >= one.size() + shortest_in_front_of_head && word.ends_with(one);
    });
    if (head == heads.end()) {
        parts.emplace_back(word);
        return;
    }
    add_parts(parts, word.substr(0, word.size() - head->size()));
    parts.emplace_back(*head);
}

std::vector<std::string> words_apart(std::string_view name)
{
    std::vector<std::string> parts;
    auto const words = with_initials_together(spelled_words(name));
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (is_number(words[at]))
            parts.push_back(words[at]);
        else if (!is_arabic_article(words[at], at + 1 < words.size() ? words[at + 1] : ""))
            add_parts(parts, with_umlauts_as_one(words[at]));
    }
    return parts;
}

bool is_telling_word(std::string_view word)
{
    return !is_one_of(of_the_law, word) && !is_one_of(joining, word);
}

template<class Spell>
std::vector<std::string> spelled_by(std::vector<std::string> const& words, Spell const& spell)
{
    std::vector<std::string> spelled;
    for (auto const& word : words)
        spelled.push_back(is_number(word) ? word : spell(word));
    return spelled;
}

std::size_t letters_of(std::vector<std::string> const& words)
{
    std::size_t letters = 0;
    for (auto const& word : words)
        letters += is_number(word) ? 0 : word.size();
    return letters;
}

bool is_told_by_order(std::vector<std::string> const& words)
{
    return std::ranges::count_if(words, is_number) > 1
        || std::ranges::any_of(words, [](std::string_view word) { return is_one_of(against, word); });
}

}

std::string likeness_of(std::string_view name)
{
    auto const all = words_apart(name);
    std::vector<std::string> telling;
    std::ranges::copy_if(all, std::back_inserter(telling), is_telling_word);
    if (telling.empty())
        telling = all;
    auto parts = spelled_by(telling, likeness_of_word);
    if (std::ranges::count_if(telling, std::not_fn(is_number)) < 2
        || letters_of(parts) < least_without_vowels)
        parts = spelled_by(telling, sounds_of_word);
    if (!is_told_by_order(telling))
        std::ranges::sort(parts);
    std::string likeness;
    for (auto const& part : parts)
        likeness += (likeness.empty() ? "" : " ") + part;
    return likeness;
}

} // namespace kommin::contacts
