#pragma once
// What the money of a year adds up to: an amount that nobody knows is neither zero nor counted, and how many
// those are is said beside each sum.

#include "modules/steering/closing/year_state.hpp"
#include "platform/html/writer.hpp"
#include "platform/i18n/texts.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>

namespace kommin::steering {

struct MoneySum {
    std::int64_t known = 0; // cents, of those that are known
    std::size_t count = 0; // how many those are
    std::size_t unknown = 0; // of how many nobody knows it

    // Throws std::overflow_error where the sum is more than 64 bits hold: amounts are bounded where they are
    // typed.
    void add(std::optional<std::int64_t> cents);
    friend bool operator==(MoneySum const&, MoneySum const&) = default;
};

struct MoneyTotals {
    MoneySum planned, secured, committed, spent;
    MoneySum at_risk; // what is planned of the lines that hang on what nobody has granted yet
    friend bool operator==(MoneyTotals const&, MoneyTotals const&) = default;
};
MoneyTotals totals_of(std::span<StateMoney const> lines);
std::map<std::int64_t, MoneyTotals> totals_by_measure(std::span<StateMoney const> lines);

// "1.200,00 €", "nicht bekannt".
std::string shown_amount(i18n::Texts const& texts, std::optional<std::int64_t> cents);
// "mindestens 1.200,00 €; 1 von 3 Beträgen ist nicht bekannt"; "–" where there is no line.
std::string shown_sum(i18n::Texts const& texts, MoneySum const& sum);
void write_money_totals(html::Writer& w, i18n::Texts const& texts, MoneyTotals const& totals);

} // namespace kommin::steering
