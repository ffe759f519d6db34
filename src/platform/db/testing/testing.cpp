#include "platform/db/testing.hpp"

#include "platform/base/clock.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/crypto/random.hpp"

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>
#include <stdexcept>
#include <system_error>
#include <unistd.h>

namespace kommin::db {
namespace {

std::string make_directory()
{
    auto pattern = (std::filesystem::temp_directory_path() / "kommin-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr)
        throw std::system_error(errno, std::generic_category(), pattern);
    return pattern;
}

void erase_directory(std::string const& directory) noexcept
{
    std::error_code ignored;
    std::filesystem::remove_all(directory, ignored);
}

void migrate_fully(Location const& location, std::span<Migration const> line)
{
    auto const connection = Connection::open(location);
    if (auto const report = migrate(*connection, SystemClock(), line); !report)
        throw std::logic_error("a fresh database cannot be migrated");
}

// Equal lines of migrations have equal templates.
std::string digest_of(std::span<Migration const> line)
{
    crypto::Sha256 digest;
    for (auto const& migration : line) {
        for (auto const text :
             {migration.name, migration.checksum, migration.sql_sqlite, migration.sql_postgres})
            digest.update(crypto::sha256_hex(text));
    }
    return digest.finish_hex().substr(0, 32);
}

// Migrated files of this process to copy from.
class SqliteTemplates {
public:
    static SqliteTemplates& of_process()
    {
        static SqliteTemplates templates;
        return templates;
    }
    SqliteTemplates(SqliteTemplates const&) = delete;
    SqliteTemplates& operator=(SqliteTemplates const&) = delete;
    ~SqliteTemplates()
    {
        if (::getpid() == owner_) // not in a forked child
            erase_directory(directory_);
    }

    std::string file_for(std::span<Migration const> line)
    {
        std::scoped_lock const lock(mutex_);
        auto const digest = digest_of(line);
        auto const found = files_.find(digest);
        if (found != files_.end())
            return found->second;
        auto const file = directory_ + "/" + digest + ".sqlite";
        migrate_fully({Engine::sqlite, file}, line); // closing it puts everything into this one file
        files_.emplace(digest, file);
        return file;
    }

private:
    SqliteTemplates() = default;

    std::string directory_ = make_directory();
    pid_t owner_ = ::getpid();
    std::mutex mutex_;
    std::map<std::string, std::string> files_;
};

std::string test_server()
{
    auto const* url = std::getenv("KOMMIN_TEST_POSTGRES");
    if (url == nullptr || *url == '\0')
        throw std::runtime_error(
            "no PostgreSQL server to test on: run this as scripts/with-postgres COMMAND, or set "
            "KOMMIN_TEST_POSTGRES to the URL of a server on which databases may be created and dropped");
    return url;
}

// The URL with another name of the database.
Location database_on_server(std::string const& name)
{
    auto url = test_server();
    auto const authority = url.find("://");
    auto const path = authority == std::string::npos ? authority : url.find('/', authority + 3);
    if (path == std::string::npos)
        throw std::runtime_error("KOMMIN_TEST_POSTGRES must look like postgresql://user@host:port/database");
    auto const query = url.find('?', path);
    auto const parameters = query == std::string::npos ? std::string() : url.substr(query);
    return {Engine::postgres, url.substr(0, path + 1) + name + parameters};
}

bool exists_on_server(Connection& server, std::string const& name)
{
    return server.load<std::int64_t>("SELECT count(*) FROM pg_database WHERE datname = ?", name) > 0;
}

// A migrated database to copy from, shared by all test programs of the server. Nobody may be connected to it.
std::string postgres_template(Connection& server, std::span<Migration const> line)
{
    auto const name = "kommin_template_" + digest_of(line);
    if (exists_on_server(server, name))
        return name;
    constexpr std::int64_t lock = 0x6b6f6d6d74657374; // "kommtest"
    server.execute("SELECT pg_advisory_lock(?)", lock); // freed with the connection, whatever happens
    if (!exists_on_server(server, name)) {
        auto const unfinished = name + "_new";
        server.execute("DROP DATABASE IF EXISTS " + unfinished + " WITH (FORCE)");
        server.execute("CREATE DATABASE " + unfinished + " TEMPLATE template0 ENCODING 'UTF8'");
        migrate_fully(database_on_server(unfinished), line);
        server.execute("ALTER DATABASE " + unfinished + " RENAME TO " + name);
    }
    server.execute("SELECT pg_advisory_unlock(?)", lock);
    return name;
}

std::unique_ptr<Connection> connect_to_server()
{
    return Connection::open(
        Location{Engine::postgres, test_server()}, {.busy_timeout = std::chrono::minutes(2)});
}

} // namespace

TestDatabase::TestDatabase()
    : directory_(make_directory())
{ }

TestDatabase::TestDatabase(Engine engine, std::span<Migration const> line)
    : TestDatabase()
{
    // From here on the destructor cleans up, whatever happens.
    if (engine == Engine::sqlite) {
        copy_file(SqliteTemplates::of_process().file_for(line));
        return;
    }
    auto const server = connect_to_server();
    copy_on_server(*server, postgres_template(*server, line));
}

std::unique_ptr<TestDatabase> TestDatabase::copy_of(TestDatabase const& source)
{
    std::unique_ptr<TestDatabase> copy(new TestDatabase);
    if (source.engine() == Engine::sqlite)
        copy->copy_file(source.location_.target);
    else
        copy->copy_on_server(*connect_to_server(), source.database_);
    return copy;
}

void TestDatabase::copy_file(std::string const& source)
{
    location_ = {Engine::sqlite, directory_ + "/test.sqlite"};
    std::filesystem::copy_file(source, location_.target);
}

void TestDatabase::copy_on_server(Connection& server, std::string const& source)
{
    auto const name = "kommin_test_" + crypto::sha256_hex(crypto::random_bytes(16)).substr(0, 20);
    location_ = database_on_server(name);
    // Copying the files takes a third of the time that writing each of their pages to the log takes.
    server.execute("CREATE DATABASE " + name + " TEMPLATE " + source + " STRATEGY file_copy");
    database_ = name;
}

TestDatabase::~TestDatabase()
{
    erase_directory(directory_);
    if (database_.empty())
        return;
    try {
        connect_to_server()->execute("DROP DATABASE IF EXISTS " + database_ + " WITH (FORCE)");
    } catch (std::exception const& error) {
        ADD_FAILURE() << "the test database is left behind: " << error.what();
    }
}

std::unique_ptr<Connection> TestDatabase::connect(OpenOptions const& options) const
{
    return Connection::open(location_, options);
}

TestMigrations::TestMigrations(std::initializer_list<std::string_view> texts)
    : line_(migrations().begin(), migrations().begin() + 1)
{
    for (auto const text : texts) {
        auto const version = static_cast<int>(line_.size()) + 1;
        auto const number = std::to_string(version);
        auto const& name = texts_.emplace_back(std::string(4 - number.size(), '0') + number + "_test");
        auto const& sql = texts_.emplace_back(text);
        auto const& checksum = texts_.emplace_back(crypto::sha256_hex(text));
        line_.push_back({version, name, sql, sql, checksum});
    }
}

void for_each_engine(std::function<void(TestDatabase&)> const& body)
{
    for (auto const engine : {Engine::sqlite, Engine::postgres}) {
        SCOPED_TRACE(std::string(to_text(engine)));
        TestDatabase database(engine);
        body(database);
    }
}

void for_each_engine(std::function<void(Connection&)> const& body)
{
    for_each_engine(std::function<void(TestDatabase&)>([&](TestDatabase& database) {
        auto const connection = database.connect();
        body(*connection);
    }));
}

void DatabaseTest::SetUp()
{
    database_ = std::make_unique<TestDatabase>(GetParam(), line_);
    connection_ = database_->connect();
}

std::string engine_of_test(::testing::TestParamInfo<Engine> const& info)
{
    return std::string(to_text(info.param));
}

} // namespace kommin::db
