#pragma once
// What other modules may know of minutes: what was decided.

#include "modules/meetings/minutes/minutes.hpp"
#include "platform/access/actor.hpp"
#include "platform/db/connection.hpp"
#include "platform/html/url.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::meetings {

struct NamedDecision {
    MeetingId meeting;
    std::string motion; // Motion::key(): with the meeting it names the decision
    std::int64_t year = 0; // "4/2027" …
    std::int64_t number = 0; // … of its panel
    std::string meeting_title;
    std::optional<PartialDate> day;
    std::string wording;
    Outcome outcome = Outcome::open;
};
// Whether this actor may read what panels of that owner have decided.
bool may_read_decisions(Actor const& actor, Scope owner);
// What a panel has decided in a year, by number, as its approved minutes say it; nothing for whoever may not
// read them. Of the first `limit` numbers.
std::vector<NamedDecision> list_named_decisions(
    db::Connection& db, TenantId tenant, Actor const& actor, PanelId panel, int year, int limit);
// What was decided at these meetings, likewise, of those whose minutes this actor may read; at most 500
// meetings.
std::vector<NamedDecision> list_named_decisions(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<MeetingId> const& meetings);
// The page of the minutes at the desk, for whoever may read them there.
html::Url minutes_desk_url(MeetingId id);

} // namespace kommin::meetings
