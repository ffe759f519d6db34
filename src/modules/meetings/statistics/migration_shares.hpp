#pragma once
// What may be shown of the totals of the voluntary question: no group below five, and none that could be
// reckoned from the others (docs/adr/0083). Nothing else of the totals leaves the module.

#include "modules/meetings/statistics/migration_question.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace kommin::meetings {

struct MigrationShare {
    std::int64_t with_history = 0;
    std::int64_t answered = 0;

    [[nodiscard]] double percent() const
    {
        return 100.0 * static_cast<double>(with_history) / static_cast<double>(answered);
    }
};

struct MigrationShares {
    std::optional<MigrationShare> all; // nothing: too few
    // Of those with a history of migration; both or none.
    struct Kinds {
        std::int64_t self = 0;
        std::int64_t parent = 0;
    };
    std::optional<Kinds> kinds;
    // Those that may be shown. Nothing as a key: not said, or not shown.
    std::map<std::optional<ParticipantRole>, MigrationShare> roles;
    std::map<std::optional<tenants::BodyId>, MigrationShare> municipalities;
};
MigrationShares shares_of(std::vector<MigrationTotal> const& totals);

// What is kept once nothing is added any more: groups that are not shown are put to those that are not said,
// both kinds to either where they are not told apart; nothing where too few have answered. All that is left
// may be shown; a group may come twice.
std::vector<MigrationTotal> folded_totals(std::vector<MigrationTotal> totals);

} // namespace kommin::meetings
