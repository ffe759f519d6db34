#include "platform/db/postgres.hpp"
#include "platform/db/sql_text.hpp"

#include <charconv>

namespace kommin::db::detail {
namespace {

// COPY … FROM STDIN in its text format, which converts numbers as an INSERT does.
class PostgresRowWriter final : public RowWriter {
public:
    PostgresRowWriter(PostgresDriver& driver, std::string sql)
        : driver_(driver)
        , sql_(std::move(sql))
    {
        driver_.check_sent(PQsendQuery(driver_.handle(), sql_.c_str()), sql_);
        auto const result = driver_.receive_last();
        if (PQresultStatus(result.get()) != PGRES_COPY_IN)
            driver_.fail(result.get(), sql_);
        buffer_.reserve(flush_at * 2);
        driver_.set_running(true);
    }
    PostgresRowWriter(PostgresRowWriter const&) = delete;
    PostgresRowWriter& operator=(PostgresRowWriter const&) = delete;
    ~PostgresRowWriter() override
    {
        if (!finished_) {
            if (driver_.handle() != nullptr)
                PQputCopyEnd(driver_.handle(), "abandoned");
            driver_.drain();
            driver_.doom();
        }
        driver_.set_running(false);
    }

    void end_row() override
    {
        buffer_ += '\n';
        at_row_start_ = true;
        if (buffer_.size() >= flush_at)
            send();
    }

    void finish() override
    {
        send();
        finished_ = true; // the server has ended the COPY even if this fails
        driver_.check_sent(PQputCopyEnd(driver_.handle(), nullptr), sql_);
        auto const result = driver_.receive_last();
        if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
            driver_.fail(result.get(), sql_);
    }

    [[noreturn]] void refuse(char const* why) override
    {
        driver_.doom();
        throw Error(with_statement(why, sql_));
    }

private:
    static constexpr std::size_t flush_at = 64 * 1024;

    void begin_value()
    {
        if (!std::exchange(at_row_start_, false))
            buffer_ += '\t';
    }
    void put_null(Type /*type*/) override
    {
        begin_value();
        buffer_ += "\\N";
    }
    void put_boolean(bool value) override
    {
        begin_value();
        buffer_ += value ? 't' : 'f';
    }
    void put_integer(std::int64_t value) override { put_number(value); }
    void put_real(double value) override { put_number(value); }
    template<class Number>
    void put_number(Number value)
    {
        begin_value();
        std::array<char, 32> digits{};
        auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        buffer_.append(digits.data(), end);
    }
    void put_text(std::string_view value, Lifetime /*lifetime*/) override
    {
        begin_value();
        for (char const c : value) {
            switch (c) {
            case '\\':
                buffer_ += "\\\\";
                break;
            case '\t':
                buffer_ += "\\t";
                break;
            case '\n':
                buffer_ += "\\n";
                break;
            case '\r':
                buffer_ += "\\r";
                break;
            default:
                buffer_ += c;
            }
        }
    }
    void put_blob(std::string_view bytes, Lifetime /*lifetime*/) override
    {
        static constexpr std::string_view digits = "0123456789abcdef";
        begin_value();
        buffer_ += "\\\\x";
        for (char const byte : bytes) {
            auto const octet = static_cast<unsigned char>(byte);
            buffer_ += digits[octet >> 4U];
            buffer_ += digits[octet & 15U];
        }
    }
    void send()
    {
        // Refused only if the connection is lost; what the server thinks of the rows comes at the end.
        driver_.check_sent(
            PQputCopyData(driver_.handle(), buffer_.data(), static_cast<int>(buffer_.size())), sql_);
        buffer_.clear();
    }

    PostgresDriver& driver_;
    std::string sql_;
    std::string buffer_;
    bool at_row_start_ = true;
    bool finished_ = false;
};

} // namespace

std::unique_ptr<RowWriter> PostgresDriver::row_writer(
    std::string const& table, std::span<std::string const> columns)
{
    check_ready(table);
    if (!in_transaction() || is_reading())
        throw Error("a bulk insert needs a write transaction");
    std::string names;
    for (auto const& column : columns)
        names += names.empty() ? column : ", " + column;
    return std::make_unique<PostgresRowWriter>(*this, "COPY " + table + " (" + names + ") FROM STDIN");
}

} // namespace kommin::db::detail
