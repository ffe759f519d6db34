#pragma once
// What somebody is told who asks what is kept of them (Art. 15 GDPR): everything, in the words of the forms.

#include "modules/contacts/people/api.hpp"
#include "modules/contacts/people/person_editing.hpp"
#include "platform/web/call.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::contacts {

// The whole report in the language of whoever makes it; nothing where they may not see this person.
struct SubjectReport {
    Person person;
    std::vector<ReportPart> parts;
};
std::optional<SubjectReport> report_about(web::Call const& call, PersonId id, OtherModules const& others);
// {"person":…,"made_at":…,"parts":[{"heading":…,"lines":[{"label":…,"value":…}]}]}
std::string to_json(SubjectReport const& report, Instant made_at);

} // namespace kommin::contacts
