#include "platform/i18n/zone.hpp"

#include <unicode/basictz.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <stdexcept>
#include <string>
#include <utility>

namespace kommin::i18n {
namespace {

// The offset from UTC in milliseconds that holds at a time of UTC, or on the clock of the zone. On the clock,
// both the hour that is skipped and the hour that is repeated are read with the offset before the change:
// that makes the skipped one an hour later and the repeated one the earlier of two.
std::int64_t offset_at(icu::BasicTimeZone const& zone, std::int64_t milliseconds, bool is_local)
{
    std::int32_t raw = 0;
    std::int32_t summer = 0;
    UErrorCode status = U_ZERO_ERROR;
    auto const time = static_cast<UDate>(milliseconds);
    if (is_local)
        zone.getOffsetFromLocal(time, UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, raw, summer, status);
    else
        zone.getOffset(time, false, raw, summer, status);
    if (U_FAILURE(status))
        throw std::runtime_error("ICU cannot tell the offset of a time zone");
    return std::int64_t{raw} + summer;
}

} // namespace

struct Zone::Rules {
    std::string id;
    std::unique_ptr<icu::BasicTimeZone> zone;
};

Zone::Zone(std::unique_ptr<Rules> rules)
    : rules_(std::move(rules))
{ }
Zone::Zone(Zone&&) noexcept = default;
Zone& Zone::operator=(Zone&&) noexcept = default;
Zone::~Zone() = default;

Zone const& Zone::berlin()
{
    static Zone const zone = [] {
        auto found = Zone::find("Europe/Berlin");
        if (!found)
            throw std::runtime_error("ICU has no time-zone data");
        return std::move(*found);
    }();
    return zone;
}

std::optional<Zone> Zone::find(std::string_view id)
{
    if (id.empty() || id.size() > 64)
        return std::nullopt;
    auto const name
        = icu::UnicodeString::fromUTF8(icu::StringPiece(id.data(), static_cast<std::int32_t>(id.size())));
    icu::UnicodeString canonical;
    UBool is_in_database = false;
    UErrorCode status = U_ZERO_ERROR;
    icu::TimeZone::getCanonicalID(name, canonical, is_in_database, status);
    if (U_FAILURE(status) || !is_in_database)
        return std::nullopt;
    auto rules = std::make_unique<Rules>();
    rules->id = id;
    std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(name));
    auto* basic = dynamic_cast<icu::BasicTimeZone*>(zone.get());
    if (basic == nullptr)
        return std::nullopt;
    rules->zone.reset(basic);
    zone.release(); // NOLINT(bugprone-unused-return-value): it lives on as `basic`
    return Zone(std::move(rules));
}

LocalTime Zone::to_local(Instant instant) const
{
    using namespace std::chrono;
    std::int64_t const utc = instant.time_since_epoch().count();
    sys_time<milliseconds> const wall{milliseconds{utc + offset_at(*rules_->zone, utc, false)}};
    auto const day = floor<days>(wall);
    return {Date{day}, TimeOfDay{static_cast<int>(floor<minutes>(wall - day).count())}};
}

Instant Zone::to_instant(LocalTime local) const
{
    using namespace std::chrono;
    milliseconds const wall = sys_days{local.date}.time_since_epoch() + minutes{local.time.minutes};
    return Instant{milliseconds{wall.count() - offset_at(*rules_->zone, wall.count(), true)}};
}

std::string_view Zone::id() const
{
    return rules_->id;
}

} // namespace kommin::i18n
