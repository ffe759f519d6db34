#include "platform/search/index.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

namespace kommin::search {
namespace {

Concepts parse_concepts(std::string_view csv)
{
    auto parsed = Concepts::parse(csv);
    if (auto const* const error = std::get_if<std::string>(&parsed))
        throw std::runtime_error(*error);
    return std::get<Concepts>(std::move(parsed));
}

Document titled(std::uint32_t id, std::string_view title, std::string_view language = "de")
{
    return {id, {{Field::title, language, title}}};
}

using Ids = std::vector<std::uint32_t>;

Ids found(Index const& index, std::string_view query, std::string_view language = "de")
{
    Ids ids;
    for (auto const& hit : index.find(query, language, 100).hits)
        ids.push_back(hit.id);
    return ids;
}

TEST(Index, better_matches_come_first)
{
    std::vector<Document> const documents = {
        titled(1, "Diskursraum"), // inside
        titled(2, "Sprachkurs"), // at the end
        titled(3, "Kursleitung"), // at the beginning
        titled(4, "Kurse"), // another form
        titled(5, "Kurs"), // the word itself
        titled(6, "Kleider"),
    };
    auto const index = Index::build(documents, Concepts{});
    EXPECT_EQ(found(index, "kurs"), (Ids{5, 4, 3, 2, 1}));
}

TEST(Index, a_title_counts_more_than_a_place_and_a_place_more_than_a_text)
{
    std::vector<Document> const documents = {
        {1, {{Field::body, "de", "Unna"}}},
        {2, {{Field::place, "de", "Unna"}}},
        {3, {{Field::title, "de", "Unna"}}},
        {4, {{Field::organisation, "de", "Unna"}}},
        {5, {{Field::title, "de", "Unna"}, {Field::body, "de", "Unna"}}},
    };
    EXPECT_EQ(found(Index::build(documents, Concepts{}), "unna"), (Ids{5, 3, 2, 4, 1}));
}

TEST(Index, equal_scores_are_ordered_by_id_whatever_the_order_of_the_records)
{
    std::vector<Document> const documents = {titled(9, "Treff"), titled(2, "Treff"), titled(5, "Treff")};
    auto const index = Index::build(documents, Concepts{});
    EXPECT_EQ(found(index, "treff"), (Ids{2, 5, 9}));
    EXPECT_EQ(index.find("treff", "de", 2).hits.size(), 2U);
    EXPECT_EQ(index.find("treff", "de", 2).total, 3U);
    EXPECT_EQ(index.find("treff", "de", 0).total, 3U);
}

TEST(Index, documents_of_one_id_are_one_record)
{
    std::vector<Document> const documents
        = {titled(4, "Arzt", "de"), titled(7, "Haus"), titled(4, "doctor", "en")};
    auto const index = Index::build(documents, Concepts{});
    EXPECT_EQ(index.size(), 2U);
    EXPECT_EQ(found(index, "arzt doctor"), Ids{4});
}

TEST(Index, all_words_must_match)
{
    std::vector<Document> const documents = {titled(1, "Deutschkurs Lünen"), titled(2, "Deutschkurs Unna")};
    auto const index = Index::build(documents, Concepts{});
    auto const answer = index.find("deutschkurs unna", "de", 10);
    EXPECT_EQ(found(index, "deutschkurs unna"), Ids{2});
    EXPECT_FALSE(answer.relaxed);
}

TEST(Index, finds_the_same_in_many_records_as_in_few)
{
    // More than are scored at a time, and words that stand in few of them, in many, in all.
    constexpr std::uint32_t count = 20'000;
    std::vector<std::string> titles(count);
    std::vector<Document> documents;
    for (std::uint32_t id = 0; id < count; ++id) {
        titles[id] = "Angebot";
        titles[id] += id % 3 == 0 ? " Schwimmen" : "";
        titles[id] += id % 7'000 == 0 ? " Rudern" : "";
        titles[id] += id % 5 == 1 ? " Tanzen" : "";
        documents.push_back(titled(id, titles[id]));
    }
    auto const index = Index::build(documents, Concepts{});
    for (int again = 0; again < 2; ++again) { // nothing is left of the query before
        EXPECT_EQ(found(index, "Rudern"), (Ids{0, 7'000, 14'000}));
        EXPECT_EQ(index.find("Angebot", "de", 10).total, count);
        EXPECT_EQ(index.find("Schwimmen", "de", 10).total, 6'667U);
        auto const both = index.find("Angebot Schwimmen Tanzen", "de", 3);
        EXPECT_EQ(both.total, 1'333U);
        ASSERT_EQ(both.hits.size(), 3U);
        EXPECT_EQ(both.hits[0].id, 6U);
        EXPECT_EQ(both.hits[1].id, 21U);
        EXPECT_EQ(both.hits[2].id, 36U);
        EXPECT_EQ(found(index, "Rudern Schwimmen"), (Ids{0}));
    }
}

TEST(Index, the_commonest_word_is_given_up_first)
{
    std::vector<Document> const documents = {
        titled(1, "Hebamme Unna"), titled(2, "Sport Selm"), titled(3, "Musik Selm"), titled(4, "Kunst Selm")};
    auto const answer = Index::build(documents, Concepts{}).find("Hebamme Selm", "de", 10);
    EXPECT_TRUE(answer.relaxed);
    ASSERT_EQ(answer.hits.size(), 1U);
    EXPECT_EQ(answer.hits[0].id, 1U);
}

TEST(Index, a_place_is_given_up_before_a_topic)
{
    std::vector<Document> const documents
        = {titled(1, "Hebamme Unna"), titled(2, "Hebamme Kamen"), titled(3, "Sport Selm")};
    auto const concepts = parse_concepts("concept;de\nplace-selm;Selm\n");
    auto const answer = Index::build(documents, concepts).find("Hebamme Selm", "de", 10);
    EXPECT_TRUE(answer.relaxed);
    EXPECT_EQ(answer.total, 2U);
}

TEST(Index, an_unknown_word_is_given_up)
{
    auto const index = Index::build(std::vector{titled(1, "Hebamme")}, Concepts{});
    auto const answer = index.find("Hebamme xqzvbnmk", "de", 10);
    EXPECT_TRUE(answer.relaxed);
    EXPECT_EQ(answer.total, 1U);
}

TEST(Index, the_filter_decides_what_is_found_and_counted)
{
    std::vector<Document> const documents = {titled(1, "Treff"), titled(2, "Treff"), titled(3, "Treff")};
    auto const answer = Index::build(documents, Concepts{}).find("treff", "de", 10, [](std::uint32_t id) {
        return id != 2;
    });
    EXPECT_EQ(answer.total, 2U);
    EXPECT_EQ(answer.hits[1].id, 3U);
}

TEST(Index, a_typo_is_corrected_only_if_the_word_is_unknown)
{
    std::vector<Document> const documents = {titled(1, "Bücherei"), titled(2, "Bäckerei")};
    auto const index = Index::build(documents, Concepts{});
    auto const wrong = index.find("Bcüherei", "de", 10);
    ASSERT_EQ(wrong.total, 1U);
    EXPECT_EQ(wrong.hits[0].id, 1U);
    EXPECT_EQ(wrong.corrected, "Bücherei");
    auto const right = index.find("Bücherei", "de", 10);
    EXPECT_EQ(right.total, 1U);
    EXPECT_EQ(right.corrected, "");
}

TEST(Index, short_words_are_not_guessed)
{
    auto const index = Index::build(std::vector{titled(1, "Bus")}, Concepts{});
    EXPECT_EQ(index.find("Bis", "de", 10).total, 0U);
}

TEST(Index, an_unknown_compound_of_known_words_is_both_words)
{
    std::vector<Document> const documents
        = {titled(1, "Hebammen und Sprechstunden"), titled(2, "Sprechstunde")};
    auto const answer = Index::build(documents, Concepts{}).find("Hebammensprechstunde", "de", 10);
    EXPECT_EQ(answer.total, 1U);
    EXPECT_EQ(answer.corrected, "hebammen sprechstunde");
}

TEST(Index, two_words_may_be_written_as_one)
{
    auto const index = Index::build(std::vector{titled(1, "Jobcenter"), titled(2, "Job")}, Concepts{});
    EXPECT_EQ(found(index, "Job Center"), Ids{1});
}

TEST(Index, grammar_words_do_not_restrict)
{
    auto const index
        = Index::build(std::vector{titled(1, "Kurs Frauen"), titled(2, "Für immer")}, Concepts{});
    EXPECT_EQ(found(index, "ein Kurs für Frauen"), Ids{1});
    EXPECT_EQ(found(index, "für"), Ids{2}) << "unless there is nothing else";
}

constexpr std::string_view small_concepts
    = "concept;de;en;uk;tr\n"
      "doctor;Arzt|*ärztlich;doctor|GP;лікар;doktor\n"
      "jobs;Agentur für Arbeit;employment agency;центр зайнятості;iş kurumu\n"
      "vaccination;Impf*;vaccination;щеплення;aşı\n"
      "school;Schule;school;школа;okul\n";

TEST(Index, a_concept_crosses_languages_in_every_form)
{
    auto const index = Index::build(
        std::vector{titled(1, "Hausärztlicher Notfalldienst"), titled(2, "Impftermine")},
        parse_concepts(small_concepts));
    EXPECT_EQ(found(index, "лікар", "uk"), Ids{1});
    EXPECT_EQ(found(index, "лікарями", "uk"), Ids{1}) << "inflected";
    EXPECT_EQ(found(index, "doctors", "en"), Ids{1}) << "plural";
    EXPECT_EQ(found(index, "dokt", "tr"), Ids{1}) << "not typed to the end";
    EXPECT_EQ(found(index, "dotkor", "tr"), Ids{1}) << "typo";
    EXPECT_EQ(found(index, "doctor", "uk"), Ids{1}) << "another language than the page";
    EXPECT_EQ(found(index, "aşı", "tr"), Ids{2}) << "compound by wildcard";
}

TEST(Index, a_term_of_several_words_needs_them_in_one_field)
{
    std::vector<Document> const documents = {
        titled(1, "Agentur für Arbeit"),
        {2, {{Field::title, "de", "Agentur"}, {Field::body, "de", "Arbeit"}}},
    };
    auto const index = Index::build(documents, parse_concepts(small_concepts));
    EXPECT_EQ(found(index, "центр зайнятості", "uk"), Ids{1});
    EXPECT_EQ(found(index, "зайнятості", "uk"), Ids{1}) << "one word of it, when it says nothing else";
}

TEST(Index, a_direct_hit_comes_before_a_concept)
{
    std::vector<Document> const documents = {titled(1, "doctor", "en"), titled(2, "Arzt")};
    auto const index = Index::build(documents, parse_concepts(small_concepts));
    EXPECT_EQ(found(index, "Arzt"), (Ids{2, 1}));
    EXPECT_EQ(found(index, "doctor", "en"), (Ids{1, 2}));
}

TEST(Index, texts_that_the_reader_is_shown_come_before_translations_into_other_languages)
{
    // "ikamet" is residence in one Turkish title and registration in another.
    auto const concepts = parse_concepts("concept;de;tr;uk\nresidence;Aufenthalt*;ikamet;проживання\n");
    std::vector<Document> const documents
        = {{1, {{Field::title, "de", "Wohnung anmelden"}, {Field::title, "tr", "ikamet kaydı"}}},
           {2, {{Field::title, "de", "Aufenthaltstitel"}, {Field::title, "tr", "oturma belgesi"}}}};
    auto const index = Index::build(documents, concepts);
    EXPECT_EQ(found(index, "проживання", "uk"), (Ids{2, 1}));
    EXPECT_EQ(found(index, "ikamet", "tr"), (Ids{1, 2})) << "in Turkish the word itself stands there";
}

TEST(Index, chance_likeness_in_another_language_counts_less)
{
    std::vector<Document> const documents
        = {titled(1, "persoane adulte", "ro"), titled(2, "Personalausweis")};
    auto const index = Index::build(documents, Concepts{});
    EXPECT_EQ(found(index, "Perso"), (Ids{2, 1}));
    EXPECT_EQ(found(index, "persoane"), Ids{1}) << "the very word counts in every language";
}

TEST(Index, few_hits_are_followed_by_what_matches_some_of_the_words)
{
    std::vector<Document> const documents
        = {titled(1, "Deutschkurs Selm"), titled(2, "Deutschkurs Unna"), titled(3, "Deutschkurs"),
           titled(4, "Chor")};
    auto const index = Index::build(documents, Concepts{});
    auto const ids = [&](std::size_t enough) {
        auto const answer = index.find("Deutschkurs Selm", "de", 10, {}, enough);
        EXPECT_FALSE(answer.relaxed) << "the best hit has both words";
        Ids found;
        for (auto const& hit : answer.hits)
            found.push_back(hit.id);
        EXPECT_EQ(answer.total, found.size());
        return found;
    };
    EXPECT_EQ(ids(1), Ids{1});
    auto const filled = ids(2);
    ASSERT_GE(filled.size(), 1U);
    EXPECT_EQ(filled.front(), 1U);
}

TEST(Index, the_arabic_article_is_no_other_word)
{
    auto const concepts = parse_concepts("concept;de;ar\nhospital;Krankenhaus;مستشفيات\n");
    std::vector<Document> const documents
        = {titled(1, "Krankenhaus Lünen"), {2, {{Field::body, "ar", "قائمة المستشفيات"}}}};
    EXPECT_EQ(found(Index::build(documents, concepts), "المستشفيات", "ar"), (Ids{1, 2}));
}

TEST(Index, a_concept_does_not_match_addresses)
{
    std::vector<Document> const documents
        = {{1, {{Field::place, "de", "Alte Schule 3"}}}, {2, {{Field::body, "de", "Schule"}}}};
    auto const index = Index::build(documents, parse_concepts(small_concepts));
    EXPECT_EQ(found(index, "школа", "uk"), Ids{2});
    EXPECT_EQ(found(index, "Schule"), (Ids{1, 2})) << "the word itself does";
}

TEST(Index, nothing_found_gives_suggestions_that_have_hits)
{
    auto const index = Index::build(
        std::vector{titled(1, "Arzt"), titled(2, "Bibliothek")}, parse_concepts(small_concepts));
    auto const compound = index.find("Zahnarzt", "de", 10);
    EXPECT_EQ(compound.total, 0U);
    ASSERT_FALSE(compound.suggestions.empty());
    EXPECT_EQ(compound.suggestions[0], "Arzt");
    auto const foreign = index.find("xqzvbnmk", "uk", 10);
    EXPECT_EQ(foreign.suggestions, std::vector<std::string>{"лікар"})
        << "the only concept with a record, in Ukrainian";
    for (auto const& suggestion : compound.suggestions)
        EXPECT_GT(index.find(suggestion, "de", 10).total, 0U) << suggestion;
}

TEST(Index, suggestions_obey_the_filter)
{
    auto const index = Index::build(std::vector{titled(1, "Arzt")}, parse_concepts(small_concepts));
    auto const none = [](std::uint32_t) { return false; };
    EXPECT_TRUE(index.find("Zahnarzt", "de", 10, none).suggestions.empty());
    EXPECT_EQ(index.find("Arzt", "de", 10, none).total, 0U);
}

TEST(Index, an_empty_query_or_index_finds_nothing)
{
    auto const index = Index::build(std::vector{titled(1, "Arzt")}, Concepts{});
    for (auto const* const query : {"", "   ", "?!", "\xFF\xFE"}) {
        auto const answer = index.find(query, "de", 10);
        EXPECT_EQ(answer.total, 0U) << query;
        EXPECT_TRUE(answer.suggestions.empty()) << query;
        EXPECT_TRUE(index.matches_in("Arzt", query, "de").empty());
        EXPECT_TRUE(index.complete(query, "de", 10).empty());
    }
    auto const empty = Index::build({}, parse_concepts(small_concepts));
    EXPECT_EQ(empty.find("Arzt", "de", 10).total, 0U);
    EXPECT_TRUE(empty.complete("Ar", "de", 10).empty());
    EXPECT_EQ(Index::build({}, Concepts{}).find("Arzt", "", 10).total, 0U);
}

std::string marked(
    Index const& index, std::string_view text, std::string_view query, std::string_view language = "de")
{
    std::string result;
    std::size_t last = 0;
    for (auto const& [begin, end] : index.matches_in(text, query, language)) {
        result.append(text.substr(last, begin - last))
            .append("[")
            .append(text.substr(begin, end - begin))
            .append("]");
        last = end;
    }
    return result.append(text.substr(last));
}

TEST(Marks, cover_compounds_forms_spellings_and_concepts)
{
    std::string_view const text = "Deutschkurse für Mädchen: Ärztlicher Rat in Lünen.";
    auto const index = Index::build(std::vector{titled(1, text)}, parse_concepts(small_concepts));
    EXPECT_EQ(marked(index, text, "kurs"), "[Deutschkurse] für Mädchen: Ärztlicher Rat in Lünen.");
    EXPECT_EQ(marked(index, text, "deutschkursen"), "[Deutschkurse] für Mädchen: Ärztlicher Rat in Lünen.");
    EXPECT_EQ(
        marked(index, text, "madchen luenen"), "Deutschkurse für [Mädchen]: Ärztlicher Rat in [Lünen].");
    EXPECT_EQ(marked(index, text, "Madchne"), "Deutschkurse für [Mädchen]: Ärztlicher Rat in Lünen.");
    EXPECT_EQ(marked(index, text, "лікар", "uk"), "Deutschkurse für Mädchen: [Ärztlicher] Rat in Lünen.");
    EXPECT_EQ(marked(index, text, "für Lünen"), "Deutschkurse für Mädchen: Ärztlicher Rat in [Lünen].");
    EXPECT_EQ(marked(index, text, "Fahrrad"), text);
}

TEST(Marks, are_words_of_the_records_only)
{
    auto const index = Index::build(std::vector{titled(1, "Kurs"), titled(2, "Malkurs")}, Concepts{});
    EXPECT_EQ(marked(index, "Malkurs, Kurs und Kursana", "kurs"), "[Malkurs], [Kurs] und Kursana");
}

TEST(Marks, of_the_query_that_was_found_are_those_of_its_text)
{
    auto const index = Index::build(
        std::vector<Document>{titled(1, "Deutschkurse für Mädchen"), titled(2, "Bücherei in Lünen")},
        Concepts{});
    for (std::string_view const text : {"deutschkursen", "Bcüherei", "luenen", "xqzvbnmk", ""}) {
        auto const query = index.understand(text, "de");
        auto const answer = index.find(query, 10);
        EXPECT_EQ(answer.hits, index.find(text, "de", 10).hits) << text;
        EXPECT_EQ(answer.corrected, index.find(text, "de", 10).corrected) << text;
        for (std::string_view const title : {"Deutschkurse für Mädchen", "Bücherei in Lünen"})
            EXPECT_EQ(index.marks(query).in(title), index.matches_in(title, text, "de")) << text;
    }
    EXPECT_TRUE(Index::Marks().in("Bücherei").empty());
}

TEST(Complete, offers_words_with_hits_frequent_ones_first)
{
    std::vector<Document> const documents
        = {titled(1, "Kursleiter"), titled(2, "Kurse"), titled(3, "Kurse"), titled(4, "Kino")};
    auto const index = Index::build(documents, Concepts{});
    EXPECT_EQ(index.complete("kurs", "de", 10), (std::vector<std::string>{"Kurse", "Kursleiter"}));
    EXPECT_EQ(index.complete("k", "de", 1), std::vector<std::string>{"Kurse"});
    EXPECT_TRUE(index.complete("kurs ", "de", 10).empty()) << "the word is ended";
    EXPECT_TRUE(index.complete("kurs", "de", 0).empty());
}

TEST(Complete, looks_at_the_words_before)
{
    std::vector<Document> const documents = {titled(1, "Deutschkurs Lünen"), titled(2, "Sport Ludwigstraße")};
    auto const index = Index::build(documents, Concepts{});
    EXPECT_EQ(index.complete("Deutschkurs lu", "de", 10), std::vector<std::string>{"Deutschkurs Lünen"});
}

TEST(Complete, offers_names_of_concepts_in_the_readers_language)
{
    auto const index = Index::build(std::vector{titled(1, "Arzt")}, parse_concepts(small_concepts));
    EXPECT_EQ(index.complete("лі", "uk", 10), std::vector<std::string>{"лікар"});
    EXPECT_TRUE(index.complete("щеп", "uk", 10).empty()) << "no record is about it";
}

TEST(Index, tells_its_size)
{
    auto const index = Index::build(std::vector{titled(1, "Arzt"), titled(2, "Kurs Arzt")}, Concepts{});
    EXPECT_EQ(index.size(), 2U);
    EXPECT_EQ(index.vocabulary_size(), 2U);
    EXPECT_GT(index.memory_bytes(), 100U);
    EXPECT_LT(index.memory_bytes(), 10'000U);
}

} // namespace
} // namespace kommin::search
