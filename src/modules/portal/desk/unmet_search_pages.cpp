#include "modules/portal/desk/unmet_search_pages.hpp"

#include "modules/portal/desk/vocabulary_desk.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/directory/snapshot.hpp"
#include "modules/portal/site/demand.hpp"
#include "platform/base/number.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

using html::each;
using html::when;
using html::Writer;
using i18n::DateStyle;
using i18n::Texts;
using web::staff_url;

namespace {

constexpr std::size_t enough_hits_today = 10; // as on the page of the search

struct StateTab {
    std::string_view word;
    UnmetSearchState state;
    MessageKey label;
};
constexpr std::array state_tabs{
    StateTab{"", UnmetSearchState::open, "searches.state.open"_msg},
    StateTab{"erledigt", UnmetSearchState::done, "searches.state.done"_msg},
    StateTab{"ausgeblendet", UnmetSearchState::hidden, "searches.state.hidden"_msg},
};

constexpr std::array<std::string_view, 3> search_order_words{"", "worte", "zuletzt"};

html::Url searches_url(SearchesWanted const& wanted, std::string_view page = {})
{
    return web::list_url(search_list, wanted.fields(), page);
}

web::SortHead search_sort_head(
    Texts const& texts, SearchesWanted const& shown, MessageKey label, UnmetSearchOrder order)
{
    return web::sort_head(
        texts, shown, label, order, [](SearchesWanted const& wanted) { return searches_url(wanted); });
}

// What the public search says to these words at the moment.
std::string answer_today(web::Call const& call, UnmetSearch const& search, Texts const& texts)
{
    auto const& snapshot = call.published.of<Snapshot>();
    if (!snapshot.is_searchable())
        return "–";
    auto const answer = snapshot.search()->find(search.words, search.language, 1, {}, enough_hits_today);
    if (answer.total > 0 && answer.relaxed)
        return texts("searches.hits.partial"_msg, {{"count", answer.total}});
    return texts("searches.hits"_msg, {{"count", answer.total}});
}

struct SettleButton {
    web::Call const& call;
    UnmetSearchId search;
    std::string_view action;
    std::string_view label;
    std::string_view words; // for whoever hears the button alone
    void operator()(Writer& w) const
    {
        w(R"(<form method="post" action="{}">{}<button class="kern-btn kern-btn--secondary kern-btn--sm" type="submit"><span class="kern-label">{}<span class="vh">: {}</span></span></button></form>)",
          staff_url({"suchen", std::to_string(search.value), action}), web::FormToken{call}, label, words);
    }
};

void write_actions(Writer& w, web::Call const& call, Texts const& texts, UnmetSearch const& search)
{
    if (search.state != UnmetSearchState::open) {
        SettleButton{call, search.id, "oeffnen", texts("searches.reopen"_msg), search.words}(w);
        return;
    }
    if (call.actor().may(edit_words, Scope::whole_tenant()))
        w(R"(<a class="kern-btn kern-btn--secondary kern-btn--sm" href="{}"><span class="kern-label">{}<span class="vh">: {}</span></span></a>)",
          take_up_word_url(search.words, search.language), texts("searches.take_up"_msg), search.words);
    SettleButton{call, search.id, "erledigt", texts("searches.finish"_msg), search.words}(w);
    SettleButton{call, search.id, "ausblenden", texts("searches.hide"_msg), search.words}(w);
}

void write_search(Writer& w, web::Call const& call, Texts const& texts, UnmetSearch const& search)
{
    auto const language = i18n::Language::find(search.language).value_or(call.site.source_language);
    auto const public_search = html::Url::path({language.tag(), "suche"}).with_query({{"q", search.words}});
    w(R"(<tr><th scope="row"><bdi lang="{}" dir="{}">{}</bdi></th><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}"><a href="{}">{}<span class="vh">: {}</span></a></td>{}</tr>)",
      language.tag(), language.direction(), search.words, texts("searches.column.language"_msg),
      language_name(search, texts), texts("searches.column.times"_msg), search.times,
      texts("searches.column.last_seen"_msg), texts.date(search.last_seen, DateStyle::short_numeric),
      texts("searches.column.today"_msg), public_search, answer_today(call, search, texts), search.words,
      when(may_settle(call), [&](Writer& cell) {
          cell(
              R"(<td data-l="{}"><div class="row">{}</div></td>)", texts("searches.column.actions"_msg),
              [&](Writer& inner) { write_actions(inner, call, texts, search); });
      }));
}

void write_searches(
    Writer& w, web::Call const& call, Texts const& texts, SearchesWanted const& wanted,
    std::vector<UnmetSearch> const& searches)
{
    w(R"(<div class="scroll"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr>{}<th scope="col">{}</th>{}{}<th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
      texts("searches.title"_msg),
      search_sort_head(texts, wanted, "searches.column.words"_msg, UnmetSearchOrder::words),
      texts("searches.column.language"_msg),
      search_sort_head(texts, wanted, "searches.column.times"_msg, UnmetSearchOrder::times),
      search_sort_head(texts, wanted, "searches.column.last_seen"_msg, UnmetSearchOrder::last_seen),
      texts("searches.column.today"_msg),
      when(
          may_settle(call),
          [&](Writer& head) { head(R"(<th scope="col">{}</th>)", texts("searches.column.actions"_msg)); }),
      each(
          searches, [&](Writer& row, UnmetSearch const& search) { write_search(row, call, texts, search); }));
}

void write_search_views(
    Writer& w, Texts const& texts, SearchesWanted const& wanted,
    std::vector<web::ListView> const& saved_views)
{
    auto shown = wanted;
    shown.order = UnmetSearchOrder::times;
    shown.reversed = false;
    std::vector<web::ListView> views;
    for (auto const& tab : state_tabs) {
        SearchesWanted const of_tab{.state = tab.state};
        views.push_back(
            {std::string(texts(tab.label)), searches_url(of_tab), shown.fields() == of_tab.fields()});
    }
    web::add_saved_views(views, saved_views);
    w("{}", web::ListViews{texts, views, web::save_view_url(search_list, wanted.fields())});
}

void write_search_filter(Writer& w, Texts const& texts, SearchesWanted const& wanted)
{
    std::array const orders{
        web::SortChoice::Option{word_of(UnmetSearchOrder::times), "searches.column.times"_msg},
        web::SortChoice::Option{word_of(UnmetSearchOrder::words), "searches.column.words"_msg},
        web::SortChoice::Option{word_of(UnmetSearchOrder::last_seen), "searches.column.last_seen"_msg}};
    auto const tab = std::ranges::find(state_tabs, wanted.state, &StateTab::state);
    w("{}",
      web::FilterForm{
          .texts = texts,
          .list = searches_url({}),
          .fields =
              [&](Writer& field) {
                  field(
                      "{}{}{}", web::FilterKept{"stand", tab->word},
                      web::FilterWords{texts, "searches.column.words"_msg, wanted.text},
                      web::SortChoice{texts, orders, word_of(wanted.order), wanted.reversed});
              },
          .whole
          = wanted.text.empty() ? std::nullopt : std::optional(searches_url({.state = wanted.state}))});
}

}

SearchesWanted SearchesWanted::read(http::Form const& query)
{
    auto const tab = std::ranges::find(state_tabs, query.value("stand"), &StateTab::word);
    auto const* const order = std::ranges::find(search_order_words, query.value("nach"));
    return {
        .text = std::string(web::words_of_filter(query)),
        .state = tab == state_tabs.end() ? UnmetSearchState::open : tab->state,
        .order = order == search_order_words.end()
            ? UnmetSearchOrder::times
            : static_cast<UnmetSearchOrder>(order - search_order_words.begin()),
        .reversed = query.value("ab") == "1",
        .page = static_cast<int>(
            std::clamp<std::int64_t>(parse_number(query.value("seite")).value_or(1), 1, 1000))};
}

web::ListFields SearchesWanted::fields() const
{
    web::ListFields fields;
    auto const add = [&](std::string_view name, std::string_view value) {
        if (!value.empty())
            fields.emplace_back(name, value);
    };
    add("t", text);
    add("stand", std::ranges::find(state_tabs, state, &StateTab::state)->word);
    add("nach", word_of(order));
    add("ab", reversed ? "1" : "");
    return fields;
}

UnmetSearchQuery SearchesWanted::query() const
{
    return {
        .state = state,
        .text = text,
        .order = order,
        .reversed = reversed,
        .limit = searches_per_page,
        .offset = std::int64_t{page - 1} * searches_per_page};
}

std::string_view word_of(UnmetSearchOrder order)
{
    return search_order_words.at(static_cast<std::size_t>(order));
}

web::StaffList const search_list{
    .code = "portal.searches",
    .path = "suchen",
    .title = "searches.title"_msg,
    .read = [](http::Form const& query) { return SearchesWanted::read(query).fields(); }};

bool may_settle(web::Call const& call)
{
    return call.actor().may(settle_demand, Scope::whole_tenant());
}

std::string language_name(UnmetSearch const& search, Texts const& texts)
{
    auto const language = i18n::Language::find(search.language);
    return language ? texts.language_name(*language) : search.language;
}

web::RecordForm noted_search(web::Call const& call)
{
    auto const& texts = web::staff_texts(call);
    return {
        .fields = {{"state", std::string(texts("staff.state"_msg))}},
        .has_drafts = false,
        .shown = [&texts](records::Fields const& fields, std::string_view name) {
            auto const value = fields.value(name);
            auto const* const tab = std::ranges::find_if(
                state_tabs, [&](StateTab const& one) { return to_text(one.state) == value; });
            return std::string(tab == state_tabs.end() ? value : texts(tab->label));
        }};
}

http::Response searches_page(
    web::Call const& call, SearchesWanted const& wanted, std::vector<UnmetSearch> const& searches,
    std::int64_t count, std::vector<web::ListView> const& saved_views)
{
    auto const& texts = web::staff_texts(call);
    if (auto last = web::way_to_last_page(call, wanted.page, searches_per_page, count, count))
        return *std::move(last);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("searches.title"_msg)),
         .section = "suchen",
         .state_line = texts("searches.count"_msg, {{"count", count}}),
         .actions =
             [&](Writer& w) {
                 if (call.actor().may_somewhere(edit_offers))
                     w(R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
                       staff_url({"angebote", "neu"}), texts("searches.add_offer"_msg));
             },
         .is_wide = true},
        [&](Writer& w) {
            w(R"(<p class="measure">{}</p>)", texts("searches.lead"_msg));
            write_search_views(w, texts, wanted, saved_views);
            write_search_filter(w, texts, wanted);
            if (searches.empty()) {
                w(R"(<div class="empty"><h2>{}</h2></div>)", texts("searches.none"_msg));
                return;
            }
            write_searches(w, call, texts, wanted, searches);
            w("{}{}",
              web::Pager{
                  .texts = texts,
                  .page = wanted.page,
                  .per_page = searches_per_page,
                  .count = count,
                  .most_counted = count,
                  .url_of =
                      [&](int page) {
                          return searches_url(wanted).with_query({{"seite", std::to_string(page)}});
                      }},
              web::ExportLinks{texts, [&](std::string_view file) { return searches_url(wanted, file); }});
        });
}

} // namespace kommin::portal
