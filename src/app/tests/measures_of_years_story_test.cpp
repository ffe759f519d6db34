// Which measures a year has: finished late or early, running past their end, recurring ones that ended, done
// without an end. Whoever asks is told the same (docs/adr/0096).

#include "app/tests/years_story.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <iterator>
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

class MeasuresOfYears : public YearsStory {
protected:
    // What there is, in the order of their titles.
    struct Course {
        std::string title;
        std::string planned; // as the form takes it
        std::string state;
        std::string since; // "": nobody has noted it
    };
    static std::vector<Course> const& courses()
    {
        static std::vector<Course> const all{
            {"Dauerhaft", "&from=2026&recurring=ja", "running", ""},
            {"Endlos", "&from=2026&deadline_remark=keine", "done", "2027-09-01"},
            {"Frueher", "&from=2026&to=2029&deadline_remark=keine", "done", "2027-05-03"},
            {"Gewohnt", "&from=2026&recurring=ja", "done", "2027-06-30"},
            {"Kuenftig", "&from=2030&to=2031&deadline_remark=keine", "planned", ""},
            {"Planlos", "&deadline_remark=keine", "running", ""},
            {"Spaeter", "&from=2026&to=2027&deadline=12.2027", "done", "2028-04-20"},
            {"Ueberfaellig", "&from=2026&to=2027&deadline=12.2027", "running", ""},
            {"Verworfen", "&from=2026&to=2029&deadline_remark=keine", "dropped", "2027-03-01"}};
        return all;
    }
    void SetUp() override
    {
        YearsStory::SetUp();
        for (auto const& one : courses()) {
            auto const id = std::stoll(number_of(measure(
                *office_, one.title,
                "&state=running&report_mail=" + one.title + "%40kreis.example" + one.planned)));
            connection().execute(
                "UPDATE measures SET state = ?, state_since = ? WHERE id = ?", one.state,
                one.since.empty() ? std::nullopt : std::optional(one.since), id);
            connection().execute(
                "INSERT INTO milestones (tenant_id, measure_id, position, title, due, remark)"
                " VALUES (?, ?, 1, 'Konzept', '2026-12', '')",
                tenant_, id);
        }
        clock().set(*parse_instant("2028-12-05T08:00:00Z"));
        office_.emplace(browser_of("conference_office"));
        year_2027_ = year("2027");
        year_2028_ = year("2028");
    }
    static std::vector<std::string> titles()
    {
        std::vector<std::string> all;
        std::ranges::transform(courses(), std::back_inserter(all), &Course::title);
        return all;
    }
    // Those that stand in it.
    static std::vector<std::string> named_in(std::string const& text)
    {
        auto found = titles();
        std::erase_if(found, [&](std::string const& title) { return text.find(title) == std::string::npos; });
        return found;
    }
    static std::vector<std::string> without(std::vector<std::string> titles, std::string const& title)
    {
        std::erase(titles, title);
        return titles;
    }
    std::string section(std::string const& page, std::string const& id)
    {
        auto const text = shown(page);
        auto const begin = text.find("id=\"" + id + '"');
        return begin == std::string::npos ? std::string{}
                                          : text.substr(begin, text.find("</section>", begin) - begin);
    }
    // The measures in the tables of the page that steers.
    std::vector<std::string> steered(std::string const& query)
    {
        auto const page = shown("/verwaltung/steuerung" + query);
        auto const fields = page.find("id=\"feld-");
        return fields == std::string::npos ? std::vector<std::string>{} : named_in(page.substr(fields));
    }
    std::vector<std::string> listed(std::string const& query)
    {
        return named_in(file_of(office_->get("/verwaltung/massnahmen/liste.csv" + query)));
    }
    std::vector<std::string> not_evaluated(std::string const& year)
    {
        auto found = titles();
        auto const page = shown(year + "/abschluss");
        std::erase_if(found, [&](std::string const& title) {
            return page.find("Maßnahme ist nicht bewertet: " + title) == std::string::npos;
        });
        return found;
    }
    // Whom letters that ask for evaluations of that year go to.
    std::vector<std::string> asked(std::string const& year)
    {
        auto const page = shown(year + "/bewertungen/gefragt");
        std::string const field = "name=\"stand\" value=\"";
        auto const at = page.find(field);
        EXPECT_NE(at, std::string::npos) << page;
        if (at == std::string::npos)
            return {};
        auto const answer = office_->post(
            year + "/bewertungen/alle-fragen", "until=31.1.2029&stand=" + page.substr(at + field.size(), 64));
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return connection().list<std::string>(
            "SELECT m.title FROM steering_requests r JOIN measures m ON m.id = r.measure_id"
            " WHERE r.year_id = ? ORDER BY m.title",
            std::stoll(number_of(year)));
    }
    // Each of them was missed: none of their milestones is done.
    void expect_all_agree(
        std::string const& year, std::string const& number, std::vector<std::string> const& expected)
    {
        EXPECT_EQ(steered("?jahr=" + number), expected) << "the page that steers";
        EXPECT_EQ(without(listed("?jahr=" + number), "Verworfen"), expected) << "the list, and its file";
        EXPECT_EQ(named_in(shown(year + "/bewertungen")), expected) << "evaluations";
        EXPECT_EQ(named_in(shown(year + "/prioritaeten/bepunkten/massnahmen/1")), expected) << "priorities";
        EXPECT_EQ(not_evaluated(year), expected) << "the closing";
        auto const missed = section(year + "/bericht", "verfehlt");
        EXPECT_EQ(without(named_in(missed), "Verworfen"), expected) << "the report";
        EXPECT_EQ(asked(year), expected) << "the letters";
    }

    std::string year_2027_, year_2028_; // addresses
};
KOMMIN_ON_BOTH_ENGINES(MeasuresOfYears);

TEST_P(MeasuresOfYears, everybody_is_told_the_same)
{
    expect_all_agree(
        year_2027_, "2027",
        {"Dauerhaft", "Endlos", "Frueher", "Gewohnt", "Planlos", "Spaeter", "Ueberfaellig"});
    std::vector<std::string> const of_2028{"Dauerhaft", "Planlos", "Spaeter", "Ueberfaellig"};
    expect_all_agree(year_2028_, "2028", of_2028);
    EXPECT_EQ(steered(""), of_2028) << "without a year it is this one";
    EXPECT_THAT(listed("?jahr=2027"), Contains("Verworfen")) << "it was, in that year";
    EXPECT_THAT(listed("?jahr=2028"), Not(Contains("Verworfen")));
}

// What is late today is not planned for next year.
TEST_P(MeasuresOfYears, what_runs_past_its_end_is_not_planned_for_years_to_come)
{
    for (std::string const query : {"?jahr=2029", "?jahr=2030"})
        EXPECT_THAT(steered(query), Not(Contains("Ueberfaellig"))) << query;
    EXPECT_THAT(steered("?jahr=2029"), ElementsAre("Dauerhaft", "Planlos"));
    EXPECT_THAT(steered("?jahr=2030"), ElementsAre("Dauerhaft", "Kuenftig", "Planlos"));
    EXPECT_THAT(
        shown("/verwaltung/steuerung"),
        AllOf(
            HasSubstr("<option value=\"2028\""), HasSubstr("<option value=\"2031\""),
            Not(HasSubstr("<option value=\"2025\""))));
    EXPECT_THAT(
        named_in(shown("/verwaltung/steuerung/zeitleiste")),
        ElementsAre("Dauerhaft", "Kuenftig", "Planlos", "Spaeter", "Ueberfaellig"))
        << "a line of time shows what is to come, too";
}

TEST_P(MeasuresOfYears, on_heute_as_many_are_missing_as_the_year_has)
{
    EXPECT_THAT(
        shown("/verwaltung"),
        AllOf(
            HasSubstr("7 Maßnahmen haben noch keine Selbstsicht."),
            HasSubstr("4 Maßnahmen haben noch keine Selbstsicht.")));
    connection().execute("UPDATE measures SET state = 'done', state_since = '2027-12-31'");
    EXPECT_THAT(
        shown("/verwaltung"),
        AllOf(
            HasSubstr("9 Maßnahmen haben noch keine Selbstsicht."),
            Not(HasSubstr("4 Maßnahmen haben noch keine Selbstsicht."))));
    EXPECT_THAT(asked(year_2027_), Not(IsEmpty()));
    EXPECT_THAT(shown(year_2028_ + "/bewertungen/gefragt"), Not(HasSubstr("name=\"stand\"")))
        << "nobody is asked about what was finished before";
}

// In January somebody says what was finished before Christmas.
TEST_P(MeasuresOfYears, what_was_finished_in_december_and_is_called_done_in_january_is_of_the_old_year)
{
    auto const address = "/verwaltung/massnahmen/"
        + std::to_string(connection().load<std::int64_t>(
            "SELECT id FROM measures WHERE title = 'Ueberfaellig'"));
    clock().set(*parse_instant("2029-01-15T08:00:00Z"));
    office_.emplace(browser_of("conference_office"));
    auto const say = [&](std::string const& entries) {
        return office_->post(address + "/stand", version_of(address) + "&state_reason=Liegt+vor" + entries);
    };
    for (auto const& [typed, word] :
         {std::pair{"Weihnachten", "Das ist kein Tag: Weihnachten"},
          std::pair{"16.1.2029", "liegt noch vor uns"}, std::pair{"31.12.2025", "bevor sie begonnen hat"}}) {
        auto const refused = say("&state=done&state_since=" + std::string(typed));
        EXPECT_EQ(refused.status(), http::Status::unprocessable) << typed;
        EXPECT_THAT(
            refused.body_text(),
            AllOf(HasSubstr(word), HasSubstr("value=\"" + std::string(typed) + '"'), HasSubstr("Liegt vor")));
    }
    EXPECT_THAT(listed("?jahr=2029"), Contains("Ueberfaellig"));

    EXPECT_EQ(say("&state=done&state_since=").status(), http::Status::see_other);
    EXPECT_THAT(listed("?jahr=2029"), Contains("Ueberfaellig")) << "called done today";
    EXPECT_EQ(say("&state=done&state_since=20.12.2028").status(), http::Status::see_other);
    EXPECT_THAT(listed("?jahr=2029"), Not(Contains("Ueberfaellig")));
    EXPECT_THAT(listed("?jahr=2028"), Contains("Ueberfaellig"));
    EXPECT_THAT(shown(address), HasSubstr("20. Dezember 2028"));
    EXPECT_THAT(shown(address + "/bearbeiten/verlauf"), HasSubstr("Stand seit"));
    EXPECT_THAT(
        shown(address + "/bearbeiten/verlauf?fassung=3"),
        AllOf(HasSubstr("15.01.2029"), HasSubstr("20.12.2028")));
    EXPECT_EQ(say("&state=done&state_since=").status(), http::Status::see_other);
    EXPECT_THAT(shown(address), HasSubstr("20. Dezember 2028")) << "nothing was said about the day";
}

// Who enters in 2028 what was over in 2025 has not finished it in 2028.
TEST_P(MeasuresOfYears, one_that_was_over_when_it_was_entered_belongs_to_its_planned_years)
{
    measure(*office_, "Altbestand", "&state=done&state_reason=Liegt+vor&from=2024&to=2025&deadline=12.2025");
    auto const is_in = [&](std::string const& query) {
        return file_of(office_->get("/verwaltung/massnahmen/liste.csv" + query)).find("Altbestand")
            != std::string::npos;
    };
    EXPECT_TRUE(is_in("?jahr=2024"));
    EXPECT_TRUE(is_in("?jahr=2025"));
    EXPECT_FALSE(is_in("?jahr=2028"));
    EXPECT_THAT(shown("/verwaltung/steuerung"), Not(HasSubstr(">Altbestand<")));
}

} // namespace
} // namespace kommin::app
