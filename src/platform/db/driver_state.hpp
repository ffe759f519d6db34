#pragma once
// Private to platform/db: the rules about transactions and running statements that hold for both engines.

#include "platform/db/connection.hpp"
#include "platform/db/driver.hpp"
#include "platform/db/sql_text.hpp"

#include <stdexcept>

namespace kommin::db::detail {

class DriverState : public Driver {
public:
    [[nodiscard]] bool in_transaction() const final { return in_transaction_; }

    // An error came: inside a transaction nothing but rolling back is possible from now on.
    void doom() noexcept { doomed_ = in_transaction_; }
    void set_running(bool running) noexcept { running_ = running; }

protected:
    // Before anything is sent to the engine.
    void check_ready(std::string_view sql) const
    {
        if (running_)
            throw Error(with_statement("another statement of this connection is still running", sql));
        if (doomed_)
            throw Error(with_statement("the transaction has failed before and can only be rolled back", sql));
    }
    void check_statement(std::string_view sql) const
    {
        check_ready(sql);
        if (is_blank_sql(sql))
            throw Error("an empty statement");
        if (controls_transaction(sql))
            throw Error(with_statement("transactions are begun and ended by db::Transaction", sql));
    }
    void check_outside_transaction(char const* what) const
    {
        if (in_transaction_)
            throw Error(std::string(what) + " is not possible inside a transaction");
        check_ready({});
    }
    // Only what a transaction holds is given back with certainty: at its end, and when its connection is
    // lost.
    void check_may_lock() const
    {
        if (!in_transaction_ || kind_ != TransactionKind::write)
            throw std::logic_error("a lock needs a write transaction");
        check_ready({});
    }
    void begun(TransactionKind kind)
    {
        in_transaction_ = true;
        kind_ = kind;
        doomed_ = false;
    }
    void ended() noexcept
    {
        in_transaction_ = false;
        doomed_ = false;
    }
    [[nodiscard]] bool is_doomed() const { return doomed_; }
    [[nodiscard]] bool is_reading() const { return in_transaction_ && kind_ == TransactionKind::read; }

private:
    bool running_ = false;
    bool in_transaction_ = false;
    bool doomed_ = false;
    TransactionKind kind_ = TransactionKind::write;
};

std::unique_ptr<Driver> open_sqlite(Location const& location, OpenOptions const& options);
std::unique_ptr<Driver> open_postgres(Location const& location, OpenOptions const& options);

} // namespace kommin::db::detail
