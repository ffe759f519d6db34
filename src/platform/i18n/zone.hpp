#pragma once
// Zone: between the instant that is stored and the clock on the wall.

#include "platform/i18n/local_time.hpp"

#include <memory>
#include <optional>
#include <string_view>

namespace kommin::i18n {

// Immutable, for all threads. Rules of ICU's time-zone data.
class Zone {
public:
    static Zone const& berlin();
    // "Europe/Berlin"; nothing for a name that is not in the time-zone database.
    static std::optional<Zone> find(std::string_view id);

    Zone(Zone&&) noexcept;
    Zone& operator=(Zone&&) noexcept;
    ~Zone();

    [[nodiscard]] LocalTime to_local(Instant instant) const; // seconds are cut off
    // A time that the change to summer time leaves out is moved on by the hour that is lost; one that occurs
    // twice is the earlier one.
    [[nodiscard]] Instant to_instant(LocalTime local) const;
    [[nodiscard]] std::string_view id() const;

private:
    struct Rules;
    explicit Zone(std::unique_ptr<Rules> rules);
    std::unique_ptr<Rules> rules_;
};

} // namespace kommin::i18n
