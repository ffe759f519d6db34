// A panel or a seat ends: whoever sat there sits there no longer, though nobody has ended their memberships.

#include "app/tests/membership_story.hpp"

#include <optional>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class MembershipEndStory : public MembershipBase {
protected:
    void SetUp() override
    {
        MembershipBase::SetUp();
        office_.emplace(browser_of("conference_office"));
        panel_ = panel(*office_, group);
        seat_ = seat(*office_, panel_, "Sprecherin");
        person_ = added_named(*office_, "Ayşe", "Kayra");
        ASSERT_EQ(seated(*office_, seat_, person_, holder).status(), http::Status::see_other);
    }
    std::string members(std::string const& query = {})
    {
        return std::string(office_->get("/verwaltung/mitglieder" + query).body_text());
    }
    std::string balance()
    {
        return std::string(office_->get("/verwaltung/ausgewogenheit?gremium=" + panel_).body_text());
    }
    // Whether nothing keeps the person, as the night finds it.
    bool has_no_ground()
    {
        EXPECT_TRUE(work([&](Work& work) -> Result<void> {
            work.enqueue("contacts.people.ground", "{}");
            return {};
        }));
        jobs_of(product_.modules, clock(), no_signals).run_due(connection());
        return connection().load<bool>("SELECT no_ground_since IS NOT NULL FROM persons");
    }
    void pass_new_year()
    {
        clock().set(*parse_instant("2027-01-02T08:30:00Z"));
        office_.emplace(browser_of("conference_office"));
    }
    void expect_is_member()
    {
        EXPECT_THAT(members(), HasSubstr("Kayra"));
        EXPECT_THAT(balance(), HasSubstr("1 Person"));
        EXPECT_FALSE(has_no_ground());
        EXPECT_THAT(
            office_->get("/verwaltung/personen/" + person_).body_text(),
            HasSubstr("Sitz in einem Gremium (Aufgabe"));
    }
    void expect_was_member()
    {
        EXPECT_THAT(members(), Not(HasSubstr("Kayra")));
        EXPECT_THAT(members("?zustand=frueher"), AllOf(HasSubstr("Kayra"), HasSubstr("31. Dezember 2026")));
        EXPECT_THAT(balance(), Not(HasSubstr("1 Person")));
        EXPECT_TRUE(has_no_ground());
        EXPECT_THAT(
            office_->get("/verwaltung/personen/" + person_).body_text(),
            Not(HasSubstr("Sitz in einem Gremium (Aufgabe")));
    }

    static constexpr auto* group = "kind=working_group&name=AG+Sprache&body=";
    std::optional<Browser> office_;
    std::string panel_, seat_, person_;
};
KOMMIN_ON_BOTH_ENGINES(MembershipEndStory);

TEST_P(MembershipEndStory, with_the_panel)
{
    ASSERT_EQ(
        changed(*office_, panel_path(panel_) + "/aendern", std::string(group) + "&to=31.12.2026").status(),
        http::Status::see_other);
    expect_is_member();
    pass_new_year();
    expect_was_member();
}

TEST_P(MembershipEndStory, with_the_seat)
{
    ASSERT_EQ(
        changed(
            *office_, "/verwaltung/sitze/" + seat_,
            "role=member&vote=unknown&function=Sprecherin&to=31.12.2026")
            .status(),
        http::Status::see_other);
    expect_is_member();
    pass_new_year();
    expect_was_member();
}

TEST_P(MembershipEndStory, a_term_is_proposed_to_whoever_comes_and_its_end_is_on_heute)
{
    auto const heute = [&] { return std::string(office_->get("/verwaltung").body_text()); };
    auto const change = [&](std::string const& term) {
        return changed(*office_, panel_path(panel_) + "/aendern", std::string(group) + term);
    };
    EXPECT_THAT(
        change("&term_from=1.11.2025&term_to=1.10.2025").body_text(),
        HasSubstr("Das Ende liegt vor dem Anfang"));
    ASSERT_EQ(change("&term_from=1.11.2025&term_to=31.10.2030").status(), http::Status::see_other);
    EXPECT_THAT(
        office_->get(panel_path(panel_)).body_text(),
        AllOf(HasSubstr("Amtszeit"), HasSubstr("31. Oktober 2030")));
    auto const free = seat(*office_, panel_, "Vertretung");
    EXPECT_THAT(
        office_->get(fill(free)).body_text(),
        AllOf(HasSubstr("value=\"23.11.2026\""), HasSubstr("value=\"31.10.2030\"")))
        << "the term has begun, and whoever comes comes today";
    EXPECT_THAT(heute(), Not(HasSubstr("Die Amtszeit")));
    EXPECT_THAT(
        file_of(office_->get("/verwaltung/gremien/liste.csv")),
        AllOf(HasSubstr("Amtszeit bis"), HasSubstr("2030-10-31")));

    clock().set(*parse_instant("2030-09-01T08:30:00Z"));
    office_.emplace(browser_of("conference_office"));
    EXPECT_THAT(heute(), HasSubstr("Die Amtszeit endet: 31. Oktober 2030."));
    clock().set(*parse_instant("2030-11-01T08:30:00Z"));
    office_.emplace(browser_of("conference_office"));
    EXPECT_THAT(heute(), HasSubstr("Die Amtszeit ist vorbei: 31. Oktober 2030."));
    EXPECT_THAT(office_->get(fill(free)).body_text(), Not(HasSubstr("value=\"31.10.2030\"")))
        << "of a term that is over nothing is proposed";
    ASSERT_EQ(change("&term_from=1.11.2030&term_to=31.10.2035").status(), http::Status::see_other);
    EXPECT_THAT(heute(), Not(HasSubstr("Die Amtszeit")));
}

TEST_P(MembershipEndStory, who_succeeds_in_a_term_is_proposed_days_that_can_be_saved)
{
    ASSERT_EQ(
        changed(
            *office_, panel_path(panel_) + "/aendern",
            std::string(group) + "&term_from=1.11.2025&term_to=31.10.2030")
            .status(),
        http::Status::see_other);
    auto const seat_page = [&] { return std::string(office_->get(fill(seat_)).body_text()); };
    auto const leaves_on = [&](std::string const& day) {
        return changed(*office_, newest(), "as=holder&from=01.01.2025&reason=&remark=&to=" + day).status();
    };
    auto const fatma = added_named(*office_, "Fatma", "Nachfolge");
    ASSERT_EQ(leaves_on("30.6.2027"), http::Status::see_other);
    EXPECT_THAT(seat_page(), AllOf(HasSubstr("value=\"01.07.2027\""), HasSubstr("value=\"31.10.2030\"")))
        << "who sits there stays until the day before";
    clock().set(*parse_instant("2027-08-02T08:30:00Z"));
    office_.emplace(browser_of("conference_office"));
    EXPECT_THAT(seat_page(), AllOf(HasSubstr("value=\"02.08.2027\""), Not(HasSubstr("01.11.2025"))))
        << "nobody was there in between";
    EXPECT_EQ(
        seated(*office_, seat_, fatma, "as=holder&from=02.08.2027&to=31.10.2030").status(),
        http::Status::see_other);
    EXPECT_THAT(seat_page(), Not(HasSubstr("value=\"31.10.2030\"")))
        << "whoever sits there stays as long as the term";
}

} // namespace
} // namespace kommin::app
