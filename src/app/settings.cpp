#include "app/settings.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/files/files.hpp"
#include "platform/identity/leaked_passwords.hpp"
#include "platform/mail/mail.hpp"
#include "platform/mail/smtp.hpp"
#include "platform/post/return_address.hpp"
#include "platform/translate/libre_translate.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace kommin::app {

namespace {

constexpr std::size_t largest_settings = std::size_t{1} << 20U;

Problem wrong(std::string_view key, MessageKey message, MessageArguments arguments = {})
{
    arguments.emplace_back("key", std::string(key));
    return Problem::invalid(std::string(key), message, std::move(arguments));
}

// "127.0.0.1:8080", "[::1]:8080"; "8080" leaves the address as it is.
Result<void> parse_address(
    std::string_view key, std::string_view text, std::string& address, std::uint16_t& port)
{
    auto const colon = text.rfind(':');
    auto const digits = colon == std::string_view::npos ? text : text.substr(colon + 1);
    auto const number = kommin::parse_number<std::uint16_t>(digits);
    if (!number)
        return wrong(key, "settings.problem.listen"_msg, {{"value", std::string(text)}});
    if (colon != std::string_view::npos) {
        auto host = text.substr(0, colon);
        if (host.starts_with('[') && host.ends_with(']'))
            host = host.substr(1, host.size() - 2);
        if (host.empty())
            return wrong(key, "settings.problem.listen"_msg, {{"value", std::string(text)}});
        address = host;
    }
    port = *number;
    return {};
}

template<class Number>
Result<void> parse_number(
    std::string_view key, std::string_view text, Number& target, std::int64_t least, std::int64_t most)
{
    auto const number = kommin::parse_number(text);
    if (!number || *number < least || *number > most)
        return wrong(
            key, "settings.problem.number"_msg,
            {{"least", std::to_string(least)}, {"most", std::to_string(most)}});
    target = static_cast<Number>(*number);
    return {};
}

Result<void> parse_boolean(std::string_view key, std::string_view text, bool& target)
{
    if (text != "true" && text != "false")
        return wrong(key, "settings.problem.boolean"_msg);
    target = text == "true";
    return {};
}

Result<void> parse_mail_address(std::string_view key, std::string_view text, std::string& target)
{
    if (!text.empty() && !mail::is_address(text))
        return wrong(key, "settings.problem.address"_msg);
    target = text;
    return {};
}

enum class Kind { text, number, boolean, list };

struct Key {
    std::string_view name;
    Kind kind; // in kommin.toml
    std::string_view help;
    Result<void> (*set)(Settings& settings, std::string_view key, std::string_view text);
    bool is_secret = false;
};

// As in docs/user/betrieb.md.
constexpr Key keys[] = {
    {"database", Kind::text, "postgresql://… or the path of an SQLite file instead of DATA/kommin.db",
     [](Settings& settings, std::string_view, std::string_view text) -> Result<void> {
         settings.database = text;
         return {};
     }},
    {"listen", Kind::text, "address and port (default 127.0.0.1:8080; port 0: any free one)",
     [](Settings& settings, std::string_view key, std::string_view text) {
         return parse_address(key, text, settings.address, settings.port);
     }},
    {"base_url", Kind::text, "https://… under which people reach the portal",
     [](Settings& settings, std::string_view, std::string_view text) -> Result<void> {
         settings.base_url = text;
         return {};
     }},
    {"workers", Kind::number, "worker threads, each with a database connection",
     [](Settings& settings, std::string_view key, std::string_view text) {
         return parse_number(key, text, settings.workers, 1, 256);
     }},
    {"page_cache_mb", Kind::number, "memory for ready pages per tenant; 0: none",
     [](Settings& settings, std::string_view key, std::string_view text) {
         return parse_number(key, text, settings.page_cache_mb, 0, 65536);
     }},
    {"trusted_proxies", Kind::list, "addresses or networks whose X-Forwarded-For is believed",
     [](Settings& settings, std::string_view, std::string_view text) -> Result<void> {
         settings.trusted_proxies.clear();
         for (auto const item : split(text, ',')) {
             if (!trim(item).empty())
                 settings.trusted_proxies.emplace_back(trim(item));
         }
         return {};
     }},
    {"metrics_listen", Kind::text, "address and port where /metrics answers, alone",
     [](Settings& settings, std::string_view key, std::string_view text) {
         settings.metrics_address = "127.0.0.1";
         return parse_address(key, text, settings.metrics_address, settings.metrics_port);
     }},
    {"hsts_subdomains", Kind::boolean, "true: force HTTPS on all names below the host of base_url as well",
     [](Settings& settings, std::string_view key, std::string_view text) {
         return parse_boolean(key, text, settings.hsts_subdomains);
     }},
    {"log_level", Kind::text, "debug, info, warning or error",
     [](Settings& settings, std::string_view key, std::string_view text) -> Result<void> {
         auto const level = log::parse_level(text);
         if (!level)
             return wrong(key, "settings.problem.level"_msg);
         settings.log_level = *level;
         return {};
     }},
    {"jobs", Kind::boolean, "false: `kommin serve` leaves mails and erasing to `kommin worker`",
     [](Settings& settings, std::string_view key, std::string_view text) {
         return parse_boolean(key, text, settings.jobs);
     }},
    {"office_email", Kind::text, "gets the mails about messages where the district has no address",
     [](Settings& settings, std::string_view key, std::string_view text) {
         return parse_mail_address(key, text, settings.office_email);
     }},
    {"smtp_url", Kind::text,
     "smtp://host:587 (STARTTLS) or smtps://host: sends the mails; empty: DATA/outbox",
     [](Settings& settings, std::string_view key, std::string_view text) -> Result<void> {
         if (!text.empty() && !mail::is_smtp_url(text))
             return wrong(key, "settings.problem.smtp_url"_msg);
         settings.smtp_url = text;
         return {};
     }},
    {"smtp_user", Kind::text, "name under which the program logs in to the mail server",
     [](Settings& settings, std::string_view, std::string_view text) -> Result<void> {
         settings.smtp_user = text;
         return {};
     }},
    {"smtp_password", Kind::text, "its password; in the file or the environment only",
     [](Settings& settings, std::string_view, std::string_view text) -> Result<void> {
         settings.smtp_password = text;
         return {};
     },
     true},
    {"smtp_password_file", Kind::text, "file that holds the password and nothing else",
     [](Settings& settings, std::string_view, std::string_view text) -> Result<void> {
         settings.smtp_password_file = text;
         return {};
     }},
    {"smtp_ca_file", Kind::text, "PEM file of the authorities to believe instead of the system's",
     [](Settings& settings, std::string_view, std::string_view text) -> Result<void> {
         settings.smtp_ca_file = text;
         return {};
     }},
    {"provider_questions", Kind::boolean,
     "false: nobody is asked by mail every half year whether an offer is still right",
     [](Settings& settings, std::string_view key, std::string_view text) {
         return parse_boolean(key, text, settings.provider_questions);
     }},
    {"translation_url", Kind::text,
     "https://… of a server with the interface of LibreTranslate; empty: no machine translates anything",
     [](Settings& settings, std::string_view key, std::string_view text) -> Result<void> {
         if (!text.empty() && !translate::is_translator_url(text))
             return wrong(key, "settings.problem.translation_url"_msg);
         settings.translation_url = text;
         return {};
     }},
    {"translation_key", Kind::text, "its key; in the file or the environment only",
     [](Settings& settings, std::string_view, std::string_view text) -> Result<void> {
         settings.translation_key = text;
         return {};
     },
     true},
    {"translation_key_file", Kind::text, "file that holds the key and nothing else",
     [](Settings& settings, std::string_view, std::string_view text) -> Result<void> {
         settings.translation_key_file = text;
         return {};
     }},
    {"translation_ca_file", Kind::text, "PEM file of the authorities to believe instead of the system's",
     [](Settings& settings, std::string_view, std::string_view text) -> Result<void> {
         settings.translation_ca_file = text;
         return {};
     }},
    {"translation_timeout_seconds", Kind::number, "longest time for one request to it (default 30)",
     [](Settings& settings, std::string_view key, std::string_view text) {
         return parse_number(key, text, settings.translation_timeout_seconds, 1, 300);
     }},
    {"link_checks", Kind::boolean, "false: no other server is ever asked whether links still lead somewhere",
     [](Settings& settings, std::string_view key, std::string_view text) {
         return parse_boolean(key, text, settings.link_checks);
     }},
    {"smtp_plain", Kind::boolean, "true: without TLS, to a mail server on this machine only",
     [](Settings& settings, std::string_view key, std::string_view text) {
         return parse_boolean(key, text, settings.smtp_plain);
     }},
    {"smtp_timeout_seconds", Kind::number, "longest time for one mail (default 60)",
     [](Settings& settings, std::string_view key, std::string_view text) {
         return parse_number(key, text, settings.smtp_timeout_seconds, 1, 600);
     }},
    {"mail_from", Kind::text, "address under which the program writes mails",
     [](Settings& settings, std::string_view key, std::string_view text) {
         return parse_mail_address(key, text, settings.mail_from);
     }},
    {"mail_bounce_address", Kind::text,
     "mailbox that hands reports about mails that did not arrive to `kommin mail bounced`",
     [](Settings& settings, std::string_view key, std::string_view text) -> Result<void> {
         if (text.find('@') != std::string_view::npos && text.rfind('@') > post::longest_mailbox_name)
             return wrong(
                 key, "settings.problem.long_mailbox"_msg,
                 {{"most", std::to_string(post::longest_mailbox_name)}});
         return parse_mail_address(key, text, settings.mail_bounce_address);
     }},
    {"most_pictures", Kind::number, "pictures that a district may have in all (default 20000)",
     [](Settings& settings, std::string_view key, std::string_view text) {
         return parse_number(key, text, settings.most_pictures, 0, 1'000'000);
     }},
    {"session_idle_minutes", Kind::number,
     "minutes without a click until people at work are logged out (default 480)",
     [](Settings& settings, std::string_view key, std::string_view text) {
         return parse_number(key, text, settings.session_idle_minutes, 5, 720);
     }},
    {"leaked_passwords", Kind::text,
     "file of SHA-1 hashes in order, of passwords that nobody may use; empty: none",
     [](Settings& settings, std::string_view, std::string_view text) -> Result<void> {
         settings.leaked_passwords = text;
         return {};
     }},
    {"feedback_keep_days", Kind::number, "days after the answer until messages are erased (default 180)",
     [](Settings& settings, std::string_view key, std::string_view text) {
         return parse_number(key, text, settings.feedback_keep_days, 0, 3650);
     }},
};

Key const* find_key(std::string_view name)
{
    auto const* const found
        = std::find_if(std::begin(keys), std::end(keys), [&](Key const& key) { return key.name == name; });
    return found == std::end(keys) ? nullptr : found;
}

// The value as a flag would say it. In the file a number is a number and not a text with digits.
Result<std::string> text_of_node(Key const& key, toml::node const& node)
{
    switch (key.kind) {
    case Kind::text:
        if (auto const text = node.value_exact<std::string>())
            return *text;
        return wrong(key.name, "settings.problem.text"_msg);
    case Kind::number:
        if (auto const number = node.value_exact<std::int64_t>())
            return std::to_string(*number);
        return std::string("not a number"); // the key says which ones it wants
    case Kind::boolean:
        if (auto const value = node.value_exact<bool>())
            return std::string(*value ? "true" : "false");
        return wrong(key.name, "settings.problem.boolean"_msg);
    case Kind::list:
        break;
    }
    auto const* list = node.as_array();
    if (list == nullptr)
        return wrong(key.name, "settings.problem.list"_msg);
    std::string joined;
    for (auto const& item : *list) {
        auto const text = item.value_exact<std::string>();
        if (!text)
            return wrong(key.name, "settings.problem.list"_msg);
        joined += joined.empty() ? "" : ",";
        joined += *text;
    }
    return joined;
}

Result<void> set_from_file(Settings& settings, std::string_view name, toml::node const& node)
{
    auto const* const key = find_key(name);
    if (key == nullptr)
        return wrong(name, "settings.problem.unknown"_msg);
    return key->set(settings, name, TRY(text_of_node(*key, node)));
}

}

Result<db::Location> Settings::location() const
{
    return db::Location::parse(database.empty() ? (data / "kommin.db").string() : database);
}

std::string SettingKey::flag() const
{
    auto flag = "--" + std::string(name);
    std::replace(flag.begin(), flag.end(), '_', '-');
    return flag;
}

std::string SettingKey::variable() const
{
    auto variable = "KOMMIN_" + std::string(name);
    std::transform(variable.begin(), variable.end(), variable.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return variable;
}

std::vector<SettingKey> setting_keys()
{
    std::vector<SettingKey> all;
    for (auto const& key : keys)
        all.push_back({key.name, key.help, key.is_secret});
    return all;
}

Result<void> set_setting(Settings& settings, std::string_view name, std::string_view text)
{
    auto const* const key = find_key(name);
    if (key == nullptr)
        return wrong(name, "settings.problem.unknown"_msg);
    return key->set(settings, name, text);
}

Result<void> read_settings(std::filesystem::path const& file, Settings& settings)
{
    auto const text = files::read_file(file, largest_settings);
    if (!text && text.problem().kind == ProblemKind::not_found)
        return {};
    if (!text)
        return text.problem();
    try {
        for (auto const& [key, node] : toml::parse(*text, file.string()))
            TRY(set_from_file(settings, key.str(), node));
    } catch (toml::parse_error const& error) {
        return wrong(
            file.string(), "settings.problem.syntax"_msg,
            {{"line", std::to_string(error.source().begin.line)},
             {"what", std::string(error.description())}});
    }
    return {};
}

Result<void> check_settings(Settings const& settings)
{
    if (settings.smtp_plain && !settings.smtp_url.empty() && !mail::is_this_machine(settings.smtp_url))
        return wrong("smtp_plain", "settings.problem.smtp_plain"_msg);
    if (!settings.smtp_password.empty() && !settings.smtp_password_file.empty())
        return wrong("smtp_password_file", "settings.problem.two_passwords"_msg);
    if (!settings.translation_key.empty() && !settings.translation_key_file.empty())
        return wrong("translation_key_file", "settings.problem.two_keys"_msg);
    if (!settings.smtp_url.empty() && settings.mail_from.empty() && settings.office_email.empty())
        return wrong("mail_from", "settings.problem.no_sender"_msg);
    for (auto const& [key, file] :
         {std::pair{std::string_view("smtp_password_file"), settings.smtp_password_file},
          std::pair{std::string_view("smtp_ca_file"), settings.smtp_ca_file},
          std::pair{std::string_view("translation_key_file"), settings.translation_key_file},
          std::pair{std::string_view("translation_ca_file"), settings.translation_ca_file}}) {
        if (!file.empty() && !files::read_file(file, largest_settings))
            return wrong(key, "settings.problem.file"_msg, {{"file", file.string()}});
    }
    if (auto const& file = settings.leaked_passwords;
        !file.empty() && !identity::LeakedPasswords(file).is_usable())
        return wrong("leaked_passwords", "settings.problem.leaked_passwords"_msg, {{"file", file.string()}});
    return {};
}

Result<void> read_environment(
    std::function<char const*(std::string const& name)> const& variable, Settings& settings)
{
    for (auto const& key : setting_keys()) {
        if (auto const* const text = variable(key.variable()))
            TRY(set_setting(settings, key.name, text));
    }
    return {};
}

Result<void> gather_settings(
    Settings& settings, std::string_view data, std::map<std::string, std::string, std::less<>> const& flags)
{
    auto const variable = [](std::string const& name) -> char const* { return std::getenv(name.c_str()); };
    if (auto const* const folder = variable("KOMMIN_DATA"))
        settings.data = folder;
    if (!data.empty())
        settings.data = data;
    TRY(read_settings(settings.data / "kommin.toml", settings));
    TRY(read_environment(variable, settings));
    for (auto const& [key, text] : flags)
        TRY(set_setting(settings, key, text));
    return check_settings(settings);
}

} // namespace kommin::app
