// Routes of the desk for the words of the search.

#include "modules/portal/desk/vocabulary_desk.hpp"
#include "modules/portal/desk/vocabulary_pages.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <optional>
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
    return web::read(call, [&](db::Connection& db) { return Vocabulary::load(db, call.site.tenant, *base); });
}

// One concept at the desk.
class ConceptDesk : public web::RecordDesk {
public:
    ConceptDesk(web::Call const& call, VocabularyBase const& base)
        : RecordDesk(call)
        , base_(base)
    { }

    bool load() override
    {
        found_ = web::read(call(), [&](db::Connection& db) -> std::optional<Found> {
            auto const vocabulary = Vocabulary::load(db, call().site.tenant, *base_);
            auto const* edited = vocabulary.find(call().path["begriff"]);
            if (edited == nullptr)
                return std::nullopt;
            return Found{
                *edited, records::undrafted(edited->version, edited->changed_at.value_or(Instant{})),
                languages_of_words(call(), vocabulary), web::list_authors(db, call().site.tenant)};
        });
        return found_.has_value();
    }
    [[nodiscard]] EditedConcept const& edited() const { return found_->edited; }
    [[nodiscard]] std::vector<std::string> const& languages() const { return found_->languages; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return edited().fields; }
    [[nodiscard]] Fields fields() const override { return edited().fields; }
    [[nodiscard]] web::RecordForm form() const override
    {
        return concept_record_form(languages(), web::staff_texts(call()));
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        return posted_words(posted, languages());
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_words(fields);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override { return spelled_words(fields); }
    // The vocabulary is no secret of anybody who may open this page at all.
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        if (!edited().id)
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
        return concept_form_page(
            call(),
            {.edited = &edited(),
             .fields = form.fields,
             .languages = languages(),
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    struct Found {
        EditedConcept edited;
        records::EditState state;
        std::vector<std::string> languages;
        web::Authors authors;
    };
    VocabularyBase const& base_;
    std::optional<Found> found_;
};

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
        {.edited = nullptr,
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
        .form_key = web::key_of_form(*form)};
    return web::add_record(
        call,
        {.problems = problems_of_words(wanted.fields),
         .add = [&](Work& work) -> Result<html::Url> { return concept_url(TRY(add_concept(work, wanted))); },
         .show_form =
             [&](std::vector<Problem> problems) {
                 return concept_form_page(
                     call,
                     {.edited = nullptr,
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
    return concept_form_page(
        call,
        {.edited = &desk.edited(),
         .fields = with_word(desk.fields(), word),
         .languages = desk.languages(),
         .word = word});
}

http::Response save_concept_form(web::Call& call, VocabularyBase const& base)
{
    ConceptDesk desk(call, base);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_concept(work, *base, {desk.edited().key, seen.version}, fields);
        });
}

http::Response ask_before_removing_concept(web::Call& call, VocabularyBase const& base)
{
    ConceptDesk desk(call, base);
    if (!desk.load() || !may_edit_vocabulary(call))
        return web::staff_not_found(call);
    return concept_removal_question(call, desk.edited());
}

http::Response remove_concept_at_desk(web::Call& call, VocabularyBase const& base)
{
    ConceptDesk desk(call, base);
    return web::press_alone(call, desk, [&](Work& work, std::int64_t version) {
        return remove_concept(work, *base, {desk.edited().key, version});
    });
}

http::Response show_concept_history(web::Call& call, VocabularyBase const& base)
{
    ConceptDesk desk(call, base);
    return web::show_history(call, desk);
}

} // namespace kommin::portal
