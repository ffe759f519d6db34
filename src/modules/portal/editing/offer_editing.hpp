#pragma once
// What editors do with offers: draft, hand in, publish now or on a day, take away, confirm. What the public
// sees is the offer itself; a draft waits beside it as the version of its form.

#include "modules/portal/directory/image_files.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/editing/offer_form.hpp"
#include "platform/access/actor.hpp"
#include "platform/access/permission.hpp"
#include "platform/base/result.hpp"
#include "platform/records/drafting.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/versions.hpp"
#include "platform/work/change.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

using records::DraftState;

inline constexpr records::EditedKind edited_offers{
    .kind = offer_subject,
    .table = "offers",
    .owner = "CASE WHEN reach = 'municipality' THEN COALESCE(body_id, 0) ELSE 0 END", // as owner_of()
    .was_public = "published_at IS NOT NULL",
    .actions = "portal.offer",
    .harmless_fields = harmless_offer_fields};

// For records::save_draft() and what else is done with drafts.
extern constinit records::DraftedKind const drafted_offers;

// An offer as its editors see it.
struct EditedOffer : records::EditedRecord {
    Offer offer; // what the public sees, or would see
};

// Nothing where it does not exist or this actor may not see it.
std::optional<EditedOffer> find_edited_offer(
    db::Connection& db, TenantId tenant, OfferId id, Actor const& actor);

// The municipalities, the day, and the pictures of that offer, for read_form().
ImportContext load_editing_context(db::Connection& db, TenantId tenant, Date today, OfferId id);

// The fields as publishing would spell them, the organisation as the one is called that is known already;
// what is wrong stays as typed.
Fields spelled_offer(
    db::Connection& db, TenantId tenant, Fields const& fields, Offer const& before,
    ImportContext const& context);

// Names of organisations in public, for whoever types who runs an offer; none where there are more than 500.
std::vector<std::string> organisations_to_choose(db::Connection& db, TenantId tenant);
// Whether publishing these fields makes an organisation that is not there yet.
bool makes_organisation(db::Connection& db, TenantId tenant, Fields const& fields);

// Everything that stands in the way of publishing these fields.
std::vector<Problem> check_form(
    db::Connection& db, TenantId tenant, Date today, Fields const& fields, Offer const& before);

// Which offer, as this person last saw it.
struct SeenOffer {
    OfferId id;
    std::int64_t version;
    std::int64_t base = 0; // see records::Seen
    operator records::Seen() const { return {id.value, version, base}; } // NOLINT(*-explicit-*)
};

// Problems of all of these: as those of drafting.hpp.

// A new offer that only editors see. The fields need a place that this person may edit, nothing else:
// otherwise a problem at "municipality". `form_key`: of the form that was sent; a second time it makes no
// second offer.
Result<OfferId> create_offer(Work& work, Fields const& fields, std::string_view form_key);
// An offer that this person may see and that is called the same, while the other one is new and nobody in
// public has seen it: perhaps somebody else has added it already.
struct Namesake {
    OfferId id;
    std::string title;
};
std::optional<Namesake> find_namesake(
    db::Connection& db, TenantId tenant, Offer const& offer, Actor const& actor);

// Somebody has asked there: everything is right as it stands.
Result<void> confirm_offer(Work& work, SeenOffer seen);
// The same by whoever holds a link to it: nobody is asked for rights. Problems: not_found where it was
// archived meanwhile.
Result<void> confirm_offer_by_link(Work& work, OfferId id);
// What they propose waits as a draft for whoever may publish: these fields as they stand in `values`, all
// others as the public sees them, or, with `takes_up`, as in the draft of theirs that was given back. Which
// version that makes; nothing where another draft waits, which stays as it is. Problems: as
// confirm_offer_by_link().
Result<std::optional<std::int64_t>> propose_by_link(
    Work& work, OfferId id, std::span<std::string const> changed, Fields const& values, bool takes_up);
// Whether the draft that waits is from them, and whether it is theirs to mend.
bool is_from_provider(records::EditState const& state);
bool is_back_at_provider(records::EditState const& state);

// Forgets every earlier version of an offer and of its translations, but not what they say now: who was named
// in one must be able to vanish from it. Problems:
// not_found without erase_offer_history; a conflict where a draft waits, of which nobody can tell whom it
// names.
Result<void> erase_history(Work& work, SeenOffer seen);
// How many versions that would be.
std::int64_t count_earlier_versions(
    db::Connection& db, TenantId tenant, OfferId id, records::EditState const& state);

// One of many that somebody changes at once. What is so already stays as it is, whatever version was seen.
// Nobody looks at each of them, therefore refused with a conflict: to confirm what the public does not see or
// what has a draft that waits, to archive what never was public.
Result<Change> confirm_one_of_many(Work& work, SeenOffer seen);
Result<Change> archive_one_of_many(Work& work, SeenOffer seen);
// Publishes the draft that was handed in; a conflict where another one waits, or none of what the public has
// never seen. Problems: the first of the fields.
Result<Change> publish_one_of_many(Work& work, SeenOffer seen);

// Publishes what is due.
JobRule scheduled_publication();

} // namespace kommin::portal
