#include "modules/funding/reckoning/carry_over.hpp"

#include <algorithm>

namespace kommin::funding {

Amounts with_carried(Amounts const& amounts, Carried const& carried)
{
    auto counted = amounts;
    for (auto* const amount : {&counted.planned, &counted.secured}) {
        if (*amount)
            *amount = **amount + carried.in - carried.out;
    }
    // Whoever is paid next year is bound there: what went on takes along first what is bound and not paid.
    if (counted.committed)
        counted.committed = std::max(
            *counted.committed - carried.out, std::min(*counted.committed, counted.spent.value_or(Money{})));
    return counted;
}

std::optional<Money> carriable_of(Amounts const& amounts, Carried const& carried)
{
    auto const counted = with_carried(amounts, carried);
    if (!counted.planned || !counted.secured || !counted.spent)
        return std::nullopt;
    return std::max(std::min(*counted.planned, *counted.secured) - *counted.spent, Money{});
}

bool bears(Amounts const& amounts, Carried const& carried)
{
    if (carried.is_nothing())
        return true;
    auto const counted = with_carried(amounts, carried);
    return counted.planned && counted.secured && *counted.planned >= Money{} && *counted.secured >= Money{};
}

} // namespace kommin::funding
