#pragma once
// The parts of the page that steers.

#include "modules/steering/overview/money_at_risk.hpp"
#include "modules/steering/overview/overview.hpp"
#include "modules/steering/overview/overview_shown.hpp"
#include "platform/html/writer.hpp"
#include "platform/web/call.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::steering {

// "11 von 14 Fortbildungen", or why there is nothing to say.
std::string reached_words(i18n::Texts const& texts, goals::SteeredMeasure const& one);
// "erwartet 10,9" on the day of the report; "" where nothing is expected.
std::string expected_words(i18n::Texts const& texts, goals::SteeredMeasure const& one);
// Nothing where it is more than can be counted.
std::optional<Money> sum_of(std::vector<MoneyAtRisk> const& money);
// The sum, and of how much nobody knows anything. That none of it is at risk is said only where that is
// known.
// Instead of an amount that nobody knows.
std::string words_of_unknown(i18n::Texts const& texts, WhyAtRisk why);
std::string words_of_sum(i18n::Texts const& texts, MoneyOfMeasures const& money);

// What only whoever steers can decide, and what waits for somebody in the office: nothing of a day in the
// past.
void write_decisions(html::Writer& w, web::Call const& call, Overview const& overview);
void write_waiting(html::Writer& w, web::Call const& call, Overview const& overview);
void write_slipped(html::Writer& w, i18n::Texts const& texts, SeenMeasures const& seen);
// Nothing where nobody knows of money.
void write_money(html::Writer& w, i18n::Texts const& texts, std::optional<MoneyOfMeasures> const& money);
// How lights and the answer come about.
void write_steering_rules(html::Writer& w, i18n::Texts const& texts);
// The lights of each field of action, as bars and as a table; on paper the table alone.
void write_fields(
    html::Writer& w, i18n::Texts const& texts, SeenMeasures const& seen,
    std::vector<FieldOfAction> const& fields);
// The measures of each field, the worst first.
void write_measures_of_fields(
    html::Writer& w, i18n::Texts const& texts, Overview const& overview,
    std::vector<FieldOfAction> const& fields);

} // namespace kommin::steering
