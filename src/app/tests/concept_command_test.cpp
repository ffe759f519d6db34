// The commands "concept export" and "concept verify": what they print, and their exit codes.

#include "app/cli.hpp"
#include "app/tests/package_attempts.hpp"
#include "modules/tenants/testing.hpp"
#include "platform/base/clock.hpp"
#include "platform/db/testing.hpp"
#include "platform/files/files.hpp"
#include "platform/work/use_case.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class ConceptCommand : public db::DatabaseTest {
protected:
    void SetUp() override
    {
        db::DatabaseTest::SetUp();
        tenant_ = tenants::found_district(
            connection(), *parse_instant("2026-11-23T09:00:00Z"), {.towns = {"aalfeld"}});
    }
    int run_with(std::vector<std::string> const& options)
    {
        std::vector<std::string> words{"kommin", "concept"};
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
    int exported(std::string const& code, std::vector<std::string> const& more = {})
    {
        std::vector<std::string> options{
            "export", "--package", code, "--data", in("data"), "--database", database().location().target};
        options.insert(options.end(), more.begin(), more.end());
        return run_with(options);
    }
    int verified(std::string const& bytes)
    {
        auto const file = in("konzept.json");
        files::write_atomically(file, bytes);
        return run_with({"verify", file});
    }
    [[nodiscard]] std::string in(std::string const& name)
    {
        return (std::filesystem::path(database().directory()) / name).string();
    }
    void take_in(std::string const& bytes)
    {
        FixedClock const clock(*parse_instant("2026-11-23T09:00:00Z"));
        auto const taken = run_use_case(
            {connection(), tenant_, Actor::command_line(), clock, i18n::Zone::berlin(), no_signals},
            [&](Work& work) { return adoption::take_in_package(work, {}, bytes, {}); });
        ASSERT_TRUE(taken);
    }

    std::string out_, err_;

private:
    TenantId tenant_;
};
KOMMIN_ON_BOTH_ENGINES(ConceptCommand);

TEST_P(ConceptCommand, exports_the_newest_version_or_the_one_asked_for_to_the_byte)
{
    auto const first = package_called("A");
    auto second = first;
    second.number = 2;
    second.name = "Paket A, neu";
    take_in(file_of_package(first));
    take_in(file_of_package(second));
    EXPECT_EQ(exported(first.code), 0) << err_;
    EXPECT_EQ(out_, file_of_package(second));
    EXPECT_EQ(exported(first.code, {"--number", "1"}), 0) << err_;
    EXPECT_EQ(out_, file_of_package(first));
    EXPECT_EQ(verified(out_), 0) << "what comes out is a package";
}

TEST_P(ConceptCommand, export_says_what_it_does_not_find)
{
    take_in(file_of_package(package_called("A")));
    EXPECT_EQ(exported("AAAAAAAAAAAAAAAAAAAAAA"), 3);
    EXPECT_THAT(err_, HasSubstr("Dieses Paket gibt es nicht"));
    EXPECT_EQ(exported(package_called("A").code, {"--number", "2"}), 3);
    EXPECT_THAT(err_, HasSubstr("Dieses Paket gibt es nicht"));
    EXPECT_THAT(out_, IsEmpty());
    EXPECT_EQ(run_with({"export", "--data", in("data")}), 2) << "which package?";
    EXPECT_THAT(err_, HasSubstr("--package"));
}

TEST_P(ConceptCommand, verify_prints_what_a_file_says_without_any_database)
{
    EXPECT_EQ(verified(file_of_package(package_called("A"))), 0) << err_;
    EXPECT_THAT(
        out_,
        AllOf(
            HasSubstr("name: Paket A\n"), HasSubstr("issuer: Kreis Anderswo\n"), HasSubstr("number: 1\n"),
            HasSubstr("day: 2026-11-20\n"), HasSubstr("panels: 2\n"), HasSubstr("goals: 1\n"),
            HasSubstr("measures: 1\n"), HasSubstr("figures: 0\n"), HasSubstr("signature: holds\n")));
    auto const key = crypto::base64url(crypto::public_key_of(key_of_others()));
    EXPECT_THAT(out_, HasSubstr("fingerprint of the key: " + adoption::fingerprint_of(key) + '\n'));
    EXPECT_EQ(verified(file_of_package(package_called("A"), 'x')), 0) << err_;
    EXPECT_THAT(out_, Not(HasSubstr(adoption::fingerprint_of(key)))) << "it is signed by somebody else";
}

TEST_P(ConceptCommand, verify_refuses_what_was_changed_and_names_the_place)
{
    auto changed = file_of_package(package_called("A"));
    changed.replace(changed.find("Leitziel"), 8, "Leidziel");
    EXPECT_EQ(verified(changed), 1);
    EXPECT_THAT(err_, HasSubstr("Die Unterschrift stimmt nicht"));
    EXPECT_THAT(out_, Not(HasSubstr("Paket A"))) << "nobody vouches for anything of it";
    EXPECT_EQ(verified("{}"), 1);
    EXPECT_THAT(err_, HasSubstr("Die Stelle:"));
    EXPECT_EQ(run_with({"verify", in("gibt-es-nicht.json")}), 1);
    EXPECT_THAT(err_, HasSubstr("Diese Datei gibt es nicht"));
}

} // namespace
} // namespace kommin::app
