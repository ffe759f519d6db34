#pragma once
// SQL of templates. One without words is one that was reset.

#include "modules/letters/letter_template.hpp"
#include "platform/db/connection.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace kommin::letters {

inline constexpr db::SqlLiteral template_table("letter_templates");

// Of which letters.
struct TemplatePlace {
    std::optional<tenants::BodyId> body;
    std::string_view kind;
    std::string_view language;
};

// At the moment of sending: nothing but words, none where there are none of the letter's own language.
OwnWords find_own_words(db::Connection& db, TenantId tenant, TemplatePlace const& place);

std::optional<LetterTemplate> load_template(db::Connection& db, TenantId tenant, TemplateId id);
std::optional<LetterTemplate> find_template(db::Connection& db, TenantId tenant, TemplatePlace const& place);
std::optional<TemplateId> find_template_by_mark(db::Connection& db, TenantId tenant, std::string_view mark);
// Of one owner, by kind and language; with those that were reset. As many as there are kinds and languages.
std::vector<LetterTemplate> list_templates_of_owner(
    db::Connection& db, TenantId tenant, std::optional<tenants::BodyId> body);
// Of these owners, as Rights::where() says them; at most `most`.
std::vector<LetterTemplate> list_templates_of_owners(
    db::Connection& db, TenantId tenant, std::span<Scope const> owners, int most);

TemplateId insert_template(
    db::Connection& db, TenantId tenant, LetterTemplate const& wanted, std::string_view mark);
// The words and when they were changed.
void update_template(db::Connection& db, TenantId tenant, LetterTemplate const& wanted);

} // namespace kommin::letters
