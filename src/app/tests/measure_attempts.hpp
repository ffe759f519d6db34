#pragma once
// Measures as somebody at work enters them, and their use cases, each with the right that it asks for.

#include "app/tests/goal_attempts.hpp"
#include "app/tests/use_case_attempt.hpp"
#include "modules/goals/testing.hpp"
#include "modules/meetings/testing.hpp"
#include "platform/records/fields.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::app {

// A field of action of a conference of this municipality, which it gets for it.
inline Result<meetings::PanelId> field_called(Work& work, std::string const& body, std::string const& name)
{
    auto const added = [&](std::string const& kind, std::string const& called, std::string const& parent) {
        records::Fields fields;
        fields.set("kind", kind);
        fields.set("body", body);
        fields.set("name", called);
        fields.set("parent", parent);
        return meetings::add_panel(work, fields, called);
    };
    auto const conference = TRY(added("conference", "Konferenz zu " + name, {}));
    return added("field_of_action", name, std::to_string(conference.value));
}

// What a form about a measure of that field says. `body`: slug of the municipality, "" for the Kreis.
inline records::Fields done_in(meetings::PanelId field, std::string const& body, std::string const& title)
{
    records::Fields fields;
    fields.set("panel", std::to_string(field.value));
    fields.set("body", body);
    fields.set("title", title);
    fields.set("state", "planned");
    fields.set("from", "2026");
    fields.set("to", "2027");
    fields.set("deadline_remark", "keine genannt");
    fields.set("report_months", "6");
    return fields;
}

inline records::Fields milestone_called(std::string const& title)
{
    records::Fields fields;
    fields.set("title", title);
    fields.set("due", "12.2026");
    return fields;
}

inline records::Fields risk_called(std::string const& title)
{
    records::Fields fields;
    fields.set("title", title);
    fields.set("probability", "high");
    fields.set("damage", "medium");
    fields.set("state", "open");
    return fields;
}

inline records::Fields task_called(std::string const& title)
{
    records::Fields fields;
    fields.set("title", title);
    fields.set("who", "Geschäftsführung");
    fields.set("due", "31.12.2026");
    return fields;
}

// A measure with one milestone, one risk and one task.
struct MeasureWithPieces {
    goals::MeasureId id;
    goals::MilestoneId milestone;
    goals::RiskId risk;
    goals::MeasureTaskId task;
};
inline Result<MeasureWithPieces> measure_of(Work& work, std::string const& body, std::string const& name)
{
    auto const field = TRY(field_called(work, body, "Feld " + name));
    auto const id = TRY(goals::add_measure(work, done_in(field, body, "Maßnahme " + name), name));
    TRY(goals::add_milestone(work, {id, 1}, milestone_called("Schritt der Maßnahme " + name)));
    TRY(goals::add_risk(work, {id, 2}, risk_called("Risiko der Maßnahme " + name)));
    TRY(goals::add_measure_task(work, {id, 3}, task_called("Aufgabe der Maßnahme " + name)));
    return MeasureWithPieces{
        id, goals::list_milestones(work.db(), work.tenant(), id).front().id,
        goals::list_risks(work.db(), work.tenant(), id).front().id,
        goals::list_measure_tasks(work.db(), work.tenant(), id).front().id};
}

// Of a municipality.
template<class DoWork>
void add_measure_attempts(std::vector<Attempt>& all, DoWork const& do_work, std::string const& body)
{
    using namespace goals;
    auto const one = *do_work([&](Work& work) { return measure_of(work, body, "eins"); });
    auto const field = *do_work([&](Work& work) { return field_called(work, body, "Feld"); });
    auto const version = [id = one.id](Work& work) {
        return MeasureVersion{id, load_measure(work.db(), work.tenant(), id)->version};
    };
    auto const add = [&](std::string_view name, std::function<Result<void>(Work&)> call) {
        all.push_back({name, edit_measures, std::move(call)});
    };
    all.push_back(
        {"add_measure", edit_measures,
         [field, body](Work& work) {
             return without_value(add_measure(work, done_in(field, body, "Noch eine"), "zwei"));
         },
         "body"});
    all.push_back(
        {"take_measure_table", edit_measures,
         [body](Work& work) {
             auto const bytes
                 = "Titel;Gehört;Handlungsfeld;Bemerkung zur Frist\nTabelle;" + body + ";Feld;keine\n";
             auto const table = read_sent_table(bytes, measure_table_columns, {});
             return refusal_of(take_measure_table(work, table, run_of_table()));
         },
         "body"});
    add("save_measure", [version, field, body](Work& work) {
        return save_measure(work, version(work), done_in(field, body, "Anders"));
    });
    add("change_state", [version](Work& work) {
        records::Fields fields;
        fields.set("state", "running");
        return without_value(change_state(work, version(work), fields));
    });
    add("set_light", [version](Work& work) {
        records::Fields fields;
        fields.set("light", "at_risk");
        fields.set("light_reason", "Es fehlt Personal.");
        fields.set("light_until", "31.01.2027");
        return without_value(set_light(work, version(work), fields));
    });
    add("change_public_measure", [version](Work& work) {
        return without_value(
            change_public_measure(work, version(work), PublicStep::show, "In einfachen Worten."));
    });
    add("remove_light", [version](Work& work) { return without_value(remove_light(work, version(work))); });
    add("add_milestone", [version](Work& work) {
        return without_value(add_milestone(work, version(work), milestone_called("Noch einer")));
    });
    add("save_milestone", [version, one](Work& work) {
        return without_value(save_milestone(work, version(work), one.milestone, milestone_called("Anders")));
    });
    add("finish_milestone", [version, one](Work& work) {
        return without_value(finish_milestone(work, version(work), one.milestone));
    });
    add("erase_milestone", [version, one](Work& work) {
        return without_value(erase_milestone(work, version(work), one.milestone));
    });
    add("add_risk", [version](Work& work) {
        return without_value(add_risk(work, version(work), risk_called("Noch eines")));
    });
    add("save_risk", [version, one](Work& work) {
        return without_value(save_risk(work, version(work), one.risk, risk_called("Anders")));
    });
    add("check_risk",
        [version, one](Work& work) { return without_value(check_risk(work, version(work), one.risk)); });
    add("erase_risk",
        [version, one](Work& work) { return without_value(erase_risk(work, version(work), one.risk)); });
    add("add_measure_task", [version](Work& work) {
        return without_value(add_measure_task(work, version(work), task_called("Noch eine")));
    });
    add("save_measure_task", [version, one](Work& work) {
        return without_value(save_measure_task(work, version(work), one.task, task_called("Anders")));
    });
    add("erase_measure_task", [version, one](Work& work) {
        return without_value(erase_measure_task(work, version(work), one.task));
    });
    // Whoever sees the measure ticks what is theirs.
    all.push_back({"finish_measure_task", see_goals, [version, one](Work& work) {
                       return without_value(finish_measure_task(work, version(work), one.task));
                   }});
}

} // namespace kommin::app
