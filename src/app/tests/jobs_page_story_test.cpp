// Post and jobs: who looks after them sees what failed and why, and nothing about whom it was.

#include "app/tests/staff_story.hpp"
#include "platform/html/url.hpp"
#include "platform/mail/testing.hpp"
#include "platform/post/refused_address.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <regex>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

// The modules with a mail server, which has to outlive them.
struct MailFirst {
    mail::SmtpServer server_;
};

class JobsPage : private MailFirst, public StaffStory {
protected:
    JobsPage()
        : StaffStory([this](Settings& settings) {
            settings.smtp_url = server_.options().url;
            settings.smtp_plain = true;
            settings.mail_from = "portal@kreis.example";
        })
    { }
    void SetUp() override
    {
        StaffStory::SetUp();
        administrator_ = account("admin@kreis.example", {{"administrator", Scope::whole_tenant()}});
        run();
    }
    void run() { jobs_of(product_.modules, clock(), no_signals).run_due(connection()); }
    void ask_for_link(std::string const& email, std::optional<TenantId> tenant = std::nullopt)
    {
        account(email, {}, tenant);
        EXPECT_TRUE(work(
            [&](Work& work) -> Result<void> {
                work.enqueue(
                    "staff.link_mail",
                    R"({"email": ")" + email + R"(", "site": "https://musterau.example"})");
                return {};
            },
            tenant));
        run();
    }
    std::int64_t count(std::string_view state)
    {
        return connection().load<std::int64_t>(
            "SELECT count(*) FROM jobs WHERE state = ? AND kind = 'staff.link_mail'", state);
    }
    std::vector<std::string> mails() { return server_.mails(); }
    std::size_t asked() { return server_.events().size(); }
    // One as a form sends its tick.
    std::string failed_job(std::string_view state, TenantId tenant)
    {
        auto const later = clock().now() + std::chrono::hours(9);
        return "&wahl="
            + std::to_string(connection().load<std::int64_t>(
                "INSERT INTO jobs (tenant_id, kind, payload, state, run_at, attempts, leases, created_at)"
                " VALUES (?, 'staff.link_mail', '{}', ?, ?, 8, 8, ?) RETURNING id",
                tenant, state, later, clock().now()))
            + "%3A8";
    }
    std::string last_failed()
    {
        return std::to_string(connection().load<std::int64_t>(
            "SELECT max(id) FROM jobs WHERE tenant_id = ? AND state IN ('dead', 'failed')", tenant_));
    }

    identity::AccountId administrator_;
};
KOMMIN_ON_BOTH_ENGINES(JobsPage);

TEST_P(JobsPage, a_mail_reaches_the_server_as_text_and_page)
{
    ask_for_link("leyla@kreis.example");
    ASSERT_EQ(mails().size(), 1U);
    EXPECT_THAT(mails()[0], HasSubstr("To: leyla@kreis.example\r\n"));
    EXPECT_THAT(mails()[0], HasSubstr("From: \"Kreis Musterau\"\r\n <portal@kreis.example>\r\n"));
    EXPECT_THAT(mails()[0], HasSubstr("Content-Type: text/html"));
    EXPECT_NE(link_in(mails()[0]), "");
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "outbox"));
    run();
    EXPECT_EQ(mails().size(), 1U) << "once";
}

TEST_P(JobsPage, shows_what_failed_with_its_reason_and_repeats_it)
{
    ask_for_link("unknown@kreis.example");
    ask_for_link("later@kreis.example");
    auto browser = logged_in(administrator_);
    auto const given_up = browser.get("/verwaltung/auftraege").body_text();
    EXPECT_THAT(given_up, HasSubstr("Mail mit Link zum Passwort"));
    EXPECT_THAT(given_up, HasSubstr("Diese Adresse gibt es laut Mailserver nicht (550 5.1.1)."));
    EXPECT_THAT(given_up, HasSubstr("u…@kreis.example"));
    EXPECT_THAT(given_up, Not(HasSubstr("unknown@"))) << "whom it is about stays in the payload";
    EXPECT_THAT(browser.get("/verwaltung").body_text(), HasSubstr("Ein Auftrag ist endgültig gescheitert"));
    auto const repeated = browser.get("/verwaltung/auftraege?zustand=gescheitert").body_text();
    EXPECT_THAT(repeated, HasSubstr("Der Mailserver nimmt die Mail zurzeit nicht an (451 4.3.2)."));
    EXPECT_THAT(repeated, Not(HasSubstr("later@")));

    auto const asked_before = asked();
    EXPECT_EQ(
        browser.post("/verwaltung/auftraege", "was=wiederholen&zustand=gescheitert&nummer=" + last_failed())
            .header("Location"),
        "/verwaltung/auftraege?zustand=gescheitert&getan=wiederholt");
    run();
    EXPECT_EQ(asked(), asked_before + 1) << "it did not wait for its time";
    EXPECT_THAT(audit_actions(), Contains("jobs.retried"));
    EXPECT_THAT(audit_actions(), Contains("post.address_refused"));
}

TEST_P(JobsPage, an_address_is_allowed_again_and_all_that_was_given_up_repeated)
{
    ask_for_link("unknown@kreis.example");
    auto browser = logged_in(administrator_);
    auto const retry_all = [&] {
        auto const status = browser.post("/verwaltung/auftraege", "was=alle&nummer=0").status();
        run();
        return status;
    };
    auto const asked_before = asked();
    EXPECT_EQ(retry_all(), http::Status::see_other);
    EXPECT_EQ(asked(), asked_before) << "the server was not asked about a marked address";
    EXPECT_THAT(
        browser.get("/verwaltung/auftraege").body_text(),
        HasSubstr("Nicht versucht: Der Mailserver hat diese Adresse am 23.11.2026 abgelehnt"));

    auto const address = std::to_string(connection().load<std::int64_t>("SELECT id FROM refused_addresses"));
    auto const lift
        = [&] { return browser.post("/verwaltung/auftraege", "was=freigeben&nummer=" + address).status(); };
    EXPECT_EQ(lift(), http::Status::see_other);
    EXPECT_EQ(lift(), http::Status::conflict);
    EXPECT_EQ(retry_all(), http::Status::see_other);
    EXPECT_EQ(asked(), asked_before + 1);
    EXPECT_THAT(audit_actions(), Contains("post.refusal_lifted"));
    EXPECT_THAT(audit_actions(), Contains("jobs.all_retried"));
    connection().execute("DELETE FROM jobs WHERE state = 'dead'");
    EXPECT_EQ(retry_all(), http::Status::conflict) << "nothing to repeat";
}

TEST_P(JobsPage, what_no_rule_has_put_into_words_is_not_shown)
{
    connection().execute(
        "INSERT INTO jobs (tenant_id, kind, payload, state, run_at, attempts, leases, created_at, "
        "finished_at,"
        " last_error, error_is_told) VALUES (?, 'staff.link_mail', '{\"email\": \"leyla@kreis.example\"}', "
        "'dead', ?,"
        " 8, 8, ?, ?, 'a constraint: leyla@kreis.example', FALSE)",
        tenant_, clock().now(), clock().now(), clock().now());
    auto browser = logged_in(administrator_);
    auto const page = browser.get("/verwaltung/auftraege").body_text();
    EXPECT_THAT(page, Not(HasSubstr("leyla")));
    EXPECT_THAT(page, HasSubstr("kommin jobs show " + last_failed()));
}

TEST_P(JobsPage, the_jobs_of_another_district_are_out_of_reach)
{
    ask_for_link("unknown@kreis.example", other_tenant_);
    auto const job = connection().load<std::int64_t>("SELECT id FROM jobs WHERE state = 'dead'");
    auto const address = connection().load<std::int64_t>("SELECT id FROM refused_addresses");
    auto browser = logged_in(administrator_);
    auto const page = browser.get("/verwaltung/auftraege").body_text();
    EXPECT_THAT(page, HasSubstr("Kein Auftrag ist endgültig gescheitert"));
    EXPECT_THAT(page, Not(HasSubstr("u…@")));
    for (auto const& body :
         {"was=wiederholen&nummer=" + std::to_string(job), "was=freigeben&nummer=" + std::to_string(address),
          std::string("was=alle")})
        EXPECT_EQ(browser.post("/verwaltung/auftraege", body).status(), http::Status::conflict) << body;
    EXPECT_EQ(count("dead"), 1);
}

TEST_P(JobsPage, the_conference_office_looks_and_changes_nothing)
{
    ask_for_link("unknown@kreis.example");
    auto office = logged_in(account("office@kreis.example", {{"conference_office", Scope::whole_tenant()}}));
    auto const page = office.get("/verwaltung/auftraege").body_text();
    EXPECT_THAT(page, HasSubstr("Diese Adresse gibt es laut Mailserver nicht"));
    EXPECT_THAT(page, Not(HasSubstr("Wiederholen")));
    EXPECT_THAT(page, Not(HasSubstr("Freigeben")));
    EXPECT_EQ(office.post("/verwaltung/auftraege", "was=alle").status(), http::Status::not_found);
    EXPECT_THAT(office.get("/verwaltung").body_text(), HasSubstr("Heute wartet nichts auf Sie"));
}

TEST_P(JobsPage, the_search_over_everything_finds_jobs_by_name_and_number_and_names_nobody)
{
    ask_for_link("unknown@kreis.example");
    failed_job("failed", tenant_);
    auto const found = failed_job("dead", other_tenant_);
    auto const search = [](Browser& browser, std::string const& words) {
        return std::string(browser.get("/verwaltung/suche?q=" + words).body_text());
    };
    auto browser = logged_in(administrator_);
    auto const page = search(browser, "link+zum+passwort");
    auto const dead = page.find("href=\"/verwaltung/auftraege?nummer=");
    auto const failed = page.find("href=\"/verwaltung/auftraege?zustand=gescheitert&amp;nummer=");
    EXPECT_NE(dead, std::string::npos);
    EXPECT_NE(failed, std::string::npos);
    EXPECT_LT(dead, failed) << "what waits for a person first";
    EXPECT_THAT(page, AllOf(HasSubstr("Post und Aufträge"), Not(HasSubstr("@kreis.example"))));
    auto const number = last_failed();
    EXPECT_THAT(
        search(browser, number),
        AllOf(
            HasSubstr("Nr. " + number),
            HasSubstr("auftraege?zustand=gescheitert&amp;nummer=" + number + "\">Mail mit Link")));
    failed_job("failed", tenant_);
    EXPECT_THAT(
        browser.get("/verwaltung/auftraege?nummer=" + number).body_text(),
        AllOf(
            HasSubstr("Nr. " + number), Not(HasSubstr("Nr. " + last_failed())),
            HasSubstr("name=\"nummer\" type=\"search\" inputmode=\"numeric\" value=\"" + number + "\"")))
        << "alone, in whatever state it is by now";
    auto const tick = std::string("&wahl=").size();
    auto const foreign = found.substr(tick, found.find('%') - tick);
    EXPECT_THAT(search(browser, foreign), Not(HasSubstr("/verwaltung/auftraege?")));

    auto editor = logged_in(account("editor@kreis.example", {{"translator", Scope::whole_tenant()}}));
    EXPECT_THAT(
        search(editor, "link+zum+passwort"),
        AllOf(Not(HasSubstr("Mail mit Link")), Not(HasSubstr("Post und Aufträge"))));
}

TEST_P(JobsPage, goes_back_page_by_page_and_says_what_recurs)
{
    for (int i = 0; i < 60; ++i)
        EXPECT_TRUE(work([&](Work& work) -> Result<void> {
            work.enqueue(
                "portal.feedback.due", R"({"feedback": 1})",
                jobs::RunAt::at(clock().now() + std::chrono::hours(48)));
            return {};
        }));
    auto browser = logged_in(administrator_);
    auto const rows = [](std::string_view page) {
        std::size_t count = 0;
        for (auto at = page.find("angelegt"); at != std::string_view::npos;
             at = page.find("angelegt", at + 1))
            ++count;
        return count;
    };
    auto const first = browser.get("/verwaltung/auftraege?zustand=wartet").body_text();
    EXPECT_EQ(rows(first), 50U);
    EXPECT_THAT(first, HasSubstr("zustand=wartet&amp;seite=2"));
    std::size_t recurring = 0;
    for (auto const& module : product_.modules)
        recurring += module.recurring.size();
    std::size_t further = 0;
    bool is_last = false;
    for (int page = 2; !is_last && page < 10; ++page) {
        auto const shown = browser.get("/verwaltung/auftraege?zustand=wartet&seite=" + std::to_string(page));
        further += rows(shown.body_text());
        is_last = shown.body_text().find("rel=\"next\"") == std::string_view::npos;
    }
    EXPECT_TRUE(is_last);
    EXPECT_EQ(further, 10U + recurring) << "and those of the night";
    EXPECT_THAT(first, HasSubstr("60 Mails warten."));
    EXPECT_THAT(first, HasSubstr("täglich, 3 Uhr"));
    EXPECT_THAT(first, HasSubstr("24.11.2026, 3 Uhr"));
    for (auto const* strange : {"?zustand=x", "?seite=-1", "?seite=x", "?art=x&nach=y&ab=2", "?getan=x"})
        EXPECT_EQ(browser.get(std::string("/verwaltung/auftraege") + strange).status(), http::Status::ok)
            << strange;
}

TEST_P(JobsPage, what_is_ticked_is_repeated_once)
{
    auto const first = failed_job("dead", tenant_);
    auto const second = failed_job("dead", tenant_);
    auto const tried = failed_job("failed", tenant_);
    auto const foreign = failed_job("dead", other_tenant_);
    connection().execute("UPDATE jobs SET leases = leases + 1 WHERE state = 'failed'"); // tried meanwhile
    auto browser = logged_in(administrator_);
    EXPECT_THAT(
        browser.get("/verwaltung/auftraege").body_text(),
        AllOf(HasSubstr("name=\"wahl\""), HasSubstr("Alle 2 auswählen"), HasSubstr("form=\"einzeln-")));
    auto const pressed = "aktion=wiederholen" + first + second + tried + foreign;
    auto const told = browser.post("/verwaltung/auftraege/auswahl", pressed).body_text();
    EXPECT_THAT(
        told,
        AllOf(
            HasSubstr("2 Aufträge werden jetzt wiederholt"), HasSubstr("2-mal ging es nicht"),
            HasSubstr("inzwischen noch einmal versucht"), HasSubstr("gibt es nicht mehr")));
    EXPECT_EQ(std::ranges::count(audit_actions(), std::string("jobs.retried")), 2);
    EXPECT_EQ(count("dead"), 1) << "that of the other district";
    EXPECT_THAT(
        browser.post("/verwaltung/auftraege/auswahl", pressed).body_text(),
        AllOf(HasSubstr("Kein Auftrag wurde geändert"), HasSubstr("2 Aufträge waren schon")));
    EXPECT_EQ(std::ranges::count(audit_actions(), std::string("jobs.retried")), 2) << "pressed twice";

    auto office = logged_in(account("office@kreis.example", {{"conference_office", Scope::whole_tenant()}}));
    EXPECT_THAT(office.get("/verwaltung/auftraege").body_text(), Not(HasSubstr("name=\"wahl\"")));
    EXPECT_EQ(office.post("/verwaltung/auftraege/auswahl", pressed).status(), http::Status::not_found);
}

TEST_P(JobsPage, jobs_are_filtered_sorted_kept_as_a_view_and_saved_as_a_file)
{
    ask_for_link("unknown@kreis.example");
    auto browser = logged_in(administrator_);
    auto const list = browser.get("/verwaltung/auftraege?zustand=wartet&nach=art&ab=1").body_text();
    EXPECT_THAT(list, HasSubstr("aria-sort=\"descending\""));
    EXPECT_THAT(list, HasSubstr("<select id=\"nach\""));
    EXPECT_THAT(browser.get("/verwaltung/auftraege").body_text(), HasSubstr("aria-sort=\"descending\""));
    EXPECT_THAT(
        browser.get("/verwaltung/auftraege?art=staff.link_mail").body_text(), HasSubstr("Mail mit Link"));
    EXPECT_THAT(
        browser.get("/verwaltung/auftraege?art=gibt.es.nicht").body_text(), Not(HasSubstr("Alle 1 ausw")));
    EXPECT_EQ(
        browser
            .post(
                "/verwaltung/auftraege/ansichten",
                "name=Nachts&abfrage=" + html::percent_encode("zustand=erledigt&art=staff.erase_ended"))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        browser.get("/verwaltung/auftraege").body_text(),
        AllOf(HasSubstr(">Nachts</a>"), HasSubstr("zustand=erledigt&amp;art=staff.erase_ended")));

    auto const file = browser.get("/verwaltung/auftraege/liste.csv");
    EXPECT_EQ(file.status(), http::Status::ok);
    auto const csv = file_of(file);
    EXPECT_THAT(csv, AllOf(HasSubstr("Mail mit Link zum Passwort"), HasSubstr("550 5.1.1")));
    EXPECT_THAT(csv, Not(HasSubstr("unknown@")));
    EXPECT_EQ(browser.get("/verwaltung/auftraege/liste.xlsx").status(), http::Status::ok);
    EXPECT_THAT(audit_actions(), Contains("staff.jobs.exported"));
}

TEST_P(JobsPage, refused_addresses_are_a_list_and_allowed_together)
{
    auto const refuse = [&](std::string const& address, std::string const& reply, TenantId tenant) {
        EXPECT_TRUE(work(
            [&](Work& work) -> Result<void> {
                post::mark_refused(work, address, reply);
                return {};
            },
            tenant));
    };
    for (int i = 0; i < 55; ++i)
        refuse("weg" + std::to_string(i) + "@kreis.example", "550 5.1.1", tenant_);
    refuse("anders@stadt.example", "550 5.7.1", tenant_);
    refuse("fremd@berg.example", "550 5.1.1", other_tenant_);
    auto browser = logged_in(administrator_);
    EXPECT_THAT(browser.get("/verwaltung/auftraege").body_text(), HasSubstr("Alle 56 abgelehnten Adressen"));
    auto const list = browser.get("/verwaltung/auftraege/adressen").body_text();
    EXPECT_THAT(
        list,
        AllOf(
            HasSubstr("56 Adressen"), HasSubstr("seite=2"), HasSubstr("Alle 56 auswählen"),
            Not(HasSubstr("berg.example"))));
    EXPECT_THAT(
        browser.get("/verwaltung/auftraege/adressen?t=STADT&nach=adresse").body_text(),
        AllOf(
            HasSubstr("a…@stadt.example"), Not(HasSubstr("kreis.example<")),
            HasSubstr("aria-sort=\"ascending\"")));
    EXPECT_THAT(browser.get("/verwaltung/auftraege/adressen?t=%25").body_text(), HasSubstr("Filter leeren"));
    EXPECT_THAT(
        file_of(browser.get("/verwaltung/auftraege/adressen/liste.csv?t=5.7.1")),
        AllOf(HasSubstr("a…@stadt.example"), Not(HasSubstr("kreis.example"))));

    // One is refused again meanwhile.
    auto const of_kreis = browser.get("/verwaltung/auftraege/adressen?t=kreis").body_text();
    std::smatch match;
    ASSERT_TRUE(std::regex_search(of_kreis, match, std::regex("name=\"wahl\" value=\"([0-9]+:[0-9]+)\"")));
    auto const stale = "&wahl=" + html::percent_encode(match.str(1));
    auto const id = match.str(1).substr(0, match.str(1).find(':'));
    clock().set(clock().now() + std::chrono::hours(1));
    connection().execute(
        "UPDATE refused_addresses SET refused_at = ? WHERE id = ?", clock().now(), std::stoll(id));
    EXPECT_THAT(
        browser.post("/verwaltung/auftraege/adressen/auswahl", "aktion=freigeben" + stale).body_text(),
        HasSubstr("inzwischen noch einmal abgelehnt"));
    auto const foreign = "&wahl="
        + std::to_string(connection().load<std::int64_t>(
            "SELECT id FROM refused_addresses WHERE tenant_id = ?", other_tenant_))
        + "%3A1";
    browser.post("/verwaltung/auftraege/adressen/auswahl", "aktion=freigeben" + foreign);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM refused_addresses"), 57);
    auto const all = std::string("aktion=freigeben&alle=1&abfrage=t%3Dkreis");
    EXPECT_THAT(
        change_everything(browser, "/verwaltung/auftraege/adressen/auswahl", all),
        HasSubstr("An 55 Adressen gehen wieder Mails"));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM refused_addresses"), 2);
    EXPECT_EQ(std::ranges::count(audit_actions(), std::string("post.refusal_lifted")), 55);
    EXPECT_THAT(
        browser.post("/verwaltung/auftraege/adressen/auswahl", "aktion=freigeben" + stale).body_text(),
        HasSubstr("Eine Adresse war schon freigegeben"));
    auto office = logged_in(account("office@kreis.example", {{"conference_office", Scope::whole_tenant()}}));
    EXPECT_EQ(office.post("/verwaltung/auftraege/adressen/auswahl", all).status(), http::Status::not_found);
}

TEST_P(JobsPage, every_job_has_a_name_for_people)
{
    for (auto const& module : product_.modules) {
        for (auto const& rule : module.jobs)
            EXPECT_NE(rule.label, MessageKey{}) << rule.kind;
        for (auto const& rule : module.recurring)
            EXPECT_NE(rule.label, MessageKey{}) << rule.kind;
    }
}

}
} // namespace kommin::app
