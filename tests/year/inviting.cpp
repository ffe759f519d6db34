// The members of the conference have seats with a vote; they get their letters by mail, in their languages,
// and answer by the link.

#include "year/year.hpp"

namespace kommin::year_tests {

using ::testing::AllOf;
using ::testing::HasSubstr;

void Year::members_are_invited_and_answer()
{
    auto const member = [&](std::string const& given, std::string const& mail, std::string const& language) {
        enter(
            "/verwaltung/personen/neu", "letters_language",
            {{"given", given}, {"family", "Muster"}, {"mails", mail}, {"letters_language", language}});
        enter(
            "/verwaltung/gremien/" + conference_ + "/neuer-sitz", "function",
            {{"function", "Mitglied " + given}, {"role", "member"}, {"vote", "full"}});
        auto const seat = desk("/verwaltung/gremien/" + conference_).link("Besetzen: Mitglied " + given);
        auto found = enter(seat, "as", {{"name", given + " Muster"}}, "Person suchen").form("person");
        found.set("person", found.first_value("person"));
        shown(office_->press(found, "Eintragen"));
    };
    member("Berta", "berta@verein.example", "de");
    member("Leyla", "leyla@verein.example", "tr");
    member("Carla", "carla@verein.example", "de");

    auto const list = meeting_ + "/einladung";
    shown(office_->press(desk(list).form("/einladung/mitglieder")));
    EXPECT_FALSE(has_letter_to(letters(), "berta@verein.example")) << "being on the list sends nothing";
    enter(
        list + "/verschicken", "reply_by",
        {{"words", "Bitte bringen Sie Ideen mit."}, {"reply_by", "8.1.2027"}, {"remind", "7"}});
    auto const sent = letters();
    EXPECT_EQ(sent.size(), 3);
    struct Answer {
        std::string mail, language, word;
    };
    for (auto const& [mail, language, word] :
         {Answer{"berta@verein.example", "de", "accepted"},
          Answer{"leyla@verein.example", "tr", "accepted"}}) {
        auto const& letter = letter_to(sent, mail);
        EXPECT_EQ(letter.language, language);
        EXPECT_THAT(letter.text, HasSubstr("Bitte bringen Sie Ideen mit."));
        Event const date(letter.calendar);
        EXPECT_TRUE(date.is_valid) << letter.calendar;
        EXPECT_EQ(date.method, "REQUEST");
        EXPECT_EQ(date.begins, "20270112T090000Z");
        EXPECT_THAT(date.summary, HasSubstr("Siebte Tagung"));
        auto guest = visitor();
        auto const page = shown(guest.open(letter.link('/' + language + "/einladung/")));
        EXPECT_EQ(page.attribute_of_html("lang"), language);
        expect_no_raw_key(page);
        EXPECT_THAT(page.text(), HasSubstr("Kreishaus"));
        auto form = page.form("antwort");
        form.set("hinweis", "Ich brauche einen Parkplatz.");
        for (auto const& button : form.buttons)
            if (button.value == word)
                shown(guest.press(form, button.label));
    }
    auto const answered = desk(list).text();
    EXPECT_THAT(answered, AllOf(HasSubstr("zugesagt"), HasSubstr("Ich brauche einen Parkplatz.")));
    // Carla answers by telephone, on the day itself.
}

} // namespace kommin::year_tests
