#pragma once
// The vocabulary of the search as one district uses it: what the program (or the operator's file) brings
// along, and what editors have changed of it. Only the changes are stored, language by language: what nobody
// has touched follows the updates of the program. docs/adr/0036.

#include "platform/access/actor.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/result.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/db/connection.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/search/concepts.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <functional>
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
    bool is_removed = false;
    std::int64_t version = 0;
    Instant changed_at;
    WordsByLanguage words; // of the languages that are changed
};

enum class ConceptState : std::uint8_t {
    shipped, // as it was brought along
    changed,
    own, // of the district alone
    removed, // the search knows nothing of it
};
inline constexpr std::array<std::string_view, 4> concept_state_names{"shipped", "changed", "own", "removed"};
inline std::string_view to_text(ConceptState state)
{
    return name_of(concept_state_names, state);
}

// A concept as its editors see it.
struct EditedConcept {
    std::string key;
    ConceptState state = ConceptState::shipped;
    records::Fields fields = {}; // the words by the tag of the language, one on each line
    std::optional<ConceptId> id = {}; // where anything was ever changed here
    std::int64_t version = 0; // 0: never changed here
    std::optional<Instant> changed_at = {};

    [[nodiscard]] bool is_place() const { return key.starts_with("place-"); }
};

class Vocabulary {
public:
    static Vocabulary load(db::Connection& db, TenantId tenant, search::Concepts const& base);

    // In the order of the base, those of the district after them.
    [[nodiscard]] std::vector<EditedConcept> const& concepts() const { return concepts_; }
    [[nodiscard]] EditedConcept const* find(std::string_view key) const;
    // The tags of all languages in which there are words, those of the base first.
    [[nodiscard]] std::vector<std::string> const& languages() const { return languages_; }

private:
    std::vector<EditedConcept> concepts_;
    std::vector<std::string> languages_;
};

// One that was ever changed here, without reading all the others.
std::optional<EditedConcept> find_concept(
    db::Connection& db, TenantId tenant, search::Concepts const& base, ConceptId id);

// What the search of this district knows; the base itself where nothing was changed.
std::shared_ptr<search::Concepts const> concepts_for_search(
    db::Connection& db, TenantId tenant, std::shared_ptr<search::Concepts const> base);

// Words as they are stored: trimmed, without empty lines, each once; "|" separates as a line end does.
records::Fields spelled_words(records::Fields const& typed);
// Everything that stands in the way of using these words.
std::vector<Problem> problems_of_words(records::Fields const& fields);
// What a concept is called: its first word, in German if there is one.
std::string name_of_concept(records::Fields const& fields);

// Which concept, as this person last saw it.
struct SeenConcept {
    std::string key;
    std::int64_t version;
};

// Problems: not_found without the right to edit the vocabulary, or where there is no such concept; what
// problems_of_words() finds; a conflict where somebody has changed the concept meanwhile
// ("record.problem.changed_meanwhile").

struct NewConcept {
    records::Fields fields;
    bool is_place = false;
    std::string form_key; // of the form that was sent; with the same entries again it makes no second one
};
// The key of the new concept.
Result<std::string> add_concept(Work& work, NewConcept const& wanted);
// One that was removed is back with it.
Result<void> save_concept(
    Work& work, search::Concepts const& base, SeenConcept const& seen, records::Fields const& fields);
// The search forgets it; its words and its history stay.
Result<void> remove_concept(Work& work, search::Concepts const& base, SeenConcept const& seen);

} // namespace kommin::portal
