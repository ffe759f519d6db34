// Panels and their seats at the desk: what meets, what belongs to what, and by which function somebody is in
// it.

#include "app/tests/offer_story.hpp"
#include "platform/records/versions.hpp"

#include <chrono>
#include <string>
#include <utility>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class PanelStory : public OfferStory {
protected:
    // The number in the address that a new panel has got.
    std::string added(Browser& editor, std::string const& entries)
    {
        auto const answer = editor.post("/verwaltung/gremien/neu", entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        auto const location = std::string(answer.header("Location"));
        return location.substr(location.rfind('/') + 1);
    }
    static std::string panel(std::string const& number, std::string const& rest = {})
    {
        return "/verwaltung/gremien/" + number + rest;
    }
    http::Response changed(Browser& editor, std::string const& path, std::string const& entries)
    {
        auto const form = std::string(editor.get(path).body_text());
        return editor.post(path, "fassung=" + seen_on(form) + '&' + entries);
    }
    std::string seat_of(std::string const& number)
    {
        return "/verwaltung/sitze/"
            + std::to_string(connection().load<std::int64_t>(
                "SELECT MAX(id) FROM panel_seats WHERE panel_id = ?", std::stoll(number)));
    }
    static constexpr auto* conference = "kind=conference&name=Integrationskonferenz&body=";
};
KOMMIN_ON_BOTH_ENGINES(PanelStory);

TEST_P(PanelStory, the_office_enters_the_conference_and_what_belongs_to_it)
{
    auto office = browser_of("conference_office");
    EXPECT_THAT(office.get("/verwaltung/gremien").body_text(), HasSubstr("Legen Sie das erste an"));
    auto const top = added(
        office,
        std::string(conference) + "&from=16.11.2005&mandate=Eine+Zeile.%0D%0AUnd+noch+eine.&source=Bericht");
    auto const field = added(office, "kind=field_of_action&body=&name=Arbeitswelt&parent=" + top);
    auto const group = added(office, "kind=working_group&body=&name=AG+Ausbildung&parent=" + field);
    EXPECT_THAT(
        office.get(panel(top)).body_text(),
        AllOf(
            HasSubstr("<h1"), HasSubstr("Integrationskonferenz"), HasSubstr("seit 16. November 2005"),
            HasSubstr(">Eine Zeile.</p>"), HasSubstr(">Und noch eine.</p>"), HasSubstr(panel(field)),
            Not(HasSubstr(panel(group) + '"'))));
    auto const list = std::string(office.get("/verwaltung/gremien").body_text());
    EXPECT_LT(list.find(panel(top)), list.find(panel(field)));
    EXPECT_LT(list.find(panel(field)), list.find(panel(group)));
    EXPECT_THAT(list, AllOf(HasSubstr("3 Gremien"), HasSubstr("Teil von Arbeitswelt")));
    EXPECT_THAT(
        office.get("/verwaltung/suche?q=ausbildung").body_text(),
        AllOf(HasSubstr(panel(group)), Not(HasSubstr(panel(field)))));
    EXPECT_THAT(audit_actions(), Contains("meetings.panel.created"));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(PanelStory, a_seat_is_found_by_its_function_and_by_who_fills_it_and_leads_to_its_panel)
{
    auto office = browser_of("conference_office");
    auto const top = added(office, conference);
    auto const council = added(office, "kind=council&body=aalfeld&name=Integrationsrat");
    for (auto const& [number, entries] :
         {std::pair(top, "role=chair&function=Landr%C3%A4tin&sent_by=Kreis&vote=unknown"),
          std::pair(council, "role=chair&function=Erste+Beigeordnete&sent_by=Rat&vote=unknown")})
        ASSERT_EQ(office.post(panel(number, "/neuer-sitz"), entries).status(), http::Status::see_other);
    EXPECT_THAT(
        office.get("/verwaltung/suche?q=landratin").body_text(),
        AllOf(HasSubstr(panel(top) + '"'), HasSubstr("Landrätin"), Not(HasSubstr("Beigeordnete"))));
    EXPECT_THAT(office.get("/verwaltung/suche?q=beigeordnete").body_text(), HasSubstr(panel(council) + '"'));
    EXPECT_THAT(
        browser_of("municipal_editor", bergau_).get("/verwaltung/suche?q=beigeordnete").body_text(),
        Not(HasSubstr("Erste Beigeordnete")))
        << "of those whose panels one sees";
}

TEST_P(PanelStory, twenty_thousand_panels_are_listed_and_searched)
{
    auto office = browser_of("conference_office");
    auto const top = added(office, conference);
    connection().execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
        " INSERT INTO panels (tenant_id, parent_id, kind, name, short_name, mandate, is_uncertain, remark,"
        " source, mark, changed_at) SELECT ?, ?, 'working_group', 'Gruppe ' || i, '', '', ?, '', '',"
        " 'mark' || i, '2026-11-23T09:00:00.000Z' FROM n",
        tenant_, std::stoll(top), false);
    auto const begin = std::chrono::steady_clock::now();
    EXPECT_THAT(office.get("/verwaltung/gremien?seite=3").body_text(), HasSubstr("20.001 Gremien"));
    EXPECT_THAT(office.get("/verwaltung/gremien?nach=name").body_text(), HasSubstr("20.001 Gremien"));
    EXPECT_THAT(office.get("/verwaltung/suche?q=gruppe+777").body_text(), HasSubstr("Gruppe 777<"));
    // A tree of n panels must not take n times n steps; slow machines and sanitizers have their room.
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{30});
}

TEST_P(PanelStory, what_cannot_be_is_said_beside_the_field_and_nothing_typed_is_lost)
{
    auto office = browser_of("conference_office");
    auto const refused = office.post(
        "/verwaltung/gremien/neu",
        "kind=field_of_action&body=&name=&short=AW&from=30.2.2005&to=gestern&uncertain=ja&mandate=Wozu");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(
        refused.body_text(),
        AllOf(
            HasSubstr("id=\"f-name-fehler\""), HasSubstr("id=\"f-parent-fehler\""),
            HasSubstr("id=\"f-from-fehler\""), HasSubstr("id=\"f-to-fehler\""),
            HasSubstr("id=\"f-remark-fehler\""), HasSubstr("value=\"AW\""), HasSubstr("value=\"30.2.2005\""),
            HasSubstr(">Wozu</textarea>")));
    auto const top = added(office, conference);
    EXPECT_THAT(
        changed(office, panel(top, "/aendern"), "kind=conference&name=K&from=2008&to=2007").body_text(),
        HasSubstr("id=\"f-to-fehler\""));
    EXPECT_THAT(
        office.post("/verwaltung/gremien/neu", std::string(conference) + "&schluessel=zwei").body_text(),
        HasSubstr("gibt es hier schon"));
    auto const group = added(office, "kind=working_group&body=&name=AG&parent=" + top);
    EXPECT_THAT(
        changed(office, panel(top, "/aendern"), "kind=conference&name=Integrationskonferenz&parent=" + group)
            .body_text(),
        HasSubstr("gehört selbst zu diesem Gremium"));
    EXPECT_THAT(
        changed(office, panel(group, "/aendern"), "kind=field_of_action&name=AG&parent=").body_text(),
        HasSubstr("gehört zu einer Konferenz"));
}

TEST_P(PanelStory, what_is_uncertain_stays_visible)
{
    auto office = browser_of("conference_office");
    auto const top = added(office, conference);
    auto const fifth = added(
        office,
        "kind=field_of_action&body=&name=Steuerung&uncertain=ja&remark=Nur+an+einer+Stelle+genannt&parent="
            + top);
    EXPECT_THAT(
        office.get(panel(fifth)).body_text(),
        AllOf(HasSubstr("Unsicher:"), HasSubstr("Nur an einer Stelle genannt")));
    auto const list = std::string(office.get("/verwaltung/gremien?zustand=unsicher").body_text());
    EXPECT_THAT(list, AllOf(HasSubstr(panel(fifth)), Not(HasSubstr(panel(top) + '"'))));
    EXPECT_THAT(
        file_of(office.get("/verwaltung/gremien/liste.csv")),
        AllOf(HasSubstr("Steuerung"), HasSubstr("Nur an einer Stelle genannt"), HasSubstr("unsicher")));
}

TEST_P(PanelStory, a_panel_ends_and_is_not_deleted)
{
    auto office = browser_of("conference_office");
    auto const top = added(office, std::string(conference) + "&from=2005");
    EXPECT_EQ(
        changed(
            office, panel(top, "/aendern"), "kind=conference&name=Integrationskonferenz&from=2005&to=2008")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(office.get("/verwaltung/gremien").body_text(), Not(HasSubstr(panel(top) + '"')));
    EXPECT_THAT(
        office.get("/verwaltung/gremien?zustand=beendet").body_text(),
        AllOf(HasSubstr(panel(top)), HasSubstr("2005 bis 2008")));
    added(office, std::string(conference) + "&schluessel=neu"); // the next one may have its name
    EXPECT_THAT(office.get(panel(top, "/aendern/verlauf?fassung=2")).body_text(), HasSubstr("Besteht bis"));
    EXPECT_THAT(
        office.get(panel(top, "/aendern?fassung=1")).body_text(),
        AllOf(HasSubstr("value=\"2005\""), Not(HasSubstr("value=\"2008\""))));
}

TEST_P(PanelStory, a_seat_is_a_function_and_two_presses_make_one)
{
    auto office = browser_of("conference_office");
    auto const group = added(office, "kind=steering_group&body=&name=Lenkungsgruppe");
    EXPECT_THAT(office.get(panel(group)).body_text(), HasSubstr("Noch kein Sitz"));
    auto const add
        = [&](std::string const& entries) { return office.post(panel(group, "/neuer-sitz"), entries); };
    std::string const adviser
        = "schluessel=a&role=adviser&vote=advisory&function=Jugendhilfe&sent_by=Jugend%C3%A4mter";
    EXPECT_EQ(add(adviser).status(), http::Status::see_other);
    EXPECT_EQ(add(adviser).status(), http::Status::see_other);
    EXPECT_EQ(
        add("schluessel=b&role=chair&vote=full&function=Sozialdezernat").status(), http::Status::see_other);
    auto const page = std::string(office.get(panel(group)).body_text());
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT COUNT(*) FROM panel_seats WHERE tenant_id = ?", tenant_), 2);
    EXPECT_LT(page.find("Sozialdezernat"), page.find("Jugendhilfe")) << "the chair stands first";
    EXPECT_THAT(page, AllOf(HasSubstr("entsendet von Jugendämter"), HasSubstr("beratend")));
    EXPECT_THAT(
        add("role=member&vote=&function=").body_text(),
        AllOf(HasSubstr("id=\"f-function-fehler\""), HasSubstr("ob der Sitz eine Stimme hat")));

    auto const seat = seat_of(group);
    auto second = browser_of("conference_office");
    auto const seen = seen_on(std::string(second.get(seat).body_text()));
    EXPECT_EQ(
        changed(office, seat, "role=chair&vote=full&function=Dezernat+III&to=2008").status(),
        http::Status::see_other);
    EXPECT_THAT(
        second.post(seat, "fassung=" + seen + "&role=chair&vote=full&function=Sozialdezernent").body_text(),
        AllOf(HasSubstr("Dezernat III"), HasSubstr("Sozialdezernent"), HasSubstr("Ayşe Kaya")))
        << "both are shown, and who was faster";
    EXPECT_THAT(office.get(panel(group)).body_text(), AllOf(HasSubstr("Dezernat III"), HasSubstr("beendet")));
    EXPECT_THAT(office.get(seat + "/verlauf?fassung=2").body_text(), HasSubstr("Sozialdezernat"));
    EXPECT_THAT(audit_actions(), AllOf(Contains("meetings.seat.created"), Contains("meetings.seat.changed")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(PanelStory, a_municipality_keeps_its_own_council_and_sees_no_other)
{
    auto office = browser_of("conference_office");
    auto const of_kreis = added(office, conference);
    auto const neighbours = added(office, "kind=council&body=bergau&name=Ausl%C3%A4nderbeirat");
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const own = added(town, "kind=council&body=aalfeld&name=Integrationsrat");
    EXPECT_THAT(
        town.get("/verwaltung/gremien").body_text(),
        AllOf(
            HasSubstr("1 Gremium"), HasSubstr(panel(own)), Not(HasSubstr("Ausländerbeirat")),
            Not(HasSubstr("Integrationskonferenz"))));
    EXPECT_THAT(file_of(town.get("/verwaltung/gremien/liste.csv")), Not(HasSubstr("Ausländerbeirat")));
    EXPECT_THAT(town.get("/verwaltung/suche?q=beirat").body_text(), Not(HasSubstr("Ausländerbeirat")));
    for (auto const& foreign : {of_kreis, neighbours}) {
        EXPECT_EQ(town.get(panel(foreign)).status(), http::Status::not_found);
        EXPECT_EQ(
            town.post(panel(foreign, "/neuer-sitz"), "role=chair&vote=full&function=x").status(),
            http::Status::not_found);
        EXPECT_THAT(
            changed(town, panel(own, "/aendern"), "kind=council&name=Integrationsrat&parent=" + foreign)
                .body_text(),
            HasSubstr("id=\"f-parent-fehler\""))
            << "nothing of it is told";
    }
    for (auto const* body : {"", "bergau", "nirgends"})
        EXPECT_THAT(
            town.post("/verwaltung/gremien/neu", std::string("kind=council&name=Rat&body=") + body)
                .body_text(),
            HasSubstr("Wählen Sie, zu wem das Gremium gehört"))
            << body;
    // The Kreis puts it below the conference; the town keeps that without reading more of it.
    EXPECT_EQ(
        changed(office, panel(own, "/aendern"), "kind=council&name=Integrationsrat&parent=" + of_kreis)
            .status(),
        http::Status::see_other);
    EXPECT_EQ(
        changed(town, panel(own, "/aendern"), "kind=council&name=Integrationsrat&short=IR&parent=" + of_kreis)
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        town.get(panel(own, "/aendern")).body_text(),
        AllOf(HasSubstr("ein Gremium, das Ihnen nicht gehört"), Not(HasSubstr("Integrationskonferenz"))));
}

TEST_P(PanelStory, what_is_wrong_stays_as_typed_where_somebody_was_faster)
{
    auto office = browser_of("conference_office");
    auto const top = added(office, conference);
    auto second = browser_of("conference_office");
    auto const seen = seen_on(std::string(second.get(panel(top, "/aendern")).body_text()));
    changed(office, panel(top, "/aendern"), "kind=conference&name=Konferenz");
    EXPECT_THAT(
        second
            .post(
                panel(top, "/aendern"),
                "fassung=" + seen + "&kind=conference&name=Integrationskonferenz&to=30.2.2005")
            .body_text(),
        AllOf(HasSubstr("Ayşe Kaya"), HasSubstr("30.2.2005")));
}

TEST_P(PanelStory, no_ring_is_closed_through_what_somebody_does_not_see)
{
    auto office = browser_of("conference_office");
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const first = added(town, "kind=council&body=aalfeld&name=Eins");
    auto const second = added(town, "kind=council&body=aalfeld&name=Zwei");
    auto const of_kreis = added(office, "kind=working_group&body=&name=Gruppe&parent=" + first);
    EXPECT_EQ(
        changed(office, panel(second, "/aendern"), "kind=council&name=Zwei&parent=" + of_kreis).status(),
        http::Status::see_other);
    EXPECT_THAT(
        changed(town, panel(first, "/aendern"), "kind=council&name=Eins&parent=" + second).body_text(),
        HasSubstr("gehört selbst zu diesem Gremium"));
    EXPECT_EQ(
        changed(town, panel(second, "/aendern"), "kind=council&name=Zwei+neu&parent=" + of_kreis).status(),
        http::Status::see_other)
        << "what is above it stays";
}

TEST_P(PanelStory, a_conference_with_fields_stays_one)
{
    auto office = browser_of("conference_office");
    auto const top = added(office, conference);
    auto const field = added(office, "kind=field_of_action&body=&name=Arbeitswelt&parent=" + top);
    EXPECT_THAT(
        changed(office, panel(top, "/aendern"), "kind=committee&name=Integrationskonferenz").body_text(),
        HasSubstr("Es bleibt eine Konferenz"));
    EXPECT_EQ(
        changed(office, panel(field, "/aendern"), "kind=field_of_action&name=Arbeit&parent=" + top).status(),
        http::Status::see_other);
}

TEST_P(PanelStory, whoever_only_reads_meets_no_button)
{
    auto office = browser_of("conference_office");
    auto const top = added(office, conference);
    office.post(panel(top, "/neuer-sitz"), "role=management&vote=full&function=Integrationszentrum");
    for (auto const* role : {"reader", "moderator", "steering_group", "committee_clerk"}) {
        auto reader = browser_of(role);
        EXPECT_THAT(
            reader.get(panel(top)).body_text(),
            AllOf(
                HasSubstr("Integrationszentrum"), Not(HasSubstr("/aendern")), Not(HasSubstr("neuer-sitz")),
                Not(HasSubstr("/sitze/"))))
            << role;
        EXPECT_EQ(reader.get(panel(top, "/aendern")).status(), http::Status::not_found) << role;
        EXPECT_THAT(reader.get("/verwaltung/gremien").body_text(), Not(HasSubstr("/verwaltung/gremien/neu")))
            << role;
    }
}

}
} // namespace kommin::app
