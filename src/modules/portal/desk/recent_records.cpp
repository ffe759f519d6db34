#include "modules/portal/desk/recent_records.hpp"

#include "modules/portal/desk/category_pages.hpp"
#include "modules/portal/desk/link_care.hpp"
#include "modules/portal/desk/link_pages.hpp"
#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/desk/organisation_pages.hpp"
#include "modules/portal/desk/page_desk_pages.hpp"
#include "modules/portal/desk/place_pages.hpp"
#include "modules/portal/desk/translation_desk_pages.hpp"
#include "modules/portal/desk/unit_pages.hpp"
#include "modules/portal/desk/vocabulary_pages.hpp"
#include "modules/portal/directory/categories.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/concept_editing.hpp"
#include "modules/portal/editing/offer_editing.hpp"
#include "modules/portal/editing/organisations.hpp"
#include "modules/portal/editing/page_editing.hpp"
#include "modules/portal/editing/place_editing.hpp"
#include "modules/portal/editing/translating.hpp"
#include "modules/portal/editing/translation_history.hpp"
#include "modules/portal/editing/unit_editing.hpp"
#include "modules/portal/feedback/feedback_store.hpp"
#include "modules/portal/feedback/messages_pages.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::portal {

namespace {

using Recent = std::optional<web::RecentRecord>;
using MadeVersion = std::optional<std::int64_t>;

Recent recent_offer(web::Call const& call, std::int64_t id, MadeVersion)
{
    auto const edited = find_edited_offer(call.db(), call.site.tenant, OfferId{id}, call.actor());
    if (!edited)
        return std::nullopt;
    return web::RecentRecord{title_of(edited->fields, web::staff_texts(call)), offer_url(edited->offer.id)};
}

Recent recent_page(web::Call const& call, std::int64_t id, MadeVersion)
{
    auto const edited = find_edited_page(call.db(), call.site.tenant, PageId{id}, call.actor());
    if (!edited)
        return std::nullopt;
    return web::RecentRecord{
        title_of_page(edited->fields, web::staff_texts(call)), page_desk_url(edited->page.id)};
}

Recent recent_organisation(web::Call const& call, std::int64_t id, MadeVersion)
{
    auto const edited
        = find_edited_organisation(call.db(), call.site.tenant, OrganisationId{id}, call.actor());
    if (!edited)
        return std::nullopt;
    auto const& organisation = edited->stored.organisation;
    return web::RecentRecord{organisation.name, organisation_url(organisation.id)};
}

Recent recent_place(web::Call const& call, std::int64_t id, MadeVersion)
{
    auto const edited = find_edited_place(call.db(), call.site.tenant, BodyId{id}, call.actor());
    if (!edited)
        return std::nullopt;
    return web::RecentRecord{edited->body.name, place_url(edited->body.id)};
}

Recent recent_unit(web::Call const& call, std::int64_t id, MadeVersion)
{
    auto const edited = find_edited_unit(call.db(), call.site.tenant, UnitId{id}, call.actor());
    if (!edited)
        return std::nullopt;
    return web::RecentRecord{
        title_of_unit(edited->unit, call.local_now().date) + " · " + edited->place.body.name,
        unit_url(edited->unit.id)};
}

Recent recent_link(web::Call const& call, std::int64_t id, MadeVersion)
{
    // Of the target alone: thousands of records may lead there.
    auto const found
        = list_chosen_links(call.db(), call.site.tenant, call.local_now().date, call.actor(), {LinkId{id}});
    if (found.empty())
        return std::nullopt;
    auto const& link = found.front().link;
    return web::RecentRecord{link.target.text, link_url(link.id), false};
}

Recent recent_category(web::Call const& call, std::int64_t id, MadeVersion)
{
    if (!call.actor().may(edit_categories, Scope::whole_tenant()))
        return std::nullopt;
    auto const categories = Categories::load(call.db(), call.site.tenant);
    auto const found = categories.find(CategoryId{id});
    if (!found)
        return std::nullopt;
    return web::RecentRecord{
        std::string(categories.name(*found, web::staff_texts(call))), category_url(*found), false};
}

Recent recent_message(web::Call const& call, std::int64_t id, MadeVersion)
{
    auto const message = find_feedback(call.db(), call.site.tenant, FeedbackId{id});
    if (!message || !call.actor().may(read_messages, message->owner()))
        return std::nullopt;
    return web::RecentRecord{title_of(*message, web::staff_texts(call)), message_url(message->id), false};
}

// A record in the language into which this person translated it last.
web::StaffRecent recent_translation(
    TranslatedKinds const& kinds, content::SubjectKind kind, std::string_view record)
{
    return {
        .kind = kind.word(),
        .area = "translate.title"_msg,
        .find = [kinds, kind, record](web::Call const& call, std::int64_t id, MadeVersion version) -> Recent {
            auto const language = version
                ? language_of_version(call.db(), call.site.tenant, kind, id, *version)
                : std::nullopt;
            auto const found = language ? find_translatable(
                                              call.db(), call.site.tenant, record, id, *language,
                                              {kinds, call.actor(), call.local_now().date})
                                        : std::nullopt;
            if (!found)
                return std::nullopt;
            return web::RecentRecord{
                found->title + " · " + web::staff_texts(call).language_name(*language),
                translation_url(*language, record, id)};
        }};
}

}

std::vector<web::StaffRecent> recent_records(VocabularyBase const& concepts, TranslatedKinds const& kinds)
{
    auto const recent_concept = [concepts](web::Call const& call, std::int64_t id, MadeVersion) -> Recent {
        if (!call.actor().may(see_words, Scope::whole_tenant()))
            return std::nullopt;
        auto edited = find_concept(call.db(), call.site.tenant, *concepts, ConceptId{id});
        bool const may_edit = may_edit_vocabulary(call); // perhaps no longer
        if (!edited || (edited->is_hidden && !may_edit))
            return std::nullopt;
        auto const drafted = may_edit ? with_draft(call.db(), call.site.tenant, *std::move(edited))
                                      : without_draft(*std::move(edited));
        return web::RecentRecord{name_of_concept(drafted.fields), concept_url(drafted.edited.key)};
    };
    std::vector<web::StaffRecent> recents{
        {offer_subject.word(), "desk.title"_msg, &recent_offer},
        {page_subject.word(), "page.title"_msg, &recent_page},
        {organisation_subject.word(), "organisation.title"_msg, &recent_organisation},
        {body_subject.word(), "place.desk.title"_msg, &recent_place},
        {unit_subject.word(), "place.desk.title"_msg, &recent_unit},
        {link_subject.word(), "links.title"_msg, &recent_link},
        {concept_subject.word(), "words.title"_msg, recent_concept},
        {category_subject.word(), "category.title"_msg, &recent_category},
        {"feedback", "messages.title"_msg, &recent_message},
        recent_translation(kinds, offer_translation_subject, offer_subject.word()),
        recent_translation(kinds, page_translation_subject, page_subject.word()),
        recent_translation(kinds, body_translation_subject, body_subject.word()),
        recent_translation(kinds, category_translation_subject, category_subject.word())};
    for (auto const& kind : kinds.others())
        recents.push_back(recent_translation(kinds, kind.history, kind.kind.word()));
    return recents;
}

} // namespace kommin::portal
