#pragma once
// What the module allows, and to whom.

#include "modules/tenants/api.hpp"
#include "platform/access/permission.hpp"

#include <vector>

namespace kommin::goals {

// Goals with their resolutions, and measures with their figures: those of a municipality belong to it, all
// others to the Kreis. Nobody's name stands there but those of accounts: of whoever reports, decides or has a
// task. Where a task is said to be somebody's in words, the form asks for a unit or function.
inline constexpr Permission see_goals{"goals.goals.see"};
inline constexpr Permission edit_goals{"goals.goals.edit"};
inline constexpr Permission edit_measures{"goals.measures.edit"};
// To say what a figure is; whoever may edit the measure confirms it.
inline constexpr Permission report_figures{"goals.figures.report"};
// Stocktakings: to ask what there is, and to say it for a unit. Everybody who sees goals reads them.
inline constexpr Permission edit_inventories{"goals.inventories.edit"};
inline constexpr Permission answer_inventories{"goals.inventories.answer"};

inline std::vector<PermissionRule> permission_rules()
{
    using namespace tenants;
    return {
        {see_goals,
         "right.goals.goals.see"_msg,
         Sees::no_personal_data,
         {conference_office, moderator, steering_group, department_editor, municipal_editor, committee_clerk,
          reader}},
        {edit_goals,
         "right.goals.goals.edit"_msg,
         Sees::no_personal_data,
         {conference_office, municipal_editor}},
        {edit_measures,
         "right.goals.measures.edit"_msg,
         Sees::no_personal_data,
         {conference_office, municipal_editor}},
        {report_figures,
         "right.goals.figures.report"_msg,
         Sees::no_personal_data,
         {conference_office, department_editor, municipal_editor}},
        {edit_inventories,
         "right.goals.inventories.edit"_msg,
         Sees::no_personal_data,
         {conference_office, municipal_editor}},
        {answer_inventories,
         "right.goals.inventories.answer"_msg,
         Sees::no_personal_data,
         {conference_office, department_editor, municipal_editor}},
    };
}

} // namespace kommin::goals
