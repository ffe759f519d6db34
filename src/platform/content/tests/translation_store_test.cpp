// Translations in the database, and the migration that let every kind of subject in.

#include "platform/content/translation_store.hpp"

#include "platform/base/clock.hpp"
#include "platform/db/error.hpp"
#include "platform/db/testing.hpp"

namespace kommin::content {
namespace {

constexpr SubjectKind goal_subject{"guiding_goal"};
constexpr SubjectKind offer_subject{"offer"};
constexpr SubjectKind page_subject{"page"};
constexpr SubjectKind body_subject{"body"};

Instant noon()
{
    return *parse_instant("2026-11-23T12:00:00Z");
}

TenantId insert_tenant(db::Connection& db, std::string_view slug)
{
    return db.load<TenantId>(
        "INSERT INTO tenants (slug, name, ags, zone, source_language, is_demonstration, help_name, "
        "help_phone,"
        " help_email, help_address, map_view_box, map_attribution, created_at)"
        " VALUES (?, 'K', '', 'Europe/Berlin', 'de', FALSE, '', '', '', '', '', '',"
        " '2026-01-01T00:00:00.000Z') RETURNING id",
        slug);
}

LocalisedText text_with(std::string text, Origin origin = Origin::person)
{
    return {"Ziel", {{*Language::find("tr"), std::move(text), origin, source_hash("Ziel")}}};
}

using TranslationStore = db::DatabaseTest;
KOMMIN_ON_BOTH_ENGINES(TranslationStore);

TEST_P(TranslationStore, keeps_the_texts_of_kinds_tenants_subjects_and_fields_apart)
{
    auto& db = connection();
    auto const unna = insert_tenant(db, "unna");
    auto const soest = insert_tenant(db, "soest");
    insert_translations(db, unna, goal_subject, 1, "title", text_with("Hedef", Origin::machine), noon());
    insert_translations(db, unna, goal_subject, 1, "summary", text_with("Özet"), noon());
    insert_translations(db, unna, goal_subject, 2, "title", text_with("İkinci"), noon());
    insert_translations(db, unna, offer_subject, 1, "title", text_with("Teklif"), noon());
    insert_translations(db, soest, goal_subject, 1, "title", text_with("Soest"), noon());

    auto shelf = TranslationShelf::load(db, unna, goal_subject);
    auto const titles = shelf.take(1, "title");
    ASSERT_EQ(titles.size(), 1U);
    EXPECT_EQ(titles.front().text, "Hedef");
    EXPECT_EQ(titles.front().language.tag(), "tr");
    EXPECT_EQ(titles.front().origin, Origin::machine);
    EXPECT_EQ(titles.front().source_hash, source_hash("Ziel"));
    EXPECT_TRUE(shelf.take(1, "title").empty()) << "taken out";
    auto const of_the_second = shelf.list(2, "ti");
    ASSERT_EQ(of_the_second.size(), 1U);
    EXPECT_EQ(of_the_second.front().first, "title");
    EXPECT_EQ(of_the_second.front().second->text, "İkinci");
    EXPECT_TRUE(shelf.list(1, "ti").empty());
    EXPECT_TRUE(shelf.list(2, "tj").empty());
    EXPECT_EQ(shelf.take(1, "summary").front().text, "Özet");
    EXPECT_EQ(shelf.take(1, "summary").size(), 0U);
    EXPECT_TRUE(shelf.take(3, "title").empty());
}

TEST_P(TranslationStore, erases_one_subject_and_no_other)
{
    auto& db = connection();
    auto const unna = insert_tenant(db, "unna");
    auto const soest = insert_tenant(db, "soest");
    for (auto const tenant : {unna, soest}) {
        insert_translations(db, tenant, goal_subject, 1, "title", text_with("Hedef"), noon());
        insert_translations(db, tenant, goal_subject, 2, "title", text_with("Hedef"), noon());
        insert_translations(db, tenant, page_subject, 1, "title", text_with("Sayfa"), noon());
    }
    erase_translations(db, unna, goal_subject, 1);
    auto goals = TranslationShelf::load(db, unna, goal_subject);
    EXPECT_TRUE(goals.take(1, "title").empty());
    EXPECT_EQ(goals.take(2, "title").size(), 1U);
    EXPECT_EQ(TranslationShelf::load(db, unna, page_subject).take(1, "title").size(), 1U);
    EXPECT_EQ(TranslationShelf::load(db, soest, goal_subject).take(1, "title").size(), 1U);
}

TEST_P(TranslationStore, a_language_that_this_build_does_not_know_is_left_out)
{
    auto& db = connection();
    auto const unna = insert_tenant(db, "unna");
    insert_translations(db, unna, goal_subject, 1, "title", text_with("Hedef"), noon());
    db.execute("UPDATE translations SET language = '!!'");
    EXPECT_TRUE(TranslationShelf::load(db, unna, goal_subject).take(1, "title").empty());
}

class SubjectKindMigration : public db::DatabaseTest {
protected:
    SubjectKindMigration()
        : db::DatabaseTest(db::migrations().first(10))
    { }
};
KOMMIN_ON_BOTH_ENGINES(SubjectKindMigration);

TEST_P(SubjectKindMigration, keeps_every_translation_and_lets_new_kinds_in)
{
    auto& db = connection();
    auto const tenant = insert_tenant(db, "unna");
    insert_translations(db, tenant, offer_subject, 1, "title", text_with("Teklif", Origin::machine), noon());
    insert_translations(db, tenant, page_subject, 7, "content", text_with("Sayfa"), noon());
    insert_translations(db, tenant, body_subject, 3, "intro", text_with("Belediye"), noon());
    auto const last_id = db.load<std::int64_t>("SELECT MAX(id) FROM translations");

    auto const report = db::migrate(db, FixedClock(noon()));
    ASSERT_TRUE(report) << report.problem().field;
    ASSERT_EQ(report->applied.front(), "0011_translation_subjects");

    EXPECT_EQ(db.load<std::int64_t>("SELECT MAX(id) FROM translations"), last_id);
    EXPECT_EQ(
        db.load<std::string>("SELECT translated_at FROM translations WHERE subject_kind = 'page'"),
        "2026-11-23T12:00:00.000Z");
    auto const offer = TranslationShelf::load(db, tenant, offer_subject).take(1, "title");
    ASSERT_EQ(offer.size(), 1U);
    EXPECT_EQ(offer.front().text, "Teklif");
    EXPECT_EQ(offer.front().origin, Origin::machine);
    EXPECT_EQ(offer.front().source_hash, source_hash("Ziel"));
    EXPECT_EQ(TranslationShelf::load(db, tenant, page_subject).take(7, "content").front().text, "Sayfa");
    EXPECT_EQ(TranslationShelf::load(db, tenant, body_subject).take(3, "intro").front().text, "Belediye");

    insert_translations(db, tenant, goal_subject, 1, "title", text_with("Hedef"), noon());
    EXPECT_EQ(TranslationShelf::load(db, tenant, goal_subject).take(1, "title").size(), 1U);
    // The other rules hold as before.
    EXPECT_THROW(
        insert_translations(db, tenant, goal_subject, 1, "title", text_with("Hedef"), noon()),
        db::ConstraintViolation);
    EXPECT_THROW(db.execute("UPDATE translations SET origin = 'oracle'"), db::ConstraintViolation);
    EXPECT_THROW(db.execute("UPDATE translations SET tenant_id = 99"), db::ConstraintViolation);
}

} // namespace
} // namespace kommin::content
