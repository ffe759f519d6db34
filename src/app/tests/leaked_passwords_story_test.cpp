// A list of leaked passwords that the operator provides: at every place where somebody chooses or types one.

#include "app/tests/staff_story.hpp"
#include "platform/crypto/hash.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view leaked = "Brot und Salz und Meer";

void provide_list(Settings& settings)
{
    settings.leaked_passwords = settings.data / "leaked.txt";
    files::write_atomically(settings.leaked_passwords, crypto::sha1_hex(leaked) + ":12\r\n");
}

class LeakedPasswordStory : public StaffStory {
protected:
    LeakedPasswordStory()
        : StaffStory(&provide_list)
    { }
    static std::string typed(std::string_view password) { return html::percent_encode(password); }
    static void expect_refused(http::Response const& response)
    {
        EXPECT_EQ(response.status(), http::Status::unprocessable);
        EXPECT_THAT(
            response.body_text(),
            AllOf(
                HasSubstr("Dieses Passwort steht in einer Liste gestohlener Passwörter"),
                Not(HasSubstr(std::string(leaked)))));
    }
};
KOMMIN_ON_BOTH_ENGINES(LeakedPasswordStory);

TEST_P(LeakedPasswordStory, is_refused_to_whoever_was_invited_has_forgotten_theirs_or_changes_it)
{
    auto const printed = run_command(
        {connection(), tenant_, i18n::Zone::berlin(), clock(), {}, "https://musterau.example"}, "user", "add",
        {{"EMAIL", {"admin@kreis.example"}}, {"--name", {"Admin"}}, {"--role", {"reader"}}});
    ASSERT_TRUE(printed);
    auto const first = printed->substr(printed->find("/verwaltung"));
    Browser admin{*this};
    expect_refused(admin.post(first.substr(0, first.size() - 1), "password=" + typed(leaked), false));

    auto administrator
        = logged_in(account("verwaltung@kreis.example", {{"administrator", Scope::whole_tenant()}}));
    administrator.post(
        "/verwaltung/konten/neu", "name=Leyla+Demir&email=leyla@kreis.example&sprache=de&rolle=reader");
    auto const invitation = link_in(mail());
    ASSERT_NE(invitation, "");
    Browser leyla{*this};
    expect_refused(leyla.post(invitation, "password=" + typed(leaked), false));
    EXPECT_EQ(leyla.post(invitation, "password=" + typed(good_password), false).status(), http::Status::ok);

    std::filesystem::remove_all(folder_.path() / "outbox");
    leyla.post("/verwaltung/passwort-vergessen", "email=leyla@kreis.example", false);
    auto const link = link_in(mail());
    ASSERT_NE(link, "");
    expect_refused(leyla.post(link, "password=" + typed(leaked), false));

    auto const id = account("cem@kreis.example", {{"reader", Scope::whole_tenant()}});
    auto cem = logged_in(id);
    set_good_password(id);
    expect_refused(cem.post(
        "/verwaltung/konto/passwort", "current=" + typed(good_password) + "&password=" + typed(leaked)));
}

// The list is newer than the password.
TEST_P(LeakedPasswordStory, that_somebody_has_already_opens_nothing_until_another_one_is_set)
{
    auto const id = account("leyla@kreis.example", {{"reader", Scope::whole_tenant()}});
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        identity::update_password(
            work.db(), work.tenant(), id, crypto::hash_password(leaked, crypto::PasswordCost::lowest()),
            identity::AccountState::active);
        return {};
    }));
    Browser leyla{*this};
    auto const form = "email=leyla@kreis.example&weiter=&passwort=";
    auto const refused = leyla.post("/verwaltung/anmelden", form + typed(leaked), false);
    expect_refused(refused);
    EXPECT_THAT(refused.body_text(), HasSubstr("/verwaltung/passwort-vergessen"));
    EXPECT_FALSE(leyla.cookies.contains("__Host-kommin"));
    EXPECT_THAT(audit_actions(), Contains("identity.login.leaked"));

    leyla.post("/verwaltung/passwort-vergessen", "email=leyla@kreis.example", false);
    auto const link = link_in(mail());
    ASSERT_NE(link, "");
    EXPECT_EQ(leyla.post(link, "password=" + typed(good_password), false).status(), http::Status::ok);
    EXPECT_EQ(
        leyla.post("/verwaltung/anmelden", form + typed(good_password), false).status(),
        http::Status::see_other);
}

}
} // namespace kommin::app
