// Agendas at the desk: their order, what is carried over, what goes to another panel and comes back.

#include "app/tests/meetings_story.hpp"
#include "platform/records/versions.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class AgendaStory : public MeetingsStory {
protected:
    // The address of a new item below a meeting or a panel.
    std::string item(Browser& editor, std::string const& below, std::string const& title)
    {
        auto const answer
            = editor.post(below + "/neuer-punkt", "kind=discussion&schluessel=" + title + "&title=" + title);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return newest_item();
    }
    std::string newest_item()
    {
        return "/verwaltung/punkte/"
            + std::to_string(connection().load<std::int64_t>(
                "SELECT MAX(id) FROM agenda_items WHERE tenant_id = ?", tenant_));
    }
    // Titles in the order of the agenda.
    std::vector<std::string> agenda(std::string const& meeting)
    {
        std::vector<std::string> titles;
        for (auto const& one : meetings::list_agenda(
                 connection(), tenant_,
                 meetings::MeetingId{std::stoll(meeting.substr(meeting.rfind('/') + 1))}))
            titles.push_back(std::to_string(one.position) + one.title);
        return titles;
    }
    // A button with the version that the item has now.
    http::Response press(Browser& editor, std::string const& item, std::string const& page, std::string rest)
    {
        auto const version = connection().load<std::int64_t>(
            "SELECT version FROM agenda_items WHERE id = ?", std::stoll(item.substr(item.rfind('/') + 1)));
        return editor.post(item + page, "fassung=" + std::to_string(version) + '&' + rest);
    }
    std::int64_t count_items()
    {
        return connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM agenda_items WHERE tenant_id = ?", tenant_);
    }
};
KOMMIN_ON_BOTH_ENGINES(AgendaStory);

TEST_P(AgendaStory, two_editors_order_one_agenda)
{
    auto office = browser_of("conference_office");
    auto second = browser_of("conference_office");
    auto const group = panel(office, "kind=steering_group&body=&name=Lenkungsgruppe");
    auto const day
        = meeting(office, "panel=" + group + "&title=S&day=12.1.2027&begins=10&ends=12&childcare=unknown");
    EXPECT_THAT(office.get(day).body_text(), HasSubstr("Noch kein Punkt"));
    auto const a = item(office, day, "A");
    auto const b = item(second, day, "B");
    auto const c = item(office, day, "C");
    EXPECT_THAT(agenda(day), ElementsAre("1A", "2B", "3C"));
    EXPECT_EQ(second.post(c + "/nach-oben", "platz=3").status(), http::Status::see_other);
    EXPECT_THAT(agenda(day), ElementsAre("1A", "2C", "3B"));
    EXPECT_EQ(office.post(c + "/nach-oben", "platz=3").status(), http::Status::see_other);
    EXPECT_THAT(agenda(day), ElementsAre("1A", "2C", "3B")) << "the same press, by whoever was slower";
    office.post(a + "/nach-unten", "platz=1");
    EXPECT_THAT(agenda(day), ElementsAre("1C", "2A", "3B"));
    office.post(c + "/nach-oben", "platz=1");
    office.post(b + "/nach-unten", "platz=3");
    EXPECT_THAT(agenda(day), ElementsAre("1C", "2A", "3B")) << "there is nothing beyond the ends";
    changed(office, c + "/aendern", "title=Raumfrage&kind=information&minutes=45&speaker=Vorsitz");
    EXPECT_THAT(
        office.get(day).body_text(),
        AllOf(HasSubstr("10 Uhr"), HasSubstr("10.45 Uhr"), HasSubstr("Vorsitz"), HasSubstr("45 Minuten")));
    EXPECT_THAT(office.get(a + "/entfernen").body_text(), HasSubstr("wird gelöscht"));
    EXPECT_EQ(press(office, a, "/entfernen", "").status(), http::Status::see_other);
    EXPECT_THAT(agenda(day), ElementsAre("1Raumfrage", "2B")) << "without a gap";
    EXPECT_EQ(office.get(a).status(), http::Status::not_found);
    EXPECT_THAT(office.get("/verwaltung/suche?q=vorsitz").body_text(), Not(HasSubstr(c)));
    EXPECT_THAT(office.get("/verwaltung/suche?q=raumfrage").body_text(), HasSubstr(c));
    EXPECT_THAT(audit_actions(), AllOf(Contains("meetings.item.moved"), Contains("meetings.item.erased")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(AgendaStory, an_item_is_edited_with_its_history_and_nobody_overwrites_another)
{
    auto office = browser_of("conference_office");
    auto const group = panel(office, "kind=steering_group&body=&name=Lenkungsgruppe");
    auto const day = meeting(office, "panel=" + group + "&title=S&day=12.1.2027" + fixed);
    auto const a = item(office, day, "A");
    EXPECT_EQ(
        office.post(day + "/neuer-punkt", "kind=discussion&schluessel=A&title=A").status(),
        http::Status::see_other);
    EXPECT_EQ(count_items(), 1) << "pressed twice";
    EXPECT_THAT(
        office.post(day + "/neuer-punkt", "kind=&title=&minutes=lang&text=Bleibt").body_text(),
        AllOf(
            HasSubstr("id=\"f-title-fehler\""), HasSubstr("id=\"f-minutes-fehler\""),
            HasSubstr(">Bleibt</textarea>")));
    auto second = browser_of("conference_office");
    auto const seen = seen_on(std::string(second.get(a + "/aendern").body_text()));
    changed(office, a + "/aendern", "title=Raum&kind=decision&internal=ja");
    EXPECT_THAT(
        second.post(a + "/aendern", "fassung=" + seen + "&title=Ort&kind=decision").body_text(),
        AllOf(HasSubstr("Ayşe Kaya"), HasSubstr("Raum"), HasSubstr("Ort")));
    EXPECT_THAT(office.get(a).body_text(), AllOf(HasSubstr("Beschluss"), HasSubstr("nicht öffentlich")));
    EXPECT_THAT(office.get(a + "/aendern/verlauf?fassung=2").body_text(), HasSubstr("Raum"));
    EXPECT_THAT(
        second.post(a + "/stand", "fassung=1&stand=done").body_text(),
        HasSubstr("Jemand hat diesen Eintrag geändert"))
        << "an old page does not settle it";
}

TEST_P(AgendaStory, what_is_unfinished_goes_on_once)
{
    auto office = browser_of("conference_office");
    auto const group = panel(office, "kind=steering_group&body=&name=Lenkungsgruppe");
    auto const first = meeting(office, "panel=" + group + "&title=Erste&day=20.11.2026" + fixed);
    auto const done = item(office, first, "Fertig");
    auto const left = item(office, first, "Offen");
    EXPECT_EQ(press(office, done, "/stand", "stand=done").status(), http::Status::see_other);
    EXPECT_EQ(press(office, left, "/stand", "stand=unfinished").status(), http::Status::see_other);
    EXPECT_EQ(press(office, left, "/stand", "stand=answered").status(), http::Status::conflict);
    EXPECT_THAT(office.get(first).body_text(), HasSubstr("Noch ist keine weitere Sitzung geplant"));
    EXPECT_EQ(office.post(first + "/uebertragen", "").status(), http::Status::see_other);
    EXPECT_EQ(office.post(first + "/uebertragen", "").status(), http::Status::see_other);
    EXPECT_EQ(count_items(), 3) << "pressed twice";
    auto const waiting = newest_item();
    EXPECT_THAT(
        office.get(left).body_text(),
        AllOf(HasSubstr("übertragen"), HasSubstr(waiting + '"'), HasSubstr("wartet auf eine Sitzung")));
    EXPECT_THAT(
        office.get(waiting).body_text(), AllOf(HasSubstr(left + '"'), HasSubstr("20. November 2026")));
    EXPECT_THAT(office.get("/verwaltung/gremien/" + group).body_text(), HasSubstr(waiting));
    EXPECT_THAT(waiting_for(office), HasSubstr("Ein Punkt wartet auf eine Sitzung"));

    auto const second = meeting(office, "panel=" + group + "&title=Zweite&day=12.1.2027" + fixed);
    auto const number = waiting.substr(waiting.rfind('/') + 1);
    EXPECT_THAT(office.get(second).body_text(), HasSubstr("name=\"punkt\" value=\"" + number + '"'));
    EXPECT_EQ(office.post(second + "/aufnehmen", "punkt=" + number).status(), http::Status::see_other);
    EXPECT_EQ(office.post(second + "/aufnehmen", "punkt=" + number).status(), http::Status::see_other);
    EXPECT_THAT(agenda(second), ElementsAre("1Offen"));
    EXPECT_THAT(office.get(waiting + "/entfernen").body_text(), HasSubstr("fallen gelassen"));

    // Where the next one is planned already, it goes there at once.
    auto const third = meeting(office, "panel=" + group + "&title=Dritte&day=9.2.2027" + fixed);
    press(office, waiting, "/stand", "stand=unfinished");
    EXPECT_THAT(office.get(second).body_text(), HasSubstr("Nächste Sitzung: Dritte"));
    office.post(second + "/uebertragen", "");
    EXPECT_THAT(agenda(third), ElementsAre("1Offen"));
    press(office, newest_item(), "/entfernen", "");
    EXPECT_THAT(office.get(newest_item()).body_text(), HasSubstr("fallen gelassen"));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(AgendaStory, what_is_forwarded_comes_back_with_an_answer)
{
    auto office = browser_of("conference_office");
    auto const group = panel(office, "kind=steering_group&body=&name=Lenkungsgruppe");
    auto const council = panel(office, "kind=council&body=aalfeld&name=Integrationsrat");
    auto const day = meeting(office, "panel=" + group + "&title=S&day=20.11.2026" + fixed);
    auto const asked = item(office, day, "Frage");
    EXPECT_EQ(press(office, asked, "/weiterleiten", "panel=" + group).status(), http::Status::unprocessable)
        << "it is there already";
    EXPECT_EQ(press(office, asked, "/weiterleiten", "panel=99").status(), http::Status::unprocessable);
    auto const ended = panel(office, "kind=council&body=aalfeld&name=Altrat&to=2010");
    EXPECT_THAT(office.get(asked).body_text(), AllOf(HasSubstr("Integrationsrat"), Not(HasSubstr("Altrat"))));
    EXPECT_EQ(press(office, asked, "/weiterleiten", "panel=" + ended).status(), http::Status::unprocessable)
        << "nobody meets there any more";
    EXPECT_EQ(press(office, asked, "/weiterleiten", "panel=" + council).status(), http::Status::see_other);
    EXPECT_EQ(press(office, asked, "/weiterleiten", "panel=" + council).status(), http::Status::conflict);
    EXPECT_EQ(count_items(), 2) << "pressed twice";
    auto const there = newest_item();

    EXPECT_THAT(
        office.get("/verwaltung/gremien/" + group).body_text(),
        AllOf(
            HasSubstr("noch ohne Antwort"), HasSubstr(asked + '"'),
            HasSubstr("an Integrationsrat, 23. November 2026"), Not(HasSubstr("beantwortet von"))))
        << "what is out";
    EXPECT_THAT(waiting_for(office), Not(HasSubstr("Frage, Lenkungsgruppe")));

    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(town.get("/verwaltung/gremien/" + council).body_text(), HasSubstr(there));
    EXPECT_THAT(
        town.get(there).body_text(),
        AllOf(
            HasSubstr("ein Gremium, das Ihnen nicht gehört"), Not(HasSubstr("Lenkungsgruppe")),
            Not(HasSubstr(asked + '"')), HasSubstr("Antwort festhalten")))
        << "nothing of the other panel is told";
    EXPECT_EQ(town.get(asked).status(), http::Status::not_found);
    EXPECT_EQ(press(town, there, "/weiterleiten", "panel=" + group).status(), http::Status::unprocessable);
    EXPECT_EQ(press(office, there, "/weiterleiten", "panel=" + group).status(), http::Status::unprocessable)
        << "not back to where it came from";
    EXPECT_EQ(press(town, there, "/antworten", "answer=").status(), http::Status::unprocessable);

    // At the council it is carried over once before it is answered.
    auto const first = meeting(town, "panel=" + council + "&title=Erste&day=21.11.2026" + fixed);
    town.post(first + "/aufnehmen", "punkt=" + there.substr(there.rfind('/') + 1));
    for (auto const& [page, rest] : {std::pair{"/stand", "stand=done"}, std::pair{"/entfernen", ""}})
        EXPECT_THAT(
            press(town, there, page, rest).body_text(), HasSubstr("Halten Sie zuerst eine Antwort fest"))
            << page;
    EXPECT_THAT(town.get(there + "/entfernen").body_text(), HasSubstr("Halten Sie zuerst eine Antwort fest"));
    press(town, there, "/stand", "stand=unfinished");
    town.post(first + "/uebertragen", "");
    auto const later = newest_item();
    EXPECT_EQ(press(town, later, "/antworten", "answer=Ja%2C+gern.").status(), http::Status::see_other);
    EXPECT_THAT(town.get(later).body_text(), AllOf(HasSubstr("beantwortet"), HasSubstr("Ja, gern.")));
    EXPECT_THAT(town.get(there).body_text(), HasSubstr("übertragen"));
    EXPECT_THAT(office.get(asked).body_text(), AllOf(HasSubstr("beantwortet"), HasSubstr("Ja, gern.")));
    EXPECT_EQ(press(town, later, "/antworten", "answer=Nein").status(), http::Status::conflict);
    EXPECT_THAT(
        waiting_for(office),
        AllOf(
            HasSubstr("Frage, Lenkungsgruppe"), HasSubstr("href=\"" + asked + '"'),
            HasSubstr("Beantwortet von Integrationsrat.")))
        << "the meeting that asked is over: nobody would open its page";
    EXPECT_THAT(waiting_for(town), Not(HasSubstr("Beantwortet von")))
        << "their own answer is no news to them";
    EXPECT_THAT(
        office.get("/verwaltung/gremien/" + group).body_text(),
        AllOf(
            HasSubstr("beantwortet von Integrationsrat, 23. November 2026"), HasSubstr(asked + '"'),
            Not(HasSubstr("noch ohne Antwort"))));
    EXPECT_THAT(town.get("/verwaltung/gremien/" + council).body_text(), Not(HasSubstr("beantwortet von")));
    clock().set(*parse_instant("2026-12-08T10:00:00Z"));
    auto later_on = browser_of("conference_office");
    EXPECT_THAT(waiting_for(later_on), Not(HasSubstr("Beantwortet von"))) << "two weeks are over";
    EXPECT_THAT(
        later_on.get("/verwaltung/gremien/" + group).body_text(),
        HasSubstr("beantwortet von Integrationsrat"));
    EXPECT_THAT(
        audit_actions(), AllOf(Contains("meetings.item.forwarded"), Contains("meetings.item.answered")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(AgendaStory, a_council_asks_a_panel_of_the_district_that_everybody_knows)
{
    auto office = browser_of("conference_office");
    auto const conference = panel(office, "kind=conference&body=&visible=ja&name=Konferenz");
    auto const field = panel(
        office, "kind=field_of_action&body=&visible=ja&name=Integrationsf%C3%B6rderung&parent=" + conference);
    panel(office, "kind=working_group&body=&name=Vertraulich");
    auto const council = panel(office, "kind=council&body=aalfeld&name=Integrationsrat");
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const day = meeting(town, "panel=" + council + "&title=Rat&day=20.11.2026" + fixed);
    auto const asked = item(town, day, "Frage");
    EXPECT_THAT(
        town.get(asked).body_text(),
        AllOf(HasSubstr("Integrationsförderung"), Not(HasSubstr("Vertraulich"))));
    EXPECT_EQ(press(town, asked, "/weiterleiten", "panel=" + field).status(), http::Status::see_other);
    auto const there = newest_item();
    EXPECT_EQ(town.get(there).status(), http::Status::not_found) << "it is the other panel's now";
    auto const of_council = "/verwaltung/gremien/" + council;
    auto const nobodys = HasSubstr("das Ihnen nicht gehört");
    EXPECT_THAT(
        town.get(asked).body_text(),
        AllOf(HasSubstr("Geht weiter:"), HasSubstr("Integrationsförderung"), Not(nobodys)));
    EXPECT_THAT(
        town.get(of_council).body_text(),
        AllOf(HasSubstr("an Integrationsförderung, 23. November 2026"), Not(nobodys)))
        << "whom it has chosen";
    EXPECT_EQ(press(office, there, "/antworten", "answer=Im+Herbst.").status(), http::Status::see_other);
    EXPECT_THAT(town.get(asked).body_text(), AllOf(HasSubstr("beantwortet"), HasSubstr("Im Herbst.")));
    EXPECT_THAT(waiting_for(town), HasSubstr("Beantwortet von Integrationsförderung."));
    EXPECT_THAT(
        town.get(of_council).body_text(),
        AllOf(HasSubstr("beantwortet von Integrationsförderung, 23. November 2026"), Not(nobodys)));
    // The panel is shown on public pages no more.
    connection().execute("UPDATE panels SET is_public = FALSE WHERE id = ?", std::stoll(field));
    EXPECT_THAT(
        waiting_for(town),
        AllOf(
            HasSubstr("Beantwortet von einem Gremium, das Ihnen nicht gehört."),
            Not(HasSubstr("Integrationsförderung"))));
    EXPECT_THAT(
        town.get(of_council).body_text(),
        AllOf(
            HasSubstr("beantwortet von einem Gremium, das Ihnen nicht gehört, 23. November 2026"),
            Not(HasSubstr("Integrationsförderung"))));
}

TEST_P(AgendaStory, whose_answer_it_is_is_said_however_often_the_question_went_on)
{
    auto office = browser_of("conference_office");
    auto const group = panel(office, "kind=steering_group&body=&name=Lenkungsgruppe");
    auto const field = panel(office, "kind=working_group&body=&name=Sprachgruppe");
    auto const council = panel(office, "kind=council&body=aalfeld&name=Integrationsrat");
    auto const day = meeting(office, "panel=" + group + "&title=S&day=20.11.2026" + fixed);
    auto const asked = item(office, day, "Frage");
    EXPECT_EQ(press(office, asked, "/weiterleiten", "panel=" + field).status(), http::Status::see_other);
    auto const between = newest_item();
    EXPECT_EQ(press(office, between, "/weiterleiten", "panel=" + council).status(), http::Status::see_other);
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_EQ(press(town, newest_item(), "/antworten", "answer=Ja.").status(), http::Status::see_other);
    for (auto const& one : {group, field})
        EXPECT_THAT(
            office.get("/verwaltung/gremien/" + one).body_text(),
            AllOf(
                HasSubstr("beantwortet von Integrationsrat"),
                Not(HasSubstr("beantwortet von Sprachgruppe"))));
    EXPECT_THAT(
        waiting_for(office),
        AllOf(HasSubstr("Frage, Lenkungsgruppe"), Not(HasSubstr("Beantwortet von Sprachgruppe"))));

    // Of two panels of the district, which the same office keeps, one has answered the other.
    auto const own = item(office, day, "Eigenes");
    press(office, own, "/weiterleiten", "panel=" + field);
    EXPECT_EQ(press(office, newest_item(), "/antworten", "answer=Ja.").status(), http::Status::see_other);
    EXPECT_THAT(waiting_for(office), Not(HasSubstr("Eigenes, Lenkungsgruppe"))) << "no news to them";
    EXPECT_THAT(
        office.get("/verwaltung/gremien/" + group).body_text(), HasSubstr("beantwortet von Sprachgruppe"));
}

TEST_P(AgendaStory, today_says_what_a_meeting_waits_for)
{
    auto office = browser_of("conference_office");
    auto const group = panel(office, "kind=steering_group&body=&name=Lenkungsgruppe");
    auto const over = meeting(office, "panel=" + group + "&title=Vorbei&day=20.11.2026" + fixed);
    auto const soon = meeting(office, "panel=" + group + "&title=Bald&day=7.12.2026" + fixed);
    meeting(office, "panel=" + group + "&title=Danach&day=8.12.2026" + fixed);
    auto const today = waiting_for(office);
    EXPECT_THAT(
        today,
        AllOf(
            HasSubstr("Vorbei, Lenkungsgruppe"), HasSubstr("Hat die Sitzung stattgefunden?"),
            HasSubstr("Bald, Lenkungsgruppe"), HasSubstr("ohne Tagesordnung"), Not(HasSubstr("Danach"))))
        << "the 14th day counts, the one behind it does not";
    item(office, soon, "Punkt");
    item(office, soon, "Folgepunkt");
    changed(office, over + "/aendern", "title=Vorbei&day=20.11.2026&state=held&childcare=unknown");
    EXPECT_THAT(
        waiting_for(office),
        AllOf(Not(HasSubstr("Hat die Sitzung stattgefunden?")), Not(HasSubstr("Bald, "))));
    item(office, "/verwaltung/gremien/" + group, "Vorgemerkt");
    EXPECT_THAT(waiting_for(office), HasSubstr("Lenkungsgruppe: Ein Punkt wartet auf eine Sitzung"));
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(waiting_for(town), Not(HasSubstr("Lenkungsgruppe")));
    auto reader = browser_of("reader");
    EXPECT_THAT(waiting_for(reader), Not(HasSubstr("Lenkungsgruppe"))) << "nothing that they could do";
    EXPECT_THAT(
        reader.get(soon).body_text(),
        AllOf(HasSubstr("Folgepunkt"), Not(HasSubstr("/nach-")), Not(HasSubstr("neuer-punkt"))));
    EXPECT_THAT(office.get(soon).body_text(), HasSubstr("/nach-")) << "what the reader is not offered";
}

TEST_P(AgendaStory, today_says_what_nobody_wrote_down_and_how_many_meetings_it_does_not_show)
{
    auto office = browser_of("conference_office");
    auto const group = panel(office, "kind=steering_group&body=&name=Lenkungsgruppe");
    auto const over = meeting(office, "panel=" + group + "&title=Vorbei&day=20.11.2026" + fixed);
    auto const open = item(office, over, "Punkt");
    changed(office, over + "/aendern", "title=Vorbei&day=20.11.2026&state=held&childcare=unknown");
    EXPECT_THAT(
        waiting_for(office),
        AllOf(HasSubstr("Vorbei, Lenkungsgruppe"), HasSubstr("Bei 1 Punkt steht nicht, was daraus wurde.")));
    EXPECT_EQ(press(office, open, "/stand", "stand=done").status(), http::Status::see_other);
    EXPECT_THAT(waiting_for(office), Not(HasSubstr("steht nicht, was daraus wurde")));
    connection().execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 43)"
        " INSERT INTO meetings (tenant_id, panel_id, title, purpose, day, place, address, online_link,"
        " interpreters, childcare, accessibility, state, cancelled_for, is_approximate, results,"
        " is_uncertain, remark, source, list_text, mark, changed_at) SELECT ?, ?, 'Viele', '', '2026-11-01',"
        " '', '', '', '', 'unknown', '', 'planned', '', ?, '', ?, '', '', 'viele', 'mark' || i,"
        " '2026-11-23T09:00:00.000Z' FROM n",
        tenant_, std::stoll(group), false, false);
    EXPECT_THAT(waiting_for(office), HasSubstr("und 3 weitere"));
}

TEST_P(AgendaStory, a_number_is_never_given_twice)
{
    auto office = browser_of("conference_office");
    auto const group = panel(office, "kind=steering_group&body=&name=Lenkungsgruppe");
    auto const day = meeting(office, "panel=" + group + "&title=S&day=12.1.2027" + fixed);
    auto const removed = item(office, day, "A");
    EXPECT_EQ(press(office, removed, "/entfernen", "").status(), http::Status::see_other);
    EXPECT_EQ(count_items(), 0);
    auto const next = item(office, day, "B");
    EXPECT_NE(next, removed) << "an old page would hit another item";
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
    EXPECT_EQ(office.post(removed + "/entfernen", "fassung=1").status(), http::Status::not_found);
    EXPECT_THAT(agenda(day), ElementsAre("1B"));
}

TEST_P(AgendaStory, what_somebody_typed_at_an_item_goes_with_it)
{
    auto office = browser_of("conference_office");
    auto const group = panel(office, "kind=steering_group&body=&name=Lenkungsgruppe");
    auto const day = meeting(office, "panel=" + group + "&title=S&day=12.1.2027" + fixed);
    auto const a = item(office, day, "A");
    auto const page = a + "/aendern";
    EXPECT_THAT(office.get(page).body_text(), HasSubstr("name=\"formularseite\" value=\"" + page + '"'))
        << "that is where they are kept";
    office.post(
        "/verwaltung/eintragungen",
        "title=Getippt&formularseite=" + page + "&formularlauf=0123456789abcdefXYZ");
    auto const kept = [&] {
        return connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM account_unsaved_entries WHERE tenant_id = ? AND page = ?", tenant_, page);
    };
    EXPECT_EQ(kept(), 1);
    press(office, a, "/entfernen", "");
    EXPECT_EQ(kept(), 0);
}

TEST_P(AgendaStory, the_agenda_of_a_cancelled_meeting_goes_on)
{
    auto office = browser_of("conference_office");
    auto const group = panel(office, "kind=steering_group&body=&name=Lenkungsgruppe");
    auto const off = meeting(office, "panel=" + group + "&title=Erste&day=20.11.2026" + fixed);
    item(office, off, "A");
    meeting(office, "panel=" + group + "&title=Vorbei&day=21.11.2026" + fixed);
    auto const next = meeting(office, "panel=" + group + "&title=Zweite&day=12.1.2027" + fixed);
    EXPECT_THAT(office.get(off).body_text(), Not(HasSubstr("/uebertragen"))) << "nothing is unfinished";
    changed(
        office, off + "/aendern",
        "title=Erste&day=20.11.2026&state=cancelled&reason=Niemand+hatte+Zeit&childcare=unknown");
    EXPECT_THAT(
        office.get(off).body_text(), AllOf(HasSubstr("/uebertragen"), HasSubstr("Nächste Sitzung: Zweite")))
        << "not the one whose day is over";
    EXPECT_THAT(
        office.post(off + "/neuer-punkt", "kind=discussion&schluessel=B&title=B").body_text(),
        HasSubstr("Diese Sitzung ist nicht mehr geplant"));
    EXPECT_EQ(office.post(off + "/uebertragen", "").status(), http::Status::see_other);
    EXPECT_THAT(agenda(next), ElementsAre("1A"));
    EXPECT_THAT(office.get(off).body_text(), Not(HasSubstr("/uebertragen")));
    EXPECT_EQ(count_items(), 2);
}

TEST_P(AgendaStory, another_municipality_changes_nothing)
{
    auto office = browser_of("conference_office");
    auto const council = panel(office, "kind=council&body=bergau&name=Integrationsrat");
    auto const day = meeting(office, "panel=" + council + "&title=S&day=12.1.2027" + fixed);
    auto const a = item(office, day, "A");
    auto const b = item(office, day, "B");
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_EQ(press(town, a, "/stand", "stand=done").status(), http::Status::not_found);
    EXPECT_EQ(town.post(b + "/nach-oben", "platz=2").status(), http::Status::not_found);
    EXPECT_EQ(town.post(a + "/nach-unten", "platz=1").status(), http::Status::not_found);
    EXPECT_EQ(press(town, a, "/entfernen", "").status(), http::Status::not_found);
    EXPECT_EQ(town.post(day + "/uebertragen", "").status(), http::Status::not_found);
    EXPECT_EQ(town.post(day + "/aufnehmen", "punkt=1").status(), http::Status::not_found);
    for (auto const& below : {day, "/verwaltung/gremien/" + council})
        EXPECT_EQ(
            town.post(below + "/neuer-punkt", "kind=discussion&title=C").status(), http::Status::not_found);
    EXPECT_THAT(agenda(day), ElementsAre("1A", "2B"));
    EXPECT_EQ(count_items(), 2);
}

}
} // namespace kommin::app
