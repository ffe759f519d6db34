#pragma once
// Words of a text and their folded spelling: the form in which everything is indexed and looked up, so that
// "KADIN" finds "kadın", "Lunen" finds "Lünen" and "المدرسه" finds "المدرسة". Pure; safe from all threads.

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::search {

// A longer word is cut here (folded bytes). Bounds every table that is sized by word length.
inline constexpr std::size_t max_word_bytes = 96;

// A folded word while it grows, with room at its end for the eight bytes that are copied at a time.
using FoldedBytes = std::array<char, max_word_bytes + 8>;

// Where a word stands in the original text, in bytes: [begin, end).
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
    friend bool operator==(Span, Span) = default;
};

// Walks over the words of any bytes. Letters, marks and digits make a word; an apostrophe between letters
// stays inside ("Unna'da"), as do soft hyphens and direction marks; a zero-width non-joiner separates, as
// Persian writes it; every Han character is a word of its own; invalid UTF-8 separates.
class Tokeniser {
public:
    explicit Tokeniser(std::string_view text)
        : text_(text)
    { }
    std::optional<Span> next();

private:
    std::string_view text_;
    std::size_t position_ = 0;
};

std::vector<Span> words_of(std::string_view text);

// The same walk with the folded spelling of every word, in one go: for texts of which every word is looked
// up.
class FoldedWords {
public:
    struct Word {
        Span span;
        std::string_view folded; // may be empty; lives until the next call
    };
    explicit FoldedWords(std::string_view text)
        : text_(text)
    { }
    std::optional<Word> next();

private:
    std::string_view text_;
    std::size_t position_ = 0;
    FoldedBytes folded_{};
};

// NFKC case folding, decomposition, no marks, one letter for its variants (ı→i, ł→l, ى→ي, ک→ك …), no tatweel
// and no apostrophes, ASCII digits. At most max_word_bytes; may be empty.
std::string fold(std::string_view word);
// The same into a string that is used again and again.
void fold_into(std::string_view word, std::string& folded);

// The folded words of a text with one blank between them: in it, a part of a text is found however it is
// written, and nothing but letters and digits stands there.
std::string folded_text(std::string_view text);

// The word composed (NFC) and in small letters by the rules of the language ("IŞIK" is "ışık" in Turkish
// only): what a stemmer expects.
std::string lower_case(std::string_view word, std::string_view language);

// Which way a German umlaut may be written in two letters: of a word as typed, every other folded spelling
// worth looking up. "Lünen" gives "luenen", "Muenster" gives "munster"; most words give nothing.
std::vector<std::string> umlaut_variants(std::string_view word);

enum class Script : unsigned char { latin, cyrillic, arabic, greek, other };
// By the first letter of a folded word.
Script script_of(std::string_view folded);

// Number of code points and their values; the text must be folded, hence valid.
std::size_t letters_in(std::string_view folded);
std::u32string code_points(std::string_view folded);
// Grammar words ("für", "ve", "для", "في") of all interface languages: not required when others are there.
bool is_stop_word(std::string_view folded);

} // namespace kommin::search
