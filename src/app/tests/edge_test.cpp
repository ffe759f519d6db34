// The edge between server and application: what is refused, what is kept ready, who may ask for what, and
// when a request has to be over.

#include "app/application.hpp"
#include "app/error_pages.hpp"
#include "app/metrics_listener.hpp"
#include "app/modules.hpp"
#include "app/tests/story.hpp"
#include "platform/db/error.hpp"
#include "platform/http/tests/running_server.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <stdexcept>

namespace kommin::app {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

class Edge : public PortalStory {
protected:
    [[nodiscard]] static http::Request::Parts parts_of(std::string target)
    {
        http::Request::Parts parts;
        parts.target = std::move(target);
        parts.headers = {{"Host", "portal.example"}};
        parts.peer = "127.0.0.1";
        parts.request_id = "test";
        return parts;
    }
    [[nodiscard]] static bool is_ready_to_send(std::string_view target)
    {
        auto const pages = world().publications().find(std::string_view{})->pages;
        return pages->find(target, http::Encoding::identity) != nullptr;
    }
    [[nodiscard]] static bool is_kept(std::string const& target)
    {
        auto const answer = world().get(target);
        EXPECT_EQ(answer.status(), http::Status::ok) << target;
        return is_ready_to_send(target);
    }

    metrics::Registry registry_;
    Application application_{
        world().publications(), all_modules({}, {}, workers_of_tests()), world().clock(), registry_,
        no_signals};
};
KOMMIN_ON_BOTH_ENGINES(Edge);

TEST_P(Edge, a_refusal_speaks_the_language_of_the_address)
{
    auto parts = parts_of("/tr/barriere-melden");
    parts.method = http::Method::post;
    parts.request_id = "a&b";
    http::Request const request{std::move(parts)};
    for (int i = 0; i < 2; ++i) {
        auto const page = application_.error_page(http::Status::payload_too_large, request);
        EXPECT_EQ(page.status(), http::Status::payload_too_large);
        EXPECT_THAT(page.body_text(), HasSubstr(R"(<html lang="tr")"));
        EXPECT_THAT(page.body_text(), HasSubstr("a&amp;b")) << "the id is there, as text";
        EXPECT_NE(page.header("Content-Security-Policy"), "");
        EXPECT_EQ(page.header("Cache-Control"), "no-store");
    }
    auto negotiated = parts_of("/");
    negotiated.headers.push_back({"Accept-Language", "uk"});
    EXPECT_THAT(
        application_.error_page(http::Status::header_too_large, http::Request{std::move(negotiated)})
            .body_text(),
        HasSubstr(R"(<html lang="uk")"));
}

TEST_P(Edge, what_is_too_large_for_a_page_of_staff_is_refused_in_its_own_frame)
{
    for (auto const* path : {"/verwaltung/angebote/neu", "/verwaltung"}) {
        auto parts = parts_of(path);
        parts.method = http::Method::post;
        parts.headers.push_back({"Accept-Language", "en"});
        parts.request_id = "a&b";
        auto const page
            = application_.error_page(http::Status::payload_too_large, http::Request{std::move(parts)});
        EXPECT_EQ(page.status(), http::Status::payload_too_large);
        EXPECT_THAT(page.body_text(), HasSubstr("staff--entrance"));
        EXPECT_THAT(page.body_text(), HasSubstr("your entries are still in the form"));
        EXPECT_THAT(page.body_text(), HasSubstr("a&amp;b"));
        EXPECT_NE(page.header("Content-Security-Policy"), "");
        EXPECT_EQ(page.header("Cache-Control"), "no-store");
    }
    auto const other
        = application_.error_page(http::Status::payload_too_large, http::Request{parts_of("/verwaltungen")});
    EXPECT_EQ(std::string(other.body_text()).find("staff--entrance"), std::string::npos);
}

TEST_P(Edge, a_body_that_is_too_large_is_refused_in_the_language_of_the_address)
{
    http::Config config;
    config.port = 0;
    config.workers = 1;
    config.access_log = http::AccessLog::off;
    application_.advise(config);
    http::testing::RunningServer server(
        config, [&](http::Request const& request) { return application_.answer(request, world().db()); });
    for (auto const* target : {"/tr/barriere-melden", "/tr/gibt-es-nicht"}) {
        http::testing::RawClient client(server->port());
        auto const answer = client.ask(
            "POST " + std::string(target)
            + " HTTP/1.1\r\nHost: portal.example\r\nContent-Length: 3000000\r\n\r\n");
        EXPECT_EQ(answer.status, 413) << target;
        EXPECT_THAT(answer.body, HasSubstr(R"(<html lang="tr")")) << target;
        EXPECT_THAT(answer.body, HasSubstr(answer.header("X-Request-Id"))) << target;
        EXPECT_NE(answer.header("Content-Security-Policy"), "") << target;
    }
}

TEST(ErrorPages, are_made_once_per_language_and_status)
{
    ErrorPages pages;
    int made = 0;
    auto const ask = [&](http::Status status, i18n::Language language, std::string_view id) {
        return pages.page(status, language, id, [&](http::Request const& sample) {
            ++made;
            return http::Response::html(
                       status, std::string(sample.path()) + " [" + std::string(sample.request_id()) + ']')
                .header("X-Kept", "yes");
        });
    };
    auto const german = i18n::Language::german();
    auto const turkish = *i18n::Language::find("tr");
    EXPECT_EQ(ask(http::Status::bad_request, german, "1").body_text(), "/de/ [1]");
    EXPECT_EQ(ask(http::Status::bad_request, german, "<2>").body_text(), "/de/ [&lt;2&gt;]");
    EXPECT_EQ(made, 1);
    EXPECT_EQ(ask(http::Status::bad_request, turkish, "3").body_text(), "/tr/ [3]");
    EXPECT_EQ(ask(http::Status::unavailable, turkish, "4").status(), http::Status::unavailable);
    EXPECT_EQ(ask(http::Status::unavailable, turkish, "5").header("X-Kept"), "yes");
    EXPECT_EQ(made, 3);
}

TEST_P(Edge, pages_are_kept_ready_only_under_their_canonical_address)
{
    EXPECT_TRUE(is_kept("/ro/"));
    EXPECT_TRUE(is_kept("/ro/angebote"));
    EXPECT_TRUE(is_kept("/ro/angebote?gemeinde=luenen"));
    EXPECT_TRUE(is_kept("/ro/angebote?seite=2"));
    EXPECT_TRUE(is_kept("/ro/manifest.webmanifest"));
    for (auto const* target :
         {"/ro/?x=1", "/ro/?x=2", "/ro/angebote?x=1", "/ro/angebote?seite=99999", "/ro/angebote?seite=1",
          "/ro/angebote?gemeinde=luenen&gemeinde=luenen", "/ro/%61ngebote", "/ro/manifest.webmanifest?x",
          "/ro/suche?q=kurs", "/ro/barriere-melden", "/robots.txt"})
        EXPECT_FALSE(is_kept(target)) << target;
}

TEST_P(Edge, cookies_make_no_difference_to_what_is_kept_ready)
{
    EXPECT_EQ(
        world().get("/uk/orte", {{"Cookie", "kommin_sprache=de"}}).body_text(),
        world().get("/uk/orte").body_text());
    EXPECT_TRUE(is_ready_to_send("/uk/orte"));
}

TEST_P(Edge, only_a_route_that_says_so_may_fill_the_page_cache)
{
    auto const request = http::Request{parts_of("/x")};
    http::PathParams const path;
    auto const publication = world().publications().find(std::string_view{});
    web::Staff const nobody{};
    web::Call call{request, path, publication->site, publication->parts, nobody, world().clock(), no_signals};
    web::Route route{http::Method::get, "/x", web::public_page, [](web::Call&) {
                         return http::Response::html(http::Status::ok, "mine").keep_in_page_cache(60s);
                     }};
#ifndef NDEBUG
    EXPECT_THROW(web::answer(route, call), std::logic_error);
#else
    EXPECT_EQ(web::answer(route, call).page_cache_lifetime(), std::nullopt);
#endif
    route.access = web::public_cached;
    EXPECT_EQ(web::answer(route, call).page_cache_lifetime(), 60s);
    route.access = web::public_page;
    route.answer = [](web::Call&) { return http::Response::html(http::Status::ok, "mine"); };
    EXPECT_EQ(web::answer(route, call).body_text(), "mine");
}

TEST_P(Edge, a_body_larger_than_a_form_is_refused_before_it_is_read)
{
    constexpr std::size_t most_at_work = std::size_t{2} << 20U; // all texts of a long page
    constexpr std::size_t most_of_an_entry = std::size_t{128} << 10U;
    constexpr std::size_t most_of_a_file = std::size_t{17} << 20U;
    for (auto const& route : application_.routes()) {
        bool const is_at_work = route.pattern.starts_with("/verwaltung/");
        bool const takes_files = route.pattern == "/verwaltung/uebersetzungen/{sprache}/xliff"
            || route.pattern == "/verwaltung/angebote/{angebot}/bild"
            || route.pattern == "/verwaltung/seiten/{seite}/bild"
            || route.pattern == "/verwaltung/punkte/{punkt}/neue-unterlage"
            || route.pattern == "/verwaltung/steuerung/jahre/{jahr}/schritte/{schritt}/neue-datei"
            || route.pattern == "/verwaltung/zuwendungen/{zuwendung}/bescheid"
            || route.pattern == "/verwaltung/zuwendungen/{zuwendung}/belege/{beleg}/datei"
            || route.pattern == "/{lang:lang}/verwendungsnachweis/{token}/beleg"
            || route.pattern == "/{lang:lang}/bericht/{token}"
            || route.pattern == "/verwaltung/massnahmen/{massnahme}/kennzahlen/{kennzahl}/bericht"
            || route.pattern == "/verwaltung/konzept/einlesen";
        // Long texts in languages of which each letter takes six signs on its way.
        bool const is_long = route.pattern.starts_with("/{lang:lang}/bestandsaufnahme/{token}/eintrag")
            || route.pattern == "/{lang:lang}/auswertung/{token}"
            || route.pattern == "/{lang:lang}/verwendungsnachweis/{token}"
            || route.pattern == "/{lang:lang}/foerderantrag/{token}";
        EXPECT_LE(
            route.body_limit,
            takes_files      ? most_of_a_file
                : is_long    ? most_of_an_entry
                : is_at_work ? most_at_work
                             : http::form_limit)
            << route.pattern;
    }
    EXPECT_EQ(application_.body_limit(http::Method::post, "/nirgends"), http::form_limit);
}

TEST_P(Edge, whoever_hashes_passwords_keeps_nobody_waiting)
{
    for (auto const* path :
         {"/verwaltung/anmelden", "/verwaltung/passwort/x", "/verwaltung/konto/passwort",
          "/verwaltung/konto/zweiter-faktor"}) {
        EXPECT_EQ(application_.effort_of(http::Method::post, path), http::Effort::laborious) << path;
        EXPECT_EQ(application_.effort_of(http::Method::get, path), http::Effort::ordinary) << path;
    }
    for (auto const* path : {"/de/barriere-melden", "/nirgends", "/verwaltung/angebote/1"})
        EXPECT_EQ(application_.effort_of(http::Method::post, path), http::Effort::ordinary) << path;
}

TEST_P(Edge, whoever_sends_a_file_keeps_neither_pages_nor_logins_waiting)
{
    for (std::string const record : {"/verwaltung/angebote/1", "/verwaltung/seiten/1"}) {
        EXPECT_EQ(application_.effort_of(http::Method::post, record + "/bild"), http::Effort::lengthy);
        EXPECT_EQ(
            application_.effort_of(http::Method::post, record + "/bild-entfernen"), http::Effort::ordinary);
    }
    EXPECT_EQ(
        application_.effort_of(http::Method::post, "/verwaltung/punkte/1/neue-unterlage"),
        http::Effort::lengthy);
}

TEST_P(Edge, metrics_are_for_this_machine_only)
{
    auto const status = [&](std::string peer, http::Headers const& more = {}) {
        auto parts = parts_of("/metrics");
        parts.peer = std::move(peer);
        parts.headers.insert(parts.headers.end(), more.begin(), more.end());
        return application_.answer(http::Request{std::move(parts)}, world().db()).status();
    };
    EXPECT_EQ(status("127.0.0.1"), http::Status::ok);
    EXPECT_EQ(status("::1"), http::Status::ok);
    EXPECT_EQ(status("192.0.2.1"), http::Status::not_found);
    for (auto const* field : {"X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"})
        EXPECT_EQ(status("127.0.0.1", {{field, "192.0.2.1"}}), http::Status::not_found) << field;
    application_.shows_metrics = false;
    EXPECT_EQ(status("127.0.0.1"), http::Status::not_found) << "they have an address of their own";
}

TEST_P(Edge, metrics_tell_what_is_published_and_what_lies_ready)
{
    auto const before = registry_.expose();
    EXPECT_THAT(before, HasSubstr("kommin_published_records{kind=\"offers\",tenant=\"kreis-unna\"} 110"));
    EXPECT_THAT(before, HasSubstr("kommin_published_version{module=\"portal\",tenant=\"kreis-unna\"}"));
    EXPECT_THAT(before, HasSubstr("kommin_page_cache_entries{tenant=\"kreis-unna\"}"));
    EXPECT_THAT(before, HasSubstr("kommin_page_cache_bytes{tenant=\"kreis-unna\"}"));
    auto const hits = [&] {
        auto const text = registry_.expose();
        std::string const name = "kommin_page_cache_hits_total{tenant=\"kreis-unna\"} ";
        auto const at = text.find(name);
        return at == std::string::npos ? -1.0 : std::stod(text.substr(at + name.size()));
    };
    auto const first = hits();
    ASSERT_TRUE(is_kept("/de/info"));
    EXPECT_EQ(hits(), first + 1);
}

TEST(MetricsListener, answers_at_an_address_of_its_own)
{
    metrics::Registry registry;
    registry.counter("kommin_test_total", "Test.").add(3);
    MetricsListener const listener("127.0.0.1", 0, registry);
    http::testing::RawClient client(listener.port());
    auto const answer = client.get("/metrics");
    EXPECT_EQ(answer.status, 200);
    EXPECT_THAT(answer.body, HasSubstr("kommin_test_total 3"));
    EXPECT_EQ(client.get("/de/").status, 404);
}

TEST_P(Edge, health_is_told_without_a_worker)
{
    http::FastRequest request;
    request.target = "/healthz";
    request.host = "any";
    auto const page = application_.find_ready(request);
    ASSERT_NE(page, nullptr);
    EXPECT_EQ(page->body, "ok\n");
}

TEST_P(Edge, a_query_ends_with_the_deadline_of_its_request)
{
    constexpr std::string_view endless
        = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) "
          "SELECT count(*) FROM n";
    bool was_broken_off = false;
    application_.is_ready = [&](db::Connection& db) {
        try {
            return db.load<std::int64_t>(endless) > 0;
        } catch (db::Unavailable const&) {
            was_broken_off = true;
            throw;
        }
    };
    auto const connection = world().database().connect();
    auto parts = parts_of("/readyz");
    auto const start = std::chrono::steady_clock::now();
    parts.deadline = start + 200ms;
    EXPECT_EQ(
        application_.answer(http::Request{std::move(parts)}, *connection).status(),
        http::Status::unavailable);
    EXPECT_TRUE(was_broken_off);
    EXPECT_LT(std::chrono::steady_clock::now() - start, 6s)
        << "not the limit for requests without a deadline";
    EXPECT_EQ(connection->load<int>("SELECT 1"), 1) << "the deadline was of that request only";
}

TEST(StatusOf, tells_what_passes_from_what_is_broken)
{
    EXPECT_EQ(Application::status_of(db::Unavailable("x")), http::Status::unavailable);
    EXPECT_EQ(Application::status_of(db::SerializationConflict("x")), http::Status::unavailable);
    EXPECT_EQ(Application::status_of(db::Error("x")), http::Status::internal_error);
    EXPECT_EQ(Application::status_of(std::runtime_error("x")), http::Status::internal_error);
}

} // namespace
} // namespace kommin::app
