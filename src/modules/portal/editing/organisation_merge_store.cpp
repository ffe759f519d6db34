#include "modules/portal/editing/organisation_merge_store.hpp"

#include "platform/json/json.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace kommin::portal {

namespace {

struct MergeRow {
    OrganisationId from, into;
    std::string moved;
};

template<class Id>
json::Value::Array numbers(std::vector<Id> const& ids)
{
    json::Value::Array array;
    for (auto const id : ids)
        array.emplace_back(id.value);
    return array;
}

template<class Id>
std::vector<Id> ids_in(json::Value const& moved, std::string_view name)
{
    std::vector<Id> ids;
    auto const* member = moved.find(name);
    auto const* array = member == nullptr ? nullptr : member->as_array();
    if (array == nullptr)
        return ids;
    for (auto const& one : *array) {
        if (auto const number = one.as_integer())
            ids.push_back(Id{*number});
    }
    return ids;
}

std::vector<std::string> texts_in(json::Value const& moved, std::string_view name)
{
    std::vector<std::string> texts;
    auto const* member = moved.find(name);
    auto const* array = member == nullptr ? nullptr : member->as_array();
    if (array == nullptr)
        return texts;
    for (auto const& one : *array) {
        if (auto const* text = one.as_string())
            texts.push_back(*text);
    }
    return texts;
}

OrganisationMerge merge_of(MergeRow const& row)
{
    OrganisationMerge merge{.from = row.from, .into = row.into, .names = {}, .offers = {}};
    auto const parsed = json::parse(row.moved);
    if (auto const* moved = std::get_if<json::Value>(&parsed)) {
        merge.offers = ids_in<OfferId>(*moved, "offers");
        merge.names = {texts_in(*moved, "keys"), ids_in<OrganisationId>(*moved, "organisations")};
    }
    return merge;
}

}

void insert_merge(db::Connection& db, TenantId tenant, OrganisationMerge const& merge, Instant now)
{
    json::Value::Array keys;
    for (auto const& key : merge.names.keys)
        keys.emplace_back(key);
    json::Value::Object moved{
        {"offers", numbers(merge.offers)},
        {"keys", std::move(keys)},
        {"organisations", numbers(merge.names.organisations)}};
    db.execute(
        "INSERT INTO organisation_merges (tenant_id, from_id, into_id, merged_at, moved)"
        " VALUES (?, ?, ?, ?, ?)",
        tenant, merge.from, merge.into, now, json::print(json::Value(std::move(moved))));
}

std::optional<OrganisationMerge> find_merge(db::Connection& db, TenantId tenant, OrganisationId from)
{
    auto const row = db.find<MergeRow>(
        "SELECT from_id, into_id, moved FROM organisation_merges WHERE tenant_id = ? AND from_id = ?", tenant,
        from);
    return row ? std::optional(merge_of(*row)) : std::nullopt;
}

std::vector<OrganisationMerge> list_merges(db::Connection& db, TenantId tenant, OrganisationId into)
{
    std::vector<OrganisationMerge> merges;
    for (auto const& row : db.list<MergeRow>(
             "SELECT from_id, into_id, moved FROM organisation_merges WHERE tenant_id = ? AND into_id = ?"
             " ORDER BY id DESC",
             tenant, into))
        merges.push_back(merge_of(row));
    return merges;
}

void erase_merge(db::Connection& db, TenantId tenant, OrganisationId from)
{
    db.execute("DELETE FROM organisation_merges WHERE tenant_id = ? AND from_id = ?", tenant, from);
}

} // namespace kommin::portal
