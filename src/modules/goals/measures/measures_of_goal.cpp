// What a goal's page shows of measures: those that serve it, and how far it has come by them and by the goals
// below it.

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/measure_shown.hpp"
#include "modules/goals/measures/seen_progress.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

namespace kommin::goals {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

// More than a district has for one goal.
constexpr int most_measures_of_goal = 10'000;

struct ServingGoal {
    std::vector<Measure> direct; // that serve the goal itself
    std::map<MeasureId, MeasureStanding> standings; // of these, and of those that serve a goal below it
    std::set<MeasureId> dropped; // of all these; they have no part in lights and progress
    RolledUp progress;
};

ServingGoal load_serving(web::Call const& call, db::Connection& db, GoalId id)
{
    auto const tenant = call.site.tenant;
    auto const actor = call.actor();
    auto seen = load_seen_progress(db, tenant, actor, {id}, call.local_now().date);
    ServingGoal found;
    for (auto const& one : seen.measures) {
        if (one.state == MeasureState::dropped)
            found.dropped.insert(one.id);
    }
    found.progress = seen.goals[id];
    found.standings = std::move(seen.standings);
    found.direct
        = list_measures(db, tenant, {.owners = actor.where(see_goals), .goals = {id}}, most_measures_of_goal);
    std::erase_if(found.direct, [&](Measure const& one) {
        return !found.standings.contains(one.id); // entered a moment ago
    });
    return found;
}

void write_serving_measure(Writer& w, Texts const& texts, Measure const& one, MeasureStanding const& standing)
{
    auto const state = mark_of(one.state, texts);
    w(R"(<li><a href="{}" {}>{}</a> <span class="{}">{}</span>{}{}</li>)", measure_url(one.id),
      html::Attributes{web::content_lang(texts)}, full_title_of(one), state.shape, state.text,
      when(
          standing.light.has_value(),
          [&](Writer& inner) {
              auto const light = mark_of(standing.light->light, texts);
              inner(
                  R"( <span class="{}">{}</span>{})", light.shape, light.text,
                  when(standing.light->is_by_hand, [&](Writer& by_hand) {
                      by_hand(R"( <span class="small mute">{}</span>)", texts("measure.light.by_hand"_msg));
                  }));
          }),
      when(standing.progress.progress.has_value(), [&](Writer& inner) {
          inner(
              R"( <span class="small mute">{}</span>)",
              texts("measure.progress"_msg, {{"percent", standing.progress.progress->percent()}}));
      }));
}

// Of forty measures one is always missed: how many have which light, and no light of their own for all.
void write_counted_lights(Writer& w, Texts const& texts, ServingGoal const& found)
{
    for (auto const light : all_lights) {
        std::int64_t count = 0;
        std::int64_t by_hand = 0;
        for (auto const& [id, standing] : found.standings) {
            if (found.dropped.contains(id) || !standing.light || standing.light->light != light)
                continue;
            ++count;
            by_hand += standing.light->is_by_hand ? 1 : 0;
        }
        auto const mark = mark_of(light, texts);
        if (count > 0)
            w(R"( <span class="{}">{}</span>)", mark.shape,
              by_hand == 0 ? texts("measure.light.count"_msg, {{"light", mark.text}, {"count", count}})
                           : texts(
                                 "measure.light.count_by_hand"_msg,
                                 {{"light", mark.text}, {"count", count}, {"by_hand", by_hand}}));
    }
}

void write_way(Writer& w, Texts const& texts, ServingGoal const& found)
{
    auto const& progress = found.progress;
    if (progress.all > 0)
        w("<p>{}{}</p>",
          progress.progress ? texts(
                                  "goal.progress"_msg,
                                  {{"percent", progress.progress->percent()},
                                   {"known", progress.known},
                                   {"all", progress.all}})
                            : texts("goal.known"_msg, {{"known", progress.known}, {"all", progress.all}}),
          [&](Writer& inner) { write_counted_lights(inner, texts, found); });
    if (!found.dropped.empty())
        w(R"(<p class="small mute">{}</p>)",
          texts("goal.measures.dropped"_msg, {{"count", std::ssize(found.dropped)}}));
}

}

web::Body measures_of_goal(web::Call const& call, Goal const& goal)
{
    auto const found = std::make_shared<ServingGoal const>(
        web::read(call, [&](db::Connection& db) { return load_serving(call, db, goal.id); }));
    return [&texts = web::staff_texts(call), found](Writer& w) {
        w(
            R"(<section class="stack" aria-labelledby="massnahmen"><h2 id="massnahmen">{}</h2>{}{}</section>)",
            texts("goal.measures"_msg), [&](Writer& inner) { write_way(inner, texts, *found); },
            [&](Writer& inner) {
                if (found->direct.empty())
                    inner(R"(<p class="mute">{}</p>)", texts("goal.measures.none"_msg));
                else
                    inner(
                        R"(<ul class="plain">{}</ul>)",
                        each(found->direct, [&](Writer& item, Measure const& one) {
                            write_serving_measure(item, texts, one, found->standings.at(one.id));
                        }));
            });
    };
}

std::map<GoalId, RolledUp> progress_of_listed(
    web::Call const& call, db::Connection& db, std::vector<GoalId> const& goals)
{
    return load_seen_progress(db, call.site.tenant, call.actor(), goals, call.local_now().date).goals;
}

} // namespace kommin::goals
