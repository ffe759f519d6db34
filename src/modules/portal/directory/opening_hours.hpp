#pragma once
// Opening hours: weekly rules, dated exceptions, public holidays, and the answer to "is it open now?".
// All times are wall-clock times of the district; pure functions, safe from all threads.

#include "platform/base/date.hpp"
#include "platform/base/message_key.hpp"
#include "platform/content/localised_text.hpp"
#include "platform/i18n/local_time.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kommin::portal {

using content::LocalisedText;
using i18n::LocalTime;
using i18n::TimeOfDay;

// Open on one weekday between two times; the end may be 24:00 but never lies on the next day.
struct WeeklyRule {
    int weekday = 1; // 1 = Monday … 7 = Sunday (ISO 8601)
    TimeOfDay from;
    TimeOfDay to;
    std::optional<Date> valid_from;
    std::optional<Date> valid_to;
    bool by_appointment = false;
    LocalisedText note;
};

// What holds on one day instead of the weekly rules, even on a public holiday.
struct DatedException {
    Date day;
    bool is_closed = true;
    TimeOfDay from; // only if open
    TimeOfDay to;
    LocalisedText note;
};

struct OpeningHours {
    std::vector<WeeklyRule> weekly; // sorted by weekday, then time
    std::vector<DatedException> exceptions; // sorted by day
    bool always_open = false; // emergency numbers: day and night, holidays too
    bool appointment_required = false;
    std::string text; // as the office words it; may be all that is known
    std::optional<PartialDate> as_of; // when the times were read
    std::optional<Date> confirmed_on; // by the office itself
    bool is_unsure = false; // derived, not read anywhere: never a reason to set out
};

enum class OpenState {
    open,
    open_by_appointment, // somebody is there, but only for people with an appointment
    closed,
    appointment_only, // no times known, appointments only
    unconfirmed, // times are known but old or unsure: "please call first"
    unknown,
    always,
};

struct OpenAnswer {
    OpenState state = OpenState::unknown;
    std::optional<TimeOfDay> until; // open: end of this opening
    std::optional<LocalTime> next; // closed: next opening within 14 days
    std::optional<MessageKey> holiday; // today's public holiday, where it is the reason
    std::optional<LocalTime> valid_until; // when the answer changes next; nothing: not within 14 days
};

// One opening of a day.
struct Opening {
    TimeOfDay from;
    TimeOfDay to;
    bool by_appointment = false;
    friend bool operator==(Opening const&, Opening const&) = default;
};

// The openings of a day after exceptions and holidays, sorted, touching ones joined.
std::vector<Opening> openings_on(OpeningHours const& hours, Date day);

// The same, each with the note of its weekly rule; two with different notes stay apart. Refers to `hours`.
struct NotedOpening {
    Opening opening;
    LocalisedText const* note = nullptr; // null: none
};
std::vector<NotedOpening> noted_openings_on(OpeningHours const& hours, Date day);

// In the order in which they are stored and read: by day and time.
void sort_hours(OpeningHours& hours);

// Times that were read and confirmed more than this long ago are not used to say "open now": an office that
// confirmed its hours in 2009 has others today.
constexpr std::chrono::months hours_go_stale_after{24};
bool are_stale(OpeningHours const& hours, Date today);

OpenAnswer open_at(OpeningHours const& hours, LocalTime now);

int iso_weekday(Date day);

} // namespace kommin::portal
