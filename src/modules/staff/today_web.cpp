// "Heute": what waits for this person, from all modules.

#include "modules/staff/handlers.hpp"
#include "modules/staff/recent.hpp"
#include "modules/staff/today_pages.hpp"
#include "platform/web/staff_frame.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kommin::staff {

namespace {

// Before it is set up, the rights of such a role are not there, and nothing else can wait.
void add_second_factor(web::Call const& call, std::vector<web::TodayItem>& items)
{
    if (!call.person->needs_second_factor)
        return;
    auto const& texts = web::staff_texts(call);
    items.push_back(
        {.area = "staff.account"_msg,
         .title = std::string(texts("staff.today.second_factor"_msg)),
         .url = web::staff_url({"konto", "zweiter-faktor"}),
         .reason = std::string(texts("staff.today.second_factor.reason"_msg)),
         .due = std::nullopt,
         .action = "staff.today.second_factor.action"_msg,
         .is_own = true});
}

}

http::Response show_today(web::Call& call)
{
    Today today{
        .filter = TodayFilter::parse(call.request.query()),
        .items = {},
        .figures = {},
        .recent = list_recent_work(call)};
    add_second_factor(call, today.items);
    for (auto const& add_items : call.staff.today)
        add_items(call, today.items);
    for (auto const& add_figures : call.staff.figures)
        add_figures(call, today.figures);
    return today_page(call, today);
}

} // namespace kommin::staff
