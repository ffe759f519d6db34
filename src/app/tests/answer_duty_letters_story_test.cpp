// Whoever owes an answer is told: by mail at the submission, before the day and after it, and on "Heute".

#include "app/tests/recommendations_story.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <regex>
#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class AnswerDutyLetters : public RecommendationBase {
protected:
    void SetUp() override
    {
        RecommendationBase::SetUp();
        office_.emplace(browser_of("conference_office"));
        owner_ = panel(*office_, "kind=steering_group&body=&name=Verwaltungslenkung");
        static_cast<void>(told());
    }
    std::string adopted(std::string const& title, std::string const& more)
    {
        auto const one = draft(*office_, title, more);
        taken(*office_, one, "adopted&day=20.11.2026&note=Einstimmig");
        return one;
    }
    std::string submitted(std::string const& title, std::string const& more)
    {
        auto const one = adopted(title, more);
        taken(*office_, one, "submitted&day=22.11.2026&note=Vertraulich");
        return one;
    }
    std::string owned(std::string const& due) { return "&owner=" + owner_ + "&due=" + due; }
    // What whoever owes an answer was told since the last time; other letters are none of ours.
    std::string told()
    {
        static_cast<void>(mail());
        std::string text;
        auto const outbox = folder_.path() / "outbox";
        if (!std::filesystem::exists(outbox))
            return text;
        for (auto const& entry : std::filesystem::directory_iterator(outbox)) {
            auto const one = files::read_file(entry.path(), 100'000).value();
            if (one.find("<answer-") != std::string::npos)
                text += unfolded(one);
            std::filesystem::remove(entry.path());
        }
        return text;
    }
    // What leaves in the morning of that day; nobody has pressed anything.
    std::string morning_of(std::string const& day)
    {
        clock().set(*parse_instant(day + "T08:30:00Z"));
        office_.emplace(browser_of("conference_office"));
        return told();
    }
    static int count_in(std::string const& text, std::string const& word)
    {
        int count = 0;
        for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
            ++count;
        return count;
    }
    std::int64_t count_waiting()
    {
        return connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM jobs WHERE kind = 'meetings.answer_due' AND state = 'queued'");
    }
    void changed_to(std::string const& one, std::string const& more)
    {
        auto const answer = changed(
            *office_, one + "/aendern",
            "addressees=administration&panel=" + field_ + "&title=Abendkurse" + more);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    }
    void taken_back(std::string const& one)
    {
        auto const version = connection().load<std::int64_t>(
            "SELECT version FROM recommendations WHERE id = ?", std::stoll(number_of(one)));
        EXPECT_EQ(
            office_->post(one + "/zuruecknehmen", "fassung=" + std::to_string(version)).status(),
            http::Status::see_other);
    }
    jobs::Job turn_of(std::string const& kind, std::string const& payload = "{}") const
    {
        return {.id = jobs::JobId{4711}, .tenant = tenant_, .kind = kind, .payload = payload};
    }

    std::vector<std::int64_t> counted_letters()
    {
        return connection().list<std::int64_t>("SELECT letters FROM recommendation_letters ORDER BY letters");
    }

    std::optional<Browser> office_;
    std::string owner_;
};
KOMMIN_ON_BOTH_ENGINES(AnswerDutyLetters);

TEST_P(AnswerDutyLetters, whoever_leads_the_owner_is_told_at_the_submission_and_never_twice)
{
    seated_in(owner_, "vorsitz@kreis.example", "chair");
    seated_in(owner_, "stab@kreis.example", "management");
    seated_in(owner_, "mitglied@kreis.example");
    auto const one = adopted("Abendkurse", owned("1.3.2027"));
    EXPECT_THAT(told(), IsEmpty()) << "adopted is not submitted";
    taken(*office_, one, "submitted&day=22.11.2026&note=Vertraulich");
    taken(*office_, one, "submitted&day=22.11.2026&note=Vertraulich");
    auto const sent = told();
    EXPECT_EQ(count_in(sent, "\nTo: "), 2);
    EXPECT_THAT(
        sent,
        AllOf(
            HasSubstr("To: vorsitz@kreis.example"), HasSubstr("To: stab@kreis.example"),
            Not(HasSubstr("mitglied@")), HasSubstr("Abendkurse"), HasSubstr("Verwaltungslenkung"),
            HasSubstr(public_of(one)), Not(HasSubstr("Vertraulich")), Not(HasSubstr("Einstimmig"))));
    EXPECT_THAT(told(), IsEmpty());
    EXPECT_THAT(morning_of("2026-11-24"), IsEmpty());
    EXPECT_THAT(
        office_->get(one).body_text(),
        AllOf(HasSubstr("vorgelegt (2 Briefe)"), HasSubstr(": <a href=\"/verwaltung/gremien/" + owner_)));
    EXPECT_THAT(in_public(public_of(one)).body_text(), HasSubstr("vorgelegt</strong>: Verwaltungslenkung"))
        << "to whom it was submitted";
}

TEST_P(AnswerDutyLetters, two_weeks_before_and_once_it_is_late_and_nothing_after_the_answer)
{
    seated_in(owner_, "vorsitz@kreis.example", "deputy_chair");
    auto const one = submitted("Abendkurse", owned("20.12.2026"));
    EXPECT_EQ(count_in(told(), "\nTo: vorsitz@"), 1);
    EXPECT_THAT(morning_of("2026-12-05"), IsEmpty());
    EXPECT_THAT(morning_of("2026-12-06"), HasSubstr("Antwort bis"));
    EXPECT_THAT(morning_of("2026-12-07"), IsEmpty());
    EXPECT_THAT(morning_of("2026-12-20"), IsEmpty()) << "on its day it is not late";
    auto const late = morning_of("2026-12-21");
    EXPECT_EQ(count_in(late, "\nTo: vorsitz@"), 1);
    EXPECT_THAT(morning_of("2026-12-22"), IsEmpty());

    // Another day is told anew.
    changed_to(one, owned("15.1.2027"));
    EXPECT_THAT(told(), IsEmpty()) << "not as it is typed";
    EXPECT_THAT(morning_of("2027-01-01"), HasSubstr("\nTo: vorsitz@"));
    taken(*office_, one, "declined&day=1.1.2027&note=Kein+Geld");
    taken(*office_, one, "answered&day=1.1.2027&note=Leider+nicht");
    EXPECT_THAT(morning_of("2027-01-16"), IsEmpty()) << "it was answered";
}

TEST_P(AnswerDutyLetters, where_nobody_leads_all_members_read_it_in_their_languages)
{
    seated_in(owner_, "ayse@kreis.example", "member", "tr");
    seated_in(owner_, "ben@kreis.example", "adviser");
    submitted("Abendkurse", owned("1.3.2027"));
    auto const sent = told();
    EXPECT_EQ(count_in(sent, "\nTo: "), 2);
    EXPECT_THAT(sent, AllOf(HasSubstr("Content-Language: tr"), HasSubstr("/tr/konferenz/empfehlungen/")));
}

TEST_P(AnswerDutyLetters, nobody_who_can_be_reached_is_no_letter_until_there_is_somebody)
{
    submitted("Abendkurse", owned("1.3.2027"));
    EXPECT_THAT(told(), IsEmpty());
    seated_in(owner_, "neu@kreis.example");
    EXPECT_THAT(morning_of("2026-11-24"), HasSubstr("To: neu@kreis.example"));
    EXPECT_THAT(morning_of("2026-11-25"), IsEmpty());
}

TEST_P(AnswerDutyLetters, whoever_submits_to_nobody_reads_so_and_finds_it_on_heute)
{
    auto const step = [&](std::string const& one) {
        return std::string(office_->get(one + "/schritt?stand=submitted").body_text());
    };
    auto const heute = [&] { return std::string(office_->get("/verwaltung").body_text()); };
    auto const one = adopted("Abendkurse", "&due=1.6.2027");
    EXPECT_THAT(
        step(one), AllOf(HasSubstr("Es ist nicht eingetragen, wer antwortet."), HasSubstr(one + "/aendern")));
    taken(*office_, one, "submitted&day=22.11.2026");
    EXPECT_THAT(office_->get(one).body_text(), HasSubstr("niemand: Es ist nicht eingetragen, wer antwortet"));
    EXPECT_THAT(heute(), HasSubstr("niemand ist eingetragen, der antwortet"));

    changed_to(one, owned("1.6.2027"));
    EXPECT_THAT(office_->get(one).body_text(), HasSubstr("keine Mailadresse bekannt"));
    EXPECT_THAT(
        heute(),
        AllOf(
            HasSubstr("wer antworten soll, ist nicht zu erreichen"),
            Not(HasSubstr("niemand ist eingetragen"))));
    auto const other = adopted("Frauencafé", owned("1.6.2027"));
    EXPECT_THAT(step(other), HasSubstr("keine Mailadresse bekannt."));

    seated_in(owner_, "vorsitz@kreis.example", "chair");
    EXPECT_THAT(
        step(other),
        AllOf(HasSubstr("nicht länger als 30 Tage"), HasSubstr("Verwaltungslenkung (ein Brief)")))
        << "no day is typed yet";
    EXPECT_THAT(office_->get(one).body_text(), Not(HasSubstr("keine Mailadresse bekannt")));
    EXPECT_THAT(heute(), Not(HasSubstr("nicht zu erreichen")));
}

TEST_P(AnswerDutyLetters, behind_many_that_are_told_heute_still_finds_those_that_are_not)
{
    seated_in(owner_, "vorsitz@kreis.example", "chair");
    auto const silent = panel(*office_, "kind=council&body=&name=Stiller+Rat");
    constexpr int many = 25; // more than "Heute" shows
    for (int number = 1; number <= many; ++number)
        submitted("Bekannt" + std::to_string(number), owned("1.6.2027"));
    submitted("Stillstand", "&due=1.7.2027&owner=" + silent);
    submitted("Herrenlos", "&due=2.7.2027");
    submitted("Adresslos", "&due=3.7.2027&office=Amt");
    auto const heute = std::string(office_->get("/verwaltung").body_text());
    EXPECT_EQ(count_in(heute, "wer antworten soll, ist nicht zu erreichen"), 2);
    EXPECT_EQ(count_in(heute, "niemand ist eingetragen, der antwortet"), 1);
}

TEST_P(AnswerDutyLetters, an_office_is_told_at_its_address_which_nobody_else_reads)
{
    std::string const mail = "arbeit@kreis.example";
    auto const one = submitted("Abendkurse", "&office=Fachbereich+Arbeit&due=1.3.2027&office_mail=" + mail);
    EXPECT_THAT(told(), AllOf(HasSubstr("To: " + mail), HasSubstr(public_of(one))));
    submitted("Ohne", "&office=Amt&due=1.3.2027");
    EXPECT_THAT(told(), IsEmpty());
    EXPECT_THAT(office_->get(one).body_text(), HasSubstr(mail));
    EXPECT_THAT(
        browser_of("reader").get(one).body_text(),
        AllOf(HasSubstr("Fachbereich Arbeit"), Not(HasSubstr(mail))))
        << "it is for letters";
    EXPECT_THAT(
        connection().load<std::string>("SELECT MAX(owner) FROM recommendation_letters"), Not(HasSubstr("@")))
        << "whom we have told stays for good, the address does not";
    EXPECT_THAT(office_->get(one + "/aendern").body_text(), HasSubstr("value=\"" + mail + "\""));
    for (auto const* path :
         {"/de/konferenz/empfehlungen", "/de/konferenz/empfehlungen.atom", "/en/konferenz/empfehlungen"})
        EXPECT_THAT(in_public(path).body_text(), Not(HasSubstr(mail))) << path;
    EXPECT_THAT(in_public(public_of(one)).body_text(), Not(HasSubstr(mail)));
    EXPECT_THAT(
        file_of(office_->get("/verwaltung/empfehlungen/liste.csv?zustand=alle")),
        AllOf(HasSubstr("Abendkurse"), Not(HasSubstr(mail))));
    auto const wrong = [&](std::string const& entries) {
        return std::string(office_
                               ->post(
                                   "/verwaltung/empfehlungen/neu",
                                   "addressees=administration&title=x&schluessel=y&panel=" + field_ + entries)
                               .body_text());
    };
    EXPECT_THAT(wrong("&office=Amt&office_mail=kein"), HasSubstr("id=\"f-office_mail-fehler\""));
    EXPECT_THAT(wrong("&office_mail=a%40kreis.example"), HasSubstr("id=\"f-office_mail-fehler\""));
}

TEST_P(AnswerDutyLetters, the_most_urgent_stands_for_all_and_old_ones_are_not_told)
{
    seated_in(owner_, "vorsitz@kreis.example", "chair");
    submitted("Knapp", owned("30.11.2026"));
    EXPECT_EQ(count_in(told(), "\nTo: vorsitz@"), 1);
    EXPECT_THAT(morning_of("2026-11-24"), IsEmpty()) << "that the day is near was said with it";
    auto const old = draft(*office_, "Alt", "&owner=" + owner_);
    taken(*office_, old, "adopted&day=18.1.2007");
    taken(*office_, old, "submitted&day=1.6.2007");
    EXPECT_THAT(told(), IsEmpty()) << "it is entered afterwards";
    EXPECT_THAT(morning_of("2026-11-26"), IsEmpty());
}

TEST_P(AnswerDutyLetters, what_is_taken_back_in_time_is_not_sent_and_sent_once_it_is_true)
{
    seated_in(owner_, "vorsitz@kreis.example", "chair");
    auto const one = submitted("Abendkurse", owned("1.3.2027"));
    EXPECT_EQ(count_waiting(), 1);
    EXPECT_EQ(office_->post(one + "/zuruecknehmen", "fassung=3").status(), http::Status::see_other);
    EXPECT_THAT(told(), IsEmpty());
    taken(*office_, one, "submitted&day=22.11.2026");
    EXPECT_EQ(count_in(told(), "\nTo: vorsitz@"), 1);
    // Whoever owes it by now is told; who owed it before has nothing more to do.
    auto const other = panel(*office_, "kind=council&body=aalfeld&name=Rat");
    seated_in(other, "rat@kreis.example", "chair");
    changed_to(one, "&due=1.3.2027&owner=" + other);
    EXPECT_THAT(
        morning_of("2026-11-24"), AllOf(HasSubstr("To: rat@kreis.example"), Not(HasSubstr("vorsitz@"))));
}

// A worker is killed behind its last commit, and another one does the turn again.
TEST_P(AnswerDutyLetters, a_killed_worker_neither_sends_twice_nor_loses_one)
{
    seated_in(owner_, "vorsitz@kreis.example", "chair");
    adopted("Abendkurse", owned("30.11.2026"));
    auto const rules = jobs_of(product_.modules, clock(), no_signals);
    connection().execute(
        "INSERT INTO jobs (id, tenant_id, kind, payload, state, run_at, attempts, leases, created_at,"
        " lease_until) VALUES (4711, ?, 'meetings.answers_reminded', '{}', 'running', ?, 1, 0, ?, ?)",
        tenant_, clock().now(), clock().now(), clock().now() + std::chrono::hours(1));
    for (int turn = 0; turn < 2; ++turn) {
        rules.handlers().at("meetings.answers_reminded")(connection(), turn_of("meetings.answers_reminded"));
        connection().execute( // the same morning again
            "UPDATE jobs SET state = 'running', finished_at = NULL, lease_until = ? WHERE id = 4711",
            clock().now() + std::chrono::hours(1));
    }
    ASSERT_EQ(count_waiting(), 1) << "ordered once";
    // The letter leaves, and the program is killed before it can say so.
    auto const payload
        = connection().load<std::string>("SELECT payload FROM jobs WHERE kind = 'meetings.answer_due'");
    for (int turn = 0; turn < 2; ++turn)
        rules.handlers().at("meetings.answer_due")(connection(), turn_of("meetings.answer_due", payload));
    auto outbox = std::filesystem::directory_iterator(folder_.path() / "outbox");
    EXPECT_EQ(std::distance(outbox, std::filesystem::directory_iterator{}), 1)
        << "the same letter under one id";
}

TEST_P(AnswerDutyLetters, heute_says_it_to_whoever_sits_in_the_owner)
{
    seated_in(owner_, "leser@kreis.example");
    auto const soon = submitted("Abendkurse", owned("10.12.2026"));
    auto const late = adopted("Sprachkurse", owned("1.11.2026"));
    adopted("Fern", owned("1.6.2027"));
    adopted("Andere", "&office=Amt&due=1.12.2026");
    auto reader = logged_in(account("leser@kreis.example", {{"reader", Scope::whole_tenant()}}));
    auto const page = waiting_for(reader);
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("Antwort fällig bis 10. Dezember 2026: Verwaltungslenkung"),
            HasSubstr("Antwort überfällig seit 1. November 2026: Verwaltungslenkung"), HasSubstr(soon + '"'),
            Not(HasSubstr("Fern")), Not(HasSubstr("Andere"))));
    EXPECT_LT(page.find(late + '"'), page.find(soon + '"')) << "what is late comes first";
    auto other = logged_in(account("andere@kreis.example", {{"reader", Scope::whole_tenant()}}));
    EXPECT_THAT(waiting_for(other), Not(HasSubstr("Verwaltungslenkung")));
    connection().execute(
        "UPDATE memberships SET valid_to = '2026-01-01' WHERE id = ?",
        seated_in(owner_, "frueher@kreis.example"));
    auto former = logged_in(account("frueher@kreis.example", {{"reader", Scope::whole_tenant()}}));
    EXPECT_THAT(waiting_for(former), Not(HasSubstr("Verwaltungslenkung"))) << "they sit there no more";
    auto const editor = waiting_for(*office_);
    EXPECT_THAT(editor, AllOf(HasSubstr("Sprachkurse"), HasSubstr("Andere")));
}

TEST_P(AnswerDutyLetters, a_second_submission_on_another_day_is_told)
{
    seated_in(owner_, "vorsitz@kreis.example", "chair");
    auto const one = submitted("Abendkurse", owned("1.3.2027"));
    EXPECT_EQ(count_in(told(), "\nTo: vorsitz@"), 1);
    taken_back(one);
    taken(*office_, one, "submitted&day=22.11.2026");
    EXPECT_THAT(told(), IsEmpty()) << "a slip was put right: it is the same submission";
    taken_back(one);
    EXPECT_THAT(morning_of("2026-11-25"), IsEmpty());
    taken(*office_, one, "submitted&day=25.11.2026");
    EXPECT_EQ(count_in(told(), "\nTo: vorsitz@"), 1);
    EXPECT_THAT(morning_of("2026-11-26"), IsEmpty());
}

TEST_P(AnswerDutyLetters, whoever_was_told_before_it_was_taken_back_is_not_told_twice)
{
    seated_in(owner_, "vorsitz@kreis.example", "chair");
    seated_in(owner_, "stab@kreis.example", "management");
    auto const one = submitted("Abendkurse", owned("1.3.2027"));
    auto const waiting = taken_by_a_worker("meetings.answer_due");
    ASSERT_EQ(waiting.size(), 2U);
    does(waiting[0]);
    taken_back(one);
    does(waiting[1]); // nothing to say any more
    connection().execute("DELETE FROM jobs WHERE kind = 'meetings.answer_due'");
    EXPECT_EQ(count_in(told(), "\nTo: "), 1);
    EXPECT_THAT(counted_letters(), ElementsAre(1));
    taken(*office_, one, "submitted&day=22.11.2026");
    EXPECT_THAT(told(), IsEmpty());
}

TEST_P(AnswerDutyLetters, whom_a_letter_does_not_reach_any_more_is_counted_once_whenever_a_worker_is_killed)
{
    seated_in(owner_, "vorsitz@kreis.example", "chair");
    seated_in(owner_, "stab@kreis.example", "management");
    auto const gone = seated_in(owner_, "fort@kreis.example", "deputy_chair");
    submitted("Abendkurse", owned("1.3.2027"));
    connection().execute("UPDATE memberships SET valid_to = '2026-01-01' WHERE id = ?", gone);
    auto const waiting = taken_by_a_worker("meetings.answer_due");
    ASSERT_EQ(waiting.size(), 3U);
    for (auto const& job : waiting)
        does(job);
    EXPECT_THAT(counted_letters(), ElementsAre(2));
    clock().set(clock().now() + std::chrono::minutes(10)); // its leases have run out
    auto const sent = told();
    EXPECT_EQ(count_in(sent, "\nTo: "), 2) << "those that had left are the same letters again";
    EXPECT_THAT(sent, Not(HasSubstr("fort@")));
    EXPECT_THAT(counted_letters(), ElementsAre(2));
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM jobs WHERE kind = 'meetings.answer_due' AND state <> 'done'"),
        0);
}

TEST_P(AnswerDutyLetters, a_demonstration_orders_none)
{
    connection().execute("UPDATE tenants SET is_demonstration = TRUE WHERE id = ?", tenant_);
    seated_in(owner_, "vorsitz@kreis.example", "chair");
    submitted("Abendkurse", owned("30.11.2026"));
    EXPECT_EQ(count_waiting(), 0) << "neither with the step";
    EXPECT_THAT(morning_of("2026-11-25"), IsEmpty()) << "nor in the morning";
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM recommendation_letters"), 0);
}

TEST_P(AnswerDutyLetters, heute_leads_nobody_to_a_page_that_they_cannot_open)
{
    auto const council = panel(*office_, "kind=council&body=aalfeld&name=Rat");
    seated_in(council, "rat@kreis.example");
    seated_in(council, "leser@kreis.example");
    auto const of_conference = adopted("Abendkurse", "&due=10.12.2026&owner=" + council);
    auto const own = recommendation(
        *office_,
        "addressees=politics&schluessel=rat&title=Ratssache&due=10.12.2026&panel=" + council
            + "&owner=" + council);
    taken(*office_, own, "adopted&day=20.11.2026");
    auto member = logged_in(account("rat@kreis.example", {{"translator", Scope::whole_tenant()}}));
    EXPECT_THAT(
        waiting_for(member),
        AllOf(
            HasSubstr("Abendkurse"), HasSubstr(public_of(of_conference) + '"'), Not(HasSubstr("Ratssache"))))
        << "a council's has no public page";
    auto reader = logged_in(account("leser@kreis.example", {{"reader", Scope::whole_tenant()}}));
    EXPECT_THAT(
        waiting_for(reader),
        AllOf(HasSubstr(of_conference + '"'), HasSubstr("Ratssache"), HasSubstr(own + '"')));
}

} // namespace
} // namespace kommin::app
