#include "modules/steering/overview/steering_pages.hpp"

#include "modules/steering/overview/overview_desk.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <array>
#include <string>

namespace kommin::steering {

using html::Url;
using html::Writer;
using i18n::Texts;

Url steering_url(std::string_view page, OverviewFilter const& filter)
{
    auto url = page.empty() ? web::staff_url({steering_path}) : web::staff_url({steering_path, page});
    for (auto const& [name, value] : filter.fields())
        url = url.with_query({{name, value}});
    return url;
}

void write_steering_tabs(Writer& w, Texts const& texts, std::string_view page, OverviewFilter const& filter)
{
    auto kept = filter;
    kept.is_for_paper = false;
    auto const view = [&](std::string_view to, MessageKey label) {
        // The matrix is of all years and all municipalities.
        return web::ListView{
            std::string(texts(label)), steering_url(to, to == "abgleich" ? OverviewFilter{} : kept),
            page == to};
    };
    std::array const views{
        view("", "steering.view.overview"_msg), view("zeitleiste", "steering.view.timeline"_msg),
        view("abgleich", "steering.view.matrix"_msg)};
    w("{}", web::ListViews{texts, views});
}

void write_steering_filter(Writer& w, Texts const& texts, std::string_view page, SeenMeasures const& seen)
{
    auto const& filter = seen.filter;
    OverviewFilter const all{};
    bool const is_whole = !filter.year && !filter.narrows() && filter.since == all.since;
    w("{}",
      web::FilterForm{
          texts, steering_url(page),
          [&](Writer& inner) {
              std::vector<web::Choice> years, units, places;
              for (auto const year : seen.years)
                  years.push_back({std::to_string(year), std::to_string(year)});
              for (auto const unit : seen.units)
                  units.push_back({std::to_string(unit.value), seen.names.unit(unit)});
              for (auto const& body : seen.names.district.bodies)
                  places.push_back({body.slug, body.name});
              auto const year = filter.year ? std::to_string(*filter.year) : std::string{};
              auto const unit = filter.unit ? std::to_string(filter.unit->value) : std::string{};
              inner(
                  "{}{}{}",
                  web::FilterChoice{
                      texts, "jahr", "steering.filter.year"_msg, std::move(years), year,
                      "steering.filter.now"_msg},
                  web::FilterChoice{texts, "stelle", "measure.field.in_charge"_msg, std::move(units), unit},
                  web::FilterChoice{
                      texts, "gemeinde", "measure.filter.place"_msg, std::move(places), filter.municipality});
              if (page.empty())
                  inner(
                      "{}",
                      web::FilterChoice{
                          texts,
                          "seit",
                          "steering.filter.since"_msg,
                          {{"jahr", std::string(texts("steering.since.year"_msg))}},
                          filter.since == Since::year ? "jahr" : "",
                          "steering.since.quarter"_msg});
          },
          is_whole ? std::nullopt : std::optional(steering_url(page))});
}

void write_what_is_missing(Writer& w, Texts const& texts, SeenMeasures const& seen)
{
    auto const& measures = seen.measures;
    if (measures.is_cut)
        w(R"(<p class="note note--warn">{}</p>)",
          texts("steering.cut"_msg, {{"count", goals::most_steered}}));
    if (measures.dropped > 0)
        w(R"(<p class="small mute">{}</p>)", texts("steering.dropped"_msg, {{"count", measures.dropped}}));
}

} // namespace kommin::steering
