// What the demonstration promises of itself, everywhere and for every record.

#include "app/tests/story.hpp"

#include "app/share.hpp"
#include "modules/portal/testing.hpp"
#include "platform/base/testing.hpp"
#include "platform/files/files.hpp"
#include "platform/json/json.hpp"
#include "platform/search/concepts.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::array<std::string_view, 5> complete_languages{"en", "tr", "ar", "uk", "ro"};

bool is_translated(portal::LocalisedText const& text, std::string_view tag)
{
    return std::ranges::any_of(text.translations, [&](portal::Translation const& translation) {
        return translation.language.tag() == tag && !translation.text.empty()
            && translation.source_hash == content::source_hash(text.source);
    });
}

// What a text states whatever its language: its figures without the signs between thousands, and where its
// links lead.
std::vector<std::string> facts_of(std::string const& text)
{
    static std::regex const figure(R"(\d+(?:(?:[.,]|\xC2\xA0)\d{3})*)");
    static std::regex const link(R"(\]\(([^)]+)\))");
    std::vector<std::string> facts;
    for (std::sregex_iterator at(text.begin(), text.end(), figure), end; at != end; ++at) {
        auto digits = at->str();
        std::erase_if(digits, [](char sign) { return sign < '0' || sign > '9'; });
        facts.push_back(std::move(digits));
    }
    std::ranges::sort(facts); // languages order them differently
    for (std::sregex_iterator at(text.begin(), text.end(), link), end; at != end; ++at)
        facts.push_back(at->str(1));
    return facts;
}

// Each public GET route with something that exists for every parameter.
std::vector<std::string> public_paths(std::vector<web::Module> const& modules, std::string const& language)
{
    std::vector<std::string> paths;
    for (auto const& module : modules) {
        for (auto const& route : module.routes) {
            bool const is_public = route.access.kind == web::Access::Kind::public_page
                || route.access.kind == web::Access::Kind::public_cached;
            if (!is_public || route.method != http::Method::get)
                continue;
            std::string path(route.pattern);
            std::string_view const slug = path.find("/info/") != std::string::npos ? "erste-schritte"
                : path.find("/konferenz/") != std::string::npos                    ? "2008"
                                                                : "auslaenderbehoerde-kreis-unna";
            for (auto const& [parameter, value] :
                 std::initializer_list<std::pair<std::string_view, std::string_view>>{
                     {"{lang:lang}", language},
                     {"{slug}", slug},
                     {"{gremium}", "1"},
                     {"{gemeinde}", "luenen"},
                     {"{token}", "abgelaufen"},
                     {"{meldung}", "1"},
                     {"{sitzung}", "11"},
                     {"{tagung}", "2027"},
                     {"{unterlage}", "1"},
                     {"{file}", "1.xml"},
                     {"{bild}", "unbekannt"},
                     {"{empfehlung}", "1"},
                     {"{ziel}", "integrationsleitziele-kreis-unna"},
                     {"{massnahme}", "kursangebot-elterndiplom"},
                     {"{datei}", "gross.webp"},
                     {"{rest*}", "x"}}) {
                if (auto const at = path.find(parameter); at != std::string::npos)
                    path.replace(at, parameter.size(), value);
            }
            EXPECT_EQ(path.find('{'), std::string::npos)
                << path << ": say here what stands for the parameter";
            paths.push_back(path);
        }
    }
    return paths;
}

TEST(DemonstrationStory, every_page_of_every_route_says_that_entries_are_samples)
{
    auto& world = DemoWorld::on(db::Engine::sqlite);
    std::size_t pages = 0;
    for (auto const* language : {"de", "ar"}) {
        for (auto const& path : public_paths(world.modules(), language)) {
            auto const answer = world.get(path);
            if (!answer.header("Content-Type").starts_with("text/html"))
                continue; // files, redirects
            ++pages;
            EXPECT_THAT(std::string(answer.body_text()), HasSubstr("class=\"km-demo\"")) << path;
        }
    }
    EXPECT_GE(pages, 28U);
}

// Half of it shows what a district has that knows whom to ask, the rest what is left to do.
TEST(DemonstrationStory, whom_to_ask_is_known_of_a_good_part_and_public_nowhere)
{
    auto& world = DemoWorld::on(db::Engine::sqlite);
    auto const root
        = json::parse(files::read_file(testing::source_folder() / "demo/asking.json", 100'000).value());
    std::set<std::string> secrets;
    for (auto const& [organisation, address] : *std::get<json::Value>(root).as_object()) {
        EXPECT_TRUE(address.as_string()->ends_with(".example")) << organisation;
        secrets.insert(*address.as_string());
    }
    std::size_t asked = 0;
    std::size_t in_private = 0;
    auto const tenant = world.db().load<TenantId>("SELECT id FROM tenants ORDER BY id LIMIT 1");
    for (auto const& offer : world.snapshot().offers()) {
        auto const address = portal::find_asked_address(world.db(), tenant, offer.id);
        asked += address ? 1U : 0U;
        in_private += address && portal::is_private(address->at) ? 1U : 0U;
    }
    EXPECT_GE(in_private, 55U);
    EXPECT_LE(asked, world.snapshot().offers().size() - 25) << "both cases are to be seen";

    auto paths = public_paths(world.modules(), "de");
    for (auto const& offer : world.snapshot().offers())
        paths.push_back("/de/angebote/" + offer.slug);
    for (auto const* place : world.snapshot().municipalities()) {
        paths.push_back("/de/orte/" + place->slug);
        paths.push_back("/de/orte/" + place->slug + "/offline.json");
        paths.push_back("/de/suche?q=" + place->slug + ".example");
    }
    std::size_t read = 0;
    for (auto const& path : paths) {
        auto const text = std::string(world.get(path).body_text());
        ++read;
        for (auto const& hidden : secrets)
            EXPECT_EQ(text.find(hidden), std::string::npos) << path << " says " << hidden;
    }
    EXPECT_GT(read, 150U);
}

TEST(DemonstrationStory, every_text_is_there_in_six_languages)
{
    auto const& snapshot = DemoWorld::on(db::Engine::sqlite).snapshot();
    std::size_t texts = 0;
    std::size_t notes = 0;
    auto const check
        = [&](std::string const& what, std::string_view field, portal::LocalisedText const& text) {
              if (text.empty())
                  return;
              ++texts;
              notes += field.ends_with(".note") ? 1U : 0U;
              for (auto const tag : complete_languages)
                  EXPECT_TRUE(is_translated(text, tag)) << what << ' ' << field << ' ' << tag;
          };
    for (auto const& offer : snapshot.offers())
        portal::each_localised_field(offer, [&](std::string_view field, portal::LocalisedText const& text) {
            check(offer.key, field, text);
        });
    for (auto const& page : snapshot.pages()) {
        if (page.kind == portal::PageKind::simple)
            continue; // in simple language of its own
        check(page.slug, "title", page.title);
        check(page.slug, "summary", page.summary);
        check(page.slug, "content", page.content);
    }
    ASSERT_EQ(snapshot.municipalities().size(), 10U);
    for (auto const* place : snapshot.municipalities()) {
        EXPECT_FALSE(place->intro.empty()) << place->slug;
        for (auto const tag : complete_languages) {
            auto const shown = snapshot.intro_of(*place, *i18n::Language::find(tag));
            EXPECT_TRUE(shown.is_in_wanted_language) << place->slug << ' ' << tag;
        }
    }
    EXPECT_GT(texts, 300U);
    EXPECT_GT(notes, 60U) << "on telephones, addresses, opening hours and single days";
}

TEST(DemonstrationStory, every_municipality_has_its_infrastructure_page_in_every_language)
{
    auto& world = DemoWorld::on(db::Engine::sqlite);
    auto const& snapshot = world.snapshot();
    auto const places = snapshot.municipalities();
    ASSERT_EQ(places.size(), 10U);
    for (auto const* place : places) {
        std::vector<portal::InfoPage const*> own;
        for (auto const& page : snapshot.pages()) {
            if (page.kind == portal::PageKind::place && page.municipality == place->slug)
                own.push_back(&page);
        }
        ASSERT_EQ(own.size(), 1U) << place->slug;
        auto const& page = *own.front();
        EXPECT_THAT(page.title.source, HasSubstr(place->name));
        auto const facts = facts_of(page.content.source);
        EXPECT_GT(facts.size(), 4U) << page.slug;
        for (auto const tag : complete_languages) {
            EXPECT_TRUE(is_translated(page.title, tag)) << page.slug << ' ' << tag;
            EXPECT_TRUE(is_translated(page.content, tag)) << page.slug << ' ' << tag;
            EXPECT_THAT(
                std::string(world.get("/" + std::string(tag) + "/orte/" + place->slug).body_text()),
                HasSubstr("/info/" + page.slug + '"'));
        }
        for (auto const& translation : page.content.translations)
            EXPECT_EQ(facts_of(translation.text), facts) << page.slug << ' ' << translation.language.tag();
    }
}

TEST(DemonstrationStory, the_map_has_an_outline_for_each_municipality_and_names_its_source)
{
    auto& world = DemoWorld::on(db::Engine::sqlite);
    auto const places = world.snapshot().municipalities();
    ASSERT_EQ(places.size(), 10U);
    for (auto const* path : {"/de/", "/de/orte", "/ar/orte"}) {
        auto const html = std::string(world.get(path).body_text());
        auto const begin = html.find("<figure class=\"km-figure km-map\"");
        if (std::string_view(path) == "/de/" && begin == std::string::npos)
            continue; // the home page may do with links
        ASSERT_NE(begin, std::string::npos) << path;
        auto const map = html.substr(begin, html.find("</figure>", begin) - begin);
        EXPECT_THAT(map, HasSubstr("viewBox=\"")) << path;
        for (auto const* place : places) {
            auto const link = map.find("/orte/" + place->slug + '"');
            ASSERT_NE(link, std::string::npos) << path << ' ' << place->slug;
            EXPECT_NE(map.find("<path", link), std::string::npos) << path << ' ' << place->slug;
        }
        // GeoNutzV § 3: who made it, and that it was changed.
        EXPECT_THAT(map, HasSubstr("GeoBasis-DE / BKG")) << path;
    }
}

TEST(DemonstrationStory, the_vocabulary_says_150_concepts_in_every_language)
{
    auto const parsed = search::Concepts::parse(
        files::read_file(find_shared("demo/search/concepts.csv"), std::size_t{1} << 20U).value());
    auto const& concepts = std::get<search::Concepts>(parsed).all();
    EXPECT_GE(concepts.size(), 150U);
    for (auto const& entry : concepts) {
        std::set<std::string> languages;
        for (auto const& term : entry.terms)
            languages.insert(term.language);
        for (auto const* tag : {"de", "en", "tr", "ar", "uk", "ro", "ru"})
            EXPECT_TRUE(languages.contains(tag)) << entry.id << ' ' << tag;
    }
}

TEST(DemonstrationStory, programs_are_told_what_somebody_has_read)
{
    auto& world = DemoWorld::on(db::Engine::sqlite);
    std::size_t services = 0;
    std::size_t courses = 0;
    for (auto const& offer : world.snapshot().offers()) {
        auto const html = std::string(world.get("/de/angebote/" + offer.slug).body_text());
        auto const opening = html.find("application/ld+json");
        ASSERT_NE(opening, std::string::npos) << offer.key;
        auto const begin = html.find('>', opening) + 1;
        auto const parsed = json::parse(html.substr(begin, html.find("</script>", begin) - begin));
        ASSERT_TRUE(std::holds_alternative<json::Value>(parsed)) << offer.key;
        auto const& data = std::get<json::Value>(parsed);
        auto const text = [&](std::string_view name) {
            auto const* value = data.find(name);
            auto const* string = value == nullptr ? nullptr : value->as_string();
            return string == nullptr ? std::string{} : std::string(*string);
        };
        bool const is_course = offer.kind == portal::OfferKind::integration_course;
        EXPECT_EQ(text("@context"), "https://schema.org");
        EXPECT_EQ(text("@type"), is_course ? "Course" : "GovernmentService") << offer.key;
        EXPECT_EQ(text("name"), offer.title.source) << offer.key;
        EXPECT_THAT(text("url"), HasSubstr("/de/angebote/" + offer.slug)) << offer.key;
        (is_course ? courses : services) += 1;
    }
    EXPECT_GT(services, 50U);
    EXPECT_GT(courses, 0U);
}

class OfferFilters : public DistrictStory {
protected:
    void SetUp() override
    {
        DistrictStory::SetUp();
        tenant_ = found(
            {.slug = "musterau",
             .name = "Kreis Musterau",
             .towns = {"aalfeld"},
             .languages = {"de", "en", "ar"}});
        publish(tenant_, [&](Work& work) {
            auto open = with_hours("offen", "Offene Stelle", 1);
            open.childcare = portal::Provided::yes;
            insert(work, open);
            auto closed = with_hours("zu", "Geschlossene Stelle", 2);
            closed.childcare = portal::Provided::no;
            insert(work, closed);
            insert(work, offer_called("ohne", "Stelle ohne Zeiten", "aalfeld"));
        });
    }
    // Nine to twelve on that weekday; the clock stands on a Monday at ten.
    static portal::Offer with_hours(std::string slug, std::string title, int weekday)
    {
        auto offer = offer_called(std::move(slug), std::move(title), "aalfeld");
        offer.confirmed_on = Date{std::chrono::year{2026}, std::chrono::November, std::chrono::day{20}};
        offer.hours.as_of = PartialDate(*offer.confirmed_on);
        offer.hours.weekly.push_back(
            {weekday, i18n::TimeOfDay::at(9, 0), i18n::TimeOfDay::at(12, 0), {}, {}, false, {}});
        portal::complete_hours(offer);
        return offer;
    }

    TenantId tenant_;
};
KOMMIN_ON_BOTH_ENGINES(OfferFilters);

TEST_P(OfferFilters, open_now_leaves_what_is_open_now)
{
    auto const all = page("/de/angebote");
    for (auto const* title : {"Offene Stelle", "Geschlossene Stelle", "Stelle ohne Zeiten"})
        EXPECT_THAT(all, HasSubstr(title));
    auto const open = page("/de/angebote?offen=jetzt");
    EXPECT_THAT(open, HasSubstr("Offene Stelle"));
    EXPECT_THAT(open, Not(HasSubstr("Geschlossene Stelle")));
    EXPECT_THAT(open, Not(HasSubstr("Stelle ohne Zeiten"))) << "nobody knows";
}

// The clock of the tests stands on 23 November 2026: half a year and the two reminders ago, it was 23 April.
TEST_P(OfferFilters, what_nobody_has_confirmed_for_seven_months_says_so_wherever_it_stands)
{
    std::string const on_page = "Lange nicht bestätigt";
    std::string const on_card = "Seit April 2026 nicht bestätigt";
    auto const confirmed = [&](std::string_view day) {
        connection().execute("UPDATE offers SET confirmed_on = ? WHERE slug = 'offen'", day);
        publish(tenant_, [](Work& /*work*/) { });
    };
    confirmed("2026-04-22");
    EXPECT_THAT(
        page("/de/angebote/offen"), AllOf(HasSubstr(on_page), HasSubstr("bestätigt am 22. April 2026.")));
    for (auto const* list : {"/de/angebote", "/de/suche?q=Offene", "/de/orte/aalfeld"}) {
        auto const html = page(list);
        auto const first = html.find(on_card);
        ASSERT_NE(first, std::string::npos) << list;
        EXPECT_EQ(html.find(on_card, first + 1), std::string::npos) << list << ": the others are in time";
    }
    EXPECT_THAT(page("/en/angebote"), HasSubstr("Not confirmed since April 2026"));
    EXPECT_THAT(page("/ar/angebote"), HasSubstr("آخر تأكيد"));

    confirmed("2026-04-23"); // the last reminder has just gone out
    EXPECT_THAT(page("/de/angebote/offen"), Not(HasSubstr(on_page)));
    EXPECT_THAT(page("/de/angebote"), Not(HasSubstr(on_card)));

    clock().set(clock().now() + std::chrono::hours{24});
    EXPECT_THAT(page("/de/angebote/offen"), HasSubstr(on_page)) << "no cache keeps it beyond the day";
    EXPECT_THAT(page("/de/angebote"), HasSubstr(on_card));

    connection().execute("UPDATE offers SET is_example = TRUE WHERE slug = 'offen'");
    publish(tenant_, [](Work& /*work*/) { });
    EXPECT_THAT(page("/de/angebote"), Not(HasSubstr(on_card))) << "an example says that it is one";
}

TEST_P(OfferFilters, with_childcare_leaves_what_says_so)
{
    auto const with = page("/de/angebote?kinderbetreuung=ja");
    EXPECT_THAT(with, HasSubstr("Offene Stelle"));
    EXPECT_THAT(with, Not(HasSubstr("Geschlossene Stelle")));
    EXPECT_THAT(with, Not(HasSubstr("Stelle ohne Zeiten")));
}

} // namespace
} // namespace kommin::app
