// Routes of the desk for templates of letters.

#include "modules/letters/permissions.hpp"
#include "modules/letters/template_desk.hpp"
#include "modules/letters/template_pages.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/i18n/interface_language.hpp"
#include "platform/records/drafting.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace kommin::letters {

using i18n::Language;
using records::Fields;

namespace {

std::optional<tenants::BodyId> body_of(tenants::Body const& owner)
{
    return owner.kind == tenants::BodyKind::municipality ? std::optional(owner.id) : std::nullopt;
}

// The Kreis and its municipalities, as far as this person may write for them.
std::vector<tenants::Body> list_owners(web::Call const& call, db::Connection& db)
{
    auto owners = tenants::list_bodies(db, call.site.tenant);
    std::erase_if(owners, [&](tenants::Body const& one) {
        auto const body = body_of(one);
        return !call.actor().may(edit_templates, body ? Scope::of_owner(body->value) : Scope::whole_tenant());
    });
    return owners;
}

// The district and the languages in which its letters may be.
struct District {
    tenants::Tenant tenant;
    std::vector<Language> languages;
};
District district_of(web::Call const& call, db::Connection& db)
{
    District district{tenants::find_tenant(db, call.site.tenant).value(), {}};
    for (auto const language : i18n::interface_languages()) {
        if (language == district.tenant.source_language || district.tenant.offers(language))
            district.languages.push_back(language);
    }
    return district;
}

OwnWords words_in(Fields const& fields)
{
    auto const spelled = spelled_words(fields);
    return {
        .opening = std::string(spelled.value(template_field::opening)),
        .closing = std::string(spelled.value(template_field::closing))};
}

// The letter in these words, with invented facts.
post::Letter example_in(
    web::Call const& call, District const& district, LetterKind const& kind, tenants::Body const& owner,
    Language language, OwnWords const& words)
{
    return kind.example(
        {.tenant = district.tenant,
         .owner = owner.name,
         .language = language,
         .today = call.local_now().date,
         .words = words});
}

// One letter as the form shows it: in its own words, unless something is wrong with them.
std::optional<post::Letter> own_example(
    web::Call const& call, District const& district, LetterKind const& kind, tenants::Body const& owner,
    Language language, Fields const& fields)
{
    auto const words = words_in(fields);
    if (words.empty() || !problems_of_words(kind, fields).empty())
        return std::nullopt;
    return example_in(call, district, kind, owner, language, words);
}

Fields posted_words(http::Form const& posted)
{
    Fields fields;
    for (auto const& field : all_template_fields) {
        std::string text(trim(posted.value(field.name)));
        std::erase(text, '\r');
        fields.set(field.name, std::move(text));
    }
    return fields;
}

// ── A new one: the first words for letters of a kind and an owner

struct NewPlace {
    LetterKind const& kind;
    tenants::Body owner;
    District district;
    std::vector<Language> languages; // without words so far
};
std::optional<NewPlace> place_in_path(web::Call const& call, LetterKinds const& kinds)
{
    auto const* kind = kinds.find(call.path["briefart"]);
    if (kind == nullptr)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) -> std::optional<NewPlace> {
        auto const owners = list_owners(call, db);
        auto const owner = std::ranges::find(owners, call.path["gemeinde"], &tenants::Body::slug);
        if (owner == owners.end())
            return std::nullopt;
        NewPlace place{*kind, *owner, district_of(call, db), {}};
        auto const written = list_templates_of_owner(db, call.site.tenant, body_of(*owner));
        for (auto const language : place.district.languages) {
            bool const is_written
                = !kind->is_in_source_language || language == place.district.tenant.source_language;
            if (is_written && std::ranges::none_of(written, [&](LetterTemplate const& one) {
                    return one.kind == kind->word && one.language == language.tag();
                }))
                place.languages.push_back(language);
        }
        return place;
    });
}

// The one that was chosen, in whichever a letter may be; without a choice the first.
Language language_of(NewPlace const& place, Fields const& fields)
{
    if (auto const chosen = i18n::find_interface_language(fields.value(template_field::language)))
        return *chosen;
    return place.languages.empty() ? place.district.tenant.source_language : place.languages.front();
}

http::Response show_new(
    web::Call const& call, NewPlace const& place, Fields const& fields, std::string form_key,
    std::vector<Problem> problems)
{
    auto const language = language_of(place, fields);
    return template_form_page(
        call,
        {.kind = place.kind,
         .owner = place.owner,
         .edited = nullptr,
         .language = language,
         .languages = place.languages,
         .fields = fields,
         .program = example_in(call, place.district, place.kind, place.owner, language, {}),
         .own = own_example(call, place.district, place.kind, place.owner, language, fields),
         .form_key = std::move(form_key),
         .problems = std::move(problems)});
}

Fields posted_new(http::Form const& posted)
{
    auto fields = posted_words(posted);
    fields.set(template_field::language, std::string(trim(posted.value(template_field::language))));
    return fields;
}

// ── One that is there

class TemplateDesk : public web::RecordDesk {
public:
    TemplateDesk(web::Call const& call, LetterKinds const& kinds)
        : RecordDesk(call)
        , kinds_(kinds)
    { }

    bool load() override
    {
        found_.reset();
        auto const number = parse_number(call().path["brief"]);
        if (!number)
            return false;
        found_ = web::read(call(), [&](db::Connection& db) -> std::optional<Found> {
            auto one = find_editable_template(db, call().site.tenant, call().actor(), TemplateId{*number});
            auto const* kind = one ? kinds_.find(one->kind) : nullptr;
            auto const language = one ? Language::find(one->language) : std::nullopt;
            if (kind == nullptr || !language)
                return std::nullopt;
            auto const owners = list_owners(call(), db);
            auto const owner = std::ranges::find(owners, one->body, &body_of);
            if (owner == owners.end())
                return std::nullopt;
            auto state = records::undrafted(one->version, one->changed_at);
            state.owner = one->owner();
            return Found{
                *std::move(one),
                kind,
                *language,
                *owner,
                district_of(call(), db),
                std::move(state),
                web::list_authors(db, call().site.tenant)};
        });
        return found_.has_value();
    }
    [[nodiscard]] LetterTemplate const& edited() const { return found_->edited; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(edited().words); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return template_record_form(web::staff_texts(call()));
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override { return posted_words(posted); }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_words(*found_->kind, fields);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_words(fields), problems_of(fields));
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{template_subject, edited().id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return template_url(edited().id); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        auto frame = frame_below_templates(call(), std::move(title));
        frame.crumbs.push_back({url(), title_of(record())});
        return frame;
    }
    [[nodiscard]] std::string title_of(Fields const& /*fields*/) const override
    {
        return letters::title_of(edited().kind, edited().language, web::staff_texts(call()));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return show(form.fields, std::move(form.problems), std::nullopt, form.version);
    }
    // `seen`: the version from which the form was made, where it is sent once more before it is saved.
    [[nodiscard]] http::Response show(
        Fields const& fields, std::vector<Problem> problems, std::optional<std::int64_t> seen,
        std::optional<std::int64_t> shown_version = std::nullopt) const
    {
        auto const& found = *found_;
        std::vector<Language> const none;
        return template_form_page(
            call(),
            {.kind = *found.kind,
             .owner = found.owner,
             .edited = &found.edited,
             .language = found.language,
             .languages = none,
             .fields = fields,
             .program = example_in(call(), found.district, *found.kind, found.owner, found.language, {}),
             .own = own_example(call(), found.district, *found.kind, found.owner, found.language, fields),
             .seen = seen,
             .problems = std::move(problems),
             .shown_version = shown_version});
    }

private:
    struct Found {
        LetterTemplate edited;
        LetterKind const* kind;
        Language language;
        tenants::Body owner;
        District district;
        records::EditState state;
        web::Authors authors;
    };
    LetterKinds const& kinds_;
    std::optional<Found> found_;
};

}

http::Response list_templates_at_desk(web::Call& call, LetterKinds const& kinds)
{
    auto const wanted = call.request.query().value("fuer");
    struct Shown {
        std::vector<tenants::Body> owners;
        std::vector<LetterTemplate> templates;
        std::size_t owner = 0;
    };
    auto const shown = web::read(call, [&](db::Connection& db) -> std::optional<Shown> {
        Shown found{list_owners(call, db), {}};
        auto const owner = wanted.empty() ? found.owners.begin()
                                          : std::ranges::find(found.owners, wanted, &tenants::Body::slug);
        if (owner == found.owners.end())
            return std::nullopt;
        found.owner = static_cast<std::size_t>(owner - found.owners.begin());
        found.templates = list_templates_of_owner(db, call.site.tenant, body_of(*owner));
        return found;
    });
    if (!shown)
        return web::staff_not_found(call);
    return template_list_page(call, {kinds, shown->owners, shown->owners[shown->owner], shown->templates});
}

http::Response show_new_template(web::Call& call, LetterKinds const& kinds)
{
    auto const place = place_in_path(call, kinds);
    if (!place)
        return web::staff_not_found(call);
    Fields fields;
    fields.set(template_field::language, std::string(call.request.query().value("sprache")));
    return show_new(call, *place, fields, crypto::random_token(), {});
}

http::Response add_template_at_desk(web::Call& call, LetterKinds const& kinds)
{
    auto const form = call.request.form();
    auto const place = form ? place_in_path(call, kinds) : std::nullopt;
    if (!place)
        return web::staff_not_found(call);
    auto const fields = posted_new(*form);
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = problems_of_words(place->kind, fields),
         .add = [&](Work& work) -> Result<html::Url> {
             return template_url(TRY(add_letter_template(
                 work, kinds,
                 {body_of(place->owner), place->kind.word, fields.value(template_field::language)}, fields,
                 key)));
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 return show_new(call, *place, fields, key, std::move(problems));
             }});
}

http::Response preview_new_template(web::Call& call, LetterKinds const& kinds)
{
    auto const form = call.request.form();
    auto const place = form ? place_in_path(call, kinds) : std::nullopt;
    if (!place)
        return web::staff_not_found(call);
    auto const fields = posted_new(*form);
    return show_new(call, *place, fields, web::key_of_form(*form), problems_of_words(place->kind, fields));
}

http::Response show_template_form(web::Call& call, LetterKinds const& kinds)
{
    TemplateDesk desk(call, kinds);
    return web::show_record(call, desk);
}

http::Response save_template_form(web::Call& call, LetterKinds const& kinds)
{
    TemplateDesk desk(call, kinds);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_letter_template(work, kinds, {desk.edited().id, seen.version}, fields);
        });
}

http::Response preview_template(web::Call& call, LetterKinds const& kinds)
{
    auto const form = call.request.form();
    TemplateDesk desk(call, kinds);
    if (!form || !desk.load())
        return web::staff_not_found(call);
    auto const fields = desk.posted(*form);
    return desk.show(fields, desk.problems_of(fields), parse_number(form->value("fassung")).value_or(0));
}

http::Response reset_template_at_desk(web::Call& call, LetterKinds const& kinds)
{
    TemplateDesk desk(call, kinds);
    return web::press_alone(call, desk, [&](Work& work, std::int64_t version) {
        return reset_letter_template(work, {desk.edited().id, version});
    });
}

http::Response show_template_history(web::Call& call, LetterKinds const& kinds)
{
    TemplateDesk desk(call, kinds);
    return web::show_history(call, desk);
}

} // namespace kommin::letters
