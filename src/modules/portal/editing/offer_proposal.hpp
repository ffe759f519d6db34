#pragma once
// Proposal: who runs an offer changes its entries through the mailed link, field by field and without an
// account. What is proposed waits as a draft until the editors have looked at it; what becomes of it goes
// back by mail to the address of the link.

#include "modules/portal/editing/offer_confirmation.hpp"
#include "modules/portal/editing/offer_form.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/result.hpp"
#include "platform/i18n/language.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/records/drafting.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// How a field is typed there. A signed one holds numbers, times or addresses, which are read from left to
// right in every language, and so is a day, which is read and explained as everywhere (parse_typed_date()).
enum class ProposalKind : std::uint8_t { line, signed_line, day, area, signed_area, choice, box, languages };

// A field that whoever runs an offer knows; everything else is the editors' own.
struct ProposalField {
    std::string_view name; // as in offer_fields()
    MessageKey label; // in all languages of the portal; the weekdays have names of their own
    ProposalKind kind = ProposalKind::line;
};
// In the order of the form.
std::span<ProposalField const> proposal_fields();
ProposalField const* find_proposal_field(std::string_view name);
std::string label_of(ProposalField const& field, i18n::Texts const& texts);
// Of a field with a fixed list, in all languages of the portal; empty for all others.
std::vector<OfferChoice> proposal_choices(std::string_view field, i18n::Texts const& texts);

// An offer as the form of a link begins.
struct ProposalForm {
    Offer offer;
    Fields shown; // what the public sees: only proposal_fields()
    Fields begun; // the same with what this provider has proposed before, where that was given back
    std::string reason = {}; // the editors' words, where it was given back; in the language of the district
};
// Nothing for a link that does not work, as find_offer_of_link().
std::optional<ProposalForm> find_proposal_form(
    db::Connection& db, TenantId tenant, std::string_view token, Instant now);

// One mark for each field, for the form that is sent: by them a field that nobody touched is told from one
// that somebody has typed anew while the offer was changed elsewhere.
std::string marks_of(Fields const& fields);
// What was typed, with the fields that nobody has touched as the offer says them now.
Fields untouched_renewed(Fields const& typed, std::string_view marks, Fields const& now);

// In words for whoever reads, in all languages of the portal. One without a field where nothing was changed.
std::vector<Problem> problems_of(
    db::Connection& db, TenantId tenant, Date today, ProposalForm const& form, Fields const& typed);

struct Proposal {
    Fields typed;
    std::string shown; // fingerprint of the facts that it is about
    i18n::Language language; // that the outcome is told in
    std::string idempotency_key;
};
// Puts it before the editors: as a draft, or where another draft waits as a message, which names the old and
// the new entries. The link has done its work then. Problems: those of problems_of() and of
// answer_confirmation().
Result<void> answer_by_proposal(Work& work, std::string_view token, Proposal const& proposal);

// Tells whoever has proposed it what became of the draft of this offer; `before`: where the draft stood.
void tell_provider(Work& work, OfferId id, records::EditState const& before, records::DraftOutcome outcome);
JobRule proposal_outcomes(FeedbackCare const& care);

} // namespace kommin::portal
