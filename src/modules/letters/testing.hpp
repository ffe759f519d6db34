#pragma once
// What the stories of the app look at beyond the pages; only tests include it.

#include "modules/letters/letter_text.hpp"
#include "modules/letters/permissions.hpp"
#include "modules/letters/template_editing.hpp"
#include "modules/letters/template_store.hpp"
