// Whoever edits money is told once a week what is due soon or was due: by a letter to their account, of their
// own money alone, and by none where nothing is.

#include "app/tests/grants_story.hpp"

#include <filesystem>
#include <iterator>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class DueMoneyStory : public GrantsStory {
protected:
    void SetUp() override
    {
        GrantsStory::SetUp();
        static_cast<void>(letters()); // from here on mornings are planned
    }
    // The letters of a morning: at seven in Unna.
    std::string letters_on(std::string const& day)
    {
        clock().set(*parse_instant(day + "T05:00:00Z"));
        return letters();
    }
    // The letter to that address; "" without one.
    static std::string letter_to(std::string const& mails, std::string const& address)
    {
        auto const head = mails.find("\nTo: " + address);
        if (head == std::string::npos)
            return {};
        return mails.substr(head, mails.find("\nTo: ", head + 1) - head);
    }
    static constexpr auto* office_mail = "geld@kreis.example";
    void somebody_edits_money() { account(office_mail, {{"conference_office", Scope::whole_tenant()}}); }
    void order_letter_to(std::string const& address)
    {
        auto const account
            = connection().load<std::int64_t>("SELECT id FROM accounts WHERE email = ?", address);
        ASSERT_TRUE(work([&](Work& work) -> Result<void> {
            work.enqueue("funding.due_money.letter", "{\"account\":" + std::to_string(account) + '}');
            return {};
        }));
    }
    // Accounts have to have a password: until then they are invited.
    void everybody_is_active() { connection().execute("UPDATE accounts SET state = 'active'"); }
};
KOMMIN_ON_BOTH_ENGINES(DueMoneyStory);

TEST_P(DueMoneyStory, a_letter_a_week_says_what_is_due_and_what_was)
{
    somebody_edits_money();
    everybody_is_active();
    auto const one = grant("Lesen", "&amount=1.000&proof_due=20.7.2010");
    called(one, "1.5.2010: 100", "5.5.2010: 100"); // to be used by 5 July
    called(one, "10.5.2010: 77");
    auto const programme = office_->post(
        "/verwaltung/foerderprogramme/neu", "schluessel=p&title=KOMM-IN&authority=Land&keep_years=10");
    ASSERT_EQ(programme.status(), http::Status::see_other) << programme.body_text();
    ASSERT_EQ(
        office_
            ->post(
                std::string(programme.header("Location")) + "/aufrufe/neu",
                "schluessel=c&title=Sommer&deadline=25.7.2010")
            .status(),
        http::Status::see_other);
    ASSERT_EQ(
        office_
            ->post(
                one + "/weitergaben/neu",
                "recipient=Leseverein&title=Vorlesen&amount=5&agreed_on=1.6.2010&proof_due=10.7.2010"
                "&schluessel=w")
            .status(),
        http::Status::see_other);
    connection().execute("UPDATE grants_passed_on SET state = 'agreed'");
    EXPECT_THAT(letter_to(letters_on("2010-07-05"), office_mail), Not(IsEmpty())) << "a Monday";
    static_cast<void>(letters_on("2010-07-06"));
    EXPECT_THAT(letters_on("2010-07-11"), IsEmpty()) << "told this week";
    auto const second = letter_to(letters_on("2010-07-12"), office_mail);
    EXPECT_THAT(
        second,
        AllOf(
            HasSubstr("100,00"), HasSubstr("5. Juli 2010, schon vorbei"), HasSubstr("77,00"),
            HasSubstr("20. Juli 2010:"), HasSubstr(": Lesen"), HasSubstr("KOMM-IN: Sommer"),
            HasSubstr("Leseverein: Vorlesen"), HasSubstr("5 Termine"),
            HasSubstr("musterau.example/verwaltung")));
    EXPECT_EQ(second.find("/verwaltung/zuwendungen"), std::string::npos) << "one way in, and no addresses";
}

TEST_P(DueMoneyStory, a_server_that_was_away_on_monday_tells_it_on_the_day_after)
{
    somebody_edits_money();
    everybody_is_active();
    grant("Lesen", "&amount=1.000&proof_due=20.7.2010");
    EXPECT_THAT(letter_to(letters_on("2010-07-06"), office_mail), HasSubstr(": Lesen"));
    EXPECT_THAT(letters_on("2010-07-07"), IsEmpty());
    EXPECT_THAT(letter_to(letters_on("2010-07-12"), office_mail), HasSubstr(": Lesen"));
}

TEST_P(DueMoneyStory, nobody_is_written_to_where_nothing_is_due)
{
    somebody_edits_money();
    everybody_is_active();
    grant("Lesen", "&amount=1.000&proof_due=20.9.2010");
    EXPECT_THAT(letters_on("2010-07-05"), IsEmpty());
    EXPECT_THAT(letters_on("2010-08-16"), IsEmpty()) << "35 days before";
    EXPECT_THAT(letter_to(letters_on("2010-08-23"), office_mail), HasSubstr(": Lesen"));
}

TEST_P(DueMoneyStory, a_municipality_is_told_of_its_own_alone)
{
    account("amt@aalfeld.example", {{"municipal_editor", aalfeld_}});
    account("amt@bergau.example", {{"municipal_editor", bergau_}});
    account("gruppe@kreis.example", {{"steering_group", Scope::whole_tenant()}});
    somebody_edits_money();
    everybody_is_active();
    grant("Kreisgeld", "&amount=10&proof_due=20.7.2010");
    auto const made = office_->post(
        "/verwaltung/zuwendungen/neu",
        std::string("body=aalfeld&title=Gemeindegeld&amount=50&proof_due=21.7.2010&schluessel=t") + granted);
    ASSERT_EQ(made.status(), http::Status::see_other) << made.body_text();
    auto const mails = letters_on("2010-07-05");
    EXPECT_THAT(
        letter_to(mails, "amt@aalfeld.example"),
        AllOf(HasSubstr("Gemeindegeld"), Not(HasSubstr("Kreisgeld"))));
    EXPECT_THAT(letter_to(mails, office_mail), AllOf(HasSubstr("Kreisgeld"), Not(HasSubstr("Gemeindegeld"))));
    EXPECT_THAT(letter_to(mails, "amt@bergau.example"), IsEmpty());
    EXPECT_THAT(letter_to(mails, "gruppe@kreis.example"), IsEmpty()) << "reads money and edits none";
}

TEST_P(DueMoneyStory, a_letter_that_has_nothing_to_say_any_more_is_none)
{
    somebody_edits_money();
    everybody_is_active();
    auto const one = grant("Lesen", "&amount=1.000&proof_due=20.7.2010");
    clock().set(*parse_instant("2010-07-05T04:30:00Z")); // 6:30 in Unna
    order_letter_to(office_mail);
    connection().execute("UPDATE grants SET proof_due = NULL");
    EXPECT_THAT(letters(), IsEmpty());
    EXPECT_EQ(
        count("SELECT COUNT(*) FROM jobs WHERE kind = 'funding.due_money.letter' AND state = 'done'"), 1)
        << "it ran, and had nothing to say";
    EXPECT_EQ(count("SELECT COUNT(*) FROM funding_due_letters"), 0);
    connection().execute("UPDATE grants SET proof_due = '2010-07-20'");
    clock().set(*parse_instant("2010-07-06T04:30:00Z"));
    auto const mails = letters();
    EXPECT_THAT(letter_to(mails, office_mail), HasSubstr(": Lesen"));
    EXPECT_EQ(
        count("SELECT COUNT(*) FROM jobs WHERE kind = 'funding.due_money.letter' AND state <> 'done'"), 0);
    EXPECT_EQ(
        count("SELECT COUNT(*) FROM funding_due_letters WHERE week = '2010-07-05'"),
        count("SELECT COUNT(*) FROM funding_due_letters"));
}

TEST_P(DueMoneyStory, proofs_in_between_have_days_of_their_own)
{
    somebody_edits_money();
    everybody_is_active();
    auto const refused = [&](std::string const& days) {
        auto const answer = office_->post(
            "/verwaltung/zuwendungen/neu",
            "title=Falsch&schluessel=f&granted_on=1.1.2010&proof_due=20.3.2011&interim_days=" + days
                + granted);
        EXPECT_EQ(answer.status(), http::Status::unprocessable) << days;
        return std::string(answer.body_text());
    };
    for (auto const* days : {"12.2010", "1.7.2010,+morgen", "31.12.2009", "20.3.2011"})
        EXPECT_THAT(refused(days), HasSubstr("id=\"f-interim_days-fehler\"")) << days;
    auto const one = grant(
        "Lesen", "&granted_on=1.1.2010&proof_due=20.3.2011&interim_days=15.12.2010,+15.7.2010,15.7.2010");
    EXPECT_THAT(shown(one), AllOf(HasSubstr("15. Juli 2010"), HasSubstr("15. Dezember 2010")));
    EXPECT_THAT(shown(one + "/bearbeiten"), HasSubstr("value=\"15.07.2010, 15.12.2010\""));
    move_to("2010-07-05T05:00:00Z");
    everybody_is_active();
    EXPECT_THAT(waiting_for(*office_), HasSubstr("Der Zwischennachweis ist bald fällig"));
    EXPECT_THAT(letter_to(letters(), office_mail), HasSubstr("15. Juli 2010: Ein Zwischennachweis ist"));
    ASSERT_EQ(
        hand_in(proof(one, "kind=interim&until=30.6.2010&own=0&other=0&returned=0&report=Gelesen")).status(),
        http::Status::see_other);
    EXPECT_THAT(waiting_for(*office_), Not(HasSubstr("Der Zwischennachweis ist")));
    EXPECT_THAT(letters_on("2010-07-12"), IsEmpty());
    EXPECT_THAT(
        letter_to(letters_on("2010-11-22"), office_mail),
        HasSubstr("15. Dezember 2010: Ein Zwischennachweis ist"));
}

TEST_P(DueMoneyStory, a_proof_that_comes_late_settles_its_own_day_and_not_the_next)
{
    somebody_edits_money();
    auto const one
        = grant("Spielen", "&granted_on=1.1.2010&proof_due=20.3.2011&interim_days=15.7.2010,+15.12.2010");
    move_to("2010-07-20T05:00:00Z");
    everybody_is_active();
    EXPECT_THAT(waiting_for(*office_), HasSubstr("Der Zwischennachweis ist überfällig"));
    ASSERT_EQ(
        hand_in(proof(one, "kind=interim&until=30.6.2010&own=0&other=0&returned=0&report=Gespielt")).status(),
        http::Status::see_other);
    EXPECT_THAT(waiting_for(*office_), Not(HasSubstr("Der Zwischennachweis ist")));
    EXPECT_THAT(
        letter_to(letters_on("2010-11-22"), office_mail),
        AllOf(HasSubstr("15. Dezember 2010: Ein Zwischennachweis ist"), Not(HasSubstr("15. Juli 2010"))));
    move_to("2010-12-20T05:00:00Z");
    everybody_is_active();
    EXPECT_THAT(waiting_for(*office_), HasSubstr("Der Zwischennachweis ist überfällig"));
    ASSERT_EQ(
        hand_in(proof(one, "kind=interim&until=30.11.2010&own=0&other=0&returned=0&report=Gespielt"))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(waiting_for(*office_), Not(HasSubstr("Der Zwischennachweis ist")));
}

TEST_P(DueMoneyStory, a_killed_worker_neither_sends_twice_nor_loses_one_and_whoever_was_blocked_gets_none)
{
    somebody_edits_money();
    everybody_is_active();
    grant("Lesen", "&amount=1.000&proof_due=20.7.2010");
    auto const account = connection().load<std::int64_t>(
        "SELECT id FROM accounts WHERE email = ?", std::string(office_mail));
    auto const payload = "{\"account\":" + std::to_string(account) + '}';
    jobs::Job const job{
        .id = jobs::JobId{4711},
        .tenant = tenant_,
        .kind = "funding.due_money.letter",
        .payload = payload,
        .attempt = 1,
        .lease = 1};
    clock().set(*parse_instant("2010-07-05T05:00:00Z"));
    // The letter leaves, and the program is killed before it can say so.
    for (int turn = 0; turn < 2; ++turn)
        jobs_of(product_.modules, clock(), no_signals).handlers().at(job.kind)(connection(), job);
    auto outbox = std::filesystem::directory_iterator(folder_.path() / "outbox");
    EXPECT_EQ(std::distance(outbox, std::filesystem::directory_iterator{}), 1)
        << "the same letter under one id";
    connection().execute("UPDATE accounts SET state = 'blocked' WHERE id = ?", account);
    static_cast<void>(letters());
    order_letter_to(office_mail);
    EXPECT_THAT(letter_to(letters(), office_mail), IsEmpty());
    EXPECT_EQ(
        count("SELECT COUNT(*) FROM jobs WHERE kind = 'funding.due_money.letter' AND state <> 'done'"), 0);
}

}
} // namespace kommin::app
