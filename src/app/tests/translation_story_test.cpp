// The desk of the translators: work lists, two texts side by side, and honest states.

#include "app/tests/translation_story.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class TranslationDesk : public TranslationStory { };
KOMMIN_ON_BOTH_ENGINES(TranslationDesk);

TEST_P(TranslationDesk, a_text_gets_from_the_work_list_to_the_portal)
{
    auto const id = published("Chor", "Wir+singen");
    EXPECT_THAT(
        translator_->get("/verwaltung/uebersetzungen").body_text(),
        AllOf(HasSubstr("Arabisch"), HasSubstr("eines offen")));
    EXPECT_THAT(
        translator_->get("/verwaltung/uebersetzungen/ar").body_text(),
        AllOf(HasSubstr("Chor"), HasSubstr("2 fehlen")));
    auto const page = translator_->get(desk(id)).body_text();
    EXPECT_THAT(
        page, AllOf(HasSubstr("Wir singen"), HasSubstr(R"(lang="ar" dir="rtl")"), HasSubstr("fehlt")));
    EXPECT_EQ(
        translator_->post(desk(id), "x=1" + entry(page, "title", "%D8%AC%D9%88%D9%82%D8%A9")).status(),
        http::Status::see_other);
    EXPECT_THAT(public_page("ar", "chor"), HasSubstr("جوقة"));
    EXPECT_THAT(translator_->get("/verwaltung/uebersetzungen/ar").body_text(), HasSubstr("einer fehlt"));
    auto const rest = translator_->get(desk(id)).body_text();
    EXPECT_THAT(rest, AllOf(Not(HasSubstr("t-title")), HasSubstr("t-summary"))) << "open texts only";
    EXPECT_THAT(
        translator_->get(desk(id) + "?alle=1").body_text(), AllOf(HasSubstr("t-title"), HasSubstr("جوقة")));
    auto const last
        = translator_->post(desk(id), "weiter=1" + entry(rest, "summary", "%D9%86%D8%BA%D9%86%D9%8A"));
    EXPECT_EQ(last.header("Location"), "/verwaltung/uebersetzungen/ar") << "nothing else is open";
    EXPECT_THAT(
        translator_->get("/verwaltung/uebersetzungen/ar").body_text(), HasSubstr("Hier ist nichts offen"));
    EXPECT_THAT(audit_actions(), Contains("portal.translation.saved"));
}

// Every page shows the number: it may not cost more the more is open.
TEST_P(TranslationDesk, the_number_in_the_menu_ends_somewhere)
{
    published("Chor", "Wir+singen");
    auto const menu = [&] { return translator_->get("/verwaltung/uebersetzungen").body_text(); };
    EXPECT_THAT(menu(), AllOf(HasSubstr(R"(<span class="nav__n">)"), Not(HasSubstr("999+"))));
    connection().execute(
        "INSERT INTO translation_progress (tenant_id, subject_kind, subject_id, language, title, texts,"
        " missing, outdated, machine, changed_at)"
        " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
        " SELECT t.id, 'offer', 900000 + i, 'ar', 'A', 1, 1, 0, 0, '2026-01-01T00:00:00.000Z' FROM n, "
        "tenants t WHERE t.id = ?",
        tenant_);
    EXPECT_THAT(menu(), AllOf(HasSubstr(R"(<span class="nav__n">999+<)"), HasSubstr("1.001 offen")))
        << "the list of the languages still says how many it is";
}

TEST_P(TranslationDesk, a_changed_source_makes_it_outdated_and_shows_what_is_new)
{
    auto const id = published("Chor", "Wir+singen+am+Montag");
    auto page = translator_->get(desk(id, "tr")).body_text();
    EXPECT_EQ(
        translator_
            ->post(desk(id, "tr"), "x=1" + entry(page, "title", "Koro") + entry(page, "summary", "Pazartesi"))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(translator_->get(desk(id, "tr")).body_text(), HasSubstr("Hier ist nichts offen"));
    publish_again("/verwaltung/angebote/" + id, "Chor", "Wir+singen+am+Dienstag");
    page = translator_->get(desk(id, "tr")).body_text();
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("Deutsch seitdem geändert"),
            HasSubstr("Wir singen am <del>Montag</del><ins>Dienstag</ins>"), HasSubstr("Pazartesi"),
            HasSubstr("stimmt trotz der Änderung noch")));
    EXPECT_THAT(public_page("tr", "chor"), HasSubstr("Pazartesi"));
    // "Still right": the text stays, the state changes.
    EXPECT_EQ(
        translator_->post(desk(id, "tr"), "x=1" + entry(page, "summary", "Pazartesi") + "&ok-summary=1")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(translator_->get(desk(id, "tr")).body_text(), HasSubstr("Hier ist nichts offen"));
}

// "nicht", "kostenlos": what has gone may matter more than what has come.
TEST_P(TranslationDesk, a_word_that_has_gone_from_the_source_is_crossed_out)
{
    auto const id = published("Chor", "Das+kostet+nicht+viel");
    auto const page = translator_->get(desk(id, "tr")).body_text();
    translator_->post(desk(id, "tr"), "x=1" + entry(page, "summary", "Pahal%C4%B1+de%C4%9Fil"));
    publish_again("/verwaltung/angebote/" + id, "Chor", "Das+kostet+viel");
    EXPECT_THAT(
        translator_->get(desk(id, "tr")).body_text(),
        AllOf(HasSubstr("Das kostet <del>nicht </del>viel"), HasSubstr("Durchgestrichen")));
}

TEST_P(TranslationDesk, what_somebody_has_emptied_is_fetched_back_from_the_history)
{
    auto const id = published("Chor", "Wir+singen");
    auto const say = [&](std::string const& title, std::string const& more = {}) {
        auto const page = translator_->get(desk(id) + "?alle=1" + more).body_text();
        EXPECT_EQ(
            translator_->post(desk(id), "x=1" + entry(page, "title", title)).status(),
            http::Status::see_other);
    };
    say("%D8%AC%D9%88%D9%82%D8%A9"); // جوقة
    say("");
    EXPECT_THAT(public_page("ar", "chor"), Not(HasSubstr("جوقة")));

    auto const history = translator_->get(desk(id) + "/verlauf").body_text();
    EXPECT_THAT(history, AllOf(HasSubstr("?fassung=1"), HasSubstr("?fassung=2"), HasSubstr("Ayşe Kaya")));
    auto const fetched = translator_->get(desk(id) + "?fassung=1").body_text();
    EXPECT_THAT(fetched, AllOf(HasSubstr("جوقة"), HasSubstr("Fassung 1")));
    EXPECT_THAT(public_page("ar", "chor"), Not(HasSubstr("جوقة"))) << "looking at it changes nothing";
    EXPECT_EQ(
        translator_->post(desk(id), "x=1" + entry(fetched, "title", "%D8%AC%D9%88%D9%82%D8%A9")).status(),
        http::Status::see_other);
    EXPECT_THAT(public_page("ar", "chor"), HasSubstr("جوقة"));

    EXPECT_EQ(translator_->get(desk(id, "tr") + "?fassung=1").status(), http::Status::not_found)
        << "of another language";
    EXPECT_EQ(translator_->get(desk(id) + "?fassung=77").status(), http::Status::not_found);
    EXPECT_THAT(translator_->get(desk(id, "tr") + "/verlauf").body_text(), Not(HasSubstr("?fassung=")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

// All languages of a record share the numbers of their versions.
TEST_P(TranslationDesk, a_language_keeps_its_history_however_much_is_saved_in_others)
{
    auto const id = published("Chor", "Wir+singen");
    auto const say = [&](std::string const& title) {
        auto const page = translator_->get(desk(id) + "?alle=1").body_text();
        EXPECT_EQ(
            translator_->post(desk(id), "x=1" + entry(page, "title", title)).status(),
            http::Status::see_other);
    };
    say("%D8%AC%D9%88%D9%82%D8%A9"); // جوقة
    for (int number = 2; number <= 301; ++number)
        connection().execute(
            "INSERT INTO record_versions (tenant_id, subject_kind, subject_id, number, action, saved_at,"
            " saved_by, fields, owner) VALUES (?, 'offer_translation', ?, ?, 'portal.translation.saved', ?,"
            " 'system', ?, ?)",
            tenant_, std::stoll(id), number, clock().now(),
            std::string(R"({"language":["tr"],"title":["Koro"]})"), aalfeld_.owner());
    EXPECT_THAT(translator_->get(desk(id) + "/verlauf").body_text(), HasSubstr("?fassung=1\""));
    say("%D8%BA%D9%86%D8%A7%D8%A1"); // غناء
    auto const history = translator_->get(desk(id) + "/verlauf").body_text();
    EXPECT_THAT(history, AllOf(HasSubstr("?fassung=1\""), HasSubstr("?fassung=302\"")));
    EXPECT_THAT(history, Not(HasSubstr("?fassung=303"))) << "not kept again as what was there before";
}

TEST_P(TranslationDesk, what_was_made_from_an_older_source_says_so)
{
    auto const id = published("Chor", "Alt");
    auto const page = translator_->get(desk(id, "tr")).body_text();
    publish_again("/verwaltung/angebote/" + id, "Chor", "Neu");
    EXPECT_EQ(
        translator_->post(desk(id, "tr"), "x=1" + entry(page, "summary", "Eski")).status(),
        http::Status::see_other);
    EXPECT_THAT(translator_->get(desk(id, "tr")).body_text(), HasSubstr("Deutsch seitdem geändert"));
}

TEST_P(TranslationDesk, two_translators_do_not_overwrite_each_other)
{
    auto const id = published("Chor", "Wir+singen");
    auto const page = translator_->get(desk(id, "tr")).body_text();
    EXPECT_EQ(
        translator_->post(desk(id, "tr"), "x=1" + entry(page, "title", "Koro")).status(),
        http::Status::see_other);
    auto other = logged_in(account("zweite@kreis.example", {{"translator", Scope::whole_tenant()}}));
    auto const refused = other.post(
        desk(id, "tr"), "x=1" + entry(page, "title", "Topluluk") + entry(page, "summary", "Kayip+olmaz"));
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(
        refused.body_text(),
        AllOf(
            HasSubstr("Ayşe Kaya hat hier gespeichert"), HasSubstr("Gespeichert wurde das am"),
            HasSubstr("<mark>Koro</mark>"), HasSubstr("<mark>Topluluk</mark>"), HasSubstr("Kayip olmaz"),
            HasSubstr("Nur ein Feld widerspricht sich.")));
    EXPECT_THAT(public_page("tr", "chor"), AllOf(HasSubstr("Koro"), Not(HasSubstr("Kayip"))));
    // Having seen both, the second decides, text by text.
    auto const seen = std::string(refused.body_text());
    auto const both = "vergleich=fassung&m-title=Topluluk&s-title=Koro&m-summary=Kayip+olmaz&wahl-summary=m"
                      "&quelle-title="
        + hidden(seen, "quelle-title") + "&quelle-summary=" + hidden(seen, "quelle-summary");
    auto const unsure = other.post(desk(id, "tr"), both);
    EXPECT_EQ(unsure.status(), http::Status::unprocessable) << "one choice is missing";
    EXPECT_THAT(
        unsure.body_text(), AllOf(HasSubstr("Koro"), HasSubstr("Topluluk"), HasSubstr("Kayip olmaz")));
    EXPECT_EQ(other.post(desk(id, "tr"), both + "&wahl-title=m").status(), http::Status::see_other);
    EXPECT_THAT(public_page("tr", "chor"), AllOf(HasSubstr("Topluluk"), HasSubstr("Kayip olmaz")));
    // What came back as it went is no wish.
    auto const page_of_first = translator_->get(desk(id, "tr") + "?alle=1").body_text();
    other.post(desk(id, "tr"), "x=1" + entry(page_of_first, "title", "Koro+Grubu"));
    EXPECT_EQ(
        translator_
            ->post(
                desk(id, "tr"),
                "x=1" + entry(page_of_first, "title", "Topluluk") + entry(page_of_first, "summary", "Yeni"))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(public_page("tr", "chor"), AllOf(HasSubstr("Koro Grubu"), HasSubstr("Yeni")));
}

TEST_P(TranslationDesk, whoever_translates_for_one_town_sees_that_town)
{
    auto const own = published("Chor", "Wir+singen");
    auto const foreign = published("Theater", "Wir+spielen", "bergau");
    auto town = logged_in(account("ort@kreis.example", {{"translator", aalfeld_}}));
    EXPECT_THAT(
        town.get("/verwaltung/uebersetzungen/ar").body_text(),
        AllOf(HasSubstr("Chor"), Not(HasSubstr("Theater")), HasSubstr("eines offen")));
    EXPECT_EQ(town.get(desk(own)).status(), http::Status::ok);
    EXPECT_EQ(town.get(desk(foreign)).status(), http::Status::not_found);
    EXPECT_EQ(
        town.post(desk(foreign), "t-title=x&quelle-title=x&stand-title=").status(), http::Status::not_found);
    auto const next = town.get(desk(own) + "?weiter=1");
    EXPECT_EQ(next.header("Location"), "/verwaltung/uebersetzungen/ar") << "the next one is not in sight";
    auto reader = logged_in(account("lesen@kreis.example", {{"reader", Scope::whole_tenant()}}));
    EXPECT_EQ(reader.get(desk(own)).status(), http::Status::not_found);
}

TEST_P(TranslationDesk, unknown_languages_and_records_are_not_there)
{
    auto const id = published("Chor", "Wir+singen");
    for (auto const& path :
         {std::string("/verwaltung/uebersetzungen/de"), std::string("/verwaltung/uebersetzungen/xx"),
          desk(id, "de"), desk("999999"), desk("0"), desk("x"),
          std::string("/verwaltung/uebersetzungen/ar/body/999"),
          std::string("/verwaltung/uebersetzungen/ar/concept/1"),
          std::string("/verwaltung/uebersetzungen/ar/page/999")})
        EXPECT_EQ(translator_->get(path).status(), http::Status::not_found) << path;
    EXPECT_EQ(translator_->post(desk(id), "t-gibtsnicht=x").status(), http::Status::see_other)
        << "nothing to do";
    auto const page = translator_->get(desk(id)).body_text();
    EXPECT_EQ(
        translator_->post(desk(id), "x=1" + entry(page, "title", std::string(60'000, 'x'))).status(),
        http::Status::unprocessable);
}

TEST_P(TranslationDesk, an_import_afterwards_keeps_what_was_translated)
{
    auto const id = published("Chor", "Wir+singen");
    auto const page = translator_->get(desk(id, "tr")).body_text();
    EXPECT_EQ(
        translator_->post(desk(id, "tr"), "x=1" + entry(page, "title", "Koro")).status(),
        http::Status::see_other);
    publish_again("/verwaltung/angebote/" + id, "Chor", "Wir+singen+laut");
    EXPECT_THAT(public_page("tr", "chor"), HasSubstr("Koro")) << "editors do not cost translators their work";
}

TEST_P(TranslationDesk, notes_are_translated_once_and_shown_wherever_they_stand)
{
    auto const id = published(
        "Chor",
        "Wir+singen&street=Markt+1&city=Aalfeld&address_note=Eingang+B&phones=02303+1+(Zentrale)%0A02303+2"
        "&monday=8-12+(ohne+Termin)&tuesday=8-12+(ohne+Termin)"
        "&exceptions=24.12.2026+geschlossen+(Betriebsferien)");
    EXPECT_THAT(translator_->get("/verwaltung/uebersetzungen/ar").body_text(), HasSubstr("6 fehlen"))
        << "title, summary and four notes; what is empty is nobody's work";
    auto const german = public_page("ar", "chor");
    for (auto const* note : {"Eingang B", "Zentrale", "ohne Termin", "Betriebsferien"})
        EXPECT_THAT(german, HasSubstr(R"(<span lang="de" dir="ltr">)" + std::string(note) + "</span>"));

    auto const form = translator_->get(desk(id)).body_text();
    EXPECT_THAT(
        form,
        AllOf(
            HasSubstr("Wie man hineinfindet"), HasSubstr("Bemerkung zum Telefon"),
            HasSubstr("Bemerkung zu Öffnungszeiten"), HasSubstr("Bemerkung zu einzelnen Tagen")));
    EXPECT_EQ(
        translator_
            ->post(
                desk(id),
                "x=1" + entry(form, "address.note", "المدخل") + entry(form, "phone.0.note", "المقسم")
                    + entry(form, "hours.0.note", "دون موعد") + entry(form, "exception.0.note", "عطلة"))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(translator_->get("/verwaltung/uebersetzungen/ar").body_text(), HasSubstr("2 fehlen"));
    auto const arabic = public_page("ar", "chor");
    for (auto const* note : {"المدخل", "المقسم", "عطلة"})
        EXPECT_THAT(arabic, HasSubstr(R"("km-small">)" + std::string(note) + '<'));
    auto const first = arabic.find("دون موعد");
    ASSERT_NE(first, std::string::npos);
    EXPECT_NE(arabic.find("دون موعد", first + 1), std::string::npos) << "on Monday and on Tuesday";
    for (auto const* note : {"Eingang B", "Zentrale", "ohne Termin", "Betriebsferien"})
        EXPECT_THAT(arabic, Not(HasSubstr(note)));
}

}
} // namespace kommin::app
