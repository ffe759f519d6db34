#pragma once
// Who comes to a session, for the office: each participant with the part, and how many they are.

#include "modules/meetings/registration/registration.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::meetings {

struct ParticipantFilter {
    std::optional<PartId> part;
    std::optional<ParticipantRole> role;
};
struct ListedParticipant {
    ParticipantId id;
    RegistrationId registration;
    PartId part;
    std::string name; // "" once it is erased
    ParticipantRole role = ParticipantRole::private_person;
    std::optional<tenants::BodyId> municipality;
    std::string organisation, interpreter, children, food;
    bool wheelchair = false;
    bool sign_language = false;
    std::string remark, mail, telephone, language;
};
// By the place of their part, their party and their line in it.
std::vector<ListedParticipant> list_participants(
    db::Connection& db, TenantId tenant, ProgrammeId programme, ParticipantFilter const& filter);

// How many come, counted by the database; also once nobody is named any more.
struct ParticipantCount {
    PartId part;
    ParticipantRole role = ParticipantRole::private_person;
    std::int64_t people = 0;
};
std::vector<ParticipantCount> count_participants(db::Connection& db, TenantId tenant, ProgrammeId programme);

} // namespace kommin::meetings
