#include "platform/html/html.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace kommin::html {
namespace {

TEST(Writer, fills_text_holes_with_escaped_text_and_numbers)
{
    Writer w;
    w("<p>{} {} {}</p>", "a < b & \"c\" 'd'", 42, std::string("ü"));
    EXPECT_EQ(w.take(), "<p>a &lt; b &amp; &quot;c&quot; &#39;d&#39; 42 ü</p>");
    EXPECT_EQ(w.text(), "");
}

TEST(Writer, writes_a_whole_page_out_of_nested_functions)
{
    Writer w;
    std::vector<std::string> const names{"Unna", "Lünen"};
    auto const item = [](Writer& inner, std::string const& name, std::size_t index) {
        inner("<li id=\"o{}\">{}</li>", index, name);
    };
    auto const body = [&](Writer& inner) { inner("<ul>{}</ul>", each(names, item)); };
    w("<!doctype html><html lang=\"{}\" dir=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head>"
      "<body>{}</body></html>",
      "de", "ltr", "Orte <alle>", body);
    EXPECT_EQ(
        w.take(),
        "<!doctype html><html lang=\"de\" dir=\"ltr\"><head><meta charset=\"utf-8\"><title>Orte &lt;alle&gt;"
        "</title></head><body><ul><li id=\"o0\">Unna</li><li id=\"o1\">Lünen</li></ul></body></html>");
}

TEST(Writer, writes_addresses_escaped)
{
    Writer w;
    w("<a href=\"{}\">{}</a>", Url::path({"de", "suche"}).with_query({{"q", "a b"}, {"ort", "unna"}}), "x");
    EXPECT_EQ(w.take(), "<a href=\"/de/suche?q=a%20b&amp;ort=unna\">x</a>");
}

TEST(Writer, takes_several_addresses_in_srcset_and_text_after_an_address)
{
    Writer w;
    Url const one = Url::path({"1.png"});
    w("<img srcset=\"{} 1x, {} 2x\" src=\"{}#x\" alt=\"\">", one, Url::path({"2.png"}), one);
    EXPECT_EQ(w.take(), "<img srcset=\"/1.png 1x, /2.png 2x\" src=\"/1.png#x\" alt=\"\">");
}

TEST(Writer, leaves_out_attributes_that_are_not_there)
{
    Writer w;
    for (bool const is_here : {true, false})
        w("<a href=\"{}\" {}>x</a><input type=\"checkbox\" {}>", Url::fragment("a b"),
          Attributes{attribute("aria-current", "page", is_here)},
          Attributes{
              flag("checked", is_here), attribute("data-n", 3, is_here),
              attribute("formaction", Url::path({"f"}), is_here)});
    EXPECT_EQ(
        w.take(),
        "<a href=\"#a%20b\" aria-current=\"page\">x</a><input type=\"checkbox\" checked data-n=\"3\" "
        "formaction=\"/f\"><a href=\"#a%20b\">x</a><input type=\"checkbox\">");
}

TEST(Writer, escapes_values_of_optional_attributes)
{
    EXPECT_EQ(attribute("title", "\"><script>").text(), " title=\"&quot;&gt;&lt;script&gt;\"");
    Attributes attributes;
    attributes.add(flag("hidden")).add(attribute("lang", "de"));
    EXPECT_EQ(attributes.text(), " hidden lang=\"de\"");
}

TEST(Writer, copies_safe_html_as_it_is)
{
    Writer w;
    w("<div>{}</div>", Safe("<b>x</b>"));
    EXPECT_EQ(w.take(), "<div><b>x</b></div>");
}

TEST(Writer, keeps_json_from_ending_its_script)
{
    Writer w;
    w("<script type=\"application/ld+json\">{}</script>",
      JsonLd("{\"a\":\"</script><!--&\xE2\x80\xA8\xE2\x80\xA9\xE2\x82\xAC\"}"));
    EXPECT_EQ(
        w.take(),
        "<script type=\"application/ld+json\">{\"a\":\"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028\\u2029"
        "\xE2\x82\xAC\"}</script>");
}

TEST(Writer, writes_doubled_braces_once)
{
    Writer w;
    w("<style>a {{ color: red; }}</style><p>{{{}}} {{}}</p>", 1);
    EXPECT_EQ(w.take(), "<style>a { color: red; }</style><p>{1} {}</p>");
}

TEST(Writer, keeps_the_first_line_break_of_a_textarea)
{
    Writer w;
    w("<textarea name=\"t\">{}</textarea>", "\nzwei");
    w("<textarea name=\"t\">{}</textarea>", "eins");
    EXPECT_EQ(w.take(), "<textarea name=\"t\">\n\nzwei</textarea><textarea name=\"t\">eins</textarea>");
}

TEST(Writer, chooses_between_two_renderings)
{
    auto const yes = [](Writer& inner) { inner("<b>ja</b>"); };
    auto const no = [](Writer& inner) { inner("<i>nein</i>"); };
    Writer w;
    w("<p>{}{}{}</p>", when(true, yes), when(false, yes), when(false, yes, no));
    EXPECT_EQ(w.take(), "<p><b>ja</b><i>nein</i></p>");
}

TEST(Writer, keeps_a_temporary_range_alive_in_each)
{
    auto const list = [](int count) {
        return each(std::vector<int>(static_cast<std::size_t>(count), 7), [](Writer& inner, int value) {
            inner("<i>{}</i>", value);
        });
    };
    auto const three = list(3);
    Writer w;
    w("{}", three);
    EXPECT_EQ(w.take(), "<i>7</i><i>7</i><i>7</i>");
}

TEST(Writer, accepts_void_elements_svg_shapes_entities_and_custom_elements)
{
    Writer w;
    w("<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"{}\"/><linearGradient id=\"g\"><stop/>"
      "</linearGradient></svg><km-map data-open><br/><hr></km-map>&shy;&nbsp;&#8211;&#x2013;"
      "<!-- note --><details open><summary>s</summary></details><a href=\"mailto:a@b.de\">m</a>"
      "<script src=\"/a.js\" defer></script>",
      "M0 0");
    EXPECT_NE(w.text().find("<path d=\"M0 0\"/>"), std::string::npos);
}

TEST(Writer, replaces_control_characters_that_html_forbids)
{
    EXPECT_EQ(
        escape(std::string_view("a\0b\x1B\x7F\t\n", 7)),
        "a\xEF\xBF\xBD"
        "b\xEF\xBF\xBD\xEF\xBF\xBD\t\n");
}

TEST(Escape, finds_every_character_wherever_it_stands)
{
    for (unsigned c = 0; c < 256; ++c) {
        auto const character = std::string(1, static_cast<char>(c));
        auto const alone = escape(character);
        for (std::size_t before = 0; before < 36; ++before) {
            for (std::size_t const after : {0U, 1U, 15U, 16U, 17U}) {
                auto const head = std::string(before, 'x');
                auto const tail = std::string(after, 'y');
                ASSERT_EQ(escape(head + character + tail), head + alone + tail) << c << ' ' << before;
            }
        }
    }
    EXPECT_EQ(escape("\"a\" < 'b' & c > d"), "&quot;a&quot; &lt; &#39;b&#39; &amp; c &gt; d");
    EXPECT_EQ(escape({}), "");
}

} // namespace
} // namespace kommin::html
