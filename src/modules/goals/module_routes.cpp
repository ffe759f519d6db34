// Which address leads where, with the right that each asks for and the largest form it takes.

#include "modules/goals/module_routes.hpp"

#include "modules/goals/goals/goal_desk.hpp"
#include "modules/goals/goals/goal_list.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/resolution_desk.hpp"
#include "modules/goals/measures/measure_desk.hpp"
#include "modules/goals/rules/rule_desk.hpp"

#include <cstddef>
#include <iterator>

namespace kommin::goals {

namespace {

// Two long texts in a script of which a form makes nine bytes of each letter, twice: whoever compares two
// versions sends both.
constexpr std::size_t largest_goal_form = std::size_t{256} << 10U;
constexpr std::size_t largest_resolution_form = std::size_t{128} << 10U;
constexpr std::size_t largest_view_form = std::size_t{16} << 10U;

std::vector<web::Route> goal_routes()
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/ziele", needs(see_goals), &list_goals_at_desk},
        {get, "/verwaltung/ziele/liste.csv", needs(see_goals), &export_goals},
        {get, "/verwaltung/ziele/liste.xlsx", needs(see_goals), &export_goals},
        {get, "/verwaltung/ziele/ansichten", needs(see_goals),
         web::of_list(goal_list, &web::show_saved_views)},
        {post, "/verwaltung/ziele/ansichten", needs(see_goals), web::of_list(goal_list, &web::save_list_view),
         largest_view_form},
        {post, "/verwaltung/ziele/ansichten/loeschen", needs(see_goals),
         web::of_list(goal_list, &web::erase_list_view), largest_view_form},
        {get, "/verwaltung/ziele/neu", needs(edit_goals), &show_new_goal},
        {post, "/verwaltung/ziele/neu", needs(edit_goals), &add_goal_at_desk, largest_goal_form},
        {get, "/verwaltung/ziele/{ziel}", needs(see_goals),
         [](web::Call& call) { return show_goal(call, &measures_of_goal); }},
        {get, "/verwaltung/ziele/{ziel}/bearbeiten", needs(edit_goals), &show_goal_form},
        {post, "/verwaltung/ziele/{ziel}/bearbeiten", needs(edit_goals), &save_goal_form, largest_goal_form},
        {get, "/verwaltung/ziele/{ziel}/verlauf", needs(edit_goals), &show_goal_history},
    };
}

std::vector<web::Route> resolution_routes()
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/beschluesse", needs(see_goals), &list_resolutions_at_desk},
        {get, "/verwaltung/beschluesse/neu", needs(edit_goals), &show_new_resolution},
        {post, "/verwaltung/beschluesse/neu", needs(edit_goals), &add_resolution_at_desk,
         largest_resolution_form},
        {get, "/verwaltung/beschluesse/{beschluss}", needs(edit_goals), &show_resolution_form},
        {post, "/verwaltung/beschluesse/{beschluss}", needs(edit_goals), &save_resolution_form,
         largest_resolution_form},
        {get, "/verwaltung/beschluesse/{beschluss}/verlauf", needs(edit_goals), &show_resolution_history},
    };
}

std::vector<web::Route> rule_routes()
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/steuerung/regeln", needs(see_goals), &show_rules},
        {get, "/verwaltung/steuerung/regeln/liste.csv", needs(see_goals), &export_rules},
        {get, "/verwaltung/steuerung/regeln/liste.xlsx", needs(see_goals), &export_rules},
    };
}

}

std::vector<web::Route> module_routes()
{
    auto routes = goal_routes();
    for (auto part : {resolution_routes(), rule_routes()})
        routes.insert(
            routes.end(), std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
    return routes;
}

} // namespace kommin::goals
