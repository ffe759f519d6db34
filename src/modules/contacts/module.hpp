#pragma once
// The module "contacts": people. Organisations are edited at the desk of the portal.

#include "modules/contacts/people/grounds.hpp"
#include "modules/contacts/people/person_report.hpp"
#include "platform/web/module.hpp"

#include <vector>

namespace kommin::contacts {

// What other modules know of people: why somebody is kept, and what they have of somebody.
struct OfOthers {
    std::vector<Ground> grounds = {};
    std::vector<PersonReport> reports = {};
};
web::Module contacts_module(OfOthers others = {});

} // namespace kommin::contacts
