#pragma once
// A table of goals or measures that somebody sends: CSV as the lists give it out, or typed by hand with the
// same columns. Read without a look at the database; what its cells mean say goals and measures.

#include "platform/base/message_key.hpp"
#include "platform/base/problem.hpp"
#include "platform/i18n/texts.hpp"

#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

// A district counts its measures in hundreds; it travels once more in the page that asks.
inline constexpr std::size_t largest_table = std::size_t{512} << 10U; // bytes
inline constexpr std::size_t most_table_rows = 1'000;

// The field by which a form knows it, and what the column is called in every language of people at work.
struct TableColumn {
    std::string_view field;
    MessageKey label;
};

namespace table_field {
inline constexpr std::string_view file = "datei"; // problems of the whole
inline constexpr std::string_view key = "key"; // the number of the record, by which it is known again
} // namespace table_field

struct SentRow {
    std::size_t line = 0; // of the file, where it begins
    std::map<std::string_view, std::string, std::less<>> cells; // by field, of each column that is there

    [[nodiscard]] std::string_view cell(std::string_view field) const; // "" where there is none
};

struct SentTable {
    std::set<std::string_view> fields; // that have a column
    std::vector<SentRow> rows; // without empty ones
    std::vector<std::string> reckoned; // columns that no table sets: reckoned, or changed elsewhere
    std::vector<std::string> unknown; // columns that nobody knows
    std::vector<Problem> problems; // of the whole; not empty: there are no rows

    [[nodiscard]] bool has(std::string_view field) const { return fields.contains(field); }
};

// The languages in which people at work read and write tables, German first.
std::span<i18n::Texts const* const> table_languages();

SentTable read_sent_table(
    std::string_view bytes, std::span<TableColumn const> columns, std::span<MessageKey const> reckoned);

} // namespace kommin::goals
