#include "platform/search/vocabulary.hpp"

#include "platform/search/fold.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <span>
#include <stdexcept>

namespace kommin::search {
namespace {

bool starts_letter(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

// Decodes one letter of folded text and moves on.
char32_t letter_at(std::string_view text, std::size_t& byte)
{
    auto const first = static_cast<unsigned char>(text[byte++]);
    if (first < 0x80)
        return first;
    auto letter = static_cast<char32_t>(
        first >= 0xF0       ? first & 0x07U
            : first >= 0xE0 ? first & 0x0FU
                            : first & 0x1FU);
    while (byte < text.size() && !starts_letter(text[byte]))
        letter = letter << 6U | (static_cast<unsigned char>(text[byte++]) & 0x3FU);
    return letter;
}

// The first eight bytes as a number that sorts as they do: almost every comparison ends here.
std::uint64_t sort_key(std::string_view text)
{
    std::uint64_t key = 0;
    for (std::size_t i = 0; i < 8; ++i)
        key = key << 8U | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
    return key;
}

std::vector<std::uint32_t> sorted_suffixes(SortedStrings const& words)
{
    struct Entry {
        std::uint64_t key;
        std::uint32_t packed;
    };
    std::vector<Entry> entries;
    for (std::uint32_t term = 0; term < words.size(); ++term) {
        auto const word = words[term];
        auto letters = letters_in(word);
        for (std::size_t i = 1; i < word.size(); ++i) {
            if (!starts_letter(word[i]))
                continue;
            if (--letters < min_suffix_letters)
                break;
            entries.push_back({sort_key(word.substr(i)), term << 8U | static_cast<std::uint32_t>(i)});
        }
    }
    auto const rest
        = [&](Entry const& entry) { return words[entry.packed >> 8U].substr(entry.packed & 0xFFU); };
    std::sort(entries.begin(), entries.end(), [&](Entry const& left, Entry const& right) {
        if (left.key != right.key)
            return left.key < right.key;
        auto const order = rest(left).compare(rest(right));
        return order != 0 ? order < 0 : left.packed < right.packed;
    });
    std::vector<std::uint32_t> packed;
    packed.reserve(entries.size());
    for (auto const& entry : entries)
        packed.push_back(entry.packed);
    return packed;
}

// How many bytes each word shares with the one before it, in whole letters.
std::vector<std::uint8_t> common_beginnings(SortedStrings const& words)
{
    std::vector<std::uint8_t> common(words.size());
    for (std::uint32_t term = 1; term < words.size(); ++term) {
        auto const word = words[term];
        auto const before = words[term - 1];
        auto const parting = std::mismatch(word.begin(), word.end(), before.begin(), before.end()).first;
        auto bytes = static_cast<std::size_t>(parting - word.begin());
        while (bytes > 0 && bytes < word.size() && !starts_letter(word[bytes]))
            --bytes;
        common[term] = static_cast<std::uint8_t>(bytes);
    }
    return common;
}

// Compares words with a pattern, letter by letter, by the bit-parallel automaton of Wu and Manber ("Fast text
// searching allowing errors", 1992), here with transpositions of neighbours. What it knows after each letter
// is kept, so that a word is read on from where it parts from the word before.
class TypoAutomaton {
public:
    static constexpr std::size_t most_letters = 63; // of the pattern: a bit each, and one for its end
    static constexpr unsigned most_typos = 3;

    // The pattern has at most `most_letters`, the limit is at most `most_typos`.
    TypoAutomaton(std::u32string const& pattern, unsigned limit)
        : limit_(limit)
        , end_(std::uint64_t{1} << pattern.size())
        , all_places_(end_ | (end_ - 1))
    {
        for (std::size_t i = 0; i < pattern.size(); ++i)
            places_to_add(pattern[i]) |= std::uint64_t{2} << i;
        for (unsigned typos = 0; typos <= limit_; ++typos)
            after_[0].fitting[typos] = ((std::uint64_t{2} << typos) - 1) & all_places_;
    }

    // Reads the letter in these bytes of a word. False if no word that goes on from here is near enough.
    bool read(char32_t letter, std::size_t begin, std::size_t end)
    {
        auto const& before = after_[begin];
        auto const& two_before = after_[before.begin];
        auto& now = after_[end];
        auto const places = places_of(letter);
        // Most words are given up here: the pattern has no such letter, and no typo is left to spend on it.
        if (places == 0 && (limit_ == 0 || before.fitting[limit_ - 1] == 0))
            return false;
        auto const places_before = before.places;
        auto const all_places = all_places_;
        auto fitting = before.fitting[0] << 1U & places;
        now.fitting[0] = fitting;
        for (unsigned typos = 1; typos <= limit_; ++typos) {
            auto const fewer = before.fitting[typos - 1];
            auto const same = before.fitting[typos] << 1U & places;
            auto const inserted = fewer;
            auto const substituted = fewer << 1U;
            auto const deleted = fitting << 1U;
            auto const swapped = (two_before.fitting[typos - 1] << 1U & places) << 1U & places_before;
            fitting = (same | inserted | substituted | deleted | swapped) & all_places;
            now.fitting[typos] = fitting;
        }
        now.places = places;
        now.begin = begin;
        return fitting != 0;
    }

    // In the word that ends at this byte; nothing beyond the limit.
    [[nodiscard]] std::optional<unsigned> typos_until(std::size_t end) const
    {
        for (unsigned typos = 0; typos <= limit_; ++typos) {
            if ((after_[end].fitting[typos] & end_) != 0)
                return typos;
        }
        return std::nullopt;
    }

private:
    struct State {
        // By number of typos; bit i: the first i letters of the pattern fit what was read.
        std::array<std::uint64_t, most_typos + 1> fitting{};
        std::uint64_t places = 0; // of the last letter: bit i + 1 where letter i of the pattern is the same
        std::size_t begin = 0; // of the last letter
    };

    [[nodiscard]] std::uint64_t places_of(char32_t letter) const
    {
        if (letter < ascii_.size())
            return ascii_[letter];
        for (auto const& [other, places] : others_) {
            if (other == letter)
                return places;
        }
        return 0;
    }
    std::uint64_t& places_to_add(char32_t letter)
    {
        if (letter < ascii_.size())
            return ascii_[letter];
        for (auto& [other, places] : others_) {
            if (other == letter)
                return places;
        }
        return others_.emplace_back(letter, 0).second;
    }

    unsigned limit_;
    std::uint64_t end_; // the bit of the whole pattern
    std::uint64_t all_places_; // that and all lower ones
    std::array<std::uint64_t, 128> ascii_{};
    std::vector<std::pair<char32_t, std::uint64_t>> others_;
    std::array<State, max_word_bytes + 1> after_; // by the byte where a beginning of the word ends
};

} // namespace

SortedStrings::SortedStrings(std::vector<std::string_view> const& sorted)
{
    std::size_t bytes = 0;
    for (auto const text : sorted)
        bytes += text.size();
    if (bytes > std::numeric_limits<std::uint32_t>::max())
        throw std::length_error("search: more than 4 GiB of distinct words");
    block_.reserve(bytes);
    offsets_.reserve(sorted.size() + 1);
    offsets_.push_back(0);
    for (auto const text : sorted) {
        block_ += text;
        offsets_.push_back(static_cast<std::uint32_t>(block_.size()));
    }
}

std::optional<std::uint32_t> SortedStrings::find(std::string_view text) const
{
    std::uint32_t first = 0;
    auto last = static_cast<std::uint32_t>(size());
    while (first < last) {
        auto const middle = first + (last - first) / 2;
        auto const order = (*this)[middle].compare(text);
        if (order == 0)
            return middle;
        if (order < 0)
            first = middle + 1;
        else
            last = middle;
    }
    return std::nullopt;
}

std::pair<std::uint32_t, std::uint32_t> SortedStrings::with_prefix(std::string_view prefix) const
{
    std::uint32_t first = 0;
    auto count = static_cast<std::uint32_t>(size());
    while (count > 0) {
        auto const half = count / 2;
        if ((*this)[first + half] < prefix) {
            first += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return {first, skip_prefix(first, prefix)};
}

std::uint32_t SortedStrings::skip_prefix(std::uint32_t from, std::string_view prefix) const
{
    // Galloping: the range is mostly short, and the caller has just been here.
    auto const end = static_cast<std::uint32_t>(size());
    auto const matches = [&](std::uint32_t index) { return (*this)[index].starts_with(prefix); };
    std::uint32_t step = 1;
    while (from < end && matches(from)) {
        auto const probe = end - from > step ? from + step : end;
        if (probe < end && matches(probe)) {
            from = probe;
            step *= 2;
            continue;
        }
        auto low = from + 1;
        auto high = probe;
        while (low < high) {
            auto const middle = low + (high - low) / 2;
            if (matches(middle))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
    return from;
}

std::size_t SortedStrings::memory_bytes() const
{
    return block_.capacity() + offsets_.capacity() * sizeof(std::uint32_t);
}

Vocabulary::Vocabulary(std::vector<std::string_view> const& sorted)
    : words_(sorted)
{
    static_assert(max_word_bytes < 256, "offsets are packed in eight bits");
    if (sorted.size() >= 1U << 24U)
        throw std::length_error("search: more than 16 million distinct words");
    suffixes_ = sorted_suffixes(words_);
    common_beginnings_ = common_beginnings(words_);
}

void Vocabulary::containing(
    std::string_view part, std::function<void(Term, std::string_view)> const& found) const
{
    auto const first = std::lower_bound(
        suffixes_.begin(), suffixes_.end(), part,
        [this](std::uint32_t packed, std::string_view wanted) { return suffix(packed) < wanted; });
    for (auto it = first; it != suffixes_.end(); ++it) {
        auto const text = suffix(*it);
        if (!text.starts_with(part))
            break;
        found(*it >> 8U, text.substr(part.size()));
    }
}

void Vocabulary::similar(
    std::string_view word, unsigned limit, std::function<void(Term, unsigned)> const& found) const
{
    auto const pattern = code_points(word);
    if (pattern.size() > TypoAutomaton::most_letters)
        return;
    TypoAutomaton automaton(pattern, std::min(limit, TypoAutomaton::most_typos));
    auto const end = static_cast<Term>(words_.size());
    for (Term term = 0; term < end;) {
        auto const text = words_[term];
        std::size_t byte = common_beginnings_[term++];
        bool is_near = true;
        while (is_near && byte < text.size()) {
            auto const begin = byte;
            auto const letter = letter_at(text, byte);
            is_near = automaton.read(letter, begin, byte);
        }
        if (!is_near) {
            // Every word with this beginning is out of reach.
            auto const rest = std::span(common_beginnings_).subspan(term);
            auto const parts = [byte](std::uint8_t common) { return common < byte; };
            term += static_cast<Term>(std::find_if(rest.begin(), rest.end(), parts) - rest.begin());
        } else if (auto const typos = automaton.typos_until(byte)) {
            found(term - 1, *typos);
        }
    }
}

std::size_t Vocabulary::memory_bytes() const
{
    return words_.memory_bytes() + suffixes_.capacity() * sizeof(std::uint32_t)
        + common_beginnings_.capacity();
}

} // namespace kommin::search
