// Which address leads where, with the right that each asks for and the largest form it takes.

#include "modules/steering/module_routes.hpp"

#include "modules/goals/goals/api.hpp"
#include "modules/steering/closing/closing_desk.hpp"
#include "modules/steering/closing/year_money.hpp"
#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/cycle/step_file_desk.hpp"
#include "modules/steering/cycle/year_desk.hpp"
#include "modules/steering/evaluations/evaluation_desk.hpp"
#include "modules/steering/evaluations/evaluation_site.hpp"
#include "modules/steering/overview/overview_desk.hpp"
#include "modules/steering/priorities/priority_desk.hpp"
#include "platform/web/visitor_routes.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <optional>

namespace kommin::steering {

namespace {

// The longest texts in a script of which a form makes nine bytes of each letter, twice: whoever compares two
// versions sends both.
constexpr std::size_t largest_year_form = std::size_t{128} << 10U;
constexpr std::size_t largest_step_form = std::size_t{512} << 10U;
constexpr std::size_t largest_evaluation_form = std::size_t{256} << 10U;
// The longest answer by letter, likewise of nine bytes a letter.
constexpr std::size_t largest_answer_form = std::size_t{128} << 10U;
// Twenty rows with their reasons and sources; sent with as many names.
constexpr std::size_t largest_scoring_form = std::size_t{1} << 20U;
constexpr std::size_t largest_priority_form = std::size_t{256} << 10U;
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
        {get, "/verwaltung/steuerung/zeitleiste/liste.csv", needs(see_goals), &export_timeline},
        {get, "/verwaltung/steuerung/zeitleiste/liste.xlsx", needs(see_goals), &export_timeline},
        {get, "/verwaltung/steuerung/abgleich", needs(see_goals), &show_matrix},
        {get, "/verwaltung/steuerung/abgleich/liste.csv", needs(see_goals), &export_matrix},
        {get, "/verwaltung/steuerung/abgleich/liste.xlsx", needs(see_goals), &export_matrix},
    };
}

std::vector<web::Route> year_routes(MoneyOfYear const& money)
{
    using enum http::Method;
    using web::needs;
    PartOfYear const money_part = [money](web::Call const& call, SteeringYear const& year) {
        return money_of_year(call, year, money);
    };
    return {
        {get, "/verwaltung/steuerung/jahre", needs(see_years), &list_years_at_desk},
        {get, "/verwaltung/steuerung/jahre/neu", needs(edit_years), &show_new_year},
        {post, "/verwaltung/steuerung/jahre/neu", needs(edit_years), &open_year_at_desk, largest_year_form},
        {get, "/verwaltung/steuerung/jahre/{jahr}", needs(see_years),
         [money_part](web::Call& call) {
             return show_year(
                 call, {&priorities_of_year, &evaluations_of_year, money_part, &left_from_year_before});
         }},
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
        {get, "/verwaltung/steuerung/jahre/{jahr}/schritte/{schritt}/gegenstand", needs(see_years),
         &show_subjects_form},
        {post, "/verwaltung/steuerung/jahre/{jahr}/schritte/{schritt}/gegenstand", needs(see_years),
         &save_subjects_form, largest_step_form},
    };
}

std::vector<web::Route> step_file_routes(StepFileCare const& files)
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/steuerung/jahre/{jahr}/schritte/{schritt}/neue-datei", needs(see_years),
         &show_new_step_file},
        {post, "/verwaltung/steuerung/jahre/{jahr}/schritte/{schritt}/neue-datei", needs(see_years),
         [files](web::Call& call) { return add_step_file_at_desk(call, files); }, largest_step_file_form,
         http::Effort::lengthy},
        {get, "/verwaltung/steuerung/jahre/{jahr}/schritte/{schritt}/dateien/{dokument}", needs(see_years),
         [files](web::Call& call) { return send_step_file_at_desk(call, files); }},
        {get, "/verwaltung/steuerung/jahre/{jahr}/schritte/{schritt}/dateien/{dokument}/entfernen",
         needs(see_years), &ask_before_removing_step_file},
        {post, "/verwaltung/steuerung/jahre/{jahr}/schritte/{schritt}/dateien/{dokument}/entfernen",
         needs(see_years), &remove_step_file_at_desk, largest_button_form},
    };
}

// What each measure is planned to cost, of whatever this reader may see of the money of a year.
CostOfMeasures cost_of(MoneyOfYear const& money, Actor const& actor)
{
    if (!money.is_kept())
        return {};
    return
        [money, actor](db::Connection& db, TenantId tenant, std::optional<tenants::BodyId> owner, int year) {
            std::map<goals::MeasureId, std::int64_t> costs;
            if (!money.is_seen_by(actor, owner ? Scope::of_owner(owner->value) : Scope::whole_tenant()))
                return costs;
            for (auto const& [measure, totals] : totals_by_measure(money.list(db, tenant, owner, year))) {
                // Of which a part is not known is not the cheaper for it.
                if (totals.planned.unknown == 0 && totals.planned.known > 0)
                    costs.emplace(goals::MeasureId{measure}, totals.planned.known);
            }
            return costs;
        };
}

std::vector<web::Route> priority_routes(MoneyOfYear const& money)
{
    using enum http::Method;
    using web::needs;
    auto const with_cost = [money](http::Response (*handler)(web::Call&, CostOfMeasures const&)) {
        return [money, handler](web::Call& call) { return handler(call, cost_of(money, call.actor())); };
    };
    return {
        {get, "/verwaltung/steuerung/jahre/{jahr}/prioritaeten", needs(see_years), &list_priorities_at_desk},
        {get, "/verwaltung/steuerung/jahre/{jahr}/prioritaeten.csv", needs(see_years), &export_priorities},
        {get, "/verwaltung/steuerung/jahre/{jahr}/prioritaeten.xlsx", needs(see_years), &export_priorities},
        {get, "/verwaltung/steuerung/jahre/{jahr}/prioritaeten/empfehlung", needs(see_years),
         &show_recommendation_to_group},
        {get, "/verwaltung/steuerung/jahre/{jahr}/prioritaeten/gewichte", needs(set_priorities),
         &show_weights},
        {post, "/verwaltung/steuerung/jahre/{jahr}/prioritaeten/gewichte", needs(set_priorities),
         &save_weights_at_desk, largest_button_form},
        {get, "/verwaltung/steuerung/jahre/{jahr}/prioritaeten/gewichte/verlauf", needs(set_priorities),
         &show_weights_history},
        {get, "/verwaltung/steuerung/jahre/{jahr}/prioritaeten/bepunkten/{art}/{blatt}",
         needs(set_priorities), with_cost(&show_scoring)},
        {post, "/verwaltung/steuerung/jahre/{jahr}/prioritaeten/bepunkten/{art}/{blatt}",
         needs(set_priorities), with_cost(&save_scoring), largest_scoring_form},
        {get, "/verwaltung/steuerung/jahre/{jahr}/prioritaeten/{prioritaet}/bearbeiten",
         needs(set_priorities), with_cost(&show_priority_form)},
        {post, "/verwaltung/steuerung/jahre/{jahr}/prioritaeten/{prioritaet}/bearbeiten",
         needs(set_priorities), with_cost(&save_priority_form), largest_priority_form},
        {get, "/verwaltung/steuerung/jahre/{jahr}/prioritaeten/{prioritaet}/verlauf", needs(set_priorities),
         &show_priority_history},
    };
}

std::vector<web::Route> evaluation_routes()
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/steuerung/jahre/{jahr}/bewertungen", needs(see_years), &list_evaluations_at_desk},
        {get, "/verwaltung/steuerung/jahre/{jahr}/bewertungen.csv", needs(see_years), &export_evaluations},
        {get, "/verwaltung/steuerung/jahre/{jahr}/bewertungen.xlsx", needs(see_years), &export_evaluations},
        {get, "/verwaltung/steuerung/jahre/{jahr}/bewertungen/neu/{massnahme}/{sicht}",
         needs(evaluate_measures), &show_new_evaluation},
        {post, "/verwaltung/steuerung/jahre/{jahr}/bewertungen/neu/{massnahme}/{sicht}",
         needs(evaluate_measures), &add_evaluation_at_desk, largest_evaluation_form},
        {get, "/verwaltung/steuerung/jahre/{jahr}/bewertungen/{bewertung}/bearbeiten",
         needs(evaluate_measures), &show_evaluation_form},
        {post, "/verwaltung/steuerung/jahre/{jahr}/bewertungen/{bewertung}/bearbeiten",
         needs(evaluate_measures), &save_evaluation_form, largest_evaluation_form},
        {get, "/verwaltung/steuerung/jahre/{jahr}/bewertungen/{bewertung}/verlauf", needs(evaluate_measures),
         &show_evaluation_history},
        {get, "/verwaltung/steuerung/jahre/{jahr}/bewertungen/gefragt", needs(edit_years),
         &list_evaluation_requests_at_desk},
        {get, "/verwaltung/steuerung/jahre/{jahr}/bewertungen/fragen/{massnahme}/{sicht}", needs(edit_years),
         &show_ask_evaluation},
        {post, "/verwaltung/steuerung/jahre/{jahr}/bewertungen/fragen/{massnahme}/{sicht}", needs(edit_years),
         &ask_evaluation_at_desk, largest_button_form},
        {post, "/verwaltung/steuerung/jahre/{jahr}/bewertungen/alle-fragen", needs(edit_years),
         &ask_all_at_desk, largest_button_form},
        {post, "/verwaltung/steuerung/jahre/{jahr}/bewertungen/gefragt/{bitte}/erneut", needs(edit_years),
         &ask_evaluation_again_at_desk, largest_button_form},
        {post, "/verwaltung/steuerung/jahre/{jahr}/bewertungen/gefragt/{bitte}/entfernen", needs(edit_years),
         &stop_asking_at_desk, largest_button_form},
    };
}

// Whoever was asked by letter has no account.
std::vector<web::Route> linked_routes()
{
    using enum http::Method;
    using web::for_visitors;
    using web::public_page;
    // Whoever has no link is refused before. All offices of a town hall answer from one network.
    auto const gate = std::make_shared<web::VisitorGate>(
        web::TokenBuckets::Rate{.burst = 200, .one_per = std::chrono::seconds(5)},
        web::TokenBuckets::Rate{.burst = 2000, .one_per = std::chrono::seconds(1)});
    return {
        {get, "/{lang:lang}/auswertung/{token}", public_page, for_visitors(&show_asked_evaluation)},
        {post, "/{lang:lang}/auswertung/{token}", public_page, for_visitors(&send_asked_evaluation, gate),
         largest_answer_form},
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
        {get, "/verwaltung/steuerung/jahre/{jahr}/stand", needs(see_years),
         [money](web::Call& call) { return show_state(call, money); }},
        {get, "/verwaltung/steuerung/jahre/{jahr}/stand.csv", needs(see_years),
         [money](web::Call& call) { return export_state(call, money); }},
        {get, "/verwaltung/steuerung/jahre/{jahr}/stand.json", needs(see_years),
         [money](web::Call& call) { return export_state(call, money); }},
        {get, "/verwaltung/steuerung/jahre/{jahr}/bericht", needs(see_years),
         [money](web::Call& call) { return show_year_report(call, money); }},
    };
}

}

std::vector<web::Route> module_routes(
    MoneyOfYear const& money, FindMoneyAtRisk const& money_at_risk, StepFileCare const& files)
{
    auto routes = overview_routes(money_at_risk);
    for (auto part :
         {year_routes(money), step_file_routes(files), priority_routes(money), evaluation_routes(),
          linked_routes(), closing_routes(money)})
        routes.insert(
            routes.end(), std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
    return routes;
}

} // namespace kommin::steering
