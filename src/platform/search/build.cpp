#include "platform/base/text.hpp"
#include "platform/search/concept_records.hpp"
#include "platform/search/fold.hpp"
#include "platform/search/string_numbers.hpp"
#include "platform/search/tables.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace kommin::search {
namespace {

constexpr Posting no_posting = std::numeric_limits<Posting>::max();
constexpr std::size_t max_records = std::size_t{1} << 28U;

class Builder {
public:
    void add_records(std::span<Document const> documents)
    {
        std::vector<std::uint32_t> order(documents.size());
        std::iota(order.begin(), order.end(), 0U);
        std::stable_sort(order.begin(), order.end(), [&](std::uint32_t left, std::uint32_t right) {
            return documents[left].id < documents[right].id;
        });
        for (auto const index : order) {
            auto const& document = documents[index];
            if (tables_->ids.empty() || tables_->ids.back() != document.id) {
                if (tables_->ids.size() + 1 >= max_records)
                    throw std::length_error("search: too many records");
                tables_->ids.push_back(document.id);
            }
            for (auto const& part : document.parts)
                add_part(part);
        }
    }

    void add_concepts(Concepts const& concepts)
    {
        for (auto const& source : concepts.all()) {
            auto const number = static_cast<std::uint32_t>(tables_->concepts.size());
            auto& concept_ = tables_->concepts.emplace_back();
            concept_.is_place = names_a_place(source.id);
            for (auto const& term : source.terms)
                add_concept_term(concept_, number, term);
        }
    }

    std::unique_ptr<Index::Tables const> finish()
    {
        sort_vocabulary();
        group_postings();
        group_stems();
        keep_spellings();
        keep_languages();
        link_concepts();
        return std::move(tables_);
    }

private:
    static constexpr std::uint32_t nothing = std::numeric_limits<std::uint32_t>::max();
    struct Spelling {
        std::uint32_t word = nothing; // number in order of appearance; nothing: folding leaves nothing of it
        std::uint32_t count = 0;
    };
    struct Language {
        std::string tag;
        StemLanguage stem = 0;
        StringNumbers numbers;
        std::vector<Spelling> spellings; // by number
    };
    struct Word {
        std::uint32_t last_posting = no_posting; // where the word's newest posting stands
        std::uint32_t languages = 0;
        bool from_records = false;
    };
    struct Entry {
        std::uint32_t word = 0;
        Posting posting = 0;
    };

    std::uint16_t language_index(std::string_view tag)
    {
        auto const primary = primary_subtag(tag);
        for (std::size_t i = 0; i < languages_.size(); ++i) {
            if (languages_[i].tag == primary)
                return static_cast<std::uint16_t>(i);
        }
        if (languages_.size() >= 1000)
            return 0; // garbage for language tags
        auto& added = languages_.emplace_back();
        added.tag = primary;
        added.stem = stem_language(primary);
        return static_cast<std::uint16_t>(languages_.size() - 1);
    }

    // The word as it is written in this language; nothing if folding leaves nothing of it.
    Spelling* spelling_of(std::string_view raw, std::uint16_t language_number)
    {
        raw = truncate_utf8(raw, max_raw_bytes_kept);
        auto& language = languages_[language_number];
        auto const number = language.numbers.number(raw);
        if (number == language.spellings.size())
            language.spellings.push_back({add_word(raw, language_number), 0});
        auto& spelling = language.spellings[number];
        return spelling.word == nothing ? nullptr : &spelling;
    }

    std::uint32_t add_word(std::string_view raw, std::uint16_t language_number)
    {
        fold_into(raw, folded_);
        if (folded_.empty())
            return nothing;
        auto const word = numbers_.number(folded_);
        if (word == words_.size())
            words_.emplace_back();
        words_[word].languages |= 1U << std::min<unsigned>(language_number, 31);
        auto const stem_rules = languages_[language_number].stem;
        for (auto& stem : stems_of(raw, stem_rules)) {
            stem.insert(stem.begin(), static_cast<char>(stem_rules));
            stems_.emplace_back(stem_numbers_.number(stem), word);
        }
        return word;
    }

    void add_part(Document::Part const& part)
    {
        auto const record = static_cast<std::uint32_t>(tables_->ids.size() - 1);
        auto const field = 1U << static_cast<unsigned>(part.field);
        auto const language = language_index(part.language);
        Tokeniser tokeniser(part.text);
        while (auto const span = tokeniser.next()) {
            auto* const spelling
                = spelling_of(part.text.substr(span->begin, span->end - span->begin), language);
            if (spelling == nullptr)
                continue;
            ++spelling->count;
            auto& word = words_[spelling->word];
            word.from_records = true;
            if (word.last_posting != no_posting && record_of(entries_[word.last_posting].posting) == record) {
                entries_[word.last_posting].posting |= field;
                continue;
            }
            if (entries_.size() >= no_posting)
                throw std::length_error("search: too many words in all records together");
            word.last_posting = static_cast<std::uint32_t>(entries_.size());
            entries_.push_back({spelling->word, record << 4U | field});
        }
    }

    void add_concept_term(Concept& concept_, std::uint32_t number, Concepts::Term const& source)
    {
        auto const language = language_index(source.language);
        if (std::none_of(concept_.labels.begin(), concept_.labels.end(), [&](ConceptLabel const& label) {
                return label.language == language;
            })) {
            std::string label;
            std::copy_if(source.text.begin(), source.text.end(), std::back_inserter(label), [](char letter) {
                return letter != '*';
            });
            concept_.labels.push_back({language, std::move(label)});
        }
        ConceptTerm term{number, language, {}};
        std::vector<unsigned> wildcards;
        for (auto const& word : words_of_term(source.text)) {
            auto const* const spelling = spelling_of(word.raw, language);
            if (spelling == nullptr)
                continue;
            term.words.push_back(spelling->word); // renumbered when the vocabulary is sorted
            wildcards.push_back(word.wildcards);
        }
        if (term.words.empty())
            return;
        tables_->concept_terms.push_back(std::move(term));
        wildcards_.push_back(std::move(wildcards));
    }

    void sort_vocabulary()
    {
        auto const order = sorted(numbers_);
        std::vector<std::string_view> texts;
        texts.reserve(order.size());
        term_of_word_.resize(order.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            texts.push_back(numbers_[order[i]]);
            term_of_word_[order[i]] = static_cast<Term>(i);
        }
        tables_->vocabulary = Vocabulary(texts);
        tables_->term_languages.resize(order.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            tables_->term_languages[i] = words_[order[i]].languages;
    }

    void group_postings()
    {
        auto& offsets = tables_->posting_offsets;
        offsets.assign(words_.size() + 1, 0);
        for (auto const& entry : entries_)
            ++offsets[term_of_word_[entry.word] + 1];
        std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
        tables_->postings.resize(entries_.size());
        auto next = offsets;
        for (auto const& entry : entries_)
            tables_->postings[next[term_of_word_[entry.word]]++] = entry.posting;
        entries_ = std::vector<Entry>(); // "= {}" would keep the memory
    }

    static std::vector<std::uint32_t> sorted(StringNumbers const& strings)
    {
        std::vector<std::uint32_t> order(strings.size());
        std::iota(order.begin(), order.end(), 0U);
        std::sort(order.begin(), order.end(), [&](std::uint32_t left, std::uint32_t right) {
            return strings[left] < strings[right];
        });
        return order;
    }

    void group_stems()
    {
        auto const order = sorted(stem_numbers_);
        std::vector<std::string_view> texts;
        std::vector<std::uint32_t> rank(order.size());
        for (std::uint32_t i = 0; i < order.size(); ++i) {
            texts.push_back(stem_numbers_[order[i]]);
            rank[order[i]] = i;
        }
        tables_->stems = SortedStrings(texts);
        for (auto& [stem, word] : stems_) {
            stem = rank[stem];
            word = term_of_word_[word];
        }
        std::sort(stems_.begin(), stems_.end());
        stems_.erase(std::unique(stems_.begin(), stems_.end()), stems_.end());
        tables_->stem_offsets.assign(order.size() + 1, 0);
        tables_->stem_terms.reserve(stems_.size());
        for (auto const& [stem, term] : stems_) {
            ++tables_->stem_offsets[stem + 1];
            tables_->stem_terms.push_back(term);
        }
        std::partial_sum(
            tables_->stem_offsets.begin(), tables_->stem_offsets.end(), tables_->stem_offsets.begin());
        stems_ = decltype(stems_)();
    }

    void keep_spellings()
    {
        struct Best {
            std::string_view text;
            std::uint32_t count = 0;
        };
        std::vector<Best> best(words_.size());
        for (auto const& language : languages_) {
            for (std::uint32_t number = 0; number < language.spellings.size(); ++number) {
                auto const& spelling = language.spellings[number];
                if (spelling.word == nothing)
                    continue;
                auto const text = language.numbers[number];
                auto& candidate = best[term_of_word_[spelling.word]];
                if (candidate.text.empty() || spelling.count > candidate.count
                    || (spelling.count == candidate.count && text < candidate.text))
                    candidate = {text, spelling.count};
            }
        }
        tables_->spelling_offsets.push_back(0);
        for (Term term = 0; term < best.size(); ++term) {
            if (best[term].text != tables_->vocabulary[term])
                tables_->spellings += best[term].text;
            tables_->spelling_offsets.push_back(static_cast<std::uint32_t>(tables_->spellings.size()));
        }
    }

    void keep_languages()
    {
        for (auto const& language : languages_) {
            tables_->languages.push_back(language.tag);
            if (language.stem != 0)
                tables_->stem_languages.push_back(language.stem);
        }
    }

    void link_concepts()
    {
        // The terms of a concept follow each other.
        auto& terms = tables_->concept_terms;
        std::size_t next = 0;
        for (std::uint32_t number = 0; number < tables_->concepts.size(); ++number) {
            auto& concept_ = tables_->concepts[number];
            std::map<std::uint16_t, std::vector<Posting>> found; // by language
            for (; next < terms.size() && terms[next].concept_ == number; ++next)
                link_term(static_cast<std::uint32_t>(next), concept_, found[terms[next].language]);
            std::sort(concept_.words.begin(), concept_.words.end());
            concept_.words.erase(
                std::unique(concept_.words.begin(), concept_.words.end()), concept_.words.end());
            concept_.words.shrink_to_fit();
            store_postings(concept_, found);
        }
        tables_->concept_postings.shrink_to_fit();
        std::sort(
            tables_->concept_words.begin(), tables_->concept_words.end(),
            [](ConceptWord const& left, ConceptWord const& right) {
                return std::tie(left.term, left.concept_term, left.position)
                    < std::tie(right.term, right.concept_term, right.position);
            });
    }

    // By language, because "ikamet" is residence in one Turkish title and registration in another: readers
    // are led by the text they are shown, not by its translations into other languages.
    void store_postings(Concept& concept_, std::map<std::uint16_t, std::vector<Posting>>& found)
    {
        for (auto& [language, postings] : found) {
            if (postings.empty())
                continue;
            merge_records(postings);
            auto const first = static_cast<std::uint32_t>(tables_->concept_postings.size());
            tables_->concept_postings.insert(
                tables_->concept_postings.end(), postings.begin(), postings.end());
            concept_.postings.push_back(
                {language, first, static_cast<std::uint32_t>(tables_->concept_postings.size())});
        }
    }

    void link_term(std::uint32_t number, Concept& concept_, std::vector<Posting>& found)
    {
        auto& term = tables_->concept_terms[number];
        std::vector<std::vector<Term>> meant;
        for (std::uint32_t position = 0; position < term.words.size(); ++position) {
            auto& word = term.words[position];
            word = term_of_word_[word];
            tables_->concept_words.push_back({word, number, position});
            meant.push_back(words_meant_by(
                *tables_,
                {word, tables_->vocabulary[word], tables_->spelling(word), languages_[term.language].stem,
                 wildcards_[number][position]}));
            concept_.words.insert(concept_.words.end(), meant.back().begin(), meant.back().end());
        }
        auto const postings = postings_of_term(*tables_, meant, concept_.is_place);
        found.insert(found.end(), postings.begin(), postings.end());
    }

    std::unique_ptr<Index::Tables> tables_ = std::make_unique<Index::Tables>();
    std::vector<Language> languages_;
    StringNumbers numbers_; // of the folded words
    std::vector<Word> words_; // by number
    std::vector<Entry> entries_;
    StringNumbers stem_numbers_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>>
        stems_; // number of a stem, number of a word that has it
    std::vector<Term> term_of_word_;
    std::vector<std::vector<unsigned>> wildcards_; // per concept term and word
    std::string folded_;
};

} // namespace

Index Index::build(std::span<Document const> documents, Concepts const& concepts)
{
    Builder builder;
    builder.add_records(documents);
    builder.add_concepts(concepts);
    return Index(builder.finish());
}

} // namespace kommin::search
