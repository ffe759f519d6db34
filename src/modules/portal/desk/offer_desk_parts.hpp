#pragma once
// What the pages of the editors' desk have in common: addresses, names, the words for states.

#include "modules/portal/directory/district_names.hpp"
#include "modules/portal/editing/offer_editing.hpp"
#include "modules/portal/editing/offer_overview.hpp"
#include "platform/html/url.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// A state as people see it: the classes of its mark, and its word.
struct StateWord {
    std::string_view shape;
    std::string text;
};
StateWord state_word(
    OfferState state, std::optional<Date> publish_on, i18n::Texts const& texts, bool is_temporarily_closed);
StateWord freshness_word(Freshness freshness, i18n::Texts const& texts);

OfferState state_of(EditedOffer const& edited);
// Its name, or that it has none yet.
std::string title_of(Fields const& fields, i18n::Texts const& texts);
std::string title_of(OfferLine const& line, i18n::Texts const& texts);

// Its municipality, or that it is for more than one.
std::string place_of(OfferLine const& line, i18n::Texts const& texts);

// The choices of a filter by whose the records are: the Kreis, as `of_all` calls it, and its municipalities.
std::vector<web::Choice> place_choices(std::vector<tenants::Body> const& bodies, std::string_view of_all);

// Where a published record stands in public, as it is now: whoever has just looked at it keeps the page of
// before for some minutes.
html::Url published_url(html::Url const& in_public, std::int64_t version);

html::Url offer_url(OfferId id);
html::Url offer_url(OfferId id, std::string_view page);
html::Url erasure_url(OfferId id); // of what it said before

// For comparing versions of an offer; texts and names must outlive it.
web::RecordForm offer_record_form(i18n::Texts const& texts, DistrictNames const& names);

enum class Level : std::uint8_t { form, below_form };
// The frame of the form of an offer, or of a page below it.
web::StaffFrame offer_frame(
    web::Call const& call, i18n::Texts const& texts, EditedOffer const& edited, std::string title,
    Level level);

} // namespace kommin::portal
