#pragma once
// The schema on which platform/db tests itself, with every kind of column and constraint.

#include "platform/db/testing.hpp"

#include <gmock/gmock.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::db {

inline TestMigrations const& item_schema()
{
    static TestMigrations const line{R"(
        CREATE TABLE items (
            id         {pk},
            tenant_id  {int} NOT NULL,
            name       {text} NOT NULL,
            day        {text},
            score      {real},
            active     {bool} NOT NULL DEFAULT FALSE, -- isn't that {a} brace in a comment?
            data       {blob},
            parent_id  {int} REFERENCES items (id),
            mark       {text} NOT NULL DEFAULT '{text}',
            CONSTRAINT items_name_length CHECK (length(name) <= 40),
            CONSTRAINT items_score_positive CHECK (score >= 0)
        ){strict};
        CREATE UNIQUE INDEX items_tenant_name ON items (tenant_id, name);
        CREATE UNIQUE INDEX items_day ON items (day) WHERE active;
        CREATE UNIQUE INDEX items_lower_name ON items (lower(name)) WHERE tenant_id = 77;
    )"};
    return line;
}

using ItemId = StrongId<struct ItemTag>;

class ItemTest : public DatabaseTest {
protected:
    ItemTest()
        : DatabaseTest(item_schema())
    { }

    ItemId insert(std::string_view name, TenantId tenant = TenantId{1})
    {
        return insert(connection(), name, tenant);
    }
    static ItemId insert(Connection& connection, std::string_view name, TenantId tenant = TenantId{1})
    {
        return connection.load<ItemId>(
            "INSERT INTO items (tenant_id, name) VALUES (?, ?) RETURNING id", tenant, name);
    }
    std::int64_t count_items() { return count_items(connection()); }
    static std::int64_t count_items(Connection& connection)
    {
        return connection.load<std::int64_t>("SELECT count(*) FROM items");
    }
};

// Counts to a hundred million: runs until somebody stops it.
inline constexpr std::string_view endless_query
    = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) "
      "SELECT count(*) FROM n";

} // namespace kommin::db
