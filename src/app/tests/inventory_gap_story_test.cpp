// Where there is nothing, and where several may do the same: the matrix of fields and municipalities.

#include "app/tests/inventory_story.hpp"

#include <regex>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class InventoryGapStory : public InventoryBase {
protected:
    void entry(std::string const& unit, std::string const& title, std::string const& more)
    {
        auto const answer = office_->post(
            request_of(one_, unit) + "/eintrag",
            "kind=structure&schluessel=" + title + "&title=" + title + "&panel=" + field_ + more);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    }
    std::string gaps() { return std::string(office_->get(one_ + "/luecken").body_text()); }
    std::string lines()
    {
        auto text = file_of(office_->get(one_ + "/luecken/liste.csv"));
        std::erase(text, '\r');
        return text;
    }

    std::string one_;
};
KOMMIN_ON_BOTH_ENGINES(InventoryGapStory);

TEST_P(InventoryGapStory, is_a_gap_where_neither_an_entry_nor_a_measure_is)
{
    one_ = drafted("Luecken");
    static_cast<void>(opened(one_));
    auto const at = "&places=" + std::to_string(aalfeld_.owner());
    EXPECT_THAT(gaps(), AllOf(HasSubstr("4 Lücken"), HasSubstr("3 Stellen haben noch nicht geantwortet")));
    entry(health_, "Treff", at + "&audience=Eltern");
    EXPECT_THAT(gaps(), AllOf(HasSubstr("3 Lücken"), HasSubstr(">ein Eintrag</a>, 0 Maßnahmen")));
    entry(youth_, "Ueberall", "");
    EXPECT_THAT(gaps(), AllOf(HasSubstr("2 Lücken"), HasSubstr(">2 Einträge</a>, 0 Maßnahmen")));
    auto const planned = office_->post(
        "/verwaltung/massnahmen/neu",
        "schluessel=a&report_months=6&state=planned&deadline_remark=keine&title=Netz&panel=" + other_field_
            + at);
    ASSERT_EQ(planned.status(), http::Status::see_other) << planned.body_text();
    auto const measures = "href=\"/verwaltung/massnahmen?feld=" + other_field_ + "&amp;gemeinde=aalfeld\"";
    EXPECT_THAT(
        gaps(),
        AllOf(
            HasSubstr("eine Lücke"), HasSubstr("0 Einträge, <a " + measures + ">eine Maßnahme</a>"),
            HasSubstr("/eintraege?feld=" + field_ + "&amp;gemeinde=aalfeld\">2 Einträge</a>")))
        << "each number leads to what it counts, and none where there is nothing";
    EXPECT_THAT(lines(), AllOf(HasSubstr("Bildung;bergau;0;0;"), HasSubstr("Lücke: nichts gemeldet")))
        << lines();
    auto const dropped = connection().load<std::int64_t>("SELECT MAX(id) FROM measures");
    connection().execute("UPDATE measures SET state = 'dropped' WHERE id = ?", dropped);
    EXPECT_THAT(gaps(), HasSubstr("2 Lücken")) << "what was dropped is none";
    auto reader = browser_of("reader");
    EXPECT_EQ(reader.get(one_ + "/luecken").status(), http::Status::ok);
    EXPECT_EQ(reader.get(one_ + "/luecken/liste.xlsx").status(), http::Status::ok);
}

TEST_P(InventoryGapStory, what_became_a_measure_counts_once)
{
    one_ = drafted("Einmal");
    static_cast<void>(opened(one_));
    entry(health_, "Bus", "&places=" + std::to_string(aalfeld_.owner()));
    EXPECT_EQ(
        office_->post(one_ + "/eintraege/" + newest_entry() + "/massnahme", "fassung=1").status(),
        http::Status::see_other);
    EXPECT_THAT(
        gaps(),
        AllOf(HasSubstr(">eine Maßnahme</a>"), Not(HasSubstr(">ein Eintrag</a>")), HasSubstr("3 Lücken")));
    for (auto const* state : {"done", "dropped"}) {
        connection().execute("UPDATE measures SET state = ?", std::string(state));
        EXPECT_THAT(gaps(), AllOf(HasSubstr("4 Lücken"), Not(HasSubstr(">ein Eintrag</a>"))))
            << state << ": what it was is over, and the entry does not come back";
    }
}

TEST_P(InventoryGapStory, all_entries_are_cut_into_pages_and_a_file_has_them_all)
{
    one_ = drafted("Seiten");
    static_cast<void>(opened(one_));
    for (int nth = 100; nth < 152; ++nth)
        entry(health_, "Kurs-" + std::to_string(nth), "&places=" + std::to_string(aalfeld_.owner()));
    auto const shown = [&](std::string const& query) {
        return std::string(office_->get(one_ + "/eintraege" + query).body_text());
    };
    EXPECT_THAT(
        shown(""), AllOf(HasSubstr("52 Einträge"), HasSubstr("Kurs-149"), Not(HasSubstr("Kurs-150"))));
    EXPECT_THAT(shown("?gemeinde=aalfeld&seite=2"), AllOf(HasSubstr("Kurs-151"), Not(HasSubstr("Kurs-149"))));
    EXPECT_EQ(office_->get(one_ + "/eintraege?seite=9").header("Location"), one_ + "/eintraege?seite=2");
    EXPECT_THAT(shown("?gemeinde=bergau"), HasSubstr("Kein Eintrag"));
    EXPECT_THAT(
        file_of(office_->get(one_ + "/eintraege/liste.csv?seite=2")),
        AllOf(HasSubstr("Kurs-100"), HasSubstr("Kurs-151")));
}

TEST_P(InventoryGapStory, lists_side_by_side_who_names_the_same_audience_in_one_place)
{
    one_ = drafted("Doppelt");
    static_cast<void>(opened(one_));
    auto const at = "&places=" + std::to_string(aalfeld_.owner());
    entry(health_, "Treff", at + "&audience=Eltern");
    EXPECT_THAT(gaps(), HasSubstr("Nirgends steht zweimal"));
    entry(youth_, "Kurs", at + "&audience=eltern");
    EXPECT_THAT(
        gaps(),
        AllOf(
            HasSubstr("mögliche Überschneidung"), HasSubstr("Arbeitswelt, für: Eltern"),
            HasSubstr("Gesundheitsamt, Eintrag"), HasSubstr("Jugendamt, Eintrag"),
            Not(HasSubstr("Nirgends steht zweimal"))));
    EXPECT_THAT(
        std::string(office_->get(one_ + "/eintraege?gemeinde=aalfeld&feld=" + field_).body_text()),
        AllOf(HasSubstr("Treff"), HasSubstr("Kurs")));
    EXPECT_THAT(
        std::string(office_->get(one_ + "/eintraege?gemeinde=bergau").body_text()), Not(HasSubstr("Treff<")))
        << "the menu has another word with Treff in it";
}

} // namespace
} // namespace kommin::app
