// JSON. Promises: what is printed parses to the same value, plain, pretty and for a script element; any bytes
// can be quoted; an error says where it is.

#include "platform/json/json.hpp"
#include "fuzz.hpp"
#include "platform/base/text.hpp"
#include "platform/json/writer.hpp"

#include <algorithm>
#include <string>

namespace kommin::fuzz {

namespace {

json::Value parsed(std::string_view text)
{
    auto result = json::parse(text);
    require(std::holds_alternative<json::Value>(result), "what was printed is JSON");
    return std::get<json::Value>(std::move(result));
}

void check_quoting(std::string_view bytes)
{
    auto const literal = json::quote(bytes);
    require(is_valid_utf8(literal), "a literal is UTF-8");
    require(
        std::none_of(
            literal.begin(), literal.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }),
        "a literal is one line");
    auto const value = parsed(literal);
    if (is_valid_utf8(bytes))
        require(*value.as_string() == bytes, "a text quoted and parsed is the same");

    json::Writer out;
    out.object([&](json::ObjectWriter& object) {
        object.member("text", bytes);
        object.array("list", [&](json::ArrayWriter& list) {
            list.add(bytes);
            list.add(static_cast<std::int64_t>(bytes.size()));
        });
    });
    auto const object = parsed(out.text());
    require(*object.find("text") == value, "the writer quotes as the printer does");
    require(object.find("list")->as_array()->size() == 2, "a list has what was added");
}

}

void run(std::string_view input)
{
    check_quoting(input);
    auto const result = json::parse(input);
    if (auto const* const error = std::get_if<json::SyntaxError>(&result)) {
        require(
            error->line >= 1 && error->column >= 1 && !error->what.empty(), "an error says where and why");
        require(
            error->line <= 1 + static_cast<std::size_t>(std::count(input.begin(), input.end(), '\n')),
            "an error lies in the text");
        return;
    }
    auto const& value = std::get<json::Value>(result);
    require(is_valid_utf8(input), "JSON is UTF-8");
    auto const printed = json::print(value);
    require(parsed(printed) == value, "what was printed parses to the same");
    require(json::print(parsed(printed)) == printed, "printed twice, the same text");
    require(parsed(json::print_pretty(value)) == value, "pretty, too");
    auto const script = json::for_script(printed);
    require(parsed(script) == value, "for a script, too");
    require(script.find_first_of("<>&") == script.npos, "nothing ends the script element");
}

} // namespace kommin::fuzz
