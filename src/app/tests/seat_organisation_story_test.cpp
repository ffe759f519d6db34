// Seats that an organisation of the list fills: chosen by words, named as it is called today, counted by what
// it is.

#include "app/tests/people_story.hpp"
#include "platform/records/versions.hpp"

#include <regex>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class SeatOrganisations : public PeopleBase {
protected:
    static std::string number_of(http::Response const& answer)
    {
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        auto const location = std::string(answer.header("Location"));
        return location.substr(location.rfind('/') + 1);
    }
    std::string panel(Browser& office)
    {
        return number_of(
            office.post("/verwaltung/gremien/neu", "kind=steering_group&body=&name=Lenkungsgruppe"));
    }
    std::string organisation(Browser& office, std::string const& name, std::string const& more = {})
    {
        return number_of(
            office.post("/verwaltung/einrichtungen/neu", "name=" + html::percent_encode(name) + more));
    }
    static std::string organisation_path(std::string const& number, std::string const& rest = {})
    {
        return "/verwaltung/einrichtungen/" + number + rest;
    }
    // The number of a new seat that says so.
    std::string seat(Browser& office, std::string const& panel, std::string const& entries)
    {
        auto const answer = office.post(
            "/verwaltung/gremien/" + panel + "/neuer-sitz", "role=member&vote=unknown&" + entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM panel_seats"));
    }
    static std::string seat_path(std::string const& number) { return "/verwaltung/sitze/" + number; }
    // What a browser would send of the organisations in a form; "-" where none of them is chosen.
    static std::string chosen_in(std::string const& form)
    {
        std::smatch match;
        return std::regex_search(form, match, std::regex("name=\"organisation\" value=\"([^\"]*)\" checked"))
            ? match[1].str()
            : "-";
    }
    std::string panel_page(Browser& office, std::string const& number)
    {
        return std::string(office.get("/verwaltung/gremien/" + number).body_text());
    }
    std::string version(std::string const& number)
    {
        return std::to_string(connection().load<std::int64_t>(
            "SELECT version FROM organisations WHERE id = ?", std::stoll(number)));
    }
    std::string versions(std::string const& from, std::string const& into)
    {
        return "fassung=" + version(from) + "&fassung-mit=" + version(into);
    }
    void rename(Browser& office, std::string const& number, std::string const& entries)
    {
        auto const seen = seen_on(std::string(office.get(organisation_path(number)).body_text()));
        EXPECT_EQ(
            office.post(organisation_path(number, "/veroeffentlichen"), "fassung=" + seen + '&' + entries)
                .status(),
            http::Status::see_other);
    }
};
KOMMIN_ON_BOTH_ENGINES(SeatOrganisations);

TEST_P(SeatOrganisations, one_is_looked_for_in_the_form_which_keeps_what_was_typed)
{
    auto office = browser_of("conference_office");
    auto const group = panel(office);
    auto const awo = organisation(office, "AWO Unna");
    organisation(office, "Diakonie");
    auto const form = "/verwaltung/gremien/" + group + "/neuer-sitz";
    EXPECT_THAT(
        office.get(form).body_text(),
        AllOf(HasSubstr("Einrichtung suchen"), Not(HasSubstr("name=\"organisation\""))));
    auto const found = office.post(
        form + "/suchen", "role=chair&vote=full&function=Vorstand&organisation_words=awo&schluessel=k1");
    EXPECT_EQ(found.status(), http::Status::ok);
    EXPECT_THAT(
        found.body_text(),
        AllOf(
            HasSubstr("name=\"organisation\" value=\"" + awo + '"'), HasSubstr("value=\"Vorstand\""),
            HasSubstr("value=\"k1\""), HasSubstr("AWO Unna"), Not(HasSubstr("Diakonie"))));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM panel_seats"), 0)
        << "looking stores nothing";
    EXPECT_THAT(
        office.post(form + "/suchen", "function=x&organisation_words=gibtesnicht").body_text(),
        AllOf(HasSubstr("Keine öffentliche Einrichtung heißt so"), Not(HasSubstr("name=\"organisation\""))));

    auto const number = seat(office, group, "function=Vorstand&organisation=" + awo);
    EXPECT_THAT(panel_page(office, group), HasSubstr("entsendet von AWO Unna"));
    EXPECT_EQ(connection().load<std::string>("SELECT sent_by FROM panel_seats"), "AWO Unna")
        << "kept, should it ever end";
    // The search of a seat that is there keeps the version that was seen.
    auto const again = office.post(
        seat_path(number) + "/suchen",
        "fassung=1&role=member&vote=unknown&function=Beirat&organisation_words=diako&organisation=" + awo);
    EXPECT_THAT(
        again.body_text(),
        AllOf(
            HasSubstr("name=\"fassung\" value=\"1\""), HasSubstr("value=\"Beirat\""), HasSubstr("Diakonie"),
            HasSubstr("AWO Unna")));
    EXPECT_THAT(office.get("/verwaltung/suche?q=awo+unna").body_text(), HasSubstr("Vorstand"));
}

TEST_P(SeatOrganisations, a_seat_names_it_as_it_is_called_today_through_renaming_merging_and_ending)
{
    auto office = browser_of("conference_office");
    auto const group = panel(office);
    auto const awo = organisation(office, "AWO Unna");
    auto const number = seat(office, group, "function=Vorstand&organisation=" + awo);
    rename(office, awo, "name=AWO+Ruhr-Lippe-Ems");
    EXPECT_THAT(
        panel_page(office, group),
        AllOf(HasSubstr("entsendet von AWO Ruhr-Lippe-Ems"), Not(HasSubstr("AWO Unna"))));
    EXPECT_THAT(
        file_of(office.get("/verwaltung/mitglieder/liste.csv?zustand=unbesetzt")),
        HasSubstr("AWO Ruhr-Lippe-Ems"));

    auto const one = organisation(office, "Arbeiterwohlfahrt Kreis");
    EXPECT_EQ(
        office.post(organisation_path(awo, "/zusammenfuehren"), versions(awo, one) + "&mit=" + one).status(),
        http::Status::see_other);
    EXPECT_THAT(panel_page(office, group), HasSubstr("entsendet von Arbeiterwohlfahrt Kreis"));
    EXPECT_THAT(office.get(seat_path(number)).body_text(), HasSubstr("Arbeiterwohlfahrt Kreis"));
    EXPECT_EQ(
        office.post(organisation_path(one, "/trennen"), "fassung=" + version(one) + "&von=" + awo).status(),
        http::Status::see_other);
    EXPECT_THAT(panel_page(office, group), HasSubstr("entsendet von AWO Ruhr-Lippe-Ems"))
        << "separated, it means the one that was chosen";

    auto const seen = seen_on(std::string(office.get(organisation_path(awo)).body_text()));
    EXPECT_EQ(
        office.post(organisation_path(awo, "/archivieren"), "fassung=" + seen).status(),
        http::Status::see_other);
    EXPECT_THAT(panel_page(office, group), HasSubstr("entsendet von AWO Unna")) << "the text that was kept";
    // It stays what it is when something else is changed, and nobody may choose it any more.
    auto const form = std::string(office.get(seat_path(number)).body_text());
    EXPECT_THAT(form, HasSubstr("name=\"organisation\" value=\"" + awo + '"'));
    EXPECT_EQ(
        office
            .post(
                seat_path(number),
                "fassung=" + seen_on(form)
                    + "&role=chair&vote=unknown&function=Vorsitz&sent_by=AWO+Unna&organisation=" + awo)
            .status(),
        http::Status::see_other);
    for (auto const& refused : {awo, std::string("999999"), std::string("x")})
        EXPECT_THAT(
            office
                .post(
                    "/verwaltung/gremien/" + group + "/neuer-sitz",
                    "role=member&vote=unknown&function=Neu&organisation=" + refused)
                .body_text(),
            HasSubstr("nicht (mehr) im öffentlichen Verzeichnis"))
            << refused;
    EXPECT_THAT(office.get(seat_path(number) + "/verlauf?fassung=2").body_text(), HasSubstr("Vorsitz"));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(SeatOrganisations, the_form_sends_back_one_that_was_merged_as_it_shows_it)
{
    auto office = browser_of("conference_office");
    auto const group = panel(office);
    auto const awo = organisation(office, "AWO Unna");
    auto const one = organisation(office, "Arbeiterwohlfahrt Kreis");
    auto const number = seat(office, group, "function=Vorstand&organisation=" + awo);
    EXPECT_EQ(
        office.post(organisation_path(awo, "/zusammenfuehren"), versions(awo, one) + "&mit=" + one).status(),
        http::Status::see_other);
    auto const form = std::string(office.get(seat_path(number)).body_text());
    auto const chosen = chosen_in(form);
    EXPECT_EQ(chosen, awo) << "under the number that the seat has";
    EXPECT_THAT(form, HasSubstr("Arbeiterwohlfahrt Kreis"));
    // A search that finds what it has become offers that once.
    auto const entries = "&role=chair&vote=unknown&function=Vorsitz&sent_by=AWO+Unna&organisation=" + chosen;
    auto const searched
        = std::string(office
                          .post(
                              seat_path(number) + "/suchen",
                              "fassung=" + seen_on(form) + entries + "&organisation_words=arbeiterwohlfahrt")
                          .body_text());
    EXPECT_EQ(chosen_in(searched), awo);
    EXPECT_THAT(searched, Not(HasSubstr("name=\"organisation\" value=\"" + one + '"')));
    EXPECT_EQ(
        office.post(seat_path(number), "fassung=" + seen_on(form) + entries).status(),
        http::Status::see_other);
    EXPECT_THAT(
        panel_page(office, group),
        AllOf(HasSubstr("Vorsitz"), HasSubstr("entsendet von Arbeiterwohlfahrt Kreis")));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT organisation_id FROM panel_seats"), std::stoll(awo));
    // Who chose it in a new seat before it was merged means what it has become.
    auto const added = seat(office, group, "function=Beirat&organisation=" + awo);
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT organisation_id FROM panel_seats WHERE id = ?", std::stoll(added)),
        std::stoll(one));
}

TEST_P(SeatOrganisations, one_that_only_editors_know_is_neither_found_nor_chosen)
{
    auto editor = browser_of("department_editor");
    auto const hidden = number_of(editor.post("/verwaltung/einrichtungen/neu", "name=Geheimer+Verein"));
    auto office = browser_of("conference_office");
    auto const group = panel(office);
    auto const form = "/verwaltung/gremien/" + group + "/neuer-sitz";
    EXPECT_THAT(
        office.post(form + "/suchen", "function=x&organisation_words=geheimer").body_text(),
        HasSubstr("Keine öffentliche Einrichtung heißt so"));
    EXPECT_EQ(
        office.post(form, "role=member&vote=unknown&function=x&organisation=" + hidden).status(),
        http::Status::unprocessable);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM panel_seats"), 0);
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_EQ(town.post(form + "/suchen", "organisation_words=a").status(), http::Status::not_found);
}

TEST_P(SeatOrganisations, the_balance_counts_what_they_are_and_never_reckons_it_from_words)
{
    auto office = browser_of("conference_office");
    auto const group = panel(office);
    auto const awo = organisation(office, "AWO Unna", "&kind=welfare");
    auto const club = organisation(office, "Kulturverein", "&kind=migrant_organisation");
    auto const seated = [&](std::string const& entries) {
        static int count = 0;
        auto const name = "Mensch" + std::to_string(++count);
        auto const number = seat(office, group, "function=Sitz+" + name + '&' + entries);
        EXPECT_EQ(
            office
                .post(
                    seat_path(number) + "/besetzen",
                    "person=" + added_named(office, "Lena", name) + "&as=holder&from=2020")
                .status(),
            http::Status::see_other);
    };
    seated("organisation=" + awo);
    seated("organisation=" + awo);
    seated("organisation=" + club);
    seated("sent_by=AWO+Unna");
    seated("sent_by=Caritasverband");
    seated("");
    auto const page = std::string(office.get("/verwaltung/ausgewogenheit").body_text());
    auto const counted = [&](std::string const& kind, int count) {
        auto const part = page.substr(page.find("Art der entsendenden Einrichtung"));
        return std::regex_search(
            part, std::regex(kind + "</th><td class=\"num\">" + std::to_string(count) + "</td>"));
    };
    EXPECT_TRUE(counted("Wohlfahrtsverband", 2)) << page;
    EXPECT_TRUE(counted("Migrantenorganisation", 1));
    EXPECT_TRUE(counted("nicht bekannt", 3)) << "words say nothing of what somebody is";
    auto const file = file_of(office.get("/verwaltung/ausgewogenheit/liste.csv"));
    EXPECT_TRUE(
        std::regex_search(file, std::regex("Art der entsendenden Einrichtung;Wohlfahrtsverband;2;;;;;;")))
        << "nothing is told of the genders of two: " << file;
    // One that has ended still is what it was.
    EXPECT_EQ(
        office.post(organisation_path(club, "/archivieren"), "fassung=" + version(club)).status(),
        http::Status::see_other);
    EXPECT_THAT(
        file_of(office.get("/verwaltung/ausgewogenheit/liste.csv")),
        HasSubstr("Art der entsendenden Einrichtung;Migrantenorganisation;1"));
}

}
} // namespace kommin::app
