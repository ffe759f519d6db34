// Refusals: the page knows who asked and in which language, and nothing of a request is read after its buffer
// has moved. Run under AddressSanitizer, the first three tests are about the latter.

#include "platform/http/tests/running_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <memory>
#include <vector>

namespace kommin::http::testing {
namespace {

Config behind_a_proxy()
{
    auto config = test_config();
    config.trusted_proxies = {"127.0.0.1"};
    config.error_page = [](Status status, Request const& request) {
        return Response::text(
            status,
            std::string{request.target()} + " " + std::string{request.host()} + " "
                + std::string{request.header("accept-language")} + " "
                + std::string{request.cookie("kommin_sprache")} + " " + std::string{request.request_id()});
    };
    return config;
}

Response echo_id(Request const& request)
{
    return Response::text(Status::ok, std::string{request.request_id()});
}

constexpr std::string_view from_turkey = "Host: tr.example\r\nAccept-Language: tr\r\n"
                                         "Cookie: kommin_sprache=tr\r\nX-Request-Id: proxy-1\r\n";

std::string post(std::string_view target, std::string_view more_headers)
{
    return "POST " + std::string{target} + " HTTP/1.1\r\n" + std::string{from_turkey}
    + std::string{more_headers} + "\r\n";
}

TEST(Refusal, a_second_head_that_is_too_long_is_not_answered_from_the_first)
{
    RunningServer server{behind_a_proxy(), echo_id};
    RawClient client{server->port()};
    EXPECT_EQ(client.get("/", "X-Request-Id: first\r\n").body, "first");
    client.send("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + std::string(20'000, 'a'));
    auto const answer = client.read_answer();
    EXPECT_EQ(answer.status, 431);
    EXPECT_FALSE(answer.header("X-Request-Id").empty());
    EXPECT_NE(answer.header("X-Request-Id"), "first");
}

TEST(Refusal, a_body_that_breaks_late_is_refused_for_the_request_it_belongs_to)
{
    RunningServer server{behind_a_proxy(), echo_id};
    RawClient client{server->port()};
    client.send(
        post("/tr/x", "Transfer-Encoding: chunked\r\n") + "1000\r\n" + std::string(4096, 'b') + "\r\n");
    client.send("zz\r\n");
    auto const answer = client.read_answer();
    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(answer.header("X-Request-Id"), "proxy-1");
    EXPECT_EQ(answer.body, "/tr/x tr.example tr tr proxy-1");
    EXPECT_EQ(server->statistics().requests_malformed, 1U);
}

TEST(Refusal, a_handler_that_takes_too_long_is_answered_for_under_its_own_id)
{
    auto config = behind_a_proxy();
    config.timeouts.handler = 200ms;
    std::promise<void> gate;
    auto const opened = gate.get_future().share();
    std::promise<std::string> seen;
    RunningServer server{config, [&](Request const& request) {
                             seen.set_value(std::string{request.request_id()});
                             opened.wait();
                             return Response::text(Status::ok, "late");
                         }};
    RawClient client{server->port()};
    client.send(post("/tr/x", "Content-Length: 10000\r\n") + std::string(10'000, 'b'));
    auto const answer = client.read_answer();
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.header("X-Request-Id"), "proxy-1");
    EXPECT_EQ(seen.get_future().get(), "proxy-1");
    EXPECT_EQ(answer.body, "/tr/x tr.example tr tr proxy-1");
    EXPECT_EQ(answer.header("Retry-After"), "2");
    EXPECT_EQ(server->statistics().requests_malformed, 0U) << "the request was well-formed";
    EXPECT_EQ(server->statistics().timeouts, 1U);
    gate.set_value();
}

TEST(Refusal, speaks_to_the_one_who_asked)
{
    RunningServer server{behind_a_proxy(), echo_id};
    auto const refused = [&](std::string const& request) { return RawClient{server->port()}.ask(request); };
    auto answer = refused(post("/tr/x?y=1", "Content-Length: 3000000\r\n"));
    EXPECT_EQ(answer.status, 413);
    EXPECT_EQ(answer.body, "/tr/x?y=1 tr.example tr tr proxy-1");
    answer = refused(post("/tr/x", "Content-Length: 3\r\nExpect: magic\r\n"));
    EXPECT_EQ(answer.status, 417);
    EXPECT_EQ(answer.body, "/tr/x tr.example tr tr proxy-1");
    answer = refused(post("/tr/%", ""));
    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(answer.body, "/tr/ tr.example tr  proxy-1") << "only what the page needs is passed on";
    answer = refused(post("/tr/x", "Transfer-Encoding: gzip\r\n"));
    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(answer.body, "/tr/ tr.example tr  proxy-1");
}

TEST(Refusal, says_what_the_machine_caused_once_and_with_the_status_it_deserves)
{
    struct Away : std::runtime_error {
        using std::runtime_error::runtime_error;
    };
    auto config = behind_a_proxy();
    config.status_of = [](std::exception const& failure) {
        return dynamic_cast<Away const*>(&failure) != nullptr ? Status::unavailable : Status::internal_error;
    };
    RunningServer server{config, [](Request const& request) -> Response {
                             if (request.path() == "/away")
                                 throw Away{"database"};
                             throw std::runtime_error{"bug"};
                         }};
    RawClient client{server->port()};
    auto const away = client.get("/away");
    EXPECT_EQ(away.status, 503);
    EXPECT_EQ(away.header("Retry-After"), "2");
    EXPECT_EQ(away.header("Connection"), "") << "the connection is sound";
    auto const bug = client.get("/bug");
    EXPECT_EQ(bug.status, 500);
    EXPECT_EQ(bug.header("Retry-After"), "");
}

TEST(Refusal, pipelined_requests_to_a_full_server_are_answered_one_after_the_other)
{
    auto config = behind_a_proxy();
    config.workers = 1;
    config.limits.queue = 1;
    std::promise<void> gate;
    auto const opened = gate.get_future().share();
    RunningServer server{config, [&](Request const&) {
                             opened.wait();
                             return Response::text(Status::ok, "done");
                         }};
    std::vector<std::unique_ptr<RawClient>> waiting;
    for (std::size_t i = 0; i < 2; ++i) {
        waiting.push_back(std::make_unique<RawClient>(server->port()));
        waiting.back()->send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        while (server->statistics().requests <= i || (i == 0 && server->statistics().queue_length > 0)
               || (i == 1 && server->statistics().queue_length < 1))
            std::this_thread::sleep_for(1ms);
    }
    RawClient client{server->port()};
    std::string requests;
    for (int i = 0; i < 500; ++i)
        requests += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
    client.send(requests);
    for (int i = 0; i < 500; ++i) {
        auto const answer = client.read_answer();
        ASSERT_EQ(answer.status, 503);
        ASSERT_THAT(answer.body, ::testing::StartsWith("/" + std::to_string(i) + " "));
        ASSERT_EQ(answer.header("Connection"), "");
    }
    EXPECT_EQ(server->statistics().requests_busy, 500U);
    gate.set_value();
}

}
} // namespace kommin::http::testing
