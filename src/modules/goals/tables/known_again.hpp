#pragma once
// Whose a row of a table is, and which stored record it means: by its number, else by owner, number and title
// together. A number alone is no name: each field of action may count from one. Rows with a number come
// first: what the file calls their records is theirs, and what they were called before is free for others.

#include "modules/goals/tables/called.hpp"
#include "modules/goals/tables/taken_table.hpp"
#include "modules/tenants/api.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace kommin::goals {

using Owner = std::optional<tenants::BodyId>; // nothing: the Kreis

class TableOwners {
public:
    // `editable`: for whom this person may make records, the Kreis first.
    TableOwners(tenants::TenantWithBodies const& district, std::vector<Owner> editable);

    // Whom a cell names, by name or slug. An empty one: the Kreis, or the only one for whom this person
    // works. Nothing where it names nobody, or nobody for whom this person may make records.
    [[nodiscard]] std::optional<Owner> find(std::string_view cell) const;

private:
    std::vector<Owner> editable_;
    Called<Owner> called_;
};

// What a record of the database is known by.
struct KnownRecord {
    std::int64_t id = 0;
    Owner owner;
    std::string number;
    std::string title;
};

class KnownAgain {
public:
    struct Fields { // by which forms know them
        std::string_view owner;
        std::string_view number;
        std::string_view title;
        MessageKey no_owner; // what is said where nobody is found
    };
    // `table`, whose rows are asked for, must outlive it.
    KnownAgain(std::vector<KnownRecord> records, TableOwners owners, Fields fields, SentTable const& table);

    struct Found {
        Owner owner;
        std::optional<std::size_t> record; // its place among the records; nothing: a new one
    };
    // Notes in `told` which one it is; nothing where a problem was noted instead.
    std::optional<Found> find(SentRow const& row, TakenRow& told);

private:
    using Name = std::tuple<Owner, std::string, std::string>; // number and title

    void note_numbered();
    [[nodiscard]] std::optional<std::size_t> record_of_key(std::string_view key) const;
    std::optional<std::size_t> find_by_name(Name const& name, TakenRow& told) const;
    void tell_alike(Name const& name, TakenRow& told) const;
    std::optional<Found> find_named(SentRow const& row, TakenRow& told);
    std::optional<Found> find_numbered(SentRow const& row, std::string_view key, TakenRow& told);

    std::vector<KnownRecord> records_;
    TableOwners owners_;
    Fields fields_;
    SentTable const& table_;
    std::map<std::int64_t, std::size_t> by_id_;
    std::map<Name, std::vector<std::size_t>> by_name_;
    std::map<Owner, std::map<std::string, std::vector<std::size_t>>> by_title_, by_folded_title_,
        by_folded_number_;
    std::set<std::size_t> numbered_; // records whose number stands in the file
    std::map<std::size_t, std::size_t> lines_; // of the file that mean a record
    std::map<Name, std::size_t> named_lines_; // of what is called so after the file: numbered and new ones
};

} // namespace kommin::goals
