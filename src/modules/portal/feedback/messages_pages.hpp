#pragma once
// The inbox of messages from the public, for people at work.

#include "modules/portal/directory/site_page.hpp"
#include "modules/portal/feedback/answer_mail.hpp"
#include "modules/portal/feedback/feedback.hpp"
#include "modules/portal/feedback/feedback_care.hpp"
#include "modules/portal/feedback/feedback_list.hpp"
#include "modules/tenants/api.hpp"
#include "platform/audit/audit.hpp"
#include "platform/base/date.hpp"
#include "platform/base/problem.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/identity/account.hpp"
#include "platform/records/fields.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/call.hpp"
#include "platform/web/overtaken.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// A page of the list with what its lines and filters need.
struct ShownMessages {
    FeedbackOverview overview;
    std::vector<web::ListView> saved_views;
    web::Authors authors;
    std::vector<Colleague> colleagues; // of all whose messages this person sees
    std::vector<tenants::Body> bodies; // all of the district
    std::vector<web::Choice> places; // whose messages this person sees; one alone is no choice
};
http::Response messages_page(web::Call const& call, FeedbackFilter const& filter, ShownMessages const& shown);

// Colleagues to choose from; nobody is chosen before somebody chooses: a press must not give a message to
// whoever stands first.
std::vector<web::Choice> with_nobody(std::vector<web::Choice> choices, i18n::Texts const& texts);

// One message with what the page about it needs.
struct ShownMessage {
    StoredFeedback message;
    std::optional<SitePage> about;
    bool is_mine = false;
    AnswerFrame frame;
    std::vector<FeedbackAnswer> answers;
    std::vector<FeedbackHanding> handings;
    web::Authors authors;
    std::vector<tenants::Body> bodies;
    std::vector<web::Choice> colleagues; // to whom it can be given
    std::vector<web::Choice> places;
    bool is_refused = false; // the mail server has said that nobody is at this address
    std::string answer; // as entered, the draft, or how an answer in the sender's language begins
    std::string note; // as entered
    std::string due; // as entered, or as stored
    // Somebody has changed it meanwhile: who was the last, when, and what they did.
    struct LastStep {
        std::string name;
        Instant at;
        std::string action;
    };
    std::optional<LastStep> last_change = {};
    std::string rejected = {}; // an answer that could not be stored any more
};
http::Response message_page(
    web::Call const& call, ShownMessage const& shown, std::vector<Problem> const& problems = {});
// What closing without an answer comes to; `other_taker`: the name of somebody else who looks after it.
http::Response closing_question_page(
    web::Call const& call, StoredFeedback const& message, std::string_view other_taker);
http::Response message_history_page(
    web::Call const& call, ShownMessage const& shown, std::vector<audit::StoredEntry> const& entries);

// "Nachricht übernommen", and who did it.
std::string word_of_step(audit::StoredEntry const& entry, i18n::Texts const& texts);
std::string name_of_actor(i18n::Texts const& texts, web::Authors const& authors, std::string const& code);

// What two people can change at once, as forms with one field, and what a message says of it.
web::RecordForm answer_form(i18n::Texts const& texts); // the draft of the answer
records::Fields answer_fields(StoredFeedback const& message);
web::RecordForm due_form(i18n::Texts const& texts);
records::Fields due_fields(StoredFeedback const& message);
// As it is stored, where a day can be read from it.
records::Fields spelled_due(records::Fields typed);
// Both side by side; `page`: of the message, where the outcome is sent.
http::Response message_conflict_page(
    web::Call const& call, StoredFeedback const& message, web::RecordForm const& form, std::string_view page,
    web::PostedForm const& posted, web::Faster const& faster);

web::StaffCrumb crumb_to_messages(i18n::Texts const& texts);
html::Url message_url(FeedbackId id);
html::Url message_url(FeedbackId id, std::string_view page);
// "Nr. 3: Barriere, auf Ukrainisch"; nothing of what somebody wrote.
std::string title_of(StoredFeedback const& message, i18n::Texts const& texts);
std::string language_of(StoredFeedback const& message, i18n::Texts const& texts);
MessageKey label_of_topic(FeedbackTopic topic);
// "Aalfeld", or the Kreis.
std::string body_of(std::int64_t owner, std::vector<tenants::Body> const& bodies, i18n::Texts const& texts);
// The name of who looks after it; empty: nobody.
std::string taker_of(StoredFeedback const& message, web::Authors const& authors);
// Whoever learns that words stand in a message has read of it: that is on record. Of those that are shown.
void note_found_messages(
    web::Call const& call, std::vector<StoredFeedback> const& shown, std::string_view words);
web::StaffMark mark_of(StoredFeedback const& message, Date today, i18n::Texts const& texts);

} // namespace kommin::portal
