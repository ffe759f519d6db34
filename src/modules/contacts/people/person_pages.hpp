#pragma once
// The pages on which people at work find, read and edit people.

#include "modules/contacts/people/api.hpp"
#include "modules/contacts/people/consent.hpp"
#include "modules/contacts/people/person_list.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::contacts {

// Of the parameter {person}.
std::optional<PersonId> person_in_path(web::Call const& call);
html::Url people_url(PersonFilter const& filter = {});
html::Url person_url(PersonId id, std::string_view page);

struct PersonListPage {
    PersonChoices const& choices;
    PersonFilter const& filter;
    PersonLines const& list;
    bool may_add;
    std::vector<web::ListView> views = {}; // that this person has saved
};
http::Response person_list_page(web::Call const& call, PersonListPage const& page);

// What is known of somebody, and from where it can be changed.
struct PersonPage {
    PersonChoices const& choices;
    PersonRecord const& record;
    std::vector<Consent> const& consents;
    bool may_edit;
    bool may_erase;
    std::vector<OnPersonPage> elsewhere = {}; // what other modules show
};
http::Response person_page(web::Call const& call, PersonPage const& page);

web::RecordForm person_record_form(PersonChoices const& choices, i18n::Texts const& texts);
web::StaffFrame frame_below_person(web::Call const& call, Person const& person, std::string title);
MessageKey label_of_person_field(std::string_view field);
// The names of these languages, with commas.
std::string language_names(std::vector<std::string> const& tags, i18n::Texts const& texts);

struct PersonFormPage {
    PersonChoices const& choices;
    Person const* person; // null: a new one
    records::Fields const& fields;
    std::string form_key = {}; // of a new one: sent twice, it is one
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {}; // an earlier version was fetched back
};
http::Response person_form_page(web::Call const& call, PersonFormPage const& page);

} // namespace kommin::contacts
