#pragma once
// The words of an index, sorted, and the ways of finding some of them: whole, by beginning, by a part inside,
// by similarity. Immutable after building; safe from all threads.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::search {

using Term = std::uint32_t; // number of a word in the vocabulary

// Distinct strings in byte order, kept in one block.
class SortedStrings {
public:
    SortedStrings() = default;
    // Must be sorted and without duplicates.
    explicit SortedStrings(std::vector<std::string_view> const& sorted);

    [[nodiscard]] std::size_t size() const { return offsets_.empty() ? 0 : offsets_.size() - 1; }
    [[nodiscard]] std::string_view operator[](std::size_t index) const
    {
        return {block_.data() + offsets_[index], offsets_[index + 1] - offsets_[index]};
    }
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text) const;
    // All strings that begin with the prefix: [first, last).
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> with_prefix(std::string_view prefix) const;
    [[nodiscard]] std::size_t memory_bytes() const;

private:
    // The first string from `from` on that does not begin with the prefix; all from `from` to it do.
    [[nodiscard]] std::uint32_t skip_prefix(std::uint32_t from, std::string_view prefix) const;
    std::string block_;
    std::vector<std::uint32_t> offsets_;
};

// Letters that a part inside a word must have: 3 at its end ("amt" in "sozialamt"), 4 elsewhere.
inline constexpr std::size_t min_suffix_letters = 3;
inline constexpr std::size_t min_infix_letters = 4;

class Vocabulary {
public:
    Vocabulary() = default;
    explicit Vocabulary(std::vector<std::string_view> const& sorted);

    [[nodiscard]] std::size_t size() const { return words_.size(); }
    [[nodiscard]] std::string_view operator[](Term term) const { return words_[term]; }
    [[nodiscard]] std::optional<Term> find(std::string_view word) const { return words_.find(word); }
    [[nodiscard]] std::pair<Term, Term> with_prefix(std::string_view prefix) const
    {
        return words_.with_prefix(prefix);
    }
    // Words that contain the part, but do not begin with it at this place, with what follows it: nothing
    // after a suffix. The part must have min_suffix_letters. A word may be reported more than once.
    void containing(
        std::string_view part, std::function<void(Term, std::string_view rest)> const& found) const;
    // Words within `limit` (at most 3) insertions, deletions, substitutions or transpositions of neighbours;
    // none for a word of more than 63 letters.
    void similar(
        std::string_view word, unsigned limit,
        std::function<void(Term, unsigned distance)> const& found) const;
    [[nodiscard]] std::size_t memory_bytes() const;

private:
    // Every place inside a word from which min_suffix_letters follow, sorted by what follows: term in the
    // upper 24 bits, byte offset in the lower 8.
    std::vector<std::uint32_t> suffixes_;
    std::vector<std::uint8_t> common_beginnings_; // of each word: bytes shared with the word before it
    SortedStrings words_;
    [[nodiscard]] std::string_view suffix(std::uint32_t packed) const
    {
        return words_[packed >> 8U].substr(packed & 0xFFU);
    }
};

} // namespace kommin::search
