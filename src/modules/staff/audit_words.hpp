#pragma once
// What the codes of the audit trail mean, for people. A code without a word stands as it is.

#include "modules/tenants/api.hpp"
#include "platform/access/rights.hpp"
#include "platform/audit/audit.hpp"
#include "platform/base/message_key.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/shown_fields.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::staff {

// "Rollen geändert".
std::string action_word(std::string_view action, i18n::Texts const& texts);
// "Konten und Anmeldung: Rollen geändert", as a list of all actions needs it.
std::string action_choice(std::string_view action, i18n::Texts const& texts);
// The word for all actions that begin so: "Angebote"; empty if these have none.
std::string group_word(std::string_view beginning, i18n::Texts const& texts);
// "Konto".
std::string kind_word(std::string_view subject_kind, i18n::Texts const& texts);

// Actors that are no accounts: their codes, and what people call them.
std::vector<std::pair<std::string, MessageKey>> other_actors();
// The name of an account, or what else acts here.
std::string name_of_actor(web::Authors const& authors, std::string const& code, i18n::Texts const& texts);

// One thing that an entry says of its record; empty: did not exist or was not noted.
struct FactLine {
    std::string label;
    std::string before;
    std::string after;
};
// What the facts of entries are read with. `form`: of the record's kind; null: its module says none.
struct FactReader {
    i18n::Texts const& texts;
    std::vector<tenants::Body> const& bodies;
    web::Authors const& authors;
    web::RecordForm const* form = nullptr;
};
struct NotedFacts {
    std::vector<FactLine> lines; // what is no field first, fields in the order of their form
    std::vector<std::string> left_out; // fields that changed, and whose contents the chain does not keep
    std::optional<std::int64_t> version; // that the entry made
    std::string fingerprint; // of that version
    std::string content_hash; // of what a file said
};
NotedFacts noted_facts(audit::StoredEntry const& entry, FactReader const& reader);
// One side of it on one line: "Kosten: kostenlos; Rollstuhl: ja".
std::string side_in_words(NotedFacts const& facts, std::string FactLine::* side);

// The version of its record that an entry made; nothing where it made none.
std::optional<std::int64_t> version_of(audit::StoredEntry const& entry);

// The roles of an account that holds `held`, were a change of roles taken back: without what it gave, with
// what it took. Nothing for other entries, and where nothing of it is left to take back.
std::optional<std::vector<Grant>> grants_without(
    audit::StoredEntry const& entry, std::vector<Grant> const& held);

} // namespace kommin::staff
