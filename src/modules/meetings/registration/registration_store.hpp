#pragma once
// Registrations in the database, for the use cases of this folder; inside their work.

#include "modules/meetings/registration/registration.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// Those that have ended and have an address or a number still, in the order in which they came.
std::vector<Registration> list_ended_registrations(
    db::Connection& db, TenantId tenant, ProgrammeId programme);
void insert_link(Work& work, RegistrationId id, std::string_view token, bool of_letter);
// A party without its people yet. place: on the waiting list; nothing for one that has seats.
struct NewParty {
    ProgrammeId programme;
    std::string form_mark, content_mark, language;
    std::optional<std::int64_t> place;
};
RegistrationId insert_party(Work& work, NewParty const& party, RegistrationForm const& form);
// The lines of a form that are not empty, in their order.
void insert_people(
    Work& work, RegistrationId registration, std::vector<ParticipantEntry> const& people,
    std::vector<tenants::Body> const& bodies);
// Likewise, in the place of those that are there: whose line carries their number stays the same participant.
void replace_people(
    Work& work, RegistrationId registration, std::vector<ParticipantEntry> const& people,
    std::vector<tenants::Body> const& bodies);
void delete_people(Work& work, RegistrationId registration);
void raise_version(Work& work, RegistrationId id);
// The letter of what is so by now, where there is an address; `because` as in the payload of its job.
void order_letter(Work& work, RegistrationId id, std::string_view because = {});
// A party that waits and can be written to by now is offered seats again, whether or not it was missed
// before.
void take_up_missed(Work& work, RegistrationId id);
// The next place of the waiting list: one more than the last, whoever has left since.
std::int64_t take_place(Work& work, ProgrammeId programme);
// Others of the same session that go on and have the same address, however it is written: whoever reads the
// letters of one reads those of the others. By number.
std::vector<Registration> list_parties_at_same_address(
    db::Connection& db, TenantId tenant, Registration const& registration);
// Into another state, as the next version. False where it is not in that one any more: somebody was faster.
bool change_state(Work& work, RegistrationId id, RegistrationState from, RegistrationState to);

} // namespace kommin::meetings
