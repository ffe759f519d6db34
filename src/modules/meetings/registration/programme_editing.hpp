#pragma once
// Editing the programme of a session at the desk: one form for the window, the seats and all parts. Seats are
// never fewer than are taken.

#include "modules/meetings/panels/panel.hpp"
#include "modules/meetings/registration/programme.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/i18n/zone.hpp"
#include "platform/work/work.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace kommin::meetings {

inline constexpr std::size_t most_parts = 40;
inline constexpr std::size_t longest_part_name = 120; // code points
inline constexpr std::int64_t most_seats = 9999;

// As typed.
struct PartLine {
    std::int64_t id = 0; // 0: a new one
    std::string kind;
    std::string name; // of its own
    std::string seats;
    std::string order; // among the others, by number; "": behind them
    std::string panel = {}; // the number of the one of which it is; "": of none

    // Otherwise it is taken away, or there is no new one.
    [[nodiscard]] bool is_named() const;
};
struct ProgrammeForm {
    std::int64_t version = 0; // that was seen; 0: there was none
    std::string slug, opens_day, opens_time, closes_day, closes_time, seats, state;
    std::vector<PartLine> parts; // as they stand in the form
};
// As it is stored.
ProgrammeForm form_of(
    Programme const& programme, std::vector<ProgrammePart> const& parts, i18n::Zone const& zone);
// As it would be stored: "8" is "08:00", "1.3.2027" is "01.03.2027". What cannot be read stays as it is.
ProgrammeForm spelled_programme(ProgrammeForm typed);
// Of a meeting without a programme: its year, open from today until the day before, closed by the office.
ProgrammeForm suggested_programme(Meeting const& meeting, Date today);

// All that stands in the way, at the fields "slug", "opens_day", … and "part_name_1", "part_seats_1", …
// `panels`: list_panels_for_parts().
std::vector<Problem> problems_of_programme(
    ProgrammeForm const& form, Meeting const& meeting, Programme const* before,
    std::vector<ProgrammePart> const& parts_before, std::span<Panel const> panels, i18n::Zone const& zone);
// Problems: not_found without the right to edit the meetings of its panel; what problems_of_programme()
// finds; a conflict where somebody has changed it meanwhile to something else
// ("record.problem.changed_meanwhile"), or has given the address to another session ("slug").
Result<void> save_programme(Work& work, MeetingId meeting, ProgrammeForm const& form);

} // namespace kommin::meetings
