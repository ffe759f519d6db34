#pragma once
// What people have typed into forms and not saved: kept for their account alone, so that a closed tab or a
// crashed browser loses nothing. No entry in the audit chain speaks of it: it is nobody else's business, it
// may name people, and the chain cannot be erased.

#include "platform/base/clock.hpp"
#include "platform/base/result.hpp"
#include "platform/identity/account.hpp"
#include "platform/work/work.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::identity {

struct UnsavedEntries {
    std::string form_key; // one opening of a form
    std::string page; // the path where it stands: "/verwaltung/angebote/7"
    std::string title; // heading of that page
    std::string fields; // "title=Chor&fassung=3"; nothing of it is believed
    Instant saved_at;
};

inline constexpr std::size_t most_unsaved_forms = 20; // of an account; then the oldest makes room
inline constexpr std::size_t longest_unsaved = std::size_t{128} << 10U; // bytes of the fields
inline constexpr std::chrono::days keep_unsaved{14};

// Newest first.
std::vector<UnsavedEntries> list_unsaved_entries(db::Connection& db, TenantId tenant, AccountId account);
// Those of the form on this page, newest first.
std::vector<UnsavedEntries> list_unsaved_entries(
    db::Connection& db, TenantId tenant, AccountId account, std::string_view page);

// Of whoever acts: what was kept for that opening of the form before is replaced. Problems: too_large.
Result<void> keep_unsaved_entries(Work& work, UnsavedEntries const& entries);

// Afterwards whoever acts has none for that opening of the form; those of somebody else stay.
Result<void> forget_unsaved_entries(Work& work, std::string_view form_key);

// Of everybody: the record on this page was erased because of whom it names.
void forget_unsaved_entries_of_page(Work& work, std::string_view page);

} // namespace kommin::identity
