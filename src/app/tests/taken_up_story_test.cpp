// A recommendation that was taken up: goals and measures are chosen, and both sides say the same.

#include "app/tests/measures_story.hpp"
#include "platform/records/versions.hpp"

#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class TakenUp : public MeasuresStory {
protected:
    void SetUp() override
    {
        MeasuresStory::SetUp();
        auto office = browser_of("conference_office");
        auto const drafted = office.post(
            "/verwaltung/empfehlungen/neu",
            "addressees=administration&title=Mehr+Deutschkurse&schluessel=e&panel=" + field_);
        recommendation_ = drafted.header("Location");
        EXPECT_EQ(step(office, "adopted&day=1.11.2026").status(), http::Status::see_other);
    }
    http::Response step(Browser& editor, std::string const& entries)
    {
        auto const version = connection().load<std::int64_t>(
            "SELECT version FROM recommendations WHERE id = ?", std::stoll(number_of(recommendation_)));
        return editor.post(
            recommendation_ + "/schritt", "fassung=" + std::to_string(version) + "&stand=" + entries);
    }
    std::int64_t count_origins()
    {
        return connection().load<std::int64_t>(
            "SELECT (SELECT COUNT(*) FROM goal_origins) + (SELECT COUNT(*) FROM measure_origins)");
    }
    std::string recommendation_; // its address, adopted
};
KOMMIN_ON_BOTH_ENGINES(TakenUp);

TEST_P(TakenUp, names_the_recommendation_as_the_origin_of_what_was_chosen)
{
    auto office = browser_of("conference_office");
    auto const guiding = goal("Alle sprechen Deutsch");
    auto const courses = measure(office, "Abendkurse");
    auto const other = measure(office, "Rucksack");
    auto const form = std::string(office.get(recommendation_ + "/schritt?stand=taken_up").body_text());
    EXPECT_THAT(
        form,
        AllOf(
            HasSubstr("value=\"goal:" + guiding + '"'), HasSubstr("Ziel: Alle sprechen Deutsch"),
            HasSubstr("value=\"measure:" + number_of(courses) + '"'), HasSubstr("Maßnahme: Abendkurse")));
    auto const chosen = "taken_up&day=20.11.2026&note=Gern&records=goal%3A" + guiding + "&records=measure%3A"
        + number_of(courses);
    EXPECT_EQ(step(office, chosen).status(), http::Status::see_other);
    auto const page = std::string(office.get(recommendation_).body_text());
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("id=\"daraus\""), HasSubstr("/verwaltung/ziele/" + guiding + '"'),
            HasSubstr(courses + '"'), Not(HasSubstr(other + '"'))));
    EXPECT_THAT(
        std::string(office.get("/verwaltung/ziele/" + guiding).body_text()),
        HasSubstr(recommendation_ + "\">Mehr Deutschkurse</a>"));
    EXPECT_THAT(
        std::string(office.get(courses).body_text()),
        HasSubstr(recommendation_ + "\">Mehr Deutschkurse</a>"));
    EXPECT_EQ(count_origins(), 2);
    EXPECT_EQ(
        connection().load<std::string>(
            "SELECT taken_up_as FROM recommendation_steps WHERE state = 'taken_up'"),
        "goal")
        << "the first record says as what";
    EXPECT_THAT(
        audit_actions(), AllOf(Contains("goals.goal.origin_added"), Contains("goals.measure.origin_added")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);

    // Pressed twice, with one more: nothing is entered twice, and the one is entered.
    auto const versions = version_of(courses);
    EXPECT_EQ(
        step(office, chosen + "&records=measure%3A" + number_of(other)).status(), http::Status::see_other);
    EXPECT_EQ(version_of(courses), versions);
    EXPECT_EQ(count_origins(), 3);
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT COUNT(*) FROM recommendation_steps WHERE state = 'taken_up'"),
        1);
}

TEST_P(TakenUp, of_a_form_sent_again_brings_back_no_origin_that_somebody_has_removed)
{
    auto office = browser_of("conference_office");
    auto const courses = measure(office, "Abendkurse");
    auto const form
        = "fassung=2&stand=taken_up&day=20.11.2026&note=Gern&records=measure%3A" + number_of(courses);
    EXPECT_EQ(office.post(recommendation_ + "/schritt", form).status(), http::Status::see_other);
    EXPECT_EQ(office.post(recommendation_ + "/schritt", form).status(), http::Status::see_other)
        << "pressed twice";
    EXPECT_EQ(count_origins(), 1);
    EXPECT_EQ(
        sent(office, courses, "/bearbeiten", needed("Abendkurse") + usual).status(), http::Status::see_other);
    EXPECT_EQ(count_origins(), 0);
    EXPECT_EQ(office.post(recommendation_ + "/schritt", form).status(), http::Status::conflict);
    EXPECT_EQ(count_origins(), 0);
}

TEST_P(TakenUp, is_said_by_the_form_of_the_goal_just_as_well)
{
    auto office = browser_of("conference_office");
    auto const one = measure(office, "Abendkurse", usual + ("&origins=" + number_of(recommendation_)));
    EXPECT_THAT(
        std::string(office.get(recommendation_).body_text()),
        AllOf(HasSubstr("id=\"daraus\""), HasSubstr(one + '"')));
    EXPECT_EQ(
        sent(office, one, "/bearbeiten", needed("Abendkurse") + usual).status(), http::Status::see_other);
    EXPECT_THAT(std::string(office.get(recommendation_).body_text()), Not(HasSubstr("id=\"daraus\"")));
}

TEST_P(TakenUp, chooses_nothing_that_this_person_may_not_change)
{
    auto office = browser_of("conference_office");
    auto const theirs = goal("Ziel von Aalfeld", aalfeld_);
    for (auto const& wrong :
         {std::string("goal%3A4711"), std::string("measure%3A4711"), std::string("goal%3A-1"),
          std::string("panel%3A") + field_, std::string("goal%3A")}) {
        auto const refused
            = step(office, "taken_up&day=20.11.2026&taken_up_as=goal&note=Gern&records=" + wrong);
        EXPECT_EQ(refused.status(), http::Status::unprocessable) << wrong;
        EXPECT_THAT(std::string(refused.body_text()), HasSubstr("href=\"#f-records")) << wrong;
    }
    EXPECT_EQ(count_origins(), 0);
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT COUNT(*) FROM recommendation_steps WHERE state = 'taken_up'"),
        0)
        << "what cannot be entered takes no step";
    // A municipality edits its own conference, and not the goals of a neighbour.
    auto editor = browser_of("municipal_editor", bergau_);
    auto const conference = panel(office, "kind=conference&body=bergau&name=Konferenz+Bergau");
    auto const drafted = office.post(
        "/verwaltung/empfehlungen/neu",
        "addressees=administration&title=Vor+Ort&schluessel=f&panel=" + conference);
    auto const local = std::string(drafted.header("Location"));
    EXPECT_EQ(office.post(local + "/schritt", "fassung=1&stand=adopted").status(), http::Status::see_other);
    auto const form = std::string(editor.get(local + "/schritt?stand=taken_up").body_text());
    EXPECT_THAT(form, Not(HasSubstr("Ziel von Aalfeld")));
    EXPECT_EQ(
        editor.post(local + "/schritt", "fassung=2&stand=taken_up&note=Gern&records=goal%3A" + theirs)
            .status(),
        http::Status::unprocessable);
    EXPECT_EQ(count_origins(), 0);
}

TEST_P(TakenUp, offers_what_is_not_over_that_of_its_field_first_and_says_that_there_is_more)
{
    auto office = browser_of("conference_office");
    connection().execute(
        "UPDATE recommendations SET panel_id = ? WHERE id = ?", std::stoll(other_field_),
        std::stoll(number_of(recommendation_)));
    auto const last = measure(office, "Abendkurse");
    connection().execute("UPDATE measures SET panel_id = ?", std::stoll(other_field_));
    auto const dropped = measure(office, "Verworfen");
    EXPECT_EQ(
        sent(office, dropped, "/stand", "state=dropped&state_reason=Zu+teuer").status(),
        http::Status::see_other);
    auto const form
        = [&] { return std::string(office.get(recommendation_ + "/schritt?stand=taken_up").body_text()); };
    EXPECT_THAT(
        form(),
        AllOf(
            HasSubstr("Maßnahme: Abendkurse"), Not(HasSubstr("Verworfen")),
            Not(HasSubstr("mehr Ziele und Maßnahmen, als hier Platz haben"))));
    // More than fit, of a field that stands before it in every list.
    for (int i = 0; i <= 200; ++i)
        connection().execute(
            "INSERT INTO measures (tenant_id, panel_id, number, title, text, audience, office, state,"
            " state_reason, is_recurring, deadline_remark, reservation, grant_words, report_months,"
            " is_uncertain, remark, source, list_text, mark, changed_at)"
            " SELECT tenant_id, ?, '', ?, '', '', '', 'running', '', FALSE, '', '', '', 6, FALSE, '', '', '',"
            " ?, changed_at FROM measures WHERE id = ?",
            std::stoll(field_), "Woanders " + std::to_string(i), "woanders" + std::to_string(i),
            std::stoll(number_of(last)));
    auto const long_one = form();
    EXPECT_THAT(
        long_one,
        AllOf(
            HasSubstr("Maßnahme: Abendkurse"), HasSubstr("Maßnahme: Woanders 0"),
            HasSubstr("mehr Ziele und Maßnahmen, als hier Platz haben")));
    EXPECT_LT(long_one.find("Abendkurse"), long_one.find("Woanders 0"));
}

TEST_P(TakenUp, tells_how_many_there_are_that_one_may_not_see)
{
    auto office = browser_of("conference_office");
    auto const conference = panel(office, "kind=conference&body=bergau&name=Konferenz+Bergau");
    auto const drafted = office.post(
        "/verwaltung/empfehlungen/neu",
        "addressees=administration&title=Vor+Ort&schluessel=f&panel=" + conference);
    auto const local = std::string(drafted.header("Location"));
    EXPECT_EQ(office.post(local + "/schritt", "fassung=1&stand=adopted").status(), http::Status::see_other);
    EXPECT_EQ(
        office
            .post(
                local + "/schritt",
                "fassung=2&stand=taken_up&note=Gern&records=goal%3A" + goal("Kreisziel") + "&records=goal%3A"
                    + goal("Ziel von Bergau", bergau_))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        std::string(office.get(local).body_text()),
        AllOf(HasSubstr("Kreisziel"), HasSubstr("Ziel von Bergau")));
    auto of_town = browser_of("reader", bergau_);
    EXPECT_THAT(
        std::string(of_town.get(local).body_text()),
        AllOf(
            HasSubstr("Ziel von Bergau"), Not(HasSubstr("Kreisziel")),
            HasSubstr("und ein Ziel oder eine Maßnahme, die Sie nicht sehen dürfen")));
}

TEST_P(TakenUp, stays_an_origin_when_the_step_is_taken_back)
{
    auto office = browser_of("conference_office");
    auto const courses = measure(office, "Abendkurse");
    EXPECT_EQ(
        step(office, "taken_up&day=20.11.2026&note=Gern&records=measure%3A" + number_of(courses)).status(),
        http::Status::see_other);
    EXPECT_EQ(
        connection().load<std::string>(
            "SELECT taken_up_as FROM recommendation_steps WHERE state = 'taken_up'"),
        "measure");
    auto const version = connection().load<std::int64_t>(
        "SELECT version FROM recommendations WHERE id = ?", std::stoll(number_of(recommendation_)));
    EXPECT_EQ(
        office.post(recommendation_ + "/zuruecknehmen", "fassung=" + std::to_string(version)).status(),
        http::Status::see_other);
    EXPECT_EQ(count_origins(), 1);
    EXPECT_THAT(std::string(office.get(recommendation_).body_text()), HasSubstr(courses + '"'));
}

} // namespace
} // namespace kommin::app
