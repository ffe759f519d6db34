#include "modules/portal/editing/offer_confirmation_store.hpp"

#include "modules/portal/editing/asking_address_store.hpp"
#include "platform/db/query.hpp"

#include <algorithm>

namespace kommin::portal {

namespace {

constexpr std::string_view given_back = "given_back"; // the one outcome that is not the last

}

void insert_confirmation(db::Connection& db, TenantId tenant, MailedLink const& link)
{
    db.execute(
        "INSERT INTO offer_confirmations (tenant_id, offer_id, token_hash, address_hash, asked_at, "
        "expires_at, shows_version)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        tenant, link.offer, link.token_hash, link.address_hash, link.asked_at, link.expires_at,
        link.shows_version);
}

std::optional<MailedLink> find_last_mailed(db::Connection& db, TenantId tenant, OfferId offer)
{
    return db.find<MailedLink>(
        "SELECT offer_id, token_hash, COALESCE(address_hash, ''), asked_at, expires_at, shows_version FROM "
        "offer_confirmations"
        " WHERE tenant_id = ? AND offer_id = ? ORDER BY asked_at DESC, id DESC LIMIT 1",
        tenant, offer);
}

std::optional<OpenConfirmation> find_open_confirmation(
    db::Connection& db, TenantId tenant, std::string_view token_hash, Instant now)
{
    return db.find<OpenConfirmation>(
        "SELECT id, offer_id, COALESCE(address_hash, ''), shows_version FROM offer_confirmations"
        " WHERE tenant_id = ? AND token_hash = ? AND answered_at IS NULL AND expires_at > ?",
        tenant, token_hash, now);
}

void close_confirmations(
    db::Connection& db, TenantId tenant, OfferId offer, std::string_view answer, Instant now)
{
    db.execute(
        "UPDATE offer_confirmations SET answered_at = ?, answer = ? WHERE tenant_id = ? AND offer_id = ?"
        " AND answered_at IS NULL",
        now, answer, tenant, offer);
    db.execute(
        "UPDATE offer_confirmation_requests SET answered_at = ? WHERE tenant_id = ? AND offer_id = ?", now,
        tenant, offer);
}

void store_answer_key(
    db::Connection& db, TenantId tenant, ConfirmationId id, std::string_view answer_key_hash)
{
    db.execute(
        "UPDATE offer_confirmations SET answer_key_hash = ? WHERE tenant_id = ? AND id = ?", answer_key_hash,
        tenant, id);
}

std::optional<std::string> find_answer_key(
    db::Connection& db, TenantId tenant, std::string_view token_hash, Instant since)
{
    return db.find<std::string>(
        "SELECT COALESCE(answer_key_hash, '') FROM offer_confirmations"
        " WHERE tenant_id = ? AND token_hash = ? AND answered_at > ?",
        tenant, token_hash, since);
}

void store_request(db::Connection& db, TenantId tenant, OfferId offer, ConfirmationRequest const& request)
{
    db.execute(
        "INSERT INTO offer_confirmation_requests (tenant_id, offer_id, job_id, asked_at, times)"
        " VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (tenant_id, offer_id)"
        " DO UPDATE SET job_id = excluded.job_id, asked_at = excluded.asked_at, times = excluded.times,"
        " answered_at = NULL, undeliverable = FALSE",
        tenant, offer, request.job, request.asked_at, request.times);
}

std::optional<ConfirmationRequest> find_request(db::Connection& db, TenantId tenant, OfferId offer)
{
    return db.find<ConfirmationRequest>(
        "SELECT job_id, asked_at, times, answered_at FROM offer_confirmation_requests"
        " WHERE tenant_id = ? AND offer_id = ?",
        tenant, offer);
}

std::vector<OpenRequest> list_open_requests(
    db::Connection& db, TenantId tenant, Instant asked_after, std::int64_t after, int limit)
{
    db::Query query("SELECT r.id, r.offer_id, ");
    add_asked_address(query);
    query.add(
        ", r.undeliverable FROM offer_confirmation_requests r"
        " JOIN offers ON offers.tenant_id + 0 = r.tenant_id AND offers.id = r.offer_id"
        " WHERE r.tenant_id + 0 = ? AND r.id > ? AND r.answered_at IS NULL AND r.asked_at >= ?"
        " ORDER BY r.id LIMIT ?",
        tenant, after, asked_after, limit);
    return db.list<OpenRequest>(query);
}

void store_undeliverable(db::Connection& db, TenantId tenant, OfferId offer, bool undeliverable)
{
    db.execute(
        "UPDATE offer_confirmation_requests SET undeliverable = ? WHERE tenant_id = ? AND offer_id = ?",
        undeliverable, tenant, offer);
}

void store_proposal(
    db::Connection& db, TenantId tenant, ConfirmationId id, OfferId offer, std::int64_t version,
    i18n::Language language, std::string_view address)
{
    db.execute(
        "UPDATE offer_confirmations SET address = NULL WHERE tenant_id = ? AND offer_id = ?"
        " AND COALESCE(outcome, ?) = ?", // the others wait for a mail that is on its way
        tenant, offer, given_back, given_back);
    db.execute(
        "UPDATE offer_confirmations SET proposed_version = ?, language = ?, address = ?"
        " WHERE tenant_id = ? AND id = ?",
        version, language.tag(), address, tenant, id);
}

std::optional<MailedProposal> find_proposal(db::Connection& db, TenantId tenant, ConfirmationId id)
{
    return db.find<MailedProposal>(
        "SELECT id, offer_id, proposed_version, language, COALESCE(address, ''), COALESCE(outcome, '')"
        " FROM offer_confirmations WHERE tenant_id = ? AND id = ? AND proposed_version IS NOT NULL",
        tenant, id);
}

std::optional<MailedProposal> find_open_proposal(db::Connection& db, TenantId tenant, OfferId offer)
{
    return db.find<MailedProposal>(
        "SELECT id, offer_id, proposed_version, language, COALESCE(address, ''), COALESCE(outcome, '')"
        " FROM offer_confirmations WHERE tenant_id = ? AND offer_id = ? AND proposed_version IS NOT NULL"
        " AND address IS NOT NULL AND COALESCE(outcome, ?) = ?",
        tenant, offer, given_back, given_back);
}

void store_outcome(db::Connection& db, TenantId tenant, ConfirmationId id, std::string_view outcome)
{
    db.execute(
        "UPDATE offer_confirmations SET outcome = ? WHERE tenant_id = ? AND id = ?", outcome, tenant, id);
}

void forget_address(db::Connection& db, TenantId tenant, ConfirmationId id)
{
    db.execute("UPDATE offer_confirmations SET address = NULL WHERE tenant_id = ? AND id = ?", tenant, id);
}

void forget_copied_address(db::Connection& db, TenantId tenant, std::string_view address)
{
    db::Query query(
        "UPDATE offer_confirmations SET address = NULL WHERE tenant_id = ? AND address = ?"
        " AND NOT EXISTS (SELECT 1 FROM offers WHERE offers.tenant_id = offer_confirmations.tenant_id"
        " AND offers.id = offer_confirmations.offer_id AND LOWER(",
        tenant, address);
    add_asked_address(query);
    query.add(") = offer_confirmations.address)");
    db.execute(query);
}

std::vector<DueOffer> list_due_offers(
    db::Connection& db, TenantId tenant, AskingLimits const& limits, int of_each_address, int limit)
{
    db::Query query("SELECT id, address, times FROM (SELECT id, address, since, times,"
                    " ROW_NUMBER() OVER (PARTITION BY address ORDER BY since, id) AS place FROM ("
                    "SELECT offers.id AS id, LOWER(");
    add_asked_address(query);
    query.add(
        ") AS address, COALESCE(offers.confirmed_on, '') AS since,"
        " CASE WHEN r.answered_at IS NULL AND r.asked_at >= ? THEN r.times + 1 ELSE 1 END AS times"
        " FROM offers LEFT JOIN offer_confirmation_requests r"
        " ON r.tenant_id = offers.tenant_id AND r.offer_id = offers.id"
        " WHERE offers.tenant_id = ? AND COALESCE(offers.confirmed_on, '') < ?"
        " AND offers.published_at IS NOT NULL AND offers.status IN ('active', 'temporarily_closed')"
        " AND (r.id IS NULL OR r.answered_at < ? OR (r.answered_at IS NULL AND (r.asked_at < ?"
        " OR (NOT r.undeliverable AND (r.times = 0 OR (r.asked_at < ? AND r.times < ?))))))"
        ") AS asked WHERE address LIKE '%_@_%') AS due WHERE place <= ? ORDER BY since, id LIMIT ?",
        limits.new_series_before, tenant, limits.confirmed_before, limits.corrected_before,
        limits.new_series_before, limits.reminded_before, most_askings, of_each_address, limit);
    return db.list<DueOffer>(query);
}

std::vector<OfferId> list_due_offers_without_address(
    db::Connection& db, TenantId tenant, AskingLimits const& limits, int limit)
{
    db::Query query(
        "SELECT offers.id FROM offers LEFT JOIN offer_confirmation_requests r"
        " ON r.tenant_id = offers.tenant_id AND r.offer_id = offers.id WHERE offers.tenant_id = ?"
        " AND COALESCE(offers.confirmed_on, '') < ? AND offers.published_at IS NOT NULL"
        " AND offers.status IN ('active', 'temporarily_closed') AND (r.id IS NULL OR r.answered_at < ?"
        " OR (r.answered_at IS NULL AND NOT r.undeliverable AND r.asked_at < ?)) AND ",
        tenant, limits.confirmed_before, limits.corrected_before, limits.new_series_before);
    add_asked_address(query);
    query.add(" NOT LIKE '%_@_%' ORDER BY COALESCE(offers.confirmed_on, ''), offers.id LIMIT ?", limit);
    return db.list<OfferId>(query);
}

std::vector<ConfirmedShare> count_confirmed(db::Connection& db, TenantId tenant, Date confirmed_since)
{
    struct ShareRow {
        std::int64_t owner, confirmed, all;
    };
    auto const rows = db.list<ShareRow>(
        "SELECT CASE WHEN reach = 'municipality' THEN COALESCE(body_id, 0) ELSE 0 END AS owner,"
        " SUM(CASE WHEN confirmed_on >= ? THEN 1 ELSE 0 END), COUNT(*) FROM offers"
        " WHERE tenant_id = ? AND status IN ('active', 'temporarily_closed') AND published_at IS NOT NULL"
        " GROUP BY 1 ORDER BY 1",
        confirmed_since, tenant);
    std::vector<ConfirmedShare> shares;
    for (auto const& row : rows)
        shares.push_back(
            {row.owner == 0 ? Scope::whole_tenant() : Scope::of_owner(row.owner), row.confirmed, row.all});
    return shares;
}

std::optional<Instant> find_last_asked(db::Connection& db, TenantId tenant, OfferId offer)
{
    auto request = find_request(db, tenant, offer);
    if (request && request->times == 0)
        request.reset();
    auto const mailed = find_last_mailed(db, tenant, offer);
    if (request && mailed)
        return std::max(request->asked_at, mailed->asked_at);
    return request ? std::optional(request->asked_at)
        : mailed   ? std::optional(mailed->asked_at)
                   : std::nullopt;
}

std::int64_t erase_confirmations_before(
    db::Connection& db, TenantId tenant, Instant limit, Instant addresses_before)
{
    db.execute(
        "UPDATE offer_confirmations SET address = NULL WHERE tenant_id = ? AND expires_at < ?", tenant,
        addresses_before);
    db.execute("DELETE FROM offer_confirmation_requests WHERE tenant_id = ? AND asked_at < ?", tenant, limit);
    return db.execute(
        "DELETE FROM offer_confirmations WHERE tenant_id = ? AND expires_at < ?", tenant, limit);
}

std::vector<OwnersSilence> list_silent_owners(db::Connection& db, TenantId tenant, AskingLimits const& limits)
{
    return db.list<OwnersSilence>(
        "SELECT CASE WHEN offers.reach = 'municipality' THEN COALESCE(offers.body_id, 0) ELSE 0 END AS owner,"
        " MIN(r.asked_at) FROM offer_confirmation_requests r"
        " JOIN offers ON offers.tenant_id = r.tenant_id AND offers.id = r.offer_id"
        " WHERE r.tenant_id = ? AND r.answered_at IS NULL"
        " AND (r.undeliverable OR (r.times >= ? AND r.asked_at < ?))"
        " AND offers.published_at IS NOT NULL AND offers.status IN ('active', 'temporarily_closed')"
        " AND COALESCE(offers.confirmed_on, '') < ? GROUP BY 1 ORDER BY 1",
        tenant, most_askings, limits.reminded_before, limits.confirmed_before);
}

void close_silent_request(
    db::Connection& db, TenantId tenant, OfferId offer, Instant reminded_before, Instant now)
{
    // Whoever has now entered the address that was missing has not asked anybody yet.
    db::Query begun(
        "DELETE FROM offer_confirmation_requests WHERE tenant_id = ? AND offer_id = ? AND times = 0"
        " AND EXISTS (SELECT 1 FROM offers WHERE offers.tenant_id + 0 ="
        " offer_confirmation_requests.tenant_id AND offers.id ="
        " offer_confirmation_requests.offer_id AND ",
        tenant, offer);
    add_asked_address(begun);
    begun.add(" LIKE '%_@_%')");
    db.execute(begun);
    db.execute(
        "UPDATE offer_confirmation_requests SET answered_at = ? WHERE tenant_id = ? AND offer_id = ?"
        " AND answered_at IS NULL AND (undeliverable OR (times >= ? AND asked_at < ?))",
        now, tenant, offer, most_askings, reminded_before);
}

bool note_silence_letter(db::Connection& db, TenantId tenant, std::int64_t account, Date today)
{
    return db.execute(
               "INSERT INTO offer_silence_letters (tenant_id, account_id, told_on) VALUES (?, ?, ?)"
               " ON CONFLICT (tenant_id, account_id) DO NOTHING",
               tenant, account, today)
        > 0;
}

void forget_silence_letters(db::Connection& db, TenantId tenant, Date told_before)
{
    db.execute("DELETE FROM offer_silence_letters WHERE tenant_id = ? AND told_on < ?", tenant, told_before);
}

} // namespace kommin::portal
