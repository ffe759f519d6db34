// What public pages say of a goal's way and of their lights: from recommendation to measure, and by which
// rule.

#include "app/tests/public_goals_story.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class PublicCourse : public PublicGoalsBase {
protected:
    // The address of a recommendation that was adopted, taken up and answered.
    std::string answered_recommendation()
    {
        auto const drafted = office_->post(
            "/verwaltung/empfehlungen/neu",
            "addressees=administration&title=Mehr+Deutschkurse&schluessel=e&panel=" + field_);
        auto const address = std::string(drafted.header("Location"));
        step(address, "adopted&day=01.05.2026");
        step(address, "taken_up&day=20.05.2026&taken_up_as=goal&note=Gern&link=https://kreis.example/ziel");
        step(address, "answered&day=02.06.2026&note=Das+wird+ein+Ziel.");
        return address;
    }
    void step(std::string const& address, std::string const& entries)
    {
        auto const version = connection().load<std::int64_t>(
            "SELECT version FROM recommendations WHERE id = ?", std::stoll(number_of(address)));
        auto const answer
            = office_->post(address + "/schritt", "fassung=" + std::to_string(version) + "&stand=" + entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << entries << answer.body_text();
    }
    // What stands below the heading of the line; "" where there is none.
    std::string line_of(std::string const& path)
    {
        auto const page = read_in_public(path);
        auto const begin = page.find("id=\"verlauf\"");
        return begin == std::string::npos ? std::string{}
                                          : page.substr(begin, page.find("</section>", begin) - begin);
    }
};
KOMMIN_ON_BOTH_ENGINES(PublicCourse);

TEST_P(PublicCourse, is_told_from_the_recommendation_to_the_measure)
{
    auto const recommendation = answered_recommendation();
    auto const goal = adopted_goal("Offen", "&origins=" + number_of(recommendation));
    shown(goal);
    shown(serving("Abendkurse", goal));
    serving("Geheimes", goal);
    auto const line = line_of("/de/ziele/offen");
    std::size_t at = 0;
    for (std::string const words :
         {"1. Mai 2026", "Empfehlung beschlossen", "/de/konferenz/empfehlungen/", "Mehr Deutschkurse",
          "2. Juni 2026", "Öffentliche Antwort", "aufgegriffen", "5. Juni 2026", "Beschluss", "Kreistag",
          "(einstimmig)", "2026</dt>", "/de/ziele/massnahmen/abendkurse", "in Arbeit"}) {
        auto const found = line.find(words, at);
        ASSERT_NE(found, std::string::npos) << words << " does not follow in " << line;
        at = found;
    }
    EXPECT_THAT(line, Not(HasSubstr("Geheimes")));
}

TEST_P(PublicCourse, tells_nothing_of_a_recommendation_that_nobody_outside_reads)
{
    auto const drafted = office_->post(
        "/verwaltung/empfehlungen/neu",
        "addressees=administration&title=Geheime+Empfehlung&schluessel=e&panel=" + field_);
    auto const goal = adopted_goal("Offen");
    connection().execute(
        "INSERT INTO goal_origins (tenant_id, goal_id, recommendation_id, position) VALUES (?, ?, ?, 1)",
        tenant_, std::stoll(number_of(goal)), std::stoll(number_of(std::string(drafted.header("Location")))));
    shown(goal);
    EXPECT_EQ(line_of("/de/ziele/offen"), "") << "a resolution alone is no way";
    shown(serving("Abendkurse", goal));
    EXPECT_THAT(
        line_of("/de/ziele/offen"),
        AllOf(HasSubstr("Abendkurse"), HasSubstr("Kreistag"), Not(HasSubstr("Geheime Empfehlung"))));
}

TEST_P(PublicCourse, says_by_which_rule_a_light_is_shown_and_what_is_expected_today)
{
    auto const goal = adopted_goal("Offen");
    shown(goal);
    auto const one = serving("Abendkurse", goal);
    auto const counted = figure(one); // from 10 on 31.12.2025 to 14 at the end of 2027
    report(*office_, one, counted, "value=13&day=20.11.2026&source=Kursliste");
    shown(one);
    for (std::string const path : {"/de/ziele", "/de/ziele/offen", "/de/ziele/massnahmen/abendkurse"})
        EXPECT_THAT(
            read_in_public(path),
            AllOf(
                HasSubstr("So entsteht ein Licht"), HasSubstr("mindestens 90 %"),
                HasSubstr("mindestens 50 %"), HasSubstr("31 Tage danach"),
                HasSubstr("der letzte länger als 12 Monate und 31 Tage her, heißt es „keine Daten“")))
            << path;
    // 327 of 730 days: 1.79 of the four courses.
    EXPECT_THAT(
        read_in_public("/de/ziele/massnahmen/abendkurse"),
        AllOf(
            HasSubstr("Heute erwartet: "), HasSubstr("11,8"),
            HasSubstr("Ein Wert dieser Maßnahme gilt 6 Monate und 31 Tage.")));
    for (auto const& [tag, months] :
         std::vector<std::pair<std::string, std::string>>{{"tr", "12 ay"}, {"ar", "شهرًا"}})
        EXPECT_THAT(
            read_in_public('/' + tag + "/ziele/offen"),
            AllOf(
                HasSubstr("<details class=\"km-fold\">"), HasSubstr("90"), HasSubstr(months),
                Not(HasSubstr("So entsteht"))))
            << tag;
    // What was dropped is on no way any more.
    EXPECT_EQ(
        sent(*office_, one, "/stand", "state=dropped&state_reason=Ohne+Geld").status(),
        http::Status::see_other);
    EXPECT_THAT(read_in_public("/de/ziele/massnahmen/abendkurse"), Not(HasSubstr("Heute erwartet")));
}

TEST_P(PublicCourse, a_light_of_milestones_grows_old)
{
    auto const goal = adopted_goal("Offen");
    for (auto const& [title, due] : std::vector<std::pair<std::string, std::string>>{
             {"Besuch", "23.10.2025"}, {"Einladung", "22.10.2025"}}) {
        auto const one = serving(title, goal);
        EXPECT_EQ(
            sent(*office_, one, "/meilensteine", "title=Fest&done_on=20.10.2025&due=" + due).status(),
            http::Status::see_other);
        shown(one);
    }
    // Today is 23 November 2026.
    EXPECT_THAT(read_in_public("/de/ziele/massnahmen/besuch"), HasSubstr("km-mark--ok\">im Plan</span>"));
    EXPECT_THAT(
        read_in_public("/de/ziele/massnahmen/einladung"),
        AllOf(HasSubstr("km-mark\">keine Daten</span>"), Not(HasSubstr("im Plan</span>"))));
}

TEST_P(PublicCourse, the_result_of_a_resolution_is_said_in_every_language)
{
    auto const goal = adopted_goal("Offen");
    shown(goal);
    for (auto const& [tag, words] : std::vector<std::pair<std::string, std::string>>{
             {"de", "(einstimmig)"}, {"tr", "(oy birliğiyle)"}, {"ar", "(بالإجماع)"}})
        EXPECT_THAT(read_in_public('/' + tag + "/ziele/offen"), HasSubstr(words)) << tag;
    connection().execute("UPDATE resolutions SET result = 'unknown'");
    publish(tenant_, [](Work& work) { work.publish("goals"); });
    EXPECT_THAT(
        read_in_public("/de/ziele/offen"), AllOf(HasSubstr("Kreistag"), Not(HasSubstr("(einstimmig)"))));
}

} // namespace
} // namespace kommin::app
