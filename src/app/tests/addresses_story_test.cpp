// How the world learns under which addresses the site is reached: sitemap, QR codes, canonical links.

#include "app/tests/story.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <span>

namespace kommin::app {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// What stands in all elements of this name.
std::vector<std::string> elements(std::string_view xml, std::string const& name)
{
    std::vector<std::string> found;
    auto const begin = '<' + name + '>';
    auto const end = "</" + name + '>';
    for (auto at = xml.find(begin); at != std::string_view::npos; at = xml.find(begin, at)) {
        at += begin.size();
        found.emplace_back(xml.substr(at, xml.find(end, at) - at));
    }
    return found;
}

// Nobody searches here, and to index a thousand records takes long.
search::Index empty_index(std::span<search::Document const>, search::Concepts const& concepts)
{
    return search::Index::build({}, concepts);
}

class LargeDistrict : public DistrictStory {
protected:
    LargeDistrict()
        : DistrictStory({.base_url = "https://portal.example"}, portal_with_index(&empty_index))
    { }
};
// One engine is enough: the sitemap is made of what lies in memory, and to store so many offers takes
// seconds.
INSTANTIATE_TEST_SUITE_P(Engines, LargeDistrict, ::testing::Values(db::Engine::sqlite), db::engine_of_test);

TEST_P(LargeDistrict, has_a_sitemap_in_parts_that_name_every_page_once_in_every_language)
{
    constexpr int offers = 1'100; // more than one file takes
    std::vector<std::string> const languages{"de", "de-simple", "en", "tr", "ar", "uk", "ro"};
    std::vector<std::string> paths{"", "angebote", "orte", "info", "orte/aalfeld"};
    auto const tenant = tenants::found_district(
        connection(), clock().now(), {.towns = {"aalfeld"}, .languages = languages});
    publish(tenant, [&](Work& work) {
        for (int number = 1; number <= offers; ++number) {
            auto const slug = "kurs-" + std::to_string(number);
            insert(work, offer_called(slug, "Kurs", "aalfeld"));
            paths.push_back("angebote/" + slug);
        }
    });

    EXPECT_THAT(
        elements(page("/sitemap.xml"), "loc"),
        ElementsAre("https://portal.example/sitemap/1.xml", "https://portal.example/sitemap/2.xml"));
    std::vector<std::string> named;
    for (auto const* file : {"/sitemap/1.xml", "/sitemap/2.xml"}) {
        auto const urls = elements(page(file), "loc");
        EXPECT_GT(urls.size(), 0U) << file;
        EXPECT_LE(urls.size(), 50'000U) << file << ": more than a sitemap may have";
        named.insert(named.end(), urls.begin(), urls.end());
    }
    std::vector<std::string> expected;
    for (auto const& path : paths) {
        for (auto const& language : languages)
            expected.push_back("https://portal.example/" + language + '/' + path);
    }
    std::ranges::sort(named);
    std::ranges::sort(expected);
    EXPECT_TRUE(named == expected) << named.size() << " addresses instead of " << expected.size();

    for (auto const* beyond :
         {"/sitemap/0.xml", "/sitemap/3.xml", "/sitemap/-1.xml", "/sitemap/99999999999999999999.xml",
          "/sitemap/eins.xml", "/sitemap/.xml", "/sitemap/01.xml", "/sitemap/2305843009213693953.xml",
          "/sitemap/1", "/sitemap/1.xml.xml"})
        EXPECT_EQ(get(beyond).status(), http::Status::not_found) << beyond;
}

// An installation that has not been told its own name, and one that has.
class AddressOfTheSite : public DistrictStory {
protected:
    AddressOfTheSite()
        : AddressOfTheSite("")
    { }
    explicit AddressOfTheSite(std::string base_url)
        : DistrictStory({.base_url = std::move(base_url)})
    { }
    void SetUp() override
    {
        DistrictStory::SetUp();
        publish(found({.towns = {"aalfeld"}, .hosts = {"musterau.example"}}), [](Work& work) {
            insert(work, offer_called("naehkurs", "Nähkurs", "aalfeld"));
        });
    }
};
class UnknownAddress : public AddressOfTheSite { };
class KnownAddress : public AddressOfTheSite {
protected:
    KnownAddress()
        : AddressOfTheSite("https://portal.example")
    { }
};
KOMMIN_ON_BOTH_ENGINES(UnknownAddress);
KOMMIN_ON_BOTH_ENGINES(KnownAddress);

TEST_P(UnknownAddress, is_not_invented)
{
    for (auto const* path : {"/sitemap.xml", "/sitemap/1.xml", "/de/angebote/naehkurs/qr.svg"})
        EXPECT_EQ(get(path).status(), http::Status::not_found) << path;
    auto const robots = get("/robots.txt");
    EXPECT_EQ(robots.status(), http::Status::ok);
    EXPECT_THAT(robots.body_text(), Not(HasSubstr("Sitemap")));
    for (auto const* path : {"/de/", "/de/angebote", "/de/angebote/naehkurs", "/de/orte/aalfeld"}) {
        auto const html = page(path);
        EXPECT_THAT(html, HasSubstr("<link rel=\"canonical\" href=\"" + std::string(path) + "\">"));
        EXPECT_THAT(html, Not(HasSubstr("musterau.example")))
            << path << ": what a client calls us proves nothing";
    }
    EXPECT_THAT(page("/de/angebote/naehkurs"), Not(HasSubstr("qr.svg")));
}

TEST_P(KnownAddress, is_told_everywhere)
{
    for (auto const* path : {"/sitemap.xml", "/sitemap/1.xml", "/de/angebote/naehkurs/qr.svg"})
        EXPECT_EQ(get(path).status(), http::Status::ok) << path;
    EXPECT_THAT(page("/robots.txt"), HasSubstr("\nSitemap: https://portal.example/sitemap.xml\n"));
    EXPECT_THAT(
        page("/de/angebote/naehkurs"),
        HasSubstr("<link rel=\"canonical\" href=\"https://portal.example/de/angebote/naehkurs\">"));
    EXPECT_THAT(page("/de/angebote/naehkurs"), HasSubstr("src=\"/de/angebote/naehkurs/qr.svg\""));
}

} // namespace
} // namespace kommin::app
