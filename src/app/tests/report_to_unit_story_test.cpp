// A measure without an address of its own: letters about it go to the mailbox of the unit in charge.

#include "app/tests/report_by_link_story.hpp"

#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class ReportToUnit : public ReportByLinkBase {
protected:
    void SetUp() override
    {
        ReportByLinkBase::SetUp();
        youth_ = unit("Jugendamt", "jugend@kreis.example");
        saved("&unit=" + youth_ + "&report_mail=");
    }
    // The measure as somebody at work saves it.
    void saved(std::string const& entries)
    {
        auto const answer = sent(
            *office_, one_, "/bearbeiten",
            needed("Abendkurse") + "&state=running&deadline_remark=keine&from=2026&to=2027" + entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    }
    void move_mailbox(std::string const& mail)
    {
        connection().execute(
            "UPDATE organisational_units SET mail = ? WHERE id = ?", mail, std::stoll(youth_));
    }

    std::string youth_; // its number
};
KOMMIN_ON_BOTH_ENGINES(ReportToUnit);

TEST_P(ReportToUnit, the_mailbox_of_the_unit_gets_the_letter_and_somebody_there_reports)
{
    auto const letter = morning_of("2026-11-24");
    EXPECT_THAT(letter, AllOf(HasSubstr("To: jugend@kreis.example"), HasSubstr("sonst an das Postfach der")));
    EXPECT_EQ(count_in(letter, "\nTo: "), 1);
    EXPECT_THAT(morning_of("2026-11-25"), IsEmpty()) << "one letter";
    auto const link = link_of(letter);
    EXPECT_EQ(opened(link).status(), http::Status::ok);
    EXPECT_EQ(send(link, "value=11&day=20.11.2026&source=Kursliste").status(), http::Status::see_other);
    EXPECT_EQ(count("figure_reports"), 1);
    EXPECT_THAT(morning_of("2026-12-09"), IsEmpty()) << "somebody has reported";
}

TEST_P(ReportToUnit, its_own_address_comes_first)
{
    saved("&unit=" + youth_ + "&report_mail=vhs%40kreis.example");
    auto const letter = morning_of("2026-11-24");
    EXPECT_THAT(letter, AllOf(HasSubstr("To: vhs@kreis.example"), Not(HasSubstr("jugend@"))));
    EXPECT_EQ(count_in(letter, "\nTo: "), 1);
    auto const link = link_of(letter);
    saved("&unit=" + youth_ + "&report_mail=");
    EXPECT_EQ(opened(link).status(), http::Status::gone) << "letters go to the unit now";
    EXPECT_THAT(morning_of("2026-11-25"), HasSubstr("To: jugend@kreis.example"));
}

TEST_P(ReportToUnit, another_mailbox_ends_the_link_and_gets_a_letter_of_its_own)
{
    auto const link = link_of(morning_of("2026-11-24"));
    move_mailbox("familie@kreis.example");
    EXPECT_EQ(opened(link).status(), http::Status::gone);
    EXPECT_EQ(send(link, "value=11&day=20.11.2026&source=Kursliste").status(), http::Status::gone);
    EXPECT_EQ(count("figure_reports"), 0);
    auto const other = morning_of("2026-11-25");
    EXPECT_EQ(count_in(other, "\nTo: familie@kreis.example"), 1);
    EXPECT_EQ(opened(link_of(other)).status(), http::Status::ok);
    move_mailbox("Familie@Kreis.example");
    EXPECT_EQ(opened(link_of(other)).status(), http::Status::ok) << "however it is written";
}

TEST_P(ReportToUnit, a_unit_without_a_mailbox_gets_none_also_when_the_letter_was_ordered_already)
{
    order_letters();
    ASSERT_EQ(count("figure_letters"), 1);
    move_mailbox("");
    EXPECT_THAT(asked(), IsEmpty());
    EXPECT_EQ(count("figure_letters"), 0);
    EXPECT_THAT(morning_of("2026-11-24"), IsEmpty());
    EXPECT_EQ(count("figure_letters"), 0);
}

TEST_P(ReportToUnit, the_desk_says_to_which_mailbox_letters_go)
{
    auto const page
        = [&](std::string const& below) { return std::string(office_->get(one_ + below).body_text()); };
    EXPECT_THAT(page(""), HasSubstr("jugend@kreis.example (Postfach: Jugendamt)"));
    EXPECT_THAT(page("/bearbeiten"), HasSubstr("Leer: an das Postfach von Jugendamt, jugend@kreis.example."));
    auto reader = browser_of("reader");
    EXPECT_THAT(std::string(reader.get(one_).body_text()), Not(HasSubstr("jugend@")));
    saved("&unit=" + youth_ + "&report_mail=vhs%40kreis.example");
    EXPECT_THAT(page(""), AllOf(HasSubstr("vhs@kreis.example"), Not(HasSubstr("jugend@"))));
    move_mailbox("");
    EXPECT_THAT(
        page("/bearbeiten"),
        AllOf(HasSubstr("hat sie keines, gibt es keinen Brief"), Not(HasSubstr("Postfach von Jugendamt"))));
    saved("&unit=" + youth_ + "&report_mail=");
    EXPECT_THAT(page(""), Not(HasSubstr("Mailadresse für Berichte")));
}

TEST_P(ReportToUnit, whoever_reads_that_mailbox_finds_the_figure_among_their_own)
{
    auto department
        = logged_in(account("jugend@kreis.example", {{"department_editor", Scope::whole_tenant()}}));
    auto const mine = std::string("Briefe dazu gehen an Ihre Adresse");
    EXPECT_THAT(std::string(department.get("/verwaltung/meine-massnahmen").body_text()), HasSubstr(mine));
    saved("&unit=" + youth_ + "&report_mail=vhs%40kreis.example");
    EXPECT_THAT(
        std::string(department.get("/verwaltung/meine-massnahmen").body_text()),
        AllOf(Not(HasSubstr(mine)), HasSubstr("Abendkurse")))
        << "letters about it go to somebody else; the unit is in charge all the same";
}

} // namespace
} // namespace kommin::app
