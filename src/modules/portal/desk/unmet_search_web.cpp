// Routes of the list of searches without a hit.

#include "modules/portal/desk/unmet_search_pages.hpp"
#include "modules/portal/desk/unmet_search_store.hpp"
#include "modules/portal/site/demand.hpp"
#include "platform/base/number.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <utility>
#include <vector>

namespace kommin::portal {

using web::staff_url;

namespace {

http::Response settle(web::Call& call, UnmetSearchState state)
{
    auto const number = parse_number(call.path["suche"]);
    if (!number)
        return web::staff_not_found(call);
    auto const settled = web::write(
        call, [&](Work& work) { return settle_unmet_search(work, UnmetSearchId{*number}, state); });
    if (!settled)
        return web::staff_not_found(call);
    return http::Response::redirect(http::Status::see_other, staff_url({"suchen"}).text());
}

}

http::Response list_searches(web::Call& call)
{
    auto const wanted = SearchesWanted::read(call.request.query());
    auto const tenant = call.site.tenant;
    return searches_page(
        call, wanted, list_unmet_searches(call.db(), tenant, wanted.query()),
        count_unmet_searches(call.db(), tenant, wanted.query()),
        web::saved_views(call, search_list, wanted.fields()));
}

http::Response export_searches(web::Call& call)
{
    auto const& texts = web::staff_texts(call);
    using Column = web::ExportColumn<UnmetSearch>;
    std::vector<Column> columns{
        {"searches.column.words"_msg, 40,
         [](UnmetSearch const& search) { return table::Cell(search.words); }},
        {"searches.column.language"_msg, 16,
         [&](UnmetSearch const& search) { return table::Cell(language_name(search, texts)); }},
        {"searches.column.times"_msg, 10,
         [](UnmetSearch const& search) { return table::Cell(search.times); }},
        {"searches.column.last_seen"_msg, 16,
         [](UnmetSearch const& search) { return table::Cell(search.last_seen); }}};
    web::ListExport<UnmetSearch> file(
        call, web::export_format(call.request), "suchen", "searches.title"_msg, std::move(columns));
    auto query = SearchesWanted::read(call.request.query()).query();
    query.limit = 0;
    query.offset = 0;
    for (auto const& search : list_unmet_searches(call.db(), call.site.tenant, query)) {
        if (!file.add(search))
            break;
    }
    return file.answer();
}

http::Response finish_search(web::Call& call)
{
    return settle(call, UnmetSearchState::done);
}

http::Response hide_search(web::Call& call)
{
    return settle(call, UnmetSearchState::hidden);
}

http::Response reopen_search(web::Call& call)
{
    return settle(call, UnmetSearchState::open);
}

std::int64_t count_open_searches(web::Call const& call)
{
    return count_unmet_searches(
        call.db(), call.site.tenant, UnmetSearchQuery{.state = UnmetSearchState::open});
}

void add_searches_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    if (!may_settle(call))
        return;
    auto const count = count_open_searches(call);
    if (count == 0)
        return;
    auto const& texts = web::staff_texts(call);
    items.push_back(
        {.area = "searches.title"_msg,
         .title = texts("searches.today"_msg, {{"count", count}}),
         .url = staff_url({"suchen"}),
         .reason = std::string(texts("searches.today.reason"_msg)),
         .due = std::nullopt,
         .action = "searches.today.action"_msg});
}

} // namespace kommin::portal
