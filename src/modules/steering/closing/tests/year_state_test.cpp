#include "modules/steering/closing/year_state.hpp"

#include "modules/steering/closing/free_texts.hpp"
#include "modules/steering/closing/state_of_year.hpp"
#include "modules/steering/closing/year_money.hpp"
#include "modules/steering/closing/year_report.hpp"
#include "platform/base/money.hpp"

#include <gmock/gmock.h>

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::steering {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

Date day(char const* text)
{
    return parse_date(text).value();
}

StateMeasure measure(std::int64_t id, std::string title, std::optional<std::string> light = "on_track")
{
    StateMeasure one;
    one.id = id;
    one.title = std::move(title);
    one.state = "running";
    one.light = std::move(light);
    return one;
}

// Words with everything that a text can hold, and numbers of any size.
class AnyState {
public:
    explicit AnyState(unsigned seed)
        : random_(seed)
    { }
    YearState state()
    {
        YearState one;
        one.owner = word();
        one.year = number();
        one.state_day = word();
        one.panel = word();
        one.closed_at = maybe();
        one.closed_by = word();
        one.reason = word();
        one.previous_hash = word();
        one.is_money_known = number() % 2 == 0;
        for (auto i = few(); i > 0; --i)
            one.goals.push_back(
                {.id = number(),
                 .title = word(),
                 .parent = some(),
                 .adopted_on = maybe(),
                 .progress = some(),
                 .resolution = number() % 2 == 0
                     ? std::nullopt
                     : std::optional(StateResolution{.id = number(), .day = maybe(), .by = word()})});
        for (auto i = few(); i > 0; --i) {
            auto made = measure(number(), word(), maybe());
            made.goals.push_back({number(), number()});
            StateFigure figure;
            figure.name = word();
            figure.value = maybe();
            figure.reports.push_back({.id = number(), .day = word(), .decided_at = maybe()});
            made.figures.push_back(std::move(figure));
            made.milestones.push_back({.title = word(), .due = maybe(), .done_on = maybe()});
            made.risks.push_back(
                {.title = word(), .probability = word(), .damage = word(), .response = word()});
            one.measures.push_back(std::move(made));
        }
        for (auto i = few(); i > 0; --i)
            one.inventories.push_back(
                {.id = number(),
                 .title = word(),
                 .until = maybe(),
                 .asked = number(),
                 .fields = {{.field = word(), .structures = number(), .measures = number()}}});
        for (auto i = few(); i > 0; --i)
            one.priorities.push_back({.goal = some(), .measure = some(), .title = word(), .score = some()});
        for (auto i = few(); i > 0; --i)
            one.evaluations.push_back({.measure = number(), .lessons = word()});
        for (auto i = few(); i > 0; --i)
            one.steps.push_back(
                {.kind = word(),
                 .account = maybe(),
                 .lines = {{word(), maybe()}},
                 .documents = {{word(), word(), word()}},
                 .decisions = {word(), word()}});
        for (auto i = few(); i > 0; --i)
            one.decisions.push_back(
                {.key = word(),
                 .number = number(),
                 .day = maybe(),
                 .result = word(),
                 .wording_hash = word()});
        for (auto i = few(); i > 0; --i)
            one.money.push_back(
                {.measure = number(),
                 .measure_title = word(),
                 .source = word(),
                 .planned = some(),
                 .secured = some(),
                 .committed = some(),
                 .spent = some(),
                 .is_at_risk = number() % 2 == 0,
                 .as_of = word()});
        for (auto i = few(); i > 0; --i)
            one.missing.push_back({word(), word()});
        return one;
    }

private:
    std::string word()
    {
        static constexpr std::array<std::string_view, 8> parts{"ä",    "\"", "\\", "\n",
                                                               "عربي", "{}", " ",  "Kreis"};
        std::string text;
        for (auto i = few(); i > 0; --i)
            text += parts.at(random_() % parts.size());
        return text;
    }
    std::optional<std::string> maybe() { return random_() % 2 == 0 ? std::nullopt : std::optional(word()); }
    std::int64_t number()
    {
        return static_cast<std::int64_t>(random_()) * (random_() % 2 == 0 ? 1 : -1'000'000'007);
    }
    std::optional<std::int64_t> some() { return random_() % 2 == 0 ? std::nullopt : std::optional(number()); }
    unsigned few() { return static_cast<unsigned>(random_() % 4); }

    std::mt19937 random_;
};

TEST(YearStateProperty, what_is_read_back_gives_the_same_bytes)
{
    for (unsigned seed = 0; seed < 300; ++seed) {
        auto const bytes = to_json(AnyState(seed).state());
        auto const read = state_from_json(bytes);
        ASSERT_TRUE(read) << bytes;
        ASSERT_EQ(to_json(*read), bytes);
    }
}

TEST(YearState, has_one_spelling)
{
    YearState state;
    state.owner = "Kreis Musterau";
    state.year = 2009;
    state.measures.push_back(measure(7, "Kurse"));
    auto const bytes = to_json(state);
    EXPECT_TRUE(bytes.starts_with(R"({"format":5,"owner":"Kreis Musterau","year":2009,)")) << bytes;
    EXPECT_NE(bytes.find(R"("light":"on_track","reckoned":null)"), std::string::npos) << bytes;
    EXPECT_EQ(to_json(state), bytes);
}

TEST(YearState, of_another_shape_is_none)
{
    auto const bytes = to_json(YearState{});
    EXPECT_TRUE(state_from_json(bytes));
    EXPECT_FALSE(state_from_json("{}"));
    EXPECT_FALSE(state_from_json("[]"));
    EXPECT_FALSE(state_from_json("kein JSON"));
    auto newer = bytes;
    newer.replace(newer.find("\"format\":5"), 10, "\"format\":6");
    EXPECT_FALSE(state_from_json(newer));
    auto wrong = bytes;
    wrong.replace(wrong.find("\"goals\":[]"), 10, "\"goals\":17");
    EXPECT_FALSE(state_from_json(wrong));
}

TEST(MissingOfYear, is_named_in_order_with_what_it_is_about)
{
    YearState state;
    state.year = 2009;
    state.state_day = "2009-12-31";
    state.steps = {{.kind = "screening", .state = "done"}, {.kind = "evaluation", .state = "running"}};
    auto counted = measure(1, "Kurse");
    StateFigure figure;
    figure.name = "Kurse";
    figure.reports.push_back({.id = 1, .day = "2009-11-30", .state = "reported"});
    figure.reports.push_back({.id = 2, .day = "2010-01-31", .state = "reported"}); // of the next year
    figure.reports.push_back(
        {.id = 3,
         .day = "2009-10-31",
         .state = "questioned",
         .reported_at = "2009-11-01T08:00:00.000Z",
         .decided_at = "2010-01-10T08:00:00.000Z"});
    counted.figures.push_back(figure);
    state.measures.push_back(counted);
    state.priorities.push_back({.measure = 1, .title = "Kurse"});
    auto const missing = missing_of(state, day("2010-02-01"), true);
    auto const is = [](char const* kind, char const* what) {
        return AllOf(Field(&StateMissing::kind, kind), Field(&StateMissing::what, what));
    };
    EXPECT_THAT(
        missing,
        ElementsAre(
            is("previous_open", "2008"), is("step_open", "evaluation"),
            is("report_unconfirmed", "Kurse: Kurse"), is("question_unanswered", "Kurse: Kurse"),
            is("figure_without_value", "Kurse: Kurse"), is("measure_without_evaluation", "Kurse"),
            is("priority_unanswered", "Kurse")));
    // A later report is the answer, whatever became of it.
    state.measures.front().figures.front().reports.push_back(
        {.id = 4,
         .day = "2009-10-31",
         .state = "withdrawn",
         .reported_at = "2010-01-11T08:00:00.000Z",
         .decided_at = {}});
    EXPECT_EQ(missing_of(state, day("2010-02-01"), true).size(), missing.size() - 1);
}

TEST(MissingOfYear, is_nothing_of_what_is_complete_and_over)
{
    YearState state;
    state.year = 2009;
    state.state_day = "2009-12-31";
    state.steps = {{.kind = "screening", .state = "done"}, {.kind = "conditions", .state = "skipped"}};
    auto dropped = measure(1, "Aufgegeben", "missed");
    dropped.state = "dropped";
    state.measures.push_back(dropped);
    EXPECT_THAT(missing_of(state, day("2010-01-01"), false), IsEmpty());
    EXPECT_THAT(
        missing_of(state, day("2009-12-31"), false),
        ElementsAre(Field(&StateMissing::kind, "year_not_over")));
}

// As it is known at the end of that year, or on an earlier day.
bool belongs(StateMeasure const& one, std::int64_t year, std::string const& state_day = {})
{
    YearState state;
    state.year = year;
    state.state_day = state_day.empty() ? std::to_string(year) + "-12-31" : state_day;
    return is_of_year(one, state);
}

TEST(MeasuresOfYear, are_those_whose_years_hold_it)
{
    auto one = measure(1, "Kurse");
    EXPECT_TRUE(belongs(one, 2009)) << "nobody has said when";
    one.starts = "2009-05";
    one.ends = "2010";
    EXPECT_FALSE(belongs(one, 2008));
    EXPECT_TRUE(belongs(one, 2009));
    EXPECT_TRUE(belongs(one, 2011)) << "it runs on past its end";
    EXPECT_FALSE(belongs(one, 2011, "2010-06-16")) << "which nobody knows yet";
    one.state = "done";
    EXPECT_TRUE(belongs(one, 2010)) << "nobody has noted since when";
    EXPECT_FALSE(belongs(one, 2011));
    one.state_since = "2009-12-31";
    EXPECT_TRUE(belongs(one, 2009));
    EXPECT_FALSE(belongs(one, 2010)) << "finished before its end";
    one.state_since = "2011-04-20";
    EXPECT_TRUE(belongs(one, 2011)) << "and after it";
    one.is_recurring = true;
    EXPECT_FALSE(belongs(one, 2012)) << "each year again, until it was done";
    one.state = "dropped";
    EXPECT_FALSE(belongs(one, 2009));
    one.state = "planned";
    EXPECT_TRUE(belongs(one, 2012, "2010-06-16"));
}

TEST(MissingOfYear, says_that_not_all_of_it_was_read)
{
    YearState state;
    state.year = 2009;
    state.state_day = "2009-12-31";
    state.cut = {"measures", "decisions"};
    EXPECT_THAT(
        missing_of(state, day("2010-01-01"), false),
        ElementsAre(Field(&StateMissing::kind, "measures_cut"), Field(&StateMissing::kind, "decisions_cut")));
}

TEST(FreeTexts, are_all_that_people_typed_and_each_source_once)
{
    YearState state;
    state.steps.push_back({.kind = "screening", .owner = "Leitung", .outcome = "Alles gesichtet"});
    state.evaluations.push_back(
        {.measure = 1,
         .title = "Kurse",
         .evaluator = "Amt",
         .lessons = "Mehr werben",
         .verdict_why = "Läuft"});
    state.priorities.push_back({.measure = 1, .title = "Kurse", .reason = "Bedarf", .rank_reason = "Eilt"});
    state.goals.push_back(
        {.id = 5, .title = "Sprache", .text = "Alle lernen", .influence_reason = "Trägt Kosten"});
    state.goals.back().resolution = StateResolution{.by = "Landrat", .paper = "KT 74"};
    state.inventories.push_back({.title = "Was es gibt"});
    auto counted = measure(1, "Kurse");
    counted.state_reason = "Wartet auf Geld";
    counted.hand_reason = "Krank";
    StateFigure figure;
    figure.name = "Plätze";
    figure.reports.push_back({.id = 1, .source = "Kursliste"});
    figure.reports.push_back({.id = 2, .source = "Kursliste"});
    counted.figures.push_back(figure);
    counted.milestones.push_back({.title = "Faltblatt"});
    counted.risks.push_back({.title = "Zu wenig Personal", .response = "Ausschreiben"});
    state.measures.push_back(counted);
    std::vector<std::string> found;
    for (auto const& one : list_free_texts(state, i18n::Texts::of(i18n::Language::german())))
        found.push_back(one.of + ": " + one.text);
    EXPECT_THAT(
        found,
        ElementsAre(
            "Sichtung der Ziele: Leitung", "Sichtung der Ziele: Alles gesichtet", "Kurse: Amt",
            "Kurse: Mehr werben", "Kurse: Läuft", "Kurse: Bedarf", "Kurse: Eilt", "Sprache: Trägt Kosten",
            "Sprache: Landrat", "Sprache: KT 74", "Bestandsaufnahmen: Was es gibt", "Kurse: Wartet auf Geld",
            "Kurse: Krank", "Kurse: Plätze: Kursliste", "Kurse: Faltblatt", "Kurse: Zu wenig Personal",
            "Kurse: Ausschreiben"));
}

TEST(YearReport, tells_what_changed_what_is_new_and_what_has_gone)
{
    YearState before;
    before.year = 2009;
    before.measures = {measure(1, "Kurse"), measure(2, "Wie immer"), measure(3, "Gegangen")};
    before.measures[0].progress = 200'000;
    before.goals.push_back({.id = 5, .title = "Sprache", .progress = 100'000});
    auto now = before;
    now.year = 2010;
    now.measures = {measure(1, "Mehr Kurse", "at_risk"), measure(2, "Wie immer"), measure(4, "Neu")};
    now.measures[0].progress = 550'000;
    now.goals[0].progress = 300'000;
    auto const report = report_of(now, &before);
    ASSERT_EQ(report.measures.size(), 1U);
    auto const& changed = report.measures.front();
    EXPECT_EQ(changed.title, "Mehr Kurse");
    EXPECT_EQ(changed.earlier_title, "Kurse");
    EXPECT_EQ(changed.light_then, "on_track");
    EXPECT_EQ(changed.light_now, "at_risk");
    EXPECT_EQ(changed.progress_then, 200'000);
    EXPECT_EQ(changed.progress_now, 550'000);
    EXPECT_THAT(report.new_measures, ElementsAre(Field(&Named::title, "Neu")));
    EXPECT_THAT(report.gone_measures, ElementsAre(Field(&Named::title, "Gegangen")));
    EXPECT_THAT(report.goals, ElementsAre(Field(&Changed::progress_now, 300'000)));
    EXPECT_THAT(report.missed, ElementsAre(Field(&Missed::title, "Mehr Kurse")));
    EXPECT_FALSE(report_of(now, nullptr).has_before);
    EXPECT_THAT(report_of(now, nullptr).measures, IsEmpty());
}

TEST(YearReport, names_reasons_once_and_nothing_that_was_dropped_before)
{
    YearState before;
    before.year = 2009;
    before.measures = {measure(1, "Alt"), measure(2, "Kurse")};
    before.measures[0].state = "dropped";
    auto now = before;
    now.year = 2010;
    now.measures[1].state = "dropped";
    now.measures[1].state_reason = "Kein Geld.";
    now.measures.push_back(measure(3, "Später", "missed"));
    now.measures[2].starts = "2012";
    now.evaluations
        = {{.measure = 2, .lessons = "Zu wenig beworben.", .verdict = "end", .verdict_why = "Kein Geld."}};
    now.priorities
        = {{.measure = 2, .title = "Kurse", .reckoned_rank = 3, .shown_rank = 1, .rank_reason = "Eilt."},
           {.measure = 3,
            .title = "Später",
            .reckoned_rank = 1,
            .shown_rank = 1,
            .rank_reason = "Wie gerechnet."}};
    auto const report = report_of(now, &before);
    ASSERT_EQ(report.missed.size(), 1U);
    EXPECT_EQ(report.missed.front().title, "Kurse");
    EXPECT_THAT(report.missed.front().reasons, ElementsAre("Kein Geld.", "Zu wenig beworben."));
    EXPECT_THAT(report.overruled, ElementsAre(Field(&StatePriority::title, "Kurse")));
    EXPECT_EQ(report.verdicts.size(), 1U);
}

// Closed before there were weights of a year and money, to the byte as that program wrote it: read, and
// written as it was.
TEST(YearState, of_an_earlier_format_is_read_and_keeps_its_bytes)
{
    std::string const bytes
        = R"({"format":1,"owner":"Kreis Musterau","year":2009,"state_day":"2009-12-31","panel":"",)"
          R"("closed_at":"2010-01-15T10:00:00Z","closed_by":"account 7","reason":"","previous_hash":"",)"
          R"("cut":[],"missing":[],"goals":[],"measures":[],"priorities":[{"goal":null,"measure":4,)"
          R"("title":"Kurse","need":5,"influence":4,"cost":3,"resolution":2,"score":40,"reason":"",)"
          R"("reckoned_rank":1,"shown_rank":1,"rank_reason":"","source":""}],"evaluations":[],"steps":[],)"
          R"("decisions":[],"is_money_known":false,"money":[]})";
    auto const read = state_from_json(bytes);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->format, 1);
    EXPECT_EQ(read->priorities.at(0).score, 40);
    EXPECT_EQ(read->weights, (std::vector<std::int64_t>{4, 3, 2, 1})) << "those that the program had";
    EXPECT_FALSE(read->is_money_known);
    EXPECT_EQ(to_json(*read), bytes);
}

// Likewise, before there were milestones, risks, stocktakings and resolutions in it: what nobody has noted is
// not read as nothing.
TEST(YearState, of_the_second_format_is_read_and_keeps_its_bytes)
{
    std::string const bytes
        = R"({"format":2,"owner":"Kreis Musterau","year":2009,"state_day":"2009-12-31","panel":"",)"
          R"("closed_at":"2010-01-15T10:00:00Z","closed_by":"account 7","reason":"","previous_hash":"",)"
          R"("cut":[],"missing":[],"goals":[{"id":5,"number":"L 1","title":"Sprache","text":"","kind":"guiding",)"
          R"("field":"","parent":null,"serves":null,"standing":"adopted","adopted_on":"2007-06-05",)"
          R"("influence":"direct","influence_reason":"","weight":1,"progress":null,"known":0,"all":1}],)"
          R"("measures":[{"id":4,"number":"","title":"Kurse","field":"Bildung","in_charge":"",)"
          R"("is_other_in_charge":false,"state":"running","state_reason":"","state_since":null,)"
          R"("is_recurring":false,"starts":"2009","ends":null,"deadline":null,"light":"missed",)"
          R"("reckoned":null,"hand_reason":"","hand_by":"","progress":null,"known":0,"all":0,"goals":[],)"
          R"("figures":[]}],"weights":[1,2,3,4],"priorities":[],"evaluations":[],"steps":[],"decisions":[],)"
          R"("is_money_known":true,"money":[]})";
    auto const read = state_from_json(bytes);
    ASSERT_TRUE(read);
    EXPECT_FALSE(read->has_course());
    EXPECT_EQ(read->goals.at(0).adopted_on, "2007-06-05");
    EXPECT_FALSE(read->goals.at(0).resolution);
    EXPECT_EQ(read->weights, (std::vector<std::int64_t>{1, 2, 3, 4}));
    EXPECT_EQ(to_json(*read), bytes);
    ASSERT_EQ(report_of(*read, nullptr).missed.size(), 1U);
    EXPECT_THAT(report_of(*read, nullptr).missed.front().milestones, IsEmpty());
}

// Likewise, before there were digests of files in it.
TEST(YearState, of_the_third_format_is_read_and_keeps_its_bytes)
{
    YearState state;
    state.format = 3;
    state.steps = {{.kind = "screening", .state = "done", .documents = {{.title = "Plan", .link = "/plan"}}}};
    auto const bytes = to_json(state);
    EXPECT_NE(bytes.find(R"("documents":[{"title":"Plan","link":"/plan"}])"), std::string::npos) << bytes;
    auto const read = state_from_json(bytes);
    ASSERT_TRUE(read);
    EXPECT_FALSE(read->has_digests());
    EXPECT_TRUE(read->has_course());
    EXPECT_EQ(to_json(*read), bytes);
}

// Likewise, before money was carried between years.
TEST(YearState, of_the_fourth_format_is_read_and_keeps_its_bytes)
{
    // As the program wrote it that closed years in that format.
    std::string const bytes
        = R"({"format":4,"owner":"Kreis Musterau","year":2009,"state_day":"2009-12-31","panel":"",)"
          R"("closed_at":"2010-01-15T10:00:00Z","closed_by":"account 7","reason":"","previous_hash":"",)"
          R"("cut":[],"missing":[],"goals":[],"measures":[],"inventories":[],"weights":[4,3,2,1],)"
          R"("priorities":[],"evaluations":[],"steps":[],"decisions":[],)"
          R"("is_money_known":true,"money":[{"measure":1,"measure_title":"Kurse","source":"Land",)"
          R"("planned":500,"secured":null,"committed":null,"spent":null,"is_at_risk":false,)"
          R"("as_of":"2009-12-31"}]})";
    auto const read = state_from_json(bytes);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->money.front().carried_in, 0);
    EXPECT_EQ(to_json(*read), bytes);
}

TEST(YearState, keeps_what_was_carried_and_covered)
{
    YearState state;
    state.money = {{.measure = 1, .planned = 500, .carried_in = 120, .carried_out = 30, .covered = 7}};
    auto const read = state_from_json(to_json(state));
    ASSERT_TRUE(read);
    auto const& line = read->money.front();
    EXPECT_EQ(line.carried_in, 120);
    EXPECT_EQ(line.carried_out, 30);
    EXPECT_EQ(line.covered, 7);
    EXPECT_EQ(to_json(*read), to_json(state));
}

TEST(YearReport, names_the_milestone_that_a_measure_without_figures_has_missed)
{
    YearState year;
    year.year = 2009;
    year.state_day = "2009-12-31";
    year.measures = {measure(1, "Elterndiplom", "missed"), measure(2, "Kurse", "at_risk")};
    year.measures[0].milestones
        = {{.title = "Konzept", .due = "2009-04", .done_on = "2009-06-01"},
           {.title = "Faltblatt", .due = "2009-09", .done_on = {}},
           {.title = "Erster Kurs", .due = "2009-12-31", .done_on = {}},
           {.title = "Auswertung", .due = "2010", .done_on = {}},
           {.title = "Irgendwann", .due = {}, .done_on = {}}};
    year.measures[1].milestones = {{.title = "Raum", .due = "2009-09", .done_on = {}}};
    year.measures[1].figures.emplace_back();
    auto const report = report_of(year, nullptr);
    ASSERT_EQ(report.missed.size(), 2U);
    EXPECT_THAT(report.missed[0].milestones, ElementsAre(Field(&StateMilestone::title, "Faltblatt")))
        << "done late is done, and the last day is not over";
    EXPECT_THAT(report.missed[0].reasons, IsEmpty());
    EXPECT_THAT(report.missed[1].milestones, IsEmpty()) << "its figure says what was missed";
}

StateMoney money(std::int64_t measure, std::optional<std::int64_t> planned, bool is_at_risk = false)
{
    StateMoney one;
    one.measure = measure;
    one.measure_title = "Maßnahme " + std::to_string(measure);
    one.planned = planned;
    one.is_at_risk = is_at_risk;
    return one;
}

TEST(MoneyOfYear, adds_up_what_is_known_and_counts_what_is_not)
{
    auto const totals = totals_of(std::vector{money(1, 100), money(1, std::nullopt), money(2, 50, true)});
    EXPECT_EQ(totals.planned, (MoneySum{.known = 150, .count = 2, .unknown = 1}));
    EXPECT_EQ(totals.spent, (MoneySum{.known = 0, .count = 0, .unknown = 3}));
    EXPECT_EQ(totals.at_risk, (MoneySum{.known = 50, .count = 1, .unknown = 0}));
    auto const& texts = i18n::Texts::of(i18n::Language::german());
    EXPECT_EQ(shown_sum(texts, totals.spent), "nicht bekannt") << "and not 0";
    EXPECT_EQ(shown_sum(texts, {}), "–");
    EXPECT_NE(shown_sum(texts, totals.planned).find("1 von 3"), std::string::npos);
    EXPECT_EQ(shown_amount(texts, 0), texts.money(Money{0})) << "known to be nothing";
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    EXPECT_THROW(static_cast<void>(totals_of(std::vector{money(1, most), money(1, 1)})), std::overflow_error);
}

TEST(MoneyOfYear, is_compared_where_it_was_kept)
{
    YearState before, year;
    before.year = 2009;
    year.year = 2010;
    year.is_money_known = true;
    year.money = {money(1, 100), money(2, 5)};
    auto report = report_of(year, &before);
    EXPECT_FALSE(report.money.then) << "nobody kept any: not known, and not nothing";
    EXPECT_THAT(report.money.measures, IsEmpty());
    before.is_money_known = true;
    before.money = {money(1, 100), money(2, std::nullopt), money(3, 7)};
    report = report_of(year, &before);
    ASSERT_TRUE(report.money.then);
    EXPECT_EQ(report.money.then->planned.known, 107);
    EXPECT_THAT(
        report.money.measures,
        ElementsAre(Field(&MoneyChanged::title, "Maßnahme 2"), Field(&MoneyChanged::title, "Maßnahme 3")));
}

} // namespace
} // namespace kommin::steering
