#pragma once
// The pages on which the office keeps the log of advice: its list, its totals, an entry with its next steps.

#include "modules/meetings/advice/advice_editing.hpp"
#include "modules/meetings/advice/advice_list.hpp"
#include "modules/meetings/tasks/task_pages.hpp"
#include "platform/base/problem.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

html::Url advice_list_url(AdviceFilter const& filter = {});
html::Url advice_url(AdviceId id);
html::Url advice_url(AdviceId id, std::string_view page);

// Who was advised; whoever came, where it was for neither municipality nor organisation.
std::string title_of(
    Advice const& advice, std::vector<tenants::Body> const& bodies, i18n::Texts const& texts);
// "Übernahme des Konzepts, Förderung: Antrag für 2009"
std::string topics_text(Advice const& advice, i18n::Texts const& texts);
// Who advised: the account, whoever else stands there in words, or both.
std::string advisers_text(Advice const& advice, web::Authors const& authors);
// What is to be done next: the open step that is due first, one without a day last; null where none is open.
Task const* next_of(std::vector<Task> const& steps);
// Until when that is to be done; else that one was done, that all were dropped, or that there is none.
web::StaffMark mark_of_steps(std::vector<Task> const& steps, Date today, i18n::Texts const& texts);

struct AdviceListPage {
    std::vector<tenants::Body> bodies;
    AdviceFilter filter;
    AdviceList list;
    StepsByAdvice steps; // of the entries on this page
    std::vector<Task> open_steps; // of the one municipality or organisation that is asked for
    Owners owners; // of these
    std::vector<int> years;
    std::vector<Taker> advisers; // who have advised
    std::vector<SilentMunicipality> silent; // on the first page of the whole list
    bool may_edit;
    std::vector<web::ListView> views = {};
};
http::Response advice_list_page(web::Call const& call, AdviceListPage const& page);

struct AdviceTotalsPage {
    std::vector<tenants::Body> bodies;
    std::vector<AdviceCount> counts;
};
http::Response advice_totals_page(web::Call const& call, AdviceTotalsPage const& page);

struct AdvicePage {
    Advice const& advice;
    std::vector<tenants::Body> bodies;
    std::vector<Task> steps;
    Owners owners;
    bool may_edit;
    std::vector<Problem> problems = {}; // of a step that was ticked
    web::Body below = {}; // what others know of it; may be empty
};
http::Response advice_page(web::Call const& call, AdvicePage const& page);

web::RecordForm advice_record_form(
    i18n::Texts const& texts, std::vector<tenants::Body> bodies, web::Authors authors);
web::StaffFrame frame_below_advice(web::Call const& call, std::string title);

struct AdviceFormPage {
    Advice const* advice; // null: a new one, with its next step
    std::vector<tenants::Body> const& bodies;
    Owners const& owners;
    records::Fields const& fields;
    std::string form_key = {}; // of a new one: sent twice, it is one
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {}; // an earlier version was fetched back
};
http::Response advice_form_page(web::Call const& call, AdviceFormPage const& page);

struct StepFormPage {
    Advice const& advice;
    std::vector<tenants::Body> const& bodies;
    Owners const& owners;
    records::Fields const& fields;
    std::string form_key;
    std::vector<Problem> problems = {};
};
http::Response step_form_page(web::Call const& call, StepFormPage const& page);

} // namespace kommin::meetings
