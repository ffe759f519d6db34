#include "platform/db/postgres_error.hpp"

#include "platform/base/text.hpp"
#include "platform/db/error.hpp"
#include "platform/db/sql_text.hpp"

#include <string>

namespace kommin::db::detail {
namespace {

std::string field(PGresult const* result, int code)
{
    auto const* text = PQresultErrorField(result, code);
    return text != nullptr ? text : "";
}

// Class 22 (wrong data) quotes the value: 'invalid input syntax for type bigint: "…"'.
std::string without_quoted_values(std::string_view message)
{
    std::string text;
    bool quoted = false;
    for (char const c : message) {
        if (c == '"') {
            quoted = !quoted;
            text += quoted ? "\"…" : "\"";
        } else if (!quoted) {
            text += c;
        }
    }
    return text;
}

} // namespace

bool must_prepare_again(PGresult const* result)
{
    auto const state = field(result, PG_DIAG_SQLSTATE);
    // 0A000 has many causes; this one is raised by the plan cache only.
    return state == "26000"
        || (state == "0A000" && field(result, PG_DIAG_SOURCE_FUNCTION) == "RevalidateCachedQuery");
}

void throw_postgres_error(PGresult const* result, std::string_view sql)
{
    auto const state = field(result, PG_DIAG_SQLSTATE);
    auto message = field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (state.empty()) // libpq's own words: the connection is gone
        throw Unavailable(with_statement("the connection to PostgreSQL is lost", sql));
    std::string_view const error_class = std::string_view(state).substr(0, 2);
    if (error_class == "22")
        message = without_quoted_values(message);
    auto const what = with_statement("PostgreSQL " + state + ": " + message, sql);
    auto const constraint = field(result, PG_DIAG_CONSTRAINT_NAME);
    if (state == "23505")
        throw ConstraintViolation(ConstraintKind::unique, constraint, what);
    if (state == "23503" || state == "23001")
        throw ConstraintViolation(ConstraintKind::foreign_key, {}, what);
    if (state == "23514")
        throw ConstraintViolation(ConstraintKind::check, constraint, what);
    if (state == "23502")
        throw ConstraintViolation(
            ConstraintKind::not_null,
            field(result, PG_DIAG_TABLE_NAME) + "." + field(result, PG_DIAG_COLUMN_NAME), what);
    if (state == "40001" || state == "40P01" || must_prepare_again(result))
        throw SerializationConflict(what);
    if (state == "55P03") // lock not available in time
        throw Busy(what);
    // 08 connection, 53 resources (disk full, memory, connections), 57 intervention (shut down, statement
    // cancelled by a timeout), 58 system error (input/output).
    if (error_class == "08" || error_class == "53" || error_class == "57" || error_class == "58")
        throw Unavailable(what);
    throw Error(what);
}

} // namespace kommin::db::detail
