#include "platform/log/log.hpp"

#include "platform/base/clock.hpp"
#include "platform/base/text.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <memory>
#include <string>

namespace kommin::log {

namespace {

struct State {
    std::atomic<Level> level{Level::info};
    std::atomic<std::shared_ptr<spdlog::logger>> logger;
    std::atomic<std::uint64_t> lost{0};
};

// Never destroyed: destructors of other static objects may still log.
State& state()
{
    static auto* const instance = new State;
    return *instance;
}

std::shared_ptr<spdlog::logger> make_logger(std::shared_ptr<spdlog::sinks::sink> sink)
{
    auto logger = std::make_shared<spdlog::logger>("kommin", std::move(sink));
    logger->set_level(spdlog::level::trace);
    logger->set_pattern("%v");
    // Every line is whole on disk when the call returns: the last line before a crash is the one that counts.
    logger->flush_on(spdlog::level::trace);
    logger->set_error_handler([](std::string const&) { ++state().lost; });
    return logger;
}

std::shared_ptr<spdlog::logger> current_logger()
{
    if (auto logger = state().logger.load())
        return logger;
    auto fresh = make_logger(std::make_shared<spdlog::sinks::stderr_sink_mt>());
    std::shared_ptr<spdlog::logger> none;
    return state().logger.compare_exchange_strong(none, fresh) ? fresh : none;
}

void append_escaped(std::string& out, std::string_view text)
{
    constexpr std::string_view hex = "0123456789abcdef";
    bool const valid = is_valid_utf8(text);
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (byte < 0x20 || byte == 0x7F) {
            out += "\\u00";
            out += hex[byte >> 4U];
            out += hex[byte & 0xFU];
        } else if (byte >= 0x80 && !valid) {
            out += '?';
        } else {
            out += c;
        }
    }
}

void append_member(std::string& out, std::string_view name, std::string_view value)
{
    out += out.size() == 1 ? "\"" : ",\"";
    append_escaped(out, name);
    out += "\":\"";
    append_escaped(out, value);
    out += '"';
}

constexpr std::array<std::string_view, 4> level_names{"debug", "info", "warning", "error"};

std::string_view name_of(Level level)
{
    return level_names.at(static_cast<std::size_t>(level));
}

void write(Level level, std::string_view event, Fields fields) noexcept
{
    if (!writes(level))
        return;
    try {
        std::string line = "{";
        append_member(line, "at", to_iso(SystemClock{}.now()));
        append_member(line, "level", name_of(level));
        append_member(line, "event", event);
        for (auto const& [name, value] : fields)
            append_member(line, name, value);
        line += '}';
        current_logger()->log(spdlog::level::info, spdlog::string_view_t{line.data(), line.size()});
    } catch (...) {
        ++state().lost;
    }
}

}

std::optional<Level> parse_level(std::string_view text) noexcept
{
    for (std::size_t i = 0; i < level_names.size(); ++i) {
        if (level_names[i] == text)
            return static_cast<Level>(i);
    }
    return std::nullopt;
}

bool configure(Level level, Target const& target) noexcept
{
    state().level = level;
    try {
        if (target.file.empty()) {
            state().logger = make_logger(std::make_shared<spdlog::sinks::stderr_sink_mt>());
            return true;
        }
        state().logger
            = make_logger(std::make_shared<spdlog::sinks::basic_file_sink_mt>(target.file.string()));
        return true;
    } catch (...) {
        state().logger.store({}); // the next line opens standard error
        return false;
    }
}

bool writes(Level level) noexcept
{
    return level >= state().level.load(std::memory_order_relaxed);
}

std::uint64_t count_lost_lines() noexcept
{
    return state().lost;
}

void debug(std::string_view event, Fields fields) noexcept
{
    write(Level::debug, event, fields);
}

void info(std::string_view event, Fields fields) noexcept
{
    write(Level::info, event, fields);
}

void warning(std::string_view event, Fields fields) noexcept
{
    write(Level::warning, event, fields);
}

void error(std::string_view event, Fields fields) noexcept
{
    write(Level::error, event, fields);
}

} // namespace kommin::log
