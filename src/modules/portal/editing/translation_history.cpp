#include "modules/portal/editing/translation_history.hpp"

#include "modules/portal/directory/categories.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/directory/snapshot.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace kommin::portal {

namespace {

constexpr std::string_view saved_action = "portal.translation.saved";
constexpr std::string_view language_field = "language"; // of the version: all languages share its numbers
constexpr std::array<std::string_view, 1> harmless_translation_fields{language_field};

records::Subject history_of(Translatable const& record)
{
    return {record.history, record.id};
}

records::Fields in_language(records::Fields fields, Language language)
{
    fields.set(language_field, std::string(language.tag()));
    return fields;
}

records::FieldIs only(Language language)
{
    return {language_field, language.tag()};
}

bool is_in(records::Version const& version, Language language)
{
    return version.fields.value(language_field) == language.tag();
}

// What of a history goes, and what is left of it.
struct Erasure {
    std::vector<std::int64_t> kept; // the newest of each language that says what stands there now
    std::int64_t newest = 0;
    std::optional<Language> language; // of the newest one, where a language of ours
};
Erasure erasure_of(db::Connection& db, TenantId tenant, Translatable const& record)
{
    constexpr int whole_history = 1'000'000;
    Erasure erasure;
    std::set<std::string, std::less<>> seen;
    for (auto const& version :
         records::list_versions(db, tenant, history_of(record), records::unrestricted, whole_history)) {
        auto const language = Language::find(version.fields.value(language_field));
        if (erasure.newest == 0)
            erasure = {.kept = {}, .newest = version.head.number, .language = language};
        bool const is_newest = seen.emplace(version.fields.value(language_field)).second;
        if (is_newest && language
            && version.fields == in_language(translations_of(record, *language), *language))
            erasure.kept.push_back(version.head.number);
    }
    return erasure;
}

}

records::Fields translations_of(Translatable const& record, Language language)
{
    records::Fields fields;
    for (auto const& field : record.fields) {
        if (auto const* translation = field.into(language))
            fields.set(field.name, translation->text);
    }
    return fields;
}

void keep_translations(
    Work& work, Translatable const& record, Language language, records::Fields const& after)
{
    auto const subject = history_of(record);
    // Records of others may be erased, and their numbers be given again: those that the chain knows are not.
    auto number = records::next_version(work.db(), work.tenant(), subject) - 1;
    auto const before = translations_of(record, language);
    bool const is_first = !records::has_versions(work.db(), work.tenant(), subject, only(language));
    if (is_first && before != records::Fields{})
        records::keep_baseline(
            work, subject, ++number, saved_action, work.now(), record.scope, in_language(before, language));
    records::keep_version(
        work, subject,
        {.number = number + 1,
         .action = saved_action,
         .owner = record.scope,
         .before = before,
         .after = in_language(after, language),
         .harmless_fields = harmless_translation_fields});
}

std::vector<records::Version> list_translation_versions(
    db::Connection& db, TenantId tenant, Translatable const& record, Language language, Actor const& actor,
    int limit)
{
    return records::list_versions(
        db, tenant, history_of(record), actor.where(translate_texts), limit, only(language));
}

std::optional<records::Version> find_translation_version(
    db::Connection& db, TenantId tenant, Translatable const& record, Language language, Actor const& actor,
    std::int64_t number)
{
    auto version
        = records::find_version(db, tenant, history_of(record), number, actor.where(translate_texts));
    return version && is_in(*version, language) ? std::move(version) : std::nullopt;
}

std::optional<records::Version> find_translation_version_before(
    db::Connection& db, TenantId tenant, Translatable const& record, Language language, Actor const& actor,
    std::int64_t number)
{
    return records::find_version_before(
        db, tenant, history_of(record), number, actor.where(translate_texts), only(language));
}

std::optional<Language> language_of_version(
    db::Connection& db, TenantId tenant, content::SubjectKind kind, std::int64_t id, std::int64_t number)
{
    auto const version = records::find_version(db, tenant, {kind, id}, number, records::unrestricted);
    return version ? Language::find(version->fields.value(language_field)) : std::nullopt;
}

std::int64_t count_earlier_translations(db::Connection& db, TenantId tenant, Translatable const& record)
{
    return records::count_versions(db, tenant, history_of(record), erasure_of(db, tenant, record).kept);
}

void erase_earlier_translations(Work& work, Translatable const& record)
{
    auto const subject = history_of(record);
    auto const erasure = erasure_of(work.db(), work.tenant(), record);
    records::erase_versions(work, subject, erasure.kept);
    bool const is_number_kept
        = erasure.newest == 0 || (!erasure.kept.empty() && erasure.kept.front() == erasure.newest);
    if (is_number_kept)
        return;
    // The chain knows the numbers up to that one, and the next save counts on from what is there.
    records::keep_baseline(
        work, subject, erasure.newest + 1, saved_action, work.now(), record.scope,
        erasure.language ? in_language(translations_of(record, *erasure.language), *erasure.language)
                         : records::Fields{});
}

} // namespace kommin::portal
