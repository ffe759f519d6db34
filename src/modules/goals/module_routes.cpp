// Which address leads where, with the right that each asks for and the largest form it takes.

#include "modules/goals/module_routes.hpp"

#include "modules/goals/goals/goal_desk.hpp"
#include "modules/goals/goals/goal_list.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/resolution_desk.hpp"
#include "modules/goals/goals/table_desk.hpp"
#include "modules/goals/measures/measure_desk.hpp"
#include "modules/goals/reporting/my_measures.hpp"
#include "modules/goals/reporting/report_site.hpp"
#include "modules/goals/rules/rule_desk.hpp"
#include "modules/goals/site/goals_site.hpp"
#include "platform/images/images.hpp"
#include "platform/web/visitor_gate.hpp"
#include "platform/web/visitor_routes.hpp"

#include <chrono>
#include <cstddef>
#include <iterator>
#include <memory>

namespace kommin::goals {

namespace {

// Two long texts in a script of which a form makes nine bytes of each letter, twice: whoever compares two
// versions sends both.
constexpr std::size_t largest_goal_form = std::size_t{256} << 10U;
constexpr std::size_t largest_resolution_form = std::size_t{128} << 10U;
constexpr std::size_t largest_view_form = std::size_t{16} << 10U;
// With a photo.
constexpr std::size_t largest_asked_report = images::largest_picture + (std::size_t{32} << 10U);

std::vector<web::Route> goal_routes()
{
    using enum http::Method;
    using web::needs;
    auto const export_list = [](web::Call& call) { return export_goals(call, &progress_of_listed); };
    auto const export_head
        = [](web::Call& call) { return export_goals(call, nullptr, GoalFileExtent::head); };
    return {
        {get, "/verwaltung/ziele", needs(see_goals),
         [](web::Call& call) { return list_goals_at_desk(call, &progress_of_listed); }},
        {get, "/verwaltung/ziele/liste.csv", needs(see_goals), export_list},
        {get, "/verwaltung/ziele/liste.xlsx", needs(see_goals), export_list},
        {get, "/verwaltung/ziele/ansichten", needs(see_goals),
         web::of_list(goal_list, &web::show_saved_views)},
        {post, "/verwaltung/ziele/ansichten", needs(see_goals), web::of_list(goal_list, &web::save_list_view),
         largest_view_form},
        {post, "/verwaltung/ziele/ansichten/loeschen", needs(see_goals),
         web::of_list(goal_list, &web::erase_list_view), largest_view_form},
        {get, "/verwaltung/ziele/neu", needs(edit_goals), &show_new_goal},
        {post, "/verwaltung/ziele/neu", needs(edit_goals), &add_goal_at_desk, largest_goal_form},
        {get, "/verwaltung/ziele/tabelle", needs(edit_goals), &show_goal_table},
        {post, "/verwaltung/ziele/tabelle", needs(edit_goals), &try_goal_table, largest_table_upload,
         http::Effort::lengthy},
        {post, "/verwaltung/ziele/tabelle/uebernehmen", needs(edit_goals), &take_goal_table_at_desk,
         largest_table_confirmation, http::Effort::lengthy},
        {get, "/verwaltung/ziele/tabelle/vorlage.csv", needs(edit_goals), export_head},
        {get, "/verwaltung/ziele/tabelle/vorlage.xlsx", needs(edit_goals), export_head},
        {get, "/verwaltung/ziele/{ziel}", needs(see_goals),
         [](web::Call& call) { return show_goal(call, &measures_of_goal); }},
        {get, "/verwaltung/ziele/{ziel}/bearbeiten", needs(edit_goals), &show_goal_form},
        {post, "/verwaltung/ziele/{ziel}/bearbeiten", needs(edit_goals), &save_goal_form, largest_goal_form},
        {get, "/verwaltung/ziele/{ziel}/verlauf", needs(edit_goals), &show_goal_history},
    };
}

std::vector<web::Route> goal_publication_routes()
{
    using enum http::Method;
    using web::needs;
    auto const press = [](PublicStep step) {
        return [step](web::Call& call) { return press_goal_publication(call, step, &preview_of_goal); };
    };
    return {
        {get, "/verwaltung/ziele/{ziel}/oeffentlich", needs(edit_goals),
         [](web::Call& call) { return show_goal_publication(call, &preview_of_goal); }},
        {post, "/verwaltung/ziele/{ziel}/oeffentlich", needs(edit_goals), press(PublicStep::save),
         largest_goal_form},
        {post, "/verwaltung/ziele/{ziel}/oeffentlich/zeigen", needs(edit_goals), press(PublicStep::show),
         largest_goal_form},
        {post, "/verwaltung/ziele/{ziel}/oeffentlich/verbergen", needs(edit_goals), press(PublicStep::hide),
         largest_view_form},
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
    for (auto part : {goal_publication_routes(), resolution_routes(), rule_routes()})
        routes.insert(
            routes.end(), std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
    return routes;
}

std::vector<web::Route> public_routes(PhotoCare const& photos)
{
    using enum http::Method;
    using web::public_cached;
    using web::public_page;
    // Whoever has no link is refused before. A town hall reports within the hour after the letters have come.
    auto const gate = std::make_shared<web::VisitorGate>(
        web::TokenBuckets::Rate{.burst = 200, .one_per = std::chrono::seconds(5)},
        web::TokenBuckets::Rate{.burst = 2000, .one_per = std::chrono::seconds(1)});
    return {
        {get, "/{lang:lang}/ziele", public_cached, &list_public_goals},
        {get, "/{lang:lang}/ziele.csv", public_cached, &send_goals_csv},
        {get, "/{lang:lang}/ziele.json", public_cached, &send_goals_json},
        {get, "/{lang:lang}/ziele/{ziel}", public_cached, &show_public_goal},
        {get, "/{lang:lang}/ziele/massnahmen/{massnahme}", public_cached, &show_public_measure},
        {get, "/{lang:lang}/bericht/{token}", public_page, web::for_visitors(&show_asked_report)},
        {post, "/{lang:lang}/bericht/{token}", public_page,
         web::for_visitors(&send_asked_report, gate, photos), largest_asked_report},
        {get, "/verwaltung/meine-massnahmen", web::needs(report_figures), &show_my_measures},
    };
}

} // namespace kommin::goals
