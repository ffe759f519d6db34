#include "modules/goals/site/below_recommendation.hpp"

#include "modules/goals/site/public_parts.hpp"
#include "modules/goals/site/public_words.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace kommin::goals {

using html::each;
using html::Writer;
using web::Visit;

namespace {

struct CameOfIt {
    std::vector<PublicGoal const*> goals;
    std::vector<PublicMeasure const*> measures;
};

CameOfIt find_what_came_of(PublicGoals const& published, meetings::RecommendationId id)
{
    auto const names_it = [id](std::vector<meetings::RecommendationId> const& origins) {
        return std::ranges::find(origins, id) != origins.end();
    };
    CameOfIt found;
    for (auto const& one : published.goals()) {
        if (names_it(one.origins))
            found.goals.push_back(&one);
    }
    for (auto const& one : published.measures()) {
        if (names_it(one.links.origins))
            found.measures.push_back(&one);
    }
    return found;
}

void write_what_came_of(Writer& w, Visit const& visit, CameOfIt const& found)
{
    auto const& texts = visit.texts;
    w(R"(<section class="km-stack km-stack--s" aria-labelledby="ziele"><h2 id="ziele">{}</h2><ul role="list">{}{}</ul></section>)",
      texts("goals.public.came_of"_msg),
      each(
          found.goals,
          [&](Writer& item, PublicGoal const* one) {
              item(
                  R"(<li><a href="{}">{}</a> · {}</li>)", public_url(visit, one->goal),
                  public_name(visit, one->goal), texts(public_label_of(one->goal.kind)));
          }),
      each(found.measures, [&](Writer& item, PublicMeasure const* one) {
          item(
              R"(<li><a href="{}">{}</a> · {} · {}</li>)", public_url(visit, one->measure),
              public_name(visit, one->measure), texts("goals.public.kind.measure"_msg),
              texts(public_label_of(one->measure.state)));
      }));
}

}

web::Body goals_below_recommendation(Visit const& visit, meetings::RecommendationId id)
{
    auto const published = visit.call.published.find<PublicGoals>();
    if (!published)
        return {};
    auto found = find_what_came_of(*published, id);
    if (found.goals.empty() && found.measures.empty())
        return {};
    return [&visit, published, found = std::move(found)](Writer& w) { write_what_came_of(w, visit, found); };
}

} // namespace kommin::goals
