// Categories that wait: drafted, handed in, given back, planned; and what the public sees meanwhile.

#include "app/tests/offer_story.hpp"
#include "platform/identity/account.hpp"

#include <chrono>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class CategoryDrafts : public OfferStory {
protected:
    void SetUp() override
    {
        OfferStory::SetUp();
        author_ = account("autor@kreis.example", {{"department_editor", Scope::whole_tenant()}});
        office_ = account("planer@kreis.example", {{"conference_office", Scope::whole_tenant()}});
        product_.publications.refresh(connection());
    }
    static std::string at_desk(std::string const& key, std::string const& rest = {})
    {
        return "/verwaltung/kategorien/" + key + rest;
    }
    // Presses a button below the form as it is now.
    static http::Status press(
        Browser& browser, std::string const& key, std::string const& button, std::string const& entries)
    {
        auto const seen = seen_on(std::string(browser.get(at_desk(key)).body_text()));
        return browser.post(at_desk(key, button), "fassung=" + seen + '&' + entries).status();
    }
    static std::string page(Browser& browser, std::string const& path)
    {
        return std::string(browser.get(path).body_text());
    }
    // As every node answers after its next look.
    std::string seen(std::string const& path, std::string const& host = "musterau.example")
    {
        product_.publications.refresh(connection());
        return std::string(get(path, host).body_text());
    }
    void run_jobs() { jobs_of(product_.modules, clock(), no_signals).run_due(connection()); }
    void after_two_days()
    {
        clock().set(clock().now() + std::chrono::days(2));
        run_jobs();
    }
    Browser stranger()
    {
        auto browser = logged_in(
            account("fremd@kreis.example", {{"conference_office", Scope::whole_tenant()}}, other_tenant_),
            other_tenant_);
        browser.host = "beispielhain.example";
        return browser;
    }

    identity::AccountId author_, office_;
    std::string const drafted_ = "name-de=Job+und+Werkbank&hint-de=Alles+ums+Arbeiten&name-tr=Zanaat";
    std::string const women_ = "name-de=Frauen&icon=heart&name-tr=Kad%C4%B1nlar";
};
KOMMIN_ON_BOTH_ENGINES(CategoryDrafts);

TEST_P(CategoryDrafts, are_nowhere_on_the_public_side)
{
    auto const versions = published_versions(connection(), tenant_);
    std::string before;
    auto const everything = [&] {
        return seen("/de/") + seen("/tr/") + seen("/de/angebote") + seen("/de/suche?q=Werkbank")
            + seen("/de/nirgends");
    };
    before = everything();
    auto editor = logged_in(author_);
    EXPECT_EQ(press(editor, "situation-work", "", drafted_), http::Status::see_other);
    EXPECT_EQ(everything(), before);
    EXPECT_EQ(published_versions(connection(), tenant_), versions) << "no node has anything to read anew";
    EXPECT_THAT(
        page(editor, at_desk("situation-work")),
        AllOf(
            HasSubstr("value=\"Job und Werkbank\""), HasSubstr("Zur Freigabe geben"),
            Not(HasSubstr("/veroeffentlichen"))));
    // Colleagues read in lists what counts, and that a draft waits.
    EXPECT_THAT(
        page(editor, "/verwaltung/kategorien"),
        AllOf(HasSubstr(">Arbeit</a>"), HasSubstr("\"st st--draft\""), Not(HasSubstr("Werkbank"))));
    EXPECT_THAT(page(editor, "/verwaltung/angebote"), Not(HasSubstr("Werkbank")));

    EXPECT_EQ(press(editor, "situation-work", "/verwerfen", ""), http::Status::see_other);
    EXPECT_THAT(page(editor, at_desk("situation-work")), Not(HasSubstr("Werkbank")));
    EXPECT_THAT(
        page(editor, at_desk("situation-work", "/verlauf")),
        AllOf(HasSubstr("Entwurf gesichert"), HasSubstr("Entwurf verworfen"), HasSubstr("?fassung=1")));
    EXPECT_THAT(page(editor, at_desk("situation-work", "?fassung=1")), HasSubstr("Job und Werkbank"))
        << "it can be fetched back";
    EXPECT_EQ(everything(), before);
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(CategoryDrafts, are_handed_in_given_back_and_published_by_the_office)
{
    auto editor = logged_in(author_);
    auto office = logged_in(office_);
    auto const counted
        = ::testing::ContainsRegex("href=\"/verwaltung/kategorien\"[^>]*>[^<]*<span class=\"nav__n\">1<");
    EXPECT_EQ(press(editor, "situation-work", "/veroeffentlichen", drafted_), http::Status::not_found);
    EXPECT_EQ(press(editor, "situation-work", "/abgeben", "name-de=Gesundheit"), http::Status::unprocessable)
        << "what cannot be published is not handed in";
    EXPECT_EQ(press(editor, "situation-work", "/abgeben", drafted_), http::Status::see_other);
    EXPECT_THAT(seen("/de/"), Not(HasSubstr("Werkbank")));
    EXPECT_THAT(
        page(office, "/verwaltung"),
        AllOf(HasSubstr("wartet auf Ihre Freigabe"), HasSubstr(at_desk("situation-work") + '"')));
    EXPECT_THAT(page(office, "/verwaltung/kategorien"), AllOf(HasSubstr("zur Freigabe"), counted));
    EXPECT_THAT(page(editor, "/verwaltung/kategorien"), Not(counted)) << "nothing for its author to do";
    EXPECT_THAT(
        page(office, "/verwaltung/suche?q=arbeit"),
        AllOf(HasSubstr(at_desk("situation-work")), HasSubstr("zur Freigabe")));

    EXPECT_EQ(
        press(office, "situation-work", "/zurueckgeben", drafted_ + "&return_reason="),
        http::Status::unprocessable);
    EXPECT_EQ(
        press(office, "situation-work", "/zurueckgeben", drafted_ + "&return_reason=Werkbank+ist+zu+eng"),
        http::Status::see_other);
    EXPECT_THAT(
        page(editor, "/verwaltung"),
        AllOf(HasSubstr("zu Ihnen zurückgegeben"), HasSubstr(at_desk("situation-work") + '"')));
    EXPECT_THAT(page(editor, "/verwaltung/kategorien"), counted);
    EXPECT_THAT(page(office, "/verwaltung/kategorien"), Not(counted));
    EXPECT_THAT(page(editor, at_desk("situation-work")), HasSubstr("Werkbank ist zu eng"));
    run_jobs();
    EXPECT_THAT(
        unfolded(mail()),
        AllOf(
            HasSubstr("autor@kreis.example"), HasSubstr("Werkbank ist zu eng"),
            HasSubstr(at_desk("situation-work"))));

    EXPECT_EQ(
        press(editor, "situation-work", "/abgeben", "name-de=Job+und+Beruf&name-tr=Zanaat"),
        http::Status::see_other);
    EXPECT_EQ(
        press(office, "situation-work", "/veroeffentlichen", "name-de=Job+und+Beruf&name-tr=Zanaat"),
        http::Status::see_other);
    EXPECT_THAT(seen("/de/"), HasSubstr("<b>Job und Beruf</b>"));
    EXPECT_THAT(seen("/tr/"), HasSubstr("<b>Zanaat</b>"));
    run_jobs();
    EXPECT_THAT(unfolded(mail()), HasSubstr("Job und Beruf"));
    EXPECT_THAT(page(office, "/verwaltung/kategorien"), Not(counted));
    EXPECT_THAT(
        page(editor, "/verwaltung"), AllOf(HasSubstr("Zuletzt bearbeitet"), HasSubstr("Job und Beruf")));
    EXPECT_THAT(
        audit_actions(),
        AllOf(
            Contains("portal.category.handed_in"), Contains("portal.category.given_back"),
            Contains("portal.category.published")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(CategoryDrafts, that_are_planned_count_on_their_day)
{
    auto office = logged_in(office_);
    EXPECT_EQ(
        press(office, "situation-work", "/planen", drafted_ + "&publish_on=23.11.2026"),
        http::Status::unprocessable)
        << "a day to come";
    EXPECT_EQ(
        press(office, "situation-work", "/planen", drafted_ + "&publish_on=25.11.2026"),
        http::Status::see_other);
    EXPECT_EQ(
        press(office, "kind-mbe", "/planen", "name-de=Migrationsberatung&publish_on=25.11.2026"),
        http::Status::see_other);
    EXPECT_THAT(page(office, "/verwaltung/kategorien"), HasSubstr("geplant für 25. November"));
    run_jobs();
    EXPECT_THAT(seen("/de/"), Not(HasSubstr("Werkbank")));
    // Whoever saves it again ends its plan.
    EXPECT_EQ(press(office, "kind-mbe", "", "name-de=Migrationsberatung"), http::Status::see_other);
    after_two_days();
    EXPECT_THAT(seen("/de/"), HasSubstr("<b>Job und Werkbank</b><small>Alles ums Arbeiten</small>"));
    EXPECT_THAT(seen("/de/angebote"), Not(HasSubstr("Migrationsberatung")));
    auto later = logged_in(office_);
    EXPECT_THAT(
        page(later, at_desk("situation-work", "/verlauf")),
        AllOf(HasSubstr("Veröffentlichung geplant"), HasSubstr("Veröffentlicht")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(CategoryDrafts, of_somebody_who_may_not_publish_any_more_wait_for_a_colleague)
{
    auto office = logged_in(office_);
    EXPECT_EQ(
        press(office, "situation-work", "/planen", drafted_ + "&publish_on=25.11.2026"),
        http::Status::see_other);
    auto const version = identity::find_account(connection(), tenant_, office_)->version;
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        return identity::set_grants(work, office_, version, {{"department_editor", Scope::whole_tenant()}});
    }));
    after_two_days();
    EXPECT_THAT(seen("/de/"), Not(HasSubstr("Werkbank")));
    auto administrator = browser_of("administrator");
    EXPECT_THAT(page(administrator, "/verwaltung"), HasSubstr(at_desk("situation-work") + '"'));
    EXPECT_THAT(audit_actions(), Contains("portal.category.publication_failed"));
    EXPECT_EQ(press(administrator, "situation-work", "/veroeffentlichen", drafted_), http::Status::see_other);
    EXPECT_THAT(seen("/de/"), HasSubstr("<b>Job und Werkbank</b>"));
}

TEST_P(CategoryDrafts, whose_name_another_one_has_by_then_wait_for_somebody)
{
    auto office = logged_in(office_);
    EXPECT_EQ(
        press(office, "situation-work", "/planen", "name-de=Leben&publish_on=25.11.2026"),
        http::Status::see_other);
    EXPECT_EQ(
        press(office, "situation-health", "/veroeffentlichen", "name-de=Leben"), http::Status::see_other);
    after_two_days();
    auto const home = seen("/de/");
    EXPECT_THAT(home, HasSubstr("<b>Leben</b>"));
    EXPECT_EQ(home.find("<b>Leben</b>"), home.rfind("<b>Leben</b>"));
    auto later = logged_in(office_);
    EXPECT_THAT(page(later, "/verwaltung"), HasSubstr(at_desk("situation-work") + '"'));
}

TEST_P(CategoryDrafts, are_previewed_in_each_language_and_on_a_telephone)
{
    auto editor = logged_in(author_);
    EXPECT_EQ(press(editor, "situation-work", "", drafted_), http::Status::see_other);
    EXPECT_EQ(press(editor, "kind-mbe", "", "name-de=Migrationsberatung"), http::Status::see_other);
    EXPECT_THAT(
        page(editor, at_desk("situation-work")),
        HasSubstr("href=\"" + at_desk("situation-work", "/vorschau/de") + "\""));
    auto const preview = at_desk("situation-work", "/vorschau/tr");
    auto const shown = editor.get(preview);
    EXPECT_EQ(shown.header("Cache-Control"), "no-store");
    EXPECT_THAT(
        shown.body_text(),
        AllOf(
            HasSubstr("<html lang=\"tr\""), HasSubstr("<b>Zanaat</b>"), HasSubstr("Vorschau."),
            HasSubstr("noindex"), HasSubstr(at_desk("situation-work", "/vorschau/ar")),
            HasSubstr(preview + "?breite=telefon")));
    EXPECT_THAT(
        page(editor, preview + "?breite=telefon"),
        AllOf(HasSubstr("<iframe"), HasSubstr("src=\"" + preview + "?breite=im-telefon\"")));
    auto const inside = editor.get(preview + "?breite=im-telefon");
    EXPECT_THAT(inside.body_text(), AllOf(HasSubstr("<b>Zanaat</b>"), Not(HasSubstr("breite=telefon"))));
    EXPECT_THAT(std::string(inside.header("Content-Security-Policy")), HasSubstr("frame-ancestors 'self'"));
    EXPECT_THAT(page(editor, at_desk("kind-mbe", "/vorschau/de")), HasSubstr("Migrationsberatung"));
    EXPECT_THAT(page(editor, at_desk("situation-work", "/vorschau/ar")), Not(HasSubstr("Zanaat")));
    auto reader = browser_of("reader");
    EXPECT_EQ(reader.get(preview).status(), http::Status::not_found);
}

TEST_P(CategoryDrafts, of_a_new_life_situation_are_known_to_editors_only)
{
    auto const sewing = offer("naehtreff", "Nähtreff", "aalfeld");
    auto const before = seen("/de/") + seen("/tr/") + seen("/de/angebote");
    auto editor = logged_in(author_);
    auto office = logged_in(office_);
    auto const made = editor.post(at_desk("neu"), women_);
    EXPECT_EQ(made.header("Location"), at_desk("situation-own_1"));
    EXPECT_EQ(editor.post(at_desk("neu"), women_).header("Location"), at_desk("situation-own_1"))
        << "sent twice, it is made once";
    EXPECT_EQ(seen("/de/") + seen("/tr/") + seen("/de/angebote"), before);
    EXPECT_THAT(seen("/de/angebote?thema=eigen-frauen"), Not(HasSubstr("<span>Frauen</span>")));
    EXPECT_THAT(page(office, desk(sewing)), Not(HasSubstr("value=\"own_1\"")));
    auto const form = fields(seen_on(page(office, desk(sewing))), "N%C3%A4htreff", "life_situations=own_1");
    EXPECT_EQ(office.post(desk(sewing, "/veroeffentlichen"), form).status(), http::Status::unprocessable)
        << "nothing carries what is not published";
    auto translator = browser_of("translator");
    EXPECT_THAT(
        page(translator, "/verwaltung/uebersetzungen/ar?art=category"), Not(HasSubstr(">Frauen</a>")));
    EXPECT_THAT(
        page(editor, "/verwaltung/kategorien?zustand=unveroeffentlicht"),
        AllOf(HasSubstr(">Frauen</a>"), Not(HasSubstr(">Arbeit</a>"))));
    EXPECT_THAT(page(editor, at_desk("situation-own_1", "/vorschau/tr")), HasSubstr("<b>Kadınlar</b>"));

    // Until it is published its word follows its name.
    auto const girls = "name-de=M%C3%A4dchen&icon=heart";
    EXPECT_EQ(press(editor, "situation-own_1", "/abgeben", girls), http::Status::see_other);
    EXPECT_EQ(seen("/de/") + seen("/tr/") + seen("/de/angebote"), before);
    EXPECT_THAT(page(office, "/verwaltung"), HasSubstr(at_desk("situation-own_1") + "\""));
    EXPECT_EQ(press(office, "situation-own_1", "/veroeffentlichen", girls), http::Status::see_other);
    EXPECT_THAT(seen("/de/"), AllOf(HasSubstr("<b>Mädchen</b>"), HasSubstr("thema=eigen-maedchen\"")));
    EXPECT_THAT(page(translator, "/verwaltung/uebersetzungen/ar?art=category"), HasSubstr(">Mädchen</a>"));
    EXPECT_EQ(
        press(office, "situation-own_1", "/veroeffentlichen", "name-de=Damen&icon=heart"),
        http::Status::see_other);
    EXPECT_THAT(seen("/de/"), AllOf(HasSubstr("<b>Damen</b>"), HasSubstr("thema=eigen-maedchen\"")))
        << "for ever from then on";
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(CategoryDrafts, of_a_new_life_situation_may_be_planned_or_put_away_unpublished)
{
    auto editor = logged_in(author_);
    auto office = logged_in(office_);
    editor.post(at_desk("neu"), women_);
    editor.post(at_desk("neu"), "name-de=Sport&icon=heart");
    EXPECT_EQ(
        press(office, "situation-own_1", "/planen", women_ + "&publish_on=25.11.2026"),
        http::Status::see_other);
    EXPECT_EQ(press(editor, "situation-own_2", "/archivieren", ""), http::Status::not_found);
    EXPECT_THAT(page(office, at_desk("situation-own_2/archivieren")), HasSubstr("Ein Entwurf wartet."));
    EXPECT_EQ(press(office, "situation-own_2", "/archivieren", ""), http::Status::see_other);
    EXPECT_THAT(page(office, "/verwaltung/kategorien?zustand=archiv"), HasSubstr(">Sport</a>"));
    EXPECT_EQ(
        editor.post(at_desk("neu"), "name-de=SPORT&icon=pin").header("Location"), at_desk("situation-own_3"))
        << "what was never public takes no name";
    EXPECT_EQ(press(office, "situation-own_2", "/wiederherstellen", ""), http::Status::see_other);
    EXPECT_THAT(seen("/de/"), Not(HasSubstr("Sport"))) << "it is a draft again";
    after_two_days();
    EXPECT_THAT(seen("/de/"), AllOf(HasSubstr("<b>Frauen</b>"), Not(HasSubstr("Sport"))));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(CategoryDrafts, that_wait_while_translators_work_are_compared)
{
    auto editor = logged_in(author_);
    auto office = logged_in(office_);
    editor.post(at_desk("neu"), women_);
    ASSERT_EQ(press(office, "situation-own_1", "/veroeffentlichen", women_), http::Status::see_other);
    EXPECT_EQ(
        press(editor, "situation-own_1", "/abgeben", "name-de=Damen&icon=heart&name-tr=Kad%C4%B1nlar"),
        http::Status::see_other);
    auto const id = connection().load<std::int64_t>("SELECT id FROM categories WHERE word = 'eigen-frauen'");
    ASSERT_TRUE(work([&](Work& work) {
        return portal::save_translations(
            work, portal::TranslatedKinds{}, "category", id, *i18n::Language::find("ar"),
            {{"name", "نساء", false, content::source_hash("Frauen"), ""}});
    }));
    EXPECT_THAT(seen("/ar/"), HasSubstr("<b>نساء</b>")) << "translators see and change what is public";
    auto const form = page(office, at_desk("situation-own_1"));
    EXPECT_THAT(form, HasSubstr("value=\"Damen\"")) << "the draft stays";
    auto const entries = "fassung=" + seen_on(form) + "&name-de=Damen&icon=heart&name-tr=Kad%C4%B1nlar";
    auto const compared = office.post(at_desk("situation-own_1", "/veroeffentlichen"), entries);
    EXPECT_EQ(compared.status(), http::Status::conflict);
    EXPECT_THAT(compared.body_text(), HasSubstr("نساء")) << "nobody takes it back unseen";
}

TEST_P(CategoryDrafts, those_of_the_program_are_hidden_and_never_archived)
{
    auto office = logged_in(office_);
    EXPECT_EQ(press(office, "situation-work", "", drafted_), http::Status::see_other);
    EXPECT_EQ(office.get(at_desk("situation-work", "/archivieren")).status(), http::Status::not_found);
    EXPECT_EQ(press(office, "situation-work", "/archivieren", ""), http::Status::not_found);
    auto const id = connection().load<std::int64_t>("SELECT id FROM categories");
    auto const ended = work([&](Work& work) {
        return records::archive(work, portal::drafted_categories, {.id = id, .version = 1});
    });
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.problem().message, "category.problem.stays"_msg);
    EXPECT_EQ(press(office, "situation-work", "", "hidden=home"), http::Status::see_other);
    EXPECT_THAT(seen("/de/"), HasSubstr("<b>Arbeit und Beruf</b>"));
    EXPECT_EQ(press(office, "situation-work", "/veroeffentlichen", "hidden=home"), http::Status::see_other);
    EXPECT_THAT(seen("/de/"), Not(HasSubstr("<b>Arbeit und Beruf</b>")));
}

TEST_P(CategoryDrafts, two_who_save_the_first_one_compare)
{
    auto editor = logged_in(author_);
    auto office = logged_in(office_);
    EXPECT_EQ(
        editor.post(at_desk("situation-work"), "fassung=0&grundlage=0&name-de=Job").status(),
        http::Status::see_other);
    auto const late
        = office.post(at_desk("situation-work", "/veroeffentlichen"), "fassung=0&grundlage=0&name-de=Beruf");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(late.body_text(), AllOf(HasSubstr("Job"), HasSubstr("Beruf")));
    EXPECT_THAT(seen("/de/"), HasSubstr("<b>Arbeit und Beruf</b>"));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM categories"), 1);
}

TEST_P(CategoryDrafts, of_one_district_are_unknown_to_the_other)
{
    auto editor = logged_in(author_);
    auto other = stranger();
    EXPECT_EQ(press(editor, "situation-work", "/abgeben", drafted_), http::Status::see_other);
    editor.post(at_desk("neu"), women_);
    EXPECT_THAT(
        page(other, at_desk("situation-work")),
        AllOf(Not(HasSubstr("Werkbank")), HasSubstr("name=\"fassung\" value=\"0\"")));
    EXPECT_THAT(page(other, "/verwaltung"), Not(HasSubstr(at_desk("situation-work") + '"')));
    EXPECT_THAT(
        page(other, "/verwaltung/kategorien"),
        AllOf(Not(HasSubstr("zur Freigabe</span>")), Not(HasSubstr(">Frauen</a>"))));
    EXPECT_EQ(other.get(at_desk("situation-own_1")).status(), http::Status::not_found);
    EXPECT_EQ(press(other, "situation-own_1", "/veroeffentlichen", women_), http::Status::not_found);
    EXPECT_EQ(press(other, "situation-work", "/veroeffentlichen", "name-de=Beruf"), http::Status::see_other);
    EXPECT_THAT(seen("/de/", "beispielhain.example"), HasSubstr("<b>Beruf</b>"));
    EXPECT_THAT(seen("/de/"), HasSubstr("<b>Arbeit und Beruf</b>"));
    EXPECT_THAT(page(editor, at_desk("situation-work")), HasSubstr("Job und Werkbank"));
}

TEST_P(CategoryDrafts, are_nothing_for_whoever_works_for_a_municipality)
{
    auto local = browser_of("department_editor", aalfeld_);
    for (auto const* button : {"", "/abgeben", "/verwerfen"})
        EXPECT_EQ(
            local.post(at_desk("kind-mbe", button), "fassung=0&name-de=Beratung").status(),
            http::Status::not_found)
            << button;
    EXPECT_EQ(local.post(at_desk("neu"), women_).status(), http::Status::not_found);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM categories"), 0)
        << "what is refused leaves no row";
}

}
} // namespace kommin::app
