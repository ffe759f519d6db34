// The command "import offers" as the office uses it: exit code, what it prints, what it leaves behind.

#include "app/cli.hpp"
#include "modules/portal/testing.hpp"
#include "modules/tenants/testing.hpp"
#include "platform/db/testing.hpp"
#include "platform/files/files.hpp"

#include <gmock/gmock.h>

namespace kommin::app {
namespace {

using ::testing::HasSubstr;

class ImportCommand : public db::DatabaseTest {
protected:
    void SetUp() override
    {
        db::DatabaseTest::SetUp();
        tenant_ = tenants::found_district(
            connection(), *parse_instant("2026-11-23T09:00:00Z"), {.towns = {"aalfeld"}});
    }

    // Runs `kommin import offers` on a file with this text.
    int import(std::string const& text, std::vector<std::string> options = {})
    {
        auto const folder = std::filesystem::path(database().directory());
        auto const file = (folder / "offers.txt").string();
        files::write_atomically(file, text);
        std::vector<std::string> words{"kommin",     "import",
                                       "offers",     file,
                                       "--data",     (folder / "data").string(),
                                       "--database", database().location().target};
        words.insert(words.end(), options.begin(), options.end());
        std::vector<char*> arguments;
        for (auto& word : words)
            arguments.push_back(word.data());
        ::testing::internal::CaptureStderr();
        ::testing::internal::CaptureStdout();
        auto const code = run(static_cast<int>(arguments.size()), arguments.data());
        out_ = ::testing::internal::GetCapturedStdout();
        err_ = ::testing::internal::GetCapturedStderr();
        return code;
    }
    [[nodiscard]] std::size_t count() { return portal::list_offers(connection(), tenant_).size(); }

    std::string out_;
    std::string err_;

private:
    TenantId tenant_;
};
KOMMIN_ON_BOTH_ENGINES(ImportCommand);

TEST_P(ImportCommand, a_dry_run_counts_and_leaves_nothing)
{
    std::string const file = "title;municipality;childcare\nSprachcafé;Aalfeld;partly\n";
    EXPECT_EQ(import(file, {"--dry-run"}), 0) << err_;
    EXPECT_THAT(out_, HasSubstr("Probelauf: 1 neu, 0 geändert, 0 unverändert"));
    EXPECT_EQ(count(), 0U);
    EXPECT_EQ(import(file), 0) << err_;
    EXPECT_EQ(count(), 1U);
    EXPECT_EQ(import(file), 0) << err_;
    EXPECT_THAT(out_, HasSubstr("0 neu, 0 geändert, 1 unverändert"));
}

TEST_P(ImportCommand, a_hint_is_printed_and_no_failure)
{
    EXPECT_EQ(import("title;municipality;Zimmer\nSprachcafé;Aalfeld;12\n"), 0);
    EXPECT_THAT(err_, HasSubstr("Hinweis: 1: Zimmer: Diese Spalte wird nicht eingelesen: Zimmer"));
    EXPECT_EQ(count(), 1U);
}

TEST_P(ImportCommand, wrong_input_is_told_with_row_and_field_and_stores_nothing)
{
    EXPECT_EQ(import("title;municipality\nSprachcafé;Aalfeld\nChor;Atlantis\n"), 3);
    EXPECT_THAT(err_, HasSubstr("3: municipality: Unbekannte Gemeinde: atlantis"));
    EXPECT_THAT(err_, HasSubstr("1 Fehler. Es wurde nichts gespeichert."));
    EXPECT_EQ(count(), 0U);
    // A slug that another offer has: only the database knows.
    EXPECT_EQ(import("key;title;municipality\n1;Sprachcafé;Aalfeld\n"), 0);
    for (auto const& options : {std::vector<std::string>{"--dry-run"}, std::vector<std::string>{}}) {
        EXPECT_EQ(import("key;title;municipality\n2;Sprachcafé;Aalfeld\n", options), 3);
        EXPECT_THAT(err_, HasSubstr("2: slug: Dieser Wert kommt mehr als einmal vor: sprachcafe"));
    }
    EXPECT_EQ(count(), 1U);
}

TEST_P(ImportCommand, reading_and_checking_a_file_does_not_wait_for_the_writer)
{
    // While somebody else writes, SQLite would let nobody begin: the answer comes all the same.
    auto const rival = connect();
    db::Transaction writing(*rival);
    rival->execute("UPDATE tenants SET name = name");
    EXPECT_EQ(import("title;municipality\nChor;Atlantis\n"), 3) << err_;
}

} // namespace
} // namespace kommin::app
