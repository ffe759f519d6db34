#include "platform/base/testing.hpp"
#include "platform/markdown/markdown.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <regex>
#include <set>
#include <thread>
#include <vector>

namespace kommin::markdown {
namespace {

TEST(Markdown, gives_paragraphs_emphasis_and_lists)
{
    EXPECT_EQ(
        to_html("Kommen Sie **ohne** Termin,\n*wir* helfen.\n\n- Pass\n- Foto\n"),
        "<p>Kommen Sie <strong>ohne</strong> Termin,\n<em>wir</em> helfen.</p>\n"
        "<ul>\n<li>Pass</li>\n<li>Foto</li>\n</ul>\n");
    EXPECT_EQ(to_html("3. c\n4. d"), "<ol start=\"3\">\n<li>c</li>\n<li>d</li>\n</ol>\n");
    EXPECT_EQ(to_html("- a\n\n- b"), "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>\n");
    EXPECT_EQ(to_html("- a\n  - b"), "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n");
    EXPECT_EQ(
        to_html("> Rat\n\n---\n\na  \nb `x<y` ~~alt~~"),
        "<blockquote><p>Rat</p>\n</blockquote>\n<hr>\n<p>a<br>\nb <code>x&lt;y</code> <del>alt</del></p>\n");
    EXPECT_EQ(to_html("```html\n<b>&\n```"), "<pre><code>&lt;b&gt;&amp;\n</code></pre>\n");
    EXPECT_EQ(to_html(""), "");
}

TEST(Markdown, headings_continue_the_outline_of_the_page)
{
    EXPECT_EQ(to_html("# A\n## B"), "<h2>A</h2>\n<h3>B</h3>\n");
    EXPECT_EQ(to_html("# A\n### B", {.first_heading_level = 5}), "<h5>A</h5>\n<h6>B</h6>\n");
    EXPECT_EQ(to_html("# A", {.first_heading_level = -3}), "<h1>A</h1>\n");
}

TEST(Markdown, tables_have_scoped_head_cells_and_alignment_by_class)
{
    EXPECT_EQ(
        to_html("| Tag | Zeit | Raum |\n|---|---:|:-:|\n| Mo | 9 | **A** |\n| Di |\n"),
        "<table>\n<thead>\n<tr><th scope=\"col\">Tag</th><th scope=\"col\" class=\"align-end\">Zeit</th>"
        "<th scope=\"col\" class=\"align-center\">Raum</th></tr>\n</thead>\n<tbody>\n"
        "<tr><td>Mo</td><td class=\"align-end\">9</td><td "
        "class=\"align-center\"><strong>A</strong></td></tr>\n"
        "<tr><td>Di</td><td class=\"align-end\"></td><td class=\"align-center\"></td></tr>\n"
        "</tbody>\n</table>\n");
    EXPECT_EQ(
        to_html("| a |\n|---|\n"),
        "<table>\n<thead>\n<tr><th scope=\"col\">a</th></tr>\n</thead>\n</table>\n");
}

TEST(Markdown, links_go_to_the_web_to_mail_to_a_telephone_or_inside)
{
    EXPECT_EQ(
        to_html("[BAMF](https://www.bamf.de/a?b=1&c=\"2\")"),
        "<p><a href=\"https://www.bamf.de/a?b=1&amp;c=%222%22\" rel=\"noopener\">BAMF</a></p>\n");
    EXPECT_EQ(to_html("[Post](mailto:a@b.de)"), "<p><a href=\"mailto:a@b.de\">Post</a></p>\n");
    EXPECT_EQ(to_html("[Ruf](<tel:02303 / 27-0>)"), "<p><a href=\"tel:02303270\">Ruf</a></p>\n");
    EXPECT_EQ(to_html("<tel:+492303270>"), "<p><a href=\"tel:+492303270\">tel:+492303270</a></p>\n");
    EXPECT_EQ(
        to_html("[a](/de/info) [b](#kurse)"), "<p><a href=\"/de/info\">a</a> <a href=\"#kurse\">b</a></p>\n");
    EXPECT_EQ(to_html("[ü](/de/größe)"), "<p><a href=\"/de/gr%C3%B6%C3%9Fe\">ü</a></p>\n");
}

TEST(Markdown, no_link_stands_inside_a_link)
{
    EXPECT_EQ(
        to_html("[Rufen Sie <tel:02303270> an](/de/kontakt)"),
        "<p><a href=\"/de/kontakt\">Rufen Sie tel:02303270 an</a></p>\n");
    EXPECT_EQ(
        to_html("[a <https://eins.example>](https://zwei.example) <https://drei.example>"),
        "<p><a href=\"https://zwei.example\" rel=\"noopener\">a https://eins.example</a>"
        " <a href=\"https://drei.example\" rel=\"noopener\">https://drei.example</a></p>\n");
    // Where the outer one leads nowhere allowed, the inner one is a link.
    EXPECT_EQ(
        to_html("[a <https://eins.example>](javascript:x)"),
        "<p>a <a href=\"https://eins.example\" rel=\"noopener\">https://eins.example</a></p>\n");
}

TEST(Markdown, an_unsafe_link_leaves_its_text)
{
    for (auto const* link :
         {"javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x",
          "file:///etc/passwd", "//evil.example/x", "/\\evil.example", "\\\\evil.example", "relative/page",
          "ftp://x.de/", "https:x", "tel:", "&#106;avascript:alert(1)", "java&#10;script:alert(1)",
          "seite:anmelden", "http://", "mailto:"}) {
        auto const html = to_html(std::string("[**Text**](<") + link + ">)");
        EXPECT_EQ(html, "<p><strong>Text</strong></p>\n") << link;
    }
}

TEST(Markdown, the_editors_own_link_names_are_resolved_by_the_caller)
{
    Options options;
    options.resolve_link = [](std::string_view link) -> std::optional<std::string> {
        if (link == "seite:anmelden")
            return "/de/info/anmelden";
        if (link == "seite:boese")
            return "javascript:alert(1)";
        return std::nullopt;
    };
    EXPECT_EQ(to_html("[a](seite:anmelden)", options), "<p><a href=\"/de/info/anmelden\">a</a></p>\n");
    EXPECT_EQ(to_html("[a](seite:weg)", options), "<p>a</p>\n");
    EXPECT_EQ(to_html("[a](seite:boese)", options), "<p>a</p>\n");
    EXPECT_EQ(
        to_html("[a](https://b.de)", options), "<p><a href=\"https://b.de\" rel=\"noopener\">a</a></p>\n");
}

TEST(Markdown, raw_html_loses_its_tags_and_keeps_its_text)
{
    EXPECT_EQ(to_html("a <b onclick=\"x\">fett</b> <script>c</script>"), "<p>a fett c</p>\n");
    EXPECT_EQ(
        to_html("<div class=x>\nText & mehr <br>\n</div>\n\nDanach"),
        "<p>Text &amp; mehr</p>\n<p>Danach</p>\n");
    EXPECT_EQ(to_html("<script>alert(1 < 2)</script>"), "<p>alert(1 &lt; 2)</p>\n");
    EXPECT_EQ(to_html("<!-- intern -->\n\na <!-- b --> c"), "<p>a  c</p>\n");
    EXPECT_EQ(to_html("<style>\nbody{}"), "<p>body{}</p>\n");
    EXPECT_EQ(to_html("&lt;script&gt;"), "<p>&lt;script&gt;</p>\n");
}

TEST(Markdown, an_image_becomes_its_alternative_text)
{
    EXPECT_EQ(to_html("![Das *Kreishaus*](https://x.de/a.png)"), "<p>Das <em>Kreishaus</em></p>\n");
}

TEST(Markdown, whatever_comes_in_only_known_tags_come_out_and_they_nest)
{
    std::vector<std::string> const pieces{"# ",          "- ",
                                          "1. ",         "> ",
                                          "**",          "*",
                                          "_",           "~~",
                                          "`",           "```\n",
                                          "[",           "](",
                                          ")",           "<",
                                          ">",           "<b>",
                                          "</b>",        "<a href=x>",
                                          "![",          "|",
                                          "|---|\n",     "\n",
                                          "\n\n",        "    ",
                                          "javascript:", "https://a.de",
                                          "\"",          "'",
                                          "&",           "&#60;",
                                          "<!--",        "-->",
                                          "\\",          "ü",
                                          "\xFF",        "\x01",
                                          "a",           "<svg onload=1>",
                                          "tel:1234567", "<?",
                                          "<![CDATA[",   "---\n",
                                          "\t",          "http://"};
    std::set<std::string> const known{"p",  "h1",         "h2",    "h3",    "h4", "h5", "h6", "ul",     "ol",
                                      "li", "blockquote", "pre",   "code",  "hr", "br", "em", "strong", "del",
                                      "a",  "table",      "thead", "tbody", "tr", "th", "td"};
    std::regex const tag(
        R"re(<(/?)([a-z0-9]+)((?: (?:href="(?:https?://|mailto:|tel:|/(?!/)|#)[^"<>\s]*"|rel="noopener"|start="\d+"|scope="col"|class="align-(?:end|center)"))*)>)re",
        std::regex::icase);
    std::uint64_t seed = 42;
    auto const draw = [&](std::size_t below) {
        seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::size_t>(seed >> 33U) % below;
    };
    for (int round = 0; round < 3000; ++round) {
        std::string source;
        for (auto length = draw(30); length > 0; --length)
            source += pieces[draw(pieces.size())];
        auto const html = to_html(source);
        std::vector<std::string> open;
        std::size_t position = 0;
        for (std::size_t i = html.find('<'); i != std::string::npos; i = html.find('<', position)) {
            ASSERT_EQ(html.substr(position, i - position).find('>'), std::string::npos) << source << "\n"
                                                                                        << html;
            std::smatch match;
            auto const begin = html.cbegin() + static_cast<std::ptrdiff_t>(i);
            ASSERT_TRUE(
                std::regex_search(begin, html.cend(), match, tag, std::regex_constants::match_continuous))
                << source << "\n"
                << html;
            auto const name = match[2].str();
            ASSERT_TRUE(known.contains(name)) << html;
            if (match[1].length() > 0) {
                ASSERT_FALSE(open.empty()) << html;
                ASSERT_EQ(open.back(), name) << source << "\n" << html;
                open.pop_back();
            } else if (name != "br" && name != "hr") {
                open.push_back(name);
            }
            position = i + static_cast<std::size_t>(match.length());
        }
        ASSERT_TRUE(open.empty()) << source << "\n" << html;
    }
}

TEST(Markdown, plain_text_has_the_words_in_lines_per_block)
{
    EXPECT_EQ(
        to_plain_text("# Kurs\n\nFür **alle**,\nauch [hier](https://x.de).\n\n- a\n- b "
                      "`c`\n\n|x|y|\n|-|-|\n|1|2|\n\n<div>z</div>"),
        "Kurs\nFür alle, auch hier.\na\nb c\nx y\n1 2\nz");
    EXPECT_EQ(to_plain_text("![Bild](a.png) &amp; <b>mehr</b>"), "Bild & mehr");
    EXPECT_EQ(to_plain_text(""), "");
}

std::string repeated(std::string_view piece, std::size_t count)
{
    std::string text;
    while (count-- > 0)
        text += piece;
    return text;
}

std::size_t occurrences(std::string_view text, std::string_view piece)
{
    std::size_t count = 0;
    for (auto at = text.find(piece); at != std::string_view::npos; at = text.find(piece, at + 1))
        ++count;
    return count;
}

// Each of these once took seconds to minutes, or made megabytes of kilobytes.
TEST(Markdown, the_work_for_a_text_is_in_proportion_to_its_length)
{
    auto const list = repeated("- ", 50'000) + "x\n";
    auto const columns = repeated("a|", 1'000) + "\n" + repeated("-|", 1'000) + "\n";
    for (auto const& text :
         {list + repeated("\n", 100'000), list + repeated("\r", 100'000), list + repeated("y\n", 50'000),
          repeated("> ", 100'000) + "x", repeated("1. ", 80'000), columns + repeated("|b\n", 80'000),
          "a|b|c|d\n-|-|-|-\n" + repeated("x\n", 100'000),
          "[a]: https://x.de/" + std::string(100'000, 'u') + "\n\n" + repeated("[a] ", 30'000),
          "[a]: /x \"" + repeated("t\n", 50'000) + "\"\n\n" + repeated("[a] ", 30'000),
          repeated("![[]()", 40'000), repeated("![a", 80'000),
          repeated("- ", 20) + repeated("![[]()", 40'000)})
        EXPECT_LT(to_html(text).size(), 4 * max_bytes) << text.substr(0, 20);
}

TEST(Markdown, what_goes_beyond_the_limits_is_printed_as_it_was_typed)
{
    auto const deep = to_html(repeated("- ", 30) + "x");
    EXPECT_EQ(occurrences(deep, "<ul>"), 16U);
    EXPECT_NE(deep.find("- - - x"), std::string::npos) << deep;
    EXPECT_NE(to_html(repeated("1. ", 30) + "x").find("1. 1. x"), std::string::npos);
    auto const wide = to_html(repeated("|a", 300) + "\n" + repeated("|-", 300));
    EXPECT_EQ(wide.find("<table>"), std::string::npos);
    EXPECT_NE(wide.find("|-|-"), std::string::npos);
}

TEST(Markdown, an_honest_text_is_within_the_limits)
{
    std::string outline;
    for (std::size_t level = 0; level < 10; ++level)
        outline += std::string(level * 2, ' ') + "- x\n";
    EXPECT_EQ(occurrences(to_html(outline), "<ul>"), 10U);
    EXPECT_EQ(to_html(repeated("* ", 40)), "<hr>\n");
    auto const columns = repeated("|a", 40) + "|\r\n" + repeated("|-", 40) + "|\r\n";
    EXPECT_EQ(occurrences(to_html(columns + repeated("|b|c|\r\n", 500)), "<td>"), 40U * 500);
    EXPECT_EQ(occurrences(to_html("[a]: https://x.de/\n\n" + repeated("[a] ", 2'000)), "href"), 2'000U);
    EXPECT_EQ(to_html("a\r\nb\rc\r\n\r\nd"), "<p>a\nb\nc</p>\n<p>d</p>\n");
}

TEST(Markdown, more_than_the_limit_is_refused)
{
    EXPECT_NO_THROW(to_html(std::string(max_bytes, 'a')));
    EXPECT_THROW(to_html(std::string(max_bytes + 1, 'a')), std::length_error);
    EXPECT_THROW(to_plain_text(std::string(max_bytes + 1, 'a')), std::length_error);
}

TEST(Markdown, invalid_bytes_become_replacement_characters)
{
    EXPECT_EQ(to_html("a\xFF"), "<p>a\xEF\xBF\xBD</p>\n");
}

// cmark-gfm keeps global tables while it parses; threads once lost each other's tables and strikethrough.
TEST(Markdown, threads_may_render_at_the_same_time)
{
    std::string source = "| a | b |\n|---|---|\n";
    for (int row = 0; row < 30; ++row)
        source += "| ~~alt~~ | **neu** ~~x~~ |\n";
    auto const expected = to_html(source);
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&] {
            for (int n = 0; n < testing::rounds(200); ++n)
                wrong += to_html(source) == expected ? 0 : 1;
        });
    }
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(wrong, 0);
}

}
} // namespace kommin::markdown
