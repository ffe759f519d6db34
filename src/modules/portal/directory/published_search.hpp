#pragma once
// The search of what is published: its index is built beside the readers, who search with that of the version
// before until it is ready.

#include "modules/portal/directory/info_page.hpp"
#include "modules/portal/directory/offer.hpp"
#include "platform/search/index.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <set>
#include <span>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace kommin::portal {

class Snapshot;

// The number of an offer or page within one snapshot; pages follow the offers.
using Position = std::uint32_t;

// search::Index::build, unless a test has another.
using BuildIndex = std::function<search::Index(std::span<search::Document const>, search::Concepts const&)>;

// An index and what its numbers mean.
struct BuiltIndex {
    std::shared_ptr<search::Concepts const> concepts; // the index refers to it
    std::vector<OfferId> offers; // ascending; their numbers begin with 0
    std::vector<PageId> pages; // their numbers go on
    search::Index index;
};

// Reads all texts of the snapshot. Throws what building throws.
BuiltIndex build_index_of(Snapshot const& snapshot, BuildIndex const& build);

// An index as one snapshot sees it: what is found has the positions of the snapshot, whatever the index was
// made of. Immutable.
class PublishedSearch {
public:
    PublishedSearch(std::shared_ptr<BuiltIndex const> built, Snapshot const& snapshot);

    [[nodiscard]] std::shared_ptr<BuiltIndex const> const& built() const { return built_; }
    // For understanding, marking and completing; what it finds has other numbers.
    [[nodiscard]] search::Index const& index() const { return built_->index; }
    // As search::Index::find(), with the positions of the snapshot. What is no longer public is not found.
    [[nodiscard]] search::Index::Answer find(
        search::Index::Query const& query, std::size_t limit,
        std::function<bool(Position)> const& accept = {}, std::size_t enough = 1) const;
    [[nodiscard]] search::Index::Answer find(
        std::string_view query, std::string_view language, std::size_t limit,
        std::function<bool(Position)> const& accept = {}, std::size_t enough = 1) const;

private:
    std::shared_ptr<BuiltIndex const> built_;
    std::vector<Position> positions_; // by the number in the index; empty: the same
};

// Where a snapshot finds its search. Safe from all threads.
class SearchSlot {
public:
    // The search of a version before, until there is the own one; changes nothing once that is there.
    void lend(std::shared_ptr<PublishedSearch const> earlier);
    void set(std::shared_ptr<PublishedSearch const> own);
    // There will be none.
    void give_up(std::exception_ptr why);

    // The newest there is, or null; does not wait.
    [[nodiscard]] std::shared_ptr<PublishedSearch const> newest() const;
    // The newest; waits for the first. Throws why there is none.
    [[nodiscard]] std::shared_ptr<PublishedSearch const> get() const;
    // Whether there is one, after some patience.
    [[nodiscard]] bool wait_for_any(std::chrono::milliseconds patience) const;
    // Returns when the own one is there or given up, or after some patience. Throws why it was given up.
    void wait_for_own(std::chrono::milliseconds patience) const;

private:
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    std::shared_ptr<PublishedSearch const> search_;
    std::exception_ptr failure_;
    bool is_done_ = false; // the own one is there, or given up
};

// Builds indexes beside the readers in two threads, of which one leaves large ones alone: a small district
// waits for no large one, and there is never memory for two of those. Of a tenant that publishes faster than
// that, only the newest is built; what is ready meanwhile is lent to it, so that the search never waits for a
// pause. What fails is tried again, each time after twice the wait. Safe from all threads.
class IndexBuilder {
public:
    struct Options {
        std::chrono::milliseconds first_wait = std::chrono::seconds{15};
        std::size_t most_of_a_small_one = 3'000; // offers and pages: a few hundredths of a second
    };
    explicit IndexBuilder(BuildIndex build, Options options);
    explicit IndexBuilder(BuildIndex build)
        : IndexBuilder(std::move(build), Options{})
    { }
    IndexBuilder(IndexBuilder const&) = delete;
    IndexBuilder& operator=(IndexBuilder const&) = delete;
    ~IndexBuilder(); // waits for the indexes that are being built

    // Fills the slot of the snapshot some time later.
    void order(std::shared_ptr<Snapshot const> snapshot);

private:
    struct Order {
        std::shared_ptr<Snapshot const> snapshot;
        std::chrono::steady_clock::time_point not_before;
        std::chrono::milliseconds next_wait;
    };
    using Orders = std::list<Order>;

    enum class Takes : std::uint8_t { everything, small_ones };

    void run(Takes takes);
    void build(Snapshot const& snapshot);
    void try_again(Order order);
    [[nodiscard]] Orders::iterator find_order_of(TenantId tenant);
    // The one whose time comes first, of those that this thread takes and of whose tenant none is being
    // built.
    [[nodiscard]] Orders::iterator find_next(Takes takes);

    BuildIndex build_;
    Options options_;
    std::mutex mutex_;
    std::condition_variable ordered_;
    Orders waiting_; // of each tenant one
    std::set<TenantId> being_built_;
    bool is_stopping_ = false;
    std::vector<std::thread> threads_; // from the first order on
};

} // namespace kommin::portal
