// How long the search index takes to build and to answer, and how much memory it holds: for a district (500
// offers in six languages) and for synthetic records up to 500,000. Repeat: docs/search.md.
//
//   search_bench [records …]      default: 500x6 20000 500000; "500x6" is 500 records in 6 languages each
#include "platform/search/index.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <memory>
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

// A corpus and its index; the texts must live only while the index is built.
search::Index build_index(std::size_t records, std::size_t languages_each, search::Concepts const& concepts)
{
    Dice dice;
    std::vector<Author> authors;
    for (auto const language : languages)
        authors.emplace_back(language, concepts, dice);
    std::vector<Text> texts;
    std::vector<std::size_t> written_by;
    texts.reserve(records * languages_each);
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
    auto const before = milliseconds();
    auto index = search::Index::build(documents, concepts);
    std::printf(
        "%zu records x %zu languages: built in %.0f ms, %.1f MB, %zu words\n", records, languages_each,
        milliseconds() - before, static_cast<double>(index.memory_bytes()) / 1e6, index.vocabulary_size());
    return index;
}

void show_quantiles(benchmark::State& state, std::vector<double>& times)
{
    std::sort(times.begin(), times.end());
    state.counters["p50_ms"] = quantile(times, 0.5);
    state.counters["p99_ms"] = quantile(times, 0.99);
}

// One query per iteration, in turn.
void find(benchmark::State& state, search::Index const& index)
{
    std::vector<double> times;
    std::size_t turn = 0;
    for (auto _ : state) {
        auto const& [query, language] = queries.at(turn++ % queries.size());
        auto const before = milliseconds();
        benchmark::DoNotOptimize(index.find(query, language, 20));
        times.push_back(milliseconds() - before);
    }
    show_quantiles(state, times);
}

void complete(benchmark::State& state, search::Index const& index)
{
    constexpr std::array<std::string_view, 6> typed{"de", "beratu", "deutschkurs lü", "кон", "دور", "yab"};
    std::vector<double> times;
    std::size_t turn = 0;
    for (auto _ : state) {
        auto const before = milliseconds();
        benchmark::DoNotOptimize(index.complete(typed.at(turn++ % typed.size()), "de", 8));
        times.push_back(milliseconds() - before);
    }
    show_quantiles(state, times);
}

// One concept beside the index, in the stead of itself, in turn.
void try_out(benchmark::State& state, search::Index const& index, search::Concepts const& concepts)
{
    std::vector<double> times;
    std::size_t turn = 0;
    for (auto _ : state) {
        auto const number = turn++ % concepts.all().size();
        auto const before = milliseconds();
        benchmark::DoNotOptimize(index.try_out(concepts.all()[number], number));
        times.push_back(milliseconds() - before);
    }
    show_quantiles(state, times);
}

} // namespace

int main(int count, char** arguments)
{
    benchmark::Initialize(&count, arguments);
    auto parsed = search::Concepts::parse(read_file(KOMMIN_SOURCE_DIR "/demo/search/concepts.csv"));
    if (auto const* const error = std::get_if<std::string>(&parsed)) {
        std::fprintf(stderr, "demo/search/concepts.csv: %s\n", error->c_str());
        return EXIT_FAILURE;
    }
    auto const& concepts = std::get<search::Concepts>(parsed);
    std::vector<std::string> sizes(arguments + 1, arguments + count);
    if (sizes.empty())
        sizes = {"500x6", "20000", "500000"};
    std::vector<std::unique_ptr<search::Index const>> indexes; // outlive the measurements
    for (auto const& size : sizes) {
        auto const cross = size.find('x');
        auto const each = cross == std::string::npos ? 1 : std::stoul(size.substr(cross + 1));
        indexes.push_back(std::make_unique<search::Index const>(
            build_index(std::stoul(size), std::min<std::size_t>(each, languages.size()), concepts)));
        auto const& index = *indexes.back();
        benchmark::RegisterBenchmark(("find/" + size).c_str(), find, std::cref(index))
            ->MinTime(2)
            ->Unit(benchmark::kMillisecond);
        benchmark::RegisterBenchmark(("complete/" + size).c_str(), complete, std::cref(index))
            ->Unit(benchmark::kMillisecond);
        benchmark::RegisterBenchmark(("try/" + size).c_str(), try_out, std::cref(index), std::cref(concepts))
            ->Unit(benchmark::kMillisecond);
    }
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return EXIT_SUCCESS;
}
