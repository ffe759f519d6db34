#include "platform/search/index.hpp"

#include <gtest/gtest.h>

namespace kommin::search {
namespace {

Concepts concepts_of(std::string_view csv)
{
    auto parsed = Concepts::parse(csv);
    if (auto const* const error = std::get_if<std::string>(&parsed))
        throw std::runtime_error(*error);
    return std::get<Concepts>(std::move(parsed));
}

TEST(Index, finds_a_compound_by_its_part)
{
    std::vector<Document> const documents = {
        {7, {{Field::title, "de", "Integrationskurs"}}},
        {3, {{Field::title, "de", "Kleiderkammer"}}},
    };
    auto const index = Index::build(documents, Concepts{});
    auto const answer = index.find("kurs", "de", 10);
    ASSERT_EQ(answer.hits.size(), 1U);
    EXPECT_EQ(answer.hits[0].id, 7U);
}

TEST(Index, a_concept_crosses_languages)
{
    std::vector<Document> const documents = {{1, {{Field::title, "de", "Hausärztlicher Notfalldienst"}}}};
    auto const index = Index::build(documents, concepts_of("concept;de;uk\ndoctor;Arzt|*ärztlich;лікар\n"));
    EXPECT_EQ(index.find("лікарем", "uk", 10).total, 1U);
}

} // namespace
} // namespace kommin::search
