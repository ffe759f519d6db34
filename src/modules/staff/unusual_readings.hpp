#pragma once
// Who has read or taken away very much of what is personal, as the audit trail knows it (OWASP ASVS 11.1.7):
// a stolen account and a curious colleague both show in how much, before anybody knows what for.

#include "platform/base/date.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/db/connection.hpp"
#include "platform/i18n/zone.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace kommin::staff {

// What nobody does by hand on an ordinary day: a record every minute and a half over eight hours, a file of
// all contacts of a district, a hundred full pages of lists.
constexpr std::int64_t many_records = 300; // different ones
constexpr std::int64_t many_exported_lines = 500;
constexpr std::int64_t many_listed_lines = 5000;
// Looks at whatever, also at one record again and again: so many push those of others out of what is looked
// at.
constexpr std::int64_t many_readings = 1200;

// A day as long as this is past is told no more.
constexpr std::chrono::days unusual_readings_remembered{7};

struct UnusualReading {
    std::string actor; // Actor::code(); "command line" for whoever reads at the console
    Date day; // of the zone
    std::int64_t readings = 0; // entries of the trail
    std::int64_t records = 0; // different ones
    std::int64_t exported_lines = 0;
    std::int64_t listed_lines = 0;
};

// The newest unusual day of each actor, newest first. Lines of a list or file that belongs to one record
// count once a day, at their longest. Looks at the newest ten thousand readings of each kind: no account
// alone fills them without being told.
std::vector<UnusualReading> list_unusual_readings(
    db::Connection& db, TenantId tenant, i18n::Zone const& zone, Instant now);

} // namespace kommin::staff
