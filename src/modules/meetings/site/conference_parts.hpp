#pragma once
// What several public pages of the conference show: callables for holes of html::Writer.

#include "modules/meetings/meetings/meeting.hpp"
#include "modules/meetings/panels/panel.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/web/visit.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

namespace kommin::meetings {

html::Url conference_url(web::Visit const& visit);
html::Url public_meeting_url(web::Visit const& visit, Meeting const& meeting);

// "131", "rund 100"; "" where nobody has said how many came.
std::string participants_in(i18n::Texts const& texts, Meeting const& meeting);

// Planned, and its day is not over.
bool lies_ahead(Meeting const& meeting, Date today);
// Whether a calendar can show it: its whole day is known, and the site knows its own address.
bool has_calendar_date(web::Visit const& visit, Meeting const& meeting);

// Whether it lies ahead or was called off; nothing of one that was held.
struct MeetingMark {
    web::Visit const& visit;
    Meeting const& meeting;
    void operator()(html::Writer& writer) const;
};

// An entry of <ul class="km-cards">. `panel`: where it has to be said whose meeting it is.
struct MeetingCard {
    web::Visit const& visit;
    Meeting const& meeting;
    Panel const* panel = nullptr;
    void operator()(html::Writer& writer) const;
};

// What its sources disagree in; nothing where they do not.
struct Doubt {
    web::Visit const& visit;
    std::string_view remark;
    void operator()(html::Writer& writer) const;
};

// A part of a page for each year, in the order in which they come. `year_of`: "2007" of an entry; `title_of`:
// the heading of a year; `write_entry`: one <li>.
template<class Entry, class YearOf, class TitleOf, class WriteEntry>
void write_years(
    html::Writer& w, std::span<Entry const> entries, YearOf const& year_of, TitleOf const& title_of,
    WriteEntry const& write_entry)
{
    for (auto begin = entries.begin(); begin != entries.end();) {
        std::string const year = year_of(*begin);
        auto const end
            = std::find_if(begin, entries.end(), [&](Entry const& one) { return year_of(one) != year; });
        w(R"(<section class="km-stack km-stack--s" aria-labelledby="jahr{}"><h2 id="jahr{}">{}</h2><ul class="km-cards" role="list">{}</ul></section>)",
          year, year, title_of(year), html::each(std::span(begin, end), write_entry));
        begin = end;
    }
}

// What the district has written and nobody translates, each line a paragraph.
void write_german_paragraphs(html::Writer& w, web::Visit const& visit, std::string_view text);
// The way back to the page of the conference.
web::Crumb conference_crumb(web::Visit const& visit, Panel const& conference);

} // namespace kommin::meetings
