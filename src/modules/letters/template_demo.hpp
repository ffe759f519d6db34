#pragma once
// Own words of a demonstration: letters.json.

#include "modules/letters/letter_kind.hpp"
#include "platform/demo/demo.hpp"

namespace kommin::letters {

void load_templates(demo::Demo& demo, LetterKinds const& kinds);

} // namespace kommin::letters
