#include "modules/portal/editing/translating.hpp"

#include "modules/portal/directory/info_page_store.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/directory/publication.hpp"
#include "modules/portal/directory/snapshot.hpp"
#include "modules/portal/editing/category_translating.hpp"
#include "modules/portal/editing/offer_edit_store.hpp"
#include "modules/portal/editing/page_editing.hpp"
#include "modules/portal/editing/place_editing.hpp"
#include "modules/portal/editing/translation_history.hpp"
#include "platform/base/text.hpp"
#include "platform/content/translation_store.hpp"
#include "platform/records/typed.hpp"
#include "platform/records/versions.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace kommin::portal {

namespace {

constexpr int versions_looked_through = 50;

}

MessageKey label_of_translated_field(std::string_view name)
{
    if (name == "title")
        return "desk.field.title"_msg;
    if (name == "summary")
        return "desk.field.summary"_msg;
    if (name == "description")
        return "desk.field.description"_msg;
    if (name == "target_group")
        return "desk.field.target_group"_msg;
    if (name == "hours_text")
        return "desk.field.hours_text"_msg;
    if (name == "cost_note")
        return "desk.field.cost_note"_msg;
    if (name == "alert")
        return "desk.field.alert"_msg;
    if (name == "application")
        return "desk.field.application"_msg;
    if (name == "interpretation_note")
        return "desk.field.interpretation_note"_msg;
    if (name == "image_alt")
        return "desk.field.image_alt"_msg;
    if (name == "accessibility_note")
        return "desk.field.accessibility_note"_msg;
    if (name.starts_with("document."))
        return "desk.field.documents"_msg;
    if (name == "address.note")
        return "desk.field.address_note"_msg;
    if (name.starts_with("contact."))
        return "translate.field.contact_function"_msg;
    if (name.starts_with("price."))
        return "translate.field.price_option"_msg;
    if (name.starts_with("phone."))
        return "translate.field.phone_note"_msg;
    if (name.starts_with("hours."))
        return "translate.field.hours_note"_msg;
    if (name.starts_with("exception."))
        return "translate.field.exception_note"_msg;
    if (name == intro_field)
        return "place.desk.field.intro"_msg;
    if (name == "name")
        return "translate.field.situation_name"_msg;
    if (name == "hint")
        return "translate.field.situation_hint"_msg;
    return "translate.field.content"_msg;
}

namespace {

void add_field(Translatable& record, std::string_view name, LocalisedText const& text)
{
    if (text.empty())
        return;
    record.fields.push_back(
        {.name = std::string(name),
         .label = label_of_translated_field(name),
         .text = text,
         .is_markdown = name == "description" || name == "content"});
}

// A text whose translation into a language was made from what it said before.
struct OutdatedField {
    TranslatedField* field;
    std::string made_from; // the hash of that

    // The text of an earlier version, where it is that.
    void take(std::string_view text) const
    {
        if (!field->earlier_source && content::source_hash(text) == made_from)
            field->earlier_source = std::string(text);
    }
};

std::vector<OutdatedField> outdated_fields(std::vector<TranslatedField>& fields, Language language)
{
    std::vector<OutdatedField> outdated;
    for (auto& field : fields) {
        auto const* translation = field.into(language);
        if (translation != nullptr && translation->source_hash != content::source_hash(field.text.source))
            outdated.push_back({&field, translation->source_hash});
    }
    return outdated;
}

// What an earlier version of the record said where a translation was made from that.
void find_earlier_sources(
    db::Connection& db, TenantId tenant, records::Subject subject, Scope owner, Language language,
    std::vector<TranslatedField>& fields,
    std::function<std::string(std::string const& field)> const& name_in_version = std::identity())
{
    auto const outdated = outdated_fields(fields, language);
    if (outdated.empty())
        return;
    std::array const of_the_owner{owner}; // what it said while it belonged to others is theirs
    for (auto const& version :
         records::list_versions(db, tenant, subject, of_the_owner, versions_looked_through)) {
        for (auto const& one : outdated)
            one.take(version.fields.value(name_in_version(one.field->name)));
    }
}

// The same of a kind that says itself what it said before.
void find_sources_of_before(
    db::Connection& db, TenantId tenant, records::TranslatedKind const& kind, std::int64_t id,
    Language language, std::vector<TranslatedField>& fields)
{
    auto const outdated = outdated_fields(fields, language);
    if (outdated.empty())
        return;
    for (auto const& source : kind.list_earlier(db, tenant, id)) {
        for (auto const& one : outdated) {
            auto const known = std::ranges::find(kind.texts, one.field->name, &records::TranslatedText::name);
            one.take(source.texts.at(static_cast<std::size_t>(known - kind.texts.begin())));
        }
    }
}

std::optional<Translatable> find_page_texts(db::Connection& db, TenantId tenant, PageId id, Language language)
{
    auto const state = records::find_edit_state(db, tenant, edited_pages, id.value);
    if (!state)
        return std::nullopt;
    auto const page = *find_page(db, tenant, id);
    Translatable record{
        .kind = page_subject,
        .history = page_translation_subject,
        .id = id.value,
        .title = page.title.source,
        .scope = state->owner,
        .fields = {}};
    each_localised_page_field(
        page, [&](std::string_view name, LocalisedText const& text) { add_field(record, name, text); });
    find_earlier_sources(db, tenant, {page_subject, id.value}, record.scope, language, record.fields);
    return record;
}

std::optional<tenants::Body> find_body(db::Connection& db, TenantId tenant, std::int64_t id)
{
    auto const bodies = tenants::list_bodies(db, tenant);
    auto const found = std::ranges::find(bodies, tenants::BodyId{id}, &tenants::Body::id);
    return found == bodies.end() ? std::nullopt : std::optional(*found);
}

std::optional<Translatable> find_place_texts(
    db::Connection& db, TenantId tenant, std::int64_t id, Language language)
{
    auto const body = find_body(db, tenant, id);
    if (!body)
        return std::nullopt;
    Translatable record{
        .kind = body_subject,
        .history = body_translation_subject,
        .id = id,
        .title = body->name,
        .scope = owner_of(*body),
        .fields = {}};
    add_field(record, intro_field, introduction_of(db, tenant, *body));
    find_earlier_sources(db, tenant, {body_subject, id}, record.scope, language, record.fields);
    return record;
}

std::optional<Translatable> find_situation(
    db::Connection& db, TenantId tenant, std::int64_t id, Language language)
{
    auto record = find_situation_texts(db, tenant, id);
    if (!record || record->fields.empty())
        return std::nullopt;
    auto const source_language = tenants::find_tenant(db, tenant)->source_language;
    find_earlier_sources(
        db, tenant, {category_subject, id}, record->scope, language, record->fields,
        [&](std::string const& field) { return situation_version_field(field, source_language); });
    return record;
}

// Of another module.
std::optional<Translatable> find_of_other(
    db::Connection& db, TenantId tenant, records::TranslatedKind const& kind, std::int64_t id,
    Language language, Date today)
{
    auto source = kind.find(db, tenant, id, today);
    if (!source)
        return std::nullopt;
    Translatable record{
        .kind = kind.kind,
        .history = kind.history,
        .id = id,
        .title = source->title,
        .scope = source->owner,
        .fields = {}};
    auto texts = records::localised(db, tenant, kind, id, *std::move(source));
    for (std::size_t i = 0; i < texts.size(); ++i) {
        auto const& known = kind.texts[i];
        if (!texts[i].empty())
            record.fields.push_back(
                {.name = std::string(known.name),
                 .label = known.label,
                 .text = std::move(texts[i]),
                 .is_markdown = known.is_markdown,
                 .is_one_line = known.is_one_line,
                 .longest = known.longest});
    }
    if (record.fields.empty())
        return std::nullopt;
    if (kind.list_earlier != nullptr) {
        find_sources_of_before(db, tenant, kind, id, language, record.fields);
        return record;
    }
    find_earlier_sources(
        db, tenant, {kind.kind, id}, record.scope, language, record.fields, [&](std::string const& field) {
            auto const known = std::ranges::find(kind.texts, field, &records::TranslatedText::name);
            return known->in_versions.empty() ? field : std::string(known->in_versions);
        });
    return record;
}

std::string hash_of(Translation const* translation)
{
    return translation == nullptr ? std::string{} : content::source_hash(translation->text);
}

// What is to be stored of one entry; nothing: it says what is stored already.
struct Change {
    std::string_view field;
    std::optional<Translation> translation; // nothing: it goes
};
Result<std::optional<Change>> change_of(
    Translatable const& record, EnteredTranslation const& entry, Language language)
{
    auto const field = std::ranges::find(record.fields, entry.field, &TranslatedField::name);
    if (field == record.fields.end())
        return std::optional<Change>{}; // the source was emptied meanwhile
    auto const text = field->is_one_line ? records::one_line(entry.text) : entry.text;
    if (count_code_points(text) > field->longest)
        return Problem::invalid("t-" + entry.field, "translate.problem.too_long"_msg);
    auto const* stored = field->into(language);
    // What came back as it went is nobody's wish: what others have done since stays.
    bool const is_as_seen
        = (text.empty() ? std::string{} : content::source_hash(text)) == entry.seen_translation;
    bool const is_typed = !is_as_seen && (stored == nullptr ? !text.empty() : text != stored->text);
    if (!is_typed && !(entry.is_checked && stored != nullptr))
        return std::optional<Change>{};
    if (hash_of(stored) != entry.seen_translation)
        return Problem::conflict("t-" + entry.field, "translate.problem.changed_meanwhile"_msg);
    if (text.empty())
        return std::optional(Change{field->name, std::nullopt});
    return std::optional(
        Change{field->name, Translation{language, text, content::Origin::person, entry.seen_source}});
}

void store(Work& work, Translatable const& record, Language language, Change const& change)
{
    if (change.translation)
        content::store_translation(
            work.db(), work.tenant(), record.kind, record.id, change.field, *change.translation, work.now());
    else
        content::erase_translation(work.db(), work.tenant(), record.kind, record.id, change.field, language);
}

// What tools leave at both ends of a text is none of it.
std::string without_margins(std::string_view text)
{
    std::string trimmed(trim(text));
    std::erase(trimmed, '\r');
    return trimmed;
}

bool has_forbidden_characters(std::string_view text)
{
    return !is_valid_utf8(text) || std::ranges::any_of(text, [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == '\x7F';
    });
}

struct Decision {
    Taken outcome;
    std::optional<Translation> translation = {}; // to be stored
};

Decision decide_proposal(
    Translation const* stored, ForeignTranslation const& given, std::string const& text, Language language)
{
    bool const is_there = stored != nullptr && without_margins(stored->text) == text;
    bool const is_newer = given.is_made_anew && is_there && stored->origin == content::Origin::machine
        && stored->source_hash != given.seen_source;
    if (is_newer)
        return {Taken::unchecked, Translation{language, text, content::Origin::machine, given.seen_source}};
    if (is_there || content::source_hash(given.text) == given.seen_translation)
        return {Taken::unchanged};
    if (stored != nullptr && stored->origin == content::Origin::person)
        return {Taken::by_person_already};
    if (hash_of(stored) != given.seen_translation)
        return {Taken::changed_meanwhile};
    return {Taken::unchecked, Translation{language, text, content::Origin::machine, given.seen_source}};
}

Decision decide(TranslatedField const& field, ForeignTranslation const& given, Language language)
{
    auto text = field.is_one_line ? records::one_line(given.text) : without_margins(given.text);
    if (text.empty())
        return {Taken::unchanged}; // a tool's empty field is no wish to erase
    if (has_forbidden_characters(text))
        return {Taken::forbidden_characters};
    if (count_code_points(text) > field.longest)
        return {Taken::too_long};
    auto const* stored = field.into(language);
    if (!given.is_by_person)
        return decide_proposal(stored, given, text, language);
    bool const is_of_this_source = given.seen_source == content::source_hash(field.text.source);
    auto const by_person = [&](std::string said) -> Decision {
        return {
            is_of_this_source ? Taken::stored : Taken::outdated,
            Translation{language, std::move(said), content::Origin::person, given.seen_source}};
    };
    if (stored != nullptr && without_margins(stored->text) == text) {
        bool const says_something_new = stored->origin == content::Origin::machine
            || (is_of_this_source && stored->source_hash != given.seen_source);
        return says_something_new ? by_person(stored->text) : Decision{Taken::unchanged};
    }
    if (content::source_hash(given.text) == given.seen_translation)
        return {Taken::unchanged}; // came back as it went; what others have done since stays
    if (hash_of(stored) != given.seen_translation)
        return {Taken::changed_meanwhile};
    return by_person(std::move(text));
}

// Why this text cannot stand there, whatever it says: the rules of its kind of record.
std::optional<Problem> problem_of(
    db::Connection& db, TenantId tenant, Translatable const& record, Language language,
    std::string_view field, std::string_view text)
{
    if (record.kind.word() != category_subject.word())
        return std::nullopt;
    auto problem = problem_of_situation_text(db, tenant, record.id, language, field, text);
    if (problem)
        problem->field = "t-" + std::string(field);
    return problem;
}

struct Plan {
    Translatable record;
    TakenRecord taken;
    std::vector<Change> changes; // refer to `record`
};
Result<std::unique_ptr<Plan>> plan_of(
    db::Connection& db, TenantId tenant, Translating const& by, std::string_view kind, std::int64_t id,
    Language language, std::vector<ForeignTranslation> const& texts)
{
    auto record = find_translatable(db, tenant, kind, id, language, by);
    if (!record)
        return Problem::not_found("translate.problem.unknown"_msg);
    auto plan = std::make_unique<Plan>(Plan{.record = std::move(*record), .taken = {}, .changes = {}});
    plan->taken.title = plan->record.title;
    for (auto const& given : texts) {
        auto const field = std::ranges::find(plan->record.fields, given.field, &TranslatedField::name);
        if (field == plan->record.fields.end()) {
            plan->taken.outcomes.push_back(Taken::unknown);
            continue;
        }
        auto decision = decide(*field, given, language);
        if (decision.translation
            && problem_of(db, tenant, plan->record, language, field->name, decision.translation->text))
            decision = {Taken::unfit};
        plan->taken.outcomes.push_back(decision.outcome);
        if (decision.translation)
            plan->changes.push_back({field->name, std::move(decision.translation)});
    }
    plan->taken.changes = !plan->changes.empty();
    return plan;
}

// The record says what it is again: work lists, and the fingerprint by which imports know it.
void note_again(Work& work, TranslatedKinds const& kinds, Translatable const& record)
{
    if (auto const* other = kinds.find_other(record.kind.word())) {
        auto const tenant = tenants::find_tenant(work.db(), work.tenant());
        records::keep_progress(work, *other, record.id, target_languages(*tenant));
        return;
    }
    ProgressKeeper keeper(work);
    if (record.kind.word() == offer_subject.word()) {
        OfferId const id{record.id};
        auto const offer = find_offer(work.db(), work.tenant(), id);
        store_content_hash(work.db(), work.tenant(), id, *offer);
        keeper.note(*offer, id);
        return;
    }
    if (record.kind.word() == category_subject.word()) {
        keeper.note(*find_situation_texts(work.db(), work.tenant(), record.id));
        return;
    }
    if (record.kind.word() == body_subject.word()) {
        keeper.note(*find_body(work.db(), work.tenant(), record.id));
        return;
    }
    PageId const id{record.id};
    keeper.note(*find_page(work.db(), work.tenant(), id), id);
}

void store_all(
    Work& work, TranslatedKinds const& kinds, Translatable const& record, Language language,
    std::vector<Change> const& changes)
{
    if (changes.empty())
        return;
    auto after = translations_of(record, language);
    SpokenTexts spoken;
    for (auto const& change : changes) {
        store(work, record, language, change);
        auto text = change.translation ? change.translation->text : std::string{};
        if (!change.translation || change.translation->origin == content::Origin::person)
            spoken.emplace_back(change.field, text);
        after.set(change.field, std::move(text));
    }
    if (record.kind.word() == category_subject.word())
        show_situation_texts(work, record.id, language, spoken);
    note_again(work, kinds, record);
    keep_translations(work, record, language, after);
    auto const* const other = kinds.find_other(record.kind.word());
    work.publish(other == nullptr ? published_as : other->published_as, record.kind.word(), record.id);
}

}

FieldState state_of(TranslatedField const& field, Language language)
{
    auto const* translation = field.into(language);
    if (translation == nullptr)
        return FieldState::missing;
    if (translation->source_hash != content::source_hash(field.text.source))
        return FieldState::outdated;
    return translation->origin == content::Origin::machine ? FieldState::machine : FieldState::current;
}

bool is_machine_made(TranslatedField const& field, Language language)
{
    auto const* translation = field.into(language);
    return translation != nullptr && translation->origin == content::Origin::machine;
}

Translation const* TranslatedField::into(Language language) const
{
    auto const found = std::ranges::find(text.translations, language, &Translation::language);
    return found == text.translations.end() ? nullptr : &*found;
}

std::optional<Translatable> find_offer_texts(
    db::Connection& db, TenantId tenant, OfferId id, Language language)
{
    auto const state = records::find_edit_state(db, tenant, edited_offers, id.value);
    if (!state)
        return std::nullopt;
    auto const offer = *find_offer(db, tenant, id);
    Translatable record{
        .kind = offer_subject,
        .history = offer_translation_subject,
        .id = id.value,
        .title = offer.title.source,
        .scope = state->owner,
        .fields = {}};
    each_localised_field(
        offer, [&](std::string_view name, LocalisedText const& text) { add_field(record, name, text); });
    find_earlier_sources(db, tenant, {offer_subject, id.value}, record.scope, language, record.fields);
    return record;
}

std::optional<Translatable> find_translatable(
    db::Connection& db, TenantId tenant, std::string_view kind, std::int64_t id, Language language,
    Translating const& by)
{
    auto const* const other = by.kinds.find_other(kind);
    auto record = other != nullptr        ? find_of_other(db, tenant, *other, id, language, by.today)
        : kind == offer_subject.word()    ? find_offer_texts(db, tenant, OfferId{id}, language)
        : kind == page_subject.word()     ? find_page_texts(db, tenant, PageId{id}, language)
        : kind == body_subject.word()     ? find_place_texts(db, tenant, id, language)
        : kind == category_subject.word() ? find_situation(db, tenant, id, language)
                                          : std::nullopt;
    if (!record || !by.actor.may(translate_texts, record->scope))
        return std::nullopt;
    record->kind_label = by.kinds.label_of(kind);
    return record;
}

Result<void> save_translations(
    Work& work, TranslatedKinds const& kinds, std::string_view kind, std::int64_t id, Language language,
    std::vector<EnteredTranslation> const& entered)
{
    auto const record = find_translatable(
        work.db(), work.tenant(), kind, id, language, {kinds, work.actor(), work.today()});
    if (!record)
        return Problem::not_found("translate.problem.unknown"_msg);
    std::vector<Change> changes;
    for (auto const& entry : entered) {
        auto change = TRY(change_of(*record, entry, language));
        if (!change)
            continue;
        if (change->translation) {
            if (auto problem = problem_of(
                    work.db(), work.tenant(), *record, language, change->field, change->translation->text))
                return std::move(*problem);
        }
        changes.push_back(std::move(*change));
    }
    store_all(work, kinds, *record, language, changes);
    return {};
}

Result<TakenRecord> try_translations(
    db::Connection& db, TenantId tenant, Translating const& by, std::string_view kind, std::int64_t id,
    Language language, std::vector<ForeignTranslation> const& texts)
{
    return TRY(plan_of(db, tenant, by, kind, id, language, texts))->taken;
}

Result<TakenRecord> take_translations(
    Work& work, TranslatedKinds const& kinds, std::string_view kind, std::int64_t id, Language language,
    std::vector<ForeignTranslation> const& texts)
{
    auto const plan = TRY(
        plan_of(work.db(), work.tenant(), {kinds, work.actor(), work.today()}, kind, id, language, texts));
    store_all(work, kinds, plan->record, language, plan->changes);
    return plan->taken;
}

} // namespace kommin::portal
