// The database layer beside the bare drivers with prepared statements: one row by its id, a list of 50 rows,
// one row inserted and committed. PostgreSQL is measured where KOMMIN_TEST_POSTGRES names a server
// (scripts/with-postgres).

#include "platform/db/connection.hpp"
#include "platform/db/transaction.hpp"

#include <benchmark/benchmark.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <libpq-fe.h>
#include <memory>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <vector>

namespace {

namespace db = kommin::db;

constexpr int rows = 20'000;
constexpr auto by_id = "SELECT id, title, summary FROM bench_offers WHERE id = ?";
constexpr auto list_of_50 = "SELECT id, title, summary FROM bench_offers WHERE id >= ? ORDER BY id LIMIT 50";
constexpr auto insert = "INSERT INTO bench_log (text) VALUES (?)";

struct Row {
    std::int64_t id;
    std::string title, summary;
};

class Folder {
public:
    Folder()
        : path_(std::filesystem::temp_directory_path() / ("kommin-db-bench." + std::to_string(getpid())))
    {
        std::filesystem::create_directory(path_);
    }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }
    [[nodiscard]] std::string file() const { return path_ / "bench.db"; }

private:
    std::filesystem::path path_;
};

std::string sqlite_file()
{
    static Folder const folder;
    return folder.file();
}

std::string postgres_url()
{
    auto const* const url = std::getenv("KOMMIN_TEST_POSTGRES");
    return url == nullptr ? std::string{} : url;
}

std::unique_ptr<db::Connection> open(std::string const& where)
{
    auto const location = db::Location::parse(where);
    if (!location)
        throw std::runtime_error("no database: " + where);
    return db::Connection::open(*location);
}

void fill(std::string const& where)
{
    auto const connection = open(where);
    bool const is_sqlite = connection->engine() == db::Engine::sqlite;
    connection->execute("DROP TABLE IF EXISTS bench_offers");
    connection->execute("DROP TABLE IF EXISTS bench_log");
    connection->execute(
        "CREATE TABLE bench_offers (id BIGINT PRIMARY KEY, title TEXT NOT NULL, summary TEXT NOT NULL)");
    connection->execute(
        is_sqlite ? "CREATE TABLE bench_log (id INTEGER PRIMARY KEY, text TEXT NOT NULL)"
                  : "CREATE TABLE bench_log (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, text TEXT "
                    "NOT NULL)");
    db::Transaction transaction(*connection, db::Transaction::Kind::write);
    auto offers = connection->bulk_insert("bench_offers", {"id", "title", "summary"});
    for (int i = 0; i < rows; ++i)
        offers.add_row(
            std::int64_t{i}, "Sprachkurs " + std::to_string(i),
            std::string("Für Eltern mit Kindern unter drei Jahren"));
    offers.finish();
    transaction.commit();
}

// ── the layer ────────────────────────────────────────────────────────────────────────────────────────

void layer_row(benchmark::State& state, std::string const& where)
{
    auto const connection = open(where);
    std::int64_t id = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(connection->load<Row>(by_id, id = (id + 7919) % rows));
}

void layer_list(benchmark::State& state, std::string const& where)
{
    auto const connection = open(where);
    std::int64_t id = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(connection->list<Row>(list_of_50, id = (id + 7919) % (rows - 50)));
}

void layer_insert(benchmark::State& state, std::string const& where)
{
    auto const connection = open(where);
    for (auto _ : state) {
        db::Transaction transaction(*connection, db::Transaction::Kind::write);
        connection->execute(insert, std::string_view("Rückmeldung"));
        transaction.commit();
    }
}

// ── SQLite itself ────────────────────────────────────────────────────────────────────────────────────

class Sqlite {
public:
    explicit Sqlite(std::string const& file)
    {
        if (sqlite3_open(file.c_str(), &connection_) != SQLITE_OK)
            throw std::runtime_error("cannot open " + file);
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=FULL");
    }
    Sqlite(Sqlite const&) = delete;
    Sqlite& operator=(Sqlite const&) = delete;
    ~Sqlite()
    {
        for (auto* const statement : statements_)
            sqlite3_finalize(statement);
        sqlite3_close(connection_);
    }
    sqlite3_stmt* prepare(char const* sql)
    {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(connection_, sql, -1, &statement, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(connection_));
        statements_.push_back(statement);
        return statement;
    }
    void run(char const* sql) { sqlite3_exec(connection_, sql, nullptr, nullptr, nullptr); }

private:
    sqlite3* connection_ = nullptr;
    std::vector<sqlite3_stmt*> statements_;
};

std::string column(sqlite3_stmt* statement, int number)
{
    return {
        reinterpret_cast<char const*>(sqlite3_column_text(statement, number)),
        static_cast<std::size_t>(sqlite3_column_bytes(statement, number))};
}

void sqlite_read(benchmark::State& state, char const* sql, int last)
{
    Sqlite sqlite(sqlite_file());
    auto* const statement = sqlite.prepare(sql);
    std::int64_t id = 0;
    for (auto _ : state) {
        id = (id + 7919) % last;
        sqlite3_bind_int64(statement, 1, id);
        std::vector<Row> found;
        while (sqlite3_step(statement) == SQLITE_ROW)
            found.push_back({sqlite3_column_int64(statement, 0), column(statement, 1), column(statement, 2)});
        sqlite3_reset(statement);
        benchmark::DoNotOptimize(found);
    }
}

void sqlite_insert(benchmark::State& state)
{
    Sqlite sqlite(sqlite_file());
    auto* const begin = sqlite.prepare("BEGIN IMMEDIATE");
    auto* const statement = sqlite.prepare(insert);
    auto* const commit = sqlite.prepare("COMMIT");
    for (auto _ : state) {
        sqlite3_step(begin);
        sqlite3_reset(begin);
        sqlite3_bind_text(statement, 1, "Rückmeldung", -1, SQLITE_STATIC);
        sqlite3_step(statement);
        sqlite3_reset(statement);
        sqlite3_step(commit);
        sqlite3_reset(commit);
    }
}

// ── libpq itself ─────────────────────────────────────────────────────────────────────────────────────

class Postgres {
public:
    explicit Postgres(std::string const& url)
        : connection_(PQconnectdb(url.c_str()))
    {
        if (PQstatus(connection_) != CONNECTION_OK)
            throw std::runtime_error(PQerrorMessage(connection_));
    }
    Postgres(Postgres const&) = delete;
    Postgres& operator=(Postgres const&) = delete;
    ~Postgres() { PQfinish(connection_); }
    void prepare(char const* name, char const* sql) { check(PQprepare(connection_, name, sql, 0, nullptr)); }
    void run(char const* sql) { check(PQexec(connection_, sql)); }
    std::vector<Row> read(char const* name, std::int64_t id)
    {
        auto const text = std::to_string(id);
        char const* const value = text.c_str();
        auto* const result = PQexecPrepared(connection_, name, 1, &value, nullptr, nullptr, 0);
        std::vector<Row> found;
        for (int i = 0; i < PQntuples(result); ++i)
            found.push_back(
                {std::atoll(PQgetvalue(result, i, 0)), PQgetvalue(result, i, 1), PQgetvalue(result, i, 2)});
        PQclear(result);
        return found;
    }
    void write(char const* name, char const* value)
    {
        check(PQexecPrepared(connection_, name, 1, &value, nullptr, nullptr, 0));
    }

private:
    void check(PGresult* result)
    {
        auto const status = PQresultStatus(result);
        PQclear(result);
        if (status != PGRES_COMMAND_OK)
            throw std::runtime_error(PQerrorMessage(connection_));
    }
    PGconn* connection_;
};

void postgres_read(benchmark::State& state, char const* sql, int last)
{
    Postgres postgres(postgres_url());
    postgres.prepare("read", sql);
    std::int64_t id = 0;
    for (auto _ : state) {
        id = (id + 7919) % last;
        benchmark::DoNotOptimize(postgres.read("read", id));
    }
}

void postgres_insert(benchmark::State& state)
{
    Postgres postgres(postgres_url());
    postgres.prepare("insert", "INSERT INTO bench_log (text) VALUES ($1)");
    for (auto _ : state) {
        postgres.run("BEGIN");
        postgres.write("insert", "Rückmeldung");
        postgres.run("COMMIT");
    }
}

} // namespace

int main(int count, char** arguments)
{
    benchmark::Initialize(&count, arguments);
    fill(sqlite_file());
    benchmark::RegisterBenchmark("sqlite/row/bare", sqlite_read, by_id, rows);
    benchmark::RegisterBenchmark("sqlite/row/layer", layer_row, sqlite_file());
    benchmark::RegisterBenchmark("sqlite/list of 50/bare", sqlite_read, list_of_50, rows - 50);
    benchmark::RegisterBenchmark("sqlite/list of 50/layer", layer_list, sqlite_file());
    benchmark::RegisterBenchmark("sqlite/insert and commit/bare", sqlite_insert)->UseRealTime();
    benchmark::RegisterBenchmark("sqlite/insert and commit/layer", layer_insert, sqlite_file())
        ->UseRealTime();
    if (auto const url = postgres_url(); !url.empty()) {
        constexpr auto row = "SELECT id, title, summary FROM bench_offers WHERE id = $1";
        constexpr auto list
            = "SELECT id, title, summary FROM bench_offers WHERE id >= $1 ORDER BY id LIMIT 50";
        fill(url);
        benchmark::RegisterBenchmark("postgresql/row/bare", postgres_read, row, rows)->UseRealTime();
        benchmark::RegisterBenchmark("postgresql/row/layer", layer_row, url)->UseRealTime();
        benchmark::RegisterBenchmark("postgresql/list of 50/bare", postgres_read, list, rows - 50)
            ->UseRealTime();
        benchmark::RegisterBenchmark("postgresql/list of 50/layer", layer_list, url)->UseRealTime();
        benchmark::RegisterBenchmark("postgresql/insert and commit/bare", postgres_insert)->UseRealTime();
        benchmark::RegisterBenchmark("postgresql/insert and commit/layer", layer_insert, url)->UseRealTime();
    }
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}
