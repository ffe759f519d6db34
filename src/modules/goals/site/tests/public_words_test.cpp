#include "modules/goals/site/public_words.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace kommin::goals {
namespace {

using ::testing::HasSubstr;

constexpr Date today{std::chrono::year{2026}, std::chrono::November, std::chrono::day{27}};

i18n::Texts const& german()
{
    return i18n::Texts::of(i18n::Language::german());
}

// One that shows this light, set by hand.
PublicMeasure showing(Light light, MeasureState state = MeasureState::running)
{
    PublicMeasure one;
    one.measure.state = state;
    one.measure.by_hand
        = LightByHand{.light = light, .reason = "Krankheit", .by = "1", .until = *parse_date("2027-01-01")};
    return one;
}

// One of which nobody knows how it is going.
PublicMeasure unknown_one(MeasureState state)
{
    PublicMeasure one;
    one.measure.state = state;
    return one;
}

TEST(PublicProgress, says_how_much_of_it_is_known_and_never_zero_for_what_is_not)
{
    EXPECT_EQ(progress_in_words(german(), {}), "") << "there is nothing to know";
    EXPECT_EQ(
        progress_in_words(german(), {.progress = {}, .known = 0, .all = 2}),
        "Wie weit wir sind, wissen wir noch nicht: Zahlen gibt es zu 0 von 2 öffentlichen Maßnahmen und "
        "Zielen darunter.");
    EXPECT_EQ(
        progress_in_words(german(), {.progress = Progress{625'000}, .known = 3, .all = 5}),
        "Geschafft: 62 Prozent des Weges. Zahlen dazu gibt es zu 3 von 5 öffentlichen Maßnahmen und Zielen "
        "darunter. Was wir nicht wissen, zählt nicht mit, auch nicht als null.");
}

TEST(Going, counts_what_is_on_its_way_and_says_what_nobody_knows)
{
    std::vector<PublicMeasure> const all{
        showing(Light::on_track),
        showing(Light::reached),
        showing(Light::missed),
        showing(Light::no_data),
        PublicMeasure{},
        showing(Light::missed, MeasureState::dropped),
        unknown_one(MeasureState::waiting),
        unknown_one(MeasureState::done)};
    std::vector<PublicMeasure const*> shown;
    for (auto const& one : all)
        shown.push_back(&one);
    auto const going = going_of(shown, today);
    EXPECT_EQ(going.all, 7U) << "what was dropped has no part in it";
    EXPECT_EQ(going.on_track, 2U);
    EXPECT_EQ(going.done, 1U);
    EXPECT_EQ(going.unknown, 2U) << "neither the planned nor the finished one";
    EXPECT_EQ(
        going_in_words(german(), going),
        "2 von 7 öffentlichen Maßnahmen im Plan oder am Ziel. 1 von 7 öffentlichen Maßnahmen abgeschlossen. "
        "Bei 2 wissen wir nicht, wie es steht.");
    auto const finished = unknown_one(MeasureState::done);
    EXPECT_EQ(
        going_in_words(german(), going_of({&finished}, today)),
        "1 von 1 öffentlichen Maßnahmen abgeschlossen.");
    EXPECT_EQ(going_in_words(german(), going_of({}, today)), "Öffentliche Maßnahmen gibt es noch nicht.");
}

TEST(PublicMeasure, is_stripped_of_what_the_administration_knows_alone)
{
    Measure one = showing(Light::at_risk).measure;
    one.state_reason = "Krankheit";
    one.reservation = "Haushalt";
    one.grant = "Land";
    one.report_mail = "vhs@kreis.example";
    one.source = "Akte";
    one.remark = "intern";
    auto const shown = as_public(one);
    for (auto const* text :
         {&shown.state_reason, &shown.reservation, &shown.grant, &shown.report_mail, &shown.source,
          &shown.remark, &shown.by_hand->reason, &shown.by_hand->by})
        EXPECT_EQ(*text, "");
    EXPECT_EQ(shown.by_hand->light, Light::at_risk);
    one.is_uncertain = true;
    EXPECT_EQ(as_public(one).remark, "intern") << "in what its sources disagree everybody reads";
}

TEST(PublicDays, say_what_is_assumed)
{
    Measure one;
    EXPECT_EQ(public_deadline_of(german(), one), "");
    EXPECT_EQ(public_period_of(german(), one), "");
    one.starts = PartialDate::parse("2026");
    one.ends = PartialDate::parse("2027");
    EXPECT_THAT(public_deadline_of(german(), one), HasSubstr("2027 (Ende der Planung"));
    EXPECT_EQ(public_period_of(german(), one), "2026 bis 2027");
    one.deadline = PartialDate::parse("2027-06-30");
    EXPECT_EQ(public_deadline_of(german(), one), "30. Juni 2027");
    one.ends.reset();
    one.is_recurring = true;
    EXPECT_EQ(public_period_of(german(), one), "jedes Jahr, seit 2026");
}

} // namespace
} // namespace kommin::goals
