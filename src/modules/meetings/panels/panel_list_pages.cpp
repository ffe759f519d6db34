#include "modules/meetings/panels/panel_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/whole_list.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::attribute;
using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

constexpr int panels_per_page = 50;

std::vector<web::ListView> views_of(Texts const& texts, PanelList const& list)
{
    auto shown = list.filter;
    shown.order = PanelOrder::place;
    shown.descending = false;
    std::vector<web::ListView> views;
    for (auto const standing : all_panel_standings) {
        PanelFilter wanted;
        wanted.standing = standing;
        views.push_back(
            {std::string(texts(label_of(standing))), panels_url(wanted), shown.fields() == wanted.fields()});
    }
    web::add_saved_views(views, list.views);
    return views;
}

void write_filter(Writer& w, Texts const& texts, PanelList const& list)
{
    auto const& filter = list.filter;
    std::array const orders{
        web::SortChoice::Option{word_of(PanelOrder::place), "panel.order.place"_msg},
        web::SortChoice::Option{word_of(PanelOrder::name), "panel.column.name"_msg}};
    auto const kinds = choices_among<PanelKind>(all_panel_kinds, texts);
    std::vector<web::Choice> owners;
    for (auto const& body : list.panels.bodies)
        owners.push_back({body.slug, body.name});
    PanelFilter whole;
    whole.standing = filter.standing;
    w("{}",
      web::FilterForm{
          .texts = texts,
          .list = staff_url({panels_path}),
          .fields =
              [&](Writer& field) {
                  field(
                      "{}{}{}{}{}", web::FilterWords{texts, "panel.filter.words"_msg, filter.words},
                      web::FilterChoice{
                          texts, "art", "panel.field.kind"_msg, kinds,
                          filter.kind ? to_text(*filter.kind) : std::string_view{}},
                      web::FilterChoice{texts, "ort", "panel.column.owner"_msg, owners, filter.place},
                      web::FilterKept{
                          "zustand",
                          filter.standing == PanelStanding::current ? std::string_view{}
                                                                    : word_of(filter.standing)},
                      web::SortChoice{texts, orders, word_of(filter.order), filter.descending});
              },
          .whole = filter.narrows() ? std::optional(panels_url(whole)) : std::nullopt});
}

std::int64_t seats_of(PanelList const& list, PanelId id)
{
    auto const found = list.seats.find(id);
    return found == list.seats.end() ? 0 : found->second;
}

void write_line(
    Writer& w, web::Call const& call, Texts const& texts, PanelList const& list, Panel const& panel)
{
    auto const mark = mark_of(panel, call.local_now().date, texts);
    auto const* parent = list.panels.find(panel.parent);
    auto const span = span_of(panel.valid_from, panel.valid_to, texts);
    w(R"(<tr><th scope="row"><a href="{}" {}>{}</a>{}{}</th><td data-l="{}">{}</td><td data-l="{}">{}</td><td class="rest" data-l="{}">{}</td><td class="rest num" data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span></td></tr>)",
      panel_url(panel.id),
      Attributes{
          attribute(
              "data-edit", panel_url(panel.id, "aendern").text(),
              call.actor().may(edit_panels, panel.owner())),
          web::content_lang(texts)},
      panel.name,
      when(
          parent != nullptr,
          [&](Writer& inner) {
              inner(
                  R"(<br><span class="mute small">{}</span>)",
                  texts("panel.part_of"_msg, {{"name", parent->name}}));
          }),
      web::RowFold{texts, panel.name}, texts("panel.field.kind"_msg), texts(label_of(panel.kind)),
      texts("panel.column.owner"_msg), list.panels.owner_name(panel), texts("panel.column.span"_msg),
      span.empty() ? std::string("–") : span, texts("panel.column.seats"_msg), seats_of(list, panel.id),
      texts("staff.state"_msg), mark.shape, mark.text);
}

void write_table(
    Writer& w, web::Call const& call, Texts const& texts, PanelList const& list,
    std::span<Panel const* const> shown)
{
    auto const url_of = [](PanelFilter const& wanted) { return panels_url(wanted); };
    w(R"(<div class="scroll"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr>{}<th scope="col">{}</th>{}<th scope="col">{}</th><th scope="col" class="num">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("panel.title"_msg),
      web::sort_head(texts, list.filter, "panel.column.name"_msg, PanelOrder::name, url_of),
      texts("panel.field.kind"_msg),
      web::sort_head(texts, list.filter, "panel.column.owner"_msg, PanelOrder::place, url_of),
      texts("panel.column.span"_msg), texts("panel.column.seats"_msg), texts("staff.state"_msg),
      each(shown, [&](Writer& row, Panel const* panel) { write_line(row, call, texts, list, *panel); }));
}

}

Url panels_url(PanelFilter const& filter)
{
    return web::list_url(panel_list, filter.fields());
}

http::Response panel_list_page(web::Call const& call, PanelList const& list)
{
    auto const& texts = web::staff_texts(call);
    auto const lines = filtered(list.panels, list.filter, call.local_now().date, texts.language());
    return web::whole_list_page(
        {.call = call,
         .list = panel_list,
         .fields = list.filter.fields(),
         .page = list.filter.page,
         .per_page = panels_per_page,
         .count = lines.size(),
         .state_line = texts("panel.count"_msg, {{"count", lines.size()}}),
         .actions =
             [&](Writer& w) {
                 if (list.may_add)
                     w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
                       staff_url({panels_path, "neu"}), texts("panel.new"_msg));
             },
         .views = views_of(texts, list),
         .filter = [&](Writer& w) { write_filter(w, texts, list); },
         .table =
             [&](Writer& w, std::size_t first, std::size_t count) {
                 write_table(w, call, texts, list, std::span(lines).subspan(first, count));
             },
         .none = "panel.none"_msg,
         .none_advice
         = list.panels.all.empty() && list.may_add ? "panel.none.first"_msg : "list.words.none"_msg});
}

http::Response panel_file(web::Call const& call, PanelList const& list)
{
    auto const& texts = web::staff_texts(call);
    using table::Cell;
    auto const today = call.local_now().date;
    auto const day
        = [](std::optional<PartialDate> const& date) { return date ? Cell(date->to_iso()) : Cell(); };
    web::ListExport<Panel> file(
        call, web::export_format(call.request), panels_path, "panel.title"_msg,
        {{"panel.column.name"_msg, 40, [](Panel const& panel) { return Cell(panel.name); }},
         {"panel.field.short"_msg, 14, [](Panel const& panel) { return Cell(panel.short_name); }},
         {"panel.field.kind"_msg, 22,
          [&](Panel const& panel) { return Cell(std::string(texts(label_of(panel.kind)))); }},
         {"panel.field.parent"_msg, 40,
          [&](Panel const& panel) {
              auto const* parent = list.panels.find(panel.parent);
              return parent == nullptr ? Cell() : Cell(parent->name);
          }},
         {"panel.column.owner"_msg, 20,
          [&](Panel const& panel) { return Cell(std::string(list.panels.owner_name(panel))); }},
         {"form.from"_msg, 12, [&](Panel const& panel) { return day(panel.valid_from); }},
         {"form.to"_msg, 12, [&](Panel const& panel) { return day(panel.valid_to); }},
         {"panel.field.term_from"_msg, 12, [&](Panel const& panel) { return day(panel.term_from); }},
         {"panel.field.term_to"_msg, 12, [&](Panel const& panel) { return day(panel.term_to); }},
         {"panel.column.seats"_msg, 8, [&](Panel const& panel) { return Cell(seats_of(list, panel.id)); }},
         {"staff.state"_msg, 14, [&](Panel const& panel) { return Cell(mark_of(panel, today, texts).text); }},
         {"form.remark"_msg, 50, [](Panel const& panel) { return Cell(panel.remark); }},
         {"form.source"_msg, 40, [](Panel const& panel) { return Cell(panel.source); }}});
    for (auto const* panel : filtered(list.panels, list.filter, today, texts.language())) {
        if (!file.add(*panel))
            break;
    }
    return file.answer();
}

} // namespace kommin::meetings
