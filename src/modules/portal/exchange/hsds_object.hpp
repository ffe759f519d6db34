#pragma once
// One object of an HSDS file, which knows what of it nobody asked for; private to the reader.

#include "modules/portal/exchange/offer_reading.hpp"
#include "platform/json/json.hpp"

#include <cstddef>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// Fields that hold something the portal has no place for. A feed repeats them in every service: each is told
// once per file, with the number of services.
class DroppedFields {
public:
    void next_service() { ++service_; }
    void add(std::string_view path, std::string_view name);
    void tell(std::vector<ImportProblem>& warnings) const; // by path

private:
    struct Services {
        std::size_t count = 0;
        std::size_t last = 0;
    };
    std::map<std::string, Services> by_path_;
    std::size_t service_ = 0;
};

// A member that holds something: not null, no empty or blank text, no empty list or object.
json::Value const* filled(json::Value const& object, std::string_view name);
// Trimmed; empty if it is no text. For what is read twice; HsdsObject remembers what was asked for.
std::string text_at(json::Value const& object, std::string_view name);
json::Value::Array const& list_at(json::Value const& object, std::string_view name);

// Refers to the value and to the path, which is a literal: "service_at_locations.location.".
class HsdsObject {
public:
    HsdsObject(json::Value const& object, std::string_view path, DroppedFields& dropped)
        : object_(object)
        , path_(path)
        , dropped_(dropped)
    { }

    // Each gives nothing for a value of another kind, and drops it.
    std::string text(std::string_view name);
    std::string text_or_integer(std::string_view name);
    std::optional<double> number(std::string_view name);
    json::Value::Array const& list(std::string_view name);
    json::Value const* object(std::string_view name);

    [[nodiscard]] bool has(std::string_view name) const { return filled(object_, name) != nullptr; }
    // Says nothing to the portal, or was told in another way.
    void ignore(std::initializer_list<std::string_view> names)
    {
        known_.insert(known_.end(), names.begin(), names.end());
    }
    void drop(std::string_view name);
    // To be called last: drops what nobody asked for. Ids and the history of the record mean nothing here.
    void drop_rest();

private:
    json::Value const* member(std::string_view name);

    json::Value const& object_;
    std::string_view path_;
    DroppedFields& dropped_;
    std::vector<std::string_view> known_; // literals
};

} // namespace kommin::portal
