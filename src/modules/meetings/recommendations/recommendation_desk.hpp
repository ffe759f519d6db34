#pragma once
// Handlers of the pages for recommendations, and what other pages for people at work ask of them.

#include "modules/meetings/recommendations/recommendation_editing.hpp"
#include "modules/meetings/recommendations/taken_up.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff.hpp"
#include "platform/web/staff_frame.hpp"

#include <string_view>
#include <vector>

namespace kommin::meetings {

http::Response list_recommendations_at_desk(web::Call& call);
http::Response export_recommendations(web::Call& call);
http::Response show_recommendation(web::Call& call, TakenUpRecords const& records);
http::Response show_new_recommendation(web::Call& call);
http::Response add_recommendation_at_desk(web::Call& call);
http::Response show_recommendation_form(web::Call& call);
http::Response save_recommendation_form(web::Call& call, RecommendationFollowers const& followers);
http::Response show_recommendation_history(web::Call& call);
// The same for whoever reads it and does not edit it.
http::Response read_recommendation_history(web::Call& call);

http::Response show_step(web::Call& call, TakenUpRecords const& records);
http::Response take_step_at_desk(
    web::Call& call, RecommendationFollowers const& followers, TakenUpRecords const& records);
http::Response ask_before_taking_back(web::Call& call, TakenUpRecords const& records);
http::Response take_step_back_at_desk(
    web::Call& call, RecommendationFollowers const& followers, TakenUpRecords const& records);
http::Response add_comment_at_desk(web::Call& call, TakenUpRecords const& records);
http::Response erase_comment_at_desk(web::Call& call);
http::Response show_comment_call_form(web::Call& call, TakenUpRecords const& records);
http::Response ask_for_comments_at_desk(web::Call& call, TakenUpRecords const& records);

// On "Heute", for whoever sits in a panel that owes an answer: those late or due within a month. For whoever
// may edit them: answers that are late or due within a month, what was adopted and not submitted, what was
// put off and comes back, and what members have said lately of those that are discussed.
void add_recommendations_of_today(web::Call const& call, std::vector<web::TodayItem>& items);

// For the search over everything.
web::StaffHits find_recommendations_at_desk(web::Call const& call, std::string_view words, int most_hits);
// How they read in the audit trail, and on which somebody has worked last.
std::vector<web::StaffForm> noted_recommendations();
std::vector<web::StaffRecent> recent_recommendations();

} // namespace kommin::meetings
