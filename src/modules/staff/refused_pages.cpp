// The list of refused addresses.

#include "modules/staff/jobs_pages.hpp"
#include "modules/staff/permissions.hpp"
#include "platform/web/staff_bulk.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kommin::staff {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;
using post::RefusedOrder;

namespace {

html::Url refused_url(RefusedFilter const& filter, std::string_view page = {})
{
    return web::list_url(refused_list, filter.fields(), page);
}

web::SortHead refused_sort_head(
    Texts const& texts, RefusedFilter const& filter, MessageKey label, RefusedOrder order)
{
    return web::sort_head(
        texts, filter, label, order, [](RefusedFilter const& wanted) { return refused_url(wanted); });
}

void write_refused_filter(Writer& w, Texts const& texts, RefusedFilter const& filter)
{
    std::array const orders{
        web::SortChoice::Option{word_of(RefusedOrder::time), "staff.jobs.refused.since"_msg},
        web::SortChoice::Option{word_of(RefusedOrder::address), "staff.jobs.refused.address"_msg}};
    w("{}",
      web::FilterForm{
          .texts = texts,
          .list = refused_url({}),
          .fields =
              [&](Writer& field) {
                  field(
                      "{}{}", web::FilterWords{texts, "staff.jobs.refused.filter"_msg, filter.text},
                      web::SortChoice{texts, orders, word_of(filter.order), filter.reversed});
              },
          .whole = filter.text.empty() ? std::nullopt : std::optional(refused_url({}))});
}

void write_refused_table(Writer& w, web::Call const& call, RefusedView const& view, bool may_manage)
{
    auto const& texts = web::staff_texts(call);
    w(R"(<div class="scroll"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr>{}{}{}<th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("staff.jobs.refused"_msg),
      when(may_manage, [&](Writer& head) { head("{}", web::TickHead{texts}); }),
      refused_sort_head(texts, view.filter, "staff.jobs.refused.address"_msg, RefusedOrder::address),
      refused_sort_head(texts, view.filter, "staff.jobs.refused.since"_msg, RefusedOrder::time),
      texts("staff.jobs.reason"_msg), each(view.addresses, [&](Writer& row, post::RefusedAddress const& one) {
          row(R"(<tr>{}<th scope="row">{}</th><td class="nw" data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
              when(
                  may_manage,
                  [&](Writer& cell) {
                      cell(
                          "{}",
                          web::TickCell{
                              texts,
                              {one.id.value, one.version()},
                              one.shown_as,
                              web::ticks_of(call.request)});
                  }),
              one.shown_as, texts("staff.jobs.refused.since"_msg),
              texts.date_time(call.site.zone->to_local(one.refused_at)), texts("staff.jobs.reason"_msg),
              texts("mail.problem.address_refused"_msg, {{"reply", one.reply}}));
      }));
}

}

http::Response refused_page(web::Call const& call, RefusedView const& view)
{
    auto const& texts = web::staff_texts(call);
    if (auto last = web::way_to_last_page(
            call, view.filter.page, addresses_per_page, view.count, most_addresses_counted))
        return *std::move(last);
    bool const may_manage = call.actor().may(manage_jobs, Scope::whole_tenant());
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("staff.jobs.refused"_msg)),
         .section = std::string(refused_list.path),
         .crumbs = {{web::list_url(job_list, {}), std::string(texts("staff.jobs.title"_msg))}},
         .state_line = texts("staff.jobs.refused.count"_msg, {{"count", view.count}})},
        [&](Writer& w) {
            std::vector<web::ListView> views{
                {std::string(texts("desk.view.all"_msg)), refused_url({}), view.filter.text.empty()}};
            web::add_saved_views(views, view.views);
            w(R"(<p class="measure mute">{}</p>{})", texts("staff.jobs.refused.lead"_msg),
              web::ListViews{texts, views, web::save_view_url(refused_list, view.filter.fields())});
            write_refused_filter(w, texts, view.filter);
            if (view.addresses.empty()) {
                w(R"(<div class="empty"><p>{}</p></div>)",
                  texts(view.filter.text.empty() ? "staff.jobs.refused.none"_msg : "list.words.none"_msg));
                return;
            }
            auto const fields = view.filter.fields();
            auto const table = [&](Writer& inner) {
                write_refused_table(inner, call, view, may_manage);
                inner(
                    "{}",
                    web::Pager{
                        texts, view.filter.page, addresses_per_page, view.count, most_addresses_counted,
                        [&](int page) {
                            return refused_url(view.filter).with_query({{"seite", std::to_string(page)}});
                        },
                        may_manage ? std::optional(web::turn_url(refused_list)) : std::nullopt});
            };
            std::vector<std::int64_t> on_page;
            for (auto const& address : view.addresses)
                on_page.push_back(address.id.value);
            w("{}",
              web::BulkForm{
                  .call = call,
                  .list = refused_list,
                  .shown = fields,
                  .actions = std::span(&allow_action, 1),
                  .count = view.count,
                  .on_page = on_page,
                  .table = table,
                  .may_tick = may_manage});
            w("{}",
              web::ExportLinks{texts, [&](std::string_view file) { return refused_url(view.filter, file); }});
        });
}

} // namespace kommin::staff
