// Stocktakings at the desk: begun, opened, answered by units, closed, begun anew from the last one.

#include "app/tests/inventory_story.hpp"
#include "platform/records/versions.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class InventoryDeskStory : public InventoryBase { };
KOMMIN_ON_BOTH_ENGINES(InventoryDeskStory);

TEST_P(InventoryDeskStory, a_draft_says_what_it_asks_about_and_asks_nobody_yet)
{
    auto const one = drafted("Bestand+2027");
    EXPECT_EQ(drafted("Bestand+2027"), one) << "sent twice";
    EXPECT_EQ(count("inventories"), 1);
    noted(one, "units=" + youth_ + "&units=" + health_);
    noted(one, "units=" + youth_);
    EXPECT_EQ(count("inventory_requests"), 2) << "whoever is asked stays so";
    EXPECT_THAT(inventory_letters(), IsEmpty());
    EXPECT_THAT(
        std::string(office_->get(one).body_text()),
        AllOf(
            HasSubstr("Bestand 2027"), HasSubstr("10. Dezember 2026"), HasSubstr("Arbeitswelt und Bildung"),
            HasSubstr("Jugendamt"), HasSubstr("jugend@kreis.example"),
            HasSubstr("kein Postfach: die Antwort wird hier eingetragen"),
            HasSubstr("Öffnen schickt einen Brief"), HasSubstr("Entwurf")));
    auto const request = request_of(one, youth_);
    EXPECT_EQ(office_->get(request + "/eintrag").status(), http::Status::conflict)
        << "the page of the unit, which says that it is not open";
    EXPECT_THAT(
        std::string(office_->get(request).body_text()),
        AllOf(HasSubstr("sobald die Bestandsaufnahme geöffnet ist"), Not(HasSubstr("/nichts\""))));
    EXPECT_EQ(office_->post(request + "/entfernen", {}).status(), http::Status::see_other);
    EXPECT_EQ(count("inventory_requests"), 1);
    EXPECT_THAT(audit_actions(), Contains("goals.inventory.created"));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(InventoryDeskStory, cannot_be_opened_without_a_day_a_field_and_somebody_to_ask)
{
    auto const one = drafted("Ohne", "");
    auto refused = [&] {
        auto const answer = press(one, "fragen");
        EXPECT_NE(answer.status(), http::Status::see_other);
        return std::string(answer.body_text());
    };
    EXPECT_THAT(refused(), HasSubstr("Es fehlt ein Tag, bis zu dem geantwortet wird"));
    auto const changed_to = [&](std::string const& entries) {
        return office_->post(one + "/bearbeiten", version(one) + "&title=Ohne&" + entries).status();
    };
    EXPECT_EQ(changed_to("until=10.12.2026"), http::Status::see_other);
    EXPECT_THAT(refused(), HasSubstr("Es fehlen Handlungsfelder"));
    EXPECT_EQ(changed_to("until=10.12.2026&panels=" + field_), http::Status::see_other);
    EXPECT_THAT(refused(), HasSubstr("Es ist noch keine Stelle vorgemerkt."));
    noted(one, "units=" + health_);
    auto const stale = office_->post(one + "/fragen", "fassung=1");
    EXPECT_EQ(stale.status(), http::Status::conflict) << "somebody has changed it since";
    EXPECT_EQ(press(one, "fragen").status(), http::Status::see_other);
    EXPECT_THAT(std::string(office_->get(one).body_text()), HasSubstr("Kein Brief geht hinaus"));
    EXPECT_EQ(connection().load<std::string>("SELECT state FROM inventories"), "open");
    EXPECT_EQ(changed_to("until=&panels=" + field_), http::Status::unprocessable) << "an open one has a day";
    EXPECT_EQ(changed_to("until=10.12.2026"), http::Status::unprocessable) << "and a field";
}

TEST_P(InventoryDeskStory, whom_to_ask_is_refused_beside_the_field_and_nothing_typed_is_lost)
{
    auto const one = drafted("Wen");
    auto const refused = [&](std::string const& entries) {
        auto const answer = office_->post(one + "/gefragt", entries);
        EXPECT_EQ(answer.status(), http::Status::unprocessable) << entries;
        return std::string(answer.body_text());
    };
    EXPECT_THAT(refused("language=de"), HasSubstr("Wählen Sie eine Stelle"));
    EXPECT_THAT(
        refused("language=de&organisations=Verein+ohne+Postfach"),
        AllOf(HasSubstr("id=\"f-organisations-fehler\""), HasSubstr(">Verein ohne Postfach</textarea>")));
    EXPECT_THAT(refused("language=xx&units=" + youth_), HasSubstr("Wählen Sie bitte eine Sprache."));
    auto const theirs = *work([&](Work& work) -> Result<tenants::UnitId> {
        tenants::OrganisationalUnit unit;
        unit.body = tenants::BodyId{aalfeld_.owner()};
        unit.names.emplace_back().name = "Amt Aalfeld";
        return tenants::add_unit(work, unit);
    });
    EXPECT_THAT(
        refused("language=de&units=" + std::to_string(theirs.value)),
        HasSubstr("gehört nicht zu dieser Verwaltung"));
    EXPECT_EQ(count("inventory_requests"), 0);
    EXPECT_THAT(std::string(office_->get(one + "/gefragt").body_text()), Not(HasSubstr("Amt Aalfeld")));
}

TEST_P(InventoryDeskStory, a_department_answers_at_the_desk_with_entries_or_with_nothing)
{
    auto const one = drafted("Am+Tisch");
    static_cast<void>(opened(one));
    auto department = department_of(health_);
    EXPECT_THAT(std::string(department.get("/verwaltung").body_text()), HasSubstr("Am Tisch"));
    auto const request = request_of(one, health_);
    EXPECT_EQ(department.post(request + "/nichts", "word=Nur+Kuren").status(), http::Status::see_other);
    EXPECT_THAT(
        std::string(department.get(request).body_text()),
        AllOf(HasSubstr("nichts zu melden"), HasSubstr("Nur Kuren")));
    auto const refused = department.post(
        request + "/eintrag", "schluessel=a&title=&panel=" + field_ + "&text=Bleibt&since=gestern");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(refused.body_text()),
        AllOf(
            HasSubstr("id=\"f-title-fehler\""), HasSubstr("id=\"f-since-fehler\""),
            HasSubstr(">Bleibt</textarea>")));
    std::string const entry = "schluessel=b&kind=measure&title=Impfbus&panel=" + field_
        + "&audience=Eltern&places=" + std::to_string(aalfeld_.owner())
        + "&since=2019&reach=70+Schulen&contact=Amt";
    EXPECT_EQ(department.post(request + "/eintrag", entry).status(), http::Status::see_other);
    EXPECT_EQ(department.post(request + "/eintrag", entry).status(), http::Status::see_other);
    EXPECT_EQ(count("inventory_entries"), 1) << "sent twice";
    EXPECT_EQ(
        connection().load<std::string>(
            "SELECT answer FROM inventory_requests WHERE unit_id = ?", std::stoll(health_)),
        "entries")
        << "an entry takes the place of nothing";
    EXPECT_EQ(department.post(request + "/nichts", "word=").status(), http::Status::conflict);
    EXPECT_THAT(
        std::string(department.get(one + "/eintraege").body_text()),
        AllOf(
            HasSubstr("Impfbus"), HasSubstr("Gesundheitsamt"), HasSubstr("aalfeld"),
            HasSubstr("70 Schulen")));
    EXPECT_THAT(
        file_of(department.get(one + "/eintraege/liste.csv")),
        AllOf(HasSubstr("Impfbus"), HasSubstr("Gesundheitsamt")));
    EXPECT_EQ(department.get(one + "/bearbeiten").status(), http::Status::not_found);
    EXPECT_EQ(department.post(one + "/schliessen", version(one)).status(), http::Status::not_found);
}

TEST_P(InventoryDeskStory, two_who_change_an_entry_at_once_are_compared_and_nothing_is_overwritten)
{
    auto const one = drafted("Zwei");
    static_cast<void>(opened(one));
    auto const request = request_of(one, health_);
    std::string const base = "kind=structure&panel=" + field_;
    EXPECT_EQ(
        office_->post(request + "/eintrag", "schluessel=a&title=Treff&" + base).status(),
        http::Status::see_other);
    auto const entry = one + "/eintraege/" + newest_entry();
    EXPECT_EQ(office_->post(entry, "fassung=1&title=Elterntreff&" + base).status(), http::Status::see_other);
    auto department = department_of(health_);
    auto const late = department.post(entry, "fassung=1&title=Mein+Treff&" + base);
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(std::string(late.body_text()), AllOf(HasSubstr("Elterntreff"), HasSubstr("Mein Treff")));
    EXPECT_EQ(connection().load<std::string>("SELECT title FROM inventory_entries"), "Elterntreff");
    EXPECT_EQ(department.post(entry + "/loeschen", "fassung=1").status(), http::Status::conflict);
    EXPECT_EQ(department.post(entry + "/loeschen", "fassung=2").status(), http::Status::see_other);
    EXPECT_EQ(department.post(entry, "fassung=2&title=Verloren&" + base).status(), http::Status::not_found);
    EXPECT_THAT(
        std::string(department.post(entry, "fassung=2&title=Verloren&" + base).body_text()),
        HasSubstr(">Verloren</li>"));
    EXPECT_EQ(
        connection().load<std::string>(
            "SELECT answer FROM inventory_requests WHERE unit_id = ?", std::stoll(health_)),
        "none")
        << "the last entry took the answer along";
}

TEST_P(InventoryDeskStory, what_was_answered_by_the_day_is_put_right_by_the_office_alone)
{
    auto const one = drafted("Tag");
    static_cast<void>(opened(one));
    std::string const base = "kind=structure&panel=" + field_;
    EXPECT_EQ(
        office_->post(request_of(one, health_) + "/eintrag", "schluessel=a&title=Treff&" + base).status(),
        http::Status::see_other);
    auto const entry = one + "/eintraege/" + newest_entry();
    move_to("2026-12-11T09:00:00Z");
    auto department = department_of(health_);
    auto const refused = department.post(entry, "fassung=1&title=Zu+spaet&" + base);
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(std::string(refused.body_text()), HasSubstr(">Zu spaet</li>"));
    EXPECT_EQ(
        department_of(youth_).post(request_of(one, youth_) + "/nichts", "word=Doch").status(),
        http::Status::see_other)
        << "who has not answered still may";
    EXPECT_THAT(std::string(office_->get("/verwaltung").body_text()), HasSubstr("Der Tag ist vorbei"));
    EXPECT_EQ(office_->post(entry, "fassung=1&title=Richtig&" + base).status(), http::Status::see_other);
    EXPECT_EQ(press(one, "schliessen").status(), http::Status::see_other);
    EXPECT_EQ(press(one, "schliessen").status(), http::Status::see_other) << "pressed twice";
    EXPECT_EQ(office_->post(entry, "fassung=2&title=Danach&" + base).status(), http::Status::see_other);
    auto const closed = office_->post(one + "/bearbeiten", version(one) + "&title=Anders&panels=" + field_);
    EXPECT_EQ(closed.status(), http::Status::conflict);
    EXPECT_THAT(std::string(closed.body_text()), HasSubstr(">Anders</li>"));
    EXPECT_EQ(press(one, "fragen").status(), http::Status::conflict);
}

TEST_P(InventoryDeskStory, an_entry_becomes_a_measure_by_one_button_and_only_once)
{
    auto const one = drafted("Massnahme");
    static_cast<void>(opened(one));
    EXPECT_EQ(
        office_
            ->post(
                request_of(one, health_) + "/eintrag",
                "schluessel=a&kind=measure&title=Impfbus&text=Impft.&audience=Eltern&since=2019"
                "&reach=70+Schulen&contact=Amt&places="
                    + std::to_string(aalfeld_.owner()) + "&panel=" + field_)
            .status(),
        http::Status::see_other);
    auto const entry = one + "/eintraege/" + newest_entry();
    auto const made = office_->post(entry + "/massnahme", "fassung=1");
    ASSERT_EQ(made.status(), http::Status::see_other) << made.body_text();
    auto const measure = std::string(made.header("Location"));
    EXPECT_THAT(
        std::string(office_->get(measure).body_text()),
        AllOf(
            HasSubstr("Impfbus"), HasSubstr("Impft."), HasSubstr("Eltern"), HasSubstr("Gesundheitsamt"),
            HasSubstr("ab 2019"), HasSubstr("70 Schulen"), HasSubstr("aalfeld"),
            HasSubstr("Ansprechstelle: Amt"), HasSubstr("Bestandsaufnahme: Massnahme")));
    EXPECT_EQ(std::string(office_->post(entry + "/massnahme", "fassung=1").header("Location")), measure);
    EXPECT_EQ(count("measures"), 1);
    EXPECT_THAT(std::string(office_->get(entry).body_text()), HasSubstr("daraus gewordene Maßnahme"));
    auto department = department_of(health_);
    EXPECT_EQ(department.post(entry + "/loeschen", "fassung=2").status(), http::Status::conflict);
    EXPECT_EQ(department.post(entry + "/massnahme", "fassung=2").status(), http::Status::not_found);
    EXPECT_EQ(office_->post(entry + "/loeschen", "fassung=2").status(), http::Status::see_other);
    EXPECT_EQ(count("measures"), 1) << "which stays";
}

TEST_P(InventoryDeskStory, the_next_one_asks_the_same_and_takes_over_what_somebody_presses)
{
    auto const one = drafted("Erste");
    static_cast<void>(opened(one));
    for (auto const* title : {"Treff", "Kurs"})
        EXPECT_EQ(
            office_
                ->post(
                    request_of(one, health_) + "/eintrag",
                    std::string("kind=structure&schluessel=") + title + "&title=" + title
                        + "&panel=" + field_)
                .status(),
            http::Status::see_other);
    auto const next_form = "/verwaltung/bestandsaufnahmen/neu?aus=" + number_of(one);
    EXPECT_THAT(std::string(office_->get(next_form).body_text()), Not(HasSubstr("name=\"previous\"")))
        << "one that is open is not gone on from";
    EXPECT_EQ(press(one, "schliessen").status(), http::Status::see_other);
    EXPECT_THAT(
        std::string(office_->get(next_form).body_text()),
        AllOf(
            HasSubstr("name=\"previous\" value=\"" + number_of(one) + '"'), HasSubstr("value=\"Erste\""),
            HasSubstr("Wir sammeln, was es gibt.")));
    auto const next = drafted("Zweite", "&until=10.12.2026&previous=" + number_of(one));
    EXPECT_EQ(press(next, "fragen").status(), http::Status::see_other);
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM inventory_requests WHERE inventory_id = ?", std::stoll(number_of(next))),
        3);
    auto const request = request_of(next, health_);
    EXPECT_THAT(
        std::string(office_->get(request).body_text()),
        AllOf(HasSubstr("letztes Mal"), HasSubstr("Treff"), HasSubstr("Kurs"), HasSubstr("Gilt weiter")));
    auto const old
        = connection().load<std::int64_t>("SELECT id FROM inventory_entries WHERE title = 'Treff'");
    for (int turn = 0; turn < 2; ++turn)
        EXPECT_EQ(
            office_->post(request + "/gilt-weiter", "eintrag=" + std::to_string(old)).status(),
            http::Status::see_other);
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM inventory_entries WHERE inventory_id = ?", std::stoll(number_of(next))),
        1)
        << "what nobody presses does not hold on, and twice is once";
    EXPECT_EQ(
        office_->post(request_of(next, youth_) + "/gilt-weiter", "eintrag=" + std::to_string(old)).status(),
        http::Status::not_found)
        << "of another office";
}

TEST_P(InventoryDeskStory, a_municipality_runs_its_own_and_knows_nothing_of_others)
{
    auto const ours = drafted("Vom+Kreis");
    static_cast<void>(opened(ours));
    EXPECT_EQ(
        office_
            ->post(
                request_of(ours, health_) + "/eintrag",
                "schluessel=a&kind=structure&title=Geheim&panel=" + field_)
            .status(),
        http::Status::see_other);
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(
        std::string(town.get("/verwaltung/bestandsaufnahmen").body_text()), Not(HasSubstr("Vom Kreis")));
    auto const entry = ours + "/eintraege/" + newest_entry();
    for (auto const& path :
         {ours, ours + "/bearbeiten", ours + "/gefragt", ours + "/eintraege", ours + "/luecken",
          ours + "/luecken/liste.csv", ours + "/eintraege/liste.xlsx", request_of(ours, health_),
          request_of(ours, health_) + "/eintrag", entry, entry + "/verlauf"})
        EXPECT_EQ(town.get(path).status(), http::Status::not_found) << path;
    for (auto const& path :
         {ours + "/bearbeiten", ours + "/gefragt", ours + "/fragen", ours + "/schliessen",
          request_of(ours, health_) + "/entfernen", request_of(ours, health_) + "/erneut",
          request_of(ours, health_) + "/nichts", request_of(ours, health_) + "/gilt-weiter",
          request_of(ours, health_) + "/eintrag", entry, entry + "/loeschen", entry + "/massnahme"})
        EXPECT_EQ(
            town.post(path, "fassung=1&title=x&kind=structure&panel=" + field_ + "&eintrag=1").status(),
            http::Status::not_found)
            << path;
    auto const begun = town.post(
        "/verwaltung/bestandsaufnahmen/neu",
        "body=aalfeld&schluessel=a&title=Aus+Aalfeld&until=10.12.2026&panels=" + field_);
    ASSERT_EQ(begun.status(), http::Status::see_other) << begun.body_text();
    auto const theirs = std::string(begun.header("Location"));
    EXPECT_EQ(town.get(theirs).status(), http::Status::ok);
    auto const foreign
        = town.post("/verwaltung/bestandsaufnahmen/neu", "body=&schluessel=b&title=Fremd&panels=" + field_);
    EXPECT_EQ(foreign.status(), http::Status::unprocessable);
    // An address that names the stocktaking of another record is none.
    EXPECT_EQ(office_->get(theirs + "/eintraege/" + newest_entry()).status(), http::Status::not_found);
    EXPECT_EQ(
        office_->get(theirs + request_of(ours, health_).substr(ours.size())).status(),
        http::Status::not_found);
}

TEST_P(InventoryDeskStory, the_form_of_a_unit_asks_for_its_mailbox)
{
    auto const path = "/verwaltung/stellen/" + youth_;
    auto const form = std::string(office_->get(path).body_text());
    EXPECT_THAT(form, HasSubstr("value=\"jugend@kreis.example\""));
    auto const saved = [&](std::string const& mail) {
        return office_->post(
            path,
            "fassung="
                + std::to_string(connection().load<std::int64_t>(
                    "SELECT version FROM organisational_units WHERE id = ?", std::stoll(youth_)))
                + "&kind=office&name-1=Jugendamt&mail=" + mail);
    };
    auto const refused = saved("kein+Postfach");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(std::string(refused.body_text()), HasSubstr("id=\"f-mail-fehler\""));
    EXPECT_EQ(saved("amt@kreis.example").status(), http::Status::see_other);
    EXPECT_EQ(
        connection().load<std::string>(
            "SELECT mail FROM organisational_units WHERE id = ?", std::stoll(youth_)),
        "amt@kreis.example");
}

} // namespace
} // namespace kommin::app
