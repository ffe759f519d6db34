#pragma once
// What the stories of the app look at beyond the pages; only tests include it.

#include "modules/portal/feedback_store.hpp"
#include "modules/portal/info_page_store.hpp"
#include "modules/portal/link_care.hpp"
#include "modules/portal/offer_asking.hpp"
#include "modules/portal/offer_confirmation_store.hpp"
#include "modules/portal/offer_import.hpp"
#include "modules/portal/offer_links.hpp"
#include "modules/portal/offer_list.hpp"
#include "modules/portal/offer_store.hpp"
#include "modules/portal/public_id.hpp"
#include "modules/portal/snapshot.hpp"
#include "modules/portal/translating.hpp"
#include "modules/portal/unmet_search_store.hpp"
#include "modules/portal/vocabulary.hpp"
