#pragma once
// Parties that are found by the mail addresses of somebody (docs/adr/0082): a registration bears no number of
// a person. SQL; inside the caller's transaction.

#include "modules/meetings/registration/participant_list.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kommin::meetings {

struct FoundParty {
    RegistrationId id;
    RegistrationState state = RegistrationState::registered;
    std::string language, mail, telephone;
    std::string consent; // the version that was agreed to
    Instant registered_at;
    MeetingId meeting;
    std::optional<tenants::BodyId> body; // whose panel meets; nothing: the Kreis's
    std::string title; // of the meeting
    PartialDate day;
    bool is_called_off = false;
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
// A SELECT of the columns mail and owner (of the panel) of parties that have a seat or wait for one, for a
// session that is still to come.
db::Query mails_of_coming_parties(TenantId tenant, Date today);

} // namespace kommin::meetings
