// Addresses for asking at night: those that take no mail, and those whose record has ended.

#include "app/tests/asking_address_story.hpp"

#include <map>
#include <memory>
#include <string>
#include <utility>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::SizeIs;

// Where the name servers say what the test wants, and it counts how often they were asked.
struct Names {
    std::map<std::string, linkcheck::Known> known;
    std::map<std::string, int> asked;
};
class AskingAddressesAtNight : public AskingAddressStory {
protected:
    explicit AskingAddressesAtNight(std::shared_ptr<Names> names = std::make_shared<Names>())
        : AskingAddressStory(
              {.checker = std::make_shared<linkcheck::Checker const>(linkcheck::CheckerOptions{
                   .takes_mail =
                       [names](std::string const& domain) {
                           ++names->asked[domain];
                           auto const found = names->known.find(domain);
                           return found == names->known.end() ? linkcheck::Known::yes : found->second;
                       }})})
        , names_(std::move(names))
    {
        names_->known.emplace(hidden_domain, linkcheck::Known::no);
    }

    std::shared_ptr<Names> names_;
};
KOMMIN_ON_BOTH_ENGINES(AskingAddressesAtNight);

TEST_P(AskingAddressesAtNight, one_that_waits_for_its_first_publication_has_not_ended)
{
    auto editor = browser_of("municipal_editor", aalfeld_);
    type(editor, page_of(choir_), "chor@geheim-post.example");
    commit_version(tenant_, [&](Work& work) {
        work.db().execute("UPDATE offers SET status = 'inactive', published_at = NULL WHERE id = ?", choir_);
    });
    pass(one_day);
    pass(one_day * 61);
    EXPECT_EQ(asked(choir_), "chor@geheim-post.example");
}

TEST_P(AskingAddressesAtNight, it_goes_weeks_after_its_record_has_ended)
{
    auto editor = browser_of("municipal_editor", aalfeld_);
    type(editor, page_of(choir_), "chor@geheim-post.example");
    auto const seen = [&] { return seen_on(editor.get(desk(choir_)).body_text()); };
    editor.post(desk(choir_, "/archivieren"), "fassung=" + seen());
    auto const is_there
        = [&] { return connection().load<std::int64_t>("SELECT count(*) FROM asking_addresses") == 1; };
    pass(one_day);
    pass(one_day * 58);
    EXPECT_TRUE(is_there()) << "somebody may have archived the wrong one";
    pass(one_day * 3);
    EXPECT_FALSE(is_there());
    EXPECT_THAT(audit_actions(), Contains("portal.offer.asking_erased"));
}

TEST_P(AskingAddressesAtNight, an_address_that_takes_no_mail_is_passed_over_after_three_nights)
{
    auto editor = browser_of("municipal_editor", aalfeld_);
    type(editor, page_of(choir_), "chor@geheim-post.example");
    pass(one_day);
    pass(one_day);
    EXPECT_EQ(asked(choir_), "chor@geheim-post.example");
    pass(one_day);
    EXPECT_EQ(asked(choir_), "");
    EXPECT_THAT(unaddressed(), HasSubstr("Chor"));
    auto again = browser_of("municipal_editor", aalfeld_); // that session has ended meanwhile
    EXPECT_THAT(
        again.get(page_of(choir_)).body_text(),
        AllOf(HasSubstr("nimmt seit einigen Nächten keine Post an"), HasSubstr("chor@geheim-post.example")));
    type(again, page_of(choir_), "chor@lebt.example");
    pass(one_day);
    EXPECT_EQ(asked(choir_), "chor@lebt.example");
}

TEST_P(AskingAddressesAtNight, saved_again_it_is_asked_again_from_the_beginning)
{
    auto editor = browser_of("municipal_editor", aalfeld_);
    type(editor, page_of(choir_), "chor@geheim-post.example");
    for (int night = 0; night < 3; ++night)
        pass(one_day);
    EXPECT_EQ(asked(choir_), "");
    auto again = browser_of("municipal_editor", aalfeld_);
    EXPECT_EQ(type(again, page_of(choir_), "chor@geheim-post.example").status(), http::Status::see_other);
    EXPECT_EQ(asked(choir_), "chor@geheim-post.example");
    names_->known[std::string(hidden_domain)] = linkcheck::Known::yes;
    pass(one_day);
    EXPECT_EQ(asked(choir_), "chor@geheim-post.example");
}

TEST_P(AskingAddressesAtNight, a_link_outlives_nights_without_a_mail_server)
{
    auto editor = browser_of("municipal_editor", aalfeld_);
    names_->known[std::string(hidden_domain)] = linkcheck::Known::yes;
    type(editor, page_of(choir_), "chor@geheim-post.example");
    pass(one_day);
    auto const letters = new_letters();
    ASSERT_THAT(letters, SizeIs(1));
    names_->known[std::string(hidden_domain)] = linkcheck::Known::no;
    pass(one_day * 7);
    for (int night = 0; night < 2; ++night)
        pass(one_day);
    EXPECT_EQ(asked(choir_), "") << "it is passed over";
    EXPECT_EQ(Browser{*this}.get(links_in(letters[0]).at(0)).status(), http::Status::ok);
    auto again = browser_of("municipal_editor", aalfeld_);
    type(again, page_of(choir_), "andere@lebt.example");
    EXPECT_EQ(Browser{*this}.get(links_in(letters[0]).at(0)).status(), http::Status::gone);
}

TEST_P(AskingAddressesAtNight, a_domain_is_asked_once_a_night_and_one_that_is_silent_waits_its_turn)
{
    auto const silent = std::string(hidden_domain);
    names_->known[silent] = linkcheck::Known::cannot_say;
    auto editor = browser_of("conference_office");
    type(editor, page_of(choir_), "chor@geheim-post.example");
    type(editor, page_of(dance_), "tanz@geheim-post.example");
    pass(one_day);
    EXPECT_EQ(names_->asked[silent], 1);
    pass(one_day);
    EXPECT_EQ(names_->asked[silent], 1) << "others come first";
    pass(one_day * 7);
    EXPECT_EQ(names_->asked[silent], 2);
    EXPECT_EQ(asked(choir_), "chor@geheim-post.example") << "nothing was learnt";
}

} // namespace
} // namespace kommin::app
