// What docs/security.md promises of requests that no page of ours would send, and of what pages ask of
// browsers.

#include "app/tests/offer_story.hpp"

#include <set>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class RequestLimits : public OfferStory {
protected:
    // Of all routes of one method; what stands for a parameter need not exist.
    [[nodiscard]] std::vector<std::string> addresses(http::Method method) const
    {
        std::vector<std::string> all;
        for (auto const& module : product_.modules) {
            for (auto const& route : module.routes) {
                if (route.method != method)
                    continue;
                auto address
                    = std::regex_replace(std::string(route.pattern), std::regex("\\{lang[^}]*\\}"), "de");
                all.push_back(std::regex_replace(address, std::regex("\\{[^}]*\\}"), "1"));
            }
        }
        return all;
    }
    Browser administrator()
    {
        return logged_in(account(
            "alles" + std::to_string(++people_) + "@kreis.example",
            {{"administrator", Scope::whole_tenant()}, {"conference_office", Scope::whole_tenant()}}));
    }
    static std::set<std::string> found_in(std::string const& page, char const* pattern)
    {
        std::set<std::string> found;
        std::regex const wanted(pattern);
        for (auto match = std::sregex_iterator(page.begin(), page.end(), wanted);
             match != std::sregex_iterator(); ++match)
            found.insert((*match)[1]);
        return found;
    }
    std::int64_t audit_entries()
    {
        return connection().load<std::int64_t>("SELECT count(*) FROM audit_entries");
    }
};
KOMMIN_ON_BOTH_ENGINES(RequestLimits);

TEST_P(RequestLimits, what_says_that_it_is_no_form_is_answered_415_and_stores_nothing)
{
    auto browser = administrator();
    Browser stranger{*this};
    auto const before = audit_entries();
    auto all = addresses(http::Method::post);
    EXPECT_GT(all.size(), 60U);
    all.insert(all.end(), {"/verwaltung/gibt-es-nicht", "/de/gibt-es-nicht", "/assets/x.js", "/"});
    for (auto const& address : all) {
        for (auto const* type :
             {"application/json", "text/plain", "application/xml", "application/octet-stream",
              "application/x-www-form-urlencoded-not", ""}) {
            for (auto* visitor : {&browser, &stranger})
                EXPECT_EQ(
                    visitor
                        ->send(
                            http::Method::post, address, {{"Content-Type", type}},
                            "formular=" + browser.token + "&{\"title\":\"x\"}")
                        .status(),
                    http::Status::unsupported_media_type)
                    << address << ' ' << type;
        }
    }
    EXPECT_EQ(audit_entries(), before);
    auto const form = stranger.send(
        http::Method::post, "/verwaltung/passwort-vergessen",
        {{"Content-Type", "Application/X-WWW-Form-Urlencoded; charset=UTF-8"}}, "email=x%40kreis.example");
    EXPECT_EQ(form.status(), http::Status::ok) << "a form, however a browser writes it";
}

TEST_P(RequestLimits, no_folder_is_listed_and_no_file_but_those_of_the_program_is_sent)
{
    EXPECT_EQ(get("/assets/public.css").status(), http::Status::ok);
    for (auto const* address :
         {"/assets",
          "/assets/",
          "/assets/fonts",
          "/assets/fonts/",
          "/assets/.git/config",
          "/assets/manifest.txt",
          "/assets/public.css.bak",
          "/assets/public.css~",
          "/assets/.public.css.swp",
          "/assets/public.css.gz",
          "/assets/public.css.map",
          "/assets/package.json",
          "/.git/config",
          "/.git/HEAD",
          "/kommin.db",
          "/kommin.toml",
          "/server.key",
          "/concepts.csv",
          "/blobs/",
          "/bilder/",
          "/outbox/",
          "/WEB-INF/web.xml",
          "/.DS_Store",
          "/Thumbs.db",
          "/backup.zip"}) {
        auto const answer = get(address);
        EXPECT_THAT(answer.status(), AnyOf(http::Status::not_found, http::Status::moved_permanently))
            << address;
        EXPECT_THAT(answer.body_text(), Not(HasSubstr("Index of"))) << address;
    }
    for (auto const* address : {"/assets/", "/assets/fonts/", "/blobs/", "/.git/config", "/kommin.db"})
        EXPECT_EQ(get(address).status(), http::Status::not_found) << address;
}

TEST_P(RequestLimits, every_body_says_what_it_is_and_text_how_it_is_written)
{
    auto browser = administrator();
    Browser stranger{*this};
    auto const id = offer("chor", "Chor", "aalfeld");
    auto all = addresses(http::Method::get);
    EXPECT_GT(all.size(), 80U);
    all.insert(
        all.end(),
        {"/", "/de/", "/ar/", "/de/angebote/chor", "/de/suche?q=chor", "/de/suche?q=", "/sitemap.xml",
         "/robots.txt", "/assets/public.css", "/sw.js", "/favicon.ico", "/healthz", "/readyz",
         "/gibt-es-nicht", desk(id), desk(id, "/verlauf"), desk(id, "/vorschau/de")});
    int with_body = 0;
    for (auto const& address : all) {
        for (auto* visitor : {&browser, &stranger}) {
            auto const answer = visitor->get(address);
            auto const status = static_cast<int>(answer.status());
            if (status == 204 || (status >= 300 && status < 400))
                continue;
            ++with_body;
            auto const type = std::string(answer.header("Content-Type"));
            EXPECT_NE(type, "") << address;
            if (type.starts_with("text/")) {
                EXPECT_THAT(type, HasSubstr("; charset=utf-8")) << address;
            }
            if (std::regex_search(type, std::regex("^text/csv|json|spreadsheet|xliff|octet-stream"))
                && !type.starts_with("application/manifest")) {
                EXPECT_THAT(std::string(answer.header("Content-Disposition")), StartsWith("attachment"))
                    << address;
            }
        }
    }
    EXPECT_GT(with_body, 100);
}

// The address, the cookies and the body are read apart, and of a field that is sent twice the first counts.
TEST_P(RequestLimits, a_field_of_the_address_or_a_cookie_is_none_of_the_form)
{
    auto const id = account("leyla@kreis.example", {{"reader", Scope::whole_tenant()}});
    auto leyla = logged_in(id);
    auto const name = [&] { return identity::find_account(connection(), tenant_, id)->name; };
    auto const version = [&] {
        return "fassung=" + std::to_string(identity::find_account(connection(), tenant_, id)->version);
    };
    leyla.cookies["name"] = "Aus einem Cookie";
    leyla.post(
        "/verwaltung/konto/angaben?name=Aus+der+Adresse",
        version() + "&name=Leyla+Demir&name=Noch+einmal&sprache=de");
    EXPECT_EQ(name(), "Leyla Demir");
    leyla.cookies["formular"] = leyla.token;
    auto const without = leyla.post(
        "/verwaltung/konto/angaben?formular=" + leyla.token, version() + "&name=Anders&sprache=de", false);
    EXPECT_NE(without.status(), http::Status::see_other) << "the token is one of the form";
    EXPECT_EQ(name(), "Leyla Demir");
}

// Neither of ours nor of anybody else: what a page shows comes from this host.
TEST_P(RequestLimits, no_page_loads_anything_from_elsewhere_or_with_technology_that_is_gone)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto browser = administrator();
    Browser stranger{*this};
    auto all = addresses(http::Method::get);
    all.insert(
        all.end(),
        {"/de/", "/ar/", "/de/angebote/chor", "/de/suche?q=chor", "/de/orte/aalfeld", desk(id),
         desk(id, "/vorschau/de"), "/gibt-es-nicht"});
    int pages = 0;
    for (auto const& address : all) {
        for (auto* visitor : {&browser, &stranger}) {
            auto const answer = visitor->get(address);
            if (!std::string(answer.header("Content-Type")).starts_with("text/html"))
                continue;
            ++pages;
            auto const page = std::string(answer.body_text());
            for (auto const& source :
                 found_in(page, "\\b(?:src|srcset|poster|data|action|formaction)=\"([^\"]*)\""))
                EXPECT_THAT(source, AnyOf(StartsWith("/"), StartsWith("data:image/"))) << address;
            EXPECT_THAT(found_in(page, "((?:src|srcset|poster|action)=\"//[^\"]*\")"), IsEmpty()) << address;
            for (auto const& link : found_in(page, "(<link [^>]*>)"))
                EXPECT_TRUE(
                    link.find("href=\"/") != std::string::npos
                    || link.find("rel=\"canonical\"") != std::string::npos
                    || link.find("rel=\"alternate\"") != std::string::npos)
                    << link << address;
            EXPECT_THAT(
                found_in(page, "(<(?:object|embed|applet|frame|frameset|bgsound|marquee)\\b)"), IsEmpty())
                << address;
            EXPECT_THAT(found_in(page, "(<[^>]* on[a-z]+=\"[^>]*>)"), IsEmpty()) << address;
            EXPECT_THAT(
                found_in(page, "(<script(?![^>]*(?:src=\"/|application/ld\\+json))[^>]*>)"), IsEmpty())
                << address;
        }
    }
    EXPECT_GT(pages, 60);
}

// A form is read field by field: what it does not offer goes nowhere.
TEST_P(RequestLimits, what_a_form_does_not_offer_changes_nothing)
{
    auto const account_id = account("leyla@kreis.example", {{"reader", Scope::whole_tenant()}});
    auto leyla = logged_in(account_id);
    auto const before = identity::find_account(connection(), tenant_, account_id).value();
    leyla.post(
        "/verwaltung/konto/angaben",
        "fassung=" + std::to_string(before.version)
            + "&name=Leyla+Demir&sprache=en&email=fremd@kreis.example&rolle=administrator&roles=administrator"
              "&state=blocked&zustand=blocked&public_id=geraten&id=1&tenant_id=2&password_hash=x"
              "&second_factor_since=&created_at=2001-01-01T00:00:00Z&version=99&passwort=abc");
    auto const after = identity::find_account(connection(), tenant_, account_id).value();
    EXPECT_EQ(after.name, "Leyla Demir");
    EXPECT_EQ(after.language, "en");
    EXPECT_EQ(after.email, before.email);
    EXPECT_EQ(after.public_id, before.public_id);
    EXPECT_EQ(after.state, before.state);
    EXPECT_EQ(after.created_at, before.created_at);
    EXPECT_EQ(after.version, before.version + 1);
    auto const grants = identity::list_grants(connection(), tenant_, account_id);
    ASSERT_EQ(grants.size(), 1U);
    EXPECT_EQ(grants.front().role, "reader");

    auto const id = offer("chor", "Chor", "aalfeld");
    auto const stored = portal::find_offer(connection(), tenant_, id).value();
    auto editor = browser_of("conference_office");
    auto const form = editor.get(desk(id)).body_text();
    auto const saved = editor.post(
        desk(id, "/veroeffentlichen"),
        fields(
            seen_on(form), "Chor+am+Abend",
            "slug=anders&key=anders&public_id=geraten&tenant_id=2&id=99&owner=2&confirmed_at=2001-01-01"
            "&was_public=0&content_hash=x&created_at=2001-01-01T00:00:00Z"));
    ASSERT_EQ(saved.status(), http::Status::see_other) << saved.body_text();
    auto const published = portal::find_offer(connection(), tenant_, id).value();
    EXPECT_EQ(published.title.source, "Chor am Abend");
    EXPECT_EQ(published.slug, stored.slug);
    EXPECT_EQ(published.key, stored.key);
    EXPECT_EQ(published.public_id, stored.public_id);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM offers"), 1);
}

// What an editor types is text, in whatever language of templates it is written.
TEST_P(RequestLimits, what_somebody_types_is_no_template)
{
    constexpr std::string_view typed = "{{7*7}} ${7*7} #{7*7} [[7*7]] {0} {} %d %s";
    auto const id = offer("chor", "Chor", "aalfeld");
    auto editor = browser_of("conference_office");
    auto const form = editor.get(desk(id)).body_text();
    auto const saved
        = editor.post(desk(id, "/veroeffentlichen"), fields(seen_on(form), html::percent_encode(typed)));
    ASSERT_EQ(saved.status(), http::Status::see_other) << saved.body_text();
    auto const page = public_page("chor");
    EXPECT_THAT(page, AllOf(HasSubstr(std::string(typed)), Not(HasSubstr("49"))));
    EXPECT_THAT(editor.get(desk(id)).body_text(), HasSubstr(std::string(typed)));
}

TEST_P(RequestLimits, a_password_may_be_pasted_and_filled_in_by_a_safe)
{
    auto const id = account("leyla@kreis.example", {{"reader", Scope::whole_tenant()}});
    auto leyla = logged_in(id);
    auto const link = "/verwaltung/passwort/"
        + work([&](Work& work) -> Result<std::string> {
              return identity::make_link(work, id, identity::LinkPurpose::new_password);
          }).value();
    Browser stranger{*this};
    int fields_seen = 0;
    for (auto const& page :
         {stranger.get("/verwaltung/anmelden").body_text(), stranger.get(link).body_text(),
          leyla.get("/verwaltung/konto").body_text(),
          leyla.get("/verwaltung/konto/zweiter-faktor").body_text()}) {
        for (auto const& field : found_in(std::string(page), "(<input[^>]*type=\"password\"[^>]*>)")) {
            ++fields_seen;
            EXPECT_THAT(
                field,
                AllOf(
                    AnyOf(
                        HasSubstr("autocomplete=\"current-password\""),
                        HasSubstr("autocomplete=\"new-password\"")),
                    Not(HasSubstr("maxlength")), Not(HasSubstr("readonly")), Not(HasSubstr(" on"))));
        }
    }
    EXPECT_GE(fields_seen, 5);
    EXPECT_THAT(
        std::string(stranger.get("/verwaltung/anmelden").body_text()),
        HasSubstr("autocomplete=\"username\""));
}

// Beside what people type, forms carry which version, page or choice they are about, and the token.
TEST_P(RequestLimits, forms_carry_few_hidden_fields_and_no_secret)
{
    std::set<std::string> const known{
        "abfrage",   "aktion",       "alle",          "ansicht",    "bestaetigt", "fassung",
        "formular",  "formularlauf", "formularseite", "geraet",     "grundlage",  "image",
        "kommentar", "liste",        "noch-einmal",   "schluessel", "seite",      "siegel",
        "stand",     "wahl",         "was",           "weiter",     "zurueck",    "zustand"};
    auto const id = offer("chor", "Chor", "aalfeld");
    auto browser = administrator();
    Browser stranger{*this};
    auto all = addresses(http::Method::get);
    all.insert(all.end(), {desk(id), desk(id, "/bild"), "/de/angebote/chor"});
    std::set<std::string> seen;
    for (auto const& address : all) {
        for (auto* visitor : {&browser, &stranger}) {
            auto const answer = visitor->get(address);
            if (!std::string(answer.header("Content-Type")).starts_with("text/html"))
                continue;
            for (auto const& name :
                 found_in(std::string(answer.body_text()), "<input type=\"hidden\" name=\"([^\"]*)\"")) {
                EXPECT_TRUE(known.contains(name) || name.starts_with("vorher-")) << name << " on " << address;
                seen.insert(name);
            }
        }
    }
    EXPECT_TRUE(seen.contains("formular"));
    EXPECT_TRUE(seen.contains("fassung"));
}

// What programs are given is the same for everybody: there is no key that could stand in an address.
TEST_P(RequestLimits, what_programs_are_given_needs_no_key_and_changes_with_none)
{
    offer("chor", "Chor", "aalfeld");
    auto browser = administrator();
    Browser stranger{*this};
    int asked = 0;
    for (auto const& module : product_.modules) {
        for (auto const& route : module.routes) {
            bool const is_public = route.access.kind == web::Access::Kind::public_page
                || route.access.kind == web::Access::Kind::public_cached;
            auto const address
                = std::regex_replace(std::string(route.pattern), std::regex("\\{lang[^}]*\\}"), "de");
            if (!is_public || route.method != http::Method::get || address.find('{') != std::string::npos)
                continue;
            auto const plain = stranger.get(address);
            auto const type = std::string(plain.header("Content-Type"));
            if (plain.status() != http::Status::ok || type.starts_with("text/html"))
                continue;
            ++asked;
            for (auto const* key : {"api_key", "key", "token", "access_token"}) {
                auto const with_key = browser.get(address + "?" + key + "=geheim");
                EXPECT_EQ(with_key.body_text(), plain.body_text()) << address << ' ' << key;
            }
        }
    }
    EXPECT_GE(asked, 3);
}

}
} // namespace kommin::app
