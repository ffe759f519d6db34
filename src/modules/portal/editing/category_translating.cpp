#include "modules/portal/editing/category_translating.hpp"

#include "modules/portal/editing/category_drafting.hpp"
#include "modules/portal/editing/category_editing.hpp"
#include "platform/content/translation_store.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace kommin::portal {

using records::Fields;

namespace {

struct SituationField {
    std::string_view name;
    MessageKey label;
    std::string CategoryTexts::* text;
};
constexpr std::array situation_fields{
    SituationField{"name", "translate.field.situation_name"_msg, &CategoryTexts::name},
    SituationField{"hint", "translate.field.situation_hint"_msg, &CategoryTexts::hint}};

std::string text_of(CategoryChange const& change, SituationField const& field, std::string_view tag)
{
    auto const found = change.texts.find(tag);
    return found == change.texts.end() ? std::string{} : found->second.*field.text;
}

std::optional<Situation> find_own(Categories const& categories, std::int64_t id)
{
    for (std::size_t i = 0; i < most_own_situations; ++i) {
        auto const& change = categories.change_of(own_situation(i));
        if (change.own && change.id && change.id->value == id)
            return own_situation(i);
    }
    return std::nullopt;
}

// The translations of one text. What stands there without anybody having noted how it came to be was written
// at the desk of categories, beside the source of today.
std::vector<Translation> translations_of(
    CategoryChange const& change, SituationField const& field, std::vector<Translation> noted,
    std::string const& source, Language source_language)
{
    auto const is_past = [&](Translation const& translation) {
        return translation.origin == content::Origin::person
            && translation.text != text_of(change, field, translation.language.tag());
    };
    std::erase_if(noted, is_past);
    for (auto const& [tag, texts] : change.texts) {
        auto const language = Language::find(tag);
        if (!language || *language == source_language || (texts.*field.text).empty()
            || std::ranges::find(noted, *language, &Translation::language) != noted.end())
            continue;
        noted.push_back(
            {*language, texts.*field.text, content::Origin::person, content::source_hash(source)});
    }
    return noted;
}

}

std::vector<std::int64_t> list_own_situation_ids(db::Connection& db, TenantId tenant)
{
    auto const categories = Categories::load(db, tenant);
    std::vector<std::int64_t> ids;
    for (std::size_t i = 0; i < most_own_situations; ++i) {
        auto const& change = categories.change_of(own_situation(i));
        if (change.own && change.id)
            ids.push_back(change.id->value);
    }
    return ids;
}

std::optional<Translatable> find_situation_texts(db::Connection& db, TenantId tenant, std::int64_t id)
{
    auto const categories = Categories::load(db, tenant);
    auto const situation = find_own(categories, id);
    if (!situation)
        return std::nullopt;
    auto const& change = categories.change_of(*situation);
    auto const source_language = categories.source_language();
    Translatable record{
        .kind = category_subject,
        .history = category_translation_subject,
        .id = id,
        .title = text_of(change, situation_fields.front(), source_language.tag()),
        .fields = {}};
    if (!categories.is_in_use(*situation))
        return record;
    auto shelf = content::TranslationShelf::load(db, tenant, category_subject, id);
    for (auto const& field : situation_fields) {
        auto source = text_of(change, field, source_language.tag());
        if (source.empty())
            continue;
        auto translations
            = translations_of(change, field, shelf.take(id, field.name), source, source_language);
        record.fields.push_back(
            {.name = std::string(field.name),
             .label = field.label,
             .text = {std::move(source), std::move(translations)},
             .is_one_line = true});
    }
    return record;
}

std::string situation_version_field(std::string_view field, Language language)
{
    return field == situation_fields.front().name ? name_field(language.tag()) : hint_field(language.tag());
}

std::optional<Problem> problem_of_situation_text(
    db::Connection& db, TenantId tenant, std::int64_t id, Language language, std::string_view field,
    std::string_view text)
{
    auto const categories = Categories::load(db, tenant);
    auto const situation = find_own(categories, id);
    if (!situation || text.empty())
        return std::nullopt;
    auto const name = situation_version_field(field, language);
    auto fields = fields_of(categories.change_of(*situation));
    fields.set(name, std::string(text));
    for (auto& problem : problems_of_category(categories, *situation, fields)) {
        if (problem.field == name)
            return std::move(problem);
    }
    return std::nullopt;
}

void show_situation_texts(Work& work, std::int64_t id, Language language, SpokenTexts const& spoken)
{
    auto const categories = Categories::load(work.db(), work.tenant());
    auto const situation = find_own(categories, id).value();
    auto fields = fields_of(categories.change_of(situation));
    for (auto const& [field, text] : spoken)
        fields.set(situation_version_field(field, language), text);
    publish_translated(work, categories, situation, fields);
}

void note_situation_change(Work& work, CategoryChange const& before, CategoryChange const& after)
{
    auto& db = work.db();
    auto const id = after.id.value().value;
    auto const source_language = Categories::load(db, work.tenant()).source_language();
    auto shelf = content::TranslationShelf::load(db, work.tenant(), category_subject, id);
    std::set<std::string, std::less<>> tags;
    for (auto const* change : {&before, &after}) {
        for (auto const& [tag, texts] : change->texts)
            tags.insert(tag);
    }
    for (auto const& field : situation_fields) {
        auto const noted = shelf.take(id, field.name);
        auto const source_before = text_of(before, field, source_language.tag());
        auto const source_now = text_of(after, field, source_language.tag());
        for (auto const& tag : tags) {
            auto const language = Language::find(tag);
            if (!language || *language == source_language)
                continue;
            auto const text = text_of(after, field, tag);
            bool const is_typed = text != text_of(before, field, tag);
            bool const is_noted = std::ranges::any_of(noted, [&](Translation const& translation) {
                return translation.language == *language && translation.text == text;
            });
            if (text.empty() && is_typed)
                content::erase_translation(db, work.tenant(), category_subject, id, field.name, *language);
            else if (!text.empty() && (is_typed || !is_noted))
                content::store_translation(
                    db, work.tenant(), category_subject, id, field.name,
                    {*language, text, content::Origin::person,
                     content::source_hash(is_typed ? source_now : source_before)},
                    work.now());
        }
    }
    ProgressKeeper(work).note(*find_situation_texts(db, work.tenant(), id));
}

} // namespace kommin::portal
