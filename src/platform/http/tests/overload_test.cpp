// More than the server can do: whoever must wait or go is told so, and the others notice nothing.

#include "platform/http/tests/running_server.hpp"
#include "platform/http/workers.hpp"

#include <gtest/gtest.h>

#include <future>
#include <thread>
#include <vector>

namespace kommin::http::testing {
namespace {

TEST(Server, a_full_queue_is_answered_503_with_retry_after)
{
    Gate gate;
    auto config = test_config();
    config.workers = 1;
    config.limits.queue = 2;
    RunningServer server{
        config,
        [&](Request const&) {
            gate.pass();
            return Response::text(Status::ok, "done");
        },
        serve_cached()};
    std::vector<std::unique_ptr<RawClient>> clients;
    auto const send_one = [&] {
        clients.push_back(std::make_unique<RawClient>(server->port()));
        clients.back()->send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    };
    send_one();
    ASSERT_TRUE(gate.wait_for(1));
    send_one();
    send_one();
    while (server->statistics().queue_length < 2)
        std::this_thread::sleep_for(1ms);
    RawClient refused{server->port()};
    auto const answer = refused.get("/");
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.header("Retry-After"), "2");
    EXPECT_EQ(refused.get("/cached").status, 200) << "cached pages need no worker";
    gate.open();
    for (auto const& client : clients)
        EXPECT_EQ(client->read_answer().body, "done");
    EXPECT_EQ(server->statistics().requests_busy, 1U);
}

TEST(Server, what_takes_long_waits_for_itself_and_nobody_else_does)
{
    Gate gate;
    auto config = test_config();
    config.workers = 1;
    config.limits.laborious_queue = 1;
    config.effort_of = [](Method method, std::string_view path) {
        return method == Method::post && path == "/login" ? Effort::laborious : Effort::ordinary;
    };
    RunningServer server{config, [&](Request const& request) {
                             if (request.path() == "/login")
                                 gate.pass();
                             return Response::text(Status::ok, "done");
                         }};
    std::vector<std::unique_ptr<RawClient>> clients;
    auto const log_in = [&] {
        clients.push_back(std::make_unique<RawClient>(server->port()));
        clients.back()->send("POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
    };
    log_in();
    ASSERT_TRUE(gate.wait_for(1));
    log_in();
    while (server->statistics().queue_length < 1)
        std::this_thread::sleep_for(1ms);
    EXPECT_EQ(RawClient{server->port()}.get("/").body, "done") << "the only other worker is free";
    log_in();
    auto const refused = clients.back()->read_answer();
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.header("Retry-After"), "2");
    clients.pop_back();
    gate.open();
    for (auto const& client : clients)
        EXPECT_EQ(client->read_answer().body, "done");
}

TEST(Server, many_slow_pictures_delay_neither_pages_nor_logins)
{
    Gate gate;
    auto config = test_config();
    config.workers = 1;
    config.limits.lengthy_queue = 3;
    config.effort_of = [](Method /*method*/, std::string_view path) {
        return path == "/picture" ? Effort::lengthy : path == "/login" ? Effort::laborious : Effort::ordinary;
    };
    RunningServer server{config, [&](Request const& request) {
                             if (request.path() == "/picture")
                                 gate.pass();
                             return Response::text(Status::ok, "done");
                         }};
    std::vector<std::unique_ptr<RawClient>> clients;
    auto const post = [&](std::string const& path) {
        clients.push_back(std::make_unique<RawClient>(server->port()));
        clients.back()->send("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
    };
    post("/picture");
    ASSERT_TRUE(gate.wait_for(1));
    for (int waiting = 0; waiting < 3; ++waiting)
        post("/picture");
    while (server->statistics().queue_length < 3)
        std::this_thread::sleep_for(1ms);
    EXPECT_EQ(RawClient{server->port()}.get("/").body, "done");
    for (auto const* path : {"/login", "/save"}) {
        post(path);
        EXPECT_EQ(clients.back()->read_answer().body, "done") << path;
        clients.pop_back();
    }
    post("/picture");
    auto const refused = clients.back()->read_answer();
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.header("Retry-After"), "2");
    clients.pop_back();
    gate.open();
    for (auto const& client : clients)
        EXPECT_EQ(client->read_answer().body, "done");
}

TEST(Server, a_handler_beyond_its_deadline_is_answered_for)
{
    Gate gate;
    auto config = test_config();
    config.timeouts.handler = 200ms;
    RunningServer server{config, [&](Request const& request) {
                             EXPECT_LT(request.deadline(), std::chrono::steady_clock::now() + 200ms);
                             gate.pass();
                             return Response::text(Status::ok, "late");
                         }};
    RawClient client{server->port()};
    auto const answer = client.get("/");
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.header("Connection"), "close");
    gate.open();
    EXPECT_EQ(client.read_to_end(), "") << "the late answer must not follow";
}

TEST(Server, one_address_cannot_take_all_connections)
{
    auto config = test_config();
    config.limits.connections_per_address = 3;
    RunningServer server{config, hello};
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<RawClient>(server->port()));
        EXPECT_EQ(clients.back()->get("/").status, 200);
    }
    RawClient extra{server->port()};
    EXPECT_EQ(extra.get("/").status, 0);
    EXPECT_EQ(server->statistics().connections_refused, 1U);
    clients.pop_back();
    for (int i = 0; i < 100 && server->statistics().connections_open > 2; ++i)
        std::this_thread::sleep_for(10ms);
    EXPECT_EQ(RawClient{server->port()}.get("/").status, 200);
}

TEST(Server, at_the_global_cap_new_connections_wait_instead_of_failing)
{
    auto config = test_config();
    config.limits.connections = 2;
    RunningServer server{config, hello};
    auto first = std::make_unique<RawClient>(server->port());
    RawClient second{server->port()};
    EXPECT_EQ(first->get("/").status, 200);
    EXPECT_EQ(second.get("/").status, 200);
    RawClient third{server->port()};
    third.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(third.read_answer(false, 200ms).status, 0);
    first.reset();
    EXPECT_EQ(third.read_answer().status, 200);
}

TEST(Workers, a_finished_job_is_freed_while_others_may_take_work)
{
    Workers workers{1, 4};
    workers.start([] { return Handler{hello}; }, [](std::exception_ptr const&) {});
    std::promise<std::size_t> freed;
    // Asks the queue when it is freed, which would wait for itself under the queue's lock.
    std::shared_ptr<int> watched(new int, [&](int const* number) {
        delete number;
        freed.set_value(workers.queue_length());
    });
    ASSERT_TRUE(workers.try_submit([only_owner = std::move(watched)](Handler const&) { }));
    auto done = freed.get_future();
    ASSERT_EQ(done.wait_for(5s), std::future_status::ready);
    EXPECT_EQ(done.get(), 0U);
    workers.stop();
}

}
} // namespace kommin::http::testing
