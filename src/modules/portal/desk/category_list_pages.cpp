#include "modules/portal/desk/category_desk.hpp"
#include "modules/portal/desk/category_pages.hpp"
#include "platform/i18n/collator.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace kommin::portal {

using html::each;
using html::Url;
using html::Writer;
using i18n::Texts;

namespace {

constexpr std::array category_state_views{
    std::pair{OfferState::in_review, "desk.view.review"_msg},
    std::pair{OfferState::returned, "desk.view.returned"_msg},
    std::pair{OfferState::scheduled, "organisation.view.scheduled"_msg},
    std::pair{OfferState::changed, "desk.view.drafts"_msg},
    std::pair{OfferState::hidden, "desk.view.hidden"_msg},
    std::pair{OfferState::archived, "desk.view.archived"_msg}};

constexpr std::array<std::string_view, 3> category_order_words{"", "name", "zustand"};

std::string_view word_of(CategoryOrder order)
{
    return category_order_words.at(static_cast<std::size_t>(order));
}

Url filtered_categories_url(CategoryFilter const& filter)
{
    return web::list_url(category_list, filter.fields());
}

std::vector<web::ListView> category_views(
    web::Call const& call, Texts const& texts, CategoryFilter const& filter)
{
    auto shown = filter;
    shown.order = CategoryOrder::shown;
    shown.descending = false;
    std::vector<web::ListView> views;
    auto const add = [&](MessageKey label, CategoryFilter const& wanted) {
        views.push_back(
            {std::string(texts(label)), filtered_categories_url(wanted), shown.fields() == wanted.fields()});
    };
    add("organisation.view.all"_msg, {});
    for (auto const& [state, label] : category_state_views)
        add(label, {.state = state});
    web::add_saved_views(views, web::saved_views(call, category_list, filter.fields()));
    return views;
}

// Those that the filter lets through, in its order.
std::vector<Category> filtered_categories(
    EditedCategories const& edited, CategoryFilter const& filter, Texts const& texts)
{
    auto const& categories = edited.categories;
    auto const name = [&](Category category) { return std::string(categories.name(category, texts)); };
    auto const state = [&](Category category) {
        return state_of(categories.change_of(category), edited.state_of(category));
    };
    auto const wanted = search::folded_text(filter.words);
    auto found = categories.all();
    std::erase_if(found, [&](Category category) {
        return (filter.state && state(category) != *filter.state)
            || search::folded_text(name(category)).find(wanted) == std::string::npos;
    });
    if (filter.order == CategoryOrder::name) {
        auto const& collator = i18n::Collator::of(texts.language());
        std::ranges::stable_sort(
            found, {}, [&](Category category) { return collator.sort_key(name(category)); });
    } else if (filter.order == CategoryOrder::state) {
        std::ranges::stable_sort(found, {}, state);
    }
    if (filter.descending)
        std::ranges::reverse(found);
    return found;
}

void write_category_filter(Writer& w, Texts const& texts, CategoryFilter const& filter)
{
    std::array const orders{
        web::SortChoice::Option{word_of(CategoryOrder::shown), "list.order.portal"_msg},
        web::SortChoice::Option{word_of(CategoryOrder::name), "category.column.name"_msg},
        web::SortChoice::Option{word_of(CategoryOrder::state), "staff.state"_msg}};
    w("{}",
      web::FilterForm{
          .texts = texts,
          .list = categories_url(),
          .fields =
              [&](Writer& field) {
                  field(
                      "{}{}{}", web::FilterWords{texts, "category.filter.text"_msg, filter.words},
                      web::FilterKept{"zustand", filter.state ? word_of(*filter.state) : std::string_view{}},
                      web::SortChoice{texts, orders, word_of(filter.order), filter.descending});
              },
          .whole = filter.words.empty() ? std::nullopt
                                        : std::optional(filtered_categories_url({.state = filter.state}))});
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
    Writer& w, Texts const& texts, EditedCategories const& edited, CategoryFilter const& filter,
    std::vector<Category> const& shown, std::string_view id, MessageKey title)
{
    if (shown.empty())
        return;
    auto const head = [&](MessageKey label, CategoryOrder order) {
        return web::sort_head(texts, filter, label, order, &filtered_categories_url);
    };
    w(R"(<div class="stack-top"><h2 id="{}">{}</h2><div class="scroll" role="region" aria-labelledby="{}" tabindex="0"><table class="tbl tbl--stack tbl--lead"><thead><tr>{}{}<th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div></div>)",
      id, texts(title), id, head("category.column.name"_msg, CategoryOrder::name),
      head("staff.state"_msg, CategoryOrder::state), texts("category.column.shown"_msg),
      texts("category.column.changed"_msg), each(shown, [&](Writer& row, Category category) {
          write_category_line(row, texts, edited, category);
      }));
}

void write_category_tables(
    Writer& w, Texts const& texts, EditedCategories const& edited, CategoryFilter const& filter,
    std::vector<Category> const& shown)
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
    write_category_table(w, texts, edited, filter, situations, "themen", "desk.field.life_situations"_msg);
    write_category_table(w, texts, edited, filter, kinds, "arten", "desk.field.kind"_msg);
    write_category_table(w, texts, edited, filter, archived, "archiv", "category.archived.title"_msg);
}

}

CategoryFilter CategoryFilter::read(http::Form const& query)
{
    CategoryFilter filter;
    filter.words = web::words_of_filter(query);
    filter.state = offer_state_of(query.value("zustand"));
    auto const* const order = std::ranges::find(category_order_words, query.value("nach"));
    if (order != category_order_words.end())
        filter.order = static_cast<CategoryOrder>(order - category_order_words.begin());
    filter.descending = query.value("ab") == "1";
    return filter;
}

web::ListFields CategoryFilter::fields() const
{
    web::ListFields fields;
    auto const add = [&](std::string_view name, std::string_view value) {
        if (!value.empty())
            fields.emplace_back(name, value);
    };
    add("t", words);
    add("zustand", state ? word_of(*state) : std::string_view{});
    add("nach", word_of(order));
    add("ab", descending ? "1" : "");
    return fields;
}

web::StaffList const category_list{
    .code = "portal.categories",
    .path = categories_path,
    .title = "category.title"_msg,
    .read = [](http::Form const& query) { return CategoryFilter::read(query).fields(); }};

OfferState state_of(CategoryChange const& change, records::EditState const& state)
{
    bool const has_ended = change.own && change.own->is_archived;
    return has_ended ? OfferState::archived : state_of_record(state.was_public, false, state.draft_state);
}

http::Response category_list_page(
    web::Call const& call, EditedCategories const& edited, CategoryFilter const& filter,
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
            auto const views = category_views(call, texts, filter);
            auto const shown = filtered_categories(edited, filter, texts);
            w(R"(<p class="measure stack-top">{}</p>{})", texts("category.lead"_msg),
              web::ListViews{texts, views, web::save_view_url(category_list, filter.fields())});
            write_category_filter(w, texts, filter);
            if (shown.empty()) {
                w(R"(<div class="empty"><h2>{}</h2></div>)", texts("category.none"_msg));
                return;
            }
            write_category_tables(w, texts, edited, filter, shown);
            w("{}", web::ExportLinks{texts, [&](std::string_view file) {
                                         return web::list_url(category_list, filter.fields(), file);
                                     }});
        });
}

http::Response category_file(
    web::Call const& call, EditedCategories const& edited, CategoryFilter const& filter)
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
    for (auto const category : filtered_categories(edited, filter, texts)) {
        if (!file.add(category))
            break;
    }
    return file.answer();
}

} // namespace kommin::portal
