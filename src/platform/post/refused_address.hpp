#pragma once
// Addresses that the mail server has refused for good.

#include "platform/base/date.hpp"
#include "platform/base/result.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/db/connection.hpp"
#include "platform/work/change.hpp"
#include "platform/work/work.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::post {

using RefusedAddressId = StrongId<struct RefusedAddressTag>;

struct RefusedAddress {
    RefusedAddressId id;
    std::string shown_as; // "l…@kreis.example": enough for whoever knows it
    std::string reply; // of the server: "550 5.1.1"
    Instant refused_at;

    // Rises whenever a mail to it is refused again.
    [[nodiscard]] std::int64_t version() const;
};

std::optional<RefusedAddress> find_refused_address(
    db::Connection& db, TenantId tenant, std::string_view address);
// Of these addresses, those that are refused, by the address as it was given.
std::map<std::string, RefusedAddress> find_refused_among(
    db::Connection& db, TenantId tenant, std::span<std::string const> addresses);
// What is listed. time: when it was refused last.
enum class RefusedOrder : std::uint8_t { time, address };
struct RefusedQuery {
    std::string text = {}; // in the address as it is shown, or in the reply; empty: any
    RefusedOrder order = RefusedOrder::time;
    bool descending = true;
    std::vector<RefusedAddressId> only = {}; // empty: any
    int limit = 0; // 0: all
    int offset = 0;
};
std::vector<RefusedAddress> list_refused_addresses(
    db::Connection& db, TenantId tenant, RefusedQuery const& query);
std::int64_t count_refused_addresses(db::Connection& db, TenantId tenant, RefusedQuery const& query = {});

// Use cases.
void mark_refused(Work& work, std::string_view address, std::string_view reply);
// Mails are sent there again, and reports about letters of before mark it no more. Problem not_found.
Result<void> lift_refusal(Work& work, RefusedAddressId id);
// One of many that somebody has ticked, as it was seen; one that is not there any more is allowed already. A
// conflict where a mail was refused again meanwhile.
Result<Change> lift_one_of_many(Work& work, RefusedAddressId id, std::int64_t seen);
// When somebody has allowed an address last; nothing if nobody has, or so long ago that no report of before
// is believed any more.
std::optional<Instant> find_lifted(db::Connection& db, TenantId tenant, std::string_view address);
// Those that are older: nobody needs to know any longer, and the address may have come to life.
std::int64_t erase_old_refusals(Work& work, std::chrono::days keep);

} // namespace kommin::post
