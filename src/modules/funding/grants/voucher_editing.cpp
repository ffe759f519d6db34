#include "modules/funding/grants/voucher_editing.hpp"

#include "modules/funding/grants/grant_fields.hpp"
#include "modules/funding/grants/passed_on_store.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/records/typed.hpp"
#include "platform/records/typed_ids.hpp"

#include <algorithm>
#include <utility>

namespace kommin::funding {

using records::Fields;
using records::one_line;
using records::typed_id;

namespace {

constexpr int most_grants_to_share = 100;
constexpr int most_measures_of_vouchers = 1000;
constexpr std::size_t longest_reason = 500; // code points

std::vector<VoucherShare> shares_in(Fields const& fields)
{
    std::vector<VoucherShare> shares;
    for (auto const& value : fields.values(voucher_field::shares)) {
        auto const typed = read_share_value(value);
        auto const grant = typed_id<GrantId>(typed.grant);
        auto const amount = read_typed_money(typed.amount);
        if (grant && amount && *amount > Money{})
            shares.push_back({.grant = *grant, .amount = *amount});
    }
    std::ranges::sort(shares, {}, &VoucherShare::grant);
    auto const twice = std::ranges::unique(shares, {}, &VoucherShare::grant);
    shares.erase(twice.begin(), twice.end());
    return shares;
}

// Of its owner, or there before; all of them together not more than the voucher.
Result<void> check_shares(Work& work, Voucher const& wanted, Voucher const* before)
{
    Money sum;
    for (auto const& share : wanted.shares) {
        auto const grant = load_grant(work.db(), work.tenant(), share.grant);
        bool const was_there = before != nullptr && before->share_of(share.grant) != nullptr;
        if (!grant || (grant->body != wanted.body && !was_there))
            return Problem::invalid(share_field(share.grant), "voucher.problem.grant"_msg);
        sum += share.amount;
    }
    if (wanted.shares.empty())
        return Problem::invalid(std::string(voucher_field::amount), "voucher.problem.no_share"_msg);
    if (sum > wanted.amount)
        return Problem::invalid(
            std::string(voucher_field::amount), "voucher.problem.above"_msg,
            {{"sum", spelled_money(sum)}, {"amount", spelled_money(wanted.amount)}});
    return {};
}

Result<void> check_measure(Work& work, Voucher const& wanted, Voucher const* before)
{
    if (!wanted.measure || (before != nullptr && before->measure == wanted.measure))
        return {};
    auto const found = goals::find_named_measure(work.db(), work.tenant(), work.actor(), *wanted.measure);
    if (!found || found->body != wanted.body)
        return Problem::invalid(std::string(voucher_field::measure), "voucher.problem.measure"_msg);
    return {};
}

// Without those that hold nothing but a number.
std::vector<VoucherShare> counted_shares(std::vector<VoucherShare> shares)
{
    std::erase_if(shares, [](VoucherShare const& one) { return one.amount == Money{}; });
    return shares;
}

Result<records::Editing> begin_voucher(Work& work, VoucherVersion const& seen)
{
    return records::Editing::begin(
        work, edited_vouchers, seen.id.value, seen.version, account_for_money, "voucher.problem.unknown"_msg);
}

// Of a list that a proof can take as a whole.
Result<void> check_room(Work& work, std::vector<VoucherShare> const& shares, Voucher const* before)
{
    for (auto const& share : shares) {
        bool const was_there = before != nullptr && before->share_of(share.grant) != nullptr;
        if (!was_there && count_vouchers(work.db(), work.tenant(), share.grant) >= most_vouchers_of_grant)
            return Problem::invalid(
                share_field(share.grant), "voucher.problem.too_many"_msg,
                {{"most", std::to_string(most_vouchers_of_grant)}});
    }
    return {};
}

// Why nothing of it is changed any more; nothing where it may be.
std::optional<MessageKey> why_closed(Work& work, Voucher const& stored)
{
    if (stored.erased_on)
        return "voucher.problem.erased"_msg;
    if (!stored.counts())
        return "voucher.problem.cancelled"_msg;
    auto const contract
        = stored.passed_on ? load_passed_on(work.db(), work.tenant(), *stored.passed_on) : std::nullopt;
    // What was accepted is what was handed in.
    if (contract && contract->state == PassedOnState::accepted)
        return "voucher.problem.accepted"_msg;
    return std::nullopt;
}

void store_voucher(
    Work& work, records::Editing const& editing, Voucher const& before, Voucher const& after,
    std::string_view action)
{
    update_voucher(work.db(), work.tenant(), after, work.now());
    editing.keep_changed(form_of(before), form_of(after), action);
}

}

std::string share_field(GrantId grant)
{
    return "share_" + std::to_string(grant.value);
}

std::string share_value(TypedShare const& typed)
{
    std::string grant = one_line(typed.grant);
    std::erase(grant, '|');
    return grant + '|' + one_line(typed.amount);
}

TypedShare read_share_value(std::string_view value)
{
    auto const end = std::min(value.find('|'), value.size());
    TypedShare typed{.grant = std::string(trim(value.substr(0, end))), .amount = {}};
    value.remove_prefix(std::min(end + 1, value.size()));
    typed.amount = trim(value);
    return typed;
}

std::optional<Voucher> find_seen_voucher(
    db::Connection& db, TenantId tenant, VoucherId id, Actor const& actor)
{
    auto one = load_voucher(db, tenant, id);
    return one && actor.may(account_for_money, one->owner()) ? std::move(one) : std::nullopt;
}

Voucher voucher_from(Fields const& fields)
{
    Voucher wanted;
    wanted.number = one_line(fields.value(voucher_field::number));
    wanted.day = day_in(fields, voucher_field::day).value_or(Date{});
    wanted.paid_on = day_in(fields, voucher_field::paid_on);
    wanted.payee = one_line(fields.value(voucher_field::payee));
    wanted.purpose = one_line(fields.value(voucher_field::purpose));
    wanted.amount = money_in(fields, voucher_field::amount).value_or(Money{});
    wanted.kind = enum_from<CostKind>(fields.value(voucher_field::kind)).value_or(CostKind::other);
    wanted.measure = typed_id<goals::MeasureId>(fields.value(voucher_field::measure));
    wanted.shares = shares_in(fields);
    wanted.file = one_line(fields.value(voucher_field::file));
    wanted.cancel_reason = one_line(fields.value(voucher_field::cancelled));
    return wanted;
}

Fields form_of(Voucher const& voucher)
{
    auto const& one = voucher;
    Fields fields;
    auto const set = [&](std::string_view name, std::string value) { fields.set(name, std::move(value)); };
    set(voucher_field::day, one.day == Date{} ? std::string{} : spelled(std::optional(one.day)));
    set(voucher_field::payee, one.payee);
    set(voucher_field::purpose, one.purpose);
    set(voucher_field::amount, one.amount == Money{} ? std::string{} : spelled_money(one.amount));
    set(voucher_field::kind, std::string(to_text(one.kind)));
    set(voucher_field::paid_on, spelled(one.paid_on));
    set(voucher_field::number, one.number);
    set(voucher_field::measure, one.measure ? std::to_string(one.measure->value) : std::string{});
    Fields::Values shares;
    for (auto const& share : counted_shares(one.shares))
        shares.push_back(
            share_value({.grant = std::to_string(share.grant.value), .amount = spelled_money(share.amount)}));
    fields.set(voucher_field::shares, std::move(shares));
    set(voucher_field::file, one.file);
    set(voucher_field::cancelled, one.cancel_reason);
    return fields;
}

Fields spelled_voucher(Fields const& typed)
{
    return form_of(voucher_from(typed));
}

void check_voucher(web::FieldCheck& check, Date today)
{
    check_needed_day(check, voucher_field::day);
    if (one_line(check.value(voucher_field::payee)).empty())
        check.refuse(voucher_field::payee, "voucher.problem.payee"_msg);
    if (one_line(check.value(voucher_field::purpose)).empty())
        check.refuse(voucher_field::purpose, "voucher.problem.purpose"_msg);
    for (auto const name : {voucher_field::payee, voucher_field::purpose, voucher_field::number})
        check.check_length(name, longest_grant_line);
    check_needed_money(check, voucher_field::amount);
    if (!enum_from<CostKind>(check.value(voucher_field::kind)))
        check.refuse(voucher_field::kind, "form.not_chosen"_msg);
    check_day(check, voucher_field::paid_on);
    auto const day = parse_typed_date(one_line(check.value(voucher_field::day)));
    if (day && *day > today)
        check.refuse(voucher_field::day, "voucher.problem.future"_msg);
    auto const paid_on = parse_typed_date(one_line(check.value(voucher_field::paid_on)));
    if (paid_on && *paid_on > today)
        check.refuse(voucher_field::paid_on, "voucher.problem.future"_msg);
}

std::vector<Problem> problems_of_voucher(Fields const& fields, Date today)
{
    web::FieldCheck check(fields);
    check_voucher(check, today);
    for (auto const& value : fields.values(voucher_field::shares)) {
        auto const typed = read_share_value(value);
        auto const grant = typed_id<GrantId>(typed.grant);
        if (grant && !typed.amount.empty() && !read_typed_money(typed.amount))
            check.refuse(share_field(*grant), "funding.problem.money"_msg, {{"value", typed.amount}});
    }
    return check.take();
}

Result<void> save_voucher(Work& work, VoucherVersion const& seen, Fields const& typed)
{
    auto const editing = TRY(begin_voucher(work, seen));
    auto const stored = load_voucher(work.db(), work.tenant(), seen.id).value();
    if (auto const why = why_closed(work, stored)) // no conflict: there is nothing to compare
        return Problem::invalid({}, *why);
    if (auto problems = problems_of_voucher(typed, work.today()); !problems.empty())
        return std::move(problems.front());
    auto wanted = voucher_from(typed);
    wanted.id = stored.id;
    wanted.body = stored.body;
    wanted.passed_on = stored.passed_on;
    wanted.file = stored.file; // has a page of its own
    wanted.file_name = stored.file_name;
    wanted.file_size = stored.file_size;
    wanted.cancel_reason = {};
    // The grant that was passed on accounts for all of what an association has paid.
    if (stored.passed_on && !stored.shares.empty())
        wanted.shares = {{.grant = stored.shares.front().grant, .amount = wanted.amount}};
    TRY(check_shares(work, wanted, &stored));
    TRY(check_measure(work, wanted, &stored));
    TRY(check_room(work, wanted.shares, &stored));
    if (form_of(stored) == form_of(wanted))
        return {};
    update_shares(work.db(), work.tenant(), stored.id, wanted.shares);
    store_voucher(work, editing, stored, wanted, "changed");
    return {};
}

Result<VoucherId> add_voucher(Work& work, GrantId grant, Fields const& typed, std::string_view form_key)
{
    auto const of = find_seen_grant(work.db(), work.tenant(), grant, work.actor(), account_for_money);
    if (!of)
        return Problem::not_found("grant.problem.unknown"_msg);
    auto wanted = voucher_from(typed);
    wanted.body = of->body;
    wanted.file.clear();
    wanted.cancel_reason.clear();
    if (typed.values(voucher_field::shares).empty())
        wanted.shares = {{.grant = grant, .amount = wanted.amount}};
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + std::to_string(grant.value) + ' '
        + form_of(wanted).to_json());
    if (auto const added = find_voucher_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (auto problems = problems_of_voucher(typed, work.today()); !problems.empty())
        return std::move(problems.front());
    TRY(check_shares(work, wanted, nullptr));
    TRY(check_measure(work, wanted, nullptr));
    TRY(check_room(work, wanted.shares, nullptr));
    auto const id = insert_voucher(work.db(), work.tenant(), wanted, mark, work.now());
    records::keep_created(work, edited_vouchers, id.value, wanted.owner(), form_of(wanted));
    return id;
}

Result<void> cancel_voucher(Work& work, VoucherVersion const& seen, std::string_view reason)
{
    auto const text = one_line(reason);
    auto const stored = find_seen_voucher(work.db(), work.tenant(), seen.id, work.actor());
    if (!stored)
        return Problem::not_found("voucher.problem.unknown"_msg);
    // Before anything else: what is so already is no conflict, whoever made it so.
    if (!stored->counts() && stored->cancel_reason == text)
        return {};
    auto const editing = TRY(begin_voucher(work, seen));
    if (auto const why = why_closed(work, *stored))
        return Problem::conflict({}, *why);
    if (text.empty())
        return Problem::invalid("reason", "voucher.problem.reason"_msg);
    if (count_code_points(text) > longest_reason)
        return Problem::invalid(
            "reason", "import.problem.too_long"_msg, {{"limit", std::to_string(longest_reason)}});
    auto after = *stored;
    after.cancel_reason = text;
    store_voucher(work, editing, *stored, after, "cancelled");
    return {};
}

void cancel_voucher_unasked(Work& work, Voucher const& voucher, std::string_view reason)
{
    auto const editing = records::Editing::begin_unasked(work, edited_vouchers, voucher.id.value).value();
    auto after = voucher;
    after.cancel_reason = reason;
    store_voucher(work, editing, voucher, after, "cancelled");
}

Result<void> put_voucher_file(Work& work, VoucherVersion const& seen, StoredGrantFile const& file)
{
    auto const editing = TRY(begin_voucher(work, seen));
    auto const stored = load_voucher(work.db(), work.tenant(), seen.id).value();
    if (auto const why = why_closed(work, stored))
        return Problem::conflict({}, *why);
    if (stored.file == file.hash)
        return {};
    auto after = stored;
    after.file = file.hash;
    after.file_name = file.name;
    after.file_size = file.size;
    store_voucher(work, editing, stored, after, "file_added");
    return {};
}

std::string VoucherChoices::grant(std::string_view number) const
{
    auto const found = std::ranges::find_if(
        grants, [&](NamedGrant const& one) { return typed_id<GrantId>(number) == one.id; });
    return found == grants.end() ? std::string{} : found->title;
}

std::string VoucherChoices::measure(std::string_view number) const
{
    auto const found = std::ranges::find_if(measures, [&](goals::NamedMeasure const& one) {
        return typed_id<goals::MeasureId>(number) == one.id;
    });
    return found == measures.end() ? std::string{} : found->title;
}

VoucherChoices load_voucher_choices(
    db::Connection& db, TenantId tenant, Actor const& actor, std::optional<tenants::BodyId> owner)
{
    VoucherChoices choices{
        .grants = list_named_grants_of(db, tenant, actor, owner, most_grants_to_share),
        .measures = goals::list_named_measures(db, tenant, actor, most_measures_of_vouchers)};
    std::erase_if(choices.measures, [&](goals::NamedMeasure const& one) { return one.body != owner; });
    return choices;
}

} // namespace kommin::funding
