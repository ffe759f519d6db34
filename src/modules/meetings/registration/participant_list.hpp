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

// A party that has no seat yet, or one that is held for it.
struct ListedWaiting {
    RegistrationId id;
    std::int64_t place = 0; // of those that wait, from 1; 0: it has an offer
    std::optional<Instant> offered_until;
    std::string mail, telephone, language;
    struct Person {
        PartId part;
        std::string name; // "" once it is erased
    };
    std::vector<Person> people;

    [[nodiscard]] SeatChanges needed() const;
};
// Those who have an offer and can only be called first, then the other offers, then by place.
std::vector<ListedWaiting> list_waiting_list(db::Connection& db, TenantId tenant, ProgrammeId programme);

} // namespace kommin::meetings
