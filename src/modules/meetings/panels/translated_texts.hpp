#pragma once
// What the district has written of the conference, in the languages of its readers. The translators' desk
// stores it under the words of the records and the names of their members.

#include "modules/meetings/panels/panel.hpp"
#include "modules/tenants/api.hpp"
#include "platform/content/localised_text.hpp"
#include "platform/content/translation_store.hpp"
#include "platform/db/connection.hpp"
#include "platform/web/module.hpp"
#include "platform/web/shown_text.hpp"
#include "platform/web/visit.hpp"

#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// One text of one record, and where its translations stand. Refers to the record.
struct TextOf {
    content::SubjectKind kind;
    std::int64_t id;
    std::string_view field;
    std::string_view source;
};

TextOf name_text(Panel const& panel);
TextOf mandate_text(Panel const& panel);
// Of one of which only number and name are known.
TextOf panel_name_text(PanelId id, std::string_view name);

// As they stood when they were loaded.
class TranslatedTexts {
public:
    // Of one record, for a letter.
    void load(db::Connection& db, TenantId tenant, content::SubjectKind kind, std::int64_t id);
    // Of some.
    void load(
        db::Connection& db, TenantId tenant, content::SubjectKind kind, std::vector<std::int64_t> const& ids);
    // Of all records of a kind.
    void load(db::Connection& db, TenantId tenant, content::SubjectKind kind);
    [[nodiscard]] content::Shown shown(TextOf const& text, content::LanguageChain const& chain) const;

private:
    std::map<std::string_view, content::TranslationShelf> shelves_; // by the word of their kind
};

// Adds those of these kinds to what the module shows: one query for each kind and published version, whatever
// a page shows of them.
std::shared_ptr<TranslatedTexts const> publish_texts(
    web::Publishing& publishing, std::initializer_list<content::SubjectKind> kinds);

// What the module shows; none where nothing is published. Lasts as long as the call.
TranslatedTexts const& published_texts(web::Visit const& visit);
// For a page, which says what its texts lack (web::NoteOfPage).
content::Shown told(web::Visit const& visit, TextOf const& text);
// Of what the page has loaded for itself; refers to it.
content::Shown told(web::Visit const& visit, TranslatedTexts const& translated, TextOf const& text);
// The same, where it stands alone, in paragraphs, or in the hole of a sentence.
web::ShownText told_text(web::Visit const& visit, TextOf const& text);
web::ShownParagraphs told_paragraphs(web::Visit const& visit, TextOf const& text);
std::string told_in_sentence(web::Visit const& visit, TextOf const& text);
// A page as messages from the public name it, for the language of whoever reads of it.
web::NamedPage named_page(
    TranslatedTexts const& translated, TextOf const& title, i18n::Texts const& texts, Scope owner);

// For letters, calendars and feeds, which can say nothing beside a text: the source where its translation is
// older, or nobody has read it. Refers to the texts.
class TextsWithoutNote {
public:
    explicit TextsWithoutNote(web::Visit const& visit);
    TextsWithoutNote(
        TranslatedTexts const& translated, tenants::Tenant const& tenant, content::Language language);
    [[nodiscard]] content::Shown shown(TextOf const& text) const;
    [[nodiscard]] std::string operator()(TextOf const& text) const { return std::string(shown(text).text); }

private:
    TranslatedTexts const* translated_;
    content::LanguageChain chain_;
};

} // namespace kommin::meetings
