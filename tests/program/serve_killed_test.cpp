// The power fails while people write: whoever was thanked is in the database, once.

#include "program/site.hpp"

#include <csignal>
#include <set>

namespace kommin::program_tests {
namespace {

constexpr int writers = 4;
// All of them together are fewer messages than the program takes at once.
constexpr std::size_t thanked_per_round = 20;
constexpr int kills = testing::rounds(3);

// Several people who send messages until the server is gone.
class Crowd {
public:
    Crowd(Site const& site, std::string const& name)
    {
        for (int i = 0; i < writers; ++i)
            threads_.emplace_back(
                [this, &site, prefix = name + '-' + std::to_string(i) + '-'] { write(site, prefix); });
    }
    ~Crowd()
    {
        for (auto& thread : threads_)
            thread.join();
    }
    Crowd(Crowd const&) = delete;
    Crowd& operator=(Crowd const&) = delete;

    [[nodiscard]] bool was_thanked(std::size_t times)
    {
        std::unique_lock lock(mutex_);
        return news_.wait_for(lock, 60s, [&] { return thanked_.size() >= times; });
    }
    // Once the server is gone.
    void collect(std::set<std::string>& sent, std::set<std::string>& thanked)
    {
        for (auto& thread : threads_)
            thread.join();
        threads_.clear();
        sent.insert(sent_.begin(), sent_.end());
        thanked.insert(thanked_.begin(), thanked_.end());
    }

private:
    void write(Site const& site, std::string const& prefix)
    {
        for (int i = 0;; ++i) {
            auto const key = prefix + std::to_string(i);
            {
                std::scoped_lock const lock(mutex_);
                sent_.insert(key);
            }
            auto const answer = site.post(feedback_path, message_form(key));
            if (answer.status == 0)
                return;
            std::scoped_lock const lock(mutex_);
            if (answer.status == 303)
                thanked_.insert(key);
            news_.notify_all();
        }
    }

    std::mutex mutex_;
    std::condition_variable news_;
    std::set<std::string> sent_;
    std::set<std::string> thanked_;
    std::vector<std::thread> threads_;
};

std::multiset<std::string> stored_keys(Installation const& place)
{
    auto const keys = place.connect()->list<std::string>("SELECT idempotency_key FROM feedback");
    return {keys.begin(), keys.end()};
}

class ServeKilled : public OnBothEngines { };
KOMMIN_ON_BOTH_ENGINES(ServeKilled);

TEST_P(ServeKilled, keeps_every_message_it_has_thanked_for)
{
    Installation const place(GetParam());
    std::set<std::string> sent;
    std::set<std::string> thanked;
    for (int round = 0; round < kills; ++round) {
        Site site(place);
        Crowd crowd(site, "round-" + std::to_string(round));
        EXPECT_TRUE(crowd.was_thanked(thanked_per_round));
        site.program().send_signal(SIGKILL);
        site.program().wait();
        crowd.collect(sent, thanked);
    }
    EXPECT_GE(thanked.size(), kills * thanked_per_round);
    EXPECT_TRUE(is_sound(place));
    auto const stored = stored_keys(place);
    for (auto const& key : thanked)
        EXPECT_EQ(stored.count(key), 1U) << key;

    // People who were not thanked send again, people who are not sure too.
    Site const site(place);
    for (auto const& key : sent)
        EXPECT_EQ(site.post(feedback_path, message_form(key)).status, 303) << key;
    EXPECT_EQ(stored_keys(place), std::multiset<std::string>(sent.begin(), sent.end()));
}

} // namespace
} // namespace kommin::program_tests
