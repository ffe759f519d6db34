#include "modules/goals/tables/known_again.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::goals {
namespace {

constexpr tenants::BodyId district_itself{1};
constexpr tenants::BodyId aalfeld{2};
constexpr tenants::BodyId bergau{3};

tenants::Body body(tenants::BodyId id, tenants::BodyKind kind, std::string slug, std::string name)
{
    tenants::Body made;
    made.id = id;
    made.kind = kind;
    made.slug = std::move(slug);
    made.name = std::move(name);
    return made;
}

TableOwners owners(std::vector<Owner> editable)
{
    tenants::TenantWithBodies district;
    district.tenant.name = "Kreis Musterau";
    district.bodies
        = {body(district_itself, tenants::BodyKind::district, "kreis", "Landkreis Musterau"),
           body(aalfeld, tenants::BodyKind::municipality, "aalfeld", "Aalfeld"),
           body(bergau, tenants::BodyKind::municipality, "bergau", "Stadt Bergau")};
    return {district, std::move(editable)};
}

std::string named(std::optional<Owner> const& owner)
{
    if (!owner)
        return "nobody";
    return *owner ? std::to_string((*owner)->value) : "Kreis";
}

TEST(TableOwners, are_called_by_name_or_slug)
{
    auto const all = owners({Owner{}, aalfeld, bergau});
    for (std::string_view const cell : {"Kreis Musterau", "Landkreis Musterau", "kreis", "Kreis", ""})
        EXPECT_EQ(named(all.find(cell)), "Kreis") << cell;
    EXPECT_EQ(named(all.find("Aalfeld")), "2");
    EXPECT_EQ(named(all.find("bergau")), "3");
}

TEST(TableOwners, whom_nobody_knows_are_not_the_kreis)
{
    EXPECT_EQ(named(owners({Owner{}, aalfeld}).find("Nirgends")), "nobody");
    EXPECT_EQ(named(owners({Owner{}, aalfeld}).find("Stadt Bergau")), "nobody") << "no work of this person";
    EXPECT_EQ(named(owners({aalfeld}).find("Kreis Musterau")), "nobody");
    EXPECT_EQ(named(owners({aalfeld}).find("")), "2") << "the only one for whom they work";
    EXPECT_EQ(named(owners({aalfeld, bergau}).find("")), "nobody") << "one of two";
    EXPECT_EQ(named(owners({}).find("")), "nobody");
}

class KnownRecords : public ::testing::Test {
protected:
    struct Told {
        std::string what; // "5": the record with that key; "new"; "wrong"
        std::vector<std::string> problems; // their fields, with the line or value that they name
        std::size_t hints = 0;
    };
    // What becomes of the rows of a file.
    static std::vector<Told> found(std::vector<KnownRecord> records, SentTable const& table)
    {
        KnownAgain known(
            std::move(records), owners({Owner{}, aalfeld}),
            {.owner = "body", .number = "number", .title = "title", .no_owner = "goal.problem.owner"_msg},
            table);
        std::vector<Told> all;
        for (auto const& row : table.rows) {
            TakenRow told;
            auto const one = known.find(row, told);
            auto& said = all.emplace_back();
            said.what = !one ? "wrong" : told.record ? std::to_string(*told.record) : "new";
            for (auto const& problem : told.problems)
                said.problems.push_back(
                    problem.arguments.empty() ? problem.field
                                              : problem.field + ' ' + problem.arguments.front().second);
            said.hints = told.hints.size();
        }
        return all;
    }
    static SentTable table(std::vector<std::map<std::string_view, std::string, std::less<>>> rows)
    {
        SentTable made;
        made.fields = {"body", "number", "title", table_field::key};
        for (auto& cells : rows)
            made.rows.push_back({.line = made.rows.size() + 2, .cells = std::move(cells)});
        return made;
    }
};

TEST_F(KnownRecords, with_a_key_stay_whose_they_are)
{
    std::vector<KnownRecord> const records{{5, Owner{}, "L 1", "Deutsch"}, {6, aalfeld, "", "Arbeit"}};
    auto const told = found(
        records,
        table(
            {{{"body", "Kreis Musterau"}, {"title", "Deutsch"}, {"key", "5"}},
             {{"body", "Aalfeld"}, {"title", "Arbeit"}, {"key", "6"}}}));
    EXPECT_EQ(told[0].what, "5");
    EXPECT_EQ(told[1].what, "6");
    for (auto const* other : {"Aalfeld", "Nirgends"}) {
        auto const moved = found(records, table({{{"body", other}, {"title", "Deutsch"}, {"key", "5"}}}));
        EXPECT_EQ(moved[0].what, "wrong") << other;
        EXPECT_EQ(moved[0].problems, std::vector<std::string>{"body"}) << other;
    }
}

TEST_F(KnownRecords, of_somebody_whom_nobody_knows_are_not_made_for_the_kreis)
{
    auto const told = found({}, table({{{"body", "Nirgends"}, {"title", "Deutsch"}}}));
    EXPECT_EQ(told[0].what, "wrong");
    EXPECT_EQ(told[0].problems, std::vector<std::string>{"body"});
}

TEST_F(KnownRecords, with_a_key_give_away_what_they_were_called)
{
    std::vector<KnownRecord> const records{{5, Owner{}, "", "A"}};
    std::map<std::string_view, std::string, std::less<>> const renamed{{"title", "A 1"}, {"key", "5"}};
    for (bool const is_first : {true, false}) {
        auto const other = is_first ? table({{{"title", "A"}}, renamed}) : table({renamed, {{"title", "A"}}});
        auto const told = found(records, other);
        EXPECT_EQ(told[is_first ? 1 : 0].what, "5");
        EXPECT_EQ(told[is_first ? 0 : 1].what, "new");
        EXPECT_EQ(told[is_first ? 0 : 1].hints, 0U) << "nothing is alike any more";
    }
    // And once more, when both are stored.
    auto const again
        = found({{5, Owner{}, "", "A 1"}, {6, Owner{}, "", "A"}}, table({renamed, {{"title", "A"}}}));
    EXPECT_EQ(again[0].what, "5");
    EXPECT_EQ(again[1].what, "6");
}

TEST_F(KnownRecords, with_a_key_take_what_they_are_called_now)
{
    std::vector<KnownRecord> const records{{5, Owner{}, "L 1", "A"}};
    auto const told = found(
        records,
        table(
            {{{"number", "L 1"}, {"title", "B"}, {"key", "5"}},
             {{"number", "L 1"}, {"title", "B"}},
             {{"number", "L 2"}, {"title", "B"}}}));
    EXPECT_EQ(told[0].what, "5");
    EXPECT_EQ(told[1].what, "wrong");
    EXPECT_EQ(told[1].problems, std::vector<std::string>{"title 2"}) << "stands in that line";
    EXPECT_EQ(told[2].what, "new") << "has another number";
}

TEST_F(KnownRecords, stand_in_one_line_only)
{
    std::vector<KnownRecord> const records{{5, Owner{}, "L 1", "A"}};
    auto const told = found(
        records,
        table({{{"number", "L 1"}, {"title", "A"}}, {{"number", "L 1"}, {"title", "A"}, {"key", "5"}}}));
    EXPECT_EQ(told[0].problems, std::vector<std::string>{"title 3"});
    EXPECT_EQ(told[1].what, "5");
    // A file without numbers knows the title alone.
    auto without_numbers = table({{{"title", "A"}}, {{"title", "A"}, {"key", "5"}}});
    without_numbers.fields.erase("number");
    EXPECT_EQ(found(records, without_numbers)[0].problems, std::vector<std::string>{"title 3"});
    auto const twice
        = found(records, table({{{"title", "A"}, {"key", "5"}}, {{"title", "C"}, {"key", "5"}}}));
    EXPECT_EQ(twice[1].problems, std::vector<std::string>{"key 2"});
}

}
} // namespace kommin::goals
