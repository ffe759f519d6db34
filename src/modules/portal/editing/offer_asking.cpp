#include "modules/portal/editing/offer_asking.hpp"

#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/offer_confirmation.hpp"
#include "modules/portal/editing/offer_confirmation_store.hpp"
#include "modules/portal/editing/offer_edit_store.hpp"
#include "modules/portal/editing/offer_overview.hpp"
#include "modules/tenants/api.hpp"
#include "platform/mail/mail.hpp"
#include "platform/post/refused_address.hpp"
#include "platform/work/round.hpp"
#include "platform/work/use_case.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <string_view>

namespace kommin::portal {

namespace {

constexpr std::chrono::days half_a_year{182};
constexpr std::string_view reach_kind = "portal.offer.askings_reach";
constexpr std::string_view asking_kind = "portal.offer.askings_due";
constexpr int requests_at_once = 200;
// So many due offers are looked at on one morning.
constexpr int most_looked_at = static_cast<int>(most_letters_a_day * most_offers_a_letter);

bool is_working_day(Date day)
{
    std::chrono::weekday const weekday{std::chrono::sys_days(day)};
    return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday;
}

// Some of those who were asked, behind this one.
struct SomeRequests {
    std::vector<OpenRequest> other_than_noted; // can be reached now, or cannot any more
    std::optional<std::int64_t> last; // nothing: none follow
};
SomeRequests look_at_some(db::Connection& db, TenantId tenant, Date today, std::int64_t after)
{
    SomeRequests some{
        list_open_requests(db, tenant, asking_limits(today).new_series_before, after, requests_at_once), {}};
    if (std::ssize(some.other_than_noted) == requests_at_once)
        some.last = some.other_than_noted.back().id;
    std::map<std::string, bool, std::less<>> refused;
    std::erase_if(some.other_than_noted, [&](OpenRequest const& request) {
        auto const [found, is_new] = refused.try_emplace(request.address, false);
        if (is_new)
            found->second = !mail::is_address(request.address)
                || post::find_refused_address(db, tenant, request.address).has_value();
        return found->second == request.undeliverable;
    });
    return some;
}

// Whoever cannot be reached at the address of today, or has none, is left to people at once; another address,
// or a server that takes this one again, ends that. A mail that was given up for any other reason says
// nothing of it. Behind the last of them the letters of the morning follow.
Result<std::optional<std::int64_t>> note_some_who_cannot_be_reached(
    WorkContext const& context, jobs::JobId round, std::int64_t after)
{
    auto const today = context.zone.to_local(context.clock.now()).date;
    auto const some = read_only(
        context, [&](db::Connection& db) { return look_at_some(db, context.tenant, today, after); });
    if (!some.other_than_noted.empty())
        TRY(run_use_case(context, [&](Work& work) -> Result<void> {
            for (auto const& request :
                 look_at_some(work.db(), work.tenant(), work.today(), after).other_than_noted)
                store_undeliverable(work.db(), work.tenant(), request.offer, !request.undeliverable);
            return {};
        }));
    if (!some.last)
        TRY(enqueue_after_round(context, round, asking_kind));
    return some.last;
}

}

AskingLimits asking_limits(Date today)
{
    std::chrono::sys_days const day{today};
    return {
        .confirmed_before = confirmation_due_before(today),
        .new_series_before = Instant(day - half_a_year),
        .reminded_before = Instant(day - remind_after + std::chrono::days{1}),
        .escalated_before = Instant(day - remind_after - editors_may_take),
        .corrected_before = Instant(day - correction_may_take)};
}

bool writes_today(tenants::Tenant const& tenant, Date today, FeedbackCare const& care)
{
    return care.asks_providers && is_working_day(today) && check_may_write(tenant, care);
}

namespace {

void leave_to_editors(Work& work, OfferId offer)
{
    store_request(work.db(), work.tenant(), offer, {{}, work.now(), 0});
    store_undeliverable(work.db(), work.tenant(), offer, true);
}

// An offer without an address has an owner, too: those who edit it.
void leave_to_editors(Work& work, AskingLimits const& limits)
{
    for (auto const offer :
         list_due_offers_without_address(work.db(), work.tenant(), limits, most_left_to_editors_a_day))
        leave_to_editors(work, offer);
}

}

Result<void> ask_whoever_is_due(Work& work, FeedbackCare const& care)
{
    auto const tenant = tenants::find_tenant(work.db(), work.tenant()).value();
    auto const limits = asking_limits(work.today());
    leave_to_editors(work, limits); // also where nobody is written to
    if (!writes_today(tenant, work.today(), care))
        return {};
    std::vector<std::vector<AskedOffer>> letters;
    std::map<std::string, std::size_t, std::less<>> letter_to;
    for (auto const& due : list_due_offers(
             work.db(), work.tenant(), limits, static_cast<int>(most_offers_a_letter), most_looked_at)) {
        if (!mail::is_address(due.address)) {
            leave_to_editors(work, due.id); // what stands there can be none
            continue;
        }
        auto const [letter, is_new] = letter_to.try_emplace(due.address, letters.size());
        if (is_new && letters.size() == most_letters_a_day)
            break;
        if (is_new)
            letters.emplace_back();
        letters[letter->second].push_back({due.id, due.times});
    }
    for (auto const& offers : letters)
        enqueue_question(work, offers);
    return {};
}

RecurringRule asking_round()
{
    return {
        "portal.offer.askings", i18n::TimeOfDay::at(8),
        [](Work& work) -> Result<void> {
            if (is_working_day(work.today()))
                work.enqueue(reach_kind, "{}");
            return {};
        },
        "job.portal.offer.askings"_msg};
}

std::vector<JobRule> asking_jobs(FeedbackCare const& care)
{
    auto const ask = [care](Work& work, JobOrder const&) { return ask_whoever_is_due(work, care); };
    return {
        round_job(reach_kind, &note_some_who_cannot_be_reached, "job.portal.offer.askings_reach"_msg),
        {.kind = asking_kind, .run = JobInWork(ask), .label = "job.portal.offer.askings"_msg}};
}

std::vector<ConfirmedShare> list_confirmed_shares(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor)
{
    auto shares = count_confirmed(db, tenant, confirmation_due_before(today));
    std::erase_if(shares, [&](ConfirmedShare const& share) { return !actor.may(edit_offers, share.owner); });
    return shares;
}

} // namespace kommin::portal
