#pragma once
// The sitemap: every page of every module in every language. The protocol allows 50,000 addresses and 50 MB
// per file; a larger site gets an index of several files. Addresses must be whole, so there is none where the
// site does not know its own.

#include "platform/http/response.hpp"
#include "platform/web/visit.hpp"

namespace kommin::web {

http::Response show_sitemap(Visit const& visit); // "/sitemap.xml": the one file or the index
http::Response show_sitemap_file(Visit const& visit); // "/sitemap/{file}": "1.xml"
http::Response show_robots(Visit const& visit); // "/robots.txt"

} // namespace kommin::web
