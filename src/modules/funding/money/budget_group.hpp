#pragma once
// Groups of budget lines that cover each other ("gegenseitig deckungsfähig"): what one has secured beyond its
// need closes the gap of another one (docs/adr/0102). How: modules/funding/reckoning/cover.hpp.

#include "modules/funding/money/budget_line.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace kommin::funding {

inline constexpr content::SubjectKind budget_group_subject{"budget_group"};

struct BudgetGroup {
    BudgetGroupId id;
    std::optional<tenants::BodyId> body; // whose measures its lines belong to
    int year = 0; // of its lines
    std::string name;
    // Money that was given for a purpose covers, and is covered by, what was not given for it; without that
    // it stays with its purpose.
    bool across_earmarks = false;
    std::string reason; // who declared it; why money may leave its purpose
    std::int64_t version = 1;
    Instant changed_at = {};

    [[nodiscard]] Scope owner() const { return body ? Scope::of_owner(body->value) : Scope::whole_tenant(); }
};

} // namespace kommin::funding
