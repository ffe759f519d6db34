#pragma once
// How modules read the files of the demonstration. They belong to the program: a broken one throws.

#include "platform/base/result.hpp"
#include "platform/demo/demo.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/json/json.hpp"

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::demo {

// The entries of a list that may be missing.
inline std::vector<json::Value> list_at(json::Value const& object, std::string_view name)
{
    auto const* list = object.find(name);
    auto const* entries = list != nullptr ? list->as_array() : nullptr;
    return entries != nullptr ? *entries : std::vector<json::Value>{};
}

inline bool is_true(json::Value const& object, std::string_view name)
{
    auto const* value = object.find(name);
    return value != nullptr && value->as_bool().value_or(false);
}

// What a use case has made; throws std::runtime_error with its problem, the file and the entry.
template<class Value>
Value loaded(Result<Value> result, std::string_view file_name, std::string const& key)
{
    if (!result)
        throw std::runtime_error(
            "demonstration: " + std::string(file_name) + ", " + key + ": "
            + i18n::text_of(result.problem(), i18n::Texts::of(i18n::Language::german())));
    return std::move(result).value();
}

// The same for what makes nothing.
inline void loaded(Result<void> const& result, std::string_view file_name, std::string const& key)
{
    if (!result)
        throw std::runtime_error(
            "demonstration: " + std::string(file_name) + ", " + key + ": "
            + i18n::text_of(result.problem(), i18n::Texts::of(i18n::Language::german())));
}

} // namespace kommin::demo
