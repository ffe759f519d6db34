#include "platform/content/progress.hpp"
#include "platform/content/translation_store.hpp"
#include "platform/db/testing.hpp"
#include "platform/records/translated_kind.hpp"
#include "platform/records/versions.hpp"
#include "platform/work/use_case.hpp"

#include <gmock/gmock.h>

#include <array>
#include <map>
#include <vector>

namespace kommin::records {
namespace {

using content::Language;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::array texts{
    TranslatedText{.name = "title", .label = {}, .longest = 100, .is_one_line = true},
    TranslatedText{.name = "text", .label = {}, .longest = 100}};
// What everybody reads, by id.
std::map<std::int64_t, TranslatedSource> things;

std::optional<TranslatedSource> find_thing(db::Connection&, TenantId, std::int64_t id, Date)
{
    auto const found = things.find(id);
    return found == things.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::int64_t> list_things(db::Connection&, TenantId, std::int64_t after, int limit)
{
    std::vector<std::int64_t> ids;
    for (auto const& [id, thing] : things) {
        if (id > after && ids.size() < static_cast<std::size_t>(limit))
            ids.push_back(id);
    }
    return ids;
}

constexpr TranslatedKind kind_of_things{
    .kind = content::SubjectKind{"thing"},
    .history = content::SubjectKind{"thing_translation"},
    .label = {},
    .texts = texts,
    .published_as = "things",
    .find = &find_thing,
    .list_ids = &list_things};

class TranslatedKinds : public db::DatabaseTest {
protected:
    void SetUp() override
    {
        DatabaseTest::SetUp();
        things = {
            {1, {.title = "Chor", .texts = {"Chor", ""}}}, {3, {.title = "Tanz", .texts = {"Tanz", "Wir"}}}};
        tenant_ = connection().load<TenantId>(
            "INSERT INTO tenants (slug, name, ags, zone, source_language, is_demonstration, help_name,"
            " help_phone, help_email, help_address, map_view_box, map_attribution, created_at)"
            " VALUES ('a', 'A', '', 'Europe/Berlin', 'de', FALSE, '', '', '', '', '', '', '2026-01-01')"
            " RETURNING id");
    }
    template<class F>
    void work(F change)
    {
        auto const done = run_use_case(
            {connection(), tenant_, Actor::command_line(), clock_, i18n::Zone::berlin(), no_signals},
            [&](Work& work) -> Result<void> {
                change(work);
                return {};
            });
        ASSERT_TRUE(done);
    }
    void keep(std::int64_t id)
    {
        work([&](Work& work) { keep_progress(work, kind_of_things, id, languages_); });
    }
    bool is_kept(std::int64_t id)
    {
        return is_progress_kept(connection(), tenant_, kind_of_things, id, languages_, today_);
    }
    std::vector<std::int64_t> noted()
    {
        return content::list_noted_ids(connection(), tenant_, kind_of_things.kind, 0, 10);
    }

    FixedClock clock_{*parse_instant("2026-11-23T09:00:00Z")};
    Date today_ = *parse_date("2026-11-23");
    TenantId tenant_;
    std::vector<Language> languages_{*Language::find("ar"), *Language::find("tr")};
};
KOMMIN_ON_BOTH_ENGINES(TranslatedKinds);

TEST_P(TranslatedKinds, a_record_is_noted_as_long_as_everybody_reads_it)
{
    EXPECT_FALSE(is_kept(1));
    keep(1);
    EXPECT_TRUE(is_kept(1));
    EXPECT_THAT(noted(), ElementsAre(1));
    things.at(1).texts.at(1) = "Wir singen";
    EXPECT_FALSE(is_kept(1)) << "one text more is missing";
    keep(1);
    things.erase(1);
    EXPECT_FALSE(is_kept(1));
    keep(1);
    EXPECT_TRUE(is_kept(1));
    EXPECT_THAT(noted(), IsEmpty());
}

TEST_P(TranslatedKinds, its_texts_have_the_translations_of_their_fields)
{
    content::store_translation(
        connection(), tenant_, kind_of_things.kind, 3, "text",
        {languages_.front(), "X", content::Origin::person, content::source_hash("Wir")}, clock_.now());
    auto const found = localised(connection(), tenant_, kind_of_things, 3, things.at(3));
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].source, "Tanz");
    EXPECT_THAT(found[0].translations, IsEmpty());
    ASSERT_EQ(found[1].translations.size(), 1U);
    EXPECT_EQ(found[1].translations.front().text, "X");
}

TEST_P(TranslatedKinds, a_round_goes_through_what_there_is_and_what_was_noted)
{
    things.emplace(2, TranslatedSource{.title = "Weg", .texts = {"Weg", ""}});
    keep(2);
    things.erase(2);
    auto const next = [&](std::int64_t after, int limit) {
        return list_records_to_keep(connection(), tenant_, kind_of_things, after, limit);
    };
    EXPECT_THAT(next(0, 10), ElementsAre(1, 2, 3));
    EXPECT_THAT(next(0, 2), ElementsAre(1, 2));
    EXPECT_THAT(next(2, 2), ElementsAre(3));
    EXPECT_THAT(next(3, 2), IsEmpty());
}

TEST_P(TranslatedKinds, what_is_erased_is_forgotten)
{
    keep(3);
    content::store_translation(
        connection(), tenant_, kind_of_things.kind, 3, "text",
        {languages_.front(), "X", content::Origin::person, content::source_hash("Wir")}, clock_.now());
    Fields saved;
    saved.set("text", "X");
    Subject const history{kind_of_things.history, 3};
    work([&](Work& work) {
        keep_version(
            work, history,
            {.number = 1,
             .action = "portal.translation.saved",
             .owner = Scope::whole_tenant(),
             .before = {},
             .after = saved});
    });
    work([&](Work& work) { forget_translations(work, kind_of_things, 3); });
    EXPECT_THAT(noted(), IsEmpty());
    EXPECT_EQ(count_versions(connection(), tenant_, history), 0);
    EXPECT_EQ(next_version(connection(), tenant_, history), 2) << "the chain knows the first";
    auto shelf = content::TranslationShelf::load(connection(), tenant_, kind_of_things.kind, 3);
    EXPECT_THAT(shelf.take(3, "text"), IsEmpty());
}

} // namespace
} // namespace kommin::records
