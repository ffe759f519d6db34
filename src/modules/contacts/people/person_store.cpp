#include "modules/contacts/people/person_store.hpp"

#include "modules/contacts/people/likeness.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <cstddef>
#include <unordered_map>
#include <utility>

namespace kommin::contacts {

namespace {

db::Query persons_of(TenantId tenant)
{
    return db::Query(
        "SELECT id, body_id, title, given_name, family_name, salutation, letters_language, works_for,"
        " position, field_of_work, gender, municipality_id, note, version, changed_at, merged_into_id,"
        " erased_at, no_ground_since FROM persons WHERE tenant_id + 0 = ?",
        tenant);
}

// Replaces what stands in other rows.
void write_parts(db::Connection& db, TenantId tenant, PersonId id, PersonRecord const& record)
{
    db.execute("DELETE FROM person_addresses WHERE tenant_id = ? AND person_id = ?", tenant, id);
    db.execute("DELETE FROM person_languages WHERE tenant_id = ? AND person_id = ?", tenant, id);
    std::int64_t position = 0;
    for (auto const& address : record.addresses)
        db.execute(
            "INSERT INTO person_addresses (tenant_id, person_id, position, kind, used_for, value, normal)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            tenant, id, ++position, address.kind, address.use, address.value,
            normal_of(address.kind, address.value));
    for (auto const& tag : record.languages)
        db.execute(
            "INSERT INTO person_languages (tenant_id, person_id, tag) VALUES (?, ?, ?)", tenant, id, tag);
}

void add_scopes(db::Query& sql, std::vector<Scope> const& scopes)
{
    if (std::ranges::any_of(scopes, &Scope::is_whole_tenant))
        return;
    std::vector<std::int64_t> owners;
    for (auto const scope : scopes)
        owners.push_back(scope.owner());
    sql.add_any_of("body_id", owners);
}

void add_word(db::Query& sql, TenantId tenant, SoughtWord const& word)
{
    sql.add(
        " AND (EXISTS (SELECT 1 FROM person_addresses address WHERE address.tenant_id = ?"
        " AND address.person_id = persons.id AND address.kind = 'mail' AND address.normal LIKE ? ESCAPE '!')",
        tenant, db::like_pattern(word.mail));
    if (!word.folded.empty()) // folded: no letter of it means something to LIKE
        sql.add(
            " OR list_text LIKE ? OR works_for_key LIKE ?", '%' + word.folded + '%', '%' + word.folded + '%');
    if (!word.likeness.empty()) {
        sql.add(" OR (TRUE");
        for (auto const& part : word.likeness)
            sql.add(" AND ' ' || likeness || ' ' LIKE ?", "% " + part + " %");
        sql.add(")");
    }
    sql.add(")");
}

void add_conditions(db::Query& sql, TenantId tenant, PersonQuery const& query)
{
    sql.add(" FROM persons WHERE tenant_id = ? AND merged_into_id IS NULL AND erased_at IS NULL", tenant);
    add_scopes(sql, query.scopes);
    for (auto const& word : query.words)
        add_word(sql, tenant, word);
    if (query.municipality)
        sql.add(" AND municipality_id = ?", *query.municipality);
    if (query.field_of_work)
        sql.add(" AND field_of_work = ?", *query.field_of_work);
    if (!query.language.empty())
        sql.add(
            " AND EXISTS (SELECT 1 FROM person_languages spoken WHERE spoken.tenant_id = ?"
            " AND spoken.person_id = persons.id AND spoken.tag = ?)",
            tenant, query.language);
    if (query.is_without_ground)
        sql.add(" AND no_ground_since IS NOT NULL");
    if (query.allowed)
        sql.add(
            " AND EXISTS (SELECT 1 FROM consents given WHERE given.tenant_id = ? AND given.person_id = "
            "persons.id"
            " AND given.purpose = ? AND given.ended_at IS NULL)",
            tenant, *query.allowed);
}

void add_place(db::Query& sql, PersonQuery const& query)
{
    bool const by_name = query.order == PersonOrder::name;
    if (query.after) {
        sql.add(by_name ? db::SqlLiteral(" AND (list_text, id)") : db::SqlLiteral(" AND (changed_at, id)"));
        sql.add(
            query.descending ? db::SqlLiteral(" < (?, ?)") : db::SqlLiteral(" > (?, ?)"), query.after->key,
            query.after->id);
    }
    sql.order_by(by_name ? db::SqlLiteral("list_text") : db::SqlLiteral("changed_at"), query.descending);
}

}

std::optional<Person> find_person(db::Connection& db, TenantId tenant, PersonId id)
{
    auto query = persons_of(tenant);
    query.add(" AND id = ?", id);
    auto rows = db.list<Person>(query);
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

std::vector<Person> list_persons_by_id(db::Connection& db, TenantId tenant, std::vector<PersonId> const& ids)
{
    auto query = persons_of(tenant);
    query.add_any_of("id", ids);
    return db.list<Person>(query);
}

std::optional<PersonRecord> find_person_record(db::Connection& db, TenantId tenant, PersonId id)
{
    auto records = list_person_records(db, tenant, {id});
    return records.empty() ? std::nullopt : std::optional(std::move(records.front()));
}

std::vector<PersonRecord> list_person_records(
    db::Connection& db, TenantId tenant, std::vector<PersonId> const& ids)
{
    std::unordered_map<PersonId, PersonRecord> found;
    for (auto& person : list_persons_by_id(db, tenant, ids)) {
        auto const id = person.id;
        found.emplace(id, PersonRecord{.person = std::move(person)});
    }
    struct AddressRow {
        PersonId person;
        AddressKind kind;
        AddressUse use;
        std::string value;
    };
    db::Query addresses(
        "SELECT person_id, kind, used_for, value FROM person_addresses WHERE tenant_id + 0 = ?", tenant);
    addresses.add_any_of("person_id", ids).add(" ORDER BY person_id, position");
    for (auto& row : db.list<AddressRow>(addresses))
        found.at(row.person).addresses.push_back({row.kind, row.use, std::move(row.value)});
    struct LanguageRow {
        PersonId person;
        std::string tag;
    };
    db::Query languages("SELECT person_id, tag FROM person_languages WHERE tenant_id + 0 = ?", tenant);
    languages.add_any_of("person_id", ids).add(" ORDER BY person_id, tag");
    for (auto& row : db.list<LanguageRow>(languages))
        found.at(row.person).languages.push_back(std::move(row.tag));
    std::vector<PersonRecord> records;
    for (auto const id : ids) {
        if (auto const one = found.find(id); one != found.end())
            records.push_back(std::move(one->second));
    }
    return records;
}

PersonId insert_person(
    db::Connection& db, TenantId tenant, PersonRecord const& record, std::string_view mark, Instant now)
{
    auto const& person = record.person;
    auto const spelling = spelling_of(person);
    auto const id = db.load<PersonId>(
        "INSERT INTO persons (tenant_id, body_id, title, given_name, family_name, salutation,"
        " letters_language, works_for, works_for_key, position, field_of_work, gender, municipality_id, note,"
        " list_text, likeness, mark, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, person.body, person.title, person.given_name, person.family_name, person.salutation,
        person.letters_language, person.works_for, spelling.works_for_key, person.position,
        person.field_of_work, person.gender, person.municipality, person.note, spelling.list_text,
        spelling.likeness, mark, now);
    write_parts(db, tenant, id, record);
    return id;
}

std::optional<PersonId> find_person_by_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<PersonId>("SELECT id FROM persons WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

std::vector<PersonId> list_persons_with_mail(db::Connection& db, TenantId tenant, std::string_view normal)
{
    return db.list<PersonId>(
        "SELECT DISTINCT person_id FROM person_addresses WHERE tenant_id = ? AND kind = 'mail' AND normal = ?"
        " ORDER BY person_id",
        tenant, normal);
}

void update_person(db::Connection& db, TenantId tenant, PersonRecord const& record, Instant now)
{
    auto const& person = record.person;
    auto const spelling = spelling_of(person);
    db.execute(
        "UPDATE persons SET title = ?, given_name = ?, family_name = ?, salutation = ?, letters_language = ?,"
        " works_for = ?, works_for_key = ?, position = ?, field_of_work = ?, gender = ?, municipality_id = ?,"
        " note = ?, list_text = ?, likeness = ?, version = version + 1, changed_at = ?"
        " WHERE tenant_id = ? AND id = ?",
        person.title, person.given_name, person.family_name, person.salutation, person.letters_language,
        person.works_for, spelling.works_for_key, person.position, person.field_of_work, person.gender,
        person.municipality, person.note, spelling.list_text, spelling.likeness, now, tenant, person.id);
    write_parts(db, tenant, person.id, record);
}

PersonSpelling spelling_of(Person const& person)
{
    return {
        list_text_of(person), search::folded_text(person.works_for),
        likeness_of_person(person.given_name + ' ' + person.family_name)};
}

std::vector<SpelledPerson> list_spelled_persons(
    db::Connection& db, TenantId tenant, PersonId after, int limit)
{
    struct Row {
        PersonId id;
        std::string given_name, family_name, works_for, list_text, works_for_key, likeness;
    };
    std::vector<SpelledPerson> people;
    for (auto& row : db.list<Row>(
             "SELECT id, given_name, family_name, works_for, list_text, works_for_key, likeness FROM persons"
             " WHERE tenant_id + 0 = ? AND id > ? AND erased_at IS NULL ORDER BY id LIMIT ?",
             tenant, after, limit)) {
        SpelledPerson spelled{
            .person = {},
            .spelling = {std::move(row.list_text), std::move(row.works_for_key), std::move(row.likeness)}};
        spelled.person.id = row.id;
        spelled.person.given_name = std::move(row.given_name);
        spelled.person.family_name = std::move(row.family_name);
        spelled.person.works_for = std::move(row.works_for);
        people.push_back(std::move(spelled));
    }
    return people;
}

void update_spelling(db::Connection& db, TenantId tenant, SpelledPerson const& spelled)
{
    auto const& [person, spelling] = spelled;
    db.execute(
        "UPDATE persons SET list_text = ?, works_for_key = ?, likeness = ? WHERE tenant_id = ? AND id = ?"
        " AND given_name = ? AND family_name = ? AND works_for = ? AND erased_at IS NULL",
        spelling.list_text, spelling.works_for_key, spelling.likeness, tenant, person.id, person.given_name,
        person.family_name, person.works_for);
}

// Only of those whom the query may find: where somebody else stands in the order would tell their name.
std::optional<PersonPlace> find_place(
    db::Connection& db, TenantId tenant, PersonQuery const& query, PersonId id)
{
    db::Query sql(
        query.order == PersonOrder::name ? db::SqlLiteral("SELECT list_text")
                                         : db::SqlLiteral("SELECT changed_at"));
    sql.add(
        " FROM persons WHERE tenant_id = ? AND id = ? AND merged_into_id IS NULL AND erased_at IS NULL",
        tenant, id);
    add_scopes(sql, query.scopes);
    auto keys = db.list<std::string>(sql);
    return keys.empty() ? std::nullopt : std::optional(PersonPlace{std::move(keys.front()), id});
}

db::Query list_texts_of_persons(TenantId tenant, std::vector<Scope> const& scopes)
{
    db::Query sql(
        "SELECT id, list_text FROM persons WHERE tenant_id = ? AND merged_into_id IS NULL AND erased_at IS "
        "NULL",
        tenant);
    add_scopes(sql, scopes);
    return sql;
}

std::vector<ListedPerson> list_persons(
    db::Connection& db, TenantId tenant, PersonQuery const& query, int limit)
{
    struct Row {
        PersonId id;
        std::string key;
    };
    db::Query sql(
        query.order == PersonOrder::name ? db::SqlLiteral("SELECT id, list_text")
                                         : db::SqlLiteral("SELECT id, changed_at"));
    add_conditions(sql, tenant, query);
    add_place(sql, query);
    std::vector<ListedPerson> listed;
    for (auto& row : db.list<Row>(sql.add(" LIMIT ?", limit)))
        listed.push_back({row.id, {std::move(row.key), row.id}});
    return listed;
}

std::int64_t count_persons(db::Connection& db, TenantId tenant, PersonQuery const& query, std::int64_t most)
{
    db::Query sql("SELECT COUNT(*) FROM (SELECT 1");
    add_conditions(sql, tenant, query);
    return db.list<std::int64_t>(sql.add(" LIMIT ?) AS counted", most)).front();
}

} // namespace kommin::contacts
