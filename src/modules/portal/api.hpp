#pragma once
// What the app and other modules may know of the portal: the published snapshot, the import of offers, and
// how information pages and translations are stored.

#include "modules/portal/info_page_store.hpp"
#include "modules/portal/localised_text.hpp"
#include "modules/portal/offer_import.hpp"
#include "modules/portal/offer_store.hpp"
#include "modules/portal/public_id.hpp"
#include "modules/portal/snapshot.hpp"
#include "modules/portal/translation_store.hpp"
