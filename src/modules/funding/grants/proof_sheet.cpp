#include "modules/funding/grants/proof_sheet.hpp"

#include "modules/funding/grants/grant_store.hpp"
#include "modules/funding/grants/passed_on_store.hpp"
#include "modules/funding/grants/voucher_editing.hpp"
#include "platform/json/json.hpp"
#include "platform/json/writer.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>
#include <variant>

namespace kommin::funding {

namespace {

// Reads what to_json() has written; anything else throws std::invalid_argument.
class SheetReader {
public:
    explicit SheetReader(json::Value const& object)
        : object_(object)
    { }
    [[nodiscard]] Money money(std::string_view name) const { return Money{integer(name)}; }
    [[nodiscard]] std::int64_t integer(std::string_view name) const
    {
        auto const number = member(name).as_integer();
        if (!number)
            refuse();
        return *number;
    }
    [[nodiscard]] std::string const& text(std::string_view name) const
    {
        auto const* const found = member(name).as_string();
        if (found == nullptr)
            refuse();
        return *found;
    }
    // Of what is not known there is no member.
    [[nodiscard]] bool has(std::string_view name) const { return object_.find(name) != nullptr; }
    [[nodiscard]] Date day(std::string_view name) const
    {
        auto const found = parse_date(text(name));
        if (!found)
            refuse();
        return *found;
    }
    [[nodiscard]] Financing financing() const
    {
        auto const found = enum_from<Financing>(text("financing"));
        if (!found)
            refuse();
        return *found;
    }
    [[nodiscard]] CostKind kind() const
    {
        auto const found = enum_from<CostKind>(text("kind"));
        if (!found)
            refuse();
        return *found;
    }
    template<class Line, class Read>
    [[nodiscard]] std::vector<Line> list(std::string_view name, Read const& read) const
    {
        auto const* const array = member(name).as_array();
        if (array == nullptr)
            refuse();
        std::vector<Line> lines;
        for (auto const& element : *array)
            lines.push_back(read(SheetReader(element)));
        return lines;
    }

private:
    [[noreturn]] static void refuse() { throw std::invalid_argument("no sheet of a proof"); }
    [[nodiscard]] json::Value const& member(std::string_view name) const
    {
        auto const* const found = object_.find(name);
        if (found == nullptr)
            refuse();
        return *found;
    }
    json::Value const& object_;
};

KindSum read_kind_sum(SheetReader const& reader)
{
    return {reader.kind(), reader.money("amount")};
}

LowerLine read_lower(SheetReader const& reader)
{
    return {
        .recipient = reader.text("recipient"),
        .title = reader.text("title"),
        .passed_on = reader.money("passed_on"),
        .spent = reader.money("spent"),
        .own = reader.money("own"),
        .other = reader.money("other"),
        .returned = reader.money("returned"),
        .left = reader.money("left"),
        .overpaid = reader.money("overpaid")};
}

ProofLine read_line(SheetReader const& reader)
{
    return {
        .serial = reader.integer("serial"),
        .day = reader.day("day"),
        .paid_on = reader.day("paid_on"),
        .payee = reader.text("payee"),
        .purpose = reader.text("purpose"),
        .kind = reader.kind(),
        .amount = reader.money("amount"),
        .recipient = reader.text("recipient")};
}

void write_kind_sums(json::ObjectWriter& sheet, std::string_view name, std::vector<KindSum> const& sums)
{
    sheet.array(name, [&](json::ArrayWriter& array) {
        for (auto const& one : sums)
            array.object([&](json::ObjectWriter& line) {
                line.member("kind", to_text(one.kind));
                line.member("amount", one.amount.cents);
            });
    });
}

// What the grant comes to: nothing where the notice names no kind, sum or eligible cost.
std::optional<Money> remaining_of(Grant const& grant, ProofSheet const& sheet)
{
    if (!grant.kind || !grant.amount || !grant.eligible || grant.is_approximate)
        return std::nullopt;
    Plan const planned{
        .cost = *grant.eligible,
        .eligible = *grant.eligible,
        .own = grant.own.value_or(Money{}),
        .other = grant.other.value_or(Money{})};
    Plan const actual{
        .cost = sheet.spent, .eligible = sheet.spent, .own = sheet.own, .other = sheet.other + sheet.below};
    return remaining_grant(*grant.kind, *grant.amount, planned, actual);
}

}

std::string ProofSheet::to_json() const
{
    json::Writer out;
    out.object([&](json::ObjectWriter& sheet) {
        sheet.member("received", received.cents);
        sheet.member("own", own.cents);
        sheet.member("other", other.cents);
        sheet.member("below", below.cents);
        sheet.member("returned", returned.cents);
        sheet.member("spent", spent.cents);
        sheet.member("paid_by_grant", paid_by_grant.cents);
        sheet.member("left", left.cents);
        sheet.member("overpaid", overpaid.cents);
        write_kind_sums(sheet, "by_kind", by_kind);
        write_kind_sums(sheet, "planned", planned);
        if (financing)
            sheet.member("financing", to_text(*financing));
        if (remaining)
            sheet.member("remaining", remaining->cents);
        sheet.array("lower", [&](json::ArrayWriter& array) {
            for (auto const& one : lower)
                array.object([&](json::ObjectWriter& line) {
                    line.member("recipient", one.recipient);
                    line.member("title", one.title);
                    line.member("passed_on", one.passed_on.cents);
                    line.member("spent", one.spent.cents);
                    line.member("own", one.own.cents);
                    line.member("other", one.other.cents);
                    line.member("returned", one.returned.cents);
                    line.member("left", one.left.cents);
                    line.member("overpaid", one.overpaid.cents);
                });
        });
        sheet.array("lines", [&](json::ArrayWriter& array) {
            for (auto const& one : lines)
                array.object([&](json::ObjectWriter& line) {
                    line.member("serial", one.serial);
                    line.member("day", to_iso(one.day));
                    line.member("paid_on", to_iso(one.paid_on));
                    line.member("payee", one.payee);
                    line.member("purpose", one.purpose);
                    line.member("kind", to_text(one.kind));
                    line.member("amount", one.amount.cents);
                    line.member("recipient", one.recipient);
                });
        });
    });
    return std::move(out).take();
}

std::optional<ProofSheet> ProofSheet::from_json(std::string_view json)
{
    auto const parsed = json::parse(json);
    auto const* const value = std::get_if<json::Value>(&parsed);
    if (value == nullptr)
        return std::nullopt;
    try {
        SheetReader const reader(*value);
        ProofSheet sheet;
        sheet.received = reader.money("received");
        sheet.own = reader.money("own");
        sheet.other = reader.money("other");
        sheet.below = reader.money("below");
        sheet.returned = reader.money("returned");
        sheet.spent = reader.money("spent");
        sheet.paid_by_grant = reader.money("paid_by_grant");
        sheet.left = reader.money("left");
        sheet.overpaid = reader.money("overpaid");
        sheet.by_kind = reader.list<KindSum>("by_kind", &read_kind_sum);
        sheet.planned = reader.list<KindSum>("planned", &read_kind_sum);
        if (reader.has("financing"))
            sheet.financing = reader.financing();
        if (reader.has("remaining"))
            sheet.remaining = reader.money("remaining");
        sheet.lower = reader.list<LowerLine>("lower", &read_lower);
        sheet.lines = reader.list<ProofLine>("lines", &read_line);
        return sheet;
    } catch (std::invalid_argument const&) {
        return std::nullopt;
    }
}

ProofSheet reckon_sheet(db::Connection& db, TenantId tenant, ProofOfUse const& proof)
{
    ProofSheet sheet;
    ProofInput upper{.own = proof.own, .other = proof.other, .returned = proof.returned};
    for (auto const& one : list_payments(db, tenant, proof.grant)) {
        if (one.received_on && *one.received_on <= proof.until)
            upper.received += one.received.value_or(Money{});
    }
    std::vector<LowerLevel> below;
    std::map<PassedOnId, std::size_t> place_of;
    for (auto const& one : list_passed_on(db, tenant, proof.grant)) {
        if (!one.counts() || one.state == PassedOnState::drafted)
            continue;
        place_of.emplace(one.id, below.size());
        LowerLevel level;
        level.passed_on = one.paid_on && *one.paid_on <= proof.until ? one.amount : Money{};
        level.proof.own = one.own.value_or(Money{});
        level.proof.other = one.other.value_or(Money{});
        level.proof.returned = one.returned.value_or(Money{});
        below.push_back(std::move(level));
        sheet.lower.push_back({.recipient = one.recipient, .title = one.title});
    }
    for (auto& one : list_vouchers(db, tenant, proof.grant, most_vouchers_of_grant)) {
        auto const* share = one.share_of(proof.grant);
        if (!one.counts() || !one.paid_on || *one.paid_on > proof.until || share->amount == Money{})
            continue;
        auto const at = one.passed_on ? place_of.find(*one.passed_on) : place_of.end();
        if (one.passed_on && at == place_of.end())
            continue; // what was withdrawn is nobody's cost
        (at == place_of.end() ? upper.costs : below.at(at->second).proof.costs)
            .push_back({one.kind, share->amount});
        sheet.lines.push_back(
            {.serial = share->serial,
             .day = one.day,
             .paid_on = *one.paid_on,
             .payee = std::move(one.payee),
             .purpose = std::move(one.purpose),
             .kind = one.kind,
             .amount = share->amount,
             .recipient = at == place_of.end() ? std::string{} : sheet.lower.at(at->second).recipient});
    }
    auto const both = proof_over_both(upper, below);
    for (std::size_t i = 0; i < below.size(); ++i) {
        auto& line = sheet.lower.at(i);
        auto const& level = below.at(i);
        line.passed_on = level.passed_on;
        line.spent = both.lower.at(i).spent;
        line.own = level.proof.own;
        line.other = level.proof.other;
        line.returned = level.proof.returned;
        line.left = both.lower.at(i).left;
        line.overpaid = both.lower.at(i).overpaid;
        sheet.below += level.proof.own + level.proof.other;
    }
    sheet.received = upper.received;
    sheet.own = upper.own;
    sheet.other = upper.other;
    sheet.returned = upper.returned;
    sheet.spent = both.sums.spent;
    sheet.paid_by_grant = both.sums.paid_by_grant;
    sheet.left = both.sums.left;
    sheet.overpaid = both.sums.overpaid;
    sheet.by_kind = both.sums.by_kind;
    sheet.planned = list_grant_costs(db, tenant, proof.grant);
    auto const grant = load_grant(db, tenant, proof.grant).value();
    sheet.financing = grant.kind;
    sheet.remaining = remaining_of(grant, sheet);
    return sheet;
}

ProofSheet sheet_of(db::Connection& db, TenantId tenant, ProofOfUse const& proof)
{
    if (proof.handed_in_on) {
        if (auto stored = ProofSheet::from_json(proof.sums))
            return *std::move(stored);
        throw std::runtime_error("the sums of a proof that was handed in cannot be read");
    }
    return reckon_sheet(db, tenant, proof);
}

} // namespace kommin::funding
