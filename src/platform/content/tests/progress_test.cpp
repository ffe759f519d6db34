#include "platform/content/progress.hpp"
#include "platform/db/testing.hpp"

#include <gmock/gmock.h>

namespace kommin::content {
namespace {

using ::testing::ElementsAre;

constexpr SubjectKind thing{"thing"};
Language const arabic = *Language::find("ar");
Language const turkish = *Language::find("tr");

LocalisedText text(std::string source, std::vector<Translation> translations = {})
{
    return {std::move(source), std::move(translations)};
}
Translation made(Language language, std::string_view from, Origin origin = Origin::person)
{
    return {language, "x", origin, source_hash(from)};
}

TEST(Progress, tells_missing_outdated_and_machine_apart)
{
    auto const a = text("a", {made(arabic, "a")});
    auto const b = text("b", {made(arabic, "vorher")});
    auto const c = text("c", {made(arabic, "c", Origin::machine)});
    auto const d = text("d");
    auto const empty = text("");
    std::vector<LocalisedText const*> const all{&a, &b, &c, &d, &empty};
    EXPECT_EQ(progress_of(all, arabic), (Progress{.texts = 4, .missing = 1, .outdated = 1, .machine = 1}));
    EXPECT_EQ(progress_of(all, turkish), (Progress{.texts = 4, .missing = 4}));
    EXPECT_EQ(progress_of({}, arabic).open(), 0);
}

class ProgressStore : public db::DatabaseTest {
protected:
    void SetUp() override
    {
        DatabaseTest::SetUp();
        tenant_ = connection().load<TenantId>(
            "INSERT INTO tenants (slug, name, ags, zone, source_language, is_demonstration, help_name,"
            " help_phone, help_email, help_address, map_view_box, map_attribution, created_at)"
            " VALUES ('a', 'A', '', 'Europe/Berlin', 'de', FALSE, '', '', '', '', '', '', '2026-01-01')"
            " RETURNING id");
    }
    void store(std::int64_t id, LocalisedText const& text, std::optional<std::int64_t> owner = {})
    {
        store_progress(
            connection(), tenant_,
            {.kind = thing, .id = id, .owner = owner, .title = "T" + std::to_string(id), .texts = {&text}},
            languages_);
    }
    std::vector<std::int64_t> open(Language language, Owners const& owners = {.all = true, .some = {}})
    {
        std::vector<std::int64_t> ids;
        for (auto const& record : list_open_records(connection(), tenant_, language, owners, 10, 0))
            ids.push_back(record.id);
        return ids;
    }

    std::vector<Language> languages_{arabic, turkish};
    TenantId tenant_;
};
KOMMIN_ON_BOTH_ENGINES(ProgressStore);

TEST_P(ProgressStore, a_record_is_listed_while_something_is_open)
{
    store(1, text("a")); // untouched: open in every language
    store(2, text("b", {made(arabic, "b")}));
    store(3, text("c", {made(arabic, "c"), made(turkish, "c")}));
    EXPECT_THAT(open(arabic), ElementsAre(1));
    EXPECT_THAT(open(turkish), ElementsAre(1, 2));
    auto const counts = count_open_records(connection(), tenant_, {.all = true, .some = {}}, languages_);
    ASSERT_EQ(counts.size(), 2U);
    EXPECT_EQ(counts[0].records, 1);
    EXPECT_EQ(counts[1].records, 2);
    EXPECT_EQ(counts[1].texts, 2);
    EXPECT_THAT(
        count_finished_languages(connection(), tenant_, thing, {3, 2, 1, 99}, languages_),
        ElementsAre(2, 1, 0, 2));
    store(1, text("a", {made(arabic, "a"), made(turkish, "a")}));
    EXPECT_THAT(open(arabic), ElementsAre());
    EXPECT_THAT(open(turkish), ElementsAre(2));
    store_progress(
        connection(), tenant_, {.kind = thing, .id = 2, .owner = {}, .title = "", .texts = {}}, {});
    EXPECT_THAT(open(turkish), ElementsAre());
}

TEST_P(ProgressStore, the_next_one_follows_and_the_list_begins_again)
{
    store(1, text("a"));
    store(2, text("b"));
    store(3, text("c"));
    Owners const all{.all = true, .some = {}};
    auto const next = [&](std::int64_t id) {
        auto const found = find_next_open_record(connection(), tenant_, arabic, all, thing, id);
        return found ? found->id : 0;
    };
    EXPECT_EQ(next(1), 2);
    EXPECT_EQ(next(3), 1);
    store(2, text("b", {made(arabic, "b")}));
    EXPECT_EQ(next(2), 1) << "what is done leads to the first that is open";
    EXPECT_EQ(next(1), 3);
}

TEST_P(ProgressStore, shows_the_records_of_some_owners_only)
{
    store(1, text("a"), 7);
    store(2, text("b"), 8);
    store(3, text("c"));
    EXPECT_THAT(open(arabic, {.all = false, .some = {7}}), ElementsAre(1));
    EXPECT_THAT(open(arabic, {.all = false, .some = {}}), ElementsAre());
    auto const counts = count_open_records(connection(), tenant_, {.all = false, .some = {8}}, languages_);
    EXPECT_EQ(counts[0].records, 1);
    EXPECT_FALSE(find_next_open_record(connection(), tenant_, arabic, {.all = false, .some = {7}}, thing, 1));
    EXPECT_THAT(open(arabic), ElementsAre(1, 2, 3));
    EXPECT_TRUE(
        list_open_records(connection(), TenantId{tenant_.value + 1}, arabic, {.all = true, .some = {}}, 10, 0)
            .empty());
}

TEST_P(ProgressStore, counts_no_further_than_it_is_asked_to)
{
    store(1, text("a"), 7); // open in both languages
    store(2, text("b", {made(arabic, "b")}), 8); // in Turkish
    store(3, text("c", {made(arabic, "c"), made(turkish, "c")})); // in none
    Owners const all{.all = true, .some = {}};
    auto const count = [&](Owners const& owners, std::int64_t most) {
        return count_open_records_up_to(connection(), tenant_, owners, languages_, most);
    };
    EXPECT_EQ(count(all, 100), 3);
    EXPECT_EQ(count(all, 3), 3);
    EXPECT_EQ(count(all, 2), 2);
    EXPECT_EQ(count({.all = false, .some = {7}}, 100), 2);
    EXPECT_EQ(count({.all = false, .some = {8}}, 100), 1);
    EXPECT_EQ(count({.all = false, .some = {}}, 100), 0);
    EXPECT_EQ(count_open_records_up_to(connection(), tenant_, all, {}, 100), 0);
    EXPECT_EQ(count_open_records_up_to(connection(), TenantId{tenant_.value + 1}, all, languages_, 100), 0);
}

}
} // namespace kommin::content
