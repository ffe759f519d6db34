#include "modules/steering/priorities/priority.hpp"

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace kommin::steering {

namespace {

// Gives each its place by the weighted sums of its kind: after two that share the first place comes the
// third.
void rank_kind(
    std::vector<Priority const*> const& of_kind, Weights const& weights, std::map<PriorityId, Rank>& ranks)
{
    std::vector<int> scores;
    for (auto const* one : of_kind) {
        if (auto const score = score_of(one->marks, weights))
            scores.push_back(*score);
    }
    std::ranges::sort(scores, std::ranges::greater{});
    for (auto const* one : of_kind) {
        Rank rank;
        rank.score = score_of(one->marks, weights);
        if (rank.score) {
            auto const first = std::ranges::find(scores, *rank.score);
            rank.reckoned = static_cast<int>(first - scores.begin()) + 1;
        }
        rank.shown = one->rank_by_group ? one->rank_by_group : rank.reckoned;
        ranks.emplace(one->id, rank);
    }
}

}

MessageKey label_of(Criterion criterion)
{
    switch (criterion) {
    case Criterion::need:
        return "priority.criterion.need"_msg;
    case Criterion::influence:
        return "priority.criterion.influence"_msg;
    case Criterion::cost:
        return "priority.criterion.cost"_msg;
    case Criterion::resolution:
        break;
    }
    return "priority.criterion.resolution"_msg;
}

std::optional<int> score_of(Marks const& marks, Weights const& weights)
{
    int sum = 0;
    bool has_all = true;
    for (std::size_t at = 0; at < marks.size(); ++at) {
        if (!marks.at(at)) {
            has_all = false;
            continue;
        }
        if (*marks.at(at) < worst_mark || *marks.at(at) > best_mark)
            throw std::invalid_argument("a mark of a priority is from 1 to 5");
        sum += *marks.at(at) * weights.at(at);
    }
    return has_all ? std::optional(sum) : std::nullopt;
}

std::map<PriorityId, Rank> ranks_of(std::span<Priority const> priorities, Weights const& weights)
{
    std::vector<Priority const*> of_goals, of_measures;
    for (auto const& one : priorities)
        (one.goal ? of_goals : of_measures).push_back(&one);
    std::map<PriorityId, Rank> ranks;
    rank_kind(of_goals, weights, ranks);
    rank_kind(of_measures, weights, ranks);
    return ranks;
}

} // namespace kommin::steering
