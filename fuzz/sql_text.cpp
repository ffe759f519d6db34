// What platform/db understands of an SQL text. Promises: only placeholders and words in braces change, and
// only outside of literals and comments; a comment in front changes nothing; names are quoted or refused.

#include "platform/db/sql_text.hpp"
#include "fuzz.hpp"
#include "platform/base/text.hpp"
#include "platform/db/error.hpp"

#include <optional>
#include <string>

namespace kommin::fuzz {

namespace {

namespace sql = db::detail;

std::optional<sql::PlaceholderText> numbered(std::string_view text)
{
    try {
        return sql::number_placeholders(text);
    } catch (db::Error const&) {
        return std::nullopt;
    }
}

std::optional<std::string> expanded(std::string_view text, db::Engine engine)
{
    try {
        return sql::expand_type_words(text, engine);
    } catch (db::Error const&) {
        return std::nullopt;
    }
}

// Undoes the numbering: nothing else may have changed.
void check_numbering(std::string_view before, sql::PlaceholderText const& after)
{
    std::string_view rest = after.sql;
    int number = 0;
    for (char const c : before) {
        auto const placeholder = '$' + std::to_string(number + 1);
        if (c == '?' && rest.starts_with(placeholder)) {
            ++number;
            rest.remove_prefix(placeholder.size());
            continue;
        }
        require(rest.starts_with(c), "only placeholders change");
        rest.remove_prefix(1);
    }
    require(rest.empty() && number == after.count, "every placeholder has its number");
}

}

void run(std::string_view input)
{
    if (auto const result = numbered(input))
        check_numbering(input, *result);
    // A literal hides everything in it.
    std::string literal = "'";
    for (char const c : input)
        literal += c == '\'' ? std::string("''") : std::string(1, c);
    literal += "'";
    auto const hidden = numbered(literal + " = ?");
    require(hidden && hidden->count == 1 && hidden->sql == literal + " = $1", "a literal stays as it is");
    require(expanded(literal, db::Engine::sqlite) == literal, "words in a literal stay as they are");

    auto const sqlite = expanded(input, db::Engine::sqlite);
    auto const postgres = expanded(input, db::Engine::postgres);
    require(sqlite.has_value() == postgres.has_value(), "a migration suits both engines or none");
    if (sqlite) {
        require(*sqlite == input || input.find('{') != input.npos, "only words in braces change");
        require((*sqlite == input) == (*postgres == input), "words of types differ between the engines");
    }

    auto const commented = "-- BEGIN ?\n /* COMMIT */ ;" + std::string(input);
    require(
        sql::controls_transaction(commented) == sql::controls_transaction(input),
        "a comment begins no transaction");
    require(sql::is_blank_sql(commented) == sql::is_blank_sql(input), "a comment says nothing");
    if (sql::is_blank_sql(input)) {
        auto const blank = numbered(input);
        require(blank && blank->count == 0, "a blank statement takes no values");
    }
    try {
        auto const name = sql::quote_name(input);
        require(name == '"' + std::string(input) + '"', "a name is quoted as it is");
        require(input.find_first_of("\"';\\ ") == input.npos && input.size() <= 63, "a name is harmless");
    } catch (db::Error const&) {
        require(
            input.empty() || input.size() > 63
                || input.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != input.npos,
            "small letters and underscores are a name");
    }
    require(sql::with_statement("no", input).size() <= 320, "a message has a limit");
}

} // namespace kommin::fuzz
