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

constexpr int most_together = 1'000; // people who are read for one page

void add_whoever_is_there(db::Query& sql, TenantId tenant, std::vector<Scope> const& scopes)
{
    sql.add(" FROM persons WHERE tenant_id = ? AND merged_into_id IS NULL AND erased_at IS NULL", tenant);
    add_scopes(sql, "body_id", scopes);
}

// Whoever has somebody alike among those of these owners.
void add_alike(db::Query& sql, TenantId tenant, std::vector<Scope> const& scopes)
{
    add_whoever_is_there(sql, tenant, scopes);
    sql.add(" AND ((likeness LIKE '% %' AND likeness IN (SELECT likeness");
    add_whoever_is_there(sql, tenant, scopes);
    // Those first whose names are alike at all; of them few have been told apart.
    sql.add(
        " GROUP BY likeness HAVING COUNT(*) > 1) AND EXISTS (SELECT 1 FROM persons other"
        " WHERE other.tenant_id = ? AND other.likeness = persons.likeness AND other.id <> persons.id"
        " AND other.merged_into_id IS NULL AND other.erased_at IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM person_distinct d WHERE d.person_id = persons.id"
        " AND d.other_id = other.id)",
        tenant);
    add_scopes(sql, "other.body_id", scopes);
    sql.add(
        ")) OR id IN (SELECT mine.person_id FROM person_addresses mine"
        " JOIN person_addresses theirs ON theirs.tenant_id = mine.tenant_id AND theirs.kind = mine.kind"
        " AND theirs.normal = mine.normal AND theirs.person_id <> mine.person_id"
        " JOIN persons other ON other.id = theirs.person_id"
        " AND other.merged_into_id IS NULL AND other.erased_at IS NULL"
        " WHERE mine.tenant_id = ? AND mine.kind <> 'post' AND mine.normal <> ''"
        " AND NOT EXISTS (SELECT 1 FROM person_distinct d WHERE d.person_id = mine.person_id"
        " AND d.other_id = theirs.person_id)",
        tenant);
    add_scopes(sql, "other.body_id", scopes);
    sql.add("))");
}

// These and whoever is alike to them.
std::vector<PersonRecord> list_with_alike(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& scopes, std::vector<PersonId> const& ids)
{
    db::Query sql("SELECT id");
    add_whoever_is_there(sql, tenant, scopes);
    sql.add(" AND ((TRUE");
    sql.add_any_of("id", ids);
    sql.add(
        ") OR (likeness LIKE '% %' AND likeness IN (SELECT likeness FROM persons WHERE tenant_id + 0 = ?",
        tenant);
    sql.add_any_of("id", ids);
    sql.add(
        ")) OR id IN (SELECT theirs.person_id FROM person_addresses mine"
        " JOIN person_addresses theirs ON theirs.tenant_id = mine.tenant_id AND theirs.kind = mine.kind"
        " AND theirs.normal = mine.normal WHERE mine.tenant_id = ? AND mine.kind <> 'post'"
        " AND mine.normal <> ''",
        tenant);
    sql.add_any_of("mine.person_id", ids);
    // Those of the page first: an office whose telephone a thousand people have crowds out nobody.
    sql.add(")) ORDER BY CASE WHEN TRUE");
    sql.add_any_of("id", ids);
    sql.add(" THEN 0 ELSE 1 END, likeness, list_text, id LIMIT ?", most_together);
    return list_person_records(db, tenant, db.list<PersonId>(sql));
}

}

std::vector<DuplicateGroup> groups_of(std::span<PersonRecord const> people, DistinctPairs const& distinct)
{
    Connected connected(people.size());
    std::map<std::pair<Alike, std::string>, std::vector<std::size_t>> all_with;
    std::vector<std::pair<Alike, std::size_t>> found; // why, and one of those who are alike so
    for (std::size_t at = 0; at < people.size(); ++at) {
        for (auto& sign : signs_of(people[at])) {
            auto const why = sign.first;
            auto& others = all_with[std::move(sign)];
            if (!others.empty() && others.back() == at)
                continue;
            bool is_alike = false;
            for (auto const other : others) {
                if (distinct.contains({people[at].person.id, people[other].person.id}))
                    continue;
                connected.connect(at, other);
                is_alike = true;
                if (distinct.empty())
                    break; // all before it are connected with the first
            }
            if (is_alike)
                found.emplace_back(why, at);
            others.push_back(at);
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

AlikePage list_alike(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& scopes, std::int64_t first, int limit)
{
    db::Query count("SELECT COUNT(*)");
    add_alike(count, tenant, scopes);
    AlikePage page{.people = {}, .count = db.list<std::int64_t>(count).front()};
    db::Query sql("SELECT id");
    add_alike(sql, tenant, scopes);
    sql.add(" ORDER BY likeness, list_text, id LIMIT ? OFFSET ?", limit, first);
    auto const ids = db.list<PersonId>(sql);
    if (!ids.empty())
        page.people = list_with_alike(db, tenant, scopes, ids);
    std::vector<PersonId> shown;
    for (auto const& record : page.people)
        shown.push_back(record.person.id);
    page.distinct = list_distinct_among(db, tenant, shown);
    return page;
}

std::vector<PersonRecord> list_alike_to(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& scopes, PersonId person)
{
    return list_with_alike(db, tenant, scopes, {person});
}

} // namespace kommin::contacts
