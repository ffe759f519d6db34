#pragma once
// Module letters: own words of the Kreis and its municipalities in the letters of the program
// (docs/adr/0098).

#include "modules/letters/letter_kind.hpp"
#include "platform/web/module.hpp"

namespace kommin::letters {

// `kinds`: those of all modules.
web::Module letters_module(LetterKinds const& kinds);

} // namespace kommin::letters
