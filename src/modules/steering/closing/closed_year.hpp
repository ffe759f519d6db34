#pragma once
// A closed year: what was known of it when it was closed, as one text that nobody changes any more
// (docs/adr/0092).

#include "modules/steering/closing/year_state.hpp"
#include "modules/steering/cycle/steering_year.hpp"
#include "platform/base/date.hpp"

#include <optional>
#include <string>

namespace kommin::steering {

struct ClosedYear {
    YearId year;
    Date state_day; // of which the state is
    Instant closed_at = {};
    std::string closed_by; // Actor::code()
    std::string reason; // why it was closed although something was missing
    std::string content; // to_json(YearState)
    std::string hash; // SHA-256 of it, in hexadecimal digits

    // Whether the text is still the one that the hash was made of.
    [[nodiscard]] bool is_sound() const;
    [[nodiscard]] std::optional<YearState> state() const;
};

} // namespace kommin::steering
