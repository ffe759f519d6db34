#include "modules/steering/overview/overview_filter.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"

#include <algorithm>
#include <chrono>

namespace kommin::steering {

namespace {

constexpr std::string_view word_for_year = "jahr";
constexpr std::string_view word_for_paper = "druck";
constexpr int first_year_asked = 1900;
constexpr int last_year_asked = 2200;

}

OverviewFilter OverviewFilter::read(http::Form const& query)
{
    OverviewFilter filter;
    auto const year = parse_number<int>(query.value("jahr"));
    if (year && *year >= first_year_asked && *year <= last_year_asked)
        filter.year = year;
    if (auto const unit = parse_number(query.value("stelle")); unit && *unit > 0)
        filter.unit = tenants::UnitId{*unit};
    if (is_slug(query.value("gemeinde")))
        filter.municipality = query.value("gemeinde");
    if (query.value("seit") == word_for_year)
        filter.since = Since::year;
    filter.is_for_paper = query.value("ansicht") == word_for_paper;
    return filter;
}

std::vector<std::pair<std::string, std::string>> OverviewFilter::fields() const
{
    std::vector<std::pair<std::string, std::string>> fields;
    if (year)
        fields.emplace_back("jahr", std::to_string(*year));
    if (unit)
        fields.emplace_back("stelle", std::to_string(unit->value));
    if (!municipality.empty())
        fields.emplace_back("gemeinde", municipality);
    if (since == Since::year)
        fields.emplace_back("seit", word_for_year);
    if (is_for_paper)
        fields.emplace_back("ansicht", word_for_paper);
    return fields;
}

Date judged_on(OverviewFilter const& filter, Date today)
{
    if (!filter.year)
        return today;
    Date const last{std::chrono::year{*filter.year}, std::chrono::December, std::chrono::day{31}};
    return std::min(last, today);
}

Date compared_with(Since since, Date day)
{
    using namespace std::chrono;
    constexpr unsigned months_of_quarter = 3;
    auto const first_month
        = since == Since::year ? 1U : (unsigned{day.month()} - 1) / months_of_quarter * months_of_quarter + 1;
    return Date{sys_days{Date{day.year(), month{first_month}, std::chrono::day{1}}} - days{1}};
}

} // namespace kommin::steering
