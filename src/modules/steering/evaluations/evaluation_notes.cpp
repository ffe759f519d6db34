// Evaluations where other pages speak of them: the page of a year, the page of a measure, "Heute", the audit
// trail.

#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/cycle/year_store.hpp"
#include "modules/steering/evaluations/evaluation_pages.hpp"
#include "modules/steering/evaluations/measures_of_year.hpp"
#include "platform/html/attributes.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace kommin::steering {

using html::each;
using html::when;
using html::Writer;

namespace {

constexpr int most_years_of_evaluations = 300;
constexpr int most_years_on_today = 3;

std::ptrdiff_t count_without_self(
    std::vector<goals::Measure> const& measures, std::vector<MeasureEvaluation> const& evaluations)
{
    return std::ranges::count_if(measures, [&](goals::Measure const& one) {
        return std::ranges::none_of(evaluations, [&](MeasureEvaluation const& said) {
            return said.measure == one.id && said.view == EvaluationView::self;
        });
    });
}

// From its last month on.
bool is_at_its_end(SteeringYear const& year, Date today)
{
    return today >= std::chrono::year(year.year) / std::chrono::December / 1;
}

std::optional<html::Url> url_of_evaluation(
    web::Call const& call, std::int64_t id, std::string_view page = "bearbeiten")
{
    auto const one = load_evaluation(call.db(), call.site.tenant, EvaluationId{id});
    return one ? std::optional(evaluation_url(one->year, one->id, page)) : std::nullopt;
}

std::optional<html::Url> url_of_evaluation_version(
    web::Call const& call, std::int64_t id, std::int64_t version)
{
    auto const page = url_of_evaluation(call, id, "verlauf");
    if (!page
        || !records::find_version(
            call.db(), call.site.tenant, {evaluation_subject, id}, version, records::unrestricted))
        return std::nullopt;
    return page->with_query({{"fassung", std::to_string(version)}});
}

std::optional<web::RecentRecord> recent_evaluation(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const seen = find_seen_evaluation(
        call.db(), call.site.tenant, EvaluationId{id}, call.actor(), evaluate_measures);
    if (!seen)
        return std::nullopt;
    auto const& texts = web::staff_texts(call);
    return web::RecentRecord{
        texts(
            "measure_evaluation.recent"_msg,
            {{"measure", goals::full_title_of(seen->measure)}, {"year", std::to_string(seen->year.year)}}),
        evaluation_url(seen->year.id, seen->evaluation.id, "bearbeiten"), false};
}

}

web::Body evaluations_of_year(web::Call const& call, SteeringYear const& year)
{
    struct Found {
        std::vector<goals::Measure> measures;
        std::vector<MeasureEvaluation> evaluations;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        return Found{
            list_measures_of_year(db, tenant, year, call.local_now().date),
            list_evaluations(db, tenant, year.id)};
    });
    auto const all = std::ssize(found.measures);
    auto const done = all - count_without_self(found.measures, found.evaluations);
    return [&texts = web::staff_texts(call), id = year.id, all, done](Writer& w) {
        w(R"(<section class="stack" aria-labelledby="bewertungen"><h2 id="bewertungen">{}</h2><p>{}</p><p><a href="{}">{}</a></p></section>)",
          texts("measure_evaluation.title"_msg),
          texts("measure_evaluation.count"_msg, {{"done", done}, {"all", all}}), evaluations_url(id),
          texts("measure_evaluation.action.show"_msg));
    };
}

web::Body evaluations_of_measure(web::Call const& call, goals::MeasureId id)
{
    struct Found {
        Scope owner;
        std::map<YearId, SteeringYear> years;
        std::vector<MeasureEvaluation> evaluations;
    };
    auto const actor = call.actor();
    auto read = web::read(call, [&](db::Connection& db) -> std::optional<Found> {
        auto const tenant = call.site.tenant;
        auto const measure = goals::load_measure(db, tenant, id);
        if (!measure || !actor.may(see_years, measure->owner()))
            return std::nullopt;
        Found of{
            .owner = measure->owner(), .years = {}, .evaluations = list_evaluations_of(db, tenant, {id})};
        if (!of.evaluations.empty()) {
            for (auto& year : list_years(db, tenant, {of.owner}, most_years_of_evaluations))
                of.years.emplace(year.id, std::move(year));
        }
        return of;
    });
    if (!read)
        return {};
    auto& found = *read;
    std::erase_if(
        found.evaluations, [&](MeasureEvaluation const& one) { return !found.years.contains(one.year); });
    if (found.evaluations.empty())
        return {};
    std::vector<SteeringYear> years;
    for (auto const& [year_id, year] : found.years) {
        if (std::ranges::find(found.evaluations, year_id, &MeasureEvaluation::year)
            != found.evaluations.end())
            years.push_back(year);
    }
    std::ranges::sort(years, std::ranges::greater{}, &SteeringYear::year);
    bool const may_evaluate = actor.may(evaluate_measures, found.owner);
    return [&texts = web::staff_texts(call), years = std::move(years),
            evaluations = std::move(found.evaluations), may_evaluate](Writer& w) {
        w(R"(<section class="stack" aria-labelledby="bewertungen"><h2 id="bewertungen">{}</h2>{}</section>)",
          texts("measure_evaluation.title"_msg), each(years, [&](Writer& part, SteeringYear const& year) {
              auto const side = [&](EvaluationView view) {
                  return [&, view](Writer& inner) {
                      inner(
                          R"(<div class="stack"><h4>{}</h4>{}</div>)", texts(label_of(view)),
                          [&](Writer& w1) {
                              bool has_any = false;
                              for (auto const& one : evaluations) {
                                  if (one.year != year.id || one.view != view)
                                      continue;
                                  has_any = true;
                                  write_evaluation(w1, texts, one, may_evaluate && !year.is_closed);
                              }
                              if (!has_any)
                                  w1(R"(<p class="mute">{}</p>)",
                                     texts(
                                         view == EvaluationView::self
                                             ? "measure_evaluation.none.self"_msg
                                             : "measure_evaluation.none.external"_msg));
                          });
                  };
              };
              part(
                  R"(<h3><a href="{}">{}</a></h3><div class="two">{}{}</div>)", evaluations_url(year.id),
                  std::to_string(year.year), side(EvaluationView::self), side(EvaluationView::external));
          }));
    };
}

void add_evaluations_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const actor = call.actor();
    if (!actor.may_somewhere(evaluate_measures))
        return;
    auto const& texts = web::staff_texts(call);
    auto const tenant = call.site.tenant;
    auto const today = call.local_now().date;
    int shown = 0;
    for (auto const& year :
         list_years(call.db(), tenant, actor.where(evaluate_measures), most_years_of_evaluations)) {
        if (year.is_closed || !is_at_its_end(year, today) || shown == most_years_on_today)
            continue;
        ++shown;
        auto const missing = count_without_self(
            list_measures_of_year(call.db(), tenant, year, today),
            list_evaluations(call.db(), tenant, year.id));
        if (missing == 0)
            continue;
        items.push_back(
            {.area = "year.title"_msg,
             .title = texts("measure_evaluation.page"_msg, {{"year", std::to_string(year.year)}}),
             .url = evaluations_url(year.id),
             .reason = texts("measure_evaluation.today.reason"_msg, {{"count", missing}}),
             .due = std::nullopt,
             .action = "measure_evaluation.today.action"_msg});
    }
}

std::vector<web::StaffForm> noted_evaluations()
{
    return {
        {.kind = evaluation_subject.word(),
         .open = [](web::Call const& call) { return evaluation_record_form(web::staff_texts(call)); },
         .versions = evaluation_subject}};
}

std::vector<web::StaffRecord> recorded_evaluations()
{
    return {
        {.kind = evaluation_subject.word(),
         .permission = evaluate_measures,
         .url = [](web::Call const& call, std::int64_t id) { return url_of_evaluation(call, id); },
         .version_url = &url_of_evaluation_version}};
}

std::vector<web::StaffRecent> recent_evaluations()
{
    return {{evaluation_subject.word(), "measure_evaluation.title"_msg, &recent_evaluation}};
}

} // namespace kommin::steering
