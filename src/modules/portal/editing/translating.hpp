#pragma once
// Translating: the texts of offers, pages, places, own life situations and of what other modules hand over,
// in one language, side by side with their source.

#include "modules/portal/directory/info_page.hpp"
#include "modules/portal/directory/offer.hpp"
#include "modules/portal/editing/progress_keeping.hpp"
#include "modules/portal/editing/translated_kinds.hpp"
#include "modules/tenants/api.hpp"
#include "platform/access/actor.hpp"
#include "platform/access/permission.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/result.hpp"
#include "platform/content/localised_text.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/work/work.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// What people call a text of one of the portal's own records; `name`: as in TranslatedField.
MessageKey label_of_translated_field(std::string_view name);

inline constexpr std::size_t longest_translation = 50'000; // code points, unless its kind says less

// One text of a record.
struct TranslatedField {
    std::string name; // as in the translations: "summary", "document.1"
    MessageKey label;
    LocalisedText text;
    bool is_markdown = false;
    bool is_one_line = false;
    std::size_t longest = longest_translation;
    std::optional<std::string> earlier_source = {}; // what the translation was made from, where that is known

    [[nodiscard]] Translation const* into(Language language) const; // null: none
};

// What is open about a text in one language, and why.
enum class FieldState : std::uint8_t { current, missing, outdated, machine };
FieldState state_of(TranslatedField const& field, Language language);
// A machine made the translation and no person has confirmed it, be the source another one since or not.
bool is_machine_made(TranslatedField const& field, Language language);

// A record as translators see it: texts only, without those that are empty.
struct Translatable {
    content::SubjectKind kind;
    content::SubjectKind history; // of the versions of its translations
    std::int64_t id;
    std::string title;
    Scope scope = Scope::whole_tenant(); // whose it is
    std::vector<TranslatedField> fields;
    MessageKey kind_label = {}; // what people call records of its kind
};

// Nothing where there is no such record, or this actor may not translate it. `kind`: SubjectKind::word().
std::optional<Translatable> find_translatable(
    db::Connection& db, TenantId tenant, std::string_view kind, std::int64_t id, Language language,
    Translating const& by);
// Whoever asks.
std::optional<Translatable> find_offer_texts(
    db::Connection& db, TenantId tenant, OfferId id, Language language);

// What a translator has typed for one text.
struct EnteredTranslation {
    std::string field;
    std::string text; // empty: no translation
    bool is_checked = false; // it is right as it stands: the machine's, or in spite of a change of the source
    std::string seen_source; // hash of the source that stood beside it
    std::string seen_translation; // hash of the translation that stood in the field; "" for none
};
// Stores what has changed. A text counts as a translation of the source that was seen: where somebody has
// changed that meanwhile, it is shown as older than it. Problems: not_found; a conflict at the field where
// somebody has translated the same text meanwhile; texts that are too long. Nothing is stored then.
Result<void> save_translations(
    Work& work, TranslatedKinds const& kinds, std::string_view kind, std::int64_t id, Language language,
    std::vector<EnteredTranslation> const& entered);

// A text that was translated elsewhere, from what was shown there.
struct ForeignTranslation {
    std::string field;
    std::string text;
    bool is_by_person = false; // else a proposal that nobody has checked
    bool is_made_anew
        = false; // a proposal of the source that was seen, also where it says the same as before
    std::string seen_source; // as in EnteredTranslation
    std::string seen_translation;
};
// What became of one.
enum class Taken : std::uint8_t {
    stored, // a person's translation, or a person's word that what is there is right
    outdated, // the same, of a source that has changed since
    unchecked, // as the machine's
    unchanged, // it says what is there already, or nothing
    changed_meanwhile, // somebody else has translated the text since
    by_person_already, // a proposal for what a person has translated
    too_long,
    forbidden_characters,
    unfit, // the name of another category, or longer than its place
    unknown, // the record has no such text (any more)
};
struct TakenRecord {
    std::string title;
    std::vector<Taken> outcomes; // one for each text that was given
    bool changes = false;
};
// What take_translations() would do now. Not_found as save_translations().
Result<TakenRecord> try_translations(
    db::Connection& db, TenantId tenant, Translating const& by, std::string_view kind, std::int64_t id,
    Language language, std::vector<ForeignTranslation> const& texts);
// Stores each of them that can be, independently of the others. A second time nothing is left to do: a text
// that is there already is not a conflict, however it got there.
Result<TakenRecord> take_translations(
    Work& work, TranslatedKinds const& kinds, std::string_view kind, std::int64_t id, Language language,
    std::vector<ForeignTranslation> const& texts);

} // namespace kommin::portal
