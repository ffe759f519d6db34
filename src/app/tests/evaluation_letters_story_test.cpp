// Evaluations by letter: whoever has no account answers by its link, until the step of the year is done.

#include "app/tests/years_story.hpp"
#include "platform/records/versions.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <iterator>
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

class EvaluationLetters : public YearsStory {
protected:
    void SetUp() override
    {
        YearsStory::SetUp();
        static_cast<void>(letters_of_evaluations()); // the jobs are planned
        measure_ = number_of(measure(
            *office_, "Kurse",
            "&state=running&from=2025&to=2026&deadline_remark=keine&report_mail=vhs%40kreis.example"
            "&reservation=Geheimer+Vorbehalt"));
        year_ = year("2025");
        evaluations_ = year_ + "/bewertungen";
    }
    // Those since the last time; other letters are none of ours.
    std::string letters_of_evaluations()
    {
        static_cast<void>(mail());
        std::string text;
        auto const outbox = folder_.path() / "outbox";
        if (!std::filesystem::exists(outbox))
            return text;
        for (auto const& entry : std::filesystem::directory_iterator(outbox)) {
            auto const one = files::read_file(entry.path(), 100'000).value();
            if (one.find("<measure-evaluation-") != std::string::npos)
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
        return letters_of_evaluations();
    }
    http::Response ask(
        std::string const& view, std::string const& key = "f", std::string const& more = {},
        std::string const& who = "Elternverein")
    {
        return office_->post(
            evaluations_ + "/fragen/" + measure_ + '/' + view,
            "schluessel=" + key + "&evaluator=" + who
                + "&mail=eltern%40verein.example&language=de&until=15.12.2026" + more);
    }
    // Whom the page says that it asks.
    std::string shown_stand()
    {
        std::string const field = "name=\"stand\" value=\"";
        auto const page = shown(evaluations_ + "/gefragt");
        auto const at = page.find(field);
        EXPECT_NE(at, std::string::npos);
        return at == std::string::npos ? std::string{} : page.substr(at + field.size(), 64);
    }
    http::Response ask_all(std::string const& entries, std::string const& stand)
    {
        return office_->post(evaluations_ + "/alle-fragen", entries + "&stand=" + stand);
    }
    std::string asked(std::string const& view = "fremd")
    {
        EXPECT_EQ(ask(view).status(), http::Status::see_other);
        auto const link = link_in(letters_of_evaluations(), "/de/auswertung/");
        EXPECT_NE(link, "");
        return link;
    }
    http::Response opened_by_link(std::string const& link) { return Browser{*this}.get(link); }
    http::Response answer(
        std::string const& link, std::string const& entries, std::string const& key = "k",
        std::string const& seen = "0")
    {
        return Browser{*this}.post(
            link, "schluessel=" + key + "&website=&fassung=" + seen + '&' + entries, false);
    }
    static constexpr auto* usual_answer = "effect=4&effort=2&lessons=Fr%C3%BCher+werben&verdict=continue";
    std::int64_t count(std::string const& table)
    {
        return connection().load<std::int64_t>("SELECT COUNT(*) FROM " + table);
    }
    std::string request()
    {
        return evaluations_ + "/gefragt/"
            + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM steering_requests"));
    }
    std::string seen_request()
    {
        return "fassung="
            + std::to_string(connection().load<std::int64_t>(
                "SELECT version FROM steering_requests ORDER BY id DESC LIMIT 1"));
    }
    void finish_step()
    {
        EXPECT_EQ(
            save_step(*office_, step(year_, "evaluation"), "state=done&outcome=Fertig").status(),
            http::Status::see_other);
    }
    std::vector<jobs::Job> taken_by_a_worker()
    {
        struct Row {
            jobs::JobId id;
            std::string payload;
        };
        std::string const kind(steering::evaluation_mail_kind);
        connection().execute(
            "UPDATE jobs SET state = 'running', attempts = 1, leases = 1, lease_until = ?"
            " WHERE kind = ? AND state = 'queued'",
            clock().now() + std::chrono::minutes(1), kind);
        std::vector<jobs::Job> all;
        for (auto const& [id, payload] : connection().list<Row>(
                 "SELECT id, payload FROM jobs WHERE kind = ? AND state = 'running' ORDER BY id", kind))
            all.push_back(
                {.id = id, .tenant = tenant_, .kind = kind, .payload = payload, .attempt = 1, .lease = 1});
        return all;
    }
    void does(jobs::Job const& job)
    {
        jobs_of(product_.modules, clock(), no_signals).handlers().at(job.kind)(connection(), job);
    }

    std::string measure_; // number
    std::string year_, evaluations_;
};
KOMMIN_ON_BOTH_ENGINES(EvaluationLetters);

TEST_P(EvaluationLetters, somebody_without_an_account_answers_and_may_change_it)
{
    EXPECT_EQ(ask("fremd").header("Location"), evaluations_ + "/gefragt");
    EXPECT_THAT(shown(evaluations_ + "/gefragt"), HasSubstr("Der Brief ist unterwegs"));
    auto const letter = letters_of_evaluations();
    EXPECT_THAT(
        letter,
        AllOf(
            HasSubstr("To: eltern@verein.example"), HasSubstr("Elternverein"), HasSubstr("Kurse"),
            HasSubstr("2025"), Not(HasSubstr("Geheimer"))));
    auto const link = link_in(letter, "/de/auswertung/");
    auto const page = opened_by_link(link);
    EXPECT_EQ(page.status(), http::Status::ok);
    EXPECT_EQ(page.header("Cache-Control"), "no-store");
    EXPECT_THAT(
        std::string(page.body_text()),
        AllOf(
            HasSubstr("Kurse"), HasSubstr("noindex"), HasSubstr("von außen"), HasSubstr("keine Namen"),
            HasSubstr("im Jahr 2025 bewirkt"), Not(HasSubstr("Geheimer")),
            Not(HasSubstr("vhs@kreis.example"))));
    auto const sent = answer(link, usual_answer);
    EXPECT_EQ(sent.status(), http::Status::see_other) << sent.body_text();
    EXPECT_EQ(answer(link, usual_answer).status(), http::Status::see_other) << "sent twice";
    EXPECT_EQ(count("evaluations_of_measures"), 1);
    EXPECT_THAT(
        shown(evaluations_),
        AllOf(HasSubstr("Elternverein"), HasSubstr("Früher werben"), HasSubstr("weiterführen")));
    EXPECT_THAT(shown(evaluations_ + "/gefragt"), HasSubstr("Geantwortet"));
    EXPECT_THAT(
        std::string(opened_by_link(link).body_text()),
        AllOf(HasSubstr("Früher werben</textarea>"), HasSubstr("Ihre Antwort vom 23. November 2026 ist da")));
    EXPECT_EQ(
        answer(link, "effect=2&effort=2&verdict=change&verdict_why=Zu+sp%C3%A4t", "k2", "1").status(),
        http::Status::see_other);
    EXPECT_THAT(shown(evaluations_), AllOf(HasSubstr("Zu spät"), Not(HasSubstr("Früher werben"))));
    EXPECT_THAT(
        audit_actions(),
        AllOf(
            Contains("steering.evaluation_request.created"), Contains("steering.evaluation.created"),
            Contains("steering.evaluation.changed_by_link")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(EvaluationLetters, what_is_wrong_is_said_beside_the_field_in_the_language_of_the_page_and_kept)
{
    auto const link = asked();
    auto const refused = answer(link, "effect=6&effort=&verdict=end&lessons=Bleibt+stehen");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(refused.body_text()),
        AllOf(
            HasSubstr("id=\"f-effect-fehler\""), HasSubstr("id=\"f-effort-fehler\""),
            HasSubstr("id=\"f-verdict_why-fehler\""), Not(HasSubstr("id=\"f-verdict-fehler\"")),
            HasSubstr("Bleibt stehen</textarea>"), HasSubstr("eine der fünf Antworten")));
    auto const last = link.substr(std::string("/de").size());
    auto const arabic = std::string(answer("/ar" + last, "effect=4&effort=2&verdict=").body_text());
    EXPECT_THAT(arabic, AllOf(HasSubstr("dir=\"rtl\""), HasSubstr("يُرجى اختيار"), Not(HasSubstr("Bitte"))));
    auto const turkish = std::string(opened_by_link("/tr" + last).body_text());
    EXPECT_THAT(turkish, AllOf(HasSubstr("lang=\"tr\""), HasSubstr("Kurse"), Not(HasSubstr("keine Namen"))));
    EXPECT_EQ(count("evaluations_of_measures"), 0);
    auto const robot = Browser{*this}.post(
        link, std::string("schluessel=r&website=robot&fassung=0&") + usual_answer, false);
    EXPECT_EQ(robot.status(), http::Status::see_other);
    EXPECT_EQ(count("evaluations_of_measures"), 0) << "a program that fills in everything";
}

TEST_P(EvaluationLetters, of_two_who_answer_at_once_the_second_sees_what_holds)
{
    auto const link = asked();
    ASSERT_EQ(answer(link, usual_answer, "eins").status(), http::Status::see_other);
    auto const second = answer(link, "effect=1&effort=5&verdict=continue&lessons=Anders", "zwei");
    EXPECT_EQ(second.status(), http::Status::conflict);
    EXPECT_THAT(
        std::string(second.body_text()),
        AllOf(
            HasSubstr("id=\"jetzt\""), HasSubstr("Früher werben"), HasSubstr("Anders</textarea>"),
            HasSubstr("name=\"fassung\" value=\"1\"")));
    EXPECT_THAT(shown(evaluations_), Not(HasSubstr("Anders")));
    EXPECT_EQ(
        answer(link, "effect=1&effort=5&verdict=continue&lessons=Anders", "drei", "1").status(),
        http::Status::see_other);
    EXPECT_THAT(shown(evaluations_), HasSubstr("Anders"));
}

TEST_P(EvaluationLetters, an_answer_may_be_changed_until_the_step_is_done)
{
    auto const link = asked();
    ASSERT_EQ(answer(link, usual_answer).status(), http::Status::see_other);
    finish_step();
    EXPECT_EQ(opened_by_link(link).status(), http::Status::gone);
    auto const late = answer(link, "effect=1&effort=1&verdict=continue&lessons=Zu+sp%C3%A4t", "l", "1");
    EXPECT_EQ(late.status(), http::Status::gone);
    EXPECT_THAT(
        std::string(late.body_text()),
        AllOf(HasSubstr("Dieser Link gilt nicht mehr"), HasSubstr(">Zu spät</p>")))
        << "nobody types it twice";
    EXPECT_THAT(shown(evaluations_), Not(HasSubstr("Zu spät")));
    EXPECT_THAT(std::string(ask("fremd", "g").body_text()), HasSubstr("Niemand wird mehr gefragt"));
    EXPECT_EQ(count("steering_requests"), 1);
    EXPECT_EQ(
        save_step(*office_, step(year_, "evaluation"), "state=running&outcome=").status(),
        http::Status::see_other);
    EXPECT_EQ(opened_by_link(link).status(), http::Status::ok) << "the step is open again";
    EXPECT_EQ(close(year_).header("Location"), year_ + "/stand");
    EXPECT_EQ(opened_by_link(link).status(), http::Status::gone);
    EXPECT_THAT(closed(year_).content, AllOf(HasSubstr("Früher werben"), Not(HasSubstr("verein.example"))));
}

TEST_P(EvaluationLetters, the_own_view_is_there_once_whoever_wrote_it)
{
    auto const link = asked("selbst");
    EXPECT_EQ(
        office_
            ->post(
                evaluations_ + "/neu/" + measure_ + "/selbst",
                "schluessel=s&evaluator=Jugendamt&day=31.12.2025&effect=4&effort=2&verdict=continue")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        std::string(opened_by_link(link).body_text()),
        AllOf(HasSubstr("Diese Antwort ist schon da"), Not(HasSubstr("Jugendamt"))));
    auto const late = answer(link, usual_answer);
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(std::string(late.body_text()), HasSubstr("Früher werben"));
    EXPECT_EQ(count("evaluations_of_measures"), 1);
    EXPECT_THAT(std::string(ask("selbst", "noch").body_text()), HasSubstr("ist da oder schon erfragt"));
    EXPECT_EQ(office_->post(request() + "/erneut", seen_request()).status(), http::Status::conflict);
    EXPECT_THAT(shown(evaluations_ + "/gefragt"), Not(HasSubstr("/erneut")));
    EXPECT_THAT(morning_of("2026-12-09"), IsEmpty())
        << "nothing is missing of which somebody could be reminded";
    EXPECT_THAT(morning_of("2026-12-17"), IsEmpty());
}

TEST_P(EvaluationLetters, a_letter_does_not_leave_once_the_own_view_was_written_down)
{
    EXPECT_EQ(ask("selbst").status(), http::Status::see_other);
    auto const waiting = taken_by_a_worker();
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_EQ(
        office_
            ->post(
                evaluations_ + "/neu/" + measure_ + "/selbst",
                "schluessel=s&evaluator=Jugendamt&day=31.12.2025&effect=4&effort=2&verdict=continue")
            .status(),
        http::Status::see_other);
    does(waiting.front());
    EXPECT_THAT(letters_of_evaluations(), IsEmpty());
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM jobs WHERE kind = 'steering.evaluation_letter' AND state <> 'done'"),
        0);
}

TEST_P(EvaluationLetters, feed_the_priorities_of_the_next_year)
{
    auto const link = asked("selbst");
    ASSERT_EQ(
        answer(link, "effect=1&effort=5&verdict=end&verdict_why=Niemand+kommt").status(),
        http::Status::see_other);
    auto const next = year("2026");
    EXPECT_THAT(
        shown(next + "/prioritaeten/bepunkten/massnahmen/1?vorschlaege=ja"),
        AllOf(HasSubstr("aus der Bewertung 2025"), HasSubstr("Aufwand 5 von 5"), HasSubstr("beenden")));
}

TEST_P(EvaluationLetters, one_reminder_before_the_day_and_one_after_it)
{
    EXPECT_EQ(ask("fremd").status(), http::Status::see_other);
    auto const first = letters_of_evaluations();
    EXPECT_THAT(first, Not(HasSubstr("Erinnerung")));
    EXPECT_THAT(morning_of("2026-12-07"), IsEmpty());
    EXPECT_THAT(morning_of("2026-12-09"), HasSubstr("Erinnerung"));
    EXPECT_THAT(morning_of("2026-12-11"), IsEmpty());
    auto const late = morning_of("2026-12-16");
    EXPECT_THAT(late, HasSubstr(" gesammelt. Von "));
    EXPECT_THAT(morning_of("2026-12-28"), IsEmpty());
    ASSERT_EQ(answer(link_in(late, "/de/auswertung/"), usual_answer).status(), http::Status::see_other)
        << "a late answer is better than none";
    EXPECT_THAT(morning_of("2027-01-20"), IsEmpty());
}

TEST_P(EvaluationLetters, nobody_is_reminded_of_what_is_answered_done_or_asked_no_more)
{
    auto const link = asked();
    ASSERT_EQ(answer(link, usual_answer).status(), http::Status::see_other);
    EXPECT_EQ(ask("fremd", "g", {}, "Moschee").status(), http::Status::see_other);
    EXPECT_NE(letters_of_evaluations(), "");
    EXPECT_EQ(office_->post(request() + "/entfernen", seen_request()).status(), http::Status::see_other);
    EXPECT_THAT(morning_of("2026-12-09"), IsEmpty());
    EXPECT_EQ(ask("fremd", "h", {}, "Kirche").status(), http::Status::see_other);
    EXPECT_NE(letters_of_evaluations(), "");
    finish_step();
    EXPECT_THAT(morning_of("2026-12-17"), IsEmpty());
}

TEST_P(EvaluationLetters, of_a_measure_that_was_dropped_nobody_is_asked_any_more)
{
    auto const link = asked();
    connection().execute("UPDATE measures SET state = 'dropped' WHERE id = ?", std::stoll(measure_));
    EXPECT_EQ(opened_by_link(link).status(), http::Status::gone);
    EXPECT_EQ(answer(link, usual_answer).status(), http::Status::gone);
    EXPECT_EQ(count("evaluations_of_measures"), 0) << "nor does the desk take any of it";
    auto const refused = office_->post(request() + "/erneut", seen_request());
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(std::string(refused.body_text()), HasSubstr("Die Maßnahme ist aufgegeben"));
    EXPECT_THAT(morning_of("2026-12-09"), IsEmpty());
    connection().execute("UPDATE measures SET state = 'running' WHERE id = ?", std::stoll(measure_));
    EXPECT_THAT(morning_of("2026-12-10"), HasSubstr("Erinnerung")) << "it goes on";
    EXPECT_EQ(opened_by_link(link).status(), http::Status::ok);
    ASSERT_EQ(answer(link, usual_answer).status(), http::Status::see_other);
    connection().execute("UPDATE measures SET state = 'dropped' WHERE id = ?", std::stoll(measure_));
    EXPECT_EQ(opened_by_link(link).status(), http::Status::ok) << "what was answered can be put right";
}

TEST_P(EvaluationLetters, all_units_in_charge_are_asked_by_one_press)
{
    static_cast<void>(measure(
        *office_, "Lotsen",
        "&state=running&from=2025&to=2026&deadline_remark=keine&report_mail=lotsen%40kreis.example"));
    static_cast<void>(measure(*office_, "Stumm", "&state=running&from=2025&to=2026&deadline_remark=keine"));
    EXPECT_THAT(
        shown(evaluations_ + "/gefragt"),
        AllOf(
            HasSubstr("2 Stellen fragen"), HasSubstr("lotsen@kreis.example"), HasSubstr("vhs@kreis.example"),
            Not(HasSubstr("Stumm"))));
    auto const seen = shown_stand();
    EXPECT_THAT(
        std::string(ask_all("until=1.1.2020", seen).body_text()),
        AllOf(HasSubstr("id=\"f-until-fehler\""), HasSubstr("value=\"1.1.2020\"")));
    for (int turn = 0; turn < 2; ++turn)
        EXPECT_EQ(ask_all("until=15.12.2026", seen).header("Location"), evaluations_ + "/gefragt");
    auto const letters = letters_of_evaluations();
    EXPECT_THAT(letters, AllOf(HasSubstr("To: lotsen@kreis.example"), HasSubstr("To: vhs@kreis.example")));
    EXPECT_EQ(count("steering_requests"), 2);
    EXPECT_THAT(shown(evaluations_ + "/gefragt"), HasSubstr("schon erfragt"));
    // Nobody has said which unit is in charge: its address is none of the things that are kept for good.
    ASSERT_EQ(answer(link_in(letters, "/de/auswertung/"), usual_answer).status(), http::Status::see_other);
    EXPECT_THAT(
        shown(evaluations_),
        AllOf(HasSubstr("Zuständige Stelle"), Not(HasSubstr("vhs@")), Not(HasSubstr("lotsen@"))));
    EXPECT_EQ(close(year_).header("Location"), year_ + "/stand");
    EXPECT_THAT(
        closed(year_).content, AllOf(HasSubstr("Zuständige Stelle"), Not(HasSubstr("@kreis.example"))));
}

TEST_P(EvaluationLetters, the_mailbox_of_the_unit_is_asked_where_the_measure_has_no_address)
{
    auto const kreis = add_district_itself();
    auto const unit = work([&](Work& work) -> Result<tenants::UnitId> {
        tenants::OrganisationalUnit one;
        one.body = kreis;
        one.names.emplace_back().name = "Jugendamt";
        one.mail = "jugend@kreis.example";
        return tenants::add_unit(work, one);
    });
    auto const quiet = number_of(measure(
        *office_, "Lotsen",
        "&state=running&from=2025&to=2026&deadline_remark=keine&unit=" + std::to_string(unit->value)));
    EXPECT_THAT(
        shown(evaluations_ + "/fragen/" + quiet + "/selbst"), HasSubstr("value=\"jugend@kreis.example\""));
    EXPECT_THAT(
        shown(evaluations_ + "/gefragt"), AllOf(HasSubstr("2 Stellen"), HasSubstr("jugend@kreis.example")));
    auto const seen = shown_stand();
    connection().execute("UPDATE organisational_units SET mail = 'familie@kreis.example'");
    EXPECT_EQ(ask_all("until=15.12.2026", seen).status(), http::Status::conflict) << "of another mailbox";
    EXPECT_EQ(ask_all("until=15.12.2026", shown_stand()).status(), http::Status::see_other);
    EXPECT_THAT(letters_of_evaluations(), HasSubstr("To: familie@kreis.example"));
}

TEST_P(EvaluationLetters, nobody_is_asked_whom_the_page_has_not_shown)
{
    auto const seen = shown_stand();
    connection().execute("UPDATE measures SET report_mail = 'neu@kreis.example'");
    auto const stale = ask_all("until=15.12.2026", seen);
    EXPECT_EQ(stale.status(), http::Status::conflict);
    EXPECT_THAT(
        std::string(stale.body_text()),
        AllOf(
            HasSubstr("Es ist noch kein Brief hinausgegangen"), HasSubstr("neu@kreis.example"),
            HasSubstr("value=\"15.12.2026\"")));
    EXPECT_EQ(count("steering_requests"), 0);
    EXPECT_EQ(ask_all("until=15.12.2026", shown_stand()).status(), http::Status::see_other);
    EXPECT_EQ(count("steering_requests"), 1);
}

TEST_P(EvaluationLetters, whoever_reads_whom_somebody_has_asked_is_on_record)
{
    auto const noted = [&] {
        return connection().list<std::string>(
            "SELECT after_json FROM audit_entries WHERE action = 'steering.evaluation_requests.read'"
            " ORDER BY id");
    };
    EXPECT_EQ(ask("fremd").status(), http::Status::see_other);
    EXPECT_THAT(noted(), IsEmpty()) << "whoever asks reads nobody";
    EXPECT_THAT(shown(evaluations_ + "/gefragt"), HasSubstr("eltern@verein.example"));
    ASSERT_THAT(noted(), SizeIs(1));
    EXPECT_THAT(noted().front(), AllOf(HasSubstr("\"shown\":2"), Not(HasSubstr("eltern"))))
        << "the club, and the unit that can be asked";
    EXPECT_EQ(
        connection().load<std::string>("SELECT subject_kind || subject_id FROM audit_entries"
                                       " WHERE action = 'steering.evaluation_requests.read'"),
        "steering_year" + number_of(year_));
    // Also where the page comes back with a problem.
    EXPECT_EQ(
        office_->post(evaluations_ + "/alle-fragen", "until=1.1.2020").status(), http::Status::unprocessable);
    EXPECT_THAT(noted(), SizeIs(2));
}

TEST_P(EvaluationLetters, a_year_of_which_nobody_was_asked_shows_nobody)
{
    auto const next = year("2027");
    EXPECT_EQ(office_->get(next + "/bewertungen/gefragt").status(), http::Status::ok);
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM audit_entries WHERE action = 'steering.evaluation_requests.read'"),
        0);
}

TEST_P(EvaluationLetters, asking_is_refused_beside_the_field_and_a_form_sent_twice_asks_once)
{
    EXPECT_EQ(ask("fremd").status(), http::Status::see_other);
    EXPECT_EQ(ask("fremd").status(), http::Status::see_other);
    EXPECT_EQ(count("steering_requests"), 1);
    auto const wrong = office_->post(
        evaluations_ + "/fragen/" + measure_ + "/fremd",
        "schluessel=w&evaluator=&mail=verein&language=xx&until=1.1.2020");
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(wrong.body_text()),
        AllOf(
            HasSubstr("id=\"f-evaluator-fehler\""), HasSubstr("id=\"f-mail-fehler\""),
            HasSubstr("id=\"f-language-fehler\""), HasSubstr("id=\"f-until-fehler\""),
            HasSubstr("value=\"verein\"")));
    // A language, but none that a letter could be written in.
    EXPECT_THAT(
        std::string(office_
                        ->post(
                            evaluations_ + "/fragen/" + measure_ + "/fremd",
                            "schluessel=fr&evaluator=Verein&mail=eltern%40verein.example&language=fr"
                            "&until=15.12.2026")
                        .body_text()),
        HasSubstr("id=\"f-language-fehler\""));
    EXPECT_EQ(office_->post(request() + "/erneut", seen_request()).status(), http::Status::see_other);
    EXPECT_EQ(office_->post(request() + "/erneut", "fassung=1").status(), http::Status::see_other)
        << "pressed twice";
    EXPECT_EQ(count("steering_requests"), 1);
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM jobs WHERE kind = 'steering.evaluation_letter'"),
        2);
}

TEST_P(EvaluationLetters, who_is_asked_is_for_whoever_keeps_the_year)
{
    EXPECT_EQ(ask("fremd").status(), http::Status::see_other);
    auto const one = request();
    for (auto const* role : {"reader", "steering_group", "department_editor"}) {
        auto other = browser_of(role);
        EXPECT_EQ(other.get(evaluations_ + "/gefragt").status(), http::Status::not_found) << role;
        EXPECT_THAT(read(other, evaluations_), Not(HasSubstr("verein.example"))) << role;
        for (auto const* page : {"/erneut", "/entfernen"})
            EXPECT_EQ(other.post(one + page, "fassung=1").status(), http::Status::not_found) << role;
    }
    auto town = browser_of("municipal_editor", bergau_);
    for (auto const& path : {evaluations_ + "/gefragt", evaluations_ + "/fragen/" + measure_ + "/fremd"})
        EXPECT_EQ(town.get(path).status(), http::Status::not_found) << path;
    for (auto const& path :
         {one + "/erneut", one + "/entfernen", evaluations_ + "/alle-fragen",
          evaluations_ + "/fragen/" + measure_ + "/fremd"})
        EXPECT_EQ(town.post(path, "fassung=1").status(), http::Status::not_found) << path;
    auto const other_year = year("2026");
    EXPECT_EQ(
        office_->post(other_year + one.substr(one.find("/bewertungen")) + "/entfernen", "fassung=1").status(),
        http::Status::not_found)
        << "of another year";
    EXPECT_EQ(count("steering_requests"), 1);
}

TEST_P(EvaluationLetters, links_and_addresses_end)
{
    auto const link = asked();
    for (auto const* column : {"token_hash", "address_mark"})
        EXPECT_EQ(
            connection().load<std::int64_t>(
                "SELECT COUNT(*) FROM steering_links WHERE LENGTH(" + std::string(column) + ") = 64"),
            1)
            << column << " is a digest";
    EXPECT_EQ(opened_by_link(link + "x").status(), http::Status::gone);
    connection().execute("UPDATE steering_requests SET mail = 'neu@verein.example'");
    EXPECT_EQ(opened_by_link(link).status(), http::Status::gone) << "letters go to somebody else";
    connection().execute("UPDATE steering_requests SET mail = 'eltern@verein.example'");
    EXPECT_EQ(opened_by_link(link).status(), http::Status::ok);
    clock().set(*parse_instant("2027-03-15T10:00:00Z"));
    EXPECT_EQ(opened_by_link(link).status(), http::Status::ok) << "its last day";
    clock().set(*parse_instant("2027-03-16T10:00:00Z"));
    EXPECT_EQ(opened_by_link(link).status(), http::Status::gone);
    clock().set(*parse_instant("2027-05-01T10:00:00Z"));
    static_cast<void>(mail()); // the night
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM steering_requests WHERE mail <> ''"), 1);
    EXPECT_EQ(count("steering_links"), 0);
    clock().set(*parse_instant("2027-07-01T10:00:00Z"));
    static_cast<void>(mail());
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM steering_requests WHERE mail <> ''"), 0);
}

TEST_P(EvaluationLetters, a_killed_worker_neither_sends_twice_nor_loses_one)
{
    EXPECT_EQ(ask("fremd").status(), http::Status::see_other);
    auto const waiting = taken_by_a_worker();
    ASSERT_EQ(waiting.size(), 1U);
    // The letter leaves, and the program is killed before it can say so.
    for (int turn = 0; turn < 2; ++turn)
        does(waiting.front());
    std::size_t left = 0;
    for (auto const& entry : std::filesystem::directory_iterator(folder_.path() / "outbox"))
        left += files::read_file(entry.path(), 100'000).value().find("<measure-evaluation-")
                == std::string::npos
            ? 0
            : 1;
    EXPECT_EQ(left, 1U) << "the same letter under one id";
    EXPECT_EQ(count("steering_links"), 2) << "of the letter that may have left before, the link works, too";
    auto const link = link_in(letters_of_evaluations(), "/de/auswertung/");
    EXPECT_EQ(opened_by_link(link).status(), http::Status::ok);
}

TEST_P(EvaluationLetters, whom_a_letter_does_not_reach_any_more_is_settled_whenever_a_worker_is_killed)
{
    EXPECT_EQ(ask("fremd").status(), http::Status::see_other);
    auto const waiting = taken_by_a_worker();
    ASSERT_EQ(waiting.size(), 1U);
    connection().execute("UPDATE steering_requests SET mail = ''");
    does(waiting.front());
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT COUNT(*) FROM steering_requests WHERE asked_at IS NOT NULL"),
        0);
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM jobs WHERE kind = 'steering.evaluation_letter' AND state <> 'done'"),
        0);
    EXPECT_THAT(letters_of_evaluations(), IsEmpty());
    EXPECT_THAT(shown(evaluations_ + "/gefragt"), HasSubstr("Kein Brief unterwegs"));
}

} // namespace
} // namespace kommin::app
