#include "platform/access/actor.hpp"
#include "platform/access/rights.hpp"

#include <gmock/gmock.h>

namespace kommin {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Permission edit{"portal.offer.edit"};
constexpr Permission read_messages{"portal.feedback.read"};
constexpr Role editor{"municipal_editor"};
constexpr Role office{"conference_office"};

std::vector<PermissionRule> const rules{
    {edit, {}, Sees::no_personal_data, {editor, office}}, {read_messages, {}, Sees::personal_data, {office}}};

TEST(Rights, nobody_may_anything)
{
    Rights const rights;
    EXPECT_FALSE(rights.allows(edit, Scope::whole_tenant()));
    EXPECT_FALSE(rights.allows_somewhere(edit));
    EXPECT_THAT(rights.where(edit), IsEmpty());
    EXPECT_FALSE(Actor::visitor().may(edit, Scope::whole_tenant()));
}

TEST(Rights, hold_for_the_records_of_the_owner_only)
{
    std::vector<Grant> const grants{{"municipal_editor", Scope::of_owner(7)}};
    auto const rights = Rights::of(grants, rules);
    EXPECT_TRUE(rights.allows(edit, Scope::of_owner(7)));
    EXPECT_FALSE(rights.allows(edit, Scope::of_owner(8)));
    EXPECT_FALSE(rights.allows(edit, Scope::whole_tenant())) << "a town does not decide for the district";
    EXPECT_FALSE(rights.allows(read_messages, Scope::of_owner(7)));
    EXPECT_TRUE(rights.allows_somewhere(edit));
    EXPECT_FALSE(rights.allows_somewhere(read_messages));
}

TEST(Rights, of_the_district_hold_for_every_town)
{
    std::vector<Grant> const grants{
        {"municipal_editor", Scope::of_owner(7)}, {"conference_office", Scope::whole_tenant()}};
    auto const rights = Rights::of(grants, rules);
    EXPECT_TRUE(rights.allows(edit, Scope::of_owner(8)));
    EXPECT_TRUE(rights.allows(read_messages, Scope::of_owner(8)));
    EXPECT_THAT(rights.where(edit), ElementsAre(Scope::whole_tenant()));
}

TEST(Rights, of_two_towns_are_both_towns)
{
    std::vector<Grant> const grants{
        {"municipal_editor", Scope::of_owner(9)}, {"municipal_editor", Scope::of_owner(7)}};
    EXPECT_THAT(Rights::of(grants, rules).where(edit), ElementsAre(Scope::of_owner(7), Scope::of_owner(9)));
}

TEST(Rights, of_a_role_that_is_no_more_are_none)
{
    std::vector<Grant> const grants{{"treasurer", Scope::whole_tenant()}};
    auto const rights = Rights::of(grants, rules);
    EXPECT_FALSE(rights.allows_somewhere(edit));
    EXPECT_FALSE(rights.allows_somewhere(read_messages));
}

TEST(Rights, have_reasons)
{
    std::vector<Grant> const grants{
        {"municipal_editor", Scope::of_owner(7)}, {"conference_office", Scope::whole_tenant()}};
    EXPECT_EQ(reasons_for(edit, grants, rules), grants);
    EXPECT_THAT(reasons_for(read_messages, grants, rules), ElementsAre(grants[1]));
}

TEST(Rights, tell_who_sees_personal_data)
{
    EXPECT_FALSE(sees_personal_data(std::vector<Grant>{{"municipal_editor", Scope::of_owner(7)}}, rules));
    EXPECT_TRUE(sees_personal_data(std::vector<Grant>{{"conference_office", Scope::of_owner(7)}}, rules));
}

TEST(Scope, is_never_made_of_nothing)
{
    EXPECT_THROW(static_cast<void>(Scope::of_owner(0)), std::invalid_argument);
}

TEST(Actor, has_a_code_without_a_name)
{
    auto const rights = std::make_shared<Rights const>();
    auto const kaya = Actor::account(17, "Ayşe Kaya", rights);
    EXPECT_EQ(kaya.code(), "account:17");
    EXPECT_EQ(kaya.display_name(), "Ayşe Kaya");
    EXPECT_EQ(Actor::visitor().code(), "public");
    EXPECT_EQ(Actor::system().code(), "system");
    EXPECT_EQ(Actor::command_line().code(), "command line");
    EXPECT_TRUE(Actor::command_line().may(edit, Scope::whole_tenant()));
}

}
} // namespace kommin
