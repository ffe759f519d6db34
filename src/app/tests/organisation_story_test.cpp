// The organisations that offers name.

#include "app/tests/offer_story.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Organisations : public OfferStory {
protected:
    void publish(Browser& editor, portal::OfferId id, std::string const& title, std::string const& more)
    {
        auto const seen = seen_on(editor.get(desk(id)).body_text());
        EXPECT_EQ(
            editor.post(desk(id, "/veroeffentlichen"), fields(seen, title, more)).status(),
            http::Status::see_other);
    }
};
KOMMIN_ON_BOTH_ENGINES(Organisations);

TEST_P(Organisations, keep_their_names_whoever_types_them)
{
    auto const choir = offer("chor", "Chor", "aalfeld");
    auto const cafe = offer("cafe", "Cafe", "aalfeld");
    auto editor = browser_of("conference_office");
    publish(editor, choir, "Chor", "organisation=AWO+Unna");
    publish(editor, cafe, "Cafe", "organisation=awo+unna");
    EXPECT_THAT(public_page("chor"), AllOf(HasSubstr("AWO Unna"), Not(HasSubstr("awo unna"))));
    EXPECT_THAT(public_page("cafe"), AllOf(HasSubstr("AWO Unna"), Not(HasSubstr("awo unna"))));

    // What is kept as a version says the same as the record: nothing has moved for whoever began there.
    auto const began = seen_on(editor.get(desk(cafe)).body_text());
    EXPECT_EQ(editor.post(desk(cafe, "/bestaetigen"), "fassung=" + began).status(), http::Status::see_other);
    auto const now = seen_on(editor.get(desk(cafe)).body_text());
    auto const base = began.substr(began.find('='));
    EXPECT_EQ(
        editor
            .post(
                desk(cafe, "/veroeffentlichen"),
                fields(
                    now.substr(0, now.find('&')) + "&grundlage" + base, "Cafe",
                    "organisation=AWO+Unna&street=Markt+1"))
            .status(),
        http::Status::see_other);
}

}
} // namespace kommin::app
