#include "platform/content/translation_store.hpp"
#include "platform/db/testing.hpp"
#include "platform/demo/translated_records.hpp"
#include "platform/files/files.hpp"
#include "platform/work/use_case.hpp"

#include <gmock/gmock.h>

#include <array>
#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <unistd.h>

namespace kommin::demo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::ThrowsMessage;

constexpr std::array texts{
    records::TranslatedText{.name = "title", .label = {}, .longest = 100, .is_one_line = true},
    records::TranslatedText{.name = "text", .label = {}, .longest = 100}};

// The second song is nobody's work: no page shows it.
std::optional<records::TranslatedSource> find_song(db::Connection&, TenantId, std::int64_t id, Date)
{
    if (id == 1)
        return records::TranslatedSource{.title = "Chor", .texts = {"Chor", ""}};
    if (id == 3)
        return records::TranslatedSource{.title = "Tanz", .texts = {"Tanz", "Wir\n\ntanzen"}};
    return std::nullopt;
}

std::optional<records::TranslatedSource> find_singer(db::Connection&, TenantId, std::int64_t, Date)
{
    return records::TranslatedSource{.title = "Chor", .texts = {"Chor", ""}};
}

constexpr records::TranslatedKind songs{
    .kind = content::SubjectKind{"song"},
    .history = content::SubjectKind{"song_translation"},
    .label = {},
    .texts = texts,
    .published_as = "songs",
    .find = &find_song,
    .list_ids
    = [](db::Connection&, TenantId, std::int64_t, int) { return std::vector<std::int64_t>{1, 2, 3}; }};
constexpr records::TranslatedKind singers{
    .kind = content::SubjectKind{"singer"},
    .history = content::SubjectKind{"singer_translation"},
    .label = {},
    .texts = texts,
    .published_as = "songs",
    .find = &find_singer,
    .list_ids = [](db::Connection&, TenantId, std::int64_t, int) { return std::vector<std::int64_t>{7}; }};

// Whose open texts were kept, in that order.
std::vector<std::pair<std::string, std::int64_t>> kept;

void note_kept(Work&, records::TranslatedKind const& kind, std::vector<std::int64_t> const& ids)
{
    for (auto const id : ids)
        kept.emplace_back(kind.kind.word(), id);
}

class TranslatedRecordsOfFiles : public db::DatabaseTest {
protected:
    void SetUp() override
    {
        DatabaseTest::SetUp();
        kept.clear();
        std::filesystem::create_directories(folder_ / "translations");
        tenant_ = connection().load<TenantId>(
            "INSERT INTO tenants (slug, name, ags, zone, source_language, is_demonstration, help_name,"
            " help_phone, help_email, help_address, map_view_box, map_attribution, created_at)"
            " VALUES ('a', 'A', '', 'Europe/Berlin', 'de', FALSE, '', '', '', '', '', '', '2026-01-01')"
            " RETURNING id");
    }
    void TearDown() override
    {
        std::filesystem::remove_all(folder_);
        DatabaseTest::TearDown();
    }
    void write(std::string_view text)
    {
        files::write_atomically(folder_ / "translations" / "songs.tr.json", text);
    }
    // What was counted.
    std::map<std::string, int> load(Fit fit)
    {
        std::map<std::string, int> counts;
        auto const done = run_use_case(
            {connection(), tenant_, Actor::command_line(), clock_, i18n::Zone::berlin(), no_signals},
            [&](Work& work) -> Result<void> {
                Files const files(folder_);
                Demo demo{.work = work, .files = files};
                load_translations(
                    demo,
                    {.subject = "songs",
                     .counted_as = "translations of songs",
                     .fit = fit,
                     .kinds = {&songs, &singers},
                     .keep_open_texts = &note_kept});
                counts = demo.counts;
                return {};
            });
        EXPECT_TRUE(done);
        return counts;
    }
    std::vector<content::Translation> stored(
        records::TranslatedKind const& kind, std::int64_t id, std::string_view field)
    {
        return content::TranslationShelf::load(connection(), tenant_, kind.kind, id).take(id, field);
    }
    std::string stored_text(records::TranslatedKind const& kind, std::int64_t id, std::string_view field)
    {
        auto const found = stored(kind, id, field);
        return found.empty() ? "" : found.front().text;
    }

    std::filesystem::path const folder_
        = std::filesystem::temp_directory_path() / ("kommin-songs-" + std::to_string(getpid()));
    FixedClock clock_{*parse_instant("2026-11-23T09:00:00Z")};
    TenantId tenant_;
};
KOMMIN_ON_BOTH_ENGINES(TranslatedRecordsOfFiles);

TEST_P(TranslatedRecordsOfFiles, say_a_text_of_a_file_wherever_it_stands)
{
    write(R"({"reviewed_by": "Frau Y",
              "texts": {"Chor": "koro", "Tanz": "dans", "Wir": "biz", "tanzen": "dans ederiz"}})");
    for (int round = 0; round < 2; ++round) {
        EXPECT_THAT(load(Fit::exact), ElementsAre(Pair("translations of songs", 4)));
        EXPECT_EQ(stored_text(songs, 1, "title"), "koro");
        EXPECT_EQ(stored_text(songs, 3, "title"), "dans");
        EXPECT_EQ(stored_text(songs, 3, "text"), "biz\n\ndans ederiz");
        EXPECT_EQ(stored_text(singers, 7, "title"), "koro");
        EXPECT_THAT(stored(songs, 1, "text"), IsEmpty()) << "nothing of what it does not say";
    }
    auto const translations = stored(songs, 3, "title");
    ASSERT_EQ(translations.size(), 1U);
    EXPECT_EQ(translations.front().language, *i18n::Language::find("tr"));
    EXPECT_EQ(translations.front().origin, content::Origin::person);
    EXPECT_EQ(translations.front().source_hash, content::source_hash("Tanz"));
}

TEST_P(TranslatedRecordsOfFiles, are_the_machine_s_where_nobody_has_read_them)
{
    write(R"({"texts": {"Tanz": "dans"}})");
    load(Fit::nothing_else);
    auto const translations = stored(songs, 3, "title");
    ASSERT_EQ(translations.size(), 1U);
    EXPECT_EQ(translations.front().origin, content::Origin::machine);
}

TEST_P(TranslatedRecordsOfFiles, keep_what_is_open_of_each_that_translators_find)
{
    load(Fit::exact); // without a file
    EXPECT_THAT(kept, ElementsAre(Pair("song", 1), Pair("song", 3), Pair("singer", 7)));
}

TEST_P(TranslatedRecordsOfFiles, may_stay_german_where_the_file_need_not_say_all)
{
    write(R"({"texts": {"Chor": "koro"}})");
    EXPECT_THAT(
        [&] { load(Fit::exact); },
        ThrowsMessage<std::runtime_error>(HasSubstr("songs.tr.json does not translate: Tanz")));
    EXPECT_THAT(load(Fit::nothing_else), ElementsAre(Pair("translations of songs", 2)));
    EXPECT_EQ(stored_text(songs, 1, "title"), "koro");
    EXPECT_THAT(stored(songs, 3, "title"), IsEmpty());
}

TEST_P(TranslatedRecordsOfFiles, refuse_what_nobody_says_unless_it_is_told_otherwise)
{
    write(R"({"texts": {"Chor": "koro", "Oper": "opera"}})");
    EXPECT_THAT(
        [&] { load(Fit::nothing_else); },
        ThrowsMessage<std::runtime_error>(HasSubstr("songs.tr.json translates what is not there: Oper")));
    EXPECT_THAT(load(Fit::loose), ElementsAre(Pair("translations of songs", 2)));
    EXPECT_EQ(stored_text(singers, 7, "title"), "koro");
}

} // namespace
} // namespace kommin::demo
