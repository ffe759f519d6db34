#include "modules/meetings/invitations/fact_lines.hpp"

#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/meetings/meeting_texts.hpp"
#include "platform/web/public_frame.hpp"

#include <utility>

namespace kommin::meetings {

using i18n::Language;
using i18n::Texts;

namespace {

std::vector<MeetingFactLine> lines_of(
    Meeting const& meeting, Texts const& texts, content::Shown const& accessibility)
{
    std::vector<MeetingFactLine> lines;
    auto const add = [&](MessageKey label, std::string value, std::optional<Language> language = {}) {
        if (!value.empty())
            lines.push_back({std::string(texts(label)), std::move(value), language});
    };
    add("invitation.fact.when"_msg, when_of(meeting, texts));
    add("invitation.fact.place"_msg, place_of(meeting), Language::german());
    add("invitation.fact.online"_msg, meeting.online_link);
    add("invitation.fact.interpreters"_msg, interpreters_of(meeting, texts));
    if (meeting.childcare != Childcare::unknown)
        add("invitation.fact.childcare"_msg,
            std::string(texts(
                meeting.childcare == Childcare::offered ? "invitation.childcare.offered"_msg
                                                        : "invitation.childcare.none"_msg)));
    add("invitation.fact.accessibility"_msg, std::string(accessibility.text), accessibility.language);
    return lines;
}

}

std::string place_of(Meeting const& meeting)
{
    if (meeting.place.empty() || meeting.address.empty())
        return meeting.place + meeting.address;
    return meeting.place + ", " + meeting.address;
}

std::vector<MeetingFactLine> fact_lines(Meeting const& meeting, Texts const& texts)
{
    return lines_of(meeting, texts, {meeting.accessibility, Language::german()});
}

std::vector<MeetingFactLine> told_facts(web::Visit const& visit, Meeting const& meeting)
{
    return lines_of(meeting, visit.texts, told(visit, accessibility_text(meeting)));
}

void write_fact_line(html::Writer& w, web::Visit const& visit, MeetingFactLine const& line)
{
    if (line.language)
        w("<div><dt>{}</dt><dd>{}</dd></div>", line.label,
          web::InLanguage{line.value, *line.language, visit.language()});
    else
        w("<div><dt>{}</dt><dd>{}</dd></div>", line.label, i18n::isolated(line.value));
}

} // namespace kommin::meetings
