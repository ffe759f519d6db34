#pragma once
// run_use_case: the one way in which the product changes anything.
//
//     auto const id = run_use_case(
//         context, [&](Work& work) { return receive_feedback(work, form, language); });
//
// A use case is a function of a Work that returns a Result. It may be called again from the start, so it
// reads its inputs and changes nothing but the database; a mail or a file is a job that it enqueues.
//
// The use cases of one tenant come one after another, on both engines: "is a seat left? then take it" needs
// no further lock. Hence no waiting for anything else inside of one, and nothing that takes long and could
// be done before.
//
// - A value: everything is committed, then the process is told (Signals).
// - A Problem: everything is rolled back, the problem is returned.
// - Somebody else was first or held a lock (SerializationConflict, Busy): rolled back and called again, three
//   times in all, then thrown.
// - A constraint that `conflicts` names was violated: rolled back, its Problem is returned. This spares a
//   check before where the index says it all: the address that somebody else has already.
// - Any other exception: rolled back and thrown to the one catch at the edge. After db::Unavailable the
//   commit may have happened: forms and imports carry an idempotency key for that.
//
// Runs on the calling thread, which owns the connection; never inside another transaction.

#include "platform/base/result.hpp"
#include "platform/db/error.hpp"
#include "platform/work/work.hpp"

#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace kommin {

// The name of a unique index or check, and what to tell whoever violates it.
struct Conflict {
    std::string_view constraint;
    Problem problem;
};
using Conflicts = std::vector<Conflict>;

template<class UseCase>
std::invoke_result_t<UseCase&, Work&> run_use_case(
    WorkContext const& context, UseCase&& use_case, Conflicts const& conflicts = {})
{
    constexpr int most_tries = 3;
    for (int tries = 1;; ++tries) {
        try {
            Work work(context);
            auto result = use_case(work);
            if (result)
                work.commit();
            return result;
        } catch (db::SerializationConflict const&) {
            if (tries == most_tries)
                throw;
        } catch (db::Busy const&) {
            if (tries == most_tries)
                throw;
        } catch (db::ConstraintViolation const& violation) {
            for (auto const& conflict : conflicts) {
                if (conflict.constraint == violation.constraint())
                    return conflict.problem;
            }
            throw;
        }
    }
}

// What a use case would say: it does all that it does, and nothing of it is kept, so that it finds whatever
// the real one would find. Others wait for it as they wait for any other.
template<class UseCase>
std::invoke_result_t<UseCase&, Work&> try_use_case(WorkContext const& context, UseCase&& use_case)
{
    constexpr int most_tries = 3;
    for (int tries = 1;; ++tries) {
        try {
            Work work(context);
            return use_case(work);
        } catch (db::SerializationConflict const&) {
            if (tries == most_tries)
                throw;
        } catch (db::Busy const&) {
            if (tries == most_tries)
                throw;
        }
    }
}

} // namespace kommin
