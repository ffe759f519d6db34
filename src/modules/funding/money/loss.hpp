#pragma once
// What falls if an application is refused, or a grant that came without one is not given.

#include "modules/funding/money/budget_store.hpp"
#include "modules/funding/money/totals.hpp"
#include "platform/access/actor.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace kommin::funding {

// A measure with money on it, or that depends on it, of those that this actor sees.
struct LostMeasure {
    goals::NamedMeasure measure;
    bool depends = false; // it does not take place as planned without it
    Totals hanging; // its lines that hang on it
    Totals all; // all of its lines: of one that depends, what does not take place
};
struct Loss {
    std::vector<LostMeasure> measures; // by title
    // Of these measures: of those that depend all lines, of the others those that hang on it.
    Totals totals;
    bool is_cut = false; // there are more than are looked at
};
// At most so many measures and so many lines of them.
inline constexpr int most_lost_measures = 500;
inline constexpr int most_lost_lines = 10'000;
Loss load_loss(db::Connection& db, TenantId tenant, Actor const& actor, HangsOn const& on, Date today);

// The applications of which nobody knows yet whether they are granted, with what hangs on each.
struct OpenRisk {
    Application application;
    std::int64_t measures = 0; // with money on it, or that depend on it
    Totals hanging;
};
inline constexpr int most_open_risks = 500;
std::vector<OpenRisk> list_open_risks(
    db::Connection& db, TenantId tenant, Actor const& actor, Date today, int limit);

} // namespace kommin::funding
