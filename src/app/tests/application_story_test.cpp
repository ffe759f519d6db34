// Programmes with their calls, and applications on their way: what is asked for, by which rules, what came of
// it.

#include "app/tests/funding_attempts.hpp"
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

class Applications : public MeasuresStory {
protected:
    static constexpr auto* list = "/verwaltung/antraege";
    void SetUp() override
    {
        MeasuresStory::SetUp();
        clock().set(*parse_instant("2009-03-02T08:00:00Z"));
        office_.emplace(browser_of("conference_office"));
    }
    static std::string made(http::Response const& answer)
    {
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    std::string programme(std::string const& title)
    {
        return made(office_->post(
            "/verwaltung/foerderprogramme/neu",
            "schluessel=p&authority=Land&aims=Netz%0ASteuerung&title=" + title));
    }
    // The number of a new call.
    std::string call_of(std::string const& programme_address, std::string const& entries)
    {
        made(office_->post(programme_address + "/aufrufe/neu", "schluessel=c&title=Aufruf+2009&" + entries));
        return std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM funding_calls"));
    }
    std::string application(std::string const& entries, std::string const& key = "a")
    {
        return made(office_->post(std::string(list) + "/neu", "body=&schluessel=" + key + '&' + entries));
    }
    http::Response step(Browser& editor, std::string const& address, int version, std::string const& entries)
    {
        return editor.post(address + "/schritt", "fassung=" + std::to_string(version) + "&state=" + entries);
    }
    std::string state_of(std::string const& address)
    {
        return connection().load<std::string>(
            "SELECT state FROM funding_applications WHERE id = ?", std::stoll(number_of(address)));
    }
    std::string shown(std::string const& address) { return std::string(office_->get(address).body_text()); }

    std::optional<Browser> office_;
};
KOMMIN_ON_BOTH_ENGINES(Applications);

TEST_P(Applications, sums_are_checked_by_the_rules_of_the_call)
{
    auto const offered = programme("KOMM-IN");
    auto const call = call_of(
        offered,
        "deadline=31.3.2009&kind=share&share=80&most=5000&own_share=10&cost_kinds=fees&cost_kinds=rooms");
    EXPECT_THAT(
        shown(offered),
        AllOf(
            HasSubstr("Netz"), HasSubstr("31. März 2009"), HasSubstr("Anteilfinanzierung"),
            HasSubstr("der zuwendungsfähigen Ausgaben"), HasSubstr("höchstens 5.000,00"),
            HasSubstr("Honorare und Räume"), HasSubstr("aufruf=" + call)));
    auto const measured = measure(*office_, "Lesen");
    auto const one = application(
        "title=Lesen+2009&offer=c" + call
        + "&asked=900&own=50&other=0&costs_0_kind=fees&costs_0_what=Kurse"
          "&costs_0_cost=1.000&costs_0_eligible=900&costs_0_year=2009&costs_0_measure="
        + number_of(measured) + "&costs_4_kind=travel&costs_4_cost=100");
    auto const page = shown(one);
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("1.100,00"), HasSubstr("Kurse"), HasSubstr(measured + "\""),
            HasSubstr("zusammen weniger als die Ausgaben von 1.100,00"),
            HasSubstr("mehr, als die Regeln erlauben: höchstens 800,00"), HasSubstr("mindestens 100,00"),
            HasSubstr("fördert diese Arten von Ausgaben nicht: Fahrtkosten")));
    // A line that is mended, and one that is left out.
    EXPECT_EQ(
        office_
            ->post(
                one + "/bearbeiten",
                "fassung=1&title=Lesen+2009&asked=800&own=200&other=0&costs_0_kind=fees&costs_0_cost=1000&"
                "offer=c"
                    + call)
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        shown(one), AllOf(HasSubstr("halten die Regeln des Aufrufs ein"), Not(HasSubstr("Fahrtkosten"))));
    EXPECT_THAT(
        shown(one + "/bearbeiten/verlauf?fassung=2"),
        AllOf(HasSubstr("Honorare, Kurse"), Not(HasSubstr("fees|"))));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(Applications, a_programme_has_products_with_a_task_and_whoever_is_responsible)
{
    auto const unit = connection().load<std::int64_t>(
        "INSERT INTO organisational_units (tenant_id, body_id, key, kind, parent_key, remark, mail)"
        " VALUES (?, (SELECT MIN(id) FROM bodies WHERE tenant_id = ?), 'raa', 'office', '', '', '')"
        " RETURNING id",
        tenant_, tenant_);
    connection().execute(
        "INSERT INTO organisational_unit_names (tenant_id, unit_id, name, valid_from, uncertain, remark)"
        " VALUES (?, ?, 'Arbeitsstelle', '2000', ?, '')",
        tenant_, unit, false);
    auto const one = programme("KOMM-IN");
    auto const entries = "title=KOMM-IN&authority=Land&keep_years=10&products_0_name=Portal&products_0_task="
                         "Pflege&products_0_unit="
        + std::to_string(unit)
        + "&products_0_responsible=50.5+und+16&products_2_name=Brosch%C3%BCre&products_2_responsible=32.2";
    EXPECT_EQ(office_->post(one + "/bearbeiten", "fassung=1&" + entries).status(), http::Status::see_other);
    auto const page = shown(one);
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("Portal"), HasSubstr("Pflege"), HasSubstr("50.5 und 16 (Arbeitsstelle)"),
            HasSubstr("Broschüre"), HasSubstr("32.2")));
    EXPECT_LT(page.find("Portal"), page.find("Broschüre")) << "in their order, without the empty line";
    EXPECT_THAT(
        shown(one + "/bearbeiten"),
        AllOf(HasSubstr("name=\"products_1_name\""), HasSubstr("value=\"32.2\"")));
    EXPECT_THAT(
        shown(one + "/bearbeiten/verlauf?fassung=2"),
        HasSubstr("Portal – Pflege: 50.5 und 16 (Arbeitsstelle)"));
    EXPECT_THAT(shown("/verwaltung/foerderprogramme?t=brosch"), HasSubstr(one + "\""));

    // Sent once more it changes nothing; without its products it has none.
    EXPECT_EQ(office_->post(one + "/bearbeiten", "fassung=2&" + entries).status(), http::Status::see_other);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT version FROM funding_programmes"), 2);
    EXPECT_EQ(
        office_->post(one + "/bearbeiten", "fassung=2&title=KOMM-IN&authority=Land&keep_years=10").status(),
        http::Status::see_other);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM funding_products"), 0);
    EXPECT_THAT(shown(one), Not(HasSubstr("50.5 und 16")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(Applications, what_is_wrong_with_a_product_stands_beside_its_field)
{
    auto const one = programme("KOMM-IN");
    auto const refused = office_->post(
        one + "/bearbeiten",
        "fassung=1&title=KOMM-IN&authority=Land&keep_years=10&products_0_task=Ohne+Namen&products_1_name="
            + std::string(201, 'a') + "&products_2_name=Portal&products_2_unit=x");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(refused.body_text()),
        AllOf(
            HasSubstr("href=\"#f-products_0_name\""), HasSubstr("Bitte nennen Sie das Produkt"),
            HasSubstr("value=\"Ohne Namen\""), HasSubstr("href=\"#f-products_1_name\""),
            HasSubstr("href=\"#f-products_2_unit\"")));
    auto const unknown = office_->post(
        one + "/bearbeiten",
        "fassung=1&title=KOMM-IN&authority=Land&keep_years=10&products_0_name=Portal&products_0_unit=4711");
    EXPECT_EQ(unknown.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(unknown.body_text()),
        AllOf(HasSubstr("Diese Stelle gibt es hier nicht"), HasSubstr("value=\"Portal\"")));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM funding_products"), 0);
    std::string many = "fassung=1&title=KOMM-IN&authority=Land&keep_years=10";
    for (int line = 0; line < 41; ++line)
        many += "&products_" + std::to_string(line) + "_name=Produkt";
    EXPECT_THAT(
        std::string(office_->post(one + "/bearbeiten", many).body_text()),
        HasSubstr("Höchstens 40 Produkte"));
}

TEST_P(Applications, what_is_wrong_stands_beside_its_field_and_nothing_is_lost)
{
    auto const refused = office_->post(
        std::string(list) + "/neu",
        "body=&schluessel=a&title=&asked=1,250&own=x&offer=c4711&costs_0_kind=fees&costs_0_cost=100"
        "&costs_0_eligible=101&costs_1_kind=fees&costs_1_what=Ohne+Betrag&costs_2_kind=fees&costs_2_cost=5"
        "&costs_2_year=1850");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(refused.body_text()),
        AllOf(
            HasSubstr("einen Titel"), HasSubstr("value=\"1,250\""),
            HasSubstr("nicht mehr sein als die Ausgabe"), HasSubstr("Betrag dieser Ausgabe"),
            HasSubstr("Ohne Betrag"), HasSubstr("kein Jahr von 1900"),
            HasSubstr("href=\"#f-costs_0_eligible\""), HasSubstr("href=\"#f-costs_1_cost\""),
            HasSubstr("href=\"#f-costs_2_year\"")));
    EXPECT_THAT(
        std::string(office_->post(std::string(list) + "/neu", "body=&schluessel=b&title=Ohne").body_text()),
        HasSubstr("bei wem der Antrag gestellt wird"));
    EXPECT_EQ(
        office_->post(std::string(list) + "/neu", "body=&schluessel=b&title=Ohne&offer=c4711").status(),
        http::Status::unprocessable);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM funding_applications"), 0);
}

TEST_P(Applications, lines_of_costs_come_back_in_the_order_typed)
{
    std::string const lines = "&costs_0_kind=travel&costs_0_what=Zuerst&costs_0_cost=9"
                              "&costs_1_kind=fees&costs_1_what=Danach&costs_1_cost=1,250"
                              "&costs_3_kind=fees&costs_3_what=Kurse&costs_3_cost=100"
                              "&costs_4_kind=fees&costs_4_what=Kurse&costs_4_cost=100";
    auto const refused
        = office_->post(std::string(list) + "/neu", "body=&schluessel=a&title=Lesen&authority=x" + lines);
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    auto const form = std::string(refused.body_text());
    // The value of a field of the form.
    auto const typed = [&](std::string const& name) {
        auto const from = form.find("name=\"" + name + '"');
        auto const field = form.substr(from, form.find('>', from) - from);
        auto const value = field.find("value=\"");
        return value == std::string::npos ? std::string{}
                                          : field.substr(value + 7, field.find('"', value + 7) - value - 7);
    };
    EXPECT_EQ(typed("costs_0_what"), "Zuerst");
    EXPECT_EQ(typed("costs_1_what"), "Danach");
    EXPECT_EQ(typed("costs_2_what"), "Kurse");
    EXPECT_EQ(typed("costs_3_what"), "Kurse") << "a line that says the same is a line of its own";
    EXPECT_THAT(
        form, AllOf(HasSubstr("id=\"f-costs_1_cost-fehler\""), Not(HasSubstr("costs_0_cost-fehler"))));
    auto right = "title=Lesen&authority=x" + lines;
    right.replace(right.find("1,250"), 5, "1.250");
    auto const page = shown(application(right));
    EXPECT_LT(page.find("Zuerst"), page.find("Danach"));
    EXPECT_LT(page.find("Danach"), page.find("Kurse"));
    EXPECT_THAT(page, HasSubstr("1.459,00")) << "100 twice";
}

TEST_P(Applications, goes_by_steps_with_day_and_reason)
{
    auto const one = application("title=Lesen&authority=Ministerium");
    EXPECT_THAT(shown(one), AllOf(HasSubstr("Noch nicht eingereicht"), HasSubstr("nicht bekannt")));
    EXPECT_EQ(step(*office_, one, 1, "granted").status(), http::Status::unprocessable);
    EXPECT_EQ(step(*office_, one, 1, "submitted&step_day=3.3.2009").status(), http::Status::unprocessable)
        << "tomorrow";
    EXPECT_EQ(step(*office_, one, 1, "submitted&step_day=1.3.2009").status(), http::Status::see_other);
    EXPECT_EQ(step(*office_, one, 1, "submitted&step_day=1.3.2009").status(), http::Status::see_other)
        << "pressed twice is done once";
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM funding_application_steps"), 1);
    auto const early = step(*office_, one, 2, "granted&step_day=28.2.2009");
    EXPECT_EQ(early.status(), http::Status::unprocessable);
    EXPECT_THAT(std::string(early.body_text()), HasSubstr("vor dem Schritt davor"));
    auto const silent = step(*office_, one, 2, "refused&step_day=2.3.2009");
    EXPECT_EQ(silent.status(), http::Status::unprocessable);
    EXPECT_THAT(std::string(silent.body_text()), HasSubstr("Geben Sie den Grund an"));
    EXPECT_EQ(
        step(*office_, one, 2, "refused&step_reason=Mittel+ersch%C3%B6pft").status(),
        http::Status::see_other);
    // A colleague who still sees it submitted is told.
    auto const late = step(*office_, one, 2, "granted&step_amount=500");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_EQ(state_of(one), "refused");
    EXPECT_EQ(office_->post(one + "/zuruecknehmen", "fassung=2").status(), http::Status::conflict);
    EXPECT_EQ(office_->post(one + "/zuruecknehmen", "fassung=3").status(), http::Status::see_other);
    EXPECT_EQ(state_of(one), "submitted");
    EXPECT_EQ(
        step(*office_, one, 4, "granted&step_day=2.3.2009&step_amount=1.250,50").status(),
        http::Status::see_other);
    EXPECT_THAT(
        shown(one),
        AllOf(
            HasSubstr("bewilligt"), HasSubstr("1.250,50"), HasSubstr("1. März 2009"),
            Not(HasSubstr("erschöpft"))));
    EXPECT_THAT(shown(one + "/bearbeiten/verlauf"), HasSubstr("Antrag als bewilligt vermerkt"));
    EXPECT_THAT(
        file_of(office_->get(std::string(list) + "/liste.csv?stand=bewilligt")),
        AllOf(HasSubstr("Lesen"), HasSubstr("1250.50")));
    EXPECT_THAT(shown(std::string(list) + "?stand=entwurf"), Not(HasSubstr(one + '"')));
    EXPECT_THAT(
        audit_actions(),
        AllOf(Contains("funding.application.refused"), Contains("funding.application.taken_back")));
}

TEST_P(Applications, deadlines_are_on_heute_before_and_after)
{
    auto const offered = programme("KOMM-IN");
    auto const call = call_of(offered, "deadline=20.3.2009");
    EXPECT_THAT(
        shown("/verwaltung"), AllOf(HasSubstr("KOMM-IN: Aufruf 2009"), HasSubstr("noch ist kein Antrag")));
    auto const one = application("title=Lesen&offer=c" + call);
    EXPECT_THAT(
        shown("/verwaltung"),
        AllOf(HasSubstr("der Antrag ist noch ein Entwurf"), Not(HasSubstr("noch ist kein Antrag"))));
    clock().set(*parse_instant("2009-03-21T08:00:00Z"));
    office_.emplace(browser_of("conference_office")); // the session of then has ended
    EXPECT_THAT(shown("/verwaltung"), HasSubstr("Die Frist von „Aufruf 2009“ ist vorbei"));
    EXPECT_EQ(step(*office_, one, 1, "submitted&step_day=20.3.2009").status(), http::Status::see_other);
    EXPECT_THAT(shown("/verwaltung"), Not(HasSubstr("Die Frist von „Aufruf 2009“")));
}

TEST_P(Applications, a_municipality_applies_for_itself_and_sees_no_others)
{
    auto const offered = programme("KOMM-IN");
    auto const call = call_of(offered, "deadline=20.3.2009");
    auto const secret = application("title=Geheimplan&offer=c" + call);
    auto town = logged_in(account("amt@aalfeld.example", {{"municipal_editor", aalfeld_}}));
    EXPECT_EQ(town.get(offered).status(), http::Status::ok) << "programmes are for all";
    EXPECT_THAT(std::string(town.get(offered).body_text()), Not(HasSubstr("Geheimplan")));
    EXPECT_EQ(town.get(offered + "/bearbeiten").status(), http::Status::not_found);
    EXPECT_EQ(town.get(secret).status(), http::Status::not_found);
    EXPECT_EQ(town.get(secret + "/bearbeiten").status(), http::Status::not_found);
    EXPECT_EQ(town.get(secret + "/schritt").status(), http::Status::not_found);
    EXPECT_EQ(step(town, secret, 1, "submitted").status(), http::Status::not_found);
    EXPECT_EQ(town.post(secret + "/zuruecknehmen", "fassung=1").status(), http::Status::not_found);
    EXPECT_EQ(town.post(secret + "/bearbeiten", "fassung=1&title=x").status(), http::Status::not_found);
    EXPECT_THAT(
        std::string(town.get("/verwaltung/suche?q=geheimplan").body_text()), Not(HasSubstr(secret + '"')));
    // For the Kreis it may not apply, and not for a measure of the Kreis.
    EXPECT_EQ(
        town.post(std::string(list) + "/neu", "body=&schluessel=a&title=x&authority=y").status(),
        http::Status::unprocessable);
    auto const of_kreis = measure(*office_, "Lesen");
    EXPECT_EQ(
        town.post(
                std::string(list) + "/neu",
                "body=aalfeld&schluessel=a&title=x&authority=y&costs_0_kind=fees&costs_0_cost=1&costs_0_"
                "measure="
                    + number_of(of_kreis))
            .status(),
        http::Status::unprocessable);
    auto const own
        = made(town.post(std::string(list) + "/neu", "body=aalfeld&schluessel=a&title=Fest&offer=c" + call));
    EXPECT_EQ(town.get(own).status(), http::Status::ok);
    EXPECT_EQ(step(town, own, 1, "submitted").status(), http::Status::see_other);
    EXPECT_THAT(shown(list), AllOf(HasSubstr("Fest"), HasSubstr("Geheimplan")));
    EXPECT_THAT(
        std::string(town.get(list).body_text()), AllOf(HasSubstr("Fest"), Not(HasSubstr("Geheimplan"))));
}

}
} // namespace kommin::app
