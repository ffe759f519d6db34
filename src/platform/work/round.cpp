#include "platform/work/round.hpp"

#include "platform/base/number.hpp"
#include "platform/json/json.hpp"
#include "platform/work/use_case.hpp"

#include <string>
#include <utility>

namespace kommin {

namespace {

// Where a job of a round begins. The first one names nothing.
struct Turn {
    std::int64_t round; // the number of its first job
    std::int64_t number;
    std::int64_t after;

    explicit Turn(JobOrder const& order)
        : round(parse_number(order.text("round")).value_or(order.job().value))
        , number(parse_number(order.text("turn")).value_or(0))
        , after(parse_number(order.text("after")).value_or(0))
    { }
};

// A turn that is done twice, because its worker was thought to be gone, has one that follows all the same.
// What that one passes over was done when it was planned.
Result<void> go_on_later(WorkContext const& context, std::string_view kind, Turn const& turn)
{
    return run_use_case(context, [&](Work& work) -> Result<void> {
        auto const round = std::to_string(turn.round);
        auto const next = std::to_string(turn.number + 1);
        work.enqueue(
            kind,
            json::print(
                json::Value::Object{{"round", round}, {"turn", next}, {"after", std::to_string(turn.after)}}),
            {}, std::string(kind) + ':' + round + ':' + next);
        return {};
    });
}

}

JobRule round_job(
    std::string_view kind, Batch batch, MessageKey label, std::chrono::milliseconds longest_turn)
{
    BatchOfRound const of_any_round
        = [batch = std::move(batch)](WorkContext const& context, jobs::JobId, std::int64_t after) {
              return batch(context, after);
          };
    return round_job(kind, of_any_round, label, longest_turn);
}

JobRule round_job(
    std::string_view kind, BatchOfRound batch, MessageKey label, std::chrono::milliseconds longest_turn)
{
    auto const run = [kind, batch = std::move(batch),
                      longest_turn](WorkContext const& context, JobOrder const& order) -> Result<void> {
        Turn turn(order);
        auto const end = std::chrono::steady_clock::now() + longest_turn;
        while (auto const last = TRY(batch(context, jobs::JobId{turn.round}, turn.after))) {
            turn.after = *last;
            if (std::chrono::steady_clock::now() >= end)
                return go_on_later(context, kind, turn);
        }
        return {};
    };
    return {.kind = kind, .run = JobOutward(run), .label = label, .takes_long = true};
}

Result<void> enqueue_after_round(WorkContext const& context, jobs::JobId round, std::string_view kind)
{
    return run_use_case(context, [&](Work& work) -> Result<void> {
        work.enqueue(kind, "{}", {}, std::string(kind) + ':' + std::to_string(round.value));
        return {};
    });
}

RecurringRule daily_round(std::string_view kind, i18n::TimeOfDay at, std::string_view round, MessageKey label)
{
    return {
        kind, at,
        [round](Work& work) -> Result<void> {
            work.enqueue(round, "{}");
            return {};
        },
        label};
}

} // namespace kommin
