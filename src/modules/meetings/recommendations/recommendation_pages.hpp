#pragma once
// The pages on which people at work find, read, edit and answer recommendations.

#include "modules/meetings/recommendations/answer_duty.hpp"
#include "modules/meetings/recommendations/comment_call.hpp"
#include "modules/meetings/recommendations/open_answers.hpp"
#include "modules/meetings/recommendations/recommendation_comments.hpp"
#include "modules/meetings/recommendations/recommendation_course.hpp"
#include "modules/meetings/recommendations/recommendation_list.hpp"
#include "modules/meetings/recommendations/taken_up.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

html::Url recommendations_url(RecommendationFilter const& filter = {});
html::Url recommendation_url(RecommendationId id);
html::Url recommendation_url(RecommendationId id, std::string_view page);
// The form of a step to this state.
// Of the public page, in German.
html::Url public_recommendation_url(RecommendationId id);
html::Url step_url(RecommendationId id, RecommendationState to);

// What came of it, or that its answer is late; and how sure it is.
web::StaffMark mark_of(Recommendation const& recommendation, Date today, i18n::Texts const& texts);
// "2007/1 Sprachförderung"
std::string full_title_of(Recommendation const& recommendation);
// "Politik und Verwaltung"
std::string addressees_of(Recommendation const& recommendation, i18n::Texts const& texts);

// Everything else that a recommendation names and this person may know.
struct NamedByRecommendation {
    Panels panels; // that this person sees
    std::map<MeetingId, Meeting> meetings; // likewise
};

struct RecommendationListPage {
    Panels const& panels; // that this person sees
    RecommendationFilter const& filter;
    RecommendationList const& list;
    std::vector<int> const& years;
    bool may_add;
    std::vector<web::ListView> views = {}; // that this person has saved
};
http::Response recommendation_list_page(web::Call const& call, RecommendationListPage const& page);

struct RecommendationPage {
    SeenRecommendation const& seen;
    NamedByRecommendation const& named;
    std::vector<Step> const& steps;
    std::vector<Comment> const& comments;
    std::vector<CommentCall> const& calls; // of members for comments
    web::Authors const& authors;
    contacts::NamedPeople const& members; // who commented by a link and whom this person sees
    std::vector<ToldOwner> const& told; // what whoever owes the answer was told
    OwnerReached reached; // and could be told now
    bool may_edit;
    bool may_ask; // members for comments
    bool may_comment;
    bool is_of_conference; // what is adopted, everybody reads
    web::Body life; // its life line
    TakenUpShown taken_up; // what names it as where it comes from
    std::string form_key; // of the comment
    std::vector<Problem> problems = {};
    std::string comment = {}; // as typed
    std::vector<std::string> not_stored = {}; // was typed, and no form is left for it
};
http::Response recommendation_page(web::Call const& call, RecommendationPage const& page);

web::RecordForm recommendation_record_form(
    i18n::Texts const& texts, Panels const& panels, MeetingsById const& meetings); // that this person sees
web::StaffFrame frame_below_recommendations(web::Call const& call, std::string title);
web::StaffFrame frame_below_recommendation(
    web::Call const& call, Recommendation const& recommendation, std::string title);

// Meetings to choose one of, the newest first: "18. Oktober 2008: 5. Tagung, Integrationskonferenz".
std::vector<web::Choice> choices_of_meetings(
    std::vector<Meeting> const& meetings, Panels const& panels, i18n::Texts const& texts);

struct RecommendationFormPage {
    Panels const& panels; // that this person sees
    std::vector<Panel> const& fields_of_action; // for which they may edit
    std::vector<Meeting> const& meetings; // that they see
    SeenRecommendation const* seen; // null: a new one
    records::Fields const& fields;
    std::string form_key = {};
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {};
};
http::Response recommendation_form_page(web::Call const& call, RecommendationFormPage const& page);

struct StepPage {
    SeenRecommendation const& seen;
    Panels const& panels;
    std::vector<Meeting> const& meetings;
    records::Fields const& fields;
    RecommendationState to;
    bool is_of_conference;
    OwnerReached reached; // by the letter that a submission sends
    TakingRecords const& taking; // as what it can be taken up
    std::vector<Problem> problems = {};
};
http::Response step_page(web::Call const& call, StepPage const& page);
// What is taken back is said before it is done.
http::Response taking_back_question(web::Call const& call, SeenRecommendation const& seen, Step const& last);

// Below the item of an agenda: whoever does not see a recommendation at the desk is led to its public page.
void write_open_answers(html::Writer& w, web::Call const& call, OpenAnswers const& open);

} // namespace kommin::meetings
