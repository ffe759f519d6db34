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
         {"postgresql://kommin:se%20cret@db1:5433/integration?sslmode=verify-full",
          "postgres://db1:5433/integration?user=kommin&password=se%20cret&sslmode=verify-ca"}) {
        auto const location = Location::parse(url);
        ASSERT_TRUE(location) << url;
        EXPECT_EQ(location->engine, Engine::postgres);
        EXPECT_EQ(location->target, url);
        EXPECT_EQ(location->display(), "postgresql://kommin@db1:5433/integration");
    }
}

TEST(Location, several_hosts_are_possible)
{
    auto const location = Location::parse(
        "postgresql://kommin@db1,db2/i?target_session_attrs=read-write&sslmode=verify-full");
    ASSERT_TRUE(location);
    EXPECT_EQ(location->display(), "postgresql://kommin@db1,db2/i");
}

TEST(Location, to_another_machine_no_connection_falls_back_to_clear)
{
    for (std::string_view const url :
         {"postgresql://kommin@db1/i", "postgresql://kommin@db1/i?sslmode=prefer",
          "postgresql://kommin@db1/i?sslmode=allow", "postgresql://kommin@localhost,db2/i",
          "postgresql://kommin@localhost/i?hostaddr=192.0.2.7",
          "postgresql://127.evil.example.com@10.0.0.1/i"})
        EXPECT_EQ(Location::parse(url).problem().message, "db.location.in_clear"_msg) << url;
    for (std::string_view const url :
         {"postgresql:///i", "postgresql://%2Frun%2Fpostgresql/i", "postgresql://kommin@localhost:5433/i",
          "postgresql://127.0.0.1/i", "postgresql://[::1]/i", "postgresql://db1/i?sslmode=verify-full",
          "postgresql://db.example/i?hostaddr=127.0.0.1", "postgresql://db1/i?sslmode=disable"})
        EXPECT_TRUE(Location::parse(url)) << url;
}

TEST(Location, tells_what_protects_the_way_to_another_machine)
{
    using enum Location::Protection;
    struct Case {
        std::string_view text;
        Location::Protection protection;
    };
    for (auto const& [text, protection] :
         {Case{"kommin.db", this_machine}, Case{"postgresql:///i", this_machine},
          Case{"postgresql://localhost/i?sslmode=disable", this_machine},
          Case{"postgresql://db.example/i?hostaddr=127.0.0.1", this_machine},
          Case{"postgresql://db1/i?sslmode=verify-full", verified},
          Case{"postgresql://db1/i?sslmode=verify-ca", unverified},
          Case{"postgresql://db1,db2/i?sslmode=require", unverified},
          Case{"postgresql://localhost,db2/i?sslmode=require", unverified},
          Case{"postgresql://db1/i?sslmode=disable", in_clear}})
        EXPECT_EQ(Location::parse(text)->protection(), protection) << text;
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
