#pragma once
// The demonstration: Kreis Unna with its municipalities, 100 real institutions as unconfirmed sample entries,
// invented examples dated relative to the day of loading, information pages and translations.

#include "platform/base/clock.hpp"
#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"

#include <filesystem>
#include <functional>
#include <string_view>

namespace kommin::app {

struct DemoReport {
    int municipalities = 0;
    int offers = 0;
    int pages = 0;
    int translations = 0; // files
};

// Fills an empty database in one transaction. Problem "demo.exists" if the tenant is already there; a broken
// demo file throws std::runtime_error with its name and the first error.
Result<DemoReport> load_demo(
    db::Connection& db, Clock const& clock, std::filesystem::path const& directory,
    std::function<void(std::string_view step)> const& progress = {});

} // namespace kommin::app
