#include "modules/letters/template_store.hpp"

#include "modules/tenants/testing.hpp"
#include "platform/db/testing.hpp"

#include <gmock/gmock.h>

#include <array>
#include <string>

namespace kommin::letters {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class TemplateStore : public db::DatabaseTest {
protected:
    void SetUp() override
    {
        db::DatabaseTest::SetUp();
        tenant_ = tenants::found_district(connection(), now_, {.towns = {"aalfeld", "bergau"}});
        other_tenant_ = tenants::found_district(connection(), now_, {.slug = "beispielhain"});
        town_ = connection().load<tenants::BodyId>(
            "SELECT id FROM bodies WHERE tenant_id = ? AND slug = 'aalfeld'", tenant_);
    }
    TemplateId stored(
        std::optional<tenants::BodyId> body, std::string const& kind, std::string const& language,
        OwnWords const& words)
    {
        LetterTemplate const one{
            .id = {},
            .body = body,
            .kind = kind,
            .language = language,
            .words = words,
            .version = 1,
            .changed_at = now_};
        return insert_template(connection(), tenant_, one, "m" + std::to_string(++marks_));
    }

    Instant now_ = *parse_instant("2026-11-23T09:00:00Z");
    TenantId tenant_, other_tenant_;
    tenants::BodyId town_;
    int marks_ = 0;
};
KOMMIN_ON_BOTH_ENGINES(TemplateStore);

TEST_P(TemplateStore, finds_words_of_that_sender_kind_and_language_only)
{
    auto const id = stored(town_, "a.b", "de", {"Hallo,", "Danke"});
    OwnWords const words{"Hallo,", "Danke"};
    EXPECT_EQ(find_own_words(connection(), tenant_, {town_, "a.b", "de"}), words);
    EXPECT_TRUE(find_own_words(connection(), tenant_, {std::nullopt, "a.b", "de"}).empty());
    EXPECT_TRUE(find_own_words(connection(), tenant_, {town_, "a.c", "de"}).empty());
    EXPECT_TRUE(find_own_words(connection(), tenant_, {town_, "a.b", "de-simple"}).empty());
    EXPECT_TRUE(find_own_words(connection(), other_tenant_, {town_, "a.b", "de"}).empty());
    EXPECT_FALSE(load_template(connection(), other_tenant_, id));
    EXPECT_EQ(find_template_by_mark(connection(), tenant_, "m1"), id);
    EXPECT_FALSE(find_template_by_mark(connection(), other_tenant_, "m1"));
}

TEST_P(TemplateStore, changes_words_and_counts_versions)
{
    auto const id = stored(std::nullopt, "a.b", "de", {"Hallo,", "Danke"});
    auto one = load_template(connection(), tenant_, id).value();
    one.words = {};
    one.changed_at = *parse_instant("2026-11-24T09:00:00Z");
    update_template(connection(), other_tenant_, one);
    EXPECT_EQ(load_template(connection(), tenant_, id)->version, 1) << "of another district";
    update_template(connection(), tenant_, one);
    auto const changed = load_template(connection(), tenant_, id).value();
    EXPECT_TRUE(changed.words.empty());
    EXPECT_EQ(changed.version, 2);
    EXPECT_EQ(changed.changed_at, one.changed_at);
    EXPECT_FALSE(changed.body);
}

TEST_P(TemplateStore, has_one_for_each_letter_and_lists_them_by_sender)
{
    auto const second = stored(std::nullopt, "b.b", "de", {"Zwei", {}});
    auto const first = stored(std::nullopt, "a.b", "en", {"One", {}});
    auto const towns = stored(town_, "a.b", "en", {"Town", {}});
    EXPECT_THROW(stored(std::nullopt, "a.b", "en", {"Again", {}}), db::ConstraintViolation);
    auto const ids = [](std::vector<LetterTemplate> const& all) {
        std::vector<TemplateId> found;
        for (auto const& one : all)
            found.push_back(one.id);
        return found;
    };
    EXPECT_THAT(
        ids(list_templates_of_owner(connection(), tenant_, std::nullopt)), ElementsAre(first, second));
    EXPECT_THAT(ids(list_templates_of_owner(connection(), tenant_, town_)), ElementsAre(towns));
    std::array const whole{Scope::whole_tenant()};
    std::array const town{Scope::of_owner(town_.value)};
    EXPECT_THAT(
        ids(list_templates_of_owners(connection(), tenant_, whole, 9)), ElementsAre(second, first, towns));
    EXPECT_THAT(ids(list_templates_of_owners(connection(), tenant_, whole, 1)), ElementsAre(second));
    EXPECT_THAT(ids(list_templates_of_owners(connection(), tenant_, town, 9)), ElementsAre(towns));
    EXPECT_THAT(list_templates_of_owners(connection(), tenant_, {}, 9), IsEmpty());
}

}
} // namespace kommin::letters
