#pragma once
// Prepared: an answer that only needs its Date line. PageCache: those of one published snapshot.

#include "platform/http/request.hpp"
#include "platform/http/response.hpp"
#include "platform/http/types.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::http {

// Immutable and shared between threads.
struct Prepared {
    using TimePoint = std::chrono::steady_clock::time_point;

    Status status = Status::ok;
    std::string head; // status line and fields, each with CRLF; without Date, Connection and the empty line
    std::string not_modified_head; // likewise for 304; "" if there is no ETag
    std::string body;
    std::string etag; // with quotes; "" if none
    // When a handler made it; nothing for what has no age, as a file. A reader's browser takes the age off
    // the max-age that stands in the head (RFC 9111 § 4.2), or a page would live twice as long as was
    // promised.
    std::optional<TimePoint> made_at;

    [[nodiscard]] std::size_t memory_bytes() const;
    // Full seconds, never negative.
    [[nodiscard]] std::optional<std::chrono::seconds> age(TimePoint now) const;
};

// Status line, headers and length of an answer whose body lies in memory (throws std::logic_error otherwise),
// encoded as it is. Adds a strong ETag of the body to a 200 that has none.
std::shared_ptr<Prepared const> prepare(
    Response const& response, std::optional<Prepared::TimePoint> made_at = std::nullopt);

// Bounded by bytes; the entry unused for longest goes first. Pages with a query have a quarter for
// themselves: there are more combinations of filters than any cache holds, and whoever asks for all of them
// must not drive out the pages that everybody reads. Safe from all threads.
class PageCache {
public:
    using TimePoint = Prepared::TimePoint;
    struct Statistics {
        std::size_t entries = 0;
        std::size_t bytes = 0;
        std::uint64_t hits = 0;
        std::uint64_t misses = 0;
        std::uint64_t evictions = 0;
    };

    explicit PageCache(std::size_t capacity_bytes);
    ~PageCache();
    PageCache(PageCache const&) = delete;
    PageCache& operator=(PageCache const&) = delete;

    // Null if absent or expired.
    [[nodiscard]] std::shared_ptr<Prepared const> find(
        std::string_view path_and_query, Encoding encoding, TimePoint now = std::chrono::steady_clock::now());
    // Replaces an entry of the same key. Refuses what alone exceeds an eighth of the capacity, so that one
    // huge page cannot empty the cache.
    void put(
        std::string_view path_and_query, Encoding encoding, std::shared_ptr<Prepared const> page,
        TimePoint expires_at = TimePoint::max());
    [[nodiscard]] Statistics statistics() const;
    class Making;

private:
    struct Turn;
    struct State;
    std::unique_ptr<State> state_;
};

// A page that is being made, so that not every worker makes the same one after a publication. The first to
// ask makes it; others wait until it has put the page or failed, at the longest until the deadline. Stands in
// the scope in which the page is made, on one thread, and never inside another one.
class PageCache::Making {
public:
    Making(PageCache& cache, std::string_view path_and_query, Encoding encoding, TimePoint deadline);
    Making(Making const&) = delete;
    Making& operator=(Making const&) = delete;
    ~Making();

    // What somebody else has made; null: it is to be made.
    [[nodiscard]] std::shared_ptr<Prepared const> const& page() const { return page_; }

private:
    State& state_;
    std::shared_ptr<Prepared const> page_;
    std::shared_ptr<Turn> turn_; // null: nobody waits for this one
};

enum class Cookies : std::uint8_t {
    make_a_difference, // only what was asked without cookies is kept
    make_none, // the handlers promise to answer everybody alike, whatever cookies came along
};

// Called by the worker with what a handler answered: if the answer asks for it (keep_in_page_cache), is the
// same for everybody and was asked for under its canonical address, compresses it for this reader, keeps it,
// and returns it ready to send.
Response remember(
    PageCache& cache, Request const& request, Response response, Cookies cookies = Cookies::make_a_difference,
    PageCache::TimePoint now = std::chrono::steady_clock::now());

} // namespace kommin::http
