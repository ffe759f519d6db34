// Meetings at the desk: planning one and a series, what came of them, and who sees which.

#include "app/tests/meetings_story.hpp"
#include "modules/meetings/testing.hpp"
#include "platform/records/versions.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class MeetingStory : public MeetingsStory { };
KOMMIN_ON_BOTH_ENGINES(MeetingStory);

TEST_P(MeetingStory, the_office_plans_one_and_says_what_came_of_it)
{
    auto office = browser_of("conference_office");
    auto const council = panel(office, "kind=conference&name=Integrationskonferenz&body=");
    EXPECT_THAT(
        office.get("/verwaltung/gremien/" + council).body_text(),
        AllOf(HasSubstr("Noch keine Sitzung"), HasSubstr("/verwaltung/sitzungen/neu?gremium=" + council)));
    EXPECT_THAT(
        office.get("/verwaltung/sitzungen/neu?gremium=" + council).body_text(),
        HasSubstr("<option value=\"" + council + "\" selected"));
    auto const one = meeting(
        office,
        "panel=" + council
            + "&title=1.+Tagung&day=9.12.2026&begins=9.30&ends=16&place=Haus+Opherdicke"
              "&link=https%3A%2F%2Fraum.example%2F1&interpreters=tr&interpreters=ar&childcare=offered"
              "&budget_planned=1250,5&purpose=Auftakt.%0D%0AUnd+mehr.");
    EXPECT_THAT(
        office.get(one).body_text(),
        AllOf(
            HasSubstr("Mittwoch, 9. Dezember 2026, 9.30–16 Uhr"), HasSubstr("Haus Opherdicke"),
            HasSubstr("href=\"https://raum.example/1\""), HasSubstr("Arabisch und Türkisch"),
            HasSubstr("wird angeboten"), HasSubstr("1.250,50"), HasSubstr(">Auftakt.</p>"),
            HasSubstr("geplant")));
    EXPECT_THAT(office.get("/verwaltung/gremien/" + council).body_text(), HasSubstr(one + '"'));
    EXPECT_THAT(
        changed(
            office, one + "/aendern",
            "title=1.+Tagung&day=9.12.2026&childcare=offered&state=held&participants=rund+96")
            .body_text(),
        AllOf(HasSubstr("id=\"f-participants-fehler\""), HasSubstr("Dieser Tag kommt erst noch")));
    EXPECT_EQ(
        changed(
            office, one + "/aendern",
            "title=1.+Tagung&day=16.11.2005&place=Haus+Opherdicke&childcare=offered&state=held"
            "&participants=96&approximate=ja&results=Abgestimmt.&source=Bericht")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        office.get(one).body_text(),
        AllOf(
            HasSubstr("stattgefunden"), HasSubstr("rund 96"), HasSubstr(">Abgestimmt.</p>"),
            HasSubstr("16. November 2005"), Not(HasSubstr("9.30"))));
    EXPECT_THAT(
        office.get(one + "/aendern/verlauf?fassung=2").body_text(),
        AllOf(HasSubstr("Teilnehmende"), HasSubstr("09.12.2026")));
    EXPECT_THAT(office.get("/verwaltung/sitzungen").body_text(), Not(HasSubstr(one + '"')));
    EXPECT_THAT(
        office.get("/verwaltung/sitzungen?zustand=stattgefunden&jahr=2005").body_text(), HasSubstr(one));
    EXPECT_THAT(
        file_of(office.get("/verwaltung/sitzungen/liste.csv?zustand=alle")),
        AllOf(HasSubstr("2005-11-16"), HasSubstr("Integrationskonferenz"), HasSubstr("Abgestimmt.")));
    EXPECT_THAT(office.get("/verwaltung/suche?q=opherdicke").body_text(), HasSubstr(one));
    EXPECT_THAT(
        audit_actions(), AllOf(Contains("meetings.meeting.created"), Contains("meetings.meeting.changed")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(MeetingStory, no_panel_is_chosen_for_whoever_enters_a_meeting)
{
    auto office = browser_of("conference_office");
    auto const ended = panel(office, "kind=council&body=aalfeld&name=Altrat&to=2010");
    auto const current = panel(office, "kind=steering_group&body=&name=Lenkungsgruppe");
    std::string const empty = "<option value=\"\" selected";
    std::string const its_own = "<option value=\"" + ended + "\" selected";
    EXPECT_THAT(
        office.get("/verwaltung/sitzungen/neu?gremium=" + ended).body_text(),
        AllOf(HasSubstr(its_own), Not(HasSubstr(empty))))
        << "it has met, too";
    EXPECT_THAT(
        office.get("/verwaltung/sitzungen/neu").body_text(),
        AllOf(
            HasSubstr(empty), Not(HasSubstr(its_own)), Not(HasSubstr("value=\"" + current + "\" selected"))));
    EXPECT_THAT(
        office.get("/verwaltung/sitzungen/reihe?gremium=" + ended).body_text(),
        AllOf(HasSubstr("<option value=\"\""), HasSubstr("Lenkungsgruppe"), Not(HasSubstr("Altrat"))))
        << "a series lies ahead";
    EXPECT_THAT(
        office.post("/verwaltung/sitzungen/neu", std::string("panel=&title=S&day=9.12.2009") + fixed)
            .body_text(),
        AllOf(HasSubstr("id=\"f-panel-fehler\""), HasSubstr(empty)));
    meeting(office, "panel=" + ended + "&title=S&day=9.12.2009" + fixed);
    EXPECT_EQ(count_meetings(), 1);
}

TEST_P(MeetingStory, nothing_typed_is_lost_and_two_presses_make_one)
{
    auto office = browser_of("conference_office");
    auto const council = panel(office, "kind=council&body=aalfeld&name=Integrationsrat");
    EXPECT_THAT(
        office.post("/verwaltung/sitzungen/neu", "panel=99&title=&day=30.2.2027&place=Rathaus&link=x")
            .body_text(),
        AllOf(
            HasSubstr("id=\"f-panel-fehler\""), HasSubstr("id=\"f-title-fehler\""),
            HasSubstr("id=\"f-day-fehler\""), HasSubstr("id=\"f-link-fehler\""),
            HasSubstr("value=\"Rathaus\""), HasSubstr("value=\"30.2.2027\"")));
    std::string const entries = "schluessel=a&panel=" + council + "&title=S&day=12.1.2027" + fixed;
    auto const first = office.post("/verwaltung/sitzungen/neu", entries);
    EXPECT_EQ(first.status(), http::Status::see_other);
    EXPECT_EQ(office.post("/verwaltung/sitzungen/neu", entries).header("Location"), first.header("Location"));
    auto const one = std::string(first.header("Location"));
    auto second = browser_of("conference_office");
    auto const seen = seen_on(std::string(second.get(one + "/aendern").body_text()));
    changed(office, one + "/aendern", std::string("title=Fr%C3%BCher&day=12.1.2027") + fixed);
    EXPECT_THAT(
        second.post(one + "/aendern", "fassung=" + seen + "&title=Sp%C3%A4ter&day=30.2.2027" + fixed)
            .body_text(),
        AllOf(HasSubstr("Ayşe Kaya"), HasSubstr("30.2.2027")));
}

TEST_P(MeetingStory, a_series_is_seen_before_it_is_planned_and_planned_once)
{
    auto office = browser_of("conference_office");
    auto const council = panel(office, "kind=council&body=aalfeld&name=Integrationsrat");
    // The first Saturday of the month; the one of May 2027 is the 1st.
    std::string const entries = "schluessel=r&panel=" + council
        + "&title=Runder+Tisch&day=6.3.2027&begins=10&rhythm=monthly&count=3&childcare=none";
    auto const preview = std::string(office.post("/verwaltung/sitzungen/reihe", entries).body_text());
    EXPECT_THAT(
        preview,
        AllOf(
            HasSubstr("Samstag, 6. März 2027"), HasSubstr("Samstag, 3. April 2027"),
            HasSubstr("Feiertag: Tag der Arbeit"), HasSubstr("Wochenende"),
            HasSubstr("name=\"tag\" value=\"2027-04-03\" checked"),
            HasSubstr("name=\"title\" value=\"Runder Tisch\"")));
    EXPECT_EQ(count_meetings(), 0) << "nothing is stored by looking";
    EXPECT_THAT(
        office.post("/verwaltung/sitzungen/reihe/aendern", entries).body_text(),
        AllOf(HasSubstr("value=\"Runder Tisch\""), HasSubstr("value=\"6.3.2027\"")));
    auto const plan = [&](std::string const& days) {
        return office.post("/verwaltung/sitzungen/reihe/anlegen", entries + days);
    };
    EXPECT_THAT(
        plan("").body_text(), AllOf(HasSubstr("mindestens einen Tag"), HasSubstr("Samstag, 6. März 2027")));
    EXPECT_THAT(plan("&tag=2027-03-07").body_text(), HasSubstr("gehört nicht zur Reihe"));
    EXPECT_EQ(count_meetings(), 0);
    auto const planned = plan("&tag=2027-03-06&tag=2027-04-03");
    EXPECT_EQ(planned.status(), http::Status::see_other);
    EXPECT_EQ(planned.header("Location"), "/verwaltung/sitzungen?gremium=" + council);
    EXPECT_EQ(plan("&tag=2027-03-06&tag=2027-04-03").status(), http::Status::see_other);
    EXPECT_EQ(count_meetings(), 2) << "pressed twice";
    auto const list = std::string(office.get("/verwaltung/sitzungen?gremium=" + council).body_text());
    EXPECT_LT(list.find("6. März 2027"), list.find("3. April 2027"));
    EXPECT_THAT(list, Not(HasSubstr("1. Mai 2027")));
    auto const one = "/verwaltung/sitzungen/" + newest_meeting();
    EXPECT_THAT(office.get(one).body_text(), AllOf(HasSubstr("id=\"reihe\""), HasSubstr("6. März 2027")));
    changed(office, one + "/aendern", std::string("title=Allein&day=3.4.2027") + fixed);
    EXPECT_THAT(
        office.get("/verwaltung/sitzungen").body_text(),
        AllOf(HasSubstr("Allein"), HasSubstr("Runder Tisch")))
        << "each stands for itself";
    EXPECT_THAT(
        office.post("/verwaltung/sitzungen/reihe", "panel=" + council + "&title=&day=2027&count=13")
            .body_text(),
        AllOf(
            HasSubstr("id=\"f-title-fehler\""), HasSubstr("id=\"f-day-fehler\""),
            HasSubstr("id=\"f-count-fehler\""), HasSubstr("id=\"f-rhythm-fehler\"")));
}

TEST_P(MeetingStory, the_list_goes_on_behind_its_last_line)
{
    auto office = browser_of("conference_office");
    auto const top = panel(office, "kind=conference&name=Konferenz&body=");
    auto const field = panel(office, "kind=field_of_action&name=Arbeitswelt&body=&parent=" + top);
    auto const other = panel(office, "kind=council&body=aalfeld&name=Integrationsrat");
    static_cast<void>(work([&](Work& work) -> Result<void> {
        for (int day = 1; day <= 28; ++day) {
            for (auto const& of : {top, field}) {
                records::Fields fields;
                fields.set("panel", of);
                fields.set("title", "Nr. " + std::to_string(day));
                fields.set("day", std::to_string(day) + ".2.2027");
                fields.set("state", "planned");
                fields.set("childcare", "unknown");
                TRY(meetings::add_meeting(work, fields, "form"));
            }
        }
        return {};
    }));
    meeting(office, "panel=" + other + "&title=Fremdes&day=3.2.2027" + fixed);
    auto const address = "/verwaltung/sitzungen?gremium=" + top;
    auto const first = std::string(office.get(address).body_text());
    EXPECT_THAT(first, AllOf(HasSubstr("56 Sitzungen"), HasSubstr("Nr. 25<"), Not(HasSubstr("Nr. 26<"))));
    EXPECT_THAT(first, Not(HasSubstr("Fremdes")));
    std::smatch match;
    ASSERT_TRUE(std::regex_search(first, match, std::regex("hinter=([0-9.-]+)")));
    auto const second = std::string(office.get(address + "&hinter=" + match[1].str()).body_text());
    EXPECT_THAT(second, AllOf(HasSubstr("Nr. 26<"), HasSubstr("Nr. 28<"), Not(HasSubstr("Nr. 25<"))));
    ASSERT_TRUE(std::regex_search(second, match, std::regex("vor=([0-9.-]+)")));
    auto const back = std::string(office.get(address + "&vor=" + match[1].str()).body_text());
    EXPECT_THAT(back, AllOf(HasSubstr("Nr. 1<"), HasSubstr("Nr. 25<"), Not(HasSubstr("Nr. 26<"))));
    EXPECT_THAT(
        office.get(address + "&ab=1").body_text(), AllOf(HasSubstr("Nr. 28<"), Not(HasSubstr("Nr. 3<"))));
    EXPECT_THAT(office.get("/verwaltung/sitzungen?gremium=" + field).body_text(), HasSubstr("28 Sitzungen"));
}

TEST_P(MeetingStory, what_is_uncertain_or_cancelled_says_why)
{
    auto office = browser_of("conference_office");
    auto const top = panel(office, "kind=conference&name=Konferenz&body=");
    auto const third = meeting(
        office,
        "panel=" + top
            + "&title=3.+Tagung&day=18.11.2006&uncertain=ja&remark=Auch+der+8.11.&state=held&childcare="
              "unknown");
    EXPECT_THAT(office.get(third).body_text(), AllOf(HasSubstr("Unsicher:"), HasSubstr("Auch der 8.11.")));
    auto const off = meeting(
        office,
        "panel=" + top + "&title=Ohne&day=5.1.2027&state=cancelled&reason=Zu+wenige&childcare=unknown");
    EXPECT_THAT(office.get(off).body_text(), AllOf(HasSubstr("Abgesagt:"), HasSubstr("Zu wenige")));
    EXPECT_THAT(
        office.get("/verwaltung/sitzungen?zustand=unsicher").body_text(),
        AllOf(HasSubstr(third), Not(HasSubstr(off + '"'))));
    EXPECT_THAT(
        office.get("/verwaltung/sitzungen?zustand=abgesagt").body_text(),
        AllOf(HasSubstr(off), Not(HasSubstr(third + '"'))));
}

TEST_P(MeetingStory, a_municipality_plans_for_its_own_and_sees_no_other)
{
    auto office = browser_of("conference_office");
    auto const of_kreis = panel(office, "kind=conference&name=Integrationskonferenz&body=");
    auto const neighbours = panel(office, "kind=council&body=bergau&name=Ausl%C3%A4nderbeirat");
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const own = panel(town, "kind=council&body=aalfeld&name=Integrationsrat");
    auto const ours = meeting(town, "panel=" + own + "&title=Unsere&day=5.1.2027" + fixed);
    for (auto const& foreign : {of_kreis, neighbours}) {
        auto const theirs = meeting(office, "panel=" + foreign + "&title=Deren&day=5.1.2027" + fixed);
        EXPECT_EQ(town.get(theirs).status(), http::Status::not_found);
        EXPECT_EQ(town.get(theirs + "/aendern").status(), http::Status::not_found);
        EXPECT_EQ(
            town.post(theirs + "/aendern", std::string("fassung=1&title=x&day=5.1.2027") + fixed).status(),
            http::Status::not_found);
        EXPECT_THAT(
            town.post("/verwaltung/sitzungen/neu", "panel=" + foreign + "&title=x&day=5.1.2027" + fixed)
                .body_text(),
            AllOf(HasSubstr("id=\"f-panel-fehler\""), Not(HasSubstr("Ausländerbeirat"))));
        EXPECT_THAT(
            town.post(
                    "/verwaltung/sitzungen/reihe/anlegen",
                    "panel=" + foreign
                        + "&title=x&day=5.1.2027&rhythm=weekly&count=2&tag=2027-01-05&childcare=none")
                .body_text(),
            HasSubstr("id=\"f-panel-fehler\""));
        EXPECT_THAT(
            town.get("/verwaltung/sitzungen?gremium=" + foreign).body_text(), Not(HasSubstr("Deren")));
    }
    EXPECT_THAT(
        town.get("/verwaltung/sitzungen").body_text(),
        AllOf(
            HasSubstr("1 Sitzung"), HasSubstr(ours), Not(HasSubstr("Deren")),
            Not(HasSubstr("Integrationskonferenz"))));
    EXPECT_THAT(town.get("/verwaltung/suche?q=deren").body_text(), Not(HasSubstr("5. Januar")));
    EXPECT_THAT(file_of(town.get("/verwaltung/sitzungen/liste.csv")), Not(HasSubstr("Deren")));
    auto reader = browser_of("reader");
    EXPECT_THAT(reader.get(ours).body_text(), AllOf(HasSubstr("Unsere"), Not(HasSubstr("/aendern"))));
    EXPECT_EQ(reader.get(ours + "/aendern").status(), http::Status::not_found);
    EXPECT_THAT(
        reader.get("/verwaltung/gremien/" + own).body_text(),
        AllOf(HasSubstr("Unsere"), Not(HasSubstr("/sitzungen/neu"))));
}

TEST_P(MeetingStory, however_many_are_named_each_is_read_once_and_only_those_of_the_district)
{
    auto office = browser_of("conference_office");
    auto const conference = panel(office, "kind=conference&body=&name=Integrationskonferenz");
    meeting(office, "panel=" + conference + "&title=Tagung&day=5.1.2027&childcare=unknown");
    connection().execute(
        "INSERT INTO meetings (tenant_id, panel_id, title, purpose, day, place, address, online_link,"
        " interpreters, childcare, accessibility, state, cancelled_for, is_approximate, results,"
        " is_uncertain, remark, source, list_text, mark, changed_at)"
        " WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1100)"
        " SELECT m.tenant_id, m.panel_id, m.title || numbers.n, m.purpose, m.day, m.place, m.address,"
        " m.online_link, m.interpreters, m.childcare, m.accessibility, m.state, m.cancelled_for,"
        " m.is_approximate, m.results, m.is_uncertain, m.remark, m.source, m.list_text,"
        " m.mark || numbers.n, m.changed_at FROM meetings m, numbers WHERE m.panel_id = ?",
        std::stoll(conference));
    auto wanted = connection().list<meetings::MeetingId>("SELECT id FROM meetings ORDER BY id DESC");
    ASSERT_EQ(wanted.size(), 1101U);
    auto const all = wanted;
    wanted.push_back(wanted.front());
    wanted.push_back(meetings::MeetingId{wanted.front().value + 1});
    auto const found = meetings::list_chosen_meetings(connection(), tenant_, wanted);
    EXPECT_EQ(found.size(), all.size());
    for (auto const id : all) {
        auto const one = found.find(id);
        ASSERT_NE(one, found.end()) << id.value;
        EXPECT_EQ(one->second.id, id);
        EXPECT_THAT(one->second.title, HasSubstr("Tagung"));
    }
    EXPECT_THAT(meetings::list_chosen_meetings(connection(), TenantId{tenant_.value + 1}, wanted), IsEmpty());
}

}
} // namespace kommin::app
