#pragma once
// What of a state people have typed: it is frozen with it, and nobody can take out of it what should not
// stand there (docs/adr/0092).

#include "modules/steering/closing/year_state.hpp"
#include "platform/base/message_key.hpp"
#include "platform/i18n/texts.hpp"

#include <string>
#include <vector>

namespace kommin::steering {

struct FreeText {
    std::string of; // of which goal, measure, figure or step
    MessageKey label;
    std::string text;
};
// Titles and texts of goals, measures and figures are not among them: everybody reads these anyhow.
std::vector<FreeText> list_free_texts(YearState const& state, i18n::Texts const& texts);

} // namespace kommin::steering
