// The dates of the conference for other people's calendars.

#include "modules/meetings/invitations/invitation_letters.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/meetings/meeting_texts.hpp"
#include "modules/meetings/site/conference_parts.hpp"
#include "modules/meetings/site/conference_site.hpp"
#include "modules/meetings/site/public_conference.hpp"
#include "platform/calendar/calendar.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

using web::Visit;

namespace {

constexpr std::chrono::minutes feed_kept_for{10};
constexpr std::chrono::days shown_back{-365};

// "portal.kreis.example" of "https://portal.kreis.example".
std::string_view host_of(std::string_view base_url)
{
    auto const scheme = base_url.find("://");
    if (scheme != std::string_view::npos)
        base_url.remove_prefix(scheme + 3);
    return base_url.substr(0, base_url.find('/'));
}

// Another date than that of an invitation: whoever has both keeps both, and what a letter moves is not moved
// by this.
calendar::Event event_of(Visit const& visit, Meeting const& german, Panel const* panel)
{
    auto const& site = visit.call.site;
    TextsWithoutNote const words(visit);
    auto const meeting = in_words_of(words, german);
    calendar::Event event{
        .uid = "konferenz-" + std::to_string(meeting.id.value) + '@' + std::string(host_of(site.base_url)),
        .sequence = static_cast<int>(meeting.version - 1),
        .written = meeting.changed_at,
        .when = calendar_time(meeting, *site.zone),
        .title = meeting.title,
        .location = place_of(meeting),
        .url = site.base_url + std::string(public_meeting_url(visit, meeting).text()),
        .is_cancelled = meeting.state == MeetingState::cancelled};
    if (panel != nullptr)
        event.description = words(name_text(*panel)) + '\n';
    for (auto const& line : fact_lines(meeting, visit.texts))
        event.description += line.label + ": " + line.value + '\n';
    return event;
}

http::Response calendar_file(std::string text)
{
    return http::Response(http::Status::ok)
        .body(std::move(text), "text/calendar; charset=utf-8")
        .cache_for(feed_kept_for)
        .keep_in_page_cache(feed_kept_for);
}

// Of one panel, or of all.
http::Response feed(Visit const& visit, Panel const* panel, std::string_view name)
{
    auto const& published = visit.call.published.of<PublicConference>();
    auto const oldest = visit.now.date + shown_back;
    calendar::Feed feed{.name = std::string(name), .events = {}};
    for (auto const& meeting : published.meetings()) {
        if ((panel == nullptr || meeting.panel == panel->id) && has_calendar_date(visit, meeting)
            && *meeting.day->full() >= oldest)
            feed.events.push_back(event_of(visit, meeting, published.panel(meeting.panel)));
    }
    return calendar_file(calendar::print(feed));
}

}

http::Response send_conference_calendar(web::Call& call)
{
    Visit const visit(call);
    auto const* conference = call.published.of<PublicConference>().conference();
    if (call.site.base_url.empty() || conference == nullptr)
        return web::not_found(visit);
    return feed(visit, nullptr, TextsWithoutNote(visit)(name_text(*conference)));
}

http::Response send_panel_calendar(web::Call& call)
{
    Visit const visit(call);
    auto const& published = call.published.of<PublicConference>();
    auto const id = panel_numbered(call.path["gremium"]);
    if (call.site.base_url.empty() || !id || !published.has_meetings(*id))
        return web::not_found(visit);
    auto const& panel = *published.panel(*id);
    return feed(visit, &panel, TextsWithoutNote(visit)(name_text(panel)));
}

http::Response send_meeting_date(web::Call& call)
{
    Visit const visit(call);
    auto const& published = call.published.of<PublicConference>();
    auto const* meeting = published.find_meeting(call.path["slug"]);
    if (meeting == nullptr || !has_calendar_date(visit, *meeting))
        return web::not_found(visit);
    return calendar_file(
               calendar::print(
                   calendar::Method::publish, event_of(visit, *meeting, published.panel(meeting->panel))))
        .attachment("termin.ics");
}

} // namespace kommin::meetings
