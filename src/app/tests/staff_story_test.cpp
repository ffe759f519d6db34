// People at work: who gets in, what each role may open, and that nobody else may.

#include "app/server_key.hpp"
#include "app/tests/story.hpp"
#include "modules/staff/api.hpp"
#include "platform/audit/audit.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/files/files.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/identity/session_store.hpp"
#include "platform/identity/totp.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/web/session_cookie.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/work/use_case.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <map>
#include <regex>

namespace kommin::app {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view good_password = "Regen fällt auf Kamen";

// A folder that goes with the test.
class Folder {
public:
    Folder()
        : path_(std::filesystem::temp_directory_path() / ("kommin-staff-" + crypto::random_token(9)))
    { }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }
    [[nodiscard]] std::filesystem::path const& path() const { return path_; }

private:
    std::filesystem::path path_;
};

MakeModules modules_in(std::filesystem::path const& data)
{
    return [data] {
        std::filesystem::create_directories(data);
        std::filesystem::copy_file(
            std::filesystem::path(KOMMIN_SOURCE_DIR) / "src/app/tests/small_installation/concepts.csv",
            data / "concepts.csv");
        Settings settings;
        settings.data = data;
        return all_modules(settings);
    };
}

struct FolderFirst {
    Folder folder_;
};

class StaffStory : protected FolderFirst, public DistrictStory {
protected:
    StaffStory()
        : DistrictStory({.base_url = "https://musterau.example"}, modules_in(folder_.path()))
    { }
    void SetUp() override
    {
        DistrictStory::SetUp();
        tenant_ = found({.slug = "musterau", .towns = {"aalfeld", "bergau"}, .hosts = {"musterau.example"}});
        other_tenant_ = found(
            {.slug = "beispielhain",
             .name = "Kreis Beispielhain",
             .towns = {"chemheim"},
             .hosts = {"beispielhain.example"}});
        for (auto const& body : tenants::list_bodies(connection(), tenant_)) {
            if (body.slug == "aalfeld")
                aalfeld_ = Scope::of_owner(body.id.value);
        }
    }

    template<class UseCase>
    std::invoke_result_t<UseCase&, Work&> work(
        UseCase use_case, std::optional<TenantId> tenant = std::nullopt)
    {
        return run_use_case(
            {connection(), tenant.value_or(tenant_), Actor::command_line(), clock(), i18n::Zone::berlin(),
             no_signals},
            use_case);
    }
    identity::AccountId account(
        std::string const& email, std::vector<Grant> grants, std::optional<TenantId> tenant = std::nullopt)
    {
        return work(
                   [&](Work& work) {
                       return identity::invite_account(
                           work,
                           {.email = email,
                            .name = "Ayşe Kaya",
                            .language = "de",
                            .grants = std::move(grants)});
                   },
                   tenant)
            .value();
    }
    std::string public_id(identity::AccountId id)
    {
        return identity::find_account(connection(), tenant_, id)->public_id;
    }

    // A browser of somebody who has logged in, with the second factor where a role asks for it; without the
    // half second that the password would take.
    struct Browser {
        StaffStory& story;
        std::string host = "musterau.example";
        std::map<std::string, std::string> cookies = {};

        http::Response send(
            http::Method method, std::string target, http::Headers headers, std::string body = {})
        {
            headers.push_back({"Host", host});
            headers.push_back({"Sec-Fetch-Site", "same-origin"});
            std::string cookie;
            for (auto const& [name, value] : cookies)
                cookie += (cookie.empty() ? "" : "; ") + name + '=' + value;
            if (!cookie.empty())
                headers.push_back({"Cookie", cookie});
            http::Request::Parts parts;
            parts.method = method;
            parts.target = std::move(target);
            parts.headers = std::move(headers);
            parts.body = std::move(body);
            parts.peer = "192.0.2.7";
            parts.secure = true;
            parts.request_id = "test";
            auto response
                = story.product_.application.answer(http::Request(std::move(parts)), story.connection());
            for (auto const& header : response.headers()) {
                if (header.name != "Set-Cookie")
                    continue;
                auto const equals = header.value.find('=');
                cookies[header.value.substr(0, equals)]
                    = header.value.substr(equals + 1, header.value.find(';') - equals - 1);
            }
            return response;
        }
        http::Response get(std::string target) { return send(http::Method::get, std::move(target), {}); }
        // With the token of the forms that this browser was shown last.
        http::Response post(std::string target, std::string body, bool with_token = true)
        {
            if (with_token)
                body += "&formular=" + token;
            return send(
                http::Method::post, std::move(target),
                {{"Content-Type", "application/x-www-form-urlencoded"}}, std::move(body));
        }
        std::string token = {};
    };
    Browser logged_in(identity::AccountId id, std::optional<TenantId> tenant = std::nullopt)
    {
        Browser browser{*this};
        auto const token = crypto::random_token(32);
        auto const created = work(
            [&](Work& work) -> Result<void> {
                identity::update_password(
                    work.db(), work.tenant(), id, "none", identity::AccountState::active);
                identity::update_second_factor(work.db(), work.tenant(), id, "sealed", 1, work.now());
                identity::insert_session(
                    work.db(), work.tenant(),
                    {.id = {},
                     .account = id,
                     .stage = identity::Stage::complete,
                     .device = "Test",
                     .created_at = work.now(),
                     .last_seen_at = work.now(),
                     .expires_at = work.now() + 8h},
                    crypto::sha256_hex(token));
                return {};
            },
            tenant);
        EXPECT_TRUE(created);
        browser.cookies["__Host-kommin"] = token;
        browser.token
            = identity::find_person(connection(), tenant.value_or(tenant_), token, {}, clock().now())
                  ->form_token;
        return browser;
    }
    std::string mail()
    {
        jobs_of(product_.modules, clock(), no_signals).run_due(connection());
        std::string text;
        auto const outbox = folder_.path() / "outbox";
        if (std::filesystem::exists(outbox)) {
            for (auto const& entry : std::filesystem::directory_iterator(outbox))
                text += files::read_file(entry.path(), 100'000).value();
        }
        return text;
    }
    // The address below /verwaltung/ of a mailed link; quoted-printable breaks its lines.
    static std::string link_in(std::string text)
    {
        text = std::regex_replace(text, std::regex("=\r?\n"), "");
        std::smatch match;
        return std::regex_search(text, match, std::regex("/verwaltung/passwort/[A-Za-z0-9_-]+"))
            ? match.str()
            : std::string{};
    }
    std::vector<std::string> audit_actions()
    {
        std::vector<std::string> actions;
        for (auto const& entry : audit::list_entries(connection(), tenant_, std::nullopt, 100))
            actions.push_back(entry.action);
        return actions;
    }

    TenantId tenant_;
    TenantId other_tenant_;
    Scope aalfeld_ = Scope::whole_tenant();
};
KOMMIN_ON_BOTH_ENGINES(StaffStory);

std::string replaced(std::string pattern, std::string_view parameter, std::string_view value)
{
    if (auto const at = pattern.find(parameter); at != std::string::npos)
        pattern.replace(at, parameter.size(), value);
    return pattern;
}

// Every route for people at work × every role × GET and POST, as the tables of rights say.
TEST_P(StaffStory, every_role_opens_what_its_table_says_and_nothing_else)
{
    auto const feedback = work([&](Work& work) {
        return portal::receive_feedback(
            work, {"barriere", "", "Der Plan ist nicht lesbar.", "", "k"}, i18n::Language::german());
    });
    auto const somebody = public_id(account("somebody@kreis.example", {}));
    std::vector<PermissionRule> rules;
    for (auto const& module : product_.modules)
        rules.insert(rules.end(), module.permissions.begin(), module.permissions.end());

    std::size_t asked = 0;
    for (auto const& role : tenants::all_roles) {
        auto const scope = role.reach == tenants::RoleReach::municipality ? aalfeld_ : Scope::whole_tenant();
        auto browser = logged_in(
            account(std::string(role.role.code) + "@kreis.example", {{std::string(role.role.code), scope}}));
        for (auto const& module : product_.modules) {
            for (auto const& route : module.routes) {
                if (route.access.kind != web::Access::Kind::permitted)
                    continue;
                ++asked;
                auto path = replaced(std::string(route.pattern), "{konto}", somebody);
                path = replaced(path, "{nummer}", std::to_string(feedback->value));
                ASSERT_EQ(path.find('{'), std::string::npos)
                    << path << ": say here what stands for the parameter";
                bool const may = std::ranges::any_of(rules, [&](PermissionRule const& rule) {
                    return rule.permission == route.access.permission
                        && std::ranges::find(rule.roles, role.role) != rule.roles.end();
                });
                auto const answer
                    = route.method == http::Method::get ? browser.get(path) : browser.post(path, "x=1");
                auto const what = std::string(role.role.code) + ' ' + path;
                EXPECT_EQ(
                    answer.status() != http::Status::not_found || path.ends_with("zustand"),
                    may || path.ends_with("zustand"))
                    << what << ' ' << static_cast<int>(answer.status());
                if (!may) {
                    auto const nowhere = browser.get("/verwaltung/nirgends");
                    EXPECT_EQ(nowhere.status(), http::Status::not_found);
                    EXPECT_TRUE(answer.body_text() == nowhere.body_text())
                        << what << ": as if it were not there";
                }
                EXPECT_EQ(answer.header("Cache-Control"), "no-store") << what;
            }
        }
    }
    EXPECT_GT(asked, 100U);
}

TEST_P(StaffStory, whoever_is_not_logged_in_sees_the_way_in_only)
{
    for (auto const& module : product_.modules) {
        for (auto const& route : module.routes) {
            auto const kind = route.access.kind;
            if (kind != web::Access::Kind::permitted && kind != web::Access::Kind::logged_in)
                continue;
            auto path = replaced(replaced(std::string(route.pattern), "{konto}", "x"), "{nummer}", "1");
            path = replaced(path, "{rest*}", "nirgends/hier");
            for (auto const* cookie : {"", "ein-geratenes-zeichen"}) {
                Browser stranger{*this};
                if (*cookie != '\0')
                    stranger.cookies["__Host-kommin"] = cookie;
                if (route.method == http::Method::get) {
                    auto const answer = stranger.get(path);
                    EXPECT_EQ(answer.status(), http::Status::see_other) << path;
                    EXPECT_THAT(
                        std::string(answer.header("Location")), HasSubstr("/verwaltung/anmelden?weiter="))
                        << path;
                } else {
                    EXPECT_EQ(stranger.post(path, "x=1").status(), http::Status::forbidden) << path;
                }
            }
        }
    }
}

TEST_P(StaffStory, a_session_and_its_records_belong_to_one_district)
{
    auto const administrator = account("admin@kreis.example", {{"administrator", Scope::whole_tenant()}});
    auto const foreign
        = account("fremd@kreis.example", {{"administrator", Scope::whole_tenant()}}, other_tenant_);
    auto const foreign_id = identity::find_account(connection(), other_tenant_, foreign)->public_id;
    auto browser = logged_in(administrator);
    EXPECT_EQ(browser.get("/verwaltung/konten").status(), http::Status::ok);
    EXPECT_EQ(browser.get("/verwaltung/konten/" + foreign_id).status(), http::Status::not_found);
    EXPECT_EQ(browser.get("/verwaltung/rechte?konto=" + foreign_id).status(), http::Status::not_found);
    EXPECT_EQ(
        browser.post("/verwaltung/konten/" + foreign_id + "/zustand", "was=sperren").status(),
        http::Status::not_found);
    browser.host = "beispielhain.example";
    EXPECT_EQ(browser.get("/verwaltung/konten").status(), http::Status::see_other);
}

TEST_P(StaffStory, a_form_from_elsewhere_changes_nothing)
{
    auto const administrator = account("admin@kreis.example", {{"administrator", Scope::whole_tenant()}});
    auto const somebody = account("somebody@kreis.example", {});
    auto browser = logged_in(administrator);
    auto const path = "/verwaltung/konten/" + public_id(somebody) + "/zustand";
    EXPECT_EQ(browser.post(path, "was=sperren", false).status(), http::Status::forbidden)
        << "without its token";
    auto right = browser.token;
    browser.token = std::string(right.size(), '0');
    EXPECT_EQ(browser.post(path, "was=sperren").status(), http::Status::forbidden) << "with a guessed one";
    browser.token = logged_in(somebody).token;
    EXPECT_EQ(browser.post(path, "was=sperren").status(), http::Status::forbidden)
        << "with that of somebody else";
    EXPECT_EQ(
        browser
            .send(
                http::Method::post, path,
                {{"Content-Type", "application/x-www-form-urlencoded"}, {"Origin", "https://boese.example"}},
                "was=sperren&formular=" + right)
            .status(),
        http::Status::see_other)
        << "a browser that says same-origin is believed before its Origin";
    EXPECT_EQ(
        identity::find_account(connection(), tenant_, somebody)->state, identity::AccountState::blocked);
}

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
    auto const led = browser.get("/verwaltung/rueckmeldungen");
    EXPECT_EQ(led.header("Location"), "/verwaltung/konto/zweiter-faktor");
    auto const page = browser.get("/verwaltung/konto/zweiter-faktor").body_text();
    std::smatch seal;
    std::smatch secret;
    ASSERT_TRUE(std::regex_search(page, seal, std::regex("name=\"siegel\" value=\"([^\"]+)\"")));
    ASSERT_TRUE(std::regex_search(page, secret, std::regex("class=\"secret\">([A-Z2-7 ]+)<")));
    auto const bytes = crypto::from_base32(secret[1].str()).value();
    auto const wrong
        = browser.post("/verwaltung/konto/zweiter-faktor", "siegel=" + seal[1].str() + "&code=000000");
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(wrong.body_text(), HasSubstr(secret[1].str())) << "the app has this secret already";
    auto const code = identity::totp_code(bytes, identity::totp_step(clock().now()));
    auto const done
        = browser.post("/verwaltung/konto/zweiter-faktor", "siegel=" + seal[1].str() + "&code=" + code);
    EXPECT_EQ(done.status(), http::Status::ok);
    EXPECT_THAT(done.body_text(), HasSubstr("Ihre Ersatzcodes"));
    EXPECT_EQ(browser.get("/verwaltung/rueckmeldungen").status(), http::Status::ok);
}

TEST_P(StaffStory, a_second_factor_is_replaced_with_the_password_only)
{
    auto const id = account("office@kreis.example", {{"conference_office", Scope::whole_tenant()}});
    auto browser = logged_in(id);
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        identity::update_password(
            work.db(), work.tenant(), id,
            crypto::hash_password(good_password, crypto::PasswordCost::lowest()),
            identity::AccountState::active);
        return {};
    }));
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
}

TEST_P(StaffStory, the_last_administrator_stays)
{
    auto const id = account("admin@kreis.example", {{"administrator", Scope::whole_tenant()}});
    auto browser = logged_in(id);
    auto const path = "/verwaltung/konten/" + public_id(id);
    EXPECT_EQ(browser.post(path + "/rollen", "fassung=1&rolle=reader").status(), http::Status::conflict);
    EXPECT_EQ(browser.post(path + "/zustand", "was=sperren").status(), http::Status::conflict);
    logged_in(account("second@kreis.example", {{"administrator", Scope::whole_tenant()}}));
    EXPECT_EQ(browser.post(path + "/rollen", "fassung=1&rolle=reader").status(), http::Status::see_other);
    EXPECT_EQ(browser.get(path).status(), http::Status::not_found) << "the right is gone with the next click";
}

TEST_P(StaffStory, roles_are_given_where_they_exist)
{
    auto browser = logged_in(account("admin@kreis.example", {{"administrator", Scope::whole_tenant()}}));
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
        browser.post(path + "/rollen", "fassung=1&rolle=municipal_editor@" + std::to_string(aalfeld_.owner()))
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
    EXPECT_THAT(browser.get("/verwaltung/rueckmeldungen?alle=1").body_text(), HasSubstr("Nr. 1: "));
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
    EXPECT_THAT(text, Not(HasSubstr("niemand")));
    for (int i = 0; i < 20; ++i)
        static_cast<void>(
            stranger.post("/verwaltung/passwort-vergessen", "email=leyla@kreis.example", false));
    jobs_of(product_.modules, clock(), no_signals).run_due(connection());
    auto const mails = std::distance(
        std::filesystem::directory_iterator(folder_.path() / "outbox"),
        std::filesystem::directory_iterator());
    EXPECT_LE(mails, 2) << "nobody's mailbox is flooded";
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
    EXPECT_FALSE(web::is_safe_for_login(
        http::Request::for_test(http::Method::get, "/", {{"Host", "localhost.boese.example"}})));
    EXPECT_TRUE(web::is_safe_for_login(
        http::Request::for_test(http::Method::get, "/", {{"Host", "127.0.0.1:8080"}})));
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
    auto const accounts = work([&](Work& work) -> Result<std::vector<staff::DemoAccount>> {
        return staff::add_demo_accounts(work);
    });
    EXPECT_EQ(accounts->size(), tenants::all_roles.size());
    EXPECT_EQ(
        work([&](Work& work) -> Result<std::vector<staff::DemoAccount>> {
            return staff::add_demo_accounts(work);
        })->size(),
        0U)
        << "those that are there keep their passwords";
}

}
} // namespace kommin::app
