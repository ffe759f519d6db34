#include "platform/search/latin.hpp"

#include "platform/search/fold.hpp"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <utility>

namespace kommin::search {

namespace {

// A word with more letters is no name: the rules of ICU grow slow on garbage.
constexpr std::size_t longest_word = 200; // bytes

// Arabic, Persian and Kurdish letters as people from there spell their names in Europe: ICU has the marks of
// scholars instead ("ʿ", "ḥ"), and a t for the ending that nobody says.
struct ArabicLetter {
    char16_t letter;
    std::string_view latin;
    std::string_view at_start = {}; // where it is another one there
};
constexpr auto arabic_letters
    = std::to_array<ArabicLetter>({
        {u'\u0621', ""},       {u'\u0622', "a"},      {u'\u0623', "a"},      {u'\u0624', "u"},
        {u'\u0625', "a"},      {u'\u0626', "i"},      {u'\u0627', "a"},      {u'\u0628', "b"},
        {u'\u0629', "a"}, // the ending of "Fatima"
        {u'\u062A', "t"},      {u'\u062B', "th"},     {u'\u062C', "j"},      {u'\u062D', "h"},
        {u'\u062E', "kh"},     {u'\u062F', "d"},      {u'\u0630', "dh"},     {u'\u0631', "r"},
        {u'\u0632', "z"},      {u'\u0633', "s"},      {u'\u0634', "sch"},    {u'\u0635', "s"},
        {u'\u0636', "d"},      {u'\u0637', "t"},      {u'\u0638', "z"},      {u'\u0639', "", "a"},
        {u'\u063A', "gh"},     {u'\u0641', "f"},      {u'\u0642', "q"},      {u'\u0643', "k"},
        {u'\u0644', "l"},      {u'\u0645', "m"},      {u'\u0646', "n"},      {u'\u0647', "h"},
        {u'\u0648', "u", "w"}, {u'\u0649', "i", "y"}, {u'\u064A', "i", "y"}, {u'\u0671', "a"},
        {u'\u067E', "p"},      {u'\u0686', "ch"},     {u'\u0695', "r"},      {u'\u0698', "zh"},
        {u'\u06A4', "v"},      {u'\u06A9', "k"},      {u'\u06AF', "g"},      {u'\u06B5', "l"},
        {u'\u06BE', "h"},      {u'\u06C0', "h"},      {u'\u06C1', "h"},      {u'\u06C6', "o"},
        {u'\u06CC', "i", "y"}, {u'\u06CE', "e"},      {u'\u06D5', "e"},
    });

bool is_arabic(icu::UnicodeString const& word)
{
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(word.char32At(0), &status) == USCRIPT_ARABIC;
}

std::string latin_of_arabic(icu::UnicodeString const& word)
{
    constexpr std::int32_t shortest_with_article = 6; // "الياس" is a name of its own
    constexpr std::int32_t article = 2;
    bool const has_article
        = word.length() >= shortest_with_article && word.startsWith(u"\u0627\u0644", article);
    std::string latin;
    for (auto at = has_article ? article : 0; at < word.length(); ++at) {
        for (auto const& one : arabic_letters) {
            if (one.letter == word.charAt(at))
                latin += latin.empty() && !one.at_start.empty() ? one.at_start : one.latin;
        }
    }
    return latin;
}

// Cyrillic and Greek as passports have them ("Yuliya", "Shevchenko", "Veroia"), every other script by the
// general rules, and then no mark. One for all threads: it is large.
class Latiniser {
public:
    Latiniser()
    {
        UErrorCode status = U_ZERO_ERROR;
        UParseError where{};
        rules_.reset(icu::Transliterator::createInstance(
            "Russian-Latin/BGN; Greek-Latin/UNGEGN; Any-Latin; NFD; [:M:] Remove; Latin-ASCII; Lower",
            UTRANS_FORWARD, where, status));
        if (U_FAILURE(status) != 0 || !rules_)
            throw std::runtime_error("ICU: the rules for Latin letters are missing");
    }
    void operator()(icu::UnicodeString& word)
    {
        std::scoped_lock const lock(mutex_);
        rules_->transliterate(word);
    }

private:
    std::mutex mutex_;
    std::unique_ptr<icu::Transliterator> rules_;
};

std::string latin_of(std::string_view word)
{
    UErrorCode status = U_ZERO_ERROR;
    auto const* const composed = icu::Normalizer2::getNFKCInstance(status);
    if (U_FAILURE(status) != 0)
        throw std::runtime_error("ICU: a normalisation table is missing");
    auto text = composed->normalize(icu::UnicodeString::fromUTF8(word.substr(0, longest_word)), status);
    if (U_FAILURE(status) != 0)
        return {};
    if (is_arabic(text))
        return latin_of_arabic(text);
    static Latiniser latiniser;
    latiniser(text);
    std::string latin;
    text.toUTF8String(latin);
    std::erase_if(latin, [](char letter) { return letter < 'a' || letter > 'z'; });
    return latin;
}

}

std::vector<std::string> latin_words(std::string_view text)
{
    std::vector<std::string> words;
    for (auto const span : words_of(text)) {
        auto latin = latin_of(text.substr(span.begin, span.end - span.begin));
        if (!latin.empty())
            words.push_back(std::move(latin));
    }
    return words;
}

} // namespace kommin::search
