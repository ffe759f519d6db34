#include "modules/funding/grants/due_money.hpp"

#include "modules/funding/grants/grant_store.hpp"
#include "modules/funding/grants/passed_on_store.hpp"
#include "modules/funding/grants/used_payments.hpp"
#include "modules/funding/grants/voucher_store.hpp"
#include "modules/funding/programmes/programme_store.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace kommin::funding {

namespace {

constexpr std::chrono::days shortest_use{28}; // the shortest month: no payment has to be used sooner
constexpr std::chrono::days ahead_of_letter{28};
constexpr std::chrono::days behind_letter{60}; // a call that was missed so long ago is over
constexpr int grants_asked_together = 500;

void add_due_payments(
    Grant const& grant, std::vector<UsedPayment> const& payments, Date today, std::chrono::days ahead,
    std::vector<DuePayment>& found)
{
    for (auto const& one : payments) {
        bool const waits = !one.use && one.payment.requested > Money{};
        if (waits && one.payment.requested_on + called_for_long <= today)
            found.push_back(
                {grant.id, grant.title, one.payment.requested, false,
                 one.payment.requested_on + called_for_long});
        else if (one.use && one.use->unused > Money{} && one.use->use_by <= today + ahead)
            found.push_back({grant.id, grant.title, one.use->unused, true, one.use->use_by});
    }
}

void add_due_calls(
    db::Connection& db, TenantId tenant, Owners const& owners, Date today, std::vector<DueMoney>& due)
{
    auto const calls = list_calls_due(db, tenant, today, today + ahead_of_letter, most_due_of_a_kind);
    std::vector<FundingCallId> ids;
    for (auto const& one : calls)
        ids.push_back(one.id);
    auto const applied = list_calls_applied_for(db, tenant, owners, ids);
    for (auto const& one : calls) {
        if (std::ranges::find(applied, one.id) == applied.end())
            due.push_back(
                {DueMoneyKind::call, one.deadline.value(), one.programme_title + ": " + one.title, {}});
    }
    for (auto const& one : list_due_drafts(
             db, tenant, owners, today + -behind_letter, today + ahead_of_letter, most_due_of_a_kind))
        due.push_back({DueMoneyKind::draft, one.deadline, one.title + " (" + one.call_title + ')', {}});
}

void add_due_grants(
    db::Connection& db, TenantId tenant, Owners const& owners, Date today, std::vector<DueMoney>& due)
{
    auto payments = list_due_payments(db, tenant, owners, today, ahead_of_letter);
    if (std::ssize(payments) > most_due_of_a_kind)
        payments.resize(most_due_of_a_kind);
    for (auto& one : payments)
        due.push_back(
            {one.has_come ? DueMoneyKind::use : DueMoneyKind::waiting, one.day, std::move(one.title),
             one.amount});
    // Once the last proof is in, nothing of it is waited for any more.
    GrantQuery const query{.owners = owners, .is_proven = false, .proof_due_by = today + ahead_of_letter};
    for (auto const& grant : list_grants(db, tenant, query, most_due_of_a_kind))
        due.push_back({DueMoneyKind::proof, grant.proof_due.value(), grant.title, {}});
    for (auto& one : list_interim_due(db, tenant, owners, today + ahead_of_letter, most_due_of_a_kind))
        due.push_back({DueMoneyKind::interim, one.day, std::move(one.title), {}});
}

}

std::vector<DuePayment> list_due_payments(
    db::Connection& db, TenantId tenant, Owners const& owners, Date today, std::chrono::days ahead)
{
    PaymentDays const days{
        .requested_by = today + -called_for_long, .received_by = today + ahead + -shortest_use};
    std::vector<DuePayment> found;
    for (GrantId after{0};;) {
        auto const grants = list_grants_with_payments(db, tenant, owners, days, after, grants_asked_together);
        if (grants.empty())
            break;
        after = grants.back().id;
        std::vector<GrantId> ids;
        for (auto const& one : grants)
            ids.push_back(one.id);
        auto bills = list_outflows(db, tenant, ids);
        std::map<GrantId, std::vector<PaymentCall>> payments;
        for (auto& one : list_payments(db, tenant, ids))
            payments[one.grant].push_back(std::move(one));
        for (auto const& grant : grants)
            add_due_payments(
                grant, used_payments(grant, payments[grant.id], bills[grant.id]), today, ahead, found);
    }
    std::ranges::stable_sort(found, {}, &DuePayment::day);
    return found;
}

MessageKey label_of(DueMoneyKind kind)
{
    switch (kind) {
    case DueMoneyKind::call:
        return "due_money.call"_msg;
    case DueMoneyKind::draft:
        return "due_money.draft"_msg;
    case DueMoneyKind::waiting:
        return "due_money.waiting"_msg;
    case DueMoneyKind::use:
        return "due_money.use"_msg;
    case DueMoneyKind::interim:
        return "due_money.interim"_msg;
    case DueMoneyKind::association:
        return "due_money.association"_msg;
    case DueMoneyKind::proof:
        break;
    }
    return "due_money.proof"_msg;
}

std::vector<DueMoney> list_due_money(db::Connection& db, TenantId tenant, DueOwners const& owners, Date today)
{
    std::vector<DueMoney> due;
    if (owners.edited) {
        add_due_calls(db, tenant, *owners.edited, today, due);
        add_due_grants(db, tenant, *owners.edited, today, due);
    }
    if (owners.accounted)
        for (auto const& one :
             list_passed_on_due(db, tenant, *owners.accounted, today + ahead_of_letter, most_due_of_a_kind))
            due.push_back(
                {DueMoneyKind::association, one.proof_due.value(), one.recipient + ": " + one.title, {}});
    std::ranges::stable_sort(due, {}, &DueMoney::day);
    return due;
}

} // namespace kommin::funding
