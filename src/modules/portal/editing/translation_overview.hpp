#pragma once
// The work list of translators in one language: filter, order, and one page of it.

#include "modules/portal/editing/translated_kinds.hpp"
#include "modules/tenants/api.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/key_page.hpp"
#include "platform/content/open_records.hpp"
#include "platform/http/form.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::portal {

using content::Language;

// Whose records this actor may translate.
content::Owners owners_to_translate(Actor const& actor);

// As it stands in the address; everything else about it is ignored.
struct TranslationFilter {
    std::string text = {}; // t: in the title
    std::string kind = {}; // art: the word of a kind
    std::string place = {}; // gemeinde: slug; "kreis": what belongs to no municipality
    std::optional<content::OpenState> state = {}; // zustand
    content::OpenOrder order = content::OpenOrder::changed; // nach
    bool descending = false; // ab=1
    std::optional<content::OpenPlace> after = {}; // hinter: the page begins behind this place
    std::optional<content::OpenPlace> before = {}; // vor: the page ends in front of this place

    static TranslationFilter parse(http::Form const& query);
    // Name and value of every field that is in force, without the page.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> fields() const;
    // With the page, for whoever comes back to it.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> fields_with_page() const;
    [[nodiscard]] bool narrows() const;
};
std::string_view word_of(content::OpenState state);
std::string_view word_of(content::OpenOrder order);

// Counted no further than most_counted + 1 records: then there may be more of everything.
using TranslationList = KeyPage<content::OpenRecord, TranslationFilter, content::OpenCount>;
// What this actor may translate of it.
TranslationList list_translations(
    db::Connection& db, TenantId tenant, Translating const& by, Language language,
    TranslationFilter const& filter);
// The first ones of it, whatever page is asked for.
std::vector<content::OpenRecord> list_first_translations(
    db::Connection& db, TenantId tenant, Translating const& by, Language language,
    TranslationFilter const& filter, int limit);
// All of it, a thousand lines at a time, for a file; until `take` says that it wants no more.
void export_translation_list(
    db::Connection& db, TenantId tenant, Translating const& by, Language language,
    TranslationFilter const& filter,
    std::function<bool(std::vector<content::OpenRecord> const&)> const& take);
// What comes behind a record of it that stood at `place`: content::find_next_open_record().
std::optional<content::OpenRecord> find_next_translation(
    db::Connection& db, TenantId tenant, Translating const& by, Language language,
    TranslationFilter const& filter, std::optional<content::OpenPlace> const& place, std::string_view kind,
    std::int64_t id);

// How much of it is open, counted no further than one more than TranslationList::most_counted records.
content::OpenCount count_translations(
    db::Connection& db, TenantId tenant, Translating const& by, Language language,
    TranslationFilter const& filter);

// How much is open, language by language. Counted no further than TranslationList::most_counted records of
// each: a page that counts all of them costs more the more is open, and nobody works by the hundred
// thousandth.
struct OpenLanguage {
    Language language;
    content::OpenCount count;

    [[nodiscard]] bool is_more() const { return count.records > TranslationList::most_counted; }
};
std::vector<OpenLanguage> count_open_languages(
    db::Connection& db, TenantId tenant, Translating const& by, std::span<Language const> languages);
// All languages together, but no further than `most`: for the number in the menu, which every page shows.
std::int64_t count_open_up_to(
    db::Connection& db, TenantId tenant, Translating const& by, std::span<Language const> languages,
    std::int64_t most);

} // namespace kommin::portal
