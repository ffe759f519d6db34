#pragma once
// Writing down what somebody has allowed, and that they have withdrawn it.

#include "modules/contacts/people/consent_texts.hpp"
#include "modules/contacts/people/person_editing.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/fields.hpp"
#include "platform/work/work.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace kommin::contacts {

namespace consent_field {
inline constexpr std::string_view purpose = "purpose";
inline constexpr std::string_view number = "number"; // of the text; "": the newest
inline constexpr std::string_view language = "language"; // of the text
inline constexpr std::string_view how = "how";
inline constexpr std::string_view given_on = "given_on";
inline constexpr std::string_view remark = "remark";
} // namespace consent_field

// The day on which a consent is written down, and where days begin.
struct ConsentDay {
    Date today;
    i18n::Zone const& zone;
};
// Everything that stands in the way of writing it down. `present`: the consents of the person. A purpose that
// has ended is allowed anew by a later day only (Art. 7 (3) GDPR), and nobody has agreed to a text before it
// was written; only the first text of a district may be older than its record.
std::vector<Problem> problems_of_consent(
    records::Fields const& fields, ConsentTexts const& texts, std::span<Consent const> present,
    ConsentDay const& when);
// Sent twice, it is written down once. Problems: not_found without the right to edit this person; what
// problems_of_consent() finds.
Result<void> record_consent(Work& work, PersonId person, records::Fields const& typed);
// Ends it; one that has ended stays as it ended. Problems: not_found without the right to edit the person who
// gave it.
Result<void> withdraw_consent(Work& work, ConsentId consent);

} // namespace kommin::contacts
