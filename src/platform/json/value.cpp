#include "platform/json/json.hpp"

namespace kommin::json {

std::optional<bool> Value::as_bool() const noexcept
{
    if (auto const* const value = std::get_if<bool>(&data_))
        return *value;
    return std::nullopt;
}

std::optional<std::int64_t> Value::as_integer() const noexcept
{
    if (auto const* const value = std::get_if<std::int64_t>(&data_))
        return *value;
    return std::nullopt;
}

std::optional<double> Value::as_number() const noexcept
{
    if (auto const* const value = std::get_if<double>(&data_))
        return *value;
    if (auto const* const value = std::get_if<std::int64_t>(&data_))
        return static_cast<double>(*value);
    return std::nullopt;
}

Value const* Value::find(std::string_view name) const noexcept
{
    if (auto const* const object = as_object()) {
        for (auto const& [member, value] : *object) {
            if (member == name)
                return &value;
        }
    }
    return nullptr;
}

Value const* Value::at(std::initializer_list<std::string_view> path) const noexcept
{
    auto const* value = this;
    for (auto const name : path) {
        value = value->find(name);
        if (value == nullptr)
            return nullptr;
    }
    return value;
}

bool operator==(Value const& left, Value const& right)
{
    return left.data_ == right.data_;
}

} // namespace kommin::json
