// What goes in comes out, and what does not fit is refused: alike on both engines.
#include "platform/db/tests/fixture.hpp"

#include <cmath>
#include <limits>
#include <tuple>

namespace kommin::db {

enum class Reach { district, municipality };

inline std::string_view to_text(Reach reach)
{
    return reach == Reach::district ? "district" : "municipality";
}

inline bool from_text(std::string_view text, Reach& reach)
{
    if (text != "district" && text != "municipality")
        return false;
    reach = text == "district" ? Reach::district : Reach::municipality;
    return true;
}

namespace {

using ValueTest = ItemTest;
KOMMIN_ON_BOTH_ENGINES(ValueTest);

TEST_P(ValueTest, ids_of_64_bits_survive)
{
    for (std::int64_t const id :
         {std::int64_t{5'000'000'000}, std::numeric_limits<std::int64_t>::max(), std::int64_t{-1}}) {
        connection().execute(
            "INSERT INTO items (id, tenant_id, name) VALUES (?, ?, ?)", ItemId{id}, TenantId{id},
            std::to_string(id));
        EXPECT_EQ(connection().load<ItemId>("SELECT id FROM items WHERE id = ?", id), ItemId{id});
        EXPECT_EQ(
            connection()
                .load<TenantId>("SELECT tenant_id FROM items WHERE tenant_id = ?", TenantId{id})
                .value,
            id);
    }
}

TEST_P(ValueTest, an_integer_that_does_not_fit_its_type_is_an_error)
{
    connection().execute(
        "INSERT INTO items (id, tenant_id, name) VALUES (?, ?, ?)", std::int64_t{5'000'000'000}, 300, "a");
    EXPECT_THROW(connection().load<int>("SELECT id FROM items"), Error);
    EXPECT_THROW(connection().load<std::uint8_t>("SELECT tenant_id FROM items"), Error);
    EXPECT_EQ(connection().load<std::uint16_t>("SELECT tenant_id FROM items"), 300);
    EXPECT_THROW(connection().load<unsigned>("SELECT -tenant_id FROM items"), Error);
    EXPECT_THROW(
        connection().execute("UPDATE items SET tenant_id = ?", std::numeric_limits<std::uint64_t>::max()),
        Error);
}

TEST_P(ValueTest, text_is_never_read_as_a_number_nor_a_number_as_text)
{
    insert("abc");
    insert("12");
    EXPECT_THROW(connection().load<int>("SELECT name FROM items WHERE name = 'abc'"), Error);
    EXPECT_THROW(connection().load<int>("SELECT name FROM items WHERE name = '12'"), Error);
    EXPECT_THROW(connection().load<double>("SELECT name FROM items WHERE name = '12'"), Error);
    EXPECT_THROW(connection().load<std::string>("SELECT count(*) FROM items"), Error);
    EXPECT_THROW(connection().load<bool>("SELECT name FROM items WHERE name = '12'"), Error);
    EXPECT_THROW(connection().load<Blob>("SELECT name FROM items WHERE name = '12'"), Error);
    EXPECT_THROW(connection().load<int>("SELECT 1.5"), Error);
    EXPECT_THROW(connection().load<bool>("SELECT 2"), Error);
}

TEST_P(ValueTest, a_column_refuses_a_value_of_another_type)
{
    EXPECT_THROW(
        connection().execute("INSERT INTO items (tenant_id, name) VALUES (?, ?)", "abc", "x"), Error);
    EXPECT_THROW(
        connection().execute("INSERT INTO items (tenant_id, name, score) VALUES (1, ?, ?)", "x", "much"),
        Error);
    EXPECT_EQ(count_items(), 0);
}

TEST_P(ValueTest, null_needs_an_optional)
{
    insert("a");
    EXPECT_EQ(
        connection().load<std::optional<std::string>>("SELECT day FROM items"), std::optional<std::string>());
    EXPECT_THROW(connection().load<std::string>("SELECT day FROM items"), Error);
    EXPECT_THROW(connection().load<double>("SELECT score FROM items"), Error);
    EXPECT_THROW(connection().load<Blob>("SELECT data FROM items"), Error);
    EXPECT_THROW(connection().load<std::int64_t>("SELECT parent_id FROM items"), Error);
    EXPECT_THROW(connection().load<bool>("SELECT parent_id FROM items"), Error);
    EXPECT_EQ(connection().load<std::optional<Money>>("SELECT sum(parent_id) FROM items"), std::nullopt);
}

TEST_P(ValueTest, optionals_are_written_as_null_or_value)
{
    auto const sql
        = "INSERT INTO items (tenant_id, name, day, score, data, parent_id) VALUES (1, ?, ?, ?, ?, ?)";
    connection().execute(
        sql, "none", std::optional<Date>(), std::optional<double>(), std::optional<Blob>(),
        std::optional<ItemId>());
    auto const parent = insert("parent");
    connection().execute(
        sql, "all", std::optional(Date{std::chrono::year{2027} / 4 / 17}), std::optional(1.25),
        std::optional(Blob{"x"}), std::optional(parent));
    struct Row {
        std::optional<Date> day;
        std::optional<double> score;
        std::optional<Blob> data;
        std::optional<ItemId> parent_id;
    };
    auto const query = "SELECT day, score, data, parent_id FROM items WHERE name = ?";
    auto const none = connection().load<Row>(query, "none");
    EXPECT_FALSE(none.day || none.score || none.data || none.parent_id);
    auto const all = connection().load<Row>(query, "all");
    EXPECT_EQ(all.day, (Date{std::chrono::year{2027} / 4 / 17}));
    EXPECT_EQ(all.score, 1.25);
    EXPECT_EQ(all.data, Blob{"x"});
    EXPECT_EQ(all.parent_id, parent);
}

TEST_P(ValueTest, text_keeps_question_marks_quotes_and_every_script)
{
    for (std::string const text :
         {"Was? 'So' \"so\" $1 \\ %", "", "Ğüneş, курсы, دورة, 😀", "line\nline\ttab\r",
          "'; DROP TABLE items; --"}) {
        connection().execute("DELETE FROM items");
        insert(text);
        EXPECT_EQ(connection().load<std::string>("SELECT name FROM items WHERE name = ?", text), text);
        EXPECT_EQ(
            connection().load<std::string>("SELECT name || '?' FROM items WHERE '?' <> ?", text), text + "?");
    }
}

TEST_P(ValueTest, text_that_one_engine_could_not_hold_is_refused_by_both)
{
    EXPECT_THROW(insert(std::string_view("a\0b", 3)), Error);
    EXPECT_THROW(insert("\xff\xfe"), Error);
    EXPECT_THROW(insert("\xed\xa0\x80"), Error); // a surrogate
    EXPECT_EQ(count_items(), 0);
}

TEST_P(ValueTest, blobs_keep_every_byte)
{
    std::string bytes;
    for (int byte = 0; byte < 256; ++byte)
        bytes += static_cast<char>(byte);
    for (auto const& content :
         {bytes, std::string("\0\xff\x10\0", 4), std::string(), std::string(3'000'000, '\0')}) {
        connection().execute("DELETE FROM items");
        connection().execute("INSERT INTO items (tenant_id, name, data) VALUES (1, 'a', ?)", Blob{content});
        EXPECT_EQ(
            connection().load<Blob>("SELECT data FROM items WHERE data = ?", Blob{content}), Blob{content});
        EXPECT_EQ(
            connection().load<std::int64_t>("SELECT length(data) FROM items"),
            static_cast<std::int64_t>(content.size()));
    }
}

TEST_P(ValueTest, bools_are_true_or_false)
{
    insert("a");
    EXPECT_FALSE(connection().load<bool>("SELECT active FROM items"));
    EXPECT_EQ(connection().execute("UPDATE items SET active = ?", true), 1);
    EXPECT_TRUE(connection().load<bool>("SELECT active FROM items WHERE active = ?", true));
    EXPECT_TRUE(connection().load<bool>("SELECT active FROM items WHERE active AND active = TRUE"));
    EXPECT_FALSE(connection().load<bool>("SELECT NOT active FROM items"));
    EXPECT_TRUE(connection().load<bool>("SELECT EXISTS (SELECT 1 FROM items WHERE tenant_id = ?)", 1));
}

TEST_P(ValueTest, doubles_come_back_to_the_last_bit)
{
    insert("a");
    for (double const number : {0.1, 1.0 / 3, 1e300, 5e-324, 51.5351, 0.0}) {
        connection().execute("UPDATE items SET score = ?", number);
        EXPECT_EQ(connection().load<double>("SELECT score FROM items WHERE score = ?", number), number);
    }
    EXPECT_THROW(connection().execute("UPDATE items SET score = ?", std::nan("")), Error);
    EXPECT_THROW(
        connection().execute("UPDATE items SET score = ?", std::numeric_limits<double>::infinity()), Error);
    EXPECT_EQ(connection().load<double>("SELECT avg(tenant_id) FROM items"), 1.0);
    EXPECT_EQ(connection().load<double>("SELECT count(*) FROM items"), 1.0);
}

TEST_P(ValueTest, domain_types_are_stored_as_text_and_integers)
{
    auto const day = Date{std::chrono::year{2008} / 9 / 17};
    auto const partial = PartialDate::parse("2008-09").value();
    auto const instant = parse_instant("2027-04-17T08:30:00.125Z").value();
    struct Row {
        Date date;
        Instant instant;
        PartialDate partial;
        Reach reach;
        Money money;
        std::optional<Reach> nothing;
    };
    auto const row = connection().load<Row>(
        "SELECT ?, ?, ?, ?, ?, CAST(? AS TEXT)", day, instant, partial, Reach::municipality,
        Money{-12'345'678'901}, std::optional<Reach>());
    EXPECT_EQ(row.date, day);
    EXPECT_EQ(row.instant, instant);
    EXPECT_EQ(row.partial, partial);
    EXPECT_EQ(row.reach, Reach::municipality);
    EXPECT_EQ(row.money, Money{-12'345'678'901});
    EXPECT_EQ(row.nothing, std::nullopt);
    EXPECT_EQ(
        (connection().load<std::tuple<std::string, std::string, std::string>>(
            "SELECT ?, ?, ?", day, instant, Reach::district)),
        std::make_tuple("2008-09-17", "2027-04-17T08:30:00.125Z", "district"));
}

TEST_P(ValueTest, text_that_is_no_date_or_known_word_is_an_error)
{
    insert("2008-02-30");
    EXPECT_THROW(connection().load<Date>("SELECT name FROM items"), Error);
    EXPECT_THROW(connection().load<Instant>("SELECT name FROM items"), Error);
    EXPECT_THROW(connection().load<PartialDate>("SELECT name FROM items"), Error);
    EXPECT_THROW(connection().load<Reach>("SELECT name FROM items"), Error);
    EXPECT_THROW(
        connection().execute("UPDATE items SET day = ?", Date{std::chrono::year{2008} / 2 / 30}), Error);
}

TEST_P(ValueTest, texts_compare_by_bytes)
{
    for (auto const* name : {"a", "B", "ä", "Z", "é", "z", "-", "Ж"})
        insert(name);
    EXPECT_THAT(
        connection().list<std::string>("SELECT name FROM items ORDER BY name"),
        ::testing::ElementsAre("-", "B", "Z", "a", "z", "ä", "é", "Ж"));
    EXPECT_THAT(
        connection().list<std::string>("SELECT name FROM items WHERE name > ? ORDER BY name", "z"),
        ::testing::ElementsAre("ä", "é", "Ж"));
}

TEST_P(ValueTest, messages_do_not_tell_values)
{
    insert("secret@example.org");
    auto const message_of = [](auto const& attempt) -> std::string {
        try {
            attempt();
        } catch (Error const& error) {
            return error.what();
        }
        return "no error";
    };
    for (auto const& message :
         {message_of([&] { insert("secret@example.org"); }),
          message_of([&] { connection().load<int>("SELECT name FROM items"); }),
          message_of([&] { connection().load<Date>("SELECT name FROM items"); }),
          message_of([&] { connection().execute("UPDATE items SET score = ?", "secret@example.org"); }),
          message_of(
              [&] { connection().execute("UPDATE items SET tenant_id = CAST(name AS INTEGER) / 0"); })}) {
        EXPECT_THAT(message, ::testing::Not(::testing::HasSubstr("secret")));
    }
}

} // namespace
} // namespace kommin::db
