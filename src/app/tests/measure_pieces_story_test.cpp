// Risks and tasks of measures: what may go wrong, who is to do what, and where each of them is told.

#include "app/tests/measures_story.hpp"
#include "platform/records/versions.hpp"

#include <string>
#include <utility>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class MeasurePieces : public MeasuresStory {
protected:
    static constexpr auto* usual_risk = "&probability=medium&damage=medium&state=open";

    http::Response risk(Browser& editor, std::string const& address, std::string const& entries)
    {
        return sent(editor, address, "/risiken", entries);
    }
    // The address of the newest.
    std::string risk_of(std::string const& address)
    {
        return address + "/risiken/"
            + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM measure_risks"));
    }
    std::string task_of(std::string const& address)
    {
        return address + "/aufgaben/"
            + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM measure_tasks"));
    }
    std::string account_called(std::string const& email)
    {
        return "account%3A"
            + std::to_string(
                   connection().load<std::int64_t>("SELECT id FROM accounts WHERE email = ?", email));
    }
    static std::string today_of(Browser& browser)
    {
        std::string const page(browser.get("/verwaltung").body_text());
        return page.substr(0, page.find("id=\"zuletzt\""));
    }
    std::string history(Browser& editor, std::string const& address)
    {
        return std::string(editor.get(address + "/bearbeiten/verlauf?" + version_of(address)).body_text());
    }
};
KOMMIN_ON_BOTH_ENGINES(MeasurePieces);

TEST_P(MeasurePieces, the_heaviest_risk_stands_first_and_is_a_word_before_it_is_a_colour)
{
    auto office = browser_of("conference_office");
    auto const one = measure(office, "Elterndiplom");
    EXPECT_THAT(office.get(one).body_text(), HasSubstr("Noch ist für diese Maßnahme kein Risiko genannt."));
    EXPECT_EQ(
        risk(office, one, "title=Raum+fehlt&probability=low&damage=medium&state=open&office=Hausmeister")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(
        risk(
            office, one,
            "title=Geld+fehlt&probability=high&damage=medium&state=open&response=Antrag+stellen%0D%0Aund+"
            "hoffen")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(
        risk(office, one, "title=Niemand+kommt&probability=high&damage=high&state=handled").status(),
        http::Status::see_other);
    auto const page = std::string(office.get(one).body_text());
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr(">hoch</span>"), HasSubstr("Wahrscheinlichkeit hoch, Schaden mittel"),
            HasSubstr("Antrag stellen\nund hoffen"), HasSubstr("Hausmeister"), HasSubstr(">gering</span>"),
            HasSubstr("23. November 2026")));
    EXPECT_LT(page.find("Geld fehlt"), page.find("Raum fehlt"));
    EXPECT_LT(page.find("Raum fehlt"), page.find("Niemand kommt"))
        << "what is settled stands behind what is open";
    EXPECT_THAT(history(office, one), AllOf(HasSubstr("Niemand kommt"), HasSubstr("abgewendet")));
    EXPECT_THAT(audit_actions(), Contains("goals.measure.risk_added"));
    auto reader = browser_of("reader");
    EXPECT_THAT(reader.get(one).body_text(), AllOf(HasSubstr("Geld fehlt"), Not(HasSubstr("/risiken"))));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(MeasurePieces, a_risk_is_refused_beside_its_fields_and_added_once)
{
    auto office = browser_of("conference_office");
    auto const one = measure(office, "Kurse");
    auto const refused = risk(
        office, one,
        "title=&probability=riesig&damage=&state=open&unit=4711&checked_on=24.11.2026&response=Bleibt");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(refused.body_text()),
        AllOf(
            HasSubstr("id=\"f-title-fehler\""), HasSubstr("href=\"#f-probability"),
            HasSubstr("href=\"#f-damage"), HasSubstr("id=\"f-checked_on-fehler\""),
            HasSubstr(">Bleibt</textarea>")));
    EXPECT_THAT(
        std::string(risk(office, one, "title=Streik&unit=4711" + std::string(usual_risk)).body_text()),
        HasSubstr("href=\"#f-unit\""))
        << "a unit that this district does not have";
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM measure_risks"), 0);
    auto const version = version_of(one);
    auto const form = version + "&title=Streik" + usual_risk;
    EXPECT_EQ(office.post(one + "/risiken", form).status(), http::Status::see_other);
    EXPECT_EQ(office.post(one + "/risiken", form).status(), http::Status::see_other) << "pressed twice";
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM measure_risks"), 1);
    auto const late = office.post(one + "/risiken", version + "&title=Hochwasser" + usual_risk);
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(
        std::string(late.body_text()),
        AllOf(HasSubstr("Jemand hat diesen Eintrag geändert"), HasSubstr("value=\"Hochwasser\"")));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM measure_risks"), 1);
}

TEST_P(MeasurePieces, a_risk_at_which_nobody_has_looked_for_six_months_waits_on_today)
{
    auto office = browser_of("conference_office");
    auto const one = measure(office, "Kurse");
    ASSERT_EQ(
        risk(office, one, "title=Streik&checked_on=22.5.2026" + std::string(usual_risk)).status(),
        http::Status::see_other);
    EXPECT_THAT(today_of(office), AllOf(HasSubstr("Streik"), HasSubstr("seit 22. Mai 2026")));
    EXPECT_THAT(office.get(one).body_text(), HasSubstr("seit über 6 Monaten nicht angesehen"));
    auto elsewhere = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(today_of(elsewhere), Not(HasSubstr("Streik")));
    auto reader = browser_of("reader");
    EXPECT_THAT(today_of(reader), Not(HasSubstr("Streik"))) << "who cannot do anything about it";
    auto const streik = risk_of(one);
    EXPECT_EQ(office.post(streik + "/angesehen", "fassung=1").status(), http::Status::conflict);
    EXPECT_EQ(office.post(streik + "/angesehen", version_of(one)).status(), http::Status::see_other);
    EXPECT_THAT(today_of(office), Not(HasSubstr("Streik")));
    auto const version = version_of(one);
    EXPECT_EQ(office.post(streik + "/angesehen", "fassung=1").status(), http::Status::see_other)
        << "looked at today already, whatever was seen";
    EXPECT_EQ(version_of(one), version);
    EXPECT_EQ(
        office
            .post(
                streik,
                version + "&title=Streik&checked_on=22.5.2026&probability=low&damage=low&state=handled")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(today_of(office), Not(HasSubstr("Streik"))) << "what is settled needs no look";
}

TEST_P(MeasurePieces, a_risk_that_is_gone_shows_what_was_typed_for_it)
{
    auto office = browser_of("conference_office");
    auto const one = measure(office, "Kurse");
    ASSERT_EQ(risk(office, one, "title=Streik" + std::string(usual_risk)).status(), http::Status::see_other);
    auto const streik = risk_of(one);
    auto const seen = version_of(one);
    EXPECT_EQ(office.post(streik + "/loeschen", seen).status(), http::Status::see_other);
    EXPECT_EQ(office.post(streik + "/loeschen", seen).status(), http::Status::see_other) << "pressed twice";
    auto const late = office.post(streik, seen + "&title=Streik&response=Mit+allen+reden" + usual_risk);
    EXPECT_EQ(late.status(), http::Status::not_found);
    EXPECT_THAT(std::string(late.body_text()), HasSubstr("Mit allen reden"));
    EXPECT_EQ(office.get(streik).status(), http::Status::not_found);
    EXPECT_THAT(history(office, one), HasSubstr("Streik")) << "the history keeps it";
}

TEST_P(MeasurePieces, a_task_waits_on_the_page_of_whoever_has_it_who_ticks_it)
{
    auto office = browser_of("conference_office");
    auto const one = measure(office, "Kurse");
    auto const editor = account("fach@kreis.example", {{"department_editor", Scope::whole_tenant()}});
    auto owner = logged_in(editor);
    connection().execute("UPDATE accounts SET name = 'Fatma Demir' WHERE id = ?", editor);
    auto other = browser_of("department_editor");
    auto const given_to = "&account=" + account_called("fach@kreis.example");
    EXPECT_EQ(
        sent(office, one, "/aufgaben", "title=Raum+buchen&due=20.11.2026" + given_to).status(),
        http::Status::see_other);
    EXPECT_THAT(today_of(owner), AllOf(HasSubstr("Raum buchen"), HasSubstr("Ihre Aufgabe für „Kurse“")));
    EXPECT_THAT(today_of(other), Not(HasSubstr("Raum buchen")));
    EXPECT_THAT(today_of(office), Not(HasSubstr("Raum buchen"))) << "it has an owner who is reminded";
    auto const task = task_of(one);
    EXPECT_THAT(owner.get(one).body_text(), HasSubstr(task + "/erledigt\""));
    EXPECT_THAT(office.get(one).body_text(), HasSubstr("Fatma Demir"));
    EXPECT_THAT(
        other.get(one).body_text(), AllOf(HasSubstr("Raum buchen"), Not(HasSubstr(task + "/erledigt"))));
    EXPECT_EQ(other.post(task + "/erledigt", version_of(one)).status(), http::Status::conflict);
    EXPECT_EQ(owner.post(task, version_of(one) + "&title=Anders").status(), http::Status::not_found)
        << "whoever has it does not edit the measure";
    EXPECT_EQ(owner.post(task + "/erledigt", "fassung=1").status(), http::Status::conflict);
    auto const done = owner.post(task + "/erledigt", version_of(one));
    EXPECT_EQ(done.status(), http::Status::see_other);
    EXPECT_EQ(done.header("Location"), one);
    EXPECT_THAT(today_of(owner), Not(HasSubstr("Raum buchen")));
    EXPECT_THAT(
        history(office, one),
        AllOf(
            HasSubstr("Raum buchen"), HasSubstr("Fatma Demir"), HasSubstr("erledigt"),
            Not(HasSubstr("account:"))))
        << "names, no numbers of accounts";
    EXPECT_THAT(audit_actions(), Contains("goals.measure.task_done"));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(MeasurePieces, a_task_goes_to_those_who_may_read_the_measure_and_to_nobody_else)
{
    auto office = browser_of("conference_office");
    auto const one = measure(office, "Kurse");
    EXPECT_THAT(
        std::string(office.get(one + "/aufgaben").body_text()),
        HasSubstr("Eine Stelle oder Funktion, kein Name: Jede Fassung der Maßnahme behält sie."));
    account("stadt@aalfeld.example", {{"municipal_editor", aalfeld_}});
    logged_in(
        {connection().load<std::int64_t>("SELECT id FROM accounts WHERE email = 'stadt@aalfeld.example'")});
    for (auto const& wrong :
         {account_called("stadt@aalfeld.example"), std::string("account%3A999999"),
          std::string("person%3A1")}) {
        auto const refused = sent(office, one, "/aufgaben", "title=Raum+buchen&account=" + wrong);
        EXPECT_EQ(refused.status(), http::Status::unprocessable) << wrong;
        EXPECT_THAT(
            std::string(refused.body_text()),
            AllOf(HasSubstr("href=\"#f-account\""), HasSubstr("value=\"Raum buchen\"")))
            << wrong;
    }
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM measure_tasks"), 0);
    EXPECT_EQ(
        sent(office, one, "/aufgaben", "title=Plakate&who=Volkshochschule&due=20.11.2026").status(),
        http::Status::see_other);
    EXPECT_THAT(today_of(office), AllOf(HasSubstr("Plakate"), HasSubstr("„Volkshochschule“")))
        << "words are reminded by nobody, so those who edit are";
    EXPECT_EQ(
        sent(office, one, "/stand", "state=dropped&state_reason=Zu+teuer").status(), http::Status::see_other);
    EXPECT_THAT(today_of(office), Not(HasSubstr("Plakate"))) << "the measure is not gone on with";
}

TEST_P(MeasurePieces, of_a_neighbour_are_not_there_for_any_method)
{
    auto office = browser_of("conference_office");
    auto const one = measure(office, "Vor+Ort", usual + std::string("&body=bergau"));
    ASSERT_EQ(risk(office, one, "title=Streik" + std::string(usual_risk)).status(), http::Status::see_other);
    ASSERT_EQ(sent(office, one, "/aufgaben", "title=Plakate").status(), http::Status::see_other);
    auto neighbour = browser_of("municipal_editor", aalfeld_);
    for (auto const& page : {one + "/risiken", one + "/aufgaben", risk_of(one), task_of(one)}) {
        EXPECT_EQ(neighbour.get(page).status(), http::Status::not_found) << page;
        EXPECT_EQ(
            neighbour.post(page, version_of(one) + "&title=Anders" + usual_risk).status(),
            http::Status::not_found)
            << page;
    }
    for (auto const& press :
         {risk_of(one) + "/angesehen", risk_of(one) + "/loeschen", task_of(one) + "/erledigt",
          task_of(one) + "/loeschen"})
        EXPECT_EQ(neighbour.post(press, version_of(one)).status(), http::Status::not_found) << press;
    // Of another measure that they may edit, the number alone opens nothing.
    auto const theirs = measure(office, "Unsere", usual + std::string("&body=aalfeld"));
    auto const number = [](std::string const& address) { return address.substr(address.rfind('/') + 1); };
    for (auto const& page :
         {theirs + "/risiken/" + number(risk_of(one)), theirs + "/aufgaben/" + number(task_of(one))}) {
        EXPECT_EQ(neighbour.get(page).status(), http::Status::not_found) << page;
        EXPECT_EQ(
            neighbour.post(page, version_of(theirs) + "&title=Anders" + usual_risk).status(),
            http::Status::not_found)
            << page;
        EXPECT_EQ(neighbour.post(page + "/loeschen", version_of(theirs)).status(), http::Status::see_other)
            << "there is none to delete";
    }
    EXPECT_EQ(connection().load<std::string>("SELECT title FROM measure_risks"), "Streik");
    EXPECT_EQ(connection().load<std::string>("SELECT title FROM measure_tasks"), "Plakate");
}

} // namespace
} // namespace kommin::app
