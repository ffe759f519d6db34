#pragma once
// What goes wrong with a database, told alike for both engines. All of these are thrown: a store turns a
// ConstraintViolation that a citizen can cause into a Problem by the name of the constraint.
//
// Texts of errors never contain values (they may be personal data), only the statement and the engine's
// words around them.

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::db {

// Anything else than those below: a wrong statement, a value that does not fit, a broken file.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
    // The first line of what() without the statement: for people at the command line, who know no SQL.
    [[nodiscard]] std::string_view cause() const noexcept
    {
        std::string_view const text = what();
        return text.substr(0, std::min(text.find(" in: "), text.find('\n')));
    }
};

enum class ConstraintKind { unique, foreign_key, check, not_null };

class ConstraintViolation : public Error {
public:
    ConstraintViolation(ConstraintKind kind, std::string constraint, std::string const& what)
        : Error(what)
        , kind_(kind)
        , constraint_(std::move(constraint))
    { }
    [[nodiscard]] ConstraintKind kind() const noexcept { return kind_; }
    // The same on both engines: unique: name of the unique index ("<table>_pkey" for the primary key);
    // check: name of the constraint; not_null: "table.column"; foreign_key: empty, SQLite does not know it.
    [[nodiscard]] std::string const& constraint() const noexcept { return constraint_; }

private:
    ConstraintKind kind_;
    std::string constraint_;
};

// The database cannot answer now: connection lost, disk full, locked for too long, deadline passed.
// Whether a COMMIT that ends like this took place is unknown: hence the idempotency keys.
class Unavailable : public Error {
public:
    using Error::Error;
};

// Somebody else held a lock for too long. Nothing was stored: repeating the whole transaction may succeed.
class Busy : public Unavailable {
public:
    using Unavailable::Unavailable;
};

// Another transaction was first; repeating the whole transaction may succeed.
class SerializationConflict : public Error {
public:
    using Error::Error;
};

} // namespace kommin::db
