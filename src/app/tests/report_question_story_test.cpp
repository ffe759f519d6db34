// The office asks about a report that came by link: the question goes back as a letter, and whoever has no
// account answers by its link.

#include "app/tests/report_by_link_story.hpp"
#include "platform/mail/testing.hpp"
#include "platform/post/refused_address.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class ReportQuestion : public ReportByLinkBase {
protected:
    void SetUp() override
    {
        ReportByLinkBase::SetUp();
        auto const link = link_of(morning_of("2026-11-24"));
        EXPECT_EQ(
            send(link, "value=11%2C5&day=20.11.2026&source=Kursliste&remark=Herbst").status(),
            http::Status::see_other);
        report_ = newest_report();
    }
    // As the page of the question sends it.
    http::Response ask(std::string const& question = "Mit+den+Wiederholungen%3F")
    {
        bool const by_letter = question_page().find("name=\"brief\" value=\"ja\"") != std::string::npos;
        return asked_with(by_letter ? "&brief=ja" : "", question);
    }
    http::Response asked_with(std::string const& entries, std::string const& question = "Woher%3F")
    {
        return office_->post(report_ + "/frage", "stand=reported&question=" + question + entries);
    }
    std::string page() { return std::string(office_->get(report_).body_text()); }
    std::string question_page() { return std::string(office_->get(report_ + "/frage").body_text()); }
    void move_address(std::string const& mail)
    {
        connection().execute("UPDATE measures SET report_mail = ?", mail);
    }
    std::int64_t waiting_jobs()
    {
        return connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM jobs WHERE kind = 'goals.report_question' AND state <> 'done'");
    }
    std::int64_t known_addresses()
    {
        return connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM figure_reports WHERE address_mark <> ''");
    }

    std::string report_; // the address at the desk of what came by link
};
KOMMIN_ON_BOTH_ENGINES(ReportQuestion);

TEST_P(ReportQuestion, goes_back_as_a_letter_and_is_answered_by_its_link)
{
    EXPECT_THAT(question_page(), HasSubstr("Die Frage geht als Brief an vhs@kreis.example."));
    ASSERT_EQ(ask().status(), http::Status::see_other);
    auto const letter = asked();
    EXPECT_THAT(
        letter,
        AllOf(
            HasSubstr("To: vhs@kreis.example"), HasSubstr("Mit den Wiederholungen?"), HasSubstr("Kurse"),
            HasSubstr("11,5"), HasSubstr("20. November 2026"), HasSubstr("Kursliste"),
            Not(HasSubstr("Geheimer"))));
    EXPECT_EQ(count_in(letter, "\nTo: "), 1);
    EXPECT_THAT(page(), HasSubstr("Am 24. November 2026 per Brief an vhs@kreis.example gefragt"));
    auto const link = link_of(letter);
    auto const form = std::string(opened(link).body_text());
    EXPECT_THAT(
        form,
        AllOf(
            HasSubstr("Mit den Wiederholungen?"), HasSubstr("value=\"11,5\""),
            HasSubstr("value=\"20.11.2026\""), HasSubstr("value=\"Kursliste\""),
            HasSubstr("value=\"Herbst\""), Not(HasSubstr("Fällig seit")), Not(HasSubstr("Geheimer"))));
    auto const answer = "value=9&day=20.11.2026&source=Kursliste&remark=Ohne+Wiederholungen";
    for (int turn = 0; turn < 2; ++turn)
        EXPECT_EQ(send(link, answer).status(), http::Status::see_other) << "sent twice";
    EXPECT_EQ(count("figure_reports"), 2);
    EXPECT_EQ(opened(link).status(), http::Status::gone) << "it is answered";
    EXPECT_EQ(send(link, "value=8&day=20.11.2026&source=x", "other").status(), http::Status::gone);
    EXPECT_THAT(page(), Not(HasSubstr("per Brief an"))) << "nobody waits for an answer any more";
    EXPECT_THAT(waiting_for(*office_), HasSubstr("Jemand meldet 9 Abendkurse zum 20.11.2026"));
    report_ = newest_report();
    ASSERT_EQ(ask("Wirklich+neun%3F").status(), http::Status::see_other);
    EXPECT_THAT(asked(), HasSubstr("Wirklich neun?")) << "the answer came by a link, too";
}

TEST_P(ReportQuestion, pressed_twice_is_one_letter)
{
    for (int turn = 0; turn < 2; ++turn)
        EXPECT_EQ(asked_with("&brief=ja").status(), http::Status::see_other);
    EXPECT_EQ(asked_with("&brief=ja", "Und+ohne+Pausen%3F").status(), http::Status::conflict);
    EXPECT_EQ(count_in(asked(), "\nTo: "), 1);
    EXPECT_EQ(std::ranges::count(audit_actions(), "goals.report.questioned"), 1);
    EXPECT_THAT(morning_of("2026-12-10"), IsEmpty()) << "nor does a morning ask again";
}

TEST_P(ReportQuestion, reaches_nobody_where_letters_go_to_somebody_else_by_now)
{
    move_address("neu@kreis.example");
    EXPECT_THAT(
        question_page(),
        AllOf(HasSubstr("Es geht kein Brief"), Not(HasSubstr("neu@kreis.example")), HasSubstr("Heute")));
    ASSERT_EQ(ask().status(), http::Status::see_other);
    EXPECT_THAT(asked(), IsEmpty()) << "whoever is there now has reported nothing";
    EXPECT_EQ(waiting_jobs(), 0);
    EXPECT_THAT(
        page(), AllOf(HasSubstr("erreicht niemanden per Brief"), Not(HasSubstr("neu@kreis.example"))));
    EXPECT_THAT(
        std::string(browser_of("department_editor").get(report_).body_text()), Not(HasSubstr("per Brief")))
        << "who has not asked is not told of letters";
}

TEST_P(ReportQuestion, leaves_as_the_form_has_said_or_not_at_all)
{
    auto const internal = asked_with("", "Kollege+fragen%3F");
    EXPECT_EQ(internal.status(), http::Status::conflict) << "the form had said that nothing leaves";
    EXPECT_THAT(
        std::string(internal.body_text()),
        AllOf(HasSubstr("Inzwischen ist es anders mit dem Brief"), HasSubstr("Kollege fragen?")));
    move_address("neu@kreis.example");
    EXPECT_EQ(asked_with("&brief=ja").status(), http::Status::conflict);
    EXPECT_EQ(waiting_jobs(), 0);
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT COUNT(*) FROM figure_reports WHERE state = 'reported'"), 1);
    EXPECT_THAT(asked(), IsEmpty());
}

TEST_P(ReportQuestion, of_somebody_without_any_address_reaches_nobody)
{
    move_address("");
    EXPECT_THAT(question_page(), HasSubstr("Es geht kein Brief"));
    ASSERT_EQ(ask().status(), http::Status::see_other);
    EXPECT_THAT(asked(), IsEmpty());
    EXPECT_THAT(page(), HasSubstr("erreicht niemanden per Brief"));
}

TEST_P(ReportQuestion, goes_to_the_mailbox_of_the_unit_where_the_report_came_from_there)
{
    auto const youth = unit("Jugendamt", "vhs@kreis.example"); // the same address
    connection().execute("UPDATE measures SET report_mail = '', unit_id = ?", std::stoll(youth));
    ASSERT_EQ(ask().status(), http::Status::see_other);
    EXPECT_THAT(asked(), HasSubstr("To: vhs@kreis.example"));
}

TEST_P(ReportQuestion, of_a_report_at_the_desk_is_no_letter)
{
    auto department = browser_of("department_editor");
    report(department, one_, figure_, "value=12&day=21.11.2026&source=Zettel");
    report_ = newest_report();
    EXPECT_THAT(question_page(), Not(HasSubstr("als Brief")));
    ASSERT_EQ(ask().status(), http::Status::see_other);
    EXPECT_THAT(asked(), IsEmpty());
    EXPECT_EQ(waiting_jobs(), 0);
    EXPECT_THAT(page(), Not(HasSubstr("per Brief")));
}

TEST_P(ReportQuestion, is_asked_no_more_once_somebody_has_answered_or_decided)
{
    ASSERT_EQ(ask().status(), http::Status::see_other);
    auto const link = link_of(asked());
    EXPECT_EQ(opened(link).status(), http::Status::ok);
    EXPECT_EQ(office_->post(report_ + "/bestaetigung", "stand=questioned").status(), http::Status::see_other);
    EXPECT_EQ(opened(link).status(), http::Status::gone) << "somebody has looked it up";
    EXPECT_EQ(known_addresses(), 0);
}

TEST_P(ReportQuestion, that_was_answered_before_its_letter_leaves_is_none)
{
    ASSERT_EQ(ask().status(), http::Status::see_other);
    report(*office_, one_, figure_, "value=9&day=20.11.2026&source=Kursliste");
    EXPECT_THAT(asked(), IsEmpty());
    EXPECT_EQ(waiting_jobs(), 0);
}

TEST_P(ReportQuestion, its_link_ends_with_the_address_and_after_sixty_days)
{
    ASSERT_EQ(ask().status(), http::Status::see_other);
    auto const link = link_of(asked());
    move_address("neu@kreis.example");
    EXPECT_EQ(opened(link).status(), http::Status::gone);
    EXPECT_THAT(page(), HasSubstr("erreicht niemanden per Brief")) << "nobody can answer by it";
    move_address("VHS@kreis.example");
    EXPECT_EQ(opened(link).status(), http::Status::ok);
    clock().set(*parse_instant("2027-01-23T10:00:00Z"));
    EXPECT_EQ(opened(link).status(), http::Status::ok) << "its last day";
    clock().set(*parse_instant("2027-01-24T10:00:00Z"));
    EXPECT_EQ(opened(link).status(), http::Status::gone);
    EXPECT_EQ(known_addresses(), 1);
    clock().set(*parse_instant("2027-01-26T10:00:00Z"));
    static_cast<void>(mail()); // the night
    EXPECT_EQ(known_addresses(), 0);
}

TEST_P(ReportQuestion, a_killed_worker_neither_sends_twice_nor_loses_one)
{
    ASSERT_EQ(ask().status(), http::Status::see_other);
    auto const waiting = taken_by_a_worker("goals.report_question");
    ASSERT_EQ(waiting.size(), 1U);
    for (int turn = 0; turn < 2; ++turn)
        does(waiting.front());
    auto outbox = std::filesystem::directory_iterator(folder_.path() / "outbox");
    EXPECT_EQ(std::distance(outbox, std::filesystem::directory_iterator{}), 1)
        << "the same letter under one id";
    connection().execute("DELETE FROM jobs WHERE kind = 'goals.report_question'");
    EXPECT_EQ(opened(link_of(asked())).status(), http::Status::ok);
}

TEST_P(ReportQuestion, whom_it_does_not_reach_any_more_is_settled_whenever_a_worker_is_killed)
{
    ASSERT_EQ(ask().status(), http::Status::see_other);
    auto const waiting = taken_by_a_worker("goals.report_question");
    ASSERT_EQ(waiting.size(), 1U);
    move_address("neu@kreis.example");
    does(waiting.front());
    EXPECT_EQ(waiting_jobs(), 0);
    EXPECT_THAT(asked(), IsEmpty());
    move_address("vhs@kreis.example");
    EXPECT_THAT(page(), HasSubstr("erreicht niemanden per Brief")) << "none has left";
}

struct QuestionMailServer { // outlives the modules
    mail::SmtpServer server_;
};

class ReportQuestionMail : protected QuestionMailServer, public ReportByLinkBase {
protected:
    ReportQuestionMail()
        : ReportByLinkBase([this](Settings& settings) {
            settings.smtp_url = server_.options().url;
            settings.smtp_plain = true;
            settings.mail_from = "portal@kreis.example";
            settings.base_url = "https://musterau.example";
        })
    { }
    void SetUp() override
    {
        ReportByLinkBase::SetUp();
        static_cast<void>(morning_of("2026-11-24"));
        ASSERT_FALSE(server_.mails().empty());
        auto const link = link_of(unfolded(server_.mails().back()));
        ASSERT_EQ(
            send(link, "value=11%2C5&day=20.11.2026&source=Kursliste").status(), http::Status::see_other);
        report_ = newest_report();
    }
    std::string page() { return std::string(office_->get(report_).body_text()); }
    void ask()
    {
        EXPECT_EQ(
            office_->post(report_ + "/frage", "stand=reported&brief=ja&question=Woher%3F").status(),
            http::Status::see_other);
        static_cast<void>(mail()); // runs the jobs
    }

    std::string report_;
};
KOMMIN_ON_BOTH_ENGINES(ReportQuestionMail);

TEST_P(ReportQuestionMail, leaves_by_the_mail_server)
{
    auto const before = server_.mails().size();
    ask();
    ASSERT_EQ(server_.mails().size(), before + 1);
    EXPECT_EQ(opened(link_of(unfolded(server_.mails().back()))).status(), http::Status::ok);
    EXPECT_THAT(page(), HasSubstr("per Brief an vhs@kreis.example gefragt"));
}

TEST_P(ReportQuestionMail, that_an_address_will_never_take_is_said_to_reach_nobody)
{
    ASSERT_TRUE(work([](Work& work) -> Result<void> {
        post::mark_refused(work, "vhs@kreis.example", "550 5.1.1");
        return {};
    }));
    auto const before = server_.mails().size();
    ask();
    EXPECT_EQ(server_.mails().size(), before);
    EXPECT_THAT(
        page(), AllOf(HasSubstr("erreicht niemanden per Brief"), Not(HasSubstr("per Brief an vhs@kreis"))));
}

} // namespace
} // namespace kommin::app
