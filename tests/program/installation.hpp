#pragma once
// One district office's Kommin: a data folder and a database with the demonstration, fresh for each test.

#include "platform/db/connection.hpp"
#include "platform/db/testing.hpp"
#include "program/program.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::program_tests {

class Installation {
public:
    explicit Installation(db::Engine engine);

    [[nodiscard]] std::filesystem::path data() const { return database_->directory(); }
    // What --database is given.
    [[nodiscard]] std::string database() const { return database_->location().target; }
    [[nodiscard]] std::unique_ptr<db::Connection> connect() const { return database_->connect(); }
    // The command with its options for data folder and database.
    [[nodiscard]] std::vector<std::string> command(std::vector<std::string> words) const;
    [[nodiscard]] Ended run(std::vector<std::string> words) const
    {
        return program_tests::run(command(std::move(words)));
    }
    [[nodiscard]] std::int64_t count(std::string_view sql) const;

private:
    std::unique_ptr<db::TestDatabase> database_;
};

// A file of new offers that `kommin import offers` accepts; their keys begin with "probe-".
constexpr std::string_view count_imported = "SELECT count(*) FROM offers WHERE substr(key, 1, 6) = 'probe-'";
constexpr int many_offers = 1500; // more than SQLite holds back in memory until the commit
std::filesystem::path write_offers(std::filesystem::path const& folder, int count);
void write_file(std::filesystem::path const& file, std::string_view bytes);

// For EXPECT_TRUE: `kommin verify` finds no fault.
::testing::AssertionResult is_sound(Installation const& place);
// For EXPECT_TRUE: a person can act on it: one sentence of the program, neither SQL nor the remains of a
// crash.
::testing::AssertionResult is_one_clear_sentence(std::string_view errors);

class OnBothEngines : public ::testing::TestWithParam<db::Engine> { };

} // namespace kommin::program_tests
