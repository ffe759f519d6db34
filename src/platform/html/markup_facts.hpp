#pragma once
// What the HTML standard says about names, for the compile-time reader: which elements have no content,
// which attributes hold addresses, which entities the project uses. Not for use elsewhere.

#include <array>
#include <cstddef>
#include <string_view>

namespace kommin::html::detail {

constexpr bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}
constexpr bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}
constexpr char to_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr bool same_ignoring_case(std::string_view left, std::string_view right)
{
    if (left.size() != right.size())
        return false;
    for (std::size_t i = 0; i < left.size(); ++i)
        if (to_lower(left[i]) != to_lower(right[i]))
            return false;
    return true;
}

template<std::size_t N>
constexpr bool is_one_of(std::string_view name, std::array<std::string_view, N> const& names)
{
    for (std::string_view const candidate : names)
        if (same_ignoring_case(name, candidate))
            return true;
    return false;
}

inline constexpr std::array<std::string_view, 14> void_elements{"area",  "base",   "br",    "col",  "embed",
                                                                "hr",    "img",    "input", "link", "meta",
                                                                "param", "source", "track", "wbr"};
constexpr bool is_void_element(std::string_view name)
{
    return is_one_of(name, void_elements);
}

// Shapes stand in literals of their own (a path per row of data), so the surrounding <svg> is not in sight.
inline constexpr std::array<std::string_view, 13> svg_shapes{
    "path", "circle", "rect",  "line",    "polyline",         "polygon", "ellipse",
    "use",  "stop",   "image", "animate", "animateTransform", "set"};
constexpr bool is_svg_shape(std::string_view name)
{
    return is_one_of(name, svg_shapes);
}

inline constexpr std::array<std::string_view, 5> animation_elements{
    "animate", "animateTransform", "animateMotion", "set", "param"};
constexpr bool is_animation_element(std::string_view name)
{
    return is_one_of(name, animation_elements);
}

// Their content is read by rules of its own, which old filters and new browsers see differently.
inline constexpr std::array<std::string_view, 9> refused_elements{
    "plaintext", "xmp", "noembed", "noframes", "frameset", "frame", "listing", "applet", "marquee"};
constexpr bool is_refused_element(std::string_view name)
{
    return is_one_of(name, refused_elements);
}

// An open <p> ends by itself where one of these begins.
inline constexpr std::array<std::string_view, 31> paragraph_enders{
    "address",  "article",    "aside",  "blockquote", "details", "dialog", "div",  "dl",
    "fieldset", "figcaption", "figure", "footer",     "form",    "h1",     "h2",   "h3",
    "h4",       "h5",         "h6",     "header",     "hgroup",  "hr",     "main", "menu",
    "nav",      "ol",         "p",      "pre",        "section", "table",  "ul"};
constexpr bool ends_paragraph(std::string_view name)
{
    return is_one_of(name, paragraph_enders);
}

inline constexpr std::array<std::string_view, 20> address_attributes{
    "href",     "src",        "action",      "formaction", "poster",   "data",       "cite",
    "srcset",   "xlink:href", "imagesrcset", "ping",       "manifest", "background", "longdesc",
    "codebase", "classid",    "archive",     "profile",    "usemap",   "lowsrc"};
constexpr bool is_address_attribute(std::string_view name)
{
    return is_one_of(name, address_attributes);
}

inline constexpr std::array<std::string_view, 24> boolean_attributes{
    "checked",  "disabled", "required", "selected",    "hidden",         "autofocus",
    "readonly", "multiple", "open",     "novalidate",  "formnovalidate", "async",
    "defer",    "nomodule", "reversed", "inert",       "itemscope",      "controls",
    "loop",     "muted",    "autoplay", "playsinline", "default",        "ismap"};
constexpr bool is_boolean_attribute(std::string_view name)
{
    return is_one_of(name, boolean_attributes);
}

inline constexpr std::array<std::string_view, 4> optional_values{"popover", "download", "crossorigin", "alt"};
constexpr bool may_stand_without_value(std::string_view name)
{
    return is_boolean_attribute(name) || is_one_of(name, optional_values)
        || same_ignoring_case(name.substr(0, 5), "data-");
}

constexpr bool is_event_handler(std::string_view name)
{
    return name.size() > 2 && same_ignoring_case(name.substr(0, 2), "on");
}

constexpr bool is_attribute_name_character(char c)
{
    return is_letter(c) || is_digit(c) || c == '-' || c == ':' || c == '_' || c == '.';
}

constexpr bool is_json_type(std::string_view value)
{
    return value == "application/ld+json" || value == "application/json";
}

// Of an address written in the literal: relative, or one of the schemes that Url knows too.
constexpr bool has_allowed_scheme(std::string_view address)
{
    constexpr std::array<std::string_view, 5> schemes{"http", "https", "mailto", "tel", "geo"};
    for (std::size_t i = 0; i < address.size(); ++i) {
        char const c = address[i];
        if (c == ':')
            return is_one_of(address.substr(0, i), schemes);
        if (c == '/' || c == '?' || c == '#' || c == '{')
            return true;
        // White space and entities could hide a scheme that the browser still finds.
        if (static_cast<unsigned char>(c) <= ' ' || c == '&')
            return false;
    }
    return true;
}

inline constexpr std::array<std::string_view, 41> entities{
    "amp",   "lt",     "gt",     "quot",   "apos",  "nbsp",  "shy",   "ndash", "mdash", "hellip", "laquo",
    "raquo", "lsaquo", "rsaquo", "bdquo",  "ldquo", "rdquo", "sbquo", "lsquo", "rsquo", "middot", "bull",
    "times", "minus",  "euro",   "copy",   "sect",  "deg",   "rarr",  "larr",  "uarr",  "darr",   "lrm",
    "rlm",   "zwj",    "zwnj",   "thinsp", "ensp",  "emsp",  "le",    "ge"};
constexpr bool is_known_entity(std::string_view name)
{
    if (name.size() > 1 && name[0] == '#') {
        bool const is_hexadecimal = name[1] == 'x' || name[1] == 'X';
        std::string_view const digits = name.substr(is_hexadecimal ? 2 : 1);
        if (digits.empty() || digits.size() > 6)
            return false;
        for (char const c : digits)
            if (!is_digit(c) && !(is_hexadecimal && to_lower(c) >= 'a' && to_lower(c) <= 'f'))
                return false;
        return true;
    }
    for (std::string_view const entity : entities) // case matters here
        if (name == entity)
            return true;
    return false;
}

} // namespace kommin::html::detail
