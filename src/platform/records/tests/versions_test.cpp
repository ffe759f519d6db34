#include "platform/audit/audit.hpp"
#include "platform/db/testing.hpp"
#include "platform/records/versions.hpp"
#include "platform/work/use_case.hpp"

#include <gmock/gmock.h>

namespace kommin::records {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr content::SubjectKind thing{"thing"};
constexpr auto everybody = Scope::whole_tenant();
Fields const nothing;

class Versions : public db::DatabaseTest {
protected:
    void SetUp() override
    {
        DatabaseTest::SetUp();
        tenant_ = insert_tenant("musterau");
        other_ = insert_tenant("beispielhain");
    }
    TenantId insert_tenant(std::string_view slug)
    {
        return connection().load<TenantId>(
            "INSERT INTO tenants (slug, name, ags, zone, source_language, is_demonstration, help_name,"
            " help_phone, help_email, help_address, map_view_box, map_attribution, created_at)"
            " VALUES (?, ?, '', 'Europe/Berlin', 'de', FALSE, '', '', '', '', '', '', '2026-01-01') "
            "RETURNING id",
            slug, slug);
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
    static Fields fields(std::string title, std::string phone)
    {
        Fields fields;
        fields.set("title", std::move(title));
        fields.set("phone", std::move(phone));
        return fields;
    }

    FixedClock clock_{*parse_instant("2026-11-23T09:00:00Z")};
    TenantId tenant_;
    TenantId other_;
};
KOMMIN_ON_BOTH_ENGINES(Versions);

TEST_P(Versions, keep_what_was_saved_and_prove_that_it_was)
{
    auto const first = fields("Chor", "0170 111");
    auto const second = fields("Kinderchor", "0170 222");
    work([&](Work& work) {
        keep_baseline(work, {thing, 7}, 1, "thing.imported", work.now(), everybody, first);
        // Is there already.
        keep_baseline(work, {thing, 7}, 1, "thing.imported", work.now(), everybody, second);
        constexpr std::array<std::string_view, 1> harmless{"title"};
        keep_version(
            work, {thing, 7},
            {.number = 2,
             .action = "thing.saved",
             .owner = everybody,
             .before = first,
             .after = second,
             .harmless_fields = harmless});
    });
    EXPECT_EQ(find_version(connection(), tenant_, {thing, 7}, 1, unrestricted)->fields, first);
    auto const saved = find_version(connection(), tenant_, {thing, 7}, 2, unrestricted);
    EXPECT_EQ(saved->fields, second);
    EXPECT_EQ(saved->head.saved_by, "command line");
    EXPECT_EQ(saved->head.action, "thing.saved");
    auto const versions = list_versions(connection(), tenant_, {thing, 7}, unrestricted, 10);
    ASSERT_EQ(versions.size(), 2U);
    EXPECT_EQ(versions.front().head.number, 2);
    EXPECT_EQ(versions.back().fields, first);
    EXPECT_EQ(list_versions(connection(), tenant_, {thing, 7}, unrestricted, 1).size(), 1U);
    EXPECT_THAT(
        list_versioned(connection(), tenant_, thing), ::testing::UnorderedElementsAre(std::int64_t{7}));

    auto const entries = audit::list_history(connection(), tenant_, "thing", 7, 10);
    ASSERT_EQ(entries.size(), 1U) << "a baseline is no change";
    EXPECT_THAT(
        entries.front().after_json,
        AllOf(
            HasSubstr("Kinderchor"), HasSubstr(R"("version":2)"), HasSubstr("\"phone\""),
            Not(HasSubstr("0170"))));
    EXPECT_THAT(entries.front().before_json, AllOf(HasSubstr("Chor"), Not(HasSubstr("0170"))));
}

TEST_P(Versions, the_chain_gets_no_contents_that_nobody_called_harmless)
{
    auto const before = fields("Chor von Frau Beispiel", "0170 111");
    auto const after = fields("Chor von Herrn Muster", "0170 222");
    work([&](Work& work) {
        keep_version(
            work, {thing, 7},
            {.number = 1, .action = "thing.saved", .owner = everybody, .before = before, .after = after});
    });
    auto const entry = audit::list_history(connection(), tenant_, "thing", 7, 1).front();
    EXPECT_THAT(
        entry.after_json,
        AllOf(
            HasSubstr(R"("fields":["phone","title"])"), HasSubstr("fingerprint"), Not(HasSubstr("Muster")),
            Not(HasSubstr("0170"))));
    EXPECT_THAT(entry.before_json, Not(HasSubstr("Beispiel")));

    // What it did get proves which version it was, to whoever holds that, and lets nobody else guess.
    auto const salt = connection().load<std::string>("SELECT salt FROM record_versions");
    EXPECT_THAT(entry.after_json, HasSubstr(fingerprint(salt, after)));
    EXPECT_GE(salt.size(), 20U);
    EXPECT_THAT(entry.after_json, Not(HasSubstr(fingerprint("", after))));
    EXPECT_THAT(entry.after_json, Not(HasSubstr(fingerprint(salt, before))));
}

TEST_P(Versions, the_chain_gets_no_text_that_was_put_into_a_field_of_choices)
{
    constexpr std::array<std::string_view, 1> harmless{"title"};
    auto const before = fields("chor", "");
    auto const after = fields("Frau Beispiel, Tel. 0170", "");
    work([&](Work& work) {
        keep_version(
            work, {thing, 7},
            {.number = 1,
             .action = "thing.saved",
             .owner = everybody,
             .before = before,
             .after = after,
             .harmless_fields = harmless});
    });
    auto const entry = audit::list_history(connection(), tenant_, "thing", 7, 1).front();
    EXPECT_THAT(entry.before_json, HasSubstr("chor"));
    EXPECT_THAT(entry.after_json, AllOf(HasSubstr(R"("fields":["title"])"), Not(HasSubstr("Beispiel"))));
}

TEST_P(Versions, what_the_program_carries_out_names_who_planned_it)
{
    auto const some = fields("Chor", "");
    work([&](Work& work) {
        keep_version(
            work, {thing, 7},
            {.number = 1,
             .action = "thing.saved",
             .owner = everybody,
             .before = nothing,
             .after = some,
             .on_behalf_of = "account:12"});
    });
    EXPECT_EQ(find_version(connection(), tenant_, {thing, 7}, 1, unrestricted)->head.saved_by, "account:12");
    auto const entry = audit::list_history(connection(), tenant_, "thing", 7, 1).front();
    EXPECT_EQ(entry.actor, "command line") << "who did it, not who wanted it";
    EXPECT_THAT(entry.after_json, HasSubstr(R"("on_behalf_of":"account:12")"));
}

TEST_P(Versions, belong_to_one_record_of_one_district)
{
    auto const some = fields("Chor", "");
    work([&](Work& work) {
        keep_baseline(work, {thing, 7}, 1, "thing.imported", work.now(), everybody, some);
    });
    EXPECT_FALSE(find_version(connection(), other_, {thing, 7}, 1, unrestricted));
    EXPECT_FALSE(find_version(connection(), tenant_, {thing, 8}, 1, unrestricted));
    EXPECT_FALSE(find_version(connection(), tenant_, {content::SubjectKind{"other"}, 7}, 1, unrestricted));
    EXPECT_TRUE(list_versions(connection(), other_, {thing, 7}, unrestricted, 10).empty());
    EXPECT_TRUE(list_versioned(connection(), other_, thing).empty());
}

TEST_P(Versions, are_read_by_those_whose_record_it_was)
{
    auto const first = fields("Chor", "");
    auto const second = fields("Kinderchor", "");
    std::array const musterau{Scope::of_owner(3)};
    std::array const beispielhain{Scope::of_owner(4)};
    work([&](Work& work) {
        keep_version(
            work, {thing, 7},
            {.number = 1, .action = "thing.saved", .owner = musterau[0], .before = nothing, .after = first});
        keep_version( // and is another body's from here on
            work, {thing, 7},
            {.number = 2,
             .action = "thing.saved",
             .owner = beispielhain[0],
             .before = first,
             .after = second});
    });
    EXPECT_FALSE(find_version(connection(), tenant_, {thing, 7}, 1, beispielhain));
    EXPECT_TRUE(find_version(connection(), tenant_, {thing, 7}, 1, musterau));
    EXPECT_EQ(list_versions(connection(), tenant_, {thing, 7}, beispielhain, 10).size(), 1U);
    EXPECT_EQ(list_versions(connection(), tenant_, {thing, 7}, unrestricted, 10).size(), 2U);
    EXPECT_TRUE(list_versions(connection(), tenant_, {thing, 7}, {}, 10).empty()) << "no right at all";
}

TEST_P(Versions, a_number_is_given_once)
{
    auto const some = fields("Chor", "");
    Saved const saved{
        .number = 1, .action = "thing.saved", .owner = everybody, .before = nothing, .after = some};
    Work work({connection(), tenant_, Actor::system(), clock_, i18n::Zone::berlin(), no_signals});
    keep_version(work, {thing, 7}, saved);
    EXPECT_THROW(keep_version(work, {thing, 7}, saved), db::ConstraintViolation);
}

TEST_P(Versions, are_checked_against_the_chain)
{
    auto const first = fields("Chor", "0170 111");
    auto const second = fields("Kinderchor", "0170 222");
    auto const save = [&](std::int64_t number, Fields const& before, Fields const& after) {
        work([&](Work& work) {
            keep_version(
                work, {thing, 7},
                {.number = number,
                 .action = "thing.saved",
                 .owner = everybody,
                 .before = before,
                 .after = after});
        });
    };
    work([&](Work& work) {
        keep_baseline(work, {thing, 7}, 1, "thing.imported", work.now(), everybody, first);
    });
    save(2, first, second);
    save(3, second, first);
    EXPECT_EQ(verify_versions(connection(), tenant_).proven, 2);
    EXPECT_FALSE(verify_versions(connection(), tenant_).first_broken);
    EXPECT_EQ(verify_versions(connection(), other_).proven, 0);

    // Each number is proven by itself: two that change places are noticed.
    connection().execute("UPDATE record_versions SET number = number + 10 WHERE number IN (2, 3)");
    connection().execute(
        "UPDATE record_versions SET number = CASE number WHEN 12 THEN 3 ELSE 2 END WHERE number > 9");
    EXPECT_EQ(verify_versions(connection(), tenant_).proven, 0);
    connection().execute("UPDATE record_versions SET number = number + 10 WHERE number IN (2, 3)");
    connection().execute(
        "UPDATE record_versions SET number = CASE number WHEN 12 THEN 3 ELSE 2 END WHERE number > 9");

    connection().execute(
        "UPDATE record_versions SET fields = ? WHERE number = 3", fields("Chor", "0170 999").to_json());
    auto const check = verify_versions(connection(), tenant_);
    EXPECT_EQ(check.proven, 1);
    ASSERT_TRUE(check.first_broken);
    EXPECT_EQ(check.first_broken->number, 3);
}

TEST_P(Versions, that_were_changed_do_not_pass_without_their_salt_nor_with_an_entry_of_their_own)
{
    auto const said = fields("Chor", "0170 111");
    work([&](Work& work) {
        keep_version(
            work, {thing, 7},
            {.number = 1, .action = "thing.saved", .owner = everybody, .before = nothing, .after = said});
    });
    auto const salt = connection().load<std::string>("SELECT salt FROM record_versions");
    auto const changed = fields("Chor", "0170 999");
    connection().execute("UPDATE record_versions SET fields = ?, salt = ''", changed.to_json());
    EXPECT_TRUE(verify_versions(connection(), tenant_).first_broken);

    connection().execute("UPDATE record_versions SET salt = ?", salt);
    work([&](Work& work) {
        work.audit(
            "thing.saved", "thing", 7, json::Value::Object{},
            json::Value::Object{{"version", 1}, {"fingerprint", fingerprint(salt, changed)}});
    });
    EXPECT_TRUE(verify_versions(connection(), tenant_).first_broken);
}

TEST_P(Versions, can_be_erased_while_the_chain_still_holds)
{
    auto const some = fields("Chor", "0170 111");
    work([&](Work& work) {
        keep_version(
            work, {thing, 7},
            {.number = 1, .action = "thing.saved", .owner = everybody, .before = nothing, .after = some});
    });
    work([&](Work& work) { erase_versions(work, {thing, 7}); });
    EXPECT_FALSE(find_version(connection(), tenant_, {thing, 7}, 1, unrestricted));
    EXPECT_FALSE(audit::verify(connection(), tenant_).first_broken);
    EXPECT_EQ(audit::list_history(connection(), tenant_, "thing", 7, 10).size(), 1U);
}

// What the record is now stays: a baseline under its number could not be proven by what the chain says of it.
TEST_P(Versions, are_erased_but_for_the_one_that_the_record_is)
{
    auto const before = fields("Chor", "0170 111");
    auto const now = fields("Chor", "");
    for (std::int64_t number = 1; number <= 2; ++number)
        work([&](Work& work) {
            keep_version(
                work, {thing, 7},
                {.number = number,
                 .action = "thing.saved",
                 .owner = everybody,
                 .before = nothing,
                 .after = number == 1 ? before : now});
        });
    work([&](Work& work) { erase_versions(work, {thing, 7}, {2}); });
    EXPECT_FALSE(find_version(connection(), tenant_, {thing, 7}, 1, unrestricted));
    EXPECT_TRUE(find_version(connection(), tenant_, {thing, 7}, 2, unrestricted));
    EXPECT_FALSE(verify_versions(connection(), tenant_).first_broken);
}

TEST_P(Versions, are_asked_for_by_what_a_field_says)
{
    work([&](Work& work) {
        for (std::int64_t number = 1; number <= 3; ++number) {
            auto said = fields("Chor", R"("kind":["b"])"); // a text that looks like a field is none
            said.set("kind", number == 2 ? "b" : "a");
            keep_version(
                work, {thing, 7},
                {.number = number,
                 .action = "thing.saved",
                 .owner = everybody,
                 .before = nothing,
                 .after = said});
        }
    });
    FieldIs const a{"kind", "a"};
    FieldIs const b{"kind", "b"};
    auto const newest = list_versions(connection(), tenant_, {thing, 7}, unrestricted, 1, a);
    ASSERT_EQ(newest.size(), 1U);
    EXPECT_EQ(newest.front().head.number, 3);
    EXPECT_EQ(list_versions(connection(), tenant_, {thing, 7}, unrestricted, 10, b).size(), 1U);
    EXPECT_TRUE(has_versions(connection(), tenant_, {thing, 7}, b));
    EXPECT_FALSE(has_versions(connection(), tenant_, {thing, 7}, {"kind", "c"}));
    EXPECT_FALSE(has_versions(connection(), other_, {thing, 7}, b));
    EXPECT_EQ(newest_version(connection(), tenant_, {thing, 7}), 3);
    EXPECT_EQ(newest_version(connection(), tenant_, {thing, 8}), 0);
    EXPECT_EQ(count_versions(connection(), tenant_, {thing, 7}), 3);
    EXPECT_EQ(count_versions(connection(), tenant_, {thing, 7}, {3, 9}), 2);
}

// What is done to a draft goes on from the draft, everything else from the record, whatever lies between.
TEST(Origins, a_version_goes_on_from_what_it_was_made_of)
{
    std::vector<VersionHead> heads;
    for (auto const* step :
         {"imported", "draft_saved", "confirmed", "handed_in", "changed", "published", "draft_saved",
          "draft_discarded", "draft_saved", "archived", "proposed"})
        heads.insert(
            heads.begin(),
            VersionHead{
                static_cast<std::int64_t>(heads.size()) + 1, std::string("portal.offer.") + step, {}, {}});
    std::map<std::int64_t, std::int64_t> const expected{{2, 1}, {3, 1}, {4, 2}, {5, 3},  {6, 4},
                                                        {7, 6}, {8, 7}, {9, 8}, {10, 8}, {11, 10}};
    EXPECT_EQ(origins_of(heads), expected);
    EXPECT_TRUE(origins_of({}).empty());
}

}
} // namespace kommin::records
