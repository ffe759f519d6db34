#pragma once
// Editing the words by which the search finds things across languages. Concepts are drafted as offers and
// pages are (docs/adr/0036, 0044, 0063); what is published counts at once, on every node.

#include "modules/portal/directory/vocabulary.hpp"
#include "modules/portal/editing/offer_overview.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/result.hpp"
#include "platform/records/drafting.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/search/concepts.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// What was brought along, by the program or by the operator.
using VocabularyBase = std::shared_ptr<search::Concepts const>;

inline constexpr records::EditedKind edited_concepts{
    .kind = concept_subject,
    .table = "concepts",
    .owner = "0",
    .was_public = "NOT is_hidden",
    .actions = "portal.concept",
    .harmless_fields = {}};

// For records::save_draft() and what else is done with drafts. An archived one is taken up again by
// publishing it, one that was archived before anybody published it also by saving a draft. What nobody has
// touched since a draft was begun follows the base, also where an update of the program has changed that
// meanwhile.
std::shared_ptr<records::DraftedKind const> drafted_concepts(VocabularyBase base);

// With its draft.
struct DraftedConcept : records::EditedRecord {
    EditedConcept edited;
};
DraftedConcept with_draft(db::Connection& db, TenantId tenant, EditedConcept edited);
// As whoever does not edit sees it.
DraftedConcept without_draft(EditedConcept edited);

// What the public knows of it, and what waits: the words are those of the offers.
OfferState state_of(EditedConcept const& edited);

// A draft that waits for somebody.
struct WaitingConcept {
    std::string key;
    std::string name; // by its draft
};
// Those that wait for this actor to publish them.
std::vector<WaitingConcept> list_concepts_to_review(db::Connection& db, TenantId tenant, Actor const& actor);
// Those that this actor handed in and got back, and those of which nobody knows who did.
std::vector<WaitingConcept> list_returned_concepts(db::Connection& db, TenantId tenant, Actor const& actor);
// How many of both, for the menu of every page.
std::int64_t count_waiting_concepts(db::Connection& db, TenantId tenant, Actor const& actor);
// What its newest version calls it; empty where there is none.
std::string name_of_newest_version(db::Connection& db, TenantId tenant, ConceptId id);

struct NewConcept {
    records::Fields fields;
    bool is_place = false;
    std::string form_key
        = {}; // of the form that was sent; with the same entries again it makes no second one
    bool is_draft = false; // nobody is asked to look at it yet
};
// Public at once where this actor may publish it, otherwise handed in with the same press; unless it is a
// draft. The key of the new concept. Problems: not_found without the right to edit the vocabulary; what
// problems_of_words() finds; too many of them.
Result<std::string> add_concept(Work& work, NewConcept const& wanted);
// The record of a concept, for whatever changes it: one that nobody has changed yet gets its row now.
// Problems: not_found without the right to edit the vocabulary, or where there is no such concept.
Result<ConceptId> take_up_concept(Work& work, search::Concepts const& base, std::string_view key);

// Publishes what is due.
JobRule scheduled_concept_publication(VocabularyBase base);

} // namespace kommin::portal
