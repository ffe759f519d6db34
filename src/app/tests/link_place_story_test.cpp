// Whom to turn to in the district stands at the foot of every public page: looked after as all other
// addresses.

#include "app/tests/offer_story.hpp"
#include "platform/html/url.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class LinkPlaceStory : public OfferStory {
protected:
    static constexpr char const* old_address = "hilfe@alt.example";
    static constexpr char const* new_address = "hilfe@neu.example";

    void SetUp() override
    {
        OfferStory::SetUp();
        kreis_ = add_district_itself();
    }
    std::string at_desk(std::string const& rest = {}) const
    {
        return "/verwaltung/orte/" + std::to_string(kreis_.value) + rest;
    }
    http::Response publish(Browser& browser, std::string const& phone, std::string const& email)
    {
        auto const seen = seen_on(browser.get(at_desk()).body_text());
        return browser.post(
            at_desk("/veroeffentlichen"),
            "fassung=" + seen + "&intro=Ein+Kreis.&help_name=Integrationszentrum&help_phone="
                + html::percent_encode(phone) + "&help_email=" + html::percent_encode(email));
    }
    std::string link_desk(std::string const& target, std::string const& rest = {})
    {
        auto const id = connection().find<std::int64_t>(
            "SELECT id FROM link_targets WHERE tenant_id = ? AND target = ?", tenant_, target);
        return "/verwaltung/verweise/" + std::to_string(id.value_or(0)) + rest;
    }
    std::string ask(Browser& browser, std::string const& before, std::string const& after)
    {
        return browser.get(link_desk(before, "/ersetzen?neu=" + html::percent_encode(after))).body_text();
    }
    http::Response press(
        Browser& browser, std::string const& question, std::string const& before, std::string const& after)
    {
        std::smatch chosen;
        std::regex_search(question, chosen, std::regex("name=\"wahl\" value=\"([^\"]*)\""));
        return browser.post(
            link_desk(before, "/ersetzen"),
            "aktion=" + html::percent_encode(after) + "&wahl=" + html::percent_encode(chosen.str(1)));
    }
    void let_a_night_pass()
    {
        jobs_of(product_.modules, clock(), no_signals).run_due(connection()); // what recurs is planned
        clock().set(clock().now() + std::chrono::days(1));
        jobs_of(product_.modules, clock(), no_signals).run_due(connection());
    }
    std::string foot()
    {
        product_.publications.refresh(connection());
        return get("/de/").body_text();
    }

    tenants::BodyId kreis_;
};
KOMMIN_ON_BOTH_ENGINES(LinkPlaceStory);

TEST_P(LinkPlaceStory, what_is_published_is_in_the_list_at_once_and_leaves_it_again)
{
    auto office = browser_of("conference_office");
    ASSERT_EQ(publish(office, "02303 27-0", old_address).status(), http::Status::see_other);
    EXPECT_THAT(
        office.get("/verwaltung/verweise").body_text(),
        AllOf(HasSubstr(old_address), HasSubstr("+492303270")));
    EXPECT_THAT(office.get(link_desk(old_address)).body_text(), HasSubstr("href=\"" + at_desk() + "\""))
        << "the way to where it is changed";
    ASSERT_EQ(publish(office, "02303 27-0", new_address).status(), http::Status::see_other);
    EXPECT_EQ(office.get(link_desk(old_address)).status(), http::Status::not_found);
    EXPECT_THAT(office.get("/verwaltung/verweise").body_text(), HasSubstr(new_address));
}

// From before it was gathered at once, or changed past the desk.
TEST_P(LinkPlaceStory, the_night_finds_what_no_press_has_gathered)
{
    connection().execute(
        "UPDATE tenants SET help_phone = '02303 27-1', help_email = ? WHERE id = ?", old_address, tenant_);
    let_a_night_pass();
    auto office = browser_of("conference_office");
    EXPECT_THAT(
        office.get("/verwaltung/verweise").body_text(),
        AllOf(HasSubstr(old_address), HasSubstr("+492303271")));
    connection().execute("UPDATE tenants SET help_phone = '', help_email = '' WHERE id = ?", tenant_);
    let_a_night_pass();
    auto later = browser_of("conference_office");
    EXPECT_THAT(later.get("/verwaltung/verweise").body_text(), Not(HasSubstr(old_address)));
}

TEST_P(LinkPlaceStory, an_address_is_replaced_there_too_and_the_public_sees_it_at_once)
{
    offer("chor", "Chor", "aalfeld");
    let_a_night_pass(); // past the desk, nothing is gathered at once
    auto office = browser_of("conference_office");
    ASSERT_EQ(publish(office, "02303 27-0", old_address).status(), http::Status::see_other);
    EXPECT_THAT(foot(), HasSubstr(old_address));
    auto const question = ask(office, old_address, new_address);
    EXPECT_THAT(
        question,
        AllOf(
            HasSubstr("Wird geändert und sofort veröffentlicht: ein Ort, eine Stelle"),
            HasSubstr(at_desk())));
    EXPECT_THAT(foot(), HasSubstr(old_address)) << "looking changes nothing";
    EXPECT_THAT(
        press(office, question, old_address, new_address).body_text(),
        HasSubstr("In einem Datensatz ersetzt"));
    EXPECT_THAT(foot(), AllOf(HasSubstr(new_address), Not(HasSubstr(old_address))));
    EXPECT_THAT(audit_actions(), Contains("portal.place.published"));

    auto const number = ask(office, "+492303270", "02303 27-5000");
    EXPECT_THAT(number, HasSubstr("ein Angebot, ein Ort, 2 Stellen")) << "the choir has the same number";
    press(office, number, "+492303270", "02303 27-5000");
    EXPECT_THAT(foot(), HasSubstr("02303 27-5000"));
    EXPECT_THAT(public_page("chor"), HasSubstr("02303 27-5000"));
}

TEST_P(LinkPlaceStory, whoever_may_not_publish_hands_in_and_a_municipality_does_not_see_it)
{
    auto office = browser_of("conference_office");
    ASSERT_EQ(publish(office, "", old_address).status(), http::Status::see_other);
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_EQ(town.get(link_desk(old_address)).status(), http::Status::not_found);
    EXPECT_EQ(town.post(link_desk(old_address, "/ersetzen"), "aktion=x").status(), http::Status::not_found);
    auto editor = browser_of("department_editor");
    auto const question = ask(editor, old_address, new_address);
    EXPECT_THAT(question, HasSubstr("Wird geändert und zur Freigabe gegeben: ein Ort"));
    press(editor, question, old_address, new_address);
    EXPECT_THAT(foot(), HasSubstr(old_address)) << "somebody has to agree";
    EXPECT_THAT(office.get(at_desk()).body_text(), HasSubstr(new_address));
    EXPECT_THAT(ask(office, old_address, new_address), HasSubstr("Ein Entwurf wartet"));
}

}
} // namespace kommin::app
