// The audit trail in words of the forms, and one entry with the version that it made: who may read it, what
// it says, and what it says of what is not kept.

#include "app/tests/offer_story.hpp"
#include "platform/records/versions.hpp"

#include <algorithm>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class AuditEntries : public OfferStory {
protected:
    static std::string row(std::string const& label, std::string const& before, std::string const& after)
    {
        return "<tr><th scope=\"row\">" + label + "</th><td data-l=\"vorher\"><span class=\"wrap\">" + before
            + "</span></td><td data-l=\"nachher\"><span class=\"wrap\">" + after + "</span></td></tr>";
    }
    // The number of the newest entry of that action.
    std::int64_t entry(std::string const& action)
    {
        auto const found = audit::list_entries(connection(), tenant_, {.action = action}, std::nullopt, 1);
        return found.empty() ? 0 : found.front().sequence;
    }
    static std::string path_of(std::int64_t number)
    {
        return "/verwaltung/pruefpfad/" + std::to_string(number);
    }
    Browser officer() { return browser_of("data_protection_officer"); }
    std::string trail(std::string const& filter)
    {
        auto reader = officer();
        return std::string(reader.get("/verwaltung/pruefpfad?" + filter).body_text());
    }
    void note(std::string const& kind, audit::Facts before, audit::Facts after)
    {
        ASSERT_TRUE(work([&](Work& work) -> Result<void> {
            work.audit("test.noted", kind, StrongId<struct AnyTag>{7}, before, after);
            return {};
        }));
    }
    static audit::Facts contents(std::string const& name, std::string const& value)
    {
        return {{"contents", json::Value::Object{{name, json::Value::Array{json::Value(value)}}}}};
    }
    // An offer of which a title, a telephone number and choices have changed.
    portal::OfferId changed_offer()
    {
        auto office = browser_of("conference_office");
        auto const made = office.post("/verwaltung/kategorien/neu", "name-de=Frauen&icon=heart");
        EXPECT_EQ(made.status(), http::Status::see_other);
        auto const form = std::string(made.header("Location"));
        auto const seen_there = seen_on(std::string(office.get(form).body_text()));
        EXPECT_EQ(
            office.post(form + "/veroeffentlichen", "fassung=" + seen_there + "&name-de=Frauen&icon=heart")
                .status(),
            http::Status::see_other);
        auto const id = offer("chor", "Chor", "aalfeld");
        auto editor = browser_of("conference_office");
        for (auto const* more :
             {"&life_situations=language",
              "&life_situations=own_1&cost=free&phones=02303+99&remark=Frau+Kaya"}) {
            auto const seen = seen_on(std::string(editor.get(desk(id)).body_text()));
            EXPECT_EQ(
                editor
                    .post(
                        desk(id, "/veroeffentlichen"),
                        "fassung=" + seen
                            + "&title=Chor+am+Fluss&kind=other_offer&reach=municipality"
                              "&municipality=aalfeld&status=active"
                            + more)
                    .status(),
                http::Status::see_other);
        }
        return id;
    }
};
KOMMIN_ON_BOTH_ENGINES(AuditEntries);

TEST_P(AuditEntries, an_offer_reads_in_the_words_of_its_form)
{
    changed_offer();
    auto const page = trail("was=portal.offer");
    EXPECT_THAT(page, HasSubstr(row("Lebenslagen", "Deutsch lernen", "Frauen")));
    EXPECT_THAT(page, HasSubstr(row("Kosten", "nicht bekannt", "Keine Kosten")));
    EXPECT_THAT(
        page,
        HasSubstr(row("Geänderte Felder", "–", "Lebenslagen, Telefon, Kosten, Notiz für die Redaktion")));
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("hält der Prüfpfad mit Absicht nicht fest: Telefon, Notiz für die Redaktion."),
            HasSubstr("Fassung 3 lesen"), Not(HasSubstr("Sprache</th>")), Not(HasSubstr("own_1")),
            Not(HasSubstr("02303 99")), Not(HasSubstr("Fingerabdruck")), Not(HasSubstr("life_situations"))));
    // The same as a file.
    auto reader = officer();
    auto const file = file_of(reader.post("/verwaltung/pruefpfad/datei", "format=csv&was=portal.offer"));
    EXPECT_THAT(
        file,
        AllOf(HasSubstr("Lebenslagen: Frauen"), HasSubstr("Kosten: Keine Kosten"), Not(HasSubstr("own_1"))));
}

TEST_P(AuditEntries, what_nobody_knows_any_more_stands_as_it_is)
{
    note("offer", contents("cost", "barter"), contents("former_field", "former_code"));
    EXPECT_THAT(
        trail("was=test"),
        AllOf(HasSubstr(row("Kosten", "barter", "–")), HasSubstr(row("former_field", "–", "former_code"))));
    note("comet", contents("language", "ar"), {{"count", 3}});
    EXPECT_THAT(
        trail("was=test&art=comet"),
        AllOf(HasSubstr(row("Sprache", "Arabisch", "–")), HasSubstr(row("Anzahl", "–", "3"))))
        << "a kind of which no module says how it reads";
}

TEST_P(AuditEntries, each_kind_reads_in_the_words_of_its_module)
{
    note("page", contents("situation", "work"), contents("municipality", "aalfeld"));
    EXPECT_THAT(trail("was=test&art=page"), HasSubstr(row("Lebenslage", "Arbeit", "–")));
    note("category", contents("icon", "heart"), contents("hidden", "filter"));
    EXPECT_THAT(
        trail("was=test&art=category"),
        AllOf(HasSubstr("Herz"), HasSubstr("Im Filter nicht anbieten"), Not(HasSubstr(">heart<"))));
    note("offer_translation", {}, contents("language", "ar"));
    EXPECT_THAT(trail("was=test&art=offer_translation"), HasSubstr(row("Sprache", "–", "Arabisch")));
    note("unit", {}, contents("kind", "immigration_office"));
    EXPECT_THAT(trail("was=test&art=unit"), Not(HasSubstr(">immigration_office<")));
    note("link", {}, contents("bis", "2026-12-24"));
    EXPECT_THAT(trail("was=test&art=link"), HasSubstr("24.12.2026"));
    note("search", {}, {{"state", "done"}});
    EXPECT_THAT(trail("was=test&art=search"), Not(HasSubstr(">done<")));
    auto const person = account("ayse@kreis.example", {});
    note(
        "feedback", {{"state", "open"}, {"owner", aalfeld_.owner()}},
        {{"state", "closed"}, {"taken_by", "account:" + std::to_string(person.value)}, {"owner", 999}});
    EXPECT_THAT(
        trail("was=test&art=feedback"),
        AllOf(
            HasSubstr(row("Zustand", "neu", "erledigt")), HasSubstr(">aalfeld<"), HasSubstr(">999<"),
            Not(HasSubstr(">account:"))));
    note("organisation", {}, {{"version", 1}, {"fields", json::Value::Array{json::Value("website")}}});
    EXPECT_THAT(trail("was=test&art=organisation"), HasSubstr(row("Geänderte Felder", "–", "Internetseite")));
    note("body", {}, {{"fields", json::Value::Array{json::Value("help_phone")}}});
    EXPECT_THAT(trail("was=test&art=body"), Not(HasSubstr("help_phone")));
}

TEST_P(AuditEntries, whoever_reads_the_trail_reads_the_version_and_stands_in_it)
{
    auto const id = changed_offer();
    auto const number = entry("portal.offer.published");
    for (auto const* role : {"data_protection_officer", "administrator"}) {
        auto reader = browser_of(role);
        auto const page = reader.get(path_of(number));
        ASSERT_EQ(page.status(), http::Status::ok) << role;
        EXPECT_THAT(
            page.body_text(),
            AllOf(
                HasSubstr("Was Fassung 3 geändert hat"), HasSubstr("<mark>02303 99</mark>"),
                HasSubstr("Nicht gezeigt wird hier: Notiz für die Redaktion."), Not(HasSubstr("Frau Kaya")),
                HasSubstr("Was Fassung 3 sagt"), HasSubstr("Chor am Fluss"), HasSubstr("<mark>Frauen</mark>"),
                Not(HasSubstr("<button class=\"kern-btn kern-btn--primary\""))));
        auto const noted = audit::list_entries(connection(), tenant_, std::nullopt, 1).front();
        EXPECT_EQ(noted.action, "staff.audit.entry_read");
        EXPECT_EQ(noted.subject_kind, "offer");
        EXPECT_EQ(noted.subject_id, id.value);
        EXPECT_EQ(noted.after_json, "{\"entry\":" + std::to_string(number) + '}');
        EXPECT_EQ(reader.get(desk(id, "/verlauf")).status(), http::Status::not_found)
            << "the desk is not theirs";
        for (auto const* nowhere : {"999999", "9223372036854775807", "0", "-1", "x"})
            EXPECT_EQ(
                reader.get(std::string("/verwaltung/pruefpfad/") + nowhere).status(),
                http::Status::not_found);
    }
    auto editor = browser_of("conference_office");
    EXPECT_EQ(editor.get(path_of(number)).status(), http::Status::not_found);
}

// What has become of it since changes nothing of what somebody changed then.
TEST_P(AuditEntries, a_version_says_what_it_said_before_two_organisations_were_made_one)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto editor = browser_of("conference_office");
    for (auto const* organisation : {"AWO+Unna", "AWO+Unna+e.+V.+Kreis"}) {
        auto const seen = seen_on(std::string(editor.get(desk(id)).body_text()));
        ASSERT_EQ(
            editor
                .post(
                    desk(id, "/veroeffentlichen"),
                    fields(seen, "Chor", std::string("organisation=") + organisation))
                .status(),
            http::Status::see_other);
    }
    auto const number = entry("portal.offer.published");
    auto reader = officer();
    auto const said = [&] {
        auto const page = std::string(reader.get(path_of(number)).body_text());
        auto const at = std::min(page.find("id=\"geaendert\""), page.size());
        return page.substr(at, page.find("</main>", at) - at);
    };
    auto const before = said();
    EXPECT_THAT(before, AllOf(HasSubstr("Träger"), HasSubstr("AWO <mark>Unna</mark>")));
    auto const own_history = [&] { // as the desk of the offer tells it
        std::string all;
        for (auto const* page : {"/verlauf", "/verlauf?fassung=2", "/verlauf?fassung=3"}) {
            auto const text = std::string(editor.get(desk(id, page)).body_text());
            auto const at = std::min(text.find("<main"), text.size());
            all += text.substr(at, text.find("</main>", at) - at);
        }
        return all;
    };
    auto const history_before = own_history();
    EXPECT_THAT(history_before, HasSubstr("e. V. Kreis"));

    auto const number_of = [&](std::string const& name) {
        return std::to_string(connection().load<std::int64_t>(
            "SELECT id FROM organisations WHERE tenant_id = ? AND name = ?", tenant_, name));
    };
    auto const from = number_of("AWO Unna e. V. Kreis");
    auto const into = number_of("AWO Unna");
    auto const at
        = [](std::string const& organisation) { return "/verwaltung/einrichtungen/" + organisation; };
    ASSERT_EQ(
        editor
            .post(
                at(from) + "/zusammenfuehren",
                "fassung=" + seen_on(editor.get(at(from)).body_text())
                    + "&fassung-mit=" + seen_on(editor.get(at(into)).body_text()) + "&mit=" + into)
            .status(),
        http::Status::see_other);
    EXPECT_EQ(said(), before);
    EXPECT_EQ(own_history(), history_before);
}

TEST(ComparedForms, say_nothing_but_what_was_typed_spelled_alike)
{
    records::Fields fields;
    fields.set("title", "Chor");
    fields.set("monday", "9:00-12:00");
    fields.set("organisation", "AWO  Unna");
    fields.set("image", "erased");
    fields.set("image_alt", "Zwei Menschen singen");
    fields.set("image_credit", "Ayşe Kaya");
    fields.set("municipality", "nowhere");
    fields.set("life_situations", "own_7");
    auto const compared = portal::compared_form(fields);
    for (auto const* name : {"image", "image_alt", "image_credit", "municipality", "life_situations"})
        EXPECT_EQ(compared.value(name), fields.value(name)) << name;
    fields.set("monday", "09:00–12:00");
    EXPECT_EQ(portal::compared_form(fields).value("monday"), compared.value("monday"));
}

TEST_P(AuditEntries, whoever_may_not_edit_an_offer_reads_no_remark_of_earlier_versions)
{
    auto const id = changed_offer();
    for (auto const* role : {"reader", "translator"}) {
        auto reader = browser_of(role);
        EXPECT_THAT(
            reader.get(desk(id, "/verlauf?fassung=3")).body_text(),
            AllOf(HasSubstr("Telefon"), Not(HasSubstr("Frau Kaya"))))
            << role;
    }
    auto editor = browser_of("conference_office");
    EXPECT_THAT(editor.get(desk(id, "/verlauf?fassung=3")).body_text(), HasSubstr("Frau Kaya"));
}

TEST_P(AuditEntries, what_was_erased_is_said_to_be_gone)
{
    auto const id = changed_offer();
    auto const first = audit::list_history(connection(), tenant_, "offer", id.value, 2).back().sequence;
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        records::erase_versions(work, {portal::offer_subject, id.value}, {3});
        return {};
    }));
    auto reader = officer();
    auto const page = reader.get(path_of(first)).body_text();
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("Sie wird nicht mehr aufbewahrt"), HasSubstr("Deutsch lernen"),
            Not(HasSubstr("Was Fassung 2 sagt"))));
    EXPECT_THAT(
        trail("was=portal.offer"), AllOf(HasSubstr("Fassung 3 lesen"), Not(HasSubstr("Fassung 2 lesen"))));
}

TEST_P(AuditEntries, each_district_has_entries_of_its_own)
{
    changed_offer();
    auto const number = entry("portal.offer.published");
    auto const foreign
        = account("fremd@kreis.example", {{"data_protection_officer", Scope::whole_tenant()}}, other_tenant_);
    auto browser = logged_in(foreign, other_tenant_);
    browser.host = "beispielhain.example";
    EXPECT_THAT(officer().get(path_of(number)).body_text(), HasSubstr("Chor am Fluss"));
    EXPECT_THAT(browser.get(path_of(number)).body_text(), Not(HasSubstr("Chor am Fluss")));
    auto const theirs = browser.get("/verwaltung/pruefpfad?was=portal.offer");
    EXPECT_EQ(theirs.status(), http::Status::ok) << "they read their own";
    EXPECT_THAT(
        theirs.body_text(), AllOf(Not(HasSubstr("Keine Kosten")), Not(HasSubstr(path_of(number) + '"'))));
}

}
} // namespace kommin::app
