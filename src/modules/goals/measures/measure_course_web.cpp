// Routes of the desk for measures: their state, the light that somebody sets, their milestones.

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/measure_shown.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <functional>
#include <span>
#include <utility>

namespace kommin::goals {

using records::Fields;

namespace {

http::Response see_page(html::Url const& url)
{
    return http::Response::redirect(http::Status::see_other, url.text());
}

std::int64_t version_seen(http::Form const& form)
{
    return parse_number(form.value("fassung")).value_or(0);
}

template<class Names>
Fields posted_course(http::Form const& form, Names const& names)
{
    Fields fields;
    for (auto const& name : names)
        fields.set(name, std::string(trim(form.value(name))));
    return fields;
}

constexpr std::array state_fields{measure_field::state, measure_field::state_reason};
constexpr std::array light_fields{
    measure_field::light, measure_field::light_reason, measure_field::light_until};
constexpr std::array milestone_fields{
    milestone_field::title, milestone_field::due, milestone_field::done_on, milestone_field::remark};

// All problems of what was typed; what only the use case can know, where there are none.
std::vector<Problem> problems_to_show(std::vector<Problem> typed, Problem const& problem)
{
    bool const is_of_fields = problem.kind == ProblemKind::invalid;
    if (!is_of_fields || typed.empty())
        return {problem};
    return typed;
}

// One press of a button. `show`: the form again with everything that was typed, for the measure as it is by
// now; also where a colleague was faster.
struct PressedOnCourse {
    std::function<Result<bool>(Work&)> use_case;
    std::function<http::Response(Measure const&, Problem const&)> show;
    html::Url next;
    Fields typed = {}; // into fields of something that may have gone …
    std::span<std::string_view const> names = {}; // … which are these
};
http::Response press_on_course(web::Call& call, PressedOnCourse const& pressed)
{
    auto const done = web::write(call, pressed.use_case);
    if (done) {
        call.nothing_was_done = !*done;
        return see_page(pressed.next);
    }
    if (done.problem().kind == ProblemKind::not_found)
        return gone_from_measure(call, done.problem(), pressed.typed, pressed.names);
    auto const now = measure_in_path(call, edit_measures);
    if (!now)
        return web::staff_not_found(call);
    return pressed.show(*now, done.problem());
}

// Where the board came from, as its own parser reads it.
html::Url back_to_list(std::string_view query)
{
    auto const fields = http::Form::parse(query);
    return fields ? measures_url(MeasureFilter::read(*fields)) : measures_url();
}

std::optional<MilestoneId> milestone_in_path(web::Call const& call)
{
    auto const number = parse_number(call.path["meilenstein"]);
    return number && *number > 0 ? std::optional(MilestoneId{*number}) : std::nullopt;
}

std::optional<Milestone> find_milestone(web::Call const& call, MeasureId measure, MilestoneId id)
{
    auto const all
        = web::read(call, [&](db::Connection& db) { return list_milestones(db, call.site.tenant, measure); });
    auto const found = std::ranges::find(all, id, &Milestone::id);
    return found == all.end() ? std::nullopt : std::optional(*found);
}

http::Response show_all_milestones(
    web::Call const& call, Measure const& measure, Fields const& fields, std::vector<Problem> problems = {})
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
            by_hand ? web::name_of(web::list_authors(db, call.site.tenant), by_hand->by) : std::string{},
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
                      .problems = problems_to_show(problems_of_state(fields), problem)},
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
    return measure ? show_all_milestones(call, *measure, {}) : web::staff_not_found(call);
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
    auto const id = milestone_in_path(call);
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
    auto const id = milestone_in_path(call);
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
    auto const form = call.request.form();
    auto const measure = measure_in_path(call, edit_measures);
    auto const id = milestone_in_path(call);
    if (!form || !measure || !id)
        return web::staff_not_found(call);
    return press_on_course(
        call,
        {.use_case
         = [&](Work& work) { return finish_milestone(work, {measure->id, version_seen(*form)}, *id); },
         .show = [&](Measure const& now,
                     Problem const& problem) { return show_all_milestones(call, now, {}, {problem}); },
         .next = measure_url(measure->id, "meilensteine")});
}

http::Response erase_milestone_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const measure = measure_in_path(call, edit_measures);
    auto const id = milestone_in_path(call);
    if (!form || !measure || !id)
        return web::staff_not_found(call);
    return press_on_course(
        call,
        {.use_case
         = [&](Work& work) { return erase_milestone(work, {measure->id, version_seen(*form)}, *id); },
         .show = [&](Measure const& now,
                     Problem const& problem) { return show_all_milestones(call, now, {}, {problem}); },
         .next = measure_url(measure->id, "meilensteine")});
}

} // namespace kommin::goals
