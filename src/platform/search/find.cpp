#include "platform/search/fold.hpp"
#include "platform/search/scoring.hpp"
#include "platform/search/suggestions.hpp"

#include <algorithm>

namespace kommin::search {

Index::Query Index::understand(std::string_view query, std::string_view language) const
{
    return Query(std::make_shared<QueryPlan const>(plan_query(*tables_, query, language)));
}

Index::Trial Index::try_out(Concepts::Concept const& wanted, std::optional<std::size_t> instead_of) const
{
    return Trial(std::make_shared<TriedConcept const>(search::try_out(*tables_, wanted, instead_of)));
}

Index::Query Index::understand(std::string_view query, std::string_view language, Trial const& trial) const
{
    return Query(std::make_shared<QueryPlan const>(plan_query(*tables_, query, language, trial.tried_)));
}

Index::Answer Index::find(
    std::string_view query, std::string_view language, std::size_t limit,
    std::function<bool(std::uint32_t)> const& accept, std::size_t enough) const
{
    return find(understand(query, language), limit, accept, enough);
}

Index::Answer Index::find(
    Query const& query, std::size_t limit, std::function<bool(std::uint32_t)> const& accept,
    std::size_t enough) const
{
    Answer answer;
    auto const& plan = *query.plan_;
    if (plan.words.empty())
        return answer;
    auto scores = score_records(*tables_, plan);
    auto const selection = select_records(*tables_, scores, accept, enough);
    answer.total = selection.count;
    answer.relaxed = selection.relaxed;
    if (answer.total == 0) {
        answer.suggestions = suggest(*tables_, plan, accept);
        return answer;
    }
    answer.corrected = plan.corrected;
    // Records are numbered in the order of their ids, so that this is "words, score, then id".
    auto const better = [](Candidate const& left, Candidate const& right) {
        if (left.tier != right.tier)
            return left.tier < right.tier;
        return left.score != right.score ? left.score > right.score : left.record < right.record;
    };
    std::span const records(scores.candidates.data(), selection.count);
    auto const shown = records.first(std::min(limit, records.size()));
    std::partial_sort(records.begin(), shown.end(), records.end(), better);
    for (auto const& candidate : shown)
        answer.hits.push_back({tables_->ids[candidate.record], candidate.score});
    return answer;
}

} // namespace kommin::search
