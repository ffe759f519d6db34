#include "modules/portal/links/link_checking.hpp"

#include "modules/portal/links/link_gathering.hpp"
#include "modules/tenants/api.hpp"
#include "platform/json/json.hpp"
#include "platform/work/use_case.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <thread>
#include <utility>

namespace kommin::portal {

namespace {

using linkcheck::Finding;
using linkcheck::Outcome;
using linkcheck::Reason;

constexpr std::string_view plan_kind = "portal.links.plan";
constexpr std::string_view check_kind = "portal.links.check";

// A worker that asks for longer keeps mails waiting, and the program from ending; another job goes on.
constexpr std::chrono::seconds longest_turn{20};
// For a worker that died: longer than a turn and its last question.
constexpr std::chrono::minutes host_is_kept_for{5};
constexpr int longest_back_off_days = 14;

void enqueue_host(Work& work, std::string_view host, jobs::RunAt at = {})
{
    work.enqueue(check_kind, json::print(json::Value::Object{{"host", std::string(host)}}), at);
}

bool may_ask(db::Connection& db, TenantId id, LinkCare const& care)
{
    auto const tenant = tenants::find_tenant(db, id);
    return care.checker != nullptr && tenant && !tenant->is_demonstration;
}

// Chooses what is asked in this night; one with the mark that it is done, so that nothing is chosen twice.
Result<void> plan_night(Work& work, LinkCare const& care)
{
    auto& db = work.db();
    if (!may_ask(db, work.tenant(), care))
        return {};
    // More than one night takes: those of one host may be many.
    auto const candidates = list_links_to_check(
        db, work.tenant(), work.now(), work.now() - check_again_after, 20 * most_links_a_night);
    clear_due(db, work.tenant()); // what the last night did not come to
    std::map<std::string, int> hosts;
    int chosen = 0;
    for (auto const& link : candidates) {
        if (chosen == most_links_a_night || hosts[link.host] == most_links_of_a_host)
            continue;
        mark_due(db, work.tenant(), link.id, work.now());
        ++hosts[link.host];
        ++chosen;
    }
    for (auto const& [host, count] : hosts) {
        if (count > 0)
            enqueue_host(work, host);
    }
    return {};
}

// Of the host or of this network: who else has answered lately tells them apart.
bool is_silence(Outcome outcome)
{
    return outcome == Outcome::unreachable || outcome == Outcome::no_network;
}

// One question after the other to one host, as long as this is the only job that asks there.
class HostTurn {
public:
    HostTurn(WorkContext const& context, LinkCare const& care, std::string_view host, jobs::JobId job)
        : context_(context)
        , care_(care)
        , host_(host)
        , job_(job.value)
    { }

    Result<void> run()
    {
        auto const tenant = tenants::find_tenant(context_.connection, context_.tenant);
        if (host_.empty() || !tenant || !may_ask(context_.connection, context_.tenant, care_))
            return {};
        auto const site = tenants::site_address(*tenant, care_.base_url);
        auto const end = std::chrono::steady_clock::now() + longest_turn;
        for (bool is_first = true;; is_first = false) {
            bool const goes_on = std::chrono::steady_clock::now() < end;
            auto const next = TRY(begin_next(goes_on));
            if (!next)
                return {};
            if (!is_first)
                std::this_thread::sleep_for(care_.pause);
            auto const finding = next->target.kind == LinkKind::mail
                ? care_.checker->check_mail(next->target.text)
                : care_.checker->check_web(next->target.text, site);
            TRY(keep(*next, finding));
        }
    }

private:
    using Next = std::optional<StoredLink>;

    // Nothing: somebody else asks, or there is no more to ask, or not in this turn.
    Result<Next> begin_next(bool goes_on)
    {
        return run_use_case(context_, [&](Work& work) -> Result<Next> {
            auto host = find_host(work.db(), work.tenant(), host_);
            bool const is_of_others = host.busy_job && host.busy_job != job_ && host.busy_until > work.now();
            if (is_of_others)
                return Next{}; // it finds what is due here
            auto next = find_due_link(work.db(), work.tenant(), host_);
            bool const asks = next && goes_on;
            host.busy_job = asks ? std::optional(job_) : std::nullopt;
            host.busy_until = asks ? std::optional(work.now() + host_is_kept_for) : std::nullopt;
            store_host(work.db(), work.tenant(), host_, host);
            if (next && !goes_on) {
                enqueue_host(work, host_, jobs::RunAt::at(work.now() + care_.pause));
                next.reset();
            }
            return next;
        });
    }
    Result<void> keep(StoredLink const& asked, Finding const& finding)
    {
        return run_use_case(context_, [&](Work& work) -> Result<void> {
            auto& db = work.db();
            bool const has_answered = finding.status != 0;
            // A name server that denies a domain of mails has answered itself.
            bool const is_network_known
                = (asked.target.kind == LinkKind::mail && finding.outcome != Outcome::no_network)
                || has_answer_since(db, work.tenant(), work.now() - network_is_known_for);
            // What is wrong with the host is wrong with all of it: nobody need be asked again to know.
            bool const is_for_all = finding.is_of_host || asked.target.kind == LinkKind::mail;
            auto links
                = is_for_all ? list_due_links(db, work.tenant(), host_) : std::vector<StoredLink>{asked};
            for (auto const& link : links)
                store_finding(
                    db, work.tenant(), link_after(link, finding, work.now(), work.today(), is_network_known),
                    has_answered && link.id == asked.id ? std::optional(work.now()) : std::nullopt);
            bool const may_be_ours = is_silence(finding.outcome) && !has_answered && !is_network_known;
            if (!may_be_ours)
                store_host(
                    db, work.tenant(), host_,
                    host_after(find_host(db, work.tenant(), host_), finding, work.now(), work.today()));
            return {};
        });
    }

    WorkContext const& context_;
    LinkCare const& care_;
    std::string host_;
    std::int64_t job_;
};

LinkState state_of(Outcome outcome)
{
    switch (outcome) {
    case Outcome::ok:
        return LinkState::ok;
    case Outcome::moved:
        return LinkState::moved;
    case Outcome::gone:
        return LinkState::gone;
    case Outcome::refused:
        return LinkState::refused;
    case Outcome::unreachable:
    case Outcome::not_now:
    case Outcome::no_network:
        break;
    }
    return LinkState::unreachable;
}

}

StoredLink link_after(StoredLink link, Finding const& finding, Instant now, Date today, bool is_network_known)
{
    link.due_at.reset();
    if (finding.outcome == Outcome::not_now)
        return link; // nothing was learnt
    bool const is_failure = finding.outcome == Outcome::gone || is_silence(finding.outcome);
    bool const may_be_ours = is_silence(finding.outcome) && finding.status == 0;
    if (may_be_ours && !is_network_known)
        return link;
    link.checked_at = now;
    link.state = state_of(finding.outcome);
    link.reason = finding.reason;
    link.status = finding.status;
    link.moved_to = finding.moved_to;
    if (!is_failure) {
        link.failures = 0;
        link.failing_since.reset();
        link.failed_on.reset();
        return link;
    }
    if (!link.failing_since)
        link.failing_since = now;
    if (link.failed_on != today) { // whoever presses the button all day does not make it three nights
        ++link.failures;
        link.failed_on = today;
    }
    return link;
}

LinkHost host_after(LinkHost host, Finding const& finding, Instant now, Date today)
{
    if (finding.outcome == Outcome::not_now) {
        constexpr std::chrono::hours not_this_night{12};
        host.retry_at = now
            + std::max<std::chrono::seconds>(
                            finding.retry_after.value_or(std::chrono::seconds::zero()), not_this_night);
        return host;
    }
    bool const has_failed = finding.is_of_host && finding.outcome != Outcome::ok;
    if (!has_failed) {
        host.failures = 0;
        host.failed_on.reset();
        host.retry_at.reset();
        return host;
    }
    if (host.failed_on == today)
        return host;
    host.failed_on = today;
    ++host.failures;
    host.retry_at.reset();
    if (host.failures > nights_until_broken) {
        int const doublings = std::min(host.failures - nights_until_broken, 4);
        auto const days = std::min(1 << doublings, longest_back_off_days);
        constexpr std::chrono::hours before_the_night{6};
        host.retry_at = now + std::chrono::days(days) - before_the_night;
    }
    return host;
}

void enqueue_check(Work& work, StoredLink const& link)
{
    mark_due(work.db(), work.tenant(), link.id, work.now());
    enqueue_host(work, link.host);
}

std::vector<JobRule> link_jobs(LinkCare const& care)
{
    auto const plan = [care](Work& work, JobOrder const&) { return plan_night(work, care); };
    auto const check = [care](WorkContext const& context, JobOrder const& order) {
        return HostTurn(context, care, order.text("host"), order.job()).run();
    };
    auto [offers, organisations] = gathering_jobs(plan_kind);
    return {
        std::move(offers),
        std::move(organisations),
        {.kind = plan_kind, .run = JobInWork(plan), .label = "job.portal.links.plan"_msg, .takes_long = true},
        {.kind = check_kind,
         .run = JobOutward(check),
         .label = "job.portal.links.check"_msg,
         .takes_long = true}};
}

} // namespace kommin::portal
