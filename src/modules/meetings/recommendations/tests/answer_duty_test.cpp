// Which letters are due on a day, and whose answers a panel looks after.

#include "modules/meetings/recommendations/answer_duty.hpp"
#include "modules/meetings/recommendations/open_answers.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace kommin::meetings {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Date the_day(char const* text)
{
    return parse_date(text).value();
}

Recommendation one_due(char const* due, RecommendationState state = RecommendationState::submitted)
{
    Recommendation one;
    one.id = RecommendationId{7};
    one.state = state;
    one.state_day = PartialDate(the_day("2026-11-20"));
    one.due = the_day(due);
    return one;
}

std::vector<AnswerLetter> told_on(Recommendation const& one, char const* today)
{
    return letters_due(one, the_day(today));
}

TEST(AnswerDuty, is_told_at_the_submission_two_weeks_before_and_the_day_after)
{
    using enum AnswerLetter;
    auto const one = one_due("2027-03-01");
    EXPECT_THAT(told_on(one, "2026-11-20"), ElementsAre(submitted));
    EXPECT_THAT(told_on(one, "2026-12-20"), ElementsAre(submitted)) << "for a month";
    EXPECT_THAT(told_on(one, "2026-12-21"), IsEmpty()) << "then it was entered afterwards";
    EXPECT_THAT(told_on(one, "2027-02-14"), IsEmpty());
    EXPECT_THAT(told_on(one, "2027-02-15"), ElementsAre(soon));
    EXPECT_THAT(told_on(one, "2027-03-01"), ElementsAre(soon));
    EXPECT_THAT(told_on(one, "2027-03-02"), ElementsAre(late));
    EXPECT_THAT(told_on(one_due("2026-11-30"), "2026-11-25"), ElementsAre(soon, submitted))
        << "the most urgent first";
}

TEST(AnswerDuty, ends_with_the_answer_and_begins_with_the_adoption)
{
    using enum RecommendationState;
    for (auto const state : {drafted, discussed, withdrawn, answered})
        EXPECT_THAT(told_on(one_due("2026-11-01", state), "2026-11-25"), IsEmpty())
            << kommin::meetings::to_text(state);
    for (auto const state : {adopted, taken_up, deferred, declined})
        EXPECT_THAT(told_on(one_due("2026-11-01", state), "2026-11-25"), ElementsAre(AnswerLetter::late))
            << "the public has no answer yet";
    auto put_off = one_due("2026-11-01", answered);
    put_off.outcome = deferred;
    put_off.deferred_until = the_day("2026-11-10");
    EXPECT_THAT(told_on(put_off, "2026-11-25"), IsEmpty()) << "what comes back is the office's to submit";
    auto undated = one_due("2026-11-01", adopted);
    undated.due.reset();
    EXPECT_THAT(told_on(undated, "2026-11-25"), IsEmpty());
    auto unknown = one_due("2027-11-01");
    unknown.state_day.reset();
    EXPECT_THAT(told_on(unknown, "2026-11-25"), IsEmpty()) << "of old ones nobody knows the day";
    auto vague = one_due("2027-11-01");
    vague.state_day = PartialDate(std::chrono::year{2026});
    EXPECT_THAT(told_on(vague, "2026-11-25"), IsEmpty()) << "it may be months ago";
    EXPECT_THAT(told_on(vague, "2026-01-20"), ElementsAre(AnswerLetter::submitted));
}

TEST(AnswerDuty, another_day_or_owner_is_told_anew)
{
    auto one = one_due("2027-03-01");
    EXPECT_EQ(turn_of(one, AnswerLetter::soon).day, "2027-03-01");
    EXPECT_EQ(turn_of(one, AnswerLetter::submitted).day, "2026-11-20") << "whatever day is agreed later";
    EXPECT_EQ(turn_of(one, AnswerLetter::soon).owner, "") << "nobody is known";
    one.owner_office = "Amt";
    EXPECT_EQ(turn_of(one, AnswerLetter::soon).owner, "") << "without an address nobody is reached";
    one.owner_mail = "amt@kreis.example";
    auto const digest = turn_of(one, AnswerLetter::soon).owner;
    EXPECT_EQ(digest.size(), 64U) << "no address stays for good";
    one.owner_mail = "Amt@Kreis.example";
    EXPECT_EQ(turn_of(one, AnswerLetter::soon).owner, digest) << "the same, however it is written";
    one.owner_mail = "anderes@kreis.example";
    EXPECT_NE(turn_of(one, AnswerLetter::soon).owner, digest);
    one.owner_panel = PanelId{12};
    EXPECT_EQ(turn_of(one, AnswerLetter::soon).owner, "12");
}

Panel panel(std::int64_t id, PanelKind kind, std::optional<std::int64_t> parent = {}, std::int64_t body = 0)
{
    Panel made;
    made.id = PanelId{id};
    made.kind = kind;
    if (parent)
        made.parent = PanelId{*parent};
    if (body != 0)
        made.body = tenants::BodyId{body};
    return made;
}

TEST(OpenAnswers, belong_to_the_conference_and_to_both_steering_groups)
{
    std::vector const panels{
        panel(1, PanelKind::conference),         panel(2, PanelKind::conference, {}, 5),
        panel(3, PanelKind::field_of_action, 1), panel(4, PanelKind::steering_group, 1),
        panel(5, PanelKind::steering_group),     panel(6, PanelKind::steering_group, {}, 5),
        panel(7, PanelKind::steering_group, 3),  panel(8, PanelKind::council),
        panel(9, PanelKind::conference)};
    auto const of = [&](std::size_t place) { return conferences_of(panels, panels[place]); };
    EXPECT_THAT(of(0), ElementsAre(PanelId{1}));
    EXPECT_THAT(of(3), ElementsAre(PanelId{1})) << "of the conference";
    EXPECT_THAT(of(4), ElementsAre(PanelId{1}, PanelId{9})) << "the administrative one: of all of its owner";
    EXPECT_THAT(of(5), ElementsAre(PanelId{2}));
    for (auto const other : {2U, 6U, 7U})
        EXPECT_THAT(of(other), IsEmpty()) << other;
}

TEST(OpenAnswers, are_a_line_each)
{
    auto const& texts = i18n::Texts::of(i18n::Language::german());
    OpenAnswer answer{
        .id = {}, .number = "2007/1", .title = "Abendkurse", .owner = "Amt", .due = the_day("2027-03-01")};
    EXPECT_EQ(line_of(answer, texts), "2007/1 Abendkurse – Amt – Antwort bis 1. März 2027");
    answer.is_late = true;
    EXPECT_EQ(line_of(answer, texts), "2007/1 Abendkurse – Amt – Antwort bis 1. März 2027 – überfällig");
    answer.owner.clear();
    answer.number.clear();
    answer.due.reset();
    answer.is_late = false;
    EXPECT_EQ(line_of(answer, texts), "Abendkurse");
}

} // namespace
} // namespace kommin::meetings
