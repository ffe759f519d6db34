#pragma once
// Years of the steering group as stories make them, and their use cases with the right that each asks for.

#include "app/tests/measure_attempts.hpp"
#include "app/tests/priority_attempts.hpp"
#include "app/tests/use_case_attempt.hpp"
#include "modules/steering/testing.hpp"
#include "platform/records/fields.hpp"

#include <string>
#include <utility>
#include <vector>

namespace kommin::app {

// What the form of a new year of that town says; "" for the Kreis. `remark`: what tells it from others.
inline records::Fields year_of_town(std::string town, std::string year, std::string remark = {})
{
    records::Fields fields;
    fields.set("body", std::move(town));
    fields.set("year", std::move(year));
    fields.set("remark", std::move(remark));
    return fields;
}

// A year and the first of its steps, with a line in its checklist.
struct YearWithStep {
    steering::YearId id;
    steering::StepId step;
};
inline Result<YearWithStep> year_of(Work& work, std::string const& town, std::string const& name)
{
    using namespace steering;
    auto const id = TRY(open_year(work, year_of_town(town, "2026", "Jahr " + name)));
    auto const step = list_steps(work.db(), work.tenant(), id).front();
    auto fields = form_of(step);
    fields.set(step_field::lines, "Zeile " + name);
    TRY(save_step(work, {step.step.id, step.step.version}, fields));
    return YearWithStep{id, step.step.id};
}

// The number of a file of a step that nobody has read: its bytes are stored under that digest.
inline std::string step_file_of(
    db::Connection& db, TenantId tenant, steering::StepId step, std::string const& hash,
    std::string_view mark, Instant now)
{
    steering::StepFile const file{.id = {}, .title = "Datei", .hash = hash, .size = 5, .pages = 1};
    return std::to_string(steering::insert_step_file(db, tenant, step, file, mark, now).value);
}

// `do_work`: does something as whoever may everything. All of it is of Aalfeld.
template<class DoWork>
void add_year_attempts(std::vector<Attempt>& all, DoWork const& do_work)
{
    using namespace steering;
    auto const one = *do_work([](Work& work) { return year_of(work, "aalfeld", "eins"); });
    auto const step_now = [step = one.step](Work& work) {
        return StepVersion{step, load_step(work.db(), work.tenant(), step)->version};
    };
    all.push_back(
        {"open_year", edit_years,
         [](Work& work) { return without_value(open_year(work, year_of_town("aalfeld", "2030"))); }, "body"});
    all.push_back({"save_year", edit_years, [one](Work& work) {
                       return save_year(work, {one.id, 1}, year_of_town({}, {}, "anders"));
                   }});
    // Opened by mistake: nobody has written anything in it.
    auto const empty = *do_work([](Work& work) { return open_year(work, year_of_town("aalfeld", "2031")); });
    all.push_back({"erase_year", edit_years, [empty](Work& work) { return erase_year(work, {empty, 1}); }});
    all.push_back({"save_step", edit_years, [step_now, one](Work& work) {
                       auto fields = form_of(load_whole_step(work.db(), work.tenant(), one.step));
                       fields.set(step_field::outcome, "Ergebnis");
                       return save_step(work, step_now(work), fields);
                   }});
    all.push_back({"tick_step_line", edit_years, [step_now](Work& work) {
                       return without_value(tick_step_line(
                           work, step_now(work), {.position = 0, .title = "Zeile eins", .is_done = true}));
                   }});
    all.push_back({"adopt_proposed_lines", edit_years, [step_now](Work& work) {
                       return without_value(adopt_proposed_lines(work, step_now(work), {"Noch eine"}));
                   }});
    auto const file
        = *do_work([&](Work& work) { return add_step_file(work, one.step, "Datei", {"abc", 5, 1}, "alt"); });
    all.push_back({"add_step_file", edit_years, [one](Work& work) {
                       return without_value(add_step_file(work, one.step, "Neu", {"def", 5, 1}, "neu"));
                   }});
    all.push_back({"remove_step_file", edit_years, [one, file](Work& work) {
                       return remove_step_file(work, one.step, file, FileRemoval::outdated);
                   }});
    all.push_back({"close_year", close_years, [one](Work& work) {
                       auto const found = find_year_to_close(
                           work.db(), work.tenant(), one.id, work.actor(), work.today(), {});
                       auto const seen = found ? found->seen : std::string("x");
                       return without_value(close_year(work, {one.id, seen}, "Es fehlt etwas.", {}));
                   }});
    auto const measure = *do_work([](Work& work) { return measure_of(work, "aalfeld", "bewertet"); });
    add_priority_attempts(all, do_work, one.id, measure.id);
}

} // namespace kommin::app
