#include "modules/funding/grants/payment_editing.hpp"

#include "modules/funding/grants/grant_fields.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/records/typed.hpp"

#include <utility>

namespace kommin::funding {

using records::Fields;
using records::one_line;

namespace {

PaymentCall payment_from(Fields const& fields)
{
    PaymentCall wanted;
    wanted.requested_on = day_in(fields, payment_field::requested_on).value_or(Date{});
    wanted.requested = money_in(fields, payment_field::requested).value_or(Money{});
    wanted.received_on = day_in(fields, payment_field::received_on);
    wanted.received = money_in(fields, payment_field::received);
    wanted.remark = one_line(fields.value(payment_field::remark));
    return wanted;
}

// Not before the notice; all calls together are not more than the grant, and of one that has come, what has
// come counts.
Result<void> check_against_grant(Work& work, PaymentCall const& wanted)
{
    auto const grant = load_grant(work.db(), work.tenant(), wanted.grant).value();
    if (grant.granted_on && wanted.requested_on < grant.granted_on->first_possible_day())
        return Problem::invalid(
            std::string(payment_field::requested_on), "grant_payment.problem.before_grant"_msg);
    auto const limit = limit_of(grant);
    if (!limit)
        return {};
    auto left = *limit;
    for (auto const& one : list_payments(work.db(), work.tenant(), wanted.grant)) {
        if (one.id != wanted.id)
            left = left - one.received.value_or(one.requested);
    }
    if (wanted.received.value_or(wanted.requested) <= left)
        return {};
    return Problem::invalid(
        std::string(wanted.received ? payment_field::received : payment_field::requested),
        "grant_payment.problem.above_grant"_msg,
        {{"left", spelled_money(std::max(left, Money{}))}, {"granted", spelled_money(*limit)}});
}

}

std::optional<SeenPayment> find_seen_payment(
    db::Connection& db, TenantId tenant, PaymentId id, Actor const& actor, Permission permission)
{
    auto payment = load_payment(db, tenant, id);
    auto grant = payment ? find_seen_grant(db, tenant, payment->grant, actor, permission) : std::nullopt;
    return grant ? std::optional(SeenPayment{*std::move(payment), *std::move(grant)}) : std::nullopt;
}

Fields form_of(PaymentCall const& payment)
{
    Fields fields;
    bool const is_new = payment.requested_on == Date{};
    fields.set(
        payment_field::requested_on, is_new ? std::string{} : spelled(std::optional(payment.requested_on)));
    fields.set(payment_field::requested, is_new ? std::string{} : spelled_money(payment.requested));
    fields.set(payment_field::received_on, spelled(payment.received_on));
    fields.set(payment_field::received, spelled(payment.received));
    fields.set(payment_field::remark, payment.remark);
    return fields;
}

Fields spelled_payment(Fields const& typed)
{
    return form_of(payment_from(typed));
}

std::vector<Problem> problems_of_payment(Fields const& fields, Date today)
{
    web::FieldCheck check(fields);
    check_needed_day(check, payment_field::requested_on);
    // A call of which nothing comes is taken back by nothing, with the reason: it stands in the list and is
    // in the way of no other one.
    bool const is_taken_back = money_in(fields, payment_field::requested) == Money{}
        && one_line(fields.value(payment_field::received)).empty()
        && !one_line(fields.value(payment_field::remark)).empty();
    if (!is_taken_back)
        check_needed_money(check, payment_field::requested);
    check_day(check, payment_field::received_on);
    check_money(check, payment_field::received);
    auto const requested_on = day_in(fields, payment_field::requested_on);
    auto const received_on = day_in(fields, payment_field::received_on);
    bool const has_come = !one_line(fields.value(payment_field::received_on)).empty();
    bool const has_amount = !one_line(fields.value(payment_field::received)).empty();
    if (has_come != has_amount)
        check.refuse(
            has_come ? payment_field::received : payment_field::received_on,
            "grant_payment.problem.received"_msg);
    if (requested_on && *requested_on > today)
        check.refuse(payment_field::requested_on, "grant_payment.problem.future"_msg);
    if (received_on && *received_on > today)
        check.refuse(payment_field::received_on, "grant_payment.problem.future"_msg);
    if (received_on && requested_on && *received_on < *requested_on)
        check.refuse(payment_field::received_on, "grant_payment.problem.order"_msg);
    check.check_length(payment_field::remark, longest_grant_line);
    return check.take();
}

Result<void> save_payment(Work& work, PaymentVersion const& seen, Fields const& typed)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_payments, seen.id.value, seen.version, edit_money, "grant_payment.problem.unknown"_msg));
    auto const stored = load_payment(work.db(), work.tenant(), seen.id).value();
    if (auto problems = problems_of_payment(typed, work.today()); !problems.empty())
        return std::move(problems.front());
    auto wanted = payment_from(typed);
    wanted.id = stored.id;
    wanted.grant = stored.grant;
    TRY(check_against_grant(work, wanted));
    auto const before = form_of(stored);
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    update_payment(work.db(), work.tenant(), wanted, work.now());
    editing.keep_changed(before, after, "changed");
    return {};
}

Result<PaymentId> add_payment(Work& work, GrantId grant, Fields const& typed, std::string_view form_key)
{
    auto const of = find_seen_grant(work.db(), work.tenant(), grant, work.actor(), edit_money);
    if (!of)
        return Problem::not_found("grant.problem.unknown"_msg);
    auto wanted = payment_from(typed);
    wanted.grant = grant;
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + std::to_string(grant.value) + ' '
        + form_of(wanted).to_json());
    if (auto const added = find_payment_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (auto problems = problems_of_payment(typed, work.today()); !problems.empty())
        return std::move(problems.front());
    if (list_payments(work.db(), work.tenant(), grant).size() >= most_payments_of_grant)
        return Problem::conflict(
            {}, "grant.problem.too_many"_msg, {{"most", std::to_string(most_payments_of_grant)}});
    TRY(check_against_grant(work, wanted));
    auto const id = insert_payment(work.db(), work.tenant(), wanted, mark, work.now());
    records::keep_created(work, edited_payments, id.value, of->owner(), form_of(wanted));
    return id;
}

} // namespace kommin::funding
