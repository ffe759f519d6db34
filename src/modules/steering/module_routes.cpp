// Which address leads where, with the right that each asks for and the largest form it takes.

#include "modules/steering/module_routes.hpp"

#include "modules/goals/goals/api.hpp"
#include "modules/steering/closing/closing_desk.hpp"
#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/cycle/year_desk.hpp"
#include "modules/steering/overview/overview_desk.hpp"

#include <cstddef>
#include <iterator>

namespace kommin::steering {

namespace {

// The longest texts in a script of which a form makes nine bytes of each letter, twice: whoever compares two
// versions sends both.
constexpr std::size_t largest_year_form = std::size_t{128} << 10U;
constexpr std::size_t largest_step_form = std::size_t{512} << 10U;
constexpr std::size_t largest_closing_form = std::size_t{32} << 10U;
constexpr std::size_t largest_button_form = std::size_t{16} << 10U;

std::vector<web::Route> overview_routes(FindMoneyAtRisk const& money)
{
    using enum http::Method;
    using goals::see_goals;
    using web::needs;
    return {
        {get, "/verwaltung/steuerung", needs(see_goals),
         [money](web::Call& call) { return show_overview(call, money); }},
        {get, "/verwaltung/steuerung/zeitleiste", needs(see_goals), &show_timeline},
        {get, "/verwaltung/steuerung/abgleich", needs(see_goals), &show_matrix},
        {get, "/verwaltung/steuerung/abgleich/liste.csv", needs(see_goals), &export_matrix},
        {get, "/verwaltung/steuerung/abgleich/liste.xlsx", needs(see_goals), &export_matrix},
    };
}

std::vector<web::Route> year_routes()
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/steuerung/jahre", needs(see_years), &list_years_at_desk},
        {get, "/verwaltung/steuerung/jahre/neu", needs(edit_years), &show_new_year},
        {post, "/verwaltung/steuerung/jahre/neu", needs(edit_years), &open_year_at_desk, largest_year_form},
        {get, "/verwaltung/steuerung/jahre/{jahr}", needs(see_years),
         [](web::Call& call) { return show_year(call, {&left_from_year_before}); }},
        {get, "/verwaltung/steuerung/jahre/{jahr}/bearbeiten", needs(edit_years), &show_year_form},
        {post, "/verwaltung/steuerung/jahre/{jahr}/bearbeiten", needs(edit_years), &save_year_form,
         largest_year_form},
        {get, "/verwaltung/steuerung/jahre/{jahr}/loeschen", needs(edit_years), &show_year_erasing},
        {post, "/verwaltung/steuerung/jahre/{jahr}/loeschen", needs(edit_years), &erase_year_at_desk,
         largest_button_form},
        {get, "/verwaltung/steuerung/jahre/{jahr}/verlauf", needs(edit_years), &show_year_history},
        {get, "/verwaltung/steuerung/jahre/{jahr}/schritte/{schritt}", needs(see_years), &show_step},
        {get, "/verwaltung/steuerung/jahre/{jahr}/schritte/{schritt}/bearbeiten", needs(see_years),
         &show_step_form},
        {post, "/verwaltung/steuerung/jahre/{jahr}/schritte/{schritt}/bearbeiten", needs(see_years),
         &save_step_form, largest_step_form},
        {get, "/verwaltung/steuerung/jahre/{jahr}/schritte/{schritt}/verlauf", needs(see_years),
         &show_step_history},
        {post, "/verwaltung/steuerung/jahre/{jahr}/schritte/{schritt}/abhaken", needs(see_years),
         &tick_step_line_at_desk, largest_button_form},
        {post, "/verwaltung/steuerung/jahre/{jahr}/schritte/{schritt}/vorschlag", needs(see_years),
         &adopt_proposed_lines_at_desk, largest_button_form},
    };
}

std::vector<web::Route> closing_routes(MoneyOfYear const& money)
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/steuerung/jahre/{jahr}/abschluss", needs(close_years),
         [money](web::Call& call) { return show_closing(call, money); }},
        {post, "/verwaltung/steuerung/jahre/{jahr}/abschluss", needs(close_years),
         [money](web::Call& call) { return close_year_at_desk(call, money); }, largest_closing_form},
        {get, "/verwaltung/steuerung/jahre/{jahr}/stand", needs(see_years), &show_state},
        {get, "/verwaltung/steuerung/jahre/{jahr}/stand.csv", needs(see_years), &export_state},
        {get, "/verwaltung/steuerung/jahre/{jahr}/stand.json", needs(see_years), &export_state},
        {get, "/verwaltung/steuerung/jahre/{jahr}/bericht", needs(see_years),
         [money](web::Call& call) { return show_year_report(call, money); }},
    };
}

}

std::vector<web::Route> module_routes(MoneyOfYear const& money, FindMoneyAtRisk const& money_at_risk)
{
    auto routes = overview_routes(money_at_risk);
    for (auto part : {year_routes(), closing_routes(money)})
        routes.insert(
            routes.end(), std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
    return routes;
}

} // namespace kommin::steering
