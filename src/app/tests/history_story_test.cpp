// Two people at once at what keeps no draft, and the way back from what was done: messages, roles, links that
// somebody has muted, views, organisations; and from the audit trail to what a version changed.

#include "app/tests/inbox_story.hpp"
#include "app/tests/offer_story.hpp"
#include "platform/records/versions.hpp"

#include <regex>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

std::string hidden(std::string_view page, std::string const& name)
{
    std::string const text(page);
    std::smatch match;
    return std::regex_search(text, match, std::regex("name=\"" + name + "\" value=\"([^\"]*)\""))
        ? match[1].str()
        : std::string{};
}

std::string hidden(http::Response const& page, std::string const& name)
{
    return hidden(page.body_text(), name);
}

// Colleagues with names of their own.
class Together : public InboxStory {
protected:
    Browser named(std::string const& name, Grant grant)
    {
        auto const email = std::to_string(++people_) + "@kreis.example";
        auto const id = account(email, {std::move(grant)});
        EXPECT_TRUE(
            work([&](Work& work) { return identity::change_account(work, id, 1, {email, name, "de"}); }));
        return logged_in(id);
    }
    Browser clerk(std::string const& name)
    {
        return named(name, {"conference_office", Scope::whole_tenant()});
    }
    std::string nowhere(Browser& browser)
    {
        return std::string(browser.get("/verwaltung/nirgends").body_text());
    }
    // The number of the newest entry of that action.
    std::int64_t step(std::string const& action)
    {
        auto const entries = audit::list_entries(connection(), tenant_, {.action = action}, std::nullopt, 1);
        return entries.empty() ? 0 : entries.front().sequence;
    }
    std::string undoing(std::int64_t number, std::string const& action)
    {
        return seen(number) + "&schritt=" + std::to_string(step("portal.feedback." + action));
    }

private:
    int people_ = 0;
};
KOMMIN_ON_BOTH_ENGINES(Together);

TEST_P(Together, two_drafts_of_an_answer_are_compared)
{
    auto const number = remark();
    auto first = clerk("Anna Ast");
    auto second = clerk("Berta Bach");
    auto const old = seen(number);
    EXPECT_THAT(second.get(path_of(number)).body_text(), Not(HasSubstr("name=\"vorher-answer\"")));
    first.post(path_of(number, "entwurf"), old + "&answer=Kommen+Sie+am+Freitag");
    auto const refused = second.post(path_of(number, "senden"), old + "&answer=Kommen+Sie+am+Montag");
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(
        refused.body_text(),
        AllOf(
            HasSubstr("Anna Ast hat hier gespeichert"), HasSubstr("Gespeichert wurde das am"),
            HasSubstr("<mark>Freitag</mark>"), HasSubstr("<mark>Montag</mark>"),
            HasSubstr("action=\"" + path_of(number, "entwurf") + '"')));
    EXPECT_TRUE(answers(number).empty());
    auto const both = "fassung=" + hidden(refused, "fassung")
        + "&vergleich=fassung&m-answer=Kommen+Sie+am+Montag&s-answer=Kommen+Sie+am+Freitag";
    auto const unsure = second.post(path_of(number, "entwurf"), both);
    EXPECT_EQ(unsure.status(), http::Status::unprocessable);
    EXPECT_THAT(unsure.body_text(), AllOf(HasSubstr("Montag"), HasSubstr("Freitag")));
    EXPECT_EQ(
        second.post(path_of(number, "entwurf"), both + "&wahl-answer=m").status(), http::Status::see_other);
    EXPECT_EQ(message(number).draft, "Kommen Sie am Montag");
    EXPECT_THAT(
        second.get(path_of(number)).body_text(),
        HasSubstr("name=\"vorher-answer\" value=\"Kommen Sie am Montag\""));
}

TEST_P(Together, who_has_changed_something_else_is_named_and_the_text_stays)
{
    auto const number = remark();
    auto first = clerk("Anna Ast");
    auto second = clerk("Berta Bach");
    auto const old = seen(number);
    first.post(path_of(number, "uebernehmen"), old);
    auto const refused = second.post(path_of(number, "entwurf"), old + "&answer=Mein+Text");
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(
        refused.body_text(),
        AllOf(
            HasSubstr("Zuletzt geändert von Anna Ast am"), HasSubstr("Nachricht übernommen"),
            HasSubstr(">Mein Text</textarea>")));

    first.post(path_of(number, "antwort"), seen(number) + "&answer=Wir+haben+angerufen");
    auto const late = second.post(path_of(number, "senden"), old + "&answer=Mein+langer+Text");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(
        late.body_text(),
        AllOf(
            HasSubstr("Ihr Text ist nicht gespeichert"), HasSubstr("Mein langer Text"),
            HasSubstr("Wir haben angerufen"), HasSubstr("Zuletzt geändert von Anna Ast am")));
}

TEST_P(Together, two_days_for_one_message_are_compared)
{
    auto const number = remark();
    auto first = clerk("Anna Ast");
    auto second = clerk("Berta Bach");
    auto const old = seen(number);
    first.post(path_of(number, "frist"), old + "&bis=2026-12-01");
    auto const refused = second.post(path_of(number, "frist"), old + "&bis=2026-12-03");
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(
        refused.body_text(),
        AllOf(HasSubstr("Anna Ast"), HasSubstr("Dezember 2026"), HasSubstr("name=\"wahl-bis\"")));
    EXPECT_EQ(
        second
            .post(
                path_of(number, "frist"),
                "fassung=" + hidden(refused, "fassung")
                    + "&vergleich=fassung&m-bis=2026-12-03&s-bis=2026-12-01&wahl-bis=m")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(message(number).due_on, parse_date("2026-12-03"));
    EXPECT_EQ(
        second.post(path_of(number, "frist"), old + "&bis=2026-12-03").status(), http::Status::see_other)
        << "the same once more";
}

TEST_P(Together, a_step_of_a_message_is_taken_back)
{
    auto const number = remark();
    auto first = clerk("Anna Ast");
    auto second = clerk("Berta Bach");
    first.post(path_of(number, "uebernehmen"), seen(number));
    auto const taker = message(number).taken_by;
    second.post(path_of(number, "uebernehmen"), seen(number));
    auto const history = second.get(path_of(number, "verlauf"));
    EXPECT_THAT(
        history.body_text(), AllOf(HasSubstr("Zurücknehmen"), HasSubstr(path_of(number, "zuruecknehmen"))));
    auto const undo = undoing(number, "taken");
    EXPECT_EQ(second.post(path_of(number, "zuruecknehmen"), undo).status(), http::Status::see_other);
    EXPECT_EQ(message(number).taken_by, taker) << "whoever had it before";
    EXPECT_THAT(second.get(path_of(number)).body_text(), HasSubstr("Der Schritt ist zurückgenommen."));

    auto const stale = second.post(path_of(number, "zuruecknehmen"), undo);
    EXPECT_EQ(stale.status(), http::Status::conflict) << "of an old page";
    auto const twice = second.post(path_of(number, "zuruecknehmen"), undoing(number, "taken"));
    EXPECT_EQ(twice.status(), http::Status::conflict);
    EXPECT_THAT(twice.body_text(), HasSubstr("Seit diesem Schritt"));
    EXPECT_EQ(
        second.post(path_of(number, "zuruecknehmen"), undoing(number, "undone")).status(),
        http::Status::see_other)
        << "taking back is a step, too";
    EXPECT_NE(message(number).taken_by, taker);

    second.post(path_of(number, "frist"), seen(number) + "&bis=2026-12-01");
    second.post(path_of(number, "zuruecknehmen"), undoing(number, "due_set"));
    EXPECT_EQ(message(number).due_on, std::nullopt);
    close(second, number);
    second.post(path_of(number, "zuruecknehmen"), undoing(number, "closed"));
    EXPECT_EQ(message(number).state, portal::FeedbackState::open);
    EXPECT_FALSE(audit::verify(connection(), tenant_).first_broken);
}

TEST_P(Together, what_cannot_be_taken_back_says_why)
{
    auto const number = remark();
    auto browser = clerk("Anna Ast");
    auto const reason = [&](Browser& clerk, std::string const& action) {
        auto const answer = clerk.post(path_of(number, "zuruecknehmen"), undoing(number, action));
        EXPECT_EQ(answer.status(), http::Status::conflict) << action;
        return std::string(answer.body_text());
    };
    browser.post(path_of(number, "frist"), seen(number) + "&bis=2026-11-26");
    browser.post(path_of(number, "frist"), seen(number) + "&bis=2026-12-09");
    clock().set(clock().now() + std::chrono::days{9});
    auto later = clerk("Anna Ast");
    EXPECT_THAT(reason(later, "due_set"), HasSubstr("Der Tag, der vorher galt, ist vorbei"));
    later.post(path_of(number, "senden"), seen(number) + "&answer=Am+Freitag");
    later.post(path_of(number, "oeffnen"), seen(number));
    EXPECT_THAT(reason(later, "reopened"), HasSubstr("zurückgezogen"));
    auto const none = later.post(path_of(number, "zuruecknehmen"), seen(number) + "&schritt=1");
    EXPECT_EQ(none.status(), http::Status::conflict);
    EXPECT_THAT(none.body_text(), HasSubstr("kein Schritt, der sich zurücknehmen lässt"));
}

TEST_P(Together, no_step_is_taken_back_over_what_a_colleague_has_begun)
{
    auto const number = remark("angebote/chor");
    auto aalfeld = named("Cem Can", {"municipal_editor", aalfeld_});
    auto kreis = clerk("Anna Ast");
    auto colleague = clerk("Berta Bach");
    aalfeld.post(path_of(number, "weitergeben"), seen(number) + "&ort=kreis");
    kreis.post(path_of(number, "entwurf"), seen(number) + "&answer=Eine+halbe+Stunde+Arbeit");
    auto const refused = colleague.post(path_of(number, "zuruecknehmen"), undoing(number, "handed_on"));
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(refused.body_text(), HasSubstr("Jemand hat eine Antwort begonnen"));
    EXPECT_EQ(message(number).draft, "Eine halbe Stunde Arbeit");
}

TEST_P(Together, an_older_step_with_the_same_end_is_not_the_last_word)
{
    auto const number = remark();
    auto first = clerk("Anna Ast");
    auto second = clerk("Berta Bach");
    first.post(path_of(number, "uebernehmen"), seen(number));
    auto const oldest = step("portal.feedback.taken");
    second.post(path_of(number, "uebernehmen"), seen(number));
    first.post(path_of(number, "uebernehmen"), seen(number));
    auto const history = std::string(second.get(path_of(number, "verlauf")).body_text());
    EXPECT_THAT(history, Not(HasSubstr("name=\"schritt\" value=\"" + std::to_string(oldest) + '"')));
    EXPECT_THAT(history, HasSubstr("name=\"schritt\""));
    auto const refused
        = second.post(path_of(number, "zuruecknehmen"), seen(number) + "&schritt=" + std::to_string(oldest));
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(refused.body_text(), HasSubstr("Seit diesem Schritt"));
    EXPECT_TRUE(message(number).taken_by);
}

TEST_P(Together, nobody_takes_back_what_is_not_theirs)
{
    auto const number = remark("angebote/chor");
    ASSERT_EQ(message(number).owner_id, aalfeld_.owner());
    auto kreis = clerk("Anna Ast");
    auto aalfeld = named("Cem Can", {"municipal_editor", aalfeld_});
    auto bergau = named("Dora Dill", {"municipal_editor", bergau_});
    auto reader = named("Emil Ernst", {"reader", Scope::whole_tenant()});
    aalfeld.post(path_of(number, "uebernehmen"), seen(number));
    auto const undo = undoing(number, "taken");
    for (auto* other : {&bergau, &reader}) {
        auto const answer = other->post(path_of(number, "zuruecknehmen"), undo);
        EXPECT_EQ(answer.status(), http::Status::not_found);
        EXPECT_EQ(answer.body_text(), nowhere(*other));
    }
    auto foreign = logged_in(
        account("fremd@hain.example", {{"conference_office", Scope::whole_tenant()}}, other_tenant_),
        other_tenant_);
    foreign.host = "beispielhain.example";
    EXPECT_EQ(foreign.post(path_of(number, "zuruecknehmen"), undo).status(), http::Status::not_found);

    // From a municipality to the Kreis, and back: the Kreis may, whoever gave it away does not see it.
    aalfeld.post(path_of(number, "weitergeben"), seen(number) + "&ort=kreis");
    EXPECT_EQ(message(number).owner_id, 0);
    EXPECT_EQ(
        aalfeld.post(path_of(number, "zuruecknehmen"), undoing(number, "handed_on")).status(),
        http::Status::not_found);
    EXPECT_EQ(
        kreis.post(path_of(number, "zuruecknehmen"), undoing(number, "handed_on")).status(),
        http::Status::see_other);
    EXPECT_EQ(message(number).owner_id, aalfeld_.owner());
    EXPECT_TRUE(message(number).taken_by) << "with whoever had it there";
    // From the Kreis to Bergau, which cannot give it to Aalfeld.
    kreis.post(path_of(number, "weitergeben"), seen(number) + "&ort=bergau");
    auto const refused = bergau.post(path_of(number, "zuruecknehmen"), undoing(number, "handed_on"));
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(refused.body_text(), HasSubstr("gibt nur der Kreis"));
}

TEST_P(Together, ones_own_name_is_compared_with_what_an_administrator_has_written)
{
    auto const id = account("leyla@kreis.example", {});
    auto leyla = logged_in(id);
    auto const version = [&] { return identity::find_account(connection(), tenant_, id)->version; };
    auto const page = leyla.get("/verwaltung/konto");
    auto const form = "fassung=" + hidden(page, "fassung") + "&vorher-name=" + "Ay%C5%9Fe+Kaya"
        + "&vorher-sprache=de&sprache=de&name=";
    EXPECT_THAT(page.body_text(), HasSubstr("name=\"vorher-name\" value=\"Ayşe Kaya\""));
    ASSERT_TRUE(work([&](Work& work) {
        return identity::change_account(work, id, version(), {"leyla@kreis.example", "Leyla Demir", "de"});
    }));
    auto const refused = leyla.post("/verwaltung/konto/angaben", form + "Leyla+Kaya");
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(
        refused.body_text(),
        AllOf(
            HasSubstr("Kommandozeile hat hier gespeichert"), HasSubstr("Gespeichert wurde das am"),
            HasSubstr("Leyla <mark>Demir</mark>"), HasSubstr("Leyla <mark>Kaya</mark>")));
    EXPECT_EQ(
        leyla
            .post(
                "/verwaltung/konto/angaben",
                "fassung=" + hidden(refused, "fassung")
                    + "&vergleich=fassung&m-name=Leyla+Kaya&s-name=Leyla+Demir&m-sprache=de&s-sprache=de"
                      "&wahl-name=m")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(identity::find_account(connection(), tenant_, id)->name, "Leyla Kaya");

    // Something else of the account: nothing contradicts.
    auto const again = leyla.get("/verwaltung/konto");
    auto const seen_version = hidden(again, "fassung");
    ASSERT_TRUE(work([&](Work& work) {
        return identity::change_account(work, id, version(), {"neu@kreis.example", "Leyla Kaya", "de"});
    }));
    EXPECT_EQ(
        leyla
            .post(
                "/verwaltung/konto/angaben",
                "fassung=" + seen_version
                    + "&vorher-name=Leyla+Kaya&vorher-sprache=de&sprache=en&name=Leyla+Kaya")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(identity::find_account(connection(), tenant_, id)->language, "en");
    EXPECT_EQ(identity::find_account(connection(), tenant_, id)->email, "neu@kreis.example");
}

TEST_P(Together, a_change_of_roles_is_taken_back)
{
    auto const boss_id = account("chefin@kreis.example", {{"administrator", Scope::whole_tenant()}});
    auto boss = logged_in(boss_id);
    set_good_password(boss_id);
    auto const id = account("leyla@kreis.example", {{"reader", Scope::whole_tenant()}});
    auto const path = "/verwaltung/konten/" + public_id(id);
    auto const grants = [&] { return identity::list_grants(connection(), tenant_, id); };
    ASSERT_TRUE(work([&](Work& work) {
        return identity::set_grants(work, id, 1, {{"translator", Scope::whole_tenant()}});
    }));
    auto const history = boss.get(path + "/verlauf");
    EXPECT_THAT(history.body_text(), HasSubstr("Zurücknehmen"));
    EXPECT_EQ(hidden(history, "rolle"), "reader") << "what was taken is given again";
    auto const undo = "fassung=" + hidden(history, "fassung") + "&rolle=reader";
    auto const question = boss.post(path + "/rollen", undo);
    EXPECT_EQ(question.status(), http::Status::ok) << "asks first";
    EXPECT_EQ(grants().at(0).role, "translator");
    auto const confirmed = undo + "&bestaetigt=1&current=" + html::percent_encode(good_password);
    EXPECT_EQ(boss.post(path + "/rollen", confirmed).status(), http::Status::see_other);
    EXPECT_EQ(grants().at(0).role, "reader");
    EXPECT_EQ(boss.post(path + "/rollen", confirmed).status(), http::Status::conflict) << "twice";
    EXPECT_THAT(
        boss.post(path + "/rollen", "fassung=1&rolle=translator").body_text(),
        AllOf(HasSubstr("Gespeichert ist jetzt: "), HasSubstr("Zuletzt geändert von")));
    auto other = clerk("Anna Ast");
    EXPECT_EQ(other.post(path + "/rollen", undo).body_text(), nowhere(other)) << "without the right";
}

TEST_P(Together, a_deleted_view_is_brought_back)
{
    auto anna = clerk("Anna Ast");
    auto berta = clerk("Berta Bach");
    std::string const views = "/verwaltung/rueckmeldungen/ansichten";
    run(); // plans the nights
    anna.post(views, "name=Meine&abfrage=stand%3Dneu");
    auto const id = hidden(anna.get(views), "ansicht");
    anna.post(views + "/loeschen", "ansicht=" + id);
    EXPECT_THAT(anna.get("/verwaltung/rueckmeldungen").body_text(), Not(HasSubstr(">Meine<")));
    auto const deleted = anna.get(views);
    EXPECT_THAT(
        deleted.body_text(), AllOf(HasSubstr("Gelöschte Ansichten"), HasSubstr("„Meine“ zurückholen")));
    EXPECT_EQ(hidden(deleted, "zurueck"), id);
    auto const foreign = berta.post(views, "zurueck=" + id);
    EXPECT_EQ(foreign.status(), http::Status::not_found);
    EXPECT_EQ(foreign.body_text(), nowhere(berta));
    for (int press = 0; press < 2; ++press)
        EXPECT_EQ(anna.post(views, "zurueck=" + id).status(), http::Status::see_other);
    EXPECT_THAT(anna.get("/verwaltung/rueckmeldungen").body_text(), HasSubstr("Meine"));

    // A new one of that name takes its place; the night forgets the rest.
    anna.post(views + "/loeschen", "ansicht=" + id);
    EXPECT_EQ(anna.post(views, "name=Meine&abfrage=stand%3Derledigt").status(), http::Status::see_other);
    EXPECT_THAT(anna.get(views).body_text(), Not(HasSubstr("zurückholen")));
    auto const newer = hidden(anna.get(views), "ansicht");
    anna.post(views + "/loeschen", "ansicht=" + newer);
    clock().set(clock().now() + std::chrono::days{32});
    run();
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM account_views"), 0);
}

class WaysBack : public OfferStory {
protected:
    portal::OfferId run_by(
        std::string const& slug, std::string const& name, std::string const& town = "aalfeld")
    {
        return work([&](Work& work) -> Result<portal::OfferId> {
                   auto offer = offer_called(slug, "Kurs " + slug, town);
                   offer.organisation = name;
                   offer.website = "https://" + slug + ".example/";
                   auto const id = insert(work, offer);
                   portal::gather_links(work, id);
                   return id;
               })
            .value();
    }
    std::string organisation_of(portal::OfferId offer)
    {
        return std::to_string(
            connection().load<std::int64_t>("SELECT organisation_id FROM offers WHERE id = ?", offer.value));
    }
    static std::string at_desk(std::string const& number, std::string const& rest = {})
    {
        return "/verwaltung/einrichtungen/" + number + rest;
    }
};
KOMMIN_ON_BOTH_ENGINES(WaysBack);

TEST_P(WaysBack, merged_organisations_are_separated_again)
{
    auto const sewing = run_by("naehen", "AWO Unna");
    auto const cooking = run_by("kochen", "AWO Unna e. V. Kreis");
    auto const from = organisation_of(cooking);
    auto const into = organisation_of(sewing);
    auto editor = browser_of("conference_office");
    editor.post(at_desk(from, "/zusammenfuehren"), "fassung=1&fassung-mit=1&mit=" + into);
    ASSERT_EQ(organisation_of(cooking), into);
    auto const later = run_by("lesen", "AWO Unna");
    auto const history = editor.get(at_desk(into, "/verlauf"));
    EXPECT_THAT(history.body_text(), HasSubstr("Von „AWO Unna e. V. Kreis“ trennen"));
    auto const press = "von=" + from + "&fassung=" + hidden(history, "fassung");

    for (auto const* role : {"reader", "translator"}) {
        auto other = browser_of(role);
        EXPECT_EQ(other.post(at_desk(into, "/trennen"), press).status(), http::Status::not_found) << role;
    }
    EXPECT_EQ(
        editor.post(at_desk(into, "/trennen"), "von=" + into + "&fassung=2").status(),
        http::Status::conflict);
    EXPECT_EQ(editor.post(at_desk(into, "/trennen"), press).status(), http::Status::see_other);
    EXPECT_EQ(organisation_of(cooking), from);
    EXPECT_EQ(organisation_of(sewing), into);
    EXPECT_EQ(organisation_of(later), into) << "what has come since stays";
    EXPECT_EQ(editor.get(at_desk(from)).status(), http::Status::ok);
    EXPECT_EQ(organisation_of(run_by("malen", "AWO Unna e. V. Kreis")), from) << "its name means it again";
    EXPECT_EQ(editor.post(at_desk(into, "/trennen"), press).status(), http::Status::conflict) << "twice";
    auto const again = editor.post(at_desk(into, "/trennen"), "von=" + from + "&fassung=3");
    EXPECT_EQ(again.status(), http::Status::conflict);
    EXPECT_THAT(again.body_text(), HasSubstr("nicht mehr zusammengeführt"));
    EXPECT_THAT(
        audit_actions(),
        AllOf(Contains("portal.organisation.separated"), Contains("portal.organisation.gave_back")));
    EXPECT_THAT(editor.get("/verwaltung/einrichtungen").body_text(), HasSubstr("AWO Unna e. V. Kreis"));
}

TEST_P(WaysBack, a_merging_that_was_built_upon_stays_and_says_why)
{
    auto const sewing = run_by("naehen", "AWO Unna");
    auto const cooking = run_by("kochen", "Arbeiterwohlfahrt");
    auto const reading = run_by("lesen", "Diakonie");
    auto const from = organisation_of(cooking);
    auto const into = organisation_of(sewing);
    auto editor = browser_of("conference_office");
    editor.post(at_desk(from, "/zusammenfuehren"), "fassung=1&fassung-mit=1&mit=" + into);
    connection().execute(
        "UPDATE offers SET organisation_id = (SELECT organisation_id FROM offers WHERE id = ?) WHERE id = ?",
        reading.value, cooking.value);
    auto const refused = editor.post(at_desk(into, "/trennen"), "von=" + from + "&fassung=2");
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(refused.body_text(), HasSubstr("Nicht alle Angebote, die damals gewechselt sind"));
    EXPECT_EQ(organisation_of(cooking), organisation_of(reading));
}

TEST_P(WaysBack, muting_a_link_has_versions)
{
    run_by("naehen", "AWO Unna");
    auto const link = std::to_string(connection().load<std::int64_t>(
        "SELECT id FROM link_targets WHERE target = 'https://naehen.example/'"));
    auto const path = "/verwaltung/verweise/" + link;
    auto editor = browser_of("conference_office");
    auto other = browser_of("department_editor");
    EXPECT_EQ(
        editor.post(path + "/stumm", "fassung=0&bis=01.12.2026&grund=Umbau").status(),
        http::Status::see_other);
    auto const refused = other.post(path + "/stumm", "fassung=0&bis=24.12.2026&grund=Umzug");
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(
        refused.body_text(),
        AllOf(
            HasSubstr("Ayşe Kaya hat hier gespeichert"), HasSubstr("01.12.2026"), HasSubstr("24.12.2026"),
            HasSubstr("<mark>Umzug</mark>")));
    auto const newest = hidden(refused, "fassung");
    EXPECT_THAT(refused.body_text(), HasSubstr("method=\"post\" action=\"" + path + "\" class=\"stack-top"));
    EXPECT_EQ(
        other
            .post(
                path,
                "fassung=" + newest
                    + "&vergleich=fassung&m-bis=24.12.2026&s-bis=2026-12-01&m-grund=Umzug&s-grund=Umbau"
                      "&wahl-bis=m&wahl-grund=s")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(editor.get(path).body_text(), AllOf(HasSubstr("24.12.2026"), HasSubstr("Umbau")));
    auto const history = editor.get(path + "/verlauf").body_text();
    EXPECT_THAT(history, HasSubstr("?fassung=" + newest));
    EXPECT_THAT(editor.get(path + "?fassung=" + newest).body_text(), HasSubstr("value=\"01.12.2026\""))
        << "fetched back";
    auto const silent = hidden(editor.get(path), "fassung");
    EXPECT_EQ(editor.post(path + "/stumm", "fassung=" + silent).status(), http::Status::unprocessable)
        << "empty is no wish";
    EXPECT_EQ(
        editor.post(path + "/stumm", "fassung=" + silent + "&aufheben=1").status(), http::Status::see_other);
    EXPECT_THAT(audit_actions(), Contains("portal.link.unmuted"));
    for (auto const& entry : audit::list_entries(connection(), tenant_, std::nullopt, 100))
        EXPECT_THAT(entry.after_json + entry.before_json, Not(HasSubstr("Umbau"))) << "the chain is for ever";
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);

    // Nobody leads there any more: what was written about it goes, too; a number that comes again is another.
    connection().execute("DELETE FROM link_uses");
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        auto const unused = portal::list_unused_targets(work.db(), work.tenant(), {}, 100);
        for (auto const id : portal::erase_unused_targets(work.db(), work.tenant(), unused))
            records::erase_versions(work, {portal::link_subject, id.value});
        return {};
    }));
    run_by("singen", "AWO Unna");
    auto const next = connection().load<std::int64_t>(
        "SELECT id FROM link_targets WHERE target = 'https://singen.example/'");
    EXPECT_EQ(
        editor
            .post(
                "/verwaltung/verweise/" + std::to_string(next) + "/stumm",
                "fassung=0&bis=01.12.2026&grund=Neu")
            .status(),
        http::Status::see_other);
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(WaysBack, an_entry_of_the_audit_trail_leads_to_what_it_changed)
{
    auto const number = organisation_of(run_by("naehen", "AWO Unna"));
    auto editor = browser_of("conference_office");
    EXPECT_EQ(
        editor.post(at_desk(number, "/veroeffentlichen"), "fassung=1&grundlage=1&name=AWO+Kreis").status(),
        http::Status::see_other);
    EXPECT_EQ(
        editor.post(at_desk(number, "/veroeffentlichen"), "fassung=2&grundlage=2&name=AWO+Bezirk").status(),
        http::Status::see_other);
    auto const change = at_desk(number, "/verlauf?fassung=3");
    auto reader = logged_in(account(
        "pruefung@kreis.example",
        {{"administrator", Scope::whole_tenant()}, {"reader", Scope::whole_tenant()}}));
    auto const trail = std::string(reader.get("/verwaltung/pruefpfad").body_text());
    EXPECT_THAT(trail, AllOf(HasSubstr("href=\"" + change + '"'), HasSubstr("Was sich geändert hat")));
    auto const page = reader.get(change);
    EXPECT_EQ(page.status(), http::Status::ok);
    EXPECT_THAT(
        page.body_text(),
        AllOf(
            HasSubstr("AWO <mark>Kreis</mark>"), HasSubstr("AWO <mark>Bezirk</mark>"), HasSubstr("Ayşe Kaya"),
            Not(HasSubstr("AWO Unna"))));
    EXPECT_THAT(
        editor.get(at_desk(number, "/verlauf?fassung=1")).body_text(),
        HasSubstr("Das ist die erste Fassung"));
    for (auto const* unknown : {"77", "x", ""}) {
        auto const answer = editor.get(at_desk(number, "/verlauf?fassung=") + unknown);
        EXPECT_EQ(answer.status(), http::Status::not_found) << unknown;
    }
    auto neighbour = browser_of("municipal_editor", bergau_);
    EXPECT_EQ(neighbour.get(change).status(), http::Status::not_found);

    connection().execute("DELETE FROM record_versions WHERE number = 3");
    EXPECT_THAT(reader.get("/verwaltung/pruefpfad").body_text(), Not(HasSubstr("href=\"" + change + '"')))
        << "what is erased is not led to";
}

} // namespace
} // namespace kommin::app
