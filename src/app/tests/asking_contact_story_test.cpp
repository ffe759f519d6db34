// What a provider proposes by a link comes to the inbox with the address that the link was mailed to. One
// that is not public stays with its editors, wherever the message goes.

#include "app/tests/asking_story.hpp"

#include <cstdint>
#include <regex>
#include <string>
#include <string_view>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

constexpr std::string_view asked_in_private = "verband@geheim-post.example";

class AskingContacts : public AskingStory {
protected:
    void SetUp() override
    {
        StaffStory::SetUp();
        run_jobs(); // what recurs is planned
    }
    portal::OfferId run_by_organisation(std::string const& town)
    {
        auto const id = work([&](Work& work) -> Result<portal::OfferId> {
            auto offer = offer_called("chor", "Chor", town);
            offer.reach = town.empty() ? portal::Reach::district : portal::Reach::municipality;
            offer.organisation = "Chorverband";
            work.publish(portal::published_as);
            return insert(work, offer);
        });
        product_.publications.refresh(connection());
        return id.value();
    }
    static std::string mark(std::string const& page, std::string const& name)
    {
        std::smatch match;
        return std::regex_search(page, match, std::regex("name=\"" + name + "\" value=\"([^\"]*)\""))
            ? match.str(1)
            : std::string{};
    }
    // Somebody is asked there and answers in the form; a draft of the editors is in the way.
    void propose_from(portal::OfferId offer, std::string const& page, std::string const& form)
    {
        auto office = browser_of("conference_office");
        auto const stand = mark(office.get(page).body_text(), "stand");
        EXPECT_EQ(
            office.post(page, "stand=" + stand + "&rueckfragen=" + html::percent_encode(asked_in_private))
                .status(),
            http::Status::see_other);
        EXPECT_EQ(office.post(desk(offer), form).status(), http::Status::see_other);
        pass(one_day);
        auto const letters = new_letters();
        ASSERT_THAT(letters, SizeIs(1));
        Browser provider{*this};
        auto const link = links_in(letters[0]).at(0) + "/aendern";
        auto const shown = std::string(provider.get(link).body_text());
        auto const sent = provider.post(
            link,
            "city=Neustadt&schluessel=eins&stand=" + mark(shown, "stand")
                + "&merkmale=" + mark(shown, "merkmale"),
            false);
        EXPECT_EQ(sent.status(), http::Status::see_other);
        number_ = connection().load<std::int64_t>("SELECT id FROM feedback");
    }
    std::string form_of(portal::OfferId offer)
    {
        auto office = browser_of("conference_office");
        return fields(seen_on(office.get(desk(offer)).body_text()), "Chor", "summary=Neu");
    }
    [[nodiscard]] std::string message(std::string const& page = {}) const
    {
        auto const path = "/verwaltung/rueckmeldungen/" + std::to_string(number_);
        return page.empty() ? path : path + '/' + page;
    }
    http::Response hand_on(Browser& browser, std::string const& place)
    {
        return browser.post(
            message("weitergeben"),
            "fassung=" + mark(browser.get(message()).body_text(), "fassung") + "&ort=" + place
                + "&notiz-ort=");
    }
    http::Response send(Browser& browser)
    {
        return browser.post(
            message("senden"),
            "fassung=" + mark(browser.get(message()).body_text(), "fassung") + "&answer=Danke");
    }
    std::string everything_for(Browser& browser)
    {
        std::string all;
        for (auto const& path :
             {message(), message("verlauf"), message("schliessen"),
              std::string("/verwaltung/rueckmeldungen?stand=alle"),
              std::string("/verwaltung/rueckmeldungen/liste.csv?stand=alle"), std::string("/verwaltung")})
            all += browser.get(path).body_text();
        return all;
    }
    // Whether words find the message: in its list, and in the search over everything.
    bool finds(Browser& browser, std::string const& words)
    {
        auto const link = "href=\"" + message() + '"';
        auto const list
            = std::string(browser.get("/verwaltung/rueckmeldungen?stand=alle&t=" + words).body_text());
        auto const all = std::string(browser.get("/verwaltung/suche?q=" + words).body_text());
        return list.find(link) != std::string::npos || all.find(link) != std::string::npos;
    }

    std::int64_t number_ = 0;
};
KOMMIN_ON_BOTH_ENGINES(AskingContacts);

TEST_P(AskingContacts, that_of_an_organisation_stays_with_the_kreis_when_the_message_is_handed_on)
{
    auto const offer = run_by_organisation({});
    auto const organisation = portal::find_organisation_of(connection(), tenant_, offer).value();
    auto form = form_of(offer);
    form = std::regex_replace(form, std::regex("reach=municipality&municipality=aalfeld"), "reach=district");
    propose_from(
        offer, "/verwaltung/einrichtungen/" + std::to_string(organisation.value) + "/rueckfragen", form);
    auto office = browser_of("conference_office");
    EXPECT_THAT(
        std::string(office.get(message()).body_text()),
        AllOf(
            HasSubstr(std::string(asked_in_private)), HasSubstr("ist nicht öffentlich und geht nicht mit")));
    EXPECT_TRUE(finds(office, "geheim-post"));
    EXPECT_EQ(send(office).status(), http::Status::see_other);
    // The mail server takes no mail for it, and the message is open again.
    ASSERT_TRUE(work([&](Work& work) {
        auto const answers = portal::list_answers(work.db(), work.tenant(), portal::FeedbackId{number_});
        return portal::settle_sent_answer(work, answers.back().id, portal::AnswerState::refused);
    }));
    EXPECT_EQ(hand_on(office, "aalfeld").status(), http::Status::see_other);

    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(
        std::string(town.get(message()).body_text()),
        AllOf(
            HasSubstr("Nur diese Stelle sieht sie"), HasSubstr("(nicht öffentliche Adresse)"),
            Not(HasSubstr("keinen Kontakt angegeben")), Not(HasSubstr("geht nicht mit"))));
    EXPECT_THAT(everything_for(town), Not(HasSubstr("geheim-post")));
    EXPECT_FALSE(finds(town, "geheim-post"));
    EXPECT_TRUE(finds(town, "Neustadt"));
    EXPECT_EQ(send(town).status(), http::Status::unprocessable) << "nothing is sent blindly";

    EXPECT_EQ(hand_on(town, "kreis").status(), http::Status::see_other);
    auto again = browser_of("conference_office");
    EXPECT_EQ(send(again).status(), http::Status::see_other);
    EXPECT_EQ(
        connection().load<std::string>("SELECT address FROM feedback_answers ORDER BY id DESC LIMIT 1"),
        asked_in_private);
}

TEST_P(AskingContacts, that_of_an_offer_stays_with_its_municipality)
{
    auto const offer = run_by_organisation("aalfeld");
    propose_from(offer, desk(offer, "/rueckfragen"), form_of(offer));
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(std::string(town.get(message()).body_text()), HasSubstr(std::string(asked_in_private)));
    EXPECT_EQ(hand_on(town, "kreis").status(), http::Status::see_other);
    auto office = browser_of("conference_office");
    EXPECT_THAT(std::string(office.get(message()).body_text()), HasSubstr(std::string(asked_in_private)))
        << "the Kreis edits the offers of all";
    EXPECT_EQ(hand_on(office, "bergau").status(), http::Status::see_other);
    auto neighbour = browser_of("municipal_editor", bergau_);
    EXPECT_THAT(everything_for(neighbour), Not(HasSubstr("geheim-post")));
    EXPECT_FALSE(finds(neighbour, "geheim-post"));
}

TEST_P(AskingContacts, what_is_public_anyway_goes_along)
{
    auto const offer = run_by_organisation("aalfeld");
    commit_version(tenant_, [&](Work& work) {
        work.db().execute("UPDATE offers SET email = ? WHERE id = ?", asked_in_private, offer);
    });
    propose_from(
        offer, desk(offer, "/rueckfragen"),
        form_of(offer) + "&email=" + html::percent_encode(asked_in_private));
    auto office = browser_of("conference_office");
    EXPECT_EQ(hand_on(office, "bergau").status(), http::Status::see_other);
    auto neighbour = browser_of("municipal_editor", bergau_);
    EXPECT_THAT(std::string(neighbour.get(message()).body_text()), HasSubstr(std::string(asked_in_private)));
    EXPECT_EQ(send(neighbour).status(), http::Status::see_other);
}

} // namespace
} // namespace kommin::app
