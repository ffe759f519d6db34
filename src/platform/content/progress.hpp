#pragma once
// Progress: what of a record is still to be translated, language by language. Stored together with the
// record, so that work lists need not take every text apart.

#include "platform/base/strong_id.hpp"
#include "platform/content/localised_text.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kommin::content {

// How many texts of a record are there, and what is open of them.
struct Progress {
    int texts = 0;
    int missing = 0;
    int outdated = 0;
    int machine = 0; // up to date, but nobody has checked them

    [[nodiscard]] int open() const { return missing + outdated + machine; }
    friend bool operator==(Progress const&, Progress const&) = default;
};
Progress progress_of(std::span<LocalisedText const* const> texts, Language language);

// A record as the work lists show it.
struct TranslatedRecord {
    SubjectKind kind;
    std::int64_t id;
    std::optional<std::int64_t> owner; // the body whose record it is; none: the whole tenant
    std::string title; // in the source language
    std::vector<LocalisedText const*> texts; // empty ones do not count
};
// Replaces what was stored of this record, inside the caller's transaction. Without languages: forgets it.
void store_progress(
    db::Connection& db, TenantId tenant, TranslatedRecord const& record, std::span<Language const> languages);

// In how many of these languages each of the records has nothing open, in the order of the ids.
std::vector<int> count_finished_languages(
    db::Connection& db, TenantId tenant, SubjectKind kind, std::vector<std::int64_t> const& ids,
    std::span<Language const> languages);

// Whose records somebody may translate: those of the whole tenant, or of some bodies only.
struct Owners {
    bool all = false;
    std::vector<std::int64_t> some;
};

// One line of a work list.
struct OpenRecord {
    std::string kind; // SubjectKind::word()
    std::int64_t id;
    std::string title;
    Progress progress;
};
// What is open in a language: first what was open first.
std::vector<OpenRecord> list_open_records(
    db::Connection& db, TenantId tenant, Language language, Owners const& owners, int limit, int offset);
// The open record after this one in the same order, from the beginning again after the last; nothing where no
// other is open.
std::optional<OpenRecord> find_next_open_record(
    db::Connection& db, TenantId tenant, Language language, Owners const& owners, SubjectKind kind,
    std::int64_t id);

struct OpenCount {
    Language language;
    std::int64_t records = 0;
    std::int64_t texts = 0;
};
// Of these languages, in their order.
std::vector<OpenCount> count_open_records(
    db::Connection& db, TenantId tenant, Owners const& owners, std::span<Language const> languages);

// The records of all these languages together, but no further than `most`: for a number in the menu, which
// every page shows. Costs the same however much is open.
std::int64_t count_open_records_up_to(
    db::Connection& db, TenantId tenant, Owners const& owners, std::span<Language const> languages,
    std::int64_t most);

} // namespace kommin::content
