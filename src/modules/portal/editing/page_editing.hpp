#pragma once
// What editors do with information pages: draft, hand in, publish now or on a day, take away. As with offers
// (offer_editing.hpp), what the public sees is the page itself; a draft waits beside it.

#include "modules/portal/directory/info_page_store.hpp"
#include "modules/portal/editing/page_form.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/result.hpp"
#include "platform/records/editing.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::portal {

inline constexpr records::EditedKind edited_pages{
    .kind = page_subject,
    .table = "pages",
    .owner = "COALESCE(body_id, 0)",
    .was_public = "published_at IS NOT NULL",
    .actions = "portal.page",
    .harmless_fields = harmless_page_fields};

// A page as its editors see it.
struct EditedPage {
    InfoPage page; // what the public sees, or would see
    records::EditState state;
    records::Fields fields; // of the draft; without one those of the page
    std::optional<records::VersionHead> draft = {}; // who saved it, and when
    bool has_moved = false; // the public version is no longer what the draft was begun from
};
// Nothing where it does not exist or this actor may not see it.
std::optional<EditedPage> find_edited_page(
    db::Connection& db, TenantId tenant, PageId id, Actor const& actor);

// A line of the list, in the order of the tree.
struct PageLine {
    InfoPage page;
    records::EditState state;
    int depth = 0;
};
// Those that this actor may see; with words only those in which they stand, and no longer as a tree.
std::vector<PageLine> list_pages_for_staff(
    db::Connection& db, TenantId tenant, Actor const& actor, std::string_view words = {});

// Drafts that wait for this actor to publish them.
std::vector<EditedPage> list_pages_to_review(db::Connection& db, TenantId tenant, Actor const& actor);
// Drafts that this actor handed in and got back, and those of which nobody knows who did.
std::vector<EditedPage> list_returned_pages(db::Connection& db, TenantId tenant, Actor const& actor);

// Which page, as this person last saw it.
struct SeenPage {
    PageId id;
    std::int64_t version;
    std::int64_t base = 0; // of EditState; asked for by whatever makes the fields public
};

// Problems: as those of offer_editing.hpp.

// A new page that only editors see. It needs a name and a place that this person may edit. `form_key`: of the
// form that was sent; with the same entries a second time it makes no second page.
Result<PageId> create_page(Work& work, records::Fields const& fields, std::string_view form_key);
Result<void> save_page_draft(Work& work, SeenPage seen, records::Fields const& fields);
Result<void> hand_in_page(Work& work, SeenPage seen, records::Fields const& fields);
Result<void> publish_page(Work& work, SeenPage seen, records::Fields const& fields);
Result<void> schedule_page(Work& work, SeenPage seen, records::Fields const& fields, Date day);
Result<void> give_back_page(
    Work& work, SeenPage seen, records::Fields const& fields, std::string_view reason);
Result<void> discard_page_draft(Work& work, SeenPage seen);
// Its address says that it has ended. A conflict for pages that the law asks for.
Result<void> archive_page(Work& work, SeenPage seen);

JobRule scheduled_page_publication();

} // namespace kommin::portal
