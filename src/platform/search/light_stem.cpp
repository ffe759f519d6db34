#include "platform/search/light_stem.hpp"

#include "platform/search/fold.hpp"

#include <array>
#include <span>

namespace kommin::search {
namespace {

constexpr std::size_t min_stem_letters = 3;

// Endings of nouns, adjectives and verbs, longest first (in letters).
constexpr auto ukrainian_endings = std::to_array<std::string_view>({
    "остями",   "остях",   "остям",   "істю",   "остей",  "ість",   "ості", // зайнятість
    "уваннями", "уваннях", "уванням", "ування", "уванню", "уванні", "увань",  "ювання", "юванню",
    "ювань", // харчування
    "ннями",    "ннях",    "нням",    "ння",    "нню",    "нні",    "нь", // навчання
    "іями",     "іях",     "іям",     "ією",    "ії",     "ію",     "ія",     "ій", // консультація
    "ських",    "ським",   "ська",    "ське",   "ські",   "ську",   "ського", "ською",  "ській",
    "ський", // українська
    "тися",     "ться",    "ити",     "іти",    "ти",     "ють",    "ять",    "уть", // навчатися
    "ового",    "ових",    "овий",    "ова",    "ове",    "ові", // мовний
    "ого",      "ому",     "ими",     "ами",    "ями",    "еві",    "єві",    "ої",     "ою",
    "ею",       "єю",      "ий",      "их",     "им",     "ім",     "ах",     "ях",     "ам",
    "ям",       "ом",      "ем",      "єм",     "ів",     "їв",     "ей",     "ю",      "у",
    "я",        "а",       "и",       "і",      "ї",      "о",      "е",      "є",      "ь", // школа, лікар
});

constexpr auto polish_endings = std::to_array<std::string_view>({
    "owaniem", "owania",  "owaniu", "owanie", // kierowanie
    "ościami", "ościach", "ością",  "ości",   "ość", // niepełnosprawność
    "aniem",   "ania",    "aniu",   "anie",   "eniem", "enia", "eniu", "enie", // szczepienie
    "ami",     "ach",     "iem",    "owi",    "ego",   "emu",  "ymi",  "imi",  "ych", "ich",
    "ów",      "om",      "em",     "ej",     "ym",    "im",   "ie",   "ą",    "ę",   "y",
    "i",       "a",       "e",      "o",      "u",     "ać",   "ić",   "yć",   "eć", // szkoła, lekarz, uczyć
});

std::string_view strip_longest(std::string_view word, std::span<std::string_view const> endings)
{
    std::size_t longest = 0;
    for (auto const ending : endings) {
        if (ending.size() > longest && word.ends_with(ending)
            && letters_in(word.substr(0, word.size() - ending.size())) >= min_stem_letters)
            longest = ending.size();
    }
    return word.substr(0, word.size() - longest);
}

} // namespace

std::string_view strip_ukrainian(std::string_view word)
{
    return strip_longest(word, ukrainian_endings);
}

std::string_view strip_polish(std::string_view word)
{
    return strip_longest(word, polish_endings);
}

} // namespace kommin::search
