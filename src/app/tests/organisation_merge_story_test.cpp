// Merging and separating where one of the two is not public, and what stands in the way.

#include "app/tests/offer_story.hpp"

#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class OrganisationMerges : public OfferStory {
protected:
    portal::OfferId run_by(
        std::string const& slug, std::string const& name, std::string const& town = "aalfeld")
    {
        auto const id = work([&](Work& work) -> Result<portal::OfferId> {
            auto offer = offer_called(slug, "Kurs " + slug, town);
            offer.organisation = name;
            work.publish(portal::published_as);
            return insert(work, offer);
        });
        product_.publications.refresh(connection());
        return id.value();
    }
    std::string number_of(std::string const& name)
    {
        return std::to_string(connection().load<std::int64_t>(
            "SELECT id FROM organisations WHERE tenant_id = ? AND name = ?", tenant_, name));
    }
    static std::string at(std::string const& number, std::string const& rest = {})
    {
        return "/verwaltung/einrichtungen/" + number + rest;
    }
    std::string runner_of(portal::OfferId offer)
    {
        return std::to_string(
            connection().load<std::int64_t>("SELECT organisation_id FROM offers WHERE id = ?", offer.value));
    }
    // Presses a button below the form as it is now.
    static http::Response press(
        Browser& browser, std::string const& path, std::string const& button, std::string const& more)
    {
        auto const seen = seen_on(browser.get(path).body_text());
        return browser.post(path + button, "fassung=" + seen + '&' + more);
    }
    static http::Response merge(Browser& browser, std::string const& from, std::string const& into)
    {
        return browser.post(
            at(from, "/zusammenfuehren"),
            "fassung=" + seen_on(browser.get(at(from)).body_text())
                + "&fassung-mit=" + seen_on(browser.get(at(into)).body_text()) + "&mit=" + into);
    }
    static http::Response separate(Browser& browser, std::string const& into, std::string const& from)
    {
        return press(browser, at(into), "/trennen", "von=" + from);
    }
};
KOMMIN_ON_BOTH_ENGINES(OrganisationMerges);

TEST_P(OrganisationMerges, a_name_that_nobody_has_released_does_not_become_public_with_the_offers_of_others)
{
    run_by("naehen", "AWO Unna");
    auto editor = browser_of("department_editor");
    editor.post("/verwaltung/einrichtungen/neu", "name=AWO+Unna+e.+V.");
    auto const unread = number_of("AWO Unna e. V.");
    auto const known = number_of("AWO Unna");
    EXPECT_THAT(
        editor.get(at(known, "/zusammenfuehren")).body_text(),
        AllOf(HasSubstr("mit=" + unread), HasSubstr("noch nicht veröffentlicht · keine Angebote")));
    auto const refused = merge(editor, known, unread);
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(
        refused.body_text(),
        HasSubstr("„AWO Unna e. V.“ ist nicht öffentlich und wäre durch das Zusammenführen sofort"));
    EXPECT_THAT(public_page("naehen"), AllOf(HasSubstr("AWO Unna"), Not(HasSubstr("e. V."))));

    auto office = browser_of("conference_office");
    EXPECT_EQ(merge(office, known, unread).status(), http::Status::see_other);
    EXPECT_THAT(public_page("naehen"), HasSubstr("AWO Unna e. V."));
    EXPECT_THAT(office.get(at(unread)).body_text(), HasSubstr("zur Freigabe · ein Angebot"))
        << "its draft waits";
    EXPECT_THAT(audit_actions(), ::testing::Contains("contacts.organisation.shown"));
}

TEST_P(OrganisationMerges, whoever_may_not_publish_merges_what_is_not_public_into_what_is)
{
    run_by("naehen", "AWO Unna");
    auto editor = browser_of("department_editor");
    editor.post("/verwaltung/einrichtungen/neu", "name=AWO+Unna+e.+V.");
    auto const unread = number_of("AWO Unna e. V.");
    auto const known = number_of("AWO Unna");
    EXPECT_THAT(
        editor.get(at(unread, "/zusammenfuehren?mit=" + known)).body_text(),
        HasSubstr("Zu „AWO Unna e. V.“ gibt es einen Entwurf, der noch nicht veröffentlicht ist."));
    EXPECT_THAT(
        editor.get(at(known, "/zusammenfuehren?mit=" + unread)).body_text(), Not(HasSubstr("Er verfällt")));
    EXPECT_EQ(merge(editor, unread, known).status(), http::Status::see_other);
    EXPECT_THAT(public_page("naehen"), AllOf(HasSubstr("AWO Unna"), Not(HasSubstr("e. V."))));
}

TEST_P(OrganisationMerges, separated_again_an_archived_one_is_public_if_a_public_offer_names_it)
{
    run_by("naehen", "AWO Unna");
    auto const cooking = run_by("kochen", "Caritas");
    auto const ended = runner_of(cooking);
    auto const known = number_of("AWO Unna");
    auto office = browser_of("conference_office");
    EXPECT_EQ(press(office, desk(cooking), "/archivieren", {}).status(), http::Status::see_other);
    EXPECT_EQ(press(office, at(ended), "/archivieren", {}).status(), http::Status::see_other);
    EXPECT_THAT(
        office.get(at(known, "/zusammenfuehren?q=caritas")).body_text(), HasSubstr("archiviert · ein Ang"));
    EXPECT_EQ(merge(office, ended, known).status(), http::Status::see_other);
    EXPECT_EQ(
        office
            .post(
                desk(cooking, "/veroeffentlichen"),
                fields(
                    seen_on(office.get(desk(cooking)).body_text()), "Kurs+kochen", "organisation=AWO+Unna"))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(public_page("kochen"), HasSubstr("AWO Unna"));

    auto editor = browser_of("department_editor");
    auto const refused = separate(editor, known, ended);
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(refused.body_text(), HasSubstr("„Caritas“ war nicht öffentlich und wäre durch das Tre"));
    EXPECT_EQ(runner_of(cooking), known) << "nothing has moved";
    EXPECT_THAT(public_page("kochen"), HasSubstr("AWO Unna"));

    EXPECT_EQ(separate(office, known, ended).status(), http::Status::see_other);
    EXPECT_THAT(public_page("kochen"), HasSubstr("Caritas"));
    EXPECT_THAT(office.get(at(ended)).body_text(), HasSubstr("veröffentlicht · ein Angebot"));
}

TEST_P(OrganisationMerges, what_a_public_offer_names_is_public_whatever_it_was_merged_from)
{
    // As separating left them before: archived, and still named.
    run_by("naehen", "AWO Unna");
    run_by("kochen", "Caritas");
    for (auto const* name : {"AWO Unna", "Caritas"})
        connection().execute("UPDATE organisations SET is_archived = ? WHERE name = ?", true, name);
    auto const from = number_of("Caritas");
    auto const into = number_of("AWO Unna");
    auto editor = browser_of("department_editor");
    EXPECT_EQ(merge(editor, from, into).status(), http::Status::conflict);
    auto office = browser_of("conference_office");
    EXPECT_EQ(merge(office, from, into).status(), http::Status::see_other);
    EXPECT_THAT(office.get(at(into)).body_text(), HasSubstr("veröffentlicht · 2 Angebote"));
}

TEST_P(OrganisationMerges, there_are_no_two_with_one_name_after_they_were_separated)
{
    run_by("naehen", "AWO Unna");
    auto const cooking = run_by("kochen", "Arbeiterwohlfahrt");
    auto const from = runner_of(cooking);
    auto const into = number_of("AWO Unna");
    auto office = browser_of("conference_office");
    EXPECT_EQ(merge(office, from, into).status(), http::Status::see_other);
    EXPECT_EQ(
        press(office, at(into), "/veroeffentlichen", "name=ARBEITERWOHLFAHRT").status(),
        http::Status::see_other);
    auto const refused = separate(office, into, from);
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(refused.body_text(), HasSubstr("„ARBEITERWOHLFAHRT“ heißt inzwischen selbst so wie die"));
    EXPECT_EQ(runner_of(cooking), into);

    EXPECT_EQ(
        press(office, at(into), "/veroeffentlichen", "name=AWO+Kreis").status(), http::Status::see_other);
    EXPECT_EQ(separate(office, into, from).status(), http::Status::see_other);
    EXPECT_EQ(runner_of(cooking), from);
    EXPECT_EQ(runner_of(run_by("lesen", "Arbeiterwohlfahrt")), from);
    EXPECT_EQ(runner_of(run_by("malen", "AWO Unna")), into);
}

TEST_P(OrganisationMerges, a_draft_of_an_offer_that_had_moved_comes_before_the_separation)
{
    run_by("naehen", "AWO Unna");
    auto const cooking = run_by("kochen", "Arbeiterwohlfahrt");
    auto const from = runner_of(cooking);
    auto const into = number_of("AWO Unna");
    auto office = browser_of("conference_office");
    EXPECT_EQ(merge(office, from, into).status(), http::Status::see_other);
    EXPECT_EQ(
        office
            .post(
                desk(cooking),
                fields(seen_on(office.get(desk(cooking)).body_text()), "Kochen", "organisation=AWO+Unna"))
            .status(),
        http::Status::see_other);
    auto const refused = separate(office, into, from);
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(
        refused.body_text(),
        HasSubstr("Ein Angebot, das damals gewechselt ist, hat einen Entwurf, in dem noch „AWO Unna“"));
    EXPECT_EQ(runner_of(cooking), into);
    EXPECT_EQ(press(office, desk(cooking), "/verwerfen", {}).status(), http::Status::see_other);
    EXPECT_EQ(separate(office, into, from).status(), http::Status::see_other);
    EXPECT_EQ(runner_of(cooking), from);
}

TEST_P(OrganisationMerges, a_name_that_was_corrected_before_anybody_read_it_is_free)
{
    auto editor = browser_of("department_editor");
    auto const path
        = std::string(editor.post("/verwaltung/einrichtungen/neu", "name=Caritas+Unna").header("Location"));
    EXPECT_EQ(press(editor, path, "/abgeben", "name=Caritas+Schwerte").status(), http::Status::see_other);
    auto const imported = run_by("kochen", "Caritas Unna");
    EXPECT_NE(at(runner_of(imported)), path);
    EXPECT_THAT(public_page("kochen"), AllOf(HasSubstr("Caritas Unna"), Not(HasSubstr("Schwerte"))));
    EXPECT_THAT(editor.get(path).body_text(), HasSubstr("zur Freigabe · keine Angebote"));

    // Corrected with the press that publishes it.
    auto office = browser_of("conference_office");
    EXPECT_EQ(
        press(office, path, "/veroeffentlichen", "name=Caritas+Schwerte-Mitte").status(),
        http::Status::see_other);
    EXPECT_NE(at(runner_of(run_by("lesen", "Caritas Schwerte"))), path);
    EXPECT_EQ(at(runner_of(run_by("malen", "Caritas Schwerte-Mitte"))), path);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(DISTINCT public_id) FROM organisations"), 3);

    // From here on its names are its own.
    EXPECT_EQ(
        press(office, path, "/veroeffentlichen", "name=Caritas+Ruhr").status(), http::Status::see_other);
    EXPECT_EQ(at(runner_of(run_by("singen", "Caritas Schwerte-Mitte"))), path);
}

TEST_P(OrganisationMerges, the_names_of_those_that_were_merged_into_an_unread_one_stay_with_it)
{
    auto editor = browser_of("department_editor");
    for (auto const* name : {"Turnverein", "Turnverein+e.+V."})
        editor.post("/verwaltung/einrichtungen/neu", "name=" + std::string(name));
    auto const from = number_of("Turnverein e. V.");
    auto const into = number_of("Turnverein");
    EXPECT_EQ(merge(editor, from, into).status(), http::Status::see_other);
    EXPECT_EQ(press(editor, at(into), "/abgeben", "name=Turnverein+1860").status(), http::Status::see_other);
    EXPECT_EQ(runner_of(run_by("turnen", "Turnverein e. V.")), into);
}

TEST_P(OrganisationMerges, what_waits_is_counted_for_whoever_it_waits_for)
{
    run_by("naehen", "Verein im Ort");
    auto const theirs = run_by("kochen", "Verein nebenan", "bergau");
    auto const path = at(number_of("Verein im Ort"));
    auto editor = browser_of("department_editor");
    EXPECT_EQ(press(editor, path, "/abgeben", "name=Verein+am+Ort").status(), http::Status::see_other);
    // More than a list holds, of others, and first by name.
    connection().execute(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1001)"
        " INSERT INTO organisations (tenant_id, public_id, key, name, website, email, list_text, likeness,"
        " changed_at, draft_state) SELECT ?, 'u-' || i, 'k-' || i, 'A ' || i, '', '', 'a ' || i, '',"
        " '2026-11-23T09:00:00Z', 'in_review' FROM n",
        tenant_);
    auto const badge = [](Browser& browser) {
        auto const page = browser.get("/verwaltung/einrichtungen").body_text();
        std::smatch match;
        return std::regex_search(
                   page, match,
                   std::regex(
                       "href=\"/verwaltung/einrichtungen\" [^>]*>[^<]*<span class=\"nav__n\">([0-9+]*)"))
            ? match[1].str()
            : "";
    };
    auto here = browser_of("municipal_editor", aalfeld_);
    auto there = browser_of("municipal_editor", bergau_);
    auto reader = browser_of("reader");
    EXPECT_EQ(badge(here), "1");
    EXPECT_EQ(badge(there), "");
    EXPECT_EQ(badge(reader), "");
    EXPECT_EQ(badge(editor), "") << "it waits for somebody else";
    EXPECT_THAT(here.get("/verwaltung").body_text(), HasSubstr(path + '"'));

    EXPECT_EQ(
        press(here, path, "/zurueckgeben", "name=Verein+am+Ort&return_reason=Bitte+genauer.").status(),
        http::Status::see_other);
    EXPECT_EQ(badge(here), "");
    EXPECT_EQ(badge(editor), "1");
    auto colleague = browser_of("department_editor");
    EXPECT_EQ(badge(colleague), "") << "it came back to whoever handed it in";
    connection().execute("UPDATE organisations SET handed_in_by = NULL WHERE draft_state = 'returned'");
    EXPECT_EQ(badge(colleague), "1") << "nobody knows who did";
    EXPECT_EQ(badge(there), "");
    EXPECT_NE(at(runner_of(theirs)), path);
}

}
} // namespace kommin::app
