#include "modules/portal/editing/asking_address_store.hpp"

#include "modules/contacts/api.hpp"

#include <utility>

namespace kommin::portal {

namespace {

// Of an offer, and of the organisation that it names; an address that takes no mail is as good as none.
static_assert(nights_until_passed_over == 3); // as the literals below say
constexpr db::SqlLiteral own_address{
    "(SELECT own.address FROM asking_addresses own WHERE own.tenant_id = offers.tenant_id"
    " AND own.subject_kind = 'offer' AND own.subject_id = offers.id AND own.address <> ''"};
constexpr db::SqlLiteral own_takes_mail{" AND own.failures < 3)"};
constexpr db::SqlLiteral address_of_organisation{
    "(SELECT its.address FROM asking_addresses its WHERE its.tenant_id = offers.tenant_id"
    " AND its.subject_kind = 'organisation' AND its.subject_id = offers.organisation_id"
    " AND its.address <> ''"};
constexpr db::SqlLiteral its_takes_mail{" AND its.failures < 3)"};
constexpr db::SqlLiteral takes_mail_or_not{")"};
constexpr db::SqlLiteral columns{
    "SELECT id, subject_kind, subject_id, address, taken_from_id, unused_on, checked_on, failures"
    " FROM asking_addresses WHERE tenant_id = ?"};

}

void add_asked_address(db::Query& query)
{
    query.add("TRIM(COALESCE(")
        .add(own_address)
        .add(own_takes_mail)
        .add(", ")
        .add(address_of_organisation)
        .add(its_takes_mail)
        .add(", NULLIF(TRIM(offers.email), ''), ")
        .add(contacts::email_of_named_organisation)
        .add(", ''))");
}

void add_nobody_is_asked(db::Query& query, TenantId tenant)
{
    query
        .add(
            " AND email = '' AND id NOT IN (SELECT subject_id FROM asking_addresses WHERE tenant_id = ?"
            " AND subject_kind = 'offer' AND address <> '' AND failures < 3)"
            " AND COALESCE(organisation_id, 0) NOT IN (SELECT subject_id FROM asking_addresses"
            " WHERE tenant_id = ? AND subject_kind = 'organisation' AND address <> '' AND failures < 3)"
            " AND COALESCE(organisation_id, 0) NOT IN (",
            tenant, tenant)
        .add(contacts::ids_with_email, tenant)
        .add(")");
}

std::optional<FourAddresses> find_four_addresses(
    db::Connection& db, TenantId tenant, OfferId offer, PassedOver passed_over)
{
    bool const leaves_out = passed_over == PassedOver::left_out;
    db::Query query("SELECT COALESCE(");
    query.add(own_address)
        .add(leaves_out ? own_takes_mail : takes_mail_or_not)
        .add(", ''), COALESCE(")
        .add(address_of_organisation)
        .add(leaves_out ? its_takes_mail : takes_mail_or_not)
        .add(", ''), TRIM(offers.email), TRIM(COALESCE(")
        .add(contacts::email_of_named_organisation)
        .add(", '')) FROM offers WHERE tenant_id = ? AND id = ?", tenant, offer);
    auto found = db.list<FourAddresses>(query);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::optional<OrganisationId> find_organisation_of(db::Connection& db, TenantId tenant, OfferId offer)
{
    return db.find<OrganisationId>(
        "SELECT organisation_id FROM offers WHERE tenant_id = ? AND id = ? AND organisation_id IS NOT NULL",
        tenant, offer);
}

std::optional<StoredAskingAddress> find_asking_row(
    db::Connection& db, TenantId tenant, records::Subject const& subject)
{
    auto found = db.list<StoredAskingAddress>(
        db::Query(columns, tenant)
            .add(" AND subject_kind = ? AND subject_id = ?", subject.kind.word(), subject.id));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::optional<StoredAskingAddress> find_asking_address(
    db::Connection& db, TenantId tenant, records::Subject const& subject)
{
    auto found = find_asking_row(db, tenant, subject);
    return found && !found->address.empty() ? std::move(found) : std::nullopt;
}

void store_asking_address(
    db::Connection& db, TenantId tenant, records::Subject const& subject, std::string_view address,
    std::optional<std::int64_t> taken_from)
{
    db.execute(
        "INSERT INTO asking_addresses (tenant_id, subject_kind, subject_id, address, taken_from_id)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT (tenant_id, subject_kind, subject_id)"
        " DO UPDATE SET address = excluded.address, taken_from_id = excluded.taken_from_id,"
        " unused_on = NULL, checked_on = NULL, failures = 0",
        tenant, subject.kind.word(), subject.id, address, taken_from);
}

void erase_asking_address(db::Connection& db, TenantId tenant, records::Subject const& subject)
{
    db.execute(
        "DELETE FROM asking_addresses WHERE tenant_id = ? AND subject_kind = ? AND subject_id = ?", tenant,
        subject.kind.word(), subject.id);
}

void empty_asking_address(db::Connection& db, TenantId tenant, records::Subject const& subject)
{
    db.execute(
        "UPDATE asking_addresses SET address = '', checked_on = NULL, failures = 0"
        " WHERE tenant_id = ? AND subject_kind = ? AND subject_id = ?",
        tenant, subject.kind.word(), subject.id);
}

std::vector<StoredAskingAddress> list_asking_rows(
    db::Connection& db, TenantId tenant, std::int64_t after, int limit)
{
    return db.list<StoredAskingAddress>(
        "SELECT id, subject_kind, subject_id, address, taken_from_id, unused_on, checked_on, failures"
        " FROM asking_addresses WHERE tenant_id + 0 = ? AND id > ? ORDER BY id LIMIT ?",
        tenant, after, limit);
}

bool has_ended(db::Connection& db, TenantId tenant, OfferId offer)
{
    return db
        .find<OfferId>(
            "SELECT id FROM offers WHERE tenant_id = ? AND id = ? AND published_at IS NOT NULL"
            " AND status NOT IN ('active', 'temporarily_closed')",
            tenant, offer)
        .has_value();
}

void store_unused(
    db::Connection& db, TenantId tenant, records::Subject const& subject, std::optional<Date> unused_on)
{
    db.execute(
        "UPDATE asking_addresses SET unused_on = ? WHERE tenant_id = ? AND subject_kind = ? AND subject_id = "
        "?",
        unused_on, tenant, subject.kind.word(), subject.id);
}

std::vector<StoredAskingAddress> list_addresses_to_check(
    db::Connection& db, TenantId tenant, Date asked_before, Date today, int limit)
{
    return db.list<StoredAskingAddress>(db::Query(columns, tenant)
                                            .add(
                                                " AND address <> '' AND (checked_on IS NULL OR checked_on < "
                                                "? OR (failures > 0 AND checked_on < ?))"
                                                " ORDER BY COALESCE(checked_on, ''), id LIMIT ?",
                                                asked_before, today, limit));
}

void store_check(
    db::Connection& db, TenantId tenant, std::string_view address, Date checked_on, MailServer learnt)
{
    db::Query query("UPDATE asking_addresses SET checked_on = ?", checked_on);
    if (learnt == MailServer::takes_mail)
        query.add(", failures = 0");
    else if (learnt == MailServer::takes_none)
        query.add(", failures = failures + 1");
    query.add(
        " WHERE tenant_id = ? AND address = ? AND (checked_on IS NULL OR checked_on < ?)", tenant, address,
        checked_on);
    db.execute(query);
}

} // namespace kommin::portal
