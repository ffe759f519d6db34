#include "modules/goals/measures/risk.hpp"

namespace kommin::goals {

namespace {

int points_of(Grade grade)
{
    return static_cast<int>(grade) + 1;
}

}

MessageKey label_of(Grade grade)
{
    switch (grade) {
    case Grade::low:
        return "risk.grade.low"_msg;
    case Grade::medium:
        return "risk.grade.medium"_msg;
    case Grade::high:
        break;
    }
    return "risk.grade.high"_msg;
}

MessageKey label_of(RiskState state)
{
    switch (state) {
    case RiskState::open:
        return "risk.state.open"_msg;
    case RiskState::handled:
        return "risk.state.handled"_msg;
    case RiskState::occurred:
        break;
    }
    return "risk.state.occurred"_msg;
}

int Risk::weight() const
{
    return points_of(probability) * points_of(damage);
}

Grade Risk::grade() const
{
    auto const points = weight();
    if (points <= 2)
        return Grade::low;
    return points <= 4 ? Grade::medium : Grade::high;
}

bool Risk::is_unchecked(Date today) const
{
    return state == RiskState::open && checked_on < risks_due_before(today);
}

Date risks_due_before(Date today)
{
    auto const before = today - risks_checked_every;
    return before.ok() ? before : Date{before.year() / before.month() / std::chrono::last};
}

} // namespace kommin::goals
