#include "platform/search/tried_concept.hpp"

#include "platform/search/concept_records.hpp"
#include "platform/search/fold.hpp"
#include "platform/search/stem.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace kommin::search {

namespace {

// What Builder does with each concept, for one that comes later.
class Trying {
public:
    Trying(Index::Tables const& tables, std::optional<std::size_t> instead_of)
        : tables_(tables)
    {
        if (instead_of)
            tried_.instead_of = static_cast<std::uint32_t>(*instead_of);
    }

    TriedConcept take(Concepts::Concept const& wanted)
    {
        tried_.concept_.is_place = names_a_place(wanted.id);
        std::map<std::uint16_t, std::vector<Posting>> found; // by language
        for (auto const& term : wanted.terms)
            add_term(term, found);
        auto& words = tried_.concept_.words;
        std::sort(words.begin(), words.end());
        words.erase(std::unique(words.begin(), words.end()), words.end());
        for (auto& [language, postings] : found) {
            if (postings.empty())
                continue;
            merge_records(postings);
            auto const first = static_cast<std::uint32_t>(tried_.postings.size());
            tried_.postings.insert(tried_.postings.end(), postings.begin(), postings.end());
            tried_.concept_.postings.push_back(
                {language, first, static_cast<std::uint32_t>(tried_.postings.size())});
        }
        return std::move(tried_);
    }

private:
    template<class Number>
    static Number place_in(std::vector<std::string>& added, std::string_view text, std::size_t behind)
    {
        auto found = std::find(added.begin(), added.end(), text);
        if (found == added.end())
            found = added.emplace(added.end(), text);
        return static_cast<Number>(behind + static_cast<std::size_t>(found - added.begin()));
    }

    std::uint16_t language_number(std::string_view tag)
    {
        auto const primary = primary_subtag(tag);
        auto const known = std::find(tables_.languages.begin(), tables_.languages.end(), primary);
        return known != tables_.languages.end()
            ? static_cast<std::uint16_t>(known - tables_.languages.begin())
            : place_in<std::uint16_t>(tried_.languages, primary, tables_.languages.size());
    }

    void add_term(Concepts::Term const& source, std::map<std::uint16_t, std::vector<Posting>>& found)
    {
        auto const language = language_number(source.language);
        auto const rules = stem_language(primary_subtag(source.language));
        auto const number = static_cast<std::uint32_t>(tables_.concept_terms.size() + tried_.terms.size());
        ConceptTerm term{static_cast<std::uint32_t>(tables_.concepts.size()), language, {}};
        std::vector<std::vector<Term>> meant;
        for (auto const& word : words_of_term(source.text)) {
            auto const folded = fold(word.raw);
            if (folded.empty())
                continue;
            auto const known = tables_.vocabulary.find(folded);
            auto const written
                = known ? *known : place_in<Term>(tried_.words, folded, tables_.vocabulary.size());
            for (auto& stem : stems_of(word.raw, rules))
                tried_.stems.push_back({rules, std::move(stem), written});
            tried_.links.push_back({written, number, static_cast<std::uint32_t>(term.words.size())});
            term.words.push_back(written);
            meant.push_back(words_meant_by(
                tables_,
                {known, folded, known ? tables_.spelling(*known) : word.raw, rules, word.wildcards}));
            auto& words = tried_.concept_.words;
            words.insert(words.end(), meant.back().begin(), meant.back().end());
        }
        if (term.words.empty())
            return;
        auto const postings = postings_of_term(tables_, meant, tried_.concept_.is_place);
        auto& of_language = found[language];
        of_language.insert(of_language.end(), postings.begin(), postings.end());
        tried_.terms.push_back(std::move(term));
    }

    Index::Tables const& tables_;
    TriedConcept tried_;
};

}

std::uint32_t TriedConcept::languages_shown_to(Index::Tables const& tables, std::string_view tag) const
{
    std::uint32_t shown = tables.language_bit(tag) | tables.language_bit("de");
    for (std::size_t i = 0; i < languages.size(); ++i) {
        if (languages[i] == tag || languages[i] == "de")
            shown |= Index::Tables::bit_of(tables.languages.size() + i);
    }
    return shown == 0 ? ~0U : shown;
}

TriedConcept try_out(
    Index::Tables const& tables, Concepts::Concept const& wanted, std::optional<std::size_t> instead_of)
{
    return Trying(tables, instead_of).take(wanted);
}

} // namespace kommin::search
