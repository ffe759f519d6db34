#pragma once
// Attributes: the argument of a hole in tag position, for attributes that are there or not.
//
//     w("<a href=\"{}\" {}>{}</a>", url, Attributes{attribute("aria-current", "page", is_here)}, label);

#include "platform/html/escape.hpp"
#include "platform/html/literal_scanner.hpp"
#include "platform/html/url.hpp"

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>

namespace kommin::html {

namespace detail {

constexpr void check_attribute_name(std::string_view name)
{
    if (name.empty() || !is_letter(name[0]))
        errors::attribute_name_is_not_valid();
    for (char const c : name)
        if (!is_attribute_name_character(c))
            errors::attribute_name_is_not_valid();
    if (is_event_handler(name))
        errors::event_handler_attributes_are_not_allowed();
    if (same_ignoring_case(name, "style"))
        errors::hole_in_a_style_attribute();
    if (same_ignoring_case(name, "srcdoc") || same_ignoring_case(name, "http-equiv"))
        errors::hole_in_this_attribute_is_not_allowed();
}

} // namespace detail

// Names known to the compiler, checked as the literals are.
class TextAttributeName {
public:
    consteval TextAttributeName(char const* name) // NOLINT(google-explicit-constructor)
        : name_(name)
    {
        detail::check_attribute_name(name_);
        if (detail::is_address_attribute(name_))
            errors::address_attribute_needs_html_Url();
        if (detail::is_boolean_attribute(name_))
            errors::boolean_attribute_has_no_value_use_flag();
    }
    [[nodiscard]] std::string_view text() const { return name_; }

private:
    std::string_view name_;
};

class AddressAttributeName {
public:
    consteval AddressAttributeName(char const* name) // NOLINT(google-explicit-constructor)
        : name_(name)
    {
        detail::check_attribute_name(name_);
    }
    [[nodiscard]] std::string_view text() const { return name_; }

private:
    std::string_view name_;
};

class FlagName {
public:
    consteval FlagName(char const* name) // NOLINT(google-explicit-constructor)
        : name_(name)
    {
        detail::check_attribute_name(name_);
        if (!detail::may_stand_without_value(name_))
            errors::attribute_needs_a_value();
    }
    [[nodiscard]] std::string_view text() const { return name_; }

private:
    std::string_view name_;
};

// One attribute, written out and escaped, or nothing.
class Attribute {
public:
    [[nodiscard]] std::string_view text() const { return text_; }

private:
    friend Attribute attribute(TextAttributeName, std::string_view, bool);
    friend Attribute attribute(AddressAttributeName, Url const&, bool);
    friend Attribute flag(FlagName, bool);
    std::string text_;
};

[[nodiscard]] Attribute attribute(TextAttributeName name, std::string_view value, bool when = true);
[[nodiscard]] Attribute attribute(AddressAttributeName name, Url const& value, bool when = true);
template<std::integral T>
    requires(!std::same_as<T, bool> && !std::same_as<T, char>)
[[nodiscard]] Attribute attribute(TextAttributeName name, T value, bool when = true)
{
    return attribute(name, std::string_view(std::to_string(value)), when);
}
// An attribute without value: checked, disabled, hidden …
[[nodiscard]] Attribute flag(FlagName name, bool when = true);

class Attributes {
public:
    Attributes() = default;
    Attributes(std::initializer_list<Attribute> attributes)
    {
        for (Attribute const& attribute : attributes)
            add(attribute);
    }
    Attributes& add(Attribute const& attribute)
    {
        text_ += attribute.text();
        return *this;
    }
    [[nodiscard]] std::string_view text() const { return text_; } // each attribute with a space before it

private:
    std::string text_;
};

} // namespace kommin::html
