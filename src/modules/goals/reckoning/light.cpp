#include "modules/goals/reckoning/light.hpp"

#include <chrono>

namespace kommin::goals {

namespace {

// `share` per cent of the expected change are there.
bool has_share(PlannedWay const& way, Decimal expected, Decimal value, int share)
{
    auto wanted = (expected - way.baseline).scaled;
    auto gone = (value - way.baseline).scaled;
    if (way.target < way.baseline) {
        wanted = -wanted;
        gone = -gone;
    }
    // Neither product exceeds 10^16 × 10^2.
    return gone * 100 >= wanted * share;
}

std::optional<Progress> progress_on(PlannedWay const& way, Aim aim, Decimal value)
{
    if (auto const progress = progress_of(way.baseline, way.target, value))
        return progress;
    return Progress{meets(aim, value, way.target) ? Progress::whole : 0}; // it was to be kept
}

} // namespace

Date valid_until(LightRule const& rule, Date day)
{
    auto later = day + rule.reports_every;
    if (!later.ok()) // the 31st of a month of thirty days
        later = later.year() / later.month() / std::chrono::last;
    return later + rule.grace;
}

bool meets(Aim aim, Decimal value, Decimal wanted)
{
    return aim == Aim::at_least ? value >= wanted : value <= wanted;
}

Judged judge(
    LightRule const& rule, Aim aim, PlannedWay const& way, std::optional<Reading> const& last, Date today)
{
    if (!last)
        return {};
    Judged judged{
        .light = Light::no_data,
        .reason = LightReason::no_deadline,
        .expected = expected_on(way, last->on),
        .progress = progress_on(way, aim, last->value)};
    auto const say = [&judged](Light light, LightReason reason) {
        judged.light = light;
        judged.reason = reason;
        return judged;
    };
    bool const is_met = meets(aim, last->value, way.target);
    bool const is_to_be_kept = way.baseline == way.target; // reached only when its time is over
    bool const is_final = way.until && last->on >= *way.until;
    if (is_met && (!is_to_be_kept || is_final))
        return say(Light::reached, LightReason::target_met);
    bool const is_over = way.until && today > *way.until + rule.grace;
    if (is_over && is_met) // it held that day; nobody has said that it did until the end
        return say(Light::no_data, LightReason::outdated);
    if (is_final || is_over)
        return say(Light::missed, LightReason::deadline_over);
    if (today > valid_until(rule, last->on))
        return say(Light::no_data, LightReason::outdated);
    if (!judged.expected)
        return judged;
    if (is_to_be_kept)
        return is_met ? say(Light::on_track, LightReason::as_expected)
                      : say(Light::missed, LightReason::far_behind);
    if (has_share(way, *judged.expected, last->value, rule.on_track_share))
        return say(Light::on_track, LightReason::as_expected);
    if (has_share(way, *judged.expected, last->value, rule.at_risk_share))
        return say(Light::at_risk, LightReason::behind);
    return say(Light::missed, LightReason::far_behind);
}

Light worse(Light left, Light right)
{
    constexpr auto badness = [](Light light) {
        switch (light) {
        case Light::missed:
            return 4;
        case Light::at_risk:
            return 3;
        case Light::no_data:
            return 2;
        case Light::on_track:
            return 1;
        case Light::reached:
            return 0;
        }
        return 0;
    };
    return badness(left) >= badness(right) ? left : right;
}

} // namespace kommin::goals
