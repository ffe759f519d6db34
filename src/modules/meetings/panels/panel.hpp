#pragma once
// Panels: whatever meets and decides, and the seats in them (docs/adr/0053). A field of action is a panel
// below the conference, a working group one below its field. A seat is a function: it is whole without a
// person.

#include "modules/contacts/api.hpp"
#include "modules/tenants/api.hpp"
#include "platform/access/permission.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/subject_kind.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr content::SubjectKind panel_subject{"panel"};
inline constexpr content::SubjectKind seat_subject{"seat"};

using PanelId = StrongId<struct PanelTag>;
using SeatId = StrongId<struct SeatTag>;

// What kind of panel it is, whatever it calls itself: "Migrationsrat" and "Ausländerbeirat" are councils.
enum class PanelKind : std::uint8_t {
    conference,
    field_of_action,
    working_group,
    steering_group,
    council,
    committee,
    assembly, // Kreistag, town council
    other,
};
inline constexpr std::array<std::string_view, 8> panel_kind_names{
    "conference", "field_of_action", "working_group", "steering_group",
    "council",    "committee",       "assembly",      "other"};
inline constexpr std::array all_panel_kinds{
    PanelKind::conference, PanelKind::field_of_action, PanelKind::working_group, PanelKind::steering_group,
    PanelKind::council,    PanelKind::committee,       PanelKind::assembly,      PanelKind::other};
inline std::string_view to_text(PanelKind kind)
{
    return name_of(panel_kind_names, kind);
}
inline bool from_text(std::string_view text, PanelKind& kind)
{
    return read_name(panel_kind_names, text, kind);
}
MessageKey label_of(PanelKind kind);

struct Panel {
    PanelId id;
    std::optional<tenants::BodyId> body; // whose it is; nothing: the Kreis
    std::optional<PanelId> parent; // of which it is a part
    PanelKind kind = PanelKind::other;
    std::string name; // its own: "Integrationsrat", "Ausländerbeirat"
    std::string short_name;
    std::string mandate; // what it is there for; each line a paragraph
    std::optional<PartialDate> valid_from, valid_to; // since when and until when it has been there
    bool is_uncertain = false; // its sources disagree; the remark says in what
    std::string remark;
    std::string source; // where it is known from
    bool is_public = false; // everybody may read of it
    std::int64_t version = 1;
    Instant changed_at = {};
    std::optional<PartialDate> term_from, term_to; // the term for which it sits at present

    [[nodiscard]] Scope owner() const { return body ? Scope::of_owner(body->value) : Scope::whole_tenant(); }
    [[nodiscard]] bool has_ended(Date today) const;
};

enum class SeatRole : std::uint8_t { chair, deputy_chair, moderator, management, member, adviser };
inline constexpr std::array<std::string_view, 6> seat_role_names{"chair",      "deputy_chair", "moderator",
                                                                 "management", "member",       "adviser"};
inline constexpr std::array all_seat_roles{SeatRole::chair,      SeatRole::deputy_chair, SeatRole::moderator,
                                           SeatRole::management, SeatRole::member,       SeatRole::adviser};
inline std::string_view to_text(SeatRole role)
{
    return name_of(seat_role_names, role);
}
inline bool from_text(std::string_view text, SeatRole& role)
{
    return read_name(seat_role_names, text, role);
}
MessageKey label_of(SeatRole role);

// Whether a seat decides. Few sources say it, and what they do not say is not made up.
enum class Vote : std::uint8_t { unknown, full, advisory };
inline constexpr std::array<std::string_view, 3> vote_names{"unknown", "full", "advisory"};
inline constexpr std::array all_votes{Vote::full, Vote::advisory, Vote::unknown};
inline std::string_view to_text(Vote vote)
{
    return name_of(vote_names, vote);
}
inline bool from_text(std::string_view text, Vote& vote)
{
    return read_name(vote_names, text, vote);
}
MessageKey label_of(Vote vote);

struct Seat {
    SeatId id;
    PanelId panel;
    SeatRole role = SeatRole::member;
    std::string function; // by which somebody has it: "Leitung des Fachbereichs Arbeit und Soziales"
    std::string sent_by; // who fills it, in words: "Arbeitsgemeinschaft der Jugendamtsleitungen"
    Vote vote = Vote::unknown;
    std::optional<PartialDate> valid_from, valid_to;
    bool is_uncertain = false; // as of a panel
    std::string remark;
    std::int64_t version = 1;
    Instant changed_at = {};
    std::optional<contacts::OrganisationId> organisation = {}; // who fills it, where it is in the list
    // Of the organisation, as it is today: its name, unless it has ended, and what it is.
    std::optional<std::string> organisation_name = {};
    std::optional<contacts::OrganisationKind> organisation_kind = {};

    [[nodiscard]] bool has_ended(Date today) const;
    // Who fills it: the organisation as it is called today, else what stands there in words; "" for nobody.
    [[nodiscard]] std::string const& sender() const;
};

// Whether the last day that this may be is over: of "2008" the 31st of December.
bool is_over(PartialDate day, Date today);

// Whether it is there on a day, as far as its days are known.
bool is_there_on(std::optional<PartialDate> const& from, std::optional<PartialDate> const& to, Date day);

// The number of a panel as a field or an address has it.
std::optional<PanelId> panel_numbered(std::string_view text);
// Those directly or at any depth below one, itself included; in the order of the list.
std::vector<PanelId> panels_below(std::span<Panel const> panels, PanelId top);
// Whether it is a conference or lies below one at any depth.
bool is_of_a_conference(std::span<Panel const> panels, PanelId id);
// Null where the list does not have it.
Panel const* find_panel(std::span<Panel const> panels, std::optional<PanelId> id);

} // namespace kommin::meetings
