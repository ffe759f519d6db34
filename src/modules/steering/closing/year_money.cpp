#include "modules/steering/closing/year_money.hpp"

#include "platform/base/money.hpp"
#include "platform/web/page_parts.hpp"

#include <array>
#include <stdexcept>
#include <utility>

namespace kommin::steering {

using html::each;
using html::Writer;
using i18n::Texts;

namespace {

void add_line(MoneyTotals& totals, StateMoney const& line)
{
    totals.planned.add(line.planned);
    totals.secured.add(line.secured);
    totals.committed.add(line.committed);
    totals.spent.add(line.spent);
    if (line.is_at_risk)
        totals.at_risk.add(line.planned);
}

}

void MoneySum::add(std::optional<std::int64_t> cents)
{
    if (!cents) {
        ++unknown;
        return;
    }
    auto const sum = checked_sum(Money{known}, Money{*cents});
    if (!sum)
        throw std::overflow_error("the money of a year is more than 64 bits hold");
    known = sum->cents;
    ++count;
}

MoneyTotals totals_of(std::span<StateMoney const> lines)
{
    MoneyTotals totals;
    for (auto const& line : lines)
        add_line(totals, line);
    return totals;
}

std::map<std::int64_t, MoneyTotals> totals_by_measure(std::span<StateMoney const> lines)
{
    std::map<std::int64_t, MoneyTotals> totals;
    for (auto const& line : lines)
        add_line(totals[line.measure], line);
    return totals;
}

std::string shown_amount(Texts const& texts, std::optional<std::int64_t> cents)
{
    return cents ? texts.money(Money{*cents}) : std::string(texts("year.money.not_known"_msg));
}

std::string shown_sum(Texts const& texts, MoneySum const& sum)
{
    if (sum.count + sum.unknown == 0)
        return "–";
    if (sum.count == 0)
        return std::string(texts("year.money.not_known"_msg));
    if (sum.unknown == 0)
        return texts.money(Money{sum.known});
    return texts(
        "year.money.partly"_msg,
        {{"money", texts.money(Money{sum.known})},
         {"unknown", sum.unknown},
         {"all", sum.count + sum.unknown}});
}

void write_money_totals(Writer& w, Texts const& texts, MoneyTotals const& totals)
{
    std::array const facts{
        std::pair("year.money.planned"_msg, &totals.planned),
        std::pair("year.money.secured"_msg, &totals.secured),
        std::pair("year.money.committed"_msg, &totals.committed),
        std::pair("year.money.spent"_msg, &totals.spent),
        std::pair("year.money.at_risk"_msg, &totals.at_risk)};
    w(R"(<dl class="dl">{}</dl>)",
      each(facts, [&](Writer& fact, std::pair<MessageKey, MoneySum const*> const& one) {
          web::write_fact(fact, texts(one.first), shown_sum(texts, *one.second));
      }));
}

} // namespace kommin::steering
