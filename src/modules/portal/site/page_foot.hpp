#pragma once
// What stands below every page of the portal: whether it helped, and the way to say what is missing.

#include "modules/portal/directory/site_page.hpp"
#include "modules/portal/site/visit.hpp"
#include "platform/html/writer.hpp"

namespace kommin::portal {

// A callable hole. Works without script and holds nothing of whoever reads it: cached pages have it, too.
struct PageFoot {
    i18n::Texts const& texts;
    SitePage page;
    void operator()(html::Writer& writer) const;
};

} // namespace kommin::portal
