#pragma once
// Shape: what an entry of a file of the demonstration may say. A word that nobody reads would be a fact that
// nobody is shown, hence it is refused, as a value of another kind is.

#include "platform/json/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kommin::demo {

struct Shape {
    std::vector<std::string_view> texts = {};
    std::vector<std::string_view> values = {}; // a text or a whole number
    std::vector<std::string_view> truths = {}; // true or false
    std::vector<std::string_view> lists = {};
    std::vector<std::string_view> objects = {};
};

// Throws std::runtime_error with the file, the entry and the name of the first member that is none of these
// or of another kind. `key`: of the entry; "" for the file itself.
void check_shape(
    json::Value const& object, Shape const& shape, std::string_view file_name, std::string const& key);

// The texts of a list that may be missing; throws where one of its entries is no text.
std::vector<std::string> texts_in(
    json::Value const& object, std::string_view name, std::string_view file_name, std::string const& key);
// One line each.
std::string lines_in(
    json::Value const& object, std::string_view name, std::string_view file_name, std::string const& key);

} // namespace kommin::demo
