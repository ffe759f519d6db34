// Published minutes in the languages of their readers: what translators find of them, for how long, and what
// everybody reads.

#include "app/tests/minutes_story.hpp"
#include "modules/meetings/testing.hpp"
#include "platform/records/versions.hpp"

#include <chrono>
#include <regex>
#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class MinutesTranslation : public MinutesBase {
protected:
    static constexpr std::string_view root = "/verwaltung/uebersetzungen/tr";
    static constexpr std::string_view entry = "Frühjahrssitzung: Sprachcafé";

    static std::string linked(std::string_view title) { return '>' + std::string(title) + "</a>"; }
    static std::string desk(std::string const& kind, std::string const& id)
    {
        return std::string(root) + '/' + kind + '/' + id;
    }
    std::string entry_desk() const { return desk("minutes_entry", first_); }
    [[nodiscard]] std::string meeting_number() const { return meeting_.substr(meeting_.rfind('/') + 1); }
    // Sessions end while months go by.
    std::string list(std::string const& query = {})
    {
        return std::string(browser_of("translator").get(std::string(root) + query).body_text());
    }
    http::Response opened(std::string const& form) { return browser_of("translator").get(form); }
    void translated(std::string const& form, std::string const& field, std::string const& text)
    {
        auto translator = browser_of("translator");
        auto const page = std::string(translator.get(form + "?alle=1").body_text());
        auto const hidden = [&](std::string const& name) {
            std::smatch match;
            return std::regex_search(page, match, std::regex("name=\"" + name + "\" value=\"([^\"]*)\""))
                ? match[1].str()
                : std::string{};
        };
        auto const answer = translator.post(
            form,
            "t-" + field + '=' + text + "&quelle-" + field + '=' + hidden("quelle-" + field) + "&stand-"
                + field + '=' + hidden("stand-" + field));
        EXPECT_EQ(answer.status(), http::Status::see_other) << form << ' ' << field;
    }
    void approved()
    {
        EXPECT_EQ(save("general=Vorweg+gesagt.&" + text_of_meeting()).status(), http::Status::see_other);
        next_meeting("1.2.2027");
        EXPECT_EQ(step("verschicken", "until=26.1.2027").status(), http::Status::see_other);
        go_to("2027-02-01T10:00:00Z");
        EXPECT_EQ(step("genehmigen", "was=meeting").status(), http::Status::see_other);
    }
    void press(std::string const& word)
    {
        auto const pressed = step(word);
        EXPECT_EQ(pressed.status(), http::Status::see_other) << pressed.body_text();
    }
    void translate_entry()
    {
        translated(entry_desk(), "notes", "%C3%9C%C3%A7+dernek+yard%C4%B1m+ediyor.");
        translated(entry_desk(), "motion_1", "%C3%87ar%C5%9Famba+g%C3%BCn%C3%BC+bir+kafe");
    }
    // As everybody reads it in Turkish.
    std::string shown()
    {
        product_.publications.refresh(connection());
        return std::string(anybody().get(public_path("tr")).body_text());
    }
    static std::string note(MessageKey key)
    {
        return std::string(i18n::Texts::of(*i18n::Language::find("tr"))(key));
    }
    static std::string note_of_missing()
    {
        auto const& texts = i18n::Texts::of(*i18n::Language::find("tr"));
        return texts("note.missing"_msg, {{"language", texts.language_name(i18n::Language::german())}});
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
};
KOMMIN_ON_BOTH_ENGINES(MinutesTranslation);

TEST_P(MinutesTranslation, what_is_published_is_read_in_the_language_of_the_page)
{
    approved();
    EXPECT_THAT(list(), AllOf(Not(HasSubstr("Sprachcafé")), Not(HasSubstr("Frühjahrssitzung"))))
        << "nobody outside reads them yet";
    EXPECT_EQ(opened(entry_desk()).status(), http::Status::not_found);
    press("veroeffentlichen");
    EXPECT_THAT(
        list(),
        AllOf(
            HasSubstr(linked(entry)), HasSubstr(entry_desk()), HasSubstr(linked("Sprachcafé")),
            HasSubstr(linked("Frühjahrssitzung")), HasSubstr(linked("Lenkungsgruppe")),
            Not(HasSubstr("Raumkosten"))))
        << "what meeting, panel and items are called stands there, too, and the meeting is not public";
    EXPECT_THAT(list("?art=minutes_entry"), HasSubstr("Eintrag im Protokoll"));
    EXPECT_THAT(
        opened(entry_desk()).body_text(),
        AllOf(
            HasSubstr("Drei Vereine helfen."), HasSubstr("Ein Café am Mittwoch"),
            HasSubstr("1. Antrag oder Beschluss"), Not(HasSubstr("2. Antrag oder Beschluss")),
            Not(HasSubstr("Größerer Raum")), Not(HasSubstr("Frau Muster"))));
    for (auto const* kind : {"minutes_entry", "agenda_item"})
        EXPECT_EQ(opened(desk(kind, second_)).status(), http::Status::not_found)
            << "it is internal: " << kind;
    EXPECT_THAT(
        shown(),
        AllOf(
            HasSubstr(note_of_missing()), HasSubstr(R"(lang="de" dir="ltr"><p>Drei Vereine helfen.</p>)"),
            HasSubstr(note("minutes.public.approved"_msg))));

    translate_entry();
    auto const half = shown();
    EXPECT_THAT(
        half,
        AllOf(
            HasSubstr(note_of_missing()),
            HasSubstr(R"(<div class="km-prose measure" lang="tr" dir="ltr"><p>Üç dernek yardım ediyor.</p>)"),
            HasSubstr(R"(<p class="measure" lang="tr" dir="ltr">Çarşamba günü bir kafe</p>)"),
            HasSubstr(R"(lang="de" dir="ltr"><p>Vorweg gesagt.</p>)"),
            HasSubstr(R"(<span lang="de" dir="ltr">Sprachcafé</span>)"), Not(HasSubstr("Drei Vereine")),
            Not(HasSubstr("Raumkosten"))));
    EXPECT_EQ(half.find("km-langnote"), half.rfind("km-langnote")) << "one note for the page";
    EXPECT_THAT(
        anybody().get(public_path()).body_text(),
        AllOf(HasSubstr("Drei Vereine helfen."), Not(HasSubstr("km-langnote")), Not(HasSubstr("Üç dernek"))));

    auto const number = std::to_string(stored().id.value);
    translated(desk("minutes", number), "general", "%C3%96nce+bir+s%C3%B6z.");
    translated(desk("agenda_item", first_), "title", "Dil+kafesi");
    translated(desk("meeting", meeting_number()), "title", "Bahar+toplant%C4%B1s%C4%B1");
    translated(desk("panel", panel_), "name", "Y%C3%B6nlendirme+grubu");
    EXPECT_THAT(
        shown(),
        AllOf(
            HasSubstr("Önce bir söz."), HasSubstr(R"(<span lang="tr" dir="ltr">Dil kafesi</span>)"),
            HasSubstr("Bahar toplantısı</h1>"), HasSubstr("Yönlendirme grubu"), Not(HasSubstr("km-langnote")),
            HasSubstr(note("minutes.public.approved"_msg))));
    EXPECT_THAT(list(), AllOf(Not(HasSubstr("Sprachcafé")), Not(HasSubstr("Frühjahrssitzung"))))
        << "all is done";
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(MinutesTranslation, a_correction_makes_it_older_and_what_is_withdrawn_is_nobodys_work)
{
    approved();
    press("veroeffentlichen");
    translate_entry();
    translated(desk("agenda_item", first_), "title", "Dil+kafesi");
    auto const number = std::to_string(stored().id.value);
    EXPECT_THAT(list("?art=minutes"), HasSubstr(linked("Frühjahrssitzung")));

    EXPECT_EQ(step("oeffnen", "reason=Zahl+falsch").status(), http::Status::see_other);
    EXPECT_EQ(
        save(
            "notes_" + first_ + "=Vier+Vereine+helfen.&motion_" + first_
            + "_1=Ein+Caf%C3%A9+am+Mittwoch&voting_" + first_ + "_1=consensus")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(
        changed(*office_, "/verwaltung/punkte/" + first_ + "/aendern", "title=Sprachtreff&kind=decision")
            .status(),
        http::Status::see_other);
    next_meeting("1.3.2027");
    EXPECT_EQ(step("verschicken", "until=20.2.2027").status(), http::Status::see_other);
    go_to("2027-03-01T10:00:00Z");
    EXPECT_EQ(step("genehmigen", "was=meeting").status(), http::Status::see_other);
    EXPECT_THAT(list("?zustand=veraltet"), Not(HasSubstr(linked(entry)))) << "they read the first edition";
    EXPECT_THAT(shown(), HasSubstr("Dil kafesi")) << "with its title";
    press("veroeffentlichen");
    std::string const renamed = "Frühjahrssitzung: Sprachtreff";
    EXPECT_THAT(list("?zustand=veraltet"), HasSubstr(linked(renamed)));
    EXPECT_THAT(list("?art=minutes"), Not(HasSubstr(linked("Frühjahrssitzung")))) << "nothing stands before";
    EXPECT_THAT(
        opened(entry_desk()).body_text(),
        AllOf(HasSubstr("<del>Drei"), HasSubstr("<ins>Vier"), Not(HasSubstr("Çarşamba günü"))))
        << "what the edition before said stands beside it; the motion says the same";
    EXPECT_THAT(
        shown(),
        AllOf(
            Not(HasSubstr("Üç dernek")), HasSubstr("Vier Vereine helfen."), Not(HasSubstr("Dil kafesi")),
            HasSubstr(R"(<span lang="de" dir="ltr">Sprachtreff</span>)"), HasSubstr(note_of_missing())))
        << "what was taken out stands in no language";

    press("zuruecknehmen");
    EXPECT_THAT(list(), AllOf(Not(HasSubstr("Sprachtreff")), Not(HasSubstr("Frühjahrssitzung"))));
    EXPECT_EQ(opened(entry_desk()).status(), http::Status::not_found);
    EXPECT_EQ(opened(desk("minutes", number)).status(), http::Status::not_found);
    EXPECT_EQ(anybody().get(public_path("tr")).status(), http::Status::not_found);
    press("veroeffentlichen");
    EXPECT_THAT(list("?zustand=veraltet"), HasSubstr(linked(renamed)))
        << "what was translated is still there";
}

TEST_P(MinutesTranslation, the_list_calls_it_as_its_meeting_and_the_night_finds_nothing_to_repair)
{
    approved();
    press("veroeffentlichen");
    translate_entry();
    change_meeting(
        "title=Neue+Sitzung&day=12.1.2027&begins=10&ends=12&place=Kreishaus&state=planned&childcare=offered");
    EXPECT_THAT(list("?art=agenda_item"), HasSubstr(linked("Sprachcafé")));
    auto const kept = progress();
    EXPECT_THAT(kept, Contains(HasSubstr("minutes_entry " + first_ + " ar Neue Sitzung: Sprachcafé")));
    for (int run = 0; run < 2; ++run) { // what recurs is planned, then done
        clock().set(clock().now() + std::chrono::days(1));
        jobs_of(product_.modules, clock(), no_signals).run_due(connection());
    }
    EXPECT_EQ(progress(), kept);
    connection().execute("DELETE FROM translation_progress WHERE subject_kind = 'minutes_entry'");
    connection().execute(
        "UPDATE translation_progress SET subject_id = subject_id + 4711 WHERE subject_kind = 'minutes'");
    for (int run = 0; run < 2; ++run) {
        clock().set(clock().now() + std::chrono::days(1));
        jobs_of(product_.modules, clock(), no_signals).run_due(connection());
    }
    auto const without_time = [](std::vector<std::string> rows) {
        for (auto& row : rows)
            row.resize(row.rfind(' '));
        return rows;
    };
    EXPECT_EQ(without_time(progress()), without_time(kept));
}

TEST_P(MinutesTranslation, nobody_else_finds_it)
{
    approved();
    auto const item = std::stoll(first_);
    auto const internal = std::stoll(second_);
    auto const id = stored().id.value;
    Date const today = *parse_date("2027-02-01");
    auto const find = [&](records::TranslatedKind const& kind, std::int64_t record, TenantId tenant) {
        return kind.find(connection(), tenant, record, today).has_value();
    };
    auto const ids = [&](records::TranslatedKind const& kind, TenantId tenant, std::int64_t after = 0) {
        return kind.list_ids(connection(), tenant, after, 10);
    };
    EXPECT_FALSE(find(meetings::translated_entries, item, tenant_));
    EXPECT_FALSE(find(meetings::translated_minutes, id, tenant_));
    EXPECT_THAT(ids(meetings::translated_entries, tenant_), IsEmpty());
    press("veroeffentlichen");
    EXPECT_TRUE(find(meetings::translated_entries, item, tenant_));
    EXPECT_TRUE(find(meetings::translated_minutes, id, tenant_));
    EXPECT_FALSE(find(meetings::translated_entries, internal, tenant_));
    EXPECT_THAT(ids(meetings::translated_entries, tenant_), Contains(item));
    EXPECT_THAT(ids(meetings::translated_entries, tenant_, internal), Not(Contains(item)));
    EXPECT_THAT(ids(meetings::translated_minutes, tenant_), ElementsAre(id));
    EXPECT_THAT(ids(meetings::translated_minutes, tenant_, id), IsEmpty());
    for (auto const* kind : {&meetings::translated_entries, &meetings::translated_minutes}) {
        auto const record = kind == &meetings::translated_minutes ? id : item;
        EXPECT_FALSE(find(*kind, record, other_tenant_));
        EXPECT_THAT(ids(*kind, other_tenant_), IsEmpty());
        EXPECT_THAT(kind->list_earlier(connection(), tenant_, record), Not(IsEmpty()));
        EXPECT_THAT(kind->list_earlier(connection(), other_tenant_, record), IsEmpty());
    }
    // What is the Kreis's is no work of a town.
    auto of_town = browser_of("translator", aalfeld_);
    EXPECT_THAT(of_town.get(std::string(root)).body_text(), Not(HasSubstr("Sprachcafé")));
    EXPECT_EQ(of_town.get(entry_desk()).status(), http::Status::not_found);
    EXPECT_EQ(
        of_town.post(entry_desk(), "t-notes=X&quelle-notes=&stand-notes=").status(), http::Status::not_found);
}

} // namespace
} // namespace kommin::app
