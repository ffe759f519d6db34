// What an organisation is, in which languages one can write to it and where else it is.

#include "app/tests/offer_story.hpp"
#include "platform/records/versions.hpp"

#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class OrganisationDetails : public OfferStory {
protected:
    std::string number_of(std::string const& name)
    {
        return std::to_string(connection().load<std::int64_t>(
            "SELECT id FROM organisations WHERE tenant_id = ? AND name = ?", tenant_, name));
    }
    static std::string path(std::string const& number, std::string const& rest = {})
    {
        return "/verwaltung/einrichtungen/" + number + rest;
    }
    std::string page(Browser& editor, std::string const& at)
    {
        return std::string(editor.get(at).body_text());
    }
    http::Response publish(Browser& editor, std::string const& number, std::string const& entries)
    {
        return editor.post(
            path(number, "/veroeffentlichen"),
            "fassung=" + seen_on(page(editor, path(number))) + '&' + entries);
    }
    portal::ImportReport imported(std::string const& title)
    {
        return work([&](Work& work) -> Result<portal::ImportReport> {
                   auto const context = portal::load_import_context(work.db(), work.tenant(), work.today());
                   auto const read = portal::read_csv(
                       "key;title;slug;municipality;summary;organisation\nk1;" + title
                           + ";kurs;aalfeld;Deutsch;AWO Unna\n",
                       context);
                   return portal::import_offers(
                       work, read,
                       {.source_name = "kurse.csv",
                        .source_hash = title,
                        .overwrites_edited = true,
                        .progress = {}});
               })
            .value();
    }
    static constexpr auto* everything
        = "name=AWO+Unna&kind=welfare&languages=tr&languages=de&visit=Markt+1%2C+59423+Unna"
          "&post=Postfach+10%0D%0A%0D%0APostfach+10&branch=Zweigstelle+Kamen%3A+Markt+2%2C+59174+Kamen";
};
KOMMIN_ON_BOTH_ENGINES(OrganisationDetails);

TEST_P(OrganisationDetails, are_entered_found_compared_and_exported)
{
    auto editor = browser_of("conference_office");
    ASSERT_EQ(editor.post("/verwaltung/einrichtungen/neu", everything).status(), http::Status::see_other);
    ASSERT_EQ(
        editor.post("/verwaltung/einrichtungen/neu", "name=Diakonie").status(), http::Status::see_other);
    auto const awo = number_of("AWO Unna");
    EXPECT_THAT(
        page(editor, path(awo)),
        AllOf(
            HasSubstr("value=\"welfare\" selected"), HasSubstr("Zweigstelle Kamen: Markt 2, 59174 Kamen"),
            HasSubstr(">Postfach 10</textarea>")))
        << "what stands there twice is there once";
    for (auto const* query : {"?art=welfare", "?sprache=tr", "?art=welfare&sprache=de&q=awo"})
        EXPECT_THAT(
            page(editor, std::string("/verwaltung/einrichtungen") + query),
            AllOf(HasSubstr(path(awo) + '"'), Not(HasSubstr("Diakonie"))))
            << query;
    EXPECT_THAT(
        page(editor, "/verwaltung/einrichtungen?art=unknown"),
        AllOf(HasSubstr("Diakonie"), Not(HasSubstr(path(awo) + '"'))));
    auto const file = file_of(editor.get("/verwaltung/einrichtungen/liste.csv?sprache=tr"));
    EXPECT_THAT(
        file,
        AllOf(
            HasSubstr("Wohlfahrtsverband"), HasSubstr("Deutsch und Türkisch"), HasSubstr("Postfach 10"),
            HasSubstr("Zweigstelle Kamen: Markt 2"), Not(HasSubstr("Diakonie"))));

    EXPECT_EQ(
        publish(editor, awo, "name=AWO+Unna&kind=association&languages=de").status(),
        http::Status::see_other);
    EXPECT_THAT(
        page(editor, path(awo, "/verlauf?fassung=2")),
        AllOf(
            HasSubstr("Wohlfahrtsverband"), HasSubstr("Verein, Initiative"), HasSubstr("Zweigstelle Kamen")));
    EXPECT_THAT(
        page(editor, path(awo) + "?fassung=1"),
        AllOf(HasSubstr("value=\"welfare\" selected"), HasSubstr("Zweigstelle Kamen")));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM organisation_addresses"), 0);
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(OrganisationDetails, wait_in_a_draft_until_somebody_publishes_them)
{
    auto editor = browser_of("conference_office");
    ASSERT_EQ(editor.post("/verwaltung/einrichtungen/neu", everything).status(), http::Status::see_other);
    auto const awo = number_of("AWO Unna");
    EXPECT_EQ(
        editor
            .post(
                path(awo),
                "fassung=" + seen_on(page(editor, path(awo)))
                    + "&name=AWO+Unna&kind=other&languages=ar&post=Neue+Adresse")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(connection().load<std::string>("SELECT kind FROM organisations"), "welfare");
    EXPECT_THAT(page(editor, path(awo)), HasSubstr("Neue Adresse"));
    EXPECT_EQ(
        publish(editor, awo, "name=AWO+Unna&kind=other&languages=ar&post=Neue+Adresse").status(),
        http::Status::see_other);
    EXPECT_EQ(connection().load<std::string>("SELECT kind FROM organisations"), "other");
    EXPECT_EQ(connection().load<std::string>("SELECT languages FROM organisations"), "ar");
    EXPECT_EQ(connection().load<std::string>("SELECT address FROM organisation_addresses"), "Neue Adresse");
}

TEST_P(OrganisationDetails, of_one_that_is_merged_are_those_of_the_one_that_stays)
{
    auto editor = browser_of("conference_office");
    ASSERT_EQ(editor.post("/verwaltung/einrichtungen/neu", everything).status(), http::Status::see_other);
    ASSERT_EQ(
        editor.post("/verwaltung/einrichtungen/neu", "name=AWO+Kreis&kind=other").status(),
        http::Status::see_other);
    auto const from = number_of("AWO Unna");
    auto const into = number_of("AWO Kreis");
    EXPECT_THAT(
        page(editor, path(from, "/zusammenfuehren?mit=" + into)),
        HasSubstr("Art, Sprachen und Adressen sind dann die von „AWO Kreis“"));
    ASSERT_EQ(
        editor.post(path(from, "/zusammenfuehren"), "fassung=1&fassung-mit=1&mit=" + into).status(),
        http::Status::see_other);
    EXPECT_THAT(
        page(editor, path(into)),
        AllOf(HasSubstr("value=\"other\" selected"), Not(HasSubstr("Zweigstelle Kamen"))));
    ASSERT_EQ(
        editor
            .post(
                path(into, "/trennen"),
                "fassung="
                    + std::to_string(connection().load<std::int64_t>(
                        "SELECT version FROM organisations WHERE id = ?", std::stoll(into)))
                    + "&von=" + from)
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        page(editor, path(from)),
        AllOf(HasSubstr("value=\"welfare\" selected"), HasSubstr("Zweigstelle Kamen")));
}

TEST_P(OrganisationDetails, what_is_wrong_stands_beside_the_field)
{
    auto editor = browser_of("conference_office");
    std::string many;
    for (int i = 0; i < 11; ++i)
        many += "Weg+" + std::to_string(i) + "%0A";
    auto const wrong = editor.post(
        "/verwaltung/einrichtungen/neu",
        "name=X&kind=erfunden&languages=xx&visit=" + many + "&post=" + std::string(201, 'a'));
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(
        wrong.body_text(),
        AllOf(
            HasSubstr("id=\"f-kind-fehler\""), HasSubstr("id=\"f-visit-fehler\""),
            HasSubstr("id=\"f-post-fehler\""), HasSubstr("href=\"#f-languages\"")));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM organisations"), 0);
}

TEST_P(OrganisationDetails, files_that_name_it_leave_them_alone)
{
    EXPECT_EQ(imported("Kurs").created, 1);
    auto editor = browser_of("conference_office");
    auto const awo = number_of("AWO Unna");
    ASSERT_EQ(publish(editor, awo, everything).status(), http::Status::see_other);
    EXPECT_EQ(imported("Kurs am Abend").problems.size(), 0U);
    auto const stored
        = contacts::find_organisation(connection(), tenant_, contacts::OrganisationId{std::stoll(awo)});
    ASSERT_TRUE(stored);
    EXPECT_EQ(stored->details.kind, contacts::OrganisationKind::welfare);
    EXPECT_THAT(stored->details.languages, ::testing::ElementsAre("de", "tr"));
    EXPECT_EQ(stored->details.addresses.size(), 3U);
    // They stay in the administration.
    EXPECT_THAT(
        public_page("kurs"),
        AllOf(HasSubstr("AWO Unna"), Not(HasSubstr("Postfach 10")), Not(HasSubstr("Zweigstelle Kamen"))));
}

}
} // namespace kommin::app
