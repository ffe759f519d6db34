// Who may open what: every role on every route, strangers, other districts, forms of other sites.

#include "app/tests/staff_story.hpp"

namespace kommin::app {
namespace {

using ::testing::HasSubstr;

// With a translation server, whose routes would not be there without; it is never asked here.
class StaffRights : public StaffStory {
protected:
    StaffRights()
        : StaffStory([](Settings& settings) { settings.translation_url = "http://127.0.0.1:1"; })
    { }
};
KOMMIN_ON_BOTH_ENGINES(StaffRights);

std::string replaced(std::string pattern, std::string_view parameter, std::string_view value)
{
    if (auto const at = pattern.find(parameter); at != std::string::npos)
        pattern.replace(at, parameter.size(), value);
    return pattern;
}

// Every route for people at work × every role × GET and POST, as the tables of rights say.
TEST_P(StaffRights, every_role_opens_what_its_table_says_and_nothing_else)
{
    auto const feedback = work([&](Work& work) {
        return portal::receive_feedback(
            work, {"barriere", "", "Der Plan ist nicht lesbar.", "", "k", aalfeld_},
            i18n::Language::german());
    });
    auto const somebody = public_id(account("somebody@kreis.example", {}));
    auto const offer = work([&](Work& work) -> Result<portal::OfferId> {
        auto const id = insert(work, [] {
            auto sewing = offer_called("naehtreff", "Nähtreff", "aalfeld");
            sewing.website = "https://naehtreff.example/";
            sewing.organisation = "Nähverein";
            return sewing;
        }());
        portal::gather_links(work, id);
        return id;
    });
    auto const page = work([&](Work& work) -> Result<portal::PageId> {
        return insert(work, page_called("mitreden", "Mitreden", "aalfeld"));
    });
    auto const general = work(
        [&](Work& work) -> Result<portal::PageId> { return insert(work, page_called("wohnen", "Wohnen")); });
    auto const link = connection().load<std::int64_t>("SELECT id FROM link_targets");
    auto const organisation = connection().load<std::int64_t>("SELECT id FROM organisations");
    auto const search
        = std::to_string(work([&](Work& work) -> Result<portal::UnmetSearchId> {
                             return portal::insert_unmet_search(work.db(), work.tenant(), "de", "tauchkurs");
                         })->value);
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
                auto const image = image_of(offer.value()); // of each its own: one may be erased
                auto path = replaced(std::string(route.pattern), "{konto}", somebody);
                if (path.find("{was}") == std::string::npos)
                    path = replaced(path, "{nummer}", std::to_string(feedback->value));
                path = replaced(path, "{angebot}", std::to_string(offer->value));
                path = replaced(replaced(path, "{bild}", image), "{datei}", "gross.webp");
                path = replaced(path, "{seite}", std::to_string(page->value));
                path = replaced(path, "{kreisseite}", std::to_string(general->value));
                path = replaced(path, "{verweis}", std::to_string(link));
                path = replaced(path, "{suche}", search);
                path = replaced(path, "{begriff}", "advice");
                path = replaced(path, "{einrichtung}", std::to_string(organisation));
                path = replaced(path, "{lang:lang}", "de");
                path = replaced(path, "{sprache}", "ar");
                path = replaced(path, "{was}/{nummer}", "offer/" + std::to_string(offer->value));
                ASSERT_EQ(path.find('{'), std::string::npos)
                    << path << ": say here what stands for the parameter";
                bool const may = std::ranges::any_of(rules, [&](PermissionRule const& rule) {
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
            path = replaced(path, "{einrichtung}", "1");
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
        browser.post("/verwaltung/konten/" + foreign_id + "/zustand", "was=sperren").status(),
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

}
} // namespace kommin::app
