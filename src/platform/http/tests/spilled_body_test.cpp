#include "platform/http/spilled_body.hpp"

#include "platform/crypto/wipe.hpp"
#include "platform/http/body_collector.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>

namespace kommin::http {
namespace {

class SpilledBodyTest : public ::testing::Test {
protected:
    void SetUp() override { std::filesystem::create_directory(folder_); }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    // Where the open files of this process lie that belong to the folder, as the kernel says it.
    [[nodiscard]] int open_files_with_a_name() const
    {
        int named = 0;
        for (auto const& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
            std::error_code gone;
            auto const target = std::filesystem::read_symlink(entry.path(), gone).string();
            if (target.starts_with(folder_.string()) && !target.ends_with(" (deleted)"))
                ++named;
        }
        return named;
    }

    std::filesystem::path folder_
        = std::filesystem::temp_directory_path() / ("kommin-spilled-" + std::to_string(::getpid()));
};

// Whoever looks into the folder, and whoever finds it after a crash, finds nothing.
TEST_F(SpilledBodyTest, has_no_name_that_anybody_could_open_or_that_could_stay)
{
    {
        SpilledBody body(folder_);
        body.append("Name: Leyla Demir");
        body.append(std::string(300'000, 'x'));
        EXPECT_TRUE(std::filesystem::is_empty(folder_));
        EXPECT_EQ(open_files_with_a_name(), 0);
        body.seal();
        EXPECT_TRUE(std::filesystem::is_empty(folder_));
        EXPECT_EQ(body.bytes().substr(0, 17), "Name: Leyla Demir");
        EXPECT_EQ(body.size(), 300'017U);
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder_));
}

TEST_F(SpilledBodyTest, what_was_in_memory_before_is_overwritten)
{
    std::string const password(64, 'p');
    auto wiped_since = [&, before = std::uint64_t{0}]() mutable {
        auto const now = crypto::count_wiped_bytes();
        return now - std::exchange(before, now);
    };
    wiped_since();
    {
        BodyCollector body;
        body.begin(1'000, password.size(), folder_);
        EXPECT_TRUE(body.append(password));
        wiped_since();
        EXPECT_TRUE(body.append("&und=mehr"));
        EXPECT_GE(wiped_since(), password.size()) << "it lies in the file now";
    }
    {
        BodyCollector body;
        body.begin(100, 100, folder_);
        EXPECT_TRUE(body.append(password));
        EXPECT_FALSE(body.append(password)) << "too much, and nobody fetches it";
        wiped_since();
        body.begin(100, 100, folder_);
        EXPECT_GE(wiped_since(), password.size()) << "of the next request";
        EXPECT_TRUE(body.append(password));
        wiped_since();
    }
    EXPECT_GE(wiped_since(), password.size()) << "of a connection that ended in between";
}

}
} // namespace kommin::http
