#pragma once
// How many registered for a session of the conference and how many came; once names are erased, from the
// totals that stay, by part, role and municipality.

#include "modules/meetings/panels/panel.hpp"
#include "modules/meetings/registration/registration.hpp"
#include "modules/meetings/statistics/migration_shares.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace kommin::meetings {

struct PeopleCount {
    std::int64_t registered = 0;
    std::int64_t came = 0; // of those who registered; beside the parts, whoever is in two of them once
    std::int64_t waiting = 0; // also with an offer that they have not taken yet

    PeopleCount& operator+=(PeopleCount const& other);
};

struct SessionNumbers {
    PeopleCount all;
    std::map<PartId, PeopleCount> parts;
    std::map<ParticipantRole, PeopleCount> roles;
    std::map<std::optional<tenants::BodyId>, PeopleCount> municipalities; // nothing: elsewhere, or not said
    // Parties; how many people they were is erased with them.
    std::int64_t cancelled = 0;
    std::int64_t left = 0; // the waiting list, or their offer lapsed

    // Somebody may be said not to have come: the day is over, and whoever came is marked: somebody at least,
    // and no fewer than were reported.
    [[nodiscard]] bool tells_absence(Meeting const& meeting, Date today) const
    {
        return meeting.is_past(today) && all.came > 0 && all.came >= meeting.participants.value_or(0);
    }
};
SessionNumbers count_session(db::Connection& db, TenantId tenant, ProgrammeId programme);

// By field of action, with its groups and the workshops of both; nothing: parts of no panel. Empty where no
// part is of one.
using FieldNumbers = std::map<std::optional<PanelId>, PeopleCount>;
FieldNumbers by_field(
    SessionNumbers const& numbers, std::span<ProgrammePart const> parts, std::span<Panel const> panels);

// One session among the others.
struct SessionLine {
    Meeting meeting; // with the number that was reported, where there is one
    std::optional<SessionNumbers> numbers; // nothing: people did not register for it here
    std::optional<MigrationShare> share; // nothing: too few, not asked, or not yet
    FieldNumbers fields = {};

    // How many came, as far as anybody knows: the number that was reported, else those who
    // were marked, who may be a few of them.
    [[nodiscard]] std::optional<std::int64_t> participants() const;
    // Of a hundred who registered, how many did not come; nothing where nobody can say.
    [[nodiscard]] std::optional<double> percent_absent(Date today) const;
};
// All meetings of these panels, the oldest first.
std::vector<SessionLine> list_session_lines(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, Date today);

} // namespace kommin::meetings
