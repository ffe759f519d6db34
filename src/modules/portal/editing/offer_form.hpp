#pragma once
// The form of the editors: an offer as the fields of its page, and back.

#include "modules/portal/directory/district_names.hpp"
#include "modules/portal/editing/offer_import.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/message_key.hpp"
#include "platform/http/form.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/records/fields.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

using records::Fields;

// How a field is typed: what a comparison of versions prints follows from it.
enum class FieldKind : std::uint8_t { text, long_text, choice, choices, language_choices, place, places };

struct OfferField {
    std::string_view name; // as in flat_offer.hpp
    MessageKey label;
    FieldKind kind = FieldKind::text;
};
// In the order of the form.
std::span<OfferField const> offer_fields();
OfferField const* find_offer_field(std::string_view name);

// Whose contents may stand in the audit chain for ever: choices from lists. Whatever somebody types may name
// persons, also in a field for times or amounts: "9-12 (Frau Kaya)", and in a draft nobody has read it yet.
inline constexpr std::array<std::string_view, 15> harmless_offer_fields{
    "kind",      "life_situations", "target_groups", "reach",     "municipality", "coverage",
    "status",    "always_open",     "appointment",   "languages", "interpreters", "cost",
    "childcare", "wheelchair",      "course_type"};

// What the form of an offer shows, as a browser sends it back.
Fields form_of(Offer const& offer);
// What was posted: only fields of the form, without white space at their ends.
Fields posted_form(http::Form const& posted);

struct EnteredOffer {
    Offer offer;
    std::vector<Problem> problems; // with the name of the field
};
// The offer that the fields make of the one before: what no field shows stays, a field that still says what
// it showed leaves its part as it was, translations stay with their fields and documents, and what somebody
// has changed is no longer unsure. Rules: those of the import.
EnteredOffer read_form(Fields const& fields, Offer const& before, ImportContext const& context);

// The fields as the record shows them once it is what they make of it; what is wrong stays as typed.
Fields spelled_form(Fields const& fields, Offer const& before, ImportContext const& context);

// The fields of an earlier version spelled alike, for a comparison; by what they say themselves, hence the
// same on every day and whatever has become of organisations, pictures and categories since.
Fields compared_form(Fields const& fields);

// A choice of a field with its text.
struct OfferChoice {
    std::string_view value;
    std::string_view label; // lives as long as texts and names
};
// A life situation that nobody meets any more: the offer keeps it, and nobody reads of it.
bool is_archived(std::string_view value, OfferField const& field, Categories const& categories);
// Of the fields that have a fixed list; empty for all others.
std::vector<OfferChoice> choices_of(
    std::string_view field, i18n::Texts const& texts, DistrictNames const& names);

// What a field says, for people: "Deutsch, Türkisch"; municipalities by their names.
std::string shown_value(
    Fields const& fields, OfferField const& field, i18n::Texts const& texts, DistrictNames const& names);

} // namespace kommin::portal
