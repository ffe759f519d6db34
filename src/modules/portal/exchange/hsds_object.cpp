#include "modules/portal/exchange/hsds_object.hpp"

#include "platform/base/text.hpp"

#include <algorithm>

namespace kommin::portal {

void DroppedFields::add(std::string_view path, std::string_view name)
{
    constexpr std::size_t most = 500; // different ones; what comes then is no HSDS
    auto field = std::string(path);
    field += name;
    if (by_path_.size() >= most && !by_path_.contains(field))
        field = "…";
    auto& services = by_path_[std::move(field)];
    if (services.last == service_)
        return;
    services.last = service_;
    ++services.count;
}

void DroppedFields::tell(std::vector<ImportProblem>& warnings) const
{
    for (auto const& [field, services] : by_path_)
        warnings.push_back(
            {"services",
             Problem::invalid(
                 field, "import.warning.dropped"_msg, {{"count", std::to_string(services.count)}})});
}

json::Value const* filled(json::Value const& object, std::string_view name)
{
    auto const* value = object.find(name);
    if (value == nullptr || value->is_null())
        return nullptr;
    auto const* text = value->as_string();
    auto const* list = value->as_array();
    auto const* members = value->as_object();
    bool const is_empty = (text != nullptr && trim(*text).empty()) || (list != nullptr && list->empty())
        || (members != nullptr && members->empty());
    return is_empty ? nullptr : value;
}

std::string text_at(json::Value const& object, std::string_view name)
{
    auto const* value = object.find(name);
    auto const* text = value == nullptr ? nullptr : value->as_string();
    return text == nullptr ? std::string{} : std::string(trim(*text));
}

json::Value::Array const& list_at(json::Value const& object, std::string_view name)
{
    static json::Value::Array const nothing;
    auto const* value = object.find(name);
    auto const* list = value == nullptr ? nullptr : value->as_array();
    return list == nullptr ? nothing : *list;
}

json::Value const* HsdsObject::member(std::string_view name)
{
    if (std::find(known_.begin(), known_.end(), name) == known_.end())
        known_.push_back(name);
    return filled(object_, name);
}

std::string HsdsObject::text(std::string_view name)
{
    auto const* value = member(name);
    if (value == nullptr)
        return {};
    if (auto const* text = value->as_string())
        return std::string(trim(*text));
    drop(name);
    return {};
}

std::string HsdsObject::text_or_integer(std::string_view name)
{
    auto const* value = member(name);
    auto const integer = value == nullptr ? std::nullopt : value->as_integer();
    return integer ? std::to_string(*integer) : text(name);
}

std::optional<double> HsdsObject::number(std::string_view name)
{
    auto const* value = member(name);
    if (value == nullptr)
        return std::nullopt;
    auto const number = value->as_number();
    if (!number)
        drop(name);
    return number;
}

json::Value::Array const& HsdsObject::list(std::string_view name)
{
    if (auto const* value = member(name); value != nullptr && value->as_array() == nullptr)
        drop(name);
    return list_at(object_, name);
}

json::Value const* HsdsObject::object(std::string_view name)
{
    auto const* value = member(name);
    if (value != nullptr && value->as_object() == nullptr) {
        drop(name);
        return nullptr;
    }
    return value;
}

void HsdsObject::drop(std::string_view name)
{
    dropped_.add(path_, name);
}

void HsdsObject::drop_rest()
{
    auto const* members = object_.as_object();
    if (members == nullptr)
        return;
    for (auto const& [name, value] : *members) {
        bool const says_nothing = name == "id" || name.ends_with("_id") || name == "metadata";
        if (!says_nothing && std::find(known_.begin(), known_.end(), name) == known_.end() && has(name))
            drop(name);
    }
}

} // namespace kommin::portal
