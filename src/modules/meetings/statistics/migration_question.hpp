#pragma once
// The voluntary question about a history of migration (docs/adr/0083): whether somebody, or one of their
// parents, has come to Germany. An answer is tied to nobody: it lies in a box with others, without a number,
// a time or an order, until it is counted.

#include "modules/meetings/registration/registration.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// either: the first or the second, where they are not told apart; nobody answers so.
enum class MigrationAnswer : std::uint8_t { self, parent, neither, either };
inline constexpr std::array<std::string_view, 4> migration_answer_names{
    "self", "parent", "neither", "either"};
inline constexpr std::array all_migration_answers{// that can be chosen
                                                  MigrationAnswer::self, MigrationAnswer::parent,
                                                  MigrationAnswer::neither};
inline std::string_view to_text(MigrationAnswer answer)
{
    return name_of(migration_answer_names, answer);
}
inline bool from_text(std::string_view text, MigrationAnswer& answer)
{
    return read_name(migration_answer_names, text, answer);
}

// What is counted together with an answer: nothing else, or one thing. An answer lies in the box once for
// each cut, and nothing ties these rows to one another.
enum class MigrationCut : std::uint8_t { whole, role, municipality };
inline constexpr std::array<std::string_view, 3> migration_cut_names{"whole", "role", "municipality"};
inline std::string_view to_text(MigrationCut cut)
{
    return name_of(migration_cut_names, cut);
}
inline bool from_text(std::string_view text, MigrationCut& cut)
{
    return read_name(migration_cut_names, text, cut);
}

// As typed; municipality: a slug. But for the answer, "" says nothing.
struct MigrationEntry {
    std::string answer, role, municipality;
};
std::vector<Problem> problems_of(MigrationEntry const& entry, std::vector<tenants::Body> const& bodies);

// Into the box. A form that comes again with the same key, as long as its answer lies there, is taken for the
// first one, whatever it says by then: nobody knows what that said. Problems: gone where the question is not
// asked any more; those of problems_of().
Result<void> answer_migration_question(
    Work& work, ProgrammeId programme, MigrationEntry const& entry, std::string_view form_key);

// Each night. Empties the boxes in which five answers or more lie into the totals, and two weeks after a
// session whatever lies in its box: to the others where they are five together, else to nowhere. With that
// the question is closed for good, and of the totals is kept what may be shown.
void count_migration_answers(Work& work);
RecurringRule migration_counting();
// What databases keep of rows that are gone, afterwards.
JobRule migration_clearing();

// Whether the last answers are counted; also of a session that was moved to a later day since.
bool is_question_closed(db::Connection& db, TenantId tenant, ProgrammeId programme);

struct MigrationTotal {
    MigrationCut cut = MigrationCut::whole; // by role and municipality: either or neither
    MigrationAnswer answer = MigrationAnswer::neither;
    std::optional<ParticipantRole> role; // nothing: not said, or too few; likewise:
    std::optional<tenants::BodyId> municipality; // or elsewhere
    std::int64_t people = 0;
};
// Nothing until the question is closed: what differs between two mornings would be the answers of a handful.
// Where nobody has answered it is over by its day. Not to be shown as they are: see small_counts.hpp.
std::optional<std::vector<MigrationTotal>> find_migration_totals(
    db::Connection& db, TenantId tenant, Programme const& programme, Meeting const& meeting, Date today);

} // namespace kommin::meetings
