// Proposals of a machine at the desk of the translators: ordered by people, fetched by jobs, marked until a
// person has confirmed them. The only server that is asked is one of the test.

#include "app/tests/translation_story.hpp"
#include "platform/content/translation_store.hpp"
#include "platform/translate/testing.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// The server, which has to outlive the modules.
struct TranslationServerFirst {
    translate::TranslationServer server_;
};

// Something happens before its answer.
class SlowTranslator : public translate::Translator {
public:
    explicit SlowTranslator(std::function<void()> meanwhile)
        : meanwhile_(std::move(meanwhile))
    { }
    [[nodiscard]] Result<std::vector<std::string>> translate(translate::Order const& order) const override
    {
        meanwhile_();
        std::vector<std::string> texts;
        for (auto const& text : order.texts)
            texts.push_back(order.target + ": " + text);
        return texts;
    }

private:
    std::function<void()> meanwhile_;
};

class MachineTranslation : protected TranslationServerFirst, public TranslationStory {
protected:
    static constexpr std::string_view button = "Vorschlag der Maschine holen";
    static constexpr std::string_view machine_note = "Otomatik";
    static constexpr std::string_view mark = "maschinell, noch nicht geprüft";

    MachineTranslation()
        : TranslationStory([this](Settings& settings) {
            settings.translation_url = server_.url();
            settings.translation_key = "geheim";
        })
    { }
    int run() { return jobs_of(product_.modules, clock(), no_signals).run_due(connection()); }
    int run_with(portal::MachineCare const& care)
    {
        JobRules const rules(
            portal::proposal_jobs({.machine = care}), {},
            {.clock = clock(),
             .signals = no_signals,
             .list_tenants = &tenants::list_tenant_ids,
             .find_zone = [](db::Connection&, TenantId) { return i18n::Zone::find("Europe/Berlin"); }});
        return rules.run_due(connection());
    }
    std::string title_of(std::string const& offer)
    {
        return portal::find_offer(connection(), tenant_, portal::OfferId{std::stoll(offer)})->title.source;
    }
    void order(std::string const& offer, std::string const& language = "tr")
    {
        EXPECT_EQ(
            translator_->post(desk(offer, language) + "/maschine", "").status(), http::Status::see_other);
    }
    // Whether the page that follows says that something was done.
    bool says_done(std::string const& address)
    {
        translator_->cookies.erase("__Host-kommin-done");
        EXPECT_EQ(translator_->post(address, "").status(), http::Status::see_other);
        return translator_->cookies.contains("__Host-kommin-done");
    }
    void order_all(std::string const& language = "tr")
    {
        EXPECT_EQ(
            translator_->post("/verwaltung/uebersetzungen/" + language + "/maschine", "").status(),
            http::Status::see_other);
    }
    std::string page(std::string const& offer, std::string const& language = "tr")
    {
        return translator_->get(desk(offer, language)).body_text();
    }
    std::string list(std::string const& language = "tr")
    {
        return translator_->get("/verwaltung/uebersetzungen/" + language).body_text();
    }
    std::optional<content::Translation> stored(std::string const& offer, std::string const& field)
    {
        auto shelf = content::TranslationShelf::load(
            connection(), tenant_, portal::offer_subject, std::stoll(offer));
        for (auto& translation : shelf.take(std::stoll(offer), field)) {
            if (translation.language.tag() == "tr")
                return std::move(translation);
        }
        return std::nullopt;
    }
    std::string text(std::string const& offer, std::string const& field)
    {
        auto const translation = stored(offer, field);
        return translation ? translation->text : std::string{};
    }
    void type(std::string const& offer, std::string const& field, std::string const& typed)
    {
        auto const form = translator_->get(desk(offer, "tr") + "?alle=1").body_text();
        EXPECT_EQ(
            translator_->post(desk(offer, "tr"), "x=1" + entry(form, field, typed)).status(),
            http::Status::see_other);
    }
    std::string jobs_page()
    {
        auto admin = logged_in(account("admin@kreis.example", {{"administrator", Scope::whole_tenant()}}));
        return admin.get("/verwaltung/auftraege?zustand=gescheitert").body_text()
            + std::string(admin.get("/verwaltung/auftraege?zustand=aufgegeben").body_text());
    }
    std::string ordered_payload()
    {
        return connection().load<std::string>(
            "SELECT payload FROM jobs WHERE kind = 'portal.translations.propose_all'");
    }
    // As if a worker had been killed before it could say that it was done.
    void take_up_again(std::string const& payload)
    {
        connection().execute(
            "UPDATE jobs SET state = 'queued', payload = ? WHERE id ="
            " (SELECT max(id) FROM jobs WHERE kind = 'portal.translations.propose_all')",
            payload);
    }
};
KOMMIN_ON_BOTH_ENGINES(MachineTranslation);

TEST_P(MachineTranslation, a_proposal_is_marked_until_a_person_confirms_it)
{
    auto const id = published("Chor", "Wir+singen");
    EXPECT_THAT(page(id), HasSubstr(button));
    order(id);
    EXPECT_THAT(server_.requests(), IsEmpty()) << "not within the request";
    EXPECT_THAT(page(id), AllOf(HasSubstr("Der Vorschlag ist bestellt"), Not(HasSubstr(button))));
    run();
    EXPECT_THAT(
        server_.requests(),
        Contains(HasSubstr(
            R"("q":["Chor","Wir singen"],"source":"de","target":"tr","format":"text","api_key":"geheim")")));
    EXPECT_THAT(page(id), AllOf(HasSubstr("tr: Chor"), HasSubstr(mark), Not(HasSubstr(button))))
        << "nothing is missing any more";
    EXPECT_EQ(stored(id, "title")->origin, content::Origin::machine);
    EXPECT_THAT(
        public_page("tr", "chor"), AllOf(HasSubstr("tr: Wir singen"), HasSubstr(std::string(machine_note))));
    EXPECT_THAT(
        audit_actions(),
        AllOf(Contains("portal.translation.machine_asked"), Contains("portal.translation.saved")));

    auto const form = page(id);
    EXPECT_EQ(
        translator_
            ->post(
                desk(id, "tr"),
                "x=1" + entry(form, "title", "tr:+Chor") + "&ok-title=1"
                    + entry(form, "summary", "tr:+Wir+singen") + "&ok-summary=1")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(stored(id, "title")->origin, content::Origin::person);
    EXPECT_THAT(
        public_page("tr", "chor"),
        AllOf(HasSubstr("tr: Wir singen"), Not(HasSubstr(std::string(machine_note)))));
}

TEST_P(MachineTranslation, nobody_has_read_it_whatever_else_is_said_of_it)
{
    auto const about = std::string("Wir+singen&target_group=Frauen");
    auto const id = published("Chor", about);
    order(id);
    run();
    auto const says_so = HasSubstr(std::string(machine_note));
    auto const is_older = HasSubstr("Almanca metin bu çeviriden daha yeni.");
    auto const confirm = [&](std::string const& field, std::string const& text) {
        auto const form = page(id);
        EXPECT_EQ(
            translator_->post(desk(id, "tr"), "x=1" + entry(form, field, text) + "&ok-" + field + "=1")
                .status(),
            http::Status::see_other);
    };
    // Older than the German as well: one state does not hide the other.
    publish_again("/verwaltung/angebote/" + id, "Chor", "Wir+singen+laut&target_group=Frauen");
    EXPECT_THAT(public_page("tr", "chor"), AllOf(is_older, says_so));
    for (auto const* path : {"/tr/angebote", "/tr/orte/aalfeld", "/tr/suche?q=Chor"})
        EXPECT_THAT(get(path).body_text(), says_so) << path;
    EXPECT_THAT(page(id), AllOf(HasSubstr("Deutsch seitdem geändert"), HasSubstr(mark)));
    EXPECT_THAT(
        file_of(translator_->get("/verwaltung/uebersetzungen/tr/xliff")),
        AllOf(
            HasSubstr("kommin:outdated"), HasSubstr("seit dieser Übersetzung geändert"),
            HasSubstr("Maschinell übersetzt, noch nicht geprüft")));

    // Confirmed where everybody looks first; what only the page of the offer shows is still the machine's.
    confirm("title", "tr:+Chor");
    confirm("summary", "tr:+Wir+singen");
    EXPECT_THAT(public_page("tr", "chor"), AllOf(says_so, Not(is_older)));
    EXPECT_THAT(get("/tr/angebote").body_text(), Not(says_so)) << "of what this page shows all was read";
    confirm("target_group", "tr:+Frauen");
    EXPECT_THAT(public_page("tr", "chor"), Not(says_so));
}

TEST_P(MachineTranslation, an_order_that_is_at_work_already_is_not_said_to_be_done_again)
{
    auto const id = published("Chor", "Wir+singen");
    EXPECT_TRUE(says_done(desk(id) + "/maschine"));
    EXPECT_FALSE(says_done(desk(id) + "/maschine"));
    EXPECT_TRUE(says_done("/verwaltung/uebersetzungen/tr/maschine"));
    EXPECT_FALSE(says_done("/verwaltung/uebersetzungen/tr/maschine"));
}

TEST_P(MachineTranslation, proposes_introductions_of_places_and_leaves_their_names)
{
    auto const town = std::to_string(aalfeld_.owner());
    auto const form = editor_->get("/verwaltung/orte/" + town).body_text();
    EXPECT_EQ(
        editor_
            ->post(
                "/verwaltung/orte/" + town + "/veroeffentlichen",
                "fassung=" + hidden(form, "fassung") + "&grundlage=" + hidden(form, "grundlage")
                    + "&intro=Willkommen+in+aalfeld+am+Fluss")
            .status(),
        http::Status::see_other);
    auto const desk = "/verwaltung/uebersetzungen/tr/body/" + town;
    EXPECT_EQ(translator_->post(desk + "/maschine", "").status(), http::Status::see_other);
    run();
    EXPECT_THAT(server_.requests(), Not(Contains(HasSubstr("aalfeld")))) << "a name is masked";
    EXPECT_THAT(translator_->get(desk).body_text(), HasSubstr(mark));
    product_.publications.refresh(connection());
    EXPECT_THAT(
        get("/tr/orte/aalfeld").body_text(),
        AllOf(HasSubstr("tr: Willkommen in aalfeld am Fluss"), HasSubstr(std::string(machine_note))));
}

TEST_P(MachineTranslation, what_a_person_has_written_is_never_touched_and_never_sent)
{
    auto const id = published("Chor", "Wir+singen");
    type(id, "title", "Koro");
    order(id);
    run();
    EXPECT_EQ(text(id, "title"), "Koro");
    EXPECT_EQ(text(id, "summary"), "tr: Wir singen");
    EXPECT_THAT(server_.requests().back(), HasSubstr(R"("q":["Wir singen"])"));
    // An older translation of a person is older, not wrong.
    type(id, "summary", "Biz");
    publish_again("/verwaltung/angebote/" + id, "Chor", "Wir+singen+laut");
    auto const asked = server_.requests().size();
    order_all();
    run();
    EXPECT_EQ(text(id, "summary"), "Biz");
    EXPECT_THAT(server_.requests(), SizeIs(asked));
}

TEST_P(MachineTranslation, a_person_who_is_faster_than_the_machine_wins)
{
    auto const id = published("Chor", "Wir+singen");
    order(id);
    // Somebody stores their text, and somebody else changes the German one, while the answer is on its way.
    run_with({.translator = std::make_shared<SlowTranslator const>([&] {
                  type(id, "title", "Koro");
                  publish_again("/verwaltung/angebote/" + id, "Chor", "Wir+singen+laut");
              })});
    EXPECT_EQ(text(id, "title"), "Koro");
    EXPECT_EQ(stored(id, "title")->origin, content::Origin::person);
    EXPECT_EQ(text(id, "summary"), "tr: Wir singen");
    EXPECT_EQ(stored(id, "summary")->source_hash, content::source_hash("Wir singen"))
        << "of what was sent, and so outdated";
    EXPECT_THAT(page(id), HasSubstr("Deutsch seitdem geändert"));
}

TEST_P(MachineTranslation, turns_follow_each_other_until_all_is_done)
{
    std::vector<std::string> offers;
    for (auto const* name : {"Chor", "Tanz", "Spiel", "Sport"})
        offers.push_back(published(name, "Wir+sind+da"));
    order_all();
    auto const payload = ordered_payload();
    int asked = 0;
    portal::MachineCare const care{
        .translator = std::make_shared<SlowTranslator const>([&] { ++asked; }),
        .longest_turn = std::chrono::milliseconds::zero()};
    EXPECT_EQ(run_with(care), 4) << "one record is the least";
    EXPECT_EQ(asked, 4);
    for (auto const& offer : offers)
        EXPECT_EQ(text(offer, "title"), "tr: " + title_of(offer));
    EXPECT_THAT(list(), HasSubstr("Zuletzt fertig geworden"));
    take_up_again(payload);
    EXPECT_EQ(run_with(care), 1);
    EXPECT_EQ(asked, 4) << "nothing is done twice";
}

TEST_P(MachineTranslation, chosen_lines_take_turns_as_well_and_nothing_else_is_asked_for)
{
    std::vector<std::string> offers;
    for (auto const* name : {"Chor", "Tanz", "Spiel"})
        offers.push_back(published(name, "Wir+sind+da"));
    auto const other = published("Sport", "Wir+laufen", "bergau");
    EXPECT_EQ(
        translator_
            ->post(
                "/verwaltung/uebersetzungen/tr/auswahl",
                "aktion=vorschlagen&alle=1&abfrage=gemeinde%3Daalfeld")
            .status(),
        http::Status::ok);
    int asked = 0;
    portal::MachineCare const care{
        .translator = std::make_shared<SlowTranslator const>([&] { ++asked; }),
        .longest_turn = std::chrono::milliseconds::zero()};
    EXPECT_EQ(run_with(care), 3) << "one record is the least";
    EXPECT_EQ(asked, 3);
    for (auto const& offer : offers)
        EXPECT_EQ(text(offer, "title"), "tr: " + title_of(offer));
    EXPECT_FALSE(stored(other, "title"));
}

TEST_P(MachineTranslation, a_machines_text_of_an_older_source_is_made_anew)
{
    auto const id = published("Chor", "Wir+singen");
    order(id);
    run();
    publish_again("/verwaltung/angebote/" + id, "Chor", "Wir+singen+laut");
    EXPECT_THAT(page(id), HasSubstr(button));
    order(id);
    run();
    EXPECT_EQ(text(id, "summary"), "tr: Wir singen laut");
    EXPECT_THAT(server_.requests().back(), Not(HasSubstr("Chor"))) << "the title is still right";
    // Also where the machine has nothing else to say about the new source.
    connection().execute("UPDATE translations SET source_hash = 'x' WHERE field = 'summary'");
    order(id);
    run();
    EXPECT_EQ(stored(id, "summary")->source_hash, content::source_hash("Wir singen laut"));
}

TEST_P(MachineTranslation, all_of_a_language_is_a_job_that_goes_on_in_turns)
{
    std::vector<std::string> offers;
    for (auto const* name : {"Chor", "Tanz", "Spiel"})
        offers.push_back(published(name, "Wir+sind+da"));
    EXPECT_THAT(list(), HasSubstr("Alle offenen Texte dieser Sprache vorübersetzen"));
    order_all();
    EXPECT_THAT(list(), HasSubstr("Noch 6 Texte fehlen"));
    auto const payload = ordered_payload();
    order_all();
    run();
    EXPECT_THAT(server_.requests(), SizeIs(3)) << "ordered twice, done once";
    for (auto const& offer : offers)
        EXPECT_EQ(text(offer, "summary"), "tr: Wir sind da");
    EXPECT_THAT(list(), AllOf(HasSubstr("Zuletzt fertig geworden"), HasSubstr("2 maschinell")));
    EXPECT_THAT(
        translator_->get("/verwaltung/uebersetzungen/ar").body_text(),
        AllOf(HasSubstr("2 fehlen"), Not(HasSubstr("Zuletzt"))));
    EXPECT_THAT(audit_actions(), Contains("portal.translation.machine_asked_for_all"));
    take_up_again(payload);
    EXPECT_THAT(list(), HasSubstr("Es fehlt kein Text mehr"));
    run();
    EXPECT_THAT(list(), HasSubstr("Zuletzt fertig geworden"));
    EXPECT_THAT(server_.requests(), SizeIs(3)) << "nothing is done twice";
    published("Neu", "Wir+sind+neu");
    order_all();
    run();
    EXPECT_THAT(server_.requests(), SizeIs(4));
}

TEST_P(MachineTranslation, chosen_lines_of_the_list_are_one_job)
{
    std::vector<std::string> offers;
    for (auto const* name : {"Chor", "Tanz", "Spiel"})
        offers.push_back(published(name, "Wir+sind+da"));
    auto const foreign = published("Kino", "Filme", "bergau");
    auto const address = std::string("/verwaltung/uebersetzungen/tr/auswahl");
    auto const tick = [&](std::string const& offer) {
        return "&wahl="
            + std::to_string(connection().load<std::int64_t>(
                "SELECT id FROM translation_progress WHERE subject_kind = 'offer' AND subject_id = ?"
                " AND language IN ('', 'tr')",
                std::stoll(offer)))
            + ":0";
    };
    EXPECT_THAT(list(), AllOf(HasSubstr("Chor auswählen"), HasSubstr(R"(value="vorschlagen")")));
    EXPECT_EQ(translator_->post(address, "aktion=vorschlagen").status(), http::Status::unprocessable)
        << "nothing was chosen";
    auto const chosen = "aktion=vorschlagen" + tick(offers[0]) + tick(offers[1]);
    EXPECT_THAT(translator_->post(address, chosen).body_text(), HasSubstr("Für 2 Einträge sind"));
    EXPECT_THAT(translator_->post(address, chosen).body_text(), HasSubstr("Für 2 Einträge sind"));
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT count(*) FROM jobs WHERE kind = 'portal.translations.propose_all'"),
        1);
    EXPECT_THAT(audit_actions(), Contains("portal.translation.machine_asked_for_chosen"));
    auto const last = tick(offers[2]); // of a row for all languages, which goes when one is translated
    run();
    EXPECT_THAT(server_.requests(), SizeIs(2)) << "pressed twice, done once";
    EXPECT_EQ(text(offers[0], "summary"), "tr: Wir sind da");
    EXPECT_EQ(text(offers[1], "summary"), "tr: Wir sind da");
    EXPECT_FALSE(stored(offers[2], "summary"));
    EXPECT_THAT(
        translator_->post(address, "aktion=vorschlagen" + tick(offers[0])).body_text(),
        AllOf(HasSubstr("Nichts ist bestellt"), HasSubstr("Bei einem gibt es nichts zu bestellen")))
        << "what a machine has made waits for a person, not for a machine";

    // Who translates for one town orders for that town, whatever is ticked.
    auto town = logged_in(account("ort@kreis.example", {{"translator", aalfeld_}}));
    EXPECT_THAT(
        town.post(address, "aktion=vorschlagen" + last + tick(foreign)).body_text(),
        AllOf(HasSubstr("Für einen Eintrag ist"), HasSubstr("Bei einem gibt es nichts zu bestellen")));
    run();
    EXPECT_TRUE(stored(offers[2], "summary"));
    EXPECT_FALSE(stored(foreign, "summary"));
    EXPECT_THAT(
        translator_->post(address, "aktion=vorschlagen&alle=1&abfrage=gemeinde%3Dbergau").body_text(),
        HasSubstr("Für einen Eintrag ist"));
    run();
    EXPECT_TRUE(stored(foreign, "summary")) << "all that the filter finds";
    // No press calls checked what nobody has read.
    EXPECT_EQ(
        translator_->post(address, "aktion=bestaetigen" + tick(offers[0])).status(), http::Status::not_found);
    EXPECT_EQ(
        translator_->post("/verwaltung/uebersetzungen/de-simple/auswahl", chosen).status(),
        http::Status::not_found)
        << "plain German is never machine-made";
    EXPECT_THAT(
        translator_->get("/verwaltung/uebersetzungen/de-simple").body_text(), Not(HasSubstr("vorschlagen")));
}

TEST_P(MachineTranslation, it_stops_where_the_server_has_enough_and_says_why)
{
    auto const first = published("Chor", "Wir+singen");
    published("Tanz", "Wir+tanzen");
    server_.behave("later");
    order_all();
    run();
    EXPECT_THAT(server_.requests(), SizeIs(1));
    EXPECT_THAT(jobs_page(), HasSubstr("Der Übersetzungsdienst nimmt zurzeit nichts mehr an."));
    EXPECT_THAT(list(), AllOf(HasSubstr("Der nächste Versuch ist am"), HasSubstr("Noch einmal versuchen")));
    server_.behave("");
    clock().set(clock().now() + std::chrono::minutes(10));
    run();
    EXPECT_THAT(server_.requests(), SizeIs(1)) << "it has said: in an hour";
    EXPECT_FALSE(stored(first, "title"));
}

TEST_P(MachineTranslation, a_wrong_key_waits_for_a_person)
{
    auto const id = published("Chor", "Wir+singen");
    server_.behave("key");
    order(id);
    run();
    EXPECT_THAT(page(id), AllOf(HasSubstr("Abgebrochen am"), HasSubstr("translation_key_file")));
    EXPECT_THAT(jobs_page(), HasSubstr("nimmt den Schlüssel nicht an"));
    server_.behave("");
    order(id);
    run();
    EXPECT_EQ(text(id, "title"), "tr: Chor");
}

TEST_P(MachineTranslation, a_text_that_has_lost_something_stays_open_and_is_named)
{
    auto const id = published("Chor+in+aalfeld", "Wir+singen,+02303+27-0");
    auto const plain = published("Tanz", "Wir+tanzen");
    server_.behave("lose");
    order_all();
    run();
    EXPECT_FALSE(stored(id, "title"));
    EXPECT_EQ(text(plain, "title"), "tr: Tanz") << "nothing there could be lost";
    EXPECT_THAT(
        list(),
        AllOf(
            HasSubstr("2 Texte bleiben offen"), HasSubstr("Chor in aalfeld (Name)"), HasSubstr("2 fehlen")));
    server_.behave("arabic-digits");
    order_all();
    run();
    EXPECT_EQ(text(id, "title"), "tr: Chor in aalfeld");
    EXPECT_EQ(text(id, "summary"), "tr: Wir singen, 02303 27-0");
}

TEST_P(MachineTranslation, a_server_that_refuses_texts_is_not_asked_about_all)
{
    for (auto const* name : {"Chor", "Tanz", "Spiel", "Sport", "Lesen"})
        published(name, "Wir+sind+da");
    server_.behave("too-long");
    order_all();
    run();
    EXPECT_THAT(server_.requests(), SizeIs(3));
    EXPECT_THAT(list(), HasSubstr("hat die Texte abgelehnt (413)"));
}

TEST_P(MachineTranslation, whoever_translates_for_one_town_orders_for_that_town)
{
    auto const own = published("Chor", "Wir+singen");
    auto const foreign = published("Theater", "Wir+spielen", "bergau");
    auto town = logged_in(account("ort@kreis.example", {{"translator", aalfeld_}}));
    EXPECT_EQ(town.post(desk(foreign, "tr") + "/maschine", "").status(), http::Status::not_found);
    EXPECT_EQ(town.post("/verwaltung/uebersetzungen/tr/maschine", "").status(), http::Status::see_other);
    run();
    EXPECT_EQ(text(own, "title"), "tr: Chor");
    EXPECT_FALSE(stored(foreign, "title"));
    auto reader = logged_in(account("lesen@kreis.example", {{"reader", Scope::whole_tenant()}}));
    EXPECT_EQ(reader.post(desk(own, "tr") + "/maschine", "").status(), http::Status::not_found);
    EXPECT_EQ(reader.post("/verwaltung/uebersetzungen/tr/maschine", "").status(), http::Status::not_found);
    EXPECT_EQ(translator_->post(desk(own, "de") + "/maschine", "").status(), http::Status::not_found);
    EXPECT_EQ(translator_->post(desk("999999", "tr") + "/maschine", "").status(), http::Status::not_found);
}

TEST_P(MachineTranslation, plain_german_is_never_made_by_a_machine)
{
    connection().execute(
        "UPDATE tenant_languages SET tag = 'de-simple' WHERE tag = 'tr' AND tenant_id = ?", tenant_);
    auto const id = published("Chor", "Wir+singen");
    EXPECT_THAT(page(id, "de-simple"), Not(HasSubstr(button)));
    EXPECT_THAT(list("de-simple"), Not(HasSubstr("vorübersetzen")));
    EXPECT_EQ(translator_->post(desk(id, "de-simple") + "/maschine", "").status(), http::Status::not_found);
    EXPECT_EQ(
        translator_->post("/verwaltung/uebersetzungen/de-simple/maschine", "").status(),
        http::Status::not_found);
}

class NoMachine : public TranslationStory { };
KOMMIN_ON_BOTH_ENGINES(NoMachine);

TEST_P(NoMachine, without_a_server_there_is_no_button_and_no_way)
{
    auto const id = published("Chor", "Wir+singen");
    EXPECT_THAT(translator_->get(desk(id)).body_text(), Not(HasSubstr("Maschine holen")));
    EXPECT_THAT(
        translator_->get("/verwaltung/uebersetzungen/ar").body_text(), Not(HasSubstr("vorübersetzen")));
    EXPECT_EQ(translator_->post(desk(id) + "/maschine", "").status(), http::Status::not_found);
    EXPECT_EQ(
        translator_->post("/verwaltung/uebersetzungen/ar/maschine", "").status(), http::Status::not_found);
}

} // namespace
} // namespace kommin::app
