// Who may open what: every role on every route, strangers, other districts, forms of other sites.

#include "app/tests/pages_about_people.hpp"
#include "app/tests/staff_rights_story.hpp"
#include "platform/web/staff_frame.hpp"

#include <map>
#include <set>

namespace kommin::app {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;

class StaffRights : public StaffRightsBase { };
KOMMIN_ON_BOTH_ENGINES(StaffRights);

// No address below /verwaltung is forgotten by the tests here: what the application answers there is a route
// of a module that states who may, or a way back to one. The tests reckon from this how many they have to
// ask.
TEST_P(StaffRights, every_address_states_who_may)
{
    std::size_t counted = 0;
    for (auto const& route : addresses()) {
        auto const* const stated = route_of(route.method, route.pattern);
        auto const* const form = route_of(http::Method::post, route.pattern);
        bool const is_way_back = stated == nullptr && form != nullptr && route.method == http::Method::get;
        EXPECT_TRUE(stated != nullptr || is_way_back) << route.pattern;
        if (stated != nullptr) {
            EXPECT_NE(stated->access.kind, web::Access::Kind::public_page) << route.pattern;
            EXPECT_NE(stated->access.kind, web::Access::Kind::public_cached) << route.pattern;
        }
        ++counted;
    }
    EXPECT_EQ(
        counted,
        permitted().size() + routes_with(web::Access::Kind::logged_in).size()
            + routes_with(web::Access::Kind::entrance).size() + forms_without_page().size());
    EXPECT_GT(forms_without_page().size(), 0U);
}

// Every route for people at work × every role × GET and POST, as the tables of rights say.
TEST_P(StaffRights, every_role_opens_what_its_table_says_and_nothing_else)
{
    std::size_t asked = 0;
    for (auto const& role : tenants::all_roles) {
        auto browser = logged_in_as(role);
        for (auto const* route : permitted()) {
            ++asked;
            auto const path = path_of(*route);
            bool const may = has(role.role, route->access.permission);
            auto const answer = ask(browser, route->method, path, "was=einladen");
            auto const what
                = std::string(role.role.code) + ' ' + std::string(to_text(route->method)) + ' ' + path;
            EXPECT_EQ(answer.header("Cache-Control"), "no-store") << what;
            if (!may) {
                EXPECT_EQ(all_of(answer), all_of(ask(browser, route->method, nowhere, "was=einladen")))
                    << what << ": as if it were not there";
                continue;
            }
            if (path.ends_with("/foto/loeschen")) // is gone for whoever comes next
                photograph(photographed_);
            // A department answers for its own unit only.
            bool const is_of_others = role.role.code == "department_editor"
                && (route->pattern.find("/gefragt/{anfrage}/") != std::string_view::npos
                    || route->pattern.find("/eintraege/{meldung}") != std::string_view::npos);
            if (is_of_others) {
                EXPECT_EQ(all_of(answer), all_of(ask(browser, route->method, nowhere, "was=einladen")))
                    << what;
                continue;
            }
            // A page, its file, the way to another one, or a form with what is wrong in it.
            EXPECT_THAT(
                answer.status(),
                AnyOf(
                    http::Status::ok, http::Status::see_other, http::Status::unprocessable,
                    http::Status::conflict))
                << what << ' ' << static_cast<int>(answer.status());
        }
    }
    std::size_t staff_routes = 0; // from what the application answers, not from what the loop has seen
    for (auto const& route : addresses()) {
        auto const* const stated = route_of(route.method, route.pattern);
        staff_routes += stated != nullptr && stated->access.kind == web::Access::Kind::permitted ? 1 : 0;
    }
    EXPECT_EQ(asked, tenants::all_roles.size() * staff_routes);
}

// Somebody reloads or bookmarks the address of a form that was refused.
TEST_P(StaffRights, an_address_for_forms_leads_back_to_its_record_or_list)
{
    std::size_t led = 0, hidden = 0;
    for (auto const& role : tenants::all_roles) {
        auto browser = logged_in_as(role);
        for (auto const* form : forms_without_page()) {
            auto const* page = form;
            auto above = form->pattern;
            do {
                above = above.substr(0, above.rfind('/'));
                page = route_of(http::Method::get, above);
            } while (page == nullptr);
            bool const may = (form->access.kind != web::Access::Kind::permitted
                              || has(role.role, form->access.permission))
                && (page->access.kind != web::Access::Kind::permitted
                    || has(role.role, page->access.permission));
            auto const path = path_of(*form);
            auto const answer = browser.get(path);
            if (!may) {
                EXPECT_EQ(all_of(answer), all_of(browser.get(nowhere))) << role.role.code << ' ' << path;
                ++hidden;
                continue;
            }
            EXPECT_EQ(answer.status(), http::Status::see_other) << role.role.code << ' ' << path;
            auto const back = std::string(answer.header("Location"));
            EXPECT_TRUE(path.starts_with(back + '/')) << path << " leads to " << back;
            EXPECT_EQ(std::ranges::count(back, '/'), std::ranges::count(above, '/'))
                << path << " leads to " << back;
            ++led;
        }
    }
    EXPECT_EQ(led + hidden, tenants::all_roles.size() * forms_without_page().size());
    auto office = logged_in(account("office@kreis.example", {{"conference_office", Scope::whole_tenant()}}));
    auto const offer = "/verwaltung/angebote/" + std::to_string(offer_.value);
    EXPECT_EQ(office.get(offer + "/veroeffentlichen").header("Location"), offer);
    EXPECT_EQ(office.get(offer).status(), http::Status::ok);
    EXPECT_EQ(office.get("/verwaltung/angebote/auswahl").header("Location"), "/verwaltung/angebote");
}

// By which methods an address answers tells nobody whether it is there.
TEST_P(StaffRights, a_wrong_method_finds_what_an_unknown_address_finds)
{
    struct Somebody {
        std::string_view name;
        Browser browser;
        std::vector<Role> roles;
        std::map<http::Method, std::string> nowhere = {};
    };
    auto const officer = account("dsb@kreis.example", {{"data_protection_officer", Scope::whole_tenant()}});
    std::vector<Somebody> people{
        {"no roles", logged_in(account("nobody@kreis.example", {})), {}},
        {"many roles",
         logged_in(account(
             "alle@kreis.example",
             {{"administrator", Scope::whole_tenant()},
              {"conference_office", Scope::whole_tenant()},
              {"municipal_editor", aalfeld_}})),
         {tenants::administrator, tenants::conference_office, tenants::municipal_editor}},
        {"without the second factor", logged_in(officer), {tenants::data_protection_officer}},
        {"nobody", Browser{*this}, {}}};
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        identity::erase_second_factor(work.db(), work.tenant(), officer);
        return {};
    }));
    constexpr auto entries = "x=1";
    for (auto& somebody : people) {
        for (auto const method : every_method)
            somebody.nowhere[method] = all_of(ask(somebody.browser, method, nowhere, entries));
    }
    EXPECT_THAT(people.front().nowhere[http::Method::post], HasSubstr("404"));
    EXPECT_THAT(people.front().nowhere[http::Method::del], HasSubstr("404"));

    std::set<std::string> patterns;
    for (auto const& route : addresses())
        patterns.insert(route.pattern);
    for (auto const& pattern : patterns) {
        auto const path = path_of(pattern);
        for (auto const method : every_method) {
            auto const access = access_of(method, pattern);
            for (auto& [name, browser, roles, unknown] : people) {
                bool const is_stranger = browser.cookies.empty();
                bool const may = access
                    && (access->kind == web::Access::Kind::entrance
                        || (!is_stranger && access->kind == web::Access::Kind::logged_in)
                        || std::ranges::any_of(
                            roles, [&](Role role) { return has(role, access->permission); }));
                if (may)
                    continue;
                auto const answer = ask(browser, method, path, entries);
                auto const what = std::string(name) + ": " + std::string(to_text(method)) + ' ' + path;
                if (is_stranger && is_safe(method)) // led to the login, and from there back
                    EXPECT_EQ(
                        std::string(answer.header("Location")),
                        web::staff_url({"anmelden"}).with_query({{"weiter", path}}).text())
                        << what;
                else
                    // The form that is kept for after the login names the address.
                    EXPECT_EQ(
                        is_stranger
                            ? replaced(
                                  all_of(answer), '"' + std::string(web::page_after_login(path).text()) + '"',
                                  '"' + std::string(nowhere) + '"')
                            : all_of(answer),
                        unknown.at(method))
                        << what;
            }
        }
    }
}

// Whoever opens a page with personal data stands in the chain; whoever opens another one does not.
TEST_P(StaffRights, every_page_that_shows_personal_data_is_on_record)
{
    auto browser = logged_in(account(
        "alle@kreis.example",
        {{"administrator", Scope::whole_tenant()},
         {"conference_office", Scope::whole_tenant()},
         {"municipal_editor", aalfeld_}}));
    std::ptrdiff_t asked = 0, noted = 0;
    for (auto const& module : product_.modules) {
        for (auto const& route : module.routes) {
            if (route.access.kind != web::Access::Kind::permitted || route.method != http::Method::get)
                continue;
            auto const before = audit::head(connection(), tenant_).sequence;
            auto const answer = browser.get(path_of(route));
            EXPECT_NE(answer.status(), http::Status::not_found) << route.pattern;
            bool const has_grown = audit::head(connection(), tenant_).sequence > before;
            bool const shows_persons = std::ranges::find(shows_some, route.pattern) != shows_some.end()
                || (sees_personal_data(route.access.permission) && !route.pattern.ends_with("/ansichten")
                    && std::ranges::find(shows_nobody, route.pattern) == shows_nobody.end());
            EXPECT_EQ(has_grown, shows_persons) << route.pattern;
            ++asked;
            noted += shows_persons ? 1 : 0;
        }
    }
    EXPECT_EQ(asked, std::ranges::count(permitted(), http::Method::get, &web::Route::method));
    EXPECT_GT(noted, 0);
    for (auto const pattern : shows_nobody)
        EXPECT_NE(route_of(http::Method::get, pattern), nullptr) << pattern << " is no page any more";
}

TEST_P(StaffRights, what_is_found_of_accounts_and_the_rights_of_others_are_on_record)
{
    auto const id = account("admin@kreis.example", {{"administrator", Scope::whole_tenant()}});
    auto browser = logged_in(id);
    auto const grown_by = [&](std::string const& path) {
        auto const before = audit::head(connection(), tenant_).sequence;
        EXPECT_EQ(browser.get(path).status(), http::Status::ok) << path;
        return audit::head(connection(), tenant_).sequence - before;
    };
    EXPECT_EQ(grown_by("/verwaltung/suche?q=gibtesnicht"), 0) << "nobody was found";
    EXPECT_EQ(grown_by("/verwaltung/suche?q=jemand"), 1);
    auto const found = audit::list_entries(connection(), tenant_, std::nullopt, 1).front();
    EXPECT_EQ(found.action, "staff.accounts.found");
    EXPECT_EQ(found.after_json, R"({"words":1,"shown":1})") << "how many words, not which";
    EXPECT_EQ(grown_by("/verwaltung/rechte"), 0) << "one's own";
    EXPECT_EQ(grown_by("/verwaltung/rechte?konto=" + public_id(id)), 0) << "one's own";
    EXPECT_EQ(
        grown_by("/verwaltung/rechte?konto=" + path_of({http::Method::get, "{konto}", web::logged_in, {}})),
        1);
    EXPECT_EQ(audit_actions().front(), "staff.rights.read");
    EXPECT_EQ(grown_by("/verwaltung/pruefpfad?was=boese&nr=7"), 1);
    EXPECT_EQ(
        audit::list_entries(connection(), tenant_, std::nullopt, 1).front().after_json,
        R"({"asked":["was","nr"],"shown":0})");
}

TEST_P(StaffRights, whoever_is_not_logged_in_sees_the_way_in_only)
{
    for (auto const& module : product_.modules) {
        for (auto const& route : module.routes) {
            auto const kind = route.access.kind;
            if (kind != web::Access::Kind::permitted && kind != web::Access::Kind::logged_in)
                continue;
            auto const path = path_of(route);
            for (auto const* cookie : {"", "ein-geratenes-zeichen"}) {
                Browser stranger{*this};
                if (*cookie != '\0')
                    stranger.cookies["__Host-kommin"] = cookie;
                if (is_safe(route.method)) {
                    auto const answer = ask(stranger, route.method, path, {});
                    EXPECT_EQ(answer.status(), http::Status::see_other) << path;
                    EXPECT_THAT(
                        std::string(answer.header("Location")), HasSubstr("/verwaltung/anmelden?weiter="))
                        << path;
                } else {
                    EXPECT_EQ(ask(stranger, route.method, path, "x=1").status(), http::Status::forbidden)
                        << path;
                }
            }
        }
    }
}

TEST_P(StaffRights, a_session_and_its_records_belong_to_one_district)
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
        browser.post("/verwaltung/konten/" + foreign_id + "/zustand", "was=sperren&bestaetigt=1").status(),
        http::Status::not_found);
    browser.host = "beispielhain.example";
    EXPECT_EQ(browser.get("/verwaltung/konten").status(), http::Status::see_other);
}

TEST_P(StaffRights, a_form_from_elsewhere_changes_nothing)
{
    auto const administrator = account("admin@kreis.example", {{"administrator", Scope::whole_tenant()}});
    auto const somebody = account("somebody@kreis.example", {});
    auto browser = logged_in(administrator);
    auto const path = "/verwaltung/konten/" + public_id(somebody) + "/zustand";
    EXPECT_EQ(browser.post(path, "was=sperren&bestaetigt=1", false).status(), http::Status::forbidden)
        << "without its token";
    auto right = browser.token;
    browser.token = std::string(right.size(), '0');
    EXPECT_EQ(browser.post(path, "was=sperren&bestaetigt=1").status(), http::Status::forbidden)
        << "with a guessed one";
    browser.token = logged_in(somebody).token;
    EXPECT_EQ(browser.post(path, "was=sperren&bestaetigt=1").status(), http::Status::forbidden)
        << "with that of somebody else";
    EXPECT_EQ(
        browser
            .send(
                http::Method::post, path,
                {{"Content-Type", "application/x-www-form-urlencoded"}, {"Origin", "https://boese.example"}},
                "was=sperren&bestaetigt=1&formular=" + right)
            .status(),
        http::Status::see_other)
        << "a browser that says same-origin is believed before its Origin";
    EXPECT_EQ(
        identity::find_account(connection(), tenant_, somebody)->state, identity::AccountState::blocked);
}

}
} // namespace kommin::app
