#pragma once
// What the app wires: the standing conference and all other panels.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/invitations/invitation_letters.hpp"
#include "platform/web/module.hpp"

namespace kommin::meetings {

// What the module has of people, for the one that keeps them.
contacts::OtherModules of_people();
web::Module meetings_module(InvitationCare const& invitations);

} // namespace kommin::meetings
