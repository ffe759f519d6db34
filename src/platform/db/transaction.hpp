#pragma once
// Transaction: everything or nothing.

#include "platform/db/connection.hpp"

namespace kommin::db {

// Rolls back at the end of the scope unless committed. Transactions do not nest.
// SQLite: BEGIN IMMEDIATE to write, BEGIN to read. PostgreSQL: READ COMMITTED to write, REPEATABLE READ READ
// ONLY to read. A read transaction sees one state of the database throughout and refuses to write.
// On PostgreSQL two write transactions run side by side, and what one has read may have changed when it
// writes; who decides by what was read takes Connection::lock() first, as every Work does.
class Transaction {
public:
    enum class Kind { write, read };

    explicit Transaction(Connection& connection, Kind kind = Kind::write);
    Transaction(Transaction const&) = delete;
    Transaction& operator=(Transaction const&) = delete;
    ~Transaction();

    // Throws Error if a statement has failed before (nothing is stored then). After any exception of
    // commit() other than Unavailable nothing is stored either.
    void commit();
    [[nodiscard]] Connection& connection() const { return connection_; }

private:
    Connection& connection_;
    bool open_ = true;
};

} // namespace kommin::db
