// The life line of money: from programmes, applications, grants and contracts back to the measure, the goal
// and the recommendation, and on from the measure; to each reader what their rights show.

#include "app/tests/grants_story.hpp"
#include "app/tests/life_line_reading.hpp"

#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class MoneyLines : public GrantsStory {
protected:
    void SetUp() override
    {
        GrantsStory::SetUp();
        origin_ = made(office_->post(
            "/verwaltung/empfehlungen/neu",
            "addressees=administration&title=Mehr+Lesen&schluessel=e&panel=" + field_));
        made(office_->post(origin_ + "/schritt", "fassung=1&stand=adopted&day=18.1.2007"));
        goal_ = goal("Alle lesen");
        connection().execute(
            "INSERT INTO goal_origins (tenant_id, goal_id, recommendation_id, position) VALUES (?, ?, ?, 0)",
            tenant_, std::stoll(goal_), std::stoll(number_of(origin_)));
        measure_ = measure(
            *office_, "Leseclub",
            "&state=running&from=2010&to=2011&deadline_remark=keine&goals=" + goal_ + "&goal_weight_" + goal_
                + "=1");
        programme_ = made(office_->post(
            "/verwaltung/foerderprogramme/neu",
            "schluessel=p&authority=Land&aims=Netz&keep_years=10&title=KOMM-IN&from=2009&to=2012"));
        made(office_->post(programme_ + "/aufrufe/neu", "schluessel=c&title=Aufruf+2010&deadline=31.3.2010"));
        auto const call = connection().load<std::int64_t>("SELECT MAX(id) FROM funding_calls");
        application_ = made(office_->post(
            "/verwaltung/antraege/neu",
            "body=&schluessel=a&title=Leseantrag&offer=c" + std::to_string(call)));
        for (auto const* step :
             {"fassung=1&state=submitted&step_day=15.3.2010",
              "fassung=2&state=granted&step_amount=1000&step_day=20.4.2010"})
            made(office_->post(application_ + "/schritt", step));
        grant_ = grant(
            "Lesegeld",
            "&amount=1.000&granted_on=20.4.2010&to=2010&proof_due=31.3.2011&application="
                + number_of(application_));
    }
    static std::string made(http::Response const& answer)
    {
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    void hangs_on_the_application()
    {
        made(office_->post(
            measure_ + "/geld/neu",
            "planned=1.000&year=2010&source=state&as_of=30.6.2010&schluessel=l&hangs_on=a"
                + number_of(application_)));
    }
    std::string line(std::string const& page) { return life_line_on(*office_, page); }

    std::string origin_, measure_, programme_, application_, grant_; // addresses
    std::string goal_; // number
};
KOMMIN_ON_BOTH_ENGINES(MoneyLines);

TEST_P(MoneyLines, lead_from_a_grant_back_to_the_recommendation)
{
    EXPECT_THAT(line(grant_), Not(HasSubstr("Leseclub"))) << "nothing hangs on it yet";
    hangs_on_the_application();
    called(grant_, "1.5.2010: 600", "5.5.2010: 500");
    auto const told = line(grant_);
    expect_order(
        told,
        {"Empfehlung: Mehr Lesen, beschlossen", "Förderprogramm: KOMM-IN", "Maßnahme beginnt: Leseclub",
         "Antrag „Leseantrag“: eingereicht", "Antragsfrist: Aufruf 2010", "Antrag „Leseantrag“: bewilligt",
         "Abgerufen: 600,00", "Eingegangen: 500,00", ">heute</time>", "Ende des Bewilligungszeitraums",
         "Verwendungsnachweis fällig", "Förderprogramm endet: KOMM-IN"});
    EXPECT_THAT(
        told,
        AllOf(
            HasSubstr("Ziel: Alle lesen"), HasSubstr("Bewilligung „Lesegeld“"),
            HasSubstr("href=\"" + measure_ + '"'), HasSubstr("href=\"" + application_ + '"'),
            HasSubstr("href=\"" + origin_ + '"'), Not(HasSubstr("href=\"" + grant_ + '"'))));
    expect_order(
        line(application_),
        {"Empfehlung: Mehr Lesen", "Maßnahme beginnt: Leseclub", "eingereicht", "Antragsfrist", "bewilligt",
         ">heute</time>", "bewilligt"});
    EXPECT_THAT(line(application_), HasSubstr("href=\"" + grant_ + '"'));
}

TEST_P(MoneyLines, lead_from_a_measure_on_to_the_grant_whatever_says_that_it_hangs_on_it)
{
    EXPECT_THAT(line(measure_), Not(HasSubstr("Leseantrag")));
    made(office_->post(measure_ + "/geld/abhaengigkeit/neu", "hangs_on=a" + number_of(application_)));
    EXPECT_THAT(line(measure_), AllOf(HasSubstr("Leseantrag"), HasSubstr("Lesegeld"))) << "as a whole";
    EXPECT_THAT(line(application_), HasSubstr("Leseclub"));
    connection().execute("DELETE FROM funding_dependencies");
    EXPECT_THAT(line(measure_), Not(HasSubstr("Leseantrag")));
    connection().execute(
        "INSERT INTO funding_application_costs (tenant_id, application_id, position, kind, what, measure_id,"
        " cost, eligible) VALUES (?, ?, 0, 'fees', '', ?, 100, 100)",
        tenant_, std::stoll(number_of(application_)), std::stoll(number_of(measure_)));
    EXPECT_THAT(line(measure_), AllOf(HasSubstr("Leseantrag"), HasSubstr("Lesegeld"))) << "by a cost";
    EXPECT_THAT(line(grant_), AllOf(HasSubstr("Leseclub"), HasSubstr("Mehr Lesen")));
    EXPECT_EQ(line(measure_ + "/geld"), line(measure_)) << "the money of a measure is part of its story";
}

TEST_P(MoneyLines, of_a_programme_tell_its_calls_and_what_was_applied_for)
{
    auto const told = line(programme_);
    expect_order(
        told,
        {"Antrag „Leseantrag“: eingereicht", "Antragsfrist: Aufruf 2010", "Bewilligung „Lesegeld“",
         "Förderprogramm endet: KOMM-IN"});
    EXPECT_THAT(
        told,
        AllOf(
            HasSubstr("href=\"" + application_ + '"'), HasSubstr("href=\"" + grant_ + '"'),
            Not(HasSubstr("href=\"" + programme_ + '"'))));
}

TEST_P(MoneyLines, tell_what_is_passed_on_to_whoever_accounts_for_it)
{
    hangs_on_the_application();
    auto const one = made(office_->post(
        grant_ + "/weitergaben/neu",
        "recipient=Leseverein&title=Vorlesen&amount=500&agreed_on=1.6.2010&paid_on=2.6.2010"
        "&proof_due=15.9.2010&mail=&language=&schluessel=w"));
    EXPECT_THAT(
        line(grant_),
        AllOf(HasSubstr("Weitergabe an Leseverein: Vorlesen, 500,00"), HasSubstr("href=\"" + one + '"')));
    expect_order(
        line(one),
        {"Empfehlung: Mehr Lesen, beschlossen", "Maßnahme beginnt: Leseclub", "bewilligt",
         "Weitergabe vereinbart", "Ausgezahlt: 500,00", ">heute</time>", "Nachweis fällig"});
    // Who sees the money but does not account for it.
    auto department = browser_of("department_editor");
    EXPECT_THAT(life_line_on(department, grant_), AllOf(HasSubstr("Leseclub"), Not(HasSubstr("Leseverein"))));
    EXPECT_EQ(department.get(one).status(), http::Status::not_found);
    // Who sees measures and no money.
    auto reader = browser_of("reader");
    EXPECT_THAT(
        life_line_on(reader, measure_),
        AllOf(HasSubstr("Mehr Lesen"), Not(HasSubstr("Lesegeld")), Not(HasSubstr("Leseantrag"))));
}

TEST_P(MoneyLines, tell_a_municipality_of_its_own_money_alone)
{
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const theirs = made(
        town.post("/verwaltung/antraege/neu", "body=aalfeld&authority=Land&title=Stadtantrag&schluessel=s"));
    made(town.post(theirs + "/schritt", "fassung=1&state=submitted&step_day=1.6.2010"));
    connection().execute(
        "UPDATE funding_applications SET programme_id = ? WHERE id = ?", std::stoll(number_of(programme_)),
        std::stoll(number_of(theirs)));
    // A line of the Kreis hangs on their application: whose money it is decides, not who is asked.
    hangs_on_the_application();
    connection().execute("UPDATE budget_lines SET application_id = ?", std::stoll(number_of(theirs)));
    EXPECT_THAT(life_line_on(*office_, theirs), HasSubstr("Leseclub"));
    EXPECT_THAT(
        life_line_on(town, theirs),
        AllOf(
            HasSubstr("Stadtantrag"), HasSubstr("Förderprogramm: KOMM-IN"), Not(HasSubstr("Leseclub")),
            Not(HasSubstr("Mehr Lesen")), Not(HasSubstr("1.000"))));
    EXPECT_THAT(
        life_line_on(town, programme_),
        AllOf(
            HasSubstr("Stadtantrag"), HasSubstr("Aufruf 2010"), Not(HasSubstr("Leseantrag")),
            Not(HasSubstr("Lesegeld"))));
    EXPECT_THAT(life_line_on(*office_, programme_), AllOf(HasSubstr("Stadtantrag"), HasSubstr("Leseantrag")));
    for (auto const& page : {application_, grant_})
        EXPECT_EQ(town.get(page).status(), http::Status::not_found) << page;
}

} // namespace
} // namespace kommin::app
