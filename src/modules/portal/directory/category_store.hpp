#pragma once
// The SQL of the categories of a district and nothing else.

#include "modules/portal/directory/categories.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace kommin::portal {

// By key.
std::map<std::string, CategoryChange> list_category_changes(db::Connection& db, TenantId tenant);

// Of one of the program, as version 0 and without any change, if it has no row yet.
CategoryId find_or_insert_category(db::Connection& db, TenantId tenant, std::string_view key, Instant now);
// One that the district makes, as version 0; nobody else knows it yet.
CategoryId insert_own_category(
    db::Connection& db, TenantId tenant, std::string_view key, std::string_view word, Instant now);
// The record itself is that version then, with the texts of all languages in the stead of all that there
// were; a draft beside it stays.
void update_category(db::Connection& db, TenantId tenant, CategoryId id, CategoryChange const& change);

// How many offers and pages carry a life situation, published or not.
struct CarriedBy {
    std::int64_t offers;
    std::int64_t pages;
};
// Of a life situation that the district has made.
CarriedBy count_carriers(db::Connection& db, TenantId tenant, Situation situation);

} // namespace kommin::portal
