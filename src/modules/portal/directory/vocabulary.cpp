#include "modules/portal/directory/vocabulary.hpp"

#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/directory/publication.hpp"
#include "modules/portal/directory/vocabulary_store.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/i18n/language.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace kommin::portal {

using records::Fields;

namespace {

constexpr std::size_t longest_word = 80; // code points
constexpr std::size_t most_words = 60; // of one language
// Enough for every district; and the search, which reads all of them, stays as fast as it is.
constexpr std::int64_t most_stored_concepts = 5'000;
constexpr std::string_view place_prefix = "place-"; // as platform/search knows places
constexpr std::string_view own_prefix = "own-"; // no concept that the program will ever bring along

constexpr records::EditedKind edited_concepts{
    .kind = concept_subject,
    .table = "concepts",
    .owner = "0",
    .was_public = "TRUE",
    .actions = "portal.concept",
    .harmless_fields = {},
    .has_drafts = false};

Problem unknown_concept()
{
    return Problem::not_found("words.problem.unknown"_msg);
}

bool may_edit_words(Work& work)
{
    return work.actor().may(edit_words, Scope::whole_tenant());
}

std::vector<std::string_view> lines_of(std::string_view words)
{
    std::vector<std::string_view> lines;
    for (auto const line : split(words, '\n')) {
        if (!line.empty())
            lines.push_back(line);
    }
    return lines;
}

Fields fields_of(search::Concepts::Concept const& entry)
{
    WordsByLanguage words;
    for (auto const& term : entry.terms) {
        auto& text = words[term.language];
        text += text.empty() ? "" : "\n";
        text += term.text;
    }
    Fields fields;
    for (auto& [language, text] : words)
        fields.set(language, std::move(text));
    return fields;
}

// What is to be stored so that the concept says this.
WordsByLanguage changed_words(Fields const& base, Fields const& wanted)
{
    WordsByLanguage changed;
    for (auto const& language : records::differences(base, wanted))
        changed.emplace(language, wanted.value(language));
    return changed;
}

EditedConcept edited_concept(
    std::string key, search::Concepts::Concept const* base, StoredConcept const* stored)
{
    EditedConcept edited;
    edited.key = std::move(key);
    if (base != nullptr)
        edited.fields = fields_of(*base);
    if (stored != nullptr) {
        edited.id = stored->id;
        edited.version = stored->version;
        edited.changed_at = stored->changed_at;
        for (auto const& [language, words] : stored->words)
            edited.fields.set(language, words);
    }
    if (stored != nullptr && stored->is_removed)
        edited.state = ConceptState::removed;
    else if (base == nullptr)
        edited.state = ConceptState::own;
    else if (stored != nullptr && !stored->words.empty())
        edited.state = ConceptState::changed;
    return edited;
}

std::string spelled_text(std::string_view typed)
{
    std::vector<std::string_view> words;
    for (auto const line : split(typed, '\n')) {
        for (auto const part : split(line, '|')) {
            auto const word = trim(part);
            if (!word.empty() && std::ranges::find(words, word) == words.end())
                words.push_back(word);
        }
    }
    std::string text;
    for (auto const word : words) {
        text += text.empty() ? "" : "\n";
        text += word;
    }
    return text;
}

Result<void> check_words(Fields const& fields)
{
    auto problems = problems_of_words(fields);
    if (!problems.empty())
        return std::move(problems.front());
    return {};
}

// A concept that is being changed in a work, after everything that must be asked before.
class ConceptEditing {
public:
    static Result<ConceptEditing> begin(Work& work, search::Concepts const& base, SeenConcept const& seen)
    {
        if (!may_edit_words(work))
            return unknown_concept();
        auto const shipped = std::ranges::find(base.all(), seen.key, &search::Concepts::Concept::id);
        auto const* known = shipped == base.all().end() ? nullptr : &*shipped;
        auto stored = find_stored_concept(work.db(), work.tenant(), seen.key);
        if (known == nullptr && !stored)
            return unknown_concept();
        if ((stored ? stored->version : 0) != seen.version)
            return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
        if (!stored && count_stored_concepts(work.db(), work.tenant()) >= most_stored_concepts)
            return Problem::invalid({}, "words.problem.many"_msg);
        auto const before = edited_concept(seen.key, known, stored ? &*stored : nullptr).fields;
        return ConceptEditing(
            work, seen.key, std::move(stored), known == nullptr ? Fields{} : fields_of(*known), before);
    }
    void keep(Fields const& after, bool is_removed, std::string_view step)
    {
        auto& db = work_->db();
        auto const tenant = work_->tenant();
        auto const id = stored_ ? stored_->id : insert_concept(db, tenant, key_, 0, work_->now());
        auto const editing = records::Editing::begin_unasked(*work_, edited_concepts, id.value).value();
        editing.keep_baseline(before_);
        update_concept(db, tenant, id, editing.next_version(), is_removed, work_->now());
        replace_concept_words(db, tenant, id, changed_words(base_, after));
        editing.keep_changed(before_, after, step);
        work_->publish(published_as, concept_subject.word(), id);
    }
    [[nodiscard]] Fields const& before() const { return before_; }
    [[nodiscard]] bool was_removed() const { return stored_ && stored_->is_removed; }

private:
    ConceptEditing(
        Work& work, std::string key, std::optional<StoredConcept> stored, Fields base, Fields before)
        : work_(&work)
        , key_(std::move(key))
        , stored_(std::move(stored))
        , base_(std::move(base))
        , before_(std::move(before))
    { }

    Work* work_;
    std::string key_;
    std::optional<StoredConcept> stored_;
    Fields base_; // as it was brought along
    Fields before_;
};

}

Vocabulary Vocabulary::load(db::Connection& db, TenantId tenant, search::Concepts const& base)
{
    Vocabulary vocabulary;
    vocabulary.languages_ = base.languages();
    auto const stored = list_stored_concepts(db, tenant);
    std::unordered_map<std::string_view, StoredConcept const*> changes;
    for (auto const& entry : stored) {
        changes.emplace(entry.key, &entry);
        for (auto const& [language, words] : entry.words) {
            if (std::ranges::find(vocabulary.languages_, language) == vocabulary.languages_.end())
                vocabulary.languages_.push_back(language);
        }
    }
    for (auto const& entry : base.all()) {
        auto const change = changes.extract(entry.id);
        vocabulary.concepts_.push_back(
            edited_concept(entry.id, &entry, change.empty() ? nullptr : change.mapped()));
    }
    for (auto const& entry : stored) {
        // Without words: a concept that was removed and is not brought along any more.
        if (changes.contains(entry.key) && !entry.words.empty())
            vocabulary.concepts_.push_back(edited_concept(entry.key, nullptr, &entry));
    }
    return vocabulary;
}

EditedConcept const* Vocabulary::find(std::string_view key) const
{
    auto const found = std::ranges::find(concepts_, key, &EditedConcept::key);
    return found == concepts_.end() ? nullptr : &*found;
}

std::optional<EditedConcept> find_concept(
    db::Connection& db, TenantId tenant, search::Concepts const& base, ConceptId id)
{
    auto const stored = find_stored_concept(db, tenant, id);
    if (!stored)
        return std::nullopt;
    auto const shipped = std::ranges::find(base.all(), stored->key, &search::Concepts::Concept::id);
    auto const* known = shipped == base.all().end() ? nullptr : &*shipped;
    // As Vocabulary::load(): removed, and not brought along any more.
    if (known == nullptr && stored->words.empty())
        return std::nullopt;
    return edited_concept(stored->key, known, &*stored);
}

std::shared_ptr<search::Concepts const> concepts_for_search(
    db::Connection& db, TenantId tenant, std::shared_ptr<search::Concepts const> base)
{
    if (count_stored_concepts(db, tenant) == 0)
        return base;
    auto const vocabulary = Vocabulary::load(db, tenant, *base);
    std::vector<search::Concepts::Concept> known;
    for (auto const& edited : vocabulary.concepts()) {
        if (edited.state == ConceptState::removed)
            continue;
        search::Concepts::Concept entry{edited.key, {}};
        for (auto const& language : vocabulary.languages()) {
            for (auto const word : lines_of(edited.fields.value(language)))
                entry.terms.push_back({language, std::string(word)});
        }
        known.push_back(std::move(entry));
    }
    return std::make_shared<search::Concepts const>(
        search::Concepts::of(vocabulary.languages(), std::move(known)));
}

Fields spelled_words(Fields const& typed)
{
    Fields result;
    for (auto const& [language, values] : typed.all())
        result.set(language, spelled_text(typed.value(language)));
    return result;
}

std::vector<Problem> problems_of_words(Fields const& fields)
{
    std::vector<Problem> problems;
    bool has_words = false;
    for (auto const& [language, values] : fields.all()) {
        auto const text = spelled_text(fields.value(language));
        auto const words = lines_of(text);
        has_words = has_words || !words.empty();
        if (words.size() > most_words)
            problems.push_back(Problem::invalid(
                language, "words.problem.many_words"_msg, {{"count", std::to_string(most_words)}}));
        for (auto const word : words) {
            if (count_code_points(word) > longest_word) {
                problems.push_back(Problem::invalid(
                    language, "words.problem.long"_msg,
                    {{"word", std::string(truncate_utf8(word, longest_word))},
                     {"count", std::to_string(longest_word)}}));
                continue;
            }
            auto const fault = search::Concepts::fault_of(word);
            if (!fault)
                continue;
            problems.push_back(Problem::invalid(
                language,
                *fault == search::Concepts::TermFault::no_letters ? "words.problem.no_letters"_msg
                                                                  : "words.problem.short_star"_msg,
                {{"word", std::string(word)}}));
        }
    }
    if (!has_words)
        problems.push_back(Problem::invalid("de", "words.problem.none"_msg));
    return problems;
}

std::string name_of_concept(Fields const& fields)
{
    auto const german = lines_of(fields.value("de"));
    std::string name(german.empty() ? std::string_view{} : german.front());
    if (german.empty() && !fields.empty()) {
        auto const any = lines_of(fields.value(fields.all().begin()->first));
        if (!any.empty())
            name = any.front();
    }
    std::erase(name, '*');
    return name;
}

Result<std::string> add_concept(Work& work, NewConcept const& wanted)
{
    if (!may_edit_words(work))
        return unknown_concept();
    TRY(check_words(wanted.fields));
    if (count_stored_concepts(work.db(), work.tenant()) >= most_stored_concepts)
        return Problem::invalid({}, "words.problem.many"_msg);
    auto const fields = spelled_words(wanted.fields);
    // Unique by the form, so that a button pressed twice makes one concept; readable for whoever exports it.
    auto const mark
        = crypto::sha256_hex(work.actor().code() + ' ' + wanted.form_key + ' ' + fields.to_json());
    auto const name = slugify(name_of_concept(fields));
    auto key = std::string(wanted.is_place ? place_prefix : "") + std::string(own_prefix)
        + (name.empty() ? std::string{} : std::string(truncate_utf8(name, longest_word)) + '-')
        + mark.substr(0, 8);
    if (find_stored_concept(work.db(), work.tenant(), key))
        return key;
    auto const id = insert_concept(work.db(), work.tenant(), key, 1, work.now());
    replace_concept_words(work.db(), work.tenant(), id, changed_words({}, fields));
    records::keep_created(work, edited_concepts, id.value, Scope::whole_tenant(), fields);
    work.publish(published_as, concept_subject.word(), id);
    return key;
}

Result<void> save_concept(
    Work& work, search::Concepts const& base, SeenConcept const& seen, Fields const& fields)
{
    auto editing = TRY(ConceptEditing::begin(work, base, seen));
    TRY(check_words(fields));
    auto const wanted = spelled_words(fields);
    if (wanted == editing.before() && !editing.was_removed())
        return {};
    editing.keep(wanted, false, editing.was_removed() ? "restored" : "changed");
    return {};
}

Result<void> remove_concept(Work& work, search::Concepts const& base, SeenConcept const& seen)
{
    auto editing = TRY(ConceptEditing::begin(work, base, seen));
    if (!editing.was_removed())
        editing.keep(editing.before(), true, "removed");
    return {};
}

} // namespace kommin::portal
