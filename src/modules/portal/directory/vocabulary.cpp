#include "modules/portal/directory/vocabulary.hpp"

#include "modules/portal/directory/vocabulary_store.hpp"
#include "platform/base/text.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace kommin::portal {

using records::Fields;

namespace {

constexpr std::size_t longest_word = 80; // code points
constexpr std::size_t most_words = 60; // of one language

// One that was archived or never had words, and is not brought along any more; unless somebody has a draft.
bool has_ended(StoredConcept const& stored)
{
    return stored.words.empty() && stored.draft_state == records::DraftState::none;
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

Fields fields_of(search::Concepts::Concept const& known)
{
    WordsByLanguage words;
    for (auto const& term : known.terms) {
        auto& text = words[term.language];
        text += text.empty() ? "" : "\n";
        text += term.text;
    }
    Fields fields;
    for (auto& [language, text] : words)
        fields.set(language, std::move(text));
    return fields;
}

search::Concepts::Concept concept_of(std::string key, Fields const& fields)
{
    search::Concepts::Concept made{std::move(key), {}};
    for (auto const& [language, values] : fields.all()) {
        for (auto const word : lines_of(fields.value(language)))
            made.terms.push_back({language, std::string(word)});
    }
    return made;
}

search::Concepts::Concept const* find_known(search::Concepts const& base, std::string_view key)
{
    auto const known = std::ranges::find(base.all(), key, &search::Concepts::Concept::id);
    return known == base.all().end() ? nullptr : &*known;
}

EditedConcept edited_concept(
    std::string key, search::Concepts::Concept const* known, StoredConcept const* stored)
{
    EditedConcept edited;
    edited.key = std::move(key);
    if (known != nullptr)
        edited.fields = fields_of(*known);
    if (stored != nullptr) {
        edited.id = stored->id;
        edited.is_archived = stored->is_archived;
        edited.is_hidden = stored->is_hidden;
        edited.draft_state = stored->draft_state;
        edited.publish_on = stored->publish_on;
        for (auto const& [language, words] : stored->words)
            edited.fields.set(language, words);
    }
    if (known == nullptr)
        edited.origin = ConceptOrigin::own;
    else if (stored != nullptr && !stored->words.empty())
        edited.origin = ConceptOrigin::changed;
    return edited;
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
        if (changes.contains(entry.key) && !has_ended(entry))
            vocabulary.concepts_.push_back(edited_concept(entry.key, nullptr, &entry));
    }
    return vocabulary;
}

void Vocabulary::forget_drafts()
{
    std::erase_if(concepts_, &EditedConcept::is_hidden);
    for (auto& edited : concepts_) {
        edited.draft_state = records::DraftState::none;
        edited.publish_on.reset();
    }
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
    auto const* known = find_known(base, stored->key);
    if (known == nullptr && has_ended(*stored))
        return std::nullopt;
    return edited_concept(stored->key, known, &*stored);
}

std::optional<EditedConcept> find_concept(
    db::Connection& db, TenantId tenant, search::Concepts const& base, std::string_view key)
{
    auto const stored = find_stored_concept(db, tenant, key);
    auto const* known = find_known(base, key);
    if (known == nullptr && (!stored || has_ended(*stored)))
        return std::nullopt;
    return edited_concept(std::string(key), known, stored ? &*stored : nullptr);
}

std::shared_ptr<search::Concepts const> concepts_for_search(
    db::Connection& db, TenantId tenant, std::shared_ptr<search::Concepts const> base)
{
    if (count_stored_concepts(db, tenant) == 0)
        return base;
    auto const vocabulary = Vocabulary::load(db, tenant, *base);
    std::vector<search::Concepts::Concept> known;
    for (auto const& edited : vocabulary.concepts()) {
        if (edited.is_public() && !edited.fields.empty())
            known.push_back(concept_of(edited.key, edited.fields));
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

} // namespace kommin::portal
