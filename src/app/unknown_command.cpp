#include "app/unknown_command.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstddef>

namespace kommin::app {

std::optional<std::string_view> unknown_command(CLI::App const& program, std::span<char* const> words)
{
    auto const* group = &program;
    for (std::string_view const word : words.subspan(std::min<std::size_t>(1, words.size()))) {
        auto const found
            = group->get_subcommands([&](CLI::App const* command) { return command->get_name() == word; });
        if (!found.empty())
            group = found.front();
        else if (group->get_require_subcommand_min() == 0 || word.starts_with('-'))
            return std::nullopt;
        else
            return word;
    }
    return std::nullopt;
}

} // namespace kommin::app
