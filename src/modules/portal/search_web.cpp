// Search over offers and pages, and its suggestions.

#include "modules/portal/components.hpp"
#include "modules/portal/handlers.hpp"
#include "platform/base/text.hpp"
#include "platform/json/writer.hpp"
#include "platform/web/components.hpp"

#include <algorithm>
#include <charconv>
#include <span>

namespace kommin::portal {

using html::each;
using html::when;
using html::Writer;

namespace {

constexpr std::size_t hits_per_page = 20;
constexpr std::size_t most_pages = 10; // whoever looks further wants a filter
constexpr std::size_t most_completions = 8;
constexpr std::size_t enough_hits = 10; // fewer are followed by what matches some of the words

using Marks = search::Index::Marks;

void write_page_hit(Writer& w, Visit const& visit, InfoPage const& page, Marks const& marks)
{
    auto const title = visit.shown(page.title);
    auto const summary = visit.shown(page.summary);
    w(R"(<li class="km-card"><div class="km-stack km-stack--s"><h3><a href="{}">{}</a></h3><p class="km-card__kind">{}</p><p>{}</p></div></li>)",
      visit.url({"info", page.slug}), Highlighted{visit, title.text, title.language, &marks},
      visit.texts("search.kind.page"_msg), Highlighted{visit, summary.text, summary.language, &marks});
}

void write_hits(Writer& w, Visit const& visit, std::span<search::Index::Hit const> hits, Marks const& marks)
{
    auto const& snapshot = visit.snapshot();
    w(R"(<ol class="km-cards" role="list">{}</ol>{})",
      each(
          hits,
          [&](Writer& inner, search::Index::Hit const& hit) {
              if (snapshot.is_offer(hit.id)) {
                  auto const& offer = snapshot.offer(hit.id);
                  OfferCard{visit, {&offer, open_at(offer.hours, visit.now), std::nullopt}, &marks}(inner);
              } else {
                  write_page_hit(inner, visit, snapshot.page(hit.id), marks);
              }
          }),
      MachineNote{visit, std::ranges::any_of(hits, [&](search::Index::Hit const& hit) {
                      auto const& title = snapshot.is_offer(hit.id) ? snapshot.offer(hit.id).title
                                                                    : snapshot.page(hit.id).title;
                      return visit.shown(title).is_machine_made();
                  })});
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

void write_nothing_found(Writer& w, Visit const& visit, std::vector<std::string> const& suggestions)
{
    auto const& texts = visit.texts;
    w(R"(<div class="km-empty km-stack km-stack--s"><h2 class="km-h3" aria-live="polite">{}</h2><p>{}</p>{}<ul><li><a href="{}">{}</a></li><li><a href="{}">{}</a></li><li><a href="{}">{}</a></li></ul></div>)",
      texts("search.none.title"_msg), texts("search.none.text"_msg),
      when(!suggestions.empty(), [&](Writer& inner) { write_suggestions(inner, visit, suggestions); }),
      visit.url({"angebote"}), texts("search.none.all"_msg), visit.url({"orte"}),
      texts("search.none.places"_msg), visit.url({"info", "beratung"}), texts("offers.none.counselling"_msg));
}

// 1 for everything that is no page.
std::size_t page_number(std::string_view text)
{
    std::size_t number = 1;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    bool const is_page = error == std::errc{} && end == text.data() + text.size() && number >= 1;
    return is_page ? std::min(number, most_pages) : 1;
}

// How many, the way to the filters, the hits of this page, the way to the next ones.
void write_found(
    Writer& w, Visit const& visit, std::string const& query, std::size_t page, std::size_t total,
    std::span<search::Index::Hit const> hits, Marks const& marks)
{
    auto const& texts = visit.texts;
    auto const pages = std::min((total + hits_per_page - 1) / hits_per_page, most_pages);
    w(
        R"(<section class="km-stack" aria-labelledby="treffer"><div><h2 id="treffer" class="km-h3" aria-live="polite">{}</h2><p class="km-small km-way"><a href="{}">{}</a></p></div>{}{}</section>)",
        texts("search.count"_msg, {{"count", total}}), visit.url({"angebote"}).with_query({{"q", query}}),
        texts("search.narrow"_msg), [&](Writer& inner) { write_hits(inner, visit, hits, marks); },
        Pager{visit, static_cast<int>(page), static_cast<int>(pages), [&](int number) {
                  auto const url = visit.url({"suche"}).with_query({{"q", query}});
                  return number == 1 ? url : url.with_query({{"seite", std::to_string(number)}});
              }});
}

}

http::Response search_site(Visit& visit)
{
    if (!visit.snapshot().is_searchable())
        return web::error_page(visit, http::Status::unavailable);
    auto const& texts = visit.texts;
    auto const& form = visit.call.request.query();
    auto const query = std::string(truncate_utf8(trim(form.value("q")), longest_query));
    auto const page = page_number(form.value("seite"));
    auto const& index = visit.snapshot().index();
    auto const understood = index.understand(query, visit.language().tag());
    auto const answer = index.find(understood, page * hits_per_page, {}, enough_hits);
    auto const marks = index.marks(understood);
    auto const hits
        = std::span(answer.hits).subspan(std::min((page - 1) * hits_per_page, answer.hits.size()));

    auto title = query.empty() ? std::string(texts("search.title"_msg))
                               : texts("search.title_for"_msg, {{"query", query}});
    auto frame = visit.frame(title, "suche", "suche");
    frame.is_indexable = false;
    if (!query.empty())
        frame.query = query_string({{"q", query}});
    return visit
        .page(
            frame,
            [&](Writer& w) {
                w(R"(<div class="km-wrap km-main km-stack km-stack--l"><h1>{}</h1><div class="km-stack km-stack--s">{}{}</div>{}</div>)",
                  title, web::SearchBox{visit, "search.label"_msg, query},
                  when(
                      !hits.empty() && (answer.relaxed || !answer.corrected.empty()),
                      [&](Writer& inner) {
                          inner(
                              R"(<div class="km-note"><p>{}</p></div>)",
                              answer.corrected.empty()
                                  ? std::string(texts("search.relaxed"_msg))
                                  : texts("search.corrected"_msg, {{"query", answer.corrected}}));
                      }),
                  [&](Writer& inner) {
                      if (query.empty())
                          return;
                      if (hits.empty())
                          write_nothing_found(inner, visit, answer.suggestions);
                      else
                          write_found(inner, visit, query, page, answer.total, hits, marks);
                  });
            })
        .no_store();
}

http::Response suggest_searches(Visit& visit)
{
    if (!visit.snapshot().is_searchable())
        return web::error_page(visit, http::Status::unavailable);
    auto const prefix = truncate_utf8(trim(visit.call.request.query().value("q")), longest_query);
    json::Writer out;
    out.array([&](json::ArrayWriter& words) {
        for (auto const& word :
             visit.snapshot().index().complete(prefix, visit.language().tag(), most_completions))
            words.add(word);
    });
    return http::Response::json(http::Status::ok, out.take()).no_store();
}

} // namespace kommin::portal
