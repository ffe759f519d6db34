// The list of links.

#include "modules/portal/desk/link_desk.hpp"
#include "modules/portal/desk/link_pages.hpp"
#include "platform/web/staff_bulk.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
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

struct ViewWord {
    LinkView view;
    MessageKey label;
};
constexpr std::array view_labels{
    ViewWord{LinkView::all, "links.view.all"_msg},
    ViewWord{LinkView::broken, "links.view.broken"_msg},
    ViewWord{LinkView::moved, "links.view.moved"_msg},
    ViewWord{LinkView::failing, "links.view.failing"_msg},
    ViewWord{LinkView::refused, "links.view.refused"_msg},
    ViewWord{LinkView::doubtful, "links.view.doubtful"_msg},
    ViewWord{LinkView::muted, "links.view.muted"_msg}};

Url list_url(web::ListFields const& fields, std::string_view page = {})
{
    return web::list_url(link_list, fields, page);
}

void write_link_views(
    Writer& w, Texts const& texts, LinkFilter const& filter, std::vector<web::ListView> const& saved_views)
{
    std::vector<web::ListView> views;
    for (auto const& word : view_labels) {
        LinkFilter wanted;
        wanted.view = word.view;
        auto own = filter;
        own.order = wanted.order;
        own.descending = wanted.descending;
        views.push_back(
            {std::string(texts(word.label)), list_url(wanted.fields()), own.fields() == wanted.fields()});
    }
    web::add_saved_views(views, saved_views);
    w("{}", web::ListViews{texts, views, web::save_view_url(link_list, filter.fields())});
}

void write_link_filter(Writer& w, Texts const& texts, LinkFilter const& filter)
{
    static constexpr std::array kinds{LinkKind::web, LinkKind::mail, LinkKind::phone};
    static constexpr std::array states{
        std::pair{LinkView::broken, "links.view.broken"_msg},
        std::pair{LinkView::failing, "links.view.failing"_msg},
        std::pair{LinkView::moved, "links.view.moved"_msg},
        std::pair{LinkView::refused, "links.view.refused"_msg},
        std::pair{LinkView::doubtful, "links.view.doubtful"_msg},
        std::pair{LinkView::unchecked, "links.state.unchecked"_msg},
        std::pair{LinkView::ok, "links.state.ok"_msg},
        std::pair{LinkView::muted, "links.view.muted"_msg}};
    std::array const orders{
        web::SortChoice::Option{word_of(LinkOrder::target), "links.column.target"_msg},
        web::SortChoice::Option{word_of(LinkOrder::checked), "links.column.checked"_msg}};
    std::vector<web::Choice> kind_choices;
    for (auto const kind : kinds)
        kind_choices.push_back({std::string(word_of(kind)), std::string(texts(label_of(kind)))});
    std::vector<web::Choice> state_choices;
    for (auto const& [view, label] : states)
        state_choices.push_back({std::string(word_of(view)), web::as_choice(texts(label))});
    w("{}",
      web::FilterForm{
          .texts = texts,
          .list = staff_url({link_list.path}),
          .fields =
              [&](Writer& field) {
                  field(
                      "{}{}{}{}", web::FilterWords{texts, "links.filter.text"_msg, filter.text},
                      web::FilterChoice{
                          texts, "art", "links.column.kind"_msg, kind_choices,
                          filter.kind ? word_of(*filter.kind) : std::string_view{}},
                      web::FilterChoice{
                          texts, "zustand", "staff.state"_msg, state_choices, word_of(filter.view)},
                      web::SortChoice{texts, orders, word_of(filter.order), filter.descending});
              },
          .whole = filter.narrows() ? std::optional(staff_url({link_list.path})) : std::nullopt});
}

web::SortHead link_sort_head(Texts const& texts, LinkFilter const& filter, MessageKey label, LinkOrder order)
{
    return web::sort_head(
        texts, filter, label, order, [](LinkFilter const& wanted) { return list_url(wanted.fields()); });
}

void write_muted(Writer& w, web::Call const& call, Texts const& texts, StoredLink const& link)
{
    if (link.is_muted(call.local_now().date))
        w(R"(<br><span class="mute small">{}</span>)",
          texts("links.muted"_msg, {{"date", texts.date(*link.muted_until, DateStyle::short_numeric)}}));
}

void write_link_line(Writer& w, web::Call const& call, Texts const& texts, LinkLine const& line)
{
    auto const& link = line.link;
    auto const state = link_state_word(link, texts);
    auto const reason = link_reason(link, texts);
    w(
        R"(<tr>{}<th scope="row"><a class="wrap" href="{}">{}</a>{}</th><td class="rest" data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span>{}{}</td><td class="rest" data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
        when(
            may_change_links(call),
            [&](Writer& cell) {
                cell(
                    "{}",
                    web::TickCell{
                        texts,
                        {link.id.value, version_of(link)},
                        link.target.text,
                        web::ticks_of(call.request)});
            }),
        link_url(link.id), link.target.text, web::RowFold{texts, link.target.text},
        texts("links.column.kind"_msg), texts(label_of(link.target.kind)), texts("staff.state"_msg),
        state.shape, state.text,
        when(
            !reason.empty(),
            [&](Writer& inner) { inner(R"(<br><span class="mute small">{}</span>)", reason); }),
        [&](Writer& inner) { write_muted(inner, call, texts, link); }, texts("links.column.checked"_msg),
        link.checked_at
            ? texts.date(call.site.zone->to_local(*link.checked_at).date, DateStyle::short_numeric)
            : std::string("–"),
        texts("links.column.records"_msg), line.records);
}

std::string link_count_line(Texts const& texts, LinkOverview const& overview)
{
    if (overview.count > LinkOverview::most_counted)
        return texts("links.count.many"_msg, {{"count", LinkOverview::most_counted}});
    return texts("links.count"_msg, {{"count", overview.count}});
}

void write_link_table(
    Writer& w, web::Call const& call, LinkFilter const& filter, LinkOverview const& overview)
{
    auto const& texts = web::staff_texts(call);
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack tbl--lead"><caption>{}</caption><thead><tr>{}{}<th scope="col">{}</th><th scope="col">{}</th>{}<th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("links.title"_msg), link_count_line(texts, overview),
      when(may_change_links(call), [&](Writer& head) { head("{}", web::TickHead{texts}); }),
      link_sort_head(texts, filter, "links.column.target"_msg, LinkOrder::target),
      texts("links.column.kind"_msg), texts("staff.state"_msg),
      link_sort_head(texts, filter, "links.column.checked"_msg, LinkOrder::checked),
      texts("links.column.records"_msg), each(overview.lines, [&](Writer& row, LinkLine const& line) {
          write_link_line(row, call, texts, line);
      }));
}

}

http::Response link_list_page(
    web::Call const& call, LinkFilter const& filter, LinkOverview const& overview,
    std::vector<web::ListView> const& saved_views)
{
    auto const& texts = web::staff_texts(call);
    if (auto last = web::way_to_last_page(
            call, filter.page, LinkOverview::lines_per_page, overview.count, LinkOverview::most_counted))
        return *std::move(last);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("links.title"_msg)),
         .section = std::string(link_list.path),
         .state_line = link_count_line(texts, overview),
         .is_wide = true},
        [&](Writer& w) {
            if (call.site.is_demonstration)
                w(R"(<p class="note">{}</p>)", texts("links.check.demonstration"_msg));
            write_link_views(w, texts, filter, saved_views);
            write_link_filter(w, texts, filter);
            if (overview.lines.empty()) {
                w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("links.none"_msg),
                  texts(filter.narrows() ? "links.none.filter"_msg : "links.none.text"_msg));
                return;
            }
            auto const fields = filter.fields();
            auto const table = [&](Writer& inner) {
                write_link_table(inner, call, filter, overview);
                inner(
                    "{}",
                    web::Pager{
                        texts, filter.page, LinkOverview::lines_per_page, overview.count,
                        LinkOverview::most_counted,
                        [&](int page) {
                            return list_url(fields).with_query({{"seite", std::to_string(page)}});
                        },
                        may_change_links(call) ? std::optional(web::turn_url(link_list)) : std::nullopt});
            };
            std::vector<std::int64_t> on_page;
            for (auto const& line : overview.lines)
                on_page.push_back(line.link.id.value);
            static constexpr std::array actions{check_links_action, mute_links_action, unmute_links_action};
            w("{}",
              web::BulkForm{
                  .call = call,
                  .list = link_list,
                  .shown = fields,
                  .actions = actions,
                  .count = overview.count,
                  .on_page = on_page,
                  .table = table,
                  .may_tick = may_change_links(call)});
            w("{}", web::ExportLinks{texts, [&](std::string_view file) { return list_url(fields, file); }});
        });
}

} // namespace kommin::portal
