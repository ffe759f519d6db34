#pragma once
// Putting another address in the place of one, everywhere it leads from offers, pages, organisations and
// places: in their fields and in the links of their texts and translations, never in words.

#include "modules/portal/editing/offer_editing.hpp"
#include "modules/portal/editing/organisations.hpp"
#include "modules/portal/editing/page_editing.hpp"
#include "modules/portal/editing/place_editing.hpp"
#include "modules/portal/links/link_targets.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/drafting.hpp"
#include "platform/work/change.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace kommin::portal {

struct LinkReplacement {
    LinkTarget const& before;
    std::string_view after; // without problem_of_new_target()
};

// What replacing would do to one record, for one person.
struct ReplacementPlan {
    MessageKey obstacle = {}; // why it stays as it is; empty: it changes
    int places = 0; // where the address stands in the record itself
    int places_in_translations = 0; // that change with it
    bool is_published_at_once = false; // else it is handed in, without its translations
};
ReplacementPlan plan_replacement(EditedOffer const& edited, Actor const& actor, LinkReplacement const& wish);
ReplacementPlan plan_replacement(EditedPage const& edited, Actor const& actor, LinkReplacement const& wish);
ReplacementPlan plan_replacement(
    DraftedOrganisation const& edited, Actor const& actor, LinkReplacement const& wish);
ReplacementPlan plan_replacement(DraftedPlace const& edited, Actor const& actor, LinkReplacement const& wish);

// A place, as this person last saw it.
struct SeenPlace {
    BodyId id;
    std::int64_t version;
};

// What is wrong with the new address: not of the kind of the other, the same, or with signs that no text can
// hold.
std::optional<Problem> problem_of_new_target(LinkTarget const& before, std::string_view after);

// In one record, by the ordinary way of editors: whoever may publish publishes, whoever may not hands in.
// Translations get the new address, too, and count as they did: those of the text before as translations of
// the text now, older ones as older, those of machines as theirs. Problems: not_found without the right;
// conflicts with a draft that waits, and where somebody was faster.
Result<Change> replace_link(Work& work, SeenOffer seen, LinkReplacement const& wish);
Result<Change> replace_link(Work& work, records::Seen page, LinkReplacement const& wish);
Result<Change> replace_link(Work& work, SeenOrganisation seen, LinkReplacement const& wish);
Result<Change> replace_link(Work& work, SeenPlace seen, LinkReplacement const& wish);

} // namespace kommin::portal
