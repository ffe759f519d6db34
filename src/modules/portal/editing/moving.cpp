#include "modules/portal/editing/moving.hpp"

#include "modules/portal/directory/permissions.hpp"
#include "modules/tenants/api.hpp"
#include "platform/records/drafting.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace kommin::portal {

namespace {

constexpr std::string_view note_field = "address_note";

// Offers of two municipalities may be in one house, and not all of them have a point on the map.
bool keeps_own(Move const& move, std::string_view name)
{
    if (name == "municipality")
        return move.to.value(name).empty();
    bool const is_of_the_point = name == "latitude" || name == "longitude";
    return is_of_the_point && move.to.value("latitude").empty() && move.to.value("longitude").empty();
}

Fields moved_fields(Offer const& offer, Move const& move)
{
    auto fields = form_of(offer);
    for (auto const name : location_fields) {
        bool const is_kept = (name == note_field && move.keeps_notes)
            || (name == "municipality" && offer.reach != Reach::municipality) || keeps_own(move, name);
        if (!is_kept)
            fields.set(name, move.to.values(name));
    }
    return fields;
}

MessageKey why_draft_waits(DraftState state)
{
    switch (state) {
    case DraftState::scheduled:
        return "locations.left.planned"_msg;
    case DraftState::in_review:
        return "locations.left.in_review"_msg;
    case DraftState::none:
    case DraftState::draft:
    case DraftState::returned:
        break;
    }
    return "locations.left.draft"_msg;
}

// Whose it is there; nothing where that is no municipality of the tenant, which the rules of the form say.
std::optional<Scope> owner_there(db::Connection& db, TenantId tenant, Offer const& offer, Move const& move)
{
    if (offer.reach != Reach::municipality)
        return Scope::whole_tenant();
    auto const fields = moved_fields(offer, move);
    for (auto const& body : tenants::list_bodies(db, tenant)) {
        if (body.kind == tenants::BodyKind::municipality && body.slug == fields.value("municipality"))
            return Scope::of_owner(body.id.value);
    }
    return std::nullopt;
}

// The same is done already, or waits to be: the button was pressed twice.
bool is_done(EditedOffer const& edited, Fields const& fields, Move const& move)
{
    auto const& state = edited.state;
    switch (state.draft_state) {
    case DraftState::none:
        return fields == form_of(edited.offer);
    case DraftState::scheduled:
        return move.day == state.publish_on && fields == edited.fields;
    case DraftState::in_review:
        return fields == edited.fields;
    case DraftState::draft:
    case DraftState::returned:
        break;
    }
    return false;
}

MovePlan left(MessageKey why)
{
    return {.obstacle = Problem::conflict({}, why)};
}

}

MovePlan plan_move(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, EditedOffer const& edited,
    Move const& move)
{
    auto const& offer = edited.offer;
    auto const owner = edited.state.owner;
    if (!actor.may(edit_offers, owner))
        return left("locations.left.not_allowed"_msg);
    auto const context = load_editing_context(db, tenant, today, offer.id);
    auto fields = spelled_offer(db, tenant, moved_fields(offer, move), offer, context);
    if (is_done(edited, fields, move))
        return {.way = MoveWay::was_so_already};
    if (edited.state.draft_state != DraftState::none)
        return left(why_draft_waits(edited.state.draft_state));
    if (!edited.state.was_public || !is_public(offer.status))
        return left("locations.left.not_public"_msg);
    auto const there = owner_there(db, tenant, offer, move);
    if (there && !actor.may(edit_offers, *there))
        return left("locations.left.foreign"_msg);
    auto problems = read_form(fields, offer, context).problems;
    if (!problems.empty())
        return {.obstacle = std::move(problems.front())};
    MovePlan plan{.way = MoveWay::handed_in, .fields = std::move(fields)};
    if (actor.may(publish_offers, owner) && there && actor.may(publish_offers, *there))
        plan.way = move.day ? MoveWay::planned : MoveWay::published;
    return plan;
}

Offer moved_offer(db::Connection& db, TenantId tenant, Date today, Offer const& offer, Move const& move)
{
    return read_form(moved_fields(offer, move), offer, load_editing_context(db, tenant, today, offer.id))
        .offer;
}

std::vector<Problem> problems_of_move(
    db::Connection& db, TenantId tenant, Date today, EditedOffer const& any, Move const& move)
{
    auto problems = check_form(db, tenant, today, moved_fields(any.offer, move), any.offer);
    std::erase_if(problems, [](Problem const& problem) {
        return std::ranges::find(location_fields, problem.field) == location_fields.end();
    });
    // An offer without them is at no location.
    for (auto const& [field, why] :
         {std::pair{"street", "locations.problem.street"_msg},
          std::pair{"city", "locations.problem.city"_msg}}) {
        if (move.to.value(field).empty())
            problems.push_back(Problem::invalid(field, why));
    }
    if (move.day && (!move.day->ok() || *move.day <= today))
        problems.push_back(Problem::invalid("tag", "record.problem.publish_on"_msg));
    return problems;
}

Result<Change> move_one_of_many(Work& work, SeenOffer seen, Move const& move)
{
    auto const edited = find_edited_offer(work.db(), work.tenant(), seen.id, work.actor());
    if (!edited || !work.actor().may(edit_offers, edited->state.owner))
        return Problem::not_found("desk.bulk.not_allowed"_msg);
    auto plan = plan_move(work.db(), work.tenant(), work.today(), work.actor(), *edited, move);
    seen.base = edited->state.base();
    switch (plan.way) {
    case MoveWay::published:
        TRY(records::publish(work, drafted_offers, seen, plan.fields));
        return Change::made;
    case MoveWay::planned:
        TRY(records::schedule(work, drafted_offers, seen, plan.fields, *move.day));
        return Change::made;
    case MoveWay::handed_in:
        TRY(records::hand_in(work, drafted_offers, seen, plan.fields));
        return Change::made;
    case MoveWay::was_so_already:
        return Change::was_so_already;
    case MoveWay::left:
        break;
    }
    // Somebody was faster: that says more than the draft of theirs which is in the way now.
    if (seen.version != edited->state.version)
        return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    return *std::move(plan.obstacle);
}

} // namespace kommin::portal
