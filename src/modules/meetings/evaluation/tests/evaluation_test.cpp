#include "modules/meetings/evaluation/evaluation.hpp"
#include "modules/meetings/evaluation/evaluation_editing.hpp"
#include "platform/i18n/texts.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <set>
#include <string>
#include <vector>

namespace kommin::meetings {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr Date day_of_session{std::chrono::year{2027}, std::chrono::March, std::chrono::day{10}};
i18n::Zone const& berlin = i18n::Zone::berlin();

Meeting session()
{
    Meeting meeting;
    meeting.day = PartialDate(day_of_session);
    meeting.begins_at = i18n::TimeOfDay::at(9, 30);
    meeting.ends_at = i18n::TimeOfDay::at(16);
    return meeting;
}

Evaluation two_weeks()
{
    Evaluation evaluation;
    evaluation.closes_on = day_of_session + evaluation_lasts;
    return evaluation;
}

std::vector<std::string> fields_of(std::vector<Problem> const& problems)
{
    std::vector<std::string> fields;
    for (auto const& problem : problems)
        fields.push_back(problem.field);
    return fields;
}

TEST(EvaluationWindow, is_open_from_the_end_of_the_session_until_its_last_day_ends)
{
    auto const evaluation = two_weeks();
    auto const phase = [&](Meeting const& meeting, i18n::LocalTime local) {
        return phase_of(evaluation, meeting, berlin, berlin.to_instant(local));
    };
    auto meeting = session();
    EXPECT_EQ(phase(meeting, {day_of_session, i18n::TimeOfDay::at(15, 59)}), EvaluationPhase::early);
    EXPECT_EQ(phase(meeting, {day_of_session, i18n::TimeOfDay::at(16)}), EvaluationPhase::open);
    auto const last = day_of_session + evaluation_lasts;
    EXPECT_EQ(phase(meeting, {last, i18n::TimeOfDay::at(23, 59)}), EvaluationPhase::open);
    EXPECT_EQ(phase(meeting, {last + std::chrono::days{1}, i18n::TimeOfDay::at(0)}), EvaluationPhase::over);
    meeting.ends_at.reset();
    EXPECT_EQ(phase(meeting, {day_of_session, i18n::TimeOfDay::at(9, 30)}), EvaluationPhase::open)
        << "from its beginning where nobody knows the end";
    meeting.begins_at.reset();
    EXPECT_EQ(phase(meeting, {day_of_session, i18n::TimeOfDay::at(0)}), EvaluationPhase::open);
    meeting.state = MeetingState::cancelled;
    EXPECT_EQ(phase(meeting, {day_of_session, i18n::TimeOfDay::at(17)}), EvaluationPhase::over);
    meeting = session();
    meeting.day = PartialDate::parse("2027-03");
    EXPECT_EQ(phase(meeting, {last, i18n::TimeOfDay::at(12)}), EvaluationPhase::early);
    EXPECT_EQ(phase(meeting, {last + std::chrono::days{30}, i18n::TimeOfDay::at(12)}), EvaluationPhase::early)
        << "it may get a day yet";
}

TEST(EvaluationWindow, one_that_was_closed_stays_closed)
{
    auto evaluation = two_weeks();
    evaluation.state = EvaluationState::closed;
    EXPECT_EQ(
        phase_of(evaluation, session(), berlin, berlin.to_instant({day_of_session, i18n::TimeOfDay::at(17)})),
        EvaluationPhase::over);
}

TEST(EvaluationResults, are_there_once_it_is_closed_and_of_five_forms_on)
{
    auto evaluation = two_weeks();
    evaluation.filled = 100;
    EXPECT_FALSE(evaluation.has_results());
    evaluation.state = EvaluationState::closed;
    EXPECT_TRUE(evaluation.has_results());
    evaluation.filled = 5;
    EXPECT_TRUE(evaluation.has_results());
    evaluation.filled = 4;
    EXPECT_FALSE(evaluation.has_results());
}

TEST(EvaluationEntries, may_be_left_open_but_not_all_of_them)
{
    EvaluationEntries entries;
    EXPECT_THAT(fields_of(problems_of(entries)), ElementsAre("overall"));
    entries.choices.fill(std::string(left_open));
    entries.texts = {" \r\n", "\u00a0"};
    EXPECT_THAT(fields_of(problems_of(entries)), ElementsAre("overall"));
    for (auto& choice : entries.choices) {
        choice = "3";
        EXPECT_THAT(problems_of(entries), IsEmpty());
        choice = left_open;
    }
    entries.texts = {"", "x"};
    EXPECT_THAT(problems_of(entries), IsEmpty());
}

TEST(EvaluationEntries, are_one_of_the_choices_and_of_some_length)
{
    EvaluationEntries entries;
    entries.choices = {"6", "4", "-1", " 1", "x"};
    EXPECT_THAT(
        fields_of(problems_of(entries)),
        ElementsAre("overall", "say", "understood", "organisation", "again"));
    for (auto const question : all_questions)
        EXPECT_EQ(choice_in(entries, question), 0);
    entries.choices = {"5", "3", "1", "5", "3"};
    EXPECT_THAT(problems_of(entries), IsEmpty());
    EXPECT_EQ(choice_in(entries, Question::overall), 5);
    std::string long_text;
    for (std::size_t letter = 0; letter < longest_evaluation_text; ++letter)
        long_text += "ö";
    entries.texts = {long_text, ' ' + long_text + "\r\n"};
    EXPECT_THAT(problems_of(entries), IsEmpty()) << "letters are counted, not bytes";
    entries.texts = {long_text + 'x', long_text + 'x'};
    EXPECT_THAT(fields_of(problems_of(entries)), ElementsAre("good", "better"));
}

TEST(EvaluationQuestions, have_a_word_for_each_choice)
{
    auto const& texts = i18n::Texts::of(i18n::Language::german());
    for (auto const question : all_questions) {
        std::set<std::string> words;
        for (int choice = 1; choice <= choices_of(question); ++choice)
            words.insert(std::string(texts(label_of(question, choice))));
        EXPECT_THAT(words, SizeIs(static_cast<std::size_t>(choices_of(question)))) << to_text(question);
    }
    EXPECT_EQ(texts(label_of(Question::say, 2)), "teilweise");
    EXPECT_EQ(texts(label_of(Question::again, 2)), "vielleicht");
}

TEST(EvaluationForm, ends_on_a_day_after_the_session_that_is_still_to_come)
{
    auto const meeting = session();
    auto const typed = [&](Date last, Date today) {
        EvaluationForm form;
        form.last_day = typed_spelling(last);
        return problems_of(form, meeting, nullptr, today).empty();
    };
    auto const in_days = [](int days) { return day_of_session + std::chrono::days{days}; };
    EXPECT_TRUE(typed(in_days(1), in_days(-30)));
    EXPECT_FALSE(typed(in_days(0), in_days(-30))) << "letters go out on the morning after the session";
    EXPECT_TRUE(typed(in_days(92), in_days(3)));
    EXPECT_FALSE(typed(in_days(93), in_days(3)));
    EXPECT_TRUE(typed(in_days(3), in_days(3)));
    EXPECT_FALSE(typed(in_days(2), in_days(3)));
    EXPECT_EQ(suggested_evaluation(meeting, in_days(-5)).last_day, "24.03.2027");
    EXPECT_EQ(suggested_evaluation(meeting, in_days(20)).last_day, "30.03.2027");
    EXPECT_EQ(fields_of(problems_of(EvaluationForm{}, Meeting{}, nullptr, in_days(0))).size(), 1U)
        << "a session without a day";
    auto closed = two_weeks();
    closed.state = EvaluationState::closed;
    EXPECT_THAT(problems_of(EvaluationForm{}, meeting, &closed, in_days(300)), IsEmpty());
}

TEST(Evaluation, is_of_sessions_of_which_people_can_know)
{
    auto meeting = session();
    EXPECT_FALSE(can_be_evaluated(meeting, std::nullopt));
    EXPECT_TRUE(can_be_evaluated(meeting, Programme{}));
    meeting.is_public = true;
    meeting.slug = "2027";
    EXPECT_TRUE(can_be_evaluated(meeting, std::nullopt));
}

TEST(Evaluation, is_known_outside_as_the_form_of_registration_is)
{
    auto meeting = session();
    Programme programme;
    EXPECT_FALSE(is_known_outside(meeting, std::nullopt));
    programme.state = ProgrammeState::closed;
    EXPECT_FALSE(is_known_outside(meeting, programme));
    programme.state = ProgrammeState::open;
    EXPECT_TRUE(is_known_outside(meeting, programme));
    meeting.state = MeetingState::cancelled;
    EXPECT_FALSE(is_known_outside(meeting, programme));
    meeting.is_public = true;
    EXPECT_TRUE(is_known_outside(meeting, std::nullopt));
}

}
} // namespace kommin::meetings
