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
#include <stdexcept>

namespace kommin::search {
namespace {

// Below this code point folding is a table look-up: Latin, Greek, Cyrillic, Hebrew and Arabic letters.
constexpr UChar32 table_end = 0x700;
// A run of letters without end is garbage; more of it is not even looked at when folding.
constexpr std::size_t max_raw_bytes = 4 * max_word_bytes;

enum class CharacterKind : std::uint8_t { separator, letter, mark, apostrophe, ideograph, ignored };

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

// Decodes one code point that is not ASCII and moves on; negative for invalid bytes.
UChar32 next_long_character(std::string_view text, std::size_t& position)
{
    auto const start = position++;
    auto const byte = static_cast<unsigned char>(text[start]);
    std::size_t const length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
    if (byte < 0xC2 || byte > 0xF4)
        return -1;
    auto character = static_cast<UChar32>(byte & (0x7FU >> length));
    for (std::size_t i = 1; i < length; ++i) {
        if (start + i >= text.size() || (static_cast<unsigned char>(text[start + i]) & 0xC0U) != 0x80U)
            return -1;
        character
            = character << 6 | static_cast<UChar32>(static_cast<unsigned char>(text[start + i]) & 0x3FU);
    }
    bool const overlong = (length == 3 && character < 0x800) || (length == 4 && character < 0x10000);
    if (overlong || (character >= 0xD800 && character < 0xE000) || character > 0x10FFFF)
        return -1;
    position = start + length;
    return character;
}

// Decodes one code point and moves on; negative for invalid bytes.
UChar32 next_character(std::string_view text, std::size_t& position)
{
    auto const byte = static_cast<unsigned char>(text[position]);
    if (byte >= 0x80)
        return next_long_character(text, position);
    ++position;
    return byte;
}

} // namespace

std::optional<Span> Tokeniser::next()
{
    auto const& table = fold_table();
    while (position_ < text_.size()) {
        auto const begin = position_;
        auto const first = kind_of(table, next_character(text_, position_));
        if (first == CharacterKind::ideograph)
            return Span{begin, position_};
        if (first != CharacterKind::letter)
            continue;
        auto end = position_;
        while (position_ < text_.size()) {
            auto ahead = position_;
            auto const kind = kind_of(table, next_character(text_, ahead));
            if (kind == CharacterKind::letter || kind == CharacterKind::mark) {
                end = position_ = ahead;
            } else if (kind == CharacterKind::ignored) {
                position_ = ahead;
            } else if (kind == CharacterKind::apostrophe && ahead < text_.size()) {
                auto after = ahead;
                if (kind_of(table, next_character(text_, after)) != CharacterKind::letter)
                    break;
                end = position_ = after;
            } else {
                break;
            }
        }
        return Span{begin, end};
    }
    return std::nullopt;
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
    word = word.substr(0, max_raw_bytes);
    auto const& table = fold_table();
    std::array<char, max_word_bytes> bytes; // written at once: growing a string byte by byte takes longer
    std::size_t length = 0;
    auto const free = max_word_bytes - std::min(folded.size(), max_word_bytes);
    std::string slow;
    for (std::size_t position = 0; position < word.size();) {
        auto const character = next_character(word, position);
        if (character < 0)
            continue;
        std::string_view piece;
        if (character < table_end) {
            auto const& entry = table[static_cast<std::size_t>(character)];
            piece = {entry.bytes.data(), entry.length};
        } else {
            slow.clear();
            if (kind_of(table, character) != CharacterKind::separator)
                fold_character(character, slow);
            piece = slow;
        }
        if (length + piece.size() > free)
            break;
        for (char const byte : piece) // of one to three bytes nearly always
            bytes[length++] = byte;
    }
    folded.append(bytes.data(), length);
}

std::string fold(std::string_view word)
{
    std::string folded;
    fold_into(word, folded);
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
    word = truncate_utf8(word, max_raw_bytes);
    UErrorCode status = U_ZERO_ERROR;
    auto const text
        = icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())));
    auto composed = composition.normalize(text, status);
    if (U_FAILURE(status) != 0)
        return std::string(word);
    composed.toLower(icu::Locale(turkic ? "tr" : "en"));
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
    std::size_t position = 0;
    auto const first = next_character(folded, position);
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
    for (std::size_t position = 0; position < folded.size();)
        result += static_cast<char32_t>(next_character(folded, position));
    return result;
}

} // namespace kommin::search
