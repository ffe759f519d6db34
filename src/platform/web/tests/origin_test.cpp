#include "platform/web/origin.hpp"

#include <gtest/gtest.h>

namespace kommin::web {
namespace {

bool elsewhere(http::Headers headers, std::string_view base_url = "")
{
    headers.push_back({"Host", "portal.example:8443"});
    return is_sent_from_elsewhere(
        http::Request::for_test(http::Method::post, "/de/barriere-melden", std::move(headers)), base_url);
}

TEST(FormOrigin, believes_what_new_browsers_say)
{
    EXPECT_FALSE(elsewhere({{"Sec-Fetch-Site", "same-origin"}}));
    EXPECT_FALSE(elsewhere({{"Sec-Fetch-Site", "none"}}));
    EXPECT_TRUE(elsewhere({{"Sec-Fetch-Site", "cross-site"}}));
    EXPECT_TRUE(elsewhere({{"Sec-Fetch-Site", "same-site"}})) << "another host of the same owner";
    EXPECT_FALSE(
        elsewhere({{"Sec-Fetch-Site", "same-origin"}, {"Origin", "https://behind-a-proxy.example"}}));
}

TEST(FormOrigin, compares_the_origin_where_a_browser_says_no_more)
{
    EXPECT_FALSE(elsewhere({{"Origin", "https://portal.example:8443"}}));
    EXPECT_FALSE(elsewhere({{"Origin", "https://PORTAL.example:8443"}}));
    EXPECT_TRUE(elsewhere({{"Origin", "https://portal.example"}})) << "another port is another origin";
    EXPECT_TRUE(elsewhere({{"Origin", "https://portal.example:8443.attacker.example"}}));
    EXPECT_TRUE(elsewhere({{"Origin", "null"}}));
    EXPECT_FALSE(elsewhere({{"Origin", "https://public.example"}}, "https://public.example"));
    EXPECT_TRUE(elsewhere({{"Origin", "https://other.example"}}, "https://public.example"));
}

TEST(FormOrigin, takes_silence_for_an_old_browser)
{
    EXPECT_FALSE(elsewhere({}));
}

}
} // namespace kommin::web
