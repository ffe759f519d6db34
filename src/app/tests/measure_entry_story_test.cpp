// Measures as the office enters and edits them: what is asked, what is refused, what its page says.

#include "app/tests/measures_story.hpp"
#include "platform/records/versions.hpp"

#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class MeasureEntries : public MeasuresStory { };
KOMMIN_ON_BOTH_ENGINES(MeasureEntries);

TEST_P(MeasureEntries, say_on_their_page_what_is_done_for_whom_by_whom_and_until_when)
{
    auto office = browser_of("conference_office");
    auto const guiding = goal("Bildung von Anfang an");
    std::string const entries = usual
        + std::string("&text=Fortbildungen+anbieten.&audience=Fachkr%C3%A4fte&number=M+1&from=2026&to=2027")
        + "&reach=195+Kinderg%C3%A4rten%0D%0Aca.+70+Grundschulen&partners=Volkshochschule&office=RAA"
          "&reservation=Haushalt&grant=Land&source=Bericht&goals="
        + guiding + "&goal_weight_" + guiding + "=3&places=" + std::to_string(aalfeld_.owner());
    auto const one = measure(office, "Fortbildungen", entries);
    EXPECT_EQ(measure(office, "Fortbildungen", entries), one) << "pressed twice";
    EXPECT_EQ(count_measures(), 1);
    EXPECT_THAT(
        office.get(one).body_text(),
        AllOf(
            HasSubstr("M 1 Fortbildungen"), HasSubstr("Fortbildungen anbieten."), HasSubstr("Fachkräfte"),
            HasSubstr("195 Kindergärten und rund 70 Grundschulen"), HasSubstr("Volkshochschule"),
            HasSubstr("RAA"), HasSubstr("2026 bis 2027"), HasSubstr("2027 (angenommen: Ende der Planjahre)"),
            HasSubstr("Haushalt"), HasSubstr("Bildung von Anfang an"), HasSubstr("Text liegt nicht vor"),
            HasSubstr("aalfeld"), HasSubstr("alle 6 Monate"),
            HasSubstr("Ende der Planjahre, als Frist angenommen"),
            HasSubstr("Noch hat diese Maßnahme keinen Meilenstein"), Not(HasSubstr("ohne Ziel"))));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT weight FROM measure_goals"), 3);
    auto reader = browser_of("reader");
    EXPECT_THAT(reader.get(one).body_text(), AllOf(HasSubstr("RAA"), Not(HasSubstr("/bearbeiten"))));
    EXPECT_THAT(
        office.get(measure(office, "Ohne")).body_text(),
        AllOf(
            HasSubstr("ohne Ziel"), HasSubstr("ohne Frist"), HasSubstr("niemand benannt"),
            HasSubstr("überall: Kreis Musterau"), HasSubstr("Der Wortlaut liegt nicht vor.")));
    EXPECT_THAT(std::string(office.get("/verwaltung/suche?q=fachkr%C3%A4fte").body_text()), HasSubstr(one));
    EXPECT_THAT(audit_actions(), Contains("goals.measure.created"));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(MeasureEntries, what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost)
{
    auto office = browser_of("conference_office");
    auto const guiding = goal("Ziel");
    auto const refused = office.post(
        "/verwaltung/massnahmen/neu",
        "title=&panel=&state=waiting&from=2027&to=2026&deadline=30.2.2027&report_months=30"
        "&uncertain=ja&text=Bleibt&reach=195+Kinderg%C3%A4rten&goals="
            + guiding + "&goal_weight_" + guiding + "=viel&schluessel=a");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(refused.body_text()),
        AllOf(
            HasSubstr("id=\"f-title-fehler\""), HasSubstr("id=\"f-panel-fehler\""),
            HasSubstr("id=\"f-state_reason-fehler\""), HasSubstr("id=\"f-to-fehler\""),
            HasSubstr("id=\"f-deadline-fehler\""), HasSubstr("id=\"f-report_months-fehler\""),
            HasSubstr("id=\"f-remark-fehler\""), HasSubstr("id=\"f-goal_weight_" + guiding + "-fehler\"")));
    EXPECT_THAT(
        std::string(refused.body_text()),
        AllOf(
            HasSubstr(">Bleibt</textarea>"), HasSubstr(">195 Kindergärten</textarea>"),
            HasSubstr("value=\"30.2.2027\""), HasSubstr("value=\"viel\"")));
    auto const endless = office.post(
        "/verwaltung/massnahmen/neu", needed("Empfang") + "&state=running&recurring=ja&to=2027&schluessel=b");
    EXPECT_THAT(std::string(endless.body_text()), HasSubstr("Was jedes Jahr wiederkehrt, hat kein Ende."));
    EXPECT_EQ(count_measures(), 0);
    auto const yearly = measure(office, "Empfang", "&state=running&recurring=ja&from=2008");
    EXPECT_THAT(office.get(yearly).body_text(), HasSubstr("seit 2008, jedes Jahr wieder"));
}

TEST_P(MeasureEntries, name_nothing_that_belongs_to_others_or_is_not_there)
{
    auto office = browser_of("conference_office");
    auto const theirs = goal("Ziel von Aalfeld", aalfeld_);
    auto const unit = *work([&](Work& work) -> Result<tenants::UnitId> {
        tenants::OrganisationalUnit one;
        one.body = tenants::BodyId{aalfeld_.owner()};
        one.names.emplace_back().name = "Amt";
        return tenants::add_unit(work, one);
    });
    auto const council = panel(office, "kind=council&body=aalfeld&name=Integrationsrat");
    struct Wrong {
        std::string entries;
        std::string refused_at;
    };
    std::string const fixed = "report_months=6&title=Neu&schluessel=x" + std::string(usual);
    for (auto const& [entries, refused_at] : std::vector<Wrong>{
             {"panel=" + council, "panel"},
             {"panel=4711", "panel"},
             {"panel=" + field_ + "&unit=" + std::to_string(unit.value), "unit"},
             {"panel=" + field_ + "&goals=" + theirs + "&goal_weight_" + theirs + "=1", "goals"},
             {"panel=" + field_ + "&goals=4711&goal_weight_4711=1", "goals"},
             {"panel=" + field_ + "&origins=4711", "origins"},
             {"panel=" + field_ + "&places=4711", "places"}}) {
        auto const answer = office.post("/verwaltung/massnahmen/neu", fixed + '&' + entries);
        EXPECT_EQ(answer.status(), http::Status::unprocessable) << entries;
        EXPECT_THAT(std::string(answer.body_text()), HasSubstr("href=\"#f-" + refused_at + '"')) << entries;
    }
    EXPECT_EQ(count_measures(), 0);
    auto const of_town = measure(
        office, "Vor+Ort",
        usual + std::string("&body=aalfeld&unit=") + std::to_string(unit.value) + "&goals=" + theirs
            + "&goal_weight_" + theirs + "=1");
    EXPECT_THAT(
        office.get(of_town).body_text(),
        AllOf(HasSubstr("Amt"), HasSubstr("Ziel von Aalfeld"), HasSubstr("überall: aalfeld")));
}

TEST_P(MeasureEntries, come_from_recommendations_that_were_adopted)
{
    auto office = browser_of("conference_office");
    auto const drafted = office.post(
        "/verwaltung/empfehlungen/neu",
        "addressees=administration&title=Mehr+Fortbildung&schluessel=e&panel=" + field_);
    auto const recommendation = std::string(drafted.header("Location"));
    auto const origin = "&origins=" + number_of(recommendation);
    EXPECT_THAT(
        std::string(
            office.post("/verwaltung/massnahmen/neu", needed("Neu") + usual + "&schluessel=x" + origin)
                .body_text()),
        HasSubstr("href=\"#f-origins\""))
        << "a draft";
    EXPECT_EQ(
        office.post(recommendation + "/schritt", "fassung=1&stand=adopted&day=20.11.2026").status(),
        http::Status::see_other);
    auto const one = measure(office, "Neu", usual + origin + "&from=2027&to=2028");
    auto const page = std::string(office.get(one).body_text());
    EXPECT_THAT(page, HasSubstr("Empfehlung: Mehr Fortbildung, beschlossen</a>"));
    // The life line reads like a story.
    EXPECT_LT(page.find("Empfehlung: Mehr Fortbildung"), page.find(">heute</time>"));
    EXPECT_LT(page.find(">heute</time>"), page.find("Beginn der Maßnahme"));
    EXPECT_LT(page.find("Beginn der Maßnahme"), page.find("als Frist angenommen"));
}

TEST_P(MeasureEntries, end_after_their_figures_have_begun)
{
    auto office = browser_of("conference_office");
    auto const one = measure(office, "Kurse", usual + std::string("&from=2026&to=2027"));
    ASSERT_EQ(
        office
            .post(
                one + "/kennzahlen/neu",
                "name=Elternkurse&unit=Kurse&target_kind=absolute&aim=at_least&baseline=1&baseline_unit="
                "&baseline_day=2026&target=5&deadline=&rule=stepwise&steps=30.6.2027%3A+3&weight=1"
                "&schluessel=k")
            .status(),
        http::Status::see_other);
    auto const saved = [&](std::string const& days) {
        return std::string(
            sent(office, one, "/bearbeiten", needed("Kurse") + usual + "&from=2026" + days).body_text());
    };
    EXPECT_THAT(
        saved("&to=2026"), AllOf(HasSubstr("href=\"#f-to\""), HasSubstr("Die Kennzahl „Elternkurse“")));
    EXPECT_THAT(
        saved("&to=2027&deadline=5.2027"),
        AllOf(HasSubstr("href=\"#f-deadline\""), HasSubstr("Die Kennzahl „Elternkurse“")))
        << "an agreed value would be after it";
    EXPECT_THAT(saved(""), HasSubstr("href=\"#f-deadline\"")) << "agreed values need an end";
    EXPECT_EQ(version_of(one), "fassung=1");
    EXPECT_THAT(saved("&to=2028"), Not(HasSubstr("Elternkurse")));
    EXPECT_EQ(version_of(one), "fassung=2");
}

TEST_P(MeasureEntries, keep_the_names_of_goals_that_have_ended)
{
    auto office = browser_of("conference_office");
    auto const ended = goal("Altes Ziel");
    auto const one = measure(office, "Kurse", usual + ("&goals=" + ended) + "&goal_weight_" + ended + "=2");
    connection().execute("UPDATE goals SET valid_to = '2020'");
    for (auto const* page : {"", "/bearbeiten", "/bearbeiten/verlauf?fassung=1"})
        EXPECT_THAT(
            office.get(one + page).body_text(),
            AllOf(HasSubstr("Altes Ziel"), Not(HasSubstr("ein anderes Ziel"))))
            << page;
    EXPECT_THAT(office.get("/verwaltung/massnahmen/neu").body_text(), Not(HasSubstr("Altes Ziel")))
        << "it is not offered";
}

TEST_P(MeasureEntries, are_edited_with_their_history_and_two_at_once_are_compared)
{
    auto office = browser_of("conference_office");
    auto const one = measure(office, "Alt");
    auto second = browser_of("conference_office");
    auto const seen = seen_on(std::string(second.get(one + "/bearbeiten").body_text()));
    auto const entries = needed("Umbenannt") + usual + "&audience=Eltern&deadline=2027";
    EXPECT_EQ(changed(office, one + "/bearbeiten", entries).status(), http::Status::see_other);
    auto const conflict
        = second.post(one + "/bearbeiten", "fassung=" + seen + '&' + needed("Anders") + usual);
    EXPECT_THAT(
        conflict.body_text(), AllOf(HasSubstr("Ayşe Kaya"), HasSubstr("Umbenannt"), HasSubstr("Anders")));
    EXPECT_THAT(office.get(one).body_text(), HasSubstr("Umbenannt")) << "nothing is taken back unseen";
    EXPECT_THAT(
        office.get(one + "/bearbeiten/verlauf?fassung=2").body_text(),
        AllOf(HasSubstr("Alt"), HasSubstr("Eltern"), HasSubstr("Zielgruppe"), HasSubstr("2027")));
    EXPECT_EQ(changed(office, one + "/bearbeiten", entries).status(), http::Status::see_other);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT version FROM measures"), 2)
        << "the same once more is no version";
    EXPECT_THAT(audit_actions(), Contains("goals.measure.changed"));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(MeasureEntries, a_municipality_keeps_its_own_and_sees_no_others)
{
    auto office = browser_of("conference_office");
    auto town = browser_of("municipal_editor", aalfeld_);
    auto neighbours = browser_of("municipal_editor", bergau_);
    auto const of_district = measure(office, "Kreisweit");
    auto const own = measure(town, "Unsere", usual + std::string("&body=aalfeld"));
    for (auto const* page : {"", "/bearbeiten", "/bearbeiten/verlauf", "/stand", "/licht", "/meilensteine"}) {
        EXPECT_EQ(town.get(own + page).status(), http::Status::ok) << page;
        EXPECT_EQ(neighbours.get(own + page).status(), http::Status::not_found) << page;
        EXPECT_EQ(town.get(of_district + page).status(), http::Status::not_found) << page;
    }
    EXPECT_EQ(sent(neighbours, own, "/stand", "state=running").status(), http::Status::not_found);
    EXPECT_EQ(sent(neighbours, own, "/bearbeiten", needed("x") + usual).status(), http::Status::not_found);
    EXPECT_THAT(
        std::string(
            neighbours
                .post("/verwaltung/massnahmen/neu", needed("Fremd") + usual + "&body=aalfeld&schluessel=f")
                .body_text()),
        HasSubstr("Für diesen Eigentümer dürfen Sie keine Maßnahme anlegen."));
    EXPECT_THAT(
        town.get("/verwaltung/massnahmen").body_text(),
        AllOf(HasSubstr("Unsere"), Not(HasSubstr("Kreisweit"))));
    EXPECT_THAT(
        file_of(neighbours.get("/verwaltung/massnahmen/liste.csv")),
        AllOf(Not(HasSubstr("Unsere")), Not(HasSubstr("Kreisweit"))));
    EXPECT_THAT(neighbours.get("/verwaltung/suche?q=unsere").body_text(), Not(HasSubstr(own + '"')));
    EXPECT_THAT(
        office.get("/verwaltung/massnahmen").body_text(), AllOf(HasSubstr("Unsere"), HasSubstr("Kreisweit")));
    // What the Kreis has adopted is offered; its drafts and the goals of neighbours are not.
    auto const adopted = goal("Kreisziel");
    auto const draft = goal("Kreisentwurf");
    goal("Nachbarziel", bergau_);
    EXPECT_EQ(
        office
            .post(
                "/verwaltung/beschluesse/neu",
                "kind=adoption&body=&resolved_by=Kreistag&result=unanimous&schluessel=b&goals=" + adopted)
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        town.get(own + "/bearbeiten").body_text(),
        AllOf(HasSubstr("Kreisziel"), Not(HasSubstr("Kreisentwurf")), Not(HasSubstr("Nachbarziel"))));
    auto const serving = [&](std::string const& id) {
        return sent(
            town, own, "/bearbeiten",
            needed("Unsere") + usual + "&goals=" + id + "&goal_weight_" + id + "=1");
    };
    EXPECT_THAT(std::string(serving(draft).body_text()), HasSubstr("href=\"#f-goals\""));
    EXPECT_EQ(serving(adopted).status(), http::Status::see_other);
    EXPECT_THAT(
        town.get(own).body_text(),
        AllOf(
            HasSubstr("Kreisziel"), Not(HasSubstr("Beschluss, Kreistag")),
            Not(HasSubstr("Text liegt nicht vor")), Not(HasSubstr("Einfluss"))))
        << "of the Kreis's goals it is told the titles of those that were adopted";
    EXPECT_THAT(
        office.get(own).body_text(),
        AllOf(
            HasSubstr("Beschluss, Kreistag, einstimmig</a>"), HasSubstr("Text liegt nicht vor"),
            HasSubstr("Einfluss")));
    connection().execute("UPDATE resolutions SET result = 'rejected'");
    for (auto const* page : {"", "/bearbeiten", "/bearbeiten/verlauf?fassung=2"})
        EXPECT_THAT(
            town.get(own + page).body_text(),
            AllOf(HasSubstr("ein anderes Ziel"), Not(HasSubstr("Kreisziel")), Not(HasSubstr("ohne Ziel"))))
            << page;
    EXPECT_THAT(office.get(own).body_text(), HasSubstr("Kreisziel"));
    auto reader = browser_of("reader");
    EXPECT_EQ(reader.get(own).status(), http::Status::ok);
    EXPECT_EQ(reader.get(own + "/bearbeiten").status(), http::Status::not_found);
    EXPECT_EQ(sent(reader, own, "/stand", "state=running").status(), http::Status::not_found);
}

} // namespace
} // namespace kommin::app
