// A district founded by the program: from nothing to a served portal, and killed on the way there.

#include "platform/base/testing.hpp"
#include "program/installation.hpp"

#include <gmock/gmock.h>

#include <csignal>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace kommin::program_tests {
namespace {

using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string text_of(std::filesystem::path const& file)
{
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

std::string make_map(std::string const& options)
{
    auto const source = testing::source_folder().string();
    return printed_by(
        std::string("node '") + source + "/scripts/make-map' " + options + " '" + source
        + "/tests/program/musterau.geo.json' 2>/dev/null");
}

class Founding : public OnBothEngines {
protected:
    Founding()
        : database_(GetParam())
        , folder_(std::filesystem::path(database_.directory()) / "kreis")
    {
        std::filesystem::copy(
            testing::source_folder() / "template", folder_, std::filesystem::copy_options::recursive);
        for (auto const& entry : std::filesystem::directory_iterator(folder_ / "pages")) {
            auto text = text_of(entry.path());
            constexpr std::string_view blank = "bitte eintragen";
            for (auto at = text.find(blank); at != std::string::npos; at = text.find(blank, at))
                text.replace(at, blank.size(), "eingetragen");
            write_file(entry.path(), text);
        }
    }

    [[nodiscard]] std::vector<std::string> command(std::vector<std::string> words) const
    {
        for (auto const& word :
             {std::string("--data"), database_.directory(), std::string("--database"),
              database_.location().target})
            words.push_back(word);
        return words;
    }
    [[nodiscard]] std::vector<std::string> founding(std::vector<std::string> options = {}) const
    {
        std::vector<std::string> words{"district", "found", "--from", folder_.string()};
        words.insert(words.end(), options.begin(), options.end());
        return command(std::move(words));
    }
    [[nodiscard]] std::int64_t count(std::string_view table) const
    {
        return database_.connect()->load<std::int64_t>("SELECT count(*) FROM " + std::string(table));
    }

    db::TestDatabase database_;
    std::filesystem::path folder_;
};
KOMMIN_ON_BOTH_ENGINES(Founding);

TEST(MakeMap, thins_a_common_border_once_so_that_neighbours_never_gape)
{
    std::string const crooked = "7-83-7-83 18-56";
    auto const fine = make_map("--ags 09999");
    auto const first = fine.find(crooked);
    ASSERT_NE(first, std::string::npos);
    EXPECT_NE(fine.find(crooked, first + 1), std::string::npos) << "the neighbour draws the same bends";
    auto const coarse = make_map("--ags 09999 --simplify 2000 --width 200 --attribution Quelle");
    EXPECT_THAT(
        coarse,
        AllOf(
            Not(HasSubstr("7-83")), HasSubstr("\"viewBox\": \"0 0 200 "),
            HasSubstr("\"attribution\": \"Quelle\"")));
    EXPECT_THAT(fine, HasSubstr("\"text\": \"Übersee\""));
    EXPECT_THROW(make_map("--ags 07"), std::runtime_error) << "no municipality has such a key";
    EXPECT_THROW(make_map("--width weit"), std::runtime_error);
}

TEST_P(Founding, takes_the_map_that_the_script_has_made)
{
    auto const map = make_map("--ags 09999");
    EXPECT_THAT(map, AllOf(HasSubstr("09999001"), HasSubstr("09999003"), Not(HasSubstr("08888001"))));
    write_file(folder_ / "map.json", map);
    auto const founded = run(founding());
    ASSERT_EQ(founded.code, 0) << founded.err;
    EXPECT_EQ(count("bodies WHERE outline <> '' AND label_x IS NOT NULL"), 3);
    EXPECT_EQ(count("tenants WHERE map_attribution <> '' AND map_view_box <> ''"), 1);

    write_file(folder_ / "map.json", make_map("--ags 09999001"));
    auto const lacking = run(founding({"--dry-run"}));
    EXPECT_EQ(lacking.code, 3);
    EXPECT_THAT(
        lacking.err, HasSubstr("map.json: areas: Auf der Karte fehlt: Bergheim an der Au (09999002)"));
}

TEST_P(Founding, killed_on_the_way_leaves_a_whole_district_or_none_and_is_done_once)
{
    auto const whole = [&] {
        db::TestDatabase const other(GetParam());
        auto const ended = run(
            {"district", "found", "--from", folder_.string(), "--data", other.directory(), "--database",
             other.location().target});
        EXPECT_EQ(ended.code, 0) << ended.err;
        return ended.work;
    }();
    // In one statement: on PostgreSQL the commit may still be on its way when its client is dead.
    constexpr std::string_view broken
        = "tenants WHERE (SELECT count(*) FROM bodies) <> 4 OR (SELECT count(*) FROM pages) <> 3"
          " OR (SELECT count(*) FROM organisational_unit_names) <> 5";
    constexpr std::string_view left_behind
        = "bodies WHERE NOT EXISTS (SELECT id FROM tenants WHERE tenants.id = bodies.tenant_id)";
    int left_nothing = 0;
    int const rounds = testing::rounds(20);
    for (int round = 0; round < rounds && count("tenants") == 0; ++round) {
        auto const moment = whole * round / rounds;
        Program program(founding());
        while (!program.ends_within(0ms) && program.work() < moment) { }
        program.send_signal(SIGKILL);
        program.wait();
        EXPECT_EQ(count(broken), 0);
        EXPECT_EQ(count(left_behind), 0);
        left_nothing += count("tenants") == 0 ? 1 : 0;
    }
    EXPECT_GT(left_nothing, 0) << "the first came too late to interrupt anything";

    auto const next = run(founding());
    EXPECT_THAT(next.code, AnyOf(0, 3)) << next.err;
    EXPECT_EQ(count("tenants"), 1);
    auto const again = run(founding());
    EXPECT_EQ(again.code, 3);
    EXPECT_THAT(again.err, HasSubstr("„Kreis Musterau“ ist in dieser Datenbank schon vorhanden."));
    EXPECT_EQ(count("bodies"), 4);
    EXPECT_EQ(run(command({"verify"})).code, 0);
}

TEST_P(Founding, a_bad_folder_or_a_dry_run_makes_no_database)
{
    auto const data = folder_ / "data";
    std::vector<std::string> const words{"district",       "found",  "--from",
                                         folder_.string(), "--data", data.string()};
    auto rehearsal = words;
    rehearsal.emplace_back("--dry-run");
    auto const rehearsed = run(rehearsal);
    EXPECT_EQ(rehearsed.code, 0) << rehearsed.err;
    EXPECT_THAT(rehearsed.out, HasSubstr("Probelauf: Kreis Musterau: 3 Gemeinden"));
    EXPECT_FALSE(std::filesystem::exists(data));
    std::filesystem::remove(folder_ / "municipalities.csv");
    auto const refused = run(words);
    EXPECT_EQ(refused.code, 3);
    EXPECT_THAT(refused.err, HasSubstr("municipalities.csv: Diese Datei fehlt."));
    EXPECT_FALSE(std::filesystem::exists(data));
    EXPECT_EQ(run({"district", "found", "--data", data.string()}).code, 2);
    EXPECT_THAT(run({"district", "--help"}).out, HasSubstr("found"));
}

} // namespace
} // namespace kommin::program_tests
