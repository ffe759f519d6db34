#include "platform/search/fold.hpp"
#include "platform/search/scoring.hpp"
#include "platform/search/suggestions.hpp"

#include <algorithm>

namespace kommin::search {

Index::Answer Index::find(
    std::string_view query, std::string_view language, std::size_t limit,
    std::function<bool(std::uint32_t)> const& accept) const
{
    Answer answer;
    auto plan = plan_query(*tables_, query, language);
    if (plan.words.empty())
        return answer;
    auto selection = select_records(*tables_, score_records(*tables_, plan), accept);
    answer.total = selection.records.size();
    answer.relaxed = selection.relaxed;
    if (answer.total == 0) {
        answer.suggestions = suggest(*tables_, plan, language, accept);
        return answer;
    }
    answer.corrected = std::move(plan.corrected);
    // Records are numbered in the order of their ids, so that this is "score, then id".
    auto const better = [](Candidate const& left, Candidate const& right) {
        return left.score != right.score ? left.score > right.score : left.record < right.record;
    };
    auto& records = selection.records;
    auto const shown = static_cast<std::ptrdiff_t>(std::min(limit, records.size()));
    std::partial_sort(records.begin(), records.begin() + shown, records.end(), better);
    for (auto it = records.begin(); it != records.begin() + shown; ++it)
        answer.hits.push_back({tables_->ids[it->record], it->score});
    return answer;
}

} // namespace kommin::search
