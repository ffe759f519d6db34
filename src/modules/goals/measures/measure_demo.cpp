#include "modules/goals/measures/measure_demo.hpp"

#include "modules/goals/goals/goal_store.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/measure_editing.hpp"
#include "modules/goals/measures/measure_publication.hpp"
#include "platform/demo/parts.hpp"
#include "platform/demo/shape.hpp"
#include "platform/identity/account_store.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
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

constexpr std::string_view measures_file = "measures.json";
constexpr int most_recommendations = 200;
constexpr int most_measures = 1000;
constexpr std::array fields_in_file{
    measure_field::title,
    measure_field::number,
    measure_field::text,
    measure_field::audience,
    measure_field::office,
    measure_field::state,
    measure_field::state_reason,
    measure_field::from,
    measure_field::to,
    measure_field::deadline,
    measure_field::deadline_remark,
    measure_field::reservation,
    measure_field::grant,
    measure_field::report_mail,
    measure_field::remark,
    measure_field::source};

demo::Shape shape_of_measures()
{
    demo::Shape shape{
        .texts
        = {"key", "field", "municipality", "unit", "plain_text", measure_field::report_months,
           measure_field::responsible},
        .truths = {"public", "recurring", "uncertain"},
        .lists = {"goals", "places", "origins", measure_field::reach, measure_field::partners, "figures"}};
    shape.texts.insert(shape.texts.end(), fields_in_file.begin(), fields_in_file.end());
    return shape;
}

[[noreturn]] void refuse(std::string const& key, std::string const& why)
{
    throw std::runtime_error("demonstration: " + std::string(measures_file) + ", " + key + ": " + why);
}

std::vector<std::string> texts_at(json::Value const& object, std::string_view name)
{
    return demo::texts_in(object, name, measures_file, text_at(object, "key"));
}

// What the district has by now, which the file names by words.
struct Known {
    std::vector<meetings::NamedPanel> panels;
    std::vector<tenants::OrganisationalUnit> units;
    std::vector<Goal> goals;
    std::vector<tenants::Body> bodies;
    std::vector<meetings::NamedRecommendation> recommendations; // those that were adopted

    [[nodiscard]] meetings::PanelId field_called(std::string const& name, std::string const& key) const
    {
        auto const found = std::ranges::find_if(panels, [&](meetings::NamedPanel const& panel) {
            return panel.kind == meetings::PanelKind::field_of_action && !panel.body && panel.name == name;
        });
        if (found == panels.end())
            refuse(key, "no field " + name);
        return found->id;
    }
    [[nodiscard]] std::string unit_with(std::string const& unit_key, std::string const& key) const
    {
        if (unit_key.empty())
            return {};
        auto const found = std::ranges::find(units, unit_key, &tenants::OrganisationalUnit::key);
        if (found == units.end())
            refuse(key, "no unit " + unit_key);
        return std::to_string(found->id.value);
    }
    // Of those that the file names by their titles.
    [[nodiscard]] Fields::Values goals_called(
        std::vector<std::string> const& titles, std::string const& key) const
    {
        Fields::Values values;
        for (auto const& title : titles) {
            auto const found = std::ranges::find(goals, title, &Goal::title);
            if (found == goals.end())
                refuse(key, "no goal " + title);
            values.push_back(goal_value({.goal = found->id, .weight = "1"}));
        }
        return values;
    }
    [[nodiscard]] Fields::Values places_at(
        std::vector<std::string> const& slugs, std::string const& key) const
    {
        Fields::Values values;
        for (auto const& slug : slugs) {
            auto const found = std::ranges::find(bodies, slug, &tenants::Body::slug);
            if (found == bodies.end())
                refuse(key, "no municipality " + slug);
            values.push_back(std::to_string(found->id.value));
        }
        return values;
    }
    [[nodiscard]] Fields::Values origins_called(
        std::vector<std::string> const& titles, std::string const& key) const
    {
        Fields::Values values;
        for (auto const& title : titles) {
            auto const found
                = std::ranges::find(recommendations, title, &meetings::NamedRecommendation::title);
            if (found == recommendations.end())
                refuse(key, "no recommendation " + title);
            values.push_back(std::to_string(found->id.value));
        }
        return values;
    }
    [[nodiscard]] Fields::Values guiding_goals_of(meetings::PanelId panel) const
    {
        Fields::Values values;
        for (auto const& goal : goals) {
            if (goal.kind == GoalKind::guiding && !goal.body && goal.panel == panel)
                values.push_back(goal_value({.goal = goal.id, .weight = "1"}));
        }
        return values;
    }
};

// What a story says otherwise, on which of its days, and that it is one.
void tell(Fields& fields, demo::Story const& story, std::string const& key)
{
    auto const told = story.entry("measures", key);
    auto const* others = told.find("fields");
    if (others != nullptr)
        demo::check_shape(
            *others, {.texts = {fields_in_file.begin(), fields_in_file.end()}}, story.file_name(), key);
    for (auto const name : fields_in_file) {
        if (others != nullptr && others->find(name) != nullptr)
            fields.set(name, text_at(*others, name));
    }
    fields.set(measure_field::from, story.first_day(fields.value(measure_field::from)));
    for (auto const name : {measure_field::to, measure_field::deadline})
        fields.set(name, story.last_day(fields.value(name)));
    std::string remark(fields.value(measure_field::remark));
    remark += (remark.empty() ? "" : " ") + text_at(story.content(), "remark");
    fields.set(measure_field::remark, std::move(remark));
}

Fields fields_of(
    json::Value const& object, std::string const& key, Known const& known,
    std::optional<demo::Story> const& story)
{
    auto fields = form_of(WholeMeasure{});
    for (auto const name : fields_in_file)
        fields.set(name, text_at(object, name));
    if (auto const months = text_at(object, measure_field::report_months); !months.empty())
        fields.set(measure_field::report_months, months);
    fields.set(measure_field::body, text_at(object, "municipality"));
    if (story)
        tell(fields, *story, key);
    auto const panel = known.field_called(text_at(object, "field"), key);
    fields.set(measure_field::panel, std::to_string(panel.value));
    fields.set(measure_field::unit, known.unit_with(text_at(object, "unit"), key));
    auto const goals = texts_at(object, "goals");
    fields.set(
        measure_field::goals, goals.empty() ? known.guiding_goals_of(panel) : known.goals_called(goals, key));
    fields.set(measure_field::places, known.places_at(texts_at(object, "places"), key));
    fields.set(measure_field::origins, known.origins_called(texts_at(object, "origins"), key));
    for (auto const name : {measure_field::reach, measure_field::partners})
        fields.set(name, demo::lines_in(object, name, measures_file, key));
    if (is_true(object, "recurring"))
        fields.set(measure_field::recurring, std::string(recurring_value));
    if (is_true(object, "uncertain"))
        fields.set(measure_field::uncertain, std::string(web::uncertain_value));
    return fields;
}

// In plain words where the file has some.
void show_measure(Work& work, MeasureId id, json::Value const& object, std::string const& key)
{
    auto const plain_text = text_at(object, "plain_text");
    bool const is_shown = is_true(object, "public");
    if (!is_shown && plain_text.empty())
        return;
    auto const step = is_shown ? PublicStep::show : PublicStep::save;
    loaded(change_public_measure(work, {id, 1}, step, plain_text), measures_file, key);
}

}

std::map<std::string, MeasureId> load_measures(demo::Demo& demo)
{
    auto& work = demo.work;
    Known const known{
        .panels = meetings::list_named_panels(work.db(), work.tenant(), work.today()),
        .units = tenants::list_units(work.db(), work.tenant()),
        .goals = list_goals(work.db(), work.tenant()),
        .bodies = tenants::list_bodies(work.db(), work.tenant()),
        .recommendations = meetings::list_adopted_recommendations(
            work.db(), work.tenant(), work.actor(), most_recommendations)};
    std::map<std::string, MeasureId> measures;
    auto const file = demo.files.json(std::string(measures_file));
    demo::check_shape(file, {.lists = {"measures"}}, measures_file, {});
    for (auto const& object : list_at(file, "measures")) {
        auto const key = text_at(object, "key");
        demo::check_shape(object, shape_of_measures(), measures_file, key);
        measures[key]
            = loaded(add_measure(work, fields_of(object, key, known, demo.story), key), measures_file, key);
        show_measure(work, measures[key], object, key);
        ++demo.counts["measures"];
    }
    return measures;
}

void name_responsible_accounts(demo::Demo& demo)
{
    auto& work = demo.work;
    auto const file = demo.files.json(std::string(measures_file));
    auto const measures
        = list_measures(work.db(), work.tenant(), {.owners = work.actor().where(see_goals)}, most_measures);
    for (auto const& object : list_at(file, "measures")) {
        auto const email = text_at(object, measure_field::responsible);
        if (email.empty())
            continue;
        auto const key = text_at(object, "key");
        auto const account
            = identity::find_account_by_email(work.db(), work.tenant(), identity::email_key(email));
        if (!account)
            refuse(key, "no account " + email);
        auto const title = text_at(object, measure_field::title);
        auto const found = std::ranges::find(measures, title, &Measure::title);
        if (found == measures.end())
            refuse(key, "no measure " + title);
        auto fields = form_of(load_whole_measure(work.db(), work.tenant(), found->id));
        fields.set(measure_field::responsible, code_of_account(account->id.value));
        loaded(save_measure(work, {found->id, found->version}, fields), measures_file, key);
    }
}

} // namespace kommin::goals
