// What was resolved about goals: by whom, when, in which version, and what has changed since; and what the
// report of 2008 says of it.

#include "app/tests/goal_attempts.hpp"
#include "app/tests/meetings_story.hpp"
#include "platform/records/versions.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class ResolutionStory : public MeetingsStory {
protected:
    static constexpr auto* list = "/verwaltung/beschluesse";
    void SetUp() override
    {
        MeetingsStory::SetUp();
        auto office = browser_of("conference_office");
        assembly_ = panel(office, "kind=assembly&body=&name=Kreistag");
    }
    std::string goal(std::string const& town, std::string const& title)
    {
        return std::to_string(work([&](Work& work) { return goal_of(work, town, title); }).value().value);
    }
    static std::string page_of_goal(std::string const& goal) { return "/verwaltung/ziele/" + goal; }
    // The address of the form of a new one.
    std::string resolved(Browser& editor, std::string const& entries)
    {
        auto const answer = editor.post(std::string(list) + "/neu", entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        EXPECT_EQ(answer.header("Location"), list);
        return std::string(list) + '/'
            + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM resolutions"));
    }
    void change_goal(Browser& editor, std::string const& goal, std::string const& entries)
    {
        auto const answer = changed(editor, page_of_goal(goal) + "/bearbeiten", "kind=guiding&" + entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    }
    static std::string read(Browser& reader, std::string const& path)
    {
        return std::string(reader.get(path).body_text());
    }
    std::vector<std::int64_t> versions_of(std::string const& address)
    {
        return connection().list<std::int64_t>(
            "SELECT goal_version FROM resolution_goals WHERE resolution_id = ? ORDER BY goal_id",
            std::stoll(address.substr(address.rfind('/') + 1)));
    }
    std::string assembly_; // number
    static constexpr auto* changed_mark = "seit dem Beschluss geändert</span>";
    static constexpr auto* adopted_mark = ">beschlossen</span>";
    static constexpr auto* draft_mark = ">Entwurf</span>";
};
KOMMIN_ON_BOTH_ENGINES(ResolutionStory);

TEST_P(ResolutionStory, adopts_goals_and_what_changes_since_is_shown)
{
    auto office = browser_of("conference_office");
    auto const first = goal({}, "Sprache");
    auto const second = goal({}, "Arbeit");
    EXPECT_THAT(read(office, page_of_goal(first)), HasSubstr(draft_mark));
    change_goal(office, first, "title=Sprache&text=Jedes+Kind+spricht+Deutsch");
    auto const adoption = resolved(
        office,
        "kind=adoption&body=&panel=" + assembly_
            + "&day=5.6.2007&result=unanimous&paper=Drucksache+054%2F07&link=https%3A%2F%2Frat.example%2F54"
              "&wording=Der+Kreistag+beschlie%C3%9Ft.&goals="
            + first + "&goals=" + second);
    EXPECT_THAT(versions_of(adoption), ElementsAre(2, 1));
    EXPECT_THAT(
        read(office, page_of_goal(first)),
        AllOf(
            HasSubstr(adopted_mark), HasSubstr("Kreistag, 5. Juni 2007, einstimmig"),
            HasSubstr("href=\"" + adoption + '"'), HasSubstr("Drucksache 054/07"),
            HasSubstr("https://rat.example/54"), HasSubstr("Der Kreistag beschließt.")));
    // Screening and weighing are no change of what was resolved.
    change_goal(
        office, first,
        "title=Sprache&text=Jedes+Kind+spricht+Deutsch&weight=7&influence=direct&influence_reason=Schulen");
    EXPECT_THAT(read(office, page_of_goal(first)), HasSubstr(adopted_mark));
    change_goal(office, first, "title=Sprache&text=Jedes+Kind+spricht+zwei+Sprachen");
    EXPECT_THAT(
        read(office, page_of_goal(first)),
        AllOf(
            HasSubstr(changed_mark), HasSubstr("Was sich seit dem Beschluss geändert hat"),
            HasSubstr("Deutsch"), HasSubstr("zwei"), HasSubstr(page_of_goal(first) + "/verlauf")));
    EXPECT_THAT(
        read(office, "/verwaltung/ziele?zustand=geaendert"),
        AllOf(HasSubstr(page_of_goal(first) + '"'), Not(HasSubstr(page_of_goal(second) + '"'))));
    EXPECT_THAT(
        browser_of("reader").get(page_of_goal(first)).body_text(),
        AllOf(HasSubstr("Deutsch"), Not(HasSubstr("/verlauf"))));
    change_goal(office, first, "title=Sprache&text=Jedes+Kind+spricht+Deutsch");
    EXPECT_THAT(
        read(office, page_of_goal(first)), AllOf(HasSubstr(adopted_mark), Not(HasSubstr(changed_mark))))
        << "again what was resolved";
    change_goal(office, first, "title=Sprache&text=Alle+sprechen+zwei+Sprachen");
    auto const amendment = resolved(
        office,
        "kind=amendment&body=&panel=" + assembly_ + "&day=2009&result=majority&schluessel=b&goals=" + first);
    EXPECT_THAT(versions_of(amendment), ElementsAre(6));
    EXPECT_THAT(
        read(office, page_of_goal(first)),
        AllOf(HasSubstr(adopted_mark), HasSubstr("Kreistag, 2009, mit Mehrheit")));
    EXPECT_EQ(
        changed(office, amendment, "kind=amendment&day=2009&result=majority&panel=" + assembly_).status(),
        http::Status::see_other);
    EXPECT_THAT(read(office, page_of_goal(first)), HasSubstr(changed_mark)) << "unticked";
    EXPECT_EQ(
        changed(
            office, adoption,
            "kind=adoption&day=5.6.2007&result=unanimous&goals=" + first + "&panel=" + assembly_)
            .status(),
        http::Status::see_other);
    EXPECT_THAT(versions_of(adoption), ElementsAre(2)) << "the version of a goal that stays ticked stays";
    EXPECT_THAT(read(office, page_of_goal(second)), HasSubstr(draft_mark));
    EXPECT_THAT(
        audit_actions(), AllOf(Contains("goals.resolution.created"), Contains("goals.resolution.changed")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(ResolutionStory, a_mandate_and_what_was_rejected_adopt_nothing_and_the_newest_day_counts)
{
    auto office = browser_of("conference_office");
    auto const one = goal({}, "Sprache");
    auto const by = "&body=&resolved_by=Kreisausschuss&goals=" + one;
    resolved(office, "kind=mandate&day=6.12.2005&schluessel=a" + by);
    resolved(office, "kind=adoption&day=2006&result=rejected&schluessel=b" + by);
    EXPECT_THAT(
        read(office, page_of_goal(one)),
        AllOf(HasSubstr(draft_mark), HasSubstr("6. Dezember 2005"), HasSubstr("abgelehnt")));
    resolved(office, "kind=adoption&day=5.6.2007&schluessel=c" + by);
    resolved(office, "kind=adoption&schluessel=d" + by);
    EXPECT_THAT(
        read(office, page_of_goal(one)),
        AllOf(HasSubstr("Kreisausschuss, 5. Juni 2007"), HasSubstr("Tag nicht bekannt")))
        << "one without a day is older";
    auto const shown = read(office, list);
    EXPECT_THAT(shown, HasSubstr("4 Beschlüsse"));
    EXPECT_LT(shown.find("5. Juni 2007"), shown.find("6. Dezember 2005"));
    EXPECT_LT(shown.find("6. Dezember 2005"), shown.find("Tag nicht bekannt"));
    resolved(office, "kind=adoption&body=&panel=" + assembly_ + "&day=2010&schluessel=e");
    EXPECT_THAT(
        read(office, std::string(list) + "?t=kreistag"), AllOf(HasSubstr("Ein Beschluss"), HasSubstr("2010")))
        << "found by the name of the panel";
    EXPECT_THAT(read(office, std::string(list) + "?t=gibtesnicht"), HasSubstr("Kein Beschluss enthält das"));
    EXPECT_THAT(
        read(office, "/verwaltung/suche?q=kreisausschuss"),
        HasSubstr("Auftrag, Kreisausschuss, 6. Dezember"));
}

TEST_P(ResolutionStory, knows_for_ever_in_which_version_a_goal_was_resolved_on)
{
    auto office = browser_of("conference_office");
    auto const one = goal({}, "Sprache");
    auto const entries = "kind=adoption&panel=" + assembly_;
    auto const adoption = resolved(office, entries + "&body=&goals=" + one);
    change_goal(office, one, "title=Sprache&text=Anders");
    EXPECT_EQ(changed(office, adoption, entries).status(), http::Status::see_other);
    EXPECT_THAT(read(office, adoption + "/verlauf?fassung=2"), HasSubstr("(Fassung 1)"));
    EXPECT_EQ(changed(office, adoption, entries + "&goals=" + one).status(), http::Status::see_other);
    EXPECT_THAT(versions_of(adoption), ElementsAre(1)) << "what it last resolved on";
    EXPECT_THAT(
        read(office, adoption),
        AllOf(
            HasSubstr("value=\"" + one + "@1\""), HasSubstr("value=\"" + one + "@2\""),
            HasSubstr("Sprache in der heutigen Fassung")));
    EXPECT_THAT(
        changed(office, adoption, entries + "&goals=" + one + "@3").body_text(),
        HasSubstr("Eines dieser Ziele gehört nicht dazu"));
    EXPECT_EQ(
        changed(office, adoption, entries + "&goals=" + one + "@1&goals=" + one + "@2").status(),
        http::Status::see_other);
    EXPECT_THAT(versions_of(adoption), ElementsAre(2)) << "the present one was chosen";
    EXPECT_THAT(read(office, page_of_goal(one)), HasSubstr(adopted_mark));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(ResolutionStory, a_goal_is_adopted_only_with_the_words_of_the_resolution_that_holds)
{
    auto office = browser_of("conference_office");
    auto const one = goal({}, "Sprache");
    auto const by = "&resolved_by=Kreistag&goals=" + one;
    resolved(office, "kind=adoption&body=&day=2007&schluessel=a" + by);
    change_goal(office, one, "title=Sprache&text=Anders");
    auto const amendment = resolved(office, "kind=amendment&body=&day=2009&schluessel=b" + by);
    EXPECT_THAT(read(office, page_of_goal(one)), HasSubstr(adopted_mark));
    auto const decided = [&](std::string const& result) {
        EXPECT_EQ(
            changed(office, amendment, "kind=amendment&day=2009&result=" + result + by).status(),
            http::Status::see_other);
    };
    decided("rejected");
    EXPECT_THAT(read(office, page_of_goal(one)), HasSubstr(changed_mark));
    change_goal(office, one, "title=Sprache");
    EXPECT_THAT(read(office, page_of_goal(one)), HasSubstr(adopted_mark)) << "again what holds";
    decided("majority");
    EXPECT_THAT(read(office, page_of_goal(one)), HasSubstr(changed_mark)) << "the amendment holds after all";
    decided("rejected");
    EXPECT_THAT(read(office, page_of_goal(one)), HasSubstr(adopted_mark));
}

TEST_P(ResolutionStory, what_cannot_be_is_said_beside_the_field_and_nothing_typed_is_lost)
{
    auto office = browser_of("conference_office");
    auto const of_town = goal("aalfeld", "Ziel der Stadt");
    auto const refused = office.post(
        std::string(list) + "/neu",
        "body=&kind=nichts&day=30.2.2007&link=http%3A%2F%2Fx.example&uncertain=ja&paper=054%2F07&wording="
        "Bleibt"
        "&result=vielleicht&schluessel=a&goals="
            + of_town);
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    for (auto const* field : {"kind", "panel", "day", "result", "link", "remark"})
        EXPECT_THAT(refused.body_text(), HasSubstr("id=\"f-" + std::string(field) + "-fehler\"")) << field;
    EXPECT_THAT(
        refused.body_text(),
        AllOf(
            HasSubstr("Eines dieser Ziele gehört nicht dazu"), HasSubstr("value=\"054/07\""),
            HasSubstr("value=\"30.2.2007\""), HasSubstr(">Bleibt</textarea>")));
    EXPECT_THAT(
        office
            .post(
                std::string(list) + "/neu",
                "body=&kind=adoption&day=1.1.2099&resolved_by=Kreistag&panel=" + assembly_)
            .body_text(),
        AllOf(HasSubstr("id=\"f-resolved_by-fehler\""), HasSubstr("Dieser Tag kommt erst noch")));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM resolutions"), 0);
    auto const entries = "body=&kind=adoption&schluessel=b&panel=" + assembly_;
    EXPECT_EQ(resolved(office, entries), resolved(office, entries)) << "pressed twice";
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM resolutions"), 1);
}

TEST_P(ResolutionStory, whoever_was_slower_sees_both_and_chooses)
{
    auto office = browser_of("conference_office");
    auto const one = resolved(office, "body=&kind=adoption&panel=" + assembly_ + "&paper=Alt");
    auto second = browser_of("conference_office");
    auto const seen = seen_on(read(second, one));
    EXPECT_EQ(
        changed(office, one, "kind=adoption&paper=Neu&panel=" + assembly_).status(), http::Status::see_other);
    EXPECT_THAT(
        second.post(one, "fassung=" + seen + "&kind=adoption&paper=Anders&panel=" + assembly_).body_text(),
        AllOf(HasSubstr("Ayşe Kaya"), HasSubstr("Neu"), HasSubstr("Anders")));
    EXPECT_THAT(read(office, one + "/verlauf?fassung=2"), AllOf(HasSubstr("Alt"), HasSubstr("Neu")));
    EXPECT_THAT(read(office, one + "?fassung=1"), HasSubstr("value=\"Alt\""));
}

TEST_P(ResolutionStory, a_municipality_keeps_its_own_and_sees_no_other)
{
    auto office = browser_of("conference_office");
    auto const of_kreis = resolved(office, "body=&kind=adoption&panel=" + assembly_);
    auto const neighbours = resolved(office, "body=bergau&kind=adoption&resolved_by=Rat+der+Nachbarn");
    auto const goal_of_kreis = goal({}, "Ziel des Kreises");
    auto const own_goal = goal("aalfeld", "Unser Ziel");
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(
        read(town, std::string(list) + "/neu"),
        AllOf(
            HasSubstr("Unser Ziel"), Not(HasSubstr("Ziel des Kreises")), Not(HasSubstr("Kreistag")),
            HasSubstr("<input type=\"hidden\" name=\"body\" value=\"aalfeld\">")));
    auto const own = resolved(town, "body=aalfeld&kind=adoption&resolved_by=Rat+der+Stadt&goals=" + own_goal);
    EXPECT_THAT(
        read(town, page_of_goal(own_goal)),
        AllOf(HasSubstr(adopted_mark), HasSubstr("Rat der Stadt, Tag nicht bekannt")));
    EXPECT_THAT(
        read(town, list),
        AllOf(
            HasSubstr("Ein Beschluss"), HasSubstr("Rat der Stadt"), Not(HasSubstr("Kreistag")),
            Not(HasSubstr("Rat der Nachbarn"))));
    EXPECT_THAT(read(town, "/verwaltung/suche?q=nachbarn"), Not(HasSubstr("Rat der Nachbarn")));
    for (auto const& foreign : {of_kreis, neighbours, std::string(list) + "/4711"}) {
        EXPECT_EQ(town.get(foreign).status(), http::Status::not_found) << foreign;
        EXPECT_EQ(town.get(foreign + "/verlauf").status(), http::Status::not_found) << foreign;
        EXPECT_EQ(
            town.post(foreign, "fassung=1&kind=adoption&resolved_by=x").status(), http::Status::not_found)
            << foreign;
    }
    EXPECT_THAT(
        changed(town, own, "kind=adoption&resolved_by=Rat&goals=" + goal_of_kreis).body_text(),
        HasSubstr("Eines dieser Ziele gehört nicht dazu"));
    EXPECT_THAT(
        changed(town, own, "kind=adoption&panel=" + assembly_).body_text(),
        HasSubstr("id=\"f-panel-fehler\""));
    for (auto const* role : {"reader", "steering_group"}) {
        auto reader = browser_of(role);
        EXPECT_THAT(
            read(reader, list),
            AllOf(HasSubstr("Kreistag"), HasSubstr("Rat der Nachbarn"), Not(HasSubstr("/beschluesse/"))))
            << role;
        EXPECT_EQ(reader.get(of_kreis).status(), http::Status::not_found) << role;
    }
}

// The demonstration says of goals what the report of 2008 says, and invents nothing.
class ReportedGoals : public PortalStory {
protected:
    static constexpr Date day_of_tests{std::chrono::year{2026}, std::chrono::November, std::chrono::day{23}};
    static TenantId tenant() { return world().snapshot().tenant().id; }
    static goals::Goal goal_called(std::string_view title)
    {
        auto const all = goals::list_goals(world().db(), tenant());
        auto const found = std::ranges::find(all, title, &goals::Goal::title);
        if (found == all.end()) {
            ADD_FAILURE() << "there is no " << title;
            return {};
        }
        return *found;
    }
};
KOMMIN_ON_BOTH_ENGINES(ReportedGoals);

TEST_P(ReportedGoals, one_for_each_field_of_action_and_none_with_a_text)
{
    auto const all = goals::list_goals(world().db(), tenant());
    EXPECT_EQ(all.size(), 7U);
    for (auto const& one : all) {
        EXPECT_EQ(one.text, "") << one.title << ": the report does not give it";
        EXPECT_EQ(one.influence, goals::Influence::unscreened) << one.title;
        EXPECT_EQ(one.kind, goals::GoalKind::guiding) << one.title;
        EXPECT_THAT(one.remark, HasSubstr("Bericht von 2008")) << one.title;
    }
    auto const whole = goal_called("Integrationsleitziele Kreis Unna");
    for (auto const* field :
         {"Arbeitswelt", "Bildung und Erziehung", "Integrationsförderung", "Stadtentwicklung | Wohnen",
          "Kommunale Steuerung"}) {
        auto const one = goal_called("Integrationsleitziele im Handlungsfeld ‚" + std::string(field) + "’");
        EXPECT_TRUE(one.panel) << field;
        EXPECT_EQ(one.parent, whole.id) << field;
        EXPECT_TRUE(one.is_uncertain) << field;
        bool const is_priority = std::string_view(field) == "Bildung und Erziehung"
            || std::string_view(field) == "Kommunale Steuerung";
        EXPECT_EQ(
            one.remark.find("Der Bericht nennt das Handlungsfeld als Schwerpunkt.") != std::string::npos,
            is_priority)
            << field;
        EXPECT_THAT(one.remark, Not(HasSubstr("Steuerungsgruppe"))) << field << ": who chose is not said";
    }
    EXPECT_EQ(goals::load_goal_links(world().db(), tenant(), whole.id).origins.size(), 1U);
    auto const town = goal_called("Integrationsleitziele der Stadt Lünen");
    EXPECT_TRUE(town.body);
    EXPECT_EQ(town.serves, whole.id);
}

TEST_P(ReportedGoals, adopted_by_the_assembly_on_the_fifth_of_june_2007_without_a_vote_against)
{
    auto& db = world().db();
    auto const whole = goal_called("Integrationsleitziele Kreis Unna");
    auto const adoption = goals::find_adoption(db, tenant(), whole.id);
    ASSERT_TRUE(adoption);
    EXPECT_EQ(adoption->day, PartialDate::parse("2007-06-05"));
    EXPECT_EQ(adoption->result, goals::ResolutionResult::unanimous);
    EXPECT_TRUE(adoption->panel) << "the Kreistag of the list";
    auto const resolution = goals::load_resolution(db, tenant(), adoption->resolution);
    ASSERT_TRUE(resolution);
    EXPECT_TRUE(resolution->is_uncertain) << "the report names the goals as a whole";
    EXPECT_THAT(resolution->remark, HasSubstr("ist daraus abgeleitet"));
    auto const about = goals::list_resolutions_about(db, tenant(), {whole.id});
    ASSERT_EQ(about.size(), 2U);
    EXPECT_EQ(about[1].kind, goals::ResolutionKind::mandate);
    EXPECT_EQ(about[1].day, PartialDate::parse("2005-12-06"));
    EXPECT_THAT(
        about[1].remark, HasSubstr("beauftragt, Integrationsleitziele für den Kreis Unna aufzustellen"));
    for (auto const& one : goals::list_goals(db, tenant())) {
        auto const by = goals::find_adoption(db, tenant(), one.id);
        ASSERT_TRUE(by) << one.title;
        EXPECT_EQ(goals::standing_of(one, &*by, day_of_tests), goals::GoalStanding::adopted) << one.title;
    }
    auto const town
        = goals::find_adoption(db, tenant(), goal_called("Integrationsleitziele der Stadt Lünen").id);
    ASSERT_TRUE(town);
    EXPECT_FALSE(town->day) << "the report does not say when";
    EXPECT_EQ(town->resolved_by, "Rat der Stadt Lünen");
    EXPECT_EQ(goals::load_resolution(db, tenant(), town->resolution)->wording, "");
}

}
} // namespace kommin::app
