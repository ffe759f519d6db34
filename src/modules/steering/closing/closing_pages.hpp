#pragma once
// The pages of closing a year, of its frozen state, and of the report against the year before.

#include "modules/steering/closing/closing.hpp"
#include "modules/steering/closing/closing_desk.hpp"
#include "modules/steering/closing/year_money.hpp"
#include "modules/steering/closing/year_report.hpp"
#include "modules/steering/cycle/year_pages.hpp"
#include "platform/base/decimal.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/call.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::steering {

// How words and numbers of a state read. One that the program does not know (any more) reads as it stands.
std::string shown_day(i18n::Texts const& texts, std::optional<std::string> const& iso); // "–" for none
std::string shown_progress(i18n::Texts const& texts, std::optional<std::int64_t> millionths);
web::StaffMark light_mark(i18n::Texts const& texts, std::optional<std::string> const& light);
// A value as the state has it: with a point, which is no group of thousands there.
std::optional<Decimal> stored_value(std::string_view value);
std::string shown_number(i18n::Texts const& texts, std::string_view value); // "11.5" as "11,5"
// "Schritt ist nicht erledigt: Bestandsaufnahme"
std::string shown_missing(i18n::Texts const& texts, StateMissing const& missing);
// "3 im Plan, 1 gefährdet"; what there is nothing of is not named.
std::string shown_lights(i18n::Texts const& texts, YearState const& state);
// In the words of their minutes, where these still have them; at most so many.
void write_state_decisions(html::Writer& w, i18n::Texts const& texts, ReadYear const& read, std::size_t most);
void write_missing(html::Writer& w, i18n::Texts const& texts, std::vector<StateMissing> const& missing);

struct ClosingPage {
    YearToClose const& one;
    YearNames const& names;
    std::string_view reason;
    std::vector<Problem> problems = {};
};
http::Response closing_page(web::Call const& call, ClosingPage const& page);

struct StatePage {
    ReadYear const& read;
    YearNames const& names;
    bool may_read_decisions;
    std::vector<Problem> problems = {};
    std::vector<std::string> not_stored = {};
};
http::Response state_page(web::Call const& call, StatePage const& page);
http::Response state_file(web::Call const& call, ReadYear const& read); // CSV

struct ReportPage {
    ReadYear const& read;
    std::optional<ReadYear> const& before;
    YearReport const& report;
    YearNames const& names;
    bool may_read_decisions;
};
http::Response year_report_page(web::Call const& call, ReportPage const& page);

} // namespace kommin::steering
