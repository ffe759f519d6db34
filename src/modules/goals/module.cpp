// The module's only registration point.

#include "modules/goals/module.hpp"

#include "modules/goals/goals/goal_demo.hpp"
#include "modules/goals/goals/goal_desk.hpp"
#include "modules/goals/goals/goal_list.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/resolution.hpp"
#include "modules/goals/goals/resolution_desk.hpp"
#include "modules/goals/measures/figure.hpp"
#include "modules/goals/measures/figure_demo.hpp"
#include "modules/goals/measures/measure.hpp"
#include "modules/goals/measures/measure_demo.hpp"
#include "modules/goals/module_measures.hpp"
#include "modules/goals/module_routes.hpp"
#include "platform/records/versions.hpp"

#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::goals {

namespace {

template<class Entry>
std::vector<Entry> joined(std::vector<Entry> first, std::vector<Entry> second)
{
    first.insert(first.end(), std::make_move_iterator(second.begin()), std::make_move_iterator(second.end()));
    return first;
}

// Where an entry of the audit trail leads: all of these have their history below their page.
web::StaffRecord record(content::SubjectKind kind, Permission permission, html::Url (*url)(std::int64_t id))
{
    return {
        .kind = kind.word(),
        .permission = permission,
        .url = [url](web::Call const&, std::int64_t id) { return std::optional(url(id)); },
        .version_url
        = [url,
           kind](web::Call const& call, std::int64_t id, std::int64_t version) -> std::optional<html::Url> {
            if (!records::find_version(
                    call.db(), call.site.tenant, {kind, id}, version, records::unrestricted))
                return std::nullopt;
            auto const history = html::Url::local(std::string(url(id).text()) + "/verlauf");
            return history->with_query({{"fassung", std::to_string(version)}});
        }};
}

std::vector<web::StaffWords> help_words()
{
    return {
        {"goal.title"_msg,
         see_goals,
         {{"st st--draft", "goal.standing.draft"_msg, "help.word.goal.draft"_msg},
          {"st st--ok", "goal.standing.adopted"_msg, "help.word.goal.adopted"_msg},
          {"st st--warn", "goal.standing.changed_since"_msg, "help.word.goal.changed_since"_msg},
          {"st st--none", "goal.standing.ended"_msg, "help.word.goal.ended"_msg}}},
    };
}

}

web::Module goals_module(BelowMeasure const& below_measure)
{
    web::Module module{
        .name = "goals",
        .routes = module_routes(),
        .subjects = {goal_subject, resolution_subject, measure_subject, figure_subject},
        .load_demo =
            [](demo::Demo& demo) {
                load_goals(demo);
                load_figures(demo, load_measures(demo));
            },
        .demo_files = {"goals.json", "resolutions.json", "measures.json"},
        .permissions = permission_rules(),
        .staff_links
        = {{.area = web::StaffArea::steering,
            .rank = 21,
            .label = "goal.title"_msg,
            .path = std::string(goals_path),
            .permission = see_goals,
            .purpose = "goal.purpose"_msg}},
        .news = {{"goal.one"_msg, std::string(goals_path), edit_goals}},
        .searchers
        = {{"goal.title"_msg, "goal.search"_msg, see_goals, &find_goals_at_desk},
           {"resolution.title"_msg, "resolution.search"_msg, see_goals, &find_resolutions_at_desk}},
        .records
        = {record(goal_subject, edit_goals, &goal_record_url),
           record(resolution_subject, edit_goals, &resolution_url)},
        .forms = joined(noted_goals(), noted_resolutions()),
        .recents = joined(recent_goals(), recent_resolutions()),
        .words = help_words(),
        .topics = {{"goal.title"_msg, "help.goals.text"_msg, see_goals}}};
    add_measures(module, below_measure);
    return module;
}

} // namespace kommin::goals
