// Routes of the desk for the pages that steer. They only read.

#include "modules/goals/goals/api.hpp"
#include "modules/steering/overview/overview_desk.hpp"
#include "modules/steering/overview/overview_shown.hpp"
#include "modules/steering/overview/steering_pages.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace kommin::steering {

namespace {

constexpr int most_in_matrix = 10'000; // measures

// Which of the Kreis's own measures serve which goal, by their lights.
std::map<goals::GoalId, LightCounts> lights_of_district(
    std::vector<goals::ServingMeasure> const& serving, goals::SeenProgress const& progress)
{
    std::set<goals::MeasureId> own;
    for (auto const& measure : progress.measures) {
        if (!measure.body && measure.state != goals::MeasureState::dropped)
            own.insert(measure.id);
    }
    std::map<goals::GoalId, LightCounts> lights;
    for (auto const& one : serving) {
        if (own.contains(one.measure))
            lights[one.goal].add(progress.standings.at(one.measure).light);
    }
    return lights;
}

// The column of the Kreis, and how far goals and measures have come that this person sees.
void add_progress(web::Call const& call, db::Connection& db, Matrix& matrix)
{
    auto const tenant = call.site.tenant;
    std::vector<goals::GoalId> of_district, all;
    for (auto const& goal : matrix.served.goals) {
        all.push_back(goal.id);
        if (goal.may_open)
            of_district.push_back(goal.id);
    }
    for (auto const& [place, goals] : matrix.served.serving) {
        for (auto const& goal : goals.seen)
            all.push_back(goal.id);
    }
    matrix.progress = goals::load_seen_progress(db, tenant, call.actor(), all, call.local_now().date);
    if (of_district.empty())
        return;
    matrix.district = tenants::load_tenant_with_bodies(db, tenant).tenant.name;
    matrix.district_lights
        = lights_of_district(goals::list_all_serving_measures(db, tenant, of_district), matrix.progress);
}

Matrix load_matrix(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto const actor = call.actor();
        Matrix matrix{
            .served = goals::list_served_goals(db, tenant, actor, call.local_now().date),
            .measures = {},
            .municipalities = tenants::list_bodies(db, tenant),
            .district = {},
            .district_lights = {},
            .progress = {}};
        std::erase_if(matrix.municipalities, [](tenants::Body const& body) {
            return body.kind != tenants::BodyKind::municipality;
        });
        std::vector<goals::GoalId> shown;
        std::ranges::transform(
            matrix.served.goals, std::back_inserter(shown),
            [](goals::NamedGoal const& goal) { return goal.id; });
        auto measures = goals::list_municipal_measures(db, tenant, shown, most_in_matrix + 1);
        matrix.is_cut = std::ssize(measures) > most_in_matrix;
        if (matrix.is_cut)
            measures.pop_back();
        for (auto& one : measures) {
            auto& cell = matrix.measures[{one.goal, one.body}];
            if (actor.may(goals::see_goals, Scope::of_owner(one.body.value)))
                cell.seen.push_back(std::move(one));
            else
                ++cell.hidden;
        }
        add_progress(call, db, matrix);
        return matrix;
    });
}

}

http::Response show_overview(web::Call& call, FindMoneyAtRisk const& money)
{
    return overview_page(call, load_overview(call, OverviewFilter::read(call.request.query()), money));
}

http::Response show_timeline(web::Call& call)
{
    auto const filter = OverviewFilter::read(call.request.query());
    return timeline_page(call, web::read(call, [&](db::Connection& db) {
                             return load_seen_measures(call, db, filter, filter.year);
                         }));
}

http::Response export_timeline(web::Call& call)
{
    auto const filter = OverviewFilter::read(call.request.query());
    return timeline_file(call, web::read(call, [&](db::Connection& db) {
                             return load_seen_measures(call, db, filter, filter.year);
                         }));
}

http::Response show_matrix(web::Call& call)
{
    return matrix_page(call, load_matrix(call));
}

// A line for each goal and municipality: a table of the one by the other is made from it with one press, and
// no column has the name of a place.
http::Response export_matrix(web::Call& call)
{
    using table::Cell;
    auto const& texts = web::staff_texts(call);
    auto const matrix = load_matrix(call);
    struct Line {
        goals::NamedGoal const& goal;
        tenants::Body const* body; // null: the Kreis
    };
    web::ListExport<Line> file(
        call, web::export_format(call.request), "abgleich", "steering.matrix"_msg,
        {{"steering.matrix.goal"_msg, 50, [](Line const& line) { return Cell(line.goal.title); }},
         {"steering.matrix.municipality"_msg, 24,
          [&](Line const& line) { return Cell(line.body != nullptr ? line.body->name : matrix.district); }},
         {"steering.matrix.serves"_msg, 60, [&](Line const& line) {
              auto words = line.body != nullptr ? words_of_cell(texts, matrix, line.goal.id, line.body->id)
                                                : words_of_district(texts, matrix, line.goal.id);
              return words.empty() ? Cell() : Cell(std::move(words));
          }}});
    for (auto const& goal : matrix.served.goals) {
        if (goal.may_open && !file.add({goal, nullptr}))
            return file.answer();
        for (auto const& body : matrix.municipalities) {
            if (!file.add({goal, &body}))
                return file.answer();
        }
    }
    return file.answer();
}

} // namespace kommin::steering
