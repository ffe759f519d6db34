// Where records lead to, what a night makes of it, and what replacing touches.

#include "modules/portal/links/link_checking.hpp"
#include "modules/portal/links/link_targets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kommin::portal {
namespace {

using linkcheck::Finding;
using linkcheck::Outcome;
using linkcheck::Reason;
using ::testing::ElementsAre;

std::vector<std::string> texts_of(std::vector<FoundLink> const& found)
{
    std::vector<std::string> texts;
    for (auto const& link : found)
        texts.push_back(
            std::string(to_text(link.target.kind)) + ' ' + link.target.text + ' ' + link.field
            + (link.language.empty() ? "" : ' ' + link.language));
    return texts;
}

TEST(LinkTargets, of_an_offer_are_its_fields_and_the_links_of_its_texts)
{
    Offer offer;
    offer.website = "https://chor.example/";
    offer.email = "chor@aalfeld.example";
    offer.phones = {{"02303 27-0", "+492303270", {}}, {"27-0", "+492303270", {}}, {"auf Anfrage", "", {}}};
    offer.description.source
        = "Mehr [hier](https://chor.example/wir) und unter <mailto:chor@aalfeld.example>, "
          "[Seite](seite:beratung), [zweimal](https://chor.example/wir), ![](https://bild.example/)";
    offer.description.translations
        = {{Language::german(), "[Daha](https://chor.example/tr)", content::Origin::person, ""}};
    EXPECT_THAT(
        texts_of(links_of(offer)),
        ElementsAre(
            "web https://chor.example/ website", "web https://chor.example/tr description de",
            "web https://chor.example/wir description", "mail chor@aalfeld.example description",
            "mail chor@aalfeld.example email", "phone +492303270 phones", "phone auf Anfrage phones"));
}

TEST(LinkTargets, of_an_organisation_are_its_two_addresses)
{
    contacts::Organisation organisation;
    EXPECT_THAT(texts_of(links_of(organisation)), ElementsAre());
    organisation.website = "https://chor.example/";
    organisation.email = "chor@aalfeld.example";
    EXPECT_THAT(
        texts_of(links_of(organisation)),
        ElementsAre("web https://chor.example/ website", "mail chor@aalfeld.example email"));
    EXPECT_EQ(replace_target(organisation, {LinkKind::mail, "https://chor.example/"}, "x@y.example"), 0);
    EXPECT_EQ(
        replace_target(organisation, {LinkKind::web, "https://chor.example/"}, "https://neu.example/"), 1);
    EXPECT_EQ(organisation.website, "https://neu.example/");
    EXPECT_EQ(organisation.email, "chor@aalfeld.example");
}

TEST(LinkTargets, some_are_wrong_before_anybody_is_asked)
{
    EXPECT_EQ(first_state_of({LinkKind::web, "https://chor.example/"}), LinkState::unchecked);
    EXPECT_EQ(first_state_of({LinkKind::web, "https://"}), LinkState::doubtful);
    EXPECT_EQ(first_state_of({LinkKind::mail, "chor@aalfeld.example"}), LinkState::unchecked);
    EXPECT_EQ(first_state_of({LinkKind::mail, "chor@aalfeld"}), LinkState::unchecked);
    EXPECT_EQ(first_state_of({LinkKind::mail, "chor@@aalfeld.example"}), LinkState::doubtful);
    EXPECT_EQ(first_state_of({LinkKind::phone, "+492303270"}), LinkState::ok);
    EXPECT_EQ(first_state_of({LinkKind::phone, "0190 123456"}), LinkState::doubtful);
    EXPECT_EQ(host_of({LinkKind::web, "https://Chor.example:8080/x"}), "chor.example");
    EXPECT_EQ(host_of({LinkKind::mail, "chor@Aalfeld.example"}), "@aalfeld.example");
    EXPECT_EQ(host_of({LinkKind::phone, "112"}), "");
}

TEST(LinkReplacing, touches_the_target_and_no_longer_one)
{
    LinkTarget const before{LinkKind::web, "https://chor.example/wir"};
    std::string text = "[Wir](https://chor.example/wir), [Plan](https://chor.example/wir/plan) und "
                       "<https://chor.example/wir>. [Alt](https://archiv.example/https://chor.example/wir)";
    EXPECT_EQ(replace_in_markdown(text, before, "https://neu.example/"), 2);
    EXPECT_EQ(
        text,
        "[Wir](https://neu.example/), [Plan](https://chor.example/wir/plan) und "
        "<https://neu.example/>. [Alt](https://archiv.example/https://chor.example/wir)");
    EXPECT_EQ(replace_in_markdown(text, before, "https://neu.example/"), 0);
}

TEST(LinkReplacing, what_is_spelled_in_another_way_is_left_to_people)
{
    LinkTarget const before{LinkKind::web, "https://chor.example/?a=1&b=2"};
    std::string text = "[Wir](https://chor.example/?a=1&#38;b=2) [und](https://chor.example/?a=1&b=2)";
    auto const as_it_was = text;
    EXPECT_EQ(replace_in_markdown(text, before, "https://neu.example/"), 0);
    EXPECT_EQ(text, as_it_was);
}

TEST(LinkReplacing, keeps_what_a_mail_begins_with_and_knows_numbers_however_they_are_spelled)
{
    std::string text
        = "[Mail](mailto:chor@aalfeld.example?subject=Chor) [Ruf](tel:+49-2303-270) chor@aalfeld.example";
    EXPECT_EQ(replace_in_markdown(text, {LinkKind::mail, "chor@aalfeld.example"}, "neu@aalfeld.example"), 1);
    EXPECT_EQ(replace_in_markdown(text, {LinkKind::phone, "+492303270"}, "02303 28-0"), 1);
    EXPECT_EQ(
        text, "[Mail](mailto:neu@aalfeld.example?subject=Chor) [Ruf](tel:+492303280) chor@aalfeld.example");
}

TEST(LinkReplacing, of_an_offer_counts_its_places)
{
    Offer offer;
    offer.website = "https://chor.example/";
    offer.email = "chor@aalfeld.example";
    offer.phones = {{"02303 27-0", "+492303270", {"Büro", {}}}};
    offer.description.source = "[Hier](https://chor.example/) oder <mailto:chor@aalfeld.example>";
    EXPECT_EQ(replace_target(offer, {LinkKind::web, "https://chor.example/"}, "https://neu.example/"), 2);
    EXPECT_EQ(replace_target(offer, {LinkKind::mail, "chor@aalfeld.example"}, "neu@aalfeld.example"), 2);
    EXPECT_EQ(replace_target(offer, {LinkKind::phone, "+492303270"}, "02303 28-0"), 1);
    EXPECT_EQ(replace_target(offer, {LinkKind::phone, "+492303270"}, "02303 29-0"), 0);
    EXPECT_EQ(offer.website, "https://neu.example/");
    EXPECT_EQ(offer.description.source, "[Hier](https://neu.example/) oder <mailto:neu@aalfeld.example>");
    EXPECT_EQ(offer.phones.front().international, "+492303280");
    EXPECT_EQ(offer.phones.front().note.source, "Büro");
}

class LinkNights : public ::testing::Test {
protected:
    // One more night with this finding.
    StoredLink const& night(Finding const& finding, bool is_network_known = true)
    {
        now_ += std::chrono::days(1);
        link_ = link_after(link_, finding, now_, today(), is_network_known);
        return link_;
    }
    Date today() const { return Date(std::chrono::floor<std::chrono::days>(now_)); }

    Instant now_ = *parse_instant("2026-11-23T01:30:00Z");
    StoredLink link_;
    Finding const missing_{.outcome = Outcome::gone, .reason = Reason::status, .status = 404};
    Finding const silent_{
        .outcome = Outcome::unreachable, .reason = Reason::no_connection, .is_of_host = true};
    Finding const broken_{.outcome = Outcome::unreachable, .reason = Reason::status, .status = 500};
    Finding const right_{.outcome = Outcome::ok, .status = 200};
};

TEST_F(LinkNights, what_is_gone_twice_or_silent_three_times_is_broken)
{
    EXPECT_FALSE(night(missing_).is_broken());
    EXPECT_TRUE(night(missing_).is_broken());
    EXPECT_FALSE(night(right_).is_broken());
    EXPECT_EQ(link_.failures, 0);
    EXPECT_FALSE(link_.failing_since);
    EXPECT_FALSE(night(silent_).is_broken());
    auto const since = link_.failing_since;
    EXPECT_FALSE(night(broken_).is_broken());
    EXPECT_TRUE(night(silent_).is_broken());
    EXPECT_EQ(link_.failing_since, since);
}

TEST_F(LinkNights, one_day_counts_once_however_often_somebody_asks)
{
    night(missing_);
    for (int i = 0; i < 5; ++i)
        link_ = link_after(link_, missing_, now_, today(), true);
    EXPECT_EQ(link_.failures, 1);
    EXPECT_FALSE(link_.is_broken());
}

TEST_F(LinkNights, what_may_be_the_fault_of_this_network_counts_for_nothing)
{
    night(right_);
    auto const checked = link_.checked_at;
    for (int i = 0; i < 5; ++i)
        night(silent_, false);
    night({.outcome = Outcome::no_network, .reason = Reason::no_names}, false);
    night({.outcome = Outcome::not_now, .status = 503});
    EXPECT_EQ(link_.state, LinkState::ok);
    EXPECT_EQ(link_.checked_at, checked);
    EXPECT_EQ(night(broken_, false).failures, 1) << "somebody has answered";
}

TEST_F(LinkNights, a_domain_whose_name_servers_are_silent_while_others_answer_is_broken_after_three)
{
    Finding const nameless{.outcome = Outcome::no_network, .reason = Reason::no_names, .is_of_host = true};
    EXPECT_FALSE(night(nameless).is_broken());
    EXPECT_FALSE(night(nameless).is_broken());
    EXPECT_TRUE(night(nameless).is_broken());
    EXPECT_EQ(link_.reason, Reason::no_names);
    EXPECT_FALSE(night(right_).is_broken());
}

TEST_F(LinkNights, what_refuses_to_be_looked_at_is_not_broken)
{
    Finding const tls{.outcome = Outcome::refused, .reason = Reason::tls};
    for (int i = 0; i < 5; ++i)
        EXPECT_FALSE(night(tls).is_broken());
    EXPECT_EQ(link_.state, LinkState::refused);
}

TEST_F(LinkNights, a_host_that_fails_is_asked_less_and_less_often)
{
    LinkHost host;
    std::vector<int> waits; // days
    for (int i = 0; i < 8; ++i) {
        now_ += std::chrono::days(1);
        host = host_after(host, silent_, now_, today());
        auto const wait = host.retry_at ? *host.retry_at - now_ : std::chrono::milliseconds::zero();
        waits.push_back(static_cast<int>(std::chrono::ceil<std::chrono::days>(wait).count()));
    }
    EXPECT_THAT(waits, ElementsAre(0, 0, 0, 2, 4, 8, 14, 14));
    EXPECT_FALSE(host_after(host, missing_, now_, today()).retry_at) << "it has answered";
    auto const later = host_after(
        {}, {.outcome = Outcome::not_now, .status = 503, .retry_after = std::chrono::hours(48)}, now_,
        today());
    EXPECT_EQ(later.retry_at, now_ + std::chrono::hours(48));
}

} // namespace
} // namespace kommin::portal
