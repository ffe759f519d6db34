// Routes of the desk for measures as tables: the files of the list, and what somebody sends back.

#include "modules/goals/goals/goal_editing.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/table_desk.hpp"
#include "modules/goals/measures/measure_pages.hpp"
#include "modules/goals/measures/measure_shown.hpp"
#include "modules/goals/measures/measure_table.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace kommin::goals {

namespace {

struct ExportedMeasure {
    Measure const& measure;
    MeasureLinks const& links;
    std::optional<ShownLight> light;
};

TableDesk const& measure_table_desk()
{
    static TableDesk const desk{
        .list = measures_path,
        .title = "table.measures.title"_msg,
        .list_title = "measure.title"_msg,
        .advice = "table.measures.advice"_msg,
        .columns = measure_table_columns,
        .reckoned = reckoned_measure_columns,
        .take = &take_measure_table,
        .url_of = [](std::int64_t id) { return measure_url(MeasureId{id}); }};
    return desk;
}

// A file with the columns of the list; `add_lines` fills it.
template<class AddLines>
http::Response measure_file(web::Call& call, AddLines const& add_lines)
{
    using table::Cell;
    using Column = web::ExportColumn<ExportedMeasure>;
    auto const& texts = web::staff_texts(call);
    struct Found {
        SeenMeasures seen;
        MeasureNames names;
        std::vector<Goal> goals;
        web::Authors accounts;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        return Found{
            seen_measures(call, db), load_measure_names(db, tenant, call.local_now().date),
            list_known_goals(db, tenant, call.actor()), web::list_authors(db, tenant)};
    });
    MeasureCells const cells{found.names, found.goals, texts};
    // As a table that somebody sends says it.
    auto const said = [&](std::string_view field, int width) {
        auto const column = std::ranges::find(measure_table_columns, field, &TableColumn::field);
        return Column{column->label, width, [&, field](ExportedMeasure const& line) {
                          auto text = cells.cell(line.measure, line.links, field);
                          return text.empty() ? Cell() : Cell(std::move(text));
                      }};
    };
    web::ListExport<ExportedMeasure> file(
        call, web::export_format(call.request), measures_path, "measure.title"_msg,
        {said(measure_field::number, 12),
         said(measure_field::title, 50),
         said(measure_field::body, 24),
         said(measure_field::panel, 30),
         said(measure_field::state, 16),
         said(measure_field::state_reason, 40),
         {"light.title"_msg, 14,
          [&](ExportedMeasure const& line) {
              return line.light ? Cell(std::string(texts(label_of(line.light->light)))) : Cell();
          }},
         {"measure.light.by_hand"_msg, 16,
          [&](ExportedMeasure const& line) {
              return line.light && line.light->is_by_hand ? Cell(line.measure.by_hand->reason) : Cell();
          }},
         said(measure_field::unit, 40),
         {"measure.field.responsible"_msg, 30,
          [&](ExportedMeasure const& line) {
              auto name = responsible_of(line.measure, found.accounts);
              return name.empty() ? Cell() : Cell(std::move(name));
          }},
         said(measure_field::audience, 40),
         said(measure_field::recurring, 16),
         said(measure_field::from, 12),
         said(measure_field::to, 12),
         said(measure_field::deadline, 12),
         said(measure_field::deadline_remark, 30),
         said(measure_field::reservation, 40),
         said(measure_field::grant, 30),
         said(measure_field::text, 60),
         said(measure_field::goals, 50),
         said(measure_field::reach, 40),
         said(measure_field::places, 30),
         said(measure_field::partners, 40),
         {"measure.field.report_months"_msg, 10,
          [](ExportedMeasure const& line) {
              return Cell(static_cast<std::int64_t>(line.measure.reports_every.count()));
          }},
         said(measure_field::uncertain, 14),
         said(measure_field::remark, 50),
         said(measure_field::source, 40),
         {"table.field.key"_msg, 10,
          [](ExportedMeasure const& line) { return Cell(line.measure.id.value); }}});
    add_lines(found.seen, file);
    return file.answer();
}

}

http::Response export_measures(web::Call& call)
{
    return measure_file(call, [&](SeenMeasures const& seen, web::ListExport<ExportedMeasure>& file) {
        auto const take = [&](std::vector<Measure> const& measures) {
            file.go_on();
            auto const lights = lights_of(call, measures);
            std::vector<MeasureId> ids;
            for (auto const& one : measures)
                ids.push_back(one.id);
            auto links = web::read(
                call, [&](db::Connection& db) { return list_measure_links(db, call.site.tenant, ids); });
            return std::ranges::all_of(measures, [&](Measure const& one) {
                auto const light = lights.find(one.id);
                return file.add(
                    {one, links[one.id],
                     light == lights.end() ? std::nullopt : std::optional(light->second)});
            });
        };
        export_measure_list(
            call.db(), call.site.tenant, seen, MeasureFilter::read(call.request.query()), take);
    });
}

http::Response export_measure_head(web::Call& call)
{
    return measure_file(call, [](SeenMeasures const&, web::ListExport<ExportedMeasure>&) { });
}

http::Response show_measure_table(web::Call& call)
{
    return show_table(call, measure_table_desk());
}

http::Response try_measure_table(web::Call& call)
{
    return try_table(call, measure_table_desk());
}

http::Response take_measure_table_at_desk(web::Call& call)
{
    return take_table(call, measure_table_desk());
}

} // namespace kommin::goals
