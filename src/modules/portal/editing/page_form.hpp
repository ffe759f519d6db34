#pragma once
// The form of an information page: the page as the fields of its form, and back.

#include "modules/portal/directory/categories.hpp"
#include "modules/portal/directory/info_page.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/problem.hpp"
#include "platform/http/form.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/records/fields.hpp"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

struct PageField {
    std::string_view name;
    MessageKey label;
};
// All there are, in the order of the form.
std::span<PageField const> page_fields();
// Whether the form of this page has the field; what its form does not have stays as it is.
bool has_field(InfoPage const& page, std::string_view name);

// Whose contents may stand in the audit chain for ever: choices from lists. What somebody types may name
// persons (the imprint does).
inline constexpr std::array<std::string_view, 3> harmless_page_fields{"parent", "municipality", "situation"};

// What a page is read against.
struct PageContext {
    std::vector<InfoPage> const& pages; // of the district
    std::vector<tenants::Body> const& bodies;
    Categories const& categories;
    std::span<Image const> images = {}; // of the page, where a form is read
};

records::Fields form_of(InfoPage const& page);
// What was posted: only fields of the form of this page, without white space at their ends.
records::Fields posted_page_form(http::Form const& posted, InfoPage const& page);
// The same for a page that is to be made.
records::Fields posted_new_page(http::Form const& posted);

struct EnteredPage {
    InfoPage page;
    std::vector<Problem> problems; // with the name of the field
};
// The page that the fields make of the one before: kind, address and translations stay.
EnteredPage read_page_form(records::Fields const& fields, InfoPage const& before, PageContext const& context);

// The fields as the page shows them once it is what they make of it; what is wrong stays as typed.
records::Fields spelled_page(
    records::Fields const& fields, InfoPage const& before, PageContext const& context);

// For people at work: "Frauen", "Frauen (archiviert)".
std::string name_or_archived(Categories const& categories, Situation situation, i18n::Texts const& texts);

// Pages under which this one may stand: of the same place, and not below itself.
std::vector<InfoPage const*> possible_parents(InfoPage const& page, std::vector<InfoPage> const& pages);

// What a field says, for people.
std::string shown_page_value(
    records::Fields const& fields, std::string_view name, PageContext const& context,
    i18n::Texts const& texts);

} // namespace kommin::portal
