#include "modules/portal/editing/concept_editing.hpp"

#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/directory/publication.hpp"
#include "modules/portal/directory/vocabulary_store.hpp"
#include "modules/portal/editing/draft_notices.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/versions.hpp"

#include <algorithm>
#include <utility>

namespace kommin::portal {

using records::DraftState;
using records::Fields;

namespace {

// Enough for every district; and the search, which reads all of them, stays as fast as it is.
constexpr std::int64_t most_stored_concepts = 5'000;
constexpr std::size_t longest_name_in_key = 80; // bytes

Problem unknown_concept()
{
    return Problem::not_found("words.problem.unknown"_msg);
}

bool may_edit_words(Work& work)
{
    return work.actor().may(edit_words, Scope::whole_tenant());
}

Result<void> check_words(Fields const& fields)
{
    auto problems = problems_of_words(fields);
    if (!problems.empty())
        return std::move(problems.front());
    return {};
}

// What is to be stored so that the concept says what somebody wants. `begun_from`: what the public version
// said when the draft was begun, if it was one: a language that is the same in both was not touched and stays
// as it is stored, or follows the base.
WordsByLanguage words_to_store(
    Fields const& base, WordsByLanguage const& stored, Fields const& wanted,
    std::optional<Fields> const& begun_from)
{
    WordsByLanguage words;
    for (auto const& language : records::differences(base, wanted)) {
        bool const is_untouched = begun_from && begun_from->value(language) == wanted.value(language);
        if (!is_untouched)
            words.emplace(language, wanted.value(language));
        else if (auto const kept = stored.find(language); kept != stored.end())
            words.insert(*kept);
    }
    return words;
}

class ConceptRecord final : public records::DraftedRecord {
public:
    ConceptRecord(Work& work, search::Concepts const& base, ConceptId id, records::EditState const& state)
        : work_(work)
        , id_(id)
        , draft_base_(state.draft_version ? state.draft_base : std::nullopt)
        , stored_(load())
        , known_(find_known(base, stored_.key))
    { }

    [[nodiscard]] Fields form() const override
    {
        return edited_concept(stored_.key, known_, &stored_).fields;
    }
    [[nodiscard]] std::optional<Scope> owner_with(Fields const& /*fields*/) const override
    {
        return Scope::whole_tenant();
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_words(fields);
    }
    [[nodiscard]] Fields spelled(Fields const& fields) const override { return spelled_words(fields); }
    // A form that is not right yet waits as a draft only.
    void store_hidden(Fields const& fields) override
    {
        constexpr ConceptStanding as_draft{.is_archived = false, .is_hidden = true};
        if (problems_of_words(fields).empty())
            store(spelled_words(fields), as_draft);
        else if (stored_.is_archived)
            keep(as_draft);
    }
    Result<void> store_published(Fields const& fields) override
    {
        store(spelled_words(fields), {.is_archived = false, .is_hidden = false});
        return {};
    }
    // One that nobody has published yet stays what only editors know.
    Result<void> store_archived() override
    {
        if (stored_.is_archived)
            return Problem::conflict({}, "words.problem.archived"_msg);
        keep({.is_archived = true, .is_hidden = stored_.is_hidden});
        return {};
    }

private:
    [[nodiscard]] StoredConcept load() const
    {
        return find_stored_concept(work_.db(), work_.tenant(), id_).value();
    }
    void store(Fields const& wanted, ConceptStanding standing)
    {
        auto const base = known_ == nullptr ? Fields{} : fields_of(*known_);
        std::optional<Fields> begun_from;
        // What is stored of a hidden one is its latest draft: nothing of it was ever approved, and all of it
        // is replaced.
        if (draft_base_ && !stored_.is_hidden) {
            auto version = records::find_version(
                work_.db(), work_.tenant(), {concept_subject, id_.value}, *draft_base_,
                records::unrestricted);
            if (version)
                begun_from = std::move(version->fields);
        }
        replace_concept_words(
            work_.db(), work_.tenant(), id_, words_to_store(base, stored_.words, wanted, begun_from));
        keep(standing);
    }
    void keep(ConceptStanding standing)
    {
        update_concept(work_.db(), work_.tenant(), id_, standing, work_.now());
        stored_ = load();
        if (!standing.is_hidden)
            work_.publish(published_as, concept_subject.word(), id_);
    }

    Work& work_;
    ConceptId id_;
    std::optional<std::int64_t> draft_base_; // where a draft waits
    StoredConcept stored_;
    search::Concepts::Concept const* known_; // as it was brought along; null: it was not
};

class ConceptOpener final : public records::RecordOpener {
public:
    explicit ConceptOpener(VocabularyBase base)
        : base_(std::move(base))
    { }
    [[nodiscard]] std::unique_ptr<records::DraftedRecord> open(
        Work& work, std::int64_t id, records::EditState const& state) const override
    {
        return std::make_unique<ConceptRecord>(work, *base_, ConceptId{id}, state);
    }

private:
    VocabularyBase base_;
};

records::WaitingDrafts concepts_to_review(Actor const& actor)
{
    return {.state = DraftState::in_review, .scopes = actor.where(publish_words)};
}

records::WaitingDrafts concepts_returned_to(Actor const& actor)
{
    return {.state = DraftState::returned, .scopes = actor.where(edit_words), .handed_in_by = actor.code()};
}

std::vector<WaitingConcept> list_waiting_concepts(
    db::Connection& db, TenantId tenant, records::WaitingDrafts const& asked)
{
    constexpr int most = 1'000;
    std::vector<WaitingConcept> waiting;
    for (auto const number : records::list_waiting(db, tenant, edited_concepts, asked, most)) {
        auto const stored = find_stored_concept(db, tenant, ConceptId{number});
        if (stored)
            waiting.push_back({stored->key, name_of_newest_version(db, tenant, stored->id)});
    }
    return waiting;
}

// Unique by the form, so that a button pressed twice makes one concept; readable for whoever exports it.
std::string new_key(Work const& work, NewConcept const& wanted, Fields const& fields)
{
    auto const mark
        = crypto::sha256_hex(work.actor().code() + ' ' + wanted.form_key + ' ' + fields.to_json());
    auto const name = slugify(name_of_concept(fields));
    return std::string(wanted.is_place ? place_prefix : "") + std::string(own_prefix)
        + (name.empty() ? std::string{} : std::string(truncate_utf8(name, longest_name_in_key)) + '-')
        + mark.substr(0, 8);
}

}

std::shared_ptr<records::DraftedKind const> drafted_concepts(VocabularyBase base)
{
    struct Drafted {
        explicit Drafted(VocabularyBase brought_along)
            : opener(std::move(brought_along))
        { }
        ConceptOpener opener;
        records::DraftedKind kind{
            .edited = edited_concepts,
            .edit = edit_words,
            .publish = publish_words,
            .unknown = "words.problem.unknown"_msg,
            .owner_field = "de",
            .no_owner = "words.problem.unknown"_msg,
            .foreign_owner = "words.problem.unknown"_msg,
            .publication_job = "portal.concept.publication_due",
            .open = nullptr,
            .find_actor = &find_planner,
            .tell = &tell_whoever_handed_in,
            .opener = &opener};
    };
    auto const drafted = std::make_shared<Drafted const>(std::move(base));
    return {drafted, &drafted->kind};
}

DraftedConcept without_draft(EditedConcept edited)
{
    return {{.state = records::undrafted(0, Instant{}), .fields = edited.fields}, std::move(edited)};
}

DraftedConcept with_draft(db::Connection& db, TenantId tenant, EditedConcept edited)
{
    auto state
        = edited.id ? records::find_edit_state(db, tenant, edited_concepts, edited.id->value) : std::nullopt;
    if (!state) // nobody has changed it yet
        return without_draft(std::move(edited));
    return {
        records::find_edited(db, tenant, edited_concepts, edited.id->value, *std::move(state), edited.fields),
        std::move(edited)};
}

OfferState state_of(EditedConcept const& edited)
{
    if (edited.is_archived && edited.draft_state == DraftState::none) // also one that was never published
        return OfferState::archived;
    return state_of_record(!edited.is_hidden, edited.is_archived, edited.draft_state);
}

std::vector<WaitingConcept> list_concepts_to_review(db::Connection& db, TenantId tenant, Actor const& actor)
{
    return list_waiting_concepts(db, tenant, concepts_to_review(actor));
}

std::vector<WaitingConcept> list_returned_concepts(db::Connection& db, TenantId tenant, Actor const& actor)
{
    return list_waiting_concepts(db, tenant, concepts_returned_to(actor));
}

std::int64_t count_waiting_concepts(db::Connection& db, TenantId tenant, Actor const& actor)
{
    return records::count_waiting(db, tenant, edited_concepts, concepts_to_review(actor))
        + records::count_waiting(db, tenant, edited_concepts, concepts_returned_to(actor));
}

std::string name_of_newest_version(db::Connection& db, TenantId tenant, ConceptId id)
{
    auto const state = records::find_edit_state(db, tenant, edited_concepts, id.value);
    auto const newest = state
        ? records::find_version(
              db, tenant, {concept_subject, id.value}, state->version, records::unrestricted)
        : std::nullopt;
    return newest ? name_of_concept(newest->fields) : std::string{};
}

Result<std::string> add_concept(Work& work, NewConcept const& wanted)
{
    if (!may_edit_words(work))
        return unknown_concept();
    TRY(check_words(wanted.fields));
    if (count_stored_concepts(work.db(), work.tenant()) >= most_stored_concepts)
        return Problem::invalid({}, "words.problem.many"_msg);
    auto const fields = spelled_words(wanted.fields);
    auto key = new_key(work, wanted, fields);
    if (find_stored_concept(work.db(), work.tenant(), key))
        return key;
    bool const may_publish = work.actor().may(publish_words, Scope::whole_tenant());
    bool const is_public = may_publish && !wanted.is_draft;
    auto const id = insert_concept(
        work.db(), work.tenant(), {.key = key, .version = 1, .is_hidden = !is_public}, work.now());
    replace_concept_words(work.db(), work.tenant(), id, words_to_store({}, {}, fields, {}));
    if (is_public) {
        Fields const nothing;
        records::keep_version(
            work, {concept_subject, id.value},
            {.number = 1,
             .action = "portal.concept.created",
             .owner = Scope::whole_tenant(),
             .before = nothing,
             .after = fields});
        work.publish(published_as, concept_subject.word(), id);
        return key;
    }
    records::keep_created(work, edited_concepts, id.value, Scope::whole_tenant(), fields);
    if (wanted.is_draft)
        return key;
    auto const editing = records::Editing::begin_unasked(work, edited_concepts, id.value).value();
    editing.keep_draft(
        fields, fields,
        {.state = DraftState::in_review,
         .step = "handed_in",
         .base = editing.state().base(),
         .handed_in_by = work.actor().code()});
    return key;
}

Result<ConceptId> take_up_concept(Work& work, search::Concepts const& base, std::string_view key)
{
    if (!may_edit_words(work))
        return unknown_concept();
    if (auto const stored = find_stored_concept(work.db(), work.tenant(), key))
        return stored->id;
    if (find_known(base, key) == nullptr)
        return unknown_concept();
    return insert_concept(
        work.db(), work.tenant(), {.key = key, .version = 0, .is_hidden = false}, work.now());
}

JobRule scheduled_concept_publication(VocabularyBase base)
{
    return records::publication_rule(
        drafted_concepts(std::move(base)), "job.portal.concept.publication_due"_msg);
}

} // namespace kommin::portal
