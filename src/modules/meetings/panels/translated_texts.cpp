#include "modules/meetings/panels/translated_texts.hpp"

#include <utility>

namespace kommin::meetings {

TextOf name_text(Panel const& panel)
{
    return panel_name_text(panel.id, panel.name);
}

TextOf mandate_text(Panel const& panel)
{
    return {panel_subject, panel.id.value, "mandate", panel.mandate};
}

TextOf panel_name_text(PanelId id, std::string_view name)
{
    return {panel_subject, id.value, "name", name};
}

void TranslatedTexts::load(db::Connection& db, TenantId tenant, content::SubjectKind kind, std::int64_t id)
{
    shelves_.insert_or_assign(kind.word(), content::TranslationShelf::load(db, tenant, kind, id));
}

void TranslatedTexts::load(
    db::Connection& db, TenantId tenant, content::SubjectKind kind, std::vector<std::int64_t> const& ids)
{
    shelves_.insert_or_assign(kind.word(), content::TranslationShelf::load(db, tenant, kind, ids));
}

void TranslatedTexts::load(db::Connection& db, TenantId tenant, content::SubjectKind kind)
{
    shelves_.insert_or_assign(kind.word(), content::TranslationShelf::load(db, tenant, kind));
}

content::Shown TranslatedTexts::shown(TextOf const& text, content::LanguageChain const& chain) const
{
    auto const shelf = shelves_.find(text.kind.word());
    auto const translations = shelf == shelves_.end() ? std::span<content::Translation const>{}
                                                      : shelf->second.find(text.id, text.field);
    return content::show(text.source, translations, chain);
}

std::shared_ptr<TranslatedTexts const> publish_texts(
    web::Publishing& publishing, std::initializer_list<content::SubjectKind> kinds)
{
    auto part = std::make_shared<TranslatedTexts>();
    for (auto const kind : kinds)
        part->load(publishing.db(), publishing.tenant(), kind);
    std::shared_ptr<TranslatedTexts const> published = std::move(part);
    publishing.add_part(published);
    return published;
}

TranslatedTexts const& published_texts(web::Visit const& visit)
{
    static TranslatedTexts const none;
    auto const found = visit.call.published.find<TranslatedTexts>();
    return found ? *found : none; // the parts keep it as long as the call lasts
}

content::Shown told(web::Visit const& visit, TextOf const& text)
{
    return told(visit, published_texts(visit), text);
}

content::Shown told(web::Visit const& visit, TranslatedTexts const& translated, TextOf const& text)
{
    return visit.told(translated.shown(text, visit.call.site.chain(visit.language())));
}

web::ShownText told_text(web::Visit const& visit, TextOf const& text)
{
    return {visit, told(visit, text)};
}

web::ShownParagraphs told_paragraphs(web::Visit const& visit, TextOf const& text)
{
    return {visit, told(visit, text)};
}

std::string told_in_sentence(web::Visit const& visit, TextOf const& text)
{
    return web::in_sentence(visit.texts, told(visit, text));
}

web::NamedPage named_page(
    TranslatedTexts const& translated, TextOf const& title, i18n::Texts const& texts, Scope owner)
{
    auto const shown = translated.shown(title, {texts.language(), {}, i18n::Language::german()});
    return {std::string(shown.text), shown.language, owner};
}

TextsWithoutNote::TextsWithoutNote(web::Visit const& visit)
    : translated_(&published_texts(visit))
    , chain_(visit.call.site.chain(visit.language()))
{ }

TextsWithoutNote::TextsWithoutNote(
    TranslatedTexts const& translated, tenants::Tenant const& tenant, content::Language language)
    : translated_(&translated)
    , chain_{i18n::Texts::of(language).language(), tenant.fallbacks_of(language), tenant.source_language}
{ }

content::Shown TextsWithoutNote::shown(TextOf const& text) const
{
    auto const shown = translated_->shown(text, chain_);
    return shown.needs_no_note() ? shown : content::Shown{text.source, chain_.source};
}

} // namespace kommin::meetings
