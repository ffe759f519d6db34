#include "modules/goals/tables/taken_table.hpp"

#include "platform/crypto/hash.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::goals {

namespace {

// With its length, so that two cells never read as one.
void add(std::string& all, std::string_view text)
{
    all += std::to_string(text.size());
    all += ':';
    all += text;
}

void add(std::string& all, std::vector<Problem> const& problems)
{
    add(all, std::to_string(problems.size()));
    for (auto const& problem : problems) {
        add(all, problem.field);
        add(all, i18n::text_of(problem, *table_languages().front()));
    }
}

}

void TakenRow::refuse(std::string_view field, MessageKey message, MessageArguments arguments)
{
    problems.push_back(Problem::invalid(std::string(field), message, std::move(arguments)));
}

void TakenRow::hint(std::string_view field, MessageKey message, MessageArguments arguments)
{
    hints.push_back(Problem::invalid(std::string(field), message, std::move(arguments)));
}

std::int64_t TakenTable::count(RowOutcome outcome) const
{
    return std::ranges::count(rows, outcome, &TakenRow::outcome);
}

bool TakenTable::is_wrong() const
{
    return !problems.empty() || count(RowOutcome::wrong) > 0;
}

bool TakenTable::changes_something() const
{
    return count(RowOutcome::created) + count(RowOutcome::changed) > 0;
}

std::string TakenTable::fingerprint() const
{
    std::string all;
    for (auto const& row : rows) {
        add(all, std::to_string(row.line));
        add(all, row.title);
        add(all, std::to_string(static_cast<int>(row.outcome)));
        add(all, std::to_string(row.record.value_or(0)));
        add(all, std::to_string(row.outcome == RowOutcome::changed ? row.version : 0));
        add(all, std::to_string(row.changes.size()));
        for (auto const& change : row.changes) {
            add(all, change.field);
            add(all, change.before);
            add(all, change.after);
            add(all, change.means);
        }
        add(all, row.problems);
        add(all, row.hints);
    }
    add(all, problems);
    return crypto::sha256_hex(all);
}

bool is_same_word(std::string_view cell, MessageKey label)
{
    auto const typed = search::folded_text(cell);
    return std::ranges::any_of(table_languages(), [&](i18n::Texts const* texts) {
        return typed == search::folded_text((*texts)(label));
    });
}

std::optional<bool> read_yes_no(std::string_view cell, MessageKey yes)
{
    if (cell.empty())
        return false;
    constexpr std::array<std::string_view, 5> yes_words{"ja", "yes", "x", "wahr", "true"}; // Excel's own, too
    constexpr std::array<std::string_view, 4> no_words{"nein", "no", "falsch", "false"};
    auto const typed = search::folded_text(cell);
    if (std::ranges::find(no_words, typed) != no_words.end())
        return false;
    if (std::ranges::find(yes_words, typed) != yes_words.end() || is_same_word(cell, yes))
        return true;
    return std::nullopt;
}

} // namespace kommin::goals
