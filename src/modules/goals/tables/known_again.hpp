#pragma once
// Whose a row of a table is, and which stored record it means: by its number, else by owner, number and title
// together. A number alone is no name: each field of action may count from one.

#include "modules/goals/tables/called.hpp"
#include "modules/goals/tables/taken_table.hpp"
#include "modules/tenants/api.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
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
    KnownAgain(std::vector<KnownRecord> records, TableOwners owners, Fields fields);

    struct Found {
        Owner owner;
        std::optional<std::size_t> record; // its place among the records; nothing: a new one
    };
    // Notes in `told` which one it is; nothing where a problem was noted instead.
    std::optional<Found> find(SentTable const& table, SentRow const& row, TakenRow& told);

private:
    using Name = std::tuple<Owner, std::string, std::string>; // number and title

    std::optional<std::size_t> find_by_name(SentTable const& table, Name const& name, TakenRow& told) const;
    void tell_alike(Name const& name, TakenRow& told) const;
    std::optional<Found> find_named(SentTable const& table, SentRow const& row, TakenRow& told);
    std::optional<Found> find_numbered(SentRow const& row, std::string_view key, TakenRow& told);

    std::vector<KnownRecord> records_;
    TableOwners owners_;
    Fields fields_;
    std::map<std::int64_t, std::size_t> by_id_;
    std::map<Name, std::vector<std::size_t>> by_name_;
    std::map<Owner, std::map<std::string, std::vector<std::size_t>>> by_title_, by_folded_title_,
        by_folded_number_;
    std::map<std::size_t, std::size_t> lines_; // of the file that mean a record
    std::map<Name, std::size_t> new_lines_;
};

} // namespace kommin::goals
