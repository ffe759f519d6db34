// Whatever bytes come, as records, vocabulary or query: no crash, bounded work, the same answer in every
// thread.

#include "platform/base/testing.hpp"
#include "platform/search/index.hpp"

#include <gtest/gtest.h>

#include <random>
#include <thread>

namespace kommin::search {
namespace {

std::string garbage(std::mt19937& random, std::size_t length)
{
    // Pieces that meet every branch: letters of all scripts, marks, joiners, apostrophes, broken UTF-8.
    static std::vector<std::string> const pieces
        = {"a",
           "Kurs",
           " ",
           "ü",
           "ß",
           "İ",
           "ı",
           "ж",
           "ї",
           "ع",
           "ة",
           "لل",
           "\u0301",
           "\u200C",
           "\u200D",
           "\u00AD",
           "\u0640",
           "'",
           "’",
           "-",
           "*",
           "|",
           "德",
           "हि",
           "١",
           "\U0001F600",
           "\xC3",
           "\xFF",
           "\xED\xA0\x80",
           "\xF0\x9F",
           std::string("\0", 1),
           "\u202E",
           "ﷺ",
           "ẞ",
           "ǆ",
           "가"};
    std::string text;
    while (text.size() < length)
        text += pieces[random() % pieces.size()];
    return text;
}

TEST(Robustness, any_bytes_may_be_indexed_and_searched)
{
    std::mt19937 random(3);
    for (int round = 0; round < testing::rounds(30); ++round) {
        std::vector<std::string> texts;
        for (int i = 0; i < 20; ++i)
            texts.push_back(garbage(random, random() % 200));
        std::vector<Document> documents;
        for (std::uint32_t i = 0; i < texts.size(); ++i)
            documents.push_back(
                {static_cast<std::uint32_t>(random() % 12),
                 {{Field::title, i % 2 == 0 ? "de" : "tr", texts[i]},
                  {Field::body, i % 3 == 0 ? "ar" : "uk", texts[i]},
                  {Field::place, "", texts[i]}}});
        auto const concepts = Concepts::parse("concept;de;uk\nkurs;Kurs*|*ж;а|ї\nb;aü;*\n");
        auto const index = Index::build(
            documents,
            std::holds_alternative<Concepts>(concepts) ? std::get<Concepts>(concepts) : Concepts{});
        for (int i = 0; i < 60; ++i) {
            auto const query = garbage(random, random() % 40);
            auto const text = garbage(random, 100);
            auto const answer = index.find(query, i % 2 == 0 ? "tr" : "xx-\xFF", 5);
            EXPECT_LE(answer.hits.size(), 5U);
            EXPECT_LE(answer.hits.size(), answer.total);
            std::size_t last = 0;
            for (auto const& [begin, end] : index.matches_in(text, query, "de")) {
                EXPECT_LE(last, begin);
                EXPECT_LT(begin, end);
                EXPECT_LE(end, text.size());
                last = end;
            }
            EXPECT_LE(index.complete(query, "ar", 3).size(), 3U);
        }
    }
}

TEST(Robustness, concepts_are_parsed_or_refused)
{
    std::mt19937 random(5);
    for (int round = 0; round < 300; ++round)
        (void)Concepts::parse("concept;de\n" + garbage(random, random() % 100));
}

TEST(Robustness, a_query_of_ten_kilobytes_is_answered_like_its_beginning)
{
    std::vector<std::string> titles;
    std::vector<Document> documents;
    for (std::uint32_t i = 0; i < 2000; ++i)
        titles.push_back("Kurs" + std::to_string(i) + " Wort" + std::to_string(i % 100));
    for (std::uint32_t i = 0; i < titles.size(); ++i)
        documents.push_back({i, {{Field::title, "de", titles[i]}}});
    auto const index = Index::build(documents, Concepts{});
    std::string many_words = "wort7 ";
    while (many_words.size() < 10'000)
        many_words += "w" + std::to_string(many_words.size()) + " ";
    EXPECT_EQ(index.find(many_words, "de", 3).hits, index.find(many_words.substr(0, 512), "de", 3).hits);
    EXPECT_EQ(index.find(std::string(10'000, 'x'), "de", 3).total, 0U);
    EXPECT_TRUE(index.find(std::string(10'000, ' '), "de", 3).suggestions.empty());
    EXPECT_TRUE(index.complete(std::string(10'000, 'k'), "de", 3).empty());
}

TEST(Robustness, an_exception_of_the_filter_leaves_the_index_usable)
{
    std::vector<Document> const documents = {{1, {{Field::title, "de", "Treff"}}}};
    auto const index = Index::build(documents, Concepts{});
    EXPECT_THROW(
        (void)index.find("treff", "de", 5, [](std::uint32_t) -> bool { throw std::runtime_error("filter"); }),
        std::runtime_error);
    EXPECT_EQ(index.find("treff", "de", 5).total, 1U);
}

TEST(Robustness, a_smaller_index_after_a_larger_one_in_the_same_thread)
{
    std::vector<Document> documents;
    for (std::uint32_t i = 0; i < 500; ++i)
        documents.push_back({i, {{Field::title, "de", "Treff"}}});
    auto const large = Index::build(documents, Concepts{});
    auto const small = Index::build(std::span(documents).first(2), Concepts{});
    for (int round = 0; round < 3; ++round) {
        EXPECT_EQ(large.find("treff", "de", 5).total, 500U);
        EXPECT_EQ(small.find("treff", "de", 5).total, 2U);
    }
}

TEST(Robustness, every_thread_gets_the_same_answer)
{
    std::mt19937 random(9);
    std::vector<std::string> texts;
    std::vector<Document> documents;
    std::vector<std::string> const words
        = {"Kurs", "Beratung", "Arzt", "лікар", "hastane", "Schule", "школа", "Deutsch", "Frauen", "kadın"};
    for (int i = 0; i < 400; ++i) {
        auto& text = texts.emplace_back();
        for (int word = 0; word < 6; ++word)
            text += words[random() % words.size()] + " ";
    }
    for (std::uint32_t i = 0; i < texts.size(); ++i)
        documents.push_back({i, {{Field::title, i % 2 == 0 ? "de" : "uk", texts[i]}}});
    auto const index = Index::build(documents, Concepts{});
    std::vector<std::string> const queries
        = {"kurs arzt", "лікарями", "Beratnug", "KADIN", "schulen frauen", "xyz"};
    std::vector<Index::Answer> expected;
    for (auto const& query : queries)
        expected.push_back(index.find(query, "de", 20));
    std::vector<std::thread> threads;
    std::vector<int> wrong(4);
    for (std::size_t number = 0; number < wrong.size(); ++number) {
        threads.emplace_back([&, number] {
            for (int round = 0; round < 50; ++round) {
                for (std::size_t i = 0; i < queries.size(); ++i) {
                    auto const answer = index.find(queries[i], "de", 20);
                    auto const marks = index.matches_in(texts[0], queries[i], "de");
                    if (answer.hits != expected[i].hits || answer.total != expected[i].total
                        || answer.suggestions != expected[i].suggestions)
                        ++wrong[number];
                }
            }
        });
    }
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(wrong, std::vector<int>(4, 0));
}

} // namespace
} // namespace kommin::search
