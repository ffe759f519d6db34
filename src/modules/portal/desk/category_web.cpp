// Routes of the desk for categories.

#include "modules/portal/desk/category_desk.hpp"
#include "modules/portal/desk/category_pages.hpp"
#include "modules/portal/directory/offer_list.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/site/pages.hpp"
#include "platform/records/editing.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <optional>
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

// One category at the desk.
class CategoryDesk : public web::RecordDesk {
public:
    explicit CategoryDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        auto const category = find_category(call().path["kategorie"]);
        if (!category || !may_edit_categories(call()))
            return false;
        found_ = web::read(call(), [&](db::Connection& db) {
            auto categories = Categories::load(db, call().site.tenant);
            auto const& change = categories.change_of(*category);
            auto const state = records::undrafted(change.version, change.changed_at);
            auto languages = languages_of_category(call(), change);
            return Found{
                *category, std::move(categories), state, std::move(languages),
                web::list_authors(db, call().site.tenant)};
        });
        return true;
    }
    [[nodiscard]] Category category() const { return found_->category; }
    [[nodiscard]] Categories const& categories() const { return found_->categories; }
    [[nodiscard]] CategoryChange const& change() const { return found_->categories.change_of(category()); }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return fields_of(change()); }
    [[nodiscard]] Fields fields() const override { return record(); }
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
        return problems_of_category(found_->categories, category(), fields);
    }
    [[nodiscard]] Fields spelled(Fields const& fields) const override { return spelled_category(fields); }
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
        return frame_below_category(call(), found_->categories, category(), std::move(title));
    }
    [[nodiscard]] std::string title_of(Fields const& /*fields*/) const override
    {
        return std::string(found_->categories.name(category(), web::staff_texts(call())));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return category_form_page(
            call(),
            {.categories = found_->categories,
             .category = category(),
             .languages = found_->languages,
             .fields = form.fields,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    struct Found {
        Category category;
        Categories categories;
        records::EditState state;
        std::vector<std::string> languages;
        web::Authors authors;
    };
    std::optional<Found> found_;
};

}

http::Response list_categories_at_desk(web::Call& call)
{
    if (!may_edit_categories(call))
        return web::staff_not_found(call);
    auto const categories
        = web::read(call, [&](db::Connection& db) { return Categories::load(db, call.site.tenant); });
    return category_list_page(call, categories);
}

http::Response export_categories(web::Call& call)
{
    if (!may_edit_categories(call))
        return web::staff_not_found(call);
    return category_file(
        call, web::read(call, [&](db::Connection& db) { return Categories::load(db, call.site.tenant); }));
}

http::Response show_category_form(web::Call& call)
{
    CategoryDesk desk(call);
    return web::show_record(call, desk);
}

http::Response save_category_form(web::Call& call)
{
    CategoryDesk desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_category(work, {desk.category(), seen.version}, fields);
        });
}

http::Response preview_category(web::Call& call)
{
    auto const form = call.request.form();
    CategoryDesk desk(call);
    if (!form || !desk.load())
        return web::staff_not_found(call);
    auto const tried = with_fields(desk.categories(), desk.category(), desk.posted(*form));
    Visit visit(call);
    visit.tried = &tried;
    if (can_be_on_home(desk.category()))
        return home_page(visit).no_store();
    auto const filter = filter_of(desk.category());
    auto const list = list_offers_for(visit.snapshot(), filter, visit.language(), visit.now);
    return offer_list_page(visit, filter, list).no_store();
}

http::Response show_category_history(web::Call& call)
{
    CategoryDesk desk(call);
    return web::show_history(call, desk);
}

} // namespace kommin::portal
