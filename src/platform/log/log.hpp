#pragma once
// Structured log: one JSON object per line, {"at":…,"level":…,"event":…, fields…}.
//
// An event is a stable dotted name ("http.request.failed"), the fields say which one. No personal data: ids,
// counts and causes only. Every function may be called from every thread and never throws: a log that cannot
// be written must not end the work it reports on.

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <utility>

namespace kommin::log {

enum class Level { debug, info, warning, error };

// "debug", "info", "warning" or "error"; anything else is nothing.
std::optional<Level> parse_level(std::string_view text) noexcept;

// Names must differ from each other and from at, level and event. Values that are not UTF-8 are repaired.
using Fields = std::initializer_list<std::pair<std::string_view, std::string_view>>;

struct Target {
    std::filesystem::path file; // empty: standard error
    static Target standard_error() { return {}; }
};

// From now on lines of at least `level` go to `target`; before the first call: info, standard error. Call it
// again with the same file after the file was rotated. False if the file could not be opened: then lines go
// to standard error.
bool configure(Level level, Target const& target) noexcept;

// Whether a line of this level would be written: for fields that are costly to compute.
bool writes(Level level) noexcept;

// Lines that could not be written since the start (disk full, closed pipe).
std::uint64_t count_lost_lines() noexcept;

void debug(std::string_view event, Fields fields = {}) noexcept;
void info(std::string_view event, Fields fields = {}) noexcept;
void warning(std::string_view event, Fields fields = {}) noexcept;
void error(std::string_view event, Fields fields = {}) noexcept;

} // namespace kommin::log
