#include "platform/web/origin.hpp"

#include "platform/base/text.hpp"

namespace kommin::web {

namespace {

// Host and port of "https://host:port/…"; "" if there is none.
std::string_view authority_of(std::string_view url)
{
    auto const scheme = url.find("://");
    if (scheme == std::string_view::npos)
        return {};
    url.remove_prefix(scheme + 3);
    return url.substr(0, url.find('/'));
}

}

bool is_sent_from_elsewhere(http::Request const& request, std::string_view base_url)
{
    // "none": typed, from a bookmark or repeated by the person.
    if (auto const site = request.header("sec-fetch-site"); !site.empty())
        return site != "same-origin" && site != "none";
    auto const origin = request.header("origin");
    if (origin.empty())
        return false;
    // "null" has no authority either: a sandboxed frame, a file, a redirect across sites.
    auto const sender = authority_of(origin);
    return sender.empty()
        || !(equals_ignoring_ascii_case(sender, request.host())
             || equals_ignoring_ascii_case(sender, authority_of(base_url)));
}

bool is_sent_from_here(http::Request const& request, std::string_view base_url)
{
    if (auto const site = request.header("sec-fetch-site"); !site.empty())
        return site == "same-origin";
    return !request.header("origin").empty() && !is_sent_from_elsewhere(request, base_url);
}

} // namespace kommin::web
