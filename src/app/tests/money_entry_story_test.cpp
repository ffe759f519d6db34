// Money of measures at the desk: budgets by year and source, the overview, what falls without a grant.

#include "app/tests/funding_attempts.hpp"
#include "app/tests/measures_story.hpp"
#include "platform/records/versions.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class MoneyEntries : public MeasuresStory {
protected:
    void SetUp() override
    {
        MeasuresStory::SetUp();
        clock().set(*parse_instant("2009-06-30T08:00:00Z"));
        office_.emplace(browser_of("conference_office"));
        measure_ = measure(*office_, "Lesen");
    }
    http::Response enter(Browser& editor, std::string const& entries, std::string const& key = "a")
    {
        // Of a name that comes twice the first value counts.
        return editor.post(
            measure_ + "/geld/neu", entries + "&year=2009&source=own&as_of=30.6.2009&schluessel=" + key);
    }
    // The address of a new one.
    std::string line(std::string const& entries, std::string const& key)
    {
        auto const answer = enter(*office_, entries, key);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return measure_ + "/geld/"
            + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM budget_lines"));
    }
    std::string application(std::string const& title)
    {
        auto const answer = office_->post(
            "/verwaltung/antraege/neu",
            "body=&authority=Ministerium&title=" + title + "&schluessel=" + title);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    std::string shown(std::string const& address) { return std::string(office_->get(address).body_text()); }
    std::int64_t count_lines()
    {
        return connection().load<std::int64_t>("SELECT COUNT(*) FROM budget_lines");
    }

    std::optional<Browser> office_;
    std::string measure_;
};
KOMMIN_ON_BOTH_ENGINES(MoneyEntries);

TEST_P(MoneyEntries, sums_gaps_and_the_forecast_are_shown_with_their_rules)
{
    EXPECT_THAT(shown(measure_ + "/geld"), HasSubstr("Noch kein Geld eingetragen"));
    line("planned=1.250,50&secured=1000&committed=600&spent=181", "a");
    line("source=state&source_text=Ministerium&planned=2.000&remark=offen", "b");
    line("source=sponsor&planned=&remark=Summe+nicht+bekannt", "c");
    auto const page = shown(measure_ + "/geld");
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("1.250,50"), HasSubstr("250,50"), HasSubstr("eigene Mittel"), HasSubstr("3.250,50"),
            HasSubstr("eine Zeile ohne Betrag"), HasSubstr("Summe nicht bekannt"), HasSubstr("2.250,50"),
            HasSubstr("30.06.2009")));
    // 181 euros in 181 days are 365 for the year, less than what is committed.
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("600,00"), HasSubstr("2 Zeilen ohne Betrag"),
            HasSubstr("Im laufenden Jahr gilt, was gebunden ist."), HasSubstr("Lücke: was geplant")));
    EXPECT_THAT(page, Not(HasSubstr("auf das ganze Jahr gerechnet")));
    EXPECT_THAT(
        shown(measure_),
        AllOf(HasSubstr("2009: geplant 3.250,50"), HasSubstr("href=\"" + measure_ + "/geld\"")));
    EXPECT_THAT(
        shown("/verwaltung/finanzen"),
        AllOf(
            HasSubstr("Finanzen 2009"), HasSubstr("Bildung"), HasSubstr("Land"), HasSubstr("Lesen"),
            HasSubstr("3.250,50")));
    EXPECT_THAT(
        file_of(office_->get("/verwaltung/finanzen/liste.csv?quelle=state")),
        AllOf(HasSubstr("Lesen"), HasSubstr("2000.00"), Not(HasSubstr("1250.50"))));
    EXPECT_THAT(audit_actions(), Contains("funding.budget.created"));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(MoneyEntries, what_can_be_read_in_two_ways_is_refused_beside_its_field)
{
    for (auto const& [field, entries] : std::vector<std::pair<std::string, std::string>>{
             {"planned", "planned=1,250"},
             {"planned", "planned=rund+3"},
             {"planned", "planned=10.000.000.000,01"},
             {"planned", "planned=-5"},
             {"secured", "planned=5&secured=-5"},
             {"spent", "spent=-0,01"},
             {"year", "planned=5&year=1899"},
             {"year", "planned=5&year=2009,5"},
             {"as_of", "planned=5&as_of=2009"},
             {"as_of", "planned=5&as_of=1.7.2009"},
             {"planned", "planned="},
             {"committed", "committed=5&spent=6"},
             {"source", "planned=5&source=nichts"},
             {"hangs_on", "planned=5&hangs_on=x9"}}) {
        auto const answer = enter(*office_, entries);
        EXPECT_EQ(answer.status(), http::Status::unprocessable) << entries;
        auto const page = std::string(answer.body_text());
        auto const beside = [](std::string const& name) { return "id=\"f-" + name + "-fehler\""; };
        EXPECT_THAT(page, HasSubstr(beside(field))) << entries;
        for (auto const* other :
             {"planned", "secured", "committed", "spent", "year", "as_of", "source", "hangs_on"}) {
            if (other != field) {
                EXPECT_THAT(page, Not(HasSubstr(beside(other)))) << entries << " is wrong in " << field;
            }
        }
    }
    EXPECT_EQ(count_lines(), 0);
    EXPECT_THAT(
        std::string(enter(*office_, "planned=1,250&remark=So+war+es").body_text()),
        AllOf(HasSubstr("ist kein Betrag"), HasSubstr("value=\"1,250\""), HasSubstr("So war es")));
}

TEST_P(MoneyEntries, a_form_that_is_sent_twice_makes_one_and_two_at_once_see_each_other)
{
    auto const one = line("planned=5", "k");
    EXPECT_EQ(enter(*office_, "planned=5", "k").status(), http::Status::see_other);
    EXPECT_EQ(count_lines(), 1);
    auto const changed = [&](std::string const& planned) {
        return office_->post(one, "fassung=1&year=2009&source=own&as_of=30.6.2009&planned=" + planned);
    };
    EXPECT_EQ(changed("6").status(), http::Status::see_other);
    auto const late = changed("7");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(std::string(late.body_text()), AllOf(HasSubstr("6,00"), HasSubstr("7,00")));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT planned FROM budget_lines"), 600)
        << "cents, of who was first";
    // Somebody deletes it meanwhile: what was typed is there to be copied.
    EXPECT_EQ(office_->post(one + "/loeschen", "fassung=1").status(), http::Status::conflict);
    EXPECT_EQ(office_->post(one + "/loeschen", "fassung=2").status(), http::Status::see_other);
    EXPECT_EQ(count_lines(), 0);
    EXPECT_THAT(
        connection().load<std::string>(
            "SELECT before_json FROM audit_entries WHERE action = 'funding.budget.erased'"),
        AllOf(HasSubstr("2009"), HasSubstr("6,00")))
        << "what was deleted can be looked up";
    auto const gone = changed("77,70");
    EXPECT_EQ(gone.status(), http::Status::not_found);
    EXPECT_THAT(std::string(gone.body_text()), HasSubstr("77,70"));
}

TEST_P(MoneyEntries, what_falls_without_a_grant_is_told)
{
    auto const wanted = application("Landesmittel");
    EXPECT_THAT(shown(wanted), HasSubstr("auf der Seite der Maßnahme unter „Geld“ eingetragen"))
        << "what to do next";
    auto const on = 'a' + number_of(wanted);
    line("planned=300&committed=100&hangs_on=" + on, "a");
    line("source=sponsor&planned=50", "b");
    auto const other = measure(*office_, "Fest");
    EXPECT_EQ(
        office_
            ->post(
                other + "/geld/neu",
                "year=2009&source=state&as_of=30.6.2009&schluessel=c&planned=20&hangs_on=" + on)
            .status(),
        http::Status::see_other);
    auto const loss = "/verwaltung/finanzen/wegfall?ohne=" + on;
    EXPECT_THAT(
        shown(loss),
        AllOf(HasSubstr("2 Maßnahmen, geplant 320,00"), HasSubstr("davon schon gebunden 100,00")));
    // A measure that depends on it falls with all of its money.
    EXPECT_EQ(
        office_->post(measure_ + "/geld/abhaengigkeit/neu", "hangs_on=" + on).status(),
        http::Status::see_other);
    EXPECT_EQ(
        office_->post(measure_ + "/geld/abhaengigkeit/neu", "hangs_on=" + on).status(),
        http::Status::see_other)
        << "twice is once";
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM funding_dependencies"), 1);
    EXPECT_THAT(
        shown(loss), AllOf(HasSubstr("2 Maßnahmen, geplant 370,00"), HasSubstr("die ganze Maßnahme")));
    EXPECT_THAT(
        file_of(office_->get("/verwaltung/finanzen/wegfall.csv?ohne=" + on)),
        AllOf(HasSubstr("Lesen"), HasSubstr("Fest"), HasSubstr("350.00")));
    EXPECT_THAT(shown("/verwaltung/finanzen/wegfall"), AllOf(HasSubstr("Landesmittel"), HasSubstr("320,00")));
    EXPECT_THAT(shown(wanted), HasSubstr("2 Maßnahmen, geplant 370,00"));
    EXPECT_THAT(shown(measure_), HasSubstr("Antrag: Landesmittel (Entwurf)"));
    auto const id = connection().load<std::int64_t>("SELECT id FROM funding_dependencies");
    EXPECT_EQ(
        office_->post(measure_ + "/geld/abhaengigkeit/entfernen", "welche=" + std::to_string(id)).status(),
        http::Status::see_other);
    EXPECT_THAT(shown(loss), HasSubstr("geplant 320,00"));
    EXPECT_EQ(
        office_->post(measure_ + "/geld/abhaengigkeit/neu", "hangs_on=a4711").status(),
        http::Status::unprocessable);
}

TEST_P(MoneyEntries, what_nobody_knows_is_said_in_words_within_a_sentence)
{
    auto const wanted = application("Landesmittel");
    auto const on = 'a' + number_of(wanted);
    line("source=sponsor&remark=Summe+offen&committed=3&hangs_on=" + on, "a");
    EXPECT_THAT(
        shown(measure_),
        HasSubstr("2009: geplant nicht bekannt, gesichert nicht bekannt, ausgegeben nicht bekannt"));
    EXPECT_THAT(
        shown(measure_),
        HasSubstr("Geld 2009 (Spenden und Sponsoren): geplant nicht bekannt, gesichert nicht bekannt"))
        << "on the life line";
    EXPECT_THAT(shown(wanted), HasSubstr("Eine Maßnahme, geplant nicht bekannt, davon schon gebunden 3,00"));
    EXPECT_THAT(
        shown("/verwaltung/finanzen/wegfall?ohne=" + on),
        HasSubstr("geplant nicht bekannt, davon schon gebunden 3,00"));
    EXPECT_THAT(shown(measure_ + "/geld"), HasSubstr(">–<")) << "the cells of a table stay short";
}

TEST_P(MoneyEntries, a_municipality_keeps_its_own_and_learns_nothing_of_others)
{
    auto const secret = application("Geheimplan");
    auto const one = line("planned=4711,47&hangs_on=a" + number_of(secret), "a");
    auto town = logged_in(account("amt@aalfeld.example", {{"municipal_editor", aalfeld_}}));
    EXPECT_EQ(town.get(measure_ + "/geld").status(), http::Status::not_found);
    EXPECT_EQ(town.get(one).status(), http::Status::not_found);
    EXPECT_EQ(enter(town, "planned=1").status(), http::Status::not_found);
    EXPECT_EQ(
        town.post(one, "fassung=1&year=2009&source=own&as_of=30.6.2009&planned=1").status(),
        http::Status::not_found);
    EXPECT_EQ(town.post(one + "/loeschen", "fassung=1").status(), http::Status::not_found);
    EXPECT_EQ(
        town.get("/verwaltung/finanzen/wegfall?ohne=a" + number_of(secret)).status(),
        http::Status::not_found);
    for (auto const* page :
         {"/verwaltung/finanzen?jahr=2009", "/verwaltung/finanzen/wegfall", "/verwaltung/antraege"})
        EXPECT_THAT(
            std::string(town.get(page).body_text()),
            AllOf(Not(HasSubstr("Geheimplan")), Not(HasSubstr("4.711,47"))))
            << page;
    EXPECT_THAT(file_of(town.get("/verwaltung/finanzen/liste.csv?jahr=2009")), Not(HasSubstr("4711.47")));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT planned FROM budget_lines"), 471'147);
    // What the Kreis ties to its application stays tied when the town saves its own line, and has no name.
    auto const own = work([](Work& work) { return measure_of(work, "aalfeld", "eigen"); });
    ASSERT_TRUE(own);
    auto const id = own->id;
    auto const tied = work([&](Work& work) {
        auto fields = budgeted("10");
        fields.set("as_of", "01.06.2009");
        fields.set("hangs_on", 'a' + number_of(secret));
        return funding::add_budget_line(work, id, fields, "tied");
    });
    ASSERT_TRUE(tied);
    auto const address
        = "/verwaltung/massnahmen/" + std::to_string(id.value) + "/geld/" + std::to_string(tied->value);
    auto const form = std::string(town.get(address).body_text());
    EXPECT_THAT(form, AllOf(HasSubstr("eine Förderung, die Sie nicht sehen"), Not(HasSubstr("Geheimplan"))));
    EXPECT_EQ(
        town.post(
                address,
                "fassung=1&year=2026&source=state&as_of=1.6.2009&planned=11&hangs_on=a" + number_of(secret))
            .status(),
        http::Status::see_other);
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT application_id FROM budget_lines WHERE id = ?", tied->value),
        std::stoll(number_of(secret)));
    EXPECT_EQ(
        town.post(
                "/verwaltung/massnahmen/" + std::to_string(id.value) + "/geld/neu",
                "year=2009&source=state&as_of=1.6.2009&planned=1&schluessel=z&hangs_on=a" + number_of(secret))
            .status(),
        http::Status::unprocessable)
        << "nobody ties to what they do not see";
}

}
} // namespace kommin::app
