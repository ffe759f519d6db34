// Life situations of a district at the desk of the translators.

#include "app/tests/translation_story.hpp"
#include "modules/portal/testing.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class OwnSituationTranslation : public TranslationStory {
protected:
    void SetUp() override
    {
        TranslationStory::SetUp();
        std::string const entries = "name-de=Frauen&hint-de=Treffpunkte&icon=heart&name-tr=Kad%C4%B1nlar";
        for (auto const* press : {"neu", "situation-own_1/veroeffentlichen"})
            EXPECT_EQ(
                editor_
                    ->post(std::string("/verwaltung/kategorien/") + press, "fassung=1&grundlage=1&" + entries)
                    .status(),
                http::Status::see_other);
        id_ = connection().load<std::int64_t>("SELECT id FROM categories WHERE word = 'eigen-frauen'");
    }
    std::string desk(std::string const& language, std::string const& rest = {}) const
    {
        return "/verwaltung/uebersetzungen/" + language + "/category/" + std::to_string(id_) + rest;
    }
    std::string list(std::string const& language, std::string const& query = "?art=category")
    {
        return translator_->get("/verwaltung/uebersetzungen/" + language + query).body_text();
    }
    http::Response type(std::string const& language, std::string const& field, std::string const& text)
    {
        auto const form = std::string(translator_->get(desk(language) + "?alle=1").body_text());
        return translator_->post(desk(language), "x=1" + entry(form, field, text));
    }
    // Publishes the form of the category with other words.
    http::Status change(std::string const& words)
    {
        std::string const path = "/verwaltung/kategorien/situation-own_1";
        auto const form = std::string(editor_->get(path).body_text());
        return editor_
            ->post(
                path + "/veroeffentlichen",
                "fassung=" + hidden(form, "fassung") + "&grundlage=" + hidden(form, "grundlage")
                    + "&icon=heart" + words)
            .status();
    }
    std::string home(std::string const& language)
    {
        product_.publications.refresh(connection());
        return get('/' + language + '/').body_text();
    }

    std::int64_t id_ = 0;
};
KOMMIN_ON_BOTH_ENGINES(OwnSituationTranslation);

TEST_P(OwnSituationTranslation, it_stands_in_the_work_lists_until_a_person_has_translated_it)
{
    EXPECT_THAT(list("tr"), AllOf(HasSubstr(">Frauen</a>"), HasSubstr("Lebenslage"), HasSubstr(desk("tr"))));
    EXPECT_THAT(list("ar", ""), HasSubstr(">Frauen</a>"));
    EXPECT_THAT(
        translator_->get(desk("tr") + "?alle=1").body_text(),
        AllOf(HasSubstr("Kadınlar"), HasSubstr("Treffpunkte"), HasSubstr("Erklärung auf der Startseite")));
    EXPECT_EQ(type("tr", "hint", "Bulu%C5%9Fma").status(), http::Status::see_other);
    EXPECT_THAT(list("tr"), Not(HasSubstr(">Frauen</a>")));
    EXPECT_THAT(home("tr"), HasSubstr("<b>Kadınlar</b><small>Buluşma</small>"));
    EXPECT_THAT(
        audit_actions(), AllOf(Contains("portal.category.translated"), Contains("portal.translation.saved")));
    EXPECT_THAT(translator_->get(desk("tr", "/verlauf")).body_text(), HasSubstr("Verlauf"));
    EXPECT_THAT(editor_->get("/verwaltung/kategorien/situation-own_1").body_text(), HasSubstr("Buluşma"))
        << "the desk of categories shows it, too";

    EXPECT_EQ(type("tr", "hint", "").status(), http::Status::see_other);
    EXPECT_THAT(home("tr"), Not(HasSubstr("<small>Buluşma</small>")));
    EXPECT_THAT(list("tr"), HasSubstr(">Frauen</a>"));
}

TEST_P(
    OwnSituationTranslation,
    what_changes_in_german_makes_translations_older_and_what_is_typed_beside_it_does_not)
{
    EXPECT_EQ(type("tr", "hint", "Bulu%C5%9Fma").status(), http::Status::see_other);
    EXPECT_EQ(
        change(
            "&name-de=Frauen+und+M%C3%A4dchen&hint-de=Treffpunkte&name-tr=Kad%C4%B1nlar&hint-tr=Bulu%C5%9Fma"
            "&name-en=Women+and+girls&hint-en=Meeting+points"),
        http::Status::see_other);
    EXPECT_THAT(list("tr"), HasSubstr(">Frauen und Mädchen</a>"));
    EXPECT_THAT(
        translator_->get(desk("tr")).body_text(), AllOf(HasSubstr("<ins>"), Not(HasSubstr("Buluşma"))))
        << "only the name is older, and what is new of it is marked";
    EXPECT_THAT(list("en"), Not(HasSubstr("Frauen und Mädchen"))) << "translated with the same press";
    EXPECT_THAT(home("tr"), HasSubstr("<b>Kadınlar</b>")) << "an older name is better than none";
}

TEST_P(OwnSituationTranslation, what_was_there_before_translators_saw_it_counts_as_translated)
{
    connection().execute("DELETE FROM translations WHERE subject_kind = 'category'");
    connection().execute("UPDATE category_texts SET hint = 'Bulu' WHERE language = 'tr'");
    clock().set(clock().now() + std::chrono::days(1));
    auto const run = [&] { jobs_of(product_.modules, clock(), no_signals).run_due(connection()); };
    run(); // what recurs is planned
    clock().set(clock().now() + std::chrono::days(1));
    run();
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT count(*) FROM translation_progress WHERE subject_kind = 'category' AND language = 'tr'"),
        0);
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT missing FROM translation_progress WHERE subject_kind = 'category' AND language = 'ar'"),
        2);
}

TEST_P(OwnSituationTranslation, the_trail_and_today_say_it_in_words)
{
    EXPECT_EQ(type("tr", "hint", "Bulu%C5%9Fma").status(), http::Status::see_other);
    EXPECT_THAT(
        translator_->get("/verwaltung").body_text(),
        AllOf(HasSubstr("Frauen · Türkisch"), HasSubstr("href=\"" + desk("tr"))));
    auto officer
        = logged_in(account("dsb@kreis.example", {{"data_protection_officer", Scope::whole_tenant()}}));
    auto const trail = std::string(officer.get("/verwaltung/pruefpfad?was=portal.translation").body_text());
    EXPECT_THAT(
        trail,
        AllOf(
            HasSubstr("Übersetzung einer Lebenslage"), HasSubstr("Erklärung auf der Startseite"),
            Not(HasSubstr(">hint<"))));
    auto const number
        = audit::list_entries(connection(), tenant_, {.action = "portal.translation.saved"}, std::nullopt, 1);
    ASSERT_FALSE(number.empty());
    EXPECT_THAT(
        officer.get("/verwaltung/pruefpfad/" + std::to_string(number.front().sequence)).body_text(),
        AllOf(HasSubstr("<mark>Buluşma</mark>"), HasSubstr("Kadınlar")));
}

TEST_P(OwnSituationTranslation, a_name_has_to_fit_and_to_be_free)
{
    auto const taken = type("tr", "name", "%C4%B0%C5%9F");
    EXPECT_EQ(taken.status(), http::Status::unprocessable);
    EXPECT_THAT(taken.body_text(), HasSubstr("So heißt schon „İş“"));
    EXPECT_EQ(type("tr", "name", std::string(61, 'k')).status(), http::Status::unprocessable);
    EXPECT_THAT(home("tr"), HasSubstr("<b>Kadınlar</b>"));
    EXPECT_EQ(type("tr", "hint", "a%0Ab").status(), http::Status::see_other);
    EXPECT_THAT(home("tr"), HasSubstr("<small>a b</small>")) << "on one line";
}

TEST_P(OwnSituationTranslation, what_a_machine_proposes_is_shown_when_somebody_has_read_it)
{
    auto const propose = [&](std::string const& text) {
        return work([&](Work& work) {
                   return portal::take_translations(
                       work, portal::TranslatedKinds{}, "category", id_, *i18n::Language::find("tr"),
                       {{.field = "hint",
                         .text = text,
                         .seen_source = content::source_hash("Treffpunkte"),
                         .seen_translation = {}}});
               })
            .value()
            .outcomes.front();
    };
    EXPECT_EQ(propose(std::string(121, 'x')), portal::Taken::unfit);
    EXPECT_EQ(propose("Buluşma"), portal::Taken::unchecked);
    EXPECT_THAT(home("tr"), Not(HasSubstr("<small>Buluşma</small>")));
    EXPECT_THAT(list("tr", "?art=category&zustand=maschinell"), HasSubstr(">Frauen</a>"));
    // An editor who saves the form for another reason takes nothing away.
    EXPECT_EQ(
        change("&name-de=Frauen&hint-de=Treffpunkte&name-tr=Kad%C4%B1nlar&place=2"), http::Status::see_other);
    auto const form = std::string(translator_->get(desk("tr")).body_text());
    EXPECT_THAT(form, HasSubstr("Buluşma"));
    EXPECT_EQ(
        translator_->post(desk("tr"), "x=1" + entry(form, "hint", "Bulu%C5%9Fma") + "&ok-hint=1").status(),
        http::Status::see_other);
    EXPECT_THAT(home("tr"), HasSubstr("<small>Buluşma</small>"));
    EXPECT_THAT(list("tr"), Not(HasSubstr(">Frauen</a>")));
}

TEST_P(OwnSituationTranslation, archived_it_is_nobodys_work_and_those_of_the_program_never_are)
{
    EXPECT_EQ(
        editor_
            ->post(
                "/verwaltung/kategorien/situation-work/veroeffentlichen",
                "fassung=0&name-de=Beruf+und+Arbeit&place=")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(list("ar"), Not(HasSubstr("Beruf")));
    std::string const path = "/verwaltung/kategorien/situation-own_1";
    auto const question = std::string(editor_->get(path + "/archivieren").body_text());
    editor_->post(path + "/archivieren", "fassung=" + hidden(question, "fassung"));
    EXPECT_THAT(list("ar"), Not(HasSubstr("Frauen")));
    EXPECT_EQ(translator_->get(desk("ar")).status(), http::Status::not_found);
    auto const archived = std::string(editor_->get(path).body_text());
    editor_->post(path + "/wiederherstellen", "fassung=" + hidden(archived, "fassung"));
    EXPECT_THAT(list("ar"), HasSubstr("Frauen"));
}

TEST_P(OwnSituationTranslation, a_translator_of_a_town_has_nothing_to_do_with_it)
{
    auto town = logged_in(account("stadt@kreis.example", {{"translator", aalfeld_}}));
    EXPECT_THAT(list("ar"), HasSubstr(">Frauen</a>")) << "it waits for whoever translates for the district";
    EXPECT_EQ(town.get("/verwaltung/uebersetzungen/ar?art=category").status(), http::Status::ok);
    EXPECT_THAT(
        town.get("/verwaltung/uebersetzungen/ar?art=category").body_text(), Not(HasSubstr(">Frauen</a>")));
    EXPECT_EQ(town.get(desk("ar")).status(), http::Status::not_found);
}

}
} // namespace kommin::app
