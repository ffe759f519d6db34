#pragma once
// The page at the desk on which somebody says what everybody reads of a record: its text in plain words,
// whether it is shown, and how.

#include "modules/goals/goals/publication.hpp"
#include "platform/base/date.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

struct PublicationPage {
    web::StaffFrame frame;
    html::Url url; // of this page; below it are the buttons
    html::Url back;
    std::optional<html::Url> public_page; // where everybody reads it; nothing where nobody does
    std::int64_t version;
    std::string_view plain_text;
    std::optional<Date> since; // nothing: it is not shown
    bool may_be_shown = true; // somebody has adopted it
    MessageKey what; // what everybody reads of it
    web::Body preview; // as they would read it
    std::vector<std::string> not_stored = {}; // was typed while somebody else changed it
};
http::Response publication_page(web::Call const& call, PublicationPage page);

// On the page of a record: whether everybody reads it, and the way to the page above.
struct PublicationCard {
    web::Call const& call;
    std::optional<Date> since;
    bool may_be_shown;
    std::optional<html::Url> public_page;
    std::optional<html::Url> desk_page; // for whoever may change it
    void operator()(html::Writer& writer) const;
};

// Where everybody reads it, in the language of the source.
html::Url public_goal_url(std::string_view slug);
html::Url public_measure_url(std::string_view slug);

} // namespace kommin::goals
