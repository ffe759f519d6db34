// The search over everything in the administration, the menu "Neu" and the page of help: everything that
// somebody may see, and no sign of anything else.

#include "app/tests/offer_story.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class StaffSearchStory : public OfferStory {
protected:
    static std::string search(Browser& browser, std::string const& words)
    {
        return browser.get("/verwaltung/suche?q=" + words).body_text();
    }
    void page(std::string const& slug, std::string const& title, std::string const& town = {})
    {
        ASSERT_TRUE(work([&](Work& work) -> Result<portal::PageId> {
            return insert(work, page_called(slug, title, town));
        }));
    }
    portal::FeedbackId message(std::string const& text, std::string const& key, Scope owner)
    {
        return work([&](Work& work) {
                   return portal::receive_feedback(
                       work, {"barriere", "", text, "leyla@example.org", key, owner},
                       i18n::Language::german());
               })
            .value();
    }
    std::ptrdiff_t readings() { return std::ranges::count(audit_actions(), "portal.feedback.read"); }
    static std::string without_names(std::string text, std::string const& words)
    {
        for (auto at = text.find(words); at != std::string::npos; at = text.find(words))
            text.erase(at, words.size());
        return text;
    }
};
KOMMIN_ON_BOTH_ENGINES(StaffSearchStory);

TEST_P(StaffSearchStory, everything_is_found_that_somebody_may_see_and_leads_to_its_desk)
{
    auto const sewing = offer("naehtreff", "Nähtreff am Markt", "aalfeld");
    page("naehen", "Wo man näht", "bergau");
    message("Beim Nähen ist die Tür zu schmal.", "k1", aalfeld_);
    auto office = browser_of("conference_office");
    auto const found = search(office, "nah");
    EXPECT_THAT(
        found,
        AllOf(
            HasSubstr("href=\"" + desk(sewing) + "\">Nähtreff am Markt</a>"), HasSubstr("Wo man näht"),
            HasSubstr("Nr. 1: "), HasSubstr("veröffentlicht"), HasSubstr("value=\"nah\"")));
    EXPECT_THAT(found, Not(HasSubstr("schmal"))) << "nothing of what somebody wrote";
    EXPECT_THAT(found, Not(HasSubstr("leyla"))) << "no contact data in lists";
    EXPECT_THAT(search(office, "N%C3%84HTREFF+AM"), HasSubstr("Nähtreff am Markt"));
    EXPECT_THAT(search(office, "naehtreff+am"), HasSubstr("Nähtreff am Markt"))
        << "a keyboard without umlauts";
    EXPECT_THAT(search(office, "am+N%C3%A4htreff+nirgends"), HasSubstr("Nichts gefunden"));

    auto administrator = browser_of("administrator");
    auto const people = search(administrator, "ayse");
    EXPECT_THAT(people, AllOf(HasSubstr("/verwaltung/konten/"), HasSubstr("Ayşe Kaya"), HasSubstr("aktiv")));
    EXPECT_THAT(search(administrator, "administrator2%40kreis"), HasSubstr("administrator2@kreis.example"));
    EXPECT_THAT(
        search(administrator, "nah"),
        AllOf(
            HasSubstr(desk(sewing, "/verlauf/loeschen")), Not(HasSubstr(desk(sewing) + '"')),
            Not(HasSubstr("Wo man näht"))))
        << "who looks after accounts sees no offers but erases what they said before";
}

// Whoever erases what offers said before has no list of them.
TEST_P(StaffSearchStory, the_page_that_erases_versions_is_found_by_number_and_name_and_from_the_audit_trail)
{
    auto const sewing = offer("naehtreff", "Nähtreff am Markt", "aalfeld");
    auto const erasure = "href=\"" + desk(sewing, "/verlauf/loeschen") + '"';
    auto officer = browser_of("data_protection_officer");
    EXPECT_THAT(search(officer, "n%C3%A4htreff"), HasSubstr(erasure));
    EXPECT_THAT(search(officer, std::to_string(sewing.value)), HasSubstr(erasure));
    EXPECT_THAT(search(officer, "999999"), HasSubstr("Nichts gefunden"));
    EXPECT_EQ(officer.get(desk(sewing, "/verlauf/loeschen")).status(), http::Status::ok);
    auto office = browser_of("conference_office");
    ASSERT_EQ(
        office.post(desk(sewing), fields(seen_on(office.get(desk(sewing)).body_text()), "Nähen")).status(),
        http::Status::see_other);
    EXPECT_THAT(
        officer.get("/verwaltung/pruefpfad").body_text(),
        HasSubstr(erasure + ">Frühere Fassungen löschen …<"))
        << "nobody is led there who only wants to look";

    auto reader = browser_of("reader");
    EXPECT_THAT(search(reader, "n%C3%A4htreff"), AllOf(HasSubstr(desk(sewing)), Not(HasSubstr(erasure))));
    EXPECT_THAT(reader.get("/verwaltung/suche").body_text(), Not(HasSubstr("Frühere Fassungen")));
}

TEST_P(StaffSearchStory, offers_are_found_by_what_the_public_reads_of_them_by_whoever_has_them_at_the_desk)
{
    std::map<std::string, portal::OfferId> offers;
    publish(tenant_, [&](Work& work) {
        for (auto const* town : {"aalfeld", "bergau"}) {
            auto offer = offer_called(std::string("naehen-") + town, std::string("Nähen in ") + town, town);
            offer.summary.source = "Gemeinsam stricken und häkeln";
            offers[town] = insert(work, offer);
        }
    });
    product_.publications.find("musterau.example")
        ->parts.of<portal::Snapshot>()
        .search_slot()
        .wait_for_own(std::chrono::minutes(1));
    auto office = browser_of("conference_office");
    auto const found = search(office, "stricken");
    EXPECT_THAT(
        found,
        AllOf(
            HasSubstr("Texte von Angeboten"), HasSubstr(desk(offers["aalfeld"])),
            HasSubstr(desk(offers["bergau"]))));
    EXPECT_THAT(search(office, "N%C3%A4hen+in"), Not(HasSubstr("Texte von Angeboten")))
        << "what is found by name is not listed twice";
    auto municipal = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(
        search(municipal, "stricken"),
        AllOf(
            HasSubstr(desk(offers["aalfeld"])), Not(HasSubstr(desk(offers["bergau"]))),
            Not(HasSubstr("bergau"))));
    auto officer = browser_of("data_protection_officer");
    EXPECT_THAT(search(officer, "stricken"), Not(HasSubstr("Texte von Angeboten")));
}

TEST_P(StaffSearchStory, words_of_the_search_are_found_in_any_language)
{
    auto office = browser_of("conference_office");
    auto const concept_page = HasSubstr("href=\"/verwaltung/wortschatz/advice\"");
    EXPECT_THAT(search(office, "sprechst"), AllOf(concept_page, HasSubstr("Beratung, Sprechstunde")));
    EXPECT_THAT(
        search(office, "%D0%BA%D0%BE%D0%BD%D1%81%D1%83%D0%BB%D1%8C%D1%82%D0%B0%D1%86%D1%96%D1%8F"),
        concept_page);
    EXPECT_THAT(search(office, "sprechblase"), Not(concept_page));
    auto officer = browser_of("data_protection_officer");
    EXPECT_THAT(search(officer, "sprechst"), Not(concept_page));
}

TEST_P(StaffSearchStory, organisations_are_found_by_whoever_sees_an_offer_of_theirs)
{
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        auto here = offer_called("singen", "Singen", "aalfeld");
        here.organisation = "Chor Aalfeld e. V.";
        insert(work, here);
        auto there = offer_called("tanzen", "Tanzen", "bergau");
        there.organisation = "Chor Bergau e. V.";
        insert(work, there);
        return {};
    }));
    auto office = browser_of("conference_office");
    EXPECT_THAT(
        search(office, "chor"),
        AllOf(
            HasSubstr("/verwaltung/einrichtungen/"), HasSubstr("Chor Aalfeld e. V."),
            HasSubstr("Chor Bergau e. V."), HasSubstr("ein Angebot")));
    auto aalfeld = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(
        search(aalfeld, "chor"),
        AllOf(HasSubstr("Chor Aalfeld e. V."), Not(HasSubstr("Bergau")), Not(HasSubstr("2 Treffer"))));
}

TEST_P(StaffSearchStory, a_municipality_finds_what_is_its_own_and_learns_of_nothing_else)
{
    offer("chor-a", "Chor in Aalfeld", "aalfeld");
    offer("chor-b", "Chor in Bergau", "bergau");
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        auto choir = offer_called("chor-kreis", "Chor für alle", "aalfeld");
        choir.reach = portal::Reach::district;
        insert(work, choir);
        return {};
    }));
    page("singen-a", "Chor und Gesang", "aalfeld");
    page("singen-b", "Chor und Kirche", "bergau");
    page("singen", "Chor im Kreis");
    message("Der Chor ist zu laut.", "k1", aalfeld_);
    message("Der Chor ist zu leise.", "k2", bergau_);
    message("Der Chor fehlt.", "k3", Scope::whole_tenant());
    ASSERT_TRUE(work(
        [&](Work& work) -> Result<void> {
            insert(work, offer_called("chor-c", "Chor in Chemheim", "chemheim"));
            return {};
        },
        other_tenant_));

    auto aalfeld = browser_of("municipal_editor", aalfeld_);
    auto const found = search(aalfeld, "chor");
    EXPECT_THAT(
        found, AllOf(HasSubstr("Chor in Aalfeld"), HasSubstr("Chor und Gesang"), HasSubstr("Nr. 1: ")));
    for (auto const* hidden :
         {"Chor in Bergau", "Chor für alle", "Chor und Kirche", "Chor im Kreis",
          "Nr. 2: ", "Nr. 3: ", "Chemheim"})
        EXPECT_THAT(found, Not(HasSubstr(hidden)));
    EXPECT_THAT(found, Not(HasSubstr("2 Treffer")));
    EXPECT_THAT(found, Not(HasSubstr("3 Treffer")));
    // What is not hers looks like what is not there.
    EXPECT_EQ(
        without_names(search(aalfeld, "chor+in+bergau"), "chor in bergau"),
        without_names(search(aalfeld, "chor+in+nirgends"), "chor in nirgends"));

    auto office = browser_of("conference_office");
    auto const everything = search(office, "chor");
    EXPECT_THAT(
        everything,
        AllOf(
            HasSubstr("3 Treffer"), HasSubstr("Chor für alle"), HasSubstr("Nr. 3: "),
            HasSubstr("Chor im Kreis")));
    EXPECT_THAT(everything, Not(HasSubstr("Chemheim"))) << "of another district";
}

TEST_P(StaffSearchStory, drafts_and_archived_ones_are_found_with_their_state_and_exact_names_first)
{
    offer("a", "Abend im Sprachcafé", "aalfeld");
    offer("b", "Sprachcafé", "aalfeld");
    auto office = browser_of("conference_office");
    ASSERT_EQ(
        office.post("/verwaltung/angebote/neu", fields("", "Sprachcafé neu")).status(),
        http::Status::see_other);
    auto const archived = offer("c", "Sprachcafé alt", "aalfeld");
    ASSERT_EQ(
        office
            .post(
                desk(archived, "/archivieren"), "fassung=" + seen_on(office.get(desk(archived)).body_text()))
            .status(),
        http::Status::see_other);
    auto const found = search(office, "sprachcafe");
    EXPECT_THAT(
        found,
        AllOf(HasSubstr("4 Treffer"), HasSubstr("noch nicht veröffentlicht"), HasSubstr("archiviert")));
    EXPECT_LT(found.find(">Sprachcafé<"), found.find(">Abend im Sprachcafé<"));
    EXPECT_NE(found.find(">Abend im Sprachcafé<"), std::string::npos);
}

TEST_P(StaffSearchStory, pages_are_found_by_their_translations)
{
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        auto page = page_called("hilfe", "Erste Schritte");
        page.title.translations.push_back(
            {.language = *i18n::Language::find("tr"), .text = "İlk adımlar", .source_hash = "x"});
        insert(work, page);
        return {};
    }));
    auto office = browser_of("conference_office");
    EXPECT_THAT(search(office, "ilk+adimlar"), HasSubstr("Erste Schritte"));
    EXPECT_THAT(office.get("/verwaltung/seiten?t=ilk+adimlar").body_text(), HasSubstr("Erste Schritte"));
}

TEST_P(StaffSearchStory, each_kind_shows_a_few_and_leads_to_its_list_with_the_same_words)
{
    for (int i = 0; i < 9; ++i)
        offer("kurs-" + std::to_string(i), "Kurs Nummer " + std::to_string(i), "aalfeld");
    for (int i = 0; i < 8; ++i)
        page("kurs-seite-" + std::to_string(i), "Seite zum Kurs " + std::to_string(i));
    auto office = browser_of("conference_office");
    auto const found = search(office, "kurs");
    EXPECT_THAT(
        found,
        AllOf(
            HasSubstr("9 Treffer"), HasSubstr("Kurs Nummer 5"), Not(HasSubstr("Kurs Nummer 6")),
            HasSubstr(
                "href=\"/verwaltung/angebote?t=kurs&amp;nach=name\">Noch 3 Treffer unter „Angebote“ ansehen"),
            HasSubstr("href=\"/verwaltung/seiten?t=kurs\">Noch 2 Treffer unter „Seiten“ ansehen")));
    EXPECT_THAT(
        office.get("/verwaltung/angebote?t=kurs&nach=name").body_text(),
        AllOf(HasSubstr("9 Angebote"), HasSubstr("Kurs Nummer 8")));
    page("andere", "Etwas anderes");
    EXPECT_THAT(
        office.get("/verwaltung/seiten?t=KURS").body_text(),
        AllOf(HasSubstr("8 Seiten"), HasSubstr("Seite zum Kurs 7"), Not(HasSubstr("Etwas anderes"))));
    EXPECT_THAT(office.get("/verwaltung/seiten?t=nirgends").body_text(), HasSubstr("Keine Seite"));
}

TEST_P(StaffSearchStory, messages_are_found_by_whoever_may_read_them_and_that_is_on_record)
{
    auto const mine = message("Der Aufzug steht still.", "k1", aalfeld_);
    message("Der Aufzug steht still.", "k2", bergau_);
    auto const path = "/verwaltung/rueckmeldungen/" + std::to_string(mine.value);
    for (auto const* role : {"reader", "translator", "administrator", "data_protection_officer"}) {
        auto other = browser_of(role);
        EXPECT_THAT(search(other, "aufzug"), Not(HasSubstr("Nr. "))) << role;
        EXPECT_THAT(other.get("/verwaltung/suche").body_text(), Not(HasSubstr("Rückmeldungen"))) << role;
    }
    EXPECT_EQ(readings(), 0) << "nobody has read anything";

    auto aalfeld = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(search(aalfeld, "treppe"), HasSubstr("Nichts gefunden"));
    EXPECT_THAT(search(aalfeld, std::to_string(mine.value)), HasSubstr(path)) << "by its number";
    EXPECT_EQ(readings(), 0) << "the number tells nothing of the text";
    EXPECT_THAT(search(aalfeld, "aufzug+steht"), HasSubstr(path));
    EXPECT_EQ(readings(), 1);
    EXPECT_THAT(search(aalfeld, "leyla"), HasSubstr(path)) << "by the contact";
    EXPECT_EQ(readings(), 2);
    auto const list = aalfeld.get("/verwaltung/rueckmeldungen?t=aufzug").body_text();
    EXPECT_THAT(list, AllOf(HasSubstr(path), Not(HasSubstr("Nr. 2: ")), HasSubstr("value=\"aufzug\"")));
    EXPECT_EQ(readings(), 3);
    EXPECT_THAT(
        aalfeld.get("/verwaltung/rueckmeldungen?t=treppe").body_text(),
        AllOf(HasSubstr("Keine Nachricht gefunden"), Not(HasSubstr(path))));
    EXPECT_THAT(aalfeld.get("/verwaltung/rueckmeldungen").body_text(), HasSubstr(path));
    EXPECT_EQ(readings(), 3) << "a list tells nothing of the texts";
}

TEST_P(StaffSearchStory, the_reader_finds_no_accounts)
{
    account("fatma@kreis.example", {});
    auto reader = browser_of("reader");
    EXPECT_THAT(
        search(reader, "fatma"),
        AllOf(HasSubstr("Nichts gefunden"), Not(HasSubstr("fatma@")), Not(HasSubstr("Konten"))));
    auto administrator = browser_of("administrator");
    EXPECT_THAT(search(administrator, "fatma"), HasSubstr("fatma@kreis.example"));
    EXPECT_THAT(
        administrator.get("/verwaltung/konten?t=fatma").body_text(),
        AllOf(HasSubstr("fatma@kreis.example"), Not(HasSubstr("administrator2@kreis.example"))));
}

TEST_P(StaffSearchStory, what_was_typed_and_what_was_found_is_text)
{
    offer("boese", "<script>alert(1)</script> Kurs", "aalfeld");
    auto office = browser_of("conference_office");
    auto const found = search(office, "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E");
    EXPECT_THAT(found, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt; Kurs"));
    EXPECT_THAT(found, HasSubstr("value=\"&quot;&gt;&lt;script&gt;"));
    EXPECT_THAT(found, Not(HasSubstr("<script>alert")));
}

TEST_P(StaffSearchStory, without_words_it_says_what_it_looks_through)
{
    offer("kurs", "Kurs", "aalfeld");
    auto reader = browser_of("reader");
    for (auto const* target : {"/verwaltung/suche", "/verwaltung/suche?q=", "/verwaltung/suche?q=%25%20_"}) {
        auto const answer = reader.get(target);
        EXPECT_EQ(answer.status(), http::Status::ok);
        EXPECT_THAT(
            answer.body_text(),
            AllOf(
                HasSubstr("<dt>Angebote</dt>"), HasSubstr("<dt>Seiten</dt>"),
                Not(HasSubstr("<dt>Konten und Rollen</dt>")), Not(HasSubstr("Treffer</span>")),
                Not(HasSubstr("Nichts gefunden"))))
            << target;
    }
    auto nobody = logged_in(account("neu@kreis.example", {}));
    EXPECT_THAT(nobody.get("/verwaltung/suche").body_text(), HasSubstr("Ihr Konto darf noch nichts sehen"));
    EXPECT_THAT(search(nobody, "kurs"), AllOf(HasSubstr("Nichts gefunden"), Not(HasSubstr(">Kurs<"))));
}

// By what the records of a kind are found, from the audit trail's list of kinds. Whoever adds one says so
// here.
struct FoundBy {
    MessageKey searcher; // what its hits are called
    std::string_view why_not = {};
};
std::map<std::string_view, FoundBy> const kinds_of_records{
    {"account", {"staff.accounts.title"_msg}},
    {"advice", {"advice.title"_msg}},
    {"agenda_item", {"item.agenda"_msg}},
    {"body", {"place.desk.title"_msg}},
    {"category", {"category.title"_msg}},
    {"concept", {"words.title"_msg}},
    {"feedback", {"messages.title"_msg}},
    {"goal", {"goal.title"_msg}},
    {"resolution", {"resolution.title"_msg}},
    {"measure", {"measure.title"_msg}},
    {"link", {"links.title"_msg}},
    {"meeting", {"meeting.title"_msg}},
    {"minutes", {"minutes.many"_msg}},
    {"offer", {"desk.title"_msg}},
    {"organisation", {"organisation.title"_msg}},
    {"page", {"page.title"_msg}},
    {"panel", {"panel.title"_msg}},
    {"person", {"people.title"_msg}},
    {"recommendation", {"recommendation.title"_msg}},
    {"funding_application", {"application.title"_msg}},
    {"funding_programme", {"funding_programme.title"_msg}},
    {"grant", {"grant.title"_msg}},
    {"seat", {"panel.seats"_msg}},
    {"task", {"task.title"_msg}},
    {"publication", {"publication.title"_msg}},
    {"checklist_template", {{}, "one of a handful, in its list"}},
    {"concept_package", {"package.title"_msg}},
    {"letter_template", {{}, "one of a handful, in their list"}},
    {"membership", {{}, "by its person, and by its seat"}},
    {"figure", {{}, "by its measure"}},
    {"budget_line", {{}, "by its measure"}},
    {"budget_group", {{}, "one of a handful, in their list"}},
    {"funding_call", {{}, "by its programme"}},
    {"grant_passed_on", {{}, "by its grant"}},
    {"grant_payment", {{}, "by its grant"}},
    {"grant_proof", {{}, "by its grant"}},
    {"voucher", {{}, "by its grant"}},
    {"inventory", {{}, "one of a handful, in their list"}},
    {"inventory_entry", {{}, "by its inventory"}},
    {"inventory_request", {{}, "by its inventory"}},
    {"steering_year", {{}, "one of a handful, in their list"}},
    {"steering_step", {{}, "by its year"}},
    {"priority", {{}, "by its year, and by its goal or measure"}},
    {"priority_weights", {{}, "by its year"}},
    {"measure_evaluation", {{}, "by its measure, and by its year"}},
    {"goal_translation", {{}, "by its goal"}},
    {"measure_translation", {{}, "by its measure"}},
    {"figure_translation", {{}, "by its measure"}},
    {"figure_report", {{}, "by the measure of its figure"}},
    {"unit", {{}, "a part of the page of its place"}},
    {"body_translation", {{}, "by its place"}},
    {"category_translation", {{}, "by its category"}},
    {"offer_translation", {{}, "by its offer, in any language"}},
    {"page_translation", {{}, "by its page, in any language"}},
    {"agenda_item_translation", {{}, "by its item"}},
    {"meeting_translation", {{}, "by its meeting"}},
    {"minutes_translation", {{}, "by its minutes"}},
    {"minutes_entry_translation", {{}, "by its minutes"}},
    {"panel_translation", {{}, "by its panel"}},
    {"programme_part_translation", {{}, "by its meeting"}},
    {"recommendation_translation", {{}, "by its recommendation"}}};

TEST_P(StaffSearchStory, every_kind_of_record_is_found_or_says_why_not)
{
    std::set<std::uint64_t> searchers;
    std::set<std::string_view> kinds;
    for (auto const& module : product_.modules) {
        for (auto const& searcher : module.searchers)
            searchers.insert(searcher.kind.hash);
        for (auto const& record : module.records)
            kinds.insert(record.kind);
    }
    EXPECT_GE(kinds.size(), 20U);
    for (auto const kind : kinds) {
        auto const known = kinds_of_records.find(kind);
        if (known == kinds_of_records.end())
            ADD_FAILURE() << kind << ": say by what it is found";
        else if (known->second.why_not.empty())
            EXPECT_TRUE(searchers.contains(known->second.searcher.hash)) << kind;
    }
    for (auto const& [kind, found] : kinds_of_records)
        EXPECT_TRUE(kinds.contains(kind)) << kind << ": no record is of this kind any more";
}

TEST_P(StaffSearchStory, the_bar_offers_what_somebody_may_begin)
{
    struct {
        char const* role;
        std::vector<std::string> news;
    } const cases[] = {
        {"conference_office", {"angebote", "seiten"}},
        {"administrator", {"konten"}},
        {"reader", {}},
        {"translator", {}},
        {"data_protection_officer", {}},
    };
    for (auto const& [role, news] : cases) {
        auto browser = browser_of(role);
        auto const today = browser.get("/verwaltung").body_text();
        EXPECT_THAT(today, HasSubstr("role=\"search\"")) << role;
        EXPECT_THAT(today, HasSubstr("href=\"/verwaltung/hilfe\"")) << role;
        for (auto const* what : {"angebote", "seiten", "konten"}) {
            bool const may = std::ranges::find(news, what) != news.end();
            auto const link = "href=\"/verwaltung/" + std::string(what) + "/neu\"";
            EXPECT_EQ(today.find(link) != std::string::npos, may) << role << ' ' << what;
            if (may) {
                EXPECT_EQ(
                    browser.get("/verwaltung/" + std::string(what) + "/neu").status(), http::Status::ok);
            }
        }
        EXPECT_EQ(today.find("top__i\" aria-hidden=\"true\">+") != std::string::npos, !news.empty())
            << role << ": no menu without anything in it";
    }
}

TEST_P(StaffSearchStory, help_is_about_what_somebody_may_do)
{
    auto office = browser_of("conference_office");
    EXPECT_THAT(
        office.get("/verwaltung/hilfe").body_text(),
        AllOf(
            HasSubstr("Ein Angebot veröffentlichen"), HasSubstr("zur Freigabe"), HasSubstr("Rückmeldungen"),
            Not(HasSubstr("Menschen einladen"))));
    auto reader = browser_of("reader");
    EXPECT_THAT(
        reader.get("/verwaltung/hilfe").body_text(),
        AllOf(
            HasSubstr("archiviert"), Not(HasSubstr("Ein Angebot veröffentlichen")),
            Not(HasSubstr("Rückmeldungen")), Not(HasSubstr("Menschen einladen"))));
    auto administrator = browser_of("administrator");
    EXPECT_THAT(
        administrator.get("/verwaltung/hilfe").body_text(),
        AllOf(HasSubstr("Menschen einladen"), HasSubstr("eingeladen"), Not(HasSubstr("zur Freigabe"))));
    for (auto const& module : product_.modules) {
        for (auto const& link : module.staff_links)
            EXPECT_NE(link.purpose, MessageKey{}) << link.path << ": the page of help says what it is for";
    }
}

} // namespace
} // namespace kommin::app
