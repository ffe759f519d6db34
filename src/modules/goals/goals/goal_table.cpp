#include "modules/goals/goals/goal_table.hpp"

#include "modules/goals/goals/goal_pages.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/tables/known_again.hpp"
#include "platform/base/text.hpp"
#include "platform/csv/cell_values.hpp"
#include "platform/records/typed.hpp"
#include "platform/records/versions.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

namespace kommin::goals {

using records::Fields;
using tenants::UnitId;

namespace field = goal_field;

namespace {

constexpr std::size_t rows_of_a_step = 20;
constexpr int former_versions = 20; // whose names a file may say still

std::string title_in(std::vector<Goal> const& goals, std::optional<GoalId> id)
{
    if (!id)
        return {};
    auto const found = std::ranges::lower_bound(goals, *id, {}, &Goal::id);
    return found == goals.end() || found->id != *id ? std::string{} : full_title_of(*found);
}

// A goal that a cell can name: one that is stored, or one that a row of the same file makes.
struct CellGoal {
    std::optional<GoalId> stored;
    std::size_t row = 0; // where it is not
    friend bool operator==(CellGoal const&, CellGoal const&) = default;
};
using CellGoals = Called<CellGoal>;

void add_names(CellGoals& names, std::string const& number, std::string const& title, CellGoal goal)
{
    names.add(0, number.empty() ? title : number + ' ' + title, goal);
    names.add(1, title, goal);
    names.add(2, number, goal);
}

std::vector<Owner> owners_of_goals(Actor const& actor, std::vector<tenants::Body> const& bodies)
{
    std::vector<Owner> owners;
    if (actor.may(edit_goals, Scope::whole_tenant()))
        owners.emplace_back();
    for (auto const& body : bodies) {
        if (body.kind == tenants::BodyKind::municipality
            && actor.may(edit_goals, Scope::of_owner(body.id.value)))
            owners.emplace_back(body.id);
    }
    return owners;
}

std::vector<KnownRecord> known_goals(std::vector<Goal> const& goals)
{
    std::vector<KnownRecord> known;
    for (auto const& goal : goals)
        known.push_back({goal.id.value, goal.body, goal.number, goal.title});
    return known;
}

// One table on its way into the database.
class GoalTable {
public:
    GoalTable(Work& work, SentTable const& table, TableRun const& run)
        : work_(work)
        , table_(table)
        , run_(run)
        , choices_(list_goal_choices(work.db(), work.tenant(), work.actor(), work.today(), nullptr))
        , before_(choices_.goals)
        , served_(choices_.served)
        , units_of_(list_goal_units(work.db(), work.tenant()))
        , origins_of_(list_origins_by_goal(work.db(), work.tenant()))
        , cells_{before_, served_, choices_.units, work.today(), run.texts}
    { }

    TakenTable take()
    {
        recognise();
        name_goals();
        for (std::size_t i = 0; i < rows_.size(); ++i)
            find_places(i);
        take_in_order();
        TakenTable taken{.rows = {}, .reckoned = table_.reckoned, .unknown = table_.unknown};
        for (auto& row : rows_)
            taken.rows.push_back(std::move(row.told));
        return taken;
    }

private:
    struct Row {
        SentRow const* sent;
        TakenRow told;
        Owner owner = {};
        Goal const* stored = nullptr; // as it was before
        std::optional<GoalId> id = {}; // of the stored one, or of the new one once it is there
        std::optional<CellGoal> parent = {}, serves = {}; // that its cells name
        std::vector<std::size_t> waits_for = {}; // rows
        bool is_done = false;
    };

    [[nodiscard]] std::vector<UnitId> units_of(Goal const& goal) const
    {
        auto const found = units_of_.find(goal.id);
        return found == units_of_.end() ? std::vector<UnitId>{} : found->second;
    }
    [[nodiscard]] std::string stored_cell(Row const& row, std::string_view name) const
    {
        return row.stored == nullptr
            ? std::string{}
            : std::string(trim(cells_.cell(*row.stored, units_of(*row.stored), name)));
    }
    // What the file leaves as it is. A new one has what its form begins with where a cell is empty, and so
    // that the same file changes nothing a second time, an empty cell leaves there what is never empty.
    [[nodiscard]] bool says_nothing_new(Row const& row, std::string_view name)
    {
        bool const is_never_empty = name == field::kind || name == field::influence || name == field::weight;
        auto const cell = row.sent->cell(name);
        return !table_.has(name) || (cell.empty() && is_never_empty)
            || (row.stored != nullptr && (cell == stored_cell(row, name) || says_former_name(row, name)));
    }
    // What stands above by the name that it had: a file that renames it says so still when it comes again.
    [[nodiscard]] bool says_former_name(Row const& row, std::string_view name)
    {
        bool const is_parent = name == field::parent;
        bool const is_seen
            = is_parent || (name == field::serves && work_.actor().may(see_goals, Scope::whole_tenant()));
        auto const above = is_parent ? row.stored->parent : row.stored->serves;
        auto const cell = row.sent->cell(name);
        if (!is_seen || !above || cell.empty())
            return false;
        auto const& today = is_parent ? parents_[row.owner] : kreis_goals_;
        return today.find(cell).empty() && !former_names_of(*above).find(cell).empty();
    }
    Called<GoalId> const& former_names_of(GoalId id)
    {
        auto const [called, is_new] = former_names_.try_emplace(id);
        if (is_new) {
            for (auto const& version : records::list_versions(
                     work_.db(), work_.tenant(), {goal_subject, id.value}, records::unrestricted,
                     former_versions)) {
                Goal former;
                former.number = version.fields.value(field::number);
                former.title = version.fields.value(field::title);
                for (auto const& name : {kommin::goals::full_title_of(former), former.title, former.number})
                    called->second.add(0, name, id);
            }
        }
        return called->second;
    }

    void recognise()
    {
        auto const district = tenants::load_tenant_with_bodies(work_.db(), work_.tenant());
        KnownAgain known(
            known_goals(before_.all), TableOwners(district, owners_of_goals(work_.actor(), district.bodies)),
            {.owner = field::body,
             .number = field::number,
             .title = field::title,
             .no_owner = "goal.problem.owner"_msg},
            table_);
        rows_.reserve(table_.rows.size());
        for (auto const& sent : table_.rows) {
            auto& row = rows_.emplace_back(Row{.sent = &sent, .told = {.line = sent.line}});
            auto const found = known.find(sent, row.told);
            if (found) {
                row.owner = found->owner;
                row.stored = found->record ? &before_.all[*found->record] : nullptr;
            }
            if (row.stored != nullptr) {
                row.id = row.stored->id;
                row.told.version = row.stored->version;
                row_of_[row.stored->id] = rows_.size() - 1;
            }
            row.told.title = full_title_of(row);
            if (row.told.title.empty() && row.stored != nullptr)
                row.told.title = kommin::goals::full_title_of(*row.stored);
            row.is_done = !found;
            if (row.is_done)
                row.told.outcome = RowOutcome::wrong;
        }
    }
    // As the file calls it.
    [[nodiscard]] std::string full_title_of(Row const& row) const
    {
        auto const said = [&](std::string_view name, std::string Goal::* member) {
            if (table_.has(name))
                return records::one_line(row.sent->cell(name));
            return row.stored == nullptr ? std::string{} : row.stored->*member;
        };
        auto const number = said(field::number, &Goal::number);
        auto const title = said(field::title, &Goal::title);
        return number.empty() ? title : number + ' ' + title;
    }
    // Both by what they were called and by what this file calls them: whoever renames a goal may leave the
    // cells of those below it as they were.
    void name_goals()
    {
        for (auto const& goal : before_.all)
            add_names(parents_[goal.body], goal.number, goal.title, {goal.id});
        for (auto const& goal : served_)
            add_names(kreis_goals_, goal.number, goal.title, {goal.id});
        bool const sees_kreis = work_.actor().may(see_goals, Scope::whole_tenant());
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            auto const& row = rows_[i];
            if (row.is_done)
                continue;
            auto const named = row.stored != nullptr ? CellGoal{row.stored->id} : CellGoal{{}, i};
            auto const number = records::one_line(row.sent->cell(field::number));
            auto const title = records::one_line(row.sent->cell(field::title));
            add_names(parents_[row.owner], number, title, named);
            if (!row.owner && sees_kreis)
                add_names(kreis_goals_, number, title, named);
        }
    }
    // Which goal a cell means. What it meant before, it means still.
    std::optional<CellGoal> goal_in(
        Row& row, std::string_view name, CellGoals const& names, std::optional<GoalId> before)
    {
        auto const cell = row.sent->cell(name);
        if (says_nothing_new(row, name))
            return before ? std::optional(CellGoal{before}) : std::nullopt;
        if (cell.empty())
            return std::nullopt;
        auto const found = names.find(cell);
        if (found.size() == 1)
            return found.front();
        if (before && std::ranges::find(found, CellGoal{before}) != found.end())
            return CellGoal{before};
        refuse_name(row, name, !found.empty(), cell);
        return std::nullopt;
    }
    void find_places(std::size_t i)
    {
        auto& row = rows_[i];
        if (row.is_done)
            return;
        auto const* stored = row.stored;
        row.parent = goal_in(row, field::parent, parents_[row.owner], stored ? stored->parent : std::nullopt);
        row.serves = goal_in(row, field::serves, kreis_goals_, stored ? stored->serves : std::nullopt);
        // What stands above comes first: a new goal needs its number, and what changes places must not seem
        // to hang in a circle halfway.
        if (row.parent) {
            if (auto const above = row_above(*row.parent); above && *above != i)
                row.waits_for.push_back(*above);
        }
        if (row.serves && !row.serves->stored)
            row.waits_for.push_back(row.serves->row);
    }
    [[nodiscard]] std::optional<std::size_t> row_above(CellGoal const& parent) const
    {
        if (!parent.stored)
            return parent.row;
        auto next = parent.stored;
        // As many steps as there are goals: a ring would go on for ever.
        for (std::size_t step = 0; next && step <= before_.all.size(); ++step) {
            if (auto const row = row_of_.find(*next); row != row_of_.end())
                return row->second;
            auto const* goal = before_.find(next);
            next = goal == nullptr ? std::nullopt : goal->parent;
        }
        return std::nullopt;
    }
    void take_in_order()
    {
        std::size_t count = 0;
        for (bool goes_on = true; goes_on;) {
            goes_on = false;
            for (auto& row : rows_) {
                bool const is_ready = std::ranges::all_of(
                    row.waits_for, [&](std::size_t other) { return rows_[other].is_done; });
                if (row.is_done || !is_ready)
                    continue;
                take_row(row);
                row.is_done = true;
                goes_on = true;
                if (++count % rows_of_a_step == 0 && run_.go_on)
                    run_.go_on();
            }
        }
        for (auto& row : rows_) {
            if (!row.is_done) {
                row.told.refuse(field::parent, "goal.problem.circle"_msg);
                row.told.outcome = RowOutcome::wrong;
            }
        }
    }

    // As the form sends it.
    std::string value_of(Row& row, std::string_view name, std::optional<CellGoal> const& goal)
    {
        if (!goal)
            return {};
        if (goal->stored)
            return std::to_string(goal->stored->value);
        auto const& other = rows_[goal->row];
        if (!other.id) {
            row.told.refuse(
                name, "table.problem.row_is_wrong"_msg, {{"line", std::to_string(other.sent->line)}});
            return {};
        }
        return std::to_string(other.id->value);
    }
    // What a goal with this owner can name.
    Called<meetings::PanelId> const& panels_for(Owner const& owner)
    {
        auto const [called, is_new] = called_panels_.try_emplace(owner);
        for (auto const& panel : choices_.goals.panels) {
            bool const is_possible
                = panel.kind == meetings::PanelKind::field_of_action && (!panel.body || panel.body == owner);
            if (is_new && is_possible) // of several with that name the one that goes on
                called->second.add(panel.has_ended ? 1 : 0, panel.name, panel.id);
        }
        return called->second;
    }
    Called<UnitId> const& units_for(Owner const& owner)
    {
        auto const [called, is_new] = called_units_.try_emplace(owner);
        for (auto const& unit : choices_.units) {
            if (is_new && owner_of_unit(choices_.goals.bodies, unit) == owner)
                add_unit_names(called->second, unit);
        }
        return called->second;
    }
    // A file of last week may say what it was called then.
    void add_unit_names(Called<UnitId>& called, tenants::OrganisationalUnit const& unit) const
    {
        called.add(0, name_of_unit(unit, work_.today()), unit.id);
        for (auto const& former : unit.names)
            called.add(1, former.name, unit.id);
    }
    void refuse_name(Row& row, std::string_view name, bool is_known, std::string_view value)
    {
        row.told.refuse(
            name, is_known ? "table.problem.several"_msg : "table.problem.unknown_name"_msg,
            {{"value", std::string(value)}});
    }
    void read_panel(Row& row, Fields& fields)
    {
        auto const cell = row.sent->cell(field::panel);
        auto const found = panels_for(row.owner).find(cell);
        fields.set(field::panel, found.size() == 1 ? std::to_string(found.front().value) : std::string{});
        if (found.size() != 1 && !cell.empty())
            refuse_name(row, field::panel, !found.empty(), cell);
    }
    void read_units(Row& row, Fields& fields)
    {
        auto const before = row.stored == nullptr ? std::vector<UnitId>{} : units_of(*row.stored);
        Fields::Values values;
        for (auto const& name : csv::split_values(row.sent->cell(field::units))) {
            auto found = units_for(row.owner).find(name);
            bool const is_known = !found.empty();
            if (found.size() > 1)
                std::erase_if(
                    found, [&](UnitId id) { return std::ranges::find(before, id) == before.end(); });
            if (found.size() == 1)
                values.push_back(std::to_string(found.front().value));
            else
                refuse_name(row, field::units, is_known, name);
        }
        fields.set(field::units, std::move(values));
    }
    void refuse_word(Row& row, std::string_view name)
    {
        row.told.refuse(name, "table.problem.word"_msg, {{"value", std::string(row.sent->cell(name))}});
    }
    void read_cell(Row& row, std::string_view name, Fields& fields)
    {
        auto const cell = row.sent->cell(name);
        if (name == field::panel) {
            read_panel(row, fields);
        } else if (name == field::units) {
            read_units(row, fields);
        } else if (name == field::kind) {
            auto const kind = read_word<GoalKind>(cell, all_goal_kinds, &label_of);
            if (kind)
                fields.set(name, std::string(to_text(*kind)));
            else
                refuse_word(row, name);
        } else if (name == field::influence) {
            auto const influence = read_word<Influence>(cell, all_influences, &label_of);
            if (influence)
                fields.set(name, std::string(to_text(*influence)));
            else
                refuse_word(row, name);
        } else if (name == field::uncertain) {
            auto const is_uncertain = read_yes_no(cell, "panel.uncertain"_msg);
            fields.set(
                name, is_uncertain.value_or(false) ? std::string(web::uncertain_value) : std::string{});
            if (!is_uncertain)
                refuse_word(row, name);
        } else {
            fields.set(name, std::string(cell));
        }
    }
    [[nodiscard]] std::optional<EditedGoal> edited(Row const& row) const
    {
        if (row.stored == nullptr)
            return std::nullopt;
        auto const origins = origins_of_.find(row.stored->id);
        return EditedGoal{
            *row.stored,
            {units_of(*row.stored),
             origins == origins_of_.end() ? std::vector<meetings::RecommendationId>{} : origins->second}};
    }
    [[nodiscard]] Fields new_fields(Row const& row) const
    {
        Fields fields;
        fields.set(field::body, slug_of(choices_.goals.bodies, row.owner));
        fields.set(field::influence, std::string(to_text(Influence::unscreened)));
        fields.set(field::weight, "1");
        return fields;
    }
    // Old records may break newer rules: whoever leaves them as they are is not asked to mend them.
    [[nodiscard]] bool stays_as_it_is(Row const& row)
    {
        return row.stored != nullptr
            && std::ranges::all_of(goal_table_columns, [&](TableColumn const& column) {
                   return column.field == field::body || column.field == table_field::key
                       || says_nothing_new(row, column.field);
               });
    }
    void take_row(Row& row)
    {
        if (stays_as_it_is(row))
            return;
        auto const stored = edited(row);
        auto const before = stored ? form_of(*stored) : new_fields(row);
        auto fields = before;
        for (auto const& [name, label] : goal_table_columns) {
            bool const is_place = name == field::parent || name == field::serves;
            bool const is_name = name == field::body || name == table_field::key;
            if (!is_place && !is_name && !says_nothing_new(row, name))
                read_cell(row, name, fields);
        }
        fields.set(field::parent, value_of(row, field::parent, row.parent));
        fields.set(field::serves, value_of(row, field::serves, row.serves));
        if (row.told.problems.empty())
            row.told.problems = problems_of_goal(fields, choices_, stored ? &*stored : nullptr);
        if (row.told.problems.empty() && stored)
            save(row, before, fields);
        else if (row.told.problems.empty())
            add(row, fields);
        if (!row.told.problems.empty())
            row.told.outcome = RowOutcome::wrong;
    }
    void add(Row& row, Fields const& fields)
    {
        row.told.outcome = RowOutcome::created;
        note_changes(row, {}, fields);
        auto const added = add_goal(
            work_, fields, std::string(run_.form_key) + ' ' + std::to_string(row.sent->line), choices_);
        if (added)
            row.id = *added;
        else
            row.told.problems.push_back(added.problem());
    }
    void save(Row& row, Fields const& before, Fields const& fields)
    {
        auto const after = spelled_goal(fields);
        if (after == before)
            return;
        row.told.outcome = RowOutcome::changed;
        note_changes(row, before, after);
        auto const saved = save_goal(work_, {row.stored->id, row.stored->version}, fields, choices_);
        if (!saved)
            row.told.problems.push_back(saved.problem());
    }
    // What a cell means, in numbers but for those of new rows, which each look makes anew.
    [[nodiscard]] std::string meaning_of(Row const& row, std::string_view name, Fields const& after) const
    {
        if (name == field::parent || name == field::serves) {
            auto const& above = name == field::parent ? row.parent : row.serves;
            if (above && !above->stored)
                return "row " + std::to_string(rows_[above->row].sent->line);
        }
        return csv::join_values(after.values(name));
    }
    void note_changes(Row& row, Fields const& before, Fields const& after)
    {
        for (auto const& [name, label] : goal_table_columns) {
            if (table_.has(name) && before.values(name) != after.values(name)) {
                auto const cell = row.sent->cell(name);
                auto was = stored_cell(row, name);
                if (!cell.empty() || !was.empty())
                    row.told.changes.push_back(
                        {name, std::move(was), std::string(cell), meaning_of(row, name, after)});
            }
        }
    }

    Work& work_;
    SentTable const& table_;
    TableRun const& run_;
    GoalChoices choices_; // go along with what is stored
    Goals const before_; // what was there before
    std::vector<Goal> const served_;
    std::map<GoalId, std::vector<UnitId>> units_of_;
    std::map<GoalId, std::vector<meetings::RecommendationId>> origins_of_;
    GoalCells cells_;
    std::vector<Row> rows_;
    std::map<GoalId, std::size_t> row_of_;
    std::map<Owner, CellGoals> parents_;
    CellGoals kreis_goals_;
    std::map<Owner, Called<meetings::PanelId>> called_panels_;
    std::map<Owner, Called<UnitId>> called_units_;
    std::map<GoalId, Called<GoalId>> former_names_;
};

}

std::string GoalCells::cell(
    Goal const& goal, std::vector<UnitId> const& its_units, std::string_view name) const
{
    if (name == field::number)
        return goal.number;
    if (name == field::title)
        return goal.title;
    if (name == field::kind)
        return std::string(texts(label_of(goal.kind)));
    if (name == field::body)
        return owner_text(goals, goal.body, texts);
    if (name == field::panel) {
        auto const* panel = goals.find_panel(goal.panel);
        return panel == nullptr ? std::string{} : panel->name;
    }
    if (name == field::parent)
        return title_in(goals.all, goal.parent);
    if (name == field::serves)
        return title_in(served, goal.serves);
    if (name == field::text)
        return goal.text;
    if (name == field::reasons)
        return goal.reasons;
    if (name == field::units) {
        std::vector<std::string> names;
        for (auto const& unit : units) {
            if (std::ranges::find(its_units, unit.id) != its_units.end())
                names.push_back(name_of_unit(unit, today));
        }
        return csv::join_values(names);
    }
    if (name == field::influence)
        return std::string(texts(label_of(goal.influence)));
    if (name == field::influence_reason)
        return goal.influence_reason;
    if (name == field::weight)
        return std::to_string(goal.weight);
    if (name == field::from || name == field::to) {
        auto const& date = name == field::from ? goal.valid_from : goal.valid_to;
        return date ? date->to_iso() : std::string{};
    }
    if (name == field::uncertain)
        return goal.is_uncertain ? std::string(texts("panel.uncertain"_msg)) : std::string{};
    if (name == field::remark)
        return goal.remark;
    if (name == field::source)
        return goal.source;
    return name == table_field::key ? std::to_string(goal.id.value) : std::string{};
}

Result<TakenTable> take_goal_table(Work& work, SentTable const& table, TableRun const& run)
{
    if (!work.actor().may_somewhere(edit_goals))
        return Problem::not_found("goal.problem.unknown"_msg);
    return GoalTable(work, table, run).take();
}

} // namespace kommin::goals
