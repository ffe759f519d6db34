// The server on its connections: one after the other, many at once, and what goes wrong in a handler.

#include "platform/http/tests/running_server.hpp"
#include "platform/log/log.hpp"
#include "platform/metrics/metrics.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>
#include <unistd.h>
#include <vector>

namespace kommin::http::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Server, answers_on_a_connection_that_stays_open)
{
    RunningServer server{test_config(), hello};
    RawClient client{server->port()};
    for (int i = 0; i < 3; ++i) {
        auto const answer = client.get("/");
        EXPECT_EQ(answer.status, 200);
        EXPECT_EQ(answer.body, "hello");
        EXPECT_EQ(answer.header("Content-Length"), "5");
        EXPECT_EQ(answer.header("Server"), "kommin");
        EXPECT_EQ(answer.header("Connection"), "");
        EXPECT_EQ(answer.header("Date").size(), 29U);
        EXPECT_FALSE(answer.header("X-Request-Id").empty());
    }
    EXPECT_EQ(server->statistics().connections_accepted, 1U);
    EXPECT_EQ(server->statistics().answers_by_class[2], 3U);
}

TEST(Server, closes_when_the_client_asks_or_the_count_is_reached)
{
    auto config = test_config();
    config.limits.requests_per_connection = 2;
    RunningServer server{config, hello, serve_cached()};
    RawClient one{server->port()};
    EXPECT_EQ(one.get("/", "Connection: close\r\n").header("Connection"), "close");
    EXPECT_TRUE(one.is_closed_within(1s));
    RawClient cached{server->port()};
    EXPECT_EQ(cached.get("/cached", "Connection: close\r\n").header("Connection"), "close");
    EXPECT_TRUE(cached.is_closed_within(1s));
    RawClient two{server->port()};
    EXPECT_EQ(two.get("/").header("Connection"), "");
    EXPECT_EQ(two.get("/cached").header("Connection"), "close");
    EXPECT_TRUE(two.is_closed_within(1s));
}

TEST(Server, http_1_0_closes_unless_it_asks_to_stay)
{
    RunningServer server{test_config(), hello};
    RawClient client{server->port()};
    auto answer = client.ask("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(answer.header("Connection"), "keep-alive");
    answer = client.ask("GET / HTTP/1.0\r\n\r\n");
    EXPECT_EQ(answer.header("Connection"), "close");
    EXPECT_TRUE(client.is_closed_within(1s));
}

TEST(Server, head_has_the_headers_of_get_and_no_body)
{
    RunningServer server{test_config(), hello, serve_cached()};
    RawClient client{server->port()};
    for (auto const* target : {"/", "/cached"}) {
        auto const head = client.ask(std::string{"HEAD "} + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
        auto const get = client.get(target);
        EXPECT_EQ(head.status, 200);
        EXPECT_EQ(head.header("Content-Length"), get.header("Content-Length"));
        EXPECT_FALSE(get.body.empty());
    }
}

TEST(Server, many_clients_at_once_get_their_own_answers)
{
    auto config = test_config();
    config.workers = 4;
    config.limits.queue = 1000;
    RunningServer server{
        config,
        [](Request const& request) { return Response::text(Status::ok, std::string{request.target()}); },
        serve_cached()};
    std::atomic<int> right = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            std::vector<std::unique_ptr<RawClient>> clients;
            for (int c = 0; c < 25; ++c)
                clients.push_back(std::make_unique<RawClient>(server->port()));
            for (int round = 0; round < 10; ++round) {
                for (std::size_t c = 0; c < clients.size(); ++c) {
                    auto const target
                        = "/" + std::to_string(t) + "/" + std::to_string(c) + "/" + std::to_string(round);
                    clients[c]->send(
                        "GET " + (round % 2 == 0 ? target : "/cached") + " HTTP/1.1\r\nHost: x\r\n\r\n");
                }
                for (std::size_t c = 0; c < clients.size(); ++c) {
                    auto const target
                        = "/" + std::to_string(t) + "/" + std::to_string(c) + "/" + std::to_string(round);
                    right += clients[c]->read_answer().body == (round % 2 == 0 ? target : "<p>cached</p>");
                }
            }
        });
    }
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(right, 1000);
}

TEST(Server, an_exception_becomes_a_500_page_with_the_request_id_and_the_server_lives)
{
    auto config = test_config();
    config.error_page = [](Status status, Request const& request) {
        return Response::html(status, "sorry " + std::string{request.request_id()});
    };
    RunningServer server{config, [](Request const& request) -> Response {
                             if (request.path() == "/int")
                                 throw 42;
                             if (request.path() == "/bad")
                                 return Response{Status::ok}.header("X", "a\r\nSet-Cookie: evil=1");
                             if (request.path() == "/file")
                                 return Response{Status::ok}.file(
                                     File{"/nonexistent", "text/csv", 0, {}, {}});
                             throw std::runtime_error{"database password in here"};
                         }};
    RawClient client{server->port()};
    for (auto const* target : {"/", "/int", "/bad", "/file", "/"}) {
        auto const answer = client.get(target);
        EXPECT_EQ(answer.status, 500) << target;
        EXPECT_EQ(answer.body, "sorry " + answer.header("X-Request-Id"));
        EXPECT_THAT(answer.head, Not(HasSubstr("evil")));
        EXPECT_THAT(answer.body, Not(HasSubstr("password")));
    }
}

TEST(Server, an_error_page_that_throws_is_replaced_by_a_sentence)
{
    auto config = test_config();
    config.error_page = [](Status, Request const&) -> Response { throw std::runtime_error{"x"}; };
    RunningServer server{config, [](Request const&) -> Response { throw std::runtime_error{"y"}; }};
    RawClient client{server->port()};
    EXPECT_THAT(client.get("/").body, HasSubstr("500 Internal Server Error"));
    EXPECT_THAT(client.get("/%").body, HasSubstr("400 Bad Request"));
}

TEST(Server, trusted_proxies_name_client_scheme_and_request)
{
    auto const report = [](Request const& request) {
        return Response::text(
            Status::ok,
            std::string{request.peer()} + (request.is_secure() ? " secure " : " plain ")
                + std::string{request.request_id()});
    };
    std::string const headers
        = "X-Forwarded-For: 1.1.1.1, 203.0.113.9, 10.1.2.3\r\nX-Forwarded-Proto: https\r\n"
          "X-Request-Id: abc-1\r\n";
    auto config = test_config();
    RunningServer open{config, report};
    EXPECT_THAT(RawClient{open->port()}.get("/", headers).body, HasSubstr("127.0.0.1 plain "));
    config.trusted_proxies = {"127.0.0.1", "10.0.0.0/8", "2001:db8::/32"};
    RunningServer behind{config, report};
    EXPECT_EQ(RawClient{behind->port()}.get("/", headers).body, "203.0.113.9 secure abc-1");
    EXPECT_THAT(
        RawClient{behind->port()}.get("/", "X-Forwarded-For: junk\r\n").body, HasSubstr("127.0.0.1 plain"));
    config.trusted_proxies = {"10.0.0.0/99"};
    EXPECT_THROW((Server{config, {}, [] { return Handler{hello}; }}), std::runtime_error);
}

TEST(Server, a_proxy_on_this_machine_that_nobody_named_is_warned_of_once)
{
    auto const file = std::filesystem::temp_directory_path() / ("kommin-proxy-" + std::to_string(::getpid()));
    auto const warnings = [&] {
        std::ifstream lines(file);
        std::string const text{std::istreambuf_iterator<char>(lines), {}};
        std::size_t count = 0;
        for (auto at = text.find("http.proxy.not_trusted"); at != std::string::npos;
             at = text.find("http.proxy.not_trusted", at + 1))
            ++count;
        return count;
    };
    auto config = test_config();
    log::configure(log::Level::info, {file});
    {
        RunningServer unnamed{config, hello};
        RawClient client{unnamed->port()};
        client.get("/");
        EXPECT_EQ(warnings(), 0U) << "nothing says that there is a proxy";
        for (int i = 0; i < 3; ++i)
            client.get("/", "X-Forwarded-For: 203.0.113.9\r\n");
        EXPECT_EQ(warnings(), 1U);
        config.trusted_proxies = {"127.0.0.1"};
        RunningServer named{config, hello};
        RawClient{named->port()}.get("/", "X-Forwarded-For: 203.0.113.9\r\n");
    }
    log::configure(log::Level::info, log::Target::standard_error());
    EXPECT_EQ(warnings(), 1U);
    std::filesystem::remove(file);
}

// Whoever reads the log learns which page was asked for and what came of it, and nothing that anybody sent.
TEST(Server, logs_route_and_status_and_nothing_that_was_sent)
{
    auto const file = std::filesystem::temp_directory_path() / ("kommin-sent-" + std::to_string(::getpid()));
    auto config = test_config();
    config.access_log = AccessLog::all;
    config.route_of = [](std::string_view) { return std::string("/verwaltung/passwort/{token}"); };
    log::configure(log::Level::debug, {file});
    {
        RunningServer server{config, [](Request const& request) -> Response {
                                 if (request.path().ends_with("fehler"))
                                     throw std::runtime_error{"a bug"};
                                 return Response::text(Status::ok, "");
                             }};
        for (auto const* rest : {"", "fehler"}) {
            RawClient client{server->port()};
            client.send(
                "POST /verwaltung/passwort/geheimer-pfad" + std::string(rest)
                + "?suche=geheime-frage HTTP/1.1\r\nHost: x\r\nCookie: __Host-kommin=geheimes-cookie\r\n"
                  "Authorization: Basic geheime-anmeldung\r\nReferer: https://x/geheimer-verweis\r\n"
                  "User-Agent: geheimes-geraet\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                  "Content-Length: 21\r\n\r\npassword=geheimeswort");
            EXPECT_GT(client.read_answer().status, 0);
        }
    }
    log::configure(log::Level::info, log::Target::standard_error());
    std::ifstream in(file);
    std::string const text{std::istreambuf_iterator<char>(in), {}};
    std::filesystem::remove(file);
    EXPECT_THAT(text, HasSubstr("\"route\":\"/verwaltung/passwort/{token}\""));
    EXPECT_THAT(text, HasSubstr("\"status\":\"500\""));
    EXPECT_THAT(text, Not(HasSubstr("geheim")));
}

// Of some pages it says too much that somebody of a network was there at a time.
TEST(Server, counts_unlogged_routes_and_writes_no_line_of_them)
{
    auto const file
        = std::filesystem::temp_directory_path() / ("kommin-unlogged-" + std::to_string(::getpid()));
    auto config = test_config();
    config.access_log = AccessLog::all;
    config.route_of = [](std::string_view path) {
        return std::string(path.starts_with("/wahl") ? "/wahl/{token}" : "/sonst");
    };
    config.is_unlogged = [](std::string_view route) { return route == "/wahl/{token}"; };
    log::configure(log::Level::debug, {file});
    {
        RunningServer server{config, hello};
        for (auto const* path : {"/wahl/1", "/sonst"})
            RawClient{server->port()}.get(path);
        EXPECT_EQ(server->statistics().requests, 2U);
    }
    log::configure(log::Level::info, log::Target::standard_error());
    std::ifstream in(file);
    std::string const text{std::istreambuf_iterator<char>(in), {}};
    std::filesystem::remove(file);
    EXPECT_THAT(text, HasSubstr("\"route\":\"/sonst\""));
    EXPECT_THAT(text, Not(HasSubstr("wahl")));
}

TEST(Server, run_reports_what_prevented_a_worker_from_starting)
{
    Server server{test_config(), {}, []() -> Handler { throw std::runtime_error{"no database"}; }};
    EXPECT_THROW(server.run(), std::runtime_error);
}

TEST(Server, an_address_in_use_is_an_error_that_names_it)
{
    RunningServer server{test_config(), hello};
    auto config = test_config();
    config.port = server->port();
    try {
        Server second{config, {}, [] { return Handler{hello}; }};
        ADD_FAILURE() << "two servers on one port";
    } catch (std::runtime_error const& failure) {
        EXPECT_THAT(failure.what(), HasSubstr("127.0.0.1:" + std::to_string(config.port)));
    }
}

TEST(Server, shows_its_counts_as_metrics)
{
    metrics::Registry registry;
    auto config = test_config();
    config.metrics = &registry;
    {
        RunningServer server{config, hello, serve_cached()};
        RawClient client{server->port()};
        client.get("/");
        client.get("/cached");
        client.get("/%");
        EXPECT_THAT(registry.expose(), HasSubstr("kommin_http_requests_total 3"));
    }
    auto const text = registry.expose();
    EXPECT_THAT(text, HasSubstr("kommin_http_requests_cached_total 1"));
    EXPECT_THAT(text, HasSubstr("kommin_http_answers_total{class=\"2xx\"} 2"));
    EXPECT_THAT(text, HasSubstr("kommin_http_answers_total{class=\"4xx\"} 1"));
    EXPECT_THAT(text, HasSubstr("kommin_http_handler_seconds_count 1"));
}

TEST(AnonymousNetwork, keeps_what_names_a_network_and_not_a_person)
{
    EXPECT_EQ(anonymous_network("192.0.2.77"), "192.0.2.0/24");
    EXPECT_EQ(anonymous_network("::ffff:192.0.2.77"), "192.0.2.0/24");
    EXPECT_EQ(anonymous_network("2001:db8:1:2:3:4:5:6"), "2001:db8:1::/48");
    EXPECT_EQ(anonymous_network("junk"), "unknown");
    EXPECT_EQ(provider_network("::ffff:192.0.2.77"), "192.0.0.0/16");
    EXPECT_EQ(provider_network("2001:db8:1:2:3:4:5:6"), "2001:db8::/32");
    EXPECT_EQ(provider_network("junk"), "unknown");
}

}
} // namespace kommin::http::testing
