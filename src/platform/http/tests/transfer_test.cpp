// What is long, in both directions: bodies, files, streams, and readers who take their time.

#include "platform/http/tests/running_server.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

namespace kommin::http::testing {
namespace {

using ::testing::EndsWith;
using ::testing::Not;

TEST(Server, large_answers_arrive_whole_even_at_a_slow_reader)
{
    std::string text;
    for (int i = 0; text.size() < (8U << 20); ++i)
        text += std::to_string(i) + "\n";
    auto const shared = std::make_shared<std::string const>(text);
    auto const page = prepare(Response{Status::ok}.shared_body(shared, "application/octet-stream"));
    RunningServer server{
        test_config(),
        [&](Request const&) { return Response{Status::ok}.shared_body(shared, "application/octet-stream"); },
        [&](FastRequest const& request) { return request.path() == "/fast" ? page : nullptr; }};
    for (auto const* target : {"/fast", "/worker"}) {
        RawClient client{server->port(), 4096};
        client.send(std::string{"GET "} + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
        std::this_thread::sleep_for(100ms);
        EXPECT_TRUE(client.read_answer().body == text) << target;
        EXPECT_EQ(client.get(target).status, 200);
    }
    EXPECT_GT(server->statistics().bytes_sent, 4 * text.size());
}

TEST(Server, a_reader_who_stops_is_cut)
{
    auto config = test_config();
    config.timeouts.write = 200ms;
    std::string const text(16U << 20, 'a');
    RunningServer server{config, [&](Request const&) { return Response::text(Status::ok, text).no_store(); }};
    RawClient client{server->port(), 4096};
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    auto const end = std::chrono::steady_clock::now() + 3s;
    while (server->statistics().timeouts == 0 && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(10ms);
    EXPECT_EQ(server->statistics().timeouts, 1U);
    EXPECT_LT(client.read_to_end().size(), text.size());
}

TEST(Server, streams_piece_by_piece)
{
    auto config = test_config();
    std::atomic<int> made = 0;
    RunningServer server{config, [&](Request const& request) {
                             bool const breaks = request.path() == "/breaks";
                             auto produce = [&made, breaks, i = 0](std::string& out) mutable {
                                 if (breaks && i == 2)
                                     throw std::runtime_error{"gone"};
                                 if (i != 1) // an empty piece is no end
                                     out.append(100'000, static_cast<char>('a' + i));
                                 ++made;
                                 return ++i < 4;
                             };
                             return Response{Status::ok}.stream(produce, "text/csv");
                         }};
    auto const expected = std::string(100'000, 'a') + std::string(100'000, 'c') + std::string(100'000, 'd');
    RawClient client{server->port()};
    auto const answer = client.get("/");
    EXPECT_EQ(answer.header("Transfer-Encoding"), "chunked");
    EXPECT_EQ(answer.header("Content-Length"), "");
    EXPECT_TRUE(answer.body == expected);
    EXPECT_EQ(client.ask("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n").status, 200);
    EXPECT_EQ(made, 4) << "HEAD makes no pieces";

    RawClient old{server->port()};
    auto const plain = old.ask("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(plain.header("Transfer-Encoding"), "");
    EXPECT_EQ(plain.header("Connection"), "close");
    EXPECT_TRUE(plain.body == expected);

    client.send("GET /breaks HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_THAT(client.read_to_end(), Not(EndsWith("0\r\n\r\n"))) << "a broken answer must not look complete";
}

TEST(Server, what_may_hold_a_secret_is_never_compressed)
{
    RunningServer server{test_config(), [](Request const& request) {
                             auto page = Response::html(Status::ok, std::string(5'000, 'x'));
                             return request.path() == "/mine" ? std::move(page).no_store()
                                 : request.path() == "/search"
                                 ? std::move(page).momentary()
                                 // As a staff page that was made with the parts of a public one.
                                 : std::move(page).momentary().no_store();
                         }};
    RawClient client{server->port()};
    auto const encoding_of = [&](std::string const& path) {
        auto const answer
            = client.ask("GET " + path + " HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n");
        EXPECT_EQ(answer.header("Cache-Control"), "no-store") << path;
        return answer.header("Content-Encoding");
    };
    EXPECT_EQ(encoding_of("/mine"), "");
    EXPECT_EQ(encoding_of("/search"), "gzip");
    EXPECT_EQ(encoding_of("/both"), "");
}

TEST(Server, sends_files_and_slices_of_them)
{
    auto const path = std::filesystem::temp_directory_path() / ("kommin-http-" + std::to_string(::getpid()));
    std::string text;
    for (int i = 0; text.size() < 300'000; ++i)
        text += std::to_string(i);
    std::ofstream{path, std::ios::binary} << text;
    RunningServer server{test_config(), [&](Request const& request) {
                             File file;
                             file.path = path;
                             file.content_type = "application/pdf";
                             file.download_name = "Broschüre \"2027\".pdf";
                             if (request.path() == "/slice") {
                                 file.offset = 1000;
                                 file.length = 70'000;
                             }
                             if (request.path() == "/beyond")
                                 file.offset = text.size() + 1;
                             return Response{Status::ok}.file(file);
                         }};
    RawClient client{server->port()};
    auto const whole = client.get("/");
    EXPECT_TRUE(whole.body == text);
    EXPECT_EQ(
        whole.header("Content-Disposition"),
        "attachment; filename=\"Brosch__re _2027_.pdf\"; filename*=UTF-8''Brosch%C3%BCre%20%222027%22.pdf");
    EXPECT_TRUE(client.get("/slice").body == text.substr(1000, 70'000));
    EXPECT_EQ(client.get("/beyond").status, 500);
    std::filesystem::remove(path);
}

TEST(Server, bodies_small_and_large_arrive_and_limits_depend_on_the_route)
{
    auto config = test_config();
    config.body_limit = [](Method method, std::string_view path) -> std::size_t {
        return method == Method::post && path == "/upload" ? 10U << 20 : 1000;
    };
    RunningServer server{config, [](Request const& request) {
                             auto const body = request.body();
                             std::size_t sum = 0;
                             for (char const c : body)
                                 sum += static_cast<unsigned char>(c);
                             return Response::text(
                                 Status::ok, std::to_string(body.size()) + " " + std::to_string(sum));
                         }};
    RawClient client{server->port()};
    for (std::size_t const size : {1U, 1000U, 65'536U, 65'537U, 5'000'000U}) {
        std::string const body(size, 'b');
        auto const answer = client.ask(
            "POST /upload?x=1 HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n"
            + body);
        EXPECT_EQ(answer.body, std::to_string(size) + " " + std::to_string(size * 'b'));
    }
    EXPECT_EQ(client.ask("POST /other HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n").status, 413);
}

TEST(Server, answers_expect_100_continue_before_the_body_comes)
{
    RunningServer server{test_config(), [](Request const& request) {
                             return Response::text(Status::ok, std::string{request.body()});
                         }};
    RawClient client{server->port()};
    auto const interim
        = client.ask("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(interim.status, 100);
    EXPECT_EQ(client.ask("abc").body, "abc");
    EXPECT_EQ(
        client.ask("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: magic\r\n\r\n").status, 417);
    RawClient refused{server->port()};
    EXPECT_EQ(
        refused.ask("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999\r\nExpect: 100-continue\r\n\r\n")
            .status,
        413)
        << "too large is said before anything is sent";
}

}
} // namespace kommin::http::testing
