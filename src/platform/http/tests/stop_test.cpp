// The end of the server: running requests are answered, nobody else is kept.

#include "platform/http/tests/running_server.hpp"

#include <gtest/gtest.h>

namespace kommin::http::testing {
namespace {

TEST(Server, stop_lets_running_requests_finish_and_closes_idle_connections)
{
    Gate gate;
    RunningServer server{test_config(), [&](Request const& request) {
                             if (request.path() == "/slow")
                                 gate.pass();
                             return Response::text(Status::ok, "done");
                         }};
    RawClient idle{server->port()};
    EXPECT_EQ(idle.get("/").status, 200);
    RawClient busy{server->port()};
    busy.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
    ASSERT_TRUE(gate.wait_for(1));
    server->stop();
    EXPECT_TRUE(idle.is_closed_within(1s));
    EXPECT_THROW(RawClient{server->port()}, std::exception) << "no new connections";
    gate.open();
    auto const answer = busy.read_answer();
    EXPECT_EQ(answer.body, "done");
    EXPECT_EQ(answer.header("Connection"), "close");
    busy.finish_sending();
    server.stop();
}

TEST(Server, stop_cuts_after_the_grace_time)
{
    Gate gate;
    auto config = test_config();
    config.timeouts.grace = 200ms;
    RunningServer server{config, [&](Request const&) {
                             gate.pass();
                             return Response::text(Status::ok, "done");
                         }};
    RawClient busy{server->port()};
    busy.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    ASSERT_TRUE(gate.wait_for(1));
    server->stop();
    EXPECT_TRUE(busy.is_closed_within(2s));
    EXPECT_EQ(busy.received(), "");
    gate.open();
    server.stop();
}

TEST(Server, a_stop_before_the_start_is_not_lost)
{
    Server server{test_config(), {}, [] { return Handler{hello}; }};
    server.stop();
    server.run();
    EXPECT_EQ(server.statistics().connections_accepted, 0U);
}

}
} // namespace kommin::http::testing
