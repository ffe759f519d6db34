#pragma once
// The list of organisations as editors see it: filter, and one page of it.

#include "modules/portal/editing/offer_overview.hpp"
#include "modules/portal/editing/organisations.hpp"
#include "platform/base/key_page.hpp"
#include "platform/http/form.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::portal {

enum class OrganisationView : std::uint8_t { all, without_offers, alike };
std::string_view word_of(OrganisationView view); // "" for all

// What the public may know of it, and what waits: the words are those of the offers.
OfferState state_of(EditedOrganisation const& edited);

// As it stands in the address; everything else about it is ignored.
struct OrganisationFilter {
    std::string text = {}; // q: in the name
    OrganisationView view = OrganisationView::all; // liste
    std::optional<OfferState> state = {}; // zustand
    std::optional<contacts::OrganisationKind> kind = {}; // art
    std::string language = {}; // sprache: the tag of one in which one can write to it
    bool descending = false; // ab=1
    std::optional<contacts::OrganisationPlace> after = {}; // hinter: the page begins behind this place
    std::optional<contacts::OrganisationPlace> before = {}; // vor: the page ends in front of it

    static OrganisationFilter parse(http::Form const& query);
    // Name and value of every field that is in force, without the page.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> fields() const;
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> fields_with_page() const;
};

// By name; those that are alike side by side.
using OrganisationList = KeyPage<EditedOrganisation, OrganisationFilter>;
// What this actor may see of it: whoever may see all offers all of them, others those that run one of theirs.
OrganisationList list_organisations_for_staff(
    db::Connection& db, TenantId tenant, Actor const& actor, OrganisationFilter const& filter);
// All of it, a thousand lines at a time, for a file; until `take` says that it wants no more.
void export_organisation_list(
    db::Connection& db, TenantId tenant, Actor const& actor, OrganisationFilter const& filter,
    std::function<bool(std::vector<EditedOrganisation> const&)> const& take);
// Into which of them this actor may merge `from`: those with these words, or those that are alike.
std::vector<EditedOrganisation> list_merge_candidates(
    db::Connection& db, TenantId tenant, Actor const& actor, EditedOrganisation const& from,
    std::string_view words, std::size_t most);

} // namespace kommin::portal
