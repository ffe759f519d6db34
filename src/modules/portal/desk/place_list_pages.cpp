// The list of places, as a page and as a file.

#include "modules/portal/desk/place_desk.hpp"
#include "modules/portal/desk/place_pages.hpp"
#include "platform/i18n/collator.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

using html::each;
using html::Writer;
using i18n::Language;
using i18n::Texts;

namespace {

constexpr std::array<std::string_view, 4> place_order_words{"", "name", "art", "stellen"};

std::string_view word_of(PlaceOrder order)
{
    return place_order_words.at(static_cast<std::size_t>(order));
}

html::Url filtered_places_url(PlaceFilter const& filter)
{
    return web::list_url(place_list, filter.fields());
}

// The introduction of the Kreis is that of the program where it has none of its own.
bool lacks_introduction(EditedPlace const& place)
{
    return place.body.intro.empty() && !place.is_district();
}

std::vector<EditedPlace> filtered_places(std::vector<EditedPlace> places, PlaceFilter const& filter)
{
    auto const wanted = search::folded_text(filter.words);
    auto const says
        = [&](std::string_view text) { return search::folded_text(text).find(wanted) != std::string::npos; };
    std::erase_if(places, [&](EditedPlace const& place) {
        return (filter.lacks_introduction && !lacks_introduction(place))
            || (!says(place.body.name) && !says(place.body.intro));
    });
    auto const& collator = i18n::Collator::of(Language::german());
    auto const sort_by = [&](auto const& key) { std::ranges::stable_sort(places, {}, key); };
    switch (filter.order) {
    case PlaceOrder::shown:
        break;
    case PlaceOrder::name:
        sort_by([&](EditedPlace const& place) { return collator.sort_key(place.body.name); });
        break;
    case PlaceOrder::kind:
        sort_by([&](EditedPlace const& place) { return collator.sort_key(place.body.official_kind); });
        break;
    case PlaceOrder::units:
        sort_by([](EditedPlace const& place) { return place.units.size(); });
        break;
    }
    if (filter.is_descending())
        std::ranges::reverse(places);
    return places;
}

void write_place_line(Writer& w, Texts const& texts, EditedPlace const& place)
{
    auto const& body = place.body;
    auto const state = state_word_of_place(place, texts);
    w(
        R"(<tr><th scope="row"><a href="{}" data-edit {}>{}</a></th><td data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span></td><td data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
        place_url(body.id), html::Attributes{web::content_lang(texts)}, body.name,
        texts("place.unit.column.kind"_msg), body.official_kind, texts("staff.state"_msg), state.shape,
        state.text, texts("place.desk.column.intro"_msg),
        [&](Writer& cell) {
            if (!body.intro.empty())
                cell(R"(<span lang="de" dir="ltr">{}</span>)", body.intro);
            else if (place.is_district())
                cell("–"); // that of the program stands there
            else
                cell(R"(<span class="mute">{}</span>)", texts("place.desk.no_intro"_msg));
        },
        texts("place.desk.column.units"_msg), place.units.size());
}

std::vector<web::ListView> place_views(web::Call const& call, Texts const& texts, PlaceFilter const& filter)
{
    auto shown = filter;
    shown.order = PlaceOrder::shown;
    shown.reversed = false;
    std::vector<web::ListView> views;
    auto const add = [&](MessageKey label, PlaceFilter const& wanted) {
        views.push_back(
            {std::string(texts(label)), filtered_places_url(wanted), shown.fields() == wanted.fields()});
    };
    add("place.desk.view.all"_msg, {});
    add("place.desk.view.no_intro"_msg, {.lacks_introduction = true});
    web::add_saved_views(views, web::saved_views(call, place_list, filter.fields()));
    return views;
}

void write_place_filter(Writer& w, Texts const& texts, PlaceFilter const& filter)
{
    std::array const orders{
        web::SortChoice::Option{word_of(PlaceOrder::shown), "list.order.portal"_msg},
        web::SortChoice::Option{word_of(PlaceOrder::name), "place.desk.column.place"_msg},
        web::SortChoice::Option{word_of(PlaceOrder::kind), "place.unit.column.kind"_msg},
        web::SortChoice::Option{word_of(PlaceOrder::units), "place.desk.column.units"_msg}};
    w("{}",
      web::FilterForm{
          .texts = texts,
          .list = places_url(),
          .fields =
              [&](Writer& field) {
                  field(
                      "{}{}{}", web::FilterWords{texts, "place.desk.filter.text"_msg, filter.words},
                      web::FilterKept{"ohne", filter.lacks_introduction ? "vorstellung" : ""},
                      web::SortChoice{texts, orders, word_of(filter.order), filter.reversed});
              },
          .whole = filter.words.empty()
              ? std::nullopt
              : std::optional(filtered_places_url({.lacks_introduction = filter.lacks_introduction}))});
}

void write_place_table(
    Writer& w, Texts const& texts, PlaceFilter const& filter, std::vector<EditedPlace> const& places)
{
    auto const head = [&](MessageKey label, PlaceOrder order) {
        return web::sort_head(texts, filter, label, order, &filtered_places_url);
    };
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack tbl--lead"><caption class="vh">{}</caption><thead><tr>{}{}<th scope="col">{}</th><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
      texts("place.desk.title"_msg), texts("place.desk.title"_msg),
      head("place.desk.column.place"_msg, PlaceOrder::name),
      head("place.unit.column.kind"_msg, PlaceOrder::kind), texts("staff.state"_msg),
      texts("place.desk.column.intro"_msg), head("place.desk.column.units"_msg, PlaceOrder::units),
      each(places, [&](Writer& row, EditedPlace const& place) { write_place_line(row, texts, place); }));
}

}

PlaceFilter PlaceFilter::read(http::Form const& query)
{
    PlaceFilter filter;
    filter.words = web::words_of_filter(query);
    filter.lacks_introduction = query.value("ohne") == "vorstellung";
    auto const* const order = std::ranges::find(place_order_words, query.value("nach"));
    if (order != place_order_words.end())
        filter.order = static_cast<PlaceOrder>(order - place_order_words.begin());
    filter.reversed = query.value("ab") == "1";
    return filter;
}

web::ListFields PlaceFilter::fields() const
{
    web::ListFields fields;
    auto const add = [&](std::string_view name, std::string_view value) {
        if (!value.empty())
            fields.emplace_back(name, value);
    };
    add("t", words);
    add("ohne", lacks_introduction ? "vorstellung" : "");
    add("nach", word_of(order));
    add("ab", reversed ? "1" : "");
    return fields;
}

web::StaffList const place_list{
    .code = "portal.places",
    .path = places_path,
    .title = "place.desk.title"_msg,
    .read = [](http::Form const& query) { return PlaceFilter::read(query).fields(); }};

http::Response place_list_page(web::Call const& call, std::vector<EditedPlace> places)
{
    auto const& texts = web::staff_texts(call);
    auto const filter = PlaceFilter::read(call.request.query());
    bool const has_some = !places.empty();
    auto const shown = filtered_places(std::move(places), filter);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("place.desk.title"_msg)),
         .section = std::string(places_path),
         .is_wide = true},
        [&](Writer& w) {
            w(R"(<p class="measure stack-top">{}</p>{})", texts("place.desk.lead"_msg),
              web::ListViews{
                  texts, place_views(call, texts, filter), web::save_view_url(place_list, filter.fields())});
            write_place_filter(w, texts, filter);
            if (shown.empty()) {
                w(R"(<div class="empty"><h2>{}</h2></div>)",
                  texts(has_some ? "place.desk.none_found"_msg : "place.desk.none"_msg));
                return;
            }
            write_place_table(w, texts, filter, shown);
            w("{}", web::ExportLinks{texts, [&](std::string_view file) {
                                         return web::list_url(place_list, filter.fields(), file);
                                     }});
        });
}

http::Response place_file(web::Call const& call, std::vector<EditedPlace> places)
{
    using table::Cell;
    web::ListExport<EditedPlace> file(
        call, web::export_format(call.request), places_path, "place.desk.title"_msg,
        {{"place.desk.column.place"_msg, 24, [](EditedPlace const& place) { return Cell(place.body.name); }},
         {"place.unit.column.kind"_msg, 20,
          [](EditedPlace const& place) { return Cell(place.body.official_kind); }},
         {"place.desk.column.intro"_msg, 60, [](EditedPlace const& place) { return Cell(place.body.intro); }},
         {"place.desk.column.units"_msg, 10,
          [](EditedPlace const& place) { return Cell(std::ssize(place.units)); }}});
    for (auto const& place : filtered_places(std::move(places), PlaceFilter::read(call.request.query()))) {
        if (!file.add(place))
            break;
    }
    return file.answer();
}

} // namespace kommin::portal
