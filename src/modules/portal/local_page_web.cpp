// Routes of what municipalities say in the stead of a page of the Kreis.

#include "modules/portal/local_page_desk.hpp"
#include "modules/portal/page_desk_pages.hpp"
#include "platform/base/number.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <vector>

namespace kommin::portal {

namespace {

PageId general_of(web::Call const& call)
{
    return PageId{parse_number(call.path["kreisseite"]).value_or(0)};
}

http::Response answer_local_pages(web::Call const& call, std::vector<Problem> const& problems)
{
    auto const general = web::read(call, [&](db::Connection& db) {
        return find_general_page(db, call.site.tenant, general_of(call), call.actor());
    });
    return general ? local_pages_page(call, *general, problems) : web::staff_not_found(call);
}

}

http::Response show_local_pages(web::Call& call)
{
    return answer_local_pages(call, {});
}

http::Response add_local_page(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    // Two who press at once make one: the second finds it on the page.
    auto const taken = Problem::conflict("gemeinde", "page.problem.local_taken"_msg);
    auto const created = web::write(
        call, [&](Work& work) { return create_local_page(work, general_of(call), form->value("gemeinde")); },
        {{"pages_local_once", taken}, {"pages_slug", taken}});
    if (!created)
        return answer_local_pages(call, {created.problem()});
    return http::Response::redirect(http::Status::see_other, page_desk_url(created.value()).text());
}

} // namespace kommin::portal
