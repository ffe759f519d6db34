#pragma once
// AskingStory: offers whose providers are asked in the morning, day by day, and the letters that leave.

#include "app/tests/offer_story.hpp"
#include "platform/post/refused_address.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kommin::app {

inline constexpr std::chrono::hours one_day{24};

// Starts on a Monday, after the hour of the round.
class AskingStory : public OfferStory {
protected:
    explicit AskingStory(ChangeSettings change = {}, portal::LinkCare links = {})
        : OfferStory(std::move(change), std::move(links))
    { }
    portal::OfferId run_by(
        std::string const& email, std::string const& slug, std::string const& title, std::string const& town,
        std::optional<Date> confirmed_on = std::nullopt)
    {
        auto const id = work([&](Work& work) -> Result<portal::OfferId> {
            auto offer = offer_called(slug, title, town);
            offer.email = email;
            offer.confirmed_on = confirmed_on;
            work.publish(portal::published_as);
            return insert(work, offer);
        });
        product_.publications.refresh(connection());
        return id.value();
    }
    void run_jobs() { jobs_of(product_.modules, clock(), no_signals).run_due(connection()); }
    void pass(std::chrono::hours time)
    {
        clock().set(clock().now() + time);
        run_jobs(); // the round plans the letters …
        run_jobs(); // … which leave
    }
    // Those to providers that came since the last look: what editors are told is a story of its own.
    std::vector<std::string> new_letters()
    {
        std::vector<std::string> letters;
        auto const outbox = folder_.path() / "outbox";
        if (!std::filesystem::exists(outbox))
            return letters;
        for (auto const& entry : std::filesystem::directory_iterator(outbox)) {
            if (!seen_.insert(entry.path()).second)
                continue;
            std::ifstream file(entry.path());
            std::string letter{std::istreambuf_iterator<char>(file), {}};
            if (is_wanted(letter))
                letters.push_back(std::move(letter));
        }
        return letters;
    }
    [[nodiscard]] virtual bool is_wanted(std::string const& letter) const
    {
        return letter.find("Message-ID: <silence-") == std::string::npos;
    }
    void refuse(std::string const& address, bool refused)
    {
        ASSERT_TRUE(work([&](Work& work) -> Result<void> {
            if (!refused)
                return post::lift_refusal(
                    work, post::find_refused_address(work.db(), work.tenant(), address)->id);
            post::mark_refused(work, address, "550 5.1.1");
            return {};
        }));
    }
    std::string silent_list()
    {
        return browser_of("conference_office").get("/verwaltung/angebote?angaben=ohne-antwort").body_text();
    }
    void answer(std::string const& letter, std::size_t nth, std::string const& body)
    {
        auto const links = links_in(letter);
        ASSERT_LT(nth, links.size());
        Browser provider{*this};
        auto const page = provider.get(links[nth]).body_text();
        std::smatch mark;
        ASSERT_TRUE(std::regex_search(page, mark, std::regex("name=\"stand\" value=\"([0-9a-f]+)\"")));
        EXPECT_EQ(
            provider
                .post(
                    links[nth], body + "&schluessel=" + std::to_string(nth) + "&stand=" + mark.str(1), false)
                .status(),
            http::Status::see_other);
        product_.publications.refresh(connection());
    }
    static std::vector<std::string> links_in(std::string letter)
    {
        letter = std::regex_replace(letter, std::regex("=\r?\n"), "");
        letter = std::regex_replace(letter, std::regex("=46"), "F"); // where it began a line
        std::vector<std::string> links;
        std::regex const link("/de/angaben/[A-Za-z0-9_-]+");
        for (std::sregex_iterator at(letter.begin(), letter.end(), link), end; at != end; ++at) {
            if (std::ranges::find(links, at->str()) == links.end())
                links.push_back(at->str());
        }
        return links;
    }

    std::set<std::filesystem::path> seen_;
};

} // namespace kommin::app
