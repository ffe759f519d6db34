#pragma once
// What other modules may know of measures, their figures, their lights and how they stand, and what they show
// on the page of one.

#include "modules/goals/goals/api.hpp"
#include "modules/goals/measures/figure.hpp"
#include "modules/goals/measures/figure_store.hpp"
#include "modules/goals/measures/figure_words.hpp"
#include "modules/goals/measures/figures_of_measures.hpp"
#include "modules/goals/measures/measure.hpp"
#include "modules/goals/measures/measure_mail.hpp"
#include "modules/goals/measures/measure_named.hpp"
#include "modules/goals/measures/measure_names.hpp"
#include "modules/goals/measures/measure_store.hpp"
#include "modules/goals/measures/measure_words.hpp"
#include "modules/goals/measures/measure_years.hpp"
#include "modules/goals/measures/risk_store.hpp"
#include "modules/goals/measures/seen_progress.hpp"
#include "modules/goals/measures/steered_measures.hpp"
#include "modules/goals/measures/worded_measures.hpp"
#include "platform/access/actor.hpp"
#include "platform/db/connection.hpp"
#include "platform/html/url.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kommin::goals {

struct NamedMeasure {
    MeasureId id;
    std::optional<tenants::BodyId> body; // whose it is, for ever; nothing: the Kreis
    meetings::PanelId panel; // its field of action
    std::string title; // "M 4 Zum Lesen geboren"
    MeasureState state = MeasureState::planned;
    std::optional<PartialDate> starts, ends; // the planned years
    std::string grant; // on which one it depends, in words

    [[nodiscard]] Scope owner() const { return body ? Scope::of_owner(body->value) : Scope::whole_tenant(); }
};
// Whether that is its title, with its number or without.
bool is_called(NamedMeasure const& measure, std::string_view title);
// Nothing where it does not exist or this actor may not see it.
std::optional<NamedMeasure> find_named_measure(
    db::Connection& db, TenantId tenant, Actor const& actor, MeasureId id);
// Those that this actor may see, by field of action; at most `limit`.
std::vector<NamedMeasure> list_named_measures(
    db::Connection& db, TenantId tenant, Actor const& actor, int limit);
// Those of them that this actor may see, in no order.
std::vector<NamedMeasure> list_named_measures(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<MeasureId> const& ids);

inline constexpr int most_of_one_owner = 10'000; // more than any has
// All measures of one owner, by id; at most so many.
std::vector<Measure> list_measures_of_owner(
    db::Connection& db, TenantId tenant, std::optional<tenants::BodyId> owner);
// Those that serve one of these goals, whoever owns them, by id.
std::vector<Measure> list_measures_serving(
    db::Connection& db, TenantId tenant, std::vector<GoalId> const& goals);
// How they stand on a day by what is known now: reports of later days do not count, nor do milestones that
// were done later, nor lights that were set by hand later.
std::map<MeasureId, MeasureStanding> list_standings_on(
    db::Connection& db, TenantId tenant, std::span<Measure const> measures, Date day);

// What a module above this one writes into the page of a measure; nothing for whoever may not see it.
using BelowMeasure = std::function<web::Body(web::Call const& call, NamedMeasure const& measure)>;

} // namespace kommin::goals
