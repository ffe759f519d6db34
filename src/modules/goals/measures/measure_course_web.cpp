// Routes of the desk for measures: their state, the light that somebody sets, their milestones.

#include "modules/goals/measures/course_pressed.hpp"

#include <algorithm>
#include <utility>

namespace kommin::goals {

using records::Fields;

namespace {

constexpr std::array state_fields{
    measure_field::state, measure_field::state_reason, measure_field::state_since};
constexpr std::array light_fields{
    measure_field::light, measure_field::light_reason, measure_field::light_until};
constexpr std::array milestone_fields{
    milestone_field::title, milestone_field::due, milestone_field::done_on, milestone_field::remark};

// Where the board came from, as its own parser reads it.
html::Url back_to_list(std::string_view query)
{
    auto const fields = http::Form::parse(query);
    return fields ? measures_url(MeasureFilter::read(*fields)) : measures_url();
}

std::optional<Milestone> find_milestone(web::Call const& call, MeasureId measure, MilestoneId id)
{
    auto const all
        = web::read(call, [&](db::Connection& db) { return list_milestones(db, call.site.tenant, measure); });
    auto const found = std::ranges::find(all, id, &Milestone::id);
    return found == all.end() ? std::nullopt : std::optional(*found);
}

http::Response show_all_milestones(
    web::Call const& call, Measure const& measure, Fields const& fields, std::vector<Problem> problems)
{
    auto const milestones = web::read(
        call, [&](db::Connection& db) { return list_milestones(db, call.site.tenant, measure.id); });
    return milestones_page(
        call, {.measure = measure, .fields = fields, .problems = std::move(problems)}, milestones);
}

http::Response show_light_page(
    web::Call const& call, Measure const& measure, Fields const& fields, std::vector<Problem> problems = {})
{
    struct Found {
        std::string set_by;
        std::optional<Light> reckoned;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        auto const& by_hand = measure.by_hand;
        return Found{
            by_hand
                ? web::name_of(web::list_authors(db, call.site.tenant), by_hand->by, web::staff_texts(call))
                : std::string{},
            standings_of(call, db, {measure}).at(measure.id).reckoned};
    });
    return light_page(
        call, {.measure = measure, .fields = fields, .problems = std::move(problems)}, found.reckoned,
        found.set_by);
}

}

http::Response show_state_form(web::Call& call)
{
    auto const measure = measure_in_path(call, edit_measures);
    if (!measure)
        return web::staff_not_found(call);
    Fields fields;
    fields.set(measure_field::state, std::string(to_text(measure->state)));
    fields.set(measure_field::state_reason, measure->state_reason);
    return state_page(call, {.measure = *measure, .fields = fields}, {});
}

http::Response change_state_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const measure = measure_in_path(call, edit_measures);
    if (!form || !measure)
        return web::staff_not_found(call);
    auto fields = posted_course(*form, state_fields);
    // A card of the board sends no reason: the one that is there stays, and a state that needs one asks for
    // it.
    bool const is_card = !form->has(measure_field::state_reason);
    auto const state = enum_from<MeasureState>(fields.value(measure_field::state));
    if (is_card && state && (*state == measure->state || !needs_reason(*state)))
        fields.set(measure_field::state_reason, measure->state_reason);
    auto const back = std::string(form->value("abfrage"));
    return press_on_course(
        call,
        {.use_case
         = [&](Work& work) { return change_state(work, {measure->id, version_seen(*form)}, fields); },
         .show =
             [&](Measure const& now, Problem const& problem) {
                 auto shown = fields;
                 if (is_card)
                     shown.set(measure_field::state_reason, now.state_reason);
                 return state_page(
                     call,
                     {.measure = now,
                      .fields = shown,
                      .problems
                      = problems_to_show(problems_of_state(fields, now, call.local_now().date), problem)},
                     back);
             },
         .next = back.empty() ? measure_url(measure->id) : back_to_list(back)});
}

http::Response show_light_form(web::Call& call)
{
    auto const measure = measure_in_path(call, edit_measures);
    if (!measure)
        return web::staff_not_found(call);
    Fields fields;
    if (measure->by_hand) {
        fields.set(measure_field::light, std::string(to_text(measure->by_hand->light)));
        fields.set(measure_field::light_reason, measure->by_hand->reason);
        fields.set(measure_field::light_until, typed_spelling(measure->by_hand->until));
    }
    return show_light_page(call, *measure, fields);
}

http::Response set_light_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const measure = measure_in_path(call, edit_measures);
    if (!form || !measure)
        return web::staff_not_found(call);
    auto const fields = posted_course(*form, light_fields);
    auto const today = call.local_now().date;
    return press_on_course(
        call,
        {.use_case = [&](Work& work) { return set_light(work, {measure->id, version_seen(*form)}, fields); },
         .show =
             [&](Measure const& now, Problem const& problem) {
                 return show_light_page(
                     call, now, fields, problems_to_show(problems_of_light(fields, today), problem));
             },
         .next = measure_url(measure->id)});
}

http::Response remove_light_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const measure = measure_in_path(call, edit_measures);
    if (!form || !measure)
        return web::staff_not_found(call);
    return press_on_course(
        call,
        {.use_case = [&](Work& work) { return remove_light(work, {measure->id, version_seen(*form)}); },
         .show = [&](Measure const& now,
                     Problem const& problem) { return show_light_page(call, now, {}, {problem}); },
         .next = measure_url(measure->id)});
}

http::Response show_milestones(web::Call& call)
{
    auto const measure = measure_in_path(call, edit_measures);
    return measure ? show_all_milestones(call, *measure, {}, {}) : web::staff_not_found(call);
}

http::Response add_milestone_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const measure = measure_in_path(call, edit_measures);
    if (!form || !measure)
        return web::staff_not_found(call);
    auto const fields = posted_course(*form, milestone_fields);
    auto const today = call.local_now().date;
    return press_on_course(
        call,
        {.use_case
         = [&](Work& work) { return add_milestone(work, {measure->id, version_seen(*form)}, fields); },
         .show =
             [&](Measure const& now, Problem const& problem) {
                 return show_all_milestones(
                     call, now, fields, problems_to_show(problems_of_milestone(fields, today), problem));
             },
         .next = measure_url(measure->id, "meilensteine")});
}

http::Response show_milestone_form(web::Call& call)
{
    auto const measure = measure_in_path(call, edit_measures);
    auto const id = piece_in_path<MilestoneId>(call, "meilenstein");
    auto const one = measure && id ? find_milestone(call, measure->id, *id) : std::nullopt;
    if (!one)
        return web::staff_not_found(call);
    auto const fields = form_of(*one);
    return milestone_page(call, {.measure = *measure, .fields = fields}, *id);
}

http::Response save_milestone_form(web::Call& call)
{
    auto const form = call.request.form();
    auto const measure = measure_in_path(call, edit_measures);
    auto const id = piece_in_path<MilestoneId>(call, "meilenstein");
    if (!form || !measure || !id)
        return web::staff_not_found(call);
    auto const fields = posted_course(*form, milestone_fields);
    auto const today = call.local_now().date;
    return press_on_course(
        call,
        {.use_case
         = [&](Work& work) { return save_milestone(work, {measure->id, version_seen(*form)}, *id, fields); },
         .show =
             [&](Measure const& now, Problem const& problem) {
                 return milestone_page(
                     call,
                     {.measure = now,
                      .fields = fields,
                      .problems = problems_to_show(problems_of_milestone(fields, today), problem)},
                     *id);
             },
         .next = measure_url(measure->id, "meilensteine"),
         .typed = fields,
         .names = milestone_fields});
}

http::Response finish_milestone_at_desk(web::Call& call)
{
    return press_on_piece<MilestoneId>(
        call, {"meilenstein", "meilensteine", &finish_milestone, &show_all_milestones});
}

http::Response erase_milestone_at_desk(web::Call& call)
{
    return press_on_piece<MilestoneId>(
        call, {"meilenstein", "meilensteine", &erase_milestone, &show_all_milestones});
}

} // namespace kommin::goals
