// What the steering group has decided, on the lines of what it is about: a step says of its decisions which
// goals and measures these are.

#include "app/tests/life_line_reading.hpp"
#include "app/tests/minutes_story.hpp"

#include <cstdint>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Decided : public MinutesBase {
protected:
    void SetUp() override
    {
        MinutesBase::SetUp();
        year_ = made(office_->post("/verwaltung/steuerung/jahre/neu", "year=2027&panel=" + panel_));
        step_ = year_ + "/schritte/"
            + std::to_string(connection().load<std::int64_t>(
                "SELECT id FROM steering_steps WHERE kind = 'strategies'"));
        field_ = panel(
            *office_,
            "kind=field_of_action&body=&name=Bildung&parent="
                + panel(*office_, "kind=conference&body=&name=Konferenz"));
        goal_ = goal("Alle sprechen Deutsch");
        cafe_ = measure("Sprachcafe", "body=&goals=" + goal_ + "&goal_weight_" + goal_ + "=1");
        courses_ = measure("Abendkurse", "body=");
        written_and_sent();
        go_to("2027-02-01T09:30:00Z");
        EXPECT_EQ(step("genehmigen", "was=writing").status(), http::Status::see_other);
        decision_ = number_of(meeting_) + "%3A" + first_ + "_1";
        about_ = step_ + "/gegenstand?beschluss=" + decision_;
        made(office_->post(step_ + "/bearbeiten", "fassung=1&state=running&decisions=" + decision_));
    }
    static std::string made(http::Response const& answer)
    {
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    static std::string number_of(std::string const& address)
    {
        return address.substr(address.rfind('/') + 1);
    }
    // The address of a new one.
    std::string measure(std::string const& title, std::string const& more)
    {
        return made(office_->post(
            "/verwaltung/massnahmen/neu",
            "panel=" + field_ + "&report_months=6&state=running&deadline_remark=keine&title=" + title
                + "&schluessel=" + title + '&' + more));
    }
    // Its number.
    std::string goal(std::string const& title)
    {
        return std::to_string(connection().load<std::int64_t>(
            "INSERT INTO goals (tenant_id, kind, number, title, text, reasons, influence, influence_reason,"
            " weight, is_uncertain, remark, source, list_text, mark, changed_at)"
            " VALUES (?, 'guiding', '', ?, '', '', 'unscreened', '', 1, ?, '', '', '', ?, ?) RETURNING id",
            tenant_, title, false, title, clock().now()));
    }
    [[nodiscard]] std::string of_measure(std::string const& address) const
    {
        return "&subjects=" + decision_ + "%3Em" + number_of(address);
    }
    [[nodiscard]] std::string of_goal(std::string const& number) const
    {
        return "&subjects=" + decision_ + "%3Ez" + number;
    }
    std::string version()
    {
        return "fassung="
            + std::to_string(connection().load<std::int64_t>(
                "SELECT version FROM steering_steps WHERE id = ?", std::stoll(number_of(step_))));
    }
    http::Response say(std::string const& subjects) { return office_->post(about_, version() + subjects); }
    std::int64_t count_subjects()
    {
        return connection().load<std::int64_t>("SELECT COUNT(*) FROM steering_decision_subjects");
    }
    std::string line(std::string const& path) { return life_line_on(*office_, path); }
    std::string shown(std::string const& path) { return std::string(office_->get(path).body_text()); }

    static constexpr auto* told
        = "Beschluss 1/2027 der Steuerungsgruppe (Frühjahrssitzung), angenommen: Ein Café am Mittwoch";
    std::string year_, step_, about_, cafe_, courses_; // addresses
    std::string field_, goal_, decision_; // numbers, and the decision as addresses name it
};
KOMMIN_ON_BOTH_ENGINES(Decided);

TEST_P(Decided, is_told_on_the_line_of_a_measure_and_on_no_other)
{
    EXPECT_THAT(line(cafe_), Not(HasSubstr("Beschluss 1/2027")));
    EXPECT_THAT(
        shown(step_),
        AllOf(
            HasSubstr("Noch steht hier nicht, um welche Ziele und Maßnahmen es geht"),
            HasSubstr("/gegenstand?beschluss=")));
    EXPECT_THAT(
        shown(about_),
        AllOf(
            HasSubstr("Worum geht es in Beschluss 1/2027?"), HasSubstr("Ein Café am Mittwoch"),
            HasSubstr("Maßnahme: Sprachcafe"), HasSubstr("Ziel: Alle sprechen Deutsch")));
    EXPECT_EQ(say(of_measure(cafe_)).header("Location"), step_);
    auto const of_cafe = line(cafe_);
    EXPECT_THAT(
        of_cafe,
        AllOf(
            HasSubstr(told), HasSubstr("datetime=\"2027-01-12\""),
            HasSubstr("href=\"" + meeting_ + "/protokoll\"")));
    EXPECT_EQ(of_cafe.find(told), of_cafe.rfind(told)) << "once";
    EXPECT_THAT(line(courses_), Not(HasSubstr("Beschluss 1/2027")));
    EXPECT_THAT(shown(step_), HasSubstr("href=\"" + cafe_ + "\""));
    EXPECT_THAT(shown(step_ + "/verlauf?fassung=3"), HasSubstr("Beschluss 1/2027: Sprachcafe")) << "in words";
}

TEST_P(Decided, about_a_goal_is_told_below_it_and_where_it_came_from)
{
    auto const origin = made(office_->post(
        "/verwaltung/empfehlungen/neu",
        "addressees=administration&title=Mehr+Deutsch&schluessel=e&panel=" + field_));
    connection().execute(
        "INSERT INTO goal_origins (tenant_id, goal_id, recommendation_id, position) VALUES (?, ?, ?, 0)",
        tenant_, std::stoll(goal_), std::stoll(number_of(origin)));
    EXPECT_THAT(line(origin), Not(HasSubstr("Beschluss 1/2027")));
    EXPECT_EQ(say(of_goal(goal_)).status(), http::Status::see_other);
    auto const named = "Alle sprechen Deutsch: " + std::string(told);
    EXPECT_THAT(line(origin), HasSubstr(named));
    EXPECT_THAT(line(cafe_), HasSubstr(named)) << "of what it came of";
    EXPECT_THAT(line("/verwaltung/ziele/" + goal_), AllOf(HasSubstr(told), Not(HasSubstr(named))))
        << "its own line need not say its name";
    EXPECT_THAT(line(courses_), Not(HasSubstr("Beschluss 1/2027")));
}

TEST_P(Decided, stands_on_the_lines_of_the_meeting_and_of_the_year)
{
    EXPECT_THAT(line(year_), HasSubstr(told)) << "also before anybody has said what it is about";
    EXPECT_EQ(say(of_measure(cafe_) + of_goal(goal_)).status(), http::Status::see_other);
    for (auto const& page : {year_, meeting_})
        EXPECT_THAT(
            line(page), AllOf(HasSubstr(told), HasSubstr("Sprachcafe"), HasSubstr("Alle sprechen Deutsch")))
            << page;
    EXPECT_THAT(line(year_), AllOf(HasSubstr("href=\"" + cafe_ + '"'), Not(HasSubstr("Abendkurse"))))
        << "back to what it was about";
    EXPECT_EQ(line(step_), line(year_)) << "a step tells the way of its year";
}

TEST_P(Decided, about_what_is_not_of_this_year_is_refused)
{
    auto const theirs = measure("Fremde", "body=aalfeld");
    auto const other = number_of(meeting_) + "%3A" + second_ + "_1";
    for (auto const& subjects : {of_measure(theirs), of_goal("4711"), of_measure("/4711")}) {
        auto const refused = say(of_measure(cafe_) + subjects);
        EXPECT_EQ(refused.status(), http::Status::unprocessable) << subjects;
        EXPECT_THAT(
            std::string(refused.body_text()),
            AllOf(
                HasSubstr("Das gehört nicht zu diesem Jahr"),
                ::testing::ContainsRegex("value=\"[^\"]*m" + number_of(cafe_) + "\"[^>]*checked")))
            << "what was ticked stays ticked";
    }
    EXPECT_EQ(say("&subjects=" + other + "%3Em" + number_of(cafe_)).status(), http::Status::see_other)
        << "of another decision this form says nothing";
    EXPECT_EQ(count_subjects(), 0);
    // Of a decision that the step does not have.
    EXPECT_EQ(office_->get(step_ + "/gegenstand?beschluss=" + other).header("Location"), step_);
    auto const gone = office_->post(step_ + "/gegenstand?beschluss=" + other, version() + of_measure(cafe_));
    EXPECT_EQ(gone.status(), http::Status::conflict);
    EXPECT_THAT(gone.body_text(), HasSubstr("Dieser Beschluss gehört nicht mehr zu dem Schritt"));
}

TEST_P(Decided, two_at_once_are_told_apart)
{
    auto const seen = version();
    EXPECT_EQ(say(of_measure(cafe_)).status(), http::Status::see_other);
    auto const late = office_->post(about_, seen + of_measure(courses_));
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(late.body_text(), AllOf(HasSubstr("Sprachcafe"), HasSubstr("Abendkurse")));
    EXPECT_THAT(line(courses_), Not(HasSubstr("Beschluss 1/2027")));
    EXPECT_EQ(office_->post(about_, seen + of_measure(cafe_)).status(), http::Status::see_other)
        << "the same said twice";
    EXPECT_EQ(count_subjects(), 1);
}

TEST_P(Decided, goes_with_its_step)
{
    EXPECT_EQ(say(of_measure(cafe_)).status(), http::Status::see_other);
    made(office_->post(
        step_ + "/bearbeiten", version() + "&state=running&outcome=Weiter&decisions=" + decision_));
    EXPECT_EQ(count_subjects(), 1) << "the form of the step does not ask for it";
    EXPECT_THAT(line(cafe_), HasSubstr(told));
    made(office_->post(step_ + "/bearbeiten", version() + "&state=running&outcome=Weiter"));
    EXPECT_EQ(count_subjects(), 0);
    EXPECT_THAT(line(cafe_), Not(HasSubstr("Beschluss 1/2027")));
}

TEST_P(Decided, is_read_by_whoever_reads_minutes)
{
    EXPECT_EQ(say(of_measure(cafe_) + of_goal(goal_)).status(), http::Status::see_other);
    auto reader = browser_of("reader");
    for (auto const& page : {cafe_, year_, step_, meeting_})
        EXPECT_THAT(
            life_line_on(reader, page), AllOf(Not(HasSubstr("Café")), Not(HasSubstr("Beschluss 1/2027"))))
            << page;
    EXPECT_EQ(reader.get(about_).header("Location"), step_) << "no step of theirs";
    EXPECT_EQ(reader.post(about_, version() + of_measure(courses_)).header("Location"), step_);
    auto department = browser_of("department_editor");
    EXPECT_THAT(life_line_on(department, cafe_), HasSubstr(told));
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_EQ(town.get(about_).status(), http::Status::not_found);
    EXPECT_EQ(town.post(about_, version() + of_measure(cafe_)).status(), http::Status::not_found);
    EXPECT_EQ(count_subjects(), 2);
    // A step of theirs: they say how it stands, and what they may not read stays as it is.
    auto const owner = account("stab@kreis.example", {{"reader", Scope::whole_tenant()}});
    connection().execute(
        "UPDATE steering_steps SET account_id = ? WHERE id = ?", owner.value, std::stoll(number_of(step_)));
    auto theirs = logged_in(owner);
    EXPECT_EQ(theirs.get(about_).header("Location"), step_) << "a decision that they may not read";
    EXPECT_EQ(
        theirs.post(step_ + "/bearbeiten", version() + "&state=done&outcome=Fertig").status(),
        http::Status::see_other);
    EXPECT_EQ(count_subjects(), 2);
}

TEST_P(Decided, stays_as_it_is_once_the_year_is_closed)
{
    EXPECT_EQ(say(of_measure(cafe_)).status(), http::Status::see_other);
    auto const closing = shown(year_ + "/abschluss");
    constexpr std::string_view field = "name=\"gesehen\" value=\"";
    auto const seen = closing.substr(closing.find(field) + field.size(), 64);
    EXPECT_EQ(
        office_->post(year_ + "/abschluss", "gesehen=" + seen + "&reason=Es+fehlt+etwas").header("Location"),
        year_ + "/stand");
    EXPECT_EQ(office_->get(about_).header("Location"), step_);
    EXPECT_EQ(say(of_measure(courses_)).status(), http::Status::conflict);
    EXPECT_EQ(count_subjects(), 1);
    EXPECT_THAT(shown(step_), Not(HasSubstr("/gegenstand?")));
    EXPECT_THAT(line(cafe_), HasSubstr(told));
    EXPECT_THAT(line(year_), HasSubstr("Steuerungsjahr 2027 abgeschlossen"));
}

} // namespace
} // namespace kommin::app
