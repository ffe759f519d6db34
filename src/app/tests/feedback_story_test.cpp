// A barrier is reported, and nobody can forget it: the office is told, reminded, and the message goes when it
// is done.

#include "app/tests/story.hpp"
#include "platform/audit/audit.hpp"
#include "platform/files/files.hpp"
#include "platform/work/use_case.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace kommin::app {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using namespace std::chrono_literals;

constexpr auto weeks = [](int count) { return std::chrono::hours(count * 7 * 24); };

class FeedbackStory : public DistrictStory {
protected:
    void SetUp() override
    {
        DistrictStory::SetUp();
        settings_.data = database().directory();
        found(
            {.hosts = {"musterau.example"}, .languages = {"de", "uk"}, .help_email = "ki@musterau.example"});
    }

    tenants::Tenant tenant(std::string_view slug = "musterau")
    {
        return tenants::find_tenant(connection(), slug).value();
    }

    struct Sending {
        std::string key = "k";
        std::string peer = "192.0.2.7";
        http::Headers headers = {};
        std::string message = "Die+Karte+ist+nicht+lesbar";
        std::string language = "de";
    };
    http::Response send(Sending const& sending)
    {
        http::Request::Parts parts;
        parts.method = http::Method::post;
        parts.target = "/" + sending.language + "/barriere-melden";
        parts.headers = {{"Host", "musterau.example"}, {"Content-Type", "application/x-www-form-urlencoded"}};
        parts.headers.insert(parts.headers.end(), sending.headers.begin(), sending.headers.end());
        parts.peer = sending.peer;
        parts.body = "thema=barriere&kontakt=leyla%40example.org&nachricht=" + sending.message
            + "&schluessel=" + sending.key;
        return product_.application.answer(http::Request(std::move(parts)), connection());
    }
    std::int64_t messages() { return connection().load<std::int64_t>("SELECT count(*) FROM feedback"); }

    void pass(std::chrono::milliseconds time)
    {
        clock().set(clock().now() + time);
        jobs_of(all_modules(settings_, {}, workers_of_tests()), clock(), no_signals).run_due(connection());
        EXPECT_EQ(jobs::count_by_state(connection())[jobs::State::failed], 0);
        EXPECT_EQ(jobs::count_by_state(connection())[jobs::State::dead], 0);
    }
    std::vector<std::string> outbox()
    {
        std::vector<std::string> names;
        if (std::filesystem::exists(settings_.outbox())) {
            for (auto const& entry : std::filesystem::directory_iterator(settings_.outbox()))
                names.push_back(entry.path().filename().string());
        }
        std::sort(names.begin(), names.end());
        return names;
    }
    std::string mail(std::string const& name)
    {
        return files::read_file(settings_.outbox() / name, 100'000).value();
    }
    Result<void> answer(std::int64_t number)
    {
        return run_use_case(
            {connection(), tenant().id, Actor::command_line(), clock(), i18n::Zone::berlin(), no_signals},
            [&](Work& work) {
                return portal::answer_feedback(work, portal::FeedbackId{number}, "Wir haben sie ersetzt.");
            });
    }

    Settings settings_;
};
KOMMIN_ON_BOTH_ENGINES(FeedbackStory);

TEST_P(FeedbackStory, the_office_is_told_and_reminded_of_both_deadlines)
{
    EXPECT_EQ(send({.language = "uk"}).status(), http::Status::see_other);
    EXPECT_THAT(outbox(), IsEmpty()) << "mails follow the commit, they do not delay the answer";
    pass(1s);
    ASSERT_THAT(outbox(), ElementsAre("feedback-1-1.received.eml"));
    auto const told = mail("feedback-1-1.received.eml");
    EXPECT_THAT(told, HasSubstr("To: ki@musterau.example\r\n"));
    EXPECT_THAT(told, HasSubstr("7. Dezember 2026"));
    EXPECT_THAT(told, HasSubstr("Ukrainisch"));
    EXPECT_THAT(told, Not(HasSubstr("leyla"))) << "what can be erased stays in the database";
    EXPECT_THAT(told, Not(HasSubstr("lesbar")));

    pass(weeks(2) - 4h); // the morning of 7 December, before seven
    EXPECT_EQ(outbox().size(), 1U);
    pass(4h);
    ASSERT_THAT(outbox(), ElementsAre("feedback-1-1.due.eml", "feedback-1-1.received.eml"));
    EXPECT_THAT(mail("feedback-1-1.due.eml"), HasSubstr("4. Januar 2027"));
    pass(weeks(4));
    EXPECT_THAT(
        outbox(),
        ElementsAre("feedback-1-1.due-at-latest.eml", "feedback-1-1.due.eml", "feedback-1-1.received.eml"));
    pass(weeks(60));
    EXPECT_EQ(outbox().size(), 3U);
    EXPECT_EQ(messages(), 1) << "an answer is still owed";
}

TEST_P(FeedbackStory, an_answered_message_reminds_nobody_and_is_erased_in_the_end)
{
    send({});
    pass(weeks(1));
    EXPECT_TRUE(answer(1));
    pass(weeks(1));
    pass(weeks(4));
    EXPECT_THAT(outbox(), ElementsAre("feedback-1-1.received.eml"));
    EXPECT_EQ(messages(), 1);
    pass(weeks(30));
    pass(24h);
    EXPECT_EQ(messages(), 0);
    EXPECT_FALSE(audit::verify(connection(), tenant().id).first_broken);
}

TEST_P(FeedbackStory, a_district_without_an_address_finds_its_mails_in_the_outbox)
{
    connection().execute("UPDATE tenants SET help_email = ''");
    send({});
    pass(1s);
    ASSERT_THAT(outbox(), ElementsAre("feedback-1-1.received.eml"));
    EXPECT_THAT(mail("feedback-1-1.received.eml"), HasSubstr("To: undisclosed-recipients:;\r\n"));
    EXPECT_THAT(mail("feedback-1-1.received.eml"), HasSubstr("office_email"));

    settings_.office_email = "zentrale@example.org";
    send({.key = "second"});
    pass(1s);
    EXPECT_THAT(mail("feedback-1-2.received.eml"), HasSubstr("To: zentrale@example.org\r\n"));
}

TEST_P(FeedbackStory, the_office_sees_what_is_open_and_since_when_it_is_late)
{
    auto const command = [&](std::string_view name, command::Invocation::Values const& values = {},
                             std::string_view district = "musterau") {
        return run_command(
            {connection(), tenant(district).id, i18n::Zone::berlin(), clock(), {}, {}}, "feedback", name,
            values);
    };
    command::Invocation::Values const first{{"NUMBER", {"1"}}};
    command::Invocation::Values const all{{"--all", {""}}};

    EXPECT_EQ(*command("list"), "no messages\n");
    send({.message = "Bild%1B%5B31m+fehlt%C2%9B31m"});
    EXPECT_EQ(*command("list"), "1  open  answer by 2026-12-07, at the latest 2027-01-04  barrier  de\n");
    clock().set(clock().now() + weeks(2) + 24h);
    EXPECT_THAT(*command("list"), HasSubstr("1  open OVERDUE"));
    auto const details = command("show", first);
    ASSERT_TRUE(details);
    EXPECT_THAT(*details, HasSubstr("contact: leyla@example.org\n"));
    EXPECT_THAT(*details, HasSubstr("\nBild [31m fehlt 31m\n")) << "nothing drives the terminal";
    auto const newest = audit::list_entries(connection(), tenant().id, std::nullopt, 1);
    ASSERT_EQ(newest.size(), 1U);
    EXPECT_EQ(newest[0].action, "portal.feedback.read");
    EXPECT_EQ(newest[0].subject_id, 1);
    EXPECT_EQ(newest[0].actor, Actor::command_line().code());

    EXPECT_TRUE(command("answer", {{"NUMBER", {"1"}}, {"--text", {"Wir stellen die Bilder nach."}}}));
    EXPECT_EQ(*command("list"), "no messages\n");
    EXPECT_THAT(*command("list", all), HasSubstr("1  answered  "));
    EXPECT_THAT(*command("show", first), HasSubstr("answer:\nWir stellen die Bilder nach.\n"));
    EXPECT_FALSE(command("close", first)) << "it is answered";

    found({.slug = "beispielhain", .name = "Kreis Beispielhain"});
    EXPECT_EQ(*command("list", all, "beispielhain"), "no messages\n");
    EXPECT_FALSE(command("show", first, "beispielhain"));
}

TEST_P(FeedbackStory, what_was_given_up_is_listed_and_tried_again_by_the_operator)
{
    auto const command = [&](std::string_view name, command::Invocation::Values const& values = {}) {
        return run_command(
            {connection(), tenant().id, i18n::Zone::berlin(), clock(), {}, {}}, "jobs", name, values);
    };
    EXPECT_EQ(*command("list"), "no jobs\n");
    jobs::enqueue(connection(), clock(), tenant().id, "test.hopeless", R"({"to":"leyla@example.org"})");
    auto const hopeless
        = [](db::Connection&, jobs::Job const&) { throw jobs::Hopeless("nobody lives there"); };
    jobs::run_due(connection(), clock(), {{"test.hopeless", hopeless}});

    auto const listed = *command("list");
    EXPECT_THAT(listed, HasSubstr("  dead  test.hopeless  tries 1  2026-11-23T"));
    EXPECT_THAT(listed, Not(HasSubstr("leyla"))) << "a list is left open on a screen";
    command::Invocation::Values const number{{"NUMBER", {listed.substr(0, listed.find(' '))}}};
    EXPECT_THAT(*command("show", number), HasSubstr("last error: nobody lives there\n"));
    EXPECT_TRUE(command("retry", number));
    EXPECT_EQ(*command("list"), "no jobs\n");
    EXPECT_THAT(*command("list", {{"--state", {"queued"}}}), HasSubstr("  queued  test.hopeless  tries 0"));
    EXPECT_FALSE(command("retry", number)) << "it is waiting already";
    EXPECT_TRUE(command("discard", number));
    EXPECT_FALSE(command("show", number));
    auto const entries = audit::list_entries(connection(), tenant().id, std::nullopt, 3);
    EXPECT_EQ(entries.at(0).action, "jobs.discarded");
    EXPECT_EQ(entries.at(1).action, "jobs.retried");
    EXPECT_EQ(entries.at(2).action, "jobs.read") << "a payload may name persons";
    EXPECT_EQ(entries.at(2).actor, Actor::command_line().code());
}

TEST_P(FeedbackStory, a_flood_from_one_network_is_asked_to_wait_and_keeps_its_words)
{
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(
            send({.key = "k" + std::to_string(i), .peer = "192.0.2." + std::to_string(i)}).status(),
            http::Status::see_other);
    auto const refused = send({.key = "k10", .peer = "192.0.2.99", .language = "uk"});
    EXPECT_EQ(refused.status(), http::Status::too_many_requests);
    EXPECT_EQ(refused.header("Retry-After"), "120");
    EXPECT_EQ(refused.header("Cache-Control"), "no-store");
    EXPECT_THAT(refused.body_text(), HasSubstr("lang=\"uk\""));
    EXPECT_THAT(refused.body_text(), HasSubstr(">Die Karte ist nicht lesbar</textarea>"));
    EXPECT_THAT(refused.body_text(), HasSubstr("value=\"leyla@example.org\""));
    EXPECT_THAT(refused.body_text(), HasSubstr("name=\"schluessel\" value=\"k10\""));
    EXPECT_EQ(messages(), 10);

    EXPECT_EQ(send({.key = "other", .peer = "198.51.100.1"}).status(), http::Status::see_other);
    clock().set(clock().now() + 120s);
    EXPECT_EQ(send({.key = "k10", .peer = "192.0.2.99"}).status(), http::Status::see_other);
    EXPECT_EQ(messages(), 12);
}

TEST_P(FeedbackStory, a_flood_from_many_networks_is_stopped_for_the_district)
{
    for (int i = 0; i < 100; ++i)
        send({.key = "k" + std::to_string(i), .peer = "10.0." + std::to_string(i) + ".1"});
    EXPECT_EQ(messages(), 100);
    auto const refused = send({.key = "last", .peer = "2001:db8:77::1"});
    EXPECT_EQ(refused.status(), http::Status::too_many_requests);
    EXPECT_EQ(refused.header("Retry-After"), "30");
}

TEST_P(FeedbackStory, another_site_cannot_send_in_the_visitors_name)
{
    auto const refused = send({.headers = {{"Sec-Fetch-Site", "cross-site"}}});
    EXPECT_EQ(refused.status(), http::Status::forbidden);
    EXPECT_THAT(refused.body_text(), HasSubstr("von einer anderen Webseite"));
    EXPECT_THAT(refused.body_text(), HasSubstr(">Die Karte ist nicht lesbar</textarea>"));
    EXPECT_EQ(send({.headers = {{"Origin", "https://attacker.example"}}}).status(), http::Status::forbidden);
    EXPECT_EQ(messages(), 0);
    EXPECT_EQ(
        send({.headers = {{"Sec-Fetch-Site", "same-origin"}, {"Origin", "https://musterau.example"}}})
            .status(),
        http::Status::see_other);
    EXPECT_EQ(messages(), 1);
}

TEST_P(FeedbackStory, the_form_takes_a_long_message_and_no_more)
{
    EXPECT_EQ(
        product_.application.body_limit(http::Method::post, "/de/barriere-melden"), std::size_t{32} << 10U);
}

}
} // namespace kommin::app
