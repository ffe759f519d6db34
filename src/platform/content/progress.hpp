#pragma once
// Progress: what of a record is still to be translated, language by language. Stored together with the
// record, so that work lists need not take every text apart.

#include "platform/base/date.hpp"
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
    std::string list_text; // the title as the lists are sorted and searched by it
    std::vector<LocalisedText const*> texts; // empty ones do not count
};
// Instead of what was stored of this record, inside the caller's transaction; without languages nothing is.
// What says the same as before stays untouched, and what has changed only in its title keeps its place.
void store_progress(
    db::Connection& db, TenantId tenant, TranslatedRecord const& record, std::span<Language const> languages,
    Instant now);

// Whether it would change anything.
bool is_progress_stored(
    db::Connection& db, TenantId tenant, TranslatedRecord const& record, std::span<Language const> languages);

// The records of a kind of which something is stored, by id, beginning behind `after`: also those that are
// gone meanwhile.
std::vector<std::int64_t> list_noted_ids(
    db::Connection& db, TenantId tenant, SubjectKind kind, std::int64_t after, int limit);

// In how many of these languages each of the records has nothing open, in the order of the ids.
std::vector<int> count_finished_languages(
    db::Connection& db, TenantId tenant, SubjectKind kind, std::vector<std::int64_t> const& ids,
    std::span<Language const> languages);

} // namespace kommin::content
