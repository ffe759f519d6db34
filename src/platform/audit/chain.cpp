#include "platform/audit/chain.hpp"

#include "platform/crypto/hash.hpp"
#include "platform/db/transaction.hpp"
#include "platform/json/writer.hpp"

#include <optional>

namespace kommin::audit {

namespace {

// With its length in front, so that no two different entries give the same text.
void append_field(std::string& out, std::string_view field)
{
    out += std::to_string(field.size());
    out += ':';
    out += field;
    out += '\n';
}

void each_entry(
    db::Connection& connection, TenantId tenant, std::function<bool(StoredEntry const&)> const& visit)
{
    connection.each<StoredEntry>(
        "SELECT tenant_id, sequence, at, actor, action, subject_kind, subject_id, before_json, after_json,"
        " request_id, previous_hash, hash FROM audit_entries WHERE tenant_id = ? ORDER BY sequence",
        visit, tenant);
}

}

std::string line_of(StoredEntry const& entry)
{
    json::Writer writer;
    writer.object([&](json::ObjectWriter& out) {
        out.member("sequence", entry.sequence);
        out.member("at", to_iso(entry.at));
        out.member("actor", entry.actor);
        out.member("action", entry.action);
        out.member("subject_kind", entry.subject_kind);
        out.member("subject_id", entry.subject_id);
        out.raw("before", entry.before_json.empty() ? "null" : std::string_view(entry.before_json));
        out.raw("after", entry.after_json.empty() ? "null" : std::string_view(entry.after_json));
        out.member("request_id", entry.request_id);
        out.member("previous_hash", entry.previous_hash);
        out.member("hash", entry.hash);
    });
    return writer.take();
}

std::string hash_of(StoredEntry const& entry)
{
    std::string text = "kommin-audit-1\n";
    append_field(text, entry.previous_hash);
    append_field(text, std::to_string(entry.tenant.value));
    append_field(text, std::to_string(entry.sequence));
    append_field(text, to_iso(entry.at));
    append_field(text, entry.actor);
    append_field(text, entry.action);
    append_field(text, entry.subject_kind);
    append_field(text, std::to_string(entry.subject_id));
    append_field(text, entry.before_json);
    append_field(text, entry.after_json);
    append_field(text, entry.request_id);
    return crypto::sha256_hex(text);
}

ChainReport verify(db::Connection& connection, TenantId tenant)
{
    std::optional<db::Transaction> transaction; // entries and head must be of one moment
    if (!connection.in_transaction())
        transaction.emplace(connection, db::Transaction::Kind::read);
    auto const newest = head(connection, tenant);
    ChainReport report;
    std::string previous(no_hash);
    each_entry(connection, tenant, [&](StoredEntry const& entry) {
        auto const expected = report.checked + 1;
        if (entry.sequence != expected || entry.sequence > newest.sequence || entry.previous_hash != previous
            || entry.hash != hash_of(entry)) {
            report.first_broken = expected;
            return false;
        }
        report.checked = expected;
        previous = entry.hash;
        return true;
    });
    // The newest entries are missing, or the head was turned back.
    if (!report.first_broken && (newest.sequence != report.checked || newest.hash != previous))
        report.first_broken = report.checked + 1;
    return report;
}

void export_lines(
    db::Connection& connection, TenantId tenant, std::function<void(std::string_view)> const& consume)
{
    each_entry(connection, tenant, [&](StoredEntry const& entry) {
        consume(line_of(entry));
        return true;
    });
}

} // namespace kommin::audit
