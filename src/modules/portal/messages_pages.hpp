#pragma once
// The inbox of messages from the public, for people at work.

#include "modules/portal/feedback.hpp"
#include "platform/base/problem.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/call.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

http::Response messages_page(
    web::Call const& call, std::vector<StoredFeedback> const& messages, bool shows_all);
// `answer`: what was entered, where it has to be mended.
http::Response message_page(
    web::Call const& call, StoredFeedback const& message, std::string_view answer = {},
    std::vector<Problem> const& problems = {});

// "Nr. 3: Barriere, auf Ukrainisch"; nothing of what somebody wrote.
std::string title_of(StoredFeedback const& message, i18n::Texts const& texts);

} // namespace kommin::portal
