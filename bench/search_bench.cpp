// How long the search index takes to build and to answer, and how much memory it holds: for a district (500
// offers in six languages) and for synthetic records up to 500,000. Repeat: docs/search.md.
//
//   search_bench [--verbose] [records …]      default: 500x6 20000 500000; "500x6" is 500 records in 6
//   languages each

#include "platform/search/index.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <random>
#include <sstream>
#include <string>

namespace {

namespace search = kommin::search;

constexpr std::array<std::string_view, 8> languages = {"de", "en", "tr", "ar", "uk", "ro", "ru", "pl"};
constexpr std::size_t invented_words = 40'000; // per language
constexpr double domain_share = 0.33; // of the running words

// The same numbers everywhere: no distribution of the standard library, whose results may differ.
class Dice {
public:
    std::uint64_t roll(std::uint64_t sides) { return engine_() % sides; }
    double fraction() { return static_cast<double>(engine_() >> 11U) / 9007199254740992.0; }

private:
    std::mt19937_64 engine_{2008};
};

std::string read_file(std::string const& name)
{
    std::ifstream file(name, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<std::string_view> syllables_of(std::string_view language)
{
    if (language == "ar")
        return {"با", "تر", "سل", "من", "كو", "ري", "دا", "فه",
                "جم", "نو", "شي", "حل", "قد", "صب", "عم", "لو"};
    if (language == "uk" || language == "ru")
        return {"ба", "тро", "сли", "мен", "ко",  "ри",  "дав", "фе",
                "жу", "но",  "ши",  "хал", "кед", "зоб", "вим", "ло"};
    return {"ba", "tro", "sli",  "men", "ko",  "ri",  "dav", "fe",
            "ju", "no",  "schi", "hal", "ked", "zob", "wim", "lö"};
}

// Texts of one language: invented words by Zipf's law, mixed with the terms of the concepts.
class Author {
public:
    Author(std::string_view language, search::Concepts const& concepts, Dice& dice)
        : language_(language)
    {
        auto const syllables = syllables_of(language);
        for (std::size_t i = 0; i < invented_words; ++i) {
            auto& word = invented_.emplace_back();
            for (auto count = 2 + dice.roll(4); count > 0; --count)
                word += syllables[dice.roll(syllables.size())];
        }
        for (auto const& entry : concepts.all()) {
            for (auto const& term : entry.terms) {
                if (term.language == language)
                    domain_.push_back(term.text);
            }
        }
    }

    std::string text(std::size_t words, Dice& dice) const
    {
        std::string text;
        for (; words > 0; --words) {
            if (dice.fraction() < domain_share)
                text += domain_[dice.roll(domain_.size())];
            else
                text += invented_[zipf(dice)];
            text += ' ';
        }
        return text;
    }
    [[nodiscard]] std::string_view language() const { return language_; }

private:
    // Rank r with probability proportional to 1/r, by inversion.
    static std::size_t zipf(Dice& dice)
    {
        auto const rank = std::exp(dice.fraction() * std::log(static_cast<double>(invented_words)));
        return std::min(static_cast<std::size_t>(rank), invented_words - 1);
    }

    std::string language_;
    std::vector<std::string> invented_;
    std::vector<std::string> domain_;
};

struct Text {
    std::string title, body, organisation, place;
};

constexpr std::array<std::pair<std::string_view, std::string_view>, 44> queries = {{
    {"Kurs", "de"},
    {"Beratung", "de"},
    {"Deutschkurs", "de"},
    {"Deutschkurs Lünen", "de"},
    {"Sprchkurs", "de"},
    {"Integratoinskurs", "de"},
    {"Kinderbetreung", "de"},
    {"Auslaenderbehoerde", "de"},
    {"Amt", "de"},
    {"Wohnung anmelden", "de"},
    {"ich suche eine Wohnung in Unna", "de"},
    {"Hebamme Selm", "de"},
    {"be", "de"},
    {"de", "de"},
    {"a", "de"},
    {"Schwerthe", "de"},
    {"xqzvbnmxq", "de"},
    {"Fahrradwerkstatt", "de"},
    {"German course", "en"},
    {"immigration office", "en"},
    {"doctor at the weekend", "en"},
    {"job", "en"},
    {"domestic violence help", "en"},
    {"libary", "en"},
    {"Almanca kursu", "tr"},
    {"YABANCILAR DAİRESİ", "tr"},
    {"cocuk", "tr"},
    {"kütüpane", "tr"},
    {"hastaneye", "tr"},
    {"دورة لغة ألمانية", "ar"},
    {"دائرة الاجانب", "ar"},
    {"للاجئين", "ar"},
    {"مستفشى", "ar"},
    {"курси німецької", "uk"},
    {"консультацыя", "uk"},
    {"лікарями", "uk"},
    {"центр зайнятості", "uk"},
    {"curs de germana", "ro"},
    {"cetatenie", "ro"},
    {"больницу", "ru"},
    {"где мне учить немецкий", "ru"},
    {"дежурный врач", "ru"},
    {"lekarza", "pl"},
    {"kurs niemieckiego", "pl"},
}};

// CPU time of this thread, so that a busy machine does not show.
double milliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double quantile(std::vector<double> const& sorted, double share)
{
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

void measure(std::size_t records, std::size_t languages_each, search::Concepts const& concepts, bool verbose)
{
    Dice dice;
    std::vector<Author> authors;
    for (auto const language : languages)
        authors.emplace_back(language, concepts, dice);
    std::vector<Text> texts;
    std::vector<std::size_t> written_by;
    texts.reserve(records * languages_each);
    std::size_t bytes = 0;
    for (std::size_t record = 0; record < records; ++record) {
        for (std::size_t i = 0; i < languages_each; ++i) {
            // One language each: 40 % German, as in a directory of services; several: the first ones of the
            // list.
            auto const author
                = languages_each > 1 ? i : (dice.fraction() < 0.4 ? 0 : 1 + dice.roll(authors.size() - 1));
            auto& text = texts.emplace_back();
            written_by.push_back(author);
            text.title = authors[author].text(3 + dice.roll(4), dice);
            text.body = authors[author].text(20 + dice.roll(51), dice);
            text.organisation = authors[author].text(2 + dice.roll(3), dice);
            text.place = authors[0].text(2, dice);
            bytes += text.title.size() + text.body.size() + text.organisation.size() + text.place.size();
        }
    }
    std::vector<search::Document> documents;
    documents.reserve(records);
    for (std::size_t record = 0; record < records; ++record) {
        auto& document = documents.emplace_back();
        document.id = static_cast<std::uint32_t>(record);
        for (std::size_t i = 0; i < languages_each; ++i) {
            auto const& text = texts[record * languages_each + i];
            auto const language = authors[written_by[record * languages_each + i]].language();
            document.parts.push_back({search::Field::title, language, text.title});
            document.parts.push_back({search::Field::body, language, text.body});
            document.parts.push_back({search::Field::organisation, language, text.organisation});
            document.parts.push_back({search::Field::place, "de", text.place});
        }
    }

    auto const start = milliseconds();
    auto const index = search::Index::build(documents, concepts);
    auto const built = milliseconds();
    std::printf(
        "%zu records x %zu languages (%.1f MB): built in %.0f ms, %.1f MB, %zu words\n", records,
        languages_each, static_cast<double>(bytes) / 1e6, built - start,
        static_cast<double>(index.memory_bytes()) / 1e6, index.vocabulary_size());

    std::vector<double> times;
    std::map<double, std::string> slowest;
    std::size_t const rounds = records > 100'000 ? 20 : 200;
    for (std::size_t round = 0; round < rounds; ++round) {
        for (auto const& [query, language] : queries) {
            auto const before = milliseconds();
            auto const answer = index.find(query, language, 20);
            times.push_back(milliseconds() - before);
            if (round == rounds - 1)
                slowest[times.back()] = std::string(query) + " (" + std::to_string(answer.total) + " of "
                    + std::to_string(records) + ")";
        }
    }
    std::sort(times.begin(), times.end());
    double sum = 0;
    for (auto const time : times)
        sum += time;
    std::printf(
        "  find: mean %.3f, p50 %.3f, p90 %.3f, p99 %.3f, max %.3f ms\n",
        sum / static_cast<double>(times.size()), quantile(times, 0.5), quantile(times, 0.9),
        quantile(times, 0.99), times.back());
    if (verbose) {
        for (auto const& [time, query] : slowest)
            std::printf("    %8.3f ms  %s\n", time, query.c_str());
    }
    times.clear();
    for (std::size_t round = 0; round < rounds; ++round) {
        for (auto const* const typed : {"de", "beratu", "deutschkurs lü", "кон", "دور", "yab"}) {
            auto const before = milliseconds();
            auto const completions = index.complete(typed, "de", 8);
            times.push_back(milliseconds() - before);
        }
    }
    std::sort(times.begin(), times.end());
    std::printf("  complete: p50 %.3f, p99 %.3f ms\n", quantile(times, 0.5), quantile(times, 0.99));
}

} // namespace

int main(int count, char** arguments)
{
    auto parsed = search::Concepts::parse(read_file(KOMMIN_SOURCE_DIR "/demo/search/concepts.csv"));
    if (auto const* const error = std::get_if<std::string>(&parsed)) {
        std::fprintf(stderr, "demo/search/concepts.csv: %s\n", error->c_str());
        return EXIT_FAILURE;
    }
    std::vector<std::string> sizes;
    bool verbose = false;
    for (int i = 1; i < count; ++i) {
        if (std::string_view(arguments[i]) == "--verbose")
            verbose = true;
        else
            sizes.emplace_back(arguments[i]);
    }
    if (sizes.empty())
        sizes = {"500x6", "20000", "500000"};
    for (auto const& size : sizes) {
        auto const cross = size.find('x');
        auto const each = cross == std::string::npos ? 1 : std::stoul(size.substr(cross + 1));
        measure(
            std::stoul(size), std::min<std::size_t>(each, languages.size()),
            std::get<search::Concepts>(parsed), verbose);
    }
    return EXIT_SUCCESS;
}
