#include "modules/contacts/organisation_details_store.hpp"

#include "platform/base/text.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace kommin::contacts {

namespace {

struct AddressRow {
    OrganisationId organisation;
    PlaceKind kind;
    std::string label, address;
};

std::string column_of(std::vector<std::string> const& tags)
{
    std::string column;
    for (auto const& tag : tags)
        column += column.empty() ? tag : ' ' + tag;
    return column;
}

}

std::vector<std::string> read_tags(std::string_view column)
{
    std::vector<std::string> tags;
    for (auto const tag : split(column, ' ')) {
        if (!tag.empty())
            tags.emplace_back(tag);
    }
    return tags;
}

std::unordered_map<OrganisationId, std::vector<OrganisationAddress>> list_addresses(
    db::Connection& db, TenantId tenant, std::vector<OrganisationId> const& ids)
{
    std::unordered_map<OrganisationId, std::vector<OrganisationAddress>> addresses;
    if (ids.empty())
        return addresses;
    db::Query sql(
        "SELECT organisation_id, kind, label, address FROM organisation_addresses WHERE tenant_id + 0 = ?",
        tenant);
    sql.add_any_of("organisation_id", ids);
    // The order of their kinds: visit, post, branch.
    sql.add(" ORDER BY organisation_id, kind DESC, position");
    db.each<AddressRow>(sql, [&](AddressRow row) {
        addresses[row.organisation].push_back({row.kind, std::move(row.label), std::move(row.address)});
    });
    return addresses;
}

void set_organisation_details(Work& work, OrganisationId id, OrganisationDetails const& details)
{
    work.db().execute(
        "UPDATE organisations SET kind = ?, languages = ? WHERE tenant_id = ? AND id = ?", details.kind,
        column_of(details.languages), work.tenant(), id);
    work.db().execute(
        "DELETE FROM organisation_addresses WHERE tenant_id = ? AND organisation_id = ?", work.tenant(), id);
    std::map<PlaceKind, std::int64_t> positions;
    for (auto const& address : details.addresses)
        work.db().execute(
            "INSERT INTO organisation_addresses (organisation_id, tenant_id, kind, position, label, address)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            id, work.tenant(), address.kind, ++positions[address.kind], address.label, address.address);
}

} // namespace kommin::contacts
