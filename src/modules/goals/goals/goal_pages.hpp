#pragma once
// The pages on which people at work find, read and edit goals.

#include "modules/goals/goals/goal_editing.hpp"
#include "modules/goals/goals/goal_list.hpp"
#include "modules/goals/goals/goal_table.hpp"
#include "modules/goals/goals/resolution_store.hpp"
#include "modules/goals/reckoning/progress.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

html::Url goals_url(GoalFilter const& filter = {});
html::Url goal_url(GoalId id);
html::Url goal_url(GoalId id, std::string_view page);

web::StaffMark mark_of(GoalStanding standing, i18n::Texts const& texts);
// "Kreis Unna", "Bergkamen".
std::string owner_text(Goals const& goals, std::optional<tenants::BodyId> body, i18n::Texts const& texts);
// "Kreistag, 5. Juni 2007, einstimmig"
std::string adoption_text(Adoption const& adoption, Goals const& goals, i18n::Texts const& texts);
// Who resolved it, as far as that is known.
std::string resolver_text(std::optional<meetings::PanelId> panel, std::string_view words, Goals const& goals);
// As it is called that day, or was called last.
std::string name_of_unit(tenants::OrganisationalUnit const& unit, Date day);

// For whom somebody may make a goal or a resolution: the Kreis first; none without the right.
std::vector<web::Choice> owners_to_choose(
    web::Call const& call, std::vector<tenants::Body> const& bodies, i18n::Texts const& texts);
// What was chosen before and is no choice stays one, under that word.
void keep_chosen(std::vector<web::Choice>& choices, std::string_view chosen, std::string_view word);

struct GoalListPage {
    Goals const& goals; // that this person sees
    Adoptions const& adoptions;
    GoalFilter const& filter;
    std::vector<GoalLine> const& lines; // those that the filter lets through
    std::map<GoalId, RolledUp> const& progress; // of these at least
    bool may_add;
    std::vector<web::ListView> views = {}; // that this person has saved
};
http::Response goal_list_page(web::Call const& call, GoalListPage const& page);
http::Response goal_file(
    web::Call const& call, GoalListPage const& page, GoalCells const& cells,
    std::map<GoalId, std::vector<tenants::UnitId>> const& units_of);

struct GoalPage {
    EditedGoal const& seen;
    Goals const& goals; // that this person sees
    std::optional<Goal> const& served; // the goal of the Kreis, whoever may see it
    Adoption const* adoption; // null: nobody has adopted it
    std::optional<records::Fields> const& adopted; // what was resolved on, where that is still known
    std::vector<Resolution> const& resolutions; // the newest first
    std::vector<tenants::OrganisationalUnit> const& units;
    std::vector<meetings::NamedRecommendation> const& origins; // that this person sees
    bool may_edit;
    web::Body measures; // what the part above shows of it
    web::Body life; // its life line
};
http::Response goal_page(web::Call const& call, GoalPage const& page);

web::RecordForm goal_record_form(i18n::Texts const& texts, GoalChoices const& choices, Date today);
web::StaffFrame frame_below_goals(web::Call const& call, std::string title);
web::StaffFrame frame_below_goal(web::Call const& call, Goal const& goal, std::string title);

struct GoalFormPage {
    GoalChoices const& choices;
    EditedGoal const* edited; // null: a new one
    records::Fields const& fields;
    std::string form_key = {};
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {}; // an earlier version was fetched back
};
http::Response goal_form_page(web::Call const& call, GoalFormPage const& page);

} // namespace kommin::goals
