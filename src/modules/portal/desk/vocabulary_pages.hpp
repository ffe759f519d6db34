#pragma once
// The pages on which people at work find and edit the words of the search.

#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/editing/concept_editing.hpp"
#include "platform/html/url.hpp"
#include "platform/http/form.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/saved_views.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

inline constexpr std::string_view vocabulary_path = "wortschatz";
inline constexpr std::size_t longest_asked_word = 200; // bytes

// "de" of "de-simple": people search in languages, not in their variants.
std::string without_subtags(std::string_view tag);
// The name of a language of which the program need not know more than its tag.
std::string name_of_language(std::string_view tag, i18n::Texts const& texts);
// Whether a concept was brought along, changed or added, as people read it.
std::string_view origin_word(ConceptOrigin origin, i18n::Texts const& texts);
// What the public knows of it, and what waits.
StateWord state_word_of(EditedConcept const& edited, i18n::Texts const& texts);

// A word that somebody wants to add to a concept, from the list of searches in vain.
struct WordToAdd {
    std::string word;
    std::string language; // tag without subtags
    [[nodiscard]] bool empty() const { return word.empty(); }
};
// Of the fields "wort" and "sprache".
WordToAdd read_word_to_add(http::Form const& query);
// These fields with the word below the others of its language.
records::Fields with_word(records::Fields fields, WordToAdd const& wanted);
// The address that takes the word along.
html::Url with_word(html::Url const& url, WordToAdd const& wanted);

// shipped: as in the vocabulary; name: by letters; gaps: whatever lacks words in most languages first.
enum class ConceptOrder : std::uint8_t { shipped, name, gaps };
std::string_view word_of(ConceptOrder order);

struct VocabularyFilter {
    std::string text;
    std::string gap; // tag of a language in which there are no words yet
    std::optional<ConceptOrigin> origin = {};
    std::optional<OfferState> state = {}; // none: all but what is archived
    ConceptOrder order = ConceptOrder::shipped;
    bool descending = false; // the other way round
    int page = 1;

    static VocabularyFilter read(http::Form const& query);
    [[nodiscard]] web::ListFields fields() const; // without the page
    [[nodiscard]] bool narrows() const { return !text.empty() || !gap.empty() || origin || state; }
};
// Those that it lets through, in its order. `languages`: in which gaps count.
std::vector<EditedConcept const*> filtered(
    Vocabulary const& vocabulary, VocabularyFilter const& filter,
    std::vector<std::string> const& languages = {});

// The languages of the form, those of the portal first, by tags without subtags.
std::vector<std::string> languages_of_words(web::Call const& call, Vocabulary const& vocabulary);

html::Url vocabulary_url();
html::Url concept_url(std::string_view key);
html::Url concept_url(std::string_view key, std::string_view page);
web::StaffFrame frame_below_concept(web::Call const& call, EditedConcept const& edited, std::string title);
web::RecordForm concept_record_form(std::vector<std::string> const& languages, i18n::Texts const& texts);
// As this person may see it: whoever does not edit knows nothing of what waits.
Vocabulary vocabulary_for(web::Call const& call, db::Connection& db, search::Concepts const& base);
bool may_edit_vocabulary(web::Call const& call);
bool may_publish_vocabulary(web::Call const& call);

struct VocabularyList {
    Vocabulary const& vocabulary;
    VocabularyFilter const& filter;
    WordToAdd const& word;
    std::vector<web::ListView> views = {}; // that this person has saved
};
http::Response vocabulary_list_page(web::Call const& call, VocabularyList const& list);
http::Response vocabulary_file(web::Call const& call, VocabularyList const& list);

struct ConceptFormPage {
    DraftedConcept const* drafted; // null: a new one
    std::string form_key = {}; // of a new one: sent twice, it is one
    bool is_place = false; // likewise
    records::Fields const& fields;
    std::vector<std::string> const& languages;
    std::vector<Problem> problems = {};
    web::Aside aside = {};
    std::optional<std::string> draft_author = {}; // whose draft it is
    std::optional<std::int64_t> shown_version = {}; // an earlier version was fetched back
    WordToAdd word = {}; // which stands in the fields already
};
http::Response concept_form_page(web::Call const& call, ConceptFormPage const& page);
http::Response concept_archive_question(web::Call const& call, DraftedConcept const& drafted);

} // namespace kommin::portal
