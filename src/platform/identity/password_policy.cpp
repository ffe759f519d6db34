#include "platform/identity/password_policy.hpp"

#include "platform/base/text.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>
#include <zxcvbn.h>

namespace kommin::identity {

namespace {

constexpr double least_entropy = 36; // bits; zxcvbn's best of five grades begins at 33
constexpr double entropy_of_repeat = 4; // what, and where once more
constexpr std::size_t shortest_repeat = 4;

// What everybody who works here sees every day, and an attacker tries first. zxcvbn's own lists are English.
constexpr std::array words_of_the_office{"kommin",       "kreis",         "landkreis",   "kreisverwaltung",
                                         "kreishaus",    "verwaltung",    "stadt",       "gemeinde",
                                         "rathaus",      "stadthaus",     "integration", "migration",
                                         "integrations", "zentrum",       "portal",      "behörde",
                                         "behoerde",     "amt",           "büro",        "buero",
                                         "passwort",     "kennwort",      "willkommen",  "anmelden",
                                         "sommer",       "winter",        "herbst",      "frühling",
                                         "januar",       "februar",       "märz",        "april",
                                         "juni",         "juli",          "august",      "oktober",
                                         "september",    "november",      "dezember",    "montag",
                                         "freitag",      "dienstag",      "mittwoch",    "donnerstag",
                                         "samstag",      "sonntag",       "sekretariat", "buergerbuero",
                                         "landrat",      "buergermeister"};

// What people in Germany take most: the lists of zxcvbn know none of it.
constexpr std::array frequent_german_words{
    "hallo",    "geheim",      "passwort",     "schatz",    "schatzi",   "liebe",     "liebling",
    "engel",    "sonne",       "sonnenschein", "sternchen", "blume",     "hund",      "katze",
    "pferd",    "maus",        "mausi",        "hase",      "hasi",      "tiger",     "fussball",
    "fußball",  "deutschland", "berlin",       "hamburg",   "muenchen",  "münchen",   "koeln",
    "köln",     "dortmund",    "schalke",      "bayern",    "borussia",  "westfalen", "ruhrgebiet",
    "computer", "ficken",      "arschloch",    "scheisse",  "scheiße",   "mutter",    "vater",
    "mama",     "papa",        "familie",      "freunde",   "michael",   "thomas",    "andreas",
    "stefan",   "sandra",      "sabine",       "daniel",    "alexander", "sebastian", "christian",
    "juergen",  "jürgen",      "klaus",        "peter",     "claudia",   "nicole",    "jessica",
    "melanie",  "frankfurt",   "stuttgart",    "werder",    "eintracht", "urlaub",    "feierabend",
    "kaffee",   "schokolade"};

// Sentences, songs and clubs that stand in every attacker's list though no single word of them does: a list
// of our own, short on purpose, without blanks and signs. It replaces no list of leaked passwords.
constexpr std::array well_known_phrases{
    "correcthorsebatterystaple",
    "richtigpferdbatterieheftklammer",
    "korrektpferdbatterieklammer",
    "thequickbrownfox",
    "tobeornottobe",
    "maytheforcebewithyou",
    "youllneverwalkalone",
    "winteriscoming",
    "franzjagtimkomplettverwahrlostentaxi",
    "dasistmeinpasswort",
    "meinpasswort",
    "passwortvergessen",
    "sesamöffnedich",
    "sesamoeffnedich",
    "ichliebedich",
    "allemeineentchen",
    "hänschenklein",
    "haenschenklein",
    "stillenachtheiligenacht",
    "dermondistaufgegangen",
    "einigkeitundrechtundfreiheit",
    "derfrühevogelfängtdenwurm",
    "derfruehevogelfaengtdenwurm",
    "morgenstundhatgoldimmund",
    "übungmachtdenmeister",
    "uebungmachtdenmeister",
    "atemlosdurchdienacht",
    "eswareinmal",
    "schalke04",
    "blauundweissistmeinleben",
    "borussiadortmund",
    "borussiamönchengladbach",
    "echteliebe",
    "fcbayernmünchen",
    "bayernmünchen",
    "glückauf",
    "glueckauf"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> without_umlauts{
    {{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"ß", "ss"}, {"Ä", "ae"}, {"Ö", "oe"}, {"Ü", "ue"}, {"ẞ", "ss"}}};

// "Müller" is typed "mueller", too.
std::string in_ascii_spelling(std::string text)
{
    for (auto const& [letter, spelling] : without_umlauts) {
        for (auto at = text.find(letter); at != std::string::npos; at = text.find(letter, at))
            text.replace(at, letter.size(), spelling);
    }
    return text;
}

bool separates(char c)
{
    return std::string_view(" @._-+,/!?;:'\"&()").find(c) != std::string_view::npos;
}

// Parts of an address or name as attackers try them.
std::vector<std::string> words_of(std::span<std::string const> texts)
{
    std::vector<std::string> words;
    for (auto const& text : texts) {
        std::string word;
        for (char const c : ascii_lower(text) + ' ') {
            if (!separates(c)) {
                word += c;
                continue;
            }
            if (word.size() >= 3) {
                if (auto spelled = in_ascii_spelling(word); spelled != word)
                    words.push_back(std::move(spelled));
                words.push_back(word);
            }
            word.clear();
        }
    }
    return words;
}

std::string without_separators(std::string_view text)
{
    auto joined = ascii_lower(text);
    std::erase_if(joined, separates);
    return joined;
}

double entropy_of(std::string const& text, std::span<std::string const> words)
{
    std::vector<char const*> pointers;
    for (auto const& word : words)
        pointers.push_back(word.c_str());
    pointers.push_back(nullptr);
    return ZxcvbnMatch(text.c_str(), pointers.data(), nullptr);
}

// The same text with everything that was already in it, whatever the case, left out.
struct OnceOnly {
    std::string text;
    int repeats = 0;
};
OnceOnly once_only(std::string const& text)
{
    OnceOnly kept;
    auto const folded = ascii_lower(text);
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t longest = 0;
        for (std::size_t from = 0; from < at; ++from) {
            std::size_t same = 0;
            while (from + same < at && at + same < text.size() && folded[from + same] == folded[at + same])
                ++same;
            longest = std::max(longest, same);
        }
        if (longest >= shortest_repeat) {
            at += longest;
            ++kept.repeats;
        } else {
            kept.text += text[at++];
        }
    }
    return kept;
}

bool is_guessed(std::string const& text, std::span<std::string const> words)
{
    if (entropy_of(text, words) < least_entropy)
        return true;
    auto const once = once_only(text);
    return once.repeats > 0
        && entropy_of(once.text, words) + entropy_of_repeat * once.repeats < least_entropy;
}

bool holds_a_well_known_phrase(std::string_view joined)
{
    return std::ranges::any_of(well_known_phrases, [&](std::string_view phrase) {
        return joined.find(phrase) != std::string_view::npos;
    });
}

}

Result<void> check_new_password(
    std::string_view password, std::span<std::string const> words_about_person, std::string_view field)
{
    auto const length = count_code_points(password);
    if (length < shortest_password)
        return Problem::invalid(
            std::string(field), "identity.password.too_short"_msg,
            {{"count", std::to_string(shortest_password)}});
    if (length > longest_password)
        return Problem::invalid(
            std::string(field), "identity.password.too_long"_msg,
            {{"count", std::to_string(longest_password)}});

    auto words = words_of(words_about_person);
    words.insert(words.end(), words_of_the_office.begin(), words_of_the_office.end());
    words.insert(words.end(), frequent_german_words.begin(), frequent_german_words.end());
    // zxcvbn reads up to the first NUL; whatever stands before it must be good enough by itself.
    std::string const text(password.substr(0, password.find('\0')));
    bool guessed = is_guessed(text, words);
    // Blanks and signs between its words make a known sentence no harder to guess; between words of one's own
    // they count.
    if (auto const joined = without_separators(text); !guessed && holds_a_well_known_phrase(joined)) {
        words.insert(words.end(), well_known_phrases.begin(), well_known_phrases.end());
        guessed = is_guessed(joined, words);
    }
    if (guessed)
        return Problem::invalid(std::string(field), "identity.password.guessable"_msg);
    return {};
}

} // namespace kommin::identity
