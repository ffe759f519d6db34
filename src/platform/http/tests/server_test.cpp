#include "platform/http/tests/running_server.hpp"

#include "platform/http/compress.hpp"
#include "platform/http/page_cache.hpp"
#include "platform/http/workers.hpp"
#include "platform/metrics/metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <future>
#include <mutex>
#include <vector>

namespace kommin::http::testing {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

Response hello(Request const&)
{
    return Response::text(Status::ok, "hello");
}

// Holds back every handler until opened.
class Gate {
public:
    void pass()
    {
        std::unique_lock lock{mutex_};
        ++waiting_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return open_; });
        --waiting_;
    }
    void open()
    {
        std::lock_guard const lock{mutex_};
        open_ = true;
        changed_.notify_all();
    }
    bool wait_for(int waiting)
    {
        std::unique_lock lock{mutex_};
        return changed_.wait_for(lock, 5s, [&] { return waiting_ >= waiting; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int waiting_ = 0;
    bool open_ = false;
};

std::shared_ptr<Prepared const> cached_page()
{
    static auto const page = prepare(Response::html(Status::ok, "<p>cached</p>").cache_for(60s));
    return page;
}

FastPath serve_cached()
{
    return [](FastRequest const& request) {
        return request.path() == "/cached" && request.anonymous ? cached_page() : nullptr;
    };
}

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
    EXPECT_EQ(packed.header("Content-Encoding"), "br");
    EXPECT_EQ(packed.header("ETag"), "\"v1-br\"");
    EXPECT_EQ(packed.header("Vary"), "Accept-Encoding");
    EXPECT_LT(packed.body.size(), text.size() / 10);
    EXPECT_EQ(client.get("/", "Accept-Encoding: br\r\nIf-None-Match: \"v1-br\"\r\n").status, 304);
    EXPECT_EQ(client.get("/", "If-None-Match: \"v1\"\r\n").status, 304);
    EXPECT_EQ(client.get("/").header("Vary"), "Accept-Encoding");
    EXPECT_EQ(client.get("/mine", "Accept-Encoding: br\r\n").body, text);
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
}

}
} // namespace kommin::http::testing
