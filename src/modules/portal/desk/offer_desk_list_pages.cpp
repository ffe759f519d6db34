// The list of the editors.

#include "modules/portal/desk/offer_desk_pages.hpp"

#include "modules/portal/desk/offer_desk.hpp"
#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/directory/offer_filter.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace kommin::portal {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::DateStyle;
using i18n::Texts;
using web::staff_url;

namespace {

Url list_url(web::ListFields const& fields, std::string_view page = {})
{
    return web::list_url(offer_list, fields, page);
}

void write_views(
    Writer& w, Texts const& texts, StaffOfferFilter const& filter,
    std::vector<web::ListView> const& saved_views)
{
    auto const view = [&](MessageKey label, StaffOfferFilter const& wanted) {
        auto own = filter;
        own.order = wanted.order;
        own.descending = wanted.descending;
        return web::ListView{
            std::string(texts(label)), list_url(wanted.fields()), own.fields() == wanted.fields()};
    };
    StaffOfferFilter due;
    due.unconfirmed = Unconfirmed::due;
    StaffOfferFilter overdue;
    overdue.unconfirmed = Unconfirmed::overdue;
    StaffOfferFilter silent;
    silent.unconfirmed = Unconfirmed::silent;
    StaffOfferFilter escalated;
    escalated.unconfirmed = Unconfirmed::escalated;
    StaffOfferFilter unaddressed;
    unaddressed.unconfirmed = Unconfirmed::unaddressed;
    StaffOfferFilter review;
    review.state = OfferState::in_review;
    StaffOfferFilter returned;
    returned.state = OfferState::returned;
    StaffOfferFilter drafts;
    drafts.state = OfferState::changed;
    StaffOfferFilter hidden;
    hidden.state = OfferState::hidden;
    StaffOfferFilter archived;
    archived.state = OfferState::archived;
    std::vector views{
        view("desk.view.all"_msg, {}),
        view("desk.view.due"_msg, due),
        view("desk.view.overdue"_msg, overdue),
        view("desk.view.silent"_msg, silent),
        view("desk.view.escalated"_msg, escalated),
        view("desk.view.unaddressed"_msg, unaddressed),
        view("desk.view.review"_msg, review),
        view("desk.view.returned"_msg, returned),
        view("desk.view.drafts"_msg, drafts),
        view("desk.view.hidden"_msg, hidden),
        view("desk.view.archived"_msg, archived)};
    web::add_saved_views(views, saved_views);
    w("{}", web::ListViews{texts, views, web::save_view_url(offer_list, filter.fields())});
}

void write_filter(Writer& w, Texts const& texts, StaffOfferFilter const& filter, DistrictNames const& names)
{
    std::array const orders{
        web::SortChoice::Option{word_of(OfferOrder::confirmed), "desk.column.confirmed"_msg},
        web::SortChoice::Option{word_of(OfferOrder::name), "desk.column.offer"_msg},
        web::SortChoice::Option{word_of(OfferOrder::changed), "desk.column.changed"_msg}};
    std::vector<web::Choice> kinds;
    for (auto const kind : names.categories.kinds())
        kinds.push_back({std::string(to_text(kind)), std::string(names.categories.name(kind, texts))});
    std::vector<web::Choice> freshness;
    for (auto const& [value, label] :
         {std::pair{Unconfirmed::due, "desk.view.due"_msg},
          std::pair{Unconfirmed::overdue, "desk.view.overdue"_msg},
          std::pair{Unconfirmed::silent, "desk.view.silent"_msg},
          std::pair{Unconfirmed::escalated, "desk.view.escalated"_msg},
          std::pair{Unconfirmed::unaddressed, "desk.view.unaddressed"_msg}})
        freshness.push_back({std::string(word_of(value)), std::string(texts(label))});
    w("{}",
      web::FilterForm{
          .texts = texts,
          .list = staff_url({"angebote"}),
          .fields =
              [&](Writer& field) {
                  field(
                      "{}{}{}{}{}{}", web::FilterWords{texts, "desk.filter.text"_msg, filter.text},
                      web::FilterChoice{
                          texts, "art", "desk.field.kind"_msg, kinds,
                          filter.kind ? to_text(*filter.kind) : std::string_view{}},
                      web::FilterChoice{
                          texts, "gemeinde", "desk.field.municipality"_msg,
                          place_choices(names.bodies, texts("desk.filter.district"_msg)), filter.place},
                      web::FilterChoice{
                          texts, "angaben", "desk.filter.freshness"_msg, freshness,
                          filter.unconfirmed ? word_of(*filter.unconfirmed) : std::string_view{}},
                      web::FilterKept{"zustand", filter.state ? word_of(*filter.state) : std::string_view{}},
                      web::SortChoice{texts, orders, word_of(filter.order), filter.descending});
              },
          .whole = filter.narrows() ? std::optional(staff_url({"angebote"})) : std::nullopt});
}

web::SortHead sort_head(
    Texts const& texts, StaffOfferFilter const& filter, MessageKey label, OfferOrder order)
{
    return web::sort_head(texts, filter, label, order, [](StaffOfferFilter const& wanted) {
        return list_url(wanted.fields());
    });
}

void write_line(
    Writer& w, web::Call const& call, Texts const& texts, OfferLine const& line, Categories const& categories,
    int finished, std::size_t languages, bool may_change)
{
    auto const state
        = state_word(line.state(), line.publish_on, texts, line.status == OfferStatus::temporarily_closed);
    auto const fresh = freshness_word(freshness_of(line.confirmed_on, call.local_now().date), texts);
    w(R"(<tr>{}<th scope="row"><a href="{}" data-edit {}>{}</a>{}{}</th><td class="rest" data-l="{}">{}</td><td class="rest" data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span>{}</td><td data-l="{}"><span class="{}">{}</span>{}</td><td class="rest" data-l="{}">{}</td><td class="rest" data-l="{}">{}</td></tr>)",
      when(
          may_change,
          [&](Writer& inner) {
              inner(
                  "{}",
                  web::TickCell{
                      texts,
                      {line.id.value, line.version},
                      title_of(line, texts),
                      web::ticks_of(call.request)});
          }),
      offer_url(line.id), html::Attributes{web::content_lang(texts)}, title_of(line, texts),
      when(
          !line.organisation.empty(),
          [&](Writer& inner) {
              inner(
                  R"(<br><span class="mute small" {}>{}</span>)", html::Attributes{web::content_lang(texts)},
                  line.organisation);
          }),
      web::RowFold{texts, title_of(line, texts)}, texts("desk.field.kind"_msg),
      categories.name(line.kind, texts), texts("desk.field.municipality"_msg), place_of(line, texts),
      texts("staff.state"_msg), state.shape, state.text,
      when(
          line.is_from_provider,
          [&](Writer& inner) {
              inner(R"(<br><span class="mute small">{}</span>)", texts("desk.provider.line"_msg));
          }),
      texts("desk.column.confirmed"_msg), fresh.shape, fresh.text,
      when(
          line.confirmed_on.has_value(),
          [&](Writer& inner) {
              inner(
                  R"(<br><span class="mute small">{}</span>)",
                  texts.date(*line.confirmed_on, DateStyle::short_numeric));
          }),
      texts("desk.column.languages"_msg),
      line.state() == OfferState::archived // nobody translates it, and its languages are not counted
          ? std::string("–")
          : texts("desk.languages.count"_msg, {{"count", finished}, {"all", languages}}),
      texts("desk.column.changed"_msg),
      texts.date(call.site.zone->to_local(line.changed_at).date, DateStyle::short_numeric));
}

std::string count_line(Texts const& texts, OfferOverview const& overview)
{
    if (overview.count > OfferOverview::most_counted)
        return texts("desk.count.many"_msg, {{"count", OfferOverview::most_counted}});
    return texts("desk.count"_msg, {{"count", overview.count}});
}

void write_table(
    Writer& w, web::Call const& call, Texts const& texts, StaffOfferFilter const& filter,
    OfferOverview const& overview, Categories const& categories, bool may_change)
{
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack tbl--lead"><caption>{}</caption><thead><tr>{}{}<th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th>{}<th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
      texts("desk.title"_msg), count_line(texts, overview),
      when(may_change, [&](Writer& inner) { inner("{}", web::TickHead{texts}); }),
      sort_head(texts, filter, "desk.column.offer"_msg, OfferOrder::name), texts("desk.field.kind"_msg),
      texts("desk.field.municipality"_msg), texts("staff.state"_msg),
      sort_head(texts, filter, "desk.column.confirmed"_msg, OfferOrder::confirmed),
      texts("desk.column.languages"_msg),
      sort_head(texts, filter, "desk.column.changed"_msg, OfferOrder::changed),
      each(overview.lines, [&](Writer& row, OfferLine const& line, std::size_t index) {
          write_line(
              row, call, texts, line, categories, overview.finished_languages[index], overview.languages,
              may_change);
      }));
}

// What this person may do with many offers at once. What has ended is neither ended nor confirmed; it comes
// back by being published.
std::span<web::BulkAction const> actions_of(web::Call const& call, StaffOfferFilter const& filter)
{
    static constexpr std::array all{publish_action, confirm_action, archive_action};
    if (filter.state == OfferState::archived)
        return call.actor().may_somewhere(publish_offers) ? std::span(all).first(1) : std::span(all).first(0);
    return call.actor().may_somewhere(publish_offers) ? std::span<web::BulkAction const>(all)
                                                      : std::span(all).subspan(1, 1);
}

}

http::Response offer_desk_page(
    web::Call const& call, StaffOfferFilter const& filter, OfferOverview const& overview,
    DistrictNames const& names, std::vector<web::ListView> const& saved_views)
{
    auto const& texts = web::staff_texts(call);
    if (auto last = web::way_to_last_page(
            call, filter.page, OfferOverview::lines_per_page, overview.count, OfferOverview::most_counted))
        return *std::move(last);
    bool const may_add = call.actor().may_somewhere(edit_offers);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("desk.title"_msg)),
         .section = "angebote",
         .state_line = count_line(texts, overview),
         .actions = !may_add ? web::Body{} : web::Body([&](Writer& w) {
             w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
               staff_url({"angebote", "neu"}), texts("desk.action.new"_msg));
         }),
         .is_wide = true},
        [&](Writer& w) {
            write_views(w, texts, filter, saved_views);
            write_filter(w, texts, filter, names);
            if (overview.lines.empty()) {
                w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("desk.none"_msg),
                  texts(filter.narrows() ? "desk.none.filter"_msg : "desk.none.text"_msg));
                return;
            }
            auto const fields = filter.fields();
            auto const table = [&](Writer& inner) {
                write_table(inner, call, texts, filter, overview, names.categories, may_add);
                inner(
                    "{}",
                    web::Pager{
                        texts, filter.page, OfferOverview::lines_per_page, overview.count,
                        OfferOverview::most_counted,
                        [&](int page) {
                            return list_url(fields).with_query({{"seite", std::to_string(page)}});
                        },
                        may_add ? std::optional(web::turn_url(offer_list)) : std::nullopt});
            };
            std::vector<std::int64_t> on_page;
            for (auto const& line : overview.lines)
                on_page.push_back(line.id.value);
            w("{}",
              web::BulkForm{
                  .call = call,
                  .list = offer_list,
                  .shown = fields,
                  .actions = actions_of(call, filter),
                  .count = overview.count,
                  .on_page = on_page,
                  .table = table,
                  .may_tick = may_add});
            w("{}", web::ExportLinks{texts, [&](std::string_view file) {
                                         return list_url(filter.fields(), file);
                                     }});
        });
}

} // namespace kommin::portal
