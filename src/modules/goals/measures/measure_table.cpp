#include "modules/goals/measures/measure_table.hpp"

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/measure_reach.hpp"
#include "modules/goals/tables/goal_in_cell.hpp"
#include "modules/goals/tables/known_again.hpp"
#include "platform/base/text.hpp"
#include "platform/csv/cell_values.hpp"
#include "platform/records/typed.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

namespace kommin::goals {

using records::Fields;
using tenants::UnitId;

namespace field = measure_field;

namespace {

constexpr std::size_t measures_of_a_step = 20;
constexpr int most_known_measures = 20'000;

Goal const* goal_among(std::vector<Goal> const& goals, GoalId id)
{
    auto const found = std::ranges::lower_bound(goals, id, {}, &Goal::id);
    return found == goals.end() || found->id != id ? nullptr : &*found;
}

std::vector<Owner> owners_of_measures(Actor const& actor, std::vector<tenants::Body> const& bodies)
{
    std::vector<Owner> owners;
    if (actor.may(edit_measures, Scope::whole_tenant()))
        owners.emplace_back();
    for (auto const& body : bodies) {
        if (body.kind == tenants::BodyKind::municipality
            && actor.may(edit_measures, Scope::of_owner(body.id.value)))
            owners.emplace_back(body.id);
    }
    return owners;
}

std::vector<KnownRecord> known_measures(std::vector<Measure> const& measures)
{
    std::vector<KnownRecord> known;
    for (auto const& one : measures)
        known.push_back({one.id.value, one.body, one.number, one.title});
    return known;
}

std::string lines_of(std::vector<std::string> const& values)
{
    std::string lines;
    for (auto const& value : values)
        lines += (lines.empty() ? "" : "\n") + value;
    return lines;
}

// One table on its way into the database.
class MeasureTable {
public:
    MeasureTable(Work& work, SentTable const& table, TableRun const& run)
        : work_(work)
        , table_(table)
        , run_(run)
        , names_(load_measure_names(work.db(), work.tenant(), work.today()))
        , goals_(list_known_goals(work.db(), work.tenant(), work.actor()))
        , before_(list_measures(
              work.db(), work.tenant(), {.owners = work.actor().where(edit_measures)}, most_known_measures))
        , cells_{names_, goals_, run.texts}
        , places_(called_places())
    {
        nameable_.panels = names_.panels;
        nameable_.district = names_.district;
        nameable_.goals = goals_;
    }

    TakenTable take()
    {
        recognise();
        load_links();
        std::size_t count = 0;
        for (auto& row : rows_) {
            if (row.is_found)
                take_row(row);
            if (++count % measures_of_a_step == 0 && run_.go_on)
                run_.go_on();
        }
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
        Measure const* stored = nullptr; // as it was before
        bool is_found = false;
    };

    [[nodiscard]] MeasureLinks const& links_of(Measure const& measure) const { return links_.at(measure.id); }
    [[nodiscard]] std::string stored_cell(Row const& row, std::string_view name) const
    {
        return row.stored == nullptr
            ? std::string{}
            : std::string(trim(cells_.cell(*row.stored, links_of(*row.stored), name)));
    }
    // What the file leaves as it is. A new one has what its form begins with where a cell is empty, and so
    // that the same file changes nothing a second time, an empty cell leaves there what is never empty.
    [[nodiscard]] bool says_nothing_new(Row const& row, std::string_view name) const
    {
        bool const is_never_empty = name == field::state || name == field::report_months;
        auto const cell = row.sent->cell(name);
        return !table_.has(name) || (cell.empty() && is_never_empty) || cell == stored_cell(row, name);
    }

    void recognise()
    {
        KnownAgain known(
            known_measures(before_),
            TableOwners(names_.district, owners_of_measures(work_.actor(), names_.district.bodies)),
            {.owner = field::body,
             .number = field::number,
             .title = field::title,
             .no_owner = "measure.problem.owner"_msg},
            table_);
        rows_.reserve(table_.rows.size());
        for (auto const& sent : table_.rows) {
            auto& row = rows_.emplace_back(Row{.sent = &sent, .told = {.line = sent.line}});
            auto const found = known.find(sent, row.told);
            if (found) {
                row.is_found = true;
                row.owner = found->owner;
                row.stored = found->record ? &before_[*found->record] : nullptr;
            }
            if (row.stored != nullptr)
                row.told.version = row.stored->version;
            row.told.title = full_title_of(row);
            if (row.told.title.empty() && row.stored != nullptr)
                row.told.title = kommin::goals::full_title_of(*row.stored);
            if (!row.is_found)
                row.told.outcome = RowOutcome::wrong;
        }
    }
    // As the file calls it.
    [[nodiscard]] std::string full_title_of(Row const& row) const
    {
        auto const said = [&](std::string_view name, std::string Measure::* member) {
            if (table_.has(name))
                return records::one_line(row.sent->cell(name));
            return row.stored == nullptr ? std::string{} : row.stored->*member;
        };
        auto const number = said(field::number, &Measure::number);
        auto const title = said(field::title, &Measure::title);
        return number.empty() ? title : number + ' ' + title;
    }
    void load_links()
    {
        std::vector<MeasureId> ids;
        for (auto const& row : rows_) {
            if (row.stored != nullptr)
                ids.push_back(row.stored->id);
        }
        links_ = list_measure_links(work_.db(), work_.tenant(), ids);
        for (auto const id : ids)
            links_.try_emplace(id);
    }

    void refuse_name(Row& row, std::string_view name, bool is_known, std::string_view value)
    {
        row.told.refuse(
            name, is_known ? "table.problem.several"_msg : "table.problem.unknown_name"_msg,
            {{"value", std::string(value)}});
    }
    void refuse_word(Row& row, std::string_view name)
    {
        row.told.refuse(name, "table.problem.word"_msg, {{"value", std::string(row.sent->cell(name))}});
    }
    // What a measure with this owner can name.
    Called<meetings::PanelId> const& panels_for(Owner const& owner)
    {
        auto const [called, is_new] = called_panels_.try_emplace(owner);
        for (auto const& panel : names_.panels) {
            if (is_new && can_have_panel(owner, panel)) // of several with that name the one that goes on
                called->second.add(panel.has_ended ? 1 : 0, panel.name, panel.id);
        }
        return called->second;
    }
    [[nodiscard]] bool is_of_owner(tenants::OrganisationalUnit const& unit, Owner const& owner) const
    {
        auto const* body = names_.district.find_body(unit.body);
        return body != nullptr && (owner ? body->id == *owner : body->kind == tenants::BodyKind::district);
    }
    Called<UnitId> const& units_for(Owner const& owner)
    {
        auto const [called, is_new] = called_units_.try_emplace(owner);
        for (auto const& unit : names_.district.units) {
            if (is_new && is_of_owner(unit, owner)) {
                called->second.add(0, names_.unit(unit.id), unit.id);
                called->second.add(1, names_.unit(unit.id, true), unit.id);
                for (auto const& former : unit.names) // a file of last week may say what it was called then
                    called->second.add(2, former.name, unit.id);
            }
        }
        return called->second;
    }
    void read_panel(Row& row, Fields& fields)
    {
        auto const cell = row.sent->cell(field::panel);
        auto const found = panels_for(row.owner).find(cell);
        fields.set(field::panel, found.size() == 1 ? std::to_string(found.front().value) : std::string{});
        if (found.size() != 1 && !cell.empty())
            refuse_name(row, field::panel, !found.empty(), cell);
    }
    void read_in_charge(Row& row, Fields& fields)
    {
        auto const cell = row.sent->cell(field::unit);
        fields.set(field::unit, std::string{});
        fields.set(field::office, std::string{});
        if (cell.empty())
            return;
        auto const found = units_for(row.owner).find(cell);
        if (found.size() == 1) {
            fields.set(field::unit, std::to_string(found.front().value));
        } else if (found.empty()) {
            fields.set(field::office, std::string(cell));
            row.told.hint(field::unit, "table.hint.office"_msg, {{"value", std::string(cell)}});
        } else {
            refuse_name(row, field::unit, true, cell);
        }
    }
    [[nodiscard]] Called<tenants::BodyId> called_places() const
    {
        Called<tenants::BodyId> called;
        for (auto const& body : names_.district.bodies) {
            if (body.kind == tenants::BodyKind::municipality) {
                called.add(0, body.name, body.id);
                called.add(1, body.slug, body.id);
            }
        }
        return called;
    }
    void read_places(Row& row, Fields& fields)
    {
        Fields::Values values;
        for (auto const& name : csv::split_values(row.sent->cell(field::places))) {
            auto const found = places_.find(name);
            if (found.size() == 1)
                values.push_back(std::to_string(found.front().value));
            else
                refuse_name(row, field::places, !found.empty(), name);
        }
        fields.set(field::places, std::move(values));
    }
    // Those that somebody with this owner can name; of several with one name those that hold.
    Called<GoalId> const& goals_for(Owner const& owner)
    {
        auto const [called, is_new] = called_goals_.try_emplace(owner);
        if (is_new) {
            constexpr int behind_those_that_hold = 3;
            for (auto const& goal : goals_) {
                if (!can_serve(owner, goal))
                    continue;
                int const way = goal.has_ended(work_.today()) ? behind_those_that_hold : 0;
                called->second.add(way, kommin::goals::full_title_of(goal), goal.id);
                called->second.add(way + 1, goal.title, goal.id);
                called->second.add(way + 2, goal.number, goal.id);
            }
        }
        return called->second;
    }
    void read_goals(Row& row, Fields& fields)
    {
        auto const& called = goals_for(row.owner);
        auto const before = row.stored == nullptr ? std::vector<ServedGoal>{} : links_of(*row.stored).goals;
        Fields::Values values;
        std::vector<GoalId> named;
        for (auto const& value : csv::split_values(row.sent->cell(field::goals))) {
            GoalInCell said{.name = value, .weight = "1"};
            auto found = called.find_as_written(value); // a title may end as a weight does
            if (found.empty()) {
                said = read_goal_in_cell(value);
                found = called.find(said.name);
            }
            bool const is_known = !found.empty();
            if (found.size() > 1)
                std::erase_if(found, [&](GoalId id) {
                    return std::ranges::find(before, id, &ServedGoal::goal) == before.end();
                });
            if (found.size() != 1) {
                refuse_name(row, field::goals, is_known, value);
            } else if (std::ranges::find(named, found.front()) != named.end()) {
                row.told.refuse(field::goals, "table.problem.goal_twice"_msg, {{"value", value}});
            } else {
                named.push_back(found.front());
                values.push_back(goal_value({found.front(), said.weight}));
            }
        }
        // Nobody takes away what they cannot read.
        for (auto const& served : before) {
            if (goal_among(goals_, served.goal) == nullptr)
                values.push_back(goal_value({served.goal, std::to_string(served.weight)}));
        }
        fields.set(field::goals, std::move(values));
    }
    void read_cell(Row& row, std::string_view name, Fields& fields)
    {
        auto const cell = row.sent->cell(name);
        if (name == field::panel) {
            read_panel(row, fields);
        } else if (name == field::unit) {
            read_in_charge(row, fields);
        } else if (name == field::places) {
            read_places(row, fields);
        } else if (name == field::goals) {
            read_goals(row, fields);
        } else if (name == field::reach || name == field::partners) {
            fields.set(name, lines_of(csv::split_values(cell)));
        } else if (name == field::state) {
            auto const state = read_word<MeasureState>(cell, all_measure_states, &label_of);
            if (state)
                fields.set(name, std::string(to_text(*state)));
            else
                refuse_word(row, name);
        } else if (name == field::recurring) {
            auto const is_recurring = read_yes_no(cell, "measure.recurring.yes"_msg);
            fields.set(name, is_recurring.value_or(false) ? std::string(recurring_value) : std::string{});
            if (!is_recurring)
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
    [[nodiscard]] Fields fields_before(Row const& row) const
    {
        if (row.stored != nullptr)
            return form_of({.measure = *row.stored, .links = links_of(*row.stored), .milestones = {}});
        auto fields = form_of(WholeMeasure{});
        if (row.owner)
            fields.set(field::body, names_.district.find_body(*row.owner)->slug);
        return fields;
    }
    // Old records may break newer rules: whoever leaves them as they are is not asked to mend them.
    [[nodiscard]] bool stays_as_it_is(Row const& row) const
    {
        return row.stored != nullptr
            && std::ranges::all_of(measure_table_columns, [&](TableColumn const& column) {
                   return column.field == field::body || column.field == table_field::key
                       || says_nothing_new(row, column.field);
               });
    }
    void take_row(Row& row)
    {
        if (stays_as_it_is(row))
            return;
        auto const before = fields_before(row);
        auto fields = before;
        for (auto const& [name, label] : measure_table_columns) {
            if (name != field::body && name != table_field::key && !says_nothing_new(row, name))
                read_cell(row, name, fields);
        }
        if (row.told.problems.empty())
            row.told.problems = problems_of_measure(fields);
        for (auto& problem : row.told.problems) {
            if (problem.field.starts_with(weight_fields))
                problem.field = field::goals;
        }
        if (row.told.problems.empty())
            store(row, before, fields);
        if (!row.told.problems.empty())
            row.told.outcome = RowOutcome::wrong;
    }
    void store(Row& row, Fields const& before, Fields const& fields)
    {
        auto const after = spelled_measure(fields);
        if (row.stored == nullptr) {
            row.told.outcome = RowOutcome::created;
            note_changes(row, {}, after);
            auto const added = add_measure(
                work_, fields, std::string(run_.form_key) + ' ' + std::to_string(row.sent->line), nameable_);
            if (!added)
                row.told.problems.push_back(added.problem());
            return;
        }
        auto const was = spelled_measure(before);
        if (after == was)
            return;
        row.told.outcome = RowOutcome::changed;
        note_changes(row, was, after);
        auto const saved = save_measure(work_, {row.stored->id, row.stored->version}, fields, nameable_);
        if (!saved)
            row.told.problems.push_back(saved.problem());
    }
    void note_changes(Row& row, Fields const& before, Fields const& after)
    {
        for (auto const& [name, label] : measure_table_columns) {
            bool const is_office
                = name == field::unit && before.values(field::office) != after.values(field::office);
            if (!table_.has(name) || (before.values(name) == after.values(name) && !is_office))
                continue;
            auto const cell = row.sent->cell(name);
            auto was = stored_cell(row, name);
            if (!cell.empty() || !was.empty())
                row.told.changes.push_back(
                    {name, std::move(was), std::string(cell), csv::join_values(after.values(name))});
        }
    }

    Work& work_;
    SentTable const& table_;
    TableRun const& run_;
    MeasureNames const names_;
    std::vector<Goal> const goals_; // of which this person may know
    std::vector<Measure> const before_; // that they may edit
    std::map<MeasureId, MeasureLinks> links_; // of those that the file means
    MeasureCells cells_;
    NameableByMeasures nameable_;
    Called<tenants::BodyId> const places_;
    std::map<Owner, Called<meetings::PanelId>> called_panels_;
    std::map<Owner, Called<UnitId>> called_units_;
    std::map<Owner, Called<GoalId>> called_goals_;
    std::vector<Row> rows_;
};

}

std::string MeasureCells::cell(Measure const& measure, MeasureLinks const& links, std::string_view name) const
{
    auto const date
        = [](std::optional<PartialDate> const& day) { return day ? day->to_iso() : std::string{}; };
    if (name == field::number)
        return measure.number;
    if (name == field::title)
        return measure.title;
    if (name == field::body)
        return names.owner(measure.body);
    if (name == field::panel)
        return names.panel(measure.panel);
    if (name == field::state)
        return std::string(texts(label_of(measure.state)));
    if (name == field::state_reason)
        return measure.state_reason;
    if (name == field::unit)
        return names.in_charge(measure);
    if (name == field::audience)
        return measure.audience;
    if (name == field::recurring)
        return measure.is_recurring ? std::string(texts("measure.recurring.yes"_msg)) : std::string{};
    if (name == field::from)
        return date(measure.starts);
    if (name == field::to)
        return date(measure.ends);
    if (name == field::deadline)
        return date(measure.deadline);
    if (name == field::deadline_remark)
        return measure.deadline_remark;
    if (name == field::reservation)
        return measure.reservation;
    if (name == field::grant)
        return measure.grant;
    if (name == field::text)
        return measure.text;
    if (name == field::report_months)
        return std::to_string(measure.reports_every.count());
    if (name == field::uncertain)
        return measure.is_uncertain ? std::string(texts("panel.uncertain"_msg)) : std::string{};
    if (name == field::remark)
        return measure.remark;
    if (name == field::source)
        return measure.source;
    if (name == table_field::key)
        return std::to_string(measure.id.value);
    std::vector<std::string> values;
    if (name == field::goals) {
        for (auto const& served : links.goals) {
            if (auto const* goal = goal_among(goals, served.goal))
                values.push_back(spelled_goal_in_cell(full_title_of(*goal), served.weight));
        }
    } else if (name == field::places) {
        for (auto const place : links.places)
            values.push_back(names.place(place));
    } else if (name == field::partners) {
        values = links.partners;
    } else if (name == field::reach) {
        for (auto const& reach : links.reach)
            values.push_back(spelled(reach));
    }
    return csv::join_values(values);
}

Result<TakenTable> take_measure_table(Work& work, SentTable const& table, TableRun const& run)
{
    if (!work.actor().may_somewhere(edit_measures))
        return Problem::not_found("measure.problem.unknown"_msg);
    return MeasureTable(work, table, run).take();
}

} // namespace kommin::goals
