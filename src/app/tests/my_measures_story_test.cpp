// "Meine Maßnahmen": whoever looks after a measure finds it there, whether anything of it is counted or not.

#include "app/tests/inventory_story.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class MyMeasures : public InventoryBase {
protected:
    // The address of a new one that is done in 2026 and 2027.
    std::string measure(std::string const& title, std::string const& more)
    {
        auto const answer = office_->post(
            "/verwaltung/massnahmen/neu",
            "panel=" + field_
                + "&report_months=6&state=running&deadline_remark=keine&from=2026&to=2027"
                  "&title="
                + title + "&schluessel=" + title + more);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    void send(std::string const& measure, std::string const& page, std::string const& entries)
    {
        auto const version = connection().load<std::int64_t>(
            "SELECT version FROM measures WHERE id = ?", std::stoll(number_of(measure)));
        auto const answer
            = office_->post(measure + page, "fassung=" + std::to_string(version) + '&' + entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    }
    static std::string page_of(Browser& browser)
    {
        return std::string(browser.get("/verwaltung/meine-massnahmen").body_text());
    }
};
KOMMIN_ON_BOTH_ENGINES(MyMeasures);

TEST_P(MyMeasures, are_those_of_the_own_unit_and_those_whose_letters_come_here)
{
    auto department = department_of(youth_);
    auto const mail = "AMT" + youth_ + "%40kreis.example"; // however it is written
    auto const of_unit = measure("Elterncaf%C3%A9", "&unit=" + youth_);
    auto const by_mail = measure("Abendkurse", "&report_mail=" + mail);
    measure("Fremdes", "&unit=" + health_ + "&report_mail=anders%40kreis.example");
    auto const page = page_of(department);
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("Maßnahmen, um die Sie sich kümmern"), HasSubstr("href=\"" + of_unit + "\""),
            HasSubstr("href=\"" + by_mail + "\""), HasSubstr("in Arbeit"),
            HasSubstr("kein Schritt eingetragen"), HasSubstr("Zu berichten haben Sie nichts"),
            Not(HasSubstr("Fremdes"))));
    send(of_unit, "/stand", "state=done&state_reason=Fertig");
    EXPECT_THAT(
        page_of(department), AllOf(Not(HasSubstr("Elterncafé")), HasSubstr("href=\"" + by_mail + "\"")));
}

TEST_P(MyMeasures, say_which_milestone_or_task_comes_next_and_how_they_stand)
{
    auto department = department_of(youth_);
    auto const one = measure("Elterncaf%C3%A9", "&unit=" + youth_);
    send(one, "/meilensteine", "title=Raum+gemietet&due=3.2027");
    send(one, "/aufgaben", "title=Ohne+Tag");
    EXPECT_THAT(
        page_of(department),
        AllOf(HasSubstr("Raum gemietet"), HasSubstr("März 2027"), Not(HasSubstr("Ohne Tag"))));
    send(one, "/aufgaben", "title=Plakate+drucken&due=01.12.2026");
    EXPECT_THAT(page_of(department), AllOf(HasSubstr("Plakate drucken"), Not(HasSubstr("Raum gemietet"))));
    send(one, "/licht", "light=at_risk&light_reason=Krankheit&light_until=31.12.2026");
    EXPECT_THAT(
        page_of(department),
        AllOf(HasSubstr("gefährdet"), HasSubstr("von Hand gesetzt"), HasSubstr("st--warn")));
}

TEST_P(MyMeasures, are_nothing_of_owners_that_one_does_not_see)
{
    auto const theirs = measure("Kreiskurs", "&unit=" + youth_);
    connection().execute(
        "UPDATE organisational_units SET mail = 'stadt@kreis.example' WHERE id = ?", std::stoll(youth_));
    auto town = logged_in(account("stadt@kreis.example", {{"municipal_editor", aalfeld_}}));
    EXPECT_THAT(
        page_of(town), AllOf(Not(HasSubstr("Kreiskurs")), HasSubstr("Bei keiner laufenden Maßnahme")));
    auto department = logged_in(account("neu@kreis.example", {{"department_editor", Scope::whole_tenant()}}));
    EXPECT_THAT(page_of(department), Not(HasSubstr("Kreiskurs"))) << "of another mailbox";
}

} // namespace
} // namespace kommin::app
