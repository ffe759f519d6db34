// Routes of the desk for measures: their risks.

#include "modules/goals/goals/goal_editing.hpp"
#include "modules/goals/goals/goal_pages.hpp"
#include "modules/goals/measures/course_pressed.hpp"
#include "modules/goals/measures/piece_pages.hpp"
#include "modules/goals/measures/risk_store.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::goals {

using records::Fields;

namespace {

constexpr std::array risk_field_names{risk_field::title,    risk_field::probability, risk_field::damage,
                                      risk_field::response, risk_field::unit,        risk_field::office,
                                      risk_field::state,    risk_field::checked_on};
constexpr std::array typed_risk_fields{risk_field::title, risk_field::response, risk_field::office};

// Those of whoever the measure belongs to; what was chosen before stays.
std::vector<web::Choice> units_of_owner(
    i18n::Texts const& texts, MeasureNames const& names, Measure const& measure, Fields const& fields)
{
    std::vector<web::Choice> choices{{"", std::string(texts("measure.choose.none"_msg))}};
    for (auto const& unit : names.district.units) {
        if (owner_of_unit(names.district.bodies, unit) == measure.body)
            choices.push_back({std::to_string(unit.id.value), names.unit(unit.id)});
    }
    auto const chosen = fields.value(risk_field::unit);
    auto const number = parse_number(chosen);
    if (number && *number > 0)
        keep_chosen(choices, chosen, names.unit(tenants::UnitId{*number}));
    return choices;
}

http::Response show_all_risks(
    web::Call const& call, Measure const& measure, Fields const& fields, std::vector<Problem> problems)
{
    struct Found {
        std::vector<Risk> risks;
        MeasureNames names;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        return Found{
            list_risks(db, call.site.tenant, measure.id),
            load_measure_names(db, call.site.tenant, call.local_now().date)};
    });
    auto shown = fields;
    if (fields.value(risk_field::state).empty() && problems.empty())
        shown.set(risk_field::state, std::string(to_text(RiskState::open)));
    auto const units = units_of_owner(web::staff_texts(call), found.names, measure, shown);
    return risks_page(
        call,
        {.measure = measure,
         .names = found.names,
         .units = units,
         .fields = shown,
         .problems = std::move(problems)},
        found.risks);
}

http::Response show_one_risk(
    web::Call const& call, Measure const& measure, RiskId id, Fields const& fields,
    std::vector<Problem> problems)
{
    auto const names = web::read(call, [&](db::Connection& db) {
        return load_measure_names(db, call.site.tenant, call.local_now().date);
    });
    auto const units = units_of_owner(web::staff_texts(call), names, measure, fields);
    return risk_page(
        call,
        {.measure = measure,
         .names = names,
         .units = units,
         .fields = fields,
         .problems = std::move(problems)},
        id);
}

}

http::Response show_risks(web::Call& call)
{
    auto const measure = measure_in_path(call, edit_measures);
    return measure ? show_all_risks(call, *measure, {}, {}) : web::staff_not_found(call);
}

http::Response add_risk_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const measure = measure_in_path(call, edit_measures);
    if (!form || !measure)
        return web::staff_not_found(call);
    auto const fields = posted_course(*form, risk_field_names);
    auto const today = call.local_now().date;
    return press_on_course(
        call,
        {.use_case = [&](Work& work) { return add_risk(work, {measure->id, version_seen(*form)}, fields); },
         .show =
             [&](Measure const& now, Problem const& problem) {
                 return show_all_risks(
                     call, now, fields, problems_to_show(problems_of_risk(fields, today), problem));
             },
         .next = measure_url(measure->id, risks_page_name)});
}

http::Response show_risk_form(web::Call& call)
{
    auto const measure = measure_in_path(call, edit_measures);
    auto const id = piece_in_path<RiskId>(call, "risiko");
    if (!measure || !id)
        return web::staff_not_found(call);
    auto const risks
        = web::read(call, [&](db::Connection& db) { return list_risks(db, call.site.tenant, measure->id); });
    auto const one = std::ranges::find(risks, *id, &Risk::id);
    return one == risks.end() ? web::staff_not_found(call)
                              : show_one_risk(call, *measure, *id, form_of(*one), {});
}

http::Response save_risk_form(web::Call& call)
{
    auto const form = call.request.form();
    auto const measure = measure_in_path(call, edit_measures);
    auto const id = piece_in_path<RiskId>(call, "risiko");
    if (!form || !measure || !id)
        return web::staff_not_found(call);
    auto const fields = posted_course(*form, risk_field_names);
    auto const today = call.local_now().date;
    return press_on_course(
        call,
        {.use_case
         = [&](Work& work) { return save_risk(work, {measure->id, version_seen(*form)}, *id, fields); },
         .show =
             [&](Measure const& now, Problem const& problem) {
                 return show_one_risk(
                     call, now, *id, fields, problems_to_show(problems_of_risk(fields, today), problem));
             },
         .next = measure_url(measure->id, risks_page_name),
         .typed = fields,
         .names = typed_risk_fields});
}

http::Response check_risk_at_desk(web::Call& call)
{
    return press_on_piece<RiskId>(call, {"risiko", risks_page_name, &check_risk, &show_all_risks});
}

http::Response erase_risk_at_desk(web::Call& call)
{
    return press_on_piece<RiskId>(call, {"risiko", risks_page_name, &erase_risk, &show_all_risks});
}

} // namespace kommin::goals
