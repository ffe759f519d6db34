#pragma once
// Dates for the calendars of other people (iCalendar, RFC 5545): an invitation that goes along with a mail
// (iTIP, RFC 5546), or a file to save.

#include "platform/base/date.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace kommin::calendar {

// What whoever gets it is to do. publish: show it; nobody is asked. request: put it into the calendar, or
// in place of what stands there with the same uid and a lower sequence. cancel: take it out.
enum class Method { publish, request, cancel };

// From one point of time to a later one.
struct Hours {
    Instant begin;
    Instant end;
};
// Whole days, where no time of day is known; the last one counts.
struct Days {
    Date first;
    Date last;
};

struct Person {
    std::string address; // of mail
    std::string name = {}; // UTF-8; empty: the address alone
};

struct Event {
    // The same for one date for ever, on the whole earth: "meeting-12.k7f3@portal.kreis.example".
    std::string uid;
    // Rises with each change that was told to others; calendars ignore what comes late.
    int sequence = 0;
    Instant written; // this text, not the date
    std::variant<Hours, Days> when;
    std::string title; // UTF-8, as all texts; line ends stay
    std::string description = {};
    std::string location = {};
    std::string url = {}; // absolute
    std::string language = {}; // of title, description and location, BCP 47
    bool is_cancelled = false; // where it is published; Method::cancel says it by itself
    std::optional<Person> organizer = std::nullopt; // request and cancel need one
    std::optional<Person> invited = std::nullopt; // and whom they go to
};

// Lines with CRLF, at most 75 bytes long. Hours are told in UTC, which every calendar shows in the time of
// its place; so no rules of time zones have to be sent along, and none can be misread. Control characters
// become blanks: no text becomes a property. Throws std::invalid_argument where RFC 5546 forbids what it
// would be: an event that ends before it begins, a uid that is empty, an invitation without organizer or
// invited. For all threads.
std::string print(Method method, Event const& event);

// Dates that a calendar looks at by itself from time to time.
struct Feed {
    std::string name; // UTF-8; how calendars call it
    std::vector<Event> events; // without organizer or invited
};
// As above, with a word that looking again twice a day is enough.
std::string print(Feed const& feed);

} // namespace kommin::calendar
