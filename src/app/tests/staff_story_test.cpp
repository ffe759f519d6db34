// People at work: how they get in, and what they do with accounts, roles and messages.

#include "app/server_key.hpp"
#include "app/tests/staff_story.hpp"
#include "platform/identity/totp.hpp"
#include "platform/web/session_cookie.hpp"
#include "platform/web/staff_frame.hpp"

namespace kommin::app {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

KOMMIN_ON_BOTH_ENGINES(StaffStory);

TEST_P(StaffStory, from_the_invitation_to_the_first_page)
{
    auto administrator
        = logged_in(account("admin@kreis.example", {{"administrator", Scope::whole_tenant()}}));
    EXPECT_EQ(
        administrator
            .post(
                "/verwaltung/konten/neu",
                "name=Leyla+Demir&email=leyla@kreis.example&sprache=de&rolle=reader")
            .status(),
        http::Status::see_other);
    auto const text = mail();
    EXPECT_THAT(text, HasSubstr("To: leyla@kreis.example"));
    auto const link = link_in(text);
    ASSERT_NE(link, "");

    Browser leyla{*this};
    EXPECT_EQ(leyla.get(link).status(), http::Status::ok);
    auto const refused = leyla.post(link, "password=kurz", false);
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(refused.body_text(), HasSubstr("zu kurz"));
    EXPECT_EQ(
        leyla.post(link, "password=" + html::percent_encode(good_password), false).status(),
        http::Status::ok);
    EXPECT_EQ(leyla.get(link).status(), http::Status::not_found) << "it works once";

    auto const wrong
        = leyla.post("/verwaltung/anmelden", "email=leyla@kreis.example&passwort=falsch&weiter=", false);
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(wrong.body_text(), HasSubstr("value=\"leyla@kreis.example\"")) << "what was typed stays";
    EXPECT_THAT(wrong.body_text(), Not(HasSubstr("falsch")));
    auto const entered = leyla.post(
        "/verwaltung/anmelden",
        "email=leyla@kreis.example&passwort=" + html::percent_encode(good_password)
            + "&weiter=" + html::percent_encode("/verwaltung/rechte"),
        false);
    EXPECT_EQ(entered.status(), http::Status::see_other);
    EXPECT_EQ(entered.header("Location"), "/verwaltung/rechte");
    auto const rights = leyla.get("/verwaltung/rechte").body_text();
    EXPECT_THAT(rights, HasSubstr("Rechte: Leyla Demir"));
    EXPECT_THAT(leyla.get("/verwaltung").body_text(), HasSubstr("Heute wartet nichts auf Sie"));
    EXPECT_THAT(audit_actions(), Contains("identity.login"));

    std::smatch token;
    auto const account = leyla.get("/verwaltung/konto").body_text();
    ASSERT_TRUE(std::regex_search(account, token, std::regex("name=\"formular\" value=\"([^\"]+)\"")));
    leyla.token = token[1].str();
    auto const new_password = "&password=" + html::percent_encode("Brot und Salz und Meer");
    EXPECT_EQ(
        leyla.post("/verwaltung/konto/passwort", "current=falsch" + new_password).status(),
        http::Status::unprocessable);
    auto const current = "current=" + html::percent_encode(good_password);
    EXPECT_EQ(
        leyla.post("/verwaltung/konto/passwort", current + new_password).status(), http::Status::see_other);
    EXPECT_EQ(
        leyla.post("/verwaltung/konto/passwort", current + new_password).status(),
        http::Status::unprocessable);
}

TEST_P(StaffStory, a_login_leads_to_our_own_pages_only)
{
    for (auto const* elsewhere :
         {"https://boese.example/", "//boese.example/verwaltung", "/\\boese.example", "/de/", "/verwaltungs",
          "/verwaltung/anmelden", "javascript:alert(1)"})
        EXPECT_EQ(web::page_after_login(elsewhere).text(), "/verwaltung") << elsewhere;
    EXPECT_EQ(web::page_after_login("/verwaltung/konten?x=1").text(), "/verwaltung/konten?x=1");
}

TEST_P(StaffStory, a_role_with_personal_data_is_led_to_its_second_factor)
{
    auto const id = account("office@kreis.example", {{"conference_office", Scope::whole_tenant()}});
    auto browser = logged_in(id);
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        identity::erase_second_factor(work.db(), work.tenant(), id);
        return {};
    }));
    set_good_password(id);
    auto const led = browser.get("/verwaltung/rueckmeldungen");
    EXPECT_EQ(led.header("Location"), "/verwaltung/konto/zweiter-faktor");
    auto const page = browser.get("/verwaltung/konto/zweiter-faktor").body_text();
    std::smatch seal;
    std::smatch secret;
    ASSERT_TRUE(std::regex_search(page, seal, std::regex("name=\"siegel\" value=\"([^\"]+)\"")));
    ASSERT_TRUE(std::regex_search(page, secret, std::regex("class=\"secret\">([A-Z2-7 ]+)<")));
    auto const bytes = crypto::from_base32(secret[1].str()).value();
    auto const form = "siegel=" + seal[1].str() + "&current=" + html::percent_encode(good_password);
    auto const wrong = browser.post("/verwaltung/konto/zweiter-faktor", form + "&code=000000");
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(wrong.body_text(), HasSubstr(secret[1].str())) << "the app has this secret already";
    auto const code = identity::totp_code(bytes, identity::totp_step(clock().now()));
    EXPECT_EQ(
        browser.post("/verwaltung/konto/zweiter-faktor", "siegel=" + seal[1].str() + "&code=" + code)
            .status(),
        http::Status::unprocessable)
        << "the first one, too, asks who sits there";
    auto const done = browser.post("/verwaltung/konto/zweiter-faktor", form + "&code=" + code);
    EXPECT_EQ(done.status(), http::Status::ok);
    EXPECT_THAT(done.body_text(), HasSubstr("Ihre Ersatzcodes"));
    EXPECT_EQ(browser.get("/verwaltung/rueckmeldungen").status(), http::Status::ok);
}

TEST_P(StaffStory, a_second_factor_is_replaced_with_the_password_only)
{
    auto const id = account("office@kreis.example", {{"conference_office", Scope::whole_tenant()}});
    auto browser = logged_in(id);
    auto elsewhere = logged_in(id);
    set_good_password(id);
    auto const page = browser.get("/verwaltung/konto/zweiter-faktor").body_text();
    std::smatch seal;
    std::smatch secret;
    ASSERT_TRUE(std::regex_search(page, seal, std::regex("name=\"siegel\" value=\"([^\"]+)\"")));
    ASSERT_TRUE(std::regex_search(page, secret, std::regex("class=\"secret\">([A-Z2-7 ]+)<")));
    auto const code = identity::totp_code(
        crypto::from_base32(secret[1].str()).value(), identity::totp_step(clock().now()));
    auto const form = "siegel=" + seal[1].str() + "&code=" + code;
    EXPECT_EQ(browser.post("/verwaltung/konto/zweiter-faktor", form).status(), http::Status::unprocessable);
    EXPECT_EQ(
        browser.post("/verwaltung/konto/zweiter-faktor", form + "&current=falsch").status(),
        http::Status::unprocessable);
    EXPECT_EQ(
        browser
            .post(
                "/verwaltung/konto/zweiter-faktor", form + "&current=" + html::percent_encode(good_password))
            .status(),
        http::Status::ok);
    EXPECT_EQ(browser.get("/verwaltung/konto").status(), http::Status::ok);
    EXPECT_EQ(elsewhere.get("/verwaltung/konto").status(), http::Status::see_other)
        << "sessions that began without it have ended";
}

TEST_P(StaffStory, the_last_administrator_stays)
{
    auto const id = account("admin@kreis.example", {{"administrator", Scope::whole_tenant()}});
    auto browser = logged_in(id);
    auto const path = "/verwaltung/konten/" + public_id(id);
    EXPECT_EQ(
        browser.post(path + "/rollen", "fassung=1&rolle=reader&bestaetigt=1").status(),
        http::Status::conflict);
    EXPECT_EQ(browser.post(path + "/zustand", "was=sperren&bestaetigt=1").status(), http::Status::conflict);
    logged_in(account("second@kreis.example", {{"administrator", Scope::whole_tenant()}}));
    EXPECT_EQ(
        browser.post(path + "/rollen", "fassung=1&rolle=reader&bestaetigt=1").status(),
        http::Status::see_other);
    EXPECT_EQ(browser.get(path).status(), http::Status::not_found) << "the right is gone with the next click";
}

TEST_P(StaffStory, roles_are_given_where_they_exist)
{
    auto const id = account("admin@kreis.example", {{"administrator", Scope::whole_tenant()}});
    auto browser = logged_in(id);
    set_good_password(id);
    auto const path = "/verwaltung/konten/" + public_id(account("somebody@kreis.example", {}));
    for (auto const* role :
         {"king", "administrator@" /* of a town */, "municipal_editor", "municipal_editor@99999"}) {
        auto text = std::string(role);
        if (text == "administrator@")
            text += std::to_string(aalfeld_.owner());
        EXPECT_EQ(
            browser.post(path + "/rollen", "fassung=1&rolle=" + text).status(), http::Status::unprocessable)
            << text;
    }
    EXPECT_EQ(
        browser
            .post(
                path + "/rollen",
                "fassung=1&bestaetigt=1&current=" + html::percent_encode(good_password)
                    + "&rolle=municipal_editor@" + std::to_string(aalfeld_.owner()))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(browser.get(path).body_text(), HasSubstr("checked"));
    EXPECT_EQ(browser.post(path + "/rollen", "fassung=1&rolle=reader").status(), http::Status::conflict)
        << "of a page that is older than the last change";
}

TEST_P(StaffStory, a_message_is_answered_and_every_look_at_it_is_on_record)
{
    auto const id = work([&](Work& work) {
        return portal::receive_feedback(
            work,
            {"barriere", "/de/orte/aalfeld", "Der Plan <b>ist</b> nicht lesbar.", "leyla@example.org", "k"},
            i18n::Language::german());
    });
    auto browser = logged_in(account("office@kreis.example", {{"conference_office", Scope::whole_tenant()}}));
    auto const today = browser.get("/verwaltung").body_text();
    EXPECT_THAT(today, HasSubstr("Nr. 1: "));
    EXPECT_THAT(today, Not(HasSubstr("leyla"))) << "no contact data in lists";
    auto const path = "/verwaltung/rueckmeldungen/" + std::to_string(id->value);
    auto const page = browser.get(path).body_text();
    EXPECT_THAT(page, HasSubstr("Der Plan &lt;b&gt;ist&lt;/b&gt; nicht lesbar."));
    EXPECT_THAT(page, HasSubstr("leyla@example.org"));
    EXPECT_EQ(browser.post(path + "/antwort", "answer=+").status(), http::Status::unprocessable);
    EXPECT_EQ(browser.post(path + "/antwort", "answer=Er+ist+ersetzt.").status(), http::Status::see_other);
    EXPECT_EQ(browser.post(path + "/antwort", "answer=Noch+einmal").status(), http::Status::conflict);
    EXPECT_THAT(browser.get("/verwaltung/rueckmeldungen").body_text(), Not(HasSubstr("Nr. 1: ")));
    EXPECT_THAT(browser.get("/verwaltung/rueckmeldungen?stand=alle").body_text(), HasSubstr("Nr. 1: "));
    EXPECT_THAT(audit_actions(), Contains("portal.feedback.read"));
    EXPECT_THAT(audit_actions(), Contains("portal.feedback.answered"));
}

TEST_P(StaffStory, asking_for_a_new_password_tells_nothing_about_accounts)
{
    account("leyla@kreis.example", {});
    Browser stranger{*this};
    auto const known = stranger.post("/verwaltung/passwort-vergessen", "email=leyla@kreis.example", false);
    auto const unknown
        = stranger.post("/verwaltung/passwort-vergessen", "email=niemand@kreis.example", false);
    EXPECT_EQ(known.status(), unknown.status());
    EXPECT_EQ(known.body_text(), unknown.body_text());
    auto const text = mail();
    EXPECT_THAT(text, HasSubstr("To: leyla@kreis.example"));
    EXPECT_THAT(text, Not(HasSubstr("niemand@")));
    for (int i = 0; i < 20; ++i)
        static_cast<void>(
            stranger.post("/verwaltung/passwort-vergessen", "email=leyla@kreis.example", false));
    jobs_of(product_.modules, clock(), no_signals).run_due(connection());
    auto const mails = std::distance(
        std::filesystem::directory_iterator(folder_.path() / "outbox"),
        std::filesystem::directory_iterator());
    EXPECT_LE(mails, 2) << "nobody's mailbox is flooded";
}

// Somebody keeps trying out passwords; the owner sits at a browser that the account was never used with.
TEST_P(StaffStory, whoever_has_to_wait_comes_in_by_mail)
{
    constexpr std::string_view form = "email=leyla@kreis.example&passwort=";
    set_good_password(account("leyla@kreis.example", {}));
    Browser attacker{*this};
    int guesses = 0;
    auto const keep_guessing = [&] {
        for (int i = 0; i < 15; ++i) {
            attacker.peer = "198.51.100." + std::to_string(++guesses);
            attacker.post("/verwaltung/anmelden", std::string(form) + "falsch", false);
        }
    };
    keep_guessing();
    Browser owner{*this};
    auto const refused
        = owner.post("/verwaltung/anmelden", std::string(form) + std::string(good_password), false);
    EXPECT_EQ(refused.status(), http::Status::too_many_requests);
    EXPECT_THAT(
        refused.body_text(),
        AllOf(
            HasSubstr("Sie müssen nicht warten"),
            HasSubstr(R"(<a href="/verwaltung/passwort-vergessen">Link schicken</a>)")));
    owner.post("/verwaltung/passwort-vergessen", "email=leyla@kreis.example", false);
    auto const link = link_in(mail());
    ASSERT_FALSE(link.empty());
    keep_guessing();
    EXPECT_EQ(owner.post(link, "password=Tisch+Sommer+Flasche+Kiesel", false).status(), http::Status::ok);
    keep_guessing();
    constexpr auto with_new_password = "email=leyla@kreis.example&passwort=Tisch+Sommer+Flasche+Kiesel";
    EXPECT_EQ(
        Browser{*this}.post("/verwaltung/anmelden", with_new_password, false).status(),
        http::Status::too_many_requests)
        << "strange browsers wait still";
    EXPECT_EQ(owner.post("/verwaltung/anmelden", with_new_password, false).status(), http::Status::see_other);
    EXPECT_EQ(owner.get("/verwaltung").status(), http::Status::ok);
    auto const entry = audit::list_entries(connection(), tenant_, std::nullopt, 1).front();
    EXPECT_EQ(entry.action, "identity.login");
    EXPECT_TRUE(entry.actor.starts_with("account:")) << entry.actor;
}

TEST_P(StaffStory, the_night_erases_sessions_that_have_ended)
{
    auto browser = logged_in(account("leyla@kreis.example", {}));
    auto const sessions = [&] { return connection().load<std::int64_t>("SELECT count(*) FROM sessions"); };
    auto const jobs = jobs_of(product_.modules, clock(), no_signals);
    jobs.run_due(connection());
    EXPECT_EQ(sessions(), 1);
    clock().set(clock().now() + 24h);
    jobs.run_due(connection());
    EXPECT_EQ(sessions(), 0);
}

TEST_P(StaffStory, without_tls_nobody_logs_in_but_on_this_machine)
{
    auto const ask = [&](std::string const& host) {
        return product_.application.answer(
            http::Request::for_test(
                http::Method::post, "/verwaltung/anmelden",
                {{"Host", host}, {"Content-Type", "application/x-www-form-urlencoded"}},
                "email=a@b.example&passwort=x"),
            connection());
    };
    EXPECT_THAT(ask("musterau.example").body_text(), HasSubstr("verschlüsselte Verbindung"));
    auto const is_safe = [](std::string host, std::string_view base_url) {
        return web::is_safe_for_login(
            http::Request::for_test(http::Method::get, "/", {{"Host", std::move(host)}}), base_url);
    };
    EXPECT_FALSE(is_safe("localhost.boese.example", "http://127.0.0.1:8080"));
    EXPECT_TRUE(is_safe("127.0.0.1:8080", "http://127.0.0.1:8080"));
    EXPECT_FALSE(is_safe("127.0.0.1:8080", "https://musterau.example"))
        << "a proxy that hands on neither the name nor the scheme";
}

TEST_P(StaffStory, the_key_of_the_server_is_made_once_and_for_its_owner_only)
{
    auto const key = load_or_create_server_key(folder_.path());
    EXPECT_EQ(load_or_create_server_key(folder_.path()).bytes(), key.bytes());
    auto const mode = std::filesystem::status(folder_.path() / "server.key").permissions();
    EXPECT_EQ(
        mode & (std::filesystem::perms::group_all | std::filesystem::perms::others_all),
        std::filesystem::perms::none);
    files::write_atomically(folder_.path() / "server.key", "too short");
    EXPECT_THROW(static_cast<void>(load_or_create_server_key(folder_.path())), std::runtime_error);
}

TEST_P(StaffStory, the_first_account_comes_from_the_command_line)
{
    auto const add = [&](std::string email, std::vector<std::string> roles) {
        return run_command(
            {connection(), tenant_, i18n::Zone::berlin(), clock(), {}, "https://portal.example"}, "user",
            "add", {{"EMAIL", {std::move(email)}}, {"--name", {"Admin"}}, {"--role", std::move(roles)}});
    };
    auto const printed = add("admin@kreis.example", {"administrator", "municipal_editor@bergau"});
    ASSERT_TRUE(printed);
    ASSERT_THAT(*printed, ::testing::MatchesRegex("https://portal.example/verwaltung/passwort/.+\n"));
    auto const path = printed->substr(printed->find("/verwaltung"));
    Browser browser{*this};
    EXPECT_EQ(browser.get(path.substr(0, path.size() - 1)).status(), http::Status::ok);
    EXPECT_EQ(add("x@kreis.example", {"king"}).problem().field, "roles");
    auto const prepared = staff::prepare_demo_accounts();
    auto const accounts = work([&](Work& work) -> Result<std::vector<staff::DemoAccount>> {
        return staff::add_demo_accounts(work, app::secrets_of(folder_.path())(), prepared);
    });
    EXPECT_EQ(accounts->size(), tenants::all_roles.size());
    EXPECT_EQ(
        work([&](Work& work) -> Result<std::vector<staff::DemoAccount>> {
            return staff::add_demo_accounts(work, app::secrets_of(folder_.path())(), prepared);
        })->size(),
        0U)
        << "those that are there keep their passwords";
}

TEST_P(StaffStory, the_audit_trail_answers_who_did_what_to_which_record_and_when)
{
    auto const administrator_id = account("admin@kreis.example", {{"administrator", Scope::whole_tenant()}});
    auto administrator = logged_in(administrator_id);
    auto const somebody = account("somebody@kreis.example", {});
    auto const admin_code = "account:" + std::to_string(administrator_id.value);
    for (auto const* what : {"sperren", "freigeben"})
        EXPECT_EQ(
            administrator
                .post(
                    "/verwaltung/konten/" + public_id(somebody) + "/zustand",
                    std::string("bestaetigt=1&was=") + what)
                .status(),
            http::Status::see_other);
    for (int i = 0; i < 60; ++i)
        EXPECT_TRUE(work([&](Work& work) -> Result<void> {
            work.audit("test.thing.done", "thing", i);
            return {};
        }));

    auto const all = administrator.get("/verwaltung/pruefpfad").body_text();
    EXPECT_THAT(
        all, AllOf(HasSubstr("test.thing.done"), HasSubstr("Kommandozeile"), HasSubstr("Ältere Einträge")));
    EXPECT_THAT(all, Not(HasSubstr("<code class=\"small mute\">identity.account.blocked")));
    auto const own = administrator.get("/verwaltung/pruefpfad?wer=" + admin_code).body_text();
    EXPECT_THAT(
        own,
        AllOf(
            HasSubstr("Einträge, die zum Filter passen"),
            HasSubstr("<code class=\"small mute\">identity.account"),
            Not(HasSubstr("<code class=\"small mute\">test.thing.done"))));

    // Turning pages keeps the filter.
    auto const things = administrator.get("/verwaltung/pruefpfad?was=test.thing&art=thing").body_text();
    std::smatch match;
    ASSERT_TRUE(std::regex_search(
        things, match, std::regex("href=\"(/verwaltung/pruefpfad[^\"]*vor=[0-9]+)\" rel=\"next\"")));
    auto const next = std::regex_replace(match[1].str(), std::regex("&amp;"), "&");
    EXPECT_THAT(next, AllOf(HasSubstr("was=test.thing"), HasSubstr("art=thing")));
    auto const second = administrator.get(next).body_text();
    EXPECT_THAT(
        second, AllOf(HasSubstr("thing 9<"), Not(HasSubstr("thing 10<")), Not(HasSubstr("rel=\"next\""))));
    EXPECT_THAT(second, HasSubstr("Neueste Einträge"));

    EXPECT_THAT(
        administrator.get("/verwaltung/pruefpfad?art=thing&nr=7").body_text(),
        AllOf(HasSubstr("thing 7<"), Not(HasSubstr("thing 8<"))));
    EXPECT_THAT(
        administrator.get("/verwaltung/pruefpfad?von=2026-11-23&bis=2026-11-23&was=test").body_text(),
        HasSubstr("thing 59<"));
    EXPECT_THAT(
        administrator.get("/verwaltung/pruefpfad?bis=2026-11-22").body_text(),
        HasSubstr("Kein Eintrag passt"));
    for (auto const* odd :
         {"?nr=x&von=gestern&bis=31.02.2026", "?was=%25&wer='+OR+1%3D1", "?vor=-1", "?vor=abc"})
        EXPECT_EQ(administrator.get(std::string("/verwaltung/pruefpfad") + odd).status(), http::Status::ok)
            << odd;
    EXPECT_THAT(
        administrator.get("/verwaltung/pruefpfad?was=nie.gewesen").body_text(),
        HasSubstr("<option value=\"nie.gewesen\" selected>"))
        << "what was asked for stays to be seen";
}

TEST_P(StaffStory, whoever_takes_the_audit_trail_away_stands_in_it)
{
    auto administrator
        = logged_in(account("admin@kreis.example", {{"administrator", Scope::whole_tenant()}}));
    account("fremd@kreis.example", {}, other_tenant_);
    auto const file = administrator.post("/verwaltung/pruefpfad/datei", "");
    EXPECT_EQ(file.status(), http::Status::ok);
    EXPECT_THAT(std::string(file.header("Content-Disposition")), HasSubstr("pruefpfad.jsonl"));
    auto const lines = file_of(file);
    auto const head = audit::head(connection(), tenant_);
    EXPECT_EQ(std::ranges::count(lines, '\n'), head.sequence);
    EXPECT_THAT(lines, AllOf(HasSubstr("\"action\":\"identity.account.invited\""), HasSubstr(head.hash)));
    EXPECT_EQ(audit_actions().front(), "staff.audit.exported");

    auto const some = file_of(administrator.post("/verwaltung/pruefpfad/datei", "was=staff.audit"));
    EXPECT_EQ(std::ranges::count(some, '\n'), 2) << "both times";
    EXPECT_THAT(some, AllOf(HasSubstr("\"was\":\"staff.audit\""), Not(HasSubstr("identity.account"))));

    auto reader = logged_in(account("reader@kreis.example", {{"reader", Scope::whole_tenant()}}));
    EXPECT_EQ(reader.post("/verwaltung/pruefpfad/datei", "").status(), http::Status::not_found);
    EXPECT_EQ(administrator.get("/verwaltung/pruefpfad/datei").header("Location"), "/verwaltung/pruefpfad");
}

}
} // namespace kommin::app
