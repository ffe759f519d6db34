// Routes of the desk for the words of the search.

#include "modules/portal/permissions.hpp"
#include "modules/portal/vocabulary_desk.hpp"
#include "modules/portal/vocabulary_pages.hpp"
#include "platform/base/number.hpp"
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
        : call_(call)
        , base_(base)
    { }

    bool load() override
    {
        found_ = web::read(call_, [&](db::Connection& db) -> std::optional<Found> {
            auto const vocabulary = Vocabulary::load(db, call_.site.tenant, *base_);
            auto const* edited = vocabulary.find(call_.path["begriff"]);
            if (edited == nullptr)
                return std::nullopt;
            return Found{
                *edited,
                {.version = edited->version,
                 .record_version = edited->version,
                 .draft_version = {},
                 .draft_base = {},
                 .draft_state = records::DraftState::none,
                 .publish_on = {},
                 .owner = Scope::whole_tenant(),
                 .was_public = true,
                 .changed_at = edited->changed_at.value_or(Instant{})},
                languages_of_words(call_, vocabulary),
                web::list_authors(db, call_.site.tenant)};
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
        return concept_record_form(languages(), web::staff_texts(call_));
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        return posted_words(posted, languages());
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_words(fields);
    }
    [[nodiscard]] Fields spelled(Fields const& fields) const override { return spelled_words(fields); }
    // The vocabulary is no secret of anybody who may open this page at all.
    [[nodiscard]] std::optional<records::Version> version(std::int64_t number) const override
    {
        if (!edited().id)
            return std::nullopt;
        return web::read(call_, [&](db::Connection& db) {
            return records::find_version(
                db, call_.site.tenant, {concept_subject, edited().id->value}, number, records::unrestricted);
        });
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return concept_url(edited().key); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return frame_below_concept(call_, edited(), std::move(title));
    }
    [[nodiscard]] std::string title_of(Fields const& fields) const override
    {
        return name_of_concept(fields);
    }
    [[nodiscard]] http::Response show_form(
        Fields const& fields, std::vector<Problem> problems, std::string_view /*day*/) const override
    {
        return concept_form_page(
            call_,
            {.edited = &edited(),
             .fields = fields,
             .languages = languages(),
             .problems = std::move(problems)});
    }

private:
    struct Found {
        EditedConcept edited;
        records::EditState state;
        std::vector<std::string> languages;
        web::Authors authors;
    };
    web::Call const& call_;
    VocabularyBase const& base_;
    std::optional<Found> found_;
};

}

http::Response list_vocabulary(web::Call& call, VocabularyBase const& base)
{
    auto const vocabulary = vocabulary_of(call, base);
    auto const query = call.request.query();
    return vocabulary_list_page(call, {vocabulary, VocabularyFilter::read(query), read_word_to_add(query)});
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
    NewConcept wanted{
        .fields = posted_words(*form, languages),
        .is_place = form->value("ort") == "ja",
        .form_key
        = form->has("schluessel") ? std::string(form->value("schluessel")) : crypto::random_token()};
    auto problems = problems_of_words(wanted.fields);
    if (problems.empty()) {
        auto const added = web::write(call, [&](Work& work) { return add_concept(work, wanted); });
        if (added)
            return http::Response::redirect(http::Status::see_other, concept_url(added.value()).text());
        if (added.problem().kind == ProblemKind::not_found)
            return web::staff_not_found(call);
        problems.push_back(added.problem());
    }
    return concept_form_page(
        call,
        {.edited = nullptr,
         .form_key = std::move(wanted.form_key),
         .is_place = wanted.is_place,
         .fields = wanted.fields,
         .languages = languages,
         .problems = std::move(problems)});
}

http::Response show_concept_form(web::Call& call, VocabularyBase const& base)
{
    ConceptDesk desk(call, base);
    if (!desk.load())
        return web::staff_not_found(call);
    auto const query = call.request.query();
    auto const wanted = parse_number(query.value("fassung"));
    if (wanted) {
        auto const earlier = desk.version(*wanted);
        if (!earlier)
            return web::staff_not_found(call);
        return concept_form_page(
            call,
            {.edited = &desk.edited(),
             .fields = earlier->fields,
             .languages = desk.languages(),
             .shown_version = earlier->head.number});
    }
    auto const word = read_word_to_add(query);
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
    if (!desk.load())
        return web::staff_not_found(call);
    std::vector<records::Version> versions;
    if (auto const id = desk.edited().id) {
        versions = web::read(call, [&](db::Connection& db) {
            return records::list_versions(
                db, call.site.tenant, {concept_subject, id->value}, records::unrestricted,
                web::most_versions);
        });
    }
    auto const title
        = web::staff_texts(call)("record.history.title"_msg, {{"title", desk.title_of(desk.fields())}});
    return web::history_page(
        desk.frame_below(title), desk.form(), versions, desk.authors(),
        [&](std::int64_t number) { return desk.url().with_query({{"fassung", std::to_string(number)}}); });
}

} // namespace kommin::portal
