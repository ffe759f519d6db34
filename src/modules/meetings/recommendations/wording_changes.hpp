#pragma once
// How the wording of a recommendation has changed from version to version, for whoever reads it without an
// account: what it says, and nothing of what the office notes beside it.

#include "modules/meetings/recommendations/recommendation.hpp"
#include "platform/db/connection.hpp"
#include "platform/i18n/language.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/records/fields.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// One field of a recommendation that is part of its wording.
struct WordingField {
    std::string_view name; // recommendation_field::…
    MessageKey label;
};
std::span<WordingField const> wording_fields();
// Whether members read the same of the one as of the other.
bool says_the_same(records::Fields const& one, records::Fields const& other);
// What it says there, for people.
std::string wording_of(records::Fields const& fields, std::string_view name, i18n::Texts const& texts);

struct WordingChange {
    Instant saved_at;
    records::Fields before;
    records::Fields after;
};
// The newest first, at most `limit`; versions in which the wording stayed are none.
std::vector<WordingChange> list_wording_changes(
    db::Connection& db, TenantId tenant, RecommendationId id, std::size_t limit);

} // namespace kommin::meetings
