#include "app/command_arguments.hpp"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace kommin::app {

void add_argument(CLI::App& parser, command::Argument const& argument, command::Invocation::Values& values)
{
    using Kind = command::Argument::Kind;
    std::string const name(argument.name);
    std::string const help(argument.help);
    auto const keep = [&values, name](std::string text) { values[name].push_back(std::move(text)); };
    CLI::Option* option = nullptr;
    switch (argument.kind) {
    case Kind::flag:
        option = parser.add_flag_callback(name, [keep] { keep({}); }, help);
        break;
    case Kind::number:
        option = parser.add_option_function<std::int64_t>(
            name, [keep](std::int64_t number) { keep(std::to_string(number)); }, help);
        break;
    case Kind::list:
        option = parser.add_option_function<std::vector<std::string>>(
            name,
            [keep](std::vector<std::string> const& texts) {
                for (auto const& text : texts)
                    keep(text);
            },
            help);
        break;
    case Kind::text:
        option = parser.add_option_function<std::string>(name, keep, help);
        break;
    }
    option->required(argument.is_required);
    if (!argument.one_of.empty())
        option->check(
            CLI::IsMember(std::vector<std::string>(argument.one_of.begin(), argument.one_of.end())));
}

} // namespace kommin::app
