// People at the desk: who may see them, what is asked of them, how they are found in any spelling.

#include "app/tests/people_story.hpp"
#include "platform/records/versions.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class PeopleStory : public PeopleBase { };
KOMMIN_ON_BOTH_ENGINES(PeopleStory);

TEST_P(PeopleStory, the_office_enters_somebody_and_everything_but_a_name_may_be_missing)
{
    auto office = browser_of("conference_office");
    EXPECT_THAT(listed(office), HasSubstr("Hier ist noch niemand eingetragen"));
    auto const kaya = added(
        office,
        "title=Dr.&given=Ay%C5%9Fe&family=Kaya&salutation=Liebe+Frau+Kaya"
        "&mails=Kaya%40verein.example%0D%0Akaya%40verein.example%0D%0Aayse%40demo.example+%5BPrivat%5D"
        "&phones=030+23125+011&posts=Musterweg+3%2C+59999+Musterau&letters_language=tr&languages=tr"
        "&languages=de&works_for=Verein+Br%C3%BCcke&position=Vorsitz&field_of_work=migrant_organisation"
        "&gender=female&municipality=aalfeld&note=Eine+Zeile.%0D%0AUnd+noch+eine.&body=");
    auto const page = std::string(office.get(person(kaya)).body_text());
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("Dr. Ayşe Kaya"), HasSubstr("mailto:Kaya@verein.example"), HasSubstr("tel:03023125011"),
            HasSubstr("Musterweg 3, 59999 Musterau"), HasSubstr("Deutsch, Türkisch"),
            HasSubstr("Migrantenorganisation"), HasSubstr("weiblich"), HasSubstr(">Und noch eine.</p>")));
    EXPECT_THAT(page, Not(HasSubstr("kaya@verein.example"))) << "the same address is there once";
    auto const nobody = added_named(office, "", "Öz");
    EXPECT_THAT(
        office.get(person(nobody)).body_text(),
        AllOf(HasSubstr("Noch keine Adresse"), HasSubstr("nicht bekannt"), Not(HasSubstr("weiblich"))));
    auto const list = listed(office);
    EXPECT_THAT(list, AllOf(HasSubstr("2 Personen"), HasSubstr("Kaya, Dr. Ayşe")));
    EXPECT_LT(list.find(person(kaya)), list.find(person(nobody)));
    EXPECT_THAT(
        audit_actions(),
        AllOf(
            Contains("contacts.person.created"), Contains("contacts.person.read"),
            Contains("contacts.people.read")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(PeopleStory, what_cannot_be_is_said_beside_the_field_and_nothing_typed_is_lost)
{
    auto office = browser_of("conference_office");
    auto const refused = office.post(
        "/verwaltung/personen/neu",
        "given=&family=+&mails=kaya%40verein.example%0D%0Akaya&phones=23125&posts=Musterweg&note=Merken"
        "&field_of_work=&gender=vielleicht&municipality=nirgends&letters_language=xx&languages=zz&body=");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    for (auto const* field :
         {"family", "mails", "phones", "field_of_work", "gender", "municipality", "letters_language"})
        EXPECT_THAT(refused.body_text(), HasSubstr("id=\"f-" + std::string(field) + "-fehler\"")) << field;
    EXPECT_THAT(
        refused.body_text(),
        AllOf(
            HasSubstr("prüfen Sie 8 Angaben"), HasSubstr("„kaya“ ist keine Mail-Adresse"),
            HasSubstr("„23125“ hat keine Vorwahl"), HasSubstr(">Merken</textarea>"),
            HasSubstr("kaya@verein.example")));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM persons"), 0);
    std::string lines;
    for (int line = 0; line < 11; ++line)
        lines += "m" + std::to_string(line) + "%40verein.example%0A";
    EXPECT_THAT(
        office.post("/verwaltung/personen/neu", form_of("family=Kaya&mails=" + lines)).body_text(),
        HasSubstr("Mehr als 10"));
    auto const of_nobody = office.post(
        "/verwaltung/personen/neu",
        "field_of_work=unknown&gender=unknown&letters_language=de&municipality=&body=nirgends&family=Kaya");
    EXPECT_EQ(of_nobody.status(), http::Status::unprocessable);
    EXPECT_THAT(of_nobody.body_text(), HasSubstr("Wählen Sie, zu wem die Person gehört."));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM persons"), 0);
}

TEST_P(PeopleStory, two_presses_make_one_and_two_editors_lose_nothing)
{
    auto office = browser_of("conference_office");
    std::string const entries = form_of("schluessel=eins&family=Kaya&given=Ali");
    auto const kaya = added(office, entries);
    EXPECT_EQ(added(office, entries), kaya);
    EXPECT_NE(added(office, form_of("schluessel=zwei&family=Kaya&given=Ali")), kaya) << "another Ali Kaya";
    auto second = browser_of("conference_office");
    auto const seen = seen_on(std::string(second.get(person(kaya, "/aendern")).body_text()));
    EXPECT_EQ(
        changed(office, kaya, "family=Kaya&given=Ali&position=Vorsitz").status(), http::Status::see_other);
    EXPECT_THAT(
        second
            .post(
                person(kaya, "/aendern"),
                "fassung=" + seen + '&' + form_of("family=Kaya&given=Ali&position=Kasse&mails=kaya"))
            .body_text(),
        AllOf(HasSubstr("Vorsitz"), HasSubstr("Kasse"), HasSubstr("kaya"), HasSubstr("Ayşe Kaya")))
        << "both are shown, and who was faster";
    EXPECT_THAT(office.get(person(kaya, "/aendern/verlauf?fassung=2")).body_text(), HasSubstr("Vorsitz"));
    EXPECT_THAT(audit_actions(), Contains("contacts.person.changed"));
}

TEST_P(PeopleStory, a_name_is_found_in_any_spelling)
{
    auto office = browser_of("conference_office");
    auto const arabic = added_named(office, "محمد", "الأحمد");
    auto const ukrainian = added_named(office, "Юлія", "Шевченко");
    auto const turkish = added(
        office,
        form_of("given=Yi%C4%9Fit&family=%C3%96zt%C3%BCrk&works_for=Verein+Br%C3%BCcke"
                "&mails=kontakt%40bruecke.example"));
    struct Search {
        std::string words;
        std::string const& found;
    };
    for (auto const& [words, found] : std::initializer_list<Search>{
             {"Mohammed", arabic},
             {"Ahmad Muhamad", arabic},
             {"محمد", arabic},
             {"Schewtschenko", ukrainian},
             {"Iuliia", ukrainian},
             {"ozturk", turkish},
             {"Yigit", turkish},
             {"brucke", turkish},
             {"kontakt@bruecke", turkish}}) {
        auto const list = listed(office, "?t=" + html::percent_encode(words));
        EXPECT_THAT(list, AllOf(shows(found), HasSubstr("1 Person"))) << words;
    }
    EXPECT_THAT(listed(office, "?t=Mohammed+Shevchenko"), HasSubstr("Keine Person")) << "all of the words";
    EXPECT_THAT(listed(office, "?t=%25"), HasSubstr("Keine Person"));
    EXPECT_THAT(
        office.get("/verwaltung/suche?q=mohammed").body_text(),
        AllOf(HasSubstr(person(arabic)), Not(HasSubstr(person(ukrainian) + '"'))));
    EXPECT_THAT(audit_actions(), Contains("contacts.people.found"));
}

TEST_P(PeopleStory, the_list_is_filtered_sorted_and_turned_without_names_in_its_addresses)
{
    auto office = browser_of("conference_office");
    std::vector<std::string> numbers;
    for (int number = 0; number < 51; ++number) {
        clock().set(clock().now() + std::chrono::seconds(1));
        numbers.push_back(added_named(office, "Nr", "P" + std::to_string(100 + number)));
    }
    auto const mayor = added(
        office,
        "family=Zuletzt&field_of_work=politics&gender=unknown&letters_language=de&municipality=aalfeld"
        "&languages=ar&languages=tr");
    EXPECT_THAT(
        listed(office, "?feld=politics&ort=aalfeld"), AllOf(shows(mayor), Not(shows(numbers.front()))));
    EXPECT_THAT(listed(office, "?spricht=ar"), AllOf(shows(mayor), Not(shows(numbers.front()))));
    EXPECT_THAT(listed(office, "?spricht=uk"), HasSubstr("Keine Person"));
    EXPECT_THAT(listed(office, "?ort=bergau"), HasSubstr("Keine Person"));
    auto const first = listed(office);
    EXPECT_THAT(first, AllOf(shows(numbers.front()), Not(shows(mayor)), HasSubstr("52 Personen")));
    auto const next = "?hinter=" + numbers.at(49);
    EXPECT_THAT(first, HasSubstr(next + '"'));
    auto const second = listed(office, next);
    EXPECT_THAT(second, AllOf(shows(mayor), shows(numbers.back()), Not(shows(numbers.front()))));
    EXPECT_THAT(second, HasSubstr("?vor=" + numbers.back()));
    EXPECT_THAT(listed(office, "?vor=" + numbers.back()), AllOf(shows(numbers.front()), Not(shows(mayor))));
    EXPECT_THAT(listed(office, "?hinter=999999"), shows(numbers.front())) << "nobody: the first page";
    EXPECT_THAT(listed(office, "?nach=geaendert"), AllOf(shows(mayor), Not(shows(numbers.front()))))
        << "the newest";
    EXPECT_THAT(listed(office, "?ab=1"), AllOf(shows(mayor), Not(shows(numbers.front()))));
    auto const file = file_of(office.get("/verwaltung/personen/liste.csv?feld=politics"));
    EXPECT_THAT(file, AllOf(HasSubstr("Zuletzt"), HasSubstr("Politik"), Not(HasSubstr("P100"))));
    EXPECT_THAT(file_of(office.get("/verwaltung/personen/liste.csv")), HasSubstr("P150")) << "all pages";
    EXPECT_THAT(audit_actions(), Contains("contacts.people.exported"));
    // A saved view outlives a person: it keeps no words.
    office.post("/verwaltung/personen/ansichten", "name=Politik&abfrage=t%3DKaya%26feld%3Dpolitics");
    EXPECT_THAT(listed(office), AllOf(HasSubstr("?feld=politics\""), Not(HasSubstr("t=Kaya"))));
}

TEST_P(PeopleStory, a_municipality_sees_its_own_and_nobody_else)
{
    auto office = browser_of("conference_office");
    auto const of_kreis = added_named(office, "Ayşe", "Kreisfrau");
    auto const neighbours = added(
        office,
        "family=Nachbar&field_of_work=unknown&gender=unknown&letters_language=de&municipality=aalfeld"
        "&body=bergau");
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const own
        = added(town, "family=Eigen&field_of_work=unknown&gender=unknown&letters_language=de&body=aalfeld");
    EXPECT_THAT(
        listed(town),
        AllOf(HasSubstr("1 Person"), shows(own), Not(HasSubstr("Nachbar")), Not(HasSubstr("Kreisfrau"))));
    EXPECT_THAT(file_of(town.get("/verwaltung/personen/liste.csv")), Not(HasSubstr("Nachbar")));
    EXPECT_THAT(town.get("/verwaltung/suche?q=nachbar").body_text(), Not(HasSubstr(person(neighbours))));
    for (auto const& foreign : {of_kreis, neighbours}) {
        for (auto const* rest : {"", "/aendern", "/aendern/verlauf"})
            EXPECT_EQ(town.get(person(foreign, rest)).status(), http::Status::not_found) << rest;
        EXPECT_EQ(
            town.post(person(foreign, "/aendern"), "fassung=1&" + form_of("family=X")).status(),
            http::Status::not_found);
        EXPECT_THAT(listed(town, "?hinter=" + foreign), AllOf(shows(own), Not(HasSubstr("Nachbar"))))
            << "as if nobody had that number, wherever they stand in the order";
    }
    for (auto const* body : {"", "bergau", "nirgends"})
        EXPECT_THAT(
            town.post(
                    "/verwaltung/personen/neu",
                    std::string("family=X&field_of_work=unknown&gender=unknown&letters_language=de&body=")
                        + body)
                .body_text(),
            HasSubstr("Wählen Sie, zu wem die Person gehört"))
            << body;
    EXPECT_THAT(listed(office), AllOf(HasSubstr("3 Personen"), shows(own)));
}

TEST_P(PeopleStory, who_sees_people_and_who_does_not)
{
    auto office = browser_of("conference_office");
    auto const kaya = added_named(office, "Ayşe", "Kaya");
    auto officer = browser_of("data_protection_officer");
    EXPECT_THAT(
        officer.get(person(kaya)).body_text(), AllOf(HasSubstr("Ayşe Kaya"), Not(HasSubstr("/aendern"))));
    EXPECT_EQ(officer.get(person(kaya, "/aendern")).status(), http::Status::not_found);
    for (auto const* role : {"reader", "moderator", "steering_group", "administrator", "department_editor"}) {
        auto reader = browser_of(role);
        EXPECT_EQ(reader.get(person(kaya)).status(), http::Status::not_found) << role;
        EXPECT_EQ(reader.get("/verwaltung/personen").status(), http::Status::not_found) << role;
        EXPECT_THAT(reader.get("/verwaltung").body_text(), Not(HasSubstr("/verwaltung/personen"))) << role;
    }
}

}
} // namespace kommin::app
