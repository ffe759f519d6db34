#pragma once
// The public pages of minutes: what was published, and the draft behind the link of a letter.

#include "modules/meetings/panels/translated_texts.hpp"
#include "platform/http/response.hpp"
#include "platform/web/module.hpp"
#include "platform/web/visit.hpp"
#include "platform/web/visitor_gate.hpp"

#include <memory>

namespace kommin::meetings {

// Adds the pages of published minutes to the sitemap and to those that the public can say something about.
void publish_minutes_pages(
    web::Publishing& publishing, std::shared_ptr<TranslatedTexts const> const& translated);

http::Response show_published_minutes(web::Visit& visit);
http::Response show_draft(web::Visit& visit);
http::Response send_amendment(web::Visit& visit, web::VisitorGate& gate);

} // namespace kommin::meetings
