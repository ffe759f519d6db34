#include "modules/goals/site/public_words.hpp"

#include <algorithm>

namespace kommin::goals {

using html::when;
using html::Writer;
using i18n::Texts;

namespace {

// Of a goal whose measures were all dropped nothing is done any more.
std::size_t count_with_measures(std::vector<PublicGoal const*> const& goals)
{
    return static_cast<std::size_t>(std::ranges::count_if(goals, [](PublicGoal const* goal) {
        return std::ranges::any_of(goal->measures, [](PublicMeasure const* one) {
            return one->measure.state != MeasureState::dropped;
        });
    }));
}

}

MessageKey public_label_of(MeasureState state)
{
    switch (state) {
    case MeasureState::running:
        return "goals.public.state.running"_msg;
    case MeasureState::waiting:
        return "goals.public.state.waiting"_msg;
    case MeasureState::done:
        return "goals.public.state.done"_msg;
    case MeasureState::dropped:
        return "goals.public.state.dropped"_msg;
    case MeasureState::planned:
        break;
    }
    return "goals.public.state.planned"_msg;
}

MessageKey public_label_of(Light light)
{
    switch (light) {
    case Light::on_track:
        return "goals.public.light.on_track"_msg;
    case Light::at_risk:
        return "goals.public.light.at_risk"_msg;
    case Light::missed:
        return "goals.public.light.missed"_msg;
    case Light::reached:
        return "goals.public.light.reached"_msg;
    case Light::no_data:
        break;
    }
    return "goals.public.light.no_data"_msg;
}

MessageKey public_label_of(GoalKind kind)
{
    return kind == GoalKind::guiding ? "goals.public.kind.guiding"_msg : "goals.public.kind.operational"_msg;
}

void PublicLight::operator()(Writer& w) const
{
    std::string_view shape = "km-mark";
    switch (light.light) {
    case Light::on_track:
        shape = "km-mark km-mark--ok";
        break;
    case Light::reached:
        shape = "km-mark km-mark--info";
        break;
    case Light::at_risk:
        shape = "km-mark km-mark--warn";
        break;
    case Light::missed:
        shape = "km-mark km-mark--bad";
        break;
    case Light::no_data:
        break;
    }
    w(R"(<span class="{}">{}</span>{})", shape, texts(public_label_of(light.light)),
      when(light.is_by_hand, [&](Writer& inner) {
          inner(R"( <span class="km-hint">{}</span>)", texts("goals.public.light.by_hand"_msg));
      }));
}

bool is_on_its_way(MeasureState state)
{
    return state == MeasureState::running || state == MeasureState::waiting;
}

Going going_of(std::vector<PublicMeasure const*> const& measures, Date today)
{
    Going going;
    for (auto const* one : measures) {
        if (one->measure.state == MeasureState::dropped)
            continue;
        ++going.all;
        auto const light = one->standing(today).light;
        if (one->measure.state == MeasureState::done)
            ++going.done;
        if (light && (light->light == Light::on_track || light->light == Light::reached))
            ++going.on_track;
        else if (is_on_its_way(one->measure.state) && (!light || light->light == Light::no_data))
            ++going.unknown;
    }
    return going;
}

Going going_of(PublicGoal const& goal, Date today)
{
    auto going = going_of(goal.measures, today);
    going.goals_below = count_with_measures(list_all_below(goal));
    going.goals_serving = count_with_measures(list_all_serving(goal));
    return going;
}

std::string going_in_words(Texts const& texts, Going const& going)
{
    if (going.all == 0 && going.goals_below > 0)
        return texts("goals.public.going.below"_msg, {{"count", going.goals_below}});
    if (going.all == 0 && going.goals_serving > 0)
        return texts("goals.public.going.serving"_msg, {{"count", going.goals_serving}});
    if (going.all == 0)
        return std::string(texts("goals.public.no_measures"_msg));
    std::string words;
    auto const add
        = [&words](std::string const& sentence) { words += words.empty() ? sentence : ' ' + sentence; };
    // Where all are finished and nobody has counted, "0 on track" would tell of failure.
    if (going.on_track > 0 || going.done < going.all)
        add(texts("goals.public.going"_msg, {{"count", going.on_track}, {"all", going.all}}));
    if (going.done > 0)
        add(texts("goals.public.going.done"_msg, {{"count", going.done}, {"all", going.all}}));
    if (going.unknown > 0)
        add(texts("goals.public.going.unknown"_msg, {{"count", going.unknown}}));
    return words;
}

std::string progress_in_words(Texts const& texts, RolledUp const& progress)
{
    if (progress.all == 0)
        return {};
    if (!progress.progress)
        return texts("goals.public.progress.unknown"_msg, {{"known", progress.known}, {"all", progress.all}});
    return texts(
        "goals.public.progress"_msg,
        {{"percent", progress.progress->percent()}, {"known", progress.known}, {"all", progress.all}});
}

std::string adopted_in_words(Texts const& texts, Adoption const& adoption, std::string_view by)
{
    auto const day = adoption.day ? texts.partial_date(*adoption.day) : std::string{};
    auto const resolved = day.empty()
        ? texts("goals.public.resolved.undated"_msg, {{"by", texts.foreign(by)}})
        : texts("goals.public.resolved.day"_msg, {{"by", texts.foreign(by)}, {"day", day}});
    switch (adoption.result) {
    case ResolutionResult::unanimous:
        return texts("goals.public.resolved.unanimous"_msg, {{"resolved", resolved}});
    case ResolutionResult::majority:
        return texts("goals.public.resolved.majority"_msg, {{"resolved", resolved}});
    case ResolutionResult::rejected: // adopts nothing
    case ResolutionResult::unknown:
        break;
    }
    return resolved;
}

std::string public_deadline_of(Texts const& texts, Measure const& measure)
{
    if (measure.deadline)
        return texts.partial_date(*measure.deadline);
    return measure.ends
        ? texts("goals.public.until.assumed"_msg, {{"day", texts.partial_date(*measure.ends)}})
        : std::string{};
}

std::string public_period_of(Texts const& texts, Measure const& measure)
{
    auto const from = measure.starts ? texts.partial_date(*measure.starts) : std::string{};
    auto const to = measure.ends ? texts.partial_date(*measure.ends) : std::string{};
    if (measure.is_recurring)
        return from.empty() ? std::string(texts("goals.public.period.each_year"_msg))
                            : texts("goals.public.period.each_year_since"_msg, {{"from", from}});
    if (!from.empty() && !to.empty() && from != to)
        return texts("goals.public.period.both"_msg, {{"from", from}, {"to", to}});
    if (!from.empty())
        return to.empty() ? texts("goals.public.period.since"_msg, {{"from", from}}) : from;
    return {};
}

} // namespace kommin::goals
