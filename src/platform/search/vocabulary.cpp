#include "platform/search/vocabulary.hpp"

#include "platform/search/fold.hpp"

#include <algorithm>
#include <array>
#include <limits>
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

// Rows of the edit distance table (optimal string alignment) for words that come in sorted order: the rows of
// a common beginning are kept from word to word. Only the band around the diagonal that the limit can reach
// is kept.
class DistanceRows {
public:
    DistanceRows(std::u32string pattern, unsigned limit)
        : pattern_(std::move(pattern))
        , limit_(static_cast<int>(limit))
    {
        for (std::size_t i = 0; i <= pattern_.size(); ++i)
            rows_[0][i] = static_cast<std::uint8_t>(std::min<std::size_t>(i, out_of_reach));
    }

    // Computes the row after `depth` letters of the word; false if no continuation can come within the limit.
    bool extend(std::u32string const& word, std::size_t depth)
    {
        auto const& above = rows_[depth - 1];
        auto& row = rows_[depth];
        auto const band = static_cast<std::size_t>(limit_);
        auto const first = depth > band ? depth - band : 0;
        auto const last = std::min(pattern_.size(), depth + band);
        int minimum = out_of_reach;
        if (first > 0)
            row[first - 1] = out_of_reach;
        char32_t const letter = word[depth - 1];
        for (auto i = first; i <= last; ++i) {
            int cost = static_cast<int>(i == 0 ? depth : out_of_reach);
            if (i > 0) {
                cost = std::min(above[i - 1] + (pattern_[i - 1] == letter ? 0 : 1), row[i - 1] + 1);
                if (depth > 1 && i > 1 && pattern_[i - 1] == word[depth - 2] && pattern_[i - 2] == letter)
                    cost = std::min(cost, rows_[depth - 2][i - 2] + 1);
            }
            cost = std::min({cost, above[i] + 1, static_cast<int>(out_of_reach)});
            row[i] = static_cast<std::uint8_t>(cost);
            minimum = std::min(minimum, cost);
        }
        if (last < pattern_.size())
            row[last + 1] = out_of_reach;
        minimum_[depth] = minimum;
        // A transposition reaches back over one row.
        return minimum <= limit_ || minimum_[depth - 1] < limit_;
    }

    // After `depth` letters; the word and the pattern must not differ in length by more than the limit.
    [[nodiscard]] unsigned distance(std::size_t depth) const { return rows_[depth][pattern_.size()]; }

private:
    static constexpr std::uint8_t out_of_reach = 100;
    std::u32string pattern_;
    int limit_;
    std::array<std::array<std::uint8_t, max_word_bytes + 2>, max_word_bytes + 1> rows_{};
    std::array<int, max_word_bytes + 1> minimum_{};
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
    auto pattern = code_points(word);
    auto const length = pattern.size();
    DistanceRows rows(std::move(pattern), limit);
    std::u32string letters; // of the current word, as far as its rows are computed
    std::string_view known; // the same as bytes
    auto const end = static_cast<Term>(words_.size());
    // The sorted words are walked like a tree: what a dead beginning introduces is skipped in one step.
    for (Term term = 0; term < end;) {
        auto const text = words_[term];
        auto byte = static_cast<std::size_t>(
            std::mismatch(known.begin(), known.end(), text.begin(), text.end()).first - known.begin());
        while (byte > 0 && byte < text.size() && !starts_letter(text[byte]))
            --byte; // the words part inside a letter
        letters.resize(letters_in(text.substr(0, byte)));
        bool alive = true;
        while (alive && byte < text.size()) {
            letters += letter_at(text, byte);
            alive = rows.extend(letters, letters.size());
        }
        known = text.substr(0, byte);
        if (!alive) {
            // Every word with these first letters is out of reach.
            term = words_.skip_prefix(term, known);
            continue;
        }
        auto const gap = length > letters.size() ? length - letters.size() : letters.size() - length;
        if (gap <= limit && rows.distance(letters.size()) <= limit)
            found(term, rows.distance(letters.size()));
        ++term;
    }
}

std::size_t Vocabulary::memory_bytes() const
{
    return words_.memory_bytes() + suffixes_.capacity() * sizeof(std::uint32_t);
}

} // namespace kommin::search
