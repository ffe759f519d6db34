#include "modules/portal/directory/offer_filter.hpp"
#include "modules/portal/directory/offer_list.hpp"

#include <gmock/gmock.h>

namespace kommin::portal {
namespace {

OfferFilter parse(std::string_view query)
{
    std::vector<std::string> const municipalities{"luenen", "unna"};
    std::vector<std::string> const languages{"de", "uk", "ar"};
    return OfferFilter::parse(*http::Form::parse(query), municipalities, languages, Categories{});
}

TEST(OfferFilter, reads_and_writes_the_same_address)
{
    auto const* address
        = "?q=Kurs%20%26%20Kaffee&gemeinde=luenen&kategorie=mbe&kategorie=jmd&thema=arbeit&sprache=uk"
          "&zielgruppe=frauen&kosten=keine&kinderbetreuung=ja&barrierefrei=ja&offen=jetzt";
    auto const filter = parse(std::string_view(address).substr(1));
    EXPECT_EQ(query_string(filter.fields(Categories{})), address);
    EXPECT_TRUE(filter.unknown.empty());
    EXPECT_EQ(filter.count(), 10);
}

TEST(OfferFilter, knows_the_life_situations_of_the_district)
{
    Categories district;
    auto const fourth = own_situation(3);
    district.apply(fourth, {.own = OwnSituation{"eigen-frauen", "heart"}});
    auto const read = [](Categories const& categories) {
        return OfferFilter::parse(*http::Form::parse("thema=eigen-frauen&thema=arbeit"), {}, {}, categories);
    };
    auto const filter = read(district);
    EXPECT_EQ(filter.situations, (std::vector{fourth, Situation::work}));
    EXPECT_EQ(query_string(filter.fields(district)), "?thema=eigen-frauen&thema=arbeit");
    EXPECT_EQ(filter.count(), 2);
    EXPECT_FALSE(filter.is_empty());
    Offer offer;
    EXPECT_FALSE(filter.accepts(offer));
    offer.situations = {fourth};
    EXPECT_TRUE(filter.accepts(offer));
    auto const elsewhere = read(Categories());
    EXPECT_EQ(elsewhere.situations, std::vector{Situation::work});
    EXPECT_EQ(elsewhere.unknown.front().second, "eigen-frauen") << "another district has none of that name";
}

TEST(OfferFilter, leaves_out_what_it_does_not_know_and_says_what)
{
    auto const filter = parse("gemeinde=dortmund&kategorie=x&sprache=tlh&offen=ja&seite=0&seite=9");
    EXPECT_TRUE(filter.is_empty());
    EXPECT_EQ(filter.page, 1);
    ASSERT_EQ(filter.unknown.size(), 5U);
    EXPECT_EQ(filter.unknown.front(), (std::pair<std::string, std::string>{"gemeinde", "dortmund"}));
}

TEST(OfferFilter, crafted_addresses_stay_small)
{
    std::string query = "q=" + std::string(5000, 'x');
    for (int i = 0; i < 100; ++i)
        query += "&kategorie=unbekannt" + std::to_string(i);
    auto const filter = parse(query);
    EXPECT_LE(filter.query.size(), longest_query);
    EXPECT_LE(filter.unknown.size(), 5U);
}

TEST(OfferFilter, a_shortened_query_makes_the_same_address_again)
{
    for (auto const* const blank : {"%20", "%0C", "%C2%A0"}) {
        auto const filter = parse("q=" + std::string(198, 'x') + blank + "y" + std::string(50, 'z'));
        auto const again = parse(query_string(filter.fields(Categories{})).substr(1));
        EXPECT_EQ(again.query, filter.query) << blank;
    }
}

TEST(OfferFilter, empty_form_fields_mean_nothing)
{
    EXPECT_TRUE(parse("q=&gemeinde=&kategorie=").is_empty());
    EXPECT_EQ(query_string({}), "");
}

TEST(OfferFilter, any_within_a_group_and_all_between_groups)
{
    Offer offer;
    offer.kind = OfferKind::mbe;
    offer.situations = {Situation::work, Situation::residence};
    offer.languages = {"de"};
    offer.interpreters = {"uk"};
    offer.cost = Cost::free;
    offer.wheelchair = Provided::partly;
    EXPECT_TRUE(parse("kategorie=mbe&kategorie=jmd&thema=arbeit&sprache=uk&kosten=keine&barrierefrei=ja")
                    .accepts(offer));
    EXPECT_FALSE(parse("kategorie=jmd&thema=arbeit").accepts(offer));
    EXPECT_FALSE(parse("kategorie=mbe&sprache=ar").accepts(offer));
    EXPECT_FALSE(parse("kinderbetreuung=ja").accepts(offer)) << "unknown is not yes";
    for (auto const cost : {Cost::fee, Cost::unknown}) {
        offer.cost = cost;
        EXPECT_FALSE(parse("kosten=keine").accepts(offer));
    }
    for (auto const access : {Provided::no, Provided::unknown}) {
        offer.wheelchair = access;
        EXPECT_FALSE(parse("barrierefrei=ja").accepts(offer));
    }
}

TEST(Distance, is_that_on_the_globe)
{
    EXPECT_NEAR(distance_km(51.53795, 7.68969, 51.61634, 7.52872), 14.1, 0.2); // Unna to Lünen
    EXPECT_DOUBLE_EQ(distance_km(51.5, 7.5, 51.5, 7.5), 0);
    EXPECT_NEAR(distance_km(0, 0, 0, 180), 20015, 1);
}

TEST(Offer, serves_its_place_those_it_covers_and_everybody_with_a_wider_reach)
{
    Offer offer;
    offer.municipality = "unna";
    offer.coverage = {"kamen"};
    EXPECT_TRUE(offer.serves("unna"));
    EXPECT_TRUE(offer.serves("kamen"));
    EXPECT_FALSE(offer.serves("selm"));
    offer.reach = Reach::district;
    EXPECT_TRUE(offer.serves("selm"));
}

TEST(ContentHash, changes_with_every_field_and_is_not_fooled_by_moving_text)
{
    Offer offer;
    offer.key = "ab";
    offer.slug = "c";
    auto moved = offer;
    moved.key = "a";
    moved.slug = "bc";
    EXPECT_NE(content_hash(offer), content_hash(moved));
    auto changed = offer;
    changed.required_documents.push_back({"Ausweis", {}});
    EXPECT_NE(content_hash(offer), content_hash(changed));
    EXPECT_EQ(content_hash(offer), content_hash(Offer{offer}));
}

} // namespace
} // namespace kommin::portal
