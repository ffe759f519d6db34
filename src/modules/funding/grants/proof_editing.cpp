#include "modules/funding/grants/proof_editing.hpp"

#include "modules/funding/grants/grant_fields.hpp"
#include "modules/funding/grants/passed_on_store.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/records/typed.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace kommin::funding {

using records::Fields;
using records::one_line;

namespace {

constexpr std::size_t longest_report = 20'000; // code points

ProofOfUse proof_from(Fields const& fields)
{
    ProofOfUse wanted;
    wanted.kind = enum_from<ProofKind>(fields.value(proof_field::kind)).value_or(ProofKind::final);
    wanted.until = day_in(fields, proof_field::until).value_or(Date{});
    wanted.own = money_in(fields, proof_field::own).value_or(Money{});
    wanted.other = money_in(fields, proof_field::other).value_or(Money{});
    wanted.returned = money_in(fields, proof_field::returned).value_or(Money{});
    wanted.report = records::several_lines(fields.value(proof_field::report));
    wanted.handed_in_on = day_in(fields, proof_field::handed_in_on);
    wanted.outcome = enum_from<ProofOutcome>(fields.value(proof_field::outcome)).value_or(ProofOutcome::none);
    wanted.outcome_text = records::several_lines(fields.value(proof_field::outcome_text));
    return wanted;
}

void check_until(web::FieldCheck& check, std::optional<ProofKind> kind, ProofBounds const& bounds)
{
    auto const until = parse_typed_date(one_line(check.value(proof_field::until)));
    if (!until)
        return; // is told already
    auto const refuse = [&](MessageKey problem, std::optional<Date> day) {
        check.refuse(proof_field::until, problem, {{"day", spelled(day)}});
    };
    if (*until > bounds.today)
        check.refuse(proof_field::until, "grant_proof.problem.future"_msg);
    else if (bounds.starts && *until < *bounds.starts)
        refuse("grant_proof.problem.before_start"_msg, bounds.starts);
    else if (kind == ProofKind::interim && bounds.ends && *until > *bounds.ends)
        refuse("grant_proof.problem.after_end"_msg, bounds.ends);
    else if (bounds.proven_until && *until < *bounds.proven_until)
        refuse("grant_proof.problem.before_last"_msg, bounds.proven_until);
}

Result<records::Editing> begin_proof(Work& work, ProofVersion const& seen)
{
    return records::Editing::begin(
        work, edited_proofs, seen.id.value, seen.version, account_for_money,
        "grant_proof.problem.unknown"_msg);
}

void store_proof(
    Work& work, records::Editing const& editing, ProofOfUse const& before, ProofOfUse const& after,
    std::string_view action)
{
    update_proof(work.db(), work.tenant(), after, work.now());
    editing.keep_changed(form_of(before), form_of(after), action);
}

// What stands in the way of handing in a last proof.
Result<void> check_last(Work& work, ProofOfUse const& proof, ProofSheet const& sheet)
{
    auto const passed_on = list_passed_on(work.db(), work.tenant(), proof.grant);
    bool const is_open_below = std::ranges::any_of(passed_on, [](PassedOn const& one) {
        return one.state == PassedOnState::agreed || one.state == PassedOnState::proven;
    });
    bool const is_even_below = std::ranges::all_of(
        sheet.lower, [](LowerLine const& one) { return one.left == Money{} && one.overpaid == Money{}; });
    if (is_open_below || !is_even_below)
        return Problem::conflict({}, "grant_proof.problem.below_open"_msg);
    if (!sheet.is_even())
        return Problem::conflict(
            {}, "grant_proof.problem.uneven"_msg,
            {{"left", spelled_money(Money{std::abs(sheet.left.cents)})}});
    return {};
}

}

std::optional<SeenProof> find_seen_proof(db::Connection& db, TenantId tenant, ProofId id, Actor const& actor)
{
    auto proof = load_proof(db, tenant, id);
    auto grant = proof ? find_seen_grant(db, tenant, proof->grant, actor, account_for_money) : std::nullopt;
    return grant ? std::optional(SeenProof{*std::move(proof), *std::move(grant)}) : std::nullopt;
}

Fields form_of(ProofOfUse const& proof)
{
    auto const& one = proof;
    Fields fields;
    auto const set = [&](std::string_view name, std::string value) { fields.set(name, std::move(value)); };
    set(proof_field::kind, std::string(to_text(one.kind)));
    set(proof_field::until, one.until == Date{} ? std::string{} : spelled(std::optional(one.until)));
    set(proof_field::own, spelled_money(one.own));
    set(proof_field::other, spelled_money(one.other));
    set(proof_field::returned, spelled_money(one.returned));
    set(proof_field::report, one.report);
    set(proof_field::handed_in_on, spelled(one.handed_in_on));
    set(proof_field::outcome, std::string(to_text(one.outcome)));
    set(proof_field::outcome_text, one.outcome_text);
    return fields;
}

Fields form_of_new_proof(Grant const& grant, Date today)
{
    ProofOfUse proof;
    proof.until = today;
    proof.own = grant.own.value_or(Money{});
    proof.other = grant.other.value_or(Money{});
    return form_of(proof);
}

Fields spelled_proof(Fields const& typed)
{
    return form_of(proof_from(typed));
}

ProofBounds bounds_of_proofs(Grant const& grant, std::vector<ProofOfUse> const& proofs, Date today)
{
    ProofBounds bounds{.today = today};
    if (grant.starts)
        bounds.starts = grant.starts->first_possible_day();
    if (grant.ends)
        bounds.ends = grant.ends->last_possible_day();
    for (auto const& one : proofs) {
        if (!one.handed_in_on || one.outcome == ProofOutcome::questioned)
            continue;
        bounds.proven_until = std::max(bounds.proven_until, std::optional(one.until));
        bounds.is_proven = bounds.is_proven || one.kind == ProofKind::final;
    }
    return bounds;
}

std::vector<Problem> problems_of_proof(Fields const& fields, ProofBounds const& bounds)
{
    web::FieldCheck check(fields);
    auto const kind = enum_from<ProofKind>(fields.value(proof_field::kind));
    if (!kind)
        check.refuse(proof_field::kind, "form.not_chosen"_msg);
    else if (*kind == ProofKind::interim && bounds.is_proven)
        check.refuse(proof_field::kind, "grant_proof.problem.proven"_msg);
    check_needed_day(check, proof_field::until);
    check_until(check, kind, bounds);
    for (auto const name : {proof_field::own, proof_field::other, proof_field::returned})
        check_money(check, name);
    check.check_length(proof_field::report, longest_report);
    return check.take();
}

Result<void> save_proof(Work& work, ProofVersion const& seen, Fields const& typed)
{
    auto const editing = TRY(begin_proof(work, seen));
    auto const stored = load_proof(work.db(), work.tenant(), seen.id).value();
    if (stored.handed_in_on) // no conflict: there is nothing to compare
        return Problem::invalid({}, "grant_proof.problem.frozen"_msg);
    auto const grant = load_grant(work.db(), work.tenant(), stored.grant).value();
    auto const bounds
        = bounds_of_proofs(grant, list_proofs(work.db(), work.tenant(), grant.id), work.today());
    if (auto problems = problems_of_proof(typed, bounds); !problems.empty())
        return std::move(problems.front());
    auto wanted = proof_from(typed);
    wanted.id = stored.id;
    wanted.grant = stored.grant;
    wanted.edition = stored.edition;
    wanted.handed_in_on = std::nullopt;
    wanted.outcome = ProofOutcome::none;
    wanted.outcome_text = {};
    if (form_of(stored) != form_of(wanted))
        store_proof(work, editing, stored, wanted, "changed");
    return {};
}

Result<ProofId> add_proof(Work& work, GrantId grant, Fields const& typed, std::string_view form_key)
{
    auto const of = find_seen_grant(work.db(), work.tenant(), grant, work.actor(), account_for_money);
    if (!of)
        return Problem::not_found("grant.problem.unknown"_msg);
    auto wanted = proof_from(typed);
    wanted.grant = grant;
    wanted.handed_in_on = std::nullopt;
    wanted.outcome = ProofOutcome::none;
    wanted.outcome_text = {};
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + std::to_string(grant.value) + ' '
        + form_of(wanted).to_json());
    if (auto const added = find_proof_by_mark(work.db(), work.tenant(), mark))
        return *added;
    auto const proofs = list_proofs(work.db(), work.tenant(), grant);
    if (std::ranges::any_of(proofs, [](ProofOfUse const& one) { return !one.handed_in_on; }))
        return Problem::conflict({}, "grant_proof.problem.draft"_msg);
    if (auto problems = problems_of_proof(typed, bounds_of_proofs(*of, proofs, work.today()));
        !problems.empty())
        return std::move(problems.front());
    auto const id = insert_proof(work.db(), work.tenant(), wanted, mark, work.now());
    records::keep_created(work, edited_proofs, id.value, of->owner(), form_of(wanted));
    return id;
}

std::string mark_of_sheet(ProofSheet const& sheet)
{
    return crypto::sha256_hex(sheet.to_json()).substr(0, 16);
}

Result<void> hand_in_proof(Work& work, ProofVersion const& seen, std::string_view read)
{
    auto const at = find_seen_proof(work.db(), work.tenant(), seen.id, work.actor());
    if (!at)
        return Problem::not_found("grant_proof.problem.unknown"_msg);
    // Before anything else: what is so already is no conflict, whoever made it so.
    if (at->proof.handed_in_on && mark_of_sheet(sheet_of(work.db(), work.tenant(), at->proof)) == read)
        return {};
    auto const editing = TRY(begin_proof(work, seen));
    if (at->proof.handed_in_on)
        return Problem::conflict({}, "grant_proof.problem.frozen"_msg);
    // Grant and proofs may have changed since the draft was saved.
    auto const bounds
        = bounds_of_proofs(at->grant, list_proofs(work.db(), work.tenant(), at->grant.id), work.today());
    if (auto problems = problems_of_proof(form_of(at->proof), bounds); !problems.empty())
        return Problem::conflict({}, problems.front().message, std::move(problems.front().arguments));
    auto const sheet = reckon_sheet(work.db(), work.tenant(), at->proof);
    if (mark_of_sheet(sheet) != read)
        return Problem::conflict({}, "grant_proof.problem.moved"_msg);
    if (sheet.overpaid > Money{})
        return Problem::conflict(
            {}, "grant_proof.problem.overpaid"_msg, {{"amount", spelled_money(sheet.overpaid)}});
    if (at->proof.kind == ProofKind::final)
        TRY(check_last(work, at->proof, sheet));
    auto after = at->proof;
    after.handed_in_on = work.today();
    after.sums = sheet.to_json();
    store_proof(work, editing, at->proof, after, "handed_in");
    return {};
}

Result<void> set_outcome_of_proof(Work& work, ProofVersion const& seen, Fields const& typed)
{
    auto const editing = TRY(begin_proof(work, seen));
    auto const stored = load_proof(work.db(), work.tenant(), seen.id).value();
    if (!stored.handed_in_on)
        return Problem::conflict({}, "grant_proof.problem.not_handed_in"_msg);
    auto const outcome = enum_from<ProofOutcome>(typed.value(proof_field::outcome));
    if (!outcome)
        return Problem::invalid(std::string(proof_field::outcome), "form.not_chosen"_msg);
    auto after = stored;
    after.outcome = *outcome;
    after.outcome_text = records::several_lines(typed.value(proof_field::outcome_text));
    if (after.outcome == ProofOutcome::questioned && after.outcome_text.empty())
        return Problem::invalid(std::string(proof_field::outcome_text), "grant_proof.problem.question"_msg);
    if (count_code_points(after.outcome_text) > longest_grant_text)
        return Problem::invalid(
            std::string(proof_field::outcome_text), "import.problem.too_long"_msg,
            {{"limit", std::to_string(longest_grant_text)}});
    if (form_of(stored) != form_of(after))
        store_proof(work, editing, stored, after, "outcome");
    return {};
}

} // namespace kommin::funding
