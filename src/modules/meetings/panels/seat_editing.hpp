#pragma once
// Editing the seats of a panel: by which function somebody is in it. Rights are those of the panel.

#include "modules/contacts/api.hpp"
#include "modules/meetings/panels/panel_editing.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr std::array<std::string_view, 2> harmless_seat_fields{seat_field::role, seat_field::vote};
inline constexpr records::EditedKind edited_seats{
    .kind = seat_subject,
    .table = seat_table,
    .owner = "(SELECT COALESCE(p.body_id, 0) FROM panels p WHERE p.id = panel_seats.panel_id)",
    .was_public = "FALSE",
    .actions = "meetings.seat",
    .harmless_fields = harmless_seat_fields,
    .has_drafts = false};

// A seat as its editors see it.
struct EditedSeat {
    Seat seat;
    Panel panel;
};
// Nothing where it does not exist or this actor may not edit its panel.
std::optional<EditedSeat> find_edited_seat(
    db::Connection& db, TenantId tenant, SeatId id, Actor const& actor);

records::Fields form_of(Seat const& seat);
// As they are stored, like spelled_panel().
records::Fields spelled_seat(records::Fields const& typed);
// The organisation that stands in the fields, as a number; nothing for none.
std::optional<contacts::OrganisationId> organisation_of_seat(records::Fields const& fields);
// The one that this number means today; nothing where there is none.
std::optional<contacts::Organisation> find_meant_organisation(
    db::Connection& db, TenantId tenant, contacts::OrganisationId id);
// Those of the public list whose names have these words, at most `most`, by name.
struct FoundOrganisations {
    std::vector<contacts::Organisation> organisations;
    bool has_more = false;
};
FoundOrganisations find_organisations_for_seat(
    db::Connection& db, TenantId tenant, std::string_view words, std::size_t most);
// Everything that stands in the way of saving, but whether the organisation is still in the public list.
std::vector<Problem> problems_of_seat(records::Fields const& fields);

// Which seat, as this person last saw it.
struct SeenSeat {
    SeatId id;
    std::int64_t version;
};
// An organisation is one of the public list, or the one that the seat had; of one that was merged meanwhile
// it is what that became. Where nobody has said in words who fills the seat, its name is kept, should it ever
// end. Problems as of save_panel(); also "panel.problem.organisation".
Result<void> save_seat(Work& work, SeenSeat const& seen, records::Fields const& typed);
// `form_key` as of add_panel(). Problems: not_found without the right to edit the panel; what
// problems_of_seat() finds; "panel.problem.organisation".
Result<SeatId> add_seat(Work& work, PanelId panel, records::Fields const& typed, std::string_view form_key);

} // namespace kommin::meetings
