#include "modules/goals/measures/figure_words.hpp"

#include <algorithm>
#include <cstdint>

namespace kommin::goals {

using i18n::Texts;

namespace {

constexpr int most_decimals = 4;

// With so many decimals; values are below 10^9, so that nothing is lost on the way.
std::string printed(Texts const& texts, Decimal value, int decimals)
{
    return texts.decimal(static_cast<double>(value.scaled) / static_cast<double>(Decimal::one), decimals);
}

// So many as it has, without zeros at the end.
int decimals_of(Decimal value)
{
    int decimals = most_decimals;
    for (auto rest = value.scaled; decimals > 0 && rest % 10 == 0; rest /= 10)
        --decimals;
    return decimals;
}

Decimal rounded(Decimal value, int decimals)
{
    std::int64_t last_place = Decimal::one;
    for (int i = 0; i < decimals; ++i)
        last_place /= 10;
    return {scale(value.scaled, 1, last_place) * last_place};
}

std::string steps_of(Texts const& texts, std::vector<AgreedValue> const& steps)
{
    std::vector<std::string> words;
    words.reserve(steps.size());
    for (auto const& step : steps)
        words.push_back(texts(
            "figure.way.step"_msg,
            {{"value", shown_value(texts, step.value)}, {"day", numeric_day(texts, step.on)}}));
    return texts.list(words);
}

}

std::string numeric_day(Texts const& texts, Date day)
{
    return texts.date(day, i18n::DateStyle::short_numeric);
}

std::string shown_value(Texts const& texts, Decimal value)
{
    return printed(texts, value, decimals_of(value));
}

std::string value_with_unit(Texts const& texts, Figure const& figure, Decimal value)
{
    return shown_value(texts, value) + ' ' + figure.unit;
}

std::string shown_expectation(Texts const& texts, std::optional<FigureWay> const& way, Date day)
{
    auto const expected = way ? expected_on(way->way, day) : std::nullopt;
    if (!expected)
        return {};
    auto const decimals = std::max(decimals_of(way->way.baseline), decimals_of(way->way.target)) + 1;
    return shown_value(texts, rounded(*expected, std::min(decimals, most_decimals)));
}

std::string shown_target(Texts const& texts, Figure const& figure)
{
    if (figure.target_kind == TargetKind::absolute)
        return value_with_unit(texts, figure, figure.target);
    auto const value = shown_value(texts, figure.target);
    return texts("figure.more"_msg, {{"value", value}, {"unit", figure.unit}});
}

std::string unit_of_baseline(Texts const& texts, Figure const& figure)
{
    std::string words(figure.unit_of_baseline());
    if (figure.baseline_day)
        words += " (" + texts.partial_date(*figure.baseline_day) + ')';
    return words;
}

std::string shown_baseline(Texts const& texts, Figure const& figure)
{
    if (!figure.baseline)
        return {};
    return shown_value(texts, *figure.baseline) + ' ' + unit_of_baseline(texts, figure);
}

web::StaffMark mark_of(Light light, Texts const& texts)
{
    std::string word(texts(label_of(light)));
    switch (light) {
    case Light::on_track:
        return {"st st--ok", std::move(word)};
    case Light::at_risk:
        return {"st st--warn", std::move(word)};
    case Light::missed:
        return {"st st--bad", std::move(word)};
    case Light::reached:
        return {"st st--done", std::move(word)};
    case Light::no_data:
        break;
    }
    return {"st st--none", std::move(word)};
}

web::StaffMark mark_of(ReportState state, Texts const& texts)
{
    std::string word(texts(label_of(state)));
    switch (state) {
    case ReportState::confirmed:
        return {"st st--done", std::move(word)};
    case ReportState::questioned:
        return {"st st--warn", std::move(word)};
    case ReportState::withdrawn:
        return {"st st--none", std::move(word)};
    case ReportState::reported:
        break;
    }
    return {"st st--info", std::move(word)};
}

std::string rule_of(Texts const& texts, Figure const& figure, std::optional<FigureWay> const& way)
{
    if (!way)
        return std::string(texts(
            figure.target_kind == TargetKind::increase || figure.baseline ? "figure.way.no_day"_msg
                                                                          : "figure.way.no_baseline"_msg));
    auto const& plan = way->way;
    if (!plan.until)
        return std::string(texts("figure.way.no_deadline"_msg));
    auto const from = numeric_day(texts, plan.from);
    auto const until = numeric_day(texts, *plan.until);
    auto const baseline = shown_value(texts, plan.baseline);
    auto const target = shown_value(texts, plan.target);
    auto const steps = steps_of(texts, plan.steps);
    auto words = texts(
        plan.rule == ExpectationRule::linear ? "figure.way.linear"_msg : "figure.way.stepwise"_msg,
        {{"baseline", baseline}, {"from", from}, {"target", target}, {"until", until}, {"steps", steps}});
    if (way->is_start_assumed) {
        words += "; ";
        words += texts("figure.way.start_assumed"_msg);
    }
    if (way->is_end_assumed) {
        words += "; ";
        words += texts("figure.way.end_assumed"_msg);
    }
    return words;
}

std::string rule_of_lights(Texts const& texts, LightRule const& rule)
{
    return texts(
        "light.rule"_msg,
        {{"on_track", rule.on_track_share},
         {"at_risk", rule.at_risk_share},
         {"months", rule.reports_every.count()},
         {"days", rule.grace.count()}});
}

std::string rule_of_milestones(Texts const& texts)
{
    return texts(
        "light.rule.milestones"_msg,
        {{"months", milestone_rule.reports_every.count()}, {"days", milestone_rule.grace.count()}});
}

} // namespace kommin::goals
