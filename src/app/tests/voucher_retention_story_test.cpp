// How long vouchers are kept: the office says it for each programme, a night erases files, payees and
// purposes, and every sum stays.

#include "app/tests/grants_story.hpp"
#include "platform/records/versions.hpp"

#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class VoucherRetentionStory : public GrantsStory {
protected:
    void SetUp() override
    {
        GrantsStory::SetUp();
        static_cast<void>(letters()); // from here on nights are planned
    }
    // The number of a new programme.
    std::string programme(std::string const& keep_years)
    {
        auto const answer = office_->post(
            "/verwaltung/foerderprogramme/neu",
            "schluessel=p&title=KOMM-IN&authority=Land&keep_years=" + keep_years);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return number_of(std::string(answer.header("Location")));
    }
    // A proof of two fees of 50 euros that look alike, handed in on 30 June 2010; the address of the grant.
    std::string proven(std::string const& title, std::string const& more)
    {
        auto const one = grant(title, "&amount=1.000" + more);
        called(one, "1.5.2010: 100", "5.5.2010: 100");
        for (auto const* key : {"erste", "zweite"})
            EXPECT_EQ(
                enter(
                    one,
                    "day=10.5.2010&paid_on=10.5.2010&payee=Erika+Musterfrau&purpose=Vorlesen&amount=50&kind="
                    "fees",
                    key)
                    .status(),
                http::Status::see_other);
        proof_ = proof(one, "kind=final&until=30.6.2010&own=0&other=0&returned=0&report=" + title);
        EXPECT_EQ(hand_in(proof_).status(), http::Status::see_other);
        return one;
    }
    void night_before(std::string const& day)
    {
        move_to(day + "T08:00:00Z");
        static_cast<void>(letters());
    }
    std::int64_t count_erased() { return count("SELECT COUNT(*) FROM vouchers WHERE erased_on IS NOT NULL"); }

    std::string proof_; // the address of the last one
};
KOMMIN_ON_BOTH_ENGINES(VoucherRetentionStory);

TEST_P(VoucherRetentionStory, words_go_after_the_years_of_the_programme_and_sums_stay)
{
    auto const one = proven("Lesen", "&programme=" + programme("5"));
    connection().execute("UPDATE vouchers SET file = 'abc', file_name = 'beleg.pdf', file_size = 5");
    night_before("2015-12-31");
    EXPECT_EQ(count_erased(), 0) << "five years after 2010 are not over";
    EXPECT_THAT(shown(one + "/belege"), HasSubstr("Musterfrau"));
    EXPECT_THAT(shown("/verwaltung/doppelfoerderung"), HasSubstr("Zwei gleiche Belege"));
    night_before("2016-01-02");
    EXPECT_EQ(count_erased(), 2);
    EXPECT_EQ(count("SELECT COUNT(*) FROM vouchers WHERE file IS NOT NULL OR file_size > 0"), 0);
    EXPECT_EQ(count("SELECT COUNT(*) FROM grant_proofs WHERE sums LIKE '%Musterfrau%'"), 0);
    for (auto const* page : {"/belege", ""})
        EXPECT_THAT(shown(one + page), AllOf(HasSubstr("100,00"), Not(HasSubstr("Musterfrau")))) << page;
    EXPECT_THAT(
        shown(proof_),
        AllOf(
            HasSubstr("Geht auf den Cent auf"), HasSubstr(">gelöscht"), HasSubstr("Honorare"),
            Not(HasSubstr("neue Ausgabe sagt"))));
    auto const bill
        = one + "/belege/" + std::to_string(connection().load<std::int64_t>("SELECT MIN(id) FROM vouchers"));
    EXPECT_THAT(
        shown(bill), AllOf(HasSubstr("Die Aufbewahrung ist zu Ende"), Not(HasSubstr("name=\"payee\""))));
    EXPECT_THAT(shown(bill + "/verlauf"), Not(HasSubstr("Musterfrau")));
    auto const late = press(
        "vouchers", bill, "",
        "day=10.5.2010&paid_on=10.5.2010&payee=Erika+Musterfrau&purpose=x&amount=50&kind=fees&share_"
            + number_of(one) + "=50");
    EXPECT_EQ(late.status(), http::Status::unprocessable);
    EXPECT_EQ(count("SELECT COUNT(*) FROM vouchers WHERE payee <> ''"), 0);
    EXPECT_THAT(audit_actions(), Contains("funding.vouchers.erased"));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
    // Of two that were erased nobody knows any more whether they are alike.
    EXPECT_THAT(shown("/verwaltung/doppelfoerderung"), HasSubstr("Nichts gefunden"));
}

TEST_P(VoucherRetentionStory, what_another_grant_still_needs_stays_and_what_is_asked_about_too)
{
    auto const kept = proven("Gefragt", {});
    ASSERT_EQ(
        press("grant_proofs", proof_, "/ergebnis", "outcome=questioned&outcome_text=Beleg+1%3F").status(),
        http::Status::see_other);
    auto const running = grant("Schreiben");
    auto const one = proven("Lesen", {}); // without a programme: ten years
    ASSERT_EQ(
        enter(
            one,
            "day=11.5.2010&paid_on=11.5.2010&payee=Buchladen&purpose=Hefte&amount=9&kind=material&share_"
                + number_of(one) + "=4&share_" + number_of(running) + "=5",
            "geteilt")
            .status(),
        http::Status::see_other);
    night_before("2020-12-31");
    EXPECT_EQ(count_erased(), 0);
    night_before("2021-01-02");
    EXPECT_EQ(count_erased(), 2) << "those of the grant that is over";
    EXPECT_THAT(
        shown(one + "/belege"),
        AllOf(HasSubstr("Buchladen"), HasSubstr(">gelöscht"), Not(HasSubstr("Musterfrau"))));
    EXPECT_THAT(shown(kept + "/belege"), HasSubstr("Musterfrau"));
    EXPECT_THAT(shown(proof_), Not(HasSubstr("Musterfrau")));
    night_before("2021-01-03");
    EXPECT_EQ(count("SELECT COUNT(*) FROM audit_entries WHERE action = 'funding.vouchers.erased'"), 1)
        << "a night that has nothing to do notes nothing";
}

TEST_P(VoucherRetentionStory, the_years_are_a_whole_number_and_stand_at_the_programme)
{
    for (auto const* years : {"0", "1", "4", "31", "zehn", "5,5"}) {
        auto const refused = office_->post(
            "/verwaltung/foerderprogramme/neu",
            "schluessel=p&title=KOMM-IN&authority=Land&keep_years=" + std::string(years));
        EXPECT_EQ(refused.status(), http::Status::unprocessable) << years;
        EXPECT_THAT(refused.body_text(), HasSubstr("id=\"f-keep_years-fehler\"")) << years;
    }
    EXPECT_EQ(count("SELECT COUNT(*) FROM funding_programmes"), 0);
    EXPECT_THAT(shown("/verwaltung/foerderprogramme/" + programme("")), HasSubstr("10 Jahre nach dem Jahr"));
}

}
} // namespace kommin::app
