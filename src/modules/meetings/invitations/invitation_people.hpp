#pragma once
// What invitations have of people, for the module that keeps them.

#include "modules/contacts/people/api.hpp"

namespace kommin::meetings {

contacts::OfPeople invitations_of_people();

} // namespace kommin::meetings
