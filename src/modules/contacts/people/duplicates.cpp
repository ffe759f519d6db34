#include "modules/contacts/people/duplicates.hpp"

#include "modules/contacts/people/likeness.hpp"
#include "modules/contacts/people/person_store.hpp"
#include "platform/db/query.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <numeric>
#include <string>
#include <utility>

namespace kommin::contacts {

namespace {

// Which people are connected, step by step.
class Connected {
public:
    explicit Connected(std::size_t count)
        : parent_(count)
    {
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    }
    std::size_t first_of(std::size_t one)
    {
        while (parent_[one] != one)
            one = parent_[one];
        return one;
    }
    void connect(std::size_t one, std::size_t other)
    {
        auto const [low, high] = std::minmax({first_of(one), first_of(other)}); // by value
        parent_[high] = low;
    }

private:
    std::vector<std::size_t> parent_;
};

// What of somebody can be the same as of another.
std::vector<std::pair<Alike, std::string>> signs_of(PersonRecord const& record)
{
    std::vector<std::pair<Alike, std::string>> signs;
    auto const& person = record.person;
    auto likeness = likeness_of_person(person.given_name + ' ' + person.family_name);
    if (is_telling(likeness))
        signs.emplace_back(Alike::name, std::move(likeness));
    for (auto const& address : record.addresses) {
        auto normal = normal_of(address.kind, address.value);
        if (address.kind != AddressKind::post && !normal.empty()) // families share a door
            signs.emplace_back(
                address.kind == AddressKind::mail ? Alike::mail : Alike::phone, std::move(normal));
    }
    return signs;
}

void add_scopes(db::Query& sql, db::SqlLiteral column, std::vector<Scope> const& scopes)
{
    if (std::ranges::any_of(scopes, &Scope::is_whole_tenant))
        return;
    std::vector<std::int64_t> owners;
    for (auto const scope : scopes)
        owners.push_back(scope.owner());
    sql.add_any_of(column, owners);
}

}

std::vector<DuplicateGroup> groups_of(std::span<PersonRecord const> people)
{
    Connected connected(people.size());
    std::map<std::pair<Alike, std::string>, std::size_t> first_with;
    std::vector<std::pair<Alike, std::size_t>> found; // why, and one of those who are alike so
    for (std::size_t at = 0; at < people.size(); ++at) {
        for (auto& sign : signs_of(people[at])) {
            auto const why = sign.first;
            auto const [first, is_new] = first_with.try_emplace(std::move(sign), at);
            if (is_new || first->second == at)
                continue;
            connected.connect(at, first->second);
            found.emplace_back(why, at);
        }
    }
    std::map<std::size_t, DuplicateGroup> groups;
    for (std::size_t at = 0; at < people.size(); ++at)
        groups[connected.first_of(at)].people.push_back(&people[at]);
    for (auto const& [why, at] : found)
        groups[connected.first_of(at)].reasons.insert(why);
    std::vector<DuplicateGroup> listed;
    for (auto& [first, group] : groups) {
        if (group.people.size() > 1)
            listed.push_back(std::move(group));
    }
    return listed;
}

std::vector<PersonRecord> list_alike(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& scopes, int most)
{
    db::Query sql(
        "SELECT id FROM persons WHERE tenant_id = ? AND merged_into_id IS NULL AND erased_at IS NULL",
        tenant);
    add_scopes(sql, "body_id", scopes);
    sql.add(
        " AND ((likeness LIKE '% %' AND likeness IN (SELECT likeness FROM persons WHERE tenant_id = ?"
        " AND merged_into_id IS NULL AND erased_at IS NULL",
        tenant);
    add_scopes(sql, "body_id", scopes);
    sql.add(
        " GROUP BY likeness HAVING COUNT(*) > 1)) OR id IN (SELECT mine.person_id FROM person_addresses mine"
        " JOIN person_addresses theirs ON theirs.tenant_id = mine.tenant_id AND theirs.kind = mine.kind"
        " AND theirs.normal = mine.normal AND theirs.person_id <> mine.person_id"
        " JOIN persons other ON other.id = theirs.person_id"
        " WHERE mine.tenant_id = ? AND mine.kind <> 'post' AND mine.normal <> ''",
        tenant);
    add_scopes(sql, "other.body_id", scopes);
    sql.add(")) ORDER BY likeness, list_text, id LIMIT ?", most);
    return list_person_records(db, tenant, db.list<PersonId>(sql));
}

} // namespace kommin::contacts
