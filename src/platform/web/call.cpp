#include "platform/web/call.hpp"

#include "platform/log/log.hpp"

#include <string>

namespace kommin::web {

http::Response answer(Route const& route, Call& call)
{
    auto response = route.answer(call);
    if (route.access == Access::public_cached || !response.page_cache_lifetime())
        return response;
#ifndef NDEBUG
    throw std::logic_error("not a cached route: " + std::string(route.pattern));
#else
    log::error("route.not_cached", {{"route", route.pattern}});
    response.keep_out_of_page_cache();
    return response;
#endif
}

} // namespace kommin::web
