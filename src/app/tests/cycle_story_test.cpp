// A year of the administrative steering group: six steps, each with somebody who sees to it, a day, a
// checklist, documents and decisions.

#include "app/tests/minutes_story.hpp"
#include "app/tests/years_story.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/records/versions.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class CycleStory : public YearsStory { };
KOMMIN_ON_BOTH_ENGINES(CycleStory);

TEST_P(CycleStory, a_year_has_six_steps_from_its_first_day_on)
{
    EXPECT_THAT(
        shown(list),
        AllOf(
            HasSubstr("Noch ist kein Jahr eröffnet. Eröffnen Sie das erste"),
            HasSubstr("<a href=\"/verwaltung/steuerung/jahre/neu\">Steuerungsjahr</a>")))
        << "also in the menu of what can be begun";
    auto const one = year("2025", "&remark=Probejahr");
    EXPECT_THAT(
        shown(one),
        AllOf(
            HasSubstr("Steuerungsjahr 2025"), HasSubstr("Sichtung der Ziele"), HasSubstr("Bestandsaufnahme"),
            HasSubstr("Prioritäten"), HasSubstr("Umsetzungsstrategien"), HasSubstr("Rahmenbedingungen"),
            HasSubstr("Evaluation und Reflexion"), HasSubstr("Steuerungsgruppe"), HasSubstr("Probejahr")));
    EXPECT_THAT(shown(list), AllOf(HasSubstr("href=\"" + one + '"'), HasSubstr("Ein Jahr")));
    auto const again = opened(*office_, "year=2025&remark=Probejahr&panel=" + group_);
    EXPECT_EQ(again.header("Location"), one) << "the same form sent twice makes one year";
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM steering_years"), 1);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM steering_steps"), 6);
    EXPECT_THAT(
        opened(*office_, "year=2025&remark=Ein+anderes").body_text(),
        AllOf(HasSubstr("Dieses Jahr ist schon eröffnet"), HasSubstr("Ein anderes")));
    for (auto const* wrong : {"", "09", "1899", "2201", "2025x", "-2025"})
        EXPECT_THAT(
            opened(*office_, "year=" + std::string(wrong)).body_text(),
            HasSubstr("ein Jahr von 1900 bis 2200"))
            << wrong;
    EXPECT_THAT(
        opened(*office_, "year=2024&panel=999").body_text(), HasSubstr("Dieses Gremium gehört nicht dazu"));
    EXPECT_THAT(
        changed(*office_, one + "/bearbeiten", "remark=Ohne+Gruppe").header("Location"),
        HasSubstr("/bearbeiten"));
    EXPECT_THAT(shown(one), HasSubstr("noch keine Steuerungsgruppe angegeben"));
    EXPECT_THAT(shown(one + "/verlauf?fassung=2"), AllOf(HasSubstr("Steuerungsgruppe"), HasSubstr("Ohne")));
    EXPECT_THAT(audit_actions(), AllOf(Contains("steering.year.created"), Contains("steering.year.changed")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(CycleStory, a_step_says_how_it_stands_and_what_came_of_it)
{
    auto const one = step(year("2025"), "stocktaking");
    auto const entries
        = std::string("owner=Stabsstelle&due=06.2025&state=running&outcome=Zw%C3%B6lf+Antworten"
                      "&lines=Fragebogen+verschicken%0D%0A%5B12.03.2025%5D+Antworten+z%C3%A4hlen"
                      "&documents=Fragebogen+%7C+https%3A%2F%2Fkreis.example%2Ffragebogen.pdf"
                      "%0D%0AVorlage+%7C+%2Fverwaltung%2Funterlagen%2F1");
    EXPECT_EQ(save_step(*office_, one, entries).status(), http::Status::see_other);
    EXPECT_THAT(
        shown(one),
        AllOf(
            HasSubstr("Stabsstelle"), HasSubstr("Juni 2025"), HasSubstr("überfällig"),
            HasSubstr("Zwölf Antworten"), HasSubstr("Fragebogen verschicken"), HasSubstr("12. März 2025"),
            HasSubstr("href=\"https://kreis.example/fragebogen.pdf\""),
            HasSubstr("href=\"/verwaltung/unterlagen/1\"")));
    EXPECT_THAT(
        shown(one.substr(0, one.find("/schritte"))),
        AllOf(HasSubstr("1 von 2 erledigt"), HasSubstr("überfällig")));
    for (auto const& [wrong, problem] : std::vector<std::pair<std::string, std::string>>{
             {"state=", "Bitte wählen Sie einen Stand"},
             {"state=open&due=irgendwann", "irgendwann"},
             {"state=open&documents=ohne+Adresse", "Titel | https://"},
             {"state=open&documents=Titel+%7C+http%3A%2F%2Fkreis.example", "Titel | https://"},
             {"state=open&documents=Titel+%7C+javascript%3Aalert%281%29", "Titel | https://"},
             {"state=open&documents=Titel+%7C+%2F%2Fanderswo.example", "Titel | https://"},
             {"state=open&lines=%5B12.03.2025%5D", "Diese Zeile ist leer"},
             {"state=open&account=999999", "Dieses Konto darf Steuerungsjahre nicht sehen"},
             {"state=open&account=1&owner=Amt", "Bitte nur eines angeben"},
             {"state=open&decisions=1%3A2_1", "Einer dieser Beschlüsse gehört nicht zu diesem Jahr"}}) {
        EXPECT_THAT(
            save_step(*office_, one, wrong + "&outcome=Bleibt+stehen").body_text(),
            AllOf(HasSubstr(problem), HasSubstr("Bleibt stehen")))
            << wrong;
    }
    EXPECT_THAT(
        save_step(*office_, one, "state=skipped&lines=Bleibt+stehen").body_text(),
        AllOf(HasSubstr("warum der Schritt entfällt"), HasSubstr("Bleibt stehen")));
    EXPECT_THAT(shown(one), HasSubstr("Zwölf Antworten")) << "nothing of it was stored";
    EXPECT_THAT(
        shown(one + "/verlauf?fassung=2"),
        AllOf(HasSubstr("[12.03.2025] Antworten zählen"), HasSubstr("läuft")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(CycleStory, lines_are_ticked_and_proposals_taken_over_once)
{
    auto const one = step(year("2025"), "priorities");
    EXPECT_EQ(office_->post(one + "/vorschlag", version_of_step(one)).status(), http::Status::see_other);
    EXPECT_THAT(
        shown(one),
        AllOf(
            HasSubstr("Kriterien für Ziele und Maßnahmen bepunkten"),
            Not(HasSubstr("Vorschlag übernehmen"))));
    EXPECT_EQ(office_->post(one + "/vorschlag", version_of_step(one)).status(), http::Status::see_other);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM steering_step_lines"), 3);
    auto const seen = version_of_step(one);
    auto const press = [&](std::string const& version, std::string const& done) {
        return office_->post(
            one + "/abhaken", version + "&stelle=0&zeile=Bewertungen+des+Vorjahres+lesen&erledigt=" + done);
    };
    EXPECT_EQ(press(seen, "ja").status(), http::Status::see_other);
    EXPECT_EQ(press(seen, "ja").status(), http::Status::see_other) << "pressed twice";
    EXPECT_EQ(
        connection().list<std::string>("SELECT done_on FROM steering_step_lines WHERE done_on IS NOT NULL"),
        std::vector<std::string>{"2026-11-23"});
    EXPECT_EQ(press(seen, "nein").status(), http::Status::conflict) << "of an older page";
    EXPECT_EQ(press(version_of_step(one), "nein").status(), http::Status::see_other);
    EXPECT_EQ(
        office_->post(one + "/abhaken", version_of_step(one) + "&stelle=1&zeile=Eine+andere&erledigt=ja")
            .status(),
        http::Status::conflict)
        << "the line was another one when it was pressed";
    EXPECT_THAT(
        audit_actions(),
        AllOf(
            Contains("steering.step.lines_proposed"), Contains("steering.step.line_done"),
            Contains("steering.step.line_opened")));
}

TEST_P(CycleStory, whose_step_it_is_finds_it_on_today_and_says_how_it_stands)
{
    auto const one = step(year("2025"), "conditions");
    auto const other = step(one.substr(0, one.find("/schritte")), "strategies");
    auto const account_of = account("haushalt@kreis.example", {{"reader", Scope::whole_tenant()}});
    auto reader = logged_in(account_of);
    EXPECT_THAT(read(reader, "/verwaltung"), Not(HasSubstr("Rahmenbedingungen 2025")));
    EXPECT_EQ(
        save_step(*office_, one, "state=open&due=01.12.2026&account=" + std::to_string(account_of.value))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        read(reader, "/verwaltung"),
        AllOf(HasSubstr("Rahmenbedingungen 2025"), HasSubstr("Sie sind für diesen Schritt zuständig")));
    EXPECT_EQ(
        save_step(reader, one, "state=running&outcome=Beantragt&owner=Jemand+anders&due=2030").status(),
        http::Status::see_other);
    EXPECT_THAT(shown(one), AllOf(HasSubstr("Beantragt"), HasSubstr("1. Dezember 2026"), HasSubstr("läuft")));
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT account_id FROM steering_steps WHERE id = ?", std::stoll(one.substr(one.rfind('/') + 1))),
        account_of.value)
        << "neither whose it is nor until when";
    EXPECT_EQ(save_step(reader, other, "state=done").header("Location"), other) << "no step of theirs";
    EXPECT_THAT(shown(other), Not(HasSubstr("erledigt</span>")));
    EXPECT_EQ(save_step(reader, one, "state=done&outcome=Bewilligt").status(), http::Status::see_other);
    EXPECT_THAT(read(reader, "/verwaltung"), Not(HasSubstr("Sie sind für diesen Schritt zuständig")))
        << "done";
}

TEST_P(CycleStory, an_overdue_step_of_nobody_with_an_account_is_on_today_of_whoever_keeps_the_year)
{
    auto const of_year = year("2025");
    auto const words = step(of_year, "conditions");
    auto const saved = [&](std::string const& one, std::string const& entries) {
        EXPECT_EQ(save_step(*office_, one, entries).status(), http::Status::see_other) << entries;
    };
    saved(words, "state=open&due=01.12.2025&owner=Leitung+der+Stabsstelle");
    saved(step(of_year, "strategies"), "state=open&due=2030&owner=Hauptamt");
    auto const nobodys = step(of_year, "screening");
    saved(nobodys, "state=running&due=2025");
    saved(step(of_year, "stocktaking"), "state=done&due=01.02.2025&owner=Sozialamt&outcome=Fertig");
    auto const reads = account("liest@kreis.example", {{"reader", Scope::whole_tenant()}});
    auto reader = logged_in(reads);
    saved(
        step(of_year, "priorities"),
        "state=open&due=01.03.2025&account=" + std::to_string(reads.value) + "&owner=");
    auto const today = shown("/verwaltung");
    EXPECT_THAT(
        today,
        AllOf(
            HasSubstr("href=\"" + words + '"'),
            HasSubstr("Zuständig ist jemand ohne Konto: Leitung der Stabsstelle"),
            HasSubstr("href=\"" + nobodys + '"'), HasSubstr("niemand ist dafür zuständig")));
    std::string_view const overdue("Der Schritt ist überfällig");
    auto const second = today.find(overdue, today.find(overdue) + 1);
    EXPECT_NE(second, std::string::npos);
    EXPECT_EQ(today.find(overdue, second + 1), std::string::npos)
        << "neither what has time, nor what is done, nor what somebody is reminded of";
    EXPECT_THAT(read(reader, "/verwaltung"), Not(HasSubstr("Leitung der Stabsstelle")));
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(read(town, "/verwaltung"), Not(HasSubstr("Leitung der Stabsstelle")));
    saved(words, "state=skipped&due=01.12.2025&owner=Leitung+der+Stabsstelle&outcome=Entf%C3%A4llt");
    EXPECT_THAT(shown("/verwaltung"), Not(HasSubstr("Leitung der Stabsstelle")));
}

TEST_P(CycleStory, two_at_once_are_told_apart)
{
    auto const one = step(year("2025"), "screening");
    auto const seen = version_of_step(one);
    EXPECT_EQ(
        office_->post(one + "/bearbeiten", seen + "&state=running&outcome=Die+erste").status(),
        http::Status::see_other);
    auto const late = office_->post(one + "/bearbeiten", seen + "&state=done&outcome=Die+zweite");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(late.body_text(), AllOf(HasSubstr("Die erste"), HasSubstr("Die zweite")));
    EXPECT_THAT(shown(one), AllOf(HasSubstr("Die erste"), Not(HasSubstr("Die zweite"))));
}

TEST_P(CycleStory, the_next_year_takes_over_who_sees_to_what_and_nothing_that_was_done)
{
    auto const before = step(year("2024"), "stocktaking");
    EXPECT_EQ(
        save_step(
            *office_, before,
            "state=done&outcome=Fertig&owner=Stabsstelle&due=29.02.2024"
            "&lines=%5B01.02.2024%5D+Abfragen%0AAuswerten")
            .status(),
        http::Status::see_other);
    auto const after = step(year("2025"), "stocktaking");
    EXPECT_THAT(
        shown(after),
        AllOf(
            HasSubstr("Stabsstelle"), HasSubstr("28. Februar 2025"), HasSubstr("Abfragen"),
            HasSubstr("Auswerten"), Not(HasSubstr("Fertig")), Not(HasSubstr("1. Februar 2024"))));
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM steering_step_lines WHERE done_on IS NOT NULL AND step_id = ?",
            std::stoll(after.substr(after.rfind('/') + 1))),
        0);
}

TEST_P(CycleStory, a_municipality_has_years_of_its_own_and_sees_no_others)
{
    auto const ours = year("2025");
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const answer = opened(town, "year=2025&body=aalfeld");
    EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    auto const theirs = std::string(answer.header("Location"));
    EXPECT_THAT(shown(theirs), HasSubstr("Steuerungsjahr 2025, aalfeld"));
    EXPECT_THAT(
        read(town, list), AllOf(HasSubstr("href=\"" + theirs + '"'), Not(HasSubstr("href=\"" + ours + '"'))));
    for (auto const& path : {ours, ours + "/bericht", ours + "/stand", step(ours, "screening")})
        EXPECT_EQ(town.get(path).status(), http::Status::not_found) << path;
    EXPECT_EQ(town.post(ours + "/bearbeiten", "fassung=1&remark=x").status(), http::Status::not_found);
    EXPECT_EQ(save_step(town, step(ours, "screening"), "state=done").status(), http::Status::not_found);
    EXPECT_EQ(town.post(ours + "/abschluss", "reason=x&gesehen=x").status(), http::Status::not_found);
    EXPECT_EQ(
        town.get(theirs + step(ours, "screening").substr(ours.size())).status(), http::Status::not_found)
        << "a step below another year";
    EXPECT_THAT(opened(town, "year=2026&body=bergau").body_text(), HasSubstr("Für wen das Jahr ist"));
    EXPECT_THAT(
        opened(town, "year=2026&body=aalfeld&panel=" + group_).body_text(),
        HasSubstr("Dieses Gremium gehört nicht dazu"))
        << "a panel of the Kreis";
}

TEST_P(CycleStory, a_year_opened_by_mistake_can_be_deleted_as_long_as_nothing_is_in_it)
{
    auto const one = year("2025");
    auto const kept = year("2026");
    EXPECT_THAT(shown(one), HasSubstr("href=\"" + one + "/loeschen\""));
    EXPECT_THAT(shown(one + "/loeschen"), HasSubstr("hat noch niemand etwas eingetragen"));
    EXPECT_EQ(office_->post(one + "/loeschen", "fassung=2").status(), http::Status::conflict)
        << "another version than it has";
    EXPECT_EQ(office_->post(one + "/loeschen", "fassung=1").header("Location"), list);
    EXPECT_EQ(office_->get(one).status(), http::Status::not_found);
    EXPECT_EQ(office_->post(one + "/loeschen", "fassung=1").status(), http::Status::not_found);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM steering_steps"), 6);
    // What somebody has written in keeps it.
    EXPECT_EQ(
        save_step(*office_, step(kept, "screening"), "state=running").status(), http::Status::see_other);
    EXPECT_THAT(shown(kept), Not(HasSubstr("/loeschen\"")));
    auto const refused = office_->post(kept + "/loeschen", "fassung=1");
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(refused.body_text(), HasSubstr("In diesem Jahr steht schon etwas"));
    EXPECT_EQ(office_->get(kept).status(), http::Status::ok);
    EXPECT_NE(year("2025"), one) << "its number is not given again";
}

// What was decided stands where it was decided; a step names it.
class YearDecisions : public MinutesBase { };
KOMMIN_ON_BOTH_ENGINES(YearDecisions);

TEST_P(YearDecisions, of_approved_minutes_are_named_by_steps)
{
    auto const answer = office_->post("/verwaltung/steuerung/jahre/neu", "year=2027&panel=" + panel_);
    ASSERT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    auto const one = std::string(answer.header("Location"));
    auto const read = [&](std::string const& path) { return std::string(office_->get(path).body_text()); };
    auto const step = one + "/schritte/"
        + std::to_string(connection().load<std::int64_t>(
            "SELECT id FROM steering_steps WHERE kind = 'priorities'"));
    written_and_sent();
    EXPECT_THAT(read(one), HasSubstr("steht kein Beschluss")) << "nobody has approved them yet";
    go_to("2027-02-01T09:30:00Z");
    EXPECT_EQ(this->step("genehmigen", "was=writing").status(), http::Status::see_other);
    EXPECT_THAT(read(one), AllOf(HasSubstr("Beschluss 1/2027"), HasSubstr("Ein Café am Mittwoch")));
    auto const value = meeting_.substr(meeting_.rfind('/') + 1) + "%3A" + first_ + "_1";
    auto const form = read(step + "/bearbeiten");
    EXPECT_THAT(form, HasSubstr("Beschluss 1/2027: Ein Café am Mittwoch"));
    EXPECT_EQ(
        office_->post(step + "/bearbeiten", "fassung=1&state=done&decisions=" + value).status(),
        http::Status::see_other);
    EXPECT_THAT(read(step), HasSubstr("Ein Café am Mittwoch"));
    EXPECT_THAT(read(step + "/verlauf?fassung=2"), HasSubstr("Beschluss 1/2027: Ein Café am Mittwoch"));
    // Who may not read minutes neither reads them here nor takes them away.
    auto reader = browser_of("reader");
    EXPECT_THAT(
        reader.get(step).body_text(),
        AllOf(HasSubstr("Ein Beschluss, den Sie nicht sehen"), Not(HasSubstr("Café"))));
    EXPECT_THAT(reader.get(one).body_text(), Not(HasSubstr("Café")));
    // Another panel would take it out of sight.
    auto const other = panel(*office_, "kind=steering_group&body=&name=Andere+Gruppe");
    EXPECT_THAT(
        office_->post(one + "/bearbeiten", "fassung=1&panel=" + other).body_text(),
        HasSubstr("Mit Schritten verknüpfte Beschlüsse dieses Gremiums: 1."));
    EXPECT_EQ(
        connection().load<std::string>("SELECT CAST(panel_id AS TEXT) FROM steering_years WHERE year = 2027"),
        panel_);
    // Nor once they are frozen.
    constexpr std::string_view field = "name=\"gesehen\" value=\"";
    auto const closing = read(one + "/abschluss");
    auto const seen = closing.substr(closing.find(field) + field.size(), 64);
    EXPECT_EQ(
        office_->post(one + "/abschluss", "gesehen=" + seen + "&reason=Es+fehlt+etwas").header("Location"),
        one + "/stand");
    for (auto const* page : {"/stand", "/bericht"}) {
        EXPECT_THAT(read(one + page), HasSubstr("Ein Café am Mittwoch")) << page;
        EXPECT_THAT(
            reader.get(one + page).body_text(),
            AllOf(HasSubstr("Beschlüsse sieht, wer Protokolle"), Not(HasSubstr("Café"))))
            << page;
    }
    // The words stay in the minutes, where somebody may take a name out of them.
    auto const json = std::string(office_->get(one + "/stand.json").body_text());
    EXPECT_THAT(
        json,
        AllOf(
            HasSubstr(R"("number":1,"year":2027)"), HasSubstr(R"("result":"adopted")"),
            HasSubstr(crypto::sha256_hex("Ein Café am Mittwoch")), Not(HasSubstr("Café"))));
    EXPECT_THAT(reader.get(one + "/stand.json").body_text(), Not(HasSubstr("\"number\":1")));
    EXPECT_THAT(read(one + "/stand"), Not(HasSubstr("heute ein anderer")));
    connection().execute(
        "UPDATE minutes_editions SET content = REPLACE(content, 'Ein Café am Mittwoch', 'Ein Kiosk')");
    for (auto const* page : {"/stand", "/bericht"})
        EXPECT_THAT(
            read(one + page),
            AllOf(HasSubstr("Ein Kiosk"), HasSubstr("Der Wortlaut im Protokoll ist heute ein anderer")))
            << page;
    connection().execute("DELETE FROM decisions");
    EXPECT_THAT(
        read(one + "/stand"),
        AllOf(
            HasSubstr("Beschluss 1/2027"), HasSubstr("Das Protokoll sagt diesen Beschluss heute nicht mehr"),
            Not(HasSubstr("Ein Kiosk"))));
    EXPECT_EQ(office_->get(one + "/stand.json").body_text(), json) << "nothing of it changes what is frozen";
}

TEST_P(YearDecisions, that_no_minutes_say_any_more_can_be_unticked)
{
    auto const answer = office_->post("/verwaltung/steuerung/jahre/neu", "year=2027&panel=" + panel_);
    auto const one = std::string(answer.header("Location"));
    written_and_sent();
    go_to("2027-02-01T09:30:00Z");
    EXPECT_EQ(this->step("genehmigen", "was=writing").status(), http::Status::see_other);
    auto const step = one + "/schritte/"
        + std::to_string(connection().load<std::int64_t>(
            "SELECT id FROM steering_steps WHERE kind = 'priorities'"));
    auto const value = meeting_.substr(meeting_.rfind('/') + 1) + "%3A" + first_ + "_1";
    EXPECT_EQ(
        office_->post(step + "/bearbeiten", "fassung=1&state=done&decisions=" + value).status(),
        http::Status::see_other);
    connection().execute("DELETE FROM decisions");
    EXPECT_THAT(office_->get(step).body_text(), HasSubstr("Ein Beschluss, den kein Protokoll mehr sagt."));
    EXPECT_THAT(
        office_->get(step + "/bearbeiten").body_text(), HasSubstr("Beschluss, den kein Protokoll mehr sagt"));
    EXPECT_EQ(
        office_->post(step + "/bearbeiten", "fassung=2&state=done&decisions=" + value + "&outcome=bleibt")
            .status(),
        http::Status::see_other)
        << "ticked it stays";
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM steering_step_decisions"), 1);
    EXPECT_EQ(
        office_->post(step + "/bearbeiten", "fassung=3&state=done&outcome=geht").status(),
        http::Status::see_other);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM steering_step_decisions"), 0);
}

} // namespace
} // namespace kommin::app
