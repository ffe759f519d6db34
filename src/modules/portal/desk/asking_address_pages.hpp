#pragma once
// The page on which people at work enter where whoever runs an offer is asked.

#include "modules/portal/editing/asking_address.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/problem.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/call.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// Of the form.
inline constexpr std::string_view asking_address_field = "rueckfragen";
inline constexpr std::string_view asking_seen_field = "stand";

html::Url asking_url(OfferId id);
html::Url asking_url(OrganisationId id);

// Where an offer is asked about, in words: "an der Adresse der Einrichtung".
MessageKey words_for(AskedAt at);

// Where the page stands.
struct AskingPlace {
    content::SubjectKind subject;
    html::Url list;
    html::Url record;
    html::Url page;
    std::string_view section;
    MessageKey list_title;
};
struct AskingForm {
    std::string entered;
    std::vector<Problem> problems = {};
    bool shows_stored = false; // the stored address beside the field: it is not the one that was seen
};
http::Response asking_page(
    web::Call const& call, AskingPlace const& place, AskingRecord const& record, AskingForm const& form);

} // namespace kommin::portal
