// The page of rules: what is missing, for whom, with a way to where it is mended, and as a file.

#include "app/tests/measures_story.hpp"

#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Rules : public MeasuresStory {
protected:
    static constexpr auto* page = "/verwaltung/steuerung/regeln";

    // What stands below the heading of a rule.
    static std::string found(Browser& browser, std::string const& rule, std::string const& query = {})
    {
        std::string const text(browser.get(page + query).body_text());
        auto const begin = text.find("<h2 id=\"" + rule + '"');
        return begin == std::string::npos ? std::string{}
                                          : text.substr(begin, text.find("</section>", begin) - begin);
    }
    // Of the Kreis, which serves a goal, has a milestone and somebody in charge.
    std::string good(Browser& office, std::string const& title)
    {
        auto const served = goal("Ziel+zu+" + title);
        auto one = measure(
            office, title, usual + ("&office=RAA&goals=" + served + "&goal_weight_" + served + "=1"));
        EXPECT_EQ(
            sent(office, one, "/meilensteine", "title=Schritt&due=12.2027").status(),
            http::Status::see_other);
        return one;
    }
};
KOMMIN_ON_BOTH_ENGINES(Rules);

TEST_P(Rules, name_what_a_measure_lacks_and_nothing_that_is_settled)
{
    auto office = browser_of("conference_office");
    auto const bare = measure(office, "Kahl");
    good(office, "Gut");
    auto const dropped = measure(office, "Verworfen");
    EXPECT_EQ(
        sent(office, dropped, "/stand", "state=dropped&state_reason=Zu+teuer").status(),
        http::Status::see_other);
    for (auto const* rule : {"measure-without-goal", "measure-without-figure", "measure-without-owner"})
        EXPECT_THAT(
            found(office, rule),
            AllOf(HasSubstr("Kahl"), Not(HasSubstr("Gut<")), Not(HasSubstr("Verworfen"))))
            << rule;
    EXPECT_THAT(found(office, "measure-without-goal"), HasSubstr("href=\"" + bare + "/bearbeiten\""));
    auto const done = measure(office, "Fertig");
    EXPECT_EQ(
        sent(office, done, "/stand", "state=done&state_reason=Liegt+vor").status(), http::Status::see_other);
    EXPECT_THAT(found(office, "measure-without-goal"), HasSubstr("Fertig"))
        << "what it has reached counts for no goal";
    for (auto const* rule : {"measure-without-figure", "measure-without-owner"})
        EXPECT_THAT(found(office, rule), Not(HasSubstr("Fertig"))) << rule;
    auto reader = browser_of("reader");
    EXPECT_THAT(
        found(reader, "measure-without-goal"),
        AllOf(HasSubstr("href=\"" + bare + '"'), Not(HasSubstr("/bearbeiten"))));
}

TEST_P(Rules, name_what_is_late)
{
    auto office = browser_of("conference_office");
    auto const one = good(office, "Kurse");
    EXPECT_EQ(
        sent(office, one, "/meilensteine", "title=Plakate&due=10.2026").status(), http::Status::see_other);
    EXPECT_EQ(sent(office, one, "/meilensteine", "title=Saal&due=11.2026").status(), http::Status::see_other);
    EXPECT_EQ(
        sent(
            office, one, "/risiken",
            "title=Streik&probability=low&damage=low&state=open&checked_on=22.5.2026")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(found(office, "milestone-late"), AllOf(HasSubstr("Kurse: Plakate"), Not(HasSubstr("Saal"))));
    EXPECT_THAT(
        found(office, "risk-unchecked"), AllOf(HasSubstr("Kurse: Streik"), HasSubstr("seit 22. Mai 2026")));
    auto const asked = [&](std::string const& title, std::string const& due) {
        auto const drafted = office.post(
            "/verwaltung/empfehlungen/neu",
            "addressees=administration&panel=" + field_ + "&title=" + title + "&schluessel=" + title
                + "&due=" + due);
        auto const address = std::string(drafted.header("Location"));
        EXPECT_EQ(
            office.post(address + "/schritt", "fassung=1&stand=adopted&day=1.10.2026").status(),
            http::Status::see_other);
        return address;
    };
    auto const late = asked("Versp%C3%A4tet", "20.11.2026");
    asked("Noch+Zeit", "20.12.2026");
    auto const dayless = asked("Tagelos", "");
    auto const old = asked("Uralt", "");
    connection().execute("UPDATE recommendations SET adopted_on = '2008' WHERE title = 'Uralt'");
    auto const unknown = asked("Undatiert", "");
    connection().execute("UPDATE recommendations SET adopted_on = NULL WHERE title = 'Undatiert'");
    auto const answered = asked("Beantwortet", "");
    connection().execute("UPDATE recommendations SET state = 'answered' WHERE title = 'Beantwortet'");
    auto const owed = found(office, "answer-late");
    EXPECT_THAT(
        owed,
        AllOf(
            HasSubstr("href=\"" + late + '"'), HasSubstr("seit 20. November 2026"),
            Not(HasSubstr("Noch Zeit"))));
    EXPECT_THAT(
        owed,
        AllOf(
            HasSubstr("href=\"" + dayless + '"'),
            HasSubstr("beschlossen: 1. Oktober 2026; seit einem Monat ohne Antwort und ohne Tag dafür"),
            HasSubstr("beschlossen: 2008; seit 17 Jahren ohne Antwort"), HasSubstr("href=\"" + unknown + '"'),
            HasSubstr("wann sie beschlossen wurde, ist nicht bekannt"), Not(HasSubstr("Beantwortet"))))
        << "of 2008 nobody knows more than that it was over at its end";
    EXPECT_LT(owed.find(late + '"'), owed.find(old + '"')) << "what is late comes first";
    EXPECT_LT(owed.find(old + '"'), owed.find(dayless + '"'));
    EXPECT_THAT(
        file_of(office.get(std::string(page) + "/liste.csv?regel=answer-late")),
        AllOf(HasSubstr("Tagelos"), HasSubstr("2026-10-01"), HasSubstr("seit 17 Jahren ohne Antwort")));
    EXPECT_THAT(
        found(office, "answer-late", "?ort=aalfeld"),
        AllOf(Not(HasSubstr("Tagelos")), Not(HasSubstr("Verspätet"))))
        << "they are the Kreis's";
}

TEST_P(Rules, name_goals_without_text_without_measure_and_changed_since)
{
    auto office = browser_of("conference_office");
    auto const silent = goal("Stummes Ziel");
    auto const told = goal("Ziel mit Text");
    connection().execute("UPDATE goals SET text = 'So soll es sein.' WHERE id = ?", std::stoll(told));
    EXPECT_THAT(
        found(office, "goal-without-text"),
        AllOf(
            HasSubstr("href=\"/verwaltung/ziele/" + silent + "/bearbeiten\""),
            Not(HasSubstr("Ziel mit Text"))));
    connection().execute(
        "UPDATE goals SET kind = 'operational', parent_id = ? WHERE id = ?", std::stoll(silent),
        std::stoll(told));
    EXPECT_THAT(
        found(office, "goal-without-measure"),
        AllOf(HasSubstr("Ziel mit Text"), Not(HasSubstr("Stummes Ziel"))))
        << "a guiding goal is served by the goals below it";
    EXPECT_EQ(
        office
            .post(
                "/verwaltung/beschluesse/neu",
                "kind=adoption&result=unanimous&resolved_by=Kreistag&schluessel=b&goals=" + told)
            .status(),
        http::Status::see_other);
    EXPECT_EQ(found(office, "goal-changed-since"), "");
    connection().execute("UPDATE goals SET version = 2, worded_version = 2 WHERE id = ?", std::stoll(told));
    EXPECT_THAT(found(office, "goal-changed-since"), HasSubstr("Ziel mit Text"));
    measure(office, "Kurse", usual + ("&goals=" + told + "&goal_weight_" + told + "=1"));
    EXPECT_EQ(found(office, "goal-without-measure"), "");
}

// No form lets such a value in; an import or an older program may have.
TEST_P(Rules, name_values_without_a_source)
{
    auto office = browser_of("conference_office");
    auto const one = measure(office, "Kurse", usual + std::string("&from=2026&to=2027"));
    ASSERT_EQ(
        office
            .post(
                one + "/kennzahlen/neu",
                "name=Elternkurse&unit=Kurse&target_kind=absolute&aim=at_least&baseline=1&baseline_unit="
                "&baseline_day=2026&target=5&deadline=&rule=linear&steps=&weight=1&schluessel=k")
            .status(),
        http::Status::see_other);
    auto const report = [&](std::string const& mark, std::string const& source, std::string const& state) {
        connection().execute(
            "INSERT INTO figure_reports (tenant_id, figure_id, day, value, source, remark, state, question,"
            " reason, reported_by, reported_at, decided_by, mark)"
            " SELECT ?, id, '2026-11-01', 20000, ?, '', ?, '', '', 'account:1', ?, '', ? FROM figures",
            tenant_, source, state, clock().now(), mark);
    };
    report("a", "Statistik", "confirmed");
    EXPECT_EQ(found(office, "report-without-source"), "");
    report("b", "", "withdrawn");
    EXPECT_EQ(found(office, "report-without-source"), "") << "it counts no longer";
    report("c", "", "confirmed");
    auto const newest = connection().load<std::int64_t>("SELECT MAX(id) FROM figure_reports");
    EXPECT_THAT(
        found(office, "report-without-source"),
        AllOf(
            HasSubstr("Kurse: Elternkurse"), HasSubstr("seit 1. November 2026"),
            HasSubstr("href=\"" + one + "/berichte/" + std::to_string(newest) + '"')));
    auto reader = browser_of("reader");
    EXPECT_THAT(
        found(reader, "report-without-source"),
        AllOf(HasSubstr("href=\"" + one + '"'), Not(HasSubstr("/berichte/"))));
    EXPECT_THAT(
        found(office, "measure-without-owner"), AllOf(HasSubstr("Kurse"), Not(HasSubstr("seit 2026"))))
        << "that a measure begins is no day since which something is wrong";
}

TEST_P(Rules, are_looked_at_by_owner_and_never_for_others)
{
    auto office = browser_of("conference_office");
    measure(office, "Kreisweit");
    measure(office, "Bei+uns", usual + std::string("&body=aalfeld"));
    measure(office, "Nebenan", usual + std::string("&body=bergau"));
    EXPECT_THAT(
        found(office, "measure-without-goal"),
        AllOf(HasSubstr("Kreisweit"), HasSubstr("Bei uns"), HasSubstr("Nebenan")));
    EXPECT_THAT(
        found(office, "measure-without-goal", "?ort=aalfeld"),
        AllOf(HasSubstr("Bei uns"), Not(HasSubstr("Kreisweit")), Not(HasSubstr("Nebenan"))));
    EXPECT_EQ(found(office, "measure-without-goal", "?ort=nirgends"), "");
    auto of_town = browser_of("reader", aalfeld_);
    for (std::string const query : {"", "?ort=bergau", "?ort=musterau", "?regel=measure-without-goal"})
        EXPECT_THAT(
            std::string(of_town.get(page + query).body_text()),
            AllOf(Not(HasSubstr("Kreisweit")), Not(HasSubstr("Nebenan"))))
            << query;
    EXPECT_THAT(found(of_town, "measure-without-goal"), HasSubstr("Bei uns"));
    auto const file = file_of(of_town.get(std::string(page) + "/liste.csv"));
    EXPECT_THAT(
        file,
        AllOf(
            HasSubstr("Maßnahmen ohne Ziel"), HasSubstr("Bei uns"), Not(HasSubstr("Kreisweit")),
            Not(HasSubstr("Nebenan"))));
}

TEST_P(Rules, cut_a_long_list_and_say_where_the_rest_is)
{
    auto office = browser_of("conference_office");
    measure(office, "Nummer+1");
    EXPECT_THAT(found(office, "measure-without-goal"), Not(HasSubstr("Alle zeigen")));
    for (int i = 0; i < 25; ++i)
        measure(office, "Reihe+" + std::to_string(i));
    EXPECT_THAT(
        found(office, "measure-without-goal"),
        AllOf(HasSubstr("Reihe 0<"), Not(HasSubstr("Reihe 24<")), HasSubstr("Alle zeigen")));
    EXPECT_THAT(found(office, "measure-without-goal", "?regel=measure-without-goal"), HasSubstr("Reihe 24<"));
    EXPECT_THAT(
        std::string(office.get(std::string(page) + "?regel=measure-without-goal").body_text()),
        Not(HasSubstr("id=\"measure-without-figure\"")));
}

} // namespace
} // namespace kommin::app
