#pragma once
// The compile-time reader behind Literal. Not for use elsewhere.

#include "platform/html/markup_facts.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kommin::html {

// Never defined: the name of the function is the message of the compiler.
namespace errors {
void literal_has_fewer_holes_than_arguments();
void literal_has_more_holes_than_arguments();
void single_brace_write_two_for_a_literal_one();
void less_than_sign_without_a_tag_write_lt_entity();
void ampersand_without_a_known_entity_write_amp();
void tag_is_not_finished();
void tag_name_is_not_valid();
void element_is_obsolete_and_not_allowed();
void tag_is_not_closed_in_this_literal();
void closing_tag_does_not_match_the_open_one();
void closing_tag_of_an_element_without_content();
void elements_are_nested_too_deeply();
void only_elements_without_content_and_svg_shapes_may_end_with_a_slash();
void element_cannot_stand_inside_this_one();
void attribute_name_is_not_valid();
void attribute_needs_a_space_before_it();
void attribute_is_written_twice();
void attribute_value_needs_double_quotes();
void attribute_value_is_not_finished();
void attribute_needs_a_value();
void boolean_attribute_has_no_value_use_flag();
void event_handler_attributes_are_not_allowed();
void address_attribute_with_a_scheme_that_is_not_allowed();
void address_must_start_the_attribute_value();
void address_attribute_needs_html_Url();
void attribute_hole_takes_only_text_or_numbers();
void text_hole_takes_text_numbers_safe_html_or_a_callable();
void plain_text_element_takes_only_text_or_numbers();
void tag_hole_needs_html_Attributes();
void json_hole_needs_html_JsonLd();
void hole_takes_no_fractions_flags_or_other_types();
void hole_in_a_tag_or_attribute_name();
void hole_in_a_style_attribute();
void hole_in_this_attribute_is_not_allowed();
void hole_inside_a_script_or_style_element();
void hole_inside_a_comment();
void comment_is_not_finished();
void doctype_must_be_html_and_stand_first();
void script_needs_a_src_or_the_type_of_json_data();
void script_with_a_src_must_be_empty();
void json_script_takes_exactly_one_hole();
void plain_text_element_cannot_contain_tags();
}

namespace detail {

// Where a hole stands; what an argument is.
enum class Position : std::uint8_t { text, plain_text, textarea_start, attribute, address, tag, json };
enum class Offered : std::uint8_t { printable, url, safe, json_ld, attributes, nested, unprintable };

// [begin, end) of the literal is replaced by the argument.
struct Hole {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    Position position = Position::text;
};

constexpr void check_argument(Position position, Offered offered)
{
    if (offered == Offered::unprintable)
        errors::hole_takes_no_fractions_flags_or_other_types();
    bool const is_plain = offered == Offered::printable || offered == Offered::url;
    switch (position) {
    case Position::text:
        if (!is_plain && offered != Offered::safe && offered != Offered::nested)
            errors::text_hole_takes_text_numbers_safe_html_or_a_callable();
        break;
    case Position::plain_text:
    case Position::textarea_start:
        if (!is_plain)
            errors::plain_text_element_takes_only_text_or_numbers();
        break;
    case Position::attribute:
        if (!is_plain)
            errors::attribute_hole_takes_only_text_or_numbers();
        break;
    case Position::address:
        if (offered != Offered::url)
            errors::address_attribute_needs_html_Url();
        break;
    case Position::tag:
        if (offered != Offered::attributes)
            errors::tag_hole_needs_html_Attributes();
        break;
    case Position::json:
        if (offered != Offered::json_ld)
            errors::json_hole_needs_html_JsonLd();
        break;
    }
}

class LiteralScanner {
public:
    constexpr LiteralScanner(std::string_view text, Hole* holes, std::size_t capacity)
        : text_(text)
        , holes_(holes)
        , capacity_(capacity)
    { }

    constexpr void scan()
    {
        while (!at_end()) {
            if (peek() == '<')
                read_markup();
            else
                read_character(Position::text);
        }
        if (depth_ != 0)
            errors::tag_is_not_closed_in_this_literal();
        if (hole_count_ != capacity_)
            errors::literal_has_fewer_holes_than_arguments();
    }

    [[nodiscard]] constexpr std::size_t length() const { return text_.size(); }
    [[nodiscard]] constexpr bool has_doubled_braces() const { return has_doubled_braces_; }

private:
    static constexpr std::size_t max_depth = 48;
    static constexpr std::size_t max_attributes = 32;

    // What decides about a start tag as a whole once it is read.
    struct StartTag {
        std::string_view element;
        std::array<std::string_view, max_attributes> names{};
        std::size_t name_count = 0;
        bool has_src = false;
        bool has_json_type = false;
        bool has_http_equiv = false;
        bool has_hole_in_content = false;
        bool ends_with_slash = false;
    };

    [[nodiscard]] constexpr bool at_end() const { return at_ >= text_.size(); }
    [[nodiscard]] constexpr char peek(std::size_t ahead = 0) const
    {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }
    [[nodiscard]] constexpr bool starts_with(std::string_view expected) const
    {
        return same_ignoring_case(text_.substr(at_, expected.size()), expected);
    }
    constexpr bool skip_space()
    {
        std::size_t const before = at_;
        while (is_space(peek()))
            ++at_;
        return at_ != before;
    }

    constexpr void add_hole(std::size_t begin, Position position)
    {
        at_ += 2;
        if (hole_count_ == capacity_)
            errors::literal_has_more_holes_than_arguments();
        holes_[hole_count_++]
            = Hole{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_), position};
    }

    // One character of text or of an attribute value; returns whether it was a hole.
    constexpr bool read_character(Position position)
    {
        char const c = peek();
        if (c == '{' && peek(1) == '}') {
            add_hole(at_, position);
            return true;
        }
        if (c == '{' || c == '}') {
            if (peek(1) != c)
                errors::single_brace_write_two_for_a_literal_one();
            has_doubled_braces_ = true;
            at_ += 2;
        } else if (c == '&') {
            read_entity();
        } else {
            ++at_;
        }
        return false;
    }

    constexpr void read_entity()
    {
        std::size_t const end = text_.find(';', at_);
        if (end == std::string_view::npos || !is_known_entity(text_.substr(at_ + 1, end - at_ - 1)))
            errors::ampersand_without_a_known_entity_write_amp();
        at_ = end + 1;
    }

    constexpr void read_markup()
    {
        if (starts_with("<!--"))
            read_comment();
        else if (peek(1) == '!')
            read_doctype();
        else if (peek(1) == '/')
            read_end_tag();
        else if (is_letter(peek(1)))
            read_start_tag();
        else
            errors::less_than_sign_without_a_tag_write_lt_entity();
    }

    constexpr void read_comment()
    {
        std::size_t const end = text_.find("-->", at_ + 4);
        if (end == std::string_view::npos)
            errors::comment_is_not_finished();
        if (text_.substr(at_, end - at_).find_first_of("{}") != std::string_view::npos)
            errors::hole_inside_a_comment();
        at_ = end + 3;
    }

    constexpr void read_doctype()
    {
        if (at_ != 0 || !starts_with("<!doctype html>"))
            errors::doctype_must_be_html_and_stand_first();
        at_ += std::string_view("<!doctype html>").size();
    }

    constexpr std::string_view read_tag_name()
    {
        std::size_t const begin = at_;
        while (is_letter(peek()) || is_digit(peek()) || peek() == '-')
            ++at_;
        if (peek() == '{')
            errors::hole_in_a_tag_or_attribute_name();
        if (at_ == begin || (!is_space(peek()) && peek() != '>' && peek() != '/'))
            errors::tag_name_is_not_valid();
        return text_.substr(begin, at_ - begin);
    }

    constexpr void read_end_tag()
    {
        at_ += 2;
        if (peek() == '{')
            errors::hole_in_a_tag_or_attribute_name();
        std::string_view const element = read_tag_name();
        skip_space();
        if (peek() != '>')
            errors::tag_is_not_finished();
        ++at_;
        if (is_void_element(element))
            errors::closing_tag_of_an_element_without_content();
        if (depth_ == 0 || open_[depth_ - 1] != element)
            errors::closing_tag_does_not_match_the_open_one();
        --depth_;
    }

    constexpr void read_start_tag()
    {
        ++at_;
        StartTag tag;
        tag.element = read_tag_name();
        if (is_refused_element(tag.element))
            errors::element_is_obsolete_and_not_allowed();
        check_place(tag.element);
        read_attributes(tag);
        if (tag.has_http_equiv && tag.has_hole_in_content)
            errors::hole_in_this_attribute_is_not_allowed();
        if (is_void_element(tag.element))
            return;
        if (tag.ends_with_slash) {
            if (!is_svg_shape(tag.element))
                errors::only_elements_without_content_and_svg_shapes_may_end_with_a_slash();
            return;
        }
        if (same_ignoring_case(tag.element, "script"))
            read_script(tag);
        else if (same_ignoring_case(tag.element, "style") || same_ignoring_case(tag.element, "iframe"))
            read_raw_text(tag.element);
        else if (same_ignoring_case(tag.element, "title") || same_ignoring_case(tag.element, "textarea"))
            read_plain_text(tag.element);
        else if (depth_ == max_depth)
            errors::elements_are_nested_too_deeply();
        else
            open_[depth_++] = tag.element;
    }

    // The browser would close or move these by itself, and the page would look other than it is written.
    constexpr void check_place(std::string_view element) const
    {
        for (std::size_t i = depth_; i > 0; --i) {
            std::string_view const outer = open_[i - 1];
            bool const ends_search = same_ignoring_case(outer, "button")
                || same_ignoring_case(outer, "object") || same_ignoring_case(outer, "template");
            if (same_ignoring_case(outer, "p") && ends_paragraph(element))
                errors::element_cannot_stand_inside_this_one();
            if (same_ignoring_case(outer, element)
                && (same_ignoring_case(element, "a") || same_ignoring_case(element, "form")
                    || same_ignoring_case(element, "button")))
                errors::element_cannot_stand_inside_this_one();
            if (same_ignoring_case(outer, "a") && same_ignoring_case(element, "button"))
                errors::element_cannot_stand_inside_this_one();
            if (ends_search)
                return;
        }
    }

    constexpr void read_attributes(StartTag& tag)
    {
        while (true) {
            std::size_t const before = at_;
            bool const has_space = skip_space();
            if (at_end())
                errors::tag_is_not_finished();
            if (peek() == '>') {
                ++at_;
                return;
            }
            if (peek() == '/' && peek(1) == '>') {
                at_ += 2;
                tag.ends_with_slash = true;
                return;
            }
            if (!has_space)
                errors::attribute_needs_a_space_before_it();
            if (peek() == '{' && peek(1) == '}') {
                // Attributes bring their own space, so that none of them leaves nothing behind.
                check_element_takes_holes(tag.element);
                add_hole(before, Position::tag);
                continue;
            }
            read_attribute(tag);
        }
    }

    constexpr void read_attribute(StartTag& tag)
    {
        std::size_t const begin = at_;
        while (is_attribute_name_character(peek()))
            ++at_;
        std::string_view const name = text_.substr(begin, at_ - begin);
        if (peek() == '{')
            errors::hole_in_a_tag_or_attribute_name();
        if (name.empty() || !is_letter(name[0])
            || (peek() != '=' && peek() != '>' && peek() != '/' && !is_space(peek())))
            errors::attribute_name_is_not_valid();
        for (std::size_t i = 0; i < tag.name_count; ++i)
            if (same_ignoring_case(tag.names[i], name))
                errors::attribute_is_written_twice();
        if (tag.name_count == max_attributes)
            errors::attribute_is_written_twice();
        tag.names[tag.name_count++] = name;
        if (is_event_handler(name))
            errors::event_handler_attributes_are_not_allowed();
        if (peek() != '=') {
            if (!may_stand_without_value(name))
                errors::attribute_needs_a_value();
            return;
        }
        ++at_;
        if (peek() != '"')
            errors::attribute_value_needs_double_quotes();
        ++at_;
        read_attribute_value(tag, name);
    }

    constexpr void read_attribute_value(StartTag& tag, std::string_view name)
    {
        bool const is_address = is_address_attribute(name);
        bool const is_list = same_ignoring_case(name, "srcset") || same_ignoring_case(name, "imagesrcset");
        std::size_t const begin = at_;
        bool has_hole = false;
        while (peek() != '"') {
            if (at_end())
                errors::attribute_value_is_not_finished();
            bool const at_start = at_ == begin;
            if (!read_character(is_address ? Position::address : Position::attribute))
                continue;
            has_hole = true;
            if (is_address && !is_list && !at_start)
                errors::address_must_start_the_attribute_value();
        }
        std::string_view const value = text_.substr(begin, at_ - begin);
        ++at_;
        if (has_hole)
            check_attribute_takes_holes(tag.element, name);
        if (is_address && !has_allowed_scheme(value))
            errors::address_attribute_with_a_scheme_that_is_not_allowed();
        if (same_ignoring_case(name, "src"))
            tag.has_src = true;
        if (same_ignoring_case(name, "type") && is_json_type(value))
            tag.has_json_type = true;
        if (same_ignoring_case(name, "http-equiv"))
            tag.has_http_equiv = true;
        if (same_ignoring_case(name, "content") && has_hole)
            tag.has_hole_in_content = true;
    }

    static constexpr void check_element_takes_holes(std::string_view element)
    {
        // These can turn another element's address into anything after the page has been loaded.
        if (is_animation_element(element))
            errors::hole_in_this_attribute_is_not_allowed();
    }

    static constexpr void check_attribute_takes_holes(std::string_view element, std::string_view name)
    {
        check_element_takes_holes(element);
        if (same_ignoring_case(name, "style"))
            errors::hole_in_a_style_attribute();
        if (same_ignoring_case(name, "srcdoc") || same_ignoring_case(name, "http-equiv"))
            errors::hole_in_this_attribute_is_not_allowed();
        if (same_ignoring_case(element, "script") && same_ignoring_case(name, "type"))
            errors::hole_in_this_attribute_is_not_allowed();
        if (is_boolean_attribute(name))
            errors::boolean_attribute_has_no_value_use_flag();
    }

    [[nodiscard]] constexpr std::size_t find_end_tag(std::string_view element) const
    {
        for (std::size_t i = at_; i + element.size() + 2 < text_.size(); ++i)
            if (text_[i] == '<' && text_[i + 1] == '/'
                && same_ignoring_case(text_.substr(i + 2, element.size()), element)
                && text_[i + 2 + element.size()] == '>')
                return i;
        errors::tag_is_not_closed_in_this_literal();
        return std::string_view::npos;
    }

    constexpr void read_script(StartTag const& tag)
    {
        std::size_t const end = find_end_tag(tag.element);
        if (tag.has_json_type) {
            if (text_.substr(at_, end - at_) != "{}")
                errors::json_script_takes_exactly_one_hole();
            add_hole(at_, Position::json);
        } else if (!tag.has_src) {
            errors::script_needs_a_src_or_the_type_of_json_data();
        } else if (end != at_) {
            errors::script_with_a_src_must_be_empty();
        }
        at_ = end + tag.element.size() + 3;
    }

    constexpr void read_raw_text(std::string_view element)
    {
        std::size_t const end = find_end_tag(element);
        while (at_ < end) {
            if (peek() == '{' && peek(1) == '}')
                errors::hole_inside_a_script_or_style_element();
            if (peek() == '&')
                ++at_;
            else
                read_character(Position::text);
        }
        at_ = end + element.size() + 3;
    }

    constexpr void read_plain_text(std::string_view element)
    {
        std::size_t const begin = at_;
        std::size_t const end = find_end_tag(element);
        bool const is_textarea = same_ignoring_case(element, "textarea");
        while (at_ < end) {
            if (peek() == '<')
                errors::plain_text_element_cannot_contain_tags();
            read_character(is_textarea && at_ == begin ? Position::textarea_start : Position::plain_text);
        }
        at_ = end + element.size() + 3;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    Hole* holes_;
    std::size_t capacity_;
    std::size_t hole_count_ = 0;
    bool has_doubled_braces_ = false;
    std::array<std::string_view, max_depth> open_{};
    std::size_t depth_ = 0;
};

} // namespace detail
} // namespace kommin::html
