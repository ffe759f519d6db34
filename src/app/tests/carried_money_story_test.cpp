// What one year has not spent goes on into the next, and lines of a year cover each other.

#include "app/tests/measures_story.hpp"
#include "platform/records/versions.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class CarriedMoney : public MeasuresStory {
protected:
    void SetUp() override
    {
        MeasuresStory::SetUp();
        clock().set(*parse_instant("2010-02-01T08:00:00Z"));
        office_.emplace(browser_of("conference_office"));
        measure_ = measure(*office_, "Lesen", lasting);
    }
    static constexpr auto* lasting = "&state=running&from=2008&to=2012&deadline_remark=keine";
    // The address of a new one.
    std::string line(std::string const& of, std::string const& entries)
    {
        auto const answer = office_->post(
            of + "/geld/neu",
            entries + "&source=own&year=2009&as_of=31.1.2010&schluessel=" + std::to_string(++lines_));
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return of + "/geld/"
            + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM budget_lines"));
    }
    std::string seen_of(std::string const& one)
    {
        return "fassung="
            + std::to_string(connection().load<std::int64_t>(
                "SELECT version FROM budget_lines WHERE id = ?", std::stoll(number_of(one))));
    }
    http::Response carry(std::string const& from, std::string const& amount, std::string const& into = "neu")
    {
        return office_->post(
            from + "/uebertragen",
            seen_of(from) + "&amount=" + amount + "&into=" + into
                + "&carried_on=15.1.2010&reason=Grundsaetze+von+2008");
    }
    std::string group(std::string const& name, std::string const& more = {})
    {
        auto const answer = office_->post(
            "/verwaltung/finanzen/deckungskreise/neu",
            "name=" + name + more + "&body=&year=2009&schluessel=" + name);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM budget_groups"));
    }
    std::string shown(std::string const& address) { return std::string(office_->get(address).body_text()); }
    std::int64_t count_carried()
    {
        return connection().load<std::int64_t>("SELECT COUNT(*) FROM budget_carry_overs");
    }
    // The table of one year on the page of money.
    std::string year_of(std::string const& page, std::string const& year)
    {
        auto const from = page.find("id=\"jahr-" + year + '"');
        EXPECT_NE(from, std::string::npos) << page;
        return from == std::string::npos ? std::string{}
                                         : page.substr(from, page.find("</section>", from) - from);
    }

    std::optional<Browser> office_;
    std::string measure_;
    int lines_ = 0;
};
KOMMIN_ON_BOTH_ENGINES(CarriedMoney);

TEST_P(CarriedMoney, is_shown_on_both_years_and_counts_in_one)
{
    auto const old = line(measure_, "planned=100&secured=100&spent=69,99");
    EXPECT_THAT(
        shown(old + "/uebertragen"),
        AllOf(HasSubstr("value=\"30,01\""), HasSubstr("§ 22 KomHVO NRW"), HasSubstr("Neue Zeile für 2010")));
    EXPECT_EQ(carry(old, "30,01").status(), http::Status::see_other);
    auto const page = shown(measure_ + "/geld");
    EXPECT_THAT(
        year_of(page, "2009"),
        AllOf(HasSubstr("ohne 30,01"), HasSubstr("nach 2010 übertragen"), HasSubstr("69,99")));
    EXPECT_THAT(year_of(page, "2009"), Not(HasSubstr("100,00"))) << "the rest counts in 2010";
    EXPECT_THAT(
        year_of(page, "2010"),
        AllOf(HasSubstr("mit 30,01"), HasSubstr("aus 2009"), HasSubstr("zählt nur in dem Jahr")));
    EXPECT_THAT(shown(measure_), HasSubstr("2010: geplant 30,01"));
    EXPECT_THAT(shown(measure_), HasSubstr("2009: geplant 69,99"));
    auto const file = file_of(office_->get("/verwaltung/finanzen/liste.csv?jahr=2009"));
    EXPECT_THAT(file, AllOf(HasSubstr("69.99"), HasSubstr("30.01"), Not(HasSubstr("100.00"))));
    EXPECT_THAT(
        file,
        AllOf(
            HasSubstr("Ins Folgejahr übertragen"), HasSubstr("Übertragung entschieden am"),
            HasSubstr("2010-01-15"), HasSubstr("Grundsaetze von 2008")))
        << "what the Kreistag wants to know of it";
    // Both lines say so in their histories.
    EXPECT_THAT(shown(old + "/verlauf?fassung=2"), HasSubstr("30,01"));
    EXPECT_THAT(audit_actions(), Contains("funding.budget.carried"));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
    EXPECT_THAT(shown(old), HasSubstr("Von diesen Beträgen sind 30,01"));
}

TEST_P(CarriedMoney, takes_along_what_is_committed_and_not_paid)
{
    auto const old = line(measure_, "planned=100&secured=100&committed=100&spent=20");
    EXPECT_THAT(shown(old + "/uebertragen"), HasSubstr("tragen Sie in der neuen Zeile als gebunden ein"));
    EXPECT_EQ(carry(old, "80").status(), http::Status::see_other);
    auto const page = shown(measure_ + "/geld");
    EXPECT_THAT(
        year_of(page, "2009"),
        AllOf(HasSubstr("data-l=\"Gebunden\">20,00"), Not(HasSubstr("data-l=\"Gebunden\">100,00"))));
    EXPECT_THAT(year_of(page, "2010"), HasSubstr("data-l=\"Gesichert\">80,00"));
}

TEST_P(CarriedMoney, is_what_is_left_of_a_year_that_is_over)
{
    auto const refused = [&](std::string const& from, std::string const& amount, std::string const& why,
                             std::string const& into = "neu") {
        auto const answer = carry(from, amount, into);
        EXPECT_EQ(answer.status(), http::Status::unprocessable) << amount << ' ' << why;
        EXPECT_THAT(std::string(answer.body_text()), HasSubstr(why)) << amount;
    };
    auto const old = line(measure_, "planned=100&secured=90&spent=70");
    refused(old, "20,01", "höchstens 20,00");
    refused(old, "0", "wie viel übertragen wird");
    refused(old, "-1", "ist kein Betrag");
    refused(old, "10", "nicht zur selben Maßnahme", "999999");
    auto const unknown = line(measure_, "planned=100&secured=90");
    refused(unknown, "5", "wo nichts ausgegeben ist, eine 0");
    auto const running = line(measure_, "year=2010&planned=100&secured=90&spent=1&source=state");
    refused(running, "5", "Erst wenn das Jahr 2010 vorbei ist");
    auto const vague = line(measure_, "year=2010&planned=100");
    refused(old, "10", "nicht eingetragen, was geplant und gesichert ist", number_of(vague));
    refused(old, "10", "nicht zur selben Maßnahme und Quelle", number_of(running));
    auto const gift = line(measure_, "source=sponsor&source_text=Sparkasse&planned=9&secured=9&spent=1");
    auto const other
        = line(measure_, "year=2010&source=sponsor&source_text=Stadtwerke&planned=9&secured=9&spent=1");
    refused(gift, "8", "kommt von jemand anderem", number_of(other));
    EXPECT_THAT(shown(gift + "/uebertragen"), Not(HasSubstr("Stadtwerke")));
    EXPECT_EQ(
        office_->post(old + "/uebertragen", seen_of(old) + "&amount=5&into=neu&carried_on=15.1.2010")
            .status(),
        http::Status::unprocessable)
        << "nobody decided it";
    EXPECT_EQ(office_->post(old + "/uebertragen", "").status(), http::Status::conflict);
    EXPECT_EQ(count_carried(), 0);
}

TEST_P(CarriedMoney, is_asked_for_only_where_something_can_go)
{
    auto const says = [&](std::string const& entries, std::string const& why) {
        auto const one = line(measure_, entries);
        auto const page = office_->get(one + "/uebertragen");
        EXPECT_EQ(page.status(), http::Status::ok) << entries;
        EXPECT_THAT(
            std::string(page.body_text()),
            AllOf(HasSubstr(why), Not(HasSubstr("name=\"amount\"")), Not(HasSubstr("Noch übertragbar"))))
            << entries;
    };
    says("year=2010&planned=5&secured=5&spent=1", "Erst wenn das Jahr 2010 vorbei ist");
    says("planned=5&secured=5", "wo nichts ausgegeben ist, eine 0");
    says("planned=5&secured=4&spent=4", "Hier ist nichts übrig");
    auto const old = line(measure_, "planned=100&secured=100&spent=20");
    EXPECT_THAT(
        shown(old + "/uebertragen"), AllOf(HasSubstr("name=\"amount\""), HasSubstr("Noch übertragbar")));
    EXPECT_EQ(carry(old, "10").status(), http::Status::see_other);
    EXPECT_THAT(
        shown(old + "/uebertragen"),
        AllOf(
            HasSubstr("Übertragung zurücknehmen"), Not(HasSubstr("name=\"amount\"")),
            Not(HasSubstr("Noch übertragbar"))))
        << "a line carries once";
    EXPECT_EQ(office_->post(old + "/uebertragung-zurueck", seen_of(old)).status(), http::Status::see_other);
    EXPECT_THAT(shown(measure_ + "/geld"), HasSubstr("Die Übertragung ist zurückgenommen."));
}

TEST_P(CarriedMoney, goes_once_however_often_the_form_is_sent)
{
    auto const old = line(measure_, "planned=100&secured=100&spent=70");
    auto const entries = seen_of(old) + "&amount=30&into=neu&carried_on=15.1.2010&reason=Grundsaetze";
    EXPECT_EQ(office_->post(old + "/uebertragen", entries).status(), http::Status::see_other);
    EXPECT_EQ(office_->post(old + "/uebertragen", entries).status(), http::Status::see_other);
    EXPECT_EQ(count_carried(), 1);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM budget_lines"), 2);
    auto const other = office_->post(
        old + "/uebertragen", "fassung=1&amount=29&into=neu&carried_on=15.1.2010&reason=Grundsaetze");
    EXPECT_EQ(other.status(), http::Status::conflict);
    EXPECT_EQ(carry(old, "1").status(), http::Status::unprocessable) << "once of a line";
    EXPECT_EQ(count_carried(), 1);
}

TEST_P(CarriedMoney, keeps_both_lines_as_they_were_until_it_is_taken_back)
{
    auto const old = line(measure_, "planned=100&secured=100&spent=70");
    auto const next = line(measure_, "year=2010&planned=50&secured=50&spent=10");
    EXPECT_EQ(carry(old, "30", number_of(next)).status(), http::Status::see_other);
    EXPECT_THAT(year_of(shown(measure_ + "/geld"), "2010"), HasSubstr("80,00"));
    auto const saved = [&](std::string const& one, std::string const& entries) {
        return office_->post(one, seen_of(one) + '&' + entries + "&source=own&as_of=31.1.2010");
    };
    for (auto const* entries :
         {"year=2008&planned=100&secured=100&spent=70", "year=2009&planned=29,99&secured=100&spent=20",
          "year=2009&planned=100&secured=&spent=70"})
        EXPECT_EQ(saved(old, entries).status(), http::Status::unprocessable) << entries;
    auto const emptied = saved(next, "year=2010&planned=&secured=50");
    EXPECT_EQ(emptied.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(emptied.body_text()),
        AllOf(HasSubstr("wo nichts ist, eine 0"), Not(HasSubstr("So wenig kann es nicht sein"))))
        << "nothing went on from here";
    EXPECT_EQ(saved(old, "year=2009&planned=120&secured=110&spent=80").status(), http::Status::see_other)
        << "a bill that came later is a fact";
    EXPECT_EQ(office_->post(old + "/loeschen", seen_of(old)).status(), http::Status::unprocessable);
    EXPECT_EQ(office_->post(next + "/loeschen", seen_of(next)).status(), http::Status::unprocessable);
    // What was paid of it does not go back.
    EXPECT_EQ(saved(next, "year=2010&planned=50&secured=50&spent=50,01").status(), http::Status::see_other);
    auto const paid = office_->post(old + "/uebertragung-zurueck", seen_of(old));
    EXPECT_EQ(paid.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(paid.body_text()),
        AllOf(HasSubstr("50,01 € ausgegeben"), HasSubstr("nur 50,00 € gesichert")));
    EXPECT_EQ(saved(next, "year=2010&planned=50&secured=50&spent=10").status(), http::Status::see_other);
    // What came may go on: then it does not go back before that.
    clock().set(*parse_instant("2011-02-01T08:00:00Z"));
    office_.emplace(browser_of("conference_office"));
    EXPECT_EQ(carry(next, "60").status(), http::Status::see_other);
    EXPECT_EQ(
        office_->post(old + "/uebertragung-zurueck", seen_of(old)).status(), http::Status::unprocessable);
    EXPECT_EQ(office_->post(next + "/uebertragung-zurueck", seen_of(next)).status(), http::Status::see_other);
    EXPECT_EQ(office_->post(old + "/uebertragung-zurueck", "fassung=1").status(), http::Status::conflict);
    EXPECT_EQ(office_->post(old + "/uebertragung-zurueck", seen_of(old)).status(), http::Status::see_other);
    EXPECT_EQ(count_carried(), 0);
    EXPECT_THAT(audit_actions(), Contains("funding.budget.carry_taken_back"));
    EXPECT_THAT(year_of(shown(measure_ + "/geld"), "2009"), HasSubstr("120,00"));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(CarriedMoney, leaves_behind_who_decided_it_when_it_is_taken_back)
{
    auto const old = line(measure_, "planned=100&secured=100&spent=70");
    EXPECT_EQ(carry(old, "30").status(), http::Status::see_other);
    EXPECT_EQ(office_->post(old + "/uebertragung-zurueck", seen_of(old)).status(), http::Status::see_other);
    EXPECT_THAT(
        shown(old + "/verlauf?fassung=3"),
        AllOf(HasSubstr("Grundsaetze von 2008"), HasSubstr("15.01.2010"), HasSubstr("30,00")));
    auto const noted = [&](std::string const& action, db::SqlLiteral facts) {
        db::Query sql(facts);
        sql.add(" FROM audit_entries WHERE action = ?", action);
        return connection().list<std::string>(sql).at(0);
    };
    for (auto const& facts :
         {noted("funding.carry_over.noted", db::SqlLiteral("SELECT after_json")),
          noted("funding.carry_over.taken_back", db::SqlLiteral("SELECT before_json"))})
        EXPECT_THAT(facts, AllOf(HasSubstr("30,00"), HasSubstr("15.01.2010"), HasSubstr("\"into\"")));
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT COUNT(*) FROM audit_entries WHERE after_json LIKE "
                                        "'%Grundsaetze%' OR before_json LIKE '%Grundsaetze%'"),
        0)
        << "somebody wrote it: not for ever";
    // A line that is saved meanwhile keeps it, whatever the form says.
    auto const again = line(measure_, "planned=9&secured=9&spent=1");
    EXPECT_EQ(carry(again, "8").status(), http::Status::see_other);
    EXPECT_EQ(
        office_
            ->post(
                again,
                seen_of(again)
                    + "&planned=10&secured=9&spent=1&source=own&year=2009&as_of=31.1.2010&carry_reason="
                      "anders")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        connection().load<std::string>(
            "SELECT fields FROM record_versions WHERE subject_kind = 'budget_line' AND number = 3"
            " AND subject_id = ?",
            std::stoll(number_of(again))),
        AllOf(HasSubstr("Grundsaetze von 2008"), Not(HasSubstr("anders"))));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(CarriedMoney, covers_gaps_within_a_group_and_says_by_which_rule)
{
    auto const kreis = group("Topf");
    line(measure_, "planned=100&secured=60&group=" + kreis);
    auto const feast = measure(*office_, "Fest", lasting);
    line(feast, "planned=50&secured=75&group=" + kreis);
    EXPECT_THAT(
        year_of(shown(measure_ + "/geld"), "2009"),
        AllOf(
            HasSubstr("Deckungskreis: Topf"), HasSubstr("davon 25,00"), HasSubstr("15,00"),
            HasSubstr("§ 21 KomHVO NRW"), Not(HasSubstr("data-l=\"Lücke\">40,00"))));
    EXPECT_THAT(year_of(shown(feast + "/geld"), "2009"), HasSubstr("deckt 25,00"));
    EXPECT_THAT(
        shown("/verwaltung/finanzen/deckungskreise"),
        AllOf(
            HasSubstr("2009: Topf"), HasSubstr("40,00"), HasSubstr("25,00"), HasSubstr("15,00"),
            HasSubstr("Lesen"), HasSubstr("Fest")));
    EXPECT_THAT(
        shown("/verwaltung/steuerung?jahr=2009"),
        AllOf(HasSubstr("Weitere 25,00"), HasSubstr("§ 21 KomHVO NRW")));
}

TEST_P(CarriedMoney, that_waits_for_an_application_is_covered_by_nobody_and_covers_nobody)
{
    auto const applied = office_->post(
        "/verwaltung/antraege/neu", "body=&authority=Ministerium&title=Landesmittel&schluessel=a");
    EXPECT_EQ(applied.status(), http::Status::see_other) << applied.body_text();
    auto const on = "&hangs_on=a" + number_of(std::string(applied.header("Location")));
    auto const kreis = "&group=" + group("Topf", "&across=ja&reason=Bescheid+Nr.+1.2");
    auto const feast = measure(*office_, "Fest", lasting);
    line(measure_, "source=state&planned=100&secured=0" + on + kreis);
    line(feast, "planned=50&secured=0" + kreis);
    line(feast, "planned=0&secured=50" + kreis);
    auto const steering = [&] { return shown("/verwaltung/steuerung?jahr=2009"); };
    EXPECT_THAT(year_of(shown(measure_ + "/geld"), "2009"), HasSubstr("data-l=\"Lücke\">100,00"));
    EXPECT_THAT(year_of(shown(feast + "/geld"), "2009"), HasSubstr("davon 50,00"));
    EXPECT_THAT(
        steering(),
        AllOf(
            HasSubstr("Weitere 50,00"), HasSubstr("Landesmittel"),
            Not(HasSubstr("geplant, nicht gesichert, kein Antrag offen"))));
    // Nor does it give away what it calls secured before it was granted.
    line(measure_, "source=state&planned=0&secured=70" + on + kreis);
    line(feast, "planned=7&secured=0" + kreis);
    EXPECT_THAT(steering(), HasSubstr("geplant, nicht gesichert, kein Antrag offen"));
    // Once it is refused it is a gap as any other, the one that was entered first.
    connection().execute("UPDATE funding_applications SET state = 'refused'");
    EXPECT_THAT(year_of(shown(measure_ + "/geld"), "2009"), HasSubstr("davon 100,00"));
}

TEST_P(CarriedMoney, that_is_covered_is_no_rest_of_what_is_at_risk)
{
    auto const kreis = "&group=" + group("Topf");
    line(measure_, "planned=25&secured=0" + kreis);
    line(measure_, "planned=0&secured=25" + kreis);
    EXPECT_THAT(
        shown("/verwaltung/steuerung?jahr=2009"),
        AllOf(
            HasSubstr("Kein Geld für diese Maßnahmen ist unsicher"), HasSubstr("aber nicht in Gefahr"),
            Not(HasSubstr("Weitere 25,00"))));
}

TEST_P(CarriedMoney, given_for_a_purpose_stays_with_it_unless_the_group_says_otherwise)
{
    auto const kreis = group("Topf");
    line(measure_, "planned=100&secured=60&group=" + kreis);
    line(measure_, "source=state&source_text=Ministerium&planned=0&secured=90&group=" + kreis);
    auto const page = [&] { return year_of(shown(measure_ + "/geld"), "2009"); };
    EXPECT_THAT(page(), AllOf(HasSubstr("data-l=\"Lücke\">40,00"), Not(HasSubstr("durch andere gedeckt"))));
    auto const saved = [&](std::string const& version, std::string const& more) {
        return office_->post(
            "/verwaltung/finanzen/deckungskreise/" + kreis,
            "fassung=" + version + "&year=2009&name=Topf" + more);
    };
    EXPECT_EQ(saved("1", "&across=ja").status(), http::Status::unprocessable) << "where is that written?";
    EXPECT_EQ(saved("1", "&across=ja&reason=Bescheid+Nr.+1.2").status(), http::Status::see_other);
    EXPECT_EQ(saved("1", "&reason=anders").status(), http::Status::conflict);
    EXPECT_THAT(page(), AllOf(HasSubstr("davon 40,00"), Not(HasSubstr("data-l=\"Lücke\">40,00"))));
    EXPECT_THAT(
        shown("/verwaltung/finanzen/deckungskreise/" + kreis + "/verlauf?fassung=2"),
        HasSubstr("Bescheid Nr. 1.2"));
}

TEST_P(CarriedMoney, is_covered_by_no_other_year_nor_owner)
{
    auto const kreis = group("Topf");
    auto const next = office_->post(
        measure_ + "/geld/neu", "planned=5&source=own&year=2010&as_of=31.1.2010&schluessel=n&group=" + kreis);
    EXPECT_EQ(next.status(), http::Status::unprocessable);
    EXPECT_THAT(std::string(next.body_text()), HasSubstr("gilt für 2009"));
    // A municipality does not learn of the Kreis's, nor put its lines there.
    auto town = logged_in(account("amt@aalfeld.example", {{"municipal_editor", aalfeld_}}));
    auto const made = work([](Work& work) { return measure_of(work, "aalfeld", "eigen"); });
    ASSERT_TRUE(made);
    auto const own = "/verwaltung/massnahmen/" + std::to_string(made->id.value);
    EXPECT_THAT(std::string(town.get(own + "/geld/neu").body_text()), Not(HasSubstr("Topf")));
    EXPECT_EQ(
        town.post(
                own + "/geld/neu",
                "planned=5&source=own&year=2009&as_of=31.1.2010&schluessel=t&group=" + kreis)
            .status(),
        http::Status::unprocessable);
    EXPECT_THAT(
        std::string(town.get("/verwaltung/finanzen/deckungskreise").body_text()),
        Not(HasSubstr("2009: Topf")));
    EXPECT_EQ(town.get("/verwaltung/finanzen/deckungskreise/" + kreis).status(), http::Status::not_found);
    EXPECT_EQ(
        town.post("/verwaltung/finanzen/deckungskreise/" + kreis, "fassung=1&year=2009&name=x").status(),
        http::Status::not_found);
    auto const foreign = line(measure_, "planned=100&secured=100&spent=1");
    EXPECT_EQ(town.get(foreign + "/uebertragen").status(), http::Status::not_found);
    EXPECT_EQ(
        town.post(foreign + "/uebertragen", seen_of(foreign) + "&amount=1&into=neu").status(),
        http::Status::not_found);
    EXPECT_EQ(count_carried(), 0);
}

TEST_P(CarriedMoney, a_group_says_to_whom_it_belongs)
{
    auto const page = shown("/verwaltung/finanzen/deckungskreise/neu");
    EXPECT_THAT(page, AllOf(HasSubstr(">Träger"), Not(HasSubstr("Antragsteller"))));
    auto const nobody = office_->post(
        "/verwaltung/finanzen/deckungskreise/neu", "name=Topf&body=nirgends&year=2009&schluessel=x");
    EXPECT_EQ(nobody.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(nobody.body_text()),
        AllOf(HasSubstr("zu wem der Deckungskreis gehört"), Not(HasSubstr("Antrag stellt"))));
}

// One that the form does not list is chosen in it all the same.
TEST_P(CarriedMoney, saving_takes_no_line_out_of_a_group_that_is_not_listed)
{
    auto const kreis = group("Topf");
    auto const one = line(measure_, "planned=100&secured=60&group=" + kreis);
    for (int i = 0; i < 500; ++i)
        connection().execute(
            "INSERT INTO budget_groups (tenant_id, year, name, across_earmarks, reason, mark, changed_at)"
            " VALUES (?, 2010, 'Neuer', ?, '', ?, ?)",
            tenant_, false, "m" + std::to_string(i), clock().now());
    auto const page = shown(one);
    EXPECT_THAT(page, Not(HasSubstr("2009: Topf"))) << "one too many";
    EXPECT_THAT(
        page, AllOf(HasSubstr("value=\"" + kreis + "\" selected"), HasSubstr("ein anderer Deckungskreis")));
}

TEST_P(CarriedMoney, a_group_goes_only_without_lines)
{
    auto const kreis = group("Topf");
    auto const address = "/verwaltung/finanzen/deckungskreise/" + kreis;
    auto const one = line(measure_, "planned=100&secured=60&group=" + kreis);
    EXPECT_EQ(office_->post(address + "/loeschen", "fassung=1").status(), http::Status::unprocessable);
    EXPECT_EQ(office_->post(address, "fassung=1&year=2010&name=Topf").status(), http::Status::unprocessable)
        << "its lines are of 2009";
    EXPECT_EQ(
        office_->post(one, seen_of(one) + "&planned=100&source=own&year=2009&as_of=31.1.2010&group=")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(shown(one + "/verlauf?fassung=2"), HasSubstr("Topf")) << "words, and no number";
    EXPECT_EQ(office_->post(address + "/loeschen", "fassung=1").status(), http::Status::see_other);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM budget_groups"), 0);
}

}
} // namespace kommin::app
