#pragma once
// PageStory: pages of information at the desk and as the public reads them.

#include "app/tests/offer_story.hpp"

#include <functional>
#include <string>

namespace kommin::app {

class PageStory : public OfferStory {
protected:
    portal::PageId public_page_called(
        std::string const& slug, std::string const& title, std::string const& town = {},
        std::function<void(portal::InfoPage&)> const& change = {})
    {
        auto const id = work([&](Work& work) -> Result<portal::PageId> {
            auto page = page_called(slug, title, town);
            if (change)
                change(page);
            work.publish(portal::published_as);
            return insert(work, page);
        });
        product_.publications.refresh(connection());
        return id.value();
    }
    static std::string at_desk(portal::PageId id, std::string const& rest = {})
    {
        return "/verwaltung/seiten/" + std::to_string(id.value) + rest;
    }
    // As a browser sends the form of a page.
    static std::string entries(
        std::string const& seen, std::string const& title, std::string const& content = "Kommen+Sie+vorbei.",
        std::string const& more = {})
    {
        return "fassung=" + seen + "&title=" + title + "&content=" + content
            + (more.empty() ? "" : '&' + more);
    }
    http::Response seen_by_public(std::string const& target)
    {
        product_.publications.refresh(connection());
        return get(target);
    }
    std::string text_of_page(std::string const& slug, std::string const& language = "de")
    {
        return seen_by_public('/' + language + "/info/" + slug).body_text();
    }
    void run_jobs() { jobs_of(product_.modules, clock(), no_signals).run_due(connection()); }
};

} // namespace kommin::app
