// An association applies for money that is passed on: by the link of a letter, in plain language. The office
// asks back, accepts with an amount or refuses with a reason, and each of it is told by letter.

#include "app/tests/grants_story.hpp"
#include "platform/records/versions.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <string>
#include <string_view>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class PassedOnRequestStory : public GrantsStory {
protected:
    void SetUp() override
    {
        GrantsStory::SetUp();
        grant_ = grant("Lesen", "&amount=1.000");
        static_cast<void>(letters());
    }
    static constexpr auto* invitation = "recipient=Leseverein&title=Sommer+2010&request_until=31.7.2010"
                                        "&mail=kasse@verein.example&language=tr&schluessel=i";
    http::Response invite(std::string const& entries = invitation)
    {
        return office_->post(grant_ + "/weitergaben/antrag-erbitten", entries);
    }
    // The letter is sent: the link in it.
    std::string invited(std::string const& entries = invitation)
    {
        auto const answer = invite(entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        one_ = std::string(answer.header("Location"));
        return link_in(letters(), "/[a-z-]+/foerderantrag/");
    }
    http::Response step(std::string const& page, std::string const& entries = {})
    {
        return press("grants_passed_on", one_, page, entries);
    }
    Browser anybody() { return Browser{*this}; } // without an account
    std::string opened(std::string const& link) { return std::string(anybody().get(link).body_text()); }
    http::Status status_of(std::string const& link) { return anybody().get(link).status(); }
    static std::string german(std::string const& link) { return "/de" + link.substr(3); }
    http::Response say(
        std::string const& link, std::string const& entries, bool is_sent = true, std::string version = {})
    {
        if (version.empty())
            version = std::to_string(connection().load<std::int64_t>("SELECT version FROM grants_passed_on"));
        return anybody().post(
            link,
            "schluessel=s&website=&absenden=" + std::string(is_sent ? "ja" : "nein") + "&fassung=" + version
                + '&' + entries,
            false);
    }
    static constexpr auto* wish = "title=Vorlesen+im+Park&purpose=B%C3%BCcher+und+Tee.&amount=600"
                                  "&from=1.8.2010&to=10.2010&contact=Ayla+Muster,+0123";
    // Asked for in German, of an association with that name and address.
    std::string invited_of(std::string const& name)
    {
        return invited(
            "recipient=" + name + "&title=Sommer&request_until=31.7.2010&mail=" + name
            + "@verein.example&language=de&schluessel=" + name);
    }
    // What the office changes of the contract.
    http::Response change(std::string const& entries)
    {
        return press("grants_passed_on", one_, "/bearbeiten", "language=de&" + entries);
    }
    std::int64_t audited(std::string_view action)
    {
        return connection().load<std::int64_t>("SELECT COUNT(*) FROM audit_entries WHERE action = ?", action);
    }
    // Asked for, written and sent; the link.
    std::string applied()
    {
        auto const link = invited();
        auto const answer = say(link, wish);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return link;
    }
    std::string request() { return connection().load<std::string>("SELECT request FROM grants_passed_on"); }
    std::int64_t amount() { return connection().load<std::int64_t>("SELECT amount FROM grants_passed_on"); }

    std::string grant_, one_; // addresses at the desk
};
KOMMIN_ON_BOTH_ENGINES(PassedOnRequestStory);

TEST_P(PassedOnRequestStory, an_association_applies_by_its_link_and_the_office_gives_less)
{
    auto const link = invited();
    ASSERT_NE(link, "");
    EXPECT_EQ(link.substr(0, 4), "/tr/") << "in the language of its letters";
    auto const page = anybody().get(german(link));
    EXPECT_EQ(page.header("Cache-Control"), "no-store");
    EXPECT_THAT(
        page.body_text(),
        AllOf(
            HasSubstr("Leseverein"), HasSubstr("Sommer 2010"), HasSubstr("31. Juli 2010"),
            HasSubstr("content=\"noindex\""), Not(HasSubstr("1.000,00")), Not(HasSubstr("kasse@"))));
    EXPECT_THAT(opened("/ar" + link.substr(3)), HasSubstr("dir=\"rtl\""));
    http::Config config;
    product_.application.advise(config);
    EXPECT_TRUE(config.is_unlogged(config.route_of(link)));
    EXPECT_THAT(shown(grant_), HasSubstr("Antrag erbeten"));

    EXPECT_EQ(
        say(link, "title=Vorlesen&purpose=&amount=&from=&to=&contact=", false).status(),
        http::Status::see_other)
        << "kept, though most is missing";
    EXPECT_THAT(opened(link), HasSubstr("value=\"Vorlesen\""));
    auto const early = say(link, "title=Vorlesen&purpose=&amount=1,250&from=10.2010&to=8.2010&contact=");
    EXPECT_EQ(early.status(), http::Status::unprocessable);
    for (auto const* field : {"purpose", "amount", "to", "contact"})
        EXPECT_THAT(early.body_text(), HasSubstr("id=\"f-" + std::string(field) + "-fehler\"")) << field;
    EXPECT_THAT(early.body_text(), HasSubstr("value=\"1,250\""));
    EXPECT_EQ(request(), "invited");

    ASSERT_EQ(say(link, wish).status(), http::Status::see_other);
    EXPECT_EQ(say(link, wish, true, "1").status(), http::Status::see_other) << "pressed twice";
    EXPECT_EQ(request(), "received");
    auto const acknowledged = letters();
    EXPECT_THAT(acknowledged, AllOf(HasSubstr("kasse@verein.example"), Not(HasSubstr("/foerderantrag/"))));
    EXPECT_EQ(acknowledged.find("\nTo: ", acknowledged.find("\nTo: ") + 1), std::string::npos)
        << "one letter, though it was pressed twice";
    EXPECT_THAT(
        opened(german(link)),
        AllOf(HasSubstr("Vorlesen im Park"), HasSubstr("600,00"), Not(HasSubstr("<textarea"))));
    EXPECT_EQ(
        say(link, "title=Anders&purpose=x&amount=1&from=2010&to=2010&contact=x").status(), http::Status::gone)
        << "nothing changes while the office reads";
    EXPECT_THAT(waiting_for(*office_), HasSubstr("Der Antrag eines Vereins ist da"));
    EXPECT_THAT(
        shown(one_),
        AllOf(
            HasSubstr("Bücher und Tee."), HasSubstr("600,00"), HasSubstr("Ayla Muster, 0123"),
            HasSubstr("value=\"600,00\"")));
    EXPECT_EQ(amount(), 0) << "a wish ties no money";

    EXPECT_EQ(step("/antrag-annehmen", "amount=1.000,01").status(), http::Status::unprocessable);
    EXPECT_EQ(step("/antrag-annehmen", "amount=").status(), http::Status::unprocessable);
    EXPECT_EQ(
        office_->post(one_ + "/antrag-annehmen", "fassung=1&amount=450").status(), http::Status::conflict);
    ASSERT_EQ(step("/antrag-annehmen", "amount=450").status(), http::Status::see_other);
    EXPECT_THAT(letters(), AllOf(HasSubstr("kasse@verein.example"), HasSubstr("450,00")));
    EXPECT_EQ(amount(), 45000);
    EXPECT_EQ(status_of(link), http::Status::gone) << "it was answered";
    EXPECT_EQ(step("/antrag-annehmen", "amount=500").status(), http::Status::conflict);
    EXPECT_THAT(
        audit_actions(),
        AllOf(
            Contains("funding.passed_on.created"), Contains("funding.passed_on.request_kept"),
            Contains("funding.passed_on.requested"), Contains("funding.passed_on.request_accepted")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(PassedOnRequestStory, what_was_applied_for_becomes_the_contract_that_is_proven)
{
    applied();
    EXPECT_EQ(step("/formular-senden").status(), http::Status::conflict) << "before an answer";
    EXPECT_EQ(step("/rueckzug", "reason=x").status(), http::Status::conflict) << "it is refused instead";
    ASSERT_EQ(step("/antrag-annehmen", "amount=450").status(), http::Status::see_other);
    EXPECT_THAT(
        shown(one_ + "/bearbeiten"),
        AllOf(
            HasSubstr("Vorlesen im Park"), HasSubstr("Bücher und Tee."), HasSubstr("value=\"450,00\""),
            HasSubstr("01.08.2010"), HasSubstr("Ayla Muster, 0123")));
    ASSERT_EQ(
        press(
            "grants_passed_on", one_, "/bearbeiten",
            "recipient=Leseverein&title=Vorlesen+im+Park&purpose=B%C3%BCcher+und+Tee.&amount=450"
            "&agreed_on=30.6.2010&proof_due=30.11.2010&mail=kasse@verein.example&language=tr"
            "&contact=Ayla+Muster,+0123")
            .status(),
        http::Status::see_other);
    static_cast<void>(letters());
    ASSERT_EQ(step("/formular-senden").status(), http::Status::see_other);
    auto const proof = link_in(letters(), "/[a-z-]+/verwendungsnachweis/");
    ASSERT_NE(proof, "");
    EXPECT_THAT(opened(german(proof)), AllOf(HasSubstr("Vorlesen im Park"), HasSubstr("450,00")));
    auto const token = proof.substr(proof.rfind('/') + 1);
    EXPECT_EQ(status_of("/de/foerderantrag/" + token), http::Status::gone) << "it opens the proof alone";
    EXPECT_THAT(shown(one_), HasSubstr("Der Antrag ist angenommen und die Vereinbarung vorbereitet."));
}

TEST_P(PassedOnRequestStory, the_office_asks_back_and_refuses_with_a_reason_that_is_told)
{
    auto const link = applied();
    auto const token = link.substr(link.rfind('/') + 1);
    EXPECT_EQ(status_of("/de/verwendungsnachweis/" + token), http::Status::gone)
        << "who applies does not account";
    EXPECT_EQ(step("/antrag-rueckfrage", "question=+").status(), http::Status::unprocessable);
    static_cast<void>(letters());
    ASSERT_EQ(step("/antrag-rueckfrage", "question=Wie+viele+Kinder%3F").status(), http::Status::see_other);
    auto const asked = letters();
    EXPECT_THAT(asked, HasSubstr("Wie viele Kinder?"));
    auto const second = link_in(asked, "/[a-z-]+/foerderantrag/");
    EXPECT_THAT(
        opened(second), AllOf(HasSubstr("Wie viele Kinder?"), HasSubstr("value=\"Vorlesen im Park\"")));
    EXPECT_EQ(status_of(link), http::Status::ok) << "the letter of before leads there, too";
    ASSERT_EQ(
        say(second, "title=Vorlesen&purpose=Zehn+Kinder.&amount=600&from=8.2010&to=10.2010&contact=Ayla")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(step("/antrag-ablehnen", "reason=").status(), http::Status::unprocessable);
    ASSERT_EQ(
        change("recipient=Leseverein&title=Vorlesen&amount=600&mail=kasse@verein.example&contact=Ayla")
            .status(),
        http::Status::see_other);
    auto const another = [&] {
        return office_
            ->post(grant_ + "/weitergaben/neu", "recipient=Verein&title=Neu&amount=1.000&schluessel=n")
            .status();
    };
    EXPECT_EQ(another(), http::Status::unprocessable) << "600 of it are spoken for";
    static_cast<void>(letters());
    ASSERT_EQ(step("/antrag-ablehnen", "reason=Das+Geld+ist+verteilt.").status(), http::Status::see_other);
    EXPECT_THAT(letters(), AllOf(HasSubstr("Das Geld ist verteilt."), Not(HasSubstr("/foerderantrag/"))));
    for (auto const& one : {link, second})
        EXPECT_EQ(status_of(one), http::Status::gone);
    EXPECT_THAT(shown(one_), HasSubstr("Das Geld ist verteilt."));
    EXPECT_THAT(shown(grant_), HasSubstr("Antrag abgelehnt"));
    EXPECT_EQ(step("/antrag-ablehnen", "reason=x").status(), http::Status::conflict);
    EXPECT_EQ(connection().load<std::string>("SELECT state FROM grants_passed_on"), "withdrawn");
    EXPECT_EQ(another(), http::Status::see_other) << "nothing of it counts against the grant";
}

TEST_P(PassedOnRequestStory, an_invitation_that_nobody_has_answered_is_withdrawn_in_words_of_its_own)
{
    auto const link = invited_of("eins");
    EXPECT_THAT(
        shown(one_), AllOf(HasSubstr("Bitte um den Antrag zurücknehmen"), Not(HasSubstr("Antrag ablehnen"))));
    ASSERT_EQ(step("/antrag-ablehnen", "reason=Das+Programm+endet.").status(), http::Status::see_other);
    EXPECT_THAT(
        shown(one_),
        AllOf(
            HasSubstr("Die Bitte um den Antrag ist zurückgenommen;"), HasSubstr("Ein Antrag kam nicht"),
            HasSubstr("Das Programm endet.")));
    EXPECT_THAT(
        letters(),
        AllOf(
            HasSubstr("eins@verein.example"), HasSubstr("Das Programm endet."),
            HasSubstr("hatte Sie um einen Antrag"), Not(HasSubstr("kein Geld")),
            Not(HasSubstr("/foerderantrag/"))));
    EXPECT_EQ(status_of(link), http::Status::gone);
    EXPECT_THAT(shown(grant_), Not(HasSubstr("Antrag erbeten")));
    EXPECT_EQ(audited("funding.passed_on.invitation_withdrawn"), 1);
    EXPECT_EQ(audited("funding.passed_on.request_refused"), 0);

    // Whoever has let the day pass waits for no answer.
    invited_of("zwei");
    move_to("2010-08-01T08:00:00Z");
    EXPECT_THAT(
        shown(one_),
        AllOf(
            HasSubstr("Der Link ist abgelaufen, und ein Antrag kam nicht."),
            HasSubstr("Einen Brief bekommt der Verein nicht")));
    ASSERT_EQ(step("/antrag-ablehnen", "reason=Vorbei.").status(), http::Status::see_other);
    EXPECT_THAT(shown(one_), HasSubstr("Beendet. Der Verein bekommt keinen Brief."));
    EXPECT_THAT(letters(), Not(HasSubstr("zwei@verein.example")));
}

TEST_P(PassedOnRequestStory, nothing_is_accepted_without_an_address_and_who_is_refused_untold_is_said)
{
    applied();
    ASSERT_EQ(
        change("recipient=Leseverein&title=Vorlesen&purpose=Tee&amount=&mail=&contact=").status(),
        http::Status::see_other);
    static_cast<void>(letters());
    auto const accepted = step("/antrag-annehmen", "amount=450");
    EXPECT_EQ(accepted.status(), http::Status::conflict);
    EXPECT_THAT(accepted.body_text(), HasSubstr("Ohne Mailadresse erfährt der Verein nichts davon."));
    EXPECT_EQ(request(), "received");
    EXPECT_THAT(shown(one_), HasSubstr("Einen Brief bekommt der Verein nicht"));
    ASSERT_EQ(step("/antrag-ablehnen", "reason=Nein.").status(), http::Status::see_other);
    EXPECT_THAT(
        shown(one_),
        AllOf(
            HasSubstr("Beendet. Der Verein bekommt keinen Brief."), HasSubstr("Der Antrag ist abgelehnt."),
            Not(HasSubstr("den Grund per Brief bekommen"))));
    EXPECT_THAT(letters(), IsEmpty());
}

TEST_P(PassedOnRequestStory, what_was_paid_is_not_refused)
{
    applied();
    ASSERT_EQ(
        change("recipient=Leseverein&title=Vorlesen&amount=450&paid_on=30.6.2010&mail=kasse@verein.example")
            .status(),
        http::Status::see_other);
    auto const refused = step("/antrag-ablehnen", "reason=Nein.");
    EXPECT_EQ(refused.status(), http::Status::conflict) << "450 € are out of the house";
    EXPECT_THAT(refused.body_text(), Not(HasSubstr("/antrag-ablehnen")));
    EXPECT_EQ(request(), "received");
    EXPECT_EQ(connection().load<std::string>("SELECT state FROM grants_passed_on"), "drafted");
    EXPECT_EQ(step("/antrag-annehmen", "amount=450").status(), http::Status::see_other);
}

TEST_P(PassedOnRequestStory, a_link_ends_with_its_day_and_with_its_address_and_is_sent_again)
{
    auto const link = invited();
    EXPECT_EQ(status_of(link + "x"), http::Status::gone);
    auto const other = "recipient=Leseverein&title=Sommer+2010&amount=&mail=neu@verein.example&language=de";
    ASSERT_EQ(press("grants_passed_on", one_, "/bearbeiten", other).status(), http::Status::see_other)
        << "an amount is not needed before the answer";
    EXPECT_EQ(status_of(link), http::Status::gone) << "another address";
    ASSERT_EQ(step("/antrag-link").status(), http::Status::see_other);
    auto const again = letters();
    EXPECT_THAT(again, HasSubstr("neu@verein.example"));
    auto const second = link_in(again, "/[a-z-]+/foerderantrag/");
    EXPECT_EQ(status_of(second), http::Status::ok);
    move_to("2010-08-01T08:00:00Z");
    EXPECT_EQ(status_of(second), http::Status::gone);
    EXPECT_EQ(say(second, wish).status(), http::Status::gone);
    EXPECT_EQ(request(), "invited");
    static_cast<void>(letters()); // the night
    EXPECT_EQ(count("SELECT COUNT(*) FROM grants_passed_on_links"), 0);
    ASSERT_EQ(step("/antrag-link").status(), http::Status::see_other);
    EXPECT_EQ(status_of(link_in(letters(), "/[a-z-]+/foerderantrag/")), http::Status::ok);
}

TEST_P(PassedOnRequestStory, the_letter_sent_again_takes_nothing_from_whoever_is_writing)
{
    auto const link = invited_of("eins");
    ASSERT_EQ(
        say(link, "title=Vorlesen&purpose=&amount=&from=&to=&contact=", false, "1").status(),
        http::Status::see_other);
    ASSERT_EQ(step("/antrag-link").status(), http::Status::see_other);
    ASSERT_EQ(step("/antrag-link").status(), http::Status::see_other);
    auto const again = letters();
    ASSERT_NE(again.find("\nTo: "), std::string::npos);
    EXPECT_EQ(again.find("\nTo: ", again.find("\nTo: ") + 1), std::string::npos) << "pressed twice";
    EXPECT_EQ(audited("funding.passed_on.invited_again"), 1);
    clock().set(clock().now() + std::chrono::minutes(1));
    ASSERT_EQ(step("/antrag-link").status(), http::Status::see_other);
    EXPECT_THAT(letters(), HasSubstr("eins@verein.example")) << "meant once more";
    EXPECT_EQ(say(link, wish, true, "2").status(), http::Status::see_other)
        << "the form that was open all the time";
    EXPECT_EQ(request(), "received");
}

TEST_P(PassedOnRequestStory, a_link_is_open_for_a_year_at_most)
{
    auto const until = [&](std::string const& day) {
        return invite(
            "recipient=Verein&title=Sommer&mail=a@b.example&language=de&request_until=" + day
            + "&schluessel=" + day);
    };
    auto const late = until("2.7.2011");
    EXPECT_EQ(late.status(), http::Status::unprocessable);
    EXPECT_THAT(
        late.body_text(),
        AllOf(HasSubstr("id=\"f-request_until-fehler\""), HasSubstr("gilt höchstens ein Jahr")));
    EXPECT_EQ(until("31.7.2207").status(), http::Status::unprocessable);
    EXPECT_EQ(count("SELECT COUNT(*) FROM grants_passed_on"), 0);
    EXPECT_EQ(until("1.7.2011").status(), http::Status::see_other);
}

TEST_P(PassedOnRequestStory, whoever_pastes_too_much_is_told_so_beside_the_field)
{
    auto const link = invited_of("eins");
    std::string words;
    while (words.size() < 66'000)
        words += "%D9%85"; // 11,000 Arabic letters
    auto const much = say(link, "title=Vorlesen&purpose=" + words + "&amount=&from=&to=&contact=", false);
    EXPECT_EQ(much.status(), http::Status::unprocessable);
    EXPECT_THAT(much.body_text(), HasSubstr("id=\"f-purpose-fehler\""));
    for (auto const& path : {link, std::string("/de/verwendungsnachweis/x")})
        EXPECT_GT(product_.application.body_limit(http::Method::post, path), words.size() + 10'000) << path;
}

TEST_P(PassedOnRequestStory, what_the_office_types_is_checked_beside_its_field)
{
    auto const wrong = invite("recipient=&title=&request_until=1.6.2010&mail=kasse&language=xx&schluessel=w");
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    for (auto const* field : {"recipient", "title", "request_until", "mail", "language"})
        EXPECT_THAT(wrong.body_text(), HasSubstr("id=\"f-" + std::string(field) + "-fehler\"")) << field;
    EXPECT_THAT(wrong.body_text(), HasSubstr("value=\"kasse\""));
    EXPECT_EQ(count("SELECT COUNT(*) FROM grants_passed_on"), 0);
    EXPECT_EQ(invite().status(), http::Status::see_other);
    EXPECT_EQ(invite().status(), http::Status::see_other);
    EXPECT_EQ(count("SELECT COUNT(*) FROM grants_passed_on"), 1) << "pressed twice";
}

TEST_P(PassedOnRequestStory, a_stale_form_loses_nothing)
{
    auto const link = invited();
    EXPECT_EQ(
        say(link, "title=Eins&purpose=&amount=&from=&to=&contact=", false, "1").status(),
        http::Status::see_other);
    auto const late = say(link, "title=Zwei&purpose=Lesen&amount=&from=&to=&contact=", false, "1");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(late.body_text(), AllOf(HasSubstr("value=\"Zwei\""), HasSubstr(">Lesen</textarea>")));
    EXPECT_EQ(connection().load<std::string>("SELECT title FROM grants_passed_on"), "Eins");
}

TEST_P(PassedOnRequestStory, a_letter_that_has_nothing_to_say_any_more_is_none)
{
    ASSERT_EQ(invite().status(), http::Status::see_other);
    connection().execute("UPDATE grants_passed_on SET link_until = '2010-06-29'");
    EXPECT_THAT(letters(), IsEmpty());
    EXPECT_EQ(count("SELECT COUNT(*) FROM grants_passed_on_links"), 0);
    EXPECT_EQ(
        count("SELECT COUNT(*) FROM jobs WHERE kind = 'funding.request.letter' AND state <> 'done'"), 0);
}

TEST_P(PassedOnRequestStory, a_killed_worker_neither_sends_twice_nor_loses_one)
{
    ASSERT_EQ(invite().status(), http::Status::see_other);
    struct Row {
        jobs::JobId id;
        std::string payload;
    };
    connection().execute(
        "UPDATE jobs SET state = 'running', attempts = 1, leases = 1, lease_until = ?"
        " WHERE kind = 'funding.request.letter' AND state = 'queued'",
        clock().now() + std::chrono::minutes(1));
    auto const taken = connection().list<Row>(
        "SELECT id, payload FROM jobs WHERE kind = 'funding.request.letter' AND state = 'running'");
    ASSERT_EQ(taken.size(), 1U);
    jobs::Job const job{
        .id = taken.front().id,
        .tenant = tenant_,
        .kind = "funding.request.letter",
        .payload = taken.front().payload,
        .attempt = 1,
        .lease = 1};
    // The letter leaves, and the program is killed before it can say so.
    for (int turn = 0; turn < 2; ++turn)
        jobs_of(product_.modules, clock(), no_signals).handlers().at(job.kind)(connection(), job);
    auto outbox = std::filesystem::directory_iterator(folder_.path() / "outbox");
    EXPECT_EQ(std::distance(outbox, std::filesystem::directory_iterator{}), 1)
        << "the same letter under one id";
    connection().execute("DELETE FROM jobs WHERE kind = 'funding.request.letter'");
    EXPECT_EQ(status_of(link_in(letters(), "/[a-z-]+/foerderantrag/")), http::Status::ok);
}

TEST_P(PassedOnRequestStory, what_was_refused_is_forgotten_after_a_year_and_what_became_a_contract_is_kept)
{
    applied();
    ASSERT_EQ(step("/antrag-ablehnen", "reason=Nein.").status(), http::Status::see_other);
    auto const refused = one_;
    static_cast<void>(letters());
    ASSERT_EQ(
        invite("recipient=Anderer&title=Herbst&request_until=31.7.2010&mail=a@b.example&language=de"
               "&schluessel=z")
            .status(),
        http::Status::see_other);
    connection().execute(
        "UPDATE grants_passed_on SET request = 'accepted', contact = 'Bleibt' WHERE recipient = 'Anderer'");
    static_cast<void>(letters());
    auto const with_words
        = [&] { return count("SELECT COUNT(*) FROM grants_passed_on WHERE contact <> '' OR refusal <> ''"); };
    move_to("2011-06-29T08:00:00Z");
    static_cast<void>(letters());
    EXPECT_EQ(with_words(), 2);
    EXPECT_THAT(shown(refused + "/bearbeiten/verlauf?fassung=2"), HasSubstr("Ayla Muster"));
    move_to("2011-07-03T08:00:00Z");
    static_cast<void>(letters());
    EXPECT_EQ(with_words(), 1);
    EXPECT_EQ(count("SELECT COUNT(*) FROM grants_passed_on WHERE mail = ''"), 1);
    EXPECT_THAT(
        shown(refused),
        AllOf(
            HasSubstr("600,00"), Not(HasSubstr("Vorlesen im Park")), Not(HasSubstr("Bücher und Tee")),
            Not(HasSubstr("Ayla Muster"))));
    EXPECT_THAT(shown(refused + "/bearbeiten/verlauf"), Not(HasSubstr("Ayla Muster")));
}

TEST_P(PassedOnRequestStory, whatever_became_nothing_is_forgotten_with_all_that_was_written)
{
    ASSERT_EQ(say(invited_of("nie"), wish, false, "1").status(), http::Status::see_other);
    auto const never_sent = one_;
    ASSERT_EQ(say(invited_of("wartet"), wish, true, "1").status(), http::Status::see_other);
    auto const unanswered = one_;
    ASSERT_EQ(
        say(invited_of("ohne"), "title=Vorlesen+im+Park&purpose=&amount=&from=&to=&contact=", false, "1")
            .status(),
        http::Status::see_other);
    auto const without_address = one_;
    ASSERT_EQ(
        change("recipient=ohne&title=Vorlesen+im+Park&amount=&mail=&remark=Frau+Muster+ruft+an").status(),
        http::Status::see_other);
    ASSERT_EQ(say(invited_of("bezahlt"), wish, true, "1").status(), http::Status::see_other);
    auto const paid = one_;
    ASSERT_EQ(
        change("recipient=bezahlt&title=Vorlesen+im+Park&amount=450&paid_on=30.6.2010"
               "&mail=bezahlt@verein.example")
            .status(),
        http::Status::see_other);
    static_cast<void>(letters());
    auto const forgotten = [&] {
        return count("SELECT COUNT(*) FROM grants_passed_on WHERE title = '-' AND mail = '' AND contact = ''"
                     " AND purpose = '' AND remark = '' AND link_until IS NULL AND state = 'withdrawn'");
    };
    move_to("2011-07-31T08:00:00Z"); // the link was open until 31.7.2010
    static_cast<void>(letters());
    EXPECT_EQ(forgotten(), 0);
    auto const seen_then = version_in("grants_passed_on", never_sent);
    move_to("2011-08-03T08:00:00Z");
    static_cast<void>(letters());
    EXPECT_EQ(forgotten(), 3);
    for (auto const& one : {never_sent, unanswered, without_address}) {
        for (auto const& page : {one, one + "/bearbeiten/verlauf"})
            EXPECT_THAT(
                shown(page),
                AllOf(
                    Not(HasSubstr("Vorlesen im Park")), Not(HasSubstr("Ayla Muster")),
                    Not(HasSubstr("@verein.example"))))
                << page;
    }
    EXPECT_THAT(shown(unanswered), HasSubstr("Der Antrag blieb ein Jahr lang ohne Antwort"));
    EXPECT_THAT(shown(paid), HasSubstr("Vorlesen im Park")) << "in fact it is a contract";
    // A form that was open since the day before brings nothing back.
    EXPECT_EQ(
        office_
            ->post(
                never_sent + "/bearbeiten",
                seen_then + "&recipient=nie&title=Vorlesen&amount=&mail=nie@verein.example&language=de")
            .status(),
        http::Status::conflict);
    move_to("2011-08-04T08:00:00Z");
    static_cast<void>(letters());
    EXPECT_EQ(forgotten(), 3);
    EXPECT_EQ(audited("funding.requests.erased"), 1);
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

}
} // namespace kommin::app
