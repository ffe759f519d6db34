#pragma once
// Editing places: the introduction of a municipality; that of the Kreis, and whom to turn to in the district.
// They are drafted as offers and pages are (docs/adr/0041, 0044, 0051); a place does not end.

#include "modules/portal/directory/snapshot.hpp"
#include "modules/tenants/api.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/drafting.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::portal {

using tenants::BodyId;

// The fields of the form. Those of help are of the Kreis alone.
inline constexpr std::string_view intro_field = "intro";
inline constexpr std::string_view help_name_field = "help_name";
inline constexpr std::string_view help_phone_field = "help_phone";
inline constexpr std::string_view help_email_field = "help_email";
inline constexpr std::string_view help_address_field = "help_address";

inline constexpr records::EditedKind edited_places{
    .kind = body_subject,
    .table = tenants::edited_bodies,
    .owner = tenants::owner_of_body,
    .was_public = "TRUE",
    .actions = "portal.place",
    .harmless_fields = {}};

// For records::save_draft() and what else is done with drafts.
extern constinit records::DraftedKind const drafted_places;

// Whose place it is: that of the Kreis is of the whole district.
Scope owner_of(tenants::Body const& body);

// A place as its editors see it.
struct EditedPlace {
    tenants::Body body;
    tenants::Tenant tenant;
    std::vector<tenants::OrganisationalUnit> units; // its own, by key
    records::EditState state;
    bool may_publish = false; // what it says; and change its offices

    [[nodiscard]] bool is_district() const { return body.kind == tenants::BodyKind::district; }
};
// Nothing where it does not exist or this actor may not edit it.
std::optional<EditedPlace> find_edited_place(
    db::Connection& db, TenantId tenant, BodyId id, Actor const& actor);
// With its draft.
struct DraftedPlace : records::EditedRecord {
    EditedPlace place;
};
std::optional<DraftedPlace> find_drafted_place(
    db::Connection& db, TenantId tenant, BodyId id, Actor const& actor);
// Drafts that wait for this actor to publish them.
std::vector<DraftedPlace> list_places_to_review(db::Connection& db, TenantId tenant, Actor const& actor);
// Drafts that this actor handed in and got back, and those of which nobody knows who did.
std::vector<DraftedPlace> list_returned_places(db::Connection& db, TenantId tenant, Actor const& actor);
// How many of both, for the menu of every page.
std::int64_t count_waiting_places(db::Connection& db, TenantId tenant, Actor const& actor);
// Those that this actor may edit, the Kreis first.
std::vector<EditedPlace> list_edited_places(db::Connection& db, TenantId tenant, Actor const& actor);

// The names of the fields that the form of this place has, in its order.
std::vector<std::string_view> fields_of_place(EditedPlace const& place);
// Those of any place.
std::vector<std::string_view> all_place_fields();
records::Fields form_of(EditedPlace const& place);
// As they are stored: each on one line, without white space at its ends.
records::Fields spelled_place(EditedPlace const& place, records::Fields const& typed);
// Everything that stands in the way of publishing.
std::vector<Problem> problems_of_place(EditedPlace const& place, records::Fields const& fields);

// Publishes what is due.
JobRule scheduled_place_publication();

} // namespace kommin::portal
