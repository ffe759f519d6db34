// Prepared pages, their cache, and static files.

#include "platform/http/etag.hpp"
#include "platform/http/page_cache.hpp"
#include "platform/http/static_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>
#include <thread>
#include <unistd.h>
#include <vector>

namespace kommin::http {
namespace {

using namespace std::chrono_literals;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;

std::shared_ptr<Prepared const> page_of(std::size_t size)
{
    return prepare(Response::html(Status::ok, std::string(size, 'x')));
}

TEST(Prepared, has_a_head_that_lacks_only_what_changes)
{
    auto const page = prepare(Response::html(Status::ok, "<p>").cache_for(60s));
    EXPECT_EQ(
        page->head,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nCache-Control: public, "
        "max-age=60\r\nETag: "
            + strong_etag("<p>") + "\r\nContent-Length: 3\r\n");
    EXPECT_EQ(
        page->not_modified_head,
        "HTTP/1.1 304 Not Modified\r\nCache-Control: public, max-age=60\r\nETag: " + strong_etag("<p>")
            + "\r\n");
    EXPECT_EQ(prepare(Response::html(Status::not_found, "x"))->etag, "");
    EXPECT_THROW(
        prepare(Response{Status::ok}.stream([](std::string&) { return false; }, "x/y")), std::logic_error);
}

TEST(PageCache, finds_by_address_and_encoding)
{
    PageCache cache{1 << 20};
    auto const plain = page_of(10);
    auto const packed = page_of(5);
    cache.put("/de?x=1", Encoding::identity, plain);
    cache.put("/de?x=1", Encoding::br, packed);
    EXPECT_EQ(cache.find("/de?x=1", Encoding::identity), plain);
    EXPECT_EQ(cache.find("/de?x=1", Encoding::br), packed);
    EXPECT_EQ(cache.find("/de?x=1", Encoding::gzip), nullptr);
    EXPECT_EQ(cache.find("/de", Encoding::identity), nullptr);
    cache.put("/de?x=1", Encoding::br, plain);
    EXPECT_EQ(cache.find("/de?x=1", Encoding::br), plain) << "the later one replaces";
    EXPECT_EQ(cache.statistics().entries, 2U);
    EXPECT_EQ(cache.statistics().hits, 3U);
    EXPECT_EQ(cache.statistics().misses, 2U);
}

TEST(PageCache, lets_one_thread_make_a_page_for_all)
{
    PageCache cache{1 << 20};
    std::atomic<int> made = 0;
    std::atomic<int> got = 0;
    std::vector<std::thread> readers;
    readers.reserve(8);
    for (int i = 0; i < 8; ++i)
        readers.emplace_back([&] {
            PageCache::Making const making(cache, "/de", Encoding::br, PageCache::TimePoint::max());
            if (!making.page()) {
                ++made;
                std::this_thread::sleep_for(50ms);
                cache.put("/de", Encoding::br, page_of(10));
            }
            got += cache.find("/de", Encoding::br) != nullptr ? 1 : 0;
        });
    for (auto& reader : readers)
        reader.join();
    EXPECT_EQ(made, 1);
    EXPECT_EQ(got, 8);
}

TEST(PageCache, keeps_nobody_waiting_for_a_page_that_does_not_come)
{
    PageCache cache{1 << 20};
    auto const never = PageCache::TimePoint::max();
    std::optional<PageCache::Making> failing;
    failing.emplace(cache, "/de", Encoding::br, never);
    ASSERT_EQ(failing->page(), nullptr);
    EXPECT_EQ(PageCache::Making(cache, "/de", Encoding::gzip, never).page(), nullptr) << "another page";
    auto const begin = std::chrono::steady_clock::now();
    EXPECT_EQ(PageCache::Making(cache, "/de", Encoding::br, begin + 50ms).page(), nullptr);
    EXPECT_GE(std::chrono::steady_clock::now() - begin, 50ms);

    std::atomic<bool> is_free = false;
    std::thread waiting([&] {
        PageCache::Making const making(cache, "/de", Encoding::br, never);
        is_free = making.page() == nullptr;
    });
    std::this_thread::sleep_for(20ms);
    EXPECT_FALSE(is_free);
    failing.reset();
    waiting.join();
    EXPECT_TRUE(is_free);
}

TEST(PageCache, drops_the_page_unused_for_longest)
{
    auto const one = page_of(10'000)->memory_bytes() + 2;
    PageCache cache{10 * one};
    for (char name = '0'; name <= '9'; ++name)
        cache.put(std::string{"/"} + name, Encoding::identity, page_of(10'000));
    EXPECT_NE(cache.find("/0", Encoding::identity), nullptr);
    cache.put("/a", Encoding::identity, page_of(10'000));
    EXPECT_EQ(cache.find("/1", Encoding::identity), nullptr);
    EXPECT_NE(cache.find("/0", Encoding::identity), nullptr);
    EXPECT_LE(cache.statistics().bytes, 10 * one);
    EXPECT_EQ(cache.statistics().evictions, 1U);
    cache.put("/huge", Encoding::identity, page_of(30'000));
    EXPECT_EQ(cache.find("/huge", Encoding::identity), nullptr) << "one page must not empty the cache";
    EXPECT_EQ(cache.statistics().entries, 10U);
}

TEST(PageCache, forgets_at_the_given_time)
{
    PageCache cache{1 << 20};
    auto const now = std::chrono::steady_clock::now();
    cache.put("/", Encoding::identity, page_of(1), now + 10s);
    EXPECT_NE(cache.find("/", Encoding::identity, now + 9s), nullptr);
    EXPECT_EQ(cache.find("/", Encoding::identity, now + 10s), nullptr);
    EXPECT_EQ(cache.statistics().entries, 0U);
    EXPECT_EQ(cache.statistics().bytes, 0U);
}

TEST(PageCache, serves_many_threads)
{
    PageCache cache{200'000};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&cache, t] {
            for (int i = 0; i < 2000; ++i) {
                auto const key = "/" + std::to_string((i * 7 + t) % 50);
                if (auto const page = cache.find(key, Encoding::identity))
                    EXPECT_EQ(page->body.size(), 5000U);
                else
                    cache.put(key, Encoding::identity, page_of(5000));
            }
        });
    }
    for (auto& thread : threads)
        thread.join();
    EXPECT_LE(cache.statistics().bytes, 200'000U);
}

TEST(Remember, keeps_only_what_everybody_may_see)
{
    PageCache cache{1 << 20};
    auto const page
        = [] { return Response::html(Status::ok, std::string(3000, 'x')).keep_in_page_cache(60s); };
    auto const kept = [&](Request const& request, Response response) {
        remember(cache, request, std::move(response));
        auto const entries = cache.statistics().entries;
        for (auto const encoding : {Encoding::identity, Encoding::gzip, Encoding::br})
            cache.put(request.target(), encoding, page_of(0), std::chrono::steady_clock::time_point{});
        for (auto const encoding : {Encoding::identity, Encoding::gzip, Encoding::br})
            static_cast<void>(cache.find(request.target(), encoding));
        return entries;
    };
    auto const get = Request::for_test(Method::get, "/de", {{"Accept-Encoding", "br"}});
    EXPECT_EQ(kept(get, page()), 1U);
    EXPECT_EQ(kept(get, Response::html(Status::ok, "x")), 0U);
    EXPECT_EQ(kept(get, Response::html(Status::not_found, "x").keep_in_page_cache(60s)), 0U);
    EXPECT_EQ(kept(get, page().no_store()), 0U);
    EXPECT_EQ(page().no_store().page_cache_lifetime(), std::nullopt) << "it does not even ask";
    EXPECT_EQ(kept(get, page().cookie(SetCookie::expired("a"))), 0U);
    EXPECT_EQ(kept(Request::for_test(Method::get, "/de", {{"Cookie", "a=b"}}), page()), 0U);
    EXPECT_EQ(kept(Request::for_test(Method::post, "/de"), page()), 0U);

    auto const with_cookie = Request::for_test(Method::get, "/fr", {{"Cookie", "language=fr"}});
    remember(cache, with_cookie, page(), Cookies::make_none);
    EXPECT_NE(cache.find("/fr", Encoding::identity), nullptr) << "where cookies make no difference";

    auto const sent = remember(cache, get, page());
    auto const stored = cache.find("/de", Encoding::br);
    ASSERT_NE(stored, nullptr);
    EXPECT_EQ(sent.header("Content-Encoding"), "br");
    EXPECT_EQ(stored->body, sent.body_text());
    EXPECT_EQ(stored->etag, sent.header("ETag"));
    EXPECT_THAT(stored->etag, EndsWith("-br\""));
    EXPECT_THAT(stored->not_modified_head, HasSubstr("Vary: Accept-Encoding"));
}

TEST(Remember, keeps_a_page_only_under_its_canonical_address)
{
    PageCache cache{1 << 20};
    auto const entries_after = [&](std::string target, std::string canonical_query) {
        remember(
            cache, Request::for_test(Method::get, std::move(target)),
            Response::html(Status::ok, "x").keep_in_page_cache(60s, std::move(canonical_query)));
        return cache.statistics().entries;
    };
    EXPECT_EQ(entries_after("/de/?x=1", ""), 0U) << "a parameter that nobody knows";
    EXPECT_EQ(entries_after("/de/?", ""), 0U);
    EXPECT_EQ(entries_after("/de/%61ngebote", ""), 0U) << "another spelling of the same path";
    EXPECT_EQ(entries_after("/de/angebote?seite=99999", "?seite=3"), 0U);
    EXPECT_EQ(entries_after("/de/angebote?b=1&a=2", "?a=2&b=1"), 0U);
    EXPECT_EQ(entries_after("/de/angebote", "?a=2"), 0U);
    EXPECT_EQ(entries_after("/de/", ""), 1U);
    EXPECT_EQ(entries_after("/de/angebote?a=2&b=1", "?a=2&b=1"), 2U);
    EXPECT_EQ(entries_after("/de/orte/l%C3%BCnen", ""), 3U) << "what must be encoded may be";
}

TEST(Remember, the_age_of_a_page_is_taken_off_its_lifetime)
{
    PageCache cache{1 << 20};
    auto const start = std::chrono::steady_clock::now();
    remember(
        cache, Request::for_test(Method::get, "/de/"),
        Response::html(Status::ok, "x").cache_for(300s).keep_in_page_cache(300s), Cookies::make_none, start);
    auto const later = start + 299s + 400ms;
    auto const page = cache.find("/de/", Encoding::identity, later);
    ASSERT_NE(page, nullptr);
    EXPECT_THAT(page->head, HasSubstr("max-age=300")) << "the head is written once";
    EXPECT_EQ(page->age(later), 299s) << "so the age has to be told";
    EXPECT_EQ(page->age(start - 1s), 0s);
    EXPECT_EQ(cache.find("/de/", Encoding::identity, start + 300s), nullptr);
    EXPECT_EQ(prepare(Response::html(Status::ok, "x"))->age(later), std::nullopt) << "files have no age";
}

TEST(PageCache, filtered_pages_cannot_drive_out_the_pages_everybody_reads)
{
    auto const one = page_of(10'000)->memory_bytes() + 10;
    PageCache cache{20 * one};
    for (char name = 'a'; name < 'a' + 15; ++name)
        cache.put(std::string{"/"} + name, Encoding::identity, page_of(10'000));
    for (int i = 0; i < 100; ++i)
        cache.put("/de?x=" + std::to_string(i), Encoding::identity, page_of(10'000));
    for (char name = 'a'; name < 'a' + 15; ++name)
        EXPECT_NE(cache.find(std::string{"/"} + name, Encoding::identity), nullptr) << name;
    EXPECT_NE(cache.find("/de?x=99", Encoding::identity), nullptr);
    EXPECT_EQ(cache.find("/de?x=1", Encoding::identity), nullptr);
    EXPECT_LE(cache.statistics().bytes, 20 * one);
    for (char name = 'A'; name < 'A' + 15; ++name)
        cache.put(std::string{"/"} + name, Encoding::identity, page_of(10'000));
    EXPECT_NE(cache.find("/O", Encoding::identity), nullptr);
    EXPECT_LE(cache.statistics().bytes, 20 * one);
}

class StaticFilesTest : public ::testing::Test {
protected:
    StaticFilesTest()
    {
        std::filesystem::create_directories(folder / "fonts");
        write("public.css", css);
        write("public.css.br", "not really brotli");
        write("fonts/noto.woff2", std::string(1000, 'f'));
        write("LICENSE", "x");
    }
    ~StaticFilesTest() override { std::filesystem::remove_all(folder); }
    void write(std::string const& name, std::string const& content)
    {
        std::ofstream{folder / name, std::ios::binary} << content;
    }
    Response ask(std::string const& name, Headers headers = {}, Method method = Method::get)
    {
        return files().answer(Request::for_test(method, "/assets/" + name, std::move(headers)), name);
    }
    StaticFiles const& files()
    {
        if (!loaded)
            loaded = StaticFiles::load(folder);
        return *loaded;
    }

    std::filesystem::path folder
        = std::filesystem::temp_directory_path() / ("kommin-static-" + std::to_string(::getpid()));
    std::string css = "body{}" + std::string(2000, ' ');
    std::optional<StaticFiles> loaded;
};

TEST_F(StaticFilesTest, hashed_names_are_immutable_and_logical_names_revalidated)
{
    auto const url = files().url("public.css");
    EXPECT_THAT(url, MatchesRegex("/assets/public\\.[0-9a-f]+\\.css"));
    EXPECT_THAT(files().url("fonts/noto.woff2"), MatchesRegex("/assets/fonts/noto\\.[0-9a-f]+\\.woff2"));
    EXPECT_THAT(files().url("LICENSE"), MatchesRegex("/assets/LICENSE\\.[0-9a-f]+"));
    auto const hashed = ask(url.substr(8));
    EXPECT_EQ(hashed.status(), Status::ok);
    EXPECT_EQ(hashed.body_text(), css);
    EXPECT_EQ(hashed.header("Content-Type"), "text/css; charset=utf-8");
    EXPECT_THAT(std::string{hashed.header("Cache-Control")}, HasSubstr("immutable"));
    EXPECT_EQ(ask("public.css").header("Cache-Control"), "public, no-cache");
    EXPECT_EQ(ask("public.css").header("ETag"), hashed.header("ETag"));
    EXPECT_EQ(ask("other.css").status(), Status::not_found);
    EXPECT_EQ(ask("public.css.br").status(), Status::not_found);
    EXPECT_THROW(static_cast<void>(files().url("missing.css")), std::out_of_range);
    EXPECT_TRUE(files().has("public.css"));
    EXPECT_THROW(StaticFiles::load(folder / "nowhere"), std::runtime_error);
}

TEST_F(StaticFilesTest, compressed_forms_are_taken_from_the_folder_or_made)
{
    auto const br = ask("public.css", {{"Accept-Encoding", "br"}});
    EXPECT_EQ(br.body_text(), "not really brotli");
    EXPECT_EQ(br.header("Content-Encoding"), "br");
    auto const gzip = ask("public.css", {{"Accept-Encoding", "gzip"}});
    EXPECT_EQ(gzip.header("Content-Encoding"), "gzip");
    EXPECT_LT(gzip.body_text().size(), 100U);
    EXPECT_NE(gzip.header("ETag"), br.header("ETag"));
    EXPECT_EQ(gzip.header("Vary"), "Accept-Encoding");
    auto const font = ask("fonts/noto.woff2", {{"Accept-Encoding", "br"}});
    EXPECT_EQ(font.header("Content-Encoding"), "");
    EXPECT_EQ(font.header("Vary"), "");
}

TEST_F(StaticFilesTest, conditions_and_ranges_are_answered)
{
    auto const etag = std::string{ask("fonts/noto.woff2").header("ETag")};
    EXPECT_EQ(ask("fonts/noto.woff2", {{"If-None-Match", etag}}).status(), Status::not_modified);
    auto const slice = ask("fonts/noto.woff2", {{"Range", "bytes=-100"}, {"Accept-Encoding", "br"}});
    EXPECT_EQ(slice.status(), Status::partial_content);
    EXPECT_EQ(slice.header("Content-Range"), "bytes 900-999/1000");
    EXPECT_EQ(slice.body_text().size(), 100U);
    EXPECT_EQ(ask("fonts/noto.woff2", {{"Range", "bytes=0-1,5-6"}}).status(), Status::ok);
    auto const beyond = ask("fonts/noto.woff2", {{"Range", "bytes=1000-"}});
    EXPECT_EQ(beyond.status(), Status::range_not_satisfiable);
    EXPECT_EQ(beyond.header("Content-Range"), "bytes */1000");
    EXPECT_EQ(
        ask("fonts/noto.woff2", {{"Range", "bytes=0-1"}, {"If-Range", etag}}).status(),
        Status::partial_content);
    EXPECT_EQ(
        ask("fonts/noto.woff2", {{"Range", "bytes=0-1"}, {"If-Range", "\"old\""}}).status(), Status::ok);
    EXPECT_EQ(ask("fonts/noto.woff2", {{"Range", "bytes=0-1"}}, Method::head).status(), Status::ok);
    auto const css_slice = ask("public.css", {{"Range", "bytes=0-3"}, {"Accept-Encoding", "br"}});
    EXPECT_EQ(css_slice.body_text(), "body");
    EXPECT_EQ(css_slice.header("Content-Encoding"), "");
}

TEST_F(StaticFilesTest, the_fast_path_gets_them_ready_to_send)
{
    FastRequest request;
    request.target = "/assets/public.css?v=1";
    request.encoding = Encoding::gzip;
    auto const found = files().find(request);
    ASSERT_NE(found, nullptr);
    EXPECT_THAT(found->head, HasSubstr("Content-Encoding: gzip\r\n"));
    request.target = "/assets/unknown.css";
    EXPECT_EQ(files().find(request), nullptr);
    request.target = "/de/public.css";
    EXPECT_EQ(files().find(request), nullptr);
    std::vector<HeaderView> const headers{{"Range", "bytes=0-1"}};
    request.target = "/assets/public.css";
    request.headers = headers;
    EXPECT_EQ(files().find(request), nullptr) << "ranges are made by a worker";
}

}
} // namespace kommin::http
