#pragma once
// Parties that are found by the mail addresses of somebody, when somebody asks what is kept of them or is to
// be erased (docs/adr/0082): a registration bears no number of a person. Nothing else compares their
// addresses with those of people. SQL; inside the caller's transaction.

#include "modules/meetings/registration/participant_list.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::meetings {

struct FoundParty {
    RegistrationId id;
    RegistrationState state = RegistrationState::registered;
    std::string language, mail, telephone;
    std::string consent; // the version that was agreed to
    std::string beyond_reason; // of the office, for seats beyond the others
    std::optional<std::int64_t> place; // on the waiting list; nothing: never waited
    std::optional<Instant> offered_until; // of an offer, also once it has lapsed
    std::optional<Date> reminded_for; // the day of the session of which it was reminded
    Instant registered_at;
    MeetingId meeting;
    std::optional<tenants::BodyId> body; // whose panel meets; nothing: the Kreis's
    std::string title; // of the meeting
    PartialDate day;
    struct Person {
        ListedParticipant line;
        std::string part; // its name
    };
    std::vector<Person> people = {}; // of one that has ended: nobody

    [[nodiscard]] Scope owner() const { return body ? Scope::of_owner(body->value) : Scope::whole_tenant(); }
};
// In every state, by the day of their session; none whose address is erased. `mails`: as of
// contacts::normal_of().
std::vector<FoundParty> list_parties_with_mail(
    db::Connection& db, TenantId tenant, std::vector<std::string> const& mails);

} // namespace kommin::meetings
