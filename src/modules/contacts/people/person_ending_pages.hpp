#pragma once
// The pages on which somebody is reported to themselves, and erased.

#include "modules/contacts/people/person_erasing.hpp"
#include "modules/contacts/people/person_report.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

#include <vector>

namespace kommin::contacts {

// To print.
http::Response report_page(web::Call const& call, SubjectReport const& report);
// Asks, and says what would be gone.
http::Response erasure_page(
    web::Call const& call, Person const& person, Erasure const& erasure, std::vector<Problem> problems = {});

} // namespace kommin::contacts
