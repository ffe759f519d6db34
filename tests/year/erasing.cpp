// Years later: nobody's name is left, and what it was in figures is.

#include "app/maintenance.hpp"
#include "year/year.hpp"

namespace kommin::year_tests {

using ::testing::AllOf;
using ::testing::HasSubstr;

void Year::the_names_go_and_the_figures_stay()
{
    auto const count = [&](std::string const& what) {
        return connection().load<std::int64_t>("SELECT COUNT(*) FROM " + what);
    };
    auto const figures = [&] {
        auto const page = desk(meeting_ + "/statistik").text();
        return page.substr(page.find("Angemeldet 7"));
    };
    auto const before = figures();
    EXPECT_THAT(before, AllOf(HasSubstr("Gekommen 6"), HasSubstr("Nicht gekommen 1")));
    for (auto const* table : {"participants", "registrations", "registration_links"})
        EXPECT_EQ(count(table), 0) << table << " has a row of somebody";
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT CAST(SUM(came - again) AS BIGINT) FROM participant_totals WHERE cut = 'part'"),
        6);
    EXPECT_GT(count("evaluation_texts"), 0);
    go_to("2027-08-01T09:00:00Z");
    EXPECT_EQ(count("evaluation_texts"), 0);
    go_to("2028-01-20T09:00:00Z");
    EXPECT_EQ(count("invitations"), 0);
    EXPECT_GT(count("attendances"), 0);
    go_to("2029-01-20T09:00:00Z");
    EXPECT_EQ(count("attendances"), 0);
    EXPECT_THAT(desk(meeting_).text(), HasSubstr("9 Personen"));
    EXPECT_EQ(figures(), before);
    EXPECT_THAT(desk(meeting_ + "/rueckmeldung").text(), HasSubstr("Ausgefüllte Formulare: 6"));
    EXPECT_THAT(desk("/verwaltung/konferenz/statistik").text(), HasSubstr("Siebte Tagung"));
    for (auto const& [language, page] : read_in_all_languages("/konferenz/2027"))
        EXPECT_THAT(page.body(), HasSubstr("<meter")) << language;

    auto const report = app::verify(connection(), settings_);
    EXPECT_TRUE(report.is_sound && report.is_current) << ::testing::PrintToString(report.lines);
}

} // namespace kommin::year_tests
