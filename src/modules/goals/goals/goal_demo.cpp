#include "modules/goals/goals/goal_demo.hpp"

#include "modules/goals/goals/goal_publication.hpp"
#include "modules/goals/goals/goal_store.hpp"
#include "modules/goals/goals/resolution_editing.hpp"
#include "modules/goals/goals/typed_id.hpp"
#include "platform/demo/parts.hpp"
#include "platform/demo/shape.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::goals {

using demo::is_true;
using demo::list_at;
using demo::loaded;
using demo::text_at;
using records::Fields;

namespace {

constexpr std::string_view goals_file = "goals.json";
constexpr std::string_view resolutions_file = "resolutions.json";
constexpr int most_recommendations = 200;
constexpr int most_meetings_in_demo = 300;
constexpr std::string_view text_since = "text_since"; // what it says by now, otherwise than was resolved

demo::Shape shape_of_goals()
{
    return {
        .texts
        = {"key", "municipality", "panel", "parent", "serves", "plain_text", text_since, goal_field::kind,
           goal_field::number, goal_field::title, goal_field::text, goal_field::reasons,
           goal_field::influence, goal_field::influence_reason, goal_field::from, goal_field::to,
           goal_field::remark, goal_field::source},
        .truths = {"public", "uncertain"},
        .lists = {"origins"}};
}
demo::Shape shape_of_resolutions()
{
    return {
        .texts
        = {"key", "municipality", "panel", resolution_field::kind, resolution_field::resolved_by,
           resolution_field::meeting, resolution_field::day, resolution_field::result,
           resolution_field::paper, resolution_field::link, resolution_field::wording,
           resolution_field::remark, resolution_field::source},
        .truths = {"uncertain"},
        .lists = {"goals"}};
}
[[noreturn]] void refuse(std::string_view file_name, std::string const& what)
{
    throw std::runtime_error("demonstration: " + std::string(file_name) + ": no " + what);
}

// By the key that the file gives it.
using Loaded = std::map<std::string, GoalId>;

std::string number_of(Loaded const& goals, std::string const& key, std::string_view file_name)
{
    if (key.empty())
        return {};
    auto const found = goals.find(key);
    if (found == goals.end())
        refuse(file_name, key);
    return std::to_string(found->second.value);
}

// A panel of that owner, by its name.
std::string panel_called(
    Goals const& known, std::string const& slug, std::string const& name, std::string_view file_name)
{
    if (name.empty())
        return {};
    auto const body = body_called(known.bodies, slug);
    auto const found = std::ranges::find_if(known.panels, [&](meetings::NamedPanel const& panel) {
        return panel.name == name && (!panel.body || body == std::optional(panel.body));
    });
    if (found == known.panels.end())
        refuse(file_name, name);
    return std::to_string(found->id.value);
}

Fields goal_fields(demo::Demo& demo, json::Value const& object, Goals const& known, Loaded const& goals)
{
    auto const& work = demo.work;
    auto const slug = text_at(object, "municipality");
    Fields fields;
    fields.set(goal_field::body, slug);
    for (auto const field :
         {goal_field::kind, goal_field::number, goal_field::title, goal_field::text, goal_field::reasons,
          goal_field::influence, goal_field::influence_reason, goal_field::from, goal_field::to,
          goal_field::remark, goal_field::source})
        fields.set(field, text_at(object, field));
    if (auto const* story = demo.story_of_district()) {
        fields.set(goal_field::from, story->first_day(fields.value(goal_field::from)));
        fields.set(goal_field::to, story->last_day(fields.value(goal_field::to)));
    }
    fields.set(goal_field::panel, panel_called(known, slug, text_at(object, "panel"), goals_file));
    for (auto const field : {goal_field::parent, goal_field::serves})
        fields.set(field, number_of(goals, text_at(object, field), goals_file));
    if (is_true(object, "uncertain"))
        fields.set(goal_field::uncertain, std::string(web::uncertain_value));
    auto const recommendations = meetings::list_adopted_recommendations(
        work.db(), work.tenant(), work.actor(), most_recommendations);
    Fields::Values origins;
    for (auto const& title : demo::texts_in(object, "origins", goals_file, text_at(object, "key"))) {
        auto const found = std::ranges::find(recommendations, title, &meetings::NamedRecommendation::title);
        if (found == recommendations.end())
            refuse(goals_file, title);
        origins.push_back(std::to_string(found->id.value));
    }
    fields.set(goal_field::origins, std::move(origins));
    return fields;
}

// A meeting of that panel, by its title.
std::string meeting_called(demo::Demo const& demo, std::string_view panel, std::string const& title)
{
    if (title.empty())
        return {};
    auto const& work = demo.work;
    auto const id = typed_id<meetings::PanelId>(panel);
    if (!id)
        refuse(resolutions_file, "panel whose meeting it is: " + title);
    auto const held = meetings::list_named_meetings(
        work.db(), work.tenant(), work.actor(), std::vector{*id}, work.today(), most_meetings_in_demo);
    auto const found = std::ranges::find(held, title, &meetings::NamedMeeting::title);
    if (found == held.end())
        refuse(resolutions_file, "meeting " + title);
    return std::to_string(found->id.value);
}

Fields resolution_fields(
    demo::Demo const& demo, json::Value const& object, Goals const& known, Loaded const& goals)
{
    auto const slug = text_at(object, "municipality");
    Fields fields;
    fields.set(resolution_field::body, slug);
    for (auto const field :
         {resolution_field::kind, resolution_field::resolved_by, resolution_field::day,
          resolution_field::result, resolution_field::paper, resolution_field::link,
          resolution_field::wording, resolution_field::remark, resolution_field::source})
        fields.set(field, text_at(object, field));
    if (auto const* story = demo.story_of_district())
        fields.set(resolution_field::day, story->last_day(fields.value(resolution_field::day)));
    fields.set(
        resolution_field::panel, panel_called(known, slug, text_at(object, "panel"), resolutions_file));
    fields.set(
        resolution_field::meeting,
        meeting_called(
            demo, fields.value(resolution_field::panel), text_at(object, resolution_field::meeting)));
    if (is_true(object, "uncertain"))
        fields.set(resolution_field::uncertain, std::string(web::uncertain_value));
    Fields::Values resolved;
    for (auto const& key : demo::texts_in(object, "goals", resolutions_file, text_at(object, "key")))
        resolved.push_back(number_of(goals, key, resolutions_file));
    fields.set(resolution_field::goals, std::move(resolved));
    return fields;
}

// What somebody has worded otherwise since it was resolved.
void change_goals(
    demo::Demo& demo, std::vector<json::Value> const& objects, Goals const& known, Loaded const& goals)
{
    auto& work = demo.work;
    for (auto const& object : objects) {
        auto const text = text_at(object, text_since);
        if (text.empty())
            continue;
        auto const key = text_at(object, "key");
        auto fields = goal_fields(demo, object, known, goals);
        fields.set(goal_field::text, text);
        auto const version = load_goal(work.db(), work.tenant(), goals.at(key)).value().version;
        loaded(save_goal(work, {goals.at(key), version}, fields), goals_file, key);
    }
}

// What the district has resolved in public everybody may read, in plain words where the file has some.
void show_goals(Work& work, std::vector<json::Value> const& objects, Loaded const& goals)
{
    for (auto const& object : objects) {
        auto const key = text_at(object, "key");
        auto const plain_text = text_at(object, "plain_text");
        bool const is_shown = is_true(object, "public");
        if (!is_shown && plain_text.empty())
            continue;
        auto const id = goals.at(key);
        auto const version = load_goal(work.db(), work.tenant(), id).value().version;
        loaded(
            change_public_goal(
                work, {id, version}, is_shown ? PublicStep::show : PublicStep::save, plain_text),
            goals_file, key);
    }
}

}

void load_goals(demo::Demo& demo)
{
    auto& work = demo.work;
    Goals const known{
        {},
        tenants::list_bodies(work.db(), work.tenant()),
        meetings::list_named_panels(work.db(), work.tenant(), work.today())};
    Loaded goals;
    auto const file = demo.files.json(std::string(goals_file));
    demo::check_shape(file, {.lists = {"goals"}}, goals_file, {});
    auto const objects = list_at(file, "goals");
    for (auto const& object : objects) {
        auto const key = text_at(object, "key");
        demo::check_shape(object, shape_of_goals(), goals_file, key);
        auto const fields = goal_fields(demo, object, known, goals);
        goals[key] = loaded(add_goal(work, fields, key), goals_file, key);
        ++demo.counts["goals"];
    }
    auto const resolved = demo.files.json(std::string(resolutions_file));
    demo::check_shape(resolved, {.lists = {"resolutions"}}, resolutions_file, {});
    for (auto const& object : list_at(resolved, "resolutions")) {
        auto const key = text_at(object, "key");
        demo::check_shape(object, shape_of_resolutions(), resolutions_file, key);
        loaded(
            add_resolution(work, resolution_fields(demo, object, known, goals), key), resolutions_file, key);
        ++demo.counts["resolutions"];
    }
    change_goals(demo, objects, known, goals);
    show_goals(work, objects, goals); // once somebody has adopted them
}

} // namespace kommin::goals
