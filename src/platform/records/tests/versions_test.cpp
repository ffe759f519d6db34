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
        keep_baseline(work, {thing, 7}, 1, "thing.imported", work.now(), first);
        keep_baseline(work, {thing, 7}, 1, "thing.imported", work.now(), second); // is there already
        constexpr std::array<std::string_view, 1> hidden{"phone"};
        keep_version(
            work, {thing, 7},
            {.number = 2,
             .action = "thing.saved",
             .before = first,
             .after = second,
             .private_fields = hidden});
    });
    EXPECT_EQ(find_version(connection(), tenant_, {thing, 7}, 1)->fields, first);
    auto const saved = find_version(connection(), tenant_, {thing, 7}, 2);
    EXPECT_EQ(saved->fields, second);
    EXPECT_EQ(saved->head.saved_by, "command line");
    EXPECT_EQ(saved->head.action, "thing.saved");
    auto const heads = list_versions(connection(), tenant_, {thing, 7}, 10);
    ASSERT_EQ(heads.size(), 2U);
    EXPECT_EQ(heads.front().number, 2);
    EXPECT_EQ(list_versions(connection(), tenant_, {thing, 7}, 1).size(), 1U);

    auto const entries = audit::list_history(connection(), tenant_, "thing", 7, 10);
    ASSERT_EQ(entries.size(), 1U) << "a baseline is no change";
    EXPECT_THAT(
        entries.front().after_json,
        AllOf(
            HasSubstr("Kinderchor"), HasSubstr(R"("version":2)"), HasSubstr("\"phone\""),
            Not(HasSubstr("0170"))));
    EXPECT_THAT(entries.front().before_json, AllOf(HasSubstr("Chor"), Not(HasSubstr("0170"))));
}

TEST_P(Versions, belong_to_one_record_of_one_district)
{
    auto const some = fields("Chor", "");
    work([&](Work& work) { keep_baseline(work, {thing, 7}, 1, "thing.imported", work.now(), some); });
    EXPECT_FALSE(find_version(connection(), other_, {thing, 7}, 1));
    EXPECT_FALSE(find_version(connection(), tenant_, {thing, 8}, 1));
    EXPECT_FALSE(find_version(connection(), tenant_, {content::SubjectKind{"other"}, 7}, 1));
    EXPECT_TRUE(list_versions(connection(), other_, {thing, 7}, 10).empty());
}

TEST_P(Versions, a_number_is_given_once)
{
    auto const some = fields("Chor", "");
    Work work({connection(), tenant_, Actor::system(), clock_, i18n::Zone::berlin(), no_signals});
    keep_version(work, {thing, 7}, {.number = 1, .action = "thing.saved", .before = {}, .after = some});
    EXPECT_THROW(
        keep_version(work, {thing, 7}, {.number = 1, .action = "thing.saved", .before = {}, .after = some}),
        db::ConstraintViolation);
}

TEST_P(Versions, can_be_erased_while_the_chain_still_holds)
{
    auto const some = fields("Chor", "0170 111");
    work([&](Work& work) {
        keep_version(work, {thing, 7}, {.number = 1, .action = "thing.saved", .before = {}, .after = some});
    });
    work([&](Work& work) { erase_versions(work, {thing, 7}); });
    EXPECT_FALSE(find_version(connection(), tenant_, {thing, 7}, 1));
    EXPECT_FALSE(audit::verify(connection(), tenant_).first_broken);
    EXPECT_EQ(audit::list_history(connection(), tenant_, "thing", 7, 10).size(), 1U);
}

}
} // namespace kommin::records
