// Several workers on one queue: no mail is sent twice at the same time, and none is lost when a worker is
// killed.

#include "platform/mail/testing.hpp"
#include "program/site.hpp"

#include <gmock/gmock.h>

#include <csignal>
#include <map>
#include <set>

namespace kommin::program_tests {
namespace {

using ::testing::HasSubstr;

constexpr int mails = 200;
constexpr int mails_before_kill = 50;
constexpr int threads_of_worker = 2;

class Workers : public OnBothEngines {
protected:
    Workers()
    {
        auto const db = place_.connect();
        db->execute("UPDATE tenants SET help_email = ''");
        db->execute("DELETE FROM jobs");
    }
    // As many messages from the public as that, and the job of each to tell the office.
    void receive(int count)
    {
        auto const db = place_.connect();
        db::Transaction transaction(*db);
        for (int i = 0; i < count; ++i) {
            auto const feedback = db->load<std::int64_t>(
                "INSERT INTO feedback (tenant_id, idempotency_key, topic, page, message, contact, language, "
                "state,"
                " received_at, answer_by, answer_at_latest) VALUES (1, ?, 'barrier', '', 'x', '', 'de', "
                "'open',"
                " '2026-11-20T09:00:00.000Z', '2099-01-01', '2099-01-02') RETURNING id",
                "probe-" + std::to_string(i));
            db->execute(
                "INSERT INTO jobs (tenant_id, kind, payload, state, run_at, attempts, leases, created_at)"
                " VALUES (1, 'portal.feedback.received', ?, 'queued', '2026-11-20T09:00:00.000Z', 0, 0,"
                " '2026-11-20T09:00:00.000Z')",
                R"({"feedback": )" + std::to_string(feedback) + '}');
        }
        transaction.commit();
    }
    [[nodiscard]] std::vector<std::string> worker() const
    {
        return place_.command(
            {"worker", "--smtp-url", server_.options().url, "--smtp-plain", "true", "--mail-from",
             "portal@kreis.example", "--office-email", "amt@kreis.example"});
    }
    [[nodiscard]] std::int64_t count(std::string const& state) const
    {
        return place_.count(
            "SELECT count(*) FROM jobs WHERE kind = 'portal.feedback.received' AND state = '" + state + "'");
    }
    // The minute after which the jobs of a dead worker are given to others, without waiting for it.
    void let_leases_expire() const
    {
        place_.connect()->execute(
            "UPDATE jobs SET lease_until = '2026-11-20T09:00:00.000Z' WHERE state = 'running'");
    }
    // How often each mail was begun or accepted, by its Message-ID.
    [[nodiscard]] std::map<std::string, int> mails_with(std::string_view event) const
    {
        std::map<std::string, int> counts;
        for (auto const& line : server_.events()) {
            auto const id = line.find("\"id\": \"");
            if (line.find("\"event\": \"" + std::string(event) + '"') != std::string::npos)
                ++counts[line.substr(id + 7, line.find('"', id + 7) - id - 7)];
        }
        return counts;
    }

    mail::SmtpServer server_{{.delay = "0.02"}};
    Installation place_{GetParam()};
};
KOMMIN_ON_BOTH_ENGINES(Workers);

TEST_P(Workers, send_every_mail_though_one_of_them_is_killed_and_none_twice_at_the_same_time)
{
    receive(mails);
    {
        Program killed(worker());
        Program other(worker());
        killed.wait_for_line("Kommin: doing jobs");
        other.wait_for_line("Kommin: doing jobs");
        ASSERT_TRUE(becomes_true([&] { return count("done") >= mails_before_kill; }, 60s));
        killed.send_signal(SIGKILL);
        EXPECT_EQ(killed.wait().signal, SIGKILL);
        EXPECT_LT(count("done"), mails) << "it was killed in the middle";
        ASSERT_TRUE(becomes_true([&] { return count("queued") == 0; }, 60s));
        other.send_signal(SIGTERM);
        auto const ended = other.wait();
        EXPECT_EQ(ended.code, 0) << "what it had begun was finished";
        EXPECT_THAT(ended.err, Not(HasSubstr("kreis.example"))) << "no address in the log";
    }
    for (auto const& [mail, times] : mails_with("begin"))
        EXPECT_EQ(times, 1) << mail;
    EXPECT_LE(count("running"), threads_of_worker);

    let_leases_expire();
    Program third(worker());
    EXPECT_TRUE(becomes_true([&] { return count("done") == mails; }, 60s));
    third.send_signal(SIGTERM);
    EXPECT_EQ(third.wait().code, 0);
    auto const accepted = mails_with("end");
    EXPECT_EQ(accepted.size(), static_cast<std::size_t>(mails)) << "none was lost";
    int twice = 0;
    for (auto const& [mail, times] : accepted)
        twice += times - 1;
    EXPECT_LE(twice, threads_of_worker) << "only what was accepted just before the kill";
    EXPECT_TRUE(is_sound(place_));
}

TEST_P(Workers, do_what_a_server_leaves_to_them)
{
    write_file(place_.data() / "kommin.toml", "jobs = false\n");
    Site const site(place_);
    EXPECT_EQ(site.post(feedback_path, message_form("k")).status, 303);
    std::this_thread::sleep_for(2500ms); // longer than a runner would sleep
    EXPECT_EQ(count("queued"), 1);
    Program ended(worker());
    EXPECT_TRUE(becomes_true([&] { return count("done") == 1; }));
    EXPECT_EQ(server_.mails().size(), 1U);
}

TEST_P(Workers, refuse_settings_that_would_send_mails_in_the_open)
{
    auto const refused = place_.run(
        {"worker", "--smtp-url", "smtp://mail.kreis.example", "--smtp-plain", "true", "--mail-from",
         "portal@kreis.example"});
    EXPECT_EQ(refused.code, 2);
    EXPECT_TRUE(is_one_clear_sentence(refused.err));
    EXPECT_EQ(place_.run({"worker", "--smtp-password", "geheim"}).code, 2) << "secrets have no flag";
}

} // namespace
} // namespace kommin::program_tests
