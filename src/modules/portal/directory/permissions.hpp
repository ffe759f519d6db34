#pragma once
// What the module allows, and to whom.

#include "modules/tenants/api.hpp"
#include "platform/access/permission.hpp"

#include <vector>

namespace kommin::portal {

// Messages from the public name persons and how to reach them. Those about an offer or the page of one
// municipality belong to it, all others to the Kreis.
inline constexpr Permission read_messages{"portal.feedback.read"};
inline constexpr Permission answer_messages{"portal.feedback.answer"};

// Offers in the administration: those of a municipality belong to it, all others to the Kreis.
inline constexpr Permission see_offers{"portal.offers.see"};
inline constexpr Permission edit_offers{"portal.offers.edit"};
inline constexpr Permission publish_offers{"portal.offers.publish"};
// What an offer once said, where it named a person: whoever edits offers does not decide about it.
inline constexpr Permission erase_offer_history{"portal.offers.erase_history"};
// Where whoever runs an offer is asked, if that is not public: of offers and organisations, by those who edit
// them. It may be the address of a person.
inline constexpr Permission edit_asking_addresses{"portal.asking.edit"};
// Information pages: those of a municipality belong to it, all others to the Kreis.
inline constexpr Permission see_pages{"portal.pages.see"};
inline constexpr Permission edit_pages{"portal.pages.edit"};
inline constexpr Permission publish_pages{"portal.pages.publish"};
// What people look for and whether pages help them; counted, of nobody in particular.
inline constexpr Permission see_demand{"portal.demand.see"};
inline constexpr Permission settle_demand{"portal.demand.settle"};
// Texts of offers and pages in other languages.
inline constexpr Permission translate_texts{"portal.texts.translate"};
// The words by which the search finds things across languages. They hold for the whole district, so that no
// municipality changes them alone.
inline constexpr Permission see_words{"portal.words.see"};
inline constexpr Permission edit_words{"portal.words.edit"};
inline constexpr Permission publish_words{"portal.words.publish"};
// How kinds of offers and life situations are called, and where the public meets them: one table of contents
// for the whole district.
inline constexpr Permission edit_categories{"portal.categories.edit"};
inline constexpr Permission publish_categories{"portal.categories.publish"};
// The introduction and the offices of a municipality belong to it; those of the Kreis, and whom to turn to in
// the district, to the Kreis. Introductions are drafted; offices count at once and ask for the right to
// publish.
inline constexpr Permission edit_places{"portal.places.edit"};
inline constexpr Permission publish_places{"portal.places.publish"};
// Organisations: of a municipality where it alone has offers of theirs, all others of the Kreis. Merging two
// asks for the right to edit both.
inline constexpr Permission see_organisations{"portal.organisations.see"};
inline constexpr Permission edit_organisations{"portal.organisations.edit"};
inline constexpr Permission publish_organisations{"portal.organisations.publish"};
inline constexpr Permission add_organisations{"portal.organisations.add"};

inline std::vector<PermissionRule> permission_rules()
{
    using namespace tenants;
    return {
        {read_messages,
         "right.portal.feedback.read"_msg,
         Sees::personal_data,
         {conference_office, department_editor, municipal_editor}},
        {answer_messages,
         "right.portal.feedback.answer"_msg,
         Sees::personal_data,
         {conference_office, department_editor, municipal_editor}},
        {see_demand,
         "right.portal.demand.see"_msg,
         Sees::no_personal_data,
         {conference_office, department_editor, municipal_editor, reader}},
        {settle_demand,
         "right.portal.demand.settle"_msg,
         Sees::no_personal_data,
         {conference_office, department_editor}},
        {see_offers,
         "right.portal.offers.see"_msg,
         Sees::no_personal_data,
         {conference_office, department_editor, municipal_editor, translator, reader}},
        {edit_offers,
         "right.portal.offers.edit"_msg,
         Sees::no_personal_data,
         {conference_office, department_editor, municipal_editor}},
        {publish_offers,
         "right.portal.offers.publish"_msg,
         Sees::no_personal_data,
         {conference_office, municipal_editor}},
        {erase_offer_history,
         "right.portal.offers.erase_history"_msg,
         Sees::personal_data,
         {administrator, data_protection_officer}},
        {edit_asking_addresses,
         "right.portal.asking.edit"_msg,
         Sees::personal_data,
         {conference_office, department_editor, municipal_editor}},
        {see_pages,
         "right.portal.pages.see"_msg,
         Sees::no_personal_data,
         {conference_office, department_editor, municipal_editor, translator, reader}},
        {edit_pages,
         "right.portal.pages.edit"_msg,
         Sees::no_personal_data,
         {conference_office, department_editor, municipal_editor}},
        {publish_pages,
         "right.portal.pages.publish"_msg,
         Sees::no_personal_data,
         {conference_office, municipal_editor}},
        {translate_texts,
         "right.portal.texts.translate"_msg,
         Sees::no_personal_data,
         {conference_office, department_editor, municipal_editor, translator}},
        {see_words,
         "right.portal.words.see"_msg,
         Sees::no_personal_data,
         {administrator, conference_office, department_editor, municipal_editor, translator, reader}},
        {edit_words,
         "right.portal.words.edit"_msg,
         Sees::no_personal_data,
         {administrator, conference_office, department_editor}},
        {publish_words,
         "right.portal.words.publish"_msg,
         Sees::no_personal_data,
         {administrator, conference_office}},
        {edit_categories,
         "right.portal.categories.edit"_msg,
         Sees::no_personal_data,
         {administrator, conference_office, department_editor}},
        {publish_categories,
         "right.portal.categories.publish"_msg,
         Sees::no_personal_data,
         {administrator, conference_office}},
        {edit_places,
         "right.portal.places.edit"_msg,
         Sees::no_personal_data,
         {administrator, conference_office, department_editor, municipal_editor}},
        {publish_places,
         "right.portal.places.publish"_msg,
         Sees::no_personal_data,
         {administrator, conference_office, municipal_editor}},
        {see_organisations,
         "right.portal.organisations.see"_msg,
         Sees::no_personal_data,
         {conference_office, department_editor, municipal_editor, translator, reader}},
        {edit_organisations,
         "right.portal.organisations.edit"_msg,
         Sees::no_personal_data,
         {conference_office, department_editor, municipal_editor}},
        {publish_organisations,
         "right.portal.organisations.publish"_msg,
         Sees::no_personal_data,
         {conference_office, municipal_editor}},
        {add_organisations,
         "right.portal.organisations.add"_msg,
         Sees::no_personal_data,
         {conference_office, department_editor}},
    };
}

} // namespace kommin::portal
