// Priorities of a year: scored many at once, proposed from what is known already, overruled with a reason.

#include "app/tests/years_story.hpp"
#include "platform/records/versions.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class PrioritiesStory : public YearsStory {
protected:
    void SetUp() override
    {
        YearsStory::SetUp();
        courses_ = number_of(measure(*office_, "Kurse", going));
        mentors_ = number_of(measure(*office_, "Lotsen", going));
        year_ = year("2026");
        priorities_ = year_ + "/prioritaeten";
        scoring_ = priorities_ + "/bepunkten/massnahmen/1";
    }
    static constexpr auto* going = "&state=running&from=2025&to=2027&deadline_remark=keine";
    // A row of the form for many: need, influence, cost, resolution.
    static std::string row(std::string const& measure, std::string const& version, std::string const& marks)
    {
        auto const key = 'm' + measure;
        std::string entries = "&zeile=" + key + "&version-" + key + '=' + version;
        std::size_t at = 0;
        for (auto const* name : {"need", "influence", "cost", "resolution"}) {
            entries
                += std::string("&") + name + '-' + key + '=' + (marks[at] == '-' ? "" : marks.substr(at, 1));
            ++at;
        }
        return entries;
    }
    http::Response score(Browser& browser, std::string const& rows) { return browser.post(scoring_, rows); }
    std::string priority(std::string const& measure)
    {
        return priorities_ + '/'
            + std::to_string(connection().load<std::int64_t>(
                "SELECT id FROM priorities WHERE measure_id = ?", std::stoll(measure)));
    }
    std::int64_t version_of_priority(std::string const& measure)
    {
        return connection().load<std::int64_t>(
            "SELECT version FROM priorities WHERE measure_id = ?", std::stoll(measure));
    }
    http::Response change(std::string const& measure, std::string const& entries)
    {
        return office_->post(
            priority(measure) + "/bearbeiten",
            "fassung=" + std::to_string(version_of_priority(measure))
                + "&need=3&influence=3&cost=3&resolution=3" + entries);
    }
    std::int64_t count_priorities()
    {
        return connection().load<std::int64_t>("SELECT COUNT(*) FROM priorities");
    }

    std::string courses_, mentors_; // numbers of measures
    std::string year_, priorities_, scoring_;
};
KOMMIN_ON_BOTH_ENGINES(PrioritiesStory);

TEST_P(PrioritiesStory, many_are_scored_in_one_form_without_script)
{
    EXPECT_THAT(
        shown(priorities_),
        AllOf(
            HasSubstr("noch nicht bepunktet"), HasSubstr("Der Bedarf zählt 4-fach"),
            HasSubstr("Höchstens sind das 50 Punkte"), HasSubstr("href=\"" + scoring_ + '"')));
    EXPECT_THAT(
        shown(scoring_),
        AllOf(
            HasSubstr("Kurse"), HasSubstr("Lotsen"), HasSubstr("5: dringender Bedarf"),
            HasSubstr("name=\"need-m" + courses_ + '"')));
    auto const rows = row(courses_, "0", "5432") + row(mentors_, "0", "3-33") + "&reason-m" + courses_
        + "=Viele+Anfragen";
    EXPECT_EQ(score(*office_, rows).header("Location"), priorities_);
    EXPECT_EQ(score(*office_, rows).header("Location"), priorities_) << "the same form sent twice";
    EXPECT_EQ(count_priorities(), 2);
    EXPECT_EQ(version_of_priority(courses_), 1);
    EXPECT_THAT(
        shown(priorities_),
        AllOf(HasSubstr("40 von 50"), HasSubstr("Viele Anfragen"), HasSubstr("1 von 2 bepunktet")));
    EXPECT_THAT(shown(year_), HasSubstr("1 von 2 bepunktet")) << "also on the page of the year";
    EXPECT_THAT(audit_actions(), Contains("steering.priority.created"));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(PrioritiesStory, what_is_wrong_is_said_beside_the_field_and_nothing_is_stored)
{
    auto const answer = score(
        *office_,
        row(courses_, "0", "5555") + row(mentors_, "0", "9555") + "&reason-m" + courses_ + "=Bleibt+stehen");
    EXPECT_EQ(answer.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(answer.body_text()),
        AllOf(
            HasSubstr("Bitte wählen Sie 1 bis 5"), HasSubstr("#f-need-m" + mentors_),
            HasSubstr("Bleibt stehen")));
    EXPECT_EQ(count_priorities(), 0);
    EXPECT_EQ(score(*office_, row("999999", "0", "5555")).status(), http::Status::not_found);
    EXPECT_EQ(
        score(*office_, row(courses_, "0", "5555") + row(courses_, "0", "4444")).status(),
        http::Status::not_found)
        << "the same row twice";
    EXPECT_EQ(count_priorities(), 0);
    EXPECT_EQ(office_->get(priorities_ + "/bepunkten/massnahmen/2").status(), http::Status::not_found);
    EXPECT_EQ(office_->get(priorities_ + "/bepunkten/anderes/1").status(), http::Status::not_found);
}

TEST_P(PrioritiesStory, who_comes_second_sees_what_was_stored_meanwhile)
{
    EXPECT_EQ(score(*office_, row(courses_, "0", "5555")).status(), http::Status::see_other);
    auto other = browser_of("steering_group");
    auto const answer = score(other, row(courses_, "0", "2555") + row(mentors_, "0", "1111"));
    EXPECT_EQ(answer.status(), http::Status::conflict);
    EXPECT_THAT(
        std::string(answer.body_text()),
        AllOf(
            HasSubstr("hat inzwischen jemand anders bepunktet"), HasSubstr("Inzwischen gespeichert: 5"),
            HasSubstr("name=\"version-m" + courses_ + "\" value=\"1\"")));
    EXPECT_EQ(count_priorities(), 1) << "nothing of the form was stored";
    EXPECT_EQ(score(other, row(courses_, "1", "2555")).status(), http::Status::see_other)
        << "who has seen it overrules it";
    EXPECT_EQ(version_of_priority(courses_), 2);
}

TEST_P(PrioritiesStory, the_group_puts_one_elsewhere_only_with_a_reason)
{
    ASSERT_EQ(
        score(*office_, row(courses_, "0", "5555") + row(mentors_, "0", "3333")).status(),
        http::Status::see_other);
    EXPECT_THAT(
        change(mentors_, "&rank=1").body_text(), HasSubstr("Bitte begründen Sie, warum die Gruppe anders"));
    EXPECT_THAT(
        change(mentors_, "&rank=3&rank_reason=Eilt").body_text(), HasSubstr("einen Rang von 1 bis 2"));
    EXPECT_EQ(change(mentors_, "&rank=1&rank_reason=Der+Vertrag+endet").status(), http::Status::see_other);
    auto const list = shown(priorities_);
    EXPECT_THAT(
        list,
        AllOf(
            HasSubstr("Von der Gruppe anders gereiht:"), HasSubstr("Der Vertrag endet"),
            HasSubstr("23. November 2026")));
    EXPECT_LT(list.find(">Lotsen<"), list.find(">Kurse<")) << "in the order of the group";
    EXPECT_THAT(
        change(courses_, "&rank=1&rank_reason=Auch").body_text(),
        AllOf(HasSubstr("Rang 1 hat die Gruppe schon vergeben: Lotsen"), HasSubstr("Auch")));
    EXPECT_THAT(
        shown(priorities_ + "/empfehlung"),
        AllOf(HasSubstr("nach Punkten Rang 2"), HasSubstr("Der Vertrag endet")));
    EXPECT_THAT(shown(priority(mentors_) + "/verlauf?fassung=2"), HasSubstr("Der Vertrag endet"));
    EXPECT_EQ(change(mentors_, "").status(), http::Status::see_other) << "and takes it back";
    EXPECT_THAT(shown(priorities_), Not(HasSubstr("Von der Gruppe anders gereiht:")));
    EXPECT_THAT(
        audit_actions(),
        AllOf(Contains("steering.priority.overruled"), Contains("steering.priority.rank_removed")));
}

TEST_P(PrioritiesStory, ties_are_named)
{
    ASSERT_EQ(
        score(*office_, row(courses_, "0", "3333") + row(mentors_, "0", "3333")).status(),
        http::Status::see_other);
    EXPECT_THAT(shown(priorities_), HasSubstr("1 (geteilt)"));
}

TEST_P(PrioritiesStory, what_is_known_is_proposed_with_where_it_comes_from)
{
    auto const before = year("2025");
    EXPECT_EQ(
        office_
            ->post(
                before + "/bewertungen/neu/" + courses_ + "/selbst",
                "schluessel=a&evaluator=Jugendamt&day=20.11.2026&effect=4&effort=2&verdict=continue")
            .status(),
        http::Status::see_other);
    auto const goal_number = goal("Sprache");
    connection().execute("UPDATE goals SET influence = 'direct' WHERE id = ?", std::stoll(goal_number));
    EXPECT_THAT(
        shown(scoring_),
        AllOf(
            HasSubstr("Bedarf: aus der Bewertung 2025 (Selbstsicht): weiterführen"),
            HasSubstr("Aufwand 2 von 5"), HasSubstr("Kein Vorschlag")));
    EXPECT_THAT(
        shown(priorities_ + "/bepunkten/ziele/1"),
        HasSubstr("Einfluss: selbst beeinflussbar, aus der Sichtung des Ziels"));
    auto const filled = shown(scoring_ + "?vorschlaege=ja");
    EXPECT_THAT(
        filled,
        AllOf(HasSubstr("<option value=\"4\" selected>"), HasSubstr("(Selbstsicht): weiterführen; ")));
    EXPECT_EQ(count_priorities(), 0) << "nothing is filled in by itself";
}

TEST_P(PrioritiesStory, of_a_closed_year_are_only_read)
{
    ASSERT_EQ(score(*office_, row(courses_, "0", "5555")).status(), http::Status::see_other);
    auto const one = priority(courses_);
    auto const form = "fassung=1&need=1&influence=1&cost=1&resolution=1&reason=Bleibt+stehen";
    ASSERT_EQ(close(year_).header("Location"), year_ + "/stand");
    EXPECT_THAT(shown(priorities_), AllOf(HasSubstr("50 von 50"), Not(HasSubstr("bepunkten/"))));
    EXPECT_EQ(office_->get(scoring_).header("Location"), priorities_);
    EXPECT_EQ(office_->get(one + "/bearbeiten").header("Location"), priorities_);
    for (auto const& answer :
         {office_->post(one + "/bearbeiten", form),
          score(*office_, row(courses_, "1", "1111") + "&reason-m" + courses_ + "=Bleibt+stehen")}) {
        EXPECT_EQ(answer.status(), http::Status::conflict);
        EXPECT_THAT(std::string(answer.body_text()), HasSubstr("Bleibt stehen"));
    }
    EXPECT_EQ(version_of_priority(courses_), 1);
}

TEST_P(PrioritiesStory, leave_as_files_in_the_order_of_their_ranks)
{
    ASSERT_EQ(
        score(*office_, row(courses_, "0", "3333") + row(mentors_, "0", "5555")).status(),
        http::Status::see_other);
    auto const csv = file_of(office_->get(priorities_ + ".csv"));
    EXPECT_THAT(csv, AllOf(HasSubstr("Lotsen"), HasSubstr("50")));
    EXPECT_LT(csv.find("Lotsen"), csv.find("Kurse"));
    EXPECT_TRUE(file_of(office_->get(priorities_ + ".xlsx")).starts_with("PK"));
}

TEST_P(PrioritiesStory, of_a_town_are_nobody_elses)
{
    auto town = browser_of("municipal_editor", bergau_);
    EXPECT_EQ(town.get(priorities_).status(), http::Status::not_found);
    EXPECT_EQ(town.get(scoring_).status(), http::Status::not_found);
    EXPECT_EQ(score(town, row(courses_, "0", "5555")).status(), http::Status::not_found);
    auto const theirs = opened(town, "year=2026&body=bergau");
    ASSERT_EQ(theirs.status(), http::Status::see_other) << theirs.body_text();
    EXPECT_EQ(
        town.post(
                std::string(theirs.header("Location")) + "/prioritaeten/bepunkten/massnahmen/1",
                row(courses_, "0", "5555"))
            .status(),
        http::Status::not_found)
        << "a measure of the Kreis in a year of a town";
    auto reader = browser_of("reader");
    EXPECT_THAT(read(reader, priorities_), AllOf(HasSubstr("Kurse"), Not(HasSubstr("Maßnahmen bepunkten"))));
    EXPECT_EQ(score(reader, row(courses_, "0", "5555")).status(), http::Status::not_found);
    EXPECT_EQ(count_priorities(), 0);
}

}
} // namespace kommin::app
