// The waiting list of a session: on it, up from it, and off it.

#include "app/tests/registration_story.hpp"

#include <gmock/gmock.h>

#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class RegistrationWaitingStory : public RegistrationBase {
protected:
    std::string page(std::string const& path)
    {
        auto guest = anybody();
        return std::string(guest.get(path).body_text());
    }
    // Sends a form that is refused, and then the same one by the other button.
    std::string waiting(std::string const& key, std::string const& lines, std::string const& to = contact())
    {
        EXPECT_EQ(send(key, lines + to).status(), http::Status::conflict);
        auto const answer = send(key, lines + to + "&warteliste=1");
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        auto const location = std::string(answer.header("Location"));
        return location.substr(location.find("/de/"));
    }
    static std::string by_telephone()
    {
        return "&mail=&telephone=02303+27&consent=" + std::string(meetings::consent_version);
    }
    std::string state_of(std::string const& link)
    {
        return connection().load<std::string>(
            "SELECT r.state FROM registrations r JOIN registration_links l ON l.registration_id = r.id"
            " WHERE l.token_hash = ?",
            crypto::sha256_hex(link.substr(link.rfind('/') + 1)));
    }
    std::string id_of(std::string const& link)
    {
        return std::to_string(connection().load<std::int64_t>(
            "SELECT registration_id FROM registration_links WHERE token_hash = ?",
            crypto::sha256_hex(link.substr(link.rfind('/') + 1))));
    }
    void cancel(std::string const& link)
    {
        auto guest = anybody();
        EXPECT_EQ(guest.post(link + "/absagen", "", false).status(), http::Status::see_other);
    }
    http::Response accept(std::string const& link)
    {
        auto guest = anybody();
        return guest.post(link + "/annehmen", "", false);
    }
    std::string today(std::string const& query = {})
    {
        return std::string(office_->get("/verwaltung" + query).body_text());
    }
    void at(char const* instant) { clock().set(*parse_instant(instant)); }
    void night()
    {
        EXPECT_TRUE(work([](Work& work) { return meetings::look_through_waiting_lists(work); }));
    }
};
KOMMIN_ON_BOTH_ENGINES(RegistrationWaitingStory);

TEST_P(RegistrationWaitingStory, from_full_to_waiting_to_an_offer_to_a_seat)
{
    open(10, 1, 5);
    auto const first = registered(line(1, "Omar", "Schule"));
    auto const full = send("k1", line(1, "Leyla", "Schule") + contact());
    EXPECT_EQ(full.status(), http::Status::conflict);
    EXPECT_THAT(
        std::string(full.body_text()),
        AllOf(HasSubstr("name=\"warteliste\""), HasSubstr("value=\"Leyla\""), HasSubstr("value=\"k1\"")));
    auto const link = waiting("k1", line(1, "Leyla", "Schule"));
    EXPECT_EQ(
        send("k1", line(1, "Leyla", "Schule") + contact() + "&warteliste=1").status(),
        http::Status::see_other)
        << "pressed twice";
    EXPECT_EQ(count("registrations"), 2);
    EXPECT_EQ(taken(), 1) << "who waits takes no seat";
    EXPECT_THAT(
        page(link),
        AllOf(
            HasSubstr("auf Platz 1 von 1"), HasSubstr("„Schule“: nötige Plätze: 1, frei: 0"),
            HasSubstr("Leyla"), Not(HasSubstr("termin.ics")), Not(HasSubstr("Sie sind angemeldet"))));
    auto guest = anybody();
    EXPECT_EQ(guest.get(link + "/termin.ics").status(), http::Status::gone);
    EXPECT_THAT(
        letters(),
        AllOf(
            HasSubstr("To: leyla@verein.example"), HasSubstr("Warteliste"), Not(HasSubstr("Leyla")),
            HasSubstr("auf Platz 1 von 1")));
    auto const list = std::string(office_->get(meeting_ + "/anmeldungen").body_text());
    EXPECT_THAT(list, AllOf(HasSubstr("Omar"), Not(HasSubstr("Leyla")), HasSubstr("Warteliste: 1")));

    cancel(first);
    EXPECT_EQ(taken("Schule"), 1) << "the seat is held";
    EXPECT_EQ(state_of(link), "offered");
    auto const offer = letters();
    EXPECT_THAT(
        offer,
        AllOf(
            HasSubstr("Annehmen oder ablehnen"), HasSubstr("26.11.2026, 23.59 Uhr"),
            Not(HasSubstr("BEGIN:VCALENDAR"))));
    auto const mailed = link_in(offer, "/de/konferenz/anmeldung/");
    EXPECT_THAT(page(mailed), AllOf(HasSubstr("26.11.2026, 23.59 Uhr"), HasSubstr("/annehmen")));
    EXPECT_EQ(state_of(link), "offered") << "opening a link answers nothing";
    EXPECT_THAT(std::string(office_->get(meeting_ + "/anmeldungen").body_text()), Not(HasSubstr("Leyla")));

    for (int press = 0; press < 2; ++press)
        EXPECT_EQ(accept(mailed).status(), http::Status::see_other);
    EXPECT_EQ(state_of(link), "registered");
    EXPECT_EQ(taken("Schule"), 1);
    EXPECT_THAT(page(link), AllOf(HasSubstr("Sie sind angemeldet"), HasSubstr("termin.ics")));
    EXPECT_THAT(letters(), AllOf(HasSubstr("vielen Dank"), HasSubstr("termin.ics")));
    EXPECT_THAT(std::string(office_->get(meeting_ + "/anmeldungen").body_text()), HasSubstr("Leyla"));
    EXPECT_THAT(
        audit_actions(),
        AllOf(
            Contains("meetings.registration.waits"), Contains("meetings.registration.offered"),
            Contains("meetings.registration.accepted")));
}

TEST_P(RegistrationWaitingStory, a_group_stays_together_and_is_passed_over)
{
    open(10, 2, 1);
    auto const first = registered(line(1, "A", "Schule"), contact("a@verein.example"));
    auto const second
        = registered(line(1, "B", "Schule") + line(2, "C", "Arbeit"), contact("b@verein.example"));
    auto const group = waiting("k1", line(1, "D", "Schule") + line(2, "E", "Schule"));
    auto const single = waiting("k2", line(1, "F", "Schule"), contact("f@verein.example"));
    cancel(first);
    EXPECT_EQ(state_of(group), "waiting");
    EXPECT_EQ(state_of(single), "offered");
    EXPECT_THAT(page(group), AllOf(HasSubstr("auf Platz 1 von 1"), HasSubstr("nötige Plätze: 2, frei: 0")));
    cancel(second);
    EXPECT_THAT(page(group), HasSubstr("nötige Plätze: 2, frei: 1"));
    // One of them goes elsewhere, and needs no seat more than before of anything that is full.
    auto const smaller = press(group, "/aendern", "&personen=2" + line(1, "D", "Schule"));
    EXPECT_EQ(smaller.status(), http::Status::see_other) << smaller.body_text();
    EXPECT_EQ(state_of(group), "offered");
    EXPECT_EQ(taken("Schule"), 2);
}

TEST_P(RegistrationWaitingStory, declined_goes_to_the_next_and_lapsed_as_well)
{
    open(10, 1, 5);
    auto const first = registered(line(1, "A", "Schule"));
    auto const one = waiting("k1", line(1, "B", "Schule"), contact("b@verein.example"));
    auto const two = waiting("k2", line(1, "C", "Schule"), contact("c@verein.example"));
    auto const three = waiting("k3", line(1, "D", "Schule"), contact("d@verein.example"));
    EXPECT_THAT(page(three), HasSubstr("auf Platz 3 von 3"));
    cancel(first);
    letters();
    cancel(one); // declined
    EXPECT_EQ(state_of(one), "left");
    EXPECT_EQ(state_of(two), "offered");
    EXPECT_THAT(page(one), AllOf(HasSubstr("nicht mehr auf der Warteliste"), Not(HasSubstr("/annehmen"))));
    EXPECT_THAT(letters(), AllOf(HasSubstr("To: b@verein.example"), HasSubstr("To: c@verein.example")));
    at("2026-11-26T22:58:00Z"); // a minute before the end, in Unna
    night();
    EXPECT_EQ(state_of(two), "offered");
    at("2026-11-26T22:59:00Z");
    EXPECT_THAT(
        page(two), AllOf(HasSubstr("Das Angebot galt bis zum 26.11.2026"), Not(HasSubstr("/annehmen"))));
    auto const late = accept(two);
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(std::string(late.body_text()), HasSubstr("Das Angebot gilt nicht mehr"));
    night();
    EXPECT_EQ(state_of(two), "lapsed");
    EXPECT_EQ(state_of(three), "offered");
    EXPECT_EQ(accept(two).status(), http::Status::conflict);
    EXPECT_EQ(taken("Schule"), 1);
    EXPECT_EQ(count("participants"), 1) << "who has left is forgotten";
    EXPECT_THAT(letters(), AllOf(HasSubstr("galt bis zum"), HasSubstr("To: d@verein.example")));
    // Back to the end of the list, by the form.
    EXPECT_NE(waiting("k4", line(1, "C", "Schule"), contact("c@verein.example")), two);
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT MAX(place) FROM registrations WHERE tenant_id = ?", tenant_),
        4)
        << "no place is given twice";
}

TEST_P(RegistrationWaitingStory, from_two_days_before_on_seats_are_confirmed_at_once)
{
    open(10, 1, 5);
    auto const first = registered(line(1, "A", "Schule"));
    auto const called = waiting("k1", line(1, "T", "Schule"), by_telephone());
    auto const next = waiting("k2", line(1, "B", "Schule"), contact("b@verein.example"));
    at("2027-01-10T08:00:00Z");
    letters();
    cancel(first);
    // Nobody holds a seat without knowing it: the office calls, until the end of the day.
    EXPECT_EQ(state_of(called), "offered");
    auto office = browser_of("conference_office");
    auto const list = std::string(office.get(meeting_ + "/warteliste").body_text());
    EXPECT_THAT(list, AllOf(HasSubstr("anrufen: 02303 27"), HasSubstr("10.01.2027, 23.59 Uhr")));
    EXPECT_LT(list.find("T (Schule)"), list.find("B (Schule)"));
    EXPECT_EQ(
        office.post(meeting_ + "/warteliste/austragen", "anmeldung=" + id_of(called)).status(),
        http::Status::see_other);
    EXPECT_EQ(state_of(called), "left");
    EXPECT_EQ(state_of(next), "registered");
    EXPECT_THAT(
        letters(),
        AllOf(
            HasSubstr("To: b@verein.example"), HasSubstr("fragen wir nicht mehr nach"),
            HasSubstr("termin.ics")));
}

TEST_P(RegistrationWaitingStory, on_the_last_day_nobody_moves_up_without_a_word_of_the_office)
{
    open(10, 1, 5);
    auto const first = registered(line(1, "A", "Schule"));
    auto const one = waiting("k1", line(1, "B", "Schule"), contact("b@verein.example"));
    at("2027-01-12T06:00:00Z");
    auto office = browser_of("conference_office");
    EXPECT_THAT(std::string(office.get(meeting_ + "/warteliste").body_text()), Not(HasSubstr("nachruecken")));
    EXPECT_EQ(office.post(meeting_ + "/warteliste/nachruecken", "").status(), http::Status::conflict)
        << "nobody fits";
    cancel(first);
    night();
    EXPECT_EQ(state_of(one), "waiting");
    EXPECT_EQ(taken("Schule"), 0);
    EXPECT_THAT(page(one), HasSubstr("entscheidet das Büro"));
    EXPECT_THAT(
        std::string(office.get("/verwaltung?nur=faellig").body_text()),
        AllOf(
            HasSubstr("href=\"" + meeting_ + "/warteliste\""),
            HasSubstr("Eine wartende Anmeldung passt in die freien Plätze")));
    EXPECT_THAT(std::string(office.get(meeting_ + "/warteliste").body_text()), HasSubstr("nachruecken"));
    auto other = browser_of("moderator");
    EXPECT_EQ(other.post(meeting_ + "/warteliste/nachruecken", "").status(), http::Status::not_found);
    EXPECT_EQ(office.post(meeting_ + "/warteliste/nachruecken", "").status(), http::Status::see_other);
    EXPECT_EQ(state_of(one), "registered");
    EXPECT_EQ(taken("Schule"), 1);
    EXPECT_THAT(std::string(office.get("/verwaltung").body_text()), Not(HasSubstr("passt in die freien")));
}

TEST_P(RegistrationWaitingStory, the_office_answers_for_whoever_has_been_called)
{
    open(10, 1, 5);
    auto const first = registered(line(1, "A", "Schule"));
    auto const called = waiting("k1", line(1, "T", "Schule"), by_telephone());
    cancel(first);
    auto const list = std::string(office_->get(meeting_ + "/warteliste").body_text());
    EXPECT_THAT(list, AllOf(HasSubstr("T (Schule)"), HasSubstr("angeboten bis 26.11.2026, 23.59 Uhr")));
    EXPECT_THAT(audit_actions(), Contains("meetings.registration.waiting_read"));
    auto const answered = "anmeldung=" + id_of(called);
    EXPECT_EQ(
        office_->post(meeting_ + "/warteliste/annehmen", "anmeldung=4711").status(), http::Status::not_found);
    EXPECT_EQ(office_->post(meeting_ + "/warteliste/platz-geben", answered).status(), http::Status::conflict);
    EXPECT_EQ(office_->post(meeting_ + "/warteliste/annehmen", answered).status(), http::Status::see_other);
    EXPECT_EQ(state_of(called), "registered");
    EXPECT_THAT(audit_actions(), Contains("meetings.registration.accepted_by_office"));
    auto const file = file_of(office_->get(meeting_ + "/warteliste/liste.csv"));
    EXPECT_THAT(file, Not(HasSubstr("T (Schule)")));
}

TEST_P(RegistrationWaitingStory, whoever_could_not_be_reached_keeps_the_place_and_everything)
{
    open(10, 1, 5);
    auto const first = registered(line(1, "A", "Schule"));
    auto const called = waiting("k1", line(1, "Tarik", "Schule"), by_telephone());
    auto const next = waiting("k2", line(1, "B", "Schule"), contact("b@verein.example"));
    EXPECT_THAT(today(), Not(HasSubstr(meeting_ + "/warteliste")));
    cancel(first);
    EXPECT_EQ(state_of(called), "offered");
    EXPECT_THAT(
        today(),
        AllOf(
            HasSubstr("href=\"" + meeting_ + "/warteliste\""),
            HasSubstr("Eine Anmeldung ohne E-Mail-Adresse hat ein Angebot: bitte anrufen")));
    at("2026-11-26T09:00:00Z");
    office_.emplace(browser_of("conference_office"));
    EXPECT_THAT(today("?nur=faellig"), HasSubstr("bitte anrufen")) << "its offer ends today";
    EXPECT_THAT(
        std::string(browser_of("moderator").get("/verwaltung").body_text()), Not(HasSubstr("/warteliste\"")));
    at("2026-11-27T09:00:00Z");
    night();
    EXPECT_EQ(state_of(called), "waiting") << "nobody has called";
    EXPECT_EQ(state_of(next), "offered") << "the seat goes on meanwhile";
    EXPECT_THAT(
        page(called),
        AllOf(
            HasSubstr("auf Platz 1 von 1"), HasSubstr("Tarik"), HasSubstr("am Telefon nicht erreicht"),
            Not(HasSubstr("schicken wir Ihnen ein Angebot"))));
    office_.emplace(browser_of("conference_office"));
    EXPECT_THAT(
        today(),
        AllOf(
            HasSubstr(
                "Eine Anmeldung war am Telefon nicht zu erreichen. Plätze bekommt sie nur noch von Ihnen."),
            Not(HasSubstr("bitte anrufen"))));
    EXPECT_THAT(
        office_->get(meeting_ + "/warteliste").body_text(),
        AllOf(HasSubstr("Tarik (Schule)"), HasSubstr("nicht erreicht"), HasSubstr("02303 27")));
    cancel(next); // declined: the program does not ask once more in vain
    night();
    EXPECT_EQ(state_of(called), "waiting");
    EXPECT_EQ(taken("Schule"), 0);
    EXPECT_THAT(page(called), Not(HasSubstr("entscheidet das Büro")))
        << "there are seats, and it is not that";
    registered(line(1, "N", "Schule"), contact("n@verein.example"));
    EXPECT_EQ(
        save_programme(programme(10, 2, 5, "1", "open", {part("Schule"), part("Arbeit")})).status(),
        http::Status::see_other);
    EXPECT_EQ(state_of(called), "waiting");
    EXPECT_EQ(
        office_->post(meeting_ + "/warteliste/platz-geben", "anmeldung=" + id_of(called)).status(),
        http::Status::see_other);
    EXPECT_EQ(state_of(called), "offered");
    EXPECT_EQ(
        office_->post(meeting_ + "/warteliste/annehmen", "anmeldung=" + id_of(called)).status(),
        http::Status::see_other);
    EXPECT_EQ(state_of(called), "registered");
    EXPECT_EQ(taken("Schule"), 2);
}

TEST_P(RegistrationWaitingStory, whoever_was_not_reached_and_gives_an_address_is_offered_seats_again)
{
    open(10, 2, 5);
    auto const first = registered(line(1, "A", "Schule"));
    auto const second = registered(line(1, "B", "Schule"), contact("b@verein.example"));
    auto const one = waiting("k1", line(1, "Tarik", "Schule"), by_telephone());
    auto const other = waiting("k2", line(1, "Zoe", "Schule"), by_telephone());
    // Another address ends the links of before.
    auto const tarik = id_of(one);
    auto const zoe = id_of(other);
    auto const state = [&](std::string const& party) {
        return connection().load<std::string>(
            "SELECT state FROM registrations WHERE id = ?", std::stoll(party));
    };
    cancel(first);
    cancel(second);
    at("2026-11-27T09:00:00Z");
    night();
    EXPECT_EQ(state(tarik), "waiting");
    EXPECT_EQ(state(zoe), "waiting");
    EXPECT_EQ(taken("Schule"), 0);
    letters();
    EXPECT_EQ(press(one, "/adresse", "&mail=&telephone=02303+28").status(), http::Status::see_other);
    EXPECT_EQ(state(tarik), "waiting") << "it was not answered at another number, either";

    // By the link.
    EXPECT_EQ(
        press(one, "/adresse", "&mail=tarik%40verein.example&telephone=02303+28").status(),
        http::Status::see_other);
    EXPECT_EQ(state(tarik), "offered");
    auto const mails = letters();
    EXPECT_THAT(
        mails,
        AllOf(
            HasSubstr("To: tarik@verein.example"), HasSubstr("Annehmen oder ablehnen"),
            Not(HasSubstr("auf Platz"))));
    EXPECT_THAT(page(link_in(mails, "/de/konferenz/anmeldung/")), HasSubstr("30.11.2026, 23.59 Uhr"));

    // At the desk.
    office_.emplace(browser_of("conference_office"));
    auto const desk = meeting_ + "/anmeldungen/" + zoe;
    auto const shown = std::string(office_->get(desk).body_text());
    auto const participant = std::to_string(connection().load<std::int64_t>(
        "SELECT id FROM participants WHERE tenant_id = ? AND name = 'Zoe'", tenant_));
    auto const saved = office_->post(
        desk,
        "fassung=" + seen_on(shown) + "&language=de&personen=1&id_1=" + participant + line(1, "Zoe", "Schule")
            + "&mail=zoe%40verein.example&telephone=");
    EXPECT_EQ(saved.status(), http::Status::see_other) << saved.body_text();
    EXPECT_EQ(state(zoe), "offered");
    EXPECT_THAT(letters(), AllOf(HasSubstr("To: zoe@verein.example"), HasSubstr("Annehmen oder ablehnen")));
    EXPECT_EQ(taken("Schule"), 2);
}

TEST_P(RegistrationWaitingStory, whoever_has_a_seat_is_reminded_the_day_before)
{
    open(10, 1, 5);
    registered(line(1, "A", "Schule"), contact("a@verein.example"));
    waiting("k1", line(1, "B", "Schule"), contact("b@verein.example"));
    registered(line(1, "C", "Arbeit"), by_telephone());
    letters();
    // By the clock of the district, as the program does it by itself.
    at("2027-01-10T08:06:00Z");
    EXPECT_THAT(letters(), Not(HasSubstr("sagen Sie bitte ab"))) << "two days before";
    at("2027-01-11T08:06:00Z");
    auto const reminder = letters();
    EXPECT_THAT(
        reminder,
        AllOf(
            HasSubstr("To: a@verein.example"), HasSubstr("sagen Sie bitte ab"), HasSubstr("termin.ics"),
            Not(HasSubstr("b@verein.example"))));
    at("2027-01-11T12:00:00Z");
    EXPECT_EQ(letters(), "") << "once";
}

TEST_P(RegistrationWaitingStory, a_button_of_an_old_page_takes_no_seats_away)
{
    open(10, 1, 5);
    auto const first = registered(line(1, "A", "Schule"));
    auto const link = waiting("k1", line(1, "Berivan", "Schule"), contact("b@verein.example"));
    cancel(first);
    accept(link);
    auto const late = office_->post(meeting_ + "/warteliste/austragen", "anmeldung=" + id_of(link));
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(late.body_text(), HasSubstr("hat inzwischen Plätze"));
    EXPECT_EQ(state_of(link), "registered");
    EXPECT_THAT(page(link), HasSubstr("Berivan"));
}

TEST_P(RegistrationWaitingStory, more_seats_of_the_office_go_to_those_who_wait_and_not_to_newcomers)
{
    open(10, 1, 5);
    registered(line(1, "A", "Schule"));
    auto const group = waiting("k1", line(1, "B", "Schule") + line(2, "C", "Schule"));
    EXPECT_EQ(
        save_programme(programme(10, 2, 5, "1", "open", {part("Schule"), part("Arbeit")})).status(),
        http::Status::see_other);
    EXPECT_EQ(state_of(group), "waiting") << "one seat is not two";
    // It fits, and nobody who waits would: no seat stays empty for a group.
    registered(line(1, "D", "Schule"), contact("d@verein.example"));
    EXPECT_EQ(
        save_programme(programme(10, 4, 5, "2", "open", {part("Schule"), part("Arbeit")})).status(),
        http::Status::see_other);
    EXPECT_EQ(state_of(group), "offered");
    EXPECT_EQ(taken("Schule"), 4);
    auto const fewer = save_programme(programme(10, 3, 5, "3", "open", {part("Schule"), part("Arbeit")}));
    EXPECT_EQ(fewer.status(), http::Status::unprocessable);
    EXPECT_THAT(fewer.body_text(), HasSubstr("Es sind schon 4 Plätze vergeben")) << "held ones count";
}

TEST_P(RegistrationWaitingStory, free_seats_that_wait_for_a_word_are_not_for_newcomers)
{
    open(10, 1, 5);
    auto const first = registered(line(1, "A", "Schule"));
    auto const one = waiting("k1", line(1, "B", "Schule"), contact("b@verein.example"));
    connection().execute("UPDATE programmes SET closes_at = '2027-01-12T09:00:00.000Z'");
    at("2027-01-12T06:00:00Z");
    cancel(first);
    auto const newcomer = send("k2", line(1, "N", "Schule") + contact("n@verein.example"));
    EXPECT_EQ(newcomer.status(), http::Status::conflict);
    EXPECT_THAT(
        std::string(newcomer.body_text()),
        AllOf(HasSubstr("warten schon andere"), HasSubstr("name=\"warteliste\"")));
    EXPECT_EQ(taken("Schule"), 0);
}

TEST_P(RegistrationWaitingStory, whoever_needs_more_goes_to_the_end_and_is_told_before)
{
    open(10, 1, 5);
    registered(line(1, "A", "Schule"));
    auto const one = waiting("k1", line(1, "B", "Schule"), contact("b@verein.example"));
    auto const two = waiting("k2", line(1, "C", "Schule"), contact("c@verein.example"));
    EXPECT_THAT(page(one + "/aendern"), HasSubstr("Sonst kommen Sie ans Ende"));
    EXPECT_EQ(
        press(one, "/aendern", "&personen=1" + line(1, "Berta", "Schule")).status(), http::Status::see_other);
    EXPECT_THAT(page(one), AllOf(HasSubstr("Berta"), HasSubstr("auf Platz 1 von 2")));
    auto const more = "&personen=2" + line(1, "Berta", "Schule") + line(2, "Bert", "Schule");
    auto const asked = press(one, "/aendern", more);
    EXPECT_EQ(asked.status(), http::Status::conflict);
    EXPECT_THAT(
        std::string(asked.body_text()),
        AllOf(HasSubstr("name=\"warteliste\""), HasSubstr("value=\"Bert\""), HasSubstr("ans Ende")));
    EXPECT_THAT(page(one), HasSubstr("auf Platz 1 von 2"));
    EXPECT_EQ(press(one, "/aendern", more + "&warteliste=1").status(), http::Status::see_other);
    EXPECT_THAT(page(one), AllOf(HasSubstr("auf Platz 2 von 2"), HasSubstr("Bert")));
    EXPECT_THAT(page(two), HasSubstr("auf Platz 1 von 2"));
}

TEST_P(RegistrationWaitingStory, called_off_tells_those_who_wait_and_moves_nobody_up)
{
    open(10, 1, 5);
    auto const first = registered(line(1, "A", "Schule"));
    auto const one = waiting("k1", line(1, "B", "Schule"), contact("b@verein.example"));
    letters();
    auto const called_off = changed(
        *office_, meeting_ + "/aendern",
        "title=Fr%C3%BChjahrstagung&day=12.1.2027&childcare=offered&state=cancelled&reason=Sturm"
        "&link=https%3A%2F%2Fraum.example%2Fx");
    ASSERT_EQ(called_off.status(), http::Status::see_other) << called_off.body_text();
    auto const told = letters();
    auto const to_waiting = told.substr(told.find("To: b@verein.example"));
    EXPECT_THAT(told, AllOf(HasSubstr("To: b@verein.example"), HasSubstr("findet nicht statt")));
    EXPECT_THAT(to_waiting.substr(0, to_waiting.find("\nTo: ", 1)), Not(HasSubstr("raum.example")))
        << "the link of the room is for whoever has a seat";
    EXPECT_EQ(
        office_->post(meeting_ + "/anmeldungen/absagen", "anmeldung=" + id_of(first)).status(),
        http::Status::see_other);
    EXPECT_EQ(state_of(one), "waiting");
    night();
    EXPECT_EQ(state_of(one), "waiting");
    EXPECT_THAT(page(one), AllOf(Not(HasSubstr("raum.example")), Not(HasSubstr("/absagen"))));
}

TEST_P(RegistrationWaitingStory, a_part_that_somebody_waits_for_stays)
{
    open(1, 1, 5);
    registered(line(1, "A", "Schule"));
    waiting("k1", line(1, "B", "Arbeit"), contact("b@verein.example"));
    auto entries = programme(1, 1, 5, "1", "open", {part("Schule"), part("Arbeit")});
    auto const at = entries.find("part_name_2=Arbeit");
    entries.replace(at, std::string("part_name_2=Arbeit").size(), "part_name_2=");
    auto const refused = save_programme(entries);
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(refused.body_text(), HasSubstr("Auf diesen Teil warten noch Personen: 1"));
    clock().set(*parse_instant("2027-04-20T08:30:00Z"));
    erase_old_registrations();
    EXPECT_EQ(count("registrations"), 0);
    office_.emplace(browser_of("conference_office"));
    EXPECT_THAT(save_programme(entries).body_text(), HasSubstr("Auf diesen Teil warten noch Personen: 1"))
        << "they are a number of the statistics now";
}

}
} // namespace kommin::app
