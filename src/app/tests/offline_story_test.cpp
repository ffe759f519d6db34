// What a phone keeps of a municipality, to be read on a train: everything, in every language.

#include "app/tests/story.hpp"

#include "platform/json/json.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// By language, in the order of the list.
using OfflineList = std::vector<std::pair<std::string, std::vector<std::string>>>;

class OfflineStory : public PortalStory {
protected:
    static OfflineList offline_list(std::string const& language, std::string const& municipality)
    {
        OfflineList list;
        auto const json = json::parse(page("/" + language + "/orte/" + municipality + "/offline.json"));
        for (auto const& entry : *std::get<json::Value>(json).find("languages")->as_array()) {
            std::vector<std::string> pages;
            for (auto const& path : *entry.find("pages")->as_array())
                pages.push_back(*path.as_string());
            list.emplace_back(*entry.find("language")->as_string(), std::move(pages));
        }
        return list;
    }
    static std::vector<std::string> languages_of(OfflineList const& list)
    {
        std::vector<std::string> languages;
        for (auto const& [language, pages] : list)
            languages.push_back(language);
        return languages;
    }
};
KOMMIN_ON_BOTH_ENGINES(OfflineStory);

TEST_P(OfflineStory, every_language_is_named_the_one_being_read_first_and_german_next)
{
    EXPECT_THAT(
        languages_of(offline_list("uk", "luenen")),
        ElementsAre("uk", "de", "de-simple", "en", "tr", "ar", "ro"));
    EXPECT_THAT(
        languages_of(offline_list("de", "luenen")),
        ElementsAre("de", "de-simple", "en", "tr", "ar", "uk", "ro"));
}

TEST_P(OfflineStory, only_pages_that_exist_are_named_each_in_its_language)
{
    for (auto const& [language, pages] : offline_list("ar", "luenen")) {
        EXPECT_GT(pages.size(), 30U) << language;
        for (auto const& path : pages) {
            EXPECT_TRUE(path.starts_with("/" + language + "/")) << path;
            EXPECT_EQ(world().get(path).status(), http::Status::ok) << path;
        }
    }
}

TEST_P(OfflineStory, the_place_its_own_pages_and_every_page_of_its_offers_are_named)
{
    auto const pages = offline_list("tr", "luenen").front().second;
    for (auto const* path :
         {"/tr/", "/tr/orte/luenen", "/tr/info", "/tr/info/ort-luenen", "/tr/angebote?gemeinde=luenen",
          "/tr/angebote?gemeinde=luenen&seite=2"})
        EXPECT_THAT(pages, Contains(path));
    EXPECT_THAT(offline_list("tr", "unna").front().second, Not(Contains("/tr/info/ort-luenen")));

    auto const& snapshot = world().snapshot();
    for (auto const& offer : snapshot.offers()) {
        auto const path = "/tr/angebote/" + offer.slug;
        EXPECT_EQ(std::ranges::count(pages, path), offer.serves("luenen") ? 1 : 0) << offer.key;
    }
    EXPECT_THAT(page("/tr/angebote?gemeinde=luenen"), HasSubstr("&amp;seite=2"));
    // The last page of the list has no way on: nothing lies behind it that is not kept.
    auto const last = *std::find_if(pages.rbegin(), pages.rend(), [](std::string const& path) {
        return path.find("&seite=") != std::string::npos;
    });
    EXPECT_EQ(
        page(last).find("&amp;seite=" + std::to_string(std::stoi(last.substr(last.rfind('=') + 1)) + 1)),
        std::string::npos);
}

TEST_P(OfflineStory, the_page_of_a_place_says_how_much_there_is_to_keep)
{
    auto const list = offline_list("en", "luenen");
    EXPECT_THAT(
        page("/en/orte/luenen"),
        HasSubstr(
            "data-offline=\"/en/orte/luenen/offline.json\" data-pages=\""
            + std::to_string(list.front().second.size()) + "\" data-languages=\"7\" data-source=\"de\""));
    EXPECT_TRUE(world().get("/en/orte/luenen/offline.json").page_cache_lifetime())
        << "everybody gets the same";
}

TEST_P(OfflineStory, an_unknown_municipality_has_no_list)
{
    for (auto const* path :
         {"/de/orte/gibt-es-nicht/offline.json", "/uk/orte/Luenen/offline.json",
          "/xx/orte/luenen/offline.json"})
        EXPECT_EQ(world().get(path).status(), http::Status::not_found) << path;
}

}
} // namespace kommin::app
