#include "platform/markdown/markdown.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace kommin::markdown {
namespace {

std::optional<ReplacedLinks> replace(
    std::string_view markdown, std::string const& before, std::string const& after)
{
    return replace_links(markdown, [&](std::string_view link) {
        return link == before ? std::optional(after) : std::nullopt;
    });
}

std::string replaced(std::string_view markdown, std::string const& after = "https://neu.example/")
{
    auto const result = replace(markdown, "https://alt.example/", after);
    return result ? result->markdown : "by hand";
}

TEST(ReplaceLinks, changes_destinations_of_every_kind)
{
    EXPECT_EQ(replaced("[a](https://alt.example/)"), "[a](https://neu.example/)");
    EXPECT_EQ(replaced("[a]( <https://alt.example/> \"Titel\")"), "[a]( <https://neu.example/> \"Titel\")");
    EXPECT_EQ(replaced("<https://alt.example/>"), "<https://neu.example/>");
    EXPECT_EQ(
        replaced("[a][x] und [b][X]\n\n[x]: https://alt.example/\n"),
        "[a][x] und [b][X]\n\n[x]: https://neu.example/\n");
    EXPECT_EQ(replaced("[a](https://alt\\.example/)"), "[a](https://neu.example/)");
    EXPECT_EQ(
        replaced("| a |\n|---|\n| [b](https://alt.example/) |"),
        "| a |\n|---|\n| [b](https://neu.example/) |");
    EXPECT_EQ(replaced("[**fett [x]**](https://alt.example/)"), "[**fett [x]**](https://neu.example/)");
    auto const three = replace(
        "[a](https://alt.example/) <https://alt.example/> [c](https://alt.example/)", "https://alt.example/",
        "https://neu.example/");
    EXPECT_EQ(three->places, 3);
}

TEST(ReplaceLinks, leaves_words_code_pictures_and_longer_addresses_alone)
{
    for (auto const* text :
         {"https://alt.example/", "`[a](https://alt.example/)`", "    [a](https://alt.example/)",
          "```\n<https://alt.example/>\n```", "![a](https://alt.example/)", "[a](https://alt.example/b)",
          "[a](https://archiv.example/https://alt.example/)", "\\[a](https://alt.example/)", "", "](", "<",
          "]:"}) {
        EXPECT_EQ(replaced(text), text);
        EXPECT_EQ(replace(text, "https://alt.example/", "https://neu.example/")->places, 0) << text;
    }
    EXPECT_EQ(
        replaced("[https://alt.example/](https://alt.example/) `[x](https://alt.example/)`"),
        "[https://alt.example/](https://neu.example/) `[x](https://alt.example/)`")
        << "the words are the editors'";
}

TEST(ReplaceLinks, spells_the_new_address_so_that_it_leads_there)
{
    EXPECT_EQ(
        replaced("[a](https://alt.example/)", "https://neu.example/a(b"), "[a](<https://neu.example/a(b>)");
    EXPECT_EQ(
        replaced("[a](https://alt.example/)", "https://neu.example/a_(b)"), "[a](https://neu.example/a_(b))");
    EXPECT_EQ(
        replaced("[a](https://alt.example/)", "https://neu.example/?a[0]=1"),
        "[a](https://neu.example/?a[0]=1)");
    EXPECT_EQ(
        replaced("[a](https://alt.example/)", "https://neu.example/?a=1&copy;=2"),
        "[a](https://neu.example/?a=1&amp;copy;=2)");
    auto const entity
        = replace("[a](https://a.example/?b&amp;c)", "https://a.example/?b&c", "https://x.example/");
    EXPECT_EQ(entity->markdown, "[a](https://x.example/)");
    EXPECT_EQ(replaced("<https://alt.example/>", "https://neu.example/a b"), "by hand");
    EXPECT_EQ(replaced("[a](https://alt.example/)", "https://neu.example/>"), "[a](https://neu.example/>)");
}

TEST(ReplaceLinks, changes_all_or_nothing)
{
    EXPECT_EQ(replaced("[a](https&#58;//alt.example/) [b](https://alt.example/)"), "by hand");
}

TEST(ReplaceLinks, takes_its_time_with_hostile_texts)
{
    std::string text = "[a](https&#58;//alt.example/)";
    while (text.size() < 100'000)
        text += "`<https://alt.example/>` ";
    EXPECT_EQ(replaced(text), "by hand");
    // Read to its end from each of its 30,000 places it would take minutes.
    text = "[a](https&#58;//alt.example/)";
    while (text.size() < 60'000)
        text += "](";
    EXPECT_EQ(replaced(text), "by hand");
}

}
} // namespace kommin::markdown
