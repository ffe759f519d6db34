// Figures of measures and what is reported of them: 2009 as it may have been, after the report of 2008.

#include "app/tests/meetings_story.hpp"
#include "platform/records/versions.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class FigureReports : public MeetingsStory {
protected:
    void SetUp() override
    {
        MeetingsStory::SetUp();
        clock().set(*parse_instant("2009-06-16T08:00:00Z"));
        office_.emplace(browser_of("conference_office"));
        auto const conference = panel(*office_, "kind=conference&body=&name=Integrationskonferenz");
        field_ = panel(
            *office_, "kind=field_of_action&body=&parent=" + conference + "&name=Bildung+und+Erziehung");
        measure_ = measure("Qualifizierungsangebote");
    }
    // The address of a measure of 2009 and 2010, of the Kreis or of a town.
    std::string measure(std::string const& title, std::optional<std::int64_t> body = std::nullopt)
    {
        return "/verwaltung/massnahmen/"
            + std::to_string(connection().load<std::int64_t>(
                "INSERT INTO measures (tenant_id, body_id, panel_id, number, title, text, audience, office,"
                " state, state_reason, is_recurring, starts, ends, deadline_remark, reservation,"
                " grant_words, report_months, is_uncertain, remark, source, list_text,"
                " mark, changed_at) VALUES (?, ?, ?, '', ?, '', '', '', 'running', '', FALSE, '2009',"
                " '2010', '', '', '', 6, FALSE, '', '', '', ?, '2009-01-12T08:00:00.000Z')"
                " RETURNING id",
                tenant_, body, std::stoll(field_), title, title));
    }
    static std::string trainings(std::string const& more = "&schluessel=a")
    {
        return "name=Fortbildungen&unit=Fortbildungen&target_kind=absolute&aim=at_least&baseline=10"
               "&baseline_unit=&baseline_day=31.12.2008&target=14&deadline=&rule=linear&steps=&weight=1"
            + more;
    }
    static std::string rucksack(std::string const& kind)
    {
        return "name=Rucksack&unit=Kindertageseinrichtungen&target_kind=" + kind
            + "&aim=at_least&baseline=12&baseline_unit=Gruppen&baseline_day=2008&target=20&deadline=2010"
              "&rule=linear&steps=&weight=1&schluessel=r";
    }
    http::Response enter(std::string const& entries)
    {
        return office_->post(measure_ + "/kennzahlen/neu", entries);
    }
    // The address of a new one.
    std::string figure(std::string const& entries)
    {
        auto const answer = enter(entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return measure_ + "/kennzahlen/" + std::to_string(newest("figures"));
    }
    static http::Response report(
        Browser& browser, std::string const& figure, std::string const& entries,
        std::string const& key = "k1")
    {
        return browser.post(figure + "/bericht", "schluessel=" + key + '&' + entries);
    }
    // The address of a new one.
    std::string reported(
        Browser& browser, std::string const& figure, std::string const& entries,
        std::string const& key = "k1")
    {
        auto const answer = report(browser, figure, entries, key);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return measure_ + "/berichte/" + std::to_string(newest("figure_reports"));
    }
    std::int64_t newest(std::string const& table)
    {
        return connection().load<std::int64_t>("SELECT MAX(id) FROM " + table);
    }
    std::int64_t count(std::string const& table)
    {
        return connection().load<std::int64_t>("SELECT COUNT(*) FROM " + table);
    }
    std::string shown() { return std::string(office_->get(measure_).body_text()); }
    std::int64_t count_noted(std::string const& action)
    {
        return std::ranges::count(audit_actions(), action);
    }

    std::optional<Browser> office_;
    std::string field_, measure_;
};
KOMMIN_ON_BOTH_ENGINES(FigureReports);

// Whoever cannot see the chart has its points in the table, also while nobody has reported.
TEST_P(FigureReports, the_table_beside_the_chart_begins_with_aim_and_beginning)
{
    figure(trainings());
    auto const table = [&] {
        auto const page = shown();
        EXPECT_THAT(page, HasSubstr("<svg"));
        auto const begin = page.find("<tbody>", page.find("Berichte: "));
        EXPECT_NE(begin, std::string::npos);
        return page.substr(begin, page.find("</tbody>", begin) - begin);
    };
    auto const first = table();
    EXPECT_THAT(
        first,
        AllOf(
            HasSubstr("31.12.2010"), HasSubstr("Ziel (Tag angenommen)"), HasSubstr(">14<"),
            HasSubstr("31. Dezember 2008"), HasSubstr("Ausgangswert"), HasSubstr(">10<")));
    EXPECT_THAT(shown(), HasSubstr("Es gibt noch keinen Bericht"));
    EXPECT_LT(first.find("31.12.2010"), first.find("31. Dezember 2008")) << "the latest first";
}

// An increase begins with nothing, whatever there was of another unit.
TEST_P(FigureReports, the_table_of_an_increase_begins_with_nothing)
{
    figure(rucksack("increase"));
    auto const page = shown();
    auto const begin = page.find("<tbody>", page.find("Berichte: "));
    ASSERT_NE(begin, std::string::npos);
    auto const table = page.substr(begin, page.find("</tbody>", begin) - begin);
    EXPECT_THAT(
        table,
        AllOf(
            HasSubstr("31.12.2010"), HasSubstr(">20<"), HasSubstr("Beginn, ab hier zählt"), HasSubstr(">0<"),
            Not(HasSubstr(">12<")), Not(HasSubstr("angenommen"))));
}

TEST_P(FigureReports, a_department_reports_and_the_office_confirms)
{
    auto const one = figure(trainings());
    auto department = browser_of("department_editor");
    EXPECT_THAT(
        std::string(department.get(one + "/bericht").body_text()),
        AllOf(
            HasSubstr("In Fortbildungen, wie viele"), HasSubstr("value=\"16.06.2009\""), HasSubstr("10,9")));
    auto const told
        = reported(department, one, "value=11&day=15.06.2009&source=Fortbildungsplan+RAA&remark=neue+Reihe");
    EXPECT_THAT(
        shown(),
        AllOf(HasSubstr("st--none\">keine Daten"), HasSubstr("zu prüfen"), HasSubstr("Berichte prüfen")))
        << "nobody has looked at it";
    EXPECT_THAT(
        waiting_for(*office_),
        AllOf(HasSubstr("Jemand meldet 11 Fortbildungen zum 15.06.2009"), HasSubstr(told)));
    EXPECT_EQ(department.post(told + "/bestaetigung", "").status(), http::Status::not_found);
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(office_->post(told + "/bestaetigung", "stand=reported").status(), http::Status::see_other);
    EXPECT_EQ(count_noted("goals.report.confirmed"), 1) << "pressed twice";
    EXPECT_THAT(
        shown(),
        AllOf(
            HasSubstr("st--ok\">auf Kurs"), HasSubstr("Stand 15.06.2009"), HasSubstr("Fortbildungsplan RAA"),
            HasSubstr("neue Reihe"), HasSubstr("heute erwartet"), HasSubstr("<dd>10,9 <small>Fortbildungen"),
            HasSubstr("<dd>14 <small>Fortbildungen</small></dd>"),
            HasSubstr("<dd>10 <small>Fortbildungen (31. Dezember 2008)</small></dd>"),
            HasSubstr("<dd>25 % des Weges</dd>"), HasSubstr("Stand in Fortbildungen: "),
            HasSubstr(
                "gleichmäßig von 10 (31.12.2008) auf 14 (31.12.2010); angenommen ist das Ende der Planjahre"),
            HasSubstr("Auf Kurs ab 90 %"), HasSubstr("31 Tage nach der Frist zählt nur das Ziel")));
    EXPECT_THAT(waiting_for(*office_), Not(HasSubstr("Jemand meldet")));
    EXPECT_THAT(
        std::string(department.get(one + "/bericht").body_text()),
        AllOf(HasSubstr("value=\"Fortbildungsplan RAA\""), HasSubstr("11 Fortbildungen (15.06.2009)")))
        << "what was reported last stands beside the form";
}

TEST_P(FigureReports, whoever_looks_after_the_measure_confirms_with_the_report)
{
    auto const one = figure(trainings());
    auto const told = reported(*office_, one, "value=10&day=31.03.2009&source=Fortbildungsplan+RAA");
    EXPECT_THAT(
        std::string(office_->get(told).body_text()),
        AllOf(HasSubstr("bestätigt"), HasSubstr("zuletzt entschieden von"), HasSubstr("10,5")));
    EXPECT_EQ(count_noted("goals.report.added"), 1);
    EXPECT_THAT(waiting_for(*office_), Not(HasSubstr("Jemand meldet")));
}

TEST_P(FigureReports, one_course_of_five_is_missed_and_silence_says_nothing)
{
    auto const diploma = figure(
        "name=Elterndiplom&unit=Kursangebote&target_kind=absolute&aim=at_least&baseline=1&baseline_unit="
        "&baseline_day=2008&target=5&deadline=&rule=linear&steps=&weight=1&schluessel=e");
    figure(trainings());
    reported(*office_, diploma, "value=1&day=15.06.2009&source=Kursplan");
    auto const known
        = HasSubstr("Daten gibt es zu 1 von 2 Kennzahlen. Zusammen sind 0 % des Weges geschafft.");
    EXPECT_THAT(
        shown(),
        AllOf(
            HasSubstr("st--bad\">verfehlt"), HasSubstr("weit weniger als am Tag des Berichts"), known,
            HasSubstr("<dd>0 % des Weges</dd>")));
    clock().set(*parse_instant("2010-01-20T08:00:00Z")); // seven months and some days
    office_.emplace(browser_of("conference_office"));
    EXPECT_THAT(shown(), AllOf(HasSubstr("der letzte Wert ist zu alt"), HasSubstr("Stand 15.06.2009"), known))
        << "the value stays, the light does not";
    EXPECT_THAT(
        waiting_for(*office_),
        AllOf(HasSubstr("Der letzte Bericht ist vom 15.06.2009"), HasSubstr(diploma + "/bericht")));
    auto department = browser_of("department_editor");
    EXPECT_THAT(waiting_for(department), HasSubstr("Der letzte Bericht ist vom 15.06.2009"));
    reported(department, diploma, "value=3&day=15.01.2010&source=Kursplan", "k2");
    EXPECT_THAT(waiting_for(department), Not(HasSubstr("Der letzte Bericht ist vom")))
        << "it need not be confirmed for that";
}

TEST_P(FigureReports, twenty_more_day_care_centres_are_never_added_to_twelve_groups)
{
    auto const refused = enter(rucksack("absolute"));
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(refused.body_text()),
        AllOf(
            HasSubstr("id=\"f-baseline_unit-fehler\""), HasSubstr("value=\"Gruppen\""),
            HasSubstr("value=\"Kindertageseinrichtungen\"")));
    EXPECT_EQ(count("figures"), 0);
    auto const one = figure(rucksack("increase"));
    EXPECT_THAT(
        std::string(office_->get(one + "/bericht").body_text()),
        AllOf(HasSubstr("nur was seit dem Anfang dazugekommen ist"), HasSubstr("12 Gruppen (2008)")));
    reported(*office_, one, "value=6&day=15.06.2009&source=Liste");
    EXPECT_THAT(
        shown(),
        AllOf(
            HasSubstr("<dd>20 Kindertageseinrichtungen mehr</dd>"),
            HasSubstr(">Ziel 20 Kindertageseinrichtungen mehr</text>"),
            HasSubstr("<dd>12 <small>Gruppen (2008)</small></dd>"), Not(HasSubstr("20 mehr")),
            HasSubstr("st--ok\">auf Kurs"), HasSubstr("gleichmäßig von 0 (31.12.2008) auf 20 (31.12.2010)"),
            Not(HasSubstr(">32")), Not(HasSubstr("32 Kinder"))));
}

TEST_P(FigureReports, what_is_no_value_is_refused_beside_its_field_and_kept)
{
    auto const one = figure(trainings());
    auto department = browser_of("department_editor");
    for (std::string const typed : {"-1", "NaN", "1e9", "1000000000", "viele"}) {
        auto const refused
            = report(department, one, "value=" + typed + "&day=17.06.2009&source=Plan&remark=Gut+so");
        EXPECT_EQ(refused.status(), http::Status::unprocessable) << typed;
        EXPECT_THAT(
            std::string(refused.body_text()),
            AllOf(
                HasSubstr("id=\"f-value-fehler\""), HasSubstr("id=\"f-day-fehler\""),
                HasSubstr("value=\"" + typed + "\""), HasSubstr("value=\"Gut so\"")))
            << typed;
        auto const planned = enter(
            "name=Kurse&unit=Kurse&target_kind=absolute&aim=at_least&baseline=5&baseline_day=2008&rule=linear"
            "&schluessel=b&target="
            + typed);
        EXPECT_EQ(planned.status(), http::Status::unprocessable) << typed;
        EXPECT_THAT(
            std::string(planned.body_text()),
            AllOf(HasSubstr("id=\"f-target-fehler\""), HasSubstr("value=\"" + typed + "\"")));
    }
    auto const without = report(department, one, "value=11&day=15.06.2009&source=");
    EXPECT_THAT(std::string(without.body_text()), HasSubstr("id=\"f-source-fehler\""));
    EXPECT_EQ(count("figure_reports"), 0);
    EXPECT_EQ(count("figures"), 1);
    auto const before = enter(
        "name=Kurse&unit=Kurse&target_kind=absolute&aim=at_least&baseline=5&baseline_day=2008&target=4"
        "&rule=linear&schluessel=c");
    EXPECT_THAT(std::string(before.body_text()), HasSubstr("Das Ziel liegt unter dem Ausgangswert"));
}

TEST_P(FigureReports, a_form_sent_twice_makes_one)
{
    auto const one = figure(trainings());
    EXPECT_EQ(enter(trainings()).status(), http::Status::see_other);
    EXPECT_EQ(count("figures"), 1);
    auto department = browser_of("department_editor");
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(
            report(department, one, "value=11&day=15.06.2009&source=Plan").status(), http::Status::see_other);
    EXPECT_EQ(count("figure_reports"), 1);
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(
            report(*office_, one, "value=11&day=14.06.2009&source=Plan").status(), http::Status::see_other);
    EXPECT_EQ(count("figure_reports"), 2) << "confirmed at once, it does not stand in its own way";
}

TEST_P(FigureReports, of_two_values_of_one_day_somebody_says_which_one_holds)
{
    auto const one = figure(trainings());
    reported(*office_, one, "value=11&day=15.06.2009&source=Plan");
    auto const asked = report(*office_, one, "value=12&day=15.06.2009&source=Plan", "k2");
    EXPECT_EQ(asked.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(asked.body_text()),
        AllOf(
            HasSubstr("Welcher Wert gilt?"), HasSubstr("nicht mehr 11 Fortbildungen"),
            HasSubstr("value=\"12\"")));
    reported(*office_, one, "value=12&day=15.06.2009&source=Plan&replaces=ja", "k2");
    EXPECT_THAT(
        shown(), AllOf(HasSubstr("Ein späterer Bericht desselben Tages gilt."), HasSubstr("<dd>12 <small>")));

    auto department = browser_of("department_editor");
    auto const told = reported(department, one, "value=13&day=15.06.2009&source=Plan&replaces=ja");
    EXPECT_THAT(
        std::string(office_->get(told).body_text()),
        HasSubstr("Zum 15.06.2009 gibt es schon einen bestätigten Wert: 12 Fortbildungen."));
    EXPECT_THAT(shown(), HasSubstr("<dd>12 <small>"));
    office_->post(told + "/bestaetigung", "stand=reported");
    EXPECT_THAT(shown(), HasSubstr("<dd>13 <small>"));
}

TEST_P(FigureReports, a_question_is_answered_by_a_new_report_and_a_wrong_one_is_withdrawn)
{
    auto const one = figure(trainings());
    auto department = browser_of("department_editor");
    auto const told = reported(department, one, "value=13&day=15.06.2009&source=Plan");
    EXPECT_EQ(office_->post(told + "/frage", "question=+").status(), http::Status::unprocessable);
    EXPECT_EQ(department.post(told + "/frage", "question=Woher").status(), http::Status::not_found);
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(
            office_->post(told + "/frage", "question=Mit+den+Wiederholungen%3F").status(),
            http::Status::see_other);
    EXPECT_EQ(count_noted("goals.report.questioned"), 1);
    EXPECT_THAT(
        waiting_for(department), HasSubstr("Zu 13 Fortbildungen vom 15.06.2009 gibt es eine Rückfrage"));
    EXPECT_THAT(
        std::string(department.get(one + "/bericht").body_text()), HasSubstr("Mit den Wiederholungen?"));
    auto const answer = reported(department, one, "value=11&day=15.06.2009&source=Plan", "k2");
    EXPECT_THAT(waiting_for(department), Not(HasSubstr("gibt es eine Rückfrage")));
    office_->post(answer + "/bestaetigung", "stand=reported");
    EXPECT_THAT(
        shown(),
        AllOf(HasSubstr("zurückgefragt"), HasSubstr("Mit den Wiederholungen?"), HasSubstr("<dd>11 <small>")));

    EXPECT_EQ(office_->post(answer + "/zurueckziehen", "reason=").status(), http::Status::unprocessable);
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(
            office_->post(answer + "/zurueckziehen", "stand=confirmed&reason=Verz%C3%A4hlt").status(),
            http::Status::see_other);
    EXPECT_EQ(count_noted("goals.report.withdrawn"), 1);
    EXPECT_THAT(shown(), AllOf(HasSubstr("Verzählt"), HasSubstr("st--none\">keine Daten")));
    auto const late = office_->post(answer + "/bestaetigung", "");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(std::string(late.body_text()), HasSubstr("inzwischen jemand anders entschieden"));
}

TEST_P(FigureReports, whoever_reported_for_a_municipality_hears_its_question)
{
    measure_ = measure("Maßnahme von Aalfeld", aalfeld_.owner());
    auto own = browser_of("municipal_editor", aalfeld_);
    auto const made = own.post(measure_ + "/kennzahlen/neu", trainings());
    ASSERT_EQ(made.status(), http::Status::see_other) << made.body_text();
    auto const one = measure_ + "/kennzahlen/" + std::to_string(newest("figures"));
    auto department = browser_of("department_editor");
    auto const told = reported(department, one, "value=11&day=15.06.2009&source=Plan");
    own.post(told + "/frage", "stand=reported&question=Woher%3F");
    auto const asked = HasSubstr("Zu 11 Fortbildungen vom 15.06.2009 gibt es eine Rückfrage");
    EXPECT_THAT(waiting_for(department), asked);
    EXPECT_THAT(waiting_for(own), asked);
    EXPECT_THAT(waiting_for(*office_), Not(asked)) << "it has not reported it";
}

TEST_P(FigureReports, nobody_decides_over_the_head_of_somebody_else)
{
    auto const one = figure(trainings());
    auto department = browser_of("department_editor");
    auto const told = reported(department, one, "value=13&day=15.06.2009&source=Plan");
    EXPECT_THAT(
        std::string(office_->get(told).body_text()),
        AllOf(HasSubstr("name=\"stand\" value=\"reported\""), HasSubstr("href=\"" + told + "/frage\"")));
    office_->post(told + "/frage", "stand=reported&question=Mit+den+Wiederholungen%3F");
    for (std::string const seen : {"stand=reported", ""}) {
        auto const overtaken = office_->post(told + "/bestaetigung", seen);
        EXPECT_EQ(overtaken.status(), http::Status::conflict);
        EXPECT_THAT(
            std::string(overtaken.body_text()),
            AllOf(HasSubstr("Mit den Wiederholungen?"), HasSubstr("name=\"stand\" value=\"questioned\"")));
    }
    auto const second = office_->post(told + "/frage", "stand=reported&question=Und+ohne+Pausen%3F");
    EXPECT_EQ(second.status(), http::Status::conflict);
    EXPECT_THAT(
        std::string(second.body_text()),
        AllOf(
            HasSubstr("Mit den Wiederholungen?"), HasSubstr("<li class=\"pre\">Und ohne Pausen?</li>"),
            Not(HasSubstr("href=\"" + told + "/frage\""))));
    EXPECT_EQ(office_->post(told + "/bestaetigung", "stand=questioned").status(), http::Status::see_other);
    auto const late = office_->post(told + "/zurueckziehen", "stand=questioned&reason=Keine+Antwort");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(std::string(late.body_text()), HasSubstr("<li class=\"pre\">Keine Antwort</li>"));
    EXPECT_THAT(shown(), HasSubstr("<dd>13 <small>"));
    EXPECT_EQ(count_noted("goals.report.questioned"), 1);
    EXPECT_EQ(count_noted("goals.report.confirmed"), 1);
    EXPECT_EQ(count_noted("goals.report.withdrawn"), 0);
}

TEST_P(FigureReports, what_was_typed_is_not_lost_with_the_record_it_was_for)
{
    auto const one = figure(trainings());
    auto department = browser_of("department_editor");
    EXPECT_EQ(office_->post(one + "/loeschen", "fassung=1").status(), http::Status::see_other);
    auto const figure_gone = office_->post(one, "fassung=1&steps=30.06.2009%3A+11&name=Neue+Reihe");
    auto const report_gone
        = report(department, one, "value=11&day=15.06.2009&source=Plan&remark=Nur+Grundschulen");
    auto const milestone_gone
        = office_->post(measure_ + "/meilensteine/999", "fassung=1&title=Zweiter+Durchgang");
    for (auto const* answer : {&figure_gone, &report_gone, &milestone_gone}) {
        EXPECT_EQ(answer->status(), http::Status::not_found);
        EXPECT_THAT(
            std::string(answer->body_text()),
            AllOf(HasSubstr("Qualifizierungsangebote"), HasSubstr("nichts davon ist gespeichert")));
    }
    EXPECT_THAT(std::string(figure_gone.body_text()), HasSubstr("<li class=\"pre\">Neue Reihe</li>"));
    EXPECT_THAT(std::string(report_gone.body_text()), HasSubstr("<li class=\"pre\">Nur Grundschulen</li>"));
    EXPECT_THAT(
        std::string(milestone_gone.body_text()), HasSubstr("<li class=\"pre\">Zweiter Durchgang</li>"));
    auto reader = browser_of("reader");
    EXPECT_THAT(
        std::string(reader.post(one, "fassung=1&name=Neue+Reihe").body_text()),
        Not(HasSubstr("Qualifizierungsangebote")));
    EXPECT_EQ(count("figure_reports"), 0);
}

TEST_P(FigureReports, a_goal_shows_what_serves_it_and_how_far_it_has_come)
{
    auto const goal = [&](std::string const& entries) {
        auto const made = office_->post("/verwaltung/ziele/neu", "kind=guiding&body=&" + entries);
        EXPECT_EQ(made.status(), http::Status::see_other) << made.body_text();
        return std::string(made.header("Location"));
    };
    auto const number = [](std::string const& address) { return address.substr(address.rfind('/') + 1); };
    auto const top = goal("title=Bildung&schluessel=t");
    auto const below = goal("title=Sprache&schluessel=b&parent=" + number(top));
    EXPECT_THAT(
        std::string(office_->get(below).body_text()),
        AllOf(HasSubstr("noch keine Maßnahme eingetragen"), Not(HasSubstr("Geschafft sind"))));
    for (auto const& one : {measure_, measure("Ohne Kennzahl")})
        connection().execute(
            "INSERT INTO measure_goals (tenant_id, measure_id, goal_id, position, weight)"
            " VALUES (?, ?, ?, 1, 1)",
            tenant_, std::stoll(number(one)), std::stoll(number(below)));
    reported(*office_, figure(trainings()), "value=11&day=15.06.2009&source=Plan"); // one of four
    EXPECT_THAT(
        std::string(office_->get(below).body_text()),
        AllOf(
            HasSubstr(">Qualifizierungsangebote</a>"), HasSubstr(">Ohne Kennzahl</a>"),
            HasSubstr("st--ok\">auf Kurs</span>"), HasSubstr("25 % des Weges</span>"),
            HasSubstr("Geschafft sind 25 % des Weges; Daten gibt es zu 1 von 2 "),
            HasSubstr(">auf Kurs: 1</span>"), Not(HasSubstr("keine Daten"))))
        << "nothing is invented for what nobody counts";
    EXPECT_THAT(
        std::string(office_->get(top).body_text()),
        AllOf(
            HasSubstr("noch keine Maßnahme eingetragen"), HasSubstr("Daten gibt es zu 1 von 1 "),
            HasSubstr(">auf Kurs: 1</span>")))
        << "by the goal below it";
    connection().execute(
        "UPDATE measures SET hand_light = 'at_risk', hand_reason = 'Personal', hand_by = 'x',"
        " hand_until = '2009-12-31' WHERE id = ?",
        std::stoll(number(measure_)));
    EXPECT_THAT(
        std::string(office_->get(below).body_text()), HasSubstr(">gefährdet: 1, davon 1 von Hand</span>"));
    connection().execute("UPDATE measures SET state = 'dropped' WHERE id = ?", std::stoll(number(measure_)));
    EXPECT_THAT(
        std::string(office_->get(below).body_text()),
        AllOf(
            HasSubstr("Eine Maßnahme wurde aufgegeben"), HasSubstr("<p>Daten gibt es zu 0 von 1 "),
            Not(HasSubstr("Geschafft sind")), Not(HasSubstr("gefährdet: "))));
}

TEST_P(FigureReports, others_do_not_learn_of_it)
{
    measure_ = measure("Maßnahme von Aalfeld", aalfeld_.owner());
    auto const one = figure(trainings());
    auto own = browser_of("municipal_editor", aalfeld_);
    auto const told = reported(own, one, "value=11&day=15.06.2009&source=Plan");
    auto neighbour = browser_of("municipal_editor", bergau_);
    auto reader = browser_of("reader");
    for (auto* const other : {&neighbour, &reader}) {
        for (auto const& path :
             {one, one + "/verlauf", one + "/loeschen", one + "/bericht", told, told + "/frage",
              told + "/zurueckziehen", measure_ + "/kennzahlen/neu"})
            EXPECT_EQ(other->get(path).status(), http::Status::not_found) << path;
        EXPECT_EQ(
            report(*other, one, "value=12&day=15.06.2009&source=Plan&replaces=ja").status(),
            http::Status::not_found);
        EXPECT_EQ(other->post(told + "/bestaetigung", "").status(), http::Status::not_found);
        EXPECT_EQ(other->post(told + "/zurueckziehen", "reason=Nein").status(), http::Status::not_found);
    }
    auto department = browser_of("department_editor");
    for (auto const& path : {one, one + "/loeschen", told + "/frage"})
        EXPECT_EQ(department.get(path).status(), http::Status::not_found) << path;
    EXPECT_EQ(count("figure_reports"), 1);
    // Below another measure it is not there.
    auto const other_measure = measure("Andere", aalfeld_.owner());
    auto const number = one.substr(one.rfind('/'));
    EXPECT_EQ(own.get(measure_ + "/kennzahlen" + number).status(), http::Status::ok);
    EXPECT_EQ(own.get(other_measure + "/kennzahlen" + number).status(), http::Status::not_found);
    EXPECT_EQ(own.get(other_measure + "/kennzahlen" + number + "/bericht").status(), http::Status::not_found);
}

TEST_P(FigureReports, a_figure_with_reports_stays_and_keeps_its_unit)
{
    auto const one = figure(trainings());
    auto const unused = figure(trainings("&schluessel=b"));
    reported(*office_, one, "value=11&day=15.06.2009&source=Plan");
    EXPECT_EQ(
        changed(
            *office_, one,
            "name=Fortbildungen&unit=Stunden&target_kind=absolute&aim=at_least&baseline=10"
            "&baseline_day=31.12.2008&target=14&rule=linear&weight=1")
            .status(),
        http::Status::unprocessable);
    EXPECT_EQ(
        changed(
            *office_, one,
            "name=Fortbildungen&unit=Fortbildungen&target_kind=absolute&aim=at_least"
            "&baseline=10&baseline_day=31.12.2008&target=14&deadline=30.6.2010"
            "&rule=stepwise&steps=30.06.2009%3A+11&weight=2")
            .status(),
        http::Status::see_other);
    auto const page = shown();
    EXPECT_THAT(page, HasSubstr("in Stufen von 10 (31.12.2008) auf 14 (30.06.2010): 11 (30.06.2009)"));
    auto const row = page.find("<th scope=\"row\">30.06.2009</th>");
    ASSERT_NE(row, std::string::npos) << "what was agreed stands in the table, too, as in the drawing";
    EXPECT_THAT(
        page.substr(row, page.find("</tr>", row) - row),
        AllOf(HasSubstr("data-l=\"erwartet\">11</td>"), HasSubstr("vereinbarter Schritt")));
    EXPECT_LT(page.find("<th scope=\"row\">30.06.2010</th>"), row) << "below the aim";
    EXPECT_LT(row, page.find(">15.06.2009</a>")) << "and above what was reported before";
    EXPECT_THAT(
        std::string(office_->get(one + "/verlauf?fassung=2").body_text()),
        AllOf(HasSubstr("in Stufen"), HasSubstr("30.06.2009: 11")));
    EXPECT_EQ(office_->get(one + "/loeschen").status(), http::Status::conflict);
    EXPECT_EQ(office_->post(one + "/loeschen", "fassung=2").status(), http::Status::conflict);
    EXPECT_EQ(office_->post(unused + "/loeschen", "fassung=9").status(), http::Status::conflict);
    EXPECT_EQ(office_->post(unused + "/loeschen", "fassung=1").status(), http::Status::see_other);
    EXPECT_EQ(office_->get(unused).status(), http::Status::not_found);
    EXPECT_EQ(count("figures"), 1);
    auto const next = figure(trainings("&schluessel=c"));
    EXPECT_NE(next, unused) << "its number is not used again";
    EXPECT_THAT(audit_actions(), Contains("goals.figure.erased"));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

} // namespace
} // namespace kommin::app
