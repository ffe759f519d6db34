// Many people at once on the waiting list: never more than there are, nobody overtaken, one winner for each
// offer.

#include "app/tests/registration_story.hpp"

#include <gmock/gmock.h>

#include <array>
#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace kommin::app {
namespace {

constexpr std::size_t many_clients = 32;
constexpr std::int64_t seats = 9;

class RegistrationQueue : public RegistrationBase {
protected:
    void SetUp() override
    {
        RegistrationBase::SetUp();
        open(20, seats, 5);
        programme_ = meetings::ProgrammeId{
            connection().load<std::int64_t>("SELECT id FROM programmes WHERE tenant_id = ?", tenant_)};
        school_ = part("Schule");
    }
    // As another server would: with a connection of its own.
    template<class UseCase>
    auto apart(UseCase use_case, Instant now)
    {
        auto const own
            = db::Connection::open(connection().location(), {.busy_timeout = std::chrono::seconds(60)});
        FixedClock const clock{now};
        return run_use_case(
            {*own, tenant_, Actor::command_line(), clock, i18n::Zone::berlin(), no_signals}, use_case);
    }
    std::string enters(std::string const& name, Instant now)
    {
        meetings::RegistrationForm form;
        form.people.push_back({.name = name, .part = school_, .role = "private"});
        form.contact.mail = name + "@verein.example";
        form.consent = meetings::consent_version;
        form.may_wait = true;
        return apart(
                   [&](Work& work) {
                       return meetings::register_party(
                           work, key_, programme_, form, i18n::Language::german(), name);
                   },
                   now)
            .value();
    }
    Result<void> accepts(std::string const& token, Instant now)
    {
        return apart([&](Work& work) { return meetings::accept_offer(work, token); }, now);
    }
    Result<void> leaves(std::string const& token, Instant now)
    {
        return apart([&](Work& work) { return meetings::cancel_registration(work, token); }, now);
    }
    // All at the same moment.
    static void at_once(std::vector<std::function<void()>> const& presses)
    {
        std::atomic<std::size_t> waiting{presses.size()};
        std::vector<std::jthread> threads;
        for (auto const& press : presses)
            threads.emplace_back([&] {
                --waiting;
                while (waiting > 0)
                    std::this_thread::yield();
                press();
            });
    }
    std::int64_t number(std::string const& what) { return connection().load<std::int64_t>(what); }
    // What holds whoever presses what: the counters are those who hold seats, and no seat stays free while
    // somebody waits for it, nobody has one before somebody who came earlier and still waits.
    void expect_in_order()
    {
        auto const holding
            = number("SELECT COUNT(*) FROM participants a JOIN registrations r ON r.id = a.registration_id"
                     " WHERE r.state IN ('registered', 'offered')");
        EXPECT_EQ(taken(), holding);
        EXPECT_EQ(taken("Schule"), holding);
        EXPECT_LE(holding, seats);
        EXPECT_EQ(
            number("SELECT COUNT(*) FROM registrations r WHERE r.state IN ('cancelled', 'left', 'lapsed')"
                   " AND EXISTS (SELECT 1 FROM participants a WHERE a.registration_id = r.id)"),
            0);
        if (number("SELECT COUNT(*) FROM registrations WHERE state = 'waiting'") == 0)
            return;
        EXPECT_EQ(holding, seats);
        EXPECT_EQ(
            number("SELECT COUNT(*) FROM registrations h JOIN registrations w ON w.state = 'waiting'"
                   " AND h.id > w.id WHERE h.state IN ('registered', 'offered') AND h.place IS NULL"),
            0)
            << "somebody came later, never waited, and has a seat";
        EXPECT_EQ(
            number("SELECT COUNT(*) FROM registrations h JOIN registrations w ON w.state = 'waiting'"
                   " AND h.place > w.place WHERE h.state IN ('registered', 'offered')"),
            0)
            << "somebody was overtaken";
    }

    crypto::Key key_ = crypto::Key::random();
    meetings::ProgrammeId programme_;
    std::string school_;
};
KOMMIN_ON_BOTH_ENGINES(RegistrationQueue);

TEST_P(RegistrationQueue, thirty_two_clients_come_wait_move_up_and_go)
{
    auto const now = clock().now();
    std::vector<std::string> tokens(many_clients);
    std::vector<std::function<void()>> presses;
    for (std::size_t i = 0; i < many_clients; ++i)
        presses.emplace_back([&, i] { tokens[i] = enters("a" + std::to_string(i), now); });
    at_once(presses);
    EXPECT_EQ(number("SELECT COUNT(*) FROM registrations WHERE state = 'waiting'"), many_clients - seats);
    EXPECT_EQ(
        number("SELECT COUNT(DISTINCT place) FROM registrations WHERE state = 'waiting'"),
        many_clients - seats);
    expect_in_order();
    // A third goes, a third says yes and a third both at once, again and again, while others come.
    for (int round = 0; round < 4; ++round) {
        presses.clear();
        for (std::size_t i = 0; i < many_clients; ++i)
            presses.emplace_back([&, i, round] {
                auto const& token = tokens[i];
                auto const turn = (i + static_cast<std::size_t>(round)) % 8;
                if (turn == 0)
                    EXPECT_TRUE(leaves(token, now));
                else if (turn == 1)
                    enters("b" + std::to_string(round) + '-' + std::to_string(i), now);
                else
                    (void)accepts(token, now); // who has no offer is told so
            });
        at_once(presses);
        expect_in_order();
    }
    EXPECT_GT(
        number("SELECT COUNT(*) FROM registrations WHERE state = 'registered' AND place IS NOT NULL"), 0);
    EXPECT_GT(number("SELECT COUNT(*) FROM registrations WHERE state = 'waiting'"), 0);
}

TEST_P(RegistrationQueue, of_yes_and_no_and_too_late_one_wins)
{
    auto const now = clock().now();
    auto const too_late = *parse_instant("2026-11-27T09:00:00Z");
    std::vector<std::string> tokens;
    for (int i = 0; i < seats + 12; ++i)
        tokens.push_back(enters("a" + std::to_string(i), now));
    for (std::size_t i = 0; i < seats; ++i)
        EXPECT_TRUE(leaves(tokens[i], now));
    ASSERT_EQ(number("SELECT COUNT(*) FROM registrations WHERE state = 'offered'"), seats);
    std::array<std::atomic<bool>, 12> was_accepted{};
    std::vector<std::function<void()>> presses;
    for (std::size_t i = 0; i < was_accepted.size(); ++i) {
        auto const& token = tokens[seats + i];
        presses.emplace_back([&, i] { was_accepted.at(i) = accepts(tokens[seats + i], now).has_value(); });
        if (i % 2 == 0)
            presses.emplace_back([&] { EXPECT_TRUE(leaves(token, now)); });
    }
    presses.emplace_back([&] {
        EXPECT_TRUE(apart([](Work& work) { return meetings::look_through_waiting_lists(work); }, too_late));
    });
    at_once(presses);
    expect_in_order();
    for (std::size_t i = 1; i < was_accepted.size(); i += 2) { // whom nobody has cancelled
        auto const state = connection().load<std::string>(
            "SELECT r.state FROM registrations r JOIN registration_links l ON l.registration_id = r.id"
            " WHERE l.token_hash = ?",
            crypto::sha256_hex(tokens[seats + i]));
        EXPECT_EQ(state == "registered", was_accepted.at(i)) << i << ": " << state;
    }
}

}
} // namespace kommin::app
