#pragma once
// Programmes: what makes a meeting a session of the conference to which people register (docs/adr/0074). Its
// parts are what they choose between. Seats are counters; nothing here counts rows.

#include "modules/meetings/meetings/meeting.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/result.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/db/connection.hpp"
#include "platform/i18n/zone.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

struct TextOf; // panels/translated_texts.hpp

inline constexpr content::SubjectKind programme_part_subject{"programme_part"};

using ProgrammeId = StrongId<struct ProgrammeTag>;
using PartId = StrongId<struct ProgrammePartTag>;

enum class ProgrammeState : std::uint8_t { closed, open };
inline constexpr std::array<std::string_view, 2> programme_state_names{"closed", "open"};
inline constexpr std::array all_programme_states{ProgrammeState::closed, ProgrammeState::open};
inline std::string_view to_text(ProgrammeState state)
{
    return name_of(programme_state_names, state);
}
inline bool from_text(std::string_view text, ProgrammeState& state)
{
    return read_name(programme_state_names, text, state);
}
MessageKey label_of(ProgrammeState state);

enum class PartKind : std::uint8_t { field_of_action, group, workshop };
inline constexpr std::array<std::string_view, 3> part_kind_names{"field_of_action", "group", "workshop"};
inline constexpr std::array all_part_kinds{PartKind::field_of_action, PartKind::group, PartKind::workshop};
inline std::string_view to_text(PartKind kind)
{
    return name_of(part_kind_names, kind);
}
inline bool from_text(std::string_view text, PartKind& kind)
{
    return read_name(part_kind_names, text, kind);
}
MessageKey label_of(PartKind kind);

// The year of "2027" and of "2027-herbst"; nothing for what is no address of a session.
std::optional<int> year_of_slug(std::string_view slug);

struct Programme {
    ProgrammeId id;
    MeetingId meeting;
    std::string slug;
    Instant opens_at, closes_at; // open from the first up to the second, without it
    std::int64_t seats = 0;
    std::int64_t taken = 0;
    std::int64_t beyond = 0; // of the seats: those of parties that came beyond the others
    ProgrammeState state = ProgrammeState::closed;
    std::int64_t version = 0; // 0: not stored yet

    [[nodiscard]] std::int64_t left() const { return seats - taken; }
    [[nodiscard]] std::int64_t regular_seats() const { return seats - beyond; }
};

struct ProgrammePart {
    PartId id;
    PartKind kind = PartKind::field_of_action;
    std::string name;
    std::int64_t position = 0;
    std::int64_t seats = 0;
    std::int64_t taken = 0;
    std::int64_t beyond = 0; // as of the programme
    std::int64_t waiting = 0; // people of the waiting list who chose it, also once they are a total
    std::optional<PanelId> panel = {}; // the field of action or group of which it is (docs/adr/0084)
    bool has_panel_name = false; // it is called as that one
    std::optional<PanelId> above = {}; // of which the panel itself is a part

    [[nodiscard]] std::int64_t left() const { return seats - taken; }
    [[nodiscard]] std::int64_t regular_seats() const { return seats - beyond; }
};

// What people read in their language of it.
TextOf name_text(ProgrammePart const& part);

// Whether people can register now: the office has opened it, the window is open, the meeting takes place and
// has not begun.
enum class RegistrationPhase : std::uint8_t { closed, early, open, over };
RegistrationPhase phase_of(
    Programme const& programme, Meeting const& meeting, i18n::Zone const& zone, Instant now);
// The voluntary question about a history of migration (docs/adr/0083) is asked from the day on which people
// can register until two weeks after the session, by the last day that it may be; of one that is called off
// never.
inline constexpr std::chrono::days keep_asking{14};
bool is_question_asked(Programme const& programme, Meeting const& meeting, Date today, Instant now);
bool is_question_over(Meeting const& meeting, Date today);
// The instant at which a meeting of a whole day begins; midnight where no hour is known.
std::optional<Instant> begin_of(Meeting const& meeting, i18n::Zone const& zone);

// SQL; inside the caller's transaction.
std::optional<Programme> find_programme(db::Connection& db, TenantId tenant, MeetingId meeting);
std::optional<Programme> find_programme(db::Connection& db, TenantId tenant, std::string_view slug);
std::optional<Programme> load_programme(db::Connection& db, TenantId tenant, ProgrammeId id);
std::vector<ProgrammePart> list_parts(db::Connection& db, TenantId tenant, ProgrammeId programme);
// A part with a name of its own, by itself, with whose it is.
struct NamedPart {
    std::string name;
    MeetingId meeting;
    ProgrammeState state; // of its programme
};
std::optional<NamedPart> find_part(db::Connection& db, TenantId tenant, PartId id);
// Those with a name of their own, by id, behind `after`: of public meetings and of open programmes
// that are not called off.
std::vector<std::int64_t> list_public_part_ids(
    db::Connection& db, TenantId tenant, std::int64_t after, int limit);
// As the next version; `taken` stays as it is. Gives the number of a new one.
ProgrammeId store_programme(db::Connection& db, TenantId tenant, Programme const& programme, Instant now);
void store_part(db::Connection& db, TenantId tenant, ProgrammeId programme, ProgrammePart const& part);
void delete_part(db::Connection& db, TenantId tenant, PartId part);

// Where change_seats() says that a part is full: "seats_of_12".
inline std::string full_part_field(std::string_view part)
{
    return "seats_of_" + std::string(part);
}
// How many more seats each part needs; negative: that many are given back.
using SeatChanges = std::map<PartId, std::int64_t>;
// Takes and gives back seats: the programme first, then its parts by number; of those given back, seats
// beyond go first. Problems: a conflict at no field where the programme is full ("registration.problem.full",
// with how many are left), or at full_part_field() where a part is, with its name. Then the caller's work has
// to be given up.
Result<void> change_seats(
    db::Connection& db, TenantId tenant, ProgrammeId programme, SeatChanges const& changes);
// Seats that are there for this party alone.
struct AddedSeats {
    std::int64_t in_all = 0;
    SeatChanges of_parts;
};
// Likewise, after these were added.
Result<void> change_seats_beyond(
    db::Connection& db, TenantId tenant, ProgrammeId programme, SeatChanges const& changes,
    AddedSeats const& added);

} // namespace kommin::meetings
