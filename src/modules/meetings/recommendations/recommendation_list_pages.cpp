#include "modules/meetings/recommendations/recommendation_pages.hpp"
#include "platform/web/staff_export.hpp"

#include <array>
#include <utility>

namespace kommin::meetings {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

std::vector<web::ListView> views_of(Texts const& texts, RecommendationListPage const& page)
{
    auto shown = page.filter;
    shown.order = RecommendationOrder::entered;
    shown.reversed = false;
    std::vector<web::ListView> views;
    for (auto const view : all_recommendation_views) {
        RecommendationFilter wanted;
        wanted.view = view;
        views.push_back(
            {std::string(texts(label_of(view))), recommendations_url(wanted),
             shown.fields() == wanted.fields()});
    }
    web::add_saved_views(views, page.views);
    return views;
}

void write_recommendation_filter(Writer& w, Texts const& texts, RecommendationListPage const& page)
{
    auto const& filter = page.filter;
    std::array const orders{
        web::SortChoice::Option{word_of(RecommendationOrder::entered), "recommendation.column.entered"_msg},
        web::SortChoice::Option{word_of(RecommendationOrder::title), "recommendation.one"_msg},
        web::SortChoice::Option{word_of(RecommendationOrder::due), "recommendation.field.due"_msg}};
    w(R"(<form action="{}" method="get" class="tools" aria-label="{}"><p class="f"><label for="t">{}</label><input id="t" name="t" type="search" value="{}"></p><p class="f"><label for="feld">{}</label><select id="feld" name="feld"><option value="">{}</option>{}</select></p><p class="f"><label for="an">{}</label><select id="an" name="an"><option value="">{}</option>{}</select></p><p class="f"><label for="jahr">{}</label><select id="jahr" name="jahr"><option value="">{}</option>{}</select></p>{}{}<button class="kern-btn kern-btn--secondary kern-btn--sm" type="submit"><span class="kern-label">{}</span></button>{}</form>)",
      staff_url({recommendations_path}), texts("list.filter.label"_msg),
      texts("recommendation.filter.words"_msg), filter.words, texts("recommendation.field.panel"_msg),
      texts("list.filter.all"_msg),
      each(
          page.panels.all,
          [&](Writer& option, Panel const& panel) {
              web::write_option(option, std::to_string(panel.id.value), panel.name, filter.panel == panel.id);
          }),
      texts("recommendation.field.addressees"_msg), texts("list.filter.all"_msg),
      each(
          all_addressees,
          [&](Writer& option, Addressee addressee) {
              web::write_option(
                  option, to_text(addressee), texts(label_of(addressee)), filter.addressee == addressee);
          }),
      texts("recommendation.filter.year"_msg), texts("list.filter.all"_msg),
      each(
          page.years,
          [&](Writer& option, int year) {
              auto const text = std::to_string(year);
              web::write_option(option, text, text, filter.year == year);
          }),
      when(
          filter.view != RecommendationView::open,
          [&](Writer& inner) {
              inner(R"(<input type="hidden" name="zustand" value="{}">)", word_of(filter.view));
          }),
      web::SortChoice{texts, orders, word_of(filter.order), filter.reversed}, texts("list.filter.apply"_msg),
      when(filter.narrows(), [&](Writer& inner) {
          RecommendationFilter whole;
          whole.view = filter.view;
          inner(
              R"( <a class="small" href="{}">{}</a>)", recommendations_url(whole),
              texts("list.filter.clear"_msg));
      }));
}

void write_recommendation_line(
    Writer& w, web::Call const& call, Texts const& texts, RecommendationListPage const& page,
    Recommendation const& one)
{
    auto const mark = mark_of(one, call.local_now().date, texts);
    auto const* panel = page.panels.find(one.panel);
    auto const title = full_title_of(one);
    auto const adopted = one.adopted_on ? texts.partial_date(*one.adopted_on) : std::string("–");
    auto const due = one.due ? texts.date(*one.due, i18n::DateStyle::short_numeric) : std::string("–");
    w(R"(<tr><th scope="row"><a href="{}">{}</a>{}</th><td data-l="{}">{}</td><td class="rest" data-l="{}">{}</td><td class="rest" data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span></td></tr>)",
      recommendation_url(one.id), title, web::RowFold{texts, title}, texts("recommendation.field.panel"_msg),
      panel != nullptr ? panel->name : std::string{}, texts("recommendation.field.addressees"_msg),
      addressees_of(one, texts), texts("recommendation.column.adopted"_msg), adopted,
      texts("recommendation.field.due"_msg), due, texts("staff.state"_msg), mark.shape, mark.text);
}

void write_recommendation_table(
    Writer& w, web::Call const& call, Texts const& texts, RecommendationListPage const& page)
{
    auto const head = [&](MessageKey label, RecommendationOrder order) {
        auto filter = page.filter;
        filter.after.reset();
        filter.before.reset();
        return web::sort_head(texts, filter, label, order, [](RecommendationFilter const& wanted) {
            return recommendations_url(wanted);
        });
    };
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr>{}<th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th>{}<th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("recommendation.title"_msg), texts("recommendation.title"_msg),
      head("recommendation.one"_msg, RecommendationOrder::title), texts("recommendation.field.panel"_msg),
      texts("recommendation.field.addressees"_msg), texts("recommendation.column.adopted"_msg),
      head("recommendation.field.due"_msg, RecommendationOrder::due), texts("staff.state"_msg),
      each(page.list.lines, [&](Writer& row, Recommendation const& one) {
          write_recommendation_line(row, call, texts, page, one);
      }));
}

}

Url recommendations_url(RecommendationFilter const& filter)
{
    return web::list_url(recommendation_list, filter.fields());
}

http::Response recommendation_list_page(web::Call const& call, RecommendationListPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& list = page.list;
    auto const count = list.count > RecommendationList::most_counted
        ? texts("recommendation.count.more"_msg, {{"count", RecommendationList::most_counted}})
        : texts("recommendation.count"_msg, {{"count", list.count}});
    auto const page_url = [](std::optional<RecommendationFilter> const& of) {
        return of ? std::optional(web::list_url(recommendation_list, of->fields_with_page())) : std::nullopt;
    };
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("recommendation.title"_msg)),
         .section = std::string(recommendations_path),
         .state_line = count,
         .actions =
             [&](Writer& w) {
                 if (page.may_add)
                     w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
                       staff_url({recommendations_path, "neu"}), texts("recommendation.new"_msg));
             },
         .is_wide = true},
        [&](Writer& w) {
            w("{}",
              web::ListViews{
                  texts, views_of(texts, page),
                  web::save_view_url(recommendation_list, page.filter.fields())});
            write_recommendation_filter(w, texts, page);
            if (list.lines.empty()) {
                w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("recommendation.none.title"_msg),
                  texts(page.filter.narrows() ? "meeting.none.filter"_msg : "recommendation.none.text"_msg));
                return;
            }
            write_recommendation_table(w, call, texts, page);
            w("{}{}",
              web::KeyPager{
                  .texts = texts,
                  .first = recommendations_url(page.filter),
                  .previous = page_url(list.previous),
                  .next = page_url(list.next)},
              web::ExportLinks{texts, [&](std::string_view file) {
                                   return web::list_url(recommendation_list, page.filter.fields(), file);
                               }});
        });
}

} // namespace kommin::meetings
