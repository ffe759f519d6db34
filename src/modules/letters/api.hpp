#pragma once
// What other modules may know of own words for letters: what they name as kinds, and what they ask for when
// they send one.

#include "modules/letters/letter_kind.hpp"
#include "modules/letters/letter_text.hpp"
#include "modules/letters/template_editing.hpp"
#include "modules/letters/template_pages.hpp" // what leads to a template
#include "modules/letters/template_store.hpp"
