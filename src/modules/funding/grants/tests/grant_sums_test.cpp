// Whatever is granted, called, spent and passed on: the sums agree to the cent at every level, and what was
// handed in reads back as it was.

#include "modules/funding/grants/grant_store.hpp"
#include "modules/funding/grants/passed_on_store.hpp"
#include "modules/funding/grants/proof_sheet.hpp"
#include "modules/funding/grants/proof_store.hpp"
#include "modules/funding/grants/used_payments.hpp"
#include "modules/funding/grants/voucher_store.hpp"
#include "modules/tenants/testing.hpp"
#include "platform/db/testing.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <random>
#include <string>
#include <vector>

namespace kommin::funding {
namespace {

using namespace std::chrono_literals;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class GrantSumsTest : public db::DatabaseTest {
protected:
    void SetUp() override
    {
        db::DatabaseTest::SetUp();
        tenant_ = tenants::found_district(connection(), now_, {.towns = {"aalfeld"}});
        other_tenant_ = tenants::found_district(connection(), now_, {.slug = "beispielhain"});
    }
    std::string mark() { return "m" + std::to_string(++marks_); }
    Grant granted(std::optional<Financing> kind = std::nullopt)
    {
        Grant one;
        one.title = "Zuwendung " + std::to_string(marks_);
        one.kind = kind;
        one.share = kind == Financing::share ? std::optional(Part{8'000}) : std::nullopt;
        one.amount = Money::euros(100'000);
        one.id = insert_grant(connection(), tenant_, one, mark(), now_);
        return one;
    }
    void received(GrantId grant, Date day, Money amount)
    {
        PaymentCall call;
        call.grant = grant;
        call.requested_on = day;
        call.requested = amount;
        call.received_on = day;
        call.received = amount;
        insert_payment(connection(), tenant_, call, mark(), now_);
    }
    VoucherId paid(
        std::vector<VoucherShare> shares, Date day, Money amount, CostKind kind,
        std::optional<PassedOnId> below = std::nullopt)
    {
        Voucher one;
        one.day = day;
        one.paid_on = day;
        one.payee = "Laden";
        one.purpose = "Material \"blau\"";
        one.amount = amount;
        one.kind = kind;
        one.passed_on = below;
        one.shares = std::move(shares);
        return insert_voucher(connection(), tenant_, one, mark(), now_);
    }
    PassedOn passed_on(GrantId grant, Money amount, Date day)
    {
        PassedOn one;
        one.grant = grant;
        one.recipient = "Verein " + std::to_string(marks_);
        one.title = "Lesen";
        one.amount = amount;
        one.paid_on = day;
        one.state = PassedOnState::agreed;
        one.id = insert_passed_on(connection(), tenant_, one, mark(), now_);
        return one;
    }

    Instant const now_ = *parse_instant("2010-06-30T08:00:00Z");
    TenantId tenant_, other_tenant_;
    int marks_ = 0;
};
KOMMIN_ON_BOTH_ENGINES(GrantSumsTest);

TEST_P(GrantSumsTest, agree_at_every_level)
{
    std::mt19937 numbers(97);
    auto const below
        = [&](std::int64_t end) { return std::uniform_int_distribution<std::int64_t>(0, end - 1)(numbers); };
    Date const first = 2010y / 1 / 1;
    auto const any_day = [&] { return first + std::chrono::days(below(180)); };
    auto const any_kind = [&] { return all_cost_kinds.at(static_cast<std::size_t>(below(8))); };
    for (int round = 0; round < 25; ++round) {
        auto const one = granted(all_financings.at(static_cast<std::size_t>(below(3))));
        auto const other = granted();
        ProofOfUse proof;
        proof.grant = one.id;
        proof.until = any_day();
        proof.own = Money{below(20'000)};
        proof.other = Money{below(20'000)};
        proof.returned = Money{below(20'000)};
        Money came, came_until, accounted, spent_until, at_other;
        for (auto n = below(4); n > 0; --n) {
            auto const day = any_day();
            Money const amount{1 + below(100'000)};
            received(one.id, day, amount);
            came += amount;
            if (day <= proof.until)
                came_until += amount;
        }
        for (auto n = below(8); n > 0; --n) {
            auto const day = any_day();
            Money const amount{2 + below(50'000)};
            Money const part{1 + below(amount.cents - 1)};
            auto const id = paid(
                {{.grant = one.id, .amount = part}, {.grant = other.id, .amount = amount - part}}, day,
                amount, any_kind());
            if (below(5) == 0) { // cancelled: it counts nowhere
                auto cancelled = load_voucher(connection(), tenant_, id).value();
                cancelled.cancel_reason = "falsch";
                update_voucher(connection(), tenant_, cancelled, now_);
                continue;
            }
            accounted += part;
            at_other += amount - part;
            if (day <= proof.until)
                spent_until += part;
        }
        Money lower_own;
        for (auto n = below(3); n > 0; --n) {
            auto level = passed_on(one.id, Money{1 + below(60'000)}, any_day());
            level.own = Money{below(5'000)};
            level.returned = Money{below(5'000)};
            update_passed_on(connection(), tenant_, level, now_);
            lower_own += *level.own;
            for (auto bills = below(4); bills > 0; --bills) {
                auto const day = any_day();
                Money const amount{1 + below(30'000)};
                paid({{.grant = one.id, .amount = amount}}, day, amount, any_kind(), level.id);
                accounted += amount;
                if (day <= proof.until)
                    spent_until += amount;
            }
        }

        auto const sums = list_grant_sums(connection(), tenant_, {one.id, other.id});
        ASSERT_EQ(sums.at(one.id).received, came);
        ASSERT_EQ(sums.at(one.id).accounted, accounted);
        ASSERT_EQ(sums.at(other.id).accounted, at_other);
        Money by_kind;
        for (auto const& kind : list_spent_by_kind(connection(), tenant_, one.id))
            by_kind += kind.amount;
        ASSERT_EQ(by_kind, accounted);
        auto flows = list_outflows(connection(), tenant_, {one.id});
        Money out;
        for (auto const& flow : flows[one.id])
            out += flow.amount;
        ASSERT_EQ(out, accounted);
        // What has come is used or not, no cent of it twice.
        Money unused;
        for (auto const& payment :
             used_payments(one, list_payments(connection(), tenant_, one.id), flows[one.id]))
            unused += payment.use->unused;
        ASSERT_LE(unused, came);
        ASSERT_GE(unused + out, came) << "the grant pays no more than was spent";

        auto const sheet = reckon_sheet(connection(), tenant_, proof);
        ASSERT_EQ(sheet.received, came_until);
        ASSERT_EQ(sheet.spent, spent_until);
        ASSERT_EQ(sheet.below, lower_own);
        // Both sides of the whole …
        ASSERT_EQ(
            sheet.received + sheet.own + sheet.other + sheet.below,
            sheet.spent + sheet.returned + sheet.left + sheet.overpaid);
        Money lines, of_kinds, lower_spent, lower_lines;
        for (auto const& line : sheet.lines) {
            lines += line.amount;
            if (!line.recipient.empty())
                lower_lines += line.amount;
        }
        for (auto const& kind : sheet.by_kind)
            of_kinds += kind.amount;
        ASSERT_EQ(lines, sheet.spent);
        ASSERT_EQ(of_kinds, sheet.spent);
        // … and of each association.
        for (auto const& level : sheet.lower) {
            lower_spent += level.spent;
            ASSERT_EQ(
                level.passed_on + level.own + level.other,
                level.spent + level.returned + level.left + level.overpaid);
        }
        ASSERT_EQ(lower_spent, lower_lines);
        ASSERT_EQ(ProofSheet::from_json(sheet.to_json()), sheet);
    }
}

TEST_P(GrantSumsTest, a_proof_of_more_vouchers_than_a_statement_takes_ids_knows_all_shares)
{
    auto const one = granted();
    for (int i = 0; i < 600; ++i)
        paid({{.grant = one.id, .amount = Money{1}}}, 2010y / 3 / 1, Money{1}, CostKind::material);
    ProofOfUse proof;
    proof.grant = one.id;
    proof.until = 2010y / 3 / 1;
    auto const sheet = reckon_sheet(connection(), tenant_, proof);
    EXPECT_THAT(sheet.lines, SizeIs(600));
    EXPECT_EQ(sheet.spent, Money::euros(6));
    EXPECT_EQ(sheet.lines.back().serial, 600);
}

TEST_P(GrantSumsTest, of_another_district_are_none_of_ours)
{
    auto const one = granted();
    received(one.id, 2010y / 3 / 1, Money{100});
    auto const bill = paid({{.grant = one.id, .amount = Money{5}}}, 2010y / 3 / 1, Money{5}, CostKind::rooms);
    auto const level = passed_on(one.id, Money{7}, 2010y / 3 / 1);
    EXPECT_FALSE(load_grant(connection(), other_tenant_, one.id));
    EXPECT_FALSE(load_voucher(connection(), other_tenant_, bill));
    EXPECT_FALSE(load_passed_on(connection(), other_tenant_, level.id));
    EXPECT_THAT(list_grants(connection(), other_tenant_, {}, 10), IsEmpty());
    EXPECT_THAT(list_payments(connection(), other_tenant_, one.id), IsEmpty());
    EXPECT_THAT(list_vouchers(connection(), other_tenant_, one.id, 10), IsEmpty());
    EXPECT_THAT(list_passed_on(connection(), other_tenant_, one.id), IsEmpty());
    EXPECT_EQ(list_grant_sums(connection(), other_tenant_, {one.id}).at(one.id).received, Money{});
    EXPECT_THAT(list_grants(connection(), tenant_, {}, 10), SizeIs(1)) << "the test looks at something";
}

TEST_P(GrantSumsTest, grants_with_payments_to_look_at_are_those_that_wait_for_their_last_proof)
{
    PaymentDays const days{.requested_by = 2010y / 3 / 1, .received_by = 2010y / 2 / 1};
    auto const seen = [&](GrantId after = GrantId{0}, int limit = 10) {
        std::vector<GrantId> ids;
        for (auto const& one : list_grants_with_payments(connection(), tenant_, {}, days, after, limit))
            ids.push_back(one.id);
        return ids;
    };
    auto const early = granted().id, late = granted().id, asked = granted().id, proven = granted().id;
    granted(); // without a payment
    received(early, 2010y / 2 / 1, Money{100});
    received(late, 2010y / 2 / 2, Money{100});
    received(proven, 2010y / 2 / 1, Money{100});
    PaymentCall call;
    call.grant = asked;
    call.requested_on = 2010y / 3 / 1;
    call.requested = Money{100};
    insert_payment(connection(), tenant_, call, mark(), now_);
    ProofOfUse proof;
    proof.grant = proven;
    proof.kind = ProofKind::final;
    proof.until = 2010y / 3 / 1;
    proof.handed_in_on = 2010y / 3 / 1;
    insert_proof(connection(), tenant_, proof, mark(), now_);
    EXPECT_EQ(seen(), (std::vector{early, asked}));
    EXPECT_EQ(seen(early), (std::vector{asked}));
    EXPECT_EQ(seen(GrantId{0}, 1), (std::vector{early}));
    EXPECT_THAT(
        list_grants_with_payments(
            connection(), tenant_, std::vector<std::int64_t>{4711}, days, GrantId{0}, 10),
        IsEmpty());
    EXPECT_THAT(list_grants_with_payments(connection(), other_tenant_, {}, days, GrantId{0}, 10), IsEmpty());
}

TEST_P(GrantSumsTest, editions_are_counted_for_each_grant)
{
    auto const one = granted();
    auto const other = granted();
    ProofOfUse proof;
    proof.until = 2010y / 3 / 1;
    for (auto const& grant : {one.id, one.id, other.id}) {
        proof.grant = grant;
        insert_proof(connection(), tenant_, proof, mark(), now_);
    }
    auto const handed_in = list_proofs(connection(), tenant_, one.id).front();
    auto changed = handed_in;
    changed.sums = ProofSheet{}.to_json();
    update_proof(connection(), tenant_, changed, now_);
    EXPECT_NE(load_proof(connection(), tenant_, changed.id)->sums, "");
    auto const proofs = list_proofs(connection(), tenant_, one.id);
    EXPECT_EQ(proofs.front().sums, "") << "a list does not read two thousand vouchers for each";
    ASSERT_THAT(proofs, SizeIs(2));
    EXPECT_EQ(proofs.back().edition, 2);
    EXPECT_EQ(list_proofs(connection(), tenant_, other.id).front().edition, 1);
}

TEST(ProofSheetText, is_read_only_as_it_was_written)
{
    ProofSheet sheet;
    sheet.spent = Money{12};
    sheet.financing = Financing::deficit;
    sheet.remaining = Money{11};
    sheet.lines.push_back(
        {.serial = 1,
         .day = 2010y / 3 / 1,
         .paid_on = 2010y / 3 / 2,
         .payee = "\"Laden\" <Ü>",
         .purpose = "Stifte\nblau",
         .kind = CostKind::fees,
         .amount = Money{12},
         .recipient = {}});
    auto const text = sheet.to_json();
    EXPECT_EQ(ProofSheet::from_json(text), sheet);
    EXPECT_FALSE(ProofSheet::from_json("{}"));
    EXPECT_FALSE(ProofSheet::from_json(text.substr(0, text.size() - 1)));
    auto broken = text;
    broken.replace(broken.find("\"fees\""), 6, "\"foos\"");
    EXPECT_FALSE(ProofSheet::from_json(broken));
}

}
} // namespace kommin::funding
