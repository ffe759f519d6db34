#pragma once
// Module adoption: a municipality begins with the concept of another one or of the Kreis
// (docs/adr/0097-concept-packages.md).

#include "modules/adoption/concepts/package_desk.hpp"
#include "platform/command/command.hpp"
#include "platform/web/module.hpp"

#include <vector>

namespace kommin::adoption {

// What the app hands in: the key by which packages are signed, and what follows when panels are called
// otherwise.
struct AdoptionWiring {
    SigningKey key;
    AdoptionRules rules = {};
};
web::Module adoption_module(AdoptionWiring const& wiring);
// What the module does for whoever sits at the console of the server.
std::vector<command::Command> commands();

} // namespace kommin::adoption
