#include "modules/letters/template_editing.hpp"

#include "modules/letters/letter_text.hpp"
#include "modules/letters/permissions.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/i18n/interface_language.hpp"
#include "platform/records/typed.hpp"
#include "platform/web/field_check.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace kommin::letters {

using records::Fields;

namespace {

constexpr std::array fields_of_words{template_field::opening, template_field::closing};

// Signs that no letter carries: what steers a terminal, ends a line in one reader and not in another, or
// turns the direction of everything behind it. Marks that turn nothing but their neighbours stay (U+200E,
// U+200F).
bool has_hidden_sign(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const byte = [&](std::size_t ahead) {
            return i + ahead < text.size() ? static_cast<unsigned char>(text[i + ahead]) : 0U;
        };
        auto const first = byte(0);
        bool const is_control = (first < 0x20U && first != '\n') || first == 0x7FU
            || (first == 0xC2U && byte(1) < 0xA0U); // U+0080 to U+009F
        bool const is_line_or_turn
            = first == 0xE2U && byte(1) == 0x80U && byte(2) >= 0xA8U && byte(2) <= 0xAEU; // U+2028 to U+202E
        bool const is_isolate
            = first == 0xE2U && byte(1) == 0x81U && byte(2) >= 0xA6U && byte(2) <= 0xA9U; // U+2066 to U+2069
        if (is_control || is_line_or_turn || is_isolate)
            return true;
    }
    return false;
}

std::string spelled_text(std::string_view typed)
{
    std::string text(typed);
    std::ranges::replace(text, '\t', ' ');
    return records::several_lines(text);
}

OwnWords words_from(Fields const& fields)
{
    return {
        .opening = spelled_text(fields.value(template_field::opening)),
        .closing = spelled_text(fields.value(template_field::closing))};
}

void check_placeholders(
    web::FieldCheck& check, LetterKind const& kind, std::string_view field, std::string_view text)
{
    auto const names = placeholders_in(text);
    if (!names) {
        check.refuse(field, "letters.problem.brace"_msg);
        return;
    }
    auto const unknown
        = std::ranges::find_if(*names, [&](std::string const& name) { return !kind.knows(name); });
    if (unknown != names->end())
        check.refuse(field, "letters.problem.placeholder"_msg, {{"name", *unknown}});
}

Problem unknown_template()
{
    return Problem::not_found("letters.problem.unknown"_msg);
}

Scope owner_of(TemplatePlace const& place)
{
    return place.body ? Scope::of_owner(place.body->value) : Scope::whole_tenant();
}

// A kind of letter for an owner in a language, as this actor may write it.
Result<LetterKind const*> kind_to_write(Work& work, LetterKinds const& kinds, TemplatePlace const& place)
{
    auto const* kind = kinds.find(place.kind);
    auto const bodies = tenants::list_bodies(work.db(), work.tenant());
    bool const is_owner = !place.body || std::ranges::any_of(bodies, [&](tenants::Body const& body) {
        return body.id == *place.body && body.kind == tenants::BodyKind::municipality;
    });
    if (kind == nullptr || !is_owner || !work.actor().may(edit_templates, owner_of(place)))
        return unknown_template();
    auto const language = i18n::find_interface_language(place.language);
    bool const is_written = language
        && (!kind->is_in_source_language
            || *language == tenants::find_tenant(work.db(), work.tenant()).value().source_language);
    if (!is_written)
        return Problem::invalid(std::string(template_field::language), "letters.problem.language"_msg);
    return kind;
}

TemplateId insert_new(Work& work, TemplatePlace const& place, OwnWords const& words, std::string_view mark)
{
    LetterTemplate const wanted{
        .id = {},
        .body = place.body,
        .kind = std::string(place.kind),
        .language = std::string(place.language),
        .words = words,
        .version = 1,
        .changed_at = work.now()};
    auto const id = insert_template(work.db(), work.tenant(), wanted, mark);
    records::keep_created(work, edited_templates, id.value, wanted.owner(), form_of(words));
    return id;
}

void store_words(
    Work& work, records::Editing const& editing, LetterTemplate stored, OwnWords const& words,
    std::string_view step)
{
    auto const before = form_of(stored.words);
    stored.words = words;
    stored.changed_at = work.now();
    update_template(work.db(), work.tenant(), stored);
    editing.keep_changed(before, form_of(words), step);
}

}

Fields form_of(OwnWords const& words)
{
    Fields fields;
    fields.set(template_field::opening, words.opening);
    fields.set(template_field::closing, words.closing);
    return fields;
}

Fields spelled_words(Fields const& typed)
{
    return form_of(words_from(typed));
}

std::vector<Problem> problems_of_words(LetterKind const& kind, Fields const& fields)
{
    web::FieldCheck check(fields);
    auto const words = words_from(fields);
    if (words.empty())
        check.refuse(template_field::opening, "letters.problem.nothing"_msg);
    for (auto const field : fields_of_words) {
        auto const& text = field == template_field::opening ? words.opening : words.closing;
        if (count_code_points(text) > longest_words)
            check.refuse(field, "import.problem.too_long"_msg, {{"limit", std::to_string(longest_words)}});
        else if (has_hidden_sign(text))
            check.refuse(field, "letters.problem.sign"_msg);
        else
            check_placeholders(check, kind, field, text);
    }
    return check.take();
}

std::optional<LetterTemplate> find_editable_template(
    db::Connection& db, TenantId tenant, Actor const& actor, TemplateId id)
{
    auto found = load_template(db, tenant, id);
    if (!found || !actor.may(edit_templates, found->owner()))
        return std::nullopt;
    return found;
}

Result<TemplateId> add_letter_template(
    Work& work, LetterKinds const& kinds, TemplatePlace const& place, Fields const& typed,
    std::string_view form_key)
{
    auto const* kind = TRY(kind_to_write(work, kinds, place));
    auto const words = words_from(typed);
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + form_of(words).to_json());
    if (auto const added = find_template_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (auto problems = problems_of_words(*kind, typed); !problems.empty())
        return std::move(problems.front());
    if (find_template(work.db(), work.tenant(), place))
        return Problem::conflict(std::string(template_field::language), "letters.problem.there"_msg);
    return insert_new(work, place, words, mark);
}

Result<void> save_letter_template(
    Work& work, LetterKinds const& kinds, TemplateVersion const& seen, Fields const& typed)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_templates, seen.id.value, seen.version, edit_templates, "letters.problem.unknown"_msg));
    auto stored = load_template(work.db(), work.tenant(), seen.id).value();
    auto const* kind = kinds.find(stored.kind);
    if (kind == nullptr)
        return unknown_template();
    if (auto problems = problems_of_words(*kind, typed); !problems.empty())
        return std::move(problems.front());
    auto const words = words_from(typed);
    if (words != stored.words)
        store_words(work, editing, std::move(stored), words, "changed");
    return {};
}

Result<void> reset_letter_template(Work& work, TemplateVersion const& seen)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_templates, seen.id.value, seen.version, edit_templates, "letters.problem.unknown"_msg));
    auto stored = load_template(work.db(), work.tenant(), seen.id).value();
    if (!stored.words.empty())
        store_words(work, editing, std::move(stored), {}, "reset");
    return {};
}

Result<void> put_letter_template(
    Work& work, LetterKinds const& kinds, TemplatePlace const& place, OwnWords const& words)
{
    auto const* kind = TRY(kind_to_write(work, kinds, place));
    auto const typed = form_of(words);
    if (auto problems = problems_of_words(*kind, typed); !problems.empty())
        return std::move(problems.front());
    auto const spelled = words_from(typed);
    auto stored = find_template(work.db(), work.tenant(), place);
    if (!stored) {
        auto const mark = "put " + std::to_string(place.body ? place.body->value : 0) + ' '
            + std::string(place.kind) + ' ' + std::string(place.language);
        insert_new(work, place, spelled, mark);
        return {};
    }
    auto const editing = TRY(records::Editing::begin(
        work, edited_templates, stored->id.value, stored->version, edit_templates,
        "letters.problem.unknown"_msg));
    if (spelled != stored->words)
        store_words(work, editing, *std::move(stored), spelled, "changed");
    return {};
}

} // namespace kommin::letters
