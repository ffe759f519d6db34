#pragma once
// The page on which people at work see what was searched for in vain.

#include "modules/portal/desk/unmet_search.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace kommin::portal {

inline constexpr int searches_per_page = 100; // each is searched for anew
// What the address asks for: "?stand=ausgeblendet&seite=2".
struct SearchesWanted {
    UnmetSearchState state = UnmetSearchState::open;
    int page = 1;
    static SearchesWanted read(web::Call const& call);
};
bool may_settle(web::Call const& call);
std::string language_name(UnmetSearch const& search, i18n::Texts const& texts);

http::Response searches_page(
    web::Call const& call, SearchesWanted wanted, std::vector<UnmetSearch> const& searches,
    std::int64_t count);

} // namespace kommin::portal
