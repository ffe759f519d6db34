// Vouchers and proofs of use at the desk: what is counted for which grant, what is never paid twice, and what
// adds up to the cent.

#include "app/tests/grants_story.hpp"
#include "modules/funding/testing.hpp"
#include "platform/records/versions.hpp"

#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class VoucherStory : public GrantsStory {
protected:
    // The stored share of a grant in the newest voucher.
    std::int64_t share(std::string const& of)
    {
        return connection().load<std::int64_t>(
            "SELECT amount FROM voucher_shares WHERE grant_id = ? AND voucher_id ="
            " (SELECT MAX(id) FROM vouchers)",
            std::stoll(number_of(of)));
    }
    static constexpr auto* bill
        = "day=1.6.2010&paid_on=2.6.2010&payee=Druckerei&purpose=Plakate&kind=publicity&amount=";
};
KOMMIN_ON_BOTH_ENGINES(VoucherStory);

TEST_P(VoucherStory, has_a_number_in_the_list_of_its_grant_which_is_never_given_twice)
{
    auto const one = grant("Lesen");
    EXPECT_THAT(shown(one + "/belege"), HasSubstr("Tragen Sie jede Rechnung ein"));
    auto const first = voucher(one, "1.6.2010", "1.250,50");
    EXPECT_EQ(voucher(one, "1.6.2010", "1.250,50"), first) << "pressed twice";
    auto const second = voucher(one, "2.6.2010", "49,50");
    EXPECT_THAT(
        shown(one + "/belege"),
        AllOf(
            HasSubstr("2 Belege"), HasSubstr("1.300,00"), HasSubstr("Druckerei"),
            HasSubstr(">bezahlt</span>")));
    EXPECT_THAT(shown(first + "/storno"), AllOf(HasSubstr("Druckerei"), HasSubstr("1.250,50")));
    EXPECT_EQ(press("vouchers", first, "/storno", "reason=+").status(), http::Status::unprocessable);
    EXPECT_EQ(press("vouchers", first, "/storno", "reason=Doppelt").status(), http::Status::see_other);
    EXPECT_THAT(
        shown(one + "/belege"),
        AllOf(HasSubstr("2 Belege"), HasSubstr("49,50"), HasSubstr("storniert"), Not(HasSubstr("1.300,00"))));
    EXPECT_THAT(shown(first), AllOf(HasSubstr("Doppelt"), Not(HasSubstr("name=\"amount\""))));
    auto const late = press("vouchers", first, "", std::string(bill) + "7");
    EXPECT_EQ(late.status(), http::Status::unprocessable);
    EXPECT_THAT(late.body_text(), AllOf(HasSubstr("wird nicht mehr geändert"), HasSubstr("Plakate")));
    EXPECT_EQ(
        office_->post(second, "fassung=1&" + std::string(bill) + "7&share_" + number_of(one) + "=7").status(),
        http::Status::see_other);
    voucher(one, "3.6.2010", "1");
    EXPECT_EQ(connection().load<std::int64_t>("SELECT MAX(serial) FROM voucher_shares"), 3)
        << "1 is not given again";
    auto const file = file_of(office_->get(one + "/belege/liste.csv"));
    EXPECT_THAT(file, AllOf(HasSubstr("Druckerei"), HasSubstr("7.00"), HasSubstr("Doppelt")));
    EXPECT_THAT(
        audit_actions(), AllOf(Contains("funding.vouchers.exported"), Contains("funding.voucher.cancelled")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(VoucherStory, what_is_wrong_is_said_beside_its_field_and_entries_are_kept)
{
    auto const one = grant("Lesen");
    auto const refused
        = enter(one, "day=1.7.2010&paid_on=1.7.2010&payee=&purpose=&amount=1,250&kind=&number=R+17", "w");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    for (auto const* field : {"day", "paid_on", "payee", "purpose", "amount", "kind"})
        EXPECT_THAT(
            std::string(refused.body_text()), HasSubstr("id=\"f-" + std::string(field) + "-fehler\""));
    EXPECT_THAT(refused.body_text(), AllOf(HasSubstr("value=\"R 17\""), HasSubstr("value=\"1,250\"")));
    EXPECT_EQ(count("SELECT COUNT(*) FROM vouchers"), 0);
    for (auto const* day : {"1.6", "1.6.0210"})
        EXPECT_THAT(
            std::string(enter(one, "day=" + std::string(day) + "&amount=1", day).body_text()),
            HasSubstr("id=\"f-day-fehler\""))
            << day;
    auto const made = voucher(one, "1.6.2010", "10");
    auto const save = [&](std::string const& amount) {
        return office_->post(
            made, "fassung=1&" + std::string(bill) + amount + "&share_" + number_of(one) + "=" + amount);
    };
    EXPECT_EQ(save("11").status(), http::Status::see_other);
    auto const late = save("12");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(late.body_text(), AllOf(HasSubstr("11,00"), HasSubstr("12")));
}

TEST_P(VoucherStory, grants_together_account_for_no_more_than_it_was)
{
    auto const one = grant("Lesen");
    auto const other = grant("Schreiben");
    auto const shares = [&](std::string const& first, std::string const& second) {
        return std::string(bill) + "100&share_" + number_of(one) + '=' + first + "&share_" + number_of(other)
            + '=' + second;
    };
    auto const above = enter(one, shares("60", "40,01"), "a");
    EXPECT_EQ(above.status(), http::Status::unprocessable);
    EXPECT_THAT(
        above.body_text(),
        AllOf(HasSubstr("Eine Ausgabe wird nur einmal gefördert"), HasSubstr("value=\"40,01\"")));
    EXPECT_EQ(count("SELECT COUNT(*) FROM vouchers"), 0);
    auto const made = enter(one, shares("60", "39,99"), "b");
    ASSERT_EQ(made.status(), http::Status::see_other) << made.body_text();
    EXPECT_EQ(share(one), 6'000);
    EXPECT_EQ(share(other), 3'999);
    EXPECT_THAT(shown(other + "/belege"), AllOf(HasSubstr("39,99"), HasSubstr("100,00")));
    // Taken out of the second grant, its number there stays and counts nothing.
    auto const address = std::string(made.header("Location"));
    EXPECT_EQ(office_->post(address, "fassung=1&" + shares("100", "")).status(), http::Status::see_other);
    EXPECT_EQ(share(other), 0);
    EXPECT_EQ(share(one), 10'000);
}

TEST_P(VoucherStory, nothing_typed_as_a_share_is_not_all_of_it_and_an_old_grant_has_its_own_field)
{
    auto const one = grant("Lesen");
    auto const nothing = enter(one, std::string(bill) + "100&share_" + number_of(one) + "=0", "n");
    EXPECT_EQ(nothing.status(), http::Status::unprocessable);
    EXPECT_THAT(nothing.body_text(), HasSubstr("mit mehr als null"));
    EXPECT_EQ(count("SELECT COUNT(*) FROM vouchers"), 0);
    // More grants than the form offers beside the one in whose list the voucher stands.
    for (int i = 0; i < 101; ++i)
        connection().execute(
            "INSERT INTO grants (tenant_id, authority, reference, title, purpose, is_approximate, use_months,"
            " conditions, contact, is_uncertain, remark, source, list_text, mark, changed_at)"
            " VALUES (?, '', '', 'Andere', '', FALSE, 2, '', '', FALSE, '', '', '', ?, ?)",
            tenant_, "neuer " + std::to_string(i), clock().now());
    auto const made = enter(one, std::string(bill) + "100&share_" + number_of(one) + "=40", "o");
    ASSERT_EQ(made.status(), http::Status::see_other) << made.body_text();
    EXPECT_EQ(share(one), 4'000) << "what was typed, not all of the bill";
}

TEST_P(VoucherStory, a_list_that_is_full_takes_no_share_of_another_ones_voucher)
{
    auto const full = grant("Voll");
    auto const other = grant("Schreiben");
    voucher(full, "1.6.2010", "1");
    auto const made = voucher(other, "1.6.2010", "100");
    for (int i = 0; i < 1'999; ++i) {
        auto const id = connection().load<std::int64_t>(
            "INSERT INTO vouchers (tenant_id, number, day, payee, purpose, amount, kind, file_name,"
            " cancel_reason, mark, changed_at) VALUES (?, '', '2010-06-01', 'x', 'x', 1, 'material', '', '',"
            " ?, ?) RETURNING id",
            tenant_, "voll " + std::to_string(i), clock().now());
        connection().execute(
            "INSERT INTO voucher_shares (tenant_id, voucher_id, grant_id, serial, amount) VALUES (?, ?, ?, ?,"
            " 1)",
            tenant_, id, std::stoll(number_of(full)), i + 2);
    }
    auto const shared = office_->post(
        made,
        "fassung=1&" + std::string(bill) + "100&share_" + number_of(other) + "=50&share_" + number_of(full)
            + "=50");
    EXPECT_EQ(shared.status(), http::Status::unprocessable);
    EXPECT_THAT(shared.body_text(), HasSubstr("höchstens 2000 Belege"));
    EXPECT_EQ(count("SELECT COUNT(*) FROM voucher_shares"), 2'001)
        << "a proof of it would have left this one out";
}

TEST_P(VoucherStory, a_proof_adds_up_to_the_cent_and_keeps_its_sums)
{
    auto const one = grant("Lesen", "&amount=1.000&cost_material=700&cost_rooms=300");
    called(one, "1.5.2010: 800", "5.5.2010: 800");
    auto const bill_of_may = voucher(one, "10.5.2010", "700,01");
    voucher(one, "11.5.2010", "150", "Hausmeister", "&kind=rooms");
    auto const unpaid = enter(one, "day=1.6.2010&payee=Laden&purpose=Stifte&amount=9&kind=material", "u");
    ASSERT_EQ(unpaid.status(), http::Status::see_other);
    auto const draft
        = proof(one, "kind=final&until=30.6.2010&own=50&other=0&returned=0&report=Es+wurde+gelesen.");
    auto const page = shown(draft);
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("850,01"), HasSubstr("0,01"), HasSubstr("sind ausgegeben und noch nicht ausgezahlt"),
            HasSubstr("Es wurde gelesen."), HasSubstr("Hausmeister"), Not(HasSubstr("Stifte"))));
    auto const uneven = hand_in(draft);
    EXPECT_EQ(uneven.status(), http::Status::conflict);
    EXPECT_THAT(uneven.body_text(), HasSubstr("Es fehlen 0,01"));
    auto const saved = press(
        "grant_proofs", draft, "/bearbeiten",
        "kind=final&until=30.6.2010&own=50,01&other=0&returned=0&report=Es+wurde+gelesen.");
    ASSERT_EQ(saved.status(), http::Status::see_other) << saved.body_text();
    EXPECT_THAT(shown(draft), HasSubstr("Geht auf den Cent auf"));
    // What was read and what is handed in are the same.
    auto const moved = press("grant_proofs", draft, "/einreichen", "stand=0123456789abcdef");
    EXPECT_EQ(moved.status(), http::Status::conflict);
    EXPECT_THAT(moved.body_text(), HasSubstr("seit Sie die Seite geöffnet haben"));
    ASSERT_EQ(hand_in(draft).status(), http::Status::see_other);
    EXPECT_EQ(hand_in_again(draft).status(), http::Status::see_other) << "pressed twice";
    EXPECT_EQ(count("SELECT COUNT(*) FROM audit_entries WHERE action = 'funding.proof.handed_in'"), 1);
    auto const kept = shown(draft);
    EXPECT_THAT(
        kept,
        AllOf(
            HasSubstr("eingereicht"), Not(HasSubstr("/bearbeiten\"")), Not(HasSubstr("neue Ausgabe sagt"))));
    auto const frozen = press(
        "grant_proofs", draft, "/bearbeiten", "kind=final&until=30.6.2010&own=0&other=0&returned=0&report=x");
    EXPECT_EQ(frozen.status(), http::Status::unprocessable);
    EXPECT_THAT(frozen.body_text(), HasSubstr("Für etwas anderes beginnen Sie bitte einen neuen"));
    // A voucher that changes afterwards changes nothing of it; the page says so, and another edition begins.
    EXPECT_EQ(press("vouchers", bill_of_may, "/storno", "reason=falsch").status(), http::Status::see_other);
    EXPECT_THAT(
        shown(draft), AllOf(HasSubstr("850,01"), HasSubstr("700,01"), HasSubstr("neue Ausgabe sagt")));
    EXPECT_THAT(shown(draft + "/druck"), AllOf(HasSubstr("850,01"), HasSubstr("Unterschrift")));
    auto const next = proof(one, "kind=final&until=30.6.2010&own=0&other=0&returned=650&report=Neu");
    EXPECT_THAT(shown(next), AllOf(HasSubstr("Ausgabe 2"), HasSubstr("Geht auf den Cent auf")));
    EXPECT_EQ(
        office_->post(one + "/nachweise/neu", "kind=interim&until=30.6.2010&schluessel=d").status(),
        http::Status::conflict)
        << "one draft at a time";
    // What the giver says.
    EXPECT_EQ(
        press("grant_proofs", draft, "/ergebnis", "outcome=questioned").status(),
        http::Status::unprocessable);
    EXPECT_EQ(
        press("grant_proofs", draft, "/ergebnis", "outcome=questioned&outcome_text=Beleg+1%3F").status(),
        http::Status::see_other);
    EXPECT_THAT(shown(draft), AllOf(HasSubstr("zurückgefragt"), HasSubstr("Beleg 1?")));
    EXPECT_EQ(press("grant_proofs", next, "/ergebnis", "outcome=accepted").status(), http::Status::conflict);
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(VoucherStory, what_a_grant_comes_to_stays_as_it_was_handed_in_and_a_question_opens_it_again)
{
    auto const one = grant("Lesen", "&amount=800&eligible=1.000&own=200&kind=share&share=80");
    called(one, "1.5.2010: 800", "5.5.2010: 800");
    voucher(one, "10.5.2010", "900");
    auto const draft = proof(one, "kind=final&until=30.6.2010&own=180&other=0&returned=80&report=Gelesen");
    EXPECT_THAT(shown(draft), HasSubstr("720,00")) << "a tenth less cost, a tenth less of the grant";
    ASSERT_EQ(hand_in(draft).status(), http::Status::see_other);
    ASSERT_EQ(
        press(
            "grants", one, "/bearbeiten",
            std::string("title=Lesen&amount=800&eligible=900&own=200&kind=share&share=80") + granted)
            .status(),
        http::Status::see_other);
    EXPECT_THAT(shown(draft), AllOf(HasSubstr("720,00"), HasSubstr("neue Ausgabe sagt")));
    auto const running = [&] { return shown("/verwaltung/zuwendungen?nachgewiesen=nein"); };
    EXPECT_THAT(running(), Not(HasSubstr(one + '"')));
    ASSERT_EQ(
        press("grant_proofs", draft, "/ergebnis", "outcome=questioned&outcome_text=Beleg+1%3F").status(),
        http::Status::see_other);
    EXPECT_THAT(running(), HasSubstr(one + '"')) << "whoever is asked has not done with it";
}

TEST_P(VoucherStory, of_a_fixed_sum_no_kind_of_cost_is_above_its_plan)
{
    auto const one = grant("Lesen", "&amount=1.000&kind=fixed&cost_material=100&cost_rooms=900");
    voucher(one, "1.6.2010", "900");
    EXPECT_THAT(
        shown(one),
        AllOf(HasSubstr("Bei Festbetragsfinanzierung"), Not(HasSubstr("mehr als 20 % über dem Plan"))));
    auto const other = grant("Schreiben", "&amount=1.000&kind=deficit&cost_material=100&cost_rooms=900");
    voucher(other, "1.6.2010", "110");
    voucher(other, "2.6.2010", "890,01", "Vermieter", "&kind=rooms");
    EXPECT_THAT(
        shown(other),
        AllOf(HasSubstr("0,01"), HasSubstr("mehr belegt als geplant"), HasSubstr("Voreingestellt")));
}

TEST_P(VoucherStory, kinds_of_cost_beyond_the_plan_are_marked_and_stand_in_the_way_of_nothing)
{
    auto const one = grant("Lesen", "&amount=1.000&cost_material=100&cost_rooms=900");
    voucher(one, "1.6.2010", "120");
    EXPECT_THAT(
        shown(one),
        AllOf(HasSubstr("120,00"), Not(HasSubstr("mehr als 20 % über dem Plan")), HasSubstr("bis zu 20 %")));
    voucher(one, "2.6.2010", "0,01");
    EXPECT_THAT(shown(one), HasSubstr("mehr als 20 % über dem Plan"));
    auto const interim = proof(one, "kind=interim&until=30.6.2010&own=0&other=0&returned=0");
    EXPECT_THAT(shown(interim), HasSubstr("mehr als 20 % über dem Plan"));
    EXPECT_EQ(hand_in(interim).status(), http::Status::see_other) << "what is owed is paid out later";
    EXPECT_THAT(shown(one), HasSubstr("Zwischennachweis"));
}

TEST_P(VoucherStory, a_proof_ends_within_its_grant_and_not_before_the_last_one)
{
    auto const one = grant("Lesen", "&amount=1.000&from=1.2.2010&to=31.5.2010");
    auto const refused = [&](std::string const& entries) {
        auto const answer = office_->post(
            one + "/nachweise/neu", entries + "&own=0&other=0&returned=0&schluessel=" + entries);
        EXPECT_EQ(answer.status(), http::Status::unprocessable) << entries;
        return std::string(answer.body_text());
    };
    EXPECT_THAT(
        refused("kind=interim&until=31.1.2010"),
        AllOf(HasSubstr("id=\"f-until-fehler\""), HasSubstr("beginnt erst am 01.02.2010")));
    EXPECT_THAT(refused("kind=final&until=31.1.2010"), HasSubstr("beginnt erst am 01.02.2010"));
    EXPECT_THAT(
        refused("kind=interim&until=1.6.2010"),
        AllOf(HasSubstr("id=\"f-until-fehler\""), HasSubstr("endet am 31.05.2010")));
    EXPECT_THAT(refused("kind=interim&until=1.7.2010"), HasSubstr("kommt erst noch"));
    auto const first = proof(one, "kind=interim&until=31.3.2010&own=0&other=0&returned=0");
    ASSERT_EQ(hand_in(first).status(), http::Status::see_other);
    EXPECT_THAT(
        refused("kind=interim&until=30.3.2010"),
        AllOf(HasSubstr("id=\"f-until-fehler\""), HasSubstr("reicht schon bis zum 31.03.2010")));
    auto const second = proof(one, "kind=interim&until=31.3.2010&own=0&other=0&returned=0&report=Neu");
    EXPECT_EQ(
        press("grant_proofs", second, "/bearbeiten", "kind=interim&until=1.3.2010&own=0&other=0&returned=0")
            .status(),
        http::Status::unprocessable)
        << "a draft is no way around it";
    // What somebody has asked about does not count.
    ASSERT_EQ(
        press("grant_proofs", first, "/ergebnis", "outcome=questioned&outcome_text=Was%3F").status(),
        http::Status::see_other);
    EXPECT_EQ(
        press("grant_proofs", second, "/bearbeiten", "kind=interim&until=1.3.2010&own=0&other=0&returned=0")
            .status(),
        http::Status::see_other);
    // The grant is changed behind the draft.
    ASSERT_EQ(
        press(
            "grants", one, "/bearbeiten",
            std::string("title=Lesen&amount=1.000&from=1.4.2010&to=31.5.2010") + granted)
            .status(),
        http::Status::see_other);
    auto const late = hand_in(second);
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(late.body_text(), HasSubstr("beginnt erst am 01.04.2010"));
    // What is paid after the end stands in the last one; behind that comes no interim proof.
    ASSERT_EQ(
        press("grant_proofs", second, "/bearbeiten", "kind=final&until=30.6.2010&own=0&other=0&returned=0")
            .status(),
        http::Status::see_other);
    ASSERT_EQ(hand_in(second).status(), http::Status::see_other);
    EXPECT_THAT(
        refused("kind=interim&until=31.5.2010"), HasSubstr("Der Schlussnachweis ist schon eingereicht"));
}

TEST_P(VoucherStory, own_money_above_the_spending_is_no_proof)
{
    auto const one = grant("Lesen");
    voucher(one, "1.6.2010", "10");
    auto const draft = proof(one, "kind=interim&until=30.6.2010&own=10,01&other=0&returned=0");
    auto const refused = hand_in(draft);
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(refused.body_text(), HasSubstr("um 0,01"));
}

TEST_P(VoucherStory, what_may_be_paid_twice_is_listed_until_somebody_says_why_it_is_not)
{
    auto const one = grant("Lesen");
    auto const other = grant("Schreiben");
    EXPECT_THAT(shown("/verwaltung/doppelfoerderung"), HasSubstr("Nichts gefunden"));
    voucher(one, "1.6.2010", "10", "Druckerei", "&kind=material&number=R1");
    voucher(other, "1.6.2010", "10", "druckerei", "&kind=material&number=R2");
    EXPECT_THAT(shown("/verwaltung/doppelfoerderung"), HasSubstr("Nichts gefunden"))
        << "their numbers differ";
    voucher(other, "1.6.2010", "10", "DRUCKEREI");
    auto const listed = shown("/verwaltung/doppelfoerderung");
    EXPECT_THAT(listed, AllOf(HasSubstr("Zwei gleiche Belege"), HasSubstr("2 Hinweise offen")));
    std::smatch match;
    ASSERT_TRUE(std::regex_search(listed, match, std::regex("name=\"fund\" value=\"([^\"]*)\"")));
    auto const accept = [&](std::string const& key, std::string const& reason) {
        return office_->post(
            "/verwaltung/doppelfoerderung", "fund=" + html::percent_encode(key) + "&reason=" + reason);
    };
    EXPECT_EQ(accept(match[1].str(), "+").status(), http::Status::unprocessable);
    EXPECT_EQ(accept("alike 1 2 999", "Gibt+es+nicht").status(), http::Status::conflict);
    EXPECT_EQ(accept(match[1].str(), "Zwei+Auftr%C3%A4ge").status(), http::Status::see_other);
    EXPECT_THAT(
        shown("/verwaltung/doppelfoerderung"),
        AllOf(HasSubstr("ein Hinweis offen"), HasSubstr("Zwei Aufträge"), HasSubstr("Ayşe Kaya")));
    EXPECT_THAT(audit_actions(), Contains("funding.finding.accepted"));
    // The same file at two vouchers, and a voucher that was counted too highly by other hands.
    connection().execute("UPDATE vouchers SET file = 'abc', file_name = 'beleg.pdf'");
    connection().execute(
        "UPDATE voucher_shares SET amount = 1001 WHERE voucher_id = (SELECT MIN(id) FROM vouchers)");
    EXPECT_THAT(
        shown("/verwaltung/doppelfoerderung"),
        AllOf(
            HasSubstr("Dieselbe Datei an mehreren Belegen"), HasSubstr("0,01"),
            HasSubstr("mehr ab, als der Beleg hat")));
    auto town = logged_in(account("amt@aalfeld.example", {{"municipal_editor", aalfeld_}}));
    EXPECT_THAT(
        town.get("/verwaltung/doppelfoerderung").body_text(),
        AllOf(HasSubstr("Nichts gefunden"), Not(HasSubstr("ruckerei"))));
    EXPECT_EQ(
        browser_of("steering_group").get("/verwaltung/doppelfoerderung").status(), http::Status::not_found);
}

TEST_P(VoucherStory, a_cost_that_several_applications_plan_to_pay_is_found)
{
    auto const measure = number_of(this->measure(*office_, "Lesen"));
    auto const apply = [&](std::string const& title, std::string const& asked) {
        auto const answer = office_->post(
            "/verwaltung/antraege/neu",
            "body=&authority=Land&title=" + title + "&own=0&other=0&asked=" + asked + "&schluessel=" + title
                + "&costs_0_kind=fees&costs_0_measure=" + measure + "&costs_0_year=2010&costs_0_cost=1000");
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    };
    apply("Eins", "700");
    apply("Zwei", "300");
    EXPECT_THAT(shown("/verwaltung/doppelfoerderung"), HasSubstr("Nichts gefunden"));
    apply("Drei", "0,01");
    EXPECT_THAT(
        shown("/verwaltung/doppelfoerderung"),
        AllOf(
            HasSubstr("Ausgabe mehrfach geplant"), HasSubstr("Lesen, 2010"), HasSubstr("1.000,01"),
            HasSubstr("<li>Eins</li>"), HasSubstr("<li>Drei</li>")));
    // An application is looked at as a whole, or not at all.
    auto const looked_at = [&](std::size_t applications) {
        funding::Findings found;
        EXPECT_TRUE(work([&](Work& work) -> Result<void> {
            found = funding::list_findings(
                work.db(), work.tenant(), work.actor(), {.applications = applications});
            return {};
        }));
        return found;
    };
    EXPECT_FALSE(looked_at(3).is_cut);
    EXPECT_THAT(looked_at(3).all, SizeIs(1));
    EXPECT_TRUE(looked_at(2).is_cut);
    EXPECT_THAT(looked_at(2).all, IsEmpty()) << "without the oldest one all is well";
}

TEST_P(VoucherStory, of_more_than_can_be_compared_the_page_says_so)
{
    auto const one = grant("Lesen");
    auto const bill = [&](int number) {
        auto const answer = enter(
            one,
            "day=1.6.2010&paid_on=1.6.2010&payee=Druckerei&amount=1&kind=material&purpose=Plakat+"
                + std::to_string(number),
            std::to_string(number));
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    };
    for (int number = 1; number <= 32; ++number)
        bill(number);
    EXPECT_THAT(
        shown("/verwaltung/doppelfoerderung"),
        AllOf(HasSubstr("496 Hinweise offen"), Not(HasSubstr("als hier verglichen wird"))));
    bill(33);
    EXPECT_THAT(
        shown("/verwaltung/doppelfoerderung"),
        AllOf(HasSubstr("500 Hinweise offen"), HasSubstr("mehr, als hier verglichen wird")));
}

}
} // namespace kommin::app
