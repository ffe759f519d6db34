#pragma once
// The pages on which somebody is reported to themselves, and erased.

#include "modules/contacts/people/person_erasing.hpp"
#include "modules/contacts/people/person_report.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

#include <string>
#include <vector>

namespace kommin::contacts {

// To print.
http::Response report_page(web::Call const& call, SubjectReport const& report);
// Asks, and says what would be gone.
struct ErasurePage {
    Person const& person;
    Erasure const& erasure;
    std::vector<std::string> elsewhere; // what other modules would lose, in sentences
    std::vector<LeftByErasing> left = {}; // what would stay with them
    std::vector<Problem> problems = {};
};
http::Response erasure_page(web::Call const& call, ErasurePage const& page);

} // namespace kommin::contacts
