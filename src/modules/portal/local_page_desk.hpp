#pragma once
// What municipalities say in the stead of a page of the Kreis: handlers of the page that offers it.

#include "modules/portal/local_page.hpp"
#include "platform/base/problem.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

#include <vector>

namespace kommin::portal {

http::Response show_local_pages(web::Call& call);
http::Response add_local_page(web::Call& call);

html::Url local_pages_url(PageId general);
http::Response local_pages_page(
    web::Call const& call, GeneralPage const& general, std::vector<Problem> const& problems);

} // namespace kommin::portal
