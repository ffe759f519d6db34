#include "modules/goals/goals/goal_editing.hpp"

#include "modules/goals/goals/goal_list.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace kommin::goals {
namespace {

using records::Fields;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

namespace field = goal_field;

constexpr Date today{std::chrono::year{2026}, std::chrono::November, std::chrono::day{27}};
constexpr tenants::BodyId kreis{1};
constexpr tenants::BodyId luenen{2};
constexpr tenants::BodyId unna{3};

Goal goal(
    std::int64_t id, GoalKind kind, std::string title, std::optional<std::int64_t> parent = {},
    std::optional<tenants::BodyId> body = {})
{
    Goal one;
    one.id = GoalId{id};
    one.kind = kind;
    one.title = std::move(title);
    one.body = body;
    if (parent)
        one.parent = GoalId{*parent};
    return one;
}

tenants::Body body(tenants::BodyId id, tenants::BodyKind kind, std::string slug, std::string name)
{
    tenants::Body one;
    one.id = id;
    one.kind = kind;
    one.slug = std::move(slug);
    one.name = std::move(name);
    return one;
}

tenants::OrganisationalUnit unit(std::int64_t id, tenants::BodyId owner)
{
    tenants::OrganisationalUnit one;
    one.id = tenants::UnitId{id};
    one.body = owner;
    return one;
}

// Three goals below each other and one beside them, of the Kreis; one of Lünen.
GoalChoices choices()
{
    GoalChoices all;
    all.goals.bodies
        = {body(kreis, tenants::BodyKind::district, "kreis-unna", "Kreis Unna"),
           body(luenen, tenants::BodyKind::municipality, "luenen", "Lünen"),
           body(unna, tenants::BodyKind::municipality, "unna", "Unna")};
    using enum meetings::PanelKind;
    all.goals.panels
        = {{meetings::PanelId{1}, {}, {}, field_of_action, "Bildung"},
           {meetings::PanelId{2}, luenen, {}, field_of_action, "Stadtteile"},
           {meetings::PanelId{3}, {}, {}, assembly, "Kreistag"}};
    all.goals.all
        = {goal(1, GoalKind::guiding, "Oben"), goal(2, GoalKind::guiding, "Mitte", 1),
           goal(3, GoalKind::operational, "Unten", 2), goal(4, GoalKind::operational, "Daneben"),
           goal(5, GoalKind::guiding, "Der Stadt", {}, luenen)};
    for (auto const& one : all.goals.all) {
        all.places.push_back({one.id, one.body, one.kind, one.parent});
        if (!one.body)
            all.served.push_back(one);
    }
    all.units = {unit(1, kreis), unit(2, luenen)};
    meetings::NamedRecommendation courses;
    courses.id = meetings::RecommendationId{7};
    all.origins = {courses};
    return all;
}

Fields entries(std::string title = "Ziel")
{
    Fields fields;
    fields.set(field::kind, "operational");
    fields.set(field::title, std::move(title));
    return fields;
}

std::vector<std::string> wrong(Fields const& fields, EditedGoal const* edited = nullptr)
{
    std::vector<std::string> names;
    for (auto const& problem : problems_of_goal(fields, choices(), edited))
        names.push_back(problem.field);
    return names;
}

EditedGoal edited(std::int64_t id)
{
    auto const all = choices().goals.all;
    return {*std::ranges::find(all, GoalId{id}, &Goal::id), {}};
}

TEST(BodyCalled, is_nothing_where_the_slug_names_nobody)
{
    std::vector<tenants::Body> const bodies{
        body(kreis, tenants::BodyKind::district, "kreis-unna", "Kreis Unna"),
        body(luenen, tenants::BodyKind::municipality, "luenen", "Lünen")};
    for (auto const* of_the_kreis : {"", "kreis-unna"}) {
        auto const found = body_called(bodies, of_the_kreis);
        EXPECT_TRUE(found.has_value() && !found->has_value()) << of_the_kreis;
    }
    auto const town = body_called(bodies, "luenen");
    EXPECT_TRUE(town.has_value() && town->has_value() && **town == luenen);
    EXPECT_FALSE(body_called(bodies, "nirgends").has_value());
}

TEST(Goals, need_a_title_and_no_text)
{
    EXPECT_THAT(wrong(entries()), IsEmpty());
    EXPECT_THAT(wrong(entries("  ")), ElementsAre("title"));
    EXPECT_THAT(wrong({}), ElementsAre("title", "kind"));
    EXPECT_EQ(spelled_goal(entries()).value(field::weight), "1") << "what stays empty weighs as any other";
    EXPECT_EQ(spelled_goal(entries()).value(field::influence), "unscreened");
}

TEST(Goals, hang_below_goals_of_the_same_owner)
{
    auto fields = entries();
    for (auto const* parent : {"1", "3", "4"}) {
        fields.set(field::parent, parent);
        EXPECT_THAT(wrong(fields), IsEmpty()) << parent;
    }
    for (auto const* parent : {"5", "99", "-1", "x"}) {
        fields.set(field::parent, parent);
        EXPECT_THAT(wrong(fields), ElementsAre("parent")) << parent << ": of another one, or none";
    }
    fields.set(field::body, "luenen");
    fields.set(field::parent, "5");
    EXPECT_THAT(wrong(fields), IsEmpty());
    fields.set(field::body, "unna");
    EXPECT_THAT(wrong(fields), ElementsAre("parent"));
    fields.set(field::body, "nirgends");
    EXPECT_THAT(wrong(fields), Contains("body"));
}

TEST(Goals, never_lead_to_themselves_at_any_depth)
{
    auto const top = edited(1);
    auto fields = form_of(top);
    for (auto const* parent : {"1", "2", "3"}) {
        fields.set(field::parent, parent);
        EXPECT_THAT(wrong(fields, &top), ElementsAre("parent")) << parent;
    }
    auto const beside = edited(4);
    fields = form_of(beside);
    fields.set(field::parent, "3");
    EXPECT_THAT(wrong(fields, &beside), IsEmpty());
    // A ring that is there already is not walked for ever.
    auto broken = choices();
    broken.places[0].parent = GoalId{3};
    EXPECT_THAT(problems_of_goal(fields, broken, &beside), IsEmpty());
}

TEST(Goals, which_are_guiding_have_nothing_operational_above)
{
    auto fields = entries();
    fields.set(field::kind, "guiding");
    fields.set(field::parent, "2");
    EXPECT_THAT(wrong(fields), IsEmpty());
    fields.set(field::parent, "3");
    EXPECT_THAT(wrong(fields), ElementsAre("parent"));
    auto const top = edited(1);
    fields = form_of(top);
    fields.set(field::kind, "operational");
    EXPECT_THAT(wrong(fields, &top), ElementsAre("kind")) << "a guiding goal stands below it";
    auto const lower = edited(2);
    fields = form_of(lower);
    fields.set(field::kind, "operational");
    EXPECT_THAT(wrong(fields, &lower), IsEmpty());
}

TEST(Goals, of_municipalities_serve_goals_of_the_kreis_and_no_others)
{
    auto fields = entries();
    fields.set(field::serves, "1");
    EXPECT_THAT(wrong(fields), ElementsAre("serves")) << "of the Kreis";
    fields.set(field::body, "luenen");
    EXPECT_THAT(wrong(fields), IsEmpty());
    for (auto const* served : {"5", "99", "x"}) {
        fields.set(field::serves, served);
        EXPECT_THAT(wrong(fields), ElementsAre("serves")) << served;
    }
    // What it serves stays, also where that is no choice any more.
    auto town = edited(5);
    town.goal.serves = GoalId{99};
    EXPECT_THAT(wrong(form_of(town), &town), IsEmpty());
}

TEST(Goals, have_fields_and_units_of_their_owner)
{
    auto fields = entries();
    fields.set(field::panel, "1");
    fields.set(field::units, Fields::Values{"1"});
    EXPECT_THAT(wrong(fields), IsEmpty());
    fields.set(field::panel, "2");
    fields.set(field::units, Fields::Values{"1", "2"});
    EXPECT_THAT(wrong(fields), ElementsAre("panel", "units"));
    fields.set(field::panel, "3");
    EXPECT_THAT(wrong(fields), Contains("panel")) << "an assembly is no field of action";
    fields.set(field::body, "luenen");
    fields.set(field::panel, "2");
    fields.set(field::units, Fields::Values{"2"});
    EXPECT_THAT(wrong(fields), IsEmpty());
    fields.set(field::panel, "1");
    EXPECT_THAT(wrong(fields), IsEmpty()) << "a field of the Kreis";
    fields.set(field::body, "unna");
    fields.set(field::panel, "2");
    EXPECT_THAT(wrong(fields), ElementsAre("panel", "units"));
}

TEST(Goals, say_why_they_can_be_influenced_once_that_was_looked_at)
{
    auto fields = entries();
    for (auto const* influence : {"direct", "shared", "none"}) {
        fields.set(field::influence, influence);
        fields.set(field::influence_reason, std::string{});
        EXPECT_THAT(wrong(fields), ElementsAre("influence_reason")) << influence;
        fields.set(field::influence_reason, "Aufgabe des Kreises.");
        EXPECT_THAT(wrong(fields), IsEmpty()) << influence;
    }
    fields.set(field::influence, "ein wenig");
    EXPECT_THAT(wrong(fields), ElementsAre("influence"));
}

TEST(Goals, weigh_from_one_to_a_thousand_and_end_after_they_begin)
{
    auto fields = entries();
    for (auto const* weight : {"1", "1000", " 7 ", ""}) {
        fields.set(field::weight, weight);
        EXPECT_THAT(wrong(fields), IsEmpty()) << weight;
    }
    for (auto const* weight : {"0", "1001", "-1", "1,5", "viel", "99999999999999999999"}) {
        fields.set(field::weight, weight);
        EXPECT_THAT(wrong(fields), ElementsAre("weight")) << weight;
    }
    fields.set(field::weight, "1");
    fields.set(field::from, "2008");
    fields.set(field::to, "5.2007");
    EXPECT_THAT(wrong(fields), ElementsAre("to"));
    fields.set(field::to, "5.2008");
    EXPECT_THAT(wrong(fields), IsEmpty());
    fields.set(field::uncertain, "ja");
    EXPECT_THAT(wrong(fields), ElementsAre("remark"));
}

TEST(Goals, keep_the_origins_that_somebody_does_not_see)
{
    GoalLinks const before{{}, {meetings::RecommendationId{7}, meetings::RecommendationId{8}}};
    auto const kept = with_unseen_origins(entries(), choices(), before);
    EXPECT_THAT(kept.values(field::origins), ElementsAre("8")) << "the one that is seen was taken away";
    auto one = edited(4);
    one.links = before;
    EXPECT_THAT(wrong(kept, &one), IsEmpty());
    EXPECT_THAT(wrong(kept), ElementsAre("origins")) << "nobody names anew what they do not see";
}

TEST(Goals, end_by_what_is_known_of_their_end)
{
    auto one = goal(1, GoalKind::guiding, "Ziel");
    EXPECT_FALSE(one.has_ended(today));
    one.valid_to = PartialDate::parse("2026-11");
    EXPECT_FALSE(one.has_ended(today));
    one.valid_to = PartialDate::parse("2026-10");
    EXPECT_TRUE(one.has_ended(today));
}

std::vector<std::string> titles(
    Goals const& goals, GoalFilter const& filter = {}, Adoptions const& adoptions = {},
    std::vector<GoalId> const& with_words = {})
{
    std::vector<std::string> shown;
    for (auto const& line : filtered(goals, adoptions, filter, with_words, today, i18n::Language::german()))
        shown.push_back(std::string(line.depth, '>') + line.goal->title);
    return shown;
}

TEST(GoalList, is_a_tree_of_each_owner)
{
    auto goals = choices().goals;
    goals.all.push_back(goal(6, GoalKind::guiding, "Ämter öffnen", 1));
    goals.all.push_back(goal(7, GoalKind::guiding, "Arbeit"));
    goals.all.back().panel = meetings::PanelId{1};
    goals.all.push_back(goal(8, GoalKind::operational, "Fremdes darüber", 77));
    EXPECT_THAT(
        titles(goals),
        ElementsAre(
            "Oben", ">Ämter öffnen", ">Mitte", ">>Unten", "Daneben", "Fremdes darüber", "Arbeit",
            "Der Stadt"))
        << "first what is of all fields; also what hangs below nothing that can be seen";
    GoalFilter by_title;
    by_title.order = GoalOrder::title;
    by_title.descending = true;
    EXPECT_EQ(titles(goals, by_title).front(), ">>Unten");
    EXPECT_EQ(titles(goals, by_title).back(), ">Ämter öffnen");
}

TEST(GoalList, a_chain_as_long_as_there_are_goals_is_walked)
{
    Goals goals;
    for (std::int64_t id = 1; id <= 20'000; ++id)
        goals.all.push_back(
            goal(id, GoalKind::guiding, "Ziel", id == 1 ? std::nullopt : std::optional(id - 1)));
    auto const lines = filtered(goals, {}, {}, {}, today, i18n::Language::german());
    ASSERT_EQ(lines.size(), 20'000U);
    EXPECT_EQ(lines.back().depth, 19'999U);
    goals.all.front().parent = GoalId{20'000};
    EXPECT_EQ(filtered(goals, {}, {}, {}, today, i18n::Language::german()).size(), 20'000U)
        << "a ring is shown, too";
}

TEST(GoalList, is_filtered_by_owner_field_words_and_standing)
{
    auto goals = choices().goals;
    goals.all[3].panel = meetings::PanelId{1};
    goals.all[1].valid_to = PartialDate::parse("2008");
    goals.all[2].worded_version = 3;
    Adoption of_first;
    Adoption of_third;
    of_third.version = 2;
    Adoptions const adoptions{{GoalId{1}, of_first}, {GoalId{3}, of_third}};
    GoalFilter filter;
    filter.place = "luenen";
    EXPECT_THAT(titles(goals, filter), ElementsAre("Der Stadt"));
    filter.place = "nirgends";
    EXPECT_THAT(titles(goals, filter), IsEmpty());
    filter = {};
    filter.panel = meetings::PanelId{1};
    EXPECT_THAT(titles(goals, filter), ElementsAre("Daneben"));
    filter = {};
    filter.words = "irgendwas";
    EXPECT_THAT(titles(goals, filter, adoptions, {GoalId{3}}), ElementsAre(">>Unten"));
    filter = {};
    EXPECT_THAT(titles(goals, filter, adoptions), ElementsAre("Oben", ">>Unten", "Daneben", "Der Stadt"));
    filter.view = GoalView::drafts;
    EXPECT_THAT(titles(goals, filter, adoptions), ElementsAre("Daneben", "Der Stadt"));
    filter.view = GoalView::adopted;
    EXPECT_THAT(titles(goals, filter, adoptions), ElementsAre("Oben", ">>Unten"));
    filter.view = GoalView::changed_since;
    EXPECT_THAT(titles(goals, filter, adoptions), ElementsAre(">>Unten"));
    filter.view = GoalView::ended;
    EXPECT_THAT(titles(goals, filter, adoptions), ElementsAre(">Mitte"));
    filter.view = GoalView::all;
    EXPECT_EQ(titles(goals, filter, adoptions).size(), 5U);
}

TEST(GoalList, a_filter_survives_its_address)
{
    web::ListFields const asked{{"t", "deutsch"},       {"ort", "luenen"}, {"feld", "3"},
                                {"zustand", "beendet"}, {"nach", "titel"}, {"ab", "1"}};
    EXPECT_EQ(GoalFilter::read(http::Form(asked)).fields(), asked);
    EXPECT_THAT(
        GoalFilter::read(http::Form(web::ListFields{{"feld", "x"}, {"zustand", "x"}, {"nach", "x"}}))
            .fields(),
        IsEmpty());
}

}
} // namespace kommin::goals
