#include "app/weaknesses.hpp"

#include "platform/base/number.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/log/log.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::app {

namespace {

using std::filesystem::perms;

// A proxy is one machine, or a few beside each other. In a larger network somebody else can say whom a
// request came from, and with it who has to wait.
constexpr int least_bits_v4 = 24;
constexpr int least_bits_v6 = 64;

constexpr perms for_others = perms::others_all;
constexpr perms for_all_but_the_owner = perms::group_all | perms::others_all;

bool is_open(std::filesystem::path const& file, perms who)
{
    std::error_code unknown;
    auto const status = std::filesystem::status(file, unknown);
    return !unknown && std::filesystem::exists(status) && (status.permissions() & who) != perms::none;
}

bool is_loopback(std::string_view host)
{
    bool const is_number = host.find_first_not_of("0123456789.") == std::string_view::npos;
    return host == "localhost" || (is_number && host.starts_with("127.")) || host == "::1" || host == "[::1]";
}

std::string_view host_of_url(std::string_view url)
{
    auto const begin = url.find("://");
    auto const host = url.substr(begin == std::string_view::npos ? 0 : begin + 3);
    if (host.starts_with('['))
        return host.substr(0, host.find(']') + 1);
    return host.substr(0, host.find_first_of(":/"));
}

// "10.0.0.0/8" is; a single address and what is no number are not.
bool is_large_network(std::string_view network)
{
    auto const slash = network.find('/');
    if (slash == std::string_view::npos)
        return false;
    auto const bits = kommin::parse_number<int>(network.substr(slash + 1));
    return bits && *bits < (network.find(':') == std::string_view::npos ? least_bits_v4 : least_bits_v6);
}

class Found {
public:
    void door(std::string_view what, MessageKey message, MessageArguments arguments = {})
    {
        add(what, message, std::move(arguments), true);
    }
    void protection(std::string_view what, MessageKey message) { add(what, message, {}, false); }

    std::vector<Weakness> all;

private:
    void add(std::string_view what, MessageKey message, MessageArguments arguments, bool is_open_door)
    {
        arguments.emplace_back("key", what);
        all.push_back({Problem::invalid(std::string(what), message, std::move(arguments)), is_open_door});
    }
};

void look_at_files(Settings const& settings, Found& found)
{
    auto const& data = settings.data;
    if (is_open(data, for_all_but_the_owner))
        found.door("data", "weakness.data"_msg, {{"file", data.string()}});
    for (auto const* name : {"server.key", "server.key.old", "server.key.new"}) {
        if (is_open(data / name, for_all_but_the_owner))
            found.door("server.key", "weakness.private_file"_msg, {{"file", (data / name).string()}});
    }
    // The group may be that of the service, with root as the owner.
    for (auto const& [key, file] :
         {std::pair{std::string_view("smtp_password_file"), settings.smtp_password_file},
          std::pair{std::string_view("translation_key_file"), settings.translation_key_file}}) {
        if (!file.empty() && is_open(file, for_others))
            found.door(key, "weakness.secret_file"_msg, {{"file", file.string()}});
    }
}

void look_at_network(Settings const& settings, db::Location const& location, Found& found)
{
    using Protection = db::Location::Protection;
    auto const protection = location.protection();
    if (protection == Protection::in_clear)
        found.door("database", "weakness.database_in_clear"_msg);
    if (protection == Protection::unverified)
        found.door("database", "weakness.database_unverified"_msg);
    bool const is_local = is_loopback(settings.address);
    bool const has_tls = settings.base_url.starts_with("https://");
    if (settings.base_url.empty() ? !is_local : !has_tls && !is_loopback(host_of_url(settings.base_url)))
        found.door("base_url", "weakness.base_url"_msg);
    if (!is_local && settings.trusted_proxies.empty())
        found.door("listen", "weakness.listen"_msg, {{"address", settings.address}});
    for (auto const& network : settings.trusted_proxies) {
        if (is_large_network(network))
            found.door("trusted_proxies", "weakness.trusted_proxies"_msg, {{"network", network}});
    }
    if (!settings.metrics_address.empty() && !is_loopback(settings.metrics_address))
        found.protection("metrics_listen", "weakness.metrics"_msg);
}

}

std::vector<Weakness> find_weaknesses(Settings const& settings, db::Location const& location)
{
    Found found;
    look_at_files(settings, found);
    look_at_network(settings, location, found);
    if (settings.leaked_passwords.empty())
        found.protection("leaked_passwords", "weakness.leaked_passwords"_msg);
    return std::move(found.all);
}

void warn_of_weaknesses(Settings const& settings, db::Location const& location)
{
    auto const& english = i18n::Texts::of(*i18n::Language::find("en"));
    for (auto const& [problem, is_open_door] : find_weaknesses(settings, location)) {
        if (is_open_door)
            log::warning(
                "installation.weak", {{"what", problem.field}, {"hint", i18n::text_of(problem, english)}});
    }
}

} // namespace kommin::app
