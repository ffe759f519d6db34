// Own words in letters: written at the desk, sent around the facts, never in the place of them.

#include "app/tests/inventory_story.hpp"
#include "platform/records/versions.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class LetterTemplates : public InventoryBase {
protected:
    static constexpr auto* list = "/verwaltung/briefe";
    static std::string new_address(std::string const& owner, std::string const& kind)
    {
        return std::string(list) + "/neu/" + owner + '/' + kind;
    }
    static http::Response post_new(
        Browser& browser, std::string const& owner, std::string const& words,
        std::string const& kind = "goals.inventory.request", std::string const& language = "de")
    {
        return browser.post(
            new_address(owner, kind), "schluessel=" + words + "&language=" + language + '&' + words);
    }
    // The address of a template.
    std::string written(
        Browser& browser, std::string const& owner, std::string const& words,
        std::string const& kind = "goals.inventory.request")
    {
        auto const answer = post_new(browser, owner, words, kind);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    Browser editor_of(Scope town, std::string const& name)
    {
        return logged_in(account(name + "@kreis.example", {{"municipal_editor", town}}));
    }
    // The letters of a stocktaking of this municipality.
    std::string opened_in_town(std::string const& town, std::string const& title)
    {
        auto const answer = office_->post(
            "/verwaltung/bestandsaufnahmen/neu",
            "body=" + town + "&schluessel=" + title + "&title=" + title + "&panels=" + field_
                + "&until=10.12.2026");
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        auto const address = std::string(answer.header("Location"));
        noted(address, "organisations=Verein+Nord%3B+nord@verein.example");
        EXPECT_EQ(press(address, "fragen").status(), http::Status::see_other);
        return inventory_letters();
    }
};
KOMMIN_ON_BOTH_ENGINES(LetterTemplates);

TEST_P(LetterTemplates, own_words_stand_around_the_facts)
{
    auto const page
        = std::string(office_->get(new_address("musterau", "goals.inventory.request")).body_text());
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("{frist}"), HasSubstr("in den Worten des Programms (Beispiel)"),
            HasSubstr("Sehr geehrte Damen und Herren"), HasSubstr("Was es schon gibt (Beispiel)")));
    written(
        *office_, "musterau",
        "opening=Guten+Morgen,+%7Bwer%7D.&closing=Danke+vom+%7Babsender%7D%0AAbteilung+Zusammenleben");
    auto const letters = opened(drafted("Bestand"));
    EXPECT_THAT(
        letters,
        AllOf(
            HasSubstr("Guten Morgen, Jugendamt."), HasSubstr("Danke vom Kreis Musterau"),
            HasSubstr("Abteilung Zusammenleben"), HasSubstr("Kreis Musterau stellt zusammen"),
            HasSubstr("Wir sammeln, was es gibt."), HasSubstr("10. Dezember 2026"),
            HasSubstr("Der Link ist nur"), Not(HasSubstr("Sehr geehrte Damen"))));
    auto const link = link_to(letters, "jugend@kreis.example");
    EXPECT_EQ(status_of(link), http::Status::ok);
    // Of two letters, in whatever order they left.
    auto const facts
        = letters.find("Kreis Musterau stellt zusammen", letters.find("Guten Morgen, Jugendamt."));
    ASSERT_NE(facts, std::string::npos);
    EXPECT_NE(letters.find("Danke vom Kreis Musterau", facts), std::string::npos);
}

TEST_P(LetterTemplates, a_municipality_has_its_own_and_not_those_of_the_kreis)
{
    written(*office_, "musterau", "opening=Der+Kreis+schreibt.");
    EXPECT_THAT(
        opened_in_town("aalfeld", "Eins"),
        AllOf(HasSubstr("Sehr geehrte Damen"), Not(HasSubstr("Der Kreis schreibt."))));
    auto town = editor_of(aalfeld_, "aalfeld");
    auto neighbour = editor_of(bergau_, "bergau");
    auto const address = written(town, "aalfeld", "opening=Die+Stadt+schreibt.");
    EXPECT_THAT(
        opened_in_town("aalfeld", "Zwei"),
        AllOf(HasSubstr("Die Stadt schreibt."), Not(HasSubstr("Der Kreis schreibt."))));
    EXPECT_THAT(opened(drafted("Kreis")), HasSubstr("Der Kreis schreibt."));
    EXPECT_EQ(town.get(list).status(), http::Status::ok);
    EXPECT_EQ(town.get(std::string(list) + "?fuer=musterau").status(), http::Status::not_found);
    EXPECT_EQ(post_new(town, "musterau", "opening=x").status(), http::Status::not_found);
    for (auto const* way : {"", "/vorschau", "/zuruecksetzen"})
        EXPECT_EQ(neighbour.post(address + way, "fassung=1&opening=Fremd.").status(), http::Status::not_found)
            << way;
    EXPECT_EQ(neighbour.get(address).status(), http::Status::not_found);
    EXPECT_EQ(neighbour.get(address + "/verlauf").status(), http::Status::not_found);
    EXPECT_EQ(
        neighbour.post(new_address("aalfeld", "goals.inventory.soon") + "/vorschau", "opening=x").status(),
        http::Status::not_found);
    EXPECT_THAT(
        std::string(neighbour.get("/verwaltung/suche?q=Stadt+schreibt").body_text()),
        Not(HasSubstr(address)));
    EXPECT_THAT(std::string(town.get("/verwaltung/suche?q=Stadt+schreibt").body_text()), HasSubstr(address));
    EXPECT_EQ(office_->get(address).status(), http::Status::ok);
}

TEST_P(LetterTemplates, letters_in_another_language_keep_the_words_of_the_program)
{
    written(*office_, "musterau", "opening=Guten+Morgen.&closing=Bis+bald");
    auto const address = drafted("Dil");
    EXPECT_EQ(
        office_->post(address + "/gefragt", "language=en&organisations=Verein+Nord%3B+nord@verein.example")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(press(address, "fragen").status(), http::Status::see_other);
    EXPECT_THAT(
        inventory_letters(),
        AllOf(HasSubstr("Dear Sir or Madam"), Not(HasSubstr("Guten Morgen.")), Not(HasSubstr("Bis bald"))));
}

TEST_P(LetterTemplates, what_no_letter_carries_is_refused_beside_the_field)
{
    struct Refused {
        std::string words;
        std::string says;
    };
    for (auto const& [words, says] :
         {Refused{"Bis+%7Bdatum%7D", "Den Platzhalter „datum“ kennt dieser Brief nicht"},
          Refused{"Bis+%7Bfrist", "ohne ihr Gegenstück"}, Refused{"Bis+frist%7D", "ohne ihr Gegenstück"},
          Refused{"Bis+%7B%7Bfrist%7D%7D", "ohne ihr Gegenstück"},
          Refused{"Bis+%E2%80%AEtsirf", "ein unsichtbares Zeichen"},
          Refused{std::string(10'000, 'x'), "2000"}}) {
        auto const answer = post_new(*office_, "musterau", "opening=Hallo,&closing=" + words);
        EXPECT_EQ(answer.status(), http::Status::unprocessable) << says;
        EXPECT_THAT(
            std::string(answer.body_text()),
            AllOf(HasSubstr(says), HasSubstr("id=\"f-closing-fehler\""), HasSubstr(">Hallo,</textarea>")));
    }
    EXPECT_THAT(
        std::string(post_new(*office_, "musterau", "opening=+&closing=%0D%0A").body_text()),
        HasSubstr("Bitte schreiben Sie einen Anfang oder einen Schluss."));
    EXPECT_EQ(
        post_new(*office_, "musterau", "opening=x", "goals.inventory.request", "xx").status(),
        http::Status::unprocessable);
    EXPECT_EQ(post_new(*office_, "musterau", "opening=x", "goals.nothing").status(), http::Status::not_found);
    EXPECT_EQ(count("letter_templates"), 0);
}

TEST_P(LetterTemplates, nothing_that_is_written_reaches_the_head_of_a_letter)
{
    written(
        *office_, "musterau",
        "opening=Hallo+%7Btitel%7D%0D%0ABcc:+fremd@anderswo.example%0D%0A%0D%0ASubject:+Anders");
    auto const letters = opened(drafted("Titel+%7Bfrist%7D"));
    auto const head = letters.substr(0, letters.find("\r\n\r\n"));
    EXPECT_THAT(head, AllOf(HasSubstr("To: "), Not(HasSubstr("Bcc")), Not(HasSubstr("Anders"))));
    EXPECT_THAT(letters, HasSubstr("Hallo Titel {frist}")) << "a title is no template";
}

TEST_P(LetterTemplates, the_whole_letter_is_shown_before_it_is_kept)
{
    auto const preview = office_->post(
        new_address("musterau", "goals.inventory.request") + "/vorschau",
        "schluessel=a&language=de&opening=Moin,+%7Bwer%7D.");
    EXPECT_EQ(preview.status(), http::Status::ok);
    EXPECT_THAT(
        std::string(preview.body_text()),
        AllOf(
            HasSubstr("Moin, Jugendamt (Beispiel)."), HasSubstr("Die Angaben sind erfunden."),
            HasSubstr(">Moin, {wer}.</textarea>"), HasSubstr("name=\"schluessel\" value=\"a\"")));
    EXPECT_EQ(count("letter_templates"), 0);
    auto const address = written(*office_, "musterau", "opening=Moin.");
    EXPECT_EQ(post_new(*office_, "musterau", "opening=Moin.").header("Location"), address) << "sent twice";
    EXPECT_EQ(post_new(*office_, "musterau", "opening=Tach.").status(), http::Status::conflict);
    EXPECT_EQ(count("letter_templates"), 1);
    EXPECT_EQ(office_->post(address, "fassung=1&opening=Guten+Tag.").status(), http::Status::see_other);
    EXPECT_THAT(
        std::string(office_->post(address + "/vorschau", "fassung=1&opening=Alt.").body_text()),
        HasSubstr("name=\"fassung\" value=\"1\""))
        << "a preview makes no stale form a fresh one";
    auto const stale = office_->post(address, "fassung=1&opening=Alt.");
    EXPECT_EQ(stale.status(), http::Status::conflict);
    EXPECT_THAT(std::string(stale.body_text()), AllOf(HasSubstr("Alt."), HasSubstr("Guten Tag.")));
}

TEST_P(LetterTemplates, reset_gives_the_words_of_the_program_back_and_forgets_none)
{
    auto const address = written(*office_, "musterau", "opening=Moin.&closing=Servus");
    EXPECT_EQ(office_->post(address + "/zuruecksetzen", "fassung=1").status(), http::Status::see_other);
    EXPECT_THAT(
        std::string(office_->get(address).body_text()),
        HasSubstr("Es gelten wieder die Worte des Programms."));
    EXPECT_THAT(opened(drafted("Danach")), AllOf(HasSubstr("Sehr geehrte Damen"), Not(HasSubstr("Moin."))));
    EXPECT_THAT(std::string(office_->get(list).body_text()), HasSubstr("Worte des Programms"));
    EXPECT_THAT(
        std::string(office_->get(address + "/verlauf?fassung=2").body_text()),
        AllOf(HasSubstr("Moin."), HasSubstr("Servus")));
    EXPECT_THAT(
        audit_actions(), AllOf(Contains("letters.template.created"), Contains("letters.template.reset")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(LetterTemplates, each_kind_shows_an_example_in_each_of_its_languages)
{
    auto const page = std::string(office_->get(std::string(list) + "?fuer=musterau").body_text());
    int kinds = 0;
    for (auto const* kind :
         {"goals.report.due", "goals.report.reminder", "goals.report.question", "goals.inventory.request",
          "goals.inventory.soon", "goals.inventory.late", "steering.evaluation.request",
          "steering.evaluation.soon", "steering.evaluation.late", "funding.passed_on.asked",
          "funding.passed_on.questioned", "funding.passed_on.before", "funding.passed_on.after",
          "funding.passed_on.ended"}) {
        EXPECT_THAT(page, HasSubstr("href=\"" + new_address("musterau", kind) + '"'));
        for (auto const* language : {"de", "en", "ar"}) {
            auto const answer = office_->post(
                new_address("musterau", kind) + "/vorschau",
                "language=" + std::string(language) + "&opening=Hallo&closing=Ende");
            EXPECT_EQ(answer.status(), http::Status::ok) << kind << ' ' << language;
            EXPECT_THAT(
                std::string(answer.body_text()),
                AllOf(
                    HasSubstr(">Hallo</p>"), HasSubstr(">Ende</p>"),
                    HasSubstr("lang=\"" + std::string(language))))
                << kind;
        }
        ++kinds;
    }
    EXPECT_EQ(kinds, 14);
}

}
} // namespace kommin::app
