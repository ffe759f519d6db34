#pragma once
// JobRules: what the modules do in jobs, as use cases. A module states rules; the queue (platform/jobs) gets
// them as handlers, and nobody writes one by hand.
//
//     JobRule{"conference.seat.freed", [](Work& work, JobOrder const& order) -> Result<void> {
//         return invite_next_on_list(work, order.id<SeatId>("seat"));
//     }}
//
// A Problem means that trying again cannot help: the job is dead at once, with the problem as its last error;
// only one of the kind `unavailable` asks to be tried later. Any exception means: later again, as the queue's
// policy says. All rules act as Actor::system().

#include "platform/base/message_key.hpp"
#include "platform/base/result.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/db/connection.hpp"
#include "platform/i18n/local_time.hpp"
#include "platform/i18n/zone.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/json/json.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace kommin {

// What was enqueued, as its rule reads it.
class JobOrder {
public:
    explicit JobOrder(jobs::Job const& job); // throws jobs::Hopeless if the payload is no JSON

    // The same at every try: what is written outward under it is written once.
    [[nodiscard]] jobs::JobId job() const { return job_.id; }
    // Of an outward job that finds nothing to do outside: what this work writes and the mark that the job is
    // done are one, so that a worker that dies behind it does not have it written twice. Throws
    // jobs::LeaseLost.
    void end_in(Work& work) const;
    // A member of the payload that is an id; jobs::Hopeless without it.
    template<class Id>
    [[nodiscard]] Id id(std::string_view name) const
    {
        return Id{integer(name)};
    }
    // A member that is a list of ids; jobs::Hopeless without it.
    template<class Id>
    [[nodiscard]] std::vector<Id> ids(std::string_view name) const
    {
        std::vector<Id> ids;
        for (auto const number : integers(name))
            ids.push_back(Id{number});
        return ids;
    }
    // A member that is a text; empty if there is none.
    [[nodiscard]] std::string_view text(std::string_view name) const;

private:
    [[nodiscard]] std::int64_t integer(std::string_view name) const;
    [[nodiscard]] std::vector<std::int64_t> integers(std::string_view name) const;

    jobs::Job job_;
    json::Value payload_;
};

// Changes the database and nothing else. What it writes and the mark that the job is done are one: if either
// cannot be stored, neither is. A use case: it may be called again from the start.
using JobInWork = std::function<Result<void>(Work&, JobOrder const&)>;
// Leaves the database: a file, a mail. Runs outside of any transaction and is marked afterwards, so it may
// run twice, and the second time must do no harm; JobOrder::end_in() where it writes instead.
using JobOutward = std::function<Result<void>(WorkContext const&, JobOrder const&)>;

struct JobRule {
    std::string_view kind; // "portal.feedback.received"; jobs in databases carry it, so it never changes
    std::variant<JobInWork, JobOutward> run; // the first parameter of a lambda says which
    MessageKey label = {}; // what it is for whoever looks after the jobs: "Mail mit Link zum Passwort"
    bool sends_mail = false;
    bool takes_long = false; // minutes, at times: mails must not wait for it
};

// Once a day for every tenant, at that time on the tenant's clock. What could not be done then, because no
// program ran, is done as soon as one runs, once for all the days.
struct RecurringRule {
    std::string_view kind;
    i18n::TimeOfDay at;
    std::function<Result<void>(Work&)> run;
    MessageKey label = {};
    bool takes_long = false; // as of a JobRule
};

// What the jobs of all tenants have in common. Clock and signals must outlive it.
struct JobEnvironment {
    Clock const& clock;
    Signals const& signals;
    // From the module that knows the tenants; the platform does not.
    std::function<std::vector<TenantId>(db::Connection&)> list_tenants;
    std::function<std::optional<i18n::Zone>(db::Connection&, TenantId)> find_zone; // nothing: no such tenant
};

// Immutable, for all threads.
class JobRules {
public:
    // Throws std::logic_error if two rules are of one kind.
    JobRules(
        std::vector<JobRule> const& rules, std::vector<RecurringRule> recurring, JobEnvironment environment);

    [[nodiscard]] jobs::Handlers const& handlers() const { return handlers_; }
    [[nodiscard]] std::vector<std::string> const& long_kinds() const { return long_kinds_; }
    // Sees to it that every tenant has its next job of each recurring rule; a job that is there already, of
    // this node or another, is left alone. Called at the start and about every minute: so a tenant that is
    // founded later gets its jobs, and neither a dead job nor an old backup ends the repetition. What is
    // wrong with one tenant is logged and does not stop the others.
    void plan(db::Connection& connection) const;
    // Plans, then does on the calling thread all that is due; returns the number of tries. For tests and
    // `kommin worker --once`.
    int run_due(db::Connection& connection) const;

private:
    void plan(db::Connection& connection, TenantId tenant) const;

    std::vector<RecurringRule> recurring_;
    JobEnvironment environment_;
    jobs::Handlers handlers_;
    std::vector<std::string> long_kinds_;
};

} // namespace kommin
