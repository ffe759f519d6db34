#pragma once
// The inbox of messages from the public, for people at work.

#include "modules/portal/directory/site_page.hpp"
#include "modules/portal/feedback/feedback.hpp"
#include "platform/base/problem.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/identity/account.hpp"
#include "platform/web/call.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kommin::portal {

// The names of those who look after messages.
using TakerNames = std::map<identity::AccountId, std::string>;

http::Response messages_page(
    web::Call const& call, std::vector<StoredFeedback> const& messages, FeedbackFilter const& filter,
    TakerNames const& names);

// One message with what the page about it needs.
struct ShownMessage {
    StoredFeedback message;
    std::optional<SitePage> about;
    std::string taker; // name; empty: nobody
    bool is_mine = false;
    std::string answer; // as entered, or how an answer in the sender's language begins
};
http::Response message_page(
    web::Call const& call, ShownMessage const& shown, std::vector<Problem> const& problems = {});

// "Nr. 3: Barriere, auf Ukrainisch"; nothing of what somebody wrote.
std::string title_of(StoredFeedback const& message, i18n::Texts const& texts);
// Whoever learns that words stand in a message has read of it: that is on record. Of those that are shown.
void note_found_messages(
    web::Call const& call, std::vector<StoredFeedback> const& shown, std::string_view words);
web::StaffMark mark_of(StoredFeedback const& message, Date today, i18n::Texts const& texts);

} // namespace kommin::portal
