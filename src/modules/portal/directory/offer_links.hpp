#pragma once
// OfferLinkFinder: the records of other modules that an offer names by slug and by name.

#include "modules/portal/directory/offer_store.hpp"
#include "platform/work/work.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace kommin::portal {

// By which an organisation is found again: spellings that differ in capital letters, marks, spaces and signs
// only are one name ("AWO unna", "Awo  Unna").
std::string organisation_key(std::string_view name);

// Asks for each name once. An organisation that nobody knows yet is added; a known one keeps the name it has,
// and is shown again where it had ended: what a public offer names is public. Refers to the work.
class OfferLinkFinder {
public:
    OfferLinkFinder(Work& work, std::vector<tenants::Body> const& bodies);
    // The municipality must be one of the tenant's.
    OfferLinks links_of(Offer const& offer);
    // Its organisation is called as the record is: for whoever keeps a version of the offer beside it.
    void spell_as_stored(Offer& offer);

private:
    contacts::Organisation const& organisation(std::string const& name);

    Work& work_;
    std::unordered_map<std::string, tenants::BodyId> bodies_;
    std::unordered_map<std::string, contacts::Organisation> organisations_; // by the name that was given
    std::unordered_set<contacts::OrganisationId> shown_; // by this work
};

} // namespace kommin::portal
