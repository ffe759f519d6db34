// The machine is lost: what `kommin backup` wrote becomes an installation again, and `kommin verify` notices
// what is wrong with one.

#include "program/installation.hpp"

#include <gmock/gmock.h>

#include <filesystem>

namespace kommin::program_tests {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Backup : public OnBothEngines {
protected:
    // An empty place on another machine.
    class Elsewhere {
    public:
        explicit Elsewhere(db::Engine engine)
            : scratch_(engine, {})
        { }
        [[nodiscard]] std::filesystem::path data() const { return scratch_.directory() + "/daten"; }
        [[nodiscard]] Ended run(std::vector<std::string> words) const
        {
            for (auto const& word :
                 {std::string("--data"), data().string(), std::string("--database"), database()})
                words.push_back(word);
            return program_tests::run(words);
        }
        [[nodiscard]] std::unique_ptr<db::Connection> connect() const
        {
            auto location = scratch_.location();
            location.target = database();
            return db::Connection::open(location);
        }

    private:
        [[nodiscard]] std::string database() const
        {
            return scratch_.engine() == db::Engine::sqlite ? scratch_.directory() + "/neu.db"
                                                           : scratch_.location().target;
        }
        db::TestDatabase scratch_;
    };

    // The rest of the line from there on; empty if it is nowhere.
    static std::string line_from(std::string const& text, std::string const& start)
    {
        auto const begin = text.find(start);
        return begin == std::string::npos ? "" : text.substr(begin, text.find('\n', begin) - begin);
    }
    static std::string all_of(db::Connection& db)
    {
        std::string text;
        for (auto const& row : db.list<std::string>(
                 "SELECT key || '|' || title || '|' || content_hash FROM offers ORDER BY key"))
            text += row + '\n';
        for (auto const& hash :
             db.list<std::string>("SELECT hash FROM audit_entries ORDER BY tenant_id, sequence"))
            text += hash + '\n';
        return text;
    }
};
KOMMIN_ON_BOTH_ENGINES(Backup);

TEST_P(Backup, becomes_the_same_installation_elsewhere)
{
    Installation const place(GetParam());
    ASSERT_EQ(place.run({"import", "offers", write_offers(place.data(), 3).string()}).code, 0);
    auto const file = (place.data() / "nacht.kopie").string();
    auto const copied = place.run({"backup", file});
    ASSERT_EQ(copied.code, 0) << copied.err;
    // The end of the chain, to be kept in another place.
    auto const head = line_from(copied.out, "kreis-unna ");
    ASSERT_FALSE(head.empty()) << copied.out;
    EXPECT_EQ(place.run({"backup", file}).code, 1) << "nothing is overwritten";
    auto const before = all_of(*place.connect());

    Elsewhere const there(GetParam());
    auto const restored = there.run({"restore", file});
    ASSERT_EQ(restored.code, 0) << restored.err;
    auto const verified = there.run({"verify", "--head", head});
    EXPECT_EQ(verified.code, 0) << verified.out << verified.err;
    EXPECT_THAT(verified.out, HasSubstr("intact"));
    EXPECT_THAT(verified.out, HasSubstr("noted head " + head.substr(0, head.rfind(' ')) + ": still there"));
    EXPECT_THAT(verified.out, HasSubstr("versions kreis-unna: "));
    EXPECT_EQ(all_of(*there.connect()), before);
    std::size_t evidence = 0; // the file that was imported, under its hash
    for (auto const& entry : std::filesystem::recursive_directory_iterator(there.data()))
        evidence += entry.is_regular_file() && entry.file_size() > 0 ? 1U : 0U;
    EXPECT_GT(evidence, 0U);

    auto const again = there.run({"restore", file});
    EXPECT_NE(again.code, 0) << "an installation is not written over";
    EXPECT_TRUE(is_one_clear_sentence(again.err));
    EXPECT_EQ(all_of(*there.connect()), before);
}

TEST_P(Backup, a_file_that_is_none_makes_no_installation)
{
    Elsewhere const there(GetParam());
    auto const file = there.data().string() + ".txt";
    write_file(file, "keine Kopie");
    auto const refused = there.run({"restore", file});
    EXPECT_NE(refused.code, 0);
    EXPECT_TRUE(is_one_clear_sentence(refused.err));
    EXPECT_NE(there.run({"restore", file + ".gibt-es-nicht"}).code, 0);
    EXPECT_NE(there.run({"verify"}).code, 0) << "there is still none";
}

TEST_P(Backup, a_noted_head_shows_a_chain_that_was_cut_off)
{
    Installation const place(GetParam());
    auto const before = place.run({"backup", (place.data() / "vorher.kopie").string()});
    ASSERT_EQ(place.run({"import", "offers", write_offers(place.data(), 3).string()}).code, 0);
    auto const after = place.run({"backup", (place.data() / "nachher.kopie").string()});
    auto const old_head = line_from(before.out, "kreis-unna ");
    auto const new_head = line_from(after.out, "kreis-unna ");
    ASSERT_NE(old_head, new_head);
    EXPECT_EQ(place.run({"verify", "--head", old_head, "--head", new_head}).code, 0);

    // Somebody puts the older copy in its place: in itself it is without fault.
    Elsewhere const there(GetParam());
    ASSERT_EQ(there.run({"restore", (place.data() / "vorher.kopie").string()}).code, 0);
    EXPECT_EQ(there.run({"verify", "--head", old_head}).code, 0);
    auto const found = there.run({"verify", "--head", new_head});
    EXPECT_EQ(found.code, 1);
    EXPECT_THAT(found.out, HasSubstr("MISSING OR CHANGED"));
    for (auto const* wrong : {"", "kreis-unna", "kreis-unna 3 abc", "kreis-unna -1 abc", "kreis-unna 3"}) {
        auto const refused = there.run({"verify", "--head", wrong});
        EXPECT_EQ(refused.code, 2) << wrong;
        EXPECT_TRUE(is_one_clear_sentence(refused.err)) << refused.err;
    }
}

TEST_P(Backup, verify_names_a_damaged_file_and_a_broken_chain)
{
    Installation const place(GetParam());
    ASSERT_EQ(place.run({"import", "offers", write_offers(place.data(), 3).string()}).code, 0);
    ASSERT_TRUE(is_sound(place));

    std::filesystem::path blob;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(place.data() / "blobs")) {
        if (entry.is_regular_file())
            blob = entry.path();
    }
    ASSERT_FALSE(blob.empty());
    std::filesystem::permissions(blob, std::filesystem::perms::owner_all);
    write_file(blob, "etwas anderes");
    auto const damaged = place.run({"verify"});
    EXPECT_EQ(damaged.code, 1);
    EXPECT_THAT(damaged.out, HasSubstr("1 damaged"));

    // Whoever owns the database can take the guards away; the chain tells.
    auto const db = place.connect();
    if (GetParam() == db::Engine::sqlite) {
        for (auto const& name : db->list<std::string>(
                 "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entries'"))
            db->execute("DROP TRIGGER " + name);
    } else {
        db->execute("ALTER TABLE audit_entries DISABLE TRIGGER USER");
    }
    db->execute("UPDATE audit_entries SET actor = 'jemand anders' WHERE sequence = 2");
    auto const broken = place.run({"verify"});
    EXPECT_EQ(broken.code, 1);
    EXPECT_THAT(broken.out, HasSubstr("BROKEN at 2"));
    EXPECT_THAT(broken.out, Not(HasSubstr("entries, intact")));
}

} // namespace
} // namespace kommin::program_tests
