#include "modules/goals/measures/measure_course.hpp"
#include "modules/goals/measures/measure_light.hpp"
#include "modules/goals/measures/measure_list.hpp"
#include "modules/goals/measures/measure_reach.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <random>
#include <string>
#include <vector>

namespace kommin::goals {
namespace {

using records::Fields;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

Date day(char const* text)
{
    return parse_date(text).value();
}

// What a form needs.
Fields good()
{
    Fields fields;
    fields.set(measure_field::title, "Elterndiplom");
    fields.set(measure_field::panel, "3");
    fields.set(measure_field::state, "planned");
    fields.set(measure_field::deadline, "2010");
    fields.set(measure_field::report_months, "6");
    return fields;
}

std::vector<std::string> wrong(Fields const& fields)
{
    std::vector<std::string> names;
    for (auto const& problem : problems_of_measure(fields))
        names.push_back(problem.field);
    return names;
}

std::vector<std::string> wrong_with(std::string_view field, std::string value)
{
    auto fields = good();
    fields.set(field, std::move(value));
    return wrong(fields);
}

Milestone milestone(char const* due, char const* done_on = "")
{
    Milestone one;
    one.title = "Schritt";
    one.due = PartialDate::parse(due);
    one.done_on = parse_date(done_on);
    return one;
}

TEST(Reach, is_read_as_people_write_it_and_spelled_back)
{
    EXPECT_THAT(
        read_reach("195 Kindergärten\n rund 70  Grundschulen\r\n\nalle Eltern\nca. 1.250 Kinder"),
        ElementsAre(
            Reach{195, false, "Kindergärten"}, Reach{70, true, "Grundschulen"},
            Reach{{}, false, "alle Eltern"}, Reach{1250, true, "Kinder"}));
    EXPECT_EQ(spelled_reach(read_reach("etwa 1250 Kinder\nalle Eltern")), "rund 1.250 Kinder\nalle Eltern");
    for (std::string const about : {"Rund", "RUND", "Etwa", "Ca.", "ca", "Circa", "Ungefähr", "ungefähr"})
        EXPECT_THAT(read_reach(about + " 70 Grundschulen"), ElementsAre(Reach{70, true, "Grundschulen"}))
            << about;
    EXPECT_EQ(
        spelled({.count = 1'000'000, .is_approximate = false, .what = "Menschen"}), "1.000.000 Menschen");
    EXPECT_EQ(spelled({.count = 0, .is_approximate = false, .what = "Kinder"}), "0 Kinder");
}

TEST(Reach, counts_nothing_that_only_looks_like_a_number)
{
    for (std::string const line :
         {"2. Klasse", "007 Kinder", "1.25 Kinder", "1 250 Kinder", "50 % der Eltern", "195", "rund 70",
          "rund alle Eltern", "-5 Kinder", "99999999999999999999 Kinder", "1..000 Kinder", ".5 Kinder"}) {
        auto const read = read_reach(line);
        ASSERT_EQ(read.size(), 1U) << line;
        EXPECT_EQ(read.front(), (Reach{{}, false, line})) << line;
    }
}

// Saving a form that nobody touched must change nothing.
TEST(Reach, reads_what_it_has_spelled_as_the_same)
{
    std::mt19937 random(20'090'101);
    std::vector<std::string> const parts{"rund", "etwa", "70",  "1.250", "0", "Kinder",
                                         "alle", "%",    "12.", "\n",    "1"};
    for (int i = 0; i < 5'000; ++i) {
        std::string text;
        for (auto words = random() % 9; words > 0; --words)
            text += parts[random() % parts.size()] + ' ';
        auto const read = read_reach(text);
        EXPECT_EQ(read_reach(spelled_reach(read)), read) << text;
    }
}

TEST(MeasureForm, says_beside_each_field_what_is_wrong)
{
    EXPECT_THAT(wrong(good()), IsEmpty());
    EXPECT_THAT(wrong({}), ElementsAre("title", "panel", "state", "deadline_remark", "report_months"));
    EXPECT_THAT(wrong_with(measure_field::title, " \n "), ElementsAre("title"));
    EXPECT_THAT(wrong_with(measure_field::panel, "-3"), ElementsAre("panel"));
    EXPECT_THAT(wrong_with(measure_field::state, "finished"), ElementsAre("state"));
    EXPECT_THAT(wrong_with(measure_field::uncertain, "ja"), ElementsAre("remark"));
    EXPECT_THAT(wrong_with(measure_field::text, std::string(5'001, 'x')), ElementsAre("text"));
    EXPECT_THAT(wrong_with(measure_field::reach, std::string(201, 'x')), ElementsAre("reach"));
    std::string lines;
    for (int i = 0; i < 31; ++i)
        lines += "Verein\n";
    EXPECT_THAT(wrong_with(measure_field::partners, lines), ElementsAre("partners"));
}

TEST(MeasureForm, takes_an_address_for_reports_or_none)
{
    for (auto const* mail : {"", "vhs@kreis.example", " vhs@kreis.example "})
        EXPECT_THAT(wrong_with(measure_field::report_mail, mail), IsEmpty()) << mail;
    for (auto const* mail : {"vhs", "vhs@", "a@b.example, c@d.example", "Frau Kaya <vhs@kreis.example>"})
        EXPECT_THAT(wrong_with(measure_field::report_mail, mail), ElementsAre("report_mail")) << mail;
    auto fields = good();
    fields.set(measure_field::plain_text, "Kurse.");
    fields.set(measure_field::shown, "ja");
    auto const spelled = spelled_measure(fields);
    EXPECT_EQ(spelled.value(measure_field::plain_text), "Kurse.");
    EXPECT_EQ(spelled.value(measure_field::shown), "ja");
}

TEST(MeasureForm, asks_for_a_reason_as_soon_as_it_waits_or_is_over)
{
    for (auto const state : all_measure_states) {
        auto fields = good();
        fields.set(measure_field::state, std::string(to_text(state)));
        bool const needs = state != MeasureState::planned && state != MeasureState::running;
        EXPECT_EQ(!wrong(fields).empty(), needs) << to_text(state);
        EXPECT_EQ(!problems_of_state(fields, {}, parse_date("2027-04-17").value()).empty(), needs)
            << to_text(state);
        fields.set(measure_field::state_reason, "Zuschuss");
        EXPECT_THAT(wrong(fields), IsEmpty()) << to_text(state);
    }
}

TEST(MeasureForm, knows_how_days_follow_each_other)
{
    EXPECT_THAT(wrong_with(measure_field::deadline, "31.2.2010"), ElementsAre("deadline"));
    auto fields = good();
    fields.set(measure_field::from, "2009");
    fields.set(measure_field::to, "2010");
    EXPECT_THAT(wrong(fields), IsEmpty());
    fields.set(measure_field::deadline, "12.2008");
    EXPECT_THAT(wrong(fields), ElementsAre("deadline"));
    fields.set(measure_field::deadline, "2009");
    EXPECT_THAT(wrong(fields), IsEmpty()) << "2009 does not end before 2009";
    fields.set(measure_field::to, "2008");
    EXPECT_THAT(wrong(fields), ElementsAre("to"));
    fields.set(measure_field::to, "2010");
    fields.set(measure_field::deadline, "");
    EXPECT_THAT(wrong(fields), ElementsAre("deadline_remark"));
    fields.set(measure_field::recurring, "ja");
    EXPECT_THAT(wrong(fields), ElementsAre("to")) << "what recurs has no end, and no deadline to explain";
}

TEST(MeasureForm, takes_rhythm_and_weights_within_their_bounds)
{
    for (auto const* months : {"0", "25", "sechs", "1,5", ""})
        EXPECT_THAT(wrong_with(measure_field::report_months, months), ElementsAre("report_months")) << months;
    for (auto const* months : {"1", "24", " 12 "})
        EXPECT_THAT(wrong_with(measure_field::report_months, months), IsEmpty()) << months;
    for (std::string const weight : {"0", "1001", "-1", "1.000", "", "9223372036854775808"})
        EXPECT_THAT(wrong_with(measure_field::goals, "17:" + weight), ElementsAre("goal_weight_17"))
            << weight;
    EXPECT_THAT(wrong_with(measure_field::goals, "17:1000"), IsEmpty());
    auto fields = good();
    fields.set(measure_field::goals, Fields::Values{"17:3", "18:", "19:1001"});
    EXPECT_THAT(wrong(fields), ElementsAre("goal_weight_18", "goal_weight_19"));
    fields.set(measure_field::goals, Fields::Values{"17"});
    EXPECT_THAT(wrong(fields), ElementsAre("goals")) << "no form sends that";
}

TEST(MeasureForm, has_one_in_charge)
{
    auto fields = good();
    fields.set(measure_field::office, "RAA");
    EXPECT_THAT(wrong(fields), IsEmpty());
    fields.set(measure_field::unit, "4");
    EXPECT_THAT(wrong(fields), ElementsAre("office"));
    fields.set(measure_field::office, "");
    EXPECT_THAT(wrong(fields), IsEmpty());
}

TEST(MeasureForm, is_spelled_as_it_is_stored_and_stays_so)
{
    auto fields = good();
    fields.set(measure_field::deadline, "1.8.2010");
    fields.set(measure_field::reach, "ca. 70 Grundschulen\n");
    fields.set(measure_field::partners, " Verein  A \n\n Verein B ");
    fields.set(measure_field::goals, Fields::Values{"9:2", "17:03"});
    fields.set(measure_field::places, Fields::Values{"5", "4", "05", "-1"});
    fields.set(measure_field::milestones, milestone_value(milestone("2009-05", "2009-05-03")));
    auto const spelled = spelled_measure(fields);
    EXPECT_EQ(spelled.value(measure_field::deadline), "01.08.2010");
    EXPECT_EQ(spelled.value(measure_field::reach), "rund 70 Grundschulen");
    EXPECT_EQ(spelled.value(measure_field::partners), "Verein A\nVerein B");
    EXPECT_THAT(spelled.values(measure_field::goals), ElementsAre("17:3", "9:2"));
    EXPECT_THAT(spelled.values(measure_field::places), ElementsAre("4", "5")) << "each once";
    EXPECT_EQ(spelled.values(measure_field::milestones), fields.values(measure_field::milestones));
    EXPECT_EQ(spelled_measure(spelled), spelled);
}

TEST(Measure, ends_with_its_deadline_or_is_assumed_to_end_with_its_years)
{
    Measure one;
    EXPECT_FALSE(one.last_day());
    one.ends = PartialDate(std::chrono::year{2010});
    EXPECT_EQ(one.last_day()->day, day("2010-12-31"));
    EXPECT_TRUE(one.last_day()->is_assumed);
    one.deadline = PartialDate::parse("2009-02");
    EXPECT_EQ(one.last_day()->day, day("2009-02-28"));
    EXPECT_FALSE(one.last_day()->is_assumed);
}

TEST(MeasureLight, is_that_of_its_milestones)
{
    auto const today = day("2009-06-16");
    EXPECT_FALSE(light_of_milestones({}, today));
    EXPECT_FALSE(light_of_milestones({milestone("")}, today)) << "none has a day";
    EXPECT_EQ(light_of_milestones({milestone("2009")}, today), Light::on_track) << "2009 is not over";
    EXPECT_EQ(light_of_milestones({milestone("2009-06-16")}, today), Light::on_track) << "it is due today";
    EXPECT_EQ(light_of_milestones({milestone("2009-06-15")}, today), Light::at_risk);
    EXPECT_EQ(light_of_milestones({milestone("2009-05-16")}, today), Light::at_risk) << "31 days late";
    EXPECT_EQ(light_of_milestones({milestone("2009-05-15")}, today), Light::missed);
    EXPECT_EQ(light_of_milestones({milestone("2008", "2009-06-01")}, today), Light::on_track)
        << "late, but done";
    EXPECT_EQ(
        light_of_milestones({milestone("2009-06-15"), milestone("2010"), milestone("2008")}, today),
        Light::missed)
        << "the worst of them";
}

TEST(MeasureLight, of_milestones_grows_old_a_year_and_a_month_after_the_last_of_them)
{
    auto const visited = milestone("2009-06-30", "2009-05-28");
    EXPECT_EQ(light_of_milestones({visited}, day("2010-07-31")), Light::on_track);
    EXPECT_EQ(light_of_milestones({visited}, day("2010-08-01")), Light::no_data) << "31 days after a year";
    EXPECT_EQ(light_of_milestones({milestone("2008", "2009-06-01")}, day("2010-07-02")), Light::on_track)
        << "done after its day: from then on";
    EXPECT_EQ(light_of_milestones({milestone("2008", "2009-06-01")}, day("2010-07-03")), Light::no_data);
    EXPECT_EQ(
        light_of_milestones({milestone("2008-02-29", "2008-02-29")}, day("2009-03-31")), Light::on_track);
    EXPECT_EQ(light_of_milestones({milestone("2008-02-29", "2008-02-29")}, day("2009-04-01")), Light::no_data)
        << "2009 has no 29th of February";
    EXPECT_EQ(light_of_milestones({visited, milestone("2015")}, day("2012-01-01")), Light::on_track)
        << "the next one is still to come";
    EXPECT_EQ(light_of_milestones({visited, milestone("")}, day("2012-01-01")), Light::no_data)
        << "without a day it is expected by none";
    EXPECT_EQ(light_of_milestones({visited, milestone("", "2011-06-01")}, day("2012-01-01")), Light::on_track)
        << "but it counts when it is done";
    EXPECT_EQ(light_of_milestones({visited, milestone("2010-06-30")}, day("2012-01-01")), Light::missed)
        << "what is late stays late";
    EXPECT_EQ(
        light_of_milestones({visited, milestone("2010-06-30", "2010-06-10")}, day("2011-07-31")),
        Light::on_track)
        << "visited again";
    auto const then = milestones_on({visited, milestone("2011-06-30", "2011-02-01")}, day("2010-12-31"));
    EXPECT_EQ(light_of_milestones(then, day("2010-12-31")), Light::on_track)
        << "it was expected, and nobody knew yet";
}

TEST(MeasureLight, of_an_earlier_day_knows_nothing_of_what_was_done_later)
{
    std::vector const done{milestone("2009-05", "2009-06-10"), milestone("2009-05", "2009-05-31")};
    auto const then = milestones_on(done, day("2009-06-09"));
    EXPECT_FALSE(then.at(0).done_on);
    EXPECT_EQ(then.at(1).done_on, day("2009-05-31"));
    EXPECT_EQ(light_of_milestones(then, day("2009-06-09")), Light::at_risk);
    EXPECT_TRUE(milestones_on(done, day("2009-06-10")).at(0).done_on) << "done on that day";
}

TEST(MeasureLight, is_set_by_hand_until_a_day)
{
    Measure one;
    auto const today = day("2009-06-16");
    EXPECT_FALSE(shown_light(one, {}, today));
    EXPECT_EQ(shown_light(one, Light::on_track, today), (ShownLight{Light::on_track, false, {}}));
    one.by_hand = LightByHand{
        .light = Light::at_risk, .reason = "Personal fehlt", .by = "account:1", .until = day("2009-06-17")};
    EXPECT_EQ(shown_light(one, Light::on_track, today), (ShownLight{Light::at_risk, true, Light::on_track}));
    EXPECT_EQ(shown_light(one, Light::on_track, day("2009-06-17")), (ShownLight{Light::on_track, false, {}}))
        << "from that day on the reckoned one holds again";
}

TEST(MeasureLight, by_hand_says_nothing_of_days_before_it_was_set)
{
    Measure one;
    one.by_hand = LightByHand{
        .light = Light::missed,
        .reason = "Personal fehlt",
        .by = "account:1",
        .until = day("2010-03-01"),
        .since = day("2010-01-20")};
    EXPECT_EQ(shown_light(one, Light::on_track, day("2009-12-31")), (ShownLight{Light::on_track, false, {}}));
    EXPECT_FALSE(shown_light(one, {}, day("2010-01-19")));
    EXPECT_EQ(
        shown_light(one, Light::on_track, day("2010-01-20")),
        (ShownLight{Light::missed, true, Light::on_track}));
}

TEST(MeasureLight, by_hand_needs_reason_and_a_day_within_a_year)
{
    auto const today = day("2009-06-16");
    auto const wrong_until = [&](std::string until) {
        Fields fields;
        fields.set(measure_field::light, "at_risk");
        fields.set(measure_field::light_reason, "Personal fehlt");
        fields.set(measure_field::light_until, std::move(until));
        std::vector<std::string> names;
        for (auto const& problem : problems_of_light(fields, today))
            names.push_back(problem.field);
        return names;
    };
    EXPECT_THAT(wrong_until("17.6.2009"), IsEmpty());
    EXPECT_THAT(wrong_until("16.6.2010"), IsEmpty());
    for (auto const* until : {"16.6.2009", "1.1.2009", "1.1.2011", "2010", "bald", ""})
        EXPECT_THAT(wrong_until(until), ElementsAre("light_until")) << until;
    std::vector<std::string> names;
    for (auto const& problem : problems_of_light({}, today))
        names.push_back(problem.field);
    EXPECT_THAT(names, ElementsAre("light", "light_reason", "light_until"));
}

TEST(Milestone, is_checked_and_travels_in_versions)
{
    auto const today = day("2009-06-16");
    Fields fields;
    fields.set(milestone_field::due, "31.2.2009");
    fields.set(milestone_field::done_on, "17.6.2009");
    std::vector<std::string> names;
    for (auto const& problem : problems_of_milestone(fields, today))
        names.push_back(problem.field);
    EXPECT_THAT(names, ElementsAre("title", "due", "done_on")) << "nobody has done it tomorrow";
    auto one = milestone("2009-05", "2009-05-03");
    one.remark = "mit der Moderation";
    auto const read = read_milestone_value(milestone_value(one));
    ASSERT_TRUE(read);
    EXPECT_EQ(form_of(*read), form_of(one));
    EXPECT_FALSE(read_milestone_value("nur ein Titel"));
}

TEST(MeasureFilter, reads_what_it_writes_and_leaves_out_what_it_does_not_know)
{
    auto const query
        = http::Form::parse("t=rucksack&feld=3&stelle=4&gemeinde=luenen&stand=wartend&jahr=2009&ansicht=tafel"
                            "&nach=frist&ab=1&hinter=7&vor=8")
              .value();
    auto const filter = MeasureFilter::read(query);
    EXPECT_EQ(filter.state, MeasureState::waiting);
    EXPECT_EQ(filter.view, MeasureView::board);
    EXPECT_TRUE(filter.narrows());
    EXPECT_EQ(filter.after, MeasureId{7});
    EXPECT_FALSE(filter.before) << "a page has one end";
    EXPECT_EQ(filter.fields().size(), 9U);
    http::Form again;
    for (auto const& [name, value] : filter.fields())
        again.add(name, value);
    EXPECT_EQ(MeasureFilter::read(again).fields(), filter.fields());
    auto const nothing = MeasureFilter::read(
        http::Form::parse("feld=x&stelle=-1&gemeinde=%2Fetc&stand=planned&jahr=99999&ansicht=karte&nach=id")
            .value());
    EXPECT_THAT(nothing.fields(), IsEmpty());
    EXPECT_FALSE(nothing.narrows());
}

TEST(MeasureFields, have_one_name_each)
{
    std::vector<std::string_view> names;
    for (auto const& one : form_measure_fields)
        names.push_back(one.name);
    for (auto const& one : course_measure_fields) {
        EXPECT_THAT(names, Not(Contains(one.name)));
        names.push_back(one.name);
    }
    auto const fields = spelled_measure(good());
    for (auto const& [name, values] : fields.all())
        EXPECT_THAT(names, Contains(std::string_view(name))) << "no history would show it";
}

} // namespace
} // namespace kommin::goals
