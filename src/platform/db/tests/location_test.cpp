#include "platform/db/location.hpp"

#include <gtest/gtest.h>

namespace kommin::db {
namespace {

TEST(Location, a_path_is_an_sqlite_file)
{
    auto const location = Location::parse("/var/lib/kommin/kommin.sqlite");
    ASSERT_TRUE(location);
    EXPECT_EQ(location->engine, Engine::sqlite);
    EXPECT_EQ(location->target, "/var/lib/kommin/kommin.sqlite");
    EXPECT_EQ(location->display(), "/var/lib/kommin/kommin.sqlite");
    EXPECT_TRUE(Location::parse("relative.db"));
}

TEST(Location, a_postgres_url_is_shown_without_its_password)
{
    for (std::string_view const url :
         {"postgresql://kommin:se%20cret@db1:5433/integration?application_name=x",
          "postgres://db1:5433/integration?user=kommin&password=se%20cret"}) {
        auto const location = Location::parse(url);
        ASSERT_TRUE(location) << url;
        EXPECT_EQ(location->engine, Engine::postgres);
        EXPECT_EQ(location->target, url);
        EXPECT_EQ(location->display(), "postgresql://kommin@db1:5433/integration");
    }
}

TEST(Location, several_hosts_are_possible)
{
    auto const location = Location::parse("postgresql://kommin@db1,db2/i?target_session_attrs=read-write");
    ASSERT_TRUE(location);
    EXPECT_EQ(location->display(), "postgresql://kommin@db1,db2/i");
}

TEST(Location, anything_else_is_a_problem)
{
    EXPECT_EQ(Location::parse("").problem().message, "db.location.empty"_msg);
    EXPECT_EQ(Location::parse("  ").problem().message, "db.location.empty"_msg);
    EXPECT_EQ(Location::parse("mysql://localhost/x").problem().message, "db.location.scheme"_msg);
    EXPECT_EQ(Location::parse("file:x.db?mode=ro").problem().message, "db.location.scheme"_msg);
    EXPECT_EQ(Location::parse(std::string_view("a\0b", 3)).problem().message, "db.location.scheme"_msg);
    EXPECT_EQ(Location::parse(":memory:").problem().message, "db.location.memory"_msg);
    EXPECT_EQ(Location::parse("postgresql://[broken").problem().message, "db.location.url"_msg);
    EXPECT_EQ(Location::parse("postgresql://host/x?nonsense=1").problem().message, "db.location.url"_msg);
}

} // namespace
} // namespace kommin::db
