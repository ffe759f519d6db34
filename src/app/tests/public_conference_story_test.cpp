// What everybody reads of the conference: its page, its meetings, their dates for calendars; and what nobody
// reads there.

#include "app/tests/meetings_story.hpp"

#include <array>
#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class PublicConference : public MeetingsStory {
protected:
    void SetUp() override
    {
        MeetingsStory::SetUp();
        auto office = browser_of("conference_office");
        conference_
            = panel(office, "kind=conference&body=&visible=ja&name=Integrationskonferenz&mandate=Ein+Forum.");
        field_ = panel(
            office,
            "kind=field_of_action&body=&visible=ja&parent=" + conference_
                + "&name=Arbeitswelt&mandate=Ausbildung.");
        group_ = panel(
            office, "kind=working_group&body=&visible=ja&parent=" + field_ + "&name=Gruppe+Praktikum");
    }
    std::string session(Browser& editor, std::string const& entries)
    {
        return meeting(editor, "panel=" + conference_ + "&childcare=offered&visible=ja&" + entries);
    }
    http::Response in_public(std::string const& path)
    {
        product_.publications.refresh(connection());
        return get(path);
    }
    std::string page(std::string const& path) { return std::string(in_public(path).body_text()); }

    std::string conference_, field_, group_;
};
KOMMIN_ON_BOTH_ENGINES(PublicConference);

TEST_P(PublicConference, what_the_office_makes_visible_everybody_reads_and_nothing_else)
{
    auto office = browser_of("conference_office");
    auto const shown = session(
        office,
        "title=6.+Tagung&day=17.4.2027&begins=10&ends=16&place=Stadthalle&address=Rathausplatz+1"
        "&link=https%3A%2F%2Fgeheim.example%2Fraum&interpreters=tr&accessibility=Aufzug"
        "&budget_planned=4800&purpose=Worum+es+geht.%0D%0AUnd+mehr.&remark=Nur+intern.&source=Akte+7");
    panel(office, "kind=field_of_action&body=&parent=" + conference_ + "&name=Noch+nicht+beschlossen");
    meeting(
        office,
        "panel=" + conference_ + "&childcare=unknown&title=Geheime+Klausur&day=18.4.2027&schluessel=b");
    auto const main = page("/de/konferenz");
    EXPECT_THAT(
        main,
        AllOf(
            HasSubstr("<h1>Integrationskonferenz</h1>"), HasSubstr("<p>Ein Forum.</p>"),
            HasSubstr("href=\"/de/konferenz/2027\""), HasSubstr("Samstag, 17. April 2027, 10–16 Uhr"),
            HasSubstr(">Arbeitswelt</h3>"), HasSubstr("<p>Ausbildung.</p>"), HasSubstr("Gruppe Praktikum")));
    auto const one = page("/de/konferenz/2027");
    EXPECT_THAT(
        one,
        AllOf(
            HasSubstr("<h1>6. Tagung</h1>"), HasSubstr("Stadthalle, Rathausplatz 1"),
            HasSubstr("<p>Und mehr.</p>"), HasSubstr("Türkisch"), HasSubstr("Aufzug"), HasSubstr("geplant")));
    for (auto const& text : {main, one, page("/de/konferenz/archiv"), page("/de/konferenz/termine.ics")})
        EXPECT_THAT(
            text,
            AllOf(
                Not(HasSubstr("geheim.example")), Not(HasSubstr("4.800")), Not(HasSubstr("Nur intern")),
                Not(HasSubstr("Noch nicht beschlossen")), Not(HasSubstr("Akte 7")),
                Not(HasSubstr("Geheime Klausur"))));
    EXPECT_THAT(page("/sitemap/1.xml"), HasSubstr("/de/konferenz/2027<"));
    EXPECT_THAT(
        std::string(office.get(shown).body_text()),
        AllOf(HasSubstr("href=\"/de/konferenz/2027\""), HasSubstr("öffentliche Seite ansehen")));
    // Taken back it is gone at once, from the page that lies ready, too.
    EXPECT_EQ(
        changed(office, shown + "/aendern", "title=6.+Tagung&day=17.4.2027" + std::string(fixed)).status(),
        http::Status::see_other);
    EXPECT_EQ(get("/de/konferenz/2027").status(), http::Status::not_found);
    EXPECT_THAT(page("/de/konferenz"), Not(HasSubstr("6. Tagung")));
    EXPECT_THAT(page("/de/konferenz/archiv"), Not(HasSubstr("6. Tagung")));
    EXPECT_THAT(page("/de/konferenz/termine.ics"), Not(HasSubstr("6. Tagung")));
}

TEST_P(PublicConference, an_address_stays_and_is_never_given_twice)
{
    auto office = browser_of("conference_office");
    auto const first = session(office, "title=Eins&day=3.5.2006&state=held");
    session(office, "title=Zwei&day=18.11.2006&state=held&schluessel=b");
    session(office, "title=Drei&day=18.11.2006&state=held&schluessel=c");
    session(office, "title=Vier&day=18.11.2006&state=held&schluessel=d");
    EXPECT_THAT(page("/de/konferenz/2006"), HasSubstr("<h1>Eins</h1>"));
    EXPECT_THAT(page("/de/konferenz/2006-11"), HasSubstr("<h1>Zwei</h1>"));
    EXPECT_THAT(page("/de/konferenz/2006-11-18"), HasSubstr("<h1>Drei</h1>"));
    EXPECT_THAT(page("/de/konferenz/2006-11-18-2"), HasSubstr("<h1>Vier</h1>"));
    // Taken back and given another day: whoever has the old address on paper still finds it.
    auto const entries = std::string("&state=held&childcare=unknown");
    changed(office, first + "/aendern", "title=Eins&day=3.5.2006" + entries);
    session(office, "title=Jahr&day=2006&state=held&schluessel=e");
    changed(office, first + "/aendern", "title=Eins&day=3.5.2005&visible=ja" + entries);
    EXPECT_THAT(page("/de/konferenz/2006"), HasSubstr("<h1>Eins</h1>"));
    EXPECT_THAT(page("/de/konferenz/2006-2"), HasSubstr("<h1>Jahr</h1>"));
    EXPECT_EQ(in_public("/de/konferenz/2005").status(), http::Status::not_found);
    // Neither another panel nor a town's conference takes a year away from the conference.
    auto const entries_of = [&](std::string const& panel, std::string const& rest) {
        return "panel=" + panel + "&childcare=unknown&visible=ja&title=Treffen&schluessel=" + rest;
    };
    auto const town = panel(office, "kind=conference&body=aalfeld&name=Stadtkonferenz");
    meeting(office, entries_of(group_, "g&day=9.12.2026"));
    meeting(office, entries_of(group_, "h&day=2026"));
    meeting(office, entries_of(town, "i&day=2026"));
    for (auto const* path :
         {"/de/konferenz/2026-12-09", "/de/konferenz/termin-2026", "/de/konferenz/termin-2026-2"})
        EXPECT_THAT(page(path), HasSubstr("<h1>Treffen</h1>")) << path;
    EXPECT_EQ(in_public("/de/konferenz/2026").status(), http::Status::not_found);
}

TEST_P(PublicConference, the_agenda_without_what_is_internal_and_what_was_called_off_with_its_reason)
{
    auto office = browser_of("conference_office");
    auto const one = session(office, "title=6.+Tagung&day=17.4.2027&begins=10&agenda=ja");
    auto const add = [&](std::string const& entries) {
        EXPECT_EQ(
            office.post(one + "/neuer-punkt", "kind=discussion&" + entries).status(),
            http::Status::see_other);
    };
    add("title=Begr%C3%BC%C3%9Fung&minutes=30&schluessel=a&speaker=Landrat");
    add("title=Honorare&minutes=15&internal=ja&schluessel=b");
    add("title=Arbeit+in+Gruppen&schluessel=c&text=In+vier+R%C3%A4umen.");
    auto const shown = page("/de/konferenz/2027");
    EXPECT_THAT(
        shown,
        AllOf(
            HasSubstr("<li value=\"1\">10 Uhr <strong>Begrüßung</strong>"), HasSubstr("Landrat"),
            HasSubstr("<li value=\"3\">10.45 Uhr <strong>Arbeit in Gruppen</strong>"),
            HasSubstr("In vier Räumen."), Not(HasSubstr("Honorare"))));
    EXPECT_THAT(
        page("/ar/konferenz/2027"),
        AllOf(
            HasSubstr("<span lang=\"de\" dir=\"ltr\">6. Tagung</span>"),
            HasSubstr("<bdi lang=\"de\">Landrat</bdi>")));
    // What is dropped is gone, what is not ready is shown by its own tick only.
    connection().execute("UPDATE agenda_items SET state = 'dropped' WHERE speaker = 'Landrat'");
    EXPECT_THAT(page("/de/konferenz/2027"), Not(HasSubstr("Begrüßung")));
    connection().execute("UPDATE agenda_items SET state = 'open'");
    changed(
        office, one + "/aendern", "title=6.+Tagung&day=17.4.2027&begins=10&visible=ja" + std::string(fixed));
    EXPECT_THAT(page("/de/konferenz/2027"), Not(HasSubstr("Begrüßung")));
    changed(
        office, one + "/aendern",
        "title=6.+Tagung&day=17.4.2027&begins=10&childcare=unknown&visible=ja&state=cancelled&reason=Sturm");
    EXPECT_THAT(
        page("/de/konferenz/2027"),
        AllOf(HasSubstr("abgesagt"), HasSubstr("findet nicht statt"), Not(HasSubstr("Sturm"))));
    EXPECT_THAT(page("/de/konferenz/termine.ics"), HasSubstr("STATUS:CANCELLED"));
    EXPECT_THAT(page("/de/konferenz"), HasSubstr("Der nächste Termin steht noch nicht fest."));
}

TEST_P(PublicConference, what_is_certain_is_told_apart_from_what_is_not)
{
    auto office = browser_of("conference_office");
    session(
        office,
        "title=3.+Tagung&day=18.11.2006&state=held&participants=129&uncertain=ja&remark=Zwei+Tage+genannt");
    session(office, "title=5.+Tagung&day=18.10.2008&state=held&participants=131&schluessel=b");
    session(office, "title=Irgendwann&day=2027&schluessel=c");
    session(office, "title=Fest&day=5.3.2027&schluessel=d&participants=7&results=Vorschnell");
    EXPECT_THAT(page("/de/konferenz/2006"), AllOf(HasSubstr("Unsicher:"), HasSubstr("Zwei Tage genannt")));
    auto const main = page("/de/konferenz");
    auto const next = main.substr(main.find("id=\"naechste\""), 400);
    EXPECT_THAT(next, AllOf(HasSubstr("5. März 2027"), HasSubstr(">Fest<")));
    EXPECT_THAT(main, HasSubstr("<dt>Teilnahmen</dt><dd>260</dd>"));
    EXPECT_THAT(
        page("/de/konferenz/2027-03"), AllOf(Not(HasSubstr("Vorschnell")), Not(HasSubstr("<dd>7</dd>"))))
        << "of what has not been held nothing came yet";
    // Where one of them says nothing there is no sum, where one is rounded it is one.
    session(office, "title=4.+Tagung&day=5.9.2007&state=held&participants=140&approximate=ja&schluessel=e");
    EXPECT_THAT(page("/de/konferenz"), HasSubstr("<dt>Teilnahmen</dt><dd>rund 400</dd>"));
    session(office, "title=1.+Tagung&day=16.11.2005&state=held&schluessel=f");
    EXPECT_THAT(page("/de/konferenz"), Not(HasSubstr("<dt>Teilnahmen</dt>")));
}

TEST_P(PublicConference, fields_are_counted_as_far_as_they_are_certain)
{
    auto office = browser_of("conference_office");
    auto const fields = [&] {
        auto const main = page("/de/konferenz");
        auto const at = main.find("<dt>Handlungsfelder</dt>");
        return main.substr(at, main.find("</div>", at) - at);
    };
    EXPECT_EQ(fields(), "<dt>Handlungsfelder</dt><dd>1</dd>");
    auto const add = [&](std::string const& entries) {
        panel(office, "kind=field_of_action&body=&visible=ja&parent=" + conference_ + "&name=" + entries);
    };
    add("Wohnen");
    add("Steuerung&uncertain=ja&remark=Nur+an+einer+Stelle+genannt");
    EXPECT_THAT(
        fields(), AllOf(HasSubstr("<dd>2<br>"), HasSubstr("und eines, das nicht alle Quellen nennen<")));
    add("Sport&uncertain=ja&remark=Auch+nur+an+einer");
    EXPECT_THAT(fields(), AllOf(HasSubstr("<dd>2<br>"), HasSubstr("und 2, die nicht alle Quellen nennen<")));
}

TEST_P(PublicConference, one_that_has_ended_gives_way_and_another_district_has_its_own)
{
    auto office = browser_of("conference_office");
    session(office, "title=6.+Tagung&day=17.4.2027");
    EXPECT_EQ(
        changed(
            office, "/verwaltung/gremien/" + conference_ + "/aendern",
            "kind=conference&visible=ja&name=Alte+Konferenz&to=2025")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(page("/de/konferenz"), HasSubstr("<h1>Alte Konferenz</h1>"));
    panel(office, "kind=conference&body=&visible=ja&name=Neue+Konferenz");
    EXPECT_THAT(page("/de/konferenz"), HasSubstr("<h1>Neue Konferenz</h1>"));
    auto const foreign = get("/de/konferenz/2027", "beispielhain.example");
    EXPECT_EQ(foreign.status(), http::Status::not_found);
}

TEST_P(PublicConference, a_session_leads_to_its_minutes_its_recommendations_and_is_made_visible_in_a_series)
{
    auto office = browser_of("conference_office");
    auto const series = office.post(
        "/verwaltung/sitzungen/reihe/anlegen",
        "panel=" + group_
            + "&title=Treffen&day=7.1.2027&rhythm=monthly&count=2&tag=2027-01-07&tag=2027-02-04&visible=ja"
              "&schluessel=s"
            + std::string(fixed));
    EXPECT_EQ(series.status(), http::Status::see_other) << series.body_text();
    EXPECT_THAT(page("/de/konferenz/2027-02-04"), HasSubstr("<h1>Treffen</h1>"));
    auto const held = session(office, "title=5.+Tagung&day=18.10.2008&state=held&schluessel=h");
    auto const id = newest_meeting();
    auto const asked = office.post(
        "/verwaltung/empfehlungen/neu",
        "addressees=administration&panel=" + field_ + "&title=Mehr+Abendkurse&schluessel=e");
    ASSERT_EQ(asked.status(), http::Status::see_other);
    auto const steps = std::string(asked.header("Location")) + "/schritt";
    EXPECT_EQ(office.post(steps, "fassung=1&stand=discussed").status(), http::Status::see_other);
    auto const step = office.post(steps, "fassung=2&stand=adopted&meeting=" + id);
    ASSERT_EQ(step.status(), http::Status::see_other) << step.body_text();
    EXPECT_THAT(page("/de/konferenz/2008"), HasSubstr("Mehr Abendkurse"));
    EXPECT_THAT(page("/de/konferenz/2008"), Not(HasSubstr("Protokoll lesen")));
    auto const answer = get("/de/konferenz/2008");
    EXPECT_EQ(answer.header("Cache-Control"), "no-store");
}

TEST_P(PublicConference, who_moderates_is_named_only_as_long_as_they_allow_it)
{
    auto office = browser_of("conference_office");
    auto const seat = office.post(
        "/verwaltung/gremien/" + field_ + "/neuer-sitz",
        "role=moderator&vote=unknown&function=Moderation&sent_by=Arbeitsagentur&schluessel=a");
    ASSERT_EQ(seat.status(), http::Status::see_other) << seat.body_text();
    auto const person = office.post(
        "/verwaltung/personen/neu",
        "field_of_work=unknown&gender=unknown&municipality=&body=&letters_language=de&family=Kaya&given=Ay%"
        "C5%9Fe"
        "&schluessel=b");
    ASSERT_EQ(person.status(), http::Status::see_other) << person.body_text();
    auto const person_page = std::string(person.header("Location"));
    auto const person_id = person_page.substr(person_page.rfind('/') + 1);
    auto const seat_id = std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM panel_seats"));
    auto const seated = office.post(
        "/verwaltung/sitze/" + seat_id + "/besetzen", "person=" + person_id + "&as=holder&from=01.01.2025");
    ASSERT_EQ(seated.status(), http::Status::see_other) << seated.body_text();
    EXPECT_THAT(page("/de/konferenz"), AllOf(HasSubstr("Arbeitsagentur"), Not(HasSubstr("Kaya"))));
    auto const consent = office.post(
        person_page + "/einwilligung", "purpose=public_name&how=in_writing&language=de&given_on=01.02.2026");
    ASSERT_EQ(consent.status(), http::Status::see_other) << consent.body_text();
    EXPECT_THAT(page("/de/konferenz"), HasSubstr("Ayşe Kaya (Arbeitsagentur)"));
    connection().execute("UPDATE consents SET ended_at = '2026-11-21T00:00:00Z', ended_how = 'withdrawn'");
    // Without any publication: what is read is asked for at each request.
    EXPECT_THAT(std::string(get("/de/konferenz").body_text()), Not(HasSubstr("Kaya")));
}

TEST_P(PublicConference, the_archive_is_by_panel_and_by_year_and_has_pages)
{
    auto office = browser_of("conference_office");
    session(office, "title=Tagung+2008&day=18.10.2008&state=held&participants=131");
    meeting(
        office,
        "panel=" + group_ + "&childcare=unknown&visible=ja&title=Gruppentreffen&day=9.12.2026&schluessel=g");
    auto const all = page("/de/konferenz/archiv");
    EXPECT_THAT(
        all,
        AllOf(
            HasSubstr("Tagung 2008"), HasSubstr("131"), HasSubstr("Gruppentreffen"),
            HasSubstr("id=\"jahr2008\""), HasSubstr("?gremium=" + group_)));
    EXPECT_THAT(
        page("/de/konferenz/archiv?gremium=" + group_),
        AllOf(HasSubstr("Gruppentreffen"), Not(HasSubstr("Tagung 2008"))));
    EXPECT_EQ(in_public("/de/konferenz/archiv?gremium=" + field_).status(), http::Status::not_found);
    EXPECT_EQ(in_public("/de/konferenz/archiv?seite=2").status(), http::Status::not_found);
    EXPECT_THAT(page("/de/konferenz"), AllOf(HasSubstr("Weitere Termine"), HasSubstr("Gruppentreffen")));
    for (int day = 1; day <= 28; ++day) {
        for (auto const* month : {"1", "3"})
            session(
                office,
                "title=Tag&state=held&day=" + std::to_string(day) + '.' + month + ".2007&schluessel=m" + month
                    + '-' + std::to_string(day));
    }
    EXPECT_THAT(
        page("/de/konferenz/archiv"), HasSubstr("href=\"/de/konferenz/archiv?seite=2\" rel=\"next\""));
    EXPECT_THAT(
        page("/de/konferenz/archiv?seite=2"), HasSubstr("href=\"/de/konferenz/archiv\" rel=\"prev\""));
}

TEST_P(PublicConference, calendars_get_all_dates_or_those_of_one_panel)
{
    auto office = browser_of("conference_office");
    session(office, "title=6.+Tagung&day=17.4.2027&begins=10&ends=16&place=Stadthalle");
    session(office, "title=Irgendwann&day=5.2027&schluessel=b");
    session(office, "title=Alte+Tagung&day=18.10.2008&state=held&schluessel=c");
    meeting(
        office,
        "panel=" + group_ + "&childcare=unknown&visible=ja&title=Gruppentreffen&day=9.12.2026&schluessel=g");
    auto const all = in_public("/tr/konferenz/termine.ics");
    EXPECT_EQ(all.header("Content-Type"), "text/calendar; charset=utf-8");
    EXPECT_THAT(
        std::string(all.body_text()),
        AllOf(
            HasSubstr("SUMMARY:6. Tagung"), HasSubstr("DTSTART:20270417T080000Z"),
            HasSubstr("DTSTART;VALUE=DATE:20261209"), Not(HasSubstr("Irgendwann")),
            Not(HasSubstr("Alte Tagung"))));
    auto const of_group = page("/de/konferenz/gremien/" + group_ + "/termine.ics");
    EXPECT_THAT(of_group, AllOf(HasSubstr("Gruppentreffen"), Not(HasSubstr("6. Tagung"))));
    EXPECT_EQ(
        in_public("/de/konferenz/gremien/" + field_ + "/termine.ics").status(), http::Status::not_found);
    auto const one = in_public("/de/konferenz/2027/termin.ics");
    EXPECT_THAT(std::string(one.header("Content-Disposition")), HasSubstr("termin.ics"));
    EXPECT_THAT(std::string(one.body_text()), HasSubstr("UID:konferenz-"));
    EXPECT_EQ(in_public("/de/konferenz/2027-05/termin.ics").status(), http::Status::not_found) << "no day";
}

TEST_P(PublicConference, without_a_conference_of_the_district_there_is_no_page)
{
    auto office = browser_of("conference_office");
    session(office, "title=6.+Tagung&day=17.4.2027");
    constexpr std::array paths{
        "/de/konferenz", "/de/konferenz/archiv", "/de/konferenz/termine.ics", "/de/konferenz/2027"};
    for (auto const* path : paths)
        EXPECT_EQ(in_public(path).status(), http::Status::ok) << path;
    EXPECT_THAT(page("/de/"), HasSubstr("href=\"/de/konferenz\""));
    connection().execute("UPDATE panels SET kind = 'other'");
    publish(tenant_, [](Work& work) { work.publish("meetings"); });
    for (auto const* path : paths)
        EXPECT_EQ(in_public(path).status(), http::Status::not_found) << path;
    EXPECT_THAT(page("/de/"), Not(HasSubstr("href=\"/de/konferenz\"")));
}

} // namespace
} // namespace kommin::app
