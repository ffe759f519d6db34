#include "modules/portal/links/link_gathering.hpp"

#include "modules/portal/directory/info_page_store.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/organisation_owners.hpp"
#include "modules/portal/directory/snapshot.hpp"
#include "modules/portal/links/link_checking.hpp"
#include "modules/portal/links/link_store.hpp"
#include "modules/portal/links/link_targets.hpp"
#include "modules/tenants/api.hpp"
#include "platform/db/error.hpp"
#include "platform/log/log.hpp"
#include "platform/records/versions.hpp"
#include "platform/work/round.hpp"
#include "platform/work/use_case.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <new>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kommin::portal {

namespace {

constexpr std::string_view night_kind = "portal.links.night";
constexpr std::string_view gather_kind = "portal.links.gather";
constexpr std::string_view gather_organisations_kind = "portal.links.gather_organisations";
constexpr auto link_hour = i18n::TimeOfDay::at(1, 30);

constexpr int most_asked_at_once = 20; // of one record; the rest waits for the night
constexpr int records_at_once = 200;

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

using Ids = std::vector<std::int64_t>;

// What the public sees of these, if it leads anywhere.
LinksById links_of_offers(db::Connection& db, TenantId tenant, Ids const& ids)
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

// One is read alone; a district has so few that several are chosen from all of them.
LinksById links_of_pages(db::Connection& db, TenantId tenant, Ids const& ids)
{
    auto const owners = owners_of(db, tenant);
    std::vector<InfoPage> pages;
    if (ids.size() > 1)
        pages = list_pages(db, tenant);
    else if (auto page = ids.empty() ? std::nullopt : find_page(db, tenant, PageId{ids.front()}))
        pages.push_back(*std::move(page));
    std::set<std::int64_t> const wanted(ids.begin(), ids.end());
    LinksById links;
    for (auto const& page : pages) {
        if (!page.is_public() || !wanted.contains(page.id.value))
            continue;
        if (auto found = links_of(page); !found.empty())
            links.emplace(page.id.value, RecordLinks{owner_in(owners, page.municipality), std::move(found)});
    }
    return links;
}

// The Kreis says whom to turn to in the district; what municipalities say of themselves leads nowhere.
LinksById links_of_places(db::Connection& db, TenantId tenant)
{
    auto const place = tenants::load_tenant_with_bodies(db, tenant);
    LinksById links;
    for (auto const& body : place.bodies) {
        auto found
            = body.kind == tenants::BodyKind::district ? links_of(place.tenant) : std::vector<FoundLink>{};
        if (!found.empty())
            links.emplace(body.id.value, RecordLinks{Scope::whole_tenant().owner(), std::move(found)});
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

template<class Id>
Ids numbers_of(std::vector<Id> const& ids)
{
    Ids numbers;
    numbers.reserve(ids.size());
    for (auto const id : ids)
        numbers.push_back(id.value);
    return numbers;
}

using LinksOf = std::function<LinksById(db::Connection&, Ids const&)>;
using StoreLinksOf = std::function<void(Work&, Ids const&)>;

// Why this cannot be done; nothing: it is. What is the fault of no record is thrown.
std::optional<std::string> fault_in(std::function<Result<void>()> const& action)
{
    try {
        return action() ? std::nullopt : std::optional<std::string>("refused");
    } catch (db::Unavailable const&) {
        throw;
    } catch (db::SerializationConflict const&) {
        throw;
    } catch (std::bad_alloc const&) {
        throw;
    } catch (db::Error const& error) {
        return error.what(); // holds no values
    } catch (std::exception const&) {
        return "cannot be read";
    }
}

// All at once; where that fails, one by one: one record that cannot be read or stored must not keep the
// others, and the night behind them, from being looked after. Returns those that were passed over.
std::set<std::int64_t> do_with_all(
    WorkContext const& context, content::SubjectKind kind, Ids const& ids,
    std::function<Result<void>(Ids const&)> const& action)
{
    std::set<std::int64_t> passed_over;
    if (ids.empty() || !fault_in([&] { return action(ids); }))
        return passed_over;
    for (auto const id : ids) {
        auto const cause = fault_in([&] { return action({id}); });
        if (!cause)
            continue;
        passed_over.insert(id);
        log::error(
            "links.record_passed_over",
            {{"tenant", std::to_string(context.tenant.value)},
             {"kind", kind.word()},
             {"id", std::to_string(id)},
             {"cause", *cause}});
    }
    return passed_over;
}

// Which of these, or of those that are stored, lead elsewhere than is stored. What cannot be read stays as it
// is stored. Each try has a transaction of its own, which a failing one may have ended.
Ids list_changed(
    WorkContext const& context, content::SubjectKind kind, Ids const& ids, LinksOf const& read,
    std::function<LinksById(db::Connection&)> const& list_stored)
{
    LinksById found;
    auto const unread = do_with_all(context, kind, ids, [&](Ids const& some) -> Result<void> {
        found.merge(read_only(context, [&](db::Connection& db) { return read(db, some); }));
        return {};
    });
    auto changed = differing(read_only(context, [&](db::Connection& db) { return list_stored(db); }), found);
    std::erase_if(changed, [&](std::int64_t id) { return unread.contains(id); });
    return changed;
}

void store_changed(
    WorkContext const& context, content::SubjectKind kind, Ids const& changed, StoreLinksOf const& store)
{
    do_with_all(context, kind, changed, [&](Ids const& some) {
        return run_use_case(context, [&](Work& work) -> Result<void> {
            store(work, some);
            return {};
        });
    });
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
    auto const ids
        = read_only(context, [&](db::Connection& db) { return list_page_ids(db, context.tenant); });
    auto const changed = list_changed(
        context, page_subject, numbers_of(ids),
        [&](db::Connection& db, Ids const& some) { return links_of_pages(db, context.tenant, some); },
        [&](db::Connection& db) { return list_links(db, context.tenant, page_subject); });
    store_changed(context, page_subject, changed, [](Work& work, Ids const& some) {
        store_found(work, page_subject, some, links_of_pages(work.db(), work.tenant(), some));
    });
}

void gather_places(WorkContext const& context)
{
    auto const ids = read_only(context, [&](db::Connection& db) {
        Ids all;
        for (auto const& body : tenants::list_bodies(db, context.tenant))
            all.push_back(body.id.value);
        return all;
    });
    auto const changed = list_changed(
        context, body_subject, ids,
        [&](db::Connection& db, Ids const&) { return links_of_places(db, context.tenant); },
        [&](db::Connection& db) { return list_links(db, context.tenant, body_subject); });
    store_changed(context, body_subject, changed, [](Work& work, Ids const& some) {
        store_found(work, body_subject, some, links_of_places(work.db(), work.tenant()));
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
    auto const ids = numbers_of(read_only(context, [&](db::Connection& db) {
        return list_offer_ids(db, context.tenant, OfferId{after}, records_at_once);
    }));
    auto const last = std::ssize(ids) == records_at_once ? std::optional(ids.back()) : std::nullopt;
    auto const changed = list_changed(
        context, offer_subject, ids,
        [&](db::Connection& db, Ids const& some) { return links_of_offers(db, context.tenant, some); },
        [&](db::Connection& db) { // also of those that are no more
            return list_links(db, context.tenant, offer_subject, after, last);
        });
    store_changed(context, offer_subject, changed, [](Work& work, Ids const& some) {
        store_found(work, offer_subject, some, links_of_offers(work.db(), work.tenant(), some));
    });
    if (!last)
        TRY(enqueue_after_round(context, round, gather_organisations_kind));
    return last;
}

// Some organisations behind this one; behind the last of them, everything else that a night does.
Result<std::optional<std::int64_t>> gather_some_organisations(
    WorkContext const& context, jobs::JobId round, std::int64_t after, std::string_view next)
{
    auto const shown = read_only(context, [&](db::Connection& db) {
        return contacts::list_shown_organisations(db, context.tenant, OrganisationId{after}, records_at_once);
    });
    auto const last
        = std::ssize(shown) == records_at_once ? std::optional(shown.back().id.value) : std::nullopt;
    Ids all;
    for (auto const& organisation : shown)
        all.push_back(organisation.id.value);
    auto const changed = list_changed(
        context, organisation_subject, all,
        [&](db::Connection& db, Ids const& some) {
            auto wanted = shown;
            std::erase_if(wanted, [&](contacts::Organisation const& organisation) {
                return std::ranges::find(some, organisation.id.value) == some.end();
            });
            return links_of_organisations(db, context.tenant, wanted);
        },
        [&](db::Connection& db) {
            return list_links(db, context.tenant, organisation_subject, after, last);
        });
    store_changed(context, organisation_subject, changed, [](Work& work, Ids const& some) {
        for (auto const id : some)
            store_links(
                work.db(), work.tenant(), subject_of(OrganisationId{id}),
                links_of_organisation(work.db(), work.tenant(), OrganisationId{id}));
    });
    if (last)
        return last;
    gather_pages(context);
    gather_places(context);
    TRY(erase_what_is_unused(context));
    TRY(enqueue_after_round(context, round, next));
    return last;
}

void store_and_ask(Work& work, LinkSubject const& subject, RecordLinks const& record)
{
    store_links(work.db(), work.tenant(), subject, record);
    for (auto const& link : list_unasked_links(work.db(), work.tenant(), subject, most_asked_at_once))
        enqueue_check(work, link);
}

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

void gather_links(Work& work, tenants::BodyId id)
{
    auto const links = links_of_places(work.db(), work.tenant());
    auto const found = links.find(id.value);
    store_and_ask(
        work, {std::string(body_subject.word()), id.value},
        found == links.end() ? RecordLinks{} : found->second);
}

GatheringJobs gathering_jobs(std::string_view next)
{
    auto const organisations = [next](WorkContext const& context, jobs::JobId round, std::int64_t after) {
        return gather_some_organisations(context, round, after, next);
    };
    return {
        round_job(gather_kind, &gather_some, "job.portal.links.gather"_msg),
        round_job(
            gather_organisations_kind, BatchOfRound(organisations),
            "job.portal.links.gather_organisations"_msg)};
}

RecurringRule link_night()
{
    return daily_round(night_kind, link_hour, gather_kind, "job.portal.links.night"_msg);
}

} // namespace kommin::portal
