#include "modules/meetings/recommendations/recommendation_course.hpp"
#include "modules/meetings/recommendations/recommendation_list.hpp"

#include <gmock/gmock.h>

#include <chrono>

namespace kommin::meetings {
namespace {

using enum RecommendationState;
using records::Fields;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

Date day(char const* text)
{
    return parse_date(text).value();
}

Step step(RecommendationState state, std::optional<PartialDate> when = {})
{
    Step one;
    one.state = state;
    one.day = when;
    return one;
}

std::vector<RecommendationState> states_of(std::vector<Step> const& steps)
{
    std::vector<RecommendationState> states;
    for (auto const& one : steps)
        states.push_back(one.state);
    return states;
}

std::vector<std::string> wrong_step(
    Fields const& fields, std::optional<PartialDate> const& before = {}, char const* today = "2026-11-28")
{
    std::vector<std::string> names;
    for (auto const& problem : problems_of_step(fields, before, day(today)))
        names.push_back(problem.field);
    return names;
}

TEST(Recommendation, goes_forward_only_and_comes_back_where_it_was_put_off)
{
    EXPECT_THAT(next_states(drafted, {}), ElementsAre(discussed, adopted, withdrawn));
    EXPECT_THAT(next_states(discussed, {}), Not(Contains(submitted))) << "nobody has adopted it";
    EXPECT_THAT(next_states(adopted, {}), Not(Contains(answered))) << "nothing came of it yet";
    EXPECT_THAT(next_states(adopted, {}), Not(Contains(withdrawn))) << "everybody has read it";
    EXPECT_THAT(next_states(taken_up, taken_up), ElementsAre(answered));
    EXPECT_THAT(next_states(declined, declined), ElementsAre(answered));
    EXPECT_THAT(next_states(answered, taken_up), IsEmpty());
    EXPECT_THAT(next_states(answered, declined), IsEmpty());
    EXPECT_THAT(next_states(answered, deferred), ElementsAre(taken_up, deferred, declined));
    EXPECT_THAT(next_states(withdrawn, {}), IsEmpty());
    for (std::size_t i = 0; i < recommendation_state_names.size(); ++i)
        EXPECT_THAT(next_states(static_cast<RecommendationState>(i), {}), Not(Contains(drafted)));
}

TEST(Recommendation, is_what_its_steps_say)
{
    Recommendation one;
    auto put_off = step(deferred, PartialDate(day("2026-03-01")));
    put_off.until = day("2026-12-31");
    put_off.note = "Kein Geld.";
    std::vector<Step> const steps{step(discussed), step(adopted), put_off, step(answered)};
    auto const meeting = PartialDate(day("2008-10-18"));
    apply_course(one, steps, meeting);
    EXPECT_EQ(one.state, answered);
    EXPECT_EQ(one.outcome, deferred);
    EXPECT_EQ(one.deferred_until, day("2026-12-31"));
    EXPECT_EQ(one.adopted_on, meeting) << "the day of the adoption is not known, that of its meeting is";
    EXPECT_FALSE(one.owes_answer(day("2026-12-30")));
    EXPECT_TRUE(one.owes_answer(day("2026-12-31"))) << "it comes back";
    apply_course(one, std::span(steps).first(3), meeting);
    EXPECT_EQ(one.state_note, "Kein Geld.");
    EXPECT_TRUE(one.owes_answer(day("2026-03-02"))) << "what came of it is not public yet";
    apply_course(one, {}, {});
    EXPECT_EQ(one.state, drafted);
    EXPECT_FALSE(one.outcome || one.adopted_on || one.deferred_until || one.is_public());
}

TEST(Recommendation, is_late_behind_its_day_as_long_as_it_owes_an_answer)
{
    Recommendation one;
    one.due = day("2026-11-27");
    EXPECT_FALSE(one.is_overdue(day("2026-11-28"))) << "a draft owes nothing";
    one.state = adopted;
    EXPECT_FALSE(one.is_overdue(day("2026-11-27"))) << "on the day itself";
    EXPECT_TRUE(one.is_overdue(day("2026-11-28")));
    one.state = answered;
    one.outcome = taken_up;
    EXPECT_FALSE(one.is_overdue(day("2026-11-28")));
}

TEST(Recommendation, shows_the_public_what_came_of_it_with_the_answer_and_not_before)
{
    std::vector<Step> steps{step(discussed)};
    EXPECT_THAT(public_steps(steps), IsEmpty());
    steps.push_back(step(adopted));
    steps.push_back(step(submitted));
    steps.push_back(step(declined));
    EXPECT_THAT(states_of(public_steps(steps)), ElementsAre(adopted, submitted));
    EXPECT_EQ(public_state(public_steps(steps)), submitted);
    steps.back() = step(deferred);
    steps.push_back(step(answered));
    EXPECT_THAT(states_of(public_steps(steps)), ElementsAre(adopted, submitted, deferred, answered));
    EXPECT_EQ(public_state(public_steps(steps)), deferred);
    steps.push_back(step(taken_up));
    EXPECT_EQ(public_state(public_steps(steps)), deferred) << "that is not answered yet";
    steps.push_back(step(answered));
    EXPECT_EQ(public_state(public_steps(steps)), taken_up);
}

TEST(Recommendation, a_step_says_what_it_must)
{
    Fields fields;
    fields.set("stand", "adopted");
    EXPECT_THAT(wrong_step(fields), IsEmpty()) << "its day may be unknown";
    fields.set("day", "morgen");
    EXPECT_THAT(wrong_step(fields), ElementsAre("day"));
    fields.set("day", "29.11.2026");
    EXPECT_THAT(wrong_step(fields), ElementsAre("day")) << "it lies ahead";
    fields.set("day", "1.2007");
    EXPECT_THAT(wrong_step(fields, PartialDate(day("2007-01-20"))), IsEmpty()) << "the same month";
    EXPECT_THAT(wrong_step(fields, PartialDate(day("2007-02-01"))), ElementsAre("day"));
    fields.set("stand", "taken_up");
    EXPECT_THAT(wrong_step(fields), ElementsAre("note", "taken_up_as"));
    fields.set("note", "Leitziele");
    fields.set("taken_up_as", "goal");
    for (auto const* link : {"http://kreis.example/", "javascript:alert(1)", "https://intern/"}) {
        fields.set("link", link);
        EXPECT_THAT(wrong_step(fields), ElementsAre("link")) << link;
    }
    fields.set("link", "https://kreis.example/ziele");
    EXPECT_THAT(wrong_step(fields), IsEmpty());
    fields.set("stand", "deferred");
    EXPECT_THAT(wrong_step(fields), ElementsAre("until")) << "a link of another step does not count";
    fields.set("until", "1.2.2027");
    EXPECT_THAT(wrong_step(fields), IsEmpty());
    for (auto const* state : {"declined", "answered", "withdrawn"}) {
        fields.set("stand", state);
        fields.set("note", " ");
        EXPECT_THAT(wrong_step(fields), ElementsAre("note")) << state;
    }
}

TEST(Recommendation, what_stands_in_the_way_of_saving)
{
    auto const wrong = [](Fields const& fields) {
        std::vector<std::string> names;
        for (auto const& problem : problems_of_recommendation(fields))
            names.push_back(problem.field);
        return names;
    };
    Fields fields;
    EXPECT_THAT(wrong(fields), ElementsAre("title", "panel", "addressees"));
    fields.set("title", "Mehr Dolmetschende");
    fields.set("panel", "7");
    fields.set("addressees", Fields::Values{"practice", "politics"});
    EXPECT_THAT(wrong(fields), IsEmpty()) << "its wording may be unknown";
    fields.set("due", "2027");
    EXPECT_THAT(wrong(fields), ElementsAre("due"));
    fields.set("due", "24.12.2027");
    fields.set("uncertain", "ja");
    EXPECT_THAT(wrong(fields), ElementsAre("remark"));
    fields.set("remark", "Zwei Tage.");
    fields.set("text", "Eins\r\nZwei");
    auto const stored = spelled_recommendation(fields);
    EXPECT_EQ(stored.values("addressees"), (Fields::Values{"politics", "practice"})) << "in one order";
    EXPECT_EQ(stored.value("text"), "Eins\nZwei");
    EXPECT_EQ(stored, spelled_recommendation(stored)) << "what is stored reads as it was written";
}

TEST(Recommendation, is_read_alike_where_only_what_is_internal_differs)
{
    Recommendation one;
    one.title = "Abendkurse";
    one.owner_office = "Amt 50";
    auto other = one;
    other.owner_mail = "amt50@kreis.example";
    other.remark = "Nachgefragt";
    other.proposed_at = MeetingId{7};
    other.owner_panel = PanelId{3}; // an office goes before it
    EXPECT_TRUE(reads_alike(one, other));
    other.is_uncertain = true;
    EXPECT_FALSE(reads_alike(one, other)) << "the remark says in what";
    for (auto const member :
         {&Recommendation::number, &Recommendation::title, &Recommendation::addressees, &Recommendation::text,
          &Recommendation::reasons, &Recommendation::proposed_by, &Recommendation::owner_office,
          &Recommendation::source}) {
        other = one;
        other.*member += "x";
        EXPECT_FALSE(reads_alike(one, other));
    }
    other = one;
    other.due = day("2027-01-31");
    EXPECT_FALSE(reads_alike(one, other));
}

TEST(Recommendation, a_filter_is_what_stands_in_its_address)
{
    auto const read = [](char const* query) { return RecommendationFilter::read(*http::Form::parse(query)); };
    auto const filter
        = read("t=Sprache&feld=7&an=practice&jahr=2007&zustand=ueberfaellig&nach=frist&ab=1&hinter=9");
    EXPECT_EQ(filter.view, RecommendationView::overdue);
    EXPECT_EQ(filter.addressee, Addressee::practice);
    EXPECT_EQ(filter.after, RecommendationId{9});
    EXPECT_EQ(filter.order, RecommendationOrder::due);
    EXPECT_TRUE(filter.is_descending());
    EXPECT_EQ(filter.fields().size(), 7U);
    EXPECT_TRUE(filter.narrows());
    EXPECT_TRUE(read("").is_descending()) << "the newest entry first";
    EXPECT_FALSE(read("nach=titel").is_descending());
    auto const wild = read("feld=-1&an=alle&jahr=7&zustand=x&nach=x&hinter=0&vor=x");
    EXPECT_THAT(wild.fields_with_page(), IsEmpty());
}

}
} // namespace kommin::meetings
