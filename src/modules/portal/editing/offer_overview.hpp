#pragma once
// The list of offers as editors see it: filter, order and one line of it.

#include "modules/portal/directory/freshness.hpp"
#include "modules/portal/directory/offer.hpp"
#include "modules/portal/editing/offer_editing.hpp"
#include "modules/tenants/api.hpp"
#include "platform/access/actor.hpp"
#include "platform/http/form.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::portal {

// What the public sees of an offer, and what waits.
enum class OfferState : std::uint8_t { published, changed, in_review, returned, scheduled, hidden, archived };
// The same of whatever has drafts; `is_archived`: it was public and has ended.
OfferState state_of_record(bool was_public, bool is_archived, DraftState draft);

struct OfferLine {
    OfferId id;
    std::string title;
    std::string organisation;
    OfferKind kind;
    std::string place; // name of the municipality; empty: the whole district or country
    Reach reach;
    OfferStatus status;
    bool was_public;
    DraftState draft_state;
    std::optional<Date> publish_on;
    std::optional<Date> confirmed_on;
    Instant changed_at;
    std::int64_t version;
    std::string list_text; // what the order by name goes by
    bool is_from_provider = false; // the draft that waits

    [[nodiscard]] OfferState state() const;
};

// Which of the public offers wait for somebody who confirms them.
enum class Unconfirmed : std::uint8_t {
    due, // for half a year or for ever
    silent, // and whoever runs them has been asked in vain
    unaddressed, // and nobody can be asked: there is no mail address, be it public or for asking only
    overdue, // and the public is told; neither examples nor what was never confirmed are meant
    escalated, // silent, and its municipality has let two weeks pass
};

enum class OfferOrder : std::uint8_t { name, confirmed, changed };

// As it stands in the address; everything else about it is ignored.
struct StaffOfferFilter {
    std::string text; // t
    std::optional<OfferKind> kind; // art
    std::string place; // gemeinde: slug; "kreis": the whole district or country
    std::optional<OfferState> state; // zustand
    std::optional<Unconfirmed> unconfirmed; // angaben
    OfferOrder order = OfferOrder::confirmed; // nach
    bool descending = false; // ab=1
    int page = 1; // seite

    static StaffOfferFilter parse(http::Form const& query);
    // Name and value of every field that is in force, without the page.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> fields() const;
    [[nodiscard]] bool narrows() const;
};
std::string_view word_of(OfferState state);
std::optional<OfferState> offer_state_of(std::string_view word);
std::string_view word_of(OfferOrder order);
std::string_view word_of(Unconfirmed unconfirmed);

// What the store is asked for: the filter with what only the use case knows.
struct OfferQuery {
    StaffOfferFilter filter;
    std::vector<Scope> scopes; // whose offers may be seen; empty: nobody's
    std::optional<tenants::BodyId> place; // of filter.place
    bool name_begins = false; // with filter.text, instead of having it somewhere
    std::optional<std::vector<OfferId>> only = {}; // no others than these
    std::optional<std::string> handed_in_by = {}; // Actor::code(): drafts of this person, and those of nobody
    bool only_of_providers = false; // drafts of whoever runs the offer
    std::optional<Instant> changed_before = {};
    Date today;
    int limit = 0;
    int offset = 0;
    std::optional<OfferLine> after = {}; // only what follows this line in the order
};

struct OfferOverview {
    static constexpr int lines_per_page = 50;
    static constexpr std::int64_t most_counted = 10'000;

    std::vector<OfferLine> lines;
    std::int64_t count = 0; // most_counted + 1: more than that
    std::vector<int> finished_languages = {}; // of each line: in how many nothing is open
    std::size_t languages = 0; // into which texts are translated
};
// What this actor may see of it.
OfferOverview list_offers_for_staff(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, StaffOfferFilter const& filter);
// The first ones of it, in its order.
std::vector<OfferLine> list_first_offers(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, StaffOfferFilter const& filter,
    int limit);
// Those with these words for which this actor has that permission, counted up to `most_counted`; the first
// ones of them, and before all others those whose name begins like that.
OfferOverview find_offers_for_staff(
    db::Connection& db, TenantId tenant, Actor const& actor, Permission permission, std::string_view words,
    int limit, std::int64_t most_counted);
// Of these offers those for which this actor has that permission.
std::vector<OfferLine> list_chosen_offers(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, Permission permission,
    std::vector<OfferId> ids);
// All of it, a thousand lines at a time, for a file; until `take` says that it wants no more.
void export_offers_for_staff(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, StaffOfferFilter const& filter,
    std::function<bool(std::vector<OfferLine> const&)> const& take);
// The drafts that wait for this actor to publish them, oldest first, at most a page of them; and how many.
std::vector<OfferLine> list_offers_to_review(db::Connection& db, TenantId tenant, Actor const& actor);
// Drafts that this actor handed in and got back, and those of which nobody knows who did.
std::vector<OfferLine> list_returned_offers(db::Connection& db, TenantId tenant, Actor const& actor);
std::int64_t count_returned_offers(db::Connection& db, TenantId tenant, Actor const& actor);
// What was given back to whoever runs the offer, by this day, and waits for nobody here; of this actor's to
// publish.
std::int64_t count_offers_left_with_providers(
    db::Connection& db, TenantId tenant, Instant before, Actor const& actor);
std::int64_t count_offers_to_review(db::Connection& db, TenantId tenant, Actor const& actor);

} // namespace kommin::portal
