#include "modules/portal/desk/shown_records.hpp"

#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/directory/categories.hpp"
#include "modules/portal/directory/info_page_store.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/directory/snapshot.hpp"
#include "modules/portal/directory/vocabulary.hpp"
#include "modules/portal/editing/organisations.hpp"
#include "modules/portal/editing/translation_history.hpp"
#include "modules/portal/editing/unit_editing.hpp"
#include "modules/portal/links/link_store.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::portal {

namespace {

using Page = std::optional<html::Url>;
constexpr std::string_view history = "verlauf";

Page with_version(Page page, std::int64_t version)
{
    return page ? std::optional(page->with_query({{"fassung", std::to_string(version)}})) : std::nullopt;
}

// What was erased from a history is not led to.
bool is_kept(web::Call const& call, content::SubjectKind kind, std::int64_t id, std::int64_t version)
{
    return records::find_version(call.db(), call.site.tenant, {kind, id}, version, records::unrestricted)
        .has_value();
}

// One that is shown at its number. `page`: which of its pages is led to.
web::StaffRecord numbered(
    content::SubjectKind kind, Permission permission, std::string_view path, std::string_view page)
{
    auto const address = [path](std::int64_t id, std::string_view of) -> html::Url {
        auto const number = std::to_string(id);
        return of.empty() ? web::staff_url({path, number}) : web::staff_url({path, number, of});
    };
    return {
        .kind = kind.word(),
        .permission = permission,
        .url = [address, page](web::Call const&, std::int64_t id) -> Page { return address(id, page); },
        .version_url = [address, kind](web::Call const& call, std::int64_t id, std::int64_t version) -> Page {
            return is_kept(call, kind, id, version) ? with_version(address(id, history), version)
                                                    : std::nullopt;
        }};
}

// One that is shown at a word; `find` knows it, or nothing where there is no such record any more.
template<class Find>
web::StaffRecord named(
    content::SubjectKind kind, Permission permission, std::string_view path, Find const& find)
{
    auto const address = [path, find](web::Call const& call, std::int64_t id) -> Page {
        auto const word = find(call, id);
        return word ? std::optional(web::staff_url({path, *word, history})) : std::nullopt;
    };
    return {
        .kind = kind.word(),
        .permission = permission,
        .url = address,
        .version_url = [address, kind](web::Call const& call, std::int64_t id, std::int64_t version) -> Page {
            return is_kept(call, kind, id, version) ? with_version(address(call, id), version) : std::nullopt;
        }};
}

// The texts of a record in other languages: which, its version says.
web::StaffRecord translated(content::SubjectKind kind, std::string_view record)
{
    return {
        .kind = kind.word(),
        .permission = translate_texts,
        .url = [](web::Call const&, std::int64_t) -> Page { return std::nullopt; },
        .version_url = [kind, record](web::Call const& call, std::int64_t id, std::int64_t version) -> Page {
            auto const language = language_of_version(call.db(), call.site.tenant, kind, id, version);
            if (!language)
                return std::nullopt;
            return with_version(
                web::staff_url({"uebersetzungen", language->tag(), record, std::to_string(id), history}),
                version);
        }};
}

std::optional<std::string> key_of_category(web::Call const& call, std::int64_t id)
{
    auto const found = Categories::load(call.db(), call.site.tenant).find(CategoryId{id});
    return found ? std::optional(key_of(*found)) : std::nullopt;
}

}

std::vector<web::StaffRecord> shown_records(VocabularyBase const& concepts, TranslatedKinds const& kinds)
{
    auto const key_of_concept
        = [concepts](web::Call const& call, std::int64_t id) -> std::optional<std::string> {
        auto const edited = find_concept(call.db(), call.site.tenant, *concepts, ConceptId{id});
        bool const is_shown
            = edited && (!edited->is_hidden || call.actor().may(edit_words, Scope::whole_tenant()));
        return is_shown ? std::optional(edited->key) : std::nullopt;
    };
    web::StaffRecord message{
        .kind = "feedback",
        .permission = read_messages,
        .url = [](web::Call const&, std::int64_t id) -> Page {
            return web::staff_url({"rueckmeldungen", std::to_string(id)});
        }};
    web::StaffRecord erased{
        .kind = offer_subject.word(),
        .permission = erase_offer_history,
        .url = [](web::Call const&, std::int64_t id) -> Page { return erasure_url(OfferId{id}); },
        .version_url = {},
        .label = "desk.erase.open"_msg};
    std::vector<web::StaffRecord> shown{
        numbered(offer_subject, see_offers, "angebote", history),
        std::move(erased),
        numbered(page_subject, see_pages, "seiten", history),
        numbered(organisation_subject, see_organisations, "einrichtungen", history),
        numbered(body_subject, edit_places, "orte", history),
        numbered(unit_subject, publish_places, "stellen", history),
        numbered(link_subject, see_offers, "verweise", {}),
        named(concept_subject, see_words, "wortschatz", key_of_concept),
        named(category_subject, edit_categories, "kategorien", &key_of_category),
        translated(offer_translation_subject, offer_subject.word()),
        translated(page_translation_subject, page_subject.word()),
        translated(body_translation_subject, body_subject.word()),
        translated(category_translation_subject, category_subject.word()),
        std::move(message)};
    for (auto const& kind : kinds.others())
        shown.push_back(translated(kind.history, kind.kind.word()));
    return shown;
}

} // namespace kommin::portal
