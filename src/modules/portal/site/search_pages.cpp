// The page of search hits.

#include "modules/portal/site/components.hpp"
#include "modules/portal/site/page_foot.hpp"
#include "modules/portal/site/pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/components.hpp"

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace kommin::portal {

using html::each;
using html::when;
using html::Writer;

namespace {

using Marks = search::Index::Marks;
using PageUrl = std::function<html::Url(int)>; // of a page of the hits, from 1

html::Url numbered(html::Url const& url, int number)
{
    return number == 1 ? url : url.with_query({{"seite", std::to_string(number)}});
}

void write_page_hit(Writer& w, Visit const& visit, InfoPage const& page, Marks const& marks)
{
    auto const title = visit.shown(page.title);
    auto const summary = visit.shown(page.summary);
    w(
        R"(<li class="km-card"><div class="km-stack km-stack--s"><h3><a href="{}">{}</a></h3><p class="km-card__kind">{}{}</p><p>{}</p></div></li>)",
        url_of(visit.texts, page), Highlighted{visit, title.text, title.language, &marks},
        visit.texts("search.kind.page"_msg),
        [&](Writer& place) {
            if (auto const* body = visit.snapshot().find_municipality(page.municipality))
                place(" · {}", web::GermanName{body->name, visit.language()});
        },
        Highlighted{visit, summary.text, summary.language, &marks});
}

void write_hits(Writer& w, Visit const& visit, std::span<search::Index::Hit const> hits, Marks const& marks)
{
    auto const& snapshot = visit.snapshot();
    w(R"(<ol class="km-cards" role="list">{}</ol>)",
      each(hits, [&](Writer& inner, search::Index::Hit const& hit) {
          if (snapshot.is_offer(hit.id)) {
              auto const& offer = snapshot.offer(hit.id);
              OfferCard{visit, {&offer, open_at(offer.hours, visit.now), std::nullopt}, &marks}(inner);
          } else {
              write_page_hit(inner, visit, snapshot.page(hit.id), marks);
          }
      }));
}

void write_suggestions(Writer& w, Visit const& visit, std::vector<std::string> const& words)
{
    w(R"(<p>{}</p><ul class="km-chips" role="list">{}</ul>)", visit.texts("search.did_you_mean"_msg),
      each(words, [&](Writer& inner, std::string const& word) {
          inner(
              R"(<li><a class="km-suggestion" href="{}"><bdi>{}</bdi></a></li>)",
              visit.url({"suche"}).with_query({{"q", word}}), word);
      }));
}

// This search, with its words as far as they may be kept: whoever says that it did not help says what was
// searched for.
SitePage searched_page(Visit const& visit, std::string const& query)
{
    auto const named = "suche" + html::query_string({{"q", query}});
    return find_site_page(visit.snapshot(), visit.texts, visit.call.site.base_url, named).value();
}

void write_nothing_found(Writer& w, Visit const& visit, SearchResult const& result)
{
    auto const& texts = visit.texts;
    auto const& suggestions = result.answer.suggestions;
    w(R"(<div class="km-empty km-stack km-stack--s"><h2 class="km-h3" aria-live="polite">{}</h2><p>{}</p>{}<ul><li><a href="{}">{}</a></li><li><a href="{}">{}</a></li><li><a href="{}">{}</a></li><li><a href="{}">{}</a></li></ul></div>)",
      texts("search.none.title"_msg), texts("search.none.text"_msg),
      when(!suggestions.empty(), [&](Writer& inner) { write_suggestions(inner, visit, suggestions); }),
      visit.url({"angebote"}), texts("search.none.all"_msg), visit.url({"orte"}),
      texts("search.none.places"_msg), visit.url({"info", "beratung"}), texts("offers.none.counselling"_msg),
      visit.url({remark_entrance.path})
          .with_query({{"thema", "angebot"}, {"seite", searched_page(visit, result.query).path}}),
      texts("search.none.tell"_msg));
}

// How many, the way to the filters, the hits of this page, the way to the next ones.
void write_found(Writer& w, Visit const& visit, SearchResult const& result, PageUrl const& url_of_page)
{
    auto const& texts = visit.texts;
    auto const& query = result.query;
    w(
        R"(<section class="km-stack" aria-labelledby="treffer"><div><h2 id="treffer" class="km-h3" aria-live="polite">{}</h2><p class="km-small km-way"><a href="{}">{}</a></p></div>{}{}</section>)",
        texts("search.count"_msg, {{"count", result.answer.total}}),
        visit.url({"angebote"}).with_query({{"q", query}}), texts("search.narrow"_msg),
        [&](Writer& inner) { write_hits(inner, visit, result.hits(), result.marks); },
        Pager{visit, static_cast<int>(result.page), static_cast<int>(result.pages()), url_of_page});
}

void write_result(Writer& w, Visit const& visit, SearchResult const& result, PageUrl const& url_of_page)
{
    if (result.query.empty())
        return;
    if (result.hits().empty())
        write_nothing_found(w, visit, result);
    else
        write_found(w, visit, result, url_of_page);
}

// That these are not quite the words that were typed.
void write_remark(Writer& w, Visit const& visit, SearchResult const& result)
{
    auto const& corrected = result.answer.corrected;
    if (result.hits().empty() || (!result.answer.relaxed && corrected.empty()))
        return;
    w(R"(<div class="km-note"><p>{}</p></div>)",
      corrected.empty() ? std::string(visit.texts("search.relaxed"_msg))
                        : visit.texts("search.corrected"_msg, {{"query", visit.texts.foreign(corrected)}}));
}

std::string title_of_search(Visit const& visit, SearchResult const& result)
{
    auto const& texts = visit.texts;
    return result.query.empty() ? std::string(texts("search.title"_msg))
                                : texts("search.title_for"_msg, {{"query", texts.foreign(result.query)}});
}

void write_search(Writer& w, Visit const& visit, SearchResult const& result, PageUrl const& url_of_page)
{
    w(
        R"(<div class="km-wrap km-main km-stack km-stack--l"><h1>{}</h1><div class="km-stack km-stack--s">{}{}</div>{}</div>)",
        title_of_search(visit, result), web::SearchBox{visit, "search.label"_msg, result.query},
        [&](Writer& inner) { write_remark(inner, visit, result); },
        [&](Writer& inner) { write_result(inner, visit, result, url_of_page); });
}

// "5 Treffer", "kein Treffer"; whether they are a guess.
std::string count_of(TriedWord::Count const& count, Texts const& german)
{
    auto text = german("words.preview.count"_msg, {{"count", count.total}});
    if (count.is_guess && count.total > 0)
        text += ' ' + std::string(german("words.preview.guess"_msg));
    return text;
}

// For editors, whatever language they look at.
void write_tried_words(
    Writer& w, Visit const& visit, Previewed const& record, std::span<TriedWord const> words,
    std::string_view shown)
{
    auto const& german = Texts::of(i18n::Language::german());
    if (words.empty()) {
        w(R"(<div class="km-wrap"><p lang="de" dir="ltr">{}</p></div>)", german("words.preview.none"_msg));
        return;
    }
    w(R"(<div class="km-wrap"><div lang="de" dir="ltr"><p>{}</p><ul>{}</ul></div></div>)",
      german("words.preview.lead"_msg), each(words, [&](Writer& item, TriedWord const& tried) {
          auto of_word = record;
          of_word.part = tried.word;
          item(
              R"(<li><a href="{}" {}><bdi lang="{}">{}</bdi></a>: {}</li>)",
              of_word.url(visit.language().tag()),
              html::Attributes{html::attribute("aria-current", "true", tried.word == shown)}, tried.language,
              tried.word,
              german(
                  "words.preview.word"_msg,
                  {{"today", count_of(tried.today, german)}, {"then", count_of(tried.then, german)}}));
      }));
}

}

http::Response search_page(Visit const& visit, SearchResult const& result)
{
    auto frame = visit.frame(title_of_search(visit, result), "suche", "suche");
    frame.is_indexable = false;
    if (!result.query.empty()) {
        frame.query = html::query_string({{"q", result.query}});
        frame.foot = PageFoot{visit.texts, searched_page(visit, result.query)};
    }
    auto const url = visit.url({"suche"}).with_query({{"q", result.query}});
    auto const body = [&](Writer& w) {
        write_search(w, visit, result, [&](int number) { return numbered(url, number); });
    };
    return visit.page(frame, body).momentary();
}

http::Response search_preview_page(
    Visit const& visit, Previewed const& record, std::span<TriedWord const> words, SearchResult const& result)
{
    auto frame = visit.frame(title_of_search(visit, result), "suche", "suche");
    auto shown = record;
    shown.part = result.query;
    make_preview(frame, visit.call, shown);
    auto const url = shown.url(visit.language().tag());
    return visit.page(frame, [&](Writer& w) {
        w("{}", PreviewBar{visit, shown});
        if (!stands_in_telephone(visit.call))
            write_tried_words(w, visit, record, words, result.query);
        write_search(w, visit, result, [&](int number) { return numbered(url, number); });
    });
}

} // namespace kommin::portal
