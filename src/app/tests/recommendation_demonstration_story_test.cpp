// The recommendations of the demonstration: what the report says and no more.

#include "app/tests/story.hpp"

#include <gmock/gmock.h>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class RecommendationDemonstration : public PortalStory { };
KOMMIN_ON_BOTH_ENGINES(RecommendationDemonstration);

TEST_P(RecommendationDemonstration, has_both_sets_of_the_report_without_a_word_that_is_not_in_it)
{
    EXPECT_THAT(
        page("/de/konferenz/empfehlungen"),
        AllOf(
            HasSubstr("zu den vier Handlungsfeldern"), HasSubstr("Beteiligung und Mitwirkung"),
            HasSubstr("(erfunden)"), Not(HasSubstr("Begleitheft"))));
    EXPECT_THAT(
        page("/de/konferenz/empfehlungen/1"),
        AllOf(
            HasSubstr("Der Wortlaut ist nicht bekannt"), HasSubstr("Januar 2007"), HasSubstr("als Ziel"),
            HasSubstr("5. Juni 2007"), HasSubstr("Unsicher:")));
    EXPECT_THAT(
        page("/de/konferenz/empfehlungen/2"),
        AllOf(
            HasSubstr("Der Wortlaut ist nicht bekannt"), HasSubstr("<dt>2008</dt>"), HasSubstr("5. Tagung"),
            HasSubstr("Eine öffentliche Antwort gibt es noch nicht")));
    EXPECT_EQ(world().get("/de/konferenz/empfehlungen/4").status(), http::Status::not_found) << "a draft";
}

} // namespace
} // namespace kommin::app
