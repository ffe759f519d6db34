#include "platform/db/sql_text.hpp"

#include "platform/db/error.hpp"

#include <gtest/gtest.h>

namespace kommin::db::detail {
namespace {

std::string numbered(std::string_view sql)
{
    return number_placeholders(sql).sql;
}

TEST(SqlText, placeholders_are_numbered_in_order)
{
    auto const result = number_placeholders("SELECT ? WHERE (a, b) > (?,?)");
    EXPECT_EQ(result.sql, "SELECT $1 WHERE (a, b) > ($2,$3)");
    EXPECT_EQ(result.count, 3);
    EXPECT_EQ(number_placeholders("SELECT 1").count, 0);
    EXPECT_EQ(number_placeholders("").sql, "");
}

TEST(SqlText, question_marks_in_literals_names_and_comments_stay)
{
    EXPECT_EQ(numbered("SELECT 'a?b', ?"), "SELECT 'a?b', $1");
    EXPECT_EQ(numbered("SELECT 'it''s ?', ?"), "SELECT 'it''s ?', $1");
    EXPECT_EQ(numbered("SELECT '\\', ?, '?'"), "SELECT '\\', $1, '?'");
    EXPECT_EQ(numbered("SELECT E'\\'?', ?"), "SELECT E'\\'?', $1");
    EXPECT_EQ(numbered("SELECT \"what?\", \"a\"\"?\" = ?"), "SELECT \"what?\", \"a\"\"?\" = $1");
    EXPECT_EQ(numbered("SELECT ? -- why?\n, ?"), "SELECT $1 -- why?\n, $2");
    EXPECT_EQ(numbered("SELECT /* ? '*/ ?"), "SELECT /* ? '*/ $1");
    EXPECT_EQ(numbered("SELECT /* /* ? */ ? */ ?"), "SELECT /* /* ? */ ? */ $1");
    EXPECT_EQ(numbered("SELECT $$?$$, $body$ ? $$ ? $body$, ?"), "SELECT $$?$$, $body$ ? $$ ? $body$, $1");
    EXPECT_EQ(numbered("SELECT a - ? / ?"), "SELECT a - $1 / $2");
}

TEST(SqlText, what_is_not_closed_reaches_to_the_end)
{
    EXPECT_EQ(number_placeholders("SELECT '?").count, 0);
    EXPECT_EQ(number_placeholders("SELECT \"?").count, 0);
    EXPECT_EQ(number_placeholders("SELECT /* ?").count, 0);
    EXPECT_EQ(number_placeholders("SELECT 1 -- ?").count, 0);
    EXPECT_EQ(number_placeholders("SELECT $$ ?").count, 0);
    EXPECT_EQ(number_placeholders("SELECT E'\\").count, 0);
    EXPECT_EQ(number_placeholders("?-").count, 1);
    EXPECT_EQ(number_placeholders("?$").count, 1);
}

TEST(SqlText, numbered_placeholders_are_refused)
{
    EXPECT_THROW(number_placeholders("SELECT ?1"), Error);
    EXPECT_NO_THROW(number_placeholders("SELECT '?1'"));
}

TEST(SqlText, type_words_become_types_outside_of_literals)
{
    EXPECT_EQ(
        expand_type_words("CREATE TABLE t (a {int}, b {bool}, c {real}, d {blob}){strict};", Engine::sqlite),
        "CREATE TABLE t (a INTEGER, b INTEGER, c REAL, d BLOB) STRICT;");
    EXPECT_EQ(
        expand_type_words(
            "CREATE TABLE t (a {int}, b {bool}, c {real}, d {blob}){strict};", Engine::postgres),
        "CREATE TABLE t (a BIGINT, b BOOLEAN, c DOUBLE PRECISION, d BYTEA);");
    EXPECT_EQ(
        expand_type_words("'{\"a\": 1}' -- {x}\n/* {y} */ \"{z}\"", Engine::sqlite),
        "'{\"a\": 1}' -- {x}\n/* {y} */ \"{z}\"");
    EXPECT_EQ(expand_type_words("id {pk}", Engine::sqlite), "id INTEGER PRIMARY KEY");
    EXPECT_EQ(expand_type_words("id {pk_once}", Engine::sqlite), "id INTEGER PRIMARY KEY AUTOINCREMENT");
    EXPECT_EQ(
        expand_type_words("id {pk_once}", Engine::postgres), expand_type_words("id {pk}", Engine::postgres));
    EXPECT_EQ(expand_type_words("n {text}", Engine::sqlite), "n TEXT");
    EXPECT_THROW(expand_type_words("a {integer}", Engine::sqlite), Error);
    EXPECT_THROW(expand_type_words("a {int", Engine::sqlite), Error);
}

TEST(SqlText, statements_that_control_transactions_are_recognised)
{
    EXPECT_TRUE(controls_transaction("BEGIN"));
    EXPECT_TRUE(controls_transaction("  -- now\n /* really */ commit;"));
    EXPECT_TRUE(controls_transaction("; Savepoint a"));
    EXPECT_FALSE(controls_transaction("SELECT 'begin'"));
    EXPECT_FALSE(controls_transaction("beginning"));
    EXPECT_FALSE(controls_transaction(""));
}

TEST(SqlText, only_plain_names_are_quoted)
{
    EXPECT_EQ(quote_name("offer_texts2"), "\"offer_texts2\"");
    for (std::string_view const wrong : {"", "a\"b", "Offers", "a b", "1a", "a;b", "ä"})
        EXPECT_THROW(quote_name(wrong), Error) << wrong;
    EXPECT_THROW(quote_name(std::string(64, 'a')), Error);
}

TEST(SqlText, a_long_statement_is_shortened_in_messages)
{
    EXPECT_EQ(with_statement("no", ""), "no");
    EXPECT_EQ(with_statement("no", "SELECT 1"), "no in: SELECT 1");
    EXPECT_LT(with_statement("no", std::string(5000, 'x')).size(), 400U);
}

} // namespace
} // namespace kommin::db::detail
