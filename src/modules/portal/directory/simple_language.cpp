#include "modules/portal/directory/simple_language.hpp"

#include "platform/base/text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace kommin::portal {

namespace {

using Words = std::initializer_list<std::string_view>;

bool is_one_of(std::string_view word, Words words)
{
    return std::ranges::find(words, word) != words.end();
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool is_capital(std::string_view word)
{
    return (!word.empty() && word.front() >= 'A' && word.front() <= 'Z') || word.starts_with("Ä")
        || word.starts_with("Ö") || word.starts_with("Ü");
}

// The first letter in small, for words that may stand at the beginning of a sentence.
std::string in_small(std::string_view word)
{
    std::string small(word);
    if (!small.empty() && small.front() >= 'A' && small.front() <= 'Z')
        small.front() = static_cast<char>(small.front() - 'A' + 'a');
    return small;
}

enum class Kind : std::uint8_t { word, number, sign };

struct Token {
    Kind kind;
    std::string_view text; // of its line
    bool is_end = false; // of a sentence
};

// Bytes of the sign that begins here. Latin letters beyond ASCII begin with C3 to C5, quotation marks and
// dashes with others.
std::size_t length_of(std::string_view text)
{
    auto const byte = static_cast<unsigned char>(text.front());
    std::size_t const length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    return std::min(length, text.size());
}

bool is_letter(std::string_view text)
{
    auto const byte = static_cast<unsigned char>(text.front());
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= 0xC3 && byte <= 0xC5);
}

// How long the word or the number is that begins here; 0: a sign.
std::size_t length_of_word(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        auto const rest = text.substr(at);
        bool const joins = at > 0 && rest.size() > 1 && rest.front() == '-' && is_letter(rest.substr(1));
        if (!is_letter(rest) && !joins)
            break;
        at += length_of(rest);
    }
    return at;
}

std::size_t length_of_number(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        bool const joins = at > 0 && at + 1 < text.size() && (text[at] == '.' || text[at] == ',')
            && is_digit(text[at + 1]);
        if (!is_digit(text[at]) && !joins)
            break;
        ++at;
    }
    return at;
}

std::vector<Token> tokens_of(std::string_view line)
{
    std::vector<Token> tokens;
    while (!line.empty()) {
        auto kind = Kind::word;
        auto length = length_of_word(line);
        if (length == 0) {
            length = length_of_number(line);
            kind = Kind::number;
        }
        if (length == 0) {
            length = length_of(line);
            kind = Kind::sign;
        }
        if (line.front() != ' ')
            tokens.push_back({kind, line.substr(0, length)});
        line.remove_prefix(length);
    }
    return tokens;
}

// One line of the text, rule by rule. Keeps what it finds in the order of the text.
class Line {
public:
    Line(std::string_view line, std::vector<SimpleLanguageHint>& hints)
        : tokens_(tokens_of(line))
        , hints_(hints)
    { }

    void read()
    {
        find_abbreviations(); // first: their full stops end no sentence
        for (std::size_t begin = 0; begin < tokens_.size();) {
            auto end = begin;
            while (end < tokens_.size() && !tokens_[end].is_end)
                ++end;
            read_sentence(begin, end);
            begin = end + 1;
        }
    }

private:
    [[nodiscard]] bool is_sign(std::size_t at, std::string_view sign) const
    {
        return at < tokens_.size() && tokens_[at].kind == Kind::sign && tokens_[at].text == sign;
    }
    [[nodiscard]] bool is_word(std::size_t at) const
    {
        return at < tokens_.size() && tokens_[at].kind == Kind::word;
    }
    [[nodiscard]] bool follows_directly(std::size_t at) const // the next token
    {
        return tokens_[at].text.data() + tokens_[at].text.size() == tokens_[at + 1].text.data();
    }
    [[nodiscard]] bool has_full_stop(std::size_t at) const
    {
        return is_sign(at + 1, ".") && follows_directly(at);
    }
    // As it is written, from one token to before the other.
    [[nodiscard]] std::string written(std::size_t from, std::size_t to) const
    {
        auto const* const begin = tokens_[from].text.data();
        auto const& last = tokens_[to - 1].text;
        return {begin, last.data() + last.size()};
    }
    void found(SimpleRule rule, std::string place)
    {
        auto at = std::ranges::find(hints_, rule, &SimpleLanguageHint::rule);
        if (at == hints_.end())
            at = hints_.insert(at, {rule, {}});
        if (std::ranges::find(at->places, place) == at->places.end())
            at->places.push_back(std::move(place));
    }

    void find_abbreviations()
    {
        for (std::size_t at = 0; at < tokens_.size(); ++at) {
            auto& token = tokens_[at];
            if (token.kind == Kind::sign && is_one_of(token.text, {"!", "?", ":", ";"}))
                token.is_end = true;
            if (is_sign(at, ".") && (at == 0 || tokens_[at - 1].kind != Kind::number))
                token.is_end = true;
        }
        for (std::size_t at = 0; at < tokens_.size();) {
            auto const end = end_of_abbreviation(at);
            if (end == at) {
                ++at;
                continue;
            }
            for (auto stop = at; stop < end; ++stop)
                tokens_[stop].is_end = false;
            found(SimpleRule::abbreviation, written(at, end));
            at = end;
        }
    }
    [[nodiscard]] std::size_t end_of_abbreviation(std::size_t begin) const
    {
        auto end = begin;
        while (is_word(end) && tokens_[end].text.size() == 1 && has_full_stop(end))
            end += 2;
        if (end - begin >= 4) // "z. B.", "i. d. R."; one alone may be a name or the end of "Haus B."
            return end;
        if (!is_word(begin) || !has_full_stop(begin))
            return begin;
        auto const word = tokens_[begin].text;
        bool const is_known = word.ends_with("str")
            || is_one_of(word,
                         {"bzw",  "usw", "ca",  "inkl", "zzgl", "ggf", "evtl", "etc",  "vgl",      "max",
                          "mind", "Nr",  "Str", "Tel",  "Std",  "Mo",  "Di",   "Mi",   "Do",       "Fr",
                          "Sa",   "Jh",  "Mio", "Mrd",  "Min",  "geb", "sog",  "tägl", "wöchentl", "Telef"});
        return is_known ? begin + 2 : begin;
    }

    void read_sentence(std::size_t begin, std::size_t end)
    {
        std::size_t commas = 0;
        auto clause = begin;
        for (auto at = begin; at < end; ++at) {
            auto const& token = tokens_[at];
            if (token.kind == Kind::word)
                read_word(at, end);
            else if (token.kind == Kind::number)
                read_number(token.text);
            else if (token.text == "(")
                read_brackets(at);
            else if (token.text == ",") {
                ++commas;
                read_clause(clause, at);
                clause = at + 1;
            }
        }
        read_clause(clause, end);
        constexpr std::size_t words_to_find_it = 3;
        if (commas >= 2)
            found(SimpleRule::several_commas, written(begin, std::min(end, begin + words_to_find_it)) + " …");
    }
    void read_word(std::size_t at, std::size_t end)
    {
        auto const word = tokens_[at].text;
        auto const small = in_small(word);
        if (is_one_of(
                small,
                {"nicht", "kein", "keine", "keinen", "keinem", "keiner", "keines", "nichts", "nie", "niemals",
                 "niemand", "niemanden", "niemandem", "nirgends", "weder"}))
            found(SimpleRule::negation, small);
        if (word == "man" || word == "Man")
            found(SimpleRule::impersonal, "man");
        // "Würde" is a noun, too, and "sollte" the past.
        if (is_one_of(
                word,
                {"würde", "würden", "wäre", "wären", "hätte", "hätten", "könnte", "könnten", "müsste",
                 "müssten", "dürfte", "dürften"}))
            found(SimpleRule::subjunctive, std::string(word));
        if (is_one_of(
                word,
                {"zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
                 "fünfzehn", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "hundert", "tausend"}))
            found(SimpleRule::number_word, std::string(word));
        if (small == "des") {
            auto noun = at + 1; // "des gesamten Kreises"
            while (noun < end && is_word(noun) && !is_capital(tokens_[noun].text))
                ++noun;
            if (noun < end && is_word(noun))
                found(SimpleRule::genitive, in_small(written(at, noun + 1)));
        }
    }
    // With a full stop between the thousands: other long numbers are telephones, postcodes and years.
    void read_number(std::string_view number)
    {
        auto const groups = split(number, '.');
        if (groups.size() < 2 || groups.front().size() > 3 || groups.front().front() == '0')
            return;
        bool const are_thousands = std::all_of(groups.begin() + 1, groups.end(), [](std::string_view group) {
            return group.substr(0, group.find(',')).size() == 3;
        });
        if (are_thousands)
            found(SimpleRule::large_number, std::string(number));
    }
    // Of an area code they are no remark.
    void read_brackets(std::size_t open)
    {
        auto close = open + 1;
        bool says_something = false;
        while (close < tokens_.size() && !is_sign(close, ")")) {
            says_something = says_something || is_word(close);
            ++close;
        }
        if (says_something && close < tokens_.size())
            found(SimpleRule::brackets, written(open, close + 1));
    }
    // "wird … geöffnet" and "geöffnet werden": only participles that are nothing else, at the end of their
    // clause. Others would be found in the future tense ("wird geben"), too.
    void read_clause(std::size_t begin, std::size_t end)
    {
        std::vector<std::string_view> words;
        for (auto at = begin; at < end; ++at) {
            if (is_word(at))
                words.push_back(tokens_[at].text);
        }
        if (words.size() < 2)
            return;
        auto const is_auxiliary = [](std::string_view word) {
            return is_one_of(in_small(word), {"wird", "werden", "wurde", "wurden"});
        };
        if (is_auxiliary(words.back()) && is_participle(words[words.size() - 2]))
            found(
                SimpleRule::passive, std::string(words[words.size() - 2]) + ' ' + std::string(words.back()));
        auto const auxiliary = std::ranges::find_if(words, is_auxiliary);
        if (auxiliary != words.end() && is_participle(words.back()))
            found(
                SimpleRule::passive,
                in_small(*auxiliary) + (auxiliary + 2 == words.end() ? " " : " … ")
                    + std::string(words.back()));
    }
    static bool is_participle(std::string_view word)
    {
        constexpr std::size_t shortest = 6; // "gesagt"
        if (is_one_of(
                word,
                {"angeboten", "gegeben", "gesprochen", "genommen", "angenommen", "aufgenommen", "übernommen",
                 "eingeladen", "geschlossen", "getroffen"}))
            return true;
        if (word.size() < shortest || is_capital(word) || !word.ends_with('t')
            || is_one_of(word, {"gerecht", "gesamt", "insgesamt", "gewohnt", "geneigt", "geeignet"}))
            return false;
        if (word.ends_with("iert") || word.starts_with("ge"))
            return true;
        constexpr std::array<std::string_view, 14> prefixes{"an",  "ab",     "auf",  "aus",   "ein",
                                                            "mit", "vor",    "zu",   "nach",  "durch",
                                                            "um",  "weiter", "fest", "bereit"};
        return std::ranges::any_of(prefixes, [&](std::string_view prefix) {
            return word.starts_with(prefix) && word.substr(prefix.size()).starts_with("ge");
        });
    }

    std::vector<Token> tokens_;
    std::vector<SimpleLanguageHint>& hints_;
};

}

std::vector<SimpleLanguageHint> simple_language_hints(std::string_view plain_text)
{
    std::vector<SimpleLanguageHint> hints;
    for (auto const line : split(plain_text, '\n'))
        Line(line, hints).read();
    std::ranges::sort(hints, {}, &SimpleLanguageHint::rule);
    return hints;
}

} // namespace kommin::portal
