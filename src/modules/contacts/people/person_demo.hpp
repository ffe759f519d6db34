#pragma once
// Invented people of the demonstration, demo/people.json.

#include "platform/demo/demo.hpp"

namespace kommin::contacts {

void load_people(demo::Demo& demo);

} // namespace kommin::contacts
