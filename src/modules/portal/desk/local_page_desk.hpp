#pragma once
// What municipalities say in the stead of a page of the Kreis: handlers of the page that offers it.

#include "modules/portal/editing/local_page.hpp"
#include "modules/portal/editing/page_editing.hpp"
#include "platform/base/problem.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace kommin::portal {

http::Response show_local_pages(web::Call& call);
http::Response add_local_page(web::Call& call);

// What the Kreis has changed since its text was compared with the own one of a municipality.
http::Response show_general_changes(web::Call& call);
http::Response note_compared_page(web::Call& call);
void add_pages_to_compare_of_today(web::Call const& call, std::vector<web::TodayItem>& items);

html::Url local_pages_url(PageId general);
html::Url general_changes_url(PageId local);
http::Response local_pages_page(
    web::Call const& call, GeneralPage const& general, std::vector<Problem> const& problems);

// The text of the Kreis then and now.
struct GeneralChanges {
    EditedPage const& local;
    std::optional<std::int64_t> now; // record_version of the text of the Kreis; none: nothing has changed
    records::Fields before, after; // empty where its history does not go back that far
};
http::Response general_changes_page(
    web::Call const& call, GeneralChanges const& changes, std::vector<Problem> const& problems);

} // namespace kommin::portal
