#include "modules/meetings/recommendations/recommendation.hpp"

#include "platform/base/text.hpp"

#include <algorithm>
#include <tuple>

namespace kommin::meetings {

namespace {

// In the order of the names.
constexpr std::array<MessageKey, recommendation_state_names.size()> state_labels{
    "recommendation.state.drafted"_msg,  "recommendation.state.discussed"_msg,
    "recommendation.state.adopted"_msg,  "recommendation.state.submitted"_msg,
    "recommendation.state.taken_up"_msg, "recommendation.state.deferred"_msg,
    "recommendation.state.declined"_msg, "recommendation.state.answered"_msg,
    "recommendation.state.withdrawn"_msg};
constexpr std::array<MessageKey, recommendation_state_names.size()> state_actions{
    "recommendation.state.drafted"_msg,   "recommendation.action.discussed"_msg,
    "recommendation.action.adopted"_msg,  "recommendation.action.submitted"_msg,
    "recommendation.action.taken_up"_msg, "recommendation.action.deferred"_msg,
    "recommendation.action.declined"_msg, "recommendation.action.answered"_msg,
    "recommendation.action.withdrawn"_msg};
constexpr std::array<MessageKey, addressee_names.size()> addressee_labels{
    "recommendation.addressee.politics"_msg, "recommendation.addressee.administration"_msg,
    "recommendation.addressee.practice"_msg};
constexpr std::array<MessageKey, taken_up_as_names.size()> taken_up_labels{
    "recommendation.taken_up_as.goal"_msg, "recommendation.taken_up_as.measure"_msg};

bool is_outcome(RecommendationState state)
{
    return state == RecommendationState::taken_up || state == RecommendationState::deferred
        || state == RecommendationState::declined;
}

}

MessageKey label_of(RecommendationState state)
{
    return state_labels.at(static_cast<std::size_t>(state));
}

MessageKey action_of(RecommendationState state)
{
    return state_actions.at(static_cast<std::size_t>(state));
}

MessageKey label_of(Addressee addressee)
{
    return addressee_labels.at(static_cast<std::size_t>(addressee));
}

MessageKey label_of(TakenUpAs as)
{
    return taken_up_labels.at(static_cast<std::size_t>(as));
}

bool Recommendation::is_public() const
{
    return state != RecommendationState::drafted && state != RecommendationState::discussed
        && state != RecommendationState::withdrawn;
}

bool Recommendation::owes_answer(Date today) const
{
    if (state != RecommendationState::answered)
        return is_public();
    return outcome == RecommendationState::deferred && deferred_until && *deferred_until <= today;
}

std::vector<RecommendationState> next_states(
    RecommendationState state, std::optional<RecommendationState> outcome)
{
    using enum RecommendationState;
    switch (state) {
    case drafted:
        return {discussed, adopted, withdrawn};
    case discussed:
        return {adopted, withdrawn};
    case adopted:
        return {submitted, taken_up, deferred, declined};
    case submitted:
        return {taken_up, deferred, declined};
    case deferred:
        return {answered, taken_up, deferred, declined};
    case taken_up:
    case declined:
        return {answered};
    case answered:
        // What was put off comes back.
        return outcome == deferred ? std::vector{taken_up, deferred, declined}
                                   : std::vector<RecommendationState>{};
    case withdrawn:
        break;
    }
    return {};
}

void apply_course(
    Recommendation& recommendation, std::span<Step const> steps, std::optional<PartialDate> const& day_of)
{
    recommendation.state = RecommendationState::drafted;
    recommendation.state_day.reset();
    recommendation.state_note.clear();
    recommendation.state_meeting.reset();
    recommendation.state_as.reset();
    recommendation.state_link.clear();
    recommendation.state_until.reset();
    recommendation.outcome.reset();
    recommendation.deferred_until.reset();
    recommendation.adopted_on.reset();
    for (auto const& step : steps) {
        recommendation.state = step.state;
        recommendation.state_day = step.day;
        recommendation.state_note = step.note;
        recommendation.state_meeting = step.meeting;
        recommendation.state_as = step.taken_up_as;
        recommendation.state_link = step.link;
        recommendation.state_until = step.until;
        if (is_outcome(step.state)) {
            recommendation.outcome = step.state;
            recommendation.deferred_until = step.until;
        }
        if (step.state == RecommendationState::adopted)
            recommendation.adopted_on = step.day ? step.day : day_of;
    }
}

std::vector<Step> public_steps(std::span<Step const> steps)
{
    auto const last_answer
        = std::ranges::find(steps.rbegin(), steps.rend(), RecommendationState::answered, &Step::state);
    auto const answered = steps.rend() - last_answer; // so many steps, with the answer; 0: there is none
    std::vector<Step> shown;
    bool is_adopted = false;
    for (std::ptrdiff_t i = 0; i < std::ssize(steps); ++i) {
        auto const& step = steps[static_cast<std::size_t>(i)];
        is_adopted = is_adopted || step.state == RecommendationState::adopted;
        if (is_adopted && (i < answered || !is_outcome(step.state)))
            shown.push_back(step);
    }
    return shown;
}

Step const* last_outcome(std::span<Step const> steps)
{
    auto const found = std::ranges::find_if(
        steps.rbegin(), steps.rend(), [](Step const& step) { return is_outcome(step.state); });
    return found == steps.rend() ? nullptr : &*found;
}

bool reads_alike(Recommendation const& one, Recommendation const& other)
{
    // Who asked for it where, and the mail address of an office, are no business of the public; a doubt is
    // what it is in, and a remark without one is internal.
    auto const read = [](Recommendation const& of) {
        return std::tuple(
            of.panel, of.group, of.number, of.title, of.addressees, of.text, of.reasons, of.proposed_by,
            of.owner_office.empty() ? of.owner_panel : std::nullopt, of.owner_office, of.due,
            of.is_uncertain ? of.remark : std::string{}, of.source, of.adopted_on);
    };
    return read(one) == read(other);
}

RecommendationState public_state(std::span<Step const> steps)
{
    auto state = RecommendationState::adopted;
    for (auto const& step : steps) {
        if (step.state != RecommendationState::answered)
            state = step.state;
    }
    return state;
}

std::string numbered(std::string_view number, std::string_view title)
{
    std::string text(number);
    if (!text.empty())
        text += ' ';
    return text.append(title);
}

std::vector<Addressee> addressees_of(Recommendation const& recommendation)
{
    std::vector<Addressee> addressees;
    for (auto const word : split(recommendation.addressees, ' ')) {
        if (auto const addressee = enum_from<Addressee>(word))
            addressees.push_back(*addressee);
    }
    return addressees;
}

} // namespace kommin::meetings
