#include "platform/http/page_cache.hpp"

#include "platform/base/text.hpp"
#include "platform/http/compress.hpp"
#include "platform/http/etag.hpp"
#include "platform/http/response_head.hpp"
#include "platform/http/uri.hpp"

#include <algorithm>
#include <condition_variable>
#include <iterator>
#include <list>
#include <mutex>
#include <stdexcept>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kommin::http {

namespace {

// What an entry costs beside its text: list node, index node, control block, strings.
constexpr std::size_t entry_overhead = 256;
constexpr std::size_t largest_share = 8;
constexpr std::size_t share_of_queries = 4;

bool has_query(std::string_view path_and_query)
{
    return path_and_query.find('?') != std::string_view::npos;
}

// "/%64e/" is "/de/": the same page, and one of very many spellings.
bool is_canonical_path(std::string_view path)
{
    if (path.find('%') == std::string_view::npos)
        return true;
    for (auto const segment : split(path, '/')) {
        auto const decoded = percent_decode(segment);
        if (!decoded || percent_encode(*decoded) != segment)
            return false;
    }
    return true;
}

Encoding encoding_of(Response const& response)
{
    auto const text = response.header("Content-Encoding");
    return text == "br" ? Encoding::br : text == "gzip" ? Encoding::gzip : Encoding::identity;
}

// A 304 repeats what a cache needs to renew its copy (RFC 9110 § 15.4.5), and the policies of the page.
Headers revalidation_headers(Headers const& headers)
{
    Headers kept;
    for (auto const& field : headers) {
        if (field.name != "Content-Type" && field.name != "Content-Encoding"
            && field.name != "Content-Language")
            kept.push_back(field);
    }
    return kept;
}

}

std::size_t Prepared::memory_bytes() const
{
    return entry_overhead + head.capacity() + not_modified_head.capacity() + body.capacity()
        + etag.capacity();
}

std::optional<std::chrono::seconds> Prepared::age(TimePoint now) const
{
    if (!made_at)
        return std::nullopt;
    return std::max(std::chrono::floor<std::chrono::seconds>(now - *made_at), std::chrono::seconds{0});
}

std::shared_ptr<Prepared const> prepare(Response const& response, std::optional<Prepared::TimePoint> made_at)
{
    auto const& body = response.body();
    if (!std::holds_alternative<std::string>(body) && !std::holds_alternative<Response::SharedBody>(body))
        throw std::logic_error{"only an answer in memory can be prepared"};
    auto headers = response.headers();
    auto prepared = std::make_shared<Prepared>();
    prepared->status = response.status();
    prepared->body = response.body_text();
    prepared->etag = response.header("ETag");
    prepared->made_at = made_at;
    if (prepared->etag.empty() && response.status() == Status::ok) {
        prepared->etag = strong_etag(prepared->body, encoding_of(response));
        headers.push_back({"ETag", prepared->etag});
    }
    bool const bodiless
        = response.status() == Status::no_content || response.status() == Status::not_modified;
    detail::append_head(
        prepared->head, response.status(), headers,
        bodiless ? detail::Framing::none : detail::Framing::length, prepared->body.size());
    if (!prepared->etag.empty()) {
        detail::append_head(
            prepared->not_modified_head, Status::not_modified, revalidation_headers(headers),
            detail::Framing::none, 0);
    }
    return prepared;
}

struct PageCache::Turn {
    std::string target;
    Encoding encoding;
    bool is_over = false;
};

struct PageCache::State {
    struct Key {
        std::string_view target; // lies in the entry
        Encoding encoding;
        friend bool operator==(Key const&, Key const&) = default;
    };
    struct Hash {
        std::size_t operator()(Key const& key) const noexcept
        {
            return std::hash<std::string_view>{}(key.target) * 3 + static_cast<std::size_t>(key.encoding);
        }
    };
    struct Entry {
        std::string target;
        Encoding encoding;
        std::shared_ptr<Prepared const> page;
        TimePoint expires_at;
        std::size_t bytes;
    };
    using Entries = std::list<Entry>;
    struct Shelf {
        Entries entries; // most recently used first
        std::size_t bytes = 0;
    };

    [[nodiscard]] Shelf& shelf_of(std::string_view target) { return has_query(target) ? queried : plain; }
    void erase(Entries::iterator entry)
    {
        auto& shelf = shelf_of(entry->target);
        shelf.bytes -= entry->bytes;
        index.erase(Key{entry->target, entry->encoding});
        shelf.entries.erase(entry);
    }
    void evict_from(Shelf& shelf)
    {
        erase(std::prev(shelf.entries.end()));
        ++evictions;
    }
    [[nodiscard]] std::size_t bytes() const { return plain.bytes + queried.bytes; }
    std::shared_ptr<Prepared const> find(Key const& key, TimePoint now)
    {
        auto const found = index.find(key);
        if (found == index.end())
            return nullptr;
        auto const entry = found->second;
        if (entry->expires_at <= now) {
            erase(entry);
            return nullptr;
        }
        auto& entries = shelf_of(key.target).entries;
        entries.splice(entries.begin(), entries, entry);
        return entry->page;
    }

    mutable std::mutex mutex;
    std::condition_variable turn_over;
    std::vector<std::shared_ptr<Turn>> turns; // pages that are being made: no more than there are workers
    std::size_t capacity = 0;
    Shelf plain;
    Shelf queried;
    std::unordered_map<Key, Entries::iterator, Hash> index;
    std::uint64_t hits = 0;
    std::uint64_t misses = 0;
    std::uint64_t evictions = 0;
};

PageCache::PageCache(std::size_t capacity_bytes)
    : state_(std::make_unique<State>())
{
    state_->capacity = capacity_bytes;
}

PageCache::~PageCache() = default;

std::shared_ptr<Prepared const> PageCache::find(
    std::string_view path_and_query, Encoding encoding, TimePoint now)
{
    std::lock_guard const lock{state_->mutex};
    auto page = state_->find({path_and_query, encoding}, now);
    ++(page ? state_->hits : state_->misses);
    return page;
}

PageCache::Making::Making(
    PageCache& cache, std::string_view path_and_query, Encoding encoding, TimePoint deadline)
    : state_(*cache.state_)
{
    std::unique_lock lock{state_.mutex};
    auto const take_page = [&] {
        page_ = state_.find({path_and_query, encoding}, std::chrono::steady_clock::now());
        state_.hits += page_ ? 1U : 0U;
        return page_ != nullptr;
    };
    if (take_page())
        return;
    auto const turn = std::ranges::find_if(state_.turns, [&](auto const& other) {
        return other->encoding == encoding && other->target == path_and_query;
    });
    if (turn == state_.turns.end()) {
        turn_ = std::make_shared<Turn>(Turn{std::string{path_and_query}, encoding});
        state_.turns.push_back(turn_);
        return;
    }
    state_.turn_over.wait_until(lock, deadline, [other = *turn] { return other->is_over; });
    take_page();
}

PageCache::Making::~Making()
{
    if (!turn_)
        return;
    {
        std::lock_guard const lock{state_.mutex};
        turn_->is_over = true;
        std::erase(state_.turns, turn_);
    }
    state_.turn_over.notify_all();
}

void PageCache::put(
    std::string_view path_and_query, Encoding encoding, std::shared_ptr<Prepared const> page,
    TimePoint expires_at)
{
    auto const bytes = page->memory_bytes() + path_and_query.size();
    std::lock_guard const lock{state_->mutex};
    if (auto const old = state_->index.find(State::Key{path_and_query, encoding}); old != state_->index.end())
        state_->erase(old->second);
    if (bytes > state_->capacity / largest_share)
        return;
    auto& shelf = state_->shelf_of(path_and_query);
    if (&shelf == &state_->queried) {
        while (shelf.bytes + bytes > state_->capacity / share_of_queries)
            state_->evict_from(shelf);
    }
    while (state_->bytes() + bytes > state_->capacity)
        state_->evict_from(state_->plain.entries.empty() ? state_->queried : state_->plain);
    shelf.entries.push_front({std::string{path_and_query}, encoding, std::move(page), expires_at, bytes});
    shelf.bytes += bytes;
    auto const entry = shelf.entries.begin();
    state_->index.emplace(State::Key{entry->target, encoding}, entry);
}

PageCache::Statistics PageCache::statistics() const
{
    std::lock_guard const lock{state_->mutex};
    return {state_->index.size(), state_->bytes(), state_->hits, state_->misses, state_->evictions};
}

Response remember(
    PageCache& cache, Request const& request, Response response, Cookies cookies, PageCache::TimePoint now)
{
    bool const is_for_everybody
        = cookies == Cookies::make_none ? !request.has_header("authorization") : request.is_anonymous_get();
    auto const lifetime = response.page_cache_lifetime();
    bool const in_memory = std::holds_alternative<std::string>(response.body())
        || std::holds_alternative<Response::SharedBody>(response.body());
    bool const is_canonical = request.target().substr(request.path().size()) == response.canonical_query()
        && is_canonical_path(request.path());
    // What sets a cookie or must not be stored is somebody's own page, whatever the handler thought.
    if (!lifetime || !in_memory || !is_canonical || request.method() != Method::get || !is_for_everybody
        || response.status() != Status::ok || !response.header("Set-Cookie").empty()
        || response.header("Cache-Control").find("no-store") != std::string_view::npos) {
        return response;
    }
    auto const encoding = request.encoding();
    if (response.header("ETag").empty())
        response.header("ETag", strong_etag(response.body_text()));
    encode(response, encoding, cache_level);
    cache.put(request.target(), encoding, prepare(response, now), now + *lifetime);
    return response;
}

} // namespace kommin::http
