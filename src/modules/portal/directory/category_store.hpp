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

// As version 0 and without any change.
CategoryId insert_category(db::Connection& db, TenantId tenant, std::string_view key, Instant now);
// With the texts of all languages, in the stead of all that there were.
void update_category(db::Connection& db, TenantId tenant, CategoryId id, CategoryChange const& change);

} // namespace kommin::portal
