#include "modules/goals/goals/goal_editing.hpp"

#include "modules/goals/goals/goal_publication.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/typed_id.hpp"
#include "modules/goals/reckoning/progress.hpp"
#include "platform/base/number.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/records/typed.hpp"
#include "platform/web/field_check.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace kommin::goals {

using meetings::NamedPanel;
using meetings::NamedRecommendation;
using meetings::PanelId;
using meetings::RecommendationId;
using records::Fields;
using records::one_line;
using records::read_typed_date;
using records::spelled_date;

namespace field = goal_field;

namespace {

constexpr std::size_t longest_number = 40; // code points
constexpr std::size_t longest_title = 300;
constexpr std::size_t longest_goal_line = 200;
constexpr std::size_t longest_reason = 1000;
constexpr std::size_t longest_goal_text = 5000;
constexpr int most_origins = 200; // to choose from

template<class Id>
std::string text_of(std::optional<Id> id)
{
    return id ? std::to_string(id->value) : std::string{};
}

template<class Id>
Fields::Values texts_of(std::vector<Id> const& ids)
{
    Fields::Values values;
    for (auto const id : ids)
        values.push_back(std::to_string(id.value));
    return values;
}

// What stays empty weighs as much as any other.
std::optional<std::int64_t> weight_in(Fields const& fields)
{
    auto const typed = one_line(fields.value(field::weight));
    if (typed.empty())
        return 1;
    auto const weight = parse_number(typed);
    return weight && *weight >= 1 && *weight <= largest_weight ? weight : std::nullopt;
}

std::optional<Influence> influence_in(Fields const& fields)
{
    auto const word = fields.value(field::influence);
    return word.empty() ? std::optional(Influence::unscreened) : enum_from<Influence>(word);
}

EditedGoal goal_from(Fields const& fields)
{
    auto const line = [&](std::string_view name) { return one_line(fields.value(name)); };
    EditedGoal wanted;
    auto& goal = wanted.goal;
    goal.kind = enum_from<GoalKind>(fields.value(field::kind)).value_or(goal.kind);
    goal.panel = typed_id<PanelId>(fields.value(field::panel));
    goal.parent = typed_id<GoalId>(fields.value(field::parent));
    goal.serves = typed_id<GoalId>(fields.value(field::serves));
    goal.number = line(field::number);
    goal.title = line(field::title);
    goal.text = records::several_lines(fields.value(field::text));
    goal.reasons = records::several_lines(fields.value(field::reasons));
    goal.influence = influence_in(fields).value_or(goal.influence);
    goal.influence_reason = records::several_lines(fields.value(field::influence_reason));
    goal.weight = weight_in(fields).value_or(goal.weight);
    goal.valid_from = read_typed_date(line(field::from));
    goal.valid_to = read_typed_date(line(field::to));
    goal.is_uncertain = fields.value(field::uncertain) == web::uncertain_value;
    goal.remark = line(field::remark);
    goal.source = line(field::source);
    wanted.links
        = {typed_ids<tenants::UnitId>(fields, field::units),
           typed_ids<RecommendationId>(fields, field::origins)};
    return wanted;
}

// What the form does not say stays as it was.
void keep_what_is_shown(Goal& wanted, Goal const& stored)
{
    wanted.plain_text = stored.plain_text;
    wanted.slug = stored.slug;
    wanted.public_since = stored.public_since;
}

// Reads one form and says what is wrong with it.
class GoalCheck : private web::FieldCheck {
public:
    GoalCheck(Fields const& fields, GoalChoices const& choices, EditedGoal const* edited)
        : FieldCheck(fields)
        , fields_(fields)
        , choices_(choices)
        , edited_(edited)
        , wanted_(goal_from(fields))
        , owner_(
              edited != nullptr ? std::optional(edited->goal.body)
                                : body_called(choices.goals.bodies, fields.value(field::body)))
    { }
    std::vector<Problem> run()
    {
        if (!owner_)
            refuse(field::body, "goal.problem.owner"_msg);
        if (wanted_.goal.title.empty())
            refuse(field::title, "goal.problem.title"_msg);
        check_kind();
        check_panel();
        check_parent();
        check_serves();
        check_units();
        check_origins();
        check_influence();
        if (!weight_in(fields_))
            refuse(field::weight, "goal.problem.weight"_msg, {{"most", std::to_string(largest_weight)}});
        check_length(field::number, longest_number);
        check_length(field::title, longest_title);
        check_length(field::text, longest_goal_text);
        check_length(field::reasons, longest_goal_text);
        check_length(field::influence_reason, longest_reason);
        check_length(field::source, longest_goal_line);
        check_span();
        check_doubt();
        return take();
    }

private:
    void check_kind()
    {
        auto const kind = enum_from<GoalKind>(fields_.value(field::kind));
        if (!kind) {
            refuse(field::kind, "goal.problem.kind"_msg);
            return;
        }
        bool const has_guiding
            = edited_ != nullptr && std::ranges::any_of(choices_.places, [&](GoalPlace const& place) {
                  return place.parent == edited_->goal.id && place.kind == GoalKind::guiding;
              });
        if (*kind == GoalKind::operational && has_guiding)
            refuse(field::kind, "goal.problem.has_guiding"_msg);
    }
    // A field of action of the Kreis, or of the goal's own owner.
    void check_panel()
    {
        if (fields_.value(field::panel).empty()
            || (edited_ != nullptr && wanted_.goal.panel && wanted_.goal.panel == edited_->goal.panel))
            return;
        auto const* panel = choices_.goals.find_panel(wanted_.goal.panel);
        bool const is_field = panel != nullptr && panel->kind == meetings::PanelKind::field_of_action;
        if (!is_field || (panel->body && (!owner_ || panel->body != *owner_)))
            refuse(field::panel, "goal.problem.panel"_msg);
    }
    void check_parent()
    {
        if (fields_.value(field::parent).empty())
            return;
        auto const* parent = place_of(wanted_.goal.parent);
        if (parent == nullptr || !owner_ || parent->body != *owner_)
            refuse(field::parent, "goal.problem.parent"_msg);
        else if (edited_ != nullptr && leads_to(parent, edited_->goal.id))
            refuse(field::parent, "goal.problem.circle"_msg);
        else if (wanted_.goal.kind == GoalKind::guiding && parent->kind == GoalKind::operational)
            refuse(field::parent, "goal.problem.guiding_below_operational"_msg);
    }
    // Only goals of the Kreis are served, and these serve none: there is no circle to be made.
    void check_serves()
    {
        if (fields_.value(field::serves).empty())
            return;
        auto const& wanted = wanted_.goal.serves;
        bool const is_as_before = edited_ != nullptr && wanted && wanted == edited_->goal.serves;
        if (owner_ && !*owner_)
            refuse(field::serves, "goal.problem.kreis_serves"_msg);
        else if (
            !is_as_before
            && (!wanted || std::ranges::find(choices_.served, *wanted, &Goal::id) == choices_.served.end()))
            refuse(field::serves, "goal.problem.serves"_msg);
    }
    void check_units()
    {
        for (auto const id : wanted_.links.units) {
            if (edited_ != nullptr
                && std::ranges::find(edited_->links.units, id) != edited_->links.units.end())
                continue;
            auto const unit = std::ranges::find(choices_.units, id, &tenants::OrganisationalUnit::id);
            if (unit == choices_.units.end() || !owner_
                || owner_of_unit(choices_.goals.bodies, *unit) != *owner_) {
                refuse(field::units, "goal.problem.units"_msg);
                return;
            }
        }
    }
    void check_origins()
    {
        for (auto const id : wanted_.links.origins) {
            bool const is_as_before = edited_ != nullptr
                && std::ranges::find(edited_->links.origins, id) != edited_->links.origins.end();
            if (!is_as_before
                && std::ranges::find(choices_.origins, id, &NamedRecommendation::id)
                    == choices_.origins.end()) {
                refuse(field::origins, "goal.problem.origins"_msg);
                return;
            }
        }
    }
    void check_influence()
    {
        auto const influence = influence_in(fields_);
        if (!influence)
            refuse(field::influence, "goal.problem.influence"_msg);
        else if (*influence != Influence::unscreened && wanted_.goal.influence_reason.empty())
            refuse(field::influence_reason, "goal.problem.influence_reason"_msg);
    }
    [[nodiscard]] GoalPlace const* place_of(std::optional<GoalId> id) const
    {
        if (!id)
            return nullptr;
        auto const found = std::ranges::lower_bound(choices_.places, *id, {}, &GoalPlace::id);
        return found != choices_.places.end() && found->id == *id ? &*found : nullptr;
    }
    // Whether one is the other or hangs below it, at any depth.
    [[nodiscard]] bool leads_to(GoalPlace const* one, GoalId other) const
    {
        // As many steps as there are goals: a ring would go on for ever.
        for (std::size_t step = 0; one != nullptr && step <= choices_.places.size(); ++step) {
            if (one->id == other)
                return true;
            one = place_of(one->parent);
        }
        return false;
    }

    Fields const& fields_;
    GoalChoices const& choices_;
    EditedGoal const* edited_;
    EditedGoal wanted_;
    std::optional<std::optional<tenants::BodyId>> owner_; // nothing: the form names nobody
};

// Whether title and text are those of the version that was resolved on; nothing where that is not kept.
std::optional<bool> says_what_was_resolved(Work& work, Goal const& goal, std::int64_t version)
{
    auto const resolved = records::find_version(
        work.db(), work.tenant(), {goal_subject, goal.id.value}, version, records::unrestricted);
    if (!resolved)
        return std::nullopt;
    return resolved->fields.value(field::title) == goal.title
        && resolved->fields.value(field::text) == goal.text;
}

// In which version title and text last became what they are; the one that was resolved on, where they are
// again what was resolved.
std::int64_t worded_version_of(Work& work, Goal const& stored, Goal const& wanted)
{
    if (wanted.title == stored.title && wanted.text == stored.text)
        return stored.worded_version;
    if (auto const adoption = find_adoption(work.db(), work.tenant(), stored.id);
        adoption && says_what_was_resolved(work, wanted, adoption->version).value_or(false))
        return adoption->version;
    return stored.version + 1;
}

std::optional<EditedGoal> load_edited(Work& work, GoalId id)
{
    auto goal = load_goal(work.db(), work.tenant(), id);
    if (!goal)
        return std::nullopt;
    return EditedGoal{std::move(*goal), load_goal_links(work.db(), work.tenant(), id)};
}

// What hangs where is another thing now.
void change_place(GoalChoices& choices, GoalId id, Goal const& goal)
{
    auto const place = std::ranges::lower_bound(choices.places, id, {}, &GoalPlace::id);
    if (place != choices.places.end() && place->id == id) {
        place->kind = goal.kind;
        place->parent = goal.parent;
    }
}

// A new one has the highest number: all of them stay in their order.
void add_choice(Work& work, GoalChoices& choices, GoalId id, Goal goal)
{
    goal.id = id;
    choices.places.push_back({id, goal.body, goal.kind, goal.parent});
    if (!goal.body && work.actor().may(see_goals, Scope::whole_tenant()))
        choices.served.push_back(goal);
    choices.goals.all.push_back(std::move(goal));
}

}

Goal const* Goals::find(std::optional<GoalId> id) const
{
    if (!id)
        return nullptr;
    auto const found = std::ranges::lower_bound(all, *id, {}, &Goal::id);
    return found != all.end() && found->id == *id ? &*found : nullptr;
}

NamedPanel const* Goals::find_panel(std::optional<PanelId> id) const
{
    auto const found = id ? std::ranges::find(panels, *id, &NamedPanel::id) : panels.end();
    return found == panels.end() ? nullptr : &*found;
}

std::string_view Goals::owner_name(std::optional<tenants::BodyId> body) const
{
    auto const found = std::ranges::find_if(bodies, [&](tenants::Body const& one) {
        return body ? one.id == *body : one.kind == tenants::BodyKind::district;
    });
    return found == bodies.end() ? std::string_view{} : std::string_view(found->name);
}

Goals list_seen_goals(
    db::Connection& db, TenantId tenant, Actor const& actor, Permission permission, Date today)
{
    Goals seen{
        list_goals(db, tenant), tenants::list_bodies(db, tenant),
        meetings::list_named_panels(db, tenant, today)};
    std::erase_if(seen.all, [&](Goal const& goal) { return !actor.may(permission, goal.owner()); });
    return seen;
}

std::optional<Goal> find_seen_goal(
    db::Connection& db, TenantId tenant, GoalId id, Actor const& actor, Permission permission)
{
    auto goal = load_goal(db, tenant, id);
    return goal && actor.may(permission, goal->owner()) ? std::move(goal) : std::nullopt;
}

std::vector<Goal> list_known_goals(db::Connection& db, TenantId tenant, Actor const& actor)
{
    auto goals = list_goals(db, tenant);
    auto const adoptions = list_adoptions(db, tenant);
    std::erase_if(goals, [&](Goal const& goal) {
        return !actor.may(see_goals, goal.owner()) && (goal.body || !adoptions.contains(goal.id));
    });
    return goals;
}

GoalChoices list_goal_choices(
    db::Connection& db, TenantId tenant, Actor const& actor, Date today, EditedGoal const* edited)
{
    GoalChoices choices;
    auto const adoptions = list_adoptions(db, tenant);
    bool const sees_kreis = actor.may(see_goals, Scope::whole_tenant());
    for (auto& goal : list_goals(db, tenant)) {
        choices.places.push_back({goal.id, goal.body, goal.kind, goal.parent});
        if (!goal.body && (sees_kreis || adoptions.contains(goal.id)))
            choices.served.push_back(goal);
        if (actor.may(edit_goals, goal.owner()))
            choices.goals.all.push_back(std::move(goal));
    }
    choices.goals.bodies = tenants::list_bodies(db, tenant);
    choices.goals.panels = meetings::list_named_panels(db, tenant, today);
    choices.units = tenants::list_units(db, tenant);
    choices.origins = meetings::list_adopted_recommendations(db, tenant, actor, most_origins);
    if (edited != nullptr) {
        for (auto& one : meetings::list_named_recommendations(db, tenant, actor, edited->links.origins)) {
            if (std::ranges::find(choices.origins, one.id, &NamedRecommendation::id) == choices.origins.end())
                choices.origins.push_back(std::move(one));
        }
    }
    return choices;
}

std::optional<tenants::BodyId> owner_of_unit(
    std::vector<tenants::Body> const& bodies, tenants::OrganisationalUnit const& unit)
{
    auto const body = std::ranges::find(bodies, unit.body, &tenants::Body::id);
    bool const is_of_kreis = body != bodies.end() && body->kind == tenants::BodyKind::district;
    return is_of_kreis ? std::nullopt : std::optional(unit.body);
}

std::optional<std::optional<tenants::BodyId>> body_called(
    std::vector<tenants::Body> const& bodies, std::string_view slug)
{
    if (slug.empty())
        return std::optional<tenants::BodyId>{};
    auto const found = std::ranges::find(bodies, slug, &tenants::Body::slug);
    if (found == bodies.end())
        return std::nullopt;
    if (found->kind == tenants::BodyKind::district)
        return std::optional<tenants::BodyId>{};
    return std::optional(found->id);
}

std::string slug_of(std::vector<tenants::Body> const& bodies, std::optional<tenants::BodyId> body)
{
    auto const found = body ? std::ranges::find(bodies, *body, &tenants::Body::id) : bodies.end();
    return found == bodies.end() ? std::string{} : found->slug;
}

Fields form_of(EditedGoal const& edited)
{
    auto const& goal = edited.goal;
    Fields fields;
    auto const set = [&](std::string_view name, std::string value) { fields.set(name, std::move(value)); };
    set(field::kind, std::string(to_text(goal.kind)));
    set(field::panel, text_of(goal.panel));
    set(field::parent, text_of(goal.parent));
    set(field::serves, text_of(goal.serves));
    set(field::number, goal.number);
    set(field::title, goal.title);
    set(field::text, goal.text);
    set(field::reasons, goal.reasons);
    set(field::influence, std::string(to_text(goal.influence)));
    set(field::influence_reason, goal.influence_reason);
    set(field::weight, std::to_string(goal.weight));
    set(field::from, spelled_date(goal.valid_from));
    set(field::to, spelled_date(goal.valid_to));
    set(field::uncertain, goal.is_uncertain ? std::string(web::uncertain_value) : std::string{});
    set(field::remark, goal.remark);
    set(field::source, goal.source);
    set(field::plain_text, goal.plain_text);
    set(field::shown, goal.public_since ? std::string(shown_value_in_versions) : std::string{});
    fields.set(field::units, texts_of(edited.links.units));
    fields.set(field::origins, texts_of(edited.links.origins));
    return fields;
}

Fields spelled_goal(Fields const& typed)
{
    auto fields = form_of(goal_from(typed));
    for (auto const& one : public_goal_fields)
        fields.set(one.name, typed.values(one.name));
    return fields;
}

Fields with_unseen_origins(Fields typed, GoalChoices const& choices, GoalLinks const& before)
{
    auto values = typed.values(field::origins);
    for (auto const id : before.origins) {
        auto const value = std::to_string(id.value);
        if (std::ranges::find(choices.origins, id, &NamedRecommendation::id) == choices.origins.end()
            && std::ranges::find(values, value) == values.end())
            values.push_back(value);
    }
    typed.set(field::origins, std::move(values));
    return typed;
}

std::vector<Problem> problems_of_goal(
    Fields const& fields, GoalChoices const& choices, EditedGoal const* edited)
{
    return GoalCheck(fields, choices, edited).run();
}

void reckon_wording(Work& work, std::vector<GoalId> const& ids)
{
    auto const adoptions = list_adoptions(work.db(), work.tenant());
    for (auto const& goal : list_goals(work.db(), work.tenant())) {
        auto const* adoption = adoption_in(adoptions, goal.id);
        if (adoption == nullptr || std::ranges::find(ids, goal.id) == ids.end())
            continue;
        auto const says_it = adoption->version == goal.version
            ? std::optional(true)
            : says_what_was_resolved(work, goal, adoption->version);
        if (!says_it || *says_it == (goal.worded_version <= adoption->version))
            continue;
        update_worded_version(work.db(), work.tenant(), goal.id, *says_it ? adoption->version : goal.version);
    }
}

Result<void> save_goal(Work& work, GoalVersion const& seen, Fields const& typed)
{
    auto const edited = load_edited(work, seen.id);
    auto choices = list_goal_choices(
        work.db(), work.tenant(), work.actor(), work.today(), edited ? &*edited : nullptr);
    return save_goal(work, seen, typed, choices);
}

Result<void> save_goal(Work& work, GoalVersion const& seen, Fields const& typed, GoalChoices& choices)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_goals, seen.id.value, seen.version, edit_goals, "goal.problem.unknown"_msg));
    auto const stored = load_edited(work, seen.id).value();
    auto const fields = with_unseen_origins(typed, choices, stored.links);
    if (auto problems = problems_of_goal(fields, choices, &stored); !problems.empty())
        return std::move(problems.front());
    auto wanted = goal_from(fields);
    keep_what_is_shown(wanted.goal, stored.goal);
    auto const before = form_of(stored);
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    wanted.goal.id = stored.goal.id;
    wanted.goal.worded_version = worded_version_of(work, stored.goal, wanted.goal);
    update_goal(work.db(), work.tenant(), wanted.goal, work.now());
    store_goal_links(work.db(), work.tenant(), stored.goal.id, wanted.links);
    editing.keep_changed(before, after, "changed");
    tell_readers(work, stored.goal, wanted.goal);
    change_place(choices, stored.goal.id, wanted.goal);
    return {};
}

Result<GoalId> add_goal(Work& work, Fields const& typed, std::string_view form_key)
{
    auto choices = list_goal_choices(work.db(), work.tenant(), work.actor(), work.today(), nullptr);
    return add_goal(work, typed, form_key, choices);
}

Result<GoalId> add_goal(Work& work, Fields const& typed, std::string_view form_key, GoalChoices& choices)
{
    if (!work.actor().may_somewhere(edit_goals))
        return Problem::not_found("goal.problem.unknown"_msg);
    auto const body = body_called(choices.goals.bodies, typed.value(field::body));
    auto wanted = goal_from(typed);
    if (body)
        wanted.goal.body = *body;
    if (!body || !work.actor().may(edit_goals, wanted.goal.owner()))
        return Problem::invalid(std::string(field::body), "goal.problem.owner"_msg);
    auto const fields = form_of(wanted);
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + std::to_string(wanted.goal.owner().owner())
        + ' ' + fields.to_json());
    if (auto const added = find_goal_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (auto problems = problems_of_goal(typed, choices, nullptr); !problems.empty())
        return std::move(problems.front());
    auto const id = insert_goal(work.db(), work.tenant(), wanted.goal, mark, work.now());
    store_goal_links(work.db(), work.tenant(), id, wanted.links);
    records::keep_created(work, edited_goals, id.value, wanted.goal.owner(), fields);
    work.publish(published_as); // pages say how many are not public
    add_choice(work, choices, id, std::move(wanted.goal));
    return id;
}

} // namespace kommin::goals
