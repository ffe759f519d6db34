#include "platform/web/filled_form.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace kommin::web {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

FilledForm filled(std::string_view html, std::string_view entries)
{
    return fill_form(html, http::Form::parse(entries).value(), "token");
}

TEST(FilledFormTest, puts_texts_where_they_were_typed)
{
    auto const form = filled(
        R"(<form><input name="a" type="text" value="old" autocomplete="off"><input name="b" type="email"><textarea name="c" rows="3">x</textarea></form>)",
        "a=%22%3C%26&b=m%40x&c=%0D%0Az%3C");
    EXPECT_EQ(
        form.html,
        R"(<form><input name="a" type="text" value="&quot;&lt;&amp;" autocomplete="off"><input name="b" type="email" value="m@x"><textarea name="c" rows="3">)"
        "\n\nz&lt;</textarea></form>");
    EXPECT_TRUE(form.differs);
    EXPECT_THAT(form.left_over, IsEmpty());
}

TEST(FilledFormTest, chooses)
{
    auto const form = filled(
        R"(<input type="checkbox" name="l" value="ar" checked><input type="checkbox" name="l" value="tr" id="checked"><input type="radio" name="r" value="1" checked ><select name="s"><option value="">-</option><option value="x" selected>X</option><option value="y">Y</option></select>)",
        "l=tr&s=y");
    EXPECT_EQ(
        form.html,
        R"(<input type="checkbox" name="l" value="ar"><input type="checkbox" name="l" value="tr" id="checked" checked><input type="radio" name="r" value="1" ><select name="s"><option value="">-</option><option value="x">X</option><option value="y" selected>Y</option></select>)");
    EXPECT_TRUE(form.differs);
}

TEST(FilledFormTest, gives_fields_of_one_name_their_entries_in_order)
{
    auto const form = filled(
        R"(<input name="t" value=""><input name="t" value="2"><input name="t" value="3">)", "t=a&t=b");
    EXPECT_EQ(form.html, R"(<input name="t" value="a"><input name="t" value="b"><input name="t" value="3">)");
}

TEST(FilledFormTest, leaves_secrets_files_and_the_token)
{
    constexpr std::string_view html
        = R"(<input name="token" type="hidden" value="t"><input name="p" type="password" value=""><input name="f" type="file"><button name="b" value="1">Go</button>)";
    auto const form = filled(html, "token=x&p=x&f=x&b=2");
    EXPECT_EQ(form.html, html);
    EXPECT_FALSE(form.differs);
}

TEST(FilledFormTest, tells_whether_people_see_a_difference)
{
    constexpr std::string_view html
        = R"(<input type="hidden" name="version" value="4"><input name="a" value="x"><textarea name="c">)"
          "\n1\n2</textarea>"
          R"(<input type="checkbox" name="l" value="ar" checked><select name="s"><option value="">-</option><option value="y">Y</option></select>)";
    EXPECT_FALSE(filled(html, "version=3&a=x&c=1%0D%0A2&l=ar&s=").differs);
    EXPECT_TRUE(filled(html, "version=3&a=x&c=1%0D%0A2&s=").differs) << "a box";
    EXPECT_TRUE(filled(html, "a=x&c=1%0D%0A2&l=ar&s=y").differs) << "a choice";
    EXPECT_TRUE(filled(html, "a=&c=1%0D%0A2&l=ar&s=").differs) << "a text";
}

TEST(FilledFormTest, tells_what_has_no_place)
{
    auto const form = filled(
        R"(<input name="a" value=""><select name="s"><option value="x" selected>X</option></select><input type="checkbox" name="l" value="ar">)",
        "a=1&gone=Ein+Satz&s=weg&l=tr&none=");
    EXPECT_THAT(form.left_over, ElementsAre("Ein Satz", "weg", "tr"));
    EXPECT_EQ(
        form.html,
        R"(<input name="a" value="1"><select name="s"><option value="x" selected>X</option></select><input type="checkbox" name="l" value="ar">)");
}

// A postcode looks like the number of a version, "cafe" like a digest.
TEST(FilledFormTest, tells_by_their_names_what_nobody_has_typed)
{
    auto const form = filled(
        "<form></form>",
        "fassung=12&grundlage=3&schluessel=Kq-1&alle=1&quelle-title=0af3&stand-title=0af4&vorher-title=Chor"
        "&formularlauf=Kq-2&postcode=59423&title=cafe&fassungen=2");
    EXPECT_THAT(form.left_over, ElementsAre("59423", "cafe", "2"));
}

TEST(FilledFormTest, survives_what_is_no_form)
{
    for (auto const* html :
         {"", "<", "<input", "<textarea name=\"a\">", "<select name=\"a\"><option", "text"})
        EXPECT_EQ(filled(html, "a=1").html, html);
}

} // namespace
} // namespace kommin::web
