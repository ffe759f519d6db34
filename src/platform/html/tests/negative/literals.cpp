// Wrong uses of Writer: a line marked "refused" must be refused by the compiler with the words behind the
// mark, every other line must pass. scripts/check-negative-compilation sends this file through the compiler
// once.
// clang-format off
#include "platform/html/html.hpp"

#include <optional>
#include <string>

using namespace kommin::html;

namespace {

void write(Writer& w, std::string const& text, Url const& url, char const* pointer, bool flagged, double fraction)
{
    // What must pass.
    w("<p>{}</p>", text);
    w("<p title=\"{}\">{}</p>", text, 1);
    w("<a href=\"{}\" {}>{}</a>", url, Attributes{flag("hidden", flagged)}, [](Writer& inner) { inner("x"); });
    w("<p style=\"margin: 0\">{{}}</p>");
    w("<script src=\"{}\" defer></script>", url);
    w("<object><a href=\"/a\"></a></object><a href=\"tel:110\">110</a>");

    // Number of holes, braces, constants.
    w("<p>{}</p>"); // refused: literal_has_more_holes_than_arguments
    w("<p></p>", text); // refused: literal_has_fewer_holes_than_arguments
    w("<p>{</p>"); // refused: single_brace_write_two_for_a_literal_one
    w("<p>{0}</p>", text); // refused: single_brace_write_two_for_a_literal_one
    w(pointer); // refused: constant expression

    // Tags.
    w("<div>"); // refused: tag_is_not_closed_in_this_literal
    w("<div><p></div>"); // refused: closing_tag_does_not_match_the_open_one
    w("</div>"); // refused: closing_tag_does_not_match_the_open_one
    w("<br></br>"); // refused: closing_tag_of_an_element_without_content
    w("<div/>"); // refused: only_elements_without_content_and_svg_shapes_may_end_with_a_slash
    w("<div"); // refused: tag_name_is_not_valid
    w("<div class=\"a\""); // refused: tag_is_not_finished
    w("<p><div></div></p>"); // refused: element_cannot_stand_inside_this_one
    w("<a href=\"/a\"><b><a href=\"/b\"></a></b></a>"); // refused: element_cannot_stand_inside_this_one
    w("<p>a < b</p>"); // refused: less_than_sign_without_a_tag_write_lt_entity
    w("<p>a & b</p>"); // refused: ampersand_without_a_known_entity_write_amp
    w("<p>&nbps;</p>"); // refused: ampersand_without_a_known_entity_write_amp
    w("<a href=\"/a?b=c&d=e\"></a>"); // refused: ampersand_without_a_known_entity_write_amp
    w("<xmp></xmp>"); // refused: element_is_obsolete_and_not_allowed
    w("<p></p><!doctype html>"); // refused: doctype_must_be_html_and_stand_first
    w("<!doctype html public>"); // refused: doctype_must_be_html_and_stand_first
    w("<{}></b>", text); // refused: less_than_sign_without_a_tag_write_lt_entity
    w("<h{}></h1>", 1); // refused: hole_in_a_tag_or_attribute_name

    // Attributes.
    w("<p title={}></p>", text); // refused: attribute_value_needs_double_quotes
    w("<p title='a'></p>"); // refused: attribute_value_needs_double_quotes
    w("<p title=\"a></p>"); // refused: attribute_value_is_not_finished
    w("<p title></p>"); // refused: attribute_needs_a_value
    w("<p id=\"a\"class=\"b\"></p>"); // refused: attribute_needs_a_space_before_it
    w("<p id=\"a\" ID=\"b\"></p>"); // refused: attribute_is_written_twice
    w("<p data-{}=\"a\"></p>", text); // refused: hole_in_a_tag_or_attribute_name
    w("<p onclick=\"a()\"></p>"); // refused: event_handler_attributes_are_not_allowed
    w("<p OnClick=\"{}\"></p>", text); // refused: event_handler_attributes_are_not_allowed
    w("<p style=\"color: {}\"></p>", text); // refused: hole_in_a_style_attribute
    w("<iframe srcdoc=\"{}\"></iframe>", text); // refused: hole_in_this_attribute_is_not_allowed
    w("<meta http-equiv=\"refresh\" content=\"{}\">", text); // refused: hole_in_this_attribute_is_not_allowed
    w("<animate attributeName=\"href\" to=\"{}\"/>", text); // refused: hole_in_this_attribute_is_not_allowed
    w("<input checked=\"{}\">", text); // refused: boolean_attribute_has_no_value_use_flag
    w("<p {}></p>", text); // refused: tag_hole_needs_html_Attributes
    w("<p title=\"{}\"></p>", Safe("a")); // refused: attribute_hole_takes_only_text_or_numbers
    w("<p title=\"{}\"></p>", [](Writer&) { }); // refused: attribute_hole_takes_only_text_or_numbers

    // Addresses.
    w("<a href=\"{}\"></a>", text); // refused: address_attribute_needs_html_Url
    w("<a HREF=\"{}\"></a>", text); // refused: address_attribute_needs_html_Url
    w("<button formaction=\"{}\"></button>", text); // refused: address_attribute_needs_html_Url
    w("<img srcset=\"{} 2x\" alt=\"\">", text); // refused: address_attribute_needs_html_Url
    w("<use xlink:href=\"{}\"/>", text); // refused: address_attribute_needs_html_Url
    w("<form action=\"{}\"></form>", text); // refused: address_attribute_needs_html_Url
    w("<a href=\"/de/{}\"></a>", url); // refused: address_must_start_the_attribute_value
    w("<a href=\"javascript:x\"></a>"); // refused: address_attribute_with_a_scheme_that_is_not_allowed
    w("<a href=\" javascript:x\"></a>"); // refused: address_attribute_with_a_scheme_that_is_not_allowed
    w("<img src=\"data:image/png,x\" alt=\"\">"); // refused: address_attribute_with_a_scheme_that_is_not_allowed

    // Text that is not text.
    w("<script>{}</script>", text); // refused: script_needs_a_src_or_the_type_of_json_data
    w("<script>alert(1)</script>"); // refused: script_needs_a_src_or_the_type_of_json_data
    w("<script src=\"/a.js\">{}</script>", text); // refused: script_with_a_src_must_be_empty
    w("<script type=\"{}\"></script>", text); // refused: hole_in_this_attribute_is_not_allowed
    w("<script type=\"application/ld+json\">{}</script>", text); // refused: json_hole_needs_html_JsonLd
    w("<script type=\"application/ld+json\">[{}]</script>", JsonLd("1")); // refused: json_script_takes_exactly_one_hole
    w("<style>p {{ color: {} }}</style>", text); // refused: hole_inside_a_script_or_style_element
    w("<!-- {} -->", text); // refused: hole_inside_a_comment
    w("<!-- "); // refused: comment_is_not_finished
    w("<title>{}</title>", Safe("a")); // refused: plain_text_element_takes_only_text_or_numbers
    w("<textarea><b></b></textarea>"); // refused: plain_text_element_cannot_contain_tags
    w("<p>{}</p>", JsonLd("1")); // refused: text_hole_takes_text_numbers_safe_html_or_a_callable
    w("<p>{}</p>", Attributes{}); // refused: text_hole_takes_text_numbers_safe_html_or_a_callable
    w("<p>{}</p>", flagged); // refused: hole_takes_no_fractions_flags_or_other_types
    w("<p>{}</p>", fraction); // refused: hole_takes_no_fractions_flags_or_other_types
    w("<p>{}</p>", std::optional<std::string>("a")); // refused: hole_takes_no_fractions_flags_or_other_types
    w("<p>{}</p>", [](int) { }); // refused: hole_takes_no_fractions_flags_or_other_types

    // Attributes that come and go.
    static_cast<void>(attribute("onclick", "a")); // refused: event_handler_attributes_are_not_allowed
    static_cast<void>(attribute("href", "a")); // refused: address_attribute_needs_html_Url
    static_cast<void>(attribute("style", "a")); // refused: hole_in_a_style_attribute
    static_cast<void>(attribute("checked", "a")); // refused: boolean_attribute_has_no_value_use_flag
    static_cast<void>(attribute("a b", "a")); // refused: attribute_name_is_not_valid
    static_cast<void>(flag("title")); // refused: attribute_needs_a_value
    static_cast<void>(Url("javascript:x")); // refused: private
    static_cast<void>(Safe{text});
    w("<p>{}</p>", url);
}

} // namespace

void keep_alive(Writer& w) { write(w, "", Url::fragment("a"), "", true, 1.5); }
