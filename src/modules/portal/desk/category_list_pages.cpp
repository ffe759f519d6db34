#include "modules/portal/desk/category_pages.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace kommin::portal {

using html::each;
using html::Url;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

constexpr std::array category_state_views{
    std::pair{OfferState::in_review, "desk.view.review"_msg},
    std::pair{OfferState::returned, "desk.view.returned"_msg},
    std::pair{OfferState::scheduled, "organisation.view.scheduled"_msg},
    std::pair{OfferState::changed, "desk.view.drafts"_msg},
    std::pair{OfferState::hidden, "desk.view.hidden"_msg},
    std::pair{OfferState::archived, "desk.view.archived"_msg}};

Url category_list_url(std::optional<OfferState> state, std::string_view file = {})
{
    auto const url = file.empty() ? categories_url() : staff_url({categories_path, file});
    return state ? url.with_query({{"zustand", word_of(*state)}}) : url;
}

std::vector<web::ListView> state_views(Texts const& texts, std::optional<OfferState> chosen)
{
    std::vector<web::ListView> views{
        {std::string(texts("organisation.view.all"_msg)), category_list_url({}), !chosen}};
    for (auto const& [state, label] : category_state_views)
        views.push_back({std::string(texts(label)), category_list_url(state), chosen == state});
    return views;
}

// Those of the list that are in this state.
std::vector<Category> categories_in(EditedCategories const& edited, std::optional<OfferState> state)
{
    auto found = edited.categories.all();
    std::erase_if(found, [&](Category category) {
        return state && state_of(edited.categories.change_of(category), edited.state_of(category)) != *state;
    });
    return found;
}

bool is_archived_category(EditedCategories const& edited, Category category)
{
    auto const& own = edited.categories.change_of(category).own;
    return own && own->is_archived;
}

void write_category_line(Writer& w, Texts const& texts, EditedCategories const& edited, Category category)
{
    auto const& change = edited.categories.change_of(category);
    auto const state = state_word_of(change, edited.state_of(category), texts);
    w(R"(<tr><th scope="row"><a href="{}" data-edit>{}</a></th><td data-l="{}"><span class="{}">{}</span></td><td data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
      category_url(category), edited.categories.name(category, texts), texts("staff.state"_msg), state.shape,
      state.text, texts("category.column.shown"_msg), shown_places(edited.categories, category, texts),
      texts("category.column.changed"_msg), languages_changed(change, texts));
}

// Nothing where none of them is to be shown.
void write_category_table(
    Writer& w, Texts const& texts, EditedCategories const& edited, std::vector<Category> const& shown,
    std::string_view id, MessageKey title)
{
    if (shown.empty())
        return;
    w(R"(<div class="stack-top"><h2 id="{}">{}</h2><div class="scroll" role="region" aria-labelledby="{}" tabindex="0"><table class="tbl tbl--stack tbl--lead"><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div></div>)",
      id, texts(title), id, texts("category.column.name"_msg), texts("staff.state"_msg),
      texts("category.column.shown"_msg), texts("category.column.changed"_msg),
      each(
          shown, [&](Writer& row, Category category) { write_category_line(row, texts, edited, category); }));
}

void write_category_tables(
    Writer& w, Texts const& texts, EditedCategories const& edited, std::vector<Category> const& shown)
{
    std::vector<Category> situations;
    std::vector<Category> kinds;
    std::vector<Category> archived;
    for (auto const category : shown) {
        if (is_archived_category(edited, category))
            archived.push_back(category);
        else if (std::holds_alternative<OfferKind>(category))
            kinds.push_back(category);
        else
            situations.push_back(category);
    }
    write_category_table(w, texts, edited, situations, "themen", "desk.field.life_situations"_msg);
    write_category_table(w, texts, edited, kinds, "arten", "desk.field.kind"_msg);
    write_category_table(w, texts, edited, archived, "archiv", "category.archived.title"_msg);
}

}

OfferState state_of(CategoryChange const& change, records::EditState const& state)
{
    bool const has_ended = change.own && change.own->is_archived;
    return has_ended ? OfferState::archived : state_of_record(state.was_public, false, state.draft_state);
}

http::Response category_list_page(
    web::Call const& call, EditedCategories const& edited, std::optional<OfferState> state,
    std::vector<Problem> problems)
{
    auto const& texts = web::staff_texts(call);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("category.title"_msg)),
         .section = std::string(categories_path),
         .actions = !edited.categories.free_own() ? web::Body{} : web::Body([&](Writer& w) {
             w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
               new_situation_url(), texts("category.new.title"_msg));
         }),
         .problems = std::move(problems),
         .is_wide = true},
        [&](Writer& w) {
            auto const views = state_views(texts, state);
            auto const shown = categories_in(edited, state);
            w(R"(<p class="measure stack-top">{}</p>{})", texts("category.lead"_msg),
              web::ListViews{texts, views});
            if (shown.empty()) {
                w(R"(<div class="empty"><h2>{}</h2></div>)", texts("category.none"_msg));
                return;
            }
            write_category_tables(w, texts, edited, shown);
            w("{}",
              web::ExportLinks{texts, [&](std::string_view file) { return category_list_url(state, file); }});
        });
}

http::Response category_file(
    web::Call const& call, EditedCategories const& edited, std::optional<OfferState> state)
{
    using table::Cell;
    auto const& texts = web::staff_texts(call);
    auto const& categories = edited.categories;
    web::ListExport<Category> file(
        call, web::export_format(call.request), categories_path, "category.title"_msg,
        {{"desk.field.kind"_msg, 20,
          [&](Category const& one) {
              return Cell(std::string(texts(
                  std::holds_alternative<Situation>(one) ? "desk.field.life_situations"_msg
                                                         : "desk.field.kind"_msg)));
          }},
         {"category.column.name"_msg, 40,
          [&](Category const& one) { return Cell(std::string(categories.name(one, texts))); }},
         {"staff.state"_msg, 18,
          [&](Category const& one) {
              return Cell(state_word_of(categories.change_of(one), edited.state_of(one), texts).text);
          }},
         {"category.column.shown"_msg, 30,
          [&](Category const& one) { return Cell(shown_places(categories, one, texts)); }},
         {"category.column.changed"_msg, 40,
          [&](Category const& one) { return Cell(languages_changed(categories.change_of(one), texts)); }}});
    for (auto const category : categories_in(edited, state)) {
        if (!file.add(category))
            break;
    }
    return file.answer();
}

} // namespace kommin::portal
