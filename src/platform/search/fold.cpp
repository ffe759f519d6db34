#include "platform/search/fold.hpp"

#include "platform/base/text.hpp"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <stdexcept>

namespace kommin::search {
namespace {

// Below this code point folding is a table look-up: Latin, Greek, Cyrillic, Hebrew and Arabic letters.
constexpr UChar32 table_end = 0x700;
// A run of letters without end is garbage; more of it is not even looked at when folding.
constexpr std::size_t max_raw_bytes = 4 * max_word_bytes;

enum class CharacterKind : std::uint8_t { separator, letter, mark, apostrophe, ideograph, ignored };

// Eight bytes, which are copied in one go into the folded word; only the first `length` of them count there.
struct FoldedCharacter {
    std::array<char, 6> bytes{};
    std::uint8_t length = 0;
    CharacterKind kind = CharacterKind::separator;
};

CharacterKind classify(UChar32 character)
{
    switch (character) {
    case 0x27: // '
    case 0x60: // `
    case 0xB4: // ´
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0xFF07:
        return CharacterKind::apostrophe;
    case 0x200C: // zero-width non-joiner
        return CharacterKind::separator;
    default:
        break;
    }
    switch (u_charType(character)) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
        return u_hasBinaryProperty(character, UCHAR_IDEOGRAPHIC) ? CharacterKind::ideograph
                                                                 : CharacterKind::letter;
    case U_DECIMAL_DIGIT_NUMBER:
    case U_LETTER_NUMBER:
    case U_OTHER_NUMBER:
        return CharacterKind::letter;
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
        return CharacterKind::mark;
    case U_FORMAT_CHAR:
        return CharacterKind::ignored;
    default:
        return CharacterKind::separator;
    }
}

// In these scripts a mark is a refinement that people leave out; in the Indic ones it is a vowel.
bool is_droppable_mark(UChar32 character)
{
    auto const type = u_charType(character);
    if (type != U_NON_SPACING_MARK && type != U_ENCLOSING_MARK)
        return false;
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(character, &status)) {
    case USCRIPT_COMMON:
    case USCRIPT_INHERITED:
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_CYRILLIC:
    case USCRIPT_ARABIC:
    case USCRIPT_HEBREW:
        return true;
    default:
        return false;
    }
}

std::string_view letter_variant(UChar32 character)
{
    switch (character) {
    case 0x131:
        return "i"; // ı
    case 0x142:
        return "l"; // ł
    case 0xF8:
        return "o"; // ø
    case 0x111:
    case 0xF0:
        return "d"; // đ ð
    case 0x127:
        return "h"; // ħ
    case 0xE6:
        return "ae"; // æ
    case 0x153:
        return "oe"; // œ
    case 0xFE:
        return "th"; // þ
    case 0x491:
        return "г"; // ґ
    case 0x649: // alef maksura
    case 0x6CC: // Farsi yeh
    case 0x6CD:
    case 0x6D0:
    case 0x6D2:
        return "ي";
    case 0x629: // teh marbuta
    case 0x6BE:
    case 0x6C1:
    case 0x6C3:
    case 0x6D5:
        return "ه";
    case 0x6A9: // keheh
    case 0x6AA:
        return "ك";
    case 0x671: // alef wasla
        return "ا";
    default:
        return {};
    }
}

icu::Normalizer2 const& normaliser(icu::Normalizer2 const* (*instance)(UErrorCode&))
{
    UErrorCode status = U_ZERO_ERROR;
    auto const* const found = instance(status);
    if (U_FAILURE(status) != 0 || found == nullptr)
        throw std::runtime_error("ICU: a normalisation table is missing");
    return *found;
}

void append_utf8(UChar32 character, std::string& out)
{
    icu::UnicodeString(character).toUTF8String(out);
}

// The definition; the table below only remembers its results.
void fold_character(UChar32 character, std::string& out)
{
    static icu::Normalizer2 const& case_folding = normaliser(&icu::Normalizer2::getNFKCCasefoldInstance);
    static icu::Normalizer2 const& decomposition = normaliser(&icu::Normalizer2::getNFDInstance);
    UErrorCode status = U_ZERO_ERROR;
    auto const decomposed
        = decomposition.normalize(case_folding.normalize(icu::UnicodeString(character), status), status);
    if (U_FAILURE(status) != 0)
        return;
    for (std::int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
        auto const part = decomposed.char32At(i);
        if (is_droppable_mark(part) || part == 0x640 || part == 0x2BC || part == 0x2B9)
            continue; // marks, tatweel, letters that look like apostrophes
        if (auto const variant = letter_variant(part); !variant.empty())
            out += variant;
        else if (u_charType(part) == U_DECIMAL_DIGIT_NUMBER)
            out += static_cast<char>('0' + u_charDigitValue(part));
        else if (auto const kind = classify(part); kind == CharacterKind::letter
                 || kind == CharacterKind::ideograph || kind == CharacterKind::mark)
            append_utf8(part, out);
    }
}

using FoldTable = std::array<FoldedCharacter, table_end>;

FoldTable make_fold_table()
{
    FoldTable table{};
    std::string folded;
    for (UChar32 character = 0; character < table_end; ++character) {
        auto& entry = table[static_cast<std::size_t>(character)];
        entry.kind = classify(character);
        if (entry.kind == CharacterKind::separator)
            continue;
        folded.clear();
        fold_character(character, folded);
        if (folded.size() > entry.bytes.size())
            throw std::logic_error("search: a folded character is longer than the table allows");
        folded.copy(entry.bytes.data(), folded.size());
        entry.length = static_cast<std::uint8_t>(folded.size());
    }
    return table;
}

// Taken once per word, not per character: the guard of the static costs as much as the look-up.
FoldTable const& fold_table()
{
    static FoldTable const table = make_fold_table();
    return table;
}

CharacterKind kind_of(FoldTable const& table, UChar32 character)
{
    if (character < 0)
        return CharacterKind::separator;
    if (character < table_end)
        return table[static_cast<std::size_t>(character)].kind;
    return classify(character);
}

struct Character {
    UChar32 code = -1; // negative: an invalid byte
    std::size_t end = 0; // where the next one begins
};

Character long_character_at(std::string_view text, std::size_t position)
{
    Character const invalid{-1, position + 1};
    auto const byte = static_cast<unsigned char>(text[position]);
    std::size_t const length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
    if (byte < 0xC2 || byte > 0xF4 || length > text.size() - position)
        return invalid;
    auto code = static_cast<UChar32>(byte & (0x7FU >> length));
    for (auto const next : text.substr(position + 1, length - 1)) {
        if ((static_cast<unsigned char>(next) & 0xC0U) != 0x80U)
            return invalid;
        code = code << 6 | static_cast<UChar32>(static_cast<unsigned char>(next) & 0x3FU);
    }
    bool const overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    if (overlong || (code >= 0xD800 && code < 0xE000) || code > 0x10FFFF)
        return invalid;
    return {code, position + length};
}

// Inline, like all that follows until the end of the word: nearly every byte of nearly every text comes
// through here, and a call costs more than the work.
[[gnu::always_inline]] inline Character character_at(std::string_view text, std::size_t position)
{
    auto const byte = static_cast<unsigned char>(text[position]);
    return byte < 0x80 ? Character{byte, position + 1} : long_character_at(text, position);
}

// How much of a folded word is there; the limit falls when a character finds no room.
struct Filled {
    std::size_t bytes = 0;
    std::size_t limit = max_word_bytes;
};

[[gnu::always_inline]] inline Filled with_more(Filled filled, std::size_t bytes)
{
    if (bytes <= filled.limit - filled.bytes)
        filled.bytes += bytes;
    else
        filled.limit = filled.bytes;
    return filled;
}

Filled add_rare_character(UChar32 code, FoldedBytes& folded, Filled filled)
{
    std::string piece;
    if (classify(code) != CharacterKind::separator)
        fold_character(code, piece);
    if (piece.size() <= filled.limit - filled.bytes)
        piece.copy(folded.data() + filled.bytes, piece.size());
    return with_more(filled, piece.size());
}

[[gnu::always_inline]] inline Filled add_character(
    FoldTable const& table, UChar32 code, FoldedBytes& folded, Filled filled)
{
    if (code >= table_end)
        return add_rare_character(code, folded, filled);
    auto const& entry = table[static_cast<std::size_t>(code)];
    static_assert(max_word_bytes + sizeof entry <= sizeof folded);
    std::memcpy(folded.data() + filled.bytes, &entry, sizeof entry);
    return with_more(filled, entry.length);
}

// The next word from `position` on. Calls each(code) for every character in it that folds to something.
template<class Each>
[[gnu::always_inline]] inline std::optional<Span> next_word(
    FoldTable const& table, std::string_view text, std::size_t position, Each each)
{
    while (position < text.size()) {
        auto const begin = position;
        auto const first = character_at(text, position);
        position = first.end;
        auto const first_kind = kind_of(table, first.code);
        if (first_kind != CharacterKind::letter && first_kind != CharacterKind::ideograph)
            continue;
        each(first.code);
        auto end = position;
        while (first_kind == CharacterKind::letter && position < text.size()) {
            auto const next = character_at(text, position);
            auto const kind = kind_of(table, next.code);
            if (kind == CharacterKind::letter || kind == CharacterKind::mark) {
                end = position = next.end;
                each(next.code);
            } else if (kind == CharacterKind::ignored) {
                position = next.end;
            } else if (kind == CharacterKind::apostrophe && next.end < text.size()) {
                auto const after = character_at(text, next.end);
                if (kind_of(table, after.code) != CharacterKind::letter)
                    break;
                end = position = after.end;
                each(after.code);
            } else {
                break;
            }
        }
        return Span{begin, end};
    }
    return std::nullopt;
}

// Folds what is one word into `folded`.
std::string_view fold_word(FoldTable const& table, std::string_view word, FoldedBytes& folded)
{
    word = word.substr(0, max_raw_bytes);
    Filled filled;
    for (std::size_t position = 0; position < word.size();) {
        auto const character = character_at(word, position);
        position = character.end;
        if (character.code >= 0)
            filled = add_character(table, character.code, folded, filled);
    }
    return {folded.data(), filled.bytes};
}

} // namespace

std::optional<Span> Tokeniser::next()
{
    auto const span = next_word(fold_table(), text_, position_, [](UChar32) { });
    position_ = span ? span->end : text_.size();
    return span;
}

std::optional<FoldedWords::Word> FoldedWords::next()
{
    auto const& table = fold_table();
    Filled filled;
    auto const span = next_word(
        table, text_, position_, [&](UChar32 code) { filled = add_character(table, code, folded_, filled); });
    position_ = span ? span->end : text_.size();
    if (!span)
        return std::nullopt;
    auto const length = span->end - span->begin;
    if (length > max_raw_bytes)
        return Word{*span, fold_word(table, text_.substr(span->begin, length), folded_)};
    return Word{*span, {folded_.data(), filled.bytes}};
}

std::vector<Span> words_of(std::string_view text)
{
    std::vector<Span> words;
    Tokeniser tokeniser(text);
    while (auto const word = tokeniser.next())
        words.push_back(*word);
    return words;
}

void fold_into(std::string_view word, std::string& folded)
{
    FoldedBytes bytes;
    folded = fold_word(fold_table(), word, bytes);
}

std::string fold(std::string_view word)
{
    std::string folded;
    fold_into(word, folded);
    return folded;
}

std::string folded_text(std::string_view text)
{
    std::string folded;
    FoldedWords words(text);
    while (auto const word = words.next()) {
        if (!folded.empty() && !word->folded.empty())
            folded += ' ';
        folded += word->folded;
    }
    return folded;
}

std::string lower_case(std::string_view word, std::string_view language)
{
    bool const turkic = language == "tr" || language == "az";
    auto const is_plain
        = [&](char byte) { return static_cast<unsigned char>(byte) < 0x80 && !(turkic && byte == 'I'); };
    if (std::all_of(word.begin(), word.end(), is_plain))
        return ascii_lower(word);
    static icu::Normalizer2 const& composition = normaliser(&icu::Normalizer2::getNFCInstance);
    static icu::Locale const turkish("tr"); // making one takes longer than using it
    static icu::Locale const other("en");
    word = truncate_utf8(word, max_raw_bytes);
    UErrorCode status = U_ZERO_ERROR;
    auto const text
        = icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())));
    auto composed = composition.normalize(text, status);
    if (U_FAILURE(status) != 0)
        return std::string(word);
    composed.toLower(turkic ? turkish : other);
    std::string lower;
    composed.toUTF8String(lower);
    return lower;
}

std::vector<std::string> umlaut_variants(std::string_view word)
{
    bool const has_pair
        = word.find_first_of("eE\xCC\xC3") != word.npos; // ae, or ä as one character or as two
    if (!has_pair)
        return {};
    // Both ways, because records and queries mix them: the keyboard without ü, the passport with UE.
    std::vector<std::string> variants;
    std::string const folded = fold(word);
    std::string two_letters;
    auto const lower = lower_case(word, "de");
    for (std::size_t i = 0; i < lower.size(); ++i) {
        auto const pair = std::string_view(lower).substr(i, 2);
        if (pair == "ä" || pair == "ö" || pair == "ü") {
            two_letters += pair == "ä" ? "ae" : pair == "ö" ? "oe" : "ue";
            ++i;
        } else {
            two_letters += lower[i];
        }
    }
    if (auto variant = fold(two_letters); variant != folded)
        variants.push_back(std::move(variant));
    std::string one_letter;
    for (std::size_t i = 0; i < folded.size(); ++i) {
        one_letter += folded[i];
        bool const vowel = folded[i] == 'a' || folded[i] == 'o' || folded[i] == 'u';
        if (vowel && i + 1 < folded.size() && folded[i + 1] == 'e')
            ++i;
    }
    if (one_letter != folded)
        variants.push_back(std::move(one_letter));
    return variants;
}

Script script_of(std::string_view folded)
{
    if (folded.empty())
        return Script::other;
    auto const first = character_at(folded, 0).code;
    if (first < 0x250)
        return u_isalpha(first) != 0 ? Script::latin : Script::other;
    if (first < 0x370)
        return Script::other;
    if (first < 0x400)
        return Script::greek;
    if (first < 0x530)
        return Script::cyrillic;
    if (first >= 0x600 && first < 0x780)
        return Script::arabic;
    return Script::other;
}

std::size_t letters_in(std::string_view folded)
{
    std::size_t letters = 0;
    for (char const byte : folded)
        letters += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U ? 1U : 0U;
    return letters;
}

std::u32string code_points(std::string_view folded)
{
    std::u32string result;
    for (std::size_t position = 0; position < folded.size();) {
        auto const character = character_at(folded, position);
        result += static_cast<char32_t>(character.code);
        position = character.end;
    }
    return result;
}

} // namespace kommin::search
