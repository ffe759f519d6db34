#pragma once
// Crowd: people who send forms while the power fails.

#include "program/site.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace kommin::program_tests {

inline constexpr int crowd_size = 4;

// Several people who send forms, each under a key of its own, until the server is gone.
class Crowd {
public:
    using FormOf = std::function<std::string(std::string_view key)>;
    Crowd(Site const& site, std::string const& name, std::string_view path, FormOf form_of)
        : path_(path)
        , form_of_(std::move(form_of))
    {
        for (int i = 0; i < crowd_size; ++i)
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
            auto const answer = site.post(path_, form_of_(key));
            if (answer.status == 0)
                return;
            std::scoped_lock const lock(mutex_);
            if (answer.status == 303)
                thanked_.insert(key);
            news_.notify_all();
        }
    }

    std::string path_;
    FormOf form_of_;
    std::mutex mutex_;
    std::condition_variable news_;
    std::set<std::string> sent_;
    std::set<std::string> thanked_;
    std::vector<std::thread> threads_;
};

} // namespace kommin::program_tests
