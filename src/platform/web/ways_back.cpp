#include "platform/web/ways_back.hpp"

#include "platform/web/staff_frame.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace kommin::web {

namespace {

using Pages = std::map<std::string_view, Access>; // by pattern

// "/a/{b}/c" is "/a/{b}".
std::string_view above(std::string_view pattern)
{
    return pattern.substr(0, pattern.rfind('/'));
}

// The first segments of an address, as it was sent.
std::string_view first_segments(std::string_view path, std::ptrdiff_t count)
{
    std::size_t end = 0;
    for (; count > 0; --count)
        end = path.find('/', end + 1);
    return path.substr(0, end);
}

bool may_see(Access const& access, Call const& call)
{
    return access.kind != Access::Kind::permitted || call.actor().may_somewhere(access.permission);
}

Route way_back(Route const& form, std::string_view page, Access const& access)
{
    auto const segments = std::ranges::count(page, '/');
    return {http::Method::get, form.pattern, form.access, [segments, access](Call& call) {
                if (!may_see(access, call))
                    return staff_not_found(call);
                // Not encoded anew: what was sent before the end of the page's own address.
                return http::Response::redirect(
                    http::Status::see_other, first_segments(call.request.path(), segments));
            }};
}

}

std::vector<Route> ways_back(std::span<Module const> modules)
{
    Pages pages;
    for (auto const& module : modules) {
        for (auto const& route : module.routes) {
            if (route.method == http::Method::get)
                pages.emplace(route.pattern, route.access);
        }
    }
    std::vector<Route> ways;
    for (auto const& module : modules) {
        for (auto const& route : module.routes) {
            bool const is_of_staff = route.access.kind == Access::Kind::permitted
                || route.access.kind == Access::Kind::logged_in;
            if (!is_of_staff || route.method != http::Method::post || pages.contains(route.pattern))
                continue;
            auto page = above(route.pattern);
            while (!page.empty() && !pages.contains(page))
                page = above(page);
            if (!page.empty())
                ways.push_back(way_back(route, page, pages.at(page)));
        }
    }
    return ways;
}

} // namespace kommin::web
