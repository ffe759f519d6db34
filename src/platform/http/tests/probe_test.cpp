// What attackers and broken clients send, byte by byte, against a running server. Each test is one row of the
// comparison that decided for this stack: other servers failed it.

#include "platform/http/tests/running_server.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace kommin::http::testing {
namespace {

// Answers 200 with what it understood, so that a smuggled request would show.
Response echo(Request const& request)
{
    return Response::text(
        Status::ok,
        std::string{to_text(request.method())} + " " + std::string{request.target()} + " ["
            + std::string{request.body()} + "]");
}

class Probe : public ::testing::Test {
protected:
    int status_of(std::string const& request)
    {
        RawClient client{server->port()};
        client.send(request);
        return client.read_answer().status;
    }
    // Refused: answered with that status, told so, and closed, whatever follows in the same stream.
    void expect_refused(std::string const& request, int status = 400)
    {
        SCOPED_TRACE(request.substr(0, 200));
        RawClient client{server->port()};
        client.send(request + "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n");
        auto const answer = client.read_answer();
        EXPECT_EQ(answer.status, status);
        EXPECT_EQ(answer.header("Connection"), "close");
        EXPECT_TRUE(client.is_closed_within(2s));
        EXPECT_EQ(client.received().find("smuggled"), std::string::npos) << client.received();
    }

    RunningServer server{test_config(), echo};
};

TEST_F(Probe, content_length_beside_chunked_is_refused_in_both_orders)
{
    std::string const body = "0\r\n\r\n";
    expect_refused(
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
    expect_refused(
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n" + body);
}

TEST_F(Probe, any_transfer_encoding_but_chunked_is_refused)
{
    for (auto const* encoding :
         {"gzip", "xchunked", "chunked, gzip", "gzip, chunked", "identity", "chunked;q=1", "\"chunked\"",
          ""}) {
        expect_refused(
            std::string{"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "} + encoding
            + "\r\n\r\n0\r\n\r\n");
    }
    expect_refused("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc");
    expect_refused("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: "
                   "chunked\r\n\r\n0\r\n\r\n");
}

TEST_F(Probe, chunked_is_refused_in_http_1_0)
{
    expect_refused("POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
}

TEST_F(Probe, two_content_lengths_are_refused_even_if_equal)
{
    expect_refused("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd");
    expect_refused("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc");
    expect_refused("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3, 3\r\n\r\nabc");
}

TEST_F(Probe, lengths_are_plain_digits)
{
    for (auto const* length : {"+6", "-6", "0x6", " ", "6a", "6 6", "18446744073709551622"})
        expect_refused(
            std::string{"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: "} + length + "\r\n\r\nabcdef");
    for (auto const* size : {"0x6", "+6", "6 ", "g", ""}) {
        expect_refused(
            std::string{"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"} + size
            + "\r\nabcdef\r\n0\r\n\r\n");
    }
}

TEST_F(Probe, a_chunk_line_with_a_bare_line_feed_is_refused)
{
    expect_refused("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\nabc\r\n0\r\n\r\n");
    expect_refused("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n");
}

TEST_F(Probe, folded_header_lines_are_refused)
{
    expect_refused("GET / HTTP/1.1\r\nHost: x\r\nX-A: one\r\n two\r\n\r\n");
    expect_refused("GET / HTTP/1.1\r\nHost: x\r\n\tX-A: one\r\n\r\n");
}

TEST_F(Probe, header_lines_with_bare_line_feeds_are_refused_at_once)
{
    expect_refused("GET / HTTP/1.1\nHost: x\n\n");
    expect_refused("GET / HTTP/1.1\r\nHost: x\nX-A: b\r\n\r\n");
    expect_refused("GET / HTTP/1.1\r\nHost: x\r\nX-A: b\rc\r\n\r\n");
}

TEST_F(Probe, a_space_before_the_colon_and_a_nul_are_refused)
{
    expect_refused("GET / HTTP/1.1\r\nHost : x\r\n\r\n");
    expect_refused("GET / HTTP/1.1\r\nHost: x\r\nContent-Length : 5\r\n\r\n");
    expect_refused(std::string{"GET / HTTP/1.1\r\nHost: x\r\nX-A: a"} + '\0' + "b\r\n\r\n");
    expect_refused("GET / HTTP/1.1\r\nHost: x\r\nX-A: a\x01"
                   "b\r\n\r\n");
    expect_refused("GET / HTTP/1.1\r\nHost: x\r\n: empty\r\n\r\n");
    expect_refused("GET / HTTP/1.1\r\nHost: x\r\nnocolon\r\n\r\n");
}

TEST_F(Probe, exactly_one_host_is_needed)
{
    expect_refused("GET / HTTP/1.1\r\n\r\n");
    expect_refused("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n");
    expect_refused("GET / HTTP/1.1\r\nHost: x/y\r\n\r\n");
    expect_refused("GET / HTTP/1.1\r\nHost: user@x\r\n\r\n");
    EXPECT_EQ(status_of("GET / HTTP/1.0\r\n\r\n"), 200);
}

TEST_F(Probe, request_lines_other_than_http_1_are_refused)
{
    expect_refused("GET /\r\n\r\n");
    expect_refused("GET / HTTP/2.0\r\nHost: x\r\n\r\n", 505);
    expect_refused("GET  / HTTP/1.1\r\nHost: x\r\n\r\n");
    expect_refused("G\x01T / HTTP/1.1\r\nHost: x\r\n\r\n");
    expect_refused("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
    expect_refused("BREW / HTTP/1.1\r\nHost: x\r\n\r\n", 501);
    expect_refused("get / HTTP/1.1\r\nHost: x\r\n\r\n", 501);
}

TEST_F(Probe, a_target_is_a_path_that_can_mean_only_one_thing)
{
    for (auto const* target :
         {"http://evil.example/",
          "evil.example:443",
          "*",
          "//../x",
          "/../etc/passwd",
          "/a/..",
          "/a/./b",
          "/%2e%2e/x",
          "/a/%2E%2e/b",
          "/a%2fb",
          "/a%5Cb",
          "/a\\b",
          "/%",
          "/%4",
          "/%zz",
          "/%00",
          "/%0d%0aX",
          "/%ff",
          "/%c0%af",
          "/%ed%a0%80",
          "/a#b",
          "/?q=%",
          "/?q=%ff",
          "/?q=%00"}) {
        expect_refused(std::string{"GET "} + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    EXPECT_EQ(status_of("GET /de/%C3%BCber-uns?q=%E2%9C%93+x HTTP/1.1\r\nHost: x\r\n\r\n"), 200);
    EXPECT_EQ(status_of("GET /.well-known/security.txt HTTP/1.1\r\nHost: x\r\n\r\n"), 200);
    EXPECT_EQ(status_of("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n"), 200);
}

TEST_F(Probe, a_head_over_the_limits_is_answered_431)
{
    std::string const line = "GET / HTTP/1.1\r\nHost: x\r\n";
    expect_refused(line + "X-Big: " + std::string(64 * 1024, 'a') + "\r\n\r\n", 431);
    std::string many = line;
    for (int i = 0; i < 2000; ++i)
        many += "X-" + std::to_string(i) + ": a\r\n";
    expect_refused(many + "\r\n", 431);
    std::string short_ones = line;
    for (int i = 0; i < 300; ++i)
        short_ones += "a:\r\n";
    expect_refused(short_ones + "\r\n", 431);
}

TEST_F(Probe, a_body_over_the_limit_is_answered_413_and_the_answer_arrives)
{
    std::string const body(4 << 20, 'a');
    expect_refused(
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n", 413);
    std::string chunked = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (int i = 0; i < 64; ++i)
        chunked += "10000\r\n" + std::string(65536, 'a') + "\r\n";
    chunked += "0\r\n\r\n";
    RawClient client{server->port()}; // only now: who says nothing for 400 ms is closed without a word
    client.send(chunked);
    EXPECT_EQ(client.read_answer().status, 413);
}

TEST_F(Probe, an_endless_chunk_header_or_trailer_is_refused)
{
    expect_refused(
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1;" + std::string(40'000, 'x'));
    expect_refused(
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: "
        + std::string(40'000, 'x'));
}

TEST_F(Probe, trailers_are_dropped)
{
    RunningServer other{test_config(), [](Request const& request) {
                            return Response::text(
                                Status::ok,
                                std::string{request.body()} + "|" + std::string{request.header("x-admin")}
                                    + "|" + std::string{request.host()});
                        }};
    RawClient client{other->port()};
    auto const answer = client.ask("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                                   "3;ext=1\r\nabc\r\n2\r\nde\r\n0\r\nX-Admin: yes\r\nHost: evil\r\n\r\n");
    EXPECT_EQ(answer.body, "abcde||x");
    EXPECT_EQ(client.get("/").status, 200) << "the connection goes on after a trailer";
}

TEST_F(Probe, a_dripping_header_is_cut)
{
    RawClient client{server->port()};
    std::string const request = "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: aaaaaaaaaaaaaaaaaaaaaaaa";
    bool open = true;
    for (std::size_t i = 0; open && i < request.size(); ++i) {
        open = client.send(request.substr(i, 1));
        open = open && !client.is_closed_within(60ms);
    }
    EXPECT_FALSE(open);
    EXPECT_EQ((*server).statistics().timeouts, 1U);
}

TEST_F(Probe, a_silent_connection_is_closed)
{
    RawClient client{server->port()};
    EXPECT_TRUE(client.is_closed_within(1500ms));
    EXPECT_EQ(client.received(), "");
}

TEST_F(Probe, a_dripping_body_is_cut_and_an_honest_slow_one_is_not)
{
    RawClient drip{server->port()};
    drip.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");
    auto const begin = std::chrono::steady_clock::now();
    bool open = true;
    for (int i = 0; open && i < 1000; ++i) {
        open = drip.send("a");
        open = open && !drip.is_closed_within(60ms);
    }
    EXPECT_FALSE(open);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 2s);

    // Longer than the body timeout, but faster than the rate.
    RawClient slow{server->port()};
    slow.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n");
    for (int i = 0; i < 10; ++i) {
        slow.send(std::string(6000, 'a'));
        std::this_thread::sleep_for(100ms);
    }
    EXPECT_EQ(slow.read_answer().status, 200);
}

TEST_F(Probe, a_new_request_is_answered_while_many_connections_are_half_open)
{
    auto config = test_config();
    config.timeouts.header = 60s;
    RunningServer patient{config, echo};
    std::vector<std::unique_ptr<RawClient>> half_open;
    for (int i = 0; i < 100; ++i) {
        half_open.push_back(std::make_unique<RawClient>(patient->port()));
        half_open.back()->send("GET / HTTP/1.1\r\nHost: x\r\nX-");
    }
    EXPECT_EQ(RawClient{patient->port()}.get("/").status, 200);
    EXPECT_EQ((*patient).statistics().timeouts, 0U) << "none of them had to end first";
}

TEST_F(Probe, pipelined_requests_are_answered_in_order)
{
    RawClient client{server->port()};
    client.send(
        "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nPOST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
        "GET /3 HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(client.read_answer().body, "GET /1 []");
    EXPECT_EQ(client.read_answer().body, "POST /2 [abc]");
    EXPECT_EQ(client.read_answer().body, "GET /3 []");
}

TEST_F(Probe, one_empty_line_before_a_request_is_forgiven_two_are_not)
{
    EXPECT_EQ(status_of("\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n"), 200);
    expect_refused("\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
}

TEST_F(Probe, a_request_may_come_in_any_pieces)
{
    std::string const request = "POST /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                                "3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n";
    for (std::size_t cut = 1; cut < request.size(); ++cut) {
        RawClient client{server->port()};
        client.send(request.substr(0, cut));
        std::this_thread::sleep_for(1ms);
        client.send(request.substr(cut));
        EXPECT_EQ(client.read_answer().body, "POST /x [abcdefg]") << cut;
    }
}

TEST_F(Probe, a_body_on_get_does_not_become_the_next_request)
{
    RawClient client{server->port()};
    std::string const hidden = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
    client.send(
        "GET /a HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(hidden.size()) + "\r\n\r\n"
        + hidden);
    EXPECT_EQ(client.read_answer().body, "GET /a [" + hidden + "]");
    EXPECT_EQ(client.get("/b").body, "GET /b []");
}

}
} // namespace kommin::http::testing
