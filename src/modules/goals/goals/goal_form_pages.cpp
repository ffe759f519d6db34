// The form of a goal, and how its fields read.

#include "modules/goals/goals/goal_pages.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/publication.hpp"
#include "platform/base/number.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <utility>

namespace kommin::goals {

using html::when;
using html::Writer;
using i18n::Texts;
using meetings::NamedPanel;
using records::Fields;
using web::Choice;
using web::FieldWidth;
using web::staff_url;

namespace field = goal_field;

namespace {

MessageKey goal_label(std::string_view name)
{
    return web::label_in(all_goal_fields, name);
}

// What goals are called where there are those of several owners: "Deutsch lernen (Lünen)".
std::string label_of_goal(GoalFormPage const& page, Goal const& goal, Texts const& texts)
{
    return page.edited != nullptr
        ? full_title_of(goal)
        : full_title_of(goal) + " (" + owner_text(page.choices.goals, goal.body, texts) + ')';
}

// The goal itself and all that lead to it.
std::set<GoalId> below(GoalChoices const& choices, GoalId top)
{
    std::multimap<GoalId, GoalId> parts;
    for (auto const& place : choices.places) {
        if (place.parent)
            parts.emplace(*place.parent, place.id);
    }
    std::set<GoalId> found{top};
    std::vector<GoalId> waiting{top};
    while (!waiting.empty()) {
        auto const [first, last] = parts.equal_range(waiting.back());
        waiting.pop_back();
        for (auto part = first; part != last; ++part) {
            if (found.insert(part->second).second)
                waiting.push_back(part->second);
        }
    }
    return found;
}

// The one that is chosen, also where it has ended, by its name if this person knows of it.
void keep_known(
    std::vector<Choice>& choices, std::vector<Goal> const& known, std::string_view chosen, Texts const& texts)
{
    auto const goal
        = std::ranges::find(known, chosen, [](Goal const& one) { return std::to_string(one.id.value); });
    keep_chosen(
        choices, chosen, goal == known.end() ? std::string(texts("goal.other"_msg)) : full_title_of(*goal));
}

std::vector<Choice> parents_for(web::Call const& call, GoalFormPage const& page, Texts const& texts)
{
    std::vector<Choice> parents{{"", std::string(texts("goal.parent.none"_msg))}};
    auto const* edited = page.edited;
    auto const not_these = edited != nullptr ? below(page.choices, edited->goal.id) : std::set<GoalId>{};
    for (auto const& goal : page.choices.goals.all) {
        bool const is_of_owner = edited == nullptr || goal.body == edited->goal.body;
        if (is_of_owner && !not_these.contains(goal.id) && !goal.has_ended(call.local_now().date))
            parents.push_back({std::to_string(goal.id.value), label_of_goal(page, goal, texts)});
    }
    keep_known(parents, page.choices.goals.all, page.fields.value(field::parent), texts);
    return parents;
}

std::vector<Choice> served_for(web::Call const& call, GoalFormPage const& page, Texts const& texts)
{
    std::vector<Choice> served{{"", std::string(texts("goal.serves.none"_msg))}};
    for (auto const& goal : page.choices.served) {
        if (!goal.has_ended(call.local_now().date))
            served.push_back({std::to_string(goal.id.value), full_title_of(goal)});
    }
    keep_known(served, page.choices.served, page.fields.value(field::serves), texts);
    return served;
}

// Fields of action of the Kreis, and of those owners whose goal it can be.
std::vector<Choice> panels_for(web::Call const& call, GoalFormPage const& page, Texts const& texts)
{
    std::vector<Choice> panels{{"", std::string(texts("goal.panel.all"_msg))}};
    for (auto const& panel : page.choices.goals.panels) {
        if (panel.kind != meetings::PanelKind::field_of_action || panel.has_ended)
            continue;
        bool const may = !panel.body
            || (page.edited != nullptr ? panel.body == page.edited->goal.body
                                       : call.actor().may(edit_goals, Scope::of_owner(panel.body->value)));
        if (may)
            panels.push_back(
                {std::to_string(panel.id.value),
                 panel.body ? panel.name + " (" + owner_text(page.choices.goals, panel.body, texts) + ')'
                            : panel.name});
    }
    auto const* chosen
        = page.edited != nullptr ? page.choices.goals.find_panel(page.edited->goal.panel) : nullptr;
    keep_chosen(
        panels, page.fields.value(field::panel),
        chosen != nullptr ? std::string_view(chosen->name) : texts("panel.parent.other"_msg));
    return panels;
}

std::vector<Choice> units_for(web::Call const& call, GoalFormPage const& page, Texts const& texts)
{
    std::vector<Choice> units;
    auto const& bodies = page.choices.goals.bodies;
    for (auto const& unit : page.choices.units) {
        auto const owner = owner_of_unit(bodies, unit);
        bool const may = page.edited != nullptr
            ? owner == page.edited->goal.body
            : call.actor().may(edit_goals, owner ? Scope::of_owner(owner->value) : Scope::whole_tenant());
        if (!may)
            continue;
        auto name = name_of_unit(unit, call.local_now().date);
        if (page.edited == nullptr)
            name += " (" + owner_text(page.choices.goals, owner, texts) + ')';
        units.push_back({std::to_string(unit.id.value), std::move(name)});
    }
    return units;
}

std::vector<Choice> origins_for(GoalFormPage const& page)
{
    std::vector<Choice> origins;
    for (auto const& one : page.choices.origins)
        origins.push_back({std::to_string(one.id.value), one.title});
    return origins;
}

void write_place(
    Writer& w, web::Call const& call, Texts const& texts, GoalFormPage const& page,
    web::FormFields const& form, bool may_serve)
{
    w(R"(<div class="sec"><h2>{}</h2>{}{}{}{}</div>)", texts("goal.part.place"_msg),
      form.choice(
          field::panel, goal_label(field::panel), panels_for(call, page, texts), "goal.hint.panel"_msg),
      form.choice(
          field::parent, goal_label(field::parent), parents_for(call, page, texts), "goal.hint.parent"_msg),
      when(
          may_serve,
          [&](Writer& inner) {
              inner(
                  "{}",
                  form.choice(
                      field::serves, goal_label(field::serves), served_for(call, page, texts),
                      "goal.hint.serves"_msg));
          }),
      form.text(field::weight, goal_label(field::weight), FieldWidth::narrow, "goal.hint.weight"_msg));
}

// Several of them where there are any.
void write_several(
    Writer& w, Texts const& texts, web::FormFields const& form, std::string_view name,
    std::vector<Choice> const& choices, MessageKey hint, MessageKey none)
{
    if (choices.empty())
        w(R"(<p class="mute small">{}</p>)", texts(none));
    else
        form.write_choices(w, name, goal_label(name), choices, true, hint);
}

void write_goal_fields(Writer& w, web::Call const& call, Texts const& texts, GoalFormPage const& page)
{
    web::FormFields const form(texts, page.fields, page.problems);
    auto const kinds = web::choices_among<GoalKind>(all_goal_kinds, texts);
    auto const influences = web::choices_among<Influence>(all_influences, texts);
    auto const owners = page.edited == nullptr ? owners_to_choose(call, page.choices.goals.bodies, texts)
                                               : std::vector<Choice>{};
    bool const may_serve = page.edited != nullptr
        ? page.edited->goal.body.has_value()
        : std::ranges::any_of(owners, [](Choice const& owner) { return !owner.value.empty(); });
    w(R"({}<div class="sec">{}{}{}{}{}{}</div>)", web::RequiredNote{texts},
      form.text(field::title, goal_label(field::title), FieldWidth::whole, "goal.hint.title"_msg, true),
      form.text(field::number, goal_label(field::number), FieldWidth::narrow, "goal.hint.number"_msg),
      when(
          owners.size() > 1,
          [&](Writer& inner) {
              inner("{}", form.choice(field::body, "goal.field.body"_msg, owners, "goal.hint.body"_msg));
          }),
      form.choice(field::kind, goal_label(field::kind), kinds, "goal.hint.kind"_msg),
      form.area(field::text, goal_label(field::text), "goal.hint.text"_msg),
      form.area(field::reasons, goal_label(field::reasons), {}, 3));
    if (owners.size() == 1)
        w(R"(<input type="hidden" name="{}" value="{}">)", field::body, owners.front().value);
    write_place(w, call, texts, page, form, may_serve);
    w(
        R"(<div class="sec"><h2>{}</h2>{}{}{}</div><div class="sec"><h2>{}</h2>{}</div>)",
        texts("goal.part.who"_msg),
        [&](Writer& inner) {
            write_several(
                inner, texts, form, field::units, units_for(call, page, texts), "goal.hint.units"_msg,
                "goal.units.unknown"_msg);
        },
        form.choice(field::influence, goal_label(field::influence), influences, "goal.hint.influence"_msg),
        form.area(
            field::influence_reason, goal_label(field::influence_reason), "goal.hint.influence_reason"_msg,
            2),
        texts("goal.part.origin"_msg),
        [&](Writer& inner) {
            write_several(
                inner, texts, form, field::origins, origins_for(page), "goal.hint.origins"_msg,
                "goal.origins.unknown"_msg);
        });
    w(
        R"(<div class="sec">{}{}</div><div class="sec">{}{}</div>)",
        form.day(field::from, goal_label(field::from)),
        form.day(field::to, goal_label(field::to), "goal.hint.to"_msg),
        [&](Writer& inner) { form.write_doubt(inner); },
        form.text(field::source, goal_label(field::source), FieldWidth::whole, "panel.hint.source"_msg));
}

// By the number that stands in a field, what it means.
using Names = std::map<std::string, std::string, std::less<>>;

std::string name_in(Names const& names, std::string_view value, std::string_view unknown)
{
    auto const found = names.find(value);
    return found == names.end() ? std::string(unknown) : found->second;
}

std::string names_in(
    Names const& names, Fields::Values const& values, std::string_view unknown, Texts const& texts)
{
    std::vector<std::string> shown;
    for (auto const& value : values)
        shown.push_back(name_in(names, value, unknown));
    return shown.empty() ? std::string{} : texts.list(shown);
}

}

std::vector<Choice> owners_to_choose(
    web::Call const& call, std::vector<tenants::Body> const& bodies, Texts const& texts)
{
    std::vector<Choice> owners;
    if (call.actor().may(edit_goals, Scope::whole_tenant()))
        owners.push_back({"", std::string(texts("panel.owner.kreis"_msg))});
    for (auto const& body : bodies) {
        if (body.kind == tenants::BodyKind::municipality
            && call.actor().may(edit_goals, Scope::of_owner(body.id.value)))
            owners.push_back({body.slug, body.name});
    }
    return owners;
}

void keep_chosen(std::vector<Choice>& choices, std::string_view chosen, std::string_view word)
{
    if (!chosen.empty() && parse_number(chosen)
        && std::ranges::find(choices, chosen, &Choice::value) == choices.end())
        choices.push_back({std::string(chosen), std::string(word)});
}

web::RecordForm goal_record_form(Texts const& texts, GoalChoices const& choices, Date today)
{
    Names goals, panels, units, origins;
    for (auto const& goal : choices.served)
        goals.emplace(std::to_string(goal.id.value), full_title_of(goal));
    for (auto const& goal : choices.goals.all)
        goals.emplace(std::to_string(goal.id.value), full_title_of(goal));
    for (auto const& panel : choices.goals.panels)
        panels.emplace(std::to_string(panel.id.value), panel.name);
    for (auto const& unit : choices.units)
        units.emplace(std::to_string(unit.id.value), name_of_unit(unit, today));
    for (auto const& one : choices.origins)
        origins.emplace(std::to_string(one.id.value), one.title);
    auto form = web::record_form(all_goal_fields, texts);
    for (auto const& one : public_goal_fields)
        form.fields.push_back({std::string(one.name), std::string(texts(one.label))});
    form.shown = [&texts, goals = std::move(goals), panels = std::move(panels), units = std::move(units),
                  origins = std::move(origins)](Fields const& fields, std::string_view name) {
        auto const value = fields.value(name);
        if (name == field::units)
            return names_in(units, fields.values(name), texts("goal.unit.unknown"_msg), texts);
        if (name == field::origins)
            return names_in(origins, fields.values(name), texts("goal.origin.unseen"_msg), texts);
        if (value.empty())
            return std::string{};
        if (name == field::kind)
            return web::word_of_value<GoalKind>(value, texts);
        if (name == field::influence)
            return web::word_of_value<Influence>(value, texts);
        if (name == field::parent || name == field::serves)
            return name_in(goals, value, texts("goal.other"_msg));
        if (name == field::panel)
            return name_in(panels, value, texts("panel.parent.other"_msg));
        if (name == field::shown && value == shown_value_in_versions)
            return std::string(texts("goal.public.yes"_msg));
        if (name == field::uncertain && value == web::uncertain_value)
            return std::string(texts("form.uncertain.yes"_msg));
        return std::string(value);
    };
    return form;
}

http::Response goal_form_page(web::Call const& call, GoalFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* edited = page.edited;
    auto frame = edited == nullptr
        ? frame_below_goals(call, std::string(texts("goal.new"_msg)))
        : frame_below_goal(
              call, edited->goal,
              std::string(texts("panel.change.title"_msg, {{"name", edited->goal.title}})));
    frame.problems = page.problems;
    web::FormShell const shell{
        .call = call,
        .texts = texts,
        .url = edited == nullptr ? staff_url({goals_path, "neu"}) : goal_url(edited->goal.id, "bearbeiten"),
        .version = edited == nullptr ? std::nullopt : std::optional(edited->goal.version),
        .form_key = page.form_key,
        .back = edited == nullptr ? goals_url() : goal_url(edited->goal.id),
        .shown_version = page.shown_version};
    return shell.page(
        frame, [&](Writer& w) { write_goal_fields(w, call, texts, page); },
        [&](Writer& w) {
            web::write_effect(
                w, texts,
                edited != nullptr && edited->goal.public_since ? "goal.effect.public"_msg
                                                               : "goal.effect"_msg);
            if (edited != nullptr)
                web::write_history_card(w, texts, goal_url(edited->goal.id, "verlauf"));
        });
}

} // namespace kommin::goals
