#include "modules/goals/site/public_goals.hpp"

#include "modules/goals/goals/goal_pages.hpp"
#include "modules/goals/goals/goal_publication.hpp"
#include "modules/goals/goals/goal_store.hpp"
#include "modules/goals/goals/resolution_store.hpp"
#include "modules/goals/measures/figure_store.hpp"
#include "modules/goals/measures/measure_publication.hpp"
#include "modules/goals/measures/measure_store.hpp"
#include "platform/i18n/texts.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <utility>

namespace kommin::goals {

namespace {

constexpr std::string_view goals_page = "ziele"; // without language
constexpr std::string_view measures_page = "ziele/massnahmen/"; // likewise
constexpr int most_measures_published = 10'000;
// Panels are asked for by name alone: whether one has ended today is nothing that is shown.
constexpr Date any_day{std::chrono::year{2000}, std::chrono::January, std::chrono::day{1}};

std::vector<Measure> list_public_measures(
    db::Connection& db, TenantId tenant, std::vector<GoalId> const& of_goals = {})
{
    return list_measures(
        db, tenant,
        {.owners = {Scope::whole_tenant()},
         .goals = of_goals,
         .only_public = true,
         .order = MeasureOrder::field},
        most_measures_published);
}

// Those that everybody reads below it and of municipalities that serve it, as far as everybody reads what
// lies between.
std::vector<Goal> list_public_goals_below(
    db::Connection& db, TenantId tenant, GoalId top, Adoptions const& adoptions)
{
    auto waiting = list_goals_to_show(db, tenant);
    std::erase_if(
        waiting, [&](Goal const& goal) { return !is_public(goal, adoption_in(adoptions, goal.id)); });
    std::set<GoalId> above{top};
    std::vector<Goal> below;
    for (bool has_more = true; has_more;) {
        auto const found = std::ranges::stable_partition(waiting, [&](Goal const& goal) {
            bool const leads_on = (goal.parent && above.contains(*goal.parent)) || goal.serves == top;
            return !leads_on || above.contains(goal.id);
        });
        has_more = !found.empty();
        for (auto& goal : found) {
            above.insert(goal.id);
            below.push_back(std::move(goal));
        }
        waiting.erase(found.begin(), found.end());
    }
    return below;
}

// These and all below them, level by level, each once; without `top`.
std::vector<PublicGoal const*> with_all_below(
    std::vector<PublicGoal const*> const& goals, PublicGoal const& top)
{
    std::set<GoalId> known{top.goal.id};
    std::vector<PublicGoal const*> all;
    auto const add = [&](std::vector<PublicGoal const*> const& more) {
        std::ranges::copy_if(more, std::back_inserter(all), [&](PublicGoal const* one) {
            return known.insert(one->goal.id).second;
        });
    };
    add(goals);
    for (std::size_t at = 0; at < all.size(); ++at)
        add(all[at]->below);
    return all;
}

std::size_t others_of_all(std::int64_t all, std::size_t shown)
{
    return static_cast<std::size_t>(all) - shown;
}

std::vector<PublicMeasure> with_what_belongs(
    db::Connection& db, TenantId tenant, std::vector<Measure> const& shown)
{
    std::vector<MeasureId> ids;
    std::ranges::transform(shown, std::back_inserter(ids), &Measure::id);
    if (ids.empty())
        return {};
    auto links = list_measure_links(db, tenant, ids);
    auto milestones = list_milestones_of(db, tenant, ids);
    auto figures = list_figures(db, tenant, ids);
    std::vector<FigureId> counted;
    std::ranges::transform(figures, std::back_inserter(counted), &Figure::id);
    std::map<FigureId, std::vector<Report>> reports;
    for (auto& report : list_reports_of(db, tenant, counted, ReportState::confirmed)) {
        report.remark.clear();
        report.question.clear();
        report.reported_by.clear();
        report.decided_by.clear();
        reports[report.figure].push_back(std::move(report));
    }
    std::map<MeasureId, std::vector<PublicMeasure::Counted>> of_measure;
    for (auto& figure : figures) {
        auto const id = figure.id;
        of_measure[figure.measure].push_back({std::move(figure), std::move(reports[id])});
    }
    std::vector<PublicMeasure> all;
    for (auto const& one : shown)
        all.push_back(
            {.measure = as_public(one),
             .links = std::move(links[one.id]),
             .milestones = std::move(milestones[one.id]),
             .figures = std::move(of_measure[one.id])});
    return all;
}

std::optional<web::NamedPage> find_goal_page(
    PublicGoals const& published, GoalTexts const& translated, std::string_view path,
    i18n::Texts const& texts)
{
    if (path == goals_page)
        return web::NamedPage{std::string(texts("goals.public.title"_msg)), texts.language()};
    content::LanguageChain const chain{texts.language(), {}, i18n::Language::german()};
    if (path.starts_with(measures_page)) {
        auto const* one = published.find_measure(path.substr(measures_page.size()));
        if (one == nullptr)
            return std::nullopt;
        auto const title = content::show(
            one->measure.title, translated.measures.find(one->measure.id.value, "title"), chain);
        return web::NamedPage{
            meetings::numbered(one->measure.number, title.text), title.language, one->measure.owner()};
    }
    auto const prefix = std::string(goals_page) + '/';
    auto const* one = path.starts_with(prefix) ? published.find_goal(path.substr(prefix.size())) : nullptr;
    if (one == nullptr)
        return std::nullopt;
    auto const title
        = content::show(one->goal.title, translated.goals.find(one->goal.id.value, "title"), chain);
    return web::NamedPage{
        meetings::numbered(one->goal.number, title.text), title.language, one->goal.owner()};
}

content::Shown shown_of(
    web::Visit const& visit, content::SubjectKind kind, std::int64_t id, std::string_view field,
    std::string_view source)
{
    auto const translated = visit.call.published.find<GoalTexts>();
    std::span<content::Translation const> translations;
    if (translated) // the parts keep it as long as the call lasts
        translations = translated->of(kind).find(id, field);
    return content::show(source, translations, visit.call.site.chain(visit.language()));
}

}

std::vector<PublicGoal const*> list_all_below(PublicGoal const& goal)
{
    return with_all_below(goal.below, goal);
}

std::vector<PublicGoal const*> list_all_serving(PublicGoal const& goal)
{
    return with_all_below(goal.serving, goal);
}

Measure as_public(Measure one)
{
    one.state_reason.clear(); // may be somebody's illness
    one.reservation.clear();
    one.grant.clear();
    one.report_mail.clear();
    one.source.clear();
    if (!one.is_uncertain)
        one.remark.clear();
    if (one.by_hand) {
        one.by_hand->reason.clear();
        one.by_hand->by.clear();
    }
    return one;
}

MeasureStanding PublicMeasure::standing(Date today) const
{
    std::vector<FigureStanding> standings;
    for (auto const& [figure, reports] : figures)
        standings.push_back(standing_of(figure, measure, reports, today));
    auto standing = standing_of(measure, std::move(standings), today, [&](MeasureId) {
        return light_of_milestones(milestones, today);
    });
    // That it is finished is said beside it; that it has reached its target nobody has counted.
    if (standing.is_by_state && !(standing.light && standing.light->is_by_hand))
        standing.light.reset();
    return standing;
}

std::shared_ptr<PublicGoals const> PublicGoals::load(db::Connection& db, TenantId tenant)
{
    auto part = std::make_shared<PublicGoals>();
    auto goals = list_goals_to_show(db, tenant);
    auto const measures = list_public_measures(db, tenant);
    auto const adoptions = goals.empty() ? Adoptions{} : list_adoptions(db, tenant);
    std::erase_if(goals, [&](Goal const& goal) { return !is_public(goal, adoption_in(adoptions, goal.id)); });
    part->hidden_goals_ = others_of_all(count_goals(db, tenant), goals.size());
    part->hidden_measures_ = others_of_all(
        count_measures(
            db, tenant, {.owners = {Scope::whole_tenant()}}, std::numeric_limits<std::int32_t>::max()),
        measures.size());
    part->fill(db, tenant, std::move(goals), adoptions, measures);
    return part;
}

std::shared_ptr<PublicGoals const> PublicGoals::preview(db::Connection& db, TenantId tenant, GoalId id)
{
    auto part = std::make_shared<PublicGoals>();
    auto goal = load_goal(db, tenant, id);
    if (!goal)
        return part;
    auto const adoptions = list_adoptions(db, tenant);
    std::vector<Goal> goals;
    // Its page names the goals to which it leads, where everybody reads them.
    for (auto const& other : {goal->parent, goal->serves}) {
        auto above = other ? load_goal(db, tenant, *other) : std::nullopt;
        if (above && is_public(*above, adoption_in(adoptions, above->id)))
            goals.push_back(std::move(*above));
    }
    // And those below it, by which it is said how far it has come, and those that serve it.
    std::vector<GoalId> counted{id};
    for (auto& below : list_public_goals_below(db, tenant, id, adoptions)) {
        counted.push_back(below.id);
        goals.push_back(std::move(below));
    }
    goals.push_back(std::move(*goal));
    part->fill(db, tenant, std::move(goals), adoptions, list_public_measures(db, tenant, counted));
    return part;
}

std::shared_ptr<PublicGoals const> PublicGoals::preview(db::Connection& db, TenantId tenant, MeasureId id)
{
    auto part = std::make_shared<PublicGoals>();
    if (auto one = load_measure(db, tenant, id))
        part->fill(db, tenant, {}, {}, {std::move(*one)});
    return part;
}

void PublicGoals::fill(
    db::Connection& db, TenantId tenant, std::vector<Goal> goals, Adoptions const& adoptions,
    std::vector<Measure> const& measures)
{
    if (goals.empty() && measures.empty())
        return;
    panels_ = meetings::list_named_panels(db, tenant, any_day);
    district_ = tenants::load_tenant_with_bodies(db, tenant);
    measures_ = with_what_belongs(db, tenant, measures);
    auto units = list_goal_units(db, tenant);
    auto origins = list_origins_by_goal(db, tenant);
    for (auto& goal : goals) {
        PublicGoal one;
        if (auto const* adoption = adoption_in(adoptions, goal.id))
            one.adoption = *adoption;
        one.units = std::move(units[goal.id]);
        one.origins = std::move(origins[goal.id]);
        goal.influence_reason.clear();
        goal.source.clear();
        if (!goal.is_uncertain)
            goal.remark.clear();
        one.goal = std::move(goal);
        goals_.push_back(std::move(one));
    }
    std::ranges::stable_sort(
        goals_, {}, [&](PublicGoal const& one) { return place_of_panel(one.goal.panel); });
    std::map<GoalId, PublicGoal*> by_id;
    std::vector<GoalId> ids;
    for (auto& one : goals_) {
        by_id.emplace(one.goal.id, &one);
        ids.push_back(one.goal.id);
    }
    auto const enter = [&](std::optional<GoalId> above, std::vector<PublicGoal const*> PublicGoal::* list,
                           PublicGoal const& one) {
        if (auto const found = above ? by_id.find(*above) : by_id.end(); found != by_id.end())
            (found->second->*list).push_back(&one);
    };
    for (auto const& one : goals_) {
        enter(one.goal.parent, &PublicGoal::below, one);
        enter(one.goal.serves, &PublicGoal::serving, one);
    }
    std::map<MeasureId, PublicMeasure const*> shown;
    for (auto const& one : measures_)
        shown.emplace(one.measure.id, &one);
    for (auto const& served : list_all_serving_measures(db, tenant, ids)) {
        auto const goal = by_id.find(served.goal);
        if (goal == by_id.end())
            continue;
        auto const measure = shown.find(served.measure);
        if (measure == shown.end()) {
            ++goal->second->hidden_measures;
            continue;
        }
        goal->second->measures.push_back(measure->second);
        goal->second->weights.push_back(served.weight);
    }
}

RolledUp PublicGoals::progress_of(PublicGoal const& goal, Date today) const
{
    std::vector<GoalInTree> tree;
    std::vector<ServedBy> serving;
    auto const add = [&](PublicGoal const& one) {
        tree.push_back({one.goal.id, one.goal.parent, one.goal.weight});
        for (std::size_t at = 0; at < one.measures.size(); ++at) {
            auto const& measure = *one.measures[at];
            if (measure.measure.state != MeasureState::dropped)
                serving.push_back({one.goal.id, one.weights[at], measure.standing(today).progress.progress});
        }
    };
    add(goal);
    for (auto const* one : list_all_below(goal))
        add(*one);
    return roll_up_goals(tree, serving)[goal.goal.id];
}

std::vector<PublicMeasure const*> PublicGoals::measures_alone() const
{
    std::set<MeasureId> serving;
    for (auto const& goal : goals_) {
        for (auto const* one : goal.measures)
            serving.insert(one->measure.id);
    }
    std::vector<PublicMeasure const*> alone;
    for (auto const& one : measures_) {
        if (!serving.contains(one.measure.id))
            alone.push_back(&one);
    }
    return alone;
}

PublicGoal const* PublicGoals::find_goal(std::string_view slug) const
{
    auto const found = std::ranges::find(
        goals_, slug, [](PublicGoal const& one) { return std::string_view(one.goal.slug); });
    return found == goals_.end() || slug.empty() ? nullptr : &*found;
}

PublicGoal const* PublicGoals::find(std::optional<GoalId> id) const
{
    auto const found
        = std::ranges::find(goals_, id, [](PublicGoal const& one) { return std::optional(one.goal.id); });
    return found == goals_.end() ? nullptr : &*found;
}

PublicMeasure const* PublicGoals::find_measure(std::string_view slug) const
{
    auto const found = std::ranges::find(
        measures_, slug, [](PublicMeasure const& one) { return std::string_view(one.measure.slug); });
    return found == measures_.end() || slug.empty() ? nullptr : &*found;
}

PublicMeasure const* PublicGoals::find(MeasureId id) const
{
    auto const found
        = std::ranges::find(measures_, id, [](PublicMeasure const& one) { return one.measure.id; });
    return found == measures_.end() ? nullptr : &*found;
}

std::string_view PublicGoals::panel_name(std::optional<meetings::PanelId> id) const
{
    auto const found = id ? std::ranges::find(panels_, *id, &meetings::NamedPanel::id) : panels_.end();
    return found == panels_.end() ? std::string_view{} : std::string_view(found->name);
}

std::string PublicGoals::owner_name(std::optional<tenants::BodyId> body) const
{
    return body ? place_name(*body) : district_.tenant.name;
}

std::string PublicGoals::place_name(tenants::BodyId body) const
{
    auto const* found = district_.find_body(body);
    return found == nullptr ? std::string{} : found->name;
}

std::string PublicGoals::unit_name(tenants::UnitId id, Date today) const
{
    auto const found = std::ranges::find(district_.units, id, &tenants::OrganisationalUnit::id);
    return found == district_.units.end() ? std::string{} : name_of_unit(*found, today);
}

std::size_t PublicGoals::place_of_panel(std::optional<meetings::PanelId> id) const
{
    if (!id)
        return 0;
    auto const found = std::ranges::find(panels_, *id, &meetings::NamedPanel::id);
    return 1 + static_cast<std::size_t>(found - panels_.begin());
}

std::shared_ptr<GoalTexts const> GoalTexts::load(db::Connection& db, TenantId tenant)
{
    return std::make_shared<GoalTexts const>(GoalTexts{
        content::TranslationShelf::load(db, tenant, goal_subject),
        content::TranslationShelf::load(db, tenant, measure_subject),
        content::TranslationShelf::load(db, tenant, figure_subject)});
}

content::TranslationShelf const& GoalTexts::of(content::SubjectKind kind) const
{
    if (kind.word() == goal_subject.word())
        return goals;
    return kind.word() == figure_subject.word() ? figures : measures;
}

content::Shown told(
    web::Visit const& visit, Goal const& goal, std::string_view field, std::string_view source)
{
    return visit.told(shown_of(visit, goal_subject, goal.id.value, field, source));
}

content::Shown told(
    web::Visit const& visit, Measure const& measure, std::string_view field, std::string_view source)
{
    return visit.told(shown_of(visit, measure_subject, measure.id.value, field, source));
}

content::Shown told(
    web::Visit const& visit, Figure const& figure, std::string_view field, std::string_view source)
{
    return visit.told(shown_of(visit, figure_subject, figure.id.value, field, source));
}

content::Shown told_without_note(
    web::Visit const& visit, content::SubjectKind kind, std::int64_t id, std::string_view field,
    std::string_view source)
{
    auto const shown = shown_of(visit, kind, id, field, source);
    return shown.needs_no_note() ? shown
                                 : content::Shown{source, visit.call.site.chain(visit.language()).source};
}

void publish_goals(web::Publishing& publishing)
{
    auto const part = PublicGoals::load(publishing.db(), publishing.tenant());
    auto const translated = GoalTexts::load(publishing.db(), publishing.tenant());
    publishing.add_part(part);
    publishing.add_part(translated);
    publishing.add_count("goals", part->goals().size());
    publishing.add_count("measures", part->measures().size());
    publishing.find_pages_with([part, translated](std::string_view path, i18n::Texts const& texts) {
        return find_goal_page(*part, *translated, path, texts);
    });
    if (part->goals().empty() && part->measures().empty())
        return;
    publishing.list_paths([part](auto const& take) {
        take(goals_page);
        for (auto const& one : part->goals())
            take(std::string(goals_page) + '/' + one.goal.slug);
        for (auto const& one : part->measures())
            take(std::string(measures_page) + one.measure.slug);
    });
    publishing.add_link(
        {.place = web::LinkPlace::other_ways,
         .rank = 88,
         .label = "goals.public.title"_msg,
         .path = std::string(goals_page)});
}

} // namespace kommin::goals
