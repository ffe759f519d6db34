// What the link in a letter to a member leads to: the recommendation as it is discussed, how its wording has
// changed, what others have said, and one's own comment. And versions for whoever reads at the desk.

#include "app/tests/comment_call_story.hpp"

#include <chrono>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class CommentLinkStory : public CommentCallBase {
protected:
    void SetUp() override
    {
        CommentCallBase::SetUp();
        ben_ = seated_in(group_, "ben@verein.example");
        seated_in(group_, "ayse@verein.example", "member", "tr");
    }
    // Both are asked.
    void all_asked()
    {
        auto const sent = asked();
        link_ = link_to(sent, "ben@verein.example");
        other_link_ = link_to(sent, "ayse@verein.example");
        ASSERT_NE(link_, "");
        ASSERT_NE(other_link_, "");
    }
    void expect_ended(std::string const& why)
    {
        auto const page = anybody().get(link_);
        EXPECT_EQ(page.status(), http::Status::gone) << why;
        EXPECT_THAT(
            page.body_text(),
            AllOf(HasSubstr("Dieser Link gilt nicht mehr"), Not(HasSubstr("Kurse am Abend."))))
            << why;
        auto const before = count_comments();
        EXPECT_EQ(say(link_, "Zu+sp%C3%A4t.").status(), http::Status::gone) << why;
        EXPECT_EQ(count_comments(), before) << why;
    }

    std::int64_t ben_ = 0; // the membership
    std::string link_, other_link_;
};
KOMMIN_ON_BOTH_ENGINES(CommentLinkStory);

TEST_P(CommentLinkStory, shows_what_is_discussed_and_nothing_of_the_office)
{
    all_asked();
    auto const page = anybody().get(link_);
    EXPECT_EQ(page.header("Cache-Control"), "no-store");
    EXPECT_THAT(
        page.body_text(),
        AllOf(
            HasSubstr("Abendkurse"), HasSubstr("Kurse am Abend."), HasSubstr("Viele arbeiten."),
            HasSubstr("Arbeitswelt"), HasSubstr("AG Abend"), HasSubstr("Moderation"),
            HasSubstr("10. Dezember 2026"), HasSubstr("Passt der Abend?"), HasSubstr("content=\"noindex\""),
            HasSubstr("Noch kein Kommentar"), Not(HasSubstr("Nur im Amt")), Not(HasSubstr("Ayşe Kaya")),
            Not(HasSubstr("Die Empfehlung ist auf"))));
    EXPECT_THAT(
        opened(other_link_),
        AllOf(HasSubstr("Öneri Almancadır"), HasSubstr("lang=\"de\""), HasSubstr("Kurse am Abend.")));
    EXPECT_EQ(other_link_.substr(0, 4), "/tr/");
    EXPECT_THAT(opened("/ar" + link_.substr(3)), HasSubstr("dir=\"rtl\""));
    EXPECT_EQ(count_comments(), 0) << "a look changes nothing";
    http::Config config;
    product_.application.advise(config);
    EXPECT_TRUE(config.is_unlogged(config.route_of(link_)));
    EXPECT_THAT(in_public("/de/konferenz/empfehlungen").body_text(), Not(HasSubstr("Abendkurse")));
}

TEST_P(CommentLinkStory, a_member_comments_and_the_office_reads_who)
{
    all_asked();
    for (auto const& wrong : {std::string{}, std::string("+"), std::string(1001, 'x')}) {
        auto const refused = say(link_, wrong);
        EXPECT_EQ(refused.status(), http::Status::unprocessable);
        EXPECT_THAT(refused.body_text(), HasSubstr("id=\"f-text-fehler\""));
    }
    EXPECT_THAT(say(link_, std::string(1001, 'x')).body_text(), HasSubstr(std::string(1001, 'x')))
        << "what was typed is kept";
    EXPECT_EQ(count_comments(), 0);
    auto const longest = std::string(998, 'x') + "%0D%0Ay"; // a browser sends two signs for the end of a line
    EXPECT_THAT(say(link_, longest + "yy").body_text(), HasSubstr("höchstens 1000 Zeichen"));
    said(other_link_, longest + "%0D%0A");
    connection().execute("DELETE FROM recommendation_comments");
    for (int press = 0; press < 2; ++press)
        said(link_, "Lieber+am+Samstag.%0AUnd+mit+Kindern%3F");
    EXPECT_EQ(count_comments(), 1) << "pressed twice";
    said(link_, "Noch+etwas.");
    said(other_link_, "Lieber+am+Samstag.%0AUnd+mit+Kindern%3F");
    EXPECT_EQ(count_comments(), 3) << "several of one, and the same of another";
    EXPECT_THAT(opened(link_ + "?danke=1"), HasSubstr("Ihr Kommentar ist da"));

    EXPECT_THAT(
        desk_page(),
        AllOf(
            HasSubstr("ben Muster (per Link)"), HasSubstr("ayse Muster (per Link)"),
            HasSubstr("<p class=\"measure\">Und mit Kindern?</p>")));
    EXPECT_THAT(waiting_for(*office_), HasSubstr("3 Kommentare von Mitgliedern in den letzten sieben Tagen"));
    auto reader = browser_of("reader");
    EXPECT_THAT(
        reader.get(one_).body_text(),
        AllOf(HasSubstr("Ein Mitglied (per Link)"), HasSubstr("Noch etwas."), Not(HasSubstr("ben Muster"))))
        << "a name is for whoever may see the person";
    EXPECT_THAT(waiting_for(reader), Not(HasSubstr("Kommentare von Mitgliedern")));
    EXPECT_THAT(
        opened(link_),
        AllOf(
            HasSubstr(">Sie</strong>"), HasSubstr("Ein Mitglied"), Not(HasSubstr("ben Muster")),
            Not(HasSubstr("ayse Muster"))))
        << "a letter may be sent on: behind its link nobody is named";
    EXPECT_THAT(audit_actions(), Contains("meetings.recommendation.commented_by_link"));
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM audit_entries WHERE action LIKE 'meetings.recommendation.comment%'"
            " AND (after_json LIKE '%ben%' OR after_json LIKE '%Samstag%')"),
        0);

    auto const comment = "kommentar="
        + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM recommendation_comments"));
    auto moderator = browser_of("moderator");
    EXPECT_EQ(moderator.post(one_ + "/kommentar-loeschen", comment).status(), http::Status::not_found);
    EXPECT_EQ(office_->post(one_ + "/kommentar-loeschen", comment).status(), http::Status::see_other);
    EXPECT_EQ(count_comments(), 2);
    taken(*office_, one_, "adopted&day=23.11.2026");
    EXPECT_THAT(
        in_public(public_of(one_)).body_text(),
        AllOf(HasSubstr("Abendkurse"), Not(HasSubstr("Samstag")), Not(HasSubstr("ben Muster"))));
    EXPECT_THAT(waiting_for(*office_), Not(HasSubstr("von Mitgliedern in den letzten")));
}

TEST_P(CommentLinkStory, what_colleagues_wrote_before_members_were_asked_stays_among_them)
{
    auto const write = [&](std::string const& text, std::string const& readers) {
        return office_->post(
            one_ + "/kommentieren", "schluessel=" + text + "&leser=" + readers + "&kommentar=" + text);
    };
    auto const of_colleagues = "name=\"leser\" value=\"colleagues\"";
    auto const of_members = "name=\"leser\" value=\"members\"";
    EXPECT_EQ(write("Vertraulich", "colleagues").status(), http::Status::see_other);
    EXPECT_THAT(desk_page(), AllOf(HasSubstr("Nur für Kolleginnen und Kollegen"), HasSubstr(of_colleagues)));
    clock().set(clock().now() + std::chrono::minutes(1));
    all_asked();
    EXPECT_THAT(
        desk_page(), AllOf(HasSubstr("lesen ihn hinter ihrem Link ohne Namen"), HasSubstr(of_members)));
    auto const before = count_comments();
    for (auto const* said_on_the_form : {"colleagues", "", "alle"}) { // typed before the members were asked
        auto const refused = write("Intern+getippt", said_on_the_form);
        EXPECT_EQ(refused.status(), http::Status::unprocessable);
        EXPECT_THAT(
            refused.body_text(),
            AllOf(
                HasSubstr("id=\"f-kommentar-fehler\""), HasSubstr("Inzwischen wurden Mitglieder"),
                HasSubstr(">Intern getippt</textarea>"), HasSubstr(of_members),
                Not(HasSubstr("Nur für Kolleginnen und Kollegen"))));
    }
    EXPECT_EQ(write("Vertraulich", "colleagues").status(), http::Status::see_other) << "pressed twice";
    EXPECT_EQ(count_comments(), before);
    EXPECT_EQ(write("Offen", "members").status(), http::Status::see_other);
    EXPECT_THAT(
        opened(link_),
        AllOf(
            HasSubstr("Offen"), HasSubstr("Jemand mit Zugang zur Verwaltung"), Not(HasSubstr("Vertraulich")),
            Not(HasSubstr("Intern getippt")), Not(HasSubstr("Ayşe Kaya"))));
}

TEST_P(CommentLinkStory, shows_how_the_wording_has_changed)
{
    all_asked();
    EXPECT_THAT(opened(link_), HasSubstr("Seit der ersten Fassung ist nichts geändert"));
    change("title=Abendkurse&text=Kurse+am+Samstag.&reasons=Viele+arbeiten.&proposed_by=Moderation"
           "&remark=Ganz+vertraulich&office=Amt&office_mail=amt@kreis.example");
    change("title=Abendkurse&text=Kurse+am+Samstag.&reasons=Viele+arbeiten.&proposed_by=Moderation"
           "&remark=Wieder+anders&addressees=practice");
    auto const page = opened(link_);
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("<del>Abend.</del>"), HasSubstr("<ins>Samstag.</ins>"), HasSubstr("Geändert am"),
            HasSubstr("<ins>Verwaltung und Praxis</ins>"), Not(HasSubstr("vertraulich")),
            Not(HasSubstr("Wieder anders")), Not(HasSubstr("amt@kreis.example"))));
    EXPECT_LT(page.find("<ins>Verwaltung und Praxis</ins>"), page.find("<del>Abend.</del>"))
        << "the newest change first";
}

TEST_P(CommentLinkStory, ends_with_its_day)
{
    all_asked();
    move_to("2026-12-10T22:30:00Z");
    EXPECT_EQ(status_of(link_), http::Status::ok) << "the last day is not over";
    move_to("2026-12-10T23:30:00Z");
    expect_ended("its day is over");
}

TEST_P(CommentLinkStory, ends_with_the_adoption_and_the_night_forgets_who_was_asked)
{
    all_asked();
    taken(*office_, one_, "discussed&day=23.11.2026");
    EXPECT_EQ(status_of(link_), http::Status::ok) << "it is still discussed";
    taken(*office_, one_, "adopted&day=23.11.2026");
    expect_ended("it was adopted");
    EXPECT_EQ(count_links(), 2);
    go_to("2026-11-25T08:00:00Z");
    EXPECT_EQ(count_links() + count_asked(), 0);
    office_.emplace(browser_of("conference_office"));
    EXPECT_THAT(desk_page(), HasSubstr("bis 10.12.2026 (2 Briefe)")) << "their number is left";
}

TEST_P(CommentLinkStory, ends_when_the_recommendation_is_withdrawn)
{
    all_asked();
    taken(*office_, one_, "withdrawn&day=23.11.2026&note=Doppelt");
    expect_ended("it was withdrawn");
}

TEST_P(CommentLinkStory, ends_with_the_seat_and_with_the_address)
{
    all_asked();
    connection().execute("UPDATE memberships SET valid_to = '2026-11-01' WHERE id = ?", ben_);
    expect_ended("they sit there no more");
    connection().execute("UPDATE memberships SET valid_to = NULL WHERE id = ?", ben_);
    EXPECT_EQ(status_of(link_), http::Status::ok);
    auto const ben = std::stoll(person_of(ben_));
    connection().execute(
        "UPDATE person_addresses SET value = 'neu@verein.example', normal = 'neu@verein.example'"
        " WHERE person_id = ?",
        ben);
    expect_ended("whoever reads the old mailbox reads nothing more");
    EXPECT_EQ(status_of(other_link_), http::Status::ok) << "that of another is another";
}

TEST_P(CommentLinkStory, is_of_one_district_and_nobody_guesses_it)
{
    all_asked();
    EXPECT_EQ(status_of(link_ + "x"), http::Status::gone);
    EXPECT_EQ(say(link_ + "x", "Falsch.").status(), http::Status::gone);
    auto guest = anybody();
    guest.host = "beispielhain.example";
    EXPECT_EQ(guest.get(link_).status(), http::Status::gone);
    EXPECT_EQ(guest.post(link_, "schluessel=f&website=&text=Fremd", false).status(), http::Status::gone);
    EXPECT_EQ(
        anybody().post(link_, "schluessel=f&website=x.example&text=Werbung", false).status(),
        http::Status::see_other)
        << "a program that fills in everything";
    EXPECT_EQ(count_comments(), 0);
}

TEST_P(CommentLinkStory, whoever_reads_at_the_desk_reads_versions_without_what_is_for_editors)
{
    change("title=Abendkurse&text=Kurse+am+Samstag.&office=Amt&office_mail=amt@kreis.example");
    change("title=Kurse&text=Kurse+am+Sonntag.&office=Amt&office_mail=neu@kreis.example");
    auto reader = browser_of("reader");
    EXPECT_THAT(
        reader.get(one_).body_text(),
        AllOf(HasSubstr(one_ + "/verlauf\""), Not(HasSubstr(one_ + "/aendern"))));
    auto const history = reader.get(one_ + "/verlauf");
    EXPECT_EQ(history.status(), http::Status::ok);
    EXPECT_THAT(
        history.body_text(),
        AllOf(
            HasSubstr(one_ + "/verlauf?fassung=3"), Not(HasSubstr(one_ + "/aendern")),
            Not(HasSubstr("amt@kreis.example"))));
    auto const second = reader.get(one_ + "/verlauf?fassung=3");
    EXPECT_THAT(
        second.body_text(),
        AllOf(
            HasSubstr("Samstag."), HasSubstr("Sonntag."), HasSubstr("<mark>"),
            Not(HasSubstr(one_ + "/aendern")), Not(HasSubstr("amt@kreis.example")),
            Not(HasSubstr("neu@kreis.example"))));
    EXPECT_EQ(reader.get(one_ + "/verlauf?fassung=99").status(), http::Status::not_found);
    EXPECT_EQ(reader.get(one_ + "/aendern/verlauf").status(), http::Status::not_found)
        << "whoever edits has the one with buttons";
    EXPECT_THAT(
        office_->get(one_ + "/aendern/verlauf?fassung=3").body_text(),
        AllOf(HasSubstr("neu@kreis.example"), HasSubstr(one_ + "/aendern?fassung=3")));
    auto town = browser_of("municipal_editor", bergau_);
    EXPECT_EQ(town.get(one_ + "/verlauf").status(), http::Status::not_found) << "not theirs to read";
}

} // namespace
} // namespace kommin::app
