// Routes of the desk for categories.

#include "modules/portal/desk/category_desk.hpp"
#include "modules/portal/desk/category_pages.hpp"
#include "modules/portal/directory/category_store.hpp"
#include "modules/portal/directory/offer_list.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/category_drafting.hpp"
#include "modules/portal/site/pages.hpp"
#include "modules/portal/site/preview.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/draft_desk.hpp"
#include "platform/web/write.hpp"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::portal {

using records::Fields;

namespace {

// They are of the whole district: whoever works for a part of it does not learn of this desk.
bool may_edit_categories(web::Call const& call)
{
    return call.actor().may(edit_categories, Scope::whole_tenant());
}

// What its form does not show is not taken from anybody.
Fields posted_category(http::Form const& posted, Category category, std::vector<std::string> const& languages)
{
    bool const has_tile = can_be_on_home(category);
    Fields fields;
    auto const take = [&](std::string const& name) { fields.set(name, std::string(posted.value(name))); };
    for (auto const& tag : languages) {
        take(name_field(tag));
        if (has_tile)
            take(hint_field(tag));
    }
    take(std::string(place_field));
    auto const* situation = std::get_if<Situation>(&category);
    if (situation != nullptr && is_own(*situation))
        take(std::string(icon_field));
    Fields::Values hidden;
    for (auto const value : posted.values(hidden_field)) {
        if (has_tile || value != hidden_at_home)
            hidden.emplace_back(value);
    }
    fields.set(hidden_field, std::move(hidden));
    return spelled_category(fields);
}

// The list of all that carries it.
OfferFilter filter_of(Category category)
{
    OfferFilter filter;
    if (auto const* kind = std::get_if<OfferKind>(&category))
        filter.kinds = {*kind};
    else
        filter.situations = {std::get<Situation>(category)};
    return filter;
}

std::optional<Category> category_of(web::Call const& call)
{
    auto const key = call.path["kategorie"];
    return find_category(key.empty() ? call.path["lebenslage"] : key);
}

EditedCategories edited_categories_of(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) { return load_edited_categories(db, call.site.tenant); });
}

// The home page or the list as it would be. `draft`: what is tried waits as one.
http::Response preview_of(
    web::Call& call, Categories const& tried, Category category, Previewed const* draft = nullptr)
{
    Visit visit(call);
    visit.tried = &tried;
    visit.previewed = draft;
    if (can_be_on_home(category))
        return preview_answer(call, home_page(visit));
    auto const filter = filter_of(category);
    auto const list = list_offers_for(visit.snapshot(), filter, visit.language(), visit.now);
    return preview_answer(call, offer_list_page(visit, filter, list));
}

// That an address says what stands in a form: what was emptied is not in it.
constexpr std::string_view typed_mark = "getippt";

// What a preview in the language of the call shows of a form: its own words, those of the languages that
// stand in for it, and where the tile is. Words of tiles are short enough for an address.
html::Url preview_with(
    web::Call const& call, html::Url preview, Categories const& categories, Fields const& typed)
{
    std::set<std::string, std::less<>> shown{
        std::string(place_field), std::string(icon_field), std::string(hidden_field)};
    auto const language = i18n::Language::find(call.path["lang"]).value_or(call.site.source_language);
    auto said = categories.fallbacks_of(language);
    said.push_back(language);
    said.push_back(categories.source_language());
    for (auto const one : said) {
        shown.insert(name_field(one.tag()));
        shown.insert(hint_field(one.tag()));
    }
    preview = preview.with_query({{typed_mark, "1"}});
    for (auto const& name : shown) {
        for (auto const& value : typed.values(name))
            preview = preview.with_query({{name, value}});
    }
    return preview;
}

web::StaffFrame frame_of_telephone(
    web::Call const& call, Categories const& categories, std::optional<Category> category)
{
    auto const& texts = web::staff_texts(call);
    auto const language = i18n::Language::find(call.path["lang"]).value_or(call.site.source_language);
    auto const name = category ? std::string(categories.name(*category, texts))
                               : std::string(texts("category.new.title"_msg));
    auto title = texts("desk.preview.telephone.title"_msg, {{"title", name}}) + " · "
        + texts.language_name(language);
    if (category)
        return frame_below_category(call, categories, *category, std::move(title));
    return {
        .call = call,
        .title = std::move(title),
        .section = "kategorien",
        .crumbs
        = {{categories_url(), std::string(texts("category.title"_msg))}, {new_situation_url(), name}}};
}

// One category at the desk.
class CategoryDesk : public web::DraftDesk {
public:
    explicit CategoryDesk(web::Call const& call)
        : DraftDesk(call)
    { }

    // All of one moment.
    bool load() override
    {
        auto const category = category_of(call());
        if (!category)
            return false;
        found_ = web::read(call(), [&](db::Connection& db) -> std::optional<Found> {
            auto const tenant = call().site.tenant;
            auto drafted = find_drafted_category(db, tenant, *category, call().actor());
            if (!drafted)
                return std::nullopt;
            auto languages = languages_of_category(call(), drafted->change(), drafted->fields);
            return Found{std::move(*drafted), std::move(languages), web::list_authors(db, tenant)};
        });
        return found_.has_value();
    }
    [[nodiscard]] DraftedCategory const& drafted() const { return found_->drafted; }
    [[nodiscard]] Category category() const { return drafted().category; }
    [[nodiscard]] Categories const& categories() const { return drafted().categories; }
    [[nodiscard]] CategoryChange const& change() const { return drafted().change(); }

    [[nodiscard]] records::DraftedKind const& kind() const override { return drafted_categories; }
    [[nodiscard]] std::int64_t record_id() const override { return change().id.value_or(CategoryId{}).value; }
    [[nodiscard]] std::int64_t stored_id(Work& work) const override
    {
        return row_of_category(work, category());
    }
    [[nodiscard]] records::EditState const& state() const override { return drafted().state; }
    [[nodiscard]] Fields record() const override { return fields_of(change()); }
    [[nodiscard]] Fields fields() const override { return drafted().fields; }
    [[nodiscard]] web::RecordForm form() const override
    {
        return category_record_form(category(), found_->languages, web::staff_texts(call()));
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        return posted_category(posted, category(), found_->languages);
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_category(categories(), category(), fields);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return spelled_category(fields);
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        if (!change().id)
            return std::nullopt;
        return records::Subject{category_subject, change().id->value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return category_url(category()); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return frame_below_category(call(), categories(), category(), std::move(title));
    }
    [[nodiscard]] std::string title_of(Fields const& /*fields*/) const override
    {
        return std::string(categories().name(category(), web::staff_texts(call())));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        auto const& draft = drafted().draft;
        return category_form_page(
            call(),
            {.categories = categories(),
             .category = category(),
             .languages = found_->languages,
             .fields = form.fields,
             .problems = std::move(form.problems),
             .drafted = &drafted(),
             .aside = std::move(form.aside),
             .draft_author = draft ? std::optional(web::name_of(authors(), draft->saved_by)) : std::nullopt,
             .shown_version = form.version});
    }

private:
    struct Found {
        DraftedCategory drafted;
        std::vector<std::string> languages;
        web::Authors authors;
    };
    std::optional<Found> found_;
};

http::Response press_category(web::Call& call, http::Response (*button)(web::Call&, web::DraftDesk&))
{
    CategoryDesk desk(call);
    return button(call, desk);
}

// The form of a life situation that the district is about to make.
class NewSituation {
public:
    explicit NewSituation(web::Call const& call, http::Form const* posted = nullptr)
        : call_(call)
        , categories_(edited_categories_of(call).categories)
        , situation_(categories_.free_own().value_or(own_situation(0)))
        , languages_(languages_of_category(call, {}, {}))
    {
        if (posted != nullptr)
            fields_ = posted_category(*posted, situation_, languages_);
        else
            fields_.set(icon_field, std::string(own_icons.front()));
    }
    [[nodiscard]] Categories const& categories() const { return categories_; }
    [[nodiscard]] Situation situation() const { return situation_; }
    [[nodiscard]] Fields const& fields() const { return fields_; }
    [[nodiscard]] std::vector<Problem> problems() const
    {
        return problems_of_category(categories_, situation_, fields_);
    }
    [[nodiscard]] http::Response show_form(std::vector<Problem> problems) const
    {
        if (!categories_.free_own())
            return category_list_page(
                call_, edited_categories_of(call_), {},
                {Problem::invalid(
                    {}, "category.problem.many"_msg, {{"count", std::to_string(most_own_situations)}})});
        return category_form_page(
            call_,
            {.categories = categories_,
             .category = situation_,
             .languages = languages_,
             .fields = fields_,
             .problems = std::move(problems)});
    }

private:
    web::Call const& call_;
    Categories categories_;
    Situation situation_;
    std::vector<std::string> languages_;
    Fields fields_;
};

}

http::Response list_categories_at_desk(web::Call& call)
{
    if (!may_edit_categories(call))
        return web::staff_not_found(call);
    return category_list_page(call, edited_categories_of(call), CategoryFilter::read(call.request.query()));
}

http::Response export_categories(web::Call& call)
{
    if (!may_edit_categories(call))
        return web::staff_not_found(call);
    return category_file(call, edited_categories_of(call), CategoryFilter::read(call.request.query()));
}

http::Response show_category_form(web::Call& call)
{
    CategoryDesk desk(call);
    return web::show_record(call, desk);
}

http::Response save_category_form(web::Call& call)
{
    return press_category(call, &web::save_draft);
}

http::Response hand_in_category(web::Call& call)
{
    return press_category(call, &web::hand_in);
}

http::Response publish_category_now(web::Call& call)
{
    return press_category(call, &web::publish);
}

http::Response publish_category_later(web::Call& call)
{
    return press_category(call, &web::publish_later);
}

http::Response give_back_category(web::Call& call)
{
    return press_category(call, &web::give_back);
}

http::Response discard_category_draft(web::Call& call)
{
    return press_category(call, &web::discard_draft);
}

http::Response preview_category(web::Call& call)
{
    auto const form = call.request.form();
    CategoryDesk desk(call);
    if (!form || !desk.load())
        return web::staff_not_found(call);
    auto const typed = desk.posted(*form);
    if (asks_for_telephone(call))
        return telephone_page(
            frame_of_telephone(call, desk.categories(), desk.category()),
            preview_with(
                call, category_preview_url(desk.category(), call.path["lang"]), desk.categories(), typed));
    return preview_of(call, with_fields(desk.categories(), desk.category(), typed), desk.category());
}

http::Response show_category_preview(web::Call& call)
{
    CategoryDesk desk(call);
    if (!desk.load())
        return web::staff_not_found(call);
    auto const& query = call.request.query();
    if (query.has(typed_mark))
        return preview_of(
            call, with_fields(desk.categories(), desk.category(), desk.posted(query)), desk.category());
    Previewed const record{categories_path, key_of(desk.category()), "category.title"_msg};
    if (asks_for_telephone(call))
        return telephone_page(call, record, desk.title_of(desk.fields()));
    return preview_of(
        call, with_fields(desk.categories(), desk.category(), desk.fields()), desk.category(), &record);
}

http::Response show_category_history(web::Call& call)
{
    CategoryDesk desk(call);
    return web::show_history(call, desk);
}

http::Response show_new_situation(web::Call& call)
{
    if (!may_edit_categories(call))
        return web::staff_not_found(call);
    return NewSituation(call).show_form({});
}

http::Response add_situation_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    if (!form || !may_edit_categories(call))
        return web::staff_not_found(call);
    NewSituation const page(call, &*form);
    // What was sent twice is found by the use case; the form then stands in its own way.
    return web::add_record(
        call,
        {.add = [&](Work& work) -> Result<html::Url> {
             return category_url(TRY(add_situation(work, page.fields())));
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 auto all = page.problems();
                 return page.show_form(all.empty() ? std::move(problems) : std::move(all));
             },
         .conflicts = {{"categories_key", Problem::conflict({}, "record.problem.changed_meanwhile"_msg)}}});
}

http::Response preview_new_situation(web::Call& call)
{
    auto const form = call.request.form();
    if (!form || !may_edit_categories(call))
        return web::staff_not_found(call);
    NewSituation const page(call, &*form);
    if (asks_for_telephone(call))
        return telephone_page(
            frame_of_telephone(call, page.categories(), {}),
            preview_with(
                call, category_preview_url({}, call.path["lang"]), page.categories(), page.fields()));
    return preview_of(
        call, with_fields(page.categories(), page.situation(), page.fields()), page.situation());
}

http::Response show_preview_of_new_situation(web::Call& call)
{
    if (!may_edit_categories(call))
        return web::staff_not_found(call);
    NewSituation const page(call, &call.request.query());
    return preview_of(
        call, with_fields(page.categories(), page.situation(), page.fields()), page.situation());
}

http::Response ask_before_archiving_situation(web::Call& call)
{
    CategoryDesk desk(call);
    if (!desk.load() || !desk.change().own || !desk.drafted().may_publish)
        return web::staff_not_found(call);
    auto const situation = std::get<Situation>(desk.category());
    auto const carried = web::read(
        call, [&](db::Connection& db) { return count_carriers(db, call.site.tenant, situation); });
    return situation_archive_question(call, desk.drafted(), situation, carried);
}

http::Response archive_situation_now(web::Call& call)
{
    CategoryDesk desk(call);
    return web::press_alone(call, desk, [&](Work& work, std::int64_t version) {
        return archive_situation(work, {desk.category(), version});
    });
}

http::Response restore_situation_now(web::Call& call)
{
    CategoryDesk desk(call);
    return web::press_alone(call, desk, [&](Work& work, std::int64_t version) {
        return restore_situation(work, {desk.category(), version});
    });
}

std::int64_t count_categories_waiting(web::Call const& call)
{
    return count_waiting_categories(call.db(), call.site.tenant, call.actor());
}

void add_categories_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    if (!may_edit_categories(call))
        return;
    auto const& texts = web::staff_texts(call);
    auto& db = call.db();
    auto const tenant = call.site.tenant;
    auto const edited = load_edited_categories(db, tenant);
    auto const add = [&](Category category, MessageKey reason, MessageKey action) {
        items.push_back(
            {.area = "category.title"_msg,
             .title = std::string(edited.categories.name(category, texts)),
             .url = category_url(category),
             .reason = std::string(texts(reason)),
             .due = std::nullopt,
             .action = action,
             .is_own = reason == "desk.today.returned"_msg});
    };
    for (auto const category : list_returned_categories(edited, db, tenant, call.actor()))
        add(category, "desk.today.returned"_msg, "desk.today.returned.action"_msg);
    for (auto const category : list_categories_to_review(edited, db, tenant, call.actor()))
        add(category, "desk.today.review"_msg, "desk.today.action"_msg);
}

} // namespace kommin::portal
