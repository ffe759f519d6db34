#pragma once
// The vocabulary of the search as one district uses it: what the program (or the operator's file) brings
// along, and what editors have changed of it. Only the changes are stored, language by language: what nobody
// has touched follows the updates of the program. docs/adr/0036.

#include "platform/base/date.hpp"
#include "platform/base/result.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/db/connection.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/search/concepts.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

inline constexpr content::SubjectKind concept_subject{"concept"};

using ConceptId = StrongId<struct ConceptTag>;

// One word or phrase on each line, by the tag of the language.
using WordsByLanguage = std::map<std::string, std::string, std::less<>>;

// What a district has changed of a concept.
struct StoredConcept {
    ConceptId id;
    std::string key;
    bool is_archived = false;
    bool is_hidden = false; // an own one that nobody has published yet
    records::DraftState draft_state = records::DraftState::none;
    std::optional<Date> publish_on = {};
    WordsByLanguage words = {}; // of the languages that are changed
};

enum class ConceptOrigin : std::uint8_t {
    shipped, // as it was brought along
    changed,
    own, // of the district alone
};

// A concept as its editors see it, without its draft.
struct EditedConcept {
    std::string key;
    ConceptOrigin origin = ConceptOrigin::shipped;
    records::Fields fields = {}; // the words by the tag of the language, one on each line
    std::optional<ConceptId> id = {}; // where anything was ever changed here
    bool is_archived = false; // the search knows nothing of it any more
    bool is_hidden = false; // nor of this one, yet
    records::DraftState draft_state = records::DraftState::none;
    std::optional<Date> publish_on = {};

    [[nodiscard]] bool is_place() const { return key.starts_with("place-"); }
    [[nodiscard]] bool is_public() const { return !is_archived && !is_hidden; }
};

inline constexpr std::string_view own_prefix = "own-"; // no concept that the program will ever bring along
inline constexpr std::string_view place_prefix = "place-"; // as platform/search knows places

class Vocabulary {
public:
    static Vocabulary load(db::Connection& db, TenantId tenant, search::Concepts const& base);

    // In the order of the base, those of the district after them.
    [[nodiscard]] std::vector<EditedConcept> const& concepts() const { return concepts_; }
    [[nodiscard]] EditedConcept const* find(std::string_view key) const;
    // As whoever does not edit sees it: without drafts, and without what nobody has published yet.
    void forget_drafts();
    // The tags of all languages in which there are words, those of the base first.
    [[nodiscard]] std::vector<std::string> const& languages() const { return languages_; }

private:
    std::vector<EditedConcept> concepts_;
    std::vector<std::string> languages_;
};

// Without reading all the others: one that was ever changed here, and any.
std::optional<EditedConcept> find_concept(
    db::Connection& db, TenantId tenant, search::Concepts const& base, ConceptId id);
std::optional<EditedConcept> find_concept(
    db::Connection& db, TenantId tenant, search::Concepts const& base, std::string_view key);
// The same of what was stored; `known`: what was brought along under its key, null if nothing.
EditedConcept edited_concept(
    std::string key, search::Concepts::Concept const* known, StoredConcept const* stored);
// Null where it was not brought along.
search::Concepts::Concept const* find_known(search::Concepts const& base, std::string_view key);
// Its words as a form shows them.
records::Fields fields_of(search::Concepts::Concept const& known);
// What the search makes of these words.
search::Concepts::Concept concept_of(std::string key, records::Fields const& fields);
// Each word of one language, in its order.
std::vector<std::string_view> lines_of(std::string_view words);

// What the search of this district knows; the base itself where nothing was changed.
std::shared_ptr<search::Concepts const> concepts_for_search(
    db::Connection& db, TenantId tenant, std::shared_ptr<search::Concepts const> base);

// Words as they are stored: trimmed, without empty lines, each once; "|" separates as a line end does.
records::Fields spelled_words(records::Fields const& typed);
// Everything that stands in the way of using these words.
std::vector<Problem> problems_of_words(records::Fields const& fields);
// What a concept is called: its first word, in German if there is one.
std::string name_of_concept(records::Fields const& fields);

} // namespace kommin::portal
