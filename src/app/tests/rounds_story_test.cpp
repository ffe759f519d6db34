// What is done every night for all offers, in a district that has more of them than one work may hold.

#include "app/tests/offer_story.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr int many = 450; // two batches and some more

class RoundsStory : public OfferStory {
protected:
    void SetUp() override
    {
        OfferStory::SetUp();
        run();
        ids_ = work([&](Work& work) -> Result<std::vector<portal::OfferId>> {
                   std::vector<portal::OfferId> ids;
                   for (int i = 0; i < many; ++i) {
                       auto const name = "nr" + std::to_string(i);
                       auto offer = offer_called(name, "Chor " + name, "aalfeld");
                       offer.website = site_of(i);
                       ids.push_back(insert(work, offer));
                   }
                   return ids;
               }).value();
    }
    static std::string site_of(int i) { return "https://nr" + std::to_string(i) + ".example/"; }
    void run() { jobs_of(product_.modules, clock(), no_signals).run_due(connection()); }
    void night()
    {
        clock().set(clock().now() + std::chrono::days(1));
        run();
    }
    template<class... Args>
    std::int64_t count(std::string const& of, Args const&... args)
    {
        return connection().load<std::int64_t>("SELECT count(*) FROM " + of, args...);
    }
    std::int64_t listed_offers()
    {
        return count("translation_progress WHERE subject_kind = 'offer' AND tenant_id = ?", tenant_);
    }
    std::int64_t linked_offers() { return count("link_uses WHERE tenant_id = ?", tenant_); }
    std::vector<std::int64_t> rows_of(std::string const& table)
    {
        return connection().list<std::int64_t>(
            "SELECT id FROM " + table + " WHERE tenant_id = ? ORDER BY id", tenant_);
    }
    std::int64_t failed(std::string const& kind)
    {
        return count("jobs WHERE state = 'failed' AND kind = ?", kind);
    }

    std::vector<portal::OfferId> ids_;
};
KOMMIN_ON_BOTH_ENGINES(RoundsStory);

TEST_P(RoundsStory, open_texts_are_counted_batch_by_batch)
{
    ASSERT_EQ(listed_offers(), 0) << "as if another program had stored the offers";
    // Whoever writes the row of this offer fails, as often as it is tried.
    auto const cut = std::to_string(ids_[250].value);
    connection().execute(
        "INSERT INTO translation_progress (tenant_id, subject_kind, subject_id, language, title, list_text,"
        " texts, missing, outdated, machine, changed_at)"
        " VALUES (?, 'nobody', ?, 'xx', 'x', 'x', 0, 0, 0, 0, '2026-01-01T00:00:00.000Z')",
        tenant_, ids_[250]);
    connection().execute(
        "CREATE UNIQUE INDEX cut ON translation_progress (subject_id) WHERE subject_id = " + cut);
    night();
    EXPECT_EQ(failed("portal.translations.count"), 1);
    EXPECT_EQ(listed_offers(), 200) << "the first batch is stored, of the second nothing";

    connection().execute("DROP INDEX cut");
    connection().execute("DELETE FROM translation_progress WHERE subject_kind = 'nobody'");
    auto const before = rows_of("translation_progress");
    clock().set(clock().now() + std::chrono::hours(1));
    run();
    EXPECT_EQ(failed("portal.translations.count"), 0);
    EXPECT_EQ(listed_offers(), many) << "each of them once: nobody has begun to translate it";
    auto after = rows_of("translation_progress");
    after.resize(200);
    EXPECT_EQ(after, std::vector(before.begin(), before.begin() + 200)) << "what was there stays untouched";
    auto const all = rows_of("translation_progress");
    night();
    EXPECT_EQ(rows_of("translation_progress"), all) << "counted anew, the same";
    EXPECT_THAT(
        browser_of("translator").get("/verwaltung/uebersetzungen/ar").body_text(),
        HasSubstr(std::to_string(many) + " offen"));
}

TEST_P(RoundsStory, links_are_gathered_batch_by_batch)
{
    ASSERT_EQ(linked_offers(), 0);
    connection().execute(
        "INSERT INTO link_targets (tenant_id, kind, target, digest, list_text, host, state)"
        " VALUES (?, 'web', ?, 'x', 'x', 'x', 'unchecked')",
        tenant_, site_of(250));
    connection().execute(
        "CREATE UNIQUE INDEX cut ON link_targets (target) WHERE target = '" + site_of(250) + "'");
    night();
    EXPECT_EQ(failed("portal.links.gather"), 0) << "one that cannot be stored is passed over";
    EXPECT_EQ(linked_offers(), many - 1);
    EXPECT_EQ(count("jobs WHERE state = 'done' AND kind = 'portal.links.plan' AND tenant_id = ?", tenant_), 1)
        << "and the night goes on";
    auto const first = rows_of("link_uses");

    connection().execute("DROP INDEX cut");
    night();
    EXPECT_EQ(linked_offers(), many);
    EXPECT_EQ(count("link_targets WHERE tenant_id = ?", tenant_), many) << "what nobody names is gone";
    auto after = rows_of("link_uses");
    after.resize(first.size());
    EXPECT_EQ(after, first) << "what is stored already is not stored again";

    // Offers that lead elsewhere, that have ended, that are no more; in every batch.
    for (std::size_t const i : {10U, 210U, 410U}) {
        connection().execute("UPDATE offers SET website = 'https://neu.example/' WHERE id = ?", ids_[i]);
        connection().execute("UPDATE offers SET status = 'inactive' WHERE id = ?", ids_[i + 1]);
        connection().execute("UPDATE offers SET website = '' WHERE id = ?", ids_[i + 2]);
        auto const gone = ids_[i + 2].value + 1'000'000;
        connection().execute("UPDATE link_uses SET subject_id = ? WHERE subject_id = ?", gone, ids_[i + 2]);
    }
    night();
    EXPECT_EQ(linked_offers(), many - 6);
    EXPECT_EQ(count("link_targets WHERE tenant_id = ?", tenant_), many - 9 + 1);
    EXPECT_EQ(
        count("link_uses WHERE target_id = (SELECT id FROM link_targets WHERE target = "
              "'https://neu.example/')"),
        3);
    EXPECT_THAT(
        browser_of("conference_office").get("/verwaltung/verweise").body_text(),
        AllOf(
            HasSubstr("neu.example"), HasSubstr(std::to_string(many - 8) + " Verweise"),
            Not(HasSubstr(site_of(10)))));
}

TEST_P(RoundsStory, names_of_organisations_are_spelled_batch_by_batch)
{
    connection().execute(
        "INSERT INTO organisations (tenant_id, public_id, key, name, website, email, list_text, likeness,"
        " changed_at) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1100)"
        " SELECT t.id, 'p' || i, 'k' || i, 'Bäder ' || i, '', '', 'falsch', '', '2026-01-01T00:00:00.000Z'"
        " FROM n, tenants t WHERE t.id = ?",
        tenant_);
    night();
    EXPECT_EQ(count("organisations WHERE list_text = 'falsch'"), 0);
    EXPECT_EQ(count("organisations WHERE list_text LIKE 'bader %' AND likeness LIKE '% bader'"), 1100);
}

TEST_P(RoundsStory, names_of_people_are_spelled_batch_by_batch)
{
    connection().execute(
        "INSERT INTO persons (tenant_id, title, given_name, family_name, salutation, letters_language,"
        " works_for, works_for_key, position, field_of_work, gender, note, list_text, likeness, mark,"
        " changed_at) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1100)"
        " SELECT t.id, '', 'محمد', 'Öz', '', 'de', 'Bäder', 'falsch', '', 'unknown', 'unknown', '', 'falsch',"
        " 'falsch', 'mark' || i, '2026-11-23T09:00:00.000Z' FROM n, tenants t WHERE t.id = ?",
        tenant_);
    night();
    EXPECT_EQ(count("persons WHERE likeness = 'as mhmd' AND works_for_key = 'bader'"), 1100);
    EXPECT_EQ(count("persons WHERE list_text LIKE 'oz %' AND version = 1"), 1100);
    EXPECT_EQ(failed("contacts.people.spell"), 0);
}

}
} // namespace kommin::app
