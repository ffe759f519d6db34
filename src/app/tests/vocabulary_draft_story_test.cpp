// Words of the search that wait: handed in, given back, planned, archived, what they would find, and that the
// public knows nothing of them meanwhile.

#include "app/tests/offer_story.hpp"
#include "platform/identity/account.hpp"
#include "platform/search/concepts.hpp"

#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class VocabularyDrafts : public OfferStory {
protected:
    void SetUp() override
    {
        OfferStory::SetUp();
        offer("chor", "Chor am Markt", "aalfeld");
        offer("beratung", "Beratung im Rathaus", "aalfeld");
    }
    Browser author()
    {
        return logged_in(account("autor@kreis.example", {{"department_editor", Scope::whole_tenant()}}));
    }
    static std::string added(Browser& editor, std::string const& entries, std::string const& rest = {})
    {
        auto const answer = editor.post("/verwaltung/wortschatz/neu" + rest, entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    // Presses a button below the form as it is now.
    static http::Status press(
        Browser& browser, std::string const& path, std::string const& button, std::string const& entries = {})
    {
        auto const seen = seen_on(browser.get(path).body_text());
        return browser.post(path + button, "fassung=" + seen + (entries.empty() ? "" : '&' + entries))
            .status();
    }
    // As each node answers after its next look.
    bool leads_to(std::string const& query, std::string const& slug)
    {
        product_.publications.refresh(connection());
        return get("/de/suche?q=" + query).body_text().find("/de/angebote/" + slug + '"')
            != std::string::npos;
    }
    // The same of another process, which has published nothing itself.
    bool leads_on_another_node(std::string const& query, std::string const& slug)
    {
        Product node({.base_url = "https://musterau.example"});
        node.publications.refresh(connection());
        http::Request::Parts parts;
        parts.method = http::Method::get;
        parts.target = "/de/suche?q=" + query;
        parts.headers = {{"Host", "musterau.example"}};
        parts.peer = "192.0.2.9";
        parts.secure = true;
        parts.request_id = "other-node";
        return node.application.answer(http::Request(std::move(parts)), connection())
                   .body_text()
                   .find("/de/angebote/" + slug + '"')
            != std::string::npos;
    }
    void run_jobs() { jobs_of(product_.modules, clock(), no_signals).run_due(connection()); }
    void after_two_days()
    {
        clock().set(clock().now() + std::chrono::days(2));
        run_jobs();
    }
    // Publishes the draft that waits, where the installation brings this along.
    Result<void> publish_on(search::Concepts const& base, portal::ConceptId id)
    {
        return work([&](Work& work) -> Result<void> {
            auto const kind = portal::drafted_concepts(std::make_shared<search::Concepts const>(base));
            auto const state
                = records::find_edit_state(work.db(), work.tenant(), portal::edited_concepts, id.value);
            auto const draft
                = records::find_draft(work.db(), work.tenant(), portal::edited_concepts, id.value, *state);
            return records::publish(work, *kind, {id.value, state->version, state->base()}, draft->fields);
        });
    }
    portal::ConceptId id_of(std::string const& path)
    {
        return portal::ConceptId{connection().load<std::int64_t>(
            "SELECT id FROM concepts WHERE key = ?", path.substr(path.rfind('/') + 1))};
    }
    // How many hits the heading of the public page of hits names, in its words.
    std::string public_count(std::string const& query)
    {
        product_.publications.refresh(connection());
        auto const page = std::string(get("/de/suche?q=" + query).body_text());
        std::smatch match;
        return std::regex_search(page, match, std::regex(R"re(id="treffer"[^>]*>([^<]*)<)re"))
            ? match[1].str()
            : "nichts";
    }
};
KOMMIN_ON_BOTH_ENGINES(VocabularyDrafts);

TEST_P(VocabularyDrafts, what_an_editor_hands_in_is_given_back_handed_in_again_and_found_once_it_is_published)
{
    auto editor = author();
    auto office = browser_of("conference_office");
    EXPECT_THAT(
        editor.get("/verwaltung/wortschatz/neu").body_text(),
        AllOf(HasSubstr("Zur Freigabe geben"), Not(HasSubstr("Veröffentlichen"))));
    auto const path = added(editor, "schluessel=a&de=Chor&tr=koro");
    EXPECT_FALSE(leads_to("koro", "chor"));
    EXPECT_FALSE(leads_on_another_node("koro", "chor"));
    EXPECT_THAT(
        editor.get(path).body_text(),
        AllOf(HasSubstr("zur Freigabe · eigener Begriff"), Not(HasSubstr("/veroeffentlichen"))));
    EXPECT_EQ(press(editor, path, "/veroeffentlichen", "de=Chor&tr=frech"), http::Status::not_found);
    EXPECT_EQ(editor.get(path + "/archivieren").status(), http::Status::not_found);
    EXPECT_THAT(file_of(office.get("/verwaltung/wortschatz/liste.csv")), Not(HasSubstr("koro")))
        << "another installation would publish it";
    EXPECT_THAT(
        office.get("/verwaltung").body_text(),
        AllOf(HasSubstr("wartet auf Ihre Freigabe"), HasSubstr(">Chor</a>"), HasSubstr(path)));
    EXPECT_THAT(
        office.get("/verwaltung/wortschatz?zustand=pruefung").body_text(),
        AllOf(HasSubstr(path + '"'), HasSubstr("zur Freigabe"), Not(HasSubstr("/advice\""))));
    EXPECT_THAT(office.get("/verwaltung/suche?q=koro").body_text(), HasSubstr(path));

    EXPECT_EQ(press(office, path, "/zurueckgeben", "de=Chor&tr=koro"), http::Status::unprocessable)
        << "nobody is sent back without a word";
    EXPECT_EQ(
        press(office, path, "/zurueckgeben", "de=Chor&tr=koro&return_reason=Auch+Singkreis%2C+bitte."),
        http::Status::see_other);
    EXPECT_THAT(waiting_for(office), Not(HasSubstr(path)));
    EXPECT_THAT(
        editor.get("/verwaltung").body_text(), AllOf(HasSubstr("zu Ihnen zurückgegeben"), HasSubstr(path)));
    EXPECT_THAT(editor.get(path).body_text(), HasSubstr("Auch Singkreis, bitte."));
    EXPECT_THAT(
        unfolded(mail()),
        AllOf(HasSubstr("autor@kreis.example"), HasSubstr("Singkreis, bitte"), HasSubstr(path)));

    EXPECT_EQ(press(editor, path, "/abgeben", "de=Chor%0D%0ASingkreis&tr=koro"), http::Status::see_other);
    EXPECT_FALSE(leads_to("Singkreis", "chor"));
    EXPECT_EQ(
        press(office, path, "/veroeffentlichen", "de=Chor%0D%0ASingkreis&tr=koro"), http::Status::see_other);
    EXPECT_TRUE(leads_to("koro", "chor"));
    EXPECT_TRUE(leads_to("Singkreis", "chor"));
    EXPECT_TRUE(leads_on_another_node("koro", "chor"));
    EXPECT_THAT(file_of(office.get("/verwaltung/wortschatz/liste.csv")), HasSubstr("Chor|Singkreis"));
    EXPECT_THAT(waiting_for(office), Not(HasSubstr(path)));
    EXPECT_THAT(
        audit_actions(),
        AllOf(
            Contains("portal.concept.created"), Contains("portal.concept.handed_in"),
            Contains("portal.concept.given_back"), Contains("portal.concept.published")));
    EXPECT_THAT(
        office.get(path + "/verlauf").body_text(),
        AllOf(
            HasSubstr("Zur Freigabe gegeben"), HasSubstr("Entwurf zurückgegeben"),
            HasSubstr("Veröffentlicht")));
    EXPECT_FALSE(audit::verify(connection(), tenant_).first_broken);
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(VocabularyDrafts, a_change_of_what_was_brought_along_waits_beside_it)
{
    auto editor = author();
    auto office = browser_of("administrator");
    std::string const path = "/verwaltung/wortschatz/advice";
    EXPECT_EQ(press(editor, path, "", "de=Chor&uk="), http::Status::see_other);
    EXPECT_TRUE(leads_to("Sprechstunde", "beratung")) << "the public version stays";
    EXPECT_FALSE(leads_to("Sprechstunde", "chor"));
    EXPECT_THAT(
        editor.get(path).body_text(), AllOf(HasSubstr(">Chor</textarea>"), HasSubstr("mitgeliefert")));
    EXPECT_THAT(office.get("/verwaltung/wortschatz?zustand=geaendert").body_text(), HasSubstr(path + '"'));
    EXPECT_THAT(file_of(office.get("/verwaltung/wortschatz/liste.csv")), HasSubstr("Beratung|Sprechstunde"));
    EXPECT_EQ(press(editor, path, "/verwerfen"), http::Status::see_other);
    EXPECT_THAT(editor.get(path).body_text(), HasSubstr("Beratung\nSprechstunde</textarea>"));

    EXPECT_EQ(press(editor, path, "/abgeben", "de=Beratung&tr=counsel"), http::Status::see_other);
    EXPECT_EQ(press(office, path, "/veroeffentlichen", "de=Beratung&tr=counsel"), http::Status::see_other)
        << "administrators publish, too";
    EXPECT_TRUE(leads_to("counsel", "beratung"));
    EXPECT_FALSE(leads_to("Sprechstunde", "beratung"));
    EXPECT_THAT(editor.get("/verwaltung/wortschatz?stand=geaendert").body_text(), HasSubstr(path + '"'));
}

TEST_P(VocabularyDrafts, what_is_planned_is_found_from_its_day_on_and_not_if_it_was_taken_back)
{
    auto office = browser_of("conference_office");
    auto const path = added(office, "schluessel=a&de=Chor&tr=koro", "?als=entwurf");
    auto const other = added(office, "schluessel=b&de=Rathaus&tr=belediye", "?als=entwurf");
    EXPECT_THAT(office.get(path).body_text(), HasSubstr("noch nicht veröffentlicht · eigener Begriff"));
    EXPECT_EQ(
        press(office, path, "/planen", "de=Chor&tr=koro&publish_on=23.11.2026"), http::Status::unprocessable)
        << "today is no day to plan for";
    EXPECT_EQ(
        press(office, path, "/planen", "de=Chor&tr=koro&publish_on=25.11.2026"), http::Status::see_other);
    EXPECT_EQ(
        press(office, other, "/planen", "de=Rathaus&tr=belediye&publish_on=25.11.2026"),
        http::Status::see_other);
    EXPECT_THAT(office.get(path).body_text(), HasSubstr("25. November 2026"));
    EXPECT_THAT(
        office.get("/verwaltung/wortschatz?zustand=geplant").body_text(),
        AllOf(HasSubstr(path + '"'), HasSubstr(other + '"')));
    EXPECT_EQ(press(office, other, "", "de=Rathaus&tr=belediye"), http::Status::see_other)
        << "no plan any more";
    run_jobs();
    EXPECT_FALSE(leads_to("koro", "chor"));
    after_two_days();
    EXPECT_TRUE(leads_to("koro", "chor"));
    EXPECT_TRUE(leads_on_another_node("koro", "chor"));
    EXPECT_FALSE(leads_to("belediye", "beratung"));
}

TEST_P(VocabularyDrafts, what_was_planned_by_somebody_who_may_not_publish_any_more_waits_for_a_colleague)
{
    auto const planner = account("planer@kreis.example", {{"conference_office", Scope::whole_tenant()}});
    auto browser = logged_in(planner);
    std::string const path = "/verwaltung/wortschatz/advice";
    EXPECT_EQ(
        press(browser, path, "/planen", "de=Beratung&tr=koro&publish_on=25.11.2026"),
        http::Status::see_other);
    auto const version = identity::find_account(connection(), tenant_, planner)->version;
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        return identity::set_grants(work, planner, version, {{"department_editor", Scope::whole_tenant()}});
    }));
    after_two_days();
    EXPECT_FALSE(leads_to("koro", "beratung"));
    EXPECT_THAT(browser_of("conference_office").get("/verwaltung").body_text(), HasSubstr(path));
    EXPECT_THAT(audit_actions(), Contains("portal.concept.publication_failed"));
}

TEST_P(VocabularyDrafts, an_archived_one_is_taken_up_again_with_its_draft)
{
    auto office = browser_of("conference_office");
    auto editor = author();
    auto const path = added(office, "schluessel=a&de=Chor&tr=koro");
    EXPECT_TRUE(leads_to("koro", "chor"));
    EXPECT_EQ(press(editor, path, "", "de=Chor&tr=koro%0D%0Akoral"), http::Status::see_other);
    EXPECT_THAT(office.get(path + "/archivieren").body_text(), HasSubstr("Er verfällt"));
    EXPECT_EQ(press(editor, path, "/archivieren"), http::Status::not_found);
    EXPECT_EQ(press(office, path, "/archivieren"), http::Status::see_other);
    EXPECT_FALSE(leads_to("koro", "chor"));
    EXPECT_FALSE(leads_on_another_node("koro", "chor"));
    EXPECT_EQ(press(editor, path, "/abgeben", "de=Chor&tr=koral"), http::Status::see_other);
    EXPECT_FALSE(leads_to("koral", "chor"));
    EXPECT_THAT(office.get("/verwaltung").body_text(), HasSubstr(path));
    EXPECT_EQ(press(office, path, "/veroeffentlichen", "de=Chor&tr=koral"), http::Status::see_other);
    EXPECT_TRUE(leads_to("koral", "chor"));
    EXPECT_THAT(office.get(path).body_text(), HasSubstr("veröffentlicht · eigener Begriff"));
}

TEST_P(VocabularyDrafts, one_that_nobody_has_published_is_put_away_and_comes_back_as_a_draft)
{
    auto office = browser_of("conference_office");
    auto editor = author();
    auto const path = added(editor, "schluessel=a&de=Markt&tr=pazar");
    EXPECT_THAT(waiting_for(office), HasSubstr(path));
    EXPECT_EQ(press(editor, path, "/archivieren"), http::Status::not_found);
    EXPECT_THAT(
        office.get(path + "/archivieren").body_text(),
        AllOf(HasSubstr("war nie veröffentlicht"), Not(HasSubstr("Er verfällt"))));
    EXPECT_EQ(press(office, path, "/archivieren"), http::Status::see_other);
    EXPECT_THAT(waiting_for(office), Not(HasSubstr(path)));
    EXPECT_THAT(office.get("/verwaltung/wortschatz").body_text(), Not(HasSubstr(path)));
    EXPECT_THAT(office.get("/verwaltung/wortschatz?zustand=archiv").body_text(), HasSubstr(path + '"'));
    EXPECT_THAT(
        editor.get(path).body_text(),
        AllOf(HasSubstr("veröffentlicht war er nie"), HasSubstr(">pazar</textarea>")));
    EXPECT_EQ(office.get(path + "/archivieren").status(), http::Status::not_found);
    EXPECT_THAT(
        file_of(office.get("/verwaltung/wortschatz/liste.csv?zustand=archiv")), Not(HasSubstr("pazar")));
    EXPECT_FALSE(leads_to("pazar", "chor"));

    EXPECT_EQ(press(editor, path, "", "de=Markt&tr="), http::Status::see_other);
    EXPECT_THAT(editor.get(path).body_text(), HasSubstr("noch nicht veröffentlicht · eigener Begriff"));
    EXPECT_FALSE(leads_to("pazar", "chor")) << "it is a draft again and nothing more";
    EXPECT_EQ(press(office, path, "/veroeffentlichen", "de=Markt&tr=pazar"), http::Status::see_other);
    EXPECT_TRUE(leads_to("pazar", "chor"));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(VocabularyDrafts, whoever_saves_second_compares)
{
    auto first = browser_of("conference_office");
    auto second = browser_of("department_editor");
    std::string const path = "/verwaltung/wortschatz/advice";
    auto const seen = seen_on(first.get(path).body_text());
    EXPECT_EQ(
        first.post(path, "fassung=" + seen + "&de=Beratung&tr=counsel").status(), http::Status::see_other);
    auto const late = second.post(path + "/abgeben", "fassung=" + seen + "&de=Beratung&tr=guidance");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(late.body_text(), AllOf(HasSubstr("counsel"), HasSubstr("guidance")));
    for (auto const* button : {"/veroeffentlichen", "/zurueckgeben", "/planen"})
        EXPECT_EQ(
            first
                .post(
                    path + button,
                    "fassung=" + seen + "&de=Beratung&tr=guidance&return_reason=x&publish_on=1.12.2026")
                .status(),
            http::Status::conflict)
            << button;
    EXPECT_THAT(first.get(path).body_text(), HasSubstr(">counsel</textarea>")) << "nothing was overwritten";
    EXPECT_FALSE(leads_to("counsel", "beratung"));
}

// The numbers beside the words, and the page of hits, are those of the public search after publishing.
TEST_P(VocabularyDrafts, the_preview_counts_what_each_word_finds_today_and_would_find)
{
    offer("singen", "Singen für alle", "bergau");
    offer("orchester", "Orchester", "bergau");
    auto editor = author();
    auto const path = added(editor, "schluessel=a&de=Chor%0D%0Asing%2A&tr=koro&uk=%D1%85%D0%BE%D1%80");
    EXPECT_THAT(editor.get(path).body_text(), HasSubstr(path + "/vorschau/de"));

    auto const german = std::string(editor.get(path + "/vorschau/de").body_text());
    EXPECT_THAT(
        german,
        AllOf(
            HasSubstr("<html lang=\"de\""), HasSubstr("noindex"), HasSubstr(path + "/vorschau/ar"),
            HasSubstr(">Chor</bdi></a>: heute ein Treffer, so veröffentlicht 2 Treffer"),
            HasSubstr(">sing</bdi></a>: heute ein Treffer, so veröffentlicht 2 Treffer"),
            HasSubstr("lang=\"uk\">хор</bdi></a>: heute kein Treffer, so veröffentlicht 2 Treffer"),
            Not(HasSubstr("koro</bdi>"))))
        << "words in a language without pages stand with those of the editors";
    EXPECT_THAT(
        german,
        AllOf(
            HasSubstr("/de/angebote/chor\""), HasSubstr("/de/angebote/singen\""),
            Not(HasSubstr("/de/angebote/orchester\""))))
        << "the page of hits for the first word";

    auto const turkish = path + "/vorschau/tr";
    EXPECT_THAT(
        editor.get(turkish).body_text(),
        AllOf(
            HasSubstr("<html lang=\"tr\""),
            HasSubstr(">koro</bdi></a>: heute kein Treffer, so veröffentlicht 2 Treffer"),
            HasSubstr("/tr/angebote/chor\""), HasSubstr("/tr/angebote/singen\"")));
    EXPECT_THAT(
        editor.get(path + "/vorschau/de?teil=%D1%85%D0%BE%D1%80").body_text(),
        AllOf(HasSubstr("aria-current=\"true\"><bdi lang=\"uk\">хор"), HasSubstr("/de/angebote/singen\"")));
    EXPECT_THAT(
        editor.get(path + "/vorschau/ar").body_text(),
        HasSubstr("In dieser Sprache hat der Begriff keine Wörter"));

    auto const telephone = editor.get(turkish + "?breite=telefon&teil=koro").body_text();
    EXPECT_THAT(telephone, AllOf(HasSubstr("<iframe"), HasSubstr("teil=koro&amp;breite=im-telefon")));
    auto const inside = editor.get(turkish + "?teil=koro&breite=im-telefon");
    EXPECT_THAT(
        inside.body_text(), AllOf(HasSubstr("/tr/angebote/chor\""), Not(HasSubstr("so veröffentlicht"))));
    EXPECT_EQ(inside.header("Cache-Control"), "no-store");

    EXPECT_FALSE(leads_to("koro", "chor")) << "the public sees nothing of it";
    EXPECT_EQ(public_count("Chor"), "1 Treffer");
    EXPECT_EQ(public_count("%D1%85%D0%BE%D1%80"), "nichts");
    auto office = browser_of("conference_office");
    EXPECT_EQ(
        press(office, path, "/veroeffentlichen", "de=Chor%0D%0Asing%2A&tr=koro&uk=%D1%85%D0%BE%D1%80"),
        http::Status::see_other);
    for (auto const* query : {"Chor", "sing", "%D1%85%D0%BE%D1%80", "koro"})
        EXPECT_EQ(public_count(query), "2 Treffer") << query;
    EXPECT_THAT(
        office.get(path + "/vorschau/de").body_text(),
        HasSubstr(">Chor</bdi></a>: heute 2 Treffer, so veröffentlicht 2 Treffer"));

    // What a draft takes away is named with what it finds today.
    EXPECT_EQ(press(editor, path, "", "de=Chor&tr=koro"), http::Status::see_other);
    EXPECT_THAT(
        editor.get(path + "/vorschau/de").body_text(),
        AllOf(
            HasSubstr(">Chor</bdi></a>: heute 2 Treffer, so veröffentlicht ein Treffer"),
            HasSubstr(">хор</bdi></a>: heute 2 Treffer, so veröffentlicht kein Treffer")));
    EXPECT_EQ(press(office, path, "/veroeffentlichen", "de=Chor&tr=koro"), http::Status::see_other);
    EXPECT_EQ(public_count("Chor"), "1 Treffer");
    EXPECT_EQ(public_count("%D1%85%D0%BE%D1%80"), "nichts");
}

TEST_P(VocabularyDrafts, of_others_are_read_only_and_of_foreign_districts_unknown)
{
    auto editor = author();
    auto const path = added(editor, "schluessel=a&de=Chor&tr=koro");
    auto town = browser_of("municipal_editor", aalfeld_);
    for (auto const* rest : {"", "/vorschau/de", "/verlauf", "?fassung=1"})
        EXPECT_EQ(town.get(path + rest).status(), http::Status::not_found) << rest;
    for (auto const* rest :
         {"", "/abgeben", "/veroeffentlichen", "/planen", "/zurueckgeben", "/verwerfen", "/archivieren"})
        EXPECT_EQ(
            town.post(path + rest, "fassung=2&grundlage=1&de=X&publish_on=1.12.2026&return_reason=x")
                .status(),
            http::Status::not_found)
            << rest;
    EXPECT_THAT(waiting_for(town), Not(HasSubstr(path)));
}

TEST_P(VocabularyDrafts, whoever_does_not_edit_reads_what_is_published_and_nothing_that_waits)
{
    auto editor = author();
    auto office = browser_of("conference_office");
    auto const hidden = added(editor, "schluessel=a&de=Chor&tr=koro");
    std::string const path = "/verwaltung/wortschatz/advice";
    EXPECT_EQ(press(editor, path, "/abgeben", "de=Singkreis&uk="), http::Status::see_other);
    EXPECT_EQ(
        press(office, path, "/zurueckgeben", "de=Singkreis&uk=&return_reason=Das+sucht+niemand."),
        http::Status::see_other);
    auto reader = browser_of("reader");
    EXPECT_THAT(
        reader.get(path).body_text(),
        AllOf(
            HasSubstr("Sprechstunde"), Not(HasSubstr("Singkreis")), Not(HasSubstr("Das sucht niemand")),
            Not(HasSubstr("zurückgegeben")), Not(HasSubstr(path + "/verlauf"))));
    for (auto const* rest : {"/vorschau/de", "/verlauf", "?fassung=1"})
        EXPECT_EQ(reader.get(path + rest).status(), http::Status::not_found) << rest;
    EXPECT_THAT(
        reader.get("/verwaltung/wortschatz").body_text(),
        AllOf(HasSubstr(path + '"'), Not(HasSubstr(hidden)), Not(HasSubstr("zurückgegeben"))));
    EXPECT_THAT(
        reader.get("/verwaltung/wortschatz?zustand=pruefung").body_text(),
        AllOf(Not(HasSubstr(hidden)), Not(HasSubstr(path + '"'))));
    EXPECT_THAT(reader.get("/verwaltung/suche?q=koro").body_text(), Not(HasSubstr(hidden)));
}

// A draft waits while an update of the program brings other words along: what it did not touch follows.
TEST_P(VocabularyDrafts, a_draft_freezes_no_language_that_it_does_not_touch)
{
    auto editor = author();
    std::string const path = "/verwaltung/wortschatz/advice";
    EXPECT_EQ(
        press(
            editor, path, "/abgeben",
            "de=Beratung%0D%0ASprechstunde&tr=counsel"
            "&uk=%D0%BA%D0%BE%D0%BD%D1%81%D1%83%D0%BB%D1%8C%D1%82%D0%B0%D1%86%D1%96%D1%8F"),
        http::Status::see_other);
    auto const id = id_of(path);
    auto const updated
        = search::Concepts::of({"de", "uk"}, {{"advice", {{"de", "Beratung"}, {"uk", "порада"}}}});
    ASSERT_TRUE(publish_on(updated, id));
    EXPECT_EQ(
        connection().list<std::string>("SELECT language FROM concept_words"), std::vector<std::string>{"tr"});
    auto const known = portal::find_concept(connection(), tenant_, updated, id);
    EXPECT_EQ(known->fields.value("uk"), "порада");
    EXPECT_EQ(known->fields.value("de"), "Beratung");
    EXPECT_EQ(known->fields.value("tr"), "counsel");
}

// The other way round: the update came first, and the draft puts back what had stood there before.
TEST_P(VocabularyDrafts, what_an_update_has_changed_is_put_back_by_whoever_wants_it_so)
{
    std::string const path = "/verwaltung/wortschatz/advice";
    auto office = browser_of("conference_office");
    EXPECT_EQ(
        press(
            office, path, "/veroeffentlichen",
            "de=Beratung%0D%0ASprechstunde&tr=counsel"
            "&uk=%D0%BA%D0%BE%D0%BD%D1%81%D1%83%D0%BB%D1%8C%D1%82%D0%B0%D1%86%D1%96%D1%8F"),
        http::Status::see_other);
    auto const id = id_of(path);
    auto const updated = search::Concepts::of(
        {"de", "uk"}, {{"advice", {{"de", "Beratung"}, {"de", "Sprechstunde"}, {"uk", "порада"}}}});
    auto const seen = portal::find_concept(connection(), tenant_, updated, id)->fields;
    ASSERT_EQ(seen.value("uk"), "порада");
    auto wanted = seen;
    wanted.set("uk", "консультація");
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        auto const kind = portal::drafted_concepts(std::make_shared<search::Concepts const>(updated));
        auto const state
            = records::find_edit_state(work.db(), work.tenant(), portal::edited_concepts, id.value);
        return records::save_draft(work, *kind, {id.value, state->version, state->base()}, wanted);
    }));
    auto const state = records::find_edit_state(connection(), tenant_, portal::edited_concepts, id.value);
    EXPECT_EQ(
        records::find_version(
            connection(), tenant_, {portal::concept_subject, id.value}, state->base(), records::unrestricted)
            ->fields,
        seen)
        << "a draft is compared with what its form showed";
    ASSERT_TRUE(publish_on(updated, id));
    auto const known = portal::find_concept(connection(), tenant_, updated, id);
    EXPECT_EQ(known->fields, wanted);
    EXPECT_EQ(
        connection().list<std::string>("SELECT language FROM concept_words ORDER BY language"),
        (std::vector<std::string>{"tr", "uk"}));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

// Nobody approved what stood in between: the office gave it back changed, the editor set it right again.
TEST_P(VocabularyDrafts, the_public_gets_the_words_that_were_published_and_none_from_in_between)
{
    auto editor = author();
    auto office = browser_of("conference_office");
    auto const path = added(editor, "schluessel=a&de=Chor&tr=koro");
    EXPECT_EQ(
        press(office, path, "/zurueckgeben", "de=Singkreis&tr=koro&return_reason=Passt+das+besser%3F"),
        http::Status::see_other);
    EXPECT_EQ(press(editor, path, "/abgeben", "de=Chor&tr=koro"), http::Status::see_other);
    EXPECT_THAT(office.get(path).body_text(), Not(HasSubstr("Singkreis</textarea>")));
    EXPECT_EQ(press(office, path, "/veroeffentlichen", "de=Chor&tr=koro"), http::Status::see_other);
    EXPECT_EQ(
        connection().list<std::string>("SELECT words FROM concept_words WHERE language = 'de'"),
        std::vector<std::string>{"Chor"});
    EXPECT_TRUE(leads_to("koro", "chor"));
    EXPECT_FALSE(leads_to("Singkreis", "chor"));
}

}
} // namespace kommin::app
