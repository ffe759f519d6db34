// Routes of the desk for goals: finding, reading and editing them.

#include "modules/goals/goals/goal_desk.hpp"
#include "modules/goals/goals/goal_pages.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/life_line.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace kommin::goals {

using records::Fields;

namespace {

Fields posted_goal(http::Form const& posted)
{
    Fields fields;
    fields.set(goal_field::body, std::string(trim(posted.value(goal_field::body))));
    for (auto const& field : all_goal_fields) {
        Fields::Values values;
        for (auto const typed : posted.values(field.name)) {
            std::string text(trim(typed));
            std::erase(text, '\r');
            if (!text.empty())
                values.push_back(std::move(text));
        }
        fields.set(field.name, std::move(values));
    }
    return fields;
}

std::optional<GoalId> goal_in_path(web::Call const& call)
{
    auto const number = parse_number(call.path["ziel"]);
    return number && *number > 0 ? std::optional(GoalId{*number}) : std::nullopt;
}

// One goal at the desk.
class GoalDesk : public web::RecordDesk {
public:
    explicit GoalDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        auto const id = goal_in_path(call());
        if (!id)
            return false;
        found_ = web::read(call(), [&](db::Connection& db) -> std::optional<Found> {
            auto const tenant = call().site.tenant;
            auto goal = find_seen_goal(db, tenant, *id, call().actor(), edit_goals);
            if (!goal)
                return std::nullopt;
            auto state = records::undrafted(goal->version, goal->changed_at);
            state.owner = goal->owner();
            EditedGoal edited{std::move(*goal), load_goal_links(db, tenant, *id)};
            auto choices = list_goal_choices(db, tenant, call().actor(), call().local_now().date, &edited);
            return Found{
                std::move(edited), std::move(choices), std::move(state), web::list_authors(db, tenant)};
        });
        return found_.has_value();
    }
    [[nodiscard]] Goal const& goal() const { return found_->edited.goal; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(found_->edited); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return goal_record_form(web::staff_texts(call()), found_->choices, call().local_now().date);
    }
    // Whose it is stays as it was, and so do the recommendations that this person does not see.
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        auto fields = posted_goal(posted);
        fields.set(goal_field::body, std::string{});
        auto const stored = record(); // what has a page of its own is not asked
        for (auto const& one : public_goal_fields)
            fields.set(one.name, stored.values(one.name));
        return with_unseen_origins(std::move(fields), found_->choices, found_->edited.links);
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_goal(fields, found_->choices, &found_->edited);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_goal(fields), problems_of(fields));
    }
    // Earlier versions may name what is no choice any more.
    [[nodiscard]] Fields compared_fields(Fields const& fields) const override { return fields; }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{goal_subject, goal().id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return goal_url(goal().id, "bearbeiten"); }
    [[nodiscard]] html::Url history_url() const override { return goal_url(goal().id, "verlauf"); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return frame_below_goal(call(), goal(), std::move(title));
    }
    [[nodiscard]] std::string title_of(Fields const& fields) const override
    {
        return std::string(fields.value(goal_field::title));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return goal_form_page(
            call(),
            {.choices = found_->choices,
             .edited = &found_->edited,
             .fields = form.fields,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    struct Found {
        EditedGoal edited;
        GoalChoices choices;
        records::EditState state;
        web::Authors authors;
    };
    std::optional<Found> found_;
};

struct ListedGoals {
    Goals goals;
    Adoptions adoptions;
    std::vector<GoalLine> lines; // refer to `goals`
    std::map<GoalId, RolledUp> progress; // of these; empty where it is not asked
};
// `progress`: null for none.
ListedGoals listed_goals(
    web::Call const& call, db::Connection& db, GoalFilter const& filter, ProgressOfGoals progress)
{
    auto const tenant = call.site.tenant;
    auto const today = call.local_now().date;
    ListedGoals listed{
        .goals = list_seen_goals(db, tenant, call.actor(), see_goals, today),
        .adoptions = list_adoptions(db, tenant),
        .lines = {},
        .progress = {}};
    auto const with_words = filter.words.empty()
        ? std::vector<GoalId>{}
        : list_goals_with_words(db, tenant, search::folded_text(filter.words));
    listed.lines = filtered(
        listed.goals, listed.adoptions, filter, with_words, today, web::staff_texts(call).language());
    std::vector<GoalId> shown;
    for (auto const& line : listed.lines)
        shown.push_back(line.goal->id);
    if (progress != nullptr)
        listed.progress = progress(call, db, shown);
    return listed;
}

GoalChoices choices_for_new(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) {
        return list_goal_choices(db, call.site.tenant, call.actor(), call.local_now().date, nullptr);
    });
}

http::Response new_goal_page(
    web::Call const& call, GoalChoices const& choices, Fields const& fields, std::string const& key,
    std::vector<Problem> problems = {})
{
    return goal_form_page(
        call,
        {.choices = choices,
         .edited = nullptr,
         .fields = fields,
         .form_key = key,
         .problems = std::move(problems)});
}

}

http::Response list_goals_at_desk(web::Call& call, ProgressOfGoals progress)
{
    auto const filter = GoalFilter::read(call.request.query());
    std::vector<web::ListView> views;
    auto const found = web::read(call, [&](db::Connection& db) {
        views = web::saved_views(call, goal_list, filter.fields());
        return listed_goals(call, db, filter, progress);
    });
    return goal_list_page(
        call,
        {.goals = found.goals,
         .adoptions = found.adoptions,
         .filter = filter,
         .lines = found.lines,
         .progress = found.progress,
         .may_add = call.actor().may_somewhere(edit_goals),
         .views = std::move(views)});
}

http::Response export_goals(web::Call& call, ProgressOfGoals progress, GoalFileExtent extent)
{
    auto const filter = GoalFilter::read(call.request.query());
    std::map<GoalId, std::vector<tenants::UnitId>> units_of;
    std::vector<tenants::OrganisationalUnit> units;
    std::vector<Goal> known;
    auto found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        units_of = list_goal_units(db, tenant);
        units = tenants::list_units(db, tenant);
        known = list_known_goals(db, tenant, call.actor());
        return listed_goals(call, db, filter, progress);
    });
    if (extent == GoalFileExtent::head)
        found.lines.clear();
    return goal_file(
        call,
        {.goals = found.goals,
         .adoptions = found.adoptions,
         .filter = filter,
         .lines = found.lines,
         .progress = found.progress,
         .may_add = false},
        {.goals = found.goals,
         .served = known,
         .units = units,
         .today = call.local_now().date,
         .texts = web::staff_texts(call)},
        units_of);
}

http::Response show_goal(web::Call& call, MeasuresOfGoal measures)
{
    struct Found {
        EditedGoal seen;
        Goals goals;
        std::optional<Goal> served;
        std::optional<Adoption> adoption;
        std::optional<Fields> adopted;
        std::vector<Resolution> resolutions;
        std::vector<tenants::OrganisationalUnit> units;
        std::vector<meetings::NamedRecommendation> origins;
    };
    auto const id = goal_in_path(call);
    if (!id)
        return web::staff_not_found(call);
    auto const found = web::read(call, [&](db::Connection& db) -> std::optional<Found> {
        auto const tenant = call.site.tenant;
        auto goal = find_seen_goal(db, tenant, *id, call.actor(), see_goals);
        if (!goal)
            return std::nullopt;
        Found all;
        all.seen = {std::move(*goal), load_goal_links(db, tenant, *id)};
        all.goals = list_seen_goals(db, tenant, call.actor(), see_goals, call.local_now().date);
        if (all.seen.goal.serves)
            all.served = load_goal(db, tenant, *all.seen.goal.serves);
        all.adoption = find_adoption(db, tenant, *id);
        if (all.adoption) {
            auto version = records::find_version(
                db, tenant, {goal_subject, id->value}, all.adoption->version, records::unrestricted);
            if (version)
                all.adopted = std::move(version->fields);
        }
        all.resolutions = list_resolutions_about(db, tenant, {*id});
        all.units = tenants::list_units(db, tenant);
        all.origins = meetings::list_named_recommendations(db, tenant, call.actor(), all.seen.links.origins);
        return all;
    });
    if (!found)
        return web::staff_not_found(call);
    return goal_page(
        call,
        {.seen = found->seen,
         .goals = found->goals,
         .served = found->served,
         .adoption = found->adoption ? &*found->adoption : nullptr,
         .adopted = found->adopted,
         .resolutions = found->resolutions,
         .units = found->units,
         .origins = found->origins,
         .may_edit = call.actor().may(edit_goals, found->seen.goal.owner()),
         .measures = measures(call, found->seen.goal),
         .life = web::life_line(call, {goal_subject, id->value})});
}

// Below the goal that "?unter=3" names, where there is one.
http::Response show_new_goal(web::Call& call)
{
    auto const choices = choices_for_new(call);
    Fields fields;
    fields.set(goal_field::kind, std::string(to_text(GoalKind::guiding)));
    fields.set(goal_field::influence, std::string(to_text(Influence::unscreened)));
    fields.set(goal_field::weight, "1");
    auto const number = parse_number(call.request.query().value("unter"));
    if (auto const* above = choices.goals.find(number ? std::optional(GoalId{*number}) : std::nullopt)) {
        fields.set(goal_field::kind, std::string(to_text(GoalKind::operational)));
        fields.set(goal_field::parent, std::to_string(above->id.value));
        if (above->panel)
            fields.set(goal_field::panel, std::to_string(above->panel->value));
        fields.set(goal_field::body, slug_of(choices.goals.bodies, above->body));
    }
    return new_goal_page(call, choices, fields, crypto::random_token());
}

http::Response add_goal_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto const fields = posted_goal(*form);
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = {}, // the use case finds the one of the same form first
         .add = [&](Work& work) -> Result<html::Url> { return goal_url(TRY(add_goal(work, fields, key))); },
         .show_form =
             [&](std::vector<Problem> problems) {
                 auto const choices = choices_for_new(call);
                 for (auto& problem : problems_of_goal(fields, choices, nullptr)) {
                     if (std::ranges::find(problems, problem.field, &Problem::field) == problems.end())
                         problems.push_back(std::move(problem));
                 }
                 return new_goal_page(call, choices, fields, key, std::move(problems));
             }});
}

http::Response show_goal_form(web::Call& call)
{
    GoalDesk desk(call);
    return web::show_record(call, desk);
}

http::Response save_goal_form(web::Call& call)
{
    GoalDesk desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_goal(work, {desk.goal().id, seen.version}, fields);
        });
}

http::Response show_goal_history(web::Call& call)
{
    GoalDesk desk(call);
    return web::show_history(call, desk);
}

web::StaffHits find_goals_at_desk(web::Call const& call, std::string_view words, int most_hits)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    GoalFilter filter;
    filter.words = words;
    filter.view = GoalView::all;
    auto const found
        = web::read(call, [&](db::Connection& db) { return listed_goals(call, db, filter, nullptr); });
    auto const& lines = found.lines;
    web::StaffHits hits{{}, std::ssize(lines), goals_url(filter)};
    for (auto const& line : lines) {
        if (std::ssize(hits.hits) == most_hits)
            break;
        auto const& goal = *line.goal;
        hits.hits.push_back(
            {.title = full_title_of(goal),
             .url = goal_url(goal.id),
             .detail = std::string(texts(label_of(goal.kind))),
             .place = owner_text(found.goals, goal.body, texts),
             .state = mark_of(standing_of(goal, adoption_in(found.adoptions, goal.id), today), texts)});
    }
    return hits;
}

} // namespace kommin::goals
