// A concept on trial finds what an index that was built with it finds.

#include "platform/search/concepts.hpp"
#include "platform/search/index.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::search {
namespace {

using Concept = Concepts::Concept;

std::vector<Document> small_directory()
{
    return {
        {1, {{Field::title, "de", "Chor am Markt"}, {Field::place, "de", "Singstraße 4"}}},
        {2, {{Field::title, "de", "Beratung im Rathaus"}, {Field::body, "de", "Agentur für Arbeit"}}},
        {3, {{Field::title, "de", "Deutschkurse"}, {Field::title, "tr", "Almanca kursları"}}},
        {4, {{Field::title, "de", "Singen für Kinder"}, {Field::body, "de", "Chöre, Musik"}}},
        {5, {{Field::title, "de", "Sprachkurs"}, {Field::body, "de", "Arbeit und Ausbildung"}}},
        {6, {{Field::title, "de", "Aalfeld"}, {Field::place, "de", "Aalfeld"}}},
        {7, {{Field::title, "de", "Zumba"}, {Field::title, "uk", "Зумба"}}}};
}

std::vector<Concept> small_vocabulary()
{
    return {
        {"advice", {{"de", "Beratung"}, {"uk", "консультація"}, {"tr", "danışma"}}},
        {"course", {{"de", "*kurs"}, {"en", "course"}, {"tr", "kurs"}}},
        {"place-aalfeld", {{"de", "Aalfeld"}, {"uk", "Аальфельд"}}},
        {"job-centre", {{"de", "Agentur für Arbeit"}, {"uk", "центр зайнятості"}}}};
}

// As a draft would have it, and in which one's stead.
struct Tried {
    Concept wanted;
    std::optional<std::size_t> instead_of = {};
};

void expect_as_if_built(Tried const& tried, std::vector<std::string> const& queries)
{
    auto const documents = small_directory();
    std::vector<std::string> const tags{"de", "en", "tr", "uk"};
    auto const before = Concepts::of(tags, small_vocabulary());
    auto published = small_vocabulary();
    if (tried.instead_of)
        published[*tried.instead_of] = tried.wanted;
    else
        published.push_back(tried.wanted);
    auto const after = Concepts::of(tags, std::move(published));
    auto const index = Index::build(documents, before);
    auto const rebuilt = Index::build(documents, after);
    auto const trial = index.try_out(tried.wanted, tried.instead_of);
    for (auto const& query : queries) {
        for (auto const* language : {"de", "uk", "tr", "ar", "sw"}) {
            auto const understood = index.understand(query, language, trial);
            auto const answer = index.find(understood, 20, {}, 10);
            auto const expected = rebuilt.find(query, language, 20, {}, 10);
            EXPECT_EQ(answer.hits, expected.hits) << query << ' ' << language;
            EXPECT_EQ(answer.total, expected.total) << query << ' ' << language;
            EXPECT_EQ(answer.relaxed, expected.relaxed) << query << ' ' << language;
            EXPECT_EQ(answer.corrected, expected.corrected) << query << ' ' << language;
            for (auto const* text : {"Chor am Markt", "Chöre, Musik", "Singen für Kinder", "Sprachkurs"})
                EXPECT_EQ(
                    index.marks(understood).in(text),
                    rebuilt.marks(rebuilt.understand(query, language)).in(text))
                    << query << ' ' << language << ' ' << text;
        }
    }
}

TEST(Trial, a_new_concept_finds_by_each_of_its_words)
{
    expect_as_if_built(
        {{"own-choir",
          {{"de", "Chor"}, {"de", "sing*"}, {"tr", "koro"}, {"uk", "хор"}, {"uk", "спів у хорі"}}}},
        {"Chor", "koro", "KORO", "хор", "хорі", "спів у хорі", "спів", "koro Beratung", "Singkreis"});
}

TEST(Trial, words_in_a_language_that_the_index_does_not_have_find_too)
{
    expect_as_if_built(
        {{"own-choir", {{"de", "Chor"}, {"sw", "kwaya"}, {"sw", "Zumba"}}}}, {"kwaya", "Zumba", "Chor"});
}

TEST(Trial, a_changed_concept_finds_by_what_it_says_now_and_no_more_by_what_it_said)
{
    expect_as_if_built(
        {{"advice", {{"de", "Chor"}, {"uk", "порада"}, {"tr", "danışma"}}}, 0},
        {"порада", "консультація", "danışma", "danisma", "Beratung", "Chor"});
    expect_as_if_built(
        {{"course", {{"de", "*kurs"}, {"en", "lesson"}, {"tr", "ders"}}}, 1},
        {"lesson", "ders", "course", "kurs"});
}

TEST(Trial, several_words_of_a_term_and_places_count_as_they_would)
{
    expect_as_if_built(
        {{"job-centre", {{"de", "Agentur für Arbeit"}, {"uk", "біржа праці"}}}, 3},
        {"біржа праці", "біржа", "центр зайнятості", "Agentur für Arbeit"});
    expect_as_if_built(
        {{"place-own-street", {{"de", "Singstraße"}, {"uk", "Зінгштрасе"}}}},
        {"Зінгштрасе", "Зінгштрасе Beratung", "Singstraße"});
}

TEST(Trial, a_concept_of_nothing_changes_nothing)
{
    expect_as_if_built({{"own-nothing", {}}}, {"Chor", "Beratung", "kurs"});
    expect_as_if_built({{"own-grammar", {{"de", "für die"}}}}, {"für die", "Chor"});
}

TEST(Trial, the_index_itself_stays_as_it_is)
{
    auto const index = Index::build(small_directory(), Concepts::of({"de"}, small_vocabulary()));
    auto const trial = index.try_out({"own-choir", {{"de", "Chor"}, {"tr", "koro"}}}, std::nullopt);
    EXPECT_EQ(index.find(index.understand("koro", "tr", trial), 10).total, 2U);
    EXPECT_EQ(index.find("koro", "tr", 10).total, 0U);
}

}
} // namespace kommin::search
