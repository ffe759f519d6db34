#pragma once
// "Heute" as a page.

#include "modules/staff/recent.hpp"
#include "platform/http/form.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::staff {

// What of "Heute" somebody wants to see; in the address, so that it can be bookmarked.
struct TodayFilter {
    enum class Only : std::uint8_t { everything, own, due };
    std::string area; // bereich: a word of an address, see word_of_area(); empty: all
    Only only = Only::everything; // nur

    static TodayFilter parse(http::Form const& query);
    [[nodiscard]] bool is_empty() const { return area.empty() && only == Only::everything; }
};
// "angebote": of the list to which it belongs.
std::string word_of_area(web::Call const& call, web::TodayItem const& item);
bool is_meant(TodayFilter::Only only, web::TodayItem const& item, Date today);

struct Today {
    TodayFilter filter;
    std::vector<web::TodayItem> items; // all of them
    std::vector<web::TodayFigures> figures;
    std::vector<RecentWork> recent;
};
http::Response today_page(web::Call const& call, Today const& shown);

} // namespace kommin::staff
