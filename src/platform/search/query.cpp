#include "platform/search/query.hpp"

#include "platform/base/text.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace kommin::search {
namespace {

// A prefix or part of a few letters may stand in very many words; beyond this many the rest is left out.
constexpr std::size_t max_expansions = 4096;
constexpr std::size_t min_prefix_letters = 2;
constexpr std::size_t min_trigger_letters = 4;
constexpr std::size_t one_typo_letters = 4;
constexpr std::size_t two_typos_letters = 8;
constexpr std::size_t max_corrections = 4;
constexpr std::size_t min_compound_letters = 8;

// A word of the vocabulary that a query word may mean.
struct TermMatch {
    Term term = 0;
    float weight = 0;
    float as_concept = 0; // how well it calls the concepts the term belongs to; 0: not at all
    unsigned fields = all_fields;
};

void keep_best_matches(std::vector<TermMatch>& matches)
{
    std::sort(matches.begin(), matches.end(), [](TermMatch const& left, TermMatch const& right) {
        return left.term != right.term ? left.term < right.term : left.weight > right.weight;
    });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < matches.size(); ++i) {
        if (kept > 0 && matches[kept - 1].term == matches[i].term)
            matches[kept - 1].as_concept = std::max(matches[kept - 1].as_concept, matches[i].as_concept);
        else
            matches[kept++] = matches[i];
    }
    matches.resize(kept);
}

class Planner {
public:
    Planner(Index::Tables const& tables, std::string_view language, std::shared_ptr<TriedConcept const> tried)
        : tables_(tables)
        , tried_(tried.get())
    {
        plan_.language = primary_subtag(language);
        plan_.languages = tables_.languages_shown_to(plan_.language);
        if (tried_ != nullptr)
            plan_.languages = tried_->languages_shown_to(tables_, plan_.language);
        plan_.tried = std::move(tried);
    }

    QueryPlan plan(std::string_view query)
    {
        read_words(query);
        for (auto& word : plan_.words)
            matches_.push_back(direct_matches(word.text, word.folded));
        match_joined_words();
        collect_concepts();
        for (std::size_t i = 0; i < plan_.words.size(); ++i) {
            if (!is_known(i))
                understand_otherwise(i);
        }
        for (std::size_t i = 0; i < plan_.words.size(); ++i)
            expand(i);
        if (is_corrected_) {
            for (auto const& word : plan_.words)
                plan_.corrected += (plan_.corrected.empty() ? "" : " ") + word.text;
        }
        return std::move(plan_);
    }

private:
    // A concept that a word calls, and how well.
    using CalledConcepts = std::map<std::uint32_t, float>;

    void read_words(std::string_view query)
    {
        query = truncate_utf8(query, max_query_bytes);
        std::vector<QueryWord> significant;
        std::vector<QueryWord> grammar;
        for (auto const span : words_of(query)) {
            QueryWord word;
            word.text = query.substr(span.begin, span.end - span.begin);
            word.folded = fold(word.text);
            if (word.folded.empty())
                continue;
            auto& list = is_stop_word(word.folded) ? grammar : significant;
            if (list.size() < max_query_words
                && std::none_of(list.begin(), list.end(), [&](QueryWord const& other) {
                       return other.folded == word.folded;
                   }))
                list.push_back(std::move(word));
        }
        plan_.words = significant.empty() ? std::move(grammar) : std::move(significant);
        called_.resize(plan_.words.size());
    }

    // Vocabulary words whose forms the word may be, in every language of its script.
    template<class Consume>
    void each_stem_match(std::string_view text, std::string_view folded, Consume consume) const
    {
        auto const script = script_of(folded);
        for (auto const language : tables_.stem_languages) {
            if (stem_script(language) != script && script != Script::other)
                continue;
            for (auto const& stem : stems_of(text, language)) {
                for (auto const term : tables_.terms_with_stem(language, stem))
                    consume(term);
            }
        }
        if (tried_ != nullptr) {
            for (auto const& [language, stem, term] : tried_->stems) {
                if (stem_script(language) != script && script != Script::other)
                    continue;
                auto const own = stems_of(text, language);
                if (std::find(own.begin(), own.end(), stem) != own.end())
                    consume(term);
            }
        }
    }

    // Words that only the concept on trial has stand behind those of the index; no record has them.
    [[nodiscard]] std::uint32_t frequency(Term term) const
    {
        return term < tables_.vocabulary.size() ? tables_.frequency(term) : 0;
    }
    [[nodiscard]] ConceptTerm const& concept_term(std::uint32_t number) const
    {
        return number < tables_.concept_terms.size() ? tables_.concept_terms[number]
                                                     : tried_->terms[number - tables_.concept_terms.size()];
    }
    // Where a word stands in the terms of concepts, as far as they are in force.
    template<class Consume>
    void each_link(Term term, Consume consume) const
    {
        for (auto const& link : tables_.concept_words_of(term)) {
            if (tried_ == nullptr || tables_.concept_terms[link.concept_term].concept_ != tried_->instead_of)
                consume(link);
        }
        if (tried_ != nullptr) {
            for (auto const& link : tried_->links) {
                if (link.term == term)
                    consume(link);
            }
        }
    }

    // Arabic writes the article as part of the word.
    static std::string_view without_article(std::string_view folded)
    {
        constexpr std::string_view article = "ال";
        constexpr std::size_t fewest_letters_left = 3;
        if (folded.starts_with(article) && letters_in(folded.substr(article.size())) >= fewest_letters_left)
            folded.remove_prefix(article.size());
        return folded;
    }

    std::vector<TermMatch> direct_matches(std::string_view text, std::string_view folded) const
    {
        std::vector<TermMatch> matches;
        add_spelling(folded, 1.0F, matches);
        for (auto const& variant : umlaut_variants(text))
            add_spelling(variant, weights::umlaut, matches);
        if (auto const bare = without_article(folded); bare.size() < folded.size())
            add_spelling(bare, weights::umlaut, matches);
        each_stem_match(
            text, folded, [&](Term term) { matches.push_back({term, weights::stem, weights::stem}); });
        keep_best_matches(matches);
        return matches;
    }

    void add_spelling(std::string_view folded, float factor, std::vector<TermMatch>& matches) const
    {
        auto const letters = letters_in(folded);
        auto const exact = tables_.vocabulary.find(folded);
        if (exact)
            matches.push_back({*exact, weights::exact * factor, weights::exact * factor});
        if (letters >= min_prefix_letters) {
            auto const [first, last] = tables_.vocabulary.with_prefix(folded);
            auto const end = std::min<std::size_t>(last, first + max_expansions);
            for (auto term = first; term < end; ++term) {
                if (exact && term == *exact)
                    continue;
                auto const weight = weights::prefix * factor;
                // "impf" calls "Impfung"; "frau" does not call "Frauenhaus".
                bool const calls
                    = letters >= min_trigger_letters && 2 * letters >= letters_in(tables_.vocabulary[term]);
                matches.push_back({term, weight, calls ? weight : 0.0F});
            }
        }
        if (tried_ != nullptr)
            add_tried_words(folded, factor, matches);
        if (letters >= min_suffix_letters) {
            auto const limit = matches.size() + max_expansions;
            tables_.vocabulary.containing(folded, [&](Term term, std::string_view rest) {
                bool const at_end = rest.empty();
                if (matches.size() < limit && (at_end || letters >= min_infix_letters))
                    // A part inside a street name ("Husemannstraße") is chance.
                    matches.push_back(
                        {term, (at_end ? weights::suffix : weights::infix) * factor, 0,
                         at_end ? all_fields : all_but_place});
            });
        }
    }

    // As add_spelling(); that a part stands inside one of them leads nowhere.
    void add_tried_words(std::string_view folded, float factor, std::vector<TermMatch>& matches) const
    {
        auto const letters = letters_in(folded);
        for (std::size_t i = 0; i < tried_->words.size(); ++i) {
            auto const& word = tried_->words[i];
            auto const term = static_cast<Term>(tables_.vocabulary.size() + i);
            if (word == folded)
                matches.push_back({term, weights::exact * factor, weights::exact * factor});
            else if (
                letters >= min_trigger_letters && word.starts_with(folded) && 2 * letters >= letters_in(word))
                matches.push_back({term, weights::prefix * factor, weights::prefix * factor});
        }
    }

    [[nodiscard]] std::optional<Term> find_word(std::string_view folded) const
    {
        if (auto const term = tables_.vocabulary.find(folded); term || tried_ == nullptr)
            return term;
        auto const found = std::find(tried_->words.begin(), tried_->words.end(), folded);
        return found == tried_->words.end()
            ? std::nullopt
            : std::optional(static_cast<Term>(
                  tables_.vocabulary.size() + static_cast<std::size_t>(found - tried_->words.begin())));
    }

    // "Deutsch Kurs" is also "Deutschkurs".
    void match_joined_words()
    {
        for (std::size_t i = 0; i + 1 < plan_.words.size(); ++i) {
            auto const& first = plan_.words[i];
            auto const& second = plan_.words[i + 1];
            auto const joined = first.folded + second.folded;
            std::vector<TermMatch> found;
            if (auto const term = find_word(joined))
                found.push_back({*term, weights::joined, weights::joined});
            each_stem_match(first.text + second.text, joined, [&](Term term) {
                found.push_back({term, weights::joined, weights::joined});
            });
            for (auto const word : {i, i + 1}) {
                matches_[word].insert(matches_[word].end(), found.begin(), found.end());
                keep_best_matches(matches_[word]);
            }
        }
    }

    [[nodiscard]] float language_factor(ConceptTerm const& term) const
    {
        auto const& tag = term.language < tables_.languages.size()
            ? tables_.languages[term.language]
            : tried_->languages[term.language - tables_.languages.size()];
        return tag == plan_.language || tag == "de" ? 1.0F : weights::foreign_concept;
    }

    static void call(CalledConcepts& called, std::uint32_t concept_, float weight)
    {
        auto& best = called[concept_];
        best = std::max(best, weight);
    }

    // Concepts whose terms stand in the query: a single word, or all words of a longer term.
    void collect_concepts()
    {
        struct Place {
            float weight = 0;
            std::size_t word = 0;
        };
        std::map<std::uint32_t, std::vector<Place>>
            longer; // term of several words → best query word per position
        for (std::size_t i = 0; i < matches_.size(); ++i) {
            // "Kita" is a concept; that "kitap" begins with it is chance.
            auto const threshold = is_name_of_concept(i) ? weights::prefix : 0.0F;
            for (auto const& match : matches_[i]) {
                if (match.as_concept <= threshold)
                    continue;
                each_link(match.term, [&, weight = match.as_concept](ConceptWord const& link) {
                    auto const& term = concept_term(link.concept_term);
                    if (term.words.size() == 1) {
                        call(called_[i], term.concept_, weight * language_factor(term));
                        return;
                    }
                    auto& places = longer[link.concept_term];
                    places.resize(term.words.size());
                    if (weight > places[link.position].weight)
                        places[link.position] = {weight, i};
                });
            }
        }
        for (auto const& [number, places] : longer) {
            auto const& term = concept_term(number);
            std::vector<std::size_t> used;
            float weight = 1;
            for (auto const& place : places) {
                weight = std::min(weight, place.weight);
                if (place.weight > 0 && std::find(used.begin(), used.end(), place.word) == used.end())
                    used.push_back(place.word);
            }
            if (used.size() < places.size())
                continue;
            for (auto const word : used)
                call(called_[word], term.concept_, weight * language_factor(term));
        }
    }

    [[nodiscard]] bool is_name_of_concept(std::size_t word) const
    {
        return std::any_of(matches_[word].begin(), matches_[word].end(), [&](TermMatch const& match) {
            if (match.as_concept <= weights::prefix)
                return false;
            bool is_name = false;
            each_link(match.term, [&](ConceptWord const& link) {
                is_name = is_name || concept_term(link.concept_term).words.size() == 1;
            });
            return is_name;
        });
    }

    // Whether the word means anything here: it occurs in records, or it is a word of the vocabulary of
    // concepts.
    [[nodiscard]] bool is_known(std::size_t word) const
    {
        if (!called_[word].empty())
            return true;
        return std::any_of(matches_[word].begin(), matches_[word].end(), [&](TermMatch const& match) {
            return frequency(match.term) > 0;
        });
    }

    void understand_otherwise(std::size_t word)
    {
        if (split_compound(word))
            return;
        plan_.words[word].is_guess = call_by_part(word) || try_other_ending(word, 1, 1)
            || correct_typo(word, 1) || try_other_ending(word, 2, 3) || correct_typo(word, 2);
    }

    // "зайнятості" alone: no record has it, but "центр зайнятості" names a concept.
    bool call_by_part(std::size_t word)
    {
        for (auto const& match : matches_[word]) {
            if (match.as_concept < weights::stem)
                continue;
            each_link(match.term, [&, weight = match.as_concept](ConceptWord const& link) {
                auto const& term = concept_term(link.concept_term);
                if (frequency_of_concept(term) > 0)
                    call(
                        called_[word], term.concept_,
                        weights::partial_concept * weight * language_factor(term));
            });
        }
        return !called_[word].empty();
    }

    // Forms that no stemmer knows: up to three letters less, up to three others instead.
    bool try_other_ending(std::size_t word, std::size_t shortest_cut, std::size_t longest_cut)
    {
        auto const folded = plan_.words[word].folded;
        auto const letters = code_points(folded);
        std::size_t bytes = folded.size();
        for (std::size_t cut = 1; cut <= longest_cut && letters.size() >= cut + 4; ++cut) {
            do
                --bytes;
            while ((static_cast<unsigned char>(folded[bytes]) & 0xC0U) == 0x80U);
            if (cut < shortest_cut)
                continue;
            auto const [first, last]
                = tables_.vocabulary.with_prefix(std::string_view(folded).substr(0, bytes));
            auto const end = std::min<std::size_t>(last, first + max_expansions);
            for (auto term = first; term < end; ++term) {
                if (letters_in(tables_.vocabulary[term]) <= letters.size() - cut + 3 && is_meaningful(term))
                    matches_[word].push_back({term, weights::ending, weights::ending});
            }
            if (!matches_[word].empty()) {
                keep_best_matches(matches_[word]);
                call_single_words(word);
                return true;
            }
        }
        return false;
    }

    void call_single_words(std::size_t word)
    {
        for (auto const& match : matches_[word]) {
            each_link(match.term, [&, weight = match.as_concept](ConceptWord const& link) {
                auto const& term = concept_term(link.concept_term);
                if (term.words.size() == 1)
                    call(called_[word], term.concept_, weight * language_factor(term));
            });
        }
    }

    [[nodiscard]] std::uint32_t frequency_of_concept(ConceptTerm const& term) const
    {
        std::uint32_t count = 0;
        for (auto const& part : plan_.concept_of(tables_, term.concept_).postings)
            count += part.last - part.first;
        return count;
    }

    // Whether finding this word leads anywhere.
    [[nodiscard]] bool is_meaningful(Term term) const
    {
        if (frequency(term) > 0)
            return true;
        bool leads_somewhere = false;
        each_link(term, [&](ConceptWord const& link) {
            auto const& named = concept_term(link.concept_term);
            leads_somewhere = leads_somewhere || (named.words.size() == 1 && frequency_of_concept(named) > 0);
        });
        return leads_somewhere;
    }

    [[nodiscard]] bool is_whole_word(std::string_view folded) const
    {
        if (auto const term = find_word(folded); term && is_meaningful(*term))
            return true;
        bool found = false;
        each_stem_match(folded, folded, [&](Term term) { found = found || is_meaningful(term); });
        return found;
    }

    // "Hebammensprechstunde": both parts are known, the compound is not. Becomes two words of the query.
    bool split_compound(std::size_t word)
    {
        auto const folded = plan_.words[word].folded;
        if (letters_in(folded) < min_compound_letters || plan_.words.size() >= max_query_words
            || script_of(folded) != Script::latin)
            return false;
        std::optional<std::pair<std::string, std::string>> best;
        std::size_t best_length = 0;
        for (std::size_t i = 3; i + 3 <= folded.size(); ++i) {
            auto const second = folded.substr(i);
            if (letters_in(second) < 3 || !is_whole_word(second))
                continue;
            for (std::string_view const link : {"", "s", "n", "es", "en", "er"}) {
                auto const first = std::string_view(folded).substr(0, i);
                if (!first.ends_with(link) || first.size() < link.size() + 3)
                    continue;
                auto const head = first.substr(0, first.size() - link.size());
                auto const shorter = std::min(head.size(), second.size());
                if (shorter > best_length && is_whole_word(head)) {
                    best = {std::string(head), second};
                    best_length = shorter;
                }
            }
        }
        if (!best)
            return false;
        replace(word, best->first);
        QueryWord added;
        added.text = added.folded = best->second;
        plan_.words.insert(plan_.words.begin() + static_cast<std::ptrdiff_t>(word) + 1, std::move(added));
        matches_.insert(matches_.begin() + static_cast<std::ptrdiff_t>(word) + 1, std::vector<TermMatch>{});
        called_.insert(called_.begin() + static_cast<std::ptrdiff_t>(word) + 1, CalledConcepts{});
        replace(word + 1, best->second);
        return true;
    }

    // Reads a word of the query as another one.
    void replace(std::size_t word, std::string const& text)
    {
        plan_.words[word].text = text;
        plan_.words[word].folded = fold(text);
        matches_[word] = direct_matches(text, plan_.words[word].folded);
        called_[word].clear();
        call_single_words(word);
        is_corrected_ = true;
    }

    bool correct_typo(std::size_t word, unsigned limit)
    {
        auto const folded = plan_.words[word].folded;
        auto const letters = letters_in(folded);
        struct Candidate {
            unsigned distance;
            bool is_other_language;
            std::uint32_t frequency;
            Term term;
        };
        std::vector<Candidate> candidates;
        auto const own = plan_.languages;
        if (letters < (limit == 1 ? one_typo_letters : two_typos_letters))
            return false;
        tables_.vocabulary.similar(folded, limit, [&](Term term, unsigned distance) {
            if (is_meaningful(term))
                candidates.push_back(
                    {distance, (tables_.term_languages[term] & own) == 0, tables_.frequency(term), term});
        });
        if (candidates.empty())
            return false;
        std::sort(candidates.begin(), candidates.end(), [](Candidate const& left, Candidate const& right) {
            return std::tuple(left.distance, left.is_other_language, ~left.frequency, left.term)
                < std::tuple(right.distance, right.is_other_language, ~right.frequency, right.term);
        });
        if (candidates.size() > max_corrections)
            candidates.resize(max_corrections);
        std::vector<TermMatch> found;
        for (auto const& candidate : candidates) {
            auto const factor = candidate.distance == 1 ? weights::one_typo : weights::two_typos;
            auto const spelling = std::string(tables_.spelling(candidate.term));
            for (auto const& match : direct_matches(spelling, tables_.vocabulary[candidate.term]))
                found.push_back({match.term, match.weight * factor, match.as_concept * factor, match.fields});
        }
        keep_best_matches(found);
        matches_[word] = std::move(found);
        call_single_words(word);
        plan_.words[word].text = tables_.spelling(candidates.front().term);
        is_corrected_ = true;
        return true;
    }

    // Everything the word may be found by.
    void expand(std::size_t number)
    {
        auto& word = plan_.words[number];
        for (auto const& match : matches_[number]) {
            if (frequency(match.term) == 0)
                continue;
            // The very word counts in every language, for it may be what somebody meant. Forms and parts of
            // words meet by chance: "Perso" is no Romanian "persoane".
            bool const is_chance = match.weight < weights::exact
                && (tables_.term_languages[match.term] & plan_.languages) == 0;
            word.expansions.push_back(
                {match.term, is_chance ? match.weight * weights::other_language : match.weight,
                 match.fields});
        }
        for (auto const& [concept_, weight] : called_[number]) {
            word.concepts.push_back({concept_, weights::concept_ * weight});
            word.is_place = word.is_place || plan_.concept_of(tables_, concept_).is_place;
        }
    }

    Index::Tables const& tables_;
    TriedConcept const* tried_; // null: none
    QueryPlan plan_;
    std::vector<std::vector<TermMatch>> matches_; // per word of the plan
    std::vector<CalledConcepts> called_; // likewise
    bool is_corrected_ = false;
};

} // namespace

QueryPlan plan_query(
    Index::Tables const& tables, std::string_view query, std::string_view language,
    std::shared_ptr<TriedConcept const> tried)
{
    return Planner(tables, language, std::move(tried)).plan(query);
}

} // namespace kommin::search
