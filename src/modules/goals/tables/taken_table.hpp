#pragma once
// What becomes of a table that somebody sends: line by line what is new, what changes in which field, what is
// as it was, and what is wrong.

#include "modules/goals/tables/sent_table.hpp"
#include "platform/base/problem.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

enum class RowOutcome : std::uint8_t { created, changed, same, wrong };

struct CellChange {
    std::string_view field;
    std::string before;
    std::string after;
    std::string means = {}; // the numbers of what the cell names: two things may be called the same in turn
};

struct TakenRow {
    std::size_t line = 0;
    std::string title = {};
    RowOutcome outcome = RowOutcome::same;
    std::optional<std::int64_t> record = {}; // the stored one that it means
    std::int64_t version = 0; // of that, before
    std::vector<CellChange> changes = {};
    std::vector<Problem> problems = {}; // in the order in which they were found, with their fields
    std::vector<Problem> hints = {}; // likewise; they stand in the way of nothing

    void refuse(std::string_view field, MessageKey message, MessageArguments arguments = {});
    void hint(std::string_view field, MessageKey message, MessageArguments arguments = {});
};

struct TakenTable {
    std::vector<TakenRow> rows;
    std::vector<std::string> reckoned = {}; // columns: see SentTable
    std::vector<std::string> unknown = {};
    std::vector<Problem> problems = {}; // of the whole

    [[nodiscard]] std::int64_t count(RowOutcome outcome) const;
    // Then nothing of it may be stored.
    [[nodiscard]] bool is_wrong() const;
    [[nodiscard]] bool changes_something() const;
    // Of everything that whoever looks at it sees, and of what is meant by it: two looks with the same one
    // have seen the same. Knows nothing of the numbers of new records, which another look makes anew.
    [[nodiscard]] std::string fingerprint() const;
};

// "ja" and what tables say for it in their languages; nothing for what is neither yes nor no. `yes`: what a
// file of this program says for it.
std::optional<bool> read_yes_no(std::string_view cell, MessageKey yes);
// The value of an enum by its word in one of the languages of tables.
template<class Enum, class Values>
std::optional<Enum> read_word(std::string_view cell, Values const& all, MessageKey (*label)(Enum));
bool is_same_word(std::string_view cell, MessageKey label);

template<class Enum, class Values>
std::optional<Enum> read_word(std::string_view cell, Values const& all, MessageKey (*label)(Enum))
{
    for (auto const value : all) {
        if (is_same_word(cell, label(value)))
            return value;
    }
    return std::nullopt;
}

} // namespace kommin::goals
