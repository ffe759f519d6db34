#include "platform/search/stem.hpp"

#include "platform/base/text.hpp"
#include "platform/search/light_stem.hpp"

#include <libstemmer.h>

#include <algorithm>
#include <array>
#include <memory>

namespace kommin::search {
namespace {

struct StemRules {
    std::string_view tag;
    char const* algorithm; // null: our own rules
    Script script;
};

constexpr std::array<StemRules, 25> stem_rules = {{
    {"de", "german", Script::latin},     {"en", "english", Script::latin},
    {"tr", "turkish", Script::latin},    {"ar", "arabic", Script::arabic},
    {"uk", nullptr, Script::cyrillic},   {"ro", "romanian", Script::latin},
    {"ru", "russian", Script::cyrillic}, {"pl", nullptr, Script::latin},
    {"fr", "french", Script::latin},     {"es", "spanish", Script::latin},
    {"it", "italian", Script::latin},    {"pt", "portuguese", Script::latin},
    {"nl", "dutch", Script::latin},      {"el", "greek", Script::greek},
    {"hu", "hungarian", Script::latin},  {"sv", "swedish", Script::latin},
    {"da", "danish", Script::latin},     {"nb", "norwegian", Script::latin},
    {"fi", "finnish", Script::latin},    {"lt", "lithuanian", Script::latin},
    {"ca", "catalan", Script::latin},    {"eu", "basque", Script::latin},
    {"ga", "irish", Script::latin},      {"hi", "hindi", Script::other},
    {"hy", "armenian", Script::other},
}};

struct DeleteStemmer {
    void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

sb_stemmer* stemmer_of_this_thread(StemLanguage language)
{
    thread_local std::array<std::unique_ptr<sb_stemmer, DeleteStemmer>, stem_rules.size()> stemmers;
    auto& stemmer = stemmers[language - 1U];
    if (!stemmer)
        stemmer.reset(sb_stemmer_new(stem_rules[language - 1U].algorithm, "UTF_8"));
    return stemmer.get();
}

std::string strip(std::string_view lower, StemLanguage language)
{
    auto const& rules = stem_rules[language - 1U];
    if (rules.tag == "tr") {
        // Turkish sets the endings of a name off with an apostrophe: Unna'da, Lünen'den.
        if (auto const apostrophe = std::min(lower.find('\''), lower.find("’")); apostrophe != lower.npos)
            return std::string(lower.substr(0, apostrophe));
    }
    if (rules.tag == "uk")
        return std::string(strip_ukrainian(lower));
    if (rules.tag == "pl")
        return std::string(strip_polish(lower));
    auto* const stemmer = stemmer_of_this_thread(language);
    if (stemmer == nullptr) // an older libstemmer without this language
        return {};
    auto const* const stem = sb_stemmer_stem(
        stemmer, reinterpret_cast<sb_symbol const*>(lower.data()), static_cast<int>(lower.size()));
    if (stem == nullptr)
        return {};
    return {reinterpret_cast<char const*>(stem), static_cast<std::size_t>(sb_stemmer_length(stemmer))};
}

// What Snowball misses: other readings of a word, to be stemmed as well.
std::vector<std::string> other_readings(std::string_view word, std::string_view tag)
{
    std::vector<std::string> readings;
    if (tag == "de" && word.ends_with("eln"))
        readings.emplace_back(word.substr(0, word.size() - 1)); // Möbeln
    if (tag == "ar") {
        constexpr std::string_view wa = "و";
        constexpr std::string_view al = "ال";
        constexpr std::string_view lil = "لل";
        constexpr std::string_view lam = "ل";
        if (word.starts_with(wa)
            && (word.substr(wa.size()).starts_with(al) || word.substr(wa.size()).starts_with(lil)))
            word.remove_prefix(wa.size()); // "and the …"
        if (word.starts_with(lil)) {
            // "for the …" swallows the alef of the article, and a third lam is not written.
            auto const rest = word.substr(lil.size());
            readings.push_back(std::string(al) + std::string(rest));
            readings.push_back(std::string(al) + std::string(lam) + std::string(rest));
        } else {
            readings.emplace_back(word);
        }
    }
    return readings;
}

} // namespace

std::string_view primary_subtag(std::string_view tag)
{
    return tag.substr(0, tag.find_first_of("-_"));
}

StemLanguage stem_language(std::string_view tag)
{
    auto const primary = primary_subtag(tag);
    for (std::size_t i = 0; i < stem_rules.size(); ++i) {
        if (stem_rules[i].tag == primary)
            return static_cast<StemLanguage>(i + 1);
    }
    return 0;
}

Script stem_script(StemLanguage language)
{
    return language == 0 ? Script::other : stem_rules[language - 1U].script;
}

std::vector<std::string> stems_of(std::string_view word, StemLanguage language)
{
    std::vector<std::string> stems;
    if (language == 0 || !is_valid_utf8(word))
        return stems;
    auto const folded = fold(word);
    if (letters_in(folded) < 3)
        return stems;
    auto const tag = stem_rules[language - 1U].tag;
    auto const lower = lower_case(word, tag);
    auto forms = other_readings(lower, tag);
    forms.insert(forms.begin(), lower);
    // Only Latin letters are typed without their marks; elsewhere the folded form would only mislead.
    if (lower != folded && stem_script(language) == Script::latin)
        forms.push_back(folded);
    auto const add = [&](std::string stem) {
        if (!stem.empty() && std::find(stems.begin(), stems.end(), stem) == stems.end())
            stems.push_back(std::move(stem));
    };
    for (auto const& form : forms)
        add(fold(strip(form, language)));
    // Snowball takes the s of "Kurs" for an ending, but leaves it in "Kurse".
    if (tag == "de" && lower.ends_with('s'))
        add(folded);
    return stems;
}

} // namespace kommin::search
