#pragma once
// What the module allows, and to whom.

#include "modules/tenants/api.hpp"
#include "platform/access/permission.hpp"

#include <vector>

namespace kommin::steering {

// Years with their steps, priorities, evaluations and frozen states: those of a municipality belong to it,
// all others to the Kreis. Nobody's name stands there; accounts stand by their code.
inline constexpr Permission see_years{"steering.years.see"};
// Steps, checklists, documents, decisions. Whose step it is says how it stands without that.
inline constexpr Permission edit_years{"steering.years.edit"};
// To freeze a year for ever.
inline constexpr Permission close_years{"steering.years.close"};
// To answer the criteria, and to put something elsewhere than they say.
inline constexpr Permission set_priorities{"steering.priorities.set"};
// To write down how the unit in charge or somebody else sees a measure.
inline constexpr Permission evaluate_measures{"steering.measures.evaluate"};

inline std::vector<PermissionRule> permission_rules()
{
    using namespace tenants;
    return {
        {see_years,
         "right.steering.years.see"_msg,
         Sees::no_personal_data,
         {conference_office, moderator, steering_group, department_editor, municipal_editor, committee_clerk,
          reader}},
        {edit_years,
         "right.steering.years.edit"_msg,
         Sees::no_personal_data,
         {conference_office, municipal_editor}},
        {close_years,
         "right.steering.years.close"_msg,
         Sees::no_personal_data,
         {conference_office, municipal_editor}},
        {set_priorities,
         "right.steering.priorities.set"_msg,
         Sees::no_personal_data,
         {conference_office, steering_group, municipal_editor}},
        {evaluate_measures,
         "right.steering.measures.evaluate"_msg,
         Sees::no_personal_data,
         {conference_office, department_editor, municipal_editor}},
    };
}

} // namespace kommin::steering
