// One year of the standing conference, told through its pages alone: a session is planned, people register,
// wait and move up, arrive at the door, vote; a recommendation is adopted, submitted, taken up and answered;
// minutes are approved by the next meeting and read by everybody.

#include "app/tests/registration_story.hpp"

#include <gmock/gmock.h>

#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class ConferenceYear : public RegistrationBase {
protected:
    void SetUp() override
    {
        StaffStory::SetUp();
        office_.emplace(browser_of("conference_office"));
        conference_ = panel(*office_, "kind=conference&body=&visible=ja&name=Integrationskonferenz");
        field_ = panel(
            *office_, "kind=field_of_action&body=&visible=ja&parent=" + conference_ + "&name=Arbeitswelt");
        steering_
            = panel(*office_, "kind=steering_group&body=&parent=" + conference_ + "&name=Lenkungsgruppe");
        meeting_ = meeting(
            *office_,
            "panel=" + conference_
                + "&title=Tagung&day=12.1.2027&begins=10&ends=15&place=Kreishaus&visible=ja"
                  "&childcare=offered&schluessel=eins");
    }
    // What was begun before has ended by then; the nights between are worked off.
    void go_to(char const* instant)
    {
        clock().set(*parse_instant(instant));
        office_.emplace(browser_of("conference_office"));
    }
    std::string page(std::string const& path)
    {
        product_.publications.refresh(connection());
        auto guest = anybody();
        return std::string(guest.get(path).body_text());
    }
    void post(std::string const& path, std::string const& entries)
    {
        auto const answer = office_->post(path, entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << path << '\n' << answer.body_text();
    }
    std::string item(std::string const& title)
    {
        post(meeting_ + "/neuer-punkt", "title=" + title + "&kind=decision");
        return std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM agenda_items"));
    }
    // A step of a recommendation as the page offers it.
    void step(std::string const& recommendation, std::string const& entries)
    {
        auto const stand = entries.substr(0, entries.find('&'));
        auto const form_page
            = std::string(office_->get(recommendation + "/schritt?stand=" + stand).body_text());
        post(recommendation + "/schritt", "fassung=" + seen_on(form_page) + "&stand=" + entries);
    }
    void minutes(std::string const& word, std::string const& entries = {})
    {
        auto const seen = seen_on(std::string(office_->get(meeting_ + "/protokoll").body_text()));
        post(meeting_ + "/protokoll/" + word, "fassung=" + seen + '&' + entries);
    }
    // The public and the desk agree on what stands in which list.
    void expect_waits_for_an_answer(std::string const& recommendation, std::string const& steering)
    {
        EXPECT_THAT(office_->get(steering).body_text(), HasSubstr("Offene Antworten"));
        EXPECT_THAT(
            page(public_of(recommendation)), HasSubstr("Eine öffentliche Antwort gibt es noch nicht"));
    }
    static std::string public_of(std::string const& recommendation)
    {
        return "/de/konferenz/empfehlungen/" + recommendation.substr(recommendation.rfind('/') + 1);
    }

    std::string conference_, field_, steering_;
};
KOMMIN_ON_BOTH_ENGINES(ConferenceYear);

TEST_P(ConferenceYear, from_the_first_plan_to_the_answer_that_everybody_reads)
{
    // November: the office plans; everybody reads of it and registers.
    auto const topic = item("Kurse+am+Abend");
    open(10, 5, 1);
    EXPECT_THAT(
        page("/de/konferenz/2027"), AllOf(HasSubstr("Tagung"), HasSubstr("/de/konferenz/2027/anmeldung")));
    auto const omar = registered(line(1, "Omar", "Arbeit"), contact("omar@verein.example"));
    auto const jolanta = registered(line(1, "Jolanta", "Schule") + line(2, "Ina", "Schule"));
    auto const answer = send("k1", line(1, "Leyla", "Arbeit") + contact() + "&warteliste=1");
    ASSERT_EQ(answer.status(), http::Status::see_other);
    auto const leyla
        = std::string(answer.header("Location")).substr(std::string(answer.header("Location")).find("/de/"));
    EXPECT_THAT(page(leyla), HasSubstr("auf Platz 1 von 1"));
    letters();
    // Somebody cannot come: the seat is offered to whoever waits, and taken.
    auto guest = anybody();
    EXPECT_EQ(guest.post(omar + "/absagen", "", false).status(), http::Status::see_other);
    auto const offer = link_in(letters(), "/de/konferenz/anmeldung/");
    EXPECT_EQ(guest.post(offer + "/annehmen", "", false).status(), http::Status::see_other);
    EXPECT_THAT(page(leyla), HasSubstr("Sie sind angemeldet"));
    // Somebody rings up.
    post(
        meeting_ + "/anmeldungen/neu",
        "schluessel=a1&personen=1" + line(1, "Elif", "Schule")
            + "&mail=&telephone=02303+27&language=de&consent=" + std::string(meetings::desk_consent));

    // The day: who comes is ticked at the door, minutes are written meanwhile, the conference adopts.
    go_to("2027-01-12T08:50:00Z");
    auto const door = "/verwaltung/einlass/anmeldung/" + jolanta.substr(jolanta.rfind('/') + 1);
    auto const at_door = std::string(office_->get(door).body_text());
    EXPECT_THAT(at_door, AllOf(HasSubstr("Jolanta"), HasSubstr("Ina")));
    auto const number = [&](std::string const& name) {
        return std::to_string(
            connection().load<std::int64_t>("SELECT id FROM participants WHERE name = ?", name));
    };
    post(door, "teilnehmer=" + number("Jolanta") + "&teilnehmer=" + number("Ina"));
    EXPECT_THAT(
        office_->get(meeting_ + "/anmeldungen?da=nein").body_text(),
        AllOf(HasSubstr("Leyla"), HasSubstr("Elif"), Not(HasSubstr("Jolanta"))));
    post(meeting_ + "/protokoll/beginnen", "");
    auto const form_page = std::string(office_->get(meeting_ + "/protokoll/aendern").body_text());
    EXPECT_THAT(form_page, HasSubstr("2 Personen waren da")) << "ticked at the door";
    post(
        meeting_ + "/protokoll/aendern",
        "fassung=" + seen_on(form_page) + "&tie=rejected&chair=Vorsitz&keeper=Amt&notes_" + topic
            + "=Viele+arbeiten+am+Tag.&motion_" + topic + "_1=Kurse+am+Abend+empfehlen&voting_" + topic
            + "_1=open&yes_" + topic + "_1=1&no_" + topic + "_1=0&abstained_" + topic + "_1=1");
    auto const drafted = office_->post(
        "/verwaltung/empfehlungen/neu",
        "addressees=administration&panel=" + field_
            + "&schluessel=e1&title=Abendkurse&text=Kurse+am+Abend&proposed_by=Moderation"
              "&office=Fachbereich&due=1.6.2027");
    ASSERT_EQ(drafted.status(), http::Status::see_other) << drafted.body_text();
    auto const recommendation = std::string(drafted.header("Location"));
    step(recommendation, "discussed&day=12.1.2027");
    step(recommendation, "adopted&day=12.1.2027&meeting=" + meeting_.substr(meeting_.rfind('/') + 1));
    auto const steering = meeting(
        *office_,
        "panel=" + steering_ + "&title=Lenkung&day=2.3.2027&begins=10&childcare=unknown&schluessel=zwei");
    expect_waits_for_an_answer(recommendation, steering);

    // The draft of the minutes goes out; the next session of the conference approves it.
    auto const next = meeting(
        *office_,
        "panel=" + conference_
            + "&title=Herbsttagung&day=20.9.2027&begins=10&visible=ja&childcare=unknown&schluessel=drei");
    minutes("verschicken", "until=31.1.2027");
    go_to("2027-03-02T12:00:00Z");
    step(recommendation, "submitted&day=2.3.2027");
    expect_waits_for_an_answer(recommendation, steering);
    step(
        recommendation,
        "taken_up&day=2.3.2027&taken_up_as=measure&note=Projekt&link=https://kreis.example/abend");
    step(recommendation, "answered&day=2.3.2027&note=Ab+April+gibt+es+Kurse+am+Abend.");
    EXPECT_THAT(office_->get(steering).body_text(), Not(HasSubstr("Abendkurse")));
    go_to("2027-09-20T12:00:00Z");
    EXPECT_THAT(office_->get(next).body_text(), HasSubstr("Protokoll"));
    minutes("genehmigen", "was=meeting");
    minutes("veroeffentlichen");

    // What everybody reads in the end, and what nobody does.
    EXPECT_THAT(
        page(public_of(recommendation)),
        AllOf(HasSubstr("Ab April gibt es Kurse am Abend."), HasSubstr("als Maßnahme"), HasSubstr("Tagung")));
    auto const minutes_page = page("/de/protokolle/" + meeting_.substr(meeting_.rfind('/') + 1));
    EXPECT_THAT(
        minutes_page,
        AllOf(HasSubstr("Viele arbeiten am Tag."), HasSubstr("Beschluss 1/2027"), HasSubstr("angenommen")));
    auto const session = page("/de/konferenz/2027");
    EXPECT_THAT(session, AllOf(HasSubstr("Tagung"), HasSubstr("/de/protokolle/"), HasSubstr("Abendkurse")));
    EXPECT_THAT(page("/de/konferenz/archiv"), HasSubstr("Tagung"));
    EXPECT_THAT(page("/de/konferenz/termine.ics"), HasSubstr("SUMMARY:Tagung"));
    for (auto const* name : {"Jolanta", "Leyla", "Elif", "Omar", "leyla@verein.example"})
        for (auto const& text : {minutes_page, session, page(public_of(recommendation))})
            EXPECT_THAT(text, Not(HasSubstr(name)));
    // Spring has erased the names; how many came stays.
    erase_old_registrations();
    EXPECT_EQ(count("participants"), 0);
    EXPECT_EQ(count("registrations"), 0);
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT CAST(SUM(came) AS BIGINT) FROM participant_totals WHERE cut = 'part'"),
        2);
}

}
} // namespace kommin::app
