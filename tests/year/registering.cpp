// December: people register in their languages, change their minds, wait and move up.

#include "year/year.hpp"

namespace kommin::year_tests {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

namespace {

std::string form_path(std::string_view language)
{
    return '/' + std::string(language) + "/konferenz/2027/anmeldung";
}
std::string mail_of(std::string_view name)
{
    return std::string(name) + "@gast.example";
}
std::string link_path(std::string_view language)
{
    return '/' + std::string(language) + "/konferenz/anmeldung/";
}
Form filled(Page const& page, std::string_view name, std::string_view mail, std::string_view part)
{
    auto form = page.form("consent");
    return form
        .set(
            {{"name_1", std::string(name)},
             {"role_1", "private"},
             {"municipality_1", "aalfeld"},
             {"mail", std::string(mail)}})
        .choose("part_1", part)
        .tick("consent");
}

}

void Year::the_registration_opens()
{
    enter(
        meeting_ + "/programm", "slug",
        {{"slug", "2027"},
         {"opens_day", "1.12.2026"},
         {"opens_time", "8"},
         {"closes_day", "11.1.2027"},
         {"closes_time", "18"},
         {"seats", "10"},
         {"state", "open"},
         {"part_name_1", "Arbeitswelt"},
         {"part_kind_1", "field_of_action"},
         {"part_seats_1", "7"},
         {"part_order_1", "1"},
         {"part_name_2", "Werkstatt"},
         {"part_kind_2", "workshop"},
         {"part_seats_2", "3"},
         {"part_order_2", "2"}});
    for (auto const& [language, page] : read_in_all_languages("/konferenz/2027/anmeldung"))
        EXPECT_FALSE(page.has_form("consent")) << language << ": it has not begun";
    go_to("2026-12-01T08:00:00Z");
    read_in_all_languages(
        "/konferenz/2027", [](Page const& page) { return !page.link_to("/anmeldung").empty(); });
}

void Year::people_register_in_all_languages()
{
    for (auto const language : public_languages) {
        auto guest = visitor();
        auto const page = shown(guest.open(form_path(language)));
        EXPECT_EQ(page.attribute_of_html("lang"), language);
        expect_no_raw_key(page);
        auto const name = "Gast-" + std::string(language);
        auto const done = shown(guest.press(filled(page, name, mail_of(language), "Arbeitswelt")));
        EXPECT_EQ(done.attribute_of_html("lang"), language);
        expect_no_raw_key(done);
        EXPECT_THAT(done.text(), HasSubstr(name));
        EXPECT_TRUE(Event(shown(guest.open(done.link_to("termin.ics"))).body()).is_valid);
    }
    auto const sent = letters();
    for (auto const language : public_languages) {
        auto const& letter = letter_to(sent, mail_of(language));
        EXPECT_EQ(letter.language, language);
        Event const date(letter.calendar);
        EXPECT_TRUE(date.is_valid) << letter.calendar;
        EXPECT_EQ(date.begins, "20270112T090000Z");
        EXPECT_THAT(date.summary, HasSubstr("Siebte Tagung"));
        expect_no_raw_key(letter.text, mail_of(language));
        EXPECT_THAT(letter.text, HasSubstr(text_in(language, "registration.mail.greeting"_msg)));
        auto const link = letter.link(link_path(language));
        EXPECT_NE(link, "") << letter.text;
        registrations_[std::string(language)] = link;
    }
    EXPECT_THAT(desk(meeting_ + "/anmeldungen").text(), AllOf(HasSubstr("Gast-ar"), HasSubstr("Gast-uk")));
}

void Year::they_change_cancel_wait_and_move_up()
{
    // Somebody finds it full and waits.
    auto guest = visitor();
    auto const full = guest.press(
        filled(shown(guest.open(form_path("tr"))), "Wartende", mail_of("wartende"), "Arbeitswelt"));
    EXPECT_EQ(full.status(), 409) << full.text();
    expect_no_raw_key(full);
    auto waiting = full.form("warteliste");
    for (auto const& button : waiting.buttons) {
        if (button.name == "warteliste") {
            expect_no_raw_key(shown(guest.press(waiting, button.label)));
            break;
        }
    }
    auto const& told = letter_to(letters(), mail_of("wartende"));
    EXPECT_EQ(told.language, "tr");
    EXPECT_EQ(told.calendar, "") << "nobody who waits has a date yet";

    // Somebody changes what they need.
    auto const english = registrations_["en"];
    auto change = shown(guest.open(english + "/aendern")).form("name_1");
    change.set("interpreter_1", "Turkish").tick("wheelchair_1");
    expect_no_raw_key(shown(guest.press(change)));
    EXPECT_THAT(
        desk(meeting_ + "/anmeldungen?bedarf=wheelchair").text(),
        AllOf(HasSubstr("Gast-en"), Not(HasSubstr("Gast-ar"))));

    // Somebody cannot come; whoever waits is offered the seat, and takes it.
    auto const cancelled = shown(guest.press(shown(guest.open(registrations_["ro"])).form("/absagen")));
    EXPECT_EQ(cancelled.attribute_of_html("lang"), "ro");
    expect_no_raw_key(cancelled);
    auto const sent = letters();
    EXPECT_TRUE(has_letter_to(sent, mail_of("ro"))) << "what was cancelled leaves the calendar";
    EXPECT_TRUE(Event(letter_to(sent, mail_of("ro")).calendar).is_cancelled);
    auto const& offer = letter_to(sent, mail_of("wartende"));
    EXPECT_EQ(offer.language, "tr");
    auto const link = offer.link(link_path("tr"));
    auto const offered = shown(guest.open(link));
    expect_no_raw_key(offered);
    expect_no_raw_key(shown(guest.press(offered.form("/annehmen"))));
    EXPECT_THAT(desk(meeting_ + "/anmeldungen").text(), HasSubstr("Wartende"));
    auto const& confirmed = letter_to(letters(), mail_of("wartende"));
    EXPECT_TRUE(Event(confirmed.calendar).is_valid);
    registrations_["waiting"] = link;
}

} // namespace kommin::year_tests
