#include "platform/demo/shape.hpp"

#include <algorithm>
#include <stdexcept>

namespace kommin::demo {

namespace {

[[noreturn]] void refuse(std::string_view file_name, std::string const& key, std::string const& why)
{
    throw std::runtime_error(
        "demonstration: " + std::string(file_name) + (key.empty() ? "" : ", " + key) + ": " + why);
}

std::string in_quotes(std::string_view name)
{
    return '"' + std::string(name) + '"';
}

bool has(std::vector<std::string_view> const& names, std::string_view name)
{
    return std::ranges::find(names, name) != names.end();
}

// What is wrong with a member of that name; "" if nothing is.
std::string wrong_with(json::Value const& value, std::string_view name, Shape const& shape)
{
    using json::Kind;
    auto const kind = value.kind();
    if (has(shape.texts, name))
        return kind == Kind::string ? "" : " is no text";
    if (has(shape.values, name))
        return kind == Kind::string || kind == Kind::integer ? "" : " is neither a text nor a whole number";
    if (has(shape.truths, name))
        return kind == Kind::boolean ? "" : " is neither true nor false";
    if (has(shape.lists, name))
        return kind == Kind::array ? "" : " is no list";
    if (has(shape.objects, name))
        return kind == Kind::object ? "" : " is no object";
    return " is a word that nobody reads";
}

}

void check_shape(
    json::Value const& object, Shape const& shape, std::string_view file_name, std::string const& key)
{
    auto const* members = object.as_object();
    if (members == nullptr)
        refuse(file_name, key, "no object");
    for (auto const& [name, value] : *members) {
        if (auto const wrong = wrong_with(value, name, shape); !wrong.empty())
            refuse(file_name, key, in_quotes(name) + wrong);
    }
}

std::vector<std::string> texts_in(
    json::Value const& object, std::string_view name, std::string_view file_name, std::string const& key)
{
    std::vector<std::string> texts;
    auto const* list = object.find(name);
    if (list == nullptr)
        return texts;
    if (list->as_array() == nullptr)
        refuse(file_name, key, in_quotes(name) + " is no list");
    for (auto const& entry : *list->as_array()) {
        if (entry.as_string() == nullptr)
            refuse(file_name, key, in_quotes(name) + " has an entry that is no text");
        texts.push_back(*entry.as_string());
    }
    return texts;
}

std::string lines_in(
    json::Value const& object, std::string_view name, std::string_view file_name, std::string const& key)
{
    std::string lines;
    for (auto const& text : texts_in(object, name, file_name, key))
        lines += (lines.empty() ? "" : "\n") + text;
    return lines;
}

} // namespace kommin::demo
