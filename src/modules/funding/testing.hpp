#pragma once
// What the stories of the app look at beyond the pages; only tests include it.

#include "modules/funding/grants/double_funding_check.hpp"
#include "modules/funding/grants/grant_editing.hpp"
#include "modules/funding/grants/grant_store.hpp"
#include "modules/funding/grants/passed_on_editing.hpp"
#include "modules/funding/grants/passed_on_link.hpp"
#include "modules/funding/grants/payment_editing.hpp"
#include "modules/funding/grants/proof_editing.hpp"
#include "modules/funding/grants/voucher_editing.hpp"
#include "modules/funding/money/budget_editing.hpp"
#include "modules/funding/money/budget_store.hpp"
#include "modules/funding/money/loss.hpp"
#include "modules/funding/programmes/application_editing.hpp"
#include "modules/funding/programmes/application_store.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "modules/funding/programmes/programme_editing.hpp"
#include "modules/funding/programmes/programme_store.hpp"
