// Members of a working group are asked for comments on a recommendation: who gets a letter, how often, and
// what becomes of letters when a worker is killed.

#include "app/tests/comment_call_story.hpp"
#include "platform/mail/testing.hpp"

#include <chrono>
#include <filesystem>
#include <iterator>
#include <regex>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class CommentCallStory : public CommentCallBase {
protected:
    static int count_in(std::string const& text, std::string const& word)
    {
        int count = 0;
        for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
            ++count;
        return count;
    }
    std::int64_t count_calls()
    {
        return connection().load<std::int64_t>("SELECT COUNT(*) FROM recommendation_calls");
    }
    // These two people turn out to be one.
    void merged(std::string const& from, std::string const& into)
    {
        auto const merging = "/verwaltung/personen/" + into + "/zusammenfuehren";
        auto const page = std::string(office_->get(merging + "?mit=" + from).body_text());
        std::smatch seen;
        ASSERT_TRUE(std::regex_search(page, seen, std::regex("name=\"fassung-mit\" value=\"([0-9]+)\"")));
        EXPECT_EQ(
            office_
                ->post(
                    merging,
                    "mit=" + from + "&fassung=" + seen_on(page) + "&fassung-mit=" + seen[1].str()
                        + "&wahl-given=m")
                .status(),
            http::Status::see_other);
    }
};
KOMMIN_ON_BOTH_ENGINES(CommentCallStory);

TEST_P(CommentCallStory, each_member_with_an_address_gets_one_letter_in_their_language)
{
    seated_in(group_, "ayse@verein.example", "member", "tr");
    seated_in(group_, "ben@verein.example", "chair");
    seated_in(field_, "feld@verein.example");
    auto const silent = person_of(seated_in(group_, "stumm@verein.example"));
    connection().execute("DELETE FROM person_addresses WHERE person_id = ?", std::stoll(silent));
    EXPECT_THAT(
        office_->get(asking()).body_text(),
        AllOf(
            HasSubstr("Einen Brief bekommen 2 Mitglieder: "), HasSubstr("AG Abend"),
            HasSubstr("Ein Mitglied ist ohne Mailadresse"), Not(HasSubstr("ayse"))));
    auto const sent = asked();
    EXPECT_EQ(count_in(sent, "\nTo: "), 2);
    EXPECT_THAT(
        sent,
        AllOf(
            HasSubstr("To: ben@verein.example"), HasSubstr("Content-Language: tr"), HasSubstr("Abendkurse"),
            HasSubstr("Passt der Abend?"), HasSubstr("10. Dezember 2026"), Not(HasSubstr("feld@")),
            Not(HasSubstr("Kurse am Abend.")), Not(HasSubstr("Nur im Amt"))))
        << "the letter says what it is about, and nothing of what is written behind the link";
    EXPECT_EQ(link_to(sent, "ayse@verein.example").substr(0, 14), "/tr/konferenz/");
    EXPECT_NE(link_to(sent, "ben@verein.example"), link_to(sent, "ayse@verein.example"));
    EXPECT_THAT(desk_page(), HasSubstr("Am 23.11.2026 um Kommentare gebeten, bis 10.12.2026 (2 Briefe)"));
    EXPECT_THAT(audit_actions(), Contains("meetings.recommendation.members_asked"));
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM audit_entries WHERE action LIKE 'meetings.recommendation.members%'"
            " AND after_json LIKE '%verein%'"),
        0);
    auto const stored = connection().list<std::string>("SELECT token_hash FROM recommendation_links");
    EXPECT_EQ(stored.size(), 2U);
    for (auto const* address : {"ayse@verein.example", "ben@verein.example"}) {
        auto const link = link_to(sent, address);
        EXPECT_THAT(stored, Not(Contains(HasSubstr(link.substr(link.rfind('/') + 1)))))
            << "a link is a digest";
    }
    EXPECT_THAT(sent, AllOf(HasSubstr("gilt bis Donnerstag, 10. Dezember 2026"), HasSubstr("neri Almancad")));
    EXPECT_THAT(sent, Not(HasSubstr("Die Empfehlung ist auf Deutsch"))) << "whoever reads German knows";
}

TEST_P(CommentCallStory, without_a_group_its_field_is_asked)
{
    seated_in(group_, "ben@verein.example");
    seated_in(field_, "feld@verein.example");
    EXPECT_EQ(
        changed(
            *office_, one_ + "/aendern", "addressees=administration&group=&title=Abendkurse&panel=" + field_)
            .status(),
        http::Status::see_other);
    EXPECT_THAT(asked(), AllOf(HasSubstr("To: feld@"), Not(HasSubstr("To: ben@"))));
}

TEST_P(CommentCallStory, nobody_is_asked_twice_in_one_call_and_everybody_anew_about_a_new_wording)
{
    seated_in(group_, "ben@verein.example");
    auto const first = asked();
    EXPECT_THAT(asked(), IsEmpty()) << "pressed twice";
    seated_in(group_, "neu@verein.example");
    EXPECT_THAT(
        office_->get(asking()).body_text(),
        AllOf(
            HasSubstr("Ein Mitglied wurde zu diesem Wortlaut schon gebeten"),
            HasSubstr("Einen Brief bekommt ein Mitglied"), HasSubstr("value=\"10.12.2026\""),
            HasSubstr(">Passt der Abend?</textarea>")));
    EXPECT_THAT(asked("until=20.12.2026&word="), AllOf(HasSubstr("To: neu@"), Not(HasSubstr("To: ben@"))));
    EXPECT_THAT(desk_page(), HasSubstr("bis 20.12.2026 (2 Briefe)")) << "it is one call";
    auto const link = link_to(first, "ben@verein.example");
    move_to("2026-12-15T09:00:00Z");
    EXPECT_THAT(opened(link), AllOf(HasSubstr("20. Dezember 2026"), Not(HasSubstr("Passt der Abend"))))
        << "a longer time holds for the links that are out, too";
    change("title=Abendkurse&text=Kurse+am+Samstag.");
    auto const second = asked("until=22.12.2026");
    EXPECT_EQ(count_in(second, "\nTo: "), 2);
    EXPECT_NE(link_to(second, "ben@verein.example"), link);
    EXPECT_EQ(status_of(link), http::Status::ok) << "the earlier link has its own day";
}

TEST_P(CommentCallStory, steps_and_notes_of_the_office_begin_no_new_call)
{
    seated_in(group_, "ben@verein.example");
    auto const link = link_to(asked(), "ben@verein.example");
    taken(*office_, one_, "discussed&day=23.11.2026");
    EXPECT_THAT(asked(), IsEmpty()) << "they know the wording";
    change("title=Abendkurse&text=Kurse+am+Abend.&reasons=Viele+arbeiten.&proposed_by=Moderation"
           "&remark=Ganz+intern&office=Amt");
    EXPECT_THAT(
        office_->get(asking()).body_text(),
        AllOf(
            HasSubstr("Ein Mitglied wurde zu diesem Wortlaut schon gebeten"),
            HasSubstr("Einen Brief bekommt niemand")));
    EXPECT_THAT(asked("until=20.12.2026"), IsEmpty());
    EXPECT_EQ(count_calls(), 1);
    EXPECT_THAT(opened(link), HasSubstr("20. Dezember 2026"));
    group_ = panel(*office_, "kind=working_group&body=&parent=" + field_ + "&name=AG+Morgen");
    seated_in(group_, "kim@verein.example");
    change("title=Abendkurse&text=Kurse+am+Abend.&reasons=Viele+arbeiten.&proposed_by=Moderation");
    EXPECT_THAT(asked(), AllOf(HasSubstr("To: kim@"), Not(HasSubstr("To: ben@"))));
    EXPECT_EQ(count_calls(), 2) << "another group is asked anew";
}

TEST_P(CommentCallStory, a_new_day_or_word_is_confirmed_where_no_letter_leaves)
{
    seated_in(group_, "ben@verein.example");
    EXPECT_NE(asked(), "");
    EXPECT_THAT(desk_page(), HasSubstr("<p class=\"toast\">Die Briefe gehen jetzt hinaus.</p>"));
    EXPECT_THAT(asked("until=12.12.2026&word="), IsEmpty());
    EXPECT_THAT(desk_page(), HasSubstr("<p class=\"toast\">Frist und Text gelten jetzt.</p>"));
    EXPECT_THAT(asked("until=12.12.2026&word="), IsEmpty());
    EXPECT_THAT(desk_page(), Not(HasSubstr("class=\"toast\""))) << "it was so already";
}

TEST_P(CommentCallStory, after_its_day_a_new_one_comes_with_a_new_link_and_the_page_says_so)
{
    seated_in(group_, "ben@verein.example");
    auto const link = link_to(asked("until=25.11.2026&word=Passt+der+Abend%3F"), "ben@verein.example");
    go_to("2026-11-27T08:00:00Z");
    office_.emplace(browser_of("conference_office"));
    EXPECT_EQ(count_links(), 0);
    EXPECT_EQ(count_asked(), 1) << "kept as long as it is discussed";
    EXPECT_THAT(
        office_->get(asking()).body_text(),
        AllOf(
            HasSubstr("aber die Frist ist vorbei"), HasSubstr("Einen Brief bekommt ein Mitglied"),
            HasSubstr(">Passt der Abend?</textarea>"), Not(HasSubstr("wer noch keinen hat")),
            Not(HasSubstr("keinen zweiten Brief")), Not(HasSubstr("value=\"25.11.2026\""))));
    auto const again = link_to(asked(), "ben@verein.example");
    EXPECT_EQ(status_of(again), http::Status::ok);
    EXPECT_EQ(status_of(link), http::Status::gone);
    EXPECT_THAT(asked(), IsEmpty()) << "and from now on it runs";
    EXPECT_THAT(desk_page(), HasSubstr("bis 10.12.2026 (2 Briefe)"));
    EXPECT_EQ(count_calls(), 1);
}

TEST_P(CommentCallStory, members_are_asked_by_whoever_edits_both_the_field_and_their_group)
{
    seated_in(group_, "ben@verein.example");
    auto const council = panel(*office_, "kind=council&body=bergau&name=Rat");
    auto const of_council = "addressees=administration&panel=" + council;
    auto town = browser_of("municipal_editor", bergau_);
    one_ = recommendation(*office_, of_council + "&group=" + group_ + "&schluessel=eins&title=Gemeinsam");
    EXPECT_THAT(
        town.get(one_).body_text(),
        AllOf(HasSubstr(one_ + "/aendern"), Not(HasSubstr("/kommentare-erbitten"))));
    EXPECT_EQ(town.get(asking()).status(), http::Status::not_found);
    EXPECT_EQ(
        town.post(asking(), "fassung=" + version() + "&until=10.12.2026").status(), http::Status::not_found);
    EXPECT_NE(link_to(asked(), "ben@verein.example"), "") << "both are the office's to edit";

    one_ = recommendation(*office_, of_council + "&schluessel=zwei&title=Allein");
    auto const silent = person_of(seated_in(council, "stumm@verein.example"));
    connection().execute("DELETE FROM person_addresses WHERE person_id = ?", std::stoll(silent));
    EXPECT_THAT(
        town.get(asking()).body_text(),
        AllOf(
            HasSubstr("Ein Mitglied bekommt keinen Brief (keine Mailadresse oder Einwilligung widerrufen)"),
            Not(HasSubstr("Ein Mitglied ist ohne Mailadresse"))))
        << "why is told to whoever sees the person, who is the Kreis's";
    EXPECT_THAT(office_->get(asking()).body_text(), HasSubstr("Ein Mitglied ist ohne Mailadresse"));
}

TEST_P(CommentCallStory, without_a_day_it_ends_after_three_months)
{
    seated_in(group_, "ben@verein.example");
    EXPECT_THAT(asked(""), HasSubstr("21. Februar 2027"));
}

TEST_P(CommentCallStory, whoever_does_not_want_letters_gets_none)
{
    auto const ben = person_of(seated_in(group_, "ben@verein.example"));
    seated_in(group_, "kaja@verein.example");
    EXPECT_EQ(
        office_
            ->post(
                "/verwaltung/personen/" + ben + "/einwilligung",
                "purpose=invitations&how=in_writing&given_on=01.02.2026&language=de")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(office_->get(asking()).body_text(), HasSubstr("Einen Brief bekommen 2 Mitglieder"));
    auto const withdraw = [&] {
        return office_
            ->post(
                "/verwaltung/einwilligungen/"
                    + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM consents"))
                    + "/widerrufen",
                "")
            .status();
    };
    EXPECT_EQ(ask().status(), http::Status::see_other);
    EXPECT_EQ(withdraw(), http::Status::see_other);
    EXPECT_THAT(call_letters(), AllOf(HasSubstr("To: kaja@"), Not(HasSubstr("To: ben@"))))
        << "also where the letter was ordered before";
    EXPECT_THAT(desk_page(), HasSubstr("bis 10.12.2026 (ein Brief)"));
    EXPECT_THAT(office_->get(asking()).body_text(), HasSubstr("Ein Mitglied hat die Einwilligung"));
    EXPECT_THAT(asked(), IsEmpty());
}

TEST_P(CommentCallStory, what_cannot_be_asked_keeps_what_was_typed)
{
    auto const nobody = ask();
    EXPECT_EQ(nobody.status(), http::Status::unprocessable);
    EXPECT_THAT(
        nobody.body_text(), AllOf(HasSubstr("Niemand kann gebeten werden"), HasSubstr(">Passt der Abend?<")));
    seated_in(group_, "ben@verein.example");
    for (auto const* day : {"morgen", "22.11.2026", "1.1.2029"}) {
        auto const refused = ask("until=" + std::string(day) + "&word=Bleibt");
        EXPECT_EQ(refused.status(), http::Status::unprocessable) << day;
        EXPECT_THAT(
            refused.body_text(),
            AllOf(
                HasSubstr("id=\"f-until-fehler\""), HasSubstr("value=\"" + std::string(day) + '"'),
                HasSubstr(">Bleibt</textarea>")));
    }
    EXPECT_THAT(ask("word=" + std::string(1001, 'x')).body_text(), HasSubstr("id=\"f-word-fehler\""));
    EXPECT_THAT(
        ask("until=morgen&word=" + std::string(998, 'x') + "%0D%0Ax%0D%0A").body_text(),
        Not(HasSubstr("id=\"f-word-fehler\"")))
        << "a browser sends two signs for the end of a line";
    auto const seen = version();
    change("title=Abendkurse&text=Anders.");
    auto const late = office_->post(asking(), "fassung=" + seen + "&until=10.12.2026&word=Bleibt");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(
        late.body_text(),
        AllOf(
            HasSubstr("Jemand hat diesen Eintrag geändert"), HasSubstr(">Bleibt</textarea>"),
            HasSubstr("name=\"fassung\" value=\"" + version() + '"')));
    EXPECT_THAT(call_letters(), IsEmpty());
    taken(*office_, one_, "adopted&day=20.11.2026");
    auto const over = ask("until=10.12.2026&word=Bleibt");
    EXPECT_EQ(over.status(), http::Status::conflict);
    EXPECT_THAT(
        over.body_text(),
        AllOf(HasSubstr("solange die Empfehlung noch beraten wird"), HasSubstr(">Bleibt</li>")));
    EXPECT_EQ(office_->get(asking()).status(), http::Status::conflict);
    EXPECT_THAT(desk_page(), Not(HasSubstr("/kommentare-erbitten")));
    for (auto const* role : {"reader", "moderator"}) {
        auto other = browser_of(role);
        EXPECT_EQ(other.get(asking()).status(), http::Status::not_found) << role;
        EXPECT_EQ(other.post(asking(), "fassung=1").status(), http::Status::not_found) << role;
        EXPECT_THAT(other.get(one_).body_text(), Not(HasSubstr("/kommentare-erbitten"))) << role;
    }
    EXPECT_EQ(count_calls(), 0);
}

TEST_P(CommentCallStory, a_killed_worker_neither_sends_twice_nor_loses_one)
{
    seated_in(group_, "ben@verein.example");
    EXPECT_EQ(ask().status(), http::Status::see_other);
    EXPECT_EQ(ask().status(), http::Status::see_other);
    auto const waiting = taken_by_a_worker("meetings.comment_call");
    ASSERT_EQ(waiting.size(), 1U);
    // The letter leaves, and the program is killed before it can say so.
    for (int turn = 0; turn < 2; ++turn)
        does(waiting.front());
    auto outbox = std::filesystem::directory_iterator(folder_.path() / "outbox");
    EXPECT_EQ(std::distance(outbox, std::filesystem::directory_iterator{}), 1)
        << "the same letter under one id";
    EXPECT_EQ(count_links(), 2) << "of the letter that may have left before, the link works, too";
    connection().execute("DELETE FROM jobs WHERE kind = 'meetings.comment_call'");
    EXPECT_EQ(status_of(link_to(call_letters(), "ben@verein.example")), http::Status::ok);
    EXPECT_EQ(count_asked(), 1);
}

TEST_P(CommentCallStory, a_letter_that_has_nothing_to_say_any_more_is_none)
{
    auto const membership = seated_in(group_, "ben@verein.example");
    EXPECT_EQ(ask().status(), http::Status::see_other);
    connection().execute("UPDATE memberships SET valid_to = '2026-11-01' WHERE id = ?", membership);
    EXPECT_THAT(call_letters(), IsEmpty()) << "they sit there no more";
    EXPECT_THAT(desk_page(), HasSubstr("(0 Briefe)"));
    EXPECT_EQ(count_links(), 0);
    connection().execute("UPDATE memberships SET valid_to = NULL WHERE id = ?", membership);
    EXPECT_NE(link_to(asked(), "ben@verein.example"), "") << "they were not asked, so they are now";
    EXPECT_THAT(desk_page(), HasSubstr("(ein Brief)"));
    seated_in(group_, "neu@verein.example");
    EXPECT_EQ(ask().status(), http::Status::see_other);
    taken(*office_, one_, "withdrawn&day=23.11.2026&note=Doppelt");
    EXPECT_THAT(call_letters(), IsEmpty()) << "it was withdrawn";
    EXPECT_EQ(count_links(), 1);
}

TEST_P(CommentCallStory, whom_a_letter_does_not_reach_any_more_is_counted_once_whenever_a_worker_is_killed)
{
    seated_in(group_, "kaja@verein.example");
    auto const gone = seated_in(group_, "ben@verein.example");
    seated_in(group_, "ayse@verein.example");
    EXPECT_EQ(ask().status(), http::Status::see_other);
    connection().execute("UPDATE memberships SET valid_to = '2026-11-01' WHERE id = ?", gone);
    auto const waiting = taken_by_a_worker("meetings.comment_call");
    ASSERT_EQ(waiting.size(), 3U);
    for (auto const& job : waiting)
        does(job);
    EXPECT_THAT(desk_page(), HasSubstr("(2 Briefe)"));
    clock().set(clock().now() + std::chrono::minutes(10)); // its leases have run out
    auto const sent = call_letters();
    EXPECT_EQ(count_in(sent, "\nTo: "), 2) << "those that had left are the same letters again";
    EXPECT_THAT(sent, Not(HasSubstr("To: ben@")));
    EXPECT_THAT(desk_page(), HasSubstr("(2 Briefe)"));
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM jobs WHERE kind = 'meetings.comment_call' AND state <> 'done'"),
        0);
}

TEST_P(CommentCallStory, somebody_reads_what_is_kept_of_them_and_is_erased_without_a_trace)
{
    auto const ben = person_of(seated_in(group_, "ben@verein.example"));
    auto const report
        = [&] { return std::string(office_->get("/verwaltung/personen/" + ben + "/auskunft").body_text()); };
    EXPECT_THAT(report(), Not(HasSubstr("Um Kommentare zu Empfehlungen gebeten")));
    EXPECT_EQ(ask().status(), http::Status::see_other);
    EXPECT_THAT(
        report(),
        AllOf(
            HasSubstr("Um Kommentare zu Empfehlungen gebeten"), HasSubstr("Abendkurse"),
            HasSubstr("23.11.2026, "), HasSubstr("10. Dezember 2026"), HasSubstr("keiner offen")))
        << "the letter has not left yet";
    auto const link = link_to(call_letters(), "ben@verein.example");
    EXPECT_THAT(
        report(),
        AllOf(
            HasSubstr("Link zum Kommentieren"), Not(HasSubstr("keiner offen")),
            Not(HasSubstr("Kommentare zu Empfehlungen, per Link gesendet"))));
    said(link, "Lieber+am+Samstag.");
    EXPECT_THAT(
        report(),
        AllOf(
            HasSubstr("Kommentare zu Empfehlungen, per Link gesendet"), HasSubstr("Abendkurse"),
            HasSubstr("Lieber am Samstag.")));
    auto const erasing = "/verwaltung/personen/" + ben + "/loeschen";
    auto const question = std::string(office_->get(erasing).body_text());
    EXPECT_THAT(question, HasSubstr("Ein Kommentar zu einer Empfehlung bleibt ohne den Namen"));
    EXPECT_EQ(office_->post(erasing, "fassung=" + seen_on(question)).status(), http::Status::see_other);
    EXPECT_EQ(status_of(link), http::Status::gone);
    EXPECT_EQ(count_links() + count_asked(), 0);
    EXPECT_THAT(
        desk_page(),
        AllOf(
            HasSubstr("Lieber am Samstag."), HasSubstr("Ein Mitglied (per Link)"),
            Not(HasSubstr("ben Muster"))));
}

TEST_P(CommentCallStory, who_turns_out_to_be_somebody_else_keeps_what_they_said)
{
    auto const from = person_of(seated_in(group_, "ben@verein.example"));
    auto const other = office_->post(
        "/verwaltung/personen/neu",
        "field_of_work=unknown&gender=unknown&municipality=&body=&letters_language=de&given=ben"
        "&family=Muster&mails=ben@verein.example&schluessel=zwei");
    ASSERT_EQ(other.status(), http::Status::see_other) << other.body_text();
    auto const into = number_of(std::string(other.header("Location")));
    auto const link = link_to(asked(), "ben@verein.example");
    said(link, "Lieber+am+Samstag.");
    merged(from, into);
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT person_id FROM recommendation_comments"), std::stoll(into));
    EXPECT_THAT(desk_page(), HasSubstr("ben Muster (per Link)"));
    EXPECT_EQ(status_of(link), http::Status::ok) << "seat and address are theirs";
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT person_id FROM recommendation_asked"), std::stoll(into));
    EXPECT_THAT(asked(), IsEmpty()) << "they were asked";
}

TEST_P(CommentCallStory, a_letter_that_waits_reaches_whoever_they_turn_out_to_be_and_of_two_one_does)
{
    auto const ben = person_of(seated_in(group_, "ben@verein.example"));
    auto const bern = person_of(seated_in(group_, "bern@verein.example"));
    auto const kim = person_of(seated_in(field_, "kim@verein.example"));
    EXPECT_EQ(ask().status(), http::Status::see_other);
    EXPECT_EQ(count_asked(), 2);
    merged(bern, ben); // both were asked
    EXPECT_EQ(count_asked(), 1);
    merged(ben, kim); // who was not
    EXPECT_EQ(connection().load<std::int64_t>("SELECT person_id FROM recommendation_asked"), std::stoll(kim));
    auto const sent = call_letters();
    EXPECT_EQ(count_in(sent, "\nTo: "), 1);
    EXPECT_EQ(status_of(link_to(sent, "kim@verein.example")), http::Status::ok);
    EXPECT_THAT(desk_page(), HasSubstr("(ein Brief)"));
}

struct CommentMailServer { // outlives the modules
    mail::SmtpServer server_;
};

class CommentMailStory : protected CommentMailServer, public CommentCallBase {
protected:
    CommentMailStory()
        : CommentCallBase([this](Settings& settings) {
            settings.smtp_url = server_.options().url;
            settings.smtp_plain = true;
            settings.mail_from = "portal@kreis.example";
            settings.base_url = "https://musterau.example";
        })
    { }
};
KOMMIN_ON_BOTH_ENGINES(CommentMailStory);

TEST_P(CommentMailStory, a_mail_server_gets_the_letters_and_their_links_open)
{
    seated_in(group_, "ayse@verein.example", "member", "tr");
    seated_in(group_, "ben@verein.example");
    auto const before = server_.mails().size();
    EXPECT_EQ(ask().status(), http::Status::see_other);
    mail(); // runs the jobs
    auto const mails = server_.mails();
    ASSERT_EQ(mails.size(), before + 2);
    for (std::size_t number = before; number < mails.size(); ++number) {
        auto const text = unfolded(mails[number]);
        bool const is_of_ben = text.find("To: ben@verein.example") != std::string::npos;
        auto const link = link_in(text, is_of_ben ? "/de/konferenz/kommentar/" : "/tr/konferenz/kommentar/");
        ASSERT_NE(link, "") << text;
        EXPECT_THAT(text, HasSubstr("https://musterau.example/"));
        EXPECT_THAT(opened(link), HasSubstr("Kurse am Abend."));
        said(link, is_of_ben ? "Gut." : "%D8%AC%D9%8A%D8%AF");
    }
    EXPECT_THAT(desk_page(), AllOf(HasSubstr("ben Muster (per Link)"), HasSubstr("جيد")));
    mail();
    EXPECT_EQ(server_.mails().size(), before + 2) << "nothing is left over";
}

} // namespace
} // namespace kommin::app
