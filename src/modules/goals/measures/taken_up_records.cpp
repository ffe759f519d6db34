#include "modules/goals/measures/taken_up_records.hpp"

#include "modules/goals/goals/goal_editing.hpp"
#include "modules/goals/goals/goal_pages.hpp"
#include "modules/goals/goals/goal_publication.hpp"
#include "modules/goals/goals/goal_store.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/resolution_store.hpp"
#include "modules/goals/measures/course_work.hpp"
#include "modules/goals/measures/measure_pages.hpp"
#include "platform/base/number.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <iterator>
#include <ranges>
#include <string>
#include <utility>
#include <vector>

namespace kommin::goals {

namespace {

using meetings::RecommendationId;
using meetings::TakenUpAs;
using meetings::TakingRecord;

constexpr int most_taking_goals = 200;
constexpr int most_taking_measures = 200;

std::string taking_value(TakenUpAs as, std::int64_t id)
{
    return std::string(to_text(as)) + ':' + std::to_string(id);
}

struct Chosen {
    TakenUpAs as;
    std::int64_t id;
};
std::optional<Chosen> read_taking_value(std::string_view value)
{
    auto const colon = value.find(':');
    auto const as = enum_from<TakenUpAs>(value.substr(0, colon));
    auto const id = colon == std::string_view::npos ? std::nullopt : parse_number(value.substr(colon + 1));
    return as && id && *id > 0 ? std::optional(Chosen{*as, *id}) : std::nullopt;
}

// Those of this field first, of which none is read twice; one more than fit, where there are more.
std::vector<Measure> list_taking_measures(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners, meetings::PanelId field)
{
    MeasureQuery query{.owners = owners};
    query.only_open = true;
    query.panel = field;
    auto measures = list_measures(db, tenant, query, most_taking_measures + 1);
    query.panel.reset();
    for (auto& one : list_measures(db, tenant, query, most_taking_measures + 1)) {
        if (one.panel != field && std::ssize(measures) <= most_taking_measures)
            measures.push_back(std::move(one));
    }
    return measures;
}

meetings::TakingRecords list_taking(web::Call const& call, meetings::PanelId field)
{
    auto const actor = call.actor();
    auto const today = call.local_now().date;
    struct Found {
        std::vector<Goal> goals;
        std::vector<Measure> measures;
    };
    auto found = web::read(call, [&](db::Connection& db) {
        auto const owners = actor.where(edit_measures);
        return Found{
            list_goals(db, call.site.tenant),
            owners.empty() ? std::vector<Measure>{}
                           : list_taking_measures(db, call.site.tenant, owners, field)};
    });
    std::erase_if(found.goals, [&](Goal const& goal) {
        return !actor.may(edit_goals, goal.owner()) || goal.has_ended(today);
    });
    std::ranges::stable_sort(found.goals, {}, [&](Goal const& goal) { return goal.panel != field; });
    meetings::TakingRecords taking;
    for (auto const& goal : found.goals | std::views::take(most_taking_goals))
        taking.first.push_back(
            {taking_value(TakenUpAs::goal, goal.id.value), full_title_of(goal), TakenUpAs::goal});
    for (auto const& measure : found.measures | std::views::take(most_taking_measures))
        taking.first.push_back(
            {taking_value(TakenUpAs::measure, measure.id.value), full_title_of(measure), TakenUpAs::measure});
    taking.is_cut
        = std::ssize(found.goals) > most_taking_goals || std::ssize(found.measures) > most_taking_measures;
    return taking;
}

Problem no_taking_record()
{
    return Problem::invalid(std::string(meetings::taking_field), "recommendation.problem.records"_msg);
}

// In the order in which forms keep them; false where it stands there already.
bool add_origin(std::vector<RecommendationId>& origins, RecommendationId id)
{
    if (std::ranges::find(origins, id) != origins.end())
        return false;
    origins.insert(std::ranges::upper_bound(origins, id), id);
    return true;
}

Result<bool> enter_at_goal(Work& work, GoalId id, RecommendationId recommendation)
{
    auto const goal = find_seen_goal(work.db(), work.tenant(), id, work.actor(), edit_goals);
    if (!goal)
        return no_taking_record();
    EditedGoal const stored{*goal, load_goal_links(work.db(), work.tenant(), id)};
    auto wanted = stored;
    if (!add_origin(wanted.links.origins, recommendation))
        return false;
    auto const editing = TRY(records::Editing::begin(
        work, edited_goals, id.value, goal->version, edit_goals, "goal.problem.unknown"_msg));
    update_goal(work.db(), work.tenant(), wanted.goal, work.now());
    store_goal_links(work.db(), work.tenant(), id, wanted.links);
    editing.keep_changed(form_of(stored), form_of(wanted), "origin_added");
    tell_readers(work, stored.goal, wanted.goal);
    return true;
}

Result<bool> enter_at_measure(Work& work, MeasureId id, RecommendationId recommendation)
{
    auto const measure = find_seen_measure(work.db(), work.tenant(), id, work.actor(), edit_measures);
    if (!measure)
        return no_taking_record();
    auto links = load_measure_links(work.db(), work.tenant(), id);
    if (!add_origin(links.origins, recommendation))
        return false;
    auto const course = TRY(Course::begin(work, {id, measure->version}, edit_measures));
    update_measure_links(work.db(), work.tenant(), id, links);
    course.keep(work, course.stored.measure, "origin_added");
    return true;
}

Result<bool> enter_at_all(Work& work, RecommendationId id, std::vector<std::string> const& chosen)
{
    bool is_new = false;
    for (auto const& value : chosen) {
        auto const one = read_taking_value(value);
        if (!one)
            return no_taking_record();
        bool const entered = one->as == TakenUpAs::goal ? TRY(enter_at_goal(work, GoalId{one->id}, id))
                                                        : TRY(enter_at_measure(work, MeasureId{one->id}, id));
        is_new = is_new || entered;
    }
    return is_new;
}

meetings::TakenUpShown shown_of(web::Call const& call, RecommendationId id)
{
    auto const& texts = web::staff_texts(call);
    auto const actor = call.actor();
    auto const today = call.local_now().date;
    return web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        meetings::TakenUpShown shown;
        auto const goals = list_goals_of_origins(db, tenant, {id});
        if (!goals.empty()) {
            auto const adoptions = list_adoptions(db, tenant);
            for (auto const& goal : list_goals(db, tenant)) {
                if (std::ranges::find(goals, goal.id) == goals.end() || !actor.may(see_goals, goal.owner()))
                    continue;
                auto const standing = standing_of(goal, adoption_in(adoptions, goal.id), today);
                shown.seen.push_back(
                    {full_title_of(goal), goal_url(goal.id), TakenUpAs::goal,
                     std::string(texts(label_of(standing)))});
            }
        }
        auto const measures = list_measures_of_origins(db, tenant, {id});
        if (!measures.empty()) {
            MeasureQuery const query{.owners = actor.where(see_goals), .ids = measures};
            for (auto const& one : list_measures(db, tenant, query, static_cast<int>(measures.size())))
                shown.seen.push_back(
                    {full_title_of(one), measure_url(one.id), TakenUpAs::measure,
                     std::string(texts(label_of(one.state)))});
        }
        shown.unseen = goals.size() + measures.size() - shown.seen.size();
        return shown;
    });
}

}

meetings::TakenUpRecords taken_up_records()
{
    return {.choices = &list_taking, .take_up = &enter_at_all, .shown = &shown_of};
}

} // namespace kommin::goals
