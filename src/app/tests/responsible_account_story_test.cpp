// Somebody is responsible for a measure beside the unit in charge: at the desk, and nowhere else.

#include "app/tests/public_goals_story.hpp"
#include "platform/identity/account.hpp"
#include "platform/records/versions.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class ResponsibleAccount : public PublicGoalsBase {
protected:
    void SetUp() override
    {
        PublicGoalsBase::SetUp();
        leyla_ = account("leyla@kreis.example", {{"department_editor", Scope::whole_tenant()}});
        static_cast<void>(logged_in(leyla_)); // an account that nobody has used yet is not active
        connection().execute("UPDATE accounts SET name = 'Leyla Demir' WHERE id = ?", leyla_.value);
    }
    static std::string code_of(identity::AccountId id) { return "account%3A" + std::to_string(id.value); }
    std::string of_leyla(std::string const& title, std::string const& more = {})
    {
        return measure(
            *office_, title,
            "&state=running&deadline_remark=keine&from=2026&to=2027&responsible=" + code_of(leyla_) + more);
    }
    std::string read(Browser& browser, std::string const& page)
    {
        return std::string(browser.get(page).body_text());
    }
    std::optional<std::int64_t> responsible_of(std::string const& one)
    {
        return connection().load<std::optional<std::int64_t>>(
            "SELECT responsible_id FROM measures WHERE id = ?", std::stoll(number_of(one)));
    }
    static std::string today_of(Browser& browser)
    {
        std::string const page(browser.get("/verwaltung").body_text());
        return page.substr(0, page.find("id=\"zuletzt\""));
    }
    void at_night()
    {
        int rules = 0;
        for (auto const& module : product_.modules) {
            for (auto const& rule : module.recurring) {
                if (rule.kind == "goals.responsible_released") {
                    EXPECT_TRUE(work([&](Work& work) { return rule.run(work); }));
                    ++rules;
                }
            }
        }
        EXPECT_EQ(rules, 1);
    }

    identity::AccountId leyla_;
};
KOMMIN_ON_BOTH_ENGINES(ResponsibleAccount);

TEST_P(ResponsibleAccount, stands_at_the_desk_in_lists_and_files)
{
    auto const one = of_leyla("Abendkurse");
    measure(*office_, "Fest", "&state=running&deadline_remark=keine&from=2026&to=2027");
    EXPECT_EQ(responsible_of(one), leyla_.value);
    EXPECT_THAT(read(*office_, one), AllOf(HasSubstr("Verantwortlich"), HasSubstr("Leyla Demir")));
    EXPECT_THAT(read(*office_, "/verwaltung/massnahmen"), HasSubstr("data-l=\"Verantwortlich\">Leyla Demir"));
    EXPECT_THAT(file_of(office_->get("/verwaltung/massnahmen/liste.csv")), HasSubstr("Leyla Demir"));
    auto leyla = logged_in(leyla_);
    EXPECT_THAT(
        read(leyla, "/verwaltung/massnahmen?meine=ja"),
        AllOf(HasSubstr(">Abendkurse<"), Not(HasSubstr(">Fest<"))));
    EXPECT_THAT(
        file_of(leyla.get("/verwaltung/massnahmen/liste.csv?meine=ja")),
        AllOf(HasSubstr("Abendkurse"), Not(HasSubstr("Fest"))));
    EXPECT_THAT(read(*office_, "/verwaltung/massnahmen?meine=ja"), Not(HasSubstr(">Abendkurse<")));
    EXPECT_THAT(
        read(leyla, "/verwaltung/meine-massnahmen"),
        AllOf(HasSubstr("href=\"" + one + "\""), Not(HasSubstr("Fest"))));
    // History and audit trail know the number, pages the name.
    EXPECT_EQ(
        sent(*office_, one, "/bearbeiten", needed("Abendkurse") + usual + "&responsible=").status(),
        http::Status::see_other);
    EXPECT_THAT(
        read(*office_, one + "/bearbeiten/verlauf?fassung=2"),
        AllOf(HasSubstr("Leyla Demir"), HasSubstr("Verantwortlich")));
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT COUNT(*) FROM audit_entries WHERE after_json LIKE '%Leyla%' "
                                        "OR before_json LIKE '%Leyla%'"),
        0);
}

TEST_P(ResponsibleAccount, is_one_that_is_active_and_sees_the_measure)
{
    auto const needs = [&](identity::AccountId id) {
        return office_->post(
            "/verwaltung/massnahmen/neu",
            needed("Kurse") + usual + "&schluessel=x&responsible=" + code_of(id));
    };
    auto const town = account("amt@aalfeld.example", {{"municipal_editor", aalfeld_}});
    static_cast<void>(logged_in(town));
    auto const refused = needs(town);
    EXPECT_EQ(refused.status(), http::Status::unprocessable) << "does not see what the Kreis does";
    EXPECT_THAT(
        std::string(refused.body_text()),
        AllOf(HasSubstr("id=\"f-responsible-fehler\""), HasSubstr("value=\"Kurse\"")));
    connection().execute("UPDATE accounts SET state = 'blocked' WHERE id = ?", leyla_.value);
    EXPECT_EQ(needs(leyla_).status(), http::Status::unprocessable);
    EXPECT_EQ(
        office_
            ->post("/verwaltung/massnahmen/neu", needed("Kurse") + usual + "&schluessel=x&responsible=Leyla")
            .status(),
        http::Status::unprocessable);
    EXPECT_EQ(count_measures(), 0);
    connection().execute("UPDATE accounts SET state = 'active' WHERE id = ?", leyla_.value);
    // Who was named before may stay, whatever became of the account.
    auto const one = of_leyla("Abendkurse");
    connection().execute("UPDATE accounts SET state = 'blocked' WHERE id = ?", leyla_.value);
    EXPECT_EQ(
        sent(
            *office_, one, "/bearbeiten",
            needed("Abendkurse+neu") + usual + "&responsible=" + code_of(leyla_))
            .status(),
        http::Status::see_other);
    EXPECT_EQ(responsible_of(one), leyla_.value);
    EXPECT_EQ(
        sent(*office_, one, "/bearbeiten", needed("Abendkurse+neu") + usual + "&responsible=").status(),
        http::Status::see_other);
    EXPECT_EQ(responsible_of(one), std::nullopt);
}

TEST_P(ResponsibleAccount, finds_late_milestones_and_reports_due_on_today)
{
    auto const one = of_leyla("Abendkurse");
    auto const other = measure(*office_, "Fest", "&state=running&deadline_remark=keine&from=2026&to=2027");
    for (auto const& of : {one, other})
        EXPECT_EQ(
            sent(*office_, of, "/meilensteine", "title=Raum+in+" + number_of(of) + "&due=30.06.2026")
                .status(),
            http::Status::see_other);
    figure(one);
    auto leyla = logged_in(leyla_);
    auto const today = today_of(leyla);
    EXPECT_THAT(
        today,
        AllOf(
            HasSubstr("Raum in " + number_of(one)), HasSubstr("für die Sie verantwortlich sind"),
            HasSubstr("Abendkurse: Kurse")));
    EXPECT_THAT(today, Not(HasSubstr("Raum in " + number_of(other)))) << "they edit none of it";
    auto const office = today_of(*office_);
    EXPECT_THAT(
        office,
        AllOf(
            HasSubstr("Raum in " + number_of(one)), HasSubstr("Raum in " + number_of(other)),
            Not(HasSubstr("für die Sie verantwortlich sind"))));
}

// Who is responsible and may edit ticks it off where it is; who only sees the measure reads its page.
TEST_P(ResponsibleAccount, goes_from_today_to_the_page_on_which_they_can_do_something)
{
    auto const editor = account("ida@kreis.example", {{"conference_office", Scope::whole_tenant()}});
    auto ida = logged_in(editor);
    auto const seen = of_leyla("Abendkurse");
    auto const edited = measure(
        *office_, "Fest",
        "&state=running&deadline_remark=keine&from=2026&to=2027&responsible=" + code_of(editor));
    for (auto const& of : {seen, edited})
        EXPECT_EQ(
            sent(*office_, of, "/meilensteine", "title=Raum&due=30.06.2026").status(),
            http::Status::see_other);
    EXPECT_THAT(
        today_of(ida),
        AllOf(
            HasSubstr("für die Sie verantwortlich sind"), HasSubstr("href=\"" + edited + "/meilensteine\"")));
    auto leyla = logged_in(leyla_);
    EXPECT_THAT(
        today_of(leyla),
        AllOf(HasSubstr("href=\"" + seen + '"'), Not(HasSubstr("href=\"" + seen + "/meilensteine\""))));
}

TEST_P(ResponsibleAccount, is_never_told_to_the_public)
{
    auto const goal = adopted_goal("Alle+sprechen+Deutsch");
    auto const one = serving("Abendkurse", goal, "&responsible=" + code_of(leyla_));
    shown(goal);
    shown(one);
    for (auto const* page :
         {"/de/ziele", "/de/ziele/massnahmen/abendkurse", "/de/ziele.json", "/de/ziele.csv"}) {
        auto const text = read_in_public(page);
        EXPECT_THAT(
            text, AllOf(Not(HasSubstr("Leyla")), Not(HasSubstr("account:" + std::to_string(leyla_.value)))))
            << page;
    }
    EXPECT_THAT(read_in_public("/de/ziele/massnahmen/abendkurse"), HasSubstr("Abendkurse"));
}

TEST_P(ResponsibleAccount, goes_with_the_account)
{
    auto const one = of_leyla("Abendkurse");
    auto const stays = account("ben@kreis.example", {{"department_editor", Scope::whole_tenant()}});
    static_cast<void>(logged_in(stays));
    auto const other = measure(
        *office_, "Fest", "&state=running&deadline_remark=keine&from=2026&responsible=" + code_of(stays));
    at_night();
    EXPECT_EQ(responsible_of(one), leyla_.value);
    connection().execute("UPDATE accounts SET state = 'blocked' WHERE id = ?", leyla_.value);
    ASSERT_TRUE(work([&](Work& work) { return identity::erase_account(work, leyla_, "gelöschtes Konto"); }));
    EXPECT_THAT(read(*office_, one), Not(HasSubstr("Leyla"))) << "the name is gone at once";
    at_night();
    EXPECT_EQ(responsible_of(one), std::nullopt);
    EXPECT_EQ(responsible_of(other), stays.value);
    EXPECT_THAT(audit_actions(), Contains("goals.measure.released"));
    EXPECT_THAT(read(*office_, one + "/bearbeiten/verlauf?fassung=2"), Not(HasSubstr("Leyla")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
    auto const before = version_of(one);
    at_night();
    EXPECT_EQ(version_of(one), before) << "once";
}

}
} // namespace kommin::app
