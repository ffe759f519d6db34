#include "platform/records/translated_kind.hpp"

#include "platform/base/text.hpp"
#include "platform/content/progress.hpp"
#include "platform/content/translation_store.hpp"
#include "platform/records/versions.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace kommin::records {

namespace {

// A record as work lists show it; without texts where it is nobody's work.
struct Noted {
    content::TranslatedRecord record;
    std::vector<content::LocalisedText> texts; // to which the record refers

    [[nodiscard]] std::span<content::Language const> languages(
        std::span<content::Language const> wanted) const
    {
        return texts.empty() ? std::span<content::Language const>{} : wanted;
    }
};

Noted noted(
    db::Connection& db, TenantId tenant, TranslatedKind const& kind, std::int64_t id,
    std::optional<TranslatedSource> source)
{
    Noted noted{
        .record = {.kind = kind.kind, .id = id, .owner = {}, .title = {}, .list_text = {}, .texts = {}},
        .texts = {}};
    if (!source)
        return noted;
    auto& record = noted.record;
    if (!source->owner.is_whole_tenant())
        record.owner = source->owner.owner();
    record.title = source->title;
    record.list_text = list_text_of(source->title);
    noted.texts = localised(db, tenant, kind, id, *std::move(source));
    for (auto const& text : noted.texts)
        record.texts.push_back(&text);
    return noted;
}

}

std::vector<FoundRecord> list_found_records(
    db::Connection& db, TenantId tenant, std::span<TranslatedKind const* const> kinds, Date today)
{
    std::vector<FoundRecord> found;
    for (auto const* kind : kinds) {
        for (auto const id : kind->list_ids(db, tenant, 0, std::numeric_limits<int>::max())) {
            if (auto source = kind->find(db, tenant, id, today))
                found.push_back({kind, id, *std::move(source)});
        }
    }
    return found;
}

std::vector<content::LocalisedText> localised(
    db::Connection& db, TenantId tenant, TranslatedKind const& kind, std::int64_t id, TranslatedSource source)
{
    auto shelf = content::TranslationShelf::load(db, tenant, kind.kind, id);
    std::vector<content::LocalisedText> texts;
    texts.reserve(kind.texts.size());
    for (std::size_t i = 0; i < kind.texts.size(); ++i)
        texts.push_back({std::move(source.texts.at(i)), shelf.take(id, kind.texts[i].name)});
    return texts;
}

std::string list_text_of(std::string_view title)
{
    constexpr std::size_t longest = 300; // bytes: an index of PostgreSQL has no room for much more
    return std::string(truncate_utf8(search::folded_text(title), longest));
}

void keep_progress(
    Work& work, TranslatedKind const& kind, std::int64_t id, std::span<content::Language const> languages)
{
    keep_progress(work, kind, id, kind.find(work.db(), work.tenant(), id, work.today()), languages);
}

void keep_progress(
    Work& work, TranslatedKind const& kind, std::int64_t id, std::optional<TranslatedSource> source,
    std::span<content::Language const> languages)
{
    auto const now = noted(work.db(), work.tenant(), kind, id, std::move(source));
    content::store_progress(work.db(), work.tenant(), now.record, now.languages(languages), work.now());
}

bool is_progress_kept(
    db::Connection& db, TenantId tenant, TranslatedKind const& kind, std::int64_t id,
    std::span<content::Language const> languages, Date today)
{
    auto const now = noted(db, tenant, kind, id, kind.find(db, tenant, id, today));
    return content::is_progress_stored(db, tenant, now.record, now.languages(languages));
}

std::vector<std::int64_t> list_records_to_keep(
    db::Connection& db, TenantId tenant, TranslatedKind const& kind, std::int64_t after, int limit)
{
    auto const there = kind.list_ids(db, tenant, after, limit);
    auto const named = content::list_noted_ids(db, tenant, kind.kind, after, limit);
    std::vector<std::int64_t> all;
    std::ranges::set_union(there, named, std::back_inserter(all));
    if (all.size() > static_cast<std::size_t>(limit)) // the rest comes again
        all.erase(all.begin() + limit, all.end());
    return all;
}

std::string page_of_translators(content::Language language, content::SubjectKind kind, std::int64_t id)
{
    return "/verwaltung/uebersetzungen/" + std::string(language.tag()) + '/' + std::string(kind.word()) + '/'
        + std::to_string(id);
}

void forget_translations(Work& work, TranslatedKind const& kind, std::int64_t id)
{
    content::erase_translations(work.db(), work.tenant(), kind.kind, id);
    content::store_progress(
        work.db(), work.tenant(),
        {.kind = kind.kind, .id = id, .owner = {}, .title = {}, .list_text = {}, .texts = {}}, {},
        work.now());
    erase_versions(work, {kind.history, id});
}

} // namespace kommin::records
