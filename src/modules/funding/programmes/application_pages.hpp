#pragma once
// The pages on which people at work find, read and edit applications.

#include "modules/funding/programmes/application_desk.hpp"
#include "modules/funding/programmes/application_editing.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/form.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/saved_views.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

html::Url application_url(ApplicationId id);
html::Url application_url(ApplicationId id, std::string_view page); // below it: "bearbeiten"
web::StaffMark mark_of(ApplicationState state, i18n::Texts const& texts);
std::string_view word_of(ApplicationState state); // in addresses: "eingereicht"

// What somebody asks the list, as it stands in its address.
struct ApplicationFilter {
    std::string words = {}; // t
    std::optional<ApplicationState> state = {}; // stand
    std::optional<ProgrammeId> programme = {}; // programm
    std::string owner = {}; // wer: a slug, that of the Kreis for its own

    static ApplicationFilter read(http::Form const& query);
    [[nodiscard]] web::ListFields fields() const;
    [[nodiscard]] bool narrows() const { return !fields().empty(); }
};
extern web::StaffList const application_list;
html::Url applications_url(ApplicationFilter const& filter = {});

// Lists are bounded: the newest of them, and the page says of how many.
inline constexpr int most_applications_listed = 500;
struct ApplicationListPage {
    ApplicationFilter const& filter;
    std::vector<Application> const& shown;
    std::int64_t count;
    std::map<ApplicationId, ApplicationStep> const& steps; // the last one of each
    ApplicationChoices const& choices;
    bool may_add;
    std::vector<web::ListView> views = {}; // that this person has saved
};
http::Response application_list_page(web::Call const& call, ApplicationListPage const& page);
// To whom it goes: the authority of its programme, or what it says itself.
std::string authority_of(Application const& application, ApplicationChoices const& choices);

struct ApplicationPage {
    WholeApplication const& whole;
    FundingCall const* call;
    ApplicationChoices const& choices;
    web::Authors const& authors;
    bool may_edit;
    std::vector<Problem> problems = {};
    web::Body below = {}; // of a part above this one
    web::Body life = {};
};
http::Response application_page(web::Call const& call, ApplicationPage const& page);

web::RecordForm application_record_form(i18n::Texts const& texts, ApplicationChoices choices);
web::StaffFrame frame_below_applications(web::Call const& call, std::string title);
web::StaffFrame frame_below_application(
    web::Call const& call, Application const& application, std::string title);

struct ApplicationFormPage {
    ApplicationChoices const& choices;
    Application const* application; // null: a new one
    records::Fields const& fields;
    std::string form_key = {};
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {};
};
http::Response application_form_page(web::Call const& call, ApplicationFormPage const& page);

struct ApplicationStepPage {
    Application const& application;
    records::Fields const& fields;
    std::vector<Problem> problems = {};
};
http::Response application_step_page(web::Call const& call, ApplicationStepPage const& page);

} // namespace kommin::funding
