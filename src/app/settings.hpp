#pragma once
// Settings of one process: from kommin.toml in the data folder, overridden by flags.

#include "platform/base/result.hpp"
#include "platform/db/location.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::app {

struct Settings {
    std::filesystem::path data = "data"; // folder with database, blobs and kommin.toml
    std::string database; // "": kommin.db in the data folder
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    unsigned workers = 4;
    std::string base_url; // "https://portal.example"; no slash at the end
    std::vector<std::string> trusted_proxies;
    std::string log_level = "info";
    std::size_t page_cache_mb = 64;

    [[nodiscard]] Result<db::Location> location() const;
    [[nodiscard]] std::filesystem::path blobs() const { return data / "blobs"; }
};

// Reads a kommin.toml into the settings; an unknown key or a value of the wrong kind is an error that names
// it. A missing file changes nothing.
Result<void> read_settings(std::filesystem::path const& file, Settings& settings);

// "127.0.0.1:8080", "[::1]:8080" or "8080".
Result<void> set_listen(std::string_view text, Settings& settings);

} // namespace kommin::app
