// Grants and what belongs to them where staff pages speak of any kind of record: the audit trail, what
// somebody worked on last, "Heute".

#include "modules/funding/grants/due_money.hpp"
#include "modules/funding/grants/grant_named.hpp"
#include "modules/funding/grants/grant_pages.hpp"
#include "modules/funding/grants/passed_on_pages.hpp"
#include "modules/funding/grants/passed_on_store.hpp"
#include "modules/funding/grants/proof_pages.hpp"
#include "modules/funding/grants/voucher_pages.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "platform/access/owners.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <span>
#include <utility>

namespace kommin::funding {

namespace {

constexpr int most_on_today = 20; // of each kind
constexpr std::int64_t most_counted_of_today = web::TodayOthers::most_counted + most_on_today;
constexpr std::chrono::days ahead_of_day{14};

// The page of each kind of record, for whoever may see it there; nothing where it is gone.
std::optional<html::Url> url_of_grant(web::Call const& /*call*/, std::int64_t id)
{
    return grant_url(GrantId{id});
}

std::optional<html::Url> url_of_payment(web::Call const& call, std::int64_t id)
{
    auto const one = load_payment(call.db(), call.site.tenant, PaymentId{id});
    return one ? std::optional(payment_url(*one)) : std::nullopt;
}

std::optional<html::Url> url_of_voucher(web::Call const& call, std::int64_t id)
{
    auto const one = load_voucher(call.db(), call.site.tenant, VoucherId{id});
    return one && !one->shares.empty() ? std::optional(voucher_url(one->shares.front().grant, one->id))
                                       : std::nullopt;
}

std::optional<html::Url> url_of_proof(web::Call const& call, std::int64_t id)
{
    auto const one = load_proof(call.db(), call.site.tenant, ProofId{id});
    return one ? std::optional(proof_url(*one)) : std::nullopt;
}

std::optional<html::Url> url_of_passed_on(web::Call const& call, std::int64_t id)
{
    auto const one = load_passed_on(call.db(), call.site.tenant, PassedOnId{id});
    return one ? std::optional(passed_on_url(*one)) : std::nullopt;
}

using UrlOf = std::optional<html::Url> (*)(web::Call const& call, std::int64_t id);

// `below`: what stands between its page and its history.
web::StaffRecord record_of(
    content::SubjectKind kind, Permission permission, UrlOf url, std::string_view below)
{
    return {
        .kind = kind.word(),
        .permission = permission,
        .url = url,
        .version_url
        = [kind, url,
           below](web::Call const& call, std::int64_t id, std::int64_t version) -> std::optional<html::Url> {
            auto const page = url(call, id);
            if (!page
                || !records::find_version(
                    call.db(), call.site.tenant, {kind, id}, version, records::unrestricted))
                return std::nullopt;
            auto const history
                = html::Url::local(std::string(page->text()) + std::string(below) + "/verlauf");
            return history->with_query({{"fassung", std::to_string(version)}});
        }};
}

std::optional<web::RecentRecord> recent_grant(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const one = find_seen_grant(call.db(), call.site.tenant, GrantId{id}, call.actor(), see_money);
    return one ? std::optional(web::RecentRecord{one->title, grant_url(one->id)}) : std::nullopt;
}

std::optional<web::RecentRecord> recent_payment(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const seen = find_seen_payment(call.db(), call.site.tenant, PaymentId{id}, call.actor(), edit_money);
    return seen ? std::optional(web::RecentRecord{seen->grant.title, payment_url(seen->payment)})
                : std::nullopt;
}

std::optional<web::RecentRecord> recent_voucher(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const one = find_seen_voucher(call.db(), call.site.tenant, VoucherId{id}, call.actor());
    return one && !one->shares.empty() && !one->erased_on
        ? std::optional(web::RecentRecord{one->purpose, voucher_url(one->shares.front().grant, one->id)})
        : std::nullopt;
}

std::optional<web::RecentRecord> recent_proof(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const seen = find_seen_proof(call.db(), call.site.tenant, ProofId{id}, call.actor());
    return seen ? std::optional(web::RecentRecord{seen->grant.title, proof_url(seen->proof)}) : std::nullopt;
}

std::optional<web::RecentRecord> recent_passed_on(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const seen = find_seen_passed_on(call.db(), call.site.tenant, PassedOnId{id}, call.actor());
    return seen ? std::optional(web::RecentRecord{seen->one.title, passed_on_url(seen->one)}) : std::nullopt;
}

// Whoever keeps money for everybody looks after the Kreis; municipalities look after themselves.
std::optional<Owners> owners_on_today(web::Call const& call, Permission permission)
{
    auto const scopes = call.actor().where(permission);
    if (scopes.empty())
        return std::nullopt;
    auto owners = owners_of(scopes);
    if (!owners)
        owners = std::vector<std::int64_t>{Scope::whole_tenant().owner()};
    return std::optional(std::move(owners));
}

// The line behind what is shown: so many more, and how many of these cannot wait.
void add_others(std::vector<web::TodayItem>& items, MessageKey area, std::int64_t count, std::int64_t due = 0)
{
    GrantFilter running;
    running.is_proven = false;
    if (count > 0)
        items.push_back(web::others_of(area, grants_url(running), {.count = count, .due = due}, false));
}

void add_payments_of_today(web::Call const& call, Owners const& owners, std::vector<web::TodayItem>& items)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    auto const found = list_due_payments(call.db(), call.site.tenant, owners, today, ahead_of_day);
    auto const reason_of = [&](DuePayment const& one) {
        if (!one.has_come)
            return "grant_payment.today.waits"_msg;
        return one.day < today ? "grant_payment.today.late"_msg : "grant_payment.today.soon"_msg;
    };
    auto const shown = std::min(found.size(), std::size_t{most_on_today});
    for (auto const& one : std::span(found).first(shown))
        items.push_back(
            {.area = "grant_payment.title"_msg,
             .title = one.title,
             .url = grant_url(one.grant),
             .reason = texts(reason_of(one), {{"amount", texts.money(one.amount)}}),
             .due = one.has_come ? std::optional(one.day) : std::nullopt,
             .action = "grant_payment.today.action"_msg,
             .is_content = true});
    auto const others = std::span(found).subspan(shown);
    add_others(
        items, "grant_payment.title"_msg, std::ssize(others),
        std::ranges::count_if(
            others, [&](DuePayment const& one) { return one.has_come && one.day <= today; }));
}

void add_proofs_of_today(web::Call const& call, Owners const& owners, std::vector<web::TodayItem>& items)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    auto& db = call.db();
    auto const tenant = call.site.tenant;
    // Once the last proof is in, nothing of it is waited for any more.
    GrantQuery query{.owners = owners, .is_proven = false, .proof_due_by = today + ahead_of_day};
    auto const grants = list_grants(db, tenant, query, most_on_today);
    for (auto const& grant : grants)
        items.push_back(
            {.area = "grant_proof.title"_msg,
             .title = grant.title,
             .url = grant_url(grant.id),
             .reason = std::string(texts(
                 grant.proof_due < today ? "grant_proof.today.late"_msg : "grant_proof.today.soon"_msg)),
             .due = grant.proof_due,
             .action = "grant_proof.today.action"_msg,
             .is_content = true});
    if (std::ssize(grants) < most_on_today)
        return;
    auto const others = [&](GrantQuery const& of) {
        return std::max(count_grants(db, tenant, of, most_counted_of_today) - most_on_today, std::int64_t{0});
    };
    auto const count = others(query);
    query.proof_due_by = today;
    add_others(items, "grant_proof.title"_msg, count, others(query));
}

// Proofs in between, as the notice asks for them.
void add_interim_of_today(web::Call const& call, Owners const& owners, std::vector<web::TodayItem>& items)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    auto const due = list_interim_due(
        call.db(), call.site.tenant, owners, today + ahead_of_day, static_cast<int>(most_counted_of_today));
    auto const shown = std::min(due.size(), std::size_t{most_on_today});
    for (auto const& one : std::span(due).first(shown))
        items.push_back(
            {.area = "grant_proof.title"_msg,
             .title = one.title,
             .url = grant_url(one.grant),
             .reason = std::string(texts(
                 one.day < today ? "grant_proof.today.interim_late"_msg
                                 : "grant_proof.today.interim_soon"_msg)),
             .due = one.day,
             .action = "grant_proof.today.action"_msg,
             .is_content = true});
    auto const others = std::span(due).subspan(shown);
    add_others(
        items, "grant_proof.title"_msg, std::ssize(others),
        std::ranges::count_if(others, [&](DueInterim const& one) { return one.day <= today; }));
}

void add_associations_of_today(
    web::Call const& call, Owners const& owners, std::vector<web::TodayItem>& items)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    auto const add = [&](PassedOn const& one, MessageKey reason, std::optional<Date> due) {
        items.push_back(
            {.area = "passed_on.title"_msg,
             .title = one.recipient + ": " + one.title,
             .url = passed_on_url(one),
             .reason = std::string(texts(reason)),
             .due = due,
             .action = "passed_on.today.action"_msg,
             .is_content = true});
    };
    auto& db = call.db();
    auto const tenant = call.site.tenant;
    auto const soon = today + ahead_of_day;
    auto const to_check = list_passed_on_waiting(db, tenant, owners, most_on_today);
    for (auto const& one : to_check)
        add(one, one.is_asked_for() ? "passed_on_request.today"_msg : "passed_on.today.proven"_msg,
            std::nullopt);
    auto const waiting = list_passed_on_due(db, tenant, owners, soon, most_on_today);
    for (auto const& one : waiting)
        add(one, *one.proof_due < today ? "passed_on.today.late"_msg : "passed_on.today.soon"_msg,
            one.proof_due);
    constexpr auto most = most_counted_of_today;
    auto const more = [](std::int64_t all) { return std::max(all - most_on_today, std::int64_t{0}); };
    std::int64_t count = 0;
    std::int64_t due = 0;
    if (std::ssize(to_check) == most_on_today)
        count += more(count_passed_on_waiting(db, tenant, owners, most));
    if (std::ssize(waiting) == most_on_today) {
        count += more(count_passed_on_due(db, tenant, owners, soon, most));
        due = more(count_passed_on_due(db, tenant, owners, today, most));
    }
    add_others(items, "passed_on.title"_msg, count, due);
}

}

std::vector<web::StaffForm> noted_grants()
{
    return {
        {.kind = grant_subject.word(),
         .open =
             [](web::Call const& call) {
                 return grant_record_form(
                     web::staff_texts(call), load_grant_choices(call.db(), call.site.tenant, call.actor()));
             },
         .versions = grant_subject},
        {.kind = payment_subject.word(),
         .open = [](web::Call const& call) { return payment_record_form(web::staff_texts(call)); },
         .versions = payment_subject},
        // Whom a fee was paid to is for whoever accounts for it.
        {.kind = voucher_subject.word(),
         .open = [](web::Call const& call) { return voucher_record_form(web::staff_texts(call), {}); },
         .versions = voucher_subject,
         .withheld = {voucher_field::payee, voucher_field::purpose, voucher_field::cancelled}},
        {.kind = proof_subject.word(),
         .open = [](web::Call const& call) { return proof_record_form(web::staff_texts(call)); },
         .versions = proof_subject},
        {.kind = passed_on_subject.word(),
         .open = [](web::Call const& call) { return passed_on_record_form(web::staff_texts(call)); },
         .versions = passed_on_subject,
         .withheld
         = {passed_on_field::mail, passed_on_field::report, passed_on_field::question,
            passed_on_field::contact, passed_on_field::refusal}}};
}

std::vector<web::StaffRecord> recorded_grants()
{
    return {
        record_of(grant_subject, edit_money, &url_of_grant, "/bearbeiten"),
        record_of(payment_subject, edit_money, &url_of_payment, ""),
        record_of(voucher_subject, account_for_money, &url_of_voucher, ""),
        record_of(proof_subject, account_for_money, &url_of_proof, "/bearbeiten"),
        record_of(passed_on_subject, account_for_money, &url_of_passed_on, "/bearbeiten")};
}

std::vector<web::StaffRecent> recent_grants()
{
    return {
        {grant_subject.word(), "grant.title"_msg, &recent_grant},
        {payment_subject.word(), "grant_payment.title"_msg, &recent_payment},
        {voucher_subject.word(), "voucher.title"_msg, &recent_voucher},
        {proof_subject.word(), "grant_proof.title"_msg, &recent_proof},
        {passed_on_subject.word(), "passed_on.title"_msg, &recent_passed_on}};
}

void add_grants_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    if (auto const owners = owners_on_today(call, edit_money)) {
        add_payments_of_today(call, *owners, items);
        add_proofs_of_today(call, *owners, items);
        add_interim_of_today(call, *owners, items);
    }
    if (auto const owners = owners_on_today(call, account_for_money))
        add_associations_of_today(call, *owners, items);
}

} // namespace kommin::funding
