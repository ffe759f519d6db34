#pragma once
// When, where and how a meeting takes place, each with its label; for letters and pages.

#include "modules/meetings/meetings/meeting.hpp"
#include "platform/html/writer.hpp"
#include "platform/i18n/language.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/visit.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kommin::meetings {

struct MeetingFactLine {
    std::string label;
    std::string value;
    std::optional<i18n::Language> language
        = {}; // of what the district has written, whatever that of the texts
};
// Where it is: the place and its address.
std::string place_of(Meeting const& meeting);
// In the language of the texts, and what the district has written as it stands in the meeting.
std::vector<MeetingFactLine> fact_lines(Meeting const& meeting, i18n::Texts const& texts);
// For a page, with what the district has written in the language of its visitor where it is there.
std::vector<MeetingFactLine> told_facts(web::Visit const& visit, Meeting const& meeting);

// A row of <dl class="km-facts">.
void write_fact_line(html::Writer& w, web::Visit const& visit, MeetingFactLine const& line);

} // namespace kommin::meetings
