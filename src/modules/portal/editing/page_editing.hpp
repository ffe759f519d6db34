#pragma once
// What editors do with information pages: draft, hand in, publish now or on a day, take away. As with offers
// (offer_editing.hpp), what the public sees is the page itself; a draft waits beside it.

#include "modules/portal/directory/info_page_store.hpp"
#include "modules/portal/editing/page_form.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/result.hpp"
#include "platform/records/drafting.hpp"
#include "platform/records/editing.hpp"
#include "platform/work/change.hpp"
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

// For records::save_draft() and what else is done with drafts. A page that the law asks for is not archived.
extern constinit records::DraftedKind const drafted_pages;

// A page as its editors see it.
struct EditedPage : records::EditedRecord {
    InfoPage page; // what the public sees, or would see
    std::vector<Image> images; // that it or a version of it may show
};
// Nothing where it does not exist or this actor may not see it.
std::optional<EditedPage> find_edited_page(
    db::Connection& db, TenantId tenant, PageId id, Actor const& actor);

// Drafts that wait for this actor to publish them.
std::vector<EditedPage> list_pages_to_review(db::Connection& db, TenantId tenant, Actor const& actor);
// Drafts that this actor handed in and got back, and those of which nobody knows who did.
std::vector<EditedPage> list_returned_pages(db::Connection& db, TenantId tenant, Actor const& actor);

// A new page that only editors see. It needs a name and a place that this person may edit. `form_key`: of the
// form that was sent; with the same entries a second time it makes no second page.
Result<PageId> create_page(Work& work, records::Fields const& fields, std::string_view form_key);
// One of many that somebody has ticked, as it was seen. Pressed twice it is done once: a page without a draft
// is published, one that is archived stays so. A conflict where another version was saved meanwhile, or where
// no draft was handed in.
Result<Change> publish_one_page_of_many(Work& work, records::Seen seen);
Result<Change> archive_one_page_of_many(Work& work, records::Seen seen);
// Publishes what is due.
JobRule scheduled_page_publication();

} // namespace kommin::portal
