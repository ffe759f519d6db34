#include "modules/contacts/people/consent_store.hpp"

#include "platform/db/query.hpp"

#include <algorithm>
#include <utility>

namespace kommin::contacts {

namespace {

db::Query consents_of(TenantId tenant)
{
    return db::Query(
        "SELECT id, person_id, purpose, text_number, language, how, given_on, remark, recorded_by,"
        " recorded_at, ended_at, ended_how, ended_by FROM consents WHERE tenant_id + 0 = ?",
        tenant);
}

}

std::vector<Consent> list_consents(db::Connection& db, TenantId tenant, PersonId person)
{
    auto query = consents_of(tenant);
    return db.list<Consent>(query.add(" AND person_id = ? ORDER BY id", person));
}

std::optional<Consent> find_consent(db::Connection& db, TenantId tenant, ConsentId id)
{
    auto query = consents_of(tenant);
    auto rows = db.list<Consent>(query.add(" AND id = ?", id));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

std::vector<Consent> list_consents_of(
    db::Connection& db, TenantId tenant, std::vector<PersonId> const& people)
{
    auto query = consents_of(tenant);
    return db.list<Consent>(query.add_any_of("person_id", people));
}

std::vector<Consent> list_consents_in_force(
    db::Connection& db, TenantId tenant, std::vector<PersonId> const& people)
{
    auto query = consents_of(tenant);
    query.add(" AND ended_at IS NULL").add_any_of("person_id", people).add(" ORDER BY id");
    auto consents = db.list<Consent>(query);
    std::ranges::stable_sort(consents, {}, &Consent::purpose);
    return consents;
}

ConsentId insert_consent(db::Connection& db, TenantId tenant, Consent const& consent)
{
    return db.load<ConsentId>(
        "INSERT INTO consents (tenant_id, person_id, purpose, text_number, language, how, given_on, remark,"
        " recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, consent.person, consent.purpose, consent.text_number, consent.language, consent.how,
        consent.given_on, consent.remark, consent.recorded_by, consent.recorded_at);
}

bool end_consent(
    db::Connection& db, TenantId tenant, ConsentId id, ConsentEnd how, std::string_view by, Instant now)
{
    return db
        .find<ConsentId>(
            "UPDATE consents SET ended_at = ?, ended_how = ?, ended_by = ? WHERE tenant_id = ? AND id = ?"
            " AND ended_at IS NULL RETURNING id",
            now, how, by, tenant, id)
        .has_value();
}

std::vector<ConsentText> list_consent_texts(db::Connection& db, TenantId tenant)
{
    auto texts = db.list<ConsentText>(
        "SELECT purpose, number, language, content, written_by, written_at FROM consent_texts"
        " WHERE tenant_id = ? ORDER BY number DESC, id",
        tenant);
    std::ranges::stable_sort(texts, {}, &ConsentText::purpose);
    return texts;
}

void insert_consent_text(db::Connection& db, TenantId tenant, ConsentText const& text)
{
    db.execute(
        "INSERT INTO consent_texts (tenant_id, purpose, number, language, content, written_by, written_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        tenant, text.purpose, text.number, text.language, text.content, text.written_by, text.written_at);
}

} // namespace kommin::contacts
