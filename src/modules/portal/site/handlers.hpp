#pragma once
// The handlers of the portal's routes, each in the _web file of its feature; routes.cpp is the table.

#include "modules/portal/site/pages.hpp"
#include "modules/portal/site/search_tally.hpp"
#include "modules/portal/site/visit.hpp"
#include "platform/http/response.hpp"
#include "platform/web/visitor_gate.hpp"

namespace kommin::portal {

// Handlers, one per route; each in the _web file of its feature.
http::Response show_home(Visit& visit);
http::Response list_offers_page(Visit& visit);
http::Response show_offer(Visit& visit);
http::Response show_offer_qr(Visit& visit);
http::Response list_places(Visit& visit);
http::Response show_place(Visit& visit);
http::Response list_offline_urls(Visit& visit);
http::Response show_info_page(Visit& visit);
http::Response show_local_page(Visit& visit);
http::Response list_info_pages(Visit& visit);
http::Response show_imprint(Visit& visit);
http::Response show_privacy(Visit& visit);
http::Response show_accessibility(Visit& visit);
http::Response search_site(Visit& visit, SearchTally& tally);
http::Response suggest_searches(Visit& visit);
http::Response show_feedback_form(Visit& visit, FeedbackEntrance const& entrance);
http::Response send_feedback(Visit& visit, web::VisitorGate& gate, FeedbackEntrance const& entrance);
http::Response show_feedback_thanks(Visit& visit, FeedbackEntrance const& entrance);
http::Response send_page_answer(Visit& visit, web::VisitorGate& gate);
http::Response show_page_answer_thanks(Visit& visit);
http::Response show_confirmation(Visit& visit);
http::Response send_confirmation(Visit& visit, web::VisitorGate& gate);
http::Response show_confirmation_thanks(Visit& visit);
http::Response show_proposal(Visit& visit);
http::Response send_proposal(Visit& visit, web::VisitorGate& gate);
http::Response show_proposal_thanks(Visit& visit);
http::Response show_web_manifest(Visit& visit);
http::Response choose_language(Visit& visit); // "/": negotiates

} // namespace kommin::portal
