#include "modules/goals/measures/figure.hpp"

#include <algorithm>
#include <tuple>

namespace kommin::goals {

namespace {

// Of two confirmed reports, whether the other one holds rather than this one.
bool is_superseded(Report const& one, Report const& other)
{
    return std::tie(one.day, one.reported_at, one.id.value)
        < std::tie(other.day, other.reported_at, other.id.value);
}

// Nothing where nobody knows.
struct Beginning {
    Date day;
    bool is_assumed = false;
};
std::optional<Beginning> beginning_of(Figure const& figure, Measure const& measure)
{
    // "12 groups in 2008" is what the year came to.
    if (figure.baseline_day)
        return Beginning{figure.baseline_day->last_possible_day()};
    if (measure.starts)
        return Beginning{measure.starts->first_possible_day(), true};
    return std::nullopt;
}

}

MessageKey label_of(TargetKind kind)
{
    return kind == TargetKind::absolute ? "figure.target.absolute"_msg : "figure.target.increase"_msg;
}

MessageKey label_of(Aim aim)
{
    return aim == Aim::at_least ? "figure.aim.at_least"_msg : "figure.aim.at_most"_msg;
}

MessageKey label_of(ExpectationRule rule)
{
    return rule == ExpectationRule::linear ? "figure.rule.linear"_msg : "figure.rule.stepwise"_msg;
}

MessageKey label_of(Light light)
{
    switch (light) {
    case Light::on_track:
        return "light.on_track"_msg;
    case Light::at_risk:
        return "light.at_risk"_msg;
    case Light::missed:
        return "light.missed"_msg;
    case Light::reached:
        return "light.reached"_msg;
    case Light::no_data:
        break;
    }
    return "light.no_data"_msg;
}

MessageKey label_of(LightReason reason)
{
    switch (reason) {
    case LightReason::outdated:
        return "light.reason.outdated"_msg;
    case LightReason::no_deadline:
        return "light.reason.no_deadline"_msg;
    case LightReason::target_met:
        return "light.reason.target_met"_msg;
    case LightReason::deadline_over:
        return "light.reason.deadline_over"_msg;
    case LightReason::as_expected:
        return "light.reason.as_expected"_msg;
    case LightReason::behind:
        return "light.reason.behind"_msg;
    case LightReason::far_behind:
        return "light.reason.far_behind"_msg;
    case LightReason::not_reported:
        break;
    }
    return "light.reason.not_reported"_msg;
}

MessageKey label_of(ReportState state)
{
    switch (state) {
    case ReportState::confirmed:
        return "report.state.confirmed"_msg;
    case ReportState::questioned:
        return "report.state.questioned"_msg;
    case ReportState::withdrawn:
        return "report.state.withdrawn"_msg;
    case ReportState::reported:
        break;
    }
    return "report.state.reported"_msg;
}

std::optional<FigureWay> way_of(Figure const& figure, Measure const& measure)
{
    bool const adds = figure.target_kind == TargetKind::increase;
    auto const beginning = beginning_of(figure, measure);
    if (!beginning || (!adds && !figure.baseline))
        return std::nullopt;
    FigureWay found{
        .way
        = {.from = beginning->day,
           .baseline = adds ? Decimal{} : *figure.baseline,
           .target = figure.target,
           .until = std::nullopt,
           .rule = figure.rule,
           .steps = figure.rule == ExpectationRule::stepwise ? figure.steps : std::vector<AgreedValue>{}},
        .is_start_assumed = beginning->is_assumed};
    if (figure.deadline) {
        found.way.until = figure.deadline->last_possible_day();
    } else if (auto const last = measure.last_day()) {
        found.way.until = last->day;
        found.is_end_assumed = last->is_assumed;
    }
    return found;
}

Report const* latest_confirmed(std::vector<Report> const& reports, Date today)
{
    Report const* latest = nullptr;
    for (auto const& one : reports) {
        if (one.state == ReportState::confirmed && one.day <= today
            && (latest == nullptr || is_superseded(*latest, one)))
            latest = &one;
    }
    return latest;
}

Report const* confirmed_of(std::vector<Report> const& reports, Date day)
{
    Report const* found = nullptr;
    for (auto const& one : reports) {
        if (one.state == ReportState::confirmed && one.day == day
            && (found == nullptr || is_superseded(*found, one)))
            found = &one;
    }
    return found;
}

std::vector<Report> counted_at(std::vector<Report> const& reports, Instant moment)
{
    std::vector<Report> counted;
    for (auto const& one : reports) {
        bool const counts = one.state == ReportState::confirmed;
        auto const since
            = counts ? std::optional(one.decided_at.value_or(one.reported_at)) : one.counted_from;
        bool const was_withdrawn
            = one.state == ReportState::withdrawn && one.decided_at && *one.decided_at <= moment;
        if (!since || *since > moment || was_withdrawn)
            continue;
        counted.push_back(one);
        counted.back().state = ReportState::confirmed;
    }
    return counted;
}

bool is_unanswered(std::vector<Report> const& reports, Report const& questioned)
{
    auto const asked_at = questioned.decided_at.value_or(questioned.reported_at);
    return questioned.state == ReportState::questioned
        && std::ranges::none_of(reports, [&](Report const& one) {
               return one.state != ReportState::withdrawn && one.reported_at >= asked_at
                   && std::tie(one.reported_at, one.id.value)
                   > std::tie(questioned.reported_at, questioned.id.value);
           });
}

} // namespace kommin::goals
