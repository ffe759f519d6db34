#pragma once
// What the portal gives to the page of help in the administration.

#include "platform/web/staff.hpp"

#include <vector>

namespace kommin::portal {

std::vector<web::StaffWords> help_words();
// In the order of redaktion.md and rueckmeldungen.md, of which they are the short form.
std::vector<web::HelpTopic> help_topics();

} // namespace kommin::portal
