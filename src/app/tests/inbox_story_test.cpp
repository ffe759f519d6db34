// The inbox: answers go out by mail in the language of whoever wrote, messages are handed on, get a day, and
// are opened again. The mail server is a real one of the test.

#include "app/tests/inbox_story.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using namespace std::chrono_literals;

class InboxMail : public InboxMailStory { };
KOMMIN_ON_BOTH_ENGINES(InboxMail);

TEST_P(InboxMail, who_wrote_in_arabic_gets_the_answer_in_arabic)
{
    auto const number = remark("angebote/chor", "leyla@example.org", "ar");
    auto browser = office();
    EXPECT_THAT(
        browser.get(path_of(number)).body_text(),
        AllOf(
            HasSubstr("action=\"" + path_of(number, "senden") + '"'), HasSubstr("dir=\"rtl\""),
            HasSubstr("تحية طيبة"), HasSubstr("23")));
    EXPECT_EQ(
        browser.post(path_of(number, "senden"), seen(number) + "&answer=+").status(),
        http::Status::unprocessable);
    auto const form = seen(number) + "&answer=" + html::percent_encode("شكراً.\r\n\r\nالدرس يوم الخميس.");
    EXPECT_EQ(browser.post(path_of(number, "senden"), form).header("Location"), path_of(number));
    EXPECT_EQ(message(number).state, portal::FeedbackState::answered);
    EXPECT_TRUE(message(number).taken_by) << "whoever answers looks after it";
    EXPECT_THAT(browser.get(path_of(number)).body_text(), Not(HasSubstr("noch niemand")));
    EXPECT_THAT(mails_to("leyla@example.org"), IsEmpty()) << "it follows the commit";
    EXPECT_THAT(browser.get(path_of(number)).body_text(), HasSubstr("noch nicht an leyla@example.org"));

    EXPECT_EQ(browser.post(path_of(number, "senden"), form).status(), http::Status::see_other)
        << "pressed twice";
    run();
    run();
    auto const mails = mails_to("leyla@example.org");
    ASSERT_THAT(mails, SizeIs(1));
    EXPECT_THAT(
        mails.front(),
        AllOf(
            HasSubstr("Content-Language: ar"), HasSubstr("شكراً."), HasSubstr("الدرس يوم الخميس."),
            HasSubstr("تحية طيبة"), HasSubstr("مع أطيب التحيات"), HasSubstr("180"), HasSubstr("dir=\"rtl\""),
            HasSubstr("https://musterau.example/ar/rueckmeldung"), Not(HasSubstr("Ayşe")),
            Not(HasSubstr("Der Freitag stimmt nicht"))));
    ASSERT_THAT(answers(number), SizeIs(1));
    EXPECT_EQ(answers(number)[0].state, portal::AnswerState::sent);
    EXPECT_THAT(
        browser.get(path_of(number)).body_text(),
        AllOf(
            HasSubstr("الدرس يوم الخميس."), HasSubstr("an leyla@example.org gesendet"),
            HasSubstr("Ayşe Kaya")));
    EXPECT_THAT(audit_actions(), Contains("portal.feedback.answer_sent"));
    audit::export_lines(connection(), tenant_, [](std::string_view line) {
        EXPECT_THAT(std::string(line), AllOf(Not(HasSubstr("leyla")), Not(HasSubstr("الدرس"))));
    });
}

TEST_P(InboxMail, an_answer_that_nobody_gets_opens_the_message_again)
{
    auto const number = remark("orte", "unknown@example.org");
    auto browser = office();
    browser.post(path_of(number, "senden"), seen(number) + "&answer=Danke.");
    run();
    EXPECT_EQ(answers(number).at(0).state, portal::AnswerState::refused);
    EXPECT_EQ(message(number).state, portal::FeedbackState::open);
    EXPECT_THAT(
        browser.get(path_of(number)).body_text(),
        AllOf(
            HasSubstr("Die Adresse unknown@example.org gibt es nicht"),
            HasSubstr("Der Mailserver nimmt diese Adresse nicht an")));
    EXPECT_THAT(
        browser.get("/verwaltung").body_text(),
        AllOf(HasSubstr(path_of(number)), HasSubstr("Die Antwort kam nicht an.")));
    EXPECT_THAT(audit_actions(), Contains("portal.feedback.answer_refused"));
    clock().set(clock().now() + std::chrono::days(400));
    run();
    EXPECT_EQ(message(number).state, portal::FeedbackState::open)
        << "whoever waits for an answer is not erased";
}

TEST_P(InboxMail, whoever_left_no_contact_gets_no_answer)
{
    auto const number = remark("orte", "");
    auto browser = office();
    EXPECT_THAT(
        browser.get("/verwaltung").body_text(),
        AllOf(HasSubstr(">Ohne Termin</span>"), HasSubstr(">Ansehen<"), Not(HasSubstr(">Antworten<"))));
    EXPECT_THAT(
        browser.get(path_of(number)).body_text(),
        AllOf(
            HasSubstr("Keine Antwort möglich"), HasSubstr(">Schließen …<"),
            Not(HasSubstr("name=\"answer\""))));
    EXPECT_THAT(
        browser.get(path_of(number, "schliessen")).body_text(),
        AllOf(
            HasSubstr("Diese Nachricht schließen?"), HasSubstr("hat keinen Kontakt angegeben"),
            HasSubstr("Offen lassen")));
    close(browser, number);
    EXPECT_EQ(message(number).state, portal::FeedbackState::closed);
}

TEST_P(InboxMail, a_program_that_dies_before_sending_leaves_the_job)
{
    auto const number = remark();
    auto browser = office();
    browser.post(path_of(number, "senden"), seen(number) + "&answer=Danke.");
    // Nothing ran; another program on the same database does what is due.
    auto const others = modules_in(folder_.path() / "other", [this](Settings& settings) {
        settings.smtp_url = server_.options().url;
        settings.smtp_plain = true;
        settings.mail_from = "portal@kreis.example";
    })();
    jobs_of(others, clock(), no_signals).run_due(connection());
    EXPECT_THAT(mails_to("leyla@example.org"), SizeIs(1));
    run();
    EXPECT_THAT(mails_to("leyla@example.org"), SizeIs(1));
    EXPECT_EQ(answers(number).at(0).state, portal::AnswerState::sent);
}

TEST_P(InboxMail, a_mail_server_that_is_busy_is_asked_again)
{
    auto const number = remark("orte", "later@example.org");
    office().post(path_of(number, "senden"), seen(number) + "&answer=Danke.");
    run();
    EXPECT_EQ(answers(number).at(0).state, portal::AnswerState::waiting);
    EXPECT_EQ(message(number).state, portal::FeedbackState::answered);
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT count(*) FROM jobs WHERE kind = 'portal.feedback.answer' AND "
                                        "state IN ('queued', 'failed')"),
        1);
}

TEST_P(InboxMail, the_office_of_the_body_is_told)
{
    auto aalfeld = town(aalfeld_, "aalfeld");
    remark("angebote/chor");
    auto const general = remark("orte");
    run();
    EXPECT_THAT(mails_to("aalfeld@stadt.example"), SizeIs(1)) << "its own message, not that of the Kreis";
    auto browser = office();
    browser.post(
        path_of(general, "weitergeben"), seen(general) + "&ort=aalfeld&notiz-ort=Bitte+den+Freitag+klären");
    run();
    auto const mails = mails_to("aalfeld@stadt.example");
    ASSERT_THAT(mails, SizeIs(2));
    EXPECT_THAT(
        mails.back(),
        AllOf(
            HasSubstr("Nr. " + std::to_string(general)), HasSubstr(path_of(general)),
            Not(HasSubstr("klären")), Not(HasSubstr("leyla"))));
}

TEST_P(InboxMail, an_answer_is_signed_by_the_body_of_whoever_answers)
{
    auto const letter_after = [&](Browser& who, std::int64_t number) {
        who.post(path_of(number, "senden"), seen(number) + "&answer=Danke.");
        run();
        return mails_to("leyla@example.org").back();
    };
    auto clerk = office();
    auto aalfeld = town(aalfeld_, "aalfeld");
    auto const names = [](std::string const& mail, std::string const& office) {
        return mail.find("Diese Antwort kommt von: " + office) != std::string::npos
            && mail.find("Grüßen\r\n" + office) != std::string::npos
            && mail.find("From: \"" + office + '"') != std::string::npos;
    };
    auto const kreis = std::string(tenants::find_tenant(connection(), tenant_)->name);
    auto const bodies = tenants::list_bodies(connection(), tenant_);
    auto const& body = *std::ranges::find(bodies, "aalfeld", &tenants::Body::slug);
    auto const town_name = body.official_kind.empty() ? body.name : body.official_kind + ' ' + body.name;

    auto const of_kreis = remark("angebote/chor", "leyla@example.org", "de", "barriere");
    EXPECT_THAT(clerk.get(path_of(of_kreis)).body_text(), HasSubstr("Grüßen\n" + kreis));
    EXPECT_THAT(aalfeld.get(path_of(of_kreis)).body_text(), HasSubstr("Grüßen\n" + town_name));
    auto const by_kreis = letter_after(clerk, of_kreis);
    EXPECT_TRUE(names(by_kreis, kreis)) << by_kreis;
    EXPECT_THAT(by_kreis, HasSubstr("Ihre Nachricht ging zuerst an: " + town_name + '.'));

    auto const by_town = letter_after(aalfeld, remark("angebote/chor"));
    EXPECT_TRUE(names(by_town, town_name)) << by_town;
    EXPECT_THAT(by_town, Not(HasSubstr("ging zuerst an")));

    auto const general = remark("orte");
    clerk.post(path_of(general, "weitergeben"), seen(general) + "&ort=aalfeld&notiz-ort=x");
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        for (int i = 0; i < 250; ++i) // whoever has read it since
            work.audit("portal.feedback.read", "feedback", portal::FeedbackId{general});
        return {};
    }));
    auto const handed_on = letter_after(aalfeld, general);
    EXPECT_TRUE(names(handed_on, town_name)) << handed_on;
    EXPECT_THAT(handed_on, HasSubstr("Ihre Nachricht ging zuerst an: " + kreis + '.'));
}

class Inbox : public InboxStory { };
KOMMIN_ON_BOTH_ENGINES(Inbox);

TEST_P(Inbox, without_a_mail_server_the_answer_lies_in_the_outbox)
{
    auto const number = remark("orte", "leyla@example.org", "tr");
    auto browser = office();
    browser.post(path_of(number, "senden"), seen(number) + "&answer=Evet");
    auto const text = plain(mail());
    EXPECT_THAT(text, AllOf(HasSubstr("To: leyla@example.org"), HasSubstr("Merhaba"), HasSubstr("Evet")));
    EXPECT_EQ(answers(number).at(0).state, portal::AnswerState::stored);
    EXPECT_THAT(browser.get(path_of(number)).body_text(), HasSubstr("Ausgangsordner"));
}

TEST_P(Inbox, nothing_is_sent_to_whoever_left_no_mail_address)
{
    auto const number = remark("orte", "02303 12345");
    auto browser = office();
    EXPECT_THAT(
        browser.get(path_of(number)).body_text(),
        AllOf(Not(HasSubstr(path_of(number, "senden"))), HasSubstr("Guten Tag,")));
    EXPECT_EQ(
        browser.post(path_of(number, "senden"), seen(number) + "&answer=Danke.").status(),
        http::Status::unprocessable);
    EXPECT_EQ(
        browser.post(path_of(number, "antwort"), seen(number) + "&answer=Angerufen.").status(),
        http::Status::see_other);
    EXPECT_EQ(answers(number).at(0).state, portal::AnswerState::noted);
}

TEST_P(Inbox, of_two_clerks_the_second_reads_what_the_first_has_done)
{
    auto const number = remark();
    auto first = office("eins");
    auto second = office("zwei");
    auto const old = seen(number);
    EXPECT_EQ(
        first.post(path_of(number, "entwurf"), old + "&answer=Erster+Entwurf").status(),
        http::Status::see_other);
    EXPECT_THAT(second.get(path_of(number)).body_text(), HasSubstr("Erster Entwurf"));
    auto const refused = second.post(path_of(number, "entwurf"), old + "&answer=Zweiter");
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(refused.body_text(), AllOf(HasSubstr("Zweiter"), HasSubstr("Fassungen vergleichen")));
    EXPECT_EQ(message(number).draft, "Erster Entwurf");

    auto const same = seen(number);
    EXPECT_EQ(
        first.post(path_of(number, "senden"), same + "&answer=Antwort").status(), http::Status::see_other);
    EXPECT_EQ(
        second.post(path_of(number, "senden"), same + "&answer=Antwort").status(), http::Status::conflict)
        << "another person, hence another answer";
    EXPECT_THAT(answers(number), SizeIs(1));
    EXPECT_EQ(message(number).draft, "") << "it became the answer";
    EXPECT_THAT(audit_actions(), Contains("portal.feedback.draft_saved"));
}

TEST_P(Inbox, a_message_is_handed_to_a_colleague_who_finds_it_on_today)
{
    auto const number = remark("angebote/chor");
    auto clerk = office();
    auto const other_id = account("zwei@kreis.example", {{"department_editor", Scope::whole_tenant()}});
    auto other = logged_in(other_id);
    auto const stranger_id = account("bergau@stadt.example", {{"municipal_editor", bergau_}});
    static_cast<void>(logged_in(stranger_id));
    clerk.post(path_of(number, "uebernehmen"), "");
    EXPECT_THAT(waiting_for(other), Not(HasSubstr(path_of(number))));
    EXPECT_THAT(
        clerk.get(path_of(number)).body_text(),
        AllOf(HasSubstr(public_id(other_id)), Not(HasSubstr(public_id(stranger_id)))));
    EXPECT_EQ(
        clerk.post(path_of(number, "weitergeben"), seen(number) + "&an=" + public_id(stranger_id)).status(),
        http::Status::unprocessable)
        << "who may not see it cannot get it";
    EXPECT_EQ(
        clerk.post(path_of(number, "weitergeben"), seen(number) + "&an=&notiz=x").status(),
        http::Status::unprocessable)
        << "nobody was chosen";
    EXPECT_EQ(
        clerk.post(path_of(number, "weitergeben"), seen(number) + "&ort=&notiz-ort=x").status(),
        http::Status::unprocessable);
    EXPECT_EQ(
        clerk
            .post(
                path_of(number, "weitergeben"),
                seen(number) + "&an=" + public_id(other_id) + "&notiz=Bitte+anrufen")
            .header("Location"),
        "/verwaltung/rueckmeldungen");
    EXPECT_THAT(
        other.get("/verwaltung").body_text(),
        AllOf(
            HasSubstr(path_of(number)), HasSubstr("von Ayşe Kaya an Sie weitergegeben"),
            Not(HasSubstr("anrufen"))));
    EXPECT_THAT(other.get(path_of(number)).body_text(), HasSubstr("Bitte anrufen"));
    EXPECT_THAT(waiting_for(clerk), Not(HasSubstr(path_of(number))));
    EXPECT_THAT(
        other.get("/verwaltung/rueckmeldungen?wer=ich").body_text(), HasSubstr(path_of(number) + '"'));
    EXPECT_THAT(
        other.get("/verwaltung/rueckmeldungen?wer=niemand").body_text(),
        Not(HasSubstr(path_of(number) + '"')));
}

TEST_P(Inbox, a_municipality_gives_a_message_to_the_kreis_and_no_neighbour_gets_it)
{
    auto const number = remark("angebote/chor");
    auto aalfeld = town(aalfeld_, "aalfeld");
    auto bergau = town(bergau_, "bergau");
    EXPECT_EQ(
        bergau.post(path_of(number, "weitergeben"), seen(number) + "&ort=bergau").status(),
        http::Status::not_found);
    EXPECT_EQ(bergau.get(path_of(number, "verlauf")).status(), http::Status::not_found);
    EXPECT_EQ(
        aalfeld.post(path_of(number, "weitergeben"), seen(number) + "&ort=bergau").status(),
        http::Status::unprocessable);
    EXPECT_EQ(
        aalfeld.post(path_of(number, "weitergeben"), seen(number) + "&ort=kreis&notiz-ort=Ihr+Thema")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(message(number).owner(), Scope::whole_tenant());
    EXPECT_EQ(aalfeld.get(path_of(number)).status(), http::Status::not_found) << "it is no longer theirs";
    auto clerk = office();
    EXPECT_THAT(clerk.get(path_of(number)).body_text(), HasSubstr("Ihr Thema"));
    EXPECT_EQ(
        clerk.post(path_of(number, "weitergeben"), seen(number) + "&ort=bergau").status(),
        http::Status::see_other);
    EXPECT_EQ(bergau.get(path_of(number)).status(), http::Status::ok);
    EXPECT_THAT(
        clerk.get("/verwaltung/rueckmeldungen?ort=bergau").body_text(), HasSubstr(path_of(number) + '"'));
    EXPECT_THAT(
        clerk.get("/verwaltung/rueckmeldungen?ort=aalfeld").body_text(),
        Not(HasSubstr(path_of(number) + '"')));
}

TEST_P(Inbox, what_was_closed_is_opened_again)
{
    auto const number = remark();
    auto browser = office();
    auto other = office("zwei");
    close(browser, number);
    EXPECT_THAT(
        browser.get(path_of(number)).body_text(),
        AllOf(HasSubstr(path_of(number, "oeffnen")), Not(HasSubstr(path_of(number, "antwort")))));
    auto const closed = seen(number);
    EXPECT_EQ(other.post(path_of(number, "oeffnen"), closed).status(), http::Status::see_other);
    EXPECT_EQ(message(number).stage(), portal::FeedbackStage::in_progress);
    EXPECT_FALSE(message(number).finished_at);
    EXPECT_EQ(browser.post(path_of(number, "oeffnen"), closed).status(), http::Status::conflict);
    EXPECT_THAT(other.get("/verwaltung").body_text(), HasSubstr(path_of(number)));
    browser.post(path_of(number, "antwort"), seen(number) + "&answer=Doch+noch");
    EXPECT_EQ(message(number).state, portal::FeedbackState::answered);
    EXPECT_THAT(
        browser.get(path_of(number, "verlauf")).body_text(),
        AllOf(
            HasSubstr("Nachricht eingegangen"), HasSubstr("jemand auf dem Portal"),
            HasSubstr("Nachricht ohne Antwort geschlossen"), HasSubstr("Nachricht wieder geöffnet"),
            HasSubstr("Nachricht beantwortet"), Not(HasSubstr("leyla"))));
}

TEST_P(Inbox, every_message_can_have_a_day)
{
    auto const number = remark();
    auto const barrier = remark("orte", "leyla@example.org", "de", "barriere");
    auto browser = office();
    EXPECT_EQ(
        browser.post(path_of(number, "frist"), seen(number) + "&bis=2026-11-22").status(),
        http::Status::unprocessable)
        << "yesterday";
    EXPECT_EQ(
        browser.post(path_of(number, "frist"), seen(number) + "&bis=bald").status(),
        http::Status::unprocessable);
    EXPECT_EQ(
        browser.post(path_of(number, "frist"), seen(number) + "&bis=2026-11-25").status(),
        http::Status::see_other);
    EXPECT_EQ(
        browser.post(path_of(barrier, "frist"), seen(barrier) + "&bis=2027-02-01").status(),
        http::Status::see_other);
    EXPECT_EQ(to_iso(message(barrier).due().value()), "2026-12-07") << "what the law wants comes first";
    EXPECT_THAT(
        browser.get("/verwaltung").body_text(),
        AllOf(HasSubstr("bis 25. November"), HasSubstr("Antwort bis 7. Dezember, spätestens bis 4. Januar")));
    auto const shown = [&](Browser& reader, std::string const& query) {
        std::vector<std::int64_t> numbers;
        auto const page = std::string(reader.get("/verwaltung/rueckmeldungen" + query).body_text());
        for (auto const one : {number, barrier}) {
            if (page.find(path_of(one) + '"') != std::string::npos)
                numbers.push_back(one);
        }
        return numbers;
    };
    EXPECT_THAT(shown(browser, "?faellig=sieben-tage"), ::testing::ElementsAre(number));
    EXPECT_THAT(shown(browser, "?faellig=ohne"), IsEmpty());
    EXPECT_THAT(shown(browser, "?faellig=ueberfaellig"), IsEmpty());
    clock().set(clock().now() + std::chrono::days(3));
    auto later = office("spaeter"); // the session of the first has ended
    EXPECT_THAT(shown(later, "?faellig=ueberfaellig"), ::testing::ElementsAre(number));
    EXPECT_THAT(later.get("/verwaltung/rueckmeldungen").body_text(), HasSubstr("Frist vorbei"));
    later.post(path_of(number, "frist"), seen(number) + "&bis=");
    EXPECT_FALSE(message(number).due());
    EXPECT_THAT(later.get(path_of(number, "verlauf")).body_text(), HasSubstr("25. November 2026"));
}

TEST_P(Inbox, a_long_list_has_pages_filters_views_and_files)
{
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        for (int i = 1; i <= 60; ++i)
            TRY(portal::receive_feedback(
                work, {"inhalt", "orte", "Text " + std::to_string(i), "leyla@example.org", std::to_string(i)},
                i % 2 == 0 ? *i18n::Language::find("tr") : i18n::Language::german()));
        return {};
    }));
    auto browser = office();
    auto const first = std::string(browser.get("/verwaltung/rueckmeldungen?nach=eingang").body_text());
    EXPECT_THAT(
        first,
        AllOf(
            HasSubstr("60 Nachrichten"), HasSubstr(path_of(50) + '"'), Not(HasSubstr(path_of(51) + '"')),
            HasSubstr("nach=eingang&amp;seite=2"), Not(HasSubstr("leyla"))));
    EXPECT_THAT(
        browser.get("/verwaltung/rueckmeldungen?nach=eingang&seite=2").body_text(),
        AllOf(HasSubstr(path_of(51) + '"'), Not(HasSubstr(path_of(50) + '"'))));
    EXPECT_THAT(
        browser.get("/verwaltung/rueckmeldungen?nach=eingang&ab=1").body_text(),
        HasSubstr(path_of(60) + '"'));
    EXPECT_THAT(
        browser.get("/verwaltung/rueckmeldungen?sprache=tr").body_text(),
        AllOf(HasSubstr("30 Nachrichten"), Not(HasSubstr(path_of(1) + '"'))));
    auto const before = audit::head(connection(), tenant_).sequence;
    auto const file = file_of(browser.get("/verwaltung/rueckmeldungen/liste.csv?sprache=tr"));
    EXPECT_THAT(
        file,
        AllOf(HasSubstr("Türkisch"), HasSubstr("60"), Not(HasSubstr("leyla")), Not(HasSubstr("Text 2"))));
    EXPECT_EQ(audit::head(connection(), tenant_).sequence, before + 1);
    EXPECT_EQ(
        audit::list_entries(connection(), tenant_, std::nullopt, 1).front().after_json, R"({"count":30})");
    EXPECT_EQ(file_of(browser.get("/verwaltung/rueckmeldungen/liste.xlsx")).substr(0, 2), "PK");
    EXPECT_EQ(
        browser
            .post(
                "/verwaltung/rueckmeldungen/ansichten", "name=Auf+Türkisch&abfrage=sprache%3Dtr%26boese%3D1")
            .header("Location"),
        "/verwaltung/rueckmeldungen?sprache=tr");
    EXPECT_THAT(browser.get("/verwaltung/rueckmeldungen").body_text(), HasSubstr("Auf Türkisch"));
    EXPECT_THAT(
        file_of(town(aalfeld_, "aalfeld").get("/verwaltung/rueckmeldungen/liste.csv")),
        Not(HasSubstr("Türkisch")))
        << "all of them are the Kreis's";
}

TEST_P(Inbox, answers_to_was_this_helpful_have_pages_and_files)
{
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        for (int i = 0; i < 55; ++i)
            TRY(portal::count_page_answer(
                work,
                {.path = "angebote/" + std::to_string(i),
                 .title = {},
                 .language = i18n::Language::german(),
                 .offer = {}},
                i == 0 ? *i18n::Language::find("ar") : i18n::Language::german(), portal::Helpful::no));
        return {};
    }));
    auto browser = office();
    EXPECT_THAT(
        browser.get("/verwaltung/hilfreich").body_text(),
        AllOf(HasSubstr("55 Zeilen"), HasSubstr("/verwaltung/hilfreich?seite=2")));
    EXPECT_THAT(browser.get("/verwaltung/hilfreich?seite=2").body_text(), HasSubstr("51"));
    EXPECT_THAT(
        browser.get("/verwaltung/hilfreich?sprache=ar").body_text(),
        AllOf(HasSubstr("eine Zeile"), HasSubstr("angebote/0")));
    EXPECT_THAT(
        file_of(browser.get("/verwaltung/hilfreich/liste.csv")),
        AllOf(HasSubstr("angebote/0"), HasSubstr("angebote/54")));
}

}
} // namespace kommin::app
