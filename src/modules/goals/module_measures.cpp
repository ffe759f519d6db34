#include "modules/goals/module_measures.hpp"

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/table_desk.hpp"
#include "modules/goals/measures/figure_desk.hpp"
#include "modules/goals/measures/measure_desk.hpp"
#include "modules/goals/measures/measure_life.hpp"
#include "modules/goals/measures/measure_list.hpp"
#include "modules/goals/measures/measure_pages.hpp"
#include "modules/goals/measures/responsible_accounts.hpp"
#include "modules/goals/site/goals_site.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/saved_views.hpp"

#include <cstddef>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace kommin::goals {

namespace {

// The longest texts in a script of which a form makes nine bytes of each letter, twice: whoever compares two
// versions sends both.
constexpr std::size_t largest_measure_form = std::size_t{256} << 10U;
constexpr std::size_t largest_figure_form = std::size_t{64} << 10U;
constexpr std::size_t largest_course_form = std::size_t{32} << 10U;
constexpr std::size_t largest_button_form = std::size_t{16} << 10U;
// With a photo.
constexpr std::size_t largest_report_form = images::largest_picture + largest_course_form;
constexpr int rank_in_menu = 20; // before the goals

std::vector<web::Route> measure_routes(BelowMeasure const& below)
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/massnahmen", needs(see_goals), &list_measures_at_desk},
        {get, "/verwaltung/massnahmen/liste.csv", needs(see_goals), &export_measures},
        {get, "/verwaltung/massnahmen/liste.xlsx", needs(see_goals), &export_measures},
        {get, "/verwaltung/massnahmen/ansichten", needs(see_goals),
         web::of_list(measure_list, &web::show_saved_views)},
        {post, "/verwaltung/massnahmen/ansichten", needs(see_goals),
         web::of_list(measure_list, &web::save_list_view), largest_button_form},
        {post, "/verwaltung/massnahmen/ansichten/loeschen", needs(see_goals),
         web::of_list(measure_list, &web::erase_list_view), largest_button_form},
        {get, "/verwaltung/massnahmen/neu", needs(edit_measures), &show_new_measure},
        {post, "/verwaltung/massnahmen/neu", needs(edit_measures), &add_measure_at_desk,
         largest_measure_form},
        {get, "/verwaltung/massnahmen/tabelle", needs(edit_measures), &show_measure_table},
        {post, "/verwaltung/massnahmen/tabelle", needs(edit_measures), &try_measure_table,
         largest_table_upload, http::Effort::lengthy},
        {post, "/verwaltung/massnahmen/tabelle/uebernehmen", needs(edit_measures),
         &take_measure_table_at_desk, largest_table_confirmation, http::Effort::lengthy},
        {get, "/verwaltung/massnahmen/tabelle/vorlage.csv", needs(edit_measures), &export_measure_head},
        {get, "/verwaltung/massnahmen/tabelle/vorlage.xlsx", needs(edit_measures), &export_measure_head},
        {get, "/verwaltung/massnahmen/{massnahme}", needs(see_goals),
         [below](web::Call& call) { return show_measure(call, below); }},
        {get, "/verwaltung/massnahmen/{massnahme}/bearbeiten", needs(edit_measures), &show_measure_form},
        {post, "/verwaltung/massnahmen/{massnahme}/bearbeiten", needs(edit_measures), &save_measure_form,
         largest_measure_form},
        {get, "/verwaltung/massnahmen/{massnahme}/bearbeiten/verlauf", needs(edit_measures),
         &show_measure_history},
        {get, "/verwaltung/massnahmen/{massnahme}/stand", needs(edit_measures), &show_state_form},
        {post, "/verwaltung/massnahmen/{massnahme}/stand", needs(edit_measures), &change_state_at_desk,
         largest_course_form},
        {get, "/verwaltung/massnahmen/{massnahme}/licht", needs(edit_measures), &show_light_form},
        {post, "/verwaltung/massnahmen/{massnahme}/licht", needs(edit_measures), &set_light_at_desk,
         largest_course_form},
        {post, "/verwaltung/massnahmen/{massnahme}/licht-entfernen", needs(edit_measures),
         &remove_light_at_desk, largest_button_form},
        {get, "/verwaltung/massnahmen/{massnahme}/meilensteine", needs(edit_measures), &show_milestones},
        {post, "/verwaltung/massnahmen/{massnahme}/meilensteine", needs(edit_measures),
         &add_milestone_at_desk, largest_course_form},
        {get, "/verwaltung/massnahmen/{massnahme}/meilensteine/{meilenstein}", needs(edit_measures),
         &show_milestone_form},
        {post, "/verwaltung/massnahmen/{massnahme}/meilensteine/{meilenstein}", needs(edit_measures),
         &save_milestone_form, largest_course_form},
        {post, "/verwaltung/massnahmen/{massnahme}/meilensteine/{meilenstein}/erledigt", needs(edit_measures),
         &finish_milestone_at_desk, largest_button_form},
        {post, "/verwaltung/massnahmen/{massnahme}/meilensteine/{meilenstein}/loeschen", needs(edit_measures),
         &erase_milestone_at_desk, largest_button_form},
    };
}

std::vector<web::Route> measure_publication_routes()
{
    using enum http::Method;
    using web::needs;
    auto const press = [](PublicStep step) {
        return [step](web::Call& call) { return press_measure_publication(call, step, &preview_of_measure); };
    };
    return {
        {get, "/verwaltung/massnahmen/{massnahme}/oeffentlich", needs(edit_measures),
         [](web::Call& call) { return show_measure_publication(call, &preview_of_measure); }},
        {post, "/verwaltung/massnahmen/{massnahme}/oeffentlich", needs(edit_measures),
         press(PublicStep::save), largest_measure_form},
        {post, "/verwaltung/massnahmen/{massnahme}/oeffentlich/zeigen", needs(edit_measures),
         press(PublicStep::show), largest_measure_form},
        {post, "/verwaltung/massnahmen/{massnahme}/oeffentlich/verbergen", needs(edit_measures),
         press(PublicStep::hide), largest_button_form},
    };
}

// Risks and tasks.
std::vector<web::Route> piece_routes()
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/massnahmen/{massnahme}/risiken", needs(edit_measures), &show_risks},
        {post, "/verwaltung/massnahmen/{massnahme}/risiken", needs(edit_measures), &add_risk_at_desk,
         largest_course_form},
        {get, "/verwaltung/massnahmen/{massnahme}/risiken/{risiko}", needs(edit_measures), &show_risk_form},
        {post, "/verwaltung/massnahmen/{massnahme}/risiken/{risiko}", needs(edit_measures), &save_risk_form,
         largest_course_form},
        {post, "/verwaltung/massnahmen/{massnahme}/risiken/{risiko}/angesehen", needs(edit_measures),
         &check_risk_at_desk, largest_button_form},
        {post, "/verwaltung/massnahmen/{massnahme}/risiken/{risiko}/loeschen", needs(edit_measures),
         &erase_risk_at_desk, largest_button_form},
        {get, "/verwaltung/massnahmen/{massnahme}/aufgaben", needs(edit_measures), &show_measure_tasks},
        {post, "/verwaltung/massnahmen/{massnahme}/aufgaben", needs(edit_measures), &add_measure_task_at_desk,
         largest_course_form},
        {get, "/verwaltung/massnahmen/{massnahme}/aufgaben/{teilaufgabe}", needs(edit_measures),
         &show_measure_task_form},
        {post, "/verwaltung/massnahmen/{massnahme}/aufgaben/{teilaufgabe}", needs(edit_measures),
         &save_measure_task_form, largest_course_form},
        // Also whoever has the task and edits no measure.
        {post, "/verwaltung/massnahmen/{massnahme}/aufgaben/{teilaufgabe}/erledigt", needs(see_goals),
         &finish_measure_task_at_desk, largest_button_form},
        {post, "/verwaltung/massnahmen/{massnahme}/aufgaben/{teilaufgabe}/loeschen", needs(edit_measures),
         &erase_measure_task_at_desk, largest_button_form},
    };
}

std::vector<web::Route> figure_routes(PhotoCare const& photos)
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/massnahmen/{massnahme}/kennzahlen/neu", needs(edit_measures), &show_new_figure},
        {post, "/verwaltung/massnahmen/{massnahme}/kennzahlen/neu", needs(edit_measures), &add_figure_at_desk,
         largest_figure_form},
        {get, "/verwaltung/massnahmen/{massnahme}/kennzahlen/{kennzahl}", needs(edit_measures),
         &show_figure_form},
        {post, "/verwaltung/massnahmen/{massnahme}/kennzahlen/{kennzahl}", needs(edit_measures),
         &save_figure_form, largest_figure_form},
        {get, "/verwaltung/massnahmen/{massnahme}/kennzahlen/{kennzahl}/verlauf", needs(edit_measures),
         &show_figure_history},
        {get, "/verwaltung/massnahmen/{massnahme}/kennzahlen/{kennzahl}/loeschen", needs(edit_measures),
         &ask_before_erasing_figure},
        {post, "/verwaltung/massnahmen/{massnahme}/kennzahlen/{kennzahl}/loeschen", needs(edit_measures),
         &erase_figure_at_desk, largest_button_form},
        {get, "/verwaltung/massnahmen/{massnahme}/kennzahlen/{kennzahl}/bericht", needs(report_figures),
         &show_report_form},
        {post, "/verwaltung/massnahmen/{massnahme}/kennzahlen/{kennzahl}/bericht", needs(report_figures),
         [photos](web::Call& call) { return report_figure_at_desk(call, photos); }, largest_report_form},
        {get, "/verwaltung/massnahmen/{massnahme}/berichte/{bericht}", needs(report_figures), &show_report},
        {get, "/verwaltung/massnahmen/{massnahme}/berichte/{bericht}/foto", needs(report_figures),
         [photos](web::Call& call) { return send_report_photo(call, photos); }},
        {post, "/verwaltung/massnahmen/{massnahme}/berichte/{bericht}/foto/loeschen", needs(edit_measures),
         &erase_report_photo_at_desk, largest_button_form},
        {post, "/verwaltung/massnahmen/{massnahme}/berichte/{bericht}/bestaetigung", needs(edit_measures),
         &confirm_report_at_desk, largest_button_form},
        {get, "/verwaltung/massnahmen/{massnahme}/berichte/{bericht}/frage", needs(edit_measures),
         &show_question},
        {post, "/verwaltung/massnahmen/{massnahme}/berichte/{bericht}/frage", needs(edit_measures),
         &ask_about_report, largest_course_form},
        {get, "/verwaltung/massnahmen/{massnahme}/berichte/{bericht}/zurueckziehen", needs(edit_measures),
         &show_withdrawal},
        {post, "/verwaltung/massnahmen/{massnahme}/berichte/{bericht}/zurueckziehen", needs(edit_measures),
         &withdraw_report_at_desk, largest_course_form},
    };
}

// Where an entry of the audit trail leads: to the page, and to what a version changed.
web::StaffRecord measure_record()
{
    return {
        .kind = measure_subject.word(),
        .permission = edit_measures,
        .url = [](web::Call const&, std::int64_t id) { return std::optional(measure_url(MeasureId{id})); },
        .version_url
        = [](web::Call const& call, std::int64_t id, std::int64_t version) -> std::optional<html::Url> {
            if (!records::find_version(
                    call.db(), call.site.tenant, {measure_subject, id}, version, records::unrestricted))
                return std::nullopt;
            auto const form = std::string(measure_url(MeasureId{id}, "bearbeiten").text());
            auto const history = html::Url::local(form + "/verlauf");
            return history->with_query({{"fassung", std::to_string(version)}});
        }};
}

std::vector<web::StaffWords> measure_help_words()
{
    return {
        {"measure.title"_msg,
         see_goals,
         {{"st st--info", "measure.state.planned"_msg, "help.word.measure.planned"_msg},
          {"st st--ok", "measure.state.running"_msg, "help.word.measure.running"_msg},
          {"st st--warn", "measure.state.waiting"_msg, "help.word.measure.waiting"_msg},
          {"st st--done", "measure.state.done"_msg, "help.word.measure.done"_msg},
          {"st st--none", "measure.state.dropped"_msg, "help.word.measure.dropped"_msg}}},
        {"light.title"_msg,
         see_goals,
         {{"st st--ok", "light.on_track"_msg, "help.word.light.on_track"_msg},
          {"st st--warn", "light.at_risk"_msg, "help.word.light.at_risk"_msg},
          {"st st--bad", "light.missed"_msg, "help.word.light.missed"_msg},
          {"st st--none", "light.no_data"_msg, "help.word.light.no_data"_msg},
          {"st st--done", "light.reached"_msg, "help.word.light.reached"_msg}}}};
}

template<class Entry>
void add_all(std::vector<Entry>& all, std::vector<Entry> more)
{
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}

void add_measures(web::Module& module, MeasureCare const& care)
{
    add_all(module.routes, measure_routes(care.below));
    add_all(module.routes, measure_publication_routes());
    add_all(module.routes, piece_routes());
    add_all(module.routes, figure_routes(care.photos));
    module.recurring.push_back(photo_file_erasure(care.photos.files));
    module.recurring.push_back(erased_accounts_released());
    module.staff_links.push_back(
        {.area = web::StaffArea::steering,
         .rank = rank_in_menu,
         .label = "measure.menu"_msg,
         .path = std::string(measures_path),
         .permission = see_goals,
         .purpose = "measure.purpose"_msg});
    module.news.push_back({"measure.one"_msg, std::string(measures_path), edit_measures});
    module.searchers.push_back(
        {"measure.title"_msg, "measure.search"_msg, see_goals, &find_measures_at_desk});
    module.records.push_back(measure_record());
    add_all(module.records, recorded_figures());
    add_all(module.forms, noted_measures());
    add_all(module.forms, noted_figures());
    add_all(module.recents, recent_measures());
    add_all(module.recents, recent_figures());
    module.lives.push_back(life_of_measures());
    add_all(module.words, measure_help_words());
    module.topics.push_back({"help.measures"_msg, "help.measures.text"_msg, see_goals});
    module.today = [](web::Call const& call, std::vector<web::TodayItem>& items) {
        add_measures_of_today(call, items);
        add_figures_of_today(call, items);
    };
}

} // namespace kommin::goals
