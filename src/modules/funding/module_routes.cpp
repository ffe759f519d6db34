// Which address leads where, with the right that each asks for and the largest form it takes.

#include "modules/funding/module_routes.hpp"

#include "modules/funding/grants/grant_desk.hpp"
#include "modules/funding/money/money_desk.hpp"
#include "modules/funding/programmes/application_desk.hpp"
#include "modules/funding/programmes/application_pages.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "modules/funding/programmes/programme_desk.hpp"
#include "platform/web/saved_views.hpp"

#include <cstddef>
#include <iterator>

namespace kommin::funding {

namespace {

// Long texts in a script of which a form makes nine bytes of each letter, twice: whoever compares two
// versions sends both. An application has up to sixty lines of costs beside its texts.
constexpr std::size_t largest_programme_form = std::size_t{256} << 10U;
constexpr std::size_t largest_application_form = std::size_t{384} << 10U;
constexpr std::size_t largest_step_form = std::size_t{64} << 10U;
constexpr std::size_t largest_line_form = std::size_t{64} << 10U;
constexpr std::size_t largest_small_form = std::size_t{16} << 10U;

// What hangs on it, the way to note its grant, and what others know of it.
web::Body below_application(
    web::Call const& call, Application const& application, BelowApplication const& above)
{
    return [grant = way_to_grant(call, application), money = money_below_application(call, application),
            more = above ? above(call, application) : web::Body{}](html::Writer& w) {
        for (auto const& part : {grant, money, more}) {
            if (part)
                part(w);
        }
    };
}

std::vector<web::Route> programme_routes()
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/foerderprogramme", needs(see_money), &list_programmes_at_desk},
        {get, "/verwaltung/foerderprogramme/neu", needs(edit_programmes), &show_new_programme},
        {post, "/verwaltung/foerderprogramme/neu", needs(edit_programmes), &add_programme_at_desk,
         largest_programme_form},
        {get, "/verwaltung/foerderprogramme/{foerderprogramm}", needs(see_money), &show_programme},
        {get, "/verwaltung/foerderprogramme/{foerderprogramm}/bearbeiten", needs(edit_programmes),
         &show_programme_form},
        {post, "/verwaltung/foerderprogramme/{foerderprogramm}/bearbeiten", needs(edit_programmes),
         &save_programme_form, largest_programme_form},
        {get, "/verwaltung/foerderprogramme/{foerderprogramm}/bearbeiten/verlauf", needs(edit_programmes),
         &show_programme_history},
        {get, "/verwaltung/foerderprogramme/{foerderprogramm}/aufrufe/neu", needs(edit_programmes),
         &show_new_call},
        {post, "/verwaltung/foerderprogramme/{foerderprogramm}/aufrufe/neu", needs(edit_programmes),
         &add_call_at_desk, largest_programme_form},
        {get, "/verwaltung/foerderprogramme/{foerderprogramm}/aufrufe/{aufruf}", needs(edit_programmes),
         &show_call_form},
        {post, "/verwaltung/foerderprogramme/{foerderprogramm}/aufrufe/{aufruf}", needs(edit_programmes),
         &save_call_form, largest_programme_form},
        {get, "/verwaltung/foerderprogramme/{foerderprogramm}/aufrufe/{aufruf}/verlauf",
         needs(edit_programmes), &show_call_history},
    };
}

std::vector<web::Route> application_routes(BelowApplication const& above)
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/antraege", needs(see_money), &list_applications_at_desk},
        {get, "/verwaltung/antraege/liste.csv", needs(see_money), &export_applications},
        {get, "/verwaltung/antraege/liste.xlsx", needs(see_money), &export_applications},
        {get, "/verwaltung/antraege/ansichten", needs(see_money),
         web::of_list(application_list, &web::show_saved_views)},
        {post, "/verwaltung/antraege/ansichten", needs(see_money),
         web::of_list(application_list, &web::save_list_view), largest_small_form},
        {post, "/verwaltung/antraege/ansichten/loeschen", needs(see_money),
         web::of_list(application_list, &web::erase_list_view), largest_small_form},
        {get, "/verwaltung/antraege/neu", needs(edit_money), &show_new_application},
        {post, "/verwaltung/antraege/neu", needs(edit_money), &add_application_at_desk,
         largest_application_form},
        {get, "/verwaltung/antraege/{antrag}", needs(see_money),
         [above](web::Call& call) {
             return show_application(call, [&](web::Call const& asked, Application const& application) {
                 return below_application(asked, application, above);
             });
         }},
        {get, "/verwaltung/antraege/{antrag}/bearbeiten", needs(edit_money), &show_application_form},
        {post, "/verwaltung/antraege/{antrag}/bearbeiten", needs(edit_money), &save_application_form,
         largest_application_form},
        {get, "/verwaltung/antraege/{antrag}/bearbeiten/verlauf", needs(edit_money),
         &show_application_history},
        {get, "/verwaltung/antraege/{antrag}/schritt", needs(edit_money), &show_application_step},
        {post, "/verwaltung/antraege/{antrag}/schritt", needs(edit_money), &take_application_step,
         largest_step_form},
        {post, "/verwaltung/antraege/{antrag}/zuruecknehmen", needs(edit_money), &take_application_step_back,
         largest_small_form},
    };
}

std::vector<web::Route> money_routes()
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/massnahmen/{massnahme}/geld", needs(see_money), &show_money},
        {get, "/verwaltung/massnahmen/{massnahme}/geld/neu", needs(edit_money), &show_new_budget_line},
        {post, "/verwaltung/massnahmen/{massnahme}/geld/neu", needs(edit_money), &add_budget_line_at_desk,
         largest_line_form},
        {post, "/verwaltung/massnahmen/{massnahme}/geld/abhaengigkeit/neu", needs(edit_money),
         &add_dependency_at_desk, largest_small_form},
        {post, "/verwaltung/massnahmen/{massnahme}/geld/abhaengigkeit/entfernen", needs(edit_money),
         &remove_dependency_at_desk, largest_small_form},
        {get, "/verwaltung/massnahmen/{massnahme}/geld/{zeile}", needs(edit_money), &show_budget_line_form},
        {post, "/verwaltung/massnahmen/{massnahme}/geld/{zeile}", needs(edit_money), &save_budget_line_form,
         largest_line_form},
        {get, "/verwaltung/massnahmen/{massnahme}/geld/{zeile}/verlauf", needs(edit_money),
         &show_budget_line_history},
        {get, "/verwaltung/massnahmen/{massnahme}/geld/{zeile}/loeschen", needs(edit_money),
         &ask_before_erasing_budget_line},
        {post, "/verwaltung/massnahmen/{massnahme}/geld/{zeile}/loeschen", needs(edit_money),
         &erase_budget_line_at_desk, largest_small_form},
        {get, "/verwaltung/massnahmen/{massnahme}/geld/{zeile}/uebertragen", needs(edit_money),
         &show_carry_over},
        {post, "/verwaltung/massnahmen/{massnahme}/geld/{zeile}/uebertragen", needs(edit_money),
         &carry_over_at_desk, largest_small_form},
        {post, "/verwaltung/massnahmen/{massnahme}/geld/{zeile}/uebertragung-zurueck", needs(edit_money),
         &take_back_carry_over_at_desk, largest_small_form},
        {get, "/verwaltung/finanzen/deckungskreise", needs(see_money), &show_budget_groups},
        {get, "/verwaltung/finanzen/deckungskreise/neu", needs(edit_money), &show_new_budget_group},
        {post, "/verwaltung/finanzen/deckungskreise/neu", needs(edit_money), &add_budget_group_at_desk,
         largest_small_form},
        {get, "/verwaltung/finanzen/deckungskreise/{deckungskreis}", needs(edit_money),
         &show_budget_group_form},
        {post, "/verwaltung/finanzen/deckungskreise/{deckungskreis}", needs(edit_money),
         &save_budget_group_form, largest_line_form},
        {get, "/verwaltung/finanzen/deckungskreise/{deckungskreis}/verlauf", needs(edit_money),
         &show_budget_group_history},
        {post, "/verwaltung/finanzen/deckungskreise/{deckungskreis}/loeschen", needs(edit_money),
         &erase_budget_group_at_desk, largest_small_form},
        {get, "/verwaltung/finanzen", needs(see_money), &show_finances},
        {get, "/verwaltung/finanzen/liste.csv", needs(see_money), &export_finances},
        {get, "/verwaltung/finanzen/liste.xlsx", needs(see_money), &export_finances},
        {get, "/verwaltung/finanzen/wegfall", needs(see_money), &show_loss},
        {get, "/verwaltung/finanzen/wegfall.csv", needs(see_money), &export_loss},
        {get, "/verwaltung/finanzen/wegfall.xlsx", needs(see_money), &export_loss},
    };
}

}

std::vector<web::Route> module_routes(BelowApplication const& above)
{
    auto routes = programme_routes();
    for (auto part : {application_routes(above), money_routes()})
        routes.insert(
            routes.end(), std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
    return routes;
}

} // namespace kommin::funding
