#pragma once
// What stays of the registrations for a session once their names are erased: totals that nobody is a row of,
// in cuts that are not tied to each other (docs/adr/0074).

#include "modules/meetings/registration/registration.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// Each cut has all people.
enum class TotalsCut : std::uint8_t { part, municipality };
inline constexpr std::array<std::string_view, 2> totals_cut_names{"part", "municipality"};
inline std::string_view to_text(TotalsCut cut)
{
    return name_of(totals_cut_names, cut);
}
inline bool from_text(std::string_view text, TotalsCut& cut)
{
    return read_name(totals_cut_names, text, cut);
}

struct ParticipantTotal {
    TotalsCut cut = TotalsCut::part;
    std::optional<PartId> part; // of the cut by part, with the role
    std::optional<ParticipantRole> role;
    std::optional<tenants::BodyId> municipality; // of the other one; nothing: elsewhere, or not said
    std::int64_t registered = 0;
    std::int64_t came = 0; // of those who registered
    std::int64_t again = 0; // of those who came: in another line, too, where they are counted
    std::int64_t waiting = 0; // also with an offer that they had not taken
};
// Parties that had ended before, and the day on which all were erased.
struct ErasedParties {
    Date erased_on;
    std::int64_t cancelled = 0;
    std::int64_t gone = 0; // left the waiting list, or their offer lapsed
};

// SQL; inside the caller's transaction. Nothing and none as long as there are names.
std::vector<ParticipantTotal> list_participant_totals(
    db::Connection& db, TenantId tenant, ProgrammeId programme);
std::optional<ErasedParties> find_erased_parties(db::Connection& db, TenantId tenant, ProgrammeId programme);

// Adds the parties of a session to its totals and deletes them, their people and their links, also those to
// the draft of its minutes; what was said about that is somebody's of the session from then on. How many
// parties.
std::int64_t turn_into_totals(Work& work, ProgrammeId programme);

} // namespace kommin::meetings
