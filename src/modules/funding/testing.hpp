#pragma once
// What the stories of the app look at beyond the pages; only tests include it.

#include "modules/funding/money/budget_editing.hpp"
#include "modules/funding/money/budget_store.hpp"
#include "modules/funding/money/loss.hpp"
#include "modules/funding/programmes/application_editing.hpp"
#include "modules/funding/programmes/application_store.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "modules/funding/programmes/programme_editing.hpp"
#include "modules/funding/programmes/programme_store.hpp"
