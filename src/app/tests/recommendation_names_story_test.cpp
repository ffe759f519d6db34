// What versions of a recommendation name, and which recommendations other modules are told of.

#include "app/tests/recommendations_story.hpp"
#include "modules/meetings/testing.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class RecommendationNames : public RecommendationBase {
protected:
    // Many meetings since that one: it is none of those that a form offers.
    void many_since(std::string const& meeting)
    {
        for (int number = 0; number < 200; ++number)
            connection().execute(
                "INSERT INTO meetings (tenant_id, panel_id, title, purpose, day, place, address, online_link,"
                " interpreters, childcare, accessibility, state, cancelled_for, is_approximate, results,"
                " is_uncertain, remark, source, list_text, mark, changed_at)"
                " SELECT tenant_id, panel_id, 'Danach', purpose, '2026-01-01', place, address, online_link,"
                " interpreters, childcare, accessibility, state, cancelled_for, is_approximate, results,"
                " is_uncertain, remark, source, 'danach', ?, changed_at FROM meetings WHERE id = ?",
                "danach " + std::to_string(number), std::stoll(number_of(meeting)));
    }
    std::vector<std::string> adopted_last(int limit)
    {
        std::vector<std::string> titles;
        for (auto const& one :
             meetings::list_adopted_recommendations(connection(), tenant_, Actor::command_line(), limit))
            titles.push_back(one.title);
        return titles;
    }
};
KOMMIN_ON_BOTH_ENGINES(RecommendationNames);

TEST_P(RecommendationNames, versions_name_meetings_of_any_age_and_none_that_somebody_does_not_see)
{
    auto office = browser_of("conference_office");
    auto const session = meeting(
        office, "panel=" + conference_ + "&title=Klausurtagung&day=18.1.2007&state=held&childcare=unknown");
    auto const council = panel(office, "kind=council&body=aalfeld&name=Integrationsrat");
    auto const fixed = "addressees=politics&title=Sprache&panel=" + council;
    auto const one = recommendation(office, fixed + "&meeting=" + number_of(session));
    EXPECT_EQ(changed(office, one + "/aendern", fixed).status(), http::Status::see_other);
    many_since(session);
    auto const version = "/aendern/verlauf?fassung=2";
    EXPECT_THAT(
        office.get(one + version).body_text(),
        AllOf(HasSubstr("Klausurtagung"), Not(HasSubstr("eine Sitzung, die Sie nicht sehen"))));
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(
        town.get(one + version).body_text(),
        AllOf(HasSubstr("eine Sitzung, die Sie nicht sehen"), Not(HasSubstr("Klausurtagung"))));
}

TEST_P(RecommendationNames, those_adopted_last_are_told_whenever_they_were_entered)
{
    auto office = browser_of("conference_office");
    auto const adopted = [&](std::string const& title, std::string const& day) {
        taken(office, draft(office, title), "adopted&day=" + day);
    };
    adopted("Neu", "20.11.2026");
    adopted("Mittel", "03.2010");
    adopted("Ohne", "");
    adopted("Alt", "2007");
    draft(office, "Entwurf");
    EXPECT_THAT(adopted_last(2), ElementsAre("Neu", "Mittel"));
    EXPECT_THAT(adopted_last(9), ElementsAre("Neu", "Mittel", "Alt", "Ohne"));
}

} // namespace
} // namespace kommin::app
