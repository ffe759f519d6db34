#include "modules/adoption/concepts/municipal_records.hpp"

#include "platform/search/fold.hpp"

#include <algorithm>

namespace kommin::adoption {

namespace {

template<class Record, class Id>
Record const* with_id(std::vector<Record> const& records, std::optional<Id> id)
{
    auto const found = id ? std::ranges::find(records, *id, &Record::id) : records.end();
    return found == records.end() ? nullptr : &*found;
}

void name_adopted(MunicipalRecords& records, std::vector<AdoptedItem> const& adopted)
{
    for (auto const& one : adopted) {
        if (one.panel && with_id(records.panels, one.panel) != nullptr) {
            records.targets.panels.emplace(one.key, *one.panel);
            records.keys.panels.emplace(*one.panel, one.key);
        }
        if (one.goal && with_id(records.goals, one.goal) != nullptr) {
            records.targets.goals.emplace(one.key, *one.goal);
            records.keys.goals.emplace(*one.goal, one.key);
        }
    }
}

// A package of this district speaks of its records by their numbers.
void name_those_of_the_kreis(
    MunicipalRecords& records, db::Connection& db, TenantId tenant, Actor const& actor,
    ConceptPackage const& package)
{
    for (auto const& panel : meetings::list_named_panels(db, tenant, records.today)) {
        auto const key = item_key(ItemKind::panel, panel.id.value);
        if (panel.body || panel.has_ended || panel.kind != meetings::PanelKind::field_of_action
            || package.find(key) == nullptr)
            continue;
        records.targets.panels.emplace(key, panel.id);
        records.keys.panels.emplace(panel.id, key);
    }
    for (auto const id : goals::list_servable_goals(db, tenant, actor)) {
        auto const key = item_key(ItemKind::goal, id.value);
        if (package.find(key) == nullptr)
            continue;
        records.targets.goals_of_kreis.emplace(key, id);
        records.keys.goals.emplace(id, key);
    }
}

}

std::optional<Item> MunicipalRecords::item_of(AdoptedItem const& record, std::string const& key) const
{
    if (auto const* panel = with_id(panels, record.panel))
        return adoption::item_of(*panel, key, keys);
    if (auto const* goal = with_id(goals, record.goal))
        return adoption::item_of(*goal, key, keys);
    auto const* measure = with_id(measures, record.measure);
    if (measure == nullptr)
        return std::nullopt;
    auto const found = links.find(measure->id);
    return adoption::item_of(
        *measure, found == links.end() ? goals::MeasureLinks{} : found->second, key, keys);
}

std::optional<html::Url> MunicipalRecords::url_of(AdoptedItem const& record) const
{
    if (record.panel)
        return meetings::panel_desk_url(*record.panel);
    if (record.goal)
        return goals::goal_desk_url(*record.goal);
    return record.measure ? std::optional(goals::measure_url(*record.measure)) : std::nullopt;
}

bool MunicipalRecords::has_ended(AdoptedItem const& record) const
{
    if (auto const* panel = with_id(panels, record.panel))
        return panel->has_ended(today);
    if (auto const* goal = with_id(goals, record.goal))
        return goal->has_ended(today);
    auto const* measure = with_id(measures, record.measure);
    return measure != nullptr && measure->state == goals::MeasureState::dropped;
}

steering::StepChecklist const* MunicipalRecords::checklist_of(std::string_view step) const
{
    auto const found = std::ranges::find_if(
        checklists, [&](steering::StepChecklist const& list) { return to_text(list.kind) == step; });
    return found == checklists.end() ? nullptr : &*found;
}

letters::LetterTemplate const* MunicipalRecords::letter_of(
    std::string_view kind, std::string_view language) const
{
    auto const found = std::ranges::find_if(letter_templates, [&](letters::LetterTemplate const& one) {
        return one.kind == kind && one.language == language;
    });
    return found == letter_templates.end() ? nullptr : &*found;
}

bool MunicipalRecords::has_figure(std::optional<goals::MeasureId> measure, std::string_view name) const
{
    return measure && figures.contains({*measure, search::folded_text(name)});
}

MunicipalRecords load_municipal_records(
    db::Connection& db, TenantId tenant, Actor const& actor, AdoptionView const& view,
    std::vector<AdoptedItem> const& adopted, Date today)
{
    auto const owner = std::optional(view.body.id);
    MunicipalRecords records;
    records.today = today;
    records.panels = meetings::list_panels_of_owner(db, tenant, owner);
    records.goals = goals::list_goals_of_owner(db, tenant, owner);
    records.measures = goals::list_measures_of_owner(db, tenant, owner);
    std::vector<goals::MeasureId> ids;
    for (auto const& measure : records.measures)
        ids.push_back(measure.id);
    records.links = goals::list_measure_links(db, tenant, ids);
    for (auto const& figure : goals::list_figures(db, tenant, ids))
        records.figures.emplace(figure.measure, search::folded_text(figure.name));
    records.checklists = steering::list_step_checklists(db, tenant, owner, steering::OfYears::open);
    records.letter_templates = letters::list_templates_of_owner(db, tenant, owner);
    name_adopted(records, adopted);
    if (view.stored.is_own)
        name_those_of_the_kreis(records, db, tenant, actor, view.package);
    return records;
}

} // namespace kommin::adoption
