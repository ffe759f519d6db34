#pragma once
// The item "Offene Antworten": it stands by itself on the agenda of every planned session of a conference and
// of every planned meeting of its steering group. Reckoned, not stored (docs/adr/0067).

#include "modules/meetings/meetings/meeting.hpp"
#include "platform/base/date.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <optional>

namespace kommin::meetings {

// Whose recommendations it looks after: those of the conference, also where its steering group meets. Nothing
// where the item does not stand there.
std::optional<PanelId> conference_of(db::Connection& db, TenantId tenant, Meeting const& meeting);
// How many recommendations everybody waits to see answered there; asks for no right: all of them are public.
// Nothing as above.
std::optional<std::int64_t> count_open_answers(
    db::Connection& db, TenantId tenant, Meeting const& meeting, Date today);

} // namespace kommin::meetings
