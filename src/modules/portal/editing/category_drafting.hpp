#pragma once
// Categories as their editors keep them: drafted, handed in, published and planned as offers and pages are
// (docs/adr/0044, 0062). Those of the program are public from the beginning and never end; those of the
// district begin as a draft and are archived.

#include "modules/portal/directory/categories.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/drafting.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kommin::portal {

// What is no text of the public but a choice.
inline constexpr std::array<std::string_view, 3> harmless_category_fields{"place", "hidden", "icon"};
inline constexpr records::EditedKind edited_categories{
    .kind = category_subject,
    .table = "categories",
    .owner = "0",
    .was_public = "published_at IS NOT NULL",
    .actions = "portal.category",
    .harmless_fields = harmless_category_fields};

// For records::save_draft() and what else is done with drafts. Those of the program are not archived.
extern constinit records::DraftedKind const drafted_categories;

// The number by which those functions know a category; one of the program gets its row with its first draft.
std::int64_t row_of_category(Work& work, Category category);

// All categories of a district, and where each of them stands.
struct EditedCategories {
    Categories categories;
    std::unordered_map<std::int64_t, records::EditState> states; // by CategoryId

    [[nodiscard]] records::EditState state_of(Category category) const;
};
EditedCategories load_edited_categories(db::Connection& db, TenantId tenant);

// One of them with its draft.
struct DraftedCategory : records::EditedRecord {
    Category category;
    Categories categories;
    bool may_publish = false;

    [[nodiscard]] CategoryChange const& change() const { return categories.change_of(category); }
    [[nodiscard]] bool is_archived() const { return change().own && change().own->is_archived; }
};
// Nothing where the district has no such one or this actor may not edit categories.
std::optional<DraftedCategory> find_drafted_category(
    db::Connection& db, TenantId tenant, Category category, Actor const& actor);
// Those whose drafts wait for this actor to publish them, in the order of Categories::all().
std::vector<Category> list_categories_to_review(
    EditedCategories const& edited, db::Connection& db, TenantId tenant, Actor const& actor);
// Those with a draft that this actor handed in and got back, or of which nobody knows who did.
std::vector<Category> list_returned_categories(
    EditedCategories const& edited, db::Connection& db, TenantId tenant, Actor const& actor);
// How many of both, for the menu of every page.
std::int64_t count_waiting_categories(db::Connection& db, TenantId tenant, Actor const& actor);

// A life situation of the district's own, as a draft that nobody else meets; its word in addresses and files
// is made from the name it is first published with, and never changes then. Sent twice, it is made once.
// Problems: not_found without the right to edit categories; what problems_of_category() finds; without a
// field when there are most_own_situations of them, archived ones among them ("category.problem.many").
Result<Situation> add_situation(Work& work, records::Fields const& typed);

// Which category, as this person last saw it.
struct SeenCategory {
    Category category;
    std::int64_t version;
};
// Nobody meets it any more, and its draft goes; the offers and pages that carry it keep it, and restoring it
// brings all back. Done already, nothing happens. Problems: not_found without the right to publish
// categories, or where it is not the district's own; a conflict where somebody was faster
// ("record.problem.changed_meanwhile").
Result<void> archive_situation(Work& work, SeenCategory const& seen);
Result<void> restore_situation(Work& work, SeenCategory const& seen);

// What translators say of a published life situation of the district, public at once: its next version; a
// draft beside it stays. They have been asked for their right.
void publish_translated(
    Work& work, Categories const& categories, Situation situation, records::Fields const& fields);

// Publishes what is due.
JobRule scheduled_category_publication();

} // namespace kommin::portal
