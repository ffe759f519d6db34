#include "modules/portal/desk/unmet_search_pages.hpp"

#include "modules/portal/desk/vocabulary_desk.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/directory/snapshot.hpp"
#include "platform/base/number.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace kommin::portal {

using html::attribute;
using html::Attributes;
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

html::Url searches_url(UnmetSearchState state, std::string_view file = {})
{
    auto const word = std::ranges::find(state_tabs, state, &StateTab::state)->word;
    auto const url = file.empty() ? staff_url({"suchen"}) : staff_url({"suchen", file});
    return word.empty() ? url : url.with_query({{"stand", word}});
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
    Writer& w, web::Call const& call, Texts const& texts, std::vector<UnmetSearch> const& searches)
{
    w(R"(<div class="scroll"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
      texts("searches.title"_msg), texts("searches.column.words"_msg), texts("searches.column.language"_msg),
      texts("searches.column.times"_msg), texts("searches.column.last_seen"_msg),
      texts("searches.column.today"_msg),
      when(
          may_settle(call),
          [&](Writer& head) { head(R"(<th scope="col">{}</th>)", texts("searches.column.actions"_msg)); }),
      each(
          searches, [&](Writer& row, UnmetSearch const& search) { write_search(row, call, texts, search); }));
}

void write_search_tabs(Writer& w, Texts const& texts, UnmetSearchState shown)
{
    w(R"(<nav class="tabs" aria-label="{}"><ul>{}</ul></nav>)", texts("messages.views"_msg),
      each(state_tabs, [&](Writer& inner, StateTab const& tab) {
          inner(
              R"(<li><a href="{}" {}>{}</a></li>)", searches_url(tab.state),
              Attributes{attribute("aria-current", "page", tab.state == shown)}, texts(tab.label));
      }));
}

}

SearchesWanted SearchesWanted::read(web::Call const& call)
{
    auto const query = call.request.query();
    auto const tab = std::ranges::find(state_tabs, query.value("stand"), &StateTab::word);
    return {
        tab == state_tabs.end() ? UnmetSearchState::open : tab->state,
        static_cast<int>(std::clamp<std::int64_t>(parse_number(query.value("seite")).value_or(1), 1, 1000))};
}

bool may_settle(web::Call const& call)
{
    return call.actor().may(settle_demand, Scope::whole_tenant());
}

std::string language_name(UnmetSearch const& search, Texts const& texts)
{
    auto const language = i18n::Language::find(search.language);
    return language ? texts.language_name(*language) : search.language;
}

http::Response searches_page(
    web::Call const& call, SearchesWanted wanted, std::vector<UnmetSearch> const& searches,
    std::int64_t count)
{
    auto const& texts = web::staff_texts(call);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("searches.title"_msg)),
         .section = "suchen",
         .state_line = texts("searches.count"_msg, {{"count", count}}),
         .actions =
             [&](Writer& w) {
                 if (call.actor().rights().allows_somewhere(edit_offers))
                     w(R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
                       staff_url({"angebote", "neu"}), texts("searches.add_offer"_msg));
             },
         .is_wide = true},
        [&](Writer& w) {
            w(R"(<p class="measure">{}</p>)", texts("searches.lead"_msg));
            write_search_tabs(w, texts, wanted.state);
            if (searches.empty()) {
                w(R"(<div class="empty"><h2>{}</h2></div>)", texts("searches.none"_msg));
                return;
            }
            write_searches(w, call, texts, searches);
            w("{}{}",
              web::Pager{
                  .texts = texts,
                  .page = wanted.page,
                  .per_page = searches_per_page,
                  .count = count,
                  .most_counted = count,
                  .url_of =
                      [&](int page) {
                          return searches_url(wanted.state).with_query({{"seite", std::to_string(page)}});
                      }},
              web::ExportLinks{texts, [&](table::Format format) {
                                   return searches_url(
                                       wanted.state,
                                       format == table::Format::xlsx ? "liste.xlsx" : "liste.csv");
                               }});
        });
}

} // namespace kommin::portal
