// Goals at the desk: entered as a tree, with what belongs to them, by the Kreis and by municipalities.

#include "app/tests/goal_attempts.hpp"
#include "app/tests/recommendations_story.hpp"
#include "platform/records/versions.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class GoalEntries : public RecommendationBase {
protected:
    static constexpr auto* list = "/verwaltung/ziele";
    // The address of a new one.
    std::string goal(Browser& editor, std::string const& entries)
    {
        auto const answer = editor.post(std::string(list) + "/neu", "weight=1&" + entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    http::Response saved(Browser& editor, std::string const& address, std::string const& entries)
    {
        return changed(editor, address + "/bearbeiten", "weight=1&" + entries);
    }
    std::string unit(tenants::BodyId body, std::string const& name)
    {
        auto const id = work([&](Work& work) -> Result<tenants::UnitId> {
            tenants::OrganisationalUnit office;
            office.body = body;
            office.names.emplace_back().name = name;
            return tenants::add_unit(work, office);
        });
        return std::to_string(id.value().value);
    }
    static std::string page_of(Browser& reader, std::string const& address)
    {
        return std::string(reader.get(address).body_text());
    }
    // The office resolves on that goal of the Kreis.
    void adopt(Browser& office, std::string const& address)
    {
        EXPECT_EQ(
            office
                .post(
                    "/verwaltung/beschluesse/neu",
                    "kind=adoption&body=&resolved_by=Kreistag&schluessel=" + number_of(address)
                        + "&goals=" + number_of(address))
                .status(),
            http::Status::see_other);
    }
    std::int64_t count_goals()
    {
        return connection().load<std::int64_t>("SELECT COUNT(*) FROM goals WHERE tenant_id = ?", tenant_);
    }
};
KOMMIN_ON_BOTH_ENGINES(GoalEntries);

TEST_P(GoalEntries, below_one_that_has_ended_keep_its_name)
{
    auto office = browser_of("conference_office");
    auto const ended = goal(office, "kind=guiding&body=&title=Altes+Leitziel&to=2020&schluessel=a");
    auto const below
        = goal(office, "kind=operational&body=&title=Kurse&schluessel=b&parent=" + number_of(ended));
    EXPECT_THAT(
        page_of(office, below + "/bearbeiten"),
        AllOf(HasSubstr("Altes Leitziel"), Not(HasSubstr("ein anderes Ziel"))));
    EXPECT_THAT(page_of(office, std::string(list) + "/neu"), Not(HasSubstr("Altes Leitziel")));
}

TEST_P(GoalEntries, the_office_enters_a_tree_of_them)
{
    auto office = browser_of("conference_office");
    EXPECT_THAT(page_of(office, list), HasSubstr("Legen Sie das erste an"));
    auto const kreis = add_district_itself();
    auto const school = unit(kreis, "Schulamt");
    auto const youth = unit(kreis, "Jugendamt");
    auto const recommended = draft(office, "Abendkurse");
    taken(office, recommended, "adopted&day=20.11.2026");
    auto const top = goal(
        office,
        "kind=guiding&body=&number=L+1&title=Alle+sprechen+Deutsch&panel=" + field_
            + "&text=Jedes+Kind.%0D%0AUnd+alle+Eltern.&units=" + school + "&units=" + youth
            + "&influence=shared&influence_reason=Mit+den+Gemeinden.&from=2007&origins="
            + number_of(recommended));
    auto const below = goal(
        office, "kind=operational&body=&title=Kurse+am+Abend&parent=" + number_of(top) + "&panel=" + field_);
    EXPECT_THAT(
        page_of(office, top),
        AllOf(
            HasSubstr("L 1 Alle sprechen Deutsch"), HasSubstr(">Jedes Kind.</p>"),
            HasSubstr(">Und alle Eltern.</p>"), HasSubstr("Arbeitswelt"), HasSubstr("Schulamt und Jugendamt"),
            HasSubstr("nur gemeinsam mit anderen beeinflussbar: Mit den Gemeinden."), HasSubstr("seit 2007"),
            HasSubstr(recommended + '"'), HasSubstr("href=\"" + below + '"'),
            HasSubstr("kein Beschluss eingetragen"), HasSubstr("Kreis Musterau")));
    EXPECT_THAT(
        page_of(office, below),
        AllOf(HasSubstr("Text liegt nicht vor"), HasSubstr("href=\"" + top + '"'), HasSubstr("Entwurf")));
    auto const other = goal(office, "kind=guiding&body=&title=Alle+haben+Arbeit");
    auto const shown = page_of(office, list);
    EXPECT_THAT(
        shown, AllOf(HasSubstr("3 Ziele"), HasSubstr("gehört zu Alle sprechen Deutsch"), HasSubstr("└")));
    EXPECT_LT(shown.find(other + '"'), shown.find(top + '"')) << "what is of all fields stands first";
    EXPECT_LT(shown.find(top + '"'), shown.find(below + '"'));
    EXPECT_THAT(
        page_of(office, std::string(list) + "?feld=" + field_),
        AllOf(HasSubstr("2 Ziele"), Not(HasSubstr(other + '"'))));
    EXPECT_THAT(
        page_of(office, std::string(list) + "?t=ELTERN"),
        AllOf(HasSubstr("Ein Ziel"), HasSubstr(top + '"'), Not(HasSubstr(below + '"'))));
    EXPECT_THAT(
        file_of(office.get(std::string(list) + "/liste.csv")),
        AllOf(
            HasSubstr("Alle sprechen Deutsch"), HasSubstr("Schulamt"), HasSubstr("Jugendamt"),
            HasSubstr("Mit den Gemeinden.")));
    EXPECT_THAT(page_of(office, "/verwaltung/suche?q=abend"), HasSubstr(below + '"'));
    EXPECT_THAT(
        page_of(office, std::string(list) + "/neu?unter=" + number_of(top)),
        HasSubstr("<option value=\"" + number_of(top) + "\" selected"));
    EXPECT_THAT(audit_actions(), Contains("goals.goal.created"));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(GoalEntries, what_cannot_be_is_said_beside_the_field_and_nothing_typed_is_lost)
{
    auto office = browser_of("conference_office");
    auto const refused = office.post(
        std::string(list) + "/neu",
        "body=&kind=nichts&title=&text=Wozu&number=L+9&weight=0&from=30.2.2007&influence=direct&uncertain=ja"
        "&parent=4711&serves=4711&panel=4711&units=4711&origins=4711&schluessel=a");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    for (auto const* field :
         {"title", "kind", "panel", "parent", "weight", "influence_reason", "from", "remark"})
        EXPECT_THAT(refused.body_text(), HasSubstr("id=\"f-" + std::string(field) + "-fehler\"")) << field;
    EXPECT_THAT(
        refused.body_text(),
        AllOf(
            HasSubstr(">Wozu</textarea>"), HasSubstr("value=\"L 9\""), HasSubstr("value=\"30.2.2007\""),
            HasSubstr("Nur Ziele einer Gemeinde dienen")));
    EXPECT_EQ(count_goals(), 0);
    auto const one = goal(office, "kind=guiding&body=&title=Ziel&schluessel=b");
    EXPECT_EQ(goal(office, "kind=guiding&body=&title=Ziel&schluessel=b"), one) << "pressed twice";
    EXPECT_EQ(count_goals(), 1);
    EXPECT_THAT(
        saved(office, one, "kind=guiding&title=&text=Bleibt").body_text(),
        AllOf(HasSubstr("id=\"f-title-fehler\""), HasSubstr(">Bleibt</textarea>")));
}

TEST_P(GoalEntries, no_goal_leads_to_itself_also_through_others)
{
    auto office = browser_of("conference_office");
    auto const first = goal(office, "kind=guiding&body=&title=Eins");
    auto const second = goal(office, "kind=guiding&body=&title=Zwei&parent=" + number_of(first));
    auto const third = goal(office, "kind=guiding&body=&title=Drei&parent=" + number_of(second));
    for (auto const& parent : {first, second, third})
        EXPECT_THAT(
            saved(office, first, "kind=guiding&title=Eins&parent=" + number_of(parent)).body_text(),
            AllOf(HasSubstr("id=\"f-parent-fehler\""), HasSubstr("führt selbst zu dem, das Sie bearbeiten")))
            << parent;
    EXPECT_EQ(
        saved(office, third, "kind=guiding&title=Drei&parent=" + number_of(first)).status(),
        http::Status::see_other);
    EXPECT_EQ(
        office
            .post(
                std::string(list) + "/neu",
                "kind=operational&body=&title=Unten&weight=1&schluessel=o&parent=" + number_of(first))
            .status(),
        http::Status::see_other);
    auto const operational = std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM goals"));
    EXPECT_THAT(
        saved(office, third, "kind=guiding&title=Drei&parent=" + operational).body_text(),
        HasSubstr("Über einem Leitziel kann kein operatives Ziel stehen"));
}

// Each is right by what it has read; together they would make a ring.
TEST_P(GoalEntries, two_who_save_at_the_same_moment_make_no_ring)
{
    auto const made = [&](std::string const& title) {
        return work([&](Work& work) { return goal_of(work, {}, title); }).value();
    };
    auto const one = made("Eins");
    auto const other = made("Zwei");
    std::vector<std::unique_ptr<db::Connection>> connections;
    connections.push_back(connect());
    connections.push_back(connect());
    std::vector<int> done(2, 0);
    std::vector<std::thread> people;
    for (std::size_t i = 0; i < 2; ++i)
        people.emplace_back([&, i] {
            auto fields = wanted_by({}, "Ziel");
            fields.set("parent", std::to_string((i == 0 ? other : one).value));
            auto const result = run_use_case(
                {*connections[i], tenant_, Actor::command_line(), clock(), i18n::Zone::berlin(), no_signals},
                [&](Work& work) { return goals::save_goal(work, {i == 0 ? one : other, 1}, fields); });
            done[i] = result ? 1 : 0;
        });
    for (auto& somebody : people)
        somebody.join();
    EXPECT_EQ(done[0] + done[1], 1);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM goals WHERE parent_id IS NOT NULL"), 1);
}

TEST_P(GoalEntries, whoever_was_slower_sees_both_and_chooses)
{
    auto office = browser_of("conference_office");
    auto const one = goal(office, "kind=guiding&body=&title=Alt");
    auto second = browser_of("conference_office");
    auto const seen = seen_on(page_of(second, one + "/bearbeiten"));
    EXPECT_EQ(saved(office, one, "kind=guiding&title=Neu").status(), http::Status::see_other);
    auto const overtaken = second.post(
        one + "/bearbeiten", "fassung=" + seen + "&kind=guiding&title=Anders&weight=2&to=30.2.2027");
    EXPECT_THAT(
        overtaken.body_text(),
        AllOf(HasSubstr("Ayşe Kaya"), HasSubstr("Neu"), HasSubstr("Anders"), HasSubstr("30.2.2027")));
    EXPECT_THAT(page_of(office, one), AllOf(HasSubstr("Neu"), Not(HasSubstr("Anders"))));
    EXPECT_THAT(page_of(office, one + "/verlauf"), HasSubstr("/verlauf?fassung=2"));
    EXPECT_THAT(page_of(office, one + "/verlauf?fassung=2"), AllOf(HasSubstr("Alt"), HasSubstr("Neu")));
    EXPECT_THAT(page_of(office, one + "/bearbeiten?fassung=1"), HasSubstr("value=\"Alt\""));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(GoalEntries, a_municipality_keeps_its_own_and_serves_what_the_kreis_has_adopted)
{
    auto office = browser_of("conference_office");
    auto const adopted = goal(office, "kind=guiding&body=&title=Leitziel+des+Kreises&text=Nur+intern");
    adopt(office, adopted);
    auto const draft_of_kreis = goal(office, "kind=guiding&body=&title=Noch+geheim");
    auto const neighbours = goal(office, "kind=guiding&body=bergau&title=Ziel+der+Nachbarn");
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(
        page_of(town, std::string(list) + "/neu"),
        AllOf(
            HasSubstr("Leitziel des Kreises"), Not(HasSubstr("Noch geheim")),
            Not(HasSubstr("Ziel der Nachbarn")),
            HasSubstr("<input type=\"hidden\" name=\"body\" value=\"aalfeld\">")));
    auto const own = goal(
        town, "kind=guiding&body=aalfeld&title=Unser+Ziel&panel=" + field_ + "&serves=" + number_of(adopted));
    EXPECT_THAT(
        page_of(town, own),
        AllOf(
            HasSubstr("Leitziel des Kreises"), Not(HasSubstr("href=\"" + adopted + '"')),
            Not(HasSubstr("Nur intern"))))
        << "its title is told, and no more";
    EXPECT_THAT(
        page_of(office, adopted),
        AllOf(HasSubstr("Ziele der Gemeinden"), HasSubstr("href=\"" + own + '"'), HasSubstr("aalfeld")));
    EXPECT_THAT(
        page_of(town, list),
        AllOf(
            HasSubstr("Ein Ziel"), HasSubstr(own + '"'), Not(HasSubstr("Noch geheim")),
            Not(HasSubstr("Ziel der Nachbarn"))));
    EXPECT_THAT(file_of(town.get(std::string(list) + "/liste.csv")), Not(HasSubstr("Nachbarn")));
    EXPECT_THAT(page_of(town, "/verwaltung/suche?q=geheim"), Not(HasSubstr("Noch geheim")));
    for (auto const& foreign : {adopted, draft_of_kreis, neighbours, std::string(list) + "/4711"}) {
        for (auto const* page : {"", "/bearbeiten", "/verlauf"})
            EXPECT_EQ(town.get(foreign + page).status(), http::Status::not_found) << foreign << page;
        EXPECT_EQ(
            town.post(foreign + "/bearbeiten", "fassung=1&kind=guiding&title=x").status(),
            http::Status::not_found)
            << foreign;
        EXPECT_THAT(
            saved(town, own, "kind=guiding&title=Unser+Ziel&parent=" + number_of(foreign)).body_text(),
            HasSubstr("id=\"f-parent-fehler\""))
            << foreign << ": nothing of it is told";
    }
    for (auto const& not_served : {draft_of_kreis, neighbours, own})
        EXPECT_THAT(
            saved(town, own, "kind=guiding&title=Unser+Ziel&serves=" + number_of(not_served)).body_text(),
            HasSubstr("id=\"f-serves-fehler\""));
    for (auto const* body : {"", "bergau", "nirgends"})
        EXPECT_THAT(
            town.post(std::string(list) + "/neu", std::string("kind=guiding&title=Neu&body=") + body)
                .body_text(),
            HasSubstr("Wählen Sie, zu wem das Ziel gehört"))
            << body;
    EXPECT_EQ(count_goals(), 4);
}

TEST_P(GoalEntries, a_recommendation_that_somebody_does_not_see_stays_what_a_goal_comes_from)
{
    auto office = browser_of("conference_office");
    auto const recommended = draft(office, "Abendkurse");
    taken(office, recommended, "adopted&day=20.11.2026");
    auto const one = goal(office, "kind=guiding&body=aalfeld&title=Ziel&origins=" + number_of(recommended));
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(
        page_of(town, one),
        AllOf(HasSubstr("und eine, die Sie nicht sehen dürfen"), Not(HasSubstr("Abendkurse"))));
    EXPECT_THAT(page_of(town, one + "/bearbeiten"), Not(HasSubstr("Abendkurse")));
    EXPECT_EQ(saved(town, one, "kind=guiding&title=Neuer+Titel").status(), http::Status::see_other);
    EXPECT_THAT(page_of(office, one), AllOf(HasSubstr("Neuer Titel"), HasSubstr("Abendkurse")));
    EXPECT_THAT(
        saved(town, one, "kind=guiding&title=Neuer+Titel&origins=4711").body_text(),
        HasSubstr("Eine dieser Empfehlungen gibt es nicht"));
    EXPECT_EQ(saved(office, one, "kind=guiding&title=Neuer+Titel").status(), http::Status::see_other);
    EXPECT_THAT(page_of(office, one), Not(HasSubstr("Abendkurse"))) << "whoever sees it takes it away";
}

TEST_P(GoalEntries, whoever_only_reads_meets_no_button)
{
    auto office = browser_of("conference_office");
    auto const one = goal(office, "kind=guiding&body=&title=Leitziel");
    adopt(office, one);
    for (auto const* role : {"reader", "moderator", "steering_group", "department_editor"}) {
        auto reader = browser_of(role);
        EXPECT_THAT(
            page_of(reader, one),
            AllOf(
                HasSubstr("Leitziel"), HasSubstr("Kreistag"), Not(HasSubstr("/bearbeiten")),
                Not(HasSubstr("/verlauf")), Not(HasSubstr("/neu?")), Not(HasSubstr("/beschluesse/"))))
            << role;
        EXPECT_EQ(reader.get(one + "/bearbeiten").status(), http::Status::not_found) << role;
        EXPECT_THAT(page_of(reader, list), Not(HasSubstr("/verwaltung/ziele/neu"))) << role;
    }
    EXPECT_EQ(browser_of("translator").get(list).status(), http::Status::not_found);
}

TEST_P(GoalEntries, five_thousand_goals_are_listed_and_searched)
{
    auto office = browser_of("conference_office");
    auto const top = goal(office, "kind=guiding&body=&title=Oben");
    connection().execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
        " INSERT INTO goals (tenant_id, kind, parent_id, number, title, text, reasons, influence,"
        " influence_reason, weight, is_uncertain, remark, source, list_text, mark, changed_at)"
        " SELECT ?, 'guiding', ?, '', 'Ziel ' || i, '', '', 'unscreened', '', 1, ?, '', '',"
        " 'ziel ' || i, 'mark' || i, '2026-11-23T09:00:00.000Z' FROM n",
        tenant_, std::stoll(number_of(top)), false);
    auto const begin = std::chrono::steady_clock::now();
    EXPECT_THAT(page_of(office, std::string(list) + "?seite=3"), HasSubstr("5.001 Ziele"));
    EXPECT_THAT(page_of(office, std::string(list) + "?nach=titel&ab=1"), HasSubstr("5.001 Ziele"));
    EXPECT_THAT(page_of(office, "/verwaltung/suche?q=ziel+777"), HasSubstr("Ziel 777<"));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{30});
}

}
} // namespace kommin::app
