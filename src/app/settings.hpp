#pragma once
// Settings of one process: from kommin.toml in the data folder, overridden by KOMMIN_<KEY> in the
// environment, overridden by flags. One table of keys serves all three.

#include "platform/base/result.hpp"
#include "platform/db/location.hpp"
#include "platform/log/log.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace kommin::app {

struct Settings {
    std::filesystem::path data = "data"; // folder with database, blobs and kommin.toml
    std::string database; // "": kommin.db in the data folder
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    // More threads than cores make short requests wait for the time slices of others. Never one alone: it may
    // be waiting for the disk.
    unsigned workers = std::clamp(std::thread::hardware_concurrency(), 2U, 4U);
    std::string base_url; // "https://portal.example"; no slash at the end
    std::vector<std::string> trusted_proxies;
    std::string
        metrics_address; // where /metrics listens, alone; "": the portal answers it to this machine only
    std::uint16_t metrics_port = 0;
    bool hsts_subdomains = false; // HTTPS is forced on all names below the host of base_url as well
    log::Level log_level = log::Level::info;
    std::size_t page_cache_mb = 64; // 0: every page is made anew for every reader
    bool jobs = true; // whether `kommin serve` does the jobs, too; off where `kommin worker` does
    std::string office_email; // gets the mails about messages where a tenant has no address of its own
    std::string smtp_url; // "smtp://mail.kreis.example:587"; "": mails stay in the outbox
    std::string smtp_user; // "": the server wants no login
    std::string smtp_password;
    std::filesystem::path smtp_password_file; // instead of smtp_password
    std::filesystem::path smtp_ca_file; // certificates to believe instead of the system's
    bool smtp_plain = false; // without TLS, to this machine only
    unsigned smtp_timeout_seconds = 60; // for one mail
    std::string mail_from; // under which the program writes; "": office_email, else kommin@localhost
    std::string mail_bounce_address; // gets reports about mails that did not arrive; "": mail_from does
    int most_pictures = 20'000; // of a district, in all
    int session_idle_minutes = 480; // without a click people at work are logged out
    std::filesystem::path leaked_passwords; // see identity::LeakedPasswords; "": none are known
    bool provider_questions = true; // whether providers are asked by mail, every half year, by itself
    std::string translation_url; // of a translation server; "": no machine translates anything
    std::string translation_key;
    std::filesystem::path translation_key_file; // instead of translation_key
    std::filesystem::path translation_ca_file; // certificates to believe instead of the system's
    unsigned translation_timeout_seconds = 30; // for one request
    bool link_checks = true; // whether other servers are asked, at night, if links still lead somewhere
    int feedback_keep_days = 180; // after the answer; then messages from the public are erased

    [[nodiscard]] Result<db::Location> location() const;
    [[nodiscard]] std::filesystem::path blobs() const { return data / "blobs"; }
    // A blob store for each district, named by its number.
    [[nodiscard]] std::filesystem::path images() const { return blobs() / "images"; }
    [[nodiscard]] std::filesystem::path papers() const { return blobs() / "papers"; }
    [[nodiscard]] std::filesystem::path photos() const { return blobs() / "photos"; }
    [[nodiscard]] std::filesystem::path vouchers() const { return blobs() / "vouchers"; }
    [[nodiscard]] std::filesystem::path steps() const { return blobs() / "steps"; }
    [[nodiscard]] std::filesystem::path outbox() const { return data / "outbox"; }
    // Keys of secret votes that are open: in no backup (docs/adr/0073).
    [[nodiscard]] std::filesystem::path votes() const { return data / "votes"; }
};

// "page_cache_mb" is also the flag --page-cache-mb and the variable KOMMIN_PAGE_CACHE_MB.
struct SettingKey {
    std::string_view name;
    std::string_view help;
    bool is_secret = false; // has no flag: everybody on the machine reads those

    [[nodiscard]] std::string flag() const; // "--page-cache-mb"
    [[nodiscard]] std::string variable() const; // "KOMMIN_PAGE_CACHE_MB"
};
std::vector<SettingKey> setting_keys();

// Sets a key from the text of a flag or variable; items of lists are separated by commas. An unknown key or a
// value that does not fit is an error that names the key.
Result<void> set_setting(Settings& settings, std::string_view name, std::string_view text);

// Reads a kommin.toml into the settings; an unknown key or a value of the wrong kind is an error that names
// it. A missing file changes nothing.
Result<void> read_settings(std::filesystem::path const& file, Settings& settings);

// Whether the settings fit together, once all are read.
Result<void> check_settings(Settings const& settings);

// `variable` gives the value of an environment variable, or null.
Result<void> read_environment(
    std::function<char const*(std::string const& name)> const& variable, Settings& settings);

// All of it: kommin.toml in the data folder, which `data` names ("": KOMMIN_DATA does, or nobody); the
// environment of this process wins over it, and the flags (by key) win over both. Checked.
Result<void> gather_settings(
    Settings& settings, std::string_view data, std::map<std::string, std::string, std::less<>> const& flags);

} // namespace kommin::app
