#pragma once
// Private to platform/db: what has to be understood of an SQL text before an engine sees it.

#include "platform/db/location.hpp"

#include <string>
#include <string_view>

namespace kommin::db::detail {

struct PlaceholderText {
    std::string sql; // with $1, $2 … instead of ?
    int count = 0;
};

// Leaves string literals, quoted identifiers, dollar quotes and comments alone. Throws Error for "?1".
PlaceholderText number_placeholders(std::string_view sql);

// Whether the statement would begin or end a transaction, which is Transaction's business.
bool controls_transaction(std::string_view sql);

// Replaces {pk} {pk_once} {int} {real} {blob} {bool} {text} {strict} outside of literals and comments. Throws
// Error for an unknown word in braces.
std::string expand_type_words(std::string_view sql, Engine engine);

// Whether only white space, comments and semicolons are left.
bool is_blank_sql(std::string_view sql);

// The name in double quotes. Throws Error unless it consists of lower-case letters, digits and underscores.
std::string quote_name(std::string_view name);

// "…: <statement>" for messages, shortened.
std::string with_statement(std::string_view message, std::string_view sql);

} // namespace kommin::db::detail
