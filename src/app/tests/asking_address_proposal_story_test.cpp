// Whoever was asked at an address that is not public proposes changes: where that address goes along, and
// when it is forgotten.

#include "app/tests/asking_address_story.hpp"

namespace kommin::app {
namespace {

using ::testing::SizeIs;

class AskingAddressOfProposal : public AskingAddressStory { };
KOMMIN_ON_BOTH_ENGINES(AskingAddressOfProposal);

TEST_P(AskingAddressOfProposal, an_erased_one_is_told_nothing_any_more)
{
    auto editor = browser_of("municipal_editor", aalfeld_);
    type(editor, page_of(choir_), "chor@geheim-post.example");
    pass(one_day);
    auto const letters = new_letters();
    ASSERT_THAT(letters, SizeIs(1));
    EXPECT_EQ(propose(letters[0], "city=Neustadt").status(), http::Status::see_other);
    EXPECT_EQ(copies(), 1);
    auto again = browser_of("municipal_editor", aalfeld_); // that session has ended meanwhile
    type(again, page_of(choir_), "");
    EXPECT_EQ(copies(), 0);
    EXPECT_EQ(
        again.post(desk(choir_, "/verwerfen"), "fassung=" + seen_on(again.get(desk(choir_)).body_text()))
            .status(),
        http::Status::see_other);
    run_jobs();
    EXPECT_THAT(new_letters(), SizeIs(0));
}

TEST_P(AskingAddressOfProposal, that_of_an_organisation_is_forgotten_with_all_its_offers)
{
    auto office = browser_of("conference_office");
    type(office, page_of(organisation_of(choir_)), "Verband@geheim-post.example");
    pass(one_day);
    auto const letters = new_letters();
    ASSERT_THAT(letters, SizeIs(1));
    EXPECT_EQ(propose(letters[0], "city=Neustadt").status(), http::Status::see_other);
    EXPECT_EQ(copies(), 1);
    auto again = browser_of("conference_office");
    type(again, page_of(organisation_of(choir_)), "neue@geheim-post.example");
    EXPECT_EQ(copies(), 0);
}

TEST_P(AskingAddressOfProposal, a_proposal_in_the_inbox_carries_none_that_its_readers_may_not_see)
{
    auto office = browser_of("conference_office");
    named("singen", "Singen", "bergau", "Chorverband");
    type(office, page_of(organisation_of(choir_)), "verband@geheim-post.example");
    auto editor = browser_of("municipal_editor", aalfeld_);
    editor.post(desk(choir_), fields(seen_on(editor.get(desk(choir_)).body_text()), "Chor", "summary=Neu"));
    pass(one_day);
    auto const letters = new_letters();
    ASSERT_THAT(letters, SizeIs(1));
    EXPECT_EQ(propose(letters[0], "city=Neustadt").status(), http::Status::see_other);
    EXPECT_EQ(contact_of_message(), "");
}

TEST_P(AskingAddressOfProposal, a_proposal_in_the_inbox_carries_that_of_the_offer)
{
    auto editor = browser_of("municipal_editor", aalfeld_);
    type(editor, page_of(choir_), "chor@geheim-post.example");
    editor.post(desk(choir_), fields(seen_on(editor.get(desk(choir_)).body_text()), "Chor", "summary=Neu"));
    pass(one_day);
    auto const letters = new_letters();
    ASSERT_THAT(letters, SizeIs(1));
    EXPECT_EQ(propose(letters[0], "city=Neustadt").status(), http::Status::see_other);
    EXPECT_EQ(contact_of_message(), "chor@geheim-post.example");
}

} // namespace
} // namespace kommin::app
