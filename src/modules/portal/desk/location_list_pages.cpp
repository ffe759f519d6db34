// The list of locations.

#include "modules/portal/desk/location_desk.hpp"
#include "modules/portal/desk/location_pages.hpp"
#include "modules/portal/desk/offer_desk_parts.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace kommin::portal {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

constexpr std::size_t most_named_organisations = 3;

Url locations_url(web::ListFields const& fields, std::string_view page = {})
{
    return web::list_url(location_list, fields, page);
}

void write_location_views(
    Writer& w, Texts const& texts, LocationFilter const& filter,
    std::vector<web::ListView> const& saved_views)
{
    LocationFilter most;
    most.order = LocationOrder::offers;
    most.descending = true;
    std::vector<web::ListView> views{
        {std::string(texts("locations.view.all"_msg)), locations_url({}), filter.fields().empty()},
        {std::string(texts("locations.view.most"_msg)), locations_url(most.fields()),
         filter.fields() == most.fields()}};
    web::add_saved_views(views, saved_views);
    w("{}", web::ListViews{texts, views, web::save_view_url(location_list, filter.fields())});
}

void write_location_filter(
    Writer& w, Texts const& texts, LocationFilter const& filter, DistrictNames const& names)
{
    std::array const orders{
        web::SortChoice::Option{word_of(LocationOrder::name), "locations.column.address"_msg},
        web::SortChoice::Option{word_of(LocationOrder::place), "desk.field.municipality"_msg},
        web::SortChoice::Option{word_of(LocationOrder::offers), "locations.column.offers"_msg}};
    w("{}",
      web::FilterForm{
          .texts = texts,
          .list = staff_url({location_list.path}),
          .fields =
              [&](Writer& field) {
                  field(
                      "{}{}{}", web::FilterWords{texts, "locations.filter.text"_msg, filter.text},
                      web::FilterChoice{
                          texts, "gemeinde", "desk.field.municipality"_msg,
                          place_choices(names.bodies, texts("desk.filter.district"_msg)), filter.place},
                      web::SortChoice{texts, orders, word_of(filter.order), filter.descending});
              },
          .whole = filter.narrows() ? std::optional(staff_url({location_list.path})) : std::nullopt});
}

std::string organisations_in_short(Texts const& texts, LocationLine const& line)
{
    std::string names;
    auto const named = std::min(line.organisations.size(), most_named_organisations);
    for (std::size_t i = 0; i < named; ++i)
        names += (i == 0 ? "" : ", ") + line.organisations[i];
    if (auto const more = line.organisations.size() - named; more > 0)
        names = texts("locations.organisations.more"_msg, {{"names", names}, {"count", more}});
    return names.empty() ? std::string("–") : names;
}

void write_location_line(Writer& w, Texts const& texts, LocationLine const& line)
{
    w(R"(<tr><th scope="row"><a href="{}" {}>{}</a>{}{}</th><td data-l="{}">{}</td><td class="rest" data-l="{}" {}>{}</td><td data-l="{}">{}</td></tr>)",
      location_url(line.first), html::Attributes{web::content_lang(texts)}, line.name(),
      when(
          line.spellings > 1,
          [&](Writer& inner) {
              inner(
                  R"(<br><span class="mute small">{}</span>)",
                  texts("locations.spellings"_msg, {{"count", line.spellings}}));
          }),
      web::RowFold{texts, line.name()}, texts("desk.field.municipality"_msg), places_of(line, texts),
      texts("desk.field.organisation"_msg), html::Attributes{web::content_lang(texts)},
      organisations_in_short(texts, line), texts("locations.column.offers"_msg), line.offers);
}

void write_location_table(
    Writer& w, Texts const& texts, LocationFilter const& filter, LocationOverview const& overview)
{
    auto const head = [&](MessageKey label, LocationOrder order) {
        return web::sort_head(texts, filter, label, order, [](LocationFilter const& wanted) {
            return locations_url(wanted.fields());
        });
    };
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack tbl--lead"><caption>{}</caption><thead><tr>{}{}<th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
      texts("locations.title"_msg), texts("locations.count"_msg, {{"count", overview.count}}),
      head("locations.column.address"_msg, LocationOrder::name),
      head("desk.field.municipality"_msg, LocationOrder::place), texts("desk.field.organisation"_msg),
      head("locations.column.offers"_msg, LocationOrder::offers),
      each(overview.lines, [&](Writer& row, LocationLine const& line) {
          write_location_line(row, texts, line);
      }));
}

}

std::string places_of(LocationLine const& line, Texts const& texts)
{
    std::string names;
    for (auto const& place : line.places) {
        if (!names.empty())
            names += ", ";
        names += place.empty() ? texts("desk.filter.district"_msg) : std::string_view(place);
    }
    return names;
}

http::Response location_list_page(
    web::Call const& call, LocationFilter const& filter, LocationOverview const& overview,
    DistrictNames const& names, std::vector<web::ListView> const& saved_views)
{
    auto const& texts = web::staff_texts(call);
    if (auto last = web::way_to_last_page(
            call, filter.page, LocationOverview::lines_per_page, overview.count,
            LocationOverview::most_turned))
        return *std::move(last);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("locations.title"_msg)),
         .section = std::string(location_list.path),
         .state_line = texts("locations.count"_msg, {{"count", overview.count}}),
         .is_wide = true},
        [&](Writer& w) {
            write_location_views(w, texts, filter, saved_views);
            write_location_filter(w, texts, filter, names);
            if (overview.lines.empty()) {
                w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("locations.none"_msg),
                  texts(filter.narrows() ? "links.none.filter"_msg : "locations.none.text"_msg));
                return;
            }
            auto const fields = filter.fields();
            write_location_table(w, texts, filter, overview);
            w("{}{}",
              web::Pager{
                  texts, filter.page, LocationOverview::lines_per_page, overview.count,
                  LocationOverview::most_turned,
                  [&](int page) {
                      return locations_url(fields).with_query({{"seite", std::to_string(page)}});
                  },
                  std::nullopt},
              web::ExportLinks{texts, [&](std::string_view file) { return locations_url(fields, file); }});
        });
}

} // namespace kommin::portal
