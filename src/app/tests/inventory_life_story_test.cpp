// An entry of a stocktaking is where the life line of the measure begins that was made of it.

#include "app/tests/inventory_story.hpp"
#include "app/tests/life_line_reading.hpp"

#include <cstdint>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class InventoryLines : public InventoryBase {
protected:
    void SetUp() override
    {
        InventoryBase::SetUp();
        inventory_ = drafted("Bestand+2026");
        static_cast<void>(opened(inventory_));
        request_ = request_of(inventory_, health_);
    }
    // The address of the measure that was made of an entry with this title.
    std::string made_of(std::string const& title, std::string const& since)
    {
        auto const said = office_->post(
            request_ + "/eintrag",
            "kind=measure&schluessel=" + title + "&title=" + title + "&since=" + since + "&panel=" + field_);
        EXPECT_EQ(said.status(), http::Status::see_other) << said.body_text();
        entry_ = inventory_ + "/eintraege/" + newest_entry();
        auto const made = office_->post(entry_ + "/massnahme", "fassung=1");
        EXPECT_EQ(made.status(), http::Status::see_other) << made.body_text();
        return std::string(made.header("Location"));
    }
    std::string line(std::string const& page) { return life_line_on(*office_, page); }

    std::string inventory_, request_, entry_; // addresses; entry_: the newest
};
KOMMIN_ON_BOTH_ENGINES(InventoryLines);

TEST_P(InventoryLines, begin_with_what_was_there_already_and_lead_there_and_back)
{
    auto const measure = made_of("Impfbus", "2019");
    auto const told = line(measure);
    expect_order(
        told,
        {"datetime=\"2019\"", "Bestandsaufnahme „Bestand 2026“: Seitdem gibt es „Impfbus“",
         "Beginn der Maßnahme", ">heute</time>"});
    EXPECT_THAT(told, HasSubstr("href=\"" + request_ + '"'));
    EXPECT_EQ(line(measure + "/geld"), told);
    for (auto const& page : {request_, inventory_ + "/eintraege", entry_})
        EXPECT_THAT(std::string(office_->get(page).body_text()), HasSubstr("href=\"" + measure + '"'))
            << page << " leads to the measure";
    auto const other = made_of("Lesepaten", "");
    auto const undated = line(other);
    expect_order(
        undated,
        {"Tag nicht bekannt",
         "Bestandsaufnahme „Bestand 2026“: „Lesepaten“ gibt es schon, seit wann, steht dort nicht",
         ">heute</time>"});
    EXPECT_LT(undated.find("Lesepaten"), undated.find("<time")) << "before every day";
    EXPECT_THAT(undated, Not(HasSubstr("Impfbus"))) << "of the same stocktaking, and another story";
    EXPECT_EQ(office_->post(entry_ + "/loeschen", "fassung=2").status(), http::Status::see_other);
    EXPECT_THAT(line(other), Not(HasSubstr("Bestand 2026"))) << "nothing is kept of what was taken out";
    EXPECT_THAT(line(measure), HasSubstr("Bestand 2026"));
}

TEST_P(InventoryLines, tell_it_where_the_measure_is_whose_story_it_is_and_to_whoever_sees_the_stocktaking)
{
    auto const measure = made_of("Impfbus", "2019");
    auto const goal = connection().load<std::int64_t>(
        "INSERT INTO goals (tenant_id, kind, number, title, text, reasons, influence, influence_reason,"
        " weight, is_uncertain, remark, source, list_text, mark, changed_at)"
        " VALUES (?, 'guiding', '', 'Alle gesund', '', '', 'unscreened', '', 1, ?, '', '', '', 'g', ?)"
        " RETURNING id",
        tenant_, false, clock().now());
    auto const id = std::stoll(number_of(measure));
    connection().execute(
        "INSERT INTO measure_goals (tenant_id, measure_id, goal_id, weight, position) VALUES (?, ?, ?, 1, 0)",
        tenant_, id, goal);
    EXPECT_THAT(
        line("/verwaltung/ziele/" + std::to_string(goal)),
        AllOf(HasSubstr("Maßnahme beginnt: Impfbus"), Not(HasSubstr("Bestand 2026"))))
        << "where a measure came from is no story of its goal";
    EXPECT_THAT(line(measure), AllOf(HasSubstr("Ziel: Alle gesund"), HasSubstr("Bestand 2026")));
    connection().execute("UPDATE measures SET body_id = ? WHERE id = ?", aalfeld_.owner(), id);
    auto of_town = browser_of("reader", aalfeld_);
    EXPECT_THAT(
        life_line_on(of_town, measure),
        AllOf(HasSubstr("Beginn der Maßnahme"), Not(HasSubstr("Bestand 2026")), Not(HasSubstr(request_))));
    EXPECT_THAT(line(measure), HasSubstr("Bestand 2026"));
}

} // namespace
} // namespace kommin::app
