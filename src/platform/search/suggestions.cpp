#include "platform/search/suggestions.hpp"

#include "platform/search/fold.hpp"
#include "platform/search/scoring.hpp"

#include <algorithm>
#include <tuple>

namespace kommin::search {
namespace {

constexpr std::size_t max_suggestions = 5;
// Wider than what counts as a hit: a suggestion is only an offer.
constexpr std::size_t loosest_typo_letters = 9;

class Suggestions {
public:
    Suggestions(
        Index::Tables const& tables, QueryPlan const& plan, std::function<bool(std::uint32_t)> const& accept)
        : tables_(tables)
        , plan_(plan)
        , accept_(accept)
    { }

    std::vector<std::string> suggest()
    {
        for (auto const& word : plan_.words)
            add_parts(word.folded);
        for (auto const& word : plan_.words) {
            if (word.concepts.empty()) // else it is spelt right, there is just no record
                add_similar_words(word.folded);
        }
        add_common_concepts();
        return std::move(found_);
    }

private:
    // Whether a word or concept has an accepted record.
    [[nodiscard]] bool is_accepted(Concept const& concept_) const
    {
        return std::any_of(
            concept_.postings.begin(), concept_.postings.end(),
            [&](ConceptPostings const& part) { return has_accepted(tables_.postings_of(part)); });
    }
    [[nodiscard]] bool is_accepted(Term term) const { return has_accepted(tables_.postings_of(term)); }
    [[nodiscard]] bool has_accepted(std::span<Posting const> postings) const
    {
        if (!accept_)
            return !postings.empty();
        return std::any_of(postings.begin(), postings.end(), [&](Posting posting) {
            return accept_(tables_.ids[record_of(posting)]);
        });
    }

    void add(std::string_view text)
    {
        auto const folded = fold(text);
        auto const is_same = [&](std::string const& other) { return fold(other) == folded; };
        if (found_.size() < max_suggestions && !text.empty()
            && std::none_of(found_.begin(), found_.end(), is_same))
            found_.emplace_back(text);
    }

    // A word of the records as it is, a word of the concepts by its name in the reader's language.
    void add_term(Term term)
    {
        if (is_accepted(term))
            add(tables_.spelling(term));
        for (auto const& link : tables_.concept_words_of(term)) {
            auto const& concept_ = tables_.concepts[tables_.concept_terms[link.concept_term].concept_];
            if (is_accepted(concept_))
                add(tables_.label(concept_, plan_.language));
        }
    }

    // A compound is a kind of what its last part names (Zahnarzt: Arzt), or at least about its first part.
    void add_parts(std::string_view folded)
    {
        for (std::size_t i = 1; i < folded.size(); ++i) {
            if (letters_in(folded.substr(i)) < min_infix_letters)
                break;
            if (auto const term = tables_.vocabulary.find(folded.substr(i)))
                add_term(*term);
        }
        for (std::size_t i = folded.size() - 1; i > 0 && letters_in(folded.substr(0, i)) > min_infix_letters;
             --i) {
            if (auto const term = tables_.vocabulary.find(folded.substr(0, i)))
                add_term(*term);
        }
    }

    void add_similar_words(std::string_view folded)
    {
        auto const letters = letters_in(folded);
        auto const limit = letters >= loosest_typo_letters ? 3U : letters >= 6 ? 2U : letters >= 3 ? 1U : 0U;
        if (limit == 0)
            return;
        struct Near {
            unsigned distance;
            std::uint32_t frequency;
            Term term;
        };
        std::vector<Near> near;
        tables_.vocabulary.similar(folded, limit, [&](Term term, unsigned distance) {
            if (letters_in(tables_.vocabulary[term]) > 2)
                near.push_back({distance, tables_.frequency(term), term});
        });
        std::sort(near.begin(), near.end(), [](Near const& left, Near const& right) {
            return std::tuple(left.distance, ~left.frequency, left.term)
                < std::tuple(right.distance, ~right.frequency, right.term);
        });
        for (auto const& candidate : near)
            add_term(candidate.term);
    }

    void add_common_concepts()
    {
        std::vector<std::pair<std::uint32_t, Concept const*>> common;
        for (auto const& concept_ : tables_.concepts) {
            auto const frequency = tables_.frequency(concept_);
            if (frequency > 0 && !concept_.is_place)
                common.emplace_back(frequency, &concept_);
        }
        std::stable_sort(common.begin(), common.end(), [](auto const& left, auto const& right) {
            return left.first > right.first;
        });
        for (auto const& [frequency, concept_] : common) {
            if (found_.size() >= max_suggestions)
                return;
            if (is_accepted(*concept_))
                add(tables_.label(*concept_, plan_.language));
        }
    }

    Index::Tables const& tables_;
    QueryPlan const& plan_;
    std::function<bool(std::uint32_t)> const& accept_;
    std::vector<std::string> found_;
};

// How many of the records (ascending) have the word.
std::size_t count_common(Index::Tables const& tables, Term term, std::vector<std::uint32_t> const& records)
{
    std::size_t count = 0;
    auto record = records.begin();
    for (auto const posting : tables.postings_of(term)) {
        record = std::lower_bound(record, records.end(), record_of(posting));
        if (record == records.end())
            break;
        count += *record == record_of(posting) ? 1U : 0U;
    }
    return count;
}

} // namespace

std::vector<std::string> suggest(
    Index::Tables const& tables, QueryPlan const& plan, std::function<bool(std::uint32_t)> const& accept)
{
    return Suggestions(tables, plan, accept).suggest();
}

std::vector<std::string> Index::complete(
    std::string_view prefix, std::string_view language, std::size_t limit) const
{
    std::vector<std::string> completions;
    auto const& tables = *tables_;
    prefix = prefix.substr(0, max_query_bytes);
    auto const words = words_of(prefix);
    // Whoever typed a space has ended the word; there is nothing to complete yet.
    if (words.empty() || words.back().end != prefix.size() || limit == 0)
        return completions;
    auto const head = prefix.substr(0, words.back().begin);
    auto const last = fold(prefix.substr(words.back().begin));
    bool const has_head = words.size() > 1;

    std::vector<std::uint32_t> records;
    if (has_head) {
        auto scores = score_records(tables, plan_query(tables, head, language));
        auto const selection = select_records(tables, scores, {}, 1);
        for (std::size_t i = 0; i < selection.count; ++i)
            records.push_back(scores.candidates[i].record);
        std::sort(records.begin(), records.end());
    }

    struct Completion {
        bool is_other_language;
        std::size_t frequency;
        std::string text;
    };
    std::vector<Completion> found;
    auto const own = tables.language_bit(language);
    auto const [first, end] = tables.vocabulary.with_prefix(last);
    for (auto term = first; term < end; ++term) {
        auto const frequency = has_head ? count_common(tables, term, records) : tables.frequency(term);
        if (frequency > 0)
            found.push_back(
                {(tables.term_languages[term] & own) == 0, frequency,
                 std::string(head) + std::string(tables.spelling(term))});
    }
    if (!has_head) {
        for (auto const& concept_ : tables.concepts) {
            auto const label = tables.label(concept_, language);
            auto const frequency = tables.frequency(concept_);
            if (frequency > 0 && fold(label).starts_with(last))
                found.push_back({false, frequency, std::string(label)});
        }
    }
    std::sort(found.begin(), found.end(), [](Completion const& left, Completion const& right) {
        return std::tuple(left.is_other_language, ~left.frequency, std::string_view(left.text))
            < std::tuple(right.is_other_language, ~right.frequency, std::string_view(right.text));
    });
    std::vector<std::string> seen;
    for (auto& completion : found) {
        if (completions.size() >= limit)
            break;
        auto folded = fold(completion.text);
        if (std::find(seen.begin(), seen.end(), folded) != seen.end())
            continue;
        seen.push_back(std::move(folded));
        completions.push_back(std::move(completion.text));
    }
    return completions;
}

} // namespace kommin::search
