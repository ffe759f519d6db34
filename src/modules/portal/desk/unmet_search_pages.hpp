#pragma once
// The page on which people at work see what was searched for in vain.

#include "modules/portal/desk/unmet_search.hpp"
#include "modules/portal/desk/unmet_search_store.hpp"
#include "platform/http/form.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/saved_views.hpp"
#include "platform/web/staff_list.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

inline constexpr int searches_per_page = 100; // each is searched for anew
// What the address asks for: "?stand=ausgeblendet&seite=2".
struct SearchesWanted {
    std::string text = {}; // t
    UnmetSearchState state = UnmetSearchState::open; // stand
    UnmetSearchOrder order = UnmetSearchOrder::times; // nach
    bool reversed = false; // ab=1
    int page = 1; // seite

    static SearchesWanted read(http::Form const& query);
    // Name and value of every field that is in force, without the page.
    [[nodiscard]] web::ListFields fields() const;
    [[nodiscard]] UnmetSearchQuery query() const; // of its page
    // The words go from a to z, the others from the highest down.
    [[nodiscard]] bool is_descending() const { return (order != UnmetSearchOrder::words) != reversed; }
};
std::string_view word_of(UnmetSearchOrder order);
bool may_settle(web::Call const& call);
std::string language_name(UnmetSearch const& search, i18n::Texts const& texts);

// What is noted of one.
web::RecordForm noted_search(web::Call const& call);
http::Response searches_page(
    web::Call const& call, SearchesWanted const& wanted, std::vector<UnmetSearch> const& searches,
    std::int64_t count, std::vector<web::ListView> const& saved_views);

} // namespace kommin::portal
