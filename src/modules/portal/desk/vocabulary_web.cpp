// Routes of the desk for the words of the search.

#include "modules/portal/desk/vocabulary_desk.hpp"
#include "modules/portal/desk/vocabulary_pages.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/site/pages.hpp"
#include "modules/portal/site/preview.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/draft_desk.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::portal {

using records::Fields;

namespace {

Fields posted_words(http::Form const& posted, std::vector<std::string> const& languages)
{
    Fields fields;
    for (auto const& language : languages) {
        std::string text(trim(posted.value(language)));
        std::erase(text, '\r');
        fields.set(language, std::move(text));
    }
    return fields;
}

Vocabulary vocabulary_of(web::Call const& call, VocabularyBase const& base)
{
    return web::read(call, [&](db::Connection& db) { return vocabulary_for(call, db, *base); });
}

// One concept at the desk.
class ConceptDesk : public web::DraftDesk {
public:
    ConceptDesk(web::Call const& call, VocabularyBase const& base)
        : DraftDesk(call)
        , base_(base)
        , kind_(drafted_concepts(base))
    { }

    // All of one moment.
    bool load() override
    {
        found_ = web::read(call(), [&](db::Connection& db) -> std::optional<Found> {
            auto const tenant = call().site.tenant;
            auto const vocabulary = vocabulary_for(call(), db, *base_);
            auto const* edited = vocabulary.find(call().path["begriff"]);
            if (edited == nullptr)
                return std::nullopt;
            return Found{
                may_edit_vocabulary(call()) ? portal::with_draft(db, tenant, *edited)
                                            : portal::without_draft(*edited),
                languages_of_words(call(), vocabulary), web::list_authors(db, tenant)};
        });
        return found_.has_value();
    }
    [[nodiscard]] DraftedConcept const& drafted() const { return found_->drafted; }
    [[nodiscard]] EditedConcept const& edited() const { return drafted().edited; }

    [[nodiscard]] records::DraftedKind const& kind() const override { return *kind_; }
    [[nodiscard]] std::int64_t record_id() const override { return edited().id.value_or(ConceptId{}).value; }
    [[nodiscard]] std::int64_t stored_id(Work& work) const override
    {
        auto const taken_up = take_up_concept(work, *base_, edited().key);
        return taken_up ? taken_up->value : record_id();
    }
    [[nodiscard]] records::EditState const& state() const override { return drafted().state; }
    [[nodiscard]] Fields record() const override { return edited().fields; }
    [[nodiscard]] Fields fields() const override { return drafted().fields; }
    [[nodiscard]] web::RecordForm form() const override
    {
        return concept_record_form(found_->languages, web::staff_texts(call()));
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        return posted_words(posted, found_->languages);
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_words(fields);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override { return spelled_words(fields); }
    // Earlier versions are drafts, too, and name their authors: for whoever edits.
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        if (!edited().id || !may_edit_vocabulary(call()))
            return std::nullopt;
        return records::Subject{concept_subject, edited().id->value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return concept_url(edited().key); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return frame_below_concept(call(), edited(), std::move(title));
    }
    [[nodiscard]] std::string title_of(Fields const& fields) const override
    {
        return name_of_concept(fields);
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return show_form(std::move(form), {});
    }
    // With a word that somebody wants to add, which stands in the fields already.
    [[nodiscard]] http::Response show_form(web::ShownForm form, WordToAdd const& word) const
    {
        auto const& draft = drafted().draft;
        return concept_form_page(
            call(),
            {.drafted = &drafted(),
             .fields = form.fields,
             .languages = found_->languages,
             .problems = std::move(form.problems),
             .aside = std::move(form.aside),
             .draft_author = draft ? std::optional(web::name_of(authors(), draft->saved_by)) : std::nullopt,
             .shown_version = form.version,
             .word = word});
    }

private:
    struct Found {
        DraftedConcept drafted;
        std::vector<std::string> languages;
        web::Authors authors;
    };
    VocabularyBase const& base_;
    std::shared_ptr<records::DraftedKind const> kind_;
    std::optional<Found> found_;
};

http::Response press_concept(
    web::Call& call, VocabularyBase const& base, http::Response (*button)(web::Call&, web::DraftDesk&))
{
    ConceptDesk desk(call, base);
    return button(call, desk);
}

// In which languages the words stand that readers of this language type: it alone; beside the language of the
// editors also those in which the portal has no pages.
bool is_typed_in(web::Call const& call, i18n::Language reader, std::string_view tag)
{
    auto const is_of = [&](i18n::Language language) { return without_subtags(language.tag()) == tag; };
    return is_of(reader)
        || (reader == call.site.source_language && std::ranges::none_of(call.site.languages, is_of));
}

// Each word that these readers might type, first those of the fields, then those that the search knows now
// and would not know any more.
std::vector<TriedWord> words_to_try(
    web::Call const& call, i18n::Language reader, Fields const& fields, Fields const& now)
{
    constexpr std::size_t most = 60; // as many searches as one page may cost, twice
    std::vector<TriedWord> words;
    for (auto const* of : {&fields, &now}) {
        for (auto const& [tag, values] : of->all()) {
            if (!is_typed_in(call, reader, tag))
                continue;
            for (auto const line : lines_of(of->value(tag))) {
                std::string word(line);
                std::erase(word, '*'); // nobody types it
                if (words.size() < most && std::ranges::find(words, word, &TriedWord::word) == words.end())
                    words.push_back({.word = std::move(word), .language = tag});
            }
        }
    }
    return words;
}

TriedWord::Count hits_of(search::Index::Answer const& answer)
{
    return {answer.total, answer.relaxed || !answer.corrected.empty()};
}

http::Response preview_of_search(
    Visit const& visit, Previewed const& record, Fields const& fields, EditedConcept const& edited)
{
    auto const search = visit.snapshot().search();
    auto const& published = search->built()->concepts->all();
    auto const known = std::ranges::find(published, edited.key, &search::Concepts::Concept::id);
    auto const trial = search->index().try_out(
        concept_of(edited.key, fields),
        known == published.end() ? std::nullopt
                                 : std::optional(static_cast<std::size_t>(known - published.begin())));
    auto words = words_to_try(
        visit.call, visit.language(), fields, known == published.end() ? Fields{} : fields_of(*known));
    for (auto& word : words) {
        word.today = hits_of(search_for(search, visit.language(), word.word, 1).answer);
        word.then = hits_of(search_for(search, visit.language(), word.word, 1, &trial).answer);
    }
    auto shown = std::ranges::find(words, record.part, &TriedWord::word);
    if (shown == words.end())
        shown = words.begin();
    auto const page = parse_number<std::size_t>(visit.call.request.query().value("seite")).value_or(1);
    auto const result = shown == words.end()
        ? SearchResult{}
        : search_for(
              search, visit.language(), shown->word,
              std::clamp<std::size_t>(page, 1, SearchResult::most_pages), &trial);
    return search_preview_page(visit, record, words, result);
}

}

http::Response list_vocabulary(web::Call& call, VocabularyBase const& base)
{
    auto const vocabulary = vocabulary_of(call, base);
    auto const query = call.request.query();
    auto const filter = VocabularyFilter::read(query);
    auto views = web::read(
        call, [&](db::Connection&) { return web::saved_views(call, word_list, filter.fields()); });
    return vocabulary_list_page(
        call,
        {.vocabulary = vocabulary,
         .filter = filter,
         .word = read_word_to_add(query),
         .views = std::move(views)});
}

http::Response export_vocabulary(web::Call& call, VocabularyBase const& base)
{
    auto const vocabulary = vocabulary_of(call, base);
    return vocabulary_file(call, {vocabulary, VocabularyFilter::read(call.request.query()), {}});
}

http::Response show_new_concept(web::Call& call, VocabularyBase const& base)
{
    auto const languages = languages_of_words(call, vocabulary_of(call, base));
    auto const word = read_word_to_add(call.request.query());
    return concept_form_page(
        call,
        {.drafted = nullptr,
         .form_key = crypto::random_token(),
         .fields = with_word({}, word),
         .languages = languages,
         .word = word});
}

http::Response add_concept_at_desk(web::Call& call, VocabularyBase const& base)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto const languages = languages_of_words(call, vocabulary_of(call, base));
    NewConcept const wanted{
        .fields = posted_words(*form, languages),
        .is_place = form->value("ort") == "ja",
        .form_key = web::key_of_form(*form),
        .is_draft = call.request.query().value("als") == "entwurf"};
    return web::add_record(
        call,
        {.problems = problems_of_words(wanted.fields),
         .add = [&](Work& work) -> Result<html::Url> { return concept_url(TRY(add_concept(work, wanted))); },
         .show_form =
             [&](std::vector<Problem> problems) {
                 return concept_form_page(
                     call,
                     {.drafted = nullptr,
                      .form_key = wanted.form_key,
                      .is_place = wanted.is_place,
                      .fields = wanted.fields,
                      .languages = languages,
                      .problems = std::move(problems)});
             }});
}

http::Response show_concept_form(web::Call& call, VocabularyBase const& base)
{
    ConceptDesk desk(call, base);
    auto const query = call.request.query();
    auto const word = read_word_to_add(query);
    if (word.empty() || query.has("fassung"))
        return web::show_record(call, desk);
    if (!desk.load())
        return web::staff_not_found(call);
    auto const fields = with_word(desk.fields(), word);
    return desk.show_form({.fields = fields}, word);
}

http::Response save_concept_form(web::Call& call, VocabularyBase const& base)
{
    return press_concept(call, base, &web::save_draft);
}

http::Response hand_in_concept(web::Call& call, VocabularyBase const& base)
{
    return press_concept(call, base, &web::hand_in);
}

http::Response give_back_concept(web::Call& call, VocabularyBase const& base)
{
    return press_concept(call, base, &web::give_back);
}

http::Response publish_concept_now(web::Call& call, VocabularyBase const& base)
{
    return press_concept(call, base, &web::publish);
}

http::Response publish_concept_later(web::Call& call, VocabularyBase const& base)
{
    return press_concept(call, base, &web::publish_later);
}

http::Response discard_concept_draft(web::Call& call, VocabularyBase const& base)
{
    return press_concept(call, base, &web::discard_draft);
}

http::Response ask_before_archiving_concept(web::Call& call, VocabularyBase const& base)
{
    ConceptDesk desk(call, base);
    if (!desk.load() || !may_publish_vocabulary(call) || desk.edited().is_archived)
        return web::staff_not_found(call);
    return concept_archive_question(call, desk.drafted());
}

http::Response archive_concept_now(web::Call& call, VocabularyBase const& base)
{
    return press_concept(call, base, &web::archive);
}

http::Response show_concept_history(web::Call& call, VocabularyBase const& base)
{
    ConceptDesk desk(call, base);
    return web::show_history(call, desk);
}

http::Response preview_concept(web::Call& call, VocabularyBase const& base)
{
    ConceptDesk desk(call, base);
    if (!desk.load())
        return web::staff_not_found(call);
    auto const fields = desk.spelled_fields(desk.fields());
    Previewed const record{vocabulary_path, desk.edited().key, "words.title"_msg, part_asked_for(call)};
    if (asks_for_telephone(call))
        return telephone_page(call, record, desk.title_of(fields));
    Visit visit(call);
    if (!visit.snapshot().is_searchable())
        return web::error_page(visit, http::Status::unavailable);
    return preview_answer(call, preview_of_search(visit, record, fields, desk.edited()));
}

std::int64_t count_concepts_waiting(web::Call const& call)
{
    return count_waiting_concepts(call.db(), call.site.tenant, call.actor());
}

void add_concepts_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const add = [&](WaitingConcept const& waiting, MessageKey reason, MessageKey action) {
        items.push_back(
            {.area = "words.title"_msg,
             .title = waiting.name,
             .url = concept_url(waiting.key),
             .reason = std::string(web::staff_texts(call)(reason)),
             .due = std::nullopt,
             .action = action,
             .is_own = reason == "desk.today.returned"_msg,
             .is_content = true});
    };
    for (auto const& waiting : list_returned_concepts(call.db(), call.site.tenant, call.actor()))
        add(waiting, "desk.today.returned"_msg, "desk.today.returned.action"_msg);
    for (auto const& waiting : list_concepts_to_review(call.db(), call.site.tenant, call.actor()))
        add(waiting, "desk.today.review"_msg, "desk.today.action"_msg);
}

} // namespace kommin::portal
