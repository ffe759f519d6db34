// January: the day before, the door, and minutes that are written while people talk.

#include "year/year.hpp"

#include <regex>

namespace kommin::year_tests {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

void Year::the_day_before()
{
    go_to("2027-01-11T09:30:00Z");
    auto const sent = letters();
    for (auto const language : public_languages) {
        auto const mail = std::string(language) + "@gast.example";
        EXPECT_EQ(has_letter_to(sent, mail), language != "ro") << language;
        if (language != "ro")
            EXPECT_EQ(letter_to(sent, mail).language, language);
    }
    EXPECT_TRUE(has_letter_to(sent, "carla@verein.example")) << "she has not answered yet";
    auto const reminder = letter_to(sent, "leyla@verein.example");
    EXPECT_EQ(reminder.calendar, "");
    EXPECT_THAT(
        reminder.text,
        AllOf(
            HasSubstr(text_in("tr", "invitation.mail.note.reminder"_msg)),
            Not(HasSubstr(text_in("tr", "invitation.mail.note"_msg)))))
        << "it promises no attachment";

    // What is printed for the door, and a word to all, for each in their language where it is written in it.
    auto const registered = meeting_ + "/anmeldungen";
    for (auto const* paper : {"/unterschriften", "/namensschilder"})
        EXPECT_THAT(
            desk(meeting_ + "/anwesenheit" + paper).text(),
            AllOf(HasSubstr("Gast-ar"), HasSubstr("Wartende"), Not(HasSubstr("Gast-ro"))))
            << paper;
    EXPECT_THAT(desk(registered + "/liste.csv").body(), HasSubstr("\nGast-uk;Arbeitswelt;"));
    enter(
        registered + "/schreiben", "subject_de",
        {{"subject_de", "Eingang"},
         {"text_de", "Bitte den Eingang am Hof nehmen."},
         {"subject_tr", "Kapı"},
         {"text_tr", "Lütfen avludaki kapıdan girin."}});
    auto const told = letters();
    EXPECT_THAT(letter_to(told, "tr@gast.example").text, HasSubstr("Lütfen avludaki kapıdan girin."));
    EXPECT_THAT(letter_to(told, "uk@gast.example").text, HasSubstr("Bitte den Eingang am Hof nehmen."));
    EXPECT_FALSE(has_letter_to(told, "ro@gast.example"));
}

void Year::the_door()
{
    go_to("2027-01-12T08:30:00Z");
    // By the code on a telephone, which leads here …
    auto const link = registrations_["ar"];
    EXPECT_EQ(visitor().open(link + "/code.svg").status(), 200);
    auto const door = "/verwaltung/einlass/anmeldung/" + link.substr(link.rfind('/') + 1);
    auto const at_door = desk(door);
    EXPECT_THAT(at_door.text(), HasSubstr("Gast-ar"));
    EXPECT_THAT(shown(office_->press(at_door.form("teilnehmer"))).text(), HasSubstr("Gast-ar"));
    // … and by the list.
    auto const tick = [&](std::string const& page, std::string const& name) {
        shown(office_->press(desk(page).form_of_button(name)));
    };
    for (auto const* name : {"Gast-de", "Gast-de-simple", "Gast-en", "Gast-uk", "Wartende"})
        tick(meeting_ + "/anmeldungen?da=nein", name);
    EXPECT_THAT(
        desk(meeting_ + "/anmeldungen?da=nein").text(),
        AllOf(HasSubstr("Gast-tr"), Not(HasSubstr("Gast-ar")), Not(HasSubstr("Wartende"))))
        << "one has not come";
    EXPECT_THAT(
        desk(meeting_ + "/anwesenheit/bescheinigungen").text(),
        AllOf(HasSubstr("Gast-ar"), Not(HasSubstr("Gast-tr"))));
    for (auto const* name : {"Muster, Berta", "Muster, Leyla", "Muster, Carla"})
        tick(meeting_ + "/anwesenheit", name);
    EXPECT_THAT(
        desk(meeting_ + "/anwesenheit/bescheinigungen").text(),
        AllOf(HasSubstr("Gast-ar"), HasSubstr("Berta Muster"), Not(HasSubstr("Gast-tr"))))
        << "for whoever came, invited or registered";
    EXPECT_THAT(desk(meeting_).text(), HasSubstr("9 Personen"));
}

void Year::minutes_are_written_live()
{
    shown(office_->press(desk(meeting_ + "/protokoll").form("/beginnen")));
    auto const motion = [&](std::string const& field, int number) {
        return field + '_' + topic_ + '_' + std::to_string(number);
    };
    auto const vote = [&](Form& form, int number, std::string const& text, Entries const& votes) {
        form.set(motion("motion", number), text).set(motion("voting", number), "open");
        for (auto const& [name, count] : votes)
            form.set(motion(name, number), count);
    };
    fill(meeting_ + "/protokoll/aendern", "chair", [&](Form& form) {
        form.set(
            {{"chair", "Vorsitz"},
             {"keeper", "Amt"},
             {"tie", "rejected"},
             {"notes_" + topic_, "Viele arbeiten am Tag."},
             {"internal_" + topic_, "Raum wechseln."}});
        vote(form, 1, "Kurse auch am Sonntag", {{"yes", "1"}, {"no", "1"}, {"abstained", "1"}});
    });
    fill(meeting_ + "/protokoll/aendern", "chair", [&](Form& form) {
        vote(form, 2, "Kurse am Abend empfehlen", {{"yes", "3"}, {"no", "0"}, {"abstained", "0"}});
        form.set(motion("decision", 2), "Die Konferenz empfiehlt Kurse am Abend.");
    });
    auto const page = desk(meeting_ + "/protokoll");
    EXPECT_THAT(
        page.text(), AllOf(HasSubstr("Stimmengleichheit ist eine Ablehnung"), HasSubstr("Ja: 3, Nein: 0")));

    // Whom they want is nobody else's business.
    auto const second = desk(meeting_).link("Wer vertritt uns?");
    auto const item = second.substr(second.rfind('/') + 1);
    enter(
        meeting_ + "/protokoll/aendern", "chair", {{"motion_" + item + "_1", "Berta Muster vertritt uns."}});
    auto const votes = meeting_ + "/protokoll/geheim";
    auto const slips = shown(office_->press(desk(votes).form("zettel-" + item + "_1")));
    std::vector<std::string> codes;
    std::regex const code("<strong>([0-9A-Z]{4}(-[0-9A-Z]{4}){3})</strong>");
    for (std::sregex_iterator at(slips.body().begin(), slips.body().end(), code), end; at != end; ++at)
        codes.push_back((*at)[1].str());
    ASSERT_THAT(codes, SizeIs(3));
    char const* const languages[] = {"de", "tr", "ar"};
    for (std::size_t i = 0; i < codes.size(); ++i) {
        auto guest = visitor();
        auto found = shown(guest.open('/' + std::string(languages[i]) + "/abstimmung")).form("code");
        auto ballot = shown(guest.press(found.set("code", codes[i])));
        EXPECT_EQ(ballot.attribute_of_html("lang"), languages[i]);
        expect_no_raw_key(ballot);
        expect_no_raw_key(shown(guest.press(ballot.form("stimme").set("stimme", i < 2 ? "j" : "n"))));
    }
    shown(office_->press(desk(votes).form("/auszaehlen")));
    EXPECT_THAT(desk(meeting_ + "/protokoll").text(), HasSubstr("Ja: 2, Nein: 1"));
    enter(meeting_ + "/neue-aufgabe", "text", {{"text", "Volkshochschule anrufen"}, {"due", "1.2.2027"}});
    EXPECT_THAT(desk(meeting_ + "/protokoll").text(), HasSubstr("Volkshochschule anrufen"));
}

} // namespace kommin::year_tests
