// Routes of the list of searches without a hit, and its page.

#include "modules/portal/demand.hpp"
#include "modules/portal/permissions.hpp"
#include "modules/portal/snapshot.hpp"
#include "modules/portal/unmet_search_store.hpp"
#include "modules/portal/vocabulary_desk.hpp"
#include "platform/base/number.hpp"
#include "platform/web/public_frame.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

constexpr std::int64_t most_shown = 100; // each is searched for anew
constexpr std::int64_t most_in_file = 10'000;
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

UnmetSearchState wanted_state(web::Call const& call)
{
    auto const word = call.request.query().value("stand");
    for (auto const& tab : state_tabs) {
        if (tab.word == word)
            return tab.state;
    }
    return UnmetSearchState::open;
}

bool may_settle(web::Call const& call)
{
    return call.actor().may(settle_demand, Scope::whole_tenant());
}

html::Url list_of_searches(std::string_view state_word)
{
    auto const url = staff_url({"suchen"});
    return state_word.empty() ? url : url.with_query({{"stand", state_word}});
}

std::string language_name(UnmetSearch const& search, Texts const& texts)
{
    auto const language = i18n::Language::find(search.language);
    return language ? texts.language_name(*language) : search.language;
}

// What the public search says to these words at the moment.
std::string answer_today(web::Call const& call, UnmetSearch const& search, Texts const& texts)
{
    auto const& snapshot = call.published.of<Snapshot>();
    if (!snapshot.is_searchable())
        return "–";
    auto const answer = snapshot.index().find(search.words, search.language, 1, {}, enough_hits_today);
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

http::Response settle(web::Call& call, UnmetSearchState state)
{
    auto const number = parse_number(call.path["suche"]);
    if (!number)
        return web::staff_not_found(call);
    auto const settled = web::write(
        call, [&](Work& work) { return settle_unmet_search(work, UnmetSearchId{*number}, state); });
    if (!settled)
        return web::staff_not_found(call);
    return http::Response::redirect(http::Status::see_other, staff_url({"suchen"}).text());
}

}

http::Response list_searches(web::Call& call)
{
    auto const& texts = web::staff_texts(call);
    auto const state = wanted_state(call);
    auto const searches = list_unmet_searches(call.db(), call.site.tenant, state, most_shown);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("searches.title"_msg)),
         .section = "suchen",
         .state_line = texts("searches.count"_msg, {{"count", searches.size()}}),
         .actions =
             [&](Writer& w) {
                 if (call.actor().rights().allows_somewhere(edit_offers))
                     w(R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
                       staff_url({"angebote", "neu"}), texts("searches.add_offer"_msg));
             },
         .is_wide = true},
        [&](Writer& w) {
            w(R"(<p class="measure">{}</p><nav class="tabs" aria-label="{}"><ul>{}</ul></nav>)",
              texts("searches.lead"_msg), texts("messages.views"_msg),
              each(state_tabs, [&](Writer& inner, StateTab const& tab) {
                  inner(
                      R"(<li><a href="{}" {}>{}</a></li>)", list_of_searches(tab.word),
                      Attributes{attribute("aria-current", "page", tab.state == state)}, texts(tab.label));
              }));
            if (searches.empty()) {
                w(R"(<div class="empty"><h2>{}</h2></div>)", texts("searches.none"_msg));
                return;
            }
            write_searches(w, call, texts, searches);
            w("{}", web::ExportLinks{texts, [](table::Format format) {
                                         return staff_url(
                                             {"suchen",
                                              format == table::Format::xlsx ? "liste.xlsx" : "liste.csv"});
                                     }});
        });
}

http::Response export_searches(web::Call& call)
{
    auto const& texts = web::staff_texts(call);
    using Column = web::ExportColumn<UnmetSearch>;
    std::vector<Column> columns{
        {"searches.column.words"_msg, 40,
         [](UnmetSearch const& search) { return table::Cell(search.words); }},
        {"searches.column.language"_msg, 16,
         [&](UnmetSearch const& search) { return table::Cell(language_name(search, texts)); }},
        {"searches.column.times"_msg, 10,
         [](UnmetSearch const& search) { return table::Cell(search.times); }},
        {"searches.column.last_seen"_msg, 16,
         [](UnmetSearch const& search) { return table::Cell(search.last_seen); }}};
    web::ListExport<UnmetSearch> file(
        call, web::export_format(call.request), "suchen", "searches.title"_msg, std::move(columns));
    for (auto const& search :
         list_unmet_searches(call.db(), call.site.tenant, wanted_state(call), most_in_file)) {
        if (!file.add(search))
            break;
    }
    return file.answer();
}

http::Response finish_search(web::Call& call)
{
    return settle(call, UnmetSearchState::done);
}

http::Response hide_search(web::Call& call)
{
    return settle(call, UnmetSearchState::hidden);
}

http::Response reopen_search(web::Call& call)
{
    return settle(call, UnmetSearchState::open);
}

std::int64_t count_open_searches(web::Call const& call)
{
    return count_open_unmet_searches(call.db(), call.site.tenant);
}

void add_searches_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    if (!may_settle(call))
        return;
    auto const count = count_open_searches(call);
    if (count == 0)
        return;
    auto const& texts = web::staff_texts(call);
    items.push_back(
        {.area = "searches.title"_msg,
         .title = texts("searches.today"_msg, {{"count", count}}),
         .url = staff_url({"suchen"}),
         .reason = std::string(texts("searches.today.reason"_msg)),
         .due = std::nullopt,
         .action = "searches.today.action"_msg});
}

} // namespace kommin::portal
