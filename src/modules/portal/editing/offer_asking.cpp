#include "modules/portal/editing/offer_asking.hpp"

#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/offer_confirmation.hpp"
#include "modules/portal/editing/offer_confirmation_store.hpp"
#include "modules/portal/editing/offer_edit_store.hpp"
#include "modules/portal/editing/offer_overview.hpp"
#include "modules/tenants/api.hpp"
#include "platform/mail/mail.hpp"
#include "platform/post/refused_address.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace kommin::portal {

namespace {

constexpr std::chrono::days half_a_year{182};
// So many due offers are looked at on one morning.
constexpr int most_looked_at = static_cast<int>(most_letters_a_day * most_offers_a_letter);

bool is_working_day(Date day)
{
    std::chrono::weekday const weekday{std::chrono::sys_days(day)};
    return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday;
}

// Whoever cannot be reached at the address of today is left to people at once; another address, or a server
// that takes this one again, ends that. A mail that was given up for any other reason says nothing of it.
void note_who_cannot_be_reached(Work& work, AskingLimits const& limits)
{
    std::map<std::string, bool, std::less<>> refused;
    for (auto const& request : list_open_requests(work.db(), work.tenant(), limits.new_series_before)) {
        auto const [found, is_new] = refused.try_emplace(request.address, false);
        if (is_new)
            found->second = post::find_refused_address(work.db(), work.tenant(), request.address).has_value();
        if (found->second != request.undeliverable)
            store_undeliverable(work.db(), work.tenant(), request.offer, found->second);
    }
}

}

AskingLimits asking_limits(Date today)
{
    std::chrono::sys_days const day{today};
    return {
        .confirmed_before = confirmation_due_before(today),
        .new_series_before = Instant(day - half_a_year),
        .reminded_before = Instant(day - remind_after + std::chrono::days{1}),
        .corrected_before = Instant(day - correction_may_take)};
}

Result<void> ask_whoever_is_due(Work& work, FeedbackCare const& care)
{
    auto const tenant = tenants::find_tenant(work.db(), work.tenant()).value();
    if (!is_working_day(work.today()) || !check_may_write(tenant, care))
        return {};
    auto const limits = asking_limits(work.today());
    note_who_cannot_be_reached(work, limits);
    std::vector<std::vector<AskedOffer>> letters;
    std::map<std::string, std::size_t, std::less<>> letter_to;
    for (auto const& due : list_due_offers(
             work.db(), work.tenant(), limits, static_cast<int>(most_offers_a_letter), most_looked_at)) {
        if (!mail::is_address(due.address))
            continue;
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

RecurringRule asking_round(FeedbackCare const& care)
{
    return {
        "portal.offer.askings", i18n::TimeOfDay::at(8),
        [care](Work& work) -> Result<void> {
            return care.asks_providers ? ask_whoever_is_due(work, care) : Result<void>{};
        },
        "job.portal.offer.askings"_msg};
}

std::vector<ConfirmedShare> list_confirmed_shares(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor)
{
    auto shares = count_confirmed(db, tenant, confirmation_due_before(today));
    std::erase_if(shares, [&](ConfirmedShare const& share) { return !actor.may(edit_offers, share.owner); });
    return shares;
}

std::int64_t count_unconfirmed_offers(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, Unconfirmed which)
{
    OfferQuery query{.filter = {}, .scopes = actor.rights().where(edit_offers), .place = {}, .today = today};
    query.filter.unconfirmed = which;
    return count_offer_lines(db, tenant, query, OfferOverview::most_counted);
}

} // namespace kommin::portal
