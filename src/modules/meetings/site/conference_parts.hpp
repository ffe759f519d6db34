#pragma once
// What several public pages of the conference show: callables for holes of html::Writer.

#include "modules/meetings/meetings/meeting.hpp"
#include "modules/meetings/panels/panel.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/web/visit.hpp"

#include <string>
#include <string_view>

namespace kommin::meetings {

html::Url conference_url(web::Visit const& visit);
html::Url public_meeting_url(web::Visit const& visit, Meeting const& meeting);

// "131", "rund 100"; "" where nobody has said how many came.
std::string participants_in(i18n::Texts const& texts, Meeting const& meeting);

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

// Each line a paragraph.
void write_german_paragraphs(html::Writer& w, web::Visit const& visit, std::string_view text);

} // namespace kommin::meetings
