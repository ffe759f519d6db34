#pragma once
// The measures that somebody looks after, whether figures of them are reported or not.

#include "modules/goals/measures/measure.hpp"
#include "modules/goals/measures/measure_light.hpp"
#include "platform/db/connection.hpp"
#include "platform/html/writer.hpp"
#include "platform/web/call.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace kommin::goals {

// What comes next of it: the milestone or task that is due first.
struct NextStep {
    std::string title;
    std::optional<PartialDate> due;
};
struct LookedAfter {
    Measure measure;
    std::optional<ShownLight> light;
    std::optional<NextStep> next;
};
struct LookedAfterMeasures {
    std::vector<LookedAfter> shown; // those whose deadline comes first, at most a hundred
    std::size_t more = 0; // that are not shown
};
// Those neither done nor dropped that this person sees and for which they are responsible, or whose letters
// for reports go to the address of the account, or of which a unit is in charge whose mailbox is that
// address.
LookedAfterMeasures list_looked_after(web::Call const& call, db::Connection& db);

// As a table; nothing where there are none.
void write_looked_after(html::Writer& w, web::Call const& call, LookedAfterMeasures const& measures);

} // namespace kommin::goals
