#pragma once
// What the public pages of registrations look like.

#include "modules/meetings/registration/party_posted.hpp"
#include "modules/meetings/registration/registration.hpp"
#include "modules/meetings/registration/registration_letters.hpp"
#include "platform/base/problem.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/http/types.hpp"
#include "platform/web/visit.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::meetings {

// The form for a party; for a new one, or to change one that is there.
struct RegistrationFormPage {
    Meeting const& meeting;
    Programme const& programme;
    std::vector<ProgrammePart> const& parts;
    std::vector<tenants::Body> const& bodies;
    RegistrationForm const& form;
    std::string key;
    std::string token = {}; // of the registration that is changed; "": a new one
    std::int64_t seen_version = 0; // of that one
    std::vector<Problem> problems = {};
    bool has_new_line = false; // was asked for: it takes the focus
    bool waits = false; // the one that is changed is on the waiting list
};
http::Response registration_form_page(
    web::Visit const& visit, http::Status status, RegistrationFormPage const& asked);

// While nobody can register.
http::Response no_registration_page(
    web::Visit const& visit, Meeting const& meeting, Programme const& programme, RegistrationPhase phase);

struct RegistrationPage {
    OpenRegistration const& open;
    std::string token;
    std::string key;
    ContactEntry const& contact; // as typed
    bool goes_on; // something can still be done with it
    std::vector<Problem> problems = {};
};
http::Response registration_page(web::Visit const& visit, http::Status status, RegistrationPage const& page);
// For every link that does not work, whatever the reason.
http::Response ended_registration_page(web::Visit const& visit);

html::Url registration_form_url(web::Visit const& visit, std::string_view slug);
html::Url registration_url(web::Visit const& visit, std::string_view token);
html::Url registration_url(web::Visit const& visit, std::string_view token, std::string_view page);

} // namespace kommin::meetings
