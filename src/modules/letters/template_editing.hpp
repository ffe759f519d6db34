#pragma once
// Editing templates: the office for all, whoever coordinates a municipality for it.

#include "modules/letters/template_store.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/web/form_fields.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace kommin::letters {

namespace template_field {
inline constexpr std::string_view opening = "opening";
inline constexpr std::string_view closing = "closing";
inline constexpr std::string_view language = "language"; // of a new one only
} // namespace template_field
inline constexpr std::array all_template_fields{
    web::FormField{template_field::opening, "letters.field.opening"_msg},
    web::FormField{template_field::closing, "letters.field.closing"_msg}};
inline constexpr std::size_t longest_words = 2000; // code points, of each

inline constexpr records::EditedKind edited_templates{
    .kind = template_subject,
    .table = template_table,
    .owner = "COALESCE(body_id, 0)", // as LetterTemplate::owner()
    .was_public = "FALSE",
    .actions = "letters.template",
    .harmless_fields = {},
    .has_drafts = false};

records::Fields form_of(OwnWords const& words);
// As they are stored: line ends and blanks as several_lines() writes them.
records::Fields spelled_words(records::Fields const& typed);
// Everything that stands in the way of sending them: signs that no letter carries, too many of them, and
// placeholders that the kind does not know ("letters.problem.placeholder", "letters.problem.brace").
std::vector<Problem> problems_of_words(LetterKind const& kind, records::Fields const& fields);

// A template that this actor may edit.
std::optional<LetterTemplate> find_editable_template(
    db::Connection& db, TenantId tenant, Actor const& actor, TemplateId id);

// `form_key`: a form sent twice with the same entries makes one template. Problems: not_found without the
// right; what problems_of_words() finds; without words; a conflict where there is one for these letters
// already ("letters.problem.there").
Result<TemplateId> add_letter_template(
    Work& work, LetterKinds const& kinds, TemplatePlace const& place, records::Fields const& typed,
    std::string_view form_key);
// Which template, as this person last saw it.
struct TemplateVersion {
    TemplateId id;
    std::int64_t version;
};
// Problems: not_found without the right; what problems_of_words() finds; a conflict where somebody has
// changed it meanwhile.
Result<void> save_letter_template(
    Work& work, LetterKinds const& kinds, TemplateVersion const& seen, records::Fields const& typed);
// The program's words again. Problems as above.
Result<void> reset_letter_template(Work& work, TemplateVersion const& seen);

// For concept packages: what was taken over there becomes the words of these letters, whether there were any
// or not. Problems as of add_letter_template(), but for the conflict.
Result<void> put_letter_template(
    Work& work, LetterKinds const& kinds, TemplatePlace const& place, OwnWords const& words);

} // namespace kommin::letters
