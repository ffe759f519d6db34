#pragma once
// Moving: the address of several offers is changed at once, now or on a day, because an institution moves.
// Each offer is a use case of its own, by its own right and as it was seen, through the drafts that offers
// have.

#include "modules/portal/editing/offer_editing.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/date.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/work/change.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::portal {

// What an offer says of its location, by the names of its form.
inline constexpr std::array<std::string_view, 7> location_fields{
    "municipality", "postal_code", "city", "street", "address_note", "latitude", "longitude"};

struct Move {
    // location_fields, as typed. No municipality, no point on the map: each offer keeps its own. An offer for
    // more than one municipality keeps having none.
    Fields to;
    bool keeps_notes = false; // each offer its own note on the address, else all that of `to`
    std::optional<Date> day = {}; // nothing: now
};

// What becomes of an offer.
enum class MoveWay : std::uint8_t {
    published,
    planned,
    handed_in, // whoever does it may not publish it, there or here
    was_so_already,
    left
};
struct MovePlan {
    MoveWay way = MoveWay::left;
    Fields fields = {}; // of the whole offer, spelled as publishing would
    std::optional<Problem> obstacle = {}; // why it is left
};
// Inside the caller's transaction. Left is whose draft or plan waits, what the public does not see, and what
// the rules or rights do not allow.
MovePlan plan_move(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, EditedOffer const& edited,
    Move const& move);

// The offer as it would be there, whatever stands in its way.
Offer moved_offer(db::Connection& db, TenantId tenant, Date today, Offer const& offer, Move const& move);

// What is wrong with the entries themselves, whatever offers they are for: problems at location_fields, and
// "tag" for a day that is not after today.
std::vector<Problem> problems_of_move(
    db::Connection& db, TenantId tenant, Date today, EditedOffer const& any, Move const& move);

// Problems: those of plan_move() and of records::publish(), schedule() and hand_in().
Result<Change> move_one_of_many(Work& work, SeenOffer seen, Move const& move);

} // namespace kommin::portal
