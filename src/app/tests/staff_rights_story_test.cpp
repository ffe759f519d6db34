// Who may open what: every role on every route, strangers, other districts, forms of other sites.

#include "app/tests/staff_story.hpp"

namespace kommin::app {
namespace {

using ::testing::HasSubstr;

std::string replaced(std::string pattern, std::string_view parameter, std::string_view value)
{
    if (auto const at = pattern.find(parameter); at != std::string::npos)
        pattern.replace(at, parameter.size(), value);
    return pattern;
}

// With a translation server, whose routes would not be there without; it is never asked here.
class StaffRights : public StaffStory {
protected:
    StaffRights()
        : StaffStory([](Settings& settings) { settings.translation_url = "http://127.0.0.1:1"; })
    { }
    void SetUp() override
    {
        StaffStory::SetUp();
        for (auto const& module : product_.modules)
            rules_.insert(rules_.end(), module.permissions.begin(), module.permissions.end());
        auto const message = work([&](Work& work) {
            return portal::receive_feedback(
                work, {"barriere", "", "Der Plan ist nicht lesbar.", "", "k", aalfeld_},
                i18n::Language::german());
        });
        auto const offer = work([&](Work& work) -> Result<portal::OfferId> {
            auto sewing = offer_called("naehtreff", "Nähtreff", "aalfeld");
            sewing.website = "https://naehtreff.example/";
            sewing.organisation = "Nähverein";
            auto const id = insert(work, sewing);
            portal::gather_links(work, id);
            return id;
        });
        auto const page = work([&](Work& work) -> Result<portal::PageId> {
            return insert(work, page_called("mitreden", "Mitreden", "aalfeld"));
        });
        auto const general = work([&](Work& work) -> Result<portal::PageId> {
            return insert(work, page_called("wohnen", "Wohnen"));
        });
        auto const search = work([&](Work& work) -> Result<portal::UnmetSearchId> {
            return portal::insert_unmet_search(work.db(), work.tenant(), "de", "tauchkurs");
        });
        auto const unit = work([&](Work& work) -> Result<tenants::UnitId> {
            tenants::OrganisationalUnit office;
            office.body = tenants::BodyId{aalfeld_.owner()};
            office.names.emplace_back().name = "Amt am Markt";
            return tenants::add_unit(work, office);
        });
        offer_ = *offer;
        records_
            = {{"{datei}", "gross.webp"},
               {"{was}/{nummer}", "offer/" + std::to_string(offer->value)},
               {"{nummer}", std::to_string(message->value)},
               {"{konto}", public_id(account("jemand@kreis.example", {}))},
               {"{angebot}", std::to_string(offer->value)},
               {"{seite}", std::to_string(page->value)},
               {"{kreisseite}", std::to_string(general->value)},
               {"{verweis}", std::to_string(connection().load<std::int64_t>("SELECT id FROM link_targets"))},
               {"{suche}", std::to_string(search->value)},
               {"{begriff}", "advice"},
               {"{kategorie}", "kind-mbe"},
               {"{ort}", std::to_string(aalfeld_.owner())},
               {"{stelle}", std::to_string(unit->value)},
               {"{einrichtung}",
                std::to_string(connection().load<std::int64_t>("SELECT id FROM organisations"))},
               {"{lang:lang}", "de"},
               {"{sprache}", "ar"}};
    }
    // The address of a route, with a record for every parameter.
    std::string path_of(web::Route const& route)
    {
        std::string path(route.pattern);
        if (path.find("{bild}") != std::string::npos)
            path
                = replaced(std::move(path), "{bild}", image_of(offer_)); // of each its own: one may be erased
        for (auto const& [parameter, value] : records_)
            path = replaced(std::move(path), parameter, value);
        EXPECT_EQ(path.find('{'), std::string::npos) << path << ": say here what stands for the parameter";
        return path;
    }
    bool sees_personal_data(Permission permission) const
    {
        auto const rule = std::ranges::find(rules_, permission, &PermissionRule::permission);
        return rule != rules_.end() && rule->sees == Sees::personal_data;
    }

    std::vector<PermissionRule> rules_;
    std::vector<std::pair<std::string_view, std::string>> records_;
    portal::OfferId offer_;
};
KOMMIN_ON_BOTH_ENGINES(StaffRights);

// Every route for people at work × every role × GET and POST, as the tables of rights say.
TEST_P(StaffRights, every_role_opens_what_its_table_says_and_nothing_else)
{
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
                auto const path = path_of(route);
                bool const may = std::ranges::any_of(rules_, [&](PermissionRule const& rule) {
                    return rule.permission == route.access.permission
                        && std::ranges::find(rule.roles, role.role) != rule.roles.end();
                });
                auto const answer = route.method == http::Method::get ? browser.get(path)
                                                                      : browser.post(path, "was=einladen");
                auto const what = std::string(role.role.code) + ' ' + path;
                EXPECT_EQ(answer.status() != http::Status::not_found, may)
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

// Whoever opens a page with personal data stands in the chain; whoever opens another one does not.
TEST_P(StaffRights, every_page_that_shows_personal_data_is_on_record)
{
    // Needs the right, but shows nobody: empty forms, one's own views, messages by number and topic.
    std::vector<std::string_view> const shows_nobody{
        "/verwaltung/konten/neu", "/verwaltung/pruefpfad/ansichten", "/verwaltung/rueckmeldungen",
        "/verwaltung/rueckmeldungen/ansichten"};
    auto browser = logged_in(account(
        "alle@kreis.example",
        {{"administrator", Scope::whole_tenant()},
         {"conference_office", Scope::whole_tenant()},
         {"municipal_editor", aalfeld_}}));
    std::size_t noted = 0;
    std::size_t silent = 0;
    for (auto const& module : product_.modules) {
        for (auto const& route : module.routes) {
            if (route.access.kind != web::Access::Kind::permitted || route.method != http::Method::get)
                continue;
            auto const before = audit::head(connection(), tenant_).sequence;
            auto const answer = browser.get(path_of(route));
            EXPECT_NE(answer.status(), http::Status::not_found) << route.pattern;
            bool const has_grown = audit::head(connection(), tenant_).sequence > before;
            bool const shows_persons = sees_personal_data(route.access.permission)
                && std::ranges::find(shows_nobody, route.pattern) == shows_nobody.end();
            EXPECT_EQ(has_grown, shows_persons) << route.pattern;
            ++(shows_persons ? noted : silent);
        }
    }
    EXPECT_GT(noted, 4U);
    EXPECT_GT(silent, 30U);
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
            auto path = replaced(replaced(std::string(route.pattern), "{konto}", "x"), "{nummer}", "1");
            path = replaced(replaced(path, "{angebot}", "1"), "{lang:lang}", "de");
            path = replaced(replaced(path, "{bild}", "x"), "{datei}", "gross.webp");
            path = replaced(replaced(path, "{seite}", "1"), "{kreisseite}", "1");
            path = replaced(replaced(path, "{verweis}", "1"), "{begriff}", "advice");
            path = replaced(replaced(path, "{einrichtung}", "1"), "{kategorie}", "kind-mbe");
            path = replaced(replaced(path, "{ort}", "1"), "{stelle}", "1");
            path = replaced(replaced(path, "{sprache}", "ar"), "{was}", "offer");
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
