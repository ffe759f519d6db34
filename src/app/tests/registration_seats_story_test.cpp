// Many people at once, and few seats: what counts them is never wrong.

#include "app/tests/registration_story.hpp"

#include <gmock/gmock.h>

#include <array>
#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace kommin::app {
namespace {

constexpr std::size_t clients = 32;

class RegistrationSeats : public RegistrationBase {
protected:
    meetings::RegistrationForm party(std::string const& name, std::vector<std::string> const& parts)
    {
        meetings::RegistrationForm form;
        for (auto const& of : parts)
            form.people.push_back({.name = name, .part = of, .role = "private"});
        form.contact.mail = name + "@verein.example";
        form.consent = meetings::consent_version;
        return form;
    }
    // As another server would: with a connection of its own.
    Result<std::string> send_apart(meetings::RegistrationForm const& form, std::string const& key)
    {
        auto const own
            = db::Connection::open(connection().location(), {.busy_timeout = std::chrono::seconds(60)});
        return run_use_case(
            {*own, tenant_, Actor::command_line(), clock(), i18n::Zone::berlin(), no_signals},
            [&](Work& work) {
                return meetings::register_party(work, key_, programme_, form, i18n::Language::german(), key);
            });
    }
    void SetUp() override
    {
        RegistrationBase::SetUp();
        open(20, 9, 14);
        programme_ = meetings::ProgrammeId{
            connection().load<std::int64_t>("SELECT id FROM programmes WHERE tenant_id = ?", tenant_)};
    }

    crypto::Key key_ = crypto::Key::random();
    meetings::ProgrammeId programme_;
};
KOMMIN_ON_BOTH_ENGINES(RegistrationSeats);

TEST_P(RegistrationSeats, thirty_two_clients_take_no_more_than_there_are)
{
    auto const school = part("Schule");
    auto const work_part = part("Arbeit");
    std::array<std::string, clients> tokens;
    std::array<bool, clients> was_refused{};
    std::atomic<int> waiting{clients};
    auto const form_of = [&](std::size_t i) {
        auto const name = "p" + std::to_string(i);
        // In both orders: whoever takes two parts waits for nobody who has the other one.
        return i % 2 == 0 ? party(name, {school, work_part}) : party(name, {work_part, school});
    };
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < clients; ++i)
            threads.emplace_back([&, i] {
                --waiting;
                while (waiting > 0)
                    std::this_thread::yield();
                auto const key = "k" + std::to_string(i);
                auto const first = send_apart(form_of(i), key);
                auto const again = send_apart(form_of(i), key); // its answer was lost
                if (first)
                    tokens.at(i) = *first;
                was_refused.at(i) = !first && !again;
                EXPECT_EQ(first.has_value(), again.has_value());
                if (first && again) {
                    EXPECT_EQ(*first, *again);
                }
            });
    }
    auto const registrations = count("registrations");
    EXPECT_EQ(registrations, 9) << "as many parties of two as the smaller part has seats";
    EXPECT_EQ(std::ranges::count(was_refused, true), static_cast<std::ptrdiff_t>(clients) - registrations);
    EXPECT_EQ(taken("Schule"), 9);
    EXPECT_EQ(taken("Arbeit"), 9);
    EXPECT_EQ(taken(), 18);
    EXPECT_EQ(count("participants"), 18);
    // Each acknowledged one is there under its own link; cancelled at once, all seats are back.
    std::vector<std::jthread> threads;
    for (auto const& token : tokens) {
        if (token.empty())
            continue;
        threads.emplace_back([&, token] {
            auto const own
                = db::Connection::open(connection().location(), {.busy_timeout = std::chrono::seconds(60)});
            for (int press = 0; press < 2; ++press)
                EXPECT_TRUE(run_use_case(
                    {*own, tenant_, Actor::command_line(), clock(), i18n::Zone::berlin(), no_signals},
                    [&](Work& work) { return meetings::cancel_registration(work, token); }));
        });
    }
    threads.clear();
    EXPECT_EQ(taken(), 0);
    EXPECT_EQ(taken("Schule"), 0);
    EXPECT_EQ(taken("Arbeit"), 0);
}

TEST_P(RegistrationSeats, one_form_pressed_by_many_threads_is_one_party)
{
    auto const form = party("leyla", {part("Schule")});
    std::array<std::string, 8> tokens;
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < tokens.size(); ++i)
            threads.emplace_back([&, i] { tokens.at(i) = send_apart(form, "k").value(); });
    }
    EXPECT_THAT(tokens, ::testing::Each(tokens.front()));
    EXPECT_EQ(taken(), 1);
    EXPECT_EQ(count("registrations"), 1);
}

// Behind the statement that asks: no way past it.
TEST_P(RegistrationSeats, the_database_refuses_more_than_there_are)
{
    EXPECT_THROW(connection().execute("UPDATE programmes SET taken = seats + 1"), db::ConstraintViolation);
    EXPECT_THROW(connection().execute("UPDATE programme_parts SET taken = -1"), db::ConstraintViolation);
}

}
} // namespace kommin::app
