#pragma once
// Editing the categories of a district: what the form of one says, and saving it. A change counts at once,
// without draft and release: docs/adr/0038.

#include "modules/portal/directory/categories.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/fields.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// The names of the fields of the form: "name-uk", "hint-uk"; "place"; "hidden" with the values below; "icon"
// of a life situation that the district has made for itself. They hold what the district says; an empty one
// is as the program has it, or as another language says it.
std::string name_field(std::string_view tag);
std::string hint_field(std::string_view tag);
inline constexpr std::string_view place_field = "place";
inline constexpr std::string_view hidden_field = "hidden";
inline constexpr std::string_view hidden_at_home = "home";
inline constexpr std::string_view hidden_in_filter = "filter";
inline constexpr std::string_view icon_field = "icon";

records::Fields fields_of(CategoryChange const& change);
// As they are stored: without white space at the ends and twice inside, the place as a plain number.
records::Fields spelled_category(records::Fields const& typed);
// Everything that stands in the way of saving; the categories are those of the district as they are now.
std::vector<Problem> problems_of_category(
    Categories const& categories, Category category, records::Fields const& fields);

// The categories as they would be with these fields, in which one of the district may be a new one.
Categories with_fields(Categories categories, Category category, records::Fields const& fields);

// Which category, as this person last saw it.
struct SeenCategory {
    Category category;
    std::int64_t version;
};
// Problems: not_found without the right to edit categories; what problems_of_category() finds; a conflict
// where somebody has changed the category meanwhile ("record.problem.changed_meanwhile").
Result<void> save_category(Work& work, SeenCategory const& seen, records::Fields const& typed);

// Stores what the category says from now on, as its next version, and publishes it; rights and problems have
// been asked. `step`: of the action in the audit trail. Returns the change as it is stored.
CategoryChange store_category(
    Work& work, Categories const& categories, Category category, records::Fields const& fields,
    std::string_view step);

// A life situation of the district's own, at once on the home page and in the filter; its word in addresses
// and files is made from its name and never changes. Sent twice, it is made once. Problems: not_found without
// the right to edit categories; what problems_of_category() finds; without a field when there are
// most_own_situations of them, archived ones among them ("category.problem.many").
Result<Situation> add_situation(Work& work, records::Fields const& typed);
// Nobody meets it any more; the offers and pages that carry it keep it, and restoring it brings all back.
// Problems: not_found without the right, or where it is not the district's own; a conflict as above.
Result<void> archive_situation(Work& work, SeenCategory const& seen);
Result<void> restore_situation(Work& work, SeenCategory const& seen);

} // namespace kommin::portal
