// What administrators do with accounts: asked first, told to the owner, kept in the history.

#include "app/tests/staff_story.hpp"

#include <regex>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class StaffAccounts : public StaffStory {
protected:
    void SetUp() override
    {
        StaffStory::SetUp();
        administrator_ = account("admin@kreis.example", {{"administrator", Scope::whole_tenant()}});
    }
    Browser administrator()
    {
        auto browser = logged_in(administrator_);
        set_good_password(administrator_);
        return browser;
    }
    std::string path_of(identity::AccountId id) { return "/verwaltung/konten/" + public_id(id); }
    identity::Account stored(identity::AccountId id)
    {
        return identity::find_account(connection(), tenant_, id).value();
    }
    int mails_to(std::string const& address)
    {
        auto const text = mail();
        int count = 0;
        for (auto at = text.find("To: " + address); at != std::string::npos;
             at = text.find("To: " + address, at + 1))
            ++count;
        return count;
    }
    std::string version_of(identity::AccountId id) { return std::to_string(stored(id).version); }
    static std::string own_password() { return "&current=" + html::percent_encode(good_password); }

    identity::AccountId administrator_;
};
KOMMIN_ON_BOTH_ENGINES(StaffAccounts);

TEST_P(StaffAccounts, the_trail_tells_which_language_somebody_has_chosen_and_no_name)
{
    auto browser = administrator();
    ASSERT_EQ(
        browser
            .post(
                "/verwaltung/konto/angaben",
                "fassung=" + version_of(administrator_) + "&name=Ay%C5%9Fe+Demir&sprache=en")
            .status(),
        http::Status::see_other);
    connection().execute("UPDATE accounts SET language = 'de' WHERE id = ?", administrator_);
    auto const trail
        = std::string(browser.get("/verwaltung/pruefpfad?was=identity.account.changed").body_text());
    EXPECT_THAT(trail, AllOf(HasSubstr("Deutsch"), HasSubstr("Englisch"), Not(HasSubstr("Ayşe Kaya →"))));
}

TEST_P(StaffAccounts, roles_change_after_a_page_that_says_what_comes_and_goes)
{
    auto browser = administrator();
    auto const id = account("leyla@kreis.example", {{"reader", Scope::whole_tenant()}});
    logged_in(id); // an account that is in use
    auto const town = std::to_string(aalfeld_.owner());
    auto const form = "fassung=" + version_of(id) + "&rolle=municipal_editor@" + town;
    auto const asked = browser.post(path_of(id) + "/rollen", form);
    EXPECT_EQ(asked.status(), http::Status::ok);
    auto const page = asked.body_text();
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("<h2>Rollen, die hinzukommen</h2><ul><li>Redaktion einer Gemeinde (aalfeld)</li></ul>"),
            HasSubstr("<h2>Rollen, die wegfallen</h2><ul><li>Leserin oder Leser</li></ul>"),
            HasSubstr("Rechte, die hinzukommen"), HasSubstr("Rechte, die wegfallen"),
            HasSubstr("name=\"current\"")));
    EXPECT_EQ(identity::list_grants(connection(), tenant_, id).front().role, "reader") << "only asked";

    EXPECT_EQ(
        browser.post(path_of(id) + "/rollen", form + "&bestaetigt=1").status(), http::Status::unprocessable)
        << "a role that sees personal data, without a password";
    auto const wrong = browser.post(path_of(id) + "/rollen", form + "&bestaetigt=1&current=falsch");
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(wrong.body_text(), HasSubstr("municipal_editor@" + town)) << "the choice stays";
    EXPECT_EQ(
        browser.post(path_of(id) + "/rollen", form + "&bestaetigt=1" + own_password()).status(),
        http::Status::see_other);
    EXPECT_EQ(identity::list_grants(connection(), tenant_, id).front().role, "municipal_editor");
    EXPECT_THAT(mail(), AllOf(HasSubstr("To: leyla@kreis.example"), HasSubstr("Ihre Rollen")));

    auto const history = browser.get(path_of(id) + "/verlauf").body_text();
    EXPECT_THAT(
        history,
        AllOf(
            HasSubstr("Rollen geändert"),
            HasSubstr("Rollen: Leserin oder Leser → Redaktion einer Gemeinde (aalfeld)"),
            HasSubstr("Konto angelegt und eingeladen")));

    // What takes rights away asks for no password.
    auto const fewer = "fassung=" + version_of(id) + "&rolle=reader";
    EXPECT_THAT(browser.post(path_of(id) + "/rollen", fewer).body_text(), Not(HasSubstr("name=\"current\"")));
    EXPECT_EQ(
        browser.post(path_of(id) + "/rollen", fewer + "&bestaetigt=1").status(), http::Status::see_other);
}

TEST_P(StaffAccounts, whoever_comes_second_reads_who_was_first)
{
    auto browser = administrator();
    auto const id = account("leyla@kreis.example", {});
    auto const late = version_of(id);
    ASSERT_TRUE(work([&](Work& work) {
        return identity::change_account(work, id, 1, {"leyla@kreis.example", "Leyla Demir", "de"});
    }));
    auto const roles = browser.post(path_of(id) + "/rollen", "fassung=" + late + "&rolle=reader");
    EXPECT_EQ(roles.status(), http::Status::conflict);
    EXPECT_THAT(
        roles.body_text(),
        AllOf(
            HasSubstr("Zuletzt geändert von Kommandozeile"), HasSubstr("value=\"reader\" checked"),
            HasSubstr("name=\"fassung\" value=\"2\"")));
}

// What a form of details, or a comparison of two, sends besides what is typed.
std::string details_on(std::string const& page)
{
    std::string form;
    static std::regex const hidden_field(
        "type=\"hidden\" name=\"(fassung|vergleich|(?:vorher|m|s)-[a-z]+)\" value=\"([^\"]*)\"");
    for (std::sregex_iterator at(page.begin(), page.end(), hidden_field), end; at != end; ++at)
        form += at->str(1) + '=' + html::percent_encode(at->str(2)) + '&';
    return form;
}

TEST_P(StaffAccounts, two_who_change_details_at_once_see_both_side_by_side)
{
    auto browser = administrator();
    auto const id = account("leyla@kreis.example", {});
    auto const seen = details_on(browser.get(path_of(id) + "/aendern").body_text());
    EXPECT_THAT(seen, HasSubstr("vorher-email=leyla%40kreis.example"));
    ASSERT_TRUE(work([&](Work& work) {
        return identity::change_account(work, id, 1, {"leyla@kreis.example", "Leyla Demir", "de"});
    }));
    auto const mine = "name=Leyla+Kaya&email=neu@kreis.example&sprache=en";
    auto const both
        = browser.post(path_of(id) + "/aendern", seen + mine); // nobody is asked for a password yet
    EXPECT_EQ(both.status(), http::Status::conflict);
    EXPECT_THAT(
        both.body_text(),
        AllOf(
            HasSubstr("Kommandozeile"), HasSubstr("Leyla Demir"), HasSubstr("Leyla Kaya"),
            HasSubstr("neu@kreis.example"), HasSubstr("English")));
    EXPECT_EQ(stored(id).name, "Leyla Demir");

    auto const chosen = details_on(both.body_text()) + "wahl-name=m&wahl-email=m&wahl-sprache=m";
    auto const asked = browser.post(path_of(id) + "/aendern", chosen);
    EXPECT_EQ(asked.status(), http::Status::unprocessable) << "another address needs a password";
    EXPECT_THAT(
        asked.body_text(),
        AllOf(HasSubstr("value=\"Leyla Kaya\""), HasSubstr("value=\"neu@kreis.example\"")));
    EXPECT_EQ(
        browser.post(path_of(id) + "/aendern", details_on(asked.body_text()) + mine + own_password())
            .status(),
        http::Status::see_other);
    EXPECT_EQ(stored(id).name, "Leyla Kaya");
    EXPECT_EQ(stored(id).email, "neu@kreis.example");
    EXPECT_EQ(stored(id).language, "en");
}

TEST_P(StaffAccounts, who_changes_something_else_of_an_account_is_in_nobodys_way)
{
    auto browser = administrator();
    auto const id = account("leyla@kreis.example", {});
    auto const seen = details_on(browser.get(path_of(id) + "/aendern").body_text());
    ASSERT_TRUE(work(
        [&](Work& work) { return identity::set_grants(work, id, 1, {{"reader", Scope::whole_tenant()}}); }));
    EXPECT_EQ(
        browser.post(path_of(id) + "/aendern", seen + "name=Leyla+Kaya&email=leyla@kreis.example&sprache=de")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(stored(id).name, "Leyla Kaya");
}

TEST_P(StaffAccounts, a_changed_address_is_told_to_both_and_needs_a_password)
{
    auto browser = administrator();
    auto const id = account("leyla@kreis.example", {});
    logged_in(id);
    auto const form = "fassung=" + version_of(id) + "&name=Leyla&email=neu@kreis.example&sprache=de";
    EXPECT_EQ(browser.post(path_of(id) + "/aendern", form).status(), http::Status::unprocessable);
    EXPECT_EQ(stored(id).email, "leyla@kreis.example");
    EXPECT_EQ(
        browser.post(path_of(id) + "/aendern", form + own_password()).status(), http::Status::see_other);
    auto const mails = mail();
    EXPECT_THAT(mails, AllOf(HasSubstr("To: leyla@kreis.example"), HasSubstr("To: neu@kreis.example")));
    EXPECT_EQ(link_in(mails), "") << "no link in either";

    // Whoever was invited is invited anew, to the new address.
    auto const invited = account("alt@kreis.example", {});
    EXPECT_EQ(
        browser
            .post(
                path_of(invited) + "/aendern",
                "fassung=1&name=Ada&email=ada@kreis.example&sprache=de" + own_password())
            .status(),
        http::Status::see_other);
    EXPECT_NE(link_in(mail()), "");
}

TEST_P(StaffAccounts, one_changes_ones_own_name_and_language_but_not_the_address)
{
    auto const id = account("leyla@kreis.example", {});
    auto leyla = logged_in(id);
    EXPECT_THAT(leyla.get("/verwaltung/konto").body_text(), HasSubstr("Meine Angaben"));
    auto const form = "fassung=" + version_of(id) + "&sprache=en&email=boese@example.org&name=";
    EXPECT_EQ(leyla.post("/verwaltung/konto/angaben", form).status(), http::Status::unprocessable)
        << "no name";
    EXPECT_EQ(leyla.post("/verwaltung/konto/angaben", form + "Leyla").status(), http::Status::see_other);
    EXPECT_EQ(stored(id).name, "Leyla");
    EXPECT_EQ(stored(id).email, "leyla@kreis.example");
    EXPECT_THAT(leyla.get("/verwaltung/konto").body_text(), HasSubstr("About me"));
    EXPECT_EQ(leyla.post("/verwaltung/konto/angaben", form + "X").status(), http::Status::conflict);
}

TEST_P(StaffAccounts, one_device_is_logged_out)
{
    auto const id = account("leyla@kreis.example", {});
    auto here = logged_in(id);
    auto there = logged_in(id);
    auto const page = here.get("/verwaltung/konto").body_text();
    std::smatch device;
    ASSERT_TRUE(std::regex_search(page, device, std::regex("name=\"geraet\" value=\"([0-9]+)\"")));
    EXPECT_EQ(
        here.post("/verwaltung/konto/geraete", "geraet=" + device[1].str()).status(),
        http::Status::see_other);
    EXPECT_EQ(there.get("/verwaltung/konto").status(), http::Status::see_other) << "to the login";
    EXPECT_EQ(here.get("/verwaltung/konto").status(), http::Status::ok);
    // The number of somebody else's device ends nothing.
    auto stranger = logged_in(account("fremd@kreis.example", {}));
    auto const own
        = connection().load<std::int64_t>("SELECT id FROM sessions WHERE account_id = ?", id.value);
    stranger.post("/verwaltung/konto/geraete", "geraet=" + std::to_string(own));
    EXPECT_EQ(here.get("/verwaltung/konto").status(), http::Status::ok);
}

TEST_P(StaffAccounts, an_account_is_blocked_and_erased_and_its_past_stays)
{
    auto browser = administrator();
    auto const id = account("leyla@kreis.example", {{"reader", Scope::whole_tenant()}});
    auto leyla = logged_in(id);
    auto const post = [&](std::string const& form) { return browser.post(path_of(id) + "/zustand", form); };
    EXPECT_THAT(post("was=sperren").body_text(), HasSubstr("sofort auf allen Geräten abgemeldet"));
    EXPECT_EQ(stored(id).state, identity::AccountState::active) << "only asked";
    EXPECT_EQ(post("was=loeschen&bestaetigt=1").status(), http::Status::conflict) << "not while it is open";
    EXPECT_EQ(post("was=sperren&bestaetigt=1").status(), http::Status::see_other);
    EXPECT_EQ(leyla.get("/verwaltung").status(), http::Status::see_other);
    EXPECT_THAT(post("was=loeschen").body_text(), HasSubstr("Das lässt sich nicht zurücknehmen"));
    EXPECT_EQ(post("was=loeschen&bestaetigt=1").status(), http::Status::see_other);
    EXPECT_TRUE(stored(id).is_erased());
    auto const page = browser.get(path_of(id)).body_text();
    EXPECT_THAT(
        page, AllOf(HasSubstr("gelöschtes Konto"), Not(HasSubstr("leyla")), Not(HasSubstr("/rollen"))));
    EXPECT_EQ(post("was=freigeben&bestaetigt=1").status(), http::Status::not_found);
    EXPECT_EQ(browser.get(path_of(id) + "/aendern").status(), http::Status::not_found);
    EXPECT_THAT(browser.get("/verwaltung/konten").body_text(), Not(HasSubstr("gelöschtes Konto")));
    EXPECT_THAT(
        browser.get("/verwaltung/konten?zustand=geloescht").body_text(), HasSubstr("gelöschtes Konto"));
    EXPECT_THAT(
        browser.get("/verwaltung/pruefpfad?wer=account:" + std::to_string(id.value)).body_text(),
        HasSubstr("gelöschtes Konto"));

    auto const invited = account("neu@kreis.example", {});
    EXPECT_THAT(
        browser.post(path_of(invited) + "/zustand", "was=loeschen").body_text(),
        HasSubstr("Einladung zurückziehen: Ayşe Kaya"));
    EXPECT_EQ(
        browser.post(path_of(invited) + "/zustand", "was=loeschen&bestaetigt=1").status(),
        http::Status::see_other);
    EXPECT_THAT(audit_actions(), Contains("identity.invitation.withdrawn"));
}

TEST_P(StaffAccounts, nobody_is_invited_without_a_role)
{
    auto browser = administrator();
    auto const asked
        = browser.post("/verwaltung/konten/neu", "name=Leyla&email=leyla@kreis.example&sprache=de");
    EXPECT_EQ(asked.status(), http::Status::unprocessable);
    EXPECT_THAT(
        asked.body_text(),
        AllOf(HasSubstr("Ohne Rolle sieht die Person nichts"), HasSubstr("value=\"Leyla\"")));
    EXPECT_FALSE(identity::find_account_by_email(connection(), tenant_, "leyla@kreis.example"));
}

TEST_P(StaffAccounts, to_invite_somebody_who_sees_personal_data_needs_a_password)
{
    auto browser = administrator();
    auto const form = "name=Leyla&email=leyla@kreis.example&sprache=de&rolle=administrator";
    auto const asked = browser.post("/verwaltung/konten/neu", form);
    EXPECT_EQ(asked.status(), http::Status::ok);
    EXPECT_THAT(
        asked.body_text(), AllOf(HasSubstr("Konten und Rollen verwalten"), HasSubstr("name=\"current\"")));
    EXPECT_EQ(
        browser.post("/verwaltung/konten/neu", std::string(form) + "&bestaetigt=1&current=falsch").status(),
        http::Status::unprocessable);
    EXPECT_FALSE(identity::find_account_by_email(connection(), tenant_, "leyla@kreis.example"));
    EXPECT_EQ(
        browser.post("/verwaltung/konten/neu", std::string(form) + "&bestaetigt=1" + own_password()).status(),
        http::Status::see_other);
    EXPECT_TRUE(identity::find_account_by_email(connection(), tenant_, "leyla@kreis.example"));
}

TEST_P(StaffAccounts, removing_a_second_factor_needs_a_password_and_is_told)
{
    auto browser = administrator();
    auto const id = account("leyla@kreis.example", {});
    logged_in(id);
    auto const path = path_of(id) + "/zustand";
    EXPECT_THAT(browser.post(path, "was=faktor").body_text(), HasSubstr("name=\"current\""));
    EXPECT_EQ(browser.post(path, "was=faktor&bestaetigt=1").status(), http::Status::unprocessable);
    EXPECT_TRUE(stored(id).has_second_factor());
    EXPECT_EQ(
        browser.post(path, "was=faktor&bestaetigt=1" + own_password()).status(), http::Status::see_other);
    EXPECT_FALSE(stored(id).has_second_factor());
    EXPECT_THAT(mail(), HasSubstr("To: leyla@kreis.example"));
}

TEST_P(StaffAccounts, a_new_password_and_a_new_browser_are_told)
{
    auto const id = account("leyla@kreis.example", {});
    set_good_password(id);
    auto const log_in = [&](Browser& browser) {
        EXPECT_EQ(
            browser
                .post(
                    "/verwaltung/anmelden",
                    "email=leyla@kreis.example&weiter=&passwort=" + html::percent_encode(good_password),
                    false)
                .status(),
            http::Status::see_other);
    };
    Browser own{*this};
    log_in(own);
    log_in(own);
    EXPECT_EQ(mails_to("leyla@kreis.example"), 0) << "the first browser of all, and the same again";
    Browser other{*this};
    log_in(other);
    EXPECT_EQ(mails_to("leyla@kreis.example"), 1);

    std::smatch token;
    auto const page = own.get("/verwaltung/konto").body_text();
    ASSERT_TRUE(std::regex_search(page, token, std::regex("name=\"formular\" value=\"([^\"]+)\"")));
    own.token = token[1].str();
    EXPECT_EQ(
        own.post(
               "/verwaltung/konto/passwort",
               "current=" + html::percent_encode(good_password)
                   + "&password=" + html::percent_encode("Brot und Salz und Meer"))
            .status(),
        http::Status::see_other);
    EXPECT_EQ(mails_to("leyla@kreis.example"), 2);
}

// Setting it has made the browser known: this mail is the one that names it.
TEST_P(StaffAccounts, a_password_that_is_set_by_mail_is_told_with_the_browser)
{
    auto const id = account("leyla@kreis.example", {});
    set_good_password(id);
    Browser stranger{*this};
    stranger.post("/verwaltung/passwort-vergessen", "email=leyla@kreis.example", false);
    auto const link = link_in(mail());
    ASSERT_NE(link, "");
    std::filesystem::remove_all(folder_.path() / "outbox");
    EXPECT_EQ(
        stranger
            .send(
                http::Method::post, link,
                {{"Content-Type", "application/x-www-form-urlencoded"},
                 {"User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Firefox/140.0"}},
                "password=" + html::percent_encode("Brot und Salz und Meer"))
            .status(),
        http::Status::ok);
    EXPECT_THAT(
        unfolded(mail()),
        AllOf(HasSubstr("To: leyla@kreis.example"), HasSubstr("in diesem Browser: Firefox, Windows.")));

    set_good_password(account("mehmet@kreis.example", {}));
    std::filesystem::remove_all(folder_.path() / "outbox");
    Browser nameless{*this};
    nameless.post("/verwaltung/passwort-vergessen", "email=mehmet@kreis.example", false);
    auto const other = link_in(mail());
    ASSERT_NE(other, "");
    std::filesystem::remove_all(folder_.path() / "outbox");
    EXPECT_EQ(
        nameless.post(other, "password=" + html::percent_encode("Salz und Brot und Meer"), false).status(),
        http::Status::ok);
    EXPECT_THAT(
        unfolded(mail()),
        AllOf(
            HasSubstr("To: mehmet@kreis.example"), HasSubstr("Der Browser, in dem das geschah"),
            Not(HasSubstr("unbekannt"))));
}

// One transaction: no session without its notice, and none for whoever is answered with an error.
TEST_P(StaffAccounts, whoever_cannot_be_told_of_a_new_browser_is_not_logged_in_there)
{
    auto const id = account("leyla@kreis.example", {});
    set_good_password(id);
    auto const log_in = [&] {
        return Browser{*this}.post(
            "/verwaltung/anmelden",
            "email=leyla@kreis.example&weiter=&passwort=" + html::percent_encode(good_password), false);
    };
    auto const sessions = [&] {
        return connection().load<std::int64_t>(
            "SELECT count(*) FROM sessions WHERE tenant_id = ? AND account_id = ?", tenant_, id);
    };
    ASSERT_EQ(log_in().status(), http::Status::see_other);
    ASSERT_EQ(sessions(), 1);
    connection().execute("ALTER TABLE jobs RENAME TO jobs_away");
    EXPECT_ANY_THROW(log_in());
    EXPECT_EQ(sessions(), 1);
    connection().execute("ALTER TABLE jobs_away RENAME TO jobs");
    EXPECT_EQ(log_in().status(), http::Status::see_other);
    EXPECT_EQ(sessions(), 2);
}

TEST_P(StaffAccounts, refused_logins_stand_in_the_metrics)
{
    Browser stranger{*this};
    stranger.post("/verwaltung/anmelden", "email=niemand@kreis.example&weiter=&passwort=falsch", false);
    EXPECT_THAT(product_.metrics.expose(), HasSubstr("kommin_logins_refused_total{reason=\"password\"}"));
}

TEST_P(StaffAccounts, the_list_is_filtered_sorted_paged_and_saved)
{
    auto browser = administrator();
    account("aal@kreis.example", {{"municipal_editor", aalfeld_}});
    account("berg@kreis.example", {{"municipal_editor", bergau_}});
    auto const blocked = account("fort@kreis.example", {{"reader", Scope::whole_tenant()}});
    ASSERT_TRUE(work([&](Work& work) { return identity::block_account(work, blocked); }));
    auto const list
        = [&](std::string const& query) { return browser.get("/verwaltung/konten" + query).body_text(); };
    EXPECT_THAT(
        list("?rolle=municipal_editor"),
        AllOf(HasSubstr("aal@"), HasSubstr("berg@"), Not(HasSubstr("fort@")), Not(HasSubstr("admin@"))));
    EXPECT_THAT(list("?gemeinde=aalfeld"), AllOf(HasSubstr("aal@"), Not(HasSubstr("berg@"))));
    EXPECT_THAT(list("?gemeinde=nirgends"), HasSubstr("Kein Konto"));
    EXPECT_THAT(list("?zustand=gesperrt"), AllOf(HasSubstr("fort@"), Not(HasSubstr("aal@"))));
    EXPECT_THAT(list("?rolle=king&zustand=x&seite=-3&nach=%27"), HasSubstr("aal@"))
        << "nonsense leaves none out";
    for (int i = 0; i < 50; ++i)
        account("viele" + std::to_string(i) + "@kreis.example", {});
    auto const first = list("?t=kreis");
    EXPECT_THAT(first, AllOf(HasSubstr("t=kreis&amp;seite=2"), Not(HasSubstr("viele49@"))));
    EXPECT_THAT(list("?t=kreis&seite=2"), HasSubstr("viele49@"));
    EXPECT_THAT(list("?t=kreis&ab=1"), HasSubstr("viele49@")) << "the other way round";

    auto const file = browser.get("/verwaltung/konten/liste.csv?t=kreis&rolle=municipal_editor");
    EXPECT_THAT(std::string(file.header("Content-Disposition")), HasSubstr("konten.csv"));
    EXPECT_THAT(
        file_of(file),
        AllOf(
            HasSubstr("aal@kreis.example"), HasSubstr("Redaktion einer Gemeinde (aalfeld)"),
            Not(HasSubstr("fort@"))));
    EXPECT_EQ(audit_actions().front(), "staff.accounts.exported");
    EXPECT_TRUE(file_of(browser.get("/verwaltung/konten/liste.xlsx")).starts_with("PK"));
}

}
} // namespace kommin::app
