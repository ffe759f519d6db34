#pragma once
// Papers on pages for visitors.

#include "modules/meetings/agenda/paper.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/web/visit.hpp"

#include <functional>
#include <span>

namespace kommin::meetings {

// One below the other; nothing where there is none.
struct PublicPapers {
    web::Visit const& visit;
    std::span<Paper const> papers; // that this visitor may have
    std::function<html::Url(Paper const&)> url; // of a file
    void operator()(html::Writer& w) const;
};

} // namespace kommin::meetings
