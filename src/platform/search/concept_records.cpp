#include "platform/search/concept_records.hpp"

#include "platform/base/text.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>

namespace kommin::search {

namespace {

constexpr Posting place_bit = 1U << static_cast<unsigned>(Field::place);

void keep_common_fields(std::vector<Posting>& common, std::vector<Posting> const& others)
{
    std::size_t kept = 0;
    auto other = others.begin();
    for (auto const posting : common) {
        while (other != others.end() && record_of(*other) < record_of(posting))
            ++other;
        if (other == others.end())
            break;
        if (record_of(*other) == record_of(posting) && (fields_of(*other) & fields_of(posting)) != 0)
            common[kept++] = *other & posting;
    }
    common.resize(kept);
}

}

std::vector<TermWord> words_of_term(std::string_view term)
{
    std::vector<TermWord> significant;
    std::vector<TermWord> grammar;
    for (auto const span : words_of(term)) {
        auto const raw = term.substr(span.begin, span.end - span.begin);
        bool const is_open_end = span.end < term.size() && term[span.end] == '*';
        bool const is_open_beginning = span.begin > 0 && term[span.begin - 1] == '*';
        (is_stop_word(fold(raw)) ? grammar : significant)
            .push_back(
                {truncate_utf8(raw, max_raw_bytes_kept),
                 (is_open_end ? TermWord::open_end : 0U)
                     | (is_open_beginning ? TermWord::open_beginning : 0U)});
    }
    return significant.empty() ? grammar : significant;
}

std::vector<Term> words_meant_by(Index::Tables const& tables, ConceptWordForm const& word)
{
    std::vector<Term> found;
    auto const add = [&](Term other) {
        if (tables.frequency(other) > 0)
            found.push_back(other);
    };
    if (word.term)
        add(*word.term);
    for (auto const& stem : stems_of(word.spelling, word.language)) {
        for (auto const other : tables.terms_with_stem(word.language, stem))
            add(other);
    }
    if ((word.wildcards & TermWord::open_end) != 0) {
        auto const [first, last] = tables.vocabulary.with_prefix(word.folded);
        for (auto other = first; other < last; ++other)
            add(other);
    }
    if ((word.wildcards & TermWord::open_beginning) != 0 && letters_in(word.folded) >= min_suffix_letters) {
        tables.vocabulary.containing(word.folded, [&](Term other, std::string_view rest) {
            // "*kurs" also ends Deutschkurse and Deutschkursen.
            if (letters_in(rest) <= 2 || (word.wildcards & TermWord::open_end) != 0)
                add(other);
        });
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::vector<Posting> postings_of_term(
    Index::Tables const& tables, std::vector<std::vector<Term>> const& meant, bool is_place)
{
    std::vector<Posting> common;
    for (std::size_t position = 0; position < meant.size(); ++position) {
        std::vector<Posting> postings;
        for (auto const term : meant[position]) {
            for (auto const posting : tables.postings_of(term))
                postings.push_back(is_place ? posting : posting & ~place_bit);
        }
        if (meant[position].size() > 1)
            merge_records(postings);
        if (position == 0)
            common = std::move(postings);
        else
            keep_common_fields(common, postings);
        if (common.empty())
            break;
    }
    std::erase_if(common, [](Posting posting) { return fields_of(posting) == 0; });
    return common;
}

void merge_records(std::vector<Posting>& postings)
{
    std::sort(postings.begin(), postings.end());
    std::size_t kept = 0;
    for (auto const posting : postings) {
        if (kept > 0 && record_of(postings[kept - 1]) == record_of(posting))
            postings[kept - 1] |= posting;
        else
            postings[kept++] = posting;
    }
    postings.resize(kept);
}

} // namespace kommin::search
