#pragma once
// The letters to whoever has registered, or has cancelled: a link and the date for their calendar, without
// names and needs.

#include "modules/meetings/registration/registration.hpp"
#include "modules/tenants/api.hpp"
#include "platform/calendar/calendar.hpp"
#include "platform/crypto/seal.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/i18n/zone.hpp"
#include "platform/post/letter.hpp"
#include "platform/post/post.hpp"
#include "platform/work/job_rules.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace kommin::meetings {

struct RegistrationCare {
    post::Post post;
    std::string base_url; // of the installation; may be empty
    std::function<crypto::Key const&()> key; // makes the links
};

inline constexpr std::string_view registration_path = "anmeldung";
inline constexpr std::string_view conference_path = "konferenz";

// The date of a session, published: nobody is asked to answer.
calendar::Event event_of(
    OpenRegistration const& open, i18n::Texts const& texts, i18n::Zone const& zone, Instant now);

struct RegistrationLetter {
    OpenRegistration const& open;
    tenants::Tenant const& tenant;
    std::string site; // "https://portal.kreis.example"
    std::string token; // of the link in it
    bool is_because_of_meeting; // whose day, place or hours are others now; the party has done nothing
    i18n::Language language;
};
post::Letter letter_of(RegistrationLetter const& letter, i18n::Zone const& zone, Instant now);

JobRule registration_mail(RegistrationCare const& care);
RecurringRule registration_erasure();

} // namespace kommin::meetings
