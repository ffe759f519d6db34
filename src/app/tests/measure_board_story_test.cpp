// The course of measures: the board on which they move, milestones, a light that is set by hand, and the list
// in its orders, filters and files.

#include "app/tests/measures_story.hpp"
#include "platform/records/versions.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class MeasureBoard : public MeasuresStory {
protected:
    // What stands in that column of the board.
    std::string column(Browser& browser, std::string const& word, std::string const& query = {})
    {
        auto const page
            = std::string(browser.get("/verwaltung/massnahmen?ansicht=tafel" + query).body_text());
        auto const begin = page.find("id=\"tafel-" + word + '"');
        EXPECT_NE(begin, std::string::npos) << word;
        return begin == std::string::npos ? page : page.substr(begin, page.find("</section>", begin) - begin);
    }
    std::string milestone(Browser& editor, std::string const& address, std::string const& entries)
    {
        auto const answer = sent(editor, address, "/meilensteine", entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return address + "/meilensteine/"
            + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM milestones"));
    }
    // With the version of the measure.
    http::Response pressed(Browser& editor, std::string const& milestone, std::string const& rest)
    {
        auto const address = milestone.substr(0, milestone.find("/meilensteine"));
        return editor.post(milestone + rest, version_of(address));
    }
};
KOMMIN_ON_BOTH_ENGINES(MeasureBoard);

TEST_P(MeasureBoard, moves_a_card_by_the_form_in_it)
{
    auto office = browser_of("conference_office");
    auto const one = measure(office, "Elterndiplom");
    EXPECT_THAT(
        column(office, "geplant"),
        AllOf(HasSubstr(one + '"'), HasSubstr("action=\"" + one + "/stand\""), HasSubstr("niemand benannt")));
    auto const back = "&abfrage=" + html::percent_encode("ansicht=tafel&t=eltern&boese=1");
    auto const moved = sent(office, one, "/stand", "state=running" + back);
    EXPECT_EQ(moved.status(), http::Status::see_other);
    EXPECT_EQ(moved.header("Location"), "/verwaltung/massnahmen?t=eltern&ansicht=tafel")
        << "back to the board as it was, and to nothing else";
    EXPECT_THAT(column(office, "laufend"), HasSubstr(one + '"'));
    EXPECT_THAT(column(office, "geplant"), Not(HasSubstr(one + '"')));

    // A state that needs its reason asks for it on a page of its own.
    auto const asked = sent(office, one, "/stand", "state=waiting" + back);
    EXPECT_EQ(asked.status(), http::Status::unprocessable);
    EXPECT_THAT(
        asked.body_text(),
        AllOf(
            HasSubstr("id=\"f-state_reason-fehler\""), HasSubstr("value=\"waiting\" checked"),
            HasSubstr("ansicht=tafel")));
    EXPECT_THAT(column(office, "laufend"), HasSubstr(one + '"')) << "nothing has moved";
    EXPECT_EQ(
        sent(office, one, "/stand", "state=waiting&state_reason=Zuschuss+des+Landes" + back).status(),
        http::Status::see_other);
    EXPECT_THAT(column(office, "wartend"), AllOf(HasSubstr(one + '"'), HasSubstr("Zuschuss des Landes")));
    EXPECT_THAT(office.get(one).body_text(), HasSubstr("Zuschuss des Landes"));
    EXPECT_THAT(audit_actions(), Contains("goals.measure.state_changed"));

    // The card sends no reason: the one that is there stays.
    auto const version = version_of(one);
    EXPECT_EQ(sent(office, one, "/stand", "state=waiting" + back).status(), http::Status::see_other);
    EXPECT_EQ(version_of(one), version) << "the same state is no change";
    EXPECT_THAT(
        sent(office, one, "/stand", "state=done" + back).body_text(),
        AllOf(HasSubstr("id=\"f-state_reason-fehler\""), HasSubstr(">Zuschuss des Landes</textarea>")))
        << "what it waited for is not why it is done";
    EXPECT_EQ(sent(office, one, "/stand", "state=running" + back).status(), http::Status::see_other);
    EXPECT_THAT(column(office, "laufend"), AllOf(HasSubstr(one + '"'), HasSubstr("Zuschuss des Landes")));
    EXPECT_EQ(sent(office, one, "/stand", "state=running&state_reason=").status(), http::Status::see_other);
    EXPECT_THAT(column(office, "laufend"), Not(HasSubstr("Zuschuss des Landes"))) << "its page can erase it";
    EXPECT_EQ(
        sent(office, one, "/stand", "state=waiting&state_reason=Zuschuss+des+Landes").status(),
        http::Status::see_other);
    auto reader = browser_of("reader");
    EXPECT_THAT(column(reader, "wartend"), AllOf(HasSubstr(one + '"'), Not(HasSubstr("<form"))));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(MeasureBoard, an_old_page_moves_nothing_and_keeps_what_was_typed)
{
    auto office = browser_of("conference_office");
    auto const one = measure(office, "Rucksack");
    EXPECT_EQ(sent(office, one, "/stand", "state=running").status(), http::Status::see_other);
    auto const late = office.post(one + "/stand", "fassung=1&state=dropped&state_reason=Kein+Geld");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(
        late.body_text(),
        AllOf(
            HasSubstr("Jemand hat diesen Eintrag geändert"), HasSubstr(">Kein Geld</textarea>"),
            HasSubstr("value=\"dropped\" checked")));
    EXPECT_EQ(
        office
            .post(
                one + "/stand",
                "fassung=" + seen_on(std::string(late.body_text())) + "&state=dropped&state_reason=Kein+Geld")
            .status(),
        http::Status::see_other)
        << "whoever has read that presses again";
    auto const version = version_of(one);
    EXPECT_EQ(
        office.post(one + "/stand", "fassung=1&state=dropped&state_reason=Kein+Geld").status(),
        http::Status::see_other)
        << "what is so already is no conflict";
    EXPECT_EQ(version_of(one), version);
}

TEST_P(MeasureBoard, milestones_are_added_changed_done_and_erased)
{
    auto office = browser_of("conference_office");
    auto const one = measure(office, "Monitoring", usual + std::string("&from=2026&to=2027"));
    auto const refused
        = sent(office, one, "/meilensteine", "title=&due=31.2.2027&done_on=1.1.2030&remark=Da");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(
        refused.body_text(),
        AllOf(
            HasSubstr("id=\"f-title-fehler\""), HasSubstr("id=\"f-due-fehler\""),
            HasSubstr("id=\"f-done_on-fehler\""), HasSubstr("value=\"Da\"")));
    auto const study = milestone(office, one, "title=Vorstudie&due=10.2026");
    EXPECT_EQ(
        office.post(one + "/meilensteine", "fassung=1&title=Vorstudie&due=10.2026").status(),
        http::Status::see_other)
        << "pressed twice";
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM milestones"), 1);
    auto const survey = milestone(office, one, "title=Befragung&due=2027&remark=mit+der+Hochschule");
    // October was over three weeks ago.
    EXPECT_THAT(
        office.get(one).body_text(),
        AllOf(
            HasSubstr("überfällig"), HasSubstr("st--big\">gefährdet"), HasSubstr("Befragung"),
            HasSubstr("mit der Hochschule"), HasSubstr("Fällig: Befragung")));
    EXPECT_THAT(waiting_for(office), AllOf(HasSubstr("Vorstudie"), HasSubstr("„Monitoring“ ist überfällig")));
    EXPECT_THAT(office.get("/verwaltung/massnahmen").body_text(), HasSubstr("st--warn\">gefährdet"));

    EXPECT_EQ(pressed(office, study, "/erledigt").status(), http::Status::see_other);
    EXPECT_EQ(office.post(study + "/erledigt", "fassung=1").status(), http::Status::see_other)
        << "pressed twice";
    EXPECT_THAT(
        office.get(one).body_text(),
        AllOf(
            HasSubstr("Erledigt: Vorstudie"), HasSubstr("23. November 2026"), HasSubstr("st--big\">auf Kurs"),
            Not(HasSubstr("überfällig"))));
    EXPECT_THAT(waiting_for(office), Not(HasSubstr("Vorstudie")));

    EXPECT_EQ(
        office.post(survey, version_of(one) + "&title=Umfrage&due=5.2027").status(), http::Status::see_other);
    EXPECT_THAT(office.get(one).body_text(), AllOf(HasSubstr("Umfrage"), HasSubstr("Mai 2027")));
    auto const late = office.post(survey, "fassung=1&title=Zu+spaet");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(late.body_text(), HasSubstr("value=\"Zu spaet\""));
    EXPECT_EQ(pressed(office, survey, "/loeschen").status(), http::Status::see_other);
    EXPECT_EQ(pressed(office, survey, "/loeschen").status(), http::Status::see_other) << "pressed twice";
    EXPECT_EQ(office.get(survey).status(), http::Status::not_found);
    EXPECT_THAT(office.get(one).body_text(), Not(HasSubstr("Umfrage")));
    EXPECT_THAT(
        office.get(one + "/bearbeiten/verlauf?fassung=6").body_text(),
        AllOf(HasSubstr("Umfrage"), HasSubstr("Meilensteine")))
        << "the history keeps what was erased";
    EXPECT_THAT(
        audit_actions(),
        AllOf(
            Contains("goals.measure.milestone_added"), Contains("goals.measure.milestone_done"),
            Contains("goals.measure.milestone_changed"), Contains("goals.measure.milestone_erased")));
    auto const other = measure(office, "Andere");
    EXPECT_EQ(office.get(other + study.substr(one.size())).status(), http::Status::not_found)
        << "a milestone belongs to its measure";
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(MeasureBoard, a_light_by_hand_says_who_why_and_until_when)
{
    auto office = browser_of("conference_office");
    auto const one = measure(office, "%C3%96ffnung");
    milestone(office, one, "title=Schulung&due=2027");
    EXPECT_THAT(
        office.get(one).body_text(),
        AllOf(
            HasSubstr("st--big\">auf Kurs"), HasSubstr("gefährdet, wenn einer bis zu 31 Tage zu spät ist")));
    auto const refused = sent(office, one, "/licht", "light_until=23.11.2026");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(
        refused.body_text(),
        AllOf(
            HasSubstr("Wählen Sie ein Licht."), HasSubstr("id=\"f-light_reason-fehler\""),
            HasSubstr("id=\"f-light_until-fehler\""), HasSubstr("Berechnet: auf Kurs.")));
    EXPECT_THAT(
        sent(office, one, "/licht", "light=missed&light_reason=x&light_until=1.1.2028").body_text(),
        HasSubstr("höchstens ein Jahr im Voraus"));
    std::string const entries = "light=at_risk&light_reason=Die+Stelle+ist+unbesetzt&light_until=30.11.2026";
    EXPECT_EQ(sent(office, one, "/licht", entries).status(), http::Status::see_other);
    EXPECT_EQ(office.post(one + "/licht", "fassung=1&" + entries).status(), http::Status::see_other)
        << "pressed twice";
    EXPECT_THAT(
        office.get(one).body_text(),
        AllOf(
            HasSubstr("st--big\">gefährdet"), HasSubstr("von Hand gesetzt"),
            HasSubstr("Die Stelle ist unbesetzt"),
            HasSubstr("Gesetzt von Ayşe Kaya, gilt bis 30. November 2026"),
            HasSubstr("Berechnet: auf Kurs.")));
    EXPECT_THAT(
        office.get("/verwaltung/massnahmen").body_text(),
        AllOf(HasSubstr("gefährdet"), HasSubstr("von Hand gesetzt")));
    EXPECT_THAT(
        file_of(office.get("/verwaltung/massnahmen/liste.csv")), HasSubstr("Die Stelle ist unbesetzt"));
    EXPECT_THAT(
        office.get(one + "/bearbeiten/verlauf?fassung=3").body_text(),
        AllOf(HasSubstr("gefährdet"), HasSubstr("Die Stelle ist unbesetzt")));
    EXPECT_EQ(
        changed(office, one + "/bearbeiten", needed("Umbenannt") + usual).status(), http::Status::see_other);
    EXPECT_THAT(office.get(one).body_text(), HasSubstr("von Hand gesetzt")) << "the form leaves it alone";

    clock().set(*parse_instant("2026-11-30T09:00:00Z"));
    auto again = browser_of("conference_office");
    EXPECT_THAT(
        again.get(one).body_text(),
        AllOf(HasSubstr("st--big\">auf Kurs"), Not(HasSubstr("von Hand gesetzt"))))
        << "from that day on the reckoned one holds";
    EXPECT_EQ(sent(again, one, "/licht-entfernen", "").status(), http::Status::see_other);
    EXPECT_EQ(sent(again, one, "/licht-entfernen", "").status(), http::Status::see_other) << "pressed twice";
    EXPECT_THAT(
        audit_actions(), AllOf(Contains("goals.measure.light_set"), Contains("goals.measure.light_removed")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(MeasureBoard, the_list_is_narrowed_ordered_and_saved_as_a_file)
{
    auto office = browser_of("conference_office");
    auto const zebra = measure(office, "Zebra", "&state=running&deadline=12.2027&from=2027&office=Schulamt");
    auto const apples = measure(
        office, "%C3%84pfel",
        "&state=planned&deadline=2026&from=2025&places=" + std::to_string(aalfeld_.owner()));
    auto const pears = office.post(
        "/verwaltung/massnahmen/neu",
        "panel=" + other_field_ + "&report_months=6&title=Birnen&state=running&recurring=ja&schluessel=b");
    auto const listed = [&](std::string const& query) {
        return std::string(office.get("/verwaltung/massnahmen?" + query).body_text());
    };
    auto const order_of = [](std::string const& text) {
        std::vector<std::pair<std::size_t, std::string>> found;
        for (auto const& [word, letter] : std::vector<std::pair<std::string, std::string>>{
                 {"Zebra", "Z"}, {"Äpfel", "Ä"}, {"Birnen", "B"}}) {
            if (auto const at = text.find(word); at != std::string::npos)
                found.emplace_back(at, letter);
        }
        std::ranges::sort(found);
        std::string order;
        for (auto const& [at, letter] : found)
            order += letter;
        return order;
    };
    for (auto const& [query, order] : std::vector<std::pair<std::string, std::string>>{
             {"", "ZÄB"},
             {"ab=1", "BÄZ"},
             {"nach=titel", "ÄBZ"},
             {"nach=titel&ab=1", "ZBÄ"},
             {"nach=frist", "ÄZB"},
             {"nach=frist&ab=1", "ZÄB"},
             {"feld=" + other_field_, "B"},
             {"stand=laufend", "ZB"},
             {"stand=geplant", "Ä"},
             {"t=schulamt", "Z"},
             {"gemeinde=aalfeld", "ZÄB"}, // what names no place is done in all of them
             {"gemeinde=bergau", "ZB"},
             {"gemeinde=nirgends", ""},
             {"jahr=2025", "ÄB"},
             {"jahr=2026", "ÄB"},
             {"jahr=2027", "ZB"},
             {"jahr=2024", "B"},
             {"feld=4711", ""}}) {
        auto const page = listed(query);
        auto const table = page.find("<tbody>");
        EXPECT_EQ(table == std::string::npos ? "" : order_of(page.substr(table)), order) << query;
        EXPECT_EQ(order_of(file_of(office.get("/verwaltung/massnahmen/liste.csv?" + query))), order) << query;
    }
    EXPECT_THAT(listed("gemeinde=bergau"), HasSubstr("gilt überall"));
    EXPECT_THAT(listed("gemeinde=bergau&ansicht=tafel"), HasSubstr("gilt überall"));
    EXPECT_THAT(listed(""), Not(HasSubstr("gilt überall")));
    EXPECT_THAT(listed("nach=titel"), HasSubstr("aria-sort=\"ascending\""));
    auto const unit = [&](std::string const& key, std::string const& above = {}) {
        return std::to_string(connection().load<std::int64_t>(
            "INSERT INTO organisational_units (tenant_id, body_id, key, kind, parent_key, remark, mail)"
            " VALUES (?, ?, ?, 'office', ?, '', '') RETURNING id",
            tenant_, aalfeld_.owner(), key, above));
    };
    auto const directorate = unit("dezernat");
    auto const department = unit("fachbereich", "dezernat");
    auto const youth = unit("jugendamt", "fachbereich");
    auto const school = unit("schulamt");
    connection().execute("UPDATE measures SET unit_id = ? WHERE title = 'Äpfel'", std::stoll(youth));
    connection().execute("UPDATE measures SET unit_id = ? WHERE title = 'Birnen'", std::stoll(school));
    for (auto const& [query, order] : std::vector<std::pair<std::string, std::string>>{
             {"stelle=" + youth, "Ä"},
             {"stelle=" + school, "B"},
             {"stelle=" + department, "Ä"},
             {"stelle=" + directorate, "Ä"}, // with all that lies below it
             {"stelle=4711", ""}}) {
        auto const page = listed(query);
        auto const table = page.find("<tbody>");
        EXPECT_EQ(table == std::string::npos ? "" : order_of(page.substr(table)), order) << query;
        EXPECT_EQ(order_of(file_of(office.get("/verwaltung/massnahmen/liste.csv?" + query))), order) << query;
    }
    auto const choice = listed("").substr(listed("").find("name=\"stelle\""));
    EXPECT_THAT(choice.substr(0, choice.find("</select>")), HasSubstr("<option value=\"" + directorate + '"'))
        << "it has measures below it";
    EXPECT_THAT(listed("t=xyz"), HasSubstr("Keine Maßnahme passt zu diesen Filtern."));
    EXPECT_THAT(
        file_of(office.get("/verwaltung/massnahmen/liste.csv")),
        AllOf(HasSubstr("2027-12"), HasSubstr("Schulamt")));
    EXPECT_THAT(
        column(office, "laufend", "&t=zebra"), AllOf(HasSubstr(zebra + '"'), Not(HasSubstr("Birnen"))));
    EXPECT_THAT(
        column(office, "laufend"), AllOf(HasSubstr("jedes Jahr wieder"), Not(HasSubstr(apples + '"'))));
    EXPECT_EQ(pears.status(), http::Status::see_other);
    measure(office, "Vertippt", usual + std::string("&from=2026&to=2909"));
    EXPECT_THAT(
        listed(""),
        AllOf(
            HasSubstr("<option value=\"2025\""), HasSubstr("<option value=\"2027\""),
            Not(HasSubstr("<option value=\"2909\""))))
        << "a year that somebody has mistyped takes none of the others away";
}

TEST_P(MeasureBoard, every_order_is_turned_page_by_page)
{
    auto office = browser_of("conference_office");
    meetings::PanelId const field{std::stoll(field_)};
    constexpr int many = 120;
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        for (int number = 0; number < many; ++number) {
            auto fields = done_in(field, "", "Titel " + std::to_string(number % 7));
            if (number % 3 == 0)
                fields.set("deadline", std::to_string(1 + number % 12) + ".2027");
            TRY(goals::add_measure(work, fields, std::to_string(number)));
        }
        return {};
    }));
    auto const rows_of = [](std::string const& page) {
        std::vector<std::string> rows;
        std::regex const row("<th scope=\"row\"><a href=\"/verwaltung/massnahmen/([0-9]+)\"");
        for (std::sregex_iterator found(page.begin(), page.end(), row), end; found != end; ++found)
            rows.push_back((*found)[1]);
        return rows;
    };
    for (std::string const query :
         {"", "ab=1", "nach=titel", "nach=titel&ab=1", "nach=frist", "nach=frist&ab=1"}) {
        auto const first = "/verwaltung/massnahmen?" + query;
        std::vector<std::string> all;
        auto address = first;
        for (int page = 0; page < 3; ++page) {
            auto const rows = rows_of(std::string(office.get(address).body_text()));
            all.insert(all.end(), rows.begin(), rows.end());
            address = first + (query.empty() ? "" : "&") + "hinter=" + all.back();
        }
        auto sorted = all;
        std::ranges::sort(sorted);
        auto const twice = std::ranges::unique(sorted);
        sorted.erase(twice.begin(), twice.end());
        EXPECT_EQ(all.size(), std::size_t{many}) << query;
        EXPECT_EQ(sorted.size(), std::size_t{many}) << query << ": each stands on one page";
        auto const back = rows_of(
            std::string(office.get(first + (query.empty() ? "" : "&") + "vor=" + all[50]).body_text()));
        EXPECT_EQ(back, std::vector<std::string>(all.begin(), all.begin() + 50)) << query;
    }
}

} // namespace
} // namespace kommin::app
