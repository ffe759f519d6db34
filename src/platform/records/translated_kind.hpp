#pragma once
// TranslatedKind: what a module says of one kind of its records so that translators find its texts at their
// desk (docs/adr/0085). Translations, how far they are, and what they said before are the same for all kinds.

#include "platform/access/permission.hpp"
#include "platform/base/date.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/localised_text.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/db/connection.hpp"
#include "platform/work/work.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::records {

// A text that a record of some kind may have.
struct TranslatedText {
    std::string_view name; // as in the translations: "title"
    MessageKey label;
    std::size_t longest; // of a translation, in code points
    bool is_one_line = false;
    std::string_view in_versions = {}; // what the record's versions call it; empty: the same
    bool is_markdown = false;
};

// What one record says in the source language, to everybody.
struct TranslatedSource {
    std::string title; // of the record, as work lists show it
    Scope owner = Scope::whole_tenant();
    std::vector<std::string> texts; // as many as its kind has, in that order; "" for what it does not say
};

struct TranslatedKind {
    content::SubjectKind kind;
    content::SubjectKind history; // of the versions that its translations have
    MessageKey label; // "Sitzung"
    std::span<TranslatedText const> texts;
    std::string_view published_as; // the module of which the public sees something else then
    // Nothing where there is no such record, or nobody outside reads it on that day: it is nobody's work.
    std::optional<TranslatedSource> (*find)(db::Connection& db, TenantId tenant, std::int64_t id, Date today);
    // By id, behind `after`: at least all of which find() may know something.
    std::vector<std::int64_t> (*list_ids)(db::Connection& db, TenantId tenant, std::int64_t after, int limit);
    // What it said to everybody before, the newest first, for what was translated then; null: its versions
    // say so.
    std::vector<TranslatedSource> (*list_earlier)(db::Connection& db, TenantId tenant, std::int64_t id)
        = nullptr;
};

// A record that find() knows, with what it says. Refers to its kind.
struct FoundRecord {
    TranslatedKind const* kind;
    std::int64_t id;
    TranslatedSource source;
};
// All of these kinds, one kind after the other, by id.
std::vector<FoundRecord> list_found_records(
    db::Connection& db, TenantId tenant, std::span<TranslatedKind const* const> kinds, Date today);

// The texts of a record with their translations, in the order of its kind.
std::vector<content::LocalisedText> localised(
    db::Connection& db, TenantId tenant, TranslatedKind const& kind, std::int64_t id,
    TranslatedSource source);

// What work lists are sorted and searched by.
std::string list_text_of(std::string_view title);

// Whoever writes a record, or what makes it public or not, says so: the work lists of these languages then
// say what is open.
void keep_progress(
    Work& work, TranslatedKind const& kind, std::int64_t id, std::span<content::Language const> languages);
// The same for whoever knows already what find() would say of it.
void keep_progress(
    Work& work, TranslatedKind const& kind, std::int64_t id, std::optional<TranslatedSource> source,
    std::span<content::Language const> languages);
// Whether it would change anything.
bool is_progress_kept(
    db::Connection& db, TenantId tenant, TranslatedKind const& kind, std::int64_t id,
    std::span<content::Language const> languages, Date today);
// The next of all records that work lists should or do name, by id.
std::vector<std::int64_t> list_records_to_keep(
    db::Connection& db, TenantId tenant, TranslatedKind const& kind, std::int64_t after, int limit);

// Where its texts in one language are translated: a page of the desk.
std::string page_of_translators(content::Language language, content::SubjectKind kind, std::int64_t id);

// Of a record that is erased: what it said in other languages, ever, and what of it is open.
void forget_translations(Work& work, TranslatedKind const& kind, std::int64_t id);

} // namespace kommin::records
