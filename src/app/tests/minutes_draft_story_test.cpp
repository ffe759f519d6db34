// What stands beside the text of minutes: who was there, who is to do what, what became of a remark. Behind
// the link of a letter, and as they were approved.

#include "app/tests/minutes_story.hpp"

#include <cstdint>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class MinutesDraftStory : public MinutesBase {
protected:
    void seated(std::string const& number)
    {
        EXPECT_EQ(
            office_
                ->post(
                    "/verwaltung/gremien/" + panel_ + "/neuer-sitz",
                    "role=member&vote=full&function=Mitglied")
                .status(),
            http::Status::see_other);
        auto const seat = std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM panel_seats"));
        EXPECT_EQ(
            office_->post("/verwaltung/sitze/" + seat + "/besetzen", "as=holder&person=" + number).status(),
            http::Status::see_other);
    }
    void task(std::string const& text, std::string const& more)
    {
        EXPECT_EQ(
            office_->post(meeting_ + "/neue-aufgabe", "schluessel=" + text + "&text=" + text + more).status(),
            http::Status::see_other);
    }
    std::string read_at_desk(std::string const& path) { return std::string(office_->get(path).body_text()); }
    std::string read(std::string const& link) { return std::string(anybody().get(link).body_text()); }
};
KOMMIN_ON_BOTH_ENGINES(MinutesDraftStory);

TEST_P(MinutesDraftStory, everybody_reads_how_many_were_there_and_members_who_is_to_do_what)
{
    seated(leyla_);
    task("Stuhlkreis+stellen", "&due=5.2.2027&owner=person%3A" + leyla_);
    task("Vereine+anrufen", "&owner=person%3A" + anton_);
    task("Raum+mieten", "&owner=");
    auto const newest_account
        = [&] { return std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM accounts")); };
    auto keeper = browser_of("conference_office");
    task("Protokoll+binden", "&owner=account%3A" + newest_account());
    auto reader = browser_of("steering_group");
    task("Haushalt+fragen", "&owner=account%3A" + newest_account());
    task("Blumen+holen", "&due=1.2.2027&owner=");
    connection().execute("UPDATE tasks SET state = 'done' WHERE text = 'Blumen holen'");
    task("Doch+nicht", "&owner=");
    connection().execute("UPDATE tasks SET state = 'dropped' WHERE text = 'Doch nicht'");
    written_and_sent();
    auto const mails = letters();
    EXPECT_THAT(
        read(link_in(mails, "/de/protokoll/")),
        AllOf(
            HasSubstr("<dt>Anwesend</dt><dd>2</dd>"), HasSubstr("Stuhlkreis stellen"),
            HasSubstr("Zuständig: Sie · bis "), HasSubstr("5. Februar 2027"), HasSubstr("Vereine anrufen"),
            HasSubstr("Zuständig: eine Person aus der Runde"), HasSubstr("Raum mieten"),
            HasSubstr("Zuständig: noch niemand"), HasSubstr("Zuständig: das Büro"),
            HasSubstr("Zuständig: jemand aus der Verwaltung"),
            HasSubstr("Zuständig: noch niemand · <strong>erledigt</strong>"),
            Not(HasSubstr("1. Februar 2027")), Not(HasSubstr("Doch nicht")), Not(HasSubstr("Anton"))))
        << "members have no account, and nobody's name is told to them";
    EXPECT_THAT(
        read(link_in(mails, "/tr/protokoll/")),
        AllOf(
            HasSubstr("<dd>2</dd>"), HasSubstr("Drei Vereine helfen."), Not(HasSubstr("Stuhlkreis")),
            Not(HasSubstr("Vereine anrufen")), Not(HasSubstr("Raum mieten"))))
        << "a guest reads no tasks";
}

TEST_P(MinutesDraftStory, whoever_said_something_reads_what_came_of_it_behind_the_same_link)
{
    written_and_sent();
    auto const mails = letters();
    auto const link = link_in(mails, "/de/protokoll/"), other = link_in(mails, "/tr/protokoll/");
    EXPECT_THAT(read(link), Not(HasSubstr("Ihre Hinweise")));
    auto guest = anybody();
    EXPECT_EQ(
        guest.post(link, "punkt=" + first_ + "&text=Es+waren+vier+Vereine.", false).status(),
        http::Status::see_other);
    EXPECT_THAT(
        read(link),
        AllOf(
            HasSubstr("Ihre Hinweise"), HasSubstr("TOP 1: "), HasSubstr("Es waren vier Vereine."),
            HasSubstr("Noch nicht entschieden")));
    auto const id = std::to_string(
        connection().load<std::int64_t>("SELECT id FROM amendments WHERE tenant_id = ?", tenant_));
    EXPECT_THAT(page(), HasSubstr("das liest auch, wer den Hinweis gegeben hat"));
    EXPECT_EQ(
        step("hinweise", "wahl=" + id + "&stand=declined&word=Gez%C3%A4hlt+sind+drei.").status(),
        http::Status::see_other);
    go_to("2027-01-27T10:00:00Z");
    EXPECT_THAT(
        read(link),
        AllOf(
            HasSubstr("Nicht übernommen"), HasSubstr("Gezählt sind drei."),
            HasSubstr("Die Frist für Hinweise ist vorbei")));
    EXPECT_THAT(read(other), AllOf(Not(HasSubstr("Es waren vier")), Not(HasSubstr("Gezählt sind drei."))))
        << "everybody reads their own";
    // What the office wrote before anybody was told that it is read is its own.
    connection().execute("UPDATE amendments SET word_is_told = FALSE");
    EXPECT_THAT(read(link), AllOf(HasSubstr("Nicht übernommen"), Not(HasSubstr("Gezählt sind drei."))));
    EXPECT_THAT(page(), HasSubstr("Gezählt sind drei."));
}

TEST_P(MinutesDraftStory, what_came_of_a_remark_is_read_for_two_weeks_after_the_approval)
{
    static_cast<void>(letters()); // what is done at night is planned from now on
    written_and_sent();
    auto const mails = letters();
    auto const link = link_in(mails, "/de/protokoll/"), other = link_in(mails, "/tr/protokoll/");
    EXPECT_THAT(read(link), HasSubstr("bis zwei Wochen nach der Genehmigung"));
    auto guest = anybody();
    EXPECT_EQ(guest.post(link, "text=Es+waren+vier+Vereine.", false).status(), http::Status::see_other);
    auto const id = std::to_string(
        connection().load<std::int64_t>("SELECT id FROM amendments WHERE tenant_id = ?", tenant_));
    go_to("2027-01-28T10:00:00Z");
    EXPECT_EQ(
        step("hinweise", "wahl=" + id + "&stand=declined&word=Es+waren+drei.").status(),
        http::Status::see_other);
    EXPECT_EQ(step("genehmigen", "was=writing").status(), http::Status::see_other);
    EXPECT_THAT(
        read(link),
        AllOf(
            HasSubstr("Nicht übernommen"), HasSubstr("Es waren drei."), HasSubstr("11. Februar 2027"),
            Not(HasSubstr("Drei Vereine helfen.")), Not(HasSubstr("<form class=\"km-form"))))
        << "their own, and not the draft";
    EXPECT_EQ(guest.post(link, "text=Und+noch+etwas.", false).status(), http::Status::gone);
    EXPECT_EQ(anybody().get(other).status(), http::Status::gone)
        << "who has said nothing has nothing to read";
    EXPECT_EQ(anybody().get(link + "x").status(), http::Status::gone);
    go_to("2027-02-11T10:00:00Z");
    static_cast<void>(letters());
    EXPECT_EQ(anybody().get(link).status(), http::Status::ok) << "the last day";
    go_to("2027-02-12T00:30:00Z");
    EXPECT_EQ(anybody().get(link).status(), http::Status::gone) << "also before the night's work";
    for (auto const* night : {"2027-02-12T08:00:00Z", "2027-02-13T08:00:00Z"}) {
        go_to(night);
        static_cast<void>(letters());
    }
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM minutes_links"), 0);
}

TEST_P(MinutesDraftStory, an_approval_that_waits_is_not_taken_to_a_meeting_that_comes_too_early)
{
    auto const early = next_meeting("19.1.2027");
    written_and_sent();
    auto const approval
        = connection().load<std::int64_t>("SELECT approval_item FROM minutes WHERE tenant_id = ?", tenant_);
    auto const offer = "name=\"punkt\" value=\"" + std::to_string(approval) + '"';
    auto const place = [&] {
        return connection().load<std::int64_t>(
            "SELECT COALESCE(meeting_id, 0) FROM agenda_items WHERE id = ?", approval);
    };
    EXPECT_EQ(place(), 0) << "nobody is planned to meet when the time is over";
    EXPECT_THAT(read_at_desk(early), Not(HasSubstr(offer)));
    office_->post(early + "/aufnehmen", "punkt=" + std::to_string(approval));
    EXPECT_EQ(place(), 0);
    auto const late = next_meeting("27.1.2027");
    EXPECT_THAT(read_at_desk(late), HasSubstr(offer));
    office_->post(late + "/aufnehmen", "punkt=" + std::to_string(approval));
    EXPECT_EQ(place(), std::stoll(late.substr(late.rfind('/') + 1)));
}

TEST_P(MinutesDraftStory, approved_minutes_keep_how_many_were_there_and_what_was_to_be_done)
{
    task("Stuhlkreis+stellen", "&due=5.2.2027");
    next_meeting("1.2.2027");
    written_and_sent();
    go_to("2027-02-01T10:00:00Z");
    EXPECT_EQ(step("genehmigen", "was=meeting").status(), http::Status::see_other);
    EXPECT_EQ(step("veroeffentlichen").status(), http::Status::see_other);
    // Afterwards somebody is taken off the list, and the task becomes another one.
    connection().execute("DELETE FROM attendances WHERE person_id = ?", std::stoll(anton_));
    auto const number = std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM tasks"));
    EXPECT_EQ(
        changed(
            *office_, "/verwaltung/aufgaben/" + number, "text=Tische+stellen&owner=&due=&state=done&word=")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(read(public_path()), HasSubstr("<dt>Anwesend</dt><dd>2</dd>"));
    EXPECT_THAT(
        page(),
        AllOf(
            HasSubstr("2 Personen waren da."), Not(HasSubstr("Eine Person war da.")),
            HasSubstr("Aufgaben, als es genehmigt wurde:"), HasSubstr("Stuhlkreis stellen (bis 5. Februar"),
            HasSubstr("Tische stellen")));
    EXPECT_THAT(page(), HasSubstr("Bei der Genehmigung: 2, heute eingetragen: 1."));
    EXPECT_THAT(
        office_->get(minutes("/drucken")).body_text(),
        AllOf(
            HasSubstr("2 Personen waren da."), HasSubstr("Bei der Genehmigung: 2, heute eingetragen: 1."),
            HasSubstr("Stuhlkreis stellen (bis 5. Februar"), Not(HasSubstr("Tische stellen"))))
        << "what was approved is printed";
    // An edition of before the update says what holds today.
    connection().execute("UPDATE minutes_editions SET present = NULL, tasks = ''");
    EXPECT_THAT(read(public_path()), HasSubstr("<dt>Anwesend</dt><dd>1</dd>"));
    EXPECT_THAT(page(), AllOf(HasSubstr("Eine Person war da."), Not(HasSubstr("Bei der Genehmigung:"))));
    EXPECT_THAT(office_->get(minutes("/drucken")).body_text(), HasSubstr("Tische stellen"));
}

} // namespace
} // namespace kommin::app
