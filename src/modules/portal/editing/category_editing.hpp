#pragma once
// What the form of a category says, and what is wrong with it. Saving and publishing: category_drafting.hpp.

#include "modules/portal/directory/categories.hpp"
#include "platform/base/problem.hpp"
#include "platform/records/fields.hpp"

#include <optional>
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
// Everything that stands in the way of publishing; the categories are those of the district as they are now.
std::vector<Problem> problems_of_category(
    Categories const& categories, Category category, records::Fields const& fields);

// The categories as they would be with these fields, published; one of the district may be a new one.
Categories with_fields(Categories categories, Category category, records::Fields const& fields);
// What these fields make of a category; `own`: of one that the district makes.
CategoryChange change_with(records::Fields const& fields, std::optional<OwnSituation> own);
// For addresses and files, of a life situation of the district with these fields: nobody else's, also of
// those that are archived.
std::string free_word(Categories const& categories, Category category, records::Fields const& fields);

} // namespace kommin::portal
