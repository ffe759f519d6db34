#pragma once
// OfferStory: what the stories of the desks of offers have in common.

#include "app/tests/staff_story.hpp"

#include <regex>
#include <string>
#include <utility>

namespace kommin::app {

// People at work on the offers of a district: who they are, what their pages say, what they send.
class OfferStory : public StaffStory {
protected:
    explicit OfferStory(ChangeSettings change = {}, portal::LinkCare links = {})
        : StaffStory(std::move(change), std::move(links))
    { }
    Browser browser_of(std::string const& role, Scope scope = Scope::whole_tenant())
    {
        return logged_in(account(role + std::to_string(++people_) + "@kreis.example", {{role, scope}}));
    }
    portal::OfferId offer(std::string slug, std::string title, std::string town)
    {
        auto const id = work([&](Work& work) -> Result<portal::OfferId> {
            auto offer = offer_called(slug, title, town);
            offer.unsure_fields = {{"phones", "verify"}, {"summary", "verify"}};
            offer.phones = {{"02303 27-0", "+492303270", {}}};
            work.publish(portal::published_as);
            return insert(work, offer);
        });
        product_.publications.refresh(connection());
        return id.value();
    }
    // The small districts of the tests have towns only: the Kreis as a place of its own.
    tenants::BodyId add_district_itself()
    {
        auto const id = connection().load<tenants::BodyId>(
            "INSERT INTO bodies (tenant_id, kind, slug, name, official_kind, ags, ars, population_source,"
            " intro, outline)"
            " VALUES (?, 'district', 'musterau', 'Kreis Musterau', 'Kreis', '', '', '', '', '')"
            " RETURNING id",
            tenant_);
        EXPECT_TRUE(work([&](Work& work) -> Result<void> {
            work.publish(tenants::published_as);
            return {};
        }));
        product_.publications.refresh(connection());
        return id;
    }
    static std::string desk(portal::OfferId id, std::string const& rest = {})
    {
        return "/verwaltung/angebote/" + std::to_string(id.value) + rest;
    }
    // What the form on a page says of the version that it was made from: "3&grundlage=2".
    static std::string seen_on(std::string const& page)
    {
        std::smatch version;
        if (!std::regex_search(page, version, std::regex("name=\"fassung\" value=\"([0-9]+)\"")))
            return {};
        std::smatch base;
        return std::regex_search(page, base, std::regex("name=\"grundlage\" value=\"([0-9]+)\""))
            ? version[1].str() + "&grundlage=" + base[1].str()
            : version[1].str();
    }
    // What a form of little needs, in the order of a browser.
    static std::string fields(
        std::string const& seen, std::string const& title, std::string const& more = {},
        std::string const& town = "aalfeld")
    {
        return "fassung=" + seen + "&title=" + title + "&kind=other_offer&reach=municipality&municipality="
            + town + "&status=active&appointment=unknown&cost=unknown&childcare=unknown&wheelchair=unknown"
            + (more.empty() ? "" : '&' + more);
    }
    std::string public_page(std::string const& slug)
    {
        product_.publications.refresh(connection());
        return get("/de/angebote/" + slug).body_text();
    }
    http::Status public_status(std::string const& slug)
    {
        product_.publications.refresh(connection());
        return get("/de/angebote/" + slug).status();
    }

    int people_ = 0;
};

} // namespace kommin::app
