#pragma once
// What is kept of people who were asked for comments and sent some: their report, their end.

#include "modules/contacts/people/api.hpp"

namespace kommin::meetings {

contacts::OfPeople comments_of_people();

} // namespace kommin::meetings
