// The list of information pages.

#include "modules/portal/desk/local_page_desk.hpp"
#include "modules/portal/desk/page_desk.hpp"
#include "modules/portal/desk/page_desk_pages.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "platform/web/staff_bulk.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

void write_views(Writer& w, Texts const& texts, PageList const& list)
{
    auto const view = [&](MessageKey label, std::optional<OfferState> state) {
        StaffPageFilter wanted{.state = state};
        auto shown = list.filter;
        shown.order = wanted.order;
        shown.descending = wanted.descending;
        return web::ListView{
            std::string(texts(label)), web::list_url(page_list, wanted.fields()),
            shown.fields() == wanted.fields()};
    };
    std::vector views{
        view("desk.view.all"_msg, {}),
        view("desk.view.review"_msg, OfferState::in_review),
        view("desk.view.returned"_msg, OfferState::returned),
        view("desk.view.drafts"_msg, OfferState::changed),
        view("desk.view.hidden"_msg, OfferState::hidden),
        view("desk.view.archived"_msg, OfferState::archived)};
    web::add_saved_views(views, list.views);
    w("{}", web::ListViews{texts, views, web::save_view_url(page_list, list.filter.fields())});
}

void write_filter(Writer& w, Texts const& texts, PageList const& list)
{
    auto const& filter = list.filter;
    std::array const orders{
        web::SortChoice::Option{word_of(PageOrder::tree), "page.order.tree"_msg},
        web::SortChoice::Option{word_of(PageOrder::name), "page.column.page"_msg},
        web::SortChoice::Option{word_of(PageOrder::changed), "desk.column.changed"_msg}};
    w("{}",
      web::FilterForm{
          .texts = texts,
          .list = staff_url({page_list.path}),
          .fields =
              [&](Writer& field) {
                  field(
                      "{}{}{}{}", web::FilterWords{texts, "page.filter.text"_msg, filter.text},
                      web::FilterChoice{
                          texts, "gemeinde", "desk.field.municipality"_msg,
                          place_choices(list.bodies, texts("page.no_municipality"_msg)), filter.place},
                      web::FilterKept{"zustand", filter.state ? word_of(*filter.state) : std::string_view{}},
                      web::SortChoice{texts, orders, word_of(filter.order), filter.descending});
              },
          .whole = filter.narrows() ? std::optional(staff_url({page_list.path})) : std::nullopt});
}

bool may_publish(web::Call const& call)
{
    return call.actor().may_somewhere(publish_pages);
}

void write_line(
    Writer& w, web::Call const& call, Texts const& texts, PageLine const& line,
    std::vector<tenants::Body> const& bodies)
{
    auto const state = state_word_of(line, texts);
    auto const title = title_of_page(form_of(line.page), texts);
    std::string indent;
    for (int i = 0; i < line.depth; ++i)
        indent += "– ";
    w(R"(<tr>{}<th scope="row">{}<a href="{}" data-edit {}>{}</a>{}</th><td class="rest" data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span></td><td class="rest" data-l="{}">{}</td></tr>)",
      when(
          may_publish(call),
          [&](Writer& cell) {
              cell(
                  "{}",
                  web::TickCell{
                      texts, {line.page.id.value, line.state.version}, title, web::ticks_of(call.request)});
          }),
      indent, page_desk_url(line.page.id), html::Attributes{web::content_lang(texts)}, title,
      web::RowFold{texts, title}, texts("desk.field.kind"_msg), texts(label_of_kind(line.page)),
      texts("desk.field.municipality"_msg), place_of(line.page, bodies, texts), texts("staff.state"_msg),
      state.shape, state.text, texts("desk.column.changed"_msg),
      texts.date(call.site.zone->to_local(line.state.changed_at).date, i18n::DateStyle::short_numeric));
}

void write_table(
    Writer& w, web::Call const& call, PageList const& list, std::span<PageLine const> lines,
    std::string_view count)
{
    auto const& texts = web::staff_texts(call);
    auto const head = [&](MessageKey label, PageOrder order) {
        return web::sort_head(texts, list.filter, label, order, [](StaffPageFilter const& wanted) {
            return web::list_url(page_list, wanted.fields());
        });
    };
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack tbl--lead"><caption>{}</caption><thead><tr>{}{}<th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
      texts("page.title"_msg), count,
      when(may_publish(call), [&](Writer& inner) { inner("{}", web::TickHead{texts}); }),
      head("page.column.page"_msg, PageOrder::name), texts("desk.field.kind"_msg),
      texts("desk.field.municipality"_msg), texts("staff.state"_msg),
      head("desk.column.changed"_msg, PageOrder::changed),
      each(lines, [&](Writer& row, PageLine const& line) {
          write_line(row, call, texts, line, list.bodies);
      }));
}

void write_general_pages(Writer& w, Texts const& texts, std::vector<InfoPage> const& general)
{
    if (general.empty())
        return;
    w(R"(<section class="stack stack-top" aria-labelledby="kreis"><h2 id="kreis">{}</h2><p class="measure">{}</p><ul class="plain">{}</ul></section>)",
      texts("page.general"_msg), texts("page.general.text"_msg),
      each(general, [](Writer& item, InfoPage const& page) {
          item(R"(<li><a href="{}">{}</a></li>)", local_pages_url(page.id), page.title.source);
      }));
}

// What the page of the list that was asked for shows of it.
std::span<PageLine const> shown_lines(PageList const& list)
{
    auto const from = std::min(
        list.lines.size(),
        static_cast<std::size_t>(list.filter.page - 1) * static_cast<std::size_t>(PageList::lines_per_page));
    auto const all = std::span(list.lines).subspan(from);
    return all.first(std::min(all.size(), static_cast<std::size_t>(PageList::lines_per_page)));
}

}

http::Response page_list_page(web::Call const& call, PageList const& list)
{
    auto const& texts = web::staff_texts(call);
    if (auto last = web::way_to_last_page(
            call, list.filter.page, PageList::lines_per_page, std::ssize(list.lines), std::ssize(list.lines)))
        return *std::move(last);
    auto const lines = shown_lines(list);
    bool const may_add = call.actor().may_somewhere(edit_pages);
    auto const count = texts("page.count"_msg, {{"count", list.lines.size()}});
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("page.title"_msg)),
         .section = "seiten",
         .state_line = count,
         .actions = !may_add ? web::Body{} : web::Body([&](Writer& w) {
             w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
               staff_url({"seiten", "neu"}), texts("page.action.new"_msg));
         }),
         .is_wide = true},
        [&](Writer& w) {
            write_views(w, texts, list);
            write_filter(w, texts, list);
            auto const fields = list.filter.fields();
            if (lines.empty()) {
                w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("page.none"_msg),
                  texts(list.filter.narrows() ? "list.words.none"_msg : "page.none.text"_msg));
            } else {
                auto const table = [&](Writer& inner) {
                    write_table(inner, call, list, lines, count);
                    inner(
                        "{}",
                        web::Pager{
                            texts, list.filter.page, PageList::lines_per_page, std::ssize(list.lines),
                            std::ssize(list.lines),
                            [&](int page) {
                                return web::list_url(page_list, fields)
                                    .with_query({{"seite", std::to_string(page)}});
                            },
                            may_publish(call) ? std::optional(web::turn_url(page_list)) : std::nullopt});
                };
                std::vector<std::int64_t> on_page;
                for (auto const& line : lines)
                    on_page.push_back(line.page.id.value);
                static constexpr std::array all{publish_pages_action, archive_pages_action};
                auto const actions = std::span(all).first(
                    list.filter.state == OfferState::archived ? std::size_t{1}
                                                              : all.size()); // it has ended already
                w("{}",
                  web::BulkForm{
                      .call = call,
                      .list = page_list,
                      .shown = fields,
                      .actions = actions,
                      .count = std::ssize(list.lines),
                      .on_page = on_page,
                      .table = table,
                      .may_tick = may_publish(call)});
                w("{}", web::ExportLinks{texts, [&](std::string_view file) {
                                             return web::list_url(page_list, fields, file);
                                         }});
            }
            if (!list.filter.narrows())
                write_general_pages(w, texts, list.general);
        });
}

} // namespace kommin::portal
