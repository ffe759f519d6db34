#pragma once
// A round: a job that goes through all records of a kind, however many there are, batch after batch in the
// order of their ids. A batch reads and writes a bounded number, so that no writer of the tenant waits for
// longer than one. After a turn another job goes on behind the last batch: mails, and a program that is to
// end, wait for a turn at most. Whatever is cut in the middle is done again from the beginning of its turn.
//
//     round_job("portal.translations.count", &count_batch, "job.portal.translations.count"_msg)

#include "platform/base/message_key.hpp"
#include "platform/base/result.hpp"
#include "platform/db/transaction.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace kommin {

// Does some of what follows this id, in works of its own; returns the last id that it has seen to, or nothing
// where none follows any more. May be called twice for the same id, and then finds nothing left to do.
using Batch = std::function<Result<std::optional<std::int64_t>>(WorkContext const&, std::int64_t after)>;
// The same where something follows the round once: what it is enqueued with bears the number of the round's
// first job, which is the same in all its turns and another one in every round.
using BatchOfRound = std::function<Result<std::optional<std::int64_t>>(
    WorkContext const&, jobs::JobId round, std::int64_t after)>;

inline constexpr std::chrono::milliseconds longest_turn_of_round{20'000};

// What a batch wants to know before it writes: one state of the database, for which no writer waits.
template<class Read>
auto read_only(WorkContext const& context, Read read)
{
    db::Transaction transaction(context.connection, db::Transaction::Kind::read);
    auto found = read(context.connection);
    transaction.commit();
    return found;
}

// Begins with the first id where the job has the payload "{}". `longest_turn`: no batch begins later in one
// job.
JobRule round_job(
    std::string_view kind, Batch batch, MessageKey label,
    std::chrono::milliseconds longest_turn = longest_turn_of_round);
JobRule round_job(
    std::string_view kind, BatchOfRound batch, MessageKey label,
    std::chrono::milliseconds longest_turn = longest_turn_of_round);

// What follows a round, enqueued by its last batch: once, whether or not that is done again.
Result<void> enqueue_after_round(WorkContext const& context, jobs::JobId round, std::string_view kind);

// Begins such a round every day.
RecurringRule daily_round(
    std::string_view kind, i18n::TimeOfDay at, std::string_view round, MessageKey label);

} // namespace kommin
