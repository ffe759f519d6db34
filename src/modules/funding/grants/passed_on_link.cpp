#include "modules/funding/grants/passed_on_link.hpp"

#include "modules/funding/grants/grant_fields.hpp"
#include "modules/funding/grants/voucher_editing.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/records/typed.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace kommin::funding {

using records::Fields;
using records::one_line;

namespace {

constexpr std::size_t longest_association_report = 5000; // code points
// Stored with the voucher: the district reads it.
constexpr std::string_view removed_by_association = "Vom Empfänger entfernt";

// Nobody who reads the database can tell an address by it: what is digested with it is in the letter alone.
std::string address_mark_of(std::string_view token, std::string_view mail)
{
    return crypto::sha256_hex(std::string(token) + '\n' + std::string(mail));
}

Problem gone()
{
    return {ProblemKind::gone, {}, "proof_form.problem.gone"_msg, {}};
}

// One for which the association may still do something.
Result<OpenPassedOn> find_writable(Work& work, std::string_view token)
{
    auto open = find_open_passed_on(work.db(), work.tenant(), token, work.today());
    if (!open || !open->one.is_open())
        return gone();
    return *std::move(open);
}

Voucher bill_from(Fields const& fields)
{
    Voucher bill;
    bill.paid_on = day_in(fields, proof_form_field::paid_on);
    bill.day = bill.paid_on.value_or(Date{});
    bill.payee = one_line(fields.value(proof_form_field::payee));
    bill.purpose = one_line(fields.value(proof_form_field::purpose));
    bill.amount = money_in(fields, proof_form_field::amount).value_or(Money{});
    bill.kind = enum_from<CostKind>(fields.value(proof_form_field::kind)).value_or(CostKind::other);
    return bill;
}

bool says_the_same(PassedOn const& left, PassedOn const& right)
{
    return left.report == right.report && left.own == right.own && left.other == right.other
        && left.returned == right.returned;
}

// What stands in the way of the proof, to the cent.
Result<void> check_even(ProofSums const& sums)
{
    if (sums.overpaid > Money{})
        return Problem::conflict(
            {}, "proof_form.problem.overpaid"_msg, {{"amount", spelled_money(sums.overpaid)}});
    if (sums.left > Money{})
        return Problem::conflict({}, "proof_form.problem.uneven"_msg, {{"left", spelled_money(sums.left)}});
    if (sums.left < Money{})
        return Problem::conflict(
            {}, "proof_form.problem.too_much"_msg, {{"amount", spelled_money(Money{-sums.left.cents})}});
    return {};
}

}

std::string add_passed_on_link(Work& work, PassedOn const& one, LinkPurpose purpose)
{
    auto token = crypto::random_token(32);
    insert_passed_on_link(
        work.db(), work.tenant(), {one.id, address_mark_of(token, one.mail), purpose},
        crypto::sha256_hex(token), work.now());
    return token;
}

std::optional<PassedOn> find_linked(
    db::Connection& db, TenantId tenant, std::string_view token, LinkPurpose purpose, Date today)
{
    auto const link = find_passed_on_link(db, tenant, crypto::sha256_hex(token));
    auto one = link && link->purpose == purpose ? load_passed_on(db, tenant, link->passed_on) : std::nullopt;
    if (!one || !one->link_until || *one->link_until < today
        || link->address_mark != address_mark_of(token, one->mail))
        return std::nullopt;
    return one;
}

std::string giver_of(db::Connection& db, TenantId tenant, Grant const& grant)
{
    auto const district = tenants::load_tenant_with_bodies(db, tenant);
    auto const* body = grant.body ? district.find_body(*grant.body) : nullptr;
    return body != nullptr ? body->name : district.tenant.name;
}

std::optional<OpenPassedOn> find_open_passed_on(
    db::Connection& db, TenantId tenant, std::string_view token, Date today)
{
    auto one = find_linked(db, tenant, token, LinkPurpose::proof, today);
    if (!one || (!one->is_open() && one->state != PassedOnState::proven))
        return std::nullopt;
    auto grant = load_grant(db, tenant, one->grant).value();
    auto giver = giver_of(db, tenant, grant);
    auto vouchers = list_vouchers_below(db, tenant, one->id, most_vouchers_of_association);
    std::erase_if(vouchers, [](Voucher const& voucher) { return !voucher.counts(); });
    auto sums = sums_of(*one, vouchers);
    return OpenPassedOn{
        *std::move(one), std::move(grant), std::move(giver), std::move(vouchers), std::move(sums)};
}

std::vector<Problem> problems_of_bill(Fields const& fields, Date today)
{
    std::vector<Problem> problems;
    auto const refuse = [&](std::string_view field, MessageKey message, MessageArguments arguments = {}) {
        problems.push_back(Problem::invalid(std::string(field), message, std::move(arguments)));
    };
    auto const paid_on = day_in(fields, proof_form_field::paid_on);
    bool const is_our_time = paid_on && static_cast<int>(paid_on->year()) >= first_year_of_money;
    if (!is_our_time) // "10.6.0210" is no day that somebody means
        refuse(proof_form_field::paid_on, "proof_form.problem.day"_msg);
    else if (*paid_on > today)
        refuse(proof_form_field::paid_on, "proof_form.problem.future"_msg);
    for (auto const name : {proof_form_field::payee, proof_form_field::purpose}) {
        auto const text = one_line(fields.value(name));
        if (text.empty())
            refuse(name, "proof_form.problem.empty"_msg);
        else if (count_code_points(text) > longest_grant_line)
            refuse(name, "proof_form.problem.long"_msg, {{"limit", std::to_string(longest_grant_line)}});
    }
    auto const amount = money_in(fields, proof_form_field::amount);
    if (!amount || *amount == Money{})
        refuse(proof_form_field::amount, "proof_form.problem.amount"_msg);
    if (!enum_from<CostKind>(fields.value(proof_form_field::kind)))
        refuse(proof_form_field::kind, "proof_form.problem.kind"_msg);
    return problems;
}

Result<void> add_bill_by_link(
    Work& work, std::string_view token, Fields const& typed, std::optional<StoredGrantFile> const& file,
    std::string_view form_key)
{
    auto const open = TRY(find_writable(work, token));
    auto bill = bill_from(typed);
    bill.body = open.grant.body;
    bill.passed_on = open.one.id;
    bill.shares = {{.grant = open.grant.id, .amount = bill.amount}};
    if (file) {
        bill.file = file->hash;
        bill.file_name = file->name;
        bill.file_size = file->size;
    }
    auto const mark = crypto::sha256_hex(
        "link " + std::to_string(open.one.id.value) + ' ' + std::string(form_key) + ' '
        + form_of(bill).to_json());
    if (find_voucher_by_mark(work.db(), work.tenant(), mark))
        return {};
    if (auto problems = problems_of_bill(typed, work.today()); !problems.empty())
        return std::move(problems.front());
    auto const count = count_vouchers_below(work.db(), work.tenant(), open.one.id);
    if (count >= most_vouchers_of_association
        || count_vouchers(work.db(), work.tenant(), open.grant.id) >= most_vouchers_of_grant)
        return Problem::conflict(
            {}, "proof_form.problem.too_many"_msg, {{"most", std::to_string(most_vouchers_of_association)}});
    auto const id = insert_voucher(work.db(), work.tenant(), bill, mark, work.now());
    records::keep_created(work, edited_vouchers, id.value, bill.owner(), form_of(bill));
    return {};
}

Result<void> remove_bill_by_link(Work& work, std::string_view token, VoucherId id)
{
    auto const open = TRY(find_writable(work, token));
    auto const bill = load_voucher(work.db(), work.tenant(), id);
    if (!bill || bill->passed_on != open.one.id)
        return gone();
    if (bill->counts())
        cancel_voucher_unasked(work, *bill, removed_by_association);
    return {};
}

std::vector<Problem> problems_of_association(Fields const& fields, bool is_sent)
{
    std::vector<Problem> problems;
    auto const refuse = [&](std::string_view field, MessageKey message, MessageArguments arguments = {}) {
        problems.push_back(Problem::invalid(std::string(field), message, std::move(arguments)));
    };
    auto const report = records::several_lines(fields.value(proof_form_field::report));
    if (is_sent && report.empty())
        refuse(proof_form_field::report, "proof_form.problem.empty"_msg);
    else if (count_code_points(report) > longest_association_report)
        refuse(
            proof_form_field::report, "proof_form.problem.long"_msg,
            {{"limit", std::to_string(longest_association_report)}});
    for (auto const name : {proof_form_field::own, proof_form_field::other, proof_form_field::returned}) {
        if (!one_line(fields.value(name)).empty() && !money_in(fields, name))
            refuse(name, "proof_form.problem.amount"_msg);
    }
    return problems;
}

Result<void> save_proof_by_link(
    Work& work, std::string_view token, Fields const& typed, std::int64_t seen, bool is_sent)
{
    auto const open = find_open_passed_on(work.db(), work.tenant(), token, work.today());
    if (!open)
        return gone();
    auto after = open->one;
    after.report = records::several_lines(typed.value(proof_form_field::report));
    after.own = money_in(typed, proof_form_field::own);
    after.other = money_in(typed, proof_form_field::other);
    after.returned = money_in(typed, proof_form_field::returned);
    // Before anything else: what is so already is no conflict.
    if (is_sent && open->one.state == PassedOnState::proven && says_the_same(open->one, after))
        return {};
    if (!open->one.is_open())
        return gone();
    if (auto problems = problems_of_association(typed, is_sent); !problems.empty())
        return std::move(problems.front());
    if (open->one.version != seen)
        return Problem::conflict({}, "proof_form.problem.moved"_msg);
    if (is_sent) {
        TRY(check_even(sums_of(after, open->vouchers)));
        after.state = PassedOnState::proven;
        after.proven_on = work.today();
        after.question = {};
    } else if (says_the_same(open->one, after)) {
        return {};
    }
    auto const editing = records::Editing::begin_unasked(work, edited_passed_on, after.id.value).value();
    update_passed_on(work.db(), work.tenant(), after, work.now());
    editing.keep_changed(form_of(open->one), form_of(after), is_sent ? "proven" : "kept_by_link");
    return {};
}

} // namespace kommin::funding
