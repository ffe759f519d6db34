// What the office does with participants: registering and correcting them, letting them in, writing to them,
// and what it prints.

#include "app/tests/registration_story.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <optional>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class RegistrationOfficeStory : public RegistrationBase {
protected:
    [[nodiscard]] std::string desk(std::string const& page = {}) const
    {
        return meeting_ + "/anmeldungen" + page;
    }
    [[nodiscard]] std::string print(std::string const& page) const
    {
        return meeting_ + "/anwesenheit" + page;
    }
    static std::string told(std::string const& language = "de")
    {
        return "&language=" + language + "&consent=" + std::string(meetings::desk_consent);
    }
    http::Response add(std::string const& key, std::string const& entries)
    {
        return office_->post(desk("/neu"), "schluessel=" + key + "&personen=2&mail=&telephone=" + entries);
    }
    // The address of a party that the office has registered.
    std::string added(std::string const& key, std::string const& lines, std::string const& more = {})
    {
        auto const answer
            = office_->post(desk("/neu"), "schluessel=" + key + "&personen=2" + lines + more + told());
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        auto const location = std::string(answer.header("Location"));
        return location.substr(location.find("/verwaltung/"));
    }
    std::string participant(std::string const& name)
    {
        return std::to_string(
            connection().load<std::int64_t>("SELECT id FROM participants WHERE name = ?", name));
    }
    std::string party_of(std::string const& name)
    {
        return std::to_string(
            connection().load<std::int64_t>("SELECT registration_id FROM participants WHERE name = ?", name));
    }
    bool has_arrived(std::string const& name)
    {
        return connection().load<bool>("SELECT arrived FROM participants WHERE name = ?", name);
    }
    std::int64_t seats(std::string const& name)
    {
        return connection().load<std::int64_t>("SELECT seats FROM programme_parts WHERE name = ?", name);
    }
    // A correction of a party of one, by whoever has seen this page.
    http::Response correct(
        Browser& clerk, std::string const& party, std::string const& page, std::string const& entries)
    {
        return clerk.post(party, "fassung=" + seen_on(page) + "&personen=1" + entries + "&language=de");
    }
    // It is the day of the session; sessions of before have ended.
    void go_to_the_day()
    {
        clock().set(*parse_instant("2027-01-12T08:30:00Z"));
        office_.emplace(browser_of("conference_office"));
    }
    static std::string door(std::string const& link)
    {
        return "/verwaltung/einlass/anmeldung/" + link.substr(link.rfind('/') + 1);
    }
    http::Response by_script(std::string const& path, std::string const& entries)
    {
        return office_->send(
            http::Method::post, path,
            {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "text/plain"}},
            entries + "&formular=" + office_->token);
    }
};
KOMMIN_ON_BOTH_ENGINES(RegistrationOfficeStory);

TEST_P(RegistrationOfficeStory, somebody_rings_up)
{
    open();
    auto const page = std::string(office_->get(desk("/neu")).body_text());
    EXPECT_THAT(page, AllOf(HasSubstr("0 von 10 Plätzen"), HasSubstr("name=\"name_1\"")));
    auto const wrong = add("k1", line(1, "Kaja", "Schule") + "&language=de");
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(
        wrong.body_text(),
        AllOf(HasSubstr("einverstanden sind"), HasSubstr("value=\"Kaja\""), HasSubstr("value=\"k1\"")));
    auto const more = add("k1", line(1, "Kaja", "Schule") + "&noch_eine_person=1" + told());
    EXPECT_EQ(more.status(), http::Status::ok);
    EXPECT_THAT(more.body_text(), AllOf(HasSubstr("name=\"name_3\""), HasSubstr("value=\"Kaja\"")));
    EXPECT_EQ(count("registrations"), 0);
    for (int press = 0; press < 2; ++press)
        EXPECT_EQ(
            add("k1", line(1, "Kaja", "Schule") + line(2, "Omar", "Arbeit") + told()).status(),
            http::Status::see_other);
    EXPECT_EQ(count("registrations"), 1) << "pressed twice";
    auto const used = add("k1", line(1, "Anna", "Schule") + told());
    EXPECT_EQ(used.status(), http::Status::conflict);
    auto const fresh = key_in(std::string(used.body_text()));
    EXPECT_NE(fresh, "k1") << "or the next caller could never be registered";
    EXPECT_THAT(used.body_text(), HasSubstr("value=\"Anna\""));
    EXPECT_EQ(taken(), 2);
    EXPECT_EQ(letters(), "") << "nobody has left an address";
    EXPECT_THAT(
        office_->get(desk()).body_text(),
        AllOf(HasSubstr("Kaja"), HasSubstr("Omar"), HasSubstr(desk('/' + party_of("Kaja")))));
    EXPECT_EQ(
        connection().load<std::string>("SELECT consent FROM registrations"),
        std::string(meetings::desk_consent));
    EXPECT_THAT(audit_actions(), Contains("meetings.registration.registered_by_office"));
}

TEST_P(RegistrationOfficeStory, the_office_registers_outside_the_window_until_names_are_erased)
{
    ASSERT_EQ(save_programme(programme(10, 5, 5, "0", "closed")).status(), http::Status::see_other);
    EXPECT_EQ(send("k", line(1, "Leyla", "Schule") + contact()).status(), http::Status::conflict);
    added("k1", line(1, "Kaja", "Schule"), "&mail=kaja@verein.example");
    EXPECT_THAT(letters(), HasSubstr("To: kaja@verein.example"));
    clock().set(*parse_instant("2027-01-14T08:30:00Z"));
    office_.emplace(browser_of("conference_office"));
    added("k2", line(1, "Jana", "Schule"), "&mail=jana@verein.example");
    EXPECT_EQ(letters(), "") << "nobody is thanked for what is over";
    clock().set(*parse_instant("2027-04-20T08:30:00Z"));
    office_.emplace(browser_of("conference_office"));
    EXPECT_EQ(add("k3", line(1, "Lena", "Schule") + told()).status(), http::Status::conflict);
    EXPECT_THAT(office_->get(desk()).body_text(), Not(HasSubstr("/anmeldungen/neu")));
}

TEST_P(RegistrationOfficeStory, beyond_the_seats_with_a_reason_and_back_again)
{
    open(10, 1, 5);
    auto const omar = registered(line(1, "Omar", "Schule"));
    auto const full = add("k1", line(1, "Kaja", "Schule") + told());
    EXPECT_EQ(full.status(), http::Status::conflict);
    EXPECT_THAT(
        full.body_text(),
        AllOf(HasSubstr("name=\"beyond\""), HasSubstr("name=\"warteliste\""), HasSubstr("value=\"Kaja\"")));
    EXPECT_EQ(taken("Schule"), 1);
    auto const kaja = added("k1", line(1, "Kaja", "Schule"), "&beyond=hält+den+Vortrag");
    EXPECT_EQ(taken("Schule"), 2);
    EXPECT_EQ(seats("Schule"), 2) << "a seat was added for her";
    EXPECT_THAT(office_->get(kaja).body_text(), HasSubstr("hält den Vortrag"));
    EXPECT_THAT(office_->get(desk()).body_text(), HasSubstr("2 von 1 Plätzen"));
    EXPECT_THAT(audit_actions(), Contains("meetings.registration.beyond"));
    auto const programme_page = std::string(office_->get(meeting_ + "/programm").body_text());
    EXPECT_THAT(programme_page, HasSubstr("name=\"part_seats_1\" type=\"text\" value=\"1\""))
        << "the seats that were planned";
    // On the list, as anybody who finds it full.
    auto const waits = office_->post(
        desk("/neu"),
        "schluessel=k2&personen=1&warteliste=1&mail=&telephone=02303+27" + line(1, "Ina", "Schule") + told());
    EXPECT_EQ(waits.status(), http::Status::see_other) << waits.body_text();
    auto guest = anybody();
    EXPECT_EQ(guest.post(omar + "/absagen", "", false).status(), http::Status::see_other);
    EXPECT_EQ(seats("Schule"), 1) << "the chair in the corridor goes first";
    EXPECT_EQ(
        connection().load<std::string>(
            "SELECT state FROM registrations WHERE id = ?", std::stoll(party_of("Ina"))),
        "waiting");
    EXPECT_EQ(
        office_->post(desk("/absagen"), "anmeldung=" + party_of("Kaja")).status(), http::Status::see_other);
    EXPECT_EQ(
        connection().load<std::string>(
            "SELECT state FROM registrations WHERE id = ?", std::stoll(party_of("Ina"))),
        "offered");
    EXPECT_EQ(taken("Schule"), 1);
}

TEST_P(RegistrationOfficeStory, seats_that_are_planned_anew_take_in_those_beyond)
{
    open(10, 1, 5);
    added("k1", line(1, "Omar", "Schule"));
    added("k2", line(1, "Kaja", "Schule"), "&beyond=Vortrag");
    auto const ids = std::array{part("Schule"), part("Arbeit")};
    EXPECT_EQ(save_programme(programme(10, 1, 5, "1", "open", ids)).status(), http::Status::see_other);
    EXPECT_EQ(seats("Schule"), 2) << "saved as it was";
    EXPECT_EQ(save_programme(programme(10, 3, 5, "2", "open", ids)).status(), http::Status::see_other);
    EXPECT_EQ(seats("Schule"), 3);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT beyond FROM programme_parts WHERE name = 'Schule'"), 0);
    EXPECT_EQ(save_programme(programme(10, 1, 5, "3", "open", ids)).status(), http::Status::unprocessable)
        << "two have seats by now";
}

TEST_P(RegistrationOfficeStory, a_name_is_mended_and_who_has_arrived_stays_so)
{
    open();
    auto const link
        = registered(line(1, "Kaja", "Schule") + line(2, "Omar", "Schule"), contact("k@verein.example"));
    auto const mailed = link_in(letters(), "/de/konferenz/anmeldung/");
    auto const party = desk('/' + party_of("Kaja"));
    auto const kaja = participant("Kaja");
    go_to_the_day();
    EXPECT_EQ(
        office_->post(desk("/da"), "anmeldung=" + party_of("Kaja") + "&teilnehmer=" + kaja + "&da=ja")
            .status(),
        http::Status::see_other);
    auto const seen = std::string(office_->get(party).body_text());
    auto second = browser_of("conference_office");
    auto const same = std::string(second.get(party).body_text());
    auto const lines = "&id_1=" + participant("Omar") + line(1, "Omar", "Arbeit") + "&id_2=" + kaja
        + line(2, "Kaya", "Schule") + "&mail=kaya@verein.example&telephone=";
    EXPECT_EQ(correct(*office_, party, seen, lines).status(), http::Status::see_other);
    EXPECT_EQ(participant("Kaya"), kaja) << "the same person";
    EXPECT_TRUE(has_arrived("Kaya"));
    EXPECT_FALSE(has_arrived("Omar"));
    EXPECT_EQ(taken("Arbeit"), 1);
    for (auto const& before : {mailed, link})
        EXPECT_EQ(anybody().get(before).status(), http::Status::gone) << "with another address all links end";
    auto const late
        = correct(second, party, same, "&id_1=" + kaja + line(1, "Katja", "Schule") + "&mail=&telephone=");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(
        late.body_text(),
        AllOf(
            HasSubstr("value=\"Katja\""), HasSubstr("Inzwischen gespeichert"), HasSubstr("Kaya (Schule"),
            HasSubstr("name=\"fassung\" value=\"2\"")))
        << "read, and then saved knowing it";
    EXPECT_EQ(participant("Kaya"), kaja);
    EXPECT_EQ(correct(*office_, party, seen, lines).status(), http::Status::see_other) << "it is so already";
    EXPECT_EQ(
        office_->post(desk("/absagen"), "anmeldung=" + party_of("Omar")).status(), http::Status::conflict)
        << "somebody of it has come, and is to be counted";
    EXPECT_THAT(audit_actions(), Contains("meetings.registration.corrected"));
    EXPECT_EQ(office_->get(desk("/999999")).status(), http::Status::not_found);
}

TEST_P(RegistrationOfficeStory, whoever_changes_their_own_registration_stays_the_same_person)
{
    open();
    auto const link = registered(line(1, "Kaja", "Schule"));
    auto const kaja = participant("Kaja");
    auto guest = anybody();
    auto const form_page = std::string(guest.get(link + "/aendern").body_text());
    EXPECT_THAT(form_page, HasSubstr("name=\"id_1\" value=\"" + kaja + '"'));
    EXPECT_EQ(
        press(link, "/aendern", "&personen=1&id_1=" + kaja + line(1, "Kaya", "Arbeit")).status(),
        http::Status::see_other);
    EXPECT_EQ(participant("Kaya"), kaja);
}

TEST_P(RegistrationOfficeStory, a_party_comes_to_the_door)
{
    open();
    auto const link = registered(line(1, "Kaja", "Schule") + line(2, "Omar", "Arbeit"));
    EXPECT_THAT(office_->get(door(link)).body_text(), HasSubstr("ab dem Tag der Sitzung"));
    EXPECT_EQ(
        office_->post(door(link), "teilnehmer=" + participant("Kaja")).status(), http::Status::conflict);
    go_to_the_day();
    EXPECT_THAT(
        office_->get(door(link)).body_text(),
        AllOf(HasSubstr("Kaja"), HasSubstr("Omar"), HasSubstr("Sind da")));
    EXPECT_FALSE(has_arrived("Kaja")) << "looking is not arriving";
    EXPECT_EQ(
        office_->post(door(link), "teilnehmer=" + participant("Kaja")).status(), http::Status::see_other);
    EXPECT_TRUE(has_arrived("Kaja"));
    EXPECT_FALSE(has_arrived("Omar")) << "is still on the stairs";
    auto const pressed = clock().now();
    clock().set(pressed + std::chrono::minutes{20});
    auto const word = by_script(
        door(link), "teilnehmer=" + participant("Kaja") + "&teilnehmer=" + participant("Omar") + "&vor=600");
    EXPECT_EQ(word.status(), http::Status::ok);
    EXPECT_EQ(word.body_text(), "da");
    auto const at = [&](std::string const& name) {
        return connection().load<Instant>("SELECT arrived_at FROM participants WHERE name = ?", name);
    };
    EXPECT_EQ(at("Kaja"), pressed) << "the first time stays";
    EXPECT_EQ(at("Omar"), pressed + std::chrono::minutes{10});
    EXPECT_THAT(office_->get(desk()).body_text(), HasSubstr("doch nicht"));
    EXPECT_EQ(
        office_
            ->post(
                desk("/da"),
                "anmeldung=" + party_of("Omar") + "&teilnehmer=" + participant("Omar") + "&da=nein")
            .status(),
        http::Status::see_other);
    EXPECT_FALSE(has_arrived("Omar"));
    EXPECT_EQ(by_script(door(link), "vor=1").status(), http::Status::conflict) << "nobody was ticked";
    EXPECT_EQ(by_script(door(link), "teilnehmer=999999").status(), http::Status::conflict)
        << "no such person any more: the press is not to be forgotten as done";
    auto reader = browser_of("reader");
    EXPECT_EQ(reader.get(door(link)).status(), http::Status::not_found);
    EXPECT_EQ(office_->get(door(link) + "x").status(), http::Status::not_found);
    EXPECT_THAT(
        audit_actions(),
        AllOf(
            Contains("meetings.registration.arrived"), Contains("meetings.registration.arrival_taken_back")));
}

TEST_P(RegistrationOfficeStory, who_has_no_seat_is_told_so_at_the_door)
{
    open(10, 1, 5);
    registered(line(1, "Omar", "Schule"));
    auto const answer = send("k1", line(1, "Leyla", "Schule") + contact() + "&warteliste=1");
    auto const link = std::string(answer.header("Location"));
    go_to_the_day();
    EXPECT_THAT(
        office_->get(door(link)).body_text(),
        AllOf(HasSubstr("auf der Warteliste"), Not(HasSubstr("Sind da"))));
    EXPECT_EQ(
        office_->post(door(link), "teilnehmer=" + participant("Leyla")).status(), http::Status::conflict);
    EXPECT_FALSE(has_arrived("Leyla"));
    EXPECT_EQ(by_script(door(link), "teilnehmer=" + participant("Leyla")).status(), http::Status::conflict);
}

TEST_P(RegistrationOfficeStory, a_list_shows_whom_a_filter_asks_for)
{
    open();
    registered(line(1, "Kaja", "Schule", "aalfeld&food_1=ohne+Fleisch&organisation_1=Hafen"));
    registered(line(1, "Omar", "Arbeit", "&sign_language_1=1"), contact("omar@verein.example"));
    auto const shown
        = [&](std::string const& query) { return std::string(office_->get(desk("?" + query)).body_text()); };
    EXPECT_THAT(shown("bedarf=food"), AllOf(HasSubstr("Kaja"), Not(HasSubstr("Omar"))));
    EXPECT_THAT(shown("bedarf=sign_language"), AllOf(HasSubstr("Omar"), Not(HasSubstr("Kaja"))));
    EXPECT_THAT(shown("ort=aalfeld"), AllOf(HasSubstr("Kaja"), Not(HasSubstr("Omar"))));
    auto const found = office_->post(desk("/suchen"), "worte=HAFEN");
    EXPECT_THAT(found.body_text(), AllOf(HasSubstr("Kaja"), Not(HasSubstr("Omar"))));
    go_to_the_day();
    office_->post(
        desk("/da"), "anmeldung=" + party_of("Omar") + "&teilnehmer=" + participant("Omar") + "&da=ja");
    EXPECT_THAT(shown("da=ja"), AllOf(HasSubstr("Omar"), Not(HasSubstr("Kaja"))));
    EXPECT_THAT(shown("da=nein"), AllOf(HasSubstr("Kaja"), Not(HasSubstr("Omar")))) << "did not come";
    EXPECT_THAT(
        file_of(office_->get(desk("/liste.csv?da=ja"))),
        AllOf(HasSubstr("Omar"), HasSubstr("12.01.2027"), Not(HasSubstr("Kaja"))));
    EXPECT_THAT(
        office_->get(print("/unterschriften")).body_text(),
        AllOf(HasSubstr("Kaja"), HasSubstr("Hafen"), HasSubstr("Unterschrift")));
    EXPECT_THAT(
        office_->get(print("/namensschilder?teil=" + part("Arbeit"))).body_text(),
        AllOf(HasSubstr("Omar"), Not(HasSubstr("Kaja"))));
    EXPECT_THAT(
        office_->get(print("/bescheinigungen")).body_text(),
        AllOf(
            HasSubstr("Omar"), HasSubstr("Frühjahrstagung"), HasSubstr("teilgenommen"),
            Not(HasSubstr("Kaja"))))
        << "nobody is certified to have been where they were not";
}

TEST_P(RegistrationOfficeStory, the_office_writes_to_those_whom_it_sees)
{
    open();
    registered(line(1, "Kaja", "Schule"), contact("kaja@verein.example"));
    auto turkish = anybody();
    auto const page = std::string(turkish.get("/tr/konferenz/2027/anmeldung").body_text());
    EXPECT_EQ(
        turkish
            .post(
                "/tr/konferenz/2027/anmeldung",
                "schluessel=" + key_in(page) + "&website=&personen=1" + line(1, "Omar", "Schule")
                    + contact("omar@verein.example"),
                false)
            .status(),
        http::Status::see_other);
    registered(line(1, "Ina", "Arbeit"), contact("ina@verein.example"));
    added("k9", line(1, "Elif", "Schule"));
    letters();
    auto const here = desk("/schreiben?teil=" + part("Schule"));
    auto const form_page = std::string(office_->get(here).body_text());
    EXPECT_THAT(form_page, AllOf(HasSubstr("Geht an 2 Anmeldungen"), HasSubstr("Ohne Mailadresse: 1")));
    auto const wrong = office_->post(here, "schluessel=m1&subject_de=&text_de=Der+Raum");
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(wrong.body_text(), AllOf(HasSubstr("Betreff eingeben"), HasSubstr("Der Raum")));
    EXPECT_EQ(letters(), "");
    for (int press = 0; press < 2; ++press)
        EXPECT_EQ(
            office_->post(here, "schluessel=m1&subject_de=Anderer+Raum&text_de=Wir+sind+in+Raum+7.").status(),
            http::Status::see_other);
    auto const sent = letters();
    EXPECT_THAT(
        sent,
        AllOf(
            HasSubstr("To: kaja@verein.example"), HasSubstr("To: omar@verein.example"),
            Not(HasSubstr("ina@verein.example")), HasSubstr("Subject: Anderer Raum"),
            HasSubstr("Wir sind in Raum 7."), HasSubstr("Content-Language: tr"),
            HasSubstr("size Almanca olarak yaz=C4=B1yor")));
    EXPECT_EQ(sent.find("To: kaja@"), sent.rfind("To: kaja@")) << "pressed twice, sent once";
    auto const mailed = link_in(sent, "/tr/konferenz/anmeldung/");
    EXPECT_THAT(anybody().get(mailed).body_text(), HasSubstr("Omar"));
    EXPECT_EQ(
        office_
            ->post(
                here,
                "schluessel=m2&subject_de=Essen&text_de=Es+gibt+Suppe.&subject_tr=Yemek&text_tr=%C3%87orba+"
                "var.")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        letters(),
        AllOf(HasSubstr("Subject: Yemek"), HasSubstr("=C3=87orba var."), Not(HasSubstr("Almanca"))));
    auto const other = office_->post(here, "schluessel=m2&subject_de=Essen&text_de=Es+gibt+nichts.");
    EXPECT_EQ(other.status(), http::Status::conflict) << "the same form with other words";
    EXPECT_THAT(other.body_text(), HasSubstr("Es gibt nichts."));
    EXPECT_NE(key_in(std::string(other.body_text())), "m2");
    EXPECT_EQ(letters(), "");
    EXPECT_EQ(
        office_->post(desk("/schreiben?ort=nirgends"), "schluessel=m4&subject_de=A&text_de=B").status(),
        http::Status::conflict)
        << "a filter that is none means nobody, not everybody";
    EXPECT_THAT(office_->get(here).body_text(), AllOf(HasSubstr("Anderer Raum"), HasSubstr("Essen")));
    EXPECT_THAT(audit_actions(), Contains("meetings.registration.written"));
    EXPECT_EQ(
        office_->post(desk("/schreiben?bedarf=wheelchair"), "schluessel=m3&subject_de=A&text_de=B").status(),
        http::Status::conflict)
        << "it would reach nobody";
}

TEST_P(RegistrationOfficeStory, times_and_reasons_go_with_the_names_and_how_many_came_stays)
{
    open(10, 1, 5);
    added("k1", line(1, "Omar", "Schule"));
    added("k2", line(1, "Kaja", "Schule"), "&beyond=Vortrag");
    go_to_the_day();
    EXPECT_EQ(
        office_
            ->post(
                desk("/da"),
                "anmeldung=" + party_of("Kaja") + "&teilnehmer=" + participant("Kaja") + "&da=ja")
            .status(),
        http::Status::see_other);
    clock().set(*parse_instant("2027-04-20T08:30:00Z"));
    erase_old_registrations();
    EXPECT_EQ(count("participants"), 0);
    EXPECT_EQ(count("registrations"), 0);
    EXPECT_EQ(count("participant_totals WHERE cut = 'part' AND registered = 2 AND came = 1"), 1);
    EXPECT_EQ(count("registration_message_texts WHERE text <> '' OR subject <> ''"), 0);
}

TEST_P(RegistrationOfficeStory, a_reason_takes_no_seat_from_those_who_wait)
{
    open(10, 1, 5);
    auto const omar = registered(line(1, "Omar", "Schule"));
    ASSERT_EQ(
        send("k1", line(1, "Leyla", "Schule") + contact() + "&warteliste=1").status(),
        http::Status::see_other);
    // On the day a seat that comes free waits for the word of the office.
    go_to_the_day();
    auto guest = anybody();
    EXPECT_EQ(guest.post(omar + "/absagen", "", false).status(), http::Status::see_other);
    EXPECT_EQ(taken("Schule"), 0);
    EXPECT_EQ(add("k2", line(1, "Jana", "Schule") + told()).status(), http::Status::conflict);
    added("k2", line(1, "Jana", "Schule"), "&beyond=Vortrag");
    EXPECT_EQ(taken("Schule"), 1);
    EXPECT_EQ(seats("Schule"), 2) << "the free one is still there";
    // An hour after the beginning Leyla stands at the door.
    clock().set(*parse_instant("2027-01-12T10:00:00Z"));
    EXPECT_EQ(
        office_->post(meeting_ + "/warteliste/platz-geben", "anmeldung=" + party_of("Leyla")).status(),
        http::Status::see_other);
    EXPECT_EQ(
        connection().load<std::string>(
            "SELECT state FROM registrations WHERE id = ?", std::stoll(party_of("Leyla"))),
        "registered")
        << "nobody waits for an answer any more";
    EXPECT_EQ(taken("Schule"), 2);
}

TEST_P(RegistrationOfficeStory, whoever_waits_is_seated_with_a_reason)
{
    open(10, 1, 5);
    registered(line(1, "Omar", "Schule"));
    ASSERT_EQ(
        send("k1", line(1, "Leyla", "Schule") + contact() + "&warteliste=1").status(),
        http::Status::see_other);
    letters();
    auto const party = desk('/' + party_of("Leyla"));
    auto const page = std::string(office_->get(party).body_text());
    EXPECT_THAT(page, HasSubstr("Sofort Plätze geben"));
    auto const lines = "&id_1=" + participant("Leyla") + line(1, "Leyla", "Schule")
        + "&mail=leyla@verein.example&telephone=";
    EXPECT_EQ(correct(*office_, party, page, lines + "&beyond=Vortrag").status(), http::Status::see_other);
    EXPECT_EQ(taken("Schule"), 2);
    EXPECT_EQ(seats("Schule"), 2);
    EXPECT_THAT(letters(), HasSubstr("To: leyla@verein.example"));
    EXPECT_THAT(office_->get(desk()).body_text(), HasSubstr("Leyla"));
}

TEST_P(RegistrationOfficeStory, nobody_waits_who_cannot_be_told)
{
    open(10, 1, 5);
    registered(line(1, "Omar", "Schule"));
    auto const answer = office_->post(
        desk("/neu"),
        "schluessel=k1&personen=1&warteliste=1&mail=&telephone=" + line(1, "Ina", "Schule") + told());
    EXPECT_EQ(answer.status(), http::Status::unprocessable);
    EXPECT_EQ(count("registrations"), 1);
}

TEST_P(RegistrationOfficeStory, what_was_typed_of_a_party_that_has_ended_can_be_registered_anew)
{
    open();
    auto const link = registered(line(1, "Kaja", "Schule"));
    auto const party = desk('/' + party_of("Kaja"));
    auto const page = std::string(office_->get(party).body_text());
    auto guest = anybody();
    EXPECT_EQ(guest.post(link + "/absagen", "", false).status(), http::Status::see_other);
    auto const answer = correct(*office_, party, page, line(1, "Kaya", "Schule") + "&mail=&telephone=");
    EXPECT_EQ(answer.status(), http::Status::conflict);
    EXPECT_THAT(
        answer.body_text(),
        AllOf(
            HasSubstr("steht hier als neue Anmeldung"), HasSubstr("value=\"Kaya\""),
            HasSubstr("/anmeldungen/neu")));
}

TEST_P(RegistrationOfficeStory, whoever_asks_what_is_known_of_them_is_found)
{
    open(10, 1, 5);
    auto const omar = registered(line(1, "Omar", "Schule"), contact("omar@verein.example"));
    auto const omars = party_of("Omar");
    ASSERT_EQ(
        send("k1", line(1, "Leyla", "Schule") + contact() + "&warteliste=1").status(),
        http::Status::see_other);
    EXPECT_THAT(
        office_->post(desk("/suchen"), "worte=leyla").body_text(),
        AllOf(HasSubstr("Leyla"), HasSubstr("auf der Warteliste")));
    auto guest = anybody();
    EXPECT_EQ(guest.post(omar + "/absagen", "", false).status(), http::Status::see_other);
    auto const found = std::string(office_->post(desk("/suchen"), "worte=omar@verein").body_text());
    EXPECT_THAT(
        found, AllOf(HasSubstr(desk('/' + omars)), HasSubstr("abgesagt"), Not(HasSubstr("liste.csv"))))
        << "no file of what words have found: they stand in no address";
    EXPECT_EQ(
        office_->post(desk("/adresse-loeschen"), "anmeldung=" + party_of("Leyla")).status(),
        http::Status::see_other);
    EXPECT_EQ(count("registrations WHERE mail = 'leyla@verein.example'"), 1) << "it goes on";
    EXPECT_EQ(
        office_->post(desk("/adresse-loeschen"), "anmeldung=" + omars).status(), http::Status::see_other);
    EXPECT_EQ(count("registrations WHERE mail = 'omar@verein.example'"), 0);
    EXPECT_EQ(anybody().get(omar).status(), http::Status::gone);
}

}
} // namespace kommin::app
