// Texts of the conference at the desk of the translators: what stands there, for whom, and for how long.

#include "app/tests/conference_translation_story.hpp"
#include "platform/records/versions.hpp"

#include <optional>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class ConferenceTranslation : public ConferenceTranslationBase { };
KOMMIN_ON_BOTH_ENGINES(ConferenceTranslation);

TEST_P(ConferenceTranslation, a_session_is_translated_from_what_it_says_and_becomes_older_by_itself)
{
    EXPECT_THAT(
        list(), AllOf(HasSubstr(linked("6. Tagung")), HasSubstr("Sitzung"), HasSubstr(session_desk())));
    EXPECT_THAT(list("?art=meeting"), AllOf(HasSubstr("eines offen"), HasSubstr(linked("6. Tagung"))));
    EXPECT_THAT(
        translator_->get(session_desk()).body_text(),
        AllOf(
            HasSubstr("Worum es geht"), HasSubstr("Aufzug"), Not(HasSubstr("Stadthalle")),
            Not(HasSubstr("Nur intern"))));
    auto const before = published();
    translated(session_desk(), "title", "%D8%A7%D9%84%D9%85%D8%A4%D8%AA%D9%85%D8%B1");
    auto const title = stored(meetings::meeting_subject, number_of(session_), "title");
    ASSERT_TRUE(title);
    EXPECT_EQ(title->text, "المؤتمر");
    EXPECT_EQ(title->origin, content::Origin::person);
    EXPECT_EQ(title->source_hash, content::source_hash("6. Tagung"));
    EXPECT_GT(published(), before) << "what everybody reads is another";
    translated(session_desk(), "purpose", "Purpose");
    translated(session_desk(), "accessibility", "Lift");
    EXPECT_THAT(list(), Not(HasSubstr(linked("6. Tagung"))));

    change_session("&visible=ja&agenda=ja", "6.+Fr%C3%BChjahrstagung");
    EXPECT_THAT(list("?zustand=veraltet"), HasSubstr(linked("6. Frühjahrstagung")));
    EXPECT_THAT(
        translator_->get(session_desk()).body_text(),
        AllOf(
            HasSubstr("<del>Tagung</del>"), HasSubstr("<ins>Frühjahrstagung</ins>"), Not(HasSubstr("Lift"))))
        << "what it said then stands beside it";

    change_session("", "6.+Fr%C3%BChjahrstagung");
    EXPECT_THAT(list(), Not(HasSubstr("tagung</a>"))) << "nobody reads it any more";
    EXPECT_EQ(translator_->get(session_desk()).status(), http::Status::not_found);
    EXPECT_EQ(type(*translator_, session_desk(), "title", "X"), http::Status::not_found);
    change_session("&visible=ja", "6.+Fr%C3%BChjahrstagung");
    EXPECT_THAT(list("?zustand=veraltet"), HasSubstr(linked("6. Frühjahrstagung")))
        << "what was translated is still there";
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(ConferenceTranslation, what_came_of_it_is_there_once_it_was_held)
{
    change_session("&visible=ja&results=Zwei+Beschl%C3%BCsse");
    EXPECT_THAT(translator_->get(session_desk()).body_text(), Not(HasSubstr("Zwei Beschlüsse")));
    auto const entries = "title=6.+Tagung&day=17.4.2026&childcare=unknown&visible=ja&results=Zwei";
    EXPECT_EQ(
        changed(*office_, session_ + "/aendern", std::string(entries) + "&state=held").status(),
        http::Status::see_other);
    EXPECT_THAT(translator_->get(session_desk()).body_text(), HasSubstr("Ergebnisse"));
}

TEST_P(ConferenceTranslation, a_panel_is_there_as_far_as_everybody_reads_it)
{
    auto const form = desk("panel", conference_);
    EXPECT_THAT(list("?art=panel"), AllOf(HasSubstr(linked("Integrationskonferenz")), HasSubstr("Gremium")));
    EXPECT_THAT(translator_->get(form).body_text(), HasSubstr("Ein Forum"));
    auto const hidden_panel = panel(*office_, "kind=working_group&body=&name=Vorbereitung&mandate=Intern");
    EXPECT_EQ(translator_->get(desk("panel", hidden_panel)).status(), http::Status::not_found);
    EXPECT_THAT(list(), Not(HasSubstr("Vorbereitung")));
    meeting(
        *office_,
        "panel=" + hidden_panel + "&visible=ja&title=Treffen&day=1.2.2027&childcare=unknown&schluessel=x");
    EXPECT_THAT(list("?art=panel"), HasSubstr(linked("Vorbereitung"))) << "its name stands with the meeting";
    EXPECT_THAT(
        translator_->get(desk("panel", hidden_panel)).body_text(),
        AllOf(HasSubstr("Vorbereitung"), Not(HasSubstr("Intern"))));
    // It ends, and is named by nobody.
    auto const group = panel(*office_, "kind=working_group&body=&visible=ja&name=Altes&mandate=Vorbei");
    EXPECT_THAT(list("?art=panel"), HasSubstr(linked("Altes")));
    EXPECT_EQ(
        changed(
            *office_, "/verwaltung/gremien/" + group + "/aendern",
            "kind=working_group&visible=ja&name=Altes&mandate=Vorbei&to=1.1.2020")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(list("?art=panel"), Not(HasSubstr(linked("Altes"))));
}

TEST_P(ConferenceTranslation, an_item_is_there_while_it_stands_on_a_public_agenda)
{
    auto const open = item("Begr%C3%BC%C3%9Fung");
    auto const internal = item("Personalfrage", "&internal=ja");
    EXPECT_THAT(
        list("?art=agenda_item"),
        AllOf(
            HasSubstr(linked("Begrüßung")), HasSubstr("Tagesordnungspunkt"),
            Not(HasSubstr("Personalfrage"))));
    EXPECT_EQ(translator_->get(desk("agenda_item", internal)).status(), http::Status::not_found);
    translated(desk("agenda_item", open), "title", "Welcome");
    EXPECT_TRUE(stored(meetings::item_subject, open, "title"));
    EXPECT_THAT(list("?art=agenda_item"), Not(HasSubstr("Begrüßung")));
    change_session("&visible=ja");
    item("Aussprache");
    EXPECT_THAT(list("?art=agenda_item"), Not(HasSubstr("Aussprache"))) << "the agenda is not shown";
    change_session("&visible=ja&agenda=ja");
    EXPECT_THAT(list("?art=agenda_item"), HasSubstr(linked("Aussprache")));

    translator_->post(
        "/verwaltung/eintragungen",
        "t-title=Getippt&formularlauf=0123456789abcdefXYZ&formularseite=" + desk("agenda_item", open));
    auto const typed = [&] {
        return connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM account_unsaved_entries WHERE page = ?", desk("agenda_item", open));
    };
    EXPECT_EQ(typed(), 1);
    auto const page = "/verwaltung/punkte/" + open;
    auto const removed = office_->post(
        page + "/entfernen",
        "fassung=" + seen_on(std::string(office_->get(page + "/entfernen").body_text())));
    EXPECT_EQ(removed.status(), http::Status::see_other) << removed.body_text();
    EXPECT_FALSE(stored(meetings::item_subject, open, "title"));
    EXPECT_EQ(typed(), 0);
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM record_versions WHERE subject_kind = 'agenda_item_translation'"),
        0)
        << "nothing says what it was called";
    // A new one may get its number: its history goes on where the chain ended.
    auto const next = item("Neu");
    translated(desk("agenda_item", next), "title", "New");
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(ConferenceTranslation, an_item_is_translated_with_its_text)
{
    auto const groups = item("Gruppen", "&text=In+vier+R%C3%A4umen");
    auto const form = desk("agenda_item", groups);
    EXPECT_THAT(
        translator_->get(form).body_text(), AllOf(HasSubstr("In vier Räumen"), HasSubstr("name=\"t-text\"")));
    translated(form, "title", "Groups");
    EXPECT_THAT(list("?art=agenda_item"), HasSubstr(linked("Gruppen"))) << "its text is open";
    translated(form, "text", "In four rooms");
    EXPECT_THAT(list("?art=agenda_item"), Not(HasSubstr("Gruppen")));
    EXPECT_EQ(
        stored(meetings::item_subject, groups, "text")->source_hash, content::source_hash("In vier Räumen"));
    // The title of the program is in every language by itself, what the office writes below it is not.
    auto const answers = item("Punkt");
    connection().execute(
        "UPDATE agenda_items SET kind = 'open_answers', title = 'Offene Antworten auf Empfehlungen'"
        " WHERE id = ?",
        std::stoll(answers));
    EXPECT_EQ(translator_->get(desk("agenda_item", answers)).status(), http::Status::not_found);
    connection().execute("UPDATE agenda_items SET text = 'Mit Fristen' WHERE id = ?", std::stoll(answers));
    EXPECT_THAT(
        translator_->get(desk("agenda_item", answers)).body_text(),
        AllOf(HasSubstr("Mit Fristen"), Not(HasSubstr("name=\"t-title\""))));
}

TEST_P(ConferenceTranslation, a_part_of_a_programme_is_there_as_long_as_people_read_of_the_session)
{
    EXPECT_EQ(
        office_->post(session_ + "/programm", "fassung=0&" + std::string(programme)).status(),
        http::Status::see_other);
    auto const part = std::to_string(connection().load<std::int64_t>("SELECT id FROM programme_parts"));
    EXPECT_THAT(list("?art=programme_part"), AllOf(HasSubstr(linked("Schule")), HasSubstr("Programmteil")));
    translated(desk("programme_part", part), "name", "School");
    EXPECT_THAT(list("?art=programme_part"), Not(HasSubstr(linked("Schule"))));
    std::string renamed(programme);
    renamed.replace(renamed.find("Schule"), 6, "Bildung&part_id_1=" + part);
    EXPECT_EQ(
        office_->post(session_ + "/programm", "fassung=1&" + renamed).status(), http::Status::see_other);
    EXPECT_THAT(list("?art=programme_part&zustand=veraltet"), HasSubstr(linked("Bildung")));
    change_session("&visible=ja&reason=Krankheit", "6.+Tagung", "cancelled");
    EXPECT_THAT(list("?art=programme_part"), Not(HasSubstr("Bildung")));
    change_session("&visible=ja");
    EXPECT_THAT(list("?art=programme_part"), HasSubstr(linked("Bildung")));
    clock().set(clock().now() + std::chrono::days(200));
    next_night();
    translator_.emplace(browser_of("translator"));
    EXPECT_THAT(list("?art=programme_part"), HasSubstr(linked("Bildung"))) << "it is read in the archive";
    office_.emplace(browser_of("conference_office"));
    change_session("");
    EXPECT_THAT(list("?art=programme_part"), Not(HasSubstr("Bildung")));
}

TEST_P(ConferenceTranslation, a_panel_is_there_while_a_part_of_a_session_is_called_as_it)
{
    auto const group = panel(
        *office_, "kind=working_group&body=&parent=" + conference_ + "&name=Sprachgruppe&mandate=Nur+im+Amt");
    EXPECT_THAT(list("?art=panel"), Not(HasSubstr("Sprachgruppe")));
    auto const save = [&](std::string const& version, std::string const& name) {
        std::string entries(programme);
        entries.replace(entries.find("Schule"), 6, name + "&part_panel_1=" + group);
        if (version != "0")
            entries += "&part_id_1="
                + std::to_string(connection().load<std::int64_t>("SELECT id FROM programme_parts"));
        auto const answer = office_->post(session_ + "/programm", "fassung=" + version + '&' + entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    };
    save("0", "");
    EXPECT_THAT(list("?art=panel"), HasSubstr(linked("Sprachgruppe")));
    EXPECT_THAT(list("?art=programme_part"), Not(HasSubstr("Sprachgruppe"))) << "the panel is translated";
    EXPECT_THAT(
        translator_->get(desk("panel", group)).body_text(),
        AllOf(HasSubstr("Sprachgruppe"), Not(HasSubstr("Nur im Amt"))));
    change_session("");
    EXPECT_THAT(list("?art=panel"), Not(HasSubstr("Sprachgruppe"))) << "nobody reads of the session";
    change_session("&visible=ja");
    EXPECT_THAT(list("?art=panel"), HasSubstr(linked("Sprachgruppe")));
    save("1", "Eigener+Name");
    EXPECT_THAT(list("?art=panel"), Not(HasSubstr("Sprachgruppe")));
    EXPECT_THAT(list("?art=programme_part"), HasSubstr(linked("Eigener Name")));
    save("2", "");
    EXPECT_THAT(list("?art=panel"), HasSubstr(linked("Sprachgruppe")));
    auto const kept = progress();
    next_night();
    EXPECT_EQ(progress(), kept) << "nothing is left to repair";
    clock().set(clock().now() + std::chrono::days(200));
    next_night();
    translator_.emplace(browser_of("translator"));
    EXPECT_THAT(list("?art=panel"), HasSubstr(linked("Sprachgruppe"))) << "it is read in the archive";
}

TEST_P(ConferenceTranslation, a_recommendation_is_there_from_its_adoption_and_its_answer_when_it_is_public)
{
    auto const address = adopted("Abendkurse", conference_);
    auto const form = desk("recommendation", number_of(address));
    EXPECT_THAT(list("?art=recommendation"), AllOf(HasSubstr(linked("Abendkurse")), HasSubstr("Empfehlung")));
    EXPECT_THAT(
        translator_->get(form).body_text(),
        AllOf(HasSubstr("Mehr Kurse"), Not(HasSubstr("name=\"t-answer\""))));
    take(address, "submitted");
    take(address, "taken_up&taken_up_as=measure&note=Noch+intern");
    EXPECT_THAT(translator_->get(form).body_text(), Not(HasSubstr("Noch intern")));
    take(address, "answered&note=Ab+Herbst");
    EXPECT_THAT(
        translator_->get(form).body_text(), AllOf(HasSubstr("Öffentliche Antwort"), HasSubstr("Ab Herbst")));
    translated(form, "answer", "From autumn");
    EXPECT_EQ(
        stored(meetings::recommendation_subject, number_of(address), "answer")->source_hash,
        content::source_hash("Ab Herbst"));
    EXPECT_THAT(translator_->get(form).body_text(), HasSubstr("name=\"t-outcome\""))
        << "what came of it is public with the answer";
    translated(form, "outcome", "Still internal");
    product_.publications.refresh(connection());
    auto const in_arabic
        = std::string(Browser{*this}.get("/ar/konferenz/empfehlungen/" + number_of(address)).body_text());
    EXPECT_THAT(in_arabic, AllOf(HasSubstr("<p>Still internal</p>"), Not(HasSubstr("Noch intern"))));
    // What a council asks is not what the conference asks.
    auto const council = panel(*office_, "kind=council&body=&name=Integrationsrat");
    auto const other = adopted("Eigenes", council);
    EXPECT_EQ(translator_->get(desk("recommendation", number_of(other))).status(), http::Status::not_found);
    EXPECT_THAT(list(), AllOf(Not(HasSubstr("Eigenes")), Not(HasSubstr("Integrationsrat"))));
}

TEST_P(ConferenceTranslation, whoever_translates_for_a_town_sees_what_is_the_towns)
{
    auto const council
        = panel(*office_, "kind=council&body=aalfeld&visible=ja&name=Aalfelder+Rat&mandate=Beraten");
    auto of_town = browser_of("translator", aalfeld_);
    auto const shown = std::string(of_town.get(std::string(root)).body_text());
    EXPECT_THAT(
        shown,
        AllOf(
            HasSubstr(linked("Aalfelder Rat")), Not(HasSubstr("6. Tagung")),
            Not(HasSubstr("Integrationskonferenz"))));
    for (auto const& form : {session_desk(), desk("panel", conference_)}) {
        EXPECT_EQ(of_town.get(form).status(), http::Status::not_found) << form;
        EXPECT_EQ(of_town.get(form + "/verlauf").status(), http::Status::not_found) << form;
        EXPECT_EQ(type(of_town, form, "title", "X"), http::Status::not_found) << form;
    }
    EXPECT_EQ(type(of_town, desk("panel", council), "name", "Council"), http::Status::see_other);
    EXPECT_THAT(
        list("?gemeinde=aalfeld"), AllOf(HasSubstr(linked("Aalfelder Rat")), Not(HasSubstr("Tagung<"))));
    EXPECT_THAT(list("?gemeinde=kreis"), Not(HasSubstr("Aalfelder Rat")));
    EXPECT_EQ(office_->get(session_desk()).status(), translator_->get(session_desk()).status())
        << "the office of the conference translates, too";
}

TEST_P(ConferenceTranslation, there_is_nothing_of_a_kind_that_there_is_not)
{
    EXPECT_THAT(list("?art=concept"), Not(HasSubstr(linked("6. Tagung"))));
    EXPECT_EQ(translator_->get(desk("concept", "1")).status(), http::Status::not_found);
    for (auto const* kind :
         {"panel", "meeting", "programme_part", "agenda_item", "minutes", "minutes_entry", "recommendation"})
        EXPECT_THAT(list(), HasSubstr("<option value=\"" + std::string(kind) + "\"")) << kind;
}

TEST_P(ConferenceTranslation, an_item_that_the_program_settles_or_puts_back_leaves_and_joins_the_lists)
{
    // Its approval in writing takes the item off that the draft has put on the next agenda.
    auto const held
        = meeting(*office_, "panel=" + conference_ + "&title=Vorher&day=20.11.2026&childcare=unknown");
    auto const minutes = held + "/protokoll";
    auto const seen = [&] { return "fassung=" + seen_on(std::string(office_->get(minutes).body_text())); };
    office_->post(minutes + "/beginnen", "");
    EXPECT_EQ(
        office_->post(minutes + "/verschicken", seen() + "&until=30.11.2026").status(),
        http::Status::see_other);
    EXPECT_THAT(list("?art=agenda_item"), HasSubstr("Vorher"));
    clock().set(*parse_instant("2026-12-02T09:00:00Z"));
    office_.emplace(browser_of("conference_office"));
    translator_.emplace(browser_of("translator"));
    EXPECT_EQ(
        office_->post(minutes + "/genehmigen", seen() + "&was=writing").status(), http::Status::see_other);
    EXPECT_THAT(list("?art=agenda_item"), Not(HasSubstr("Vorher")));

    // The item of open answers, where the office has given it a title of its own.
    adopted("Abendkurse", conference_);
    auto const id = connection().load<std::int64_t>("SELECT MAX(id) FROM agenda_items");
    auto const form = "/verwaltung/punkte/" + std::to_string(id) + "/aendern";
    EXPECT_EQ(
        changed(*office_, form, "title=Unsere+Fragen&kind=open_answers").status(), http::Status::see_other);
    EXPECT_THAT(list("?art=agenda_item"), HasSubstr(linked("Unsere Fragen")));
    connection().execute("UPDATE agenda_items SET state = 'dropped' WHERE id = ?", id);
    connection().execute("DELETE FROM translation_progress WHERE subject_kind = 'agenda_item'");
    EXPECT_EQ(office_->post(session_ + "/offene-antworten", "").status(), http::Status::see_other);
    EXPECT_THAT(list("?art=agenda_item"), HasSubstr(linked("Unsere Fragen")));
}

} // namespace
} // namespace kommin::app
