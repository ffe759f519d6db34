#include "platform/http/spilled_body.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <string>

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

}
} // namespace kommin::http
