// The key of the server: made once, known again, changed without losing what it has sealed, and never
// replaced without a word.

#include "app/server_key.hpp"
#include "app/tests/staff_story.hpp"

namespace kommin::app {
namespace {

using ::testing::Contains;

class ServerKey : public StaffStory {
protected:
    Result<void> check() { return check_server_key(connection(), data(), clock()); }
    Result<identity::Resealed> renew(bool is_lost = false)
    {
        return renew_server_key(connection(), data(), clock(), is_lost);
    }
    [[nodiscard]] std::filesystem::path data() const { return folder_.path(); }
    [[nodiscard]] bool has(std::string const& name) const { return std::filesystem::exists(data() / name); }
    [[nodiscard]] crypto::Key key() const { return load_or_create_server_key(data()); }
    static void expect_problem(Result<void> const& checked, MessageKey message)
    {
        ASSERT_FALSE(checked);
        EXPECT_EQ(checked.problem().message, message);
        EXPECT_EQ(checked.problem().field, "server.key");
    }

    // Somebody with a second factor, in each of the districts.
    void SetUp() override
    {
        StaffStory::SetUp();
        ASSERT_TRUE(check());
        people_
            = {{account("kaya@kreis.example", {}), tenant_},
               {account("kaya@kreis.example", {}, other_tenant_), other_tenant_}};
        for (auto& person : people_) {
            auto const start = identity::start_second_factor(identity::Secrets::of(key()), person.account);
            person.secret = start.secret;
            seal(person, start.sealed);
            set_password(person);
        }
    }
    struct Person {
        identity::AccountId account;
        TenantId tenant;
        std::string secret = {};
    };
    void set_password(Person const& person)
    {
        auto const hash = crypto::hash_password(good_password, crypto::PasswordCost::lowest());
        auto const sealed = identity::sealed_password(identity::Secrets::of(key()), person.account, hash);
        ASSERT_TRUE(work(
            [&](Work& work) -> Result<void> {
                identity::update_password(
                    work.db(), work.tenant(), person.account, sealed.hash, identity::AccountState::active);
                return {};
            },
            person.tenant));
    }
    void seal(Person const& person, std::string_view sealed)
    {
        ASSERT_TRUE(work(
            [&](Work& work) -> Result<void> {
                identity::update_second_factor(
                    work.db(), work.tenant(), person.account, sealed, 1, work.now());
                return {};
            },
            person.tenant));
    }
    void reseal(Person const& person, crypto::Key const& next)
    {
        auto const present = std::optional(key());
        auto const resealed = work(
            [&](Work& work) -> Result<identity::Resealed> {
                return identity::reseal_secrets(work, present, next);
            },
            person.tenant);
        ASSERT_TRUE(resealed);
        EXPECT_EQ(resealed->sealed_anew, 2) << "second factor and password";
    }
    // Of how many people second factor and password open with the key in the data folder, as they were.
    int opened()
    {
        int count = 0;
        auto const secrets = identity::Secrets::of(key());
        for (auto const& person : people_) {
            auto const kept = *identity::find_credentials(connection(), person.tenant, person.account);
            auto const start = identity::resume_second_factor(secrets, person.account, kept.totp_secret);
            auto const hash = identity::open_password(secrets, person.account, kept.password_hash);
            count += start && start->secret == person.secret && crypto::verify_password(hash, good_password)
                ? 1
                : 0;
        }
        return count;
    }

    std::vector<Person> people_;
};
KOMMIN_ON_BOTH_ENGINES(ServerKey);

TEST_P(ServerKey, is_known_again)
{
    EXPECT_TRUE(check());
    EXPECT_EQ(opened(), 2);
}

TEST_P(ServerKey, is_not_made_anew_when_it_is_missing)
{
    std::filesystem::remove(data() / "server.key");
    expect_problem(check(), "server_key.problem.missing"_msg);
    EXPECT_FALSE(has("server.key"));
}

// From before there were marks, or brought here without them.
TEST_P(ServerKey, of_a_database_without_a_mark_must_open_what_is_sealed_there)
{
    auto const right = key();
    connection().execute("DELETE FROM server_keys");
    std::filesystem::remove(data() / "server.key");
    expect_problem(check(), "server_key.problem.missing"_msg);
    EXPECT_FALSE(has("server.key")) << "none is made in silence";

    ASSERT_TRUE(files::create_private(data() / "server.key", crypto::Key::random().bytes()));
    expect_problem(check(), "server_key.problem.another"_msg);
    EXPECT_FALSE(identity::find_key_mark(connection()));
    EXPECT_FALSE(renew()) << "it would leave everything sealed with a key that nobody has";

    std::filesystem::remove(data() / "server.key");
    ASSERT_TRUE(files::create_private(data() / "server.key", right.bytes()));
    EXPECT_TRUE(check());
    EXPECT_EQ(identity::find_key_mark(connection()), identity::mark_of(right));
    EXPECT_EQ(opened(), 2);
}

TEST_P(ServerKey, of_a_new_database_is_made)
{
    connection().execute("DELETE FROM server_keys");
    connection().execute("UPDATE accounts SET totp_secret = '', password_hash = ''");
    std::filesystem::remove(data() / "server.key");
    EXPECT_TRUE(check());
    EXPECT_TRUE(has("server.key"));
}

TEST_P(ServerKey, of_another_installation_is_refused)
{
    std::filesystem::remove(data() / "server.key");
    ASSERT_TRUE(files::create_private(data() / "server.key", crypto::Key::random().bytes()));
    expect_problem(check(), "server_key.problem.another"_msg);
    auto const refused = renew();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problem().message, "server_key.problem.another"_msg);
}

TEST_P(ServerKey, is_renewed_and_nobody_notices)
{
    auto const before = key();
    auto const resealed = renew();
    ASSERT_TRUE(resealed);
    EXPECT_EQ(resealed->sealed_anew, 4);
    EXPECT_EQ(resealed->unopened, 0);
    EXPECT_NE(key().bytes(), before.bytes());
    EXPECT_TRUE(check());
    EXPECT_EQ(opened(), 2);
    EXPECT_FALSE(has("server.key.new"));
    EXPECT_EQ(files::read_file(data() / "server.key.old", 100).value(), before.bytes()) << "for backups";
    EXPECT_THAT(audit_actions(), Contains("identity.server_key.renewed"));
    ASSERT_TRUE(renew()) << "and once more";
    EXPECT_EQ(opened(), 2);
}

TEST_P(ServerKey, whose_renewal_ended_after_the_first_district_is_renewed_by_calling_again)
{
    auto const next = crypto::Key::random();
    ASSERT_TRUE(files::create_private(data() / "server.key.new", next.bytes()));
    reseal(people_[0], next);
    expect_problem(check(), "server_key.problem.interrupted"_msg);
    auto const resealed = renew();
    ASSERT_TRUE(resealed);
    EXPECT_EQ(resealed->sealed_anew, 4);
    EXPECT_EQ(key().bytes(), next.bytes());
    EXPECT_TRUE(check());
    EXPECT_EQ(opened(), 2);
}

TEST_P(ServerKey, whose_renewal_ended_before_the_files_changed_places_is_renewed_by_the_next_start)
{
    auto const next = crypto::Key::random();
    ASSERT_TRUE(files::create_private(data() / "server.key.new", next.bytes()));
    for (auto const& person : people_)
        reseal(person, next);
    identity::replace_key_mark(connection(), identity::mark_of(next), clock().now());
    EXPECT_TRUE(check());
    EXPECT_FALSE(has("server.key.new"));
    EXPECT_EQ(opened(), 2);
}

TEST_P(ServerKey, that_is_lost_is_replaced_on_demand_only)
{
    std::filesystem::remove(data() / "server.key");
    auto const refused = renew();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problem().message, "server_key.problem.missing"_msg);
    auto const renewed = renew(true);
    ASSERT_TRUE(renewed);
    EXPECT_EQ(renewed->sealed_anew, 0);
    EXPECT_EQ(renewed->unopened, 4);
    EXPECT_TRUE(check());
    EXPECT_EQ(opened(), 0);
}

}
} // namespace kommin::app
