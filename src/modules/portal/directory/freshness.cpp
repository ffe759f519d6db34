#include "modules/portal/directory/freshness.hpp"

namespace kommin::portal {
namespace {

Date months_before(Date day, std::chrono::months months)
{
    auto const earlier = day - months;
    return earlier.ok() ? earlier : Date(earlier.year() / earlier.month() / std::chrono::last);
}

}

Freshness freshness_of(std::optional<Date> confirmed_on, Date today)
{
    if (!confirmed_on)
        return Freshness::never;
    if (*confirmed_on < confirmation_overdue_before(today))
        return Freshness::overdue;
    return *confirmed_on < confirmation_due_before(today) ? Freshness::due : Freshness::confirmed;
}

Date confirmation_due_before(Date today)
{
    return months_before(today, confirmation_is_due_after);
}

Date confirmation_overdue_before(Date today)
{
    return months_before(today, confirmation_is_overdue_after);
}

} // namespace kommin::portal
