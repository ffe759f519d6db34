// The facets of the offer list against the list itself: each number is what ticking the box would leave.

#include "app/tests/story.hpp"
#include "modules/portal/testing.hpp"

namespace kommin::app {
namespace {

i18n::LocalTime const monday_morning{
    std::chrono::year_month_day{std::chrono::year{2026}, std::chrono::November, std::chrono::day{23}},
    i18n::TimeOfDay{600}};

portal::OfferList list_for(portal::Snapshot const& snapshot, portal::OfferFilter const& filter)
{
    return portal::list_offers_for(snapshot, filter, i18n::Language::german(), monday_morning);
}

std::vector<portal::OfferFilter> filters()
{
    std::vector<portal::OfferFilter> filters(6);
    filters[1].municipality = "luenen";
    filters[2].kinds = {portal::OfferKind::mbe};
    filters[3].languages = {"tr"};
    filters[3].situations = {portal::Situation::residence};
    filters[4].query = "Beratung";
    filters[5].query = "Kurs";
    filters[5].target_groups = {portal::TargetGroup::newcomers};
    filters[5].open_now = true;
    return filters;
}

TEST(OfferListStory, each_facet_counts_what_ticking_it_alone_would_leave)
{
    auto const& snapshot = DemoWorld::on(db::Engine::sqlite).snapshot();
    for (auto const& filter : filters()) {
        auto const facets = list_for(snapshot, filter).facets;
        for (auto const& kind : portal::kind_words()) {
            auto ticked = filter;
            ticked.kinds = {kind.code};
            EXPECT_EQ(facets.of(kind.code), list_for(snapshot, ticked).total) << kind.word;
        }
        for (auto const& situation : portal::situation_words()) {
            auto ticked = filter;
            ticked.situations = {situation.code};
            EXPECT_EQ(facets.of(situation.code), list_for(snapshot, ticked).total) << situation.word;
        }
        for (auto const& group : portal::target_group_words()) {
            auto ticked = filter;
            ticked.target_groups = {group.code};
            EXPECT_EQ(facets.of(group.code), list_for(snapshot, ticked).total) << group.word;
        }
        for (std::size_t i = 0; i < snapshot.spoken_languages().size(); ++i) {
            auto ticked = filter;
            ticked.languages = {snapshot.spoken_languages()[i]};
            EXPECT_EQ(facets.languages.at(i), list_for(snapshot, ticked).total)
                << snapshot.spoken_languages()[i];
        }
    }
}

TEST(OfferListStory, the_pages_together_are_the_whole_list)
{
    auto const& snapshot = DemoWorld::on(db::Engine::sqlite).snapshot();
    for (auto filter : filters()) {
        std::vector<portal::Offer const*> paged;
        auto const pages = list_for(snapshot, filter).pages;
        for (filter.page = 1; filter.page <= pages; ++filter.page) {
            for (auto const& listed : list_for(snapshot, filter).offers)
                paged.push_back(listed.offer);
        }
        std::vector<portal::Offer const*> all;
        for (auto const& listed :
             portal::list_all_offers_for(snapshot, filter, i18n::Language::german(), monday_morning))
            all.push_back(listed.offer);
        EXPECT_EQ(paged, all);
    }
}

// Nothing is found until one of the ticked boxes is taken back; the page offers just those.
TEST(OfferListStory, a_way_out_leads_to_as_many_offers_as_it_says)
{
    auto const& snapshot = DemoWorld::on(db::Engine::sqlite).snapshot();
    portal::OfferFilter filter;
    filter.query = "Kurs";
    filter.kinds = {portal::OfferKind::jmd};
    filter.languages = {"tr"};
    filter.municipality = "selm";
    filter.with_childcare = true;
    auto const list = list_for(snapshot, filter);
    ASSERT_EQ(list.total, 0);
    for (auto const& [field, count] : list.ways_out) {
        auto without = filter;
        if (field == "q")
            without.query.clear();
        else if (field == "kategorie")
            without.kinds.clear();
        else if (field == "sprache")
            without.languages.clear();
        else if (field == "gemeinde")
            without.municipality.clear();
        else if (field == "kinderbetreuung")
            without.with_childcare = false;
        EXPECT_EQ(list_for(snapshot, without).total, count) << field;
    }
}

} // namespace
} // namespace kommin::app
