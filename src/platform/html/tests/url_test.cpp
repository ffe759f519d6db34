#include "platform/html/url.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <stdexcept>

namespace kommin::html {
namespace {

TEST(Url, accepts_the_five_schemes_from_outside)
{
    for (std::string_view const address :
         {"http://kreis-unna.de", "https://www.kreis-unna.de:8443/a?b=c#d", "https://[2001:db8::1]/x",
          "https://example.org?x", "mailto:a@b.de?subject=Hallo", "tel:+49-2303-270", "geo:51.5,7.6;u=35",
          "https://ar.wikipedia.org/wiki/%D8%A3"}) {
        auto const url = Url::external(address);
        ASSERT_TRUE(url) << address;
        EXPECT_EQ(url->text(), address);
    }
    EXPECT_EQ(Url::external("HTTPS://Example.org/A")->text(), "https://Example.org/A");
}

TEST(Url, refuses_other_schemes_and_their_disguises)
{
    for (std::string_view const address :
         {"javascript:alert(1)",
          "JaVaScRiPt:alert(1)",
          " javascript:alert(1)",
          "java\nscript:alert(1)",
          "java\tscript:alert(1)",
          "\x01javascript:alert(1)",
          "javascript&colon;alert(1)",
          "data:text/html,<script>",
          "vbscript:x",
          "file:///etc/passwd",
          "blob:https://a",
          "ftp://a.de",
          "//evil.example",
          "/\\evil.example",
          "www.kreis-unna.de",
          "",
          ":",
          "http:",
          "http://",
          "https:/a.de",
          "https:a.de",
          "\xE2\x80\x8Bjavascript:alert(1)",
          "jav\xC2\xAD"
          "ascript:x",
          "https://a.de/\xE2\x80\xAE"
          "fdp",
          "https://a.de/a b",
          "https://a.de/\n",
          "https://a.de/\xC2\x85",
          "https://a.de/\\x",
          "https://a.de/\"x",
          "https://a.de/<x",
          "https://kreis-unna.de@evil.example/",
          "https://a.de:99999/",
          "https://a.de:x/",
          "https://a.de:/",
          "https://:80/",
          "https://a..de/",
          "https://a%2e.de/",
          "https://[x]/",
          "mailto:",
          "mailto:a",
          "mailto:@b",
          "mailto:a%0Abcc:x@b.de",
          "tel:",
          "tel:+49 2303",
          "tel:x",
          "geo:",
          "https://a.de/\xFF"}) {
        EXPECT_FALSE(Url::external(address)) << address;
    }
    EXPECT_FALSE(Url::external(std::string_view("https://a.de/\0x", 15)));
    EXPECT_FALSE(Url::external("https://a.de/" + std::string(3000, 'a')));
}

TEST(Url, of_a_public_page_has_a_host_with_a_dot)
{
    for (auto const* good :
         {"https://kreis.example", "http://www.kreis.example/a?b#c", "https://127.0.0.1:8080/",
          "https://kreis.example:8443/"})
        EXPECT_TRUE(Url::public_page(good)) << good;
    for (auto const* bad :
         {"https://gibtesnicht", "https://intranet/a.html", "https://kreis?x=a.b", "https://kreis#a.b",
          "https://.example", "https://kreis.", "mailto:a@b.example", "tel:110", "javascript://a.b",
          "https:kreis.example", ""})
        EXPECT_FALSE(Url::public_page(bad)) << bad;
}

TEST(Url, encodes_what_people_paste)
{
    EXPECT_EQ(Url::external("https://a.de/Grüße|{x}")->text(), "https://a.de/Gr%C3%BC%C3%9Fe%7C%7Bx%7D");
}

TEST(Url, encodes_each_segment_of_a_path)
{
    EXPECT_EQ(Url::path({"de", "angebote", "a/b c?ü"}).text(), "/de/angebote/a%2Fb%20c%3F%C3%BC");
    EXPECT_EQ(Url::path({}).text(), "/");
    EXPECT_EQ(Url::path({"de", ""}).text(), "/de/");
    std::array<std::string_view, 2> const further{"orte", "a b"};
    EXPECT_EQ(Url::path("de", further).text(), "/de/orte/a%20b");
    EXPECT_EQ(Url::path("de", {}).text(), "/de");
}

TEST(Url, refuses_segments_that_would_change_the_path)
{
    EXPECT_THROW(static_cast<void>(Url::path({"", "evil.example"})), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(Url::path({""})), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(Url::path("", {})), std::invalid_argument);
    std::array<std::string_view, 2> const gap{"", "orte"};
    EXPECT_THROW(static_cast<void>(Url::path("de", gap)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(Url::path({"de", ".."})), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(Url::path({"."})), std::invalid_argument);
}

TEST(Url, adds_a_query_in_front_of_the_fragment)
{
    Url const url = Url::path({"a"}).with_fragment("k l").with_query({{"q", "ä&b"}, {"p", ""}});
    EXPECT_EQ(url.text(), "/a?q=%C3%A4%26b&p=#k%20l");
    EXPECT_EQ(url.with_query({{"r", "1"}}).with_fragment("m").text(), "/a?q=%C3%A4%26b&p=&r=1#m");
}

TEST(Url, dials_numbers_as_people_write_them)
{
    EXPECT_EQ(Url::phone("02303 27-0").text(), "tel:02303270");
    EXPECT_EQ(
        Url::phone("+49 (0)2303 / 27\xC2\xA0"
                   "12\xE2\x80\x93"
                   "3")
            .text(),
        "tel:+49230327123");
    EXPECT_EQ(Url::phone("02303 270 oder 02303 271").text(), "tel:02303270");
    EXPECT_EQ(Url::phone("(02303) 27-0").text(), "tel:02303270");
}

TEST(Url, encodes_mail_addresses)
{
    EXPECT_EQ(Url::mail(" integration@kreis-unna.de ").text(), "mailto:integration@kreis-unna.de");
    EXPECT_EQ(Url::mail("a&b?cc=x@b.de").text(), "mailto:a%26b%3Fcc%3Dx@b.de");
}

TEST(Url, writes_places_with_six_decimals_at_most)
{
    EXPECT_EQ(Url::geo(51.5333333333, 7.7).text(), "geo:51.533333,7.7");
    EXPECT_EQ(Url::geo(-0.0, -7).text(), "geo:0,-7");
    EXPECT_THROW(
        static_cast<void>(Url::geo(std::numeric_limits<double>::quiet_NaN(), 0)), std::invalid_argument);
}

TEST(Url, takes_only_places_on_this_site_as_local)
{
    EXPECT_EQ(Url::local("/de/suche?q=%20a&x=1#y")->text(), "/de/suche?q=%20a&x=1#y");
    for (std::string_view const address :
         {"", "de", "//evil.example", "/\\evil.example", "https://a.de", "/a b", "/a\n"})
        EXPECT_FALSE(Url::local(address)) << address;
}

} // namespace
} // namespace kommin::html
