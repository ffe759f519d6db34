#include "platform/db/postgres.hpp"

#include "platform/base/text.hpp"
#include "platform/db/sql_text.hpp"
#include "platform/log/log.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <poll.h>
#include <utility>

namespace kommin::db::detail {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

bool is_copying(PGresult const* result)
{
    auto const status = PQresultStatus(result);
    return status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH;
}

bool is_error(PGresult const* result)
{
    auto const status = PQresultStatus(result);
    return status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_SINGLE_TUPLE;
}

std::string session_settings(OpenOptions const& options)
{
    std::string sql = "SET TIME ZONE 'UTC'; SET client_min_messages = warning;"
                      "SET standard_conforming_strings = on; SET bytea_output = hex;"
                      "SET extra_float_digits = 1;"
                      "SET idle_in_transaction_session_timeout = '5min';" // a hung node must not hold locks
                      "SET client_connection_check_interval = '2s';" // see wait_readable()
                      "SET lock_timeout = "
        + std::to_string(options.busy_timeout.count())
        + "; SET statement_timeout = " + std::to_string(options.statement_timeout.count()) + ";";
    if (options.read_only)
        sql += "SET default_transaction_read_only = on;";
    return sql;
}

void ignore_notice(void* /*argument*/, PGresult const* /*notice*/) { }

// Waits until the socket can be read; false when the time is over first.
bool wait_for_input(PGconn* connection, Deadline deadline)
{
    for (;;) {
        int timeout = -1;
        if (deadline) {
            auto const left = std::chrono::ceil<milliseconds>(*deadline - steady_clock::now()).count();
            timeout = static_cast<int>(std::clamp<std::int64_t>(left, 0, 3'600'000));
        }
        pollfd event{PQsocket(connection), POLLIN, 0};
        int const ready = ::poll(&event, 1, timeout);
        if (ready > 0 || (ready < 0 && errno != EINTR))
            return true; // also for a broken socket: reading tells
        if (deadline && steady_clock::now() >= *deadline)
            return false;
    }
}

// For what the caller's deadline does not concern, or where there is none: also then nobody waits for ever.
class OwnDeadline {
public:
    OwnDeadline(Deadline& deadline, milliseconds time)
        : deadline_(deadline)
        , before_(std::exchange(deadline, steady_clock::now() + time))
    { }
    OwnDeadline(OwnDeadline const&) = delete;
    OwnDeadline& operator=(OwnDeadline const&) = delete;
    ~OwnDeadline() { deadline_ = before_; }

private:
    Deadline& deadline_;
    Deadline before_;
};

constexpr std::chrono::seconds longest_commit{10}; // hundreds of times what it takes
constexpr std::chrono::seconds longest_greeting{5};

} // namespace

PostgresDriver::PostgresDriver(std::string url, OpenOptions const& options)
    : url_(std::move(url))
    , options_(options)
{
    try {
        connect();
    } catch (Unavailable const& error) {
        if (!options.may_be_away)
            throw;
        log::warning("db.unavailable", {{"what", error.what()}});
    }
}

PostgresDriver::~PostgresDriver()
{
    connection_.reset(); // first, so that the statements need not be freed one by one
}

void PostgresDriver::connect()
{
    // What stands before dbname can be set otherwise in the URL, what stands behind cannot. The timeouts keep
    // a silent network from holding a thread for the quarter of an hour that TCP allows.
    char const* const names[]
        = {"connect_timeout",
           "tcp_user_timeout",
           "keepalives_idle",
           "fallback_application_name",
           "dbname",
           "client_encoding",
           nullptr};
    char const* const values[]
        = {"5", "15000", "30", options_.application_name.c_str(), url_.c_str(), "UTF8", nullptr};
    cache_.clear();
    prepare_anew_ = false;
    connection_.reset(PQconnectdbParams(names, values, 1));
    if (PQstatus(connection_.get()) != CONNECTION_OK) {
        std::string const reason(trim(PQerrorMessage(connection_.get())));
        connection_.reset();
        throw Unavailable("cannot connect to PostgreSQL: " + reason);
    }
    PQsetNoticeReceiver(connection_.get(), ignore_notice, nullptr);
    auto const* const encoding = PQparameterStatus(connection_.get(), "server_encoding");
    if (encoding == nullptr || std::string_view(encoding) != "UTF8") {
        connection_.reset();
        throw Error("the PostgreSQL database must have the encoding UTF8");
    }
    OwnDeadline const limited(deadline_, longest_greeting);
    auto const result = run_simple(session_settings(options_).c_str());
    if (is_error(result.get()))
        fail(result.get(), {});
}

void PostgresDriver::make_usable()
{
    if (is_lost()) {
        connect();
        log::warning("db.reconnected");
    }
    if (std::exchange(prepare_anew_, false))
        cache_.clear();
}

PostgresResult PostgresDriver::receive()
{
    if (!connection_)
        return nullptr;
    while (PQisBusy(connection_.get()) != 0) {
        wait_readable();
        if (PQconsumeInput(connection_.get()) == 0)
            break;
    }
    return PostgresResult(PQgetResult(connection_.get()));
}

void PostgresDriver::wait_readable()
{
    if (wait_for_input(connection_.get(), deadline_))
        return;
    // Hanging up, not PQcancel(): that waits without a limit for a server which may be what is silent. A
    // server that is only busy notices within its client_connection_check_interval and breaks the statement
    // off.
    connection_.reset();
    doom();
    throw Unavailable("PostgreSQL does not answer");
}

PostgresResult PostgresDriver::receive_last()
{
    PostgresResult last;
    while (auto result = receive()) {
        if (is_copying(result.get()))
            return result;
        if (!last || !is_error(last.get()))
            last = std::move(result);
    }
    return last;
}

void PostgresDriver::drain() noexcept
{
    try {
        while (auto const result = receive()) {
            if (PQresultStatus(result.get()) == PGRES_COPY_IN)
                PQputCopyEnd(connection_.get(), "abandoned");
            else if (is_error(result.get()))
                doom();
        }
    } catch (...) {
        connection_.reset();
        doom();
    }
}

PostgresResult PostgresDriver::run_simple(char const* sql)
{
    check_sent(PQsendQuery(connection_.get(), sql), sql);
    return receive_last();
}

void PostgresDriver::check_sent(int sent, std::string_view sql)
{
    if (sent == 1)
        return;
    doom();
    if (is_lost())
        throw Unavailable(with_statement("the connection to PostgreSQL is lost", sql));
    throw Error(with_statement("the statement could not be sent", sql));
}

void PostgresDriver::fail(PGresult const* result, std::string_view sql)
{
    doom();
    if (must_prepare_again(result))
        prepare_anew_ = true;
    if (PQresultErrorField(result, PG_DIAG_SQLSTATE) == nullptr)
        connection_.reset(); // libpq's own error, or a COPY begun by hand: this connection is of no more use
    throw_postgres_error(result, sql);
}

void PostgresDriver::deallocate(std::string const& name) noexcept
{
    if (is_lost() || PQtransactionStatus(connection_.get()) == PQTRANS_INERROR)
        return;
    try {
        run_simple(("DEALLOCATE " + name).c_str());
    } catch (...) {
        connection_.reset(); // the next transaction opens a new one
    }
}

Statement& PostgresDriver::statement(std::string_view sql, std::span<Type const> types)
{
    check_ready(sql);
    if (!in_transaction())
        make_usable();
    cache_key_ = sql;
    for (auto const type : types)
        cache_key_ += static_cast<char>(type);
    auto* found = cache_.find(cache_key_);
    if (found == nullptr) {
        check_statement(sql);
        auto name = "kommin_" + std::to_string(++names_given_);
        found = &cache_.insert(
            cache_key_, std::make_unique<PostgresStatement>(*this, std::move(name), sql, types));
    }
    set_running(true);
    return *found;
}

void PostgresDriver::begin(TransactionKind kind)
{
    check_outside_transaction("a second transaction");
    char const* const sql = kind == TransactionKind::write
        ? "BEGIN ISOLATION LEVEL READ COMMITTED"
        : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    make_usable();
    PostgresResult result;
    if (PQsendQuery(connection_.get(), sql) == 1)
        result = receive_last();
    if (is_lost()) { // lost since the last statement: nothing has been done yet
        make_usable();
        result = run_simple(sql);
    }
    if (is_error(result.get()))
        fail(result.get(), sql);
    begun(kind);
}

void PostgresDriver::commit()
{
    bool const failed_before = is_doomed();
    // Not the caller's deadline: broken off, nobody would know whether it took place.
    OwnDeadline const limited(deadline_, longest_commit);
    try {
        check_ready("COMMIT");
        if (is_lost())
            throw Unavailable("the connection to PostgreSQL is lost in: COMMIT");
        auto const result = run_simple("COMMIT");
        if (is_error(result.get()))
            fail(result.get(), "COMMIT");
        if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
            throw Error("PostgreSQL has rolled back instead of committing");
    } catch (...) {
        roll_back();
        if (failed_before)
            throw Error("the transaction has failed before and was rolled back");
        throw;
    }
    ended();
}

void PostgresDriver::roll_back() noexcept
{
    OwnDeadline const limited(deadline_, longest_commit);
    if (!is_lost()) {
        drain();
        try {
            if (!is_lost() && PQtransactionStatus(connection_.get()) != PQTRANS_IDLE
                && is_error(run_simple("ROLLBACK").get()))
                connection_.reset();
        } catch (...) {
            connection_.reset();
        }
    }
    ended();
}

void PostgresDriver::lock(std::int64_t key)
{
    check_may_lock();
    // The class tells our locks from those of other programs on the same database. Keys of more than 32 bits
    // may share a lock: their owners then wait for each other, nothing worse.
    constexpr std::string_view sql = "SELECT pg_advisory_xact_lock(1802464621, CAST(? AS INTEGER))"; // "komm"
    static constexpr std::array types{Type::integer};
    Execution execution(statement(sql, types), sql);
    execution.run(Fetch::all, static_cast<std::int32_t>(key ^ (key >> 32)));
    while (execution.next()) { }
}

void PostgresDriver::run_script(std::string const& sql)
{
    check_ready({});
    if (!in_transaction())
        make_usable();
    auto const result = run_simple(sql.c_str());
    if (result && is_error(result.get()))
        fail(result.get(), {});
    if ((PQtransactionStatus(connection_.get()) == PQTRANS_INTRANS) != in_transaction()) {
        doom();
        throw Error("the script has begun or ended a transaction");
    }
}

void PostgresDriver::listen(std::string const& channel)
{
    check_outside_transaction("listening");
    make_usable();
    auto const sql = "LISTEN " + channel;
    auto const result = run_simple(sql.c_str());
    if (is_error(result.get()))
        fail(result.get(), sql);
    if (std::find(channels_.begin(), channels_.end(), sql) == channels_.end())
        channels_.push_back(sql);
}

std::optional<Notification> PostgresDriver::wait_for_notification(milliseconds timeout)
{
    check_outside_transaction("waiting for notifications");
    auto const end = steady_clock::now() + timeout;
    if (is_lost()) {
        make_usable();
        for (auto const& sql : channels_) {
            auto const result = run_simple(sql.c_str());
            if (is_error(result.get()))
                fail(result.get(), sql);
        }
        return Notification{}; // what was said meanwhile is gone
    }
    for (;;) {
        struct FreeMemory {
            void operator()(PGnotify* notify) const { PQfreemem(notify); }
        };
        if (std::unique_ptr<PGnotify, FreeMemory> const notify(PQnotifies(connection_.get())); notify)
            return Notification{notify->relname, notify->extra};
        if (!wait_for_input(connection_.get(), end))
            return std::nullopt;
        if (PQconsumeInput(connection_.get()) == 0 || is_lost()) {
            connection_.reset();
            throw Unavailable("the connection to PostgreSQL is lost while listening");
        }
    }
}

void PostgresDriver::back_up(std::string const& target_file, std::string const& snapshot)
{
    dump_postgres(connection_.get(), target_file, snapshot);
}

void PostgresDriver::restore(std::string const& source_file)
{
    check_outside_transaction("restoring");
    make_usable();
    restore_postgres(connection_.get(), source_file);
}

std::unique_ptr<Driver> open_postgres(Location const& location, OpenOptions const& options)
{
    return std::make_unique<PostgresDriver>(location.target, options);
}

} // namespace kommin::db::detail
