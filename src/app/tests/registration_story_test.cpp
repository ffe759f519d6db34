// Registering for a session of the conference: from the programme of the office to the link that changes and
// cancels.

#include "app/tests/registration_story.hpp"

#include <gmock/gmock.h>

#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class RegistrationStory : public RegistrationBase { };
KOMMIN_ON_BOTH_ENGINES(RegistrationStory);

TEST_P(RegistrationStory, the_office_makes_a_meeting_a_session)
{
    EXPECT_THAT(office_->get(meeting_).body_text(), HasSubstr("noch nicht anmelden"));
    auto const page = std::string(office_->get(meeting_ + "/programm").body_text());
    EXPECT_THAT(
        page, AllOf(HasSubstr("name=\"slug\""), HasSubstr("value=\"2027\""), HasSubstr("11.01.2027")));
    EXPECT_EQ(anybody().get(form).status(), http::Status::not_found);
    auto const wrong = save_programme(programme(10, 0, 5));
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(
        wrong.body_text(), AllOf(HasSubstr("Eine ganze Zahl von 1 bis 9999"), HasSubstr("value=\"Schule\"")));
    EXPECT_EQ(count("programmes"), 0);
    open();
    EXPECT_THAT(
        office_->get(meeting_ + "/programm").body_text(),
        AllOf(HasSubstr("0 von 10 Plätzen vergeben"), HasSubstr("value=\"Arbeit\"")));
    EXPECT_EQ(save_programme(programme(11, 5, 5)).status(), http::Status::conflict)
        << "somebody else has made it meanwhile";
    EXPECT_EQ(anybody().get(form).status(), http::Status::ok);
    auto stranger = anybody();
    stranger.host = "beispielhain.example";
    EXPECT_EQ(stranger.get(form).status(), http::Status::not_found) << "of another district";
    EXPECT_EQ(
        save_programme(programme(10, 5, 5, "1", "closed", {part("Schule"), part("Arbeit")})).status(),
        http::Status::see_other);
    EXPECT_EQ(anybody().get(form).status(), http::Status::not_found);
}

TEST_P(RegistrationStory, two_sessions_of_a_year_never_share_an_address_whichever_comes_first)
{
    open();
    auto const spring = meeting(
        *office_,
        "panel=" + panel_ + "&title=Werkstatt&day=17.4.2027&visible=ja&childcare=unknown&schluessel=b");
    auto const slug = [&] {
        return connection().load<std::string>("SELECT slug FROM meetings WHERE title = 'Werkstatt'");
    };
    EXPECT_EQ(slug(), "2027-04") << "the year is where people register for the other one";
    auto const entries = [&](std::string const& version) {
        return programme(11, 5, 5, version, "open", {part("Schule"), part("Arbeit")});
    };
    EXPECT_EQ(save_programme(entries("1")).status(), http::Status::see_other);
    connection().execute("UPDATE meetings SET slug = '2027' WHERE title = 'Werkstatt'");
    EXPECT_EQ(save_programme(entries("2")).status(), http::Status::see_other)
        << "what both have by now stands in nobody's way";
    EXPECT_EQ(anybody().get(form).status(), http::Status::ok);

    connection().execute("UPDATE programmes SET slug = '2027-herbst'");
    auto const refused = save_programme(entries("3"));
    EXPECT_EQ(refused.status(), http::Status::conflict) << "the page was there first";
    EXPECT_THAT(refused.body_text(), HasSubstr("f-slug-fehler"));
    EXPECT_EQ(office_->post(spring + "/programm", programme(10, 5, 5)).status(), http::Status::see_other)
        << "its own page is no other session";
}

TEST_P(RegistrationStory, a_programme_that_is_pressed_twice_is_made_once)
{
    auto const made = programme(10, 5, 5);
    for (int press = 0; press < 2; ++press)
        EXPECT_EQ(save_programme(made).status(), http::Status::see_other);
    EXPECT_EQ(count("programme_parts"), 2);
    auto const more
        = programme(12, 5, 5, "1", "open", {part("Schule"), part("Arbeit")}) + part_line(3, "", "Markt");
    for (int press = 0; press < 2; ++press)
        EXPECT_EQ(save_programme(more).status(), http::Status::see_other);
    EXPECT_EQ(count("programme_parts"), 3);
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT version FROM programmes WHERE tenant_id = ?", tenant_), 2);
    // What is taken away is not there any more: the same form again says what is stored, another one does
    // not.
    auto fewer = programme(12, 5, 5, "2", "open", {part("Schule"), part("Arbeit")});
    auto const name = fewer.find("part_name_2=Arbeit");
    fewer.replace(name, std::string("part_name_2=Arbeit").size(), "part_name_2=");
    for (int press = 0; press < 2; ++press)
        EXPECT_EQ(
            save_programme(fewer + part_line(3, "", "Markt", "workshop", part("Markt"))).status(),
            http::Status::see_other);
    EXPECT_EQ(
        save_programme(programme(12, 5, 5, "2", "open", {part("Schule"), "0"})).status(),
        http::Status::conflict);
}

TEST_P(RegistrationStory, who_saves_a_programme_after_a_colleague_reads_what_is_stored_and_presses_again)
{
    open();
    auto const school = part("Schule");
    auto const work = part("Arbeit");
    // A colleague gives the school more seats, takes the other part away and adds one.
    auto colleague = programme(30, 20, 5, "1", "closed", {school, work}) + part_line(3, "", "Markt");
    auto const name = colleague.find("part_name_2=Arbeit");
    colleague.replace(name, std::string("part_name_2=Arbeit").size(), "part_name_2=");
    ASSERT_EQ(save_programme(colleague).status(), http::Status::see_other);

    auto typed = programme(40, 5, 7, "1", "open", {school, work});
    typed.replace(typed.find("=Schule"), std::string("=Schule").size(), "=Schule+");
    auto const answer = save_programme(typed);
    EXPECT_EQ(answer.status(), http::Status::conflict);
    auto const page = std::string(answer.body_text());
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("value=\"40\""), HasSubstr("Inzwischen gespeichert: 30"),
            HasSubstr("Inzwischen gespeichert: 20"), HasSubstr("Soll er wegbleiben, leeren Sie die Zeile."),
            HasSubstr("Diesen Teil hat inzwischen jemand hinzugefügt"), HasSubstr("value=\"Markt\"")));
    for (auto const* as_it_was : {"01.11.2026", "08:00", "11.01.2027", "18:00", "2027<", "Schule"})
        EXPECT_THAT(page, Not(HasSubstr(std::string("Inzwischen gespeichert: ") + as_it_was)))
            << "what is only spelled otherwise nobody has changed";
    EXPECT_THAT(page, HasSubstr("name=\"part_id_2\" value=\"0\""));
    EXPECT_EQ(seen_on(page), "2");
    // As the page has it now.
    auto const again = programme(40, 5, 7, seen_on(page), "open", {school, "0"})
        + part_line(3, "", "Markt", "workshop", part("Markt"));
    EXPECT_EQ(save_programme(again).status(), http::Status::see_other);
    EXPECT_EQ(count("programme_parts"), 3);
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT seats FROM programmes WHERE tenant_id = ?", tenant_), 40);
}

TEST_P(RegistrationStory, a_party_registers_without_an_account)
{
    open();
    auto const link = registered(
        line(1, "Leyla+Muster", "Schule", "aalfeld&food_1=ohne+Fleisch&wheelchair_1=1")
        + line(2, "Canberk+Muster", "Arbeit"));
    EXPECT_EQ(taken(), 2);
    EXPECT_EQ(taken("Schule"), 1);
    EXPECT_EQ(taken("Arbeit"), 1);
    auto const page = anybody().get(link);
    EXPECT_EQ(page.header("Cache-Control"), "no-store");
    EXPECT_THAT(
        page.body_text(),
        AllOf(
            HasSubstr("Sie sind angemeldet"), HasSubstr("Leyla Muster"), HasSubstr("Canberk Muster"),
            HasSubstr("leyla@verein.example"), HasSubstr("code.svg")));
    EXPECT_THAT(anybody().get(link + "/code.svg").body_text(), HasSubstr("<svg"));
    EXPECT_THAT(
        anybody().get(link + "/termin.ics").body_text(),
        AllOf(HasSubstr("METHOD:PUBLISH"), HasSubstr("DTSTART:20270112T090000Z")));
    auto const letter = letters();
    EXPECT_THAT(
        letter,
        AllOf(
            HasSubstr("To: leyla@verein.example"), HasSubstr("Content-Language: de"),
            Not(HasSubstr("Canberk")), Not(HasSubstr("Fleisch")), Not(HasSubstr("Leyla"))))
        << "neither names nor needs";
    auto const mailed = link_in(letter, "/de/konferenz/anmeldung/");
    ASSERT_NE(mailed, "");
    EXPECT_NE(mailed, link);
    EXPECT_THAT(anybody().get(mailed).body_text(), HasSubstr("Leyla Muster"));
    auto stranger = anybody();
    stranger.host = "beispielhain.example";
    EXPECT_EQ(stranger.get(link).status(), http::Status::gone);
    EXPECT_EQ(anybody().get("/de/konferenz/anmeldung/unbekannt").status(), http::Status::gone);
}

TEST_P(RegistrationStory, a_form_is_a_registration_once)
{
    open();
    auto const entries = line(1, "Leyla", "Schule") + contact();
    auto const first = send("k1", entries);
    auto const again = send("k1", entries + "&personen=3");
    EXPECT_EQ(again.status(), http::Status::see_other);
    EXPECT_EQ(std::string(first.header("Location")), std::string(again.header("Location")));
    EXPECT_EQ(taken(), 1);
    auto const other = send("k1", line(1, "Deniz", "Schule") + contact("deniz@verein.example"));
    EXPECT_EQ(other.status(), http::Status::conflict);
    auto const page = std::string(other.body_text());
    auto const location = std::string(first.header("Location"));
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("value=\"Deniz\""), HasSubstr("deniz@verein.example"), Not(HasSubstr("Leyla")),
            Not(HasSubstr(location.substr(location.rfind('/') + 1)))));
    auto const fresh = key_in(page);
    EXPECT_NE(fresh, "k1");
    EXPECT_EQ(
        send(fresh, line(1, "Deniz", "Schule") + contact("deniz@verein.example")).status(),
        http::Status::see_other);
    EXPECT_EQ(taken(), 2);
    // The seats are gone meanwhile, and the window is closed: the first one is still found.
    ASSERT_EQ(
        save_programme(programme(2, 2, 5, "1", "closed", {part("Schule"), part("Arbeit")})).status(),
        http::Status::see_other);
    EXPECT_EQ(std::string(send("k1", entries).header("Location")), location);
}

TEST_P(RegistrationStory, nothing_that_was_typed_is_lost)
{
    open();
    // One person more, with the key that was posted.
    auto const more = send("k7", "&name_1=Leyla&food_1=vegan&noch_eine_person=1&mail=l%40v.example");
    EXPECT_EQ(more.status(), http::Status::ok);
    EXPECT_THAT(
        more.body_text(),
        AllOf(
            HasSubstr("name=\"name_3\""), Not(HasSubstr("name=\"name_4\"")), HasSubstr("value=\"vegan\""),
            HasSubstr("value=\"l@v.example\""), HasSubstr("name=\"schluessel\" value=\"k7\"")));
    // A line without a name is no empty line.
    auto const half = send(
        "k7", line(1, "Leyla", "Schule") + "&name_2=&part_2=" + part("Arbeit") + "&food_2=halal" + contact());
    EXPECT_EQ(half.status(), http::Status::unprocessable);
    EXPECT_THAT(
        half.body_text(),
        AllOf(
            HasSubstr("Person 2: Schreiben Sie den Namen"), HasSubstr("href=\"#f-name_2\""),
            HasSubstr("aria-describedby=\"f-name_2-fehler f-name_2-hinweis\""), HasSubstr("value=\"halal\""),
            HasSubstr("Bitte wählen")));
    EXPECT_EQ(count("registrations"), 0);
    EXPECT_THAT(
        send("k7", line(1, "Leyla", "Schule") + "&mail=&telephone=").body_text(),
        AllOf(HasSubstr("href=\"#f-mail\""), HasSubstr("href=\"#f-consent\"")));
    // In the language of the page.
    auto const turkish
        = anybody().post("/tr/konferenz/2027/anmeldung", "schluessel=k8&name_1=Leyla&personen=1", false);
    EXPECT_THAT(turkish.body_text(), HasSubstr("katılım biçimini seçin"));
    // What programs fill in.
    auto const trap = anybody().post(form, "schluessel=k9&website=x" + line(1, "Bot", "Schule"), false);
    EXPECT_EQ(trap.status(), http::Status::see_other);
    EXPECT_EQ(count("registrations"), 0);
}

TEST_P(RegistrationStory, what_is_full_is_said_at_its_field_and_takes_nothing)
{
    open(4, 2, 3);
    registered(line(1, "A", "Schule") + line(2, "B", "Schule"));
    auto const full
        = send("k2", line(1, "C", "Arbeit") + line(2, "D", "Schule", "bergau&remark_2=bitte") + contact());
    EXPECT_EQ(full.status(), http::Status::conflict);
    EXPECT_THAT(
        full.body_text(),
        AllOf(
            HasSubstr("href=\"#f-part_2\""), HasSubstr("Schule – voll"), HasSubstr("value=\"D\""),
            HasSubstr("value=\"bitte\""), HasSubstr("Arbeit")));
    EXPECT_EQ(taken(), 2);
    EXPECT_EQ(taken("Arbeit"), 0) << "the first of the party has no seat either";
    auto const three = line(1, "C", "Arbeit") + line(2, "D", "Arbeit") + line(3, "E", "Arbeit");
    EXPECT_THAT(send("k2", three + contact()).body_text(), HasSubstr("Freie Plätze: "));
    EXPECT_EQ(taken(), 2);
    EXPECT_EQ(
        send("k2", line(1, "C", "Arbeit") + line(2, "D", "Arbeit") + contact()).status(),
        http::Status::see_other);
    EXPECT_EQ(taken(), 4);
    // The office: never fewer than are taken, with the number.
    auto const fewer = save_programme(programme(3, 1, 3, "1", "open", {part("Schule"), part("Arbeit")}));
    EXPECT_EQ(fewer.status(), http::Status::unprocessable);
    EXPECT_THAT(
        fewer.body_text(),
        AllOf(HasSubstr("Es sind schon 4 Plätze vergeben"), HasSubstr("Es sind schon 2 Plätze vergeben")));
}

TEST_P(RegistrationStory, the_link_changes_and_cancels)
{
    open();
    auto const link = registered(line(1, "Leyla", "Schule") + line(2, "Canberk", "Schule"));
    auto const form_of_change = std::string(anybody().get(link + "/aendern").body_text());
    EXPECT_THAT(form_of_change, AllOf(HasSubstr("value=\"Leyla\""), HasSubstr("value=\"Canberk\"")));
    // One goes elsewhere, the other does not come.
    auto const entries = line(1, "Leyla", "Arbeit") + line(2, "Canberk", "Schule", "&remove_2=1");
    EXPECT_EQ(press(link, "/aendern", "&personen=2" + entries).status(), http::Status::see_other);
    EXPECT_EQ(taken(), 1);
    EXPECT_EQ(taken("Schule"), 0);
    EXPECT_EQ(taken("Arbeit"), 1);
    EXPECT_THAT(anybody().get(link).body_text(), Not(HasSubstr("Canberk")));
    auto const old
        = anybody().post(link + "/aendern", "fassung=1&personen=1" + line(1, "Alt", "Schule"), false);
    EXPECT_EQ(old.status(), http::Status::conflict);
    EXPECT_THAT(old.body_text(), AllOf(HasSubstr("inzwischen"), HasSubstr("value=\"Alt\"")));
    EXPECT_EQ(press(link, "/absagen", "").status(), http::Status::see_other);
    EXPECT_EQ(press(link, "/absagen", "").status(), http::Status::see_other) << "pressed twice";
    EXPECT_EQ(taken(), 0);
    EXPECT_EQ(taken("Arbeit"), 0);
    EXPECT_EQ(count("participants"), 0);
    EXPECT_THAT(anybody().get(link).body_text(), HasSubstr("Sie haben abgesagt"));
    EXPECT_EQ(anybody().get(link + "/aendern").status(), http::Status::gone);
    EXPECT_THAT(letters(), HasSubstr("abgesagt"));
}

TEST_P(RegistrationStory, a_mistyped_address_is_changed_and_its_link_ends)
{
    open();
    auto const link = registered(line(1, "Leyla", "Schule"), contact("fremd@verein.example"));
    auto const wrong = link_in(letters(), "/de/konferenz/anmeldung/");
    EXPECT_EQ(anybody().get(wrong).status(), http::Status::ok);
    auto const bad = press(link, "/adresse", "&mail=leyla&telephone=");
    EXPECT_EQ(bad.status(), http::Status::unprocessable);
    EXPECT_THAT(bad.body_text(), AllOf(HasSubstr("value=\"leyla\""), HasSubstr("f-mail-fehler")));
    EXPECT_EQ(
        press(link, "/adresse", "&mail=leyla%40verein.example&telephone=").status(), http::Status::see_other);
    EXPECT_EQ(anybody().get(wrong).status(), http::Status::gone);
    EXPECT_EQ(anybody().get(link).status(), http::Status::ok) << "that of the page goes on";
    auto const letter = letters();
    EXPECT_THAT(letter, AllOf(HasSubstr("To: leyla@verein.example"), Not(HasSubstr("fremd@"))));
    EXPECT_EQ(anybody().get(link_in(letter, "/de/konferenz/anmeldung/")).status(), http::Status::ok);
}

TEST_P(RegistrationStory, the_gate_counts_people)
{
    open(200, 100, 100);
    std::string eight;
    for (int number = 1; number <= 8; ++number)
        eight += line(number, "P" + std::to_string(number), "Schule");
    for (int party = 0; party < 5; ++party)
        EXPECT_EQ(
            send("k" + std::to_string(party), eight + contact(), "198.51.100.9").status(),
            http::Status::see_other);
    auto const refused = send("k9", line(1, "Leyla", "Schule") + contact(), "198.51.100.9");
    EXPECT_EQ(refused.status(), http::Status::too_many_requests);
    EXPECT_THAT(refused.body_text(), HasSubstr("value=\"Leyla\""));
    EXPECT_EQ(
        send("k9", line(1, "Leyla", "Schule") + contact(), "203.0.113.9").status(), http::Status::see_other);
    EXPECT_EQ(taken(), 41);
}

TEST_P(RegistrationStory, the_office_reads_what_is_needed_above_the_list)
{
    open();
    auto const list = meeting_ + "/anmeldungen";
    registered(line(1, "Leyla", "Schule"));
    EXPECT_THAT(office_->get(list).body_text(), Not(HasSubstr("<strong>Bedarf</strong>")));
    registered(
        line(1, "Omar", "Schule", "&interpreter_1=Arabisch&food_1=halal&wheelchair_1=1")
            + line(2, "Amal", "Arbeit", "&interpreter_2=arabisch&children_2=ein+Kind"),
        contact("omar@verein.example"));
    registered(
        line(1, "Canberk", "Arbeit", "&interpreter_1=T%C3%BCrkisch&sign_language_1=1"),
        contact("canberk@verein.example"));
    EXPECT_THAT(
        office_->get(list).body_text(),
        HasSubstr("<p><strong>Bedarf</strong> – Dolmetschen: Arabisch 2, Türkisch 1; Kinder: bei einer "
                  "Person; Essen: halal 1; Rollstuhl: 1; Gebärdensprache: 1</p>"));
    EXPECT_THAT(
        office_->get(list + "?teil=" + part("Schule")).body_text(),
        HasSubstr("<strong>Bedarf</strong> – Dolmetschen: Arabisch 1; Essen: halal 1; Rollstuhl: 1</p>"))
        << "of those whom the filter shows";
}

TEST_P(RegistrationStory, the_office_sees_who_comes_and_that_is_on_record)
{
    open();
    registered(line(1, "Leyla", "Schule", "aalfeld&interpreter_1=Arabisch") + line(2, "Canberk", "Arbeit"));
    auto const before = audit::head(connection(), tenant_).sequence;
    auto const list = meeting_ + "/anmeldungen";
    auto const page = std::string(office_->get(list).body_text());
    EXPECT_GT(audit::head(connection(), tenant_).sequence, before);
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("Leyla"), HasSubstr("Canberk"), HasSubstr("Dolmetschen: Arabisch"),
            HasSubstr("aalfeld"), HasSubstr("leyla@verein.example"), HasSubstr("1 von 5 Plätzen vergeben")));
    EXPECT_THAT(
        office_->get(list + "?teil=" + part("Arbeit")).body_text(),
        AllOf(HasSubstr("Canberk"), Not(HasSubstr("Leyla"))));
    EXPECT_THAT(office_->get(list + "?rolle=volunteer").body_text(), Not(HasSubstr("Leyla")));
    auto const file = file_of(office_->get(list + "/liste.csv?teil=" + part("Schule")));
    EXPECT_THAT(file, AllOf(HasSubstr("Leyla"), Not(HasSubstr("Canberk"))));
    auto reader = browser_of("moderator");
    EXPECT_EQ(reader.get(list).status(), http::Status::not_found);
    EXPECT_EQ(reader.get(meeting_ + "/programm").status(), http::Status::not_found);
}

TEST_P(RegistrationStory, what_is_known_of_people_goes_day_by_day_and_their_number_stays)
{
    open();
    auto const link = registered(
        line(1, "Leyla", "Schule", "aalfeld&food_1=vegan&organisation_1=Verein"),
        "&mail=leyla%40verein.example&telephone=02303+270&consent=" + std::string(meetings::consent_version));
    auto const party
        = std::to_string(connection().load<std::int64_t>("SELECT registration_id FROM participants"));
    auto const night = [&](char const* day) {
        clock().set(*parse_instant(day));
        erase_old_registrations();
        return std::string(browser_of("conference_office").get(meeting_ + "/anmeldungen").body_text());
    };
    EXPECT_THAT(night("2027-01-12T20:00:00Z"), AllOf(HasSubstr("02303 270"), HasSubstr("vegan")));
    EXPECT_THAT(night("2027-01-13T03:00:00Z"), AllOf(Not(HasSubstr("02303 ")), HasSubstr("vegan")));
    EXPECT_THAT(night("2027-01-26T03:00:00Z"), HasSubstr("vegan"));
    EXPECT_THAT(night("2027-01-27T03:00:00Z"), AllOf(Not(HasSubstr("vegan")), HasSubstr("Leyla")));
    EXPECT_THAT(night("2027-04-14T03:00:00Z"), HasSubstr("Leyla"));
    EXPECT_THAT(
        night("2027-04-15T03:00:00Z"),
        AllOf(
            Not(HasSubstr("Leyla")), Not(HasSubstr("leyla@")), Not(HasSubstr("Verein")),
            HasSubstr("Namen gelöscht am 15. April 2027"), HasSubstr("1 von 5 Plätzen vergeben"),
            Not(HasSubstr("/anmeldungen/" + party + "\""))));
    EXPECT_EQ(anybody().get(link).status(), http::Status::gone);
    for (auto const* table : {"participants", "registrations", "registration_links"})
        EXPECT_EQ(count(table), 0) << table << " has a row of somebody";
    EXPECT_EQ(
        count("participant_totals WHERE (role IS NOT NULL OR part_id IS NOT NULL) AND body_id IS NOT NULL"),
        0)
        << "nobody's role stands beside their municipality";
    auto office = browser_of("conference_office");
    EXPECT_EQ(office.get(meeting_ + "/anmeldungen/" + party).status(), http::Status::not_found);
    EXPECT_THAT(
        file_of(office.get(meeting_ + "/anmeldungen/liste.csv")),
        AllOf(Not(HasSubstr("gelöscht")), Not(HasSubstr("aalfeld"))));
}

}
} // namespace kommin::app
