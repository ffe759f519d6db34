#include "platform/db/postgres.hpp"
#include "platform/db/sql_text.hpp"

#include <bit>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <initializer_list>

namespace kommin::db::detail {
namespace {

// Types of pg_type.dat, fixed for all versions.
constexpr Oid oid_bool = 16;
constexpr Oid oid_bytea = 17;
constexpr Oid oid_name = 19;
constexpr Oid oid_int8 = 20;
constexpr Oid oid_int2 = 21;
constexpr Oid oid_int4 = 23;
constexpr Oid oid_text = 25;
constexpr Oid oid_oid = 26;
constexpr Oid oid_float4 = 700;
constexpr Oid oid_float8 = 701;
constexpr Oid oid_unknown = 705;
constexpr Oid oid_bpchar = 1042;
constexpr Oid oid_varchar = 1043;
constexpr Oid oid_numeric = 1700;

Oid oid_of(Type type)
{
    switch (type) {
    case Type::boolean:
        return oid_bool;
    case Type::integer:
        return oid_int8;
    case Type::real:
        return oid_float8;
    case Type::text:
        return oid_text;
    case Type::blob:
        return oid_bytea;
    }
    return oid_text;
}

int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

} // namespace

PostgresStatement::PostgresStatement(
    PostgresDriver& driver, std::string name, std::string_view sql, std::span<Type const> types)
    : driver_(driver)
    , name_(std::move(name))
    , sql_(sql)
    , values_(types.size())
    , sizes_(types.size())
    , formats_(types.size(), 1) // binary
    , numbers_(types.size())
    , copies_(types.size())
{
    auto const numbered = number_placeholders(sql);
    if (numbered.count != static_cast<int>(types.size()))
        refuse("the number of values differs from the number of placeholders");
    std::vector<Oid> oids;
    oids.reserve(types.size());
    for (auto const type : types)
        oids.push_back(oid_of(type));
    driver_.check_sent(
        PQsendPrepare(
            driver_.handle(), name_.c_str(), numbered.sql.c_str(), static_cast<int>(oids.size()),
            oids.data()),
        sql_);
    auto const result = driver_.receive_last();
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
        driver_.fail(result.get(), sql_);
}

PostgresStatement::~PostgresStatement()
{
    driver_.deallocate(name_);
}

void PostgresStatement::put(char const* bytes, std::size_t size)
{
    if (size > static_cast<std::size_t>(std::numeric_limits<int>::max()))
        refuse("a value of more than two gigabytes cannot be stored");
    values_[bound_] = size == 0 ? "" : bytes; // a null pointer would be NULL
    sizes_[bound_] = static_cast<int>(size);
    ++bound_;
}

void PostgresStatement::put_big_endian(std::uint64_t bits)
{
    auto& bytes = numbers_[bound_];
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(bits >> (8 * (bytes.size() - 1 - i)));
    put(bytes.data(), bytes.size());
}

void PostgresStatement::put_null(Type /*type*/)
{
    values_[bound_] = nullptr;
    sizes_[bound_] = 0;
    ++bound_;
}

void PostgresStatement::put_boolean(bool value)
{
    numbers_[bound_][0] = value ? '\1' : '\0';
    put(numbers_[bound_].data(), 1);
}

void PostgresStatement::put_integer(std::int64_t value)
{
    put_big_endian(static_cast<std::uint64_t>(value));
}

void PostgresStatement::put_real(double value)
{
    put_big_endian(std::bit_cast<std::uint64_t>(value));
}

void PostgresStatement::put_text(std::string_view value, Lifetime lifetime)
{
    if (lifetime == Lifetime::copy) {
        copies_[bound_] = value;
        value = copies_[bound_];
    }
    put(value.data(), value.size());
}

void PostgresStatement::put_blob(std::string_view bytes, Lifetime lifetime)
{
    put_text(bytes, lifetime);
}

void PostgresStatement::refuse(char const* why)
{
    driver_.doom();
    throw Error(with_statement(why, sql_));
}

void PostgresStatement::run(Fetch fetch)
{
    row_ = -1;
    rows_changed_ = 0;
    streams_ = fetch == Fetch::stream;
    driver_.check_sent(
        PQsendQueryPrepared(
            driver_.handle(), name_.c_str(), static_cast<int>(values_.size()), values_.data(), sizes_.data(),
            formats_.data(), 0),
        sql_);
    if (streams_) {
        PQsetSingleRowMode(driver_.handle());
        take(driver_.receive());
    } else {
        take(driver_.receive_last());
    }
}

void PostgresStatement::take(PostgresResult result)
{
    result_ = std::move(result);
    row_ = -1;
    switch (PQresultStatus(result_.get())) {
    case PGRES_SINGLE_TUPLE:
        return;
    case PGRES_TUPLES_OK:
    case PGRES_COMMAND_OK:
        rows_changed_ = std::strtoll(PQcmdTuples(result_.get()), nullptr, 10);
        return;
    default: {
        auto const failed = std::move(result_);
        driver_.fail(failed.get(), sql_);
    }
    }
}

bool PostgresStatement::next()
{
    if (row_ + 1 < PQntuples(result_.get())) {
        ++row_;
        return true;
    }
    if (!streams_ || PQresultStatus(result_.get()) != PGRES_SINGLE_TUPLE)
        return false;
    take(driver_.receive());
    if (PQresultStatus(result_.get()) != PGRES_SINGLE_TUPLE)
        return false;
    row_ = 0;
    return true;
}

void PostgresStatement::finish() noexcept
{
    result_.reset();
    bound_ = 0;
    if (streams_) {
        // An abandoned stream is read to its end: cancelling it would doom the transaction on this engine
        // only.
        driver_.drain();
        streams_ = false;
    }
    driver_.set_running(false);
}

int PostgresStatement::column_count() const
{
    return PQnfields(result_.get());
}

bool PostgresStatement::is_null(int column) const
{
    return PQgetisnull(result_.get(), row_, column) != 0;
}

std::string_view PostgresStatement::cell(int column) const
{
    return {
        PQgetvalue(result_.get(), row_, column),
        static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
}

void PostgresStatement::check_type(
    int column, std::initializer_list<Oid> accepted, char const* expected) const
{
    if (is_null(column))
        mismatch(column, expected);
    auto const type = PQftype(result_.get(), column);
    for (auto const oid : accepted) {
        if (oid == type)
            return;
    }
    mismatch(column, expected);
}

bool PostgresStatement::boolean(int column) const
{
    check_type(column, {oid_bool, oid_int8, oid_int4, oid_int2}, "true or false");
    auto const value = cell(column);
    if (value == "t" || value == "1")
        return true;
    if (value == "f" || value == "0")
        return false;
    mismatch(column, "true or false");
}

std::int64_t PostgresStatement::integer(int column) const
{
    // numeric: what sum() makes of BIGINT
    check_type(column, {oid_int8, oid_int4, oid_int2, oid_numeric, oid_oid}, "an integer");
    auto const value = cell(column);
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size())
        mismatch(column, "an integer");
    return number;
}

double PostgresStatement::real(int column) const
{
    check_type(column, {oid_float8, oid_float4, oid_numeric, oid_int8, oid_int4, oid_int2}, "a number");
    auto const value = cell(column);
    double number = 0;
    auto const [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size())
        mismatch(column, "a number");
    return number;
}

std::string_view PostgresStatement::text(int column) const
{
    check_type(column, {oid_text, oid_varchar, oid_bpchar, oid_name, oid_unknown}, "text");
    return cell(column);
}

std::string PostgresStatement::blob(int column) const
{
    check_type(column, {oid_bytea}, "a blob");
    auto const value = cell(column);
    if (!value.starts_with("\\x") || value.size() % 2 != 0)
        mismatch(column, "a blob");
    std::string bytes;
    bytes.reserve(value.size() / 2 - 1);
    for (std::size_t at = 2; at < value.size(); at += 2) {
        int const high = hex_digit(value[at]);
        int const low = hex_digit(value[at + 1]);
        if (high < 0 || low < 0)
            mismatch(column, "a blob");
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

void PostgresStatement::mismatch(int column, char const* expected) const
{
    auto const* name = PQfname(result_.get(), column);
    throw Error(with_statement(
        "column " + std::string(name != nullptr ? name : "?") + " should hold " + expected + " and holds "
            + (is_null(column)
                   ? std::string("NULL")
                   : "type " + std::to_string(PQftype(result_.get(), column)) + " of another value"),
        sql_));
}

} // namespace kommin::db::detail
