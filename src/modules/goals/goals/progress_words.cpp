#include "modules/goals/goals/progress_words.hpp"

namespace kommin::goals {

std::string progress_words(i18n::Texts const& texts, RolledUp const& progress)
{
    if (progress.all == 0)
        return {};
    if (!progress.progress)
        return texts("goal.progress.unknown"_msg, {{"all", progress.all}});
    return texts(
        "goal.progress.of_known"_msg,
        {{"percent", progress.progress->percent()}, {"known", progress.known}, {"all", progress.all}});
}

} // namespace kommin::goals
