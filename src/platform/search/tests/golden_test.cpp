// The golden queries of demo/search/golden.csv against the German demo offers, with the curated vocabulary.
// Every row must pass: what a newcomer types in any language leads to the right counter.

#include "platform/base/testing.hpp"
#include "platform/csv/csv.hpp"
#include "platform/json/json.hpp"
#include "platform/search/index.hpp"
#include "platform/search/testing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

namespace kommin::search {
namespace {

std::string read_demo_file(std::string const& name)
{
    std::ifstream file(testing::source_folder() / "demo" / name, std::ios::binary);
    if (!file)
        throw std::runtime_error("cannot read demo/" + name);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

json::Value read_demo_json(std::string const& name)
{
    auto parsed = json::parse(read_demo_file(name));
    if (auto const* const error = std::get_if<json::SyntaxError>(&parsed))
        throw std::runtime_error("demo/" + name + ": " + error->what);
    return std::get<json::Value>(std::move(parsed));
}

csv::Table read_demo_table(std::string const& name)
{
    auto parsed = csv::read(read_demo_file(name));
    if (auto const* const error = std::get_if<csv::SyntaxError>(&parsed))
        throw std::runtime_error("demo/" + name + ": " + error->what);
    return std::get<csv::Table>(std::move(parsed));
}

std::string_view text_at(json::Value const& object, std::initializer_list<std::string_view> path)
{
    auto const* const value = object.at(path);
    auto const* const text = value == nullptr ? nullptr : value->as_string();
    return text == nullptr ? std::string_view() : *text;
}

class DemoIndex {
public:
    DemoIndex()
        : offers_(read_demo_json("offers.json"))
        , municipalities_(read_demo_table("municipalities.csv"))
        , index_(build())
    { }

    [[nodiscard]] Index const& index() const { return index_; }
    [[nodiscard]] std::string const& key(std::uint32_t id) const { return keys_.at(id); }
    [[nodiscard]] bool has_key(std::string_view key) const
    {
        return std::find(keys_.begin(), keys_.end(), key) != keys_.end();
    }

private:
    Index build()
    {
        std::map<std::string_view, std::string_view> municipalities;
        auto const& header = municipalities_.header;
        auto const name = std::distance(header.begin(), std::ranges::find(header, "name"));
        auto const slug = std::distance(header.begin(), std::ranges::find(header, "slug"));
        for (auto const& row : municipalities_.rows)
            municipalities[row.cells.at(static_cast<std::size_t>(slug))]
                = row.cells.at(static_cast<std::size_t>(name));
        std::vector<Document> documents;
        for (auto const& offer : *offers_.as_array()) {
            auto& document = documents.emplace_back();
            document.id = static_cast<std::uint32_t>(keys_.size());
            keys_.emplace_back(text_at(offer, {"key"}));
            auto const add
                = [&](Field field, std::string_view text) { document.parts.push_back({field, "de", text}); };
            add(Field::title, text_at(offer, {"title"}));
            add(Field::organisation, text_at(offer, {"organisation"}));
            add(Field::body, text_at(offer, {"summary"}));
            add(Field::body, text_at(offer, {"description"}));
            add(Field::body, text_at(offer, {"target_group"}));
            add(Field::place, municipalities[text_at(offer, {"municipality"})]);
            add(Field::place, text_at(offer, {"address", "street"}));
            add(Field::place, text_at(offer, {"address", "city"}));
            add(Field::place, text_at(offer, {"address", "note"}));
        }
        auto concepts = Concepts::parse(read_demo_file("search/concepts.csv"));
        if (auto const* const error = std::get_if<std::string>(&concepts))
            throw std::runtime_error("demo/search/concepts.csv: " + *error);
        return Index::build(documents, std::get<Concepts>(concepts));
    }

    json::Value offers_;
    csv::Table municipalities_;
    std::vector<std::string> keys_;
    Index index_;
};

DemoIndex const& demo()
{
    static DemoIndex const index;
    return index;
}

std::vector<GoldenQuery> const& golden_queries()
{
    static auto const queries = parse_golden_queries(read_demo_file("search/golden.csv"));
    return queries;
}

bool contains(std::vector<std::string> const& list, std::string const& text)
{
    return std::find(list.begin(), list.end(), text) != list.end();
}

std::string shown(Index::Answer const& answer)
{
    std::string text = "total " + std::to_string(answer.total) + ":";
    for (std::size_t i = 0; i < std::min<std::size_t>(answer.hits.size(), 8); ++i)
        text += " " + demo().key(answer.hits[i].id) + "=" + std::to_string(answer.hits[i].score).substr(0, 5);
    if (answer.relaxed)
        text += " (relaxed)";
    if (!answer.corrected.empty())
        text += " corrected: " + answer.corrected;
    for (auto const& suggestion : answer.suggestions)
        text += " suggestion: " + suggestion;
    return text;
}

TEST(Golden, the_table_covers_every_language_and_kind)
{
    auto const& rows = golden_queries();
    EXPECT_GE(rows.size(), 130U);
    std::map<std::string, std::size_t> languages;
    std::map<std::string, std::size_t> kinds;
    std::map<std::string, std::size_t> ids;
    for (auto const& row : rows) {
        ++languages[row.language];
        ++kinds[row.kind];
        EXPECT_EQ(++ids[row.id], 1U) << row.id << " stands there twice";
        EXPECT_FALSE(row.expected.empty()) << row.id;
        EXPECT_TRUE(row.expects_suggestions || row.within > 0) << row.id;
        if (row.expects_suggestions)
            continue;
        for (auto const& key : row.expected)
            EXPECT_TRUE(demo().has_key(key)) << row.id << " expects " << key;
        for (auto const& key : row.forbidden)
            EXPECT_TRUE(demo().has_key(key)) << row.id << " forbids " << key;
    }
    for (auto const* const language : {"de", "de-simple", "en", "tr", "ar", "uk", "ro", "ru"})
        EXPECT_GE(languages[language], 12U) << language;
    for (auto const* const kind :
         {"plain", "typo", "compound", "missing diacritics", "ß/ss", "ae/oe/ue", "Arabic letter forms",
          "Turkish İ/ı", "inflection", "cross-language", "multi-word", "colloquial", "place + topic",
          "relaxed", "no-hit"})
        EXPECT_GE(kinds[kind], 2U) << kind;
}

TEST(Golden, every_query_leads_to_its_offer)
{
    for (auto const& row : golden_queries()) {
        auto const answer = demo().index().find(row.query, row.language, 50);
        SCOPED_TRACE(row.id + " (" + row.kind + ") \"" + row.query + "\": " + shown(answer));
        if (row.expects_suggestions) {
            EXPECT_EQ(answer.total, 0U);
            EXPECT_TRUE(
                std::any_of(row.expected.begin(), row.expected.end(), [&](std::string const& expected) {
                    return expected == "*" ? !answer.suggestions.empty()
                                           : contains(answer.suggestions, expected);
                }));
            continue;
        }
        EXPECT_EQ(answer.relaxed, row.kind == "relaxed");
        auto const first = std::min(row.within, answer.hits.size());
        bool found = false;
        for (std::size_t i = 0; i < first; ++i) {
            auto const& key = demo().key(answer.hits[i].id);
            found = found || contains(row.expected, key);
            EXPECT_FALSE(contains(row.forbidden, key)) << key << " must not be among the first";
        }
        EXPECT_TRUE(found);
    }
}

TEST(Golden, a_suggestion_always_has_hits)
{
    for (auto const* const query : {"Zahnarzt", "xqzvbnm", "Schwimmbad", "дантист", "طبيب أسنان"}) {
        for (auto const& suggestion : demo().index().find(query, "de", 5).suggestions)
            EXPECT_GT(demo().index().find(suggestion, "de", 5).total, 0U) << query << " → " << suggestion;
    }
}

TEST(Golden, every_completion_has_hits)
{
    for (auto const* const typed : {"de", "Deutschkurs L", "auslän", "біб", "هايم", "yab", "cet"}) {
        for (auto const& completion : demo().index().complete(typed, "de", 8))
            EXPECT_GT(demo().index().find(completion, "de", 5).total, 0U) << typed << " → " << completion;
    }
}

} // namespace
} // namespace kommin::search
