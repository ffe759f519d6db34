// Pages that lie ready are answered without a worker; both ways say the same about age, conditions and
// encoding.

#include "platform/http/tests/running_server.hpp"

#include <gmock/gmock.h>

#include <atomic>

namespace kommin::http::testing {
namespace {

using ::testing::EndsWith;

TEST(Server, cached_pages_skip_the_workers_and_answer_conditions)
{
    std::atomic<int> handled = 0;
    RunningServer server{
        test_config(),
        [&](Request const&) {
            ++handled;
            return Response::text(Status::ok, "worker");
        },
        serve_cached()};
    RawClient client{server->port()};
    auto const page = client.get("/cached?x=1");
    EXPECT_EQ(page.body, "<p>cached</p>");
    EXPECT_THAT(page.head, EndsWith("\r\n\r\n"));
    EXPECT_EQ(handled, 0);
    auto const etag = page.header("ETag");
    ASSERT_FALSE(etag.empty());
    auto const unchanged = client.get("/cached", "If-None-Match: \"other\", W/" + etag + "\r\n");
    EXPECT_EQ(unchanged.status, 304);
    EXPECT_EQ(unchanged.header("ETag"), etag);
    EXPECT_EQ(unchanged.header("Cache-Control"), "public, max-age=60");
    EXPECT_EQ(unchanged.header("Content-Length"), "");
    EXPECT_EQ(client.get("/cached", "If-None-Match: \"other\"\r\n").status, 200);
    EXPECT_EQ(client.get("/cached", "Cookie: session=1\r\n").body, "worker");
    EXPECT_EQ(server->statistics().requests_fast, 3U);
}

TEST(Server, a_worker_sends_a_ready_page_as_the_fast_path_does)
{
    auto const page = prepare(
        Response::html(Status::ok, "<p>ready</p>").cache_for(300s), std::chrono::steady_clock::now() - 17s);
    RunningServer server{
        test_config(), [&](Request const&) { return Response::ready(page); },
        [&](FastRequest const& request) { return request.path() == "/fast" ? page : nullptr; }};
    RawClient client{server->port()};
    for (auto const& fields : {std::string{}, "If-None-Match: " + page->etag + "\r\n"}) {
        auto const fast = client.get("/fast", fields);
        auto const slow = client.get("/slow", fields);
        EXPECT_EQ(slow.status, fast.status);
        EXPECT_EQ(slow.body, fast.body);
        EXPECT_EQ(slow.header("Age"), "17");
        for (auto const* name : {"ETag", "Age", "Cache-Control", "Content-Length", "Content-Type"})
            EXPECT_EQ(slow.header(name), fast.header(name)) << name;
        EXPECT_NE(slow.header("X-Request-Id"), "");
    }
    EXPECT_EQ(client.get("/slow", "If-None-Match: " + page->etag + "\r\n").status, 304);
    EXPECT_EQ(server->statistics().requests_fast, 2U);
}

TEST(Server, cached_pages_tell_their_age)
{
    auto const made_at = std::chrono::steady_clock::now() - 290s;
    auto const page
        = prepare(Response::html(Status::ok, std::string(3'000'000, 'x')).cache_for(300s), made_at);
    auto const file = cached_page();
    RunningServer server{test_config(), hello, [&](FastRequest const& request) {
                             return request.path() == "/page" ? page : file;
                         }};
    RawClient client{server->port(), 4096};
    for (int i = 0; i < 2; ++i) {
        auto const answer = client.get("/page");
        EXPECT_GE(std::stoi(answer.header("Age")), 290);
        EXPECT_LT(std::stoi(answer.header("Age")), 299);
        EXPECT_EQ(answer.header("Cache-Control"), "public, max-age=300");
        EXPECT_EQ(answer.body.size(), page->body.size()) << "more than one write takes";
    }
    auto const unchanged = client.get("/page", "If-None-Match: " + page->etag + "\r\n");
    EXPECT_EQ(unchanged.status, 304);
    EXPECT_GE(std::stoi(unchanged.header("Age")), 290) << "or the 304 would make the copy young again";
    EXPECT_EQ(client.get("/file").header("Age"), "");
}

TEST(Server, both_paths_read_repeated_accept_encoding_fields_as_one_list)
{
    std::atomic<Encoding> fast = Encoding::identity;
    RunningServer server{
        test_config(),
        [](Request const& request) {
            return Response::text(Status::ok, std::string(to_text(request.encoding())));
        },
        [&](FastRequest const& request) -> std::shared_ptr<Prepared const> {
            fast = request.encoding;
            return nullptr;
        }};
    RawClient client{server->port()};
    for (auto const& [fields, expected] : std::initializer_list<std::pair<char const*, Encoding>>{
             {"Accept-Encoding: gzip\r\nAccept-Encoding: br\r\n", Encoding::br},
             {"Accept-Encoding: br\r\nAccept-Encoding: gzip\r\n", Encoding::br},
             {"Accept-Encoding: gzip\r\nAccept-Encoding: *;q=0\r\n", Encoding::gzip},
             {"Accept-Encoding: gzip\r\n", Encoding::gzip},
             {"", Encoding::identity}}) {
        EXPECT_EQ(client.get("/", fields).body, to_text(expected)) << fields;
        EXPECT_EQ(fast, expected) << fields;
    }
}

TEST(Server, handlers_answer_conditions_and_compress_but_never_what_is_not_to_be_stored)
{
    std::string const text(5'000, 'a');
    RunningServer server{test_config(), [&](Request const& request) {
                             auto page = Response::text(Status::ok, text).header("ETag", "\"v1\"");
                             if (request.path() == "/mine")
                                 page.no_store();
                             return page;
                         }};
    RawClient client{server->port()};
    auto const packed = client.get("/", "Accept-Encoding: gzip, br\r\n");
    EXPECT_EQ(packed.header("Content-Encoding"), "gzip") << "which costs less here";
    EXPECT_EQ(packed.header("ETag"), "\"v1-gzip\"");
    EXPECT_EQ(packed.header("Vary"), "Accept-Encoding");
    EXPECT_LT(packed.body.size(), text.size() / 10);
    EXPECT_EQ(client.get("/", "Accept-Encoding: br\r\n").header("ETag"), "\"v1-br\"");
    EXPECT_EQ(client.get("/", "Accept-Encoding: br\r\nIf-None-Match: \"v1-br\"\r\n").status, 304);
    EXPECT_EQ(client.get("/", "If-None-Match: \"v1\"\r\n").status, 304);
    EXPECT_EQ(client.get("/").header("Vary"), "Accept-Encoding");
    EXPECT_EQ(client.get("/mine", "Accept-Encoding: br\r\n").body, text);
}

}
} // namespace kommin::http::testing
