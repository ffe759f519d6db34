// Migration 0006 on a database that has offers already: nothing is lost, and what the new rules forbid is
// gone.

#include "modules/portal/directory/offer_store.hpp"
#include "platform/base/clock.hpp"
#include "platform/db/testing.hpp"

namespace kommin::portal {
namespace {

class ProvenanceMigration : public db::DatabaseTest {
protected:
    ProvenanceMigration()
        : db::DatabaseTest(db::migrations().first(5))
    { }
};
KOMMIN_ON_BOTH_ENGINES(ProvenanceMigration);

TEST_P(ProvenanceMigration, keeps_every_offer_and_knows_which_ones_are_public)
{
    auto& db = connection();
    auto const tenant
        = db.load<TenantId>("INSERT INTO tenants (slug, name, ags, zone, source_language, is_demonstration, "
                            "help_name, help_phone,"
                            " help_email, help_address, map_view_box, map_attribution, created_at)"
                            " VALUES ('k', 'K', '', 'Europe/Berlin', 'de', FALSE, '', '', '', '', '', '', "
                            "'2026-01-01T00:00:00.000Z')"
                            " RETURNING id");
    auto const insert = [&](std::string_view key, std::string_view status, std::int64_t cents) {
        return db.load<OfferId>(
            "INSERT INTO offers (tenant_id, public_id, key, slug, reach, kind, subkind, status, title, "
            "summary,"
            " description, target_group, email, website, street, postal_code, city, address_note, "
            "appointment,"
            " always_open, hours_text, cost, cost_cents, cost_note, childcare, wheelchair, course_type,"
            " level_from, level_to, is_example, outdated_risk, remark, content_hash, created_at, changed_at)"
            " VALUES (?, ?, ?, ?, 'district', 'mbe', '', ?, 'T', '', '', '', '', '', '', '', '', '', 'none',"
            " FALSE, '', 'fee', ?, '', 'no', 'yes', '', '', '', FALSE, '', '', '', "
            "'2026-02-01T00:00:00.000Z',"
            " '2026-02-01T00:00:00.000Z') RETURNING id",
            tenant, key, key, key, status, cents);
    };
    auto const open = insert("open", "active", 500);
    insert("draft", "inactive", -1);
    db.execute(
        "INSERT INTO offer_sources (tenant_id, offer_id, position, title, site) VALUES (?, ?, 1, 'S', 'T')",
        tenant, open);
    db.execute(
        "INSERT INTO offer_unsure_fields (tenant_id, offer_id, field) VALUES (?, ?, 'cost')", tenant, open);
    for (int to : {600, 480}) // the second one ends before it begins
        db.execute(
            "INSERT INTO offer_exceptions (tenant_id, offer_id, day, is_closed, from_minute, to_minute, note)"
            " VALUES (?, ?, '2026-12-24', FALSE, 540, ?, '')",
            tenant, open, to);

    ASSERT_TRUE(db::migrate(db, FixedClock(*parse_instant("2026-11-23T09:00:00Z"))));

    auto const offers = list_offers(db, tenant);
    ASSERT_EQ(offers.size(), 2U);
    EXPECT_EQ(offers[0].id, open);
    EXPECT_EQ(offers[0].key, "open");
    EXPECT_EQ(offers[0].cost_amount, Money{500});
    EXPECT_EQ(offers[0].wheelchair, Provided::yes);
    EXPECT_TRUE(offers[0].was_public);
    EXPECT_EQ(offers[0].sources.size(), 1U);
    EXPECT_TRUE(offers[0].is_unsure("cost"));
    EXPECT_EQ(offers[0].hours.exceptions.size(), 1U);
    EXPECT_FALSE(offers[1].was_public);
    EXPECT_FALSE(offers[1].cost_amount);
    // The parts still belong to their offers, and the rules hold.
    EXPECT_THROW(db.execute("DELETE FROM offers WHERE id = ?", open), db::ConstraintViolation);
    db.execute("UPDATE offers SET childcare = 'partly'");
    EXPECT_THROW(db.execute("UPDATE offers SET cost_cents = -1"), db::ConstraintViolation);
    EXPECT_THROW(db.execute("UPDATE offer_exceptions SET to_minute = 1"), db::ConstraintViolation);
}

} // namespace
} // namespace kommin::portal
