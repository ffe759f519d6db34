// The work list of translators: filters, order, pages of it, the way through it, views and files.

#include "app/tests/translation_story.hpp"

#include <array>
#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class TranslationList : public TranslationStory {
protected:
    static std::string list(std::string const& query = {}) { return "/verwaltung/uebersetzungen/ar" + query; }
    static std::size_t place_of(std::string const& text, std::string const& words)
    {
        auto const place = text.find(words);
        EXPECT_NE(place, std::string::npos) << words;
        return place;
    }
    static std::string linked(std::string const& title) { return ">" + title + "</a>"; }
    std::string shown(std::string const& query) { return translator_->get(list(query)).body_text(); }
    void translate(std::string const& offer, std::string const& field, std::string const& text)
    {
        auto const page = translator_->get(desk(offer) + "?alle=1").body_text();
        EXPECT_EQ(
            translator_->post(desk(offer), "x=1" + entry(page, field, text)).status(),
            http::Status::see_other);
    }
    // Records as an import leaves them: untouched, one row for all languages.
    void put_open_rows(int count, std::string const& title)
    {
        for (int i = 0; i < count; ++i) {
            auto const name = title + ' ' + std::to_string(100 + i);
            connection().execute(
                "INSERT INTO translation_progress (tenant_id, subject_kind, subject_id, language, title,"
                " list_text, texts, missing, outdated, machine, changed_at)"
                " VALUES (?, 'offer', ?, '', ?, ?, 2, 2, 0, 0, '2026-01-01T00:00:00.000Z')",
                tenant_, std::int64_t{900'000} + i, name, name);
        }
    }
    // The address behind the link with this rel.
    static std::string target_of(std::string const& page, std::string const& rel)
    {
        std::smatch match;
        if (!std::regex_search(page, match, std::regex("<a href=\"([^\"]*)\" rel=\"" + rel + "\"")))
            return {};
        return std::regex_replace(match[1].str(), std::regex("&amp;"), "&");
    }
};
KOMMIN_ON_BOTH_ENGINES(TranslationList);

TEST_P(TranslationList, the_list_filters_by_words_kind_place_and_state)
{
    auto const choir = published("Chor", "Wir+singen");
    published("Kino", "Filme", "bergau");
    auto const old = published("B%C3%A4derfahrt", "Schwimmen");
    translate(old, "summary", "%D8%BA");
    publish_again("/verwaltung/angebote/" + old, "B%C3%A4derfahrt", "Schwimmen+lernen");
    connection().execute("UPDATE translation_progress SET machine = 1 WHERE title = 'Kino'");

    EXPECT_THAT(shown(""), AllOf(HasSubstr("3 offen"), HasSubstr(linked("Chor")), HasSubstr(linked("Kino"))));
    EXPECT_THAT(shown("?t=BADER"), AllOf(HasSubstr("eines offen"), HasSubstr(linked("Bäderfahrt"))))
        << "as people type it";
    EXPECT_THAT(
        shown("?gemeinde=aalfeld"),
        AllOf(HasSubstr("2 offen"), HasSubstr(linked("Chor")), Not(HasSubstr(linked("Kino")))));
    EXPECT_THAT(shown("?gemeinde=kreis"), HasSubstr("Nichts Offenes passt"));
    EXPECT_THAT(shown("?gemeinde=gibts-nicht"), HasSubstr("Nichts Offenes passt"));
    EXPECT_THAT(shown("?zustand=veraltet"), AllOf(HasSubstr("eines offen"), HasSubstr(linked("Bäderfahrt"))));
    EXPECT_THAT(shown("?art=page"), HasSubstr("Nichts Offenes passt"));
    EXPECT_THAT(shown("?art=offer"), HasSubstr("3 offen"));
    EXPECT_THAT(
        shown("?gemeinde=aalfeld&t=chor"),
        AllOf(
            HasSubstr("eines offen"), HasSubstr("Filter leeren"), HasSubstr(R"(value="aalfeld" selected)")));
    EXPECT_THAT(
        shown("?nach=titel&ab=1"),
        AllOf(HasSubstr(R"(<option value="titel" selected)"), HasSubstr(R"(name="ab" value="1" checked)")));
    for (auto const* query :
         {"?nach=x&ab=9&zustand=z&art=concept", "?hinter=x", "?hinter=.", "?hinter=1.2.3",
          "?hinter=99999999999999999.1", "?vor=-5.1", "?vor=1764232526123.7", "?nach=titel&hinter=chor"})
        EXPECT_EQ(translator_->get(list(query)).status(), http::Status::ok) << query;
    static_cast<void>(choir);
}

TEST_P(TranslationList, the_longest_unchanged_comes_first_unless_somebody_sorts_it)
{
    auto const first = published("Zoo", "Tiere");
    clock().set(clock().now() + std::chrono::hours{1});
    published("Anger", "Wiese");
    clock().set(clock().now() + std::chrono::hours{1});
    auto text = shown("");
    EXPECT_LT(place_of(text, linked("Zoo")), place_of(text, linked("Anger")));
    text = shown("?ab=1");
    EXPECT_LT(place_of(text, linked("Anger")), place_of(text, linked("Zoo"))) << "the newest first";
    text = shown("?nach=titel");
    EXPECT_LT(place_of(text, linked("Anger")), place_of(text, linked("Zoo")));
    text = shown("?nach=titel&ab=1");
    EXPECT_LT(place_of(text, linked("Zoo")), place_of(text, linked("Anger")));

    // Another number of open texts is a change; the same number is none, whatever else was saved.
    publish_again("/verwaltung/angebote/" + first, "Zoo", "Viele+Tiere");
    text = shown("");
    EXPECT_LT(place_of(text, linked("Zoo")), place_of(text, linked("Anger")));
    translate(first, "title", "%D8%AD");
    text = shown("");
    EXPECT_LT(place_of(text, linked("Anger")), place_of(text, linked("Zoo")));
}

TEST_P(TranslationList, a_long_list_has_pages_that_lead_on_and_back)
{
    put_open_rows(120, "amt");
    published("Chor", "Wir+singen");
    auto const first = shown("?t=amt&nach=titel");
    EXPECT_THAT(
        first,
        AllOf(
            HasSubstr("120 offen"), HasSubstr("amt 149"), Not(HasSubstr("amt 150")),
            Not(HasSubstr("rel=\"prev\""))));
    auto const second = translator_->get(target_of(first, "next")).body_text();
    EXPECT_THAT(second, AllOf(HasSubstr("amt 150"), HasSubstr("amt 199"), Not(HasSubstr("amt 149"))));
    auto const third = translator_->get(target_of(second, "next")).body_text();
    EXPECT_THAT(third, AllOf(HasSubstr("amt 219"), Not(HasSubstr("rel=\"next\"")), Not(HasSubstr("Chor"))));
    auto const back = translator_->get(target_of(third, "prev")).body_text();
    EXPECT_THAT(back, AllOf(HasSubstr("amt 150"), HasSubstr("amt 199"), Not(HasSubstr("amt 200"))));
    EXPECT_THAT(
        translator_->get(target_of(back, "prev")).body_text(),
        AllOf(HasSubstr("amt 100"), HasSubstr("amt 149"), Not(HasSubstr("rel=\"prev\""))));
    EXPECT_THAT(second, HasSubstr(R"(href="/verwaltung/uebersetzungen/ar?t=amt&amp;nach=titel">Zum Anfang)"));
    // Whoever turns back to a page of which half is gone sees the first one.
    connection().execute(
        "DELETE FROM translation_progress WHERE subject_id BETWEEN 900000 AND 900020 AND tenant_id = ?",
        tenant_);
    EXPECT_THAT(
        translator_->get(target_of(second, "prev")).body_text(),
        AllOf(HasSubstr("amt 121"), HasSubstr("amt 170"), HasSubstr("99 offen")));
    for (auto const* order : {"", "&ab=1", "&nach=titel&ab=1"}) {
        auto page = shown("?t=amt" + std::string(order));
        std::size_t lines = 0;
        for (int pages = 0; pages < 5; ++pages) {
            for (std::size_t at = page.find("/offer/90"); at != std::string::npos;
                 at = page.find("/offer/90", at + 1))
                ++lines;
            auto const next = target_of(page, "next");
            if (next.empty())
                break;
            page = translator_->get(next).body_text();
        }
        EXPECT_EQ(lines, 99U) << order << ": each once, though all changed at the same moment";
    }
}

TEST_P(TranslationList, filters_survive_opening_a_text_and_lead_through_the_list)
{
    published("Zoo", "Tiere", "bergau");
    auto const b = published("Berg", "Wandern");
    auto const a = published("Amt", "Hilfe");
    auto const c = published("Chor", "Wir+singen");
    auto const query = std::string("?gemeinde=aalfeld&nach=titel");
    auto const page = shown(query);
    auto const url = desk(a) + "?gemeinde=aalfeld&amp;nach=titel";
    EXPECT_THAT(page, HasSubstr("href=\"" + url + "\""));
    auto const form = translator_->get(desk(a) + query).body_text();
    EXPECT_THAT(
        form,
        AllOf(
            HasSubstr(R"(href="/verwaltung/uebersetzungen/ar?gemeinde=aalfeld&amp;nach=titel")"),
            HasSubstr("action=\"" + url + "\""), HasSubstr("&amp;weiter=1\"")));
    // Saved or skipped, what follows is the next of this list.
    auto const saved = translator_->post(desk(a) + query, "weiter=1" + entry(form, "title", "%D8%A3"));
    EXPECT_EQ(saved.header("Location"), desk(b) + query);
    EXPECT_EQ(translator_->get(desk(b) + query + "&weiter=1").header("Location"), desk(c) + query);
    auto const third = translator_->get(desk(c) + query).body_text();
    auto const stays = translator_->post(desk(c) + query, "x=1" + entry(third, "title", "%D8%AC"));
    EXPECT_EQ(stays.header("Location"), desk(c) + query);
    EXPECT_EQ(translator_->get(desk(c) + query + "&weiter=1").header("Location"), desk(a) + query)
        << "behind the last comes the first that is open";
    EXPECT_THAT(
        translator_->get(desk(c) + "/verlauf" + query).body_text(),
        HasSubstr("gemeinde=aalfeld&amp;nach=titel"));
    // One that is done leads on from where it stood.
    auto const mine = std::string("?t=berg");
    auto const berg = translator_->get(desk(b) + mine).body_text();
    EXPECT_EQ(
        translator_
            ->post(
                desk(b) + mine,
                "weiter=1" + entry(berg, "title", "%D8%A8") + entry(berg, "summary", "%D8%A8"))
            .header("Location"),
        list(mine))
        << "nothing else is open there";
}

TEST_P(TranslationList, the_list_leaves_as_a_file_and_a_view_is_kept_for_all_languages)
{
    published("%3DHYPERLINK(1)", "Boese", "bergau");
    published("Chor", "Wir+singen");
    auto const file = translator_->get(list("/liste.csv?gemeinde=bergau"));
    EXPECT_THAT(std::string(file.header("Content-Type")), HasSubstr("text/csv"));
    auto const text = file_of(file);
    EXPECT_THAT(
        text,
        AllOf(
            HasSubstr("'=HYPERLINK(1)"), HasSubstr(";bergau;"), HasSubstr(";2;2;0;0;"),
            Not(HasSubstr("Chor"))));
    auto const sheet = translator_->get(list("/liste.xlsx"));
    EXPECT_THAT(std::string(sheet.header("Content-Disposition")), HasSubstr("uebersetzungen-ar.xlsx"));
    EXPECT_EQ(file_of(sheet).substr(0, 2), "PK");
    EXPECT_EQ(translator_->get("/verwaltung/uebersetzungen/xx/liste.csv").status(), http::Status::not_found);

    auto const saved = translator_->post(
        list("/ansichten"), "name=In+Bergau&abfrage=gemeinde%3Dbergau%26hinter%3D5.1%26quatsch%3D1");
    EXPECT_EQ(saved.header("Location"), list("?gemeinde=bergau"));
    EXPECT_THAT(
        translator_->get("/verwaltung/uebersetzungen/tr").body_text(),
        HasSubstr(R"(href="/verwaltung/uebersetzungen/tr?gemeinde=bergau">In Bergau)"));
    auto const views = translator_->get(list("/ansichten")).body_text();
    EXPECT_THAT(views, HasSubstr(R"(action="/verwaltung/uebersetzungen/ar/ansichten/loeschen")"));
    EXPECT_EQ(
        translator_->post(list("/ansichten/loeschen"), "ansicht=" + hidden(views, "ansicht")).status(),
        http::Status::see_other);
    EXPECT_THAT(shown(""), Not(HasSubstr("In Bergau")));
    EXPECT_EQ(
        translator_->post("/verwaltung/uebersetzungen/xx/ansichten", "name=x").status(),
        http::Status::not_found);
}

TEST_P(TranslationList, a_municipality_finds_its_own_only_in_list_counts_and_files)
{
    published("Chor", "Wir+singen");
    published("Theater", "Wir+spielen", "bergau");
    auto town = logged_in(account("ort@kreis.example", {{"translator", aalfeld_}}));
    for (auto const* query :
         {"", "?gemeinde=bergau", "?gemeinde=kreis", "?nach=titel", "?t=theater", "?art=offer"})
        EXPECT_THAT(town.get(list(query)).body_text(), Not(HasSubstr(linked("Theater")))) << query;
    auto const page = town.get(list()).body_text();
    EXPECT_THAT(page, AllOf(HasSubstr("eines offen"), Not(HasSubstr("name=\"gemeinde\""))))
        << "there is nothing to choose";
    EXPECT_THAT(file_of(town.get(list("/liste.csv"))), AllOf(HasSubstr("Chor"), Not(HasSubstr("Theater"))));
    EXPECT_THAT(town.get("/verwaltung/uebersetzungen").body_text(), HasSubstr("eines offen"));
    auto both = logged_in(account("orte@kreis.example", {{"translator", aalfeld_}, {"translator", bergau_}}));
    EXPECT_THAT(
        both.get(list("?nach=titel")).body_text(),
        AllOf(
            HasSubstr("2 offen"), HasSubstr(linked("Chor")), HasSubstr(linked("Theater")),
            HasSubstr("name=\"gemeinde\""), Not(HasSubstr(R"(value="kreis")"))));
}

TEST_P(TranslationList, the_file_for_translation_programs_holds_what_the_list_shows)
{
    published("Chor", "Wir+singen");
    published("Theater", "Wir+spielen", "bergau");
    EXPECT_THAT(
        shown("?gemeinde=bergau"),
        AllOf(HasSubstr("was die Liste zeigt"), HasSubstr("/ar/xliff?gemeinde=bergau")));
    EXPECT_THAT(
        file_of(translator_->get(list("/xliff?gemeinde=bergau"))),
        AllOf(HasSubstr("Wir spielen"), Not(HasSubstr("Wir singen"))));
}

TEST_P(TranslationList, the_night_mends_what_differs_and_leaves_all_else)
{
    auto const jobs = [&] { jobs_of(product_.modules, clock(), no_signals).run_due(connection()); };
    jobs(); // plans the night
    published("Chor", "Wir+singen");
    auto const begun = published("Kino", "Filme", "bergau");
    translate(begun, "title", "%D8%B3");
    auto const rows = [&] {
        struct Row {
            std::int64_t id, subject;
            std::string language, list_text, changed_at;
        };
        std::string text;
        for (auto const& row : connection().list<Row>(
                 "SELECT id, subject_id, language, list_text, changed_at FROM translation_progress"
                 " WHERE subject_kind = 'offer' AND tenant_id = ? ORDER BY subject_id, language",
                 tenant_))
            text += std::to_string(row.id) + ' ' + std::to_string(row.subject) + ' ' + row.language + ' '
                + row.list_text + ' ' + row.changed_at + '\n';
        return text;
    };
    auto const before = rows();
    EXPECT_THAT(before, HasSubstr("chor"));
    clock().set(clock().now() + std::chrono::days{1});
    jobs();
    EXPECT_EQ(rows(), before) << "counted anew, the same";
    // As a migration or another program leaves it: spelled otherwise, a row for each language, one too many.
    connection().execute(
        "UPDATE translation_progress SET list_text = 'falsch' WHERE title = 'Kino' AND tenant_id = ?",
        tenant_);
    connection().execute(
        "UPDATE translation_progress SET language = 'ar' WHERE title = 'Chor' AND tenant_id = ?", tenant_);
    clock().set(clock().now() + std::chrono::days{1});
    jobs();
    auto const mended = rows();
    EXPECT_THAT(mended, AllOf(Not(HasSubstr("falsch")), HasSubstr("  chor")));
    auto later = logged_in(account("spaeter@kreis.example", {{"translator", Scope::whole_tenant()}}));
    EXPECT_THAT(
        later.get(list("?nach=titel")).body_text(),
        AllOf(HasSubstr("2 offen"), HasSubstr(linked("Chor")), HasSubstr(linked("Kino"))));
}

TEST_P(TranslationList, whoever_counts_stops_somewhere)
{
    published("Chor", "Wir+singen");
    EXPECT_THAT(
        translator_->get("/verwaltung").body_text(),
        AllOf(HasSubstr("Arabisch: ein Eintrag"), HasSubstr("Texte: 2 fehlen")));
    connection().execute(
        "INSERT INTO translation_progress (tenant_id, subject_kind, subject_id, language, title, list_text,"
        " texts, missing, outdated, machine, changed_at)"
        " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10001)"
        " SELECT t.id, 'offer', 900000 + i, '', 'A', 'a', 1, 1, 0, 0, '2026-01-01T00:00:00.000Z' FROM n, "
        "tenants t"
        " WHERE t.id = ?",
        tenant_);
    EXPECT_THAT(
        translator_->get("/verwaltung/uebersetzungen").body_text(), HasSubstr("mehr als 10.000 offen"));
    EXPECT_THAT(shown(""), HasSubstr("mehr als 10.000 offen"));
    EXPECT_THAT(shown("?t=chor"), HasSubstr("eines offen"));
    EXPECT_THAT(translator_->get("/verwaltung").body_text(), HasSubstr("Arabisch: mehr als 10.000 Einträge"));
}

}
} // namespace kommin::app
