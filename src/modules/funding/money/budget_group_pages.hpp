#pragma once
// The pages for groups of budget lines that cover each other.

#include "modules/funding/money/budget_group_editing.hpp"
#include "modules/funding/money/money_pages.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kommin::funding {

html::Url budget_groups_url();
html::Url budget_group_url(BudgetGroupId id, std::string_view page = {});

struct BudgetGroupsPage {
    std::vector<BudgetGroup> const& groups; // the latest year first
    bool is_cut; // there are more
    std::vector<BudgetLine> const& lines; // of all of them
    std::map<goals::MeasureId, goals::NamedMeasure> const& measures; // that this person sees
    tenants::TenantWithBodies const& district;
    bool may_add;
    web::Call const& call;
};
http::Response budget_groups_page(BudgetGroupsPage const& page);

struct BudgetGroupFormPage {
    BudgetGroup const* group; // null: a new one
    std::vector<web::Choice> const& owners; // of a new one: for whom this person may add one
    records::Fields const& fields;
    std::string form_key = {};
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {};
};
http::Response budget_group_form_page(web::Call const& call, BudgetGroupFormPage const& page);
web::RecordForm budget_group_record_form(i18n::Texts const& texts);
web::StaffFrame frame_below_groups(web::Call const& call, std::string title);

} // namespace kommin::funding
