#pragma once
// What the app and other modules may know of the portal: the published snapshot and its lists of offers, the
// import, how information pages are stored, and what the office does with messages.

#include "modules/portal/feedback_jobs.hpp"
#include "modules/portal/feedback_store.hpp"
#include "modules/portal/info_page_store.hpp"
#include "modules/portal/offer_import.hpp"
#include "modules/portal/offer_list.hpp"
#include "modules/portal/offer_store.hpp"
#include "modules/portal/public_id.hpp"
#include "modules/portal/snapshot.hpp"
