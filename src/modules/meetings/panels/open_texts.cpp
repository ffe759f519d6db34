#include "modules/meetings/panels/open_texts.hpp"

#include "modules/tenants/api.hpp"
#include "platform/identity/unsaved_entries.hpp"

#include <utility>

namespace kommin::meetings {

namespace {

std::vector<content::Language> languages_of(Work& work)
{
    return tenants::target_languages(tenants::find_tenant(work.db(), work.tenant()).value());
}

}

void keep_open_texts(Work& work, records::TranslatedKind const& kind, std::vector<std::int64_t> const& ids)
{
    if (ids.empty())
        return;
    auto const languages = languages_of(work);
    for (auto const id : ids)
        records::keep_progress(work, kind, id, languages);
}

void keep_known_texts(Work& work, records::TranslatedKind const& kind, std::vector<OpenText> known)
{
    if (known.empty())
        return;
    auto const languages = languages_of(work);
    for (auto& one : known)
        records::keep_progress(work, kind, one.id, std::move(one.source), languages);
}

void forget_texts(Work& work, records::TranslatedKind const& kind, std::int64_t id)
{
    records::forget_translations(work, kind, id);
    for (auto const language : languages_of(work))
        identity::forget_unsaved_entries_of_page(work, records::page_of_translators(language, kind.kind, id));
}

} // namespace kommin::meetings
