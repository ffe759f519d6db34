#pragma once
// The name and explanation of a life situation that a district has made, as translators see them
// (docs/adr/0058). What people are shown stands in the texts of the category; who translated it, and from
// what, stands with all other translations. What a machine proposes is shown to nobody before somebody has
// read it.

#include "modules/portal/directory/categories.hpp"
#include "modules/portal/editing/translating.hpp"
#include "platform/base/problem.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::portal {

// Those that the district has made, archived and drafted ones among them.
std::vector<std::int64_t> list_own_situation_ids(db::Connection& db, TenantId tenant);
// Without fields where it is archived or only drafted yet, which is nobody's work; nothing where there is no
// such one.
std::optional<Translatable> find_situation_texts(db::Connection& db, TenantId tenant, std::int64_t id);
// What it is called in its versions: "name-de" for "name".
std::string situation_version_field(std::string_view field, Language language);

// Why this cannot stand there: too long, or the name of another category.
std::optional<Problem> problem_of_situation_text(
    db::Connection& db, TenantId tenant, std::int64_t id, Language language, std::string_view field,
    std::string_view text);

// What a person says in this language, by field; an empty text is none.
using SpokenTexts = std::vector<std::pair<std::string, std::string>>;
// Shows it, as the next version of the category; a draft that waits beside it stays.
void show_situation_texts(Work& work, std::int64_t id, Language language, SpokenTexts const& spoken);

// After publishing at the desk of categories, where all languages stand one below the other: whatever was
// typed is a person's translation of the source beside it, and what was not is older than a source that
// changed.
void note_situation_change(Work& work, CategoryChange const& before, CategoryChange const& after);

} // namespace kommin::portal
