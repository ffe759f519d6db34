#include "modules/steering/evaluations/evaluation_request.hpp"

namespace kommin::steering {

bool is_behind_its_day(EvaluationRequest const& request, Date today)
{
    return today > request.until;
}

bool is_long_over(EvaluationRequest const& request, Date today)
{
    return today > request.until + longest_late;
}

std::optional<EvaluationLetter> reminder_due(
    EvaluationRequest const& request, Date today, i18n::Zone const& zone)
{
    if (request.evaluation || !request.asked_at || request.mail.empty() || is_long_over(request, today))
        return std::nullopt;
    auto const asked_on = zone.to_local(*request.asked_at).date;
    if (is_behind_its_day(request, today))
        return request.late_for == request.until || today < asked_on + left_in_peace
            ? std::nullopt
            : std::optional(EvaluationLetter::late);
    auto const first = request.until + -reminded_before;
    if (today < first || request.soon_for == request.until || asked_on > first)
        return std::nullopt;
    return EvaluationLetter::soon;
}

} // namespace kommin::steering
