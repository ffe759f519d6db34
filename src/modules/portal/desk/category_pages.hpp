#pragma once
// The pages on which people at work find and edit the categories of their district.

#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/directory/category_store.hpp"
#include "modules/portal/editing/category_drafting.hpp"
#include "modules/portal/editing/category_editing.hpp"
#include "modules/portal/editing/offer_overview.hpp"
#include "platform/html/url.hpp"
#include "platform/http/form.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/saved_views.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

inline constexpr std::string_view categories_path = "kategorien";

html::Url categories_url();
html::Url new_situation_url();
html::Url category_url(Category category);
html::Url category_url(Category category, std::string_view page);
// In that language; of one that is about to be made: nothing.
html::Url category_preview_url(std::optional<Category> category, std::string_view language_tag);

// Where the public meets it: "Startseite, Filter".
std::string shown_places(Categories const& categories, Category category, i18n::Texts const& texts);
// The languages in which the district says something of its own.
std::string languages_changed(CategoryChange const& change, i18n::Texts const& texts);
// What the public may know of it, and what waits.
OfferState state_of(CategoryChange const& change, records::EditState const& state);
StateWord state_word_of(
    CategoryChange const& change, records::EditState const& state, i18n::Texts const& texts);
// The languages of the form: those of the portal, and others in which the district or the draft says
// something.
std::vector<std::string> languages_of_category(
    web::Call const& call, CategoryChange const& change, records::Fields const& draft);
web::RecordForm category_record_form(
    Category category, std::vector<std::string> const& languages, i18n::Texts const& texts);

// The frame of a page below the form.
web::StaffFrame frame_below_category(
    web::Call const& call, Categories const& categories, Category category, std::string title);

// shown: as in the portal.
enum class CategoryOrder : std::uint8_t { shown, name, state };
struct CategoryFilter {
    std::string words = {}; // t: in the name
    std::optional<OfferState> state = {}; // zustand
    CategoryOrder order = CategoryOrder::shown; // nach
    bool descending = false; // ab

    static CategoryFilter read(http::Form const& query);
    [[nodiscard]] web::ListFields fields() const;
};
http::Response category_list_page(
    web::Call const& call, EditedCategories const& edited, CategoryFilter const& filter,
    std::vector<Problem> problems = {});
http::Response category_file(
    web::Call const& call, EditedCategories const& edited, CategoryFilter const& filter);

struct CategoryFormPage {
    Categories const& categories;
    Category category;
    std::vector<std::string> const& languages;
    records::Fields const& fields;
    std::vector<Problem> problems = {};
    DraftedCategory const* drafted = nullptr; // null: a life situation that the district is about to make
    web::Aside aside = {};
    std::optional<std::string> draft_author = {}; // whose draft it is
    std::optional<std::int64_t> shown_version = {}; // an earlier version was fetched back

    [[nodiscard]] bool is_new() const { return drafted == nullptr; }
};
// Of one that is archived there is nothing to fill in, but a button that brings it back.
http::Response category_form_page(web::Call const& call, CategoryFormPage const& page);
// Before it is archived: how many offers and pages carry it.
http::Response situation_archive_question(
    web::Call const& call, DraftedCategory const& drafted, Situation situation, CarriedBy const& carried);

} // namespace kommin::portal
