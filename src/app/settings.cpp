#include "app/settings.hpp"

#include <toml++/toml.h>

#include <charconv>

namespace kommin::app {

namespace {

Problem wrong(std::string_view key, MessageKey message, MessageArguments arguments = {})
{
    arguments.emplace_back("key", std::string(key));
    return Problem::invalid(std::string(key), message, std::move(arguments));
}

Result<void> set(Settings& settings, std::string_view key, toml::node const& node)
{
    auto const text = [&](std::string& target) -> Result<void> {
        if (auto const value = node.value<std::string>()) {
            target = *value;
            return {};
        }
        return wrong(key, "settings.problem.text"_msg);
    };
    auto const number = [&](auto& target, std::int64_t least, std::int64_t most) -> Result<void> {
        auto const value = node.value<std::int64_t>();
        if (!value || *value < least || *value > most)
            return wrong(
                key, "settings.problem.number"_msg,
                {{"least", std::to_string(least)}, {"most", std::to_string(most)}});
        target = static_cast<std::remove_reference_t<decltype(target)>>(*value);
        return {};
    };
    if (key == "database")
        return text(settings.database);
    if (key == "listen") {
        std::string listen;
        TRY(text(listen));
        return set_listen(listen, settings);
    }
    if (key == "base_url")
        return text(settings.base_url);
    if (key == "log_level")
        return text(settings.log_level);
    if (key == "workers")
        return number(settings.workers, 1, 256);
    if (key == "page_cache_mb")
        return number(settings.page_cache_mb, 1, 65536);
    if (key == "trusted_proxies") {
        auto const* list = node.as_array();
        if (list == nullptr)
            return wrong(key, "settings.problem.list"_msg);
        for (auto const& item : *list) {
            auto const address = item.value<std::string>();
            if (!address)
                return wrong(key, "settings.problem.list"_msg);
            settings.trusted_proxies.push_back(*address);
        }
        return {};
    }
    return wrong(key, "settings.problem.unknown"_msg);
}

}

Result<db::Location> Settings::location() const
{
    return db::Location::parse(database.empty() ? (data / "kommin.db").string() : database);
}

Result<void> set_listen(std::string_view text, Settings& settings)
{
    auto const colon = text.rfind(':');
    auto const port = colon == std::string_view::npos ? text : text.substr(colon + 1);
    std::uint16_t number = 0;
    auto const [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
    if (error != std::errc{} || end != port.data() + port.size())
        return wrong("listen", "settings.problem.listen"_msg, {{"value", std::string(text)}});
    settings.port = number;
    if (colon != std::string_view::npos) {
        auto host = text.substr(0, colon);
        if (host.starts_with('[') && host.ends_with(']'))
            host = host.substr(1, host.size() - 2);
        if (host.empty())
            return wrong("listen", "settings.problem.listen"_msg, {{"value", std::string(text)}});
        settings.address = host;
    }
    return {};
}

Result<void> read_settings(std::filesystem::path const& file, Settings& settings)
{
    if (!std::filesystem::exists(file))
        return {};
    try {
        for (auto const& [key, node] : toml::parse_file(file.string()))
            TRY(set(settings, key.str(), node));
    } catch (toml::parse_error const& error) {
        return wrong(
            file.string(), "settings.problem.syntax"_msg,
            {{"line", std::to_string(error.source().begin.line)},
             {"what", std::string(error.description())}});
    }
    return {};
}

} // namespace kommin::app
