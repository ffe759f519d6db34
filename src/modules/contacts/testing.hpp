#pragma once
// What the stories of the app look at beyond the pages; only tests include it.

#include "modules/contacts/people/api.hpp"
#include "modules/contacts/people/consent_editing.hpp"
#include "modules/contacts/people/distinct.hpp"
#include "modules/contacts/people/person_editing.hpp"
#include "modules/contacts/people/person_erasing.hpp"
#include "modules/contacts/people/person_merging.hpp"
#include "modules/contacts/people/person_store.hpp"
