#include "platform/demo/files.hpp"

#include "platform/files/files.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <system_error>
#include <utility>
#include <variant>

namespace kommin::demo {

namespace {

constexpr std::size_t largest_file = std::size_t{16} << 20U;

}

void Files::require(std::string_view name) const
{
    if (!has(name))
        throw std::runtime_error("demonstration: cannot read " + (directory_ / name).string());
}

bool Files::has(std::string_view name) const
{
    std::error_code error;
    return std::filesystem::exists(directory_ / name, error);
}

std::string Files::text(std::string const& name) const
{
    auto bytes = files::read_file(directory_ / name, largest_file);
    if (!bytes)
        throw std::runtime_error("demonstration: cannot read " + (directory_ / name).string());
    return std::move(*bytes);
}

json::Value Files::json(std::string const& name) const
{
    auto parsed = json::parse(text(name));
    if (auto const* error = std::get_if<json::SyntaxError>(&parsed))
        throw std::runtime_error(
            "demonstration: " + name + ", line " + std::to_string(error->line) + ": " + error->what);
    return std::move(std::get<json::Value>(parsed));
}

std::vector<std::string> Files::list(std::string const& folder, std::string_view suffix) const
{
    std::vector<std::string> names;
    for (auto const& entry : std::filesystem::directory_iterator(directory_ / folder)) {
        auto name = entry.path().filename().string();
        if (name.ends_with(suffix))
            names.push_back(std::move(name));
    }
    std::ranges::sort(names);
    return names;
}

std::vector<Translated> translations_of(Files const& files, std::string_view subject)
{
    constexpr std::string_view suffix = ".json";
    std::vector<Translated> translated;
    for (auto& name : files.list("translations", suffix)) {
        std::string_view tag = name;
        if (!tag.starts_with(subject) || tag.substr(subject.size(), 1) != ".")
            continue;
        tag.remove_prefix(subject.size() + 1);
        tag.remove_suffix(suffix.size());
        if (auto const language = i18n::Language::find(tag))
            translated.push_back({std::move(name), *language});
    }
    return translated;
}

std::string text_at(json::Value const& object, std::string_view name)
{
    auto const* value = object.find(name);
    auto const* text = value == nullptr ? nullptr : value->as_string();
    return text == nullptr ? std::string{} : *text;
}

} // namespace kommin::demo
