// A mail that comes back: sent, refused by a distant server, reported, and nobody is asked there again.

#include "app/cli.hpp"
#include "app/returned_mails.hpp"
#include "app/server_key.hpp"
#include "app/tests/offer_story.hpp"
#include "platform/mail/testing.hpp"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <regex>
#include <set>
#include <sstream>

namespace kommin::app {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

struct MailServerFirst { // outlives the modules
    mail::SmtpServer server_;
};

class ReturnedMailStory : private MailServerFirst, public StaffStory {
protected:
    ReturnedMailStory()
        : StaffStory([this](Settings& settings) {
            settings.smtp_url = server_.options().url;
            settings.smtp_plain = true;
            settings.mail_from = "portal@kreis.example";
            settings.mail_bounce_address = "bounces@kreis.example";
        })
    { }
    // The link to a new password leaves, and what a distant server has reported about it.
    std::string report_after_link(std::string const& email, std::optional<TenantId> tenant = std::nullopt)
    {
        if (known_.insert(email).second)
            account(email, {}, tenant);
        EXPECT_TRUE(work(
            [&](Work& work) -> Result<void> {
                work.enqueue(
                    "staff.link_mail",
                    R"({"email": ")" + email + R"(", "site": "https://musterau.example"})");
                return {};
            },
            tenant));
        jobs_of(product_.modules, clock(), no_signals).run_due(connection());
        return server_.report(static_cast<int>(server_.mails().size()));
    }
    std::string take(std::string const& mail)
    {
        std::istringstream input(mail);
        return take_returned_mail(connection(), clock(), load_or_create_server_key(folder_.path()), input);
    }
    void SetUp() override
    {
        StaffStory::SetUp();
        administrator_ = account("admin@kreis.example", {{"administrator", Scope::whole_tenant()}});
    }
    std::string page() { return logged_in(administrator_).get("/verwaltung/auftraege").body_text(); }
    std::size_t sent() { return server_.mails().size(); }

    identity::AccountId administrator_;
    std::set<std::string> known_;
};
KOMMIN_ON_BOTH_ENGINES(ReturnedMailStory);

TEST_P(ReturnedMailStory, the_address_is_refused_from_then_on)
{
    auto const report = report_after_link("vanished@verein.example");
    EXPECT_THAT(page(), Not(HasSubstr("v…@verein.example")));
    EXPECT_EQ(take(report), "refused: 1, noted: 0, known before: 0");
    EXPECT_THAT(page(), HasSubstr("v…@verein.example"));
    EXPECT_THAT(page(), HasSubstr("Diese Adresse gibt es laut Mailserver nicht (550 5.1.1)"));
    EXPECT_THAT(page(), Not(HasSubstr("vanished@")));
    EXPECT_THAT(audit_actions(), Contains("post.address_refused"));

    auto const before = sent();
    report_after_link("vanished@verein.example");
    EXPECT_EQ(sent(), before) << "the server was not asked again";
    EXPECT_THAT(page(), HasSubstr("Nicht versucht: Der Mailserver hat diese Adresse"));
    EXPECT_EQ(take(report), "refused: 0, noted: 0, known before: 1");
}

TEST_P(ReturnedMailStory, an_account_whose_address_takes_nothing_says_so_and_waits_for_an_administrator)
{
    auto const report = report_after_link("vanished@verein.example");
    auto admin = logged_in(administrator_);
    auto const id = connection().load<std::string>(
        "SELECT public_id FROM accounts WHERE email = ?", std::string("vanished@verein.example"));
    EXPECT_THAT(admin.get("/verwaltung/konten/" + id).body_text(), Not(HasSubstr("class=\"note stack-b\"")));
    EXPECT_THAT(admin.get("/verwaltung").body_text(), Not(HasSubstr("per Mail nicht zu erreichen")));
    take(report);
    auto const page = std::string(admin.get("/verwaltung/konten/" + id).body_text());
    EXPECT_THAT(page, HasSubstr("Adresse nimmt nichts an</span>"));
    EXPECT_THAT(page, HasSubstr("550 5.1.1"));
    EXPECT_THAT(page, HasSubstr("/verwaltung/konten/" + id + "/aendern"));
    EXPECT_THAT(admin.get("/verwaltung/konten").body_text(), HasSubstr("Adresse nimmt nichts an</span>"));
    EXPECT_THAT(admin.get("/verwaltung").body_text(), HasSubstr("Ein Konto ist per Mail nicht zu erreichen"));
    auto const refused = std::string(admin.get("/verwaltung/konten?mail=abgewiesen").body_text());
    EXPECT_THAT(refused, HasSubstr("vanished@verein.example"));
    EXPECT_THAT(refused, Not(HasSubstr("admin@kreis.example</span>")));
    EXPECT_THAT(
        logged_in(account("amt@kreis.example", {{"conference_office", Scope::whole_tenant()}}))
            .get("/verwaltung")
            .body_text(),
        Not(HasSubstr("per Mail nicht zu erreichen")))
        << "who cannot mend it is not told";
}

TEST_P(ReturnedMailStory, a_mail_that_is_late_stands_on_the_page_and_the_address_goes_on)
{
    EXPECT_EQ(take(report_after_link("waiting@verein.example")), "refused: 0, noted: 1, known before: 0");
    EXPECT_EQ(take(report_after_link("crowded@verein.example")), "refused: 0, noted: 1, known before: 0");
    EXPECT_THAT(page(), HasSubstr("w…@verein.example"));
    EXPECT_THAT(page(), HasSubstr("Verzögert: Der Mailserver versucht es weiter (4.4.1)."));
    EXPECT_THAT(page(), HasSubstr("Die Mail kam nicht an (552 5.2.2)."));
    EXPECT_THAT(audit_actions(), Contains("post.mail_delayed"));
    EXPECT_THAT(audit_actions(), Contains("post.mail_returned"));
    auto const failed = report_after_link("crowded@verein.example");
    auto const delayed = std::regex_replace(failed, std::regex("Action: failed"), "Action: delayed");
    ASSERT_NE(delayed, failed);
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(take(delayed), "refused: 0, noted: 0, known before: 1") << "reports that take turns";
        EXPECT_EQ(take(failed), "refused: 0, noted: 0, known before: 1");
    }
    auto const before = sent();
    report_after_link("crowded@verein.example");
    EXPECT_EQ(sent(), before + 1);
    // A month later the night forgets them.
    clock().set(clock().now() + std::chrono::hours(24 * 32));
    jobs_of(product_.modules, clock(), no_signals).run_due(connection());
    EXPECT_THAT(page(), Not(HasSubstr("w…@verein.example")));
}

TEST_P(ReturnedMailStory, belongs_to_the_district_that_has_sent_it)
{
    EXPECT_EQ(
        take(report_after_link("vanished@verein.example", other_tenant_)),
        "refused: 1, noted: 0, known before: 0");
    EXPECT_THAT(page(), Not(HasSubstr("v…@verein.example")));
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT count(*) FROM refused_addresses WHERE tenant_id = ?", other_tenant_),
        1);
}

TEST_P(ReturnedMailStory, what_is_no_report_or_not_ours_is_ignored)
{
    auto const note = report_after_link("absent@verein.example");
    auto forged = report_after_link("crowded@verein.example");
    forged = std::regex_replace(forged, std::regex("crowded@"), "leyla@");
    auto const count = audit_actions().size();
    EXPECT_EQ(take(note), "ignored: not a delivery report");
    EXPECT_EQ(take(""), "ignored: not a delivery report");
    EXPECT_EQ(take(std::string(std::size_t{2} << 20U, 'a')), "ignored: larger than any report");
    EXPECT_EQ(take(forged), "ignored: not about a mail of this installation");
    EXPECT_EQ(audit_actions().size(), count) << "nobody fills the audit trail by mail";
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM refused_addresses"), 0);
}

// The command as a mail server calls it: with the mail at its standard input.
TEST_P(ReturnedMailStory, ends_with_a_code_that_a_mail_server_understands)
{
    // The command has the clock on the wall.
    clock().set(std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
    auto const report = report_after_link("vanished@verein.example");
    auto const call = [&](std::string const& mail, std::string const& data, std::string const& database) {
        auto const file = folder_.path() / "mail";
        files::write_atomically(file, mail);
        std::vector<std::string> words{"kommin", "mail", "bounced", "--data", data, "--database", database};
        std::vector<char*> arguments;
        for (auto& word : words)
            arguments.push_back(word.data());
        std::ifstream input(file, std::ios::binary);
        auto* const before = std::cin.rdbuf(input.rdbuf());
        ::testing::internal::CaptureStdout();
        ::testing::internal::CaptureStderr();
        auto const code = run(static_cast<int>(arguments.size()), arguments.data());
        std::cin.rdbuf(before);
        std::cin.clear();
        auto const said = ::testing::internal::GetCapturedStderr();
        EXPECT_THAT(said, Not(HasSubstr("vanished")));
        return std::to_string(code) + ' ' + ::testing::internal::GetCapturedStdout();
    };
    auto const data = folder_.path().string();
    auto const database = this->database().location().target;
    EXPECT_EQ(call("Subject: Werbung\n\nHallo\n", data, database), "0 ignored: not a delivery report\n");
    EXPECT_EQ(
        call(std::regex_replace(report, std::regex("vanished@"), "leyla@"), data, database),
        "0 ignored: not about a mail of this installation\n");
    EXPECT_EQ(call(report, data, database), "0 refused: 1, noted: 0, known before: 0\n");
    EXPECT_EQ(call(report, data, data + "/no.db"), "75 ");
    EXPECT_EQ(call(report, data + "/nowhere", database), "75 ") << "without the key nothing is proved";
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "nowhere")) << "and none is made";
}

class ReturnedQuestion : private MailServerFirst, public OfferStory {
protected:
    ReturnedQuestion()
        : OfferStory([this](Settings& settings) {
            settings.smtp_url = server_.options().url;
            settings.smtp_plain = true;
            settings.mail_from = "portal@kreis.example";
            settings.mail_bounce_address = "bounces@kreis.example";
        })
    { }
    void pass(std::chrono::hours time)
    {
        clock().set(clock().now() + time);
        for (int i = 0; i < 2; ++i) // the round plans the letters, which leave
            jobs_of(product_.modules, clock(), no_signals).run_due(connection());
    }
    [[nodiscard]] std::vector<std::string> letters() const { return server_.mails(); }
    std::string take_report(int number)
    {
        std::istringstream input(server_.report(number));
        return take_returned_mail(connection(), clock(), load_or_create_server_key(folder_.path()), input);
    }
};
KOMMIN_ON_BOTH_ENGINES(ReturnedQuestion);

TEST_P(ReturnedQuestion, whoever_is_not_there_is_asked_no_more_and_the_editors_are_told)
{
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        auto offer = offer_called("chor", "Chor der Ankommenden", "aalfeld");
        offer.email = "vanished@verein.example";
        work.publish(portal::published_as);
        insert(work, offer);
        return {};
    }));
    product_.publications.refresh(connection());
    pass(std::chrono::hours(0)); // what recurs is planned
    pass(std::chrono::hours(24));
    ASSERT_EQ(letters().size(), 1U);
    EXPECT_THAT(letters()[0], HasSubstr("To: vanished@verein.example"));
    auto const silent = [&] {
        return browser_of("conference_office").get("/verwaltung/angebote?angaben=ohne-antwort").body_text();
    };
    EXPECT_THAT(silent(), Not(HasSubstr("Chor der Ankommenden")));
    EXPECT_EQ(take_report(1), "refused: 1, noted: 0, known before: 0");
    pass(std::chrono::hours(24));
    EXPECT_THAT(silent(), HasSubstr("Chor der Ankommenden")) << "not only after two reminders";
    pass(std::chrono::hours(24 * 14));
    pass(std::chrono::hours(24 * 14));
    auto const is_a_question
        = [](std::string const& letter) { return letter.find("To: vanished@") != std::string::npos; };
    EXPECT_EQ(std::ranges::count_if(letters(), is_a_question), 1) << "the editors have letters of their own";
}

}
} // namespace kommin::app
