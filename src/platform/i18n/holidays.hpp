#pragma once
// Public holidays of North Rhine-Westphalia (Feiertagsgesetz NW § 2). Offices are closed on them unless an
// offer says otherwise for that day.

#include "platform/base/date.hpp"
#include "platform/base/message_key.hpp"

#include <chrono>
#include <optional>

namespace kommin::i18n {

// Easter Sunday of a year of the Gregorian calendar.
Date easter_sunday(std::chrono::year year);

// The name of the public holiday on a day, if it is one. Pure; safe from all threads.
std::optional<MessageKey> holiday_in_nrw(Date day);

} // namespace kommin::i18n
