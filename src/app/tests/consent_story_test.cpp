// What people have allowed: written down with its text, withdrawn, and worded anew under the next number.

#include "app/tests/people_story.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class ConsentStory : public PeopleBase {
protected:
    std::int64_t count(std::string const& purpose)
    {
        return connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM consents WHERE tenant_id = ? AND purpose = ?", tenant_, purpose);
    }
    static constexpr auto* texts_path = "/verwaltung/einwilligungstexte";
};
KOMMIN_ON_BOTH_ENGINES(ConsentStory);

TEST_P(ConsentStory, what_somebody_allows_is_written_down_with_its_text)
{
    auto office = browser_of("conference_office");
    auto const kaya = added_named(office, "Ayşe", "Kaya", "&letters_language=tr");
    EXPECT_THAT(
        office.get(person(kaya)).body_text(),
        AllOf(HasSubstr("Keiner. Es gibt keine Einwilligung"), HasSubstr("nicht erlaubt")));
    EXPECT_THAT(
        office.get(person(kaya, "/einwilligung")).body_text(),
        AllOf(HasSubstr("Einladungen und Unterlagen"), HasSubstr("freiwillig")));
    EXPECT_EQ(allows(office, kaya, "invitations", "&remark=Ordner+3").status(), http::Status::see_other);
    EXPECT_EQ(allows(office, kaya, "invitations", "&remark=Ordner+3").status(), http::Status::see_other);
    EXPECT_EQ(count("invitations"), 1) << "pressed twice";
    EXPECT_THAT(
        office.get(person(kaya)).body_text(),
        AllOf(
            HasSubstr("schriftlich am 01.02.2026, Text 1, Deutsch"), HasSubstr("Ordner 3"),
            HasSubstr("Einwilligung: Einladungen per Mail"), Not(HasSubstr("Keiner. Es gibt keine"))));
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM consent_texts WHERE tenant_id = ? AND purpose = 'invitations'", tenant_),
        7)
        << "the texts are the district's own by now";
    auto const other = added_named(office, "Ali", "Öz");
    EXPECT_THAT(
        listed(office, "?erlaubt=invitations"), AllOf(shows(kaya), Not(shows(other)), HasSubstr("1 Person")));
    EXPECT_THAT(listed(office, "?erlaubt=photos"), HasSubstr("Keine Person"));
    EXPECT_THAT(audit_actions(), Contains("contacts.consent.given"));
}

TEST_P(ConsentStory, what_cannot_be_is_said_and_nothing_typed_is_lost)
{
    auto office = browser_of("conference_office");
    auto const kaya = added_named(office, "Ayşe", "Kaya");
    auto const refused = office.post(
        person(kaya, "/einwilligung"), "purpose=&how=&given_on=30.2.2026&language=de&remark=Ordner+3");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(
        refused.body_text(),
        AllOf(
            HasSubstr("Wählen Sie, wofür die Einwilligung gilt"),
            HasSubstr("Wählen Sie, wie die Einwilligung erteilt wurde"),
            HasSubstr("id=\"f-given_on-fehler\""), HasSubstr("value=\"30.2.2026\""),
            HasSubstr("value=\"Ordner 3\"")));
    auto const answer = [&](std::string const& more) {
        return std::string(
            office.post(person(kaya, "/einwilligung"), "purpose=news&how=orally&remark=&" + more)
                .body_text());
    };
    EXPECT_THAT(answer("given_on=24.11.2026&language=de"), HasSubstr("Dieser Tag kommt erst noch"));
    EXPECT_THAT(answer("given_on=1.2.2026&language=de&number=2"), HasSubstr("id=\"f-number-fehler\""));
    EXPECT_THAT(answer("given_on=1.2.2026&language=de&number=x"), HasSubstr("id=\"f-number-fehler\""));
    EXPECT_THAT(answer("given_on=1.2.2026&language=prs"), HasSubstr("id=\"f-language-fehler\""));
    EXPECT_EQ(count("news"), 0);
    allows(office, kaya, "news");
    EXPECT_THAT(answer("given_on=1.3.2026&language=de"), HasSubstr("Dafür gilt schon eine Einwilligung"));
    EXPECT_EQ(count("news"), 1);
}

TEST_P(ConsentStory, withdrawing_ends_it_and_the_row_stays)
{
    auto office = browser_of("conference_office");
    auto const kaya = added_named(office, "Ayşe", "Kaya");
    allows(office, kaya, "photos");
    auto const path = consent();
    EXPECT_THAT(office.get(path).body_text(), AllOf(HasSubstr("Fotos"), HasSubstr("Widerruf eintragen")));
    EXPECT_EQ(office.post(path, "").status(), http::Status::see_other);
    EXPECT_EQ(office.post(path, "").status(), http::Status::see_other) << "a second press ends it once";
    EXPECT_THAT(office.get(path).body_text(), Not(HasSubstr("Widerruf eintragen")));
    EXPECT_THAT(
        office.get(person(kaya)).body_text(),
        AllOf(
            HasSubstr("widerrufen am 23.11.2026"), HasSubstr("Keiner. Es gibt keine Einwilligung"),
            Not(HasSubstr(path))));
    EXPECT_THAT(listed(office, "?erlaubt=photos"), HasSubstr("Keine Person"));
    auto const actions = audit_actions();
    EXPECT_EQ(std::ranges::count(actions, "contacts.consent.withdrawn"), 1);
    EXPECT_THAT(
        allows(office, kaya, "photos", "&remark=neu").body_text(),
        HasSubstr("Danach wurde diese Einwilligung widerrufen"))
        << "the sheet of before allows nothing any more";
    EXPECT_EQ(count("photos"), 1);
    auto const anew = person(kaya, "/einwilligung");
    EXPECT_EQ(
        office.post(anew, "purpose=photos&remark=neu&how=in_writing&given_on=23.11.2026&language=de")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(count("photos"), 2) << "given anew, it is another one";
}

TEST_P(ConsentStory, a_new_text_gets_a_number_and_who_agreed_stays_with_theirs)
{
    auto office = browser_of("conference_office");
    auto const kaya = added_named(office, "Ayşe", "Kaya");
    allows(office, kaya, "news");
    auto const path = std::string(texts_path) + "/news";
    auto officer = browser_of("data_protection_officer");
    EXPECT_THAT(
        officer.get(path).body_text(),
        AllOf(HasSubstr("Es gilt der Text 1"), HasSubstr("Neuigkeiten aus der Integrationsarbeit")));
    EXPECT_THAT(officer.post(path, "nummer=1&text-de=+").body_text(), HasSubstr("Der deutsche Text fehlt"));
    std::string const wanted = "nummer=1&text-de=Kurz+und+neu.&text-tr=K%C4%B1sa+ve+yeni.";
    EXPECT_EQ(officer.post(path, wanted).status(), http::Status::see_other);
    EXPECT_EQ(officer.post(path, wanted).status(), http::Status::see_other);
    EXPECT_THAT(
        officer.get(path).body_text(),
        AllOf(HasSubstr("Es gilt der Text 2"), HasSubstr("Frühere Texte"), HasSubstr("Text 1")))
        << "pressed twice, it is one";
    auto const late = office.post(path, "nummer=1&text-de=Anders.");
    EXPECT_THAT(
        late.body_text(), AllOf(HasSubstr("Inzwischen hat jemand anderes"), HasSubstr("Anders.</textarea>")));
    EXPECT_THAT(office.get(texts_path).body_text(), HasSubstr("Kurz und neu."));
    EXPECT_THAT(office.get(person(kaya)).body_text(), HasSubstr("Text 1, Deutsch"));
    auto const second = added_named(office, "Ali", "Öz");
    EXPECT_THAT(
        office
            .post(
                person(second, "/einwilligung"),
                "purpose=news&how=in_writing&given_on=23.11.2026&language=ar")
            .body_text(),
        HasSubstr("id=\"f-language-fehler\""))
        << "the newest has no Arabic text";
    EXPECT_THAT(
        allows(office, second, "news", "&number=2").body_text(),
        HasSubstr("Diesen Text gab es an dem Tag noch nicht"));
    EXPECT_EQ(allows(office, second, "news", "&number=1").status(), http::Status::see_other);
    EXPECT_THAT(office.get(person(second)).body_text(), HasSubstr("Text 1, Deutsch"));
    EXPECT_EQ(office.get(std::string(texts_path) + "/gibtesnicht").status(), http::Status::not_found);
    EXPECT_THAT(audit_actions(), Contains("contacts.consent_text.written"));
}

TEST_P(ConsentStory, only_who_may_change_somebody_writes_down_what_they_allow)
{
    auto office = browser_of("conference_office");
    auto const kaya = added_named(office, "Ayşe", "Kaya");
    allows(office, kaya, "news");
    auto const path = consent();
    auto town = browser_of("municipal_editor", aalfeld_);
    auto officer = browser_of("data_protection_officer");
    for (auto* other : {&town, &officer}) {
        EXPECT_EQ(other->get(person(kaya, "/einwilligung")).status(), http::Status::not_found);
        EXPECT_EQ(allows(*other, kaya, "photos").status(), http::Status::not_found);
        EXPECT_EQ(other->get(path).status(), http::Status::not_found);
        EXPECT_EQ(other->post(path, "").status(), http::Status::not_found);
    }
    EXPECT_EQ(town.get(texts_path).status(), http::Status::not_found);
    EXPECT_EQ(count("photos"), 0);
    EXPECT_THAT(
        officer.get(person(kaya)).body_text(),
        AllOf(HasSubstr("Neuigkeiten per Mail"), Not(HasSubstr("/widerrufen"))));
}

}
} // namespace kommin::app
