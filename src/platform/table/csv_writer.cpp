#include "platform/csv/csv.hpp"
#include "platform/table/formats.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <limits>
#include <type_traits>

namespace kommin::table {

namespace {

// The fewest digits that read back as the same number.
template<class Number>
std::string shortest(Number value)
{
    std::array<char, 32> digits{};
    return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr};
}

std::string text_of(Cell const& cell)
{
    return std::visit(
        [](auto const& value) -> std::string {
            using Value = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<Value, std::monostate>)
                return {};
            else if constexpr (std::is_same_v<Value, std::string>)
                return value;
            else if constexpr (std::is_same_v<Value, Date>)
                return to_iso(value);
            else
                return shortest(value);
        },
        cell);
}

class CsvWriter : public Writer {
public:
    explicit CsvWriter(std::vector<Column> const& columns)
        : Writer(columns.size(), std::numeric_limits<std::int64_t>::max())
        , line_(csv::byte_order_mark)
    {
        std::vector<std::string> head;
        for (auto const& column : columns)
            head.push_back(column.label);
        csv::write_row(line_, head);
        file_.append(line_);
    }
    files::TemporaryFile finish() override { return std::move(file_); }

private:
    void put_row(std::span<Cell const> cells) override
    {
        texts_.clear();
        for (auto const& cell : cells)
            texts_.push_back(text_of(cell));
        line_.clear();
        csv::write_row(line_, texts_);
        file_.append(line_);
    }

    files::TemporaryFile file_;
    std::vector<std::string> texts_;
    std::string line_;
};

}

std::unique_ptr<Writer> make_csv_writer(std::vector<Column> const& columns)
{
    return std::make_unique<CsvWriter>(columns);
}

} // namespace kommin::table
