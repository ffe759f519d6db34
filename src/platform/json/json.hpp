#pragma once
// JSON: a value to read into, a strict parser that says where a text is wrong, and printing.
// For answers of the API use writer.hpp, which builds no tree.

#include "platform/base/problem.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kommin::json {

enum class Kind { null, boolean, integer, number, string, array, object };

// One JSON value. Objects keep the order of their members; integers of 64 bits are exact.
class Value {
public:
    using Array = std::vector<Value>;
    using Object = std::vector<std::pair<std::string, Value>>;

    Value() = default; // null
    Value(std::nullptr_t) { } // NOLINT(google-explicit-constructor): values are written as literals
    template<std::same_as<bool> B> // a pointer must not become a truth
    Value(B value) // NOLINT(google-explicit-constructor)
        : data_(value)
    { }
    // An unsigned number above the range of std::int64_t becomes a double.
    template<std::integral T>
        requires(!std::same_as<T, bool>)
    Value(T value) // NOLINT(google-explicit-constructor)
    {
        if (std::in_range<std::int64_t>(value))
            data_ = static_cast<std::int64_t>(value);
        else
            data_ = static_cast<double>(value);
    }
    Value(double value) // NOLINT(google-explicit-constructor)
        : data_(value)
    { }
    Value(std::string value) // NOLINT(google-explicit-constructor)
        : data_(std::move(value))
    { }
    Value(std::string_view value) // NOLINT(google-explicit-constructor)
        : data_(std::string(value))
    { }
    Value(char const* value) // NOLINT(google-explicit-constructor)
        : data_(std::string(value))
    { }
    Value(Array value) // NOLINT(google-explicit-constructor)
        : data_(std::move(value))
    { }
    Value(Object value) // NOLINT(google-explicit-constructor)
        : data_(std::move(value))
    { }

    [[nodiscard]] Kind kind() const noexcept { return static_cast<Kind>(data_.index()); }
    [[nodiscard]] bool is_null() const noexcept { return kind() == Kind::null; }

    // Each gives nothing (or a null pointer) if the value is of another kind.
    [[nodiscard]] std::optional<bool> as_bool() const noexcept;
    [[nodiscard]] std::optional<std::int64_t> as_integer() const noexcept;
    [[nodiscard]] std::optional<double> as_number() const noexcept; // integers too
    [[nodiscard]] std::string const* as_string() const noexcept { return std::get_if<std::string>(&data_); }
    [[nodiscard]] Array const* as_array() const noexcept { return std::get_if<Array>(&data_); }
    [[nodiscard]] Object const* as_object() const noexcept { return std::get_if<Object>(&data_); }
    [[nodiscard]] Array* as_array() noexcept { return std::get_if<Array>(&data_); }
    [[nodiscard]] Object* as_object() noexcept { return std::get_if<Object>(&data_); }

    // The member of an object; null pointer if there is none or this is no object.
    [[nodiscard]] Value const* find(std::string_view name) const noexcept;
    // The member of the member …: at({"location", "town"}).
    [[nodiscard]] Value const* at(std::initializer_list<std::string_view> path) const noexcept;

    friend bool operator==(Value const& left, Value const& right);

private:
    std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object> data_;
};

struct Limits {
    std::size_t bytes = std::size_t{64} << 20U;
    int depth = 64; // nested arrays and objects
};

// Why a text is not JSON.
enum class Fault : std::uint8_t {
    character, // one that may not stand there; half a surrogate; an escape that is none
    unfinished,
    too_large, // more bytes than the limits allow
    too_deep,
    number, // beyond the range of a double
    name_twice, // in one object
    trailing, // text after the end of the value
};
// Where: counted from 1, columns in characters.
struct SyntaxError {
    std::size_t line = 0;
    std::size_t column = 0;
    std::string what; // English, for logs
    Fault fault = Fault::character; // for the text shown to people
};
// For whoever chose the file: why it cannot be read, in the reader's language.
Problem problem_of(SyntaxError const& error);

// Strict RFC 8259: one value, UTF-8 checked, no lone surrogates, no name twice in an object, no number beyond
// the range of a double. A byte order mark at the start is accepted. Whole numbers that fit are integers, all
// others doubles, correctly rounded.
std::variant<Value, SyntaxError> parse(std::string_view text, Limits const& limits = {});

// The same for a long list, of which memory shall hold one element at a time: if the root is an array, or an
// object with an array as its member `list_name`, each element goes to `take` as soon as it is read and is
// not kept. Gives the rest: the root with that array empty. What was taken before a SyntaxError is void. When
// `take` says `Next::stop`, nothing more is read and the rest is null.
enum class Next { go_on, stop };
using TakeElement = std::function<Next(Value)>;
std::variant<Value, SyntaxError> parse_list(
    std::string_view text, std::string_view list_name, TakeElement const& take, Limits const& limits = {});

// Parsing what was printed gives the same value; NaN and infinity, which JSON does not know, become null.
std::string print(Value const& value);
std::string print_pretty(Value const& value); // two spaces per level

// The text as JSON string literal with its quotes. What is not UTF-8 becomes U+FFFD.
std::string quote(std::string_view text);
void append_quoted(std::string& out, std::string_view text);
void append(std::string& out, Value const& value);
void append(std::string& out, double number);

// Escapes '<' '>' '&' U+2028 and U+2029 of a JSON text, so that it can stand inside a <script> element.
std::string for_script(std::string_view json);

} // namespace kommin::json
