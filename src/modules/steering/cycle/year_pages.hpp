#pragma once
// The pages on which people at work see and edit years and their steps.

#include "modules/steering/cycle/year_desk.hpp"
#include "modules/steering/cycle/year_editing.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::steering {

inline constexpr std::string_view years_path = "steuerung/jahre"; // of the menu

html::Url years_url();
html::Url year_url(YearId id);
html::Url year_url(YearId id, std::string_view page); // below it: "abschluss"
html::Url step_url(YearId year, StepId id);
html::Url step_url(YearId year, StepId id, std::string_view page);
html::Url step_file_url(YearId year, StepId step, StepFileId id);
html::Url step_file_url(YearId year, StepId step, StepFileId id, std::string_view page);

// What years and steps name, in words. Of one moment.
struct YearNames {
    std::vector<meetings::NamedPanel> panels; // of the district
    tenants::TenantWithBodies district;
    web::Authors accounts;

    // "Kreis Unna", "Bergkamen".
    [[nodiscard]] std::string owner(std::optional<tenants::BodyId> body) const;
    [[nodiscard]] std::string panel(std::optional<meetings::PanelId> id) const; // "" for none
    // Who sees to a step: an account, a function; "" for nobody yet.
    [[nodiscard]] std::string owner_of(Step const& step) const;
};
YearNames load_year_names(db::Connection& db, TenantId tenant, Date today);

// "Steuerungsjahr 2009"; of a municipality "Steuerungsjahr 2009, Bergkamen".
std::string title_of(SteeringYear const& year, YearNames const& names, i18n::Texts const& texts);
// "Prioritäten setzen 2009"
std::string title_of(OpenStep const& step, i18n::Texts const& texts);
web::StaffMark mark_of(SteeringYear const& year, i18n::Texts const& texts);
web::StaffMark mark_of(Step const& step, Date today, i18n::Texts const& texts);
// "Beschluss 4/2009"
std::string name_of(meetings::NamedDecision const& decision, i18n::Texts const& texts);

web::StaffFrame frame_below_years(web::Call const& call, std::string title);
web::StaffFrame frame_below_year(
    web::Call const& call, SteeringYear const& year, YearNames const& names, std::string title);
web::StaffFrame frame_below_step(
    web::Call const& call, SeenStep const& seen, YearNames const& names, std::string title);

struct YearListPage {
    std::vector<SteeringYear> const& years;
    YearNames const& names;
    bool is_cut; // there are more
    bool may_open;
};
http::Response year_list_page(web::Call const& call, YearListPage const& page);

struct YearPage {
    SteeringYear const& year;
    std::vector<WholeStep> const& steps;
    YearNames const& names;
    std::vector<meetings::NamedMeeting> const& meetings; // that this person sees
    std::vector<meetings::NamedDecision> const& decisions; // that this person may read
    bool may_read_decisions;
    bool may_edit;
    bool may_close;
    bool may_erase; // nobody has written anything in it
    std::vector<web::Body> parts;
    web::Body life = {};
};
http::Response year_page(web::Call const& call, YearPage const& page);

// Asks whether a year is to be deleted.
http::Response year_erasing_question(
    web::Call const& call, SteeringYear const& year, YearNames const& names,
    std::vector<Problem> problems = {});

struct YearFormPage {
    SteeringYear const* edited; // null: a new one
    YearRules const& rules;
    YearNames const& names;
    records::Fields const& fields;
    std::string form_key = {};
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {};
};
http::Response year_form_page(web::Call const& call, YearFormPage const& page);
web::RecordForm year_record_form(i18n::Texts const& texts, YearNames names);

struct StepPage {
    SeenStep const& seen;
    YearNames const& names;
    std::vector<meetings::NamedDecision> const& decisions; // of the year, that this person may read
    SubjectTitles const& titles; // of what they are about
    bool may_read_decisions;
    bool may_change;
    std::vector<Problem> problems = {};
    std::vector<std::string> not_stored = {}; // what was typed where no form is left
    web::Body life = {}; // of its year
};
http::Response step_page(web::Call const& call, StepPage const& page);

struct StepFormPage {
    SeenStep const& seen;
    YearNames const& names;
    std::vector<meetings::NamedDecision> const& decisions;
    std::vector<StepTaker> const& takers;
    bool may_keep; // whose it is and until when, too
    records::Fields const& fields;
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {};
};
http::Response step_form_page(web::Call const& call, StepFormPage const& page);
// In the words of what this person may read and see.
struct StepWords {
    web::Authors accounts;
    std::vector<meetings::NamedDecision> decisions = {};
    SubjectTitles titles = {};
};
web::RecordForm step_record_form(i18n::Texts const& texts, StepWords words);

// Which goals and measures a decision is about.
struct SubjectsFormPage {
    SeenStep const& seen;
    YearNames const& names;
    meetings::NamedDecision const& decision;
    std::vector<web::Choice> const& choices;
    std::ptrdiff_t unseen; // so many more are named that this person does not see
    records::Fields const& fields;
    std::vector<Problem> problems = {};
};
http::Response subjects_form_page(web::Call const& call, SubjectsFormPage const& page);
// The page for what a decision of a step is about.
html::Url subjects_url(YearId year, StepId step, StepDecision const& decision);
// What the program proposes to do in a step of that kind: in German, as everything that a district writes.
std::vector<std::string> proposed_lines(StepKind kind);

} // namespace kommin::steering
