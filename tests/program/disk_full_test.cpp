// No space is left: nothing is half stored, readers notice nothing, writers keep what they wrote.
//
// A limit on the size of files stands for the full disk: it needs no rights and can be lifted again while the
// program runs. On PostgreSQL the disk of the server is another one; there a trigger says what it would say.

#include "program/site.hpp"

#include <gmock/gmock.h>

namespace kommin::program_tests {
namespace {

using ::testing::HasSubstr;

// More than fits beside the demonstration: the log of SQLite may become as large as the file of its database.
constexpr int more_than_fit = 3000;

class DiskFull : public OnBothEngines {
protected:
    [[nodiscard]] bool on_sqlite() const { return GetParam() == db::Engine::sqlite; }

    void fill(Program const& program) const
    {
        if (on_sqlite())
            program.limit_files(0);
        else
            refuse_rows("feedback");
    }
    void clear(Program const& program) const
    {
        if (on_sqlite())
            program.limit_files({});
        else
            place.connect()->execute("DROP TRIGGER disk_full ON feedback");
    }
    void refuse_rows(std::string const& table) const
    {
        auto const db = place.connect();
        db->execute("CREATE FUNCTION refuse_for_lack_of_space() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                    " RAISE EXCEPTION 'could not extend file \"base/1/2\": No space left on device'"
                    " USING ERRCODE = 'disk_full'; END $$");
        db->execute(
            "CREATE TRIGGER disk_full BEFORE INSERT ON " + table
            + " FOR EACH ROW EXECUTE FUNCTION refuse_for_lack_of_space()");
    }

    Installation place{GetParam()};
};
KOMMIN_ON_BOTH_ENGINES(DiskFull);

TEST_P(DiskFull, an_import_stores_nothing_and_says_so)
{
    auto const file = write_offers(place.data(), more_than_fit).string();
    {
        if (!on_sqlite())
            refuse_rows("offers");
        Program import(place.command({"import", "offers", file}));
        if (on_sqlite()) // room for the database and a little more
            import.limit_files(std::filesystem::file_size(place.database()) + 100'000);
        auto const ended = import.wait();
        EXPECT_EQ(ended.code, 1);
        EXPECT_TRUE(is_one_clear_sentence(ended.err));
        EXPECT_EQ(ended.out, "");
    }
    EXPECT_EQ(place.count(count_imported), 0);
    EXPECT_TRUE(is_sound(place));

    if (!on_sqlite())
        place.connect()->execute("DROP TRIGGER disk_full ON offers");
    EXPECT_EQ(place.run({"import", "offers", file}).code, 0);
    EXPECT_EQ(place.count(count_imported), more_than_fit);
}

// The file itself is kept as evidence in the data folder; without it the import does not count. On PostgreSQL
// that is all the program writes by itself.
TEST_P(DiskFull, an_import_without_its_evidence_stores_nothing)
{
    auto const file = write_offers(place.data(), 20).string();
    {
        Program import(place.command({"import", "offers", file}));
        import.limit_files(0);
        auto const ended = import.wait();
        EXPECT_EQ(ended.code, 1);
        EXPECT_TRUE(is_one_clear_sentence(ended.err));
    }
    EXPECT_EQ(place.count(count_imported), 0);
    EXPECT_TRUE(is_sound(place));
    EXPECT_EQ(place.run({"import", "offers", file}).code, 0);
    EXPECT_EQ(place.count(count_imported), 20);
}

TEST_P(DiskFull, the_site_goes_on_and_a_message_can_be_sent_later)
{
    Site site(place);
    EXPECT_EQ(site.post(feedback_path, message_form("before")).status, 303);
    EXPECT_TRUE(site.becomes_searchable());
    fill(site.program());

    for (auto const* path :
         {"/uk/", "/de/angebote", "/ar/orte/luenen", "/de/suche?q=kurs", "/uk/barriere-melden"})
        EXPECT_EQ(site.get(path).status, 200) << path;
    EXPECT_EQ(site.get("/healthz").status, 200);
    for (int attempt = 0; attempt < 2 * workers_of_site; ++attempt) {
        auto const answer = site.post(feedback_path, message_form("meanwhile"));
        EXPECT_EQ(answer.status, 503);
        EXPECT_TRUE(is_page_in("uk", answer));
        EXPECT_NE(answer.header("Retry-After"), "");
        EXPECT_THAT(answer.body, HasSubstr("Die Schrift ist zu klein."));
        EXPECT_THAT(answer.body, HasSubstr("value=\"olena@example.org\""));
        EXPECT_THAT(answer.body, HasSubstr("name=\"schluessel\" value=\"meanwhile\""));
    }
    EXPECT_EQ(place.count("SELECT count(*) FROM feedback"), 1);

    clear(site.program());
    EXPECT_EQ(site.post(feedback_path, message_form("meanwhile")).status, 303);
    EXPECT_EQ(site.post(feedback_path, message_form("meanwhile")).status, 303);
    EXPECT_EQ(place.count("SELECT count(*) FROM feedback"), 2);
    EXPECT_TRUE(site.becomes_ready());
    EXPECT_TRUE(is_sound(place));
    EXPECT_EQ(place.run({"import", "offers", write_offers(place.data(), 20).string()}).code, 0);
}

} // namespace
} // namespace kommin::program_tests
