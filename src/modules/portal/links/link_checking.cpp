#include "modules/portal/links/link_checking.hpp"

#include "modules/portal/directory/info_page_store.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/organisation_owners.hpp"
#include "modules/tenants/api.hpp"
#include "platform/db/error.hpp"
#include "platform/json/json.hpp"
#include "platform/log/log.hpp"
#include "platform/records/versions.hpp"
#include "platform/work/round.hpp"
#include "platform/work/use_case.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>

namespace kommin::portal {

namespace {

using linkcheck::Finding;
using linkcheck::Outcome;
using linkcheck::Reason;

constexpr std::string_view night_kind = "portal.links.night";
constexpr std::string_view gather_kind = "portal.links.gather";
constexpr std::string_view gather_organisations_kind = "portal.links.gather_organisations";
constexpr std::string_view plan_kind = "portal.links.plan";
constexpr std::string_view check_kind = "portal.links.check";
constexpr auto link_hour = i18n::TimeOfDay::at(1, 30);

// A worker that asks for longer keeps mails waiting, and the program from ending; another job goes on.
constexpr std::chrono::seconds longest_turn{20};
// For a worker that died: longer than a turn and its last question.
constexpr std::chrono::minutes host_is_kept_for{5};
constexpr int most_asked_at_once = 20; // of one record; the rest waits for the night
constexpr int records_at_once = 200;
constexpr int longest_back_off_days = 14;

using Owners = std::unordered_map<std::string, std::int64_t>; // of municipalities, by slug

Owners owners_of(db::Connection& db, TenantId tenant)
{
    Owners owners;
    for (auto const& body : tenants::list_bodies(db, tenant)) {
        if (body.kind == tenants::BodyKind::municipality)
            owners.emplace(body.slug, body.id.value);
    }
    return owners;
}

std::int64_t owner_in(Owners const& owners, std::string const& municipality)
{
    auto const found = owners.find(municipality);
    return found == owners.end() ? Scope::whole_tenant().owner() : found->second;
}

RecordLinks record_of(Offer const& offer, Owners const& owners)
{
    bool const is_of_a_town = offer.reach == Reach::municipality;
    return {
        is_of_a_town ? owner_in(owners, offer.municipality) : Scope::whole_tenant().owner(), links_of(offer)};
}

LinkSubject subject_of(OrganisationId id)
{
    return {std::string(organisation_subject.word()), id.value};
}

// Whether or not an offer names them at the moment.
LinksById links_of_organisations(
    db::Connection& db, TenantId tenant, std::vector<contacts::Organisation> const& organisations)
{
    std::vector<OrganisationId> ids;
    ids.reserve(organisations.size());
    for (auto const& organisation : organisations)
        ids.push_back(organisation.id);
    auto const offers = list_offers_by_organisation(db, tenant, ids);
    LinksById links;
    for (auto const& organisation : organisations) {
        auto found = links_of(organisation);
        if (found.empty())
            continue;
        auto const owned = offers.find(organisation.id);
        auto const owner
            = owned == offers.end() ? Scope::whole_tenant().owner() : owner_of(owned->second).owner();
        links.emplace(organisation.id.value, RecordLinks{owner, std::move(found)});
    }
    return links;
}

// Of one that the public sees; of another one nothing.
RecordLinks links_of_organisation(db::Connection& db, TenantId tenant, OrganisationId id)
{
    auto const stored = contacts::find_organisation(db, tenant, id);
    bool const is_public
        = stored && stored->state == contacts::OrganisationState::shown && !stored->merged_into;
    return is_public
        ? RecordLinks{owner_of(list_offers_of(db, tenant, id)).owner(), links_of(stored->organisation)}
        : RecordLinks{};
}

// What the public sees of these, if it leads anywhere.
LinksById links_of_offers(db::Connection& db, TenantId tenant, std::vector<std::int64_t> const& ids)
{
    auto const owners = owners_of(db, tenant);
    LinksById links;
    for (auto const& offer : list_offers(db, tenant, std::vector<OfferId>(ids.begin(), ids.end()))) {
        if (!is_public(offer.status))
            continue;
        if (auto record = record_of(offer, owners); !record.links.empty())
            links.emplace(offer.id.value, std::move(record));
    }
    return links;
}

LinksById links_of_pages(db::Connection& db, TenantId tenant)
{
    auto const owners = owners_of(db, tenant);
    LinksById links;
    for (auto const& page : list_pages(db, tenant)) {
        if (!page.is_public())
            continue;
        if (auto found = links_of(page); !found.empty())
            links.emplace(page.id.value, RecordLinks{owner_in(owners, page.municipality), std::move(found)});
    }
    return links;
}

// Which records lead elsewhere than is stored, or nowhere any more.
std::vector<std::int64_t> differing(LinksById const& stored, LinksById const& found)
{
    std::vector<std::int64_t> ids;
    for (auto const& [id, record] : stored) {
        if (!found.contains(id))
            ids.push_back(id);
    }
    for (auto const& [id, record] : found) {
        auto const before = stored.find(id);
        if (before == stored.end() || before->second != record)
            ids.push_back(id);
    }
    return ids;
}

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

// What follows a round: once, whether or not its last turn is done again.
Result<void> enqueue_after(WorkContext const& context, jobs::JobId round, std::string_view kind)
{
    return run_use_case(context, [&](Work& work) -> Result<void> {
        work.enqueue(kind, "{}", {}, std::string(kind) + ':' + std::to_string(round.value));
        return {};
    });
}

using Ids = std::vector<std::int64_t>;
using StoreLinksOf = std::function<void(Work&, Ids const&)>;

// Why these cannot be stored; nothing: they are. What is the fault of no record is thrown.
std::optional<std::string> try_to_store(WorkContext const& context, Ids const& ids, StoreLinksOf const& store)
{
    try {
        auto const stored = run_use_case(context, [&](Work& work) -> Result<void> {
            store(work, ids);
            return {};
        });
        return stored ? std::nullopt : std::optional<std::string>("refused");
    } catch (db::Unavailable const&) {
        throw;
    } catch (db::SerializationConflict const&) {
        throw;
    } catch (db::Error const& error) {
        return error.what(); // holds no values
    } catch (std::exception const&) {
        return "cannot be read";
    }
}

// All at once; where that fails, one by one: one record that cannot be stored must not keep the others, and
// the night behind them, from being looked after.
void store_changed(
    WorkContext const& context, content::SubjectKind kind, Ids const& changed, StoreLinksOf const& store)
{
    if (changed.empty() || !try_to_store(context, changed, store))
        return;
    for (auto const id : changed) {
        if (auto const cause = try_to_store(context, {id}, store))
            log::error(
                "links.record_passed_over",
                {{"tenant", std::to_string(context.tenant.value)},
                 {"kind", kind.word()},
                 {"id", std::to_string(id)},
                 {"cause", *cause}});
    }
}

// Of records that lead nowhere any more, nothing.
void store_found(Work& work, content::SubjectKind kind, Ids const& ids, LinksById const& links)
{
    for (auto const id : ids) {
        auto const found = links.find(id);
        store_links(
            work.db(), work.tenant(), {std::string(kind.word()), id},
            found == links.end() ? RecordLinks{} : found->second);
    }
}

// What has to be written is known before anybody waits for it, and read again by whoever writes.
void gather_pages(WorkContext const& context)
{
    auto const changed = read_only(context, [&](db::Connection& db) {
        return differing(list_links(db, context.tenant, page_subject), links_of_pages(db, context.tenant));
    });
    store_changed(context, page_subject, changed, [](Work& work, Ids const& ids) {
        store_found(work, page_subject, ids, links_of_pages(work.db(), work.tenant()));
    });
}

Result<void> erase_what_is_unused(WorkContext const& context)
{
    auto& db = context.connection;
    for (LinkId after;;) {
        auto const unused = list_unused_targets(db, context.tenant, after, records_at_once);
        if (unused.empty())
            break;
        after = unused.back();
        TRY(run_use_case(context, [&](Work& work) -> Result<void> {
            for (auto const id : erase_unused_targets(work.db(), work.tenant(), unused))
                records::erase_versions(work, {link_subject, id.value}); // why somebody was silent about it
            return {};
        }));
    }
    for (;;) {
        auto const unused = list_unused_hosts(db, context.tenant, records_at_once);
        if (unused.empty())
            return {};
        TRY(run_use_case(context, [&](Work& work) -> Result<void> {
            erase_unused_hosts(work.db(), work.tenant(), unused);
            return {};
        }));
    }
}

// Some offers behind this one; behind the last of them the organisations follow.
Result<std::optional<std::int64_t>> gather_some(
    WorkContext const& context, jobs::JobId round, std::int64_t after)
{
    std::optional<std::int64_t> last;
    auto const changed = read_only(context, [&](db::Connection& db) {
        std::vector<std::int64_t> ids;
        for (auto const id : list_offer_ids(db, context.tenant, OfferId{after}, records_at_once))
            ids.push_back(id.value);
        if (std::ssize(ids) == records_at_once)
            last = ids.back();
        // Also of those that are no more.
        return differing(
            list_links(db, context.tenant, offer_subject, after, last),
            links_of_offers(db, context.tenant, ids));
    });
    store_changed(context, offer_subject, changed, [](Work& work, Ids const& ids) {
        store_found(work, offer_subject, ids, links_of_offers(work.db(), work.tenant(), ids));
    });
    if (!last)
        TRY(enqueue_after(context, round, gather_organisations_kind));
    return last;
}

// Some organisations behind this one; behind the last of them, everything else that a night does.
Result<std::optional<std::int64_t>> gather_some_organisations(
    WorkContext const& context, jobs::JobId round, std::int64_t after)
{
    std::optional<std::int64_t> last;
    auto const changed = read_only(context, [&](db::Connection& db) {
        auto const shown
            = contacts::list_shown_organisations(db, context.tenant, OrganisationId{after}, records_at_once);
        if (std::ssize(shown) == records_at_once)
            last = shown.back().id.value;
        return differing(
            list_links(db, context.tenant, organisation_subject, after, last),
            links_of_organisations(db, context.tenant, shown));
    });
    store_changed(context, organisation_subject, changed, [](Work& work, Ids const& ids) {
        for (auto const id : ids)
            store_links(
                work.db(), work.tenant(), subject_of(OrganisationId{id}),
                links_of_organisation(work.db(), work.tenant(), OrganisationId{id}));
    });
    if (last)
        return last;
    gather_pages(context);
    TRY(erase_what_is_unused(context));
    TRY(enqueue_after(context, round, plan_kind));
    return last;
}

// One question after the other to one host, as long as this is the only job that asks there.
// Of the host or of this network: who else has answered lately tells them apart.
bool is_silence(Outcome outcome)
{
    return outcome == Outcome::unreachable || outcome == Outcome::no_network;
}

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

void store_and_ask(Work& work, LinkSubject const& subject, RecordLinks const& record)
{
    store_links(work.db(), work.tenant(), subject, record);
    for (auto const& link : list_unasked_links(work.db(), work.tenant(), subject, most_asked_at_once))
        enqueue_check(work, link);
}

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

void gather_links(Work& work, OfferId id)
{
    auto const offer = find_offer(work.db(), work.tenant(), id);
    store_and_ask(
        work, {std::string(offer_subject.word()), id.value},
        offer && is_public(offer->status) ? record_of(*offer, owners_of(work.db(), work.tenant()))
                                          : RecordLinks{});
}

void gather_links(Work& work, PageId id)
{
    auto const page = find_page(work.db(), work.tenant(), id);
    store_and_ask(
        work, {std::string(page_subject.word()), id.value},
        page && page->is_public()
            ? RecordLinks{owner_in(owners_of(work.db(), work.tenant()), page->municipality), links_of(*page)}
            : RecordLinks{});
}

void gather_links(Work& work, OrganisationId id)
{
    store_and_ask(work, subject_of(id), links_of_organisation(work.db(), work.tenant(), id));
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
    return {
        round_job(gather_kind, &gather_some, "job.portal.links.gather"_msg),
        round_job(
            gather_organisations_kind, &gather_some_organisations,
            "job.portal.links.gather_organisations"_msg),
        {.kind = plan_kind, .run = JobInWork(plan), .label = "job.portal.links.plan"_msg, .takes_long = true},
        {.kind = check_kind,
         .run = JobOutward(check),
         .label = "job.portal.links.check"_msg,
         .takes_long = true}};
}

RecurringRule link_night()
{
    return daily_round(night_kind, link_hour, gather_kind, "job.portal.links.night"_msg);
}

} // namespace kommin::portal
