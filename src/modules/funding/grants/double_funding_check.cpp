#include "modules/funding/grants/double_funding_check.hpp"

#include "modules/funding/grants/grant_store.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "modules/goals/measures/api.hpp"
#include "platform/access/owners.hpp"
#include "platform/base/text.hpp"
#include "platform/records/typed.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <utility>

namespace kommin::funding {

namespace {

constexpr std::size_t longest_acceptance = 1000; // code points

using VouchersById = std::map<std::int64_t, LikeVoucher const*>;

// The vouchers of a finding, by their numbers.
std::vector<LikeVoucher> vouchers_among(VouchersById const& all, std::vector<std::int64_t> const& ids)
{
    std::vector<LikeVoucher> found;
    for (auto const id : ids) {
        if (auto const one = all.find(id); one != all.end())
            found.push_back(*one->second);
    }
    return found;
}

std::string key_of(FindingKind kind, std::vector<std::int64_t> const& numbers)
{
    std::string key(to_text(kind));
    for (auto const number : numbers)
        key += ' ' + std::to_string(number);
    return key;
}

void add_voucher_findings(Findings& found, std::vector<LikeVoucher> const& all, std::size_t most_pairs)
{
    auto& findings = found.all;
    std::vector<SharedVoucher> shared;
    VouchersById by_id;
    for (auto const& one : all) {
        shared.push_back(one.shared);
        by_id.emplace(one.shared.id, &one);
    }
    for (auto const& [voucher, by] : overcounted(shared))
        findings.push_back(
            {.kind = FindingKind::over,
             .key = key_of(FindingKind::over, {voucher, by.cents}),
             .vouchers = vouchers_among(by_id, {voucher}),
             .amount = by});
    std::map<std::string, std::vector<std::int64_t>> files;
    for (auto const& one : all) {
        if (!one.file.empty())
            files[one.file].push_back(one.shared.id);
    }
    for (auto& [file, ids] : files) {
        if (ids.size() < 2)
            continue;
        std::ranges::sort(ids);
        findings.push_back(
            {.kind = FindingKind::same_file,
             .key = key_of(FindingKind::same_file, ids),
             .vouchers = vouchers_among(by_id, ids)});
    }
    // A thousand equal vouchers are half a million pairs: the newest of them are read first.
    auto pairs = alike(shared);
    if (pairs.size() > most_pairs) {
        found.is_cut = true;
        pairs.erase(pairs.begin(), pairs.end() - static_cast<std::ptrdiff_t>(most_pairs));
    }
    for (auto const& [first, second] : pairs) {
        auto vouchers = vouchers_among(by_id, {first, second});
        auto const amount = vouchers.front().shared.amount;
        findings.push_back(
            {.kind = FindingKind::alike,
             .key = key_of(FindingKind::alike, {first, second, amount.cents}),
             .vouchers = std::move(vouchers),
             .amount = amount});
    }
}

struct PlannedCost {
    ApplicationId application;
    std::string title;
    ApplicationState state;
    std::optional<Money> asked;
    std::optional<Money> granted; // of its grant
    CostKind kind;
    std::optional<goals::MeasureId> measure;
    std::optional<int> year;
    Money cost;
    Money eligible;
};

// Of the newest applications that plan to pay for a measure what another one plans to pay as well, every
// line: what each of them pays is reckoned from all of its lines.
std::vector<PlannedCost> list_planned_costs(
    db::Connection& db, TenantId tenant, Owners const& owners, std::size_t most_applications)
{
    db::Query sql(
        "SELECT a.id, a.title, a.state, a.asked, g.amount, c.kind, c.measure_id, c.year, c.cost, c.eligible"
        " FROM (SELECT id, title, state, asked FROM funding_applications"
        " WHERE tenant_id = ? AND state IN ('drafted', 'submitted', 'granted')",
        tenant);
    if (owners)
        sql.add_any_of("COALESCE(body_id, 0)", *owners);
    sql.add(
        " AND EXISTS (SELECT 1 FROM funding_application_costs m JOIN funding_application_costs o"
        " ON o.measure_id = m.measure_id AND o.year = m.year AND o.kind = m.kind"
        " AND o.application_id <> m.application_id WHERE m.application_id = funding_applications.id)"
        " ORDER BY id DESC LIMIT ?) a"
        " JOIN funding_application_costs c ON c.application_id = a.id"
        " LEFT JOIN grants g ON g.application_id = a.id ORDER BY a.id DESC, c.position",
        static_cast<std::int64_t>(most_applications));
    return db.list<PlannedCost>(sql);
}

// What an application pays of each of its lines: its part of what is granted or asked.
std::vector<Money> paid_of_lines(std::vector<PlannedCost> const& lines)
{
    std::vector<std::int64_t> weights;
    Money eligible;
    for (auto const& line : lines) {
        weights.push_back(line.eligible.cents);
        eligible += line.eligible;
    }
    auto const& first = lines.front();
    auto const sum = first.granted ? first.granted : first.asked;
    // More than the eligible cost is never paid, and what nobody knows pays nothing.
    return split(std::min(sum.value_or(Money{}), eligible), weights);
}

void add_planned_findings(
    Findings& findings, db::Connection& db, TenantId tenant, Actor const& actor, Owners const& owners,
    std::size_t most_applications)
{
    std::map<ApplicationId, std::vector<PlannedCost>> applications;
    for (auto& line : list_planned_costs(db, tenant, owners, most_applications + 1))
        applications[line.application].push_back(std::move(line));
    if (applications.size() > most_applications) {
        findings.is_cut = true;
        applications.erase(applications.begin()); // the oldest one
    }
    std::vector<PlannedShare> shares;
    for (auto const& [id, lines] : applications) {
        auto const paid = paid_of_lines(lines);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            auto const& line = lines[i];
            if (line.measure && line.year)
                shares.push_back(
                    {.of = id.value,
                     .measure = line.measure->value,
                     .year = *line.year,
                     .kind = line.kind,
                     .cost = line.cost,
                     .share = paid[i]});
        }
    }
    auto const found = paid_twice(shares);
    std::vector<goals::MeasureId> ids;
    for (auto const& one : found)
        ids.emplace_back(one.measure);
    auto const measures = goals::list_named_measures(db, tenant, actor, ids);
    for (auto const& one : found) {
        Finding finding;
        finding.kind = FindingKind::planned;
        finding.planned = one;
        finding.amount = one.paid - one.cost;
        std::vector<std::int64_t> numbers{
            one.measure, one.year, static_cast<std::int64_t>(one.kind), one.cost.cents, one.paid.cents};
        numbers.insert(numbers.end(), one.by.begin(), one.by.end());
        finding.key = key_of(FindingKind::planned, numbers);
        auto const measure
            = std::ranges::find(measures, goals::MeasureId{one.measure}, &goals::NamedMeasure::id);
        if (measure != measures.end())
            finding.measure = measure->title;
        for (auto const id : one.by)
            finding.applications.push_back(applications.at(ApplicationId{id}).front().title);
        findings.all.push_back(std::move(finding));
    }
}

}

MessageKey label_of(FindingKind kind)
{
    switch (kind) {
    case FindingKind::over:
        return "double_funding.kind.over"_msg;
    case FindingKind::same_file:
        return "double_funding.kind.same_file"_msg;
    case FindingKind::planned:
        return "double_funding.kind.planned"_msg;
    case FindingKind::alike:
        break;
    }
    return "double_funding.kind.alike"_msg;
}

Findings list_findings(db::Connection& db, TenantId tenant, Actor const& actor, FindingLimits const& limits)
{
    auto const owners = owners_of(actor.where(account_for_money));
    Findings findings;
    auto vouchers = list_vouchers_like_others(db, tenant, owners, static_cast<int>(limits.vouchers) + 1);
    if (vouchers.size() > limits.vouchers) {
        findings.is_cut = true;
        vouchers.pop_back();
    }
    add_voucher_findings(findings, vouchers, limits.pairs);
    add_planned_findings(findings, db, tenant, actor, owners, limits.applications);
    auto const accepted = list_accepted_findings(db, tenant);
    for (auto& one : findings.all) {
        if (auto const at = accepted.find(one.key); at != accepted.end())
            one.accepted = at->second;
    }
    std::ranges::stable_partition(findings.all, [](Finding const& one) { return !one.accepted; });
    return findings;
}

Result<void> accept_finding(Work& work, std::string_view key, std::string_view reason)
{
    if (!work.actor().may_somewhere(account_for_money))
        return Problem::not_found("double_funding.problem.unknown"_msg);
    auto const findings = list_findings(work.db(), work.tenant(), work.actor()).all;
    auto const found = std::ranges::find(findings, key, &Finding::key);
    if (found == findings.end())
        return Problem::conflict({}, "double_funding.problem.gone"_msg);
    if (found->accepted)
        return {};
    auto text = records::several_lines(reason);
    if (text.empty())
        return Problem::invalid("reason", "double_funding.problem.reason"_msg);
    if (count_code_points(text) > longest_acceptance)
        return Problem::invalid(
            "reason", "import.problem.too_long"_msg, {{"limit", std::to_string(longest_acceptance)}});
    insert_accepted_finding(
        work.db(), work.tenant(),
        {.key = std::string(key),
         .reason = std::move(text),
         .accepted_by = work.actor().code(),
         .accepted_at = work.now()});
    auto const grant = found->vouchers.empty() ? std::nullopt : found->vouchers.front().grant;
    if (grant)
        work.audit("funding.finding.accepted", grant_subject.word(), *grant);
    else
        work.audit("funding.finding.accepted", "tenant", work.tenant());
    return {};
}

} // namespace kommin::funding
