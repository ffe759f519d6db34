#pragma once
// The translations of what the demonstration shows of the conference.

#include "platform/demo/demo.hpp"

namespace kommin::meetings {

// Of the files "translations/conference.uk.json" …, which say each German text, and each paragraph of one
// that has several, once; after all else of the conference has been loaded. Once more: nothing changes.
// Throws std::runtime_error where a file translates what is not there.
void load_conference_translations(demo::Demo& demo);

} // namespace kommin::meetings
