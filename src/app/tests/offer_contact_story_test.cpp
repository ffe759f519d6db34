// Whom to ask, what answers at a number, and several prices: from the form to the page, in the language of
// the reader.

#include "app/tests/offer_story.hpp"
#include "platform/records/versions.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class OfferContact : public OfferStory {
protected:
    // "02303 27-0 [Mobil, Arabisch]", as a browser sends it.
    static std::string entries()
    {
        return "phones=02303+27-0+%5BMobil%2C+Arabisch%2C+T%C3%BCrkisch%5D%0D%0A02303+27-9+%5BFax%5D"
               "&contacts=Sozialberatung%3B+Fatma+Kaya%3B+02303+27-5%3B+kaya%40kreis.example%0D%0AEmpfang"
               "&cost=fee&prices=12%2C50%3B+Erwachsene%0D%0A8%3B+erm%C3%A4%C3%9Figt%3B+bis+30.06.2027"
               "%0D%0A3%3B+fr%C3%BCher%3B+bis+01.11.2026";
    }
    // A form without what these entries say anew.
    static std::string form(std::string const& seen, std::string const& more)
    {
        auto text = fields(seen, "Chor", more);
        text.erase(text.find("&cost=unknown"), std::string_view("&cost=unknown").size());
        return text;
    }
    http::Response publish(Browser& editor, portal::OfferId id, std::string const& more)
    {
        return editor.post(
            desk(id, "/veroeffentlichen"), form(seen_on(editor.get(desk(id)).body_text()), more));
    }
    // The translator says it in that language; nothing: the text goes.
    void translate_summary(
        Browser& translator, portal::OfferId id, std::string const& language, std::string const& text)
    {
        auto const path = "/verwaltung/uebersetzungen/" + language + "/offer/" + std::to_string(id.value);
        auto const form = translator.get(path + "?alle=1").body_text();
        auto const hidden = [&](std::string const& name) {
            std::smatch match;
            return std::regex_search(form, match, std::regex("name=\"" + name + "\" value=\"([^\"]*)\""))
                ? match[1].str()
                : std::string{};
        };
        ASSERT_EQ(
            translator
                .post(
                    path,
                    "t-summary=" + text + "&quelle-summary=" + hidden("quelle-summary")
                        + "&stand-summary=" + hidden("stand-summary"))
                .status(),
            http::Status::see_other);
    }
    std::string page(std::string const& language)
    {
        product_.publications.refresh(connection());
        return get("/" + language + "/angebote/chor").body_text();
    }
};
KOMMIN_ON_BOTH_ENGINES(OfferContact);

TEST_P(OfferContact, numbers_people_and_prices_reach_the_page)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto editor = browser_of("conference_office");
    ASSERT_EQ(publish(editor, id, entries()).status(), http::Status::see_other);
    auto const german = page("de");
    EXPECT_THAT(
        german,
        AllOf(
            HasSubstr("tel:+492303270"), HasSubstr("Mobil "), HasSubstr("Arabisch, Türkisch"),
            HasSubstr("Fax "), HasSubstr("02303 27-9"), Not(HasSubstr("tel:+492303279"))))
        << "nobody answers at a fax";
    EXPECT_THAT(
        german,
        AllOf(
            HasSubstr("Fragen Sie nach"), HasSubstr("Sozialberatung"), HasSubstr("Fatma Kaya"),
            HasSubstr("tel:+492303275"), HasSubstr("mailto:kaya@kreis.example"), HasSubstr("Empfang")));
    EXPECT_THAT(
        german,
        AllOf(
            HasSubstr("12,50"), HasSubstr("Erwachsene"), HasSubstr("ermäßigt"),
            HasSubstr("bis 30. Juni 2027"), Not(HasSubstr("früher"))))
        << "a price that has ended is none";
    EXPECT_THAT(
        page("ar"),
        AllOf(HasSubstr("العربية، التركية"), HasSubstr("فاكس"), HasSubstr("Fatma Kaya"), HasSubstr("حتى")));
    EXPECT_THAT(
        page("tr"),
        AllOf(
            HasSubstr("Arapça, Türkçe"), HasSubstr("Faks"), HasSubstr("Fatma Kaya"),
            HasSubstr("tarihine kadar")))
        << "names are the same everywhere";
    EXPECT_THAT(
        editor.get(desk(id)).body_text(),
        AllOf(
            HasSubstr("02303 27-0 [Mobil, Arabisch, Türkisch]"),
            HasSubstr("Sozialberatung; Fatma Kaya; 02303 27-5; kaya@kreis.example"),
            HasSubstr("8,00; ermäßigt; bis 30.06.2027")))
        << "and stand in the form as they are typed";
    clock().set(*parse_instant("2027-07-01T09:00:00Z"));
    EXPECT_THAT(page("de"), AllOf(HasSubstr("Erwachsene"), Not(HasSubstr("ermäßigt"))));
}

TEST_P(OfferContact, programs_and_the_search_are_told_functions_and_no_names)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto editor = browser_of("conference_office");
    ASSERT_EQ(publish(editor, id, entries()).status(), http::Status::see_other);
    auto const html = page("de");
    auto const begin = html.find("application/ld+json");
    ASSERT_NE(begin, std::string::npos);
    auto const json = html.substr(begin, html.find("</script>", begin) - begin);
    EXPECT_THAT(
        json,
        AllOf(
            HasSubstr(R"("contactType":"Sozialberatung")"), HasSubstr(R"("faxNumber":"+492303279")"),
            HasSubstr(R"("telephone":"+492303270","availableLanguage":["ar","tr"])"), Not(HasSubstr("Fatma")),
            Not(HasSubstr("kaya@"))));
    EXPECT_THAT(get("/de/suche?q=Sozialberatung").body_text(), HasSubstr("/de/angebote/chor"));
    EXPECT_THAT(get("/de/suche?q=Fatma+Kaya").body_text(), Not(HasSubstr("/de/angebote/chor")))
        << "nobody looks for a person here";
}

TEST_P(OfferContact, what_cannot_be_is_refused_with_a_reason_and_stays_in_the_form)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto editor = browser_of("conference_office");
    auto const refused = publish(
        editor, id,
        "phones=02303+1+%5BB%C3%BCro%5D&contacts=a%3B+b%3B+c%3B+d%3B+e&cost=fee&prices=acht+Euro");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(
        refused.body_text(),
        AllOf(
            HasSubstr("#f-phones"), HasSubstr("#f-contacts"), HasSubstr("#f-prices"),
            HasSubstr("In eckigen Klammern stehen"), HasSubstr("mehr als vier Angaben"),
            HasSubstr("Kein lesbarer Preis"), HasSubstr("02303 1 [Büro]"), HasSubstr("acht Euro")));
    EXPECT_THAT(
        publish(editor, id, "cost=free&prices=8%3B+Erwachsene").body_text(),
        HasSubstr("kostenlos und hat zugleich einen Preis"));
    EXPECT_THAT(
        publish(editor, id, "cost=fee&contacts=%3Cscript%3Ealert(1)%3C/script%3E%3B%3B%3B+x").body_text(),
        AllOf(HasSubstr("Keine gültige E-Mail-Adresse"), Not(HasSubstr("<script>alert(1)"))));
    EXPECT_THAT(page("de"), Not(HasSubstr("Fragen Sie nach"))) << "as it was";
}

TEST_P(OfferContact, the_history_shows_who_changed_whom_to_ask)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto editor = browser_of("conference_office");
    ASSERT_EQ(publish(editor, id, entries() + "&monday=9-12+(Fatma+Kaya)").status(), http::Status::see_other);
    // A draft is kept whatever stands in it: in fields of times, days and amounts, too.
    auto const anywhere = [](std::string const& name) { return '&' + name + "=bei+Fatma"; };
    ASSERT_EQ(
        editor
            .post(
                desk(id),
                fields(
                    seen_on(editor.get(desk(id)).body_text()), "Chor+bei+Fatma",
                    "languages=tr" + anywhere("sunday") + anywhere("cost_amount") + anywhere("next_start")
                        + anywhere("city") + anywhere("postal_code") + anywhere("level_from")))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        editor.get(desk(id, "/verlauf")).body_text(),
        AllOf(HasSubstr("Wen man fragt"), HasSubstr("Mehrere Preise")));
    // What the chain keeps for ever says that it changed, and not who it was.
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT count(*) FROM audit_entries WHERE after_json LIKE '%Fatma%' "
                                        "OR before_json LIKE '%Fatma%'"),
        0);
    EXPECT_EQ(
        connection().load<std::int64_t>(
            R"(SELECT count(*) FROM audit_entries WHERE after_json LIKE '%"languages":["tr"]%')"),
        1)
        << "what was chosen from a list";
}

TEST_P(OfferContact, a_person_vanishes_from_the_history)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto editor = browser_of("conference_office");
    ASSERT_EQ(publish(editor, id, entries()).status(), http::Status::see_other);
    ASSERT_EQ(publish(editor, id, "contacts=Empfang").status(), http::Status::see_other);
    auto const versions_with_name = [&] {
        return connection().load<std::int64_t>(
            "SELECT count(*) FROM record_versions WHERE fields LIKE '%Fatma%'");
    };
    EXPECT_EQ(versions_with_name(), 1);
    auto const path = desk(id, "/verlauf/loeschen");
    EXPECT_EQ(editor.get(path).status(), http::Status::not_found) << "editors do not decide about it";
    EXPECT_EQ(editor.post(path, "fassung=3").status(), http::Status::not_found);

    auto officer = browser_of("data_protection_officer");
    auto const question = officer.get(path).body_text();
    EXPECT_THAT(
        question,
        AllOf(
            HasSubstr("Chor: frühere Fassungen löschen"), HasSubstr("Es gibt 2 frühere Fassungen"),
            Not(HasSubstr("Im Angebot selbst stehen noch"))));
    EXPECT_EQ(versions_with_name(), 1) << "asking does nothing";
    EXPECT_EQ(officer.post(path, "fassung=1").status(), http::Status::conflict) << "another version was seen";
    ASSERT_EQ(officer.post(path, "fassung=" + seen_on(question)).status(), http::Status::see_other);
    EXPECT_EQ(versions_with_name(), 0);
    EXPECT_THAT(officer.get(path).body_text(), HasSubstr("Es gibt keine früheren Fassungen"));
    EXPECT_THAT(audit_actions(), ::testing::Contains("portal.offer.history_erased"));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);

    // It goes on being edited, with a history that begins with what it says now.
    EXPECT_THAT(page("de"), HasSubstr("Empfang"));
    ASSERT_EQ(publish(editor, id, "contacts=Empfang%3B+Herr+Oez").status(), http::Status::see_other);
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
    auto const named = officer.get(path).body_text();
    EXPECT_THAT(named, AllOf(HasSubstr("Es gibt eine frühere Fassung"), HasSubstr("<li>Herr Oez</li>")));

    // Nobody can tell whom a draft names.
    ASSERT_EQ(
        editor.post(desk(id), form(seen_on(editor.get(desk(id)).body_text()), "contacts=Empfang")).status(),
        http::Status::see_other);
    auto const waiting = officer.get(path).body_text();
    EXPECT_THAT(waiting, AllOf(HasSubstr("Ein Entwurf wartet noch"), Not(HasSubstr("name=\"fassung\""))));
    auto const version = connection().load<std::int64_t>("SELECT version FROM offers WHERE id = ?", id);
    EXPECT_EQ(officer.post(path, "fassung=" + std::to_string(version)).status(), http::Status::conflict);
}

TEST_P(OfferContact, a_person_vanishes_from_the_history_of_the_translations)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto editor = browser_of("conference_office");
    auto translator = browser_of("translator");
    auto officer = browser_of("data_protection_officer");
    auto const named = [&](std::string const& table) {
        return connection().load<std::int64_t>(
            table == "record_versions" ? "SELECT count(*) FROM record_versions WHERE fields LIKE '%Fatma%'"
                                       : "SELECT count(*) FROM translations WHERE text LIKE '%Fatma%'");
    };
    auto const erase = [&] {
        auto const path = desk(id, "/verlauf/loeschen");
        EXPECT_EQ(
            officer.post(path, "fassung=" + seen_on(officer.get(path).body_text())).status(),
            http::Status::see_other);
        EXPECT_THAT(officer.get(path).body_text(), HasSubstr("Es gibt keine früheren Fassungen"));
        EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
    };
    ASSERT_EQ(publish(editor, id, "summary=Bei+Fatma+Kaya").status(), http::Status::see_other);
    translate_summary(translator, id, "ar", "Fatma");
    translate_summary(translator, id, "tr", "Fatma");
    translate_summary(translator, id, "tr", "Resepsiyon");
    translate_summary(translator, id, "ar", "Istiqbal");
    ASSERT_EQ(publish(editor, id, "summary=Am+Empfang").status(), http::Status::see_other);
    EXPECT_EQ(named("record_versions"), 3);
    EXPECT_THAT(
        officer.get(desk(id, "/verlauf/loeschen")).body_text(), HasSubstr("Es gibt 4 frühere Fassungen"))
        << "two of the offer, one in each language";
    erase();
    EXPECT_EQ(named("record_versions"), 0);
    EXPECT_THAT(page("tr"), HasSubstr("Resepsiyon")) << "what stands there now stays";

    // The newest of all names somebody, too, and says nothing that still stands there.
    translate_summary(translator, id, "ar", "Fatma");
    ASSERT_EQ(publish(editor, id, "contacts=Empfang").status(), http::Status::see_other);
    EXPECT_EQ(named("record_versions"), 1);
    erase();
    EXPECT_EQ(named("record_versions"), 0);
    EXPECT_EQ(named("translations"), 0);

    // No number is given twice: the chain knows the erased ones.
    ASSERT_EQ(publish(editor, id, "summary=Am+Empfang").status(), http::Status::see_other);
    translate_summary(translator, id, "ar", "Pryymalnya");
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

}
} // namespace kommin::app
