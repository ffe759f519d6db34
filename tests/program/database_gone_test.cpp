// The PostgreSQL server goes away and comes back: readers notice nothing, writers can send again.

#include "program/site.hpp"
#include "program/tcp_proxy.hpp"

#include <gmock/gmock.h>

#include <csignal>
#include <future>

namespace kommin::program_tests {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;

class DatabaseGone : public ::testing::Test {
protected:
    void end_connections_of_the_site() const
    {
        place.connect()->list<bool>("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                    " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }
    // The site is ready with the first of its workers; the others open their connections a moment later.
    [[nodiscard]] bool all_workers_are_connected() const
    {
        return becomes_true([&] {
            return place.count("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                               " AND application_name = 'kommin' AND pid <> pg_backend_pid()"
                               " AND state = 'idle' AND query <> ''")
                == workers_of_site + 2; // and those that hash passwords and take pictures
        });
    }
    [[nodiscard]] std::int64_t messages() const { return place.count("SELECT count(*) FROM feedback"); }

    static void expect_pages(Site const& site)
    {
        EXPECT_EQ(site.get("/de/").status, 200); // from the page cache
        EXPECT_EQ(site.get("/uk/angebote?gemeinde=luenen").status, 200); // made anew
        EXPECT_EQ(site.get("/ar/suche?q=kurs").status, 200);
        EXPECT_EQ(site.get("/healthz").status, 200);
    }
    static void expect_form_back(Answer const& answer)
    {
        EXPECT_EQ(answer.status, 503);
        EXPECT_TRUE(is_page_in("uk", answer));
        EXPECT_THAT(answer.body, HasSubstr("Die Schrift ist zu klein."));
    }

    Installation place{db::Engine::postgres};
};

TEST_F(DatabaseGone, ended_connections_are_opened_again)
{
    Site site(place);
    EXPECT_EQ(site.get("/de/").status, 200);
    EXPECT_TRUE(site.becomes_searchable());
    for (int round = 0; round < 5; ++round) {
        end_connections_of_the_site();
        expect_pages(site);
        auto const form = message_form("round-" + std::to_string(round));
        // Whatever the first attempt met, sending again ends well.
        EXPECT_THAT(site.post(feedback_path, form).status, AnyOf(303, 503));
        EXPECT_TRUE(becomes_true([&] { return site.post(feedback_path, form).status == 303; }));
        EXPECT_EQ(messages(), round + 1);
        EXPECT_TRUE(site.becomes_ready());
    }
    site.program().send_signal(SIGTERM);
    EXPECT_EQ(site.program().wait().code, 0);
    EXPECT_TRUE(is_sound(place));
}

TEST_F(DatabaseGone, a_cut_wire_stops_only_what_must_be_stored)
{
    TcpProxy proxy(port_of_url(place.database()));
    Site site(place, url_through(place.database(), proxy));
    EXPECT_TRUE(site.becomes_ready());
    EXPECT_EQ(site.get("/de/").status, 200);
    EXPECT_TRUE(site.becomes_searchable());

    proxy.set(TcpProxy::Wire::cut);
    EXPECT_FALSE(site.program().ends_within(0ms)) << site.program().errors();
    expect_pages(site);
    for (int attempt = 0; attempt < 2 * workers_of_site; ++attempt) {
        auto const ready = site.get("/readyz");
        EXPECT_EQ(ready.status, 503);
        EXPECT_EQ(ready.body, "not ready\n");
        expect_form_back(site.post(feedback_path, message_form("meanwhile")));
    }
    EXPECT_EQ(site.get("/verwaltung/passwort/ein-geheimnis").status, 503);
    // The answer may arrive before the line of the log.
    EXPECT_TRUE(becomes_true(
        [&] { return site.program().errors().find("/verwaltung/passwort/{token}") != std::string::npos; }));
    EXPECT_THAT(site.program().errors(), Not(HasSubstr("ein-geheimnis")))
        << "a link that was not used up opens an account";
    expect_pages(site);
    EXPECT_EQ(messages(), 0);

    proxy.set(TcpProxy::Wire::whole);
    EXPECT_TRUE(site.becomes_ready());
    for (int attempt = 0; attempt < 2 * workers_of_site; ++attempt)
        EXPECT_EQ(site.post(feedback_path, message_form("meanwhile")).status, 303);
    EXPECT_EQ(messages(), 1);
    // What others publish arrives again, too.
    EXPECT_EQ(place.run({"import", "offers", write_offers(place.data(), 3).string()}).code, 0);
    EXPECT_TRUE(becomes_true([&] { return site.get("/de/angebote/probe-1").status == 200; }));

    site.program().send_signal(SIGTERM);
    EXPECT_EQ(site.program().wait().code, 0);
    EXPECT_TRUE(is_sound(place));
}

// A frozen server or a firewall that drops everything: nobody says no, nobody says anything.
TEST_F(DatabaseGone, a_silent_wire_blocks_neither_readers_nor_the_end)
{
    TcpProxy proxy(port_of_url(place.database()));
    Site site(place, url_through(place.database(), proxy));
    EXPECT_TRUE(site.becomes_ready());
    EXPECT_TRUE(all_workers_are_connected());
    EXPECT_EQ(site.get("/de/").status, 200);

    proxy.set(TcpProxy::Wire::silent);
    std::vector<std::future<Answer>> waiting;
    for (int i = 0; i < 2 * workers_of_site; ++i) {
        auto form = message_form("silence-" + std::to_string(i));
        if (i < workers_of_site - 1) // the last worker is needed to see them arrive
            waiting.push_back(send_until_arrival(site, form));
        else
            waiting.push_back(
                std::async(std::launch::async, [&site, form] { return site.post(feedback_path, form); }));
    }
    EXPECT_EQ(site.get("/healthz").status, 200);
    EXPECT_EQ(site.get("/de/").status, 200) << "what lies ready needs no worker";
    proxy.set(TcpProxy::Wire::whole);
    for (auto& answer : waiting)
        EXPECT_EQ(answer.get().status, 303) << site.program().errors();
    EXPECT_EQ(messages(), 2 * workers_of_site);

    proxy.set(TcpProxy::Wire::silent);
    auto too_late = send_until_arrival(site, message_form("too-late"));
    site.program().send_signal(SIGTERM);
    EXPECT_EQ(site.program().wait(20s).code, 0);
    EXPECT_EQ(too_late.get().status, 503);
}

} // namespace
} // namespace kommin::program_tests
