#include "modules/portal/editing/translation_history.hpp"

#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/directory/snapshot.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace kommin::portal {

namespace {

constexpr std::string_view saved_action = "portal.translation.saved";
constexpr std::string_view language_field = "language"; // of the version: all languages share its numbers
constexpr std::array<std::string_view, 1> harmless_translation_fields{language_field};
constexpr int most_translation_versions = 300; // of all languages

records::Subject history_of(Translatable const& record)
{
    if (record.kind.word() == body_subject.word())
        return {body_translation_subject, record.id};
    bool const is_offer = record.kind.word() == offer_subject.word();
    return {is_offer ? offer_translation_subject : page_translation_subject, record.id};
}

records::Fields in_language(records::Fields fields, Language language)
{
    fields.set(language_field, std::string(language.tag()));
    return fields;
}

bool is_in(records::Version const& version, Language language)
{
    return version.fields.value(language_field) == language.tag();
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
    auto const kept = records::list_versions(
        work.db(), work.tenant(), subject, records::unrestricted, most_translation_versions);
    auto number = kept.empty() ? 0 : kept.front().head.number;
    auto const before = translations_of(record, language);
    bool const is_first
        = std::ranges::none_of(kept, [&](auto const& version) { return is_in(version, language); });
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
    db::Connection& db, TenantId tenant, Translatable const& record, Language language, Actor const& actor)
{
    auto versions = records::list_versions(
        db, tenant, history_of(record), actor.rights().where(translate_texts), most_translation_versions);
    std::erase_if(versions, [&](auto const& version) { return !is_in(version, language); });
    return versions;
}

std::optional<records::Version> find_translation_version(
    db::Connection& db, TenantId tenant, Translatable const& record, Language language, Actor const& actor,
    std::int64_t number)
{
    auto version = records::find_version(
        db, tenant, history_of(record), number, actor.rights().where(translate_texts));
    return version && is_in(*version, language) ? std::move(version) : std::nullopt;
}

} // namespace kommin::portal
