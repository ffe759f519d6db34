#include "modules/portal/desk/noted_forms.hpp"

#include "modules/portal/desk/category_pages.hpp"
#include "modules/portal/desk/link_desk.hpp"
#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/desk/organisation_pages.hpp"
#include "modules/portal/desk/page_desk_pages.hpp"
#include "modules/portal/desk/place_pages.hpp"
#include "modules/portal/desk/unit_pages.hpp"
#include "modules/portal/desk/unmet_search_pages.hpp"
#include "modules/portal/desk/vocabulary_pages.hpp"
#include "modules/portal/directory/categories.hpp"
#include "modules/portal/directory/district_names.hpp"
#include "modules/portal/directory/info_page_store.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/snapshot.hpp"
#include "modules/portal/directory/vocabulary.hpp"
#include "modules/portal/editing/offer_editing.hpp"
#include "modules/portal/editing/offer_form.hpp"
#include "modules/portal/editing/organisations.hpp"
#include "modules/portal/editing/place_editing.hpp"
#include "modules/portal/editing/translating.hpp"
#include "modules/portal/editing/translation_history.hpp"
#include "modules/portal/editing/unit_editing.hpp"
#include "modules/portal/feedback/messages.hpp"
#include "modules/portal/links/link_store.hpp"
#include "platform/i18n/language.hpp"
#include "platform/web/staff_frame.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::portal {

namespace {

using web::Call;
using web::RecordForm;

// The words of a form refer to what they were made with.
template<class Known>
RecordForm keeping(std::shared_ptr<Known const> known, RecordForm form)
{
    form.shown = [known = std::move(known), shown = std::move(form.shown)](
                     Fields const& fields, std::string_view name) { return shown(fields, name); };
    return form;
}

RecordForm noted_offer(Call const& call)
{
    auto const names
        = std::make_shared<DistrictNames const>(DistrictNames::load(call.db(), call.site.tenant));
    return keeping(names, offer_record_form(web::staff_texts(call), *names));
}

RecordForm noted_page(Call const& call)
{
    auto const world = std::make_shared<PageWorld const>(load_page_world(call.db(), call.site.tenant));
    return keeping(
        world,
        page_record_form(
            {world->pages, world->names.bodies, world->names.categories}, web::staff_texts(call)));
}

RecordForm noted_organisation(Call const& call)
{
    return organisation_record_form(web::staff_texts(call));
}

RecordForm noted_place(Call const& call)
{
    return place_record_form(all_place_fields(), web::staff_texts(call));
}

RecordForm noted_unit(Call const& call)
{
    return unit_record_form(most_unit_names, web::staff_texts(call));
}

RecordForm noted_link(Call const& call)
{
    return mute_record_form(web::staff_texts(call));
}

RecordForm noted_concept(Call const& call)
{
    std::vector<std::string> tags;
    for (auto const& language : i18n::known_languages())
        tags.emplace_back(language.tag());
    return concept_record_form(tags, web::staff_texts(call));
}

// As one of the district's own: their form has all the fields that any of them has.
RecordForm noted_category(Call const& call)
{
    std::vector<std::string> tags;
    for (auto const& language : i18n::known_languages())
        tags.emplace_back(language.tag());
    return category_record_form(Category(own_situation(0)), tags, web::staff_texts(call));
}

constexpr std::string_view language_field = "language"; // of translation_history.cpp

// Without texts yet: in which language they are.
RecordForm form_in_a_language(i18n::Texts const& texts)
{
    RecordForm form{.fields = {}, .has_drafts = false, .shown = {}, .told_apart_by = language_field};
    form.fields.push_back({std::string(language_field), std::string(texts("desk.language"_msg))});
    form.shown = [&texts](Fields const& fields, std::string_view name) {
        auto const language
            = name == language_field ? i18n::Language::find(fields.value(name)) : std::nullopt;
        return language ? texts.language_name(*language) : std::string(fields.value(name));
    };
    return form;
}

// The texts of any record of the portal.
RecordForm noted_translation(Call const& call)
{
    constexpr std::array<std::string_view, 16> texts_of_records{
        "name",
        "hint",
        "title",
        "summary",
        "description",
        "content",
        "intro",
        "alert",
        "application",
        "target_group",
        "cost_note",
        "hours_text",
        "image_alt",
        "address.note",
        "interpretation_note",
        "accessibility_note"};
    constexpr std::array<std::string_view, 6> lists_of_texts{"document.", "contact.", "price.",
                                                             "phone.",    "hours.",   "exception."};
    constexpr int most_of_a_list = 60;
    auto const& texts = web::staff_texts(call);
    auto form = form_in_a_language(texts);
    auto const add = [&](std::string name) {
        auto const label = label_of_translated_field(name);
        form.fields.push_back({std::move(name), std::string(texts(label))});
    };
    for (auto const name : texts_of_records)
        add(std::string(name));
    for (auto const list : lists_of_texts) {
        for (int number = 0; number < most_of_a_list; ++number)
            add(std::string(list) + std::to_string(number));
    }
    return form;
}

// Those of another module.
web::StaffForm noted_translation_of(records::TranslatedKind const& kind)
{
    auto const open = [known = kind.texts](Call const& call) {
        auto const& texts = web::staff_texts(call);
        auto form = form_in_a_language(texts);
        for (auto const& text : known)
            form.fields.push_back({std::string(text.name), std::string(texts(text.label))});
        return form;
    };
    return {.kind = kind.history.word(), .open = open, .versions = kind.history};
}

}

std::vector<web::StaffForm> noted_forms(TranslatedKinds const& kinds)
{
    auto const with_versions = [](content::SubjectKind kind, RecordForm (*open)(Call const&)) {
        return web::StaffForm{.kind = kind.word(), .open = open, .versions = kind};
    };
    std::vector<web::StaffForm> forms{
        {.kind = offer_subject.word(),
         .open = &noted_offer,
         .versions = offer_subject,
         .withheld = {"remark"},
         .compared = &compared_form},
        with_versions(page_subject, &noted_page),
        with_versions(organisation_subject, &noted_organisation),
        with_versions(body_subject, &noted_place),
        with_versions(unit_subject, &noted_unit),
        with_versions(link_subject, &noted_link),
        with_versions(concept_subject, &noted_concept),
        with_versions(category_subject, &noted_category),
        with_versions(offer_translation_subject, &noted_translation),
        with_versions(page_translation_subject, &noted_translation),
        with_versions(body_translation_subject, &noted_translation),
        with_versions(category_translation_subject, &noted_translation),
        {.kind = "search", .open = &noted_search},
        {.kind = "feedback", .open = &noted_message}};
    for (auto const& kind : kinds.others())
        forms.push_back(noted_translation_of(kind));
    return forms;
}

} // namespace kommin::portal
