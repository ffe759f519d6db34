#pragma once
// AskingAddressStory: two offers without a public address, each with an organisation, and the addresses at
// which they are asked.

#include "app/tests/asking_story.hpp"

#include <cstdint>
#include <deque>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::app {

inline constexpr std::string_view hidden_domain
    = "geheim-post.example"; // the domain of each address for asking here

class AskingAddressStory : public AskingStory {
protected:
    explicit AskingAddressStory(portal::LinkCare links = {})
        : AskingStory({}, std::move(links))
    { }
    void SetUp() override
    {
        StaffStory::SetUp();
        choir_ = named("chor", "Chor", "aalfeld", "Chorverband");
        dance_ = named("tanz", "Tanzkreis", "bergau", "Tanzverein");
        run_jobs(); // what recurs is planned
    }
    portal::OfferId named(
        std::string const& slug, std::string const& title, std::string const& town,
        std::string const& organisation, std::string const& email = {})
    {
        auto const id = work([&](Work& work) -> Result<portal::OfferId> {
            auto offer = offer_called(slug, title, town);
            offer.organisation = organisation;
            offer.email = email;
            work.publish(portal::published_as);
            return insert(work, offer);
        });
        product_.publications.refresh(connection());
        return id.value();
    }
    portal::OrganisationId organisation_of(portal::OfferId offer)
    {
        return *portal::find_organisation_of(connection(), tenant_, offer);
    }
    static std::string page_of(portal::OfferId offer) { return desk(offer, "/rueckfragen"); }
    static std::string organisation_page(portal::OrganisationId id)
    {
        return "/verwaltung/einrichtungen/" + std::to_string(id.value);
    }
    static std::string page_of(portal::OrganisationId id) { return organisation_page(id) + "/rueckfragen"; }
    // Types an address into the form as it is now.
    static http::Response type(Browser& browser, std::string const& page, std::string const& address)
    {
        auto const shown = browser.get(page).body_text();
        std::smatch mark;
        if (!std::regex_search(shown, mark, std::regex("name=\"stand\" value=\"([0-9a-f]+)\"")))
            return browser.get(page);
        return browser.post(page, "stand=" + mark.str(1) + "&rueckfragen=" + html::percent_encode(address));
    }
    std::string asked(portal::OfferId offer) { return portal::asked_address(connection(), tenant_, offer); }
    // Of whoever has opened the form behind this letter.
    http::Response propose(std::string const& letter, std::string const& changes)
    {
        Browser provider{*this};
        auto const link = links_in(letter).at(0) + "/aendern";
        auto const page = provider.get(link).body_text();
        auto const mark = [&](std::string const& name) {
            std::smatch match;
            return std::regex_search(page, match, std::regex("name=\"" + name + "\" value=\"([^\"]*)\""))
                ? match.str(1)
                : std::string{};
        };
        return provider.post(
            link, changes + "&schluessel=eins&stand=" + mark("stand") + "&merkmale=" + mark("merkmale"),
            false);
    }
    std::int64_t copies()
    {
        return connection().load<std::int64_t>(
            "SELECT count(*) FROM offer_confirmations WHERE address IS NOT NULL");
    }
    std::string contact_of_message()
    {
        return connection().load<std::string>("SELECT contact FROM feedback");
    }
    http::Response merge(Browser& browser, portal::OrganisationId from, portal::OrganisationId into)
    {
        return browser.post(
            organisation_page(from) + "/zusammenfuehren",
            "fassung=" + version_of(from) + "&fassung-mit=" + version_of(into)
                + "&mit=" + std::to_string(into.value));
    }
    http::Response separate(Browser& browser, portal::OrganisationId from, portal::OrganisationId into)
    {
        return browser.post(
            organisation_page(into) + "/trennen",
            "fassung=" + version_of(into) + "&von=" + std::to_string(from.value));
    }
    std::string version_of(portal::OrganisationId id)
    {
        return std::to_string(
            connection().load<std::int64_t>("SELECT version FROM organisations WHERE id = ?", id));
    }
    std::string unaddressed()
    {
        return browser_of("conference_office").get("/verwaltung/angebote?angaben=ohne-adresse").body_text();
    }
    // Everything that leads on from these addresses and begins like that, page by page.
    template<class Get>
    static std::size_t crawl(Get get, std::deque<std::string> left, std::string const& below)
    {
        constexpr std::size_t most = 250;
        static std::regex const link("(?:href|src)=\"(/[^\"#]*)|<loc>https://[^/<]+(/[^<]*)");
        std::set<std::string> known(left.begin(), left.end());
        std::size_t read = 0;
        while (!left.empty() && read < most) {
            auto const path = left.front();
            left.pop_front();
            std::string const text(get(path));
            EXPECT_EQ(text.find(hidden_domain), std::string::npos) << path;
            ++read;
            for (std::sregex_iterator at(text.begin(), text.end(), link), end; at != end; ++at) {
                auto next = (*at)[1].matched ? at->str(1) : at->str(2);
                next = std::regex_replace(next, std::regex("&amp;"), "&");
                if (next.starts_with(below) && next.find("/assets/") == std::string::npos
                    && next.find("abmelden") == std::string::npos && known.insert(next).second)
                    left.push_back(next);
            }
        }
        return read;
    }

    portal::OfferId choir_;
    portal::OfferId dance_;
};

} // namespace kommin::app
