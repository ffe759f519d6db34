// Routes of the desk for measures: finding, reading and editing them.

#include "modules/goals/goals/goal_editing.hpp"
#include "modules/goals/goals/goal_store.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/measure_shown.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/web/life_line.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kommin::goals {

using records::Fields;

namespace {

Fields posted_measure(http::Form const& posted)
{
    Fields fields;
    for (auto const& field : form_measure_fields) {
        Fields::Values values;
        for (auto const typed : posted.values(field.name)) {
            std::string text(trim(typed));
            std::erase(text, '\r');
            if (!text.empty())
                values.push_back(std::move(text));
        }
        fields.set(field.name, std::move(values));
    }
    // The weight of a goal stands beside its box.
    Fields::Values goals;
    for (auto const& value : fields.values(measure_field::goals)) {
        auto const number = parse_number(value);
        if (!number) {
            goals.push_back(value); // is refused
            continue;
        }
        GoalId const goal{*number};
        goals.push_back(goal_value({goal, std::string(trim(posted.value(weight_field_of(goal))))}));
    }
    fields.set(measure_field::goals, std::move(goals));
    return fields;
}

// One measure at the desk.
class MeasureDesk : public web::RecordDesk {
public:
    explicit MeasureDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        auto const measure = measure_in_path(call(), edit_measures);
        if (!measure) {
            found_.reset();
            return false;
        }
        found_ = web::read(call(), [&](db::Connection& db) {
            auto const tenant = call().site.tenant;
            auto whole = load_whole_measure(db, tenant, measure->id);
            auto const& one = whole.measure;
            auto state = records::undrafted(one.version, one.changed_at);
            state.owner = one.owner();
            auto choices = load_measure_choices(db, tenant, call().actor(), &one, call().local_now().date);
            return Found{
                std::move(whole), std::move(state), web::list_authors(db, tenant), std::move(choices)};
        });
        return true;
    }
    [[nodiscard]] Measure const& measure() const { return found_->whole.measure; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(found_->whole); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return measure_record_form(web::staff_texts(call()), found_->choices);
    }
    // What has a page of its own is not asked: it stays as it is.
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        auto fields = posted_measure(posted);
        auto const stored = record();
        for (auto const& one : course_measure_fields)
            fields.set(one.name, stored.values(one.name));
        return fields;
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_measure(fields);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        auto problems = problems_of(fields);
        // A wrong weight is refused beside it and belongs to the field of the goals.
        for (auto& problem : problems) {
            if (problem.field.starts_with(weight_fields))
                problem.field = measure_field::goals;
        }
        return records::with_wrong_as_typed(fields, spelled_measure(fields), problems);
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{measure_subject, measure().id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return measure_url(measure().id, "bearbeiten"); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return frame_below_measure(call(), measure(), std::move(title));
    }
    [[nodiscard]] std::string title_of(Fields const& fields) const override
    {
        return std::string(fields.value(measure_field::title));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return measure_form_page(
            call(),
            {.choices = found_->choices,
             .measure = &measure(),
             .fields = form.fields,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    struct Found {
        WholeMeasure whole;
        records::EditState state;
        web::Authors authors;
        MeasureChoices choices;
    };
    std::optional<Found> found_;
};

http::Response new_measure_page(
    web::Call const& call, Fields const& fields, std::string const& key, std::vector<Problem> problems = {})
{
    auto const choices = web::read(call, [&](db::Connection& db) {
        return load_measure_choices(db, call.site.tenant, call.actor(), nullptr, call.local_now().date);
    });
    return measure_form_page(
        call,
        {.choices = choices,
         .measure = nullptr,
         .fields = fields,
         .form_key = key,
         .problems = std::move(problems)});
}

// One page of the list, or as much as a board holds.
MeasureList listed(db::Connection& db, TenantId tenant, SeenMeasures const& seen, MeasureFilter const& filter)
{
    if (filter.view == MeasureView::list)
        return list_measures_for_staff(db, tenant, seen, filter);
    MeasureList board{.lines = list_measures_for_board(db, tenant, seen, filter, most_on_board)};
    board.count = std::ssize(board.lines);
    if (board.count == most_on_board)
        board.count = list_measures_for_staff(db, tenant, seen, filter).count;
    return board;
}

// The goals that it serves, in their order; those of which this person may know.
std::vector<Goal> known_goals_of(
    db::Connection& db, TenantId tenant, Actor const& actor, MeasureLinks const& links)
{
    std::vector<Goal> served;
    if (links.goals.empty())
        return served;
    auto const goals = list_known_goals(db, tenant, actor);
    for (auto const& one : links.goals) {
        auto const found = std::ranges::find(goals, one.goal, &Goal::id);
        if (found != goals.end())
            served.push_back(*found);
    }
    return served;
}

}

http::Response list_measures_at_desk(web::Call& call)
{
    auto const filter = MeasureFilter::read(call.request.query());
    struct Found {
        SeenMeasures seen;
        MeasureNames names;
        MeasureList list;
        std::vector<int> years;
        std::vector<tenants::UnitId> units;
        web::Authors accounts;
        std::set<MeasureId> everywhere;
        std::vector<web::ListView> views;
    };
    auto found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto seen = seen_measures(call, db);
        auto list = listed(db, tenant, seen, filter);
        auto names = load_measure_names(db, tenant, seen.today);
        auto years = list_measure_years(db, tenant, seen.owners, seen.today);
        auto units
            = tenants::with_units_above(names.district.units, list_measure_units(db, tenant, seen.owners));
        std::set<MeasureId> everywhere;
        if (is_of_municipality(seen, filter))
            everywhere = list_done_everywhere(db, tenant, list.lines);
        return Found{std::move(seen),       std::move(names),
                     std::move(list),       std::move(years),
                     std::move(units),      web::list_authors(db, tenant),
                     std::move(everywhere), web::saved_views(call, measure_list, filter.fields())};
    });
    auto const lights = lights_of(call, found.list.lines);
    return measure_list_page(
        call,
        {.names = found.names,
         .filter = filter,
         .list = found.list,
         .lights = lights,
         .years = found.years,
         .units = found.units,
         .owners = found.seen.owners,
         .accounts = found.accounts,
         .everywhere = found.everywhere,
         .may_add = call.actor().may_somewhere(edit_measures),
         .views = std::move(found.views)});
}

http::Response show_measure(web::Call& call, BelowMeasure const& below)
{
    return show_measure_with(call, {}, {}, below);
}

http::Response show_measure_with(
    web::Call const& call, std::vector<Problem> problems, std::vector<std::string> not_stored,
    BelowMeasure const& below)
{
    auto const measure = measure_in_path(call, see_goals);
    if (!measure)
        return web::staff_not_found(call);
    struct Found {
        WholeMeasure whole;
        MeasureNames names;
        std::vector<Goal> goals;
        std::vector<meetings::NamedRecommendation> origins;
        ShownFigures figures;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto whole = load_whole_measure(db, tenant, measure->id);
        auto goals = known_goals_of(db, tenant, call.actor(), whole.links);
        auto origins = meetings::list_named_recommendations(db, tenant, call.actor(), whole.links.origins);
        auto figures = load_shown_figures(call, db, whole.measure, whole.milestones);
        return Found{
            std::move(whole), load_measure_names(db, tenant, call.local_now().date), std::move(goals),
            std::move(origins), std::move(figures)};
    });
    return measure_page(
        call,
        {.whole = found.whole,
         .names = found.names,
         .goals = found.goals,
         .origins = found.origins,
         .life = web::life_line(call, {measure_subject, measure->id.value}),
         .figures = found.figures,
         .may_edit = call.actor().may(edit_measures, found.whole.measure.owner()),
         .problems = std::move(problems),
         .not_stored = std::move(not_stored),
         .below = below ? below(call, named(found.whole.measure)) : web::Body{}});
}

http::Response show_new_measure(web::Call& call)
{
    auto fields = form_of(WholeMeasure{});
    fields.set(measure_field::panel, std::string(call.request.query().value("feld")));
    return new_measure_page(call, fields, crypto::random_token());
}

http::Response add_measure_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto fields = posted_measure(*form);
    fields.set(measure_field::body, std::string(trim(form->value(measure_field::body))));
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = {}, // the use case finds the one of the same form first
         .add
         = [&](Work& work) -> Result<html::Url> { return measure_url(TRY(add_measure(work, fields, key))); },
         .show_form =
             [&](std::vector<Problem> problems) {
                 for (auto& problem : problems_of_measure(fields)) {
                     if (std::ranges::find(problems, problem.field, &Problem::field) == problems.end())
                         problems.push_back(std::move(problem));
                 }
                 return new_measure_page(call, fields, key, std::move(problems));
             }});
}

http::Response show_measure_form(web::Call& call)
{
    MeasureDesk desk(call);
    return web::show_record(call, desk);
}

http::Response save_measure_form(web::Call& call)
{
    MeasureDesk desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_measure(work, {desk.measure().id, seen.version}, fields);
        });
}

http::Response show_measure_history(web::Call& call)
{
    MeasureDesk desk(call);
    return web::show_history(call, desk);
}

web::StaffHits find_measures_at_desk(web::Call const& call, std::string_view words, int most_hits)
{
    auto const& texts = web::staff_texts(call);
    MeasureFilter filter;
    filter.words = words;
    struct Found {
        MeasureNames names;
        MeasureList list;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        auto list = list_measures_for_staff(db, call.site.tenant, seen_measures(call, db), filter);
        return Found{load_measure_names(db, call.site.tenant, call.local_now().date), std::move(list)};
    });
    web::StaffHits hits{{}, found.list.count, measures_url(filter)};
    for (auto const& one : found.list.lines) {
        if (std::ssize(hits.hits) == most_hits)
            break;
        hits.hits.push_back(
            {.title = full_title_of(one),
             .url = measure_url(one.id),
             .detail = found.names.panel(one.panel),
             .place = found.names.owner(one.body),
             .state = mark_of(one.state, texts)});
    }
    return hits;
}

} // namespace kommin::goals
