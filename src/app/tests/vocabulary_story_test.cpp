// The words by which the search finds things across languages: edited in the administration, used by the
// public search once they are published. What waits: vocabulary_draft_story_test.cpp.

#include "app/tests/offer_story.hpp"
#include "platform/search/concepts.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class VocabularyStory : public OfferStory {
protected:
    void SetUp() override
    {
        OfferStory::SetUp();
        offer("chor", "Chor am Markt", "aalfeld");
        offer("beratung", "Beratung im Rathaus", "aalfeld");
    }
    // Whether the public search leads to an offer, as every node answers after its next look.
    bool leads_to(std::string const& query, std::string const& slug, std::string const& host = {})
    {
        product_.publications.refresh(connection());
        auto const page = get("/de/suche?q=" + query, host.empty() ? "musterau.example" : host).body_text();
        return page.find("/de/angebote/" + slug + '"') != std::string::npos;
    }
    static std::string at_desk(std::string const& key, std::string const& rest = {})
    {
        return "/verwaltung/wortschatz/" + key + rest;
    }
    std::string added(Browser& editor, std::string const& entries)
    {
        auto const answer = editor.post("/verwaltung/wortschatz/neu", entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    // Presses a button below the form as it is now.
    static http::Status press(
        Browser& editor, std::string const& path, std::string const& button, std::string const& entries = {})
    {
        auto const seen = seen_on(editor.get(path).body_text());
        return editor.post(path + button, "fassung=" + seen + (entries.empty() ? "" : '&' + entries))
            .status();
    }
    static http::Status publish_words(Browser& editor, std::string const& path, std::string const& entries)
    {
        return press(editor, path, "/veroeffentlichen", entries);
    }
    std::int64_t rows() { return connection().load<std::int64_t>("SELECT count(*) FROM concepts"); }
};
KOMMIN_ON_BOTH_ENGINES(VocabularyStory);

TEST_P(VocabularyStory, a_word_that_is_taken_up_finds_offers_at_once_and_one_that_is_archived_no_more)
{
    EXPECT_FALSE(leads_to("koro", "chor"));
    auto editor = browser_of("conference_office");
    EXPECT_THAT(
        editor.get("/verwaltung/wortschatz/neu").body_text(),
        AllOf(
            HasSubstr("Veröffentlichen"), HasSubstr("Entwurf sichern"),
            Not(HasSubstr("Zur Freigabe geben"))));
    auto const path = added(editor, "schluessel=a&de=Chor%0D%0ASingkreis&uk=%D1%85%D0%BE%D1%80&ar=&tr=koro");
    EXPECT_THAT(path, StartsWith("/verwaltung/wortschatz/own-chor-"));
    EXPECT_TRUE(leads_to("koro", "chor"));
    EXPECT_TRUE(leads_to("%D1%85%D0%BE%D1%80", "chor"));
    EXPECT_TRUE(leads_to("Sprechstunde", "beratung")) << "what was brought along is still there";

    EXPECT_THAT(
        editor.get(path).body_text(),
        AllOf(HasSubstr("Chor\nSingkreis</textarea>"), HasSubstr("veröffentlicht · eigener Begriff")));
    EXPECT_THAT(editor.get(path + "/archivieren").body_text(), HasSubstr("Chor archivieren?"));
    EXPECT_EQ(press(editor, path, "/archivieren"), http::Status::see_other);
    EXPECT_FALSE(leads_to("koro", "chor"));
    EXPECT_THAT(editor.get("/verwaltung/wortschatz").body_text(), Not(HasSubstr(path)));
    for (auto const* filter : {"zustand=archiv", "stand=entfernt"})
        EXPECT_THAT(
            editor.get("/verwaltung/wortschatz?" + std::string(filter)).body_text(),
            AllOf(HasSubstr(path), Not(HasSubstr(at_desk("advice")))))
            << filter << ", the second as views say it that were saved before";

    EXPECT_THAT(
        editor.get(path).body_text(),
        AllOf(HasSubstr("Mit dem Veröffentlichen kommt er zurück"), Not(HasSubstr("/archivieren\""))));
    EXPECT_EQ(editor.get(path + "/archivieren").status(), http::Status::not_found) << "it has ended already";
    EXPECT_EQ(press(editor, path, "/archivieren"), http::Status::conflict);
    EXPECT_EQ(publish_words(editor, path, "de=Chor&tr=koro"), http::Status::see_other);
    EXPECT_TRUE(leads_to("koro", "chor"));
    EXPECT_FALSE(leads_to("Singkreis", "chor"));
    EXPECT_THAT(
        audit_actions(),
        AllOf(
            Contains("portal.concept.created"), Contains("portal.concept.archived"),
            Contains("portal.concept.published")));

    // One that was brought along ends in the same way, and needs no words of the district for that.
    EXPECT_EQ(press(editor, at_desk("advice"), "/archivieren"), http::Status::see_other);
    EXPECT_FALSE(leads_to("Sprechstunde", "beratung"));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM concept_words WHERE language = 'uk'"), 0);
}

TEST_P(VocabularyStory, only_what_differs_from_what_was_brought_along_is_stored)
{
    auto editor = browser_of("conference_office");
    auto form = editor.get(at_desk("advice")).body_text();
    EXPECT_THAT(form, AllOf(HasSubstr("Beratung\nSprechstunde</textarea>"), HasSubstr("mitgeliefert")));
    auto const ukrainian
        = std::string("&uk=%D0%BA%D0%BE%D0%BD%D1%81%D1%83%D0%BB%D1%8C%D1%82%D0%B0%D1%86%D1%96%D1%8F");
    auto const same = "&de=Beratung%0D%0ASprechstunde" + ukrainian;
    EXPECT_EQ(press(editor, at_desk("advice"), "", same.substr(1)), http::Status::see_other);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM concept_words"), 0)
        << "nothing was changed";
    EXPECT_THAT(editor.get(at_desk("advice")).body_text(), Not(HasSubstr("einen Entwurf gesichert")));

    EXPECT_EQ(
        publish_words(editor, at_desk("advice"), "tr=counsel&de=Beratung%7CSprechstunde" + ukrainian),
        http::Status::see_other);
    EXPECT_TRUE(leads_to("counsel", "beratung"));
    EXPECT_TRUE(leads_to("Sprechstunde", "beratung"));
    EXPECT_EQ(
        connection().list<std::string>("SELECT language FROM concept_words"), std::vector<std::string>{"tr"});
    EXPECT_THAT(
        editor.get("/verwaltung/wortschatz?stand=geaendert").body_text(), HasSubstr(at_desk("advice")));
    EXPECT_THAT(
        editor.get("/verwaltung/wortschatz?stand=eigene").body_text(), Not(HasSubstr(at_desk("advice"))));

    // An emptied language stays empty, though the program brings words along.
    publish_words(editor, at_desk("advice"), "de=Beratung&uk=");
    EXPECT_FALSE(leads_to("Sprechstunde", "beratung"));
    EXPECT_FALSE(
        leads_to("%D0%BA%D0%BE%D0%BD%D1%81%D1%83%D0%BB%D1%8C%D1%82%D0%B0%D1%86%D1%96%D1%8F", "beratung"));

    // The first version of the history is what was brought along; taken back, nothing differs any more.
    EXPECT_THAT(
        editor.get(at_desk("advice", "/verlauf")).body_text(),
        AllOf(HasSubstr("Stand vor der ersten Änderung"), HasSubstr("Veröffentlicht")));
    form = editor.get(at_desk("advice", "?fassung=0")).body_text();
    EXPECT_THAT(form, AllOf(HasSubstr("Sie sehen die Fassung 0"), HasSubstr("Sprechstunde</textarea>")));
    editor.post(at_desk("advice", "/veroeffentlichen"), "fassung=" + seen_on(form) + same);
    EXPECT_THAT(editor.get(at_desk("advice")).body_text(), HasSubstr("mitgeliefert"));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM concept_words"), 0);
    EXPECT_TRUE(leads_to("Sprechstunde", "beratung"));
}

TEST_P(VocabularyStory, what_is_wrong_stands_beside_its_language_and_nothing_typed_is_lost)
{
    auto editor = browser_of("conference_office");
    auto const nothing = editor.post("/verwaltung/wortschatz/neu", "schluessel=a&de=+");
    EXPECT_EQ(nothing.status(), http::Status::unprocessable);
    EXPECT_THAT(nothing.body_text(), HasSubstr("mindestens ein Wort"));
    auto const wrong = editor.post(
        "/verwaltung/wortschatz/neu",
        "schluessel=a&ort=ja&de=Chor%0D%0AS*&tr=%3F%21&uk=" + std::string(90, 'x'));
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(
        wrong.body_text(),
        AllOf(
            HasSubstr("id=\"f-de-fehler\">„S*“ ist zu kurz"), HasSubstr("„?!“ enthält keine Buchstaben"),
            HasSubstr("id=\"f-uk-fehler\""), HasSubstr("Chor\nS*</textarea>"), HasSubstr("checked")));
    EXPECT_EQ(rows(), 0);
    auto const changed = editor.post(at_desk("advice", "/veroeffentlichen"), "fassung=0&grundlage=0&de=***");
    EXPECT_EQ(changed.status(), http::Status::unprocessable);
    EXPECT_THAT(changed.body_text(), HasSubstr("***</textarea>"));
    EXPECT_EQ(rows(), 0);
    EXPECT_THAT(
        editor.post("/verwaltung/wortschatz/neu", "schluessel=x&de=%3Cscript%3Ealert").header("Location"),
        HasSubstr("script"));
    EXPECT_THAT(
        editor.get("/verwaltung/wortschatz").body_text(),
        AllOf(HasSubstr("&lt;script&gt;alert"), Not(HasSubstr("<script>alert"))));
}

TEST_P(VocabularyStory, adding_twice_with_one_form_makes_one_concept)
{
    auto editor = browser_of("conference_office");
    auto const first = added(editor, "schluessel=a&de=Chor");
    EXPECT_EQ(added(editor, "schluessel=a&de=Chor"), first);
    EXPECT_NE(added(editor, "schluessel=b&de=Chor"), first);
    auto const place = added(editor, "schluessel=c&ort=ja&de=Aalfeld&uk=%D0%90%D0%B0%D0%BB");
    EXPECT_THAT(place, StartsWith("/verwaltung/wortschatz/place-own-aalfeld-"));
    EXPECT_EQ(rows(), 3);
}

TEST_P(VocabularyStory, whoever_publishes_second_compares)
{
    auto one = browser_of("conference_office");
    auto other = browser_of("administrator");
    auto const form = "fassung=" + seen_on(other.get(at_desk("advice")).body_text());
    EXPECT_EQ(publish_words(one, at_desk("advice"), "de=Beratung&tr=counsel"), http::Status::see_other);
    auto const late = other.post(at_desk("advice", "/veroeffentlichen"), form + "&de=Beratung&tr=guidance");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(
        late.body_text(),
        AllOf(
            HasSubstr("counsel"), HasSubstr("guidance"), HasSubstr("Ayşe Kaya hat hier gespeichert"),
            HasSubstr("name=\"wahl-tr\"")));
    EXPECT_FALSE(leads_to("guidance", "beratung"));
    // The comparison makes a draft, which is published as any other.
    auto const chosen = other.post(
        at_desk("advice"),
        "fassung=" + seen_on(late.body_text())
            + "&vergleich=fassung&ausgang=0&m-de=Beratung&s-de=Beratung&m-tr=guidance&s-tr=counsel&wahl-tr="
              "m");
    EXPECT_EQ(chosen.status(), http::Status::see_other) << chosen.body_text();
    EXPECT_THAT(other.get(at_desk("advice")).body_text(), HasSubstr(">guidance</textarea>"));
    EXPECT_FALSE(leads_to("guidance", "beratung"));
    EXPECT_EQ(publish_words(other, at_desk("advice"), "de=Beratung&tr=guidance"), http::Status::see_other);
    EXPECT_TRUE(leads_to("guidance", "beratung"));
    EXPECT_FALSE(leads_to("counsel", "beratung"));
    EXPECT_EQ(one.post(at_desk("advice", "/archivieren"), "fassung=1").status(), http::Status::conflict)
        << "nobody ends what he has not seen";
    EXPECT_TRUE(leads_to("guidance", "beratung"));
}

TEST_P(VocabularyStory, a_search_in_vain_becomes_a_word)
{
    work([&](Work& work) -> Result<void> {
        auto const id = portal::insert_unmet_search(work.db(), work.tenant(), "uk", "спів");
        portal::add_unmet_search_times(work.db(), work.tenant(), id, work.today(), 3);
        return {};
    }).value();
    auto editor = browser_of("conference_office");
    auto const link = std::string("/verwaltung/wortschatz/neu?wort=%D1%81%D0%BF%D1%96%D0%B2&amp;sprache=uk");
    EXPECT_THAT(
        editor.get("/verwaltung/suchen").body_text(), AllOf(HasSubstr("Wort aufnehmen"), HasSubstr(link)));
    auto const form = editor.get("/verwaltung/wortschatz/neu?wort=%D1%81%D0%BF%D1%96%D0%B2&sprache=uk");
    EXPECT_THAT(
        form.body_text(), AllOf(HasSubstr(">спів</textarea>"), HasSubstr("Zu einem vorhandenen Begriff")));
    // Or it belongs to a concept that is there.
    auto const list = editor.get("/verwaltung/wortschatz?wort=%D1%81%D0%BF%D1%96%D0%B2&sprache=uk&q=berat");
    EXPECT_THAT(
        list.body_text(), HasSubstr(at_desk("advice", "?wort=%D1%81%D0%BF%D1%96%D0%B2&amp;sprache=uk")));
    EXPECT_THAT(
        editor.get(at_desk("advice", "?wort=%D1%81%D0%BF%D1%96%D0%B2&sprache=uk")).body_text(),
        HasSubstr(">консультація\nспів</textarea>"));
    added(editor, "schluessel=a&de=Chor&uk=%D1%81%D0%BF%D1%96%D0%B2");
    EXPECT_TRUE(leads_to("%D1%81%D0%BF%D1%96%D0%B2", "chor"));
}

TEST_P(VocabularyStory, a_municipality_sees_the_words_and_changes_none)
{
    for (auto const& [role, scope] :
         {std::pair{"municipal_editor", aalfeld_}, std::pair{"reader", Scope::whole_tenant()},
          std::pair{"translator", Scope::whole_tenant()}}) {
        auto browser = browser_of(role, scope);
        EXPECT_THAT(
            browser.get("/verwaltung/wortschatz").body_text(),
            AllOf(HasSubstr(at_desk("advice")), Not(HasSubstr("Begriff anlegen"))))
            << role;
        EXPECT_THAT(
            browser.get(at_desk("advice")).body_text(),
            AllOf(HasSubstr("Sprechstunde"), Not(HasSubstr("<textarea")), Not(HasSubstr("archivieren"))))
            << role;
        EXPECT_EQ(browser.get(at_desk("advice", "/archivieren")).status(), http::Status::not_found) << role;
        EXPECT_EQ(browser.get("/verwaltung/wortschatz/neu").status(), http::Status::not_found) << role;
        EXPECT_EQ(browser.post("/verwaltung/wortschatz/neu", "de=Chor").status(), http::Status::not_found)
            << role;
        EXPECT_EQ(browser.post(at_desk("advice"), "fassung=0&de=Chor").status(), http::Status::not_found)
            << role;
        EXPECT_THAT(browser.get("/verwaltung/suchen").body_text(), Not(HasSubstr("Wort aufnehmen"))) << role;
    }
    EXPECT_EQ(rows(), 0);
    // Nor does somebody who edits for one municipality with a role of the Kreis.
    auto const refused = work([&](Work& work) -> Result<void> {
        auto const asked = portal::add_concept(work, {.fields = {}, .form_key = "x"});
        EXPECT_FALSE(asked) << "words are asked for";
        return {};
    });
    EXPECT_TRUE(refused);
}

TEST_P(VocabularyStory, one_district_changes_nothing_of_another)
{
    auto editor = browser_of("conference_office");
    auto const path = added(editor, "schluessel=a&de=Chor&tr=koro");
    auto stranger = logged_in(
        account("fremd@kreis.example", {{"conference_office", Scope::whole_tenant()}}, other_tenant_),
        other_tenant_);
    stranger.host = "beispielhain.example";
    EXPECT_EQ(stranger.get(path).status(), http::Status::not_found);
    for (auto const* rest :
         {"", "/abgeben", "/veroeffentlichen", "/planen", "/zurueckgeben", "/verwerfen", "/archivieren"})
        EXPECT_EQ(
            stranger.post(path + rest, "fassung=1&grundlage=1&de=Chor&publish_on=1.12.2026").status(),
            http::Status::not_found)
            << rest;
    EXPECT_EQ(stranger.get(path + "/vorschau/de").status(), http::Status::not_found);
    EXPECT_THAT(stranger.get("/verwaltung/wortschatz").body_text(), Not(HasSubstr("own-chor")));
    work(
        [&](Work& work) -> Result<void> {
            insert(work, offer_called("chor-hier", "Chor nebenan", "chemheim"));
            work.publish(portal::published_as);
            return {};
        },
        other_tenant_)
        .value();
    EXPECT_TRUE(leads_to("Chor", "chor-hier", "beispielhain.example"));
    EXPECT_FALSE(leads_to("koro", "chor-hier", "beispielhain.example"));
    // Each changes what was brought along for itself.
    EXPECT_EQ(publish_words(editor, at_desk("advice"), "de=Rat"), http::Status::see_other);
    EXPECT_THAT(stranger.get(at_desk("advice")).body_text(), HasSubstr("Sprechstunde</textarea>"));
}

TEST_P(VocabularyStory, the_list_is_filtered_and_goes_out_as_the_file_that_an_installation_reads)
{
    auto editor = browser_of("conference_office");
    auto const path = added(editor, "schluessel=a&de=B%C3%BCrgerb%C3%BCro%0D%0AAmt&tr=office");
    auto const list = [&](std::string const& query) {
        return std::string(editor.get("/verwaltung/wortschatz?" + query).body_text());
    };
    EXPECT_THAT(list("q=BURGER"), AllOf(HasSubstr(path), Not(HasSubstr(at_desk("advice")))));
    EXPECT_THAT(list("q=offi"), HasSubstr(path));
    EXPECT_THAT(list("q=gibtesnicht"), AllOf(Not(HasSubstr(path)), HasSubstr("Kein Begriff")));
    EXPECT_THAT(list("ohne=uk"), AllOf(HasSubstr(path), Not(HasSubstr(at_desk("advice")))));
    EXPECT_THAT(list("ohne=tr"), AllOf(Not(HasSubstr(path)), HasSubstr(at_desk("advice"))));

    auto const file = file_of(editor.get("/verwaltung/wortschatz/liste.csv"));
    auto const read = search::Concepts::parse(file);
    auto const* concepts = std::get_if<search::Concepts>(&read);
    ASSERT_NE(concepts, nullptr) << std::get<std::string>(read) << '\n' << file;
    ASSERT_EQ(concepts->all().size(), 2U);
    EXPECT_EQ(concepts->all()[0].id, "advice");
    EXPECT_THAT(
        concepts->all()[1].terms,
        ::testing::IsSupersetOf(
            {search::Concepts::Term{"de", "Bürgerbüro"}, search::Concepts::Term{"de", "Amt"},
             search::Concepts::Term{"tr", "office"}}));
    EXPECT_THAT(
        file_of(editor.get("/verwaltung/wortschatz/liste.csv?q=amt")), Not(HasSubstr("Sprechstunde")));

    for (int i = 0; i < 60; ++i)
        added(editor, "schluessel=n" + std::to_string(i) + "&de=Wort" + std::to_string(100 + i));
    EXPECT_THAT(list("q=wort1"), AllOf(HasSubstr("1 bis 50 von 60"), Not(HasSubstr("own-wort159"))));
    EXPECT_THAT(list("seite=2"), HasSubstr("51 bis 62 von 62"));
    EXPECT_EQ(editor.get("/verwaltung/wortschatz?seite=99&q=wort").status(), http::Status::see_other)
        << "to the last page";
}

// The operator's file names a concept no more that a district has changed.
TEST_P(VocabularyStory, a_change_outlives_the_concept_that_was_brought_along)
{
    auto editor = browser_of("conference_office");
    EXPECT_EQ(publish_words(editor, at_desk("advice"), "de=Beratung&tr=counsel"), http::Status::see_other);
    auto const known = portal::Vocabulary::load(
        connection(), tenant_, search::Concepts::of({"de"}, {{"doctor", {{"de", "Arzt"}}}}));
    ASSERT_EQ(known.concepts().size(), 2U);
    EXPECT_EQ(known.concepts()[1].key, "advice");
    EXPECT_EQ(known.concepts()[1].origin, portal::ConceptOrigin::own);
    EXPECT_EQ(known.concepts()[1].fields.value("tr"), "counsel");
}

}
} // namespace kommin::app
