#pragma once
// UseCaseRightsStory: records of every kind in a town, and who works there; the attempts to change them
// without the right.

#include "app/tests/staff_story.hpp"
#include "app/tests/use_case_attempt.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace kommin::app {

class UseCaseRightsStory : public StaffStory {
protected:
    template<class Make>
    std::invoke_result_t<Make&, Work&> made(Make make)
    {
        return work([&](Work& work) -> Result<std::invoke_result_t<Make&, Work&>> { return make(work); })
            .value();
    }

    void SetUp() override
    {
        StaffStory::SetUp();
        ours_ = account("ours@kreis.example", {});
        theirs_ = account("theirs@kreis.example", {});
        offer_ = made([&](Work& work) {
            auto choir = offer_called("chor", "Chor", "aalfeld");
            choir.website = "https://chor.example/";
            choir.email = "chor@aalfeld.example";
            choir.organisation = "Verein";
            auto const id = insert(work, choir);
            portal::gather_links(work, id);
            return id;
        });
        other_offer_ = made([&](Work& work) {
            auto circle = offer_called("kreis", "Kreis", "aalfeld");
            circle.organisation = "Anderer Verein";
            return insert(work, circle);
        });
        page_
            = made([&](Work& work) { return insert(work, page_called("mitreden", "Mitreden", "aalfeld")); });
        general_ = made([&](Work& work) { return insert(work, page_called("wohnen", "Wohnen")); });
        message_ = *work([&](Work& work) {
            return portal::receive_feedback(
                work, {"barriere", "", "Der Plan ist nicht lesbar.", "k@example.org", "k", aalfeld_},
                i18n::Language::german());
        });
        search_ = made([&](Work& work) {
            return portal::insert_unmet_search(work.db(), work.tenant(), "de", "tauchkurs");
        });
        unit_ = *work([&](Work& work) -> Result<tenants::UnitId> {
            tenants::OrganisationalUnit office;
            office.body = tenants::BodyId{aalfeld_.owner()};
            office.names.emplace_back().name = "Amt";
            return tenants::add_unit(work, office);
        });
        EXPECT_TRUE(work([&](Work& work) {
            return set_due_day(work, seen_message(), work.today() + std::chrono::days{9});
        }));
        step_ = audit::head(connection(), tenant_).sequence;
        merged_offer_ = made([&](Work& work) {
            auto one = offer_called("eins", "Eins", "aalfeld");
            one.organisation = "Verein mit falschem Namen";
            return insert(work, one);
        });
        auto const staying = made([&](Work& work) {
            auto two = offer_called("zwei", "Zwei", "aalfeld");
            two.organisation = "Verein mit rechtem Namen";
            return insert(work, two);
        });
        merged_ = organisation_of(merged_offer_).id;
        EXPECT_TRUE(work([&](Work& work) {
            return merge_organisations(work, organisation_of(merged_offer_), organisation_of(staying));
        }));
        word_ = *work([&](Work& work) {
            portal::NewConcept wanted{.fields = {}, .form_key = "wort"};
            wanted.fields.set("de", "Tauchgang");
            return portal::add_concept(work, wanted);
        });
        image_ = image_of(offer_);
        page_image_ = image_of(page_);
        link_ = portal::LinkId{connection().load<std::int64_t>(
            "SELECT id FROM link_targets WHERE target = 'https://chor.example/'")};
    }
    portal::SeenOffer seen_offer()
    {
        auto const& state = edited_offer().state;
        return {offer_, state.version, state.base()};
    }
    portal::EditedOffer edited_offer()
    {
        return *portal::find_edited_offer(connection(), tenant_, offer_, Actor::command_line());
    }
    records::Seen seen_page()
    {
        auto const& state = edited_page().state;
        return {page_.value, state.version, state.base()};
    }
    portal::EditedPage edited_page()
    {
        return *portal::find_edited_page(connection(), tenant_, page_, Actor::command_line());
    }
    portal::SeenOrganisation organisation_of(portal::OfferId offer)
    {
        auto const id
            = connection().load<std::int64_t>("SELECT organisation_id FROM offers WHERE id = ?", offer.value);
        return {
            portal::OrganisationId{id},
            connection().load<std::int64_t>("SELECT version FROM organisations WHERE id = ?", id)};
    }
    records::Seen seen_organisation()
    {
        auto const& state = edited_organisation().state;
        return {organisation_of(offer_).id.value, state.version, state.base()};
    }
    portal::DraftedOrganisation edited_organisation()
    {
        return *portal::find_drafted_organisation(
            connection(), tenant_, organisation_of(offer_).id, Actor::command_line());
    }
    records::Seen seen_place()
    {
        auto const place = edited_place();
        return {aalfeld_.owner(), place.state.version, place.state.base()};
    }
    portal::DraftedPlace edited_place()
    {
        return *portal::find_drafted_place(
            connection(), tenant_, tenants::BodyId{aalfeld_.owner()}, Actor::command_line());
    }
    records::Seen seen_category()
    {
        auto const id = made(
            [](Work& work) { return portal::row_of_category(work, *portal::find_category("kind-mbe")); });
        return {id, 0, 0};
    }
    records::Seen seen_concept()
    {
        auto const drafted = drafted_concept();
        return {drafted.edited.id->value, drafted.state.version, drafted.state.base()};
    }
    portal::DraftedConcept drafted_concept()
    {
        return portal::with_draft(
            connection(), tenant_,
            *portal::find_concept(connection(), tenant_, search::Concepts{}, std::string_view(word_)));
    }
    portal::SeenFeedback seen_message() { return {message_}; }

    // All of the portal, in portal_attempts.cpp.
    void add_portal(std::vector<Attempt>& all)
    {
        add_drafting(all);
        add_offers(all);
        add_messages(all);
        add_translations(all);
        add_the_rest(all);
    }

    identity::AccountId ours_, theirs_;
    portal::OfferId offer_, other_offer_;
    portal::PageId page_, general_;
    portal::FeedbackId message_;
    portal::UnmetSearchId search_;
    tenants::UnitId unit_;
    portal::LinkId link_;
    std::int64_t step_ = 0; // of the message
    portal::OfferId merged_offer_;
    portal::OrganisationId merged_; // into the one that runs that offer by now
    std::string image_, page_image_;
    std::string word_; // the key of a concept

private:
    void add_drafting(std::vector<Attempt>& all);
    void add_offers(std::vector<Attempt>& all);
    void add_messages(std::vector<Attempt>& all);
    void add_translations(std::vector<Attempt>& all);
    void add_the_rest(std::vector<Attempt>& all);
};

} // namespace kommin::app
