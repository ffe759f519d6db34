#include "platform/content/open_records.hpp"
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
    void store(
        std::int64_t id, LocalisedText const& text, std::optional<std::int64_t> owner = {},
        std::string const& title = {})
    {
        auto const name = title.empty() ? "t" + std::to_string(id) : title;
        store_progress(
            connection(), tenant_,
            {.kind = thing, .id = id, .owner = owner, .title = name, .list_text = name, .texts = {&text}},
            languages_, now_);
        now_ += std::chrono::hours{1};
    }
    OpenQuery query(Language language, Owners owners = {.all = true}) const
    {
        return {.language = language, .kinds = {thing.word()}, .owners = std::move(owners)};
    }
    std::vector<std::int64_t> found(OpenQuery const& query, int limit = 10)
    {
        std::vector<std::int64_t> ids;
        for (auto const& record : list_open_records(connection(), tenant_, query, limit))
            ids.push_back(record.id);
        return ids;
    }
    std::vector<std::int64_t> open(Language language, Owners owners = {.all = true})
    {
        return found(query(language, std::move(owners)));
    }
    // The whole list, two lines at a time.
    std::vector<std::int64_t> paged(OpenQuery wanted)
    {
        std::vector<std::int64_t> ids;
        for (;;) {
            auto const page = list_open_records(connection(), tenant_, wanted, 2);
            for (auto const& record : page)
                ids.push_back(record.id);
            if (page.size() < 2)
                return ids;
            wanted.after = page.back().place;
        }
    }
    std::int64_t rows()
    {
        return connection().load<std::int64_t>("SELECT count(*) FROM translation_progress");
    }

    Instant now_ = std::chrono::sys_days{std::chrono::year{2026} / 11 / 27};
    std::vector<Language> languages_{arabic, turkish};
    TenantId tenant_;
};
KOMMIN_ON_BOTH_ENGINES(ProgressStore);

TEST_P(ProgressStore, a_record_is_listed_while_something_is_open)
{
    store(1, text("a")); // untouched: open in every language
    store(2, text("b", {made(arabic, "b")}));
    store(3, text("c", {made(arabic, "c"), made(turkish, "c")}));
    EXPECT_EQ(rows(), 2) << "one for all languages where nothing is translated";
    EXPECT_THAT(open(arabic), ElementsAre(1));
    EXPECT_THAT(open(turkish), ElementsAre(1, 2));
    EXPECT_THAT(
        count_finished_languages(connection(), tenant_, thing, {3, 2, 1, 99}, languages_),
        ElementsAre(2, 1, 0, 2));
    store(1, text("a", {made(arabic, "a"), made(turkish, "a")}));
    EXPECT_THAT(open(arabic), ElementsAre());
    EXPECT_THAT(open(turkish), ElementsAre(2));
    store_progress(
        connection(), tenant_,
        {.kind = thing, .id = 2, .owner = {}, .title = "", .list_text = "", .texts = {}}, {}, now_);
    EXPECT_THAT(open(turkish), ElementsAre());
}

TEST_P(ProgressStore, a_record_keeps_its_place_until_something_else_is_open)
{
    store(1, text("a"));
    store(2, text("b"));
    store(1, text("a"), {}, "new title");
    EXPECT_THAT(open(arabic), ElementsAre(1, 2)) << "a title is no change of what is open";
    store(1, text("a", {made(turkish, "a")}));
    EXPECT_THAT(open(arabic), ElementsAre(1, 2)) << "what happens in another language is none either";
    store(1, text("a", {made(turkish, "a"), made(arabic, "vorher")}));
    EXPECT_THAT(open(arabic), ElementsAre(2, 1));
    store(1, text("a"));
    EXPECT_THAT(open(arabic), ElementsAre(2, 1)) << "back to one row for all";
    EXPECT_EQ(rows(), 2);
}

TEST_P(ProgressStore, the_pages_of_a_list_are_the_list_in_either_order)
{
    store(5, text("a"), {}, "emil");
    store(4, text("b", {made(turkish, "b")}), {}, "dora"); // rows of one language between those of all
    store(3, text("c"), 7, "cäsar");
    store(2, text("d", {made(turkish, "d")}), 8, "berta");
    store(1, text("e"), 7, "anton");
    auto wanted = query(arabic);
    EXPECT_THAT(paged(wanted), ElementsAre(5, 4, 3, 2, 1));
    wanted.descending = true;
    EXPECT_THAT(paged(wanted), ElementsAre(1, 2, 3, 4, 5));
    wanted.order = OpenOrder::title;
    EXPECT_THAT(paged(wanted), ElementsAre(5, 4, 3, 2, 1));
    wanted.descending = false;
    EXPECT_THAT(paged(wanted), ElementsAre(1, 2, 3, 4, 5));
    wanted.owners = {.all = false, .some = {7, 8}};
    EXPECT_THAT(paged(wanted), ElementsAre(1, 2, 3)) << "two owners are merged, too";
    // Records of the same moment and title are told apart.
    auto const now = now_;
    for (std::int64_t id = 10; id < 15; ++id) {
        now_ = now;
        store(id, text("x"), 9, "gleich");
    }
    for (auto const order : {OpenOrder::changed, OpenOrder::title}) {
        wanted = query(arabic);
        wanted.owner = 9;
        wanted.order = order;
        EXPECT_THAT(paged(wanted), ElementsAre(10, 11, 12, 13, 14));
    }
}

TEST_P(ProgressStore, a_list_is_narrowed_by_state_words_kind_and_owner)
{
    store(1, text("a"), 7, "chor");
    store(2, text("b", {made(arabic, "vorher")}), {}, "kino");
    store(3, text("c", {made(arabic, "c", Origin::machine)}), 8, "kinderchor");
    auto wanted = query(arabic);
    wanted.state = OpenState::missing;
    EXPECT_THAT(found(wanted), ElementsAre(1));
    wanted.state = OpenState::outdated;
    EXPECT_THAT(found(wanted), ElementsAre(2));
    wanted.state = OpenState::machine;
    EXPECT_THAT(found(wanted), ElementsAre(3));
    wanted.state.reset();
    wanted.words = "chor";
    EXPECT_THAT(found(wanted), ElementsAre(1, 3));
    wanted.words.clear();
    wanted.is_of_tenant = true;
    EXPECT_THAT(found(wanted), ElementsAre(2));
    wanted.owners = {.all = false, .some = {7}};
    EXPECT_THAT(found(wanted), ElementsAre()) << "what belongs to all is not theirs";
    wanted.is_of_tenant = false;
    wanted.owner = 8;
    EXPECT_THAT(found(wanted), ElementsAre()) << "nor is what belongs to others";
    wanted.owner = 7;
    EXPECT_THAT(found(wanted), ElementsAre(1));
    wanted.kinds = {"other"};
    EXPECT_THAT(found(wanted), ElementsAre());
}

TEST_P(ProgressStore, the_next_one_follows_and_the_list_begins_again)
{
    store(1, text("a"));
    store(2, text("b"));
    store(3, text("c"));
    auto const place
        = [&](std::int64_t id) { return find_open_place(connection(), tenant_, arabic, thing.word(), id); };
    auto const next = [&](std::int64_t id, std::optional<OpenPlace> const& from) {
        auto const found
            = find_next_open_record(connection(), tenant_, query(arabic), from, thing.word(), id);
        return found ? found->id : 0;
    };
    EXPECT_EQ(next(1, place(1)), 2);
    EXPECT_EQ(next(3, place(3)), 1);
    auto const before = place(2);
    store(2, text("b", {made(arabic, "b")}));
    EXPECT_FALSE(place(2));
    EXPECT_EQ(next(2, before), 3) << "what is done leads on from where it stood";
    EXPECT_EQ(next(1, place(1)), 3);
    EXPECT_EQ(next(2, {}), 1);
}

TEST_P(ProgressStore, shows_the_records_of_some_owners_only)
{
    store(1, text("a"), 7);
    store(2, text("b"), 8);
    store(3, text("c"));
    EXPECT_THAT(open(arabic, {.all = false, .some = {7}}), ElementsAre(1));
    EXPECT_THAT(open(arabic, {.all = false}), ElementsAre());
    auto const seven = query(arabic, {.all = false, .some = {7}});
    EXPECT_FALSE(find_next_open_record(connection(), tenant_, seven, {}, thing.word(), 1));
    EXPECT_THAT(open(arabic), ElementsAre(1, 2, 3));
    EXPECT_TRUE(list_open_records(connection(), TenantId{tenant_.value + 1}, query(arabic), 10).empty());
}

TEST_P(ProgressStore, counts_no_further_than_it_is_asked_to)
{
    store(1, text("a"), 7); // open in both languages
    store(2, text("b", {made(arabic, "b")}), 8); // in Turkish
    store(3, text("c", {made(arabic, "vorher"), made(turkish, "c")})); // in Arabic
    auto const count = [&](OpenQuery const& wanted, std::int64_t most) {
        return count_open_records(connection(), tenant_, wanted, most);
    };
    EXPECT_EQ(count(query(turkish), 100).records, 2);
    EXPECT_EQ(count(query(turkish), 1).records, 1);
    auto const texts = count(query(arabic), 100);
    EXPECT_EQ(texts.records, 2);
    EXPECT_EQ(texts.missing, 1);
    EXPECT_EQ(texts.outdated, 1);
    EXPECT_EQ(texts.texts(), 2);
    EXPECT_EQ(count(query(turkish, {.all = false, .some = {7}}), 100).records, 1);
    EXPECT_EQ(count(query(turkish, {.all = false}), 100).records, 0);
    EXPECT_EQ(count_open_records(connection(), TenantId{tenant_.value + 1}, query(turkish), 100).records, 0);
}

TEST_P(ProgressStore, goes_through_the_records_of_a_kind_by_their_ids)
{
    store(3, text("a"), 7);
    store(1, text("b", {made(turkish, "b")}), 8);
    store(2, text("c", {made(arabic, "c", Origin::machine)}), 7); // nothing is missing or old
    store(4, text("d"), 8);
    auto const ids = [&](Owners const& owners, std::int64_t after, int limit) {
        return list_open_ids(connection(), tenant_, arabic, owners, thing.word(), after, limit);
    };
    EXPECT_THAT(ids({.all = true}, 0, 10), ElementsAre(1, 3, 4));
    EXPECT_THAT(ids({.all = true}, 1, 1), ElementsAre(3));
    EXPECT_THAT(ids({.all = false, .some = {8}}, 0, 10), ElementsAre(1, 4));
    EXPECT_THAT(ids({.all = true}, 4, 10), ElementsAre());
}

}
} // namespace kommin::content
