// An institution moves: the address of all its offers is changed at once, each by its own right, now or on a
// day; what somebody else is at work on stays.

#include "app/tests/offer_story.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class LocationStory : public OfferStory {
protected:
    portal::OfferId offer_at(
        std::string const& name, std::string const& town, std::string const& street = "Rathausplatz 1",
        std::string const& note = {})
    {
        auto const id = work([&](Work& work) -> Result<portal::OfferId> {
            auto offer = offer_called(name, "Chor " + name, town);
            offer.organisation = "Verein am Platz";
            offer.address = {street, "59423", "Aalfeld", {note, {}}, {}, {}};
            work.publish(portal::published_as);
            return insert(work, offer);
        });
        product_.publications.refresh(connection());
        return id.value();
    }
    static std::string location(portal::OfferId id, std::string const& rest = {})
    {
        return "/verwaltung/standorte/" + std::to_string(id.value) + rest;
    }
    std::string tick(portal::OfferId id)
    {
        auto const version = portal::find_edited_offer(connection(), tenant_, id, Actor::command_line());
        return "&wahl=" + std::to_string(id.value) + "%3A" + std::to_string(version->state.version);
    }
    std::string ticks(std::vector<portal::OfferId> const& ids)
    {
        std::string all;
        for (auto const id : ids)
            all += tick(id);
        return all;
    }
    static std::string entries(
        std::string const& action, std::string const& more = {}, std::string const& town = "aalfeld")
    {
        return "aktion=" + action + "&municipality=" + town
            + "&postal_code=59425&city=Aalfeld&street=Neue+Stra%C3%9Fe+5&address_note=Im+Hof&hinweise="
              "ersetzen"
              "&latitude=&longitude=&tag="
            + more;
    }
    std::string street_of(portal::OfferId id)
    {
        return portal::find_offer(connection(), tenant_, id)->address.street;
    }
    void run_jobs() { jobs_of(product_.modules, clock(), no_signals).run_due(connection()); }
    std::int64_t times(std::string_view action)
    {
        return std::ranges::count(audit_actions(), std::string(action));
    }
};
KOMMIN_ON_BOTH_ENGINES(LocationStory);

// Two municipalities in one house, one of them with a point on the map.
TEST_P(LocationStory, what_nobody_has_typed_each_offer_keeps_as_its_own)
{
    auto const ours = offer_at("eins", "aalfeld");
    auto const theirs = offer_at("zwei", "bergau");
    connection().execute("UPDATE offers SET latitude = 51.5, longitude = 7.7 WHERE id = ?", theirs);
    auto office = browser_of("conference_office");
    auto const form = office.get(location(ours, "/aendern")).body_text();
    EXPECT_THAT(
        form,
        AllOf(
            HasSubstr("behält jedes Angebot, wie es ist"),
            HasSubstr("name=\"latitude\" type=\"text\" value=\"\""),
            Not(HasSubstr("<option value=\"aalfeld\" selected"))))
        << "they do not agree";
    auto const chosen = ticks({ours, theirs});
    EXPECT_THAT(
        office.post(location(ours, "/aendern"), entries("ansehen", chosen, "")).body_text(),
        AllOf(HasSubstr("2 Angebote werden sofort veröffentlicht"), Not(HasSubstr("Gehört dann zu"))));
    office.post(location(ours, "/aendern"), entries("aendern", chosen, ""));
    auto const moved = *portal::find_offer(connection(), tenant_, theirs);
    EXPECT_EQ(moved.address.street, "Neue Straße 5");
    EXPECT_EQ(moved.municipality, "bergau");
    ASSERT_TRUE(moved.address.latitude);
    EXPECT_EQ(portal::find_offer(connection(), tenant_, ours)->municipality, "aalfeld");
    EXPECT_THAT(
        office.post(location(ours, "/aendern"), entries("ansehen", ticks({ours, theirs}), "bergau"))
            .body_text(),
        HasSubstr("Gehört dann zu"))
        << "whoever changes the owner is told so";
}

TEST_P(LocationStory, three_offers_move_at_once_and_the_list_shows_where_they_are)
{
    auto const first = offer_at("eins", "aalfeld", "Rathausplatz 1", "Zimmer 3");
    auto const second = offer_at("zwei", "aalfeld", "RATHAUSPLATZ 1");
    auto const third = offer_at("drei", "aalfeld");
    auto const elsewhere = offer_at("vier", "aalfeld", "Am Markt 2");
    auto office = browser_of("conference_office");
    auto const list = office.get("/verwaltung/standorte").body_text();
    EXPECT_THAT(
        list,
        AllOf(
            HasSubstr("2 Standorte"), HasSubstr("Rathausplatz 1, 59423 Aalfeld"),
            HasSubstr("2 Schreibweisen"), HasSubstr("Verein am Platz"), HasSubstr("Am Markt 2")));
    EXPECT_THAT(
        office.get("/verwaltung/standorte?t=markt").body_text(),
        AllOf(HasSubstr("Ein Standort"), HasSubstr("Am Markt 2"), Not(HasSubstr("Rathausplatz"))));
    EXPECT_THAT(
        office.get("/verwaltung/standorte?gemeinde=bergau").body_text(), HasSubstr("Keine Standorte"));
    EXPECT_THAT(
        file_of(office.get("/verwaltung/standorte/liste.csv")),
        AllOf(HasSubstr("Rathausplatz 1"), HasSubstr("59423")));
    EXPECT_THAT(
        office.get(location(third)).body_text(),
        AllOf(
            HasSubstr("Chor eins"), HasSubstr("Chor zwei"), HasSubstr("Chor drei"),
            Not(HasSubstr("Chor vier")), HasSubstr("Adresse ändern")));
    auto const form = office.get(location(third, "/aendern")).body_text();
    EXPECT_THAT(form, AllOf(HasSubstr("value=\"Rathausplatz 1\""), HasSubstr("verschiedene Hinweise")));

    auto const chosen = ticks({first, second, third});
    auto const asked = office.post(location(third, "/aendern"), entries("ansehen", chosen)).body_text();
    EXPECT_THAT(
        asked,
        AllOf(
            HasSubstr("3 Angebote werden sofort veröffentlicht"),
            HasSubstr("Bisher: <span>Rathausplatz 1, 59423 Aalfeld</span>"),
            HasSubstr("Neu: <span>Neue Straße 5, 59425 Aalfeld</span>"),
            HasSubstr("Adresse von 3 Angeboten ändern"), HasSubstr("/vorschau/de?")));
    EXPECT_EQ(street_of(first), "Rathausplatz 1") << "looking changes nothing";
    auto const preview = office.get(location(
        first,
        "/vorschau/de?municipality=aalfeld&city=Aalfeld&postal_code=59425"
        "&street=Neue+Stra%C3%9Fe+5&hinweise=behalten"));
    EXPECT_THAT(preview.body_text(), AllOf(HasSubstr("Neue Straße 5"), HasSubstr("Zimmer 3")));

    auto const press = entries("aendern", chosen);
    EXPECT_THAT(
        office.post(location(third, "/aendern"), press).body_text(),
        HasSubstr("Die Adressen von 3 Angeboten sind geändert"));
    for (auto const id : {first, second, third}) {
        auto const address = portal::find_offer(connection(), tenant_, id)->address;
        EXPECT_EQ(address.street, "Neue Straße 5");
        EXPECT_EQ(address.note.source, "Im Hof");
        EXPECT_THAT(office.get(desk(id, "/verlauf?fassung=2")).body_text(), HasSubstr("Neue Straße 5"));
    }
    EXPECT_EQ(street_of(elsewhere), "Am Markt 2");
    EXPECT_EQ(times("portal.offer.published"), 3) << "each is noted";
    EXPECT_THAT(public_page("eins"), HasSubstr("Neue Straße 5"));
    EXPECT_THAT(
        office.post(location(third, "/aendern"), press).body_text(),
        HasSubstr("Bei 3 Angeboten war das schon so"));
    EXPECT_EQ(times("portal.offer.published"), 3) << "pressed twice";
}

TEST_P(LocationStory, what_there_was_no_time_for_is_gone_on_with)
{
    auto const first = offer_at("eins", "aalfeld");
    auto const second = offer_at("zwei", "aalfeld");
    auto const third = offer_at("drei", "aalfeld");
    auto office = browser_of("conference_office");
    auto const chosen = ticks({first, second});
    office.time = std::chrono::seconds(9); // less than what is kept for the answer alone
    auto const late
        = std::string(office.post(location(third, "/aendern"), entries("aendern", chosen)).body_text());
    EXPECT_THAT(
        late,
        AllOf(
            HasSubstr("Für 2 Datensätze reichte die Zeit nicht."),
            HasSubstr("action=\"" + location(first, "/aendern") + '"'),
            HasSubstr("name=\"street\" value=\"Neue Straße 5\"")))
        << "by one that is to move still: the place of the others may be none any more";
    EXPECT_EQ(street_of(first), "Rathausplatz 1");
    office.time.reset();
    EXPECT_THAT(
        office.post(location(first, "/aendern"), entries("aendern", chosen)).body_text(),
        HasSubstr("Die Adressen von 2 Angeboten sind geändert"));
    EXPECT_EQ(street_of(second), "Neue Straße 5");
    EXPECT_EQ(street_of(third), "Rathausplatz 1");
}

TEST_P(LocationStory, what_has_a_draft_stays_and_is_named_with_the_reason)
{
    auto const first = offer_at("eins", "aalfeld");
    auto const drafted = offer_at("zwei", "aalfeld");
    auto office = browser_of("conference_office");
    ASSERT_EQ(
        office.post(desk(drafted), fields(seen_on(office.get(desk(drafted)).body_text()), "Entwurf"))
            .status(),
        http::Status::see_other);
    auto const form = office.get(location(first, "/aendern")).body_text();
    EXPECT_THAT(form, HasSubstr(std::to_string(first.value) + ":1\""));
    EXPECT_THAT(form, Not(HasSubstr("value=\"" + std::to_string(drafted.value) + ":")));
    auto const chosen = ticks({first, drafted});
    EXPECT_THAT(
        office.post(location(first, "/aendern"), entries("ansehen", chosen)).body_text(),
        AllOf(
            HasSubstr("Ein Angebot wird sofort"), HasSubstr("Ein Angebot bleibt, wie es ist"),
            HasSubstr("Ein Entwurf wartet"), HasSubstr(desk(drafted) + '"')));
    EXPECT_THAT(
        office.post(location(first, "/aendern"), entries("aendern", chosen)).body_text(),
        AllOf(HasSubstr("Einmal ging es nicht"), HasSubstr("Ein Entwurf wartet")));
    EXPECT_EQ(street_of(first), "Neue Straße 5");
    EXPECT_EQ(street_of(drafted), "Rathausplatz 1");
}

TEST_P(LocationStory, a_move_is_planned_for_a_day_and_happens_then)
{
    auto const first = offer_at("eins", "aalfeld");
    auto const second = offer_at("zwei", "aalfeld");
    auto office = browser_of("conference_office");
    auto const day = "25.11.2026" + ticks({first, second});
    EXPECT_THAT(
        office.post(location(first, "/aendern"), entries("ansehen", day)).body_text(),
        HasSubstr("2 Angebote werden am 25. November veröffentlicht"));
    EXPECT_THAT(
        office.post(location(first, "/aendern"), entries("aendern", day)).body_text(),
        HasSubstr("Die Adressen von 2 Angeboten"));
    EXPECT_THAT(
        office.post(location(first, "/aendern"), entries("aendern", day)).body_text(),
        HasSubstr("Bei 2 Angeboten war das schon so"))
        << "pressed twice";
    EXPECT_EQ(street_of(first), "Rathausplatz 1") << "not yet";
    EXPECT_THAT(
        office.post(location(first, "/aendern"), entries("ansehen", ticks({first}))).body_text(),
        HasSubstr("schon für einen Tag geplant"));
    clock().set(clock().now() + std::chrono::days(2));
    run_jobs();
    for (auto const id : {first, second})
        EXPECT_EQ(street_of(id), "Neue Straße 5");
    EXPECT_THAT(public_page("zwei"), HasSubstr("Neue Straße 5"));
}

TEST_P(LocationStory, whoever_may_not_publish_hands_in_and_a_town_sees_its_own_only)
{
    auto const own = offer_at("eins", "aalfeld");
    auto const foreign = offer_at("zwei", "bergau");
    auto department = browser_of("department_editor");
    EXPECT_THAT(
        department.post(location(own, "/aendern"), entries("ansehen", tick(own))).body_text(),
        HasSubstr("Ein Angebot geht zur Prüfung"));
    EXPECT_THAT(
        department.post(location(own, "/aendern"), entries("aendern", tick(own))).body_text(),
        HasSubstr("zur Prüfung abgegeben"));
    EXPECT_EQ(street_of(own), "Rathausplatz 1");
    EXPECT_EQ(times("portal.offer.handed_in"), 1);

    auto const other = offer_at("drei", "aalfeld");
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(
        town.get(location(other)).body_text(),
        AllOf(HasSubstr("Chor eins"), HasSubstr("Chor drei"), Not(HasSubstr("Chor zwei"))));
    EXPECT_THAT(town.get("/verwaltung/standorte").body_text(), Not(HasSubstr("Bergau</td>")));
    EXPECT_EQ(town.get(location(foreign)).status(), http::Status::not_found);
    EXPECT_EQ(town.get(location(foreign, "/aendern")).status(), http::Status::not_found);
    EXPECT_EQ(town.get(location(foreign, "/vorschau/de")).status(), http::Status::not_found);
    auto const told
        = town.post(location(other, "/aendern"), entries("aendern", ticks({other, foreign}))).body_text();
    EXPECT_THAT(
        told,
        AllOf(
            HasSubstr("Die Adresse eines Angebots"), HasSubstr("oder Ihr Konto darf es nicht ändern"),
            Not(HasSubstr("Chor zwei"))));
    EXPECT_EQ(street_of(other), "Neue Straße 5");
    EXPECT_EQ(street_of(foreign), "Rathausplatz 1");
    EXPECT_THAT(
        town.post(location(other, "/aendern"), entries("ansehen", tick(other), "bergau")).body_text(),
        HasSubstr("Für die neue Gemeinde ist Ihr Konto nicht zuständig"));
    EXPECT_THAT(
        town.post(location(other, "/aendern"), entries("aendern", tick(other), "bergau")).body_text(),
        HasSubstr("Für die neue Gemeinde ist Ihr Konto nicht zuständig"));
    auto reader = browser_of("reader");
    EXPECT_EQ(reader.get(location(other)).status(), http::Status::ok);
    EXPECT_EQ(reader.get(location(other, "/aendern")).status(), http::Status::not_found);
    EXPECT_EQ(
        reader.post(location(other, "/aendern"), entries("aendern", tick(other))).status(),
        http::Status::not_found);
}

TEST_P(LocationStory, whoever_was_faster_keeps_what_they_did)
{
    auto const first = offer_at("eins", "aalfeld");
    auto const second = offer_at("zwei", "aalfeld");
    auto office = browser_of("conference_office");
    auto const seen = ticks({first, second});
    auto colleague = browser_of("conference_office");
    ASSERT_EQ(
        colleague
            .post(
                desk(second, "/veroeffentlichen"),
                fields(
                    seen_on(colleague.get(desk(second)).body_text()), "Chor+zwei",
                    "street=Am+Markt+2&postal_code=59423&city=Aalfeld"))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        office.post(location(first, "/aendern"), entries("aendern", seen)).body_text(),
        AllOf(HasSubstr("Die Adresse eines Angebots"), HasSubstr("Einmal ging es nicht")));
    EXPECT_EQ(street_of(first), "Neue Straße 5");
    EXPECT_EQ(street_of(second), "Am Markt 2");
}

TEST_P(LocationStory, what_was_typed_stays_on_every_way_back)
{
    auto const first = offer_at("eins", "aalfeld", "Rathausplatz 1", "Zimmer 3");
    auto const second = offer_at("zwei", "aalfeld");
    auto office = browser_of("conference_office");
    auto const wrong = office.post(
        location(first, "/aendern"),
        "aktion=ansehen&municipality=nirgends&postal_code=12&city=Neustadt&street=&address_note=Hof"
        "&latitude=abc&longitude=&tag=gestern"
            + tick(second));
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(
        wrong.body_text(),
        AllOf(
            HasSubstr("value=\"Neustadt\""), HasSubstr("value=\"abc\""), HasSubstr("value=\"gestern\""),
            HasSubstr("Geben Sie Straße und Hausnummer an"), HasSubstr("ob die Angebote ihre Hinweise")));
    EXPECT_EQ(
        office.post(location(first, "/aendern"), entries("aendern")).status(), http::Status::unprocessable)
        << "nothing is ticked";
    EXPECT_EQ(
        office.post(location(first, "/aendern"), entries("aendern", "23.11.2020" + tick(first))).status(),
        http::Status::unprocessable)
        << "that day has gone";
    auto const back = office.post(location(first, "/aendern"), entries("korrigieren", tick(second)));
    EXPECT_EQ(back.status(), http::Status::ok);
    EXPECT_THAT(
        back.body_text(),
        AllOf(
            HasSubstr("value=\"Neue Straße 5\""), HasSubstr("value=\"Im Hof\""),
            ::testing::ContainsRegex("value=\"" + std::to_string(second.value) + ":1\"[^>]*checked")));
    EXPECT_THAT(
        back.body_text(),
        Not(::testing::ContainsRegex("value=\"" + std::to_string(first.value) + ":1\"[^>]*checked")));
    auto const page = office.get(location(first, "/aendern")).body_text();
    EXPECT_THAT(page, HasSubstr("name=\"formularlauf\"")) << "kept while it is typed";
    EXPECT_EQ(
        office.post(location(first, "/aendern"), entries("sonstwas", tick(first))).status(),
        http::Status::not_found);
    EXPECT_EQ(street_of(first), "Rathausplatz 1");
}

TEST(LocationKey, is_the_same_for_spellings_of_one_address_and_no_other)
{
    auto const key = [](std::string_view street) { return portal::location_key(street, "59423", "Unna"); };
    EXPECT_EQ(key("Rathausstr. 1a"), key("Rathausstraße 1 A"));
    EXPECT_EQ(key("Rathaus-Str. 1a"), key("RATHAUSSTRASSE 1a"));
    EXPECT_NE(key("Am Haus 1 1"), key("Am Haus 11"));
    EXPECT_NE(key("Rathausstraße 1"), key("Rathausstraße 2"));
    EXPECT_NE(
        portal::location_key("Markt 1", "59423", "Unna"), portal::location_key("Markt 1", "59425", "Unna"));
    EXPECT_EQ(portal::location_name("Markt 1", "", "Unna"), "Markt 1, Unna");
    EXPECT_EQ(portal::location_name("Markt 1", "59423", ""), "Markt 1, 59423");
}

}
} // namespace kommin::app
