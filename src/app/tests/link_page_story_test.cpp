// An address is put in the place of another one in the texts of pages and in their translations.

#include "app/tests/offer_story.hpp"
#include "platform/html/url.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char const* old_address = "https://alt.example/wohnen";
constexpr char const* new_address = "https://neu.example/wohnen";

// Nobody is asked whether links are right: what is there is gathered all the same.
class LinkPageStory : public OfferStory {
protected:
    void SetUp() override
    {
        OfferStory::SetUp();
        run(); // what recurs is planned
    }
    void run() { jobs_of(product_.modules, clock(), no_signals).run_due(connection()); }
    portal::PageId page_with(
        std::string const& slug, std::string const& content, std::string const& town = {})
    {
        auto const id = work([&](Work& work) -> Result<portal::PageId> {
            auto page = page_called(slug, "Seite " + slug, town);
            page.content.source = content;
            work.publish(portal::published_as);
            return insert(work, page);
        });
        product_.publications.refresh(connection());
        return id.value();
    }
    void translate(
        portal::PageId id, std::string const& language, std::string const& text, std::string const& source)
    {
        ASSERT_TRUE(work([&](Work& work) {
            return portal::save_translations(
                work, portal::TranslatedKinds{}, "page", id.value, *i18n::Language::find(language),
                {{.field = "content",
                  .text = text,
                  .seen_source = content::source_hash(source),
                  .seen_translation = {}}});
        }));
    }
    void gather() // in the night
    {
        clock().set(clock().now() + std::chrono::days(1));
        run();
    }
    std::string link_desk(std::string const& rest = {})
    {
        auto const id = connection().load<std::int64_t>(
            "SELECT id FROM link_targets WHERE tenant_id = ? AND target = ?", tenant_, old_address);
        return "/verwaltung/verweise/" + std::to_string(id) + rest;
    }
    std::string ask(Browser& browser, std::string const& after = new_address)
    {
        return browser.get(link_desk("/ersetzen?neu=" + html::percent_encode(after))).body_text();
    }
    std::string press(Browser& browser, std::string const& question)
    {
        std::smatch chosen;
        std::regex_search(question, chosen, std::regex("name=\"wahl\" value=\"([^\"]*)\""));
        return browser
            .post(
                link_desk("/ersetzen"),
                "aktion=" + html::percent_encode(new_address)
                    + "&wahl=" + html::percent_encode(chosen.str(1)))
            .body_text();
    }
    content::LocalisedText content_of(portal::PageId id)
    {
        return portal::find_page(connection(), tenant_, id)->content;
    }
    static std::string link(std::string const& words) { return '[' + words + "](" + old_address + ')'; }
    static std::string new_link(std::string const& words) { return '[' + words + "](" + new_address + ')'; }
};
KOMMIN_ON_BOTH_ENGINES(LinkPageStory);

TEST_P(LinkPageStory, links_of_texts_and_translations_change_and_words_do_not)
{
    auto const source = link("Hier") + " steht " + old_address + " und `" + link("so") + "`";
    auto const id = page_with("wohnen", source);
    translate(id, "tr", link("Burada"), source);
    translate(id, "en", link("Here"), "an earlier text");
    translate(id, "ar", link("هنا"), source);
    connection().execute("UPDATE translations SET origin = 'machine' WHERE language = 'ar'");
    gather();
    auto browser = browser_of("conference_office");
    auto const question = ask(browser);
    EXPECT_THAT(
        question,
        AllOf(
            HasSubstr("Wird geändert und sofort veröffentlicht: eine Seite, 4 Stellen"),
            HasSubstr("davon 3 Stellen in Übersetzungen"), HasSubstr("In einem Datensatz ersetzen")));
    EXPECT_EQ(content_of(id).source, source) << "looking changes nothing";
    EXPECT_THAT(press(browser, question), HasSubstr("In einem Datensatz ersetzt"));

    auto const now = content_of(id);
    EXPECT_EQ(now.source, new_link("Hier") + " steht " + old_address + " und `" + link("so") + "`");
    ASSERT_EQ(now.translations.size(), 3U);
    for (auto const& translation : now.translations) {
        EXPECT_THAT(translation.text, HasSubstr(new_address)) << translation.language.tag();
        EXPECT_EQ(
            translation.source_hash == content::source_hash(now.source), translation.language.tag() != "en")
            << "what was older than its source is older still: " << translation.language.tag();
        EXPECT_EQ(translation.origin == content::Origin::machine, translation.language.tag() == "ar");
    }
    EXPECT_THAT(audit_actions(), Contains("portal.page.published"));
    EXPECT_THAT(
        browser.get("/verwaltung/seiten/" + std::to_string(id.value) + "/verlauf").body_text(),
        HasSubstr("Veröffentlicht"));
    product_.publications.refresh(connection());
    EXPECT_THAT(page("/de/info/wohnen"), HasSubstr(std::string("href=\"") + new_address));
    EXPECT_EQ(browser.get(link_desk()).status(), http::Status::not_found) << "nothing leads there any more";
}

TEST_P(LinkPageStory, each_changes_the_pages_that_are_theirs)
{
    auto const of_the_district = page_with("kreis", link("Kreis"));
    auto const of_aalfeld = page_with("aalfeld-wohnen", link("A"), "aalfeld");
    auto const of_bergau = page_with("bergau-wohnen", link("B"), "bergau");
    gather();
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const question = ask(town);
    EXPECT_THAT(
        question,
        AllOf(
            HasSubstr("eine Seite, eine Stelle"), Not(HasSubstr("keine Rechte")), Not(HasSubstr("bergau"))));
    press(town, question);
    EXPECT_EQ(content_of(of_aalfeld).source, new_link("A"));
    EXPECT_EQ(content_of(of_bergau).source, link("B"));
    // Whoever did not get it shown cannot send it either.
    auto office = browser_of("conference_office");
    auto const shown_to_others = ask(office);
    EXPECT_EQ(town.get(link_desk()).status(), http::Status::not_found);
    press(town, shown_to_others);
    EXPECT_EQ(content_of(of_bergau).source, link("B"));
    EXPECT_EQ(content_of(of_the_district).source, link("Kreis"));

    auto editor = browser_of("department_editor");
    auto const asked = ask(editor);
    EXPECT_THAT(asked, HasSubstr("Wird geändert und zur Freigabe gegeben: "));
    press(editor, asked);
    EXPECT_EQ(content_of(of_the_district).source, link("Kreis")) << "somebody has to agree";
    EXPECT_THAT(
        office.get("/verwaltung/seiten/" + std::to_string(of_the_district.value)).body_text(),
        HasSubstr(new_address));
    EXPECT_THAT(ask(office), AllOf(HasSubstr("Bleibt, wie es ist: "), HasSubstr("Ein Entwurf wartet")));
}

TEST_P(LinkPageStory, whoever_was_faster_is_not_overwritten)
{
    auto const id = page_with("wohnen", link("Hier"));
    gather();
    auto browser = browser_of("conference_office");
    auto const question = ask(browser);
    auto const path = "/verwaltung/seiten/" + std::to_string(id.value);
    ASSERT_EQ(
        browser
            .post(
                path + "/veroeffentlichen",
                "fassung=" + seen_on(browser.get(path).body_text())
                    + "&title=Neu&content=" + html::percent_encode(link("Anders")))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(press(browser, question), HasSubstr("Nichts wurde ersetzt"));
    EXPECT_EQ(content_of(id).source, link("Anders"));
}

TEST_P(LinkPageStory, what_stands_in_translations_only_is_changed_there)
{
    auto const id = page_with("wohnen", "Hier steht nichts.");
    translate(id, "tr", link("Burada"), "Hier steht nichts.");
    gather();
    auto browser = browser_of("conference_office");
    auto const version = connection().load<std::int64_t>("SELECT version FROM pages WHERE id = ?", id);
    press(browser, ask(browser));
    auto const now = content_of(id);
    EXPECT_EQ(now.translations.at(0).text, new_link("Burada"));
    EXPECT_EQ(now.translations.at(0).source_hash, content::source_hash(now.source));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT version FROM pages WHERE id = ?", id), version);
}

TEST_P(LinkPageStory, in_a_demonstration_nothing_is_ordered_of_anybody)
{
    page_with("wohnen", link("Hier"));
    gather();
    auto browser = browser_of("conference_office");
    EXPECT_THAT(browser.get(link_desk()).body_text(), Not(HasSubstr("In der Demonstration")));
    EXPECT_TRUE(work([&](Work& work) -> Result<void> {
        work.db().execute("UPDATE tenants SET is_demonstration = TRUE WHERE id = ?", tenant_);
        work.publish(tenants::published_as);
        return {};
    }));
    product_.publications.refresh(connection());
    EXPECT_THAT(
        browser.get(link_desk()).body_text(),
        AllOf(
            HasSubstr("In der Demonstration wird niemand gefragt"),
            Not(HasSubstr("Die Prüfung ist bestellt")), Not(HasSubstr(link_desk("/pruefen")))));
}

TEST_P(LinkPageStory, an_address_that_cannot_stand_in_a_text_is_refused)
{
    page_with("wohnen", "<" + std::string(old_address) + "> und [a&#58;](https&#58;//alt.example/wohnen)");
    gather();
    auto browser = browser_of("conference_office");
    for (auto const* after :
         {"https://neu.example/a b", "https://neu.example/<x>", "https://neu.example/a|b"})
        EXPECT_THAT(ask(browser, after), HasSubstr("dürfen keine Leerzeichen")) << after;
    EXPECT_THAT(
        ask(browser), AllOf(HasSubstr("nur Menschen ihn ändern können"), Not(HasSubstr("name=\"wahl\""))));
    auto const plain = page_with("zwei", link("Hier"));
    gather();
    auto later = browser_of("conference_office"); // sessions end
    EXPECT_THAT(ask(later, "https://neu.example/a_(b)?c[0]=1"), HasSubstr("In einem Datensatz ersetzen"));
    EXPECT_EQ(content_of(plain).source, link("Hier"));
}

}
} // namespace kommin::app
