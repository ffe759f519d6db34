#pragma once
// The SQL of addresses for asking. Every function works inside the caller's transaction.

#include "modules/portal/editing/asking_address.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"
#include "platform/records/versions.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// After so many nights in a row without a mail server, an address is passed over.
inline constexpr int nights_until_passed_over = 3;

// Adds to a query on `offers` where this offer is asked about, as an expression: the first of the four
// addresses that there is, else ''.
void add_asked_address(db::Query& query);

// Narrows a query on `offers` to those that nobody can be asked about: what add_asked_address() calls '', by
// sets that are read once, for lists of hundreds of thousands.
void add_nobody_is_asked(db::Query& query, TenantId tenant);

// Whether an address that is passed over counts as well.
enum class PassedOver : std::uint8_t { left_out, counted };
// The four addresses of an offer, in their order; empty: there is none.
struct FourAddresses {
    std::string own, of_organisation, public_own, public_of_organisation;
};
std::optional<FourAddresses> find_four_addresses(
    db::Connection& db, TenantId tenant, OfferId offer, PassedOver passed_over);

// The organisation that the offer names.
std::optional<OrganisationId> find_organisation_of(db::Connection& db, TenantId tenant, OfferId offer);

struct StoredAskingAddress {
    std::int64_t id = 0;
    std::string subject_kind;
    std::int64_t subject = 0;
    std::string address; // empty: it was erased, and the row says what is still to be known of it
    std::optional<std::int64_t> taken_from; // an organisation that was merged into this one
    std::optional<Date> unused_on;
    std::optional<Date> checked_on;
    int failures = 0;
};
std::optional<StoredAskingAddress> find_asking_row(
    db::Connection& db, TenantId tenant, records::Subject const& subject);
// Nothing where it was erased.
std::optional<StoredAskingAddress> find_asking_address(
    db::Connection& db, TenantId tenant, records::Subject const& subject);
// In place of the one before; nobody has checked it yet.
void store_asking_address(
    db::Connection& db, TenantId tenant, records::Subject const& subject, std::string_view address,
    std::optional<std::int64_t> taken_from = std::nullopt);
void erase_asking_address(db::Connection& db, TenantId tenant, records::Subject const& subject);
// The address goes, the row stays.
void empty_asking_address(db::Connection& db, TenantId tenant, records::Subject const& subject);

// Some of those behind this id, in the order of their ids.
std::vector<StoredAskingAddress> list_asking_rows(
    db::Connection& db, TenantId tenant, std::int64_t after, int limit);
// Whether it was public and is not any more; one that waits for its first publication has not ended.
bool has_ended(db::Connection& db, TenantId tenant, OfferId offer);
void store_unused(
    db::Connection& db, TenantId tenant, records::Subject const& subject, std::optional<Date> unused_on);

// Those that were not asked about since then, and those that failed before today; the oldest first.
std::vector<StoredAskingAddress> list_addresses_to_check(
    db::Connection& db, TenantId tenant, Date asked_before, Date today, int limit);
// Keeps what the night has found out about this address, wherever it stands and was not checked that day.
enum class MailServer : std::uint8_t { takes_mail, takes_none, unknown };
void store_check(
    db::Connection& db, TenantId tenant, std::string_view address, Date checked_on, MailServer learnt);

} // namespace kommin::portal
