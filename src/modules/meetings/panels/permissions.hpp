#pragma once
// What the module allows, and to whom.

#include "modules/tenants/api.hpp"
#include "platform/access/permission.hpp"

#include <vector>

namespace kommin::meetings {

// Panels and their seats, without the people on them: those of a municipality belong to it, all others to the
// Kreis.
inline constexpr Permission see_panels{"meetings.panels.see"};
inline constexpr Permission edit_panels{"meetings.panels.edit"};
// Their meetings with agendas, in which those who speak stand by their function.
inline constexpr Permission see_meetings{"meetings.meetings.see"};
inline constexpr Permission edit_meetings{"meetings.meetings.edit"};
// Recommendations, by their field of action; who proposed one stands there by function.
inline constexpr Permission see_recommendations{"meetings.recommendations.see"};
inline constexpr Permission edit_recommendations{"meetings.recommendations.edit"};
inline constexpr Permission comment_recommendations{"meetings.recommendations.comment"};

// How many members are of which gender, municipality and field of work: names nobody, but small groups tell
// something of people, hence only for those who keep their records.
inline constexpr Permission see_balance{"meetings.balance.see"};

// What was published about the work of the conference, all of it the Kreis's.
inline constexpr Permission edit_publications{"meetings.publications.edit"};

// Who is invited to a meeting, what they answer and who came: by name.
inline constexpr Permission invite{"meetings.invite"};

// Minutes with whoever was there, and the tasks that came of a meeting.
inline constexpr Permission see_minutes{"meetings.minutes.see"};
inline constexpr Permission write_minutes{"meetings.minutes.write"};
inline constexpr Permission approve_minutes_of{"meetings.minutes.approve"};
inline constexpr Permission publish_minutes_of{"meetings.minutes.publish"};

// The log of advice, with who was advised: notes of the office, all of them the Kreis's.
inline constexpr Permission see_advice{"meetings.advice.see"};
inline constexpr Permission edit_advice{"meetings.advice.edit"};

// The templates of checklists, which are those of the whole district.
inline constexpr Permission edit_checklists{"meetings.checklists.edit"};

inline bool may_see_advice(Actor const& actor)
{
    return actor.may(see_advice, Scope::whole_tenant());
}

inline std::vector<PermissionRule> permission_rules()
{
    using namespace tenants;
    return {
        {see_panels,
         "right.meetings.panels.see"_msg,
         Sees::no_personal_data,
         {conference_office, moderator, steering_group, department_editor, municipal_editor, committee_clerk,
          reader}},
        {edit_panels,
         "right.meetings.panels.edit"_msg,
         Sees::no_personal_data,
         {conference_office, municipal_editor}},
        {see_balance,
         "right.meetings.balance.see"_msg,
         Sees::personal_data,
         {conference_office, municipal_editor}},
        {see_meetings,
         "right.meetings.meetings.see"_msg,
         Sees::no_personal_data,
         {conference_office, moderator, steering_group, department_editor, municipal_editor, committee_clerk,
          reader}},
        {edit_meetings,
         "right.meetings.meetings.edit"_msg,
         Sees::no_personal_data,
         {conference_office, municipal_editor}},
        {invite, "right.meetings.invite"_msg, Sees::personal_data, {conference_office, municipal_editor}},
        {see_minutes,
         "right.meetings.minutes.see"_msg,
         Sees::personal_data,
         {conference_office, moderator, steering_group, department_editor, municipal_editor,
          committee_clerk}},
        {write_minutes,
         "right.meetings.minutes.write"_msg,
         Sees::personal_data,
         {conference_office, moderator, municipal_editor, committee_clerk}},
        {approve_minutes_of,
         "right.meetings.minutes.approve"_msg,
         Sees::no_personal_data,
         {conference_office, municipal_editor, committee_clerk}},
        {publish_minutes_of,
         "right.meetings.minutes.publish"_msg,
         Sees::no_personal_data,
         {conference_office, municipal_editor}},
        {see_advice,
         "right.meetings.advice.see"_msg,
         Sees::personal_data,
         {conference_office, steering_group}},
        {edit_advice, "right.meetings.advice.edit"_msg, Sees::personal_data, {conference_office}},
        {edit_checklists, "right.meetings.checklists.edit"_msg, Sees::no_personal_data, {conference_office}},
        {see_recommendations,
         "right.meetings.recommendations.see"_msg,
         Sees::no_personal_data,
         {conference_office, moderator, steering_group, department_editor, municipal_editor, committee_clerk,
          reader}},
        {edit_recommendations,
         "right.meetings.recommendations.edit"_msg,
         Sees::no_personal_data,
         {conference_office, municipal_editor}},
        {edit_publications,
         "right.meetings.publications.edit"_msg,
         Sees::no_personal_data,
         {conference_office}},
        {comment_recommendations,
         "right.meetings.recommendations.comment"_msg,
         Sees::no_personal_data,
         {conference_office, moderator, steering_group, municipal_editor}},
    };
}

} // namespace kommin::meetings
