#pragma once
// Writer: prints JSON straight into a string; what compiles is well-formed.
//
//     json::Writer out;
//     out.object([&](json::ObjectWriter& offer) {
//         offer.member("id", id);
//         offer.array("places", [&](json::ArrayWriter& places) { places.add("Unna"); });
//     });
//     return std::move(out).take();

#include "platform/json/json.hpp"

#include <charconv>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::json {

namespace detail {

inline void append_value(std::string& out, std::nullptr_t)
{
    out += "null";
}
template<std::same_as<bool> B>
void append_value(std::string& out, B value)
{
    out += value ? "true" : "false";
}
template<std::integral T>
    requires(!std::same_as<T, bool> && !std::same_as<T, char>)
void append_value(std::string& out, T value)
{
    char digits[24];
    auto const end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, end);
}
inline void append_value(std::string& out, double value)
{
    append(out, value);
}
inline void append_value(std::string& out, std::string_view value)
{
    append_quoted(out, value);
}
inline void append_value(std::string& out, std::string const& value)
{
    append_quoted(out, value);
}
inline void append_value(std::string& out, char const* value)
{
    append_quoted(out, value);
}
template<std::same_as<Value> V>
void append_value(std::string& out, V const& value)
{
    append(out, value);
}
template<class T>
void append_value(std::string& out, std::optional<T> const& value)
{
    if (value)
        append_value(out, *value);
    else
        out += "null";
}

}

class ObjectWriter;

// The elements of one array; lives only inside the callback it is handed to.
class ArrayWriter {
public:
    explicit ArrayWriter(std::string& out)
        : out_(out)
    { }
    ArrayWriter(ArrayWriter const&) = delete;
    ArrayWriter& operator=(ArrayWriter const&) = delete;

    // bool, whole numbers, double, text, nullptr, Value or std::optional of them (null).
    template<class T>
    void add(T const& value)
    {
        separate();
        detail::append_value(out_, value);
    }
    template<std::invocable<ObjectWriter&> F>
    void object(F&& fill);
    template<std::invocable<ArrayWriter&> F>
    void array(F&& fill);
    // A text that is JSON already: a stored document, a cached part.
    void raw(std::string_view json)
    {
        separate();
        out_ += json;
    }

private:
    void separate()
    {
        if (!first_)
            out_ += ',';
        first_ = false;
    }
    std::string& out_;
    bool first_ = true;
};

// The members of one object; lives only inside the callback it is handed to. Names must differ.
class ObjectWriter {
public:
    explicit ObjectWriter(std::string& out)
        : out_(out)
    { }
    ObjectWriter(ObjectWriter const&) = delete;
    ObjectWriter& operator=(ObjectWriter const&) = delete;

    // Values as in ArrayWriter::add.
    template<class T>
    void member(std::string_view name, T const& value)
    {
        key(name);
        detail::append_value(out_, value);
    }
    // Left out, not null, if there is no value.
    template<class T>
    void member_if(std::string_view name, std::optional<T> const& value)
    {
        if (value)
            member(name, *value);
    }
    template<std::invocable<ObjectWriter&> F>
    void object(std::string_view name, F&& fill)
    {
        key(name);
        out_ += '{';
        ObjectWriter inner(out_);
        std::forward<F>(fill)(inner);
        out_ += '}';
    }
    template<std::invocable<ArrayWriter&> F>
    void array(std::string_view name, F&& fill)
    {
        key(name);
        out_ += '[';
        ArrayWriter inner(out_);
        std::forward<F>(fill)(inner);
        out_ += ']';
    }
    void raw(std::string_view name, std::string_view json)
    {
        key(name);
        out_ += json;
    }

private:
    void key(std::string_view name)
    {
        if (!first_)
            out_ += ',';
        first_ = false;
        append_quoted(out_, name);
        out_ += ':';
    }
    std::string& out_;
    bool first_ = true;
};

template<std::invocable<ObjectWriter&> F>
void ArrayWriter::object(F&& fill)
{
    separate();
    out_ += '{';
    ObjectWriter inner(out_);
    std::forward<F>(fill)(inner);
    out_ += '}';
}

template<std::invocable<ArrayWriter&> F>
void ArrayWriter::array(F&& fill)
{
    separate();
    out_ += '[';
    ArrayWriter inner(out_);
    std::forward<F>(fill)(inner);
    out_ += ']';
}

// One document: call object() or array() once.
class Writer {
public:
    void reserve(std::size_t bytes) { out_.reserve(bytes); }
    template<std::invocable<ObjectWriter&> F>
    void object(F&& fill)
    {
        out_ += '{';
        ObjectWriter inner(out_);
        std::forward<F>(fill)(inner);
        out_ += '}';
    }
    template<std::invocable<ArrayWriter&> F>
    void array(F&& fill)
    {
        out_ += '[';
        ArrayWriter inner(out_);
        std::forward<F>(fill)(inner);
        out_ += ']';
    }
    [[nodiscard]] std::string const& text() const { return out_; }
    std::string take() { return std::move(out_); }

private:
    std::string out_;
};

} // namespace kommin::json
