#pragma once
// What everybody reads of goals and measures: those that somebody has shown, and how many more there are
// (docs/adr/0094). Lights are not in it: they depend on the day.

#include "modules/goals/goals/resolution.hpp"
#include "modules/goals/goals/resolution_store.hpp"
#include "modules/goals/measures/figures_of_measures.hpp"
#include "modules/goals/measures/measure.hpp"
#include "platform/content/localised_text.hpp"
#include "platform/content/translation_store.hpp"
#include "platform/db/connection.hpp"
#include "platform/web/module.hpp"
#include "platform/web/visit.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

// One measure without what the administration knows alone.
struct PublicMeasure {
    Measure measure;
    MeasureLinks links;
    std::vector<Milestone> milestones; // for its light, where it has no figure
    struct Counted {
        Figure figure;
        std::vector<Report> reports; // confirmed ones
    };
    std::vector<Counted> figures;

    [[nodiscard]] MeasureStanding standing(Date today) const;
};

struct PublicGoal {
    Goal goal;
    std::optional<Adoption> adoption; // nothing only of one that is looked at before it is shown
    std::vector<tenants::UnitId> units;
    std::vector<meetings::RecommendationId> origins; // whether everybody reads them is asked when it is shown
    std::vector<PublicMeasure const*> measures; // that serve it and are shown
    std::vector<std::int64_t> weights; // of these in it, in their order
    std::size_t hidden_measures = 0; // that serve it and are not
    std::vector<PublicGoal const*> below; // that lead to it and are shown
    std::vector<PublicGoal const*> serving; // of municipalities, that serve it and are shown
};
// The goals below it and below these, level by level: where everybody reads of all that lie between.
std::vector<PublicGoal const*> list_all_below(PublicGoal const& goal);
// Those of municipalities that serve it, with all below them, likewise.
std::vector<PublicGoal const*> list_all_serving(PublicGoal const& goal);

// Of one version of a tenant; immutable.
class PublicGoals {
public:
    PublicGoals() = default;
    PublicGoals(PublicGoals const&) = delete; // goals refer to measures
    PublicGoals& operator=(PublicGoals const&) = delete;

    static std::shared_ptr<PublicGoals const> load(db::Connection& db, TenantId tenant);
    // This one alone as if it were shown, with what its page says of others: for whoever is about to show it.
    static std::shared_ptr<PublicGoals const> preview(db::Connection& db, TenantId tenant, GoalId id);
    static std::shared_ptr<PublicGoals const> preview(db::Connection& db, TenantId tenant, MeasureId id);

    // Field of action by field of action, what concerns all of them first.
    [[nodiscard]] std::vector<PublicGoal> const& goals() const { return goals_; }
    [[nodiscard]] std::vector<PublicMeasure> const& measures() const { return measures_; }
    // Those that serve no goal that is shown.
    [[nodiscard]] std::vector<PublicMeasure const*> measures_alone() const;
    [[nodiscard]] std::size_t hidden_goals() const { return hidden_goals_; }
    [[nodiscard]] std::size_t hidden_measures() const { return hidden_measures_; }
    // Null where there is none.
    [[nodiscard]] PublicGoal const* find_goal(std::string_view slug) const;
    [[nodiscard]] PublicGoal const* find(std::optional<GoalId> id) const;
    [[nodiscard]] PublicMeasure const* find_measure(std::string_view slug) const;
    [[nodiscard]] PublicMeasure const* find(MeasureId id) const;
    // How far this goal has come by what everybody reads: measures that are shown and were not dropped, and
    // the goals below it that are shown. What is hidden has no part in it, so that nobody can reckon it back.
    [[nodiscard]] RolledUp progress_of(PublicGoal const& goal, Date today) const;

    // How what they name is called; "" for what is not there.
    [[nodiscard]] std::string_view panel_name(std::optional<meetings::PanelId> id) const;
    [[nodiscard]] std::string owner_name(std::optional<tenants::BodyId> body) const;
    [[nodiscard]] std::string place_name(tenants::BodyId body) const;
    [[nodiscard]] std::string unit_name(tenants::UnitId id, Date today) const;
    // In the order of the pages: the place of a field of action among the others.
    [[nodiscard]] std::size_t place_of_panel(std::optional<meetings::PanelId> id) const;

private:
    void fill(
        db::Connection& db, TenantId tenant, std::vector<Goal> goals, Adoptions const& adoptions,
        std::vector<Measure> const& measures);

    std::vector<PublicGoal> goals_;
    std::vector<PublicMeasure> measures_;
    std::size_t hidden_goals_ = 0;
    std::size_t hidden_measures_ = 0;
    std::vector<meetings::NamedPanel> panels_;
    tenants::TenantWithBodies district_;
};

// What everybody may read of it, and nothing else: for whoever shows it to them.
Measure as_public(Measure measure);

// The translations of the module, as they stood when they were loaded.
struct GoalTexts {
    content::TranslationShelf goals;
    content::TranslationShelf measures;
    content::TranslationShelf figures;

    static std::shared_ptr<GoalTexts const> load(db::Connection& db, TenantId tenant);
    // Of goals, measures or figures.
    [[nodiscard]] content::TranslationShelf const& of(content::SubjectKind kind) const;
};
// A text of a record in the language of the page; the note of the page speaks of it. `field`: as translators
// have it.
content::Shown told(
    web::Visit const& visit, Goal const& goal, std::string_view field, std::string_view source);
content::Shown told(
    web::Visit const& visit, Measure const& measure, std::string_view field, std::string_view source);
content::Shown told(
    web::Visit const& visit, Figure const& figure, std::string_view field, std::string_view source);
// The same for files, which can say nothing beside a text: the source where its translation is older, or
// nobody has read it. Refers to the texts.
content::Shown told_without_note(
    web::Visit const& visit, content::SubjectKind kind, std::int64_t id, std::string_view field,
    std::string_view source);

// Adds what everybody reads, its pages for the sitemap and, where there is something to read, its link.
void publish_goals(web::Publishing& publishing);

} // namespace kommin::goals
