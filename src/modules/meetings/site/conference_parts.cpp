// What several public pages of the conference show: marks, cards of meetings.

#include "modules/meetings/site/conference_parts.hpp"

#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/meetings/meeting_texts.hpp"
#include "platform/base/text.hpp"
#include "platform/i18n/texts.hpp"

namespace kommin::meetings {

using html::when;
using html::Writer;
using web::GermanName;
using web::Visit;

html::Url conference_url(Visit const& visit)
{
    return visit.url({"konferenz"});
}

html::Url public_meeting_url(Visit const& visit, Meeting const& meeting)
{
    return visit.url({"konferenz", meeting.slug});
}

std::string participants_in(i18n::Texts const& texts, Meeting const& meeting)
{
    if (!meeting.participants)
        return {};
    auto const number = texts.number(*meeting.participants);
    return meeting.is_approximate ? texts("conference.participants.about"_msg, {{"count", number}}) : number;
}

bool lies_ahead(Meeting const& meeting, Date today)
{
    return meeting.state == MeetingState::planned && !meeting.is_past(today);
}

bool has_calendar_date(Visit const& visit, Meeting const& meeting)
{
    return !visit.call.site.base_url.empty() && has_whole_day(meeting);
}

void MeetingMark::operator()(Writer& w) const
{
    auto const& texts = visit.texts;
    if (meeting.state == MeetingState::cancelled)
        w(R"(<span class="km-mark km-mark--warn">{}</span>)", texts("conference.meeting.cancelled"_msg));
    else if (lies_ahead(meeting, visit.now.date))
        w(R"(<span class="km-mark km-mark--info">{}</span>)", texts("conference.meeting.planned"_msg));
}

void MeetingCard::operator()(Writer& w) const
{
    auto const& texts = visit.texts;
    auto const participants = participants_in(texts, meeting);
    auto purpose = told(visit, purpose_text(meeting));
    purpose.text = trim(split(purpose.text, '\n').front()); // its first line
    w(R"(<li class="km-card"><div class="km-stack km-stack--s"><h3><a href="{}">{}</a></h3><p class="km-card__kind">{}{}{}</p>{}{}{}{}</div></li>)",
      public_meeting_url(visit, meeting), told_text(visit, title_text(meeting)), when_of(meeting, texts),
      when(
          !meeting.place.empty(),
          [&](Writer& inner) { inner(" · {}", GermanName{meeting.place, visit.language()}); }),
      when(panel != nullptr, [&](Writer& inner) { inner(" · {}", told_text(visit, name_text(*panel))); }),
      when(
          meeting.is_uncertain,
          [&](Writer& inner) {
              inner(
                  R"(<p class="km-small"><strong>{}</strong> {}</p>)",
                  texts("recommendation.public.uncertain"_msg), GermanName{meeting.remark, visit.language()});
          }),
      when(!purpose.empty(), [&](Writer& inner) { inner("<p>{}</p>", web::ShownText{visit, purpose}); }),
      when(
          !participants.empty(),
          [&](Writer& inner) {
              inner(
                  R"(<p class="km-small km-muted">{}: {}</p>)", texts("conference.participants"_msg),
                  participants);
          }),
      [&](Writer& inner) {
          if (meeting.state == MeetingState::cancelled || lies_ahead(meeting, visit.now.date))
              inner("<p>{}</p>", MeetingMark{visit, meeting});
      });
}

void write_german_paragraphs(Writer& w, Visit const& visit, std::string_view text)
{
    for (auto const line : split(text, '\n')) {
        if (!trim(line).empty())
            w("<p>{}</p>", GermanName{line, visit.language()});
    }
}

web::Crumb conference_crumb(Visit const& visit, Panel const& conference)
{
    auto const name = told(visit, name_text(conference));
    return {conference_url(visit), std::string(name.text), name.language};
}

void Doubt::operator()(Writer& w) const
{
    if (remark.empty())
        return;
    w(R"(<div class="km-note"><p><strong>{}</strong> {}</p></div>)",
      visit.texts("recommendation.public.uncertain"_msg), GermanName{remark, visit.language()});
}

} // namespace kommin::meetings
