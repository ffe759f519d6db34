// Figures of sessions: who registered and who came, what may be shown of the voluntary question, and all
// sessions of the conference side by side.

#include "app/tests/migration_question_story.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <cstdint>
#include <regex>
#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class StatisticsStory : public MigrationQuestionBase {
protected:
    static constexpr auto* conference = "/verwaltung/konferenz/statistik";
    static constexpr auto* rest = "andere, nicht gesagt oder zu wenige";

    std::string statistics() { return std::string(office_->get(meeting_ + "/statistik").body_text()); }
    // The cells of one line of a table of the page, from left to right, separated by a bar.
    static std::string row(std::string const& page, std::string const& caption, std::string const& name)
    {
        auto const table = page.find(">" + caption + "</caption>");
        auto const head = table == std::string::npos ? table : page.find(">" + name + "</th>", table);
        if (head == std::string::npos)
            return "no such line";
        auto const end = page.find("</tr>", head);
        auto const cells = page.substr(head, end - head);
        std::string text;
        std::regex const cell("<td[^>]*>(.*?)</td>");
        for (auto at = std::sregex_iterator(cells.begin(), cells.end(), cell); at != std::sregex_iterator();
             ++at)
            text += (text.empty() ? "" : "|") + std::regex_replace((*at)[1].str(), std::regex("<[^>]*>"), "");
        return text;
    }
    // The value beside a label.
    static std::string fact(std::string const& page, std::string const& label)
    {
        std::smatch match;
        return std::regex_search(page, match, std::regex("<dt>" + label + "</dt><dd>([^<]*)</dd>"))
            ? match[1].str()
            : std::string("no such fact");
    }
    void note_arrival(std::string const& name)
    {
        auto const party = std::to_string(
            connection().load<std::int64_t>("SELECT registration_id FROM participants WHERE name = ?", name));
        auto const who = std::to_string(
            connection().load<std::int64_t>("SELECT id FROM participants WHERE name = ?", name));
        EXPECT_EQ(
            office_
                ->post(meeting_ + "/anmeldungen/da", "anmeldung=" + party + "&teilnehmer=" + who + "&da=ja")
                .status(),
            http::Status::see_other);
    }
    // Another meeting of the conference, with what was reported of it.
    void report(std::string const& key, std::string const& entries)
    {
        meeting(*office_, "panel=" + panel_ + "&childcare=unknown&schluessel=" + key + '&' + entries);
    }
    // A party that waits, as the form lets it.
    void put_on_the_list(std::string const& name, std::string const& of)
    {
        auto guest = anybody();
        auto const key = key_in(std::string(guest.get(form).body_text()));
        EXPECT_EQ(
            send(key, line(1, name, of) + contact(name + "@verein.example") + "&warteliste=1").status(),
            http::Status::see_other);
    }
};
KOMMIN_ON_BOTH_ENGINES(StatisticsStory);

TEST_P(StatisticsStory, who_registered_and_who_came_by_part_role_and_municipality)
{
    open(10, 2, 5);
    EXPECT_EQ(fact(statistics(), "Angemeldet"), "0");
    registered(line(1, "Leyla", "Schule", "aalfeld") + line(2, "Omar", "Arbeit", "aalfeld"));
    registered(line(1, "Iryna", "Schule", "bergau"), contact("iryna@verein.example"));
    auto const gone = registered(line(1, "Jana", "Arbeit"), contact("jana@verein.example"));
    EXPECT_EQ(press(gone, "/absagen", "").status(), http::Status::see_other);
    put_on_the_list("Anna", "Schule");
    auto const before = statistics();
    EXPECT_EQ(fact(before, "Angemeldet"), "3");
    EXPECT_EQ(fact(before, "Auf der Warteliste"), "1");
    EXPECT_EQ(fact(before, "Abgesagte Anmeldungen"), "1");
    EXPECT_EQ(fact(before, "Nicht gekommen"), "no such fact") << "the day has not come";
    EXPECT_EQ(row(before, "Teil", "Schule"), "2|0|–|1");
    EXPECT_EQ(row(before, "Teil", "Arbeit"), "1|0|–|0");
    EXPECT_EQ(row(before, "Rolle", "Privatperson"), "3|0|–|1");
    EXPECT_EQ(row(before, "Rolle", "Ehrenamt"), "0|0|–|0");
    EXPECT_EQ(row(before, "Ort", "aalfeld"), "2|0|–|0");
    EXPECT_EQ(row(before, "Ort", "anderswo oder nicht gesagt"), "0|0|–|1");
    come_back("2027-01-12T09:30:00Z");
    note_arrival("Leyla");
    come_back("2027-01-13T09:30:00Z");
    auto const after = statistics();
    EXPECT_EQ(fact(after, "Gekommen"), "1");
    EXPECT_THAT(fact(after, "Nicht gekommen"), HasSubstr("2 (67"));
    EXPECT_EQ(row(after, "Teil", "Schule"), "2|1|1|1");
    EXPECT_EQ(row(after, "Ort", "bergau"), "1|0|1|0");

    // Names are erased; how many they were stays.
    come_back("2027-04-20T08:30:00Z");
    auto const file = file_of(office_->get(std::string(conference) + "/liste.csv"));
    EXPECT_THAT(file, HasSubstr("Frühjahrstagung"));
    for (int night = 0; night < 2; ++night) {
        erase_old_registrations();
        EXPECT_EQ(count("participants"), 0);
        EXPECT_EQ(count("registrations"), 0);
        auto const erased = statistics();
        for (auto const* label :
             {"Angemeldet", "Gekommen", "Nicht gekommen", "Auf der Warteliste", "Abgesagte Anmeldungen"})
            EXPECT_EQ(fact(erased, label), fact(after, label)) << label;
        for (auto const* name : {"Schule", "Arbeit"})
            EXPECT_EQ(row(erased, "Teil", name), row(after, "Teil", name)) << name;
        for (auto const* name : {"Privatperson", "Ehrenamt"})
            EXPECT_EQ(row(erased, "Rolle", name), row(after, "Rolle", name)) << name;
        for (auto const* name : {"aalfeld", "bergau", "anderswo oder nicht gesagt"})
            EXPECT_EQ(row(erased, "Ort", name), row(after, "Ort", name)) << name;
        EXPECT_EQ(file_of(office_->get(std::string(conference) + "/liste.csv")), file) << "beside the others";
    }
}

TEST_P(StatisticsStory, by_field_of_action_in_one_session_and_in_all_of_them)
{
    auto const school = panel(*office_, "kind=field_of_action&body=&name=Bildung&parent=" + panel_);
    auto const group = panel(*office_, "kind=working_group&body=&name=AG+Eltern&parent=" + school);
    auto const work = panel(*office_, "kind=field_of_action&body=&name=Arbeitswelt&parent=" + panel_);
    auto const saved = save_programme(
        window(50) + part_line(1, school) + part_line(2, group) + part_line(3, school, "Werkstatt")
        + part_line(4, work) + part_line(5, "", "Markt"));
    ASSERT_EQ(saved.status(), http::Status::see_other) << saved.body_text();
    registered(line(1, "Leyla", "Bildung") + line(2, "Omar", "AG Eltern"));
    registered(line(1, "Iryna", "Werkstatt"), contact("iryna@verein.example"));
    registered(line(1, "Jana", "Markt"), contact("jana@verein.example"));
    auto const page = statistics();
    EXPECT_EQ(row(page, "Handlungsfeld", "Bildung"), "3|0|–|0");
    EXPECT_EQ(row(page, "Handlungsfeld", "Arbeitswelt"), "0|0|–|0");
    EXPECT_EQ(row(page, "Handlungsfeld", "ohne Handlungsfeld"), "1|0|–|0");
    EXPECT_EQ(row(page, "Teil", "AG Eltern"), "1|0|–|0");
    EXPECT_LT(page.find(">Bildung</th>"), page.find(">Arbeitswelt</th>"));
    come_back("2027-01-12T09:30:00Z");
    note_arrival("Omar");
    note_arrival("Jana");
    auto const all = std::string(office_->get(conference).body_text());
    auto const* fields = "Nach Handlungsfeldern, mit ihren Gruppen und Workshops";
    EXPECT_EQ(row(all, fields, "Bildung"), "1 Sitzung|3|1");
    EXPECT_EQ(row(all, fields, "Arbeitswelt"), "1 Sitzung|0|–");
    EXPECT_EQ(row(all, fields, "ohne Handlungsfeld"), "1 Sitzung|1|1");

    // Whom the filter of a field shows, and that of its group alone.
    auto const listed = [&](std::string const& of) {
        return file_of(office_->get(meeting_ + "/anmeldungen/liste.csv?gremium=" + of));
    };
    EXPECT_THAT(
        listed(school),
        AllOf(HasSubstr("Leyla"), HasSubstr("Omar"), HasSubstr("Iryna"), Not(HasSubstr("Jana"))));
    EXPECT_THAT(listed(group), AllOf(HasSubstr("Omar"), Not(HasSubstr("Leyla")), Not(HasSubstr("Iryna"))));
    EXPECT_THAT(listed(work), Not(HasSubstr("verein.example")));
    EXPECT_THAT(listed("nichts"), Not(HasSubstr("verein.example"))) << "what it does not know is nobody";
    auto const list = std::string(office_->get(meeting_ + "/anmeldungen?gremium=" + group).body_text());
    EXPECT_THAT(
        list,
        AllOf(
            HasSubstr("<option value=\"" + group + "\" selected>AG Eltern</option>"),
            HasSubstr("/anmeldungen/schreiben?gremium=" + group), Not(HasSubstr("Leyla"))));
}

TEST_P(StatisticsStory, a_reported_share_stands_beside_what_was_counted_and_is_never_reckoned_with_it)
{
    auto const share = std::string("&share=45&share_approximate=ja&share_source=Bericht+2008");
    report("a", "title=5.+Tagung&day=18.10.2008&state=held&participants=131" + share);
    auto const reported = newest_meeting();
    auto reader = browser_of("moderator");
    EXPECT_THAT(reader.get(conference).body_text(), HasSubstr("rund 45\u00a0%, berichtet"))
        << "it is published, whoever may see the session";
    EXPECT_THAT(
        file_of(reader.get(std::string(conference) + "/liste.csv")),
        HasSubstr(
            "stattgefunden;131;;;;;;;45;die Zahl ist gerundet oder geschätzt („rund 100“);Bericht 2008"));
    EXPECT_THAT(
        reader.get("/verwaltung/sitzungen/" + reported).body_text(),
        HasSubstr("rund 45\u00a0%, berichtet – Bericht 2008"));
    open();
    answer_alike(9, "self", "private", "aalfeld");
    answer_alike(8, "neither", "private", "aalfeld");
    come_back("2027-01-27T03:00:00Z");
    count_the_night();
    auto const said = changed(
        *office_, meeting_ + "/aendern",
        "title=Fr%C3%BChjahrstagung&day=12.1.2027&childcare=offered&state=held&share=60&share_source=Presse");
    ASSERT_EQ(said.status(), http::Status::see_other) << said.body_text();
    EXPECT_THAT(
        statistics(), AllOf(HasSubstr("9 von 17 Antworten"), HasSubstr("60\u00a0%, berichtet – Presse")));
    EXPECT_THAT(
        office_->get(conference).body_text(),
        HasSubstr("53\u00a0%<br><span class=\"small\">60\u00a0%, berichtet</span>"));
    EXPECT_THAT(file_of(office_->get(std::string(conference) + "/liste.csv")), HasSubstr(";9;17;60;;Presse"));
}

TEST_P(StatisticsStory, a_history_of_migration_is_shown_late_and_never_of_a_few)
{
    open();
    answer_alike(9, "self", "private", "aalfeld");
    answer_alike(6, "parent", "volunteer", "aalfeld");
    answer_alike(7, "neither", "volunteer", "aalfeld");
    answer_alike(8, "neither", "private", "bergau");
    answer_alike(2, "self", "professional", "bergau");
    EXPECT_THAT(statistics(), HasSubstr("zwei Wochen nach der Sitzung"));
    count_the_night();
    come_back("2027-01-26T20:00:00Z");
    EXPECT_THAT(
        statistics(), AllOf(HasSubstr("zwei Wochen nach der Sitzung"), Not(HasSubstr("Antworten ("))));
    answer_alike(3, "neither", "professional", "bergau");
    come_back("2027-01-27T02:00:00Z");
    EXPECT_THAT(statistics(), HasSubstr("zwei Wochen nach der Sitzung")) << "the last box is not counted yet";
    count_the_night();
    auto const page = statistics();
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("17 von 35 Antworten (49"),
            HasSubstr("eingewandert: 11; mindestens ein Elternteil: 6")));
    auto const shares = page.substr(page.find("id=\"migration\""));
    // Two and three among the professionals are few; the next smallest are hidden with them.
    EXPECT_EQ(row(shares, "Rolle", "Fachkraft"), "–");
    EXPECT_EQ(row(shares, "Rolle", "Ehrenamt"), "–");
    EXPECT_THAT(row(shares, "Rolle", "Privatperson"), HasSubstr("9 von 17 Antworten (53"));
    EXPECT_THAT(row(shares, "Rolle", rest), HasSubstr("8 von 18 Antworten"));
    // Of Bergau two have one, of all others the total would tell.
    EXPECT_EQ(row(shares, "Ort", "aalfeld"), "–");
    EXPECT_EQ(row(shares, "Ort", "bergau"), "–");
    EXPECT_THAT(row(shares, "Ort", rest), HasSubstr("17 von 35 Antworten"));
    EXPECT_EQ(count("migration_totals WHERE people < 5"), 0) << "nor are they kept";
    auto const file = std::string(conference) + "/liste.csv";
    EXPECT_THAT(
        office_->get(conference).body_text(), AllOf(HasSubstr("Mit Migrationsgeschichte"), HasSubstr(">49")));
    EXPECT_THAT(file_of(office_->get(file)), HasSubstr(";17;35"));
    auto reader = browser_of("moderator");
    EXPECT_THAT(
        reader.get(conference).body_text(), AllOf(HasSubstr("Frühjahrstagung"), Not(HasSubstr(">49"))));
    EXPECT_THAT(file_of(reader.get(file)), AllOf(HasSubstr("Frühjahrstagung"), Not(HasSubstr(";17;35"))));
}

TEST_P(StatisticsStory, once_figures_are_shown_a_later_day_opens_the_question_no_more)
{
    open();
    answer_alike(9, "self", "private", "aalfeld");
    answer_alike(8, "neither", "private", "aalfeld");
    come_back("2027-01-27T03:00:00Z");
    count_the_night();
    EXPECT_THAT(statistics(), HasSubstr("9 von 17 Antworten"));
    auto const moved = changed(
        *office_, meeting_ + "/aendern",
        "title=Fr%C3%BChjahrstagung&day=12.2.2027&childcare=offered&state=planned");
    ASSERT_EQ(moved.status(), http::Status::see_other) << moved.body_text();
    EXPECT_THAT(statistics(), HasSubstr("9 von 17 Antworten"));
    EXPECT_EQ(anybody().get(question).status(), http::Status::gone);
    EXPECT_EQ(answer("late", "self").status(), http::Status::gone);
    EXPECT_EQ(count("migration_answers"), 0);
    count_the_night();
    come_back("2027-03-01T03:00:00Z");
    count_the_night();
    EXPECT_THAT(statistics(), HasSubstr("9 von 17 Antworten"));
}

TEST_P(StatisticsStory, a_session_of_which_nothing_was_shown_yet_may_be_moved_and_asked_of_again)
{
    open();
    come_back("2027-01-27T03:00:00Z");
    count_the_night();
    EXPECT_EQ(anybody().get(question).status(), http::Status::gone);
    EXPECT_THAT(statistics(), HasSubstr("zu wenige geantwortet"));
    auto const moved = changed(
        *office_, meeting_ + "/aendern",
        "title=Fr%C3%BChjahrstagung&day=12.2.2027&childcare=offered&state=planned");
    ASSERT_EQ(moved.status(), http::Status::see_other) << moved.body_text();
    EXPECT_EQ(anybody().get(question).status(), http::Status::ok);
}

TEST_P(StatisticsStory, a_few_who_were_marked_do_not_replace_the_number_that_was_reported)
{
    open();
    registered(line(1, "Leyla", "Schule", "aalfeld") + line(2, "Omar", "Arbeit", "aalfeld"));
    come_back("2027-01-12T09:30:00Z");
    note_arrival("Leyla");
    come_back("2027-01-13T09:30:00Z");
    EXPECT_THAT(fact(statistics(), "Nicht gekommen"), HasSubstr("1 (50"));
    auto const said = changed(
        *office_, meeting_ + "/aendern",
        "title=Fr%C3%BChjahrstagung&day=12.1.2027&childcare=offered&state=held&participants=40");
    ASSERT_EQ(said.status(), http::Status::see_other) << said.body_text();
    EXPECT_EQ(fact(statistics(), "Nicht gekommen"), "no such fact") << "39 were not marked";
    EXPECT_THAT(office_->get(conference).body_text(), HasSubstr("<meter value=\"40\" max=\"40\""));
    EXPECT_THAT(
        file_of(office_->get(std::string(conference) + "/liste.csv")), HasSubstr("stattgefunden;40;;2;1;;;"));
}

TEST_P(StatisticsStory, of_too_few_nothing_is_shown)
{
    open();
    answer_alike(12, "neither", "private", "aalfeld");
    answer_alike(4, "self", "private", "bergau");
    come_back("2027-01-27T03:00:00Z");
    count_the_night();
    EXPECT_THAT(statistics(), AllOf(HasSubstr("zu wenige geantwortet"), Not(HasSubstr("Antworten ("))));
    EXPECT_THAT(
        file_of(office_->get(std::string(conference) + "/liste.csv")),
        AllOf(Not(HasSubstr(";4;")), Not(HasSubstr(";16"))));
    EXPECT_EQ(count("migration_totals"), 0) << "nor is it kept";
}

TEST_P(StatisticsStory, all_sessions_since_the_first_with_what_is_known_of_them)
{
    report("a", "title=1.+Tagung&day=16.11.2005&state=held&participants=96&approximate=ja");
    report(
        "b",
        "title=3.+Tagung&day=18.11.2006&state=held&participants=129&uncertain=ja&remark=Zwei+Tage+genannt");
    auto const council = panel(*office_, "kind=council&body=&name=Rat");
    meeting(*office_, "panel=" + council + "&title=Ratssitzung&day=1.12.2026&childcare=unknown&schluessel=c");
    open();
    registered(line(1, "Leyla", "Schule", "aalfeld") + line(2, "Omar", "Arbeit", "aalfeld"));
    come_back("2027-01-12T09:30:00Z");
    note_arrival("Leyla");
    come_back("2027-01-13T09:30:00Z");
    auto const page = std::string(office_->get(conference).body_text());
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("3 Sitzungen"), HasSubstr("rund 96"), HasSubstr("16. November 2005"),
            HasSubstr("unsicher"), HasSubstr("<meter value=\"129\" max=\"129\""),
            HasSubstr(meeting_ + "/statistik"), Not(HasSubstr("Ratssitzung"))));
    EXPECT_LT(page.find("1. Tagung"), page.find("3. Tagung"));
    EXPECT_LT(page.find("3. Tagung"), page.find("Frühjahrstagung"));
    auto const file = file_of(office_->get(std::string(conference) + "/liste.csv"));
    EXPECT_THAT(
        file,
        AllOf(
            HasSubstr("1. Tagung;2005-11-16;;stattgefunden;96;die Zahl ist gerundet oder geschätzt („rund "
                      "100“);;;;;"),
            HasSubstr("3. Tagung;2006-11-18;unsicher;stattgefunden;129;;;;;;"),
            HasSubstr("Frühjahrstagung;2027-01-12;;geplant;;;2;1;1;;")));
    EXPECT_EQ(
        office_->get(std::string(conference) + "/liste.xlsx").header("Content-Type"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    EXPECT_THAT(
        std::string(office_->get(meeting_).body_text()),
        AllOf(HasSubstr(meeting_ + "/statistik"), HasSubstr(conference)));
    EXPECT_THAT(
        std::string(office_->get(meeting_ + "/anmeldungen").body_text()), HasSubstr(meeting_ + "/statistik"));
}

TEST_P(StatisticsStory, whoever_may_not_invite_sees_the_sessions_and_not_who_is_in_one)
{
    EXPECT_EQ(office_->get(meeting_ + "/statistik").status(), http::Status::not_found)
        << "nobody registers here";
    open();
    registered(line(1, "Leyla", "Schule"));
    auto reader = browser_of("moderator");
    EXPECT_EQ(reader.get(meeting_ + "/statistik").status(), http::Status::not_found);
    auto const page = reader.get(conference);
    EXPECT_EQ(page.status(), http::Status::ok);
    EXPECT_THAT(
        page.body_text(), AllOf(HasSubstr("Frühjahrstagung"), Not(HasSubstr(meeting_ + "/statistik"))));
    auto stranger = anybody();
    EXPECT_EQ(stranger.get(conference).status(), http::Status::see_other);
}

class StatisticsOfTheDemonstration : public PortalStory { };
KOMMIN_ON_BOTH_ENGINES(StatisticsOfTheDemonstration);

TEST_P(StatisticsOfTheDemonstration, says_of_the_five_sessions_what_was_reported_and_no_more)
{
    Date const today{std::chrono::year{2026}, std::chrono::November, std::chrono::day{23}};
    auto& db = world().db();
    auto const tenant = db.load<TenantId>(
        "SELECT tenant_id FROM panels WHERE kind = 'conference' AND body_id IS NULL"); // towns have their own
    auto const lines = meetings::list_session_lines(
        db, tenant,
        db.list<meetings::PanelId>("SELECT id FROM panels WHERE kind = 'conference' AND body_id IS NULL"),
        today);
    ASSERT_THAT(lines, SizeIs(6));
    std::vector<std::int64_t> reported;
    for (auto const& line : lines) {
        EXPECT_FALSE(line.share);
        EXPECT_FALSE(line.percent_absent(today));
        if (line.participants()) {
            EXPECT_FALSE(line.numbers) << "nobody registered here: " << line.meeting.title;
            reported.push_back(*line.participants());
        }
    }
    EXPECT_THAT(reported, ElementsAre(96, 112, 129, 149, 131));
    EXPECT_TRUE(lines.at(2).meeting.is_uncertain);
    for (auto const& line : lines)
        EXPECT_EQ(line.meeting.reported_share.has_value(), line.meeting.title.starts_with("5."))
            << line.meeting.title;
    auto const& fifth = lines.at(4).meeting;
    EXPECT_EQ(fifth.reported_share, 45);
    EXPECT_TRUE(fifth.is_share_approximate);
    EXPECT_THAT(fifth.share_source, HasSubstr("Bericht über die Integrationskonferenz"));
    ASSERT_TRUE(lines.at(5).numbers) << "people may register for the sixth";
    EXPECT_EQ(lines.at(5).numbers->all.registered, 16) << "invented, like the session";
    EXPECT_THAT(lines.at(5).fields, SizeIs(3)) << "its parts are of the fields of action";
    EXPECT_FALSE(lines.at(5).fields.contains(std::nullopt));
}

}
} // namespace kommin::app
