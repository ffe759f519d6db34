// The module's only registration point.

#include "modules/goals/module.hpp"

#include "modules/contacts/api.hpp"
#include "modules/goals/goals/goal_demo.hpp"
#include "modules/goals/goals/goal_desk.hpp"
#include "modules/goals/goals/goal_life.hpp"
#include "modules/goals/goals/goal_list.hpp"
#include "modules/goals/goals/goal_publication.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/resolution.hpp"
#include "modules/goals/goals/resolution_desk.hpp"
#include "modules/goals/inventory/inventory.hpp"
#include "modules/goals/inventory/inventory_demo.hpp"
#include "modules/goals/inventory/inventory_letters.hpp"
#include "modules/goals/measures/course_demo.hpp"
#include "modules/goals/measures/figure.hpp"
#include "modules/goals/measures/figure_demo.hpp"
#include "modules/goals/measures/figure_publication.hpp"
#include "modules/goals/measures/measure.hpp"
#include "modules/goals/measures/measure_demo.hpp"
#include "modules/goals/measures/measure_publication.hpp"
#include "modules/goals/measures/report_photo.hpp"
#include "modules/goals/module_inventory.hpp"
#include "modules/goals/module_measures.hpp"
#include "modules/goals/module_routes.hpp"
#include "modules/goals/reporting/my_measures.hpp"
#include "modules/goals/reporting/question_letter.hpp"
#include "modules/goals/reporting/report_letters.hpp"
#include "modules/goals/rules/rule_findings.hpp"
#include "modules/goals/site/public_goals.hpp"
#include "modules/goals/site/translations_demo.hpp"
#include "platform/web/staff_records.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace kommin::goals {

namespace {

constexpr int rank_of_my_measures = 22; // behind measures and goals

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

std::vector<records::TranslatedKind> translated_kinds()
{
    return {translated_goals, translated_measures, translated_figures};
}

std::vector<std::string> list_photo_files(db::Connection& db, TenantId tenant)
{
    return list_photo_hashes(db, tenant);
}

std::vector<letters::LetterKind> letter_kinds()
{
    return web::joined(report_letter_kinds(), inventory_letter_kinds());
}

web::Module goals_module(GoalsCare const& care)
{
    ReportLetterCare const letters{.post = care.post, .base_url = care.base_url};
    web::Module module{
        .name = published_as,
        .routes = web::joined(module_routes(), public_routes(care.photos)),
        .unlogged = {"/{lang:lang}/bericht/{token}"},
        .jobs = {report_mail(letters), question_mail(letters)},
        .recurring = {report_letters_ordered(), report_links_ended()},
        .publish = &publish_goals,
        .published_from = {meetings::published_as, contacts::published_as, tenants::published_as},
        .subjects
        = {goal_subject, resolution_subject, measure_subject, figure_subject, goal_translation_subject,
           measure_translation_subject, figure_translation_subject, inventory_subject,
           inventory_entry_subject},
        .load_demo =
            [photos = care.photos.files](demo::Demo& demo) {
                load_goals(demo);
                auto const measures = load_measures(demo);
                auto const figures = load_figures(demo, measures);
                tell_course(demo, measures, figures, *photos);
                load_inventories(demo);
                load_goal_translations(demo);
            },
        .demo_files = {"goals.json", "resolutions.json", "measures.json", "inventories.json"},
        .name_demo_accounts = &name_responsible_accounts,
        .permissions = permission_rules(),
        .staff_links
        = {{.area = web::StaffArea::steering,
            .rank = 21,
            .label = "goal.title"_msg,
            .path = std::string(goals_path),
            .permission = see_goals,
            .purpose = "goal.purpose"_msg},
           {.area = web::StaffArea::steering,
            .rank = 29,
            .label = "rule.title"_msg,
            .path = std::string(rules_path),
            .permission = see_goals,
            .purpose = "rule.purpose"_msg}},
        .news = {{"goal.one"_msg, std::string(goals_path), edit_goals}},
        .searchers
        = {{"goal.title"_msg, "goal.search"_msg, see_goals, &find_goals_at_desk},
           {"resolution.title"_msg, "resolution.search"_msg, see_goals, &find_resolutions_at_desk}},
        .records
        = {web::record_with_history(goal_subject, edit_goals, &goal_record_url),
           web::record_with_history(resolution_subject, edit_goals, &resolution_url)},
        .forms = web::joined(noted_goals(), noted_resolutions()),
        .recents = web::joined(recent_goals(), recent_resolutions()),
        .lives = {life_of_goals()},
        .words = help_words(),
        .topics
        = {{"goal.title"_msg, "help.goals.text"_msg, see_goals},
           {"rule.title"_msg, "help.rules.text"_msg, see_goals}}};
    module.staff_links.push_back(
        {.area = web::StaffArea::steering,
         .rank = rank_of_my_measures,
         .label = "report.mine.title"_msg,
         .path = std::string(my_measures_path),
         .permission = report_figures,
         .purpose = "report.mine.purpose"_msg});
    module.topics.push_back({"goal.public.title"_msg, "help.goals.public.text"_msg, edit_goals});
    module.topics.push_back({"report.mine.title"_msg, "help.reports.text"_msg, report_figures});
    add_measures(module, {.photos = care.photos, .below = care.below_measure});
    add_inventories(module, {.post = care.post, .base_url = care.base_url});
    return module;
}

} // namespace kommin::goals
