#pragma once
// What the app wires: the standing conference and all other panels.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/ballots/vote_keys.hpp"
#include "modules/meetings/invitations/invitation_letters.hpp"
#include "modules/meetings/registration/registration_letters.hpp"
#include "platform/web/module.hpp"
#include "platform/work/work.hpp"

namespace kommin::meetings {

// What the module has of people, for the one that keeps them.
contacts::OtherModules of_people();
web::Module meetings_module(
    InvitationCare const& invitations, VoteKeys const& votes, RegistrationCare const& registrations);
// At the start of a server, for each tenant: keys of secret votes that an interruption has left behind.
void clear_vote_keys(WorkContext const& context, VoteKeys const& votes);

} // namespace kommin::meetings
