// Where there is nothing, and where several may do the same: the matrix of fields and municipalities.

#include "modules/goals/inventory/inventory_pages.hpp"
#include "modules/goals/measures/measure_pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/staff_export.hpp"

#include <algorithm>

namespace kommin::goals {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

void write_gap_cell(
    Writer& w, Texts const& texts, GapPage const& page, meetings::PanelId field, tenants::BodyId place)
{
    auto const& cell = page.gaps.cells.at({field, place});
    auto const* body = page.names.district.find_body(place);
    auto const name = body != nullptr ? body->name : std::string{};
    if (cell.is_gap()) {
        w(R"(<td data-l="{}"><span class="st st--bad">{}</span></td>)", name, texts("gap.none"_msg));
        return;
    }
    EntryFilter filter;
    filter.panel = field;
    filter.place = body != nullptr ? body->slug : std::string{};
    auto const write_count
        = [](Writer& inner, std::int64_t count, html::Url const& url, std::string const& text) {
              if (count > 0)
                  inner(R"(<a href="{}">{}</a>)", url, text);
              else
                  inner("{}", text);
          };
    w(
        R"(<td data-l="{}">{}, {}</td>)", name,
        [&](Writer& inner) {
            write_count(
                inner, cell.entries, entries_url(page.whole.inventory.id, filter),
                texts("gap.cell.entries"_msg, {{"count", cell.entries}}));
        },
        [&](Writer& inner) {
            write_count(
                inner, cell.measures,
                measures_url(MeasureFilter{.panel = field, .municipality = filter.place}),
                texts("gap.cell.measures"_msg, {{"count", cell.measures}}));
        });
}

void write_gap_table(Writer& w, Texts const& texts, GapPage const& page)
{
    html::Attributes const content{web::content_lang(texts)};
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
      texts("inventory.gaps"_msg), texts("inventory.gaps"_msg), texts("inventory.entry.field.panel"_msg),
      each(
          page.gaps.places,
          [&](Writer& head, tenants::BodyId place) {
              head(R"(<th scope="col" {}>{}</th>)", content, page.names.place(place));
          }),
      each(page.gaps.fields, [&](Writer& row, meetings::PanelId field) {
          row(R"(<tr><th scope="row" {}>{}</th>{}</tr>)", content, page.names.panel(field),
              each(page.gaps.places, [&](Writer& cell, tenants::BodyId place) {
                  write_gap_cell(cell, texts, page, field, place);
              }));
      }));
}

void write_counted(Writer& w, Texts const& texts, GapPage const& page, Counted const& one)
{
    html::Attributes const content{web::content_lang(texts)};
    w(
        "<li>{} {}</li>",
        [&](Writer& inner) {
            if (one.is_measure)
                inner(R"(<a href="{}" {}>{}</a>)", measure_url(MeasureId{one.id}), content, one.title);
            else
                inner("<span {}>{}</span>", content, one.title);
        },
        [&](Writer& inner) {
            auto const what
                = std::string(texts(one.is_measure ? "measure.one"_msg : "inventory.entry.one"_msg));
            inner(
                R"(<span class="small mute">{}, {}</span>)", one.who.empty() ? what : one.who + ", " + what,
                places_in_words(page.names, one.places, texts));
        });
}

void write_overlaps(Writer& w, Texts const& texts, GapPage const& page)
{
    w(R"(<section class="stack" aria-labelledby="ueberschneidungen"><h2 id="ueberschneidungen">{}</h2><p class="small mute">{}</p>{}</section>)",
      texts("gap.overlaps"_msg), texts("gap.overlaps.rule"_msg), [&](Writer& inner) {
          if (page.gaps.overlaps.empty()) {
              inner("<p>{}</p>", texts("gap.overlaps.none"_msg));
              return;
          }
          inner(
              R"(<ul class="plain stack">{}</ul>)",
              each(page.gaps.overlaps, [&](Writer& item, Overlap const& one) {
                  item(
                      R"(<li class="card"><p><span class="st st--warn">{}</span> {}</p><p class="small">{}</p><ul class="plain small">{}</ul></li>)",
                      texts("gap.overlap"_msg),
                      texts(
                          "gap.overlap.what"_msg,
                          {{"field", page.names.panel(one.panel)}, {"audience", one.audience}}),
                      places_in_words(page.names, one.places, texts),
                      each(one.all, [&](Writer& line, Counted const& counted) {
                          write_counted(line, texts, page, counted);
                      }));
              }));
      });
}

}

http::Response gap_page(web::Call const& call, GapPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& inventory = page.whole.inventory;
    auto const gaps
        = std::ranges::count_if(page.gaps.cells, [](auto const& cell) { return cell.second.is_gap(); });
    auto frame = frame_below_inventory(call, inventory, std::string(texts("inventory.gaps"_msg)));
    frame.state_line = texts("gap.count"_msg, {{"count", gaps}}) + " · "
        + texts("gap.answered"_msg,
                {{"answered", page.counts.asked - page.counts.open()}, {"asked", page.counts.asked}});
    frame.is_wide = true;
    return web::staff_page(frame, [&](Writer& w) {
        if (page.gaps.fields.empty() || page.gaps.places.empty()) {
            w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("gap.empty"_msg),
              texts("gap.empty.text"_msg));
            return;
        }
        w(
            R"(<div class="stack"><p class="measure small">{}</p>{}{}{}{}{}</div>)", texts("gap.rule"_msg),
            when(
                page.is_cut,
                [&](Writer& inner) {
                    inner(
                        R"(<div class="note note--warn"><p>{}</p></div>)",
                        texts("gap.cut"_msg, {{"most", most_counted}}));
                }),
            when(
                page.counts.open() > 0,
                [&](Writer& inner) {
                    inner(
                        R"(<div class="note note--warn"><p>{}</p></div>)",
                        texts("gap.incomplete"_msg, {{"count", page.counts.open()}}));
                }),
            [&](Writer& inner) { write_gap_table(inner, texts, page); },
            web::ExportLinks{
                texts,
                [&](std::string_view file) {
                    return staff_url({inventories_path, std::to_string(inventory.id.value), "luecken", file});
                }},
            [&](Writer& inner) { write_overlaps(inner, texts, page); });
    });
}

} // namespace kommin::goals
