// Texts of the conference at the desk of the translators: what stands there, for whom, and for how long.

#include "app/tests/meetings_story.hpp"
#include "modules/meetings/module.hpp"
#include "modules/meetings/testing.hpp"
#include "modules/portal/testing.hpp"
#include "platform/content/progress.hpp"
#include "platform/content/translation_store.hpp"
#include "platform/records/versions.hpp"
#include "platform/translate/translator.hpp"
#include "platform/xliff/xliff.hpp"

#include <optional>
#include <regex>
#include <string>
#include <utility>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class ConferenceTranslation : public MeetingsStory {
protected:
    static constexpr std::string_view root = "/verwaltung/uebersetzungen/ar";
    static constexpr auto* session_entries
        = "&day=17.4.2027&purpose=Worum+es+geht&accessibility=Aufzug&place=Stadthalle&remark=Nur+intern"
          "&childcare=unknown";
    static constexpr std::string_view programme
        = "slug=2027&opens_day=1.11.2026&opens_time=8&closes_day=16.4.2027&closes_time=18&seats=9"
          "&state=closed&part_name_1=Schule&part_kind_1=group&part_seats_1=5&part_order_1=1";

    void SetUp() override
    {
        MeetingsStory::SetUp();
        office_.emplace(browser_of("conference_office"));
        translator_.emplace(browser_of("translator"));
        conference_ = panel(
            *office_, "kind=conference&body=&visible=ja&name=Integrationskonferenz&mandate=Ein+Forum");
        session_ = meeting(
            *office_,
            "panel=" + conference_ + "&title=6.+Tagung&visible=ja&agenda=ja" + std::string(session_entries));
    }
    static std::string number_of(std::string const& address)
    {
        return address.substr(address.rfind('/') + 1);
    }
    static std::string desk(std::string const& kind, std::string const& id)
    {
        return std::string(root) + '/' + kind + '/' + id;
    }
    std::string session_desk() const { return desk("meeting", number_of(session_)); }
    std::string list(std::string const& query = {})
    {
        return std::string(translator_->get(std::string(root) + query).body_text());
    }
    static std::string linked(std::string const& title) { return '>' + title + "</a>"; }
    static std::string hidden(std::string const& page, std::string const& name)
    {
        std::smatch match;
        return std::regex_search(page, match, std::regex("name=\"" + name + "\" value=\"([^\"]*)\""))
            ? match[1].str()
            : std::string{};
    }
    // What somebody at this form translates of one text.
    static http::Status type(
        Browser& browser, std::string const& form, std::string const& field, std::string const& text)
    {
        auto const page = std::string(browser.get(form + "?alle=1").body_text());
        return browser
            .post(
                form,
                "t-" + field + '=' + text + "&quelle-" + field + '=' + hidden(page, "quelle-" + field)
                    + "&stand-" + field + '=' + hidden(page, "stand-" + field))
            .status();
    }
    void translated(std::string const& form, std::string const& field, std::string const& text)
    {
        EXPECT_EQ(type(*translator_, form, field, text), http::Status::see_other) << form << ' ' << field;
    }
    std::optional<content::Translation> stored(
        content::SubjectKind kind, std::string const& id, std::string_view field)
    {
        auto shelf = content::TranslationShelf::load(connection(), tenant_, kind, std::stoll(id));
        for (auto& translation : shelf.take(std::stoll(id), field)) {
            if (translation.language.tag() == "ar")
                return std::move(translation);
        }
        return std::nullopt;
    }
    void change_session(
        std::string const& entries, std::string const& title = "6.+Tagung",
        std::string const& state = "planned")
    {
        auto const answer = changed(
            *office_, session_ + "/aendern",
            "title=" + title + "&state=" + state + std::string(session_entries) + entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    }
    std::string item(std::string const& title, std::string const& more = {})
    {
        auto const answer = office_->post(
            session_ + "/neuer-punkt", "kind=discussion&schluessel=" + title + "&title=" + title + more);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM agenda_items"));
    }
    // The address of a recommendation that was adopted.
    std::string adopted(std::string const& title, std::string const& panel)
    {
        auto const added = office_->post(
            "/verwaltung/empfehlungen/neu",
            "addressees=politics&panel=" + panel + "&text=Mehr+Kurse&schluessel=" + title
                + "&title=" + title);
        EXPECT_EQ(added.status(), http::Status::see_other) << added.body_text();
        auto const address = std::string(added.header("Location"));
        for (auto const* step : {"discussed", "adopted"})
            take(address, step);
        return address;
    }
    void take(std::string const& address, std::string const& step)
    {
        auto const version = connection().load<std::int64_t>(
            "SELECT version FROM recommendations WHERE id = ?", std::stoll(number_of(address)));
        auto const answer
            = office_->post(address + "/schritt", "fassung=" + std::to_string(version) + "&stand=" + step);
        EXPECT_EQ(answer.status(), http::Status::see_other) << step << answer.body_text();
    }
    std::int64_t published()
    {
        auto const versions = published_versions(connection(), tenant_);
        auto const found = versions.find("meetings");
        return found == versions.end() ? 0 : found->second;
    }
    // All that the work lists say of the conference.
    std::vector<std::string> progress()
    {
        return connection().list<std::string>(
            "SELECT subject_kind || ' ' || subject_id || ' ' || language || ' ' || title || ' ' || texts"
            " || ' ' || missing || ' ' || outdated || ' ' || COALESCE(owner_id, 0) || ' ' || changed_at"
            " FROM translation_progress WHERE tenant_id = ? AND subject_kind NOT IN ('offer', 'page', 'body',"
            " 'category') ORDER BY 1",
            tenant_);
    }
    void next_night()
    {
        for (int run = 0; run < 2; ++run) { // what recurs is planned, then done
            clock().set(clock().now() + std::chrono::days(1));
            jobs_of(product_.modules, clock(), no_signals).run_due(connection());
        }
    }

    std::optional<Browser> office_;
    std::optional<Browser> translator_;
    std::string conference_, session_; // a number; an address
};
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

TEST_P(ConferenceTranslation, a_file_goes_out_and_comes_back)
{
    auto const topic = item("Begr%C3%BC%C3%9Fung");
    auto const address = std::string(root) + "/xliff";
    auto const id = "meeting." + number_of(session_);
    for (auto const* query : {"", "?umfang=alles"}) {
        auto const text = file_of(translator_->get(address + query));
        EXPECT_THAT(
            text,
            AllOf(
                HasSubstr("Sitzung: 6. Tagung"), HasSubstr(id + ".purpose"),
                HasSubstr("agenda_item." + topic + ".title"), HasSubstr("panel." + conference_ + ".mandate")))
            << query;
    }
    auto read = xliff::read(file_of(translator_->get(address + "?art=meeting")));
    auto document = std::get<xliff::Document>(std::move(read));
    ASSERT_EQ(document.files.size(), 1U);
    for (auto& unit : document.files.front().units) {
        unit.target = "AR " + unit.source;
        unit.state = xliff::State::translated;
    }
    auto const body = "--grenze\r\nContent-Disposition: form-data; name=\"formular\"\r\n\r\n"
        + translator_->token
        + "\r\n--grenze\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"ar.xlf\"\r\n"
          "Content-Type: application/xliff+xml\r\n\r\n"
        + xliff::print(document) + "\r\n--grenze--\r\n";
    auto const upload = [&] {
        return std::string(translator_
                               ->send(
                                   http::Method::post, address,
                                   {{"Content-Type", "multipart/form-data; boundary=grenze"}}, body)
                               .body_text());
    };
    EXPECT_THAT(upload(), HasSubstr("3 "));
    auto const title = stored(meetings::meeting_subject, number_of(session_), "title");
    ASSERT_TRUE(title);
    EXPECT_EQ(title->text, "AR 6. Tagung");
    EXPECT_THAT(list("?art=meeting"), Not(HasSubstr(linked("6. Tagung"))));
    auto const entries = audit::head(connection(), tenant_).sequence;
    upload();
    EXPECT_EQ(audit::head(connection(), tenant_).sequence, entries) << "a second time nothing is left to do";
}

TEST_P(ConferenceTranslation, a_file_counts_only_what_somebody_may_translate)
{
    auto const council = panel(*office_, "kind=council&body=aalfeld&visible=ja&name=Aalfelder+Rat");
    auto const one = number_of(adopted("Eigenes", council));
    connection().execute(
        "INSERT INTO recommendations (tenant_id, panel_id, number, title, addressees, text, reasons,"
        " proposed_by, owner_office, is_uncertain, remark, source, state, state_note, state_link, list_text,"
        " mark, changed_at)"
        " WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1001)"
        " SELECT r.tenant_id, r.panel_id, r.number, r.title, r.addressees, r.text, r.reasons, r.proposed_by,"
        " r.owner_office, r.is_uncertain, r.remark, r.source, r.state, r.state_note, r.state_link,"
        " r.list_text, r.mark || numbers.n, r.changed_at FROM recommendations r, numbers WHERE r.id = ?",
        std::stoll(one));
    auto const address = std::string(root) + "/xliff?umfang=alles";
    EXPECT_THAT(
        file_of(translator_->get(address)),
        AllOf(HasSubstr("meeting." + number_of(session_) + ".title"), Not(HasSubstr("recommendation."))))
        << "what a council recommends is nobody's work";

    connection().execute("UPDATE recommendations SET panel_id = ?", std::stoll(conference_));
    auto of_town = browser_of("translator", aalfeld_);
    EXPECT_THAT(
        file_of(of_town.get(address)),
        AllOf(HasSubstr("panel." + council + ".name"), Not(HasSubstr("recommendation."))))
        << "nor what belongs to others";
    EXPECT_THAT(translator_->get(address).body_text(), HasSubstr("Eine Datei fasst höchstens"));
}

TEST_P(ConferenceTranslation, the_night_finds_nothing_to_repair_and_repairs_what_others_have_done)
{
    item("Begr%C3%BC%C3%9Fung");
    item("Personalfrage", "&internal=ja");
    office_->post(session_ + "/programm", "fassung=0&" + std::string(programme));
    adopted("Abendkurse", conference_);
    panel(*office_, "kind=council&body=aalfeld&visible=ja&name=Aalfelder+Rat&mandate=Beraten");
    translated(session_desk(), "title", "X");
    change_session("&visible=ja&agenda=ja", "Neu");
    auto const kept = progress();
    EXPECT_GE(kept.size(), 6U);
    next_night();
    EXPECT_EQ(progress(), kept);

    connection().execute("DELETE FROM translation_progress WHERE subject_kind = 'agenda_item'");
    connection().execute("UPDATE translation_progress SET missing = 9 WHERE subject_kind = 'meeting'");
    connection().execute(
        "UPDATE translation_progress SET subject_id = subject_id + 4711 WHERE subject_kind = 'panel'");
    next_night();
    auto const without_time = [](std::vector<std::string> rows) {
        for (auto& row : rows)
            row.resize(row.rfind(' '));
        return rows;
    };
    EXPECT_EQ(without_time(progress()), without_time(kept));
}

TEST_P(ConferenceTranslation, today_the_trail_and_the_history_say_it_in_words)
{
    EXPECT_THAT(translator_->get("/verwaltung").body_text(), HasSubstr("href=\"" + std::string(root)));
    translated(session_desk(), "title", "Kongress");
    EXPECT_THAT(
        translator_->get("/verwaltung").body_text(),
        AllOf(HasSubstr("6. Tagung · Arabisch"), HasSubstr("href=\"" + session_desk())));
    EXPECT_THAT(translator_->get(session_desk() + "/verlauf").body_text(), HasSubstr("Verlauf"));
    auto officer
        = logged_in(account("dsb@kreis.example", {{"data_protection_officer", Scope::whole_tenant()}}));
    auto const trail = std::string(officer.get("/verwaltung/pruefpfad?was=portal.translation").body_text());
    EXPECT_THAT(
        trail, AllOf(HasSubstr("Übersetzung einer Sitzung"), HasSubstr("Titel"), Not(HasSubstr(">title<"))));
    auto const saved
        = audit::list_entries(connection(), tenant_, {.action = "portal.translation.saved"}, std::nullopt, 1);
    ASSERT_FALSE(saved.empty());
    EXPECT_THAT(
        officer.get("/verwaltung/pruefpfad/" + std::to_string(saved.front().sequence)).body_text(),
        HasSubstr("Kongress"));
}

class Answering : public translate::Translator {
public:
    [[nodiscard]] Result<std::vector<std::string>> translate(translate::Order const& order) const override
    {
        auto texts = order.texts;
        for (auto& text : texts)
            text = order.target + ": " + text;
        return texts;
    }
};

TEST_P(ConferenceTranslation, a_machine_proposes_what_is_missing)
{
    auto const language = i18n::Language::find("ar").value();
    portal::TranslationCare const care{
        .machine = {.translator = std::make_shared<Answering const>()},
        .kinds = portal::TranslatedKinds(meetings::translated_kinds())};
    EXPECT_TRUE(work([&](Work& work) {
        return portal::order_proposals(
            work, care.kinds, meetings::meeting_subject.word(), std::stoll(number_of(session_)), language);
    }));
    JobRules const rules(
        portal::proposal_jobs(care), {},
        {.clock = clock(),
         .signals = no_signals,
         .list_tenants = &tenants::list_tenant_ids,
         .find_zone = [](db::Connection&, TenantId) { return i18n::Zone::find("Europe/Berlin"); }});
    EXPECT_EQ(rules.run_due(connection()), 1);
    auto const title = stored(meetings::meeting_subject, number_of(session_), "title");
    ASSERT_TRUE(title);
    EXPECT_EQ(title->origin, content::Origin::machine);
    EXPECT_THAT(list("?zustand=maschinell"), HasSubstr(linked("6. Tagung")));
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

TEST_P(ConferenceTranslation, of_an_item_that_the_night_takes_away_no_translation_is_left)
{
    auto const address = adopted("Abendkurse", conference_);
    auto const id = connection().load<std::int64_t>("SELECT MAX(id) FROM agenda_items");
    commit_and_show(tenant_, [&](Work& work) {
        content::store_translation(
            work.db(), work.tenant(), meetings::item_subject, id, "title",
            {i18n::Language::find("ar").value(), "X", content::Origin::person, content::source_hash("Y")},
            work.now());
        work.publish(meetings::published_as);
    });
    EXPECT_TRUE(stored(meetings::item_subject, std::to_string(id), "title"));
    take(address, "declined&note=Kein+Geld");
    take(address, "answered&note=Leider+nicht");
    next_night();
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM agenda_items WHERE id = ?", id), 0);
    EXPECT_FALSE(stored(meetings::item_subject, std::to_string(id), "title"))
        << "a new one may get its number";
}

} // namespace
} // namespace kommin::app
